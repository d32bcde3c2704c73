"""Rows of sums, words in status columns and dates, as many tools and people write them: counted right, or named."""

from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table as ExcelTable

from hf_fidelity.domain.survey.exports import ExportRead, StatusMeant
from hf_fidelity.domain.survey.mapping import FileMapping
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.readers.survey.cells.book import Refused, column_letters
from hf_fidelity.readers.survey.job import Job, Options
from hf_fidelity.readers.survey.read import read_export
from hf_fidelity.readers.survey.sheets import _refuse_one_column
from tests.exports.tables import FORM, IDS, LABELS

Rows = list[list[Any]]
POINTS = (4, 5, 3, 4, 5)
PEOPLE = [[LABELS[point]] * len(IDS) for point in POINTS]
EXTRA = [LABELS[1]] * len(IDS)
"""A row that must not count: with it the first statement has a lowest answer."""
COUNTS = (0, 0, 1, 2, 2)
SAID: dict[str, Any] = {"organisation": "Prøvekøbing", "team": "Nord"}
QUARTER = Quarter(2026, 3)


def under(heads: Sequence[str], before: Sequence[Sequence[Any]], extra: Sequence[Any]) -> Rows:
    """The people behind what stands before their answers, and the row that must not count."""
    rows = [[*some, *answers] for some, answers in zip(before, PEOPLE, strict=True)]
    return [[*heads, *IDS], *rows, [*extra, *EXTRA]]


def csv(path: Path, rows: Rows, separator: str = ";") -> Path:
    path.write_text("".join(separator.join(map(str, row)) + "\r\n" for row in rows), encoding="utf-8-sig")
    return path


def xlsx(path: Path, rows: Rows, change: Callable[[Any], None] = lambda sheet: None) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    change(book.active)
    book.save(path)
    return path


def read(path: Path, **options: Any) -> ExportRead:
    return read_export(Job(str(path)), Options(FORM, **{**SAID, "quarter": QUARTER, **options}))


def counts(found: ExportRead) -> tuple[int, ...]:
    [group] = found.groups
    return group.votes["S01"].all.counts


def named(found: ExportRead) -> set[int]:
    """Rows that do not count, and stand in the report."""
    rows = [*found.rows.skipped.values(), found.rows.rejected]
    return {row for some in rows for row in range(1, 99) if row in some}


ONE_TO_FIVE = [[n] for n in range(1, 6)]
NAMES = [[name] for name in ("AB", "CD", "EF", "GH", "IJ")]
SUMS: dict[str, Rows] = {
    "a-word-that-no-list-has": under(["Nr"], ONE_TO_FIVE, ["Oftast"]),
    "nothing-among-numbers": under(["Løpenr."], ONE_TO_FIVE, [""]),
    "nothing-among-names": under(["Initialer"], NAMES, [""]),
    "known-word-over-worded-answers": under(["Navn"], NAMES, ["Durchschnitt"]),
    "a-name-that-is-a-word-for-sums": under(["Initialer"], NAMES, ["Max"]),
    "no-date-among-dates": under(["Tidsstempel"], [[f"2026/08/1{n} 9:00:00 AM GMT+2"] for n in range(5)], [""]),
    "under-an-empty-row": [IDS, *PEOPLE, [""] * len(IDS), EXTRA],  # type: ignore[list-item]
    "first": [under(["Nr"], ONE_TO_FIVE, ["Lägst"])[i] for i in (0, 6, 1, 2, 3, 4, 5)],
}


@pytest.mark.parametrize("rows", SUMS.values(), ids=SUMS)
@pytest.mark.parametrize("write", [csv, xlsx])
def test_a_row_of_sums_is_nobody(rows: Rows, write: Callable[[Path, Rows], Path], tmp_path: Path) -> None:
    found = read(write(tmp_path / f"e.{write.__name__}", rows))
    assert counts(found) == COUNTS
    assert rows.index(next(row for row in rows if row[-1] == EXTRA[0])) + 1 in named(found)


PEOPLE_ALL_THE_SAME: dict[str, Rows] = {
    "several-have-no-number": under(["Nr"], [[1], [""], [3], [""], [5]], [6]),
    "ages": under(["Alder"], [[34], [45], ["ved ikke"], [29], [51]], [""]),
    "no-numbers-at-all": [IDS, *PEOPLE, EXTRA],  # type: ignore[list-item]
    "a-number-under-an-empty-row": [*under(["Nr"], ONE_TO_FIVE, [""])[:-1], [""] * (len(IDS) + 1), [6, *EXTRA]],
    "no-number-but-a-date": under(["Nr", "Dato"], [[n, f"2026-08-1{n}"] for n in range(1, 6)], ["", "2026-08-17"]),
}


