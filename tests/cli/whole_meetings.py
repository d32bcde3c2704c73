"""Whole meetings as data: what is typed at which question, what the screen shows, what the record holds afterwards."""

from dataclasses import dataclass, field
from typing import Any

from tests.terminal import HANG_UP, INTERRUPT

WHO = ["assess", "--organisation", "Prøvekøbing Kommune", "--team", "Bostøtte Nord"]
ANSWER, ANSWER_EN, SUMMARY = "Fælles svar: ", "Agreed answer: ", "> "
OPEN, SECRET = "1", "2"
GO_ON = ("Alt er gemt. Kør den samme kommando igen",)


@dataclass(frozen=True)
class Run:
    """One run of the command: (what to wait for, what to type), and what stands on the screen in this order."""

    typed: list[tuple[str, str]]
    screen: tuple[str, ...]
    code: int = 0
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Whole:
    """A meeting from its beginning to its end, in as many runs as it takes."""

    runs: tuple[Run, ...]
    holds: dict[str, Any]
    """Path in the record → what stands there."""
    imported: bool = False
    """Whether there is a quarter before, and votes of this one."""
    environment: dict[str, str] = field(default_factory=dict)


def all_of(answer: str, times: int, prompt: str = ANSWER) -> list[tuple[str, str]]:
    return [(prompt, answer)] * times


SEVEN = Whole(
    (
        Run(
            [
                ("Hvor mange deltager?", "7"),
                ("Hvordan er borgerne", "Dialogmøde i værestedet"),
                ("Hvor mange borgere?", "8"),
                ("Hvad ændrer det", "S14 blev lavere"),
                ("Brief INSPIRE", "71,5 7"),
                (ANSWER, "0 3 3 1 0"),
                ("er enkeltsvarene givet?", SECRET),
                (ANSWER, "4"),
                (ANSWER, "444335"),
                (ANSWER, "4443352"),
                (ANSWER, "enig"),
                (ANSWER, "2 1 1 2 1"),
                (ANSWER, "k Vi var uenige"),
                (ANSWER, "n Fast møde hver måned"),
                ("Hvem er ansvarlig?", "teamleder"),
                ("skal det være gjort?", "1.12.2026"),
                (ANSWER, "2"),
                (ANSWER, "i"),
                ("ikke relevant for jer?", "Vi har ingen boliger"),
                (ANSWER, "s"),
                *all_of("4", 11),
                (SUMMARY, "j"),
            ],
            (
                "Udsagn 1 af 16",
                "Enkeltsvar til S01: 3 Enig, 3 Hverken enig/uenig, 1 Uenig.",
                "S01 noteret: Enig (4).",
                "7 deltagere, 6 enkeltsvar: mangler der et?",
                "Enkeltsvar til S02: 1 Helt enig, 3 Enig, 2 Hverken enig/uenig, 1 Uenig.",
                "S02 noteret: Enig (4).",
                "Kommentaren er noteret.",
                "Tiltaget er noteret.",
                "Skal være gjort senest 1. december 2026.",
                "S03 noteret: Uenig (2).",
                "S04 noteret: ikke relevant (Vi har ingen boliger).",
                "S05 er sprunget over.",
                "Opsamling · Bostøtte Nord",
                "1 udsagn mangler svar: S05.",
                "Kvartalet er lukket og gemt.",
            ),
        ),
    ),
    {
        "status": "final",
        "participants": 7,
        "votes_are": "secret",
        "citizen_involvement": {
            "how": "Dialogmøde i værestedet",
            "citizens": 8,
            "what_it_changed": "S14 blev lavere",
            "brief_inspire": {"mean": 71.5, "n": 7},
        },
        "answers.S01.agreed": 4,
        "answers.S01.votes.all.counts": [0, 1, 3, 3, 0],
        "answers.S02.agreed": 4,
        "answers.S02.votes.all.counts": [0, 1, 2, 3, 1],
        "answers.S03.agreed": 2,
        "answers.S03.votes.all.counts": [1, 2, 1, 1, 2],
        "answers.S03.comment": "Vi var uenige",
        "answers.S04.not_relevant_because": "Vi har ingen boliger",
        "answers.S05": None,
        "answers.S16.agreed": 4,
        "actions.*.about": ["S03"],
        "actions.*.text": ["Fast møde hver måned"],
        "actions.*.owner": ["teamleder"],
        "actions.*.due": ["2026-12-01"],
        "history": [],
    },
)

SPREAD = ("--order", "spread")
NEXT_QUARTER = Whole(
    (
        Run(
            [("Hvad blev det til?", "1"), ("Virkede det?", INTERRUPT)],
            (
                "Sidst: 2. kvartal 2026, 6 deltog.",
                "Der er enkeltsvar fra 7 personer.",
                "Svarene ligger længst fra hinanden på: S03",
                "S02",
                "Aftalt i 2. kvartal 2026: S06: Ring til boligforeningen.",
                "Virkede det?",
                *GO_ON,
            ),
            code=130,
            options=SPREAD,
        ),
        Run(
            [
                ("Virkede det?", "Ja, to flyttede ind"),
                ("Hvad blev det til?", "2"),
                ("Hvordan er borgerne", ""),
                (ANSWER, "5"),
                (SUMMARY, HANG_UP),
            ],
            (
                "Mødet fortsætter, hvor I slap, ved S03.",
                "Virkede det?",
                "Aftalt i 2. kvartal 2026: Skriv en folder.",
                "Udsagn 1 af 16",
                "Sidst (2. kvartal 2026): Hverken enig/uenig (3).",
                "S03: 2 trin op siden sidst.",
                "Hvad gjorde forskellen?",
            ),
            code=129,
            options=SPREAD,
        ),
        Run(
            [
                ("Hvad gjorde forskellen?", "Ny aftale med kommunen"),
                (ANSWER, "4"),
                *all_of("=", 14),
                (SUMMARY, "j"),
            ],
            (
                "Mødet fortsætter, hvor I slap, ved S03.",
                "Hvad gjorde forskellen?",
                "Grunden er noteret.",
                "Udsagn 2 af 16",
                "= tag Enig (4)",
                "Alle udsagn er besvaret.",
                "Kvartalet er lukket og gemt.",
            ),
            options=SPREAD,
        ),
        Run(
            [(SUMMARY, "g 5"), (ANSWER, "3"), (SUMMARY, "j")],
            (
                "Opsamling · Bostøtte Nord",
                "Udsagn 5 af 16",
                "Jeres svar: Enig (4)",
                "S05 noteret: Hverken enig/uenig (3).",
            ),
            options=("--reason", "Vi læste S05 forkert"),
        ),
    ),
    {
        "status": "final",
        "participants": 7,
        "votes_are": "secret",
        "answers.S03": {
            "agreed": 5,
            "votes": {"all": {"counts": [4, 0, 0, 0, 3]}},
            "changed_because": "Ny aftale med kommunen",
        },
        "answers.S02.agreed": 4,
        "answers.S05.agreed": 3,
        "answers.S16.agreed": 4,
        "answers.S16.votes.all.counts": [0, 0, 1, 6, 0],
        "actions.*.id": ["2026-Q2-1", "2026-Q2-2"],
        "actions.*.state": ["done", "open"],
        "actions.*.outcome": ["Ja, to flyttede ind", None],
        "history.*.why": ["Vi læste S05 forkert"],
        "history.*.changes": [{"S05.agreed": {"from": 4, "to": 3}}],
    },
    imported=True,
)
