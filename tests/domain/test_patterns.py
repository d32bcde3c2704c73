"""Patterns that are compiled at first use: each of the program's can be, and does what a compiled one does."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from hf_fidelity.ground import lazily, patterns

PACKAGE = Path(patterns.__file__).parents[1]


def _waiting(value: object, deep: int = 3) -> Iterator[Any]:
    """The patterns in what a name of a room stands for."""
    if isinstance(value, patterns._Waiting):
        yield value
    elif isinstance(value, dict | tuple | list) and deep:
        for each in value.values() if isinstance(value, dict) else value:
            yield from _waiting(each, deep - 1)


def test_every_pattern_of_the_program_can_be_compiled() -> None:
    """One that cannot would be found by the first user who needs it."""
    rooms = [path for path in PACKAGE.rglob("*.py") if "lazily(" in path.read_text(encoding="utf-8")]
    names = [".".join(room.relative_to(PACKAGE.parent).with_suffix("").parts) for room in rooms]
    waiting = [each for name in names for value in vars(import_module(name)).values() for each in _waiting(value)]
    assert len({*map(id, waiting)}) > 200
    assert all(re.compile(each.pattern, each.flags) for each in waiting)


def _compiled_at_once(node: ast.AST) -> Iterator[int]:
    """The lines outside of functions in which a pattern is compiled."""
    for each in ast.iter_child_nodes(node):
        if not isinstance(each, ast.FunctionDef | ast.Lambda):
            if isinstance(each, ast.Call) and ast.unparse(each.func) == "re.compile":
                yield each.lineno
            yield from _compiled_at_once(each)


def test_no_room_compiles_a_pattern_while_it_is_imported() -> None:
    rooms = {path: ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py")}
    found = {path.name: lines for path, tree in rooms.items() if (lines := [*_compiled_at_once(tree)])}
    assert found == {}


@pytest.mark.parametrize("text", ["12 af 40", "ingen", ""])
def test_it_finds_what_a_compiled_one_finds(text: str) -> None:
    waiting, compiled = lazily(r"(?P<number>\d+)"), re.compile(r"(?P<number>\d+)")
    assert waiting.findall(text) == compiled.findall(text)
    assert waiting.sub("·", text) == compiled.sub("·", text)
    assert list(waiting.groupindex) == ["number"]


def test_it_minds_the_flags_and_bytes() -> None:
    assert lazily("enig", re.IGNORECASE).fullmatch("Enig")
    assert lazily(rb"\d").search(b"S01")


def test_what_is_wrong_in_it_is_said_at_first_use() -> None:
    wrong = lazily("(")
    with pytest.raises(re.error):
        wrong.search("")
