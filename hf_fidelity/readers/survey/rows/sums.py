"""Which rows of a table may be sums over the others: by what they are called, and by what they lack or have alone.

Where that is not sure, the row is named, and does not count: a figure that is wrong in silence is worse.
"""

from bisect import bisect, bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import islice, pairwise, takewhile
from operator import itemgetter
from statistics import fmean, median
from types import MappingProxyType
from typing import Any, NamedTuple

from hf_fidelity.ground import fold, lazily
from hf_fidelity.readers.survey.cells.book import CellValue, as_text, first_cell
from hf_fidelity.readers.survey.rows.no_labels import OthersSaid
from hf_fidelity.readers.survey.rows.no_sums import (
    is_no_end,
    is_no_middle,
    is_no_middle_in_words,
    may_be_refuted,
    refuted,
)
from hf_fidelity.readers.survey.sentences import shortened
from hf_fidelity.readers.survey.table.long_tables import Pivoted
from hf_fidelity.readers.survey.table.understand import AnswerTable
from hf_fidelity.readers.survey.words.columns import Headings, TableColumn
from hf_fidelity.readers.survey.words.compared import WHO, ColumnKind, words_alone
from hf_fidelity.readers.survey.words.not_said import is_nobody
from hf_fidelity.readers.survey.words.sum_phrases import (
    is_a_figure,
    is_called_an_end,
    is_everybody,
    is_one_answer,
    may_be_called_max,
)
from hf_fidelity.readers.survey.words.sums import (
    HAS_WORD,
    are_sums,
    are_sums_anywhere,
    are_sums_beside,
    are_sums_of_a_team,
    are_sums_of_all,
    are_surely_sums,
    has_a_word_for_sums,
    has_name_of,
    is_a_whole_name,
    is_another,
    is_called_a_figure,
    is_no_person,
    is_nobodys_name,
    is_of_nobody,
    is_short_for_sums,
    is_short_name,
    is_year,
    may_be_a_name,
    may_be_initials,
    may_be_sums,
    name_alone,
)
from hf_fidelity.readers.survey.words.tools import OWN_FORM, PLAIN


class Stop(NamedTuple):
    """What stops a row: the code of the sentence about it, its column, what stood there, what else there is to say."""

    code: str
    column: int
    value: str | None = None
    params: Mapping[str, Any] = MappingProxyType({})


_NAMING = 3
"""So many columns are looked at for numbers and names of respondents."""


def _naming(table: AnswerTable) -> list[TableColumn]:
    """The columns that may number or name the respondents, the likeliest first."""
    start = table.statements[0].index
    kinds: tuple[ColumnKind, ...] = ("date", "technical", "personal", "other")
    others = [column for column in table.columns if column.kind in kinds]
    before = [column for column in others if column.index < start]
    named = [column for column in others if column.index > start and column.names]
    behind = [column for column in named if column.kind == "date" or not before]
    return list({column.index: column for column in (*table.of("respondent"), *before, *behind)}.values())[:_NAMING]


_HAS_DIGIT, _HAS_LETTER = lazily(r"\d"), lazily(r"[^\W\d_]")
_SAYS = lazily(r"[^\W_]")
_COUNTS_SOMEBODY = lazily(r"\d+[^\W\d_]?")
_SERIES = lazily(
    r"(p|r|papir|papirskema|papier|paper|papper|papel|paperi|skema|skjema|form|formular|bogen|person|respondent|deltager"
    r"|deltaker|deltagare|participant|teilnehmer)(?: ?nr| ?no)? ?(\d+)"
)
"""What somebody is called who has a number of another kind: ``P1``, ``Papir 2``."""
_DIGITS = lazily(r"\d+")
_A_TIME = lazily(r"(?:\d[ T]|kl\.? )(?!00?[.:]00)\d\d?[.:]\d\d|[^\d:.](?!00?:00)\d\d?:\d\d")
"""A time behind a day; midnight is how a day alone is written."""
_NO_DAY = lazily(r"\d+:\d\d(:\d\d)?")
"""How long something took, as it stands among times: that has a mean."""
_A_LONG_CODE = lazily(r"(?=.*\d)(?=.*[^\W\d_])\S{8,}")
_A_FRACTION = lazily(r"\d+[.,]\d+")
_IN_GROUPS = lazily(r"#?0([-–_/]0)+|0(\.0){2,}")
"""The shape of ids that are digits and signs, each run of digits a nought: ``1234567-0000002-00000003``. Such as *7.5*
and *09:15* are figures, which sums have too."""
_A_DAY = lazily(r"(19|20)\d\d[./-]\d\d?([./-]\d\d?)?|\d\d?[./-]\d\d?[./-]((19|20)\d\d|\d\d)")
_SAYS_ID = lazily(
    r"(\w+ )*(id|ids|kode|code|codigo|código|kod|koodi|\w*(nøgle|nøkkel|nyckel|schlüssel|avain)|clave|key|token|urn"
    r"|besvarelse|løbenummer|løpenummer|löpnummer|nummer|number|número|numero)( (nr|no|id))?"
)
"""Headings of columns in which digits alone are somebody's, and no figure."""
_ID_DIGITS = 4
"""Ids that are digits alone have so many at the least, and all as many."""
_NEED_NOT_SAY = lazily(
    r"\b(valgfri\w*|frivillig\w*|valfri\w*|optional\w*|voluntary|freiwillig\w*|opcional\w*|voluntari[ao]|vapaaehto\w*"
    r"|valinnai\w*|ikke obligatorisk|not required)\b"
)
"""Headings of what may be left out."""
_LONGEST_NAME = 40
"""What is longer is an answer to some other question."""
_FEW = 4
"""So many rows of sums stand under each other."""
_YEAR = 4
"""So many digits has a year."""
_SHORTEST_CODE = 3
"""Codes of fewer characters are numbers and initials."""
_LEAST_BLOCK = 3
"""Teams of fewer rows have no edges that would say anything."""


def _run(numbers: Sequence[int]) -> bool:
    """Whether numbers count something: each more than the one before, and few left out."""
    rising = all(one < other for one, other in pairwise(numbers))
    return rising and numbers[-1] - numbers[0] < 2 * len(numbers) + _FEW


