"""Tables that somebody spoilt on the way: letters lost, sheets hidden, rows pasted twice, all cells in one."""

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest

from hf_fidelity.domain.survey.exports import ExportRead
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.ground.text import is_destroyed
from hf_fidelity.readers.survey.job import Job, Options
from hf_fidelity.readers.survey.read import read_export
from tests.exports.tables import FORM, IDS, LABELS

Rows = list[list[Any]]
SAID: dict[str, Any] = {"organisation": "Prøvekøbing", "quarter": Quarter(2026, 3)}
TEXTS = [FORM.statement(id).text["da"] for id in IDS]
KINDS_OF_PEOPLE = (4, 5, 3, 2, 5, 4, 1)


def people(team: str = "Bostøtte Nord", heads: Sequence[str] = IDS) -> Rows:
    """A row for each of seven people, no two the same."""
    answers = [[LABELS[1 + (n + at) % 5] for at in range(len(heads))] for n in KINDS_OF_PEOPLE]
    for at, row in enumerate(answers):
        row[at] = LABELS[1]
    return [["Team", *heads], *([team, *row] for row in answers)]


def csv(path: Path, rows: Rows, separator: str = ";") -> Path:
    path.write_text("".join(separator.join(map(str, row)) + "\r\n" for row in rows), encoding="utf-8-sig")
    return path


def xlsx(path: Path, sheets: dict[str, Rows], hidden: Sequence[str] = ()) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
    book.save(path)
    return path


def read(path: Path, **options: Any) -> ExportRead:
    return read_export(Job(str(path)), Options(FORM, **{**SAID, **options}))


def said(found: ExportRead, code: str) -> list[tuple[str | None, dict[str, Any]]]:
    """Cell and parameters of each finding of a code."""
    return [(finding.cell, dict(finding.params)) for finding in found.findings if finding.code == code]


def _misread(wrote: str, text: str) -> str:
    """A text that was written in one encoding and read as Windows-1252."""
    return text.encode(wrote).decode("cp1252", "replace")


