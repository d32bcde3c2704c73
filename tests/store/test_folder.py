"""The data folder: which it is, which teams lie in it, and how they are found."""

import unicodedata
from pathlib import Path

import pytest

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Draft, TeamFile
from hf_fidelity.store import ELSEWHERE, data_folder_of, elsewhere
from hf_fidelity.store.codec import encode
from hf_fidelity.store.data_folder import Store
from tests.builders import record

ORGANISATION, TEAM = "Prøvekøbing Kommune", "Bostøtte Nord"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def _add(
    store: Store, instrument: Instrument, organisation: str = ORGANISATION, team: str = TEAM, quarter: str = "2026-Q3"
) -> Path:
    """A record of a team, as the program itself would store it. Gives the team's folder."""
    folder = store.place(organisation, team)
    own = {"id": folder.team.id, "name": folder.team.name}
    folder.save(record(instrument, "4" * 16, quarter, organisation=folder.organisation, team=own), 0)
    return folder.path


def _renamed(folder: Path, name: str, *earlier: str) -> None:
    team = TeamFile(id=folder.name, name=name, earlier_names=earlier)
    (folder / "team.json").write_text(encode(team), encoding="utf-8")


@pytest.mark.parametrize(
    ("asked", "environment", "expected"),
    [
        (Path("/asked"), {"HF_FIDELITY_DATA": "/environment"}, Path("/asked")),
        (None, {"HF_FIDELITY_DATA": "/environment"}, Path("/environment")),
        (Path("~/asked"), {}, Path.home() / "asked"),
        (None, {"HF_FIDELITY_DATA": "~/environment"}, Path.home() / "environment"),
    ],
    ids=["option-wins", "environment", "home-in-option", "home-in-environment"],
)
def test_the_data_folder_is_the_option_then_the_environment(
    asked: Path | None, environment: dict[str, str], expected: Path
) -> None:
    assert data_folder_of(asked, environment) == expected


@pytest.mark.parametrize("environment", [{}, {"HF_FIDELITY_DATA": ""}], ids=["unset", "empty"])
def test_without_either_it_is_the_users_own(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platformdirs.user_data_path", lambda name, **more: Path("/own") / name)
    assert data_folder_of(None, environment) == Path("/own/hf-fidelity")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (None, None),
        ("", None),
        (" \n", None),
        ("data", None),
        ("/srv/data\n", Path("/srv/data")),
        (b"\xff", None),
    ],
)
def test_the_folder_that_people_have_chosen_instead_is_named_whole(
    tmp_path: Path, said: str | bytes | None, expected: Path | None
) -> None:
    if said is not None:
        (tmp_path / ELSEWHERE).write_bytes(said if isinstance(said, bytes) else said.encode())
    assert elsewhere(tmp_path) == expected


def test_a_folder_that_does_not_exist_has_no_teams_and_is_not_made(tmp_path: Path) -> None:
    store = Store(tmp_path / "new")
    assert (list(store.teams()), store.find("x"), store.organisation_names()) == ([], [], [])
    assert not store.root.exists()


def test_placing_a_team_makes_nothing(store: Store) -> None:
    store.place(ORGANISATION, TEAM)
    assert list(store.root.iterdir()) == []


NFD = unicodedata.normalize("NFD", TEAM)


@pytest.mark.parametrize(
    "name",
    [TEAM, "bostoette-nord", "BOSTØTTE NORD", NFD, "  Bostøtte   Nord ", "Nordholdet", "NORDHOLDET"],
    ids=["name", "id", "case", "nfd", "blanks", "earlier-name", "earlier-name-in-case"],
)
def test_a_team_is_found_by(store: Store, instrument: Instrument, name: str) -> None:
    _renamed(_add(store, instrument), TEAM, "Nordholdet")
    assert [found.team.name for found in store.find(name)] == [TEAM]


@pytest.mark.parametrize("name", ["", "Bostøtte", "bostoette", "../bostoette-nord", "team.json", "*"])
def test_a_team_is_not_found_by(store: Store, instrument: Instrument, name: str) -> None:
    _add(store, instrument)
    assert store.find(name) == []


def test_a_present_name_counts_before_an_earlier_one(store: Store, instrument: Instrument) -> None:
    _renamed(_add(store, instrument, team="Syd"), "Vest", "Nord")
    _renamed(_add(store, instrument, team="Øst"), "Nord")
    assert [found.team.id for found in store.find("Nord")] == ["oest"]


def test_a_present_name_counts_before_an_earlier_one_in_the_folder_of_that_name(
    store: Store, instrument: Instrument
) -> None:
    _renamed(_add(store, instrument, team="Nord"), "Vest", "Nord")
    _renamed(_add(store, instrument, team="Øst"), "Nord")
    assert [found.team.id for found in store.find("Nord")] == ["oest"]


def test_two_organisations_may_have_a_team_of_the_same_name(store: Store, instrument: Instrument) -> None:
    _add(store, instrument, "Aarhus", "Nord")
    _add(store, instrument, "Odense", "Nord")
    assert [found.organisation for found in store.find("Nord")] == ["Aarhus", "Odense"]
    assert [found.organisation for found in store.find("Nord", "odense")] == ["Odense"]


