"""Imported votes put into a record: what is added up, what is replaced, what is the same file, what looks like it."""

from array import array
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from math import comb
from typing import Any

import pytest

from hf_fidelity.domain.record.assessment import Answer, Assessment, RecordSource, Tally, Votes
from hf_fidelity.domain.record.privacy import Policy
from hf_fidelity.domain.survey import batch
from hf_fidelity.domain.survey.batch import Batch, added, few_differ, has_votes, is_in, likeness, replaced
from hf_fidelity.domain.survey.exports import (
    PERHAPS_HEADINGS,
    CountedVotes,
    ExportRead,
    GroupVotes,
    Rows,
    RowSet,
)
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.ground.findings import CellFinding
from tests.builders import housing_first, record, voted, votes
from tests.moments import moments_of

INSTRUMENT = housing_first()
SEVEN, SIX = (1, 2, 0, 3, 1), (0, 1, 1, 0, 4)


def source(name: str, kind: Any = "import") -> RecordSource:
    return RecordSource(kind=kind, file=f"{name}.csv", sha256=name)


def group(given: Mapping[str, Votes], roles: Mapping[str, int] | None = None, people: int = 6) -> GroupVotes:
    return GroupVotes("Prøvekøbing Kommune", "Bostøtte Nord", Quarter(2026, 3), people, given, roles or {})


def stored(given: Mapping[str, Votes], **more: Any) -> Assessment:
    answers = {id: Answer(votes=some) for id, some in given.items()}
    fields = {"status": "votes", "votes_are": "secret", "answers": answers, "sources": (source("one"),)}
    return record(INSTRUMENT, **{**fields, **more})


# Adding


def test_points_and_those_who_gave_none_are_added_one_by_one() -> None:
    one = Votes(all=Tally(counts=SEVEN, missing=2, not_relevant=5))
    other = Votes(all=Tally(counts=SIX, missing=1, not_relevant=3))
    after = added(stored({"S01": one}), group({"S01": other}), source("two"))
    assert after.answer("S01").votes == Votes(all=Tally(counts=(1, 3, 1, 3, 5), missing=3, not_relevant=8))


def test_a_statement_that_only_one_of_them_has_keeps_its_votes() -> None:
    after = added(stored({"S01": votes(*SEVEN)}), group({"S02": votes(*SIX)}), source("two"))
    assert {id: answer.votes for id, answer in after.answers.items()} == {"S01": votes(*SEVEN), "S02": votes(*SIX)}


def test_statements_of_another_questionnaire_are_not_added() -> None:
    after = added(stored({"S01": votes(*SEVEN)}), group({"S01": votes(*SIX), "X1": votes(*SIX)}), source("two"))
    assert list(after.answers) == ["S01"]


def test_people_and_roles_are_added() -> None:
    before = stored({"S01": votes(*SEVEN)}, participants=7, roles={"leder": 5, "medarbejder": 9})
    after = added(before, group({"S01": votes(*SIX)}, {"leder": 6, "vikar": 5}), source("two"))
    assert (after.participants, after.roles) == (13, {"leder": 11, "medarbejder": 9, "vikar": 5})
    assert after.sources == (source("one"), source("two"))


def test_nobody_was_there_before_a_record_says_how_many() -> None:
    assert added(stored({}), group({"S01": votes(*SIX)}), source("two")).participants == 6


@pytest.mark.parametrize(("before", "new"), [({"leder": 5}, {}), ({}, {"leder": 5})])
def test_roles_that_only_one_of_them_says_are_dropped(before: dict[str, int], new: dict[str, int]) -> None:
    assert (
        added(stored({"S01": votes(*SEVEN)}, roles=before), group({"S01": votes(*SIX)}, new), source("2")).roles == {}
    )


def test_votes_by_role_are_added_role_by_role() -> None:
    one = votes(*SEVEN, roles={"leder": (0, 0, 0, 3, 1), "medarbejder": (1, 2, 0, 0, 0)})
    other = votes(*SIX, roles={"leder": (0, 1, 1, 0, 0), "medarbejder": (0, 0, 0, 0, 4)})
    found = added(stored({"S01": one}), group({"S01": other}), source("two")).answer("S01").votes
    assert found and {role: tally.counts for role, tally in found.roles.items()} == {
        "leder": (0, 1, 1, 3, 1),
        "medarbejder": (1, 2, 0, 0, 4),
    }


