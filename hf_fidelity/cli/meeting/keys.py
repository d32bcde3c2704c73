"""What is typed in the meeting → what it means. The keys are translated, like every other text.

A point of the scale may be typed as its number or its label (``5``, ``helt enig``), a key as its letter or its
word (``t``, ``tilbage``), and both as they are printed (``5 Helt enig``, ``t tilbage``); what a key needs may follow it
at once (``k vi er enige``, ``g 6``, ``g6``). Votes are typed as one number a point, or one digit a person; the answer
that was agreed on may stand behind them (``44435 = 4``, or ``44435 =`` for the one in the middle).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from hf_fidelity.domain.questionnaire.instrument import Scale
from hf_fidelity.ground import _, clean, fold, one_line, pgettext

KeyName = Literal[
    "answer", "votes", "middle", "back", "skip", "not-relevant", "comment", "action", "go", "help", "manual", "quit",
    "close", "undo", "parts", "measures", "mend", "empty", "unknown",
]  # fmt: skip


@dataclass(frozen=True)
class Key:
    """What somebody meant, and what they wrote behind it."""

    name: KeyName
    argument: str = ""
    value: int = 0
    """The point of the scale, for an answer."""
    counts: tuple[int, ...] = ()
    """Votes, from the scale's lowest point to its highest."""
    agreed: int | Literal["middle"] | None = None
    """What was agreed on behind the votes: a point of the scale, or the one in their middle."""

    @property
    def settles(self) -> bool:
        """Whether the statement has its answer with it."""
        return self.name in ("answer", "middle", "not-relevant") or self.agreed is not None


def letters() -> dict[KeyName, tuple[str, str]]:
    """Key → its letter and its word in the chosen language."""
    return {
        "back": (pgettext("key", "b"), pgettext("key", "back")),
        "skip": (pgettext("key", "s"), pgettext("key", "skip")),
        "not-relevant": (pgettext("key", "n"), pgettext("key", "not relevant")),
        "comment": (pgettext("key", "c"), pgettext("key", "comment")),
        "action": (pgettext("key", "a"), pgettext("key", "new action")),
        "go": (pgettext("key", "g"), pgettext("key", "go to")),
        "mend": (pgettext("key", "e"), pgettext("key", "change something else")),
        "help": (pgettext("key", "h"), pgettext("key", "help")),
        "quit": (pgettext("key", "q"), pgettext("key", "quit and keep")),
        "parts": (pgettext("key", "p"), pgettext("key", "parts")),
        "measures": (pgettext("key", "m"), pgettext("key", "numbers")),
        "close": (pgettext("key", "y"), pgettext("key", "yes, close")),
        "undo": (pgettext("key", "x"), pgettext("key", "drop the correction")),
    }


def correcting() -> str:
    """What the key *back* does right after an answer: that one is corrected."""
    return pgettext("key", "correct the answer")


def is_yes(typed: str) -> bool:
    """Whether somebody says yes: the key that closes, its words, or the word itself."""
    return fold(typed) in {fold(each) for each in (*letters()["close"], *_as_printed("close"), *_further("close"))}


def _further(name: KeyName) -> tuple[str, ...]:
    """What people type besides the letter and the word: »ja«, for example."""
    known = {"close": (pgettext("key", "yes"), pgettext("key", "close")), "back": (correcting(),)}
    return known.get(name, ())


def _as_printed(name: KeyName) -> tuple[str, ...]:
    """A key as it stands on the screen: its letter with its words behind."""
    letter, word = letters()[name]
    return tuple(f"{letter} {each}" for each in (word, *_further(name)))


_LONGEST_COUNT = 6
"""Digits of a count. Digits a person may be as many as there are people."""

_AT_THE_END = ("close", "undo", "parts", "measures")
_WITH_ARGUMENT = ("not-relevant", "comment", "action", "go", "mend")
MANUAL = "?"
"""Shows what the manual asks for; the same key in every language."""

MIDDLE = "="
"""Takes the answer in the middle of votes that lie close; the same key in every language."""


def read_key(line: str, scale: Scale, order: tuple[str, ...], *, closing: bool = False) -> Key:
    """What the line means.

    ``order`` are the statements that can be gone to; ``closing`` is the summary at the end: no answers there, and
    it can be closed.
    """
    typed = clean(line).strip()
    if not typed:
        return Key("empty")
    if not closing and (value := read_point(typed, scale)) is not None:
        return Key("answer", typed, value)
    if not closing and (typed == MIDDLE or typed.startswith(f"{MIDDLE} ")):
        return Key("middle")
    if not closing and (votes := _votes_and_answer(typed, scale)):
        return votes
    if typed == MANUAL or typed.startswith(f"{MANUAL} "):
        return Key("manual")
    for name, spellings in letters().items():
        if name in _AT_THE_END and not closing:
            continue
        if fold(typed) in map(fold, _as_printed(name)):
            return Key(name)
        for spelling in (*spellings, *_further(name)):
            if (rest := _rest(typed, spelling, name, order)) is not None:
                return Key(name, rest)
    return Key("unknown", typed)


def _votes_and_answer(typed: str, scale: Scale) -> Key | None:
    """Votes, and what was agreed on behind ``=``; None where the line is anything else."""
    before, equals, behind = typed.partition(MIDDLE)
    counts, agreed = read_votes(before, scale), read_point(behind.strip(), scale)
    if not counts or (behind.strip() and agreed is None):
        return None
    return Key("votes", typed, counts=counts, agreed="middle" if equals and agreed is None else agreed)


