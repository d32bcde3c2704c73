"""Lists of what codes mean and of what variables ask, wherever they are: what they explain, and speak against."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl.comments import Comment

from hf_fidelity import i18n
from hf_fidelity.journeys import Workspace
from hf_fidelity.journeys.score import score_exports
from tests.exports.here import read_here
from tests.exports.tables import (
    COUNTS,
    IDS,
    INSTRUMENT,
    NAMES,
    POINTS,
    TEXTS,
    Rows,
    answers,
    counts,
    csv,
    csv_file,
    lines,
    people,
    read,
    seven,
    xlsx,
)

NOW = datetime(2026, 9, 20, 12, tzinfo=UTC)
HEADS = ["Nr", "S01", "S02", "S03"]
PEOPLE: Rows = [[str(n), *given] for n, given in enumerate(("552", "441", "545", "554", "351", "455"), 1)]
UP, DOWN = (0, 0, 1, 2, 3), (3, 2, 1, 0, 0)
DA, EN = "1 = Helt enig, 5 = Helt uenig", "1 = Strongly agree, 5 = Strongly disagree"
LIST = ["1 = Helt enig", "2 = Enig", "3 = Hverken enig eller uenig", "4 = Uenig", "5 = Helt uenig"]
WORDS_FIRST = "Skala: helt enig = 1, helt uenig = 5"


def beside(heading: str, texts: list[str]) -> Rows:
    return [[*HEADS, heading], *([*row, text] for row, text in zip(PEOPLE, [*texts, *[""] * 6], strict=False))]


def under(*cells: str) -> Rows:
    return [HEADS, [*cells, *[""] * (4 - len(cells))], *PEOPLE]


def below(*cells: str) -> Rows:
    return [HEADS, *PEOPLE, [""] * 4, [*cells, *[""] * (4 - len(cells))]]


FOUND: dict[str, Rows] = {
    "a cell for each point": beside("Svarkode", LIST),
    "downwards": beside("Svarkode", LIST[::-1]),
    "without a mark": beside("Svarkode", [text.replace(" =", "") for text in LIST]),
    "words first": beside("Svarkode", [" = ".join(text.split(" = ")[::-1]) for text in LIST]),
    "one cell": beside("Forklaring", [DA]),
    "one cell further down": beside("Forklaring", ["", "", EN]),
    "below": below(WORDS_FIRST),
    "below, under a statement": below("", WORDS_FIRST),
    "right below, under a statement": [HEADS, *PEOPLE, ["", "", DA, ""]],
}
WRITERS = {"csv": csv, "xlsx": lambda path, rows: xlsx(path.with_suffix(".xlsx"), {"Svar": rows})}


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
@pytest.mark.parametrize("rows", FOUND.values(), ids=FOUND)
def test_a_list_speaks_against_an_option(rows: Rows, write: Any, tmp_path: Path) -> None:
    path = write(tmp_path / "e.csv", rows)
    refused = read(path, codes="agree-high")
    assert ([each.code for each in refused.findings], refused.groups) == (["codes-contradict"], ())
    assert counts(read(path, codes="agree-low")) == DOWN


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
@pytest.mark.parametrize("first", ["", "Skala", "Scale:"])
@pytest.mark.parametrize("told", [DA, EN, WORDS_FIRST, "Helt enig 1 2 3 4 5 Helt uenig"])
def test_a_row_under_the_headings_explains_the_codes(told: str, first: str, write: Any, tmp_path: Path) -> None:
    path = write(tmp_path / "e.csv", under(first, told, told, told))
    found = read(path)
    assert (counts(found), found.rows.read) == (DOWN, len(PEOPLE))
    assert [each.code for each in read(path, codes="agree-high").findings] == ["codes-contradict"]


def test_under_one_statement_it_is_said_whose_codes_it_explains(tmp_path: Path) -> None:
    found = read(csv(tmp_path / "e.csv", under("", DA)))
    (said,) = [each for each in found.findings if each.code == "codes-borrowed"]
    assert (counts(found), said.params["others"]) == (DOWN, ["B »S01«"])


def test_in_one_heading_it_does_not_make_another_question_of_its_statement(tmp_path: Path) -> None:
    heads = ["Nr", f"S01 ({DA})", "S02", "S03"]
    assert counts(read(csv(tmp_path / "e.csv", [heads, *PEOPLE]))) == DOWN
    (refused,) = read(csv(tmp_path / "e.csv", [["Nr", f"S01 Maden er god ({DA})", *HEADS[2:]], *PEOPLE])).findings
    assert refused.code == "id-not-text"


PEOPLES_OWN: dict[str, Rows] = {
    "another question's answers": beside("Alt i alt", ["1 Helt enig", "2 Enig", "1 Helt enig", "4 Uenig"]),
    "out of order": beside("Alt i alt", ["2 Enig", "5 Helt uenig", "1 Helt enig"]),
    "comments": beside("Kommentar", ["Vi er 5 og enige", "1 gang om ugen", "3: se bilag"]),
    "a note with another question's numbers": below("Hold 1 = Nord, Hold 2 = Syd"),
}


@pytest.mark.parametrize("rows", PEOPLES_OWN.values(), ids=PEOPLES_OWN)
def test_what_people_answer_is_no_such_list(rows: Rows, tmp_path: Path) -> None:
    found = read(csv(tmp_path / "e.csv", rows), codes="agree-high")
    assert counts(found) == UP
    assert not {"codes-contradict", "codes-in-other-words"} & {each.code for each in found.findings}


LISTS: dict[str, str] = {
    "koder.csv": "Kode;Tekst\n1;Helt enig\n2;Enig\n3;Hverken enig eller uenig\n4;Uenig\n5;Helt uenig\n",
    "Svarskala (1).csv": "Helt enig;1\nHelt uenig;5\n",
    "codebook_2026.txt": "Code;Label\n1;Strongly agree\n5;Strongly disagree\n",
}


@pytest.mark.parametrize(("name", "text"), LISTS.items(), ids=LISTS)
def test_so_does_a_file_beside_it(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    path = csv(tmp_path / "e.csv", [HEADS, *PEOPLE])
    (said,) = read(path, codes="agree-high").findings
    assert (said.code, said.params["legend"]) == ("codes-contradict", name)
    assert counts(read(path, codes="agree-low")) == DOWN


CODES = "Variabel;Kode;Label\nS01;1;Helt enig\nS01;5;Helt uenig\nS02;1;Helt enig\nS02;5;Helt uenig\n"
EXPLAINING = {
    **LISTS,
    "koder_2.csv": LISTS["koder.csv"].partition("\n")[2],
    "Skala.txt": f"{DA}\n",
    "svarkoder.csv": "Kode;Betydning\n1;Vældig glad\n2;Sur\n",
    "kodebog.csv": CODES,
    "codebook.tsv": CODES.replace(";", "\t").replace("Variabel", "variable").replace("Kode", "code"),
    "Answer codes.csv": "Label,Code\nStrongly agree,1\nStrongly disagree,5\nDon't know,9\n",
}


@pytest.mark.parametrize(("name", "text"), EXPLAINING.items(), ids=EXPLAINING)
def test_such_a_file_itself_is_no_answers_that_are_missing(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    found = read(tmp_path / name)
    assert (found.role, found.findings, found.groups) == ("legend", (), ())


def test_so_it_is_with_a_workbook(tmp_path: Path) -> None:
    rows: Rows = [
        ["Svarkode", "Forklaring"],
        *([number, label] for number, label in enumerate(("Helt enig", "Enig"), 1)),
    ]
    assert read(xlsx(tmp_path / "koder.xlsx", {"Ark1": rows})).role == "legend"


@pytest.mark.parametrize("name", ["svar.csv", "koder nord.csv"])
def test_under_another_name_it_is_a_file_without_statements(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(LISTS["koder.csv"], encoding="utf-8")
    assert [each.code for each in read(tmp_path / name).findings] == ["no-statements"]


@pytest.mark.parametrize("name", ["koder.csv", "skala.csv"])
def test_answers_may_be_called_so(name: str, tmp_path: Path) -> None:
    assert counts(read(csv(tmp_path / name, [HEADS, *PEOPLE]), codes="agree-low")) == DOWN


@pytest.mark.parametrize("name", ["postkoder.csv", "svar.csv", "koder.pdf"])
def test_a_file_that_is_called_otherwise_does_not(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(LISTS["koder.csv"], encoding="utf-8")
    assert counts(read(csv(tmp_path / "e.csv", [HEADS, *PEOPLE]), codes="agree-high")) == UP


OTHER_WORDS = {
    "a title": [["1 = svært enig, 5 = svært uenig"], HEADS, *PEOPLE],
    "words first": [["Svært enig = 1, svært uenig = 5"], HEADS, *PEOPLE],
    "below": below("1: passer godt, 2: nogenlunde, 5: slet ikke"),
    "a heading": [["Nr", *(f"{id} (1=øverst, 5=nederst)" for id in HEADS[1:])], *PEOPLE],
    "one end known": below("1 = Helt enig, 5 = svært uenig"),
    "with dashes": [["Nr", *(f"{id} (1 – øverst, 5 – nederst)" for id in HEADS[1:])], *PEOPLE],
    "in brackets": [["Nr", *(f"{id} [1 øverst … 5 nederst]" for id in HEADS[1:])], *PEOPLE],
    "in a sentence": below("1 er øverst, 5 er nederst"),
    "with arrows": [["øverst → 1, nederst → 5"], HEADS, *PEOPLE],
}


@pytest.mark.parametrize("rows", OTHER_WORDS.values(), ids=OTHER_WORDS)
def test_words_that_nobody_knows_for_both_ends_are_named(rows: Rows, tmp_path: Path) -> None:
    found = read(csv(tmp_path / "e.csv", rows), codes="agree-high")
    (said,) = [each for each in found.findings if each.code == "codes-in-other-words"]
    assert (said.severity, counts(found)) == ("warning", UP)
    for language in i18n.LANGUAGES:
        with i18n.speaking(language):
            assert "agree-high" in said.words()


SAYING_NOTHING = (
    "1 = Helt uenig, 5 = Helt enig", "1 = Nord, 2 = Syd", "0 = nej, 5 = ja", "1-5", "1 – 5", "Side 1 – om os",
    "(1 til 5)", "I uge 1 er vi 5 på arbejde", "1 øverst og 5 nederst", "(1-5, 5 er bedst)",
)  # fmt: skip


@pytest.mark.parametrize("text", SAYING_NOTHING)
def test_words_that_say_the_same_or_nothing_of_both_ends_are_not(text: str, tmp_path: Path) -> None:
    found = read(csv(tmp_path / "e.csv", [[text], HEADS, *PEOPLE]), codes="agree-high")
    assert "codes-in-other-words" not in [each.code for each in found.findings]


def test_in_a_batch_it_is_what_explains_and_every_file_can_be_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_here(monkeypatch)
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "koder.csv").write_text(LISTS["koder.csv"], encoding="utf-8")
    csv_file(tmp_path / "files" / "nord.csv", lines([5, 4, 4, 3, 2, 5]))
    named = [tmp_path / "files" / name for name in ("nord.csv", "koder.csv")]
    for paths in ([tmp_path / "files"], named):
        found = score_exports(Workspace.at(tmp_path / "data"), paths, now=NOW, dry_run=True)
        assert {Path(read.file).name: read.role for read in found.batch.files} == {
            "koder.csv": "legend",
            "nord.csv": "answers",
        }
        assert not any(read.findings for read in found.batch.files)


def test_a_file_that_is_called_as_a_legend_and_holds_answers_is_read(tmp_path: Path) -> None:
    legend = read(csv(tmp_path / "e_labels.csv", [["v1", "1", "Helt uenig"], ["v1", "5", "Helt enig"]]))
    named = read(csv(tmp_path / "f_labels.csv", people()))
    assert (legend.role, named.role, counts(named)) == ("legend", "answers", COUNTS)


LEGENDS = {  # heading → where the points stand from 1 to 5
    "{} (1 = helt enig, 5 = helt uenig)": (4, 3, 2, 1, 0),
    "{} 1: helt enig, 5: helt uenig": (4, 3, 2, 1, 0),
    "{} [5 = Helt enig, 1 = Helt uenig]": (0, 1, 2, 3, 4),
    "{} [Helt uenig (1) – Helt enig (5)]": (0, 1, 2, 3, 4),
    "{} (Helt enig (1) til Helt uenig (5))": (4, 3, 2, 1, 0),
    "{} (Helt uenig 1 - 5 Helt enig)": (0, 1, 2, 3, 4),
}


@pytest.mark.parametrize(("heading", "places"), LEGENDS.items())
def test_a_legend_behind_a_statement_is_no_option_of_it(heading: str, places: tuple[int, ...], tmp_path: Path) -> None:
    rows = seven(heads=[heading.format(text.rstrip(".")) for text in TEXTS])
    found = read(csv(tmp_path / "e.csv", rows), team=None)
    assert (found.rows.accepted, {code.code for code in found.findings} & {"option-columns"}) == (7, set())
    digits = [[row[0], *[str(1 + at % 5) for at, _ in enumerate(row[1:])]] for row in rows[1:]]
    counted = read(csv(tmp_path / "d.csv", [rows[0], *digits]), team=None)
    tallies = {id: [0] * 5 for id in IDS}
    for row in digits:
        for at, id in enumerate(IDS, 1):
            tallies[id][places[int(row[at]) - 1]] += 1
    [group] = counted.groups
    assert {id: list(votes.all.counts) for id, votes in group.votes.items()} == tallies


Listed = Sequence[Sequence[Any]]
THREE = [answers(point) for point in (4, 5, 3)]
SHORT = [INSTRUMENT.statement(id).label["da"] for id in IDS]
ENGLISH = [INSTRUMENT.statement(id).text["en"] for id in IDS]
OTHER = [f"Hvor tilfreds er du med ting {letter}?" for letter in "abcdefghijklmnop"]
VARIABLES = [f"v_{at}" for at in range(12, 12 + len(IDS))]


def found_in(path: Path, sheets: dict[str, Listed]) -> tuple[int, set[str]]:
    """How many people count in a workbook of these sheets, and what is said of it."""
    found = read(xlsx(path, sheets))
    return found.rows.accepted, {each.code for each in found.findings}


def variables(variable: str, text: str, names: Sequence[str], texts: Sequence[str]) -> Listed:
    """A list of variables with its headings."""
    return [[variable, text], *zip(names, texts, strict=False)]


def data(heads: Sequence[str] = IDS) -> Listed:
    """The table of answers."""
    return [["Nr", *heads], *([f"R{at}", *row] for at, row in enumerate(THREE))]


AGAINST: dict[str, dict[str, Listed]] = {
    "danish": {"Data": data(), "Kodebog": variables("Variabel", "Spørgsmål", IDS, OTHER)},
    "swedish": {"Data": data(), "Kodbok": variables("Variabelnamn", "Fråga", IDS, OTHER)},
    "german": {"Daten": data(), "Variablen": variables("Variable", "Fragetext", IDS, OTHER)},
    "english": {"Data": data(), "Codebook": variables("Column name", "Question text", IDS, OTHER)},
    "before the data": {"Spørgsmål": variables("Nr.", "Tekst", IDS, OTHER), "Data": data()},
    "below a title": {"Data": data(), "Ark2": [["Om vores skema"], [], *variables("Id", "Udsagn", IDS, OTHER)]},
    "of some": {"Data": data(), "Kodebog": variables("Variabel", "Spørgsmål", IDS[:5], OTHER)},
    "above the table": {"Data": [*zip(IDS, OTHER, strict=True), [], *data()]},
    "two above the table": {"Data": [*zip(IDS[:2], OTHER, strict=False), *data()]},
}
FOR: dict[str, dict[str, Listed]] = {
    "its own texts": {"Data": data(), "Kodebog": variables("Variabel", "Spørgsmål", IDS, TEXTS)},
    "short": {"Data": data(), "Kodebog": variables("Variabel", "Spørgsmål", IDS, SHORT)},
    "english": {"Data": data(), "Codebook": variables("Name", "Label", IDS, ENGLISH)},
    "numbered": {
        "Data": data(),
        "Kodebog": variables("Id", "Tekst", IDS, [f"{at}. {own}" for at, own in enumerate(TEXTS)]),
    },
    "of other names": {"Data": data(VARIABLES), "Codebook": variables("Name", "Label", VARIABLES, TEXTS)},
    "of other names, above": {"Data": [*zip(VARIABLES, TEXTS, strict=True), [], *data(VARIABLES)]},
    # Other lists
    "notes on four": {"Data": data(), "Noter": variables("Id", "Beskrivelse", IDS[:4], OTHER)},
    "what was agreed": {"Data": data(), "Aftaler": variables("Udsagn", "Handling", IDS, OTHER)},
    "each twice": {"Data": data(), "Noter": variables("Id", "Tekst", IDS[:3] * 2, OTHER)},
    "one above the table": {"Data": [[IDS[0], OTHER[0]], [], *data()]},
    "people": {
        "Data": data(),
        "Om": variables("Navn", "Label", [f"Anne {at}" for at in "abcdef"], ["leder i Nord"] * len(IDS)),
    },
}


@pytest.mark.parametrize("sheets", AGAINST.values(), ids=AGAINST)
def test_what_it_says_against_the_ids_refuses_the_file(sheets: dict[str, Listed], tmp_path: Path) -> None:
    assert found_in(tmp_path / "e.xlsx", sheets) == (0, {"id-not-text"})


@pytest.mark.parametrize("sheets", FOR.values(), ids=FOR)
def test_where_it_says_the_same_or_is_another_list_everybody_counts(sheets: dict[str, Listed], tmp_path: Path) -> None:
    assert found_in(tmp_path / "e.xlsx", sheets) == (len(THREE), set())


def _in_files(folder: Path, name: str, heads: Sequence[str], texts: Sequence[str]) -> Path:
    """The answers in a file of their own, and the list beside it."""
    csv(folder / name, variables("Variabel", "Spørgsmål", heads, texts))
    return csv(folder / "nord.csv", data(heads))


IN_A_FILE: dict[str, tuple[str, Sequence[str], Sequence[str], int, set[str]]] = {
    "of other texts": ("kodebog.csv", IDS, OTHER, 0, {"id-not-text", "legend-of-nobody"}),
    "of other texts, called the same": ("nord_kodebog.csv", IDS, OTHER, 0, {"id-not-text", "legend-beside"}),
    "in English": ("nord codebook.csv", IDS, OTHER, 0, {"id-not-text", "legend-beside"}),
    "of codes": ("nord_kodebog.csv", VARIABLES, TEXTS, len(THREE), {"legend-beside"}),
    # Other lists
    "of notes": ("nord_noter.csv", IDS, OTHER, len(THREE), set()),
}


@pytest.mark.parametrize(("name", "heads", "texts", "people", "told"), IN_A_FILE.values(), ids=IN_A_FILE)
def test_a_list_in_a_file_beside_it_is_held_against_it_and_named(
    name: str, heads: Sequence[str], texts: Sequence[str], people: int, told: set[str], tmp_path: Path
) -> None:
    found = read(_in_files(tmp_path, name, heads, texts))
    assert (found.rows.accepted, {each.code for each in found.findings}) == (people, told)


def test_such_a_list_is_no_file_of_answers(tmp_path: Path) -> None:
    _in_files(tmp_path, "kodebog.csv", IDS, TEXTS)
    assert read(tmp_path / "kodebog.csv").role == "legend"


def noted(path: Path, text: str, cell: str) -> Path:
    rows: Rows = [["Navn", *IDS], *([name, *[point] * len(IDS)] for name, point in zip(NAMES, POINTS, strict=True))]
    return xlsx(
        path, {"Svar": rows}, change=lambda book: setattr(book["Svar"][cell], "comment", Comment(text, "Karen"))
    )


UPWARDS, DOWNWARDS = "1 = helt uenig, 5 = helt enig", "1 = helt enig, 5 = helt uenig"
NOTED: dict[str, tuple[str, str, str | None, tuple[int, ...] | str]] = {
    "upwards": (UPWARDS, "B1", None, (0, 1, 1, 4, 2)),
    "downwards": (DOWNWARDS, "B1", None, (2, 4, 1, 1, 0)),
    "on the last heading": (DOWNWARDS, "Q1", None, (2, 4, 1, 1, 0)),
    "under each other, behind who wrote it": ("Karen:\n1 = helt enig\n5 = helt uenig", "B1", None, (2, 4, 1, 1, 0)),
    "as was asked for": (UPWARDS, "B1", "agree-high", (0, 1, 1, 4, 2)),
    "against what was asked for": (DOWNWARDS, "B1", "agree-high", "codes-contradict"),
    "on somebody's answer": (DOWNWARDS, "B3", None, "codes-unknown"),
    "on another heading": (DOWNWARDS, "A1", None, "codes-unknown"),
    "of nothing": ("husk at spørge igen", "B1", None, "codes-unknown"),
}


@pytest.mark.parametrize(("text", "cell", "asked", "right"), NOTED.values(), ids=NOTED)
def test_a_note_on_a_heading_explains_its_codes(
    text: str, cell: str, asked: str | None, right: tuple[int, ...] | str, tmp_path: Path
) -> None:
    found = read(noted(tmp_path / "e.xlsx", text, cell), codes=asked)
    told = [finding.code for finding in found.findings]
    assert (counts(found) if found.groups else told) == (right if isinstance(right, tuple) else [right])
