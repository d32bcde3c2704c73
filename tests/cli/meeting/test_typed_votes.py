"""Votes first, then the agreed answer; why it moved; actions; and going on inside any question."""

from collections.abc import Sequence
from datetime import date

import pytest

from hf_fidelity.cli.meeting.screens import QuestionScreen, StatementScreen
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Action, Answer, Assessment
from hf_fidelity.errors import Interrupted
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import Workspace
from tests.builders import record, votes
from tests.depth import every
from tests.journeys.scenes import Meeting, draft, kept, store

OPEN, SECRET = "1", "2"


def left(space: Workspace, typed: Sequence[str]) -> tuple[Assessment, str | None]:
    """What the draft holds when the meeting is left after these lines, and what is in hand."""
    Meeting([*typed, "q"]).hold(space)
    found = draft(space)
    assert found
    return found.record, found.current


# Votes


VOTED = {
    "counts": (["0 3 1 1 0", SECRET], (0, 1, 1, 3, 0), "secret", "S01"),
    "a-digit-a-person": (["44435", SECRET], (0, 0, 1, 3, 1), "secret", "S01"),
    "open": (["44435", OPEN], (0, 0, 1, 3, 1), "open", "S01"),
    "asked-until-there-is-an-answer": (["44435", "yes", "", OPEN], (0, 0, 1, 3, 1), "open", "S01"),
    "few-and-open": (["444", OPEN], (0, 0, 0, 3, 0), "open", "S01"),
    "few-and-secret": (["444", SECRET], None, "secret", "S01"),
    "other-votes-instead": (["44435", SECRET, "11111"], (5, 0, 0, 0, 0), "secret", "S01"),
    "then-the-agreed-answer": (["44435", SECRET, "4"], (0, 0, 1, 3, 1), "secret", "S02"),
}


@pytest.mark.parametrize(("typed", "counts", "how", "current"), VOTED.values(), ids=VOTED)
def test_votes_are_kept_beside_the_answer(
    space: Workspace, typed: list[str], counts: tuple[int, ...] | None, how: str, current: str
) -> None:
    found, at = left(space, typed)
    assert (found.answer("S01").votes, found.votes_are, at) == (votes(*counts) if counts else None, how, current)


def test_how_they_were_given_is_asked_once(space: Workspace) -> None:
    meeting = Meeting(["44435", SECRET, "4", "44435", "4", "q"])
    meeting.hold(space)
    assert len(meeting.questions) == 1


def test_with_votes_a_statement_takes_two_entries(space: Workspace) -> None:
    meeting = Meeting(["44435", SECRET, "4", *["44435", "4"] * 15, "y"])
    meeting.hold(space)
    assert len(meeting.screens) == 2 * 16 + 2
    assert [kept(space).answer(id).agreed for id in ("S01", "S16")] == [4, 4]


def test_the_votes_take_the_place_of_the_principles_on_the_screen(space: Workspace) -> None:
    meeting = Meeting(["44435", SECRET, "q"])
    meeting.hold(space)
    before, after = (screen for screen in meeting.screens if isinstance(screen, StatementScreen))
    assert (bool(before.principles), before.votes) == (True, ())
    assert (after.principles, len(after.votes)) == ((), 6)
    assert after.votes[1].split() == ["Agree", "███", "3"]
    assert "the answers lie close" in after.votes[-1]


PEOPLE = {
    "all": (5, None),
    "one-missing": (6, "6 take part, 5 votes: is 1 missing?"),
    "two-missing": (7, "7 take part, 5 votes: are 2 missing?"),
}


@pytest.mark.parametrize(("people", "said"), PEOPLE.values(), ids=PEOPLE)
def test_the_votes_are_counted_against_those_who_take_part(space: Workspace, people: int, said: str | None) -> None:
    meeting = Meeting([str(people), "", "", "44435", SECRET, "q"], from_the_start=True)
    meeting.hold(space)
    notice = " ".join(meeting.screens[4].notice)
    assert "Votes on S01: 1 Strongly agree, 3 Agree, 1 Neither agree nor disagree." in notice
    assert (said in notice) if said else ("take part" not in notice)


