"""Rows that list the scale's points: a legend is nobody, people beside one are people, and figures are no answers."""

from pathlib import Path

import pytest

from hf_fidelity.domain.survey.exports import ExportRead
from hf_fidelity.domain.survey.mapping import FileMapping
from tests.exports.tables import IDS, LABELS, TEXTS, Rows, answers, csv, read, written, xlsx

WORDS = [LABELS[point] for point in sorted(LABELS)]
NONE, GAP = [""] * (len(IDS) - 1), [""] * (len(IDS) + 1)
NUMBERED: Rows = [[str(at), label, *NONE] for at, label in enumerate(WORDS, 1)]
NAMES, DAYS = ["Ane", "Bo", "Carl", "Dorte"], [f"2026-08-0{day} 10:00:00" for day in range(1, 5)]
COUNTED, POINTS = ["1", "2", "3", "4"], (4, 4, 5, 2)


def people(called: list[str], heading: str = "Navn", *, digits: bool = False) -> Rows:
    given = ([str(point)] * len(IDS) if digits else answers(point) for point in POINTS)
    return [[heading, *IDS], *([name, *row] for name, row in zip(called, given, strict=True))]


def rows_of(found: ExportRead) -> list[int]:
    """The rows that were skipped as a legend."""
    return [row for first, last in found.rows.skipped["legend"].runs for row in range(first, last + 1)]


LEGENDS: dict[str, tuple[Rows, Rows, list[int]]] = {
    "below few names": (people(NAMES), [GAP, *NUMBERED], [7, 8, 9, 10, 11]),
    "at once below them": (people(NAMES), NUMBERED, [6, 7, 8, 9, 10]),
    "from above to below": (people(NAMES), [GAP, *NUMBERED[::-1]], [7, 8, 9, 10, 11]),
    "numbered as the people": (people(COUNTED, "Nr."), [GAP, ["Skala", *NONE, ""], *NUMBERED], [7, 8, 9, 10, 11, 12]),
    "below digits": (people(COUNTED, "Nr.", digits=True), [GAP, *NUMBERED], [7, 8, 9, 10, 11]),
    "below ids": (people(["R1", "R2", "R3", "R4"], "Nr."), NUMBERED, [6, 7, 8, 9, 10]),
    "below times": (people(DAYS, "Tidsstempel"), [GAP, *NUMBERED], [7, 8, 9, 10, 11]),
    "in one cell": (
        people(NAMES),
        [
            ["Skala", f"1 = {WORDS[0]}", *NONE],
            *(["", f"{at} = {label}", *NONE] for at, label in enumerate(WORDS[1:], 2)),
        ],
        [6, 7, 8, 9, 10],
    ),
    "with signs behind the numbers": (people(NAMES), [[f"{row[0]}.", *row[1:]] for row in NUMBERED], [6, 7, 8, 9, 10]),
    "some points, behind an empty row": (people(NAMES), [GAP, *NUMBERED[::2]], [7, 8, 9]),
    "and who did not know": (people(NAMES), [*NUMBERED, ["6", "Ved ikke", *NONE]], [6, 7, 8, 9, 10, 11]),
    "across the statements": (
        people(NAMES),
        [GAP, ["Skala", *WORDS, *NONE[len(WORDS) - 1 :]]],
        [7],
    ),
    "the number under the statement": (
        people(COUNTED, "Nr.", digits=True),
        [GAP, *([label, at, *NONE] for at, label, *_ in NUMBERED)],
        [7, 8, 9, 10, 11],
    ),
    "under every statement": (people(NAMES), [GAP, *(["", *[label] * len(IDS)] for label in WORDS)], [7, 8, 9, 10, 11]),
}


@pytest.mark.parametrize(("rows", "below", "legend"), LEGENDS.values(), ids=LEGENDS)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_legend_below_the_people_is_skipped(
    kind: str, rows: Rows, below: Rows, legend: list[int], tmp_path: Path
) -> None:
    table = [*rows, *below]
    path = written(tmp_path / f"e.{kind}", table)
    found = read(path, codes="agree-high")
    assert (found.rows.accepted, rows_of(found), len(found.rows.rejected)) == (4, legend, 0)


def test_a_legend_above_the_people_is_skipped(tmp_path: Path) -> None:
    head, *rows = people(NAMES)
    found = read(csv(tmp_path / "e.csv", [head, *NUMBERED, *rows]))
    assert (found.rows.accepted, rows_of(found)) == (4, [2, 3, 4, 5, 6])


