"""The documents of ``trend`` and ``show``: what people read is what the JSON says."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from hf_fidelity import i18n
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Assessment
from hf_fidelity.domain.record.privacy import Policy
from hf_fidelity.domain.scores.trend import snapshot, trend
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.reports.document import Cell, Chart, Course, Document, Number, Table
from hf_fidelity.reports.record import assessment_report
from hf_fidelity.reports.trend import trend_report
from hf_fidelity.writers.text import plain_text
from tests.builders import housing_first, record, voted

FORM = housing_first()
POLICY = Policy(5)
COURSE = (
    record(FORM, "3232 3222 3344 3443", "2025-Q4", participants=7),
    record(FORM, "4343 323- 4i44 4443", "2026-Q1", participants=7),
    record(FORM, "4444 4243 4i34 4454", "2026-Q3", participants=9),
)
VOTED = (
    voted(FORM, dict.fromkeys(FORM.order, (0, 1, 2, 6, 3)), "2026-Q2"),
    voted(FORM, {**dict.fromkeys(FORM.order, (0, 0, 4, 6, 3)), "S05": (0, 0, 2, 1, 1)}, "2026-Q3"),
)


def _trend(*records: Assessment, policy: Policy = POLICY) -> Document:
    return trend_report([trend(records, FORM, policy)])


def _show(*records: Assessment, policy: Policy = POLICY) -> Document:
    return assessment_report(snapshot(records, records[-1].quarter, FORM, policy))


DOCUMENTS: dict[str, Callable[[], Document]] = {
    "trend-agreed": lambda: _trend(*COURSE),
    "trend-one-quarter": lambda: _trend(COURSE[0]),
    "trend-votes": lambda: _trend(*VOTED),
    "trend-mixed": lambda: _trend(COURSE[0], VOTED[1]),
    "trend-two-teams": lambda: trend_report([trend(some, FORM, POLICY) for some in (COURSE, VOTED)]),
    "show-agreed": lambda: _show(*COURSE),
    "show-votes": lambda: _show(*VOTED),
}


@pytest.fixture(params=DOCUMENTS)
def document(request: pytest.FixtureRequest) -> Document:
    return DOCUMENTS[request.param]()


def _tables(document: Document) -> Iterator[Table]:
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                yield block


def _data(document: Document) -> dict[str, Any]:
    assert document.data is not None
    return dict(document.data)


def test_every_row_has_a_cell_for_every_column_and_a_heading(document: Document) -> None:
    tables = list(_tables(document))
    assert tables
    for table in tables:
        assert {len(row.cells) for row in table.rows} == {len(table.columns)}
        assert all(isinstance(row.cells[0], str) and row.cells[0] for row in table.rows)


def test_a_column_holds_what_it_says_and_a_number_column_may_say_why_there_is_none(document: Document) -> None:
    kinds = {"number": Number | str, "course": Course, "text": str, "name": str}
    for table in _tables(document):
        for row in table.rows:
            assert all(isinstance(c, kinds[column.kind]) for c, column in zip(row.cells, table.columns, strict=True))


def _told(document: Document) -> Iterator[tuple[tuple[Cell, ...], dict[str, Any]]]:
    """The cells of each row of a trend's tables, beside the row of the data that they tell."""
    levels = ("Themes", "Core principles", "Statements")
    cells = [row.cells for table in _tables(document) if table.columns[0].label in levels for row in table.rows]
    yield from zip(cells, [row for entry in _data(document)["trends"] for row in entry["rows"]], strict=True)


def _assert_the_tables_hold_the_scores(document: Document) -> None:
    for cells, row in _told(document):
        quarters = cells[1 : len(row["scores"]) + 1]
        assert row["label"] in str(cells[0])
        assert [cell.value for cell in quarters if isinstance(cell, Number)] == row["scores"]
        assert [cell.values for cell in cells if isinstance(cell, Course)] in ([], [tuple(row["scores"])])


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if name.startswith("trend")])
def test_a_trends_tables_hold_the_scores_of_its_data(name: str) -> None:
    _assert_the_tables_hold_the_scores(DOCUMENTS[name]())


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if name.startswith("trend")])
def test_a_trends_charts_hold_the_scores_of_its_data(name: str) -> None:
    document = DOCUMENTS[name]()
    charts = [block for section in document.sections for block in section.blocks if isinstance(block, Chart)]
    courses = [entry for entry in _data(document)["trends"] if len([b for b in entry["basis"] if b]) > 1]
    levels = [(entry, shown) for entry in courses for shown in (("total", "theme"), ("principle",))]
    for chart, (entry, shown) in zip(charts, levels, strict=True):
        rows = [row for row in entry["rows"] if row["level"] in shown]
        assert [list(series.values) for series in chart.series] == [row["scores"] for row in rows]
        assert {len(series.values) for series in chart.series} == {len(chart.categories)} == {len(entry["quarters"])}


def test_a_trends_tables_say_how_far_each_row_moved_last() -> None:
    for cells, row in _told(_trend(*COURSE)):
        change, told = row["changes"][-1], cells[len(row["scores"]) + 1 :]
        if change["steps"] is None:
            assert change["delta"] in [cell.value for cell in told if isinstance(cell, Number)]
        else:
            assert {-1: "1 step down", 0: "unchanged", 1: "1 step up"}[change["steps"]] in told


def test_where_we_are_says_the_total_its_basis_and_what_moved() -> None:
    (entry,) = _data(_trend(*COURSE))["trends"]
    said, total, moved = plain_text(_trend(*COURSE)), entry["rows"][0]["scores"][-1], entry["moved"]
    assert f"3rd quarter 2026: {i18n.number(total)} in all" in said
    assert "agreed answers on 15 of 15 statements" in said
    assert f"{moved['up']} up, {moved['same']} unchanged, {moved['down']} down" in said


