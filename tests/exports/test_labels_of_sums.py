"""Labels of rows that are nobody's and that no list has: known by the words in them, and how those are put together."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.exports.tables import IDS, LABELS, csv, read, xlsx

NAMES = ("Anna", "Bo", "Carl", "Dorte", "Else", "Finn", "Gerda", "Hans", "Ida", "Jens")
WORDS = [LABELS[value] for value in sorted(LABELS)]


def named(path: Path, called: list[str], *, words: bool = False) -> list[int]:
    """The rows, from 1 below the headings, that are named, or skipped as sums; none of them counts, all others do."""
    given = WORDS if words else "12345"
    rows = [["Navn", *IDS], *([name, *[given[at % 5]] * len(IDS)] for at, name in enumerate(called))]
    found = read(csv(path, rows) if path.suffix == ".csv" else xlsx(path, {"A": rows}), codes="agree-high")
    told = [f.row - 1 for f in found.findings if f.code == "perhaps-sums" and f.row]
    told += [at for at in range(1, len(rows)) if at + 1 in found.rows.skipped.get("total", ())]
    assert found.rows.accepted + len(told) == len(called)
    return told


LABELLED = {
    "Danish": """
        Gennemsnitligt svar, Middelscore, Snitscore, Alle svar, Fordeling, Min.værdi, Maks. værdi, Nedre kvartil,
        Mest valgte, Kommunen, Svar i snit, Teamgennemsnit, Lavest score, Alle deltagere, Hele kommunen,
        Landsmiddel, Samlet score i teamet, Svarfordeling, Andel besvaret, Nulpunkt, Nullpunkt, Team, Teamet, Fælles
        svar, Personalets svar, Mindsteværdi, Middelv., Gennemsn., Standardafv.
    """,
    "English": """
        Count of responses, All respondents, Mean rating, Lowest value, Upper quartile, Most chosen, All staff,
        Whole group, Team rating, Share answered, Responses, Frequency, Mean of all answers, 10th percentile
    """,
    "German": """
        Durchschnittswert, Gesamtwert, Durchschnittsnote, Notenschnitt, Alle Befragten, Anzahl Antworten, Mittlere
        Bewertung, Ganzes Team, Unteres Quartil, Verteilung, Antworten, Häufigster Wert, Bestnote,
        Kleinster Wert, Größter Wert, Höchstwert, Kleinster, Durchschn., Mittelw.
    """,
    "Swedish": """
        Medelbetyg, Snittbetyg, Medelpoäng, Hela gruppens svar, Alla svarande, Lägsta värde, Undre kvartil,
        Svarsfördelning, Antal svarande, Kommunens snitt, Minsta, Största värde, Medelv., Genomsn.,
        Standardavv., Spridn.
    """,
    "Norwegian": """
        Gjennomsnittlig skår, Snittskår, Alle deltakerne, Hele avdelingen, Høyeste verdi, Øvre kvartil, Fordeling,
        Minste verdi, Typetall, Gjennomsn.
    """,
    "Dutch": """
        Mediaan, Aantal respondenten, Gemiddeld cijfer, Hele team, Alle antwoorden, Laagste waarde, Verdeling,
        Grootste, Kleinste waarde, Gem.
    """,
    "French": """
        Médiane, Nombre de réponses, Note moyenne, Ensemble, Tous les répondants, Répartition, Valeur maximum
    """,
    "Spanish": """
        Puntuación media, Todos los encuestados, Valor medio, Promedio general, Número de respuestas, Todo el equipo
    """,
    "Finnish": """
        Keskiarvot, Vastaajien määrä, Vastauksia, Koko tiimi, Kaikki vastaajat, Pienin arvo, Yläkvartiili, Jakauma,
        ka., Moodi, Tyyppiarvo, Alin arvo, Maksimi, Keskihaj.
    """,
    "Polish": """
        Średnia ocen, Liczba odpowiedzi, Cały zespół, Wszyscy respondenci, Najwyższa ocena, Kwartyl
    """,
}


def labels() -> list[str]:
    return [" ".join(label.split()) for some in LABELLED.values() for label in some.split(",")]


@pytest.mark.parametrize("label", labels())
def test_a_label_that_no_list_has_is_named_at_the_end(label: str, tmp_path: Path) -> None:
    assert named(tmp_path / "e.csv", [*NAMES, label]) == [11]


@pytest.mark.parametrize("label", ["Snitscore", "Alle svar", "Vastauksia", "Gesamtwert", "Kommunen", "Note moyenne"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("words", [True, False], ids=["words", "figures"])
def test_so_it_is_above_all_people_and_in_words(label: str, kind: str, words: bool, tmp_path: Path) -> None:
    assert named(tmp_path / f"e.{kind}", [label, *NAMES], words=words) == [1]
    assert named(tmp_path / f"f.{kind}", [*NAMES, label], words=words) == [11]


BETWEEN = ("Middelscore", "Antal svar i teamet", "Snittbetyg", "Durchschnittsnote", "Alle svar", "Koko tiimi")


@pytest.mark.parametrize("label", BETWEEN)
def test_a_label_is_one_between_people_too(label: str, tmp_path: Path) -> None:
    assert named(tmp_path / "e.csv", [*NAMES[:5], label, *NAMES[5:]]) == [6]


@pytest.mark.parametrize("label", ["Middelscore", "Alle svar", "Mediaan", "Koko tiimi"])
def test_the_same_label_below_each_team(label: str, tmp_path: Path) -> None:
    teams = [("Nord", [*NAMES, label]), ("Syd", [*(f"{name}s" for name in NAMES), label])]
    people = [(team, name) for team, names in teams for name in names]
    rows = [
        ["Team", "Navn", *IDS],
        *([team, name, *[WORDS[at % 5]] * len(IDS)] for at, (team, name) in enumerate(people)),
    ]
    found = read(csv(tmp_path / "e.csv", rows), team=None)
    assert [f.row for f in found.findings if f.code == "perhaps-sums"] == [12, 23]
    assert found.rows.accepted == 20


def test_a_row_of_sums_without_figures_below_it_changes_nothing(tmp_path: Path) -> None:
    people = [[name, *[WORDS[at % 5]] * len(IDS)] for at, name in enumerate(NAMES)]
    last = [["Gennemsnitligt svar", *[WORDS[3]] * len(IDS)], ["Antal", *[""] * len(IDS)]]
    found = read(csv(tmp_path / "e.csv", [["Navn", *IDS], *people, *last]))
    assert (found.rows.accepted, [f.row for f in found.findings if f.row]) == (10, [12])


@pytest.mark.parametrize(("role", "accepted"), [("ka.", 8), ("Middelscore", 8), ("Leder", 9), ("KA", 9), ("Med.", 9)])
@pytest.mark.parametrize("heading", ["Rooli", "Rolle"])
def test_the_last_row_marked_behind_the_answers(heading: str, role: str, accepted: int, tmp_path: Path) -> None:
    roles = [*["Ohjaaja"] * 8, role]
    rows = [[*IDS, heading], *([*[str(1 + at % 5)] * len(IDS), name] for at, name in enumerate(roles))]
    assert read(csv(tmp_path / "e.csv", rows), codes="agree-high").rows.accepted == accepted


HOW_MANY = (
    "Antal svar 8", "Svar, antal: 8", "Respondents n = 8", "Respondents (n=8)", "Number of answers 8", "Team",
    "Nombre de réponses 8", "Middelscore n = 8", "Anzahl der Antworten 8", "Percentil 90", "Quartile 3",
)  # fmt: skip


@pytest.mark.parametrize("label", HOW_MANY)
def test_how_many_there_are_is_no_number_of_one_of_them(label: str, tmp_path: Path) -> None:
    assert named(tmp_path / "e.csv", [*NAMES, label]) == [11]


def test_figures_with_numbers_below_people_are_none_of_them(tmp_path: Path) -> None:
    assert named(tmp_path / "e.csv", [*NAMES, "Quartile 1", "Quartile 2", "Quartile 3"]) == [11, 12, 13]


TEAMS = ("Ensemble", "Kommunen", "Team", "Personalet", "Distribution", "Alle huse", "Fordeling", "Hold", "Punkt")


@pytest.mark.parametrize("team", TEAMS)
def test_a_team_may_be_called_by_such_a_word(team: str, tmp_path: Path) -> None:
    rows = [["Team", *IDS], *([name, *[WORDS[at % 5]] * len(IDS)] for at, name in enumerate([*["Nord"] * 4, team]))]
    found = read(csv(tmp_path / "e.csv", rows), team=None)
    assert (found.rows.accepted, [f.code for f in found.findings if f.row]) == (5, [])


COMMENTS = ("Hele teamet", "Alle kolleger", "Medarbejderne", "Alle svar", "Kommunen", "Personalet", "Fordeling")


@pytest.mark.parametrize("said", COMMENTS)
def test_what_one_of_all_says_elsewhere_is_an_answer(said: str, tmp_path: Path) -> None:
    who = ["", "Borgeren", "", said, "", "Pårørende", ""]
    rows = [["Nr", *IDS, "Hvem deltog?"]]
    rows += [[str(at), *[WORDS[at % 5]] * len(IDS), text] for at, text in enumerate(who, 1)]
    found = read(csv(tmp_path / "e.csv", rows))
    assert (found.rows.accepted, [f.code for f in found.findings if f.row]) == (7, [])


NOBODYS_NAME = (
    "Nord i alt", "Team Nord", "Hele Nord", "Kommunen", "Facit", "Samlet", "Benchmark", "Konsensus", "Fælles",
    "Resultat", "Vores score", "Ø-score", "Score Q2", "Sidste kvartal", "Vægtet", "Weighted", "Consensus", "Our score",
    "Nord total",
)  # fmt: skip
ALSO_SOMEBODYS = ("Alle", "Alla", "Norm", "Maks", "Mål", "Nord", "Bo Mål", "Vibeke Ø", "Norma Facit-Holm", "Team Holm")
WHOLE = [f"{name} {other}" for name, other in zip(NAMES, ("Holm", "Lind", "Ege", "Friis", "Krog") * 2, strict=True)]


@pytest.mark.parametrize("label", NOBODYS_NAME)
@pytest.mark.parametrize("people", [NAMES, WHOLE], ids=["first", "whole"])
def test_what_is_nobodys_name_is_named_wherever_it_stands(label: str, people: list[str], tmp_path: Path) -> None:
    for at in (0, 4, 10):
        assert named(tmp_path / f"{at}.csv", [*people[:at], label, *people[at:]], words=True) == [at + 1]


@pytest.mark.parametrize("name", ALSO_SOMEBODYS)
def test_what_may_be_a_name_is_one_between_people(name: str, tmp_path: Path) -> None:
    assert named(tmp_path / "e.csv", [*WHOLE[:4], name, *WHOLE[4:]], words=True) == []


def test_what_most_are_called_is_what_people_are_called(tmp_path: Path) -> None:
    assert named(tmp_path / "e.csv", ["Anna", *(f"Score {at}" for at in range(2, 9)), "Bo"], words=True) == []


Numbered = Sequence[tuple[str, str]]
"""Numbers with what stands beside them, one for each row."""
LAST_OF_ALL = (
    "Nord i alt", "Team Nord", "Kommunen", "Maks", "Norm", "Facit", "Samlet", "Benchmark", "Alle", "Mål", "Vægtet",
)  # fmt: skip
CODES = [f"R{at}" for at in range(1, 9)]


def below_numbers(path: Path, heads: Sequence[str], rows: Numbered, more: Sequence[str] = ()) -> tuple[int, list[str]]:
    """How many of some rows count, with two cells before their answers and perhaps one more, and what is named."""
    answers = [[WORDS[(at + other) % 5] for other in range(len(IDS))] for at in range(len(rows))]
    cells = [[*row, *more[at : at + 1], *answers[at]] for at, row in enumerate(rows)]
    found = read(csv(path, [[*heads, *IDS], *cells]))
    return found.rows.accepted, [str(f.value) for f in found.findings if f.code == "perhaps-sums"]


@pytest.mark.parametrize("label", LAST_OF_ALL)
@pytest.mark.parametrize("people", [CODES, WHOLE[:8]], ids=["codes", "names"])
@pytest.mark.parametrize("first", [1, 41])
def test_that_sums_have_the_next_number_makes_them_nobody(
    label: str, people: list[str], first: int, tmp_path: Path
) -> None:
    rows = [(str(first + at), name) for at, name in enumerate([*people, label])]
    for head in ("Nr", "Id"):
        assert below_numbers(tmp_path / f"{head}.csv", [head, "Respondent"], rows) == (8, [label])


def long_rows(people: Sequence[str], ids: Sequence[str] = ()) -> list[list[str]]:
    """A row for each answer, with a number of its own, or with its respondent's."""
    pairs = [(at, name, id) for at, name in enumerate(people) for id in IDS]
    return [
        [ids[at] if ids else str(line), name, id, WORDS[(at + line) % 5]]
        for line, (at, name, id) in enumerate(pairs, 1)
    ]


