"""What comes before the statements: who is here, what became of the actions, how citizens were heard."""

from collections.abc import Sequence

import pytest

from hf_fidelity.cli.meeting.screens import QuestionScreen
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Action, Assessment, BriefInspire, CitizenInvolvement
from hf_fidelity.errors import Interrupted
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import Workspace
from tests.builders import record
from tests.depth import every
from tests.journeys.scenes import Meeting, draft, kept, store

Q2 = Quarter(2026, 2)
RING = Action(id="2026-Q2-1", about="S06", text="Ring", opened_in=Q2)
WRITE = Action(id="2026-Q2-2", text="Skriv", opened_in=Q2)


def left(space: Workspace, typed: Sequence[str]) -> tuple[Assessment, str | None]:
    """What the draft holds when the meeting is left after these lines, and what is in hand."""
    Meeting([*typed, "q"], from_the_start=True).hold(space)
    found = draft(space)
    assert found
    return found.record, found.current


HEARD = {
    "passed-over": ([""], None, "S01"),
    "how": (["Dialogmøde", "", "", ""], CitizenInvolvement(how="Dialogmøde"), "S01"),
    "how-many": (["Dialogmøde", "8", "", ""], CitizenInvolvement(how="Dialogmøde", citizens=8), "S01"),
    "a-number-that-is-none": (["Møde", "otte", "8", "", ""], CitizenInvolvement(how="Møde", citizens=8), "S01"),
    "all": (
        ["Dialogmøde", "8", "S14 blev lavere", "71,5 7"],
        CitizenInvolvement(
            how="Dialogmøde", citizens=8, what_it_changed="S14 blev lavere", brief_inspire=BriefInspire(mean=71.5, n=7)
        ),
        "S01",
    ),
    "a-mean-off-its-scale": (
        ["Dialogmøde", "", "", "171 7", "71 7"],
        CitizenInvolvement(how="Dialogmøde", brief_inspire=BriefInspire(mean=71, n=7)),
        "S01",
    ),
    "left-inside": (["Dialogmøde", "8"], CitizenInvolvement(how="Dialogmøde", citizens=8), "S01/citizens-change"),
}  # fmt: skip


@pytest.mark.parametrize(("typed", "heard", "current"), HEARD.values(), ids=HEARD)
def test_how_citizens_were_heard(
    space: Workspace, typed: list[str], heard: CitizenInvolvement | None, current: str
) -> None:
    found, at = left(space, ["7", "", *typed])
    assert (found.participants, found.citizen_involvement, at) == (7, heard, current)


PEOPLE = {
    "seven": (["7"], 7),
    "a-word-first": (["syv", "7"], 7),
    "nobody": (["0", "7"], 7),
}


@pytest.mark.parametrize(("typed", "people"), PEOPLE.values(), ids=PEOPLE)
def test_how_many_take_part(space: Workspace, typed: list[str], people: int | None) -> None:
    found, at = left(space, typed)
    assert (found.participants, at) == (people, "S01/we")


@pytest.mark.parametrize(("people", "told"), [("3", True), ("4", True), ("5", False), ("7", False)])
def test_a_small_team_is_told_about_its_votes(space: Workspace, people: str, told: bool) -> None:
    meeting = Meeting([people, "", "", "4", "q"], from_the_start=True)
    meeting.hold(space)
    assert ("kept only if they are open" in " ".join(meeting.screens[1].notice)) is told
    assert meeting.statements == ["S01", "S02"]


# What became of the actions: what is typed, then state and outcome of each, and what is in hand.
FOLLOWED = {
    "both-go-on": (["", "2"], [("open", None), ("open", None)], "S01"),
    "done-and-it-worked": (["1", "Ja, klart", ""], [("done", "Ja, klart"), ("open", None)], "S01"),
    "dropped": (["", "3", "Ingen tid"], [("open", None), ("dropped", "Ingen tid")], "S01"),
    "nobody-says-what-came-of-it": (["1", "", "1", ""], [("done", None), ("done", None)], "S01"),
    "another-key-first": (["x", "1", "", ""], [("done", None), ("open", None)], "S01"),
    "left-before-the-outcome": (["1"], [("done", None), ("open", None)], "S01/outcome:2026-Q2-1"),
    "left-at-the-second": (["1", "Ja"], [("done", "Ja"), ("open", None)], "S01/follow-up:2026-Q2-2"),
}  # fmt: skip


