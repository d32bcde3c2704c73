"""What citizens answered stands beside what the team did, principle by principle, and nothing is added up."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hf_fidelity import i18n
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Answer, Assessment, BriefInspire, CitizenInvolvement
from hf_fidelity.errors import UsageProblem
from hf_fidelity.journeys import (
    Session,
    Sitting,
    Workspace,
    score_exports,
    show_assessment,
    show_trend,
    validate_instrument,
)
from hf_fidelity.journeys.shipped import shipped_folder
from hf_fidelity.reports.document import Document, Table
from hf_fidelity.reports.form import empty_form
from hf_fidelity.writers.html import form_page, html_text
from hf_fidelity.writers.markdown import markdown_text
from hf_fidelity.writers.text import terminal_text
from tests.builders import record, votes
from tests.exports.filled_forms import filled
from tests.journeys.scenes import NOW, ORGANISATION, Q3, TEAM, said, store

ID = "borgernes-stemme"
TALK = "You see it differently."


@pytest.fixture
def voice(space: Workspace) -> Instrument:
    return space.instrument(ID)


def asked(voice: Instrument, counts: dict[str, tuple[int, ...]] | tuple[int, ...], quarter: str = "2026-Q3",
          **more: Any) -> Assessment:  # fmt: skip
    """What citizens answered: the same counts to every sentence, or some of their own."""
    given = counts if isinstance(counts, dict) else dict.fromkeys(voice.order, counts)
    answers = {id: Answer(votes=votes(*tally)) for id, tally in given.items()}
    fields = {"status": "votes", "answers": answers, "votes_are": "secret", "participants": None} | more
    return record(voice, "-" * len(voice.order), quarter, **fields)


def rows(document: Document) -> dict[str, dict[str, dict[str, Any]]]:
    """Principle → quarter → own, mean, n and gap."""
    data: dict[str, Any] = dict(document.data or {})
    (found,) = data["citizens_voice"] if "citizens_voice" in data else data["trends"][0]["citizens_voice"]
    return {row["principle"]: {side["quarter"]: side for side in row["quarters"]} for row in found["rows"]}


def test_each_principle_of_the_questionnaire_is_asked_about_once(voice: Instrument, instrument: Instrument) -> None:
    link = voice.answers_to
    assert link is not None
    assert link.questionnaire == instrument.id
    assert sorted(link.principles.values()) == sorted(p.id for p in instrument.principles)
    assert set(link.principles) == {p.id for p in voice.principles}
    assert len(voice.statements) == len(voice.principles)


def test_the_sentences_are_plain(voice: Instrument) -> None:
    """One short sentence each, short words, no name and no free text: a reader at level A2 can answer it."""
    for statement in voice.statements:
        words = statement.text["da"].rstrip(".").split()
        assert len(words) <= 12, statement.text
        assert max(map(len, words)) <= 14, statement.text
        assert " og " not in statement.text["da"]
        assert statement.text["da"].count(".") == 1


def test_the_mean_and_how_many_stand_beside_the_teams_answer(space: Workspace, voice: Instrument) -> None:
    store(space, record(space.instrument(), "4" * 16), asked(voice, (1, 1, 1, 2, 1)))
    side = rows(show_assessment(space, TEAM).document)["recovery"]["2026-Q3"]
    assert (side["own"], side["n"]) == (4.0, 6)
    assert side["mean"] == pytest.approx((1 + 2 + 3 + 4 + 4 + 5) / 6)
    assert side["gap"] == pytest.approx(4 - side["mean"])


def test_they_change_nothing_of_the_teams_own_scores(space: Workspace, voice: Instrument) -> None:
    store(space, record(space.instrument(), "4" * 16))
    alone = dict(show_assessment(space, TEAM).document.data or {})["scores"]
    store(space, asked(voice, (9, 0, 0, 0, 0)))
    assert dict(show_assessment(space, TEAM).document.data or {})["scores"] == alone


@pytest.mark.parametrize(("people", "seen"), [(4, None), (5, 5), (6, 6)])
def test_fewer_than_five_are_not_shown(space: Workspace, voice: Instrument, people: int, seen: int | None) -> None:
    store(space, record(space.instrument(), "4" * 16), asked(voice, (0, 0, people, 0, 0)))
    side = rows(show_assessment(space, TEAM).document)["recovery"]["2026-Q3"]
    assert side["n"] == seen
    assert (side["mean"] is None) == (side["gap"] is None) == (seen is None)


@pytest.mark.parametrize(("limit", "seen"), [(3, 4), (None, None), (8, None)])
def test_the_limit_asked_for_counts_for_them_too(
    space: Workspace, voice: Instrument, limit: int | None, seen: int | None
) -> None:
    store(space, record(space.instrument(), "4" * 16), asked(voice, (0, 0, 4, 0, 0)))
    assert rows(show_trend(space, [TEAM], min_n=limit).document)["respect"]["2026-Q3"]["n"] == seen


def test_a_team_cannot_say_that_its_citizens_votes_are_open(space: Workspace, voice: Instrument) -> None:
    store(space, record(space.instrument(), "4" * 16), asked(voice, (0, 0, 3, 0, 0), votes_are="open"))
    assert rows(show_assessment(space, TEAM).document)["recovery"]["2026-Q3"]["mean"] is None
    own = dict(show_assessment(space, TEAM, instrument_id=ID).document.data or {})
    assert all(answer["votes"] is None for answer in own["answers"].values())


@pytest.mark.parametrize(
    ("counts", "talked"), [((0, 0, 5, 0, 0), True), ((0, 0, 4, 1, 0), False), ((0, 0, 0, 0, 5), True)]
)
def test_a_point_apart_is_something_to_talk_about(
    space: Workspace, voice: Instrument, counts: tuple[int, ...], talked: bool
) -> None:
    store(space, record(space.instrument(), "4" * 16), asked(voice, counts))
    document = show_assessment(space, TEAM).document
    assert (TALK in said(document)) == talked
    public = said(show_assessment(space, TEAM, audience="public").document)
    assert TALK not in public
    assert "Citizens were asked" in public  # the figures are no secret


def test_more_than_three_are_named_in_one_sentence(space: Workspace, voice: Instrument) -> None:
    store(space, record(space.instrument(), "5" * 16), asked(voice, (5, 0, 0, 0, 0)))
    document = show_assessment(space, TEAM).document
    assert said(document).count(TALK) == 3
    assert "Citizens see these differently too:" in said(document)


def test_over_quarters_both_courses_stand_there_with_what_changed(space: Workspace, voice: Instrument) -> None:
    instrument = space.instrument()
    heard = CitizenInvolvement(brief_inspire=BriefInspire(mean=61.5, n=8))
    store(space, record(instrument, "3" * 16, "2026-Q1"), record(instrument, "4" * 16, citizen_involvement=heard))
    store(space, asked(voice, (0, 0, 6, 0, 0), "2026-Q1"), asked(voice, (0, 0, 0, 6, 0), "2026-Q2"))
    document = show_trend(space, [TEAM]).document
    found = rows(document)["recovery"]
    assert [(side["own"], side["mean"]) for side in found.values()] == [(3.0, 3.0), (None, 4.0), (4.0, None)]
    data: dict[str, Any] = dict(document.data or {})
    (change,) = data["trends"][0]["citizens_voice"][0]["rows"][0]["changes"]
    assert (change["from"], change["to"], change["delta"]) == ("2026-Q1", "2026-Q2", 1.0)
    (section,) = (section for section in document.sections if section.title == "What citizens say")
    titles = [block.title for block in section.blocks if isinstance(block, Table)]
    assert any("quarter by quarter" in title for title in titles)
    assert any("Brief INSPIRE" in str(row.cells[0]) for block in section.blocks if isinstance(block, Table)
               for row in block.rows)  # fmt: skip


def test_a_sentence_in_other_words_is_not_compared(space: Workspace, voice: Instrument) -> None:
    before = asked(voice, (0, 0, 6, 0, 0), "2026-Q2")
    words = before.instrument.statements | {voice.order[0]: "00000000"}
    before = before.model_copy(update={"instrument": before.instrument.model_copy(update={"statements": words})})
    store(space, record(space.instrument(), "4" * 16), before, asked(voice, (0, 0, 0, 6, 0)))
    data: dict[str, Any] = dict(show_trend(space, [TEAM]).document.data or {})
    changed = {row["citizens_principle"]: row["changes"][0]["delta"] for row in
               data["trends"][0]["citizens_voice"][0]["rows"]}  # fmt: skip
    assert changed[str(voice.statements[0].principle)] is None
    assert [delta for principle, delta in changed.items() if principle != voice.statements[0].principle] == [1.0] * 7


def test_citizens_asked_before_the_meeting_are_told_of_and_stand_beside_nothing(
    space: Workspace, voice: Instrument
) -> None:
    store(space, record(space.instrument(), "4" * 16, "2026-Q2"), asked(voice, (0, 0, 6, 0, 0)))
    assert "No quarter has both to show." in said(show_trend(space, [TEAM]).document)
    assert "citizens_voice" in dict(show_assessment(space, TEAM).document.data or {})
    assert dict(show_assessment(space, TEAM).document.data or {})["citizens_voice"] == []


def test_every_format_tells_the_same_figures(space: Workspace, voice: Instrument) -> None:
    chance = random.Random(7)
    counts = {id: tuple(chance.randrange(1, 4) for _ in range(5)) for id in voice.order}
    store(space, record(space.instrument(), "4352" * 4), asked(voice, counts))
    document = show_assessment(space, TEAM).document
    with i18n.speaking("en"):
        texts = [" ".join(text(document).split()) for text in (markdown_text, html_text)]
        texts.append(" ".join(terminal_text(document, 300).split()))
        for side in (found["2026-Q3"] for found in rows(document).values()):
            for number in (i18n.number(side["mean"]), i18n.number(side["gap"], signed=True)):
                assert all(number in text for text in texts), number


def test_a_filled_in_form_says_what_was_answered(space: Workspace, voice: Instrument, tmp_path: Path) -> None:
    lines = ["54321543", "5432154?", "--------", "11111111", "55555555", "33333333", "22222222"]
    path = filled(tmp_path / "s.xlsx", voice, "da", who=(ORGANISATION, TEAM, "2026-Q3"), votes=lines)
    scored = score_exports(space, [path], now=NOW)
    assert scored.exit_code == 0
    found = dict(scored.document.data or {})["assessments"][0]["scores"]["statements"]
    assert found[voice.order[0]]["counts"] == [1, 1, 1, 0, 3]
    assert (found[voice.order[-1]]["n"], found[voice.order[-1]]["missing"]) == (5, 1)


def test_there_is_no_meeting_about_it(space: Workspace, voice: Instrument) -> None:
    sitting = Sitting.open(space, ORGANISATION, TEAM, Q3, voice)
    with pytest.raises(UsageProblem, match="answered by citizens"):
        Session.begin(sitting, lambda: NOW)


# Questionnaires of one's own that stand beside one of the program's


@pytest.fixture
def own(space: Workspace) -> Iterator[Path]:
    folder = space.store.instruments
    folder.mkdir(parents=True)
    text = (shipped_folder("principles") / f"{ID}.yaml").read_text(encoding="utf-8")
    path = folder / "vores.yaml"
    path.write_text(text.replace(f"id: {ID}\n", "id: vores\n"), encoding="utf-8")
    yield path


def test_ones_own_questionnaire_stands_there_too(space: Workspace, own: Path) -> None:
    store(space, record(space.instrument(), "4" * 16), asked(space.instrument("vores"), (0, 0, 0, 0, 6)))
    assert rows(show_assessment(space, TEAM).document)["recovery"]["2026-Q3"]["mean"] == 5.0


def test_one_that_names_a_principle_which_is_not_there_is_left_out_and_named(space: Workspace, own: Path) -> None:
    ours = asked(space.instrument("vores"), (0, 0, 0, 0, 6))
    own.write_text(own.read_text(encoding="utf-8").replace(": recovery\n", ": recoveryy\n"), encoding="utf-8")
    store(space, record(space.instrument(), "4" * 16), ours)
    result = show_assessment(space, TEAM)
    assert result.exit_code == 1
    assert dict(result.document.data or {})["citizens_voice"] == []
    assert "recoveryy" in str(vars(result.left_out[0]))


# The form to print


def test_the_printed_form_asks_for_no_name_and_no_words(voice: Instrument) -> None:
    with i18n.speaking("da"):
        page = form_page(empty_form(voice))
    assert page.count("<fieldset") == len(voice.statements)
    assert page.count('class="box"') == len(voice.statements) * (len(voice.scale.points) + 2)
    for words in ("Ved ikke", "Vil ikke svare", "ikke et valideret skema", *(s.text["da"] for s in voice.statements)):
        assert words in page
    assert "remarks" not in page
    assert "Ansvarlig" not in page


def test_every_picture_is_there_and_stays_quiet_for_voices(voice: Instrument) -> None:
    schema = json.loads((shipped_folder("schemas") / "instrument.schema.json").read_text(encoding="utf-8"))
    names = next(
        part["enum"] for part in schema["$defs"]["Statement"]["properties"]["picture"]["anyOf"] if "enum" in part
    )
    assert {statement.picture for statement in voice.statements} <= set(names)
    templates = Path(__file__).parents[2] / "hf_fidelity/writers/templates/pictures"
    assert {path.stem for path in templates.glob("*.svg")} == set(names)
    for path in templates.glob("*.svg"):
        drawing = path.read_text(encoding="utf-8")
        assert 'aria-hidden="true"' in drawing
        assert "currentColor" in drawing
        assert "http" not in drawing


def test_a_link_that_leads_nowhere_is_named_with_its_line(space: Workspace, own: Path) -> None:
    good = own.read_text(encoding="utf-8")
    assert validate_instrument(own, space)[1]
    for wrong, named in ((": recovery\n", "recoveryy"), ("questionnaire: housing-first\n", "housing-second")):
        own.write_text(good.replace(wrong, wrong.split(":")[0] + f": {named}\n"), encoding="utf-8")
        result, usable = validate_instrument(own, space)
        assert not usable
        assert named in said(result.document)
