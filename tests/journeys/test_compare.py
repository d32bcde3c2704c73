"""``compare``: which records count, and the JSON that others read."""

import json
from collections.abc import Callable, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Assessment, Team, TeamFile
from hf_fidelity.errors import RecordDamaged, UsageProblem
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import Workspace, compare_profile, compare_teams, show_trend
from hf_fidelity.reports.document import Bullets
from hf_fidelity.store.codec import encode
from hf_fidelity.store.data_folder import Store
from hf_fidelity.writers.text import plain_text
from tests.builders import on_votes, record, reworded, voted, without
from tests.journeys.scenes import ORGANISATION, KnownInstrument, store

NEIGHBOUR = "Nabokøbing Kommune"
FIVE, FOUR = (0, 0, 1, 2, 2), (0, 0, 0, 2, 2)


def _team(instrument: Instrument, name: str, line: str = "4" * 16, quarter: str = "2026-Q3", **more: Any) -> Any:
    return record(instrument, line, quarter, team=Team(id=name.casefold(), name=name), **more)


def _vote(instrument: Instrument, name: str, counts: tuple[int, ...] = FIVE, quarter: str = "2026-Q3") -> Any:
    return voted(instrument, dict.fromkeys(instrument.order, counts), quarter, team=Team(id=name.casefold(), name=name))


@pytest.fixture
def three(space: Workspace, instrument: Instrument) -> Workspace:
    """Three teams of two organisations; one of them has two quarters."""
    store(
        space,
        _team(instrument, "Nord", "3" * 16),
        _team(instrument, "Nord", "2" * 16, "2026-Q1"),
        _team(instrument, "Syd", "5" * 16),
        _team(instrument, "Havn", "4" * 16, organisation=NEIGHBOUR),
    )
    return space


def _compared(space: Workspace, *args: Any, **more: Any) -> dict[str, Any]:
    data = compare_teams(space, *args, **more).document.data
    return json.loads(json.dumps(data))  # type: ignore[no-any-return]


def _totals(data: dict[str, Any]) -> list[float]:
    return data["rows"][0]["values"]  # type: ignore[no-any-return]


def _damage(space: Workspace, team: str, quarter: str = "2026-Q3") -> Path:
    path = space.store.place(ORGANISATION, team).record_path(Quarter.parse(quarter), "housing-first")
    path.write_bytes(b"{")
    return path


def test_the_keys_are_those_of_the_contract_and_then_ours(three: Workspace) -> None:
    data = _compared(three)
    assert list(data) == [
        "instrument",
        "quarter",
        "teams",
        "rows",
        "notes",
        "basis",
        "organisation",
        "instrument_status",
        "measures",
        "course",
        "votes",
    ]
    assert list(data["instrument"]) == ["id", "version"]
    keys = ("level", "id", "label", "n", "min", "q1", "median", "q3", "max", "values")
    assert {tuple(row) for row in data["rows"]} == {keys}
    course = {tuple(row) for quarter in data["course"] for row in quarter["rows"]}
    assert course == {(*keys, "wording", "not_comparable")}
    assert {tuple(quarter) for quarter in data["course"]} == {("quarter", "teams", "rows", "basis")}


def test_the_rows_are_the_total_then_themes_principles_and_statements(three: Workspace, instrument: Instrument) -> None:
    data = _compared(three)
    keys = [row.key for row in instrument.rows()]
    assert [(row["level"], row["id"]) for row in data["rows"]] == keys
    assert [(row["level"], row["id"]) for row in data["course"][0]["rows"]] == keys[: 1 + len(instrument.themes)]


def test_the_newest_quarter_is_meant_where_none_is_named(three: Workspace) -> None:
    data = _compared(three)
    assert (data["quarter"], data["teams"], data["basis"], data["organisation"]) == ("2026-Q3", 3, "agreed", None)
    total = data["rows"][0]
    assert total["values"] == [3, 4, 5]
    assert [total[key] for key in ("n", "min", "q1", "median", "q3", "max")] == [3, 3, 3.5, 4, 4.5, 5]
    assert [quarter["quarter"] for quarter in data["course"]] == ["2026-Q3"]


