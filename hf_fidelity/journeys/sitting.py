"""One sitting: which record it is about, what there is of it, how it is filled in from a file, how it is closed.

The interactive meeting and ``--answers`` share it, so that both leave the same record behind.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import PurePath
from types import EllipsisType
from typing import TYPE_CHECKING, Literal, Self, TypeAlias

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record import (
    Action,
    Assessment,
    Draft,
    InstrumentStamp,
    RecordSource,
    Team,
    only_chosen,
    open_actions,
    parts_of,
    restamped,
    storable,
)
from hf_fidelity.domain.record.changes import changes, corrected, merge, votes_replaced
from hf_fidelity.domain.record.texts import personal_texts
from hf_fidelity.ground import N_, Finding, InputProblem, Quarter, RecordChanged, UsageProblem, candidates, one_line
from hf_fidelity.journeys.workspace import Result, Workspace
from hf_fidelity.store.locks import Claim, Claimed, claim
from hf_fidelity.store.names import same
from hf_fidelity.store.team_folder import TeamFolder, read_draft, read_record, read_records

if TYPE_CHECKING:
    from hf_fidelity.domain.scores.trend import Snapshot
    from hf_fidelity.readers.handwritten import AnswersFile


Place: TypeAlias = Literal["terminal", "page", "file"]
"""Where people sit at a meeting."""


@dataclass(frozen=True)
class Sitting:
    """A team, a quarter and a questionnaire, with what is stored of them."""

    workspace: Workspace
    folder: TeamFolder
    instrument: Instrument
    quarter: Quarter
    stored: Assessment | None
    draft: Draft | None
    previous: Assessment | None
    """The newest earlier quarter that had its meeting: what was answered last time."""
    earlier: tuple[Assessment, ...] = ()
    """Every earlier quarter that had its meeting, the oldest first."""
    still_open: tuple[Action, ...] = ()
    """The open actions of the newest record before this quarter, of a meeting or of an import: their newest copies."""
    action_ids: frozenset[str] = frozenset()
    """The ids of every action the team has, of any questionnaire."""
    on_disk: bytes | None = None
    """The draft as it lay on the disk when it was read."""
    beside: tuple[Assessment, ...] = ()
    """What the team has answered to other questionnaires in the quarter."""

    @classmethod
    def open(
        cls,
        workspace: Workspace,
        organisation: str,
        team: str,
        quarter: Quarter,
        instrument: Instrument,
        peer: str | None = None,
    ) -> Self:
        """Open the sitting; nothing is written yet. ``peer`` is another team that reads this one's evidence.

        Raises RecordProblem where the stored record is damaged, or was saved after its draft was begun.
        """
        folder = workspace.store.place(organisation, team)
        if peer is not None:
            folder = _read_by(workspace, folder, peer)
        on_disk = folder.draft_bytes(quarter, instrument.id)
        stored, draft = read_record(folder, quarter, instrument), read_draft(folder, quarter, instrument)
        if draft and stored and _left_over(draft, stored):
            folder.discard_draft(quarter, instrument.id)
            draft = on_disk = None
        if draft and draft.base_revision != (stored.revision if stored else 0):
            raise RecordChanged(
                N_("{file} was begun before {team}'s record of {quarter} was saved by somebody else."),
                hint=N_("Move that file away to go on from the record as it is now. The answers in it are kept."),
                file=str(folder.draft_path(quarter, instrument.id)),
                team=folder.team.name,
                quarter=quarter,
            )
        if stored and stored.status == "final":
            instrument = stored.instrument.of_its_day(instrument)  # a correction counts as what it corrects
        elif draft:
            draft = draft.model_copy(update={"record": restamped(draft.record, instrument)})
        records = read_records(folder, instrument)[0]
        met = [record for record in records if record.quarter < quarter and record.status == "final"]
        still_open = open_actions(records, quarter)
        every = folder.records()[0]
        ids = frozenset(action.id for record in every for action in record.actions)
        last = met[-1] if met else None
        beside = tuple(r for r in every if r.quarter == quarter and r.instrument.id != instrument.id)
        return cls(
            workspace, folder, instrument, quarter, stored, draft, last, tuple(met), still_open, ids, on_disk, beside
        )

    def claim(self, place: Place) -> Claim | None:
        """Say that people sit at it now; to be released when they leave. None: nobody can be told here.

        Raises UsageProblem that says who sits at it already, and since when.
        """
        found = claim(self.folder.draft_path(self.quarter, self.instrument.id), place)
        if isinstance(found, Claimed):
            raise UsageProblem(
                N_("{team}'s meeting about {quarter} is open already: {where} (process {process}), since {since}.")
                if found.process
                else N_("{team}'s meeting about {quarter} is open already, in another window or program."),
                hint=N_(
                    "Leave it there first: in the terminal with q, on the page by its first screen. Everything that "
                    "was said there is saved; then open it here again and go on."
                ),
                team=self.folder.team.name,
                quarter=self.quarter,
                where=_PLACES.get(found.place, _PLACES["terminal"]),
                process=found.process,
                since=_since(datetime.fromtimestamp(found.since), datetime.now()),
            )
        return found

    @property
    def is_as_read(self) -> bool:
        """Whether the draft on the disk is still the one that was read."""
        return self.folder.draft_bytes(self.quarter, self.instrument.id) == self.on_disk

    @property
    def settled(self) -> bool:
        """Whether the quarter's meeting has been closed, so that any change is a correction."""
        return self.stored is not None and self.stored.status == "final"

    @property
    def base_revision(self) -> int:
        """The stored record's revision that this sitting builds on; 0 where there is none."""
        return self.draft.base_revision if self.draft else self.stored.revision if self.stored else 0

    def begun(self) -> Assessment:
        """What there is of the record: the draft's, the stored one, or a new one with the open actions."""
        if self.draft:
            return self.draft.record
        if self.stored:
            return self.stored if self.settled else self._about(restamped(self.stored, self.instrument))
        return Assessment(
            instrument=InstrumentStamp.of(self.instrument),
            organisation=self.folder.organisation,
            team=Team(id=self.folder.team.id, name=self.folder.team.name),
            quarter=self.quarter,
            peer=self.folder.peer,
            status="final",
            actions=self.still_open,
            parts=parts_of(self.previous, self.instrument) if self.previous else (),
        )

    def _about(self, votes: Assessment) -> Assessment:
        """An import knows nothing of actions: those that were open go on in the meeting about its votes. Nor does it
        know how many take part in that: so many answered, which the votes say themselves.
        """
        known = {action.id for action in votes.actions}
        carried = (action for action in self.still_open if action.id not in known)
        return votes.model_copy(update={"actions": (*carried, *votes.actions), "participants": None})

    def close(
        self,
        record: Assessment,
        now: datetime,
        *,
        why: str | None = None,
        source: RecordSource | None = None,
        on_disk: "bytes | EllipsisType | None" = ...,
    ) -> tuple[Assessment, tuple[Finding, ...]]:
        """Store the record as settled, and give it with what must not be stored (rule 14).

        ``on_disk`` is the draft that it closes, where that is no more the one that was read.
        Raises UsageProblem where nothing is answered or a correction has no reason, RecordChanged and WriteFailed.
        """
        chosen = only_chosen(record, self.instrument)
        instrument = self.instrument
        kept, held_back = storable(
            chosen, instrument.thresholds.privacy_limit, own=not instrument.by_citizens, stored=self.stored
        )
        if not any(answer.settled for answer in kept.answers.values()):
            raise UsageProblem(N_("No statement has been answered yet, so there is nothing to close."))
        if self.stored and self.settled:
            closed = self._correction(self.stored, kept, why, now)
        else:
            team = Team(id=self.folder.team.id, name=self.folder.team.name)  # it may have been renamed meanwhile
            update = {"status": "final", "team": team, "held_on": kept.held_on or self._held_on(now)}
            closed = _with_source(kept.model_copy(update=update), source or RecordSource(kind="session"))
        if self.stored and votes_replaced(self.stored, closed):
            closed = closed.model_copy(update={"replaced": self.stored.replaced + 1})
        draft = self.on_disk if on_disk is ... else on_disk
        return self.folder.save(closed, self.base_revision, self.stored, draft), held_back

    def _held_on(self, now: datetime) -> date | None:
        """Today, unless an older quarter is being typed in: then nobody has said when the meeting was."""
        today = now.astimezone().date()
        return today if self.quarter in candidates(today, self.instrument.cadence.edge_days) else None

    def reason_missing(self) -> UsageProblem:
        """What to say to whoever changes a closed quarter without saying why."""
        return UsageProblem(
            N_("{team} closed {quarter} already. A correction needs a reason."),
            hint=N_("Say why with --reason. The old answers stay in the record's history."),
            team=self.folder.team.name,
            quarter=self.quarter,
        )

    def _correction(self, stored: Assessment, kept: Assessment, why: str | None, now: datetime) -> Assessment:
        if changes(stored, kept) and not why:
            raise self.reason_missing()
        return corrected(stored, kept, why or "", now.astimezone(UTC))


