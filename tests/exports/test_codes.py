"""Digits, signs and no answers in whole files: a direction is a column's, and what is not known is the file's doubt."""

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from hf_fidelity import i18n
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.survey.exports import ExportRead, RowSet
from hf_fidelity.domain.survey.mapping import FileMapping
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.readers.survey.job import Job, Options
from hf_fidelity.readers.survey.read import read_export
from tests.builders import small_instrument
from tests.exports import tables
from tests.exports.tables import csv, xlsx

Table = Sequence[Sequence[object]]
HEADS = ("S1", "S2", "S3")
WANTED = ("425", "534", "325", "414", "543", "225")
"""What six people answer to three statements, as points."""
COUNTS = ((0, 1, 1, 2, 2), (1, 3, 1, 1, 0), (0, 0, 1, 2, 3))


def instrument(*labels: str, **scale: Any) -> Instrument:
    """A questionnaire with these labels, the highest point's first."""
    content = small_instrument(values=range(1, len(labels) + 1)).model_dump(mode="json")
    points = [{"value": n, "label": {"da": label}} for n, label in zip(range(len(labels), 0, -1), labels, strict=True)]
    content |= {"languages": ["da"], "scale": {"id": "s", "points": points, **scale}}
    return Instrument.model_construct(**{**dict(small_instrument()), "scale": _scale(content["scale"])})


def _scale(content: Mapping[str, Any]) -> Any:
    return type(small_instrument().scale).model_validate(content, strict=False)


FEW = instrument("most", "more", "some", "less", "least")


def grid(**said: str) -> list[list[str]]:
    """The answers with some points in these words, the others as digits; ``p5`` is the highest."""
    return [[said.get(f"p{point}", point) for point in row] for row in WANTED]


def low(cells: list[list[str]]) -> list[list[str]]:
    """The same with the digits alone in reverse."""
    return [[str(6 - int(cell)) if cell.isdigit() else cell for cell in row] for row in cells]


def read(folder: Path, rows: Sequence[Sequence[object]], about: Instrument = FEW, **options: Any) -> ExportRead:
    return tables.read(csv(folder / "e.csv", [options.pop("heads", HEADS), *rows]), about, **options)


def counts(found: ExportRead) -> tuple[tuple[int, ...], ...]:
    return tuple(vote.all.counts for group in found.groups for vote in group.votes.values())


def codes(found: ExportRead) -> list[tuple[str, str | None]]:
    return [(each.code, each.cell) for each in found.findings]


ENDS = [
    ("5 (most)", "1 (least)"),
    ("Most [5]", "Least [1]"),
    ("[5] most", "[1] least"),
    ("5: most", "1: least"),
    ("most - 5", "least - 1"),
    ("5 – MOST", "1 – LEAST"),
    ("5=most", "1=least"),
    ("5 → most", "1 → least"),
    ("“5” most", "“1” least"),
    ("most / 5", "least / 1"),
    ("5.0 (most)", "1,0 (least)"),
    ("5 most", "1 least"),
]


@pytest.mark.parametrize(("high", "low_end"), ENDS, ids=lambda text: text)
def test_labelled_ends_say_which_way_the_digits_between_run(high: str, low_end: str, tmp_path: Path) -> None:
    assert counts(read(tmp_path, grid(p5=high, p1=low_end))) == COUNTS


def test_ends_may_be_labelled_the_other_way_round(tmp_path: Path) -> None:
    rows = low(grid(p5="1 (most)", p1="5 (least)"))
    assert counts(read(tmp_path, rows)) == COUNTS
    refused = read(tmp_path, rows, codes="agree-high")
    assert (codes(refused), refused.groups) == ([("codes-contradict", None)], ())


LIST = [["5", "most"], ["4", "more"], ["3", "some"], ["2", "less"], ["1", "least"]]
ROW = [[row[0] for row in LIST], [row[1] for row in LIST]]
SENTENCE = "Note: 1 is least and 5 is most"


def _at_the_side(rows: Table) -> Table:
    return [
        [*row, "", *({0: ["Kode", "Betydning"], 1: LIST[0], 2: LIST[-1]}.get(at, ["", ""]))]
        for at, row in enumerate(rows)
    ]