@pytest.mark.parametrize("new", [{"leder": SIX}, {"leder": SIX, "vikar": (0, 0, 0, 0, 0)}, {}])
def test_votes_by_other_roles_are_dropped_and_everybodys_added(new: dict[str, tuple[int, ...]]) -> None:
    one = votes(*SEVEN, roles={"leder": (0, 0, 0, 3, 1), "medarbejder": (1, 2, 0, 0, 0)})
    after = added(stored({"S01": one}), group({"S01": votes(*SIX, roles=new)}), source("two"))
    assert after.answer("S01").votes == votes(1, 3, 1, 3, 5)


@pytest.mark.parametrize("put", [added, replaced])
@pytest.mark.parametrize(("status", "participants"), [("final", 9), ("votes", None)])
def test_who_met_is_the_meetings_to_say(put: Any, status: str, participants: int | None) -> None:
    before = stored({"S01": votes(*SEVEN)}, status=status, participants=participants)
    after = put(before, group({"S01": votes(*SIX)}), source("two"))
    assert after.participants == (9 if status == "final" else 6)


# Replacing


def test_these_votes_and_no_others_and_what_was_agreed_stays() -> None:
    before = stored(
        {"S01": votes(*SEVEN), "S02": votes(*SEVEN)}, participants=7, roles={"leder": 7}, sources=(source("one"),)
    )
    before = before.model_copy(update={"answers": {**before.answers, "S03": Answer(agreed=4, comment="sådan")}})
    after = replaced(before, group({"S01": votes(*SIX), "S04": votes(*SIX), "X1": votes(*SIX)}), source("two"))
    assert after.answers == {
        "S01": Answer(votes=votes(*SIX)),
        "S02": Answer(),
        "S03": Answer(agreed=4, comment="sådan"),
        "S04": Answer(votes=votes(*SIX)),
    }
    assert (after.participants, after.roles, after.sources) == (6, {}, (source("two"),))


@pytest.mark.parametrize(
    ("before", "now", "times"), [({"S01": SEVEN}, SIX, 3), ({"S01": SEVEN}, SEVEN, 2), ({}, SIX, 2)]
)
def test_how_often_other_votes_took_their_place_is_counted(
    before: dict[str, tuple[int, ...]], now: tuple[int, ...], times: int
) -> None:
    there = stored({id: votes(*counts) for id, counts in before.items()}, replaced=2)
    assert replaced(there, group({"S01": votes(*now)}), source("two")).replaced == times


def test_an_import_takes_the_place_of_imports_and_of_no_meeting() -> None:
    met = source("meeting", "session")
    before = stored({"S01": votes(*SEVEN)}, sources=(source("one"), met, source("two")))
    assert replaced(before, group({"S01": votes(*SIX)}), source("three")).sources == (met, source("three"))


def test_the_one_import_that_there_is_stays_in_its_place() -> None:
    there = (source("one"), source("meeting", "session"))
    before = stored({"S01": votes(*SEVEN)}, sources=there)
    assert replaced(before, group({"S01": votes(*SIX)}), source("one")).sources == there


def test_of_two_imports_the_same_once_more_takes_both_places() -> None:
    before = stored({"S01": votes(*SEVEN)}, sources=(source("one"), source("two")))
    assert replaced(before, group({"S01": votes(*SIX)}), source("one")).sources == (source("one"),)


@pytest.mark.parametrize("before", ["secret", "open", None])
def test_votes_that_nobody_has_called_anything_are_secret(before: str | None) -> None:
    after = replaced(stored({}, votes_are=before), group({"S01": votes(*SIX)}), source("two"))
    assert after.votes_are is not None
    assert before is not None or after.votes_are == "secret"


# Whether a file is in a record


