"""The meeting through a real terminal: keys in, screen out, record after."""

import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

if sys.platform == "win32":
    pytest.skip("needs a Unix terminal", allow_module_level=True)

import pyte

from tests.depth import every
from tests.terminal import END_OF_INPUT, HANG_UP, INTERRUPT, run

WHO = ["assess", "--organisation", "Prøvekøbing Kommune", "--team", "Bostøtte Nord"]
PROMPT = {"da": "Fælles svar: ", "en": "Agreed answer: "}
ALL_FOURS = ["4"] * 16


@dataclass(frozen=True)
class Meeting:
    """What is typed, what must stand on the screen, and what the record must hold."""

    typed: list[str]
    screen: list[str]
    answers: dict[str, Any]
    language: str = "da"
    code: int = 0
    options: list[str] = field(default_factory=list)
    environment: dict[str, str] = field(default_factory=dict)


def waiting(meeting: Meeting) -> list[tuple[str, str]]:
    """The lines typed, each with the prompt it is typed at: ``> line`` is typed at a question or the summary."""
    prompt = PROMPT[meeting.language]
    return [("> ", line[2:]) if line.startswith("> ") else (prompt, line) for line in meeting.typed]


MEETINGS = {
    "in-danish": Meeting(
        [*ALL_FOURS, "> j", "> q"],
        [
            "Udsagn 16 af 16 · Samarbejdet med borgeren",
            "Alle udsagn er besvaret.",
            "er lukket og gemt: 16 af 16 udsagn er besvaret.",
        ],
        {"S01": 4, "S16": 4},
    ),
    "in-english": Meeting(
        [*ALL_FOURS, "> y", "> q"],
        ["Statement 16 of 16 · Working together with the citizen", "Every statement has an answer."],
        {"S01": 4, "S16": 4},
        language="en",
        environment={"HF_FIDELITY_LANG": "en"},
    ),
    "words-slips-and-second-thoughts": Meeting(
        ["helt enig", "7", "UENIG", "t", "enig", "q"],
        ["»7« er ikke et svar.", "S02 noteret: Uenig (2).", "Jeres svar: Uenig (2)", "S02 noteret: Enig (4)."],
        {"S01": 5, "S02": 4},
    ),
    "a-comment-and-not-relevant": Meeting(
        ["k vi er i tvivl", "3", "i", "> Vi visiterer ikke selv", "q"],
        ["Kommentaren er noteret.", "S02 noteret: ikke relevant (Vi visiterer ikke selv)."],
        {"S01": 3, "S02": None},
    ),
    "help": Meeting(["h", "> ", "4", "q"], ["tilbage til udsagnet før"], {"S01": 4}),
    "what-the-manual-asks-for": Meeting(["?", "> ", "4", "q"], ["Kommunen:", "Den fagprofessionelle:"], {"S01": 4}),
    "ctrl-c": Meeting(
        ["4", INTERRUPT],
        ["Alt, hvad I har sendt med Enter, er gemt; en linje, I kun var begyndt på, er ikke."],
        {"S01": 4},
        code=130,
    ),
    "ctrl-c-in-a-comment": Meeting(
        ["4", "k", f"> {INTERRUPT}"],
        ["Alt, hvad I har sendt med Enter, er gemt; en linje, I kun var begyndt på, er ikke."],
        {"S01": 4},
        code=130,
    ),
    "end-of-input": Meeting(["4", END_OF_INPUT], ["Alt, hvad I har sendt med Enter, er gemt;"], {"S01": 4}, code=130),
    "window-closed": Meeting(["4", "5", HANG_UP], ["S02 noteret: Helt enig (5)."], {"S01": 4, "S02": 5}, code=129),
    "window-closed-in-a-comment": Meeting(["4", "k", f"> {HANG_UP}"], ["S01 noteret: Enig (4)."], {"S01": 4}, code=129),
    "plain": Meeting(["4", "q"], ["Udsagn 2 af 16"], {"S01": 4}, options=["--plain"]),
    "on-a-dumb-terminal": Meeting(["4", "q"], ["Udsagn 2 af 16"], {"S01": 4}, environment={"TERM": "dumb"}),
    "with-colour": Meeting(["4", "q"], ["Udsagn 2 af 16"], {"S01": 4}, environment={"NO_COLOR": ""}),
}


def kept(data: Path) -> dict[str, Any]:
    """The answers that are on disk: the record's, or the draft's."""
    (path,) = data.rglob("2026-Q3.*.json")
    content = json.loads(path.read_text(encoding="utf-8"))
    answers: dict[str, Any] = content.get("record", content)["answers"]
    return answers


@pytest.mark.parametrize("name", every(2, list(MEETINGS)))
def test_a_meeting(name: str, tmp_path: Path) -> None:
    meeting = MEETINGS[name]
    screen, code = run([*meeting.options, *WHO], waiting(meeting), data=tmp_path, environment=meeting.environment)
    assert code == meeting.code
    assert [words for words in meeting.screen if words not in screen.replace("\n", " ").replace("  ", " ")] == []
    assert {id: answer["agreed"] for id, answer in kept(tmp_path).items() if id in meeting.answers} == meeting.answers


STOPPED = [name for name, meeting in MEETINGS.items() if meeting.code]


@pytest.mark.parametrize("name", every(2, list(STOPPED)))
def test_a_meeting_that_was_stopped_goes_on_at_the_same_question(name: str, tmp_path: Path) -> None:
    meeting = MEETINGS[name]
    run(WHO, waiting(meeting), data=tmp_path)
    inside = name.endswith("comment")
    screen, _ = run(WHO, [("> " if inside else PROMPT["da"], "q")], data=tmp_path)
    statement = f"S{len(meeting.answers) + 1:02}"
    assert (f"Kommentar til {statement}" if inside else f"{statement}  ") in screen