class _Names:
    """What stands for each kept row in a column that may number or name the respondents."""

    def __init__(self, column: TableColumn) -> None:
        self.column = column
        self.cell: Callable[[Sequence[CellValue]], CellValue] = itemgetter(column.index)
        self.cells: list[CellValue] = []

    def can_tell(self) -> bool:
        """Whether the column numbers or names nearly everybody: a tool's own, or with something else in each row."""
        there = [cell for cell in self.cells if cell != ""]
        if len(there) * 2 <= len(self.cells) or len(there) < 2 or self._is_one_for_all:
            return False
        if self.column.kind in ("respondent", "date", "technical"):
            return True
        if self._ids_run:
            return True
        texts = [as_text(cell) for cell in there if self._is_number(cell)]
        if len(texts) * 2 > len(there) and not all(map(_HAS_LETTER.search, texts)):  # P0, MA-17 and addresses are names
            counted = [text for place, text in enumerate(texts) if place != self._year]
            return all(map(str.isdecimal, texts)) and _run([int(text) for text in counted])
        names = set(map(as_text, there))
        return max(map(len, names)) <= _LONGEST_NAME and (len(names) == len(there) or self._but_for_sums(there))

    @cached_property
    def _is_one_for_all(self) -> bool:
        """Whether everybody is called the same here, *Team* too: it tells nobody apart, and no row is one of sums."""
        return self._are_names and len(self.cells) > 1 and len({*self.cells}) == 1

    @cached_property
    def numbered(self) -> Set[int]:
        """The places of those who are called by the same words and a number that goes on, if nearly all are.

        Whatever the words: *Number of respondent 1*. A few of many are not: *Quartile 1*, *Quartile 3*.
        """
        texts = [words_alone(as_text(cell)) for cell in self.cells]
        (shape, often), *_ = Counter(_DIGITS.sub("0", text) for text in texts).most_common(1) or [("", 0)]
        if shape.count("0") != 1 or often < 3 or 3 * often <= 2 * len(texts):
            return set()
        found = {at: int(_DIGITS.findall(text)[0]) for at, text in enumerate(texts) if _DIGITS.sub("0", text) == shape}
        return found.keys() if _run(sorted(found.values())) else set()

    @staticmethod
    def _but_for_sums(there: Sequence[CellValue]) -> bool:
        """Whether nothing but what sums are called stands twice: below each team. *Max* alone is two people's name."""
        often = Counter(map(as_text, there))
        again = [text for text, times in often.items() if times > 1]
        few = 2 * sum(often[text] for text in again) < len(there)
        return few and all(map(may_be_sums, again)) and (len(again) > 1 or are_surely_sums(again[0]))

    @cached_property
    def with_ids(self) -> Set[int]:
        """The rows with an id of their own, of the same shape as that of most: no sums have one."""
        texts = {place: text for place, cell in enumerate(self.cells) if (text := as_text(cell))}
        often, like = Counter(texts.values()), self._is_id
        mine = {place for place, text in texts.items() if often[text] == 1 and like(text)}
        return mine if 2 * len(mine) > len(self.cells) else set()

    @property
    def _is_id(self) -> Callable[[str], bool]:
        """Whether a text is an id as most here are: in groups of digits, letters and digits as it falls, or digits."""
        texts = [text for cell in self.cells if (text := as_text(cell))]
        (shape, _), *_ = Counter(_DIGITS.sub("0", text) for text in texts).most_common(1) or [("", 0)]
        if _IN_GROUPS.fullmatch(shape):
            return lambda text: _DIGITS.sub("0", text) == shape
        if is_code := self._is_code:
            return lambda text: _HAS_DIGIT.search(text) is not None and is_code(text)
        lengths = {len(text) for text in texts if text.isdecimal()}
        named = all(_SAYS_ID.fullmatch(words_alone(name)) for name in self.column.names)
        if shape == "0" and len(lengths) == 1 and min(lengths) >= _ID_DIGITS and named:
            return str.isdecimal
        return lambda _: False

    @cached_property
    def _ids_run(self) -> bool:
        """Whether nearly all have an id in groups of digits, each behind the one above: a tool numbers answers so."""
        some = islice((text for cell in self.cells if (text := as_text(cell))), _FEW)
        if not any(_IN_GROUPS.fullmatch(_DIGITS.sub("0", text)) for text in some):
            return False  # as in nearly all columns, of which not every cell is looked at then
        ids = [as_text(self.cells[place]) for place in sorted(self.with_ids)]
        groups = [[int(digits) for digits in _DIGITS.findall(text)] for text in ids]
        nearly_all = len(ids) * 10 >= sum(cell != "" for cell in self.cells) * 9
        days = any(map(_A_DAY.fullmatch, ids[:1]))
        parted = all(len(group) > 1 for group in groups)
        return nearly_all and parted and not days and _run([group[-1] for group in groups]) if ids else False

    def without(
        self, beside: Sequence["_Names"], teams: Collection[str], blocks: Sequence[range] = ()
    ) -> dict[int, Stop]:
        """The rows with a word where the others have numbers, and those with nothing where they have anything.

        And the first and last ones that are called sums, or as one of ``teams``. None of those in which another such
        column holds what it holds for most, unless the word is one for sums: whoever made sums below a table may have
        filled in the rest of the row from above.
        """
        found = {place: self._stop("nothing-among-names") for place in self._nameless(blocks)}
        texts = {place: as_text(self.cells[place]) for place in self._words}
        plain = not any(_HAS_LETTER.search(as_text(cell)) for at, cell in enumerate(self.cells) if at not in texts)
        dated = self.column.kind == "date"  # with a digit it is a date that nobody can read
        standing_out = texts.keys() if self._are_numbers and self._words_stand_out else ()
        for place in {*standing_out, *self._no_plain_numbers()} - self._of_a_series():
            text = as_text(self.cells[place])
            if not is_nobody(fold(text)) and not (dated and _HAS_DIGIT.search(text)):
                found[place] = self._stop("word-among-numbers" if plain else "unlike-the-others", text)
        if self._year is not None:
            found[self._year] = self._stop("unlike-the-others", as_text(self.cells[self._year]))
        called = teams if 2 * sum(name_alone(text) in teams for text in texts.values()) < len(texts) else ()
        for places in (range(len(self.cells)), range(len(self.cells) - 1, -1, -1)):
            for place in takewhile(lambda at: self.is_nobody_at(at, called), islice(places, _FEW)):
                found.setdefault(place, self._stop("word-for-sums", as_text(self.cells[place])))
            for place in islice(places, _FEW):  # the label at the edge may be one that no list has
                if place in texts and are_surely_sums(texts[place]):
                    found.setdefault(place, self._stop("word-for-sums", texts[place]))
        named = {place for place, text in texts.items() if self._are_numbers and may_be_sums(text)}
        return {at: stop for at, stop in found.items() if at in named or not any(n.is_like_others(at) for n in beside)}

    @cached_property
    def _year(self) -> int | None:
        """The place of the first or last row, whose number is a year where all others are counted: sums of then."""
        for place in {0, len(self.cells) - 1}:
            if is_year(as_text(self.cells[place])):
                others = [as_text(cell) for at, cell in enumerate(self.cells) if at != place]
                small = len(others) > 1 and all(text.isdecimal() and len(text) < _YEAR for text in others)
                return place if small and _run([int(text) for text in others]) else None
        return None

    def is_nobody_at(self, place: int, teams: Collection[str]) -> bool:
        """Whether the first or last row is called one of sums, as a team, or among names as a time."""
        text = as_text(self.cells[place])
        if not text or self._is_number(self.cells[place]):
            return bool(text) and not self._are_numbers and is_another(text)
        return may_be_sums(text) or name_alone(text) in teams or (self._are_names and is_no_person(text))

    @property
    def _are_names(self) -> bool:
        """Whether it is people whom the column names or numbers, by what it is called."""
        return self.column.kind in ("respondent", "personal")

    def are_whole(self, but: Collection[int]) -> bool:
        """Whether nearly all, without some, are called by a name of several words that each begin as names do."""
        texts = [as_text(cell) for at, cell in enumerate(self.cells) if at not in but]
        return self._are_names and len(texts) > 1 and 4 * sum(map(is_a_whole_name, texts)) >= 3 * len(texts)

    def called_sums(self, teams: Collection[str]) -> dict[int, Stop]:
        """The rows that are called sums here, and stand among people otherwise: the first cells may be filled in."""
        texts = {place: as_text(self.cells[place]) for place in self._words} if not self._is_one_for_all else {}
        called = {place: text for place, text in texts.items() if are_sums_anywhere(text)}
        if self._are_names:
            nobodys = {at: text for at, text in texts.items() if is_nobodys_name(text) or _is_team(text, teams)}
            called |= nobodys if 2 * len(nobodys) < len(self.cells) else {}  # else it is what people are called
        return {place: self._stop("word-for-sums", text) for place, text in called.items()}

    def called_at_edges(self, blocks: Sequence[range], teams: Collection[str]) -> dict[int, Stop]:
        """The first and last rows of each team that are called one of sums, or as a team: ``Gennemsnit Nord``."""
        found: dict[int, Stop] = {}
        for block in blocks:
            for places in (block, block[::-1]):
                few = list(takewhile(lambda at: self.is_nobody_at(at, teams), islice(places, _FEW)))
                texts = [as_text(self.cells[place]) for place in few]
                sure = any(are_surely_sums(text) or name_alone(text) in teams for text in texts)
                if 2 * len(few) < len(block) and (sure or len(few) > 1):  # alone, Max may be somebody
                    found |= {at: self._stop("word-for-sums", text) for at, text in zip(few, texts, strict=True)}
        return found

    def numbers_lines(self, lines: Sequence[int]) -> bool:
        """Whether it numbers the lines, which are people's and sums' alike; ``lines`` are those of the kept rows."""
        texts = map(as_text, self.cells)
        numbered = [(int(text), line) for text, line in zip(texts, lines, strict=True) if text.isdecimal()]
        if len(numbered) < 2 or 2 * len(numbered) < len(self.cells):
            return False
        go_on = all(other[0] == one[0] + 1 for one, other in pairwise(numbered))
        return go_on or len({number - line for number, line in numbered}) == 1

    def _nameless(self, blocks: Sequence[range]) -> list[int]:
        """The one row with nothing here; or the few last ones, also of most teams. Else it is no sign."""
        if any(_NEED_NOT_SAY.search(words_alone(name)) for name in self.column.names):
            return []
        blank, last = [place for place, cell in enumerate(self.cells) if cell == ""], len(self.cells)
        below = len(blank) <= _FEW and blank == [*range(last - len(blank), last)]
        return blank if len(blank) == 1 or below or _at_their_edges(blank, blocks) else []

    def _no_plain_numbers(self) -> list[int]:
        """The few first or last rows with letters and signs, where all others have digits alone: ``P50``, ``90 %``."""
        there = [(place, as_text(cell)) for place, cell in enumerate(self.cells) if cell != ""]
        odd = [place for place, text in there if not _COUNTS_SOMEBODY.fullmatch(text)]
        if not 0 < len(odd) <= min(_FEW, len(there) - len(odd)) or len(there) - len(odd) < 2:
            return []
        places = [place for place, _ in there]
        return odd if odd in (places[: len(odd)], places[-len(odd) :]) else []

    def _of_a_series(self) -> set[int]:
        """The rows with a word or letter for people and numbers that go on: paper forms; ``P50`` stands alone."""
        texts = ((place, words_alone(cell)) for place, cell in enumerate(self.cells) if isinstance(cell, str))
        found = {place: match for place, text in texts if (match := _SERIES.fullmatch(text))}
        numbers = sorted(int(match[2]) for match in found.values())
        go_on = numbers == [*range(numbers[0], numbers[0] + len(numbers))] if numbers else False
        alike = len({match[1] for match in found.values()}) == 1
        return set(found) if alike and go_on and (len(numbers) > 1 or numbers == [1]) else set()

    def is_initials(self, place: int) -> bool:
        """Whether a row is called by initials, as nearly all others are: of as many letters as several of them."""
        text = as_text(self.cells[place])
        return may_be_initials(text) and len(text) in self._initials

    @cached_property
    def _initials(self) -> Set[int]:
        """How many letters the initials have by which nearly everybody is called; none where few are."""
        there = [text for cell in self.cells if (text := as_text(cell))]
        lengths = Counter(len(text) for text in there if may_be_initials(text))
        nearly_all = 4 * sum(lengths.values()) >= 3 * len(there)
        return {length for length, times in lengths.items() if times > 1} if nearly_all else set()

    @property
    def shows_people(self) -> bool:
        """Whether what stands here shows that a row is somebody's: numbers and days, which no sums have."""
        return self._are_numbers or self.column.kind == "date"

    def is_own(self, place: int) -> bool:
        """Whether a row has here what is its own, as others have theirs: a number, an id, a day, a name.

        A row of sums may have a number, too: how many there are, or what their numbers come to.
        """
        text = as_text(self.cells[place])
        if place in self.with_ids:
            return self.count_on or not self._comes_of_others(text)
        if not self.is_like_others(place) or self._often[text] > 1:
            return False
        if self.column.kind == "date" or self._is_a_time(text):
            return _NO_DAY.fullmatch(text) is None
        if not self._tells:
            return False
        if self.count_on and len(self._often) == len(self.cells):
            return True
        if not self._are_numbers:
            return self._are_names and not may_be_sums(text) and not is_nobody(fold(text))
        return (self._are_names and not self._comes_of_others(text)) or self._is_long_code(text)

    def is_nobody_elses(self, place: int) -> bool:
        """Whether what is a row's own here is so that nobody would give it to sums: an id, or a time."""
        if not self.is_own(place):
            return False
        if self.column.kind == "date" or self._is_a_time(as_text(self.cells[place])):
            return self._is_a_time(as_text(self.cells[place]))
        return (self._are_numbers or place in self.with_ids) and not self.count_from_one

    def _is_a_time(self, text: str) -> bool:
        """Whether a text among days and numbers is a day with a time, whatever the column is called."""
        return self._are_numbers and _A_TIME.search(text) is not None

    def _is_long_code(self, text: str) -> bool:
        """Whether a text among others' is an id, whatever the column is called: *4 år* and *10-14* are none."""
        return self.column.kind != "technical" and _A_LONG_CODE.fullmatch(text) is not None

    @cached_property
    def _tells(self) -> bool:
        return self.can_tell()

    @cached_property
    def _often(self) -> Counter[str]:
        return Counter(map(as_text, self.cells))

    @cached_property
    def _are_all_digits(self) -> bool:
        return all(text.isdecimal() for text in self._often if text)

    @cached_property
    def count_on(self) -> bool:
        """Whether the numbers count something, one by one, in whatever order they stand."""
        numbers = sorted(int(text) for text in self._often if text) if self._are_all_digits else []
        return "" not in self._often and bool(numbers) and _run(numbers)

    @cached_property
    def put_in(self) -> Sequence[int]:
        """The few rows between others whose number is out of its place, where all others' go on: 4, *9*, 5."""
        if not self.count_on or len(self._often) < len(self.cells):
            return []
        numbers = [int(as_text(cell)) for cell in self.cells]
        around = zip(numbers, numbers[1:], numbers[2:], strict=False)
        odd = {at for at, (one, mine, other) in enumerate(around, 1) if one < other and not one < mine < other}
        others = [number for at, number in enumerate(numbers) if at not in odd]
        go_on = all(one < other for one, other in pairwise(others))
        return sorted(odd) if go_on and len(odd) <= _FEW and 2 * len(odd) < len(others) else []

    @property
    def count_from_one(self) -> bool:
        """Whether the numbers may be those of lines, which sums have as well; who is *1001* has an id."""
        return self.count_on and min(map(int, self._often)) <= _FEW

    def _comes_of_others(self, text: str) -> bool:
        """Whether a row's number is how many the others are, or the sum, the mean or the median of theirs."""
        if not text.isdecimal():
            return _A_FRACTION.fullmatch(text) is not None
        mine, numbers = int(text), [int(other) for cell in self.cells if (other := as_text(cell)).isdecimal()]
        rising = all(one < other for one, other in pairwise(numbers))  # a mean would stand out of its place
        numbers.remove(mine)
        middle = (fmean(numbers), median(numbers)) if numbers and not rising else ()
        return mine in (len(numbers), sum(numbers)) or any(abs(mine - of) <= 1 for of in middle)

    @property
    def without_name(self) -> Sequence[int]:
        """The few rows with nothing, or a dash, where nearly all people are named."""
        nobody = (
            [at for at, cell in enumerate(self.cells) if not _SAYS.search(as_text(cell))] if self._are_names else []
        )
        return nobody if len(nobody) <= _FEW and 4 * len(nobody) <= len(self.cells) else []

    def lacks_at(self, place: int) -> bool:
        """Whether a row has nothing where hardly anybody else has, or a number of people that is none of its own."""
        if self.cells[place] == "":
            return self._is_for_nearly_all
        numbered = self.column.kind == "respondent" and self._tells and self._are_numbers
        return numbered and not self.is_own(place)

    @cached_property
    def _is_for_nearly_all(self) -> bool:
        return 4 * self.cells.count("") <= len(self.cells)

    @cached_property
    def _words(self) -> list[int]:
        """The places of what is neither a number nor nothing."""
        return [place for place, cell in enumerate(self.cells) if cell != "" and not self._is_number(cell)]

    @cached_property
    def _are_numbers(self) -> bool:
        """Whether at least half of what stands here are numbers, two of them at least."""
        numbers = sum(cell != "" for cell in self.cells) - len(self._words)
        return numbers >= 2 and numbers >= len(self._words)

    @cached_property
    def _words_stand_out(self) -> bool:
        """Whether words are the exception: under or above all numbers, or few. Else both are what people are called."""
        words, last = self._words, len(self.cells)
        together = words in ([*range(len(words))], [*range(last - len(words), last)])
        return together or len(words) * 3 <= last

    def is_like_others(self, place: int) -> bool:
        """Whether a row has what most others have here: a number, or a word."""
        cell = self.cells[place]
        return cell != "" and self._is_number(cell) == self._are_numbers and self._is_for_most

    def stand_above(self, places: Collection[int]) -> bool:
        """Whether several rows have the numbers of others, who have each their own: counts below, headed by codes."""
        others = [cell for place, cell in enumerate(self.cells) if place not in places]
        known = set(others)
        alone = self._are_numbers and len(known) == len(others) and self.column.kind != "date"
        return alone and len(places) > 1 and all(self.cells[place] in known for place in places)

    @cached_property
    def _is_for_most(self) -> bool:
        return self.cells.count("") * 2 < len(self.cells)

    def _stop(self, code: str, value: str | None = None) -> Stop:
        return Stop(code, self.column.index, value, {"heading": shortened(self.column.heading)})

    def _is_number(self, cell: CellValue) -> bool:
        """Whether it is a number, a day, or a text of digits; ``A-17`` is, ``Percentil 90`` is not."""
        if not isinstance(cell, str) or (_HAS_DIGIT.search(cell) and not HAS_WORD.search(cell)):
            return True
        return self._is_code is not None and self._is_code(cell) and not may_be_sums(cell)

    @cached_property
    def _is_code(self) -> Callable[[str], bool] | None:
        """Whether a text may be one of the codes that stand here for people, letters and digits as it falls.

        Such are all of one length and in the same case. None where people are not called so.
        """
        texts = [cell for cell in self.cells if isinstance(cell, str) and cell]
        mixed = [text for text in texts if _HAS_DIGIT.search(text) and _HAS_LETTER.search(text)]
        (length, often), *_ = Counter(map(len, texts)).most_common(1) or [(0, 0)]
        if length < _SHORTEST_CODE or often * 10 < len(texts) * 9 or len(mixed) * 2 < len(texts):
            return None
        cases = [case for case in (str.isupper, str.islower) if all(map(case, mixed))]
        return lambda text: (
            len(text) == length and " " not in text and (text.isdecimal() or all(case(text) for case in cases))
        )


