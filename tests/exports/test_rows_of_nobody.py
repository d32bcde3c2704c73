"""Rows under the people that are nobody's: answered together, of another time, wished for, or beside rows of sums."""

from pathlib import Path

import pytest

from hf_fidelity import i18n
from tests.exports.tables import IDS, answers, csv, read, xlsx
from tests.exports.test_nobodys_rows import DAYS, Column, told

PEOPLE = ["Anna", "Bo", "Carl", "Dorte", "Erik"]
INITIALS = ["AB", "CD", "EF", "GH", "IJ"]
NUMBERS = ["1", "2", "3", "4", "5"]
NOBODY = (
    "Fælles svar", "Fælles", "Konsensus", "Vores fælles svar", "Samlet vurdering", "Medianværdi", "Gnsn.", "Højest",
    "Lavest", "Svarprocent", "Afrundet", "Team Nord", "Nord", "NORD", "Prøvekøbing", "Baseline", "Sidste gang",
    "Målsætning", "Ønsket", "Nuværende", "Facit", "Agreed", "Most common", "2026-Q2", "Q2 2026", "2025",
    "Felles svar", "Gemensamt svar", "Gemeinsame Antwort", "Joint answer", "Consensus", "Sist gang", "Letzte Messung",
    "x̄", "µ", "∑", "Teamet", "Gruppesvar", "Typiskt svar", "Expected", "Exempel", "Beispiel", "Dummy", "Vorlage",
    "Default", "Normværdi", "Demosvar", "Das Team", "Startværdi", "Response rate", "Förra gången", "Fællesvurdering",
    "Aftalt svar", "Last time", "Previous quarter",
    "Teamet samlet", "Besluttet på mødet", "Enighed", "Sammen", "Ambition", "Høyeste", "Gjennomsnittet", "Högsta",
    "Medeltal", "Enhetens snitt", "Vanligaste", "Tiimi yhteensä", "Korkein", "Yleisin", "Más alto", "Result",
    "Vedtatt i teamet", "Hele afdelingen samlet", "Menor", "Samlet Ø", "Ø Nord",
    "∅", "***", "→", "#", "%", "Prom.", "Śr.",
)  # fmt: skip
SOMEBODY = (
    "Frida", "Max Nordentoft", "Anna Nord", "Nordlund", "Fælleby", "Agnes Højesen", "Best", "Nu Nguyen", "Ines Ziel",
    "Svend Aftalen", "Ønskov", "Facius", "Norma", "Demi",
    "Vibeke Ø", "Mads Ø.", "Ø. Madsen", "Anna Ø. Holm", "Samuel", "Sammy", "Enid", "Tom", "Enig Larsen",
    "Teo", "Sigma", "Standa", "Typhon", "Tess", "Dagny Målgaard", "Baseliou", "Curt", "Konstantin", "Gunnar S.",
    "?", "…", "(…)", "Mwamba", "M. P.", "Promise",
)  # fmt: skip


@pytest.mark.parametrize("label", NOBODY)
@pytest.mark.parametrize(("heading", "called"), [("Navn", PEOPLE), ("Initialer", INITIALS), ("Nr", NUMBERS)])
def test_first_or_last_it_is_named(label: str, heading: str, called: list[str], tmp_path: Path) -> None:
    assert told(tmp_path, [(heading, [*called, label])]) == "6"
    assert told(tmp_path, [(heading, [label, *called])]) == "1"


@pytest.mark.parametrize("name", SOMEBODY)
@pytest.mark.parametrize("heading", ["Navn", "Hvem", "Respondent"])
def test_who_is_called_nearly_so_is_somebody(name: str, heading: str, tmp_path: Path) -> None:
    assert told(tmp_path, [(heading, [*PEOPLE, name])]) == ""
    assert told(tmp_path, [(heading, [name, *PEOPLE])]) == ""


CALLED_IN_SHORT: dict[str, tuple[list[str], str]] = {
    "as a deviation, in the middle": (["MH", "AJ", "KN", "SD", "PA", "TR"], ""),
    "first and last": (["SD", "MH", "AJ", "KN", "PA", "KA"], ""),
    "three letters": (["ANM", "BOK", "STD", "CLS", "AVG"], ""),
    "letters that go on": ([*"ABCDEFGHIJKLMN"], ""),
    "letters, one of them a sign": ([*"AKØ"], ""),
    "of another length": (["MH", "AJ", "KN", "PA", "GNS"], "5"),
    "others have names": (["Anna", "Bo", "Carl", "SD"], "4"),
    "two of three and none alike": (["MH", "Anna", "Bo", "Carl", "SD"], "5"),
    "small letters": (["mh", "aj", "kn", "sd"], ""),
}


