"""A quarter that is said for a file, against the ones that the file names itself."""

from collections.abc import Set
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hf_fidelity import i18n
from hf_fidelity.domain.survey.exports import ExportRead
from hf_fidelity.domain.survey.mapping import FileMapping
from hf_fidelity.ground.dates import Quarter
from tests.exports.tables import IDS, NAMES, POINTS, Rows, answers, beside, csv, read, xlsx


def below(title: str) -> Rows:
    head, *rows = [[*row[:1], *row[2:]] for row in beside("Note", "")]
    return [[title, *[""] * len(IDS)], head, *rows]


def told(found: ExportRead) -> dict[str, str | None]:
    return {finding.code: finding.cell for finding in found.findings}


NAMED: dict[str, tuple[Rows, int, dict[str, str | None]]] = {
    "in a column of quarters": (beside("Kvartal", "2026-Q2"), 0, {"other-quarter": "B9"}),
    "as days in such a column": (beside("Kvartal", "2026-05-04"), 0, {"other-quarter": "B9"}),
    "under a question": (
        beside("Hvilket kvartal svarer du for?", "2026-Q2"),
        8,
        {"option-beats-guess": "B1", "quarter-elsewhere": "B1"},
    ),
    "under a question with other words": (
        beside("Hvilken periode handler dine svar om?", "2026-Q2"),
        8,
        {"quarter-elsewhere": "B1"},
    ),
    "when somebody started": (beside("Hvilket kvartal startede du i?", "2023-Q2"), 8, {}),
    "some of whom then": (beside("Hvilket kvartal startede du i?", "2023-Q2", "2026-Q3"), 8, {}),
    "employed": (beside("Hvilket kvartal er du ansat?", "2023-Q2"), 8, {}),
    "employed since": (beside("Ansat siden", "2023-Q2", "2024-Q1"), 8, {}),
    "in a word": (beside("Startkvartal", "2023-Q2", "2024-Q1"), 8, {}),
    "in English": (beside("When did you join the team?", "2023-Q2", "2024-Q1"), 8, {}),
    "of a citizen": (beside("Kvartal for indflytning", "2023-Q2", "2024-Q1"), 8, {}),
    "under another name": (beside("Måling", "2. kvartal 2026"), 8, {"quarter-elsewhere": "B1"}),
    "some of them": (beside("Periode", "2026-Q3", "2026-Q2"), 8, {"quarter-elsewhere": "B1"}),
    "the same one": (beside("Periode", "2026-Q3", "3. kvartal 2026", ""), 8, {}),
    "among other words": (beside("Kommentar", "2026-Q2", "godt"), 8, {}),
    "in a line above": (below("Kvartal: 2026-Q2"), 0, {"other-quarter": None}),
    "in the title": (below("2. kvartal 2026"), 8, {"quarter-elsewhere": None}),
    "the same one in the title": (below("Q3 2026"), 8, {}),
    "in a title of more words": (below("Måling 2. kvartal 2026"), 8, {"quarter-elsewhere": None}),
}
EVERYWHERE = frozenset(("title", "title of a CSV file", "sheet", "file", "headings"))
AROUND: dict[str, tuple[str, str]] = {
    "another in a title": ("Bostøtte Syd - 2. kvartal 2026", "quarter-elsewhere"),
    "for machines": ("Besvarelser 2026-Q2", "quarter-elsewhere"),
    "shortened": ("Svar fra 2. kvt. 2026", "quarter-elsewhere"),
    "in English": ("Answers of the 2nd quarter 2026", "quarter-elsewhere"),
    "two, and neither is it": ("Q1 2026 og Q2 2026", "quarter-elsewhere"),
    "the same": ("Svar fra 3. kvt. 2026", ""),
    "both": ("Q2 2026 og Q3 2026", ""),
    "what it is compared with": ("Sammenlignes med 2. kvartal 2026", ""),
    "a deadline": ("Svarfrist: 4. kvartal 2026", ""),
    "a deadline in English": ("Due by Q4 2026", ""),
    **{
        text: (text, "")
        for text in (
            *("Oprettet 1. kvartal 2026", "Genereret Q4 2026", "Created Q1 2026", "Generated Q4 2026", "Stand Q2 2026"),
            *("Opdateret 2. kvartal 2026", "Updated Q2 2026", "Version 2026-Q1", "v. 2026-Q1", "Skabelon Q1 2026"),
            *("Template Q1 2026", "Download Q4 2026", "Backup Q4 2026", "Rapporteres Q4 2026", "Reported Q4 2026"),
            *("Startet Q1 2025", "Started Q1 2025", "Projektperiode Q1 2025", "Handleplan Q4 2026", "Bruges i Q4 2026"),
            "1. kvartal 2025 til 4. kvartal 2027",
        )
    },
    "from one to another, and it lies before both": ("Q4 2026 til Q1 2027", "quarter-elsewhere"),
    "half of one": ("2. og 3. kvartal 2026", ""),
    "a year": ("Måling 2025", ""),
}


