"""Tab: what each shell is told, and what it makes of it where it can be had here."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pexpect
import pytest

from hf_fidelity import i18n
from hf_fidelity.cli import main
from hf_fidelity.domain.record.assessment import Answer, Team
from hf_fidelity.journeys import Workspace, make_demo
from tests.builders import record

Ask = Callable[..., tuple[int, list[str]]]
NORTH, SOUTH = "Bostøtte Nord", "Bostøtte Syd"
ODD = """O'Hara & "Ærø" $x"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's teams, and one whose name every shell has a quarrel with."""
    folder = tmp_path_factory.mktemp("completion") / "data"
    make_demo(date(2026, 8, 20), folder)
    space = Workspace.at(folder)
    instrument = space.instrument()
    answers = {id: Answer(agreed=3) for id in instrument.order}
    home = space.store.place("Ærøskøbing Kommune", ODD)
    team = Team(id=home.team.id, name=ODD)
    home.save(record(instrument, answers=answers, organisation=home.organisation, team=team), 0)
    return folder


@pytest.fixture
def ask(data: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Ask:
    """What a shell is told, and the exit code; nothing may come on standard error."""

    def asked(*words: str, shell: str = "fish", folder: Path = data) -> tuple[int, list[str]]:
        monkeypatch.setenv("_HF_FIDELITY_COMPLETE", shell)
        monkeypatch.setenv("_HF_FIDELITY_WORDS", "\n".join(words))
        monkeypatch.setenv("HF_FIDELITY_DATA", str(folder))
        code = main.run([])
        out, err = capfdbinary.readouterr()
        assert err == b""
        return code, out.decode().splitlines()

    return asked


def words_of(answer: tuple[int, list[str]]) -> list[str]:
    assert answer[0] == 0
    return [line.partition("\t")[0] for line in answer[1]]


OFFERED: dict[str, tuple[tuple[str, ...], list[str]]] = {
    "commands": (("tr",), ["trend"]),
    "commands-under-one": (("actions", ""), ["done", "drop", "move", "share"]),
    "team": (("show", "--team", "Bost"), [NORTH, SOUTH]),
    "team-in-small-letters": (("show", "--team", "bostøtte n"), [NORTH]),
    "team-behind-equals": (("show", "--team=Bostøtte N"), [f"--team={NORTH}"]),
    "team-of-an-organisation": (("show", "--organisation", "Ærøskøbing Kommune", "--team", ""), [ODD]),
    "team-to-rename": (("teams", "rename", "Bostøtte S"), [SOUTH]),
    "second-team": (("trend", "--team", NORTH, "--team", "Bostøtte S"), [SOUTH]),
    "organisation": (("compare", "--organisation", "Æ"), ["Ærøskøbing Kommune"]),
    "quarter": (("show", "--team", NORTH, "--quarter", "2026"), ["2026-Q2", "2026-Q1"]),
    "first-quarter": (("trend", "--from", "2025-Q4"), ["2025-Q4"]),
    "last-quarter": (("compare", "--to", "2026-Q2"), ["2026-Q2"]),
    "questionnaire": (("trend", "--instrument", "housing"), ["housing-first"]),
    "questionnaire-to-show": (("instruments", "show", "housing"), ["housing-first"]),
    "statement": (("guide", "S1"), ["S10", "S11", "S12", "S13", "S14", "S15", "S16"]),
    "principle": (("guide", "recov"), ["recovery"]),
    "format": (("show", "--format", ""), ["text", "json", "csv", "md", "html", "xlsx", "pdf"]),
    "language": (("--lang", ""), ["da", "en"]),
    "option": (("show", "--qu"), ["--quarter"]),
    "global-option-behind": (("show", "--dat"), ["--data"]),
    "shell": (("completion", "z"), ["zsh"]),
    "nothing-fits": (("show", "--team", "Vest"), []),
    "free-text": (("actions", "done", "2026-Q1-1", "--outcome", "x"), []),
    "unknown-command": (("compair", ""), []),
    "unknown-option": (("show", "--colour", ""), []),
    "one-word-too-many": (("guide", "1", ""), []),
    "behind-the-end-of-options": (("guide", "--", "--te"), []),
}


@pytest.mark.parametrize(("words", "offered"), OFFERED.values(), ids=OFFERED)
def test_what_fits_is_offered(ask: Ask, words: tuple[str, ...], offered: list[str]) -> None:
    assert words_of(ask(*words)) == offered


def test_open_actions_are_offered_with_what_they_are(ask: Ask) -> None:
    code, lines = ask("actions", "done", "2026")
    assert (code, [line for line in lines if "\t" not in line]) == (0, [])
    assert all(line.startswith("2026-Q") for line in lines)
    assert lines != []


@pytest.mark.parametrize("words", [("score", ""), ("show", "--out", "re"), ("--data", ""), ("restore", "")])
def test_where_a_file_is_wanted_the_shell_looks_itself(ask: Ask, words: tuple[str, ...]) -> None:
    assert ask(*words) == (3, [])


@pytest.mark.parametrize(("language", "about"), [("da", "Et kvartal for et team"), ("en", "One quarter of one team")])
def test_what_is_offered_is_explained_in_the_readers_language(ask: Ask, language: str, about: str) -> None:
    assert ask("--lang", language, "show")[1][0].startswith(f"show\t{about}")


def test_another_data_folder_is_heard(ask: Ask, data: Path, tmp_path: Path) -> None:
    assert words_of(ask("show", "--data", str(data), "--team", "Bostøtte N", folder=tmp_path)) == [NORTH]


def _nothing(folder: Path) -> None:
    assert not folder.exists()


def _a_file(folder: Path) -> None:
    folder.write_text("no folder")


def _broken(folder: Path) -> None:
    (folder / "org" / "team").mkdir(parents=True)
    (folder / "org" / "team" / "2026-Q1.housing-first.json").write_bytes(b"\xff{")
    (folder / "org" / "team" / "team.json").write_bytes(b"[]")
    (folder / "settings.yaml").write_bytes(b"lang: [\xff")
    (folder / "instruments").mkdir()
    (folder / "instruments" / "mine.yaml").write_bytes(b"\xff")


@pytest.mark.parametrize("breaks", [_nothing, _a_file, _broken])
@pytest.mark.parametrize("words", [("show", "--team", "x"), ("show", "--quarter", "1"), ("actions", "done", "x"),
                                   ("guide", "xyz"), ("show", "--organisation", "x")])  # fmt: skip
def test_a_folder_that_is_broken_offers_nothing_and_says_nothing(
    ask: Ask, tmp_path: Path, breaks: Callable[[Path], None], words: tuple[str, ...]
) -> None:
    breaks(folder := tmp_path / "folder")
    assert ask(*words, folder=folder) == (0, [])


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell", "nushell"])
def test_no_words_at_all_are_no_fault(ask: Ask, shell: str) -> None:
    assert ask(shell=shell)[0] == 0


AS_TYPED: dict[str, tuple[str, list[str], list[str]]] = {
    "bash-blank": ("bash", ["Bostøtte\\ N"], ["Bostøtte\\ Nord"]),
    "bash-open-quote": ("bash", ['"Bostøtte N'], [NORTH]),
    "bash-open-apostrophe": ("bash", ["'Bostøtte N"], [NORTH]),
    "bash-odd": ("bash", ["O"], ['O\\\'Hara\\ \\&\\ \\"Ærø\\"\\ \\$x']),
    "bash-odd-in-quotes": ("bash", ['"O'], ['O\'Hara & \\"Ærø\\" \\$x']),
    "bash-odd-in-apostrophes": ("bash", ["'O"], ["O'\\''Hara & \"Ærø\" $x"]),
    "zsh-blank": ("zsh", ["Bostøtte\\ N"], [f"{NORTH}\tPrøvekøbing Kommune"]),
    "zsh-odd": ("zsh", ["O\\'H"], [f"{ODD}\tÆrøskøbing Kommune"]),
    "fish-open-quote": ("fish", ['"Bostøtte N'], [f"{NORTH}\tPrøvekøbing Kommune"]),
    "powershell-open-apostrophe": ("powershell", ["'O''H"], [f"{ODD}\tÆrøskøbing Kommune"]),
    "powershell-backtick": ("powershell", ["Bostøtte` N"], [f"{NORTH}\tPrøvekøbing Kommune"]),
}


@pytest.mark.parametrize(("shell", "typed", "lines"), AS_TYPED.values(), ids=AS_TYPED)
def test_quotes_are_as_each_shell_has_them(ask: Ask, shell: str, typed: list[str], lines: list[str]) -> None:
    assert ask("show", "--team", *typed, shell=shell) == (0, lines)


def test_bash_parts_words_at_equals(ask: Ask) -> None:
    assert ask("show", "--team", "=", "Bostøtte\\ N", shell="bash") == (0, ["Bostøtte\\ Nord"])
    assert "Bostøtte\\ Nord" in ask("show", "--team", "=", "", shell="bash")[1]


# In the shells themselves


@pytest.fixture
def shell_variables(data: Path, tmp_path: Path) -> dict[str, str]:
    program = tmp_path / "bin" / "hf-fidelity"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m hf_fidelity "$@"\n')
    program.chmod(0o755)
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "HF_FIDELITY_DATA": str(data), "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}


BEGUN = {
    "in-quotes": ('hf-fidelity show --team "Bostøtte N', 'hf-fidelity show --team "Bostøtte Nord" '),
    "escaped": ("hf-fidelity show --team Bostøtte\\ N", "hf-fidelity show --team Bostøtte\\ Nord "),
    "behind-equals": ("hf-fidelity show --team=Bostøtte\\ N", "hf-fidelity show --team=Bostøtte\\ Nord "),
    "file": ("hf-fidelity show --out /etc/hostn", "hf-fidelity show --out /etc/hostname "),
}
STARTED = {
    "bash": (["bash", "--norc", "--noprofile"], "bind 'set enable-bracketed-paste off'"),
    "zsh": (["zsh", "-f"], "PS1='> '; unsetopt zle_bracketed_paste; autoload -Uz compinit; compinit -u -D"),
}


@pytest.mark.parametrize(
    "shell", [pytest.param("bash", marks=pytest.mark.thorough), pytest.param("zsh", marks=pytest.mark.office)]
)
def test_tab_finishes_the_word(shell: str, shell_variables: dict[str, str]) -> None:
    (command, *options), prepared = STARTED[shell]
    child = pexpect.spawn(
        command, options, env={**shell_variables, "TERM": "dumb"}, encoding="utf-8", timeout=60, dimensions=(40, 200)
    )
    child.sendline(f"{prepared}; source <(hf-fidelity completion {shell}); echo REA''DY")
    child.expect_exact("READY")
    for typed, whole in BEGUN.values():
        child.send(typed + "\t")
        child.expect_exact(whole)
        child.send("\x15")
    child.close(force=True)


@pytest.mark.office
def test_fish_offers_it(shell_variables: dict[str, str]) -> None:
    asked = "hf-fidelity completion fish | source; complete -C 'hf-fidelity show --team \"Bostøtte N'"
    done = subprocess.run(["fish", "-c", asked], env=shell_variables, capture_output=True, text=True, check=True)
    assert done.stdout == f"{NORTH}\tPrøvekøbing Kommune\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_what_is_printed_asks_as_is_answered(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert [name for name in ("_HF_FIDELITY_COMPLETE", "_HF_FIDELITY_WORDS") if name not in script] == []
    if shutil.which(shell) and shell != "powershell":
        subprocess.run([shell, "-n"], input=script, text=True, check=True)


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_shells_are_named_where_one_is_wrong(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["--lang", language, "completion", "cmd"]) == 2
    assert "bash, zsh, fish, powershell" in capsys.readouterr().err.replace("\n", " ")
    i18n.speak("en")