@pytest.mark.parametrize("rows", PEOPLE_ALL_THE_SAME.values(), ids=PEOPLE_ALL_THE_SAME)
def test_somebody_who_lacks_a_number_is_somebody(rows: Rows, tmp_path: Path) -> None:
    assert counts(read(csv(tmp_path / "e.csv", rows))) == (1, *COUNTS[1:])


def _totals(sheet: Any) -> None:
    table = ExcelTable(displayName="Svar", ref=f"A1:{get_column_letter(len(IDS) + 1)}7")
    table.totalsRowCount = 1
    sheet.add_table(table)


def _formulas(sheet: Any) -> None:
    for cell in sheet[7][1:]:
        cell.value = f"=ROUND(AVERAGE({cell.column_letter}2:{cell.column_letter}6),0)"


@pytest.mark.parametrize("change", [_totals, _formulas])
def test_a_workbook_says_itself_which_row_is_sums(change: Callable[[Any], None], tmp_path: Path) -> None:
    found = read(xlsx(tmp_path / "e.xlsx", under(["Initialer"], NAMES, ["KL"]), change))
    assert (counts(found), str(found.rows.skipped["total"])) == (COUNTS, "7")


def status(heading: str, finished: str, other: str, heads: Sequence[str] = ("Nr",)) -> Rows:
    """People who finished, and one of whom something else is said."""
    rows = under([*heads, heading], [[n, finished] for n in range(1, 6)], [6, other])
    return [[row[0], *row[2:], row[1]] for row in rows]


STATUSES = {
    "norwegian": status("Status", "Fullført", "Forkastet"),
    "spanish": status("Estado", "Completado", "Descartado"),
    "not-available": status("Gennemført", "Ja", "NA"),
    "nothing-beside-something": status("Status", "Gennemført", ""),
    "letters": status("FINISHED", "T", "F"),
    "mode": status("MODE", "interview", "debug"),
}


@pytest.mark.parametrize("rows", STATUSES.values(), ids=STATUSES)
def test_a_word_that_nobody_knows_is_named_and_does_not_count(rows: Rows, tmp_path: Path) -> None:
    found = read(csv(tmp_path / "e.csv", rows))
    assert (counts(found), named(found)) == (COUNTS, {7})


UNREAD: dict[str, tuple[str, list[str]]] = {
    "german": ("Bearbeitungsstatus", [*["abgeschlossen"] * 5, "abgebrochen"]),
    "swedish": ("Svarsstatus", [*["Slutförd"] * 5, "Påbörjad"]),
    "finnish": ("Tila", [*["Valmis"] * 5, "Kesken"]),
    "whatever it is called": ("Kolonne 3", [*["afsluttet"] * 5, "delvist"]),
    "a try-out alone": ("Bemærk", [*[""] * 5, "Testsvar"]),
    "a try-out among other words": ("Kommentar", ["fint", "ja", "", "hej", "ja", "Testbesvarelse"]),
    "with words that nobody knows": ("Submission Status", [*["ACTIVE"] * 5, "DELETED"]),
    "marked as a try-out": ("Testbesvarelse", [*[""] * 5, "x"]),
    "said of each": ("Is test", [*["no"] * 5, "yes"]),
    "to be left out": ("Exclude", [*[""] * 5, "twice"]),
    "of the answer in many words": ("Status for besvarelsen af dette skema", [*["Gennemført"] * 5, "Ikke gennemført"]),
    "the answer's state beside other words": ("Zustand der Antwort", [*["offen"] * 5, "Test"]),
}


@pytest.mark.parametrize(("heading", "cells"), UNREAD.values(), ids=UNREAD)
def test_words_of_unfinished_answers_are_named_under_any_heading(
    heading: str, cells: list[str], tmp_path: Path
) -> None:
    rows: Rows = [["Nr", *IDS, heading]]
    rows += [[at, *row, cell] for at, (row, cell) in enumerate(zip([*PEOPLE, EXTRA], cells, strict=True))]
    path = csv(tmp_path / "e.csv", rows)
    found = read(path)
    assert counts(found) == COUNTS
    assert [(f.code, f.row, f.severity) for f in found.findings] == [("perhaps-unfinished", 7, "error")]
    columns = {column_letters(at): id for at, id in enumerate(IDS, 1)}
    ignored = read(path, mappings=(FileMapping(columns={**columns, "R": "ignore"}),))
    assert (counts(ignored), ignored.rows.accepted) == ((1, *COUNTS[1:]), 6)


@pytest.mark.parametrize(("heading", "cells"), UNREAD.values(), ids=UNREAD)
def test_they_are_named_too_where_their_heading_stands_as_high_as_what_is_asked_of_several(
    heading: str, cells: list[str], tmp_path: Path
) -> None:
    people = zip([*PEOPLE, EXTRA], cells, strict=True)
    rows: Rows = [["Nr", "Hvor enig er I?", *[""] * (len(IDS) - 1), heading], ["", *IDS, ""]]
    found = read(csv(tmp_path / "e.csv", [*rows, *([at, *row, cell] for at, (row, cell) in enumerate(people))]))
    assert counts(found) == COUNTS
    assert [(f.code, f.row, f.severity) for f in found.findings] == [("perhaps-unfinished", 8, "error")]


