"""``assess --answers``: what a file of answers makes of the record, and what is refused."""

import csv
import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from hf_fidelity import i18n
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Action, Assessment, CitizenInvolvement, Draft, Team
from hf_fidelity.errors import FidelityError, InputProblem, RecordChanged, RecordDamaged, UsageProblem
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import Workspace, compare_teams, export_tables, fill_in_answers, show_assessment, show_trend
from hf_fidelity.readers.handwritten import read_answers
from hf_fidelity.store.codec import encode
from hf_fidelity.writers.tables import tables_writer
from tests.builders import record, reworded, voted, votes
from tests.journeys.scenes import NOW, ORGANISATION, Q3, TEAM, draft, filled, kept, on_disk, said, store, workspace
from tools.schemas import assessment_schema

Q2, Q4 = Quarter(2026, 2), Quarter(2026, 4)


def _agreed(space: Workspace) -> dict[str, int | None]:
    return {id: answer.agreed for id, answer in kept(space).answers.items()}


def _sentence(error: FidelityError) -> str:
    return i18n.words(error.message, error.params)


def test_a_new_record_is_final_with_day_source_and_stamp(space: Workspace, instrument: Instrument) -> None:
    filled(space, "S01: 4\nS02: Enig\nS03: {not_relevant_because: ikke os}\n")
    record = kept(space)
    assert (record.status, record.revision, record.held_on, record.quarter) == ("final", 1, date(2026, 8, 15), Q3)
    assert (record.organisation, record.team.name, record.history) == (ORGANISATION, TEAM, ())
    assert [(source.kind, source.file, len(source.sha256 or "")) for source in record.sources] == [
        ("session", "a.yaml", 64)
    ]
    assert (record.instrument.digest, record.instrument.statements) == (instrument.digest, instrument.fingerprints)
    assert _agreed(space) == {"S01": 4, "S02": 4, "S03": None}
    assert record.answer("S03").not_relevant_because == "ikke os"


def test_the_gaps_are_named(space: Workspace) -> None:
    result = filled(space, "\n".join(f"S{n:02}: 4" for n in range(1, 14)))
    assert "S14, S15, S16" in said(result.document)
    assert result.exit_code == 0


ANSWER = {
    "number": ("4", 4),
    "number-as-text": ("'4'", 4),
    "danish-label": ("Helt uenig", 1),
    "english-label": ("Strongly agree", 5),
    "synonym-in-another-case": ("NEUTRAL", 3),
    "record-key": ("{agreed: 2}", 2),
    "label-under-record-key": ("{agreed: Uenig}", 2),
}


@pytest.mark.parametrize(("answer", "expected"), ANSWER.values(), ids=ANSWER)
@pytest.mark.parametrize("place", ["S01: {}", "answers:\n  S01: {}"], ids=["at-the-top", "under-answers"])
def test_an_answer_may_be_written_as(space: Workspace, place: str, answer: str, expected: int) -> None:
    filled(space, place.replace("{}", answer))
    assert _agreed(space) == {"S01": expected}


@pytest.mark.parametrize("text", ['""', '"  "', r'"\u200b"', r'"\t \u00a0"', r'"\x01"'])
def test_an_action_without_a_word_is_refused_with_its_line(space: Workspace, text: str) -> None:
    with pytest.raises(InputProblem) as problem:
        filled(space, f"S01: 4\nactions:\n- text: Ring\n- text: {text}\n")
    assert "line 4: The action's text is empty." in _sentence(problem.value)
    assert not space.store.root.exists() or not on_disk(space.store.root)


def test_the_same_file_again_changes_nothing_on_disk(space: Workspace, tmp_path: Path) -> None:
    text = "S01: 4\nparticipants: 7\nactions: [{text: Ring, about: S01}]\n"
    filled(space, text)
    before = on_disk(tmp_path)
    filled(space, text)
    assert on_disk(tmp_path) == before


def test_what_show_prints_as_json_can_be_handed_in_again_and_changes_nothing(space: Workspace, tmp_path: Path) -> None:
    filled(space, "S01: 4\nS02: {agreed: 3, comment: i tvivl}\nparticipants: 7\nactions: [{text: Ring}]\n")
    before = on_disk(tmp_path)
    filled(space, json.dumps(show_assessment(space, TEAM).document.data, ensure_ascii=False))
    assert on_disk(tmp_path) == before


