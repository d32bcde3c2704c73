"""The program behind the page: how it begins, that there is one a data folder, and every way it ends."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from hf_fidelity import i18n
from hf_fidelity.journeys import Workspace
from hf_fidelity.store import data_folder_of
from tests.waiting import PATIENCE, soon, started
from tests.web.here import ORGANISATION, TEAM, Running, Window, free_port, is_gone, running


@pytest.fixture(autouse=True)
def _in_danish() -> None:
    i18n.speak("da")


def command(folder: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "hf_fidelity", "--data", str(folder), "--lang", "da", "open", "--no-browser", *more]


def ends(command: list[str]) -> "subprocess.CompletedProcess[str]":
    """How a program that does not go on has ended, and what it said."""
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)


@contextmanager
def begun(folder: Path, *more: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The program in a process of its own, and the address it prints."""
    with started(command(folder, *more), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        yield process, process.stdout.readline().strip()


def test_it_prints_one_line_listens_here_alone_and_ctrl_c_is_no_failure(tmp_path: Path) -> None:
    """A second one shows the first one's page, with a token of its own, and ends."""
    port = free_port()
    with begun(tmp_path / "data", "--port", str(port)) as (process, address):
        assert address.startswith(f"http://127.0.0.1:{port}/?token=")
        second = subprocess.run(
            command(tmp_path / "data"), capture_output=True, text=True, check=False, timeout=PATIENCE
        )
        assert second.returncode == 0
        assert second.stdout.startswith(f"http://127.0.0.1:{port}/?token=")
        assert second.stdout.strip() != address
        for each in (address, second.stdout.strip()):
            assert Window(port).see("/" + each.rpartition("/")[2]).status == 200
        with pytest.raises(OSError, match="refused"):  # on no other address of this computer
            socket.create_connection((other_address(), port), timeout=2).close()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=PATIENCE)
        assert (process.returncode, out) == (0, "")
        assert "Traceback" not in err
        assert not (tmp_path / "data").exists()  # nothing was said, so nothing is there


def other_address() -> str:
    """An address of this computer that is not the one the page is for."""
    return "127.0.0.2" if sys.platform == "linux" else socket.gethostbyname(socket.gethostname())


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = ends(command(tmp_path / "data", "--port", port))
    assert (done.returncode, done.stdout) == (2, "")
    assert f"Port {port} kan ikke bruges" in done.stderr


def test_where_the_first_was_killed_the_next_one_serves(tmp_path: Path) -> None:
    with running(tmp_path / "data") as here:
        from hf_fidelity.store.locks import page_file

        said = page_file(here.program.workspace.store.root)
        left = said.read_bytes()
        if os.name != "nt":
            assert said.stat().st_mode & 0o077 == 0  # nobody else may read how to be let in
    assert not said.exists()
    said.write_bytes(left)  # as a killed one leaves it
    with running(tmp_path / "data") as here:
        assert here.window().see("/").status == 200
    assert not said.exists()


