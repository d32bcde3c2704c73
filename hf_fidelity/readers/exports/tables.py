"""Which sheet of a file holds the answers, and where its headings are."""

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import islice

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.survey.mapping import FileMapping
from hf_fidelity.ground.text import fold
from hf_fidelity.readers.exports import say
from hf_fidelity.readers.exports.aggregated import is_aggregated
from hf_fidelity.readers.exports.answers import Words
from hf_fidelity.readers.exports.cells.book import Book, Refused, Sheet
from hf_fidelity.readers.exports.cells.cell_text import as_text
from hf_fidelity.readers.exports.cells.refs import column_letters
from hf_fidelity.readers.exports.header import Header, find_header, header_at
from hf_fidelity.readers.exports.headings import Headings
from hf_fidelity.readers.exports.layout import PLAIN, Layout
from hf_fidelity.readers.exports.layouts import LAYOUTS
from hf_fidelity.readers.exports.legends import Legend, is_legend_name, legend_in
from hf_fidelity.readers.exports.mapping import HEADINGS, IGNORE
from hf_fidelity.readers.exports.side_by_side import SideBySide
from hf_fidelity.readers.exports.watch import shown


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
    named = {layout.id: layout for layout in (*LAYOUTS, PLAIN)}
    return replace(header, layout=named[mapping.layout])


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