def test_a_meeting_with_its_output_in_a_file(tmp_path: Path) -> None:
    """The dialogue stays on the screen; the file holds the report and nothing else."""
    out = tmp_path / "referat.txt"
    screen, code = run(WHO, [*((PROMPT["da"], "4") for _ in range(16)), ("> ", "j")], data=tmp_path, out=out)
    report = out.read_text(encoding="utf-8")
    assert (code, report.startswith("Bostøtte Nord: 3. kvartal 2026\n")) == (0, True)
    assert ("Fælles svar" in report.split("Udsagn\n")[0], "Udsagn 1 af 16" in screen) == (False, True)


def test_every_statement_with_all_that_belongs_to_it_fits_on_the_screen(tmp_path: Path) -> None:
    visited = [(PROMPT["da"], f"g {statement}") for statement in range(1, 17)]
    told, _ = run(WHO, [*visited, (PROMPT["da"], END_OF_INPUT)], data=tmp_path)
    shown = told.split(PROMPT["da"].rstrip())[1:17]  # before the first one stands the first statement, unasked
    assert len(shown) == 16
    for statement, screenful in enumerate(shown, 1):
        screen = pyte.Screen(80, 24)
        pyte.Stream(screen).feed((screenful + PROMPT["da"].rstrip()).replace("\n", "\r\n"))
        assert any(line.startswith(f"Udsagn {statement} af 16") for line in screen.display), statement


def test_the_end_of_the_summary_stands_on_the_screen(tmp_path: Path) -> None:
    """All the answers and everything else do not fit at once: what is still to be done is what is seen last."""
    typed = [(PROMPT["da"], "n Ring til boligforeningen"), ("Hvem er ansvarlig?", ""), ("Hvornår skal det", "")]
    fours = [(PROMPT["da"], "4") for _ in range(16)]
    told, _ = run(WHO, [*typed, *fours, ("> ", END_OF_INPUT)], data=tmp_path)
    screen = pyte.Screen(80, 24)
    pyte.Stream(screen).feed(told[: told.rindex("\n>") + 2].replace("\n", "\r\n"))
    seen = "\n".join(screen.display)
    for words in (
        "S05 ",
        "S16 ",
        "Hvem var med",
        "Tiltag",
        "S01: Ring til boligforeningen",
        "Alle udsagn er besvaret.",
    ):
        assert words in seen


# After the closing


def at_the_end(last: str, tmp_path: Path, **environment: str) -> str:
    """What stands on the screen once the quarter is closed, and that is typed."""
    typed = [*((PROMPT["da"], "4") for _ in range(16)), ("> ", "j"), ("> ", last)]
    told, code = run(WHO, typed, data=tmp_path / "data", folder=tmp_path, environment=environment)
    assert code == 0
    return told[told.rindex("> j") + 3 :]


def test_closing_is_five_lines(tmp_path: Path) -> None:
    lines = [line for line in at_the_end("q", tmp_path).splitlines() if line]
    assert lines[:6] == [
        "3. kvartal 2026 er lukket og gemt: 16 af 16 udsagn er besvaret.",
        "Der er ikke noget tidligere at sammenligne med endnu.",
        "0 tiltag er åbne.",
        "Næste møde er i 4. kvartal 2026.",
        f"Referatet gemmes i {tmp_path}/referat-bostoette-nord-2026-Q3.html",
        "Enter: gem og åbn referatet · q: slut her",
    ]
    assert list(tmp_path.glob("*.html")) == []


@pytest.mark.parametrize("stop", every(3, [INTERRUPT, END_OF_INPUT, "q"]))
def test_whoever_does_not_want_the_minutes_just_leaves(tmp_path: Path, stop: str) -> None:
    at_the_end(stop, tmp_path)
    assert list(tmp_path.glob("*.html")) == []


def test_enter_writes_the_minutes_names_their_whole_path_and_opens_them(tmp_path: Path) -> None:
    browser, opened = tmp_path / "browser", tmp_path / "opened"
    browser.write_text(f'#!/bin/sh\necho "$1" > {opened}\n')
    browser.chmod(0o755)
    told = at_the_end("", tmp_path, BROWSER=str(browser))
    page = tmp_path / "referat-bostoette-nord-2026-Q3.html"
    assert f"Gemt i {page}." in told
    assert "Bostøtte Nord: 3. kvartal 2026" in page.read_text(encoding="utf-8")
    assert opened.read_text().strip() == page.as_uri()


def test_without_a_desktop_they_are_only_written(tmp_path: Path) -> None:
    told = at_the_end("", tmp_path, BROWSER="", DISPLAY="", WAYLAND_DISPLAY="")
    assert "Gemt i " in told


def test_a_misspelt_team_is_asked_about_before_anything_is_written(tmp_path: Path) -> None:
    run(WHO, [(PROMPT["da"], "4"), (PROMPT["da"], "q")], data=tmp_path)
    misspelt = [*WHO[:-1], "Bostøtte Nrd"]
    screen, _ = run(misspelt, [("> ", "2"), (PROMPT["da"], "q")], data=tmp_path)
    assert "Bostøtte Nrd er ikke kendt her endnu." in screen
    assert "Jeg mener Bostøtte Nord" in screen
    assert len(list(tmp_path.rglob("team.json"))) == 1
