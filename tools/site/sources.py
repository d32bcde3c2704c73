"""Which file of the repository becomes which page of the site, and where its links lead from there."""

import posixpath
import re
import textwrap
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
CONFIG = ROOT / "docs" / "zensical.toml"

PROJECT = "projekt"
"""The folder of the site where the files at the top of the repository lie."""

_CODE = re.compile(r"(^[ ]*```.*?^[ ]*```[ ]*$|`[^`\n]+`)", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"(?P<picture>!?)\[(?P<text>[^\]]*)\]\((?P<target>[^)\s]+)\)")


def config() -> dict[str, Any]:
    """What ``docs/zensical.toml`` says of the project."""
    project: dict[str, Any] = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["project"]
    return project


def navigation() -> Iterator[tuple[str, str]]:
    """Every page that has a place in the site: the section it stands in, and its file."""
    for section in config()["nav"]:
        for name, pages in section.items():
            for page in [pages] if isinstance(pages, str) else pages:
                yield name, page if isinstance(page, str) else next(iter(page.values()))


def pages() -> dict[str, Path]:
    """Page of the site → the file of the repository that it is. What is made from the program is not among them."""
    at_the_top = {f"{PROJECT}/{file.name}": file for file in ROOT.glob("*.md") if file.name != "README.md"}
    return {file.name: file for file in sorted((ROOT / "docs").glob("*.md"))} | at_the_top


def outside_code(text: str, change: Callable[[str], str]) -> str:
    """A Markdown text with everything changed that is no code."""
    parts = _CODE.split(text)
    return "".join(part if at % 2 else change(part) for at, part in enumerate(parts))


def links(text: str) -> list[str]:
    """What the links and pictures of a Markdown text lead to."""
    found: list[str] = []

    def note(prose: str) -> str:
        found.extend(match["target"] for match in _LINK.finditer(prose))
        return prose

    outside_code(_labels_without_code(text), note)
    return found


def _labels_without_code(text: str) -> str:
    """Code in the text of a link would hide the link from whoever passes over code."""
    return re.sub(r"\[`([^`\]\n]+)`\](?=\()", r"[\1]", text)


def for_the_site(page: str, file: Path) -> tuple[str, set[Path]]:
    """A file's text with links that fit the site, and the files that it needs to lie there besides pages."""
    places = {target: name for name, target in pages().items()} | {ROOT / "README.md": "index.md"}
    needed: set[Path] = set()

    def moved(match: re.Match[str]) -> str:
        target, _, anchor = match["target"].partition("#")
        if not target or ":" in target:
            return match[0]
        wanted = (file.parent / target).resolve()
        if wanted in places:
            place = places[wanted]
        elif wanted.suffix in {".png", ".json", ".pq", ".cff"}:
            place = wanted.relative_to(ROOT).as_posix().removeprefix("docs/")
            needed.add(wanted)
        else:
            return f"`{match['text']}`" if match["text"] == target else match["text"]  # the site has no source code
        near = posixpath.relpath(place, posixpath.dirname(page) or ".")
        return f"{match['picture']}[{match['text']}]({near}{'#' * bool(anchor)}{anchor})"

    text = file.read_text(encoding="utf-8")
    with_code = re.sub(r"\[`[^`\]\n]+`\]\([^)\s]+\)", lambda found: _LINK.sub(moved, found[0]), text)
    return outside_code(with_code, lambda prose: _LINK.sub(moved, prose)), needed


_ROLE = re.compile(r":(?:class|mod|func|meth|data|attr):`~?([^`]+)`")
_LITERAL = re.compile(r"``([^`]+)``")
_BLOCK = re.compile(r"::\n\n((?:[ ]{4}.*\n?|\n)+)")


def docstring_as_markdown(text: str) -> str:
    """A docstring with its roles and literal blocks turned into Markdown."""
    plain = _LITERAL.sub(r"`\1`", _ROLE.sub(r"`\1`", text))
    return _BLOCK.sub(lambda found: f"\n\n```text\n{textwrap.dedent(found[1]).strip()}\n```\n\n", plain)
