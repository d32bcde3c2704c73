"""The bar for long work: only where somebody looks at it, and never for short work."""

import io
from contextlib import redirect_stderr

import pytest

from hf_fidelity.cli.global_options import GlobalOptions
from hf_fidelity.cli.output import progress_bar


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _able_to_draw(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")


def _shown(pieces: int, *, plain: bool = False, patience: float = 0, terminal: io.StringIO | None = None) -> str:
    """What stands on standard error after so many pieces of work."""
    screen = terminal or Terminal()
    with redirect_stderr(screen), progress_bar("Teams read", GlobalOptions(plain=plain), patience) as progress:
        for done in range(1, pieces + 1):
            if progress:
                progress(done, pieces, "Nord")
    return screen.getvalue()


def test_a_bar_for_long_work() -> None:
    shown = _shown(200)
    assert ("Teams read" in shown, "/200" in shown) == (True, True)


def test_no_bar_before_the_work_has_lasted() -> None:
    assert _shown(200, patience=60) == ""


@pytest.mark.parametrize(("pieces", "bar"), [(4, False), (5, False), (6, True)])
def test_no_bar_for_few_pieces(pieces: int, bar: bool) -> None:
    assert (f"/{pieces}" in _shown(pieces)) is bar


def test_no_bar_where_plain_text_is_asked_for() -> None:
    assert _shown(200, plain=True) == ""


def test_no_bar_on_a_dumb_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert _shown(200) == ""


def test_no_bar_in_a_file() -> None:
    assert _shown(200, terminal=io.StringIO()) == ""


def test_the_bar_goes_away_where_the_work_is_stopped() -> None:
    screen = Terminal()
    with (
        pytest.raises(KeyboardInterrupt),
        redirect_stderr(screen),
        progress_bar("Read", GlobalOptions(), 0) as progress,
    ):
        assert progress
        progress(1, 200, "Nord")
        raise KeyboardInterrupt
    assert screen.getvalue().endswith("\x1b[2K")  # the line is emptied
