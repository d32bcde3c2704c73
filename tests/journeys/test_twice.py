"""Copies of a team, an organisation or a whole data folder: named by every report of many, and counted by none."""

import csv
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from hf_fidelity import i18n
from hf_fidelity.cli import main
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Answer, Assessment, RecordSource, Team
from hf_fidelity.domain.record.changes import corrected
from hf_fidelity.errors import RecordDamaged
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.ground.findings import sentence
from hf_fidelity.journeys import (
    Workspace,
    compare_profile,
    compare_teams,
    export_tables,
    list_actions,
    processes,
    score_exports,
    show_assessment,
    show_profile,
    show_trend,
)
from hf_fidelity.journeys.export import ExportWish
from hf_fidelity.store import data_folder
from hf_fidelity.store.files import subfolders
from hf_fidelity.writers.tables import TableFormat, tables_writer
from tests.builders import record, votes
from tests.exports.tables import csv_file, lines
from tests.journeys.scenes import NOW, ORGANISATION, Q3, TEAM, Meeting, data_of, filled, store, workspace

SAME = "Socialafdelingen"


@pytest.fixture
def land(instrument: Instrument, tmp_path: Path) -> Path:
    """Two municipalities with an organisation and a team of the same names, and a second team in one of them."""
    for name, answer in (("aarhus", "4"), ("odense", "2")):
        space = workspace(tmp_path / "land" / name)
        store(
            space, *(record(instrument, answer * 16, quarter, organisation=SAME) for quarter in ("2026-Q1", "2026-Q2"))
        )
    syd = record(instrument, "5" * 16, "2026-Q2", organisation=SAME, team=Team(id="syd", name="Syd"))
    store(workspace(tmp_path / "land" / "odense"), syd)
    return tmp_path / "land"


COPIES = {
    "team": ("odense/socialafdelingen/syd", "odense/socialafdelingen/syd - Kopi", 2, 1),
    "team-renamed": ("odense/socialafdelingen/syd", "odense/socialafdelingen/arkiv", 2, 1),
    "organisation": ("odense/socialafdelingen", "odense/socialafdelingen (1)", 1, 2),
    "data-folder": ("odense", "odense - Kopi", 1, 2),
    "team-elsewhere": ("aarhus/socialafdelingen/bostoette-nord", "vejle/socialafdelingen/bostoette-nord", 2, 1),
    "nothing": ("", "", 3, 0),
}
"""What is copied, where to; how many teams are counted, and how many stand twice."""


def copied(land: Path, source: str, target: str) -> Workspace:
    if source:
        shutil.copytree(land / source, land / target)
    return Workspace.reading([land])


@pytest.mark.parametrize("many", [False, True], ids=["one-process", "two-processes"])
@pytest.mark.parametrize(("source", "target", "counted", "twice"), COPIES.values(), ids=list(COPIES))
def test_compare_counts_no_copy_and_names_both(
    source: str, target: str, counted: int, twice: int, many: bool, land: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if many:
        monkeypatch.setattr(processes, "MANY", 1)
        monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1}, raising=False)
    space = copied(land, source, target)
    for read in (compare_teams, compare_profile):
        found = read(space, Quarter(2026, 2))
        assert (len(found.left_out), found.exit_code) == ((1, 1) if twice else (0, 0))
        for problem in found.left_out:
            assert isinstance(problem, RecordDamaged)
            assert (problem.params["n"], problem.params["folders"]) == (twice, told(land, source, target))
    assert data_of(compare_teams(space, Quarter(2026, 2)))["teams"] == counted


def told(land: Path, source: str, target: str) -> list[str]:
    """The two folders as they are told: as far as they differ."""
    if Path(source).name == Path(target).name:
        source, target = (str(Path(each).parts[0]) for each in (source, target))
    return sorted(str(land / each) for each in (source, target))


