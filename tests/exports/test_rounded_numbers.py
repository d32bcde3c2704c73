"""Numbers of respondents that a spreadsheet has rounded: nobody is dropped as answering twice, and it is said."""

from pathlib import Path

import pytest

from hf_fidelity.domain.survey.exports import ExportRead
from hf_fidelity.readers.survey.not_said import may_be_rounded
from tests.exports.tables import IDS, Rows, answers, csv, read, xlsx

ROUNDED: dict[str, tuple[list[str], list[int]]] = {
    "as Excel shows them": (["1.23457E+15", "1.23457E+15", "1.23458E+15", "4"], [2, 3, 4]),
    "with a comma": (["1,23457E+11", "1,23457E+11", "1,23458E+11", "1,23459E+11"], [2, 3, 4, 5]),
    "one alone": (["1.23457E+15", "R1", "R2", "R3"], [2]),
    "with noughts behind six digits": (["123457000000", "123457000000", "123458000000", "7"], [2, 3, 4]),
    "with noughts behind fifteen": (["1234567890123450", "1234567890123450", "1234567890123460", "7"], [2, 3, 4]),
    "longer": (["12345678901234500000"] * 2 + ["12345678901235500000"] * 2, [2, 3, 4, 5]),
}
EXACT: dict[str, tuple[list[str], int]] = {
    "long, and somebody twice": (["123456789012345", "123456789012345", "123456789012346", "7"], 3),
    "one ends in noughts, and answers twice": (["1234567890123450", "1234567890123450", "1234567890123451", "7"], 3),
    "all end in noughts, and nobody twice": (["1234567890123450", "1234567890123460", "1234567890123470", "7"], 4),
    "eleven digits": (["12345600000", "12345600000", "12345700000", "7"], 3),
    "a name": (["7e21", "7e21", "8e21", "7"], 3),
}


def told(found: ExportRead) -> list[str]:
    return [f"{finding.code} {finding.params.get('rows')}" for finding in found.findings]


def people(called: list[str], heading: str) -> Rows:
    return [[heading, *IDS], *([name, *answers(1 + at)] for at, name in enumerate(called))]


@pytest.mark.parametrize(("called", "rows"), ROUNDED.values(), ids=ROUNDED)
@pytest.mark.parametrize("heading", ["Respondent", "Respondent ID", "Løbenummer"])
def test_rounded_numbers_are_nobodys_and_it_is_said(
    heading: str, called: list[str], rows: list[int], tmp_path: Path
) -> None:
    found = read(csv(tmp_path / "e.csv", people(called, heading)))
    [remark] = [finding for finding in found.findings if finding.code == "rounded-numbers"]
    assert (found.rows.accepted, remark.severity, remark.cell) == (4, "warning", "A2")
    assert [row for row in range(2, 6) if _has(str(remark.params["rows"]), row)] == rows


def _has(said: str, row: int) -> bool:
    runs = [run.split("–") for run in said.split(", ")]
    return any(int(run[0]) <= row <= int(run[-1]) for run in runs)


@pytest.mark.parametrize(("called", "accepted"), EXACT.values(), ids=EXACT)
def test_exact_numbers_tell_people_apart(called: list[str], accepted: int, tmp_path: Path) -> None:
    found = read(csv(tmp_path / "e.csv", people(called, "Respondent")))
    assert (found.rows.accepted, "rounded-numbers" in "".join(told(found))) == (accepted, False)


@pytest.mark.parametrize("number", [1234570000000000, 1.23456789012345e18, 123457000000])
def test_so_it_is_with_numbers_in_a_workbook(number: float, tmp_path: Path) -> None:
    rows: Rows = [["Respondent", *IDS], *([number, *answers(1 + at)] for at in range(4))]
    found = read(xlsx(tmp_path / "e.xlsx", {"A": rows}))
    assert (found.rows.accepted, told(found)) == (4, ["rounded-numbers 2–5"])


LONG = {"123456000000": True, "123456700000": False, "123456789012345": False, "1234567890123450": True,
        "1234567890123451": False, "1234560000000001": False, "1234560000000000": True, "9007199254740993000": False,
        "9007199254740990000": True}  # fmt: skip


@pytest.mark.parametrize(("number", "may_be"), LONG.items(), ids=LONG)
def test_which_long_numbers_may_be_rounded(number: str, may_be: bool) -> None:
    assert may_be_rounded(number) is may_be
