"""What is wrong with cells, and which rows are hidden, told by every format that can tell it."""

import io
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

import pytest
import xlwt
from openpyxl.workbook import Workbook

from hf_fidelity.domain.survey.exports import RowSet
from hf_fidelity.readers.survey.cells import faults as xlsx_faults, workbook as workbooks
from hf_fidelity.readers.survey.cells.book import Fault, Refused, Sheet
from hf_fidelity.readers.survey.cells.faults import _records
from hf_fidelity.readers.survey.cells.open import open_book
from tests.exports import raw_xlsb, raw_xlsx
from tests.exports.formats import ods_xml
from tests.exports.raw_xlsb import ErrorCell, XlsbCell
from tests.exports.tables import people, read, xlsx

Faults = Mapping[tuple[int, int], tuple[Fault, str]]


def sheet_of(path: Path) -> Sheet:
    [sheet] = open_book(path).sheets.values()
    return sheet


XLSX: Mapping[str, tuple[str, Faults]] = {
    "nothing": ('<c r="B2"><v>1</v></c>', {}),
    "an error": ('<c r="B2" t="e"><v>#DIV/0!</v></c>', {(2, 1): ("error", "#DIV/0!")}),
    "an error in single quotes": ("<c r='B2' t='e'><v>#N/A</v></c>", {(2, 1): ("error", "#N/A")}),
    "what SPSS writes where nothing is known": ('<c r="B2" t="e"><v>#NULL!</v></c>', {}),
    "the same out of a formula": (
        '<c r="B2" t="e"><f>A1 B1</f><v>#NULL!</v></c>',
        {(2, 1): ("error", "#NULL!")},
    ),
    "an error out of a formula": ('<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', {(2, 1): ("error", "#DIV/0!")}),
    "a formula without value": ('<c r="B2"><f>A1+1</f></c>', {(2, 1): ("no-value", "=A1+1")}),
    "a formula with an empty value": ('<c r="B2"><f>A1+1</f><v/></c>', {(2, 1): ("no-value", "=A1+1")}),
    "a formula with a value": ('<c r="B2"><f>A1+1</f><v>2</v></c>', {}),
    "a formula that gives no letters": ('<c r="B2" t="str"><f>""</f><v></v></c>', {}),
    "two beside each other": (
        '<c r="B2" t="e"><v>#N/A</v></c><c r="C2"><f>A1</f></c>',
        {(2, 1): ("error", "#N/A"), (2, 2): ("no-value", "=A1")},
    ),
}


@pytest.mark.parametrize(("cells", "expected"), XLSX.values(), ids=XLSX.keys())
@pytest.mark.parametrize("prefix", ["", "x:"])
def test_cells_of_xlsx(cells: str, expected: Faults, prefix: str, tmp_path: Path) -> None:
    xml = raw_xlsx.rows_xml(raw_xlsx.row(1, "a", "b") + f'<row r="2">{cells}</row>')
    if prefix:
        xml = xml.replace("<", f"<{prefix}").replace(f"<{prefix}/", f"</{prefix}").replace("xmlns=", "xmlns:x=")
    assert sheet_of(raw_xlsx.write(tmp_path / "a.xlsx", raw_xlsx.parts(xml))).faults() == expected


SUMS = {
    "SUM(A1:A3)": True,
    "MEDIAN(B1:B40)": True,
    "SUM(A:A)": True,
    'COUNTIF(A$1:A$9,"x")': True,
    "SUM(A2:B2)+SUM(A1:A3)": True,
    "SUM(Tabel[Svar])": True,
    "_xlfn.MODE.SNGL(A1:A9)": True,
    "_xlfn.STDEV.S(A1:A9)": True,
    "ROUND((B1+B3+B4)/3,0)": True,
    "AVERAGE(B3,B4)": True,
    "NEWEST(B3:B9)": True,
    "AVERAGE(OFFSET(A1,1,0,6,1))": True,
    "AVERAGE(Data!B3:B9)": True,
    "AVERAGE('Data'!B3:Data!B9)": True,
    "AVERAGE(svar_b)": True,
    "SUM(A2:C2)": False,
    "SUM(A2:A2)": False,
    "SUM(A1,A2)": False,
    "A1+A3": False,
    "B1": False,
    "IF(SUM(A2:B2)>3,1,0)": False,
    "SUM(Tabel[@Svar])": False,
    "SUM(Ark2!A1:A9)": False,
    "Ark2!B1+Ark2!B3+Ark2!B4": False,
    "AVERAGE('Mine Data'!B3:B9)": False,
    "AVERAGE(elsewhere)": False,
    "VLOOKUP(A2,A20:F30,2,FALSE)": False,
    "SUMIFS(Ark2!C:C,Ark2!A:A,$A2,Ark2!B:B,B$1)": False,
}
"""A formula in B2 → whether it is one over several rows of its own sheet."""
NAMES = {"Svar_B": "Data!$B$3:$B$9", "elsewhere": "Ark2!$B$3:$B$9"}


