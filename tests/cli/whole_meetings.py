"""Whole meetings as data: what is typed at which question, what the screen shows, what the record holds afterwards."""

from dataclasses import dataclass, field
from typing import Any

from tests.terminal import HANG_UP, INTERRUPT

WHO = ["assess", "--organisation", "Prøvekøbing Kommune", "--team", "Bostøtte Nord"]
ANSWER, ANSWER_EN, SUMMARY = "Fælles svar: ", "Agreed answer: ", "> "
OPEN, SECRET = "1", "2"
GO_ON = ("Alt, hvad I har sendt med Enter, er gemt;",)


@dataclass(frozen=True)
class Run:
    """One run of the command: (what to wait for, what to type), and what stands on the screen in this order."""

    typed: list[tuple[str, str]]
    screen: tuple[str, ...]
    code: int = 0
    options: tuple[str, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)


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
                ("Hvem er »vi«", "Bostøtte Nord og vores leder"),
                ("Hvordan er borgerne", "Dialogmøde i værestedet"),
                ("Hvor mange borgere?", "8"),
                ("Hvad ser I anderledes", "S14 blev lavere"),
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
                (SUMMARY, "q"),
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
                "3. kvartal 2026 er lukket og gemt:",
            ),
        ),
    ),
    {
        "status": "final",
        "participants": 7,
        "we": "Bostøtte Nord og vores leder",
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
            [("Hvor mange deltager?", "7"), ("Hvad blev det til?", "1"), ("Virkede det?", INTERRUPT)],
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
                (SUMMARY, "q"),
            ],
            (
                "Mødet fortsætter, hvor I slap, ved S03.",
                "Hvad gjorde forskellen?",
                "Grunden er noteret.",
                "Udsagn 2 af 16",
                "= tag Enig (4)",
                "Alle udsagn er besvaret.",
                "3. kvartal 2026 er lukket og gemt:",
            ),
            options=SPREAD,
        ),
        Run(
            [(SUMMARY, "g 5"), (ANSWER, "3"), (SUMMARY, "j"), (SUMMARY, "q")],
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


MENDED = Whole(
    (
        Run(
            [
                ("Hvor mange deltager?", "6"),
                ("Hvem er »vi«", "Bostøtte Nord"),
                ("Hvordan er borgerne", "Dialogmøde"),
                ("Hvor mange borgere?", "8"),
                ("Hvad ser I anderledes", "Intet"),
                ("Brief INSPIRE", "71,5 7"),
                (ANSWER, "444335"),
                ("er enkeltsvarene givet?", OPEN),
                (ANSWER, "2"),
                ("S01: ", "n Fælles oplæg"),
                ("Hvem er ansvarlig?", "leder"),
                ("skal det være gjort?", "i morgen"),
                ("S01: ", "k Vi var uenige"),
                ("S01: ", "n Endnu et tiltag"),
                ("Hvem er ansvarlig?", ""),
                ("skal det være gjort?", ""),
                ("S01: ", "r"),
                ("Hvad skal rettes?", "1"),
                ("skriv dem igen", "444333"),
                (ANSWER, "4443333"),
                ("Hvad er rigtigt?", "1"),
                (ANSWER, "3"),
                ("S01: ", "r"),
                ("Hvad skal rettes?", "Kommentaren til S01"),
                ("Kommentar til S01", "-"),
                ("S01: ", "r 2"),
                ("  1 Teksten", "Teksten"),
                ("Hvad vil I gøre?", "Fælles oplæg om recovery"),
                ("S01: ", "t"),
                (ANSWER, "4"),
                ("S01: ", ""),
                (ANSWER, "55555"),
                (ANSWER, "5"),
                *all_of("4", 14),
                (SUMMARY, "r"),
                ("Hvad skal rettes?", "1"),
                ("  1 Teksten", "Hvem der er ansvarlig"),
                ("Hvem er ansvarlig?", "teamleder"),
                (SUMMARY, "r 1"),
                ("  1 Teksten", "3"),
                ("skal det være gjort?", "31. marts 2027"),
                (SUMMARY, "r 1"),
                ("  1 Teksten", "4"),
                ("Hvilket udsagn", "S03"),
                (SUMMARY, "r 2"),
                ("  1 Teksten", "Slet det"),
                (SUMMARY, "r"),
                ("Hvad skal rettes?", "2"),
                ("Hvor mange deltager?", "6"),
                ("Hvor mange deltager?", "8"),
                (SUMMARY, "r 3"),
                ("Hvem er »vi«", "Bostøtte Nord og vores leder"),
                (SUMMARY, "r 4"),
                ("Hvordan er borgerne", "To fokusgrupper"),
                ("Hvor mange borgere?", ""),
                ("Hvad ser I anderledes", "S14 blev lavere"),
                ("Brief INSPIRE", "-"),
                (SUMMARY, "r 5"),
                ("er enkeltsvarene givet?", "Hemmeligt"),
                (SUMMARY, "g 2"),
                (ANSWER, "r 1"),
                ("skriv dem igen", "-"),
                (ANSWER, ""),
                (SUMMARY, "ja"),
                (SUMMARY, "q"),
            ],
            (
                "S01 noteret: Uenig (2).",
                "Skal være gjort senest 21. august 2026.",
                "6 deltagere, 7 enkeltsvar: det er flere svar end deltagere.",
                "S01 noteret: Hverken enig/uenig (3).",
                "Det er taget væk.",
                "Tiltaget er nu: S01: Fælles oplæg om recovery (leder, 21. august 2026)",
                "S01 noteret: Enig (4).",
                "Opsamling · Bostøtte Nord",
                "Hvem var med",
                "»Vi« er: Bostøtte Nord",
                "Tiltaget er slettet: S01: Endnu et tiltag (31. december 2026)",
                "Der er flere enkeltsvar end 6 til S01. Ret dem først.",
                "Sådan blev borgerne hørt: To fokusgrupper",
                "Alle udsagn er besvaret.",
                "1 tiltag er åbent.",
            ),
        ),
    ),
    {
        "participants": 8,
        "we": "Bostøtte Nord og vores leder",
        "votes_are": "secret",
        "citizen_involvement": {"how": "To fokusgrupper", "citizens": 8, "what_it_changed": "S14 blev lavere"},
        "answers.S01": {"agreed": 4, "votes": {"all": {"counts": [0, 0, 4, 3, 0]}}},
        "answers.S02": {"agreed": 5},
        "actions.*.text": ["Fælles oplæg om recovery"],
        "actions.*.owner": ["teamleder"],
        "actions.*.due": ["2027-03-31"],
        "actions.*.about": ["S03"],
        "history": [],
    },
)

HALF_AN_HOUR = Whole(
    (
        Run(
            [
                ("Hvor mange deltager?", "5"),
                ("Hvad blev det til?", ""),
                ("Hvad blev det til?", "Gennemført"),
                ("Virkede det?", ""),
                (ANSWER, "5"),
                ("Hvad gjorde forskellen?", "Kurset"),
                ("S03: ", "n Kursus for nye"),
                ("Hvem er ansvarlig?", ""),
                ("skal det være gjort?", "næste kvartal"),
                ("S03: ", ""),
                (ANSWER, "3"),
                (ANSWER, "="),
                (ANSWER, "= tag Enig (4)"),
                *all_of("=", 12),
                (SUMMARY, "j ja, luk skemaet"),
                (SUMMARY, "q"),
            ],
            (
                "30 minutter til 16 udsagn.",
                "Tal først om:",
                "S03 Kompetencer til recovery-arbejde: svarene er meget spredt",
                "S02 ",
                "Svarene ligger tæt på S01, S04, S05",
                "Så følger de andre i deres rækkefølge: ingen bliver udeladt.",
                "Udsagn 1 af 16",
                "S03  Vi har",
                "Hvad ligger bag forskellen?",
                "S03 noteret: Helt enig (5).",
                "Udsagn 2 af 16",
                "S02 noteret: Hverken enig/uenig (3).",
                "S01 noteret: Enig (4).",
                "Alle udsagn er besvaret.",
                "3. kvartal 2026 er lukket og gemt: 16 af 16 udsagn er besvaret.",
                "Siden 2. kvartal 2026: 15 op, 1 uændrede, 0 ned.",
                "Mest: S03 Kompetencer til recovery-arbejde, 2 trin op.",
                "2 tiltag er åbne.",
                "Næste møde er i 4. kvartal 2026.",
            ),
            options=("--minutes", "30"),
        ),
    ),
    {
        "status": "final",
        "participants": 5,
        "answers.S03": {
            "agreed": 5,
            "votes": {"all": {"counts": [4, 0, 0, 0, 3]}},
            "changed_because": "Kurset",
        },
        "answers.S02.agreed": 3,
        "answers.S16.agreed": 4,
        "actions.*.state": ["open", "done", "open"],
        "actions.*.about": ["S06", None, "S03"],
        "actions.*.due": [None, None, "2026-12-31"],
    },
    imported=True,
)

IN_BOTH_LANGUAGES = Whole(
    (
        Run(
            [(ANSWER, "enig"), (ANSWER, "n Ring"), ("Hvem er ansvarlig?", INTERRUPT)],
            ("S01 noteret: Enig (4).", "Tiltaget er noteret.", "Hvem er ansvarlig?", *GO_ON),
            code=130,
        ),
        Run(
            [
                ("Who is responsible?", "manager"),
                ("When is it to be done?", "31 March 2027"),
                (ANSWER_EN, "helt enig"),
                *all_of("4 Agree", 14, ANSWER_EN),
                (SUMMARY, "yes"),
                (SUMMARY, "q"),
            ],
            (
                "The meeting goes on where you left it, at S02.",
                "To be done by 31 March 2027.",
                "S02 noted: Strongly agree (5).",
                "3rd quarter 2026 is closed and saved: 16 of 16 statements are answered.",
            ),
            environment={"HF_FIDELITY_LANG": "en"},
        ),
    ),
    {
        "answers.S01.agreed": 4,
        "answers.S02.agreed": 5,
        "answers.S16.agreed": 4,
        "actions.*.text": ["Ring"],
        "actions.*.owner": ["manager"],
        "actions.*.about": ["S02"],
        "actions.*.due": ["2027-03-31"],
    },
)