def read_point(typed: str, scale: Scale) -> int | None:
    """The point that is typed: its number, its label, or both as they stand on the screen."""
    if (value := scale.read(typed)) is not None:
        return value
    printed = {
        fold(form): point.value
        for point in scale.points
        for label in point.label.values()
        for form in (f"{point.value} {label}", f"{point.value}. {label}", f"{label} ({point.value})")
    }
    return printed.get(fold(typed))


class Quit(Exception):
    """Somebody typed the key that stops the meeting, where a text was asked for."""


def read_text(line: str) -> str:
    """A text that was typed; empty where there is none, or where only the key *back* was typed. Raises Quit."""
    text = one_line(line)
    if fold(text) in map(fold, letters()["quit"]):
        raise Quit
    return "" if fold(text) in map(fold, letters()["back"]) else text


def _rest(typed: str, spelling: str, name: KeyName, order: tuple[str, ...]) -> str | None:
    """What stands behind the key; None where the line is not that key."""
    if fold(typed) == fold(spelling):
        return ""
    if name not in _WITH_ARGUMENT or not typed.casefold().startswith(spelling.casefold()):
        return None
    rest = typed[len(spelling) :]
    if not rest[:1].isspace() and not (name == "go" and statement_meant(rest, order)):  # "g6" is clear enough
        return None
    return rest.strip()


def statement_meant(argument: str, order: tuple[str, ...]) -> str | None:
    """The statement that ``g 6`` or ``g S06`` goes to, or None; as it is printed too: ``g 6 gå til 6``."""
    argument = argument.partition(f" {letters()['go'][1]}")[0]
    return numbered(argument, order) or next((id for id in order if id.casefold() == argument.casefold()), None)


def numbered(typed: str, choices: tuple[str, ...]) -> str | None:
    """The choice that a typed number means, counted from 1; None where it means none."""
    if typed.isascii() and typed.isdigit() and 0 < int(typed) <= len(choices):
        return choices[int(typed) - 1]
    return None


def read_votes(typed: str, scale: Scale) -> tuple[int, ...] | None:
    """Counts from the scale's lowest point to its highest; None where the line is no votes.

    ``0 3 1 1 0``: how many chose each point, in the order in which the form prints them; commas may stand between.
    ``44435``: a digit a person, at least two of them. The second way needs points of one digit.
    """
    parts = _numbers(typed)
    if parts is None:
        return None
    if len(parts) == len(scale.points) and max(map(len, parts)) <= _LONGEST_COUNT:
        by_point = dict(zip((point.value for point in scale.points), map(int, parts), strict=True))
        counts = tuple(by_point[value] for value in scale.values)
    elif len(parts) == 1 and len(typed.strip()) > 1:
        counts = _one_digit_a_person(parts[0], scale.values)
    else:
        return None
    return counts if any(counts) else None


def _numbers(typed: str) -> list[str] | None:
    """The whole numbers of a line; None where there is anything else in it."""
    parts = typed.replace(",", " ").replace(";", " ").split()
    return parts if parts and all(part.isascii() and part.isdigit() for part in parts) else None


def why_no_votes(typed: str, scale: Scale) -> str | None:
    """What is wrong with a line of nothing but numbers that is neither an answer nor votes; None for other lines."""
    parts, points = _numbers(typed), len(scale.points)
    if parts is None or (len(parts) == 1 and len(parts[0]) == 1):
        return None
    if len(parts) > 1 and len(parts) != points:
        return _(
            "That is {n} numbers, and there are {points} answers: type one number for each, like {example}.",
            n=len(parts),
            points=points,
            example=counts_example(scale),
        )
    if len(parts) == points:
        return _("Nobody has voted there: at least one of the numbers must be more than 0.")
    off = sorted(set(parts[0]) - {str(value) for value in scale.values})
    return _("{off} is not an answer: type one digit a person, like {example}.", off=off, example=digits_example(scale))


def counts_example(scale: Scale) -> str:
    """Votes on a scale of this length: ``0 3 3 1 0``."""
    points = len(scale.points)
    return " ".join(str(n) for n in [0, 3, 3, 1, *([0] * points)][:points])


def digits_example(scale: Scale) -> str:
    """The same votes, a digit a person: ``4443332``; empty where points have more than one digit."""
    if not all(0 <= value <= 9 for value in scale.values):
        return ""
    counts = map(int, counts_example(scale).split())
    return "".join(str(point.value) * n for point, n in zip(scale.points, counts, strict=True))


def _one_digit_a_person(digits: str, values: Sequence[int]) -> tuple[int, ...]:
    """Nobody where a digit is not on the scale, or the scale has longer numbers."""
    if not all(0 <= value <= 9 for value in values) or not set(map(int, digits)) <= set(values):
        return (0,) * len(values)
    return tuple(digits.count(str(value)) for value in values)


def whole_number(typed: str) -> int:
    """A number such as 7. Raises ValueError for anything else."""
    if not (typed.isascii() and typed.isdigit()):
        raise ValueError(typed)
    return int(typed)


def mean_and_number(typed: str) -> tuple[float, int]:
    """A mean and how many answered, like ``71,5 7``, or ``71,5 (7)``. Raises ValueError for anything else."""
    mean, n = typed.replace(",", ".").replace("(", " ").replace(")", " ").split()
    return float(mean), int(n)