@pytest.mark.parametrize(("formula", "over_rows"), SUMS.items(), ids=SUMS)
def test_a_formula_over_several_rows_makes_a_row_of_sums(formula: str, over_rows: bool, tmp_path: Path) -> None:
    rows = raw_xlsx.row(1, "a", "b") + f'<row r="2"><c r="B2"><f>{formula}</f><v>1</v></c></row>'
    parts = raw_xlsx.parts(raw_xlsx.rows_xml(rows))
    names = "".join(f'<definedName name="{name}">{said}</definedName>' for name, said in NAMES.items())
    book = parts["xl/workbook.xml"].replace("</sheets>", f"</sheets><definedNames>{names}</definedNames>")
    sheet = sheet_of(raw_xlsx.write(tmp_path / "a.xlsx", {**parts, "xl/workbook.xml": book}))
    assert (sheet.sum_rows({1}), sheet.sum_rows({0})) == ({2} if over_rows else set(), set())


@pytest.mark.parametrize(
    ("formula", "over_rows"),
    [
        ("COM.MICROSOFT.MODE.SNGL([.B3:.B9])", True),
        ("([.B1]+[.B3])/2", True),
        ("AVERAGE([$Data.B3:.B9])", True),
        ("AVERAGE(svar)", True),
        ("AVERAGE([$Ark2.B3:.B9])", False),
        ("SUM([.A2:.C2])", False),
        ("VLOOKUP([.A2];[.A20:.F30];2)", False),
    ],
)
def test_so_it_does_in_ods(formula: str, over_rows: bool, tmp_path: Path) -> None:
    made = cell(f'table:formula="of:={formula}" office:value-type="float" office:value="4"', "4")
    name = '<table:named-range table:name="Svar" table:cell-range-address="$Data.$B$3:.$B$9"/>'
    row = "<table:table-row>{}</table:table-row>"
    rows = row.format(cell("", "a")) + row.format(cell("", "a") + made)
    path = ods_xml(tmp_path / "a.ods", rows, f"<table:named-expressions>{name}</table:named-expressions>")
    assert sheet_of(path).sum_rows({1}) == ({2} if over_rows else set())


def test_cells_without_names_are_counted(tmp_path: Path) -> None:
    path = raw_xlsx.workbook(tmp_path / "a.xlsx", '<row><c><v>1</v></c></row><row><c/><c t="e"><v>#N/A</v></c></row>')
    assert sheet_of(path).faults() == {(2, 1): ("error", "#N/A")}


def test_what_stands_behind_the_rows_is_no_formula(tmp_path: Path) -> None:
    rules = '<conditionalFormatting sqref="A1"><cfRule type="expression"><formula>A1</formula></cfRule>'
    path = raw_xlsx.workbook(tmp_path / "a.xlsx", raw_xlsx.row(1, "a"), after=f"{rules}</conditionalFormatting>")
    assert sheet_of(path).faults() == {}