# What is typed where five voted and four take part; then: who takes part, and the votes on the disk.
TOO_MANY = {
    "there-are-five-after-all": (["1", SECRET], 5, (0, 0, 1, 3, 1), "secret"),
    "as-it-is-printed": (["1 There are 5 of us", SECRET], 5, (0, 0, 1, 3, 1), "secret"),
    "typed-again": (["2", "4443", OPEN], 4, (0, 0, 1, 3, 0), "open"),
    "left": ([""], 4, None, None),
    "asked-until-there-is-an-answer": (["yes", "2"], 4, None, None),
}


@pytest.mark.parametrize(("typed", "people", "counts", "how"), TOO_MANY.values(), ids=TOO_MANY)
def test_more_votes_than_people_are_never_kept_as_they_are(
    space: Workspace, typed: list[str], people: int, counts: tuple[int, ...] | None, how: str | None
) -> None:
    meeting = Meeting(["4", "", "", "44435", *typed, "q"], from_the_start=True)
    meeting.hold(space)
    assert "4 take part, 5 votes: that is more votes than people." in meeting.screens[4].notice
    found = draft(space)
    assert found
    given = votes(*counts) if counts else None
    assert (found.record.participants, found.record.answer("S01").votes, found.record.votes_are) == (people, given, how)


NO_VOTES = {
    "a-number-missing": ("0 3 3 1", "That is 4 numbers, and there are 5 answers"),
    "a-number-too-many": ("0 3 3 1 0 1", "That is 6 numbers"),
    "nobody": ("0 0 0 0 0", "Nobody has voted there"),
    "a-digit-off-the-scale": ("44436", "6 is not an answer: type one digit a person"),
    "with-commas": ("0,3,3,1", "That is 4 numbers"),
}


@pytest.mark.parametrize(("typed", "said"), NO_VOTES.values(), ids=NO_VOTES)
def test_numbers_that_are_no_votes_are_explained(space: Workspace, typed: str, said: str) -> None:
    meeting = Meeting([typed, "q"])
    meeting.hold(space)
    assert said in meeting.notice
    assert draft(space) is None


def test_votes_are_offered_until_there_is_an_answer(space: Workspace) -> None:
    meeting = Meeting(["44435", SECRET, "4", "t", "q"], stays=True)
    meeting.hold(space)
    offers = [screen.offer for screen in meeting.screens if isinstance(screen, StatementScreen)]
    assert offers == ["Votes first: for example 0 3 3 1 0, or one digit each: 4443332", ""]


# Imported votes


def imported(instrument: Instrument) -> Assessment:
    """Votes of a survey: S03 far apart, S02 a little, the rest close."""
    counts = dict.fromkeys(instrument.order, (0, 0, 1, 6, 0)) | {"S03": (4, 0, 0, 0, 3), "S02": (0, 2, 2, 2, 1)}
    given = {id: Answer(votes=votes(*tally)) for id, tally in counts.items()}
    return record(instrument, status="votes", votes_are="secret", participants=7, answers=given)


def test_imported_votes_open_with_an_agenda(space: Workspace, instrument: Instrument) -> None:
    store(space, imported(instrument))
    meeting = Meeting(["q"])
    meeting.hold(space)
    told = [line.split()[0] for line in meeting.told if line.startswith("  ")]
    assert told == ["S03", "S02"]
    assert "There are votes of 7 people." in meeting.told


@pytest.mark.parametrize(("by_spread", "first"), [(False, ["S01", "S02"]), (True, ["S03", "S02"])])
def test_the_order_can_follow_the_spread(
    space: Workspace, instrument: Instrument, by_spread: bool, first: list[str]
) -> None:
    store(space, imported(instrument))
    meeting = Meeting(["4", "q"])
    meeting.hold(space, by_spread=by_spread)
    assert meeting.statements == first