@pytest.mark.parametrize("format", ["csv", "sqlite"])
@pytest.mark.parametrize(("source", "target", "counted", "twice"), COPIES.values(), ids=list(COPIES))
def test_an_export_has_no_row_of_a_copy(
    source: str,
    target: str,
    counted: int,
    twice: int,
    format: TableFormat,
    land: Path,
    tmp_path: Path,
    monkeypatch: Any,
) -> None:
    monkeypatch.setattr(processes, "MANY", 1)
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1}, raising=False)
    found = export_tables(copied(land, source, target), tmp_path / "out", tables_writer(format))
    assert [problem.params["n"] for problem in found.left_out] == ([twice] if twice else [])
    parts = {part["quarter"]: part["records"] for part in data_of(found)["parts"] if part["quarter"]}
    assert parts["2026-Q2"] == counted
    if format == "csv":
        with (tmp_path / "out/records/quarter=2026-Q2/records.csv").open(encoding="utf-8") as file:
            assert len(list(csv.DictReader(file))) == counted


IN_DANISH = {
    "one": ("team", "Det samme team ligger flere steder"),
    "many": ("data-folder", "De samme 2 teams ligger flere steder"),
}
"""What is copied; how both sentences about it begin: of a report that leaves it out, and of one that does not."""


@pytest.mark.parametrize(("copy", "said"), IN_DANISH.values(), ids=list(IN_DANISH))
def test_copies_are_told_in_the_chosen_language(copy: str, said: str, land: Path) -> None:
    source, target, _counted, _twice = COPIES[copy]
    space = copied(land, source, target)
    (problem,), (note,) = compare_teams(space, Quarter(2026, 2)).left_out, show_trend(space).remarks
    with i18n.speaking("da"):
        assert sentence(problem).startswith(f"{said} og er udeladt: ")
        assert sentence(note).startswith(f"{said}: ")


def test_where_all_are_copies_that_is_why_there_is_nothing(land: Path, tmp_path: Path) -> None:
    shutil.rmtree(land / "aarhus")
    space = copied(land, "odense", "odense-gammel")
    for read in (compare_teams, lambda space: export_tables(space, tmp_path / "out", tables_writer("csv"))):
        with pytest.raises(RecordDamaged, match="stand in each of"):
            read(space)


def test_an_older_copy_is_known_by_a_quarter_that_both_have(land: Path) -> None:
    space = copied(land, "odense", "odense-gammel")
    path = land / "odense-gammel/socialafdelingen/bostoette-nord/2026-Q2.housing-first.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["answers"]["S01"]["agreed"] = 5
    del content["checksum"]
    path.write_text(json.dumps(content), encoding="utf-8")
    assert data_of(compare_teams(space, Quarter(2026, 2)))["teams"] == 1


BY_CHANCE: dict[str, tuple[list[str], list[str], bool]] = {
    "three-differ": (["2025-Q3 4", "2025-Q4 4", "2026-Q1 4", "2026-Q2 3"], ["2 2 2 3"], False),
    "two-differ": (["2025-Q4 4", "2026-Q1 4", "2026-Q2 3"], ["2 2 3"], False),
    "one-differs": (["2026-Q1 4", "2026-Q2 3"], ["2 3"], True),
    "all-differ": (["2026-Q1 4", "2026-Q2 4"], ["2 2"], False),
    "nothing-else": (["2026-Q2 3"], ["3"], True),
    "none-of-one-quarter": (["2026-Q1 4", "2026-Q2 3"], ["- 3"], True),
    "gone-on-in": (["2025-Q2 3", "2025-Q3 4", "2025-Q4 4", "2026-Q1 4", "2026-Q2 4"], ["3 2 2 2 2"], True),
    "gone-on-in-alone": (["2025-Q4 4", "2026-Q1 4", "2026-Q2 4"], ["4 4 -"], True),
    "mended-since": (["2025-Q4 4", "2026-Q1 4", "2026-Q2 4"], ["2 4 4"], True),
}
"""Quarters and what all statements are answered with in one municipality; in the other (-: nothing); one team?"""


