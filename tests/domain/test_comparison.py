"""Rules 8 and 9: by how much two quarters differ, what that means, and when they cannot be compared."""

from itertools import pairwise
from random import Random

import pytest

from hf_fidelity.domain.questionnaire.instrument import Instrument, Level, Row
from hf_fidelity.domain.record.assessment import Assessment
from hf_fidelity.domain.scores.scoring import NoAnswer
from hf_fidelity.domain.scores.two_quarters import Change, Measured, Pair, Pairs, Verdict, broken_at, verdicts
from hf_fidelity.ground.dates import Quarter
from tests.builders import measured, record, reworded, row, scored, small_instrument, voted

REST = "- - - -  - - - -  - - - -"


def compare(row: Row, before: Measured, after: Measured, instrument: Instrument) -> Change:
    return Pair(before, after, instrument).change(row)


def agreeing(statements: int, of: int = 16) -> str:
    """So many statements at 4, the others at 3: each is one step of the total."""
    return "4" * statements + "3" * (of - statements)


# Rule 8: the total


@pytest.mark.parametrize(
    ("before", "after", "delta", "verdict"),
    [
        pytest.param(agreeing(0), agreeing(0), 0, "no-clear-change", id="the-same"),
        pytest.param(agreeing(0), agreeing(4), 0.25, "no-clear-change", id="up-by-the-limit"),
        pytest.param(agreeing(4), agreeing(0), -0.25, "no-clear-change", id="down-by-the-limit"),
        pytest.param(agreeing(0), agreeing(5), 0.3125, "possible", id="up-just-above"),
        pytest.param(agreeing(5), agreeing(0), -0.3125, "possible", id="down-just-above"),
        pytest.param("i" * 4 + agreeing(0, 12), "i" * 4 + agreeing(3, 12), 0.25, "no-clear-change", id="limit-of-12"),
        # 47/12 → 50/12: the difference of the two means is a little more than 0.25 in floats
        pytest.param("iiii" + "44444444" + "4443", "iiii" + "44444555" + "4443", 0.25, "no-clear-change", id="floats"),
        pytest.param("i" * 11 + agreeing(0, 5), "i" * 11 + agreeing(2, 5), 0.4, "possible", id="two-of-five"),
        pytest.param("i" * 13 + "333", "i" * 13 + "433", 1 / 3, "possible", id="the-total-needs-no-two-steps"),
        pytest.param("4433 4433 4433 4433", "3344 3344 3344 3344", 0, "no-clear-change", id="up-and-down-cancel"),
    ],
)
def test_the_total_changed_only_beyond_its_limit(
    instrument: Instrument, before: str, after: str, delta: float, verdict: str
) -> None:
    change = compare(
        row(instrument, "total"), measured(instrument, before, "2026-Q2"), measured(instrument, after), instrument
    )
    assert change.delta == pytest.approx(delta)
    assert change.verdict == verdict


# Rule 8: a theme needs two net steps as well


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        pytest.param("3 3 3 3", "4 3 3 3", "no-clear-change", id="one-step-of-four"),
        pytest.param("3 3 3 -", "4 3 3 -", "no-clear-change", id="one-step-of-three-is-beyond-the-limit-alone"),
        pytest.param("3 3 - -", "4 3 - -", "no-clear-change", id="one-step-of-two"),
        pytest.param("3 3 3 3", "4 4 3 3", "possible", id="two-statements-one-step"),
        pytest.param("3 3 3 3", "5 3 3 3", "possible", id="one-statement-two-steps"),
        pytest.param("4 4 4 4", "3 3 4 4", "possible", id="two-steps-down"),
        pytest.param("5 3 3 3", "4 4 4 3", "no-clear-change", id="three-moved-net-one"),
        pytest.param("4 4 3 3", "3 3 4 4", "no-clear-change", id="four-moved-net-none"),
        pytest.param("5 3 3 3", "- 4 3 3", "no-clear-change", id="only-common-statements-count"),
    ],
)
def test_a_theme_of_four(instrument: Instrument, before: str, after: str, verdict: str) -> None:
    change = compare(
        row(instrument, "theme", "values"),
        measured(instrument, before + REST, "2026-Q2"),
        measured(instrument, after + REST),
        instrument,
    )
    assert change.verdict == verdict


