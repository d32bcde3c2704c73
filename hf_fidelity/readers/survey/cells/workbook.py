"""Sheets of .xlsx, .xlsm, .xlsb and .ods: values from calamine, and what it does not tell from the file itself."""

import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping, Set
from contextlib import contextmanager, nullcontext, suppress
from functools import cached_property, partial
from io import BytesIO
from pathlib import Path
from threading import Thread

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from hf_fidelity.domain.survey.exports import RowSet
from hf_fidelity.readers.survey.cells.book import Book, CellValue, Fault, Range
from hf_fidelity.readers.survey.cells.faults import Faults, faults_in
from hf_fidelity.readers.survey.cells.gate import FileKind, plain_name, unpacking
from hf_fidelity.readers.survey.cells.refusals import refusal


class WorkbookSheet:
    """A sheet that is parsed when it is first asked for its rows, and searched for faults when asked for those.

    One of a ``large`` file is searched while it is parsed: calamine lets others work meanwhile, on another core.
    """

    def __init__(
        self, name: str, workbook: CalamineWorkbook, faults: Callable[[str], Faults], *, large: bool = False
    ) -> None:
        self.name: str | None = name
        self._workbook = workbook
        self._find_faults = faults
        self._large = large

    def rows(self) -> Iterator[list[CellValue]]:
        """Every row from row 1 and column A on."""
        few = self._sheet.total_height * self._sheet.total_width <= _FEW_CELLS
        return iter(self._kept) if few else self._each()

    @cached_property
    def _kept(self) -> list[list[CellValue]]:
        """All rows, made once: of a small sheet they are asked for many times."""
        return list(self._each())

    def _each(self) -> Iterator[list[CellValue]]:
        sheet = self._sheet
        left: list[CellValue] = [""] * (sheet.start[1] if sheet.start else 0)
        for row in sheet.iter_rows():  # gives the empty rows above the first cell, but not the columns left of it
            cells = row if bool not in map(type, row) else [_ticked(cell) for cell in row]
            yield left + cells if left else cells

    def faults(self) -> Mapping[tuple[int, int], tuple[Fault, str]]:
        """The cells that have no value, and why."""
        return self._faults.cells

    def hidden_rows(self) -> RowSet:
        """The rows that are hidden or filtered away."""
        return self._faults.hidden

    def hidden_columns(self) -> Collection[int]:
        """The columns that are hidden."""
        return self._faults.hidden_columns

    def sum_rows(self, columns: Set[int]) -> Set[int]:
        """The totals of tables, and rows with a formula over several rows in one of these columns."""
        return {row for row, column in self._faults.sums if column is None or column in columns}

    @property
    def merged_cells(self) -> list[Range]:
        """What is one cell to the eye."""
        ranges = self._sheet.merged_cell_ranges or ()
        return [((top + 1, left), (bottom + 1, right)) for (top, left), (bottom, right) in ranges]

    @property
    def from_1904(self) -> bool:
        """Whether days are counted from 1904, as on old Macs."""
        return self._faults.from_1904

    @property
    def comments(self) -> Mapping[tuple[int, int], str]:
        """(row, column) → what somebody has noted on the cell. Of .xlsx only."""
        return self._faults.comments

    @cached_property
    def _sheet(self) -> CalamineSheet:
        with _reading(), _meanwhile(self._try_faults) if self._large else nullcontext():
            return self._workbook.get_sheet_by_name(str(self.name))

    @cached_property
    def _faults(self) -> Faults:
        return self._find_faults(str(self.name))

    def _try_faults(self) -> None:
        """Search it; what goes wrong in that goes wrong again, and is told, where the faults are asked for."""
        with suppress(BaseException):
            _ = self._faults


_FEW_CELLS = 100_000
"""So many are kept as they were made; they take some megabytes."""
_LARGE = 256 * 1024
"""Bytes of a file from which on a thread is sooner than it takes to start."""


@contextmanager
def _meanwhile(work: Callable[[], None]) -> Iterator[None]:
    """Do that on another core, and have it done at the end."""
    thread = Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        thread.join()


def open_workbook(path: Path, kind: FileKind) -> Book:
    """Open a workbook that passed the gate; raises :class:`Refused` where it cannot be read."""
    with _reading():
        if kind == "ods" and (typed := _with_its_type(path)):
            workbook = CalamineWorkbook.from_filelike(typed)
        else:
            workbook = CalamineWorkbook.from_path(str(path))
    sheets = [sheet for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    names = [sheet.name for sheet in sheets]
    if not names:
        raise refusal("no-sheet")
    if len(set(names)) < len(names):
        raise refusal("damaged")
    finder, large = partial(faults_in, path, kind), path.stat().st_size >= _LARGE
    return Book(
        {name: WorkbookSheet(name, workbook, finder, large=large) for name in names},
        frozenset(sheet.name for sheet in sheets if sheet.visible != SheetVisibleEnum.Visible),
    )


_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"


_MANIFEST = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'


def _with_its_type(path: Path) -> BytesIO | None:
    """An .ods that does not say what it is (Google writes such), as one that does; None where it does itself."""
    with unpacking(), zipfile.ZipFile(path) as packed:
        names = [plain_name(part) for part in packed.infolist()]
        said = packed.read(packed.infolist()[names.index("mimetype")]) if "mimetype" in names else b""
        if said == _ODS_TYPE:
            return None
        if said and not said.strip().startswith(_ODS_TYPE):
            raise refusal("not-a-spreadsheet")
        typed = BytesIO()
        with zipfile.ZipFile(typed, "w") as again:
            again.writestr("mimetype", _ODS_TYPE)
            again.writestr("META-INF/manifest.xml", _MANIFEST)
            again.writestr("content.xml", packed.read(packed.infolist()[names.index("content.xml")]))
    typed.seek(0)
    return typed


def _ticked(cell: CellValue) -> CellValue:
    return str(cell).upper() if isinstance(cell, bool) else cell


@contextmanager
def _reading() -> Iterator[None]:
    """What calamine cannot read is a damaged file, also where its Rust code panics."""
    try:
        yield
    except PasswordError as error:
        raise refusal("encrypted") from error
    except (CalamineError, OSError, ValueError) as error:
        raise refusal("damaged") from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # no Exception, and pyo3 exports no name for it
            raise refusal("damaged") from error
        raise