TAKEN = {"close": ("g 1", 4), "spread": ("g 3", None), "somewhat": ("g 2", None)}


@pytest.mark.parametrize(("go", "agreed"), TAKEN.values(), ids=TAKEN)
def test_votes_that_lie_close_can_be_taken_as_they_are(
    space: Workspace, instrument: Instrument, go: str, agreed: int | None
) -> None:
    store(space, imported(instrument))
    found, _at = left(space, [go, "="])
    assert found.answer(f"S0{go[-1]}").agreed == agreed


def test_the_key_is_shown_where_it_can_be_used(space: Workspace, instrument: Instrument) -> None:
    store(space, imported(instrument))
    meeting = Meeting(["g 3", "q"])
    meeting.hold(space)
    shown = [any(key.startswith("=") for key in s.keys) for s in meeting.screens if isinstance(s, StatementScreen)]
    assert shown == [True, False]


# Last quarter


def before(instrument: Instrument, line: str = "2" * 16, **more: object) -> Assessment:
    return record(instrument, line, "2026-Q2", **more)


def test_last_time_is_seen_once_the_votes_are_in(space: Workspace, instrument: Instrument) -> None:
    action = Action(id="2026-Q2-1", about="S01", text="Ring", opened_in=Quarter(2026, 2))
    store(space, before(instrument, actions=(action,)).with_answer("S01", Answer(agreed=3, comment="hm")))
    meeting = Meeting(["44435", SECRET, "q"])
    meeting.hold(space)
    first, second = (screen for screen in meeting.screens if isinstance(screen, StatementScreen))
    assert first.now == ()
    assert " ".join(second.now).startswith(
        "Last time (2nd quarter 2026): Neither agree nor disagree (3). You wrote: “hm”"
    )
    assert "Action “Ring” (open)." in second.now


MOVED = {
    "one-step": ("3", [], None, "S02"),
    "two-steps": ("4", ["ny aftale"], "ny aftale", "S02"),
    "nobody-says": ("5", [""], None, "S02"),
    "left-inside": ("4", [], None, "S01/why"),
    "another-answer-loses-the-reason": ("4", ["ny aftale", "b", "2"], None, "S02"),
    "the-same-answer-keeps-it": ("4", ["ny aftale", "b", "4"], "ny aftale", "S02"),
}


@pytest.mark.parametrize(("answer", "typed", "because", "current"), MOVED.values(), ids=MOVED)
def test_two_steps_or_more_ask_why(
    space: Workspace, instrument: Instrument, answer: str, typed: list[str], because: str | None, current: str
) -> None:
    store(space, before(instrument))
    found, at = left(space, [answer, *typed])
    last = [int(line) for line in (answer, *typed) if line.isdigit()][-1]
    assert (found.answer("S01").agreed, found.answer("S01").changed_because, at) == (last, because, current)


# Actions


ACTED = {
    "key-alone": ["a", "Ring", "teamleder", "1.12.2026"],
    "text-behind-the-key": ["a Ring", "teamleder", "2026-12-01"],
    "a-day-that-is-none": ["a Ring", "teamleder", "soon", "1/12-2026"],
}


@pytest.mark.parametrize("typed", ACTED.values(), ids=ACTED)
def test_an_action_has_a_text_a_role_and_a_day(space: Workspace, typed: list[str]) -> None:
    found, at = left(space, typed)
    due = date(2026, 12, 1)
    action = Action(id="2026-Q3-1", about="S01", text="Ring", owner="teamleder", due=due, opened_in=Quarter(2026, 3))
    assert (found.actions, at) == ((action,), "S01")


def test_enter_leaves_the_role_open_and_takes_the_next_meeting_as_deadline(space: Workspace) -> None:
    (action,) = left(space, ["a Ring", "", ""])[0].actions
    assert (action.owner, action.due) == (None, date(2026, 12, 31))


