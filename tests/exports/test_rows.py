"""What becomes of single rows of a table made by hand."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from hf_fidelity.domain.survey.batch import ExportRead
from hf_fidelity.readers.survey.job import Job, Options
from hf_fidelity.readers.survey.read import read_export
from tests.exports.layouts.files import DANISH_EXCEL, write_csv
from tests.exports.layouts.layout import CPR
from tests.exports.matrix import FORM, IDS, NORD, ORGANISATION, QUARTER

HEADS = ["Kommune", "Team", "Kvartal", "Respondent", "Rolle", *IDS]


def person(name: str, *answers: str, quarter: str = QUARTER) -> list[str]:
    """A row; the last answer stands for all that follow."""
    return [ORGANISATION, NORD, quarter, name, "Leder", *answers, *[answers[-1]] * (len(IDS) - len(answers))]


def read(folder: Path, rows: Sequence[Sequence[str]], lenient: bool = False) -> ExportRead:
    path = write_csv(folder / "svar.csv", [HEADS, *rows], DANISH_EXCEL)
    return read_export(Job(str(path)), Options(FORM, lenient=lenient))


def rows_of(read: ExportRead) -> dict[str, str]:
    """Reason → the rows."""
    return {reason: str(rows) for reason, rows in read.rows.skipped.items() if rows.runs}


def first_counts(read: ExportRead) -> dict[str, tuple[int, ...]]:
    """Quarter → the counts of the first statement."""
    return {str(group.quarter): group.votes["S01"].all.counts for group in read.groups}


def test_who_answers_twice_counts_with_the_last_answer_and_both_rows_are_named(tmp_path: Path) -> None:
    found = read(tmp_path, [person("A", "Enig"), person("B", "Enig"), person("A", "Uenig")])
    assert rows_of(found) == {"duplicate": "2"}
    assert first_counts(found) == {QUARTER: (0, 1, 0, 1, 0)}
    assert any("2" in f.words() and "4" in f.words() for f in found.findings), [f.words() for f in found.findings]


def test_who_answers_in_two_quarters_counts_in_both(tmp_path: Path) -> None:
    found = read(tmp_path, [person("A", "Enig"), person("A", "Uenig", quarter="2026-Q4")])
    assert rows_of(found) == {}
    assert first_counts(found) == {"2026-Q3": (0, 0, 0, 1, 0), "2026-Q4": (0, 1, 0, 0, 0)}


@pytest.mark.parametrize("later", [person("A", "Måske"), person("A", "")], ids=["rejected", "empty"])
def test_a_later_row_that_does_not_count_takes_no_answer_away(tmp_path: Path, later: list[str]) -> None:
    found = read(tmp_path, [person("A", "Enig"), person("B", "Enig"), later])
    assert "duplicate" not in rows_of(found)
    assert first_counts(found) == {QUARTER: (0, 0, 0, 2, 0)}


def test_people_without_a_name_are_not_the_same_person(tmp_path: Path) -> None:
    found = read(tmp_path, [person("", "Enig"), person("", "Enig"), person("anonym", "Enig"), person("anonym", "Enig")])
    assert (rows_of(found), found.rows.accepted) == ({}, 4)


@pytest.mark.parametrize("like", [CPR, "0101000000", "010100 0000"])
@pytest.mark.parametrize("lenient", [False, True])
def test_a_number_like_a_cpr_as_a_name_stops_the_row(tmp_path: Path, like: str, lenient: bool) -> None:
    found = read(tmp_path, [person("A", "Enig"), person(like, "Enig")], lenient)
    assert [(f.code, f.cell) for f in found.findings] == [("cpr-like", "D3")]
    assert (str(found.rows.rejected), found.rows.accepted) == ("3", 1)
    assert like not in repr(found) + "".join(f.words() + f.what_to_do() for f in found.findings)


def test_words_for_no_answer_are_an_answer_of_somebody(tmp_path: Path) -> None:
    found = read(tmp_path, [person("A", "Enig", "Ved ikke", "N/A", "-", "", "Ikke relevant")])
    (group,) = found.groups
    counted = {id: (sum(v.all.counts), v.all.missing, v.all.not_relevant) for id, v in group.votes.items()}
    assert [counted[id] for id in IDS[:6]] == [(1, 0, 0), *[(0, 1, 0)] * 4, (0, 0, 1)]


# A row of CSV that has slipped: a field too many, though it is empty; and one that ends too soon.


def _fields(folder: Path, *more: int, header: int = 0) -> tuple[str, list[str], int]:
    """Rows with so many empty fields more, or so many fewer: the rejected, the remarked, how many were accepted."""
    full = [*HEADS, "Bemærkning"]
    rows = [
        [*person(str(n), "Enig", "Uenig"), "ok", *[""] * extra][: len(full) + extra] for n, extra in enumerate(more)
    ]
    lines = [";".join(row) for row in [[*full, *[""] * header], *rows]]
    (path := folder / "svar.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = read_export(Job(str(path)), Options(FORM))
    remarks = [str(f.params["rows"]) for f in found.findings if f.code == "short-rows"]
    return str(found.rows.rejected), remarks, found.rows.accepted


SLIPPED = {
    "one row with one more": ((0, 0, 1, 0), 0, ("4", [], 3)),
    "every row with one more": ((1, 1, 1, 1), 0, ("", [], 4)),
    "the headings too": ((1, 1, 1, 1), 1, ("", [], 4)),
    "the headings alone": ((0, 0, 0, 0), 1, ("", [], 4)),
    "every row with one more, one with two": ((1, 1, 2, 1), 0, ("4", [], 3)),
    "one row that ends too soon": ((0, 0, -3, 0), 0, ("", ["4"], 4)),
    "most rows without the empty end": ((-1, -1, -1, 0), 0, ("", [], 4)),
    "most rows end within the answers": ((-2, -2, -2, 0), 0, ("", ["2–4"], 4)),
}


@pytest.mark.parametrize(("more", "header", "expected"), SLIPPED.values(), ids=SLIPPED)
def test_a_row_with_more_or_fewer_fields_than_the_others_is_named(
    more: tuple[int, ...], header: int, expected: tuple[str, list[str], int], tmp_path: Path
) -> None:
    assert _fields(tmp_path, *more, header=header) == expected
