"""Whatever people write, wherever they write it: no report in any format runs, fetches, steers or hides anything."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from hf_fidelity.reports.document import Document
from hf_fidelity.writers.text import terminal_text
from tests.hostile import HARMLESS, TEXTS
from tests.writers.formats import FORMATS, MarkedUp, Written, harm, on_a_terminal, rendered
from tests.writers.hostile_reports import REPORTS
from tests.writers.workbooks import Book, texts

NOT_IN_A_FILE = {"half-a-character"}
"""What no file in UTF-8 can hold: the record is refused when it is read."""

SAID = {name: text for name, text in TEXTS.items() if name not in NOT_IN_A_FILE}


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("text", SAID.values(), ids=SAID)
def test_no_text_does_harm_in_any_format(text: str, report: str) -> None:
    document = REPORTS[report](lambda place: text)
    assert {name: found for name, write in FORMATS.items() if (found := harm(name, write(document)))} == {}


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
    (report, place, format)
    for report, places in PLACES.items()
    for place, formats in places.items()
    for format in FORMATS
    if format in formats
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


@pytest.mark.parametrize(("report", "place", "format"), CASES, ids=["-".join(case) for case in CASES])
def test_a_harmless_text_comes_out_as_it_was(report: str, place: str, format: str) -> None:
    document = REPORTS[report](lambda at: f"{HARMLESS} {at}.")
    assert _bare(f"{HARMLESS} {place}.") in _bare(read(format, ON_A_WIDE_SCREEN[format](document)))
