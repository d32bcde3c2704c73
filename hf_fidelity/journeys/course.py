"""A team's whole course: its own records, and before them those of the teams that it continues."""

from dataclasses import dataclass, replace

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Assessment, Team
from hf_fidelity.errors import RecordProblem, UsageProblem
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.ground.findings import Finding
from hf_fidelity.i18n import N_
from hf_fidelity.store.data_folder import Store
from hf_fidelity.store.reading import read_records
from hf_fidelity.store.team_folder import TeamFolder


def in_order(first: Quarter | None, last: Quarter | None) -> None:
    """Raises UsageProblem where the first quarter asked for lies after the last one (None: no bound)."""
    if first and last and first > last:
        raise UsageProblem(N_("The quarters are the wrong way round: from {first} to {last}."), first=first, last=last)


@dataclass(frozen=True)
class Course:
    """A team's records by quarter, what could not be read, and what must be known about where they come from."""

    records: tuple[Assessment, ...]
    problems: tuple[RecordProblem, ...] = ()
    notes: tuple[Finding, ...] = ()

    def seen(self, first: Quarter | None, last: Quarter | None) -> "Course":
        """The records up to the last quarter, and the notes about quarters from the first on (None: no bound)."""

        def wanted(quarter: Quarter) -> bool:
            return (first is None or first <= quarter) and (last is None or quarter <= last)

        notes = tuple(note for note in self.notes if any(map(wanted, note.params["quarters"])))
        return replace(self, records=tuple(r for r in self.records if last is None or r.quarter <= last), notes=notes)


def course_of(folder: TeamFolder, store: Store, form: Instrument, above: frozenset[str] = frozenset()) -> Course:
    """The team's course under the name it has now.

    A continued team counts only in quarters before the team's own first record, and where no other continued team
    has that quarter too. ``above`` are the teams that this one is read for, so that no circle is followed.
    """
    own, problems = read_records(folder, form)
    notes: list[Finding] = []
    earlier: dict[Quarter, list[Assessment]] = {}
    above |= {folder.team.id}
    for team in _continued(folder, store, above):
        course = course_of(team, store, form, above)
        problems += course.problems
        notes += course.notes
        for record in course.records:
            if not own or record.quarter < own[0].quarter:
                earlier.setdefault(record.quarter, []).append(record)
    inherited = [records[0] for _, records in sorted(earlier.items()) if len(records) == 1]
    contested = sorted(quarter for quarter, records in earlier.items() if len(records) > 1)
    notes += _notes(folder.team.name, inherited, contested)
    present = Team(id=folder.team.id, name=folder.team.name)
    records = tuple(record.model_copy(update={"team": present}) for record in (*inherited, *own))
    return Course(records, tuple(problems), tuple(notes))


def _continued(folder: TeamFolder, store: Store, above: frozenset[str]) -> list[TeamFolder]:
    wanted = set(folder.team.continues) - above
    return store.with_ids(wanted, folder.organisation) if wanted else []


def _notes(team: str, inherited: list[Assessment], contested: list[Quarter]) -> list[Finding]:
    notes = []
    if inherited:
        message = N_("{quarters}: the answers of {teams}, which {team} continues.")
        teams = list(dict.fromkeys(record.team.name for record in inherited))
        quarters = [record.quarter for record in inherited]
        notes.append(Finding("continued", message, {"quarters": quarters, "teams": teams, "team": team}))
    if contested:
        message = N_("{quarters}: left out, because more than one of the teams that {team} continues has a record.")
        notes.append(Finding("contested", message, {"quarters": contested, "team": team}, "warning"))
    return notes