@pytest.mark.parametrize("size", range(60, 400, 17))
def test_no_fault_is_lost_between_two_pieces(size: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(xlsx_faults, "_PIECE", size)
    bad = '<row r="{0}" hidden="1"><c r="A{0}" t="e"><v>#N/A</v></c><c r="B{0}"><f>A1</f></c></row>'
    rows = "".join(bad.format(at) if at % 3 else raw_xlsx.row(at, "fine") for at in range(1, 31))
    sheet = sheet_of(raw_xlsx.workbook(tmp_path / "a.xlsx", rows))
    wrong = [at for at in range(1, 31) if at % 3]
    assert sheet.faults().keys() == {(at, column) for at in wrong for column in (0, 1)}
    assert sheet.hidden_rows() == RowSet.of(wrong)


def test_hidden_rows_of_xlsx_are_told_and_read_all_the_same(tmp_path: Path) -> None:
    hidden = raw_xlsx.row(2, "b", attributes=' hidden="1"') + '<row r="3" hidden="true"/><row r="4" hidden="0"/>'
    sheet = sheet_of(raw_xlsx.workbook(tmp_path / "a.xlsx", raw_xlsx.row(1, "a") + hidden + raw_xlsx.row(5, "e")))
    assert sheet.hidden_rows() == RowSet(((2, 3),))
    assert [row[0] for row in sheet.rows()] == ["a", "b", "", "", "e"]


def test_hidden_columns_of_xlsx(tmp_path: Path) -> None:
    columns = '<cols><col min="1" max="1" width="9"/><col min="2" max="3" hidden="1"/>'
    columns += '<col hidden="true" max="7" min="7"/><col min="9" max="9" width="0"/>'
    columns += '<col min="10" max="10" width="0.5"/></cols>'
    path = raw_xlsx.workbook(tmp_path / "a.xlsx", raw_xlsx.row(1, "a", "b"), before=columns)
    assert sorted(sheet_of(path).hidden_columns()) == [1, 2, 6, 8]


def test_hidden_columns_of_ods(tmp_path: Path) -> None:
    columns = (
        '<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>'
        '<table:table-column table:number-columns-repeated="16381"/>'
    )
    row = f'<table:table-row>{cell("""office:value-type="string" """, "a")}</table:table-row>'
    assert sorted(sheet_of(ods_xml(tmp_path / "a.ods", columns + row)).hidden_columns()) == [2]


def test_hidden_columns_of_xls(tmp_path: Path) -> None:
    workbook = xlwt.Workbook()
    made = workbook.add_sheet("Data")
    made.write(0, 0, "a")
    made.col(3).hidden = True
    made.col(5).width, made.col(6).width = 0, 1
    workbook.save(str(tmp_path / "a.xls"))
    assert sorted(sheet_of(tmp_path / "a.xls").hidden_columns()) == [3, 5]


def test_hidden_columns_of_xlsb(tmp_path: Path) -> None:
    path = raw_xlsb.workbook(tmp_path / "a.xlsb", [["a", "b", "c"]], hidden_columns=[(1, 2)], no_width=[(4, 5)])
    assert sorted(sheet_of(path).hidden_columns()) == [1, 2, 4, 5]


def cell(attributes: str, text: str = "") -> str:
    inside = f"<text:p>{text}</text:p>" if text else ""
    return f"<table:table-cell {attributes}>{inside}</table:table-cell>"


ODS: Mapping[str, tuple[str, Faults]] = {
    "nothing": (cell('office:value-type="string"', "#1 i Danmark"), {}),
    "an error as LibreOffice writes it": (
        cell('table:formula="of:=1/0" office:value-type="string" calcext:value-type="error"', "#DIV/0!"),
        {(1, 0): ("error", "#DIV/0!")},
    ),
    "an error that says it is 0": (
        cell('table:formula="of:=1/0" office:value-type="float" office:value="0"', "Err:508"),
        {(1, 0): ("error", "Err:508")},
    ),
    "a formula without value": (cell('table:formula="of:=[.A1]"'), {(1, 0): ("no-value", "=[.A1]")}),
    "a formula with a value": (
        cell('table:formula="of:=1" office:value-type="float" office:value="1"', "1"),
        {},
    ),
    "after a repeated cell": (
        cell('table:number-columns-repeated="3"') + cell('calcext:value-type="error"', "#N/A"),
        {(1, 3): ("error", "#N/A")},
    ),
    "a repeated error": (
        cell('table:number-columns-repeated="2" calcext:value-type="error"', "#N/A"),
        {(1, 0): ("error", "#N/A"), (1, 1): ("error", "#N/A")},
    ),
}


@pytest.mark.parametrize(("cells", "expected"), ODS.values(), ids=ODS.keys())
def test_cells_of_ods(cells: str, expected: Faults, tmp_path: Path) -> None:
    path = ods_xml(tmp_path / "a.ods", f"<table:table-row>{cells}</table:table-row>")
    assert sheet_of(path).faults() == expected


def test_rows_of_ods(tmp_path: Path) -> None:
    text = cell('office:value-type="string"', "a")
    hidden = '<table:table-row table:number-rows-repeated="2" table:visibility="{}">' + text + "</table:table-row>"
    rows = f"<table:table-row>{text}</table:table-row>" + hidden.format("collapse") + hidden.format("filter")
    error = cell('calcext:value-type="error"', "#N/A")
    twice = f'<table:table-row table:number-rows-repeated="2">{text}{error}</table:table-row>'
    sheet = sheet_of(ods_xml(tmp_path / "a.ods", f"{rows}<table:table-row>{error}</table:table-row>{twice}"))
    assert sheet.hidden_rows() == RowSet(((2, 5),))
    assert sheet.faults() == dict.fromkeys([(6, 0), (7, 1), (8, 1)], ("error", "#N/A"))


def test_xlsb(tmp_path: Path) -> None:
    rows: list[list[XlsbCell]] = [["a", 1.5, True], ["b", ErrorCell(0x07), ErrorCell(0x2A, formula=True)], ["c"]]
    sheet = sheet_of(raw_xlsb.workbook(tmp_path / "a.xlsb", rows, hidden=[1, 3]))
    assert list(sheet.rows()) == [["a", 1.5, "TRUE"], ["b", "", ""], ["c", "", ""]]
    assert sheet.faults() == {(2, 1): ("error", "#DIV/0!"), (2, 2): ("error", "#N/A")}
    assert str(sheet.hidden_rows()) == "1, 3"


def test_xls(tmp_path: Path) -> None:
    workbook = xlwt.Workbook()
    made = workbook.add_sheet("Data")
    made.write(0, 0, "a")
    made.write(1, 1, True)
    made.row(2).set_cell_error(0, 0x07)
    made.row(1).hidden = True
    workbook.save(str(tmp_path / "a.xls"))
    sheet = sheet_of(tmp_path / "a.xls")
    assert sheet.name == "Data"
    assert list(sheet.rows()) == [["a", ""], ["", "TRUE"], ["", ""]]
    assert sheet.faults() == {(3, 0): ("error", "#DIV/0!")}
    assert str(sheet.hidden_rows()) == "2"


@pytest.mark.parametrize(("more", "meanwhile"), [(-1, True), (0, True), (1, False)])
def test_a_large_file_is_searched_while_it_is_parsed(
    more: int, meanwhile: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = '<row r="2"><c r="B2" t="e"><v>#DIV/0!</v></c></row>'
    file = raw_xlsx.workbook(tmp_path / "a.xlsx", raw_xlsx.row(1, "a", "b") + cells)
    monkeypatch.setattr(workbooks, "_LARGE", file.stat().st_size + more)
    sheet, searched = sheet_of(file), list[str]()
    assert isinstance(sheet, workbooks.WorkbookSheet)
    monkeypatch.setattr(sheet, "_find_faults", partial(_noted, sheet._find_faults, searched))
    assert list(sheet.rows()) == [["a", "b"], ["", ""]]
    assert bool(searched) is meanwhile
    assert sheet.faults() == {(2, 1): ("error", "#DIV/0!")}
    assert searched == ["Data"]


def _noted(find: Callable[[str], object], searched: list[str], sheet: str) -> object:
    searched.append(sheet)
    return find(sheet)


def test_what_cannot_be_searched_is_said_where_the_faults_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbooks, "_LARGE", 0)
    links = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    table = '<Relationship Id="r1" Type="http://x/table" Target="../tables/table1.xml"/>'
    parts = raw_xlsx.parts(raw_xlsx.rows_xml(raw_xlsx.row(1, "a", "b")))
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = links.format(table)
    sheet = sheet_of(raw_xlsx.write(tmp_path / "a.xlsx", {**parts, "xl/tables/table1.xml": '<table ref="A1:B2"'}))
    assert list(sheet.rows()) == [["a", "b"]]
    with pytest.raises(Refused):
        sheet.faults()


def in_sevens(number: int) -> bytes:
    """A number as a binary workbook has it: seven bits a byte, the lowest first, and a mark where more follow."""
    return bytes([number & 0x7F | 0x80]) + in_sevens(number >> 7) if number > 0x7F else bytes([number])


@pytest.mark.parametrize("size", [0, 1, 127, 128, 129, 255, 256, 16_383, 16_384, 16_385])
def test_the_records_of_a_binary_workbook_are_as_long_as_they_say(size: int) -> None:
    stream = b"".join(in_sevens(kind) + in_sevens(length) + b"x" * length for kind, length in ((5, size), (300, 2)))
    assert [(kind, len(data)) for kind, data in _records(io.BytesIO(stream))] == [(5, size), (300, 2)]


@pytest.mark.parametrize(
    ("hidden", "told"), [([1], None), ([2], "2"), ([1, 2], "2"), ([1, 2, 3, 5], "2–3, 5"), ([9], "9")]
)
def test_hidden_rows_are_those_below_the_headings(hidden: Sequence[int], told: str | None, tmp_path: Path) -> None:
    def hide(book: Workbook) -> None:
        for row in hidden:
            book["Svar"].row_dimensions[row].hidden = True

    found = read(xlsx(tmp_path / "e.xlsx", {"Svar": people()}, change=hide))
    assert next((f.params["rows"] for f in found.findings if f.code == "hidden-rows"), None) == told
