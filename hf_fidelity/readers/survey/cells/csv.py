"""A CSV file as a sheet: encoding, separator and quoted line breaks are found out from the file itself."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from hf_fidelity.domain.survey.batch import RowSet
from hf_fidelity.readers.plain_text import encoding_of, lines
from hf_fidelity.readers.survey.cells.book import Book, CellValue, Fault
from hf_fidelity.readers.survey.cells.refusals import refusal

_SEPARATORS = ";,\t"
_SAMPLE = 50
"""So many records tell the separator."""
_SAMPLE_LETTERS = 100_000
_ANNOUNCED = re.compile(r'"?sep=([^"\s]|\t)"?\n', re.IGNORECASE)
"""Excel obeys this first line and does not show it."""
_LONGEST = 20_000_000
"""Letters in a field. What is longer is many rows behind a quotation mark that is never closed."""


@dataclass(frozen=True)
class DelimitedSheet:
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

    def sum_rows(self, columns: Set[int]) -> Set[int]:  # noqa: ARG002
        """None: CSV has no formulas."""
        return frozenset()


def open_delimited(path: Path) -> Book:
    """Open a CSV file; raises :class:`Refused` where it is no text."""
    csv.field_size_limit(_LONGEST)
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
    sample = [line for line in _lines(text[:_SAMPLE_LETTERS]) if line.strip()]

    def evenness(separator: str) -> tuple[float, int]:
        records = islice(csv.reader(sample, delimiter=separator), _SAMPLE)
        columns, alike = Counter(len(record) for record in records).most_common(1)[0]
        return (alike if columns > 1 else 0, columns)

    return max(_SEPARATORS, key=evenness) if sample else _SEPARATORS[0]
