"""A CSV file as a sheet: encoding, separator and quoted line breaks are found out from the file itself."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from hf_fidelity.domain.survey.exports import RowSet
from hf_fidelity.ground import lazily
from hf_fidelity.readers.plain_text import encoding_of, lines
from hf_fidelity.readers.survey.cells.book import Book, CellValue, Fault, NothingNoted
from hf_fidelity.readers.survey.cells.refusals import refusal

_SEPARATORS = ";,\t|"
_SAMPLE = 50
"""So many records tell the separator."""
_SAMPLE_LETTERS = 100_000
_ANNOUNCED = lazily(r'"?sep=([^"\s]|\t)"?\n', re.IGNORECASE)
"""Excel obeys this first line and does not show it."""
_LONGEST = 20_000_000
"""Letters in a field. What is longer is many rows behind a quotation mark that is never closed."""


@dataclass(frozen=True)
class DelimitedSheet(NothingNoted):
    """The one sheet of a CSV file."""

    text: str = field(repr=False)
    separator: str
    announced: int = 0
    """Characters of a ``sep=`` line, which is no row."""
    name: str | None = None

    def rows(self) -> Iterator[list[CellValue]]:
        """Every record; a blank line is an empty one."""
        reader = csv.reader(_lines(self.text, self.announced), delimiter=self.separator, strict=True)
        begins = first = 2 if self.announced else 1
        try:
            for record in reader:
                yield [*record]
                begins = first + reader.line_num
        except csv.Error as error:  # strict: a quote that closes anywhere but before a separator swallowed rows
            raise refusal("quotes-do-not-pair", at=begins) from error

    def faults(self) -> Mapping[tuple[int, int], tuple[Fault, str]]:
        """None: in CSV everything is text."""
        return {}

    def hidden_rows(self) -> RowSet:
        """None: CSV hides nothing."""
        return RowSet()

    def hidden_columns(self) -> tuple[int, ...]:
        """None."""
        return ()

    def sum_rows(self, columns: Set[int]) -> Set[int]:  # noqa: ARG002
        """None: CSV has no formulas."""
        return frozenset()


def open_delimited(path: Path) -> Book:
    """Open a CSV file; raises :class:`Refused` where it is no text, or text in two encodings."""
    csv.field_size_limit(_LONGEST)
    text = _decoded(path.read_bytes())
    if "\0" in text:
        raise refusal("not-a-spreadsheet")
    text = _without_marks_of_text(text)
    if announced := _ANNOUNCED.match(text):
        return Book({"": DelimitedSheet(text, announced[1], announced.end())})
    separator, alike = _separator(text)
    if wrapped := _unwrapped(text, separator, alike):
        return Book({"": wrapped})
    return Book({"": DelimitedSheet(text, separator)})


_BEGINS, _ENDS = r"(?<![^;,\t|\n])", r"(?![^;,\t|\n])"
_FORMULA_OF_A_TEXT = lazily(rf'{_BEGINS}(?:"=""([^"\n]*)"""|="([^"\n]*)"){_ENDS}')
_APOSTROPHE = lazily(rf"(?:{_BEGINS}|(?<=[;,\t|\n]\"))'(?=[-+]?\d+(?:\.\d+)?\"?{_ENDS})")


def _without_marks_of_text(text: str) -> str:
    """The text with what some program was to keep as a text, and not take for a number: ``="4"`` and ``'4`` are 4."""
    text = _FORMULA_OF_A_TEXT.sub(r'"\1\2"', text) if '="' in text else text
    return _APOSTROPHE.sub("", text) if "'" in text else text


_LETTER = lazily(
    rb"[\xc2-\xdf][\x80-\xbf]"
    rb"|(?:\xe0[\xa0-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]|\xed[\x80-\x9f])[\x80-\xbf]"
    rb"|(?:\xf0[\x90-\xbf]|[\xf1-\xf3][\x80-\xbf]|\xf4[\x80-\x8f])[\x80-\xbf]{2}"
)
"""A letter of several bytes in UTF-8."""
_OURS = lazily(rb"\xc2[\xa0-\xbf]|\xc3[\x80-\xbf]|\xe2(?:\x80[\x90-\xba]|\x82\xac)")
"""Those of western Europe, quotation marks and dashes. In Windows-1252 each is Ã or Â with a sign behind, or â€."""
_STRAY = lazily(_LETTER.pattern + rb"|([\x80-\xff])")
_NOT_ASCII = bytes(range(0x80, 0x100))
_SOME_LINES = 10
"""So many lines with strays are named."""