@pytest.mark.parametrize(("here", "there", "copy"), BY_CHANCE.values(), ids=list(BY_CHANCE))
def test_a_record_that_is_the_same_by_chance_makes_no_copy(
    here: list[str], there: list[str], copy: bool, instrument: Instrument, tmp_path: Path
) -> None:
    quarters, ours = zip(*map(str.split, here), strict=True)
    for name, line in (("aarhus", ours), ("odense", there[0].split())):
        for quarter, answer in zip(quarters, line, strict=True):
            if answer != "-":
                settled = record(instrument, answer * 16, quarter, organisation=SAME)
                store(workspace(tmp_path / "land" / name), settled)
    store(workspace(tmp_path / "land" / "vejle"), record(instrument, "5" * 16, quarters[-1], organisation="Vejle"))
    space = Workspace.reading([tmp_path / "land"])
    tables = export_tables(space, tmp_path / "out", tables_writer("csv"))
    for found in (compare_teams(space, Quarter.parse(quarters[-1])), tables):
        assert len(found.left_out) == copy


def test_a_short_questionnaire_that_is_answered_alike_makes_no_copy(land: Path) -> None:
    """Whether in the quarters of the long one or in another; and a third municipality's may be a copy all the same."""
    instrument = workspace(land / "aarhus").instrument("samarbejdstrappen")
    for name in ("aarhus", "odense"):
        store(workspace(land / name), record(instrument, "3" * len(instrument.order), "2026-Q2", organisation=SAME))
    space = copied(land, "aarhus", "vejle")
    found = compare_teams(space, Quarter(2026, 2))
    assert [each.params["folders"] for each in found.left_out] == [[str(land / "aarhus"), str(land / "vejle")]]
    assert data_of(found)["teams"] == 2


BLANKS = {"git": (b"\n", b"\r\n"), "indented": (b"\n  ", b"\n    ")}
"""How another program writes the copy anew."""


@pytest.mark.parametrize(("written", "anew"), BLANKS.values(), ids=list(BLANKS))
def test_a_copy_with_other_blanks_is_one(written: bytes, anew: bytes, land: Path) -> None:
    space = copied(land, "odense", "odense-git")
    for path in (land / "odense-git").rglob("*.json"):
        path.write_bytes(path.read_bytes().replace(written, anew))
    assert data_of(compare_teams(space, Quarter(2026, 2)))["teams"] == 1


def test_a_copy_with_its_keys_in_another_order_is_one(land: Path) -> None:
    space = copied(land, "odense", "odense-anew")
    for path in (land / "odense-anew").rglob("*.json"):
        path.write_text(json.dumps(json.loads(path.read_bytes()), sort_keys=True), encoding="utf-8")
    assert data_of(compare_teams(space, Quarter(2026, 2)))["teams"] == 1


def _corrected(before: Assessment, **changed: Any) -> Assessment:
    return corrected(before, before.model_copy(update=changed), "misheard", NOW)


ONE_FILE = RecordSource(kind="import", file="e.csv", sha256="0" * 64)

SAVED_AGAIN: Mapping[str, Any] = {
    "corrected": lambda it, instrument: _corrected(it, answers=it.answers | {"S01": Answer(agreed=1)}),
    "corrected-and-back": lambda it, instrument: _corrected(
        _corrected(it, answers=it.answers | {"S01": Answer(agreed=1)}), answers=it.answers
    ),
    "more-than-answers": lambda it, instrument: _corrected(it, held_on=NOW.date(), answers={}),
    "votes-settled": lambda it, instrument: it.model_copy(update={"status": "final"}),
}
"""What became of the records of one of two folders in all quarters."""


