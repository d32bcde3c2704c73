"""The tour of the README as data: two quarters of one team, typed at a real terminal in Danish, and survey exports.

In the first meeting they read the preface and say who they are and how citizens were heard; somebody mistypes, corrects
an answer, writes a comment, and the laptop is shut (Ctrl-C); the team goes on where it was. In the second each of them
votes on the first statement before they talk, they say what made a difference, agree on an action, mend its deadline,
and have the minutes written. Then it looks at what has moved. Elsewhere a consultant has
three files from survey tools, one with a doubtful answer and one that is no workbook.
"""

from dataclasses import dataclass
from pathlib import Path

from tests.exports.tables import csv_file, lines
from tests.terminal import INTERRUPT, run

ANSWER = "Fælles svar: "
SUMMARY = "> "

MEETING = ["assess", "--organisation", "Prøvekøbing Kommune", "--team", "Bostøtte Nord"]


@dataclass(frozen=True)
class Session:
    """One command of the tour."""

    command: list[str]
    now: str
    typed: tuple[tuple[str, str], ...] = ()


TOUR = (
    Session(
        MEETING,
        "2026-05-20T10:00:00",
        (
            (SUMMARY, ""),
            (SUMMARY, ""),
            (SUMMARY, "7"),
            (SUMMARY, "Bostøtte Nord og vores leder"),
            (SUMMARY, "Dialogmøde i værestedet"),
            (SUMMARY, "8"),
            (SUMMARY, "De vil selv vælge, hvem der kommer"),
            (SUMMARY, ""),
            (ANSWER, "3"),
            (ANSWER, "enig"),
            (ANSWER, "6"),  # the key beside it
            (ANSWER, "3"),
            ("S03: ", "t"),  # they think again
            (ANSWER, "2"),
            ("S03: ", "k Vi har redskaberne, men bruger dem ikke ens"),
            (ANSWER, "3"),
            (ANSWER, "4"),
            (ANSWER, INTERRUPT),
        ),
    ),
    Session(
        MEETING,
        "2026-05-20T10:00:00",
        (
            (ANSWER, "2"),
            (ANSWER, "3"),
            (ANSWER, "s"),
            *((ANSWER, point) for point in "43344434"),
            (SUMMARY, "g 8"),
            (ANSWER, "3"),
            (SUMMARY, "j"),
            (SUMMARY, "q"),
        ),
    ),
    Session(
        MEETING,
        "2026-08-20T10:00:00",
        (
            (SUMMARY, ""),
            (SUMMARY, ""),
            (SUMMARY, "7"),
            (SUMMARY, ""),  # "we" are the same
            (SUMMARY, ""),
            (ANSWER, "0 3 3 1 0"),  # seven people answer for themselves first
            (SUMMARY, "2"),
            *((ANSWER, point) for point in "344"),
            (SUMMARY, "Efter kurset i foråret bruger vi alle FIT"),  # two steps up: what made the difference?
            *((ANSWER, point) for point in "344"),
            (SUMMARY, ""),
            ("S06: ", "n Aftale med boligorganisationen om anvisning"),
            (SUMMARY, "teamleder"),
            (SUMMARY, ""),
            *((ANSWER, point) for point in "4343434444"),
            (SUMMARY, "r 1"),
            (SUMMARY, "Fristen"),
            (SUMMARY, "31. marts 2027"),
            (SUMMARY, "j"),
            (SUMMARY, ""),
        ),
    ),
    Session(["trend", "--team", "Bostøtte Nord"], "2026-08-20T11:00:00"),
    Session(["score", "eksport", "--out", "scored.xlsx"], "2026-08-20T12:00:00"),
)


def exports(folder: Path) -> None:
    """The consultant's files."""
    folder.mkdir()
    for name, answers in (("Syd", (5, 4, 4, 3, 4, 2, 5)), ("Vest", (4, 4, 3, 3, 5, 4))):
        rows = lines(answers, ("Prøvekøbing Kommune", f"Bostøtte {name}", "2026-Q3"))
        if name == "Vest":
            rows[2][8] = "Måske"
        csv_file(folder / f"bostoette-{name.lower()}.csv", rows)
    (folder / "bostoette-oest.xlsx").write_bytes(b"%PDF-1.7\n")


HOME = "/home/mette/Dokumenter"
"""What the folder is called in the transcript."""


def transcript(data: Path, *, fresh: bool) -> list[str]:
    """What stood on the screen in each session of the tour, with the command above it; ``fresh`` as of ``run``."""
    told = []
    exports(data.with_name("eksport"))
    for session in TOUR:
        screen, _code = run(session.command, session.typed, data=data, now=session.now, folder=data.parent, fresh=fresh)
        screen = screen.replace(str(data.parent), HOME)
        words = [f'"{word}"' if " " in word else word for word in session.command]
        told.append(f"$ hf-fidelity {' '.join(words)}\n{screen}".rstrip())
    return told
