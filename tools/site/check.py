"""What can be wrong with a site that was built, and with the Markdown as it is read in the repository."""

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

from markdown_it import MarkdownIt

from hf_fidelity import journeys
from tools.site.reference import API, made_pages
from tools.site.sources import ROOT, links, navigation, pages

_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_NAMESPACE = "http://www.w3.org/"
"""What looks like an address in a script or style, and only names a vocabulary."""

_NOT_FETCHED = re.compile(r"""/\*.*?\*/|url\((["']?)data:.*?\1\)""", re.DOTALL)
"""Remarks, and pictures that stand in the style itself."""

_FETCHED = re.compile(r"""(?P<what>https?://[^"'`)\s]+|(?<=url\()\s*["']?//[^"')]+)""")
COUNTED = ("h1", "h2", "h3", "h4", "li", "tr", "td", "th", "pre", "img", "blockquote")
"""What a page has as many of in the site as in the repository."""


class Reading(HTMLParser):
    """What a page of HTML has in it: places to jump to, what it refers to, how much of what its article has."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.references: list[str] = []
        self.counts: Counter[str] = Counter()
        self.language = ""
        self._inside = "<article" not in html
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes one element."""
        said = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = said.get("lang", "")
        if tag == "article":
            self._inside = True
        self.ids |= {said[name] for name in ("id", "name") if name in said}
        self.references += [said[name] for name in ("href", "src", "action", "data", "poster") if name in said]
        self.references += [part.split()[0] for part in said.get("srcset", "").split(",") if part.split()]
        if self._inside and tag in COUNTED:
            self.counts[tag] += 1

    def handle_endtag(self, tag: str) -> None:
        """Notes where the article ends."""
        if tag == "article":
            self._inside = False


def problems(site: Path) -> list[str]:
    """Everything that is wrong with a built site, a sentence each."""
    read = {file: Reading(file.read_text(encoding="utf-8")) for file in sorted(site.rglob("*.html"))}
    return [
        *misplaced(),
        *(said for file, page in read.items() for said in _lost(site, file, page, read)),
        *_fetched(site),
        *(said for said in _read_otherwise(site, read)),
        *_untold(read[site / API.replace(".md", ".html")]),
    ]


def misplaced() -> Iterator[str]:
    """Pages without a place in the site, and places without a page."""
    placed, there = {page for _, page in navigation()}, {*pages(), *made_pages()}
    yield from (f"{page}: has no place in nav of docs/zensical.toml" for page in sorted(there - placed))
    yield from (f"{page}: stands in nav of docs/zensical.toml and is no page" for page in sorted(placed - there))


def _lost(site: Path, file: Path, page: Reading, read: dict[Path, Reading]) -> Iterator[str]:
    """References of a page that lead nowhere in the site, or out of it."""
    here = file.relative_to(site)
    for reference in page.references:
        if _ADDRESS.match(reference):
            yield f"{here}: {reference} lies outside of the site"
            continue
        target, _, anchor = unquote(reference).partition("#")
        wanted = (file.parent / target).resolve() if target else file
        if wanted.is_dir():
            wanted /= "index.html"
        if not wanted.is_file():
            yield f"{here}: {reference} leads nowhere"
        elif anchor and wanted in read and anchor not in read[wanted].ids:
            yield f"{here}: {reference} names a place that is not there"


def _fetched(site: Path) -> Iterator[str]:
    """Addresses in scripts and styles."""
    for file in sorted([*site.glob("assets/**/*.js"), *site.rglob("*.css")]):
        for found in _FETCHED.finditer(_NOT_FETCHED.sub("", file.read_text(encoding="utf-8"))):
            if not found["what"].startswith(_NAMESPACE):
                yield f"{file.relative_to(site)}: {found['what']} lies outside of the site"


def _read_otherwise(site: Path, read: dict[Path, Reading]) -> Iterator[str]:
    """Pages in which the two ways of reading Markdown see something else."""
    for name, file in pages().items():
        built = read.get(site / name.replace(".md", ".html"))
        if built is None:
            yield f"{name}: was not built"
            continue
        plain = Reading(MarkdownIt("commonmark").enable("table").render(file.read_text(encoding="utf-8")))
        for element in COUNTED:
            if built.counts[element] != plain.counts[element]:
                both = f"{plain.counts[element]} {element} in the repository, {built.counts[element]} in the site"
                yield f"{name}: {both}: inside of lists indent by four blanks, and leave an empty line before one"


def _untold(api: Reading) -> Iterator[str]:
    """Functions that the page of functions passes over."""
    for module, names in journeys._HOMES.items():
        for name in names:
            if not any(id.startswith("hf_fidelity.journeys.") and id.endswith(f".{name}") for id in api.ids):
                yield f"{API}: {module}.{name} is not told of"


# Markdown as it is read in the repository

_HEADING = re.compile(r"^#{1,6} +(.+?) *#*$", re.MULTILINE)


def anchors(text: str) -> set[str]:
    """The places in a Markdown text that a link may name, as code hosts make them: of each heading."""
    without_code = re.sub(r"^( *)(```|~~~).*?^\1\2 *$", "", text, flags=re.DOTALL | re.MULTILINE)
    seen: Counter[str] = Counter()
    made = set()
    for heading in _HEADING.findall(without_code):
        words = re.sub(r"[`*]|!?\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
        place = re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
        made.add(f"{place}-{seen[place]}" if seen[place] else place)
        seen[place] += 1
    return made


def lost_in_the_repository(file: Path, text: str) -> list[str]:
    """The links of a Markdown text that lead nowhere from where its file lies, or out of the repository."""
    return [link for link in links(text) if not _leads_somewhere(file, text, link)]


def _leads_somewhere(file: Path, text: str, link: str) -> bool:
    target, _, anchor = link.partition("#")
    wanted = (file.parent / target).resolve() if target else file
    if _ADDRESS.match(link) or not wanted.exists() or not wanted.is_relative_to(ROOT):
        return False
    there = text if wanted == file else wanted.read_text(encoding="utf-8") if wanted.suffix == ".md" else ""
    return not anchor or not there or anchor in anchors(there)
