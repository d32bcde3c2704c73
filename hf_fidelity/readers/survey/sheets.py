"""Which sheet of a file holds the answers, as a table with one row for each respondent and one column a statement.

One wide table that a tool wrote in pieces (``Dataset(1)``, ``Dataset(2)`` …) is put together again, and so are the
columns of one statement, and the rows of one respondent where each holds one answer. A file of figures per question is
not taken for answers.
"""

import csv
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import cached_property
from itertools import accumulate, chain, islice, zip_longest
from typing import Protocol, runtime_checkable

from hf_fidelity.domain.survey.exports import PERHAPS_HEADINGS, AskedForm, FileSaid, RowSet
from hf_fidelity.ground import N_, CellFinding, Quarter, fold, plain_code
from hf_fidelity.readers.survey.answers import ScaleWords
from hf_fidelity.readers.survey.cells.book import (
    Book,
    CellValue,
    Fault,
    NothingNoted,
    Range,
    Refused,
    Sheet,
    as_text,
    cell_name,
    column_letters,
    column_number,
)
from hf_fidelity.readers.survey.columns import IGNORE, Clash, Doubt, Headings, Match
from hf_fidelity.readers.survey.dates import WrittenDates
from hf_fidelity.readers.survey.header import (
    Header,
    OptionBlock,
    answered_in,
    find_header,
    header_at,
    named_in,
    spelt,
)
from hf_fidelity.readers.survey.job import Options
from hf_fidelity.readers.survey.legends import Legend, is_legend_name, legend_in
from hf_fidelity.readers.survey.sentences import (
    FILE,
    CellPlace,
    Term,
    finding,
    heading_shown,
    headings_shown,
)
from hf_fidelity.readers.survey.sum_words import sums_up
from hf_fidelity.readers.survey.tools import LAYOUTS, Layout, layout_named, layout_of
from hf_fidelity.readers.survey.words import WHO, kind_by_name, words_alone

_FIGURES_PER_QUESTION = re.compile(r"(question|spørgsmål) \d+")
"""What a tool calls the sheets that hold figures per question."""
_FIGURES = re.compile(
    r"(response|svar)?\s?(percent|procent|pct\.?|count|antal|%|andel)s?|responses|total|i alt|n|gennemsnit|average|mean"
)
_DEPTH = 200
_SOME_HEADINGS = 12
"""So many are shown where none of them is what is missing: enough to see which file it is."""


def find_table(book: Book, options: Options, legend: Legend, mapping: FileSaid) -> tuple[Sheet, Header]:
    """The sheet that holds the answers, and its headings. Raises Refused where there is none, or more than one."""
    sheets = _candidates(book, mapping)
    if mapping.header_rows:
        name, header = _header_as_said(sheets, mapping.header_rows, options, legend)
        sheet = sheets[name]
        if header.statements < _ACROSS and (pivoted := _pivoted(sheets, options, mapping)):
            sheet, header = pivoted, pivoted.header
    else:
        sheet, header = _best_header(book, sheets, options, legend, mapping)
    if mapping.layout:
        header = replace(header, layout=layout_named(mapping.layout))
    return sheet, header


class SeveralTables(Exception):
    """Answers stand on more than one sheet."""

    def __init__(self, finding: CellFinding, tables: Sequence[tuple[Sheet, Header]]) -> None:
        super().__init__(finding)
        self.finding = finding
        self.tables = tables


def _header_as_said(
    sheets: Mapping[str, Sheet], rows: Sequence[int], options: Options, legend: Legend
) -> tuple[str, Header]:
    """The headings in the rows that a mapping names, and their sheet's name."""
    if len(sheets) > 1:
        raise Refused(finding(FILE, "several-sheets", sheets=list(sheets)))
    (name, sheet), first, last = next(iter(sheets.items())), rows[0], rows[-1]
    headings = options.headings
    head = spelt(list(islice(sheet.rows(), last + 1)), headings, legend)
    if len(head) < last:
        raise Refused(no_statements(options.form, (), name or None))
    named = {i: len(named_in(head[i], headings, legend)) for i in range(first - 1, last)}
    base = max(named, key=lambda i: named[i])
    header = header_at(head, first - 1, last - 1, headings, legend, base=base)
    return name, replace(header, statements=named[base])


def _best_header(
    book: Book, sheets: Mapping[str, Sheet], options: Options, legend: Legend, mapping: FileSaid
) -> tuple[Sheet, Header]:
    """The headings that name the most statements, and their sheet."""
    looked = {name: find_header(sheet, options.headings, legend) for name, sheet in sheets.items()}
    headers = {name: header for name, header in looked.items() if header}
    if not max((len(header.names) > 1 for header in headers.values()), default=False):
        _refuse_one_column(sheets)
    across = max((header.statements for header in headers.values()), default=0)
    if across < _ACROSS and mapping.columns is None:
        _refuse_answers_in_one_cell(sheets, options.headings, legend)
    if across < _ACROSS and (pivoted := _pivoted(sheets, options, mapping)):
        return pivoted, pivoted.header
    if not headers and (hidden := _hidden_tables(book, options, legend)):
        sheets, headers = {name: book.sheets[name] for name in hidden}, hidden
    if not headers:
        raise _no_table(book, sheets, options)
    best = _best(_answered(headers, sheets, options.headings), sheets)
    few = headers[best].statements * 4 < len(options.form.order)
    if few and (figures := _sheet_of_figures(book, options)) is not None:
        raise Refused(finding(FILE, "aggregated", CellPlace(figures or None)))
    return sheets[best], headers[best]


def _pivoted(sheets: Mapping[str, Sheet], options: Options, mapping: FileSaid) -> "Pivoted | None":
    """The first sheet with a row for each answer, put together; none where a mapping has columns of statements."""
    if not set((mapping.columns or {}).values()).isdisjoint(options.form.order):
        return None
    return next((pivoted for sheet in sheets.values() if (pivoted := _down(sheet, options, mapping))), None)


def _hidden_tables(book: Book, options: Options, legend: Legend) -> dict[str, Header]:
    """The hidden sheets that have a column for a statement, with their headings."""
    sheets = {name: sheet for name, sheet in book.sheets.items() if name in book.hidden and not explains(name, sheet)}
    looked = {name: find_header(sheet, options.headings, legend) for name, sheet in sheets.items()}
    return {name: header for name, header in looked.items() if header and header.statements}


