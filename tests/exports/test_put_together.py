"""Files in which each answer option has a column of its own: every row is somebody's, whatever they ticked."""

from pathlib import Path
from random import Random
from typing import Any

import pytest
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook

from hf_fidelity import i18n
from hf_fidelity.domain.survey.mapping import FileMapping
from hf_fidelity.readers.survey.cells.book import column_letters
from tests.exports.tables import (
    COUNTS,
    FORM,
    IDS,
    LABELS,
    POINTS,
    TEXTS,
    Rows,
    counts,
    csv,
    option_columns,
    people,
    read,
    xlsx,
)

OPTIONS = {
    "digits downwards": list("54321"),
    "digits": list("12345"),
    "labels": [LABELS[point] for point in (5, 4, 3, 2, 1)],
    "labels with digits": [f"{point} {LABELS[point]}" for point in (1, 2, 3, 4, 5)],
}
CODES_OF = {"digits": (1, 2, 3, 4, 5), "labels with digits": (1, 2, 3, 4, 5)}


def table(ids: list[str], options: list[str], ticked: list[list[int]], tick: str = "x") -> Rows:
    """Each person's ticks: for each statement the place of the option."""
    heads = ["Nr", *(cell for id in ids for cell in (id, *[""] * (len(options) - 1)))]
    rows = [[str(n), *(tick if at == t else "" for t in row for at in range(5))] for n, row in enumerate(ticked, 1)]
    return [heads, ["", *options * len(ids)], *rows]


@pytest.mark.parametrize("kind", OPTIONS)
@pytest.mark.parametrize("seed", range(8))
def test_no_row_of_ticks_is_taken_for_headings(seed: int, kind: str, tmp_path: Path) -> None:
    chance = Random(seed)
    ids = list(IDS[: 3 + seed])
    ticked = [[chance.randrange(5) for _ in ids] for _ in range(chance.choice([4, 6, 12]))]
    ticked.append([0] * len(ids))  # the first option throughout, which stands in the columns of the statements
    rows = table(ids, OPTIONS[kind], ticked, chance.choice(["x", "1"]))
    asked = {"codes": "agree-high"} if kind.startswith("digits") else {}
    points = CODES_OF.get(kind, (5, 4, 3, 2, 1))
    for path in (csv(tmp_path / "e.csv", rows, "\t"), xlsx(tmp_path / "e.xlsx", {"Svar": rows})):
        found = read(path, **asked)
        assert (found.rows.accepted, found.rows.skips, str(found.rows.rejected)) == (len(ticked), 0, "")
        for place, id in enumerate(ids):
            given = [points[row[place]] for row in ticked]
            assert found.groups[0].votes[id].all.counts == tuple(given.count(point) for point in range(1, 6))


def test_the_headings_once_more_are_still_named(tmp_path: Path) -> None:
    rows = table(list(IDS[:3]), OPTIONS["digits"], [[0, 1, 2], [4, 4, 3], [1, 1, 1]])
    found = read(csv(tmp_path / "e.csv", [*rows, *rows[:2], *rows[2:4]]), codes="agree-high")
    assert (found.rows.accepted, str(found.rows.skipped["header"]), str(found.rows.rejected)) == (3, "6", "7–9")


def test_what_stood_in_a_cell_is_the_option_and_no_tail_of_its_statement(tmp_path: Path) -> None:
    text = FORM.statement("S01").text["da"].rstrip(".")
    options = [LABELS[5], LABELS[4], "Verken enig eller uenig", LABELS[2], LABELS[1]]
    heads = ["Nr", *(f"{text} (mv.). - {option}" for option in options)]
    rows = [[str(n), *("x" if at == t else "" for at in range(5))] for n, t in enumerate((0, 1, 2, 3, 1), 1)]
    found = read(csv(tmp_path / "e.csv", [heads, *rows]))
    told = [(each.cell, each.value) for each in found.findings if each.severity == "error"]
    assert told == [("D4", "Verken enig eller uenig")]


SHORT = ["HE", "E", "H", "U", "HU"]


