"""``compare`` in every format: what it looks like, and that no team's name is anywhere in it."""

import csv
import io
import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from hf_fidelity.cli.main import run
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Answer, Team
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.store.data_folder import Store
from tests.builders import record, reworded, voted
from tests.depth import every

ORGANISATION = "Prøvekøbing Kommune"
NAMES = ("Hemmelig Nord", "Hemmelig Syd", "Hemmelig Vest", "Hemmelig Øst")
MARK = "hemmelig"

Compare = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, instrument: Instrument) -> Path:
    """Four teams over two quarters, with everything that may be said of a team."""
    store = Store(tmp_path_factory.mktemp("data"))
    lines = ("3232 3222 3344 3443", "4443 4343 4444 4444", "4444 iiii 5544 4444", "2222 3222 2223 3333")
    for name, line in zip(NAMES, lines, strict=True):
        folder = store.place(ORGANISATION, name)
        team = Team(id=folder.team.id, name=name)
        now = record(instrument, line, "2026-Q3", team=team).with_answer(
            "S16", Answer(agreed=4, comment=f"{name} was here")
        )
        folder.save(reworded(now, "S01") if name == NAMES[0] else now, 0)
        folder.save(record(instrument, "3" * 16, "2026-Q2", team=team), 0)
    folder = store.place(ORGANISATION, "Hemmelig Midt")
    votes = dict.fromkeys(instrument.order, (0, 0, 0, 2, 4))
    folder.save(voted(instrument, votes, "2026-Q3", team=Team(id=folder.team.id, name="Hemmelig Midt")), 0)
    return store.root


@pytest.fixture
def compare(data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Compare:
    monkeypatch.setenv("HF_FIDELITY_LANG", "en")
    monkeypatch.setenv("COLUMNS", "80")

    def call(*words: str | Path) -> tuple[int, str, str]:
        code = run(["--data", str(data), "compare", "--from", "2026-Q2", *map(str, words)])
        out, err = capsys.readouterr()
        return code, out, err

    return call


@pytest.mark.parametrize("columns", [60, 80, 100, 200])
def test_it_fits_the_screen_and_says_what_does_not(
    compare: Compare, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    _, out, _ = compare()
    assert max(map(len, out.splitlines())) <= columns
    said = " ".join(out.split())
    assert ("in a wider window: Each team, sorted.)" in said) == (columns == 80)
    assert ("in a wider window: Least, Greatest, Each team, sorted.)" in said) == (columns == 60)


def test_the_text_tells_the_spread(compare: Compare) -> None:
    code, out, err = compare()
    assert (code, err) == (0, "")
    for words in (
        "5 teams: 3rd quarter 2026, and the course since 2nd quarter 2026",
        "3rd quarter 2026: 4 teams (agreed answers).",
        "1 team has votes that no meeting has settled",
        "1 team answered another wording of S01 than most did",
        "4 of the 4 teams were counted in 2nd quarter 2026 too.",
        "This is no ranking.",
    ):
        assert words in " ".join(out.split())


def test_the_json_is_the_contracts(compare: Compare) -> None:
    data = json.loads(compare("--format", "json")[1])
    assert (data["quarter"], data["teams"], len(data["rows"]), len(data["course"])) == ("2026-Q3", 4, 29, 2)
    total, s01 = data["rows"][0], next(row for row in data["rows"] if row["id"] == "S01")
    assert list(total) == ["level", "id", "label", "n", "min", "q1", "median", "q3", "max", "values"]
    assert (total["n"], s01["values"]) == (3, [2, 4, 4])


def test_the_csv_is_the_tables(compare: Compare) -> None:
    rows = list(csv.reader(io.StringIO(compare("--format", "csv")[1].removeprefix("\ufeff")), delimiter=";"))
    assert rows[0][2:] == [
        "Teams", "Least", "Lower quartile", "Median", "Upper quartile", "Greatest", "Each team, sorted",
    ]  # fmt: skip
    assert ["Statements", "S01 Shared understanding of recovery", "3", "2", "3", "4", "4", "4", "2 · 4 · 4"] in rows


def test_the_workbook_opens_with_its_numbers(compare: Compare, tmp_path: Path) -> None:
    assert compare("--format", "xlsx", "--out", tmp_path / "spread.xlsx")[0] == 0
    book = openpyxl.load_workbook(tmp_path / "spread.xlsx")
    rows = [row for sheet in book for row in sheet.iter_rows(values_only=True)]
    assert {"Themes", "Core principles", "Statements", "Quarter by quarter"} <= set(book.sheetnames)
    assert any(row[:4] == ("S01 Shared understanding of recovery", 3, 2, 3) for row in rows)


def _written(compare: Compare, format: str, folder: Path) -> bytes:
    if format == "plain":
        return compare("--plain")[1].encode()
    compare("--format", format, "--out", folder / "out")
    return (folder / "out").read_bytes()


@pytest.mark.parametrize("audience", ["public", "team"])
@pytest.mark.parametrize("language", every(2, ["da", "en"]))
@pytest.mark.parametrize("format", ["text", "plain", "json", "csv", "md", "xlsx"])
def test_no_format_names_a_team(
    compare: Compare, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, format: str, language: str, audience: str
) -> None:
    monkeypatch.setenv("HF_FIDELITY_LANG", language)
    monkeypatch.setenv("COLUMNS", "200")
    written = _written(lambda *words: compare("--audience", audience, *words), format, tmp_path)
    said = _cells(written) if format == "xlsx" else written.decode()
    assert len(said) > 1000
    assert MARK not in said.casefold()


def _cells(workbook: bytes) -> str:
    """Every file inside a workbook: cells, names, charts, properties."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as parts:
        return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


def test_a_damaged_record_is_named_on_standard_error_only(compare: Compare, data: Path) -> None:
    path = Store(data).place(ORGANISATION, NAMES[3]).record_path(Quarter(2026, 3), "housing-first")
    content = path.read_bytes()
    try:
        path.write_bytes(b"{")
        code, out, err = compare()
    finally:
        path.write_bytes(content)
    assert (code, str(path) in err, "4 teams:" in out, MARK in out.casefold()) == (1, True, True, False)


def test_the_terminals_own_report_names_nobody_either(compare: Compare, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    _, out, _ = compare()
    assert ("no ranking" in out, MARK in out.casefold()) == (True, False)