@pytest.mark.parametrize(("names", "rows"), CALLED_IN_SHORT.values(), ids=CALLED_IN_SHORT)
def test_whose_initials_are_short_for_sums_is_somebody_where_the_others_have_initials(
    names: list[str], rows: str, tmp_path: Path
) -> None:
    assert told(tmp_path, [("Initialer", names)]) == rows


BESIDE_INITIALS = [((0.8, 1.1), (4, 1, 0)), ((4, 5), (4, 0, 1)), (("Enig", "Enig"), (5, 0, 0))]


@pytest.mark.parametrize(("figures", "counted"), BESIDE_INITIALS)
def test_what_initials_stand_beside_tells_whether_they_are_somebodys(
    figures: tuple[object, object], counted: tuple[int, int, int], tmp_path: Path
) -> None:
    people = [[name, *([4] * len(IDS))] for name in ("MH", "AJ", "KN", "PA")]
    last = ["SD", *figures, *([figures[0]] * (len(IDS) - 2))]
    rows = read(xlsx(tmp_path / "e.xlsx", {"Svar": [["Initialer", *IDS], *people, last]}), codes="agree-high").rows
    assert (rows.accepted, sum(map(len, rows.skipped.values())), len(rows.rejected)) == counted


APART = [(4, 1), (5, 5), (1, 4), (2, 1), (3, 3), (5, 2), (2, 2)]
"""What seven answer to one half of the statements, and to the other."""
NOT_WHAT_IT_IS_CALLED: dict[str, tuple[list[str], dict[int, tuple[int, int]], tuple[int, int, str]]] = {
    "Max, lower than those beside": ([*PEOPLE[:3], "Max", *PEOPLE[3:], "Frida"], {3: (1, 1)}, (6, 0, "4")),
    "Max, lower in one half": (
        [*PEOPLE[:3], "Max", *PEOPLE[3:], "Frida"],
        {3: (3, 5), 4: (4, 5), 2: (4, 1)},
        (6, 0, "4"),
    ),
    "Max, the highest": ([*PEOPLE[:3], "Max", *PEOPLE[3:], "Frida"], {3: (5, 5)}, (6, 1, "")),
    "Max, the highest of those above": ([*PEOPLE[:3], "Max", *PEOPLE[3:], "Frida"], {3: (5, 5), 4: (5, 5)}, (6, 1, "")),
    "Min, higher": ([*PEOPLE[:3], "Min", *PEOPLE[3:], "Frida"], {3: (5, 5)}, (6, 0, "4")),
    "Min, the lowest": ([*PEOPLE[:3], "Min", *PEOPLE[3:], "Frida"], {3: (1, 1)}, (6, 1, "")),
    "Sum, lower": ([*PEOPLE[:3], "Sum", *PEOPLE[3:], "Frida"], {3: (1, 2)}, (6, 0, "4")),
    "Sum, for sure": ([*PEOPLE[:3], "Sum", *PEOPLE[3:], "Frida"], {3: (15, 15)}, (6, 1, "")),
    "Gennemsnit, whatever it is": ([*PEOPLE[:3], "Gennemsnit", *PEOPLE[3:], "Frida"], {3: (1, 1)}, (6, 1, "")),
    "second, and nobody beside is doubted": (["Anna", "Max", *PEOPLE[1:]], {1: (1, 1)}, (5, 0, "2")),
    "first": (["Max", *PEOPLE], {0: (1, 1)}, (5, 0, "1")),
    "last, the highest": ([*PEOPLE, "Max"], {5: (5, 5)}, (5, 1, "")),
    "M among initials": (["M", "MW", "MB", "A", "B", "N"], {0: (5, 1), 1: (1, 5), 5: (5, 5)}, (6, 0, "")),
    "M, as the mean": (["A", "B", "K", "L", "S", "M"], {5: (3, 3)}, (5, 0, "6")),
    "M among names": ([*PEOPLE, "M"], {5: (5, 5)}, (5, 0, "6")),
}


@pytest.mark.parametrize(("called", "given", "told"), NOT_WHAT_IT_IS_CALLED.values(), ids=NOT_WHAT_IT_IS_CALLED)
def test_figures_tell_that_a_row_is_not_what_it_is_called(
    called: list[str], given: dict[int, tuple[int, int]], told: tuple[int, int, str], tmp_path: Path
) -> None:
    half = len(IDS) // 2
    figures = [given.get(at, APART[at]) for at in range(len(called))]
    rows = [[name, *[one] * half, *[two] * (len(IDS) - half)] for name, (one, two) in zip(called, figures, strict=True)]
    found = read(xlsx(tmp_path / "e.xlsx", {"Svar": [["Navn", *IDS], *rows]}), codes="agree-high")
    named = " ".join(str(f.row - 1) for f in found.findings if f.code == "perhaps-sums" and f.row)
    assert (found.rows.accepted, sum(map(len, found.rows.skipped.values())), named) == told


