"""The same table gives the same rows, whatever it was saved as."""

import io
import zipfile
from datetime import date, datetime, time
from itertools import zip_longest
from pathlib import Path

import pytest
import xlrd
import xlwt

from hf_fidelity.readers.survey.cells import open as opening, xls
from hf_fidelity.readers.survey.cells.book import CellValue, Refused, sort_of
from hf_fidelity.readers.survey.cells.open import open_book
from tests.exports import raw_xlsx
from tests.exports.formats import FORMATS, Write, delimited, ods

TABLE = [
    ["", "", ""],
    ["Kommune", "Team", "Støtten gives, så længe borgeren selv ønsker den"],
    ["Prøvekøbing", "Bostøtte Nord", "Helt enig"],
    ["", "", ""],
    ["Ærø", 'Team "Syd"; øst', "Hverken enig\neller uenig"],
    ["", "3,5", "100.000 kr."],
]


def rows(path: Path) -> list[list[CellValue]]:
    [sheet] = open_book(path).sheets.values()
    return list(sheet.rows())


def trimmed(found: list[list[CellValue]]) -> list[list[CellValue]]:
    """Rows of three cells; some formats do not write empty ones at the end."""
    return [[cell for cell, _ in zip_longest(row, range(3), fillvalue="")] for row in found]


@pytest.mark.parametrize(("suffix", "write"), FORMATS.values(), ids=FORMATS.keys())
def test_a_table_keeps_its_rows_and_columns(suffix: str, write: Write, tmp_path: Path) -> None:
    path = write(tmp_path / f"table.{suffix}", TABLE)
    assert trimmed(rows(path)) == TABLE


@pytest.mark.parametrize(("suffix", "write"), FORMATS.values(), ids=FORMATS.keys())
def test_what_a_file_is_called_does_not_matter(suffix: str, write: Write, tmp_path: Path) -> None:
    path = write(tmp_path / "table", TABLE)
    assert trimmed(rows(path)) == TABLE


