"""The command line: what goes where, and with which exit."""

import csv
import io
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import typer

from hf_fidelity import __version__
from hf_fidelity.cli.app import command_in
from hf_fidelity.cli.global_options import asked_language, files_named_first, globals_first
from hf_fidelity.cli.main import run
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.store.data_folder import Store
from tests.builders import record
from tests.depth import every
from tests.readers.minimal import MINIMAL
from tools.commands import every as every_command, program

ORGANISATION, TEAM = "Prøvekøbing Kommune", "Bostøtte Nord"
WHO = ["--organisation", ORGANISATION, "--team", TEAM]
HOME = "proevekoebing-kommune/bostoette-nord"

Cli = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hf_fidelity.cli.clock.now", lambda: datetime(2026, 8, 15, 12, tzinfo=UTC))
    monkeypatch.setenv("HF_FIDELITY_LANG", "en")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("HF_FIDELITY_DATA", raising=False)
    monkeypatch.setattr(sys, "stdin", _stdin(""))


def _stdin(text: str, *, terminal: bool = False) -> io.TextIOWrapper:
    stream = io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8")
    stream.isatty = lambda: terminal  # type: ignore[method-assign]
    return stream


@pytest.fixture
def data(tmp_path: Path, instrument: Instrument) -> Path:
    """A data folder with two quarters of one team."""
    folder = Store(tmp_path / "data").place(ORGANISATION, TEAM)
    folder.save(record(instrument, "3" * 16, "2026-Q1"), 0)
    folder.save(record(instrument, "4" * 16, "2026-Q2"), 0)
    return tmp_path / "data"


@pytest.fixture
def cli(data: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Cli]:
    """Runs a command on the data folder: exit code, standard output, standard error."""

    def call(*words: str | Path, at: Path | None = data) -> tuple[int, str, str]:
        where = ["--data", str(at)] if at is not None else []
        code = run([*where, *map(str, words)])
        out, err = capsys.readouterr()
        return code, out, err

    yield call


def _damage(data: Path, quarter: str = "2026-Q2", content: bytes = b"{") -> Path:
    path = data / HOME / f"{quarter}.housing-first.json"
    path.write_bytes(content)
    return path


def _answers(folder: Path, text: str = "S01: 4\n") -> Path:
    file = folder / "answers.yaml"
    file.write_text(text, encoding="utf-8")
    return file


# --- emphasis ---------------------------------------------------------------------------------------------------

EMPHASIS: dict[str, tuple[dict[str, str], list[str], bool]] = {
    "into-a-pipe": ({}, [], False),
    "asked-for": ({"FORCE_COLOR": "1"}, [], True),
    "asked-for-with-nothing": ({"FORCE_COLOR": ""}, [], False),
    "refused-too": ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, [], False),
    "plain": ({"FORCE_COLOR": "1"}, ["--plain"], False),
    "dumb": ({"FORCE_COLOR": "1", "TERM": "dumb"}, [], False),
    "as-markdown": ({"FORCE_COLOR": "1"}, ["--format", "md"], False),
}


