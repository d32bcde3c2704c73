"""One nasty document through every format: each tells the same words and the same figures."""

import csv
import html
import io
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser

import openpyxl
import pytest

from hf_fidelity import i18n
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
from hf_fidelity.writers.csv_and_json import csv_text, json_text, plain_csv_text
from hf_fidelity.writers.excel.book import excel_bytes
from hf_fidelity.writers.html import html_text
from hf_fidelity.writers.markdown import markdown_text
from hf_fidelity.writers.pdf import pdf_bytes
from hf_fidelity.writers.text import plain_text, terminal_text
from tests.writers.pdfs import Pdf

Fact = tuple[str, str, str]
"""What a row is called, what a column is called, and what stands there."""

LABELS = ("Før", "Nu", "Ændring", "Bemærkning")
ROWS: tuple[tuple[str, Number, Number, Number, str], ...] = (
    ("Samlet", Number(3.25), Number(3.3333333333333335, mark="*"), Number(0.0833333, signed=True), "ingen tydelig"),
    ("Bolig & nabolag", Number(2.675), Number(None, instead="–"), Number(None), "kan ikke sammenlignes"),
    ("=1+1", Number(-0.0, signed=True), Number(1.0), Number(-1.5, signed=True), "a;b,c"),
    ("Ærø [red] <b>", Number(5.0), Number(4.999), Number(-0.001, signed=True), '»citat« og "citat"'),
    ("Team 🏠", Number(1.005), Number(100.0, 0), Number(None, instead="i.r."), "|rør|"),
)
NASTY = Document(
    "Prøve: *nord*",
    "Kommune & co.",
    "da",
    (
        Section("Ord", (Paragraph("Første.\nAndet #afsnit."), Bullets(("1. punkt", "- et til <i>", "{navn} 50 %")))),
        Section("Tal", (
            Table(
                "Alle tal",
                (Column("Række"), *(Column(label, "number") for label in LABELS[:3]), Column("Forløb", "course"),
                 Column(LABELS[3])),
                tuple(
                    TableRow((name, *numbers, Course((1.0, None, 3.0), 1, 5, (2,)), remark))
                    for name, *numbers, remark in ROWS
                ),
            ),
            Chart("lines", "Billede", "Linjer", LABELS[:2], (Series("Samlet", (3.25, 3.3333333333333335)),), 1, 5,
                  "Alle tal"),
        )),
    ),
    ("En note med 3,25 & <script>",),
    {"tal": [3.25, 3.3333333333333335, None]},
)  # fmt: skip
WORDS = ("Prøve: *nord*", "Kommune & co.", "Første.", "Andet #afsnit.", "1. punkt", "- et til <i>", "{navn} 50 %")


def facts(decimal: Callable[[Number], str]) -> set[Fact]:
    """What must be told, numbers as the format writes them."""
    told = {(row[0], label, decimal(n)) for row in ROWS for label, n in zip(LABELS, row[1:4], strict=False)}
    return {fact for fact in told if fact[2]} | {(row[0], LABELS[3], row[4]) for row in ROWS}


def for_people(cell: Number) -> str:
    if cell.value is None:
        return cell.instead
    return i18n.number(cell.value, cell.decimals, signed=cell.signed) + cell.mark


def for_programs(point: str) -> Callable[[Number], str]:
    """Ten digits, so that no noise of floats is left, and nothing where there is no number."""
    return lambda cell: (
        "" if cell.value is None else f"{cell.value + 0.0:.10g}".replace("-0", "0", cell.value == 0).replace(".", point)
    )


def danish(write: Callable[[Document], str]) -> str:
    with i18n.speaking("da"):
        return write(NASTY)


def in_rows(lines: list[list[str]]) -> set[Fact]:
    """The facts of rows of cells under their headings; anything else among them has another length."""
    head = next(line for line in lines if LABELS[0] in line)
    rows = [line for line in lines if len(line) == len(head) and line is not head]
    return {(row[0], label, row[head.index(label)]) for row in rows for label in LABELS if row[head.index(label)]}


