"""``show``: one quarter as the JSON that others read, and what is left out of it for whom."""

import json
from typing import Any

import pytest

from hf_fidelity import i18n
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import (
    Action,
    Answer,
    Assessment,
    BriefInspire,
    CitizenInvolvement,
    Correction,
    Draft,
    FromTo,
)
from hf_fidelity.errors import FidelityError, RecordDamaged, RecordTooNew, UsageProblem
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import Workspace, show_assessment
from tests.builders import record, voted
from tests.journeys.scenes import NOW, ORGANISATION, TEAM, filled, said, store

VOTES = (0, 1, 2, 6, 3)
"""The votes of the contract's example."""


def _data(space: Workspace, *args: Any, **more: Any) -> dict[str, Any]:
    data = show_assessment(space, TEAM, *args, **more).document.data
    assert data is not None
    return json.loads(json.dumps(data))  # type: ignore[no-any-return]


def _sentence(error: FidelityError) -> str:
    return i18n.words(error.message, error.params)


def test_the_keys_are_the_records_own_plus_basis_scores_and_notes(space: Workspace, instrument: Instrument) -> None:
    store(space, record(instrument, "4" * 16))
    data = _data(space)
    assert list(data) == [
        *(key for key in Assessment.model_fields if key != "checksum"),  # by it hidden figures could be tried out
        "instrument_status",
        "basis",
        "scores",
        "readings",
        "notes",
        "citizens_voice",
        "peers",
    ]
    assert list(data["scores"]) == ["total", "themes", "principles", "statements"]
    assert list(data["scores"]["themes"]) == [theme.id for theme in instrument.themes]
    assert list(data["scores"]["principles"]) == [principle.id for principle in instrument.principles]
    assert list(data["scores"]["statements"]) == list(instrument.order)


def test_a_score_says_what_it_rests_on_in_full_precision(space: Workspace, instrument: Instrument) -> None:
    store(space, record(instrument, "433- 4444 4444 4444"))
    scores = _data(space)["scores"]
    assert scores["themes"]["values"] == {
        "score": 10 / 3,
        "index": (10 / 3 - 1) / 4 * 100,
        "answered": 3,
        "relevant": 4,
        "complete": False,
        "state": "mixed",
    }
    assert scores["total"]["score"] == 58 / 15
    assert scores["statements"]["S01"] == {"score": 4.0}
    assert scores["statements"]["S04"] == {"score": None}


STATES = {
    "anchored": ("4444", "4544", "anchored"),
    "agreed-once": ("3444", "4544", "agreed-once"),
    "to-strengthen": ("4444", "4524", "to-strengthen"),
    "mixed": ("4444", "4534", "mixed"),
    "not-answered": ("4444", "----", None),
}


@pytest.mark.parametrize(("before", "now", "state"), STATES.values(), ids=STATES)
def test_a_theme_stands_by_this_and_the_previous_measured_quarter(
    space: Workspace, instrument: Instrument, before: str, now: str, state: str | None
) -> None:
    store(space, record(instrument, before + "4" * 12, "2026-Q1"), record(instrument, now + "4" * 12))
    assert _data(space)["scores"]["themes"]["values"]["state"] == state


def test_votes_are_shown_with_their_figures_in_full_precision(space: Workspace, instrument: Instrument) -> None:
    store(space, voted(instrument, {"S01": VOTES}))
    data = _data(space)
    assert data["scores"]["statements"]["S01"] == {
        "score": 3.9166666666666665,
        "n": 12,
        "counts": list(VOTES),
        "missing": 0,
        "not_relevant": 0,
        "mean": 3.9166666666666665,
        "median": 4,
        "consensus": 0.7298829227732895,
    }
    assert (data["basis"], any("not yet an agreed answer" in note for note in data["notes"])) == ("votes", True)


def test_votes_under_the_limit_are_left_out_of_everything_and_a_note_says_so(
    space: Workspace, instrument: Instrument
) -> None:
    store(space, voted(instrument, {"S01": VOTES, "S02": (0, 0, 1, 2, 1)}))
    data = _data(space)
    assert (data["answers"]["S02"]["votes"], data["scores"]["statements"]["S02"]) == (None, {"score": None})
    assert any("S02" in note and "fewer than 5" in note for note in data["notes"])


@pytest.mark.parametrize(("min_n", "shown"), [(None, False), (3, True), (4, True), (5, False), (12, False)])
def test_the_limit_can_be_moved(space: Workspace, instrument: Instrument, min_n: int | None, shown: bool) -> None:
    store(space, voted(instrument, {"S01": (0, 0, 1, 2, 1)}))
    assert ("n" in _data(space, min_n=min_n)["scores"]["statements"]["S01"]) == shown


