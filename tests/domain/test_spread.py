"""Many teams in one quarter: quartiles, who counts, which words, and the course of quarters (rules 9, 13, 14)."""

import statistics
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import example, given, settings, strategies as st

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Answer, Assessment, Team
from hf_fidelity.domain.record.privacy import Audience, Policy
from hf_fidelity.domain.scores.figures import FiveNumbers, five_numbers
from hf_fidelity.domain.scores.many_teams import Spread, SpreadCourse, not_comparable
from tests.builders import housing_first, record, reworded, spread_course, voted, votes

INSTRUMENT = housing_first()
LIMIT = Policy(5, "public")
FIVE, FOUR = (0, 0, 0, 2, 3), (0, 0, 0, 2, 2)


def team(name: str, line: str = "4" * 16, quarter: str = "2026-Q3", **more: Any) -> Assessment:
    """A settled record of a team of that name."""
    return record(INSTRUMENT, line, quarter, team=Team(id=name.lower(), name=name), **more)


def vote(name: str, counts: tuple[int, ...] = FIVE, quarter: str = "2026-Q3", **more: Any) -> Assessment:
    """A team's votes on every statement."""
    return voted(
        INSTRUMENT, dict.fromkeys(INSTRUMENT.order, counts), quarter, team=Team(id=name.lower(), name=name), **more
    )


def beside(*records: Assessment, policy: Policy = LIMIT, instrument: Instrument = INSTRUMENT) -> Spread:
    return spread_course(records, instrument, policy).newest


def said(found: Spread | SpreadCourse) -> list[str]:
    return [finding.words() for finding in found.findings]


def values(found: Spread, level: Any = "total", id: str = "total") -> list[float]:
    return [value for row in found.rows if row.row.key == (level, id) for value in row.values]


# Quartiles


@pytest.mark.parametrize(
    ("given", "five"),
    [
        pytest.param([1, 2, 4, 7, 8, 9, 10, 12], (1, 3.5, 7.5, 9.25, 12), id="the-example-of-excels-manual"),
        pytest.param([1, 2, 3, 4, 5], (1, 2, 3, 4, 5), id="five"),
        pytest.param([1, 2, 3, 4], (1, 1.75, 2.5, 3.25, 4), id="four"),
        pytest.param([2, 4], (2, 2.5, 3, 3.5, 4), id="two"),
        pytest.param([3.25], (3.25, 3.25, 3.25, 3.25, 3.25), id="one-is-all-five"),
        pytest.param([2.2, 2.2, 2.2], (2.2, 2.2, 2.2, 2.2, 2.2), id="all-the-same"),
    ],
)
def test_the_five_numbers(given: list[float], five: tuple[float, ...]) -> None:
    assert five_numbers(given) == FiveNumbers(*five)


def test_of_nothing_there_are_none() -> None:
    assert five_numbers([]) is None


scores = st.lists(st.floats(1, 5), min_size=2, max_size=120).map(sorted)


@settings(derandomize=True, deadline=None)
@given(scores)
def test_quartiles_are_those_of_the_standard_library(given: list[float]) -> None:
    found = five_numbers(given)
    assert found
    assert [found.lower, found.median, found.upper] == pytest.approx(
        statistics.quantiles(given, n=4, method="inclusive")
    )
    assert given[0] == found.least <= found.lower <= found.median <= found.upper <= found.greatest == given[-1]
    assert found.apart >= 0


@settings(derandomize=True, deadline=None)
@given(scores)
@example([16 / 15, 46 / 15])  # their difference cannot be held exactly
def test_the_median_is_the_one_of_databases_to_the_last_digit(given: list[float]) -> None:
    """Half of the sum of the two in the middle, as in SQL, pandas and the standard library."""
    found = five_numbers(given)
    assert found
    assert found.median == statistics.median(given)


# Rows


def test_every_row_of_the_questionnaire_is_there_with_its_values_sorted() -> None:
    found = beside(team("A", "5" * 16), team("B", "2" * 16), team("C", "4" * 8 + "3" * 8))
    assert [row.row.key for row in found.rows] == [row.key for row in INSTRUMENT.rows()]
    assert (found.teams, found.basis, str(found.quarter), found.findings) == (3, "agreed", "2026-Q3", ())
    assert values(found) == [2, 3.5, 5]
    assert values(found, "theme", "values") == [2, 4, 5]
    assert values(found, "statement", "S16") == [2, 3, 5]


