"""The meeting as a state machine: moves in, state out."""

from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from hf_fidelity.domain import interview as steps
from hf_fidelity.domain.interview import Interview, begin, begin_correction, draft_of, middle_answer, resume
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Answer, Assessment, Draft
from tests.builders import answers, record, small_instrument, votes

INSTRUMENT = small_instrument(statements=4)


def begun(line: str = "----") -> Interview:
    return begin(INSTRUMENT, record(INSTRUMENT, line), base_revision=0)


def move(interview: Interview, step: str) -> Interview:
    """One move: a digit agrees, ``i`` not relevant, ``c`` comment, ``s`` skip, ``b`` back, ``g3``/``g`` go to.

    After an answer people go on, but where ``!`` stands behind it; ``n`` goes on alone.
    """
    if step[-1] == "!":
        return steps.agree(interview, int(step[0])) if step[0].isdigit() else steps.set_aside(interview, "not ours")
    if step.isdigit() or step == "i":
        answered = move(interview, f"{step}!")
        return steps.move_on(answered) if answered.current else answered
    if step[0] == "g":
        return steps.move_to(interview, f"S{step[1:]}" if step[1:] else None)
    match step:
        case "n":
            return steps.move_on(interview)
        case "c":
            return steps.note(interview, "Hard to say")
        case "s":
            return steps.pass_by(interview)
        case "b":
            return steps.step_back(interview)
    raise AssertionError(step)


def play(interview: Interview, moves: str) -> Interview:
    for step in moves.split():
        interview = move(interview, step)
    return interview


@pytest.mark.parametrize(
    ("start", "moves", "current", "end", "skipped"),
    [
        pytest.param("----", "", "S1", "----", "", id="begins-at-the-first"),
        pytest.param("4---", "", "S2", "4---", "", id="begins-at-the-first-without-an-answer"),
        pytest.param("i---", "", "S2", "i---", "", id="not-relevant-is-an-answer"),
        pytest.param("4444", "", None, "4444", "", id="begins-at-the-summary-if-all-are-answered"),
        pytest.param("----", "4!", "S1", "4---", "", id="agree-stays"),
        pytest.param("----", "i!", "S1", "i---", "", id="not-relevant-stays"),
        pytest.param("----", "4! 5!", "S1", "5---", "", id="agree-otherwise-stays"),
        pytest.param("----", "4! n", "S2", "4---", "", id="going-on"),
        pytest.param("44--", "g1 n", "S3", "44--", "", id="going-on-leads-to-what-is-open"),
        pytest.param("4---", "g1 s", "S2", "4---", "", id="skip-of-an-answer-goes-on-only"),
        pytest.param("----", "4", "S2", "4---", "", id="agree-and-go-on"),
        pytest.param("----", "4 5 3 2", None, "4532", "", id="to-the-end"),
        pytest.param("----", "i", "S2", "i---", "", id="not-relevant-and-go-on"),
        pytest.param("-44-", "4", "S4", "444-", "", id="goes-on-past-what-is-answered"),
        pytest.param("----", "s", "S2", "----", "S1", id="skip-goes-on"),
        pytest.param("----", "s s s s", None, "----", "S1 S2 S3 S4", id="skip-all"),
        pytest.param("----", "s 4 4 4", None, "-444", "S1", id="what-was-skipped-is-not-asked-again"),
        pytest.param("----", "s b s", "S2", "----", "S1", id="skipped-twice-is-skipped-once"),
        pytest.param("----", "s b 4", "S2", "4---", "", id="an-answer-ends-the-skip"),
        pytest.param("----", "s b i", "S2", "i---", "", id="not-relevant-ends-the-skip"),
        pytest.param("----", "b", "S1", "----", "", id="nothing-before-the-first"),
        pytest.param("4444", "b", "S4", "4444", "", id="back-from-the-summary"),
        pytest.param("----", "4 b", "S1", "4---", "", id="back-keeps-the-answer"),
        pytest.param("----", "4 b 5", "S2", "5---", "", id="back-and-change"),
        pytest.param("----", "4 4 b b", "S1", "44--", "", id="back-twice"),
        pytest.param("----", "g3 4", "S4", "--4-", "", id="go-to-and-on-from-there"),
        pytest.param("----", "g4 4", "S1", "---4", "", id="on-from-the-last-to-the-first-open"),
        pytest.param("----", "g3 4 4", "S1", "--44", "", id="gaps-before-are-asked-at-last"),
        pytest.param("----", "g", None, "----", "", id="to-the-summary"),
        pytest.param("----", "g 4", None, "----", "", id="no-answer-at-the-summary"),
        pytest.param("----", "g i", None, "----", "", id="no-not-relevant-at-the-summary"),
        pytest.param("----", "g c", None, "----", "", id="no-comment-at-the-summary"),
        pytest.param("----", "g s", None, "----", "", id="no-skip-at-the-summary"),
        pytest.param("4---", "g1 i", "S2", "i---", "", id="a-point-gives-way-to-not-relevant"),
        pytest.param("i---", "g1 4", "S2", "4---", "", id="not-relevant-gives-way-to-a-point"),
    ],
)
def test_moves(start: str, moves: str, current: str | None, end: str, skipped: str) -> None:
    after = play(begun(start), moves)
    assert (after.current, after.record.answers, after.skipped) == (
        current,
        answers(INSTRUMENT, end),
        tuple(skipped.split()),
    )