def number_people(table: AnswerTable, rows: Sequence[Sequence[CellValue]]) -> Iterator[int]:
    """The columns that have a number, a name or a time of its own for each of some rows."""
    for column in _naming(table):
        names = _Names(column)
        names.cells += map(names.cell, rows)
        if names.can_tell() and len(set(map(as_text, names.cells)) - {""}) == len(rows):
            yield column.index


_AT_THE_ENDS = 12
"""So many first and last rows are looked at for labels of sums and of counts."""
_TELLING: tuple[ColumnKind, ...] = ("respondent", "personal", "date", "technical", "other")
"""The kinds of columns in which people may have what is their own."""
_BY_LABEL = ("word-for-sums", "label-for-sums")
"""The codes of what is told of a row by what it is called."""
_SOME_OPTIONS = 3
"""So many answer options under each other head the rows of a table of counts, whatever their column is for."""


class PerhapsSums:
    """Is shown every row that may be somebody's, and tells which of them may be one of sums after all."""

    def __init__(self, table: AnswerTable, headings: Headings, teams: Collection[str]) -> None:
        """``teams`` are the names of a team or an organisation that all answers are from."""
        self._table, self._headings = table, headings
        self._statements = [column.index for column in table.statements]
        self._teams = frozenset(map(name_alone, teams)) - {""}
        self._names = [_Names(column) for column in _naming(table)]
        kinds = ("organisation", "team", "role", "respondent", "personal", "other")
        self._labels = [column for column in table.columns if column.kind in kinds]
        self._noted: dict[int, dict[int, str]] = defaultdict(dict)
        """Place among the columns of labels → kept rows that are called one of sums there, by their places."""
        self._called_first: dict[int, tuple[int, str]] = {}
        """Kept rows of which the first cell is what sums are called, by their places → its column, and what it says."""
        self._answered = {column.index: column for column in self._labels if column.kind in ("role", "other")}
        """The columns in which anything may be asked."""
        self._begun: dict[int, OthersSaid] = {}
        """Of those the ones in which a row that begins there is called sums → what else stands in them."""
        self._seldom_begun: set[int] = set()
        """Of those the ones before which most rows begin, and not with a comment that anybody may leave out."""
        self._often: dict[int, Counter[str]] = {}
        self.doubted: set[int] = set()
        """The columns by which rows were found that may be sums."""
        self._first: list[Sequence[CellValue]] = []
        self._last: deque[Sequence[CellValue]] = deque(maxlen=_AT_THE_ENDS)

    def see(self, rows: Sequence[Sequence[CellValue]]) -> None:
        """Look at the next rows that were kept."""
        for column in self._names:
            column.cells += map(column.cell, rows)
        self._first += rows[: _AT_THE_ENDS - len(self._first)]
        self._last.extend(rows)

    def note(self, place: int, row: Sequence[CellValue], called: Collection[CellValue]) -> None:
        """Note where a row that was kept has one of some labels of sums; ``place`` is among those that were kept.

        Where anything was answered in words, only in a column for anything: sums may be put in words, and what is
        said there be looked at later.
        """
        self._note_first(place, row)
        words = self._has_words(row)
        for at, column in enumerate(self._labels):
            if column.kind in WHO or (words and column.index not in self._answered):
                continue
            if column.index < len(row) and (cell := row[column.index]) in called:
                self._noted[at][place] = as_text(cell)

    def may_be_somebodys(self, row: Sequence[CellValue], at: int) -> bool:
        """Whether a row whose first cell is called sums may be somebody's: the cell answers what is asked there.

        Its answers are words then, or whole figures beside one of a few steps. Where it lacks what most rows begin
        with, it is a step that others chose as well: a table has one row of means.
        """
        words = at in self._answered and self._are_words(row)
        if at not in self._answered or not (words or self._are_whole(row)):
            return False
        if at not in self._begun:
            self._begun[at] = self._asked_in(at)
        asked = self._begun[at]
        if not (asked.has_answers or asked.column.asks_for_comment):
            return False
        if at in self._seldom_begun and not asked.said_again(as_text(row[at])):
            return False
        return words or asked.is_a_step(as_text(row[at]))

    def _asked_in(self, at: int) -> OthersSaid:
        """What stands in a column, without what sums are called."""
        rows = islice(self._table.sheet.rows(), self._table.header[-1], None)
        firsts = [(row, first) for row in rows if (first := first_cell(row)) is not None]
        comments = {column.index for column in self._answered.values() if column.asks_for_comment}
        if 2 * sum(first < at and first not in comments for _, first in firsts) > len(firsts):
            self._seldom_begun.add(at)
        texts = [_text(row, at) for row, _ in firsts]
        self._often[at] = Counter(texts)
        return OthersSaid(self._answered[at], texts)

    def _note_first(self, place: int, row: Sequence[CellValue]) -> None:
        """Note where a row that was kept begins with a label; no comment in words, and no step that many are at."""
        first = first_cell(row)
        asked = self._begun.get(first) if first is not None else None
        if first is None or asked is None or asked.column.asks_for_comment or not are_sums(text := as_text(row[first])):
            return
        if not asked.is_a_step(text) or self._often[first][text] <= _FEW:
            self._called_first[place] = first, text

    def _beside_people(self, blocks: Sequence[range], naming: Sequence[_Names]) -> Iterator[tuple[int, Stop]]:
        """The rows that are called sums in a column for anything, at teams' edges or with a number out of its place.

        At the edges no other row may be called so: what stands between a team's rows as well is what people answered.
        """
        put_in = {place for names in naming for place in names.put_in}
        for at, noted in self._noted.items():
            inside = {noted[place] for place in noted.keys() - _edges(noted, blocks)}
            places = sorted(place for place, text in noted.items() if text not in inside)
            found = {*(places if _at_their_edges(places, blocks) else ()), *(noted.keys() & put_in)}
            yield from ((place, _labelled(self._labels[at], noted[place])) for place in found)

    def _beside_no_name(self, naming: Sequence[_Names], numbers: Sequence[int]) -> Iterator[tuple[int, Stop]]:
        """The few rows that are called sums in a column for anything, and give no name where nearly all others do."""
        places = {numbers[at]: at for names in naming for at in names.without_name}
        for number, row in self._rows_of(places).items():
            for column in self._answered.values():
                if are_sums_beside(text := _text(row, column.index)):
                    yield places[number], _labelled(column, text)

    def found(
        self,
        numbers: Sequence[int],
        who: Sequence[tuple[CellValue, ...]],
        gaps: Sequence[int],
        sums: Sequence[int],
    ) -> dict[int, Stop]:
        """Which rows may be sums, by their place among those that were kept.

        ``numbers`` and ``who`` are of each kept row: which it is, and whose; ``gaps`` are empty rows, in order, and
        ``sums`` those that are sums for sure.
        """
        if self._table.layout is OWN_FORM:  # nobody has a number of their own there, and any row may be left empty
            return {}
        naming = [names for names in self._names if names.can_tell()]
        teams = self._teams | {name_alone(as_text(cell)) for cells in set(who) for cell in cells[:2]} - {""}
        blocks = _blocks(who)
        found = naming[0].without(naming[1:], teams, self._of_figures(blocks, numbers, naming[0])) if naming else {}
        called = {**dict(self._beside_people(blocks, naming)), **self._on_numbered_lines(naming, teams, numbers)}
        for names in self._names:
            if names in naming or names.column.kind == "personal":
                edges = blocks if names.column.kind not in ("date", "technical") else ()
                called |= {**names.called_at_edges(edges, teams), **names.called_sums(teams)}
        named = {names.column.index for names in naming if names.column.kind not in ("date", "technical")}
        labelled = dict(self._labelled(len(numbers), named, teams))
        apart = self._apart(numbers, who, gaps, naming[0] if naming else None) if gaps else {}
        begun = {at: _labelled(self._answered[column], text) for at, (column, text) in self._called_first.items()}
        signs = [begun, apart, dict(self._among_teams(who)), labelled, called, found]
        every = self._but_ignored(*signs)
        all = self._without_answers(self._without_people(every), numbers, blocks)
        all = self._without_initials(all, numbers, every_team=not blocks)
        all = self._without_names(self._without_answers_in_words(all, numbers), numbers, every_team=not blocks)
        all = self._without_whole_names(all, numbers, blocks, teams)
        nameless = self._but_ignored(dict(self._beside_no_name(naming, numbers)))
        all = {**self._without_answers(nameless, numbers, blocks), **all}
        self.doubted = {
            told[at].column for told in (*signs, nameless) for at in told if at in all and all[at].code != "apart"
        }
        told = {
            numbers[at] for at, stop in all.items() if stop.code in _BY_LABEL and not may_be_a_name(stop.value or "")
        }
        beside = self._beside_sums(numbers, who, {*sums, *told}, {numbers[at] for at in all}, naming)
        return {**self._without_people(dict(beside)), **all}

    def _but_ignored(self, *signs: Mapping[int, Stop]) -> dict[int, Stop]:
        """What some signs tell, the last one first, without what stands in columns that a mapping ignores."""
        ignored = {column.index for column in self._table.columns if column.is_ignored}
        return {at: stop for told in signs for at, stop in told.items() if stop.column not in ignored}

    def _on_numbered_lines(
        self, naming: Sequence[_Names], teams: Collection[str], numbers: Sequence[int]
    ) -> dict[int, Stop]:
        """The rows that are called sums among people, though they have a number: of a line, or of an answer.

        Who gives no name, or another one than the others, is somebody there.
        """
        sheet = self._table.sheet
        answers = sheet.of_answers if isinstance(sheet, Pivoted) else ()
        by_hand = self._table.layout is PLAIN  # a tool's number is somebody's
        whose = [
            names
            for names in naming
            if names.column.kind == "date"
            or not (names.column.index in answers or (by_hand and names.numbers_lines(numbers)))
        ]
        if len(whose) == len(naming) or not whose or whose[0].column.kind not in ("respondent", "personal"):
            return {}
        ends = {*range(_FEW), *range(len(numbers) - _FEW, len(numbers))} & {*range(len(numbers))}
        if not whose[0].shows_people and not any(whose[0].is_nobody_at(at, teams) for at in ends):
            return {}  # quick: between names none is looked for
        found = whose[0].without(whose[1:], teams)
        return {at: stop for at, stop in found.items() if whose[0].is_nobody_at(at, teams)}

    def _without_people(self, found: Mapping[int, Stop]) -> dict[int, Stop]:
        """Without the rows with an id of their own, unless they are called sums: people leave out what they like."""
        people = {place for names in self._names for place in names.with_ids} if found else set()
        return {
            at: stop
            for at, stop in found.items()
            if at not in people or stop.code in _BY_LABEL or (stop.value and may_be_sums(stop.value))
        }

    def _without_initials(
        self, all: Mapping[int, Stop], numbers: Sequence[int], *, every_team: bool
    ) -> Mapping[int, Stop]:
        """Without those who are called by initials as the others are, and answered in words: *SD*, *N*, *KA*.

        And those called *M*, *MW* or *N* whose figures are no mean, median or number of all others'.
        """
        names = {names.column.index: names for names in self._names}
        short = {
            numbers[at]: at
            for at, stop in all.items()
            if stop.code in _BY_LABEL and (column := names.get(stop.column)) and column.is_initials(at)
        }
        rows = self._rows_of(short)
        people = {short[number] for number, row in rows.items() if self._has_words(row)}
        letters = {at for at in short.values() if is_short_for_sums(all[at].value or "")} if every_team else set()
        if letters - people:
            others = [*self._rows_of({number for at, number in enumerate(numbers) if at not in all}).values()]
            people |= {at for at in letters if is_no_middle(rows[numbers[at]], others, self._statements)}
        return {at: stop for at, stop in all.items() if at not in people}

    def _without_names(
        self, all: Mapping[int, Stop], numbers: Sequence[int], *, every_team: bool
    ) -> Mapping[int, Stop]:
        """Without those whose label may be what somebody is called, and whose row or number shows that it is.

        One answer (*Svar*) in words, or far from how many there are; *Max Punkt* who is not the highest; and those who
        are called by the same words as nearly all others, and a number.
        """
        columns = {stop.column for stop in all.values() if stop.code in _BY_LABEL}
        numbered = {names.column.index: names.numbered for names in self._names if names.column.index in columns}
        people = {at for at, stop in all.items() if stop.code in _BY_LABEL and at in numbered.get(stop.column, ())}
        called = {at: stop.value for at, stop in all.items() if stop.code == "word-for-sums" and stop.value}
        one = {at for at, text in called.items() if is_one_answer(text)}
        ends = {at for at, text in called.items() if may_be_called_max(text)} if every_team else set()
        if one or ends:
            rows = self._rows_of(frozenset(numbers))
            others = [rows[number] for at, number in enumerate(numbers) if at not in all]
            statements = self._statements
            people |= {
                at
                for at in one
                if self._are_words(row := rows[numbers[at]]) or (every_team and is_no_middle(row, others, statements))
            }
            people |= {at for at in ends if is_no_end(rows[numbers[at]], others, statements, self._point)}
        return {at: stop for at, stop in all.items() if at not in people}

    def _without_whole_names(
        self, all: Mapping[int, Stop], numbers: Sequence[int], blocks: Sequence[range], teams: Set[str]
    ) -> Mapping[int, Stop]:
        """Without those whose two names have a word for sums in them, as *Birgit Mean*, where all have whole names.

        They answered in words, and have an id or a time of their own; or stand between people, and their answers are
        no mean and no median of theirs.
        """
        whole = {names.column.index for names in self._names if names.are_whole(all.keys())}
        called = {
            at
            for at, stop in all.items()
            if stop.column in whole and is_a_whole_name(text := stop.value or "")
            if may_be_a_name(text) and not has_name_of(text, teams)
        }
        if not called:
            return all
        by_number = self._rows_of(frozenset(numbers))
        rows = [by_number[number] for number in numbers]
        ends = _edges(all, [range(len(rows)), *blocks])
        others = {at for at in range(len(rows)) if at not in all}
        people = {
            at
            for at in called
            if self._are_words(rows[at])
            and (
                any(names.is_nobody_elses(at) for names in self._names)
                or (at not in ends and self._is_no_middle(at, rows, others, blocks))
            )
        }
        return {at: stop for at, stop in all.items() if at not in people}

    def _without_answers(
        self, all: Mapping[int, Stop], numbers: Sequence[int], blocks: Sequence[range]
    ) -> Mapping[int, Stop]:
        """Without those whose label is an answer to what its column asks, as what else their rows hold shows."""
        called = {at: stop for at, stop in all.items() if stop.code in _BY_LABEL and stop.column in self._answered}
        if not called:
            return all
        by_number = self._rows_of(frozenset(numbers))
        rows = [by_number[number] for number in numbers]
        people = {at for at in range(len(rows)) if at not in all}
        asked = {
            column: OthersSaid(self._answered[column], [_text(row, column) for row in rows])
            for column in {stop.column for stop in called.values()}
        }
        telling = [_Names(column) for column in self._table.columns if column.kind in _TELLING and column.names]
        for names in telling:
            names.cells += (_cell(row, names.column.index) for row in rows)
        chosen = {
            at
            for at, stop in called.items()
            if asked[stop.column].is_a_step(text := stop.value or "")
            or (asked[stop.column].said_again(text) and self._are_words(rows[at]))
        }
        between = self._between_people(called, rows, asked, blocks) - {at for names in telling for at in names.put_in}
        again = {(called[at].column, called[at].value) for at in between}  # what one of them chose, others may have
        chosen |= {at for at, stop in called.items() if (stop.column, stop.value) in again}
        others = people | chosen  # mostly somebody's
        answers = {
            at
            for at, stop in called.items()
            if self._is_an_answer(at, rows[at], asked[stop.column], telling)
            or (
                self._may_answer(at, stop.value or "", asked[stop.column], telling)
                and (
                    (at in between and not is_called_a_figure(stop.value or ""))
                    or (at in chosen and self._is_no_figure(at, stop.value or "", rows, others, blocks))
                )
            )
        }
        return {at: stop for at, stop in all.items() if at not in answers}

    def _between_people(
        self,
        called: Mapping[int, Stop],
        rows: Sequence[Sequence[CellValue]],
        asked: Mapping[int, OthersSaid],
        blocks: Sequence[range],
    ) -> set[int]:
        """The rows of words with an answer to what all were asked, of which no table and no team begins or ends."""
        ends = _edges(called, [range(len(rows)), *blocks])
        return {
            at
            for at, stop in called.items()
            if at not in ends and asked[stop.column].is_asked_of_all and self._are_words(rows[at])
        }

    @staticmethod
    def _may_answer(place: int, text: str, asked: OthersSaid, telling: Sequence[_Names]) -> bool:
        """Whether a label may be an answer: its column is not for names, and its row lacks nothing that others have.

        Or it is a step that others chose as well: of those no more than one is nobody's.
        """
        again = asked.is_a_step(text) and asked.said_again(text)
        beside = (names for names in telling if names.column.index != asked.column.index)
        lacks = any(names.lacks_at(place) for names in beside if not names.column.asks_for_comment)
        return (again or not lacks) and not asked.may_be_names

    def _is_no_figure(
        self, place: int, text: str, rows: Sequence[Sequence[CellValue]], others: Set[int], blocks: Sequence[range]
    ) -> bool:
        """Whether a row is not what it is called: neither in the middle of others', nor their highest or lowest."""
        if not self._is_no_middle(place, rows, others, blocks):
            return False
        theirs = [rows[at] for at in others if at != place]
        return not is_called_an_end(text) or is_no_end(rows[place], theirs, self._statements, self._point)

    def _is_no_middle(
        self, place: int, rows: Sequence[Sequence[CellValue]], others: Set[int], blocks: Sequence[range]
    ) -> bool:
        """Whether answers in words or whole figures are neither the mean nor the median of others', or of a team's."""
        row, statements = rows[place], self._statements
        words = self._are_words(row)
        if not words and not self._are_whole(row):
            return False
        for some in (range(len(rows)), *blocks):
            theirs = [rows[at] for at in some if at in others and at != place]
            if some in blocks and len(theirs) < 2:
                continue
            if not (
                is_no_middle_in_words(row, theirs, statements, self._point)
                if words
                else is_no_middle(row, theirs, statements)
            ):
                return False
        return True

    def _is_an_answer(self, place: int, row: Sequence[CellValue], asked: OthersSaid, telling: Sequence[_Names]) -> bool:
        """Whether a label beside answers in words is one: its row has what no sums have, an id, a time, or a name."""
        if not self._are_words(row):
            return False
        beside = [names for names in telling if names.column.index != asked.column.index]
        text = as_text(row[asked.column.index])
        if any(names.is_nobody_elses(place) for names in beside):
            return not (asked.may_be_names and is_called_a_figure(text))
        if not self._may_answer(place, text, asked, telling):
            return False
        own = [names for names in beside if names.is_own(place)]
        own = [names for names in own if not (names.count_from_one and self._table.layout is PLAIN)]
        described = self._is_described(row, asked.column.index, comments=False)
        return bool(own) and asked.has_answers and described is not False

    def _point(self, text: str) -> int | None:
        """The place of an answer on the scale; None of anything else."""
        return self._headings.option(text) if self._is_point(text) else None

    def _rows_of(self, numbers: Collection[int]) -> dict[int, Sequence[CellValue]]:
        """Some rows as they stand, by their numbers."""
        rows = enumerate(islice(self._table.sheet.rows(), max(numbers, default=0)), 1)
        return {number: row for number, row in rows if number in numbers}

    def _without_answers_in_words(self, all: Mapping[int, Stop], numbers: Sequence[int]) -> Mapping[int, Stop]:
        """Without those between people who give no name, and those with a short one, whose answers are all words.

        Sums are figures. A highest or lowest answer may be written as a word, and so who is called *Max* is somebody
        where other columns say something of him as of all others.
        """
        people = [at for at in range(len(numbers)) if at not in all]
        if not people:
            return all
        between = range(people[0], people[-1])
        nameless = {at for at, stop in all.items() if stop.code == "nothing-among-names" and at in between}
        short = {at for at, stop in all.items() if stop.code == "word-for-sums" and is_short_name(stop.value or "")}
        places = {numbers[at]: at for at in nameless | short}
        somebody = {
            at
            for number, row in self._rows_of(places).items()
            if self._are_words(row) and ((at := places[number]) in nameless or self._is_somebody(row, all[at]))
        }
        return {at: stop for at, stop in all.items() if at not in somebody}

    def _is_somebody(self, row: Sequence[CellValue], stop: Stop) -> bool:
        """Whether a row of words with a short name is somebody's; a letter is no highest answer, as *Max* may be."""
        described = self._is_described(row, stop.column)
        return is_short_for_sums(stop.value or "") if described is None else described

    def _are_words(self, row: Sequence[CellValue]) -> bool:
        """Whether all that was answered are words of the scale, or that say that something is no answer."""
        cells = (row[column.index] for column in self._table.statements if column.index < len(row))
        given = [text for cell in cells if (text := as_text(cell))]
        return bool(given) and all(map(self._is_option, given))

    def _are_whole(self, row: Sequence[CellValue]) -> bool:
        """Whether all that was answered are whole figures."""
        given = [text for at in self._statements if (text := _text(row, at))]
        return bool(given) and all(map(str.isdecimal, given))

    def _is_described(self, row: Sequence[CellValue], named: int, *, comments: bool = True) -> bool | None:
        """Whether a row has words wherever nearly all have some beside their names; None where nothing else is told.

        What is a number does not tell: sums have a mean age as well.
        """
        ends = [*self._first, *self._last]
        kinds = ("role", "respondent", "personal", "other")
        further = [
            column.index
            for column in self._labels
            if column.kind in kinds
            and column.index != named
            and (comments or not column.asks_for_comment)
            and 4 * sum(_is_text(one, column.index) for one in ends) >= 3 * len(ends)
        ]
        return all(_is_text(row, at) for at in further) if further else None

    def no_sums(self, numbers: Sequence[int], sums: Collection[int]) -> dict[int, Stop]:
        """Which rows that were taken for sums by such as *Max* are asked about: their figures are none."""
        columns = {column.index: column for column in self._labels if column.kind not in WHO}
        rows = self._rows_of(frozenset(sums))
        first = {number: next((at for at, cell in enumerate(row) if as_text(cell)), -1) for number, row in rows.items()}
        called = {
            number: text
            for number, at in first.items()
            if at in columns and may_be_refuted(text := as_text(rows[number][at]))
        }
        if not called:
            return {}
        every = enumerate(self._table.sheet.rows(), 1)
        found = refuted(every, frozenset(numbers), called, self._statements)
        return {
            number: Stop(
                "word-for-sums",
                first[number],
                called[number],
                {"heading": shortened(columns[first[number]].heading)},
            )
            for number in found
        }

    def _of_figures(self, blocks: Sequence[range], numbers: Sequence[int], names: _Names) -> Sequence[range]:
        """The teams' rows, unless somebody without a number at their edges answered in words, which no sums do."""
        blank = {numbers[place] for place, cell in enumerate(names.cells) if cell == ""} if blocks else ()
        if not blank:
            return blocks
        rows = islice(self._table.sheet.rows(), max(blank))
        return () if any(at in blank and self._has_words(row) for at, row in enumerate(rows, 1)) else blocks

    def _beside_sums(
        self,
        numbers: Sequence[int],
        who: Sequence[tuple[CellValue, ...]],
        sums: Set[int],
        doubtful: Set[int],
        naming: Sequence[_Names],
    ) -> Iterator[tuple[int, Stop]]:
        """A few rows under rows of sums, or one above them, up to the table's edge, that nothing shows to be people's.

        Where people are numbered or dated as the others are, and where it is other teams' rows that stand there, sums
        may stand between people.
        """
        people = [place for place, number in enumerate(numbers) if number not in sums | doubtful]
        if not sums or not naming:
            return
        first, last = min(sums), max(sums)
        above, below = ([place for place in people if numbers[place] < at] for at in (first, last))
        for few, many, most in ((people[len(above) :], above, _FEW), (below, people[len(below) :], 1)):
            shown = any(names.shows_people and names.is_like_others(place) for place in few for names in naming)
            theirs = {cells for place in many for cells in enumerate(who[place])}
            others = any(cell != "" and (at, cell) not in theirs for place in few for at, cell in enumerate(who[place]))
            if 0 < len(few) <= most and len(few) < len(many) and not shown and not others:
                rows = self._rows_of({numbers[place] for place in few}).values()
                if not all(self._is_described(row, naming[0].column.index) for row in rows):
                    yield from ((place, Stop("beside-sums", naming[0].column.index)) for place in few)

    def _apart(
        self, numbers: Sequence[int], who: Sequence[tuple[CellValue, ...]], gaps: Sequence[int], names: _Names | None
    ) -> dict[int, Stop]:
        """A few rows behind an empty one, or before it, that nothing shows to be somebody's."""
        blocks: dict[int, list[int]] = {}
        for place, number in enumerate(numbers):
            blocks.setdefault(bisect(gaps, number), []).append(place)
        most = max(map(len, blocks.values()), default=0)
        few = (block for block in blocks.values() if len(block) <= _FEW and max(2, len(block)) < most)
        apart = [place for block in few for place in block]
        nobody = [place for place in apart if not (names.is_like_others(place) if names else any(who[place]))]
        for block in blocks.values() if len(blocks) <= _FEW else ():
            if names and len(block) < most and names.stand_above(frozenset(block)):
                nobody += block
        return {place: Stop("apart", self._table.statements[0].index) for place in nobody}

    def _labelled(self, rows: int, named: Collection[int], teams: Collection[str]) -> Iterator[tuple[int, Stop]]:
        """The first and last rows that have what sums are called, or an answer option, where no other row has.

        What sums are called may be answered in a column for anything: there it may stand in other rows as well.
        Not the first ones by options, or where a column has no name: there a legend stands beside the table, or sums.
        """
        ends = {**dict(enumerate(self._first)), **dict(enumerate(self._last, rows - len(self._last)))}
        for column in self._labels:
            texts = {at: as_text(row[column.index]) for at, row in sorted(ends.items()) if column.index < len(row)}
            if not any(texts.values()):
                continue
            words = self._words_of(column, named)
            labels = [place for place, text in texts.items() if text and words(text, teams)]
            if column.index in self._answered:
                few = _at_the_ends(labels, [*texts], below=not column.names)
                yield from ((place, _labelled(column, texts[place])) for place in few)
            if not _stand_together(labels, [*texts], below=not column.names):
                labels = self._options(texts)
                figures = not any(self._has_words(ends[place]) for place in labels)
                if column.index in named:  # nobody is called »Enig«; who is called Tom or KA, and answered, is somebody
                    labels = [place for place in labels if figures or self._is_point(texts[place])]
                elif not figures or len(labels) < _SOME_OPTIONS:
                    labels = []
            if len({texts[place] for place in labels}) == len(labels):
                yield from ((place, _labelled(column, texts[place])) for place in labels)

    @staticmethod
    def _words_of(column: TableColumn, named: Collection[int]) -> Callable[[str, Collection[str]], bool]:
        """What tells of a text in a column, and the names of teams, whether the first or last row is called sums."""
        if column.kind in WHO:
            return lambda text, _: are_sums_of_all(text)
        if column.index in named:
            return lambda text, _: are_sums(text) or is_of_nobody(text) or is_everybody(text)
        if column.kind in ("respondent", "personal"):
            return lambda text, teams: (
                are_sums_beside(text) or is_everybody(text) or is_another(text) or name_alone(text) in teams
            )
        return lambda text, teams: are_sums_beside(text) or are_sums_of_a_team(text, teams)

    def _options(self, texts: Mapping[int, str]) -> list[int]:
        """The last rows that have an answer option in a column, where no other has; none, if one stands there twice."""
        all = [*texts.values()]
        if all.count(all[-1]) > 1 or not self._is_option(all[-1]):
            return []
        options = [place for place, text in texts.items() if self._is_option(text)]
        return options if _stand_together(options, [*texts], below=True) else []

    def _has_words(self, row: Sequence[CellValue]) -> bool:
        """Whether anything was answered in words, where a table of counts has figures."""
        cells = (row[column.index] for column in self._table.statements if column.index < len(row))
        return any(HAS_WORD.search(as_text(cell)) for cell in cells)

    def _is_option(self, text: str) -> bool:
        return not text.isdigit() and self._headings.is_option(text)

    def _is_point(self, text: str) -> bool:
        code = self._headings.option(text)
        return code is not None and code < len(self._headings.values)

    def _among_teams(self, who: Sequence[tuple[CellValue, ...]]) -> Iterator[tuple[int, Stop]]:
        """The one row of a team, an organisation or a role that is called sums, wherever it stands: ``Nord i alt``.

        Nor is anybody's role that of everybody, *Hele teamet*.
        """
        columns = {
            at: column for at, kind in enumerate(WHO) if kind != "quarter" and (column := self._table.first(kind))
        }
        often = Counter(who) if columns else Counter()
        alone = {cells for cells, times in often.items() if times == 1 < len(often)}
        found = {
            cells: _labelled(column, as_text(cells[at]))
            for cells in alone
            for at, column in columns.items()
            if isinstance(text := cells[at], str)
            and (has_a_word_for_sums(text) or is_a_figure(text) or (column.kind == "role" and is_everybody(text)))
        }
        if 0 < len(found) * 2 < len(who):  # where most are called so, it is what teams are called
            yield from ((place, found[cells]) for place, cells in enumerate(who) if cells in found)


