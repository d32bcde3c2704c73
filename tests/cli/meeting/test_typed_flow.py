"""After an answer the meeting stays: how many keys that takes, and that what is said next is about that statement."""

from itertools import chain

import pytest

from hf_fidelity.cli.meeting.screens import AnsweredScreen, StatementScreen
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Answer
from hf_fidelity.errors import Interrupted
from hf_fidelity.journeys import Workspace
from tests.builders import record, votes
from tests.journeys.scenes import Meeting, draft, kept, store

OPENING = [""] * 5
"""The preface, the advice, how many take part, who "we" are, how citizens were heard."""


def held(space: Workspace, *typed: str) -> Meeting:
    """The meeting after its opening, every screen typed at; it is left after these lines."""
    meeting = Meeting([*OPENING, *typed, "q"], every_screen=True)
    meeting.hold(space)
    return meeting


def test_sixteen_statements_take_sixteen_answers_and_thirty_two_enters(space: Workspace) -> None:
    """One Enter sends the answer and one goes on: no other key is pressed."""
    typed = ["4", ""] * 16
    Meeting([*OPENING, *typed, "y"], every_screen=True).hold(space)
    assert {answer.agreed for answer in kept(space).answers.values()} == {4}
    keys = "".join(f"{line}\n" for line in typed)
    assert (keys.count("\n"), keys.replace("\n", "")) == (32, "4" * 16)


def test_with_votes_a_statement_takes_two_entries_and_an_enter_to_go_on(space: Workspace) -> None:
    typed = ["44435", "4", ""] * 16
    typed.insert(1, "2")  # how they were given is asked once
    Meeting([*OPENING, *typed, "y"], every_screen=True).hold(space)
    found = kept(space)
    assert list(found.answers.values()) == [Answer(agreed=4, votes=votes(0, 0, 1, 3, 1))] * 16


def test_who_types_in_afterwards_needs_two_entries_and_two_enters_a_statement(space: Workspace) -> None:
    """The votes and what was agreed on stand on one line; how votes were given is asked about once."""
    typed = ["44435 = 4", ""] * 16
    typed.insert(1, "2")
    Meeting([*OPENING, *typed, "y"], every_screen=True).hold(space)
    assert list(kept(space).answers.values()) == [Answer(agreed=4, votes=votes(0, 0, 1, 3, 1))] * 16


# What is typed at S01 → what is agreed on there, which votes are kept, what the last screen said.
ON_ONE_LINE: dict[str, tuple[list[str], int | None, tuple[int, ...] | None, str]] = {
    "the-one-in-the-middle": (["0 5 0 0 0 =", "2"], 4, (0, 0, 0, 5, 0), "S01 noted: Agree (4)."),
    "counts-and-a-label": (["0 3 1 1 0 = agree", "2"], 4, (0, 1, 1, 3, 0), "S01 noted: Agree (4)."),
    "without-blanks": (["44435=5", "2"], 5, (0, 0, 1, 3, 1), "S01 noted: Strongly agree (5)."),
    "votes-far-apart-have-no-middle": (["11155 =", "2"], None, (3, 0, 0, 0, 2), "votes that lie close"),
    "how-they-were-given-is-asked-until-it-is-said": (["44435 = 4", "maybe", "", "2"], 4, (0, 0, 1, 3, 1), "S01 noted"),
    "secret-votes-of-few-are-not-kept": (["444 = 3", "2"], 3, None, "S01 noted: Neither agree nor disagree (3)."),
    "no-point-of-the-scale": (["44435 = 7"], None, None, "is not an answer"),
    "no-votes": (["4 = 4"], None, None, "is not an answer"),
    "right-after-an-answer": (["2", "44435 = 4"], 2, None, "S01 has the answer Disagree (2)."),
}


@pytest.mark.parametrize(("typed", "agreed", "counts", "said"), ON_ONE_LINE.values(), ids=ON_ONE_LINE)
def test_votes_and_what_was_agreed_on_may_stand_on_one_line(
    space: Workspace, typed: list[str], agreed: int | None, counts: tuple[int, ...] | None, said: str
) -> None:
    meeting = held(space, *typed)
    found, screen = draft(space), meeting.screens[-1]
    assert isinstance(screen, AnsweredScreen | StatementScreen)
    answer = found.record.answer("S01") if found else Answer()
    assert (answer.agreed, answer.votes, said in " ".join(screen.notice)) == (
        agreed, votes(*counts) if counts else None, True,
    )  # fmt: skip


def test_what_was_imported_and_lies_close_takes_a_key_and_two_enters(space: Workspace, instrument: Instrument) -> None:
    given = {id: Answer(votes=votes(0, 0, 1, 6, 0)) for id in instrument.order}
    store(space, record(instrument, status="votes", votes_are="secret", answers=given))
    Meeting([*OPENING, *["=", ""] * 16, "y"], every_screen=True).hold(space)
    assert {answer.agreed for answer in kept(space).answers.values()} == {4}


