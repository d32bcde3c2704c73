"""How documents look: hostile text stays text, every fact stays, nothing is wider than it may be."""

import csv
import io
import json
import os
import re
import sys
import textwrap
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, strategies as st
from rich.cells import cell_len
from rich.console import Console

from hf_fidelity import i18n
from hf_fidelity.cli.main import prepare_streams
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.ground.text import clean
from hf_fidelity.journeys import Workspace, compare_teams, make_demo, show_assessment, show_trend
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
from hf_fidelity.store.data_folder import Store
from hf_fidelity.writers import text as text_writer
from hf_fidelity.writers.cells import cell_text
from hf_fidelity.writers.csv_and_json import csv_text, json_text, plain_csv_text
from hf_fidelity.writers.markdown import markdown_text
from hf_fidelity.writers.text import console_for, plain_text, terminal_text, wrapped, write_terminal
from tests.hostile import STEERING, TEXTS
from tests.rich import RICH
from tests.writers.formats import on_a_terminal


def _nasty() -> Document:
    """A document with every hostile text in every place."""
    rows = tuple(TableRow((text, Number(-0.5), text, Course((1.0, None, 5.0), 1, 5))) for text in TEXTS.values())
    columns = (Column("[b]a[/b]"), Column("=1+1", "number"), Column("\x1b[31m|", "text"), Column("Course", "course"))
    sections = [
        Section("=1+1 [red]\x1b[31m|", (Bullets(tuple(TEXTS.values())),)),
        Section("", tuple(Paragraph(text) for text in TEXTS.values())),
        Section("Table", (Table("=1+1 \x1b[31m", columns, rows),), 3),
        Section("Chart", (Chart("lines", "t", "d", ("a",), (Series("s", (1.0,)),), 1, 5),)),
    ]
    return Document(
        "[red]T[/red]\x1b[31m",
        "\u202es|",
        "en",
        tuple(sections),
        tuple(TEXTS.values()),
        {"texts": list(TEXTS.values())},
    )


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    space = Workspace(Store(tmp_path_factory.mktemp("demo")))
    with i18n.speaking("en"):
        make_demo(date(2026, 11, 20), space.store.root)
        return {
            "trend": show_trend(space, ["Bostøtte Nord"]).document,
            "trends": show_trend(space).document,
            "show": show_assessment(space, "ACT-teamet").document,
            "compare": compare_teams(space, first=Quarter(2026, 1)).document,
        }


WRITERS: dict[str, Callable[[Document], str]] = {
    "terminal": terminal_text,
    "colour-terminal": on_a_terminal,
    "plain": plain_text,
    "markdown": markdown_text,
    "csv": lambda document: csv_text(document).removeprefix("\ufeff").replace("\r\n", "\n"),
    "json": json_text,
}


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
def test_no_character_that_steers_a_terminal_goes_out(write: Callable[[Document], str]) -> None:
    assert STEERING.findall(write(_nasty())) == []


def _bare(text: str) -> str:
    return "".join(clean(text).split())


@pytest.mark.parametrize(
    "write", [terminal_text, on_a_terminal, plain_text, markdown_text], ids=["terminal", "colour", "plain", "markdown"]
)
def test_every_text_is_kept_whole(write: Callable[[Document], str]) -> None:
    def told(text: str) -> str:
        written = write(Document("t", "", "en", (Section("s", (Bullets((f"BEGIN{text}END",)),)),)))
        return _bare(re.sub(r"\\(.)", r"\1", written) if write is markdown_text else written)

    lost = [name for name, text in TEXTS.items() if _bare(f"BEGIN{text}END") not in told(text)]
    assert not lost, lost


def test_every_text_in_a_table_is_kept_whole_in_csv() -> None:
    def told(text: str) -> list[str]:
        table = Table("t", (Column("a"), Column("b")), (TableRow((text, text)),))
        return _csv_rows(Document("t", "", "en", (Section("s", (table,)),)))[1][1:]

    def whole(text: str) -> str:
        line = " ".join(clean(text).split())
        return f"'{line}" if line.startswith(("=", "+", "-", "@")) else line

    lost = {name: told(text) for name, text in TEXTS.items() if told(text) != [whole(text)] * 2}
    assert not lost, lost


def _csv_rows(document: Document) -> list[list[str]]:
    return list(csv.reader(io.StringIO(csv_text(document).removeprefix("\ufeff"), newline=""), delimiter=";"))


def test_no_text_in_csv_begins_like_a_formula() -> None:
    rows = _csv_rows(_nasty())
    numbers = {"-0.5"}
    assert len(rows) == 1 + len(TEXTS)
    assert [cell for row in rows for cell in row if cell.startswith(tuple("=+-@\t\r")) and cell not in numbers] == []
    assert "'=1+1" in rows[1 + list(TEXTS).index("formula")]