_MARKS = ";,\t|^~"
_NO_MARKS = "\"'.-–()"
_ENOUGH_CELLS, _ROWS_LOOKED_AT = 3, 20


def _refuse_one_column(sheets: Mapping[str, Sheet]) -> None:
    """Raise Refused where a sheet has only one column, with the cells of a whole row in each of its cells."""
    for sheet in sheets.values():
        rows = [[text for cell in row if (text := as_text(cell))] for row in islice(sheet.rows(), _ROWS_LOOKED_AT)]
        rows = [row for row in rows if row]
        if len(rows) > 1 and all(len(row) == 1 for row in rows):
            texts = [row[0] for row in rows]
            others = Counter(sign for sign in texts[0] if not (sign.isalnum() or sign.isspace() or sign in _NO_MARKS))
            for mark in dict.fromkeys((*_MARKS, *others)):
                cells = {len(row) for row in csv.reader(texts, delimiter=mark)}
                if len(cells) == 1 and cells.pop() >= _ENOUGH_CELLS:
                    raise Refused(
                        finding(FILE, "one-column", CellPlace(sheet.name), heading_shown(texts[0]), mark=mark)
                    )
            if _is_of_fixed_width(sheet):
                raise Refused(finding(FILE, "fixed-width", CellPlace(sheet.name), heading_shown(texts[0])))


def _is_of_fixed_width(sheet: Sheet) -> bool:
    """Whether runs of blanks part the cells of a row that stand in one: in most as many as headings, in none more."""
    lines = ("".join(map(str, row)).strip() for row in islice(sheet.rows(), _ROWS_LOOKED_AT))
    cells = [len(re.split(r" {2,}", line)) for line in lines if line]
    return cells[0] >= _ENOUGH_CELLS and max(cells) == cells[0] and cells.count(cells[0]) * 2 > len(cells)


def _refuse_answers_in_one_cell(sheets: Mapping[str, Sheet], headings: Headings, legend: Legend) -> None:
    """Raise Refused where a cell holds answers to several statements, each behind its statement: a whole matrix."""
    for sheet in sheets.values():
        for number, row in enumerate(islice(sheet.rows(), _ROWS_LOOKED_AT), 1):
            for at, cell in enumerate(row):
                if isinstance(cell, str) and len(given := answered_in(cell, headings, legend)) > 1:
                    place = CellPlace(sheet.name, number, cell_name(number, at))
                    raise Refused(finding(FILE, "answers-in-one-cell", place, statements=list(given)))


def no_statements(form: AskedForm, headings: Sequence[tuple[int, str]], sheet: str | None) -> CellFinding:
    """That no heading names a statement; of the headings, enough are shown to see which file it is."""
    there = headings_shown(headings, _SOME_HEADINGS)
    name = "no-statements" if there else "no-table"
    return finding(FILE, name, CellPlace(sheet), form=form.name, columns=there)


def nearly_but_not(heading: str, doubt: Doubt, place: CellPlace) -> CellFinding:
    """That a heading is nearly a statement's, and is not read."""
    shown = heading_shown(heading)
    return finding(FILE, "nearly-but-not", place, shown, heading=shown, statement=doubt.statements[0])


def _candidates(book: Book, mapping: FileSaid) -> dict[str, Sheet]:
    """The sheets that may hold answers: those that are seen and explain nothing; pieces of one table put together."""
    shown = ((name, sheet) for name, sheet in book.sheets.items() if name not in book.hidden)
    seen = {name: sheet for name, sheet in shown if not explains(name, sheet)}
    together = _together(seen or dict(book.sheets))
    if mapping.sheet is None:
        return together
    named = [sheets for sheets in (together, book.sheets) if any(fold(name) == fold(mapping.sheet) for name in sheets)]
    if not named:
        names = [name for name in book.sheets if name]
        raise Refused(finding(FILE, "no-sheet" if names else "no-sheets", asked=mapping.sheet, sheets=names))
    return {name: sheet for name, sheet in named[0].items() if fold(name) == fold(mapping.sheet)}


def explains(name: str, sheet: Sheet) -> bool:
    """Whether a sheet explains others, as it is called: answers may stand on one that is called so as well."""
    return is_legend_name(name) and legend_in(sheet.rows(), name) is not None


def may_hold_more(book: Book, read: Collection[str], options: Options) -> dict[str, Sheet]:
    """The sheets besides those that are read, without what explains, sums up, or says the same once more."""
    known, words = set(map(fold, read)), ScaleWords(options.form.scale)
    twice = [layout for layout in LAYOUTS if layout.sheets and any(_rank(n, layout) is not None for n in known)]
    others = {
        name: sheet
        for name, sheet in book.sheets.items()
        if fold(name) not in known and all(_rank(name, layout) is None for layout in twice)
    }
    return {
        name: sheet
        for name, sheet in others.items()
        if not explains(name, sheet) and not _is_of_figures(name, sheet, options.headings, words)
    }


_PIECES = [re.compile(layout.side_by_side) for layout in LAYOUTS if layout.side_by_side]


def _together(sheets: dict[str, Sheet]) -> dict[str, Sheet]:
    """The sheets, with the pieces of one wide table as one sheet under the name of the first piece."""
    for pattern in _PIECES:
        pieces: dict[str, list[str]] = {}
        for name in sheets:
            if match := pattern.fullmatch(fold(name)):
                pieces.setdefault(match[1], []).append(name)
        for names in pieces.values():
            whole = SideBySide([sheets[name] for name in names])
            sheets = {name: sheet for name, sheet in sheets.items() if name not in names} | {names[0]: whole}
    return sheets


def _answered(headers: Mapping[str, Header], sheets: Mapping[str, Sheet], headings: Headings) -> Mapping[str, Header]:
    """The headings under which anything stands besides sums; all of them, where nothing stands under any."""
    if len(headers) < 2:
        return headers
    return {name: one for name, one in headers.items() if _is_filled_in(sheets[name], one, headings)} or headers