def test_answers_are_merged_into_a_final_record_and_the_rest_stays(space: Workspace) -> None:
    filled(space, "S01: 4\nS02: {agreed: 3, comment: i tvivl}\nparticipants: 7\n")
    filled(space, "S02: {agreed: 5}\nS03: 2\n", reason="glemt")
    after = kept(space)
    assert _agreed(space) == {"S01": 4, "S02": 5, "S03": 2}
    assert (after.answer("S02").comment, after.participants) == ("i tvivl", 7)


def test_answers_are_merged_into_imported_votes_which_stay_beneath(space: Workspace, instrument: Instrument) -> None:
    imported = record(instrument, "-" * 16, status="votes", votes_are="secret")
    voted = imported.with_answer("S01", imported.answer("S01").model_copy(update={"votes": votes(0, 1, 2, 6, 5)}))
    store(space, voted)
    filled(space, "S01: 4\n")
    after = kept(space)
    assert (after.status, after.revision, after.answer("S01").votes) == ("final", 2, votes(0, 1, 2, 6, 5))
    assert _agreed(space) == {"S01": 4}


def test_answers_are_merged_into_a_draft_which_is_finished_by_it(space: Workspace, instrument: Instrument) -> None:
    begun = record(instrument, "43" + "-" * 14, participants=7)
    space.store.place(ORGANISATION, TEAM).save_draft(Draft(base_revision=0, current="S03", record=begun))
    filled(space, "S03: 2\n")
    assert (_agreed(space), kept(space).participants) == ({"S01": 4, "S02": 3, "S03": 2}, 7)
    assert draft(space) is None


def test_a_draft_that_began_from_another_revision_is_refused_and_stays(
    space: Workspace, instrument: Instrument, tmp_path: Path
) -> None:
    filled(space, "S01: 4\n")
    space.store.place(ORGANISATION, TEAM).save_draft(Draft(base_revision=0, record=record(instrument, "5" * 16)))
    before = on_disk(tmp_path)
    with pytest.raises(RecordChanged):
        filled(space, "S02: 2\n", reason="x")
    assert on_disk(tmp_path) == before


def test_a_correction_without_a_reason_is_refused(space: Workspace, tmp_path: Path) -> None:
    filled(space, "S01: 4\n")
    before = on_disk(tmp_path)
    with pytest.raises(UsageProblem) as stop:
        filled(space, "S01: 3\n")
    assert (stop.value.exit_code, "reason" in _sentence(stop.value)) == (2, True)
    assert on_disk(tmp_path) == before


def test_a_correction_with_a_reason_keeps_the_old_value_in_the_history(space: Workspace) -> None:
    filled(space, "S01: 4\nS02: 2\n")
    later = datetime(2026, 9, 15, 8, 12, tzinfo=UTC)
    filled(space, "S02: 4\nparticipants: 9\n", reason="Tastefejl", now=later)
    after = kept(space)
    (entry,) = after.history
    assert (after.revision, after.held_on) == (2, date(2026, 8, 15))
    assert (entry.revision, entry.at, entry.why) == (1, later, "Tastefejl")
    assert {path: (change.before, change.after) for path, change in entry.changes.items()} == {
        "S02.agreed": (2, 4),
        "participants": (None, 9),
    }


def test_a_new_stand_takes_the_place_of_the_old_one(space: Workspace) -> None:
    filled(space, "S01: 4\nS02: {not_relevant_because: ikke os}\n")
    filled(space, "S01: {not_relevant_because: heller ikke}\nS02: 3\n", reason="x")
    answers = kept(space).answers
    assert {id: (a.agreed, a.not_relevant_because) for id, a in answers.items()} == {
        "S01": (None, "heller ikke"),
        "S02": (3, None),
    }


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ((2026, 7, 15), Q3),
        ((2026, 8, 15), Q3),
        ((2026, 9, 16), Q3),
        ((2026, 9, 17), None),
        ((2026, 9, 30), None),
        ((2026, 10, 1), None),
        ((2026, 10, 14), None),
        ((2026, 10, 15), Q4),
    ],
    ids=lambda value: "-".join(map(str, value)) if isinstance(value, tuple) else str(value),
)
def test_without_a_quarter_it_is_todays_except_within_two_weeks_of_an_edge(
    space: Workspace, day: tuple[int, int, int], expected: Quarter | None
) -> None:
    now = datetime(*day, 12, tzinfo=UTC)
    if expected is not None:
        filled(space, "S01: 4\n", now=now)
        assert kept(space, expected).quarter == expected
    else:
        with pytest.raises(UsageProblem) as stop:
            filled(space, "S01: 4\n", now=now)
        assert re.search(
            r"3rd quarter 2026.*4th quarter 2026|4th quarter 2026.*3rd quarter 2026", _sentence(stop.value)
        )