AROUND: dict[str, Callable[[Table], Table]] = {
    "above": lambda rows: [*LIST, [], *rows],
    "above-the-label-first": lambda rows: [*(row[::-1] for row in LIST), [], *rows],
    "above-in-a-row": lambda rows: [*ROW, [], *rows],
    "above-the-ends": lambda rows: [LIST[0], LIST[-1], [], *rows],
    "beside": _at_the_side,
    "below": lambda rows: [*rows, [], [""] * 4 + ["1 = least"], [""] * 4 + ["5 = most"]],
    "below-in-a-sentence": lambda rows: [*rows, [], [""] * 4 + [SENTENCE]],
}


@pytest.mark.parametrize("around", AROUND.values(), ids=AROUND)
def test_an_option_against_a_list_in_the_file_is_refused(around: Callable[[Table], Table], tmp_path: Path) -> None:
    def read_as(way: Any, rows: Table) -> ExportRead:
        heads, *cells = around([list(HEADS), *rows])
        return read(tmp_path, cells, heads=heads, codes=way)

    assert counts(read_as("agree-high", grid())) == COUNTS
    found = read_as("agree-low", grid())
    assert ([code for code, _ in codes(found)], found.groups) == (["codes-contradict"], ())
    assert {"»5 most«", "»most 5«", "»5 = most«", f"»{SENTENCE}«"} & set(found.findings[0].params["listed"])
    assert read_as("agree-low", grid(p1="least", p2="less", p3="some", p4="more", p5="most")).groups  # no digits


def test_so_it_is_against_a_list_on_another_sheet(tmp_path: Path) -> None:
    rows = [HEADS, *([int(cell) for cell in row] for row in grid())]
    path = xlsx(tmp_path / "e.xlsx", {"Svar": rows, "Koder": LIST})
    found = tables.read(path, FEW, codes="agree-low")
    assert [(each.code, each.sheet, each.cell) for each in found.findings] == [("codes-contradict", "Koder", "A1")]
    assert counts(tables.read(path, FEW, codes="agree-high")) == COUNTS


@pytest.mark.parametrize("around", AROUND.values(), ids=AROUND)
def test_without_an_option_such_a_list_says_which_to_say(around: Callable[[Table], Table], tmp_path: Path) -> None:
    heads, *rows = around([list(HEADS), *grid()])
    found = read(tmp_path, rows, heads=heads)
    [told] = found.findings
    assert (told.code, told.params["asked"], found.groups) == ("codes-unknown", "agree-high", ())


TURNED = [[number, text] for (number, _), (_, text) in zip(LIST, LIST[::-1], strict=True)]
CODEBOOKS: dict[str, tuple[dict[str, Table], str | None]] = {
    "values": ({"Værdier": [["Kode", "Svar"], *LIST[::-1]]}, "agree-high"),
    "codebook": ({"Kodebog": [["Værdi", "Betydning"], *TURNED]}, "agree-low"),
    "anywhere": ({"Noter": [["Til Karen"], [], ["1 = least, 5 = most"]]}, "agree-high"),
    "the-same-twice": ({"Koder": LIST, "Noter": [["1 = least, 5 = most"]]}, "agree-high"),
    "the-opposite-twice": ({"Koder": LIST, "Noter": [["1 = most, 5 = least"]]}, None),
    "how-many": ({"Antal": [[n, text] for n, (_, text) in zip("70231", LIST, strict=True)]}, None),
    "of-another-scale": ({"Værdier": [["Kode", "Svar"], ["1", "Ja"], ["2", "Nej"]]}, None),
    "none": ({}, None),
}


@pytest.mark.parametrize(("sheets", "way"), CODEBOOKS.values(), ids=CODEBOOKS.keys())
def test_so_does_one_on_another_sheet(sheets: dict[str, Table], way: str | None, tmp_path: Path) -> None:
    with_numbers = {
        name: [[int(text) if (text := str(cell)).isdigit() else text for cell in line] for line in lines]
        for name, lines in {"Svar": [[*HEADS], *grid()], **sheets}.items()
    }
    found = tables.read(xlsx(tmp_path / "e.xlsx", with_numbers), FEW)
    [told] = found.findings
    assert (told.code, found.groups) == ("codes-unknown", ())
    assert (f"--codes {way}." in told.what_to_do(), next(iter(sheets), "Svar") in told.words()) == (
        bool(way),
        bool(way),
    )


def test_so_does_one_in_a_file_beside_it(tmp_path: Path) -> None:
    csv(tmp_path / "Koder.csv", [["Kode", "Betydning"], *LIST])
    [told] = read(tmp_path, grid()).findings
    assert (told.code, told.params["asked"], told.params["legend"]) == ("codes-unknown", "agree-high", "Koder.csv")


