"""Which sheet of a file holds the answers.

One wide table that a tool wrote in pieces (``Dataset(1)``, ``Dataset(2)`` …) is put together again; a file of figures
per question is not taken for answers.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, islice, zip_longest

from hf_fidelity.domain.findings import CellFinding
from hf_fidelity.domain.imports import RowSet
from hf_fidelity.domain.instrument import Instrument
from hf_fidelity.domain.mapping import FileMapping
from hf_fidelity.domain.text import fold
from hf_fidelity.i18n import N_
from hf_fidelity.readers.survey import sentences as say
from hf_fidelity.readers.survey.answers import HEADINGS, IGNORE, Words
from hf_fidelity.readers.survey.cells.book import Book, Cell, Fault, Refused, Sheet, as_text, column_letters
from hf_fidelity.readers.survey.columns import Clash, Headings
from hf_fidelity.readers.survey.header import Header, find_header, header_at
from hf_fidelity.readers.survey.legends import Legend, is_legend_name, legend_in
from hf_fidelity.readers.survey.sentences import shown
from hf_fidelity.readers.survey.tools import LAYOUTS, Layout, layout_named


def legend_inside(book: Book) -> Legend:
    """What a file's own sheets say about its variables."""
    found = Legend()
    for name, sheet in book.sheets.items():
        if is_legend_name(name) and (legend := legend_in(sheet.rows(), name)):
            found |= legend
    return found


def find_table(
    book: Book, instrument: Instrument, headings: Headings, legend: Legend, mapping: FileMapping
) -> tuple[Sheet, Header]:
    """The sheet that holds the answers, and its headings."""
    sheets = _candidates(book, mapping)
    if mapping.header_rows:
        name, sheet = next(iter(sheets.items()))
        if len(sheets) > 1:
            raise Refused(say.several_sheets(list(sheets)))
        first, last = mapping.header_rows[0], mapping.header_rows[-1]
        head = list(islice(sheet.rows(), last + 1))
        if len(head) < last:
            raise Refused(say.no_statements(instrument, (), name or None))
        header = header_at(head, last - 1, last - 1, legend)
        return sheet, _as_said(replace(header, rows=tuple(range(first, last + 1))), mapping)
    looked = {name: find_header(sheet, headings, legend) for name, sheet in sheets.items()}
    found = {name: header for name, header in looked.items() if header}
    if not found:
        raise _nothing_found(book, sheets, instrument, headings)
    best = _best(found)
    few = found[best].found * 4 < len(instrument.order)
    if few and (figures := _aggregated(book, instrument, headings)) is not None:
        raise Refused(say.aggregated(figures or None))
    return sheets[best], _as_said(found[best], mapping)


def _as_said(header: Header, mapping: FileMapping) -> Header:
    """The header with the tool that a mapping names."""
    if mapping.layout is None:
        return header
    return replace(header, layout=layout_named(mapping.layout))


def _candidates(book: Book, mapping: FileMapping) -> dict[str, Sheet]:
    """The sheets that may hold answers: those that are seen and explain nothing; pieces of one table put together."""
    seen = {name: sheet for name, sheet in book.sheets.items() if name not in book.hidden and not is_legend_name(name)}
    together = _together(seen or dict(book.sheets))
    if mapping.sheet is None:
        return together
    named = [sheets for sheets in (together, book.sheets) if any(fold(name) == fold(mapping.sheet) for name in sheets)]
    if not named:
        raise Refused(say.no_sheet(mapping.sheet, list(book.sheets)))
    return {name: sheet for name, sheet in named[0].items() if fold(name) == fold(mapping.sheet)}


def _together(sheets: dict[str, Sheet]) -> dict[str, Sheet]:
    """The sheets, with the pieces of one wide table as one sheet under the name of the first piece."""
    for layout in LAYOUTS:
        pieces: dict[str, list[str]] = {}
        for name in sheets:
            if layout.side_by_side and (match := re.fullmatch(layout.side_by_side, fold(name))):
                pieces.setdefault(match[1], []).append(name)
        for names in pieces.values():
            whole = SideBySide([sheets[name] for name in names])
            sheets = {name: sheet for name, sheet in sheets.items() if name not in names} | {names[0]: whole}
    return sheets


def _best(found: Mapping[str, Header]) -> str:
    """The sheet with the most statements; of those that a tool writes twice, the better one."""
    most = max(header.found for header in found.values())
    names = [name for name, header in found.items() if header.found * 2 > most]
    if len(names) == 1:
        return names[0]
    for layout in LAYOUTS:
        ranks = {name: _rank(name, layout) for name in names}
        if None not in ranks.values():
            return min(names, key=lambda name: ranks[name] or 0)
    raise Refused(say.several_sheets(names))


