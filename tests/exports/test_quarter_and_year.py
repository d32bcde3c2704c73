"""A column of quarters that does not say the year: a column beside it does, or what was said for the whole file."""

from pathlib import Path
from typing import Any

import pytest

from hf_fidelity.domain.survey.exports import ExportRead
from hf_fidelity.domain.survey.mapping import FileMapping
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.readers.survey.job import Job, Options
from hf_fidelity.readers.survey.read import read_export
from tests.exports import tables
from tests.exports.tables import IDS, INSTRUMENT, LABELS, csv, xlsx

POINTS = (4, 5, 3, 4, 2)
Q3 = Quarter(2026, 3)


def rows(columns: dict[str, tuple[Any, ...]]) -> list[list[Any]]:
    """People with the same answer to every statement, behind columns of their own; a single value is in each row."""
    filled = {name: cells * len(POINTS) if len(cells) == 1 else cells for name, cells in columns.items()}
    own = zip(*filled.values(), strict=True)
    return [[*filled, *IDS], *([*cells, *[LABELS[p]] * len(IDS)] for cells, p in zip(own, POINTS, strict=True))]


def table(kind: str, folder: Path, columns: dict[str, tuple[str, ...]]) -> Path:
    """The same in a file of a kind; a workbook has numbers where they stand, and empty cells."""
    if kind == "csv":
        return csv(folder / "e.csv", rows(columns))
    as_numbers = {
        name: tuple(int(cell) if cell.isdigit() else cell for cell in cells) for name, cells in columns.items()
    }
    return xlsx(folder / "e.xlsx", {"Svar": rows(as_numbers)})


def read(path: Path, quarter: Quarter | None, **more: Any) -> ExportRead:
    return tables.read(path, quarter=quarter, **more)


def people(found: ExportRead) -> dict[str, int]:
    return {str(group.quarter): group.respondents for group in found.groups}


def told(found: ExportRead) -> list[tuple[str, str | None]]:
    return [(each.code, each.cell) for each in found.findings]


OF_FILE = {
    "number": {"Kvartal": ("3",)},
    "in-words": {"Kvartal": ("3. kvartal",)},
    "letter": {"Kvartal": ("Q3",)},
    "in-english": {"Quarter": ("3rd quarter",)},
    "turned": {"Kvartal": ("Kvartal 3",)},
    "empty": {"Kvartal": ("",)},
    "some-empty": {"Kvartal": ("3", "", "3", "2026-Q3", "")},
    "with-its-year": {"År": ("2026",), "Kvartal": ("3",)},
}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("columns", OF_FILE.values(), ids=OF_FILE.keys())
def test_a_cell_that_names_no_year_is_of_the_quarter_that_was_said(
    columns: dict[str, tuple[str, ...]], kind: str, tmp_path: Path
) -> None:
    found = read(table(kind, tmp_path, columns), Q3)
    assert (people(found), told(found)) == ({"2026-Q3": len(POINTS)}, [])


def test_nothing_is_said_of_blanks_that_count(tmp_path: Path) -> None:
    found = read(csv(tmp_path / "e.csv", rows({"Kvartal": ("2026-Q3", *("",) * 4)})), Q3)
    assert (people(found), told(found)) == ({"2026-Q3": len(POINTS)}, [])


AGAINST_FILE = {
    "another-number": ({"Kvartal": ("3", "3", "2", "3", "3")}, [("other-quarter", "A4")], 4),
    "another-year-beside": (
        {"År": ("2026", "2025", "2026", "2026", "2026"), "Kvartal": ("3",)},
        [("other-quarter", "B3")],
        4,
    ),
    "whose-year": (
        {"Kvartal": ("2025-Q3", "3", "2026-Q3", "2026-Q3", "2026-Q3")},
        [("other-quarter", "A2"), ("bad-quarter", "A3")],
        3,
    ),
    "empty-among-others": (
        {"Kvartal": ("2", "", "3", "3", "3")},
        [("other-quarter", "A2"), ("no-quarter", "A3")],
        3,
    ),
    "no-quarter": ({"Kvartal": ("3", "5", "3", "efterår", "3")}, [("bad-quarter", "A3"), ("bad-quarter", "A5")], 3),
    "another-day": ({"Kvartal": ("01-02-2026", *("3",) * 4)}, [("other-quarter", "A2")], 4),
}


@pytest.mark.parametrize(("columns", "expected", "counted"), AGAINST_FILE.values(), ids=AGAINST_FILE.keys())
def test_what_is_not_of_the_quarter_that_was_said_is_named(
    columns: dict[str, tuple[str, ...]], expected: list[tuple[str, str]], counted: int, tmp_path: Path
) -> None:
    found = read(csv(tmp_path / "e.csv", rows(columns)), Q3)
    about_rows = [each for each in told(found) if each[0].endswith("-quarter")]
    assert (people(found), about_rows) == ({"2026-Q3": counted}, expected)
    remedies = (each.remedy for each in found.findings if each.code.endswith("-quarter"))
    assert not any("say --quarter" in remedy for remedy in remedies)