def test_only_teams_with_a_score_are_in_a_row() -> None:
    found = beside(team("A", "i" * 4 + "4" * 12), team("B", "-" * 4 + "3" * 12), team("C", "5" * 16))
    assert (values(found, "theme", "values"), values(found)) == ([5], [3, 4, 5])
    nowhere = beside(team("A", "i" * 4 + "4" * 12))
    row = next(row for row in nowhere.rows if row.row.id == "values")
    assert (row.values, row.five) == ((), None)


# Who counts


@pytest.mark.parametrize(
    ("records", "teams", "basis", "codes"),
    [
        pytest.param([team("A"), team("B")], 2, "agreed", [], id="agreed"),
        pytest.param([vote("A"), vote("B")], 2, "votes", [], id="votes-where-nobody-has-agreed"),
        pytest.param([team("A"), vote("B"), vote("C")], 1, "agreed", ["unsettled"], id="never-both"),
        pytest.param([vote("A"), vote("B", FOUR)], 1, "votes", ["under-limit"], id="votes-under-the-limit"),
        pytest.param([team("A"), vote("B", FOUR)], 1, "agreed", ["under-limit"], id="privacy-is-said-first"),
        pytest.param([vote("A", FOUR)], 0, None, ["under-limit"], id="nobody"),
        pytest.param([team("A"), team("B", "-" * 16)], 1, "agreed", ["no-answers"], id="agreed-on-nothing"),
        pytest.param([vote("A"), team("B", "-" * 16)], 1, "votes", ["no-answers"], id="votes-beside-agreed-nothing"),
        pytest.param([team("A", "i" * 16)], 0, None, ["no-answers"], id="nothing-relevant"),
    ],
)
def test_who_counts(records: list[Assessment], teams: int, basis: str | None, codes: list[str]) -> None:
    found = beside(*records)
    assert (found.teams, found.basis, [finding.code for finding in found.findings]) == (teams, basis, codes)
    assert len(values(found)) == teams


def test_agreed_answers_never_borrow_votes() -> None:
    settled = team("A", answers={"S01": Answer(agreed=2, votes=votes(*FIVE)), "S02": Answer(votes=votes(*FIVE))})
    found = beside(settled)
    assert (values(found, "statement", "S01"), values(found, "statement", "S02")) == ([2], [])


@pytest.mark.parametrize("audience", ["team", "public"])
def test_open_votes_under_the_limit_are_for_the_teams_own_report(audience: Audience) -> None:
    found = beside(vote("A"), vote("B", FOUR, votes_are="open"), policy=Policy(5, audience))
    assert (found.teams, said(found)) == (
        1,
        ["3rd quarter 2026: 1 team is not counted, because fewer than 5 people answered."],
    )


def test_votes_hidden_on_some_statements_leave_the_team_in_the_other_rows() -> None:
    partly = voted(
        INSTRUMENT, {**dict.fromkeys(INSTRUMENT.order, FIVE), "S05": (4, 0, 0, 0, 0)}, team=Team(id="b", name="B")
    )
    found = beside(vote("A"), partly)
    assert (len(values(found, "statement", "S05")), values(found)) == (1, [4.6, 4.6])
    assert [finding.code for finding in found.findings] == ["partly-hidden"]