_PLACES = {
    "terminal": Finding("terminal", N_("in a terminal")),
    "page": Finding("page", N_("on the page")),
    "file": Finding("file", N_("answers are being filled in from a file")),
}


def _since(then: datetime, now: datetime) -> Finding:
    """A time of day; of another day that too."""
    time = {"hour": f"{then.hour:02}", "minute": f"{then.minute:02}"}
    if then.date() == now.date():
        return Finding("time", N_("{hour}:{minute}"), time)
    return Finding("time", N_("{hour}:{minute} on {day}"), {**time, "day": then.date()})


def _left_over(draft: Draft, stored: Assessment) -> bool:
    """Whether the draft has been closed already, and the program was stopped before it could take it away."""
    differences = changes(draft.record, stored)
    return draft.base_revision < stored.revision and not {path for path in differences if not _set_by_closing(path)}


def _set_by_closing(path: str) -> bool:
    return path in ("held_on", "roles") or path.endswith(".votes")


def _with_source(record: Assessment, source: RecordSource) -> Assessment:
    if source in record.sources:
        return record
    return record.model_copy(update={"sources": (*record.sources, source)})


def _read_by(workspace: Workspace, folder: TeamFolder, peer: str) -> TeamFolder:
    """Where a peer's reading of a team lies. Raises UsageProblem for a team that is not known, or reads itself."""
    known = workspace.team(folder.team.name, folder.organisation)
    name = one_line(peer)
    if not name or same(name, known.team.name):
        raise UsageProblem(
            N_("--peer is the other team that reads the evidence, not {team} itself."),
            hint=N_("--team is the team whose evidence is read."),
            team=known.team.name,
        )
    return replace(folder, peer=name)


