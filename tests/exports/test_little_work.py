"""Reading is little work: what does not depend on a row is not done for each, nor what does not depend on the file.

Calls are counted, nothing is timed; and what is done at once comes out as if it were done one by one.
"""

import pickle
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from benchmarks.exports import workbook
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.survey.exports import ExportRead
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import Workspace
from hf_fidelity.journeys.score import score_exports
from hf_fidelity.readers.survey.job import Job, Options
from hf_fidelity.readers.survey.read import read_export
from tests.calls import Calls
from tests.exports.here import read_here
from tests.exports.tables import csv, csv_file, lines

NOW = datetime(2026, 9, 20, 12, tzinfo=UTC)
A_ROW = 1.5
"""So many calls a row may cost where there is nothing to decide: it has to be fetched."""


def calls_for(path: Path, options: Options) -> Calls:
    with Calls() as calls:
        assert read_export(Job(str(path)), options).usable
    return calls


_READS = """
import pickle, sys
import hf_fidelity.readers.survey.worker_child
from hf_fidelity.readers.survey.read import read_export
assert read_export(*pickle.load(sys.stdin.buffer)).usable
print("pydantic" in sys.modules)
"""


def test_the_process_that_reads_does_without_the_models(tmp_path: Path, instrument: Instrument) -> None:
    """They take longer to import than most files take to read."""
    asked = pickle.dumps((Job(str(workbook(tmp_path / "a.xlsx", 10))), Options(instrument, "Prøvekøbing")))
    assert subprocess.run([sys.executable, "-c", _READS], input=asked, capture_output=True, check=True).stdout == (
        b"False\n"
    )


def test_a_row_with_nothing_to_decide_is_no_call_of_its_own(tmp_path: Path, instrument: Instrument) -> None:
    options = Options(instrument)
    few, many = (workbook(tmp_path / f"{rows}.xlsx", rows) for rows in (2000, 4000))
    calls_for(few, options)  # what is found out once, is found out now
    assert calls_for(many, options).total() - calls_for(few, options).total() <= 2000 * A_ROW


def test_a_second_file_under_the_same_headings_finds_out_nothing_anew(tmp_path: Path, instrument: Instrument) -> None:
    options = Options(instrument)
    first, second = (workbook(tmp_path / f"{team}.xlsx", 100, team=team) for team in (1, 2))
    once = {"Headings.__init__", "_column", "ScaleWords.__init__", "ScaleWords._read"}
    assert not once - calls_for(first, options).keys()
    again = calls_for(second, options)
    assert not once & again.keys()
    assert again["Headings._look"] <= 1  # the team's name, which may be a heading too


WHO = {
    "names": ("Navn", "Anne {}sen"),
    "wards": ("Bosted", "Afdeling {}"),
    "called as the team": ("Noter", "Bostøtte Nord {}x"),
}


@pytest.mark.parametrize(("heading", "called"), WHO.values(), ids=WHO)
def test_who_has_not_answered_is_not_held_against_each_other_one(
    heading: str, called: str, tmp_path: Path, instrument: Instrument
) -> None:
    """Lists of people who were invited may hold thousands, each between those who have answered."""
    options = Options(instrument, "Prøvekøbing Kommune", "Nord", Quarter(2026, 3))

    def work(people: int) -> int:
        rows = [[called.format(at), *["Enig" if at % 2 else ""] * len(instrument.order)] for at in range(people)]
        return calls_for(csv(tmp_path / f"{people}.csv", [[heading, *instrument.order], *rows]), options).total()

    work(50)
    few, twice, four_times = map(work, (100, 200, 400))
    assert four_times - twice < 3 * (twice - few)  # where each is held against each, it is four times


def groups(read: ExportRead) -> list[object]:
    return [(g.organisation, g.team, g.quarter, g.respondents, dict(g.votes), dict(g.roles)) for g in read.groups]


def as_csv(path: Path, folder: Path, more: str = "") -> Path:
    """The first sheet of a workbook as CSV, with further lines."""
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    text = "".join(";".join(map(str, row)) + "\r\n" for row in rows)
    (folder / "same.csv").write_text(text + more, encoding="utf-8-sig")
    return folder / "same.csv"


def test_rows_read_a_column_at_a_time_are_those_read_one_by_one(tmp_path: Path, instrument: Instrument) -> None:
    """The rows of a CSV file are always looked at one by one."""
    made = workbook(tmp_path / "a.xlsx", 1500)
    at_once, singly = (read_export(Job(str(path)), Options(instrument)) for path in (made, as_csv(made, tmp_path)))
    assert groups(at_once) == groups(singly)
    assert (at_once.rows, at_once.moments) == (singly.rows, singly.moments)


@pytest.mark.parametrize("bad", ["???", "12"])
def test_rows_counted_a_group_at_a_time_are_those_counted_one_by_one(
    tmp_path: Path, instrument: Instrument, bad: str
) -> None:
    """One answer that is none, and every row is looked at."""
    made = workbook(tmp_path / "a.xlsx", 1500)
    at_once = read_export(Job(str(made)), Options(instrument))
    line = f"Prøvekøbing;Team 1;2026-Q3;Leder;{bad}{';Enig' * 15}\r\n"
    singly = read_export(Job(str(as_csv(made, tmp_path, line))), Options(instrument))
    assert groups(at_once) == groups(singly)
    assert (at_once.moments, len(singly.rows.rejected)) == (singly.moments, 1)


def folder_of(path: Path, exports: int) -> Path:
    """So many exports in CSV, each with a file beside it that explains its codes."""
    path.mkdir()
    for at in range(exports):
        csv_file(path / f"hold{chr(97 + at // 26)}{chr(97 + at % 26)}_dataset.csv", lines([4] * 3))
        csv(path / f"hold{chr(97 + at // 26)}{chr(97 + at % 26)}_labels.csv", [["q1", 1, "Enig"], ["q1", 2, "Uenig"]])
    return path


@pytest.mark.thorough
def test_twice_as_many_csv_files_are_twice_as_much_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_here(monkeypatch)

    def work(exports: int) -> int:
        folder, data = folder_of(tmp_path / f"{exports}", exports), Workspace.at(tmp_path / f"data{exports}")
        with Calls() as calls:
            score_exports(data, [folder], now=NOW, dry_run=True)
        return calls.total()

    work(2)
    few, twice, four_times = map(work, (10, 20, 40))
    assert four_times - twice == pytest.approx(2 * (twice - few), rel=0.05)