@pytest.mark.parametrize("does", SAVED_AGAIN.values(), ids=list(SAVED_AGAIN))
def test_a_copy_of_which_the_original_has_been_saved_again_is_one(
    does: Any, instrument: Instrument, tmp_path: Path
) -> None:
    land = tmp_path / "land"
    for quarter in ("2026-Q1", "2026-Q2"):
        status = "votes" if does is SAVED_AGAIN["votes-settled"] else "final"
        store(workspace(land / "aarhus"), record(instrument, "4" * 16, quarter, status=status, sources=(ONE_FILE,)))
    store(workspace(land / "odense"), record(instrument, "3" * 16, "2026-Q2"))
    space = copied(land, "aarhus", "aarhus - Kopi")
    (team,) = workspace(land / "aarhus").store.teams()
    for before in team.records()[0]:
        team.save(does(before, instrument), 1)
    found = compare_teams(space, Quarter(2026, 2))
    assert (data_of(found)["teams"], [each.params["n"] for each in found.left_out]) == (1, [1])


def _voted(it: Assessment, *counts: int) -> Assessment:
    return it.model_copy(update={"status": "votes", "answers": {"S01": Answer(votes=votes(*counts))}})


ANOTHERS: Mapping[str, tuple[Any, Any, Any]] = {
    "corrected-from-something-else": (
        lambda it: it,
        lambda it: it.model_copy(update={"answers": it.answers | {"S01": Answer(agreed=1)}}),
        lambda it: _corrected(it, answers=it.answers | {"S01": Answer(agreed=4)}),
    ),
    "held-on-another-day": (
        lambda it: it,
        lambda it: it.model_copy(update={"held_on": NOW.date()}),
        lambda it: _corrected(it, answers=it.answers | {"S01": Answer(agreed=1)}),
    ),
    "votes-of-one-file": (
        lambda it: _voted(it, 0, 0, 0, 0, 5),
        lambda it: _voted(it, 0, 0, 0, 6, 0),
        lambda it: it.model_copy(update={"status": "final"}),
    ),
}
"""The record of one team; of another of the same names, as it was first and as it was saved again."""


@pytest.mark.parametrize(("ours", "first", "again"), ANOTHERS.values(), ids=list(ANOTHERS))
def test_a_record_of_another_team_that_was_saved_again_makes_no_copy(
    ours: Any, first: Any, again: Any, instrument: Instrument, tmp_path: Path
) -> None:
    answered = record(instrument, "4" * 16, "2026-Q2", sources=(ONE_FILE,))
    store(workspace(tmp_path / "land" / "aarhus"), ours(answered))
    store(odense := workspace(tmp_path / "land" / "odense"), first(answered))
    (team,) = odense.store.teams()
    team.save(again(first(answered)), 1)
    found = compare_teams(Workspace.reading([tmp_path / "land"]), Quarter(2026, 2))
    assert found.left_out == ()