def _is_filled_in(sheet: Sheet, header: Header, headings: Headings) -> bool:
    """Whether anything stands under the statements in a row that is none of sums: in a template nothing does."""
    named = {at for at, names in enumerate(header.columns) if headings.names_any(names)}
    columns = sorted(named.union(*(block.columns for block in header.blocks)))
    return not columns or any(
        any(row[at] != "" and as_text(row[at]) for at in columns if at < len(row))
        and not sums_up(row, columns, headings)
        for row in islice(sheet.rows(), header.rows[-1], None)
    )


def _best(headers: Mapping[str, Header], sheets: Mapping[str, Sheet]) -> str:
    """The sheet with the most statements; of those that a tool writes twice, the better one."""
    most = max(header.statements for header in headers.values())
    names = [name for name, header in headers.items() if header.statements * 2 > most]
    if len(names) == 1:
        return names[0]
    for layout in LAYOUTS:
        ranks = {name: _rank(name, layout) for name in names}
        if None not in ranks.values():
            return min(names, key=lambda name: ranks[name] or 0)
    raise SeveralTables(
        finding(FILE, "several-sheets", sheets=names), [(sheets[name], headers[name]) for name in names]
    )


def _rank(name: str, layout: Layout) -> int | None:
    """How far down a tool's list of sheets a name stands; ``Dataset(1)`` counts as ``Dataset``."""
    stem = re.sub(r" ?\(\d+\)$", "", fold(name))
    return layout.sheets.index(stem) if stem in layout.sheets else None


def _no_table(book: Book, sheets: Mapping[str, Sheet], options: Options) -> Refused:
    """Why there are no answers in a file; its widest row may hold the headings."""
    if (figures := _sheet_of_figures(book, options)) is not None:
        return Refused(finding(FILE, "aggregated", CellPlace(figures or None)))
    name, sheet = next(iter(sheets.items()), ("", None))
    head = list(islice(sheet.rows(), 30)) if sheet else []
    widest = max(range(len(head)), key=lambda i: sum(cell != "" for cell in head[i]), default=0)
    named = [(at, text) for at, cell in enumerate(head[widest]) if (text := as_text(cell))] if head else []
    draft = {
        "sheet": name,
        "header_rows": [widest + 1],
        "columns": {column_letters(at): IGNORE for at, _ in named},
        PERHAPS_HEADINGS: {column_letters(at): heading_shown(text) for at, text in named},
    }
    nearly = (
        nearly_but_not(text, found, CellPlace(name or None, widest + 1, cell_name(widest + 1, at)))
        for at, text in named
        if isinstance(found := options.headings.look((text,)), Doubt)
    )
    why = no_statements(options.form, named, name or None)
    return Refused(why, {k: v for k, v in draft.items() if v and named}, *nearly)


