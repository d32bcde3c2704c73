"""``score``: survey exports read, scored and stored."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.survey.batch import Batch, Imported
from hf_fidelity.domain.survey.exports import Direction, ExportRead
from hf_fidelity.ground import N_, Finding, Interrupted, Quarter, UsageProblem, first_few, fold
from hf_fidelity.ground.progress import Progress
from hf_fidelity.journeys.survey_files import DELIMITED, FoundFile, said_of_unread, survey_files
from hf_fidelity.journeys.workspace import Result, Workspace, policy_for
from hf_fidelity.readers.survey.job import Job, Options, Usually
from hf_fidelity.readers.survey.sentences import FILE, CellPlace, finding, shortened
from hf_fidelity.readers.survey.worker import Worker
from hf_fidelity.reports.document import Document

if TYPE_CHECKING:
    from hf_fidelity.journeys.store_votes import Mode, VoteStore


@dataclass(frozen=True)
class Wish:
    """How the files are to be read; None or False: as they say themselves."""

    organisation: str | None = None
    team: str | None = None
    quarter: Quarter | None = None
    codes: Direction | None = None
    lenient: bool = False
    mapping: Path | None = None
    usual: Usually = (None, None)


@dataclass(frozen=True, kw_only=True)
class Scored(Result):
    """What a batch gave; ``document`` is for the screen."""

    batch: Batch

    @property
    def exit_code(self) -> int:
        """0; 1 where something was left out and named; 2 where no file could be used."""
        files = [read for read in self.batch.files if read.role == "answers"]
        if not any(read.groups or read.joint for read in files):
            return 2
        rejected = any(read.rows.rejected or _has_error(read) for read in files) or len(files) < len(
            [read for read in self.batch.files if read.role in ("answers", "passed-over")]
        )
        return int(rejected or any(team.stored in ("refused", "held-back") for team in self.batch.teams))

    @property
    def other_instrument(self) -> str | None:
        """The one other questionnaire whose own forms all of the files are; None where they are anything else."""
        theirs = {_other_instrument(read) for read in self.batch.files}
        return theirs.pop() if len(theirs) == 1 else None

    @property
    def files_that_gave(self) -> tuple[int, int]:
        """How many files gave answers that count, and of how many."""
        from hf_fidelity.reports.survey import files_that_gave  # as late as the report

        return files_that_gave(self.batch)

    def workbook(self) -> Document:
        """The same story for the workbook; its parts are the sheets."""
        from hf_fidelity.reports.survey_workbook import score_workbook  # only where one is asked for

        return score_workbook(self.batch.for_others())

    def for_others(self) -> "Scored":
        """The same for files and other programs: what people wrote in cells is told on the screen only."""
        from hf_fidelity.reports.survey import score_report

        batch = self.batch.for_others()
        if batch is self.batch:  # nothing to leave out, so the report is the same
            return self
        return replace(self, batch=batch, document=score_report(batch, self.remarks))

    def doubts(self) -> Iterator[str]:
        """What there is to look at in each file, a sentence each."""
        from hf_fidelity.reports.survey import doubts

        return doubts(self.batch.files)

    def mapping(self) -> str:
        """How each file was understood, as a mapping file, with the unknown words to which it can give a meaning.

        It is to be kept, so they are those alone that as many people wrote as the limit: nobody is known by them.
        """
        from hf_fidelity.readers.survey.mapping_file import mapping_text  # only where one is asked for

        fewest = self.batch.policy.limit
        said = [read for read in self.batch.files if read.mapping or read.role == "answers"] or self.batch.files
        files = [(Path(read.file).name, read.mapping, read.unknown_words(fewest)) for read in said]
        return mapping_text(self.batch.instrument, files)


def score_exports(
    workspace: Workspace,
    files: Sequence[str | Path],
    wish: Wish = Wish(),
    *,
    now: datetime,
    mode: "Mode | None" = None,
    yes: bool = False,
    dry_run: bool = False,
    instrument_id: str | None = None,
    min_n: int | None = None,
    out: Path | None = None,
    progress: Progress | None = None,
    worker: Worker | None = None,
) -> Scored:
    """Read survey exports (files, patterns, folders), store the votes of each team and quarter, and score them.

    ``mode`` says what to do where votes from another file are stored already; None refuses. ``yes`` lets votes take the
    place of others also where fewer people than the limit may tell the two apart. ``min_n`` is the smallest
    group whose votes are stored and shown, 3 or more (None: the questionnaire's own limit). ``out`` is a file that is
    about to be written and must not be read. ``worker`` is one that was started earlier, to gain its time of starting;
    it is ended here. Raises UsageProblem, InputProblem for the mapping file, WriteFailed,
    Interrupted where somebody stops it (Ctrl-C).
    """
    asked = _Asked(workspace, files, wish, now, mode, yes, dry_run, min_n, out, progress)
    scored = asked.about(workspace.instrument(instrument_id), worker or Worker())
    known = (
        [instrument.id for instrument in workspace.instruments()[0]]
        if instrument_id is None and scored.other_instrument
        else []
    )
    if scored.other_instrument in known:  # a form of ours says itself which questionnaire it is
        return asked.about(workspace.instrument(scored.other_instrument), Worker())
    return scored


@dataclass(frozen=True)
class _Asked:
    """What was asked for in one call, whichever questionnaire the files turn out to answer."""

    workspace: Workspace
    files: Sequence[str | Path]
    wish: Wish
    now: datetime
    mode: "Mode | None"
    yes: bool
    dry_run: bool
    min_n: int | None
    out: Path | None
    progress: Progress | None

    def about(self, instrument: Instrument, reader: Worker) -> Scored:
        """The files as answers to one questionnaire; the reader is ended."""
        with reader:
            policy = policy_for(instrument, "team", self.min_n)
            options = reading_options(self.wish, instrument, policy.limit)
            found = list(survey_files(self.files, self.out))
            paths = [one.path for one in found if one.is_read]
            jobs = _jobs_by_path(paths, options)
            if self.mode == "add" and len(jobs) > 1:
                options = replace(options, instrument=instrument, marked=True)
            answers = reader.read_all([job for path in paths for job in jobs[path]], options)
            # The first file is being read by now: what is needed to go on is imported meanwhile.
            from hf_fidelity.journeys.store_votes import VoteStore
            from hf_fidelity.reports.survey import score_report

            known = self.workspace.remembering_teams()
            store = VoteStore(known, instrument, policy, self.mode, self.dry_run, self.now, self.yes)
            reads, teams = self._stored(answers, store, found, jobs)
            reads = self._with_other_instruments(reads, jobs, instrument, options, reader)
            reads = [*reads, *_mapping_for_nothing(self.wish.mapping, options, paths)]
        batch = Batch(instrument, policy, tuple(_some(reads)), tuple(_together(teams)), self.wish.lenient, self.dry_run)
        whose = dict.fromkeys((team.team, team.organisation) for team in teams)
        twice = known.twice(folder for each in whose for folder in known.store.find(*each))
        return Scored(score_report(batch, twice), remarks=twice, batch=batch)

    def _with_other_instruments(
        self,
        reads: list[ExportRead],
        jobs: Mapping[Path, Sequence[Job]],
        instrument: Instrument,
        options: Options,
        reader: Worker,
    ) -> list[ExportRead]:
        """What was read; a file that was refused because it is about another questionnaire says which one."""
        refused = [] if self.wish.mapping else [n for n, read in enumerate(reads) if _may_ask_another(read, options)]
        if not refused:
            return reads
        known = [other for other in self.workspace.instruments()[0] if other.id != instrument.id]
        others = tuple(reading_options(self.wish, other, options.limit) for other in known)
        again = [job for n in refused for job in jobs[Path(reads[n].file)]]
        answers = reader.read_all(again, replace(options, instrument=instrument, others=others))
        told = {n: read for n, read in zip(refused, answers, strict=True) if _says_which_instrument(read)}
        return [told.get(n, read) for n, read in enumerate(reads)]

    def _stored(
        self,
        answers: Iterator[ExportRead],
        store: "VoteStore",
        found: Sequence[FoundFile],
        jobs: Mapping[Path, Sequence[Job]],
    ) -> tuple[list[ExportRead], list[Imported]]:
        """What was found, and what became of its teams. Nothing is stored before all is read.

        Which of several files of one team count is known only then. Little is lost with that where somebody stops it:
        whatever is stored, the files are read again by the next call.
        """
        from hf_fidelity.journeys.same_answers import with_those_alike

        reads: list[ExportRead] = []
        teams: list[Imported] = []
        done, total, sheets = 0, sum(map(len, jobs.values())), _Sheets()
        try:
            for one in found:
                if not one.is_read:
                    reads.append(said_of_unread(one))
                for _job in jobs.get(one.path, ()):
                    if read := one.told(next(answers)):
                        reads.append(sheets.each_team_once(store.remarked(read)))
                    done += 1
                    self._tell(done, total, one.path)
        except KeyboardInterrupt as stop:
            raise _interrupted(_STOPPED_READING, done, total) from stop
        store.compare(reads)
        reads = list(with_those_alike(reads, store.stored_answers(), store.folder_of))
        done, total = 0, len(reads)
        try:
            for read in reads:
                teams += store.all_of(read)
                done += 1
                self._tell(done, total, read.file)
        except KeyboardInterrupt as stop:
            raise _interrupted(_STOPPED, done, total) from stop
        return reads, teams

    def _tell(self, done: int, total: int, file: str | Path) -> None:
        if self.progress:
            self.progress(done, total, str(file))


def jobs_of(paths: Sequence[Path], options: Options) -> list[Job]:
    """What is to be read of these files, in their order."""
    return [job for jobs in _jobs_by_path(paths, options).values() for job in jobs]


def _jobs_by_path(paths: Sequence[Path], options: Options) -> dict[Path, list[Job]]:
    beside = _beside_each(paths)
    return {path: list(_jobs(path, beside(path), options)) for path in paths}


def _jobs(path: Path, beside: tuple[str, ...], options: Options) -> Iterator[Job]:
    """What is to be read of a file: one sheet, or those that a mapping names."""
    return (Job(str(path), beside, sheet) for sheet in options.sheets_of(str(path)))


class _Sheets:
    """Sees to it that no team has answers from two sheets of one file, of which the second could not be stored."""

    def __init__(self) -> None:
        self._seen: dict[tuple[object, ...], str] = {}

    def each_team_once(self, read: ExportRead) -> ExportRead:
        """The file's groups without those that another of its sheets has brought, and a finding for each."""
        from hf_fidelity.readers.survey.sentences import FILE, finding

        groups, told = [], []
        for group in read.groups:
            key = (read.file, fold(group.organisation), fold(group.team), group.quarter)
            before = self._seen.setdefault(key, read.sheet or "")
            if before == (read.sheet or ""):
                groups.append(group)
                continue
            sheets, place = [before, read.sheet], CellPlace(read.sheet)
            told.append(finding(FILE, "team-twice", place, team=group.team, quarter=group.quarter, sheets=sheets))
        return replace(read, groups=tuple(groups), findings=(*read.findings, *told)) if told else read


def _some(reads: list[ExportRead]) -> list[ExportRead]:
    if not reads:
        raise UsageProblem(
            N_("There is no survey file to read."),
            hint=N_("Name files (.xlsx .xlsm .xls .xlsb .ods .csv .tsv), a pattern such as *.xlsx, or a folder."),
        )
    return reads


_STOPPED_READING = N_("Stopped after {done} of {total} files were read. Nothing was stored.")
_STOPPED = N_("Stopped after {done} of {total} files. What was stored is kept.")


def _interrupted(message: str, done: int, total: int) -> Interrupted:
    return Interrupted(
        message,
        hint=N_("Run the same command again to go on: a file that is stored already changes nothing."),
        done=done,
        total=total,
    )


def reading_options(wish: Wish, instrument: Instrument, limit: int) -> Options:
    """What the process that reads files is told, the same for all of them. Raises InputProblem for a mapping file."""
    if wish.mapping:
        from hf_fidelity.readers.survey.mapping_file import read_mapping

        mappings = read_mapping(wish.mapping, instrument)
    else:
        mappings = ()
    asked = (wish.organisation, wish.team, wish.quarter, wish.codes, wish.lenient)
    return Options(instrument, *asked, mappings, limit, wish.usual)


def _beside_each(paths: Sequence[Path]) -> Callable[[Path], tuple[str, ...]]:
    """For each CSV file of a batch, the others that may explain its codes, by what they are called."""
    delimited = [path for path in paths if path.suffix.casefold() in DELIMITED]
    if len(delimited) < 2:
        return lambda _path: ()
    from hf_fidelity.readers.survey.table.legends import NamedLegends

    files, named = set(delimited), NamedLegends(delimited)
    return lambda path: tuple(map(str, named.beside(path))) if path in files else ()


def _together(teams: Sequence[Imported]) -> list[Imported]:
    """One entry for a record that several files went into: the last word on it, with all its files."""
    last: dict[tuple[object, ...], Imported] = {}
    for n, team in enumerate(teams):
        key: tuple[object, ...] = (fold(team.organisation), fold(team.team), team.quarter, team.basis)
        if team.stored not in ("created", "updated", "dry-run"):
            key = (*key, n)  # what did not go in has an entry of its own
        last[key] = _on_top(team, before) if (before := last.get(key)) else team
    return list(last.values())


def _on_top(team: Imported, before: Imported) -> Imported:
    """What became of a team with a file that was added to what another of this call has brought."""
    people, files = before.respondents + team.respondents, (*before.files, *team.files)
    hidden = (*before.roles_hidden, *(each for each in team.roles_hidden if each not in before.roles_hidden))
    why = _both(before.why, team.why)
    return replace(team, respondents=people, stored=before.stored, files=files, why=why, roles_hidden=hidden)


def _both(before: Finding | None, then: Finding | None) -> Finding | None:
    """What there is to say of one file's answers and of those added to them: neither hides the other."""
    if before is None or then is None or before == then:
        return before or then
    return Finding(then.code, "{before} {then}", {"before": before, "then": then}, then.severity)


_MOST_ENTRIES = 12
"""So many entries of a mapping that fit no file are named."""


def _mapping_for_nothing(mapping: Path | None, options: Options, paths: Iterable[Path]) -> Iterator[ExportRead]:
    """That a mapping speaks of files that are not there: a slip in a name, and all that it says goes for nothing."""
    if files := options.about_none(map(str, paths)):
        shown = first_few((f"»{shortened(name)}«" for name in files), _MOST_ENTRIES)
        yield ExportRead(str(mapping), role="mapping", findings=(finding(FILE, "mapping-fits-none", files=shown),))


def _other_instrument(read: ExportRead) -> str | None:
    return next((str(f.params["theirs"]) for f in read.findings if f.code == "other-instrument"), None)


def _may_ask_another(read: ExportRead, options: Options) -> bool:
    """Whether a file could be opened, and was refused with few of the questionnaire's statements found in it."""
    opened = read.role == "answers" and bool(read.sha256)
    return opened and not read.usable and not options.asked.are_most(options.asked.named_by(read.mapping))


def _says_which_instrument(read: ExportRead) -> bool:
    return any(finding.code == "other-statements" for finding in read.findings)


def _has_error(read: ExportRead) -> bool:
    return any(finding.severity == "error" for finding in read.findings)
