"""Small hand-made tables of votes, written as data: one line a respondent."""

from collections.abc import Iterable
from pathlib import Path

from tests.builders import housing_first

FORM = housing_first()
IDS = FORM.order
LABELS = {point.value: point.label["da"] for point in FORM.scale.points}
NORD = ("Prøvekøbing Kommune", "Bostøtte Nord", "2026-Q3")


def lines(answers: Iterable[int | str], who: tuple[str, str, str] = NORD, first: int = 1) -> list[list[str]]:
    """Respondents of one team, each with the same answer to every statement: a point, or what stands in the cells."""
    return [
        [*who, str(number), *[LABELS[answer] if isinstance(answer, int) else answer] * len(IDS)]
        for number, answer in enumerate(answers, first)
    ]


def csv_file(path: Path, rows: Iterable[list[str]], more: Iterable[str] = ()) -> Path:
    """The rows under their headings, as Danish Excel writes CSV; ``more`` are further headings."""
    heads = ["Kommune", "Team", "Kvartal", "Respondent", *IDS, *more]
    table = [heads, *rows]
    path.write_text("".join(";".join(row) + "\r\n" for row in table), encoding="utf-8-sig")
    return path