@pytest.mark.parametrize(("language", "number"), [("da", "3,8125"), ("en", "3.8125")])
def test_csv_opens_right_in_excel(language: str, number: str) -> None:
    with i18n.speaking(language):
        table = Table("t", (Column("a"), Column("b", "number")), (TableRow(("æøå", Number(3.8125))),))
        text = csv_text(Document("t", "", language, (Section("s", (table,)),)))
    part = {"da": "Del", "en": "Part"}[language]
    assert text == f"\ufeff{part};a;b\r\nt;æøå;{number}\r\n"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (3.1220238095238093, "3.12202381"),  # of ten decimals the ninth would be rounded down
        (3.184523809523809, "3.18452381"),
        (2 / 3, "0.6666666667"),
        (0.1 + 0.2, "0.3"),
        (-0.0, "0"),
        (1 - 0.9 - 0.1, "0"),  # what floats say of nought
        (-0.25, "-0.25"),
        (1234567, "1234567"),
    ],
)
def test_a_number_in_csv_is_rounded_once(value: float, written: str) -> None:
    table = Table("t", (Column("a"), Column("b", "number")), (TableRow(("x", Number(value))),))
    assert plain_csv_text(Document("t", "", "en", (Section("s", (table,)),))).splitlines()[1] == f"t,x,{written}"


def test_csv_of_a_document_without_tables_has_a_row_a_sentence() -> None:
    blocks = (Paragraph("One.\n\nTwo."), Bullets(("=three",)))
    assert _csv_rows(Document("t", "", "en", (Section("s", blocks), Section("", (Paragraph("Four."),))))) == [
        ["Part", "What is said"],
        ["s", "One."],
        ["s", "Two."],
        ["s", "'=three"],
        ["t", "Four."],
    ]


def test_csv_names_the_column_of_headings_only_where_all_tables_below_call_it_so() -> None:
    def table(label: str) -> Table:
        return Table(label, (Column(label), Column("b", "number")), (TableRow(("x", Number(1))),))

    rows = _csv_rows(Document("t", "", "en", (Section("s", (table("Theme"), table("Statement"))),)))
    assert rows == [["Part", "Row", "b"], ["Theme", "x", "1"], ["Statement", "x", "1"]]


def test_csv_leaves_a_number_that_is_not_known_empty() -> None:
    table = Table("t", (Column("a"), Column("b", "number")), (TableRow(("x", Number(None))),))
    assert _csv_rows(Document("t", "", "en", (Section("s", (table,)),)))[1] == ["t", "x", ""]


def test_json_gives_the_data_back() -> None:
    data = {"texts": list(TEXTS.values()), "number": 3.4166666666666665, "nothing": None, "deep": [{"a": [1, 2.0]}]}
    assert json.loads(json_text(Document("t", "", "en", (), (), data))) == data


def test_numbers_that_stand_there_again_are_written_as_the_first_time() -> None:
    numbers = [0.0, -0.0, 0.1 + 0.2, 1e-07, 1e22, 0.1 + 0.2, -0.0, 0.0]
    written = json_text(Document("t", "", "en", (), (), {"values": numbers}))
    assert written == f'{{"values": {json.dumps(numbers)}}}\n'


@pytest.mark.parametrize("name", ["trend", "trends", "show"])
def test_json_gives_a_reports_data_back(reports: dict[str, Document], name: str) -> None:
    assert json.loads(json_text(reports[name])) == reports[name].data


def _unescaped(line: str, mark: str) -> int:
    return len(re.findall(rf"(?<!\\)(?:\\\\)*{re.escape(mark)}", line))


def test_a_markdown_table_has_as_many_cells_in_every_row() -> None:
    lines = [line for line in markdown_text(_nasty()).splitlines() if line.startswith("|")]
    assert len(lines) == 2 + len(TEXTS)
    assert {_unescaped(line, "|") for line in lines} == {5}


@pytest.mark.parametrize("mark", ["<", "`", "*", "[", "_", "~", "&"])
def test_markdown_reads_no_marks_from_data(mark: str) -> None:
    bullets = Bullets(tuple(f"a{text}" for text in TEXTS.values()))
    written = markdown_text(Document("t", "", "en", (Section("s", (bullets,)),)))
    assert _unescaped(written, mark) == 0


@pytest.mark.parametrize(
    "name", ["heading", "list", "numbered", "plus", "formula", "tab", "formula-behind-blanks", "carriage-return"]
)
def test_a_markdown_paragraph_stays_a_paragraph(name: str) -> None:
    written = markdown_text(Document("t", "", "en", (Section("s", (Paragraph(TEXTS[name]),)),)))
    assert not re.search(r"^([ \t]|#(?! t$|# s$)|- |\+ |\d+\. |=+$)", written, re.MULTILINE)


