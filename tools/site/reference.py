"""The pages that are made from the program: its commands in both languages, its functions, and which version it is."""

from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from hf_fidelity import __version__, journeys
from tools.commands import Command, every, program


class _Words(NamedTuple):
    """What the page of commands says that the help does not."""

    title: str
    lead: str
    everywhere: str
    option: str
    argument: str
    does: str
    example: str


_WORDS = {
    "da": _Words(
        "Kommandoerne",
        "Hver kommando med det, den tager. Siden er lavet af programmets egen hjælp i version {version}; det samme "
        "står på skærmen efter `hf-fidelity KOMMANDO -h`, og på Linux og macOS i `man hf-fidelity`.",
        "Foran enhver kommando", "tilvalg", "det, der skal gives", "gør", "For eksempel",
    ),
    "en": _Words(
        "The commands",
        "Every command with what it takes. This page is made from the program's own help in version {version}; the "
        "same is on the screen after `hf-fidelity COMMAND -h`, and on Linux and macOS in `man hf-fidelity`.",
        "Before any command", "option", "what must be given", "does", "For example",
    ),
}  # fmt: skip

PAGES = {"kommandoer.md": "da", "commands.md": "en"}
"""The page of commands → its language."""

API = "python-api.md"
VERSIONS = "udgaver.md"


def made_pages() -> dict[str, str]:
    """Page → its Markdown."""
    return {
        **{page: "\n".join(_commands(language)) + "\n" for page, language in PAGES.items()},
        API: "\n".join(_functions()) + "\n",
        VERSIONS: _VERSIONS.format(version=__version__),
    }


def _commands(language: str) -> Iterator[str]:
    words, told = _WORDS[language], program(language)
    yield f"# {words.title}\n"
    yield words.lead.format(version=__version__) + "\n"
    yield f"{_text(told.whole.help)}\n"
    yield f"## {words.everywhere}\n"
    yield from _table(told.whole, words)
    for command in every(told.whole):
        yield f"\n## hf-fidelity {command.name}\n"
        yield f"{_text(command.help)}\n"
        yield from ("```text", f"hf-fidelity {command.usage}", "```\n")
        yield from _table(command, words)
        if command.examples:
            yield f"\n{words.example}:\n"
            yield from ("```sh", *(f"hf-fidelity {line.strip()}" for line in command.examples if line.strip()), "```")


def _table(command: Command, words: _Words) -> Iterator[str]:
    if command.arguments:
        yield f"| {words.argument} | {words.does} |\n|---|---|"
        for name, meaning in command.arguments:
            yield f"| {_typed(name.upper())} | {_text(meaning)} |"
        yield ""
    if command.options:
        yield f"| {words.option} | {words.does} |\n|---|---|"
        for option in command.options:
            spelled = " ".join([", ".join(option.spelled), option.takes]).strip()
            yield f"| {_typed(spelled)} | {_text(option.help)} |"


def _typed(text: str) -> str:
    """What is typed, as code; a bar in it must not part the cell that it stands in."""
    return f"<code>{escape(text).replace('|', '&#124;')}</code>"


def _text(text: str) -> str:
    """Words that no letter in them makes into markup."""
    plain = " ".join(text.split())
    for sign in "\\`*_[]<>|":
        plain = plain.replace(sign, "&lt;" if sign == "<" else f"\\{sign}")
    return plain


def _functions() -> Iterator[str]:
    yield "# The functions\n"
    yield (
        f"What `from hf_fidelity.journeys import …` gives, made from the code of version {__version__}. How they are "
        "used, with examples that run, is told in [From Python](python.md).\n"
    )
    for module, names in journeys._HOMES.items():
        yield f"## {module.replace('_', ' ').capitalize()}\n"
        for name in names:
            yield f"::: hf_fidelity.journeys.{module}.{name}\n"
    yield "## What can stop them\n"
    yield "::: hf_fidelity.errors\n    options:\n      members_order: source\n"


_VERSIONS = """\
# Udgaver

Disse sider hører til **version {version}**. Hvilken I har, siger `hf-fidelity --version`, og siden i browseren nederst.

Hver udgave har sine egne sider: de bliver bygget af den samme kode som programmet, og kommandoerne og funktionerne er
læst ud af den. Har I en anden version, så brug de sider, der hører til den. Skemaer, der er gemt med en tidligere
udgave, kan altid læses af en senere.

Hvad der er nyt i hver udgave, står (på engelsk) i [Changelog](projekt/CHANGELOG.md).
"""