@pytest.mark.parametrize(
    ("asked", "quarter", "course"),
    [
        pytest.param({"quarter": "2026-Q1"}, "2026-Q1", ["2026-Q1 1"], id="one"),
        pytest.param({"first": "2026-Q1"}, "2026-Q3", ["2026-Q1 1", "2026-Q2 0", "2026-Q3 3"], id="from"),
        pytest.param({"last": "2026-Q2"}, "2026-Q1", ["2026-Q1 1"], id="to"),
        pytest.param(
            {"first": "2025-Q1", "last": "2026-Q4"}, "2026-Q3", ["2026-Q1 1", "2026-Q2 0", "2026-Q3 3"], id="both"
        ),
        pytest.param({"first": "2026-Q3", "last": "2026-Q3"}, "2026-Q3", ["2026-Q3 3"], id="the-same"),
    ],
)
def test_the_quarters_can_be_chosen(three: Workspace, asked: dict[str, str], quarter: str, course: list[str]) -> None:
    data = _compared(three, **{name: Quarter.parse(text) for name, text in asked.items()})
    assert data["quarter"] == quarter
    assert [f"{each['quarter']} {each['teams']}" for each in data["course"]] == course


@pytest.mark.parametrize("name", [ORGANISATION, "prøvekøbing  KOMMUNE", "proevekoebing-kommune"])
def test_the_teams_of_one_organisation(three: Workspace, name: str) -> None:
    data = _compared(three, organisation=name)
    assert (_totals(data), data["organisation"]) == ([3, 5], ORGANISATION)


def test_a_team_counts_by_its_own_records_and_never_for_those_that_it_continues(
    three: Workspace, instrument: Instrument
) -> None:
    store(three, _team(instrument, "Samlet", "1" * 16))
    folder = three.store.place(ORGANISATION, "Samlet")
    file = TeamFile(id=folder.team.id, name="Samlet", continues=("nord", "syd"))
    (folder.path / "team.json").write_text(encode(file), encoding="utf-8")
    data = _compared(three, first=Quarter(2026, 1))
    assert [quarter["teams"] for quarter in data["course"]] == [1, 0, 4]
    assert _totals(data) == [1, 3, 4, 5]


def test_an_unfinished_meeting_is_not_compared(three: Workspace, instrument: Instrument) -> None:
    draft = three.store.place(ORGANISATION, "Nord").draft_path(Quarter(2026, 4), "housing-first")
    draft.write_bytes(b"{}")
    assert _compared(three)["quarter"] == "2026-Q3"


def test_one_team_alone_is_shown_and_the_risk_said(space: Workspace, instrument: Instrument) -> None:
    store(space, _team(instrument, "Nord"))
    data = _compared(space)
    assert data["teams"] == 1
    assert data["rows"][0] == {
        "level": "total",
        "id": "total",
        "label": "Total",
        **{"n": 1, "min": 4.0, "q1": 4.0, "median": 4.0, "q3": 4.0, "max": 4.0, "values": [4.0]},
    }
    assert any("fewer than 3 teams" in note for note in data["notes"])


def test_agreed_answers_are_never_beside_votes(space: Workspace, instrument: Instrument) -> None:
    store(space, _team(instrument, "Nord"), _vote(instrument, "Syd"), _vote(instrument, "Vest"))
    data = _compared(space)
    assert (_totals(data), data["basis"]) == ([4], "agreed")
    assert _totals(data["votes"]) == pytest.approx([4.2, 4.2])
    said = (
        "2 teams have votes that no meeting has settled; they are counted among the votes, apart from the agreed "
        "answers."
    )
    assert f"3rd quarter 2026: {said}" in data["notes"]


def test_votes_stand_beside_each_other_where_nobody_has_agreed(space: Workspace, instrument: Instrument) -> None:
    store(space, _vote(instrument, "Nord"), _vote(instrument, "Syd"), _vote(instrument, "Vest", FOUR))
    data = _compared(space)
    assert data["basis"] == "votes"
    assert _totals(data) == pytest.approx([4.2, 4.2])
    assert "3rd quarter 2026: votes, not yet an agreed answer." in data["notes"]
    assert "3rd quarter 2026: 1 team is not counted, because fewer than 5 people answered." in data["notes"]


@pytest.mark.parametrize(("min_n", "teams"), [(3, 1), (4, 1), (None, 0), (6, 0)])
def test_the_limit_can_be_moved(space: Workspace, instrument: Instrument, min_n: int | None, teams: int) -> None:
    store(space, _vote(instrument, "Nord", FOUR))
    assert _compared(space, min_n=min_n)["teams"] == teams