@pytest.mark.parametrize("min_n", [2, 1, 0, -1])
def test_a_limit_under_three_is_refused(space: Workspace, instrument: Instrument, min_n: int) -> None:
    store(space, record(instrument, "4" * 16))
    with pytest.raises(UsageProblem) as stop:
        show_assessment(space, TEAM, min_n=min_n)
    assert "3 at the least" in _sentence(stop.value)


def test_a_correction_does_not_show_the_votes_that_the_limit_hides(space: Workspace) -> None:
    answer = "S01: {{agreed: 4, votes: {{all: {{counts: {}}}}}}}\n"
    filled(space, answer.format([0, 0, 0, 4, 2]))
    filled(space, answer.format([0, 0, 0, 5, 1]), reason="Talt om")
    assert "counts" not in json.dumps(_data(space, min_n=10))
    assert "counts" not in said(show_assessment(space, TEAM, min_n=10).document)


def test_of_a_whole_answer_that_was_corrected_it_is_said_that_it_was(space: Workspace, instrument: Instrument) -> None:
    before = {"agreed": 3, "votes": {"all": {"counts": [0, 0, 0, 0, 1]}}}
    change = FromTo.model_validate({"from": before, "to": None})
    store(space, record(instrument, history=(Correction(revision=1, at=NOW, why="Talt om", changes={"S01": change}),)))
    assert "Talt om (S01: corrected)" in said(show_assessment(space, TEAM).document)


def test_brief_inspire_of_fewer_than_the_limit_is_not_shown_anywhere(space: Workspace) -> None:
    result = "S01: 4\ncitizen_involvement: {{brief_inspire: {{mean: {}, n: 3}}}}\n"
    filled(space, result.format(61.25))
    filled(space, result.format(62.75), reason="Talt om")
    shown = json.dumps(_data(space)) + said(show_assessment(space, TEAM).document)
    assert ("61.25" in shown, "62.75" in shown) == (False, False)


def _whole(instrument: Instrument) -> Assessment:
    """A record that holds something of everything a public report must not say."""
    answers = {
        "S01": Answer(agreed=4, comment="SECRET-comment", changed_because="SECRET-because"),
        "S02": Answer(not_relevant_because="SECRET-reason"),
    }
    heard = CitizenInvolvement(
        how="SECRET-how", citizens=7, what_it_changed="SECRET-changed", brief_inspire=BriefInspire(mean=71.5, n=7)
    )
    changed = {"S01.comment": FromTo.model_validate({"from": "SECRET-old", "to": "SECRET-new"})}
    return record(
        instrument,
        answers=answers,
        citizen_involvement=heard,
        actions=(Action(id="2026-Q3-1", text="SECRET-action", owner="SECRET-owner", opened_in=Quarter(2026, 3)),),
        history=(Correction(revision=1, at=NOW, why="SECRET-why", changes=changed),),
    )


def test_the_team_sees_everything_that_was_written(space: Workspace, instrument: Instrument) -> None:
    store(space, _whole(instrument))
    shown = said(show_assessment(space, TEAM).document)
    words = ["comment", "because", "reason", "how", "changed", "action", "owner", "old", "new", "why"]
    assert [word for word in words if f"SECRET-{word}" not in shown] == []


def test_the_public_sees_no_words_no_actions_and_no_corrections(space: Workspace, instrument: Instrument) -> None:
    store(space, _whole(instrument))
    document = show_assessment(space, TEAM, audience="public").document
    assert "SECRET" not in said(document) + json.dumps(document.data)
    assert (document.data or {})["actions"] == (document.data or {})["history"] == []


def test_the_public_still_sees_scores_gaps_and_that_a_statement_is_not_relevant(
    space: Workspace, instrument: Instrument
) -> None:
    store(space, _whole(instrument))
    document = show_assessment(space, TEAM, audience="public").document
    assert "not relevant" in said(document)
    assert (document.data or {})["scores"]["statements"]["S01"] == {"score": 4.0}


@pytest.mark.parametrize(("audience", "shown"), [("team", True), ("public", False)])
def test_open_votes_under_the_limit_are_for_the_team_only(
    space: Workspace, instrument: Instrument, audience: Any, shown: bool
) -> None:
    store(space, voted(instrument, {"S01": (0, 0, 1, 2, 1)}, votes_are="open"))
    assert ("n" in _data(space, audience=audience)["scores"]["statements"]["S01"]) == shown


