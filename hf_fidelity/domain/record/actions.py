"""Actions that follow a team from one record to the next, and what is decided about them.

A new record copies the open actions, so one action stands in several records; its newest copy is the truth.
"""

from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple

from hf_fidelity.domain.record.assessment import Action, Assessment
from hf_fidelity.ground.dates import Quarter

_STATES = ("open", "done", "dropped")


class Copy(NamedTuple):
    """An action as it stands in one record: that of a quarter and a questionnaire (its id)."""

    action: Action
    quarter: Quarter
    instrument: str


class Decision(NamedTuple):
    """What a team has decided about an open action: it is done, it is dropped, or it has another deadline."""

    kind: Literal["done", "dropped", "moved"]
    outcome: str | None = None
    """What came of it, or why it is dropped. None leaves what the action says."""
    due: date | None = None
    """The new deadline of one that is ``moved``; None takes its deadline away."""


def open_actions(records: Iterable[Assessment], before: Quarter) -> tuple[Action, ...]:
    """The open actions that a new record of a quarter begins with, by the newest copy of each before it.

    A record may lack a copy (votes that another program imported); the action is then as open as it was.
    """
    earlier = [record for record in records if record.quarter < before]
    return tuple(copy.action for copy in newest_copies(earlier) if copy.action.state == "open")


def next_id(quarter: Quarter, known: Iterable[str]) -> str:
    """A new action's id, unique in the team: ``2026-Q3-1``, ``2026-Q3-2`` …"""
    taken = set(known)
    number = 1
    while (id := f"{quarter}-{number}") in taken:
        number += 1
    return id


def newest_copies(records: Iterable[Assessment], quarter: Quarter | None = None) -> tuple[Copy, ...]:
    """Each action of one team's records once, as it stands in the newest record of its questionnaire that has it.

    With ``quarter`` only those that stand in a record of that quarter, whatever has become of them since.
    """
    newest: dict[tuple[str, str], Copy] = {}
    wanted = set()
    for record in sorted(records, key=lambda record: record.quarter):
        for action in record.actions:
            key = record.instrument.id, action.id
            newest[key] = Copy(action, record.quarter, record.instrument.id)
            if quarter in (None, record.quarter):
                wanted.add(key)
    return tuple(copy for key, copy in newest.items() if key in wanted)


def overdue(action: Action, today: date) -> bool:
    """Whether the action is open and its deadline lies before today. On the day itself it is not yet overdue."""
    return action.state == "open" and action.due is not None and action.due < today


def urgency(action: Action) -> tuple[int, date]:
    """What actions are ordered by: the open ones first, by deadline (so the overdue lead); those without one last."""
    return _STATES.index(action.state), action.due or date.max


def decided(record: Assessment, id: str, decision: Decision) -> Assessment:
    """The record with what was decided about its action of that id; nothing else changes."""
    actions = (_after(action, decision) if action.id == id else action for action in record.actions)
    return record.model_copy(update={"actions": tuple(actions)})


def _after(action: Action, decision: Decision) -> Action:
    if decision.kind == "moved":
        return action.model_copy(update={"due": decision.due})
    outcome = decision.outcome or action.outcome
    return Action.model_validate({**action.model_dump(), "state": decision.kind, "outcome": outcome})
