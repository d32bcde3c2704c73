"""Rule 12: what to talk about comes out of the trend."""

from collections.abc import Sequence
from typing import Any

import pytest

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Action, Answer, Assessment, Votes
from hf_fidelity.domain.record.privacy import Audience, Policy
from hf_fidelity.domain.scores import talking_points as module
from hf_fidelity.domain.scores.others import Beside, Side
from hf_fidelity.domain.scores.talking_points import TalkingPoints, talking_points
from hf_fidelity.domain.scores.trend import trend
from hf_fidelity.ground.dates import Quarter
from tests.builders import record, reworded, voted, votes

QUARTERS = ("2026-Q1", "2026-Q2", "2026-Q3")
REST = "4444 4444 4444"
"""Nothing low outside the theme ``values`` (S01–S04)."""


def points(instrument: Instrument, *records: Assessment, audience: Audience = "team") -> TalkingPoints:
    return talking_points(trend(records, instrument, Policy(5, audience)))


def running(instrument: Instrument, *lines: str) -> list[Assessment]:
    """A record a quarter, the last one in 2026-Q3."""
    quarters = QUARTERS[-len(lines) :]
    return [record(instrument, line, quarter) for line, quarter in zip(lines, quarters, strict=True)]


def action(about: str | None, id: str = "2026-Q2-1", **more: Any) -> Action:
    return Action(id=id, about=about, text="Talk to the landlord", opened_in=Quarter(2026, 2), **more)


def acting(record: Assessment, *actions: Action) -> Assessment:
    return record.model_copy(update={"actions": actions})


# What moved most


@pytest.mark.parametrize(
    ("before", "after", "up", "down"),
    [
        pytest.param("3333", "4533", ["S02", "S01"], [], id="most-steps-first"),
        pytest.param("3333", "2143", ["S03"], ["S02", "S01"], id="both-ways"),
        pytest.param("3333", "4444", ["S01", "S02", "S03", "S04"], [], id="all-that-tie-in-the-forms-order"),
        pytest.param("3333", "5544", ["S01", "S02", "S03", "S04"], [], id="all-that-tie-with-the-third"),
        pytest.param("2222", "5553", ["S01", "S02", "S03"], [], id="three-where-the-fourth-moved-less"),
        pytest.param("3333", "3333", [], [], id="nothing-moved"),
        pytest.param("-3i3", "4-43", [], [], id="a-first-or-a-lost-answer-is-no-move"),
    ],
)
def test_what_moved_most(instrument: Instrument, before: str, after: str, up: list[str], down: list[str]) -> None:
    found = points(instrument, *running(instrument, before + REST, after + REST))
    assert ([mover.statement for mover in found.up], [mover.statement for mover in found.down]) == (up, down)


def test_a_mover_says_from_where_to_where(instrument: Instrument) -> None:
    mover = points(instrument, *running(instrument, "5444" + REST, "2444" + REST)).down[0]
    assert (mover.before, mover.after, mover.steps) == (5, 2, -3)


@pytest.mark.parametrize(
    ("written", "because"),
    [
        (Answer(agreed=2, changed_because="New rules", comment="Hard"), "New rules"),
        (Answer(agreed=2, comment="Hard"), "Hard"),
        (Answer(agreed=2), None),
    ],
)
def test_a_mover_shows_what_was_written(instrument: Instrument, written: Answer, because: str | None) -> None:
    before, after = running(instrument, "5444" + REST, "2444" + REST)
    assert points(instrument, before, after.with_answer("S01", written)).down[0].because == because


# What stays low without an action


@pytest.mark.parametrize(
    ("lines", "stuck"),
    [
        pytest.param(["3444", "3444"], ["S01"], id="at-neutral-twice"),
        pytest.param(["2444", "3444"], ["S01"], id="below-then-neutral"),
        pytest.param(["4444", "3444"], [], id="once"),
        pytest.param(["3444"], [], id="only-quarter"),
        pytest.param(["3444", "4444"], [], id="risen"),
        pytest.param(["3444", "4444", "3444"], [], id="low-again"),
        pytest.param(["3444", "-444", "3444"], [], id="a-gap-between"),
        pytest.param(["3444", "i444", "i444"], [], id="not-relevant"),
        pytest.param(["3213", "3213"], ["S03", "S02", "S01", "S04"], id="lowest-first-and-all-that-tie"),
        pytest.param(["2213", "2213"], ["S03", "S01", "S02"], id="three-at-most"),
        pytest.param(["4344", "3344", "3344"], ["S02", "S01"], id="longest-first-where-equally-low"),
    ],
)
def test_what_stays_low(instrument: Instrument, lines: Sequence[str], stuck: list[str]) -> None:
    found = points(instrument, *running(instrument, *(line + REST for line in lines)))
    assert [low.statement for low in found.stuck] == stuck


