"""The meeting as operations: values in, the meeting, notices and the next question out. Nothing is typed here."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from hf_fidelity.domain.interview import begin, begin_correction, draft_of, resume
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Action, Answer, Assessment, Draft
from hf_fidelity.errors import UsageProblem, WriteFailed
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import Session, Sitting, Workspace
from hf_fidelity.journeys.meeting import (
    OPERATIONS,
    Meeting,
    Outcome,
    Question,
    StatementView,
    Summary,
    operations,
    possible,
    view_of,
)
from hf_fidelity.journeys.meeting.operations import taken_up
from hf_fidelity.journeys.shipped import shipped_folder
from hf_fidelity.readers.handwritten import read_instrument
from hf_fidelity.store.team_folder import TeamFolder
from tests.builders import housing_first, record, voted, votes
from tests.journeys.scenes import NOW, ORGANISATION, Q3, TEAM, Meeting as Typed, draft, kept, on_disk, store, workspace

BILAG_1 = housing_first()
LIMIT = BILAG_1.thresholds.privacy_limit
Q2 = Quarter(2026, 2)
RING = Action(id="2026-Q2-1", about="S06", text="Ring", opened_in=Q2)
WRITE = Action(id="2026-Q2-2", text="Skriv", opened_in=Q2)

Step = tuple[Any, ...]
"""An operation's name and its values; a mapping at the end holds what is said besides (``confirmed``, ``how``)."""


def with_parts() -> Instrument:
    """A shipped questionnaire of parts, with numbers that have a limit."""
    instrument, _findings = read_instrument(shipped_folder("principles") / "support-methods.yaml")
    assert instrument is not None
    return instrument


def named(step: Step) -> tuple[Callable[..., Outcome], Sequence[Any], dict[str, Any]]:
    """The operation of a step, its values, and what is said besides."""
    name, *values = step
    more = values.pop() if values and isinstance(values[-1], dict) else {}
    return OPERATIONS[name], values, more


def outcome_of(meeting: Meeting, step: Step) -> Outcome:
    operation, values, more = named(step)
    return operation(meeting, *values, **more)


def after(meeting: Meeting, *steps: Step) -> Outcome:
    """The meeting after these steps, none of which may be refused; the outcome of the last."""
    outcome = Outcome(meeting)
    for step in steps:
        outcome = outcome_of(outcome.meeting, step)
        assert not outcome.refused, (step, outcome.notices)
    return outcome


def meeting(stored: Assessment | None = None, previous: Assessment | None = None, at: str | None = "S01") -> Meeting:
    """A meeting of Bilag 1 whose opening is over."""
    interview = begin(BILAG_1, stored or record(BILAG_1), 0)
    there = after(Meeting(interview, previous, earlier=(previous,) if previous else ()), ("go_to", at))
    return there.meeting


def at_question(question: str, stored: Assessment | None = None) -> Meeting:
    """A meeting of Bilag 1 that is left at a question, and taken up."""
    left = Draft(base_revision=0, current=question, record=stored or record(BILAG_1, actions=(RING,)))
    return taken_up(Meeting(resume(BILAG_1, left)))


def of_parts() -> Meeting:
    """A meeting about a questionnaire of parts and numbers, at the question which parts."""
    instrument = with_parts()
    return Meeting(
        resume(
            instrument, Draft(base_revision=0, current="/parts", record=record(instrument, "-" * len(instrument.order)))
        )
    )


PARTS = of_parts()


# A whole meeting, by operations and typed