def test_near_an_edge_a_quarter_that_is_given_is_taken(space: Workspace) -> None:
    filled(space, "S01: 4\n", now=datetime(2026, 10, 1, 12, tzinfo=UTC), quarter=Q3)
    assert kept(space, Q3).held_on == date(2026, 10, 1)


VOTES = "S01: {{agreed: 4, votes: {{all: {{counts: {counts}}}}}}}\nS02: 3\nvotes_are: {are}\n"


def test_votes_under_the_limit_are_held_back_and_named_and_never_on_disk(space: Workspace, tmp_path: Path) -> None:
    result = filled(space, VOTES.format(counts=[0, 0, 0, 3, 1], are="secret"))
    assert (result.exit_code, kept(space).answer("S01").votes, kept(space).answer("S01").agreed) == (1, None, 4)
    assert ["S01" in thing.words() for thing in result.left_out if not isinstance(thing, FidelityError)] == [True]
    assert not any(b"counts" in content for content, _ in on_disk(tmp_path).values())


@pytest.mark.parametrize(
    ("counts", "are"),
    [((0, 0, 0, 3, 1), "open"), ((0, 0, 0, 3, 2), "secret"), ((0, 0, 0, 3, 2), "null")],
    ids=["open-under-the-limit", "secret-at-the-limit", "unsaid-at-the-limit"],
)
def test_votes_are_kept(space: Workspace, counts: tuple[int, ...], are: str) -> None:
    result = filled(space, VOTES.format(counts=list(counts), are=are))
    assert (result.exit_code, kept(space).answer("S01").votes) == (0, votes(*counts))


@pytest.mark.parametrize(
    ("roles", "kept_roles"),
    [("{leder: 2, medarbejder: 12}", {}), ("{leder: 5, medarbejder: 12}", {"leder": 5, "medarbejder": 12})],
    ids=["one-role-under-the-limit", "every-role-at-the-limit"],
)
def test_role_counts_are_kept_only_where_every_role_reaches_the_limit(
    space: Workspace, roles: str, kept_roles: dict[str, int]
) -> None:
    filled(space, f"S01: 4\nroles: {roles}\n")
    assert kept(space).roles == kept_roles


def test_votes_that_turn_secret_leave_nothing_under_the_limit_on_disk(space: Workspace, tmp_path: Path) -> None:
    filled(space, VOTES.format(counts=[0, 0, 0, 3, 1], are="open"))
    filled(space, "votes_are: secret\n", reason="De var hemmelige")
    assert kept(space).answer("S01").votes is None
    assert not any(b"counts" in content for content, _ in on_disk(tmp_path).values())


def _action(id: str, state: str = "open", **more: Any) -> Action:
    return Action(**{"id": id, "about": "S06", "text": f"Text of {id}", "state": state, "opened_in": Q2, **more})


SIX = "{all: {counts: [0, 1, 1, 2, 2]}}"


@pytest.mark.parametrize(
    ("said_now", "times"),
    [
        (f"S02: 4\nS01: {{agreed: 4, votes: {SIX}}}", 0),
        ("S02: 4\nS01: 4", 0),
        (f"S01: 4\nS02: {{agreed: 4, votes: {SIX}}}", 0),
        ("S01: {agreed: 4, votes: {all: {counts: [0, 1, 1, 1, 3]}}}", 1),
        ("S01: {agreed: 4, votes: {all: {counts: [0, 1, 1, 2, 2], missing: 1}}}", 1),
        ("S01: {agreed: 4, votes: null}", 1),
    ],
)
def test_other_votes_in_the_place_of_those_that_are_there_are_marked(
    space: Workspace, instrument: Instrument, said_now: str, times: int
) -> None:
    store(space, voted(instrument, {"S01": (0, 1, 1, 2, 2)}))
    filled(space, said_now)
    assert kept(space).replaced == times