def _scores(table: Table) -> list[tuple[object, object]]:
    return [
        tuple(cell.value for cell in row.cells if isinstance(cell, Number))[:2]  # type: ignore[misc]
        for row in table.rows
    ]


@pytest.mark.parametrize("name", ["show-agreed", "show-votes"])
def test_a_quarters_tables_hold_the_scores_of_its_data(name: str) -> None:
    document = DOCUMENTS[name]()
    scores = _data(document)["scores"]
    themes, principles = list(_tables(document))[:2]
    assert _scores(themes) == [(s["score"], s["index"]) for s in (scores["total"], *scores["themes"].values())]
    assert _scores(principles) == [(s["score"], s["index"]) for s in scores["principles"].values()]


def test_a_quarters_statements_hold_the_votes_of_its_data() -> None:
    document = _show(*VOTED)
    told = [row for table in list(_tables(document))[2 : 2 + len(FORM.themes)] for row in table.rows]
    statements = _data(document)["scores"]["statements"]
    assert _scores(Table("", (), tuple(told))) == [(s.get("n"), s.get("mean")) for s in statements.values()]


def test_a_quarters_statements_hold_the_agreed_answers_of_its_data() -> None:
    told = [row.cells for table in list(_tables(_show(*COURSE)))[2:] for row in table.rows]
    assert [cells[1] for cells in told] == [
        "not relevant (not ours)" if mark == "i" else FORM.scale.spelled(int(mark)) for mark in "444442434i344454"
    ]


# What must be said beside the numbers, and the document that must say it.
NOTES = {
    "votes-left-out": ("show-votes", "the votes on S05 are left out, because fewer than 5 people answered"),
    "votes-left-out-of-a-trend": ("trend-votes", "the votes on S05 are left out, because fewer than 5 people answered"),
    "votes-are-not-settled": ("trend-votes", "votes, not yet an agreed answer"),
    "other-basis": ("trend-mixed", "agreed answers cannot be compared with votes"),
    "other-participants": ("trend-agreed", "9 took part, 7 the time before"),
    "not-relevant-twice": ("trend-agreed", "S10: not relevant since"),
    "how-the-index-is-made": ("show-agreed", "percent of the range"),
    "no-official-cut-off": ("show-agreed", "the form has no official cut-off"),
    "our-reading-of-principles": ("show-agreed", "That link is our reading."),
    "our-own-translation": ("trend-agreed", "our own translation"),
    "limit-of-change-is-borrowed": ("trend-agreed", "McGrew"),
    "a-fall-can-mean-a-higher-bar": ("trend-agreed", "the bar was raised"),
}


@pytest.mark.parametrize(("name", "note"), NOTES.values(), ids=NOTES)
def test_a_report_says_what_must_be_known_to_read_it(name: str, note: str) -> None:
    document = DOCUMENTS[name]()
    sentences = [
        item for section in document.sections for block in section.blocks for item in getattr(block, "items", ())
    ]
    assert any(note in said for said in (*document.notes, *sentences))


def test_the_notes_are_in_the_data_too() -> None:
    for document, said in (
        (_show(*VOTED), _data(_show(*VOTED))["notes"]),
        (_trend(*VOTED), _data(_trend(*VOTED))["trends"][0]["notes"]),
    ):
        assert said[-len(document.notes) :] == list(document.notes)
        assert "votes, not yet an agreed answer" in said[0]


def test_no_report_calls_a_change_significant() -> None:
    for build in DOCUMENTS.values():
        assert "signifi" not in plain_text(build()).casefold()


def test_a_report_in_danish_writes_quarters_and_numbers_the_danish_way() -> None:
    with i18n.speaking("da"):
        said = plain_text(_trend(*COURSE))
    assert "3. kvartal 2026: 3,80 " in said
    assert "3.80" not in said


def test_a_form_without_principles_has_no_part_about_them(form: Instrument) -> None:
    statements = tuple(s.model_copy(update={"principle": None}) for s in form.statements)
    fields = {name: getattr(form, name) for name in Instrument.model_fields}  # a copy would keep what is cached
    bare = Instrument(**{**fields, "principles": (), "statements": statements})
    for document in (
        trend_report([trend(COURSE, bare, POLICY)]),
        assessment_report(snapshot(COURSE, Quarter(2026, 3), bare, POLICY)),
    ):
        assert "rinciple" not in " ".join(section.title for section in document.sections)


lines = st.text("12345-i", min_size=16, max_size=16)
courses = st.dictionaries(st.integers(0, 5), lines, min_size=1, max_size=4)


@settings(derandomize=True, deadline=None, max_examples=40)
@given(course=courses)
def test_any_course_is_told_as_its_data_says(course: dict[int, str]) -> None:
    records = [record(FORM, line, str(Quarter(2025, 1).shift(n))) for n, line in course.items()]
    _assert_the_tables_hold_the_scores(_trend(*records))


@pytest.mark.parametrize(("pairs", "told", "since"), [(7, 7, ""), (8, 8, ""), (9, 8, "2nd quarter 2020")])
def test_the_newest_eight_pairs_of_quarters_are_told_one_by_one(pairs: int, told: int, since: str) -> None:
    first = Quarter(2020, 1)
    course = [record(FORM, "35"[at % 2] * 16, str(first.shift(at))) for at in range(pairs + 1)]
    (table,) = (table for table in _tables(_trend(*course)) if table.title.startswith("Changes on the way"))
    assert len({row.cells[1] for row in table.rows}) == told
    assert table.title == ("Changes on the way" if not since else f"Changes on the way since {since}")