@pytest.mark.parametrize(
    ("lines", "value", "since"),
    [
        pytest.param(["4444", "3444", "2444"], 2, "2026-Q2", id="two-quarters"),
        pytest.param(["1444", "3444", "2444"], 2, "2026-Q1", id="three-quarters"),
    ],
)
def test_what_stays_low_has_its_value_and_since_when(
    instrument: Instrument, lines: list[str], value: int, since: str
) -> None:
    low = points(instrument, *running(instrument, *(line + REST for line in lines))).stuck[0]
    assert (low.value, str(low.since)) == (value, since)


@pytest.mark.parametrize(
    ("actions", "stuck"),
    [
        pytest.param([action("S01")], [], id="open-about-the-statement"),
        pytest.param([action("values")], [], id="open-about-its-theme"),
        pytest.param([action("S02")], ["S01"], id="about-another-statement"),
        pytest.param([action("housing")], ["S01"], id="about-another-theme"),
        pytest.param([action(None)], ["S01"], id="about-nothing"),
        pytest.param([action("S01", state="done")], ["S01"], id="done"),
        pytest.param([action("S01", state="dropped")], ["S01"], id="dropped"),
        pytest.param([action("S01", state="done"), action("S01", "2026-Q3-1")], [], id="done-and-a-new-one"),
    ],
)
def test_an_open_action_takes_it_off_the_list(instrument: Instrument, actions: list[Action], stuck: list[str]) -> None:
    before, after = running(instrument, "3444" + REST, "3444" + REST)
    assert [low.statement for low in points(instrument, before, acting(after, *actions)).stuck] == stuck


def test_a_public_report_does_not_say_that_there_is_no_action(instrument: Instrument) -> None:
    before, after = running(instrument, "3444" + REST, "3444" + REST)
    assert points(instrument, before, acting(after, action("S01")), audience="public").stuck == ()


def test_another_wording_starts_afresh(instrument: Instrument) -> None:
    before, after = running(instrument, "3444" + REST, "3444" + REST)
    assert points(instrument, reworded(before, "S01"), after).stuck == ()


def test_votes_are_never_stuck(instrument: Instrument) -> None:
    records = [voted(instrument, {"S01": (0, 6, 0, 0, 0)}, quarter) for quarter in QUARTERS]
    assert points(instrument, *records).stuck == ()


# What is low where there is nothing earlier to hold it to


@pytest.mark.parametrize(
    ("records", "lowest"),
    [
        pytest.param(["1111 4444 4444 4444"], ["S01", "S02", "S03", "S04"], id="all-that-tie"),
        pytest.param(["4321 4444 4444 4444"], ["S04", "S03", "S02"], id="lowest-first-down-from-neutral"),
        pytest.param(["4444 4444 4444 4444"], [], id="none-low"),
        pytest.param(["3333 4444 4444 4444", "3333 4444 4444 4444"], [], id="what-stays-low-is-told-as-that"),
    ],
)
def test_the_lowest_of_a_first_measurement(instrument: Instrument, records: list[str], lowest: list[str]) -> None:
    assert [low.statement for low in points(instrument, *running(instrument, *records)).lowest] == lowest


def test_a_first_measurement_may_be_of_votes(instrument: Instrument) -> None:
    first = voted(instrument, {"S01": (0, 6, 0, 0, 0), "S02": (0, 0, 0, 6, 0)})
    assert [(low.statement, low.value) for low in points(instrument, first).lowest] == [("S01", 2)]


def test_an_open_action_takes_it_off_a_first_list_too(instrument: Instrument) -> None:
    (first,) = running(instrument, "2244" + REST)
    assert [low.statement for low in points(instrument, acting(first, action("S01"))).lowest] == ["S02"]