@pytest.mark.parametrize("many", [False, True], ids=["one-process", "two-processes"])
def test_a_copy_is_known_whatever_its_organisation_was_called_before(
    many: bool, instrument: Instrument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An older record with the earlier name is in one of the folders only, and not in every span."""
    if many:
        monkeypatch.setattr(processes, "MANY", 1)
        monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1}, raising=False)
    space = workspace(tmp_path / "data")
    syd = Team(id="syd", name="Syd")
    quarters = ("2026-Q1", "2026-Q2")
    store(space, *(record(instrument, "4" * 16, each, organisation=SAME) for each in quarters))
    store(space, *(record(instrument, "5" * 16, each, organisation=SAME, team=syd) for each in quarters))
    home = tmp_path / "data" / "socialafdelingen"
    shutil.copytree(home / "syd", home / "syd - Kopi")
    (home / "syd - Kopi" / "2026-Q1.housing-first.json").unlink()
    path = home / "syd" / "2026-Q1.housing-first.json"
    path.write_text(path.read_text(encoding="utf-8").replace(SAME, "Gamle Kommune"), encoding="utf-8")
    spans = ((None, None), (Quarter(2026, 1), None), (Quarter(2026, 2), Quarter(2026, 2)))
    for first, last in spans:
        assert data_of(compare_teams(space, first=first, last=last))["teams"] == 1
        found = export_tables(space, tmp_path / "out", tables_writer("csv"), ExportWish(first=first, last=last))
        assert {part["records"] for part in data_of(found)["parts"] if part["quarter"] and part["done"] != "gone"} == {
            1
        }


def test_a_trend_and_the_check_name_copies_too(land: Path, capsys: Any) -> None:
    space = copied(land, "odense/socialafdelingen", "odense/socialafdelingen (1)")
    (note,) = show_trend(space).remarks
    with i18n.speaking("en"):
        assert sentence(note).startswith("The same 2 teams stand in each of ")
        assert main.run(["--data", str(land / "odense"), "--lang", "en", "compare"]) == 3
        assert "The same 2 teams" in capsys.readouterr().err
        assert main.run(["--data", str(land / "odense"), "--lang", "en", "trend"]) == 0
        assert "The same 2 teams" in capsys.readouterr().err
        assert main.run(["--data", str(land / "odense"), "--lang", "en", "check"]) == 1
        assert "The same team as in socialafdelingen/syd: Syd" in " ".join(capsys.readouterr().out.split())


SPANS = {
    "all": ("2025-Q4", None, 2),
    "to-the-copy's": (None, "2026-Q1", 2),
    "from-what-the-copy-lacks": ("2026-Q2", None, 2),
    "to-what-the-original-has-alone": (None, "2025-Q4", 1),
    "where-neither-is": ("2026-Q3", None, 0),
}
"""The first and the last quarter asked for; how many teams are counted beside the one that stands twice."""
LACKS = {
    "the-copy": ("syd - Kopi", "2026-Q2.housing-first.json"),
    "the-original": ("syd", "2026-Q2.housing-first.json"),
}
"""Which of the two folders lacks which files: an older copy, or one that somebody has gone on in."""


@pytest.mark.parametrize(("folder", "files"), LACKS.values(), ids=list(LACKS))
@pytest.mark.parametrize(("first", "last", "others"), SPANS.values(), ids=list(SPANS))
def test_a_team_that_stands_twice_is_treated_alike_whichever_quarters_are_asked_for(
    first: str | None, last: str | None, others: int, folder: str, files: str, instrument: Instrument, tmp_path: Path
) -> None:
    space = workspace(tmp_path / "data")
    syd, oest = Team(id="syd", name="Syd"), Team(id="oest", name="Øst")
    for quarter in ("2025-Q4", "2026-Q1", "2026-Q2"):
        store(space, record(instrument, "5" * 16, quarter, organisation=SAME, team=syd))
        store(space, record(instrument, "4" * 16, quarter, organisation=SAME))
        if quarter != "2025-Q4":
            store(space, record(instrument, "3" * 16, quarter, organisation=SAME, team=oest))
    store(space, record(instrument, "3" * 16, "2026-Q3", organisation="En anden Kommune"))
    home = tmp_path / "data" / "socialafdelingen"
    shutil.copytree(home / "syd", home / "syd - Kopi")
    for path in (home / folder).glob(files):
        path.unlink()
    span = {"first": first and Quarter.parse(first), "last": last and Quarter.parse(last)}
    found = compare_teams(space, **span)  # type: ignore[arg-type]
    counted = {quarter: n for quarter, n in _teams_counted(found).items() if quarter != "2026-Q3"}
    assert max(counted.values(), default=0) == others
    tables = export_tables(space, tmp_path / "out", tables_writer("csv"), ExportWish(**span))  # type: ignore[arg-type]
    for told in (found, tables):
        assert [each.params["folders"] for each in told.left_out] == (
            [[str(home / "syd"), str(home / "syd - Kopi")]] if others else []
        )
    parts = {part["quarter"]: part["records"] for part in data_of(tables)["parts"] if part["quarter"]}
    assert {quarter: n for quarter, n in parts.items() if quarter != "2026-Q3"} == counted


def test_a_folder_without_a_record_is_no_copy(land: Path, tmp_path: Path) -> None:
    space = copied(land, "odense/socialafdelingen/syd", "odense/socialafdelingen/syd - Kopi")
    for path in (land / "odense/socialafdelingen/syd - Kopi").glob("2*.json"):
        path.unlink()
    found = compare_teams(space, Quarter(2026, 2))
    assert (data_of(found)["teams"], found.left_out) == (3, ())
    assert export_tables(space, tmp_path / "out", tables_writer("csv")).left_out == ()


def _teams_counted(found: Any) -> Mapping[str, int]:
    """Quarter → how many teams a comparison counts."""
    return {each["quarter"]: each["teams"] for each in data_of(found)["course"] if each["teams"]}


# One team's own commands: what they show or store is of one of the folders.


@pytest.fixture
def nord_twice(instrument: Instrument, tmp_path: Path) -> Workspace:
    """Bostøtte Nord with a copy of its folder beside it."""
    space = workspace(tmp_path / "data")
    store(space, record(instrument, "4" * 16, "2026-Q2"))
    home = space.team("Bostøtte Nord").path
    shutil.copytree(home, home.with_name("bostoette-nord - Kopi"))
    return space


def imported(space: Workspace, **more: Any) -> Any:
    (file := space.store.root.parent / "e.csv").parent.mkdir(exist_ok=True)
    return score_exports(space, [csv_file(file, lines([4] * 7, (ORGANISATION, TEAM, "2026-Q3")))], now=NOW, **more)


def at_the_table(space: Workspace) -> Meeting:
    (meeting := Meeting(["4", "q"])).hold(space)
    return meeting


OWN: Mapping[str, Any] = {
    "show": lambda space: show_assessment(space, TEAM),
    "show-all": lambda space: show_profile(space, TEAM),
    "trend": lambda space: show_trend(space, [TEAM]),
    "actions": lambda space: list_actions(space, today=NOW.date()),
    "assess": lambda space: filled(space, "answers: {S01: 4}", quarter=Q3),
    "assess-at-the-table": at_the_table,
    "score": imported,
    "score-dry-run": lambda space: imported(space, dry_run=True),
}


@pytest.mark.parametrize("does", OWN.values(), ids=list(OWN))
def test_every_command_about_a_team_that_stands_twice_says_so(does: Any, nord_twice: Workspace) -> None:
    home = nord_twice.store.root / "proevekoebing-kommune"
    with i18n.speaking("en"):
        said = told_by(does, nord_twice)
    folders = [str(home / name) for name in ("bostoette-nord", "bostoette-nord - Kopi")]
    assert f"The same team stands in each of {folders[0]}, {folders[1]}. Keep one of these folders." in said


def test_another_organisations_folder_that_cannot_be_read_stops_nobody(
    nord_twice: Workspace, instrument: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(nord_twice, record(instrument, "3" * 16, organisation="Odense", team=Team(id="syd", name="Syd")))

    def refused(folder: Path) -> list[Path]:
        if folder.name == "odense":
            raise RecordDamaged("{file} cannot be read.", file=str(folder))
        return subfolders(folder)

    monkeypatch.setattr(data_folder, "subfolders", refused)
    assert data_of(show_assessment(nord_twice, TEAM))["quarter"] == "2026-Q2"


def test_what_is_stored_is_where_it_is_shown_from(nord_twice: Workspace) -> None:
    home = nord_twice.store.root / "proevekoebing-kommune"
    (home / "bostoette-nord - Kopi").rename(home / "arkiv")
    filled(nord_twice, "answers: {S01: 2}", quarter=Q3)
    assert data_of(show_assessment(nord_twice, TEAM))["quarter"] == "2026-Q3"


@pytest.mark.parametrize("does", OWN.values(), ids=list(OWN))
def test_and_of_a_team_that_stands_once_nothing(does: Any, nord_twice: Workspace) -> None:
    shutil.rmtree(nord_twice.store.root / "proevekoebing-kommune" / "bostoette-nord - Kopi")
    assert not any("stands in each" in each for each in told_by(does, nord_twice))


def told_by(does: Any, space: Workspace) -> list[str]:
    """What a command says beside its report; at the table, what was told there."""
    told = does(space)
    return told.told if isinstance(told, Meeting) else [sentence(each) for each in told.remarks]
