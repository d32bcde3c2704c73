"""Where a table's headings are: which rows, and what each column is called there.

Some tools give every answer option a column of its own. Such columns are found here, by the options in a second heading
row or behind the statement, and are one statement's together.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import islice

from hf_fidelity.ground import fold, lazily, plain_code
from hf_fidelity.readers.survey.cells.book import CellValue, Sheet, as_text, sort_of
from hf_fidelity.readers.survey.table.between import only_facts
from hf_fidelity.readers.survey.table.legends import Legend
from hf_fidelity.readers.survey.words.columns import Clash, Doubt, Headings, Match
from hf_fidelity.readers.survey.words.compared import FACTS, forms, kind_by_name, pieces, words_alone
from hf_fidelity.readers.survey.words.tools import LAYOUTS, PLAIN, Layout, kind_in, layout_of, matches

_DEEPEST = 30
"""Headings are looked for in so many rows; above them stand titles."""
_FEW = 3
"""So many different texts under one statement are options, and no answers."""
_ABOVE = 2
"""So many rows above the statements may still name other columns."""
_TEXTS_ABOVE = 5
"""So many rows above ids their texts may stand, and above statements a row of names: between them tools write of what
kind a question is, and people of what several are about."""

RowOfCells = Sequence[CellValue]


@dataclass(frozen=True)
class OptionBlock:
    """The columns that hold one statement's answer options, a column each."""

    statement: str
    columns: tuple[int, ...]
    options: tuple[str, ...]
    """What each column's option is called; the scale need not know all of them."""
    sure: bool = True
    """Whether there are options enough to know that they are options."""


@dataclass(frozen=True)
class Header:
    """The rows of a table's headings."""

    rows: tuple[int, ...]
    """From 1, in a run."""
    layout: Layout
    columns: tuple[tuple[str, ...], ...]
    """Column → what it is called, row by row; empty cells are left out."""
    statements: int
    """How many of the statements the headings name."""
    above: tuple[RowOfCells, ...] = ()
    """The rows above the headings."""
    blocks: tuple[OptionBlock, ...] = ()
    """Statements whose answer options have a column each; the first of the columns has the statement's name."""
    beside: frozenset[int] = frozenset()
    """Those of them that name columns which the headings leave bare, from 0: what stands there is said of no file."""

    @property
    def names(self) -> list[tuple[int, str]]:
        """The columns that are called something, and what."""
        return [(column, names[-1]) for column, names in enumerate(self.columns) if names]


def find_header(sheet: Sheet, headings: Headings, legend: Legend) -> Header | None:
    """The headings of a sheet; None where no row names a statement."""
    head = spelt(list(islice(sheet.rows(), _DEEPEST)), headings, legend)
    counted = _counted(head, headings, legend)
    if not counted or not max(counted):
        return None
    base = counted.index(max(counted))
    rows = _Rows(head, base, headings, legend)
    return _header(rows, rows.first, rows.last, counted[base])


def spelt(head: Sequence[RowOfCells], headings: Headings, legend: Legend) -> list[RowOfCells]:
    """Rows of headings, with the noughts that a whole series of ids lacks; a legend knows them as they stand."""
    if legend or not any(map(headings.with_nought, {cell for row in head for cell in row if isinstance(cell, str)})):
        return list(head)
    told = [headings.spelt(cell for cell in row if isinstance(cell, str)) for row in head]
    return [
        [said.get(cell, cell) if isinstance(cell, str) else cell for cell in row] if said else row
        for said, row in zip(told, head, strict=True)
    ]


def header_at(
    head: Sequence[RowOfCells], first: int, last: int, headings: Headings, legend: Legend, *, base: int
) -> Header:
    """The headings in the rows ``first`` to ``last`` (from 0), whose statements stand in row ``base``.

    A row with the statements' options right above belongs to them, though nobody named it.
    """
    rows = _Rows(head, base, headings, legend)
    first = min(first, rows.above)
    return replace(_header(rows, first, last), rows=tuple(range(first + 1, last + 2)))