CODES = {
    "identifiers": (["3f2a-17bc", "9e01-abdd", "abcd-11aa", "12ef-9a0b"], ""),
    "of four characters": (["K7PM", "QWEX", "3XTQ", "R2D8"], ""),
    "of three": (["a7k", "b3m", "xyz", "c9d", "d2f"], ""),
    "of two are none": (["a7", "b3", "xy", "c9", "d2"], "3"),
    "a word of their length": (["K7PM", "9WEX", "3XTQ", "R2D8", "Mest"], "5"),
    "a word of another": (["K7PM", "9WEX", "3XTQ", "R2D8", "Punkt"], "5"),
    "most are words": (["Anna", "Carl", "Else", "Finn", "R2D8"], ""),
}


@pytest.mark.parametrize(("codes", "rows"), CODES.values(), ids=CODES)
def test_a_code_of_letters_alone_is_somebodys_where_codes_are_letters_and_digits(
    codes: list[str], rows: str, tmp_path: Path
) -> None:
    assert told(tmp_path, [("Respondent", codes)]) == rows


OTHERWISE: dict[str, tuple[list[Column], list[Column], str]] = {
    "two have the same name": ([("Navn", ["Anna", "Anna", "Bo", "Carl", "Fælles svar"])], [], "5"),
    "two have the same name, and it is the team's": ([("Navn", ["Anna", "Anna", "Bo", "Carl", "Nord"])], [], "5"),
    "numbered as the others": ([("Nr", [*NUMBERS, "6"]), ("Navn", [*PEOPLE, "Fælles svar"])], [], "6"),
    "beside the answers": ([], [("Bemærkning", [*[""] * 5, "Fælles svar"])], "6"),
    "in a column of teams": ([("Team", ["Nord"] * 5 + ["Fælles svar"])], [], "6"),
    "a team of all": ([("Team", ["Nord"] * 5 + ["Fælles"])], [], ""),
    "the team of the row": ([("Team", ["Nord"] * 6), ("Navn", [*PEOPLE, "Team Nord"])], [], "6"),
    "where people are called as the team": (
        [("Navn", ["Nord", "Syd", "Vest"]), ("Team", ["Nord", "Syd", "Vest"])],
        [],
        "",
    ),
    "between the others": ([("Navn", ["Anna", "Bo", "Nord", "Carl", "Dorte"])], [], ""),
    "what somebody is employed as": ([], [("Ansættelse", ["Tidligere", "Fast", "Fast", "Fast"])], ""),
    "an area": ([], [("Område", ["Syd", "Syd", "Syd", "Nord"])], ""),
}


@pytest.mark.parametrize(("before", "behind", "rows"), OTHERWISE.values(), ids=OTHERWISE)
def test_where_it_stands(before: list[Column], behind: list[Column], rows: str, tmp_path: Path) -> None:
    assert told(tmp_path, before, behind) == rows


@pytest.mark.parametrize("label", ["Norm", "Test", "Ideal", "Standard", "Testperson"])
def test_among_names_and_not_among_answers(label: str, tmp_path: Path) -> None:
    assert told(tmp_path, [("Navn", [*PEOPLE, label])]) == "6"
    assert told(tmp_path, [("Navn", PEOPLE)], [("Ordet for os", ["a", "b", "c", "d", label])]) == ""


YEARS: dict[str, tuple[list[Column], str]] = {
    "below": ([("Nr", ["1", "2", "3", "5", "2025"])], "5"),
    "above": ([("Respondent", ["2026", "11", "12", "13", "14"])], "1"),
    "all are years": ([("Nr", ["2021", "2022", "2023", "2024", "2025"])], ""),
    "others are no count": ([("Nr", ["310", "4", "77", "12", "2025"])], ""),
    "no year": ([("Nr", ["1", "2", "3", "4", "2250"])], ""),
    "with a day as the others": ([("Nr", ["1", "2", "3", "4", "2025"]), ("Dato", DAYS[:5])], ""),
}


@pytest.mark.parametrize(("before", "rows"), YEARS.values(), ids=YEARS)
def test_a_year_where_the_others_are_counted(before: list[Column], rows: str, tmp_path: Path) -> None:
    assert told(tmp_path, before) == rows