def test_every_report_says_that_votes_were_replaced(instrument: Instrument, tmp_path: Path) -> None:
    space = workspace(tmp_path / "data")
    store(space, voted(instrument, {"S01": (0, 1, 1, 2, 2)}))
    result = filled(space, "S01: {agreed: 4, votes: {all: {counts: [0, 1, 1, 1, 3]}}}")
    reports = [result.document, show_assessment(space, TEAM).document, show_trend(space, [TEAM]).document]
    assert ["replaces an earlier one" in said(report) for report in reports] == [True] * 3
    other = Team(id="syd", name="Syd")  # it has not met: so the votes of both are told
    store(space, voted(instrument, dict.fromkeys(instrument.order, (0, 1, 1, 2, 2)), team=other))
    assert "replaced others" in said(compare_teams(space).document)
    export_tables(space, tmp_path / "tables", tables_writer("csv"))
    told = (tmp_path / "tables" / "records" / "quarter=2026-Q3" / "records.csv").read_text(encoding="utf-8")
    assert [row["votes_replaced"] for row in csv.DictReader(told.splitlines())] == ["true", "false"]


def test_a_correction_of_votes_and_its_repetition(space: Workspace) -> None:
    """The second time nothing is replaced, and nothing is saved."""
    filled(space, f"S01: {{agreed: 4, votes: {SIX}}}")
    for _time in range(2):
        filled(space, "S01: {agreed: 4, votes: {all: {counts: [0, 1, 1, 1, 3]}}}", reason="tastefejl")
        assert (kept(space).replaced, kept(space).revision) == (1, 2)


def test_votes_on_a_statement_that_was_reworded_are_votes_on_another(space: Workspace, instrument: Instrument) -> None:
    store(space, reworded(voted(instrument, {"S01": (0, 1, 1, 2, 2)}), "S01"))
    filled(space, "S01: {agreed: 4, votes: {all: {counts: [0, 1, 1, 1, 3]}}}")
    assert kept(space).replaced == 0


def test_a_new_record_takes_over_the_open_actions_and_only_those(space: Workspace, instrument: Instrument) -> None:
    actions = (_action("2026-Q2-1"), _action("2026-Q2-2", "done"), _action("2026-Q2-3", "dropped"))
    store(space, record(instrument, "4" * 16, "2026-Q2", actions=actions))
    filled(space, "S01: 4\n")
    assert kept(space).actions == (actions[0],)
    assert kept(space, Q2).actions == actions


def test_open_actions_are_taken_over_across_quarters_without_a_meeting(
    space: Workspace, instrument: Instrument
) -> None:
    store(space, record(instrument, "4" * 16, "2025-Q4", actions=(_action("2025-Q4-1"),)))
    filled(space, "S01: 4\n")
    assert [action.id for action in kept(space).actions] == ["2025-Q4-1"]


def test_an_action_without_an_id_gets_the_next_one_of_the_quarter(space: Workspace, instrument: Instrument) -> None:
    store(space, record(instrument, "4" * 16, "2026-Q2", actions=(_action("2026-Q2-1"),)))
    filled(space, "S01: 4\nactions: [{text: Ring, about: S01}, {text: Skriv}]\n")
    assert [(a.id, str(a.opened_in), a.state) for a in kept(space).actions] == [
        ("2026-Q2-1", "2026-Q2", "open"),
        ("2026-Q3-1", "2026-Q3", "open"),
        ("2026-Q3-2", "2026-Q3", "open"),
    ]


def test_a_records_own_keys_may_stand_in_the_file(space: Workspace) -> None:
    filled(
        space,
        """
S01: 4
participants: 14
held_on: 2026-08-14
votes_are: open
citizen_involvement:
  how: Fokusgruppe
  citizens: 7
  brief_inspire: {mean: 71.5, n: 7}
""",
    )
    after = kept(space)
    assert (after.participants, after.held_on, after.votes_are) == (14, date(2026, 8, 14), "open")
    assert after.citizen_involvement == CitizenInvolvement.model_validate(
        {"how": "Fokusgruppe", "citizens": 7, "brief_inspire": {"mean": 71.5, "n": 7}}
    )


def test_what_the_program_keeps_itself_is_read_past(space: Workspace) -> None:
    filled(
        space, "S01: 4\nrevision: 99\nstatus: votes\nhistory: []\nsources: []\nscores: {}\nnotes: [x]\nbasis: votes\n"
    )
    assert (kept(space).revision, kept(space).status) == (1, "final")