WHOSE = {
    "Kommune": "Prøvekøbing",
    "Team": "Nord",
    "Kvartal": "2026-Q3",
    "Rolle": "Leder",
    "Dato": "2026-08-01",
    "Status": "Gennemført",
}
FILLED: dict[str, tuple[list[str], list[str]]] = {
    "all of it in front": ([*WHOSE], []),
    "all of it behind": ([], [*WHOSE]),
    "the team alone": (["Team"], []),
    "the day alone": ([], ["Dato"]),
    "on either side": (["Kommune", "Team"], ["Kvartal", "Rolle"]),
}


def filled(rows: Rows, before: list[str], behind: list[str]) -> Rows:
    """Rows with whose they are filled in, down to the last one, as a spreadsheet does."""
    left, right = [WHOSE[name] for name in before], [WHOSE[name] for name in behind]
    head, *below = rows
    return [[*before, *head, *behind], *([*left, *row, *right] for row in below)]


def read_filled(path: Path, whose: list[str]) -> ExportRead:
    there = {"Kommune": "organisation", "Team": "team", "Kvartal": "quarter"}
    return read(path, codes="agree-high", **{there[name]: None for name in whose if name in there})


@pytest.mark.parametrize(("rows", "below", "legend"), LEGENDS.values(), ids=LEGENDS)
@pytest.mark.parametrize("whose", FILLED.values(), ids=FILLED)
def test_so_it_is_with_whose_the_rows_are_filled_in_beside_it(
    whose: tuple[list[str], list[str]], rows: Rows, below: Rows, legend: list[int], tmp_path: Path
) -> None:
    table = filled([*rows, *below], *whose)
    for path in (csv(tmp_path / "e.csv", table), xlsx(tmp_path / "e.xlsx", {"A": table})):
        found = read_filled(path, [*whose[0], *whose[1]])
        assert (found.rows.accepted, rows_of(found), len(found.rows.rejected)) == (4, legend, 0)


def test_nor_is_it_anybody_where_the_team_is_counted_up_beside_it(tmp_path: Path) -> None:
    """What a spreadsheet makes of the last cell when it is drawn down: *Hold 1*, *Hold 2*."""
    heads, *rows = filled([*people(NAMES), *NUMBERED], ["Team"], [])
    counted = [[f"Hold {max(1, at - 3)}", *row[1:]] for at, row in enumerate(rows)]
    found = read_filled(csv(tmp_path / "e.csv", [heads, *counted]), ["Team"])
    assert (found.rows.accepted, rows_of(found)) == (4, [6, 7, 8, 9, 10])


PEOPLE: dict[str, Rows] = {
    "who answered all the same throughout": [[str(at), *answers(at)] for at in range(1, 6)],
    "with names, and one answer each": [[name, label, *NONE] for name, label in zip("ABCDE", WORDS, strict=True)],
    "with one answer each, in no order": [["", WORDS[at], *NONE] for at in (1, 0, 2, 3, 4)],
    "who went through the scale, behind an empty row": [
        ["1", *answers(4)],
        [""],
        ["2", *WORDS, *WORDS[::-1], *WORDS, *WORDS[: len(IDS) - 3 * len(WORDS)]],
    ],
    "of whom two gave the same": [["", WORDS[at], *NONE] for at in (0, 1, 2, 2, 4)],
}


@pytest.mark.parametrize("rows", PEOPLE.values(), ids=PEOPLE)
def test_people_are_no_legend(rows: Rows, tmp_path: Path) -> None:
    assert "legend" not in read(csv(tmp_path / "e.csv", [["Nr.", *IDS], *rows])).rows.skipped
    with_whose = filled([["Nr.", *IDS], *rows], [*WHOSE], [])
    assert "legend" not in read_filled(csv(tmp_path / "f.csv", with_whose), [*WHOSE]).rows.skipped


def test_one_statement_has_people_below_it(tmp_path: Path) -> None:
    rows = [["Nr.", IDS[0]], *([str(at), label] for at, label in enumerate(WORDS, 1))]
    assert read(csv(tmp_path / "e.csv", rows)).rows.skipped.get("legend") is None


def beside(labels: list[str], before: list[str], names: list[str], *, behind: bool = True) -> Rows:
    """Digits of five people, with the options beside them."""
    given = [[str(1 + (at * 2 + place) % 5) for place in range(len(IDS))] for at in range(5)]
    rows = zip(names, given, labels, strict=True)
    heads = [before[0], *IDS, before[1]] if behind else [*before, *IDS]
    return [heads, *([name, *row, label] if behind else [name, label, *row] for name, row, label in rows)]


