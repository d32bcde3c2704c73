"""The program frozen into a folder: what it needs travels along, and it is its own second process."""

import json
import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.builders import housing_first
from tests.exports.bad_files import DEADLY
from tests.waiting import PATIENCE, started
from tests.web.here import Window
from tools.frozen import PACKAGE, ROOT, freeze

pytestmark = pytest.mark.frozen
TEAM = ("--organisation", "Prøvekøbing Kommune", "--team", "Bostøtte Nord", "--quarter", "2026-Q3")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Frozen once for all."""
    return freeze(tmp_path_factory.mktemp("frozen"))


@pytest.fixture(autouse=True)
def _no_python_in_reach(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith(("PYTHON", "HF_FIDELITY"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PATH", "")
    monkeypatch.chdir(tmp_path)


def says(program: Path, *words: str) -> tuple[int, str]:
    """Its exit and what it says, all of it."""
    done = subprocess.run([program, *words], stdout=-1, stderr=subprocess.STDOUT, timeout=120, check=False)
    return done.returncode, done.stdout.decode()


def answered(path: Path, *answers: str) -> None:
    """An export with a row a person, who gives every statement the same answer."""
    instrument = housing_first()
    rows = [
        [instrument.statement(id).text["da"] for id in instrument.order],
        *([each] * len(instrument.order) for each in answers),
    ]
    path.write_text("\n".join(";".join(f'"{cell}"' for cell in row) for row in rows), encoding="utf-8")


def test_every_file_beside_the_code_travels_along(program: Path) -> None:
    beside = {path.relative_to(ROOT) for path in (ROOT / PACKAGE).rglob("*.*") if path.suffix not in (".py", ".pyc")}
    beside |= {
        Path(PACKAGE, folder, path.name) for folder in ("principles", "schemas") for path in (ROOT / folder).iterdir()
    }
    inside = program.parent / "_internal"
    assert {path for path in beside if not (inside / path).is_file()} == {Path(PACKAGE, "py.typed")}


def test_it_says_its_version(program: Path) -> None:
    assert says(program, "--version") == (0, "hf-fidelity 0.1.0\n")


def test_it_shows_made_up_teams_and_commands_that_can_be_copied(program: Path) -> None:
    code, said = says(program, "--lang", "da", "demo")
    assert (code, "Bostøtte Nord: 2. kvartal" in said, f"{program} --data" in said) == (0, True, True)


def test_it_reads_a_folder_in_a_process_of_its_own(program: Path, tmp_path: Path) -> None:
    """One that dies of a file is replaced, and the next file is read."""
    folder = tmp_path / "svar"
    folder.mkdir()
    DEADLY["a cell in the last corner"][0](folder / "a.xlsx")
    answered(folder / "b.csv", *["Enig"] * 4, "Helt enig")
    code, said = says(
        program, "--lang", "en", "--data", str(tmp_path / "data"), "score", str(folder), *TEAM, "--format", "json"
    )
    assert code == 1, said
    _code, shown = says(program, "--data", str(tmp_path / "data"), "show", "--format", "json")
    assert json.loads(shown)["participants"] == 5


def test_it_writes_a_pdf(program: Path, tmp_path: Path) -> None:
    code, said = says(program, "template", "--out", "skema.pdf")
    assert (code, (tmp_path / "skema.pdf").read_bytes()[:5]) == (0, b"%PDF-"), said


@pytest.mark.parametrize("ending", ["xlsx", "html", "md", "csv", "json"])
def test_it_writes_every_other_format(program: Path, tmp_path: Path, ending: str) -> None:
    code, said = says(program, "guide", "--out", f"guide.{ending}")
    assert (code, (tmp_path / f"guide.{ending}").is_file()) == (0, True), said


def test_its_page_answers(program: Path, tmp_path: Path) -> None:
    command = [str(program), "--data", str(tmp_path / "data"), "--lang", "da", "open", "--no-browser"]
    with started(command, stdout=subprocess.PIPE) as served:
        assert served.stdout
        address = served.stdout.readline().strip()
        window = Window(int(address.partition("127.0.0.1:")[2].partition("/")[0]))
        page = window.see("/?" + address.partition("?")[2])
        style = window.ask("GET", page.body.partition('<link rel="stylesheet" href="')[2].partition('"')[0])
        served.send_signal(signal.SIGINT)
        served.wait(PATIENCE)
    assert (served.returncode, page.status, style.status, "</main>" in page.body) == (0, 200, 200, True)