@pytest.mark.parametrize(("text", "code"), AROUND.values(), ids=AROUND)
def test_a_quarter_among_words_is_told_wherever_it_stands(text: str, code: str, tmp_path: Path) -> None:
    rows = beside("Note", "")
    name = text.replace(" ", "_").replace(":", "") if "quarter" not in text else text
    headed = [[*rows[0][:2], *(f"{id} ({text})" for id in IDS)], *rows[1:]]
    asked = [[*rows[0][:2], f"{IDS[0]} ({text})", *IDS[1:]], *rows[1:]]
    found = {
        "title": read(xlsx(tmp_path / "a.xlsx", {"A": below(text)})),
        "title of a CSV file": read(csv(tmp_path / "a.csv", below(text))),
        "sheet": read(xlsx(tmp_path / "b.xlsx", {text.replace(":", "")[:31]: rows})),
        "file": read(csv(tmp_path / f"{name}.csv", rows)),
        "headings": read(csv(tmp_path / "c.csv", headed)),
    }
    elsewhere = {where: [f.code for f in read_.findings if "quarter" in f.code] for where, read_ in found.items()}
    assert elsewhere == dict.fromkeys(found, [code] if code else [])
    one = read(csv(tmp_path / "d.csv", asked))
    assert [f.code for f in one.findings if "quarter" in f.code] == [], "it is a part of one question"


MONTHS: dict[str, tuple[str, Set[str]]] = {
    **{
        text: (text, EVERYWHERE)
        for text in (
            *("Housing First marts 2026", "marts 2026", "Måned: marts 2026", "Dato: 3. marts 2026", "HF_mar._2026"),
            *("2026-03", "March 2026", "March 3, 2026", "maaliskuu 2026", "marzo de 2026", "março 2026", "März 2026"),
            # of a period one end may lie close to the quarter
            *(
                "Periode: 01-04-2026 - 30-06-2026",
                "Svar 1. april - 17. juni 2026",
            ),
            *("Svar før ferien, juni 2026", "Svar på supervision, maj 2026"),
            *("styczeń 2026", "mei 2026", "januar og februar 2026", "februar–marts 2026", "Maj 2026", "juni 2026"),
            *("svar 20260310", "eksporteret 3. marts 2026", "export 2026-03-03", "3. marts 2025", "marts-2026"),
        )
    },
    **{
        text: (text, EVERYWHERE - {"file"})
        for text in ("november 2026", "Måned: december 2026", "den 20. oktober 2026", "svar 2026-11-02")
    },
    **{
        text: (text, frozenset())
        for text in (
            *("juli 2026", "juli og august 2026", "juni, juli 2026", "Maj", "marts", "Medarbejdere 2026", "2024–2026"),
            *("Housing First siden januar 2019", "januar–december 2026", "oktober 2026", "den 20. juni 2026"),
            *("eksporteret 2. oktober 2026", "export_2026-12-02", "hentet 3. december 2026", "Skabelon marts 2026"),
            # papers, agreements and meetings have days of their own
            *(
                "Manual for Housing First, marts 2021",
                "Rev. 2025-11-04",
                "Godkendt 12. januar 2026",
                "Kopi af 3. dec 2026",
            ),
            *("Data slettes 31. marts 2027", "Statusmøde 12. november 2026", "Baseline var marts 2025"),
            *("Seneste tilsyn 3. marts 2026", "Sommerferie 1. juni 2026"),
            *("Åben 1.6.2026-30.9.2026", "HF i Nord (aftale af 1.4.2026-31.3.2027)"),
            *("Lis 2026", "Data set 2026", "Født 3. marts 1985", "Projektperiode marts 2025 til maj 2027"),
            *("Q3 2026, sendt ud i juni 2026", "Svarfrist 2. november 2026", "Uge 10 2026", "marts 2026 til maj 2027"),
        )
    },
}


