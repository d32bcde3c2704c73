"""Whole meetings through a real terminal: lines in, screens out, record after."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

if sys.platform == "win32":
    pytest.skip("needs a Unix terminal", allow_module_level=True)

import pyte

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Action, Answer, Assessment
from hf_fidelity.ground.dates import Quarter
from tests.builders import record, voted
from tests.cli.whole_meetings import (
    ANSWER,
    ANSWER_EN,
    HALF_AN_HOUR,
    IN_BOTH_LANGUAGES,
    MENDED,
    NEXT_QUARTER,
    OPEN,
    SECRET,
    SEVEN,
    SUMMARY,
    WHO,
    Run,
    Whole,
    all_of,
)
from tests.depth import every
from tests.journeys.scenes import store, workspace
from tests.terminal import END_OF_INPUT, run


def of_three(how: str, said: tuple[str, ...], counts: list[int] | None, votes_are: str) -> Whole:
    """A team of three: they vote on the first two statements and agree on the others."""
    typed = [
        ("Hvor mange deltager?", "3"),
        ("Hvordan er borgerne", ""),
        (ANSWER, "445"),
        ("er enkeltsvarene givet?", how),
        (ANSWER, "4"),
        (ANSWER, "445"),
        (ANSWER, "4"),
        *all_of("3", 14),
        (SUMMARY, "j"),
        (SUMMARY, "q"),
    ]
    screen = (
        "I er 3.",
        "3 enkeltsvar er færre end 5",
        *said,
        "S01 noteret: Enig (4).",
        *said,
        "S02 noteret: Enig (4).",
    )
    holds = {"participants": 3, "votes_are": votes_are, "answers.S01.agreed": 4, "answers.S16.agreed": 3}
    tallies = {f"answers.{id}.votes.all.counts": counts for id in ("S01", "S02")} | {"answers.S03.votes": None}
    return Whole((Run(typed, screen),), holds | tallies)


ENGLISH = Whole(
    (
        Run(
            [
                ("How many take part?", "6"),
                ("How were citizens heard", "Two talks"),
                ("How many citizens?", ""),
                ("what do you see differently", ""),
                ("Brief INSPIRE", ""),
                (ANSWER_EN, "44443"),
                ("How were the votes given?", OPEN),
                (ANSWER_EN, "agree"),
                (ANSWER_EN, "c"),
                ("Comment to S02", "not sure"),
                (ANSWER_EN, "1"),
                *all_of("4", 14, ANSWER_EN),
                (SUMMARY, "a Ring the landlord"),
                ("Who is responsible?", ""),
                ("When is it to be done?", "2026-Q4"),
                (SUMMARY, "y"),
                (SUMMARY, "q"),
            ],
            (
                "Statement 1 of 16",
                "6 take part, 5 votes: is 1 missing?",
                "S01 noted: Agree (4).",
                "Comment noted.",
                "S02 noted: Strongly disagree (1).",
                "Every statement has an answer.",
                "The action is noted.",
                "3rd quarter 2026 is closed and saved:",
                "1 action is open.",
            ),
        ),
    ),
    {
        "participants": 6,
        "votes_are": "open",
        "citizen_involvement": {"how": "Two talks"},
        "answers.S01.votes.all.counts": [0, 0, 1, 4, 0],
        "answers.S02.agreed": 1,
        "answers.S02.comment": "not sure",
        "actions.*.text": ["Ring the landlord"],
        "actions.*.about": [None],
        "actions.*.due": ["2026-12-31"],
    },
    environment={"HF_FIDELITY_LANG": "en"},
)

MEETINGS = {
    "seven-for-the-first-time": SEVEN,
    "next-quarter-with-imported-votes": NEXT_QUARTER,
    "three-with-secret-votes": of_three(SECRET, ("De er ikke gemt: færre end 5",), None, "secret"),
    "three-with-open-votes": of_three(OPEN, ("Enkeltsvar til",), [0, 0, 0, 2, 1], "open"),
    "in-english": ENGLISH,
    "everything-mended-before-closing": MENDED,
    "half-an-hour-for-imported-votes": HALF_AN_HOUR,
    "begun-in-danish-and-gone-on-in-english": IN_BOTH_LANGUAGES,
}


def last_quarter(instrument: Instrument) -> Assessment:
    ring = Action(id="2026-Q2-1", about="S06", text="Ring til boligforeningen", opened_in=Quarter(2026, 2))
    write = Action(id="2026-Q2-2", text="Skriv en folder", opened_in=Quarter(2026, 2))
    return record(instrument, "3" * 16, "2026-Q2", participants=6, actions=(ring, write))


def prepare(whole: Whole, instrument: Instrument, data: Path) -> None:
    if whole.imported:
        counts = dict.fromkeys(instrument.order, (0, 0, 1, 6, 0)) | {"S03": (4, 0, 0, 0, 3), "S02": (0, 2, 2, 2, 1)}
        store(workspace(data), last_quarter(instrument), voted(instrument, counts, participants=7))


def squeezed(text: str) -> str:
    return " ".join(text.split())


def missing(screen: str, words: tuple[str, ...]) -> list[str]:
    """The words that do not stand on the screen behind those before them."""
    rest, lost = squeezed(screen), []
    for word in words:
        _before, found, behind = rest.partition(squeezed(word))
        if found:
            rest = behind
        else:
            lost.append(word)
    return lost


def on_disk(data: Path) -> dict[str, Any]:
    """The record of the quarter; there must be no draft beside it."""
    (path,) = data.rglob("2026-Q3.*.json")
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def at(content: Any, path: str) -> Any:
    """What stands at a path; ``*`` stands for every element of a list. None where nothing is."""
    for n, key in enumerate(parts := path.split(".")):
        if key == "*":
            return [at(element, ".".join(parts[n + 1 :])) for element in content]
        content = (content or {}).get(key)
    return spare(content)


def spare(content: Any) -> Any:
    """Without what says nothing: how much of that a file spells out is tested elsewhere."""
    if not isinstance(content, dict):
        return content
    told = {key: spare(value) for key, value in content.items()}
    return {key: value for key, value in told.items() if value not in (None, 0, {})}


@pytest.mark.parametrize("name", every(2, list(MEETINGS)))
def test_a_whole_meeting(name: str, instrument: Instrument, tmp_path: Path) -> None:
    whole = MEETINGS[name]
    prepare(whole, instrument, tmp_path)
    for part in whole.runs:
        screen, code = run(
            [*WHO, *part.options], part.typed, data=tmp_path, environment={**whole.environment, **part.environment}
        )
        assert (missing(screen, part.screen), code) == ([], part.code), screen
    content = on_disk(tmp_path)
    assert {path: at(content, path) for path in whole.holds} == whole.holds


def test_with_its_output_in_a_file_the_dialogue_stays_on_the_screen(tmp_path: Path) -> None:
    out = tmp_path / "referat.txt"
    (part,) = SEVEN.runs
    screen, code = run(WHO, part.typed[:-1], data=tmp_path / "data", out=out)
    report = squeezed(out.read_text(encoding="utf-8"))
    assert (code, missing(screen, part.screen)) == (0, [])
    told = ("Bostøtte Nord: 3. kvartal 2026", "7", "Fast møde hver måned")
    assert (missing(report, told), [word for word in ("Fælles svar:", "Udsagn 1 af 16") if word in report]) == ([], [])
    assert report[:60] not in squeezed(screen)


# At 80 × 24


def crowded(instrument: Instrument) -> Assessment:
    """A quarter in which every statement got a comment."""
    told = {id: Answer(agreed=3, comment="Vi var i tvivl om, hvad der menes her") for id in instrument.order}
    return record(instrument, quarter="2026-Q2", participants=6, answers=told)


def frames(told: str) -> Iterator[list[str]]:
    """What stands on 24 lines of 80 at each prompt of a statement."""
    screen = pyte.Screen(80, 24)
    stream = pyte.Stream(screen)
    *before, _rest = told.split(ANSWER)
    for part in before:
        stream.feed((part + ANSWER).replace("\n", "\r\n"))
        yield list(screen.display)


def test_every_statement_with_its_votes_fits_on_the_screen(instrument: Instrument, tmp_path: Path) -> None:
    store(workspace(tmp_path), crowded(instrument))
    voted_on = [(ANSWER, "0 3 3 1 0"), ("er enkeltsvarene givet?", SECRET), (ANSWER, "4")]
    others = [line for _statement in instrument.order[1:] for line in ((ANSWER, "0 3 3 1 0"), (ANSWER, "4"))]
    told, _ = run(
        WHO,
        [("Hvor mange deltager?", "7"), ("Hvordan er", ""), *voted_on, *others, (SUMMARY, END_OF_INPUT)],
        data=tmp_path,
        environment={"NO_COLOR": "1"},
    )
    seen = list(frames(told))
    wanted = [f"Udsagn {1 + n // 2} af 16" for n in range(32)]
    assert [words for words, lines in zip(wanted, seen, strict=True) if words not in "\n".join(lines)] == []
    voted_frames = ["\n".join(lines) for lines in seen[1::2]]
    for words in ("7 enkeltsvar:", "Sidst (2. kvartal 2026)", "█"):
        assert [n for n, lines in enumerate(voted_frames, 1) if words not in lines] == []