GO_ON: Step = ("go_on",)
AGREED: list[Step] = [("answer", 4), GO_ON] * 10
WHOLE: list[Step] = [
    ("read_on",),
    ("read_on",),
    ("set_participants", 7),
    ("tell_who_we_are", "Nord og vores leder"),
    ("tell_how_heard", "Dialogmøde"),
    ("count_citizens", 8),
    ("tell_what_citizens_changed", "S14 blev lavere"),
    ("give_brief_inspire", (71.5, 7)),
    ("follow_up", "done"),
    ("tell_outcome", "Ja, to flyttede ind"),
    ("follow_up", None),
    ("vote", (0, 1, 3, 3, 0)),
    ("tell_how_voted", "secret"),
    ("answer", 4),
    GO_ON,
    ("vote", (0, 0, 0, 2, 1)),  # fewer than the limit, and secret: not kept
    ("comment", "Ring til 00 12 34 56"),
    ("comment", "Ring til Anna", {"confirmed": True}),
    ("answer", 5),
    ("tell_why", "Ny aftale"),
    ("add_action", "Fast møde"),
    ("set_owner", "teamleder"),
    ("set_deadline", date(2026, 12, 1)),
    GO_ON,
    ("not_relevant", "Vi har ingen boliger"),
    GO_ON,
    ("skip",),
    ("vote", (0, 0, 0, 5, 0)),
    ("take_middle",),
    ("back",),
    ("answer", 3),
    GO_ON,
    *AGREED,
    ("answer", 2),
    ("go_to", "S04"),
    ("answer", 3),
    GO_ON,
    ("add_action", "Ring"),
    ("set_owner", None),
    ("set_deadline", None),
    ("close",),
]  # fmt: skip
TYPED = [
    "", "", "7", "Nord og vores leder", "Dialogmøde", "8", "S14 blev lavere", "71,5 7", "1", "Ja, to flyttede ind", "",
    "0 3 3 1 0", "2", "4", "", "445", "c Ring til 00 12 34 56", "Ring til Anna", "5", "Ny aftale", "a Fast møde",
    "teamleder", "1.12.2026", "", "n Vi har ingen boliger", "", "s", "44444", "=", "b", "b", "3", "", *["4", ""] * 10,
    "2", "g 4", "3", "", "a Ring", "", "", "y",
]  # fmt: skip
CORRECTED: list[Step] = [("go_to", "S06"), ("answer", 2), ("go_on",), ("close",)]


def last_quarter() -> Assessment:
    return record(BILAG_1, "3" * 16, "2026-Q2", participants=6, actions=(RING, WRITE))


def held(space: Workspace, steps: Sequence[Step], reason: str | None = None) -> Iterator[Outcome]:
    """Hold the meeting by operations, leaving and coming back after each that leaves something on the disk."""
    session = None
    for step in steps:
        if session is None or session.is_kept:
            sitting = Sitting.open(space, ORGANISATION, TEAM, Q3, BILAG_1)
            session = Session.begin(sitting, lambda: NOW, reason=reason)
        operation, values, more = named(step)
        yield session.do(operation, *values, **more)
        assert (session.result is not None) is (step[0] == "close")


def test_the_same_meeting_by_operations_and_typed_is_the_same_record(tmp_path: Path) -> None:
    spaces = [workspace(tmp_path / name) for name in ("typed", "done")]
    for space in spaces:
        store(space, last_quarter())
    Typed(TYPED, every_screen=True).hold(spaces[0])
    outcomes = list(held(spaces[1], WHOLE))
    Typed(["g 6", "2", "y"]).hold(spaces[0], reason="Tastefejl")
    outcomes += held(spaces[1], CORRECTED, "Tastefejl")
    assert [step[0] for step, one in zip(WHOLE, outcomes, strict=False) if one.refused] == []
    typed, by_operations = ({path: bytes for path, (bytes, _) in on_disk(space.store.root).items()} for space in spaces)
    assert typed == by_operations
    found = kept(spaces[1])
    assert (found.revision, found.answer("S06").agreed, found.answer("S02").votes) == (2, 2, None)
    assert found.answer("S02").comment == "Ring til Anna"
    assert [action.text for action in found.actions] == ["Ring", "Skriv", "Fast møde", "Ring"]


def test_parts_and_numbers_by_operations() -> None:
    instrument = PARTS.instrument
    chosen = after(PARTS, ("choose_parts", ["icm", "cti"]), ("tell_how_heard", None))
    assert chosen.meeting.record.parts == tuple(part.id for part in instrument.parts if part.id in ("cti", "icm"))
    numbers = after(chosen.meeting, ("give_number", 11), ("give_number", 1))
    assert numbers.meeting.record.measures == {"cti-caseload": {"citizens": 11, "workers": 1}}
    assert [notice.code for notice in numbers.notices] == ["reading"]
    assert isinstance(numbers.next, Question)
    assert (numbers.next.operation, numbers.next.passing) == ("give_number", "pass-over")