CODED = [f"{at} = {label}" for at, label in enumerate(WORDS, 1)]
FIVE, TOLD = ["1", "2", "3", "4", "5"], ["Ane", "Bo", "Carl", "Dorte", "Else"]
BESIDE: dict[str, tuple[Rows, bool]] = {
    "codes and labels behind numbers": (beside(CODED, ["Nr.", ""], FIVE), False),
    "from above to below": (beside(CODED[::-1], ["Nr.", ""], FIVE), False),
    "behind names": (beside(CODED, ["Navn", ""], TOLD), False),
    "behind times": (beside(WORDS, ["Tidsstempel", ""], [*DAYS, "2026-08-05 10:00:00"]), False),
    "under a heading": (beside(WORDS, ["Nr.", "Svarmuligheder"], FIVE), False),
    "another question, by which the sheet is sorted": (beside(WORDS, ["Nr.", "Alt i alt"], FIVE), False),
    "behind ids of their own": (
        beside(WORDS, ["Nr.", "Svar"], ["101", "102", "103", "104", "105"], behind=False),
        False,
    ),
    "behind nothing": (beside(CODED, ["", ""], [""] * 5), False),
    "options with their own numbers before them": (beside(WORDS, ["Kode", "Svar"], FIVE, behind=False), True),
    "options alone": (beside(WORDS, ["", "Svar"], [""] * 5, behind=False), True),
}


@pytest.mark.parametrize(("rows", "figures"), BESIDE.values(), ids=BESIDE)
def test_people_beside_a_list_of_options_are_no_figures(rows: Rows, figures: bool, tmp_path: Path) -> None:
    found = read(xlsx(tmp_path / "e.xlsx", {"A": rows}), codes="agree-high")
    told = [finding.code for finding in found.findings]
    assert (told, found.rows.accepted) == ((["aggregated"], 0) if figures else ([], 5))


def test_a_mapping_says_that_they_are_people(tmp_path: Path) -> None:
    path = csv(tmp_path / "e.csv", beside(WORDS, ["", "Svar"], [""] * 5, behind=False))
    columns = {"B": "ignore", **{chr(ord("C") + at): id for at, id in enumerate(IDS)}}
    found = read(path, codes="agree-high", mappings=(FileMapping(columns=columns),))
    assert found.rows.accepted == 5


DOWN, UP = WORDS, WORDS[::-1]
"""The words behind 1 to 5 where the highest number agrees most; and where the lowest does."""


def listed(words: list[str], how: str = "beside", middle: str = "") -> Rows:
    """A legend of the numbers and some words under the first statements."""
    made = [middle if middle and at == 2 else word for at, word in enumerate(words)]
    pairs = [[str(number), word] for number, word in enumerate(made, 1)]
    pairs = [pair[::-1] for pair in pairs] if how == "label first" else pairs
    before = [""] if how == "one column on" else []
    return [[*before, *pair, *NONE][: len(IDS) + 1] for pair in pairs]


SAID: dict[str, tuple[Rows, str, str]] = {
    "says so": ([GAP, *listed(DOWN)], "agree-high", ""),
    "says so, the other way": ([GAP, *listed(UP)], "agree-low", ""),
    "the opposite": ([GAP, *listed(UP)], "agree-high", "A7"),
    "the opposite, the other way": ([GAP, *listed(DOWN)], "agree-low", "A7"),
    "the opposite, at once below": (listed(UP), "agree-high", "A6"),
    "the opposite, its words first": ([GAP, *listed(UP, "label first")], "agree-high", "A7"),
    "the opposite, one column on": ([GAP, *listed(UP, "one column on")], "agree-high", "B7"),
    "the opposite, under a title": ([GAP, ["Skala", *NONE, ""], *listed(UP)], "agree-high", "A8"),
    "the opposite, its middle unknown": ([GAP, *listed(UP, middle="Både og")], "agree-high", "A7"),
}


@pytest.mark.parametrize(("below", "codes", "cell"), SAID.values(), ids=SAID)
@pytest.mark.parametrize("numbered", [True, False], ids=["numbered", "no number"])
def test_a_legend_among_the_rows_is_held_against_the_option(
    numbered: bool, below: Rows, codes: str, cell: str, tmp_path: Path
) -> None:
    table = [*people(COUNTED, "Nr.", digits=True), *below]
    if not numbered:  # the legend stands under the first statements then
        table = [row[1:] for row in table[:5]] + [row[: len(IDS)] for row in below]
    for path in (csv(tmp_path / "e.csv", table), xlsx(tmp_path / "e.xlsx", {"A": table})):
        found = read(path, codes=codes)
        contradicted = [f.cell for f in found.findings if f.code == "codes-contradict"]
        assert (contradicted, bool(found.groups)) == ([cell] if cell else [], not cell)


