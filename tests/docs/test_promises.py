"""docs/promises.md: every test that it names is there, no promise is without one, and how far each looks is said.

The tests are parsed, not imported: which runs one belongs to stands in its marks.
"""

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

TESTS = Path(__file__).parents[1]
PAGE = TESTS.parent / "docs" / "promises.md"
_NAMED = re.compile(r"`([\w/]+\.py)::([\w:]+)`")
_OF_THE_GATE = ("browser", "office", "thorough", "frozen", "windows", "spark")


def promises(text: str) -> Iterator[tuple[str, list[tuple[str, str]], str]]:
    """Every row of a table of promises: what is promised, the tests that would notice, and how far they look."""
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| ") and len(cells) == 3 and cells[0] != "promise":
            yield cells[0], _NAMED.findall(cells[1]), cells[2]


ROWS = list(promises(PAGE.read_text(encoding="utf-8").partition("\n## How far it was tried")[0]))


@cache
def _tests_of(file: str) -> dict[str, frozenset[str]]:
    """Each test of a file by its name → the runs that it is in."""
    tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
    values = {
        name: ast.unparse(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign)
        for name in map(ast.unparse, node.targets)
    }
    whole = values.get("pytestmark", "")
    return {
        name: runs([whole, *(values.get(mark, mark) for mark in marks)], values)
        for top in tree.body
        for name, marks in _named(top)
    }


def _named(top: ast.stmt) -> Iterator[tuple[str, list[str]]]:
    """The tests of one statement of a file with their marks: a function, methods, or a machine that Hypothesis runs."""
    if isinstance(top, ast.FunctionDef) and top.name.startswith("test_"):
        yield top.name, [*map(ast.unparse, top.decorator_list)]
    elif isinstance(top, ast.ClassDef) and top.name.startswith("Test"):
        yield from ((f"{top.name}::{name}", marks) for inner in top.body for name, marks in _named(inner))
    elif isinstance(top, ast.Assign) and (name := ast.unparse(top.targets[0])).startswith("Test"):
        yield name, [ast.unparse(top.value)]


def runs(marks: Sequence[str], values: Mapping[str, str]) -> frozenset[str]:
    """In which runs a test is, by its marks; the gate is named where it looks further than every run.

    Of a table of cases (``values``: what the names in the file stand for) some may be for a longer run.
    """
    cases = [mark for mark in marks if ".parametrize(" in mark]
    whole = " ".join(mark for mark in marks if mark not in cases)
    if "mark.soak" in whole:
        return frozenset({"soak"})
    if any(f"mark.{mark}" in whole for mark in _OF_THE_GATE):
        return frozenset({"gate"})
    looked = " ".join((*cases, *(values.get(name, "") for case in cases for name in re.findall(r"\w+", case))))
    further = re.search(r"\b(every|coarse)\(|mark\.thorough", looked)
    longest = re.search(r"\bcoarse\([^(),]*,[^(),]*,[^()]*\)|mark\.soak", looked)
    return frozenset({"ordinary run", *(["gate"] if further else []), *(["soak"] if longest else [])})


def how_far(tests: list[tuple[str, str]]) -> str:
    """What the page says of a promise with these tests."""
    found = {run for file, name in tests for run in _tests_of(file).get(name, ())}
    return ", ".join(run for run in ("ordinary run", "gate", "soak") if run in found)


def test_every_test_that_is_named_is_there() -> None:
    named = {named for _said, tests, _far in ROWS for named in tests}
    gone = [f"{file}::{name}" for file, name in sorted(named) if name not in _tests_of(file)]
    assert not gone, gone


def test_no_promise_is_without_a_test() -> None:
    """And the page says how far it is looked into: mend its last column."""
    without = [said for said, tests, _far in ROWS if not tests]
    otherwise = {said: how_far(tests) for said, tests, far in ROWS if far != how_far(tests)}
    assert not without, without
    assert not otherwise, otherwise


def test_a_promise_that_nothing_holds_would_be_noticed() -> None:
    rows = (
        "| promise | test | run |",
        "|---|---|---|",
        "| It is | | gate |",
        "| So | `docs/test_no.py::test_no` | gate |",
    )
    said = "\n".join(rows)
    assert [tests for _said, tests, _far in promises(said)] == [[], [("docs/test_no.py", "test_no")]]
    marks = ("", "x.mark.soak", "x.mark.browser", "x.parametrize('a', CASES)", "x.parametrize('a', coarse(9, 3, 1))")
    told = [" ".join(sorted(runs([mark], {"CASES": "every(2, ALL)"}))) for mark in marks]
    assert told == ["ordinary run", "soak", "gate", "gate ordinary run", "gate ordinary run soak"]