def test_a_correction_needs_a_reason_and_can_be_dropped(tmp_path: Path) -> None:
    space = workspace(tmp_path)
    store(space, record(BILAG_1, "4" * 16))
    before = on_disk(tmp_path)
    with pytest.raises(UsageProblem, match="needs a reason"):
        list(held(space, [("back",)]))
    (_back, dropped) = held(space, [("answer", 2), ("drop_correction",)], "Tastefejl")
    assert (dropped.ended, draft(space), on_disk(tmp_path)) == ("dropped", None, before)


def test_a_meeting_that_is_over_takes_nothing_more(tmp_path: Path) -> None:
    sitting = Sitting.open(workspace(tmp_path), ORGANISATION, TEAM, Q3, BILAG_1)
    session = Session.begin(sitting, lambda: NOW)
    opening: list[Step] = [("read_on",), ("read_on",), ("set_participants", 7), ("tell_who_we_are", None)]
    for step in (*opening, ("tell_how_heard", None), ("answer", 4), ("go_to", None), ("close",)):
        operation, values, more = named(step)
        assert not session.do(operation, *values, **more).refused
    before = on_disk(tmp_path)
    again = session.do(operations.go_to, "S02")
    assert ([notice.code for notice in again.notices], on_disk(tmp_path)) == (["over"], before)


def test_what_cannot_be_saved_is_not_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sitting = Sitting.open(workspace(tmp_path), ORGANISATION, TEAM, Q3, BILAG_1)
    session = Session.begin(sitting, lambda: NOW)
    session.do(operations.read_on)
    session.do(operations.read_on)
    before = session.meeting

    def full(*_: object) -> None:
        raise WriteFailed("full")

    monkeypatch.setattr(TeamFolder, "save_draft", full)
    with pytest.raises(WriteFailed):
        session.do(operations.set_participants, 7)
    assert session.meeting == before


# What is refused, and how it is said

