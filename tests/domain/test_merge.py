"""An answers file merged into a record: what is left out stays, and what cannot be used is named with its place."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from hf_fidelity.domain.record.assessment import Action, Answer, Assessment, BriefInspire, CitizenInvolvement
from hf_fidelity.domain.record.changes import merge
from hf_fidelity.ground.dates import Quarter
from tests.builders import housing_first, record, votes

INSTRUMENT = housing_first()
HEARD = CitizenInvolvement(how="Asked", brief_inspire=BriefInspire(mean=71.5, n=7))
BEFORE = record(
    INSTRUMENT,
    answers={
        "S01": Answer(agreed=3, comment="old", votes=votes(0, 0, 6, 0, 0)),
        "S02": Answer(not_relevant_because="not ours"),
        "S03": Answer(agreed=2),
    },
    participants=9,
    roles={"leader": 5, "staff": 9},
    citizen_involvement=HEARD,
    measures={"cti-caseload": {"citizens": 11, "workers": 1}},
    actions=(Action(id="2026-Q2-1", about="S01", text="Kald på hjælp", opened_in=Quarter(2026, 2)),),
)


def merged(given: Mapping[str, Any], before: Assessment = BEFORE) -> Assessment:
    found = merge(before, given, INSTRUMENT)
    assert isinstance(found, Assessment), [finding.words() for _, finding in found]
    return found


def refused(given: Mapping[str, Any]) -> list[tuple[tuple[str | int, ...], str]]:
    """The path and the code of everything that is wrong."""
    found = merge(BEFORE, given, INSTRUMENT)
    assert isinstance(found, list), "taken as it is"
    assert all(finding.severity == "error" and finding.words() for _, finding in found)
    return [(path, finding.code) for path, finding in found]


# Answers


def changed(id: str, **changes: Any) -> Answer:
    return BEFORE.answer(id).model_copy(update=changes)


@pytest.mark.parametrize(
    ("id", "value", "answer"),
    [
        pytest.param("S01", 5, changed("S01", agreed=5), id="a-number"),
        pytest.param("S01", "5", changed("S01", agreed=5), id="a-number-in-quotes"),
        pytest.param("S01", "Helt enig", changed("S01", agreed=5), id="a-label"),
        pytest.param("S01", " strongly AGREE ", changed("S01", agreed=5), id="a-label-of-the-other-language"),
        pytest.param("S01", "Hverken eller", changed("S01", agreed=3), id="a-synonym"),
        pytest.param("S01", None, changed("S01", agreed=None), id="null-takes-the-answer-away"),
        pytest.param("S04", 4, Answer(agreed=4), id="the-first-answer"),
        pytest.param("S04", None, Answer(), id="null-where-nothing-was"),
        pytest.param("S01", {"agreed": 5}, changed("S01", agreed=5), id="only-agreed-keeps-the-comment"),
        pytest.param("S01", {"agreed": "Enig"}, changed("S01", agreed=4), id="agreed-as-a-label"),
        pytest.param("S01", {"agreed": "4,0"}, changed("S01", agreed=4), id="agreed-with-a-decimal"),
        pytest.param("S01", {"agreed": "4.00"}, changed("S01", agreed=4), id="agreed-with-decimals"),
        pytest.param("S01", {"agreed": None}, changed("S01", agreed=None), id="agreed-null"),
        pytest.param("S01", {"comment": "new"}, changed("S01", comment="new"), id="only-a-comment-keeps-agreed"),
        pytest.param("S01", {"comment": None}, changed("S01", comment=None), id="a-comment-taken-away"),
        pytest.param("S01", {}, changed("S01"), id="nothing-said"),
        pytest.param(
            "S01",
            {"agreed": 4, "changed_because": "New rules"},
            changed("S01", agreed=4, changed_because="New rules"),
            id="why-it-changed",
        ),
        pytest.param(
            "S01",
            {"not_relevant_because": "no homes"},
            changed("S01", agreed=None, not_relevant_because="no homes"),
            id="not-relevant-takes-the-place-of-a-point",
        ),
        pytest.param("S02", 4, Answer(agreed=4), id="a-point-takes-the-place-of-not-relevant"),
        pytest.param("S02", {"agreed": 4}, Answer(agreed=4), id="agreed-takes-the-place-of-not-relevant"),
        pytest.param("S02", {"not_relevant_because": "else"}, Answer(not_relevant_because="else"), id="another-reason"),
        pytest.param("S02", {"comment": "x"}, changed("S02", comment="x"), id="a-comment-to-not-relevant"),
        pytest.param(
            "S03",
            {"votes": {"all": {"counts": [0, 0, 1, 2, 3]}}},
            changed("S03", votes=votes(0, 0, 1, 2, 3)),
            id="votes",
        ),
    ],
)
@pytest.mark.parametrize("place", ["at-the-top", "under-answers"])
def test_an_answer(place: str, id: str, value: Any, answer: Answer) -> None:
    given = {id: value} if place == "at-the-top" else {"answers": {id: value}}
    after = merged(given)
    assert after.answer(id) == answer
    assert {k: v for k, v in after.answers.items() if k != id} == {k: v for k, v in BEFORE.answers.items() if k != id}


def test_nothing_given_changes_nothing() -> None:
    assert merged({}) == BEFORE


def test_answers_keep_the_questionnaires_order() -> None:
    assert list(merged({"S16": 4, "S05": 4}).answers) == ["S01", "S02", "S03", "S05", "S16"]


def test_text_is_cleaned() -> None:
    assert merged({"S01": {"comment": "a\x1b[31mb"}}).answer("S01").comment == "a[31mb"


# The other keys of a record


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param({"participants": 14}, {"participants": 14}, id="participants"),
        pytest.param({"participants": None}, {"participants": None}, id="null-takes-away"),
        pytest.param({"held_on": "2026-09-14"}, {"held_on": date(2026, 9, 14)}, id="a-date-of-json"),
        pytest.param({"held_on": date(2026, 9, 14)}, {"held_on": date(2026, 9, 14)}, id="a-date-of-yaml"),
        pytest.param({"votes_are": "open"}, {"votes_are": "open"}, id="votes-are"),
        pytest.param({"roles": {"staff": 8}}, {"roles": {"staff": 8}}, id="roles-are-given-whole"),
        pytest.param(
            {"citizen_involvement": {"citizens": 7}},
            {"citizen_involvement": HEARD.model_copy(update={"citizens": 7})},
            id="one-key-of-involvement",
        ),
        pytest.param(
            {"citizen_involvement": {"brief_inspire": {"mean": 80}}},
            {"citizen_involvement": HEARD.model_copy(update={"brief_inspire": BriefInspire(mean=80, n=7)})},
            id="one-key-of-brief-inspire",
        ),
        pytest.param({"citizen_involvement": None}, {"citizen_involvement": None}, id="involvement-taken-away"),
        pytest.param(
            {"schema_version": 1, "revision": 99, "status": "votes", "sources": [], "history": ["x"]},
            {},
            id="what-the-program-keeps-is-read-past",
        ),
        pytest.param({"basis": "agreed", "scores": {"total": 1}, "notes": ["x"]}, {}, id="what-show-adds-is-read-past"),
        pytest.param({"answers": None}, {}, id="answers-left-empty"),
    ],
)
def test_a_key_of_the_record(given: dict[str, Any], expected: dict[str, Any]) -> None:
    assert merged(given) == BEFORE.model_copy(update=expected)


def test_a_record_merged_into_itself_is_the_record() -> None:
    assert merged(BEFORE.model_dump(mode="json")) == BEFORE


# Whose it is


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"organisation": "Prøvekøbing Kommune"}, id="organisation"),
        pytest.param({"organisation": "PRØVEKØBING  kommune"}, id="organisation-case-and-blanks"),
        pytest.param({"team": "Bostøtte Nord"}, id="team"),
        pytest.param({"team": "bostøtte nord "}, id="team-case-and-blanks"),
        pytest.param({"team": {"id": "bostoette-nord", "name": "Bostøtte Nord"}}, id="team-of-a-record"),
        pytest.param({"team": None}, id="team-left-empty"),
        pytest.param({"quarter": "2026-Q3"}, id="quarter"),
        pytest.param({"quarter": "3. kvartal 2026"}, id="quarter-as-people-write-it"),
        pytest.param({"instrument": "housing-first"}, id="instrument"),
        pytest.param({"instrument": {"id": "housing-first", "version": "0.9.0"}}, id="instrument-of-a-record"),
    ],
)
def test_a_file_may_say_whose_it_is(given: dict[str, Any]) -> None:
    assert merged(given) == BEFORE


@pytest.mark.parametrize(
    ("given", "key"),
    [
        pytest.param({"organisation": "Andenby Kommune"}, "organisation", id="organisation"),
        pytest.param({"team": "Bostøtte Syd"}, "team", id="team"),
        pytest.param({"team": {"id": "bostoette-syd", "name": "Bostøtte Syd"}}, "team", id="team-of-a-record"),
        pytest.param({"quarter": "2026-Q2"}, "quarter", id="quarter"),
        pytest.param({"instrument": "other"}, "instrument", id="instrument"),
        pytest.param({"instrument": {"id": "other", "version": "1.0.0"}}, "instrument", id="instrument-of-a-record"),
    ],
)
def test_a_file_of_another_record_is_refused(given: dict[str, Any], key: str) -> None:
    assert refused({"S01": 4, **given}) == [((key,), "another-record")]


# What cannot be used


@pytest.mark.parametrize(
    ("given", "path", "code"),
    [
        pytest.param({"S17": 4}, ("S17",), "unknown-statement", id="unknown-statement"),
        pytest.param({"measures": {"x": {"n": 1}}}, ("measures", "x"), "unknown-measure", id="unknown-measure"),
        pytest.param({"parts": ["cti"]}, ("parts",), "unknown-part", id="a-part-where-there-are-none"),
        pytest.param({"answers": {"S17": 4}}, ("answers", "S17"), "unknown-statement", id="unknown-under-answers"),
        pytest.param({"S1": 4}, ("S1",), "unknown-statement", id="almost-an-id"),
        pytest.param({"S01": 6}, ("S01",), "unknown-answer", id="above-the-scale"),
        pytest.param({"S01": 0}, ("S01",), "unknown-answer", id="below-the-scale"),
        pytest.param({"answers": {"S01": 6}}, ("answers", "S01"), "unknown-answer", id="off-scale-under-answers"),
        pytest.param({"S01": {"agreed": 6}}, ("S01",), "unknown-answer", id="agreed-off-the-scale"),
        pytest.param({"S01": "maybe"}, ("S01",), "unknown-answer", id="no-label"),
        pytest.param({"S01": ""}, ("S01",), "unknown-answer", id="an-empty-text"),
        pytest.param({"S01": 4.0}, ("S01",), "unknown-answer", id="not-a-whole-number"),
        pytest.param({"S01": "+4"}, ("S01",), "unknown-answer", id="a-number-with-a-sign"),
        pytest.param({"S01": "4,5"}, ("S01",), "unknown-answer", id="a-text-between-two-points"),
        pytest.param({"S01": 3.5}, ("S01",), "unknown-answer", id="between-two-points"),
        pytest.param({"S01": True}, ("S01",), "unknown-answer", id="yes"),
        pytest.param({"S01": {"agreed": True}}, ("S01",), "unknown-answer", id="agreed-yes"),
        pytest.param({"S01": [4]}, ("S01",), "unknown-answer", id="a-list"),
        pytest.param(
            {"S01": {"agreed": 4, "not_relevant_because": "x"}}, ("answers", "S01"), "one-answer", id="both-at-once"
        ),
        pytest.param({"S01": {"coment": "x"}}, ("answers", "S01", "coment"), "extra-forbidden", id="a-slip-inside"),
        pytest.param(
            {"S01": {"votes": {"all": {"counts": [1, 2, 3]}}}},
            ("answers", "S01", "votes"),
            "miscounted-votes",
            id="too-few-counts",
        ),
        pytest.param(
            {"S01": {"votes": {"all": {"counts": [1, 2, 3, 4, 5]}, "roles": {"staff": {"counts": [1] * 6}}}}},
            ("answers", "S01", "votes"),
            "miscounted-votes",
            id="too-many-counts-of-a-role",
        ),
        pytest.param({"participants": "many"}, ("participants",), "int-type", id="not-a-number"),
        pytest.param({"participants": -1}, ("participants",), "greater-than-equal", id="fewer-than-nobody"),
        pytest.param({"votes_are": "hidden"}, ("votes_are",), "literal-error", id="not-one-of"),
        pytest.param({"held_on": "2026-13-01"}, ("held_on",), "date-parsing", id="no-date"),
        pytest.param({"actions": "Call"}, ("actions",), "tuple-type", id="actions-no-list"),
        pytest.param({"actions": [{"owner": "x"}]}, ("actions", 1, "text"), "missing", id="an-action-without-text"),
    ],
)
def test_what_cannot_be_used(given: dict[str, Any], path: tuple[str | int, ...], code: str) -> None:
    assert refused(given) == [(path, code)]


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"answers": [4, 4]}, id="answers-as-a-list"),
        pytest.param({"S01": {"not_relevant_because": ""}}, id="not-relevant-without-a-reason"),
        pytest.param({"S01": {"not_relevant_because": " \u200b"}}, id="not-relevant-with-a-blank-reason"),
        pytest.param({"actions": ["Call"]}, id="an-action-as-a-text"),
        pytest.param({"actions": [{"text": ["Call"]}]}, id="an-actions-text-as-a-list"),
        pytest.param({"actions": [{"id": ["1"], "text": "Call"}]}, id="an-actions-id-as-a-list"),
        pytest.param({"actions": [{"about": "S99", "text": "Call"}]}, id="an-action-about-no-known-statement"),
    ],
)
def test_refused_whatever_the_words(given: dict[str, Any]) -> None:
    assert refused(given)


def test_a_slip_in_a_key_is_named_once() -> None:
    assert [path for path, _ in refused({"particpants": 4})] == [("particpants",)]


def test_every_problem_is_named() -> None:
    assert [path for path, _ in refused({"S01": 9, "S98": 1, "S99": 1, "participants": -1, "quarter": "2020-Q1"})] == [
        ("quarter",),
        ("S98",),
        ("S99",),
        ("S01",),
        ("participants",),
    ]


# Actions


def texts(after: Assessment) -> dict[str, str]:
    return {action.id: action.text for action in after.actions}


OLD = {"2026-Q2-1": "Kald på hjælp"}


@pytest.mark.parametrize(
    ("given", "after"),
    [
        pytest.param([], OLD, id="what-is-left-out-stays"),
        pytest.param([{"text": "New"}], OLD | {"2026-Q3-1": "New"}, id="a-new-one-gets-an-id"),
        pytest.param(
            [{"text": "New"}, {"text": "Newer"}], OLD | {"2026-Q3-1": "New", "2026-Q3-2": "Newer"}, id="two-new-ones"
        ),
        pytest.param([{"id": "2026-Q2-1", "text": "Reworded"}], {"2026-Q2-1": "Reworded"}, id="known-by-its-id"),
        pytest.param([{"text": "Kald på hjælp", "about": "S01"}], OLD, id="known-by-its-text"),
        pytest.param([{"text": "Kald pa\u030a hjælp", "about": "S01"}], OLD, id="known-by-its-text-in-NFD"),
        pytest.param(
            [{"text": "Kald på hjælp", "about": "S02"}],
            OLD | {"2026-Q3-1": "Kald på hjælp"},
            id="the-same-text-about-something-else",
        ),
        pytest.param([{"id": "2026-Q3-7", "text": "New"}], OLD | {"2026-Q3-7": "New"}, id="a-new-one-with-its-id"),
    ],
)
def test_actions(given: list[dict[str, Any]], after: dict[str, str]) -> None:
    assert texts(merged({"actions": given})) == after


def test_a_new_action_is_open_and_opened_in_the_records_quarter() -> None:
    new = merged({"actions": [{"text": "New", "about": "values", "due": "2026-12-01"}]}).actions[-1]
    assert new == Action(id="2026-Q3-1", about="values", text="New", due=date(2026, 12, 1), opened_in=Quarter(2026, 3))


def test_an_action_keeps_what_is_not_given() -> None:
    after = merged({"actions": [{"id": "2026-Q2-1", "state": "done", "outcome": "Called"}]}).actions
    assert after == (BEFORE.actions[0].model_copy(update={"state": "done", "outcome": "Called"}),)


@pytest.mark.parametrize(
    "given",
    [
        {"S01": "Enig", "S04": {"not_relevant_because": "x", "comment": "y"}},
        {"actions": [{"text": "New"}, {"text": "Pa\u030a ny", "about": "S02", "due": date(2026, 12, 1)}]},
        {"actions": [{"text": "New\u200b "}]},
        {"citizen_involvement": {"citizens": 7}, "roles": {"staff": 9}, "held_on": "2026-09-14"},
    ],
    ids=["answers", "new-actions", "an-action-that-is-cleaned", "keys"],
)
def test_the_same_file_again_changes_nothing(given: dict[str, Any]) -> None:
    once = merged(given)
    assert merged(given, once) == once
