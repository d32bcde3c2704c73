"""Many municipalities' data folders read in place as one: nothing is copied, and nobody is taken for somebody else."""

import csv
import json
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from textwrap import indent
from typing import Any

import pytest

from hf_fidelity.cli import main
from hf_fidelity.cli.global_options import usual_language
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Team, TeamFile
from hf_fidelity.errors import InputProblem, UsageProblem
from hf_fidelity.ground.findings import sentence
from hf_fidelity.journeys import (
    Workspace,
    check_folder,
    compare_profile,
    compare_teams,
    export_tables,
    show_assessment,
    show_trend,
)
from hf_fidelity.store.codec import encode
from hf_fidelity.writers.tables import tables_writer
from tests.builders import housing_first, record, spread_course, voted
from tests.journeys.scenes import NOW, data_of, own_questionnaire, store, workspace
from tests.plain_yaml import quickly

SAME = "Socialafdelingen"
"""An organisation of two municipalities has this name, and a team of each the same name and id."""


@pytest.fixture
def country(instrument: Instrument, tmp_path: Path) -> Path:
    """Two municipalities: the same organisation and team in both, and a team of its own in one of them."""
    for name, answer in (("aarhus", "4"), ("odense", "2")):
        space = workspace(tmp_path / "land" / name)
        store(
            space, *(record(instrument, answer * 16, quarter, organisation=SAME) for quarter in ("2026-Q1", "2026-Q2"))
        )
    store(
        workspace(tmp_path / "land" / "odense"), record(instrument, "5" * 16, "2026-Q2", organisation="Odense Kommune")
    )
    return tmp_path / "land"


