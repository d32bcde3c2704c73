"""The quarter that a line above the table names, in whatever words; where it names several, nothing is guessed."""

from pathlib import Path

import pytest

from hf_fidelity import i18n
from hf_fidelity.domain.survey.mapping import FileMapping
from hf_fidelity.ground.dates import Quarter
from tests.exports.tables import IDS, Rows, csv, people, read, written

ABOVE: dict[str, tuple[Rows, str | None]] = {
    "in words": ([["3. kvartal 2026"]], "A1"),
    "for machines": ([["2026-Q3"]], "A1"),
    "the quarter first": ([["Q3 2026"]], "A1"),
    "a period": ([["Periode: 3. kvartal 2026"]], "A1"),
    "a period in its own cell": ([["Periode", "3. kvartal 2026"]], "B1"),
    "in a title": ([["Housing First skema, 3. kvartal 2026"]], "A1"),
    "in English": ([["Fidelity survey (3rd quarter 2026)"]], "A1"),
    "a day beside it": ([["3. kvartal 2026, udskrevet 1.10.2026 kl. 9.30"]], "A1"),
    "below another line": ([["Housing First"], ["Skema 17, Q3 2026"], []], "A2"),
    "twice the same": ([["Q3 2026"], ["3. kvartal 2026"]], "A1"),
    "with the form's number": ([["Housing First, Bilag 1, 3. kvartal 2026"]], "A1"),
    "with a number and a colon": ([["Skema 1: Q3 2026"]], "A1"),
    "with a number behind": ([["3. kvartal 2026 (skema 2)"]], "A1"),
    "its number behind the word": ([["Kvartal 3, 2026"]], "A1"),
    "in a title, its number behind": ([["Housing First skema – Kvartal 3, 2026"]], "A1"),
    "in English, its number behind": ([["Fidelity survey (Quarter 3, 2026)"]], "A1"),
    "with a comma": ([["Skema 4, Q3, 2026"]], "A1"),
    "two with the word on both": ([["Kvartal 2, kvartal 3, 2026"]], None),
    "two with a word between": ([["Quarter 2 and quarter 3, 2026"]], None),
    "two and the second without its year": ([["Kvartal 3, 2026, kvartal 4"]], None),
    "from one to another, behind the word": ([["Kvartal 2-3, 2026"]], None),
    "two by commas with their year": ([["Q2, Q3, 2026"]], None),
    "two quarters by commas": ([["Q2, Q3 2026"]], None),
    "two with the year on the first": ([["Q3 2026 og Q4"]], None),
    "two in a line": ([["Q2 2026 og Q3 2026"]], None),
    "two in two lines": ([["Q2 2026"], ["Q3 2026"]], None),
    "one and half of another": ([["2. og 3. kvartal 2026"]], None),
    "from one to another": ([["Q2-Q3 2026"]], None),
    "against another year": ([["3. kvartal 2026 mod 2025"]], None),
    "two years": ([["3. kvartal 2025/2026"]], None),
    "none": ([["Housing First 2026"]], None),
    "a month": ([["September 2026"]], None),
}


@pytest.mark.parametrize(("above", "cell"), ABOVE.values(), ids=ABOVE)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_one_quarter_is_read_and_told_with_its_place(kind: str, above: Rows, cell: str | None, tmp_path: Path) -> None:
    rows = [*([*row, *[""] * (1 + len(IDS) - len(row))] for row in above), *people()]
    path = written(tmp_path / f"e.{kind}", rows)
    found = read(path, quarter=None)
    told = {f.code: f.cell for f in found.findings}
    if cell:
        assert ([str(group.quarter) for group in found.groups], told) == (["2026-Q3"], {"quarter-above": cell})
    else:
        assert (found.groups, "no-quarter" in told) == ((), True)


def test_several_are_named_in_both_languages(tmp_path: Path) -> None:
    found = read(csv(tmp_path / "e.csv", [["Q2 2026"], ["Q3 2026"], *people()]), quarter=None)
    [several] = [f for f in found.findings if f.code == "several-quarters"]
    said = {}
    for language in ("da", "en"):
        with i18n.speaking(language):
            said[language] = several.words()
    assert said["da"] == "Over tabellen står der flere kvartaler: 2. kvartal 2026, 3. kvartal 2026."
    assert said["en"] == "Several quarters are named above the table: 2nd quarter 2026, 3rd quarter 2026."


OTHERS = {
    "it is said": ([["Q2 2026"], *people()], {"quarter": Quarter(2026, 3)}, "2026-Q3"),
    "a line that says Kvartal": ([["Periode: Q2 2026"], ["Kvartal: Q3 2026"], *people()], {}, "2026-Q3"),
    "a column of days": (
        [["Q2 2026"], *([*row, "2026-08-01" if at else "Dato"] for at, row in enumerate(people()))],
        {},
        "2026-Q3",
    ),
}