# What became of last quarter's actions


@pytest.mark.parametrize(
    ("about", "before", "after", "steps"),
    [
        pytest.param("S01", "3444", "4444", 1, id="its-statement-rose"),
        pytest.param("S01", "3444", "2444", -1, id="its-statement-fell"),
        pytest.param("S01", "3444", "3444", 0, id="its-statement-stayed"),
        pytest.param("S01", "3444", "-444", None, id="not-comparable"),
        pytest.param("values", "3444", "4444", None, id="about-a-theme"),
        pytest.param(None, "3444", "4444", None, id="about-nothing"),
    ],
)
def test_did_it_work(instrument: Instrument, about: str | None, before: str, after: str, steps: int | None) -> None:
    then, now = running(instrument, before + REST, after + REST)
    found = points(instrument, acting(then, action(about)), acting(now, action(about))).follow_ups
    assert [(follow_up.action.id, follow_up.steps) for follow_up in found] == [("2026-Q2-1", steps)]


def test_the_newest_copy_of_an_action_is_the_truth(instrument: Instrument) -> None:
    then, now = running(instrument, "3444" + REST, "4444" + REST)
    found = points(
        instrument, acting(then, action("S01")), acting(now, action("S01", state="done", outcome="Moved in"))
    )
    assert [(follow_up.action.state, follow_up.action.outcome) for follow_up in found.follow_ups] == [
        ("done", "Moved in")
    ]


@pytest.mark.parametrize("at", [0, 2], ids=["opened-and-closed-long-ago", "opened-this-quarter"])
def test_only_last_quarters_actions_are_followed_up(instrument: Instrument, at: int) -> None:
    records = running(instrument, *["4444" + REST] * 3)
    records[at] = acting(records[at], action("S01", state="open"))
    assert points(instrument, *records).follow_ups == ()


@pytest.mark.parametrize(
    ("opened", "state", "followed"),
    [
        pytest.param("2026-Q1", "open", True, id="open-since-earlier"),
        pytest.param("2026-Q1", "done", False, id="done-in-that-quarter"),
        pytest.param("2026-Q2", "open", True, id="agreed-on-then"),
        pytest.param("2026-Q2", "done", True, id="agreed-on-then-and-done-since"),
        pytest.param("2026-Q2", "dropped", True, id="agreed-on-then-and-dropped-since"),
    ],
)
def test_what_was_open_or_agreed_on_last_quarter_is_followed_up(
    instrument: Instrument, opened: str, state: Any, followed: bool
) -> None:
    then, now = running(instrument, "4444" + REST, "4444" + REST)
    agreed_on = action("S01").model_copy(update={"opened_in": Quarter.parse(opened), "state": state})
    assert bool(points(instrument, acting(then, agreed_on), acting(now, agreed_on)).follow_ups) is followed


# Where citizens see it differently


