"""The tour of the README and docs/tour.md is what the program really says, word for word."""

import re
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("the tour is typed at a Unix terminal", allow_module_level=True)

from tests.cli.tour import transcript

ROOT = Path(__file__).parents[2]
CUT = "[…]"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Every command in an interpreter of its own, as people start it."""
    return transcript(tmp_path_factory.mktemp("tour") / "data", fresh=True)


def blocks(text: str) -> list[str]:
    """The screens in a page: its ``text`` code blocks."""
    return re.findall(r"^```text\n(.*?)\n```$", text, re.DOTALL | re.MULTILINE)


@pytest.mark.thorough
def test_the_whole_tour_is_what_the_program_says(told: list[str], update: bool) -> None:
    page = ROOT / "docs" / "tour.md"
    if update:
        fresh = iter(told)
        text = page.read_text(encoding="utf-8")
        page.write_text(
            re.sub(r"(?ms)^```text\n.*?\n```$", lambda _: f"```text\n{next(fresh)}\n```", text), encoding="utf-8"
        )
    assert blocks(page.read_text(encoding="utf-8")) == told


@pytest.mark.thorough
def test_every_screen_of_the_guide_stands_in_the_tour(told: list[str]) -> None:
    whole = "\n".join(told) + "\n"
    for excerpt in blocks((ROOT / "docs" / "moedet.md").read_text(encoding="utf-8")):
        at = 0
        for part in re.split(rf"^{re.escape(CUT)}\n?", excerpt + "\n", flags=re.MULTILINE):
            found = whole.find(part, at)
            assert found >= 0, f"not (or not in this order) in the tour:\n{part}"
            at = found + len(part)


def test_every_excerpt_of_the_readme_stands_in_the_tour_in_that_order(tmp_path: Path) -> None:
    whole = "\n".join(transcript(tmp_path / "data", fresh=False)) + "\n"
    at = 0
    for excerpt in blocks((ROOT / "README.md").read_text(encoding="utf-8")):
        for part in re.split(rf"^{re.escape(CUT)}\n?", excerpt + "\n", flags=re.MULTILINE):
            found = whole.find(part, at)
            assert found >= 0, f"not (or not in this order) in the tour:\n{part}"
            at = found + len(part)


def test_the_readme_has_the_tour_in_it() -> None:
    assert len(blocks((ROOT / "README.md").read_text(encoding="utf-8"))) >= 4
