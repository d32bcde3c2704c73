"""The room: seats, ballots and the code that lets people in. All of it lies in memory, and a ballot never leaves it.

A :class:`Room` knows nothing of the network nor of records: it is told the time and the address, counts, and gives
counts when, and only when, the leader has them revealed. Who sits where is a random cookie; no name is ever asked.
"""

import secrets
from collections import deque
from dataclasses import dataclass, field
from typing import Literal

LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
"""Of a code: none that looks like a digit, and no vowels, so that it is no word."""
CODE_LENGTH = 4

WRONG_A_MINUTE, WRONG_IN_ALL = 5, 50
"""So many wrong codes of one address, and of all together: then no more are tried, and there is a new code."""

Phase = Literal["waiting", "voting", "revealed"]
BallotChoice = int | Literal["not-relevant", "unknown"]
"""A point of the scale, or neither of them."""


@dataclass(frozen=True)
class Tallied:
    """What was answered, once it is revealed."""

    counts: tuple[int, ...]
    """From the scale's lowest point to its highest."""
    unknown: int
    not_relevant: int

    @property
    def no_point(self) -> tuple[int, int]:
        """How many do not know, and how many call it not relevant."""
        return self.unknown, self.not_relevant


@dataclass
class Room:
    """Those who vote, and how far they are with the statement in hand."""

    places: int
    """So many seats there are at the most."""
    points: tuple[int, ...]
    """The scale's points, the lowest first."""
    code: str = ""
    statement: str | None = None
    phase: Phase = "waiting"
    round: int = 0
    """How many votes there were."""
    since: float = 0.0
    """When the room was opened."""
    last_ballot: float = 0.0
    _seats: set[str] = field(default_factory=set, repr=False)
    _here: set[str] = field(default_factory=set, repr=False)
    """Seats for one vote, given on the computer that goes round."""
    _ballots: dict[str, BallotChoice] = field(default_factory=dict, repr=False)
    _wrong: dict[str, deque[float]] = field(default_factory=dict, repr=False)
    _wrong_in_all: int = 0

    def __post_init__(self) -> None:
        self.code = self.code or new_code()

    # Seats

    def join(self, code: str, address: str, now: float) -> str | Literal["wrong", "stopped", "full"]:
        """A seat for whoever has the code: its secret. Guessing is stopped."""
        tries = self._wrong.setdefault(address, deque(maxlen=WRONG_A_MINUTE))
        if len(tries) == WRONG_A_MINUTE and now - tries[0] < 60:
            return "stopped"
        if not secrets.compare_digest(_as_code(code), self.code.encode()):
            tries.append(now)
            self._wrong_in_all += 1
            if self._wrong_in_all % WRONG_IN_ALL == 0:
                self.renew_code()
            return "wrong"
        if self.is_full:
            return "full"
        self._seats.add(seat := secrets.token_urlsafe(32))
        return seat

    def sits(self, seat: str) -> bool:
        """Whether somebody has this seat."""
        return seat in self._seats or seat in self._here

    @property
    def joined(self) -> int:
        """How many have a seat by their telephone."""
        return len(self._seats)

    @property
    def is_full(self) -> bool:
        """Whether everybody is here."""
        return len(self._seats) >= self.places

    def make_places(self, places: int) -> None:
        """There are more, or fewer, people; a seat that is taken stays."""
        self.places = max(places, len(self._seats))

    def renew_code(self) -> None:
        """Another code; who sits, sits."""
        self.code = new_code(other_than=self.code)

    # Votes

    def ask(self, statement: str) -> None:
        """A vote on a statement begins, anew for everybody where there was one."""
        self.statement, self.phase = statement, "voting"
        self.round += 1
        self.forget_ballots()

    def rest(self) -> None:
        """There is nothing to vote on; what was answered is forgotten."""
        self.statement, self.phase = None, "waiting"
        self.forget_ballots()

    def pass_over(self) -> None:
        """Nobody votes on the statement in hand; what was answered is forgotten. It stays the one in hand."""
        self.phase = "waiting"
        self.forget_ballots()

    def cast(self, seat: str, statement: str, choice: BallotChoice, now: float) -> bool:
        """A ballot, in place of the one that this seat has given; whether it counts."""
        if not self.sits(seat) or self.phase != "voting" or statement != self.statement:
            return False
        if choice not in (*self.points, "not-relevant", "unknown"):
            return False
        if seat not in self._ballots and self.answered >= self.places:
            return False  # somebody has answered on the computer that goes round, and by telephone
        self._ballots[seat] = choice
        self.last_ballot = now
        return True

    def cast_here(self, statement: str, choice: BallotChoice, now: float) -> bool:
        """A ballot of somebody to whom the computer was passed; whether it counts: never more than there are people."""
        self._here.add(seat := secrets.token_urlsafe(32))
        if self.cast(seat, statement, choice, now):
            return True
        self._here.discard(seat)
        return False

    def has_answered(self, seat: str) -> bool:
        """Whether there is a ballot of this seat. What stands on it is shown to nobody, not even where it came from:
        whoever looks over a shoulder, or takes up the telephone, learns nothing."""
        return seat in self._ballots

    @property
    def answered(self) -> int:
        """How many have answered, and never what."""
        return len(self._ballots)

    def counted(self) -> Tallied:
        """What was answered, for whoever decides whether it may be seen."""
        given = list(self._ballots.values())
        counts = tuple(given.count(point) for point in self.points)
        return Tallied(counts, given.count("unknown"), given.count("not-relevant"))

    def end_vote(self) -> None:
        """No ballot is taken any more."""
        self.phase = "revealed"

    def take_up_vote(self) -> None:
        """The vote goes on: what was answered could not be kept, and nobody has seen it."""
        self.phase = "voting"

    def forget_ballots(self) -> None:
        """What was answered is no more: it has become counts, or counts for nothing."""
        self._ballots.clear()
        self._here.clear()


def new_code(other_than: str = "") -> str:
    """Four letters that nobody has seen before."""
    while (code := "".join(secrets.choice(LETTERS) for _letter in range(CODE_LENGTH))) == other_than:
        pass
    return code


def _as_code(typed: str) -> bytes:
    return "".join(typed.split()).replace("-", "").upper().encode()[:64]
