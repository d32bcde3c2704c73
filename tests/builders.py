"""Records and questionnaires for tests, written as data."""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from hf_fidelity.domain.questionnaire.instrument import Instrument, Level, Row
from hf_fidelity.domain.record.assessment import Answer, Assessment, InstrumentStamp, Tally, Team, Votes
from hf_fidelity.domain.record.privacy import Policy
from hf_fidelity.domain.scores.many_teams import CountingByQuarter, SpreadCourse, course_of_teams
from hf_fidelity.domain.scores.scoring import score
from hf_fidelity.domain.scores.two_quarters import Measured
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys.shipped import shipped_folder
from hf_fidelity.readers.handwritten import read_instrument


@cache
def housing_first() -> Instrument:
    """The shipped Bilag 1. It cannot be changed, and hundreds of tests begin with it."""
    instrument, findings = read_instrument(shipped_folder("principles") / "housing-first.yaml")
    assert instrument is not None, findings
    return instrument


@cache
def shipped(id: str) -> Instrument:
    """Another questionnaire that is shipped."""
    instrument, findings = read_instrument(shipped_folder("principles") / f"{id}.yaml")
    assert instrument is not None, findings
    return instrument


def answers(instrument: Instrument, line: str) -> dict[str, Answer]:
    """Answers from one mark a statement: a digit, ``-`` not answered, ``i`` not relevant. Blanks do not count."""
    found = {}
    for id, mark in zip(instrument.order, line.replace(" ", ""), strict=True):
        if mark == "i":
            found[id] = Answer(not_relevant_because="not ours")
        elif mark != "-":
            found[id] = Answer(agreed=int(mark))
    return found


def record(instrument: Instrument, line: str = "-" * 16, quarter: str = "2026-Q3", **more: Any) -> Assessment:
    """A settled record of Bostøtte Nord with these answers; ``more`` sets any other field."""
    fields: dict[str, Any] = {
        "instrument": InstrumentStamp.of(instrument),
        "organisation": "Prøvekøbing Kommune",
        "team": Team(id="bostoette-nord", name="Bostøtte Nord"),
        "quarter": Quarter.parse(quarter),
        "status": "final",
        "answers": answers(instrument, line),
    }
    return Assessment(**{**fields, **more})


def votes(*counts: int, missing: int = 0, roles: Mapping[str, tuple[int, ...]] | None = None) -> Votes:
    """Votes from counts, the scale's lowest point first."""
    by_role = {role: Tally(counts=tally) for role, tally in (roles or {}).items()}
    return Votes(all=Tally(counts=counts, missing=missing), roles=by_role)


def voted(
    instrument: Instrument, counts: Mapping[str, tuple[int, ...]], quarter: str = "2026-Q3", **more: Any
) -> Assessment:
    """An imported record that no meeting has settled: statement → counts."""
    given = {id: Answer(votes=votes(*tally)) for id, tally in counts.items()}
    return record(
        instrument,
        "-" * len(instrument.order),
        quarter,
        **{"status": "votes", "answers": given, "votes_are": "secret", **more},
    )


def small_instrument(statements: int = 3, values: Sequence[int] = range(1, 6)) -> Instrument:
    """A questionnaire of one theme ``T`` and no principles: S1, S2 … on a scale of these values."""
    content = housing_first().model_dump(mode="json") | {
        "id": "small",
        "themes": [{"id": "T", "name": {"da": "Tema", "en": "Theme"}}],
        "principles": [],
        "profile": [],
        "statements": [
            {"id": f"S{n}", "theme": "T", "text": {"da": f"Udsagn {n}", "en": f"Statement {n}"}}
            for n in range(1, statements + 1)
        ],
        "scale": {"id": "small", "points": [{"value": v, "label": {"da": f"p{v}", "en": f"p{v}"}} for v in values]},
    }
    return Instrument.model_validate_json(json.dumps(content))


def worded(instrument: Instrument, texts: Sequence[str], words: str) -> Instrument:
    """The questionnaire with these statements, the first its title and first theme too, and ``words`` around them."""
    content = instrument.model_dump(mode="json")
    for statement, text in zip(content["statements"], texts, strict=True):
        statement["text"] = {"da": text, "en": text}
    for place in (content["themes"][0], content):
        place["name"] = {"da": texts[0], "en": texts[0]}
    for key in ("stem", "purpose", "advice"):
        content[key] = {"da": words, "en": words}
    return Instrument.model_validate_json(json.dumps(content))


def measured(instrument: Instrument, line: str = "-" * 16, quarter: str = "2026-Q3", **more: Any) -> Measured:
    """As :func:`record`, with its scores."""
    return scored(record(instrument, line, quarter, **more), instrument)


def scored(record: Assessment, instrument: Instrument) -> Measured:
    """A record beside its scores."""
    return Measured(record, score(record, instrument))


def row(instrument: Instrument, level: Level, id: str = "total") -> Row:
    """One of the questionnaire's rows."""
    return next(row for row in instrument.rows() if row.key == (level, id))


def reworded(record: Assessment, *statements: str) -> Assessment:
    """The record as if these statements had read otherwise when it was answered."""
    wording = record.instrument.statements | dict.fromkeys(statements, "0therw0rd")
    return record.model_copy(update={"instrument": record.instrument.model_copy(update={"statements": wording})})


def on_votes(settled: Assessment) -> Assessment:
    """The same answers as the votes of six people."""
    given = {
        id: Answer(votes=votes(*(6 * (point == answer.agreed) for point in range(1, 6))))
        for id, answer in settled.answers.items()
    }
    return settled.model_copy(update={"status": "votes", "answers": given})


def without(settled: Assessment, *statements: str) -> Assessment:
    """The record of a questionnaire that did not ask these."""
    words = {id: words for id, words in settled.instrument.statements.items() if id not in statements}
    given = {id: answer for id, answer in settled.answers.items() if id not in statements}
    stamp = settled.instrument.model_copy(update={"statements": words})
    return settled.model_copy(update={"instrument": stamp, "answers": given})


def spread_course(records: Iterable[Assessment], instrument: Instrument, policy: Policy) -> SpreadCourse:
    """The spreads of all quarters of these records (at least one; one a team and quarter, in any order)."""
    counting = CountingByQuarter(instrument, policy)
    for record in records:
        counting.of(record.quarter).add(record)
    return course_of_teams(counting.gathered(), instrument, policy)