def _tables(document: Document) -> Iterator[Table]:
    yield from (block for s in document.sections for block in s.blocks if isinstance(block, Table))


@pytest.mark.parametrize("name", ["trend", "trends", "show"])
def test_plain_has_one_fact_a_line(reports: dict[str, Document], name: str) -> None:
    lines = plain_text(reports[name]).splitlines()
    for table in _tables(reports[name]):
        for row in table.rows:
            for column, cell in zip(table.columns[1:], row.cells[1:], strict=True):
                if not isinstance(cell, Course) and cell_text(cell):
                    assert f"{row.cells[0]}, {column.label}: {cell_text(cell)}" in lines


@pytest.mark.parametrize("name", ["trend", "trends", "show"])
def test_plain_draws_nothing(reports: dict[str, Document], name: str) -> None:
    assert re.findall("[\u2500-\u259f\t]|  ", plain_text(reports[name])) == []


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_of_a_report_is_wider_than_the_terminal(tmp_path: Path, width: int, language: str) -> None:
    space = Workspace(Store(tmp_path))
    with i18n.speaking(language):
        make_demo(date(2026, 11, 20), tmp_path)
        written = terminal_text(show_trend(space).document, width)
        shown = terminal_text(show_assessment(space, "ACT-teamet").document, width)
    wide = [line for line in (written + shown).splitlines() if cell_len(line) > width]
    assert wide == []


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("name", RICH)
def test_no_line_is_wider_than_eighty_columns_whatever_stands_in_the_report(name: str, language: str) -> None:
    with i18n.speaking(language):
        written = terminal_text(RICH[name](), 80)
    assert [line for line in written.splitlines() if cell_len(line) > 80] == []


IN_PIECES = {
    "all-fits": (32, [["Row", "First", "Second", "Third"]]),
    "one-goes-below": (31, [["Row", "First", "Second"], ["Row", "Third"]]),
    "each-by-itself": (24, [["Row", "First"], ["Row", "Second"], ["Row", "Third"]]),
    "narrower-than-a-name": (17, [["Row", "First"], ["Row", "Second"], ["Row", "Third"]]),
}


@pytest.mark.parametrize(("width", "heads"), IN_PIECES.values(), ids=IN_PIECES)
def test_a_table_that_nothing_can_be_left_out_of_stands_in_pieces(width: int, heads: list[list[str]]) -> None:
    columns = (Column("Row"), Column("First", "number"), Column("Second", "name"), Column("Third", "number"))
    row = TableRow(("A heading", Number(10000, 0), "x" * 7, Number(20000, 0)))
    lines = terminal_text(Document("", "", "en", (Section("", (Table("", columns, (row,)),)),)), width).splitlines()
    said = "".join("".join(lines).split())
    assert [line.split() for line in lines if line.startswith("Row")] == heads
    assert (max(map(len, lines)) <= width, [said.count(each) for each in ("10000", "20000", "xxxxxxx")]) == (
        True,
        [1, 1, 1],
    )


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("write", [terminal_text, on_a_terminal], ids=["file", "colour"])
def test_no_line_of_hostile_text_is_wider_than_the_terminal(write: Callable[[Document, int], str], width: int) -> None:
    wide = [line for line in write(_nasty(), width).splitlines() if cell_len(line.rstrip()) > width]
    assert wide == []


LEFT_OUT = {
    "all-fits": ("1 · 2", 60, []),
    "the-text-first": ("1 · 2 · 3 · 4", 40, ["Each"]),
    "then-numbers": ("1 · 2 · 3 · 4", 28, ["Least", "Each"]),
    "a-text-that-is-too-high": ("1 · 2 · " * 60, 60, ["Each"]),
}


@pytest.mark.parametrize(("text", "width", "left_out"), LEFT_OUT.values(), ids=LEFT_OUT)
def test_columns_that_do_not_fit_are_named(text: str, width: int, left_out: list[str]) -> None:
    columns = (
        Column("Theme"),
        Column("Least", "number", optional=True),
        Column("Median", "number"),
        Column("Each", optional=True),
    )
    table = Table("", columns, (TableRow(("A theme of five words", Number(1), Number(2), text)),))
    said = " ".join(terminal_text(Document("", "", "en", (Section("", (table,)),)), width).split())
    assert [label for label in ("Least", "Each") if label in said.partition("wider window: ")[2]] == left_out
    assert all(label in said for label in ("Theme", "Least", "Median", "Each"))


