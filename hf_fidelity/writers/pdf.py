"""A document as PDF to hand out and to keep: tagged for voices (PDF/UA-1), and for archives (PDF/A-2a).

Texts reach the typesetter as data and are never read as markup. It uses the letters that it brings along and no
others, so that the same document is the same file everywhere; a sign that none of them has is named.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, fields, is_dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import typst

from hf_fidelity.ground import _, clean, lazily
from hf_fidelity.reports.document import (
    Block,
    Bullets,
    Cell,
    Chart,
    Column,
    Course,
    Document,
    Paragraph,
    Section,
    Table,
    TableRow,
)
from hf_fidelity.reports.form import Form
from hf_fidelity.writers.cells import (
    ROWS_OF_A_PICTURE,
    Tongue,
    cell_text,
    form_words,
    is_crowded,
    page_order,
    title_of_piece,
)
from hf_fidelity.writers.svg import in_pieces, pictures, spark

_T = TypeVar("_T")
_Data = dict[str, Any]
"""What the template takes, as JSON has it."""


def pdf_bytes(document: Document) -> bytes:
    """The file. The same document gives the same bytes."""
    told = document._replace(facts=None)  # what is for programs is not shown, whatever signs are in it
    return _set("report.typ", told, _report_data, _day(document.data))


def _report_data(document: Document) -> _Data:
    writer = _Writer(Tongue(document.foreign))
    told = [writer.part(section, f"s{n}") for n, section in enumerate(document.sections)]
    parts = _in_steps(sorted(told, key=lambda part: not part["lead"]))
    return {
        "language": document.language,
        "title": writer.told(document.title) or writer.told(_("Report")),
        "subtitle": writer.told(document.subtitle),
        "parts": parts,
        "wide": all(part["wide"] for part in parts if not part["lead"]) and any(part["wide"] for part in parts),
        "notes": [writer.told(note) for note in document.notes],
        "words": {"notes": _("How to read this")},
    }


def _in_steps(parts: Iterable[_Data]) -> list[_Data]:
    """The parts with headings that leave out no step on their way down: voices jump from one to the next."""
    made, before = [], 1
    for part in parts:
        level = min(part["level"], before + 1)
        before = level if part["title"] else before
        made.append({**part, "level": level})
    return made


# An empty form to print and fill in by pen.


def form_pdf(form: Form) -> bytes:
    """The form as a file. The same form gives the same bytes."""
    return _set("form.typ", form, _form_data, _UNDATED)


def _form_data(form: Form) -> _Data:
    form = _changed(form, clean)
    told = {**asdict(form), "purpose": _paragraphs(form.purpose), "advice": _paragraphs(form.advice)}
    return {"form": told, "words": form_words(), "crowded": is_crowded(form)}


def _paragraphs(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


# Blocks as the template takes them.


_LONG, _TOO_LONG = 28, 45
"""A word of more letters than the first may be divided on a line of running text, of more than the second anywhere."""


class _Writer:
    """Turns what a document holds into what the template takes."""

    def __init__(self, tongue: Tongue) -> None:
        self._tongue = tongue

    def told(self, text: str, longest: int = _LONG) -> list[_Data]:
        """The text on one line in pieces: where the language changes, and each word that is too long for a line."""
        words = _BLANKS.sub(" ", text).strip(" ")
        return [
            {"text": part, "lang": language, "fit": _fit(part, longest)}
            for piece, language in self._tongue.pieces(words)
            for part in re.split(rf"([^\s-]{{{longest + 1},}})", piece)
            if part
        ]

    def part(self, section: Section, key: str) -> _Data:
        """A section with its heading."""
        blocks = [made for n, block in enumerate(page_order(section)) for made in self._block(block, f"{key}b{n}")]
        return {
            "title": self.told(section.title),
            "level": section.level,
            "lead": section.lead,
            "wide": any(block.get("wide") for block in blocks),
            "blocks": blocks,
        }

    def _block(self, block: Block, key: str) -> Iterator[_Data]:
        match block:
            case Paragraph():
                lines = [self.told(line) for line in block.text.split("\n")]
                yield {"kind": "text", "lines": [line for line in lines if line], "before": _goes_on(block.text)}
            case Bullets():
                yield {"kind": "list", "items": [self.told(item) for item in block.items]}
            case Table():
                yield self._table(block)
            case Chart():
                yield from self._charts(block, key)

    def _charts(self, chart: Chart, key: str) -> Iterator[_Data]:
        pieces = in_pieces(chart, ROWS_OF_A_PICTURE)
        for n, piece in enumerate(pieces, 1):
            title = title_of_piece(chart.title, n, len(pieces))
            yield {
                "kind": "chart",
                "title": self.told(title),
                "description": self.told(chart.description),
                "alt": _BLANKS.sub(" ", chart.description).strip(" ") or title,
                "svg": _dressed(pictures(piece._replace(title=title), f"{key}{n}")[0]),
            }

    def _table(self, table: Table) -> _Data:
        widths, room = _widths(table)
        head = [self.told(column.label, width) for column, width in zip(table.columns, widths, strict=True)]
        title = self.told(table.title)
        return {
            "kind": "table",
            "title": [] if title == self.told(table.columns[0].label) else title,
            "wide": room > _ACROSS,
            "widths": [width + _BETWEEN for width in widths],
            "numbers": [column.kind == "number" for column in table.columns],
            "head": head,
            "rows": [self._row(row, widths) for row in table.rows],
        }

    def _row(self, row: TableRow, widths: list[int]) -> _Data:
        cells = [self._cell(cell, width) for cell, width in zip(row.cells, widths, strict=True)]
        long = any(_room(cell) > _MUCH for cell in row.cells)
        return {"strong": row.strong, "breakable": long, "cells": cells}

    def _cell(self, cell: Cell, width: int) -> _Data:
        if isinstance(cell, Course):
            return {"spark": _dressed(spark(cell))}
        return {"text": self.told(cell_text(cell), width)}


def _goes_on(text: str) -> bool:
    """Whether a text names what follows it, and must not be parted from it."""
    return text.rstrip().endswith(":")


def _fit(part: str, longest: int) -> str:
    """How a piece of text is made to fit: as it stands, divided as its language divides words, or cut anywhere."""
    if len(part) <= longest or " " in part:
        return "whole"
    is_word = part.isalpha() and len(set(part.casefold())) > _LETTERS_OF_A_WORD
    return "divide" if is_word and len(part) <= _TOO_LONG else "cut"


_LETTERS_OF_A_WORD = 5
"""Whatever is as long and has no more different letters than this is not divided as words are: *xxxxxxxx*."""


_BLANKS = lazily(r"[ \t\r\n\f\v]+")
"""Blanks that mean no more than one: a hard blank keeps words together and stays."""


# How wide the columns of a table are, in letters.


_ACROSS, _ACROSS_LANDSCAPE = 112, 168
"""So many letters fit on a line of a table."""
_BETWEEN = 3
"""Room beside a column's letters, in letters."""
_WORD = 20
"""A column is as wide as its longest word, or this; longer words are divided."""
_COURSE = 13
_MUCH = 1200
"""A row with more letters in a cell may go on over the page's foot."""


