"""Real files of the survey tools, read with questionnaires of their own items, against figures from outside."""

import csv
import json
from collections import Counter
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from hf_fidelity.domain.scores.figures import figures
from hf_fidelity.domain.survey.exports import ExportRead
from tests.exports.sample_forms import (
    GOOGLE,
    KOBO,
    LIMESURVEY,
    MSFORMS,
    QUALTRICS,
    REDCAP,
    SAMPLES,
    SURVEYMONKEY,
    SURVEYXACT,
    Sample,
)

with_reference = pytest.mark.parametrize("sample", [LIMESURVEY, MSFORMS, SURVEYMONKEY], ids=lambda s: s.file)
Tallies = dict[str, tuple[tuple[int, ...], int, int]]


def reference(sample: Sample) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SAMPLES / "reference" / sample.reference).read_text(encoding="utf-8"))
    return found


def tallies(read: ExportRead) -> Tallies:
    """Statement → people per point, missing, not relevant: of the one team there is."""
    (group,) = read.groups
    return {id: (v.all.counts, v.all.missing, v.all.not_relevant) for id, v in group.votes.items()}


def reasons(read: ExportRead) -> dict[str, int]:
    return {reason: len(rows) for reason, rows in read.rows.skipped.items() if rows.runs}


@with_reference
def test_the_rows_are_those_of_the_reference(sample: Sample) -> None:
    read, known = sample.read(), reference(sample)
    assert (read.layout, read.role) == (sample.tool, "answers")
    assert read.rows.read == known["rows"]
    assert reasons(read) == ({"empty": sample.empty} if sample.empty else {})
    assert read.rows.accepted == known["rows"] - sample.empty
    assert [finding for finding in read.findings if finding.severity == "error"] == []


@with_reference
def test_the_counts_are_those_of_the_reference(sample: Sample) -> None:
    known = {
        id: (tuple(item["counts"].values()), item["missing"] - sample.empty, 0)
        for id, item in zip(sample.texts, reference(sample)["items"], strict=True)
    }
    assert tallies(sample.read()) == known


@with_reference
def test_the_figures_are_those_of_the_reference(sample: Sample) -> None:
    read, values = tallies(sample.read()), sample.instrument().scale.values
    for id, item in zip(sample.texts, reference(sample)["items"], strict=True):
        found = figures(values, read[id][0])
        assert found is not None
        assert (found.n, found.median) == (item["n"], item["median"])
        assert found.mean == pytest.approx(item["mean"], abs=1e-6)


@with_reference
def test_alpha_is_that_of_the_reference(sample: Sample) -> None:
    found, known = sample.read().moments["T"], reference(sample)["alpha"]
    assert (found.n, len(found.sums)) == (known["n_complete_cases"], known["k_items"])
    assert found.alpha == pytest.approx(known["listwise"]["alpha"], abs=1e-6)


def test_surveyxact_is_read_from_the_sheet_with_the_labels() -> None:
    read = SURVEYXACT.read()
    assert (read.layout, read.sheet, read.rows.accepted) == ("surveyxact", "Complete", 3)
    assert tallies(read) == {
        "item-1": ((1, 1, 1, 0, 0), 0, 0),
        "item-2": ((0, 1, 1, 1, 0), 0, 0),
        "item-3": ((0, 0, 1, 1, 1), 0, 0),
    }


def test_qualtrics_test_responses_are_skipped() -> None:
    """Status 2 says that the tool made the responses up itself."""
    with QUALTRICS.path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[3:]
    read = QUALTRICS.read()
    assert (read.layout, read.rows.read, reasons(read)) == ("qualtrics", len(rows), {"test": len(rows)})


def _google_counts() -> tuple[list[list[str]], list[list[str]]]:
    """The five items of each row: those that can be counted, and those with two ticks in a cell."""
    with GOOGLE.path.open(encoding="utf-8-sig", newline="") as file:
        heads, *rows = csv.reader(file)
    columns = [heads.index(f"{GOOGLE.stem} [{item}]") for item in GOOGLE.items]
    items = [answers for row in rows if any(answers := [row[column] for column in columns])]
    return [row for row in items if ", " not in "".join(row)], [row for row in items if ", " in "".join(row)]


def test_google_forms_two_ticks_stop_their_row() -> None:
    good, twice = _google_counts()
    expected = {}
    for id, column in zip(GOOGLE.texts, zip(*good, strict=True), strict=True):
        given = Counter(column)
        expected[id] = (tuple(given[label] for label in GOOGLE.labels), given[""], given["Not relevant"])
    read = GOOGLE.read()
    assert tallies(read) == expected
    assert (read.layout, read.rows.accepted, len(read.rows.rejected)) == ("google-forms", len(good), len(twice))
    assert sum(f.code == "two-answers" for f in read.findings) == sum(", " in cell for row in twice for cell in row)


def test_kobotoolbox_is_read_though_all_is_text() -> None:
    heads, *rows = CalamineWorkbook.from_path(str(KOBO.path)).get_sheet_by_name("data").to_python()
    given = Counter(row[heads.index("happiness")] for row in rows)
    read = KOBO.read()
    assert (read.layout, read.sheet, read.rows.read) == ("kobo", "data", len(rows))
    assert tallies(read) == {"happiness": ((given["no"], given["yes"]), 0, 0)}


def test_redcap_rows_that_nobody_filled_in_are_skipped() -> None:
    """Both stopped after the first of four forms; the survey with the item is not begun."""
    read = REDCAP.read()
    assert (read.layout, read.rows.read, read.rows.skips, read.groups) == ("redcap", 2, 2, ())
    assert [finding for finding in read.findings if finding.severity == "error"] == []
