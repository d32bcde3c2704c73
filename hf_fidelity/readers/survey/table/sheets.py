"""Which sheet of a file holds the answers, as a table with one row for each respondent and one column a statement.

What stands otherwise is put together first: on several sheets (``put_together.py``), down a column
(``long_tables.py``).
"""

import csv
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from hf_fidelity.domain.survey.exports import PERHAPS_HEADINGS, AskedInstrument, FileSaid
from hf_fidelity.ground import CellFinding, fold, lazily
from hf_fidelity.readers.survey.cells.book import (
    Book,
    Refused,
    Sheet,
    as_text,
    cell_name,
    column_letters,
)
from hf_fidelity.readers.survey.job import Options
from hf_fidelity.readers.survey.sentences import (
    FILE,
    CellPlace,
    finding,
    heading_shown,
    headings_shown,
)
from hf_fidelity.readers.survey.table.header import (
    Header,
    answered_in,
    find_header,
    header_at,
    named_in,
    spelt,
)
from hf_fidelity.readers.survey.table.legends import Legend, is_legend_name, legend_in
from hf_fidelity.readers.survey.table.long_tables import ACROSS, Pivoted, is_of_figures, long_table, sheet_of_figures
from hf_fidelity.readers.survey.table.put_together import SideBySide
from hf_fidelity.readers.survey.words.answers import ScaleWords
from hf_fidelity.readers.survey.words.columns import IGNORE, Doubt, Headings
from hf_fidelity.readers.survey.words.sums import sums_up
from hf_fidelity.readers.survey.words.tools import LAYOUTS, PLAIN, Layout, layout_named, matches

_SOME_HEADINGS = 12
"""So many are shown where none of them is what is missing: enough to see which file it is."""


def find_table(book: Book, options: Options, legend: Legend, mapping: FileSaid) -> tuple[Sheet, Header]:
    """The sheet that holds the answers, and its headings. Raises Refused where there is none, or more than one."""
    sheets = _candidates(book, mapping)
    if mapping.header_rows:
        name, header = _header_as_said(sheets, mapping.header_rows, options, legend)
        sheet = sheets[name]
        if header.statements < ACROSS and (pivoted := _pivoted(sheets, options, mapping)):
            sheet, header = pivoted, pivoted.header
    else:
        sheet, header = _best_header(book, sheets, options, legend, mapping)
    layout = layout_named(mapping.layout) if mapping.layout else _layout_by_sheets(sheet, header, book)
    return sheet, replace(header, layout=layout)


def _layout_by_sheets(sheet: Sheet, header: Header, book: Book) -> Layout:
    """The tool that wrote some headings, where these alone show none: by what it calls the sheets of its workbooks.

    That is the sheet's own name and one's that explains it, beside a heading of its own.
    """
    for layout in LAYOUTS if header.layout is PLAIN else ():
        own = "|".join((*layout.marks, layout.columns.get("date", "")))
        if (
            _rank(sheet.name or "", layout) is not None
            and any(matches(pattern, fold(name)) for pattern in layout.legends for name in book.sheets)
            and any(matches(own, fold(name)) for _, name in header.names)
        ):
            return layout
    return header.layout


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
        raise Refused(no_statements(options.asked, (), name or None))
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
    if across < ACROSS and mapping.columns is None:
        _refuse_answers_in_one_cell(sheets, options.headings, legend)
    if across < ACROSS and (pivoted := _pivoted(sheets, options, mapping)):
        return pivoted, pivoted.header
    if not headers and (hidden := _hidden_tables(book, options, legend)):
        sheets, headers = {name: book.sheets[name] for name in hidden}, hidden
    if not headers:
        raise _no_table(book, sheets, options)
    best = _best(_answered(headers, sheets, options.headings), sheets)
    few = headers[best].statements * 4 < len(options.asked.order)
    if few and (figures := sheet_of_figures(book, options)) is not None:
        raise Refused(finding(FILE, "aggregated", CellPlace(figures or None)))
    return sheets[best], headers[best]


def _pivoted(sheets: Mapping[str, Sheet], options: Options, mapping: FileSaid) -> Pivoted | None:
    """The first sheet with a row for each answer, put together; none where a mapping has columns of statements."""
    if not set((mapping.columns or {}).values()).isdisjoint(options.asked.order):
        return None
    return next((pivoted for sheet in sheets.values() if (pivoted := long_table(sheet, options, mapping))), None)


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


def no_statements(instrument: AskedInstrument, headings: Sequence[tuple[int, str]], sheet: str | None) -> CellFinding:
    """That no heading names a statement; of the headings, enough are shown to see which file it is."""
    there = headings_shown(headings, _SOME_HEADINGS)
    name = "no-statements" if there else "no-table"
    return finding(FILE, name, CellPlace(sheet), form=instrument.name, columns=there)


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
    known, words = set(map(fold, read)), ScaleWords(options.asked.scale)
    twice = [layout for layout in LAYOUTS if layout.sheets and any(_rank(n, layout) is not None for n in known)]
    others = {
        name: sheet
        for name, sheet in book.sheets.items()
        if fold(name) not in known and all(_rank(name, layout) is None for layout in twice)
    }
    return {
        name: sheet
        for name, sheet in others.items()
        if not explains(name, sheet) and not is_of_figures(name, sheet, options.headings, words)
    }


_PIECES = [lazily(layout.side_by_side) for layout in LAYOUTS if layout.side_by_side]


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
    if (figures := sheet_of_figures(book, options)) is not None:
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
    why = no_statements(options.asked, named, name or None)
    return Refused(why, {k: v for k, v in draft.items() if v and named}, *nearly)