def _decoded(data: bytes) -> str:
    """The text, with line ends as ``\\n``. Raises Refused for UTF-8 in which some bytes are of another encoding.

    Read as Windows-1252 every other letter of it would become two signs, and those would pass for a team's name.
    """
    encoding = encoding_of(data)
    if encoding == "cp1252" and _is_utf_8_but_for_some(data):
        strays = [stray for stray in _STRAY.finditer(data) if stray[1]]
        found = {len(_LINE_END.findall(data, 0, stray.start())) + 1: stray[1] for stray in strays[:_SOME_LINES][::-1]}
        at, byte = min(found.items())
        params = {"at": at, "byte": byte.hex().upper(), "char": byte.decode("cp1252", "replace")}
        raise refusal("stray-byte", lines=[*map(str, sorted(found)), *["…"] * (len(strays) > _SOME_LINES)], **params)
    return lines(data.decode(encoding, "replace"))


_LINE_END = lazily(rb"\r\n|\r|\n")


def _is_utf_8_but_for_some(data: bytes) -> bool:
    """Whether what is no UTF-8 as a whole is meant to be: it says so, or has its letters besides the strays.

    An accident makes such a letter in Windows-1252 too (ß with a closing quotation mark), but none of western Europe's.
    """
    if data.startswith(codecs.BOM_UTF8) or _OURS.search(data):
        return True
    letters = _LETTER.findall(data)
    strays = len(data) - len(data.translate(None, _NOT_ASCII)) - sum(map(len, letters))
    return len(letters) > strays


def _lines(text: str, start: int = 0) -> Iterator[str]:
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end


def _separator(text: str) -> tuple[str, tuple[int, int]]:
    """The one that gives most records the same number of columns; of equals, the one with most columns.

    With it, how many of the first records have that number, and the number: (0, 1) where nothing separates.
    """
    sample = [line for line in _lines(text[:_SAMPLE_LETTERS]) if line.strip()]

    def evenness(separator: str) -> tuple[int, int]:
        records = islice(csv.reader(sample, delimiter=separator), _SAMPLE)
        columns, alike = Counter(len(record) for record in records).most_common(1)[0]
        return (alike if columns > 1 else 0, columns)

    even = {separator: evenness(separator) for separator in _SEPARATORS} if sample else {_SEPARATORS[0]: (0, 1)}
    best = max(even, key=lambda separator: even[separator])
    return best, even[best]


_ROW_IN_QUOTES = lazily(r'^"(?:[^"\n]|"")*[;,\t|](?:[^"\n]|"")*"[;,\t|]*$', re.MULTILINE)


def _unwrapped(text: str, separator: str, alike: tuple[int, int]) -> DelimitedSheet | None:
    """The table of a file in which whole rows are in quotes, as if each were one cell; None where they are not.

    So it is saved by a program that took another separator for granted: some rows in quotes, those that have quotes
    in them, or all. ``alike`` is how many of the first records are alike as the file stands, with ``separator``.
    """
    if not _ROW_IN_QUOTES.search(text[:_SAMPLE_LETTERS]):
        return None
    for outer in _SEPARATORS:
        rows = _cells_alone(text[:_SAMPLE_LETTERS].rpartition("\n")[0] if len(text) > _SAMPLE_LETTERS else text, outer)
        inner, even = _separator(rows) if rows else (outer, alike)
        better = even > alike or (outer == separator and even[0] > 0)  # with nothing in any other cell it was no table
        if better and inner != outer and (rows := _cells_alone(text, outer)):
            return DelimitedSheet(rows, inner)
    return None


def _cells_alone(text: str, separator: str) -> str | None:
    """The first cells of the records, a line each; None where there is anything in another cell."""
    alone = []
    try:
        for record in csv.reader(_lines(text), delimiter=separator, strict=True):
            if any(record[1:]):
                return None
            alone.append("".join(record))
    except csv.Error:
        return None
    return "\n".join(alone)
