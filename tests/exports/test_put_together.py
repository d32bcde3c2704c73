"""What was parted: a wide table on several sheets, and statements with a column for each answer option."""

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook

from hf_fidelity import i18n
from hf_fidelity.domain.survey.exports import AskedInstrument
from hf_fidelity.domain.survey.mapping import FileMapping
from hf_fidelity.readers.survey.cells.book import column_letters
from hf_fidelity.readers.survey.cells.csv import DelimitedSheet
from hf_fidelity.readers.survey.table.header import OptionBlock
from hf_fidelity.readers.survey.table.put_together import Merged
from hf_fidelity.readers.survey.words.columns import Headings
from tests.exports import three_statements as three
from tests.exports.tables import (
    COUNTS,
    IDS,
    INSTRUMENT,
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
from tests.exports.three_statements import (
    ANSWERS,
    DA,
    DANISH,
    EN,
    ENGLISH,
    K1,
    K2,
    K3,
    KF,
    LF,
    MEANS,
    codes,
    means,
    named,
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
    text = INSTRUMENT.statement("S01").text["da"].rstrip(".")
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


HEADINGS = Headings(AskedInstrument.of(KF))
AGREE = "Enig"
"""The second option."""


def merged(rows: Sequence[Sequence[str]], options: Sequence[str] = DA) -> tuple[list[str], list[str]]:
    """The answers of some rows, and the values for which it cannot be told what is ticked."""
    lines = [options, *rows]
    sheet = DelimitedSheet("".join(";".join([*line, "."]) + "\n" for line in lines), ";")
    whole = Merged(sheet, 1, [OptionBlock("K1", tuple(range(len(options))), tuple(options))], HEADINGS)
    return [str(row[0]) for row in list(whole.rows())[1:]], [value for _, value in whole.untold()]


def ticked_at(at: int, tick: str, other: str = "") -> list[str]:
    return [tick if option == at else other for option in range(len(DA))]


ONE_TICK = {
    "x": ("x", "", AGREE),
    "one and nought": ("1", "0", AGREE),
    "with a decimal": ("1.0", "0.0", AGREE),
    "with a decimal comma": ("1,0", "0,0", AGREE),
    "yes and no": ("Ja", "Nej", AGREE),
    "a sign": ("✓", "", AGREE),
    "two signs": ("☑", "☐", AGREE),
    "words": ("Selected", "Not selected", AGREE),
    "its name": ("enig.", "", AGREE),
    "its place": ("2", "", AGREE),
    "not ticked": ("☐", "", ""),
    "no": ("nej", "", ""),
    "a word that is neither": ("måske", "", "Enig / måske"),
    "a sign that is neither": ("•", "", "Enig / •"),
}


@pytest.mark.parametrize(("tick", "other", "answer"), ONE_TICK.values(), ids=ONE_TICK)
def test_a_tick_is_its_columns_option(tick: str, other: str, answer: str) -> None:
    assert merged([ticked_at(1, tick, other)] * 2) == ([answer] * 2, [])


NUMBERS = {
    "from one": "12345",
    "downwards": "54321",
    "from nought": "01234",
    "down to nought": "43210",
}


@pytest.mark.parametrize("numbers", NUMBERS.values(), ids=NUMBERS)
def test_each_option_may_have_a_number_of_its_own(numbers: str) -> None:
    assert merged([ticked_at(at, number) for at, number in enumerate(numbers)]) == ([*DA], [])


NOUGHTS = {
    "one, beside another number": ([ticked_at(0, "0"), ticked_at(2, "2")], [DA[0], DA[2]]),
    "one, beside ones": ([ticked_at(0, "0"), ticked_at(1, "1")], ["", DA[1]]),
    "in two columns": ([ticked_at(0, "0"), ticked_at(2, "2"), ticked_at(3, "0")], ["", DA[2], ""]),
    "in all others": ([ticked_at(1, "1", "0"), ticked_at(2, "1", "0")], [DA[1], DA[2]]),
}


@pytest.mark.parametrize(("rows", "answers"), NOUGHTS.values(), ids=NOUGHTS)
def test_a_nought_is_an_option_only_where_the_others_have_higher_numbers(
    rows: list[list[str]], answers: list[str]
) -> None:
    assert merged(rows) == (answers, [])


def test_two_ticks_are_two_answers() -> None:
    assert merged([["x", "x", "", "", ""], ["", "x", "", "", "x"]])[0] == ["Helt enig; Enig", "Enig; Helt uenig"]


CONTRARY = {
    "one of nineteen": (18, 1, []),
    "two of twenty": (18, 2, ["7"]),
    "two of forty": (38, 2, []),
    "three of forty": (37, 3, ["7"]),
    "three of sixty": (57, 3, []),
}


@pytest.mark.parametrize(("ticks", "numbers", "told"), CONTRARY.values(), ids=CONTRARY)
def test_one_number_in_twenty_among_ticks_may_be_sums_and_more_are_counts(
    ticks: int, numbers: int, told: list[str]
) -> None:
    assert merged([ticked_at(1, "x")] * ticks + [ticked_at(1, "7")] * numbers)[1] == told


@pytest.mark.parametrize(
    ("odd", "told"), [("Uenig", ["Uenig"]), ("40 %", ["40 %"]), ("1.204", ["1.204"]), ("måske", [])]
)
def test_another_options_name_or_a_number_is_contrary(odd: str, told: list[str]) -> None:
    assert merged([ticked_at(1, odd)] * 2 + [ticked_at(1, "x")] * 2)[1] == told


# Read as they are meant

OPTIONS_UNDER = [[K1, "", "", "", "", K2, "", "", "", "", K3, "", "", "", ""], [*DA] * 3]


def ticked(tick: Callable[[int, int], Any], labels: Sequence[str] = DA) -> Rows:
    """Five columns a statement; ``tick`` says what stands in that of an option, from its place and the chosen one's."""
    return [[tick(at, chosen) for chosen in row for at in range(1, len(labels) + 1)] for row in ANSWERS]


TICKS: dict[str, Callable[[int, int], Any]] = {
    "its-name": lambda at, chosen: DA[at - 1] if at == chosen else "",
    "its-number": lambda at, chosen: 6 - at if at == chosen else "",
    "its-place": lambda at, chosen: at if at == chosen else "",
    "x": lambda at, chosen: "x" if at == chosen else "",
    "noughts-and-ones": lambda at, chosen: int(at == chosen),
    "true": lambda at, chosen: "TRUE" if at == chosen else "FALSE",
    "selected": lambda at, chosen: "Selected" if at == chosen else "Not selected",
}


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@pytest.mark.parametrize("tick", TICKS.values(), ids=TICKS)
def test_options_in_a_second_row_are_one_answer(tick: Callable[[int, int], Any], ending: str, tmp_path: Path) -> None:
    found = three.read(tmp_path, [*OPTIONS_UNDER, *ticked(tick)], ending=ending)
    assert (means(found), found.rows.accepted, [code for code, _ in codes(found)]) == (MEANS, 5, ["options-together"])


BEHIND = ("{}/{}", "{} - {}", "{} [{}]", "{}: {}", "{} (choice={})", "{}_{}")


@pytest.mark.parametrize("shape", BEHIND)
def test_options_behind_a_statement_are_one_answer(shape: str, tmp_path: Path) -> None:
    """The lowest first, and by id; in the other order and by text as well."""
    ids = [[shape.format(id, label) for id in ENGLISH for label in reversed(EN)]]
    lowest_first = ticked(lambda at, chosen: int(6 - at == chosen))
    assert means(three.read(tmp_path, [*ids, *lowest_first], LF, ".xlsx")) == MEANS
    texts = [[shape.format(text, label) for text in DANISH.values() for label in DA]]
    assert means(three.read(tmp_path, [*texts, *ticked(TICKS["x"])])) == MEANS


def test_numbers_in_a_second_row_are_options(tmp_path: Path) -> None:
    """They are codes, and somebody says which end they begin at."""
    rows = [OPTIONS_UNDER[0], [*range(1, 6)] * 3, *ticked(TICKS["x"])]
    assert means(three.read(tmp_path, rows, codes="agree-low", ending=".xlsx")) == MEANS
    assert codes(three.read(tmp_path, rows)) == [("codes-unknown", "A3"), ("options-together", None)]


NUMBERED = [f"{id}_{point}" for id in IDS for point in range(1, 6)]
MARKS: dict[str, Callable[[int, int], object]] = {
    "noughts and ones": lambda at, point: int(at == point),
    "its number": lambda at, point: at if at == point else "",
    "a cross": lambda at, point: "x" if at == point else "",
}


@pytest.mark.parametrize("tick", MARKS.values(), ids=MARKS)
@pytest.mark.parametrize(
    ("language", "said"), [("en", "has a column of its own"), ("da", "har sin egen kolonne; de er samlet til ét svar")]
)
def test_where_nobody_knows_which_number_is_which_it_is_said_that_options_have_columns(
    tick: Callable[[int, int], object], language: str, said: str, tmp_path: Path
) -> None:
    rows: Rows = [NUMBERED, *([tick(at, point) for _id in IDS for at in range(1, 6)] for point in POINTS)]
    path = xlsx(tmp_path / "e.xlsx", {"Svar": rows})
    refused = read(path)
    assert codes(refused) == [("codes-unknown", refused.findings[0].cell), ("options-together", None)]
    with i18n.speaking(language):
        assert said in refused.findings[1].words()
    assert counts(read(path, codes="agree-high")) == COUNTS


def test_of_one_column_for_each_statement_nothing_is_said(tmp_path: Path) -> None:
    rows: Rows = [[*IDS], *([point] * len(IDS) for point in POINTS)]
    assert [name for name, _cell in codes(read(xlsx(tmp_path / "e.xlsx", {"Svar": rows})))] == ["codes-unknown"]


def test_a_column_that_counts_the_ticks_is_no_option(tmp_path: Path) -> None:
    heads = [[name for at in range(3) for name in (DANISH[f"K{at + 1}"], *[""] * 5)], [*DA, "I alt"] * 3]
    rows = [[cell for at in (0, 5, 10) for cell in (*row[at : at + 5], 1)] for row in ticked(TICKS["noughts-and-ones"])]
    assert means(three.read(tmp_path, [*heads, *rows], ending=".xlsx")) == MEANS
    behind = [[f"{text} - {option}" for text in DANISH.values() for option in (*DA, "Total")], *rows]
    assert means(three.read(tmp_path, behind)) == MEANS


@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize("asked", [None, "agree-high", "agree-low"])
def test_a_dictionary_names_the_options(asked: str | None, first: int, tmp_path: Path) -> None:
    """Whatever is asked for: there are no numbers left to ask for."""
    choices = " | ".join(f"{first + at}, {label}" for at, label in enumerate(DA))
    legend = [["Variable / Field Name", "Field Label", "Choices, Calculations, OR Slider Labels"]]
    legend += [[id, text, choices] for id, text in DANISH.items()]
    csv(tmp_path / "x_DataDictionary.csv", legend)
    heads = [f"{id}___{first + at}" for id in DANISH for at in range(5)]
    assert means(three.read(tmp_path, [heads, *ticked(TICKS["noughts-and-ones"])], codes=asked)) == MEANS


EXCLUSIVE = {
    "names": (ticked(TICKS["its-name"], EN), True),
    "names-and-a-row-of-them": ([[*EN] * 3, *ticked(TICKS["its-name"], EN)], True),
    "crosses": (ticked(lambda at, chosen: "v" if at == chosen else ""), True),
    "remarks": ([["Enig", "", "Syg", "", ""] * 3, ["Uenig", "", "", "Ferie", ""] * 3], False),
}


@pytest.mark.parametrize(("rows", "told"), EXCLUSIVE.values(), ids=EXCLUSIVE)
def test_columns_of_which_one_is_filled_are_options(rows: Rows, told: bool, tmp_path: Path) -> None:
    """Of one statement, between two with a column each, whose answers are known."""
    table = [[row[0] and "Enig", *row[5:10], "Uenig"] for row in rows]
    found = three.read(tmp_path, [[K1, K2, "", "", "", "", K3], *table], lenient=True)
    assert (("answers-without-heading", "B1") in codes(found)) is told


def test_two_options_ticked_are_two_answers(tmp_path: Path) -> None:
    rows = ticked(TICKS["noughts-and-ones"])
    rows[0][0] = 1
    found = three.read(tmp_path, [*OPTIONS_UNDER, *rows])
    assert (found.rows.accepted, codes(found)[1:]) == (4, [("two-answers", "A3")])


def test_options_may_stand_in_another_order_under_each_statement(tmp_path: Path) -> None:
    rows = ticked(lambda at, chosen: int(at == chosen))
    turned = [[*row[:5], *row[9:4:-1], *row[10:]] for row in rows]
    assert means(three.read(tmp_path, [OPTIONS_UNDER[0], [*DA, *DA[::-1], *DA], *turned])) == MEANS


def test_a_statement_that_has_a_column_of_its_own_has_none_for_its_options(tmp_path: Path) -> None:
    heads = [*DANISH.values(), *(f"{K1}/{label}" for label in DA)]
    found = three.read(tmp_path, [heads, *([*row, *["x", "", "", "", ""]] for row in named())])
    assert (means(found), found.findings) == (MEANS, ())


def test_a_title_above_takes_no_options_away(tmp_path: Path) -> None:
    assert means(three.read(tmp_path, [["Om skemaet"], *OPTIONS_UNDER, *ticked(TICKS["x"])])) == MEANS


BESIDE = {
    "nothing": ([""] * 5, 5),
    "comments": (["Fint nok", "", "Ved det ikke", "", ""], 5),
    "a comment among ticks": (["x", "", "Fint nok", "", ""], 5),
    "ticks": (["x", "", "", "", ""], 4),
    "a nought among ticks": (["x", "0", "", "", ""], 4),
}


@pytest.mark.parametrize(("cells", "accepted"), BESIDE.values(), ids=BESIDE)
def test_a_further_option_is_ticked_or_holds_what_people_wrote(cells: list[str], accepted: int, tmp_path: Path) -> None:
    """A column *Andet* beside a statement's options; what somebody wrote there is no answer too many."""
    heads = [f"{text}/{name}" for text in DANISH.values() for name in (*DA, "Andet")]
    rows = [
        [said for n in range(3) for said in (*row[5 * n : 5 * n + 5], cell if n == 0 else "")]
        for row, cell in zip(ticked(TICKS["x"]), cells, strict=True)
    ]
    assert three.read(tmp_path, [heads, *rows]).rows.accepted == accepted


def test_an_option_that_the_scale_does_not_know_is_no_blank(tmp_path: Path) -> None:
    names = [*DA[:2], "Midt imellem", *DA[3:]]
    heads = [[f"{text}/{name}" for text in DANISH.values() for name in names]]
    found = three.read(tmp_path, [*heads, *ticked(TICKS["x"])])
    assert {code for code, _ in codes(found)} == {"options-together", "unknown-answer"}
    assert found.rows.accepted == 2


NOT_TOLD = {
    "one-option-alone": [[f"{text} - Helt enig" for text in DANISH.values()], *[["x", "", "x"]] * 4],
    "counts": [[f"{id}/{label}" for id in DANISH for label in DA], *[[3, 4, 5, 6, 7] * 3, [2, 1, 8, 9, 4] * 3] * 2],
    "codes-from-nought": [[f"{id}_{at}" for id in DANISH for at in range(5)], *ticked(TICKS["noughts-and-ones"])],
    "names-of-another-scale": [OPTIONS_UNDER[0], [*EN] * 3, *ticked(TICKS["noughts-and-ones"])],
}


@pytest.mark.parametrize("rows", NOT_TOLD.values(), ids=NOT_TOLD)
def test_options_that_cannot_be_told_refuse_the_file(rows: Rows, tmp_path: Path) -> None:
    found = three.read(tmp_path, rows, codes="agree-high")
    assert (found.usable, {code for code, _ in codes(found)}) == (False, {"option-columns"})