def test_the_terminal() -> None:
    text = danish(lambda document: terminal_text(document, 200))
    found = in_rows([re.split(r" {2,}", line.strip()) for line in text.splitlines()])
    with i18n.speaking("da"):
        assert {fact for fact in found if fact[0] in {row[0] for row in ROWS}} == facts(for_people)
    assert [word for word in WORDS if word not in text] == []


def test_one_fact_a_line() -> None:
    text = danish(plain_text)
    with i18n.speaking("da"):
        told = {f"{row}, {label}: {value}" for row, label, value in facts(for_people)}
    assert told - set(text.splitlines()) == set()
    assert [word for word in WORDS if word not in text] == []


@pytest.mark.parametrize(("write", "delimiter", "point"), [(csv_text, ";", ","), (plain_csv_text, ",", ".")])
def test_csv(write: Callable[[Document], str], delimiter: str, point: str) -> None:
    text = danish(write)
    assert text.startswith("\ufeff") == (delimiter == ";")
    lines = [
        [cell.removeprefix("'") for cell in line[1:]] for line in csv.reader(io.StringIO(text), delimiter=delimiter)
    ]
    lines[0][0] = "Række"
    assert in_rows(lines) == facts(for_programs(point))


def test_markdown() -> None:
    text = danish(markdown_text)
    unescaped = re.sub(r"\\(.)", r"\1", text)
    lines = [re.split(r" (?<!\\)\| ", line.removeprefix("| ").removesuffix(" |")) for line in text.splitlines()]
    found = in_rows(
        [[re.sub(r"\\(.)", r"\1", cell) for cell in line] for line in lines if len(line) > 1 and "---" not in line]
    )
    with i18n.speaking("da"):
        assert found == facts(for_people)
    assert [word for word in WORDS if word not in unescaped] == []


class Cells(HTMLParser):
    """The rows of a page's tables, and all of its text."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.text = ""
        self._in_cell = False

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        if tag == "tr":
            self.rows.append([])
        self._in_cell = tag in ("th", "td") or (self._in_cell and tag == "span")
        if self._in_cell:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        self._in_cell = self._in_cell and tag not in ("th", "td")

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._in_cell:
            self.rows[-1][-1] += data


def test_html() -> None:
    page = Cells()
    page.feed(danish(html_text))
    with i18n.speaking("da"):
        assert in_rows(page.rows) == facts(for_people)
    assert [word for word in WORDS if word not in page.text] == []
    assert html.escape(NASTY.notes[0]) in danish(html_text)


def test_pdf() -> None:
    with i18n.speaking("da"):
        pdf = Pdf(pdf_bytes(NASTY))
        told = {(row.replace("🏠", "[house building]"), label, value) for row, label, value in facts(for_people)}
    assert in_rows(pdf.tables[0]) == told
    assert [word for word in (*WORDS, NASTY.notes[0]) if word not in pdf.text.split("\n")] == []


def test_workbook() -> None:
    with i18n.speaking("da"):
        book = openpyxl.load_workbook(io.BytesIO(excel_bytes(NASTY)))
    cells = [[cell for cell in row if cell.value is not None] for sheet in book for row in sheet.iter_rows()]
    numbers = {(row[0], label): n for row in ROWS for label, n in zip(LABELS, row[1:4], strict=False)}
    rows = [row for row in cells if row and row[0].value in {name[0] for name in ROWS} and len(row) > 1]
    assert len(rows) == len(ROWS)
    head = next(row for row in cells if LABELS[0] in [cell.value for cell in row])
    at = {cell.column: str(cell.value) for cell in head}
    told = {(str(row[0].value), at[cell.column]): cell.value for row in rows for cell in row[1:]}
    expected = {key: number.value for key, number in numbers.items() if number.value is not None}
    assert {key: told.get(key) for key in expected} == pytest.approx(expected, rel=1e-14)
    words = [str(cell.value).removeprefix("• ") for row in cells for cell in row]
    assert [word for word in WORDS if not any(word in text for text in words)] == []
    assert {row[4] for row in ROWS} <= set(words)


def test_json() -> None:
    assert json.loads(json_text(NASTY)) == NASTY.data
