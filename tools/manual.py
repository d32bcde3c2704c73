"""The manual page, made from the program's own help: ``python -m tools.manual`` writes ``man/``.

A test keeps the files equal to this. They travel in the wheel to where ``man hf-fidelity`` looks for them.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tools.commands import Command, Program, every, program

FOLDER = Path(__file__).parent.parent / "man"
FILES = {"en": "hf-fidelity.1", "da": "da/hf-fidelity.1"}
"""Language → the file, as ``man`` sorts them."""


class _Words(NamedTuple):
    """What the page says that the help does not."""

    name: str
    synopsis: str
    description: str
    commands: str
    environment: str
    files: str
    variables: tuple[tuple[str, str], ...]
    folder: str


_WORDS = {
    "en": _Words(
        "NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "ENVIRONMENT", "FILES",
        (
            ("HF_FIDELITY_DATA", "The data folder."),
            ("HF_FIDELITY_LANG", "The language: da or en."),
            ("NO_COLOR, FORCE_COLOR", "No colour on a terminal; colour where there is none."),
        ),
        "What is usual in a data folder: team, language, questionnaire.",
    ),
    "da": _Words(
        "NAVN", "OVERSIGT", "BESKRIVELSE", "KOMMANDOER", "MILJØVARIABLER", "FILER",
        (
            ("HF_FIDELITY_DATA", "Mappen med jeres data."),
            ("HF_FIDELITY_LANG", "Sproget: da eller en."),
            ("NO_COLOR, FORCE_COLOR", "Ingen farver på en terminal; farver, hvor der ingen terminal er."),
        ),
        "Hvad der er det sædvanlige i en datamappe: team, sprog, skema.",
    ),
}  # fmt: skip


def manual(language: str) -> str:
    """The page in a language, in the letters of ``man``."""
    return "\n".join(_page(program(language), _WORDS[language])) + "\n"


def _page(told: Program, words: _Words) -> Iterator[str]:
    yield '.TH HF-FIDELITY 1 "" "hf-fidelity" ""'
    yield f".SH {words.name}"
    yield rf"hf\-fidelity \- {_safe(told.whole.help.partition('?')[0])}?"
    yield f".SH {words.synopsis}"
    yield rf".B hf\-fidelity {_safe(told.options_word)} {_safe(told.commands_word)}"
    yield f".SH {words.description}"
    yield _safe(told.whole.help)
    yield from _options(told.whole)
    yield f".SH {words.commands}"
    for command in every(told.whole):
        yield from _command(command)
    yield f".SH {words.environment}"
    for variable, meaning in words.variables:
        yield from (".TP", rf".B {_safe(variable)}", _safe(meaning))
    yield f".SH {words.files}"
    yield from (".TP", ".B settings.yaml", _safe(words.folder))


def _command(command: Command) -> Iterator[str]:
    yield rf".SS hf\-fidelity {_safe(command.usage)}"
    yield _safe(command.help)
    for name, meaning in command.arguments:
        yield from (".TP", f".I {_safe(name)}", _safe(meaning))
    yield from _options(command)
    for line in command.examples:
        yield from (".PP", ".nf", rf"    hf\-fidelity {_safe(line)}", ".fi")


def _options(command: Command) -> Iterator[str]:
    for option in command.options:
        value = f" {option.takes}" if option.takes else ""
        yield from (".TP", rf".B {_safe(', '.join(option.spelled) + value)}", _safe(option.help))


def _safe(text: str) -> str:
    """A text whose signs mean nothing to the typesetter of manual pages."""
    safe = text.replace("\\", "\\e").replace("-", "\\-").replace("\n", " ")
    return rf"\&{safe}" if safe.startswith((".", "'")) else safe


def manual_files() -> dict[str, str]:
    """File → text, as they are committed under ``man/``."""
    return {file: manual(language) for language, file in FILES.items()}


if __name__ == "__main__":
    for file, text in manual_files().items():
        (FOLDER / file).parent.mkdir(parents=True, exist_ok=True)
        (FOLDER / file).write_text(text, encoding="utf-8")
        print(f"man/{file}")