def test_at_the_summary_it_is_about_nothing_in_particular(space: Workspace) -> None:
    Meeting([*["4"] * 16, "a Ring", "", "", "y"]).hold(space)
    assert [(action.id, action.about) for action in kept(space).actions] == [("2026-Q3-1", None)]


def test_its_id_is_new_in_the_team(space: Workspace, instrument: Instrument) -> None:
    old = Action(id="2026-Q3-1", text="Ring", opened_in=Quarter(2026, 3), state="done")
    store(space, before(instrument, actions=(old,)))
    (action,) = left(space, ["a Ring", "", ""])[0].actions
    assert action.id == "2026-Q3-2"


def test_a_low_answer_offers_one(space: Workspace) -> None:
    meeting = Meeting(["2", "q"])
    meeting.hold(space)
    assert "a: agree on an action about it." in meeting.notice


# Personal data


CAREFUL = {
    "kept-all-the-same": (["c ring 00 12 34 56", "y"], "ring 00 12 34 56"),
    "written-without": (["c ring 00 12 34 56", "ring til hende"], "ring til hende"),
    "still-with-it": (["c ring 00 12 34 56", "00123456", "ring"], "ring"),
    "left": (["c ring", "c ring 00 12 34 56", ""], "ring"),
}


@pytest.mark.parametrize(("typed", "comment"), CAREFUL.values(), ids=CAREFUL)
def test_what_looks_like_a_number_of_somebody_is_asked_about_first(
    space: Workspace, typed: list[str], comment: str | None
) -> None:
    assert left(space, typed)[0].answer("S01").comment == comment


OWNERS = {
    "a-role": (["teamleder"], "teamleder"),
    "a-name-kept-all-the-same": (["Mette Hansen", "y"], "Mette Hansen"),
    "a-role-instead": (["Mette Hansen", "teamleder"], "teamleder"),
}


@pytest.mark.parametrize(("typed", "owner"), OWNERS.values(), ids=OWNERS)
def test_a_name_is_asked_about_where_a_role_should_be(space: Workspace, typed: list[str], owner: str) -> None:
    (action,) = left(space, ["a Ring", *typed, ""])[0].actions
    assert action.owner == owner


def test_until_then_it_is_not_on_the_disk(space: Workspace) -> None:
    with pytest.raises(Interrupted):
        Meeting(["4", "c ring 00 12 34 56", "^C"]).hold(space)
    assert all(b"00 12" not in path.read_bytes() for path in space.store.root.rglob("*.json"))


# Stopping anywhere


WHOLE = [
    "44435", SECRET, "4", "c", "i tvivl", "3", "a", "Ring", "teamleder", "", "4", "n", "ikke os", "44444", "=", "s",
    *["4"] * 10, "g 6", "2", "y",
]  # fmt: skip


@pytest.mark.parametrize("k", every(9, range(1, len(WHOLE))))
def test_a_meeting_stopped_after_any_line_goes_on_with_the_next_one(
    space: Workspace, k: int, instrument: Instrument
) -> None:
    store(space, before(instrument, "3" * 16))
    with pytest.raises(Interrupted):
        Meeting([*WHOLE[:k], "^C"]).hold(space)
    resumed = Meeting(WHOLE[k:])
    resumed.hold(space)
    stopped = kept(space)
    assert (stopped.answer("S01"), stopped.answer("S02")) == (
        Answer(agreed=4, votes=votes(0, 0, 1, 3, 1)),
        Answer(agreed=3, comment="i tvivl"),
    )
    assert [(a.text, a.owner, a.about) for a in stopped.actions] == [("Ring", "teamleder", "S03")]
    assert (stopped.answer("S04").not_relevant_because, stopped.answer("S06").agreed) == ("ikke os", 2)
    assert not any(isinstance(screen, QuestionScreen) and screen.choices for screen in resumed.screens[2:])
