"""``demo``: a throw-away data folder with made-up teams, and what one of them has been through."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record import (
    Action,
    Answer,
    Assessment,
    InstrumentStamp,
    RecordSource,
    Tally,
    Team,
    Votes,
    open_actions,
)
from hf_fidelity.ground import Quarter, text_in
from hf_fidelity.journeys.reports import show_trend
from hf_fidelity.journeys.workspace import Result, Workspace
from hf_fidelity.store.data_folder import Store

# The demo's made-up teams of a made-up municipality. Believable, and not all improving.
#
# One line a quarter, the oldest first: one digit a statement in the questionnaire's order, ``-`` not answered, ``i``
# not relevant; a line that is None is a quarter in which the team did not meet.


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


def make_demo(today: date, folder: Path | None = None) -> tuple[Result, Path, str]:
    """Fill a folder (None: a new temporary one) with made-up records of the quarters before ``today``'s.

    Gives the trend report of one team, the folder, and that team's name. Raises WriteFailed.
    """
    root = folder or Path(tempfile.mkdtemp(prefix="hf-fidelity-demo-"))
    workspace = Workspace(Store(root))
    instrument = workspace.instrument()
    for team in TEAMS:
        _store(workspace, instrument, team, Quarter.of(today))
    shown = TEAMS[0].name
    return show_trend(workspace, [shown], organisation=ORGANISATION), root, shown


def _store(workspace: Workspace, instrument: Instrument, team: DemoTeam, now: Quarter) -> None:
    folder = workspace.store.place(ORGANISATION, team.name)
    stored: list[Assessment] = []
    for i, line in enumerate(team.lines):
        if line is None:
            continue
        quarter = now.shift(i - len(team.lines))
        record = Assessment(
            instrument=InstrumentStamp.of(instrument),
            organisation=ORGANISATION,
            team=Team(id=folder.team.id, name=team.name),
            quarter=quarter,
            held_on=quarter.last_day - timedelta(days=20),
            status="final",
            participants=team.participants,
            votes_are="secret" if i in team.votes else None,
            answers=_voted(instrument, dict(_answers(instrument, team, i, line)), team.votes.get(i, "")),
            actions=tuple(_actions(team, i, quarter, open_actions(stored, quarter))),
            sources=(RecordSource(kind="session"),),
        )
        stored.append(folder.save(record, 0))


def _answers(instrument: Instrument, team: DemoTeam, i: int, line: str) -> Iterator[tuple[str, Answer]]:
    marks = line.replace(" ", "")
    for id, mark in zip(instrument.order, marks, strict=True):
        comment = team.comments.get((i, id))
        words = text_in(comment) if comment else None
        if mark == "i":
            yield id, Answer(not_relevant_because=text_in(NOT_RELEVANT), comment=words)
        elif mark != "-":
            yield id, Answer(agreed=int(mark), comment=words)


def _voted(instrument: Instrument, answers: dict[str, Answer], votes: str) -> dict[str, Answer]:
    """The answers with what each person had answered before."""
    voted = dict(zip(instrument.order, votes.split(), strict=False))
    counts = {id: tuple(digits.count(str(value)) for value in instrument.scale.values) for id, digits in voted.items()}
    return answers | {
        id: answers[id].model_copy(update={"votes": Votes(all=Tally(counts=tally))}) for id, tally in counts.items()
    }


def _actions(team: DemoTeam, i: int, quarter: Quarter, still_open: tuple[Action, ...]) -> Iterator[Action]:
    new = team.actions.get(i)
    for action in still_open:
        yield action.model_copy(update={"state": "done"}) if new else action
    if new:
        about, text = new
        due = quarter.shift(1).last_day
        yield Action(id=f"{quarter}-1", about=about, text=text_in(text), owner="teamleder", due=due, opened_in=quarter)