class SideBySide:
    """Sheets whose rows belong together, as one sheet."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self.sheets = sheets
        self.name = sheets[0].name

    @cached_property
    def _widths(self) -> list[int]:
        return [len(next(iter(sheet.rows()), [])) for sheet in self.sheets]

    @cached_property
    def _starts(self) -> list[int]:
        """The column of the whole in which each piece begins."""
        return [0, *accumulate(self._widths)][:-1]

    def rows(self) -> Iterator[list[CellValue]]:
        """Every row, the pieces of each beside one another. Raises Refused where a piece has other rows."""
        for pieces in zip_longest(*(sheet.rows() for sheet in self.sheets)):
            row: list[CellValue] = []
            for piece, width in zip(pieces, self._widths, strict=True):
                if piece is None:
                    raise Refused(finding(FILE, "uneven-sheets", sheets=[str(sheet.name) for sheet in self.sheets]))
                row += [*piece[:width], *[""] * (width - len(piece))]
            yield row

    def faults(self) -> Mapping[tuple[int, int], tuple[Fault, str]]:
        """The faults of every piece."""
        return {
            (row, column + start): fault
            for sheet, start in zip(self.sheets, self._starts, strict=True)
            for (row, column), fault in sheet.faults().items()
        }

    def hidden_rows(self) -> RowSet:
        """Rows that are hidden on the first piece."""
        return self.sheets[0].hidden_rows()

    def hidden_columns(self) -> list[int]:
        """The hidden columns of every piece."""
        return [
            at + start for sheet, start in zip(self.sheets, self._starts, strict=True) for at in sheet.hidden_columns()
        ]

    def sum_rows(self, columns: Set[int]) -> Set[int]:
        """The rows that any piece shows to be sums."""
        pieces = zip(self.sheets, self._starts, strict=True)
        return {row for sheet, start in pieces for row in sheet.sum_rows({column - start for column in columns})}

    @property
    def merged_cells(self) -> list[Range]:
        """Those of every piece."""
        pieces = zip(self.sheets, self._starts, strict=True)
        ranges = ((*first, *last, start) for sheet, start in pieces for first, last in sheet.merged_cells)
        return [((top, left + start), (bottom, right + start)) for top, left, bottom, right, start in ranges]

    @property
    def comments(self) -> dict[tuple[int, int], str]:
        """Those of every piece."""
        pieces = zip(self.sheets, self._starts, strict=True)
        return {(row, at + start): text for sheet, start in pieces for (row, at), text in sheet.comments.items()}

    @property
    def from_1904(self) -> bool:
        """As in the first piece: all are of one file."""
        return self.sheets[0].from_1904

    def home(self, column: int) -> tuple[str | None, int]:
        """The sheet that a column of the whole stands on, and which column it is there."""
        at = max(i for i, start in enumerate(self._starts) if start <= column)
        return self.sheets[at].name, column - self._starts[at]


@runtime_checkable
class HasHome(Protocol):
    """A sheet that was put together from others, or from other columns."""

    def home(self, column: int) -> tuple[str | None, int]:
        """The sheet that a column stands on, and which column it is there."""


_TICKS = frozenset(
    (
        "x", "1", "true", "sand", "sandt", "selected", "valgt", "checked", "yes", "ja", "y", "j", "on", "markeret",
        "afkrydset", "afmærket", "vald", "markerad", "ausgewählt", "wahr", "seleccionado", "verdadero", "sí", "quoted",
    )
)  # fmt: skip
"""What stands in the column of an option that was chosen …"""
_NO_TICKS = frozenset(
    (
        "0", "false", "falsk", "not selected", "unselected", "ikke valgt", "unchecked", "not checked", "no", "nej",
        "nei", "nein", "n", "off", "n a", "na", "ikke markeret", "nicht ausgewählt", "nicht gewählt", "falsch",
        "no seleccionado", "falso", "inte vald", "ikke afkrydset", "not quoted",
    )
)  # fmt: skip
"""… and in that of one that was not."""
_TICK_SIGNS, _NO_TICK_SIGNS = frozenset("✓✔☑☒✗✘×●■"), frozenset("☐□○-–—.")


class Merged:
    """A sheet on which several columns are one statement's: the first has the answer, the others are empty."""

    def __init__(self, sheet: Sheet, header: int, groups: Sequence[OptionBlock], headings: Headings) -> None:
        self._sheet, self._header, self.groups, self._headings = sheet, header, groups, headings
        self.name = sheet.name

    def home(self, column: int) -> tuple[str | None, int]:
        """The sheet that a column stands on, and which column it is there."""
        return self._sheet.home(column) if isinstance(self._sheet, HasHome) else (self.name, column)

    def hidden_rows(self) -> RowSet:
        """Those of the sheet."""
        return self._sheet.hidden_rows()

    def hidden_columns(self) -> Collection[int]:
        """Those of the sheet."""
        return self._sheet.hidden_columns()

    def sum_rows(self, columns: Set[int]) -> Set[int]:
        """Those of the sheet, in any column of a statement."""
        others = {at for group in self.groups if group.columns[0] in columns for at in group.columns}
        return self._sheet.sum_rows(columns | others)

    @property
    def merged_cells(self) -> Sequence[Range]:
        """Those of the sheet."""
        return self._sheet.merged_cells

    @property
    def comments(self) -> Mapping[tuple[int, int], str]:
        """Those of the sheet."""
        return self._sheet.comments

    @property
    def from_1904(self) -> bool:
        """As on the sheet."""
        return self._sheet.from_1904

    def faults(self) -> Mapping[tuple[int, int], tuple[Fault, str]]:
        """The faults of the sheet; those of a statement's columns are in the first of them."""
        first = {column: group.columns[0] for group in self.groups for column in group.columns}
        return {(row, first.get(at, at)): fault for (row, at), fault in self._sheet.faults().items()}

    def rows(self) -> Iterator[list[CellValue]]:
        """Every row; those below the headings with one cell for each statement."""
        for number, row in enumerate(self._sheet.rows(), 1):
            yield self._whole(row) if number > self._header else row

    def _whole(self, row: list[CellValue]) -> list[CellValue]:
        row = list(row)
        for group in self.groups:
            self._merge(row, group)
        return row

    def _merge(self, row: list[CellValue], group: OptionBlock) -> None:
        """Put what is filled in into the first column; two that are filled in are two answers."""
        cells = [row[at] if at < len(row) else "" for at in group.columns]
        pairs = zip(cells, group.columns, strict=True)
        read = [self._answer(cell, at, group) for cell, at in pairs] if group.options else cells
        given = [cell for cell in read if words_alone(as_text(cell)) or as_text(cell) not in ("", "-", "–", "—")]
        if len(given) > 1 and not group.options:  # branches: what says that nothing was asked gives way
            given = [cell for cell in given if words_alone(as_text(cell)) not in _NO_TICKS] or given[:1]
        for at in group.columns:
            if at < len(row):
                row[at] = ""
        if given:
            row += [""] * (group.columns[0] + 1 - len(row))
            row[group.columns[0]] = given[0] if len(given) == 1 else "; ".join(map(as_text, given))

    def _answer(self, cell: CellValue, at: int, group: OptionBlock) -> CellValue:
        """The name of the option, where it is ticked; else empty, or what is neither."""
        text = plain_code(as_text(cell))
        ticked = self._ticked(text, at, group)
        option = group.options[group.columns.index(at)]
        if ticked is None:
            return "" if self._is_comment(at, group) else f"{option} / {text}"
        if not ticked or self._is_comment(at, group):
            return ""
        return option

    def _ticked(self, text: str, at: int, group: OptionBlock) -> bool | None:
        """Whether an option's cell says that it was chosen; None where it says neither."""
        said, option = words_alone(text), group.options[group.columns.index(at)]
        if not text or text in _NO_TICK_SIGNS:
            return False
        if text in _TICK_SIGNS or (said and said == words_alone(option)):
            return True
        code = self._headings.option(text)
        if code is not None and code == self._headings.option(option):
            return True
        if text == self._numbers.get(at):
            return True
        return True if said in _TICKS else False if said in _NO_TICKS else None

    def _is_comment(self, at: int, group: OptionBlock) -> bool:
        """Whether a column whose option the scale does not know holds texts of people's own, and no ticks."""
        option = group.options[group.columns.index(at)]
        if self._headings.is_option(option) or option.strip().isdigit():
            return False
        return any(self._ticked(text, at, group) is None for text in self._values.get(at, ()))

    @cached_property
    def _values(self) -> dict[int, Counter[str]]:
        """Column of an option → what stands in it, blanks apart, and how often."""
        there = {at: Counter[str]() for group in self.groups if group.options for at in group.columns}
        for row in islice(self._sheet.rows(), self._header, None) if there else ():
            for at, values in there.items():
                if at < len(row) and row[at] != "" and len(values) < _SOME_VALUES:
                    values[plain_code(as_text(row[at]))] += 1
        return there

    @cached_property
    def _numbers(self) -> dict[int, str]:
        """Column of an option → the one number that stands in it, which is the option's own."""
        numbers = {at: {text for text in values if text.isdigit()} for at, values in self._values.items()}
        own = {at: some - {"0"} for at, some in numbers.items()}
        found = {
            at: next(iter(some)) for at, some in own.items() if len(some) == 1 and set(self._values[at]) <= {*some, "0"}
        }
        for group in self.groups:
            noughts = [at for at in group.columns if "0" in numbers.get(at, ())]
            others = {found.get(at) for at in group.columns} - {None, "1"}
            if len(noughts) == 1 and others and numbers[noughts[0]] == {"0"}:
                found[noughts[0]] = "0"  # a scale that begins at nought
        return found

    def points_of(self, group: OptionBlock) -> Collection[int]:
        """The points (0: the lowest) of which a statement's options have a column; of options that are numbers, all."""
        points = frozenset(range(len(self._headings.values)))
        options = frozenset(map(self._headings.option, group.options))
        return points if any(option.strip().isdigit() for option in group.options) else points & options

    def untold(self) -> list[tuple[OptionBlock, str]]:
        """The groups of which it cannot be told what is ticked, with a value that says so."""
        return [(group, value) for group in self.groups if group.options and (value := self._contrary(group))]

    def _contrary(self, group: OptionBlock) -> str:
        """A number or another option's name in an option's column; empty where there is none, but for a row of sums."""
        for at in group.columns:
            odd = {text: n for text, n in self._values[at].items() if self._is_contrary(text, at, group)}
            if sum(odd.values()) > max(1, sum(self._values[at].values()) // _ODD_ONE_IN):
                return min(odd)
        return ""

    def _is_contrary(self, text: str, at: int, group: OptionBlock) -> bool:
        number = text.replace(",", "").replace(".", "").replace("%", "").strip().isdigit()
        return (number or self._headings.is_option(text)) and self._ticked(text, at, group) is None


_SOME_VALUES, _ODD_ONE_IN = 1000, 20


# Statements down a column: a turned table, or one row for each answer.

_ACROSS = 2
"""Headings that name so many statements stand above a table with one row for each respondent."""
_RESPONDENTS = re.compile(
    r"(the )?(respondent|deltager|participant|person|informant|case|bruger|user|svarperson|teilnehmer\w*|befragte\w*"
    r"|deltagare|deltaker|participante|encuestado|medarbejder|ansat|employee|mitarbeiter(in)?|medarbetare|anställd"
    r"|ansatt|medarbeider|empleado|vastaaja|työntekijä|osallistuja)(n|ns|ens|s)?"
    r"( ?(id|nr|no|nummer|number|nro|numero))?"
    r"|(svar|response|record|besvarelses?|submission|session) ?(id|nr|no)|besvarelse|token|répondant|encuestad[oa]"
)
_ANSWERS = re.compile(
    r"(svar|answer|response|value|værdi|vurdering|score|rating|point|antwort|wert|respuesta|valor|verdi|värde"
    r"|besvarelse|vastaus|arvo)( ?tekst| text)?"
)
_QUESTIONS = re.compile(
    r"(spørgsmål|spørsmål|udsagn|påstand|question|statement|item|fråga|påstående|frage|aussage|pregunta|afirmación"
    r"|väite|kysymys|variable?l?)( ?(tekst|text|id|nr|no|label))?"
)
"""What columns of such a table are called: who answered, the answer, and what was asked."""
_THEMES = re.compile(
    r"(tema|theme|thema|teema|kategori|category|kategorie|categoría|dimension|område|emne|gruppe|grupp|group|del|afsnit"
    r"|section|skala|scale|battery|batteri|type|overskrift|kort ?navn|short ?name)(navn|name)?"
)


def _down(sheet: Sheet, options: Options, mapping: FileSaid) -> "Pivoted | None":
    """The table that is meant, where the statements stand down a column; None where they do not.

    Raises Refused for a turned table, for figures per statement, and where it cannot be told whose an answer is.
    """
    table, headings = list(islice(sheet.rows(), _DEPTH)), options.headings
    said = {column_number(letter): meant for letter, meant in (mapping.columns or {}).items()}
    above = mapping.header_rows[-1] if mapping.header_rows else 0
    down = _named_in_columns(table, said, above, headings)
    if not down:
        table += _named_further_down(sheet, headings)
        down = _named_in_columns(table, said, above, headings)
        down = {at: rows for at, rows in down.items() if Counter(rows.values()).most_common(2)[1][1] > 1}  # else a list
    if not down:
        return None
    best = max(down, key=lambda at: len(down[at]))
    first = min(down[best])
    across = max((_labels(row, ScaleWords(options.form.scale)) for row in table[:first]), default=0)
    repeated = len(down[best]) > len(set(down[best].values()))
    if across >= 2 or (not repeated and _sheet_is_figures(table, first, best, headings)):
        raise Refused(finding(FILE, "aggregated", CellPlace(sheet.name)))
    if not repeated:
        raise Refused(finding(FILE, "turned", CellPlace(sheet.name)))
    head = above or _headings_above(table, first)
    return _Down(sheet, table, head, down, headings, said if mapping.columns is not None else None).pivoted()


def _named_in_columns(
    table: Sequence[Sequence[CellValue]], said: Collection[int], above: int, headings: Headings
) -> dict[int, dict[int, str]]:
    """The columns with more than one statement down them; not those of which a mapping says something."""
    columns = (at for at in range(max(map(len, table), default=0)) if at not in said)
    return {at: rows for at in columns if len(set((rows := _named_down(table, at, above, headings)).values())) > 1}


def _named_further_down(sheet: Sheet, headings: Headings) -> list[list[CellValue]]:
    """Rows below the first ones with a statement in a cell, some of each: they may stand in order of the statements."""
    found: list[list[CellValue]] = []
    often, seen, named = Counter[CellValue](), set[CellValue](), set[CellValue]()
    rows = islice(sheet.rows(), _DEPTH, None)
    while chunk := list(islice(rows, _AT_A_TIME)):
        there = set(chain.from_iterable(chunk))
        named |= {cell for cell in there - seen if isinstance(cell, str) and headings.is_written(cell)}
        seen |= there
        for row in chunk if not named.isdisjoint(there) else ():
            told = [cell for cell in row if cell in named]
            if any(often[cell] < _DEPTH for cell in told):
                found.append(row)
            often.update(told)
    return found


_AT_A_TIME = 1000


def _named_down(table: Sequence[Sequence[CellValue]], at: int, above: int, headings: Headings) -> dict[int, str]:
    """Row (from 0) → the statement that its cell in a column names, or whose id stands there beside another text."""
    named: dict[int, str] = {}
    cells = {i: row[at] if at < len(row) else "" for i, row in enumerate(islice(table, above, None), above)}
    spelt = headings.spelt(dict.fromkeys(cell for cell in cells.values() if isinstance(cell, str)))
    for i, cell in cells.items():
        if isinstance(cell, str) and len(cell) > 1:
            found = headings.look((spelt.get(cell, cell),))
            if (
                isinstance(found, Match)
                and found.how in ("id", "text", "inside")
                and (not found.beside or found.how == "id")
            ):
                named[i] = found.statement
    return named


def _headings_above(table: Sequence[Sequence[CellValue]], first: int) -> int:
    """How many rows stand above the answers, the last of them their headings.

    Before the first statement there may be answers to other questions: the headings are the row with the most names of
    such columns that is about as full as an answer, and of several the first.
    """
    full = [sum(cell != "" for cell in row) for row in table[: first + 1]]
    names = [sum(map(_is_name_of_long, row)) for row in table[:first]]
    fits = [i for i in range(first) if full[i] >= max(2, full[first] - 1)]
    return 1 + max(fits, key=lambda i: (names[i], full[i] >= full[first], -i), default=first - 1)


def _is_name_of_long(cell: CellValue) -> bool:
    text = as_text(cell)
    said = words_alone(text)
    return bool(kind_by_name(text)) or any(one.fullmatch(said) for one in (_RESPONDENTS, _ANSWERS, _QUESTIONS))


def _sheet_is_figures(table: Sequence[Sequence[CellValue]], first: int, at: int, headings: Headings) -> bool:
    """Whether figures stand beside the statements, and no answers."""
    beside = [as_text(cell) for row in table[first:] for i, cell in enumerate(row) if i != at and cell != ""]
    answers = sum(headings.is_option(text) or bool(re.fullmatch(r"\d{1,2}", text)) for text in beside)
    named = any(_FIGURES.fullmatch(fold(as_text(cell))) for row in table[:first] for cell in row if cell != "")
    return named or answers * 2 < len(beside)


class _Down:
    """Statements down columns of a table, and what its other columns are: who answered, the answer, and no more."""

    def __init__(
        self,
        sheet: Sheet,
        table: Sequence[Sequence[CellValue]],
        head: int,
        down: Mapping[int, Mapping[int, str]],
        headings: Headings,
        said: Mapping[int, str] | None,
    ) -> None:
        """``head`` rows stand above the answers; ``said`` is what a mapping says of columns."""
        self._sheet, self._table, self._head, self._headings = sheet, table, head, headings
        self._down, self._said = down, said
        names = [as_text(cell) for cell in table[head - 1]] if head else []
        self._names = names + [""] * (max(map(len, table)) - len(names))
        self._others = [at for at, name in enumerate(self._names) if (name or at in (said or ())) and at not in down]
        self._named = {i: id for named in down.values() for i, id in named.items()}

    def pivoted(self) -> "Pivoted":
        """One row for each respondent. Raises Refused where it cannot be told whose an answer is, or which cell."""
        answer = self._answer()
        whose = self._whose(answer)
        if len(whose) != 1:
            raise self._refuse(N_("no one column says who answered"), answer)
        if len(answer := [at for at in answer if at not in whose]) != 1:
            raise self._refuse(N_("no one column holds the answers"), [*answer, *whose])
        statements = (*self._down, *self._texts_beside({*whose, *answer}))
        kinds = {at: self._kind(at) for at in self._others if at not in (*statements, *answer)}
        pivoted = Pivoted(self._sheet, self._head, self._names, statements, whose[0], answer[0], kinds, self._headings)
        if pivoted.is_one_person:
            raise self._refuse(N_("who answered is the same in every row, so nobody can be told apart"), answer)
        if pivoted.has_many_twice:
            raise self._refuse(N_("most have answered a statement more than once, as in several rounds"), answer)
        return pivoted

    def _kind(self, at: int) -> str | None:
        return kind_by_name(self._names[at]) if self._said is None else self._said.get(at, IGNORE)

    def _cells(self, at: int, rows: Iterable[int]) -> list[str]:
        table = self._table
        return [as_text(table[i][at]) for i in rows if at < len(table[i]) and table[i][at] != ""]

    @cached_property
    def _open(self) -> list[int]:
        """The columns of which a mapping says nothing."""
        return [at for at in self._others if at not in (self._said or ())]

    @cached_property
    def _several(self) -> list[int]:
        """The columns in which something stands again: a number of each row is nobody's."""
        cells = {at: self._cells(at, range(self._head, len(self._table))) for at in self._open}
        return [at for at, texts in cells.items() if len(set(texts)) < len(texts)]

    def _answer(self) -> list[int]:
        """The columns that may hold the answers: by their words, or of digits by what they are called."""
        rows = sorted(self._named)  # not those of other questions
        column = {at: self._cells(at, rows) for at in self._open}
        answers = [at for at, said in column.items() if sum(map(self._headings.is_option, said)) * 2 > len(said)]
        if answers:
            return answers
        digits = {at: all(re.fullmatch(r"[aA]?\d{1,2}([.,]0)?", text) for text in column[at]) for at in column}
        return [at for at in column if digits[at] and column[at] and self._is_called(at, _ANSWERS)]

    def _whose(self, answer: Collection[int]) -> list[int]:
        """The columns that may say who answered: the one of a mapping, else by what they are called."""
        if told := [at for at, meant in (self._said or {}).items() if meant == "respondent"]:
            return told
        ways = (
            [at for at in self._several if kind_by_name(self._names[at]) == "respondent"],
            [at for at in self._several if self._is_called(at, _RESPONDENTS) and at not in answer],
            [at for at in self._several if self._is_called(at, _RESPONDENTS)],
        )
        return next((whose for whose in ways if len(whose) == 1), ways[1])

    def _is_called(self, at: int, names: re.Pattern[str]) -> bool:
        return names.fullmatch(words_alone(self._names[at])) is not None

    def _texts_beside(self, known: Set[int]) -> list[int]:
        """The columns with a text for each id, where only ids name the statements: their texts, or another survey's.

        What a theme is called is none, and neither is anything that stands beside two ids, or once only.
        """
        looked = {as_text(self._table[i][at]) for at, rows in self._down.items() for i in rows}
        if any(isinstance(one := self._headings.look((text,)), Match) and one.how != "id" for text in looked):
            return []
        return [at for at in self._open if at not in known and not self._is_called(at, _THEMES) and self._tells_id(at)]

    def _tells_id(self, at: int) -> bool:
        pairs = {i: (text[0], id) for i, id in self._named.items() if (text := self._cells(at, [i]))}
        texts = {text for text, _ in pairs.values()}
        worded = [text for text in texts if re.search(r"[^\W\d_]{2}", text) and not re.fullmatch(r"\w*\d", text)]
        return (
            len(worded) == len(texts) >= len(set(self._named.values()))
            and len(texts) == len(set(pairs.values()))
            and len(texts) * 2 <= len(pairs)
            and len(pairs) * 10 >= len(self._named) * 9
        )

    def _refuse(self, why: str, known: Collection[int]) -> Refused:
        """Why they cannot be put together, with the columns of which a mapping may say that they tell who answered."""
        names = {at: heading_shown(name) for at, name in enumerate(self._names)}
        shown = [text for at in self._down for text in headings_shown([(at, names[at])]) or [column_letters(at)]]
        perhaps = {column_letters(at): names[at] for at in self._several if at not in known}
        draft = {
            "sheet": self._sheet.name,
            "header_rows": [self._head] if self._head else None,
            "columns": dict.fromkeys(perhaps, IGNORE),
            PERHAPS_HEADINGS: {letter: f"respondent? {name}" for letter, name in perhaps.items()},
        }
        told = finding(FILE, "long", CellPlace(self._sheet.name), statements=shown, why=Term(why))
        return Refused(told, {key: value for key, value in draft.items() if value and perhaps})


class Pivoted(NothingNoted):
    """A sheet with one row for each answer, as one with a row for each respondent and a column for each statement."""

    def __init__(
        self,
        sheet: Sheet,
        first: int,
        names: Sequence[str],
        statements: tuple[int, ...],
        whose: int,
        answer: int,
        kinds: Mapping[int, str | None],
        headings: Headings,
    ) -> None:
        """``kinds``: what its other columns hold."""
        self.name, self.width = sheet.name, len(names)
        self._sheet, self.head, self._headings = sheet, first, headings
        """So many rows stand above the answers, the last of them their headings."""
        self._statements, self._whose, self._answer = statements, whose, answer
        self._said_by = (statements[0], whose, answer)
        self.others = [*kinds]
        """The columns in the file of those before the statements."""
        self._facts = [at for at, kind in kinds.items() if kind in WHO]
        self._dates = [at for at, kind in kinds.items() if kind == "date"]
        self._order: list[str] = []
        self._table: list[list[CellValue]] = []
        self._cells: dict[tuple[int, str], tuple[int, int]] = {}
        self._starts: list[int] = []
        self._unread: dict[str, None] = {}
        self._people, self._twice, self._blank = 0, 0, 0
        self._go_through(by_quarter=self._are_asked_again())
        heads = [(names[at],) if names[at] else () for at in self.others] + [
            (headings.name_of(id),) for id in self._order
        ]
        self.header = Header((1,), layout_of(tuple(names)), tuple(heads), len(self._order))
        self.remarks = tuple(self._remarks(names))

    @property
    def respondent(self) -> int:
        """The column of this table that says who answered."""
        return self.others.index(self._whose)

    @property
    def has_many_twice(self) -> bool:
        """Whether most respondents have several answers to a statement, and not one."""
        return self._twice * 2 > len(self._cells) - self._blank

    @property
    def is_one_person(self) -> bool:
        """Whether that is so because all answers are said to be the same respondent's."""
        return self.has_many_twice and self._people == 1

    def _answers_down(self) -> Iterator[tuple[int, list[CellValue], tuple[str, ...]]]:
        """The rows below the headings, as wide as all, each with its number and the texts that name its statement."""
        width, spelt = 1 + max((*self.others, *self._statements, self._answer)), self._spelt
        for number, short in enumerate(islice(self._sheet.rows(), self.head, None), self.head + 1):
            row = [*short, *[""] * (width - len(short))]
            named = tuple(spelt.get(text, text) for at in self._statements if (text := as_text(row[at])))
            if named or row[self._answer] != "":
                yield number, row, named

    @cached_property
    def _spelt(self) -> Mapping[str, str]:
        """What stands for a statement without the nought in its id → the same with it."""
        rows = islice(self._sheet.rows(), self.head, None)
        there = {row[at] for row in rows for at in self._statements if at < len(row)}
        return self._headings.spelt(as_text(cell) for cell in there if cell != "")

    def _key(self, row: Sequence[CellValue]) -> tuple[str, ...]:
        return tuple(fold(as_text(row[at])) for at in (self._whose, *self._facts))

    def _are_asked_again(self) -> bool:
        """Whether somebody has answered a statement in several quarters, by one column of days: then each is a row."""
        if len(self._dates) != 1:
            return False
        seen: dict[tuple[object, ...], str] = {}
        answers = ((named, self._key(row), self._quarter(row)) for _, row, named in self._answers_down())
        return any(when and when != seen.setdefault((named, *key), when) for named, key, when in answers)

    def _quarter(self, row: Sequence[CellValue]) -> str:
        """The quarter of a row's day; empty where none or several are possible."""
        quarters = {Quarter.of(day) for day in self._days.days(row[self._dates[0]])}
        return str(*quarters) if len(quarters) == 1 else ""

    @cached_property
    def _days(self) -> WrittenDates:
        return WrittenDates(row[self._dates[0]] for _, row, _ in self._answers_down())

    def _go_through(self, *, by_quarter: bool) -> None:
        """Put every answer into its respondent's row."""
        people: dict[tuple[str, ...], int] = {}
        given: list[dict[str, list[tuple[CellValue, int]]]] = []
        for number, row, named in self._answers_down():
            id = self._statement(named, number)
            if id is None:
                continue
            key = self._key(row)
            if by_quarter:
                key += (self._quarter(row),)
            if not key[0]:
                place = CellPlace(self.name, number, cell_name(number, self._whose))
                raise Refused(finding(FILE, "long-nobody", place))
            if key not in people:
                people[key] = len(given)
                given.append({})
                self._starts.append(number)
                self._table.append([row[at] for at in self.others])
            at = people[key]
            kept = self._table[at]
            self._table[at] = [row[o] if row[o] != "" else old for o, old in zip(self.others, kept, strict=True)]
            given[at].setdefault(id, []).append((row[self._answer], number))
        found = {id for answers in given for id in answers}
        self._people = len({key[0] for key in people})
        self._twice = sum(len(cells) > 1 for answers in given for cells in answers.values())
        self._blank = len(given) * len(found) - sum(map(len, given))
        self._order = [id for id in self._headings.order if id in found]
        for at, answers in enumerate(given):
            for id in self._order:
                cells = answers.get(id, [("", self._starts[at])])
                self._cells[at, id] = cells[0][1], self._answer
                texts = [as_text(cell) for cell, _ in cells if cell != ""]
                self._table[at].append(cells[0][0] if len(cells) == 1 else "; ".join(texts))

    def _statement(self, named: tuple[str, ...], number: int) -> str | None:
        """The statement that a row's answer is to; None where it is to something else."""
        found = self._headings.look(named) if named else None
        place = CellPlace(self.name, number, cell_name(number, self._statements[0]))
        if isinstance(found, Clash):
            heading = heading_shown(" – ".join(named))
            statements = list(found.statements)
            raise Refused(finding(FILE, "heading-clash", place, heading, heading=heading, statements=statements))
        if isinstance(found, Match) and found.beside:
            heading, text = heading_shown(" – ".join(named)), heading_shown(self._headings.name_of(found.statement))
            id = found.statement
            raise Refused(finding(FILE, "row-not-text", place, heading, heading=heading, statement=id, text=text))
        if isinstance(found, Match):
            return found.statement
        self._unread[heading_shown(" – ".join(named)) or cell_name(number, self._statements[0])] = None
        return None

    def _remarks(self, names: Sequence[str]) -> Iterator[CellFinding]:
        place = CellPlace(self.name)
        statement, respondent, answer = (heading_shown(names[at]) for at in self._said_by)
        yield finding(FILE, "long-read", place, statement=statement, respondent=respondent, answer=answer)
        if self._unread:
            yield finding(FILE, "long-unread", place, texts=list(self._unread)[:_SOME_HEADINGS])

    def rows(self) -> Iterator[list[CellValue]]:
        """The headings, and a row for each respondent in the order of their first answers."""
        yield ["".join(names[:1]) for names in self.header.columns]
        yield from (list(row) for row in self._table)

    def faults(self) -> Mapping[tuple[int, int], tuple[Fault, str]]:
        """The faults in cells of answers."""
        faults = self._sheet.faults()
        return {
            (at + 2, len(self.others) + self._order.index(id)): faults[cell]
            for (at, id), cell in self._cells.items()
            if cell in faults
        }

    def hidden_rows(self) -> RowSet:
        """None: a respondent's answers stand in many rows."""
        return RowSet()

    def hidden_columns(self) -> list[int]:
        """The hidden ones; where the answers are hidden, they are so under every statement."""
        hidden = set(self._sheet.hidden_columns())
        places = [*self.others, *(self._answer for _ in self._order)]
        return [place for place, column in enumerate(places) if column in hidden]

    def sum_rows(self, columns: Set[int]) -> Set[int]:  # noqa: ARG002
        """None: a row of sums is to no statement."""
        return frozenset()

    @property
    def from_1904(self) -> bool:
        """As on the sheet."""
        return self._sheet.from_1904

    def as_said(self, columns: Mapping[str, str]) -> dict[str, str]:
        """What a mapping says of the file's columns, as of this table's, in which each statement has one."""
        others = {at: columns.get(column_letters(column), IGNORE) for at, column in enumerate(self.others)}
        return {column_letters(at): meant for at, meant in (*others.items(), *enumerate(self._order, len(others)))}

    def origin(self, row: int, column: int) -> tuple[int, int]:
        """The row and column in the file of a cell of this table."""
        at, place = row - 2, column - len(self.others)
        if at < 0:
            return self.head, self.others[column] if place < 0 else self._statements[0]
        if place < 0:
            return self._starts[at], self.others[column]
        return self._cells.get((at, self._order[place]), (self._starts[at], self._answer))

    def renumbered(self, rows: RowSet) -> RowSet:
        """The rows in the file in which respondents begin."""
        return RowSet.of(self._starts[row - 2] for first, last in rows.runs for row in range(first, last + 1))


def _sheet_of_figures(book: Book, options: Options) -> str | None:
    """The name of the first sheet that holds figures per question; None where there is none."""
    words = ScaleWords(options.form.scale)
    for name, sheet in book.sheets.items():
        if name not in book.hidden and _is_of_figures(name, sheet, options.headings, words):
            return name
    return None


def _is_of_figures(name: str, sheet: Sheet, headings: Headings, words: ScaleWords) -> bool:
    """Whether a sheet holds figures per question, by its name or its cells."""
    named = _FIGURES_PER_QUESTION.fullmatch(fold(name))
    return named is not None or _figures(list(islice(sheet.rows(), _DEPTH)), headings, words)


def _figures(table: Sequence[Sequence[CellValue]], headings: Headings, words: ScaleWords) -> bool:
    """Statements down one column with the scale or figures as headings, or the scale down one with figures beside."""
    if not table:
        return False
    down = max((_statements(column, headings) for column in _columns(table)), default=0)
    labels = max((_labels(column, words) for column in _columns(table)), default=0)
    across = max((_labels(row, words) for row in table), default=0)
    figures = any(_FIGURES.fullmatch(fold(as_text(cell))) for row in table[:30] for cell in row if cell != "")
    return (down >= 2 and (across >= 2 or figures)) or (labels >= 3 and figures and _percents(table))


def _columns(table: Sequence[Sequence[CellValue]]) -> Iterable[list[CellValue]]:
    width = min(8, max(len(row) for row in table))
    return ([row[i] for row in table if i < len(row)] for i in range(width))


def _statements(cells: Iterable[CellValue], headings: Headings) -> int:
    named = set()
    for cell in cells:
        if isinstance(cell, str) and len(cell) > 2:
            try:
                match = headings.find((cell,))
            except Clash:
                continue
            if match and match.how in ("id", "text"):
                named.add(match.statement)
    return len(named)


def _labels(cells: Iterable[CellValue], words: ScaleWords) -> int:
    return len({code for cell in cells if isinstance(cell, str) and (code := words.read(cell)) < words.points})


def _percents(table: Sequence[Sequence[CellValue]]) -> bool:
    numbers = [cell for row in table for cell in row[1:] if isinstance(cell, int | float) or "%" in str(cell)]
    return len(numbers) >= 3