@pytest.mark.parametrize(("words", "codes"), [(UP, "agree-low"), (DOWN, "agree-high")])
def test_where_nothing_is_said_the_legend_says_what_to_say(words: list[str], codes: str, tmp_path: Path) -> None:
    [told] = read(csv(tmp_path / "e.csv", [*people(COUNTED, "Nr.", digits=True), GAP, *listed(words)])).findings
    assert (told.code, told.params["asked"], told.params["listed"][0]) == ("codes-unknown", codes, f"»1 {words[0]}«")
    assert f"--codes {codes}" in told.what_to_do()


SCALE = [[label, "4", "20 %"] for label in LABELS.values()]
CHOSEN: Rows = [[label, *[at] * len(IDS)] for at, label in enumerate(LABELS.values(), 1)]
"""How many chose each answer: every number is a point of the scale as well."""
WITHOUT_ANSWERS: dict[str, tuple[dict[str, Rows], str, str]] = {
    "notes": ({"Noter": [["Husk"]]}, "no-statements", "Noter"),
    "figures by the sheet's name": ({"Noter": [["Husk"]], "Spørgsmål 3": [["x"]]}, "aggregated", "Spørgsmål 3"),
    "the scale with counts and percents": (
        {"A": [["Hvor enig?"], ["", "Antal", "Procent"], *SCALE]},
        "aggregated",
        "A",
    ),
    "the scale with numbers of something": ({"A": [["Hvor enig?"], ["", "A", "B"], *SCALE]}, "no-statements", "A"),
    "two points with counts": ({"A": [["", "Antal"], *SCALE[:2]]}, "no-statements", "A"),
    "three points with counts": ({"A": [["", "Antal"], *SCALE[:3]]}, "aggregated", "A"),
    "the scale down and the statements across": ({"A": [["Svar", *TEXTS], *CHOSEN]}, "aggregated", "A"),
    "the scale the other way round": ({"A": [["", *IDS], *CHOSEN[::-1]]}, "aggregated", "A"),
    "without an answer that nobody gave": ({"A": [["", *IDS], *CHOSEN[1:]]}, "aggregated", "A"),
    "and who did not answer": ({"A": [["", *IDS], *CHOSEN, ["Ved ikke", *[2] * len(IDS)]]}, "aggregated", "A"),
    "the scale behind the statements": (
        {"A": [[*IDS, ""], *([*row[1:], row[0]] for row in CHOSEN)]},
        "aggregated",
        "A",
    ),
    "the scale for each team": (
        {"A": [["Team", "", *IDS], *([team, *row] for team in ("Nord", "Syd") for row in CHOSEN)]},
        "aggregated",
        "A",
    ),
    "statements with their means": ({"A": [["", "Gennemsnit"], *([text, "4,1"] for text in TEXTS)]}, "aggregated", "A"),
}


@pytest.mark.parametrize(("sheets", "told", "sheet"), WITHOUT_ANSWERS.values(), ids=WITHOUT_ANSWERS)
@pytest.mark.parametrize("codes", [None, "agree-high"])
def test_figures_are_no_answers_and_named_as_that(
    sheets: dict[str, Rows], told: str, sheet: str, codes: str | None, tmp_path: Path
) -> None:
    found = read(xlsx(tmp_path / "e.xlsx", sheets), codes=codes, team=None if "Team" in repr(sheets) else "Nord")
    assert [(finding.code, finding.sheet) for finding in found.findings] == [(told, sheet)]


BESIDE_NUMBERS = {
    "everybody says something else, in no order": ("Enig", "Helt uenig", "Helt enig", "Uenig", "Hverken enig/uenig"),
    "an answer twice": (*LABELS.values(), "Enig"),
    "three of the points": tuple(LABELS.values())[:3],
}


@pytest.mark.parametrize("said", BESIDE_NUMBERS.values(), ids=BESIDE_NUMBERS)
def test_people_who_give_numbers_and_a_word_are_people(said: tuple[str, ...], tmp_path: Path) -> None:
    rows: Rows = [["Alt i alt", *IDS], *([word, *[at % 5 + 1] * len(IDS)] for at, word in enumerate(said))]
    found = read(xlsx(tmp_path / "e.xlsx", {"Svar": rows}), codes="agree-high")
    assert (found.rows.accepted + len(found.rows.rejected), found.findings[:-1]) == (len(said), ())