@pytest.mark.parametrize(("up", "verdict"), [(2, "no-clear-change"), (3, "possible")])
def test_two_steps_of_a_large_theme_do_not_reach_the_limit(up: int, verdict: str) -> None:
    instrument = small_instrument(statements=8)
    before, after = measured(instrument, agreeing(0, 8), "2026-Q2"), measured(instrument, agreeing(up, 8))
    assert compare(row(instrument, "theme", "T"), before, after, instrument).verdict == verdict


def test_steps_are_points_of_the_scale_not_numbers() -> None:
    instrument = small_instrument(statements=2, values=(0, 5))
    before, after = measured(instrument, "00", "2026-Q2"), measured(instrument, "50")
    change = compare(row(instrument, "theme", "T"), before, after, instrument)
    assert (change.delta, change.net_steps, change.verdict) == (2.5, 1, "no-clear-change")


# Who gets a verdict, and who gets steps


@pytest.mark.parametrize(
    ("level", "id", "delta", "steps", "verdict"),
    [
        ("total", "total", 0.5, None, "possible"),
        ("theme", "values", 1.0, None, "possible"),
        ("principle", "recovery", 1.0, None, None),
        ("statement", "S01", 2.0, 2, None),
        ("statement", "S02", 1.0, 1, None),
        ("statement", "S03", 0.0, 0, None),
    ],
)
def test_what_each_level_is_told(
    instrument: Instrument, level: Level, id: str, delta: float, steps: int | None, verdict: str | None
) -> None:
    before, after = measured(instrument, "3333 3333 3333 3333", "2026-Q2"), measured(instrument, "5434 4444 3333 3333")
    change = compare(row(instrument, level, id), before, after, instrument)
    assert (change.delta, change.steps, change.verdict) == (delta, steps, verdict)


@pytest.mark.parametrize(("level", "id"), [("total", "total"), ("theme", "values"), ("statement", "S01")])
def test_votes_against_votes_show_the_change_and_no_more(instrument: Instrument, level: Level, id: str) -> None:
    before = scored(voted(instrument, dict.fromkeys(instrument.order, (0, 6, 0, 0, 0)), "2026-Q2"), instrument)
    after = scored(voted(instrument, dict.fromkeys(instrument.order, (0, 0, 0, 3, 3))), instrument)
    change = compare(row(instrument, level, id), before, after, instrument)
    assert (change.delta, change.steps, change.verdict) == (2.5, None, None)


# Rule 8: sustained


def course(instrument: Instrument, *lines: str, quarters: str = "2026-Q1 2026-Q2 2026-Q3 2026-Q4") -> list[Measured]:
    return [measured(instrument, line, quarter) for line, quarter in zip(lines, quarters.split(), strict=False)]


@pytest.mark.parametrize(
    ("at_enig", "told"),
    [
        pytest.param([0, 5, 5], ["possible", "sustained"], id="up-and-stays"),
        pytest.param([10, 5, 5], ["possible", "sustained"], id="down-and-stays"),
        pytest.param([0, 5, 10], ["possible", "sustained"], id="up-and-up"),
        pytest.param([0, 10, 6], ["possible", "sustained"], id="up-and-partly-back"),
        pytest.param([0, 5, 4], ["possible", "no-clear-change"], id="the-last-is-within-the-limit-of-the-first"),
        pytest.param([0, 4, 8], ["no-clear-change", "no-clear-change"], id="the-middle-is-within-the-limit"),
        pytest.param([0, 4, 9], ["no-clear-change", "possible"], id="the-middle-is-within-the-last-moved"),
        pytest.param([0, 5, 0], ["possible", "possible"], id="up-and-back"),
        pytest.param([5, 10, 0], ["possible", "possible"], id="up-and-beyond-on-the-other-side"),
        pytest.param([0, 5], ["possible"], id="two-quarters-are-too-few"),
        pytest.param([0, 5, 5, 5], ["possible", "sustained", "no-clear-change"], id="said-once"),
        pytest.param([0, 0, 5, 5], ["no-clear-change", "possible", "sustained"], id="any-three-running"),
        pytest.param([3, 3, 3], ["no-clear-change", "no-clear-change"], id="nothing-moved"),
    ],
)
def test_sustained_stands_at_the_pair_middle_to_last(
    instrument: Instrument, at_enig: list[int], told: list[str]
) -> None:
    quarters = course(instrument, *map(agreeing, at_enig))
    assert [change.verdict for change in verdicts(row(instrument, "total"), Pairs(quarters, instrument))] == told


def test_sustained_counts_measured_quarters(instrument: Instrument) -> None:
    quarters = course(instrument, *map(agreeing, [0, 5, 5]), quarters="2024-Q1 2025-Q4 2026-Q3")
    assert [change.verdict for change in verdicts(row(instrument, "total"), Pairs(quarters, instrument))] == [
        "possible",
        "sustained",
    ]