def _header(rows: "_Rows", first: int, last: int, statements: int = 0) -> Header:
    head, base, headings = rows.head, rows.base, rows.headings
    below = tuple(sort_of(cell) for cell in head[last + 1]) if len(head) > last + 1 else ()
    layouts = {i: layout_of(_texts(head[i]), below) for i in range(max(0, base - _ABOVE), last + 1)}
    marked = [i for i, layout in layouts.items() if layout is not PLAIN]
    first = min([first, *marked])
    width = max(len(row) for row in head)
    among = {i: rows.names_below(i) for i in range(first, last + 1)}
    columns = [_names(rows, column, among) for column in range(width)]
    layout = layouts[marked[0]] if marked else PLAIN
    if last > first:
        columns = [tuple(name for name in names if not _is_under(name)) for names in columns]
    no_names = (rows.tells_scale, rows.says_one_word)  # what stands there is no name, and read as a note is
    if told := [i for i in range(base + 1, last + 1) if any(is_none(i) for is_none in no_names)]:
        notes = {_text(head[i], column) for i in told for column in range(width)}
        columns = [tuple(name for name in names if name not in notes) for names in columns]
    found = _Blocks(rows, columns)
    blocks = tuple(found.all())
    for option in found.counts:
        columns[option.column] = (option.text,)
    for block in blocks:
        for column in block.columns:
            columns[column] = ()
        columns[block.columns[0]] = (headings.name_of(block.statement),)
    numbers = tuple(range(first + 1, last + 2))
    return Header(numbers, layout, tuple(columns), statements, tuple(head[:first]), blocks, rows.beside)


_ONE_WORD = lazily(r"[^\W\d_]{2,}")
_UNDER = "|".join(layout.under for layout in LAYOUTS if layout.under)


@lru_cache(maxsize=4096)
def _is_under(text: str) -> bool:
    """Whether a tool writes this under its headings, in a row that still is no answer."""
    return matches(_UNDER, fold(text))


def _counted(head: Sequence[RowOfCells], headings: Headings, legend: Legend) -> list[int]:
    """Per row, how many statements it names. Data far down is not looked at once the headings are sure."""
    counted: list[int] = []
    for row in head:
        counted.append(len(named_in(row, headings, legend)))
        if max(counted) > 2 and counted[-1] * 2 < max(counted):
            break
    return counted


def named_in(row: RowOfCells, headings: Headings, legend: Legend) -> set[str]:
    """The statements that a row names; of a cut heading that may be several, the heading."""
    return set(_naming(row, headings, legend).values())


def _naming(row: RowOfCells, headings: Headings, legend: Legend) -> Mapping[int, str]:
    """Column → the statement that it names."""
    return _named_by(row, headings, legend) if legend.texts else _naming_alone(tuple(row), headings)


@lru_cache(maxsize=256)
def _naming_alone(row: tuple[CellValue, ...], headings: Headings) -> Mapping[int, str]:
    """As :func:`_naming`, without a legend. The same headings stand in every file of a batch."""
    return _named_by(row, headings, _NO_LEGEND)


_NO_LEGEND = Legend()


def _named_by(row: RowOfCells, headings: Headings, legend: Legend) -> dict[int, str]:
    named: dict[int, str] = {}
    for column, cell in enumerate(row):
        if isinstance(cell, str) and cell:
            found = headings.look((cell, *_explained(cell, legend)))
            if isinstance(found, Clash):
                named[column] = found.statements[0]
            elif isinstance(found, Match):
                named[column] = found.statement
            elif isinstance(found, Doubt) and found.why == "cut":
                named[column] = fold(cell)
    return named


def _explained(name: str, legend: Legend) -> tuple[str, ...]:
    text = legend.texts.get(fold(name)) if legend.texts else None
    return (text,) if text else ()


@dataclass(frozen=True)
class _Run:
    """Columns beside one another that one statement's heading stands over, once or in each of them."""

    start: int
    statement: str


