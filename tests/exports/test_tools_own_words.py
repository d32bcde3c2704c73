"""What a survey tool writes of itself among the answers: the points of a quiz, and its signs for no answer."""

from pathlib import Path

import pytest

from tests.exports.test_passed_over import TEXTS, Rows, answers, csv, read

FORMS = ("ID", "Starttidspunkt", "Fuldførelsestidspunkt", "Mail", "Navn")
BY_HAND = ("Nr", "Startet", "Sluttet", "Hvem", "Alder")


def quiz(first: tuple[str, ...], total: str, behind: tuple[str, ...]) -> Rows:
    """Five people's answers, with columns behind each question that are called as it is, with words before."""
    heads = [*first, total, *(heading for text in TEXTS for heading in (text, *(f"{word}{text}" for word in behind)))]
    sent = ["2026-08-10 09:15:02", "2026-08-10 10:15:02", "anonymous", ""]
    rows = [
        [str(at), *sent, "0", *(cell for answer in answers(1 + at % 5) for cell in (answer, *["0"] * len(behind)))]
        for at in range(1, 6)
    ]
    return [heads, *rows]


QUIZZES = {
    "Danish": ("Samlet antal point", "Point", "Feedback"),
    "English": ("Total points", "Points", "Feedback"),
    "Norwegian": ("Totalt antall poeng", "Poeng", "Tilbakemelding"),
    "Swedish": ("Totalt antal poäng", "Poäng", "Feedback"),
    "German": ("Gesamtpunktzahl", "Punkte", "Feedback"),
    "Spanish": ("Total de puntos", "Puntos", "Comentarios"),
    "French": ("Total des points", "Points", "Commentaires"),
    "Dutch": ("Totaal aantal punten", "Punten", "Feedback"),
    "Finnish": ("Pisteet yhteensä", "Pisteet", "Palaute"),
}


@pytest.mark.parametrize("dash", [" - ", " – ", " — ", "\u00a0- "], ids=["hyphen", "en dash", "em dash", "hard blank"])
@pytest.mark.parametrize("words", QUIZZES.values(), ids=QUIZZES)
def test_the_points_of_a_quiz_are_no_answers(words: tuple[str, str, str], dash: str, tmp_path: Path) -> None:
    total, *behind = words
    found = read(csv(tmp_path / "e.csv", quiz(FORMS, total, tuple(f"{word}{dash}" for word in behind)), "\t"))
    assert (found.layout, found.rows.accepted, [f.code for f in found.findings]) == ("ms-forms", 5, [])


@pytest.mark.parametrize(
    ("first", "word"),
    [(FORMS, "Vigtighed - "), (FORMS, "Point: "), (FORMS, "Mine points - "), (BY_HAND, "Point - ")],
    ids=["another battery", "another mark", "other words", "in anybody's table"],
)
def test_what_may_be_another_battery_is_refused(first: tuple[str, ...], word: str, tmp_path: Path) -> None:
    found = read(csv(tmp_path / "e.csv", quiz(first, "Point i alt", (word,)), "\t"))
    assert {f.code for f in found.findings} == {"statement-twice"}