@pytest.mark.parametrize(
    ("moves", "gaps"),
    [
        pytest.param("", "S1 S2 S3 S4", id="nothing-answered"),
        pytest.param("4 i", "S3 S4", id="a-point-and-not-relevant-are-no-gaps"),
        pytest.param("s 4 4 4", "S1", id="skipped-is-a-gap"),
        pytest.param("c", "S1 S2 S3 S4", id="a-comment-is-no-answer"),
        pytest.param("4 4 4 4", "", id="none-left"),
    ],
)
def test_gaps(moves: str, gaps: str) -> None:
    assert play(begun(), moves).gaps == tuple(gaps.split())


@pytest.mark.parametrize(("moves", "position"), [("", 1), ("4", 2), ("g4", 4), ("g", 5)])
def test_the_position_counts_from_1_and_the_summary_comes_after_the_last(moves: str, position: int) -> None:
    assert play(begun(), moves).position == position


@pytest.mark.parametrize("value", [0, 6, -1])
def test_only_points_of_the_scale(value: int) -> None:
    with pytest.raises(ValueError, match=str(value)):
        steps.agree(begun(), value)


@pytest.mark.parametrize("because", ["", "  ", "\u200b"])
def test_not_relevant_needs_a_reason(because: str) -> None:
    with pytest.raises(ValueError):
        steps.set_aside(begun(), because)


def test_only_known_statements() -> None:
    with pytest.raises(ValueError, match="S5"):
        steps.move_to(begun(), "S5")


FULL = Answer(agreed=3, votes=votes(0, 0, 6, 0, 0), comment="c", changed_because="b")


@pytest.mark.parametrize(
    ("step", "changed"),
    [
        ("3", {}),
        ("5", {"agreed": 5, "changed_because": None}),
        ("i", {"agreed": None, "not_relevant_because": "not ours"}),
        ("c", {"comment": "Hard to say"}),
        ("s", {}),
    ],
)
def test_a_move_changes_only_its_own_part_of_the_answer(step: str, changed: dict[str, Any]) -> None:
    interview = steps.move_to(begin(INSTRUMENT, record(INSTRUMENT, "----", answers={"S1": FULL}), 0), "S1")
    assert move(interview, step).record.answer("S1") == FULL.model_copy(update=changed)


def test_a_comment_can_be_taken_away() -> None:
    assert steps.note(play(begun(), "c"), None).record.answer("S1") == Answer()


def test_answers_keep_the_questionnaires_order() -> None:
    assert list(play(begun(), "g3 4 g1 4").record.answers) == ["S1", "S3"]


def test_a_correction_starts_at_the_summary_from_the_stored_revision() -> None:
    interview = begin_correction(INSTRUMENT, record(INSTRUMENT, "44-4", revision=3), "typo")
    assert (interview.current, interview.base_revision, interview.why) == (None, 3, "typo")


