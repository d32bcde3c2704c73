"""``template``: which file is written, as what, and what is refused."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from hf_fidelity.cli.main import run
from hf_fidelity.ground.dates import Quarter
from tests.journeys.scenes import TEAM, filled, workspace

Cli = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_FIDELITY_LANG", "en")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("HF_FIDELITY_DATA", raising=False)


@pytest.fixture
def cli(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Runs ``template`` in an empty folder: exit code, standard output, standard error."""
    monkeypatch.chdir(tmp_path)

    def call(*words: str) -> tuple[int, str, str]:
        code = run(["--data", "data", "template", *words])
        out, err = capsys.readouterr()
        return code, out, err

    return call


STARTS = {"xlsx": b"PK", "html": b"<!DOCTYPE html>"}


@pytest.mark.parametrize("ending", STARTS)
@pytest.mark.parametrize("said", [True, False], ids=["said", "by-its-ending"])
def test_a_form_is_written_and_named(cli: Cli, tmp_path: Path, ending: str, said: bool) -> None:
    code, out, err = cli("--out", f"form.{ending}", *(["--format", ending] if said else []))
    assert (code, out, err) == (0, "", f"Written: {tmp_path / f'form.{ending}'}\n")
    assert (tmp_path / f"form.{ending}").read_bytes().startswith(STARTS[ending])
    assert not (tmp_path / "data").exists()


def test_an_ending_in_capitals_will_do(cli: Cli, tmp_path: Path) -> None:
    assert cli("--out", "FORM.XLSX")[0] == 0
    assert (tmp_path / "FORM.XLSX").read_bytes().startswith(b"PK")


def test_a_form_that_may_be_filled_in_is_not_written_over(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "form.xlsx").write_bytes(b"filled in")
    code, out, err = cli("--out", "form.xlsx")
    assert (code, out, (tmp_path / "form.xlsx").read_bytes()) == (2, "", b"filled in")
    assert err.startswith("form.xlsx is there already, and may have been filled in. It was not touched.\n")


def test_a_page_to_print_can_be_made_again(cli: Cli) -> None:
    assert [cli("--out", "form.html")[0] for _ in range(2)] == [0, 0]


REFUSED = {
    "no-file": ([], "The form needs a file to go into."),
    "unknown-ending": (["--out", "form.odt"], "form.odt: the name must end in one of .xlsx, .html, .pdf."),
    "no-ending": (["--out", "form"], "form: the name must end in one of .xlsx, .html, .pdf."),
    "two-ways": (["--out", "form.xlsx", "--format", "html"], "--format html and the ending of form.xlsx do not agree."),
    "unknown-questionnaire": (["--out", "form.xlsx", "--instrument", "hf"], "There is no questionnaire hf."),
    "unknown-format": (["--out", "form.xlsx", "--format", "odt"], "odt"),
    "no-quarter": (["--out", "form.xlsx", "--quarter", "autumn"], "autumn"),
}


@pytest.mark.parametrize(("words", "message"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_made_is_refused_and_nothing_is_written(
    cli: Cli, tmp_path: Path, words: list[str], message: str
) -> None:
    code, out, err = cli(*words)
    assert (code, out, message in err) == (2, "", True), err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_named(cli: Cli) -> None:
    code, out, err = cli("--out", "nowhere/form.xlsx")
    assert (code > 0, out, "nowhere" in err, "Traceback" in err) == (True, "", True, False)


WHO = ["--organisation", "Prøvekøbing  Kommune", "--team", "=Nord", "--quarter", "2026-Q3"]


def test_what_is_known_stands_in_the_workbook(cli: Cli) -> None:
    assert cli("--out", "form.xlsx", *WHO)[0] == 0
    sheet = openpyxl.load_workbook("form.xlsx").worksheets[0]
    assert [sheet[f"B{row}"].value for row in (3, 4, 5)] == ["Prøvekøbing Kommune", "=Nord", "3rd quarter 2026"]


def test_what_is_known_stands_on_the_page(cli: Cli, tmp_path: Path) -> None:
    assert cli("--out", "form.html", *WHO)[0] == 0
    page = (tmp_path / "form.html").read_text(encoding="utf-8")
    known = ("Prøvekøbing Kommune", "=Nord", "3rd quarter 2026")
    assert [f"<dd>{value}</dd>" in page for value in known] == [True] * 3


def test_nothing_known_leaves_the_fields_empty(cli: Cli) -> None:
    assert cli("--out", "form.xlsx")[0] == 0
    sheet = openpyxl.load_workbook("form.xlsx").worksheets[0]
    assert [sheet[f"B{row}"].value for row in (3, 4, 5)] == [None, None, None]


def test_the_form_speaks_the_language_asked_for(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_FIDELITY_LANG", "da")
    assert cli("--out", "skema.xlsx")[0] == 0
    assert openpyxl.load_workbook("skema.xlsx").sheetnames[:3] == ["Start", "Fælles svar", "Enkeltsvar"]


def test_what_was_agreed_last_stands_on_the_form_and_what_was_answered_does_not(tmp_path: Path) -> None:
    space = workspace(tmp_path / "data")
    filled(
        space,
        "S06: {agreed: 2, comment: HEMMELIGT}\n"
        "actions: [{about: S06, text: Ring til foreningen, owner: teamleder}, {text: Gjort, state: done}]\n",
        quarter=Quarter(2026, 2),
    )
    page, book = tmp_path / "skema.html", tmp_path / "skema.xlsx"
    for file in (page, book):
        run(["--data", str(tmp_path / "data"), "--lang", "da", "template", "--team", TEAM, "--out", str(file)])
    told = page.read_text(encoding="utf-8")
    cells = [str(cell.value) for sheet in openpyxl.load_workbook(book) for row in sheet.iter_rows() for cell in row]
    for text in (told, "\n".join(cells)):
        assert "Det aftalte I sidst: virkede det?" in text
        assert "S06: Ring til foreningen (åbent, ansvarlig: teamleder)." in text
        assert ("Gjort" in text, "HEMMELIGT" in text) == (False, False)