@pytest.mark.parametrize(
    ("lines", "last"),
    [
        pytest.param(["3333", "4433", "4433"], "sustained", id="two-steps-that-stay"),
        pytest.param(["333-", "433-", "433-"], "no-clear-change", id="one-step-that-stays"),
        pytest.param(["3333", "4433", "4333"], "no-clear-change", id="two-steps-of-which-one-stays"),
    ],
)
def test_a_theme_is_sustained_by_its_own_limit(instrument: Instrument, lines: list[str], last: str) -> None:
    quarters = course(instrument, *(line + REST for line in lines))
    assert verdicts(row(instrument, "theme", "values"), Pairs(quarters, instrument))[-1].verdict == last


@pytest.mark.parametrize(("level", "id"), [("principle", "recovery"), ("statement", "S01")])
def test_principles_and_statements_are_never_sustained(instrument: Instrument, level: Level, id: str) -> None:
    quarters = course(instrument, "2" * 16, "4" * 16, "4" * 16)
    assert [change.verdict for change in verdicts(row(instrument, level, id), Pairs(quarters, instrument))] == [
        None,
        None,
    ]


def test_what_cannot_be_compared_is_not_sustained(instrument: Instrument) -> None:
    first, middle, last = (
        record(instrument, line, f"2026-Q{n}") for n, line in enumerate(("3" * 16, "4" * 16, "4" * 16), 1)
    )
    quarters = [scored(found, instrument) for found in (reworded(first, "S01"), reworded(middle, "S01"), last)]
    told = [change.verdict for change in verdicts(row(instrument, "total"), Pairs(quarters, instrument))]
    assert told == ["possible", "not-comparable"]


def test_a_last_pair_with_nothing_in_common_is_not_sustained(instrument: Instrument) -> None:
    quarters = course(instrument, "3333 3333 3333 3333", "4444 4444 ---- ----", "---- ---- 4444 4444")
    told = [change.verdict for change in verdicts(row(instrument, "total"), Pairs(quarters, instrument))]
    assert told == ["possible", "not-comparable"]


# Rule 9: what cannot be compared

NOT_COMPARABLE = (None, None, "not-comparable")


@pytest.mark.parametrize(
    ("level", "id", "change"),
    [
        ("total", "total", NOT_COMPARABLE),
        ("theme", "values", NOT_COMPARABLE),
        ("theme", "housing", (1.0, None, "possible")),
        ("principle", "recovery", (None, None, None)),
        ("principle", "harm-reduction", (1.0, None, None)),
        ("statement", "S01", (None, None, None)),
        ("statement", "S02", (1.0, 1, None)),
    ],
)
def test_another_wording_breaks_the_rows_that_rest_on_it(
    instrument: Instrument, level: Level, id: str, change: tuple[float | None, int | None, str | None]
) -> None:
    before = scored(reworded(record(instrument, "3" * 16, "2026-Q2"), "S01"), instrument)
    found = compare(row(instrument, level, id), before, measured(instrument, "4" * 16), instrument)
    assert (found.delta, found.steps, found.verdict) == change


@pytest.mark.parametrize(("level", "id"), [("total", "total"), ("theme", "values"), ("statement", "S01")])
@pytest.mark.parametrize("votes_first", [True, False])
def test_agreed_answers_and_votes_are_never_compared(
    instrument: Instrument, level: Level, id: str, votes_first: bool
) -> None:
    statuses = ("votes", "final") if votes_first else ("final", "votes")
    counts = voted(instrument, dict.fromkeys(instrument.order, (0, 0, 6, 0, 0))).answers
    both = {id: answer.model_copy(update={"agreed": 4}) for id, answer in counts.items()}
    before, after = (
        scored(record(instrument, quarter=quarter, status=status, answers=both), instrument)
        for quarter, status in zip(("2026-Q2", "2026-Q3"), statuses, strict=True)
    )
    found = compare(row(instrument, level, id), before, after, instrument)
    assert (found.delta, found.verdict) == (None, None if level == "statement" else "not-comparable")


