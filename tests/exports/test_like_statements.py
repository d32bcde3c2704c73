"""Columns called as statements are that the questionnaire has not: they are another one's, and it is said."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from hf_fidelity import i18n
from hf_fidelity.domain.survey.exports import ExportRead
from hf_fidelity.domain.survey.mapping import FileMapping
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import Wish, Workspace, score_exports
from tests.builders import shipped
from tests.exports.here import read_here
from tests.exports.tables import IDS, LABELS, csv, read, xlsx

NOW = datetime(2026, 9, 20, 12, tzinfo=UTC)
MORE = [f"S{n}" for n in range(17, 33)]


def table(ids: Sequence[str], *points: int, digits: bool = False) -> list[list[Any]]:
    cells = [str(point) if digits else LABELS[point] for point in points]
    return [["Nr", *ids], *([str(n), *[cell] * len(ids)] for n, cell in enumerate(cells, 1))]


def unread(found: ExportRead) -> list[str]:
    return [id for each in found.findings if each.code == "like-statements" for id in each.params["unknown"]]


def test_ids_that_the_questionnaire_has_not_are_named(tmp_path: Path) -> None:
    found = read(csv(tmp_path / "e.csv", table([*IDS, *MORE], 5, 4, 4, 2)))
    assert (found.groups[0].respondents, unread(found)) == (4, MORE)
    found = read(xlsx(tmp_path / "e.xlsx", {"Svar": table(["s17", *IDS], 5, 4, 4, digits=True)}), codes="agree-high")
    assert unread(found) == ["s17"]


NOT_ALIKE: dict[str, tuple[list[str], list[str]]] = {
    "another shape": (["Q17", "S17b", "S"], ["4", "4", "5", "5"]),
    "no answers": (["S17"], ["Ja", "Nej", "Ja", "Ja"]),
    "comments": (["S17", "S01 kommentar"], ["Fint", "Enig", "", "Enig"]),
    "nothing": (["S17"], ["", "", "", ""]),
}


@pytest.mark.parametrize(("heads", "cells"), NOT_ALIKE.values(), ids=NOT_ALIKE)
def test_other_columns_are_not(heads: list[str], cells: list[str], tmp_path: Path) -> None:
    rows = table(IDS, 5, 4, 4, 2)
    rows = [[*rows[0], *heads], *([*row, *[cell] * len(heads)] for row, cell in zip(rows[1:], cells, strict=True))]
    assert unread(read(csv(tmp_path / "e.csv", rows))) == []


PUT: dict[str, tuple[str, list[str], bool]] = {
    "in other words": ("Hvor enig er du? Vi har styr på parkeringen", ["Enig", "Enig", "Uenig", "Enig"], True),
    "some do not know": ("Parkering", ["Enig", "Ved ikke", "Ved ikke", ""], False),
    "one answer": ("Parkering", ["Enig", "", "", ""], False),
    "another scale": ("Parkering", ["Godt", "Godt", "Dårligt", "Godt"], False),
    "numbers where words are answers": ("Antal børn", ["4", "4", "2", "2"], False),
    "nothing": ("Parkering", ["", "", "", ""], False),
}
"""What an unread column is called and holds → whether it may be the statement that the file lacks."""


@pytest.mark.parametrize(("heading", "cells", "told"), PUT.values(), ids=PUT)
@pytest.mark.parametrize("lacks", [True, False])
def test_what_may_be_the_statement_that_lacks_is_named(
    lacks: bool, heading: str, cells: list[str], told: bool, tmp_path: Path
) -> None:
    rows = table(IDS[:-1] if lacks else IDS, 5, 4, 4, 2)
    rows = [[*rows[0], heading], *([*row, cell] for row, cell in zip(rows[1:], cells, strict=True))]
    found = read(csv(tmp_path / "e.csv", rows))
    said = [
        (each.params["statements"], each.params["columns"]) for each in found.findings if each.code == "perhaps-missing"
    ]
    assert said == ([([IDS[-1]], [f"Q »{heading}«"])] if told and lacks else [])
    assert (found.rows.accepted, found.mapping["columns"].get("Q" if lacks else "R")) == (4, "ignore")
    assert found.mapping["headings"]["Q" if lacks else "R"] == (f"{IDS[-1]}? {heading}" if said else heading)


def test_what_is_left_out_without_a_statement_is_told_as_it_is(tmp_path: Path) -> None:
    """Its principle; not its theme, nor the total, which are the mean of the rest."""
    found = read(csv(tmp_path / "e.csv", table(IDS[:-1], 5, 4, 4, 2)))
    (said,) = found.findings
    told = {}
    for language in i18n.LANGUAGES:
        with i18n.speaking(language):
            told[language] = said.what_to_do()
    assert "Kerneprincipper med S16 udelades; tema og samlet tal er gennemsnittet af resten (*)" in told["da"]
    assert "Principles with S16 are left out; themes and the total are the mean of the rest (*)" in told["en"]


def test_nor_where_a_mapping_says_what_each_column_is(tmp_path: Path) -> None:
    said = FileMapping(file="e.csv", columns={"A": "respondent", "B": "S01"})
    assert unread(read(csv(tmp_path / "e.csv", table([*IDS, *MORE], 5, 4, 4)), mappings=(said,))) == []


def test_the_questionnaires_of_just_these_ids_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_here(monkeypatch)
    ids = list(shipped("partnerskab").order)

    def told(name: str, ids: list[str]) -> list[str]:
        csv(tmp_path / name, table(ids, 5, 4, 4, 2))
        wish = Wish(organisation="P", team="N", quarter=Quarter(2026, 3))
        space = Workspace.at(tmp_path / "data")
        scored = score_exports(space, [tmp_path / name], wish, now=NOW, dry_run=True)
        doubts = []
        for language in i18n.LANGUAGES:
            with i18n.speaking(language):
                doubts.append(" ".join(scored.doubts()))
        return doubts

    assert all("partnerskab" in said and "--instrument" in said for said in told("e.csv", ids))
    assert not any("partnerskab" in said for said in told("f.csv", [*ids, "S98"]))
