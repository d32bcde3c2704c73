"""Two editions of a team's votes beside each other: neither an addition nor another file shows what a few answered.

Each attack here was run, and told what single people had answered.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Answer, Assessment, RecordSource, Tally, Votes
from hf_fidelity.domain.record.privacy import Policy, shown
from hf_fidelity.domain.survey.batch import few_differ, replaced
from hf_fidelity.domain.survey.exports import GroupVotes
from hf_fidelity.ground.findings import CellFinding
from hf_fidelity.journeys import Wish, Workspace, compare_teams, show_assessment
from hf_fidelity.readers.survey.cells.book import column_letters
from hf_fidelity.store.codec import decode, encode
from hf_fidelity.writers.text import plain_text
from tests.builders import record, voted
from tests.exports.tables import IDS, NORD, csv_file, lines
from tests.journeys.scenes import own_questionnaire
from tests.journeys.test_score import Q3, SEVEN, counts, imported, states, stored, workspace

__all__ = ["workspace"]

SOURCE = RecordSource(kind="import", file="e.csv", sha256="a")


def by_role(path: Path, first: int, leaders: list[int], others: list[int]) -> Path:
    answers = lines([*leaders, *others], first=first)
    roles = ["Leder"] * len(leaders) + ["Medarbejder"] * len(others)
    return csv_file(path, [[*row, role] for row, role in zip(answers, roles, strict=True)], ["Rolle"])


@pytest.mark.parametrize(("leaders", "kept"), [(1, False), (4, False), (5, True), (6, True)])
def test_an_addition_brings_roles_only_where_each_of_its_own_is_large_enough(
    workspace: Workspace, instrument: Instrument, tmp_path: Path, leaders: int, kept: bool
) -> None:
    imported(workspace, by_role(tmp_path / "one.csv", 1, [5] * 5, [4] * 6))
    more = imported(workspace, by_role(tmp_path / "two.csv", 50, [1] * leaders, [2] * 6), mode="add")
    found = stored(workspace, instrument)
    assert found.participants == 11 + leaders + 6
    assert found.answer("S01").votes.all.answered == 11 + leaders + 6  # type: ignore[union-attr]
    assert bool(found.roles) is bool(found.answer("S01").votes.roles) is kept  # type: ignore[union-attr]
    assert states(more) == [(NORD[1], "updated", None if kept else "roles-not-added")]


def test_a_statement_that_few_of_a_role_answered_is_added_without_roles(
    workspace: Workspace, instrument: Instrument, tmp_path: Path
) -> None:
    """The role is large enough, and of its people one alone answered S03."""
    imported(workspace, by_role(tmp_path / "one.csv", 1, [5] * 5, [4] * 6))
    rows = [[*row, "Leder"] for row in lines([1] * 5, first=50)] + [
        [*r, "Medarbejder"] for r in lines([2] * 6, first=60)
    ]
    for row in rows[1:5]:
        row[4 + IDS.index("S03")] = ""
    imported(workspace, csv_file(tmp_path / "two.csv", rows, ["Rolle"]), mode="add")
    found = stored(workspace, instrument)
    assert {id for id, answer in found.answers.items() if answer.votes and not answer.votes.roles} == {"S03"}
    assert found.roles == {"Leder": 10, "Medarbejder": 12}


@pytest.mark.parametrize(
    ("more", "limit", "refused"),
    [(1, None, True), (4, None, True), (5, None, False), (6, None, False), (2, 3, True), (3, 3, False)],
)
def test_few_more_people_take_no_others_place_without_a_word(
    workspace: Workspace, instrument: Instrument, tmp_path: Path, more: int, limit: int | None, refused: bool
) -> None:
    imported(workspace, csv_file(tmp_path / "one.csv", lines([5, 4, 4, 3, 4, 2])), min_n=limit)
    newer = csv_file(tmp_path / "two.csv", lines([5, 4, 4, 3, 4, 2, *[1] * more]))
    asked = imported(workspace, newer, mode="replace", min_n=limit)
    assert states(asked) == [(NORD[1], "refused" if refused else "updated", "few-differ" if refused else None)]
    assert stored(workspace, instrument).participants == (6 if refused else 6 + more)
    assert (asked.batch.teams[0].shown is None) is refused  # a workbook is an edition too
    if refused:
        unasked = imported(workspace, newer, min_n=limit)
        assert (states(unasked)[0][2], unasked.batch.teams[0].shown) == ("looks-newer", None)
        assert states(imported(workspace, newer, mode="replace", min_n=limit, yes=True))[0][1] == "updated"
        entry = stored(workspace, instrument).history[-1]
        assert entry.changes == {} and "two.csv" in entry.why
    assert stored(workspace, instrument).replaced == 1


@pytest.mark.parametrize("agreed", [False, True])
def test_one_who_changed_an_answer_or_left_is_not_shown_either(
    workspace: Workspace, instrument: Instrument, tmp_path: Path, agreed: bool
) -> None:
    imported(workspace, csv_file(tmp_path / "one.csv", lines(SEVEN)))
    if agreed:
        from tests.journeys.test_score import agree

        agree(workspace)
    for answers in (SEVEN[:-1], [1, *SEVEN[1:]]):
        newer = csv_file(tmp_path / "two.csv", lines(answers))
        assert states(imported(workspace, newer, mode="replace"))[0][2] == "few-differ"
    assert counts(stored(workspace, instrument)) == (0, 1, 1, 3, 2)


@pytest.mark.parametrize(("more", "refused"), [(0, False), (1, True), (4, True), (5, False), (6, False)])
def test_few_more_people_are_not_told_by_another_questionnaire_either(
    workspace: Workspace, tmp_path: Path, more: int, refused: bool
) -> None:
    """The same people answered both; the reports of the two can be subtracted as two editions of one can."""
    ours = own_questionnaire(workspace.store.root, "vores-eget")
    imported(workspace, csv_file(tmp_path / "one.csv", lines(SEVEN)))
    file = csv_file(tmp_path / "two.csv", lines([*SEVEN, *[1] * more]))
    for wish in ({"dry_run": True}, {}):
        scored = imported(workspace, file, instrument_id=ours, **wish)
        stored_as = "refused" if refused else "dry-run" if wish else "created"
        assert states(scored) == [(NORD[1], stored_as, "few-differ" if refused else None)]
        assert (scored.batch.teams[0].shown is None) is refused
    if refused:
        assert not list(workspace.team(NORD[1]).path.glob(f"*.{ours}.json"))
        assert states(imported(workspace, file, instrument_id=ours, yes=True)) == [(NORD[1], "created", None)]


def test_another_questionnaires_other_people_are_nobodys_difference(workspace: Workspace, tmp_path: Path) -> None:
    ours = own_questionnaire(workspace.store.root, "vores-eget")
    imported(workspace, csv_file(tmp_path / "one.csv", lines(SEVEN)))
    others = csv_file(tmp_path / "two.csv", lines([1, 1, 2, 1, 2, 1], first=50))
    assert states(imported(workspace, others, instrument_id=ours)) == [(NORD[1], "created", None)]


@pytest.mark.parametrize("others", [0, 6])
def test_no_sum_over_a_refused_file_tells_of_the_one_who_came(
    workspace: Workspace, tmp_path: Path, others: int
) -> None:
    """Alpha, on how many it rests and how complete the answers are: whatever the one answered, all say the same.

    So it is where ``others`` of another team are in the file, too.
    """
    syd = NORD[0], "Bostøtte Syd", NORD[2]
    imported(workspace, csv_file(tmp_path / "one.csv", lines(SEVEN)))
    told = []
    for answer in (1, 5):
        rows = lines([*SEVEN, answer])
        rows[-1][4 + IDS.index("S03")] = "" if answer == 5 else "Uenig"
        rows += lines([5, 4, 3, 2, 4, 5][:others], syd, first=50)
        scored = imported(workspace, csv_file(tmp_path / "two.csv", rows), mode="replace", dry_run=True)
        assert states(scored)[0][2] == "few-differ" and len(scored.batch.teams) == 1 + bool(others)
        told.append(plain_text(scored.workbook()) + json.dumps(scored.for_others().document.data["alpha"]))  # type: ignore[index]
    assert told[0] == told[1]
    assert "refused, because they tell" in told[0]


@pytest.mark.parametrize("mapped", [False, True])
def test_the_first_of_a_file_without_headings_is_told_on_the_screen_alone(
    workspace: Workspace, tmp_path: Path, mapped: bool
) -> None:
    """What was answered stands where headings would; with a mapping it is taken for them."""
    rows = [[*row, WORDS] for row in lines(SEVEN)]
    file = tmp_path / "e.csv"
    file.write_text("".join(";".join(row) + "\r\n" for row in rows), encoding="utf-8")
    said = dict(zip(map(column_letters, range(20)), ("organisation", "team", "quarter", "ignore", *IDS), strict=True))
    mapping = tmp_path / "m.yaml"
    entry = {"file": "e.csv", "header_rows": [1], "columns": said}
    mapping.write_text(json.dumps({"schema_version": 1, "files": [entry]}), encoding="utf-8")
    scored = imported(workspace, file, wish=Wish(mapping=mapping if mapped else None), dry_run=True)
    assert scored.batch.files[0].rows.read == (len(SEVEN) - 1 if mapped else 0)
    assert "chefen lytter" in scored.mapping()
    for document in (scored.workbook(), scored.for_others().document):
        text = plain_text(document) + json.dumps(document.data, ensure_ascii=False)
        assert "chefen" not in text


def test_a_leader_among_the_others_is_a_person_too(instrument: Instrument) -> None:
    """The same votes of all; one of them has another role now."""

    def edition(leaders: int) -> Assessment:
        roles = {"leder": (0, 0, 0, 0, leaders), "medarbejder": (0, 0, 0, 0, 12 - leaders)}
        tallies = {role: Tally(counts=counted) for role, counted in roles.items()}
        votes = {id: Votes(all=Tally(counts=(0, 0, 0, 0, 12)), roles=tallies) for id in instrument.order}
        group = GroupVotes("O", "T", Q3, 12, votes, {"leder": leaders, "medarbejder": 12 - leaders})
        return replaced(record(instrument, status="votes"), group, SOURCE)

    assert few_differ(edition(5), edition(6), 5)
    assert not few_differ(edition(5), edition(5), 5)


def test_a_newer_copy_that_few_answered_a_statement_of_is_asked_about(
    workspace: Workspace, instrument: Instrument, tmp_path: Path
) -> None:
    """Five more people, and one of them alone answered S03."""
    imported(workspace, csv_file(tmp_path / "one.csv", lines(SEVEN)))
    rows = lines([*SEVEN, 4, 4, 4, 4, 4])
    for row in rows[8:]:
        row[4 + IDS.index("S03")] = ""
    newer = csv_file(tmp_path / "two.csv", rows)
    assert states(imported(workspace, newer, mode="replace"))[0][2] == "few-differ"


@pytest.mark.parametrize("audience", ["team", "public"])
def test_a_report_says_that_it_replaces_another(workspace: Workspace, tmp_path: Path, audience: Any) -> None:
    imported(workspace, csv_file(tmp_path / "one.csv", lines(SEVEN)))
    said = "replaces an earlier one"
    assert said not in plain_text(show_assessment(workspace, NORD[1], audience=audience).document)
    imported(workspace, csv_file(tmp_path / "two.csv", lines([1, 1, 2, 2, 1, 1], first=50)), mode="replace")
    assert said in plain_text(show_assessment(workspace, NORD[1], audience=audience).document)
    assert "replaced others" in plain_text(compare_teams(workspace, audience=audience).document)


def test_a_higher_limit_hides_and_takes_nothing_away(
    workspace: Workspace, instrument: Instrument, tmp_path: Path
) -> None:
    imported(workspace, csv_file(tmp_path / "one.csv", lines([5, 4, 4, 3, 4, 2])))
    rows = lines([1] * 8, first=50)
    for row in rows:
        row[4 + IDS.index("S05")] = ""
    imported(workspace, csv_file(tmp_path / "two.csv", rows), mode="add", min_n=8)
    found = stored(workspace, instrument)
    assert (counts(found, "S05"), counts(found, "S04")) == ((0, 1, 1, 3, 1), (8, 1, 1, 3, 1))
    assert shown(found, Policy(8))[0].answer("S05").votes is None


def test_a_meeting_at_the_usual_limit_keeps_what_a_lower_one_stored(
    workspace: Workspace, instrument: Instrument, tmp_path: Path
) -> None:
    """The same over another command: the meeting saves the whole record again."""
    from tests.journeys.test_score import agree

    imported(workspace, csv_file(tmp_path / "one.csv", lines([5, 4, 4])), min_n=3)
    agree(workspace)
    assert stored(workspace, instrument).status == "final"
    assert counts(stored(workspace, instrument)) == (0, 0, 0, 2, 1)


# Open is a property of votes.


def met_openly(workspace: Workspace, instrument: Instrument, statements: tuple[str, ...] = ()) -> None:
    """A meeting that said that its votes are open, with those of three on some statements."""
    open_votes = Votes(all=Tally(counts=(0, 0, 1, 1, 1)))
    answers = {"S01": Answer(agreed=4), **{id: Answer(agreed=4, votes=open_votes) for id in statements}}
    folder = workspace.store.place(*NORD[:2])
    team = {"organisation": NORD[0], "team": {"id": folder.team.id, "name": NORD[1]}}
    met = record(instrument, "-" * 16, votes_are="open", participants=3, sources=(RecordSource(kind="session"),))
    data = json.loads(encode(met)) | team
    whole = decode(Assessment, json.dumps(data).encode(), "r.json").model_copy(update={"answers": answers})
    folder.save(whole, 0)


def two_answered(path: Path, id: str = "S02") -> Path:
    """A secret survey of seven, in which two people answered one statement."""
    rows = lines(SEVEN, first=50)
    for row in rows[2:]:
        row[4 + IDS.index(id)] = ""
    return csv_file(path, rows)


def test_a_survey_is_secret_whatever_the_meeting_said(
    workspace: Workspace, instrument: Instrument, tmp_path: Path
) -> None:
    met_openly(workspace, instrument)
    imported(workspace, two_answered(tmp_path / "e.csv"))
    found = stored(workspace, instrument)
    assert found.votes_are == "open"
    assert found.answer("S02").votes is None
    assert {answer.votes.given for answer in found.answers.values() if answer.votes} == {"secret"}


@pytest.mark.parametrize("mode", ["add", "replace"])
def test_open_votes_stay_open_and_those_beside_them_secret(
    workspace: Workspace, instrument: Instrument, tmp_path: Path, mode: Any
) -> None:
    met_openly(workspace, instrument, ("S02", "S03"))
    imported(workspace, two_answered(tmp_path / "e.csv", "S03"), mode=mode, yes=mode == "replace")
    found = stored(workspace, instrument)
    own = shown(found, Policy(5))[0]
    if mode == "add":
        assert (counts(own, "S03"), counts(found, "S03")) == ((0, 0, 1, 1, 1),) * 2
        assert counts(own, "S02") == (0, 1, 2, 4, 3)
        assert shown(found, Policy(5, own=False))[0].answer("S03").votes is None
    else:
        assert found.answer("S03").votes is None


def test_a_record_from_before_that_was_noted_hides_what_nobody_can_tell_apart(instrument: Instrument) -> None:
    both = (RecordSource(kind="session"), SOURCE)
    mixed = voted(instrument, {"S01": (0, 0, 0, 1, 1)}, votes_are="open", sources=both)
    assert shown(mixed, Policy(5))[0].answer("S01").votes is None
    met = mixed.model_copy(update={"sources": both[:1]})
    assert shown(met, Policy(5))[0].answer("S01").votes is not None


def test_open_votes_of_three_are_in_no_report_over_teams(
    workspace: Workspace, instrument: Instrument, tmp_path: Path
) -> None:
    met_openly(workspace, instrument, ("S02",))
    rows = lines(SEVEN, first=50)
    for row in rows:
        row[4 + IDS.index("S02")] = ""
    scored = imported(workspace, csv_file(tmp_path / "e.csv", rows), mode="add")
    assert counts(stored(workspace, instrument), "S02") == (0, 0, 1, 1, 1)
    figures = scored.document.data["assessments"][0]["scores"]["statements"]["S02"]  # type: ignore[index]
    assert figures.get("counts") is None
    table = next(s for s in scored.workbook().sections if s.title in ("Statements", "Udsagn"))
    assert "S02" in repr(table)


# What a few people wrote.


WORDS = "Delvist enig, men chefen lytter aldrig til os om natten"


def with_words(path: Path) -> Path:
    rows = lines([5, 4, 4, 3, 4, 2]) + lines([3, 3], who=(NORD[0], "Bostøtte Lille", NORD[2]), first=70)
    rows[-1][4 + IDS.index("S02")] = WORDS
    return csv_file(path, rows)


def test_what_somebody_wrote_is_told_on_the_screen_alone(workspace: Workspace, tmp_path: Path) -> None:
    scored = imported(workspace, with_words(tmp_path / "e.csv"))
    assert "chefen lytter" in plain_text(scored.document)
    for document in (scored.workbook(), scored.for_others().document):
        text = plain_text(document) + json.dumps(document.data, ensure_ascii=False)
        assert "chefen" not in text and "Delvist" not in text
        assert str(len(WORDS)) in text and "F9" in text


@pytest.mark.parametrize("known", [False, True])
def test_what_is_left_out_of_a_sentence_for_others(known: bool) -> None:
    """Values and texts whole; headings that may be answers all but their columns, also where nothing is quoted."""
    there = ["A »Prøvekøbing«", "B »chefen » lytter« aldrig«", "chefen lytter", "…"]
    params = {"values": ["chefen", "»lytter«"], "texts": ["lytter"], "columns": there, "heading": "chefen", "n": 3}
    told = CellFinding("c", "{columns}", params, value="lytter ikke").for_others(headings_are_known=known)
    headings = (
        {"columns": there, "heading": "chefen"} if known else {"columns": ["A »…«", "B »…«", "…", "…"], "heading": "…"}
    )
    assert told.params == {"values": "…", "texts": "…", "n": 3, **headings}
    assert (told.value, told.length) == (None, 11)
