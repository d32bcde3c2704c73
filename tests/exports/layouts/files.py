"""Rows → files, in the dialects that tools write."""

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import openpyxl
from openpyxl.workbook import Workbook

Rows = Sequence[Sequence[Any]]


@dataclass(frozen=True)
class Dialect:
    """How a tool writes CSV."""

    delimiter: str = ","
    encoding: str = "utf-8"
    end: str = "\n"
    quote: Literal[0, 1] = csv.QUOTE_MINIMAL
    last: str = ""
    """What follows the last line."""


COMMA = Dialect()
COMMA_BOM = Dialect(encoding="utf-8-sig", end="\r\n")
DANISH_EXCEL = Dialect(";", "cp1252", "\r\n")
LIMESURVEY = Dialect(";", "utf-8-sig", "\r\n", csv.QUOTE_ALL, "\r\n")
SX_COMMA = Dialect(",", "cp1252", "\r\n")
SX_SEMICOLON = Dialect(";", "cp1252", "\r\n")
SX_TAB = Dialect("\t", "utf-16-le", "\r\n")


def write_csv(path: Path, rows: Rows, dialect: Dialect = COMMA) -> Path:
    """The rows as CSV; UTF-16 begins with its mark."""
    with path.open("w", encoding=dialect.encoding, newline="") as file:
        file.write("\ufeff" if dialect.encoding == "utf-16-le" else "")
        writer = csv.writer(file, delimiter=dialect.delimiter, lineterminator=dialect.end, quoting=dialect.quote)
        writer.writerows(rows)
        file.write(dialect.last)
    return path


def write_xlsx(path: Path, sheets: Mapping[str, Rows], finish: Callable[[Workbook], None] | None = None) -> Path:
    """The sheets as a workbook; ``#DIV/0!`` becomes an error cell, ``=…`` a formula that nothing has computed."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([None if cell == "" else cell for cell in row])
    if finish:
        finish(book)
    book.save(path)
    return path


def iso(moment: datetime) -> str:
    """As KoboToolbox writes it."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000+02:00")
