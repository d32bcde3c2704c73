"""What there is to say about one file of a team's folder, by what its name says it is."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Assessment, Draft, TeamFile
from hf_fidelity.errors import RecordProblem, WriteFailed
from hf_fidelity.ground.findings import Finding
from hf_fidelity.ground.models import Value
from hf_fidelity.i18n import N_
from hf_fidelity.store.codec import decode
from hf_fidelity.store.copies import copy_finding
from hf_fidelity.store.leftovers import clean_up, is_temporary
from hf_fidelity.store.problems import damage, data_of, finding_of, unreadable
from hf_fidelity.store.reading import faults, named
from hf_fidelity.store.team_folder import TeamFolder

V = TypeVar("V", bound=Value)
_RECOVERY = re.compile(r"\d{4}-Q[1-4]\..*\.recovery-.*\.json")


@dataclass(frozen=True)
class Known:
    """What a file is held against: the questionnaires, the team of the folder, and the time."""

    instruments: Mapping[str, Instrument]
    team: TeamFolder
    now: datetime


def file_findings(path: Path, known: Known) -> Iterator[Finding]:
    """Everything there is to say about a file; nothing where it is as it should be, or is none of ours.

    Deletes a temporary file that is more than a day old.
    """
    try:
        if is_temporary(path):
            yield _left_over(path, known.now)
        elif path.suffix.lower() == ".json":
            yield from _of_kind(path)(path, known)
    except OSError as error:  # taken away while we looked
        yield unreadable(error)


def is_record(path: Path, known: Known) -> bool:
    """Whether the file is a record by its name, and not a copy whose name only looks like one's."""
    place = named(path.name)
    return place is not None and (place[1] in known.instruments or _is_at_home(path))


def _is_at_home(path: Path) -> bool:
    record = _read(Assessment, path)
    return isinstance(record, RecordProblem) or f"{record.quarter}.{record.instrument.id}.json" == path.name


def _of_kind(path: Path) -> Callable[[Path, Known], Iterator[Finding]]:
    if named(path.name):
        return _record
    if named(path.name, draft=True):
        return _draft
    if _RECOVERY.fullmatch(path.name):
        return _recovery
    return _team_file if path.name == "team.json" else _copy


def _left_over(path: Path, now: datetime) -> Finding:
    try:
        cleaned = clean_up(path, now)
    except WriteFailed as problem:
        message = N_("Left over from a save that was interrupted, and it cannot be deleted: {why}.")
        return Finding("left-over", message, {"why": problem.params["why"]}, "warning")
    if cleaned:
        message = N_("Left over from a save that was interrupted more than a day ago. It has been deleted.")
        return Finding("left-over-deleted", message)
    return Finding("left-over", N_("From a save that is under way or was interrupted. It is deleted in a day."))


def _copy(path: Path, _known: Known) -> Iterator[Finding]:
    yield copy_finding(path)


def _record(path: Path, known: Known) -> Iterator[Finding]:
    record = _read(Assessment, path)
    if isinstance(record, RecordProblem):
        yield finding_of(record)
        return
    if not is_record(path, known):
        yield copy_finding(path)
        return
    found = list(_faults(path, record, known))
    yield from map(damage, found)
    if not found:
        yield from _circumstances(record, known)


def _faults(path: Path, record: Assessment, known: Known, *, draft: bool = False) -> Iterator[Finding]:
    if place := named(path.name, draft=draft):
        yield from faults(record, *place, known.instruments.get(place[1]))


def _circumstances(record: Assessment, known: Known) -> Iterator[Finding]:
    """What is worth knowing about a record that is whole: its team, and its questionnaire."""
    here = known.team.team
    if record.team.id != here.id:
        message = N_(
            "It is of the team {team} ({id}), but lies among those of {here} ({here_id}), so it is left out. "
            "Move it to its own team."
        )
        params = {"team": record.team.name, "id": record.team.id, "here": here.name, "here_id": here.id}
        yield Finding("another-team", message, params, "error")
    stamp, form = record.instrument, known.instruments.get(record.instrument.id)
    params = {"id": stamp.id, "version": stamp.version, "now": form.version if form else ""}
    if form is None:
        message = N_(
            "Its questionnaire {id} (version {version}) is not known here, so no report shows it. "
            "Put the questionnaire's file into the folder instruments."
        )
        yield Finding("unknown-instrument", message, params, "warning")
    elif stamp.version != form.version:
        message = N_("Answered with version {version} of {id}; now there is {now}. Other wordings are not compared.")
        yield Finding("another-version", message, params)
    elif stamp.digest != form.digest:
        message = N_("Answered before {id} {version} was changed. Statements with another wording are not compared.")
        yield Finding("another-digest", message, params)


def _draft(path: Path, known: Known) -> Iterator[Finding]:
    draft = _read(Draft, path)
    if isinstance(draft, RecordProblem):
        yield finding_of(draft)
        return
    found = list(_faults(path, draft.record, known, draft=True))
    yield from map(damage, found)
    if not found:
        yield _unfinished(path, draft)


def _unfinished(path: Path, draft: Draft) -> Finding:
    stored = _read(Assessment, path.with_name(path.name.replace(".draft.", ".")))
    saved = date.fromtimestamp(path.stat().st_mtime)
    params = {"quarter": draft.record.quarter, "day": saved}
    if draft.base_revision != (stored.revision if isinstance(stored, Assessment) else 0):
        message = N_(
            "An unfinished meeting about {quarter} (last saved on {day}), begun from another version of the record "
            "than the one here. Compare the two; then move this file away and correct the record."
        )
        return Finding("stale-draft", message, params, "warning")
    message = (
        N_("An unfinished correction of {quarter}, last saved on {day}. `hf-fidelity assess` goes on with it.")
        if draft.why
        else N_("An unfinished meeting about {quarter}, last saved on {day}. `hf-fidelity assess` goes on with it.")
    )
    return Finding("draft", message, params)


def _recovery(_path: Path, _known: Known) -> Iterator[Finding]:
    message = N_(
        "Answers that could not be saved. Compare them with the record, correct the record where they are right, "
        "and then delete this file."
    )
    yield Finding("recovery-file", message, {}, "warning")


def _team_file(path: Path, _known: Known) -> Iterator[Finding]:
    team = _read(TeamFile, path)
    if isinstance(team, RecordProblem):
        yield finding_of(team)


def _read(model: type[V], path: Path) -> V | RecordProblem:
    try:
        return decode(model, data_of(path), str(path))
    except RecordProblem as problem:
        return problem
