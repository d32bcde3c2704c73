"""From a path to cells: the gate, then the reader for what the file is."""

from pathlib import Path

from hf_fidelity.readers.survey.cells.book import Book
from hf_fidelity.readers.survey.cells.gate import judge


def open_book(path: Path) -> Book:
    """Open a survey file of any kind.

    :class:`Refused` is raised here for what is wrong with the file as a whole, and later, when a sheet is first asked
    for its rows or faults, for what is wrong with that sheet.
    """
    kind = judge(path).kind
    if kind == "csv":
        from hf_fidelity.readers.survey.cells.csv import open_delimited

        return open_delimited(path)
    if kind == "xls":
        from hf_fidelity.readers.survey.cells.xls import open_old_excel

        return open_old_excel(path)
    from hf_fidelity.readers.survey.cells.workbook import open_workbook

    return open_workbook(path, kind)