def test_an_hour_without_a_request_ends_it_and_that_is_said_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits here: that a request was heard is put so many seconds back."""
    from tests.web.test_meeting import news

    async def wait_for(what: Awaitable[object], seconds: float) -> object:
        return await asyncio.wait_for(what, min(seconds, 0.02))

    monkeypatch.setattr("hf_fidelity.web.program.asyncio", SimpleNamespace(**{**vars(asyncio), "wait_for": wait_for}))
    with running(tmp_path / "data") as here:
        window = here.window()
        here.program.last_heard -= 3200
        assert "slutter om få minutter" not in news(window)
        here.program.last_heard -= 200
        assert "slutter om få minutter" in news(window)  # a window that only listens keeps nothing open
        assert not is_gone(here.port)
        here.program.last_heard -= 200
        assert soon(lambda: is_gone(here.port))


def test_whoever_presses_something_stays_and_who_only_listens_does_not_count(here: Running, window: Window) -> None:
    from tests.web.test_meeting import news

    before = here.program.last_heard
    news(window)
    assert here.program.last_heard == before
    window.see("/")
    assert here.program.last_heard > before


def test_the_last_page_needs_nothing_any_more(tmp_path: Path) -> None:
    with running(tmp_path / "data") as here:
        window = here.window()
        window.see("/")
        last = window.send("/quit")
        assert "Alt er gemt" in last.words
        assert "/static/" not in last.body
        assert "style-src 'sha256-" in last.headers["content-security-policy"]


def test_both_addresses_of_this_computer_are_listened_at(here: Running) -> None:
    try:
        line = socket.create_connection(("::1", here.port), timeout=2)
    except OSError:
        pytest.skip("there is no [::1] here")
    with line:
        line.sendall(f"GET / HTTP/1.1\r\nHost: [::1]:{here.port}\r\nConnection: close\r\n\r\n".encode())
        assert line.recv(20).startswith(b"HTTP/1.1 403")


# The first time


def test_the_first_time_three_questions_and_made_up_teams(window: Window, tmp_path: Path) -> None:
    assert window.page
    for words in (
        "Hvad hedder jeres kommune",
        "Hvad hedder jeres team?",
        "Hvor skal svarene ligge?",
        "opdigtede teams",
    ):
        assert words in window.page.words
    assert "Skriv, hvad jeres kommune" in window.send("/first", organisation=" ", team="?").words
    assert not (tmp_path / "data").exists()
    assert "Bostøtte Nord" in window.send("/demo").words
    assert "Opdigtede teams" in window.see("/new").words
    window.see("/")
    assert "Velkommen" in window.send("/own").words
    assert not (tmp_path / "data").exists()


def test_the_folder_that_is_chosen_is_found_the_next_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HF_FIDELITY_DATA", raising=False)
    monkeypatch.setattr("hf_fidelity.store.usual_data_folder", lambda: tmp_path / "usual")
    monkeypatch.setattr("hf_fidelity.journeys.workspace.usual_data_folder", lambda: tmp_path / "usual")
    with running(tmp_path / "usual") as here:
        here.program.may_move = True
        window = here.window()
        wrong = window.send("/first", organisation=ORGANISATION, team=TEAM, folder="relativ/sti")
        assert "ikke en hel sti" in wrong.words
        assert (
            "Før mødet" in window.send("/first", organisation=ORGANISATION, team=TEAM, folder=str(tmp_path / "h")).words
        )
        window.send("/meeting/before", participants="7", begin="1")
    assert data_folder_of() == tmp_path / "h"
    assert [team.team.name for team in Workspace.at(None).teams()] == [TEAM]
    assert data_folder_of(tmp_path / "said") == tmp_path / "said"


def test_a_team_that_is_not_known_is_asked_about(here: Running, window: Window) -> None:
    window.send("/first", organisation=ORGANISATION, team=TEAM)
    window.send("/meeting/before", participants="7", begin="1")
    window.see("/new")
    asked = window.send("/meeting", organisation=ORGANISATION, team="Bostøtte Nort")
    assert "er ikke kendt her endnu" in asked.words
    assert "Jeg mener Bostøtte Nord" in asked.words
    assert "Før mødet" in window.send("/meeting", organisation=ORGANISATION, team="Helt nyt team", sure="1").words


def test_two_likely_quarters_are_asked_about(tmp_path: Path) -> None:
    from datetime import UTC, datetime

    with running(tmp_path / "data", now=datetime(2026, 10, 2, 12, tzinfo=UTC)) as here:
        window = here.window()
        assert "Hvilket kvartal" in window.send("/first", organisation=ORGANISATION, team=TEAM).words
        assert (
            "3. kvartal 2026" in window.send("/meeting", organisation=ORGANISATION, team=TEAM, quarter="2026-Q3").words
        )