READ_TOGETHER = {
    "number": {"År": ("2026",), "Kvartal": ("3",)},
    "behind": {"Kvartal": ("3",), "Årstal": ("2026",)},
    "in-words": {"År": ("2026",), "Kvartal": ("3. kvartal",)},
    "in-english": {"Year": ("2026",), "Quarter": ("Q3",)},
    "some-say-it": {"År": ("2026", "", "2026", "2026", "2026"), "Kvartal": ("3", "2026-Q3", "3", "Q3", "3")},
}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("columns", READ_TOGETHER.values(), ids=READ_TOGETHER.keys())
def test_a_year_and_a_number_in_two_columns_are_a_quarter(
    columns: dict[str, tuple[str, ...]], kind: str, tmp_path: Path
) -> None:
    found = read(path := table(kind, tmp_path, columns), None)
    assert (people(found), told(found)) == ({"2026-Q3": len(POINTS)}, [])
    letters = {letter for letter, meant in found.mapping["columns"].items() if meant in ("quarter", "year")}
    entry = FileMapping(columns=found.mapping["columns"], header_rows=(1,))
    assert (letters, people(read(path, None, mappings=(entry,)))) == ({"A", "B"}, people(found))


def test_each_row_has_the_year_beside_it(tmp_path: Path) -> None:
    columns = {"År": ("2025", "2025", "2026", "2026", "2026"), "Kvartal": ("4", "4", "1", "1", "1")}
    assert people(read(csv(tmp_path / "e.csv", rows(columns)), None)) == {"2025-Q4": 2, "2026-Q1": 3}


NOT_TOGETHER = {
    "no-year": {"Kvartal": ("3",)},
    "two-years": {"År": ("2026",), "Undersøgelsesår": ("2025",), "Kvartal": ("3",)},
    "age": {"År": ("45",), "Kvartal": ("3",)},
    "years-of-birth": {"År": ("1986", "1971", "2001", "1990", "1964"), "Kvartal": ("3",)},
    "birth": {"Fødselsår": ("1986",), "Kvartal": ("3",)},
    "contrary": {"År": ("2025", *("2026",) * 4), "Kvartal": ("2026-Q3", *("3",) * 4)},
}


@pytest.mark.parametrize("columns", NOT_TOGETHER.values(), ids=NOT_TOGETHER.keys())
def test_where_the_year_is_not_sure_the_cell_is_named(columns: dict[str, tuple[str, ...]], tmp_path: Path) -> None:
    found = read(csv(tmp_path / "e.csv", rows(columns)), None)
    assert "bad-quarter" in {each.code for each in found.findings if each.severity == "error"}
    assert not any(each.code == "bad-quarter" and "2026-Q3" not in each.remedy for each in found.findings)


IN_A_COLUMN = [
    "3. kv. 2026", "3. kvartal 26", "Q3-26", "Q3 26", "K3/26", "Q3'26", "2026, 3. kvartal", "2026 kvartal 3", "26Q3",
    "3. kv. 26", "kvt. 3, 26", "3rd quarter 26", "2026/Q3",
]  # fmt: skip


@pytest.mark.parametrize("text", IN_A_COLUMN)
@pytest.mark.parametrize("quarter", [None, Q3])
def test_a_quarter_is_written_in_many_ways(text: str, quarter: Quarter | None, tmp_path: Path) -> None:
    found = read(csv(tmp_path / "e.csv", rows({"Kvartal": (text,)})), quarter)
    assert (people(found), told(found)) == ({"2026-Q3": len(POINTS)}, [])


@pytest.mark.parametrize("text", ["2026-3", "3. kvartal 05", "Q326", "5. kvartal 26", "Q3-126", "uge 3, 26", "26"])
def test_what_may_be_something_else_is_no_quarter(text: str, tmp_path: Path) -> None:
    found = read(csv(tmp_path / "e.csv", rows({"Kvartal": (text,)})), None)
    assert ({code for code, _ in told(found)}, found.groups) == ({"bad-quarter"}, ())
    assert all("2026-Q3" in each.remedy for each in found.findings)


@pytest.mark.parametrize("name", ["K3-26", "Q1 12"])
def test_such_a_name_may_be_a_teams(name: str, tmp_path: Path) -> None:
    table = rows({"Team": (name,)})
    found = read_export(
        Job(str(csv(tmp_path / "e.csv", table))), Options(INSTRUMENT, organisation="Prøvekøbing", quarter=Q3)
    )
    assert [group.team for group in found.groups] == [name]


@pytest.mark.parametrize(("title", "expected"), [("3. kvartal", "2026-Q3"), ("Q3", "2026-Q3"), ("2", "other-quarter")])
def test_a_title_that_names_no_year_is_of_the_quarter_that_was_said(title: str, expected: str, tmp_path: Path) -> None:
    found = read(csv(tmp_path / "e.csv", [["Kvartal", title], [], *rows({"Nr.": (*"12345",)})]), Q3)
    assert [*people(found)] or [each.code for each in found.findings] == [expected]