def test_two_organisations_are_found_where_one_of_the_teams_has_been_renamed(
    store: Store, instrument: Instrument
) -> None:
    _add(store, instrument, "Aarhus", "Nord")
    _renamed(_add(store, instrument, "Odense", "Centrum"), "Nord")
    assert [found.organisation for found in store.find("Nord")] == ["Aarhus", "Odense"]


@pytest.mark.parametrize(
    ("one", "other"), [("Team Ø", "Team Oe"), ("Nord!", "Nord?")], ids=["danish-letter", "punctuation"]
)
def test_two_teams_with_the_same_slug_get_folders_of_their_own(
    store: Store, instrument: Instrument, one: str, other: str
) -> None:
    folders = [_add(store, instrument, team=one), _add(store, instrument, team=other)]
    assert len(set(folders)) == 2
    assert [store.place(ORGANISATION, name).path for name in (one, other)] == folders
    assert [found.team.name for name in (one, other) for found in store.find(name)] == [one, other]


def test_two_organisations_with_the_same_slug_get_folders_of_their_own(store: Store, instrument: Instrument) -> None:
    folders = [_add(store, instrument, "Sø Kommune"), _add(store, instrument, "Soe Kommune")]
    assert folders[0].parent != folders[1].parent
    assert store.organisation_names() == ["Soe Kommune", "Sø Kommune"]


def test_an_organisation_called_instruments_does_not_lie_among_the_questionnaires(
    store: Store, instrument: Instrument
) -> None:
    folder = _add(store, instrument, "Instruments")
    assert store.instruments not in folder.parents
    assert store.organisation_names() == ["Instruments"]


def test_questionnaires_of_ones_own_are_no_organisation(store: Store, instrument: Instrument) -> None:
    lost = store.instruments / "nord"
    lost.mkdir(parents=True)
    (lost / "team.json").write_text(encode(TeamFile(id="nord", name="Nord")), encoding="utf-8")
    assert list(store.teams()) == []


def test_a_renamed_team_goes_on_in_its_folder(store: Store, instrument: Instrument) -> None:
    folder = _add(store, instrument, team="Nordholdet")
    _renamed(folder, TEAM, "Nordholdet")
    assert [store.place(ORGANISATION, name).path for name in (TEAM, "Nordholdet")] == [folder, folder]


def test_a_team_with_only_a_draft_is_known_with_its_organisation(store: Store, instrument: Instrument) -> None:
    store.place(ORGANISATION, TEAM).save_draft(Draft(base_revision=0, record=record(instrument)))
    assert [(found.organisation, found.team.name) for found in store.teams()] == [(ORGANISATION, TEAM)]


@pytest.mark.parametrize(
    ("here", "there", "called"),
    [
        ('"agreed": 4', '"agreed": 9.5', "Nyt navn"),
        ('"schema_version": 1', '"schema_version": 2', "Gammelt navn"),
        ('"organisation": "Nyt navn"', '"organisation": 7', "Gammelt navn"),
        ('"organisation": "Nyt navn"', '"organisation": ""', "Gammelt navn"),
        ("}", "", "Gammelt navn"),
        ("{", "\ufeff{", "Nyt navn"),
    ],
    ids=["answers", "too-new", "no-name", "empty-name", "half", "byte-order-mark"],
)
def test_whose_a_folder_is_says_the_newest_record_that_can_say_it(
    store: Store, instrument: Instrument, here: str, there: str, called: str
) -> None:
    folder = _add(store, instrument, "Gammelt navn", quarter="2026-Q2")
    text = encode(
        record(instrument, "4" * 16, "2026-Q3", organisation="Nyt navn", team={"id": folder.name, "name": TEAM})
    )
    (folder / "2026-Q3.housing-first.json").write_text(text.replace(here, there, 1), encoding="utf-8")
    assert store.organisation_names() == [called]


def test_the_organisations_name_survives_a_damaged_newest_record(store: Store, instrument: Instrument) -> None:
    _add(store, instrument, quarter="2026-Q2")
    (store.place(ORGANISATION, TEAM).path / "2026-Q3.housing-first.json").write_bytes(b"{")
    assert store.organisation_names() == [ORGANISATION]


@pytest.mark.parametrize("team_file", [None, b"", b"<<<<<<< HEAD\n{}"], ids=["gone", "empty", "in-conflict"])
def test_a_team_whose_team_file_cannot_be_read_keeps_its_name_and_folder(
    store: Store, instrument: Instrument, team_file: bytes | None
) -> None:
    folder = _add(store, instrument)
    (folder / "team.json").unlink()
    if team_file is not None:
        (folder / "team.json").write_bytes(team_file)
    placed = store.place(ORGANISATION, TEAM)
    assert (placed.path, placed.team.name) == (folder, TEAM)


def test_a_damaged_team_file_is_not_written_over(store: Store, instrument: Instrument) -> None:
    folder = _add(store, instrument)
    conflict = b'<<<<<<< HEAD\n{"id": "bostoette-nord", "name": "Nord", "earlier_names": ["Vest"]}\n'
    (folder / "team.json").write_bytes(conflict)
    store.find("bostoette-nord")[0].save(record(instrument, "4" * 16, "2026-Q4"), 0)
    assert (folder / "team.json").read_bytes() == conflict
