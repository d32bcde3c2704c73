"""A team's course: gaps, pairs, what moved, where the line breaks, and what is remarked on (rules 5, 8, 9)."""

from typing import Any

import pytest

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Assessment
from hf_fidelity.domain.record.privacy import Policy
from hf_fidelity.domain.scores.trend import Against, Moved, snapshot, trend
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.ground.findings import Finding
from tests.builders import record, reworded, shipped, voted, votes

TEAM = Policy(5)
REST = "- - - -  - - - -  - - - -"


def test_quarters_run_from_the_first_to_the_last_whatever_their_order(instrument: Instrument) -> None:
    found = trend([record(instrument, "4" * 16, q) for q in ("2026-Q3", "2025-Q4", "2026-Q1")], instrument, TEAM)
    assert [str(quarter) for quarter in found.quarters] == ["2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"]
    assert found.basis == ("agreed", "agreed", None, "agreed")
    assert str(found.newest.quarter) == "2026-Q3"


def test_gaps_have_no_scores_and_are_stepped_over(instrument: Instrument) -> None:
    found = trend([record(instrument, "3" * 16, "2026-Q1"), record(instrument, "4" * 16, "2026-Q3")], instrument, TEAM)
    total = found.row("total", "total")
    assert [score and score.value for score in total.scores] == [3.0, None, 4.0]
    assert [(str(c.start), str(c.end), c.delta) for c in total.changes] == [("2026-Q1", "2026-Q3", 1.0)]


def test_one_quarter_has_nothing_to_compare(instrument: Instrument) -> None:
    found = trend([record(instrument, "4" * 16)], instrument, TEAM)
    assert (found.row("total", "total").changes, found.moved, found.breaks) == ((), None, ())


def test_every_row_of_the_questionnaire_is_there(instrument: Instrument) -> None:
    found = trend([record(instrument, "4" * 16)], instrument, TEAM)
    levels = [row.row.level for row in found.rows]
    assert [levels.count(level) for level in ("total", "theme", "principle", "statement")] == [1, 4, 8, 16]


def test_the_rows_stand_as_in_the_newest_quarter(instrument: Instrument) -> None:
    found = trend(
        [record(instrument, line, q) for line, q in (("4" * 16, "2026-Q2"), ("4442" * 4, "2026-Q3"))], instrument, TEAM
    )
    assert [found.row("principle", id).state for id in ("recovery", "harm-reduction")] == ["to-strengthen", "anchored"]


@pytest.mark.parametrize(
    ("against", "pairs"),
    [
        pytest.param("previous", ["2025-Q2 2025-Q3", "2025-Q3 2026-Q2", "2026-Q2 2026-Q3"], id="previous-measured"),
        pytest.param("first", ["2025-Q2 2025-Q3", "2025-Q2 2026-Q2", "2025-Q2 2026-Q3"], id="first-measured"),
        pytest.param("year-ago", ["2025-Q2 2026-Q2", "2025-Q3 2026-Q3"], id="same-quarter-a-year-ago"),
    ],
)
def test_the_pairs_that_are_compared(instrument: Instrument, against: Against, pairs: list[str]) -> None:
    records = [record(instrument, "4" * 16, q) for q in ("2025-Q2", "2025-Q3", "2026-Q2", "2026-Q3")]
    changes = trend(records, instrument, TEAM, against).row("total", "total").changes
    assert [f"{change.start} {change.end}" for change in changes] == pairs


def test_without_a_quarter_a_year_ago_nothing_is_compared_with_it(instrument: Instrument) -> None:
    records = [record(instrument, "4" * 16, q) for q in ("2025-Q2", "2026-Q3")]
    assert trend(records, instrument, TEAM, "year-ago").row("total", "total").changes == ()


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        pytest.param("3333 3333 3333 3333", "4443 3333 3333 3352", Moved(4, 11, 1), id="counted"),
        pytest.param("3333 3333 3333 3333", "5333 3333 3333 3333", Moved(1, 15, 0), id="two-steps-are-one-statement"),
        pytest.param("3333 3333 333- 333i", "4333 3333 3333 3333", Moved(1, 13, 0), id="only-common-statements"),
        pytest.param("---- ---- ---- ---3", "4--- ---- ---- ----", None, id="nothing-in-common"),
    ],
)
def test_moved(instrument: Instrument, before: str, after: str, moved: Moved | None) -> None:
    assert trend([record(instrument, before, "2026-Q2"), record(instrument, after)], instrument, TEAM).moved == moved


def test_moved_is_the_newest_pair(instrument: Instrument) -> None:
    records = [record(instrument, mark * 16, q) for mark, q in (("2", "2026-Q1"), ("4", "2026-Q2"), ("3", "2026-Q3"))]
    assert trend(records, instrument, TEAM).moved == Moved(0, 0, 16)


