"""The commands of a consultant, as the line in ``hf-fidelity.cmd`` starts them."""

import re
import shutil
from pathlib import Path

import openpyxl
import pypdf
import pytest

from hf_fidelity import __version__
from tests.windows.conftest import Computer

pytestmark = pytest.mark.windows

SAMPLES = Path(__file__).parent.parent / "data/samples"
EXPORTS = ("googleforms_matrix.csv", "kobo_numbers_as_text.xlsx", "limesurvey_full_text.csv")


def test_the_starter_calls_it_with_its_own_name(computer: Computer) -> None:
    done = computer.prefix.run("cmd.exe", "/c", computer.path(computer.folder / "hf-fidelity.cmd"), "--version")
    assert done.stdout.decode().split() == ["hf-fidelity", __version__]


def test_demo_and_every_kind_of_file(computer: Computer, tmp_path: Path) -> None:
    said = computer.run("--lang", "da", "demo")
    data = re.search(r"--data (\S+) compare", said)
    assert data, said
    for file in ("trend.html", "trend.xlsx", "trend.pdf"):
        out = computer.path(tmp_path / file)
        computer.run("--data", data[1], "--lang", "da", "trend", "--team", "Bostøtte Nord", "--out", out)
    assert "Bostøtte Nord" in (tmp_path / "trend.html").read_text("utf-8")
    assert openpyxl.load_workbook(tmp_path / "trend.xlsx").sheetnames
    assert "Bostøtte Nord" in pypdf.PdfReader(tmp_path / "trend.pdf").pages[0].extract_text()


def test_a_folder_of_exports_is_read_by_the_process_that_reads_them(computer: Computer, tmp_path: Path) -> None:
    exports = tmp_path / "exports"
    exports.mkdir()
    for name in EXPORTS:
        shutil.copy(SAMPLES / name, exports)
    (exports / "broken.xlsx").write_bytes(b"PK\x03\x04 and no more")
    done = computer.prefix.run(
        computer.python, "-B", "-m", "hf_fidelity", "--lang", "en", "--data", computer.path(tmp_path / "data"), "score",
        computer.path(exports), "--dry-run", "--quarter", "2026-Q3", "--organisation", "Prøve", "--team", "Nord",
        check=False,
    )  # fmt: skip
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    assert "cannot be started" not in said
    assert all(name.partition(".")[0] in said for name in (*EXPORTS, "broken.xlsx")), said


def test_the_reading_process_puts_itself_into_a_job(computer: Computer) -> None:
    """Wine takes the limit and does not enforce it; that it is taken shows that what it is told has the right form."""
    line = "from hf_fidelity.readers.survey import worker_child as c\n"
    line += "print(*map(c.hold_to_on_windows, (50_000_000, 60_000_000)))"
    done = computer.prefix.run(computer.python, "-B", "-c", line)
    first, second = map(int, done.stdout.split())
    assert 50_000_000 < first < second