def _runs(row: RowOfCells, naming: Mapping[int, str], width: int) -> dict[int, _Run]:
    """Column → the run of columns that it is in; none where no statement's heading stands over it."""
    runs: dict[int, _Run] = {}
    run: _Run | None = None
    for column in range(width):
        text = _text(row, column)
        alike = run and naming.get(column) == run.statement and set(forms(text)) & set(forms(_text(row, run.start)))
        if text and not alike:  # »S01« and »S01 comment« are two questions; the same text may be numbered
            run = _Run(column, naming[column]) if column in naming else None
        if run:
            runs[column] = run
    return runs


_COUNTED = frozenset(
    (
        "i alt", "ialt", "total", "totalt", "sum", "antal", "antal svar", "antal kryds", "count", "responses", "n",
        "summe", "gesamt", "insgesamt", "anzahl", "totalsumma", "antall", "suma", "yhteensä",
    )
)  # fmt: skip
"""What stands over the number of ticks, beside the options."""

_ITEMS = lazily(
    r"(nr|no|nummer|number|#"
    r"|(tema|theme|thema|emne|område|item|udsagn|statement|spørgsmål|question|punkt|skala|scale|vægt|weight)(er|s)?)\W*"
)


def _numbers_items(text: str) -> bool:
    """Whether a text in front of a row of numbers says that they number what is asked, or weigh it."""
    return _ITEMS.fullmatch(fold(text)) is not None


_FROM_TO = lazily(r"\d\s*([-–—]|til|to|bis|a)\s*\w*\d")


def _says(words: str, id: str) -> bool:
    return f" {words_alone(id)} " in f" {words} "


