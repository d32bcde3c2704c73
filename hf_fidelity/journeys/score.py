"""``score``: which files are meant; survey exports read, scored and stored."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from glob import glob, has_magic
from pathlib import Path
from typing import TYPE_CHECKING

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.survey.batch import Batch, ExportRead, Imported
from hf_fidelity.domain.survey.mapping import Direction
from hf_fidelity.errors import Interrupted, UsageProblem
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.ground.progress import Progress
from hf_fidelity.ground.text import fold
from hf_fidelity.i18n import N_
from hf_fidelity.journeys.workspace import Result, Workspace, policy_for
from hf_fidelity.readers.survey.job import Job, Options, Usually
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
        rejected = any(read.rows.rejected or _has_error(read) for read in files)
        return int(rejected or any(team.stored in ("refused", "held-back") for team in self.batch.teams))

    @property
    def other_form(self) -> str | None:
        """The one other questionnaire whose own forms all of the files are; None where they are anything else."""
        theirs = {_other_form(read) for read in self.batch.files}
        return theirs.pop() if len(theirs) == 1 else None

    def workbook(self) -> Document:
        """The same story for the workbook; its parts are the sheets."""
        from hf_fidelity.reports.survey_workbook import score_workbook  # only where one is asked for

        return score_workbook(self.batch)

    def doubts(self) -> Iterator[str]:
        """What there is to look at in each file, a sentence each."""
        from hf_fidelity.reports.survey_words import doubts

        return doubts(self.batch.files)

    def mapping(self) -> str:
        """How each file was understood, as a mapping file."""
        from hf_fidelity.readers.survey.mapping_file import mapping_text  # only where one is asked for

        files = [(Path(read.file).name, read.mapping) for read in self.batch.files if read.mapping]
        return mapping_text(self.batch.instrument.id, files)


def score_exports(
    workspace: Workspace,
    files: Sequence[str | Path],
    wish: Wish = Wish(),
    *,
    now: datetime,
    mode: "Mode | None" = None,
    dry_run: bool = False,
    instrument: str | None = None,
    min_n: int | None = None,
    out: Path | None = None,
    progress: Progress | None = None,
    worker: Worker | None = None,
) -> Scored:
    """Read survey exports (files, patterns, folders), store the votes of each team and quarter, and score them.

    ``mode`` says what to do where votes from another file are stored already; None refuses. ``min_n`` is the smallest
    group whose votes are stored and shown, 3 or more (None: the questionnaire's own limit). ``out`` is a file that is
    about to be written and must not be read. ``worker`` is one that was started earlier, to gain its time of starting;
    it is ended here. Raises UsageProblem, InputProblem for the mapping file, WriteFailed,
    Interrupted where somebody stops it (Ctrl-C).
    """
    asked = _Asked(workspace, files, wish, now, mode, dry_run, min_n, out, progress)
    scored = asked.about(workspace.instrument(instrument), worker or Worker())
    known = [form.id for form in workspace.instruments()[0]] if instrument is None and scored.other_form else []
    if scored.other_form in known:  # a form of ours says itself which questionnaire it is
        return asked.about(workspace.instrument(scored.other_form), Worker())
    return scored


@dataclass(frozen=True)
class _Asked:
    """What was asked for in one call, whichever questionnaire the files turn out to answer."""

    workspace: Workspace
    files: Sequence[str | Path]
    wish: Wish
    now: datetime
    mode: "Mode | None"
    dry_run: bool
    min_n: int | None
    out: Path | None
    progress: Progress | None

    def about(self, form: Instrument, reader: Worker) -> Scored:
        """The files as answers to one questionnaire; the reader is ended."""
        with reader:
            policy = policy_for(form, "team", self.min_n)
            options = _options(self.wish, form, policy.limit)
            paths = _some(survey_files(self.files, self.out))
            answers = reader.read_all([Job(str(path), _beside(path, paths)) for path in paths], options)
            # The first file is being read by now: what is needed to go on is imported meanwhile.
            from hf_fidelity.journeys.store_votes import VoteStore
            from hf_fidelity.reports.survey import score_report

            store = VoteStore(self.workspace.remembering_teams(), form, policy, self.mode, self.dry_run, self.now)
            reads, teams = self._stored(answers, store, len(paths))
        batch = Batch(form, policy, tuple(reads), tuple(_together(teams)), self.wish.lenient, self.dry_run)
        return Scored(score_report(batch), batch=batch)

    def _stored(
        self, answers: Iterable[ExportRead], store: "VoteStore", total: int
    ) -> tuple[list[ExportRead], list[Imported]]:
        """Each file as it comes, its teams stored before the next one is waited for."""
        reads: list[ExportRead] = []
        teams: list[Imported] = []
        try:
            for done, read in enumerate(answers, 1):
                reads.append(read)
                teams += [store.votes(read, group) for group in read.groups]
                teams += [store.joint(read, joint) for joint in read.joint]
                if self.progress:
                    self.progress(done, total, read.file)
        except KeyboardInterrupt as stop:
            raise _interrupted(len(reads), total) from stop
        return reads, teams


def _some(paths: list[Path]) -> list[Path]:
    if not paths:
        raise UsageProblem(
            N_("There is no survey file to read."),
            hint=N_("Name files (.xlsx .xlsm .xls .xlsb .ods .csv), a pattern such as *.xlsx, or a folder."),
        )
    return paths


def _interrupted(done: int, total: int) -> Interrupted:
    return Interrupted(
        N_("Stopped after {done} of {total} files. What was stored is kept."),
        hint=N_("Run the same command again to go on: a file that is stored already changes nothing."),
        done=done,
        total=total,
    )


def _options(wish: Wish, form: Instrument, limit: int) -> Options:
    if wish.mapping:
        from hf_fidelity.readers.survey.mapping_file import read_mapping

        mappings = read_mapping(wish.mapping, form)
    else:
        mappings = ()
    asked = (wish.organisation, wish.team, wish.quarter, wish.codes, wish.lenient)
    return Options(form, *asked, mappings, limit, wish.usual)


def _beside(path: Path, paths: Sequence[Path]) -> tuple[str, ...]:
    """The other CSV files of the batch, one of which may explain this one's codes."""
    if path.suffix.casefold() != ".csv":
        return ()
    return tuple(str(other) for other in paths if other != path and other.suffix.casefold() == ".csv")


def _together(teams: Sequence[Imported]) -> list[Imported]:
    """One entry for a record that several files went into: the last word on it, with all its files."""
    last: dict[tuple[object, ...], Imported] = {}
    for n, team in enumerate(teams):
        key: tuple[object, ...] = (fold(team.organisation), fold(team.team), team.quarter, team.basis)
        if team.stored not in ("created", "updated", "dry-run"):
            key = (*key, n)  # what did not go in has an entry of its own
        before = last.get(key)
        last[key] = replace(team, stored=before.stored, files=(*before.files, *team.files)) if before else team
    return list(last.values())


def _other_form(read: ExportRead) -> str | None:
    return next((str(f.params["theirs"]) for f in read.findings if f.code == "other-instrument"), None)


def _has_error(read: ExportRead) -> bool:
    return any(finding.severity == "error" for finding in read.findings)


# Which files are meant: names, patterns that the shell has not filled in (Windows does not), and folders.


_ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv")
_EXCEL_LOCK = "~$"
"""Excel keeps such a file beside each open workbook."""


def survey_files(names: Iterable[str | Path], out: Path | None = None) -> list[Path]:
    """The files in their order, each once; the workbook that is about to be written is not among them."""
    named = dict.fromkeys(path for name in names for path in _meant(str(name)))
    return [path for path in named if not (out and _same(path, out))]


def _meant(name: str) -> Iterator[Path]:
    path = Path(name)
    if path.is_dir():
        yield from (file for file in sorted(path.iterdir()) if _is_survey(file))
    elif has_magic(name) and not path.exists():
        matches = map(Path, sorted(glob(name)))  # noqa: PTH207  (a pattern may be absolute, as shells take it)
        matched = [match for match in matches if not match.name.startswith(_EXCEL_LOCK)]
        yield from matched or [path]
    elif not path.name.startswith(_EXCEL_LOCK):
        yield path


def _is_survey(path: Path) -> bool:
    return path.suffix.casefold() in _ENDINGS and not path.name.startswith(_EXCEL_LOCK) and path.is_file()


def _same(one: Path, other: Path) -> bool:
    return one.absolute() == other.absolute() or (one.exists() and other.exists() and one.samefile(other))
