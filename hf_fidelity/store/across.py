"""All teams' records of a questionnaire in some quarters. Only the files of those quarters are opened.

They are chosen by their names. Who a team is stands in its records, so ``team.json`` is read only where the two differ.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Assessment
from hf_fidelity.errors import RecordProblem
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.ground.progress import Progress, watched
from hf_fidelity.store.data_folder import Store, in_organisation, team_file
from hf_fidelity.store.listing import names
from hf_fidelity.store.reading import fit, named
from hf_fidelity.store.team_folder import is_record, load, own


@dataclass(frozen=True)
class TeamRecords:
    """One team's records by quarter, and what could not be used; either may be empty, but not both."""

    path: Path
    """The team's folder."""
    records: tuple[Assessment, ...]
    problems: tuple[RecordProblem, ...]

    def name(self) -> str:
        """What the team is called today, which its records need not say: reads ``team.json``."""
        if team := team_file(self.path):
            return team.name
        return self.records[-1].team.name if self.records else self.path.name


def across(
    store: Store,
    form: Instrument,
    first: Quarter | None = None,
    last: Quarter | None = None,
    *,
    organisation: str | None = None,
    progress: Progress | None = None,
) -> Iterator[TeamRecords]:
    """Every team (of an organisation) that has something from the first to the last quarter (None: no bound).

    The records are whole, where they belong and on the questionnaire's scale; all others are among the problems.
    Raises RecordDamaged where the folder of an organisation cannot be read.
    """
    chosen = _chosen(form, first, last)
    for folder in watched(store.folders(), progress, lambda folder: folder.name):
        found = _of_team(folder, chosen, form, organisation)
        if found and (found.records or found.problems):
            yield found


def quarters_held(store: Store, form: Instrument) -> list[Quarter]:
    """The quarters in which any team has a record of the questionnaire, by the names of the files: none is opened.

    Raises RecordDamaged as :func:`across`.
    """
    held = set[str]()
    for folder in store.folders():
        with suppress(RecordProblem):  # it is named by whoever reads the records
            held.update(names(folder))
    places = filter(None, map(named, held))
    return sorted({quarter for quarter, instrument in places if instrument == form.id})


def _chosen(form: Instrument, first: Quarter | None, last: Quarter | None) -> Callable[[str], bool]:
    """Whether a file of that name is to be read. Quarters are ordered as they are written."""

    @cache  # as many files have the same name as there are teams
    def chosen(name: str) -> bool:
        quarter, _, rest = name.partition(".")
        begun, ended = first is None or str(first) <= quarter, last is not None and str(last) < quarter
        return is_record(name) and rest == f"{form.id}.json" and begun and not ended

    return chosen


def _of_team(
    folder: Path, chosen: Callable[[str], bool], form: Instrument, organisation: str | None
) -> TeamRecords | None:
    """What a folder holds of the files that are chosen; None where it is another organisation's."""
    records: list[Assessment] = []
    problems: list[RecordProblem] = []
    says: str | None = None
    try:
        files = [name for name in names(folder) if chosen(name)]
    except RecordProblem as problem:
        files, problems = [], [problem]
    for name in reversed(files):  # the newest record that can be read says whose team it is
        path = f"{folder}{os.sep}{name}"  # a Path takes as long to make as its file to open
        try:
            if (record := load(path)) is None:
                continue
            if says is None and not in_organisation(organisation, folder.parent.name, record.organisation):
                return None
            says = record.organisation
            records.append(fit(path, own(record, name, _id_of(folder, record), path), form))
        except RecordProblem as problem:
            problems.append(problem)
    if says is None and not in_organisation(organisation, folder.parent.name, None):
        return None
    return TeamRecords(folder, tuple(reversed(records)), tuple(reversed(problems)))


def _id_of(folder: Path, record: Assessment) -> str:
    """The id of the team of a folder: the folder's name, unless ``team.json`` says otherwise."""
    if record.team.id == folder.name:
        return folder.name
    team = team_file(folder)
    return team.id if team else folder.name
