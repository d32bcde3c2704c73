"""The page as text: it stands alone, says which language each text is in, and stays small."""

import re
from typing import Literal

import pytest

from hf_fidelity import i18n
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.privacy import Policy
from hf_fidelity.domain.scores.trend import trend
from hf_fidelity.reports.document import Cell, Chart, Column, Document, Number, Section, Series, Table, TableRow
from hf_fidelity.reports.trend import trend_report
from hf_fidelity.writers.html import html_text
from tests.builders import record, small_instrument
from tests.rich import RICH


@pytest.mark.parametrize("name", RICH)
def test_a_page_names_nothing_outside_itself_but_its_own_parts(name: str) -> None:
    page = html_text(RICH[name]())
    addresses = re.findall(r"(?:href|src|url)\s*[=(]\s*[\"']?([^\"')\s>]+)", page)
    assert [address for address in addresses if not address.startswith("#")] == []
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert {address[1:] for address in addresses} <= set(ids)
    assert "<script" not in page
    assert "default-src 'none'; style-src 'unsafe-inline'" in page.replace("&#39;", "'")


@pytest.mark.parametrize("language", ["da", "en"])
def test_forty_quarters_are_less_than_200_kilobytes(language: str) -> None:
    with i18n.speaking(language):
        assert len(html_text(RICH["trend-long"]()).encode()) < 200_000


def english_only() -> Instrument:
    """A questionnaire that nobody has translated."""
    content = small_instrument().model_dump(mode="json")

    def english(value: object) -> object:
        if isinstance(value, dict) and set(value) == {"da", "en"}:
            return {"en": value["en"]}
        if isinstance(value, dict):
            return {key: english(inner) for key, inner in value.items()}
        return [english(inner) for inner in value] if isinstance(value, list) else value

    made = {**english(content), "languages": ["en"], "own_translations": []}  # type: ignore[dict-item]
    return Instrument.model_validate(made, strict=False)


def test_what_is_not_translated_says_in_which_language_it_is() -> None:
    instrument = english_only()
    with i18n.speaking("da"):
        page = html_text(trend_report([trend([record(instrument, "435")], instrument, Policy(5))]))
        translated = html_text(RICH["trend"]())
    assert '<html lang="da">' in page
    assert 'S1 <span lang="en">Statement 1</span>' in page
    assert page.count('<span lang="en">Theme</span>') == 1
    assert '<span lang="en"' not in translated


def test_what_is_said_first_of_each_of_several_teams_stands_below_its_name() -> None:
    instrument = small_instrument()
    teams = [{"id": name.casefold(), "name": name} for name in ("Nord", "Syd")]
    page = html_text(
        trend_report([trend([record(instrument, "435", team=team)], instrument, Policy(5)) for team in teams])
    )
    said = re.findall(r"<h([23])[^>]*>(Nord|Syd|Where are we)", page)
    assert said == [("2", "Nord"), ("3", "Where are we"), ("2", "Syd"), ("3", "Where are we")]


@pytest.mark.parametrize(
    ("kind", "text", "classes"),
    [("name", "2026-09-30", ["w"]), ("name", "x" * 15, ["w"]), ("name", "x" * 16, ["w"]), ("name", "x" * 17, []),
     ("text", "2026-09-30", []), ("number", "4", ["n"])],
)  # fmt: skip
def test_a_short_name_stays_on_one_line(kind: Literal["text", "name", "number"], text: str, classes: list[str]) -> None:
    table = Table("", (Column("First"), Column("Second", kind)), (TableRow(("a", text)),))
    page = html_text(Document("Title", "", "en", (Section("Part", (table,)),)))
    assert re.findall(r'<td role="cell" class="(\w)"', page) == classes


def wide_table(quarters: int) -> Table:
    names = [f"q{n}" for n in range(quarters)]
    columns = [Column("Theme"), *(Column(name, "number", optional=n < quarters - 2) for n, name in enumerate(names))]
    cells: tuple[Cell, ...] = ("Total", *(Number(float(n)) for n in range(quarters)), "what it means")
    return Table("Themes", (*columns, Column("Verdict")), (TableRow(cells),))


@pytest.mark.parametrize(
    ("quarters", "pieces"), [(1, [1]), (7, [7]), (8, [1, 7]), (15, [7, 1, 7]), (40, [7] * 4 + [5, 7])]
)
def test_a_table_of_many_quarters_is_shown_in_pieces_that_fit_a_page(quarters: int, pieces: list[int]) -> None:
    document = Document("T", "", "en", (Section("Themes", (wide_table(quarters),)),))
    tables = re.findall(r"<table.*?</table>", html_text(document), re.DOTALL)
    numbers = [re.findall(r'class="n" data-l="q(\d+)"', table) for table in tables]
    assert [len(found) for found in numbers] == pieces
    assert [int(n) for found in numbers for n in found] == list(range(quarters))
    assert [("Verdict" in table) for table in tables] == [False] * (len(tables) - 1) + [True]
    assert all(">Total</th>" in table for table in tables)


@pytest.mark.parametrize(("rows", "pictures"), [(16, 1), (17, 1), (18, 2), (34, 2), (35, 3)])
def test_a_picture_of_many_rows_is_shown_in_pieces_that_fit_a_page(rows: int, pictures: int) -> None:
    names = tuple(f"Row {n}" for n in range(rows))
    chart = Chart("stacked", "Votes", "What it shows.", names, (Series("Agree", (1.0,) * rows),), 0, 1)
    page = html_text(Document("Report", "", "en", (Section("Part", (chart,)),)))
    assert page.count("<figure") == pictures
    assert (f"(1 of {pictures})" in page) is (pictures > 1)
