"""A CSV file as a sheet: encoding, separator and quoted line breaks are found out from the file itself."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

from hf_fidelity.domain.imports import RowSet
from hf_fidelity.readers.exports.book import Book, Cell, Fault
from hf_fidelity.readers.exports.refusals import refusal
from hf_fidelity.readers.plain_text import encoding_of, lines

_SEPARATORS = ";,\t"
_SAMPLE = 50
"""So many records tell the separator."""
_SAMPLE_LINES = 500
_ANNOUNCED = re.compile(r'"?sep=(.)"?\n', re.IGNORECASE)
"""Excel obeys this first line and does not show it."""
_END = "\0"
"""A record after the last one: read as anything else, a quote was open. No text that passed has it."""


@dataclass(frozen=True)
class DelimitedSheet:
    """The one sheet of a CSV file."""

    text: str = field(repr=False)
    separator: str
    announced: int = 0
    """Characters of a ``sep=`` line, which is no row."""
    name: str | None = None

    def rows(self) -> Iterator[list[Cell]]:
        """Every record; a blank line is an empty one."""
        for _line, record in self._records():
            yield [*record]

    def faults(self) -> Mapping[tuple[int, int], tuple[Fault, str]]:
        """None: in CSV everything is text."""
        return {}

    def hidden_rows(self) -> RowSet:
        """None: CSV hides nothing."""
        return RowSet()

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        """Each record with the line of the file on which it begins."""
        reader = csv.reader(chain(_lines(self.text, self.announced), [_END]), delimiter=self.separator)
        skipped = 1 if self.announced else 0
        begins, held = 1, None
        for record in reader:
            if held is not None:
                yield held
            held = begins + skipped, record
            begins = reader.line_num + 1
        if held is None or held[1] != [_END]:
            raise refusal("open-quote", at=held[0] if held else 1)


def open_delimited(path: Path) -> Book:
    """Open a CSV file; raises :class:`Refused` where it is no text."""
    csv.field_size_limit(2**31 - 1)  # a long text is no reason to stop
    data = path.read_bytes()
    text = lines(data.decode(encoding_of(data), "replace"))
    if "\0" in text:
        raise refusal("not-a-spreadsheet")
    del data
    if announced := _ANNOUNCED.match(text):
        return Book({"": DelimitedSheet(text, announced[1], announced.end())})
    return Book({"": DelimitedSheet(text, _separator(text))})


def _lines(text: str, start: int = 0) -> Iterator[str]:
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end


def _separator(text: str) -> str:
    """The one that gives most records the same number of columns; of equals, the one with most columns."""
    sample = [line for line in islice(_lines(text), _SAMPLE_LINES) if line.strip()]

    def evenness(separator: str) -> tuple[float, int]:
        records = islice(csv.reader(sample, delimiter=separator), _SAMPLE)
        columns, alike = Counter(len(record) for record in records).most_common(1)[0]
        return (alike if columns > 1 else 0, columns)

    return max(_SEPARATORS, key=evenness) if sample else _SEPARATORS[0]
