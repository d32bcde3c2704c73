"""A quarter that is said for a file, against the ones that the file names itself."""

from pathlib import Path

import pytest

from hf_fidelity.domain.survey.exports import ExportRead
from hf_fidelity.domain.survey.mapping import FileMapping
from tests.exports.tables import IDS
from tests.exports.test_passed_over import NAMES, POINTS, Rows, answers, csv, read, xlsx


def beside(heading: str, *cells: str) -> Rows:
    made = [cells[at % len(cells)] for at in range(len(NAMES))]
    rows = zip(NAMES, made, POINTS, strict=True)
    return [["Navn", heading, *IDS], *([name, cell, *answers(point)] for name, cell, point in rows)]


def below(title: str) -> Rows:
    head, *rows = [[*row[:1], *row[2:]] for row in beside("Note", "")]
    return [[title, *[""] * len(IDS)], head, *rows]


def told(found: ExportRead) -> dict[str, str | None]:
    return {finding.code: finding.cell for finding in found.findings}


NAMED: dict[str, tuple[Rows, int, dict[str, str | None]]] = {
    "in a column of quarters": (beside("Kvartal", "2026-Q2"), 0, {"other-quarter": "B9"}),
    "as days in such a column": (beside("Kvartal", "2026-05-04"), 0, {"other-quarter": "B9"}),
    "under a question": (
        beside("Hvilket kvartal svarer du for?", "2026-Q2"),
        8,
        {"option-beats-guess": "B1", "quarter-elsewhere": "B1"},
    ),
    "under another name": (beside("Måling", "2. kvartal 2026"), 8, {"quarter-elsewhere": "B1"}),
    "some of them": (beside("Periode", "2026-Q3", "2026-Q2"), 8, {"quarter-elsewhere": "B1"}),
    "the same one": (beside("Periode", "2026-Q3", "3. kvartal 2026", ""), 8, {}),
    "among other words": (beside("Kommentar", "2026-Q2", "godt"), 8, {}),
    "in a line above": (below("Kvartal: 2026-Q2"), 0, {"other-quarter": None}),
    "in the title": (below("2. kvartal 2026"), 8, {"quarter-elsewhere": None}),
    "the same one in the title": (below("Q3 2026"), 8, {}),
    "in a title of more words": (below("Måling 2. kvartal 2026"), 8, {}),
}


@pytest.mark.parametrize(("rows", "accepted", "right"), NAMED.values(), ids=NAMED)
def test_another_quarter_than_the_one_that_is_said_is_told(
    rows: Rows, accepted: int, right: dict[str, str | None], tmp_path: Path
) -> None:
    for path in (csv(tmp_path / "e.csv", rows), xlsx(tmp_path / "e.xlsx", {"A": rows})):
        found = read(path)
        assert (found.rows.accepted, told(found)) == (accepted, right)


def test_a_mapping_has_said_what_the_column_is(tmp_path: Path) -> None:
    columns = {"B": "ignore", **{chr(ord("C") + at): id for at, id in enumerate(IDS)}}
    path = csv(tmp_path / "e.csv", beside("Periode", "2026-Q2"))
    assert told(read(path, mappings=(FileMapping(columns=columns),))) == {}
