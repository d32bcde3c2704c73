"""Rules 14 and 15: what may be kept, what may be shown, and that nothing hidden enters a number."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from hf_fidelity.domain.record.assessment import (
    Action,
    Answer,
    Assessment,
    BriefInspire,
    CitizenInvolvement,
    Correction,
    FromTo,
    Votes,
)
from hf_fidelity.domain.record.privacy import Audience, Policy, roles_are_kept, shown, storable
from hf_fidelity.domain.scores.scoring import score
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.ground.findings import Finding
from tests.builders import housing_first, record, voted, votes

INSTRUMENT = housing_first()
FOUR, FIVE = (0, 0, 0, 2, 2), (0, 0, 0, 2, 3)


def with_votes(given: Votes, **more: Any) -> Assessment:
    return record(INSTRUMENT, answers={"S01": Answer(agreed=4, votes=given)}, **more)


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]


# Votes of all

VOTES_TABLE = [
    pytest.param(FIVE, "secret", 5, "team", True, id="at-the-limit"),
    pytest.param(FOUR, "secret", 5, "team", False, id="under-the-limit"),
    pytest.param(FOUR, None, 5, "team", False, id="not-said-to-be-open"),
    pytest.param(FOUR, "open", 5, "team", True, id="open-votes-for-the-team"),
    pytest.param((0, 0, 0, 0, 1), "open", 5, "team", True, id="one-open-vote-for-the-team"),
    pytest.param(FOUR, "open", 5, "public", False, id="open-votes-in-public"),
    pytest.param(FIVE, "open", 5, "public", True, id="open-votes-at-the-limit-in-public"),
    pytest.param(FIVE, "secret", 5, "public", True, id="at-the-limit-in-public"),
    pytest.param(FOUR, "secret", 3, "team", True, id="a-lower-limit"),
    pytest.param(FIVE, "secret", 8, "team", False, id="a-higher-limit"),
]


@pytest.mark.parametrize(("counts", "votes_are", "limit", "audience", "there"), VOTES_TABLE)
def test_votes_shown(
    counts: tuple[int, ...], votes_are: str | None, limit: int, audience: Audience, there: bool
) -> None:
    seen, findings = shown(with_votes(votes(*counts), votes_are=votes_are), Policy(limit, audience))
    assert (seen.answer("S01").votes is not None) is there
    assert codes(findings) == ([] if there else ["votes-under-limit"])


@pytest.mark.parametrize(
    ("counts", "votes_are", "limit", "audience", "there"),
    [row for row in VOTES_TABLE if row.values[3] == "team"],
)
def test_votes_stored(
    counts: tuple[int, ...], votes_are: str | None, limit: int, audience: Audience, there: bool
) -> None:
    kept, findings = storable(with_votes(votes(*counts), votes_are=votes_are), limit)
    assert (kept.answer("S01").votes is not None) is there
    assert codes(findings) == ([] if there else ["votes-under-limit"])


def test_only_people_who_answered_count() -> None:
    kept, _ = storable(with_votes(votes(*FOUR, missing=9)), 5)
    assert kept.answer("S01").votes is None


def test_the_agreed_answer_stays_where_votes_are_left_out() -> None:
    kept, _ = storable(with_votes(votes(*FOUR)), 5)
    assert kept.answer("S01") == Answer(agreed=4)


def test_the_finding_names_statements_and_limit_but_no_counts() -> None:
    found = voted(INSTRUMENT, {"S01": FIVE, "S02": FOUR, "S03": FOUR})
    params = shown(found, Policy(5))[1][0].params
    assert params == {"quarter": Quarter(2026, 3), "statements": ["S02", "S03"], "limit": 5}


def test_nothing_to_hide_changes_nothing() -> None:
    found = with_votes(votes(*FIVE), roles={"leader": 5, "staff": 9})
    assert storable(found, 5) == (found, ())


# Roles: every one, or none

TEN = (0, 0, 0, 5, 5)
LARGE = votes(*TEN, roles={"leader": FIVE, "staff": FIVE})
SMALL = votes(*TEN, roles={"leader": FOUR, "staff": (0, 0, 0, 3, 3)})


@pytest.mark.parametrize("act", ["store", "show"])
@pytest.mark.parametrize(
    ("roles", "participants", "kept"),
    [
        pytest.param({"leader": 5, "staff": 9}, None, True, id="every-role-reaches-it"),
        pytest.param({"leader": 4, "staff": 9}, None, False, id="one-role-does-not"),
        pytest.param({"leader": 0, "staff": 9}, None, False, id="nobody-in-a-role"),
        pytest.param({"leader": 5, "staff": 9}, 14, True, id="everybody-has-a-role"),
        pytest.param({"leader": 5, "staff": 9}, 18, False, id="four-have-none"),
        pytest.param({"leader": 5, "staff": 9}, 19, True, id="five-have-none"),
        pytest.param({"leader": 5, "staff": 9}, 12, True, id="others-took-part-in-the-meeting"),
    ],
)
def test_role_counts(act: str, roles: dict[str, int], participants: int | None, kept: bool) -> None:
    found = record(INSTRUMENT, roles=roles, participants=participants)
    seen, findings = storable(found, 5) if act == "store" else shown(found, Policy(5))
    assert seen.roles == (roles if kept else {})
    assert codes(findings) == ([] if kept else ["roles-under-limit"])


@pytest.mark.parametrize(
    ("answered", "missing", "kept"),
    [
        pytest.param(FIVE, 4, False, id="four-of-nine-have-none"),
        pytest.param(FIVE, 5, True, id="five-of-ten-have-none"),
        pytest.param(FOUR, 5, True, id="votes-that-are-not-seen-tell-nothing"),
    ],
)
def test_those_who_were_asked_on_votes_that_are_seen_may_be_everybody(
    answered: tuple[int, ...], missing: int, kept: bool
) -> None:
    found = with_votes(votes(*answered, missing=missing), roles={"leader": 5})
    assert bool(storable(found, 5)[0].roles) is kept


@pytest.mark.parametrize(
    ("stored", "kept"),
    [
        pytest.param({"leader": 5, "staff": 5}, True, id="the-same-roles"),
        pytest.param({"leader": 5}, False, id="others"),
        pytest.param(None, False, id="nothing-stored"),
    ],
)
def test_a_limit_that_is_higher_now_takes_no_stored_roles_away(stored: dict[str, int] | None, kept: bool) -> None:
    found = with_votes(LARGE, roles={"leader": 5, "staff": 5})
    before = None if stored is None else found.model_copy(update={"roles": stored})
    left, findings = storable(found, 6, stored=before)
    assert (bool(left.roles), codes(findings)) == (kept, ["roles-under-limit"])


@pytest.mark.parametrize("votes_are", ["secret", "open"])
@pytest.mark.parametrize(
    ("by_role", "roles", "kept"),
    [
        pytest.param({"leader": FIVE, "staff": FIVE}, {"leader": 5, "staff": 5}, True, id="every-role-reaches-it"),
        pytest.param({"leader": FOUR, "staff": (0, 0, 0, 3, 3)}, {"leader": 4, "staff": 6}, False, id="one-does-not"),
        pytest.param({"staff": TEN}, {"leader": 2, "staff": 10}, False, id="the-small-role-is-only-counted"),
        pytest.param({"staff": (0, 0, 0, 4, 4)}, {}, False, id="what-is-left-over-of-all-is-a-small-group"),
        pytest.param(
            {"leader": (0, 0, 0, 2, 2), "staff": FIVE}, {"leader": 5, "staff": 5}, False, id="one-leader-did-not-answer"
        ),
    ],
)
def test_votes_by_role(votes_are: str, by_role: dict[str, tuple[int, ...]], roles: dict[str, int], kept: bool) -> None:
    found = with_votes(votes(*TEN, roles=by_role), roles=roles, votes_are=votes_are)
    seen = storable(found, 5)[0].answer("S01").votes
    assert seen is not None
    assert set(seen.roles) == (set(by_role) if kept else set())


@pytest.mark.parametrize(
    ("missing", "participants", "kept"),
    [
        pytest.param(0, 10, True, id="everybody-has-a-role"),
        pytest.param(4, None, False, id="four-without-a-role-did-not-answer"),
        pytest.param(5, 15, True, id="five-without-a-role-did-not-answer"),
        pytest.param(0, 12, False, id="two-of-those-who-took-part-have-none"),
    ],
)
def test_those_without_a_role_are_a_group_too(missing: int, participants: int | None, kept: bool) -> None:
    given = votes(*TEN, missing=missing, roles={"leader": FIVE, "staff": FIVE})
    found = with_votes(given, roles={"leader": 5, "staff": 5}, participants=participants)
    seen = storable(found, 5)[0].answer("S01").votes
    assert seen is not None
    assert bool(seen.roles) is kept


@pytest.mark.parametrize(
    ("given", "roles", "said"),
    [
        pytest.param([LARGE], {"leader": 5, "staff": 5}, [], id="nothing-left-out"),
        pytest.param([SMALL], {}, ["roles-under-limit"], id="votes-by-role"),
        pytest.param([LARGE, SMALL], {}, ["roles-under-limit"], id="of-one-statement-only"),
        pytest.param([SMALL], {"leader": 5, "staff": 6}, ["roles-under-limit"], id="while-role-counts-stay"),
    ],
)
def test_left_out_role_figures_are_named(given: list[Votes], roles: dict[str, int], said: list[str]) -> None:
    answers = {id: Answer(votes=some) for id, some in zip(INSTRUMENT.order, given, strict=False)}
    assert codes(storable(record(INSTRUMENT, answers=answers, roles=roles), 5)[1]) == said


few = st.sampled_from([0, 0, 3, 4, 5, 6, 10])
"""People who say the same thing: around the limits that are tried, and nobody."""


@st.composite
def votes_by_role(draw: st.DrawFn) -> Votes:
    """Votes of leaders, of staff, and of those whose role nobody knows."""
    leaders, staff, others = draw(few), draw(few), draw(few)
    by_role = {role: (0, 0, 0, 0, n) for role, n in (("leader", leaders), ("staff", staff)) if n}
    return votes(0, 0, 0, 0, leaders + staff + others, missing=draw(few), roles=by_role)


@settings(derandomize=True, deadline=None, max_examples=300)
@given(
    people=st.integers(0, 30),
    given_votes=st.lists(votes_by_role(), min_size=1, max_size=3),
    roles=st.dictionaries(st.sampled_from(["leader", "staff"]), few.filter(bool)),
    limit=st.integers(3, 6),
)
def test_a_files_roles_are_kept_where_a_record_of_it_keeps_them(
    people: int, given_votes: list[Votes], roles: dict[str, int], limit: int
) -> None:
    answers = {id: Answer(votes=some) for id, some in zip(INSTRUMENT.order, given_votes, strict=False)}
    found = record(INSTRUMENT, answers=answers, roles=roles, participants=people or None, votes_are="secret")
    left_out = codes(storable(found, limit)[1])
    assert roles_are_kept(people, given_votes, roles, limit) is ("roles-under-limit" not in left_out)


# What citizens said, and the public


@pytest.mark.parametrize("audience", ["team", "public"])
@pytest.mark.parametrize(("n", "there"), [(5, True), (4, False), (0, False)])
def test_brief_inspire_of_few_people_is_not_shown(audience: Audience, n: int, there: bool) -> None:
    heard = CitizenInvolvement(citizens=7, brief_inspire=BriefInspire(mean=71.5, n=n))
    seen = shown(record(INSTRUMENT, citizen_involvement=heard), Policy(5, audience))[0].citizen_involvement
    assert seen and (seen.brief_inspire is not None) is there
    assert codes(shown(record(INSTRUMENT, citizen_involvement=heard), Policy(5, audience))[1]) == (
        [] if there else ["brief-inspire-under-limit"]
    )


@pytest.mark.parametrize("policy", [Policy(5), Policy(5, own=False), Policy(5, "public")])
@pytest.mark.parametrize(("workers", "few"), [(0, False), (1, True), (4, True), (5, False), (6, False)])
def test_numbers_that_count_few_people_are_in_the_teams_own_report_only(
    policy: Policy, workers: int, few: bool
) -> None:
    """Nobody is no small group."""
    counted = {"cti-caseload": {"citizens": 11, "workers": workers}, "icm-caseload": {"citizens": 40, "workers": 5}}
    seen, findings = shown(record(INSTRUMENT, measures=counted), policy)
    hidden = few and policy != Policy(5)
    assert seen.measures == {id: given for id, given in counted.items() if not hidden or id != "cti-caseload"}
    assert codes(findings) == (["measures-under-limit"] if hidden else [])


FULL = record(
    INSTRUMENT,
    "44" + "-" * 14,
    citizen_involvement=CitizenInvolvement(
        how="SECRET how", citizens=7, what_it_changed="SECRET change", brief_inspire=BriefInspire(mean=71.5, n=7)
    ),
    answers={
        "S01": Answer(agreed=4, votes=votes(*FIVE), comment="SECRET comment", changed_because="SECRET reason"),
        "S02": Answer(not_relevant_because="SECRET reason"),
    },
    actions=(
        Action(
            id="2026-Q3-1",
            about="S01",
            text="SECRET text",
            owner="SECRET owner",
            outcome="SECRET outcome",
            opened_in=Quarter(2026, 3),
        ),
    ),
)


def test_the_team_sees_what_was_written() -> None:
    assert shown(FULL, Policy(5)) == (FULL, ())


def test_the_public_sees_nothing_that_was_written() -> None:
    assert "SECRET" not in shown(FULL, Policy(5, "public"))[0].model_dump_json()


@pytest.mark.parametrize("where", ["comment", "changed_because", "not_relevant_because"])
def test_the_public_does_not_see_the_only_words_of_an_answer(where: str) -> None:
    agreed = None if where == "not_relevant_because" else 4
    answer = Answer(agreed=agreed).model_copy(update={where: "SECRET"})
    seen = shown(record(INSTRUMENT, answers={"S01": answer}), Policy(5, "public"))[0].answer("S01")
    assert (seen.agreed, "SECRET" in seen.model_dump_json()) == (agreed, False)
    assert (seen.not_relevant_because is None) is (where != "not_relevant_because")


def test_the_public_sees_the_numbers() -> None:
    seen = shown(FULL, Policy(5, "public"))[0]
    assert score(seen, INSTRUMENT) == score(FULL, INSTRUMENT)
    assert seen.answer("S01").votes == FULL.answer("S01").votes
    heard = seen.citizen_involvement
    assert heard and (heard.citizens, heard.brief_inspire) == (7, BriefInspire(mean=71.5, n=7))


def test_the_public_does_not_see_what_was_corrected() -> None:
    entry = Correction(revision=1, at=datetime(2026, 9, 15, tzinfo=UTC), why="x", changes={})
    assert shown(record(INSTRUMENT, history=(entry,)), Policy(5, "public"))[0].history == ()


# Corrections

TALLY = {"all": {"counts": [0, 0, 0, 0, 1]}}


@pytest.mark.parametrize(
    ("path", "value", "kept"),
    [
        pytest.param("S01.agreed", 3, True, id="an-agreed-answer"),
        pytest.param("actions.1", {"text": "x"}, True, id="an-action"),
        pytest.param("S01.votes", TALLY, False, id="votes"),
        pytest.param("S01", {"agreed": 3, "votes": TALLY}, False, id="a-whole-answer-with-votes"),
        pytest.param("answers", {"S01": {"votes": TALLY}}, False, id="all-answers"),
        pytest.param("other", [{"votes": TALLY}], False, id="votes-in-a-list"),
        pytest.param("roles", {"leader": 1}, False, id="roles"),
        pytest.param("citizen_involvement", {"citizens": 3}, False, id="citizens"),
        pytest.param("citizen_involvement.how", "x", True, id="how-citizens-were-heard"),
        pytest.param("citizen_involvement.brief_inspire", {"mean": 50, "n": 2}, False, id="brief-inspire"),
    ],
)
@pytest.mark.parametrize("side", ["from", "to"])
def test_a_correction_keeps_no_figures_of_a_group(path: str, value: object, kept: bool, side: str) -> None:
    change = FromTo.model_validate({"from": None, "to": None, side: value})
    entry = Correction(revision=1, at=datetime(2026, 9, 15, tzinfo=UTC), why="x", changes={path: change})
    (seen,) = shown(record(INSTRUMENT, history=(entry,)), Policy(5))[0].history
    assert (seen.changes[path] == change) is kept


# Nothing hidden enters a number

tallies = st.tuples(*[st.integers(0, 3)] * 5)
hidden = st.tuples(*[st.integers(0, 1)] * 4, st.just(0))


@settings(derandomize=True, deadline=None, max_examples=100)
@given(counts=st.fixed_dictionaries(dict.fromkeys(INSTRUMENT.order, tallies)), others=st.tuples(*[hidden] * 16))
def test_hidden_votes_change_no_score(counts: dict[str, tuple[int, ...]], others: tuple[tuple[int, ...], ...]) -> None:
    replaced = {
        id: other if sum(tally) < 5 else tally for (id, tally), other in zip(counts.items(), others, strict=True)
    }
    one, other = (score(shown(voted(INSTRUMENT, given), Policy(5))[0], INSTRUMENT) for given in (counts, replaced))
    assert one == other


@settings(derandomize=True, deadline=None, max_examples=100)
@given(
    counts=st.fixed_dictionaries(dict.fromkeys(INSTRUMENT.order, tallies)),
    limit=st.integers(3, 8),
    audience=st.sampled_from(["team", "public"]),
)
def test_no_small_tally_of_secret_votes_is_kept_or_shown(
    counts: dict[str, tuple[int, ...]], limit: int, audience: Audience
) -> None:
    found = voted(INSTRUMENT, counts)
    for seen in (storable(found, limit)[0], shown(found, Policy(limit, audience))[0]):
        left = [answer.votes.all.answered for answer in seen.answers.values() if answer.votes]
        assert left == [sum(tally) for tally in counts.values() if sum(tally) >= limit]
