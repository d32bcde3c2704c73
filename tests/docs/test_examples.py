"""What consultants, municipalities and IT are told to type does something, in Danish as in English."""

import re
import shlex
from datetime import date
from pathlib import Path

import pytest

from hf_fidelity import i18n
from hf_fidelity.cli.main import run
from hf_fidelity.journeys import Workspace, make_demo
from hf_fidelity.readers.survey.mapping_file import read_mapping
from tests.depth import every
from tests.exports.tables import IDS, csv_file, lines
from tools.site.sources import ROOT

PAGES = ("score.md", "score.da.md", "reports.md", "reports.da.md", "kommune.md", "it.md")
NOT_TYPED_HERE = ("hf-fidelity open", "hf-fidelity demo")
"""One of them waits for a browser, the other is what the folder is made with."""


def blocks(page: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)\n```", (ROOT / "docs" / page).read_text(encoding="utf-8"), re.DOTALL | re.M)


def typed(page: str) -> list[list[str]]:
    """The commands of a page, as a shell would hand them over."""
    told = "\n".join([*blocks(page, "sh"), *blocks(page, "")]).splitlines()
    ours = [line for line in told if line.startswith("hf-fidelity ") and not line.startswith(NOT_TYPED_HERE)]
    return [shlex.split(line, comments=True)[1:] for line in ours]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A consultant's folder: made-up teams, and two exports."""
    make_demo(date(2026, 8, 20), tmp_path / "data")
    (tmp_path / "eksporter").mkdir()
    rows = lines((5, 4, 4, 3, 4, 2, 5), ("Prøvekøbing Kommune", "Bostøtte Øst", "2026-Q3"))
    csv_file(tmp_path / "eksporter" / "oest.csv", rows)
    nobodys = [["Respondent", *IDS], *(row[3:] for row in rows)]  # whose answers they are, only the command says
    (tmp_path / "nord.csv").write_text("".join(";".join(row) + "\n" for row in nobodys), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HF_FIDELITY_DATA", str(tmp_path / "data"))
    return tmp_path


@pytest.mark.parametrize("page", every(2, {page: page for page in PAGES}, first=1))
def test_every_command_does_something(page: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    language = "da" if page.endswith(".da.md") or page in ("kommune.md", "it.md") else "en"
    commands = typed(page)
    assert commands
    for words in commands:
        if "--quarter" in words and words[0] == "compare":
            words[words.index("--quarter") + 1] = "2026-Q2"  # the newest that the made-up teams have
        with i18n.speaking(language):
            done = run(["--lang", language, *words])
        said = capsys.readouterr()
        assert done == 0, (words, said.err)
        if "--out" in words:
            assert (folder / words[words.index("--out") + 1]).stat().st_size > 0
        else:
            assert said.out or said.err


@pytest.mark.parametrize("page", ["score.md", "score.da.md"])
def test_every_mapping_can_be_read(page: str, folder: Path) -> None:
    told = blocks(page, "yaml")
    assert len(told) == 2
    for number, text in enumerate(told):
        file = folder / f"mapping-{number}.yaml"
        file.write_text(text, encoding="utf-8")
        assert read_mapping(file, Workspace.at(folder / "data").instrument())
