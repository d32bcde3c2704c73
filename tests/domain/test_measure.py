"""A number with a limit: what may be typed, and whether the limit is kept."""

import pytest

from hf_fidelity.domain.questionnaire.instrument import Measure, read_number

CITIZENS, WORKERS = ({"id": id, "label": {"en": id}} for id in ("citizens", "workers"))


def _measure(**limit: float) -> Measure:
    words = {"en": "Citizens for each worker"}
    fields = {"id": "load", "name": words, "count": CITIZENS, "per": WORKERS, "reason": words}
    return Measure.model_validate({**fields, **limit})


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *[("0", 0), ("7", 7), (" 7 ", 7), ("8,5", 8.5), ("8.5", 8.5), ("7,0", 7)],
        *[("999999", 999_999), ("999999,5", 999_999.5), ("1000000", 1_000_000), ("1000000,5", None), ("1000001", None)],
        *[("", None), ("-1", None), ("1e3", None), ("1.2.3", None), ("\u0667", None), ("nan", None), ("inf", None)],
    ],
)
def test_a_number_from_nothing_to_a_million(text: str, number: float | None) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize(
    ("limit", "citizens", "workers", "kept"),
    [
        pytest.param({"at_most": 10}, 9.99, 1, True, id="under-the-most"),
        pytest.param({"at_most": 10}, 10, 1, True, id="the-most"),
        pytest.param({"at_most": 10}, 10.01, 1, False, id="over-the-most"),
        pytest.param({"at_least": 10}, 9.99, 1, False, id="under-the-least"),
        pytest.param({"at_least": 10}, 10, 1, True, id="the-least"),
        pytest.param({"at_least": 10}, 10.01, 1, True, id="over-the-least"),
        pytest.param({"at_least": 3}, 0.3, 0.1, True, id="a-little-less-than-the-least-as-the-computer-counts"),
        pytest.param({"at_most": 3}, 3.3, 1.1, True, id="a-little-more-than-the-most-as-the-computer-counts"),
    ],
)
def test_a_limit_is_kept_up_to_itself(limit: dict[str, float], citizens: float, workers: float, kept: bool) -> None:
    measure = _measure(**limit)
    assert measure.kept(measure.value({"citizens": citizens, "workers": workers})) is kept


@pytest.mark.parametrize("given", [None, {}, {"citizens": 3}, {"workers": 1}, {"citizens": 3, "workers": 0}])
def test_without_both_numbers_there_is_neither_a_value_nor_a_limit_kept(given: dict[str, float] | None) -> None:
    measure = _measure(at_most=10)
    assert (measure.value(given), measure.kept(measure.value(given))) == (None, None)
