"""The documents of ``trend`` and ``show``: what people read is what the JSON says."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from hf_fidelity import i18n
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Action, Answer, Assessment, CitizenInvolvement
from hf_fidelity.domain.record.privacy import Policy
from hf_fidelity.domain.scores.trend import snapshot, trend
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.reports.document import Cell, Chart, Course, Document, Number, Table
from hf_fidelity.reports.record import assessment_report
from hf_fidelity.reports.trend import trend_report
from hf_fidelity.writers.text import plain_text
from tests.builders import housing_first, record, voted, votes

INSTRUMENT = housing_first()
POLICY = Policy(5)
COURSE = (
    record(INSTRUMENT, "3232 3222 3344 3443", "2025-Q4", participants=7),
    record(INSTRUMENT, "4343 323- 4i44 4443", "2026-Q1", participants=7),
    record(INSTRUMENT, "4444 4243 4i34 4454", "2026-Q3", participants=9),
)
VOTED = (
    voted(INSTRUMENT, dict.fromkeys(INSTRUMENT.order, (0, 1, 2, 6, 3)), "2026-Q2"),
    voted(INSTRUMENT, {**dict.fromkeys(INSTRUMENT.order, (0, 0, 4, 6, 3)), "S05": (0, 0, 2, 1, 1)}, "2026-Q3"),
)


def _trend(*records: Assessment, policy: Policy = POLICY) -> Document:
    return trend_report([trend(records, INSTRUMENT, policy)])


def _show(*records: Assessment, policy: Policy = POLICY) -> Document:
    return assessment_report(snapshot(records, records[-1].quarter, INSTRUMENT, policy))


DOCUMENTS: dict[str, Callable[[], Document]] = {
    "trend-agreed": lambda: _trend(*COURSE),
    "trend-one-quarter": lambda: _trend(COURSE[0]),
    "trend-votes": lambda: _trend(*VOTED),
    "trend-mixed": lambda: _trend(COURSE[0], VOTED[1]),
    "trend-two-teams": lambda: trend_report([trend(some, INSTRUMENT, POLICY) for some in (COURSE, VOTED)]),
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
    assert f"3rd quarter 2026: {i18n.number(total)} overall" in said
    assert "It rests on 15 of 15 statements (agreed answers)." in said
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
    told = [row for table in list(_tables(document))[2 : 2 + len(INSTRUMENT.themes)] for row in table.rows]
    statements = _data(document)["scores"]["statements"]
    assert _scores(Table("", (), tuple(told))) == [(s.get("n"), s.get("mean")) for s in statements.values()]


def test_a_quarters_statements_hold_the_agreed_answers_of_its_data() -> None:
    told = [row.cells for table in list(_tables(_show(*COURSE)))[2:] for row in table.rows]
    assert [cells[1] for cells in told] == [
        "not relevant (not ours)" if mark == "i" else INSTRUMENT.scale.spelled(int(mark)) for mark in "444442434i344454"
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


def test_a_questionnaire_without_principles_has_no_part_about_them(instrument: Instrument) -> None:
    statements = tuple(s.model_copy(update={"principle": None}) for s in instrument.statements)
    fields = {name: getattr(instrument, name) for name in Instrument.model_fields}  # a copy would keep what is cached
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
    records = [record(INSTRUMENT, line, str(Quarter(2025, 1).shift(n))) for n, line in course.items()]
    _assert_the_tables_hold_the_scores(_trend(*records))
    _assert_whoever_subtracts_gets_the_difference_or_is_told_why_not(_trend(*records))


def _assert_whoever_subtracts_gets_the_difference_or_is_told_why_not(document: Document) -> None:
    marked = False
    for cells, row in _told(document):
        scores = [float(i18n.number(score)) for score in row["scores"] if score is not None]
        for cell in cells[len(row["scores"]) + 1 :]:
            if isinstance(cell, Number) and cell.value is not None:
                told = float(i18n.number(cell.value).replace("−", "-"))
                assert cell.mark == "*" or abs(scores[-1] - scores[-2] - told) < 0.0101
                marked |= cell.mark == "*"
    assert not marked or "can be another than theirs, in direction too" in " ".join(document.notes)


PARTLY = {
    "one-of-them-lacks-an-answer": (["3333 3333 3333 333-", "3333 3333 3333 3331"], ("0.00*", "0.00*")),
    "one-was-not-relevant": (["i333 3333 3333 3333", "1333 3333 3333 3333"], ("0.00*", "0.00*")),
    "both-lack-the-same": (["-333 3333 3333 3333", "-333 3333 3333 4333"], ("+0.07", "+0.25")),
    "nothing-is-missing": (["3333 3333 3333 3333", "3333 3333 3333 4333"], ("+0.06", "+0.25")),
}
"""Two quarters, and the difference of the total and of the theme that moved."""


@pytest.mark.parametrize(("lines", "differences"), PARTLY.values(), ids=PARTLY)
@pytest.mark.parametrize("report", [_trend, _show])
def test_a_difference_that_rests_on_fewer_statements_says_so(
    lines: list[str], differences: tuple[str, str], report: Callable[..., Document]
) -> None:
    document = report(*(record(INSTRUMENT, line, f"2026-Q{n}") for n, line in enumerate(lines, 1)))
    said, partly = plain_text(document), differences[0].endswith("*")
    assert f"no clear change, {differences[0]}." in said
    assert ("the difference has a * and can be another" in said, "Differences are made before" in said) == (
        partly,
        not partly,
    )
    if report is _trend:
        shown = {
            i18n.number(c.value or 0, signed=True) + c.mark
            for cells, _row in _told(document)
            for c in cells[3:]
            if isinstance(c, Number)
        }
        assert set(differences) <= shown


def test_a_change_that_stands_may_rest_on_fewer_statements_too() -> None:
    lines = ("2" * 16, "3" * 15 + "-", "3" * 16)
    assert "holds (+1.00 since" in _said(*(record(INSTRUMENT, line, f"2026-Q{n}") for n, line in enumerate(lines, 1)))
    lines = ("2" * 15 + "-", "3" * 16, "3" * 16)
    assert "holds (+1.00* since" in _said(*(record(INSTRUMENT, line, f"2026-Q{n}") for n, line in enumerate(lines, 1)))


@pytest.mark.parametrize(("pairs", "told", "since"), [(7, 7, ""), (8, 8, ""), (9, 8, "2nd quarter 2020")])
def test_the_newest_eight_pairs_of_quarters_are_told_one_by_one(pairs: int, told: int, since: str) -> None:
    first = Quarter(2020, 1)
    course = [record(INSTRUMENT, "35"[at % 2] * 16, str(first.shift(at))) for at in range(pairs + 1)]
    (table,) = (table for table in _tables(_trend(*course)) if table.title.startswith("Changes on the way"))
    assert len({row.cells[1] for row in table.rows}) == told
    assert table.title == ("Changes on the way" if not since else f"Changes on the way since {since}")


# What the course of a team says in words.


def _said(*records: Assessment, instrument: Instrument = INSTRUMENT) -> str:
    return plain_text(trend_report([trend(records, instrument, POLICY)]))


TIES = {
    "two-highest": (
        "4444 3333 2222 4444",
        "Highest: Basic values, Working together with the citizen (4.00). Lowest: So",
    ),
    "two-lowest": ("2222 3333 2222 4444", "Lowest: Basic values, Social and practical support (2.00)."),
    "three-lowest": ("3222 2322 4444 2232", "Lowest: Basic values, Home and neighbourhood, Working together with the"),
    "alike": ("3434 4343 4433 3344", "All themes stand alike (3.50)."),
}


@pytest.mark.parametrize(("line", "words"), TIES.values(), ids=TIES)
def test_all_that_tie_are_named(line: str, words: str) -> None:
    assert words in _said(record(INSTRUMENT, line))


def test_themes_that_are_printed_alike_tie() -> None:
    """A mean of two answers and one of four can differ by less than anybody sees."""
    thirds = {
        **dict.fromkeys(INSTRUMENT.order, (0, 0, 0, 10, 0)),
        **dict.fromkeys(INSTRUMENT.order[:4], (0, 0, 0, 999, 1)),
    }
    assert "All themes stand alike (4.00)." in _said(voted(INSTRUMENT, thirds))


def test_what_moved_as_far_as_the_third_is_named_too() -> None:
    said = _said(record(INSTRUMENT, "3333 3333 3333 3333", "2026-Q2"), record(INSTRUMENT, "4444 4333 3333 3332"))
    assert "As far in the same direction: S04 The organisation supports recovery; S05 No demand of housing read" in said
    assert said.count("1 step up, from") == 3


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["3" * 16, "4" * 16, "4" * 16], "Total: the rise since 1st quarter 2026 holds (+1.00); unchanged since last"),
        (["4" * 16, "3" * 16, "3" * 16], "Total: the fall since 1st quarter 2026 holds (−1.00); unchanged since last"),
        (
            ["2" * 16, "3" * 16, "4" * 16],
            "Total: the rise since 1st quarter 2026 holds (+2.00); +1.00 since last time.",
        ),
    ],
)
def test_a_change_that_stands_says_since_when_and_by_how_much(lines: list[str], words: str) -> None:
    quarters = ("2026-Q1", "2026-Q2", "2026-Q3")
    records = [record(INSTRUMENT, line, quarter) for line, quarter in zip(lines, quarters, strict=True)]
    assert words in _said(*records)
    size = words.partition("(")[2][:5]
    assert f"holds ({size} since Q1 2026)" in _said(*records), "in the table too"
    change = _data(_trend(*records))["trends"][0]["rows"][0]["changes"][-1]
    assert change["held"] == {"since": "2026-Q1", "delta": float(size.replace("−", "-"))}


def _turned(*ids: str) -> Instrument:
    content = INSTRUMENT.model_dump(mode="json")
    for statement in content["statements"]:
        statement["reversed"] = statement["id"] in ids
    return Instrument.model_validate_json(json.dumps(content))


def test_a_reversed_statement_says_how_its_move_counts() -> None:
    instrument = _turned("S01", "S02")
    records = [record(instrument, line + "3" * 14, at) for line, at in (("34", "2026-Q2"), ("42", "2026-Q3"))]
    said = _said(*records, instrument=instrument).replace("\u00a0", " ")
    assert "(reversed): 1 step up in agreement, counts 3 → 2, from Neither agree nor disagree (3) to Agree (4)" in said
    assert "(reversed): 2 steps down in agreement, counts 2 → 4, from Agree (4) to Disagree (2)." in said
    assert "(reversed), Since last time: 1 step up in agreement, counts 3 → 2" in said


# Actions as they stand now.

WENT = Action(id="2026-Q2-1", about="S01", text="Talk to the landlord", opened_in=Quarter(2026, 2))
DONE = WENT.model_copy(update={"state": "done", "outcome": "Three homes"})


def _decided_on(where: str) -> tuple[Assessment, ...]:
    """Two quarters, and an action of the first that has just been marked as done in its newest copy."""
    before, after = ((DONE,), ()) if where == "only-copy" else ((WENT,), (DONE,))
    return (record(INSTRUMENT, "3" * 16, "2026-Q2", actions=before), record(INSTRUMENT, "4" * 16, actions=after))


@pytest.mark.parametrize("where", ["only-copy", "newest-copy"])
def test_the_outcome_of_an_action_stands_where_it_would_be_asked_for(where: str) -> None:
    said = _said(*_decided_on(where))
    assert (
        "Action “Talk to the landlord” (done). S01 Shared understanding of recovery: 1 step up. Outcome: Three homes"
        in said
    )
    assert "Did it work?" not in said
    assert "No action is open." in said


def test_a_quarter_shown_later_says_what_has_been_done_since() -> None:
    records = _decided_on("newest-copy")
    said = plain_text(assessment_report(snapshot(records, Quarter(2026, 2), INSTRUMENT, POLICY)))
    assert "No action is open." in said
    assert "S01: Talk to the landlord (done). Outcome: Three homes" in said


def test_an_open_action_that_an_import_has_no_copy_of_stays_open() -> None:
    said = _said(record(INSTRUMENT, "3" * 16, "2026-Q2", actions=(WENT,)), VOTED[1])
    assert "S01: Talk to the landlord (open)." in said


# What citizens say, beside how the team sees it.


def _heard(mean: float, n: int = 8, **words: str) -> CitizenInvolvement:
    return CitizenInvolvement.model_validate({"citizens": 6, "brief_inspire": {"mean": mean, "n": n}, **words})


HEARD = (
    record(INSTRUMENT, "3" * 16, "2026-Q2", citizen_involvement=_heard(61.5, what_it_changed="We ask first")),
    record(INSTRUMENT, "4" * 16, citizen_involvement=_heard(70)),
)


def test_what_citizens_say_has_its_course_beside_the_theme_that_is_about_them() -> None:
    said = _said(*HEARD)
    assert "Brief INSPIRE, mean (0–100), Q2 2026: 61.50" in said
    assert "Brief INSPIRE, mean (0–100), Q3 2026: 70.00" in said
    assert "Q2 2026, what it changed: We ask first" in said
    (section,) = (each for each in _trend(*HEARD).sections if each.title == "What citizens say")
    *_figures, own = (block for block in section.blocks if isinstance(block, Table))
    assert [str(row.cells[0])[:3] for row in own.rows[1:]] == ["S13", "S14", "S15", "S16"]
    (drawn,) = (block for block in section.blocks if isinstance(block, Chart))
    assert drawn.series[0].values == (61.5, 70.0)
    assert [entry["brief_inspire"]["n"] for entry in _data(_trend(*HEARD))["trends"][0]["citizens"]] == [8, 8]


def test_the_public_reads_no_words_of_citizens_and_nobody_the_figures_of_few() -> None:
    public = plain_text(_trend(*HEARD, policy=Policy(5, "public")))
    assert "61.50" in public
    assert "We ask first" not in public
    few = record(INSTRUMENT, "3" * 16, citizen_involvement=_heard(12, 4))
    assert "12.00" not in _said(few)


def test_where_nobody_was_heard_there_is_nothing_of_citizens() -> None:
    assert "What citizens say" not in _said(*COURSE)


def test_hidden_roles_are_said_to_be_hidden_where_roles_would_be_talked_about() -> None:
    apart = votes(0, 8, 0, 2, 0, roles={"leder": (0, 0, 0, 2, 0), "medarbejder": (0, 8, 0, 0, 0)})
    hidden = record(INSTRUMENT, answers={"S01": Answer(agreed=3, votes=apart)}, roles={"leder": 2, "medarbejder": 8})
    assert "Whether the roles see it differently is hidden" in _said(hidden)
    assert "Whether the roles" not in _said(
        record(INSTRUMENT, answers={"S01": Answer(agreed=3, votes=votes(0, 8, 0, 2, 0))})
    )
