"""Actions that follow a team from one record to the next."""

from collections.abc import Iterable

from hf_fidelity.domain.assessment import Action, Assessment
from hf_fidelity.domain.quarter import Quarter


def open_actions(records: Iterable[Assessment], before: Quarter) -> tuple[Action, ...]:
    """The open actions that a new record of a quarter begins with: those of the newest record before it."""
    earlier = [record for record in records if record.quarter < before]
    if not earlier:
        return ()
    newest = max(earlier, key=lambda record: record.quarter)
    return tuple(action for action in newest.actions if action.state == "open")


def next_id(quarter: Quarter, known: Iterable[str]) -> str:
    """A new action's id, unique in the team: ``2026-Q3-1``, ``2026-Q3-2`` …"""
    taken = set(known)
    number = 1
    while (id := f"{quarter}-{number}") in taken:
        number += 1
    return id