@pytest.mark.parametrize("told", [["7", "0", "2", "3", "1"], ["1", "1", "2", "3", "5"], ["5", "3", "4", "2", "1"]])
def test_how_many_gave_each_answer_is_no_such_list(told: list[str], tmp_path: Path) -> None:
    often = [[label, number] for (_, label), number in zip(LIST, told, strict=True)]
    table: Table = [*often, [], list(HEADS), *grid()]
    assert read(tmp_path, table[1:], heads=table[0], codes="agree-low").groups


# What stands behind a heading, or above the table: the direction of the digits, which an option must not turn.
TOLD = {
    "in-brackets": "{} (1 = least, 5 = most)",
    "the-number-behind": "{} [most=5, least=1]",
    "parted-by-a-dash": "{} – 1 = least – 5 = most",
    "parted-by-a-word": "{} 1 = least to 5 = most",
    "parted-by-nothing": "{} 1: least 2: less 3: some 4: more 5: most",
    "in-a-sentence": "{} (a scale of 1 to 5, where 1 is least and 5 is most)",
    "in-a-danish-sentence": "{} (skala 1-5, hvor 5 betyder most, og 1 betyder least)",
    "in-a-sentence-with-brackets": "{}. On a scale from 1 (least) to 5 (most)",
    "in-brackets-one-behind-the-other": "{} 1 (least) 5 (most)",
    "numbers-in-brackets": "{} (1) least – (5) most",
    "with-hyphens": "{} 1-least, 5-most",
    "on-a-line-of-its-own": "{} / 1 least / 5 most",
    "numbers-between-their-labels": "{} [least 1 2 3 4 5 most]",
    "with-the-ends-only": "{}: least 1 – 5 most",
}
DOWN: dict[str, int | str | None] = {"1": "5", "2": "4", "4": "2", "5": "1"}


@pytest.mark.parametrize("heading", TOLD.values(), ids=TOLD)
@pytest.mark.parametrize("way", ["agree-high", "agree-low"])
def test_a_heading_may_say_what_the_digits_mean(heading: str, way: Any, tmp_path: Path) -> None:
    other = {"agree-high": "agree-low", "agree-low": "agree-high"}[way]
    turned = heading.translate(str.maketrans(DOWN)) if way == "agree-low" else heading
    heads, rows = [turned.format(id) for id in HEADS], low(grid()) if way == "agree-low" else grid()
    assert counts(read(tmp_path, rows, heads=heads)) == COUNTS
    assert counts(read(tmp_path, rows, heads=heads, codes=way)) == COUNTS
    assert codes(read(tmp_path, rows, heads=heads, codes=other)) == [("codes-contradict", None)]


def test_so_may_a_title_above_the_table(tmp_path: Path) -> None:
    rows = [["1 = most", "5 = least", ""], ["", "", ""], [*HEADS], *low(grid())]
    assert counts(read(tmp_path, rows, heads=("How we work", "", ""))) == COUNTS


@pytest.mark.parametrize("heading", ["{} (1 to 5)", "{} 5", "{} (0 = most, 9 = least)", "{} (1 = most, 5 = most)"])
def test_a_heading_that_says_nothing_usable_leaves_the_doubt(heading: str, tmp_path: Path) -> None:
    found = read(tmp_path, grid(), heads=[heading.format(id) for id in HEADS])
    assert (found.groups, [finding.severity for finding in found.findings]) == ((), ["error"])


PRIORITY = instrument("1 (highest priority)", "next", "middle", "low", "5 (lowest priority)")


@pytest.mark.parametrize("high", ["1 (highest priority)", "highest priority", "[1] Highest priority"])
def test_the_number_that_a_questionnaire_prints_is_no_reason_to_turn_the_scale(high: str, tmp_path: Path) -> None:
    rows = low(grid(p5=high, p1=PRIORITY.scale.points[-1].label["da"]))
    assert counts(read(tmp_path, rows, PRIORITY)) == COUNTS
    assert codes(read(tmp_path, rows, PRIORITY, codes="agree-high")) == [("codes-contradict", None)]


def test_an_option_may_not_speak_against_one_column_either(tmp_path: Path) -> None:
    rows = [["4", "2", "1 (most)"], ["5", "1", "2"], ["3", "2", "5 (least)"]]
    (said,) = read(tmp_path, rows, codes="agree-high").findings
    assert (said.params["columns"], said.params["others"]) == (["C »S3«"], ["A »S1«", "B »S2«"])


