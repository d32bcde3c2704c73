"""A filled-in form is stored: votes and agreed answers in one record, as a meeting would have; and never over one."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from hf_fidelity import i18n
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Assessment
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import Workspace, show_assessment
from hf_fidelity.journeys.score import Scored, score_exports
from hf_fidelity.store.team_folder import read_record
from tests.builders import answers, reworded, voted
from tests.exports.filled_forms import NORD, filled as form_with
from tests.journeys.scenes import filled, on_disk, store, workspace

NOW = datetime(2026, 9, 20, 12, tzinfo=UTC)
Q3 = Quarter(2026, 3)
VOTES = ["5544332211554433", "4444444444444444", "3333333333333333", "5555555555555555", "44?444i444444444"]
JOINT = "4-2354443212345-"
BESIDE: dict[str, tuple[str | None, str | None]] = {"S02": ("Det gør vi ikke.", None), "S01": (None, "Længe drøftet.")}
THE_SAME = "S02: {not_relevant_because: Det gør vi ikke.}\nS01: {agreed: 4, comment: Længe drøftet.}\n" + "".join(
    f"S{n:02}: {mark}\n" for n, mark in enumerate(JOINT, 1) if mark != "-" and n > 1
)
"""What JOINT and BESIDE say, as a file for ``assess --answers``."""


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    return workspace(tmp_path / "data")


def read_in(space: Workspace, path: Path, **more: Any) -> Scored:
    return score_exports(space, [path], now=NOW, **more)


def states(scored: Scored) -> list[tuple[str, str, str | None]]:
    return [(team.basis, team.stored, team.why.code if team.why else None) for team in scored.batch.teams]


def kept(space: Workspace, instrument: Instrument) -> Assessment:
    found = read_record(space.team(NORD[1]), Q3, instrument)
    assert found
    return found


def test_votes_and_agreed_answers_go_into_one_record(space: Workspace, instrument: Instrument, tmp_path: Path) -> None:
    scored = read_in(space, form_with(tmp_path / "f.xlsx", instrument, "da", votes=VOTES, joint=JOINT, beside=BESIDE))
    assert (scored.exit_code, states(scored)) == (0, [("votes", "created", None), ("agreed", "updated", None)])
    record = kept(space, instrument)
    agreed = {id: answer.agreed for id, answer in record.answers.items() if answer.agreed is not None}
    assert agreed == {id: answer.agreed for id, answer in answers(instrument, JOINT).items()}
    assert (record.status, record.participants) == ("final", 5)
    first, second = record.answer("S01"), record.answer("S02")
    assert (first.comment, second.not_relevant_because) == ("Længe drøftet.", "Det gør vi ikke.")
    assert first.votes and first.votes.all.counts == (0, 0, 1, 2, 2)


def test_the_scores_are_those_of_a_meeting_with_the_same_answers(
    space: Workspace, instrument: Instrument, tmp_path: Path
) -> None:
    read_in(space, form_with(tmp_path / "f.xlsx", instrument, joint=JOINT, beside=BESIDE))
    other = workspace(tmp_path / "other")
    filled(other, THE_SAME, quarter=Q3)
    by_form, by_meeting = (show_assessment(s, NORD[1]).document.data for s in (space, other))
    assert by_form and by_meeting
    same = ("answers", "scores", "basis", "status", "quarter", "organisation", "team", "instrument")
    assert {key: by_form[key] for key in same} == {key: by_meeting[key] for key in same}


@pytest.mark.parametrize("mode", [None, "add", "replace"])
@pytest.mark.parametrize("dry_run", [False, True])
@pytest.mark.parametrize("order", [1, -1])
def test_of_two_forms_that_were_agreed_otherwise_neither_is_preferred(
    space: Workspace, instrument: Instrument, tmp_path: Path, mode: Any, dry_run: bool, order: int
) -> None:
    forms = [form_with(tmp_path / f"{joint[0]}.xlsx", instrument, joint=joint) for joint in (JOINT, "5" + JOINT[1:])]
    done = score_exports(space, forms[::order], now=NOW, mode=mode, dry_run=dry_run)
    assert states(done) == [("agreed", "refused", "agreed-twice")] * 2
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("mode", [None, "add"])
def test_what_else_such_forms_hold_is_not_stored_either(
    space: Workspace, instrument: Instrument, tmp_path: Path, mode: Any, order: int
) -> None:
    """The one that is left out has votes, too: they would stay stored."""
    forms = [
        form_with(tmp_path / "votes.xlsx", instrument, votes=VOTES, joint=JOINT),
        form_with(tmp_path / "other.xlsx", instrument, joint="5" + JOINT[1:]),
    ]
    done = score_exports(space, forms[::order], now=NOW, mode=mode)
    assert {why for _basis, _stored, why in states(done)} == {"agreed-twice"} and len(states(done)) == 3
    assert not (tmp_path / "data").exists()
    with i18n.speaking("da"):
        said = done.batch.teams[0].why
        assert said and "Derfor er intet om teamet og kvartalet gemt" in said.words()
    assert {stored for _basis, stored, _why in states(score_exports(space, forms[:1], now=NOW))} == {
        "created",
        "updated",
    }


def test_of_forms_whose_votes_are_refused_the_agreed_answers_are_not_stored_either(
    space: Workspace, instrument: Instrument, tmp_path: Path
) -> None:
    others = [mark.translate(str.maketrans("12345", "51234")) for mark in VOTES]
    forms = [
        form_with(tmp_path / f"{n}.xlsx", instrument, votes=votes, joint=JOINT)
        for n, votes in enumerate((VOTES, others))
    ]
    assert {(stored, why) for _basis, stored, why in states(score_exports(space, forms, now=NOW))} == {
        ("refused", "twice-in-batch")
    }
    assert not (tmp_path / "data").exists()
    added = score_exports(space, forms, now=NOW, mode="add")
    assert not {"refused"} & {stored for _basis, stored, _why in states(added)}


def test_two_forms_that_say_the_same_are_one(space: Workspace, instrument: Instrument, tmp_path: Path) -> None:
    forms = [form_with(tmp_path / f"{language}.xlsx", instrument, language, joint=JOINT) for language in ("da", "en")]
    done = score_exports(space, forms, now=NOW)
    assert states(done) == [("agreed", "created", None), ("agreed", "unchanged", "unchanged")]


@pytest.mark.parametrize("mode", [None, "add", "replace"])
def test_the_same_form_again_changes_not_a_byte(
    space: Workspace, instrument: Instrument, tmp_path: Path, mode: Any
) -> None:
    path = form_with(tmp_path / "f.xlsx", instrument, votes=VOTES, joint=JOINT)
    read_in(space, path)
    before = on_disk(tmp_path / "data")
    again = read_in(space, path, mode=mode)
    assert [(basis, stored) for basis, stored, _ in states(again)] == [("votes", "unchanged"), ("agreed", "unchanged")]
    assert on_disk(tmp_path / "data") == before


def test_a_quarter_that_a_meeting_has_closed_is_never_touched(
    space: Workspace, instrument: Instrument, tmp_path: Path
) -> None:
    filled(space, "S01: 5\n", quarter=Q3)
    before = on_disk(tmp_path / "data")
    scored = read_in(space, form_with(tmp_path / "f.xlsx", instrument, joint=JOINT))
    assert (scored.exit_code, states(scored)) == (1, [("agreed", "refused", "closed")])
    assert on_disk(tmp_path / "data") == before


def test_the_answers_that_a_meeting_has_closed_with_are_no_change(
    space: Workspace, instrument: Instrument, tmp_path: Path
) -> None:
    filled(space, THE_SAME, quarter=Q3)
    before = on_disk(tmp_path / "data")
    scored = read_in(space, form_with(tmp_path / "f.xlsx", instrument, joint=JOINT, beside=BESIDE))
    assert (scored.exit_code, states(scored)) == (0, [("agreed", "unchanged", "unchanged")])
    assert on_disk(tmp_path / "data") == before


def test_a_form_of_too_few_voters_keeps_its_agreed_answers_alone(
    space: Workspace, instrument: Instrument, tmp_path: Path
) -> None:
    scored = read_in(space, form_with(tmp_path / "f.xlsx", instrument, votes=VOTES[:2], joint=JOINT))
    assert states(scored) == [("votes", "held-back", "held-back"), ("agreed", "created", None)]
    record = kept(space, instrument)
    assert ([id for id, answer in record.answers.items() if answer.votes], record.answer("S01").agreed) == ([], 4)


def test_a_survey_read_later_leaves_what_was_agreed_and_where_it_came_from(
    space: Workspace, instrument: Instrument, tmp_path: Path
) -> None:
    read_in(space, form_with(tmp_path / "joint.xlsx", instrument, joint=JOINT))
    read_in(space, form_with(tmp_path / "votes.xlsx", instrument, votes=VOTES))
    record = kept(space, instrument)
    assert (record.answer("S01").agreed, record.participants, record.status) == (4, None, "final")
    assert [source.file for source in record.sources] == ["joint.xlsx", "votes.xlsx"]


def test_votes_read_in_again_after_the_meeting_are_no_change(
    space: Workspace, instrument: Instrument, tmp_path: Path
) -> None:
    path = form_with(tmp_path / "f.xlsx", instrument, votes=VOTES)
    read_in(space, path)
    filled(space, "S01: 4\n", quarter=Q3)
    before = on_disk(tmp_path / "data")
    assert states(read_in(space, path, mode="replace")) == [("votes", "unchanged", None)]
    assert on_disk(tmp_path / "data") == before


def test_agreed_answers_are_to_today_s_wording_of_a_statement(
    space: Workspace, instrument: Instrument, tmp_path: Path
) -> None:
    store(space, reworded(voted(instrument, {"S01": (0, 1, 1, 2, 2), "S03": (0, 1, 1, 2, 2)}), "S01"))
    read_in(space, form_with(tmp_path / "f.xlsx", instrument, joint="4" + "-" * 15))
    record = kept(space, instrument)
    assert record.instrument.statements == instrument.fingerprints
    assert [(id, answer.agreed, answer.votes is not None) for id, answer in record.answers.items()] == [
        ("S01", 4, False),
        ("S03", None, True),
    ]


def test_trying_it_out_stores_nothing(space: Workspace, instrument: Instrument, tmp_path: Path) -> None:
    path = form_with(tmp_path / "f.xlsx", instrument, votes=VOTES, joint=JOINT)
    assert states(read_in(space, path, dry_run=True)) == [("votes", "dry-run", None), ("agreed", "dry-run", None)]
    assert on_disk(tmp_path / "data") == {}


def test_one_wrong_word_among_the_agreed_answers_stores_none_of_them(
    space: Workspace, instrument: Instrument, tmp_path: Path
) -> None:
    path = form_with(tmp_path / "f.xlsx", instrument, joint="4" * 16, beside={"S01": ("Ikke os", None)})
    assert read_in(space, path).exit_code == 2
    assert on_disk(tmp_path / "data") == {}
