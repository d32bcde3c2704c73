"""Documents as workbooks: a text never becomes a formula or a link, and Excel finds nothing to mend."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from textwrap import wrap
from typing import Any, Literal

import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from hf_fidelity import i18n
from hf_fidelity.cli.main import run
from hf_fidelity.domain.scores.trend import trend
from hf_fidelity.ground.text import clean
from hf_fidelity.journeys import make_demo
from hf_fidelity.reports.document import (
    Bullets,
    Chart,
    Column,
    Course,
    Document,
    Number,
    Paragraph,
    Section,
    Series,
    Table,
    TableRow,
)
from hf_fidelity.reports.survey_workbook import score_workbook
from hf_fidelity.reports.trend import trend_report
from hf_fidelity.writers.excel.book import MARKER, excel_bytes, lines_in
from tests.builders import housing_first, record
from tests.hostile import TEXTS
from tests.reports.batches import POLICY, forty
from tests.rich import RICH
from tests.writers.workbooks import ESCAPED_STEERING, MAIN, STEERING, Book, area, texts

INSTRUMENT = housing_first()
HOSTILE = {**TEXTS, "longest": "y" * 40_000}


def _hostile() -> Document:
    """Every hostile text in every place where a text can stand; a sheet, a table and a chart for each."""
    return Document("=1+1 \x1b[31m & [T]", "\u202es|", "en", tuple(_hostile_sections()), tuple(HOSTILE.values()))


def _hostile_sections() -> Iterator[Section]:
    for text, other in zip(HOSTILE.values(), (*HOSTILE.values(), "last")[1:], strict=True):
        rows = tuple(TableRow((said, Number(-0.5), said, Course((1.0, None), 1, 5))) for said in (text, other))
        columns = (Column(text), Column(text, "number"), Column(text.upper()), Column("Course", "course"))
        table = Table(text, columns, rows)
        chart = Chart("lines", text, text, (text, other), (Series(text, (-0.5,) * len(rows)),), 1, 5, text)
        yield Section(text, (Paragraph(text), Bullets((text,)), table, chart))


def _trend() -> Document:
    lines = {"2025-Q4": "3232 3222 3344 3443", "2026-Q1": "4343 323- 4i44 4443", "2026-Q3": "4444 4243 4i34 4454"}
    return trend_report(
        [trend([record(INSTRUMENT, line, quarter) for quarter, line in lines.items()], INSTRUMENT, POLICY)]
    )


def _simple(*blocks: Table | Chart | Paragraph) -> Document:
    return Document("Report", "", "en", (Section("Part", blocks),))


EMPTY_TABLE = Table("", (Column("A"), Column("B", "number")), ())
HOSTILE_TABLE = Table(
    "Texts", (Column("A"), Column("B")), tuple(TableRow((name, text)) for name, text in HOSTILE.items())
)
DOCUMENTS: dict[str, Callable[[], Document]] = {
    "scored": lambda: score_workbook(forty(INSTRUMENT)),
    "trend": _trend,
    "hostile": _hostile,
    "hostile-table": lambda: _simple(HOSTILE_TABLE),
    "empty-table": lambda: _simple(EMPTY_TABLE),
    "no-table": lambda: _simple(Paragraph("Nothing.")),
    "nothing": lambda: Document("", "", "en", ()),
    **{f"rich-{name}": RICH[name] for name in ("show", "trend-long", "compare-course")},
}


def _book(name: str, language: str = "en") -> Book:
    key = (name, language)
    if key not in _BOOKS:
        with i18n.speaking(language):
            _BOOKS[key] = Book(excel_bytes(DOCUMENTS[name]()))
    return _BOOKS[key]


_BOOKS: dict[tuple[str, str], Book] = {}


@pytest.fixture(params=DOCUMENTS)
def book(request: pytest.FixtureRequest) -> Book:
    return _book(request.param)


# What no workbook may hold


def test_no_text_becomes_a_formula(book: Book) -> None:
    found = [(name, element.tag) for name, tree in book.trees() for element in tree.iter(MAIN + "f")]
    assert found == []
    assert {cell.data_type for sheet in book.workbook for row in sheet for cell in row} <= {"s", "inlineStr", "n"}


def test_no_text_becomes_a_link_and_nothing_is_fetched_from_elsewhere(book: Book) -> None:
    tags = {element.tag.rpartition("}")[2] for _, tree in book.trees() for element in tree.iter()}
    assert not tags & {"hyperlink", "hyperlinks", "hlinkClick", "externalReferences"}
    assert [name for name, text in book.parts.items() if 'TargetMode="External"' in text] == []
    assert [name for name in book.parts if "externalLink" in name or "vba" in name.casefold()] == []


def test_no_character_that_steers_is_in_any_part(book: Book) -> None:
    assert [(name, STEERING.findall(text)) for name, text in book.parts.items() if STEERING.search(text)] == []
    assert [name for name, text in book.parts.items() if ESCAPED_STEERING.search(text)] == []


HARMLESS = [
    name
    for name, text in HOSTILE.items()
    if clean(text) == text and name not in ("longest", "escape", "no-character", "empty")
]


@pytest.mark.parametrize("name", HARMLESS)
def test_a_harmless_text_stands_in_its_cell_unchanged(name: str) -> None:
    assert HOSTILE[name] in texts(_book("hostile"))


def test_a_text_that_looks_like_a_formula_stays_a_text_when_somebody_edits_it() -> None:
    cells = [cell for sheet in _book("hostile").sheets for row in sheet for cell in row if isinstance(cell.value, str)]
    starts = ("=", "+", "-", "@", "\t")
    assert {cell.quotePrefix for cell in cells if cell.value.startswith(starts)} == {True}
    assert {cell.quotePrefix for cell in cells if not cell.value.startswith(starts)} == {False}


def test_what_excel_would_read_as_an_escape_is_escaped() -> None:
    written = "".join(text for name, text in _book("hostile").parts.items() if name.startswith("xl/worksheets/"))
    assert (written.count("_x005F_x0041_ _x005F_x001B_") > 0, re.search("(?<!_x005F)_x0041_", written)) == (True, None)


def test_no_text_is_longer_than_excel_can_hold() -> None:
    assert max(map(len, texts(_book("hostile")))) == 32_767
    assert ("y" * 32_766 + "…") in texts(_book("hostile"))


# Sheets


def test_sheets_have_names_that_excel_takes(book: Book) -> None:
    names = book.workbook.sheetnames
    assert [name for name in names if re.search(r"[\[\]:*?/\\]", name) or len(name.encode("utf-16-le")) > 62] == []
    assert [name for name in names if not name or name.strip("'") != name or name.casefold() == "history"] == []
    assert len({name.casefold() for name in names}) == len(names)


def test_a_hidden_sheet_marks_the_workbook_as_our_own(book: Book) -> None:
    marker = book.workbook[MARKER]
    assert (marker.sheet_state, marker["A1"].value, marker["B1"].value) == ("veryHidden", "report", 1)
    assert [sheet.title for sheet in book.workbook.worksheets if sheet.sheet_state != "visible"] == [MARKER]
    assert book.workbook.active in book.sheets


def test_every_sheet_is_set_up_to_be_printed(book: Book) -> None:
    for sheet in book.sheets:
        setup = sheet.page_setup
        assert (setup.orientation, str(setup.paperSize), setup.fitToWidth) == ("landscape", "9", 1)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert {footer.partition("&R")[2] for footer in book.footers()} == {"Page &P of &N"}


def test_a_chart_is_not_cut_by_the_end_of_a_page() -> None:
    sheets = {sheet.title: sheet for sheet in _book("scored").sheets if sheet._charts}
    assert sheets.keys() == {"Overview", "Distribution"}
    for sheet in sheets.values():
        (chart,) = sheet._charts
        breaks = [found.id for found in sheet.row_breaks.brk]
        assert sheet.page_setup.fitToHeight == 1 or breaks == [chart.anchor._from.row - 1]


def test_a_title_in_the_footer_steers_nothing() -> None:
    assert {footer.partition("&R")[0] for footer in _book("hostile").footers()} == {"&L=1+1 [31m && [T]"}


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_language_of_a_workbook_is_its_documents(language: str) -> None:
    document = Document("t", "", language, ())
    assert Book(excel_bytes(document)).workbook.properties.language == language


def test_the_headings_of_a_long_table_stay_in_sight_and_stand_on_every_page() -> None:
    for sheet in _book("scored").sheets:
        if len(sheet.tables) != 1:
            assert sheet.freeze_panes is None
            continue
        (table,) = sheet.tables.values()
        _, top, _, _ = area(table.ref)
        assert sheet.print_title_rows == f"${top}:${top}"
        assert sheet.freeze_panes == f"A{top + 1}"


# Tables


def test_tables_have_names_that_excel_takes(book: Book) -> None:
    names = [name for sheet in book.sheets for name in sheet.tables]
    assert len({name.casefold() for name in names}) == len(names)
    assert [name for name in names if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.]{0,254}", name)] == []
    ids = [table.id for sheet in book.sheets for table in sheet.tables.values()]
    assert len(set(ids)) == len(ids)


def test_a_tables_headings_are_those_of_its_columns_and_no_two_are_alike(book: Book) -> None:
    for sheet in book.sheets:
        for table in sheet.tables.values():
            left, top, right, _ = area(table.ref)
            heads = [unescape(str(sheet.cell(top, column).value)) for column in range(left, right + 1)]
            assert [column.name for column in table.tableColumns] == heads
            assert len({head.casefold() for head in heads}) == len(heads)
            assert [head for head in heads if not head or len(head.encode("utf-16-le")) > 510] == []


def test_a_table_covers_its_rows_and_nothing_else(book: Book) -> None:
    for sheet in book.sheets:
        areas = [area(table.ref) for table in sheet.tables.values()]
        for left, top, right, bottom in areas:
            assert bottom > top
            outside = [
                sheet.cell(top, right + 1),
                *(sheet.cell(bottom + 1, column) for column in range(left, right + 1)),
            ]
            assert [cell.value for cell in outside if cell.value is not None] == []
            assert all(any(cell.value is not None for cell in row) for row in sheet.iter_rows(top, bottom))


def test_a_tables_rows_are_those_of_the_document() -> None:
    tables = [block for s in DOCUMENTS["scored"]().sections for block in s.blocks if isinstance(block, Table)]
    refs = [area(t.ref) for sheet in _book("scored").sheets for t in sheet.tables.values()]
    assert [bottom - top for _, top, _, bottom in refs] == [max(1, len(table.rows)) for table in tables]
    assert [right for _, _, right, _ in refs] == [len(table.columns) for table in tables]


def test_an_empty_table_says_so() -> None:
    sheet = _book("empty-table").sheets[0]
    assert [cell.value for cell in sheet[4][:2]] == ["A", "B"]
    assert sheet["A5"].value == "None"


# Charts


def test_a_chart_draws_cells_that_exist(book: Book) -> None:
    for what, reference in book.references():
        values = book.cells(reference)
        assert values
        if what in ("tx", "cat"):
            assert [value for value in values if not isinstance(value, str | None)] == []
        else:
            assert [value for value in values if not isinstance(value, int | float | None)] == []


@pytest.mark.parametrize("name", ["scored", "trend"])
def test_the_charts_of_a_document_are_all_drawn_with_their_numbers(name: str) -> None:
    with i18n.speaking("en"):
        document = DOCUMENTS[name]()
    charts = [
        block
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Chart) and block.kind in ("lines", "dots", "stacked")
    ]
    book = _book(name)
    drawn = [book.cells(reference) for what, reference in book.references() if what == "val"]
    assert charts
    assert drawn == [pytest.approx(list(series.values)) for chart in charts for series in chart.series]


def test_what_is_said_above_the_bars_of_votes_is_true_of_excels_own_which_have_no_line() -> None:
    said = [text for text in texts(_book("rich-show")) if text.startswith("A bar for each statement")]
    assert (len(said), [text for text in said if "line" in text]) == (1, [])


# Numbers


NUMBERS = {
    "two-decimals": (Number(10 / 3), pytest.approx(10 / 3, rel=1e-15), "0.00"),
    "whole": (Number(12, 0), 12, "0"),
    "one-decimal": (Number(3.5, 1), 3.5, "0.0"),
    "signed": (Number(-0.25, signed=True), -0.25, "+0.00;-0.00;0.00"),
    "marked": (Number(3.25, mark="*"), 3.25, '0.00"*"'),
    "mark-with-quotes": (Number(3.25, mark='"*'), 3.25, '0.00"*"'),
    "unknown": (Number(None), "–", "General"),
    "hidden": (Number(None, instead="too few"), "too few", "General"),
}


@pytest.mark.parametrize(("number", "value", "shown"), NUMBERS.values(), ids=NUMBERS)
def test_a_number_is_a_number_in_full_precision(number: Number, value: object, shown: str) -> None:
    table = Table("", (Column("A"), Column("B", "number")), (TableRow(("x", number)),))
    cell = Book(excel_bytes(_simple(table))).sheets[0]["B5"]
    assert (cell.value, cell.number_format) == (value, shown)


def test_a_digit_in_a_text_stays_a_text() -> None:
    assert {"007", "3,25"} <= texts(_book("hostile"))


def test_where_a_chart_draws_a_table_an_unknown_number_is_an_empty_cell() -> None:
    rows = (TableRow(("x", Number(3.0))), TableRow(("y", Number(None))))
    table = Table("t", (Column("A"), Column("B", "number")), rows)
    chart = Chart("dots", "c", "d", ("x", "y"), (Series("B", (3.0, None)),), 1, 5, "t")
    sheet = Book(excel_bytes(_simple(table, chart))).sheets[0]
    (made,) = sheet.tables.values()
    _, _, _, bottom = area(made.ref)
    assert (sheet.cell(bottom - 1, 2).value, sheet.cell(bottom, 2).value) == (3, None)


# Limits, just below, at and just above them


def _sheet(*blocks: Table | Chart | Paragraph) -> Any:
    return Book(excel_bytes(_simple(*blocks))).sheets[0]


def _of_texts(*texts: str) -> Table:
    return Table("", (Column("A"), Column("B")), tuple(TableRow(("x", text)) for text in texts))


@pytest.mark.parametrize(("lines", "points"), [(1, 15), (26, 390), (27, 405), (28, 405), (100, 405)])
def test_a_row_is_as_high_as_its_lines_and_no_higher_than_excel_can_show(lines: int, points: float) -> None:
    text = "\n".join(["word"] * lines)
    assert _sheet(_of_texts(text)).row_dimensions[5].height == points
    assert _sheet(Paragraph(" ".join(["x" * 100] * lines))).row_dimensions[4].height == points
    assert points < 409.5, "Excel shows no higher row"


@pytest.mark.parametrize("seed", range(50))
def test_lines_are_counted_as_they_would_be_wrapped(seed: int) -> None:
    random = Random(seed)
    text = "".join(random.choices("ab  -\t\n\u00a0æ", k=random.randint(0, 40)))
    width = random.uniform(0.5, 20)
    assert lines_in(text, width) == sum(len(wrap(part, max(1, int(width)))) or 1 for part in text.split("\n"))


@pytest.mark.parametrize(("letters", "lines"), [(99, 1), (100, 1), (101, 2)])
def test_running_text_is_a_hundred_letters_wide(letters: int, lines: int) -> None:
    assert _sheet(Paragraph("x" * letters)).row_dimensions[4].height == 15 * lines


@pytest.mark.parametrize(("above", "frozen"), [(7, "A12"), (8, "A13"), (9, None)])
def test_headings_stay_in_sight_where_twelve_lines_stand_above_the_rows(above: int, frozen: str | None) -> None:
    """Title, subtitle and two empty lines stand above in any case."""
    assert _sheet(*[Paragraph("word")] * above, _of_texts("x")).freeze_panes == frozen


@pytest.mark.parametrize(
    ("kind", "letters", "width"),
    [("text", 36, 39), ("text", 37, 40), ("text", 38, 40), ("name", 56, 59), ("name", 57, 60), ("name", 58, 60)],
)
def test_a_column_is_as_wide_as_its_texts_up_to_a_limit(
    kind: Literal["text", "name"], letters: int, width: float
) -> None:
    table = Table("", (Column("A", kind),), (TableRow(("x" * letters,)),))
    assert _sheet(table).column_dimensions["A"].width == width


@pytest.mark.parametrize(("lines", "whole"), [(40, True), (41, True), (42, False)])
def test_charts_are_on_one_page_where_that_can_be_read(lines: int, whole: bool) -> None:
    """Otherwise each has a page of its own."""
    table = Table("t", (Column("A"), Column("B", "number")), (TableRow(("x", Number(3.0))),))
    chart = Chart("dots", "c", "d", ("x",), (Series("B", (3.0,)),), 1, 5, "t")
    sheet = _sheet(*[Paragraph("word")] * lines, table, chart)
    assert (sheet.page_setup.fitToHeight == 1, len(sheet.row_breaks.brk) == 0) == (whole, whole)


@pytest.mark.parametrize(("letters", "name"), [(30, "x" * 30), (31, "x" * 31), (32, "x" * 30 + "…")])
def test_a_sheets_name_is_as_long_as_excel_takes(letters: int, name: str) -> None:
    book = Book(excel_bytes(Document("Report", "", "en", (Section("x" * letters, ()),))))
    assert book.sheets[0].title == name


@pytest.mark.parametrize(("letters", "kept"), [(32_766, 32_766), (32_767, 32_767), (32_768, 32_767)])
def test_a_text_is_as_long_as_excel_takes(letters: int, kept: int) -> None:
    assert len(_sheet(_of_texts("x" * letters))["B5"].value) == kept


# On the command line


Cli = Callable[..., int]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the made-up teams, which is only read."""
    folder = tmp_path_factory.mktemp("data")
    with i18n.speaking("en"):
        make_demo(date(2026, 11, 20), folder)
    return folder


