"""Rules 1, 2 and 5: what counts, means, and the three ways of having no number."""

from fractions import Fraction

import pytest
from hypothesis import given, settings, strategies as st

from hf_fidelity.domain.questionnaire.instrument import Instrument, Level
from hf_fidelity.domain.record.assessment import Answer, Assessment
from hf_fidelity.domain.scores.scoring import NoAnswer, Score, basis_of, ratings, score
from tests.builders import housing_first, record, row, scored, shipped, voted, votes

INSTRUMENT = housing_first()
REST = "- - - -  - - - -  - - - -"
"""No answers outside the theme ``values`` (S01–S04)."""


# Rule 1: what counts


@pytest.mark.parametrize(
    ("status", "answer", "rating"),
    [
        pytest.param("final", Answer(agreed=4, votes=votes(5, 0, 0, 0, 0)), 4.0, id="final-agreed-not-votes"),
        pytest.param("final", Answer(votes=votes(5, 0, 0, 0, 0)), NoAnswer.MISSING, id="final-never-borrows-votes"),
        pytest.param("final", Answer(not_relevant_because="x"), NoAnswer.NOT_RELEVANT, id="final-not-relevant"),
        pytest.param("final", Answer(comment="x"), NoAnswer.MISSING, id="a-comment-is-no-answer"),
        pytest.param("votes", Answer(agreed=4, votes=votes(5, 0, 0, 0, 5)), 3.0, id="votes-mean-of-votes"),
        pytest.param("votes", Answer(agreed=4), NoAnswer.MISSING, id="votes-never-borrow-agreed"),
        pytest.param("votes", Answer(votes=votes(0, 0, 0, 0, 0, missing=9)), NoAnswer.MISSING, id="nobody-voted"),
    ],
)
def test_what_counts(instrument: Instrument, status: str, answer: Answer, rating: float | NoAnswer) -> None:
    assert ratings(record(instrument, status=status, answers={"S01": answer}), instrument)["S01"] == rating


@pytest.mark.parametrize(("status", "basis"), [("final", "agreed"), ("votes", "votes")])
def test_the_basis(instrument: Instrument, status: str, basis: str) -> None:
    assert (
        basis_of(record(instrument, status=status))
        == score(record(instrument, status=status), instrument).basis
        == basis
    )


def test_a_statement_that_the_questionnaire_did_not_have_then_is_no_gap(instrument: Instrument) -> None:
    today = record(instrument, "4 4 4 -" + REST)
    then = {id: hash for id, hash in today.instrument.statements.items() if id != "S04"}
    earlier = today.model_copy(update={"instrument": today.instrument.model_copy(update={"statements": then})})
    assert score(earlier, instrument).rows["theme", "values"] == Score(4.0, 3, 3)


# Rules 2 and 5: means, and no answers


@pytest.mark.parametrize(
    ("line", "value", "answered", "relevant"),
    [
        pytest.param("4 5 3 2", 3.5, 4, 4, id="equal-weights"),
        pytest.param("3 3 3 3", 3.0, 4, 4, id="neutral-counts"),
        pytest.param("5 5 5 -", 5.0, 3, 4, id="missing-is-neither-3-nor-0"),
        pytest.param("4 4 2 i", 10 / 3, 3, 3, id="not-relevant-leaves-both"),
        pytest.param("4 2 - -", 3.0, 2, 4, id="exactly-half"),
        pytest.param("4 - - -", None, 1, 4, id="fewer-than-half"),
        pytest.param("4 - i i", 4.0, 1, 2, id="exactly-half-of-the-relevant"),
        pytest.param("4 - - i", None, 1, 3, id="one-of-three-relevant"),
        pytest.param("4 2 - i", 3.0, 2, 3, id="two-of-three-relevant"),
        pytest.param("4 i i i", 4.0, 1, 1, id="all-but-one-not-relevant"),
        pytest.param("i i i i", None, 0, 0, id="all-not-relevant"),
        pytest.param("- - - -", None, 0, 4, id="nothing-answered"),
        pytest.param("- i i i", None, 0, 1, id="the-only-relevant-is-missing"),
    ],
)
def test_a_theme(instrument: Instrument, line: str, value: float | None, answered: int, relevant: int) -> None:
    assert score(record(instrument, line + REST), instrument).rows["theme", "values"] == Score(
        value, answered, relevant
    )


@pytest.mark.parametrize(
    ("line", "complete"),
    [("4 5 3 2", True), ("4 5 3 i", True), ("4 5 3 -", False), ("- - - -", False), ("4 - i i", False)],
)
def test_complete_means_every_relevant_statement_has_an_answer(
    instrument: Instrument, line: str, complete: bool
) -> None:
    assert score(record(instrument, line + REST), instrument).rows["theme", "values"].complete is complete


