"""Rows of several teams or quarters below each other, each under a line: none of them is counted as the first one's."""

from pathlib import Path
from typing import Any

import pytest

from hf_fidelity import i18n
from hf_fidelity.domain.survey.exports import ExportRead
from tests.exports.tables import IDS, TEXTS, Rows, answers, csv, read, xlsx

WIDE = 1 + len(IDS)
POINTS = ((4, 5, 3, 4, 5), (1, 2, 1, 2, 1, 2))
NORD, SYD = (
    [[str(number), *answers(point)] for number, point in enumerate(points, first)]
    for first, points in zip((1, 6), POINTS, strict=True)
)
HEAD = ["Nr", *TEXTS]
GAP: Rows = [[""] * WIDE]


def line(*cells: str) -> Rows:
    return [[*cells, *[""] * (WIDE - len(cells))]]


def below(first: Rows, second: Rows, *, gap: bool = True, again: bool = True) -> Rows:
    """Two blocks with a line each, the headings below the first and perhaps below the second once more."""
    return [*first, HEAD, *NORD, *(GAP if gap else []), *second, *([HEAD] if again else []), *SYD]


def inside(first: Rows, second: Rows, heading: str = "Nr", called: tuple[str, ...] = ()) -> Rows:
    """One table in which two groups have a line each."""
    names = called or tuple(map(str, range(1, 12)))
    rows = [[name, *row[1:]] for name, row in zip(names, [*NORD, *SYD], strict=True)]
    return [[heading, *TEXTS], *first, *rows[: len(NORD)], *second, *rows[len(NORD) :]]


