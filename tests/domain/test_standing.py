"""Rule 4: anchored, agreed once, to be strengthened, mixed."""

import pytest

from hf_fidelity.domain.questionnaire.instrument import Instrument, Level
from hf_fidelity.domain.record.privacy import Policy
from hf_fidelity.domain.scores.scoring import rule
from hf_fidelity.domain.scores.trend import snapshot
from hf_fidelity.domain.scores.two_quarters import standing
from hf_fidelity.ground.dates import Quarter
from tests.builders import measured, record, reworded, row, scored

REST = "- - - -  - - - -  - - - -"


@pytest.mark.parametrize(
    ("before", "now", "state"),
    [
        pytest.param("4 4 4 4", "4 5 4 5", "anchored", id="enig-or-above-twice"),
        pytest.param(None, "4 5 4 5", "agreed-once", id="nothing-measured-before"),
        pytest.param("4 4 4 3", "4 4 4 4", "agreed-once", id="before-below"),
        pytest.param("4 4 4 1", "4 4 4 4", "agreed-once", id="before-far-below"),
        pytest.param("4 4 4 -", "4 4 4 4", "agreed-once", id="before-with-a-gap"),
        pytest.param("- - - -", "4 4 4 4", "agreed-once", id="before-unanswered"),
        pytest.param("4 4 4 4", "4 4 4 3", "mixed", id="one-neutral"),
        pytest.param("4 4 4 4", "3 3 3 3", "mixed", id="all-neutral"),
        pytest.param("4 4 4 4", "4 4 4 -", "mixed", id="one-missing"),
        pytest.param("5 5 5 5", "5 5 5 2", "to-strengthen", id="any-at-uenig"),
        pytest.param("5 5 5 5", "1 5 5 5", "to-strengthen", id="any-below-uenig"),
        pytest.param("5 5 5 5", "2 - - -", "to-strengthen", id="at-uenig-and-the-rest-missing"),
        pytest.param("4 4 i 4", "4 4 i 4", "anchored", id="not-relevant-left-aside"),
        pytest.param("4 4 i 4", "4 i i 2", "to-strengthen", id="not-relevant-does-not-excuse"),
        pytest.param(None, "4 4 i 4", "agreed-once", id="not-relevant-left-aside-once"),
        pytest.param("4 4 4 4", "i i i i", None, id="all-not-relevant"),
        pytest.param("4 4 4 4", "- - - -", None, id="nothing-answered"),
    ],
)
def test_a_theme(instrument: Instrument, before: str | None, now: str, state: str | None) -> None:
    previous = None if before is None else measured(instrument, before + REST, "2026-Q2")
    assert standing(row(instrument, "theme", "values"), measured(instrument, now + REST), previous, instrument) == state


@pytest.mark.parametrize(
    ("principle", "state"), [("recovery", "anchored"), ("harm-reduction", "to-strengthen"), ("respect", None)]
)
def test_a_principle_stands_on_its_own_statements(instrument: Instrument, principle: str, state: str | None) -> None:
    before, now = measured(instrument, "4 4 4 4" + REST, "2026-Q2"), measured(instrument, "4 2 4 4" + REST)
    assert standing(row(instrument, "principle", principle), now, before, instrument) == state


@pytest.mark.parametrize(("level", "id"), [("total", "total"), ("statement", "S01")])
def test_totals_and_statements_have_no_standing(instrument: Instrument, level: Level, id: str) -> None:
    assert (
        standing(
            row(instrument, level, id),
            measured(instrument, "4" * 16),
            measured(instrument, "4" * 16, "2026-Q2"),
            instrument,
        )
        is None
    )


def test_votes_have_no_standing(instrument: Instrument) -> None:
    assert (
        standing(row(instrument, "theme", "values"), measured(instrument, "4" * 16, status="votes"), None, instrument)
        is None
    )


def test_votes_before_do_not_anchor(instrument: Instrument) -> None:
    before = measured(instrument, "4" * 16, "2026-Q2", status="votes")
    assert (
        standing(row(instrument, "theme", "values"), measured(instrument, "4" * 16), before, instrument)
        == "agreed-once"
    )


@pytest.mark.parametrize(("theme", "state"), [("values", "agreed-once"), ("housing", "anchored")])
def test_another_wording_before_does_not_anchor(instrument: Instrument, theme: str, state: str) -> None:
    before = scored(reworded(record(instrument, "4" * 16, "2026-Q2"), "S01"), instrument)
    assert standing(row(instrument, "theme", theme), measured(instrument, "4" * 16), before, instrument) == state


@pytest.mark.parametrize(
    ("quarters", "state"),
    [
        pytest.param(["2025-Q4", "2026-Q3"], "anchored", id="previous-measured-not-previous-calendar"),
        pytest.param(["2026-Q3", "2026-Q4"], "agreed-once", id="a-later-quarter-is-not-before"),
    ],
)
def test_the_quarter_before_is_the_one_measured_before(instrument: Instrument, quarters: list[str], state: str) -> None:
    records = [record(instrument, "4" * 16, quarter) for quarter in quarters]
    assert snapshot(records, Quarter(2026, 3), instrument, Policy(5)).states["theme", "values"] == state


def test_the_printed_rule_names_the_questionnaires_own_labels(instrument: Instrument) -> None:
    assert rule(instrument, instrument.scale)[1] == {
        "anchored": {"da": "Enig", "en": "Agree"},
        "strengthen": {"da": "Uenig", "en": "Disagree"},
    }