class _Rows:
    """Which rows around the one that names the statements are headings too."""

    def __init__(self, head: Sequence[RowOfCells], base: int, headings: Headings, legend: Legend) -> None:
        self.head, self.base, self.headings, self.legend = head, base, headings, legend
        self._naming = _naming(head[base], headings, legend)

    @cached_property
    def last(self) -> int:
        """The last one: below the statements stand more of them, a tool's own words, options, what these mean, or what
        the columns beside them are called."""
        last, below = self.base, range(self.base + 1, min(self.base + 3, len(self.head)))
        for i in below:
            kinds = (
                self._names_more,
                self._is_tools,
                self._has_options,
                self._explains,
                self.tells_scale,
                self.names_below,
            )
            if not any(is_one(i) for is_one in kinds):
                break
            last = i
        return max((last, *filter(self._is_tools, below)))  # above a tool's own words stands nobody's answer

    @cached_property
    def first(self) -> int:
        """The first one: above ids may stand what they stand for, or that they are another survey's."""
        first = self.base
        for i in range(self.base - 1, max(-1, self.base - 1 - _TEXTS_ABOVE), -1):
            if self._is_answered(i):
                break  # what stands higher is another table's
            first = i if self._explains(i) or self._contradicts(i) else first
        return min(first, self.above)

    def _contradicts(self, i: int) -> bool:
        """Whether above a statement's id stands the same id, with a text that is not the statement's."""
        above = ((id, _text(self.head[i], at)) for at, id in self._naming.items())
        again = [(id, text) for id, text in above if _says(words_alone(text), id) and not _FROM_TO.search(text)]
        looked = ((id, self.headings.look((text, id))) for id, text in again)
        return any(isinstance(found, Match) and found.beside and found.statement == id for id, found in looked)

    @cached_property
    def runs(self) -> dict[int, _Run]:
        """Column → the run of one statement's columns that it is in."""
        return _runs(self.head[self.base], self._naming, max(map(len, self.head)))

    @cached_property
    def _widest_run(self) -> int:
        """How many columns the statement with the most has."""
        return max(Counter(run.start for run in self.runs.values()).values(), default=0)

    @cached_property
    def of_options(self) -> list[int]:
        """The rows of headings below the statements that hold answer options."""
        return [i for i in range(self.base + 1, self.last + 1) if self._has_options(i)]

    @cached_property
    def _over(self) -> tuple[int, Mapping[int, str]]:
        """The row above the statements that holds answer options, and which stands over each of their columns.

        An option stands over each column, or once over all statements that it is asked of.
        """
        for i in range(self.base - 1, max(-1, self.base - 1 - _ABOVE), -1):
            option, over = "", dict[int, str]()
            for column in range(max(map(len, self.head))):
                option = _text(self.head[i], column) or option
                if column in self._naming and option:
                    over[column] = option
            if self._are_options(over):
                return i, over
        return self.base, {}

    def _are_options(self, over: Mapping[int, str]) -> bool:
        """Whether texts over statements' columns are options: most are known, and each stands over a statement once."""
        texts, numbers = set(over.values()), set(map(str, self.headings.values))
        known = {text for text in texts if self.headings.is_option(text)}
        pairs = {(self._naming[column], words_alone(text)) for column, text in over.items()}
        several = len(pairs) >= min(_FEW, len(numbers)) * len({statement for statement, _ in pairs}) > 0
        return several and len(pairs) == len(over) and (len(known) * 2 > len(texts) or numbers <= texts)

    @property
    def above(self) -> int:
        """The row above the statements that holds their options; that of the statements where there is none."""
        return self._over[0]

    @cached_property
    def bare(self) -> list[int]:
        """The columns with something in them over which the row of the statements has nothing."""
        width, below = max(map(len, self.head)), self.head[self.base + 1 :]
        empty = (at for at in range(width) if not _text(self.head[self.base], at))
        return [at for at in empty if any(_text(row, at) for row in below)]

    @cached_property
    def beside(self) -> frozenset[int]:
        """The rows above the statements that name columns beside them, whose own cells are empty: merged ones, or names
        that stand as high as what is asked of several statements.

        A line that says whose the table is, ``Team`` and a name, is none; neither is a title, far above, of two parts.
        """
        found = set[int]()
        for i in range(self.base - 1, max(-1, self.base - 1 - _TEXTS_ABOVE), -1):
            row = self.head[i]
            names, over = (sum(bool(_text(row, at)) for at in those) for those in (self.bare, self._naming))
            near = i >= self.base - _ABOVE
            if names and (names > 1 or over) and (near or (over and names + over > 2)) and not only_facts(row):
                found.add(i)
        return frozenset(found)

    def names_below(self, i: int) -> bool:
        """Whether a row right below the statements is one of headings by what stands beside them, and nobody's answers:
        it names columns that have no name yet, says the names once more, or numbers the statements."""
        row = self.head[i]
        beside = {at: text for at in range(len(row)) if at not in self._naming and (text := _text(row, at))}
        under = [text for at in self._naming if (text := _text(row, at))]
        if not beside or any(re.search(r"\d", text) for text in beside.values()) or only_facts(row):
            return False
        if i != self.base + 1 or any(self.headings.is_option(text) and not text.isdigit() for text in under):
            return False
        kinds = {kind for text in beside.values() if (kind := kind_by_name(text))}
        if set(beside) <= set(self.bare):  # »Team« alone may be what all of them answered together
            return bool(kinds) and (len(beside) > 1 or (bool(under) and kinds.isdisjoint((*FACTS, "role"))))
        again = all(fold(text) == fold(_text(self.head[self.base], at)) for at, text in beside.items())
        numbers = len(under) == len(self._naming) and all(map(str.isdigit, under))
        return bool(under) and (again or (numbers and any(map(_numbers_items, beside.values()))))

    def over(self, column: int) -> tuple[str, str] | None:
        """A column's statement, and the option in the row above the statements; None where there is none."""
        option = self._over[1].get(column)
        return (self._naming[column], option) if option else None

    def _names_more(self, i: int) -> bool:
        return len(named_in(self.head[i], self.headings, self.legend)) * 2 > len(set(self._naming.values()))

    def _is_tools(self, i: int) -> bool:
        """Whether most of a row, or all of it under the statements, is what a tool writes under its headings."""
        texts = [text for text in _texts(self.head[i]) if text]
        under = [text for column in self._naming if (text := _text(self.head[i], column))]
        told = sum(map(_is_under, texts))
        return told * 2 > len(texts) or (bool(under) and all(map(_is_under, under))) or self.says_one_word(i)

    def says_one_word(self, i: int) -> bool:
        """Whether under headings of a tool that writes a word below each statement stands one in any language.

        It is the same under all of them and no answer, and of all rows this one alone has nothing in the tool's own
        columns: where those were emptied, it may be what somebody said.
        """
        layout = layout_of(_texts(self.head[self.base]))
        if not layout.under or i != self.base + 1:
            return False
        words = {_text(self.head[i], at) for at in self._naming}
        own = [at for at, name in enumerate(_texts(self.head[self.base])) if kind_in(layout, name)]
        below = [row for row in self.head[i + 1 :] if any(_text(row, at) for at in self._naming)]
        return (
            len(self._naming) > 1
            and len(words) == 1
            and all(_ONE_WORD.fullmatch(word) and not self._is_answer(word) for word in words)
            and not any(_text(self.head[i], at) for at in own)
            and bool(below)
            and all(any(_text(row, at) for at in own) for row in below)
        )

    def _has_options(self, i: int) -> bool:
        """Whether different options stand in a row under most statements, of which each has several columns."""
        least = min(_FEW, len(self.headings.values))
        if self._widest_run < least:
            return False
        under, texts = dict[_Run, list[str]](), dict[_Run, list[str]]()
        for column, run in self.runs.items():
            text = _text(self.head[i], column)
            texts.setdefault(run, []).append(words_alone(text))
            if self.headings.is_option(text):
                under.setdefault(run, []).append(words_alone(text))
        if self._are_repeated(list(texts.values())) or self._are_numbers(list(texts.values())):
            return True
        several = {run for run, said in under.items() if len(said) >= least and len(set(said)) == len(said)}
        if len(several) * 2 > len(set(self._naming.values())):
            return True
        others = [text for run, said in texts.items() if run not in several for text in said if text]
        return bool(several) and all(map(_is_under, others))  # the others have one column each, and a tool's word

    @staticmethod
    def _are_repeated(under: list[list[str]]) -> bool:
        """Whether the same texts stand under every statement: its options, though the scale does not know them."""
        words = {text for text in under[0] if re.search(r"[^\W\d_]", text)} if under else set()
        return (
            len(under) > 1 and len(words) >= _FEW and len(words) == len(under[0]) and all(u == under[0] for u in under)
        )

    def _are_numbers(self, under: list[list[str]]) -> bool:
        """Whether the numbers of all points stand in order under each of several statements."""
        points = list(map(str, self.headings.values))
        return len(under) > 1 and len(points) >= _FEW and all(texts in (points, points[::-1]) for texts in under)

    def _explains(self, i: int) -> bool:
        """Whether a row holds a text for each id, and neither answers nor anything that stands again further down."""
        by_id = [at for at in self._naming if self._is_id(_text(self.head[self.base], at))]
        texts = [text for at in by_id if (text := _text(self.head[i], at))]
        if len(by_id) < 2 or len(texts) * 10 < len(by_id) * 9 or len(set(map(fold, texts))) < len(texts):
            return False
        if not all(re.search(r"[^\W\d_]{2}", text) for text in texts) or any(map(self._is_answer, texts)):
            return False
        below = [_text(row, at) for row in self.head[max(i, self.base) + 1 :] for at in by_id]
        answers = sum(map(self._is_answer, below))
        return answers * 2 > sum(map(bool, below)) and not set(map(fold, texts)) & set(map(fold, below))

    def tells_scale(self, i: int) -> bool:
        """Whether what stands in a row under the statements says which numbers the ends of the scale are."""
        under = [text for column in self._naming if (text := _text(self.head[i], column))]
        return bool(under) and all(map(self.headings.tells_scale, under))

    def _is_answered(self, i: int) -> bool:
        """Whether somebody's answers stand in a row: an option, or the same number twice."""
        texts = [text for at in self._naming if self._is_answer(text := _text(self.head[i], at))]
        return len(set(texts)) < len(texts) or any(map(self.headings.is_option, texts))

    def _is_id(self, text: str) -> bool:
        """Whether a heading is a statement's id, as tools write it, and no more: ``S01``, ``HF[S01]``, ``S01_1``."""
        found = self.headings.look((text,))
        return isinstance(found, Match) and found.how == "id" and not found.beside

    def _is_answer(self, text: str) -> bool:
        return self.headings.is_option(text) or re.fullmatch(r"\W*[a-zA-Z]?\d{1,2}([.,]0)?\W*", text) is not None


