"""``actions``: every action once as it is now, and what is decided about one goes into its newest copy alone."""

import json
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from hf_fidelity import i18n
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.actions import Decision
from hf_fidelity.domain.record.assessment import Action, Assessment, Draft
from hf_fidelity.errors import FidelityError, RecordChanged, RecordDamaged, UsageProblem
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import (
    Result,
    Workspace,
    change_action,
    compare_teams,
    find_action,
    list_actions,
    rename_team,
    show_trend,
)
from hf_fidelity.store.team_folder import read_records
from hf_fidelity.writers.calendar import calendar_bytes
from tests.builders import record, voted
from tests.journeys.scenes import ORGANISATION, on_disk, said, store, workspace
from tests.readers.minimal import MINIMAL

TODAY = date(2026, 8, 15)
NOW = datetime(2026, 8, 15, 12, tzinfo=UTC)
OURS = "proevekoebing-kommune"
NEWEST = f"{OURS}/nord/2026-Q3.housing-first.json"
DONE, DROPPED = Decision("done", "Det virkede"), Decision("dropped", "Ingen penge")
MOVED = Decision("moved", due=date(2026, 12, 24))


def act(id: str, **fields: Any) -> Action:
    given = {"id": id, "text": f"Tiltag {id}", "opened_in": id[:7], **fields}
    return Action.model_validate_json(json.dumps(given))


def _record(instrument: Instrument, team: str, quarter: str, *actions: Action, **more: Any) -> Assessment:
    fields = {"team": {"id": team.lower(), "name": team}, "actions": actions, **more}
    return record(instrument, "4" * len(instrument.order), quarter, **fields)


@pytest.fixture
def space(tmp_path: Path, instrument: Instrument) -> Workspace:
    """Nord with two quarters, in which one action went on; Syd with imported votes; a team called Nord in Odense."""
    space = workspace(tmp_path)
    going_on = act("2026-Q2-1", about="S06", owner="teamleder", due="2026-07-31")
    finished = act("2026-Q2-2", about="values", outcome="Godt")
    store(
        space,
        _record(instrument, "Nord", "2026-Q2", going_on, finished.model_copy(update={"outcome": None})),
        _record(instrument, "Nord", "2026-Q3", going_on, finished.model_copy(update={"state": "done"})),
        voted(
            instrument,
            {"S01": (0, 1, 2, 3, 4)},
            "2026-Q3",
            team={"id": "syd", "name": "Syd"},
            actions=(act("2026-Q3-1"), act("2026-Q3-2", due="2026-09-30")),
        ),
        _record(instrument, "Nord", "2026-Q2", act("2026-Q2-1", due="2026-08-15"), organisation="Odense"),
    )
    return space


def own_instrument(space: Workspace) -> Instrument:
    """A questionnaire of the user's own beside the shipped one."""
    space.store.instruments.mkdir()
    (space.store.instruments / "minimal.yaml").write_text(MINIMAL, encoding="utf-8")
    (own,) = (instrument for instrument in space.instruments()[0] if instrument.id == "our-form")
    return own


def rows(result: Result) -> list[dict[str, Any]]:
    return json.loads(json.dumps(result.document.data or {}))["actions"]  # type: ignore[no-any-return]


def listed(space: Workspace, teams: tuple[str, ...] = (), **asked: Any) -> list[str]:
    """Whose action, its id and its state; ``!`` where it is overdue."""
    found = rows(list_actions(space, teams, today=TODAY, **asked))
    return [f"{a['team']} {a['id']} {a['state']}{'!' * a['overdue']}" for a in found]


# --- the list ---------------------------------------------------------------------------------------------------

ALL = [
    "Nord 2026-Q2-1 open!",
    "Nord 2026-Q2-1 open",
    "Syd 2026-Q3-2 open",
    "Syd 2026-Q3-1 open",
    "Nord 2026-Q2-2 done",
]
LISTED: dict[str, tuple[dict[str, Any], list[str]]] = {
    "all": ({}, ALL),
    "open": ({"only_open": True}, ALL[:4]),
    "a-team": ({"teams": ("Syd",)}, [ALL[2], ALL[3]]),
    "teams-named-twice": ({"teams": ("Syd", "syd")}, [ALL[2], ALL[3]]),
    "an-organisation": ({"organisation": "odense"}, [ALL[1]]),
    "a-team-of-an-organisation": ({"teams": ("Nord",), "organisation": ORGANISATION}, [ALL[0], ALL[4]]),
    "a-questionnaire": ({"instrument_id": "housing-first"}, ALL),
    "a-quarters-as-they-are-now": ({"quarter": Quarter(2026, 2)}, [ALL[0], ALL[1], ALL[4]]),
    "a-quarter-without-any": ({"quarter": Quarter(2025, 1)}, []),
}


