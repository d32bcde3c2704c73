"""What a survey tool writes of itself among the answers: the points of a quiz, and its signs for no answer."""

from dataclasses import replace
from pathlib import Path

import pytest

from hf_fidelity.domain.survey.exports import AskedInstrument, ExportRead
from hf_fidelity.readers.survey.words.answers import BLANK, UNKNOWN, ScaleWords
from tests.builders import small_instrument
from tests.exports.tables import IDS, TEXTS, Rows, answers, csv, read, written

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


QUALTRICS = ("StartDate", "EndDate", "Progress", "Finished", "ResponseId")
SOSCI = ("CASE", "SERIAL", "QUESTNNR", "MODE")
EFS = ("lfdn", "external_lfdn", "lastpage", "quality")
CASTOR = ("Castor Participant ID", "Alder", "Hvor", "Hvem")
OLDER_CASTOR = ("Participant ID", "Site Abbreviation", "Survey Instance ID", "Survey Progress")
ORDINARY = ("Nr", "Alder", "Hvor", "Hvem")
SAID = {"Finished": "True", "Progress": "100", "MODE": "interview", "Survey Progress": "100"}


def with_signs(first: tuple[str, ...], signs: tuple[str, ...]) -> Rows:
    """A row for each sign, which stands in place of one answer, and three rows without any."""
    rows = [["4"] * len(IDS) for _ in range(len(signs) + 3)]
    for at, sign in enumerate(signs):
        rows[at][at] = sign
    about = [[SAID.get(name, f"{name[0]}{at}") for name in first] for at in range(len(rows))]
    return [[*first, *IDS], *([*some, *row] for some, row in zip(about, rows, strict=True))]


def unanswered(found: ExportRead) -> int:
    """How many answers lack."""
    [group] = found.groups
    return len(IDS) * group.respondents - sum(group.answered().values())


SIGNS: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "Qualtrics": (QUALTRICS, ("-99",), ("-77", "-9", "99")),
    "SoSci Survey": (SOSCI, ("-9",), ("-99", "-1")),
    "Unipark": (EFS, ("-77", "-99", "-66"), ("-9", "-95", "99")),
    "Castor": (CASTOR, ("-95", "-96", "-97", "-98", "-99"), ("-94", "-77", "96")),
    "Castor by its other columns": (OLDER_CASTOR, ("-95", "-96", "-97", "-98", "-99"), ("-94",)),
    "an ordinary table": (ORDINARY, (), ("-9", "-66", "-77", "-95", "-99", "99")),
    "two columns as Unipark's": (("lfdn", "quality", "Hvor", "Hvem"), (), ("-77", "-99")),
    "anywhere": (ORDINARY, ("#NULL!", ".", ".a", ".z", ".D", ""), (".aa", ".5", "#NUL!", "#N/A", "a", "z")),
}


@pytest.mark.parametrize(("first", "known", "odd"), SIGNS.values(), ids=SIGNS)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_tools_own_signs_are_no_answers_in_its_files(
    kind: str, first: tuple[str, ...], known: tuple[str, ...], odd: tuple[str, ...], tmp_path: Path
) -> None:
    def scored(signs: tuple[str, ...]) -> ExportRead:
        rows = with_signs(first, signs)
        path = written(tmp_path / f"e.{kind}", rows)
        return read(path, codes="agree-high")

    found = scored(known)
    assert ([f.code for f in found.findings if f.severity == "error"], unanswered(found)) == ([], len(known))
    found = scored(odd)
    named = [(f.code, f.row) for f in found.findings if f.severity == "error"]
    assert named == [("error-cell" if sign[0] == "#" else "unknown-answer", at) for at, sign in enumerate(odd, 2)]


def test_what_stays_named_is_said_in_a_mapping(tmp_path: Path) -> None:
    found = read(csv(tmp_path / "e.csv", with_signs(ORDINARY, ("-99",))), codes="agree-high")
    assert ['"-99": missing' in f.what_to_do() for f in found.findings if f.code == "unknown-answer"] == [True]


@pytest.mark.parametrize(
    ("labels", "code"),
    [(("p1", "p2", "p3"), BLANK), (("a", "b", "c"), UNKNOWN), (("1", "2", "f"), UNKNOWN)],
    ids=["words", "letters", "a letter"],
)
def test_a_letter_behind_a_full_stop_may_be_a_point(labels: tuple[str, ...], code: int) -> None:
    scale = AskedInstrument.of(small_instrument(values=range(1, 4))).scale
    points = tuple((label, at) for at, label in enumerate(labels))
    assert ScaleWords(replace(scale, labels=points, languages=("da",) * 3)).read(".b") == code


def test_a_row_of_nothing_but_signs_is_empty(tmp_path: Path) -> None:
    rows = [*with_signs(EFS, ()), ["e", "e", "l", "q", *["-77"] * len(IDS)]]
    found = read(csv(tmp_path / "e.csv", rows), codes="agree-high")
    assert (found.rows.accepted, {reason: len(some) for reason, some in found.rows.skipped.items()}) == (
        3,
        {"empty": 1},
    )