# A file's lines, and the lines that must be named with a part of what is said about each.
REFUSED: dict[str, tuple[str, dict[int, str]]] = {
    "unknown-statement": ("S01: 4\nS17: 4\n", {2: "S17"}),
    "unknown-key": ("S01: 4\nweather: fine\n", {2: "weather"}),
    "off-the-scale": ("S01: 4\nS02: 6\n", {2: "6 is not an answer"}),
    "half-a-point": ("S01: 4\nS02: 3.5\n", {2: "3.5 is not an answer"}),
    "truth-for-an-answer": ("S01: 4\nS02: yes\n", {2: "is not an answer"}),
    "unknown-label": ("S01: 4\nS02: Måske\n", {2: "Måske is not an answer"}),
    "a-list-for-an-answer": ("S01: 4\nS02: [4]\n", {2: "is not an answer"}),
    "unknown-key-of-an-answer": ("S01:\n  agreed: 4\n  commentt: x\n", {3: "Did you mean comment"}),
    "agreed-and-not-relevant": ("S01: 4\nS02: {agreed: 4, not_relevant_because: x}\n", {2: "never both"}),
    "count-as-text": ("S01: 4\nparticipants: mange\n", {2: "a whole number was expected"}),
    "impossible-day": ("S01: 4\nheld_on: 2026-02-30\n", {2: "held_on"}),
    "votes-that-are-maybe": ("S01: 4\nvotes_are: maybe\n", {2: "It can be: secret, open"}),
    "too-few-counts": ("S01: {votes: {all: {counts: [1, 2]}}}\n", {1: "need 5 counts"}),
    "brief-inspire-over-100": (
        "S01: 4\ncitizen_involvement:\n  brief_inspire:\n    mean: 171\n    n: 7\n",
        {4: "at most 100"},
    ),
    "action-that-is-no-action": ("S01: 4\nactions: [4]\n", {2: "key and value pairs"}),
    "answers-that-are-a-list": ("participants: 7\nanswers: [4, 5]\n", {2: "answers"}),
    "answers-that-are-a-number": ("S01: 4\nanswers: 4\n", {2: "answers"}),
    "another-team": ("S01: 4\nteam: Bostøtte Syd\n", {2: "Bostøtte Syd"}),
    "another-organisation": ("S01: 4\norganisation: Odense\n", {2: "Odense"}),
    "another-quarter": ("S01: 4\nquarter: 2026-Q2\n", {2: "2026-Q2"}),
    "another-questionnaire": ("S01: 4\ninstrument: {id: other}\n", {2: "other"}),
    "several-lines-in-the-order-of-the-file": (
        "S17: 4\nS01: 9\nparticipants: mange\nheld_on: 2026-02-30\nS03: yes\n",
        {1: "S17", 2: "9", 3: "mange", 4: "held_on", 5: "answer"},
    ),
}