@pytest.mark.parametrize(("current", "resumed"), [("S3", "S3"), (None, None), ("S9", None)])
def test_a_draft_goes_on_where_it_was_left(current: str | None, resumed: str | None) -> None:
    draft = Draft(base_revision=2, current=current, skipped=("S1",), record=record(INSTRUMENT, "----"))
    interview = resume(INSTRUMENT, draft)
    assert (interview.current, interview.skipped, interview.base_revision) == (resumed, ("S1",), 2)


# Any meeting

MOVES = ["1", "2", "3", "4", "5!", "1!", "i!", "i", "c", "s", "b", "g", "g1", "g2", "g3", "g4"]

moves_of_a_meeting = st.lists(st.sampled_from(MOVES), max_size=30)
starts = st.lists(st.sampled_from("12345-i"), min_size=4, max_size=4).map("".join)


@settings(derandomize=True, deadline=None, max_examples=150)
@given(start=starts, moves=moves_of_a_meeting)
def test_no_move_loses_an_answer(start: str, moves: list[str]) -> None:
    interview = begun(start)
    for step in moves:
        after = move(interview, step)
        for id in INSTRUMENT.order:
            assert after.record.answer(id).settled or not interview.record.answer(id).settled
            assert id == interview.current or after.record.answer(id) == interview.record.answer(id)
        interview = after


@settings(derandomize=True, deadline=None, max_examples=100)
@given(start=starts, moves=moves_of_a_meeting, why=st.none() | st.just("typo"))
def test_a_meeting_can_stop_after_any_move_and_go_on(start: str, moves: list[str], why: str | None) -> None:
    found: Assessment = record(INSTRUMENT, start, revision=4)
    first = begin_correction(INSTRUMENT, found, why) if why else begin(INSTRUMENT, found, 4)
    interview = play(first, " ".join(moves))
    stored = draft_of(interview).model_dump_json()
    assert resume(INSTRUMENT, Draft.model_validate_json(stored)) == interview


def test_the_meeting_of_the_shipped_questionnaire_goes_through_all_its_statements(instrument: Instrument) -> None:
    interview, asked = begin(instrument, record(instrument), 0), []
    while interview.current:
        asked.append(interview.current)
        interview = move(interview, "4")
    assert tuple(asked) == instrument.order


# The answer in the middle of the votes

MIDDLES = {
    "close-around-one-point": ((0, 0, 1, 3, 1), 4),
    "all-the-same": ((0, 0, 0, 0, 7), 5),
    "between-two-points": ((0, 0, 2, 2, 0), None),
    "at-the-ends": ((1, 0, 0, 0, 1), None),
    "a-little-apart": ((0, 2, 2, 2, 1), None),
}


@pytest.mark.parametrize(("counts", "middle"), MIDDLES.values(), ids=MIDDLES)
def test_the_answer_that_can_be_taken_as_it_is(counts: tuple[int, ...], middle: int | None) -> None:
    assert middle_answer(steps.count_votes(begun(), counts)) == middle


def test_no_votes_have_no_middle() -> None:
    assert (middle_answer(begun()), middle_answer(steps.move_to(begun(), None))) == (None, None)


# The time at hand


@pytest.mark.parametrize(
    ("start", "first", "order", "current"),
    [
        pytest.param("----", ("S3",), "S3 S1 S2 S4", "S3", id="one-first"),
        pytest.param("----", ("S4", "S2"), "S4 S2 S1 S3", "S4", id="two-first"),
        pytest.param("----", ("S9",), "S1 S2 S3 S4", "S1", id="one-that-is-gone"),
        pytest.param("4---", ("S3",), "S3 S1 S2 S4", "S2", id="in-the-middle-of-a-meeting-nobody-is-moved"),
    ],
)
def test_what_there_is_most_to_talk_about_comes_first(
    start: str, first: tuple[str, ...], order: str, current: str
) -> None:
    ordered = steps.with_first(begun(start), first)
    assert (" ".join(ordered.steps), ordered.current) == (order, current)
    assert resume(INSTRUMENT, draft_of(ordered)) == ordered