@pytest.mark.parametrize(("text", "where"), MONTHS.values(), ids=MONTHS)
def test_a_month_of_another_quarter_is_told_as_that_quarter_is(text: str, where: Set[str], tmp_path: Path) -> None:
    rows = beside("Note", "")
    headed = [[*rows[0][:2], *(f"{id} ({text})" for id in IDS)], *rows[1:]]
    found = {
        "title": read(xlsx(tmp_path / "a.xlsx", {"A": below(text)})),
        "title of a CSV file": read(csv(tmp_path / "a.csv", below(text))),
        "sheet": read(xlsx(tmp_path / "b.xlsx", {text.replace(":", "")[:31]: rows})),
        "file": read(csv(tmp_path / f"{text.replace(':', '')}.csv", rows)),
        "headings": read(csv(tmp_path / "c.csv", headed)),
    }
    assert {name for name, one in found.items() if one.rows.accepted != len(POINTS)} == set()
    assert {name: [f.code for f in one.findings] for name, one in found.items()} == {
        name: ["quarter-elsewhere"] if name in where else [] for name in found
    }


def test_what_a_month_is_of_may_stand_in_the_cell_beside_it(tmp_path: Path) -> None:
    title: dict[str, list[Any]] = {
        "Måned": ["Måned", "marts 2026"],
        "Dato": ["Dato", date(2026, 3, 3)],
        "Født": ["Født", "3. marts 1985"],
        "Eksporteret": ["Eksporteret", date(2026, 12, 3)],
    }
    found = {}
    for name, line in title.items():
        head, *rows = below("")[1:]
        above = [[*line, *[""] * (len(head) - len(line))], head, *rows]
        found[name] = [f.code for f in read(xlsx(tmp_path / f"{name}.xlsx", {"A": above})).findings]
    assert found == {"Måned": ["quarter-elsewhere"], "Dato": ["quarter-elsewhere"], "Født": [], "Eksporteret": []}


def test_a_month_gives_no_quarter_where_none_is_said(tmp_path: Path) -> None:
    found = read(csv(tmp_path / "marts 2026.csv", below("Housing First marts 2026")), quarter=None)
    assert ([f.code for f in found.findings], found.groups) == (["no-quarter"], ())


@pytest.mark.parametrize(("rows", "accepted", "right"), NAMED.values(), ids=NAMED)
def test_another_quarter_than_the_one_that_is_said_is_told(
    rows: Rows, accepted: int, right: dict[str, str | None], tmp_path: Path
) -> None:
    for path in (csv(tmp_path / "e.csv", rows), xlsx(tmp_path / "e.xlsx", {"A": rows})):
        found = read(path)
        assert (found.rows.accepted, told(found)) == (accepted, right)


def test_when_somebody_was_employed_is_not_when_they_answered(tmp_path: Path) -> None:
    found = read(csv(tmp_path / "e.csv", beside("Hvilket kvartal er du ansat?", "2023-Q2")), quarter=None)
    assert (found.groups, told(found)) == ((), {"no-quarter": "B1"})


@pytest.mark.parametrize(
    ("heading", "is_told"),
    [
        ("Indsatsens start", False),
        ("Seneste MUS", False),
        ("Kursus", False),
        ("Next supervision", False),
        ("Beginn der Maßnahme", False),
        ("Seneste måling", True),
        ("Hvilket kvartal blev du ansat i?", False),
        ("In which quarter did the citizen move in?", False),
        ("Seneste evaluering", True),
        ("Workshop", True),
        ("Periode", True),
        ("Sidste svar", True),
        *((f"Kvartal for {what}", False) for what in ("seneste MUS", "ferien", "tilsyn", "supervision", "barsel")),
        *((heading, False) for heading in ("Quarter of last vacation", "Quartal der Fortbildung", "Fødselskvartal")),
        *((heading, False) for heading in ("Hvornår var du på orlov?", "Team and quarter of your appraisal")),
        *((heading, True) for heading in ("Kvartal før ferien", "Svar after the holidays", "Kursusevaluering")),
    ],
)
def test_nor_is_when_something_else_happened_to_them(heading: str, is_told: bool, tmp_path: Path) -> None:
    found = read(csv(tmp_path / "e.csv", beside(heading, "Q1 2025")))
    assert ("quarter-elsewhere" in told(found)) == is_told