@pytest.mark.parametrize(("rows", "said", "quarter"), OTHERS.values(), ids=OTHERS)
def test_what_says_it_better_goes_before(rows: Rows, said: dict[str, Quarter], quarter: str, tmp_path: Path) -> None:
    found = read(csv(tmp_path / "e.csv", rows), **{"quarter": None, **said})
    assert [str(group.quarter) for group in found.groups] == [quarter]


@pytest.mark.parametrize(
    "heads", [["Svar-ID", "Opprettet", "Levert"], ["Opprettet"], ["Levert"], ["Opprettet", "Levert"]]
)
@pytest.mark.parametrize("day", ["2026-08-1{}T10:00:00.828301592+02:00", "1{}.08.2026 10:00"])
def test_norwegian_columns_of_days_say_the_quarter(heads: list[str], day: str, tmp_path: Path) -> None:
    rows = [
        [n if head == "Svar-ID" else day.format(n) for head in heads] + row[1:] for n, row in enumerate(people()[1:])
    ]
    found = read(csv(tmp_path / "e.csv", [[*heads, *IDS], *rows]), quarter=None)
    assert ([str(group.quarter) for group in found.groups], found.rows.accepted) == (["2026-Q3"], len(rows))


def test_who_has_not_delivered_does_not_count(tmp_path: Path) -> None:
    rows = [[n, "2026-08-10 10:00", "2026-08-11 10:00" if n else "", *row[1:]] for n, row in enumerate(people()[1:])]
    found = read(csv(tmp_path / "e.csv", [["Svar-ID", "Opprettet", "Levert", *IDS], *rows]))
    assert (found.rows.accepted, str(found.rows.skipped["incomplete"])) == (len(rows) - 1, "2")


WHOSE = {
    "two of anybody's": (["Svar-ID", "Levert"], "plain"),
    "the other way round": (["Levert", "Svar-ID"], "plain"),
    "a number alone": (["Svar-ID"], "plain"),
    "with a name": (["Svar-ID", "Navn", "Levert"], "plain"),
    "Norwegian": (["Svar-ID", "Opprettet", "Levert"], "nettskjema"),
    "Danish": (["Svar-ID", "Dato indsendt"], "limesurvey"),
    "Danish, by its last page": (["Svar-ID", "Sidste side", "Startsprog"], "limesurvey"),
    "English": (["Response ID", "Date submitted"], "limesurvey"),
    "Finnish": (["Vastauksen ID", "Lähetyspäivä", "Viimeinen sivu", "Aloituskieli"], "limesurvey"),
    "with a last page of anybody's": (["Nr", "Indsendelsesdato", "Sidste side", "Sprog"], "plain"),
}


@pytest.mark.parametrize(("heads", "layout"), WHOSE.values(), ids=WHOSE)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_number_and_a_day_are_no_tools_own(kind: str, heads: list[str], layout: str, tmp_path: Path) -> None:
    rows = [[*heads, *IDS]]
    for n, row in enumerate(people()[1:], 1):
        rows.append([*(f"{n}" if "ID" in head or head == "Nr" else "2026-08-10 10:00" for head in heads), *row[1:]])
    path = written(tmp_path / f"e.{kind}", rows)
    found = read(path)
    assert (found.layout, found.rows.accepted, found.findings) == (layout, len(rows) - 1, ())


@pytest.mark.parametrize(
    "cell", ["Kvartal 3, 2026", "3. kvartal, 2026", "Quarter 3, 2026", "Q3, 2026", "kvartal 3 2026"]
)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("heading", ["Kvartal", "Quarter"])
def test_a_column_of_quarters_may_be_spelt_so(heading: str, kind: str, cell: str, tmp_path: Path) -> None:
    rows = [[*row, heading if not at else cell] for at, row in enumerate(people())]
    path = written(tmp_path / f"e.{kind}", rows)
    found = read(path, quarter=None)
    assert ([str(group.quarter) for group in found.groups], found.findings) == (["2026-Q3"], ())


@pytest.mark.parametrize(
    "line", [["Kvartal: Kvartal 3, 2026"], ["Kvartal", "Q3, 2026"], ["Quarter:", "Quarter 3, 2026"]]
)
def test_so_may_a_line_above_the_table(line: list[str], tmp_path: Path) -> None:
    found = read(csv(tmp_path / "e.csv", [line, *people()]), quarter=None)
    assert [str(group.quarter) for group in found.groups] == ["2026-Q3"]


