"""One known matrix of answers, written as every tool writes it: the same counts must come out of each."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hf_fidelity.domain.survey.exports import ExportRead
from hf_fidelity.readers.survey.job import Job
from hf_fidelity.readers.survey.read import read_export
from hf_fidelity.readers.survey.words.tools import layout_of
from tests.depth import every
from tests.exports.layouts import LAYOUTS
from tests.exports.layouts.files import Rows, write_xlsx
from tests.exports.layouts.layout import Layout, Written
from tests.exports.matrix import (
    IDS,
    INSTRUMENT,
    MISSING,
    ORGANISATION,
    QUARTER,
    Counted,
    Person,
    counted,
    expected,
    expected_alpha,
)

every_layout = pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
some_layouts = pytest.mark.parametrize("layout", every(4, {layout.name: layout for layout in LAYOUTS}))
NUMBERED = [layout for layout in LAYOUTS if layout.codes]
EXPLAINED = [layout for layout in LAYOUTS if layout.explained]


def expected_of(layout: Layout, people: Sequence[Person]) -> dict[tuple[str, str, str], Counted]:
    """The counts of these people, as far as the layout can tell them."""
    return {
        (ORGANISATION, team, QUARTER): found if layout.roles else replace(found, roles={})
        for team, found in expected(people).items()
    }


def skipped(read: ExportRead) -> dict[str, int]:
    return {reason: len(rows) for reason, rows in read.rows.skipped.items() if rows.runs}


Known = Callable[[Layout], tuple[list[Person], Written, ExportRead]]


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Known:
    """Layout → the people, what was written of them, and what was read of it, once for all tests."""
    found: dict[str, tuple[list[Person], Written, ExportRead]] = {}

    def of(layout: Layout) -> tuple[list[Person], Written, ExportRead]:
        if layout.name not in found:
            written = layout.write(tmp_path_factory.mktemp("known"), people := layout.people())
            found[layout.name] = people, written, read_export(written.job(), layout.options())
        return found[layout.name]

    return of


@every_layout
def test_every_layout_gives_the_same_counts(layout: Layout, known: Known) -> None:
    people, _, read = known(layout)
    assert counted(read) == expected_of(layout, people)
    assert [finding for finding in read.findings if finding.severity == "error"] == []


@every_layout
def test_every_row_is_accounted_for(layout: Layout, known: Known) -> None:
    people, _, read = known(layout)
    answered = sum(person.kind == "answer" for person in people)
    assert skipped(read) == layout.skips()
    assert (read.rows.accepted, len(read.rows.rejected)) == (answered, 0)
    assert read.rows.read == answered + sum(layout.skips().values())


@every_layout
def test_the_tool_is_recognised(layout: Layout, known: Known) -> None:
    _, written, read = known(layout)
    assert read.layout in layout.tool
    assert read.sheet in {spot.sheet for spot in written.spots.values()}
    assert (read.file, read.role) == (str(written.path), "answers")


@every_layout
def test_alpha_is_that_of_the_textbook(layout: Layout, known: Known) -> None:
    people, _, read = known(layout)
    assert read.moments.keys() == {theme.id for theme in INSTRUMENT.themes}
    for theme, moments in read.moments.items():
        n, alpha = expected_alpha(people, theme)
        assert moments.n == n
        assert moments.alpha == pytest.approx(alpha)


def damage(layout: Layout) -> tuple[list[Person], dict[str, tuple[int, str]]]:
    """The people with each kind of damage in one cell, a row each; and code → whose answer to what."""
    people, answered = layout.people(), [p for p in layout.people() if p.kind == "answer"]
    places = {}
    for step, (code, text) in enumerate(layout.damage.items()):
        person, id = answered[(1 + step * 2) % len(answered)], IDS[(3 + 5 * step) % len(IDS)]
        people[people.index(person)] = replace(person, damaged={id: text})
        places[code] = (person.number, id)
    return people, places


def named(read: ExportRead, layout: Layout) -> set[tuple[str, str | None, str | None, int | None]]:
    """The cells that damage was found in."""
    return {(f.code, f.sheet, f.cell, f.row) for f in read.findings if f.code in layout.damage}


def places_of(written: Written, places: dict[str, tuple[int, str]]) -> set[tuple[str, str | None, str, int]]:
    spots = {code: written.spots[place] for code, place in places.items()}
    return {(code, spot.sheet, spot.cell, spot.row) for code, spot in spots.items()}


@some_layouts
def test_damage_is_named_by_cell_and_stops_its_row(layout: Layout, tmp_path: Path) -> None:
    people, places = damage(layout)
    written = layout.write(tmp_path, people)
    read = read_export(written.job(), layout.options())
    assert named(read, layout) == places_of(written, places)
    assert {row for row in range(1, 99) if row in read.rows.rejected} == {
        written.spots[place].row for place in places.values()
    }
    assert counted(read) == expected_of(layout, [person for person in people if not person.damaged])


@some_layouts
def test_lenient_turns_damage_into_no_answer(layout: Layout, tmp_path: Path) -> None:
    people, places = damage(layout)
    written = layout.write(tmp_path, people)
    read = read_export(written.job(), layout.options(lenient=True))
    assert named(read, layout) == places_of(written, places)
    cpr = places["cpr-like"]
    assert [first for first, _ in read.rows.rejected.runs] == [written.spots[cpr].row]
    mended = [_without(person, person.damaged) for person in people if person.number != cpr[0]]
    assert counted(read) == expected_of(layout, mended)


def _without(person: Person, ids: Any) -> Person:
    return replace(person, marks={id: MISSING if id in ids else mark for id, mark in person.marks.items()})


@some_layouts
def test_a_number_like_a_cpr_is_repeated_nowhere(layout: Layout, tmp_path: Path) -> None:
    people, _ = damage(layout)
    read = read_export(layout.write(tmp_path, people).job(), layout.options())
    told = repr(read) + "".join(f"{f.words()} {f.what_to_do()}" for f in read.findings)
    assert "010100-0000" not in told
    assert "0101000000" not in told


@pytest.mark.parametrize("layout", NUMBERED, ids=lambda layout: layout.name)
def test_numbers_without_a_legend_are_refused(layout: Layout, tmp_path: Path) -> None:
    read = read_export(layout.write(tmp_path, layout.people()).job(), layout.options(codes=False))
    assert (read.groups, read.rows.accepted) == ((), 0)
    assert "error" in {finding.severity for finding in read.findings}


@pytest.mark.parametrize("layout", EXPLAINED, ids=lambda layout: layout.name)
def test_what_explains_an_export_is_no_export(layout: Layout, tmp_path: Path) -> None:
    written = layout.write(tmp_path, layout.people())
    files = (written.path, *written.beside)
    assert written.beside
    for path in written.beside:
        others = tuple(str(other) for other in files if other != path)
        read = read_export(Job(str(path), others), layout.options())
        assert (read.role, read.groups, read.rows.read) == ("legend", (), 0)
        assert [finding for finding in read.findings if finding.severity == "error"] == []


def test_a_misspelt_heading_is_understood_and_reported(tmp_path: Path) -> None:
    layout = next(layout for layout in LAYOUTS if layout.name == "plain-misspelt")
    read = read_export(layout.write(tmp_path, layout.people()).job(), layout.options())
    assert {finding.cell for finding in read.findings} == {"F1"}


def test_a_summary_of_answers_is_refused(tmp_path: Path) -> None:
    """As SurveyMonkey writes them: a sheet for each question, with shares and numbers."""
    labels = ["Helt enig", "Enig", "Hverken enig/uenig", "Uenig", "Helt uenig"]
    sheets: dict[str, Rows] = {
        f"Question {n}": [
            ["Efterlevelse af Housing First"],
            [INSTRUMENT.statement(id).text["da"]],
            ["Answer Choices", "Responses", ""],
            *([label, 0.2, 3] for label in labels),
            ["", "Answered", 15],
            ["", "Skipped", 2],
        ]
        for n, id in enumerate(IDS, start=1)
    }
    path = write_xlsx(tmp_path / "summary.xlsx", sheets, lambda book: book.worksheets[0].merge_cells("B3:C3"))
    read = read_export(Job(str(path)), LAYOUTS[0].options())
    assert (read.groups, read.rows.read) == ((), 0)
    assert "error" in {finding.severity for finding in read.findings}


LOOKS_LIKE = {
    "alchemer": ["Response ID", "Time Started", "Date Submitted", "Status", "S01"],
    "limesurvey": ["Response ID", "Date submitted", "Last page", "Start language", "S01"],
    "plain": ["Status", "Comments", "City", "Country", "S01"],
    "qualtrics": ["StartDate", "EndDate", "Status", "Progress", "Finished", "ResponseId", "S01"],
    "sosci": ["CASE", "MODE", "STARTED", "FINISHED", "S01"],
    "typeform": ["#", "S01", "Start Date (UTC)", "Submit Date (UTC)"],
}
"""What is left of an export where somebody has deleted columns."""


@pytest.mark.parametrize(("tool", "headings"), LOOKS_LIKE.items())
def test_tools_whose_headings_are_alike_are_told_apart(tool: str, headings: list[str]) -> None:
    assert layout_of(tuple(headings)).id == tool