def test_a_mapping_has_said_what_the_column_is(tmp_path: Path) -> None:
    columns = {"B": "ignore", **{chr(ord("C") + at): id for at, id in enumerate(IDS)}}
    path = csv(tmp_path / "e.csv", beside("Periode", "2026-Q2"))
    assert told(read(path, mappings=(FileMapping(columns=columns),))) == {}


MAY = [f"2026-05-{10 + at} 10:0{at}" for at in range(len(NAMES))]
AUGUST = [text.replace("-05-", "-08-") for text in MAY]
STAMPS: dict[str, tuple[str, list[str], str | None]] = {
    "all of another quarter": ("Sendt", MAY, "2–9"),
    "half of them": ("Modtaget", [pair[at % 2] for at, pair in enumerate(zip(MAY, AUGUST, strict=True))], "2, 4, 6, 8"),
    "one of another year": ("Sent", [AUGUST[0].replace("2026", "2025"), *AUGUST[1:]], "2"),
    "the day first": ("Registreret", [f"{10 + at}.05.2026 kl. 09.0{at}" for at in range(8)], "2–9"),
    "of the quarter": ("Sendt", AUGUST, None),
    "some days late": ("Sendt", [text.replace("2026-08-1", "2026-10-0") for text in AUGUST], None),
    "some days early": ("Sent", [text.replace("2026-05-1", "2026-06-2") for text in MAY], None),
    "days alone": ("Sendt", [text[:10] for text in MAY], None),
    "midnight": ("Sendt", [f"{text[:10]} 00:00:00" for text in MAY], None),
    "one moment for all": ("Inviteret", MAY[:1] * 8, None),
    "one has none": ("Sendt", [*MAY[:7], ""], "2–8"),
    "few have one": ("Sendt", [*MAY[:4], "", "", "", ""], None),
    "of a life": ("Ansat siden", MAY, None),
    "of a question": ("Hvornår mødte du borgeren?", MAY, None),
    "of an account": ("Bruger oprettet", MAY, None),
    "of a shift": ("Last shift", MAY, None),
    "full and half hours": ("Aftalt", [f"2026-05-{10 + at} {8 + at:02}:{at % 2 * 3}0:00" for at in range(8)], None),
    "half hours, and a minute": ("Sendt", [*[f"10.05.2026 {9 + at}.30" for at in range(7)], "10.05.2026 9.31"], "2–9"),
}


@pytest.mark.parametrize(("heading", "cells", "rows"), STAMPS.values(), ids=STAMPS)
@pytest.mark.parametrize("last", [False, True], ids=["before the statements", "behind them"])
def test_moments_of_another_quarter_are_told_where_nothing_else_says_when(
    heading: str, cells: list[str], rows: str | None, last: bool, tmp_path: Path
) -> None:
    people = [[heading, *IDS], *([cell, *answers(point)] for cell, point in zip(cells, POINTS, strict=True))]
    table = [[*row[1:], row[0]] for row in people] if last else people
    for path in (csv(tmp_path / "e.csv", table), xlsx(tmp_path / "e.xlsx", {"A": table})):
        found = read(path)
        assert found.rows.accepted == 8
        assert [f.params["rows"] for f in found.findings if f.code == "other-dates"] == [rows] * bool(rows)


def test_a_column_that_says_when_outweighs_moments_in_another(tmp_path: Path) -> None:
    people = [["Sendt", "Tidsstempel", *IDS]]
    people += [[*each, *answers(point)] for *each, point in zip(MAY, AUGUST, POINTS, strict=True)]
    assert read(csv(tmp_path / "e.csv", people)).findings == ()


def dated(order: tuple[str, ...], quarter: str, *days: str) -> Rows:
    """People with a quarter in a column and a day in another; ``order`` is what the columns are called."""
    made: Rows = [[*order, *IDS]]
    for at, (name, point) in enumerate(zip(NAMES, POINTS, strict=True)):
        cells = {"Navn": name, "Name": name, "Kvartal": quarter, "Quarter": quarter}
        made.append([*(cells.get(head, days[at % len(days)]) for head in order), *answers(point)])
    return made