def _rank(name: str, layout: Layout) -> int | None:
    """How far down a tool's list of sheets a name stands; ``Dataset(1)`` counts as ``Dataset``."""
    stem = re.sub(r" ?\(\d+\)$", "", fold(name))
    return layout.sheets.index(stem) if stem in layout.sheets else None


def _aggregated(book: Book, form: Instrument, headings: Headings) -> str | None:
    return is_aggregated(book, headings, Words(form.scale))


def _nothing_found(book: Book, sheets: Mapping[str, Sheet], form: Instrument, headings: Headings) -> Refused:
    """Why there are no answers in a file; its widest row may hold the headings."""
    if (name := _aggregated(book, form, headings)) is not None:
        return Refused(say.aggregated(name or None))
    name, sheet = next(iter(sheets.items()), ("", None))
    head = list(islice(sheet.rows(), 30)) if sheet else []
    widest = max(range(len(head)), key=lambda i: sum(cell != "" for cell in head[i]), default=0)
    named = [(at, text) for at, cell in enumerate(head[widest]) if (text := as_text(cell))] if head else []
    draft = {
        "sheet": name,
        "header_rows": [widest + 1],
        "columns": {column_letters(at): IGNORE for at, _ in named},
        HEADINGS: {column_letters(at): shown(text, 60) for at, text in named},
    }
    return Refused(say.no_statements(form, named, name or None), {k: v for k, v in draft.items() if v and named})


class SideBySide:
    """Sheets whose rows belong together, as one sheet."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self.sheets = sheets
        self.name = sheets[0].name
        self._widths = [len(next(iter(sheet.rows()), [])) for sheet in sheets]
        self._starts = [0, *accumulate(self._widths)][:-1]

    def rows(self) -> Iterator[list[Cell]]:
        """Every row, the pieces of each beside one another. Raises Refused where a piece has other rows."""
        for pieces in zip_longest(*(sheet.rows() for sheet in self.sheets)):
            row: list[Cell] = []
            for piece, width in zip(pieces, self._widths, strict=True):
                if piece is None:
                    raise Refused(_uneven([str(sheet.name) for sheet in self.sheets]))
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

    def home(self, column: int) -> tuple[str | None, int]:
        """The sheet that a column of the whole stands on, and which column it is there."""
        at = max(i for i, start in enumerate(self._starts) if start <= column)
        return self.sheets[at].name, column - self._starts[at]


def _uneven(names: list[str]) -> CellFinding:
    return CellFinding(
        "uneven-sheets",
        N_("The sheets {sheets} belong together, but do not have the same number of rows."),
        {"sheets": names},
        "error",
        remedy=N_("Export the survey again, and leave the sheets as they are."),
    )


_SHEET = re.compile(r"(question|spørgsmål) \d+")
_FIGURES = re.compile(
    r"(response|svar)?\s?(percent|procent|pct\.?|count|antal|%|andel)s?|responses|total|i alt|n|gennemsnit|average|mean"
)
_DEPTH = 200


def is_aggregated(book: Book, headings: Headings, words: Words) -> str | None:
    """The name of the first sheet that holds figures per question; None where there is none."""
    for name, sheet in book.sheets.items():
        if name in book.hidden:
            continue
        table = list(islice(sheet.rows(), _DEPTH))
        if _SHEET.fullmatch(fold(name)) or _figures(table, headings, words):
            return name
    return None


def _figures(table: Sequence[Sequence[Cell]], headings: Headings, words: Words) -> bool:
    """Statements down one column with the scale or figures as headings, or the scale down one with figures beside."""
    if not table:
        return False
    down = max((_statements(column, headings) for column in _columns(table)), default=0)
    labels = max((_labels(column, words) for column in _columns(table)), default=0)
    across = max((_labels(row, words) for row in table), default=0)
    figures = any(_FIGURES.fullmatch(fold(as_text(cell))) for row in table[:30] for cell in row if cell != "")
    return (down >= 2 and (across >= 2 or figures)) or (labels >= 3 and figures and _percents(table))


def _columns(table: Sequence[Sequence[Cell]]) -> Iterable[list[Cell]]:
    width = min(8, max(len(row) for row in table))
    return ([row[i] for row in table if i < len(row)] for i in range(width))


def _statements(cells: Iterable[Cell], headings: Headings) -> int:
    found = set()
    for cell in cells:
        if isinstance(cell, str) and len(cell) > 2:
            try:
                match = headings.find((cell,))
            except Clash:
                continue
            if match and match.how in ("id", "text"):
                found.add(match.statement)
    return len(found)


def _labels(cells: Iterable[Cell], words: Words) -> int:
    return len({code for cell in cells if isinstance(cell, str) and (code := words.read(cell)) < words.points})


def _percents(table: Sequence[Sequence[Cell]]) -> bool:
    numbers = [cell for row in table for cell in row[1:] if isinstance(cell, int | float) or "%" in str(cell)]
    return len(numbers) >= 3