def test_what_the_limit_hides_is_null_and_a_note_says_why(space: Workspace, instrument: Instrument) -> None:
    store(space, _vote(instrument, "Nord", FOUR))
    data = _compared(space)
    figures = {row[key] for row in data["rows"] for key in ("min", "q1", "median", "q3", "max")}
    assert (figures, data["basis"], _totals(data)) == ({None}, None, [])
    assert any("fewer than 5 people answered" in note for note in data["notes"])


def test_other_words_are_left_out_of_their_rows_only(three: Workspace, instrument: Instrument) -> None:
    store(three, reworded(_team(instrument, "Ny"), "S01"))
    data = _compared(three)
    n = {row["id"]: row["n"] for row in data["rows"]}
    assert (data["teams"], n["total"], n["values"], n["S01"], n["S02"], n["housing"]) == (4, 3, 3, 3, 4, 4)
    assert any("1 team answered another wording of S01" in note for note in data["notes"])


def _why_not(data: Mapping[str, Any]) -> dict[str, str]:
    """Row → why its newest quarter cannot be compared with the one before."""
    rows = {row["id"]: row["not_comparable"] for row in data["course"][-1]["rows"]}
    return {id: f"{why['before']} {why['code']}: {why['reason']}" for id, why in rows.items() if why}


@pytest.mark.parametrize(
    ("before", "reason"),
    [
        (lambda r: r, None),
        (lambda r: reworded(r, "S01"), "reworded: the wording of S01 has changed"),
        (lambda r: without(r, "S02"), "other-statements: only one of the two quarters was asked S02"),
        (
            lambda r: without(reworded(r, "S01"), "S02"),
            "reworded: the wording of S01 has changed, and only one of the two quarters was asked S02",
        ),
    ],
)
def test_each_row_of_a_course_says_why_it_cannot_be_compared(
    space: Workspace, instrument: Instrument, before: Callable[[Assessment], Assessment], reason: str | None
) -> None:
    store(space, before(_team(instrument, "Nord", quarter="2026-Q1")), _team(instrument, "Nord"))
    data = _compared(space, first=Quarter(2026, 1))
    assert _why_not(data) == ({} if reason is None else dict.fromkeys(("total", "values"), f"2026-Q1 {reason}"))
    assert [row["not_comparable"] for row in data["course"][0]["rows"]] == [None] * (1 + len(instrument.themes))


def test_another_basis_is_said_of_every_row(space: Workspace, instrument: Instrument) -> None:
    store(space, on_votes(_team(instrument, "Nord", quarter="2026-Q1")), _team(instrument, "Nord"))
    why = _why_not(_compared(space, first=Quarter(2026, 1)))
    assert set(why) == {"total", *(theme.id for theme in instrument.themes)}
    assert set(why.values()) == {"2026-Q1 another-basis: agreed answers cannot be compared with votes"}


def test_who_was_asked_less_answered_no_other_wording(three: Workspace, instrument: Instrument) -> None:
    store(three, without(_team(instrument, "Ny"), "S02"), without(reworded(_team(instrument, "Nyere"), "S05"), "S06"))
    notes = " ".join(_compared(three)["notes"])
    assert "1 team was asked other statements than most (S02); it is left out" in notes
    assert "1 team answered another wording of S05 than most did" in notes


@pytest.mark.parametrize("several", [False, True])
def test_of_several_totals_it_is_said_which_one_is_meant(instrument: Instrument, tmp_path: Path, several: bool) -> None:
    names = (
        {"whole": ("values", "housing", "support"), "half": ("values", "housing")}
        if several
        else {"whole": ("values", "housing")}
    )
    totals = [{"id": id, "name": {"da": id, "en": f"The {id}"}, "themes": themes} for id, themes in names.items()]
    asked = Instrument.model_validate_json(json.dumps(instrument.model_dump(mode="json") | {"totals": totals}))
    space = KnownInstrument(Store(tmp_path), asked)
    store(space, *(_team(instrument, name, "2222" + "3333" + "4444" * 2) for name in ("Nord", "Syd")))
    for document in (compare_teams(space).document, show_trend(space, ["Nord"]).document):
        told = chain(*(b.items for section in document.sections for b in section.blocks if isinstance(b, Bullets)))
        ends = [line.partition("Highest")[0] for line in told if "Highest" in line and "Lowest" in line]
        assert ends == ([f"The {id}: " for id in names] if several else [""])