OPEN_FEW = record(BILAG_1, votes_are="open", answers={"S01": Answer(votes=votes(1, 0, 0, 0, 2))})
NAN = float("nan")
REFUSED: dict[str, tuple[Meeting, Step, str]] = {
    "a-point-below-the-scale": (meeting(), ("answer", 0), "not-a-point"),
    "a-point-above-the-scale": (meeting(), ("answer", 6), "not-a-point"),
    "an-answer-at-the-summary": (meeting(at=None), ("answer", 4), "not-now"),
    "an-answer-while-something-is-asked": (at_question("S01/citizens"), ("answer", 4), "not-now"),
    "votes-of-four-points": (meeting(), ("vote", (1, 1, 1, 4)), "votes-do-not-fit"),
    "votes-of-six-points": (meeting(), ("vote", (1, 1, 1, 1, 1, 1)), "votes-do-not-fit"),
    "votes-of-nobody": (meeting(), ("vote", (0, 0, 0, 0, 0)), "votes-do-not-fit"),
    "votes-below-nothing": (meeting(), ("vote", (9, -1, 0, 0, 0)), "votes-do-not-fit"),
    "more-votes-than-a-record-holds": (meeting(), ("vote", (1_000_001, 0, 0, 0, 0)), "votes-do-not-fit"),
    "a-middle-without-votes": (meeting(), ("take_middle",), "no-middle"),
    "a-middle-of-votes-far-apart": (meeting(OPEN_FEW), ("take_middle",), "no-middle"),
    "last-time-before-the-votes": (meeting(previous=last_quarter()), ("reveal",), "sealed"),
    "how-they-voted-when-it-is-known": (meeting(OPEN_FEW), ("tell_how_voted", "secret"), "not-now"),
    "how-they-voted-otherwise": (at_question("S01/votes-are"), ("tell_how_voted", "by post"), "not-a-choice"),
    "a-statement-that-is-not-there": (meeting(), ("go_to", "S17"), "no-such-statement"),
    "closing-without-an-answer": (meeting(at=None), ("close",), "nothing-to-close"),
    "closing-at-a-statement": (meeting(), ("close",), "not-now"),
    "dropping-what-is-no-correction": (meeting(at=None), ("drop_correction",), "not-now"),
    "skipping-the-summary": (meeting(at=None), ("skip",), "not-now"),
    "a-question-that-is-not-for-here": (meeting(), ("open_question", "parts"), "not-now"),
    "numbers-where-there-are-none": (meeting(at=None), ("open_question", "numbers"), "not-now"),
    "nobody-takes-part": (at_question("/participants"), ("set_participants", 0), "not-a-number-of-people"),
    "too-many-take-part": (at_question("/participants"), ("set_participants", 1001), "not-a-number-of-people"),
    "fewer-citizens-than-none": (at_question("/citizens-number"), ("count_citizens", -1), "not-a-number-of-people"),
    "too-many-citizens": (at_question("/citizens-number"), ("count_citizens", 1001), "not-a-number-of-people"),
    "a-mean-below": (at_question("/brief-inspire"), ("give_brief_inspire", (-0.1, 7)), "not-brief-inspire"),
    "a-mean-above": (at_question("/brief-inspire"), ("give_brief_inspire", (100.1, 7)), "not-brief-inspire"),
    "a-mean-that-is-none": (at_question("/brief-inspire"), ("give_brief_inspire", (NAN, 7)), "not-brief-inspire"),
    "a-mean-of-nobody": (at_question("/brief-inspire"), ("give_brief_inspire", (50, 0)), "not-brief-inspire"),
    "another-state": (at_question("/follow-up:2026-Q2-1"), ("follow_up", "paused"), "not-a-choice"),
    "a-deadline-that-is-no-day": (at_question("/due:1", record(BILAG_1, actions=(
        Action(id="1", text="x", due=date(2026, 12, 1), opened_in=Q3),))), ("set_deadline", "soon"), "not-a-day"),
    "a-part-where-there-are-none": (meeting(at=None), ("choose_parts", ["cti"]), "not-now"),
}  # fmt: skip


@pytest.mark.parametrize(("at", "step", "code"), REFUSED.values(), ids=REFUSED)
def test_what_does_not_fit_is_refused_with_a_notice(at: Meeting, step: Step, code: str) -> None:
    outcome = outcome_of(at, step)
    assert (outcome.refused, outcome.meeting, outcome.pending, outcome.ended) == (True, at, None, None)
    (notice,) = outcome.notices
    assert (notice.code, notice.severity) == (code, "error")
    assert notice.words()
    assert "{" not in notice.words()


NUMBERS = {"none": -1, "too-high": 1_000_001, "endless": float("inf"), "nan": float("nan")}


def test_a_part_that_is_not_there_is_refused() -> None:
    outcome = operations.choose_parts(PARTS, ["cti", "xyz"])
    assert (outcome.refused, outcome.meeting) == (True, PARTS)
    assert "xyz" in outcome.notices[0].words()


@pytest.mark.parametrize("number", NUMBERS.values(), ids=NUMBERS)
def test_a_number_that_is_none_is_refused(number: float) -> None:
    asked = after(PARTS, ("choose_parts", None), ("tell_how_heard", None)).meeting
    assert operations.give_number(asked, number).refused
    workers = after(asked, ("give_number", 0)).meeting
    assert operations.give_number(workers, 0).refused, "nothing can be shared among nobody"


EDGES = {
    "one": ("/participants", ("set_participants", 1)),
    "a-thousand": ("/participants", ("set_participants", 1000)),
    "no-citizens": ("/citizens-number", ("count_citizens", 0)),
    "a-thousand-citizens": ("/citizens-number", ("count_citizens", 1000)),
    "the-lowest-mean": ("/brief-inspire", ("give_brief_inspire", (0, 1))),
    "the-highest-mean": ("/brief-inspire", ("give_brief_inspire", (100, 1000))),
}


@pytest.mark.parametrize(("question", "step"), EDGES.values(), ids=EDGES)
def test_the_last_value_that_fits_is_taken(question: str, step: Step) -> None:
    assert after(at_question(question), step).meeting != at_question(question)


