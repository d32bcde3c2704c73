"""A large data folder: made-up teams that have met for some quarters, with votes, comments and actions."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import NamedTuple

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
from hf_fidelity.store.codec import encode, seal
from hf_fidelity.store.names import slug

QUARTERS = tuple(Quarter(2025, 4).shift(later) for later in range(4))
TEAMS_EACH = 50
"""Teams of one organisation."""
_SAID = (
    "Boligorganisationerne svarer, men vi har ingen fast aftale",
    "To kolleger er rejst: vi når ikke ud til alle",
    "Borgerne siger “det går for langsomt”, og det har de ret i",
)


def large_folder(root: Path, records: int, instrument: Instrument) -> None:
    """So many records, a quarter of them in each quarter, written as the program itself writes them."""
    for team in range(records // len(QUARTERS)):
        organisation, name = f"Kommune {team // TEAMS_EACH + 1}", f"Bostøtte {team + 1}"
        folder = _new_team(root, organisation, name)
        for record in _course(instrument, organisation, Team(id=slug(name), name=name), Random(team)):
            path = folder / f"{record.quarter}.{instrument.id}.json"
            path.write_bytes(seal(record))


def _course(instrument: Instrument, organisation: str, team: Team, dice: Random) -> Iterator[Assessment]:
    people = dice.randint(5, 15)
    for quarter in QUARTERS:
        yield _record(instrument, organisation, team, quarter, people, dice)


def _record(
    instrument: Instrument, organisation: str, team: Team, quarter: Quarter, people: int, dice: Random
) -> Assessment:
    return Assessment(
        instrument=InstrumentStamp.of(instrument),
        organisation=organisation,
        team=team,
        quarter=quarter,
        held_on=date(quarter.year, quarter.number * 3 - 1, 14),
        status="final",
        participants=people,
        votes_are="secret",
        answers={id: _answer(instrument, people, dice) for id in instrument.order},
        actions=tuple(_actions(instrument, quarter, dice)),
        sources=(RecordSource(kind="import", file="eksport.xlsx", sha256="d7a8fbb3" * 8, rows=people),),
    )


def _answer(instrument: Instrument, people: int, dice: Random) -> Answer:
    if dice.random() < 0.03:
        return Answer(not_relevant_because="Vi visiterer ikke selv til bolig")
    votes = dice.choices(instrument.scale.values, (1, 2, 4, 6, 3), k=people)
    counts = tuple(votes.count(point) for point in instrument.scale.values)
    comment = dice.choice(_SAID) if dice.random() < 0.15 else None
    return Answer(agreed=dice.choice(votes), votes=Votes(all=Tally(counts=counts)), comment=comment)


def _actions(instrument: Instrument, quarter: Quarter, dice: Random) -> Iterator[Action]:
    for number in range(1, dice.randint(0, 2) + 1):
        about, text = dice.choice(instrument.order), "Aftale med boligforeningen om hurtigere anvisning"
        yield Action(id=f"{quarter}-{number}", about=about, text=text, owner="teamleder", opened_in=quarter)


# Many thin records. They differ in a few answers only, so that hundreds of thousands are made in a minute: one is
# written as the program writes it, and names and quarter are put in their places.


class Country(NamedTuple):
    """How many of each there are."""

    municipalities: int
    teams: int
    """Of each municipality."""
    quarters: int


COUNTRY = Country(98, 40, 80)
"""All of Denmark: 314,000 records."""
_FIRST = Quarter(2007, 1)
_VARIANTS = 25


def newest_of(many: Country) -> Quarter:
    """The last quarter of a country."""
    return _FIRST.shift(many.quarters - 1)


def country(root: Path, many: Country, instrument: Instrument) -> None:
    """A folder of a data folder for each municipality. The records of the last quarter are whole, the others thin."""
    thin, newest = _thin(instrument), newest_of(many)
    for at in range(many.municipalities):
        organisation = f"Kommune {at + 1}"
        for number in range(many.teams):
            name = f"Bostøtte {at + 1}-{number + 1}"
            folder = _new_team(root / slug(organisation), organisation, name)
            for back in range(1, many.quarters):
                _put_thin(
                    folder, newest.shift(-back), instrument, organisation, name, thin[(at + number * back) % len(thin)]
                )
            whole = _record(
                instrument, organisation, Team(id=slug(name), name=name), newest, 9, Random(at * 1000 + number)
            )
            (folder / f"{newest}.{instrument.id}.json").write_bytes(seal(whole))


def thin_folder(root: Path, records: int, instrument: Instrument) -> None:
    """So many records with nothing but agreed answers, a quarter of them in each quarter."""
    thin = _thin(instrument)
    for team in range(records // len(QUARTERS)):
        organisation, name = f"Kommune {team // TEAMS_EACH + 1}", f"Bostøtte {team + 1}"
        folder = _new_team(root, organisation, name)
        for at, quarter in enumerate(QUARTERS):
            _put_thin(folder, quarter, instrument, organisation, name, thin[(team * 7 + at) % len(thin)])


def _new_team(root: Path, organisation: str, name: str) -> Path:
    folder = root / slug(organisation) / slug(name)
    folder.mkdir(parents=True)
    (folder / "team.json").write_text(encode(TeamFile(id=slug(name), name=name)), encoding="utf-8")
    return folder


def _thin(instrument: Instrument) -> list[str]:
    """Texts of records in which the names and the quarter are still to be put."""
    return [
        encode(
            Assessment(
                instrument=InstrumentStamp.of(instrument),
                organisation="{organisation}",
                team=Team(id="{id}", name="{team}"),
                quarter=_FIRST,
                status="final",
                answers={id: Answer(agreed=dice.choice(instrument.scale.values)) for id in instrument.order},
            )
        )
        for dice in map(Random, range(_VARIANTS))
    ]


def _put_thin(folder: Path, quarter: Quarter, instrument: Instrument, organisation: str, name: str, text: str) -> None:
    for gap, said in (("{organisation}", organisation), ("{id}", slug(name)), ("{team}", name)):
        text = text.replace(gap, said)
    (folder / f"{quarter}.{instrument.id}.json").write_text(text.replace(str(_FIRST), str(quarter)), encoding="utf-8")