_PARTS = lazily(r"\s*(?:___|[/|:=_»>]|\s[-–—]\s?|[-–—](?=\S)|\.(?=\s|\S))\s*")
_MARKS = " /|:=_-–—»>"
_AT_THE_END = lazily(r"(.*\S)\s*[\[(]\s*(?:choice\s*=\s*)?(.+?)\s*[\])]\s*", re.DOTALL)


def _splits(name: str) -> Iterator[tuple[str, str]]:
    """A heading as statement and option: ``statement [option]``, and parted by each mark, the longest option first."""
    if at_the_end := _AT_THE_END.fullmatch(name):
        yield at_the_end[1], at_the_end[2]
    marks = [mark for mark in _PARTS.finditer(name) if not _explains_a_code(name, mark)]
    for mark in marks:
        yield name[: mark.start()], name[mark.end() :].strip(_MARKS)
    for mark in marks:
        yield name[mark.end() :], name[: mark.start()].strip(_MARKS)


def _explains_a_code(name: str, mark: re.Match[str]) -> bool:
    """Whether a mark stands in ``(1 = disagree, 5 = agree)``, which parts a code from its words and no option off."""
    return (
        re.search(r"[\s,;(\[/]\d{1,2}$", name[: mark.start()]) is not None and name[mark.start() :].strip()[0] in "=:"
    )