@pytest.mark.parametrize(("letters", "stays"), [(239, True), (240, True), (241, False)])
def test_an_optional_text_goes_where_it_would_be_more_than_six_lines_high(letters: int, stays: bool) -> None:
    """Beside the three cells of the first column and two between them it has forty on a line."""
    table = Table("", (Column("Row"), Column("Each", optional=True)), (TableRow(("a", "x" * letters)),))
    said = terminal_text(Document("", "", "en", (Section("", (table,)),)), 45)
    assert ("Not shown here" not in said, "xxx" in said) == (stays, stays)


def test_a_wider_terminal_leaves_no_quarter_out(reports: dict[str, Document]) -> None:
    wide = terminal_text(reports["trend"], 160)
    assert "left out" not in wide
    assert all(column.label.split()[0] in wide for table in _tables(reports["trend"]) for column in table.columns)


def test_every_number_of_the_newest_quarter_is_on_a_narrow_terminal(reports: dict[str, Document]) -> None:
    written = terminal_text(reports["trend"], 80)
    for table in _tables(reports["trend"]):
        newest = [i for i, column in enumerate(table.columns) if column.kind == "number"][-1]
        for row in table.rows:
            heading = str(row.cells[0]).split()[0]
            assert re.search(rf"{re.escape(heading)}.*\s{re.escape(cell_text(row.cells[newest]))}\s", written)


@pytest.mark.parametrize("width", [60, 80])
def test_a_document_of_nothing_can_be_written(width: int) -> None:
    nothing = Document("", "", "en", (Section("", ()), Section("s", (Table("t", (Column("a"),), ()),))))
    assert [write(nothing) is None for write in WRITERS.values()] == [False] * len(WRITERS)
    assert "a" in terminal_text(nothing, width)


@pytest.mark.parametrize(
    ("encoding", "name"), [("cp1252", "Bostøtte Nord"), ("ascii", "Bostoette Nord"), ("utf-8", "Bostøtte Nord")]
)
def test_a_stream_that_lacks_characters_gets_plainer_ones(
    reports: dict[str, Document], monkeypatch: pytest.MonkeyPatch, encoding: str, name: str
) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding, newline="\n"))
    prepare_streams()
    for write in (terminal_text, plain_text, markdown_text):
        sys.stdout.write(write(reports["trend"]))
    sys.stdout.flush()
    written = raw.getvalue().decode(encoding)
    assert name in written
    assert ("−" in written or "–" in written) == (encoding != "ascii")


def test_a_terminal_that_lacks_the_blocks_of_a_course_gets_the_report_without_them(
    reports: dict[str, Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="cp1252", newline="\n")
    monkeypatch.setattr(sys, "stdout", stream)
    prepare_streams()
    write_terminal(reports["trend"], Console(file=stream, width=100))
    stream.flush()
    written = raw.getvalue().decode("cp1252")
    assert ("Total" in written, "Course" in written) == (True, False)


def test_a_terminal_that_cannot_move_its_cursor_is_as_wide_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr("os.get_terminal_size", lambda *_: os.terminal_size((40, 20)))
    assert console_for(_Screen()).width == 40


class _Screen(io.StringIO):
    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return 1


def test_a_streams_input_of_another_encoding_is_no_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"m\xf8de\n"), encoding="utf-8"))
    prepare_streams()
    assert sys.stdin.readline() == "m\ufffdde\n"


def test_a_cell_says_why_there_is_no_number() -> None:
    cells: list[Any] = [Number(None), Number(None, instead="too few"), Number(-0.004), Number(0.5, signed=True)]
    assert [cell_text(cell) for cell in cells] == ["–", "too few", "0.00", "+0.50"]


# Long tables


@given(st.lists(st.text(alphabet="ab-é", max_size=6), max_size=12).map(" ".join), st.integers(1, 20))
@example("ab ab ab", 5)
@example("et langtordsomikkekanbrydes her", 7)
def test_text_is_broken_as_textwrap_breaks_it(text: str, width: int) -> None:
    """By lines of our own where its words are plain and short enough, which takes a tenth of the time."""
    broken = [line.text for line in wrapped(text, width)]
    expected = textwrap.wrap(text, width, break_on_hyphens=False)
    assert broken == ([line.rstrip() for line in expected] or broken[:1])


def test_a_cell_is_put_into_words_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many lines it takes and columns there are to choose from: a list of tens of thousands is still a list."""
    told: list[object] = []

    def noted(cell: Any, **more: Any) -> str:
        told.append(cell)
        return cell_text(cell, **more)

    monkeypatch.setattr(text_writer, "cell_text", noted)
    rows = tuple(TableRow((f"række {n}", "ord " * 30, "mere " * 20)) for n in range(50))
    columns = (Column("a"), Column("b", optional=True), Column("c"))
    terminal_text(Document("T", "", "da", (Section("", (Table("t", columns, rows),)),)), 60)
    assert len(told) == 3 * len(rows)