@pytest.mark.parametrize(
    ("before", "after", "delta"),
    [
        pytest.param("3333 3333 3333 ----", "---- 4444 5555 5555", 1.5, id="exactly-half-in-common"),
        pytest.param("3333 3333 333- ----", "---- 4444 5555 5555", None, id="fewer-than-half-in-common"),
        pytest.param("3333 ---- iiii iiii", "4444 ---- iiii iiii", 1.0, id="half-of-the-relevant-in-common"),
        pytest.param("3333 ---- iiii iiii", "444- 3--- iiii iiii", None, id="fewer-than-half-of-the-relevant"),
        pytest.param("3333 3333 ---- ----", "4444 4444 iiii iiii", 1.0, id="not-relevant-once-still-counts-as-half"),
        pytest.param("3333 333- ---- ----", "4444 4444 4444 4444", None, id="too-little-answered-before"),
        pytest.param("i" * 16, "4" * 16, None, id="nothing-relevant-before"),
        pytest.param("5333 3333 3333 3333", "-333 3333 3333 3333", 0.0, id="a-new-gap-is-no-fall"),
        pytest.param("1333 3333 3333 3333", "i333 3333 3333 3333", 0.0, id="newly-not-relevant-is-no-rise"),
    ],
)
def test_the_total_is_compared_on_common_statements_if_they_are_half(
    instrument: Instrument, before: str, after: str, delta: float | None
) -> None:
    found = compare(
        row(instrument, "total"), measured(instrument, before, "2026-Q2"), measured(instrument, after), instrument
    )
    assert (found.delta, found.verdict == "not-comparable") == (delta, delta is None)


@pytest.mark.parametrize(
    ("before", "after", "partial"),
    [
        pytest.param("3333 3333 3333 3333", "4444 4444 4444 4444", False, id="all"),
        pytest.param("333- 3333 3333 3333", "444- 4444 4444 4444", False, id="the-same-gap"),
        pytest.param("333i 3333 3333 3333", "444- 4444 4444 4444", False, id="the-same-in-two-ways"),
        pytest.param("333- 3333 3333 3333", "4444 4444 4444 4444", True, id="a-gap-before"),
        pytest.param("3333 3333 3333 3333", "4444 4444 4444 444-", True, id="a-gap-after"),
        pytest.param("333i 3333 3333 3333", "4444 4444 4444 4444", True, id="relevant-now"),
        pytest.param("333- 3333 3333 3333", "-444 4444 4444 4444", True, id="one-gap-each"),
    ],
)
def test_a_change_says_whether_it_rests_on_fewer_statements_than_the_scores(
    instrument: Instrument, before: str, after: str, partial: bool
) -> None:
    assert (
        compare(
            row(instrument, "total"), measured(instrument, before, "2026-Q2"), measured(instrument, after), instrument
        ).partial
        is partial
    )


@pytest.mark.parametrize(
    ("before", "after", "delta"),
    [
        pytest.param("33--", "44--", 1.0, id="half"),
        pytest.param("333-", "-4-4", None, id="one-in-common-of-four"),
        pytest.param("3---", "4444", None, id="no-score-before"),
    ],
)
def test_a_theme_is_compared_by_the_same_rule(
    instrument: Instrument, before: str, after: str, delta: float | None
) -> None:
    start, end = measured(instrument, before + REST, "2026-Q2"), measured(instrument, after + REST)
    assert compare(row(instrument, "theme", "values"), start, end, instrument).delta == delta


def test_a_principle_without_a_score_is_not_compared(instrument: Instrument) -> None:
    before, after = measured(instrument, "3 3 3 -" + REST, "2026-Q2"), measured(instrument, "4 4 4 4" + REST)
    assert compare(row(instrument, "principle", "recovery"), before, after, instrument).delta is None


@pytest.mark.parametrize(
    ("before", "after", "steps"),
    [("3", "4", 1), ("4", "2", -2), ("3", "3", 0), ("-", "4", None), ("4", "-", None), ("i", "4", None)],
)
def test_steps_of_a_statement(instrument: Instrument, before: str, after: str, steps: int | None) -> None:
    rest = "3" * 15
    found = compare(
        row(instrument, "statement", "S01"),
        measured(instrument, before + rest, "2026-Q2"),
        measured(instrument, after + rest),
        instrument,
    )
    assert found.steps == steps


def without(found: Assessment, *statements: str) -> Assessment:
    """The record as if the questionnaire had not had these statements then."""
    had = {id: wording for id, wording in found.instrument.statements.items() if id not in statements}
    return found.model_copy(update={"instrument": found.instrument.model_copy(update={"statements": had})})


