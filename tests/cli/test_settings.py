"""What is usual in a data folder: an option before the environment before ``settings.yaml`` before the lone team."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from hf_fidelity.cli.main import run
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.errors import InputProblem, UsageProblem
from hf_fidelity.journeys import Workspace
from hf_fidelity.journeys.usual import Usual, settings_text
from hf_fidelity.store.data_folder import Store
from tests.builders import record, votes
from tests.exports.here import read_here
from tools.schemas import settings_schema

ORGANISATION = "Prøvekøbing Kommune"


@pytest.fixture(autouse=True)
def _nothing_usual(monkeypatch: pytest.MonkeyPatch) -> None:
    for key in Usual._fields:
        monkeypatch.delenv(f"HF_FIDELITY_{key.upper()}", raising=False)
    monkeypatch.setenv("LC_ALL", "da_DK.UTF-8")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HF_FIDELITY_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def put(data: Path, instrument: Instrument, *teams: str, organisation: str = ORGANISATION, **more: object) -> None:
    store = Store(data)
    for name in teams:
        folder = store.place(organisation, name)
        whole = record(
            instrument, "4" * 16, "2026-Q2", team={"id": folder.team.id, "name": name}, organisation=organisation
        )
        folder.save(whole.model_copy(update=more), 0)


def settings(data: Path, text: str) -> None:
    data.mkdir(exist_ok=True)
    (data / "settings.yaml").write_text(text, "utf-8")


def shown(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = run(words)
    out, err = capsys.readouterr()
    return code, out, err


def team_shown(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    code, out, err = shown(capsys, "show", *words, "--format", "json")
    assert code == 0, err
    name: str = json.loads(out)["team"]["name"]
    return name


def test_an_option_goes_before_the_environment_before_the_file(
    data: Path, instrument: Instrument, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    put(data, instrument, "Nord", "Syd", "Vest")
    assert "--team mangler" in shown(capsys, "show")[2]
    settings(data, "team: Syd\n")
    assert team_shown(capsys) == "Syd"
    monkeypatch.setenv("HF_FIDELITY_TEAM", "Vest")
    assert team_shown(capsys) == "Vest"
    assert team_shown(capsys, "--team", "Nord") == "Nord"
    monkeypatch.setenv("HF_FIDELITY_TEAM", "")
    assert team_shown(capsys) == "Syd"


def test_a_lone_team_is_meant_wherever_one_is_needed(
    data: Path, instrument: Instrument, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(data, instrument, "Nord")
    answers = tmp_path / "answers.yaml"
    answers.write_text("S01: {agreed: 4, comment: Mette}\n", "utf-8")
    assert team_shown(capsys) == "Nord"
    assert shown(capsys, "assess", "--answers", str(answers), "--quarter", "2026-Q3")[0] == 0
    assert shown(capsys, "records", "erase", "--text", "Mette")[0] == 0
    page = tmp_path / "skema.html"
    assert shown(capsys, "template", "--out", str(page))[0] == 0
    assert "Nord" in page.read_text("utf-8")


def test_a_usual_team_is_not_meant_where_another_organisation_is_named(
    data: Path, instrument: Instrument, capsys: pytest.CaptureFixture[str]
) -> None:
    put(data, instrument, "Nord", "Syd")
    put(data, instrument, "Nord", organisation="Aarhus")
    settings(data, f"organisation: {ORGANISATION}\nteam: Nord\n")
    assert team_shown(capsys) == "Nord"
    assert team_shown(capsys, "--organisation", "Aarhus") == "Nord"
    assert team_shown(capsys, "--team", "Nord") == "Nord"  # of the usual organisation: there are two
    one = json.loads(shown(capsys, "trend", "--format", "json")[1])["trends"]
    all_of = json.loads(shown(capsys, "trend", "--organisation", ORGANISATION, "--format", "json")[1])["trends"]
    assert [[trend["team"] for trend in trends] for trends in (one, all_of)] == [["Nord"], ["Nord", "Syd"]]


def test_what_deletes_and_what_is_about_all_knows_of_no_usual_team(
    data: Path, instrument: Instrument, capsys: pytest.CaptureFixture[str]
) -> None:
    put(data, instrument, "Nord", "Syd")
    settings(data, "team: Nord\n")
    assert shown(capsys, "records", "delete", "--yes")[0] == 2
    assert "Syd" in shown(capsys, "teams")[1]
    assert json.loads(shown(capsys, "compare", "--format", "json")[1])["teams"] == 2


def test_the_language_is_usual_too(
    data: Path, instrument: Instrument, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    put(data, instrument, "Nord")
    settings(data, '# hej\nlang: "en"\n')
    assert "The questionnaires" in shown(capsys, "-h")[1]
    assert "De skemaer" in shown(capsys, "--lang", "da", "-h")[1]
    monkeypatch.setenv("HF_FIDELITY_LANG", "da")
    assert "De skemaer" in shown(capsys, "-h")[1]


def test_the_limit_is_usual_too(data: Path, instrument: Instrument, capsys: pytest.CaptureFixture[str]) -> None:
    given = record(instrument, "4" * 16).answers
    given = given | {"S01": given["S01"].model_copy(update={"votes": votes(0, 1, 1, 2, 1)})}
    put(data, instrument, "Nord", answers=given, votes_are="secret")

    def votes_of(*words: str) -> object:
        return json.loads(shown(capsys, "show", "--format", "json", *words)[1])["scores"]["statements"]["S01"].get("n")

    assert votes_of() == 5
    settings(data, "min_n: 6\n")
    assert votes_of() is None
    assert votes_of("--min-n", "5") == 5


def test_a_survey_takes_the_usual_team_only_where_it_says_nothing(
    data: Path,
    instrument: Instrument,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    read_here(monkeypatch)
    put(data, instrument, "Nord")
    file = tmp_path / "svar.csv"
    heading, row = [*instrument.order], ["Enig"] * 16

    def scored(columns: dict[str, str], *words: str) -> tuple[int, list[tuple[str, str]], list[str]]:
        lines = [[*columns, *heading], *[[*columns.values(), *row]] * 6]
        file.write_text("".join(";".join(line) + "\n" for line in lines), "utf-8")
        code, out, _err = shown(
            capsys, "score", str(file), "--quarter", "2026-Q3", "--dry-run", "--format", "json", *words
        )
        told = json.loads(out)
        codes = [finding["code"] for each in told["files"] for finding in each["findings"]]
        return code, [(each["organisation"], each["team"]) for each in told["assessments"]], codes

    assert scored({})[1:] == ([(ORGANISATION, "Nord")], ["as-usual", "as-usual"])
    assert scored({"Kommune": "Aarhus"})[:2] == (2, [])
    assert scored({"Kommune": "Aarhus", "Team": "Syd"})[1] == [("Aarhus", "Syd")]
    assert scored({"Team": "Syd"})[:2] == (2, [])
    settings(data, f"organisation: {ORGANISATION}\n")
    assert scored({"Team": "Syd"})[1] == [(ORGANISATION, "Syd")]
    assert scored({}, "--organisation", "Aarhus")[:2] == (2, [])


WRONG = {
    "a-key-misspelt": ("taem: Nord\n", "linje 1: Nøglen taem er ikke kendt her. Mente du team?"),
    "a-number-as-text": ('minutes: "60"\n', "linje 1"),
    "too-few-minutes": ("minutes: 1\n", "linje 1"),
    "limit-under-three": ("team: Nord\nmin_n: 2\n", "linje 2"),
    "a-team-that-is-a-number": ("team: 12\n", "linje 1"),
    "a-word-that-yaml-takes-for-false": ("team: no\n", "linje 1"),
    "another-language": ("lang: de\n", "linje 1"),
    "an-id-that-is-none": ("instrument: Housing First\n", "linje 1"),
    "twice": ("team: Nord\nteam: Syd\n", "linje 2"),
    "a-list": ("- team\n", "ingen indstillinger"),
    "no-yaml": ('team: "Nord\n', "linje 1"),
}


@pytest.mark.parametrize(("text", "sentence"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_with_the_file_is_said_line_by_line(
    data: Path, instrument: Instrument, text: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    put(data, instrument, "Nord")
    settings(data, text)
    code, out, err = shown(capsys, "show")
    assert (code, out, "settings.yaml" in err, sentence in err) == (2, "", True, True), err
    code, out, _err = shown(capsys, "check", "--format", "json")
    assert (code, [found["path"] for found in json.loads(out)["findings"]]) == (1, ["settings.yaml"])
    assert shown(capsys, "records")[0] == 0  # whoever looks for the fault is not stopped by it


@pytest.mark.parametrize("text", ["", "# team: Nord\n", "\n  # intet\n", "team: null\n"])
def test_a_file_that_says_nothing_is_no_fault(data: Path, text: str) -> None:
    settings(data, text)
    assert Workspace.at(data).usual({}) == Usual()


@pytest.mark.parametrize("text", ["five", "4.5", "2", "-5", "²", "99999999"])
def test_a_variable_that_is_no_number_is_named(data: Path, text: str) -> None:
    with pytest.raises(UsageProblem, match="HF_FIDELITY_MIN_N"):
        Workspace.at(data).usual({"HF_FIDELITY_MIN_N": text})


def test_every_key_has_a_twin(data: Path) -> None:
    said = {"organisation": "O", "team": "T", "lang": "en", "instrument": "x", "min_n": "7", "minutes": "45"}
    usual = Workspace.at(data).usual({f"HF_FIDELITY_{key.upper()}": text for key, text in said.items()})
    assert usual == Usual("O", "T", "en", "x", 7, 45)
    assert set(settings_schema()["properties"]) == set(Usual._fields)


@pytest.mark.parametrize("name", ["Nord", 'Team "Nord": 3 # 4', "nej", "Ærø\\"])
def test_what_is_remembered_can_be_read_again_and_fits_the_schema(data: Path, name: str) -> None:
    Workspace.at(data).remember(ORGANISATION, name)
    assert Workspace.at(data).usual({})[:2] == (ORGANISATION, name)
    jsonschema.validate(yaml.safe_load(settings_text(ORGANISATION, name)), settings_schema())
    Workspace.at(data).remember("Anden", "Anden")
    assert Workspace.at(data).usual({})[:2] == (ORGANISATION, name)


def test_a_file_that_cannot_be_read_is_named(data: Path) -> None:
    (data / "settings.yaml").mkdir(parents=True)
    with pytest.raises(InputProblem):
        Workspace.at(data).usual({})


@pytest.mark.parametrize("words", [["compare"], ["trend"], ["show", "--team", "Nord"], ["show", "--all"], ["guide"]])
def test_a_questionnaire_without_a_name_is_not_the_usual_one(
    data: Path, instrument: Instrument, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    put(data, instrument, "Nord")
    code, _out, err = shown(capsys, *words, "--instrument", "")
    assert code == 2
    assert "--instrument" in err


@pytest.mark.parametrize("command", ["compare", "trend"])
def test_a_folder_that_was_named_and_is_not_there_is_no_first_meeting(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    code, _out, err = shown(capsys, "--data", str(tmp_path / "nope"), command)
    assert code == 2
    assert f"Mappen {tmp_path / 'nope'} findes ikke." in err
    code, _out, err = shown(capsys, "--data", str(tmp_path), command)
    assert "hf-fidelity assess" in err
