"""Whatever people write, wherever they write it: no report in any format runs, fetches, steers or hides anything."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import cycle, zip_longest
from typing import Any

import pytest

from hf_fidelity.reports.document import Bullets, Document
from hf_fidelity.writers.text import terminal_text
from tests.depth import every
from tests.hostile import HARMLESS, TEXTS
from tests.writers.formats import FORMATS, MarkedUp, Written, harm, on_a_terminal, rendered
from tests.writers.hostile_reports import REPORTS
from tests.writers.workbooks import Book, texts

NOT_IN_A_FILE = {"half-a-character"}
"""What no file in UTF-8 can hold: the record is refused when it is read."""

SAID = {name: text for name, text in TEXTS.items() if name not in NOT_IN_A_FILE}


@cache
def documents(report: str) -> dict[str, Document]:
    """Text → the report with that text in every place."""
    return {name: REPORTS[report](lambda place, text=text: text) for name, text in SAID.items()}  # type: ignore[misc]


def scattered(report: str) -> list[Document]:
    """The report with another text in each place, as often as it takes until every text has stood in one."""
    turns, given = cycle(SAID.values()), dict[tuple[int, str], str]()
    made: list[Document] = []
    while len(given) < len(SAID):
        at = len(made)
        made.append(REPORTS[report](lambda place, at=at: given.setdefault((at, place), next(turns))))  # type: ignore[misc]
    return made


def together(some: Iterable[Document]) -> Document:
    """One document with everything that these say: each section that differs, each note, all their data."""
    made = list(some)
    return made[0]._replace(
        sections=tuple(dict.fromkeys(section for document in made for section in document.sections)),
        notes=tuple(dict.fromkeys(note for document in made for note in document.notes)),
        facts={str(at): document.data for at, document in enumerate(made)},
        foreign={text: language for document in made for text, language in document.foreign.items()},
    )


def does_harm(format: str, document: Document) -> list[str]:
    return harm(format, FORMATS[format](document))


def blamed(report: str, format: str) -> Iterator[str]:
    """Which text does harm, in which place alone; or that it takes more than one."""
    places: dict[str, None] = {}
    REPORTS[report](lambda place: places.setdefault(place) or "x")
    for name, text in SAID.items():
        if found := does_harm(format, documents(report)[name]):
            alone = [place for place in places if does_harm(format, REPORTS[report](_only(place, text)))]
            yield f"{name} in {', '.join(alone) or 'several places together'} of {report} as {format}: {found}"


def _only(place: str, text: str) -> Callable[[str], str]:
    return lambda at: text if at == place else "x"


@pytest.mark.parametrize("report", REPORTS)
def test_no_text_does_harm_in_any_format(report: str) -> None:
    assert harmful_in(report, scattered(report)) == {}


@pytest.mark.thorough
@pytest.mark.parametrize("report", REPORTS)
def test_no_text_does_harm_in_any_place_of_any_format(report: str) -> None:
    assert harmful_in(report, documents(report).values()) == {}


def harmful_in(report: str, some: Iterable[Document]) -> dict[str, object]:
    """Format → what does harm in it: all is looked at in one document; where that does harm, each text is alone."""
    every = together(some)
    harmful = {format: found for format in FORMATS if (found := does_harm(format, every))}
    return {format: (list(blamed(report, format)), found) for format, found in harmful.items()}


@pytest.mark.thorough
def test_no_title_does_harm_in_any_format() -> None:
    """A document has one title and one subtitle, so that each text needs a document of its own."""
    made = [document for report in REPORTS for document in documents(report).values()]
    titles = dict.fromkeys(document.title for document in made)
    subtitles = dict.fromkeys(document.subtitle for document in made)
    bare = [Document(one, two, "en", ()) for one, two in zip_longest(titles, subtitles, fillvalue="")]
    found = {(format, d.title, d.subtitle): does_harm(format, d) for d in bare for format in FORMATS}
    assert {place: harmful for place, harmful in found.items() if harmful} == {}


def test_a_hole_is_told_with_its_text_and_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """The proof that these tests can fail: a writer that puts sentences down as they are."""
    monkeypatch.setitem(FORMATS, "md", _naive)
    report = "guide-to-a-principle"
    assert does_harm("md", together(documents(report).values()))
    told = [line.partition(f" of {report} as md: ")[0] for line in blamed(report, "md")]
    assert "image in help, statement" in told
    assert not any(line.startswith("apostrophes ") for line in told)


def _naive(document: Document) -> str:
    lists = (block for section in document.sections for block in section.blocks if isinstance(block, Bullets))
    return "\n\n".join(item for block in lists for item in block.items)


CAUGHT: dict[str, tuple[str, str, bool]] = {
    "script": ("html", "<p><script>alert(1)</script>", True),
    "image": ("html", "<img src=x>", True),
    "handler": ("html", "<p onclick='x()'>", True),
    "link": ("html", "<a href='javascript:x()'>x</a>", True),
    "link-to-elsewhere": ("html", "<a href='http://x'>x</a>", True),
    "link-within": ("html", "<a href='#part'>x</a>", False),
    "escaped-script": ("html", "&lt;script&gt;", False),
    "script-in-markdown": ("md", "<script>x</script>", True),
    "image-in-markdown": ("md", "![x](y)", True),
    "link-in-markdown": ("md", "[x](http://y)", True),
    "bold-in-markdown": ("md", "*x*", True),
    "escaped-in-markdown": ("md", r"\*x\* \<b\>", False),
    "colour": ("text", "\x1b[31mx", True),
    "right-to-left": ("json", "x\u202ey", True),
    "newline-and-tab": ("plain", "x\n\ty", False),
}


@pytest.mark.parametrize(("format", "written", "harmful"), CAUGHT.values(), ids=CAUGHT)
def test_harm_is_noticed(format: str, written: str, harmful: bool) -> None:
    assert bool(harm(format, written)) is harmful


# What does no harm comes out as it was


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from (key, *_strings(inner))
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
    elif isinstance(value, str):
        yield value


READ: dict[str, Callable[[Any], str]] = {
    "json": lambda written: "\n".join(_strings(json.loads(written))),
    "csv": lambda written: "\n".join(
        cell for row in csv.reader(io.StringIO(written, newline=""), delimiter=";") for cell in row
    ),
    "md": lambda written: MarkedUp.of(rendered(written)).text,
    "html": lambda written: MarkedUp.of(written).text,
    "xlsx": lambda written: "\n".join(texts(Book(written))),
}
"""How a reader of the format comes to its text; in the others it stands as it is."""

IN_TEXT = ("text", "plain", "md", "html", "xlsx", "colour")
IN_TABLES = (*IN_TEXT, "csv")
EVERYWHERE = (*IN_TABLES, "json")
PLACES: dict[str, dict[str, tuple[str, ...]]] = {
    "show": {
        "organisation": (*IN_TEXT, "json"),
        "team": (*IN_TEXT, "json"),
        **dict.fromkeys(("comment", "changed", "how", "what", "action", "owner", "outcome", "why"), (*IN_TEXT, "json")),
        "reason": EVERYWHERE,
        "statement": IN_TABLES,
        "value": (*IN_TEXT, "json"),
        **dict.fromkeys(("role", "file", "sheet", "measure", "id"), ("json",)),
    },
    "show-in-public": {"organisation": (*IN_TEXT, "json"), "team": (*IN_TEXT, "json"), "statement": IN_TABLES},
    "trend": {
        "organisation": (*IN_TEXT, "json"),
        "team": EVERYWHERE,
        "statement": EVERYWHERE,
        "changed": IN_TEXT,
        "action": IN_TEXT,
    },
    "compare": {"organisation": (*IN_TEXT, "json"), "statement": EVERYWHERE},
    "actions": {
        "organisation": (*IN_TEXT, "json"),
        **dict.fromkeys(("team", "id", "action", "owner", "outcome"), EVERYWHERE),
        "statement": IN_TABLES,
    },
    "score": {"organisation": EVERYWHERE, "team": EVERYWHERE, "value": EVERYWHERE, "file": EVERYWHERE},
    "scored-workbook": {"organisation": IN_TABLES, "team": IN_TABLES, "statement": IN_TABLES},
}
"""Report → place → the formats that show it."""

CASES = [
    (report, format)
    for report, places in PLACES.items()
    for format in FORMATS
    if any(format in formats for formats in places.values())
]


ON_A_WIDE_SCREEN: dict[str, Callable[[Document], Written]] = {
    **FORMATS,
    "text": lambda document: terminal_text(document, 1000),
    "colour": lambda document: on_a_terminal(document, 1000),
}
"""On a narrow one the lines of a cell stand beside those of the next."""


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def read(format: str, written: Written) -> str:
    """The text that somebody finds in what is written."""
    return READ.get(format, str)(written)


@pytest.mark.parametrize("case", every(3, {"-".join(case): case for case in CASES}))
def test_a_harmless_text_comes_out_as_it_was(case: tuple[str, str]) -> None:
    report, format = case
    document = REPORTS[report](lambda at: f"{HARMLESS} {at}.")
    found = _bare(read(format, ON_A_WIDE_SCREEN[format](document)))
    shown = [place for place, formats in PLACES[report].items() if format in formats]
    assert [place for place in shown if _bare(f"{HARMLESS} {place}.") not in found] == []
