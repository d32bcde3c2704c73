"""The map of the sources: it is what the questionnaires say, and neither a heading nor an item is missing from it."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from tools import sources
from tools.sources import Heading, SourceText, gaps, items_under, page, rests_on, shipped_instruments, source_texts

SEEDS = Path(__file__).parent / "data" / "seeds"

each_text = pytest.mark.parametrize("source", source_texts(), ids=lambda source: source.text[:3])


def lines(source: SourceText) -> list[str]:
    return [re.sub(r"\s+", " ", line).strip() for line in (SEEDS / source.text).read_text("utf-8").split("\n")]


def test_the_committed_page_is_what_the_questionnaires_say() -> None:
    """Mend with ``python -m tools.sources``."""
    assert sources.PAGE.read_text(encoding="utf-8") == page()


def test_every_heading_every_item_and_all_help_has_its_place() -> None:
    assert list(gaps()) == []


def test_every_item_stands_on_the_page() -> None:
    shown = page()
    for instrument in shipped_instruments():
        placed = [id for each in source_texts() for heading in each.headings for id in items_under(heading, instrument)]
        assert {statement.id for statement in instrument.statements} <= set(placed)
        assert [measure.id for measure in instrument.measures if measure.id not in shown] == []


@each_text
def test_every_heading_stands_in_its_text_where_it_is_said_to(source: SourceText) -> None:
    """Also one that is set over two or three lines, or in the middle of one."""
    text = lines(source)
    elsewhere = [h for h in source.headings if h.heading not in " ".join(text[h.at - 1 : h.at + 2])]
    assert elsewhere == []


@each_text
def test_the_headings_are_in_the_order_of_the_text(source: SourceText) -> None:
    assert [b.heading for a, b in pairwise(source.headings) if b.at < a.at] == []


# How each of the texts sets its headings. What it sets so without being one is listed below.


def headings_000(text: list[str]) -> Iterator[str]:
    """A short line after a blank one, with text right below it that begins anew."""
    for before, line, after in zip(text, text[1:404], text[2:], strict=False):
        begins = not before and re.match(r"[A-ZÆØÅ]", line) and re.match(r"[A-ZÆØÅ’]|$", after)
        if begins and len(line) < 72 and line[-1] not in ".,:;–":
            yield line


def headings_001(text: list[str]) -> Iterator[str]:
    """A line of its own, or one that announces the points below it."""
    for before, line, after in zip(text, text[1:], [*text[2:], ""], strict=False):
        begins = re.match(r"[A-ZÆØÅ]", line) and line[-1] not in ".,;-" and not re.match(r"[a-zæøå]", after)
        if begins and ((not before and not after and len(line) < 70) or line.endswith(":")):
            yield line


def headings_002(text: list[str]) -> Iterator[str]:
    """Words in capitals, as they stand inside the lines of a page; the letter after them begins the sentence."""
    for line in text[15:58]:
        body = re.sub(r"^\d+ Kommunerne på banen - .*?(?=[A-ZÆØÅ]{3})", "", line)
        for found in re.finditer(r"(?:[A-ZÆØÅ(][A-ZÆØÅ()?:,-]+ (?:(?:OG|I) (?=[A-ZÆØÅ]{2}))?){2,}(?=[A-ZÆØÅ])", body):
            yield found[0].strip()


def headings_003(text: list[str]) -> Iterator[str]:
    """A line in capitals."""
    yield from (line for line in text if line.isupper() and len(line) > 5)


def headings_004(text: list[str]) -> Iterator[str]:
    """Numbered, an appendix, or one of the three parts of a principle's section."""
    parts = "Kerneprincippets faglige begrundelse|Kerneprincippet i praksis|Hjælperedskaber og litteratur"
    numbered = re.compile(rf"\d\.(?:\d\.)* ?[A-ZÆØÅ].{{4,60}}|Bilag \d: .*|(?:{parts}):")
    yield from (line for line in text[78:1466] + text[1540:] if numbered.fullmatch(line))


SET_AS = {"000": headings_000, "001": headings_001, "002": headings_002, "003": headings_003, "004": headings_004}
NO_HEADINGS = {
    "000": {"Kriterium Uddybning Vægtning"},
    "001": {"SAMSKABELSE 5", "INKLUSION", "EKSKLUSION"},
    "002": {
        *("KOMMUNE BOLIG-", "KOMMUNE HELHEDS-", "FRIVILLIGE, FORENINGER", "KONKLUSION KONKLUSION"),
        "FAGFORVALT- NINGER EJENDOMS- KONTOR KOMMUNE HELHEDS- PLAN BOLIG- ORGANISATION SKOLE, KLUBBER",
        "BEBOER- DEMOKRATI POLITI HVOR OG HVOR MANGE BORGERE?",
    },
    "003": set[str](),
    "004": set[str](),
}
"""Words of tables, figures and running heads that are set as a heading is."""


@each_text
def test_no_heading_of_the_text_is_missing(source: SourceText) -> None:
    id = source.text[:3]
    listed = " | ".join(heading.heading for heading in source.headings)
    found = [line for line in SET_AS[id](lines(source)) if line not in NO_HEADINGS[id]]
    assert len(found) >= 12
    assert [line for line in found if line.rstrip(":") not in listed] == []


def test_headings_that_are_set_over_two_lines_are_not_missing_either() -> None:
    """The booklet breaks them after two blanks."""
    samskabelse = source_texts()[1]
    raw = (SEEDS / samskabelse.text).read_text("utf-8").split("\n")
    broken = [line.strip() for line in raw if re.fullmatch(r"[A-ZÆØÅ].*[^ .]  ", line)]
    assert len(broken) >= 9
    assert [line for line in broken if line not in " | ".join(each.heading for each in samskabelse.headings)] == []


# It would be noticed.


def test_a_heading_of_which_nothing_is_said_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    first = source_texts()[0]
    bare = Heading(at=1, heading="Intet"), Heading(at=2, heading="Noget", help=("borgeren-ved-roret/nowhere",))
    monkeypatch.setattr(sources, "source_texts", lambda: (first.model_copy(update={"headings": bare}),))
    found = list(gaps())
    assert f"{first.title}: nothing is said of “Intet”" in found
    assert f"{first.title}: there is no borgeren-ved-roret/nowhere" in found
    assert "borgeren-ved-roret: S01 is under no heading" in found
    assert "partnerskab: S01 is under no heading" in found
    assert "the help to borgeren-ved-roret/hopes is under no heading" in found


@pytest.mark.parametrize(
    ("section", "heading", "does"),
    [
        ("Fremmere er:", "Fremmere er", True),
        ("Bilag 1", "Bilag 1: Efterlevelsesskema for Housing First", True),
        ("2.1", "2.1. Boligen som en basal menneskeret", True),
        ("2.1", "2.11. Noget andet", False),
        ("Recovery-orientering", "2.7. Recovery-orientering", True),
        (f"En forpligtelse til at samarbejde {'m' * 6}", f"2.3. En forpligtelse til at samarbejde {'m' * 6} ed", True),
        ("Kerneprincippet", "Kerneprincippet i praksis", False),
        ("Evaluering", "Evaluering og selvevaluering", False),
        ("Processtøtte", "Aktiviteter i partnerskabet, processtøtte og kompetenceudvikling", False),
    ],
)
def test_a_section_is_its_heading_or_the_beginning_of_it(section: str, heading: str, does: bool) -> None:
    assert rests_on(section, heading) is does
