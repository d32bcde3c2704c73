"""Looks into workbooks: their parts as XML, the cells a reference means, and what must hold for every workbook."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from xml.etree import ElementTree

import openpyxl
from openpyxl.utils import column_index_from_string

from tests import hostile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
STEERING = re.compile(f"{hostile.STEERING.pattern}|[\ufffe\uffff]")
"""What steers, and what XML does not allow."""

ESCAPED_STEERING = re.compile("&#x?0*(?:[0-8bceBCE]|1[0-9a-fA-F]|7[fF]);|(?<!_x005F)_x00[01][0-9A-Fa-f]_")


@dataclass(frozen=True)
class Book:
    """A workbook that has been written."""

    content: bytes

    @cached_property
    def workbook(self) -> Any:
        """As openpyxl reads it; Any, because openpyxl's own types allow for every kind of workbook."""
        return openpyxl.load_workbook(io.BytesIO(self.content))

    @cached_property
    def parts(self) -> dict[str, str]:
        with zipfile.ZipFile(io.BytesIO(self.content)) as parts:
            return {name: parts.read(name).decode() for name in parts.namelist()}

    def trees(self) -> Iterator[tuple[str, ElementTree.Element]]:
        for name, text in self.parts.items():
            yield name, ElementTree.fromstring(text)

    def footers(self) -> set[str]:
        """The footers of the sheets that people see, as they stand in the parts."""
        return {element.text for _, tree in self.trees() for element in tree.iter(MAIN + "oddFooter") if element.text}

    @property
    def sheets(self) -> list[Any]:
        """All sheets that people see."""
        return [sheet for sheet in self.workbook.worksheets if sheet.sheet_state == "visible"]

    def references(self) -> list[tuple[str, str]]:
        """What the charts draw: what for (``cat``, ``val``, ``tx``), and the cells, such as ``'A'!$B$2:$B$9``."""
        found = []
        for name, tree in self.trees():
            if name.startswith("xl/charts/"):
                for what in ("tx", "cat", "val"):
                    found += [(what, f.text or "") for one in tree.iter(CHART + what) for f in one.iter(CHART + "f")]
        return found

    def cells(self, reference: str) -> list[Any]:
        """The values that a reference means."""
        sheet, _, cells = reference.rpartition("!")
        area = self.workbook[sheet.removeprefix("'").removesuffix("'").replace("''", "'")][cells.replace("$", "")]
        rows = area if isinstance(area, tuple) else ((area,),)
        return [cell.value for row in rows for cell in (row if isinstance(row, tuple) else (row,))]


def texts(book: Book) -> set[str]:
    """Every text that stands in a cell."""
    return {cell.value for sheet in book.sheets for row in sheet for cell in row if isinstance(cell.value, str)}


def area(ref: str) -> tuple[int, int, int, int]:
    """First column and row, last column and row of ``A4:C9``."""
    first, last = (re.fullmatch(r"([A-Z]+)([0-9]+)", corner) for corner in ref.split(":"))
    assert first and last
    return column_index_from_string(first[1]), int(first[2]), column_index_from_string(last[1]), int(last[2])
