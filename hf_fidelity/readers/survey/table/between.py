"""Lines that say whose rows are: above a table, and between its rows, where those of another team may begin."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from operator import or_
from typing import NamedTuple

from hf_fidelity.ground import Quarter, fold, lazily
from hf_fidelity.readers.survey.cells.book import CellValue, as_text
from hf_fidelity.readers.survey.words.compared import FACTS, ColumnKind, kind_by_name

CELLS_OF_A_TITLE = 2 * len(FACTS) + 2
"""Every fact and its value may stand in one row, and a little more."""
_LONGEST = 200
"""No line that says whose rows are has more letters."""
_MOST_OF_A_NAME = 3
"""So many words at most has the name of a team behind the word for one."""
_HAS_WORD = lazily(r"[^\W\d_]{2}")
_DIGIT = lazily(r"\d")
_PAGE = lazily(r"\W*\b(side|page|seite|sida|página|s\.|p\.)\s*\d+(\s*(\W|af|of|von|av|de)\s*\d+)?\W*$", re.IGNORECASE)
"""``Side 2``, ``page 2 of 3``, also behind other words."""
_GOES_ON = lazily(r"\W*\b(fortsat|forts|fortsættelse|continued|cont|contd)\W*$", re.IGNORECASE)
_WORD = lazily(r"\w+")
_BRACKETS = lazily(r"[(\[][^)\]]*[)\]]")
_MANY = lazily(r"\W*\d+\s*(svar|besvarelser|personer|medarbejdere|answers|responses|people)\W*$", re.IGNORECASE)
_PART = lazily(r"(?:[QK]|kvartal |quarter )?([1-4])\.?(?: kvartal)?", re.IGNORECASE)
"""A quarter without its year."""
_KINDS_OF_NAMES = frozenset(("kommune", "kommunen", "municipality", "afdeling", "team"))
_IN_NAMES = frozenset(("og", "and", "&", "for", "i", "på", "af", "of", "in", "-", "–"))
_MOST_OF_A_QUARTER = 4
_AROUND, _APART = " ,;:()[]-–", ",;(-–"
"""What may stand around a quarter, and what parts it from a name."""
_OF_ANOTHER_TIME = lazily(
    r"(?<![^\W_])(\w*frist\w*|deadline|senest|inden|udskrevet|trukket|udtræk|udtrukket|eksport\w*|hentet|sammenlign\w*|mod|forrige"
    r"|sidste|tidligere|næste|siden|before|until|due|by|printed|export\w*|compar\w*|against|previous|last|next|since|vs"
    r"|oprettet|genereret|created|generated|opdateret|updated|stand|version|v\.|skabelon|template|download\w*|backup"
    r"|rapporteres|reported|startet|started|projektperiode\w*|handleplan\w*|bruges[ _]i)(?![^\W_])",
    re.IGNORECASE,
)
_OF_AN_EXPORT = lazily(
    r"(?<![^\W_])(udskrevet|trukket|udtræk|udtrukket|eksport\w*|hentet|printed|export\w*|download\w*)(?![^\W_])",
    re.IGNORECASE,
)
_OF_A_DOCUMENT = lazily(
    r"(?<![^\W_])(manual\w*|kilde|bilag|udgivet|udgave|udarbejdet|rev\.?|reviderede?t?|revision|godkendt|besluttet|vedtaget"
    r"|\w*aftale\w*|\w*kontrakt\w*|udsendt|slettes|opbevares|puljen?|afrapporter\w*|indsendes|\w*møde|præsenteres|temadag"
    r"|baseline|opfølgning på|hent igen|kopi af|source|published|edition|revised|approved|decided"
    r"|agreement|contract|sent out|deleted|kept|funding|follow[ -]up (?:on|to)|copy of|källa|utgiven|reviderad|godkänd"
    r"|avtal\w*|quelle|herausgegeben|überarbeitet|genehmigt|vertrag\w*)(?![^\W_])",
    re.IGNORECASE,
)


class LineBetween(NamedTuple):
    """A line between the rows of answers, and what it says of those below it."""

    row: int
    at: int
    """Where it begins."""
    text: str
    fact: str = ""
    """Organisation, team or quarter; empty where it is a text alone."""
    value: str = ""
    heads: bool = False
    """Whether the headings stand below it once more."""


class _Told(NamedTuple):
    fact: str
    value: str
    at: int
    """Where the fact is named."""
    end: int
    """Where its value stands."""


def facts_told(row: Sequence[CellValue]) -> Iterator[_Told]:
    """What a line says: ``Team`` and the name in the cell beside it, or ``Team: Nord`` in one cell."""
    for at, cell in enumerate(row):
        if not isinstance(cell, str) or not cell or len(cell) > _LONGEST:
            continue
        name, colon, rest = as_text(cell).partition(":")
        kind = _kind(name) if colon or not _DIGIT.search(name) else None  # as numbers of people have, row by row
        if kind not in FACTS:
            continue
        if colon and rest.strip():
            yield _Told(str(kind), rest.strip(), at, at)
        else:
            end = next((other for other in range(at + 1, len(row)) if as_text(row[other])), at)
            if end > at and not _kind(as_text(row[end])):
                yield _Told(str(kind), as_text(row[end]), at, end)


def only_facts(row: Sequence[CellValue]) -> bool:
    """Whether a line says such things, and nothing else."""
    there = {at for at, cell in enumerate(row) if cell != "" and as_text(cell)}
    return bool(there) and there == {at for told in facts_told(row) for at in (told.at, told.end)}


@lru_cache(maxsize=4096)
def _kind(text: str) -> ColumnKind | None:
    return kind_by_name(text) if text else None


def lines_between(number: int, row: Sequence[CellValue], first: int) -> list[LineBetween]:
    """What a row without answers says of those below it, if it says nothing else; ``first`` is the first statement's.

    A text alone in a row may be a quarter, or anything: what the rows below are is not sure then.
    """
    there = [at for at, cell in enumerate(row) if cell != "" and as_text(cell)]
    if not there or len(there) > CELLS_OF_A_TITLE or there[0] > first:
        return []
    if only_facts(row):
        return [LineBetween(number, one.at, _shown(row, one), one.fact, one.value) for one in facts_told(row)]
    cell = row[there[0]]
    text = as_text(cell)
    if len(there) > 1 or not isinstance(cell, str) or len(text) > _LONGEST or not _HAS_WORD.search(text):
        named = Quarter.named(text) if len(there) == 1 and isinstance(cell, str) else None
        return [LineBetween(number, there[0], text, "quarter", text)] if named else []
    fact = "quarter" if Quarter.named(text) else ""
    return [LineBetween(number, there[0], text, fact, text if fact else "")]


def _shown(row: Sequence[CellValue], told: _Told) -> str:
    name = as_text(row[told.at])
    return name if told.end == told.at else f"{name.rstrip(': ')}: {told.value}"


def says_otherwise(line: LineBetween, said: str) -> bool:
    """Whether a line about a fact says something else than what holds for the whole file, and that is understood."""
    if line.fact != "quarter":
        return not may_be_one(line.value, said)
    named = Quarter.named(line.value)
    told = frozenset([named]) if named else Quarter.mentioned(line.value) or _quarter_of_day(line.value)
    return bool(told) and Quarter.parse(said) not in told


def says_the_same(line: LineBetween, said: Mapping[str, str]) -> bool:
    """Whether a line about a fact says nothing else than what holds for the whole file, and how many have answered."""
    if line.fact == "quarter":
        quarter, part = Quarter.parse(said["quarter"]), _PART.fullmatch(line.value)
        told = Quarter.mentioned(line.value) or _quarter_of_day(line.value)
        return quarter in told or (part is not None and int(part[1]) == quarter.number)
    there, names = words_of(_MANY.sub(" ", line.value)), [said[fact] for fact in FACTS[:2] if fact in said]
    return words_of(said[line.fact]) <= there <= words_of(" ".join(names)) | words_of(line.fact) | _KINDS_OF_NAMES


def are_of_one_team(name: str, said: str) -> bool:
    """Whether two names are one, but for a word for what it is the name of: ``Nord``, ``Team Nord``."""
    one, other = own_words(name), own_words(said)
    return one == other and (fold(name) == fold(said) or any(len(word) > 1 and not word.isdigit() for word in one))


def _quarter_of_day(text: str) -> frozenset[Quarter]:
    with suppress(ValueError):
        return frozenset([Quarter.parse(text)])
    return frozenset()


def may_be_one(name: str, said: str) -> bool:
    """Whether two names may be one that is said with more words and fewer: ``Nord (8 svar)``, ``Bostøtte Nord``.

    A number or a letter at the end tells teams apart, and so does what stands in brackets in both.
    """
    if bool(_BRACKETS.search(name)) != bool(_BRACKETS.search(said)):
        name, said = _BRACKETS.sub(" ", name), _BRACKETS.sub(" ", said)
    one, other = words_of(name), words_of(said)
    ends = {words[-1] for text in (name, said) if (words := _WORD.findall(fold(text)))} & (one ^ other)
    return (one <= other or other <= one) and not any(len(end) == 1 or end.isdigit() for end in ends)


def words_of(text: str) -> frozenset[str]:
    """The words of a text, whatever stands between them."""
    return frozenset(_WORD.findall(fold(text)))


def own_words(name: str) -> frozenset[str]:
    """The words of a name, but for one for what it is the name of: of ``Team Nord`` as of ``Nord``."""
    return words_of(name) - _KINDS_OF_NAMES or words_of(name)


def team_named(text: str) -> tuple[str, str] | None:
    """The fact and the name in ``Team Syd`` or ``Afdeling 2``, a text that stands alone; None for any other.

    Names begin with a capital or a number: ``Afdeling for voksne`` may say anything.
    """
    first, *others = (_BRACKETS.sub(" ", text) if _MANY.search(text) else text).split() or [""]
    named = 0 < len(others) <= _MOST_OF_A_NAME and _is_written_as_name([word.lstrip("(") for word in others])
    kind = _kind(first) if named else None
    return (str(kind), " ".join(others)) if kind in FACTS[:2] else None


def _is_written_as_name(words: Sequence[str]) -> bool:
    """Whether words begin as those of names do, and the first and the last are no little words."""
    big = [word[:1].isupper() or word[:1].isdigit() for word in words]
    little = [word in _IN_NAMES for word in words]
    return bool(words) and big[0] and big[-1] and all(map(or_, big, little))


def is_called(text: str) -> bool:
    """Whether a text of several words may be a name as a whole: ``Bostøtte Syd``, and not ``Svar fra juli``."""
    words = text.split()
    return len(words) > 1 and _is_written_as_name(words)


def quarters_outright(text: str, names: Collection[str]) -> frozenset[Quarter]:
    """The quarter that a line is about: it stands there alone, or beside a name and nothing else.

    ``names`` are those of the team and the organisation. In a sentence a quarter may be that of anything.
    """
    known, words = {word for name in names for word in words_of(name)}, text.split()
    for long in range(min(len(words), _MOST_OF_A_QUARTER), 0, -1):
        for at in range(len(words) - long + 1):
            quarter = Quarter.named(" ".join(words[at : at + long]).strip(_AROUND))
            if quarter is None:
                continue
            before, behind = words[:at], words[at + long :]
            rest = [word for part in (*before, *behind) for word in _WORD.findall(part)]
            if all(fold(word) in known or _kind(word) in FACTS for word in rest):
                return frozenset([quarter])
            apart = (before[-1:] and before[-1][-1] in _APART) or words[at].startswith("(")
            apart = apart or words[at + long - 1][-1] in _APART
            called = len(rest) <= _MOST_OF_A_NAME and _is_written_as_name(rest)
            return frozenset([quarter] if apart and called and not is_of_another_time(text) else [])
    return frozenset()


def is_of_another_time(text: str) -> bool:
    """Whether a text has a word for a deadline, a comparison or the day of a print, and is about that."""
    return bool(_OF_ANOTHER_TIME.search(text))


def is_of_an_export(text: str) -> bool:
    """Whether a text tells when answers were taken out of a tool: not before they were given."""
    return bool(_OF_AN_EXPORT.search(text))


def is_of_a_document(text: str) -> bool:
    """Whether a text has a word for a paper, an agreement or a meeting, whose days are not those of the answers."""
    return bool(_OF_A_DOCUMENT.search(text))


def without_page(text: str) -> str:
    """A text without the number of a page at its end, or that it goes on."""
    return _GOES_ON.sub("", _PAGE.sub("", text)).strip()


def alike_but_for(names: Collection[str], texts: Collection[str]) -> frozenset[str]:
    """Those of some texts that another one is alike, but for words of some names (:func:`are_alike`)."""
    known = {word for name in names for word in words_of(name)}
    of_texts = {tuple(_WORD.findall(fold(text))): text for text in texts}
    found = set()
    for places in {tuple(at for at, word in enumerate(words) if word in known) for words in of_texts} - {()}:
        rest: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
        for words in of_texts:
            if len(words) > places[-1]:
                rest[tuple("" if at in places else word for at, word in enumerate(words))].append(words)
        several = (words for alike in rest.values() if len(alike) > 1 for words in alike)
        found |= {of_texts[words] for words in several if all(words[at] in known for at in places)}
    return frozenset(found)


def are_alike(text: str, other: str, names: Collection[str]) -> bool:
    """Whether texts differ in a word alone that in the second is of some names: ``Bostøtte Syd``, ``Bostøtte Nord``."""
    mine, others = _WORD.findall(fold(text)), _WORD.findall(fold(other))
    known = {word for name in names for word in words_of(name)}
    pairs = list(zip(mine, others, strict=False))
    return len(mine) == len(others) and mine != others and all(one == two or two in known for one, two in pairs)