@pytest.mark.parametrize(
    ("records", "sentence"),
    [
        (
            [vote("B")],
            "1 team has votes that no meeting has settled; it is counted among the votes, apart from the agreed "
            "answers.",
        ),
        (
            [vote("B"), vote("C")],
            "2 teams have votes that no meeting has settled; they are counted among the votes, apart from the agreed "
            "answers.",
        ),
        ([vote("B", FOUR)], "1 team is not counted, because fewer than 5 people answered."),
        ([vote("B", FOUR), vote("C", FOUR)], "2 teams are not counted, because fewer than 5 people answered."),
        ([team("B", "-" * 16)], "1 team is not counted, because it has answered nothing."),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_not_counted_is_said_by_number(records: list[Assessment], sentence: str) -> None:
    assert said(beside(team("A"), *records)) == [f"3rd quarter 2026: {sentence}"]


too_few = st.tuples(*[st.integers(0, 2)] * 5).filter(lambda counts: sum(counts) < 5)


@settings(derandomize=True, deadline=None, max_examples=40)
@given(held_back=st.lists(too_few, max_size=4), agreed=st.booleans())
def test_a_team_that_is_hidden_moves_no_figure(held_back: list[tuple[int, ...]], agreed: bool) -> None:
    seen = [team("A"), team("B", "3" * 16)] if agreed else [vote("A"), vote("B", (1, 1, 1, 1, 1))]
    hidden = [vote(f"Hidden{n}", counts) for n, counts in enumerate(held_back)]
    alone, with_them = beside(*seen), beside(*hidden, *seen)
    assert (alone.rows, alone.teams, alone.basis) == (with_them.rows, with_them.teams, with_them.basis)


# Which words

OLD = "0.9.0"


def older(found: Assessment, version: str = OLD) -> Assessment:
    return found.model_copy(update={"instrument": found.instrument.model_copy(update={"version": version})})


@pytest.mark.parametrize(
    ("records", "kept"),
    [
        pytest.param([team("A", "5" * 16), team("B", "3" * 16), reworded(team("C"), "S01")], [3, 5], id="most"),
        pytest.param(
            [team("A", "5" * 16), reworded(team("B"), "S01"), reworded(team("C", "2" * 16), "S01")],
            [2, 4],
            id="most-even-if-not-todays",
        ),
        pytest.param([team("A", "5" * 16), older(reworded(team("B"), "S01"))], [5], id="the-newest-on-a-tie"),
        pytest.param(
            [older(team("A", "5" * 16)), reworded(team("B"), "S01")], [4], id="the-newest-on-a-tie-even-if-not-todays"
        ),
        pytest.param([reworded(team("B"), "S01"), team("A", "5" * 16)], [5], id="todays-where-no-version-tells"),
        pytest.param(
            [older(reworded(team("A", "5" * 16), "S01")), older(team("B"), "0.10.0")], [4], id="versions-are-numbers"
        ),
    ],
)
def test_a_row_is_over_the_words_that_most_answered(records: list[Assessment], kept: list[float]) -> None:
    found = beside(*records)
    assert values(found) == values(found, "theme", "values") == values(found, "statement", "S01") == kept
    assert len(values(found, "theme", "housing")) == found.teams == len(records)
    assert [finding.code for finding in found.findings] == ["reworded"]


def test_teams_with_other_words_are_counted_in_one_finding() -> None:
    found = beside(team("A"), team("B"), team("C"), reworded(team("D"), "S01", "S02"), reworded(team("E"), "S09"))
    assert said(found) == [
        "3rd quarter 2026: 2 teams answered another wording of S01, S02, S09 than most did; they are left out of the "
        "rows that rest on it."
    ]


def test_other_words_that_were_not_answered_are_not_spoken_of() -> None:
    assert said(beside(team("A"), team("B"), reworded(team("C", "-444" * 4), "S01"))) != []
    gone = reworded(team("C", "- - - -  4444 4444 4444"), "S01")
    found = beside(team("A"), team("B"), gone)
    assert len(values(found, "theme", "values")) == 2
    assert [finding.params["statements"] for finding in found.findings] == [["S01"]]  # its total rests on it


# A course


def test_a_course_runs_from_the_first_to_the_last_quarter_and_a_gap_has_no_teams() -> None:
    course = spread_course([team("A", quarter="2026-Q3"), team("A", "3" * 16, quarter="2026-Q1")], INSTRUMENT, LIMIT)
    assert [(str(found.quarter), found.teams, values(found)) for found in course.spreads] == [
        ("2026-Q1", 1, [3]),
        ("2026-Q2", 0, []),
        ("2026-Q3", 1, [4]),
    ]
    assert (course.newest, course.measured) == (course.spreads[-1], (course.spreads[0], course.spreads[-1]))


@pytest.mark.parametrize(
    ("records", "both"),
    [
        pytest.param([team("A")], None, id="one-quarter"),
        pytest.param([team("A"), team("B"), team("A", quarter="2026-Q2")], 1, id="one-of-two"),
        pytest.param([team("A"), team("B", quarter="2026-Q2")], 0, id="none"),
        pytest.param([team("A"), team("A", quarter="2026-Q1")], 1, id="over-a-gap"),
        pytest.param(
            [team("A"), vote("B"), team("A", quarter="2026-Q2"), team("B", quarter="2026-Q2")], 1, id="counted"
        ),
        pytest.param(
            [team("A", organisation="X"), team("A", quarter="2026-Q2", organisation="Y")], 0, id="of-two-organisations"
        ),
        pytest.param(
            [team("A", organisation="X by"), team("A", quarter="2026-Q2", organisation="X  By")], 1, id="other-spelling"
        ),
    ],
)
def test_how_many_teams_are_in_both_of_the_newest_quarters(records: list[Assessment], both: int | None) -> None:
    assert spread_course(records, INSTRUMENT, LIMIT).in_both == both


def test_fewer_than_three_teams_are_not_hidden_but_people_are_told() -> None:
    two = [team("A"), team("B")]
    three = [team(name, quarter="2026-Q1") for name in "ABC"]
    few = (
        "2nd quarter 2026, 3rd quarter 2026: fewer than 3 teams. The spread then shows single teams' scores, and "
        "people may know whose they are."
    )
    course = spread_course([*two, team("A", quarter="2026-Q2"), *three], INSTRUMENT, LIMIT)
    assert (said(course), values(course.newest)) == ([few], [4, 4])
    assert said(spread_course(three, INSTRUMENT, LIMIT)) == []


@pytest.mark.parametrize(
    ("records", "teams"),
    [
        pytest.param([team("A"), team("A", quarter="2026-Q2")], None, id="no-votes-alone"),
        pytest.param([team("A"), vote("B"), team("A", quarter="2026-Q2")], (0, 1), id="in-one-quarter"),
        pytest.param(
            [team("A"), vote("B"), team("A", quarter="2026-Q2"), vote("B", quarter="2026-Q2")], (1, 1), id="both"
        ),
    ],
)
def test_votes_that_no_meeting_settled_are_a_layer_of_their_own(
    records: list[Assessment], teams: tuple[int, ...] | None
) -> None:
    votes = spread_course(records, INSTRUMENT, LIMIT).votes
    assert (tuple(found.teams for found in votes.spreads) if votes else None) == teams


def unasked(found: Assessment, *statements: str) -> Assessment:
    """The record as if its questionnaire had not had these statements."""
    asked = {id: words for id, words in found.instrument.statements.items() if id not in statements}
    return found.model_copy(update={"instrument": found.instrument.model_copy(update={"statements": asked})})


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        pytest.param(unasked(team("A"), "S01"), team("A"), "other-statements", id="one-was-not-asked"),
        pytest.param(team("A"), unasked(team("A"), "S01", "S02"), "other-statements", id="two-are-not-asked-any-more"),
        pytest.param(
            unasked(reworded(team("A"), "S02"), "S01"), team("A"), "reworded", id="and-another-reads-otherwise"
        ),
        pytest.param(team("A"), team("A"), None, id="same"),
        pytest.param(vote("A"), vote("A"), None, id="votes-and-votes"),
        pytest.param(vote("A"), team("A"), "another-basis", id="votes-and-agreed"),
        pytest.param(reworded(team("A"), "S01"), team("A"), "reworded", id="other-words"),
    ],
)
def test_when_two_quarters_cannot_be_compared(before: Assessment, after: Assessment, code: str | None) -> None:
    found = not_comparable(INSTRUMENT.wholes[0], beside(before), beside(after))
    assert (found and found.code) == code


# No names


def _texts(thing: Any) -> list[str]:
    """Every text in a value."""
    if isinstance(thing, str):
        return [thing]
    if is_dataclass(thing):
        return [text for field in fields(thing) for text in _texts(getattr(thing, field.name))]
    parts = [*thing.keys(), *thing.values()] if isinstance(thing, dict) else thing
    return [text for part in parts for text in _texts(part)] if isinstance(parts, list | tuple) else []


@settings(derandomize=True, deadline=None, max_examples=40)
@given(st.lists(st.text("12345-i", min_size=16, max_size=16), min_size=1, max_size=6))
def test_values_are_sorted_and_nothing_in_a_spread_tells_a_team(lines: list[str]) -> None:
    found = beside(*(team(f"Secret{n}", line, organisation=f"Secret {n}") for n, line in enumerate(lines)))
    assert all(list(row.values) == sorted(row.values) for row in found.rows)
    assert not any("secret" in text.casefold() for text in _texts(found))
