"""Everything that was said can be mended in the meeting: at a statement, at the summary, in a correction."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from hf_fidelity.domain.interview import begin, begin_correction, draft_of, resume
from hf_fidelity.domain.record.assessment import Action, Answer, Assessment, BriefInspire, CitizenInvolvement
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys.meeting import OPERATIONS, Meeting, Outcome, Question, Summary, view_of
from hf_fidelity.journeys.meeting.operations import taken_up
from tests.builders import housing_first, record, votes

BILAG_1 = housing_first()
LIMIT = BILAG_1.thresholds.privacy_limit
RING = Action(id="2026-Q3-1", about="S01", text="Ring", due=date(2026, 12, 1), opened_in=Quarter(2026, 3))
OLD = Action(id="2026-Q2-1", about="S06", text="Skriv", opened_in=Quarter(2026, 2), state="done", outcome="Ja")
HEARD = CitizenInvolvement(how="Møde", citizens=8, what_it_changed="S14", brief_inspire=BriefInspire(mean=71.5, n=7))
FULL = record(
    BILAG_1,
    participants=9,
    we="Nord",
    votes_are="open",
    citizen_involvement=HEARD,
    actions=(OLD, RING),
    answers={
        "S01": Answer(agreed=4, votes=votes(0, 0, 1, 3, 1), comment="hm"),
        "S02": Answer(votes=votes(1, 1, 0, 0, 0)),
    },
)

Step = tuple[Any, ...]


def after(meeting: Meeting, *steps: Step) -> Outcome:
    outcome = Outcome(meeting)
    for name, *values in steps:
        more = values.pop() if values and isinstance(values[-1], dict) else {}
        outcome = OPERATIONS[name](outcome.meeting, *values, **more)
    return outcome


def at(statement: str | None, stored: Assessment = FULL) -> Meeting:
    begun = begin(BILAG_1, stored, 0)
    return after(Meeting(begun, today=date(2026, 8, 15)), ("go_to", statement)).meeting


def mending(what: str) -> list[Step]:
    return [("open_question", "mend"), ("mend", what)]


def of_action(part: str) -> list[Step]:
    return [*mending("action:2026-Q3-1"), ("mend_action", part)]


def ring(**changed: object) -> dict[str, object]:
    return {"actions": (OLD, RING.model_copy(update=changed))}


def heard(**changed: object) -> dict[str, object]:
    return {"citizen_involvement": HEARD.model_copy(update=changed)}


# What is done, and what of the record is another then.
MENDED: dict[str, tuple[list[Step], dict[str, object]]] = {
    "participants": ([*mending("participants"), ("set_participants", 12)], {"participants": 12}),
    "participants-taken-away": ([*mending("participants"), ("take_away",)], {"participants": None}),
    "participants-left": ([*mending("participants"), ("set_participants", None)], {}),
    "we": ([*mending("we"), ("tell_who_we_are", "Syd")], {"we": "Syd"}),
    "we-taken-away": ([*mending("we"), ("take_away",)], {"we": None}),
    "we-left": ([*mending("we"), ("tell_who_we_are", None)], {}),
    "citizens-how": ([*mending("citizens"), ("tell_how_heard", "Samtaler"), ("count_citizens", None),
                      ("tell_what_citizens_changed", None), ("give_brief_inspire", None)], heard(how="Samtaler")),
    "citizens-one-thing-after-the-other": (
        [*mending("citizens"), ("tell_how_heard", None), ("count_citizens", 3), ("take_away",),
         ("give_brief_inspire", (50, 5))],
        heard(citizens=3, what_it_changed=None, brief_inspire=BriefInspire(mean=50, n=5)),
    ),
    "citizens-taken-away": ([*mending("citizens"), ("take_away",)], {"citizen_involvement": None}),
    "action-text": ([*of_action("text"), ("reword_action", "Skriv og ring")], ring(text="Skriv og ring")),
    "action-text-left": ([*of_action("text"), ("reword_action", None)], {}),
    "action-owner": ([*of_action("owner"), ("set_owner", "leder")], ring(owner="leder")),
    "action-due": ([*of_action("due"), ("set_deadline", date(2027, 3, 31))], ring(due=date(2027, 3, 31))),
    "action-due-past": ([*of_action("due"), ("set_deadline", date(2026, 3, 31), {"confirmed": True})],
                        ring(due=date(2026, 3, 31))),
    "action-due-past-not-meant": ([*of_action("due"), ("set_deadline", date(2026, 3, 31))], {}),
    "action-about": ([*of_action("about"), ("set_about", "S09")], ring(about="S09")),
    "action-about-nothing": ([*of_action("about"), ("take_away",)], ring(about=None)),
    "action-deleted": (of_action("delete"), {"actions": (OLD,)}),
    "old-action-opened-again": ([*mending("action:2026-Q2-1"), ("mend_action", "follow-up"), ("follow_up", "open")],
                                {"actions": (OLD.model_copy(update={"state": "open", "outcome": None}), RING)}),
    "old-action-dropped": ([*mending("action:2026-Q2-1"), ("mend_action", "follow-up"), ("follow_up", "dropped"),
                            ("tell_outcome", "Ingen tid")],
                           {"actions": (OLD.model_copy(update={"state": "dropped", "outcome": "Ingen tid"}), RING)}),
    "an-old-action-is-not-deleted": ([*mending("action:2026-Q2-1"), ("mend_action", "delete")], {}),
    "votes-open-to-secret-not-meant": ([*mending("votes-are"), ("tell_how_voted", "secret")], {}),
}  # fmt: skip


@pytest.mark.parametrize("where", ["S01", "S09", None, "a correction"])
@pytest.mark.parametrize(("steps", "changed"), MENDED.values(), ids=MENDED)
def test_everything_can_be_mended_anywhere(
    steps: Sequence[Step], changed: dict[str, object], where: str | None
) -> None:
    start = at(None if where == "a correction" else where)
    if where == "a correction":
        start = Meeting(begin_correction(BILAG_1, FULL, "because"), today=start.today)
    done = after(start, *steps)
    assert done.meeting.record == FULL.model_copy(update=changed)
    assert done.meeting.interview.current == start.interview.current


# At S01, and where the meeting stands then; the answer stays what it is.
AT_THE_STATEMENT: dict[str, tuple[list[Step], dict[str, object]]] = {
    "votes": ([*mending("votes"), ("vote", (0, 0, 0, 4, 3))], {"votes": votes(0, 0, 0, 4, 3)}),
    "votes-taken-away": ([*mending("votes"), ("take_away",)], {"votes": None}),
    "votes-left": ([*mending("votes"), ("vote", None)], {}),
    "comment": ([*mending("comment"), ("comment", "nej")], {"comment": "nej"}),
    "comment-taken-away": ([*mending("comment"), ("take_away",)], {"comment": None}),
}


@pytest.mark.parametrize(("steps", "changed"), AT_THE_STATEMENT.values(), ids=AT_THE_STATEMENT)
def test_what_belongs_to_a_statement_is_mended_there(steps: Sequence[Step], changed: dict[str, object]) -> None:
    done = after(at("S01"), *steps).meeting
    assert done.record.answer("S01") == FULL.answer("S01").model_copy(update=changed)
    assert (done.interview.current, done.interview.question) == ("S01", None)


def test_votes_of_few_go_once_people_say_that_they_were_secret() -> None:
    asked = after(at("S01"), *mending("votes-are"), ("tell_how_voted", "secret"))
    assert [notice.words() for notice in asked.notices] == [
        f"Secret votes of fewer than {LIMIT} people are not kept. Those on S02 will be deleted."
    ]
    done = after(asked.meeting, ("tell_how_voted", "secret", {"confirmed": True})).meeting.record
    assert (done.votes_are, done.answer("S01").votes, done.answer("S02").votes) == (
        "secret",
        votes(0, 0, 1, 3, 1),
        None,
    )


def test_fewer_people_than_voted_are_refused_and_it_is_said_why() -> None:
    outcome = after(at("S01"), *mending("participants"), ("set_participants", 4))
    assert outcome.refused
    assert "more votes than 4 on S01" in outcome.notices[0].words()
    assert outcome.meeting.record.participants == 9


def test_the_summary_shows_everything_that_was_said() -> None:
    view = view_of(at(None))
    assert isinstance(view, Summary)
    assert view.people == (
        "“We” are: Nord", "Take part: 9", "How citizens were heard: Møde", "8 citizens were heard.",
        "What it changed: S14", "Brief INSPIRE: mean 71.50 of 100 (n = 7).",
    )  # fmt: skip
    assert view.comments == ("S01: hm",)
    assert view.actions == ("S06: Skriv (done). Outcome: Ja", "S01: Ring (open, due 1 December 2026).")


@pytest.mark.parametrize("statement", ["S01", None])
def test_the_choices_show_how_it_is_now_and_what_is_in_hand_comes_first(statement: str | None) -> None:
    asked = view_of(after(at(statement), ("open_question", "mend")).meeting)
    assert isinstance(asked, Question)
    values = [choice.value for choice in asked.choices]
    anywhere = ["participants", "we", "citizens", "votes-are"]
    here = ["votes", "comment", "action:2026-Q3-1", "action:2026-Q2-1"] if statement else None
    of_statements = [] if statement else ["votes:S01", "comment:S01", "votes:S02"]
    assert values == [*(here or ["action:2026-Q2-1", "action:2026-Q3-1"]), *anywhere, *of_statements]


FROM_THE_SUMMARY: dict[str, tuple[list[Step], str, dict[str, object]]] = {
    "comment": ([*mending("comment:S01"), ("comment", "nej")], "S01", {"comment": "nej"}),
    "comment-taken-away": ([*mending("comment:S01"), ("take_away",)], "S01", {"comment": None}),
    "comment-left": ([*mending("comment:S01"), ("comment", None)], "S01", {}),
    "votes": ([*mending("votes:S02"), ("vote", (0, 0, 0, 4, 3))], "S02", {"votes": votes(0, 0, 0, 4, 3)}),
    "votes-taken-away": ([*mending("votes:S02"), ("take_away",)], "S02", {"votes": None}),
    "votes-that-do-not-fit": ([*mending("votes:S02"), ("vote", (0, 0, 0, 4))], "S02", {}),
    "more-than-people": ([*mending("votes:S02"), ("vote", (0, 0, 0, 4, 9))], "S02", {}),
}


@pytest.mark.parametrize(("steps", "statement", "changed"), FROM_THE_SUMMARY.values(), ids=FROM_THE_SUMMARY)
def test_what_belongs_to_a_statement_is_mended_from_the_summary_too(
    steps: Sequence[Step], statement: str, changed: dict[str, object]
) -> None:
    done = after(at(None), *steps).meeting
    assert done.interview.current is None
    expected = FULL.with_answer(statement, FULL.answer(statement).model_copy(update=changed))
    assert done.record == expected


@pytest.mark.parametrize(
    "question", ["mend", "mend-action:2026-Q3-1", "edit:citizens-number", "edit:votes", "edit:we", "edit:votes:S02"]
)
def test_a_meeting_that_is_left_while_mending_goes_on_there(question: str) -> None:
    left = after(at("S01"), ("open_question", "mend")).meeting.interview
    draft = draft_of(left).model_copy(update={"current": f"S01/{question}"})
    taken = taken_up(Meeting(resume(BILAG_1, draft)))
    assert isinstance(view_of(taken), Question)
    assert taken.interview.question == question