CSV = {
    "blank lines are rows": ("a;b\n\n1;2\n\n", [["a", "b"], [], ["1", "2"], []]),
    "a last line without an end": ("a;b\n1;2", [["a", "b"], ["1", "2"]]),
    "line ends of an old Mac": ("a;b\r1;2\r", [["a", "b"], ["1", "2"]]),
    "one column": ("a\nb\n", [["a"], ["b"]]),
    "decimal commas beside semicolons": ("a;b\n1,5;2,5\n3,5;4,5\n", [["a", "b"], ["1,5", "2,5"], ["3,5", "4,5"]]),
    "commas in texts beside semicolons": ("a;b\nx, y;z\nx, y, w;z\n", [["a", "b"], ["x, y", "z"], ["x, y, w", "z"]]),
    "a title above": ("Svar, i dag\na;b\n1;2\n3;4\n", [["Svar, i dag"], ["a", "b"], ["1", "2"], ["3", "4"]]),
    "a quotation mark inside": ('a;b\nx "y" z;2\n', [["a", "b"], ['x "y" z', "2"]]),
    "the separator said in capitals": ("SEP=,\na,b;c\n", [["a", "b;c"]]),
    "the separator said in quotes": ('"sep=;"\na;b\n', [["a", "b"]]),
    "a tick is a text": ("a\nTRUE\n", [["a"], ["TRUE"]]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CSV.values(), ids=CSV.keys())
def test_csv(text: str, expected: list[list[str]], tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode())
    assert rows(path) == expected


@pytest.mark.parametrize(
    ("written", "cells"),
    [
        ('"=""4""";="Enig";5', ["4", "Enig", "5"]),
        ("'4;\"'4\";'-1", ["4", "4", "-1"]),
        ("'4 or 5;it's 4;'4'", ["'4 or 5", "it's 4", "'4'"]),
        ('="a";"b ""=""4""""";="', ["a", 'b "="4""', '="']),
    ],
)
def test_what_was_to_be_kept_as_a_text_is_what_stands_in_it(written: str, cells: list[str], tmp_path: Path) -> None:
    (tmp_path / "e.csv").write_text(f"A;B;C\n{written}\n", encoding="utf-8")
    assert list(open_book(tmp_path / "e.csv").sheets[""].rows())[1] == cells


def test_semicolons_in_the_texts_of_a_comma_file_do_not_split_it(tmp_path: Path) -> None:
    path = delimited(",", "utf-8", "", tmp_path / "a.csv", [["a", "b;c", "d"], ["1", "2;3", "4"]])
    assert rows(path) == [["a", "b;c", "d"], ["1", "2;3", "4"]]


SMALL = [["Team", "Spørgsmål, et", "to"], ["Nord", 'Han sagde "ja", tror jeg', "4"], ["Østvig", "", "5"]]


def _lines(separator: str) -> list[str]:
    quoted = [
        ['"' + text.replace('"', '""') + '"' if {*text} & {'"', separator} else text for text in row] for row in SMALL
    ]
    return [separator.join(row) for row in quoted]


def _in_quotes(line: str) -> str:
    return '"' + line.replace('"', '""') + '"'


WRAPPED = {
    "every row": [_in_quotes(line) for line in _lines(",")],
    "every row, with semicolons": [_in_quotes(line) for line in _lines(";")],
    "every row, with tabs": [_in_quotes(line) for line in _lines("\t")],
    "those with quotes in them": [_in_quotes(line) if '"' in line else line for line in _lines(",")],
    "and empty cells behind": [f"{_in_quotes(line)};;" for line in _lines(",")],
}


@pytest.mark.parametrize("written", WRAPPED.values(), ids=WRAPPED)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_rows_that_are_one_quoted_cell_each_are_read(written: list[str], encoding: str, tmp_path: Path) -> None:
    (path := tmp_path / "a.csv").write_bytes("\r\n".join([*written, ""]).encode(encoding))
    assert [row for row in rows(path) if row] == SMALL


def test_a_quoted_line_below_a_table_leaves_the_table_as_it_is(tmp_path: Path) -> None:
    (path := tmp_path / "a.csv").write_text('a,"b, c",d\n1,"2, 3",4\n5,6,7\n"Kilde: egne tal, 2026"\n')
    assert rows(path)[:3] == [["a", "b, c", "d"], ["1", "2, 3", "4"], ["5", "6", "7"]]


def test_vertical_bars_separate(tmp_path: Path) -> None:
    (path := tmp_path / "a.csv").write_text("\n".join(_lines("|")), encoding="utf-8")
    assert rows(path) == SMALL


STRAYS = {
    "in a heading": ("Spørgsmål, et", "Sp\udcf8rgsmål, et", 1),
    "in a name": ("Østvig", "\udcd8stvig", 3),
    "in a cell": ("tror", "\udc93tror\udc94", 2),
    "at the end, cut": ("5", "5\udcc3", 3),
}


@pytest.mark.parametrize(("old", "new", "line"), STRAYS.values(), ids=STRAYS)
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["bare", "marked"])
@pytest.mark.parametrize("separator", ";,\t|")
def test_a_byte_that_is_not_utf_8_in_a_file_that_is_stops_it(
    old: str, new: str, line: int, mark: bytes, separator: str, tmp_path: Path
) -> None:
    text = "\r\n".join(_lines(separator)).replace(old, new, 1)
    (path := tmp_path / "a.csv").write_bytes(mark + text.encode("utf-8", "surrogateescape"))
    with pytest.raises(Refused) as refused:
        rows(path)
    assert (refused.value.finding.code, refused.value.finding.params["at"]) == ("stray-byte", line)


WHOLLY = ["æøåÆØÅ", "Spaß” und „Fuß–", "ÅSE… É”", "naïve «café»", "50 % – “godt”", "ÄÖÜß"]


@pytest.mark.parametrize("text", WHOLLY)
def test_what_is_windows_1252_throughout_is_read_as_that(text: str, tmp_path: Path) -> None:
    (path := tmp_path / "a.csv").write_bytes(f"a;Spørgsmål\r\n{text};ä\r\n".encode("cp1252"))
    assert rows(path) == [["a", "Spørgsmål"], [text, "ä"]]


_ODS = "application/vnd.oasis.opendocument.spreadsheet"
TYPES = {"none": None, "a template": f"{_ODS}-template", "with a line end": f"{_ODS}\n"}


