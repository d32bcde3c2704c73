"""``assess --answers``: the meeting's answers from a file, without a question."""

from datetime import datetime
from pathlib import PurePath

from hf_fidelity.domain.record.assessment import Assessment, RecordSource
from hf_fidelity.domain.record.changes import merge
from hf_fidelity.domain.record.privacy import Policy
from hf_fidelity.domain.scores.trend import snapshot
from hf_fidelity.errors import InputProblem, UsageProblem
from hf_fidelity.ground.dates import Quarter, candidates
from hf_fidelity.ground.findings import Finding
from hf_fidelity.i18n import N_
from hf_fidelity.journeys.sitting import Sitting
from hf_fidelity.journeys.workspace import Result, Workspace
from hf_fidelity.readers.handwritten import AnswersFile
from hf_fidelity.reports.record import assessment_report


def fill_in_answers(
    workspace: Workspace,
    organisation: str,
    team: str,
    answers: AnswersFile,
    *,
    now: datetime,
    quarter: Quarter | None = None,
    instrument: str | None = None,
    reason: str | None = None,
) -> Result:
    """Merge a file's answers into the quarter's draft or record and close it. The same file again changes nothing.

    Without ``quarter`` the one that ``now`` lies in, except within two weeks of a quarter's edge: then it is
    refused. ``reason`` is needed to correct a quarter that is closed. Raises UsageProblem, InputProblem for what
    is wrong in the file (every line named), RecordProblem and WriteFailed.
    """
    form = workspace.instrument(instrument)
    sitting = Sitting.open(workspace, organisation, team, quarter or only_quarter(form.cadence.edge_days, now), form)
    record = merged_or_stop(sitting, answers)
    source = RecordSource(kind="session", file=PurePath(answers.name).name, sha256=answers.sha256)
    why = reason or (sitting.draft.why if sitting.draft else None)
    saved, held_back = sitting.close(record, now, why=why, source=source)
    return closing_report(sitting, saved, held_back)


def only_quarter(edge_days: int, now: datetime) -> Quarter:
    """The quarter that a day lies in. Raises UsageProblem near a quarter's edge, where it could be another."""
    possible = candidates(now.date(), edge_days)
    if len(possible) > 1:
        raise UsageProblem(
            N_("Today lies close to a quarter's edge: is the meeting about {one} or {other}?"),
            hint=N_("Say which with --quarter, for example --quarter {machine}."),
            one=possible[0],
            other=possible[1],
            machine=str(possible[0]),
        )
    return possible[0]


def merged_or_stop(sitting: Sitting, answers: AnswersFile) -> Assessment:
    """The record with the file's answers. Raises InputProblem that names every line that cannot be used."""
    merged = merge(sitting.begun(), answers.answers, sitting.instrument, sitting.action_ids)
    if isinstance(merged, Assessment):
        return merged
    merged.sort(key=lambda problem: answers.line(problem[0]))
    lines = [
        Finding("", N_("line {line}: {what}"), {"line": answers.line(path), "what": finding})
        for path, finding in merged
    ]
    raise InputProblem(
        N_("The answers in {file} cannot be used: {problems}"),
        hint=N_("Nothing was stored. Mend the file and run the command again."),
        file=answers.name,
        problems=_Lines(lines),
    )


class _Lines(list[Finding]):
    """Findings that are shown one a line."""

    def words(self) -> str:
        """One sentence a line, each once."""
        return "".join(f"\n  {sentence}" for sentence in dict.fromkeys(finding.words() for finding in self))


def closing_report(sitting: Sitting, saved: Assessment, held_back: tuple[Finding, ...]) -> Result:
    """The report of what has just been closed."""
    records = [record for record in (sitting.previous, saved) if record]
    policy = Policy(sitting.instrument.thresholds.privacy_limit)
    return Result(assessment_report(snapshot(records, saved.quarter, sitting.instrument, policy)), held_back)