@pytest.mark.parametrize(("asked", "found"), LISTED.values(), ids=LISTED)
def test_each_action_is_listed_once_the_most_urgent_first(
    space: Workspace, asked: dict[str, Any], found: list[str]
) -> None:
    assert listed(space, **asked) == found


def test_programs_read_the_action_and_whose_it_is(space: Workspace) -> None:
    assert rows(list_actions(space, today=TODAY))[0] == {
        "id": "2026-Q2-1",
        "about": "S06",
        "text": "Tiltag 2026-Q2-1",
        "owner": "teamleder",
        "due": "2026-07-31",
        "state": "open",
        "opened_in": "2026-Q2",
        "outcome": None,
        "share_on": None,
        "learnt": None,
        "follows": None,
        "to_share": False,
        "organisation": ORGANISATION,
        "team": "Nord",
        "overdue": True,
        "instrument": "housing-first",
        "quarter": "2026-Q3",
        "instrument_status": "official",
    }


def test_people_read_first_how_they_stand_and_which_are_overdue(space: Workspace) -> None:
    document = list_actions(space, today=TODAY).document
    (lead,) = (section for section in document.sections if section.lead)
    assert lead is document.sections[0]
    text = said(document)
    for sentence in (
        "Open: 4, of which overdue: 1.",
        "Done: 1. Dropped: 0.",
        "Overdue (due 31 July 2026): Tiltag 2026-Q2-1 (S06 ",
        f"; Nord, {ORGANISATION}; responsible: teamleder).",
        "Tiltag 2026-Q2-1, State: overdue",
        "Tiltag 2026-Q2-2, About: Basic values",
        "Tiltag 2026-Q2-2, Outcome: Godt",
    ):
        assert sentence in text


def test_one_team_is_named_above_and_not_in_every_sentence(space: Workspace) -> None:
    document = list_actions(space, ["Nord"], organisation=ORGANISATION, today=TODAY).document
    assert document.subtitle.split(" · ")[0] == f"Nord, {ORGANISATION}"
    assert "; Nord" not in said(document)


NOTHING = {"none": (False, "No action has been agreed on yet."), "none-open": (True, "No action is open.")}


@pytest.mark.parametrize(("only_open", "sentence"), NOTHING.values(), ids=NOTHING)
def test_where_there_is_none_it_says_so(tmp_path: Path, only_open: bool, sentence: str) -> None:
    result = list_actions(workspace(tmp_path), today=TODAY, only_open=only_open)
    assert (rows(result), sentence in said(result.document), result.exit_code) == ([], True, 0)


def test_actions_of_every_questionnaire_are_listed_and_may_be_chosen(space: Workspace) -> None:
    own = own_instrument(space)
    about = own.order[0]
    store(space, _record(own, "Syd", "2026-Q1", act("2026-Q1-1", about=about)))
    assert listed(space) == [*ALL[:3], "Syd 2026-Q1-1 open", *ALL[3:]]
    assert listed(space, instrument_id=own.id) == ["Syd 2026-Q1-1 open"]
    assert listed(space, instrument_id="housing-first") == ALL


def test_actions_of_a_questionnaire_that_is_gone_are_left_out_and_named(space: Workspace) -> None:
    own = own_instrument(space)
    store(space, _record(own, "Syd", "2026-Q1", act("2026-Q1-1")))
    (space.store.instruments / "minimal.yaml").unlink()
    result = list_actions(space, today=TODAY)
    (left,) = result.left_out
    assert i18n.words(left.message, left.params).startswith(f"Syd: actions from {own.id} are left out")
    assert (len(rows(result)), result.exit_code) == (5, 1)
    assert list_actions(space, today=TODAY, instrument_id="housing-first").exit_code == 0


