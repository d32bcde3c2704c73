"""A large data folder: made-up teams that have met for some quarters, with votes, comments and actions."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import (
    Action,
    Answer,
    Assessment,
    InstrumentStamp,
    RecordSource,
    Tally,
    Team,
    TeamFile,
    Votes,
)
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.store.codec import encode
from hf_fidelity.store.names import slug

QUARTERS = tuple(Quarter(2025, 4).shift(later) for later in range(4))
TEAMS_EACH = 50
"""Teams of one organisation."""
_SAID = (
    "Boligorganisationerne svarer, men vi har ingen fast aftale",
    "To kolleger er rejst: vi når ikke ud til alle",
    "Borgerne siger “det går for langsomt”, og det har de ret i",
)


def large_folder(root: Path, records: int, form: Instrument) -> None:
    """So many records, a quarter of them in each quarter, written as the program itself writes them."""
    for team in range(records // len(QUARTERS)):
        organisation, name = f"Kommune {team // TEAMS_EACH + 1}", f"Bostøtte {team + 1}"
        folder = root / slug(organisation) / slug(name)
        folder.mkdir(parents=True)
        (folder / "team.json").write_text(encode(TeamFile(id=slug(name), name=name)), encoding="utf-8")
        for record in _course(form, organisation, Team(id=slug(name), name=name), Random(team)):
            path = folder / f"{record.quarter}.{form.id}.json"
            path.write_text(encode(record), encoding="utf-8")


def _course(form: Instrument, organisation: str, team: Team, dice: Random) -> Iterator[Assessment]:
    people = dice.randint(5, 15)
    for quarter in QUARTERS:
        yield Assessment(
            instrument=InstrumentStamp.of(form),
            organisation=organisation,
            team=team,
            quarter=quarter,
            held_on=date(quarter.year, quarter.number * 3 - 1, 14),
            status="final",
            participants=people,
            votes_are="secret",
            answers={id: _answer(form, people, dice) for id in form.order},
            actions=tuple(_actions(form, quarter, dice)),
            sources=(RecordSource(kind="import", file="eksport.xlsx", sha256="d7a8fbb3" * 8, rows=people),),
        )


def _answer(form: Instrument, people: int, dice: Random) -> Answer:
    if dice.random() < 0.03:
        return Answer(not_relevant_because="Vi visiterer ikke selv til bolig")
    votes = dice.choices(form.scale.values, (1, 2, 4, 6, 3), k=people)
    counts = tuple(votes.count(point) for point in form.scale.values)
    comment = dice.choice(_SAID) if dice.random() < 0.15 else None
    return Answer(agreed=dice.choice(votes), votes=Votes(all=Tally(counts=counts)), comment=comment)


def _actions(form: Instrument, quarter: Quarter, dice: Random) -> Iterator[Action]:
    for number in range(1, dice.randint(0, 2) + 1):
        about, text = dice.choice(form.order), "Aftale med boligforeningen om hurtigere anvisning"
        yield Action(id=f"{quarter}-{number}", about=about, text=text, owner="teamleder", opened_in=quarter)
