"""A correction as a colleague would tell it: ``S07, fælles svar: ikke besvaret → Enig (4)``."""

from collections.abc import Iterator

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Correction, FromTo
from hf_fidelity.domain.record.privacy import is_group_figure
from hf_fidelity.i18n import N_, _, day

_KEYS = {
    "agreed": N_("agreed answer"),
    "comment": N_("comment"),
    "not_relevant_because": N_("not relevant, because"),
    "changed_because": N_("why it changed"),
    "votes": N_("votes"),
    "participants": N_("participants"),
    "roles": N_("roles"),
    "held_on": N_("day of the meeting"),
    "votes_are": N_("votes are"),
    "citizen_involvement": N_("citizens"),
    "how": N_("how they were heard"),
    "what_it_changed": N_("what it changed"),
    "actions": N_("actions"),
    "parts": N_("optional parts"),
    "measures": N_("numbers with a limit"),
    "state": N_("state"),
    "outcome": N_("outcome"),
    "owner": N_("responsible"),
    "due": N_("deadline"),
}


def corrections(history: tuple[Correction, ...], instrument: Instrument) -> Iterator[str]:
    """Each correction with its day, its reason, and what it changed from what to what."""
    for entry in history:
        changes = "; ".join(_change(path, change, instrument) for path, change in entry.changes.items())
        yield _("{day}: {why} ({changes})", day=day(entry.at.date()), why=entry.why, changes=changes)


def _change(path: str, change: FromTo, instrument: Instrument) -> str:
    where = ", ".join(_(_KEYS[key]) if key in _KEYS else key for key in path.split("."))
    if is_group_figure(path) or change.before is change.after is None:  # what was hidden is nothing on both sides
        return _("{where}: corrected", where=where)
    before, after = (_value(path, value, instrument) for value in (change.before, change.after))
    return f"{where}: {before} → {after}"


def _value(path: str, value: object, instrument: Instrument) -> str:
    if path.endswith(".agreed"):
        id = path.split(".", maxsplit=1)[0]
        scale = instrument.scale_of(id) if instrument.has(id) else instrument.scale
        return scale.spelled(value) if isinstance(value, int) and value in scale.values else _("not answered")
    if isinstance(value, dict):
        return str(value.get("text", _("new")))
    return _("nothing") if value is None else f"“{value}”" if isinstance(value, str) else str(value)