def test_without_a_quarter_it_is_the_latest_and_a_draft_does_not_count(
    space: Workspace, instrument: Instrument
) -> None:
    store(space, record(instrument, "4" * 16, "2026-Q1"), record(instrument, "3" * 16, "2026-Q2"))
    draft = Draft(base_revision=0, record=record(instrument, "5" * 16))
    space.store.place(ORGANISATION, TEAM).save_draft(draft)
    assert _data(space)["quarter"] == "2026-Q2"
    assert _data(space, Quarter(2026, 1))["quarter"] == "2026-Q1"


def test_a_quarter_without_a_record_is_refused_and_names_those_there_are(
    space: Workspace, instrument: Instrument
) -> None:
    store(space, record(instrument, "4" * 16, "2026-Q1"), record(instrument, "3" * 16, "2026-Q2"))
    with pytest.raises(UsageProblem) as stop:
        show_assessment(space, TEAM, Quarter(2026, 3))
    assert "1st quarter 2026, 2nd quarter 2026" in _sentence(stop.value)


def test_a_team_with_only_a_draft_has_nothing_to_show(space: Workspace, instrument: Instrument) -> None:
    space.store.place(ORGANISATION, TEAM).save_draft(Draft(base_revision=0, record=record(instrument, "5" * 16)))
    with pytest.raises(UsageProblem, match="no record"):
        show_assessment(space, TEAM)


@pytest.mark.parametrize("names", [(), ("ACT-teamet", "Bostøtte Syd")], ids=["none", "two"])
def test_an_unknown_team_is_refused_and_names_the_nearest(
    space: Workspace, instrument: Instrument, names: tuple[str, ...]
) -> None:
    for name in names:
        store(space, record(instrument, "4" * 16, team={"id": name.lower(), "name": name}))
    with pytest.raises(UsageProblem) as stop:
        show_assessment(space, TEAM)
    assert f"Nearest: {', '.join(reversed(names)) or 'none'}." in _sentence(stop.value)


def test_a_team_of_two_organisations_must_be_told_apart(space: Workspace, instrument: Instrument) -> None:
    for organisation in ("Aarhus", "Odense"):
        store(space, record(instrument, "4" * 16, organisation=organisation))
    with pytest.raises(UsageProblem) as stop:
        show_assessment(space, TEAM)
    assert "Aarhus, Odense" in _sentence(stop.value)
    assert _data(space, organisation="Odense")["organisation"] == "Odense"


@pytest.mark.parametrize(
    ("content", "error"), [(b"{", RecordDamaged), (b'{"schema_version": 2}', RecordTooNew)], ids=["damaged", "too-new"]
)
@pytest.mark.parametrize("organisation", [None, ORGANISATION], ids=["team-alone", "with-organisation"])
def test_the_only_record_damaged_stops_it_by_name(
    space: Workspace, instrument: Instrument, content: bytes, error: type[FidelityError], organisation: str | None
) -> None:
    store(space, record(instrument, "4" * 16))
    path = space.store.place(ORGANISATION, TEAM).record_path(Quarter(2026, 3), "housing-first")
    path.write_bytes(content)
    with pytest.raises(error) as stop:
        show_assessment(space, TEAM, organisation=organisation)
    assert (stop.value.exit_code, str(path) in _sentence(stop.value)) == (3, True)


def test_the_quarter_asked_for_damaged_stops_it_although_others_are_good(
    space: Workspace, instrument: Instrument
) -> None:
    store(space, record(instrument, "4" * 16, "2026-Q2"), record(instrument, "4" * 16))
    space.store.place(ORGANISATION, TEAM).record_path(Quarter(2026, 3), "housing-first").write_bytes(b"{")
    with pytest.raises(RecordDamaged):
        show_assessment(space, TEAM, Quarter(2026, 3))


def test_a_damaged_record_beside_good_ones_is_named_and_the_good_one_shown(
    space: Workspace, instrument: Instrument
) -> None:
    store(space, record(instrument, "4" * 16, "2026-Q2"), record(instrument, "4" * 16))
    space.store.place(ORGANISATION, TEAM).record_path(Quarter(2026, 2), "housing-first").write_bytes(b"{")
    result = show_assessment(space, TEAM)
    assert (result.exit_code, ["2026-Q2" in str(thing) for thing in result.left_out]) == (1, [True])
    assert (result.document.data or {})["quarter"] == "2026-Q3"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("1" * 16, "S01 Shared understanding of recovery: Strongly disagree (1), and no action is about it."),
        ("4" * 16, "Nothing stands out."),
    ],
)
def test_a_first_report_says_that_nothing_stands_out_only_where_nothing_is_low(
    space: Workspace, instrument: Instrument, line: str, words: str
) -> None:
    store(space, record(instrument, line))
    told = said(show_assessment(space, TEAM).document)
    assert (words in told, "Nothing stands out." in told) == (True, words == "Nothing stands out.")