def test_an_action_about_what_the_questionnaire_has_no_more_is_listed(space: Workspace, instrument: Instrument) -> None:
    store(space, _record(instrument, "Vest", "2026-Q3", act("2026-Q3-1", about="S99", due="2026-01-01")))
    assert "(S99; Vest" in said(list_actions(space, today=TODAY).document)


def test_a_damaged_record_is_left_out_and_named(space: Workspace) -> None:
    (space.store.root / NEWEST).write_bytes(b"{")
    result = list_actions(space, today=TODAY)
    assert [NEWEST in Path(str(problem)).as_posix() for problem in result.left_out] == [True]
    assert (listed(space, ("Nord",), organisation=ORGANISATION), result.exit_code) == (
        ["Nord 2026-Q2-1 open!", "Nord 2026-Q2-2 open"],
        1,
    )


def test_a_renamed_team_is_listed_by_its_name_of_today(space: Workspace) -> None:
    rename_team(space, "Syd", "Vest")
    assert listed(space, ("Syd",)) == ["Vest 2026-Q3-2 open", "Vest 2026-Q3-1 open"]


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"teams": ["Midt"]}, "There is no team Midt"),
        ({"teams": ["Nord"]}, "more than one team Nord"),
        ({"organisation": "Aarhus"}, "There is no organisation Aarhus"),
        ({"instrument_id": "other"}, "There is no questionnaire other"),
    ],
    ids=["team", "two-teams", "organisation", "questionnaire"],
)
def test_what_is_not_there_is_said(space: Workspace, asked: dict[str, Any], sentence: str) -> None:
    with pytest.raises(UsageProblem) as stop:
        list_actions(space, **asked, today=TODAY)
    assert sentence in str(stop.value)


# --- what is decided --------------------------------------------------------------------------------------------


def decide(space: Workspace, id: str = "2026-Q2-1", decision: Decision = DONE, **which: Any) -> Result:
    asked = {"organisation": ORGANISATION, **which}
    return change_action(space, id, decision, now=NOW, **asked)


def newest(space: Workspace, instrument: Instrument, team: str = "Nord") -> Assessment:
    return read_records(space.store.find(team, ORGANISATION)[0], instrument)[0][-1]


CHANGED: dict[str, tuple[Decision, str, dict[str, Any], str]] = {
    "done": (
        DONE,
        "Action 2026-Q2-1 done: Det virkede",
        {"state": ("open", "done"), "outcome": (None, "Det virkede")},
        "“Tiltag 2026-Q2-1” is done. Outcome: Det virkede",
    ),
    "done-without-a-word": (
        Decision("done"),
        "Action 2026-Q2-1 done",
        {"state": ("open", "done")},
        "“Tiltag 2026-Q2-1” is done.",
    ),
    "dropped": (
        DROPPED,
        "Action 2026-Q2-1 dropped: Ingen penge",
        {"state": ("open", "dropped"), "outcome": (None, "Ingen penge")},
        "“Tiltag 2026-Q2-1” has been dropped. Outcome: Ingen penge",
    ),
    "moved": (
        MOVED,
        "Action 2026-Q2-1 is due 24 December 2026",
        {"due": ("2026-07-31", "2026-12-24")},
        "“Tiltag 2026-Q2-1” is now due 24 December 2026.",
    ),
}


@pytest.mark.parametrize(("decision", "why", "changes", "sentence"), CHANGED.values(), ids=CHANGED)
def test_a_decision_goes_into_the_newest_copy_and_its_history(
    space: Workspace, instrument: Instrument, decision: Decision, why: str, changes: dict[str, Any], sentence: str
) -> None:
    before, was = on_disk(space.store.root), newest(space, instrument)
    result = decide(space, decision=decision)
    after, now = on_disk(space.store.root), newest(space, instrument)
    assert {name for name in after if after[name] != before.get(name)} == {NEWEST}
    (entry,) = now.history
    assert (now.revision, entry.revision, entry.why, entry.at) == (2, 1, why, NOW)
    noted = {path.removeprefix("actions.2026-Q2-1."): (c.before, c.after) for path, c in entry.changes.items()}
    assert noted == changes
    assert now.model_copy(update={"actions": was.actions, "history": (), "revision": 1}) == was
    assert [action.id for action in now.actions] == [action.id for action in was.actions]
    assert (sentence in said(result.document), result.exit_code) == (True, 0)