UNKNOWN = {
    "half-in-words": ([["most"] * 3] * 3 + [["4", "3", "2"]] * 3, "A5"),
    "one-digit": ([["most", "more", "less"], ["some", "4", "most"]], "B3"),
    "letter-codes": ([["A1", "A2", "A3"]] * 3, "A2"),
}


@pytest.mark.parametrize("lenient", [False, True], ids=["strict", "lenient"])
@pytest.mark.parametrize(("rows", "cell"), UNKNOWN.values(), ids=UNKNOWN)
def test_digits_that_nobody_explains_refuse_the_file(
    rows: list[list[str]], cell: str, lenient: bool, tmp_path: Path
) -> None:
    refused = read(tmp_path, rows, lenient=lenient)
    assert (codes(refused), refused.groups) == ([("codes-unknown", cell)], ())
    for language in i18n.LANGUAGES:
        with i18n.speaking(language):
            assert "--codes agree-high" in refused.findings[0].words()
    assert read(tmp_path, rows, codes="agree-high").rows.accepted == len(rows)


def test_all_that_is_lacking_is_said_at_once(tmp_path: Path) -> None:
    """Nobody says whose the answers are, nor which way their numbers run, nor what the highest number means."""
    (path := tmp_path / "e.csv").write_text(
        "".join(";".join(map(str, row)) + "\n" for row in (HEADS, *[[4, 3, 2], [6, 4, 1], [2, 6, 5], [1, 6, 6]])),
        encoding="utf-8",
    )
    found = read_export(Job(str(path)), Options(FEW))
    told = ["no-organisation", "no-team", "no-quarter", "codes-unknown", "codes-shifted"]
    assert [each.code for each in found.findings] == told
    found = read_export(Job(str(path)), Options(FEW, "K", "T", Quarter(2026, 3)))
    assert [each.code for each in found.findings] == told[3:]


def test_a_column_that_contradicts_itself_keeps_its_words_and_no_digits(tmp_path: Path) -> None:
    words = [["5 (most)", "4", "1 (least)"], ["4", "5 (most)", "1 (most)"]]
    assert read(tmp_path, words).rows.accepted == 2
    assert codes(read(tmp_path, [*words, ["4", "4", "4"]])) == [("codes-unfit", "C4")]


SHIFTED = {
    "from-nought": [["0", "4", "2"], ["4", "3", "1"], ["0", "0", "2"]],
    "to-seven": [["6", "5", "7"], ["4", "3", "6"], ["6", "7", "1"], ["1", "2", "3"]],
}


@pytest.mark.parametrize("rows", SHIFTED.values(), ids=SHIFTED)
def test_codes_of_another_scale_refuse_the_file(rows: list[list[str]], tmp_path: Path) -> None:
    assert codes(read(tmp_path, rows, codes="agree-high")) == [("codes-shifted", "A2")]


def test_one_odd_code_is_its_rows_fault_and_shown_as_it_stood(tmp_path: Path) -> None:
    found = read(tmp_path, [["A4", "A6", "A5"], ["A1", "A2", "A3"]], codes="agree-high")
    assert [(each.cell, each.value) for each in found.findings] == [("B2", "A6")]
    assert found.rows.accepted == 1


def test_rows_in_a_language_that_the_questionnaire_has_not_are_not_left_out(tmp_path: Path) -> None:
    others = [["meist", "mehr", "etwas"]] * 3
    rows = [["most", "less", "some"]] * 6 + others
    assert codes(read(tmp_path, rows)) == [("strange-answers", "A8")]
    assert read(tmp_path, rows, lenient=True).rows.accepted == 6
    assert read(tmp_path, [["most", "less", "meist"]] * 3 + [["most"] * 3] * 3).rows.accepted == 3
    assert {code for code, _ in codes(read(tmp_path, others))} == {"unknown-answer"}, "nobody is left to be a selection"


def test_a_nought_among_words_says_nothing_of_codes(tmp_path: Path) -> None:
    assert read(tmp_path, [["most", "less", "0"], ["most", "less", "some"]]).rows.accepted == 1


NUMBERS = instrument("most", "4", "3", "2", "least")
"""A questionnaire that calls the points between its ends nothing but their numbers."""
AMONG = {
    "words": ([["most", "4", ""], ["2", "4", "3"]], []),
    "nothing": ([["4", "3", ""], ["2", "4", "3"]], [("codes-unknown", "A2")]),
    "words and another number": ([["most", "5", ""], ["2", "4", "3"]], [("codes-unknown", "A3")]),
}