COMPLETED: dict[str, tuple[list[str], str]] = {
    "Danish": (["Starttidspunkt", "Fuldførelsestidspunkt"], "2026-Q3"),
    "one of them": (["Fuldførelsestidspunkt"], "2026-Q3"),
    "with a number": (["Id", "Completion time"], "2026-Q3"),
    "English": (["Start time", "Completion time"], "2026-Q3"),
    "German": (["Startzeit", "Fertigstellungszeit"], "2026-Q3"),
    "Spanish": (["Hora de inicio", "Hora de finalización"], "2026-Q3"),
    "Swedish": (["Starttid", "Slutförandetid"], "2026-Q3"),
    "the last one first": (["Completion time", "Start time"], "2026-Q3"),
    "another tool's": (["Submission time"], "2026-Q3"),
    "a tool's end": (["Start time", "End time"], "2026-Q3"),
    "the day of the answer in Swedish": (["Svarsdatum"], "2026-Q3"),
    "in Norwegian": (["Svart dato"], "2026-Q3"),
    "in Finnish": (["Vastausaika"], "2026-Q3"),
    "by its end in Danish": (["Oprettet", "Sluttidspunkt"], "2026-Q3"),
    "the start alone": (["Start time"], ""),
}


@pytest.mark.parametrize(("heads", "quarter"), COMPLETED.values(), ids=COMPLETED)
@pytest.mark.parametrize("kind", ["csv", "xlsx", "behind"])
def test_of_forms_without_who_answered_the_time_says_the_quarter(
    kind: str, heads: list[str], quarter: str, tmp_path: Path
) -> None:
    day = "2026-08-1{} 09:05:00"
    rows = [[*(n if head == "Id" else day.format(n) for head in heads), *row[1:]] for n, row in enumerate(people()[1:])]
    table = [[*heads, *IDS], *rows]
    if kind == "behind":
        table = [[*row[len(heads) :], *row[: len(heads)]] for row in table]
    path = written(tmp_path / f"e.{kind}", table)
    found = read(path, quarter=None)
    assert [str(group.quarter) for group in found.groups] == ([quarter] if quarter else [])
    assert {f.code for f in found.findings} == {"quarter-by-date" if quarter else "no-quarter"}


@pytest.mark.parametrize("cell", ["12", "07:35", "12 min", "PT7M"])
def test_how_long_somebody_took_is_no_day(cell: str, tmp_path: Path) -> None:
    rows = [["Completion time", *IDS], *([cell, *row[1:]] for row in people()[1:])]
    assert read(csv(tmp_path / "e.csv", rows)).findings == ()
    dated = [[*row, "2026-08-01" if at else "Dato"] for at, row in enumerate(rows)]
    assert [str(g.quarter) for g in read(csv(tmp_path / "f.csv", dated), quarter=None).groups] == ["2026-Q3"]


PERHAPS: dict[str, tuple[list[str], list[str], str | None]] = {
    "created": (["Nr", "Oprettet"], ["B"], "B1"),
    "two of them": (["Oprettet", "Ændret"], ["A", "B"], "A1"),
    "with a day of birth": (["Fødselsdato", "Oprettet"], ["B"], "B1"),
    "nothing but numbers": (["Nr"], [], None),
}


@pytest.mark.parametrize("written", ["2026-08-1{}", "1{}.08.2026 09:05", "Aug 1{}, 2026 09:05 AM"])
@pytest.mark.parametrize(("heads", "letters", "cell"), PERHAPS.values(), ids=PERHAPS)
def test_days_of_which_nobody_says_whose_they_are_are_named(
    heads: list[str], letters: list[str], cell: str | None, written: str, tmp_path: Path
) -> None:
    rows = [[*(n if head == "Nr" else written.format(n) for head in heads), *row[1:]] for n, row in enumerate(people())]
    rows[0][: len(heads)] = heads
    path = csv(tmp_path / "e.csv", rows)
    found = read(path, quarter=None)
    [told] = found.findings
    assert (told.code, told.cell) == ("no-quarter", cell)
    remarks = found.mapping["headings"]
    assert [letter for letter, text in remarks.items() if text.startswith("date? ")] == letters
    assert not cell or [text.partition(" ")[0] for text in told.params["columns"]] == letters
    if len(letters) == 1:
        columns = found.mapping["columns"] | {letters[0]: "date"}
        dated = read(path, quarter=None, mappings=(FileMapping(columns=columns),))
        assert [str(group.quarter) for group in dated.groups] == ["2026-Q3"]
    assert not any(text.startswith("date? ") for text in read(path).mapping["headings"].values())


ASKED_FOR = {
    "How many are in your team?": ("team", "team? "),
    "Antal i kommunen": ("organisation", "organisation? "),
    "Hvad synes du om dit team?": ("team", "team? "),
}


@pytest.mark.parametrize(("heading", "fact", "remark"), [(h, *said) for h, said in ASKED_FOR.items()], ids=ASKED_FOR)
def test_what_is_explained_names_the_column_that_a_message_does(
    heading: str, fact: str, remark: str, tmp_path: Path
) -> None:
    path = csv(tmp_path / "e.csv", [["4" if n else heading, *row[1:]] for n, row in enumerate(people())])
    refused = read(path, **{fact: None})
    assert refused.findings[0].params["column"] == "A"
    assert (refused.mapping["columns"]["A"], refused.mapping["headings"]["A"]) == ("ignore", remark + heading)
    assert read(path).mapping["headings"]["A"] == heading  # it was said
