"""Actions that follow a team from one record to the next, and what is decided about them.

A new record copies the open actions, so one action stands in several records; its newest copy is the truth.
"""

from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple

from hf_fidelity.domain.record.assessment import Action, Assessment
from hf_fidelity.ground import Quarter, one_line

_STATES = ("open", "done", "dropped")


class Copy(NamedTuple):
    """An action as it stands in one record: that of a quarter and a questionnaire (its id)."""

    action: Action
    quarter: Quarter
    instrument_id: str


class Decision(NamedTuple):
    """What a team has decided about an action: it is done or dropped, has another deadline, or is learnt from."""

    kind: Literal["done", "dropped", "moved", "shared"]
    outcome: str | None = None
    """What came of it, or why it is dropped. None leaves what the action says."""
    due: date | None = None
    """The new deadline of one that is ``moved``; None takes its deadline away."""
    share_on: date | None = None
    """Of one that is ``shared``: the day to share on. None leaves what the action says, as with what follows."""
    learnt: str | None = None
    """What was learnt by trying it."""
    next_plan: str | None = None
    """What the team will do next: an action of its own, about the same."""


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


def to_share(action: Action, today: date) -> bool:
    """Whether the day to share has come, and nobody has written yet what was learnt."""
    waiting = action.share_on is not None and not action.learnt and action.state != "dropped"
    return waiting and action.share_on is not None and action.share_on <= today


def decided(record: Assessment, id: str, decision: Decision, taken: Iterable[str] = ()) -> Assessment:
    """The record with what was decided about its action of that id, and the next plan behind it; nothing else changes.

    ``taken`` are ids that other actions of the team have.
    """
    actions = [_after(action, decision) if action.id == id else action for action in record.actions]
    if decision.next_plan and one_line(decision.next_plan):
        before = next(action for action in actions if action.id == id)
        new = next_id(record.quarter, {*taken, *(action.id for action in actions)})
        text, about, owner = decision.next_plan, before.about, before.owner
        actions.append(Action(id=new, about=about, text=text, owner=owner, opened_in=record.quarter, follows=id))
    return record.model_copy(update={"actions": tuple(actions)})


def _after(action: Action, decision: Decision) -> Action:
    if decision.kind == "shared":
        learnt, share_on = decision.learnt or action.learnt, decision.share_on or action.share_on
        return Action.model_validate({**action.model_dump(), "learnt": learnt, "share_on": share_on})
    if decision.kind == "moved":
        return action.model_copy(update={"due": decision.due})
    outcome = decision.outcome or action.outcome
    return Action.model_validate({**action.model_dump(), "state": decision.kind, "outcome": outcome})
