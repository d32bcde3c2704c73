"""Which sheet of a file holds the answers.

One wide table that a tool wrote in pieces (``Dataset(1)``, ``Dataset(2)`` …) is put together again; a file of figures
per question is not taken for answers.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import cached_property
from itertools import accumulate, islice, zip_longest

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.survey.batch import RowSet
from hf_fidelity.domain.survey.mapping import FileMapping
from hf_fidelity.ground.findings import CellFinding
from hf_fidelity.ground.text import fold
from hf_fidelity.readers.survey.answers import ScaleWords
from hf_fidelity.readers.survey.cells.book import Book, CellValue, Fault, Refused, Sheet, as_text, column_letters
from hf_fidelity.readers.survey.columns import IGNORE, REMARK_OF_HEADINGS, Clash, Headings
from hf_fidelity.readers.survey.header import Header, find_header, header_at
from hf_fidelity.readers.survey.job import Options
from hf_fidelity.readers.survey.legends import Legend, is_legend_name
from hf_fidelity.readers.survey.sentences import FILE, CellPlace, finding, headings_shown, shortened
from hf_fidelity.readers.survey.tools import LAYOUTS, Layout, layout_named

_FIGURES_PER_QUESTION = re.compile(r"(question|spørgsmål) \d+")
"""What a tool calls the sheets that hold figures per question."""
_FIGURES = re.compile(
    r"(response|svar)?\s?(percent|procent|pct\.?|count|antal|%|andel)s?|responses|total|i alt|n|gennemsnit|average|mean"
)
_DEPTH = 200
_SOME_HEADINGS = 12
"""So many are shown where none of them is what is missing: enough to see which file it is."""


def find_table(book: Book, options: Options, legend: Legend, mapping: FileMapping) -> tuple[Sheet, Header]:
    """The sheet that holds the answers, and its headings. Raises Refused where there is none, or more than one."""
    sheets = _candidates(book, mapping)
    if mapping.header_rows:
        name, header = _header_as_said(sheets, mapping.header_rows, options.instrument, legend)
    else:
        name, header = _best_header(book, sheets, options, legend)
    if mapping.layout:
        header = replace(header, layout=layout_named(mapping.layout))
    return sheets[name], header


def _header_as_said(
    sheets: Mapping[str, Sheet], rows: Sequence[int], form: Instrument, legend: Legend
) -> tuple[str, Header]:
    """The headings in the rows that a mapping names, and their sheet's name."""
    if len(sheets) > 1:
        raise Refused(finding(FILE, "several-sheets", sheets=list(sheets)))
    (name, sheet), last = next(iter(sheets.items())), rows[-1]
    head = list(islice(sheet.rows(), last + 1))
    if len(head) < last:
        raise Refused(no_statements(form, (), name or None))
    return name, replace(header_at(head, last - 1, last - 1, legend), rows=tuple(range(rows[0], last + 1)))


def _best_header(book: Book, sheets: Mapping[str, Sheet], options: Options, legend: Legend) -> tuple[str, Header]:
    """The headings that name the most statements, and their sheet's name."""
    looked = {name: find_header(sheet, options.headings, legend) for name, sheet in sheets.items()}
    headers = {name: header for name, header in looked.items() if header}
    if not headers:
        raise _no_table(book, sheets, options)
    best = _best(headers)
    few = headers[best].statements * 4 < len(options.instrument.order)
    if few and (figures := _sheet_of_figures(book, options)) is not None:
        raise Refused(finding(FILE, "aggregated", CellPlace(figures or None)))
    return best, headers[best]


def no_statements(form: Instrument, headings: Sequence[tuple[int, str]], sheet: str | None) -> CellFinding:
    """That no heading names a statement; of the headings, enough are shown to see which file it is."""
    there = headings_shown(headings, _SOME_HEADINGS)
    name = "no-statements" if there else "no-table"
    return finding(FILE, name, CellPlace(sheet), form=form.name, columns=there)


def _candidates(book: Book, mapping: FileMapping) -> dict[str, Sheet]:
    """The sheets that may hold answers: those that are seen and explain nothing; pieces of one table put together."""
    seen = {name: sheet for name, sheet in book.sheets.items() if name not in book.hidden and not is_legend_name(name)}
    together = _together(seen or dict(book.sheets))
    if mapping.sheet is None:
        return together
    named = [sheets for sheets in (together, book.sheets) if any(fold(name) == fold(mapping.sheet) for name in sheets)]
    if not named:
        raise Refused(finding(FILE, "no-sheet", asked=mapping.sheet, sheets=list(book.sheets)))
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


def _best(headers: Mapping[str, Header]) -> str:
    """The sheet with the most statements; of those that a tool writes twice, the better one."""
    most = max(header.statements for header in headers.values())
    names = [name for name, header in headers.items() if header.statements * 2 > most]
    if len(names) == 1:
        return names[0]
    for layout in LAYOUTS:
        ranks = {name: _rank(name, layout) for name in names}
        if None not in ranks.values():
            return min(names, key=lambda name: ranks[name] or 0)
    raise Refused(finding(FILE, "several-sheets", sheets=names))


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
        REMARK_OF_HEADINGS: {column_letters(at): shortened(text, 60) for at, text in named},
    }
    return Refused(
        no_statements(options.instrument, named, name or None), {k: v for k, v in draft.items() if v and named}
    )


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

    def home(self, column: int) -> tuple[str | None, int]:
        """The sheet that a column of the whole stands on, and which column it is there."""
        at = max(i for i, start in enumerate(self._starts) if start <= column)
        return self.sheets[at].name, column - self._starts[at]


def _sheet_of_figures(book: Book, options: Options) -> str | None:
    """The name of the first sheet that holds figures per question; None where there is none."""
    words = ScaleWords(options.instrument.scale)
    for name, sheet in book.sheets.items():
        if name in book.hidden:
            continue
        table = list(islice(sheet.rows(), _DEPTH))
        if _FIGURES_PER_QUESTION.fullmatch(fold(name)) or _figures(table, options.headings, words):
            return name
    return None


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