@pytest.mark.parametrize(("rows", "found"), AMONG.values(), ids=AMONG)
def test_numbers_that_a_questionnaire_calls_its_points_are_read_among_words(
    rows: list[list[str]], found: list[tuple[str, str | None]], tmp_path: Path
) -> None:
    assert codes(read(tmp_path, rows, NUMBERS)) == found


@pytest.mark.parametrize("way", [None, "agree-high", "agree-low"])
def test_what_is_told_of_a_file_names_the_direction_that_was_asked_for(way: Any, tmp_path: Path) -> None:
    assert read(tmp_path, [["most", "less", "some"]], codes=way).mapping.get("codes") == way


WHOLE = [["4.0", "2.0", "5.0"], ["5,0", "NA", "4,00"], ["3.0", "nan", "4.000"], ["4.5", "1.0", "1.0"]]


def test_whole_numbers_may_have_decimals(tmp_path: Path) -> None:
    found = read(tmp_path, WHOLE, codes="agree-high")
    assert counts(found) == ((0, 0, 1, 1, 1), (0, 1, 0, 0, 0), (0, 0, 0, 2, 1))
    assert [(each.code, each.cell, each.value) for each in found.findings] == [("unknown-answer", "A5", "4.5")]


def test_a_mappings_values_keep_their_signs_and_know_their_decimals(tmp_path: Path) -> None:
    said = (FileMapping(values={"1.0": 1, "+2": 2, "5": 5}),)
    found = read(tmp_path, [["1", "+2", "5"], ["-1", "1", "5"], ["2", "1", "5"]], mappings=said, codes="agree-high")
    assert [(each.cell, each.value) for each in found.findings] == [("A3", "-1")]
    assert counts(found) == ((1, 1, 0, 0, 0), (1, 1, 0, 0, 0), (0, 0, 0, 0, 2))


SIGNS = {
    "stars": ("★★★★★", "★★★★", "★★★", "★★", "★"),
    "plus-and-minus": ("++", "+", "0", "-", "--"),
    "numbers-with-signs": ("+2", "+1", "0", "-1", "-2"),
    "faces": ("🙂🙂", "🙂", "😐", "🙁", "🙁🙁"),
    "limits": ("> 40 %", "40 %", "< 40 %", "< 30 %", "< 20 %"),
}


@pytest.mark.parametrize("labels", SIGNS.values(), ids=SIGNS)
def test_labels_of_signs_are_told_apart(labels: tuple[str, ...], tmp_path: Path) -> None:
    about = instrument(*labels)
    rows = [[labels[5 - int(point)] for point in row] for row in WANTED]
    assert counts(read(tmp_path, rows, about)) == COUNTS


@pytest.mark.parametrize("dash", ["–", "—", "––", "−"])
def test_a_dash_that_may_have_been_two_is_no_missing_answer_where_dashes_are_points(dash: str, tmp_path: Path) -> None:
    labels = SIGNS["plus-and-minus"]
    rows = [[labels[5 - int(point)] for point in row] for row in WANTED]
    found = read(tmp_path, [*rows, [dash, *rows[0][1:]]], instrument(*labels))
    assert (counts(found), found.rows.rejected) == (COUNTS, RowSet.of([len(rows) + 2]))


def test_numbers_below_nought_run_as_the_scale_does(tmp_path: Path) -> None:
    about = small_instrument(values=range(-2, 3))
    rows = [["2", "1", "0"], ["-1", "-2", "2"]]
    upwards = read(tmp_path, rows, about, codes="agree-high")
    downwards = read(tmp_path, [["p2 (-2)", "-1", "0"], ["1", "p-2 (2)", "-2"]], about)
    assert counts(upwards) == counts(downwards) == ((0, 1, 0, 0, 1), (1, 0, 0, 1, 0), (0, 0, 1, 0, 1))


NO_ANSWERS = [
    *(
        "I don't know",
        "I DON´T KNOW.",
        "Dont know",
        "Vet ikke",
        "vet ej",
        "Ved det ikke",
        "Ved ikke (VI)",
        "Kan ikke vurdere",
        "Ønsker ikke at svare",
    ),
    *("Not sure", "No sé", "no se", "Weiß nicht", "WEISS NICHT", "Keine Angabe", "k. A.", "En osaa sanoa", "NS/NC"),
    *("Prefiero no contestar", "Kann ich nicht beurteilen", "Can’t judge", "Prefer not to say", "Kan inte bedöma"),
    *("Ved ikke / ikke relevant", "Ved ikke, ønsker ikke at svare", "Don't know or not applicable", "Don't know (N/A)"),
    *("Ikke relevant eller ved ikke", "Weiß nicht/keine Angabe", "9 - Ved ikke", "Ved ikke (6)", "-9: Keine Angabe"),
    *("Ingen svar", "Inget svar"),
]