# What is typed from the first statement on, then: what the draft holds of S01, what its actions are about, what is in
# hand, and what the last screen said.
STAYS = {
    "an-answer-stays": (["2"], {"agreed": 2}, [], "S01", "S01 noted: Disagree (2)."),
    "a-comment-is-about-it": (["2", "c hm"], {"agreed": 2, "comment": "hm"}, [], "S01", "Comment noted."),
    "an-action-is-about-it": (["2", "a Ring", "", ""], {"agreed": 2}, ["S01"], "S01", "To be done by"),
    "both-one-after-the-other": (
        ["2", "c", "hm", "a", "Ring", "", ""], {"agreed": 2, "comment": "hm"}, ["S01"], "S01", "To be done by",
    ),
    "enter-goes-on": (["2", ""], {"agreed": 2}, [], "S02", ""),
    "skip-goes-on-too": (["2", "s"], {"agreed": 2}, [], "S02", ""),
    "the-next-action-is-about-the-next": (["2", "", "a Ring", "", ""], {"agreed": 2}, ["S02"], "S02", "To be done by"),
    "another-answer-is-not-taken": (["2", "4"], {"agreed": 2}, [], "S01", "S01 has the answer Disagree (2)."),
    "nor-are-votes": (["2", "44435"], {"agreed": 2}, [], "S01", "Enter: go on. b: correct it."),
    "nor-is-not-relevant": (["2", "n not ours"], {"agreed": 2}, [], "S01", "Enter: go on. b: correct it."),
    "correcting-takes-the-key": (["2", "b", "4"], {"agreed": 4}, [], "S01", "S01 noted: Agree (4)."),
    "correcting-as-it-is-printed": (["2", "b correct the answer", "4"], {"agreed": 4}, [], "S01", "S01 noted: Agree"),
    "correcting-and-leaving-it": (["2", "b", ""], {"agreed": 2}, [], "S02", ""),
    "correcting-to-the-same": (["2", "b", "2"], {"agreed": 2}, [], "S01", "S01 noted: Disagree (2)."),
    "back-twice-is-back": (["2", "", "3", "b", "b"], {"agreed": 2}, [], "S01", ""),
    "a-slip-says-what-can-be-typed": (["2", "hm"], {"agreed": 2}, [], "S01", "Enter: go on. b: correct it."),
    "not-relevant-stays": (
        ["n not ours", "c hm"], {"not_relevant_because": "not ours", "comment": "hm"}, [], "S01", "Comment noted.",
    ),
    "go-to-goes": (["2", "g 6"], {"agreed": 2}, [], "S06", ""),
    "help-comes-back": (["2", "h", ""], {"agreed": 2}, [], "S01", ""),
}  # fmt: skip


@pytest.mark.parametrize(("typed", "answer", "about", "current", "said"), STAYS.values(), ids=STAYS)
def test_what_is_typed_is_about_the_statement_on_the_screen(
    space: Workspace, typed: list[str], answer: dict[str, object], about: list[str], current: str, said: str
) -> None:
    meeting = held(space, *typed)
    left = draft(space)
    assert left is not None
    assert (left.record.answer("S01"), left.current) == (Answer.model_validate(answer), current)
    assert [action.about for action in left.record.actions] == about
    assert said in meeting.notice
    assert left.skipped == ()


def test_what_is_asked_next_says_which_statement_it_is_about(space: Workspace) -> None:
    meeting = held(space, "2", "a")
    assert meeting.questions[-1].text.startswith("About S01: what will you do?")


def test_the_line_behind_an_answer_names_the_statement_and_what_can_be_done(space: Workspace) -> None:
    screen = held(space, "2").screens[-1]
    assert isinstance(screen, AnsweredScreen)
    assert screen.statement == "S01"
    assert screen.keys == (
        "Enter go on", "c comment", "a new action", "b correct the answer", "e change something else",
    )  # fmt: skip


def test_a_meeting_that_was_left_behind_an_answer_shows_it_whole_and_enter_goes_on(space: Workspace) -> None:
    held(space, "2")
    again = Meeting(["", "q"])
    again.hold(space)
    first = again.screens[0]
    assert isinstance(first, StatementScreen)
    assert (first.now, again.statements) == (("Answered: Disagree (2)",), ["S01", "S02"])


# What is said when people leave

LEFT = {
    "with-the-key": (["4", "q"], None, "Everything is saved. Run"),
    "with-ctrl-c": (["4", "^C"], Interrupted, "a line that was only begun is not"),
    "with-the-key-where-a-line-is-asked-about": (["4", "c ring 00 12 34 56", "q"], None, "saved but the line that"),
    "with-ctrl-c-where-a-line-is-asked-about": (["4", "c ring 00 12 34 56", "^C"], Interrupted, "saved but the line"),
    "with-the-key-where-votes-are-asked-about": (["445", "q"], None, "saved but the line that"),
    "with-ctrl-c-where-a-deadline-is": (["a Ring", "", "1.1.2020", "^C"], Interrupted, "saved but the line that"),
}  # fmt: skip


@pytest.mark.parametrize(("typed", "stop", "said"), LEFT.values(), ids=LEFT)
def test_everything_is_saved_is_said_only_where_it_is(
    space: Workspace, typed: list[str], stop: type[Exception] | None, said: str
) -> None:
    meeting = Meeting(typed, stays=True)
    if stop is None:
        meeting.hold(space)
        assert said in " ".join(meeting.told)
    else:
        with pytest.raises(stop, match=said):
            meeting.hold(space)


def test_a_deadline_that_is_past_is_asked_about(space: Workspace) -> None:
    asked = ["1.8.2026", "", "1/8 2026", "y"]
    meeting = held(space, "2", "a Ring", "", *asked)
    assert "1 August 2026 is past." in chain.from_iterable(screen.notice for screen in meeting.screens)
    left = draft(space)
    assert left is not None
    assert [str(action.due) for action in left.record.actions] == ["2026-08-01"]