@pytest.mark.parametrize(("text", "lines"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_used_is_named_by_its_line_and_nothing_is_stored(
    space: Workspace, tmp_path: Path, text: str, lines: dict[int, str]
) -> None:
    with pytest.raises(InputProblem) as stop:
        filled(space, text)
    named = re.findall(r"line (\d+): (.*)", _sentence(stop.value))
    assert [int(line) for line, _ in named] == list(lines), _sentence(stop.value)
    assert all(lines[int(line)] in sentence for line, sentence in named), named
    assert (stop.value.exit_code, on_disk(tmp_path)) == (2, {})


@pytest.mark.parametrize("text", ["participants: 7\n", "answers: {}\n", "S01: null\n", "S01: {comment: x}\n"])
def test_a_file_without_a_single_stand_closes_nothing(space: Workspace, tmp_path: Path, text: str) -> None:
    with pytest.raises(UsageProblem, match="No statement"):
        filled(space, text)
    assert on_disk(tmp_path) == {}


@pytest.mark.parametrize("who", ["organisation", "team"])
@pytest.mark.parametrize("name", ["", "  ", "\u200b"], ids=["empty", "blank", "invisible"])
def test_a_name_with_nothing_to_read_in_it_is_refused(space: Workspace, tmp_path: Path, who: str, name: str) -> None:
    with pytest.raises(UsageProblem):
        filled(space, "S01: 4\n", **{who: name})
    assert on_disk(tmp_path) == {}


def test_a_damaged_record_stops_it_and_is_not_touched(space: Workspace, tmp_path: Path) -> None:
    filled(space, "S01: 4\n")
    path = space.store.place(ORGANISATION, TEAM).record_path(Q3, "housing-first")
    path.write_bytes(b"{")
    before = on_disk(tmp_path)
    with pytest.raises(RecordDamaged):
        filled(space, "S02: 4\n")
    assert on_disk(tmp_path) == before


def test_what_is_written_cannot_steer_a_terminal(space: Workspace) -> None:
    filled(space, '{"S01": {"agreed": 4, "comment": "\\u001b[31mrød\\u202e\\u0007"}}')
    assert kept(space).answer("S01").comment == "[31mrød"


@pytest.mark.parametrize(
    "name", ["m\udcf8de.yaml", "m\u202e\x1b[31m.yaml"], ids=["latin-1-on-disk", "control-characters"]
)
def test_a_file_may_have_any_name(space: Workspace, name: str) -> None:
    fill_in_answers(space, ORGANISATION, TEAM, read_answers(name, b"S01: 4"), now=NOW)
    (source,) = kept(space).sources
    assert source.file
    assert not re.search("[\x00-\x1f\u202e\ud800-\udfff]", source.file)


FULL = """
S01: {agreed: 4, comment: x, changed_because: y, votes: {all: {counts: [0, 1, 2, 6, 5], missing: 1}}}
S02: {not_relevant_because: ikke os}
participants: 14
roles: {leder: 5, medarbejder: 9}
votes_are: secret
citizen_involvement: {how: Fokusgruppe, citizens: 7, brief_inspire: {mean: 71.5, n: 7}}
actions: [{text: Ring, about: S06, owner: teamleder, due: 2026-12-01}]
"""


@pytest.mark.parametrize("text", ["S01: 4\n", FULL], ids=["least", "everything"])
def test_a_stored_record_fits_the_schema_also_after_a_correction(space: Workspace, tmp_path: Path, text: str) -> None:
    filled(space, text)
    filled(space, "S01: 2\n", reason="Tastefejl")
    (file,) = tmp_path.rglob("2026-Q3.housing-first.json")
    jsonschema.Draft202012Validator(
        assessment_schema(), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    ).validate(json.loads(file.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("key", "value"),
    [("revision", 0), ("status", "done"), ("quarter", "2026-Q5"), ("weather", "fine"), ("organisation", None)],
    ids=str,
)
def test_the_schema_refuses_what_the_program_refuses(instrument: Instrument, key: str, value: object) -> None:
    data = {**json.loads(encode(record(instrument, "4" * 16))), key: value}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, assessment_schema())


# The report of what has just been saved is the one that is shown of it from then on.

_SEVEN = {f"S{n:02}": (0, 2, 3, 2, 0) for n in range(1, 17)}
EARLIER: dict[str, tuple[Callable[[Instrument], list[Assessment]], str]] = {
    "nothing": (lambda _form: [], "This is the first measurement"),
    "a-meeting": (lambda form: [record(form, "3" * 16, "2026-Q2")], "Statements since 2nd quarter 2026: 16 up"),
    "votes": (lambda form: [voted(form, _SEVEN, "2026-Q2")], "Since 2nd quarter 2026: not comparable."),
    "a-meeting-and-then-votes": (
        lambda form: [record(form, "3" * 16, "2026-Q1"), voted(form, _SEVEN, "2026-Q2")],
        "Since 2nd quarter 2026: not comparable.",
    ),
    "two-meetings": (
        lambda form: [record(form, "3" * 16, "2026-Q1"), record(form, "4" * 16, "2026-Q2")],
        "the rise since 1st quarter 2026 holds",
    ),
    "a-later-quarter": (lambda form: [record(form, "3" * 16, "2026-Q4")], "This is the first measurement"),
}


@pytest.mark.parametrize(("earlier", "told"), EARLIER.values(), ids=EARLIER)
def test_what_is_told_after_saving_is_what_is_shown_of_it(
    space: Workspace,
    instrument: Instrument,
    earlier: Callable[[Instrument], list[Assessment]],
    told: str,
) -> None:
    store(space, *earlier(instrument))
    saved = filled(space, "\n".join(f"S{n:02}: 4" for n in range(1, 17))).document
    assert saved == show_assessment(space, TEAM, Q3).document
    assert told in said(saved)


def test_the_limit_that_is_usual_here_holds_after_saving_too(space: Workspace, instrument: Instrument) -> None:
    space.settings_file.write_text("min_n: 10\n")
    store(space, voted(instrument, _SEVEN))
    saved = filled(space, "S01: 4\n").document
    assert saved == show_assessment(space, TEAM, Q3, min_n=space.usual().min_n).document
    assert "Votes are shown only where at least 10 people answered." in said(saved)