def fill_in_answers(
    workspace: Workspace,
    organisation: str,
    team: str,
    answers: "AnswersFile",
    *,
    now: datetime,
    quarter: Quarter | None = None,
    instrument_id: str | None = None,
    reason: str | None = None,
    peer: str | None = None,
) -> Result:
    """Merge a file's answers into the quarter's draft or record and close it. The same file again changes nothing.

    Without ``quarter`` the one that ``now`` lies in, except within two weeks of a quarter's edge: then it is
    refused. ``peer`` is another team that reads this one's evidence: its reading is kept beside the team's own record.
    ``reason`` is needed to correct a quarter that is closed. Raises UsageProblem, InputProblem for what
    is wrong in the file (every line named), RecordProblem and WriteFailed.
    """
    instrument = workspace.instrument(instrument_id)
    when = quarter or _only_quarter(instrument.cadence.edge_days, now)
    sitting = Sitting.open(workspace, organisation, team, when, instrument, peer)
    claimed = sitting.claim("file")
    try:
        filled = _fill_in(sitting, answers, now, reason)
    finally:
        if claimed:
            claimed.release()
    return replace(filled, remarks=(*workspace.twice([sitting.folder]), *filled.remarks))


def _fill_in(sitting: Sitting, answers: "AnswersFile", now: datetime, reason: str | None) -> Result:
    record = _merged_or_stop(sitting, answers)
    source = RecordSource(kind="session", file=PurePath(answers.name).name, sha256=answers.sha256)
    why = reason or (sitting.draft.why if sitting.draft else None)
    personal = tuple(_personal(sitting.begun(), record, answers))
    saved, held_back = sitting.close(record, now, why=why, source=source)
    return replace(closing_report(sitting, saved, held_back), remarks=personal)


def _personal(begun: Assessment, record: Assessment, answers: "AnswersFile") -> Iterator[Finding]:
    """What the meeting would have asked about before it was kept: with ``--answers`` nobody is there to be asked."""
    for path, what in personal_texts(begun, record):
        message = N_("line {line}, {place}: {what} It is stored; `hf-fidelity records erase` takes it out for good.")
        said = {"line": answers.line(tuple(path.split("."))), "place": path, "what": what}
        yield Finding(what.code, message, said, "warning")


def _only_quarter(edge_days: int, now: datetime) -> Quarter:
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


def _merged_or_stop(sitting: Sitting, answers: "AnswersFile") -> Assessment:
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
    return told(closing_snapshot(sitting, saved), held_back)


def closing_snapshot(sitting: Sitting, saved: Assessment) -> "Snapshot":
    """What has just been closed, as it is shown from now on."""
    from hf_fidelity.journeys.reports import just_closed  # an import of votes opens sittings, and tells nothing

    return just_closed(sitting.workspace, sitting.folder, sitting.instrument, saved)


def told(snapshot: "Snapshot", held_back: tuple[Finding, ...]) -> Result:
    """A quarter as a report, with what could not be kept of it."""
    from hf_fidelity.reports.record import assessment_report

    return Result(assessment_report(snapshot), held_back)