OF_A_PLAN = ["Gennemført", "I gang", "Ikke startet", "Gennemført", "I gang", "Ikke startet"]
TOLD, NOTED = ("status-elsewhere", "warning"), ("status-of-another", "info")


@pytest.mark.parametrize(
    ("heading", "cells", "told"),
    [
        ("Er jeres plan gennemført?", [*["gennemført"] * 5, "delvist"], NOTED),
        ("Er jeres plan gennemført?", [*["gennemført"] * 4, "næsten", "delvist"], None),
        ("Er spørgeskemaet udfyldt?", [*["færdig"] * 5, "delvist"], TOLD),
        ("Erfaring", ["ny", "erfaren", "ny", "ny", "erfaren", "erfaren"], None),
        ("Plan", [*["gennemført"] * 6], None),
        ("Status på handleplan", OF_A_PLAN, TOLD),
        ("HF-kursus", ["Gennemført", "Afbrudt", "", "Gennemført", "Afbrudt", ""], TOLD),
        ("Schulung", ["abgeschlossen", "nicht abgeschlossen"] * 3, TOLD),
        ("Training status", ["Completed", "In progress", "Not started"] * 2, TOLD),
        ("Boligstatus", ["Indflyttet", "Venter", "Afbrudt"] * 2, None),
        ("Bemærkninger", ["", "", "Ikke færdig", "", "", ""], TOLD),
        ("Kommentar", ["god test", "en test", "fint", "nej", "ok", "test"], None),
    ],
)
def test_such_words_about_anything_else_count_and_are_told(
    heading: str, cells: list[str], told: tuple[str, str] | None, tmp_path: Path
) -> None:
    rows = [[*IDS, heading]]
    rows += [[*row, cell] for row, cell in zip([*PEOPLE, EXTRA], cells, strict=True)]
    found = read(csv(tmp_path / "e.csv", rows))
    assert counts(found) == (1, *COUNTS[1:])
    assert [(f.code, f.severity) for f in found.findings] == ([told] if told else [])


def test_a_tools_questions_about_anything_else_count_too(tmp_path: Path) -> None:
    rows: Rows = [["Timestamp", "Handleplan", *IDS]]
    rows += [["2026-08-10", cell, *row] for cell, row in zip(OF_A_PLAN, [*PEOPLE, EXTRA], strict=True)]
    found = read(csv(tmp_path / "e.csv", rows, ","))
    assert (counts(found), [f.code for f in found.findings]) == ((1, *COUNTS[1:]), [TOLD[0]])


@pytest.mark.parametrize(
    "heads",
    [
        ("responde", "organisa", "stato_3", "stato_4"),
        ("respondentid", "organization", "statoverall_3", "statoverall_4"),
        ("respondent", "organisa", "Samlet status - Nogen svar", "Samlet status - Gennemført"),
    ],
)
def test_what_surveyxact_says_of_its_answers(heads: tuple[str, ...], tmp_path: Path) -> None:
    """Its own names are cut off at eight letters, or written in full."""
    found = read(csv(tmp_path / "e.csv", under(heads, [[n, 1, 0, 1] for n in range(5)], [9, 1, 1, 0])))
    assert (counts(found), str(found.rows.skipped["incomplete"])) == (COUNTS, "7")
    assert (found.layout, found.groups[0].organisation) == ("surveyxact", SAID["organisation"])


@pytest.mark.parametrize("heading", ["stato_4", "statoverall_4"])
def test_surveyxact_says_it_to_a_table_of_ones_own_too(heading: str, tmp_path: Path) -> None:
    found = read(csv(tmp_path / "e.csv", status(heading, "1", "0")))
    assert (counts(found), str(found.rows.skipped["incomplete"])) == (COUNTS, "7")


def test_a_preview_is_one_by_the_way_it_came(tmp_path: Path) -> None:
    heads = ["StartDate", "EndDate", "Finished", "ResponseId", "DistributionChannel"]
    cells = ["2026-08-10 9:00:00", "2026-08-10 9:05:00", "True"]
    rows = under(heads, [[*cells, f"R_{n}", "anonymous"] for n in range(5)], [*cells, "R_9", "preview"])
    found = read(csv(tmp_path / "e.csv", rows, ","))
    assert (counts(found), str(found.rows.skipped["test"])) == (COUNTS, "7")