# What cannot be read, or is not there


def test_a_damaged_record_is_named_and_the_others_compared(three: Workspace) -> None:
    path = _damage(three, "Nord")
    result = compare_teams(three)
    assert (result.exit_code, [str(path) in str(thing) for thing in result.left_out]) == (1, [True])
    assert _totals(dict(result.document.data or {})) == [4, 5]


def test_a_damaged_record_of_another_quarter_is_no_matter(three: Workspace) -> None:
    _damage(three, "Nord", "2026-Q1")
    assert compare_teams(three).exit_code == 0


def test_where_nothing_of_the_newest_quarter_can_be_read_it_is_the_one_before(
    space: Workspace, instrument: Instrument
) -> None:
    store(space, _team(instrument, "Nord"), _team(instrument, "Nord", "2" * 16, "2026-Q1"))
    _damage(space, "Nord")
    result = compare_teams(space)
    assert ((result.document.data or {})["quarter"], result.exit_code) == ("2026-Q1", 1)


@pytest.mark.parametrize("asked", [{}, {"quarter": Quarter(2026, 3)}, {"first": Quarter(2026, 1)}], ids=str)
def test_only_damaged_records_stop_it(space: Workspace, instrument: Instrument, asked: dict[str, Quarter]) -> None:
    store(space, _team(instrument, "Nord"))
    _damage(space, "Nord")
    with pytest.raises(RecordDamaged):
        compare_teams(space, **asked)  # type: ignore[arg-type]


STOPS: dict[str, tuple[dict[str, Any], str]] = {
    "quarter-and-from": ({"quarter": Quarter(2026, 3), "first": Quarter(2026, 1)}, "--quarter excludes"),
    "quarter-and-to": ({"quarter": Quarter(2026, 3), "last": Quarter(2026, 3)}, "--quarter excludes"),
    "wrong-way-round": ({"first": Quarter(2026, 3), "last": Quarter(2026, 1)}, "wrong way round"),
    "no-record-then": ({"quarter": Quarter(2020, 1)}, "in the quarters asked for"),
    "no-record-since": ({"first": Quarter(2027, 1)}, "in the quarters asked for"),
    "unknown-organisation": ({"organisation": "Ukendt"}, "There is no organisation {organisation}"),
    "unknown-questionnaire": ({"instrument_id": "other"}, "There is no questionnaire"),
    "limit-too-low": ({"min_n": 2}, "3 at the least"),
}


@pytest.mark.parametrize(("asked", "words"), STOPS.values(), ids=STOPS)
def test_what_cannot_be_shown_is_refused(three: Workspace, asked: dict[str, Any], words: str) -> None:
    with pytest.raises(UsageProblem) as stop:
        compare_teams(three, **asked)
    assert words in stop.value.message


def test_it_is_said_which_quarters_and_organisations_there_are(three: Workspace) -> None:
    with pytest.raises(UsageProblem) as stop:
        compare_teams(three, Quarter(2020, 1))
    assert stop.value.params["known"] == [Quarter(2026, 1), Quarter(2026, 3)]
    with pytest.raises(UsageProblem) as stop:
        compare_teams(three, organisation="Ukendt")
    assert sorted(stop.value.params["known"]) == [NEIGHBOUR, ORGANISATION]


@pytest.mark.parametrize(
    ("ask", "how"),
    [
        (compare_teams, "Say which with --instrument."),
        (show_trend, "Say which with --instrument."),
        (compare_profile, "Leave --profile out, and say which with --instrument."),
    ],
)
@pytest.mark.parametrize("asked", [{}, {"organisation": ORGANISATION}], ids=["all", "an-organisation"])
def test_what_there_is_of_other_questionnaires_is_named(
    space: Workspace, asked: dict[str, str], ask: Callable[..., Any], how: str
) -> None:
    other = space.instrument("samarbejdstrappen")
    store(space, record(other, "4" * len(other.order)))
    with pytest.raises(UsageProblem, match="to show, but of: ") as caught:
        ask(space, **asked)
    assert (caught.value.params["others"], caught.value.hint) == (["samarbejdstrappen"], how)


def test_an_empty_folder_has_nothing_to_compare(space: Workspace) -> None:
    with pytest.raises(UsageProblem, match="no record"):
        compare_teams(space)