@pytest.mark.parametrize(
    ("principle", "line", "value"),
    [
        pytest.param("recovery", "4 1 5 3", 4.0, id="mean-of-its-own-statements"),
        pytest.param("recovery", "4 - 5 3", 4.0, id="another-principles-gap-does-not-count"),
        pytest.param("recovery", "4 4 - 4", None, id="one-missing"),
        pytest.param("recovery", "4 1 i 3", 3.5, id="not-relevant-leaves"),
        pytest.param("recovery", "4 1 i -", None, id="not-relevant-and-missing"),
        pytest.param("recovery", "i 4 i i", None, id="all-not-relevant"),
        pytest.param("harm-reduction", "4 1 5 3", 1.0, id="rests-on-one-statement"),
        pytest.param("harm-reduction", "4 - 5 3", None, id="its-one-statement-missing"),
    ],
)
def test_a_principle_needs_every_relevant_statement(
    instrument: Instrument, principle: str, line: str, value: float | None
) -> None:
    assert score(record(instrument, line + REST), instrument).rows["principle", principle].value == value


@pytest.mark.parametrize(
    ("line", "value"),
    [
        pytest.param("5555 4444 3333 2222", 3.5, id="all"),
        pytest.param("5555 3333 ---- ----", 4.0, id="exactly-half"),
        pytest.param("5555 333- ---- ----", None, id="fewer-than-half"),
        pytest.param("555- 4--- iiii iiii", 4.75, id="exactly-half-of-the-relevant"),
        pytest.param("5iii 1111 iiii iiii", 1.8, id="of-statements-not-of-themes"),
        pytest.param("iiii iiii iiii iiii", None, id="all-not-relevant"),
    ],
)
def test_the_total(instrument: Instrument, line: str, value: float | None) -> None:
    assert score(record(instrument, line), instrument).rows["total", "total"].value == value


@pytest.mark.parametrize(
    ("level", "id", "value"),
    [
        pytest.param("statement", "S01", 47 / 12, id="mean-of-the-votes"),
        pytest.param("theme", "values", (47 / 12 + 1) / 2, id="statements-weigh-the-same-whatever-their-n"),
        pytest.param("principle", "harm-reduction", 1.0, id="a-principle-of-one"),
        pytest.param("total", "total", None, id="two-of-sixteen"),
    ],
)
def test_votes(instrument: Instrument, level: Level, id: str, value: float | None) -> None:
    given_votes = voted(instrument, {"S01": (0, 1, 2, 6, 3), "S02": (5, 0, 0, 0, 0)})
    assert score(given_votes, instrument).rows[level, id].value == pytest.approx(value)


@pytest.mark.parametrize(("answered", "counts"), [(1, 4.0), (2, 3.0), (4, 1.0), (None, NoAnswer.MISSING)])
def test_a_reversed_statement_counts_as_the_point_opposite(answered: int | None, counts: float | NoAnswer) -> None:
    instrument = shipped("samarbejdstrappen")
    rated = ratings(
        record(instrument, "-" * len(instrument.order), answers={"S22": Answer(agreed=answered)}), instrument
    )
    assert rated["S22"] == counts


def test_a_reversed_statement_that_a_record_never_had_is_not_rated() -> None:
    instrument = shipped("samarbejdstrappen")
    found = record(instrument, "1" * len(instrument.order))
    words = {id: word for id, word in found.instrument.statements.items() if id != "S22"}
    earlier = found.model_copy(update={"instrument": found.instrument.model_copy(update={"statements": words})})
    assert ratings(earlier, instrument) == {
        id: 1.0 for id in instrument.order if id != "S22" and id not in ("S27", "S28")
    }


# Any record

agreed_records = st.lists(st.sampled_from("12345-i"), min_size=16, max_size=16).map(
    lambda m: record(INSTRUMENT, "".join(m))
)
vote_records = st.dictionaries(st.sampled_from(INSTRUMENT.order), st.tuples(*[st.integers(0, 9)] * 5), max_size=16).map(
    lambda counts: voted(INSTRUMENT, counts)
)


def expected(found: Assessment, level: Level, members: tuple[str, ...]) -> Fraction | None:
    """Rule 5 once more, in exact fractions and with nothing of the program's."""
    known: list[Fraction] = []
    relevant = len(members)
    for id in members:
        answer = found.answers.get(id, Answer())
        if found.status == "votes":
            counts = answer.votes.all.counts if answer.votes else ()
            if sum(counts):
                known.append(Fraction(sum(x * n for x, n in zip((1, 2, 3, 4, 5), counts, strict=True)), sum(counts)))
        elif answer.not_relevant_because is not None:
            relevant -= 1
        elif answer.agreed is not None:
            known.append(Fraction(answer.agreed))
    enough = len(known) == relevant if level == "principle" else 2 * len(known) >= relevant
    return sum(known, Fraction(0)) / len(known) if known and enough else None


@settings(derandomize=True, deadline=None, max_examples=150)
@given(found=agreed_records | vote_records)
def test_any_score_lies_on_the_scale_or_is_none_exactly_where_rule_5_says_so(found: Assessment) -> None:
    scores = scored(found, INSTRUMENT).scores
    for key, one in scores.rows.items():
        wanted = expected(found, key[0], row(INSTRUMENT, *key).members)
        assert one.value == (None if wanted is None else pytest.approx(float(wanted)))
        assert one.value is None or 1 <= one.value <= 5