# Privacy at the table

# Votes of how many, what is known of how they were given, what people say when they are asked → how many are kept,
# whether they are asked first, whether they are asked behind it, and what is known then.
TABLE = {
    "just-below-and-open": (LIMIT - 1, None, "open", LIMIT - 1, True, False, "open"),
    "just-below-and-secret": (LIMIT - 1, None, "secret", None, True, False, "secret"),
    "just-below-known-to-be-open": (LIMIT - 1, "open", None, LIMIT - 1, False, False, "open"),
    "just-below-known-to-be-secret": (LIMIT - 1, "secret", None, None, False, False, "secret"),
    "one-vote": (1, "secret", None, None, False, False, "secret"),
    "at-the-limit": (LIMIT, None, None, LIMIT, False, True, None),
    "at-the-limit-known-to-be-secret": (LIMIT, "secret", None, LIMIT, False, False, "secret"),
    "just-above": (LIMIT + 1, None, None, LIMIT + 1, False, True, None),
}


@pytest.mark.parametrize(("n", "known", "said", "stored", "first", "behind", "then"), TABLE.values(), ids=TABLE)
def test_votes_of_few_are_kept_only_where_they_were_open(
    n: int, known: str | None, said: Any, stored: int | None, first: bool, behind: bool, then: str | None
) -> None:
    begun = meeting(record(BILAG_1, votes_are=known))
    counts = (1, 0, 0, 0, n - 1)
    outcome = operations.vote(begun, counts)
    assert (outcome.pending is not None) is first
    if first:
        assert outcome.meeting == begun
        outcome = operations.vote(begun, counts, said)
    given = outcome.meeting.record.answer("S01").votes
    assert ((given.all.answered if given else None), outcome.meeting.record.votes_are) == (stored, then)
    assert (outcome.meeting.interview.question == "votes-are") is behind
    assert ("votes-not-kept" in [notice.code for notice in outcome.notices]) is (stored is None)


@pytest.mark.parametrize(("people", "told"), [(LIMIT - 1, True), (LIMIT, False), (LIMIT + 1, False)])
def test_a_team_under_the_limit_is_told_so(people: int, told: bool) -> None:
    outcome = operations.set_participants(at_question("/participants"), people)
    assert ([notice.code for notice in outcome.notices] == ["small-team"]) is told


SEEN = {
    "nothing-yet": ([], False),
    "a-comment-is-no-answer": ([("comment", "hm")], False),
    "votes-of-few-that-are-not-kept": ([("vote", (0, 0, 0, 1, 1), {"how": "secret"})], False),
    "votes": ([("vote", (0, 0, 1, 3, 1)), ("tell_how_voted", "secret")], True),
    "an-answer": ([("answer", 3), ("back",)], True),
    "not-relevant": ([("not_relevant", "ikke os"), ("back",)], True),
}


@pytest.mark.parametrize(("steps", "seen"), SEEN.values(), ids=SEEN)
def test_last_time_is_sealed_until_votes_or_answer_are_in(steps: list[Step], seen: bool) -> None:
    before = last_quarter().with_answer("S01", Answer(agreed=4, comment="vi tvivlede"))
    then = after(meeting(previous=before), *steps).meeting
    revealed = operations.reveal(then)
    assert ("reveal" in possible(then), not revealed.refused) == (seen, seen)
    assert any("Agree (4)" in notice.words() for notice in revealed.notices) is seen
    view = view_of(then)
    assert isinstance(view, StatementView)
    assert seen or "vi tvivlede" not in repr(view)
    assert (bool(view.about), bool(view.last_time)) == ((False, True) if view.votes else (True, False))


# What looks personal

TEXTS: dict[str, tuple[Meeting, str]] = {
    "comment": (meeting(), "comment"),
    "not-relevant": (meeting(), "not_relevant"),
    "action": (meeting(), "add_action"),
    "why": (at_question("S01/why"), "tell_why"),
    "how-heard": (at_question("/citizens"), "tell_how_heard"),
    "what-changed": (at_question("/citizens-change"), "tell_what_citizens_changed"),
    "outcome": (at_question("/outcome:2026-Q2-1"), "tell_outcome"),
    "owner": (at_question("/owner:2026-Q2-1"), "set_owner"),
}