def test_it_is_told_how_far_the_reading_is(three: Workspace) -> None:
    told: list[tuple[int, int, str]] = []
    compare_teams(three, progress=lambda *step: told.append(step))
    assert [step[:2] for step in told] == [(1, 3), (2, 3), (3, 3)]
    assert not any(name in step[2] for step in told for name in ("Nord", "Syd", "Havn"))


# The profile of many teams


def _profile(space: Workspace, *args: Any, **more: Any) -> dict[str, Any]:
    data = compare_profile(space, *args, **more).document.data
    return json.loads(json.dumps(data))  # type: ignore[no-any-return]


def test_the_profile_has_what_the_questionnaires_say_in_their_order_split_by_who_can_change_it(
    three: Workspace,
) -> None:
    practice = three.instrument("implementation")
    store(three, record(practice, "4" * len(practice.order), "2026-Q1", team=Team(id="nord", name="Nord")))
    groups = _profile(three)["groups"]
    for instrument in (three.instrument(), practice):
        told = [
            (g["changed_by"], [row["id"] for row in g["rows"]])
            for g in groups
            if g["instrument"]["id"] == instrument.id
        ]
        asked = [(group.changed_by, list(group.rows)) for group in instrument.profile]
        assert sorted(told) == sorted(asked)
    assert [g["changed_by"] for g in groups] == sorted(g["changed_by"] for g in groups)  # the municipality first
    assert {g["instrument"]["id"]: g["quarter"] for g in groups} == {
        "housing-first": "2026-Q3",
        "implementation": "2026-Q1",
    }


def test_each_theme_of_the_questionnaire_stands_in_its_profile_once(instrument: Instrument) -> None:
    rows = [id for group in instrument.profile for id in group.rows]
    assert {theme.id for theme in instrument.themes} <= set(rows)
    assert len(rows) == len(set(rows))


def test_its_spread_is_that_of_the_comparison(three: Workspace) -> None:
    compared = {row["id"]: row for row in _compared(three)["rows"]}
    told = [row for group in _profile(three)["groups"] for row in group["rows"]]
    assert told == [compared[row["id"]] for row in told]


def test_votes_are_a_layer_of_their_own_and_small_groups_are_hidden(space: Workspace, instrument: Instrument) -> None:
    store(space, _team(instrument, "Nord"), _vote(instrument, "Syd"), _vote(instrument, "Havn", FOUR))
    data = _profile(space)
    assert {(g["basis"], g["teams"]) for g in data["groups"]} == {("agreed", 1)}
    assert {(g["basis"], g["teams"]) for g in data["votes"]} == {("votes", 1)}
    assert any("fewer than 5 people answered" in note for note in data["notes"])
    assert {(g["basis"], g["teams"]) for g in _profile(space, min_n=3)["votes"]} == {("votes", 2)}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "4443 4344 4444 4444",
            ["S04 The organisation supports recovery", "S06 The municipality backs the search for homes"],
        ),
        ("4" * 16, ['Nothing lies below "Agree" at the median.']),
    ],
)
def test_what_teams_agree_on_is_not_told_as_something_to_change(
    space: Workspace, instrument: Instrument, line: str, told: list[str]
) -> None:
    store(space, _team(instrument, "Nord", line))
    (section,) = [
        each
        for each in compare_profile(space).document.sections
        if each.title.startswith("What the munici") and each.lead
    ]
    (bullets,) = section.blocks
    assert isinstance(bullets, Bullets)
    assert [item.partition(":")[0] for item in bullets.items] == told


def test_no_team_is_named_in_it(three: Workspace) -> None:
    text = json.dumps(_profile(three, organisation=ORGANISATION)) + plain_text(compare_profile(three).document)
    assert [name for name in ("Nord", "Syd", "Havn") if name in text] == []


def test_from_a_quarter_that_is_to_come_it_is_that_option_which_is_to_be_left_out(three: Workspace) -> None:
    with pytest.raises(UsageProblem) as stop:
        compare_teams(three, first=Quarter(2027, 1))
    assert stop.value.hint == "Without --quarter, --from and --to it is the newest of them."


def test_a_quarter_without_records_is_refused(three: Workspace) -> None:
    with pytest.raises(UsageProblem):
        compare_profile(three, Quarter(2024, 1))


def test_where_nobody_has_answered_what_has_a_profile_that_is_said(space: Workspace) -> None:
    with pytest.raises(UsageProblem):
        compare_profile(space)