def _blocks(who: Sequence[tuple[CellValue, ...]]) -> list[range]:
    """The places of rows on end that are about one team and quarter; none where all are, or hardly any stand so."""
    if len({cells[:3] for cells in {*who}}) < 2:
        return []
    pairs = enumerate(pairwise(who), 1)  # the same cells are mostly the same tuple
    starts = [0, *[at for at, (one, other) in pairs if one is not other and one[:3] != other[:3]]]
    few = len(starts) * _LEAST_BLOCK <= len(who)
    return [range(*ends) for ends in pairwise([*starts, len(who)])] if few else []


def _is_team(text: str, teams: Collection[str]) -> bool:
    """Whether a text names one of some teams, and says that it is one: *Nord* alone is a surname, too."""
    name = name_alone(text)
    return name in teams and name != words_alone(text)


def _cell(row: Sequence[CellValue], at: int) -> CellValue:
    return row[at] if at < len(row) else ""


def _text(row: Sequence[CellValue], at: int) -> str:
    return as_text(_cell(row, at))


def _is_text(row: Sequence[CellValue], at: int) -> bool:
    return at < len(row) and _HAS_LETTER.search(as_text(row[at])) is not None


def _edges(places: Collection[int], blocks: Sequence[range]) -> set[int]:
    """Of some places those with which teams begin or end."""
    return {at for block in blocks for way in (block, block[::-1]) for at in takewhile(lambda at: at in places, way)}