def _tells_its_scale(stem: str, option: str, headings: Headings) -> bool:
    """Whether what stands before an option names another one: ``… from 1 (disagree) to 5``, ``… (disagree``."""
    return any(headings.is_option(piece) and piece != words_alone(option) for piece in pieces(stem))


@dataclass(frozen=True)
class _Option:
    column: int
    statement: str
    stem: str
    text: str


def _statement_in(names: tuple[str, ...], headings: Headings) -> str | None:
    """The statement that a heading stands for, if nothing contradicts it."""
    found = headings.look(names) if names else None
    return found.statement if isinstance(found, Match) and not found.beside else None


@lru_cache(maxsize=4096)
def _option_alone(names: tuple[str, ...], headings: Headings) -> tuple[str, str, str] | None:
    """As :func:`_option_in`, without a legend. The same headings stand in every file of a batch."""
    return _option_in(names, headings, _NO_LEGEND)


def _option_in(names: tuple[str, ...], headings: Headings, legend: Legend) -> tuple[str, str, str] | None:
    """The statement, its words and the option in a heading that has both; None where it has not."""
    if any(words_alone(name) in headings.whole for name in names):
        return None
    codes = {*map(str, headings.values), str(headings.values[0] - 1)}
    for stem, option in (pair for name in names for pair in _splits(name)):
        text = legend.labels.get(fold(stem), {}).get(plain_code(option), option)
        known = headings.is_option(text) or text in codes
        if (
            known
            and not _tells_its_scale(stem, text, headings)
            and (statement := _statement_in((stem, *_explained(stem, legend)), headings))
        ):
            return statement, stem, text
    return None


def answered_in(cell: str, headings: Headings, legend: Legend) -> tuple[str, ...]:
    """The statements behind which an answer stands in one cell, in a line or a part of its own each."""
    parts = [part for part in re.split(r"[\n;|]", cell) if part.strip()] if len(cell) >= _FEW else []
    told = [_option_in((part,), headings, legend) for part in parts] if len(parts) > 1 else []
    return tuple(dict.fromkeys(option[0] for option in told if option))


