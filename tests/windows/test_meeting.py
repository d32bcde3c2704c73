"""A whole meeting: typed in a terminal, and held in the page from the moment the ZIP lies there."""

import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pypdf
import pytest
from pexpect import EOF, spawn

from hf_fidelity.web.program import ANOTHER_WINDOW
from tests.web.here import ORGANISATION, TEAM, Window
from tests.windows.conftest import Computer
from tools.windows.folder import NAME
from tools.windows.needed import needed

pytestmark = pytest.mark.windows

STATEMENTS = 16
PATIENCE = 120.0
"""Seconds that a program may take to start where others keep the machine busy."""


def test_in_a_terminal(computer: Computer, tmp_path: Path) -> None:
    words = [
        "--lang",
        "da",
        "--data",
        computer.path(tmp_path),
        "assess",
        "--organisation",
        ORGANISATION,
        "--team",
        TEAM,
    ]
    terminal = spawn(
        needed("wine"), [str(computer.python), "-B", "-m", "hf_fidelity", *words],
        env=computer.prefix.environment(TERM="xterm"), encoding="utf-8", timeout=120, dimensions=(40, 200),
    )  # fmt: skip
    while terminal.expect([r"(>|Fælles svar:|S\d\d:)\x1b\[K", EOF]) == 0:
        shown = f"{terminal.before}"[-300:] + f"{terminal.after}"
        asked = " ".join(re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown).split())
        terminal.send(_answer(asked) + "\r")
    terminal.close()
    assert terminal.exitstatus == 0
    answers = _record(tmp_path)["answers"]
    assert len(answers) == STATEMENTS


def _answer(asked: str) -> str:
    if asked.endswith("Fælles svar:"):
        return "4"
    if "spring over" in asked[-90:] or "videre" in asked[-40:] or re.search(r"S\d\d:$", asked):
        return ""
    return "j" if "luk skemaet" in asked else "q"


def test_in_the_page_from_the_double_click_to_the_minutes(
    computer: Computer, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    begun, data = time.monotonic(), computer.path(tmp_path / "data")
    starter = computer.path(computer.folder / f"{NAME}.cmd")
    assert computer.prefix.start("cmd.exe", "/c", starter, HF_FIDELITY_DATA=data, HF_FIDELITY_LANG="da") == 0
    window = _window_of(computer.prefix.drive)
    window.send("/first", organisation=ORGANISATION, team=TEAM)
    window.send("/meeting/before", participants="7", begin="1")
    window.do("answer", value="4")
    first = time.monotonic() - begun
    for number in range(2, STATEMENTS + 1):
        window.do("go-to", where=f"S{number:02d}")
        window.do("answer", value="4")
    window.do("go-to", where="")
    window.send("/meeting/summary", close="1")
    closed = time.monotonic() - begun
    computer.prefix.run("taskkill.exe", "/f", "/im", "pythonw.exe")
    record_property("figure", f"In Wine: the first statement answered after {first:.0f} s, closed after {closed:.0f} s")
    record = _record(tmp_path / "data")
    assert len(record["answers"]) == STATEMENTS
    out = tmp_path / "referat.pdf"
    computer.run("--lang", "da", "--data", data, "show", "--team", TEAM, "--out", computer.path(out))
    assert TEAM in pypdf.PdfReader(out).pages[0].extract_text()


def _window_of(drive: Path) -> Window:
    """A window of the program that was started behind an icon: it says where it is in a file of the user's."""
    until = time.monotonic() + PATIENCE
    while not (files := list(drive.glob("users/**/hf-fidelity-locks/*.page"))):
        assert time.monotonic() < until
        time.sleep(0.2)
    said = json.loads(files[0].read_text("ascii"))
    window = Window(said["port"], patience=PATIENCE)
    asked = window.ask("POST", ANOTHER_WINDOW, **{"x-secret": said["secret"], "content-length": "0"})
    window.see("/?" + urlsplit(asked.body).query)
    return window


def _record(folder: Path) -> dict[str, dict[str, object]]:
    file = next(file for file in folder.rglob("*.housing-first.json"))
    record: dict[str, dict[str, object]] = json.loads(file.read_text("utf-8"))
    return record
