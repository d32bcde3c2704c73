"""Labels of rows that are nobody's and that no list has: known by the words in them, and how those are put together."""

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
        svar, Personalets svar
    """,
    "English": """
        Count of responses, All respondents, Mean rating, Lowest value, Upper quartile, Most chosen, All staff,
        Whole group, Team rating, Share answered, Responses, Frequency, Mean of all answers, 10th percentile
    """,
    "German": """
        Durchschnittswert, Gesamtwert, Durchschnittsnote, Notenschnitt, Alle Befragten, Anzahl Antworten, Mittlere
        Bewertung, Ganzes Team, Unteres Quartil, Verteilung, Antworten, Häufigster Wert, Bestnote
    """,
    "Swedish": """
        Medelbetyg, Snittbetyg, Medelpoäng, Hela gruppens svar, Alla svarande, Lägsta värde, Undre kvartil,
        Svarsfördelning, Antal svarande, Kommunens snitt
    """,
    "Norwegian": """
        Gjennomsnittlig skår, Snittskår, Alle deltakerne, Hele avdelingen, Høyeste verdi, Øvre kvartil, Fordeling
    """,
    "Dutch": """
        Mediaan, Aantal respondenten, Gemiddeld cijfer, Hele team, Alle antwoorden, Laagste waarde, Verdeling
    """,
    "French": """
        Médiane, Nombre de réponses, Note moyenne, Ensemble, Tous les répondants, Répartition, Valeur maximum
    """,
    "Spanish": """
        Puntuación media, Todos los encuestados, Valor medio, Promedio general, Número de respuestas, Todo el equipo
    """,
    "Finnish": """
        Keskiarvot, Vastaajien määrä, Vastauksia, Koko tiimi, Kaikki vastaajat, Pienin arvo, Yläkvartiili, Jakauma,
        ka.
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