@pytest.mark.parametrize("word", NO_ANSWERS)
def test_no_answer_has_many_names(word: str, tmp_path: Path) -> None:
    (group,) = read(tmp_path, [["most", "more", "some"], [word, "more", "some"]]).groups
    assert (group.respondents, group.votes["S1"].all.missing) == (2, 1)


@pytest.mark.parametrize("word", ["Ikke", "Ved ikke helt", "Don't know / more", "None of it", "Ikke enig", "I know"])
def test_what_may_be_an_answer_is_not_taken_for_none(word: str, tmp_path: Path) -> None:
    assert codes(read(tmp_path, [["most", "more", "some"], [word, "more", "some"]])) == [("unknown-answer", "A3")]


def test_the_remedy_names_the_mapping(tmp_path: Path) -> None:
    (said,) = read(tmp_path, [["most", "more", "some"], ["Måske", "more", "some"]]).findings
    for language in i18n.LANGUAGES:
        with i18n.speaking(language):
            assert 'values: { "Måske": missing }' in said.what_to_do()


OWN = instrument(
    *("most", "more", "Not sure", "less", "least"),
    missing={"da": ("Har ikke lagt mærke til det", "8")},
    not_relevant={"da": ("Ikke mit bord",)},
)


def test_a_questionnaire_has_words_of_its_own_for_no_answer(tmp_path: Path) -> None:
    rows = [["har ikke lagt mærke til det.", "more", "8"], ["most", "IKKE MIT BORD", "Ikke mit bord / ved ikke"]]
    (group,) = read(tmp_path, [*rows, ["Not sure", "most", "most"]], OWN).groups
    tallies = [(sum(v.all.counts), v.all.missing, v.all.not_relevant) for v in group.votes.values()]
    assert tallies == [(2, 1, 0), (2, 0, 1), (1, 2, 0)]
    assert group.votes["S1"].all.counts == (0, 0, 1, 0, 1), "a point's label comes before what is commonly meant"


# What explains the codes: SurveyXact's legend in its workbook and its CSV files, REDCap's dictionary.

LEGENDS: dict[str, tuple[list[tuple[object, str]], list[str]]] = {
    "upwards": ([(1, "least"), (2, "2"), (3, "3"), (4, "4"), (5, "most")], list("12345")),
    "downwards": ([(1, "most"), (2, "2"), (3, "3"), (4, "4"), (5, "least")], list("54321")),
    "with-decimals": ([("1.0", "least"), ("2.0", "2.0"), ("3.0", "3"), ("4.0", "4"), ("5.0", "most")], list("12345")),
    "ends-only": ([(5, "least"), (1, "most"), (9, "Ved ikke")], list("54321")),
    "unnamed-between": ([(1, "least"), (2, ""), (3, ""), (4, ""), (5, "most")], list("12345")),
    "ends-with-digits": ([(1, "1 (least)"), (2, "2"), (3, "3"), (4, "4"), (5, "5 (most)")], list("12345")),
    "from-nought": ([(0, "least"), (1, "1"), (2, "2"), (3, "3"), (4, "most")], list("01234")),
    "printed-otherwise": ([(1, "most"), (2, "4"), (3, "3"), (4, "2"), (5, "least")], list("54321")),
}


def _answers(code_of: list[str]) -> list[list[str]]:
    return [[code_of[int(point) - 1] for point in row] for row in WANTED]


def _parts(legend: list[tuple[object, str]], rows: Table) -> dict[str, Table]:
    """What SurveyXact has on three sheets, or in three files."""
    structure = ["questionName", "variableName", "questionType", "subType", "questionText"]
    return {
        "labels": [[f"v{n}", code, label] for n in (1, 2, 3) for code, label in legend],
        "dataset": [["v1", "v2", "v3"], *rows],
        "structure": [structure, *([f"q{n}", f"v{n}", "Closed", "Single", f"Statement {n}"] for n in (1, 2, 3))],
    }


def _workbook(folder: Path, legend: list[tuple[object, str]], rows: list[list[str]]) -> Path:
    answers = [[int(cell) for cell in row] for row in rows]
    return xlsx(folder / "e.xlsx", {name.title(): lines for name, lines in _parts(legend, answers).items()})


def _csv_files(folder: Path, legend: list[tuple[object, str]], rows: list[list[str]]) -> Path:
    for name, lines in _parts(legend, rows).items():
        csv(folder / f"e_{name}.csv", lines)
    return folder / "e_dataset.csv"