@pytest.mark.parametrize(("said", "words", "emphasis"), EMPHASIS.values(), ids=EMPHASIS)
def test_what_stands_out_does_so_in_a_pipe_only_where_it_is_asked_for(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, said: dict[str, str], words: list[str], emphasis: bool
) -> None:
    for name in ("FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    plain = cli("show", "--team", TEAM)[1]
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    code, out, err = cli("show", "--team", TEAM, *words)
    assert (code, err, "\x1b[1m" in out) == (0, "", emphasis)
    assert not emphasis or re.sub(r"\x1b\[[0-9;]*m", "", out) == plain


# --- exit 0 -----------------------------------------------------------------------------------------------------

DONE: dict[str, list[str]] = {
    "help": [],
    "help-asked": ["--help"],
    "version": ["--version"],
    "show": ["show", "--team", TEAM],
    "show-quarter-in-danish": ["show", "--team", TEAM, "--quarter", "1. kvartal 2026"],
    "show-public": ["show", "--team", TEAM, "--audience", "public"],
    "show-other-limit": ["show", "--team", TEAM, "--min-n", "3"],
    "trend": ["trend"],
    "trend-of-a-team": ["trend", "--team", TEAM, "--organisation", ORGANISATION],
    "trend-bounded": ["trend", "--from", "2026-Q1", "--to", "2. kvartal 2026"],
    "trend-against-first": ["trend", "--against", "first"],
    "trend-plain": ["trend", "--plain"],
    "compare": ["compare"],
    "compare-a-quarter": ["compare", "--quarter", "1. kvartal 2026"],
    "compare-quarters": ["compare", "--from", "2026-Q1", "--to", "2026-Q2"],
    "compare-an-organisation": ["compare", "--organisation", ORGANISATION],
    "compare-for-the-team": ["compare", "--audience", "team", "--min-n", "3"],
    "compare-plain": ["compare", "--plain"],
    "actions": ["actions"],
    "actions-open": ["actions", "--open", "--team", TEAM],
    "check": ["check"],
    "records": ["records"],
    "delete-a-quarter": ["records", "delete", "--quarter", "2026-Q1", "--yes"],
    "delete-a-team": ["records", "delete", *WHO, "--yes"],
    "delete-where-nothing-is-so-old": ["records", "delete", "--older-than", "5y"],
    "teams": ["teams"],
    "teams-of-an-organisation": ["teams", "--organisation", ORGANISATION],
    "teams-rename": ["teams", "rename", TEAM, "Vest"],
    "teams-rename-in-an-organisation": ["teams", "rename", TEAM, "Vest", "--organisation", ORGANISATION],
    "guide": ["guide"],
    "guide-to-a-principle": ["guide", "skade", "--instrument", "housing-first"],
    "guide-plain": ["guide", "2", "--plain"],
    "instruments": ["instruments"],
    "instruments-show": ["instruments", "show"],
    "instruments-show-id": ["instruments", "show", "housing-first"],
    **{f"show-{name}": ["show", "--team", TEAM, "--format", name] for name in ("text", "json", "csv", "md")},
    **{f"trend-{name}": ["trend", "--format", name] for name in ("text", "json", "csv", "md")},
    **{f"compare-{name}": ["compare", "--format", name] for name in ("text", "json", "csv", "md")},
    **{f"actions-{name}": ["actions", "--format", name] for name in ("text", "json", "csv", "md")},
    **{f"guide-{name}": ["guide", "--format", name] for name in ("text", "json", "csv", "md")},
    **{f"instruments-{name}": ["instruments", "--format", name] for name in ("text", "json", "csv", "md")},
    **{f"teams-{name}": ["teams", "--format", name] for name in ("text", "json", "csv", "md")},
    **{f"records-{name}": ["records", "--format", name] for name in ("text", "json", "csv", "md")},
    **{f"check-{name}": ["check", "--format", name] for name in ("text", "json", "csv", "md")},
}


@pytest.mark.parametrize("words", [["check"], ["instruments", "show"], ["actions"], ["trend"]], ids="-".join)
def test_no_csv_is_empty_and_every_column_has_a_heading(cli: Cli, words: list[str]) -> None:
    _code, out, _err = cli(*words, "--format", "csv")
    head, *rows = csv.reader(io.StringIO(out.removeprefix("\ufeff")), delimiter=";")
    assert (all(head), bool(rows), {len(row) for row in rows[:1]}) == (True, True, {len(head)})


@pytest.mark.parametrize("words", DONE.values(), ids=DONE)
def test_what_is_done_exits_0_with_its_result_on_standard_output_alone(cli: Cli, words: list[str]) -> None:
    code, out, err = cli(*words)
    assert (code, out.strip() != "", err) == (0, True, "")


def test_demo_shows_a_report_on_standard_output_and_what_to_try_on_standard_error(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    code, out, err = cli("demo", at=None)
    assert (code, "1st quarter 2025 to 2nd quarter 2026" in out) == (0, True)
    (folder,) = tmp_path.glob("hf-fidelity-demo-*")
    *tries, begin = [shlex.split(line) for line in err.splitlines() if line.strip().startswith("hf-fidelity")]
    assert [words[1:3] for words in tries] == [["--data", str(folder)]] * 3
    assert [cli(*words[3:], at=folder)[0] for words in tries] == [0, 0, 0]
    assert begin == ["hf-fidelity", "assess"]  # no real answers into a folder that is thrown away
    assert cli("trend", "--team", "CTI-teamet", at=folder)[0] == 0


def test_answers_from_a_file_are_stored_and_reported(cli: Cli, data: Path, tmp_path: Path) -> None:
    code, out, err = cli("assess", *WHO, "--quarter", "2026-Q3", "--answers", _answers(tmp_path))
    assert (code, "Not answered: S02" in out, err) == (0, True, "")
    assert (data / HOME / "2026-Q3.housing-first.json").exists()


def test_answers_may_come_from_standard_input(cli: Cli, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", _stdin('{"S01": 4}'))
    assert cli("assess", *WHO, "--quarter", "2026-Q3", "--answers", "-")[0] == 0
    assert (data / HOME / "2026-Q3.housing-first.json").exists()


def test_a_meeting_is_held_on_the_terminal_and_its_report_is_the_output(
    cli: Cli, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", _stdin("\n" * 5 + "4\n\n" * 16 + "y\n", terminal=True))
    code, out, err = cli("assess", *WHO)
    assert (code, "16 of 16" in out, "Statement 1 of 16" in err, "Statement 1 of 16" in out) == (0, True, True, False)
    assert (data / HOME / "2026-Q3.housing-first.json").exists()


def test_leaving_a_meeting_exits_0_and_has_no_output(cli: Cli, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", _stdin("\n" * 5 + "4\nq\n", terminal=True))
    code, out, err = cli("assess", *WHO)
    assert (code, out, "Run the same command again" in err) == (0, "", True)
    assert (data / HOME / "2026-Q3.housing-first.draft.json").exists()


# --- exit 1 -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", [["trend"], ["show", "--team", TEAM], ["compare"], ["actions"], ["teams"], ["records"]], ids=str
)
def test_a_damaged_record_beside_a_good_one_exits_1_and_is_named(cli: Cli, data: Path, words: list[str]) -> None:
    path = _damage(data)
    code, out, err = cli(*words, "--format", "json")
    assert (code, str(path) in err, bool(json.loads(out))) == (1, True, True)


@pytest.mark.parametrize("format", ["text", "json", "csv", "md"])
def test_check_exits_1_where_something_is_wrong_and_its_findings_are_the_output(
    cli: Cli, data: Path, format: str
) -> None:
    path = _damage(data)
    code, out, err = cli("check", "--format", format)
    written = out.replace("\\", "")  # Markdown's own marks
    assert (code, path.name in written, "it is not" in out or "cannot be read" in out, err) == (1, True, True, "")


def test_check_exits_0_where_there_are_only_notes(cli: Cli, data: Path) -> None:
    (data / HOME / "team.json").unlink()
    code, out, err = cli("check")
    assert (code, "There is no team.json here" in " ".join(out.split()), err) == (0, True, "")


def test_votes_that_are_held_back_exit_1_and_are_named(cli: Cli, tmp_path: Path) -> None:
    file = _answers(tmp_path, "S01: {agreed: 4, votes: {all: {counts: [0, 0, 0, 3, 1]}}}\n")
    code, out, err = cli("assess", *WHO, "--quarter", "2026-Q3", "--answers", file)
    assert (code, out != "", "S01" in err, "fewer than 5" in err) == (1, True, True, True)


# --- exit 2 -----------------------------------------------------------------------------------------------------

UNREADABLE = {
    "data": ["--data", "locked", "show"],
    "several": ["--data", "locked", "--data", "data", "compare"],
    "export": ["--data", "data", "export", "locked"],
    "mapping": ["score", "--mapping", "locked", "data"],
}


@pytest.mark.parametrize("words", UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_is_told_in_the_readers_language(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Typer, which asks for itself, knows English only."""
    for name in ("locked", "data"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("os.access", lambda path, _mode: "locked" not in str(path))
    assert run(["--lang", "da", *words]) == 2
    assert capsys.readouterr().err.startswith("locked kan ikke læses: der er ikke adgang.\n")


# The command, and what the sentence about it must say.
WRONG: dict[str, tuple[list[str], str]] = {
    "unknown-command": (["compair"], "There is no command compair"),
    "misspelt-command": (["trends"], "Did you mean trend?"),
    "unknown-option": (["trend", "--colour"], "There is no option --colour"),
    "option-without-value": (["show", "--team"], "--team needs a value"),
    "one-word-too-many": (["trend", "Nord"], "one word too many: Nord"),
    "unknown-format": (["trend", "--format", "docx"], "--format cannot be docx"),
    "unknown-audience": (["trend", "--audience", "press"], "--audience cannot be press"),
    "unknown-language": (["--lang", "de", "trend"], "de"),
    "limit-that-is-no-number": (["trend", "--min-n", "five"], "--min-n must be a whole number"),
    "limit-under-three": (["trend", "--min-n", "2"], "3 at the least, not 2"),
    "limit-of-everybody": (["compare", "--min-n", f"{10**25}"], f"1000 at the most, not {10**25}"),
    "limit-and-what-it-can-be": (["trend", "--min-n", "2"], "Say a number from 3 to 1000, or leave --min-n out."),
    "limit-and-what-it-can-be-at-most": (["compare", "--min-n", "1001"], "Say a number from 3 to 1000"),
    **{
        f"no-file-{words[0]}": (words, f"{words[-1]} cannot be read: No such file or directory.\nCheck the name")
        for words in (
            ["score", "x.csv", "--mapping", "no.yaml"],
            ["instruments", "validate", "no.yaml"],
            ["restore", "no.zip"],
            ["assess", *WHO, "--answers", "no.yaml"],
        )
    },
    "a-folder-for-a-file": (["score", "x.csv", "--mapping", "."], "\nName a file that lies in it."),
    **{
        f"limit-of-nobody-{words[0]}": ([*words, "--min-n", "0"], "3 at the least, not 0")
        for words in (["show", "--team", TEAM], ["trend"], ["compare"], ["compare", "--profile"], ["export", "x"])
    },
    "no-quarter": (["show", "--team", TEAM, "--quarter", "summer"], "--quarter: “summer” is not a quarter"),
    "no-quarter-from": (["trend", "--from", "2026-Q5"], "--from: “2026-Q5” is not a quarter"),
    "quarter-without-record": (["show", "--team", TEAM, "--quarter", "2025-Q1"], "2nd quarter 2026"),
    "unknown-team": (["show", "--team", "Syd"], "There is no team Syd"),
    "no-quarter-to": (["compare", "--to", "2026-Q5"], "--to: “2026-Q5” is not a quarter"),
    "one-quarter-and-several": (["compare", "--quarter", "2026-Q1", "--to", "2026-Q2"], "--quarter excludes --from"),
    "no-team-to-compare": (["compare", "--organisation", "Ukendt"], f"Nearest: {ORGANISATION}."),
    **{
        f"organisation-cut-short-{words[0]}": (
            [*words, "--organisation", ORGANISATION[:7]],
            f"There is no organisation {ORGANISATION[:7]} in {{data}}. Did you mean {ORGANISATION}?",
        )
        for words in (["compare"], ["compare", "--profile"], ["trend"], ["teams"], ["actions"])
    },
    "nothing-of-one-organisation": (
        ["compare", "--organisation", ORGANISATION, "--instrument", "samskabelse"],
        "There is no record of Samskabelse (co-creation) to show, but of: housing-first.\n",
    ),
    "no-such-quarter-to-compare": (["compare", "--quarter", "2020-Q1"], "1st quarter 2026, 2nd quarter 2026"),
    "unknown-questionnaire": (["trend", "--instrument", "other"], "There is no questionnaire other"),
    "unknown-principle": (["guide", "weather"], "There is no principle weather. There are: 1 Recovery orientation, 2 "),
    "one-of-several-principles": (["guide", "bolig"], "more than one principle: 3 A home as a basic human right, 4 "),
    "guide-of-an-unknown-questionnaire": (["guide", "--instrument", "other"], "There is no questionnaire other"),
    "unknown-questionnaire-shown": (["instruments", "show", "other"], "There is no questionnaire other"),
    "validate-nothing": (["instruments", "validate"], "FILE is missing"),
    "validate-no-file": (["instruments", "validate", "not there.yaml"], "not there.yaml"),
    "check-of-two-folders": (["check", "--data", "not there"], "works on one data folder, and 2 are meant"),
    "done-of-nothing": (["actions", "done", "2026-Q1-1"], "Open are: none"),
    "rename-nobody": (["teams", "rename", "Syd", "Vest"], "There is no team Syd"),
    "rename-to-nothing": (["teams", "rename", TEAM, ""], "The new name is empty"),
    "rename-without-a-new-name": (["teams", "rename", TEAM], "NEW is missing"),
    "delete-everything": (["records", "delete"], "--team, --organisation, --quarter or --older-than"),
    "delete-everything-without-asking": (["records", "delete", "--yes"], "Say which records to delete"),
    "delete-without-a-terminal": (["records", "delete", "--team", TEAM], "then give --yes"),
    "delete-of-nobody": (["records", "delete", "--team", "Syd", "--yes"], "There is no team Syd"),
    "delete-of-no-age": (["records", "delete", "--older-than", "old", "--yes"], "--older-than: “old” is not an age"),
    "ending-of-none-of-ours": (
        ["trend", "--out", "x.doc"],
        "x.doc: the name must end in one of .txt, .json",
    ),
    "no-ending": (["trend", "--out", "x"], "x: the name must end in"),
    "another-ending": (["actions", "--format", "json", "--out", "x.docx"], "x.docx: the name must end in"),
    "ending-of-another-format": (["records", "--format", "csv", "--out", "x.html"], "do not agree"),
    "answers-with-no-way-out": (["assess", *WHO, "--answers", "-", "--out", "x.doc"], "x.doc: the name must end"),
    "erase-with-no-way-out": (["records", "erase", "--text", "Nord", "--out", "x.odt"], "x.odt: the name must end"),
    "erase-nothing": (["records", "erase"], "--text is missing"),
    "erase-what-is-not-there": (["records", "erase", "--text", "Mette"], "stands nowhere"),
    "questionnaire-of-no-ending": (["instruments", "new", "x.pdf"], "only where its name ends in .yaml"),
    "workbook-of-another-ending": (["score", "x.csv", "--out", "x.docx"], "must end in .xlsx"),
    "form-to-standard-output-as-what": (["template", "--out", "-"], "needs a file"),
    "backup-of-no-ending": (["backup", "x"], "its name ends in .zip"),
    "restore-of-nothing": (["restore", "not there.zip"], "not there.zip"),
    "answers-file-not-there": (["assess", *WHO, "--answers", "not there.yaml"], "not there.yaml"),
    "empty-answers": (["assess", *WHO, "--answers", "-"], "holds no answers"),
    "team-without-a-name": (["show", "--team", ""], "There is no team"),
    "assess-without-a-terminal": (["assess", *WHO], "--answers FILE with --organisation, --team and --quarter"),
}


ASKING = [
    ["check"],
    ["teams"],
    ["teams", "rename", "A", "B"],
    ["records"],
    ["records", "delete", "--older-than", "5y"],
    ["records", "erase", "--text", "Mette"],
    ["actions"],
    ["actions", "done", "2026-Q3-1"],
    ["show"],
    ["trend", "--team", "Nord"],
    ["compare", "--profile"],
    ["export", "out", "--format", "csv"],
]


@pytest.mark.parametrize("words", ASKING, ids=" ".join)
@pytest.mark.parametrize("there", [False, True])
def test_who_asks_about_a_folder_hears_that_there_is_none(
    words: list[str], there: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "demmo"
    if there:
        folder.touch()
    assert run(["--lang", "en", "--data", str(folder), *words]) == 2
    said = f"{folder} is a file, and no folder." if there else f"There is no folder {folder}."
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("words", [["teams"], ["records"], ["actions"]], ids=" ".join)
def test_the_usual_folder_need_not_be_there(words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HF_FIDELITY_DATA", raising=False)
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_, **__: tmp_path / "hf-fidelity")
    assert run(["--lang", "en", *words]) == 0


@pytest.mark.parametrize(("words", "sentence"), WRONG.values(), ids=WRONG)
def test_wrong_usage_exits_2_with_a_sentence_and_nothing_on_standard_output(
    cli: Cli, data: Path, words: list[str], sentence: str
) -> None:
    before = sorted(data.rglob("*"))
    code, out, err = cli(*words)
    sentence = sentence.replace("{data}", str(data))
    assert (code, out, sentence in err, "Traceback" in err) == (2, "", True, False), err
    assert sorted(data.rglob("*")) == before


# What Typer refuses: the words typed, the sentence in English and in Danish, and whose help is pointed to.
REFUSED: dict[str, tuple[list[str], str, str, str]] = {
    "unknown-command": (["xyz"], "There is no command xyz.", "Kommandoen xyz findes ikke.", ""),
    "near-command": (
        ["trends", "--team", "x"],
        "There is no command trends. Did you mean trend?",
        "Kommandoen trends findes ikke. Mente du trend?",
        "",
    ),
    "command-behind-dashes": (["--", "--plain"], "There is no command --plain.", "Kommandoen --plain findes ikke.", ""),
    "unknown-under-command": (["records", "x"], "There is no command x.", "Kommandoen x findes ikke.", "records"),
    "near-under-command": (
        ["instruments", "shwo"],
        "There is no command shwo. Did you mean show?",
        "Kommandoen shwo findes ikke. Mente du show?",
        "instruments",
    ),
    **{
        f"called-{word}": (
            [word],
            f"There is no command {word}. Did you mean {meant}?",
            f"Kommandoen {word} findes ikke. Mente du {meant}?",
            "",
        )
        for word, meant in (
            ("questionnaire", "instruments"),
            ("questionaire", "instruments"),
            ("Skema", "instruments"),
            ("list", "instruments, teams, records"),
            ("start", "assess"),
            ("new", "instruments new"),
            ("import", "score"),
            ("rapport", "show"),
            ("slet", "records delete"),
            ("done", "actions done"),
        )
    },
    **{
        f"far-from-{word}": ([word], f"There is no command {word}.", f"Kommandoen {word} findes ikke.", "")
        for word in ("exit", "plot", "test", "resume", "config")
    },
    "list-under-command": (
        ["instruments", "list"],
        "There is no command list. Did you mean instruments?",
        "Kommandoen list findes ikke. Mente du instruments?",
        "instruments",
    ),
    "unknown-option": (["--colour", "trend"], "There is no option --colour.", "Tilvalget --colour findes ikke.", ""),
    "unknown-option-of-a-command": (
        ["teams", "rename", "--colour"],
        "There is no option --colour.",
        "Tilvalget --colour findes ikke.",
        "teams rename",
    ),
    "near-option": (
        ["trend", "--tema", "x"],
        "There is no option --tema. Did you mean --team?",
        "Tilvalget --tema findes ikke. Mente du --team?",
        "trend",
    ),
    "option-cut-short": (
        ["trend", "--form"],
        "There is no option --form. Did you mean --format?",
        "Tilvalget --form findes ikke. Mente du --format?",
        "trend",
    ),
    "unknown-letter": (["trend", "-x"], "There is no option -x.", "Tilvalget -x findes ikke.", "trend"),
    "no-value": (["show", "--team"], "--team needs a value behind it.", "Der skal stå en værdi efter --team.", "show"),
    "an-empty-choice": (
        ["trend", "--format="],
        "--format needs a value behind it.",
        "Der skal stå en værdi efter --format.",
        "trend",
    ),
    "an-empty-number": (
        ["trend", "--min-n="],
        "--min-n needs a value behind it.",
        "Der skal stå en værdi efter --min-n.",
        "trend",
    ),
    "no-value-the-second-time": (
        ["trend", "--team=a", "--team"],
        "--team needs a value behind it.",
        "Der skal stå en værdi efter --team.",
        "trend",
    ),
    "no-value-of-a-global-option": (
        ["--lang"],
        "--lang needs a value behind it.",
        "Der skal stå en værdi efter --lang.",
        "",
    ),
    "flag-with-a-value": (
        ["records", "delete", "--yes=ja"],
        "--yes takes no value.",
        "Der skal ikke stå en værdi efter --yes.",
        "records delete",
    ),
    "global-flag-with-a-value": (
        ["trend", "--plain=1"],
        "--plain takes no value.",
        "Der skal ikke stå en værdi efter --plain.",
        "",
    ),
    "help-with-a-value": (
        ["trend", "--help=1"],
        "--help takes no value.",
        "Der skal ikke stå en værdi efter --help.",
        "trend",
    ),
    "missing-argument": (["teams", "rename", "a"], "NEW is missing.", "NYT mangler.", "teams rename"),
    "missing-option": (["actions", "move", "1"], "--due is missing.", "--due mangler.", "actions move"),
    "one-word-too-many": (
        ["guide", "a", "b"],
        "There is one word too many: b.",
        "Der er et ord for meget: b.",
        "guide",
    ),
    "several-words-too-many": (
        ["trend", "Nord", "Øst"],
        "There is one word too many: Nord Øst.",
        "Der er et ord for meget: Nord Øst.",
        "trend",
    ),
    "word-with-an-escape": (
        ["trend", "\x1b[2Jx"],
        "There is one word too many: [2Jx.",
        "Der er et ord for meget: [2Jx.",
        "trend",
    ),
    "no-such-choice": (
        ["trend", "--against", "yester'{day}"],
        "--against cannot be yester'{day}; it can be previous, first, year-ago.",
        "--against kan ikke være yester'{day}; det kan være previous, first, year-ago.",
        "trend",
    ),
    "no-such-format": (
        ["template", "--format", "docx"],
        "--format cannot be docx; it can be xlsx, html, pdf.",
        "--format kan ikke være docx; det kan være xlsx, html, pdf.",
        "template",
    ),
    "choice-in-capitals": (
        ["assess", "--order", "FORM"],
        "--order cannot be FORM; it can be form, spread.",
        "--order kan ikke være FORM; det kan være form, spread.",
        "assess",
    ),
    "no-such-language": (
        ["trend", "--lang", "xx"],
        "--lang cannot be xx; it can be da, en.",
        "--lang kan ikke være xx; det kan være da, en.",
        "",
    ),
    **{
        f"no-whole-number-{typed}": (
            ["trend", f"--min-n={typed}"],
            "--min-n must be a whole number.",
            "--min-n skal være et helt tal.",
            "trend",
        )
        for typed in ("five", "4.5", "9" * 5000)
    },
    **{
        f"out-of-range-{words[-1]}": (
            words,
            f"{words[1]} must be a whole number from {least} to {most}, not {words[2]}.",
            f"{words[1]} skal være et helt tal fra {least} til {most}, ikke {words[2]}.",
            words[0],
        )
        for words, least, most in (
            (["assess", "--minutes", "4"], 5, 480),
            (["assess", "--minutes", "481"], 5, 480),
            (["open", "--port", "-1"], 0, 65535),
        )
    },
}


@pytest.mark.parametrize("language", ["en", "da"])
@pytest.mark.parametrize(
    ("words", "english", "danish", "command"), REFUSED.values(), ids=[name[:40] for name in REFUSED]
)
def test_what_typer_refuses_is_told_whole_in_the_readers_language(
    cli: Cli,
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    english: str,
    danish: str,
    command: str,
    language: str,
) -> None:
    monkeypatch.setenv("HF_FIDELITY_LANG", language)
    path = f"hf-fidelity {command}".strip()
    sentence, hint = {
        "en": (english, f"`{path} --help` shows what can be given."),
        "da": (danish, f"`{path} --help` viser, hvad der kan skrives."),
    }[language]
    assert cli(*words, at=None) == (2, "", f"{sentence}\n{hint}\n")


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (typer.TyperException("Something {new} of Typer's."), "Something {new} of Typer's."),
        (typer.BadParameter("neither this {nor} that."), "Invalid value: neither this {nor} that."),
    ],
    ids=["a-kind-that-is-new", "a-kind-we-know-but-not-like-this"],
)
def test_a_usage_error_that_is_new_to_us_is_shown_as_it_came(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, error: Exception, sentence: str
) -> None:
    def refuse(*args: Any) -> None:
        raise error

    monkeypatch.setattr("typer.core.TyperCommand.parse_args", refuse)
    assert cli("trend") == (2, "", f"{sentence}\n`hf-fidelity trend --help` shows what can be given.\n")


def test_a_correction_without_a_reason_exits_2_and_says_how(cli: Cli, tmp_path: Path) -> None:
    code, _, err = cli("assess", *WHO, "--quarter", "2026-Q2", "--answers", _answers(tmp_path, "S01: 1\n"))
    assert (code, "--reason" in err) == (2, True)


def test_near_an_edge_without_a_quarter_it_exits_2_and_says_how(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hf_fidelity.cli.clock.now", lambda: datetime(2026, 10, 1, 12, tzinfo=UTC))
    code, _, err = cli("assess", *WHO, "--answers", _answers(tmp_path))
    assert (code, "--quarter 2026-Q" in err) == (2, True)


def test_a_questionnaire_that_cannot_be_used_exits_2_and_its_findings_are_the_output(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "form.yaml"
    file.write_text(MINIMAL.replace("neutral: 2", "neutral: 9"), encoding="utf-8")
    code, out, _ = cli("instruments", "validate", file, "--plain")
    assert (code, f"{file}:18:12: neutral must be a point of the scale" in out) == (2, True)


def test_a_questionnaire_that_can_be_used_exits_0(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "form.yaml"
    file.write_text(MINIMAL, encoding="utf-8")
    assert cli("instruments", "validate", file)[0] == 0


# --- exit 3 and 4 -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"{", "is damaged"), (b"", "it is empty"), (b'{"schema_version": 2}', "newer version")],
    ids=["half", "empty", "too-new"],
)
def test_a_record_asked_for_that_cannot_be_read_exits_3_and_is_not_touched(
    cli: Cli, data: Path, tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = _damage(data, content=content)
    for words in (
        ["show", "--team", TEAM, "--quarter", "2026-Q2"],
        ["assess", *WHO, "--quarter", "2026-Q2", "--reason", "x", "--answers", str(_answers(tmp_path))],
    ):
        code, out, err = cli(*words)
        assert (code, out, str(path) in err, sentence in err) == (3, "", True, True)
    assert path.read_bytes() == content


def test_output_is_written_to_a_file_and_its_name_told(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "trend.md"
    code, out, err = cli("trend", "--format", "md", "--out", file)
    assert (code, out, str(file) in err) == (0, "", True)
    assert file.read_text(encoding="utf-8") == cli("trend", "--format", "md")[1]


@pytest.mark.parametrize(
    ("name", "starts"),
    [("json", b"{"), ("csv", b"\xef\xbb\xbf"), ("md", b"# "), ("text", "Bostøtte Nord".encode())],
    ids=str,
)
def test_every_format_can_be_written_to_a_file_in_utf8(cli: Cli, tmp_path: Path, name: str, starts: bytes) -> None:
    cli("trend", "--format", name, "--out", tmp_path / "out")
    assert (tmp_path / "out").read_bytes().startswith(starts)


@pytest.mark.parametrize("below", ["", "x.md"], ids=["a-folder", "below-a-file"])
def test_output_that_cannot_be_written_exits_4_and_leaves_what_is_there(cli: Cli, tmp_path: Path, below: str) -> None:
    target = tmp_path / "there"
    if below:
        target.write_text("old")
    else:
        target.mkdir()
    code, out, err = cli("trend", "--out", target / below)
    assert (code, out, str(target) in err) == (4, "", True)
    assert target.is_dir() if not below else target.read_text() == "old"


def test_a_folder_that_is_not_there_is_not_made_up(cli: Cli, tmp_path: Path) -> None:
    code, _, err = cli("trend", "--out", tmp_path / "no such folder" / "trend.md")
    assert (code, "no such folder" in err, (tmp_path / "no such folder").exists()) == (4, True, False)


def test_output_follows_a_link_and_leaves_it_a_link(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "real.md").write_text("old")
    (tmp_path / "link.md").symlink_to(tmp_path / "real.md")
    assert cli("trend", "--format", "md", "--out", tmp_path / "link.md")[0] == 0
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_text(encoding="utf-8").startswith("# ")


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="needs a device that is always full")
def test_a_full_device_exits_4_and_stays_a_device(cli: Cli) -> None:
    assert cli("trend", "--out", "/dev/full")[0] == 4
    assert Path("/dev/full").is_char_device()


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="needs a device that is always full")
@pytest.mark.parametrize("format", ["text", "json"])
def test_standard_output_that_is_full_exits_4_with_a_sentence(data: Path, format: str) -> None:
    with Path("/dev/full").open("w") as full:
        command = [
            sys.executable,
            "-m",
            "hf_fidelity",
            "--data",
            str(data),
            "--lang",
            "en",
            "trend",
            "--format",
            format,
        ]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, "refused" in done.stderr, "Traceback" in done.stderr) == (4, True, False)


def test_a_record_that_cannot_be_written_exits_4(cli: Cli, tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("old")
    code, out, err = cli(
        "assess", *WHO, "--quarter", "2026-Q3", "--answers", _answers(tmp_path), at=in_the_way / "data"
    )
    assert (code, out, "could not be written" in err) == (4, "", True)


# --- exit 70 and 130 --------------------------------------------------------------------------------------------


def test_the_end_of_the_input_exits_130_and_says_how_to_go_on(
    cli: Cli, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = "\n" * 5 + "4\n\n4\n"
    monkeypatch.setattr(sys, "stdin", _stdin(typed, terminal=True))
    code, out, err = cli("assess", *WHO)
    assert (code, out, "Run the same command again" in err) == (130, "", True)
    draft = json.loads((data / HOME / "2026-Q3.housing-first.draft.json").read_text(encoding="utf-8"))
    assert len(draft["record"]["answers"]) == typed.count("4")


def test_the_end_of_the_input_before_anything_is_said_writes_nothing(cli: Cli, data: Path) -> None:
    before = sorted(data.rglob("*"))
    sys.stdin.isatty = lambda: True  # type: ignore[method-assign]
    code, out, err = cli("assess", *WHO)
    assert (code, out, "Nothing was written" in err, sorted(data.rglob("*"))) == (130, "", True, before)


def test_ctrl_c_exits_130_and_says_how_it_stands(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop() -> str:
        raise KeyboardInterrupt

    stdin = _stdin("", terminal=True)
    stdin.readline = stop  # type: ignore[method-assign, assignment]
    monkeypatch.setattr(sys, "stdin", stdin)
    code, out, err = cli("assess", *WHO)
    assert (code, out, "Nothing was written" in err) == (130, "", True)


def test_ctrl_c_while_a_report_is_made_says_so_too(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_args: Any, **_more: Any) -> None:
        raise KeyboardInterrupt

    cli("demo")
    monkeypatch.setattr("hf_fidelity.journeys.reports.compare_teams", stop)
    code, out, err = cli("compare")
    assert (code, out, "Run the same command again" in err) == (130, "", True)


def test_ctrl_c_before_the_language_is_known_says_so_too(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_language: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("hf_fidelity.cli.main.speak", stop)
    code, out, err = cli("compare")
    assert (code, out, "Run the same command again" in err) == (130, "", True)


def _break(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: Any, **more: Any) -> None:
        raise RuntimeError("SECRET")

    monkeypatch.setattr("hf_fidelity.journeys.reports.show_trend", broken)


def test_a_fault_of_the_program_exits_70_without_a_traceback_and_without_what_it_held(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    _break(monkeypatch)
    code, out, err = cli("trend")
    assert (code, out, "RuntimeError" in err, "--debug" in err) == (70, "", True, True)
    assert ("Traceback" in err, "SECRET" in err) == (False, False)


def test_debug_shows_a_fault_of_the_program(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    _break(monkeypatch)
    with pytest.raises(RuntimeError):
        cli("--debug", "trend")


# --- global options and help ------------------------------------------------------------------------------------

ORDER = {
    "options-moved-to-the-front": (
        ["trend", "--plain", "--team", "x", "--data", "d", "--debug"],
        ["--plain", "--data", "d", "--debug", "trend", "--team", "x"],
    ),
    "with-an-equals-sign": (["trend", "--data=d", "--lang=en"], ["--data=d", "--lang=en", "trend"]),
    "nothing-behind-two-dashes": (["show", "--", "--plain"], ["show", "--", "--plain"]),
    "value-missing": (["trend", "--data"], ["--data", "trend"]),
    "a-value-that-looks-like-an-option": (["trend", "--data", "--plain"], ["--data", "--plain", "trend"]),
    "nothing": ([], []),
}


@pytest.mark.parametrize(("given", "expected"), ORDER.values(), ids=ORDER)
def test_global_options_are_moved_to_the_front(given: list[str], expected: list[str]) -> None:
    assert globals_first(given) == expected


FIRST = {
    "before-an-option": (["score", "a.xlsx", "b.xlsx", "--dry-run", "c.xlsx"], ["a.xlsx", "b.xlsx"]),
    "behind-global-options": (["--data", "score", "--plain", "score", "a.xlsx"], ["a.xlsx"]),
    "behind-an-option": (["score", "--mapping", "m.yaml", "a.xlsx"], []),
    "none": (["score"], []),
    "no-command": (["--plain"], []),
}


@pytest.mark.parametrize(("given", "expected"), FIRST.values(), ids=FIRST)
def test_the_files_before_any_option_are_known_at_once(given: list[str], expected: list[str]) -> None:
    assert files_named_first(given) == expected


@pytest.mark.parametrize(
    ("words", "language"),
    [(["--lang", "en"], "en"), (["--lang=da", "trend"], "da"), (["trend"], None), (["--lang"], None)],
    ids=str,
)
def test_the_language_that_is_asked_for_is_known_before_the_command_is_read(
    words: list[str], language: str | None
) -> None:
    assert asked_language(words) == language


@pytest.mark.parametrize("before", [True, False], ids=["before-the-command", "behind-it"])
def test_global_options_count_on_either_side_of_the_command(cli: Cli, data: Path, before: bool) -> None:
    options = ["--data", str(data), "--plain", "--lang", "da"]
    words = [*options, "trend"] if before else ["trend", *options]
    code, out, _ = cli(*words, at=None)
    assert (code, "Grundlæggende værdier, " in out) == (0, True)


def test_a_value_that_is_called_like_a_global_option_stays_a_value(cli: Cli) -> None:
    code, _, err = cli("show", "--team=--plain")
    assert (code, "There is no team --plain" in err) == (2, True)


def test_the_data_folder_may_come_from_the_environment(cli: Cli, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_FIDELITY_DATA", str(data))
    assert cli("show", "--team", TEAM, at=None)[0] == 0


@pytest.mark.parametrize("words", [["--plain", "trend"], ["trend"]], ids=["option", "dumb-terminal"])
def test_plain_output_has_one_fact_a_line(cli: Cli, monkeypatch: pytest.MonkeyPatch, words: list[str]) -> None:
    if "--plain" not in words:
        monkeypatch.setenv("TERM", "dumb")
    assert "Total, Q2 2026: 4.00" in cli(*words)[1].splitlines()


HELP = {
    "program": ([], ["--data", "--lang", "--plain", "--version", "demo", "assess", "show", "trend", "instruments"]),
    "program-on-what-is-stored": ([], ["teams", "records", "check"]),
    "demo": (["demo"], ["Usage: hf-fidelity demo"]),
    "assess": (["assess"], ["--organisation", "--team", "--quarter", "--answers", "--reason", "The quarter's meeting"]),
    "show": (["show"], ["--team", "--quarter", "--format", "--out", "--audience", "--min-n", "One quarter"]),
    "trend": (["trend"], ["--from", "--to", "--against", "--format", "--instrument", "Quarters side by side"]),
    "compare": (
        ["compare"],
        ["--quarter", "--from", "--to", "--organisation", "--instrument", "--format", "--out", "--audience", "--min-n"],
    ),
    "actions": (["actions"], ["--open", "--team", "--quarter", "--format", "done", "drop", "move", "agreed to do"]),
    "actions-done": (["actions", "done"], ["ID", "--outcome", "--team", "--organisation", "--instrument"]),
    "actions-drop": (["actions", "drop"], ["ID", "--outcome", "--team", "--organisation", "--instrument"]),
    "actions-move": (["actions", "move"], ["ID", "--due", "--team", "--organisation", "--instrument"]),
    "guide": (["guide"], ["[PRINCIPLE]", "--instrument", "--format", "--out", "--csv-dialect", "Help for the talk"]),
    "instruments": (["instruments"], ["show", "validate", "The questionnaires"]),
    "teams": (["teams"], ["--organisation", "--format", "rename", "The teams in the data folder"]),
    "teams-rename": (["teams", "rename"], ["OLD", "NEW", "--organisation", "Give a team another name"]),
    "records": (["records"], ["--format", "delete", "What is stored, the oldest first"]),
    "records-delete": (["records", "delete"], ["--team", "--organisation", "--quarter", "--older-than", "--yes"]),
    "check": (["check"], ["--format", "--out", "Look through the data folder"]),
    "instruments-show": (["instruments", "show"], ["[ID]", "One questionnaire whole"]),
    "instruments-validate": (["instruments", "validate"], ["FILE", "Check a questionnaire"]),
}


@pytest.mark.parametrize(("words", "parts"), HELP.values(), ids=HELP)
def test_help_says_what_can_be_given(cli: Cli, words: list[str], parts: list[str]) -> None:
    code, out, err = cli(*words, "--help", at=None)
    assert (code, err) == (0, "")
    assert [part for part in ("Usage: hf-fidelity", "Options", *parts) if part not in out] == []
    assert max(map(len, out.splitlines())) <= 80


def test_without_a_command_the_help_is_shown(cli: Cli) -> None:
    assert cli(at=None)[1] == cli("--help", at=None)[1]


@pytest.mark.parametrize("words", [["--version"], ["trend", "--version"], ["--lang", "da", "--version"]], ids=str)
def test_the_version_is_told_wherever_it_is_asked_for(cli: Cli, words: list[str]) -> None:
    assert cli(*words, at=None) == (0, f"hf-fidelity {__version__}\n", "")


# --- as a program of its own ------------------------------------------------------------------------------------


def _program(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "hf_fidelity", *words],
        input="",
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "HF_FIDELITY_LANG": "en"},
        timeout=300,
        check=False,
    )


def test_the_module_can_be_run() -> None:
    done = _program("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"hf-fidelity {__version__}\n", "")


def test_the_exit_code_reaches_the_shell(tmp_path: Path) -> None:
    done = _program("--data", str(tmp_path), "trend")
    assert (done.returncode, done.stdout, "no record" in done.stderr) == (2, "", True)


def test_a_meeting_without_a_terminal_is_refused_and_nothing_is_waited_for(tmp_path: Path) -> None:
    done = _program("--data", str(tmp_path), "assess", *WHO)
    assert (done.returncode, done.stdout, "--answers" in done.stderr) == (2, "", True)


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_a_pipe_that_lacks_characters_gets_the_report_in_plainer_ones(data: Path, encoding: str) -> None:
    command = [sys.executable, "-m", "hf_fidelity", "--lang", "da", "--data", str(data), "trend"]
    env = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    done = subprocess.run(command, capture_output=True, env=env, timeout=300, check=False)
    name = "Bostøtte Nord" if encoding == "cp1252" else "Bostoette Nord"
    assert (done.returncode, done.stderr, name in done.stdout.decode(encoding)) == (0, b"", True)


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes that close early there")
def test_a_reader_that_has_seen_enough_is_no_fault(data: Path) -> None:
    command = f'"{sys.executable}" -m hf_fidelity --data "{data}" trend --format json | head -c 1'
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, timeout=300, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "{", "")


@pytest.mark.parametrize(
    ("words", "command"),
    [
        (["trend"], "trend"),
        (["--data", "show", "--plain", "trend", "--team", "demo"], "trend"),
        (["--lang=en", "teams", "rename", "a", "b"], "teams"),
        (["tren"], None),
        (["trend", "--help"], None),
        ([], None),
    ],
    ids=["alone", "behind-values", "with-equals", "unknown", "help", "nothing"],
)
def test_only_the_command_that_is_called_is_built(words: list[str], command: str | None) -> None:
    assert command_in(words) == command


# --- standard output and what is typed by hand -------------------------------------------------------------------


@pytest.mark.parametrize("name", ["text", "json", "csv", "md", "html", "xlsx"])
def test_a_dash_is_standard_output(name: str, capfdbinary: pytest.CaptureFixture[bytes], data: Path) -> None:
    code = run(["--data", str(data), "trend", "--format", name, "--out", "-"])
    out, err = capfdbinary.readouterr()
    begins = {"html": b"<!DOCTYPE html>", "json": b"{", "xlsx": b"PK"}.get(name, b"")
    assert (code, out.startswith(begins), out != b"", err) == (0, True, True, b"")


def test_a_name_without_an_ending_needs_a_format(cli: Cli, tmp_path: Path) -> None:
    assert cli("trend", "--format", "md", "--out", tmp_path / "x")[0] == 0
    assert (tmp_path / "x").read_text("utf-8").startswith("# ")


WRITTEN = {
    command.name: next(option.takes.split("|") for option in command.options if "--format" in option.spelled)
    for command in every_command(program("en").whole)
    if {"--format", "--out"} <= {word for option in command.options for word in option.spelled}
    and command.name != "score"  # whose --out is a workbook or page beside what --format shows
}
NEEDED = {
    "instruments validate": ["x.yaml"],
    "records erase": ["--text", "x"],
    "backup": ["x.zip"],
    "restore": ["x.zip"],
}


@pytest.mark.parametrize(("command", "formats"), WRITTEN.items(), ids=WRITTEN)
def test_format_takes_what_the_name_of_a_file_may_say(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, formats: list[str]
) -> None:
    for writers in ("hf_fidelity.cli.output.writer_of", "hf_fidelity.writers.form_writer_of"):
        monkeypatch.setattr(writers, lambda _name: lambda _what: b"")
    (tmp_path / "x.yaml").write_text(MINIMAL, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    known = ("txt", "json", "csv", "md", "html", "xlsx", "pdf", "ics", "odt", "")
    said = {ending: cli(*command.split(), *NEEDED.get(command, ()), "--out", f"x.{ending}")[2] for ending in known}
    taken = {ending for ending, err in said.items() if "the name must end in" not in err}
    assert taken == {"txt" if format == "text" else format for format in formats}


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
@pytest.mark.parametrize(
    ("words", "out", "code"),
    [(["show", "--team", "Nobody"], "", 2), (["trend"], ">/dev/full", 4), (["no-such-command"], ">&-", 2)],
)
def test_where_nobody_hears_the_error_the_exit_still_tells(data: Path, words: list[str], out: str, code: int) -> None:
    line = f"{shlex.quote(sys.executable)} -m hf_fidelity --data {shlex.quote(str(data))} {shlex.join(words)} {out}"
    assert subprocess.run(["sh", "-c", f"{line} 2>/dev/full"], check=False).returncode == code


CLOSED = {"trend": ["trend"], "json": ["trend", "--format", "json"], "version": ["--version"], "help": ["--help"]}


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
@pytest.mark.parametrize("words", every(len(CLOSED), CLOSED))
@pytest.mark.parametrize(("closing", "code"), [(">&-", 4), (">&- 2>&-", 4), ("2>&-", 0), ("<&-", 0), (">/dev/full", 4)])
def test_a_closed_stream_ends_in_a_sentence(data: Path, words: list[str], closing: str, code: int) -> None:
    line = f"{shlex.quote(sys.executable)} -m hf_fidelity --data {shlex.quote(str(data))} {shlex.join(words)} {closing}"
    done = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (code, False)
    assert len(done.stderr.splitlines()) == (1 if code and "2>&-" not in closing else 0)


@pytest.mark.skipif(sys.platform == "win32", reason="it says what Windows' shells take")
@pytest.mark.parametrize(
    ("system", "prompt", "word", "quoted"),
    [
        ("posix", "", "Bostøtte Nord", "'Bostøtte Nord'"),
        ("posix", "", "it's $HOME", "'it'\"'\"'s $HOME'"),
        ("nt", "$P$G", "Bostøtte Nord", '"Bostøtte Nord"'),
        ("nt", "$P$G", r"C:\Temp\x", r"C:\Temp\x"),
        ("nt", "", "Bostøtte Nord", "'Bostøtte Nord'"),
        ("nt", "", "it's $HOME", "'it''s $HOME'"),
    ],
)
def test_a_command_is_printed_as_the_shell_at_hand_takes_it(
    monkeypatch: pytest.MonkeyPatch, system: str, prompt: str, word: str, quoted: str
) -> None:
    from hf_fidelity.cli import output

    monkeypatch.setattr(output, "os", SimpleNamespace(name=system, environ={"PROMPT": prompt} if prompt else {}))
    assert output.quoted(word) == quoted


def test_a_program_that_the_shell_does_not_find_is_printed_with_its_path(monkeypatch: pytest.MonkeyPatch) -> None:
    from hf_fidelity.cli import output
    from hf_fidelity.cli.global_options import GlobalOptions

    monkeypatch.setattr("shutil.which", lambda _name: None)
    for called, printed in {
        ".venv/bin/hf-fidelity": ".venv/bin/hf-fidelity assess",
        "/x/hf_fidelity/__main__.py": f"{shlex.quote(sys.executable)} -m hf_fidelity assess",
        "pytest": "hf-fidelity assess",
    }.items():
        monkeypatch.setattr(sys, "argv", [called])
        assert output.command_line(GlobalOptions(), "assess") == printed


def test_the_starter_of_the_windows_package_is_what_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    from hf_fidelity.cli import output
    from hf_fidelity.cli.global_options import GlobalOptions

    monkeypatch.setattr("shutil.which", lambda _name: None)
    monkeypatch.setenv("_HF_FIDELITY_CALLED", "/x/Housing First-skema/hf-fidelity.cmd")
    monkeypatch.setattr(sys, "argv", ["/x/hf_fidelity/__main__.py"])
    assert output.command_line(GlobalOptions(), "assess") == "'/x/Housing First-skema/hf-fidelity.cmd' assess"


def test_what_a_program_behind_an_icon_says_is_kept_for_a_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """Such a program has no streams at all; the window itself is Windows' own."""
    from hf_fidelity.cli import main as program

    shown: list[str] = []
    monkeypatch.setattr(program._Unheard, "show", lambda self: shown.extend(self.said))
    monkeypatch.setattr(sys, "argv", ["hf-fidelity", "--lang", "en", "show", "--team", "Nobody", "--data", "/nowhere"])
    with monkeypatch.context() as patch:
        for name in ("stdin", "stdout", "stderr"):
            patch.setattr(sys, name, None)
        with pytest.raises(SystemExit) as end:
            program.main()
        for name in ("stdin", "stdout", "stderr"):
            getattr(sys, name).close()
    assert end.value.code
    assert "".join(shown).strip()


PERSONAL = {
    "a-number-in-a-comment": (
        "S01: {agreed: 4, comment: ring 00 12 34 56}\n",
        "line 1, answers.S01.comment: there is some",
    ),
    "an-address": ("S01: 4\nactions:\n  - {text: skriv til a@b.dk}\n", "line 3, actions.2026-Q3-1.text: there is some"),
    "a-name": ("S01: 4\nactions:\n  - {text: x, owner: Mette Hansen}\n", "looks like somebody's name"),
    "a-role": ("S01: 4\nactions:\n  - {text: x, owner: teamleder}\n", ""),
    "nothing": ("S01: {agreed: 4, comment: 16 af 20}\n", ""),
}


@pytest.mark.parametrize(("text", "sentence"), PERSONAL.values(), ids=PERSONAL)
def test_answers_from_a_file_are_looked_over_as_in_a_meeting(
    cli: Cli, tmp_path: Path, text: str, sentence: str
) -> None:
    given = ("assess", *WHO, "--quarter", "2026-Q3", "--answers", _answers(tmp_path, text))
    code, _out, err = cli(*given)
    assert (code, sentence in err, err != "") == (0, True, sentence != "")
    assert cli(*given)[2] == ""  # it is stored, and was said


def test_what_came_of_an_action_is_looked_over_too(cli: Cli, tmp_path: Path) -> None:
    cli("assess", *WHO, "--quarter", "2026-Q3", "--answers", _answers(tmp_path, "S01: 4\nactions: [{text: x}]\n"))
    code, _out, err = cli("actions", "done", "2026-Q3-1", "--outcome", "ring 00 12 34 56")
    assert (code, "actions.2026-Q3-1.outcome" in err) == (0, True)