IN_WORDS = [f"{day}. aug. 2026" for day in range(1, 7)]
SUMS = ["Gennemsnit", "Median", "Min", "Max", "Antal"]
BESIDE: dict[str, tuple[list[Column], str]] = {
    "below": ([("Navn", [*PEOPLE, "Gennemsnit", "Hvad vi siger"])], "7"),
    "above": ([("Navn", ["Hvad vi siger", "Gennemsnit", *PEOPLE])], "1"),
    "two above are people": ([("Navn", ["Anna", "Bo", "Gennemsnit", "Carl", "Dorte", "Erik"])], ""),
    "between them": ([("Navn", [*PEOPLE, "Gennemsnit", "Hvad vi siger", "Median"])], "7"),
    "four of them": ([("Navn", [*PEOPLE, "Gennemsnit", "A", "B", "C", "D"])], "7 8 9 10"),
    "five are people": ([("Navn", [*PEOPLE, "F", "Gennemsnit", "A", "B", "C", "D", "E"])], ""),
    "as many as the others": ([("Navn", ["Anna", "Bo", "Gennemsnit", "Carl", "Dorte"])], ""),
    "they have numbers": ([("Nr", [*NUMBERS, "Gennemsnit", "6"])], ""),
    "they have days": ([("Navn", [*PEOPLE, "Gennemsnit", "Finn"]), ("Dato", [*DAYS[:5], "", DAYS[5]])], ""),
    "they have days in words": (
        [("Navn", [*PEOPLE, "Gennemsnit", "Finn"]), ("Dato", [*IN_WORDS[:5], "", IN_WORDS[5]])],
        "",
    ),
    "another team": ([("Navn", [*PEOPLE, "Gennemsnit", "Finn"]), ("Team", ["Nord"] * 6 + ["Syd"])], ""),
    "another role": ([("Navn", [*PEOPLE, "Gennemsnit", "Finn"]), ("Rolle", ["leder"] * 5 + ["", "støtte"])], ""),
    "a role as others": ([("Navn", [*PEOPLE, "Gennemsnit", "Finn"]), ("Rolle", ["leder"] * 5 + ["", "leder"])], ""),
    "no role": ([("Navn", [*PEOPLE, "Gennemsnit", "Hvad"]), ("Rolle", ["leder"] * 5 + ["", ""])], "7"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "rows"), BESIDE.values(), ids=BESIDE)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_beside_rows_of_sums(kind: str, before: list[Column], rows: str, tmp_path: Path) -> None:
    heads = [*(name for name, _ in before), *IDS]
    lines = [[*(cells[at] for _, cells in before), *answers(1 + at % 5)] for at in range(len(before[0][1]))]
    path = (
        csv(tmp_path / "e.csv", [heads, *lines]) if kind == "csv" else xlsx(tmp_path / "e.xlsx", {"A": [heads, *lines]})
    )
    found = read(path, **({"team": None} if "Team" in heads else {}))
    assert " ".join(str(f.row - 1) for f in found.findings if f.code == "perhaps-sums" and f.row) == rows


def test_highest_and_lowest_below_the_mean_do_not_count(tmp_path: Path) -> None:
    rows = [[name, *answers(4)] for name in [*PEOPLE, *SUMS, "Højest", "Lavest", "Fælles svar"]]
    assert read(csv(tmp_path / "e.csv", [["Navn", *IDS], *rows])).rows.accepted == len(PEOPLE)


UNLIKE = {
    "numbers": ("Nr", ["1", "2", "3", "4", "Jævnt"], "have numbers", "har de andre tal"),
    "ids": ("Respondent", ["R1", "R2", "R3", "R4", "Jævnt"], "is unlike", "ligner ikke"),
    "addresses": ("Email", ["a1@x.dk", "b2@x.dk", "c3@x.dk", "d4@x.dk", "Jævnt"], "is unlike", "ligner ikke"),
}


@pytest.mark.parametrize(("heading", "called", "english", "danish"), UNLIKE.values(), ids=UNLIKE)
def test_only_who_has_a_number_is_said_to_have_one(
    heading: str, called: list[str], english: str, danish: str, tmp_path: Path
) -> None:
    found = read(csv(tmp_path / "e.csv", [[heading, *IDS], *([name, *answers(4)] for name in called)]))
    for language, said in (("en", english), ("da", danish)):
        with i18n.speaking(language):
            told = [f.words() for f in found.findings if f.code == "perhaps-sums"]
        assert ([said in one for one in told]) == [True]
