"""Which sheet holds the answers: without any, hidden, several, or with a whole table in one of its columns."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from hf_fidelity import i18n
from hf_fidelity.readers.survey.cells.book import Refused
from hf_fidelity.readers.survey.table.sheets import _refuse_one_column
from tests.exports.tables import (
    IDS,
    Rows,
    answers,
    csv,
    numbers,
    of_code,
    people,
    read,
    seven,
    xlsx,
)

NORD = people()
HEADS: Rows = [["Navn", *IDS]]
TEMPLATES: dict[str, Rows] = {
    "only the headings": HEADS,
    "below a title": [["Housing First"], [], *HEADS],
    "numbered and not answered": [*HEADS, *([str(n)] for n in range(1, 9))],
    "blanks": [*HEADS, *([f"Person {n}", *[" "] * len(IDS)] for n in range(1, 4))],
    "with sums": [*HEADS, ["Snit", *[4.1] * len(IDS)], ["Antal", *[8] * len(IDS)]],
    "with sums on the scale": [*HEADS, ["Median", *[4] * len(IDS)], ["Max", *[5] * len(IDS)]],
    "more statements than were asked": [["Navn", *IDS], ["", ""]],
}


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES)
@pytest.mark.parametrize("first", [True, False])
def test_a_sheet_without_answers_is_none_with_answers(first: bool, template: Rows, tmp_path: Path) -> None:
    sheets = {"Skabelon": template, "Nord": NORD} if first else {"Nord": NORD, "Skabelon": template}
    found = read(xlsx(tmp_path / "e.xlsx", sheets))
    assert (found.sheet, found.rows.accepted, [f.code for f in found.findings]) == ("Nord", 8, [])


def test_fewer_statements_with_answers_go_before_more_without(tmp_path: Path) -> None:
    few: Rows = [["Navn", *IDS[:5]], *([f"P{n}", *answers(4)[:5]] for n in range(5))]
    found = read(xlsx(tmp_path / "e.xlsx", {"Skabelon": HEADS, "Nord": few}))
    assert (found.sheet, found.rows.accepted) == ("Nord", 5)


ANSWERED: dict[str, list[Any]] = {
    "one answer": ["Anna", *answers(4)],
    "one cell": ["Anna", *answers(4)[:1]],
    "words that nobody knows": ["Anna", *["passer"] * len(IDS)],
    "codes": ["Anna", *numbers(4)],
}


@pytest.mark.parametrize("row", ANSWERED.values(), ids=ANSWERED)
def test_a_sheet_with_anything_is_asked_about(row: list[Any], tmp_path: Path) -> None:
    found = read(xlsx(tmp_path / "e.xlsx", {"Nord": NORD, "Syd": [*HEADS, row], "Skabelon": HEADS}))
    [told] = found.findings
    assert (told.code, told.params["sheets"]) == ("several-sheets", ["Nord", "Syd"])


@pytest.mark.parametrize("column", [True, False], ids=["a column of teams", "none"])
def test_the_advice_on_several_sheets_fits_where_the_team_is_said(column: bool, tmp_path: Path) -> None:
    sheets = {name: [[*row, "Team" if at == 0 else name] for at, row in enumerate(NORD)] for name in ("Nord", "Syd")}
    [told] = read(xlsx(tmp_path / "e.xlsx", sheets if column else {"Nord": NORD, "Syd": NORD}), team=None).findings
    assert (told.code, told.params["sheets"]) == ("several-sheets", ["Nord", "Syd"])
    for language, of_each in (("en", "with its `sheet` and team"), ("da", "med `sheet` og team")):
        with i18n.speaking(language):
            assert (of_each in told.what_to_do()) is not column


def test_where_nobody_answered_on_any_sheet_all_are_named(tmp_path: Path) -> None:
    found = read(xlsx(tmp_path / "e.xlsx", {"Nord": HEADS, "Syd": HEADS}))
    assert [f.params["sheets"] for f in found.findings if f.code == "several-sheets"] == [["Nord", "Syd"]]


@pytest.mark.parametrize(
    ("rows", "mark"),
    [
        pytest.param([["a;b;c"], ["1;2;3"]], ";", id="three-cells-in-one"),
        pytest.param([[], ["a|b|c|d"], ["", "1|2|3|4"]], "|", id="empty-rows-and-cells-do-not-count"),
        pytest.param([["a¦b¦c"], ["1¦2¦3"]], "¦", id="any-sign-may-part-them"),
        pytest.param([["a::b::c"], ["1::2::3"]], ":", id="or-two-of-them"),
        pytest.param([["Vi kommer. Altid. Nå"], ["1.2.3"]], None, id="a-full-stop-does-not"),
        pytest.param([["a;b"], ["1;2"]], None, id="two-are-too-few-to-say"),
        pytest.param([["a;b;c"], ["1;2;3"], ["x;y;z", "y"]], None, id="one-row-has-cells-of-its-own"),
        pytest.param([["a;b;c"], ["1;2"]], None, id="not-as-many-in-each"),
        pytest.param([["a;b;c"]], None, id="a-single-row"),
        pytest.param([["title"]] + [["a;b;c"]] * 2, None, id="a-title-above"),
        pytest.param([["a;b;c"]] * 20 + [["x;y;z", "y"]], ";", id="only-the-first-rows-are-looked-at"),
        pytest.param([["a;b;c"]] * 19 + [["x;y;z", "y"]], None, id="up-to-the-twentieth"),
    ],
)
def test_a_whole_row_in_one_cell_is_seen(rows: list[list[str]], mark: str | None) -> None:
    sheet: Any = SimpleNamespace(name="Data", rows=lambda: iter(rows))
    if mark is None:
        _refuse_one_column({"Data": sheet})
    else:
        with pytest.raises(Refused) as stop:
            _refuse_one_column({"Data": sheet})
        assert (stop.value.finding.code, stop.value.finding.params["mark"]) == ("one-column", mark)


def test_answers_on_a_hidden_sheet_are_named_beside_those_that_are_read(tmp_path: Path) -> None:
    sheets = {"Data": seven(), "Lister": [["Helt enig"], ["Enig"]], "Syd": seven("Syd")}
    found = read(xlsx(tmp_path / "e.xlsx", sheets, hidden=["Lister", "Syd"]), team=None)
    [(_, params)] = of_code(found, "hidden-sheets")
    assert (params["sheets"], [group.team for group in found.groups]) == (["Syd"], ["Bostøtte Nord"])


def test_a_hidden_sheet_is_read_where_no_other_has_answers(tmp_path: Path) -> None:
    found = read(xlsx(tmp_path / "e.xlsx", {"Forside": [["Velkommen"]], "Data": seven()}, hidden=["Data"]), team=None)
    assert (found.rows.accepted, [params["asked"] for _, params in of_code(found, "hidden-sheet-read")]) == (
        7,
        ["Data"],
    )


def test_a_hidden_sheet_of_no_answers_is_nothing_to_say(tmp_path: Path) -> None:
    sheets = {"Data": seven(), "Lister": [["Helt enig"], ["Enig"]], "_56F9DC97": [["Form1", "abc"]]}
    assert not read(xlsx(tmp_path / "e.xlsx", sheets, hidden=["Lister", "_56F9DC97"]), team=None).findings


IN_ONE = {
    "csv pasted into a workbook": ("xlsx", ","),
    "its semicolons": ("xlsx", ";"),
    "a mark that no tool parts with": ("csv", "^"),
}


@pytest.mark.parametrize(("ending", "mark"), IN_ONE.values(), ids=IN_ONE)
def test_a_table_in_one_column_says_how_to_divide_it(ending: str, mark: str, tmp_path: Path) -> None:
    lines = [mark.join(row) for row in seven()]
    path = tmp_path / f"e.{ending}"
    found = read(
        xlsx(path, {"Ark1": [[line] for line in lines]}) if ending == "xlsx" else csv(path, seven(), mark), team=None
    )
    assert [finding.code for finding in found.findings] == ["one-column"]
    assert (found.findings[0].params["mark"], bool(found.findings[0].what_to_do())) == (mark, True)


def padded(rows: list[list[str]], width: int) -> list[list[str]]:
    return [["".join(cell.ljust(width) for cell in row)] for row in rows]


WIDTHS = {
    "all of a width": (padded(seven(), 60), True),
    "somebody left something out": (padded([*seven(), ["8", "", *seven()[1][2:]]], 60), True),
    "parted by one blank": ([[" ".join(row)] for row in seven()], False),
    "sentences with blanks": ([["Ja  nej"], ["Godt"], ["Fint  og  flot"]], False),
}


@pytest.mark.parametrize(("rows", "seen"), WIDTHS.values(), ids=WIDTHS)
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_table_of_fixed_width_says_how_to_divide_it(
    ending: str, rows: list[list[str]], seen: bool, tmp_path: Path
) -> None:
    path = tmp_path / f"e.{ending}"
    if ending == "csv":
        path.write_text("".join(f"{row[0]}\n" for row in rows), encoding="utf-8")
    else:
        xlsx(path, {"Ark1": rows})
    found = read(path, team=None)
    assert ([f.code for f in found.findings] == ["one-column"]) is seen
    assert not found.groups


def test_one_statement_alone_is_a_table_of_its_own(tmp_path: Path) -> None:
    rows = [[row[1]] for row in seven()]
    found = read(xlsx(tmp_path / "e.xlsx", {"Ark1": rows}), team="Nord")
    assert (found.rows.accepted, bool(of_code(found, "one-column"))) == (7, False)


def some(statements: int) -> list[list[str]]:
    return [["Navn", *IDS[:statements]], *([name, *answers(4)[:statements]] for name in ("Ane", "Bo", "Carl"))]


@pytest.mark.parametrize(("others", "doubtful"), [(8, False), (9, True), (10, True)])
def test_a_sheet_with_more_than_half_of_the_statements_may_be_meant_as_well(
    others: int, doubtful: bool, tmp_path: Path
) -> None:
    found = read(xlsx(tmp_path / "e.xlsx", {"Et": some(len(IDS)), "To": some(others)}))
    assert ("several-sheets" in [finding.code for finding in found.findings]) == doubtful
