"""The demo's made-up teams of a made-up municipality. Believable, and not all improving.

One line a quarter, the oldest first: one digit a statement in the form's order, ``-`` not answered, ``i`` not
relevant; a line that is None is a quarter in which the team did not meet.
"""

from dataclasses import dataclass, field

ORGANISATION = "Prøvekøbing Kommune"

NOT_RELEVANT = {
    "da": "Vi visiterer ikke selv til bolig",
    "en": "We do not allocate homes ourselves",
}


@dataclass(frozen=True)
class DemoTeam:
    """A made-up team: its answers by quarter, and what it wrote."""

    name: str
    participants: int
    lines: tuple[str | None, ...]
    comments: dict[tuple[int, str], dict[str, str]] = field(default_factory=dict)
    """(quarter, statement) → comment."""
    actions: dict[int, tuple[str, dict[str, str]]] = field(default_factory=dict)
    """Quarter → the statement an action is about, and its text. It is open until the next quarter with an action."""
    votes: dict[int, str] = field(default_factory=dict)
    """Quarter → what each person answered before the talk: a word a statement, a digit a person."""


TEAMS = (
    DemoTeam(
        "Bostøtte Nord",
        7,
        (
            "3232 3222 3344 3443",
            "3232 3223 3344 4443",
            "3343 3223 4344 4443",
            "4343 323- 4344 4443",
            "4344 3233 4434 4444",
            "4444 4243 4434 4454",
        ),
        {
            (2, "S06"): {
                "da": "Boligorganisationerne svarer, men vi har ingen fast aftale",
                "en": "The housing organisations answer, but we have no standing agreement",
            },
            (5, "S06"): {
                "da": "Stadig ingen aftale. Vi venter på forvaltningen",
                "en": "Still no agreement. We are waiting for the administration",
            },
            (5, "S12"): {
                "da": "Alle har nu en kontaktperson, også dem der har mistet boligen",
                "en": "Everyone now has a contact person, those who lost their home too",
            },
        },
        {
            2: ("S03", {"da": "Fælles kursus i FIT", "en": "A course in FIT for everyone"}),
            4: (
                "S08",
                {
                    "da": "Besøg i beboerhuset sammen med nye lejere",
                    "en": "Visit the residents' house with new tenants",
                },
            ),
        },
        {
            5: "4444553 4433445 4444345 3444445 4435254 1222233 4444554 2233324 "
            "4444554 4455443 2223344 4444444 4445533 4444354 5545545 4443435"
        },
    ),
    DemoTeam(
        "Bostøtte Syd",
        6,
        (
            "4443 4343 4444 4444",
            "4443 4343 4444 4444",
            None,
            "4433 3333 3433 4444",
            "3333 3323 3332 4343",
            "3433 3323 3333 4444",
        ),
        {
            (4, "S12"): {
                "da": "To kolleger er rejst. Vi når ikke ud til alle",
                "en": "Two colleagues have left. We do not reach everyone",
            }
        },
    ),
    DemoTeam(
        "ACT-teamet",
        9,
        (
            "4444 iiii 5544 4444",
            "4444 iiii 5544 4444",
            "4544 iiii 5544 4445",
            "4544 iiii 5544 4445",
            "4544 iiii 5545 4445",
            "4544 iiii 5545 4545",
        ),
    ),
    DemoTeam(
        "CTI-teamet",
        5,
        (
            "2222 3222 2223 3333",
            "2322 3222 3223 3333",
            "3322 3232 3233 3433",
            "3323 3232 3133 3433",
            "3333 4233 3233 4433",
            "3333 4233 3333 4434",
        ),
    ),
)
