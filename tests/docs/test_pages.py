"""The documentation as it is read in the repository: where links lead, and two languages that say the same."""

import re
from pathlib import Path

import pytest

from tools.site.check import Reading, anchors, lost_in_the_repository, misplaced
from tools.site.sources import ROOT, links, pages

MARKDOWN = sorted(
    {*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob(".github/**/*.md")}, key=lambda file: file.as_posix()
)


@pytest.mark.parametrize("page", MARKDOWN, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_to_a_place_in_the_repository(page: Path) -> None:
    assert lost_in_the_repository(page, page.read_text(encoding="utf-8")) == []


def test_links_that_lead_nowhere_are_found() -> None:
    page = ROOT / "docs" / "reports.md"
    said = page.read_text(encoding="utf-8") + (
        "[a](#pdf) [b](#no-such) [c](no.md) [d](data.md#exit-codes) [e](data.md#no-such) [`f`](no.py) "
        "[g](//else.where/) `[h](code.md)`\n\n```\n[i](code.md)\n```\n"
    )
    assert lost_in_the_repository(page, said) == ["#no-such", "no.md", "data.md#no-such", "no.py", "//else.where/"]


def test_places_are_called_as_code_hosts_call_them() -> None:
    text = "# Hvem er du?\n## `score`: *læs* [mere](x.md)\n## Åbn\n## Åbn\n```\n# no\n```\n### 3. kvartal – nu\n"
    assert anchors(text) == {"hvem-er-du", "score-læs-mere", "åbn", "åbn-1", "3-kvartal--nu"}


def test_every_page_has_a_place_in_the_site() -> None:
    """Mend in ``nav`` of docs/zensical.toml."""
    assert list(misplaced()) == []


def test_what_a_page_refers_to_is_seen_in_every_attribute() -> None:
    html = (
        '<html lang="da"><article><a href="a">x</a><img src="b" srcset="c 1x, d 2x"></article><li><a id="e" href="f">'
    )
    page = Reading(html)
    assert (page.references, page.ids, page.language) == (["a", "b", "c", "d", "f"], {"e"}, "da")
    assert dict(page.counts) == {"img": 1}


# Two languages

PAIRS = sorted((file.with_name(file.name.replace(".da.md", ".md")), file) for file in ROOT.glob("docs/*.da.md"))


def shape(text: str) -> list[tuple[str, object]]:
    """What a page has in whichever language: headings, code, rows of tables, items, options, where links lead."""
    parts: list[tuple[str, object]] = []
    prose = ""
    for at, part in enumerate(re.split(r"^(```.*?^```)$", text, flags=re.DOTALL | re.MULTILINE)):
        if at % 2:
            parts.append(("code", re.sub(r"\s+#.*$", "", part, flags=re.MULTILINE)))
            continue
        prose += part
        for line in part.splitlines():
            if head := re.match(r"#+ ", line):
                parts.append(("heading", len(head[0])))
            elif line.startswith("|"):
                parts.append(("row", line.count("|") - line.count(r"\|")))
            elif re.match(r"\s*(-|\d+\.) ", line):
                parts.append(("item", line.index(line.strip()[0])))
    parts.append(("options", sorted(set(re.findall(r"`[^`\n]*?(--[a-z-]+)", prose)))))
    others = {link.partition("#")[0].removesuffix(".md").removesuffix(".da") for link in links(text)}
    return [*parts, ("links", sorted(others))]


@pytest.mark.parametrize(("english", "danish"), PAIRS, ids=lambda page: page.name)
def test_both_languages_say_it_in_the_same_order(english: Path, danish: Path) -> None:
    """A section, a row, an item, an example or an option that one of them lacks was forgotten there."""
    told = [shape(page.read_text(encoding="utf-8")) for page in (english, danish)]
    assert told[0] == told[1]


@pytest.mark.parametrize(("english", "danish"), PAIRS, ids=lambda page: page.name)
def test_each_language_names_the_other(english: Path, danish: Path) -> None:
    assert danish.name in links(english.read_text(encoding="utf-8"))
    assert english.name in links(danish.read_text(encoding="utf-8"))


def test_there_are_pages_in_two_languages() -> None:
    assert {danish.name for _, danish in PAIRS} >= {"score.da.md", "reports.da.md"}
    assert {danish.name for _, danish in PAIRS} <= set(pages())


# What is handed out with the repository


def test_the_issue_forms_ask_for_the_case_and_for_nothing_real() -> None:
    import yaml

    forms = sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml"))
    assert [form.name for form in forms] == ["config.yml", "eksport.yml", "fejl.yml", "oenske.yml"]
    for form in forms[1:]:
        said = yaml.safe_load(form.read_text(encoding="utf-8"))
        assert {"name", "description", "body"} <= set(said)
        asked = [part for part in said["body"] if part["type"] != "markdown"]
        ids = [part["id"] for part in asked]
        assert len(ids) == len(set(ids))
        words = " ".join(part["attributes"]["label"] for part in asked).casefold()
        assert not re.search(r"\b(e-?mail|telefon|phone|cpr|dit navn|your name)\b", words)
        assert "uden navne" in form.read_text("utf-8") or "Ingen kan kendes" in words or "nobody can be known" in words


def test_the_citation_is_of_this_version() -> None:
    import yaml

    from hf_fidelity import __version__

    said = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert (said["cff-version"], said["title"], said["version"]) == ("1.2.0", "hf-fidelity", __version__)


# The README


def test_the_readme_says_it_in_danish_first_and_soon_where_to_read_more() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    order = ("Hvor godt efterlever vi", "**In English.**", "## Quick start", "## Læs mere / Read more")
    first, english, start, more = map(readme.index, order)
    assert first < english < start < more
    assert readme[:more].count("\n") <= 50


def test_the_long_description_of_a_package_index_has_no_link_to_a_file() -> None:
    """What hatch-fancy-pypi-readme makes of the README by the expressions in pyproject.toml."""
    import tomllib

    said = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    made = said["tool"]["hatch"]["metadata"]["hooks"]["fancy-pypi-readme"]
    text = "".join(part.get("text") or (ROOT / part["path"]).read_text(encoding="utf-8") for part in made["fragments"])
    assert len(links(text)) > 20
    for change in made["substitutions"]:
        text = re.sub(change["pattern"], change["replacement"], text)
    assert links(text) == []
    assert "<img" not in text
    assert "fra spørgeskemaer til tal (docs/score.da.md)" in text
    assert "urls" not in said["project"]
