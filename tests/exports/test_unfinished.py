"""Who has not finished, where a tool says it by how far somebody came, or by a day that is not there."""

from pathlib import Path

import pytest

from hf_fidelity.domain.survey.exports import ExportRead
from hf_fidelity.domain.survey.mapping import FileMapping
from tests.exports.tables import IDS
from tests.exports.test_passed_over import Rows, answers, csv, read, xlsx

QUALTRICS = ["StartDate", "EndDate", "RecordedDate", "ResponseId", "DistributionChannel"]
TYPEFORM = ["#", "Start Date (UTC)", "Network ID"]
DAY = "2026-08-03 10:00:00"
FAR: dict[str, tuple[list[str], str, list[object], list[int]]] = {
    "Qualtrics says how far": (QUALTRICS, "Progress", [100, 100, 40, 100, 99], [4, 6]),
    "and nobody came to the end": (QUALTRICS, "Progress", [40, 50, 60, 70, 99], [2, 3, 4, 5, 6]),
    "with a sign": (QUALTRICS, "Progress", ["100%", "100 %", "40 %", "100.0", "99,5"], [4, 6]),
    "nothing stands there": (QUALTRICS, "Progress", [100, 100, "", 100, 99], [4, 6]),
    "chosen columns": (["Navn"], "Progress", [100, 100, 40, 100, 0], [4, 6]),
    "so with a sign behind its name": (["Navn"], "Progress (%)", [100, 100, 40, 100, 0], [4, 6]),
    "everybody came to the end": (["Navn"], "Progress", [100, 100, 100, 100, 100], []),
    "another question of the name": (["Navn"], "Progress", [1, 2, 3, 4, 5], []),
    "Typeform's day": (TYPEFORM, "Submit Date (UTC)", [DAY, DAY, "", DAY, ""], [4, 6]),
}


def table(heads: list[str], name: str, cells: list[object]) -> Rows:
    return [
        [*heads, name, *IDS],
        *([*(f"{head[0]}{at}" for head in heads), cell, *answers(1 + at)] for at, cell in enumerate(cells)),
    ]


def unfinished(found: ExportRead) -> list[int]:
    runs = found.rows.skipped["incomplete"].runs if "incomplete" in found.rows.skipped else ()
    return [row for first, last in runs for row in range(first, last + 1)]


@pytest.mark.parametrize(("heads", "name", "cells", "rows"), FAR.values(), ids=FAR)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_who_has_not_come_to_the_end_does_not_count(
    kind: str, heads: list[str], name: str, cells: list[object], rows: list[int], tmp_path: Path
) -> None:
    made = table(heads, name, cells)
    found = read(csv(tmp_path / "e.csv", made) if kind == "csv" else xlsx(tmp_path / "e.xlsx", {"A": made}))
    assert (unfinished(found), found.rows.accepted, len(found.rows.rejected)) == (rows, 5 - len(rows), 0)


def test_finished_says_it_better_than_progress(tmp_path: Path) -> None:
    rows = table([*QUALTRICS, "Finished"], "Progress", [100, 80, 100, 100, 100])
    for at, said in enumerate(["True", "True", "True", "False", "True"], 1):
        rows[at][len(QUALTRICS)] = said
    assert unfinished(read(csv(tmp_path / "e.csv", rows))) == [5]


def test_response_type_says_it_better_than_the_day(tmp_path: Path) -> None:
    rows = table([*TYPEFORM, "Response Type"], "Submit Date (UTC)", [DAY, "", DAY, DAY, DAY])
    for at, said in enumerate(["completed", "completed", "completed", "partial", "completed"], 1):
        rows[at][len(TYPEFORM)] = said
    assert unfinished(read(csv(tmp_path / "e.csv", rows))) == [5]


def test_a_day_that_lacks_in_chosen_columns_is_asked_about(tmp_path: Path) -> None:
    found = read(csv(tmp_path / "e.csv", table(["Navn"], "Submit Date (UTC)", [DAY, DAY, "", DAY, DAY])))
    assert [(told.code, told.row) for told in found.findings] == [("no-status", 4)]


def test_more_than_a_hundred_is_nothing_that_is_known(tmp_path: Path) -> None:
    found = read(csv(tmp_path / "e.csv", table(QUALTRICS, "Progress", [100, 101, 100, 100, 99])))
    assert [(told.code, told.row) for told in found.findings if told.severity == "error"] == [("unknown-status", 3)]


def test_a_mapping_says_that_progress_is_something_else(tmp_path: Path) -> None:
    path = csv(tmp_path / "e.csv", table(["Navn"], "Progress", [100, 40, 40, 100, 100]))
    columns = {"B": "ignore", **{chr(ord("C") + at): id for at, id in enumerate(IDS)}}
    assert read(path, mappings=(FileMapping(columns=columns),)).rows.accepted == 5