def _widths(table: Table) -> tuple[list[int], int]:
    """A width for each column, and how much room the line must have for them all."""
    columns = [(column, [row.cells[n] for row in table.rows]) for n, column in enumerate(table.columns)]
    least = [_least(column, cells) for column, cells in columns]
    most = [
        max(low, len(column.label), *map(_room, cells)) for low, (column, cells) in zip(least, columns, strict=True)
    ]
    between = _BETWEEN * len(columns)
    room = _ACROSS if sum(least) + between <= _ACROSS else _ACROSS_LANDSCAPE
    left = room - between - sum(least)
    wanted = sum(most) - sum(least)
    if left <= 0 or not wanted:
        return least, room
    share = min(1.0, left / wanted)
    return [low + int((high - low) * share) for low, high in zip(least, most, strict=True)], room


def _least(column: Column, cells: list[Cell]) -> int:
    words = [word for cell in cells if not isinstance(cell, Course) for word in cell_text(cell).split()]
    words = words if column.kind != "number" else [cell_text(cell) for cell in cells]
    longest = max(map(len, [*column.label.split(), *words]), default=1)
    return max(3, _COURSE if column.kind == "course" else min(longest, _WORD))


def _room(cell: Cell) -> int:
    return _COURSE if isinstance(cell, Course) else len(cell_text(cell))


# Pictures: ours, with the page's colours written into them.


def _dressed(picture: str) -> str:
    """A picture that stands alone: it is drawn without the page's style sheet around it."""
    root = f'<svg xmlns="http://www.w3.org/2000/svg" font-family="{_FONTS[0]}" font-size="13" '
    head, rest = picture.split(">", 1)
    return f"{root}{head.removeprefix('<svg ')}><style>{_picture_style()}</style>{rest}"


@cache
def _picture_style() -> str:
    """What the page's style sheet says about pictures on white paper."""
    rules = re.findall(r"^(?:svg|\.s\d?|\.bare|\.spark)\b[^\n@]*$", _style_sheet(), re.MULTILINE)
    values = _palette()
    coloured = re.sub(r"var\(--(\w+)\)", lambda named: values[named[1]], "\n".join(rules))
    return re.sub(r"font(-variant-numeric)?: [^;}]+;?", "", coloured).replace("currentcolor", "currentColor")


