"""The time at hand: what to talk about first and why, where to take the middle, and that nothing is left out."""

from datetime import date
from typing import Any

import pytest

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Action, Answer, Assessment
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import Session, Sitting, Workspace
from hf_fidelity.journeys.meeting import Question, StatementView, operations, view_of
from hf_fidelity.journeys.meeting.views import plan, plan_said
from tests.builders import record, votes
from tests.journeys.scenes import NOW, ORGANISATION, Q3, TEAM, draft, store

CLOSE, WIDE, SOME = votes(0, 0, 1, 6, 0), votes(4, 0, 0, 0, 3), votes(0, 2, 2, 2, 1)
ROLES = {"leder": (4, 2, 0, 0, 0), "medarbejder": (0, 0, 0, 3, 3)}
LATE = Action(id="2026-Q2-1", about="S06", text="Ring", due=date(2026, 7, 1), opened_in=Quarter(2026, 2))


def begun(space: Workspace, instrument: Instrument, **more: Any) -> Session:
    sitting = Sitting.open(space, ORGANISATION, TEAM, Q3, instrument)
    return Session.begin(sitting, lambda: NOW, **more)


def imported(instrument: Instrument, **more: Any) -> Assessment:
    given = dict.fromkeys(instrument.order, CLOSE) | {"S03": WIDE, "S02": SOME}
    answers = {id: Answer(votes=tally) for id, tally in given.items()}
    return record(instrument, status="votes", votes_are="secret", participants=7, answers=answers, **more)


def low_twice(instrument: Instrument) -> tuple[Assessment, Assessment]:
    """S05 was low in two quarters, and no action is about it; S09 too, and one is."""
    line = "4444" + "2444" + "2444" + "4444"
    about = Action(id="2026-Q1-1", about="S09", text="Kursus", opened_in=Quarter(2026, 1))
    return record(instrument, line, "2026-Q1", actions=(about,)), record(
        instrument, line, "2026-Q2", actions=(about, LATE)
    )


def test_what_calls_for_time_is_named_with_its_reasons_the_most_pressing_first(
    space: Workspace, instrument: Instrument
) -> None:
    store(space, *low_twice(instrument), imported(instrument))
    proposed = plan(begun(space, instrument).meeting, 60)
    assert [(each.statement, [reason.code for reason in each.reasons]) for each in proposed.talk] == [
        ("S03", ["spread"]),
        ("S05", ["stuck"]),
        ("S06", ["overdue"]),
        ("S02", ["spread"]),
    ]
    assert set(proposed.middle) == set(instrument.order) - {"S03", "S05", "S06", "S02"}
    said = [finding.words() for finding in plan_said(proposed, instrument)]
    assert said[0] == "60 minutes for 16 statements."
    assert "the action “Ring” was due 1 July 2026" in " ".join(said)
    assert "low since 1st quarter 2026, and no action is about it" in " ".join(said)
    assert said[-1] == "Then come the others in their order: none is left out."


# Minutes → how many statements are talked about first, and whether there is less than a minute each.
MINUTES = {"5": (5, 1, True), "20": (20, 1, True), "21": (21, 1, False), "29": (29, 2, False), "33": (33, 3, False),
           "90": (90, 4, False)}  # fmt: skip


@pytest.mark.parametrize(("minutes", "talked", "short"), MINUTES.values(), ids=MINUTES)
def test_as_much_is_talked_about_as_the_minutes_allow(
    space: Workspace, instrument: Instrument, minutes: int, talked: int, short: bool
) -> None:
    store(space, *low_twice(instrument), imported(instrument))
    proposed = plan(begun(space, instrument).meeting, minutes)
    assert (len(proposed.talk), proposed.short) == (talked, short)


def through_the_opening(session: Session) -> list[str]:
    """The questions of the opening, each passed over but for the minutes, which are 30."""
    asked = []
    while isinstance(view := session.view, Question):
        asked.append(view.name)
        value = 30 if view.name == "minutes" and session.meeting.minutes is None else None
        session.do(operations.OPERATIONS[view.operation], value)
    return asked


@pytest.mark.parametrize("beforehand", [None, 30])
def test_the_order_follows_the_minutes_is_kept_in_the_draft_and_leaves_nothing_out(
    space: Workspace, instrument: Instrument, beforehand: int | None
) -> None:
    store(space, *low_twice(instrument), imported(instrument))
    session = begun(space, instrument, minutes=beforehand)
    assert through_the_opening(session)[-1] == "minutes"
    assert session.meeting.interview.current == "S03"
    assert session.meeting.interview.steps[:3] == ("S03", "S05", "S01")
    assert set(session.meeting.interview.steps) == set(instrument.order)
    left = draft(space)
    assert left is not None
    assert left.first == ("S03", "S05")
    again = begun(space, instrument)
    assert (again.meeting.interview.steps, again.meeting.interview.current) == (session.meeting.interview.steps, "S03")


