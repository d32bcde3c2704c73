"""Whatever is typed: after every line the disk differs only in what that line may change at its question."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import example, given, settings, strategies as st

from hf_fidelity.cli.meeting.loop import Wanted, hold_meeting
from hf_fidelity.cli.meeting.screens import AnsweredScreen, QuestionScreen, Screen, StatementScreen, SummaryScreen
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Action, Answer, Assessment
from hf_fidelity.errors import Interrupted
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import Workspace
from tests.builders import housing_first, record, voted, votes
from tests.journeys.scenes import INSTRUMENT_ID, NOW, ORGANISATION, Q3, TEAM, draft, kept, store, stored, workspace

BILAG_1 = housing_first()
LIMIT = BILAG_1.thresholds.privacy_limit
SETTLING = frozenset({"agreed", "not_relevant_because"})

# What a line means where a statement is in hand: field → its value then.
ANSWERS: dict[str, dict[str, object]] = {
    **{f"{point}": {"agreed": point, "not_relevant_because": None} for point in range(1, 6)},
    "agree": {"agreed": 4, "not_relevant_because": None},
    "n not ours": {"agreed": None, "not_relevant_because": "not ours"},
    "c in doubt": {"comment": "in doubt"},
    "c -": {"comment": None},
    "0 3 1 1 0": {"votes": votes(0, 1, 1, 3, 0)},
    "4443352": {"votes": votes(0, 1, 2, 3, 1)},
}
FEW = {"445": votes(0, 0, 0, 2, 1), "1 0 0 0 1": votes(1, 0, 0, 0, 1)}
"""Votes that are kept only where they are open."""
LOOSE = {"=": SETTLING, "n ring 00 12 34 56": SETTLING, "c ring 00 12 34 56": frozenset({"comment"})}
"""Lines whose outcome hangs on more than the line."""
ACTS = ("a Ring", "a mail a@b.dk")
PERSONAL = ("00 12 34 56", "a@b.dk")

# What may change at a question, by how it begins. ``.x``: of the statement in hand.
QUESTIONS = {
    "Comment to": {".comment"},
    "Why is it dropped": {"actions"},
    "Why is S": {".agreed", ".not_relevant_because"},
    "What made the difference": {".changed_because"},
    "How were the votes": {"votes_are"},
    "What will you do": {"actions"},
    "Who is responsible": {"actions"},
    "When is it to be done": {"actions"},
    "Agreed in": {"actions"},
    "Did it work": {"actions"},
    "How many take part": {"participants"},
    "Who are": {"we"},
    "The preface": set(),
    "How to fill it in": set(),
    "How many minutes": set(),
    "What is to be changed": set(),
    "Votes on": {".votes", "votes_are"},
    "About S": {"actions"},
    "Which statement is it about": {"actions"},
    "How were citizens": {"citizen_involvement"},
    "How many citizens": {"citizen_involvement"},
    "After hearing them": {"citizen_involvement"},
    "Brief INSPIRE": {"citizen_involvement"},
}
ASKING_BACK = ("Write it without", "Press Enter", "Which is right", "Is that the deadline", "Are they to be deleted")
BESIDE = ("participants", "we", "votes_are", "citizen_involvement", "actions", "status", "history", "measures")

ANYWHERE = (
    "", "b", "s", "e", "e 1", "e 2", "-", "3", "4", "5",
    "n", "c", "a", "g 3", "g16", "g 99", "?", "y", "x", "q", "^C", "1", "2", "6", "0", "7", "71,5 7",
    "2026-Q4", "1.12.2026", "nonsense", "12345678901", "S03", "\x1b[2J", "9" * 50,
)  # fmt: skip
FURTHER = (["s"] * 16, ["4", ""] * 16, ["g 3", "c in doubt", "g 3"], ["g 2", "0 3 1 1 0"], ["c", "^C"], ["a", "x", "q"])
MEANT = (*ANSWERS, *FEW, *LOOSE, *ACTS)
CHUNKS = (([line] for line in ANYWHERE), FURTHER, ([line] for line in MEANT), (["g 5", line] for line in MEANT))
CHUNK = st.one_of(*(st.sampled_from(list(chunks)) for chunks in CHUNKS))
TYPED = st.tuples(st.sampled_from([[], [""] * 8]), st.lists(CHUNK, min_size=10, max_size=40)).map(
    lambda both: [*both[0], *chain(*both[1])]
)


def changed(before: Assessment, after: Assessment) -> set[str]:
    """What differs: ``S03.agreed``, ``actions``."""
    moved = {
        f"{id}.{name}"
        for id in BILAG_1.order
        for name in Answer.model_fields
        if getattr(before.answer(id), name) != getattr(after.answer(id), name)
    }
    return moved | {name for name in BESIDE if getattr(before, name) != getattr(after, name)}


@dataclass
class Play:
    """The meeting under such lines, and what was seen of it last."""

    space: Workspace
    lines: Iterator[str]
    by_spread: bool
    before: Assessment
    at: Screen | None = None
    """The screen that is shown again after a stop: not one that asks back about the line before."""
    line: str = ""
    """What was typed there."""
    statement: str = ""
    """The statement that was on the screen last; the questions after it are about it."""
    stopped: Screen | None = None
    """Where the meeting was left, and has to go on."""
    asked: str = ""
    """The question that was on the screen last."""
    meant: bool = False
    """Whether somebody said that what looks like a number of a person is to be kept."""
    line_left: bool = True

    def hold(self) -> bool:
        """Hold the meeting until it stops; whether there is anything left to type."""
        wanted = Wanted(ORGANISATION, TEAM, Q3, INSTRUMENT_ID, "they read it wrongly", self.by_spread)
        try:
            result = hold_meeting(self.space, wanted, self.ask, lambda _message: None, lambda: NOW)
        except Interrupted:
            self.unmoved()
            self.stopped = self.at
            return self.line_left
        if result is not None:
            closed = kept(self.space)
            assert (draft(self.space), closed.status) == (None, "final")
            assert changed(self.before, closed) <= {"status", "history"}
            self.before, self.stopped = closed, None
        elif self.line == "x" and isinstance(self.at, SummaryScreen):
            assert draft(self.space) is None
            self.before, self.stopped = kept(self.space), None
        else:
            self.unmoved()
            self.stopped = self.at
        return self.line_left

    def ask(self, screen: Screen) -> str:
        if self.asks_back(screen):
            self.unmoved()
            line = self.next(screen)
            self.meant |= line == "y"
            return line
        now = self.on_disk()
        self.compare(now)
        if self.stopped is not None and draft(self.space):  # else nothing had been said, and it begins anew
            assert same(self.stopped, screen)
        self.stopped, self.at, self.before = None, screen, now
        if not isinstance(screen, QuestionScreen):
            seen = getattr(screen, "statement", "")
            self.statement = seen.split()[0] if seen else ""
        self.line = ""
        self.line = self.next(screen)
        return self.line

    def next(self, screen: Screen) -> str:
        """The next line. A question asked again is answered at last, so that what is typed gets further."""
        text = screen.text if isinstance(screen, QuestionScreen) else ""
        again, self.asked = text != "" and text == self.asked, text
        if again and isinstance(screen, QuestionScreen):
            return "2" if screen.choices else ""
        line = next(self.lines, None)
        if line is None:
            self.line_left = False
            raise EOFError
        if line == "^C":
            raise KeyboardInterrupt
        return line

    def asks_back(self, screen: Screen) -> bool:
        """Whether the screen asks about the line before, which is not kept until that is answered."""
        if not isinstance(screen, QuestionScreen):
            return False
        found = draft(self.space)
        at = (found.current if found else None) or ""
        how_first = screen.text.startswith("How were the votes") and not at.endswith("votes-are")
        return how_first or screen.text.startswith(ASKING_BACK)

    def on_disk(self) -> Assessment:
        found = draft(self.space)
        settled = stored(self.space)
        return found.record if found else settled if settled and settled.status == "final" else self.before

    def unmoved(self) -> None:
        assert changed(self.before, self.on_disk()) == set()

    def compare(self, now: Assessment) -> None:
        """What the last line may have changed, and what it must have."""
        moved = changed(self.before, now)
        assert moved <= self.may_change(), (self.line, self.at)
        if isinstance(self.at, StatementScreen | AnsweredScreen):
            got, given = now.answer(self.statement), ANSWERS.get(self.line, {})
            for name, value in given.items() if isinstance(self.at, StatementScreen) or "comment" in given else ():
                assert getattr(got, name) == value
            if self.line in FEW and now.votes_are == "open" and isinstance(self.at, StatementScreen):
                assert got.votes == FEW[self.line]
        known = {action.id for action in self.before.actions}
        new = [action.about for action in now.actions if action.id not in known]
        assert new in ([], [self.statement or None]), "an action is about what stands on the screen"
        assert self.meant or not any(text in now.model_dump_json() for text in PERSONAL)
        sound(self.before, now, mended=isinstance(self.at, QuestionScreen) and "actions" in self.may_change())

    def may_change(self) -> set[str]:
        screen, line = self.at, self.line
        if isinstance(screen, QuestionScreen):
            if "The text" in screen.choices:  # which part of an action is mended
                return {"actions"}
            names = next(names for text, names in QUESTIONS.items() if screen.text.startswith(text))
            return {self.statement + name if name.startswith(".") else name for name in names}
        acts = {"actions"} if line in ACTS else set()
        if isinstance(screen, AnsweredScreen):  # no other answer, and no votes
            comment = {**ANSWERS, **LOOSE}.get(line, ())
            return acts | ({f"{self.statement}.comment"} if "comment" in comment else set())
        if not isinstance(screen, StatementScreen):
            return acts
        if line in FEW:
            return {f"{self.statement}.votes", "votes_are"}
        fields = {*ANSWERS.get(line, ()), *LOOSE.get(line, ())}
        if "agreed" in fields:
            fields.add("changed_because")  # another answer loses the reason of the one before
        return acts | {f"{self.statement}.{name}" for name in fields}


def same(stopped: Screen, resumed: Screen) -> bool:
    """Whether it is the same question; what it says of the line before, and how much it repeats, may differ."""
    if isinstance(stopped, SummaryScreen) and isinstance(resumed, SummaryScreen):
        return stopped.title == resumed.title and stopped.gaps == resumed.gaps
    if isinstance(stopped, AnsweredScreen):  # it is shown whole again: nobody has seen it since
        return isinstance(resumed, StatementScreen) and resumed.statement.split()[0] == stopped.statement
    return replace(stopped, notice=()) == replace(resumed, notice=())


def sound(before: Assessment, now: Assessment, *, mended: bool) -> None:
    """No action is lost or becomes another unless it is mended, and then one only; nothing of few people is kept
    unless they showed their hands.
    """
    was, are = ([(action.id, action.about, action.text) for action in one.actions] for one in (before, now))
    assert are[: len(was)] == was or (mended and len(set(was) - set(are)) == 1)
    assert len({id for id, _about, _text in are}) == len(are)
    counts = [answer.votes.all.answered for answer in now.answers.values() if answer.votes]
    assert now.votes_are == "open" or min(counts, default=LIMIT) >= LIMIT


def earlier(instrument: Instrument) -> Assessment:
    call = Action(id="2026-Q2-1", about="S06", text="Call", opened_in=Quarter(2026, 2))
    write, over = (call.model_copy(update={"id": f"2026-Q2-{n}", "about": None}) for n in (2, 3))
    actions = (call, write, over.model_copy(update={"state": "done"}))
    return record(instrument, "2" * 16, "2026-Q2", participants=6, actions=actions)


def imported(instrument: Instrument, how: str | None) -> Assessment:
    counts = dict.fromkeys(instrument.order, (0, 0, 1, 6, 0)) | {"S03": (4, 0, 0, 0, 3)}
    given = {id: tally for id, tally in counts.items() if id != "S05"}
    return voted(instrument, given, votes_are=how)


CLOSED_AND_CORRECTED = [*["4", ""] * 16, "y", "g 3", "1", "^C", "", "x", "g 3", "5", "q", "because", "y", "q"]
FEW_FIRST = [
    *[""] * 7, "445", "^C", "445", "2", "445", "4", "", "", "4443352", "^C", "4", "", "a Ring", "", "", "a Ring",
]  # fmt: skip


EVERY_MEETING = given(TYPED, st.booleans(), st.sampled_from(["secret", None, "nothing imported"]))


@EVERY_MEETING
@example([*[""] * 4, "talks", "8", "", "71,5 7", "1", "yes", "", *CLOSED_AND_CORRECTED], True, "secret")
@example(FEW_FIRST, False, "nothing imported")
@settings(max_examples=8, deadline=None, derandomize=True)
def test_whatever_is_typed(typed: Sequence[str], by_spread: bool, votes_are: str | None) -> None:
    _played(typed, by_spread, votes_are)


@pytest.mark.thorough
@EVERY_MEETING
@settings(max_examples=20, deadline=None, derandomize=True)
def test_whatever_is_typed_for_a_while(typed: Sequence[str], by_spread: bool, votes_are: str | None) -> None:
    _played(typed, by_spread, votes_are)


@pytest.mark.soak
@EVERY_MEETING
@settings(max_examples=1_000, deadline=None)
def test_whatever_is_typed_for_long(typed: Sequence[str], by_spread: bool, votes_are: str | None) -> None:
    _played(typed, by_spread, votes_are)


def _played(typed: Sequence[str], by_spread: bool, votes_are: str | None) -> None:
    """A meeting into which that is typed, resumed until nothing is left; each step is checked in ``Play``."""
    with tempfile.TemporaryDirectory() as folder:
        space = workspace(Path(folder))
        store(space, earlier(BILAG_1))
        begun = record(BILAG_1, participants=None, actions=earlier(BILAG_1).actions[:2])
        if votes_are != "nothing imported":
            survey = imported(BILAG_1, votes_are)
            store(space, survey)
            begun = survey.model_copy(update={"actions": begun.actions})
        play = Play(space, iter(typed), by_spread, begun)
        while play.hold():
            pass