@pytest.mark.parametrize("own", [True, False], ids=["their own letters", "a tick"])
def test_options_in_letters_are_told_by_a_mapping_as_the_remedy_says(own: bool, tmp_path: Path) -> None:
    ids, ticked = list(IDS[:3]), [[0, 1, 2], [4, 3, 1], [1, 1, 0], [2, 0, 4]]
    rows = table(ids, SHORT, ticked)
    if own:
        rows = [
            *rows[:2],
            *([option if cell == "x" else cell for cell, option in zip(row, rows[1], strict=True)] for row in rows[2:]),
        ]
    path = csv(tmp_path / "e.csv", rows)
    refused = read(path)
    assert {each.code for each in refused.findings} == {"option-columns"}
    for language in i18n.LANGUAGES:
        with i18n.speaking(language):
            assert 'values: { "HE": … }' in refused.findings[0].what_to_do()
    columns = {column_letters(1 + 5 * at + option): id for at, id in enumerate(ids) for option in range(5)}
    found = read(path, mappings=(FileMapping(columns=columns, values=dict(zip(SHORT, (5, 4, 3, 2, 1), strict=True))),))
    for place, id in enumerate(ids):
        given = [5 - row[place] for row in ticked]
        assert found.groups[0].votes[id].all.counts == tuple(given.count(point) for point in range(1, 6))


# The options above the statements.


def above(ids: list[str], options: list[str], ticked: list[list[int]], *, merged: bool, each: bool) -> Rows:
    """The options in the row above: a block of statements an option, or with ``each`` a block of options a statement.

    ``merged``: an option stands only over the first column of its block.
    """
    columns = [(id, at) for id in ids for at in range(5)] if each else [(id, at) for at in range(5) for id in ids]
    over, last = [], None
    for _, at in columns:
        over.append("" if merged and at == last else options[at])
        last = at
    rows = [
        [str(n), *("1" if row[ids.index(id)] == at else "" for id, at in columns)] for n, row in enumerate(ticked, 1)
    ]
    return [["Nr", *over], ["", *(id for id, _ in columns)], *rows]


TICKED = [[0, 1, 2], [4, 3, 1], [1, 1, 0], [2, 0, 4], [0, 1, 4]]
HEADED: dict[str, dict[str, Any]] = {
    "as it stands": {},
    "two rows of headings": {"header_rows": (1, 2)},
    "one row of headings": {"header_rows": (2,)},
}


def columns_of(rows: Rows) -> dict[str, str]:
    return {column_letters(at): name for at, name in enumerate(rows[1]) if name}


@pytest.mark.parametrize("entry", HEADED.values(), ids=HEADED)
@pytest.mark.parametrize("options", OPTIONS.values(), ids=OPTIONS)
@pytest.mark.parametrize(
    ("merged", "each"), [(True, False), (False, False), (False, True)], ids=["over blocks", "over all", "alternating"]
)
def test_options_above_the_statements_are_put_together(
    merged: bool, each: bool, options: list[str], entry: dict[str, Any], tmp_path: Path
) -> None:
    ids = list(IDS[:3])
    rows = above(ids, options, TICKED, merged=merged, each=each)
    digits = all(map(str.isdigit, options))
    points = (1, 2, 3, 4, 5) if options[0].startswith("1") else (5, 4, 3, 2, 1)
    asked: dict[str, Any] = {"codes": "agree-high"} if digits else {}
    said = [entry, entry | {"columns": columns_of(rows)}]
    for path in (csv(tmp_path / "e.csv", rows), xlsx(tmp_path / "e.xlsx", {"Svar": rows})):
        for mapping in said:
            found = read(path, mappings=(FileMapping(**mapping),), **asked)
            assert (found.rows.accepted, str(found.rows.rejected)) == (len(TICKED), "")
            for place, id in enumerate(ids):
                given = [points[row[place]] for row in TICKED]
                assert found.groups[0].votes[id].all.counts == tuple(given.count(point) for point in range(1, 6))


