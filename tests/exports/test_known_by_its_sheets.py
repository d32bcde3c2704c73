"""A workbook whose headings do not show its tool, and whose sheets do: SurveyXact's with one column for the status."""

from datetime import datetime
from pathlib import Path

import pytest

from tests.exports.tables import IDS, LABELS, Rows, read, xlsx

DAY = datetime(2026, 8, 10, 8)
STATUS = "Samlet status - Gennemført"
LEGEND: dict[str, Rows] = {
    "Labels": [[f"s_{at}", point, LABELS[point]] for at in range(1, 17) for point in LABELS],
    "Structure": [["variableName", "questionText"], *([f"s_{at}", id] for at, id in enumerate(IDS, 1))],
}


def complete(*more: str) -> Rows:
    cells = {STATUS: 1, "closetim": DAY, "Gennemført": "Ja", "Svardato": DAY}
    row = [cells[heading] for heading in more]
    last = [0 if heading == STATUS else cell for heading, cell in zip(more, row, strict=True)]
    answers = [[LABELS[point]] * len(IDS) for point in (5, 4, 4, 2)]
    return [["id", *more, *IDS], *([at, *(row if at < 3 else last), *said] for at, said in enumerate(answers))]


BOOKS: dict[str, tuple[dict[str, Rows], str, int]] = {
    "one status": ({**LEGEND, "Complete": complete(STATUS, "closetim")}, "surveyxact", 3),
    "no status": ({**LEGEND, "Complete": complete("closetim")}, "surveyxact", 4),
    "one sheet that explains": (
        {"Labels": LEGEND["Labels"], "Dataset": complete(STATUS, "closetim")},
        "surveyxact",
        3,
    ),
    "no heading of its own": ({**LEGEND, "Complete": complete("Gennemført", "Svardato")}, "plain", 4),
    "a sheet called otherwise": ({**LEGEND, "Svar": complete(STATUS, "Svardato")}, "plain", 3),
    "nothing that explains": ({"Complete": complete(STATUS, "Svardato")}, "plain", 3),
}
"""A book → the tool that it is of, and how many of four answers count."""


@pytest.mark.parametrize(("book", "tool", "n"), BOOKS.values(), ids=BOOKS)
def test_a_tool_is_known_by_its_sheets(book: dict[str, Rows], tool: str, n: int, tmp_path: Path) -> None:
    found = read(xlsx(tmp_path / "e.xlsx", book), quarter=None)
    assert (found.layout, found.rows.accepted, [str(group.quarter) for group in found.groups]) == (tool, n, ["2026-Q3"])
