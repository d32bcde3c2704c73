"""Records as reports and meetings may use them: whole, where they belong, and on their questionnaire's scale.

Everything that scores, shows or goes on with a record reads it here, so that a damaged one is the same to all.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from hf_fidelity.domain.consistency import misfits, misplaced
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Assessment, Draft
from hf_fidelity.errors import RecordProblem
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.ground.findings import Finding
from hf_fidelity.store.codec import damaged
from hf_fidelity.store.listing import names
from hf_fidelity.store.team_folder import TeamFolder

_RECORD = re.compile(r"(?P<quarter>\d{4}-Q[1-4])\.(?P<instrument>[a-z0-9][a-z0-9-]*)(?P<draft>\.draft)?\.json")


def named(file: str, *, draft: bool = False) -> tuple[Quarter, str] | None:
    """The quarter and questionnaire that a record's (or a draft's) file name says; None for any other file."""
    match = _RECORD.fullmatch(file)
    if match and bool(match["draft"]) == draft:
        with suppress(ValueError):
            return Quarter.parse(match["quarter"]), match["instrument"]
    return None


def read_records(folder: TeamFolder, *instruments: Instrument) -> tuple[list[Assessment], list[RecordProblem]]:
    """The team's records of a questionnaire (or several), by quarter, and what could not be used."""
    whole = []
    forms = {instrument.id: instrument for instrument in instruments}
    found, problems = folder.records(*forms)
    for record in found:
        try:
            path = folder.record_path(record.quarter, record.instrument.id)
            whole.append(fit(path, record, forms[record.instrument.id]))
        except RecordProblem as problem:
            problems.append(problem)
    return whole, problems


def read_record(folder: TeamFolder, quarter: Quarter, instrument: Instrument) -> Assessment | None:
    """The record of a quarter, or None. Raises RecordProblem."""
    record = folder.load(quarter, instrument.id)
    return fit(folder.record_path(quarter, instrument.id), record, instrument) if record else None


def read_draft(folder: TeamFolder, quarter: Quarter, instrument: Instrument) -> Draft | None:
    """The unfinished meeting of a quarter, or None. Raises RecordProblem."""
    draft = folder.load_draft(quarter, instrument.id)
    if draft:
        fit(folder.draft_path(quarter, instrument.id), draft.record, instrument)
    return draft


def held(folder: TeamFolder, *, drafts: bool = False) -> list[tuple[Quarter, str]]:
    """The quarter and questionnaire of each record (or draft), by the names of the files: none is opened.

    Raises RecordDamaged where the folder cannot be read.
    """
    return sorted(filter(None, (named(name, draft=drafts) for name in names(folder.path))))


def other_forms(folder: TeamFolder, form: Instrument) -> list[str]:
    """The ids of the other questionnaires that the team has a record of. Raises RecordDamaged as :func:`held`."""
    return sorted({id for _quarter, id in held(folder)} - {form.id})


def drafts_of(folder: TeamFolder) -> list[tuple[Quarter, str]]:
    """The quarter and questionnaire of each unfinished meeting, by the names of the drafts."""
    return sorted(filter(None, (named(path.name, draft=True) for path in folder.path.glob("*.draft.json"))))


def faults(record: Assessment, quarter: Quarter, instrument: str, known: Instrument | None) -> Iterator[Finding]:
    """What keeps a record from being used in its place; ``known`` is its questionnaire, None where it is unknown."""
    if elsewhere := misplaced(record, quarter, instrument):
        yield elsewhere
    elif known:
        yield from misfits(record, known)


def fit(path: Path | str, record: Assessment, instrument: Instrument) -> Assessment:
    """The record itself. Raises RecordDamaged where it does not fit its questionnaire; ``path`` is the file to name."""
    if fault := next(misfits(record, instrument), None):
        raise damaged(str(path), fault)
    return record