def test_ticks_are_no_answers_where_a_mapping_joins_the_columns_of_unknown_options(tmp_path: Path) -> None:
    rows = above(list(IDS[:3]), SHORT, TICKED, merged=True, each=False)
    path = csv(tmp_path / "e.csv", rows)
    assert {each.code for each in read(path).findings} == {"statement-twice"}
    joined = FileMapping(header_rows=(2,), columns=columns_of(rows))
    refused = read(path, mappings=(joined,), codes="agree-high")
    assert ({each.code for each in refused.findings}, refused.groups) == ({"option-columns"}, ())


BRANCHES = {
    "waves above": ["Bo", "Leder", "Kollega", "Borger", "Andre"],
    "another question's answers above": ["Ja", "Nej", "Måske", "Aldrig", "Altid"],
}


@pytest.mark.parametrize("over", BRANCHES.values(), ids=BRANCHES)
def test_what_is_no_option_above_statements_leaves_them_branches(over: list[str], tmp_path: Path) -> None:
    ids = list(IDS[:3])
    rows = above(ids, over, TICKED, merged=True, each=False)
    for n, given in enumerate(TICKED):
        for at, id in enumerate(ids):
            rows[2 + n][1 + given[at] * 3 + ids.index(id)] = str(1 + (n + at) % 5)
    joined = FileMapping(header_rows=(2,), columns=columns_of(rows))
    found = read(csv(tmp_path / "e.csv", rows), mappings=(joined,), codes="agree-high")
    assert (found.rows.accepted, {f.code for f in found.findings} & {"option-columns"}) == (len(TICKED), set())


def expanded(wide: set[int], tick: Any = None) -> Rows:
    """Two rows of headings: some statements with a column for each option, the others with a tool's word under them."""
    options = list(LABELS.values())
    above, below = ["Respondent"], [""]
    for at, text in enumerate(TEXTS):
        above += [text, *[""] * (len(options) - 1)] if at in wide else [text]
        below += options if at in wide else ["Response"]
    rows: Rows = [above, below]
    for number, point in enumerate(POINTS, 1):
        row: list[Any] = [number]
        for at in range(len(TEXTS)):
            label = LABELS[point]
            row += [(tick or label) if option == label else "" for option in options] if at in wide else [label]
        rows.append(row)
    return rows


@pytest.mark.parametrize("wide", [{0}, {15}, {0, 1}, {3, 7, 8}], ids=str)
@pytest.mark.parametrize("tick", [None, "x"])
def test_one_statement_alone_may_have_a_column_for_each_option(
    wide: set[int], tick: str | None, tmp_path: Path
) -> None:
    found = read(xlsx(tmp_path / "e.xlsx", {"Svar": expanded(wide, tick)}))
    assert {counts(found, id) for id in IDS} == {COUNTS}
    assert [finding.code for finding in found.findings] == ["options-together"]


def test_what_stands_on_the_second_piece_of_a_wide_table_is_named_there(tmp_path: Path) -> None:
    rows = people()
    rows[3][11] = "Måske"
    pieces = {"Dataset (1)": [row[:9] for row in rows], "Dataset (2)": [row[9:] for row in rows]}
    found = read(xlsx(tmp_path / "e.xlsx", pieces))
    assert ([(f.sheet, f.cell) for f in found.findings], found.rows.accepted) == ([("Dataset (2)", "C4")], 7)


def test_notes_and_merged_cells_are_told_of_where_a_table_is_put_together(tmp_path: Path) -> None:
    low = {label: 6 - point for point, label in LABELS.items()}
    table = [[low.get(cell, cell) if r > 1 else cell for cell in row] for r, row in enumerate(option_columns(""))]

    def change(book: Workbook) -> None:
        book["Svar"].merge_cells("I4:I6")
        for cell in book["Svar"][1][2 + len(LABELS) :]:
            cell.comment = Comment(", ".join(f"{code} = {label}" for label, code in low.items()), "")

    found = read(xlsx(tmp_path / "e.xlsx", {"Svar": table}, change=change))
    assert [f.params["columns"] for f in found.findings if f.code == "merged-answers"] == [["I4:I6"]]
    told = found.groups[0].votes[IDS[1]].all.counts
    assert told == tuple(POINTS.count(point) for point in range(1, 6))
