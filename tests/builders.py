"""Records and questionnaires for tests, written as data."""

from typing import Any

from hf_fidelity.domain.assessment import Answer, Assessment, InstrumentStamp, Tally, Team, Votes
from hf_fidelity.domain.instrument import Instrument
from hf_fidelity.domain.quarter import Quarter
from hf_fidelity.readers.instrument_yaml import read_instrument
from hf_fidelity.shipped import folder


def housing_first() -> Instrument:
    """The shipped Bilag 1."""
    instrument, findings = read_instrument(folder("principles") / "housing-first.yaml")
    assert instrument is not None, findings
    return instrument


def answers(form: Instrument, line: str) -> dict[str, Answer]:
    """Answers from one mark a statement: a digit, ``-`` not answered, ``i`` not relevant. Blanks do not count."""
    found = {}
    for id, mark in zip(form.order, line.replace(" ", ""), strict=True):
        if mark == "i":
            found[id] = Answer(not_relevant_because="not ours")
        elif mark != "-":
            found[id] = Answer(agreed=int(mark))
    return found


def record(form: Instrument, line: str = "-" * 16, quarter: str = "2026-Q3", **more: Any) -> Assessment:
    """A settled record of Bostøtte Nord with these answers; ``more`` sets any other field."""
    fields: dict[str, Any] = {
        "instrument": InstrumentStamp.of(form),
        "organisation": "Prøvekøbing Kommune",
        "team": Team(id="bostoette-nord", name="Bostøtte Nord"),
        "quarter": Quarter.parse(quarter),
        "status": "final",
        "answers": answers(form, line),
    }
    return Assessment(**{**fields, **more})


def votes(*counts: int, missing: int = 0, roles: dict[str, tuple[int, ...]] | None = None) -> Votes:
    """Votes from counts, the scale's lowest point first."""
    by_role = {role: Tally(counts=tally) for role, tally in (roles or {}).items()}
    return Votes(all=Tally(counts=counts, missing=missing), roles=by_role)


def voted(form: Instrument, counts: dict[str, tuple[int, ...]], quarter: str = "2026-Q3", **more: Any) -> Assessment:
    """An imported record that no meeting has settled: statement → counts."""
    given = {id: Answer(votes=votes(*tally)) for id, tally in counts.items()}
    return record(form, quarter=quarter, **{"status": "votes", "answers": given, "votes_are": "secret", **more})