@cache
def _palette() -> dict[str, str]:
    """The page's colours on white paper."""
    return dict(re.findall(r"--(\w+): (#\w+)", _style_sheet("palette.css").partition("@media")[0]))


def _style_sheet(name: str = "report.css") -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


_TEMPLATES = Path(__file__).parent / "templates"


# The typesetter.


_STANDARDS: list[Any] = ["ua-1", "a-2a"]
_FONTS = ("Libertinus Serif", "DejaVu Sans Mono", "New Computer Modern", "New Computer Modern Math")
"""The letters that it brings along; where the first has none, the next is asked."""


def _set(template: str, content: _T, make: Callable[[_T], _Data], day: datetime) -> bytes:
    """What ``make`` says of the content, set. Where a sign cannot be drawn, it is named."""
    source = (_TEMPLATES / template).read_bytes()
    try:
        return _compiled(source, make(content), day)
    except typst.TypstError:
        unusual = sorted({char for text in _texts(content) for char in clean(text) if not _is_usual(char)})
        if not unusual:
            raise
    try:
        return _compiled(source, make(_named(content, _undrawable(unusual))), day)
    except typst.TypstError:  # each of them can be drawn, but not beside its neighbour
        return _compiled(source, make(_named(content, unusual)), day)


def _named(content: _T, signs: Iterable[str]) -> _T:
    """The content with these signs named."""
    names = {ord(sign): _name(sign) for sign in signs}
    named: _T = _changed(content, lambda text: text.translate(names))
    return named


def _compiled(source: bytes, data: _Data, day: datetime) -> bytes:
    data = {**data, "palette": _palette(), "fonts": _FONTS}
    made: bytes = typst.compile(
        source,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        font_paths=_fonts(),
        pdf_standards=_STANDARDS,
        timestamp=day,
    )
    return made


@cache
def _fonts() -> Any:
    return typst.Fonts(include_system_fonts=False)


# What a file is dated, so that it is the same whenever it is made.


_UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
"""The day of a document that tells of no meeting: an archive demands some day."""


def _day(data: object) -> datetime:
    """The newest day on which something that the document tells was held or written down."""
    return max((datetime.fromisoformat(text[:10]).replace(tzinfo=UTC) for text in _days(data)), default=_UNDATED)


def _days(data: object) -> Iterator[str]:
    if isinstance(data, Mapping):
        for key, value in data.items():
            if key in ("held_on", "at") and isinstance(value, str) and _DAY.match(value):
                yield value
            else:
                yield from _days(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from _days(value)


_DAY = lazily(r"2\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])")


# Signs that no letter is there for: they are named, never left out.


_USUAL = frozenset("–—−·•…“”„‘’»«≤≥×→←½€◦")


def _is_usual(char: str) -> bool:
    """Whether the letters that are brought along have it, as the tests see to."""
    return "\x20" <= char < "\x7f" or "\xa0" <= char < "\u0180" or char in _USUAL or char in "\n\t"


def _undrawable(signs: list[str]) -> Iterator[str]:
    """Those of the signs that cannot be drawn: each half is tried for itself as long as it holds some."""
    if not signs or _can_be_drawn(signs):
        return
    if len(signs) == 1:
        yield from signs
        return
    middle = len(signs) // 2
    yield from _undrawable(signs[:middle])
    yield from _undrawable(signs[middle:])


_PROBE = b"""#let data = json(bytes(sys.inputs.data))
#set document(title: "-")
#set text(font: data.fonts)
= -
#for sign in data.signs [#sign

]"""


def _can_be_drawn(signs: list[str]) -> bool:
    try:
        _compiled(_PROBE, {"signs": [f"-{sign}" for sign in signs]}, _UNDATED)
    except typst.TypstError:
        return False
    return True


def _name(sign: str) -> str:
    return f"[{unicodedata.name(sign, f'U+{ord(sign):04X}').lower()}]"


def _texts(value: object) -> Iterator[str]:
    """Every text in a value that is made of tuples, named ones and data classes."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from value
    elif isinstance(value, tuple):
        for inner in value:
            yield from _texts(inner)
    elif is_dataclass(value):
        yield from _texts(tuple(getattr(value, field.name) for field in fields(value)))


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    """The value with all its texts changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {change(key): inner for key, inner in value.items()}
    if isinstance(value, tuple):
        made = [_changed(inner, change) for inner in value]
        return type(value)(*made) if hasattr(value, "_fields") else tuple(made)
    if is_dataclass(value) and not isinstance(value, type):
        told = {field.name: _changed(getattr(value, field.name), change) for field in fields(value)}
        return replace(value, **told)
    return value
