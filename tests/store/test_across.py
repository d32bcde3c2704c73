"""Records of all teams: the right ones, everything odd named, and no file opened that is not needed."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import TeamFile
from hf_fidelity.errors import UsageProblem
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import Workspace, show_assessment, show_trend
from hf_fidelity.store.codec import encode
from hf_fidelity.store.data_folder import Store, TeamRecords, across, quarters_held, rename
from hf_fidelity.store.team_folder import read_records
from tests.builders import record

Q1, Q2, Q3 = (Quarter(2026, part) for part in (1, 2, 3))
TEAMS = {"Aarhus": ("Nord", "Syd", "Øst"), "Odense": ("Nord", "Vest")}

_listeners: list[list[str]] = []


def _listen(event: str, args: tuple[Any, ...]) -> None:
    if event == "open":
        for heard in _listeners:
            heard.append(str(args[0]))


sys.addaudithook(_listen)  # a hook stays for good, so it is quiet except where a test listens


@contextmanager
def opened(root: Path) -> Iterator[list[str]]:
    """The files in a data folder that are opened meanwhile, as they are called inside it."""
    within, heard = list[str](), list[str]()
    _listeners.append(heard)
    try:
        yield within
    finally:
        _listeners.clear()
    within += sorted({Path(path).relative_to(root).as_posix() for path in heard if path.startswith(str(root))})


@pytest.fixture
def store(tmp_path: Path, instrument: Instrument) -> Store:
    """Five teams in two organisations, each with three quarters."""
    store = Store(tmp_path)
    for organisation, teams in TEAMS.items():
        for team in teams:
            for quarter in (Q1, Q2, Q3):
                _add(store, instrument, organisation, team, quarter)
    return store


def _add(store: Store, instrument: Instrument, organisation: str, team: str, quarter: Quarter) -> None:
    folder = store.place(organisation, team)
    own = {"id": folder.team.id, "name": team}
    folder.save(record(instrument, "4" * 16, str(quarter), organisation=organisation, team=own), 0)


def _file(store: Store, place: str, quarter: Quarter = Q3) -> Path:
    return store.root / place / f"{quarter}.housing-first.json"


def _held(found: TeamRecords) -> tuple[str, list[str]]:
    return found.path.name, [str(record.quarter) for record in found.records]


def test_every_team_with_its_records_by_quarter(store: Store, instrument: Instrument) -> None:
    found = list(across(store, instrument))
    assert [_held(team) for team in found] == [
        (id, ["2026-Q1", "2026-Q2", "2026-Q3"]) for id in ("nord", "oest", "syd", "nord", "vest")
    ]
    assert [team.name() for team in found] == ["Nord", "Øst", "Syd", "Nord", "Vest"]


def test_only_the_files_of_the_quarters_asked_for_are_opened(store: Store, instrument: Instrument) -> None:
    with opened(store.root) as files:
        found = list(across(store, instrument, Q2, Q2))
    assert [_held(team)[1] for team in found] == [["2026-Q2"]] * 5
    assert files == [f"{place}/2026-Q2.housing-first.json" for place in _places()]


def _places() -> list[str]:
    return ["aarhus/nord", "aarhus/oest", "aarhus/syd", "odense/nord", "odense/vest"]


@pytest.mark.parametrize(
    ("first", "last", "count"), [(None, None, 3), (Q2, None, 2), (None, Q1, 1), (Q1, Q3, 3), (Q3.shift(1), None, 0)]
)
def test_a_range_of_quarters(
    store: Store, instrument: Instrument, first: Quarter | None, last: Quarter | None, count: int
) -> None:
    assert sum(len(team.records) for team in across(store, instrument, first, last)) == count * 5


@pytest.mark.parametrize("organisation", ["Odense", "odense", " ODENSE "])
def test_the_teams_of_an_organisation(store: Store, instrument: Instrument, organisation: str) -> None:
    assert [team.path.name for team in across(store, instrument, organisation=organisation)] == ["nord", "vest"]


def test_an_organisation_is_what_stands_in_the_records(store: Store, instrument: Instrument) -> None:
    (store.root / "odense").rename(store.root / "fyn")
    assert [team.path.name for team in across(store, instrument, organisation="Odense")] == ["nord", "vest"]


def _damaged(path: Path) -> None:
    path.write_bytes(b"{")


def _twice(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace('"revision"', '"revision": 1, "revision"'), "utf-8")


def _off_scale(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace('"agreed": 4', '"agreed": 9', 1), "utf-8")


def _of_another_quarter(path: Path) -> None:
    path.write_bytes(path.with_name(path.name.replace("Q3", "Q2")).read_bytes())


def _of_another_team(path: Path) -> None:
    path.write_bytes((path.parent.parent / "syd" / path.name).read_bytes())


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("spoil", [_damaged, _twice, _off_scale, _of_another_quarter, _of_another_team, _folder])
def test_what_cannot_be_used_is_named_as_where_one_team_is_read(
    store: Store, instrument: Instrument, spoil: Any
) -> None:
    spoil(_file(store, "aarhus/nord"))
    found = next(across(store, instrument))
    whole, problems = read_records(store.find("Nord", "Aarhus")[0], instrument)
    assert (list(found.records), [str(one) for one in found.problems]) == (whole, [str(one) for one in problems])
    assert (len(whole), len(problems)) == (2, 1)


def test_a_folder_under_another_name_is_its_teams_where_team_json_says_so(store: Store, instrument: Instrument) -> None:
    (store.root / "aarhus" / "nord").rename(store.root / "aarhus" / "nord-gammel")
    assert _held(next(across(store, instrument))) == ("nord-gammel", ["2026-Q1", "2026-Q2", "2026-Q3"])
    (store.root / "aarhus" / "nord-gammel" / "team.json").unlink()
    found = next(across(store, instrument))
    assert (found.records, len(found.problems)) == ((), 3)


def test_where_no_record_can_be_read_the_folder_says_whose_the_damage_is(store: Store, instrument: Instrument) -> None:
    _damaged(_file(store, "odense/vest"))
    for organisation, problems in (("Odense", 1), ("Aarhus", 0)):
        found = across(store, instrument, Q3, Q3, organisation=organisation)
        assert sum(len(team.problems) for team in found) == problems


@pytest.mark.parametrize(
    "name",
    ["2026-Q3.housing-first.draft.json", "2026-Q3.housing-first - Kopi.json", "2026-Q3.other.json", "team.json", "x"],
)
def test_other_files_are_not_opened(store: Store, instrument: Instrument, name: str) -> None:
    (store.root / "aarhus" / "nord" / name).write_bytes(b"{")
    with opened(store.root) as files:
        assert not any(team.problems for team in across(store, instrument))
    assert f"aarhus/nord/{name}" not in files


def test_a_quarter_that_is_none_is_not_passed_over(store: Store, instrument: Instrument) -> None:
    (store.root / "aarhus" / "nord" / "1026-Q3.housing-first.json").write_bytes(b"{")
    assert len(next(across(store, instrument)).problems) == 1


def test_a_name_of_today_is_read_from_team_json(store: Store, instrument: Instrument) -> None:
    rename(store, store.find("Vest")[0], "Vest og havn")
    assert list(across(store, instrument))[-1].name() == "Vest og havn"


def test_progress_hears_of_every_team(store: Store, instrument: Instrument) -> None:
    told: list[tuple[int, int, str]] = []
    list(across(store, instrument, progress=lambda *said: told.append(said)))
    assert told == [(n, 5, place.partition("/")[2]) for n, place in enumerate(_places(), 1)]


def test_the_quarters_are_found_without_opening_a_file(store: Store, instrument: Instrument) -> None:
    _add(store, instrument, "Odense", "Vest", Q3.shift(1))
    with opened(store.root) as files:
        held = quarters_held(store, instrument)
    assert (held[-2:], files) == ([Q3, Q3.shift(1)], [])


def test_an_empty_folder_has_no_quarters(tmp_path: Path, instrument: Instrument) -> None:
    assert (quarters_held(Store(tmp_path), instrument), list(across(Store(tmp_path), instrument))) == ([], [])


# One team in a large folder


VEST = ["odense/vest/2026-Q1", "odense/vest/2026-Q2", "odense/vest/2026-Q3"]


@pytest.mark.parametrize("name", ["Vest", "vest", " VEST "])
def test_one_team_is_shown_from_its_own_files(store: Store, name: str) -> None:
    own = [*(f"{path}.housing-first.json" for path in VEST), "odense/vest/team.json"]
    with opened(store.root) as files:
        show_trend(Workspace(store), [name])
    assert _but_whose_copies_they_are(files) == own
    with opened(store.root) as files:
        show_assessment(Workspace(store), name)
    assert _but_whose_copies_they_are(files) == own


def _but_whose_copies_they_are(files: list[str]) -> list[str]:
    """The files without the ``team.json`` of other teams, which say that these are no copies of the one shown."""
    return [path for path in files if path.startswith("odense/vest/") or not path.endswith("/team.json")]


def test_continued_teams_are_looked_up_by_their_ids(store: Store) -> None:
    team = TeamFile(id="vest", name="Vest", continues=("nord",))
    (store.root / "odense" / "vest" / "team.json").write_text(encode(team), encoding="utf-8")
    with opened(store.root) as files:
        show_trend(Workspace(store), ["Vest"])
    records = {path.rpartition("/")[0] for path in files if not path.endswith("/team.json")}
    assert records == {"odense/vest", "odense/nord", "aarhus/nord"}


def test_a_continued_team_in_a_folder_of_another_name_is_found(store: Store) -> None:
    (store.root / "odense" / "nord").rename(store.root / "odense" / "holdet")
    (folder,) = store.with_ids({"nord"}, "Odense")
    assert folder.path.name == "holdet"


def test_a_team_of_the_same_name_elsewhere_is_asked_about(store: Store) -> None:
    with pytest.raises(UsageProblem, match="more than one team"):
        show_trend(Workspace(store), ["Nord"])
    assert show_trend(Workspace(store), ["Nord"], organisation="Odense").exit_code == 0


def test_a_renamed_team_is_found_by_its_new_and_its_earlier_name(store: Store) -> None:
    rename(store, store.find("Vest")[0], "Havnen")
    assert [[found.path.name for found in store.seek(name)] for name in ("Havnen", "Vest")] == [["vest"], ["vest"]]


def test_a_renamed_team_is_not_asked_about_beside_one_whose_folder_has_the_name(store: Store) -> None:
    """The price of opening only one team's files; whoever writes looks at all of them."""
    rename(store, store.find("Vest")[0], "Syd")
    assert [found.path.parent.name for found in store.seek("Syd")] == ["aarhus"]
    assert [found.path.parent.name for found in store.seek("Syd", "Odense")] == ["odense"]
    assert [found.path.parent.name for found in store.find("Syd")] == ["aarhus", "odense"]


@pytest.mark.parametrize("name", ["", "..", "../odense", "aarhus/nord", "team.json", "*", "nord/"])
def test_no_path_is_a_name(store: Store, name: str) -> None:
    assert store.seek(name) == []