@pytest.mark.parametrize("label", LAST_OF_ALL)
@pytest.mark.parametrize("people", [CODES, WHOLE[:8]], ids=["codes", "names"])
def test_nor_that_their_answers_are_numbered(label: str, people: list[str], tmp_path: Path) -> None:
    for head in ("Nr", "Id"):
        rows = [[head, "Respondent", "Udsagn", "Svar"], *long_rows([*people, label])]
        found = read(csv(tmp_path / f"{head}.csv", rows))
        assert (found.rows.accepted, [f.value for f in found.findings if f.row]) == (8, [label])


NUMBERED_PEOPLE: dict[str, tuple[list[str], Numbered, list[str]]] = {
    "names": (["Nr", "Navn"], [(str(at), name) for at, name in enumerate(WHOLE, 1)], []),
    "one without a name": (["Nr", "Navn"], [(str(at), name) for at, name in enumerate([*NAMES, ""], 1)], []),
    "one with a name, others with codes": (
        ["Nr", "Respondent"],
        [(str(at), name) for at, name in enumerate([*CODES, "Birte"], 1)],
        [],
    ),
    "one who is called so, between others": (
        ["Nr", "Navn"],
        [(str(at), name) for at, name in enumerate([*NAMES[:4], "Alle", *NAMES[4:]], 1)],
        [],
    ),
    "ids that do not go on": (
        ["Respondent-ID", "Navn"],
        [*zip(["3", "7", "8", "12", "15", "21"], [*NAMES[:5], "Norm"], strict=True)],
        [],
    ),
    "a day of answering": (
        ["Nr", "Navn", "Dato"],
        [(str(at), name) for at, name in enumerate([*NAMES[:5], "Max"], 1)],
        [f"2026-08-{at:02}" for at in range(11, 17)],
    ),
}


@pytest.mark.parametrize(("heads", "rows", "more"), NUMBERED_PEOPLE.values(), ids=NUMBERED_PEOPLE)
def test_people_on_numbered_lines(heads: list[str], rows: Numbered, more: list[str], tmp_path: Path) -> None:
    assert below_numbers(tmp_path / "e.csv", heads, rows, more) == (len(rows), [])


@pytest.mark.parametrize("ids", [["3", "7", "8", "12", "15", "21"], ["301", "117", "208", "412", "155", "219"]])
def test_who_has_an_id_of_their_own_in_a_row_for_each_answer(ids: list[str], tmp_path: Path) -> None:
    rows = [["Id", "Respondent", "Udsagn", "Svar"], *long_rows([*NAMES[:5], "Max"], ids)]
    found = read(csv(tmp_path / "e.csv", rows))
    assert (found.rows.accepted, [f.value for f in found.findings if f.row]) == (6, [])