@pytest.mark.parametrize(
    ("sources", "known"),
    [
        ((source("one"), source("two")), True),
        ((source("two"),), True),
        ((source("one"),), False),
        ((source("two", "session"),), False),
        ((), False),
    ],
)
def test_a_file_is_known_by_its_content_among_the_imports(sources: tuple[RecordSource, ...], known: bool) -> None:
    assert is_in(source("two"), stored({}, sources=sources)) is known


def test_any_vote_makes_a_record_one_with_votes() -> None:
    assert has_votes(stored({"S01": votes(*SIX)}).model_copy(update={"status": "final"}))
    assert has_votes(
        stored({}).model_copy(update={"answers": {"S01": Answer(agreed=3), "S02": Answer(votes=votes(*SIX))}})
    )
    assert not has_votes(record(INSTRUMENT, "4" * 16))


# Whether votes look like those of the same people


MANY = {"S01": (6, 0, 0, 8, 1), "S02": (0, 7, 2, 1, 5), "S03": (9, 1, 0, 0, 5)}


def like(new: Mapping[str, tuple[int, ...]], before: Mapping[str, tuple[int, ...]] = MANY) -> str | None:
    return likeness({id: votes(*counts) for id, counts in new.items()}, voted(INSTRUMENT, before))


def test_every_count_at_least_as_high_is_a_newer_copy() -> None:
    assert like(MANY) == "newer-copy"
    assert like({**MANY, "S01": (6, 0, 1, 8, 1)}) == "newer-copy"


def test_one_count_that_is_as_high_makes_no_copy() -> None:
    """Every one of them has to be, of every statement."""
    assert like({"S01": (6, 9, 0, 0, 0), "S02": (9, 0, 0, 6, 0), "S03": (0, 6, 9, 0, 0)}) is None
    assert like({"S01": MANY["S01"], "S02": (9, 0, 6, 0, 0), "S03": (0, 6, 9, 0, 0)}) is None


def test_half_in_common_is_worth_a_word_and_nothing_in_common_is_not() -> None:
    assert like({"S01": (5, 1, 1, 7, 1), "S02": (1, 6, 3, 0, 5), "S03": (8, 2, 1, 0, 4)}) == "perhaps"
    assert like({"S01": (0, 8, 7, 0, 0), "S02": (9, 0, 0, 6, 0), "S03": (0, 0, 0, 15, 0)}) is None


def test_nothing_stored_is_like_nothing() -> None:
    assert like(MANY, {}) is None or like(MANY, {}) == "perhaps"
    assert like({}, MANY) != "newer-copy"


def test_a_statement_that_is_missing_makes_no_newer_copy_for_sure() -> None:
    assert like({"S01": (1, 0, 0, 0, 0)}, {"S01": (1, 0, 0, 0, 0), "S02": (0, 0, 0, 0, 1)}) != "newer-copy"


def test_of_few_people_only_the_very_same_counts_or_more_are_a_newer_copy() -> None:
    one = {"S01": (1, 0, 0, 0, 0), "S02": (0, 0, 0, 0, 1)}
    assert like(one, one) == like({"S01": (1, 0, 0, 0, 1), "S02": (0, 0, 1, 0, 1)}, one) == "newer-copy"
    assert like({**one, "S01": (0, 1, 0, 0, 0)}, one) != "newer-copy"


def test_a_copy_in_which_somebody_changed_their_mind_is_a_copy_still() -> None:
    assert like({**MANY, "S01": (5, 1, 0, 8, 1)}) == "newer-copy"


@pytest.mark.parametrize(
    ("size", "other", "marked"), [(5, 5, 3), (5, 9, 6), (7, 12, 19), (6, 6, 0), (1, 8, 9), (8, 1, 2)]
)
def test_how_many_more_chance_deals_out_is_what_counting_every_deal_gives(size: int, other: int, marked: int) -> None:
    """The marked are dealt out to two groups; the average of how many more the first one has than the second."""
    ways = {there: comb(marked, there) * comb(size + other - marked, size - there) for there in range(size + 1)}
    more = sum(Fraction(some * max(0, 2 * there - marked), comb(size + other, size)) for there, some in ways.items())
    assert batch._by_chance(size, other, marked) == pytest.approx(float(more))