@pytest.mark.parametrize("text", ["ring 00 12 34 56", "skriv til a@b.dk"], ids=["telephone", "mail"])
@pytest.mark.parametrize(("at", "name"), TEXTS.values(), ids=TEXTS)
def test_what_looks_personal_is_kept_once_people_say_so(at: Meeting, name: str, text: str) -> None:
    asked = OPERATIONS[name](at, text)
    assert (asked.meeting, asked.refused, [notice.code for notice in asked.notices]) == (at, False, ["looks-personal"])
    assert asked.next == asked.pending
    assert asked.pending is not None
    assert asked.pending.operation == name
    assert text in OPERATIONS[name](at, text, confirmed=True).meeting.record.model_dump_json()


def test_what_people_write_is_made_harmless() -> None:
    written = after(meeting(), ("comment", " a\x1b[2J\n\u202eb ")).meeting.record.answer("S01").comment
    assert written == "a[2J b"


# Every old draft, and what it goes on with

DRAFTS = {
    "S05": ("S05", StatementView),
    None: (None, Summary),
    "S05/comment": ("comment", Question),
    "S05/not-relevant": ("not_relevant", Question),
    "S05/why": ("tell_why", Question),
    "S05/votes-are": ("tell_how_voted", Question),
    "S05/action": ("add_action", Question),
    "/action": ("add_action", Question),
    "S05/owner:2026-Q2-1": ("set_owner", Question),
    "S05/due:2026-Q3-1": ("set_deadline", Question),
    "S05/participants": ("set_participants", Question),
    "S05/follow-up:2026-Q2-1": ("follow_up", Question),
    "S05/outcome:2026-Q2-1": ("tell_outcome", Question),
    "S05/citizens": ("tell_how_heard", Question),
    "S05/citizens-number": ("count_citizens", Question),
    "S05/citizens-change": ("tell_what_citizens_changed", Question),
    "S05/brief-inspire": ("give_brief_inspire", Question),
    "S05/owner:2026-Q9-9": ("S05", StatementView),
    "S05/due:2026-Q2-1": ("S05", StatementView),
    "S05/number:none.at-all": ("S05", StatementView),
    "S05/something-else": ("S05", StatementView),
    "/comment": (None, Summary),
    "S99/comment": (None, Summary),
}


@pytest.mark.parametrize(("current", "goes_on"), DRAFTS.items(), ids=map(str, DRAFTS))
def test_an_old_draft_goes_on_at_the_same_question(current: str | None, goes_on: tuple[str | None, type]) -> None:
    due = Action(id="2026-Q3-1", text="x", due=date(2026, 12, 1), opened_in=Q3)
    left = Draft(base_revision=0, current=current, record=record(BILAG_1, actions=(RING, due)))
    taken = taken_up(Meeting(resume(BILAG_1, left)))
    view = view_of(taken)
    assert (getattr(view, "operation", getattr(view, "id", None)), type(view)) == goes_on


# Any sequence of operations