@pytest.mark.parametrize(
    ("new", "delta"),
    [
        pytest.param(["S16"], 1.0, id="one-new-statement"),
        pytest.param([f"S{n:02}" for n in range(9, 17)], 1.0, id="half-of-them-new"),
        pytest.param([f"S{n:02}" for n in range(8, 17)], None, id="more-than-half-new"),
    ],
)
def test_a_statement_that_is_new_is_no_other_wording(
    instrument: Instrument, new: list[str], delta: float | None
) -> None:
    marks = "".join("-" if id in new else "3" for id in instrument.order)
    before = scored(without(record(instrument, marks, "2026-Q2"), *new), instrument)
    assert compare(row(instrument, "total"), before, measured(instrument, "4" * 16), instrument).delta == delta


def test_the_pair_is_named(instrument: Instrument) -> None:
    change = compare(
        row(instrument, "total"), measured(instrument, "3" * 16, "2025-Q4"), measured(instrument, "3" * 16), instrument
    )
    assert [change.start, change.end] == [Quarter(2025, 4), Quarter(2026, 3)]


# A course is compared pair by pair, all rows at once: as slowly, row by row, it would be the same


def slowly(row: Row, before: Measured, after: Measured, instrument: Instrument) -> Change:
    """Rules 8 and 9 for one row of two quarters by themselves, without *sustained*."""
    old, new = before.scores, after.scores
    both = [(was, now) for was, now in ((old.ratings.get(id), new.ratings.get(id)) for id in row.members)]
    common = [(was, now) for was, now in both if isinstance(was, float) and isinstance(now, float)]
    relevant = [pair for pair in both if any(rating not in (None, NoAnswer.NOT_RELEVANT) for rating in pair)]
    words, later = (measured.record.instrument.statements for measured in (before, after))
    judged = row.level in ("total", "theme")
    if (
        old.basis != new.basis
        or any(words[id] != later[id] for id in row.members if id in words and id in later)
        or None in (old.rows[row.key].value, new.rows[row.key].value)
        or len(common) * 2 < len(relevant)
    ):
        return Change(before.quarter, after.quarter, None, None, None, "not-comparable" if judged else None)
    delta = (sum(now for _, now in common) - sum(was for was, _ in common)) / len(common)
    alone = any(isinstance(was, float) != isinstance(now, float) for was, now in both)
    if new.basis == "votes":
        return Change(before.quarter, after.quarter, delta, None, None, None, partial=alone)
    points = instrument.scale.values
    net = sum(points.index(int(now)) - points.index(int(was)) for was, now in common)
    beyond = abs(delta) > instrument.thresholds.total_change + 1e-9
    beyond &= row.level == "total" or abs(net) >= instrument.thresholds.theme_steps
    verdict: Verdict | None = ("possible" if beyond else "no-clear-change") if judged else None
    steps = net if row.level == "statement" else None
    return Change(before.quarter, after.quarter, delta, steps, net, verdict, partial=alone)


def any_record(instrument: Instrument, quarter: Quarter, random: Random) -> Assessment:
    """Mostly answered, mostly settled, now and then reworded or without a statement."""
    if random.random() < 0.2:
        counts = {id: tuple(random.choices((0, 0, 1, 2), k=5)) for id in instrument.order if random.random() < 0.8}
        made = voted(instrument, counts, str(quarter))
    else:
        made = record(
            instrument, "".join(random.choices("12345i-", (3, 3, 3, 3, 3, 2, 1), k=len(instrument.order))), str(quarter)
        )
    if random.random() < 0.3:
        made = reworded(made, *random.sample(instrument.order, 2))
    return without(made, random.choice(instrument.order)) if random.random() < 0.3 else made


@pytest.mark.parametrize("seed", range(30))
def test_all_rows_at_once_are_as_each_by_itself(instrument: Instrument, seed: int) -> None:
    random = Random(seed)
    start = Quarter(2023, 1)
    course = [scored(any_record(instrument, start.shift(n), random), instrument) for n in range(random.randint(2, 7))]
    pairs, since = Pairs(course, instrument), random.randrange(len(course))
    for each in instrument.rows():
        expected = [slowly(each, a, b, instrument) for a, b in pairwise(course)]
        assert [pair.changes[each.key] for pair in pairs.steps] == expected
        assert [change._replace(verdict=None, held=None) for change in verdicts(each, pairs)] == [
            change._replace(verdict=None) for change in expected
        ]
        for seen in (course, course[since:]):
            known = [m for m in seen if m.scores.rows[each.key].value is not None]
            broken = [b.quarter for a, b in pairwise(known) if slowly(each, a, b, instrument).delta is None]
            assert list(broken_at(each, seen, pairs)) == broken