SPOILT: dict[str, Callable[[str], str]] = {
    "utf-8": lambda text: _misread("utf-8", text),
    "mac": lambda text: _misread("mac_roman", text),
    "dos": lambda text: _misread("cp865", text),
    "replaced": lambda text: text.encode("ascii", "replace").decode().replace("?", "\ufffd"),
    "without-the-letter": lambda text: text.encode("ascii", "replace").decode(),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_a_name_whose_letters_are_destroyed_is_pointed_out_once(spoil: Callable[[str], str], tmp_path: Path) -> None:
    name = spoil("Bostøtte Nord")
    for found in (
        read(csv(tmp_path / "e.csv", people(name))),
        read(xlsx(tmp_path / "e.xlsx", {"Svar": people(name)})),
    ):
        assert found.rows.accepted == len(KINDS_OF_PEOPLE)
        [(cell, params)] = said(found, "destroyed-letters")
        assert (cell, params["value"], params["columns"]) == ("A2", name, ["A »Team«"])


def test_headings_and_answers_with_destroyed_letters_are_named_with_their_columns(tmp_path: Path) -> None:
    rows = people(heads=[*IDS[:-1], _misread("utf-8", TEXTS[-1])])
    rows[3][1] = _misread("utf-8", "Altid nødvendigt")
    [(_, params)] = said(read(csv(tmp_path / "e.csv", rows)), "destroyed-letters")
    assert [column[0] for column in params["columns"]] == ["B", "Q"]


def test_a_file_that_is_refused_for_its_destroyed_headings_says_so(tmp_path: Path) -> None:
    rows = [[_misread("utf-8", text) for text in ("Spørgsmål på æøå", "Øvrige åbne spørgsmål")], ["Enig", "Uenig"]]
    found = read(csv(tmp_path / "e.csv", rows))
    assert [finding.code for finding in found.findings] == ["no-statements", "destroyed-letters"]


WHOLE = (
    "Ærø–Langeland", "Équipe «Été»", "IDÉ»", "São João", "NÃO", "ÂNGULO", "Col·legi", "L’Hospitalet", "R&D?", "£5",
    "Mitarbeiter*innen", "Hvad nu? ja", "Hvad?Hvem", "Team 3½", "50 % – “godt”", "https://a.dk/svar?id=4", "Šumava",
    "Œuvre", "Straße", "¿Quién?", "Nord ¾",
)  # fmt: skip


@pytest.mark.parametrize("text", WHOLE)
def test_unusual_letters_are_not_destroyed_ones(text: str) -> None:
    assert not is_destroyed(text)


def test_answers_on_a_hidden_sheet_are_named_beside_those_that_are_read(tmp_path: Path) -> None:
    sheets = {"Data": people(), "Lister": [["Helt enig"], ["Enig"]], "Syd": people("Syd")}
    found = read(xlsx(tmp_path / "e.xlsx", sheets, ["Lister", "Syd"]))
    [(_, params)] = said(found, "hidden-sheets")
    assert (params["sheets"], [group.team for group in found.groups]) == (["Syd"], ["Bostøtte Nord"])


def test_a_hidden_sheet_is_read_where_no_other_has_answers(tmp_path: Path) -> None:
    found = read(xlsx(tmp_path / "e.xlsx", {"Forside": [["Velkommen"]], "Data": people()}, ["Data"]))
    assert (found.rows.accepted, [params["asked"] for _, params in said(found, "hidden-sheet-read")]) == (7, ["Data"])


def test_a_hidden_sheet_of_no_answers_is_nothing_to_say(tmp_path: Path) -> None:
    sheets = {"Data": people(), "Lister": [["Helt enig"], ["Enig"]], "_56F9DC97": [["Form1", "abc"]]}
    assert not read(xlsx(tmp_path / "e.xlsx", sheets, ["Lister", "_56F9DC97"])).findings


IN_ONE = {
    "csv pasted into a workbook": ("xlsx", ","),
    "its semicolons": ("xlsx", ";"),
    "a mark that no tool parts with": ("csv", "^"),
}


@pytest.mark.parametrize(("ending", "mark"), IN_ONE.values(), ids=IN_ONE)
def test_a_table_in_one_column_says_how_to_divide_it(ending: str, mark: str, tmp_path: Path) -> None:
    lines = [mark.join(row) for row in people()]
    path = tmp_path / f"e.{ending}"
    found = read(xlsx(path, {"Ark1": [[line] for line in lines]}) if ending == "xlsx" else csv(path, people(), mark))
    assert [finding.code for finding in found.findings] == ["one-column"]
    assert (found.findings[0].params["mark"], bool(found.findings[0].what_to_do())) == (mark, True)


def padded(rows: list[list[str]], width: int) -> list[list[str]]:
    return [["".join(cell.ljust(width) for cell in row)] for row in rows]


WIDTHS = {
    "all of a width": (padded(people(), 60), True),
    "somebody left something out": (padded([*people(), ["8", "", *people()[1][2:]]], 60), True),
    "parted by one blank": ([[" ".join(row)] for row in people()], False),
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
    found = read(path)
    assert ([f.code for f in found.findings] == ["one-column"]) is seen
    assert not found.groups


def test_one_statement_alone_is_a_table_of_its_own(tmp_path: Path) -> None:
    rows = [[row[1]] for row in people()]
    found = read(xlsx(tmp_path / "e.xlsx", {"Ark1": rows}), team="Nord")
    assert (found.rows.accepted, bool(said(found, "one-column"))) == (7, False)


def test_rows_that_were_pasted_in_twice_are_pointed_out(tmp_path: Path) -> None:
    rows = people()
    [(_, params)] = said(read(csv(tmp_path / "e.csv", [*rows, *rows[1:]])), "rows-repeated")
    assert (params["rows"], params["earlier"]) == ("9–15", "2–8")


def test_part_of_the_rows_twice_under_new_numbers(tmp_path: Path) -> None:
    rows = [*people(), *people()[3:]]
    numbered = [["Nr" if at == 0 else str(at), *row] for at, row in enumerate(rows)]
    [(_, params)] = said(read(xlsx(tmp_path / "e.xlsx", {"Svar": numbered})), "rows-repeated")
    assert (params["rows"], params["earlier"]) == ("9–13", "4–8")


MIXED = [[LABELS[chosen] for chosen in Random(at).choices(range(1, 6), k=len(IDS))] for at in range(20)]
AGAIN: dict[str, tuple[list[list[str]], list[tuple[str, str]]]] = {
    "two": ([*MIXED, *MIXED[4:6]], []),
    "three": ([*MIXED, *MIXED[4:7]], [("22–24", "6–8")]),
    "four": ([*MIXED, *MIXED[4:8]], [("22–25", "6–9")]),
    "four twice": ([*MIXED, *MIXED[4:8], *MIXED[4:8]], [("22–25", "6–9")]),
    "at once": ([*MIXED[:4], *MIXED[:4], *MIXED[4:]], [("6–9", "2–5")]),
    "two kinds of three": ([*MIXED, MIXED[0], *MIXED[:2], *MIXED[5:7], MIXED[0], *MIXED[:2]], []),
}


@pytest.mark.parametrize(("rows", "told"), AGAIN.values(), ids=AGAIN)
def test_three_rows_of_three_kinds_again_are_pasted(
    rows: list[list[str]], told: list[tuple[str, str]], tmp_path: Path
) -> None:
    found = read(csv(tmp_path / "e.csv", [["Team", *IDS], *(["Nord", *row] for row in rows)]))
    assert [(params["rows"], params["earlier"]) for _, params in said(found, "rows-repeated")] == told


NOT_PASTED = {
    "another team": [*people(), *people("Syd")[1:]],
    "all agree": [["Team", *IDS], *[["Nord", *[LABELS[4]] * len(IDS)]] * 40],
    "two sorts by turns": [["Team", *IDS], *[["Nord", *[LABELS[n]] * len(IDS)] for n in (4, 5) * 20]],
    "three sorts, a few": [["Team", *IDS], *[["Nord", *[LABELS[n]] * len(IDS)] for n in (4, 5, 3, 4, 5, 4, 3, 3)]],
}


@pytest.mark.parametrize("rows", NOT_PASTED.values(), ids=NOT_PASTED)
def test_people_who_answer_alike_are_no_copies(rows: Rows, tmp_path: Path) -> None:
    assert not said(read(csv(tmp_path / "e.csv", rows)), "rows-repeated")


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
    rows = people(heads=[heading.format(text.rstrip(".")) for text in TEXTS])
    found = read(csv(tmp_path / "e.csv", rows))
    assert (found.rows.accepted, {code.code for code in found.findings} & {"option-columns"}) == (7, set())
    digits = [[row[0], *[str(1 + at % 5) for at, _ in enumerate(row[1:])]] for row in rows[1:]]
    counted = read(csv(tmp_path / "d.csv", [rows[0], *digits]))
    tallies = {id: [0] * 5 for id in IDS}
    for row in digits:
        for at, id in enumerate(IDS, 1):
            tallies[id][places[int(row[at]) - 1]] += 1
    [group] = counted.groups
    assert {id: list(votes.all.counts) for id, votes in group.votes.items()} == tallies