@pytest.mark.parametrize(
    ("new", "changed", "by_chance", "told"),
    [
        pytest.param(20, 7, 20, "newer-copy", id="as-large-a-share-differs-as-is-sure"),
        pytest.param(20, 8, 20, "perhaps", id="a-larger-one"),
        pytest.param(20, 12, 20, "perhaps", id="as-large-a-share-as-is-worth-a-word"),
        pytest.param(20, 13, 20, None, id="a-larger-one-still"),
        pytest.param(12, 7, 20, "newer-copy", id="so-many-may-have-left"),
        pytest.param(11, 7, 20, "perhaps", id="more-than-may-have-left"),
        pytest.param(40, 7, 20, "newer-copy", id="so-many-may-have-come"),
        pytest.param(41, 7, 20, "perhaps", id="more-than-may-have-come"),
        pytest.param(41, 2, 20, "newer-copy", id="of-another-size-and-nearly-nothing-differs"),
        pytest.param(41, 3, 20, "perhaps", id="of-another-size-and-more-differs"),
        pytest.param(20, 1, 3, "newer-copy", id="enough-would-differ-by-chance"),
        pytest.param(20, 1, 2.9, "perhaps", id="too-little-would-to-be-sure"),
        pytest.param(20, 1, 0, "perhaps", id="nothing-would"),
    ],
)
def test_where_votes_begin_to_look_like_those_of_the_same_people(
    new: int, changed: int, by_chance: float, told: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twenty gave one point before; of the smaller group so many gave another."""
    deals = iter([by_chance])
    monkeypatch.setattr(batch, "_by_chance", lambda *_sizes: next(deals, 0.0))
    small, large = sorted((20, new))
    one, other = (small - changed, changed, 0, 0, 0), (large, 0, 0, 0, 0)
    before, now = (other, one) if new <= 20 else (one, other)
    assert like({"S01": now}, {"S01": before}) == told


# Whether two editions tell what a few answered


@pytest.mark.parametrize(
    ("before", "after", "few"),
    [
        pytest.param({"S01": (9, 1, 0, 0, 0)}, {"S01": (9, 1, 0, 0, 0)}, False, id="nobody"),
        pytest.param({"S01": (9, 1, 0, 0, 0)}, {"S01": (9, 1, 0, 0, 4)}, True, id="four-came"),
        pytest.param({"S01": (9, 1, 0, 0, 0)}, {"S01": (9, 1, 0, 0, 5)}, False, id="five-came"),
        pytest.param({"S01": (9, 1, 0, 0, 5)}, {"S01": (9, 1, 0, 0, 1)}, True, id="four-left"),
        pytest.param({"S01": (9, 1, 0, 0, 5)}, {"S01": (9, 1, 0, 0, 0)}, False, id="five-left"),
        pytest.param({"S01": (9, 1, 0, 0, 0)}, {"S02": (9, 1, 0, 0, 4)}, False, id="no-statement-in-both"),
        pytest.param(
            {"S01": (9, 0, 0, 0, 0), "S02": (9, 0, 0, 0, 0)},
            {"S01": (9, 0, 0, 0, 6), "S02": (9, 0, 0, 0, 1)},
            True,
            id="six-came-and-one-of-them-alone-answered-a-statement",
        ),
        pytest.param(
            {"S01": (9, 0, 0, 0, 6), "S02": (9, 0, 0, 0, 1)},
            {"S01": (9, 0, 0, 0, 0), "S02": (9, 0, 0, 0, 0)},
            True,
            id="six-left-and-one-of-them-alone-had-answered-a-statement",
        ),
        pytest.param(
            {"S01": (10, 0, 0, 0, 0), "S02": (0, 10, 0, 0, 0)},
            {"S01": (0, 0, 0, 0, 10), "S02": (0, 10, 0, 0, 1)},
            False,
            id="other-people-who-agree-on-one-statement",
        ),
    ],
)
def test_two_editions_by_the_votes_of_a_few(
    before: dict[str, tuple[int, ...]], after: dict[str, tuple[int, ...]], few: bool
) -> None:
    assert few_differ(voted(INSTRUMENT, before), voted(INSTRUMENT, after), 5) is few


@pytest.mark.parametrize(("leaders", "few"), [(9, True), (10, False), (0, False)])
def test_two_editions_by_the_roles_of_a_few(leaders: int, few: bool) -> None:
    before, after = (voted(INSTRUMENT, {"S01": (9, 1, 0, 0, 0)}, roles={"leder": 5}) for _ in range(2))
    assert few_differ(before, after.model_copy(update={"roles": {"leder": leaders} if leaders else {}}), 5) is few


# Rows


def test_rows_are_kept_as_runs() -> None:
    rows = RowSet.of([7, 3, 4, 5, 7, 9])
    assert (rows.runs, len(rows), str(rows)) == (((3, 5), (7, 7), (9, 9)), 5, "3–5, 7, 9")
    assert [row for row in range(1, 11) if row in rows] == [3, 4, 5, 7, 9]
    assert "3" not in rows
    assert not RowSet.of([])


def test_rows_on_other_sheets_are_read_and_skipped() -> None:
    rows = Rows(4, {"empty": RowSet.of([6]), "total": RowSet.of([8, 9])}, RowSet.of([3]), {"Syd": RowSet.of([3, 4])})
    assert (rows.read, rows.accepted, rows.skips, len(rows.rejected)) == (10, 4, 5, 1)


def test_files_of_which_nothing_is_repeated_are_handed_on_as_they_are() -> None:
    quiet = ExportRead("a.csv", findings=(CellFinding("odd", "Odd."),))
    told = ExportRead("b.csv", findings=(CellFinding("odd", "Odd.", value="Karen"),))
    guessed = ExportRead("c.csv", mapping={PERHAPS_HEADINGS: {"A": "Karen"}, "sheet": "Svar"})
    batch = Batch(INSTRUMENT, Policy(5), (quiet,), ())
    assert batch.for_others() is batch
    others = Batch(INSTRUMENT, Policy(5), (quiet, told, guessed), ()).for_others()
    assert others.files[0] is quiet
    assert others.files[1].findings == (CellFinding("odd", "Odd.", length=5),)
    assert others.files[2].mapping == {"sheet": "Svar"}


# Figures over several files


def test_alpha_over_several_files_is_of_as_many_people_as_the_limit() -> None:
    one, other = moments_of([(1, 2), (3, 4), (5, 5)]), moments_of([(2, 2), (4, 3)])
    files = (ExportRead("a", moments={"values": one}), ExportRead("b", moments={"values": other, "housing": other}))
    pooled = Batch(INSTRUMENT, Policy(5), files, ()).moments()
    assert pooled == {"values": moments_of([(1, 2), (3, 4), (5, 5), (2, 2), (4, 3)])}
    assert Batch(INSTRUMENT, Policy(6), files, ()).moments() == {}


def test_without_roles_all_the_votes_stay() -> None:
    some = group({"S01": votes(*SIX, roles={"leder": SIX})}, {"leder": 6})
    assert some.without_roles() == group({"S01": votes(*SIX)})
    assert group({"S01": votes(*SIX)}).without_roles().votes == {"S01": votes(*SIX)}


def test_answered_and_tallies_count_points_and_what_is_missing() -> None:
    some = group({"S01": Votes(all=Tally(counts=SIX, missing=2, not_relevant=3))})
    assert (some.answered(), some.tallies()) == ({"S01": 6}, {"S01": (*SIX, 2)})
    numbers = array("I", (*SIX, 2, 3, 1, 0, 0, 0, 4, 0, 1, 0, 0, 7, 0, 0, 0, 0))
    several = replace(some, votes=CountedVotes(("S01", "S02", "S03"), numbers, {}))
    assert several.answered() == {"S01": 6, "S02": 5, "S03": 7}
    assert several.tallies() == {"S01": (*SIX, 2), "S02": (1, 0, 0, 0, 4, 0), "S03": (0, 0, 7, 0, 0, 0)}