def test_moved_leaves_out_what_was_reworded(instrument: Instrument) -> None:
    before = reworded(record(instrument, "3" * 16, "2026-Q2"), "S01", "S02")
    assert trend([before, record(instrument, "4" * 16)], instrument, TEAM).moved == Moved(14, 0, 0)


def test_votes_have_not_moved(instrument: Instrument) -> None:
    records = [voted(instrument, dict.fromkeys(instrument.order, (0, 0, 0, 6, 0)), q) for q in ("2026-Q2", "2026-Q3")]
    assert trend(records, instrument, TEAM).moved is None


# Rule 9: breaks


def _votes(instrument: Instrument) -> Assessment:
    return voted(instrument, dict.fromkeys(instrument.order, (0, 0, 0, 6, 0)), "2026-Q2")


@pytest.mark.parametrize(
    ("before", "code"),
    [
        pytest.param(lambda instrument: record(instrument, "3" * 16, "2026-Q2"), None, id="comparable"),
        pytest.param(
            lambda instrument: reworded(record(instrument, "3" * 16, "2026-Q2"), "S05"), "reworded", id="reworded"
        ),
        pytest.param(_votes, "another-basis", id="another-basis"),
        pytest.param(
            lambda instrument: record(instrument, "3333" + REST, "2026-Q2"), "few-in-common", id="few-in-common"
        ),
        pytest.param(lambda instrument: record(instrument, "3" * 16, "2025-Q1"), None, id="a-gap-in-time-is-no-break"),
        pytest.param(
            lambda instrument: record(instrument, "3" * 16, "2026-Q2", participants=3), None, id="others-took-part"
        ),
    ],
)
def test_breaks(instrument: Instrument, before: Any, code: str | None) -> None:
    found = trend([before(instrument), record(instrument, "4" * 16, participants=12)], instrument, TEAM)
    assert [(str(b.at), b.why.code) for b in found.breaks] == ([("2026-Q3", code)] if code else [])


def test_a_break_names_the_reworded_statements(instrument: Instrument) -> None:
    before = reworded(record(instrument, "3" * 16, "2026-Q2"), "S05", "S16")
    why = trend([before, record(instrument, "4" * 16)], instrument, TEAM).breaks[0].why
    assert why.params["statements"] == ("S05", "S16")


# What is remarked on


SPLIT = ("implementation", "S07")
"""A questionnaire, and a statement of its earlier version of which one of today's is a part."""


def of(found: tuple[Finding, ...], code: str) -> list[dict[str, Any]]:
    return [finding.params for finding in found if finding.code == code]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (12, 14, [{"was": 12, "now": 14}]),
        (14, 14, []),
        (None, 14, []),
        (14, None, []),
        (0, 14, [{"was": 0, "now": 14}]),
    ],
)
def test_other_participants(
    instrument: Instrument, before: int | None, after: int | None, said: list[dict[str, int]]
) -> None:
    records = [
        record(instrument, "4" * 16, "2026-Q2", participants=before),
        record(instrument, "4" * 16, participants=after),
    ]
    found = of(trend(records, instrument, TEAM).findings, "participants-changed")
    assert [{"was": params["was"], "now": params["now"]} for params in found] == said


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        pytest.param("4 i i 4", "4 i i 4", [["S02", "S03"]], id="twice-running"),
        pytest.param("4 i 4 4", "4 4 i 4", [], id="another-statement"),
        pytest.param("4 i 4 4", "4 - 4 4", [], id="missing-is-not-not-relevant"),
        pytest.param("4 4 4 4", "4 i 4 4", [], id="once"),
    ],
)
def test_not_relevant_twice_running(instrument: Instrument, before: str, after: str, said: list[list[str]]) -> None:
    records = [record(instrument, before + REST, "2026-Q2"), record(instrument, after + REST)]
    found = of(trend(records, instrument, TEAM).findings, "not-relevant-twice")
    assert [params["statements"] for params in found] == said


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        pytest.param(("cti", "icm"), ("cti",), [(["cti", "icm"], ["cti"])], id="one-less"),
        pytest.param(("cti",), ("icm",), [(["cti"], ["icm"])], id="another"),
        pytest.param((), ("act",), [("no-part", ["act"])], id="none-before"),
        pytest.param(("icm",), (), [(["icm"], "no-part")], id="none-now"),
        pytest.param(("icm", "cti"), ("cti", "icm"), [], id="the-same"),
    ],
)
def test_another_choice_of_parts(before: tuple[str, ...], after: tuple[str, ...], said: list[Any]) -> None:
    instrument = shipped("support-methods")
    empty = "-" * len(instrument.order)
    found = trend(
        [record(instrument, empty, "2026-Q2", parts=before), record(instrument, empty, parts=after)], instrument, TEAM
    )
    ids = {str(part.name): part.id for part in instrument.parts}

    def which(told: Any) -> Any:
        return told.code if isinstance(told, Finding) else [ids[str(name)] for name in told]

    told = of(found.findings, "parts-changed")
    assert [(which(params["was"]), which(params["now"])) for params in told] == said