@pytest.mark.parametrize(("typed", "states", "current"), FOLLOWED.values(), ids=FOLLOWED)
def test_last_quarters_actions_are_answered_for_first(
    space: Workspace, instrument: Instrument, typed: list[str], states: list[tuple[str, str | None]], current: str
) -> None:
    store(space, record(instrument, "3" * 16, "2026-Q2", actions=(RING, WRITE)))
    found, at = left(space, ["7", "", "", *typed])
    assert ([(action.state, action.outcome) for action in found.actions], at) == (states, current)


def test_an_action_that_goes_on_is_asked_about_once(space: Workspace, instrument: Instrument) -> None:
    store(space, record(instrument, "3" * 16, "2026-Q2", actions=(RING, WRITE)))
    meeting = Meeting(["7", "", "", "2", "1", "", "q"], from_the_start=True)
    meeting.hold(space)
    asked = [screen.text.partition(".")[0] for screen in meeting.screens if isinstance(screen, QuestionScreen)]
    assert [text for text in asked if "Agreed in" in text] == [
        "Agreed in 2nd quarter 2026: S06: Ring",
        "Agreed in 2nd quarter 2026: Skriv",
    ]


def test_what_is_known_already_is_not_asked(space: Workspace, instrument: Instrument) -> None:
    """So many answered the survey; how many take part in the meeting about it nobody knows yet."""
    heard = CitizenInvolvement(how="Dialogmøde")
    store(space, record(instrument, status="votes", participants=7, we="Nord", citizen_involvement=heard))
    meeting = Meeting(["", "q"], from_the_start=True)
    meeting.hold(space)
    assert [question.text for question in meeting.questions] == ["How many take part? (Enter alone: pass over)"]
    assert meeting.statements == ["S01"]


def test_a_meeting_with_agreed_answers_only_takes_sixteen_answers_and_few_keys_more(space: Workspace) -> None:
    typed = ["", "", "", *["4"] * 16, "y"]
    Meeting(typed, from_the_start=True).hold(space)
    assert kept(space).status == "final"
    further = sum(len(line) + 1 for line in typed) - 16 * len("4\n")
    assert further <= 6


WHOLE = ["4", "", "Dialogmøde", "8", "S14", "71,5 7", "1", "Ja", "2", *["3"] * 16, "y"]


@pytest.mark.parametrize("k", every(9, range(1, len(WHOLE))))
def test_stopped_after_any_line_it_goes_on_with_the_next_one(space: Workspace, instrument: Instrument, k: int) -> None:
    store(space, record(instrument, "3" * 16, "2026-Q2", actions=(RING, WRITE)))
    with pytest.raises(Interrupted):
        Meeting([*WHOLE[:k], "^C"], from_the_start=True).hold(space)
    Meeting(WHOLE[k:], from_the_start=True).hold(space)
    found = kept(space)
    assert (found.participants, [(a.state, a.outcome) for a in found.actions]) == (4, [("done", "Ja"), ("open", None)])
    assert found.citizen_involvement == CitizenInvolvement(
        how="Dialogmøde", citizens=8, what_it_changed="S14", brief_inspire=BriefInspire(mean=71.5, n=7)
    )
    assert {found.answer(id).agreed for id in instrument.order} == {3}


def test_an_action_that_was_closed_in_an_import_meanwhile_is_not_opened_again(
    space: Workspace, instrument: Instrument
) -> None:
    done = RING.model_copy(update={"state": "done"})
    store(space, record(instrument, "3" * 16, "2026-Q1", actions=(RING, WRITE)))
    store(space, record(instrument, "-" * 16, "2026-Q2", status="votes", actions=(done, WRITE)))
    found, _at = left(space, ["7"])
    assert [action.text for action in found.actions] == ["Skriv"]