@pytest.mark.parametrize("said", TYPES.values(), ids=TYPES)
def test_an_ods_that_does_not_say_what_it_is_is_read(said: str | None, tmp_path: Path) -> None:
    path = ods(tmp_path / "a.ods", SMALL)
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist() if name != "mimetype"}
    raw_xlsx.write(path, parts if said is None else {"mimetype": said, **parts})
    assert rows(path) == SMALL


STYLES = f'<styleSheet xmlns="{raw_xlsx.MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>'
VALUES = {
    "a number": ('<c r="A1"><v>1</v></c>', 1),
    "a fraction": ('<c r="A1"><v>1.5</v></c>', 1.5),
    "a tick": ('<c r="A1" t="b"><v>1</v></c>', "TRUE"),
    "no tick": ('<c r="A1" t="b"><v>0</v></c>', "FALSE"),
    "a day": ('<c r="A1" s="1"><v>46000</v></c>', date(2025, 12, 9)),
    "a moment": ('<c r="A1" s="1"><v>46000.5</v></c>', datetime(2025, 12, 9, 12)),
    "a time": ('<c r="A1" s="1"><v>0.5</v></c>', time(12)),
    "a formula's value": ('<c r="A1"><f>1+1</f><v>2</v></c>', 2),
    "an error": ('<c r="A1" t="e"><v>#N/A</v></c>', ""),
    "a text that looks like a number": ('<c r="A1" t="inlineStr"><is><t>1</t></is></c>', "1"),
    "a text in parts": ('<c r="A1" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>', "ab"),
}


@pytest.mark.parametrize(("cell", "value"), VALUES.values(), ids=VALUES.keys())
def test_a_cell_of_a_workbook(cell: str, value: CellValue, tmp_path: Path) -> None:
    sheet = raw_xlsx.rows_xml(f'<row r="1">{cell}</row>')
    [[found]] = rows(raw_xlsx.write(tmp_path / "a.xlsx", raw_xlsx.parts(sheet, {"xl/styles.xml": STYLES})))
    assert (found, type(found) is str) == (value, type(value) is str)


ONE, TWO, THREE = (raw_xlsx.row(number, f"row {number}") for number in (1, 2, 3))
PLACES = {
    "rows in any order": (THREE + ONE + TWO, [["row 1"], ["row 2"], ["row 3"]]),
    "rows without numbers": ("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>", [[1, 2], [3, ""]]),
    "rows missing above and between": (TWO + raw_xlsx.row(4, "x"), [[""], ["row 2"], [""], ["x"]]),
    "columns missing left": ('<row r="2"><c r="C2"><v>1</v></c></row>', [["", "", ""], ["", "", 1]]),
    "a tick in a column further right": ('<row r="1"><c r="B1" t="b"><v>1</v></c></row>', [["", "TRUE"]]),
}


@pytest.mark.parametrize(("xml", "expected"), PLACES.values(), ids=PLACES.keys())
def test_cells_stand_where_the_spreadsheet_shows_them(
    xml: str, expected: list[list[CellValue]], tmp_path: Path
) -> None:
    assert rows(raw_xlsx.workbook(tmp_path / "a.xlsx", xml)) == expected


@pytest.mark.parametrize("reference", ["A1:A1", "A1:XFD1048576", "A1", "B7:C9"])
def test_a_false_dimension_hides_no_row(reference: str, tmp_path: Path) -> None:
    path = raw_xlsx.workbook(tmp_path / "a.xlsx", ONE + TWO + THREE, before=f'<dimension ref="{reference}"/>')
    assert rows(path) == [["row 1"], ["row 2"], ["row 3"]]


@pytest.mark.thorough
def test_a_million_rows_of_nothing_but_style_are_no_rows(tmp_path: Path) -> None:
    styled = "".join(f'<row r="{number}" s="1" customFormat="1"/>' for number in range(3, 1_048_577))
    assert rows(raw_xlsx.workbook(tmp_path / "a.xlsx", ONE + TWO + styled)) == [["row 1"], ["row 2"]]


def test_rows_can_be_asked_for_again(tmp_path: Path) -> None:
    [sheet] = open_book(raw_xlsx.workbook(tmp_path / "a.xlsx", ONE + TWO)).sheets.values()
    assert list(sheet.rows()) == list(sheet.rows())


