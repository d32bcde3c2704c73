"""The tour of the README as data: two quarters of one team, typed at a real terminal in Danish.

In the first meeting somebody mistypes, goes back, writes a comment, and the laptop is shut (Ctrl-C); the team goes on
where it was. In the second nothing special happens. Then it looks at what has moved.
"""

from dataclasses import dataclass
from pathlib import Path

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
            (ANSWER, "3"),
            (ANSWER, "enig"),
            (ANSWER, "33"),  # a key pressed twice
            (ANSWER, "3"),
            (ANSWER, "t"),  # they think again about the one before
            (ANSWER, "k Vi har redskaberne, men bruger dem ikke ens"),
            (ANSWER, "2"),
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
        ),
    ),
    Session(
        MEETING,
        "2026-08-20T10:00:00",
        (
            *((ANSWER, point) for point in "34"),
            (ANSWER, "k Efter kurset i foråret bruger vi alle FIT"),
            *((ANSWER, point) for point in "43444343434444"),
            (SUMMARY, "j"),
        ),
    ),
    Session(["trend", "--team", "Bostøtte Nord"], "2026-08-20T11:00:00"),
)


def transcript(data: Path) -> list[str]:
    """What stood on the screen in each session of the tour, with the command above it."""
    told = []
    for session in TOUR:
        screen, _code = run(session.command, session.typed, data=data, now=session.now)
        words = [f'"{word}"' if " " in word else word for word in session.command]
        told.append(f"$ hf-fidelity {' '.join(words)}\n{screen}".rstrip())
    return told
