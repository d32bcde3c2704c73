"""What tells people apart, a column at a time: a name, a number or a time of each row's own; and which rows lack it."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence, Set
from functools import cached_property
from itertools import islice, pairwise, takewhile
from operator import itemgetter
from statistics import fmean, median

from hf_fidelity.ground import fold, lazily
from hf_fidelity.readers.survey.cells.book import CellValue, as_text
from hf_fidelity.readers.survey.rows.places import FEW_SUMS, Stop, stand_at_edges
from hf_fidelity.readers.survey.sentences import shortened
from hf_fidelity.readers.survey.table.understand import AnswerTable
from hf_fidelity.readers.survey.words.columns import TableColumn
from hf_fidelity.readers.survey.words.compared import ColumnKind, words_alone
from hf_fidelity.readers.survey.words.not_said import is_nobody
from hf_fidelity.readers.survey.words.sums import (
    HAS_WORD,
    are_sums_anywhere,
    are_surely_sums,
    is_a_whole_name,
    is_another,
    is_no_person,
    is_nobodys_name,
    is_year,
    may_be_initials,
    may_be_sums,
    name_alone,
)

_NAMING = 3
"""So many columns are looked at for numbers and names of respondents."""


def naming_columns(table: AnswerTable) -> list[TableColumn]:
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
_YEAR = 4
"""So many digits has a year."""
_SHORTEST_CODE = 3
"""Codes of fewer characters are numbers and initials."""


def _run(numbers: Sequence[int]) -> bool:
    """Whether numbers count something: each more than the one before, and few left out."""
    rising = all(one < other for one, other in pairwise(numbers))
    return rising and numbers[-1] - numbers[0] < 2 * len(numbers) + FEW_SUMS


class NamingColumn:
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
        some = islice((text for cell in self.cells if (text := as_text(cell))), FEW_SUMS)
        if not any(_IN_GROUPS.fullmatch(_DIGITS.sub("0", text)) for text in some):
            return False  # as in nearly all columns, of which not every cell is looked at then
        ids = [as_text(self.cells[place]) for place in sorted(self.with_ids)]
        groups = [[int(digits) for digits in _DIGITS.findall(text)] for text in ids]
        nearly_all = len(ids) * 10 >= sum(cell != "" for cell in self.cells) * 9
        days = any(map(_A_DAY.fullmatch, ids[:1]))
        parted = all(len(group) > 1 for group in groups)
        return nearly_all and parted and not days and _run([group[-1] for group in groups]) if ids else False

    def without(
        self, beside: Sequence["NamingColumn"], teams: Collection[str], blocks: Sequence[range] = ()
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
            for place in takewhile(lambda at: self.is_nobody_at(at, called), islice(places, FEW_SUMS)):
                found.setdefault(place, self._stop("word-for-sums", as_text(self.cells[place])))
            for place in islice(places, FEW_SUMS):  # the label at the edge may be one that no list has
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
                few = list(takewhile(lambda at: self.is_nobody_at(at, teams), islice(places, FEW_SUMS)))
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
        below = len(blank) <= FEW_SUMS and blank == [*range(last - len(blank), last)]
        return blank if len(blank) == 1 or below or stand_at_edges(blank, blocks) else []

    def _no_plain_numbers(self) -> list[int]:
        """The few first or last rows with letters and signs, where all others have digits alone: ``P50``, ``90 %``."""
        there = [(place, as_text(cell)) for place, cell in enumerate(self.cells) if cell != ""]
        odd = [place for place, text in there if not _COUNTS_SOMEBODY.fullmatch(text)]
        if not 0 < len(odd) <= min(FEW_SUMS, len(there) - len(odd)) or len(there) - len(odd) < 2:
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
            named = self._are_names or self.is_initials(place)
            return named and not may_be_sums(text) and not is_nobody(fold(text))
        return (self._are_names and not self._comes_of_others(text)) or self._is_long_code(text)

    def is_nobody_elses(self, place: int) -> bool:
        """Whether what is a row's own here is so that nobody would give it to sums: an id, a time, initials."""
        if not self.is_own(place):
            return False
        if self.column.kind == "date" or self._is_a_time(as_text(self.cells[place])):
            return self._is_a_time(as_text(self.cells[place]))
        return ((self._are_numbers or place in self.with_ids) and not self.count_from_one) or self.is_initials(place)

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
        return sorted(odd) if go_on and len(odd) <= FEW_SUMS and 2 * len(odd) < len(others) else []

    @property
    def count_from_one(self) -> bool:
        """Whether the numbers may be those of lines, which sums have as well; who is *1001* has an id."""
        return self.count_on and min(map(int, self._often)) <= FEW_SUMS

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
        return nobody if len(nobody) <= FEW_SUMS and 4 * len(nobody) <= len(self.cells) else []

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
    for column in naming_columns(table):
        names = NamingColumn(column)
        names.cells += map(names.cell, rows)
        if names.can_tell() and len(set(map(as_text, names.cells)) - {""}) == len(rows):
            yield column.index


def _is_team(text: str, teams: Collection[str]) -> bool:
    """Whether a text names one of some teams, and says that it is one: *Nord* alone is a surname, too."""
    name = name_alone(text)
    return name in teams and name != words_alone(text)
