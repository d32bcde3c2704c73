"""A heading → the statement it stands for, and how sure that is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.readers.exports.wording import forms, is_cut, plain

How = Literal["id", "text", "cut", "near"]
"""By its id, by its whole text, by the beginning of its text, or by a text that is nearly the same."""

_CUT_AT_LEAST, _CUT_WHERE_SAID = 25, 8
"""So many letters of a statement's beginning are enough; fewer where the heading shows that it was cut."""
_NEAR_FROM, _NEAR_APART = 0.9, 0.05
"""A near match is this alike (0–1), and that much more than the next statement."""


@dataclass(frozen=True)
class Match:
    """A statement that a heading stands for."""

    statement: str
    how: How


class Clash(Exception):
    """The rows of one heading stand for different statements."""

    def __init__(self, statements: Iterable[str]) -> None:
        super().__init__(statements)
        self.statements = tuple(statements)


class Headings:
    """The statements of a questionnaire, to be found in headings."""

    def __init__(self, instrument: Instrument) -> None:
        self._ids = {plain(id): id for id in instrument.order}
        self._texts = {
            plain(text): statement.id for statement in instrument.statements for text in statement.text.values()
        }
        self._known: dict[tuple[str, ...], Match | None] = {}

    def find(self, parts: tuple[str, ...]) -> Match | None:
        """The statement that a heading of one or more rows stands for. Raises Clash where its rows disagree."""
        if parts not in self._known:
            self._known[parts] = self._look(parts)
        return self._known[parts]

    def names_one(self, text: str) -> bool:
        """Whether a text names a statement outright, as a heading does and an answer does not."""
        try:
            match = self.find((text,))
        except Clash:
            return True
        return match is not None and match.how in ("id", "text")

    def _look(self, parts: tuple[str, ...]) -> Match | None:
        sure = list(dict.fromkeys(match for part in parts for match in self._sure(part)))
        if len({match.statement for match in sure}) > 1:
            raise Clash(dict.fromkeys(match.statement for match in sure))
        if sure:
            return sure[0]
        for search in (self._cut, self._near):
            if found := {match.statement: match for part in parts if (match := search(part))}:
                return next(iter(found.values())) if len(found) == 1 else None
        return None

    def _sure(self, heading: str) -> Iterator[Match]:
        for form in forms(heading):
            if form in self._texts:
                yield Match(self._texts[form], "text")
            elif form in self._ids:
                yield Match(self._ids[form], "id")
        yield from self._leading_id(heading)

    def _leading_id(self, heading: str) -> Iterator[Match]:
        """``S01 Vi har …`` and ``HF[S01]. Vi har …``: an id as a word of its own before the text."""
        before, _, behind = heading.partition("]")
        first = plain(before.rpartition("[")[2]) if behind else (plain(heading).split() or [""])[0]
        if first in self._ids:
            yield Match(self._ids[first], "id")

    def _cut(self, heading: str) -> Match | None:
        """The one statement whose text begins like this."""
        least = _CUT_WHERE_SAID if is_cut(heading) else _CUT_AT_LEAST
        for form in forms(heading):
            if len(form) >= least:
                found = {id for text, id in self._texts.items() if text.startswith(form)}
                if len(found) == 1:
                    return Match(found.pop(), "cut")
        return None

    def _near(self, heading: str) -> Match | None:
        """The one statement whose text is nearly this."""
        for form in forms(heading):
            alike: dict[str, float] = {}
            for text, id in self._texts.items():
                if len(form) >= _CUT_AT_LEAST and abs(len(text) - len(form)) <= len(text) * 0.15:
                    matcher = SequenceMatcher(None, text, form, autojunk=False)
                    if matcher.quick_ratio() >= _NEAR_FROM:
                        alike[id] = max(alike.get(id, 0.0), matcher.ratio())
            best = sorted(alike.values(), reverse=True)
            if best and best[0] >= _NEAR_FROM and (len(best) == 1 or best[0] - best[1] >= _NEAR_APART):
                return Match(max(alike, key=lambda id: alike[id]), "near")
        return None