def test_imported_votes_that_nobody_has_settled_stay_so(space: Workspace, instrument: Instrument) -> None:
    decide(space, "2026-Q3-2")
    found = newest(space, instrument, "Syd")
    assert (found.status, found.revision, [a.state for a in found.actions]) == ("votes", 2, ["open", "done"])
    assert [entry.why for entry in found.history] == ["Action 2026-Q3-2 done: Det virkede"]


def test_the_same_deadline_again_writes_nothing(space: Workspace) -> None:
    decide(space, decision=MOVED)
    before = on_disk(space.store.root)
    assert decide(space, decision=MOVED).exit_code == 0
    assert on_disk(space.store.root) == before


def test_an_action_may_be_moved_and_then_done(space: Workspace, instrument: Instrument) -> None:
    decide(space, decision=MOVED)
    decide(space)
    found = newest(space, instrument)
    assert (found.revision, [entry.revision for entry in found.history]) == (3, [1, 2])
    with pytest.raises(UsageProblem, match="is done already"):
        decide(space)


def test_the_newest_copy_may_stand_in_an_older_record(space: Workspace, instrument: Instrument) -> None:
    store(space, _record(instrument, "Syd", "2026-Q4"))
    decide(space, "2026-Q3-1", team="Syd")
    assert listed(space, ("Syd",)) == ["Syd 2026-Q3-2 open", "Syd 2026-Q3-1 done"]


def test_an_action_of_another_questionnaire_is_changed_there(space: Workspace) -> None:
    own = own_instrument(space)
    store(space, _record(own, "Syd", "2026-Q1", act("2026-Q1-1")))
    decide(space, "2026-Q1-1")
    assert listed(space, ("Syd",))[-1] == "Syd 2026-Q1-1 done"


def test_teams_of_one_id_keep_their_actions_apart_and_so_do_their_questionnaires(
    space: Workspace, instrument: Instrument
) -> None:
    """In each of two organisations there is a Nord, and each has an action of the same id in two questionnaires."""
    own = own_instrument(space)
    for organisation in (ORGANISATION, "Odense"):
        store(space, _record(own, "Nord", "2026-Q2", act("2026-Q2-1"), organisation=organisation))
    mine = {"organisation": ORGANISATION, "team": "Nord", "instrument_id": "our-form"}
    change_action(space, "2026-Q2-1", DONE, now=NOW, **mine)
    found = rows(list_actions(space, today=TODAY))
    assert {(a["organisation"], a["instrument"], a["state"]) for a in found if a["id"] == "2026-Q2-1"} == {
        (ORGANISATION, "housing-first", "open"),
        (ORGANISATION, "our-form", "done"),
        ("Odense", "housing-first", "open"),
        ("Odense", "our-form", "open"),
    }
    assert list_actions(space, today=TODAY).remarks == show_trend(space).remarks == ()  # nor are they copies
    assert compare_teams(space, Quarter(2026, 2)).left_out == ()


def test_an_action_of_a_team_that_stands_twice_is_in_two_folders_and_not_in_two_questionnaires(
    space: Workspace,
) -> None:
    home = space.store.root / OURS
    shutil.copytree(home / "syd", home / "syd - Kopi")
    with pytest.raises(UsageProblem, match="more than one team") as problem:
        find_action(space, "2026-Q3-1")
    assert problem.value.params["places"] == [str(home / "syd"), str(home / "syd - Kopi")]


def test_without_a_team_the_only_one_that_has_it_is_meant(space: Workspace) -> None:
    change_action(space, "2026-Q3-1", MOVED, now=NOW)
    assert [a["due"] for a in rows(list_actions(space, ["Syd"], today=TODAY)) if a["id"] == "2026-Q3-1"] == [
        "2026-12-24"
    ]


Prepare = Callable[[Workspace, Instrument], object]


def _draft(quarter: str, base: int) -> Prepare:
    def prepare(space: Workspace, instrument: Instrument) -> None:
        folder = space.store.find("Nord", ORGANISATION)[0]
        folder.save_draft(Draft(base_revision=base, why="x", record=_record(instrument, "Nord", quarter)))

    return prepare