def _at_their_edges(places: Sequence[int], blocks: Sequence[range]) -> bool:
    """Whether some places are the first ones of most blocks, or the last ones, and fewer than the others there."""
    parts = [places[bisect_left(places, block.start) : bisect_left(places, block.stop)] for block in blocks]
    there = [(part, block) for part, block in zip(parts, blocks, strict=True) if part]
    few = all(len(part) <= _FEW and 2 * len(part) < len(block) for part, block in there)
    first = all([*part] == [*block[: len(part)]] for part, block in there)
    last = all([*part] == [*block[-len(part) :]] for part, block in there)
    return len(there) > 1 and 2 * len(there) > len(blocks) and few and (first or last)


def _stand_together(places: Sequence[int], every: Sequence[int], *, below: bool) -> bool:
    """Whether some of all rows, and not all, are the last ones; or the first ones, unless they must be below."""
    few = 0 < len(places) < len(every)
    return few and (list(places) == every[-len(places) :] or (not below and list(places) == every[: len(places)]))


def _at_the_ends(some: Collection[int], every: Sequence[int], *, below: bool) -> list[int]:
    """A few of some of all rows, and not of all, with which these end; or begin, unless they must be below."""
    ways = (every[::-1],) if below else (every, every[::-1])
    ends = {at for way in ways for at in islice(takewhile(lambda at: at in some, way), _FEW)}
    return sorted(ends) if len(some) < len(every) else []


def _labelled(column: TableColumn, text: str) -> Stop:
    return Stop("label-for-sums", column.index, text, {"heading": shortened(column.heading)})
