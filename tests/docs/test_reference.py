"""The site's reference: every command and option that the program's help shows, in both languages; every function."""

import re
from html import unescape

import pytest
from markdown_it import MarkdownIt

from hf_fidelity import i18n, journeys
from hf_fidelity.cli.main import run
from tools.commands import every, program
from tools.site.reference import API, PAGES, VERSIONS, made_pages
from tools.site.sources import docstring_as_markdown


@pytest.mark.thorough
@pytest.mark.parametrize(("page", "language"), PAGES.items())
def test_the_page_has_whatever_the_help_shows(page: str, language: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = made_pages()[page]
    sections = dict(re.findall(r"^## hf-fidelity (.+?)\n(.*?)(?=^## |\Z)", told, re.DOTALL | re.MULTILINE))
    names = [command.name for command in every(program(language).whole)]
    assert list(sections) == names
    assert len(names) > 20
    for name in names:
        with i18n.speaking(language):
            assert run(["--lang", language, *name.split(), "-h"]) == 0
        shown = capsys.readouterr().out
        options = set(re.findall(r"^  (?:-\w, )?(--[a-z-]+)", shown, re.MULTILINE))
        told_of = set(re.findall(r"^\| <code>(?:-\w, )?(--[a-z-]+)", sections[name], re.MULTILINE))
        assert told_of - {"--help"} == options - {"--help"}, name
        examples = [line.strip() for line in shown.splitlines() if line.startswith("  hf-fidelity ")]
        assert examples == re.findall(r"^(hf-fidelity .*)$", sections[name].partition("```sh")[2], re.MULTILINE)


@pytest.mark.parametrize(("page", "language"), PAGES.items())
def test_no_letter_of_the_help_is_taken_for_markup(page: str, language: str) -> None:
    rendered = MarkdownIt("commonmark").enable("table").render(made_pages()[page])
    read = " ".join(unescape(re.sub(r"<[^>]*>", " ", rendered)).split())
    whole = program(language).whole
    for command in (whole, *every(whole)):
        for said in (command.help, *(option.help for option in command.options), *(s for _, s in command.arguments)):
            assert " ".join(said.split()) in read


def test_the_page_of_functions_names_them_all() -> None:
    told = made_pages()[API]
    for module, names in journeys._HOMES.items():
        for name in names:
            assert f"::: hf_fidelity.journeys.{module}.{name}\n" in told


def test_the_version_is_named() -> None:
    from hf_fidelity import __version__

    assert f"**version {__version__}**" in made_pages()[VERSIONS]
    assert all(__version__ in text for text in made_pages().values())


def test_docstrings_lose_their_roles() -> None:
    text = "Takes a :class:`Workspace` and ``data``::\n\n    from x import y\n\n    y()\n\nRaises :mod:`~errors`."
    assert docstring_as_markdown(text) == (
        "Takes a `Workspace` and `data`\n\n```text\nfrom x import y\n\ny()\n```\n\nRaises `errors`."
    )