def _damaged(name: str) -> Prepare:
    return lambda space, _instrument: (space.store.root / OURS / name).write_bytes(b"{")


def _twice(space: Workspace, _instrument: Instrument) -> None:
    store(space, _record(own_instrument(space), "Nord", "2026-Q3", act("2026-Q2-1")))


NO_ACTION = "There is no action 2026-Q9-9. Open are: "
STOPPED: dict[str, tuple[Prepare | None, dict[str, Any], type[FidelityError], str]] = {
    "unknown-id": (
        None,
        {"id": "2026-Q9-9"},
        UsageProblem,
        f"{NO_ACTION}2026-Q2-1 (Nord), 2026-Q3-1 (Syd), 2026-Q3-2 (Syd).",
    ),
    "unknown-id-in-a-team": (None, {"id": "2026-Q9-9", "team": "Syd"}, UsageProblem, f"{NO_ACTION}2026-Q3-1, 2026-Q3-"),
    "nothing-there": (None, {"id": "x", "organisation": "Odense", "team": "Nord"}, UsageProblem, "Open are: 2026-Q2-1"),
    "done-already": (None, {"id": "2026-Q2-2", "team": "Nord"}, UsageProblem, "is done already. Open are: 2026-Q2-1."),
    "several-teams": (
        None,
        {"organisation": None},
        UsageProblem,
        f"More than one team has an action 2026-Q2-1: Nord (Odense), Nord ({ORGANISATION}).",
    ),
    "several-questionnaires": (_twice, {"team": "Nord"}, UsageProblem, "more than one questionnaire: housing-first, "),
    "unknown-team": (None, {"team": "Midt"}, UsageProblem, "There is no team Midt"),
    "unknown-organisation": (None, {"organisation": "Aarhus"}, UsageProblem, "There is no organisation Aarhus"),
    "dropped-without-a-reason": (None, {"decision": Decision("dropped")}, UsageProblem, "with a reason"),
    "dropped-with-a-blank": (None, {"decision": Decision("dropped", " ")}, UsageProblem, "with a reason"),
    "a-correction-under-way": (_draft("2026-Q3", 1), {}, UsageProblem, "Nord's meeting about 3rd quarter 2026 is not"),
    "a-later-meeting-under-way": (_draft("2026-Q4", 0), {}, UsageProblem, "meeting about 4th quarter 2026 is not"),
    "its-record-damaged": (_damaged("nord/2026-Q3.housing-first.json"), {}, RecordDamaged, "2026-Q3.housing-first"),
    "a-record-that-may-have-it-damaged": (
        _damaged("syd/2026-Q3.housing-first.json"),
        {"id": "2026-Q3-1", "team": "Syd"},
        RecordDamaged,
        "2026-Q3.housing-first",
    ),
}


@pytest.mark.parametrize(("prepare", "which", "kind", "sentence"), STOPPED.values(), ids=STOPPED)
def test_what_cannot_be_decided_stops_and_nothing_is_written(
    space: Workspace,
    instrument: Instrument,
    prepare: Prepare | None,
    which: dict[str, Any],
    kind: type[FidelityError],
    sentence: str,
) -> None:
    if prepare:
        prepare(space, instrument)
    before = on_disk(space.store.root)
    with pytest.raises(kind) as stop:
        decide(space, **which)
    assert sentence in i18n.words(stop.value.message, stop.value.params)
    assert on_disk(space.store.root) == before


@pytest.mark.parametrize(
    "prepare", [_draft("2026-Q2", 1), _damaged("nord/2026-Q2.housing-first.json")], ids=["a-draft", "damaged"]
)
def test_what_is_wrong_in_an_older_quarter_does_not_stop_it(
    space: Workspace, instrument: Instrument, prepare: Prepare
) -> None:
    prepare(space, instrument)
    decide(space)
    assert newest(space, instrument).revision == 2


def test_of_many_open_actions_only_some_are_named(space: Workspace, instrument: Instrument) -> None:
    store(space, _record(instrument, "Vest", "2026-Q3", *(act(f"2026-Q3-{n}") for n in range(1, 40))))
    with pytest.raises(UsageProblem) as stop:
        decide(space, "x", team="Vest")
    assert i18n.words(stop.value.message, stop.value.params).endswith("2026-Q3-11, 2026-Q3-12, ….")