DA, EN, LAST_FIRST = ("Navn", "Kvartal", "Dato"), ("Name", "Quarter", "Date"), ("Svardato", "Kvartal", "Navn")
FAR: dict[str, tuple[Rows, list[tuple[str, str]]]] = {
    "a year before": (dated(DA, "2026-Q3", "2025-02-10"), [("C2", "2–9")]),
    "some a year before": (dated(DA, "2026-Q3", "2026-08-10", "2025-02-10"), [("C3", "3, 5, 7, 9")]),
    "two quarters before": (dated(EN, "2026-Q3", "2026-03-31"), [("C2", "2–9")]),
    "two quarters later": (dated(EN, "3rd quarter 2026", "2027-01-01"), [("C2", "2–9")]),
    "in words, the day first": (dated(LAST_FIRST, "3. kvartal 2026", "10.2.2025"), [("A2", "2–9")]),
    "moments of machines": (
        dated(DA, "2026-Q3", "2026-08-10 10:00:01", "2025-02-10T23:59:59Z"),
        [("C3", "3, 5, 7, 9")],
    ),
    "no day of any calendar": (dated(DA, "2026-Q3", "2026-08-10", "2025-02-30 10:00"), []),
    "what stands for no day": (dated(DA, "2026-Q3", "2026-08-10", "1980-01-01 00:00:00"), []),
    "in the quarter": (dated(DA, "2026-Q3", "2026-07-01"), []),
    "some days late": (dated(DA, "2026-Q3", "2026-10-05"), []),
    "a quarter late": (dated(EN, "2026-Q3", "2026-12-31"), []),
    "a quarter early": (dated(EN, "2026-Q3", "2026-04-01"), []),
    "no day": (dated(DA, "2026-Q3", ""), []),
    "a day that could be two, one of them near": (dated(DA, "2026-Q3", "03-08-2026"), []),
}


@pytest.mark.parametrize(("rows", "right"), FAR.values(), ids=FAR)
def test_a_day_far_from_its_rows_quarter_is_told_and_the_quarter_decides(
    rows: Rows, right: list[tuple[str, str]], tmp_path: Path
) -> None:
    for path in (csv(tmp_path / "e.csv", rows), xlsx(tmp_path / "e.xlsx", {"A": rows})):
        found = read(path, quarter=None)
        assert [(group.respondents, str(group.quarter)) for group in found.groups] == [(8, "2026-Q3")]
        assert [(f.code, f.cell, f.params["rows"]) for f in found.findings] == [
            ("dates-far-away", *each) for each in right
        ]


def test_it_is_said_in_both_languages(tmp_path: Path) -> None:
    [far] = read(csv(tmp_path / "e.csv", dated(DA, "2026-Q3", "2025-02-10")), quarter=None).findings
    said = {}
    for language in i18n.LANGUAGES:
        with i18n.speaking(language):
            said[language] = f"{far.words()} {far.what_to_do()}"
    assert said == {
        "da": "Efter »Dato« er disse rækker besvaret langt fra det kvartal, som »Kvartal« siger: 2–9. "
        "De tæller med i kvartalet fra »Kvartal«. Er det en fejl, så skriv det rigtige dér.",
        "en": "By »Dato«, these rows were answered far from the quarter that »Kvartal« says: 2–9. "
        "They count in the quarter of »Kvartal«. If it is a slip, write the right one there.",
    }


LONG = [
    ("dates-far-away", {"Navn": "", "Kvartal": "2026-Q3"}, None),
    ("other-dates", {"Navn": "", "X": ""}, "2026-Q3"),
]


@pytest.mark.parametrize(("code", "beside_it", "said"), LONG, ids=["in a column", "said for the file"])
def test_of_a_row_an_answer_the_rows_are_those_of_the_file(
    code: str, beside_it: dict[str, str], said: str | None, tmp_path: Path
) -> None:
    rows: Rows = [["Respondent", *beside_it, "Dato", "Udsagn", "Svar"]]
    for n in range(1, 9):
        day = "2025-02-10" if n > 6 else "2026-08-10"
        rows += [[f"R{n}", *beside_it.values(), day, id, "Enig"] for id in IDS]
    found = read(csv(tmp_path / "e.csv", rows), quarter=Quarter.parse(said) if said else None)
    [told] = [finding for finding in found.findings if finding.code == code]
    assert (found.rows.accepted, told.params["rows"]) == (8, f"{6 * len(IDS) + 2}, {7 * len(IDS) + 2}"), (
        "where each begins"
    )