def test_where_nothing_calls_for_time_the_minutes_are_not_asked_for(space: Workspace, instrument: Instrument) -> None:
    store(space, record(instrument, "4" * 16, "2026-Q2"))
    assert "minutes" not in through_the_opening(begun(space, instrument))


def test_minutes_said_beforehand_are_answered_all_the_same(space: Workspace, instrument: Instrument) -> None:
    session = begun(space, instrument, minutes=30)
    assert through_the_opening(session)[-1] == "minutes"
    assert session.meeting.interview.steps == instrument.order
    (_first, last) = plan_said(plan(session.meeting, 30), instrument)
    assert last.words().startswith("Nothing calls for more time than the rest")


def test_an_order_that_people_chose_stays(space: Workspace, instrument: Instrument) -> None:
    store(space, imported(instrument))
    session = begun(space, instrument, by_spread=True)
    assert "minutes" not in through_the_opening(session)
    assert session.meeting.interview.steps[:2] == ("S03", "S02")


@pytest.mark.parametrize("minutes", [0, 4, 481, -30])
def test_no_meeting_is_that_long(space: Workspace, instrument: Instrument, minutes: int) -> None:
    store(space, imported(instrument))
    session = begun(space, instrument)
    while isinstance(view := session.view, Question) and view.name != "minutes":
        session.do(operations.OPERATIONS[view.operation], None)
    assert session.do(operations.set_minutes, minutes).refused


# Where votes lie far apart


def spread_on(instrument: Instrument, roles: dict[str, int], tallies: dict[str, tuple[int, ...]]) -> Assessment:
    far = Answer(votes=votes(4, 2, 0, 3, 3, roles=tallies))
    return record(instrument, status="votes", votes_are="secret", participants=12, roles=roles, answers={"S01": far})


# How many there are of each role, and whether they are seen apart.
APART = {
    "both-are-large-enough": ({"leder": 6, "medarbejder": 6}, ROLES, True),
    "one-is-too-small": (
        {"leder": 4, "medarbejder": 8}, {"leder": (4, 0, 0, 0, 0), "medarbejder": (0, 2, 0, 3, 3)}, False,
    ),
    "no-roles": ({}, {}, False),
}  # fmt: skip


@pytest.mark.parametrize(("roles", "tallies", "seen"), APART.values(), ids=APART)
def test_a_wide_spread_gets_its_question_and_roles_stand_apart_where_they_may(
    space: Workspace, instrument: Instrument, roles: dict[str, int], tallies: dict[str, tuple[int, ...]], seen: bool
) -> None:
    store(space, spread_on(instrument, roles, tallies))
    session = begun(space, instrument)
    through_the_opening(session)
    view = view_of(session.meeting)
    assert isinstance(view, StatementView)
    said = [finding.words() for finding in view.apart]
    assert said[0] == "What lies behind the difference? Do we mean the same when we say recovery?"
    assert (said[1:] == [
        "leder: 2 Disagree, 4 Strongly disagree", "medarbejder: 3 Strongly agree, 3 Agree",
    ]) is seen  # fmt: skip
    reasons = [reason.code for each in plan(session.meeting, 60).talk for reason in each.reasons]
    assert ("roles-apart" in reasons) is seen


@pytest.mark.parametrize(
    ("id", "statement", "question"),
    [
        ("partnerskab", "S18", "Who is liable for what if it all falls apart?"),
        ("borgeren-ved-roret", "S23", "Did we leave the last meeting with a plan, or with a good chat?"),
        ("borgeren-ved-roret", "S02", "Which of the goals we are working on right now comes from ourselves?"),
        ("samarbejdstrappen", "S07", "How many plans does the citizen have, and do they say different things?"),
    ],
)
def test_every_questionnaire_has_a_question_that_fits_the_statement(
    space: Workspace, id: str, statement: str, question: str
) -> None:
    instrument = space.instrument(id)
    points = len(instrument.scale.points)
    far = Answer(votes=votes(*[4, *[0] * (points - 2), 4]))
    store(
        space,
        record(instrument, "-" * len(instrument.order), status="votes", votes_are="secret", answers={statement: far}),
    )
    session = begun(space, instrument)
    through_the_opening(session)
    session.do(operations.go_to, statement)
    view = session.view
    assert isinstance(view, StatementView)
    assert [finding.words() for finding in view.apart] == [f"What lies behind the difference? {question}"]


def test_it_is_asked_until_there_is_an_answer_and_only_of_a_wide_spread(
    space: Workspace, instrument: Instrument
) -> None:
    store(space, imported(instrument))
    session = begun(space, instrument)
    through_the_opening(session)
    seen = []
    for id in ("S02", "S03", "S04"):
        session.do(operations.go_to, id)
        view = session.view
        assert isinstance(view, StatementView)
        seen.append(bool(view.apart))
    assert seen == [False, True, False]
    session.do(operations.go_to, "S03")
    session.do(operations.answer, 4)
    view = session.view
    assert isinstance(view, StatementView)
    assert view.apart == ()