def test_somebody_elses_save_meanwhile_is_not_overwritten(
    space: Workspace, instrument: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = find_action(space, "2026-Q2-1", organisation=ORGANISATION)
    decide(space, decision=MOVED)
    before = on_disk(space.store.root)[NEWEST]
    monkeypatch.setattr("hf_fidelity.journeys.actions.find_action", lambda *_, **__: found)
    with pytest.raises(RecordChanged) as stop:
        decide(space)
    assert (stop.value.exit_code, on_disk(space.store.root)[NEWEST]) == (3, before)


# Learning in loops, and the calendar


def test_a_loop_is_agreed_tried_shared_and_planned_anew(space: Workspace) -> None:
    change_action(space, "2026-Q2-1", Decision("shared", share_on=date(2026, 9, 1)), now=NOW, organisation=ORGANISATION)
    waiting = {
        row["id"]: row["to_share"]
        for row in rows(list_actions(space, organisation=ORGANISATION, today=date(2026, 9, 1)))
    }
    assert waiting["2026-Q2-1"]
    assert not any(
        row["to_share"] for row in rows(list_actions(space, organisation=ORGANISATION, today=date(2026, 8, 31)))
    )
    change_action(space, "2026-Q2-1", Decision("done", "Færdig"), now=NOW, organisation=ORGANISATION)
    change_action(
        space,
        "2026-Q2-1",
        Decision("shared", learnt="Ring først", next_plan="Ring altid"),
        now=NOW,
        organisation=ORGANISATION,
    )
    now = rows(list_actions(space, ["Nord"], organisation=ORGANISATION, today=date(2026, 9, 2)))
    first = next(row for row in now if row["id"] == "2026-Q2-1")
    assert (first["state"], first["share_on"], first["learnt"], first["to_share"]) == (
        "done", "2026-09-01", "Ring først", False,
    )  # fmt: skip
    (plan,) = (row for row in now if row["follows"] == "2026-Q2-1")
    assert (plan["text"], plan["about"], plan["owner"], plan["state"]) == ("Ring altid", "S06", "teamleder", "open")
    assert len(now) == len({row["id"] for row in now})


def events(space: Workspace, today: date, **more: Any) -> dict[str, date]:
    """What a calendar program makes of the file: the name of each event, and its day."""
    document = list_actions(space, organisation=ORGANISATION, today=today, calendar=True, **more).document
    calendar: Any = Calendar.from_ical(calendar_bytes(document, NOW))
    assert all(e["DTEND"].dt - e["DTSTART"].dt == timedelta(days=1) for e in calendar.walk("VEVENT"))
    return {str(event["SUMMARY"]): event["DTSTART"].dt for event in calendar.walk("VEVENT")}


def test_a_calendar_has_the_deadlines_the_days_to_share_and_the_next_meeting(space: Workspace) -> None:
    change_action(space, "2026-Q2-1", Decision("shared", share_on=date(2026, 9, 1)), now=NOW, organisation=ORGANISATION)
    found = events(space, TODAY, teams=["Nord"], meeting=date(2026, 11, 3))
    assert found["Deadline: Tiltag 2026-Q2-1"] == date(2026, 7, 31)
    assert found["Share what you have learnt: Tiltag 2026-Q2-1"] == date(2026, 9, 1)
    assert [day for name, day in found.items() if name.startswith("Nord: meeting about")] == [date(2026, 11, 3)]
    change_action(space, "2026-Q2-1", Decision("done"), now=NOW, organisation=ORGANISATION)
    assert "Deadline: Tiltag 2026-Q2-1" not in events(space, TODAY)


def test_an_event_keeps_its_id_so_that_a_calendar_moves_it(space: Workspace) -> None:
    def ids() -> dict[str, str]:
        document = list_actions(space, organisation=ORGANISATION, today=TODAY, calendar=True).document
        calendar: Any = Calendar.from_ical(calendar_bytes(document, NOW))
        return {str(event["SUMMARY"]): str(event["UID"]) for event in calendar.walk("VEVENT")}

    before = ids()
    change_action(space, "2026-Q2-1", Decision("moved", due=date(2026, 12, 1)), now=NOW, organisation=ORGANISATION)
    assert ids() == before
    assert len(set(before.values())) == len(before)
