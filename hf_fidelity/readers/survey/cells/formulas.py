"""Which formulas of a sheet are over several of its rows: what stands in such a cell is nobody's answer."""

import re
from collections.abc import Iterator, Mapping

from hf_fidelity.ground import lazily
from hf_fidelity.readers.survey.cells.book import column_number

_SUMS = lazily(
    r"(?<![\w.])(?:\w+\.)*(?:SUM|SUBTOTAL|AGGREGATE|AVERAGE|AVEDEV|COUNT|MEDIAN|MODE|MIN|MAX|VAR|STDEV|GEOMEAN|HARMEAN"
    r"|TRIMMEAN|QUARTILE|PERCENTILE|SKEW|KURT|PRODUCT|SMALL|LARGE|FREQUENCY|CORREL)[A-Z.]*\(",
    re.IGNORECASE,
)
"""Programs write what came later under a name of their own: ``_xlfn.STDEV.S``, ``COM.MICROSOFT.MODE.SNGL``."""
_RANGE = lazily(r"(?<![!\w$.'])\[?\.?\$?[A-Z]{1,3}\$?(\d*):\.?\$?[A-Z]{1,3}\$?(\d*)(?![\w(])", re.IGNORECASE)
_CELLS = lazily(
    r"(?<![!\w$.':])\[?\.?\$?([A-Z]{1,3})(\$?)(\d+)(?::\.?\$?([A-Z]{1,3})\$?(\d+))?(?![\w(!])", re.IGNORECASE
)
"""A cell, or a range of them, on the formula's own sheet."""
_TABLE_COLUMN = lazily(r"\w\[(?![@#]|\[#This)|\[\[#(?:Data|All)\]|\(\d+,\[(?!@)", re.IGNORECASE)
_LOOKS_UP = lazily(r"LOOKUP|MATCH|INDEX|FILTER", re.IGNORECASE)
_MOVED = lazily(r"OFFSET\(\[?\.?\$?[A-Z]{1,3}\$?\d", re.IGNORECASE)


class Formulas:
    """The formulas of one sheet."""

    def __init__(self, sheet: str, names: Mapping[str, str]) -> None:
        """``names`` is what the workbook calls some of its ranges, in capitals, and what they are."""
        quoted = re.escape(sheet.replace("'", "''"))
        self._own = re.compile(rf"\$?(?:'{quoted}'|(?<![\w.]){re.escape(sheet)})(?:!|(?=\.\$?[A-Z]))", re.IGNORECASE)
        self._names = names
        called = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
        self._called = re.compile(rf"(?<![\w.!'])(?:{called})(?![\w.(!])", re.IGNORECASE) if called else None

    def over_rows(self, formula: str, row: int, column: int) -> bool:
        """Whether a formula in a cell sums up, counts or compares cells of several rows on its own sheet.

        It does so whatever its function is called, where it is about other cells of its own column.
        """
        if self._called:
            formula = self._called.sub(lambda name: self._names[name[0].upper()], formula)
        formula = self._own.sub("", formula)
        if not _SUMS.search(formula):
            return not _LOOKS_UP.search(formula) and _is_about_own_column(formula, row, column)
        ranges = (found.groups() for found in _RANGE.finditer(formula))
        return (
            any(not first or first != last for first, last in ranges)
            or bool(_TABLE_COLUMN.search(formula) or _MOVED.search(formula))
            or _is_about_own_column(formula, row, column)
        )


def _is_about_own_column(formula: str, row: int, column: int) -> bool:
    """Whether a formula is about two or more other cells above or below it; one that is held fast is a heading's."""
    others: set[int] = set()
    for left, right, rows, held in _cells(formula):
        if left <= column <= right and not held:
            others.update((rows[0], rows[-1]))
    return len(others - {row}) > 1


def _cells(formula: str) -> Iterator[tuple[int, int, range, bool]]:
    """First and last column and the rows of what a formula names, and whether it is one cell in a row held fast."""
    for first, fast, top, last, bottom in (found.groups() for found in _CELLS.finditer(formula)):
        left, right = sorted((column_number(first), column_number(last or first)))
        above, below = sorted((int(top), int(bottom or top)))
        yield left, right, range(above, below + 1), bool(fast and not last)