def _redcap(folder: Path, legend: list[tuple[object, str]], rows: list[list[str]]) -> Path:
    choices = " | ".join(f"{code}, {label}" for code, label in legend)
    head = [
        "Variable / Field Name",
        "Form Name",
        "Field Type",
        "Field Label",
        "Choices, Calculations, OR Slider Labels",
    ]
    fields = [[f"v{n}", "form", "radio", f"Statement {n}", choices] for n in (1, 2, 3)]
    csv(folder / "e_DataDictionary.csv", [head, *fields], ",")
    lines = [["record_id", "v1", "v2", "v3"], *([str(n), *row] for n, row in enumerate(rows, 1))]
    return csv(folder / "e_DATA.csv", lines, ",")


def _named(path: Path) -> Job:
    """The file, with what lies beside it named as well."""
    return Job(str(path), tuple(str(each) for each in sorted(path.parent.glob("*.csv")) if each != path))


@pytest.mark.parametrize("write", [_workbook, _csv_files, _redcap], ids=["workbook", "three-files", "redcap"])
@pytest.mark.parametrize(("legend", "code_of"), LEGENDS.values(), ids=LEGENDS)
def test_a_legend_that_has_words_for_the_ends_explains_the_codes_between(
    legend: list[tuple[object, str]], code_of: list[str], write: Any, tmp_path: Path
) -> None:
    path = write(tmp_path, legend, _answers(code_of))
    found = read_export(_named(path), Options(FEW, "K", "T", Quarter(2026, 3)))
    assert (counts(found), codes(found)) == (COUNTS, [])


WORDED: list[tuple[object, str]] = [(1, "least"), (2, "less"), (3, "some"), (4, "more"), (5, "most")]
READ_ALL: tuple[int, list[str]] = (6, [])
OTHERWISE: dict[str, tuple[list[tuple[object, str]], str, tuple[int, list[str]]]] = {
    "a word for each": (WORDED, "1 2 3 4 5", READ_ALL),
    "a code above": (WORDED, "1 2 3 4 5 7", (6, ["unknown-answer"])),
    "a code below": (WORDED, "1 2 3 4 5 0", (6, ["unknown-answer"])),
    "a code above its ends": ([WORDED[0], WORDED[4]], "1 2 3 4 5 7", (6, ["unknown-answer"])),
    "one end alone": (WORDED[4:], "1 2 3 4 5", (0, ["unknown-answer"])),
    "an end and the middle": (WORDED[:3:2], "1 2 3 4 5", (0, ["unknown-answer"])),
    "ends off the scale": ([(1, "least"), (9, "most")], "1 2 3 4 9", (0, ["codes-unfit"])),
    "the highest in the middle": (
        [(1, "least"), (2, "2"), (3, "most"), (4, "4"), (5, "5")], "1 2 3 4 5", (0, ["codes-unfit"]),
    ),
    "one left out": ([(1, "least"), (2, "2"), (4, "4"), (5, "most")], "1 2 3 4 5", READ_ALL),
    "by tens": ([(10, "least"), (20, "2"), (30, "3"), (40, "4"), (50, "most")], "10 20 30 40 50", READ_ALL),
    "by tens, downwards": ([(10, "most"), (20, "4"), (30, "3"), (40, "2"), (50, "least")], "50 40 30 20 10", READ_ALL),
    "letters": (
        [("a", "least"), ("b", "2"), ("c", "3"), ("d", "4"), ("e", "most")], "a b c d e", (0, ["unknown-answer"]),
    ),
    "printed in no order": (
        [(1, "most"), (2, "2"), (3, "3"), (4, "5"), (5, "least")], "5 4 3 2 1", (0, ["codes-unknown"]),
    ),
    "numbers for words": ([(n, str(n)) for n in range(1, 6)], "1 2 3 4 5", (0, ["codes-unknown"])),
}  # fmt: skip


@pytest.mark.parametrize(("legend", "code_of", "expected"), OTHERWISE.values(), ids=OTHERWISE)
def test_what_a_legend_does_not_explain_is_not_guessed(
    legend: list[tuple[object, str]], code_of: str, expected: tuple[int, list[str]], tmp_path: Path
) -> None:
    """A sixth code stands in a row of its own."""
    points, more = code_of.split()[:5], code_of.split()[5:]
    rows = [*_answers(points), *([code, points[2], points[2]] for code in more)]
    found = read_export(_named(_csv_files(tmp_path, legend, rows)), Options(FEW, "K", "T", Quarter(2026, 3)))
    assert (found.rows.accepted, sorted({code for code, _ in codes(found)})) == expected
    assert not found.rows.accepted or counts(found) == COUNTS