def both(tmp_path: Path, rows: Rows, **said: Any) -> list[ExportRead]:
    """The table as it is read from CSV, from a workbook, and from one with the columns in another order."""
    behind = [[*row[1:], row[0]] if sum(cell != "" for cell in row) > WIDE // 2 else row for row in rows]
    files = (
        csv(tmp_path / "e.csv", rows),
        xlsx(tmp_path / "e.xlsx", {"A": rows}),
        xlsx(tmp_path / "f.xlsx", {"A": behind}),
    )
    return [read(path, **said) for path in files]


STAFF = ("Ane", "Bo", "Carl", "Dorte", "Else", "Finn", "Grethe", "Hans", "Ida", "Jens", "Karen")
SURNAMES = ("Holm", "Dam", "Lund", "Krog", "Bach", "Juhl", "Friis", "Beck", "Lind", "Toft", "Riis")
FULL = tuple(map(" ".join, zip(STAFF, SURNAMES, strict=True)))
MAILS = tuple(f"{name.lower()}@x.dk" for name in STAFF)
INITIALS = tuple(first[0] + last[:2].upper() for first, last in zip(STAFF, SURNAMES, strict=True))
NO_TEAM, NO_QUARTER = {"team": None}, {"quarter": None}
TEAMS, QUARTERS = (line("Team: Nord"), line("Team: Syd")), (line("Kvartal: 2026-Q2"), line("Kvartal: 2026-Q3"))
REFUSED: dict[str, tuple[Rows, dict[str, Any], str]] = {
    "teams": (below(*TEAMS), NO_TEAM, "A9"),
    "no empty row between": (below(*TEAMS, gap=False), NO_TEAM, "A8"),
    "the headings once": (below(*TEAMS, gap=False, again=False), NO_TEAM, "A8"),
    "the first team said as well": (below(*TEAMS), {}, "A9"),
    "the team in its own cell": (below(line("Team", "Nord"), line("Team", "Syd")), NO_TEAM, "A9"),
    "in English": (below(line("Department: North"), line("Department: South")), NO_TEAM, "A9"),
    "quarters": (below(*QUARTERS), NO_QUARTER, "A9"),
    "quarters alone": (below(line("2. kvartal 2026"), line("3. kvartal 2026")), NO_QUARTER, "A9"),
    "quarters for machines": (below(line("2026-Q2"), line("2026-Q3")), NO_QUARTER, "A9"),
    "organisations": (
        below([*line("Kommune: A"), *line("Team: Nord")], [*line("Kommune: B"), *line("Team: Nord")]),
        {**NO_TEAM, "organisation": None},
        "A10",
    ),
    "all in one row": (
        below(line("Team", "Nord", "Kvartal", "2026-Q3"), line("Team", "Nord", "Kvartal", "2026-Q4")),
        {**NO_TEAM, **NO_QUARTER},
        "C9",
    ),
    "names of teams over headings": (below(line("Bostøtte Nord"), line("Bostøtte Syd")), {}, "A9"),
    "two lines over headings": (
        below(line("Årets måling"), [*line("Bostøtte Syd"), *line("Årets måling")]),
        {},
        "A9",
    ),
    "the second of two is said": (below(line("Bostøtte Syd"), line("Nord")), {}, "A9"),
    "the second of two quarters is said": (below(line("2. kvartal 2026"), line("3. kvartal 2026")), {}, "A9"),
    "inside one table": (inside(*TEAMS), {}, "A8"),
    "quarters inside one table": (inside(line("2. kvartal 2026"), line("3. kvartal 2026")), {}, "A2"),
    "a quarter among words": (inside([], line("Syd, 2. kvartal 2026")), {}, "A7"),
    "a word for a team and its name": (inside(line("Team Nord"), line("Team Syd")), {}, "A8"),
    "a team with how many there are": (inside(line("Team: Nord (5 svar)"), line("Team: Syd (6 svar)")), {}, "A8"),
    "so it is without a colon": (inside([], line("Team Syd (6 svar)")), {}, "A7"),
    "the same name with another number": (inside([], line("Team: Nord 2")), {}, "A7"),
    "what stands in brackets tells them apart": (
        below(line("Team: Nord (dag)"), line("Team: Nord (nat)")),
        NO_TEAM,
        "A9",
    ),
    "a day of another quarter": (inside([], line("Kvartal: 2026-05-04")), {}, "A7"),
    "another quarter and how it is": (inside([], line("Kvartal: 2. kvartal 2026 (foreløbig)")), {}, "A7"),
    "the team and another quarter": (inside([], line("Nord 2. kvartal 2026")), {}, "A7"),
    "another quarter, the team in brackets": (inside([], line("2. kvartal 2026 (Nord)")), {}, "A7"),
    "another quarter in the title over headings": (
        below(line("Måling 3. kvartal 2026"), line("Måling 2. kvartal 2026")),
        {},
        "A9",
    ),
    "the quarter that is said in the second title": (
        below(line("Nulpunkt Q1 2026"), line("Opfølgning Q3 2026")),
        {},
        "A9",
    ),
    "a name of one word over headings": (below(line("Nord"), line("Syd")), {}, "A9"),
    "the title with another name": (below(line("Skema for nord"), line("Skema for syd")), {}, "A9"),
    "under names": (inside(*TEAMS, heading="Navn", called=tuple("ABCDEFGHIJK")), {}, "A8"),
    **{
        f"{text} among names": (inside([], line(text), "Navn", STAFF), {}, "A7")
        for text in ("Team Syd", "Afdeling Vest", "Team Syd (6 svar)", "Syd, 2. kvartal 2026")
    },
}


@pytest.mark.parametrize(("rows", "said", "cell"), REFUSED.values(), ids=REFUSED)
def test_a_line_that_says_another_refuses_the_file(rows: Rows, said: dict[str, Any], cell: str, tmp_path: Path) -> None:
    for found in both(tmp_path, rows, **said):
        assert [(f.code, f.cell) for f in found.findings] == [("another-block", cell)]
        assert found.groups == ()


@pytest.mark.parametrize(
    "lines", [TEAMS, (line("Bostøtte Nord"), line("Bostøtte Syd"))], ids=["said outright", "names"]
)
def test_so_it_is_where_rows_of_csv_end_with_their_last_cell(lines: tuple[Rows, Rows], tmp_path: Path) -> None:
    rows = [[cell for cell in row if cell] or [""] for row in below(*lines, gap=False)]
    [told] = read(csv(tmp_path / "e.csv", rows)).findings
    assert (told.code, told.cell) == ("another-block", "A8")


NAMED: dict[str, tuple[Rows, list[str]]] = {
    "names of groups": (inside(line("Bostøtte Nord"), line("Bostøtte Syd")), ["A2", "A8"]),
    "a group of its own": (inside([], line("Aftenholdet")), ["A7"]),
    **{
        f"{text} among names": (inside([], line(text), "Navn", STAFF), ["A7"])
        for text in (
            *("Bostøtte Syd:", "Runde 1", "Forår 2026", "2. runde", "Anden runde", "2nd round", "Second round"),
            *(
                "Eftermåling",
                "Før",
                "Efterårsmålingen",
                "Andra omgången",
                "Zweite Welle",
                "Andre runde",
                "Segunda ronda",
            ),
        )
    },
    **{
        f"Syd among {kind}": (inside([], line("Syd"), heading, called), ["A7"])
        for kind, heading, called in (
            *(("whole names", "Navn", FULL), ("mails", "E-mail", MAILS), ("initials", "Initialer", INITIALS)),
            ("whole names in English", "Name", FULL),
        )
    },
    "Syd behind an empty row": (inside([], [*GAP, *line("Syd")], "Navn", STAFF), ["A8"]),
    "Syd, and the file's own team above the first rows": (inside(line("Nord"), line("Syd"), "Navn", STAFF), ["A8"]),
    **{
        text: (inside([], line(text)), ["A7"])
        for text in (
            *("Kvartal: 2026/3", "Kvartal: juli-september 2026", "Kvartal: Q2", "Team: ikke oplyst"),
            *(
                "Frist 1. kvartal 2027",
                "Data hentet i 4. kvartal 2026",
                "Svar modtaget i 4. kvartal 2026 (efter fristen)",
            ),
            *("Papirskemaer indtastet i 4. kvartal 2026", "Skemaet er fra 1. kvartal 2024", "Version 2026-Q1"),
            *("Opfølgning på Q2 2026", "Frist: 1. kvartal 2027", "Team spirit godt", "Afdeling for voksne"),
            *("Team: Bostøtte Nord", "Team Bostøtte Nord"),
        )
    },
    **{
        f"{text} over headings": (below(line(title), line(text), gap=False), ["A8"])
        for title, text in (
            *(("Spørgeskema Nord", "Papirskemaer"), ("Spørgeskema Nord", "Besvarelser fra juli")),
            *(("Dagvagt", "Nattevagt"), ("Medarbejdere", "Ledere"), ("Spørgeskema Nord", "Skema Nord fra juli")),
            *(("Spørgeskema Nord", "Data hentet i 4. kvartal 2026"), ("Team: Nord", "Nattevagt")),
        )
    },
    "groups among names that are like the team": (
        inside(line("Bostøtte Nord"), line("Bostøtte Syd"), "Medarbejder", tuple("ABCDEFGHIJK")),
        ["A2", "A8"],
    ),
}


@pytest.mark.parametrize(("rows", "cells"), NAMED.values(), ids=NAMED)
def test_a_text_alone_between_the_rows_is_named_and_all_count(rows: Rows, cells: list[str], tmp_path: Path) -> None:
    found = read(xlsx(tmp_path / "e.xlsx", {"A": rows}))
    assert [(f.code, f.cell, f.params["cells"]) for f in found.findings] == [("lines-among", cells[0], cells)]
    assert found.rows.accepted == 11


@pytest.mark.parametrize("text", ["Bostøtte Syd", "Bostøtte Nord 2"])
def test_a_name_that_begins_as_the_teams_is_no_persons(text: str, tmp_path: Path) -> None:
    found = read(xlsx(tmp_path / "e.xlsx", {"A": inside([], line(text), "Navn", FULL)}), team="Bostøtte Nord")
    assert [(f.code, f.cell) for f in found.findings] == [("lines-among", "A7")]


@pytest.mark.parametrize("end", ["", ";" * len(IDS)], ids=["short", "as wide as the others"])
@pytest.mark.parametrize("text", ["Anden runde", "Runde 2", "Syd"])
def test_so_it_is_among_names_in_csv(text: str, end: str, tmp_path: Path) -> None:
    head, *rows = [";".join(row) for row in inside([], [], "Navn", FULL)]
    path = tmp_path / "e.csv"
    path.write_text("\n".join([head, *rows[:5], text + end, *rows[5:]]) + "\n", encoding="utf-8-sig")
    found = read(path)
    assert ([(f.code, f.cell) for f in found.findings], found.rows.accepted) == ([("lines-among", "A7")], 11)


@pytest.mark.parametrize("at", range(3))
@pytest.mark.parametrize(("text", "anywhere"), [("Anden runde", True), ("tak for hjælpen", False), ("Syd", False)])
def test_so_it_is_beside_numbers_and_what_people_write_of_themselves_is_theirs(
    text: str, anywhere: bool, at: int, tmp_path: Path
) -> None:
    head, *rows = inside([], [], "Navn", STAFF)
    rows = [[str(n), row[0], "", *row[1:]] for n, row in enumerate(rows)]
    alone = [""] * len(rows[0])
    alone[at] = text
    found = read(
        xlsx(tmp_path / "e.xlsx", {"A": [["Nr", head[0], "Kommentar", *head[1:]], *rows[:5], alone, *rows[5:]]})
    )
    right = anywhere or at == 0
    assert ([f.code for f in found.findings], found.rows.accepted) == (["lines-among"] * right, 11)


@pytest.mark.parametrize("text", ["Svar fra juni", "Testsvar", "Papirskemaer"])
def test_a_text_alone_in_a_row_of_csv_is_no_row_that_was_broken_off(text: str, tmp_path: Path) -> None:
    people = [[str(at), *answers(1 + at % 5)] for at in range(1, 7)]
    found = read(csv(tmp_path / "e.csv", [["Nr", *IDS], *people[:3], [text], *people[3:]]))
    assert [(f.code, f.cell) for f in found.findings] == [("lines-among", "A5")]
    assert found.rows.accepted == 6


@pytest.mark.parametrize(
    ("heading", "called"), [("Navn", ("Ane", "Bo", "Carl", "Dorte")), ("Nr", ("1", "2", "3", "4"))]
)
def test_who_is_called_as_the_others_was_broken_off(heading: str, called: tuple[str, ...], tmp_path: Path) -> None:
    rows = [[name, *(answers(3) if at != 2 else [])] for at, name in enumerate(called)]
    found = read(csv(tmp_path / "e.csv", [[heading, *IDS], *rows]))
    assert ([f.code for f in found.findings], found.rows.accepted) == (["short-row"], 3)


ORDINARY: dict[str, Rows] = {
    "the same team over both": below(line("Team: Nord"), line("Team: Nord"), gap=False),
    **{
        text: inside([], line(text))
        for text in (
            *(
                "Team: Nord (8 svar)",
                "Team: Nord, Prøvekøbing",
                "Kommune: Prøvekøbing Kommune",
                "Team Nord",
                "Team Nord (8 svar)",
                "Q3 2026",
            ),
            *("Kvartal: Q3", "Kvartal: 3", "Kvartal: 2026-08-01"),
        )
    },
    "the same title, which goes on": below(line("Spørgeskema Nord"), line("Spørgeskema Nord (fortsat)"), gap=False),
    "the same title, continued": below(line("Survey Nord"), line("Survey Nord (continued)"), gap=False),
    **{
        f"{word} with numbers that have not answered": inside(
            line(f"{word} 0"), line(f"{word} 50"), heading, tuple(f"{word} {n}" for n in range(1, 12))
        )
        for heading, word in (
            *(("Nr", "Deltager"), ("Nr", "Medarbejder"), ("Nr", "Respondent"), ("ID", "Team"), ("ID", "Resp")),
            *(("Bosted", "Afdeling"), ("Arbejdssted", "Enhed"), ("Workplace", "Unit")),
        )
    },
    "keys that have not answered": inside(
        line("KEY 00"), line("KEY 50"), "ID", tuple(f"KEY {n:02}" for n in range(11))
    ),
    "somebody called as the team is": inside(line("Bo Nord"), line("Finn Prøvekøbing"), "Medarbejder", STAFF),
    "the same quarter, spelt otherwise": below(line("Kvartal: 2026-Q3"), line("3. kvartal 2026"), gap=False),
    "a title that is printed on each page": below(line("Årets måling"), line("Årets måling"), gap=False),
    "a title with the number of its page": below(
        line("Årets måling – side 1 af 2"), line("Årets måling – side 2 af 2"), gap=False
    ),
    "a title of two lines": below(
        [*line("Årets måling"), *line("Nord, 3. kvartal 2026")],
        [*line("Årets måling"), *line("Nord, 3. kvartal 2026")],
        gap=False,
    ),
    "the number of a page": below([], line("Side 2 af 3"), gap=False),
    "somebody who has not answered": inside([], line("Lis Holm"), "Navn", STAFF),
    "somebody who has not answered and has a number, as others": inside(
        line("Lis 2"), line("Lis 3"), "Navn", ("Lis 1", *STAFF[1:])
    ),
    **{
        f"{name} who has not answered, among {kind}": inside([], line(name), "Navn", called)
        for kind, called, names in (
            ("first names", STAFF, ("Syd", "Nord", "Maj", "Sommer", "Post", "Ola", "Lis von Holm")),
            ("whole names", FULL, ("Ane Syd", "Lis Nord", "Eva von Berg", "Anna Post", "June Winter", "Nord")),
            ("mails", MAILS, ("lis@x.dk",)),
            ("initials", INITIALS, ("SYD", "lh")),
        )
        for name in names
    },
    "people between whom rows are empty": inside(GAP, [*GAP, *line("Lis"), *GAP], "Navn", STAFF),
    "somebody of the staff": inside([], line("Lis Holm"), "Medarbejder", STAFF),
    "a note below all": [*inside([], []), *line("Team: Syd svarer i næste kvartal")],
    "another quarter below all": [*inside([], []), *GAP, *line("2. kvartal 2026")],
    "the headings again": below([], [], gap=False),
}


@pytest.mark.parametrize("rows", ORDINARY.values(), ids=ORDINARY)
def test_what_says_nothing_new_is_passed_over_without_a_word(rows: Rows, tmp_path: Path) -> None:
    found = read(xlsx(tmp_path / "e.xlsx", {"A": rows}))
    assert ([f.code for f in found.findings], found.rows.accepted) == ([], 11)


def test_the_quarter_that_is_said_may_stand_under_a_title_with_another(tmp_path: Path) -> None:
    rows = [*line("Nulpunkt Q1 2026"), *inside([], line("Q3 2026"))]
    found = read(xlsx(tmp_path / "e.xlsx", {"A": rows}))
    assert ([f.code for f in found.findings], found.rows.accepted) == (["quarter-elsewhere"], 11)


def test_rows_that_say_themselves_whose_they_are_need_no_line(tmp_path: Path) -> None:
    rows = below(*TEAMS, gap=False)
    teams = iter(["", "Team", *["Nord"] * 5, "", "Team", *["Syd"] * 6])
    found = read(xlsx(tmp_path / "e.xlsx", {"A": [[*row, next(teams)] for row in rows[1:]]}), team=None)
    assert "another-block" not in {f.code for f in found.findings}


def test_a_column_of_quarters_is_no_line(tmp_path: Path) -> None:
    rows = [["Periode", *IDS], *(["2026-Q3", *answers(4)] for _ in range(4)), ["2026-Q2", *[""] * len(IDS)]]
    found = read(xlsx(tmp_path / "e.xlsx", {"A": [*rows, *rows[1:3]]}))
    assert found.rows.accepted == 6


def test_it_says_what_to_do_in_both_languages(tmp_path: Path) -> None:
    [told] = read(csv(tmp_path / "e.csv", below(*TEAMS)), team=None).findings
    said = {}
    for language in i18n.LANGUAGES:
        with i18n.speaking(language):
            said[language] = f"{told.words()} {told.what_to_do()}"
    assert said == {
        "da": "»Team: Syd« står mellem rækkerne, men for hele filen gælder »Nord« (team). Det er ikke sikkert, hvis "
        "rækkerne nedenfor er. Læg hver slags rækker i en fil eller på et ark for sig, eller skriv det ud for hver "
        "række i en kolonne med overskrift. Er alle rækkerne fra det samme, så slet linjen.",
        "en": "»Team: Syd« stands between the rows, but for the whole file the team is »Nord«. Whose the rows below "
        "are is not sure. Put the rows of each in a file or on a sheet of their own, or write it beside each row, in a "
        "column with a heading. If all rows are of the same, delete the line.",
    }
