"""``demo``: a throw-away data folder with made-up teams, and what one of them has been through."""

import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.actions import open_actions
from hf_fidelity.domain.record.assessment import (
    Action,
    Answer,
    Assessment,
    InstrumentStamp,
    RecordSource,
    Tally,
    Team,
    Votes,
)
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.i18n import text_in
from hf_fidelity.journeys.demo_data import NOT_RELEVANT, ORGANISATION, TEAMS, DemoTeam
from hf_fidelity.journeys.trend import show_trend
from hf_fidelity.journeys.workspace import Result, Workspace
from hf_fidelity.store.data_folder import Store


def make_demo(today: date, folder: Path | None = None) -> tuple[Result, Path, str]:
    """Fill a folder (None: a new temporary one) with made-up records of the quarters before ``today``'s.

    Gives the trend report of one team, the folder, and that team's name. Raises WriteFailed.
    """
    root = folder or Path(tempfile.mkdtemp(prefix="hf-fidelity-demo-"))
    workspace = Workspace(Store(root))
    form = workspace.instrument()
    for team in TEAMS:
        _store(workspace, form, team, Quarter.of(today))
    shown = TEAMS[0].name
    return show_trend(workspace, [shown], organisation=ORGANISATION), root, shown


def _store(workspace: Workspace, form: Instrument, team: DemoTeam, now: Quarter) -> None:
    folder = workspace.store.place(ORGANISATION, team.name)
    stored: list[Assessment] = []
    for i, line in enumerate(team.lines):
        if line is None:
            continue
        quarter = now.shift(i - len(team.lines))
        record = Assessment(
            instrument=InstrumentStamp.of(form),
            organisation=ORGANISATION,
            team=Team(id=folder.team.id, name=team.name),
            quarter=quarter,
            held_on=quarter.last_day - timedelta(days=20),
            status="final",
            participants=team.participants,
            votes_are="secret" if i in team.votes else None,
            answers=_voted(form, dict(_answers(form, team, i, line)), team.votes.get(i, "")),
            actions=tuple(_actions(team, i, quarter, open_actions(stored, quarter))),
            sources=(RecordSource(kind="session"),),
        )
        stored.append(folder.save(record, 0))


def _answers(form: Instrument, team: DemoTeam, i: int, line: str) -> Iterator[tuple[str, Answer]]:
    marks = line.replace(" ", "")
    for id, mark in zip(form.order, marks, strict=True):
        comment = team.comments.get((i, id))
        words = text_in(comment) if comment else None
        if mark == "i":
            yield id, Answer(not_relevant_because=text_in(NOT_RELEVANT), comment=words)
        elif mark != "-":
            yield id, Answer(agreed=int(mark), comment=words)


def _voted(form: Instrument, answers: dict[str, Answer], votes: str) -> dict[str, Answer]:
    """The answers with what each person had answered before."""
    voted = dict(zip(form.order, votes.split(), strict=False))
    counts = {id: tuple(digits.count(str(value)) for value in form.scale.values) for id, digits in voted.items()}
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
