"""What somebody has noted on a heading of a workbook explains codes as the heading itself would."""

from pathlib import Path

import pytest
from openpyxl.comments import Comment

from tests.exports.tables import IDS, NAMES, POINTS, Rows, counts, read, xlsx


def noted(path: Path, text: str, cell: str) -> Path:
    rows: Rows = [["Navn", *IDS], *([name, *[point] * len(IDS)] for name, point in zip(NAMES, POINTS, strict=True))]
    return xlsx(
        path, {"Svar": rows}, change=lambda book: setattr(book["Svar"][cell], "comment", Comment(text, "Karen"))
    )


UP, DOWN = "1 = helt uenig, 5 = helt enig", "1 = helt enig, 5 = helt uenig"
NOTED: dict[str, tuple[str, str, str | None, tuple[int, ...] | str]] = {
    "upwards": (UP, "B1", None, (0, 1, 1, 4, 2)),
    "downwards": (DOWN, "B1", None, (2, 4, 1, 1, 0)),
    "on the last heading": (DOWN, "Q1", None, (2, 4, 1, 1, 0)),
    "under each other, behind who wrote it": ("Karen:\n1 = helt enig\n5 = helt uenig", "B1", None, (2, 4, 1, 1, 0)),
    "as was asked for": (UP, "B1", "agree-high", (0, 1, 1, 4, 2)),
    "against what was asked for": (DOWN, "B1", "agree-high", "codes-contradict"),
    "on somebody's answer": (DOWN, "B3", None, "codes-unknown"),
    "on another heading": (DOWN, "A1", None, "codes-unknown"),
    "of nothing": ("husk at spørge igen", "B1", None, "codes-unknown"),
}


@pytest.mark.parametrize(("text", "cell", "asked", "right"), NOTED.values(), ids=NOTED)
def test_a_note_on_a_heading_explains_its_codes(
    text: str, cell: str, asked: str | None, right: tuple[int, ...] | str, tmp_path: Path
) -> None:
    found = read(noted(tmp_path / "e.xlsx", text, cell), codes=asked)
    told = [finding.code for finding in found.findings]
    assert (counts(found) if found.groups else told) == (right if isinstance(right, tuple) else [right])