@pytest.fixture
def cli(demo: Path, monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Runs a command on that folder; gives the exit code."""
    monkeypatch.setattr("hf_fidelity.cli.clock.now", lambda: datetime(2026, 11, 20, 12, tzinfo=UTC))
    monkeypatch.setenv("HF_FIDELITY_LANG", "en")
    return lambda *words: run(["--data", str(demo), *map(str, words)])


COMMANDS = {
    "show": ["show", "--team", "ACT-teamet"],
    "trend": ["trend", "--team", "Bostøtte Nord"],
    "trends": ["trend"],
    "check": ["check"],
    "records": ["records"],
    "teams": ["teams"],
    "instruments": ["instruments"],
}


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_every_report_goes_into_a_workbook(
    cli: Cli, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    out = tmp_path / "f.xlsx"
    assert cli(*words, "--format", "xlsx", "--out", out) == 0
    assert capsys.readouterr() == ("", f"Written: {out}\n")
    book = Book(out.read_bytes())
    assert book.workbook.sheetnames[-1] == MARKER
    assert any(sheet.max_row > 2 for sheet in book.sheets)


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_a_workbook_needs_a_file(cli: Cli, capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    assert cli(*words, "--format", "xlsx") == 2
    out, err = capsys.readouterr()
    assert (out, "--out report.xlsx" in err) == ("", True)


def test_a_shown_workbook_holds_the_scores_of_the_json(
    cli: Cli, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "f.xlsx"
    cli("show", "--team", "ACT-teamet", "--format", "xlsx", "--out", out)
    capsys.readouterr()
    cli("show", "--team", "ACT-teamet", "--format", "json")
    scores = json.loads(capsys.readouterr().out)["scores"]
    sheets = Book(out.read_bytes()).sheets
    numbers = {cell.value for sheet in sheets for row in sheet for cell in row if isinstance(cell.value, int | float)}
    shown = {scores["total"]["score"], *(theme["score"] for theme in scores["themes"].values())} - {None}
    assert shown
    assert shown <= numbers


# In LibreOffice


def _convert(file: Path, to: str, home: Path) -> Path:
    """The file as LibreOffice saves it."""
    out = home / to
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("needs LibreOffice")
    profile = f"-env:UserInstallation={(home / 'profile').as_uri()}"
    words = [office, profile, "--headless", "--convert-to", to, "--outdir", str(out), str(file)]
    subprocess.run(words, check=True, capture_output=True, timeout=180)
    return out / f"{file.stem}.{to}"


def _values(file: Path) -> dict[str, list[list[Any]]]:
    """Sheet → rows of values, without the empty ones at the edges."""
    found = {}
    for sheet in openpyxl.load_workbook(file).worksheets:
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
        found[sheet.title] = [_trimmed(row) for row in rows]
        while found[sheet.title] and not found[sheet.title][-1]:
            found[sheet.title].pop()
    return found


def _trimmed(row: list[Any]) -> list[Any]:
    while row and row[-1] is None:
        row = row[:-1]
    return row


def _as_read(value: Any) -> Any:
    """A value as a program reads it; openpyxl leaves an escape as it is written."""
    if isinstance(value, str):
        return unescape(value)
    return pytest.approx(value) if isinstance(value, float) else value


@pytest.mark.office
@pytest.mark.parametrize("name", ["scored", "hostile-table", "rich-show", "rich-trend-long", "rich-compare-course"])
def test_libreoffice_reads_the_workbook_as_it_was_written(tmp_path: Path, name: str) -> None:
    file = tmp_path / "scored.xlsx"
    file.write_bytes(_book(name).content)
    written, read = _values(file), _values(_convert(file, "xlsx", tmp_path))
    assert list(read) == list(written)
    for sheet, rows in written.items():
        assert read[sheet] == [list(map(_as_read, row)) for row in rows]
    assert _convert(file, "pdf", tmp_path).read_bytes().startswith(b"%PDF-")