def everything(folder: Path) -> Mapping[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(params=["named", "folder-of-folders"])
def space(request: pytest.FixtureRequest, country: Path) -> Workspace:
    return Workspace.reading([country / "aarhus", country / "odense"] if request.param == "named" else [country])


def test_compare_counts_every_team_once(space: Workspace, country: Path) -> None:
    before = everything(country)
    data = data_of(compare_teams(space))
    assert data["teams"] == 3
    assert next(row["values"] for row in data["rows"] if row["level"] == "total") == [2.0, 4.0, 5.0]
    assert everything(country) == before


def test_teams_of_the_same_name_are_two_in_both_quarters(space: Workspace) -> None:
    from hf_fidelity.domain.record.privacy import Policy
    from hf_fidelity.store.data_folder import across

    instrument = space.instrument()
    course = spread_course(
        (each for team in across(space.store, instrument) for each in team.records), instrument, Policy(5)
    )
    assert (course.in_both, course.everybody) == (2, 3)


def test_organisations_of_one_name_are_told_apart(space: Workspace) -> None:
    trends = data_of(show_trend(space))["trends"]
    told = {(each["organisation"], each["team"], each["rows"][0]["scores"][-1]) for each in trends}
    assert told == {
        (f"{SAME} (aarhus)", "Bostøtte Nord", 4.0),
        (f"{SAME} (odense)", "Bostøtte Nord", 2.0),
        ("Odense Kommune", "Bostøtte Nord", 5.0),
    }


@pytest.mark.parametrize("renamed", ["odense/socialafdelingen", "aarhus/socialafdelingen"])
def test_whatever_its_folder_is_called_by_hand_an_organisation_is_told_apart_by_its_name(
    renamed: str, instrument: Instrument, country: Path
) -> None:
    """Else a team would go on with the answers of another municipality's."""
    ny = Team(id="ny", name="Ny")
    store(workspace(country / "aarhus"), record(instrument, "3" * 16, "2026-Q3", organisation=SAME, team=ny))
    store(workspace(country / "odense"), record(instrument, "2" * 16, "2025-Q4", organisation=SAME))
    file = TeamFile(id="ny", name="Ny", continues=("bostoette-nord",))
    (country / "aarhus/socialafdelingen/ny/team.json").write_text(encode(file), encoding="utf-8")
    (country / renamed).rename(country / renamed.replace("afdelingen", ""))
    space = Workspace.reading([country])
    (ny_alone,) = data_of(show_trend(space, ["Ny"]))["trends"]
    assert (ny_alone["quarters"], ny_alone["rows"][0]["scores"]) == (["2026-Q1", "2026-Q2", "2026-Q3"], [4.0, 4.0, 3.0])
    names = ["Odense Kommune", f"{SAME} (aarhus)", f"{SAME} (odense)"]
    assert space.store.organisation_names() == names


def test_one_of_them_can_be_asked_for(space: Workspace) -> None:
    (one,) = data_of(show_trend(space, organisation=f"{SAME} (odense)"))["trends"]
    assert one["rows"][0]["scores"] == [2.0, 2.0]
    assert data_of(compare_teams(space, organisation=f"{SAME} (aarhus)"))["teams"] == 1
    with pytest.raises(UsageProblem, match="more than one team"):
        show_trend(space, ["Bostøtte Nord"])


SO_MANY = {2: "K00, K01.", 3: "K00, K01, K02.", 4: "K00, K01, K02 and 1 more.", 30: "K00, K01, K02 and 27 more."}
"""In how many municipalities a team is called so, and how sentences that name them end."""


@pytest.mark.parametrize(("n", "named"), SO_MANY.items())
def test_of_very_many_a_sentence_names_a_few_and_says_how_many_more(
    n: int, named: str, instrument: Instrument, tmp_path: Path, capsys: Any
) -> None:
    for at in range(n):
        store(workspace(tmp_path / f"{at:02}"), record(instrument, "4" * 16, organisation=f"K{at:02}"))
        (tmp_path / f"{at:02}" / "settings.yaml").write_text("min_n: 8\n", encoding="utf-8")
    store(
        workspace(tmp_path / "00"), record(instrument, "4" * 16, organisation="Andre", team=Team(id="syd", name="Syd"))
    )
    words = ["--data", str(tmp_path), "--lang", "en", "trend", "--team", "Bostøtte Nord"]
    for more, said in (
        ([], f"There is more than one team Bostøtte Nord: {named}"),
        (["--organisation", "Andre"], f"Andre has no team Bostøtte Nord. There is one of: {named}"),
    ):
        assert main.run([*words, *more]) == 2
        assert said in " ".join(capsys.readouterr().err.split())
    (told,) = (each for each in compare_teams(Workspace.reading([tmp_path])).remarks if each.code == "highest-min-n")
    assert len(told.params["folders"]) == n
    assert told.words().count(str(tmp_path)) == min(n, 3)


def test_an_export_has_a_row_for_each(space: Workspace, country: Path, tmp_path: Path) -> None:
    export_tables(space, tmp_path / "out", tables_writer("csv"))
    with (tmp_path / "out" / "records" / "quarter=2026-Q2" / "records.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {(row["record"].partition("/")[0], row["organisation"]) for row in rows} == {
        ("aarhus", f"{SAME} (aarhus)"),
        ("odense", f"{SAME} (odense)"),
        ("odense", "Odense Kommune"),
    }
    with pytest.raises(UsageProblem, match="lie in one another"):
        export_tables(space, country / "odense" / "tabeller", tables_writer("csv"))


NOT_THERE = {
    "team": (["trend", "--team", "Nordx"], "There is no team Nordx in {aarhus}, {odense}. Nearest: Bostøtte Nord."),
    "organisation": (
        ["trend", "--team", "Bostøtte Nord", "--organisation", SAME],
        f"{SAME} has no team Bostøtte Nord. There is one of: Odense Kommune, {SAME} (aarhus), {SAME} (odense).",
    ),
    "nobody": (["compare", "--organisation", "X"], "no organisation X in {aarhus}, {odense}."),
    "form": (
        ["compare", "--instrument", "samskabelse"],
        "of Samskabelse (co-creation) to show, but of: housing-first.",
    ),
    "export": (["export", "out", "--from", "2031-Q1"], "There is one for: 1st quarter 2026, 2nd quarter 2026."),
}


@pytest.mark.parametrize(("words", "said"), NOT_THERE.values(), ids=list(NOT_THERE))
def test_what_is_in_no_folder_is_told_of_all_and_no_hint_is_refused(
    words: list[str], said: str, country: Path, tmp_path: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main.run(["--data", str(country), "--lang", "en", *words]) == 2
    told = " ".join(capsys.readouterr().err.split())
    assert said.format(aarhus=country / "aarhus", odense=country / "odense") in told
    for refused in ("hf-fidelity teams", "hf-fidelity assess"):
        assert refused not in told


def test_what_is_usual_for_one_is_not_so_for_all(space: Workspace, country: Path) -> None:
    (country / "aarhus" / "settings.yaml").write_text("team: Bostøtte Nord\n", encoding="utf-8")
    assert space.usual({}).team is None


def test_folders_of_one_name_have_more_of_their_path(instrument: Instrument, tmp_path: Path) -> None:
    roots = [tmp_path / name / "data" for name in ("aarhus", "odense")]
    for root in roots:
        store(workspace(root), record(instrument, "4" * 16, organisation=SAME))
    names = Workspace.reading(roots).store.organisation_names()
    assert names == [f"{SAME} (aarhus/data)", f"{SAME} (odense/data)"]


ALIKE = {
    "capitals": ("Aarhus", "aarhus", SAME, ["Aarhus", "aarhus 2"]),
    "accents": ("A\u030arhus", "\u00c5rhus", SAME, ["A\u030arhus", "\u00c5rhus 2"]),
    "called-so": ("aarhus", "odense", f"{SAME} (Aarhus)", ["aarhus", "odense"]),
}
"""Two municipalities with an organisation of one name; what a third's is called; how the two are told apart."""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere these are one folder")
@pytest.mark.parametrize(("one", "other", "third", "labels"), ALIKE.values(), ids=list(ALIKE))
def test_organisations_that_are_told_apart_can_each_be_asked_for(
    one: str, other: str, third: str, labels: list[str], instrument: Instrument, tmp_path: Path
) -> None:
    for folder, organisation, answer in ((one, SAME, "4"), (other, SAME, "2"), ("vejle", third, "5")):
        store(workspace(tmp_path / folder), record(instrument, answer * 16, organisation=organisation))
    space = Workspace.reading([tmp_path])
    names = space.store.organisation_names()
    assert {f"{SAME} ({label})" for label in labels} < set(names)
    for name in names:
        assert data_of(compare_teams(space, organisation=name))["teams"] == 1
        (trend,) = data_of(show_trend(space, ["Bostøtte Nord"], organisation=name))["trends"]
        assert trend["organisation"] == name


def test_a_data_folder_is_not_taken_for_many(instrument: Instrument, tmp_path: Path) -> None:
    """Whatever else lies in it: a backup that somebody has unpacked there, say."""
    store(workspace(tmp_path / "data"), record(instrument, "4" * 16))
    store(workspace(tmp_path / "data" / "unpacked"), record(instrument, "3" * 16))
    assert not Workspace.reading([tmp_path / "data"]).reads_several


def test_a_folder_named_twice_is_one(country: Path) -> None:
    assert data_of(compare_teams(Workspace.reading([country / "odense", country / "odense"])))["teams"] == 2


def test_however_a_folder_is_reached_it_is_read_once(country: Path, tmp_path: Path) -> None:
    (country / "odense-igen").symlink_to(country / "odense")
    space = Workspace.reading([country / "aarhus", country])
    assert (data_of(compare_teams(space))["teams"], space.passed_over) == (3, ())
    export_tables(space, tmp_path / "out", tables_writer("sqlite"))  # a row that stood there twice would be refused
    assert [path.name for path in Workspace.reading([country]).store.roots] == ["aarhus", "odense"]


PASSED_OVER = {
    "deeper": ("aarhus", "deep/aarhus", ["."], ".", "no-data-folders"),
    "nothing": ("", "new", ["."], ".", "no-data-folders"),
    "nothing-named": ("", "new", ["aarhus", "odense", "new"], "new", "no-teams"),
    "organisation": ("", "aarhus", ["aarhus", "odense/odense-kommune"], "odense/odense-kommune", "no-teams"),
    "beside-teams": ("odense/odense-kommune", "odense-kommune", ["."], ".", "data-folders-inside"),
}
"""What is moved, where to (nothing: a new folder); the folders named; of which of them something is said."""


@pytest.mark.parametrize(("source", "target", "named", "told", "code"), PASSED_OVER.values(), ids=list(PASSED_OVER))
def test_what_gives_no_record_is_named(
    source: str, target: str, named: list[str], told: str, code: str, country: Path, capsys: Any
) -> None:
    (country / target).parent.mkdir(parents=True, exist_ok=True)
    if source:
        (country / source).rename(country / target)
    (country / target).mkdir(exist_ok=True)
    space = Workspace.reading([country / each for each in named])
    (finding,) = space.passed_over
    assert (finding.code, finding.params["folder"]) == (code, str(country / told))
    for read in (compare_teams, show_trend):
        assert read(space).remarks[:1] == (finding,)
    assert main.run([*(word for each in named for word in ("--data", str(country / each))), "compare"]) == 0
    assert (country / told).name in capsys.readouterr().err


def test_check_names_a_data_folder_inside_a_data_folder(instrument: Instrument, tmp_path: Path, capsys: Any) -> None:
    store(workspace(tmp_path), record(instrument, "4" * 16))
    store(workspace(tmp_path / "unpacked"), record(instrument, "3" * 16))
    assert main.run(["--data", str(tmp_path), "--lang", "en", "check"]) == 1
    assert "a data folder inside a data folder" in " ".join(capsys.readouterr().out.split())


def test_nothing_is_written_beside_the_only_municipality(instrument: Instrument, tmp_path: Path, capsys: Any) -> None:
    """A first organisation there would hide the municipality from every command after it."""
    store(workspace(tmp_path / "land" / "aarhus"), record(instrument, "4" * 16))
    assert data_of(compare_teams(Workspace.reading([tmp_path / "land"])))["teams"] == 1
    for words in (("teams",), ("assess", "--answers", "x")):
        assert main.run(["--data", str(tmp_path / "land"), "--lang", "en", *words]) == 2
        assert "holds a data folder, aarhus, and is none itself" in capsys.readouterr().err


@pytest.mark.parametrize("words", [("assess", "--answers", "x"), ("records",), ("actions",), ("show",), ("check",)])
def test_every_other_command_refuses_several(words: tuple[str, ...], country: Path, capsys: Any) -> None:
    before = everything(country)
    for data in (["--data", str(country)], ["--data", str(country / "aarhus"), "--data", str(country / "odense")]):
        assert main.run([*data, "--lang", "en", *words]) == 2
        assert "works on one data folder, and 2 are meant" in capsys.readouterr().err
    assert everything(country) == before


def test_the_command_line_reads_several(country: Path, capsys: Any) -> None:
    words = ["compare", "--data", str(country / "aarhus"), "--data", str(country / "odense"), "--lang", "en"]
    assert main.run(words) == 0
    assert "3 teams" in capsys.readouterr().out
    assert main.run(["--data", str(country / "odense"), "--data", str(country / "nowhere"), "compare"]) == 2
    assert "nowhere" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--data", "aarhus", "compare"], ["compare"], ["trend"], ["check"]], ids="-".join)
def test_a_file_is_called_a_file(words: list[str], country: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(country)
    (country / "tal.csv").write_text("", encoding="utf-8")
    assert main.run(["--lang", "en", "--data", "tal.csv", *words]) == 2
    assert "tal.csv is a file, and no folder." in " ".join(capsys.readouterr().err.split())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_what_must_not_be_opened_in_one_municipality_stops_nobody(country: Path) -> None:
    for name in ("aarhus", "odense"):
        (country / name / "instruments").mkdir()
    os.mkfifo(country / "odense" / "instruments" / "mit.yaml")
    usable, problems = Workspace.reading([country]).instruments()
    assert "housing-first" in [instrument.id for instrument in usable]
    assert [problem.params["file"] for problem in problems] == [str(country / "odense/instruments/mit.yaml")]


SAID: dict[str, tuple[dict[str, str], int]] = {
    "nothing": ({}, 5),
    "just-under": ({"aarhus": "min_n: 6\n"}, 6),
    "at": ({"aarhus": "min_n: 7\n"}, 7),
    "above": ({"odense": "min_n: 8\n"}, 8),
    "the-highest": ({"aarhus": "min_n: 6\n", "odense": "min_n: 9\n"}, 9),
    "lower-than-the-questionnaire": ({"aarhus": "min_n: 3\n", "odense": "min_n: 3\n"}, 5),
    "as-the-questionnaire": ({"aarhus": "min_n: 5\n"}, 5),
    "something-else": ({"aarhus": "team: Nord\n"}, 5),
}
"""What the settings of two municipalities say → the limit that holds for both."""


@pytest.mark.parametrize(("settings", "limit"), SAID.values(), ids=list(SAID))
@pytest.mark.parametrize("own", [False, True], ids=["shipped", "own"])
def test_the_highest_limit_of_the_settings_holds_for_all(
    settings: Mapping[str, str], limit: int, own: bool, tmp_path: Path
) -> None:
    """Seven people answered: a municipality that shows no fewer than eight shows none of them beside others either."""
    for name in ("aarhus", "odense"):
        space = workspace(tmp_path / "land" / name)
        id = own_questionnaire(tmp_path / "land" / name, "vores") if own else "housing-first"
        store(space, voted(space.instrument(id), {"S02": (0, 0, 2, 2, 3)}, organisation=name, participants=7))
        (space.store.root / "settings.yaml").write_text(settings.get(name, ""), encoding="utf-8")
    space = Workspace.reading([tmp_path / "land"])
    there = limit <= 7
    for read in (compare_teams, show_trend):
        result = read(space, instrument_id=id)
        assert [each.params["limit"] for each in result.remarks if each.code == "highest-min-n"] == [limit] * (
            limit > 5
        )
    (statement,) = (row for row in data_of(compare_teams(space, instrument_id=id))["rows"] if row["id"] == "S02")
    assert statement["n"] == 2 * there
    made = export_tables(space, tmp_path / "tables", tables_writer("csv"))
    assert data_of(made)["limits"] == {id: limit}
    answers = (tmp_path / "tables" / "answers" / "quarter=2026-Q3" / "answers.csv").read_text(encoding="utf-8")
    told = {row["answered"] for row in csv.DictReader(answers.splitlines()) if row["statement"] == "S02"}
    assert told == {"7" if there else ""}
    asked = next(r for r in data_of(compare_teams(space, instrument_id=id, min_n=5))["rows"] if r["id"] == "S02")
    assert asked["n"] == 2  # whoever says it, says it


HOLDS = {
    "nobody": ({}, [], 8, 8, "unless --min-n says otherwise"),
    "environment-lower": ({"HF_FIDELITY_MIN_N": "3"}, [], 8, 8, "unless --min-n says otherwise"),
    "environment-higher": ({"HF_FIDELITY_MIN_N": "9"}, [], 8, 9, ""),
    "option-lower": ({}, ["--min-n", "3"], 8, 3, "--min-n says 3, and that holds here"),
    "option-as-high": ({}, ["--min-n", "8"], 8, 8, "unless --min-n says otherwise"),
    "option-higher": ({}, ["--min-n", "9"], 8, 9, ""),
    "option-before-environment": ({"HF_FIDELITY_MIN_N": "9"}, ["--min-n", "4"], 8, 4, "--min-n says 4"),
    "no-settings": ({"HF_FIDELITY_MIN_N": "3"}, [], None, 5, ""),
}
"""What the environment and the options say; the highest ``min_n`` of the settings; the limit that holds; the remark."""


@pytest.mark.parametrize(("variables", "option", "settings", "limit", "told"), HOLDS.values(), ids=list(HOLDS))
def test_only_the_option_lowers_what_the_settings_of_several_say_and_the_remark_tells_what_holds(
    variables: Mapping[str, str], option: list[str], settings: int | None, limit: int, told: str,
    country: Path, tmp_path: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    if settings:
        (country / "odense" / "settings.yaml").write_text(f"min_n: {settings}\n", encoding="utf-8")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    words = ["--data", str(country), "--lang", "en"]
    assert main.run([*words, "export", str(tmp_path / "tables"), "--format", "csv", *option]) == 0
    package = json.loads((tmp_path / "tables" / "datapackage.json").read_text(encoding="utf-8"))
    assert package["hf-fidelity"]["privacy"]["limits"] == {"housing-first": limit}
    for command in (["export", str(tmp_path / "tables"), "--format", "csv"], ["compare"], ["trend"]):
        capsys.readouterr()
        assert main.run([*words, *command, *option]) == 0
        said = " ".join(capsys.readouterr().err.split())
        assert (told in said, "(min_n)" in said) == (True, bool(told))


def test_of_one_folder_the_environment_goes_before_its_settings(country: Path) -> None:
    (country / "odense" / "settings.yaml").write_text("min_n: 8\n", encoding="utf-8")
    assert workspace(country / "odense").usual({"HF_FIDELITY_MIN_N": "3"}).limit(None) == 3
    assert data_of(compare_teams(workspace(country / "odense"), min_n=3))["teams"] == 2


@pytest.mark.parametrize(("min_n", "told"), [(None, "highest limit of all, 10"), (4, "was asked for, 4")])
def test_what_is_said_of_editions_tells_the_limit_that_holds(min_n: int | None, told: str, tmp_path: Path) -> None:
    for name, least in (("aarhus", 5), ("odense", 10)):
        instrument = workspace(tmp_path / name).instrument(own_questionnaire(tmp_path / name, "vores"))
        store(workspace(tmp_path / name), record(instrument, "4" * 16, organisation=name))
        file = tmp_path / name / "instruments" / "vores.yaml"
        text = file.read_text(encoding="utf-8").replace("privacy_limit: 5", f"privacy_limit: {least}")
        file.write_text(text, encoding="utf-8")
    space = Workspace.reading([tmp_path / "aarhus", tmp_path / "odense"])
    found = compare_teams(space, instrument_id="vores", min_n=min_n)
    assert [told in each.words() for each in found.remarks if each.code == "editions"] == [True]


def test_a_municipalitys_own_edition_of_a_shipped_questionnaire_is_not_passed_over_in_silence(
    country: Path, tmp_path: Path
) -> None:
    own_questionnaire(country / "odense", "housing-first")
    for space in (Workspace.reading([country]), Workspace.reading([country / "odense"])):
        made = export_tables(space, tmp_path / "out", tables_writer("csv"))
        for result in (compare_teams(space), show_trend(space), made):
            (told,) = (each for each in result.remarks if each.code == "shipped-counts")
            assert told.params["files"] == [str(country / "odense/instruments/housing-first.yaml")]


def test_where_the_questionnaires_are_behind_a_link_that_leads_nowhere_nobody_knows_their_limit(
    country: Path, tmp_path: Path
) -> None:
    for name in ("aarhus", "odense"):
        own_questionnaire(country / name, "vores")
        instrument = Workspace.at(country / name).instrument("vores")
        store(workspace(country / name), record(instrument, "4" * 16, organisation=name))
    shutil.rmtree(link := country / "odense" / "instruments")
    link.symlink_to(tmp_path / "gone")
    result = compare_teams(Workspace.reading([country]), instrument_id="vores")
    assert data_of(result)["teams"] == 1
    assert [str(link) in sentence(each) for each in result.left_out] == [True]
    findings = data_of(check_folder(Workspace.at(country / "odense"), NOW)[0])["findings"]
    assert "instruments" in [each["path"] for each in findings if each["severity"] == "warning"]


@pytest.mark.parametrize("name", ["settings.yml", "Settings.yaml", "SETTINGS.YML"])
def test_settings_from_windows_count_however_they_are_called(name: str, country: Path) -> None:
    (country / "odense" / name).write_text("min_n: 8\nlang: da\n", encoding="utf-8")
    (found,) = (each for each in compare_teams(Workspace.reading([country])).remarks if each.code == "highest-min-n")
    assert (found.params["limit"], Workspace.at(country / "odense").usual({}).min_n) == (8, 8)
    assert usual_language(["--data", str(country / "odense")]) == "da"


UNUSABLE_FILES: Mapping[str, tuple[str, Callable[[Path], object]]] = {
    "link-to-nowhere": ("cannot be read", lambda root: (root / "settings.yaml").symlink_to(root / "gone")),
    "circle": ("cannot be read", lambda root: (root / "Settings.yml").symlink_to("Settings.yml")),
    "folder": ("cannot be read", lambda root: (root / "settings.yaml").mkdir()),
    "two": ("are both settings", lambda root: [(root / f"settings.{end}").write_bytes(b"") for end in ("yaml", "yml")]),
}
"""Settings of which nobody knows what they say; what is said of them."""


@pytest.mark.parametrize(("said", "made"), UNUSABLE_FILES.values(), ids=list(UNUSABLE_FILES))
def test_settings_of_which_nobody_knows_what_they_say_cannot_be_used(
    said: str, made: Callable[[Path], object], country: Path, tmp_path: Path
) -> None:
    made(root := country / "aarhus")
    space = Workspace.reading([country])
    for result in (compare_teams(space), export_tables(space, tmp_path / "out", tables_writer("csv"))):
        assert [said in sentence(each) and str(root) in sentence(each) for each in result.left_out] == [True]
    assert data_of(compare_teams(space))["teams"] == 2
    with pytest.raises(InputProblem, match=said):
        Workspace.at(root).usual({})
    findings = data_of(check_folder(Workspace.at(root), NOW)[0])["findings"]
    (remark,) = (each for each in findings if each["path"].lower().startswith("settings"))
    assert (remark["severity"], said in remark["message"]) == ("error", True)


LEADS_NOWHERE: Mapping[str, tuple[str, Callable[[Path], object]]] = {
    "municipality": ("kolding", lambda link: link.symlink_to(link.parent / "gone")),
    "organisation": ("odense/orgx", lambda link: link.symlink_to("orgx")),
    "team": ("odense/socialafdelingen/x", lambda link: link.symlink_to(link.parent / "gone" / "x")),
}


@pytest.mark.parametrize(("link", "made"), LEADS_NOWHERE.values(), ids=list(LEADS_NOWHERE))
def test_a_link_that_leads_nowhere_is_named_for_there_may_be_teams_behind_it(
    link: str, made: Callable[[Path], object], country: Path, tmp_path: Path, capsys: Any
) -> None:
    """On a drive that is not there just now."""
    made(country / link)
    out = str(tmp_path / "out")
    for words in (["compare"], ["trend"], ["export", out]):
        assert main.run(["--data", str(country), "--lang", "en", *words]) in (1, 3)
        assert f"{country / link} cannot be read" in " ".join(capsys.readouterr().err.split())
    root = country / link.partition("/")[0] if "/" in link else country
    findings = data_of(check_folder(Workspace.at(root), NOW)[0])["findings"]
    assert ("unreadable", "error") in [
        (each["code"], each["severity"]) for each in findings if root / each["path"] == country / link
    ]


@pytest.mark.parametrize(
    ("settings", "left_out"),
    [
        ("min_n: fem\n", True),
        ("min_n: 8\nhold: Nord\n", True),
        ("Min_n: 8\n", True),
        ("min-n: 8\n", True),
        ('{lang: "#", min_n: 8, hold: 1}', True),
        ('"min\\x5fn": 8\nhold: 1\n', True),
        ("min_n: 8\n".encode("utf-16"), True),
        ("hold: Nord\n# min_n: 5\n", True),  # alone such a folder stops as well
        ("team: Bostøtte Nord\n", False),
        ("# min_n: 8\n", False),
        ("", False),
    ],
)
def test_settings_that_cannot_be_used_leave_out_who_may_have_said_a_limit(
    country: Path, settings: str | bytes, left_out: bool
) -> None:
    said = settings if isinstance(settings, bytes) else settings.encode()
    (country / "aarhus" / "settings.yaml").write_bytes(said)
    result = compare_teams(Workspace.reading([country]))
    assert data_of(result)["teams"] == (2 if left_out else 3)
    assert [str(country / "aarhus") in str(thing) for thing in result.left_out] == [True] * left_out


def test_what_lies_above_the_data_folders_is_named(country: Path, tmp_path: Path) -> None:
    own_questionnaire(country, "vores")
    (country / "settings.yaml").write_text("min_n: 8\n", encoding="utf-8")
    instrument = Workspace.at(country).instrument("vores")
    store(workspace(country / "odense"), record(instrument, "4" * 16, "2026-Q2", organisation="Odense Kommune"))
    space = Workspace.reading([country])
    made = export_tables(space, tmp_path / "tables", tables_writer("csv"))
    for result in (compare_teams(space), show_trend(space), made):
        (named,) = (each for each in result.remarks if each.code == "of-no-data-folder")
        assert named.params == {"folder": str(country), "names": ["settings.yaml", "instruments/vores.yaml"]}
    assert ["vores" in str(thing) for thing in made.left_out] == [True]
    with pytest.raises(UsageProblem) as problem:
        compare_teams(space, instrument_id="vores")
    assert "instruments/vores.yaml" in problem.value.params["unread"][0].words()


def test_tables_are_not_put_where_later_runs_would_find_them(country: Path) -> None:
    with pytest.raises(UsageProblem, match="lie in one another"):
        export_tables(Workspace.reading([country]), country / "tabeller", tables_writer("csv"))


OTHER_WORDS = ("Vi har en fælles forståelse af recovery i vores organisation.", "Vi er uenige om recovery.")
TURNED = ("  - id: S01\n", "  - id: S01\n    reversed: true\n")
OTHER_THEME = (
    "    theme: values\n    principle: recovery\n    short: { da: Fælles",
    "    theme: housing\n    principle: housing-right\n    short: { da: Fælles",
)
RENAMED = [("id: values", "id: vaerdier"), ("[values", "[vaerdier"), *[("theme: values", "theme: vaerdier")] * 6]
AGREE, DISAGREE = "{ da: Enig, en: Agree }", "{ da: Uenig, en: Disagree }"
EDITIONS = {
    "limit": ([("privacy_limit: 5", "privacy_limit: 10")], 10, None),
    "words": ([OTHER_WORDS], 5, None),
    "turned": ([OTHER_WORDS, TURNED], 0, "answers to S01 count the other way round"),
    "theme": ([OTHER_THEME], 0, "answers to S01 count the other way round, or in another theme"),
    "theme-renamed": (RENAMED, 5, None),
    "labels-turned": ([(AGREE, "…"), (DISAGREE, AGREE), ("…", DISAGREE)], 0, "answers to S01, S02, S03"),
    "labels": ([(AGREE, "{ da: Ret enig, en: Agree somewhat }")], 5, None),
    "same": ([], 5, ""),
}
"""What is written otherwise in the second municipality; the limit of both; nothing (None: a remark), or a refusal."""


@pytest.mark.parametrize(("changes", "limit", "refused"), EDITIONS.values(), ids=list(EDITIONS))
@pytest.mark.parametrize("order", [("aarhus", "odense"), ("odense", "aarhus")], ids=["first", "last"])
def test_two_editions_of_a_questionnaire_have_the_highest_limit_and_two_questionnaires_are_not_mixed(
    changes: list[tuple[str, str]], limit: int, refused: str | None, order: tuple[str, str], tmp_path: Path
) -> None:
    for name in order:
        id = own_questionnaire(tmp_path / name, "vores")
        file = tmp_path / name / "instruments" / "vores.yaml"
        text = file.read_text(encoding="utf-8")
        for before, after in changes if name == "odense" else ():
            assert before in text
            text = text.replace(before, after, 1)
        file.write_text(text, encoding="utf-8")
        instrument = workspace(tmp_path / name).instrument(id)
        store(
            workspace(tmp_path / name), voted(instrument, {"S02": (0, 0, 2, 2, 2)}, organisation=name, participants=6)
        )
    space = Workspace.reading([tmp_path / name for name in order])
    if refused:
        with pytest.raises(InputProblem, match="two questionnaires of one id") as problem:
            compare_teams(space, instrument_id="vores")
        assert refused in str(problem.value.params["why"].words())
        with pytest.raises(InputProblem, match="two questionnaires of one id"):
            export_tables(space, tmp_path / "out", tables_writer("csv"))
        return
    for read in (compare_teams, show_trend):
        told = [finding for finding in read(space, instrument_id="vores").remarks if finding.code == "editions"]
        assert [finding.params["limit"] for finding in told] == ([limit] if refused is None else [])
    (statement,) = (row for row in data_of(compare_teams(space, instrument_id="vores"))["rows"] if row["id"] == "S02")
    assert statement["n"] == (2 if limit == 5 else 0)
    (of_own,) = (instrument for instrument in space.profiled()[0] if instrument.id == "vores")
    assert of_own.thresholds.privacy_limit == limit


ID = "\nid: vores\n"
WAYS: dict[str, tuple[Callable[[str], str], str]] = {
    "json": (lambda text: json.dumps(quickly(text), indent=1), "read"),
    "in-one-line": (lambda text: json.dumps(quickly(text)), "read"),
    "indented": (lambda text: indent(text, "  "), "read"),
    "mark-and-id-first": (lambda text: "\ufeffid: vores\n" + text.replace(ID, "\n"), "read"),
    "block": (lambda text: text.replace(ID, "\nid: >-\n  vores\n"), "read"),
    "escaped": (lambda text: text.replace(ID, '\nid: "vor\\u0065s"\n'), "read"),
    "key-escaped": (lambda text: text.replace(ID, '\n"i\\x64": vores\n'), "read"),
    "asked": (lambda text: text.replace(ID, "\n? id\n: vores\n"), "read"),
    "tagged": (lambda text: text.replace(ID, "\nid: !!str vores\n"), "left-out"),
    "wide": (lambda text: text.encode("utf-16").decode("latin-1"), "left-out"),
    "key-misspelt": (lambda text: text.replace(ID, "\nId: vores\n"), "left-out"),
    "broken-before-it": (lambda text: "scale: [:\n" + text.replace(ID, '\nid: "vor\\u0065s"\n'), "left-out"),
    "another": (lambda text: text.replace(ID, "\nid: vores-andet\n"), "no-edition"),
}
"""How the second municipality has written its file, and what comes of it."""


@pytest.mark.parametrize(("way", "comes"), WAYS.values(), ids=list(WAYS))
def test_however_its_file_is_written_a_questionnaire_is_found(
    way: Callable[[str], str], comes: str, tmp_path: Path
) -> None:
    """Six people answered, of whom the second municipality shows no fewer than ten."""
    for name in ("aarhus", "odense"):
        instrument = workspace(tmp_path / name).instrument(own_questionnaire(tmp_path / name, "vores"))
        store(
            workspace(tmp_path / name), voted(instrument, {"S02": (0, 0, 2, 2, 2)}, organisation=name, participants=6)
        )
    file = tmp_path / "odense" / "instruments" / "vores.yaml"
    text = way(file.read_text(encoding="utf-8").replace("privacy_limit: 5", "privacy_limit: 10"))
    file.unlink()
    file.with_name("mit.yaml").write_bytes(text.encode("latin-1" if text.startswith("ÿþ") else "utf-8"))
    space = Workspace.reading([tmp_path / "aarhus", tmp_path / "odense"])
    found = compare_teams(space, instrument_id="vores")
    (statement,) = (row for row in data_of(found)["rows"] if row["id"] == "S02")
    told = {each.code for each in found.remarks} & {"editions", "no-edition"}
    assert (told, len(found.left_out), statement["n"]) == {
        "read": ({"editions"}, 0, 0),
        "left-out": (set(), 1, 1),
        "no-edition": ({"no-edition"}, 0, 2),
    }[comes]


def test_a_file_of_which_nobody_can_tell_leaves_out_no_municipality_without_records_of_it(tmp_path: Path) -> None:
    for name in ("aarhus", "odense"):
        instrument = workspace(tmp_path / name).instrument(own_questionnaire(tmp_path / name, "vores"))
        store(workspace(tmp_path / name), record(housing_first() if name == "odense" else instrument, "4" * 16))
    (tmp_path / "odense" / "instruments" / "vores.yaml").unlink()
    (tmp_path / "odense" / "instruments" / "noter.yaml").write_text("- mælk\n", encoding="utf-8")
    found = compare_teams(Workspace.reading([tmp_path / "aarhus", tmp_path / "odense"]), instrument_id="vores")
    assert (data_of(found)["teams"], found.left_out) == (1, ())


PROFILED = {
    "yaml": (lambda text: text, True),
    "json": (lambda text: json.dumps(quickly(text), indent=1), True),
    "indented": (lambda text: indent(text, "  "), True),
    "escaped": (lambda text: text.replace("\nprofile:", '\n"pro\\x66ile":'), True),
    "none": (lambda text: json.dumps({key: each for key, each in quickly(text).items() if key != "profile"}), False),
}


@pytest.mark.parametrize(("way", "stands"), PROFILED.values(), ids=list(PROFILED))
def test_however_its_file_is_written_a_questionnaire_stands_in_the_profile(
    way: Callable[[str], str], stands: bool, tmp_path: Path
) -> None:
    own_questionnaire(tmp_path, "vores")
    file = tmp_path / "instruments" / "vores.yaml"
    text = way(file.read_text(encoding="utf-8"))
    file.write_text(text, encoding="utf-8")
    instruments, wrong = workspace(tmp_path).profiled()
    assert (["vores"] * stands, []) == (
        [instrument.id for instrument in instruments if instrument.id == "vores"],
        wrong,
    )


NOT_READ = {
    "key": ("vores.yaml", "\nscale:", "\nscala:"),
    "text": ("vores.yaml", "\nscale:", "\nscale: [:"),
    "other-name": ("mit.yaml", "\nscale:", "\nscala:"),
}
"""What the file is called in the second municipality, and what somebody has typed in it."""


@pytest.mark.parametrize("order", [("aarhus", "odense"), ("odense", "aarhus")], ids=["last", "first"])
@pytest.mark.parametrize(("called", "before", "after"), NOT_READ.values(), ids=list(NOT_READ))
def test_an_edition_that_cannot_be_read_leaves_out_its_municipality_alone(
    called: str, before: str, after: str, order: tuple[str, str], tmp_path: Path
) -> None:
    """Nobody knows which limit it promised."""
    for name in order:
        instrument = workspace(tmp_path / name).instrument(own_questionnaire(tmp_path / name, "vores"))
        store(
            workspace(tmp_path / name), voted(instrument, {"S02": (0, 0, 2, 2, 2)}, organisation=name, participants=6)
        )
        store(workspace(tmp_path / name), record(housing_first(), "4" * 16, organisation=name))
    file = tmp_path / "odense" / "instruments" / "vores.yaml"
    text = file.read_text(encoding="utf-8").replace(before, after, 1)
    file.unlink()
    file.with_name(called).write_text(text, encoding="utf-8")
    with pytest.raises(InputProblem, match="cannot be used"):
        compare_teams(workspace(tmp_path / "odense"), instrument_id="vores")
    space = Workspace.reading([tmp_path / name for name in order])
    reads: list[Any] = [read(space, instrument_id="vores") for read in (compare_teams, show_trend)]
    reads += [compare_profile(space), export_tables(space, tmp_path / "out", tables_writer("csv"))]
    for found in reads:
        told = {problem.params["file"]: problem.params["folder"] for problem in found.left_out}
        assert (told, found.exit_code) == ({str(file.with_name(called)): str(tmp_path / "odense")}, 1)
    compared, courses, _profile, _tables = reads
    assert data_of(compared)["teams"] == 1
    assert [each["organisation"] for each in data_of(courses)["trends"]] == ["aarhus"]
    assert {row["organisation"] for row in exported(tmp_path / "out") if row["instrument"] == "vores"} == {"aarhus"}
    assert len(exported(tmp_path / "out")) == 3
    assert data_of(compare_teams(space))["teams"] == 2  # of what is shipped nothing is left out
    with pytest.raises(InputProblem, match=r"The records of .* in .*odense are left out"):
        show_trend(space, organisation="odense", instrument_id="vores")


def exported(folder: Path) -> list[dict[str, str]]:
    """The records of an export."""
    found: list[dict[str, str]] = []
    for path in folder.glob("records/*/records.csv"):
        with path.open(encoding="utf-8") as file:
            found += csv.DictReader(file)
    return found


def test_where_no_edition_can_be_read_that_is_why_there_is_nothing(tmp_path: Path) -> None:
    for name in ("aarhus", "odense"):
        instrument = workspace(tmp_path / name).instrument(own_questionnaire(tmp_path / name, "vores"))
        store(workspace(tmp_path / name), record(instrument, "4" * 16, organisation=name))
        (tmp_path / name / "instruments" / "vores.yaml").write_text("id: vores\n", encoding="utf-8")
    space = Workspace.reading([tmp_path])
    for read in (compare_teams, show_trend):
        with pytest.raises(InputProblem, match="cannot be used"):
            read(space, instrument_id="vores")
    with pytest.raises(InputProblem, match="cannot be used"):
        export_tables(space, tmp_path.parent / "out", tables_writer("csv"))


def test_a_folder_with_records_but_no_questionnaire_is_named(tmp_path: Path) -> None:
    for name in ("aarhus", "odense", "vejle"):
        instrument = workspace(tmp_path / name).instrument(own_questionnaire(tmp_path / name, "vores"))
        if name != "vejle":
            store(
                workspace(tmp_path / name),
                voted(instrument, {"S02": (0, 0, 2, 2, 2)}, organisation=name, participants=6),
            )
        if name != "aarhus":
            file = tmp_path / name / "instruments" / "vores.yaml"
            file.rename(file.with_name("vores.yaml.txt"))
    space = Workspace.reading([tmp_path / name for name in ("aarhus", "odense", "vejle")])
    for read in (compare_teams, show_trend):
        (told,) = (each for each in read(space, instrument_id="vores").remarks if each.code == "no-edition")
        assert (told.params["folders"], told.params["limit"]) == ([str(tmp_path / "odense")], 5)


COPIES = {
    "windows": ("vores (1).yaml", ("", ""), False),
    "explorer": ("vores - Kopi.yaml", TURNED, True),
    "mac": ("a copy of vores.yaml", ("", ""), False),
    "other-ending": ("vores.yml", ("", ""), False),
}
"""What an older file beside the questionnaire is called, what stands otherwise in it, and whether that is refused."""


@pytest.mark.parametrize(("called", "change", "refused"), COPIES.values(), ids=list(COPIES))
def test_a_copy_of_a_questionnaire_beside_it_has_no_lower_limit(
    called: str, change: tuple[str, str], refused: bool, tmp_path: Path
) -> None:
    instrument = workspace(tmp_path).instrument(own_questionnaire(tmp_path, "vores"))
    store(workspace(tmp_path), voted(instrument, {"S02": (0, 0, 2, 2, 2)}, participants=6))
    file = tmp_path / "instruments" / "vores.yaml"
    text = file.read_text(encoding="utf-8")
    file.with_name(called).write_text(text.replace(*change, 1), encoding="utf-8")
    file.write_text(text.replace("privacy_limit: 5", "privacy_limit: 10"), encoding="utf-8")
    names = {str(file), str(file.with_name(called))}
    space = workspace(tmp_path)
    if refused:
        with pytest.raises(InputProblem, match="two questionnaires of one id") as problem:
            compare_teams(space, instrument_id="vores")
        assert {problem.value.params["file"], problem.value.params["other"]} == names
        return
    for read in (compare_teams, show_trend, partial(show_assessment, team="Bostøtte Nord")):
        (told,) = read(space, instrument_id="vores").remarks
        assert ({told.params["file"], *told.params["others"]}, told.params["limit"]) == (names, 10)
    (statement,) = (row for row in data_of(compare_teams(space, instrument_id="vores"))["rows"] if row["id"] == "S02")
    assert statement["n"] == 0
    (taken,) = space.instruments()[1]
    assert {taken.params["file"], taken.params["other"]} == names


def test_a_copy_with_a_higher_limit_does_not_make_records_ones_of_another_edition(tmp_path: Path) -> None:
    instrument = workspace(tmp_path).instrument(own_questionnaire(tmp_path, "vores"))
    file = tmp_path / "instruments" / "vores.yaml"
    text = file.read_text(encoding="utf-8").replace("privacy_limit: 5", "privacy_limit: 10")
    file.with_name("vores (1).yaml").write_text(text, encoding="utf-8")
    now = workspace(tmp_path).instrument("vores")
    assert (now.thresholds.privacy_limit, now.digest) == (10, instrument.digest)