def test_the_sheets_of_a_workbook_that_are_hidden(tmp_path: Path) -> None:
    sheet = raw_xlsx.rows_xml(ONE)
    for state in ("hidden", "veryHidden"):
        path = raw_xlsx.write(tmp_path / f"{state}.xlsx", raw_xlsx.parts(sheet, states=f' state="{state}"'))
        assert open_book(path).hidden == {"Data"}


def old_excel(path: Path) -> Path:
    """Every kind of cell that an .xls has; the second and the third row and column are hidden."""
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("Data")
    day, moment = xlwt.easyxf(num_format_str="YYYY-MM-DD"), xlwt.easyxf(num_format_str="YYYY-MM-DD HH:MM")
    hour = xlwt.easyxf(num_format_str="HH:MM")
    sheet.write(0, 0, True)
    sheet.write(0, 1, False)
    sheet.write(1, 0, date(2026, 9, 15), day)
    sheet.write(1, 1, datetime(2026, 9, 15, 13, 30), moment)
    sheet.write(1, 2, time(13, 30), hour)
    sheet.write(2, 0, 3_000_000, day)
    sheet.write(2, 2, 4.5)
    for column, code in enumerate((0x2A, 0x07)):
        sheet.row(3).set_cell_error(column, code)
    for at in (1, 2):
        sheet.row(at).hidden = True
        sheet.col(at).hidden = True
    workbook.add_sheet("Skjult").visibility = 1
    workbook.save(str(path))
    return path


def test_what_stands_in_an_old_workbook(tmp_path: Path) -> None:
    book = open_book(old_excel(tmp_path / "a.xls"))
    sheet = book.sheets["Data"]
    assert list(sheet.rows())[:3] == [
        ["TRUE", "FALSE", ""],
        [date(2026, 9, 15), datetime(2026, 9, 15, 13, 30), time(13, 30)],
        [3_000_000.0, "", 4.5],
    ]
    assert sheet.faults() == {(4, 0): ("error", "#N/A"), (4, 1): ("error", "#DIV/0!")}
    assert (sorted(book.hidden), str(sheet.hidden_rows()), list(sheet.hidden_columns())) == (["Skjult"], "2–3", [1, 2])
    assert sheet.sum_rows({0, 1}) == set()


@pytest.mark.parametrize(("says", "why"), [("Workbook is encrypted", "encrypted"), ("Expected BOF record", "damaged")])
def test_an_old_workbook_that_cannot_be_opened(
    says: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumbles(*_args: object, **_more: object) -> None:
        raise xlrd.biffh.XLRDError(says)

    monkeypatch.setattr(xlrd, "open_workbook", stumbles)
    with pytest.raises(Refused) as stop:
        xls.open_old_excel(tmp_path / "a.xls")
    assert stop.value.finding.code == why


@pytest.mark.parametrize("without", [MemoryError, RecursionError])
def test_what_takes_too_much_memory_is_not_called_damaged(
    without: type[BaseException], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumbles(*_args: object, **_more: object) -> None:
        raise without

    monkeypatch.setattr(xlrd, "open_workbook", stumbles)
    with pytest.raises(without):
        xls.open_old_excel(tmp_path / "a.xls")


@pytest.mark.parametrize("at_once", [40, 41, 53, 67, 1000])
def test_a_cell_far_away_is_found_wherever_the_reading_pauses(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    cells = "".join(f'<c r="{name}" t="s"><v>1</v></c>' for name in ("A1", "B2", "XFD1048576", "C3"))
    monkeypatch.setattr(opening, "_PIECE", at_once)
    assert opening._far(io.BytesIO(cells.encode())) == "XFD1048576"
    assert opening._far(io.BytesIO(cells.replace("XFD1048576", "D4").encode())) is None


SORTS: list[tuple[CellValue, str]] = [
    ("Enig", "text"),
    (" ", "empty"),
    ("", "empty"),
    (4, "number"),
    (4.5, "number"),
    (date(2026, 9, 1), "moment"),
    (datetime(2026, 9, 1, 12), "moment"),
    (time(12), "moment"),
]


@pytest.mark.parametrize(("cell", "sort"), SORTS)
def test_of_what_sort_a_cell_is(cell: CellValue, sort: str) -> None:
    assert sort_of(cell) == sort
