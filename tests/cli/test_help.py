"""Help wherever it is asked for, in whole sentences; and what is said to words that are nearly right."""

import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hf_fidelity.cli import app
from hf_fidelity.cli.main import run
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.ground.text import nearest
from hf_fidelity.store.data_folder import Store
from tests.builders import record
from tests.depth import every
from tools.commands import every as every_command, program


def _commands() -> Iterator[list[str]]:
    yield []
    for name, command in app._COMMANDS.items():
        yield [name]
        yield from ([name, under] for under in command.under)


COMMANDS = list(_commands())


@pytest.fixture(autouse=True)
def _screen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("HF_FIDELITY_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)


def _help(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert run(words) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("words", every(3, {" ".join(words): words for words in COMMANDS}))
def test_every_command_has_help_with_two_examples_and_no_summary_is_cut_short(
    words: list[str], language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    short, long = (_help(capsys, "--lang", language, *words, asked) for asked in ("-h", "--help"))
    assert short == long
    heading = {"da": "Eksempler", "en": "Examples"}[language]
    examples = short.partition(f"{heading}:\n")[2].splitlines()
    begin = " ".join(["  hf-fidelity", *words[:1]])
    assert len(examples) == 2 and all(
        line.startswith(begin) or line.startswith("  hf-fidelity --") for line in examples
    )
    assert not re.search(r"^  [a-z]+ .*\.\.\.$", short, re.MULTILINE)


_WHOLE = program("en").whole
EXAMPLES = [(each.name.split(), line) for each in (_WHOLE, *every_command(_WHOLE)) for line in each.examples]


def test_no_example_is_wider_than_the_help_above_it() -> None:
    assert [line for _words, line in EXAMPLES if len(f"  hf-fidelity {line}") > 80] == []


@pytest.mark.parametrize("example", EXAMPLES, ids=[line for _words, line in EXAMPLES])
def test_every_example_is_a_command_as_it_can_be_typed(
    example: tuple[list[str], str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What it then finds in an empty folder is another matter."""
    words, line = example

    def wrong(*_told: object) -> None:
        raise AssertionError(line)

    async def served(*_told: object) -> None:
        """The page would be served until somebody ends it."""

    monkeypatch.setattr(app, "_problem", wrong)
    monkeypatch.setattr("hf_fidelity.web.server._serve", served)
    monkeypatch.setattr("tempfile.tempdir", str(Path.cwd()))
    typed = shlex.split(line)
    assert words == [word for word in typed if word in words][: len(words)]
    assert run(typed) in (0, 2, 4), capsys.readouterr().err


NEARLY = {
    "a-command": (["comapre"], "Did you mean compare"),
    "begun": (["temp"], "Did you mean template"),
    "of-another-command": (["done"], "Did you mean actions done?"),
    "below": (["records", "delte"], "Did you mean delete?"),
    "an-option": (["trend", "--organization", "x"], "Did you mean --organisation?"),
    "an-option-begun": (["trend", "--aud", "team"], "Did you mean --audience?"),
    "two-options": (["trend", "--form", "csv"], "Did you mean --format?"),
    "a-global-option": (["--langauge", "da", "trend"], "Did you mean --lang?"),
}


@pytest.mark.parametrize(("words", "sentence"), NEARLY.values(), ids=NEARLY)
def test_what_is_nearly_right_is_answered_with_what_is(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--lang", "en", *words]) == 2
    assert sentence in capsys.readouterr().err


@pytest.mark.thorough
def test_of_thousands_of_teams_the_three_nearest_are_named(
    tmp_path: Path, instrument: Instrument, capsys: pytest.CaptureFixture[str]
) -> None:
    store = Store(tmp_path / "data")
    for name in ("Bostøtte Nord", "Bostøtte Syd", "Nord", *(f"Team {n}" for n in range(40))):
        folder = store.place("Prøvekøbing Kommune", name)
        folder.save(record(instrument, "4" * 16, team={"id": folder.team.id, "name": name}), 0)
    assert run(["--lang", "en", "show", "--team", "bostotte nord"]) == 2
    said = capsys.readouterr().err
    assert "Nearest: Bostøtte Nord, Bostøtte Syd, Nord." in said
    assert run(["--lang", "en", "show"]) == 2
    assert len(capsys.readouterr().err) < 300


def test_nearest_is_not_far() -> None:
    many = [f"Team {n}" for n in range(5000)]
    assert nearest("Team 42", many)[0] == "Team 42"
    assert nearest("", ["a"]) == ["a"]
    assert nearest("xyz", ["trend"], at_least=0.6) == []


def test_a_statement_leads_to_the_guide_of_its_principle(capsys: pytest.CaptureFixture[str]) -> None:
    by_statement = _help(capsys, "guide", "s01")
    assert by_statement == _help(capsys, "guide", "recovery") != _help(capsys, "guide", "S02")


@pytest.mark.skipif(sys.platform == "win32", reason="no pty there")
@pytest.mark.parametrize(("typed", "whole"), [([""] * 40, True), (["q"], False)], ids=["to-the-end", "enough"])
def test_the_guide_is_shown_a_screen_at_a_time(tmp_path: Path, typed: list[str], whole: bool) -> None:
    from tests.terminal import run as run_on_terminal

    lines = run_on_terminal(["guide"], data=tmp_path, out=tmp_path / "whole", environment={"COLUMNS": "80"})
    assert lines[1] == 0
    length = len((tmp_path / "whole").read_text("utf-8").splitlines())
    enters = [("nok. ", line) for line in typed[: (length - 1) // 23]]
    screen, code = run_on_terminal(["guide"], enters, data=tmp_path)
    last = (tmp_path / "whole").read_text("utf-8").splitlines()[-1].strip()
    assert (code, last in screen) == (0, whole)


@pytest.mark.skipif(sys.platform == "win32", reason="no pty there")
@pytest.mark.parametrize("columns", [40, 80])
def test_no_word_of_an_error_is_cut_where_a_line_of_the_terminal_ends(tmp_path: Path, columns: int) -> None:
    from tests.terminal import run as run_on_terminal

    screen, code = run_on_terminal(["show", "--team", "Nord"], data=tmp_path, columns=columns)
    lines = [line.rstrip() for line in screen.splitlines() if str(tmp_path) not in line]
    assert code == 2
    assert len(lines) > 1
    assert max(map(len, lines)) <= columns