@pytest.mark.parametrize(("had", "has", "told"), [(True, True, True), (False, True, False), (True, False, False)])
def test_a_statement_that_was_split_says_from_which(had: bool, has: bool, told: bool) -> None:
    instrument = shipped(SPLIT[0])
    part = next(statement for statement in instrument.statements if statement.split_from == SPLIT[1])

    def knowing(quarter: str, **known: bool) -> Assessment:
        found = record(instrument, "-" * len(instrument.order), quarter)
        words = {id: word for id, word in found.instrument.statements.items() if known.get(id, True)}
        return found.model_copy(update={"instrument": found.instrument.model_copy(update={"statements": words})})

    before, after = knowing("2026-Q2", **{SPLIT[1]: had, part.id: False}), knowing("2026-Q3", **{part.id: has})
    found = of(trend([before, after], instrument, TEAM).findings, "split")
    assert [(params["was"], params["now"]) for params in found if params["now"] == part.id] == (
        [(SPLIT[1], part.id)] if told else []
    )


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [("Nord", "Syd", True), ("Nord", " NORD ", False), (None, "Syd", False), ("Nord", None, False)],
)
def test_that_we_or_what_it_was_about_were_others_is_said(
    instrument: Instrument, before: str | None, after: str | None, told: bool
) -> None:
    def named(quarter: str, name: str | None) -> Assessment:
        return record(instrument, "4" * 16, quarter, we=name, which={"housing": name} if name else {})

    found = trend([named("2026-Q2", before), named("2026-Q3", after)], instrument, TEAM).findings
    said = [(of(found, code) or [{}])[0] for code in ("another-we", "another-which")]
    assert [(params.get("was"), params.get("now")) for params in said] == [
        (before, after) if told else (None, None)
    ] * 2


def test_not_relevant_three_times_is_said_once_with_its_beginning(instrument: Instrument) -> None:
    records = [record(instrument, "i" * 16, q) for q in ("2026-Q1", "2026-Q2", "2026-Q3")]
    found = of(trend(records, instrument, TEAM).findings, "not-relevant-twice")
    assert [str(params["quarter"]) for params in found] == ["2026-Q1"]


def test_a_window_says_of_its_quarters_what_the_whole_course_says(instrument: Instrument) -> None:
    records = [record(instrument, "4" * 16, q) for q in ("2026-Q1", "2026-Q2", "2026-Q3")]
    window = trend(records, instrument, TEAM, first=Quarter(2026, 3))
    assert window.quarters == (Quarter(2026, 3),)
    assert window.row("theme", "values").state == "anchored"
    assert (window.row("total", "total").changes, window.moved) == ((), None)


def test_not_relevant_twice_is_seen_in_public_too(instrument: Instrument) -> None:
    records = [record(instrument, "i" * 16, q) for q in ("2026-Q2", "2026-Q3")]
    assert of(trend(records, instrument, Policy(5, "public")).findings, "not-relevant-twice")


# Rule 14: hidden before it is scored


def test_hidden_votes_are_in_no_score_and_are_named(instrument: Instrument) -> None:
    counts = dict.fromkeys(instrument.order, (0, 0, 0, 6, 0)) | {"S01": (4, 0, 0, 0, 0)}
    found = trend([voted(instrument, counts)], instrument, TEAM)
    assert [score and score.value for score in found.row("total", "total").scores] == [4.0]
    assert of(found.findings, "votes-under-limit")[0]["statements"] == ["S01"]


def test_agreed_answers_need_no_limit(instrument: Instrument) -> None:
    small = record(instrument, "4" * 16, participants=2).with_answer(
        "S01", record(instrument, "4" * 16).answer("S01").model_copy(update={"votes": votes(2, 0, 0, 0, 0)})
    )
    scores = trend([small], instrument, TEAM).row("total", "total").scores
    assert [score and score.value for score in scores] == [4.0]


@pytest.mark.parametrize(("quarter", "hidden"), [("2026-Q1", []), ("2026-Q2", [["S01"]]), ("2026-Q3", [])])
def test_a_quarter_by_itself_says_what_is_hidden_in_it_and_in_no_other(
    instrument: Instrument, quarter: str, hidden: list[list[str]]
) -> None:
    few = {"S01": (0, 0, 0, 2, 2), "S02": (0, 0, 0, 3, 3)}
    records = [
        record(instrument, "4" * 16, "2026-Q1"),
        voted(instrument, few, "2026-Q2"),
        record(instrument, "4" * 16, "2026-Q3"),
    ]
    found = snapshot(records, Quarter.parse(quarter), instrument, TEAM)
    assert (str(found.record.quarter), [each["statements"] for each in of(found.findings, "votes-under-limit")]) == (
        quarter,
        hidden,
    )
