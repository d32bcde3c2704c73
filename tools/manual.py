"""The manual page, made from the program's own help: ``python -m tools.manual`` writes ``man/``.

A test keeps the files equal to this. They travel in the wheel to where ``man hf-fidelity`` looks for them.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import typer

from hf_fidelity import i18n
from hf_fidelity.cli.app import build_app

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
    with i18n.speaking(language):
        app = build_app()
        app.get_help(typer.Context(app, info_name="hf-fidelity"))  # which puts all of its texts into the language
        return "\n".join(_page(app, _WORDS[language])) + "\n"


def _page(app: Any, words: _Words) -> Iterator[str]:
    yield '.TH HF-FIDELITY 1 "" "hf-fidelity" ""'
    yield f".SH {words.name}"
    yield rf"hf\-fidelity \- {_safe(app.help.partition('?')[0])}?"
    yield f".SH {words.synopsis}"
    yield rf".B hf\-fidelity {_safe(app.options_metavar)} {_safe(app.subcommand_metavar)}"
    yield f".SH {words.description}"
    yield _safe(app.help)
    yield from _options(app)
    yield f".SH {words.commands}"
    for name, command in app.commands.items():
        yield from _command(name, command)
    yield f".SH {words.environment}"
    for variable, meaning in words.variables:
        yield from (".TP", rf".B {_safe(variable)}", _safe(meaning))
    yield f".SH {words.files}"
    yield from (".TP", ".B settings.yaml", _safe(words.folder))


def _command(name: str, command: Any) -> Iterator[str]:
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    named = " ".join(str(param.metavar or param.name).upper() for param in arguments)
    yield rf".SS hf\-fidelity {_safe(f'{name} {named}'.strip())}"
    yield _safe(command.help or "")
    for param in arguments:
        yield from (".TP", f".I {_safe(str(param.metavar or param.name))}", _safe(param.help or ""))
    yield from _options(command)
    for line in (command.epilog or "").splitlines():
        yield from (".PP", ".nf", rf"    hf\-fidelity {_safe(line)}", ".fi")
    for under, inner in getattr(command, "commands", {}).items():
        yield from _command(f"{name} {under}", inner)


def _options(command: Any) -> Iterator[str]:
    for param in command.params:
        if param.param_type_name == "option":
            choices = (
                [str(one.value) for one in param.type_descriptor.choices] if param.type_descriptor.is_choice else []
            )
            value = "" if param.is_flag else f" {'|'.join(choices) or param.metavar or ''}"
            yield from (".TP", rf".B {_safe(', '.join(param.opts) + value.rstrip())}", _safe(param.help or ""))


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