def test_a_mapping_says_what_the_word_means(tmp_path: Path) -> None:
    path = csv(tmp_path / "e.csv", status("Status", "Gennemført", "Kasseret"))
    becomes: dict[StatusMeant, tuple[int, ...]] = {"finished": (1, *COUNTS[1:]), "unfinished": COUNTS, "test": COUNTS}
    for meant, expected in becomes.items():
        found = read(path, mappings=(FileMapping(status={"kasseret": meant}),))
        assert (counts(found), len(found.rows.rejected)) == (expected, 0)


def test_a_mapping_says_what_nothing_among_statuses_means(tmp_path: Path) -> None:
    path = csv(tmp_path / "e.csv", status("Status", "Gennemført", ""))
    found = read(path, mappings=(FileMapping(status={"": "finished"}),))
    assert (counts(found), len(found.rows.rejected)) == ((1, *COUNTS[1:]), 0)


def test_a_status_that_says_nothing_of_anybody_is_no_status(tmp_path: Path) -> None:
    """In a tool's export a question may be called so."""
    rows = under(["Timestamp", "Status"], [[f"2026-08-1{n}", "Ansat"] for n in range(5)], ["2026-08-17", "Vikar"])
    assert counts(read(csv(tmp_path / "e.csv", rows, ","))) == (1, *COUNTS[1:])


DATED: dict[str, tuple[list[str], str | None]] = {
    "a-day-above-12": (["08/03/2026", "08/14/2026", "08/03/2026", "08/04/2026", "09/01/2026"], "2026-Q3"),
    "nothing-shows": (["03-08-2026"] * 5, None),
    "the-same-quarter-either-way": (["08/09/2026", "09/08/2026", "07/09/2026", "08/08/2026", "09/07/2026"], "2026-Q3"),
    "serial-numbers": (["46244,4", "46245", "46246,25", "46247", "46248"], "2026-Q3"),
    "names-of-months": (
        ["10. aug. 2026", "11 August 2026", "Aug 12, 2026", "13 de agosto de 2026", "14.08.26"],
        "2026-Q3",
    ),
}


@pytest.mark.parametrize(("days", "quarter"), DATED.values(), ids=DATED)
@pytest.mark.parametrize("heading", ["Svardato", "Date"])
def test_a_date_is_read_as_its_column_shows_or_the_file_is_refused(
    days: list[str], quarter: str | None, heading: str, tmp_path: Path
) -> None:
    rows = [[heading, *IDS], *([day, *answers] for day, answers in zip(days, PEOPLE, strict=True))]
    found = read(csv(tmp_path / "e.csv", rows), quarter=None)
    assert [str(group.quarter) for group in found.groups] == ([quarter] if quarter else [])
    assert ("ambiguous-dates" in {f.code for f in found.findings}) == (quarter is None)


def test_a_date_that_cannot_be_read_is_repeated(tmp_path: Path) -> None:
    rows = [["Dato", *IDS], *([day, *PEOPLE[0]] for day in ("2026-08-10", "uge 33", "2026-08-11"))]
    found = read(csv(tmp_path / "e.csv", rows), quarter=None)
    assert [(f.code, f.value) for f in found.findings if f.severity == "error"] == [("bad-date", "uge 33")]


LIME = ["Response ID", "Date submitted", "Last page", "Start language"]


def test_the_day_of_sending_in_says_both_when_and_whether(tmp_path: Path) -> None:
    rows = under(LIME, [[n, f"2026-08-1{n} 10:00:00", 3, "da"] for n in range(1, 6)], [6, "NA", 1, "da"])
    found = read(csv(tmp_path / "e.csv", rows), quarter=None)
    assert (counts(found), str(found.groups[0].quarter), str(found.rows.skipped["incomplete"])) == (
        COUNTS,
        "2026-Q3",
        "7",
    )
    assert "unfinished" in {f.code for f in found.findings}


def test_1980_is_no_day_of_sending_in(tmp_path: Path) -> None:
    rows = under(LIME, [[n, "1980-01-01 00:00:00", 3, "da"] for n in range(1, 6)], [6, "", 1, "da"])
    path = csv(tmp_path / "e.csv", rows)
    assert ({f.code for f in read(path, quarter=None).findings if f.severity == "error"}) == {"bad-date"}
    assert counts(read(path)) == COUNTS


@pytest.mark.parametrize("word", ["NA", "nan", "0", "-", "n/a", "NULL", "anonymous", "Anonym bruger"])
def test_a_word_for_nobody_is_not_one_person(word: str, tmp_path: Path) -> None:
    rows = [["Respondent", *IDS], *([word, *answers] for answers in PEOPLE)]
    assert counts(read(csv(tmp_path / "e.csv", rows))) == COUNTS


def test_how_many_are_in_the_team_is_no_name_of_one(tmp_path: Path) -> None:
    rows = under(["Hvor mange er I i dit team?"], [[4], [9], [9], [4], [4]], [4])
    assert read(csv(tmp_path / "e.csv", rows), team=None).groups == ()


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