@pytest.mark.parametrize(
    ("own", "theirs", "told"),
    [(4.0, 3.0, True), (3.0, 4.0, True), (4.1, 3.1, True), (4.0, 3.01, False), (3.0, None, False), (None, 4.0, False)],
)
def test_citizens_see_it_differently_from_one_point_on(
    instrument: Instrument, own: float | None, theirs: float | None, told: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = trend(running(instrument, "4" * 16, "4" * 16), instrument, Policy(5))
    row = found.row("principle", "recovery")
    sides = (Side(Quarter(2026, 2), 5.0, 1.0, 9), Side(Quarter(2026, 3), own, theirs, 9))
    monkeypatch.setattr(module, "beside", lambda *_: (Beside(row, row, sides),))
    seen = talking_points(found._replace(citizens=(found,))).citizens
    assert [(one.row.id, one.side) for one in seen] == ([("recovery", sides[1])] if told else [])


# Where votes lie apart

SPREAD = {
    "close": votes(0, 0, 0, 6, 6),
    "some": votes(0, 1, 2, 4, 1),
    "even": votes(2, 2, 2, 2, 2),
    "split": votes(3, 0, 0, 0, 3),
    "few": votes(2, 0, 0, 0, 2),
}


@pytest.mark.parametrize(
    ("kinds", "spread"),
    [
        pytest.param(["close", "close", "close", "close"], [], id="close"),
        pytest.param(["some", "close", "split", "even"], ["S03", "S04", "S01"], id="most-spread-first"),
        pytest.param(["even", "even", "even", "even"], ["S01", "S02", "S03", "S04"], id="all-that-tie"),
        pytest.param(["even", "split", "even", "some"], ["S02", "S01", "S03"], id="three-at-most"),
        pytest.param(["few", "close", "close", "close"], [], id="hidden-votes-say-nothing"),
    ],
)
def test_where_votes_lie_apart(instrument: Instrument, kinds: list[str], spread: list[str]) -> None:
    given = {f"S0{n}": Answer(agreed=4, votes=SPREAD[kind]) for n, kind in enumerate(kinds, 1)}
    assert [found.statement for found in points(instrument, record(instrument, answers=given)).spread] == spread


# Which roles see a statement differently

ABOUT: dict[float, tuple[int, ...]] = {
    2.0: (0, 10, 0, 0, 0),
    3.0: (0, 0, 10, 0, 0),
    3.01: (0, 0, 99, 1, 0),
    3.1: (0, 0, 9, 1, 0),
    4.0: (0, 0, 0, 10, 0),
    4.1: (0, 0, 0, 9, 1),
    4.2: (0, 0, 0, 8, 2),
}
"""A mean → votes that have it."""


def by_role(*means: float) -> Votes:
    """Votes of three roles at most: the first is of the leaders."""
    roles = {role: ABOUT[mean] for role, mean in zip(("leder", "medarbejder", "frivillig"), means, strict=False)}
    return votes(*map(sum, zip(*roles.values(), strict=True)), roles=roles)


@pytest.mark.parametrize(
    ("low", "high", "apart"),
    [
        pytest.param(3.01, 4.0, False, id="one-hundredth-less-than-a-point"),
        pytest.param(3.0, 4.0, True, id="one-point"),
        pytest.param(3.1, 4.1, True, id="one-point-that-is-a-little-less-as-the-computer-counts"),
        pytest.param(3.1, 4.2, True, id="eleven-tenths"),
    ],
)
def test_roles_lie_apart_from_one_point_on(instrument: Instrument, low: float, high: float, apart: bool) -> None:
    found = points(instrument, record(instrument, answers={"S01": Answer(agreed=4, votes=by_role(high, low))})).roles
    assert [(*roles, round(mean, 9)) for one in found for roles, mean in (one.low, one.high)] == (
        [("medarbejder", low), ("leder", high)] if apart else []
    )


@pytest.mark.parametrize("means", [(4.0,), ()], ids=["one-role", "no-role"])
def test_one_role_alone_does_not_lie_apart(instrument: Instrument, means: tuple[float, ...]) -> None:
    given = by_role(*means) if means else votes(0, 0, 0, 10, 0)
    assert points(instrument, record(instrument, answers={"S01": Answer(agreed=4, votes=given)})).roles == ()


def test_of_three_roles_the_lowest_and_the_highest_are_named(instrument: Instrument) -> None:
    (found,) = points(
        instrument, record(instrument, answers={"S01": Answer(agreed=4, votes=by_role(3.0, 4.2, 2.0))})
    ).roles
    assert (found.low[0], found.high[0]) == (("frivillig",), ("medarbejder",))


def test_of_three_roles_both_that_see_it_alike_are_named(instrument: Instrument) -> None:
    (found,) = points(
        instrument, record(instrument, answers={"S01": Answer(agreed=4, votes=by_role(2.0, 4.2, 2.0))})
    ).roles
    assert (found.low[0], found.high[0]) == (("leder", "frivillig"), ("medarbejder",))


def test_three_statements_at_most_the_widest_first(instrument: Instrument) -> None:
    gaps = {"S01": (3.0, 4.0), "S02": (2.0, 4.2), "S03": (3.0, 4.1), "S04": (2.0, 4.0)}
    given = {id: Answer(agreed=4, votes=by_role(*means)) for id, means in gaps.items()}
    assert [one.statement for one in points(instrument, record(instrument, answers=given)).roles] == [
        "S02",
        "S04",
        "S03",
    ]


def test_nothing_to_talk_about(instrument: Instrument) -> None:
    assert points(instrument, *running(instrument, "4" * 16, "4" * 16)) == TalkingPoints((), (), (), (), (), ())