class _Blocks:
    """Finds the columns that hold one answer option each."""

    def __init__(self, rows: _Rows, names: Sequence[tuple[str, ...]]) -> None:
        self._rows, self._names = rows, names
        self._headings, self._legend = rows.headings, rows.legend
        self.counts: list[_Option] = []
        """Columns that stand among options and count how many of them are ticked."""

    def all(self) -> Iterator[OptionBlock]:
        """Every statement's block."""
        by_statement: dict[str, list[_Option]] = {}
        for column, names in enumerate(self._names):
            if option := self._under(column) or self._behind(column, names):
                by_statement.setdefault(option.statement, []).append(option)
        by_statement = {
            statement: sorted((*options, *self._unknown(options)), key=lambda option: option.column)
            for statement, options in by_statement.items()
        }
        there = {option.column for options in by_statement.values() for option in options}
        plain = {self._statement(names) for at, names in enumerate(self._names) if at not in there}
        for statement, options in by_statement.items():
            told = list(filter(self._is_one, options))
            if statement not in plain and (block := self._block(statement, told)):
                self.counts += (option for option in options if option not in told)
                yield block

    def _block(self, statement: str, options: list[_Option]) -> OptionBlock | None:
        known = {words_alone(option.text) for option in options if self._headings.is_option(option.text)}
        values, texts = self._headings.values, {option.text for option in options}
        digits = texts == set(map(str, values))
        shifted = texts == {str(value - 1) for value in values}  # nobody says what these mean
        if not known and not digits and not shifted and any(option.stem for option in options):
            return None  # a number behind a heading may be anything
        sure = len(known) > 1 or digits
        return OptionBlock(statement, tuple(o.column for o in options), tuple(o.text for o in options), sure)

    def _is_one(self, option: _Option) -> bool:
        """Whether it is an option, and not what a column is called that counts those of a row."""
        return self._headings.is_option(option.text) or words_alone(option.text) not in _COUNTED

    def _statement(self, names: tuple[str, ...]) -> str | None:
        return _statement_in(names, self._headings)

    def _under(self, column: int) -> _Option | None:
        """The option in the row under a statement that stands over several columns, or in the one above it."""
        if (over := self._rows.over(column)) and over[0] in self._headings.order:
            return _Option(column, over[0], "", over[1])
        run = self._rows.runs.get(column)
        if run is None:
            return None
        for row in self._rows.of_options:
            text = _text(self._rows.head[row], column)
            if text and not _is_under(text) and run.statement in self._headings.order:
                return _Option(column, run.statement, "", text)
        return None

    def _behind(self, column: int, names: tuple[str, ...]) -> _Option | None:
        """The option behind a statement, or in front of it."""
        if self._legend.texts:
            found = _option_in(names, self._headings, self._legend)
        else:
            found = _option_alone(names, self._headings)
        return _Option(column, *found) if found else None

    def _unknown(self, options: list[_Option]) -> list[_Option]:
        """Further columns called like those of a statement's options, whose own options the scale does not know."""
        stems, taken = {words_alone(option.stem) for option in options} - {""}, {option.column for option in options}
        told = {
            column: [pair for name in names for pair in _splits(name) if words_alone(pair[0]) in stems]
            for column, names in enumerate(self._names)
            if column not in taken and not self._is_whole(names)
        }
        return [
            _Option(
                column, options[0].statement, *max(pairs, key=lambda pair: len(pair[0]))
            )  # no mark before the words
            for column, pairs in told.items()
            if pairs
        ]

    def _is_whole(self, names: tuple[str, ...]) -> bool:
        return any(words_alone(name) in self._headings.whole for name in names)


def _texts(row: RowOfCells) -> tuple[str, ...]:
    return tuple(as_text(cell) if isinstance(cell, str) else "" for cell in row)


def _names(rows: _Rows, column: int, among: Mapping[int, bool]) -> tuple[str, ...]:
    """What a column is called; where its own heading is empty, a name just above will do: in a row of such names, or of
    a known kind. ``among`` says of the rows of headings whether each only names what stands beside the statements."""
    head = rows.head
    said = (i for i, beside in among.items() if not beside or column in rows.bare)  # else it is a number, or said above
    names = [text for i in said if (text := _text(head[i], column))]
    if not names:
        there = [(i, text) for i in range(rows.base - 1, -1, -1) if (text := _text(head[i], column))]
        names = [text for i, text in there[:1] if i in rows.beside or (i >= rows.base - _ABOVE and kind_by_name(text))]
    return tuple(dict.fromkeys([*names, *(text for name in names for text in _explained(name, rows.legend))]))


def _text(row: RowOfCells, column: int) -> str:
    cell = row[column] if column < len(row) else ""
    return as_text(cell)