def test_an_option_may_not_speak_against_a_legend(tmp_path: Path) -> None:
    path = _csv_files(tmp_path, LEGENDS["downwards"][0], _answers(LEGENDS["downwards"][1]))
    found = read_export(_named(path), Options(FEW, "K", "T", Quarter(2026, 3), codes="agree-high"))
    assert codes(found) == [("codes-contradict", None)]


def test_a_legend_with_a_word_that_nobody_knows_refuses_the_file(tmp_path: Path) -> None:
    legend: list[tuple[object, str]] = [(1, "least"), (2, "less"), (3, "some"), (4, "more"), (5, "allermest")]
    path = _csv_files(tmp_path, legend, _answers(list("12345")))
    found = read_export(_named(path), Options(FEW, "K", "T", Quarter(2026, 3)))
    assert (codes(found), found.groups) == ([("strange-answers", "C2")], ())


# Legends that nobody named: which they are, and whose.


def _beside(found: Any) -> list[tuple[str, str, object]]:
    return [(f.code, f.severity, f.params["legend"]) for f in found.findings if f.code.startswith("legend-")]


def test_a_legend_that_only_lies_beside_a_file_is_named(tmp_path: Path) -> None:
    path = _csv_files(tmp_path, LEGENDS["downwards"][0], _answers(LEGENDS["downwards"][1]))
    options = Options(FEW, "K", "T", Quarter(2026, 3))
    assert _beside(read_export(Job(str(path)), options)) == [
        ("legend-beside", "info", "e_labels.csv"),
        ("legend-beside", "info", "e_structure.csv"),
    ]
    assert _beside(read_export(_named(path), options)) == []


@pytest.mark.parametrize("copy", [" (1)", "_2", " - Kopi", " copy 2"])
def test_a_legend_that_was_fetched_twice_is_one(copy: str, tmp_path: Path) -> None:
    path = _csv_files(tmp_path, LEGENDS["downwards"][0], _answers(LEGENDS["downwards"][1]))
    plain = tables.read(path, FEW)
    for each in ("labels", "structure", "dataset"):
        (tmp_path / f"e_{each}.csv").rename(tmp_path / f"{each}{copy}.csv")
    found = tables.read(tmp_path / f"dataset{copy}.csv", FEW)
    assert (found.groups, len(_beside(found))) == (plain.groups, 2)
    assert read_export(Job(str(tmp_path / f"labels{copy}.csv")), Options(FEW)).role == "legend"


def test_a_legend_whose_name_belongs_to_another_export_is_doubted(tmp_path: Path) -> None:
    path = _csv_files(tmp_path, LEGENDS["downwards"][0], _answers(LEGENDS["downwards"][1]))
    moved = path.rename(tmp_path / "vest.csv")
    found = tables.read(moved, FEW)
    assert {(code, severity) for code, severity, _name in _beside(found)} == {("legend-of-nobody", "warning")}


def test_a_legend_that_explains_other_variables_is_not_named(tmp_path: Path) -> None:
    path = _csv_files(tmp_path, LEGENDS["downwards"][0], _answers(LEGENDS["downwards"][1]))
    csv(tmp_path / "e_variables.csv", [["variableName", "questionText"], ["x9", "Something else"]])
    found = tables.read(path, FEW)
    assert "e_variables.csv" not in [name for _code, _severity, name in _beside(found)]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a file away")
@pytest.mark.parametrize(("user", "name"), [(65534, "nobody"), (54321, "54321")])
def test_a_legend_of_another_user_is_said_to_be_theirs(user: int, name: str, tmp_path: Path) -> None:
    path = _csv_files(tmp_path, LEGENDS["downwards"][0], _answers(LEGENDS["downwards"][1]))
    os.chown(tmp_path / "e_labels.csv", user, -1)
    found = tables.read(path, FEW)
    assert [f.params["owner"] for f in found.findings if f.code == "legend-of-another"] == [name]


def test_where_the_system_has_no_owners_a_legend_is_named_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "getuid", raising=False)
    path = _csv_files(tmp_path, LEGENDS["downwards"][0], _answers(LEGENDS["downwards"][1]))
    found = tables.read(path, FEW)
    assert [code for code, _severity, _name in _beside(found)] == ["legend-beside"] * 2
