"""``score`` and what a consultant lives through with it: forty files, one command, nothing lost and nothing guessed."""

import json
import os
import re
import shlex
import sys
import zipfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import openpyxl
import pytest

from hf_fidelity.cli.main import run
from hf_fidelity.domain.survey.exports import SkipReason
from tests import terminal
from tests.depth import every
from tests.exports.here import read_here
from tests.exports.tables import NORD, csv_file, lines
from tests.score_shape import SHAPE

Cli = Callable[..., tuple[int, str, str]]
SEVEN = [5, 4, 4, 3, 4, 2, 5]


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hf_fidelity.cli.clock.now", lambda: datetime(2026, 9, 20, 12, tzinfo=UTC))
    monkeypatch.setenv("HF_FIDELITY_LANG", "en")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("HF_FIDELITY_DATA", raising=False)


@pytest.fixture
def cli(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Runs ``score`` on a data folder of its own: exit code, standard output, standard error."""
    read_here(monkeypatch)
    return _calling(tmp_path, capsys)


@pytest.fixture
def whole_cli(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Cli:
    """As ``cli``, and the files are read in a process of their own, as they are for people."""
    return _calling(tmp_path, capsys)


def _calling(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Cli:

    def call(*words: str | Path, before: Sequence[str] = ()) -> tuple[int, str, str]:
        code = run(["--data", str(tmp_path / "data"), *before, "score", *map(str, words)])
        out, err = capsys.readouterr()
        return code, out, err

    return call


def forty(folder: Path) -> Path:
    """Forty files of a team each: three broken in different ways, one with a doubtful cell, one of a small team."""
    folder.mkdir()
    for n in range(1, 41):
        rows = lines(SEVEN[: 4 if n == 9 else 7], (NORD[0], f"Team {n:02}", NORD[2]))
        if n == 23:
            rows[5][9] = "Måske"
        csv_file(folder / f"eksport-{n:02}.csv", rows)
    (folder / "eksport-07.csv").write_bytes(b"")
    (folder / "eksport-12.csv").write_bytes(b"%PDF-1.7\n")
    (folder / "eksport-30.csv").write_text("dato;antal\n2026-09-01;3\n", encoding="utf-8")
    return folder


def test_forty_files_one_command(whole_cli: Cli, tmp_path: Path) -> None:
    code, out, err = whole_cli(forty(tmp_path / "eksport"), "--out", tmp_path / "scored.xlsx")
    assert (code, err) == (1, f"Written: {tmp_path / 'scored.xlsx'}\n")
    assert "40 files, 3 could not be used." in out
    assert "256 rows: 255 accepted, 0 skipped, 1 rejected." in out


def test_what_happened_to_row_7_of_file_23(cli: Cli, tmp_path: Path) -> None:
    _, out, _ = cli(forty(tmp_path / "eksport"))
    about = out.partition("\neksport-23.csv\n")[2].partition("\n\n")[0]
    assert ("J7" in about, "Måske" in about, "row 7" in about) == (True, True, True)


def test_the_broken_files_are_named_with_what_to_do(cli: Cli, tmp_path: Path) -> None:
    _, out, _ = cli(forty(tmp_path / "eksport"), "--format", "json")
    files = {Path(file["file"]).stem[-2:]: file for file in json.loads(out)["files"]}
    found = {n: [finding["code"] for finding in files[n]["findings"]] for n in ("07", "12", "30", "23", "01")}
    assert found == {"07": ["file-empty"], "12": ["pdf"], "30": ["no-statements"], "23": ["unknown-answer"], "01": []}


def test_the_json_has_the_shape_that_others_rely_on(cli: Cli, tmp_path: Path) -> None:
    _, out, _ = cli(forty(tmp_path / "eksport"), "--format", "json")
    data = json.loads(out)
    jsonschema.validate(data, SHAPE)
    by_team = {entry["team"]: entry for entry in data["assessments"]}
    figures = by_team["Team 01"]["scores"]["statements"]["S01"]
    assert {key: figures[key] for key in ("n", "counts", "missing", "not_relevant", "mean", "median")} == {
        "n": 7, "counts": [0, 1, 1, 3, 2], "missing": 0, "not_relevant": 0, "mean": pytest.approx(27 / 7), "median": 4,
    }  # fmt: skip
    assert (by_team["Team 09"]["stored"], by_team["Team 09"]["record"]) == ("held-back", None)
    assert by_team["Team 01"]["record"] == "proevekoebing-kommune/team-01/2026-Q3.housing-first.json"


@pytest.mark.thorough
def test_the_workbook_says_the_same_as_the_screen(cli: Cli, tmp_path: Path) -> None:
    _, out, _ = cli(forty(tmp_path / "eksport"), "--out", tmp_path / "scored.xlsx", "--format", "json")
    data = json.loads(out)
    book = openpyxl.load_workbook(tmp_path / "scored.xlsx", read_only=True)
    totals = {entry["team"]: entry["scores"]["total"] for entry in data["assessments"] if entry["scores"]}
    cells = {
        row[0]: row for sheet in book.worksheets[1:2] for row in sheet.iter_rows(values_only=True) if row[0] in totals
    }
    assert cells.keys() == totals.keys()
    assert all(pytest.approx(total) in cells[team] for team, total in totals.items())


@pytest.mark.parametrize(("ending", "begins"), [("pdf", b"%PDF-"), ("html", b"<!DOCTYPE html>")])
def test_the_report_can_be_written_to_hand_out(cli: Cli, tmp_path: Path, ending: str, begins: bytes) -> None:
    file = csv_file(tmp_path / "a.csv", lines(SEVEN, NORD))
    code, out, err = cli(file, "--out", tmp_path / f"report.{ending}")
    assert (code, out, err) == (0, "", f"Written: {tmp_path / f'report.{ending}'}\n")
    assert (tmp_path / f"report.{ending}").read_bytes().startswith(begins)


@pytest.mark.parametrize("words", [["--format", "pdf"], ["--format", "html", "--out", "s.xlsx"], ["--out", "s.txt"]])
def test_what_could_not_be_written_is_refused_before_anything_is_stored(
    cli: Cli, tmp_path: Path, words: list[str]
) -> None:
    code, out, _err = cli(csv_file(tmp_path / "a.csv", lines(SEVEN, NORD)), *words)
    assert (code, out, (tmp_path / "data").exists()) == (2, "", False)


@pytest.mark.thorough
def test_its_own_workbook_among_the_files_is_passed_over(cli: Cli, tmp_path: Path) -> None:
    folder = forty(tmp_path / "eksport")
    cli(folder, "--out", folder / "scored.xlsx")
    code, out, _ = cli(folder, "--format", "json")
    own = next(file for file in json.loads(out)["files"] if file["file"].endswith("scored.xlsx"))
    assert (code, own["rows"]["read"], [f["severity"] for f in own["findings"] if f["severity"] == "error"]) == (
        1,
        0,
        [],
    )


OTHER_ENDINGS = {
    "md": (["--format", "md", ">"], "# Survey answers read"),
    "MD": (["--format", "md", ">"], "# Survey answers read"),
    "json": (["--format", "json", ">"], "{"),
    "csv": (["--format", "csv", ">"], "\ufeff"),
    "txt": ([">"], "Survey answers read\n"),
}
"""The ending of a file that ``--out`` does not write, what is advised instead, and how what that gives begins."""


@pytest.mark.parametrize(("ending", "wanted"), OTHER_ENDINGS.items(), ids=OTHER_ENDINGS)
@pytest.mark.parametrize("lang", ["en", "da"])
def test_what_is_advised_instead_of_a_name_that_is_no_workbook_gives_that_format(
    cli: Cli, tmp_path: Path, ending: str, wanted: tuple[list[str], str], lang: str
) -> None:
    file, out = csv_file(tmp_path / "a.csv", lines(SEVEN, NORD)), tmp_path / f"min liste.{ending}"
    _, _, err = cli(file, "--out", out, before=["--lang", lang])
    quoted = shlex.quote(str(out))
    assert quoted in err.splitlines()[1]
    advised = re.findall(r"(?:--format \w+ )?> ", err.splitlines()[1])
    assert [word for words in advised for word in words.split()] == wanted[0]
    _, told, _ = cli(file, *wanted[0][:-1])
    assert told.startswith(wanted[1])


CPR = {"bare": "0101905555", "dashed": "010190-5555", "in-a-sentence": "borger 010190 5555 ringede"}


@pytest.mark.parametrize("number", every(2, CPR, first=2))
def test_what_looks_like_a_cpr_number_is_named_by_its_place_and_never_repeated(
    cli: Cli, tmp_path: Path, number: str
) -> None:
    rows = lines(SEVEN)
    rows[2][4] = number
    file, out = csv_file(tmp_path / "a.csv", rows), tmp_path / "scored.xlsx"
    told = [text for way in ("text", "json", "csv", "md") for text in cli(file, "--format", way, "--out", out)[1:]]
    told += cli("--plain", file, "--explain")[1:]
    with zipfile.ZipFile(out) as parts:
        told += [parts.read(name).decode() for name in parts.namelist()]
    told += [path.read_text(encoding="utf-8") for path in (tmp_path / "data").rglob("*.json")]
    assert ("cpr-like" in told[2], "E4" in told[0]) == (True, True)
    assert [text for text in told if "5555" in text] == []


def test_a_pattern_that_the_shell_left_alone(cli: Cli, tmp_path: Path) -> None:
    csv_file(tmp_path / "a.csv", lines(SEVEN))
    code, out, _ = cli(tmp_path / "*.csv")
    assert (code, "7 rows: 7 accepted" in out) == (0, True)


NOTHING_USABLE = {
    "no-such-file": ["nosuch.csv"],
    "empty-folder": ["."],
    "no-file": [],
    "add-and-replace": ["a.csv", "--add", "--replace"],
    "not-a-workbook": ["a.csv", "--out", "scored.txt"],
    "format-xlsx": ["a.csv", "--format", "xlsx"],
    "limit-of-two": ["a.csv", "--min-n", "2"],
    "no-such-quarter": ["a.csv", "--quarter", "sommer"],
    "no-such-mapping": ["a.csv", "--mapping", "nosuch.yaml"],
    "other-codes": ["a.csv", "--codes", "high"],
}


@pytest.mark.parametrize("words", NOTHING_USABLE.values(), ids=NOTHING_USABLE)
def test_what_cannot_be_done_exits_2_and_writes_nothing(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    if words and words[0] == "a.csv":
        csv_file(here / "a.csv", lines(SEVEN))
    code, out, err = cli(*words)
    assert (code, bool(out + err), (tmp_path / "data").exists()) == (2, True, False)
    assert "Traceback" not in out + err


@pytest.mark.parametrize(("ending", "begins"), [("xlsx", b"PK"), ("pdf", b"%PDF-"), ("html", b"<!DOCTYPE html>")])
def test_where_no_file_could_be_used_nothing_is_stored_and_the_report_says_why(
    cli: Cli, tmp_path: Path, ending: str, begins: bytes
) -> None:
    (tmp_path / "other.csv").write_text("dato;antal\n2026-09-01;3\n", encoding="utf-8")
    code, _, err = cli(tmp_path / "other.csv", "--out", out := tmp_path / f"report.{ending}")
    assert (code, err, (tmp_path / "data").exists()) == (2, f"Written: {out}\n", False)
    assert out.read_bytes().startswith(begins)
    if ending == "xlsx":
        cells = [str(cell) for sheet in openpyxl.load_workbook(out) for row in sheet.values for cell in row]
        assert any("None of the statements of" in cell for cell in cells)


def test_done_without_a_doubt_exits_0(cli: Cli, tmp_path: Path) -> None:
    code, out, err = cli(csv_file(tmp_path / "a.csv", lines(SEVEN)))
    assert (code, err) == (0, "")
    assert "stored" in out


@pytest.mark.parametrize(("leaders", "hidden"), [(2, True), (5, False)])
def test_roles_of_too_few_are_said_to_be_hidden(cli: Cli, tmp_path: Path, leaders: int, hidden: bool) -> None:
    rows = lines([4] * (leaders + 6))
    roles = [*["Leder"] * leaders, *["Medarbejder"] * 6]
    file = csv_file(tmp_path / "a.csv", [[*row, role] for row, role in zip(rows, roles, strict=True)], ["Rolle"])
    code, out, _err = cli(file, "--dry-run", "--format", "json")
    assert (code, bool(json.loads(out)["assessments"][0]["hidden"])) == (0, hidden)
    said = " ".join(cli(file, "--dry-run")[1].split())
    assert ("figures by role are left out" in said, "nothing was in doubt" in said) == (hidden, not hidden)
    cli(file, "--dry-run", "--out", tmp_path / "a.xlsx")
    book = " ".join(str(cell.value) for cell in openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]["A"])
    assert ("figures by role are left out" in book, "Nothing is hidden" in book) == (hidden, not hidden)


def test_explain_prints_a_mapping_that_can_be_given_back(cli: Cli, tmp_path: Path) -> None:
    file = csv_file(tmp_path / "a.csv", lines(SEVEN))
    code, mapping, err = cli(file, "--explain")
    assert (code, err, (tmp_path / "data").exists()) == (0, "", False)
    (tmp_path / "mapping.yaml").write_text(mapping, encoding="utf-8")
    code, out, _ = cli(file, "--mapping", tmp_path / "mapping.yaml", "--format", "json")
    assert (code, json.loads(out)["files"][0]["rows"]["accepted"]) == (0, 7)


def test_what_is_said_of_a_row_that_may_be_sums_can_be_typed(cli: Cli, tmp_path: Path) -> None:
    rows = [[*row, "Alene"] for row in lines(SEVEN)]
    rows[-1][-1] = "Hele teamet"
    file = csv_file(tmp_path / "a.csv", rows, ["Hvem svarede I med?"])
    _, mapping, err = cli(file, "--explain")
    assert "say `ignore` for the column in a --mapping" in " ".join(err.split())
    for draft, n in ((mapping, 6), (mapping.replace("# U: ignore", "U: ignore"), 7)):
        (tmp_path / "mapping.yaml").write_text(draft, encoding="utf-8")
        _, out, _ = cli(file, "--mapping", tmp_path / "mapping.yaml", "--dry-run", "--format", "json")
        assert json.loads(out)["files"][0]["rows"]["accepted"] == n


def test_explain_tells_what_is_doubtful_beside_the_mapping(cli: Cli, tmp_path: Path) -> None:
    rows = lines(SEVEN)
    rows[2][5] = "Måske"
    _, mapping, err = cli(csv_file(tmp_path / "a.csv", rows), "--explain")
    assert ("Måske" in mapping, "F4" in err, "Måske" in err) == (False, True, True)


BESIDE = {
    "another-name": ("Afdeling", ["Bostøtte Nord", "Bostøtte Syd"], 0),
    "unknown-status": ("Status", ["Ansat", "Vikar", "Elev"], 2),
}


@pytest.mark.parametrize(("code", "heading", "cells", "exit_code"), [(code, *about) for code, about in BESIDE.items()])
def test_ignore_in_a_mapping_settles_what_another_column_says(
    code: str, heading: str, cells: list[str], exit_code: int, cli: Cli, tmp_path: Path
) -> None:
    rows = [[*row, cells[at % len(cells)]] for at, row in enumerate(lines(SEVEN))]
    file = csv_file(tmp_path / "a.csv", rows, [heading])
    before, out, _ = cli(file, "--format", "json", "--dry-run")
    [told, *_] = [each for each in json.loads(out)["files"][0]["findings"] if each["code"] == code]
    assert (before, "`ignore`" in told["remedy"]) == (exit_code, True)
    _, mapping, _ = cli(file, "--explain")
    mapping = re.sub(r"\bU: \w+", "U: ignore", mapping)
    (tmp_path / "m.yaml").write_text(mapping, encoding="utf-8")
    after, out, _ = cli(file, "--mapping", tmp_path / "m.yaml", "--format", "json")
    [read] = json.loads(out)["files"]
    assert (after, read["rows"]["accepted"], read["findings"]) == (0, 7, [])


@pytest.mark.parametrize("meant", ["ignore", "date"])
def test_what_a_mapping_says_of_moments_in_another_quarter_settles_them(meant: str, cli: Cli, tmp_path: Path) -> None:
    rows = [[*row[:2], f"2026-05-1{at} 10:0{at}", *row[3:]] for at, row in enumerate(lines(SEVEN))]
    file = csv_file(tmp_path / "a.csv", rows)
    file.write_bytes(file.read_bytes().replace(b"Kvartal", b"Sendt"))
    _, out, _ = cli(file, "--quarter", "2026-Q3", "--format", "json", "--dry-run")
    [told] = json.loads(out)["files"][0]["findings"]
    assert (told["code"], f"`{meant}`" in told["remedy"]) == ("other-dates", True)
    _, mapping, _ = cli(file, "--quarter", "2026-Q3", "--explain")
    mapping = re.sub(r"\bC: \w+", f"C: {meant}", mapping)
    if meant == "date":
        mapping = re.sub(r"\n *quarter: .*", "", mapping)
    (tmp_path / "m.yaml").write_text(mapping, encoding="utf-8")
    code, out, _ = cli(file, "--mapping", tmp_path / "m.yaml", "--format", "json")
    told = json.loads(out)
    assert (code, [each["code"] for each in told["files"][0]["findings"]]) == (
        0,
        ["quarter-by-date"] * (meant == "date"),
    )
    assert [team["quarter"] for team in told["assessments"]] == ["2026-Q2" if meant == "date" else "2026-Q3"]


def test_lenient_counts_what_is_no_answer_as_missing(cli: Cli, tmp_path: Path) -> None:
    rows = lines(SEVEN)
    rows[2][4] = "Måske"
    code, out, _ = cli(csv_file(tmp_path / "a.csv", rows), "--lenient", "--format", "json")
    assert code == 0
    assert json.loads(out)["assessments"][0]["scores"]["statements"]["S01"]["missing"] == 1


def test_output_that_cannot_be_written_exits_4(cli: Cli, tmp_path: Path) -> None:
    code, _, err = cli(csv_file(tmp_path / "a.csv", lines(SEVEN)), "--out", tmp_path / "nowhere" / "s.xlsx")
    assert (code, "nowhere" in err) == (4, True)


def test_everything_in_danish(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_FIDELITY_LANG", "da")
    _, out, _ = cli(forty(tmp_path / "eksport"))
    assert "40 filer, 3 kunne ikke bruges." in out
    assert "»Måske« er ikke et svar på skalaen." in out


BAR = re.compile(r"Files read.*?\d+/40", re.DOTALL)
"""What only the bar says: how many of the forty files are done."""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
@pytest.mark.parametrize(
    ("into", "on_screen"),
    [
        pytest.param("", True, id="terminal", marks=pytest.mark.thorough),
        pytest.param("> {out}", True, id="report-in-a-file", marks=pytest.mark.thorough),
        pytest.param("2> {err}", False, id="messages-in-a-file", marks=pytest.mark.thorough),
    ],
)
def test_a_bar_is_shown_on_a_terminal_only(tmp_path: Path, into: str, on_screen: bool) -> None:
    import pexpect

    files = {name: tmp_path / name for name in ("out", "err")}
    words = ["-m", "hf_fidelity", "--data", tmp_path / "data", "score", forty(tmp_path / "eksport")]
    command = shlex.join([sys.executable, *map(str, words)])
    screen = pexpect.spawn(
        "/bin/sh",
        ["-c", f"exec {command} {into.format(**files)}"],
        encoding="utf-8",
        timeout=300,
        env=os.environ | {"HF_FIDELITY_LANG": "en", "TERM": "xterm", "COLUMNS": "80"},
    )
    screen.expect(pexpect.EOF)
    shown = str(screen.before)
    kept = {name: path.read_text(encoding="utf-8") for name, path in files.items() if path.exists()}
    assert bool(BAR.search(shown)) is on_screen
    assert not any(BAR.search(text) for text in kept.values())
    assert "256 rows: 255 accepted" in kept.get("out", shown)
    assert "\x1b[?25h" in shown or not on_screen, "the cursor is back"


def test_every_reason_for_skipping_has_words() -> None:
    from typing import get_args

    from hf_fidelity.reports.survey import skip_words

    assert all(skip_words(reason) for reason in get_args(SkipReason))


def _sheets(path: Path, sheets: dict[str, list[list[str]]]) -> Path:
    book = openpyxl.Workbook()
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    del book["Sheet"]
    book.save(path)
    return path


def test_a_sheet_for_each_team_is_read_as_a_mapping_says(cli: Cli, tmp_path: Path) -> None:
    """What ``--explain`` prints has an entry for each sheet; the teams are filled in."""
    heads = [f"S{n:02}" for n in range(1, 17)]
    rows = {name: [heads, *[["Enig"] * 16] * people] for name, people in (("Nord", 5), ("Syd", 7))}
    file = _sheets(tmp_path / "teams [1].xlsx", rows)
    said = ("--organisation", "P", "--quarter", "2026-Q3")
    code, mapping, err = cli(file, *said, "--explain")
    assert (code, mapping.count("- file:"), "Nord, Syd" in err) == (2, 2, True)
    for team in rows:
        mapping = mapping.replace(f"sheet: {team}\n", f"sheet: {team}\n    team: Bostøtte {team}\n")
    (tmp_path / "m.yaml").write_text(mapping, encoding="utf-8")
    code, out, _ = cli(file, *said, "--mapping", tmp_path / "m.yaml", "--format", "json")
    told = json.loads(out)
    assert code == 0
    assert [(entry["sheet"], entry["rows"]["accepted"]) for entry in told["files"]] == [("Nord", 5), ("Syd", 7)]
    assert [(team["team"], team["respondents"]) for team in told["assessments"]] == [
        ("Bostøtte Nord", 5),
        ("Bostøtte Syd", 7),
    ]


def test_a_team_on_two_sheets_is_counted_once_and_named(cli: Cli, tmp_path: Path) -> None:
    heads = [f"S{n:02}" for n in range(1, 17)]
    file = _sheets(tmp_path / "e.xlsx", {name: [heads, *[["Enig"] * 16] * 5] for name in ("Nord", "Syd")})
    entries = [
        f"{{file: e.xlsx, sheet: {name}, organisation: P, team: T, quarter: 2026-Q3}}" for name in ("Nord", "Syd")
    ]
    (tmp_path / "m.yaml").write_text(f"schema_version: 1\nfiles: [{', '.join(entries)}]\n", encoding="utf-8")
    code, out, _ = cli(file, "--mapping", tmp_path / "m.yaml", "--format", "json")
    told = json.loads(out)
    assert (code, [team["respondents"] for team in told["assessments"]]) == (1, [5])
    assert "team-twice" in [finding["code"] for entry in told["files"] for finding in entry["findings"]]


REFUSED = {
    "a statement twice": [["S01", "S01", "S02"], ["Enig", "Enig", "Uenig"]],
    "turned": [["", "R1"], ["S01", "Enig"], ["S02", "Uenig"], ["S03", "Uenig"]],
    "another text": [["S01. Min leder lytter.", "S02"], ["Enig", "Enig"]],
    "nothing": [[""]],
}


@pytest.mark.parametrize("rows", REFUSED.values(), ids=REFUSED)
def test_what_is_explained_of_a_refused_file_is_taken_back(rows: list[list[str]], cli: Cli, tmp_path: Path) -> None:
    file = _sheets(tmp_path / "e.xlsx", {"Svar": rows})
    code, mapping, _ = cli(file, "--explain")
    (tmp_path / "m.yaml").write_text(mapping, encoding="utf-8")
    assert (code, "- file: " in mapping) == (2, True)
    assert cli(file, "--mapping", tmp_path / "m.yaml", "--format", "json")[2] == ""


def test_explain_says_what_a_doubtful_column_could_be(cli: Cli, tmp_path: Path) -> None:
    file = _sheets(tmp_path / "e.xlsx", {"Svar": REFUSED["another text"]})
    assert "A: ignore  # S01? S01. Min leder lytter." in cli(file, "--explain")[1]


def _somebody_wrote(folder: Path) -> Path:
    """One of a team of two wrote more than an answer."""
    rows = lines(SEVEN) + lines([3, 3], who=(NORD[0], "Lille", NORD[2]), first=70)
    rows[-1][5] = "Delvist enig, chefen lytter aldrig"
    return csv_file(folder / "e.csv", rows)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
@pytest.mark.parametrize("lang", ["en", "da"])
def test_what_somebody_wrote_is_told_on_a_screen_and_in_no_file_that_it_is_sent_to(tmp_path: Path, lang: str) -> None:
    """And the file that the same call is sent to has its length, and where it stands."""
    file, out, data = _somebody_wrote(tmp_path), tmp_path / "out.txt", tmp_path / "data"
    words = ["--lang", lang, "score", str(file), "--dry-run"]
    shown, _ = terminal.run(words, data=data)
    terminal.run(words, data=data, out=out)
    sent = out.read_text(encoding="utf-8")
    assert ("chefen" in shown, "chefen" in sent, "Delvist" in sent) == (True, False, False)
    assert {"en": "34 characters", "da": "34 tegn"}[lang] in sent and "F10" in sent


@pytest.mark.parametrize("plain", [[], ["--plain"]])
def test_what_somebody_wrote_is_told_to_whoever_reads_on_another_way(
    cli: Cli, tmp_path: Path, plain: list[str]
) -> None:
    """A voice, a pager, a window of another program: text that is read, and not kept."""
    assert "chefen lytter aldrig" in " ".join(cli(_somebody_wrote(tmp_path), "--dry-run", before=plain)[1].split())


def test_what_somebody_wrote_stands_in_no_file(cli: Cli, tmp_path: Path) -> None:
    file = _somebody_wrote(tmp_path)
    for format in ("json", "csv", "md"):
        told = cli(file, "--dry-run", "--format", format)[1]
        assert ("chefen" in told, "34" in told, "F10" in told) == (False, True, True), format
    assert "chefen" not in cli(file, "--explain")[1]
    for out in ("bog.xlsx", "side.html"):
        cli(file, "--dry-run", "--out", tmp_path / out)
        written = (tmp_path / out).read_bytes()
        parts = [written]
        if out.endswith(".xlsx"):
            with zipfile.ZipFile(tmp_path / out) as book:
                parts = [book.read(name) for name in book.namelist()]
        assert not any(b"chefen" in part for part in parts)


def test_replacing_what_few_differ_from_takes_a_yes(cli: Cli, tmp_path: Path) -> None:
    cli(csv_file(tmp_path / "one.csv", lines(SEVEN)))
    newer = csv_file(tmp_path / "two.csv", lines([*SEVEN, 1]))
    code, told, _ = cli(newer, "--replace")
    assert code == 1
    assert "--yes" in told
    assert cli(newer, "--replace", "--yes")[0] == 0
    code, told, _ = cli(csv_file(tmp_path / "three.csv", lines([1] * 9)), "--yes")
    assert (code, "--add" in told) == (1, True), "a yes says nothing of which of the two is meant"


CLOSED = {
    "the-folder": (["locked"], "locked", 2),
    "beside-one-that-can-be-read": (["open", "locked"], "locked", 1),
    "inside-one": (["outer"], "outer/locked", 1),
}
"""The folders that are named, which of them cannot be opened, and how the command ends."""


@pytest.mark.parametrize(("named", "locked", "code"), CLOSED.values(), ids=list(CLOSED))
def test_a_folder_that_cannot_be_opened_is_named_and_the_others_are_read(
    named: list[str], locked: str, code: int, tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in (*named, locked):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
    for folder in {*named} - {locked}:
        csv_file(tmp_path / folder / "e.csv", lines(SEVEN))
    closed = str(tmp_path / locked)
    for listing in ("scandir", "listdir"):
        monkeypatch.setattr(os, listing, _refusing(getattr(os, listing), closed))
    found, out, _err = cli(*(tmp_path / folder for folder in named))
    told = " ".join(out.split())
    assert found == code
    assert "locked" in told and "The folder cannot be opened, so nothing in it is read: Permission denied." in told


def _refusing(list_it: Callable[..., object], closed: str) -> Callable[..., object]:
    def refused(folder: object = ".", *more: object) -> object:
        if str(folder) == closed:
            raise PermissionError(13, "Permission denied")
        return list_it(folder, *more)

    return refused


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nobody refuses root")
def test_a_file_in_a_folder_that_lets_nobody_look_is_named(tmp_path: Path, cli: Cli) -> None:
    (tmp_path / "locked").mkdir()
    file = csv_file(tmp_path / "locked" / "e.csv", lines(SEVEN))
    (tmp_path / "locked").chmod(0o400)
    try:
        found, out, _err = cli(tmp_path / "locked")
    finally:
        (tmp_path / "locked").chmod(0o700)
    assert (found, file.name in out) == (2, True)
