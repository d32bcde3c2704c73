"""Figures beside words that rest on them: at a limit what is shown lies on the same side as what is said."""

import pytest

from hf_fidelity import i18n
from hf_fidelity.domain.questionnaire.instrument import Measure, Reading
from hf_fidelity.domain.record.privacy import Policy
from hf_fidelity.domain.scores.trend import snapshot, trend
from hf_fidelity.reports.measures import value_words
from hf_fidelity.reports.record import assessment_report
from hf_fidelity.reports.trend import trend_report
from hf_fidelity.reports.words import consensus_shown, decimals_that_tell
from hf_fidelity.writers.text import plain_text
from tests.builders import housing_first, record, small_instrument, voted

INSTRUMENT = housing_first()
SHOWN = {
    0.4937: "0.49", 0.4949: "0.49", 0.4951: "0.495", 0.4997: "0.4997", 0.5: "0.50", 0.5001: "0.50", 0.5049: "0.50",
    0.505: "0.51", 0.7449: "0.74", 0.745: "0.745", 0.7486: "0.749", 0.75: "0.75", 0.754: "0.75", 1.0: "1.00",
    0.49999999999999994: "0.50",
}  # fmt: skip
"""A consensus, with limits at 0.5 and 0.75 → as it is shown."""


@pytest.mark.parametrize(("consensus", "shown"), SHOWN.items())
def test_a_consensus_lies_on_the_side_of_its_words(consensus: float, shown: str) -> None:
    assert consensus_shown(consensus, INSTRUMENT.thresholds) == shown
    with i18n.speaking("da"):
        assert consensus_shown(consensus, INSTRUMENT.thresholds) == shown.replace(".", ",")


@pytest.mark.parametrize(("value", "decimals"), [(-0.2549, 3), (-0.25, 2), (-0.2451, 2), (0.2504, 4), (0.26, 2)])
def test_as_many_decimals_as_it_takes(value: float, decimals: int) -> None:
    assert decimals_that_tell(value, lambda each: abs(each) > 0.25) == decimals


COUNTS = {
    "wide-below-the-limit": ((1, 0, 3, 1, 2), "the answers are widely spread ({0})", "0.4999"),
    "some-below-the-upper-limit": ((1, 1, 5, 0, 0), "the answers are somewhat spread ({0})", "0.749"),
    "some-well-between": ((0, 1, 2, 3, 1), "the answers are somewhat spread ({0})", "0.67"),
}


@pytest.mark.parametrize(("counts", "words", "shown"), COUNTS.values(), ids=COUNTS)
def test_so_it_does_in_the_table_and_in_what_to_talk_about(counts: tuple[int, ...], words: str, shown: str) -> None:
    votes = voted(INSTRUMENT, dict.fromkeys(INSTRUMENT.order, (0, 0, 0, 7, 0)) | {"S04": counts})
    told = " ".join(plain_text(assessment_report(snapshot([votes], votes.quarter, INSTRUMENT, Policy(5)))).split())
    assert words.format(shown) in told
    assert f"{words.partition(' (')[0]} (consensus {shown}, 7 votes)" in told


@pytest.mark.parametrize(
    ("up", "said"),
    [(12, "no clear change, +0.24."), (13, "possible change, +0.255."), (14, "possible change, +0.27.")],
)
def test_a_change_that_is_beyond_its_limit_is_shown_beyond_it(up: int, said: str) -> None:
    instrument = small_instrument(statements=51)
    quarters = [record(instrument, "3" * 51, "2026-Q2"), record(instrument, "4" * up + "3" * (51 - up), "2026-Q3")]
    told = plain_text(trend_report([trend(quarters, instrument, Policy(5))]))
    assert said in told
    assert told.count(said.split("+")[1].rstrip(".")) > 1, "in the table too"


@pytest.mark.parametrize(
    ("typed", "shown"), [(1000.4, "10.004"), (999.6, "10.00"), (1001, "10.01"), (1000, "10"), (850, "8.50")]
)
def test_a_number_with_a_limit_lies_on_the_side_of_it_that_is_said(typed: float, shown: str) -> None:
    asked = ({"id": id, "label": {"en": id}} for id in ("citizens", "workers"))
    words = {"en": "Citizens for each worker"}
    fields = {"id": "load", "name": words, "count": next(asked), "per": next(asked), "reason": words, "at_most": 10}
    assert value_words(Reading(Measure.model_validate(fields), {"citizens": typed, "workers": 100})) == shown
