"""``records delete`` at a real terminal: it shows what is meant, asks, and only a yes deletes."""

import sys
from pathlib import Path

import pytest

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.store.data_folder import Store
from tests.builders import record
from tests.terminal import END_OF_INPUT, INTERRUPT, run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no pty there")

COMMAND = ["records", "delete", "--older-than", "3m"]
QUESTION = {"da": "(ja/nej) ", "en": "(yes/no) "}


@pytest.fixture
def data(tmp_path: Path, instrument: Instrument) -> Path:
    """A quarter that ended long ago and one that has just ended."""
    folder = Store(tmp_path).place("Prøvekøbing Kommune", "Bostøtte Nord")
    for quarter in ("2026-Q1", "2026-Q2"):
        folder.save(record(instrument, "4" * 16, quarter), 0)
    return tmp_path


# What is typed, and whether the old record is gone then, and the exit.
TYPED = {
    "ja": ("da", "ja", True, 0),
    "j": ("da", "j", True, 0),
    "nej": ("da", "nej", False, 0),
    "yes-in-danish": ("da", "yes", False, 0),
    "yes": ("en", "YES", True, 0),
    "enter": ("en", "", False, 0),
    "end-of-input": ("en", END_OF_INPUT, False, 0),
    "ctrl-c": ("en", INTERRUPT, False, 130),
}


@pytest.mark.parametrize(("language", "typed", "gone", "exit"), TYPED.values(), ids=TYPED)
def test_only_a_yes_deletes(data: Path, language: str, typed: str, gone: bool, exit: int) -> None:
    told = {"HF_FIDELITY_LANG": language}
    screen, code = run(COMMAND, [(QUESTION[language], typed)], data=data, environment=told, fresh=typed == "ja")
    left = sorted(path.name.partition(".")[0] for path in data.rglob("*-Q*.json"))
    assert (left, code) == (["2026-Q2"] if gone else ["2026-Q1", "2026-Q2"], exit), screen
    assert ("Bostøtte Nord, Prøvekøbing Kommune: housing-first" in screen, "Traceback" in screen) == (True, False)
    assert ("2026-Q1.housing-first.json" in screen) == gone