PEOPLE = (None, -1, 0, 1, LIMIT - 1, LIMIT, 1001)
TEXT = ((None, "", "hm", "ring 00 12 34 56"), ({"confirmed": True}, {"confirmed": False}))
HOW = ("open", "secret", None)
VALUES: dict[str, tuple[Sequence[Any], ...]] = {
    "answer": ((0, 1, 3, 4, 5, 6),),
    "vote": (
        ((0, 0, 0, 0, LIMIT - 1), (1, 0, 0, 0, 0), (0, 0, 0, LIMIT, 0), (0, 1, 1, 4, 1), (1, 1), None),
        HOW,
        ({}, {"people": LIMIT}, {"people": 20}),
    ),
    "tell_how_voted": (HOW, ({"confirmed": True}, {"confirmed": False})),
    "go_to": (("S01", "S02", "S16", "S17", None),),
    "open_question": (("comment", "not-relevant", "action", "mend", "parts", "numbers", "why"),),
    "set_participants": (PEOPLE,),
    "count_citizens": (PEOPLE,),
    "give_brief_inspire": ((None, (50, 7), (50.5, 0), (101, 7)),),
    "give_number": ((None, 0, 7, 2.5, -1),),
    "choose_parts": ((None, ["cti"], ["xyz"]),),
    "follow_up": ((None, "done", "open", "dropped", "paused"),),
    "set_deadline": ((None, date(2026, 12, 1), date(2020, 1, 1), "soon"), ({"confirmed": True}, {"confirmed": False})),
    "mend": (
        (
            None,
            "votes",
            "comment",
            "participants",
            "we",
            "citizens",
            "votes-are",
            "comment:S01",
            "votes:S01",
            "votes:S03",
            "action:2026-Q3-1",
            "action:2026-Q2-1",
            "action:none",
        ),
    ),
    "mend_action": ((None, "text", "owner", "due", "about", "delete", "follow-up", "paint"),),
    "set_about": ((None, "S03", "values", "S99"),),
    "set_minutes": ((None, 4, 30, 481),),
    **dict.fromkeys(["comment", "not_relevant", "add_action", "tell_why", "set_owner", "tell_outcome"], TEXT),
    **dict.fromkeys(["reword_action", "tell_which", "tell_who_we_are"], TEXT),
    **dict.fromkeys(["tell_how_heard", "tell_what_citizens_changed"], TEXT),
    **dict.fromkeys(["take_middle", "reveal", "take_comment_away", "skip", "back", "close", "drop_correction"], ()),
    **dict.fromkeys(["go_on", "read_on", "take_away"], ()),
}


def test_every_operation_takes_part() -> None:
    assert set(VALUES) == set(OPERATIONS)


def starts() -> dict[str, Meeting]:
    """Meetings that begin differently."""
    old = record(BILAG_1, participants=None, actions=(RING, WRITE))
    survey = voted(BILAG_1, dict.fromkeys(BILAG_1.order, (0, 0, 1, 6, 0)), votes_are=None)
    opened = [Draft(base_revision=0, current="S01/participants", record=begun) for begun in (old, survey)]
    before = last_quarter()
    return {
        "old-actions": Meeting(resume(BILAG_1, opened[0]), before),
        "imported-votes": Meeting(resume(BILAG_1, opened[1], by_spread=True), before),
        "nobody-has-said-how-they-vote": meeting(previous=before),
        "secret-votes": meeting(record(BILAG_1, votes_are="secret"), before),
        "parts-and-numbers": PARTS,
        "a-correction": Meeting(begin_correction(BILAG_1, record(BILAG_1, "4" * 16), "slip"), before),
    }


STARTS = starts()


def sound(now: Meeting) -> None:
    """What the meeting holds may be on the disk, and goes on from there: votes of few only where they were open."""
    counts = [answer.votes.all.answered for answer in now.record.answers.values() if answer.votes]
    assert now.record.votes_are == "open" or min(counts, default=LIMIT) >= LIMIT
    by_spread = now.interview.by_spread
    stored = Draft.model_validate_json(draft_of(now.interview).model_dump_json())
    assert resume(now.instrument, stored, by_spread=by_spread) == now.interview
    assert taken_up(now) == now


@pytest.mark.parametrize("start", STARTS.values(), ids=STARTS)
def test_any_operations_in_any_order(start: Meeting) -> None:
    chance = Random(0)
    for _walk in range(8):
        now, meant = start, False
        for _step in range(30):
            allowed = possible(now)
            name = chance.choice(sorted(allowed if chance.random() < 0.8 else OPERATIONS))
            step = (name, *(chance.choice(values) for values in VALUES[name]))
            outcome = outcome_of(now, step)
            meant |= step[-1] == {"confirmed": True}
            assert outcome.refused or name in allowed
            assert outcome.meeting == now or not (outcome.refused or outcome.pending)
            now = outcome.meeting
            sound(now)
            assert meant or "00 12" not in now.record.model_dump_json()
            assert possible(now) <= OPERATIONS.keys()
