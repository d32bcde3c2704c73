"""``score``: which files are meant; survey exports read, scored and stored."""

import codecs
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from glob import glob, has_magic
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.survey.batch import Batch, Imported
from hf_fidelity.domain.survey.exports import Direction, ExportRead, GroupVotes
from hf_fidelity.ground import N_, Finding, Interrupted, Quarter, UsageProblem, fold, reason
from hf_fidelity.ground.progress import Progress
from hf_fidelity.journeys.workspace import Result, Workspace, policy_for
from hf_fidelity.readers.survey.job import Job, Options, Usually
from hf_fidelity.readers.survey.sentences import FILE, CellPlace, finding, shortened
from hf_fidelity.readers.survey.words import MEANT
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
    def other_form(self) -> str | None:
        """The one other questionnaire whose own forms all of the files are; None where they are anything else."""
        theirs = {_other_form(read) for read in self.batch.files}
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
        return replace(self, batch=batch, document=score_report(batch))

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
    instrument: str | None = None,
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
    yes: bool
    dry_run: bool
    min_n: int | None
    out: Path | None
    progress: Progress | None

    def about(self, form: Instrument, reader: Worker) -> Scored:
        """The files as answers to one questionnaire; the reader is ended."""
        with reader:
            policy = policy_for(form, "team", self.min_n)
            options = reading_options(self.wish, form, policy.limit)
            found = list(survey_files(self.files, self.out))
            paths = [one.path for one in found if one.is_read]
            jobs = _jobs_by_path(paths, options)
            if self.mode == "add" and len(jobs) > 1:
                options = replace(options, instrument=form, marked=True)
            answers = reader.read_all([job for path in paths for job in jobs[path]], options)
            # The first file is being read by now: what is needed to go on is imported meanwhile.
            from hf_fidelity.journeys.store_votes import VoteStore
            from hf_fidelity.reports.survey import score_report

            known = self.workspace.remembering_teams()
            store = VoteStore(known, form, policy, self.mode, self.dry_run, self.now, self.yes)
            reads, teams = self._stored(answers, store, found, jobs)
            reads = self._with_other_forms(reads, jobs, form, options, reader)
            reads = [*_compared(reads), *_mapping_for_nothing(self.wish.mapping, options, paths)]
        batch = Batch(form, policy, tuple(_some(reads)), tuple(_together(teams)), self.wish.lenient, self.dry_run)
        whose = dict.fromkeys((team.team, team.organisation) for team in teams)
        twice = known.twice(folder for each in whose for folder in known.store.find(*each))
        return Scored(score_report(batch), remarks=twice, batch=batch)

    def _with_other_forms(
        self,
        reads: list[ExportRead],
        jobs: Mapping[Path, Sequence[Job]],
        form: Instrument,
        options: Options,
        reader: Worker,
    ) -> list[ExportRead]:
        """What was read; a file that was refused because it is about another questionnaire says which one."""
        refused = [] if self.wish.mapping else [n for n, read in enumerate(reads) if _may_ask_another(read, options)]
        if not refused:
            return reads
        known = [other for other in self.workspace.instruments()[0] if other.id != form.id]
        others = tuple(reading_options(self.wish, other, options.limit) for other in known)
        again = [job for n in refused for job in jobs[Path(reads[n].file)]]
        answers = reader.read_all(again, replace(options, instrument=form, others=others))
        told = {n: read for n, read in zip(refused, answers, strict=True) if _says_which_form(read)}
        return [told.get(n, read) for n, read in enumerate(reads)]

    def _stored(
        self,
        answers: Iterator[ExportRead],
        store: "VoteStore",
        found: Sequence["FoundFile"],
        jobs: Mapping[Path, Sequence[Job]],
    ) -> tuple[list[ExportRead], list[Imported]]:
        """What was found, each file as it comes, its teams stored before the next one is waited for."""
        reads: list[ExportRead] = []
        teams: list[Imported] = []
        done, total, sheets = 0, sum(map(len, jobs.values())), _Sheets()
        try:
            for one in found:
                if not one.is_read:
                    reads.append(_not_read(one))
                for _job in jobs.get(one.path, ()):
                    if read := one.told(next(answers)):
                        reads.append(read := sheets.each_team_once(store.remarked(read)))
                        teams += store.all_of(read)
                    done += 1
                    if self.progress:
                        self.progress(done, total, str(one.path))
        except KeyboardInterrupt as stop:
            raise _interrupted(done, total) from stop
        return reads, teams


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
        from hf_fidelity.readers.survey.sentences import FILE, CellPlace, finding

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


def _interrupted(done: int, total: int) -> Interrupted:
    return Interrupted(
        N_("Stopped after {done} of {total} files. What was stored is kept."),
        hint=N_("Run the same command again to go on: a file that is stored already changes nothing."),
        done=done,
        total=total,
    )


def reading_options(wish: Wish, form: Instrument, limit: int) -> Options:
    """What the process that reads files is told, the same for all of them. Raises InputProblem for a mapping file."""
    if wish.mapping:
        from hf_fidelity.readers.survey.mapping_file import read_mapping

        mappings = read_mapping(wish.mapping, form)
    else:
        mappings = ()
    asked = (wish.organisation, wish.team, wish.quarter, wish.codes, wish.lenient)
    return Options(form, *asked, mappings, limit, wish.usual)


def _beside_each(paths: Sequence[Path]) -> Callable[[Path], tuple[str, ...]]:
    """For each CSV file of a batch, the others that may explain its codes, by what they are called."""
    delimited = [path for path in paths if path.suffix.casefold() in _DELIMITED]
    if len(delimited) < 2:
        return lambda _path: ()
    from hf_fidelity.readers.survey.legends import NamedLegends

    files, named = set(delimited), NamedLegends(delimited)
    return lambda path: tuple(map(str, named.beside(path))) if path in files else ()


def _compared(reads: Iterable[ExportRead]) -> Iterator[ExportRead]:
    """The files, each with a remark where a group in it has answered just as one in an earlier file.

    Every count on every statement the same is one table under two names, unless all its people answered alike.
    """
    first: dict[tuple[object, ...], tuple[str, GroupVotes]] = {}
    for read in reads:
        remarks = []
        for group in read.groups:
            tallies = group.tallies()
            if all(sum(map(bool, counts)) < 2 for counts in tallies.values()):
                continue
            file, other = first.setdefault((group.respondents, *sorted(tallies.items())), (read.file, group))
            if file != read.file:
                params: dict[str, Any] = {"file": Path(file).name, "quarter": group.quarter, "earlier": other.quarter}
                params |= {"team": shortened(group.team), "other": shortened(other.team)}
                remarks.append(finding(FILE, "same-answers", CellPlace(read.sheet), **params))
        yield replace(read, findings=(*read.findings, *remarks))


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
    return replace(team, respondents=people, stored=before.stored, files=files)


_MOST_ENTRIES = 12
"""So many entries of a mapping that fit no file are named."""


def _mapping_for_nothing(mapping: Path | None, options: Options, paths: Iterable[Path]) -> Iterator[ExportRead]:
    """That a mapping speaks of files that are not there: a slip in a name, and all that it says goes for nothing."""
    if files := options.about_none(map(str, paths)):
        shown = [*(f"»{shortened(name)}«" for name in files[:_MOST_ENTRIES]), *["…"] * (len(files) > _MOST_ENTRIES)]
        yield ExportRead(str(mapping), role="mapping", findings=(finding(FILE, "mapping-fits-none", files=shown),))


def _other_form(read: ExportRead) -> str | None:
    return next((str(f.params["theirs"]) for f in read.findings if f.code == "other-instrument"), None)


def _may_ask_another(read: ExportRead, options: Options) -> bool:
    """Whether a file could be opened, and was refused with few of the questionnaire's statements found in it."""
    opened = read.role == "answers" and bool(read.sha256)
    return opened and not read.usable and not options.form.are_most(options.form.named_by(read.mapping))


def _says_which_form(read: ExportRead) -> bool:
    return any(finding.code == "other-statements" for finding in read.findings)


def _has_error(read: ExportRead) -> bool:
    return any(finding.severity == "error" for finding in read.findings)


# Which files are meant: names, patterns that the shell has not filled in (Windows does not), and folders.
#
# Whatever in a folder could hold answers is read, or it is named: nobody else will find out that it was not.


_DELIMITED = (".csv", ".tsv", ".tab")
_ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", *_DELIMITED)
_OTHER_TABLES = frozenset(
    (
        *(".zip", ".7z", ".rar", ".gz", ".tgz", ".bz2", ".xz", ".tar"),
        *(".numbers", ".gsheet", ".json", ".jsonl", ".ndjson", ".sav", ".zsav", ".por", ".dta", ".sas7bdat", ".xpt"),
        *(".rds", ".rda", ".rdata", ".parquet", ".feather", ".arrow", ".dbf", ".mdb", ".accdb", ".sqlite", ".sqlite3"),
        *(".fods", ".sxc", ".odb", ".omv", ".jasp", ".jmp", ".mtw", ".sta", ".qvd", ".wk1", ".wk3", ".wk4", ".wks"),
        *(".123", ".wb3", ".et", ".xlr", ".xlw", ".gnumeric", ".slk", ".sylk", ".dif"),
    )
)
"""Endings of what can hold answers and cannot be read: it is opened to say what it is."""
_TEXTS = (".txt", ".text", ".dat", ".prn", ".asc", "")
"""Endings of what may be a table as well as a letter."""
_DOCUMENTS = (".docx", ".doc", ".pptx", ".ppt", ".odt", ".odp", ".odg", ".pdf", ".msg", ".epub", ".jar", ".vsdx")
_TEXTS_OF_PROGRAMS = frozenset(
    (
        *(".md", ".yaml", ".yml", ".toml", ".ini", ".cfg", ".py", ".r", ".rmd", ".sps", ".do", ".sas", ".sql", ".js"),
        *(".css", ".log", ".bat", ".cmd", ".ps1", ".sh", ".ics", ".svg", ".rtf", ".tex", ".typ", ".eml", ".url", ".po"),
    )
)
"""Endings of texts that programs read or write, and that are no tables, unless what parts columns stands in them."""
_IN_COLUMNS = re.compile(rb"^[^\n]*(;[^;\n]*;|\t[^\t\n]*\t|\|[^|\n]*\||,[^,\n]*,[^,\n]*,)", re.MULTILINE)
_MOST_OF_A_TEXT = 4_000
"""So many bytes of such a text are searched for columns."""
_WORKBOOK_OR_ZIP = (b"PK", b"\xd0\xcf\x11\xe0")
_OWN_JSON = re.compile(rb'\s*\{\s*"(?:instrument|trends|files|schema_version|organisation|actions|records|teams)"')
"""How the program's own output begins: what was sent to a file beside the exports."""
_NO_ANSWERS = ("no-statements", "not-a-spreadsheet", "file-empty", "quotes-do-not-pair", "web-page", "json", "pdf")
"""What is found out about a text that is no table of answers."""
_PAGES = (".html", ".htm", ".xhtml", ".mht", ".mhtml", ".xml")
_TABLE_IN_A_PAGE = re.compile(rb"<(?:[a-z]+:)?(?:table|row|record|response)\b", re.IGNORECASE)
_OWN_PAGE = re.compile(rb"""<meta name="generator" content="hf-fidelity""")
_MOST_OF_A_PAGE = 1_000_000
"""So many bytes of a page are searched for a table."""
_EXCEL_LOCK = "~$"
"""Excel keeps such a file beside each open workbook."""
_MOST_INSIDE = 1000
"""So many folders and files inside a folder are looked at, to say what is in it."""
_SOME_NAMES = 6
_SOME_STATEMENTS = 3


@dataclass(frozen=True)
class FoundFile:
    """A file that was named or found in a folder, or a folder in that folder, which is not read."""

    path: Path
    sort: Literal["survey", "text", "page", "other", "other-text"] = "survey"
    """By its name: a survey file, a text that may be a table, a web page with one, or none of them, though its first
    bytes are a workbook's, or a text's."""
    holds: tuple[str, ...] = ()
    """The names of what could be survey files in a folder that is not read."""
    closed: Finding | None = None
    """Why a folder cannot be opened."""
    fits_none: bool = False
    """Whether it is a pattern, and there is nothing that it fits."""

    @property
    def is_read(self) -> bool:
        """Whether it is a file, and not a folder or a pattern of which there is only something to say."""
        return not (self.holds or self.closed or self.fits_none)

    def told(self, read: ExportRead) -> ExportRead | None:
        """What is to be told of it once it is read; None where it has nothing to do with answers."""
        nothing = not read.usable and all(finding.code in _NO_ANSWERS for finding in read.findings)
        if self.sort == "survey" or (self.sort == "text" and not nothing and not _is_letter(read)):
            return read
        if self.sort == "page":
            return ExportRead(read.file, role="passed-over", findings=(finding(FILE, "page-passed-over"),))
        if nothing or self.sort == "text" or (self.sort == "other-text" and _names_few(read)):
            return None
        if self.sort == "other-text":
            return ExportRead(read.file, role="passed-over", findings=(finding(FILE, "table-passed-over"),))
        if read.findings and not read.usable and not read.mapping:
            return read  # a packed folder, or a workbook that cannot be opened
        return ExportRead(read.file, role="passed-over", findings=(finding(FILE, "passed-over"),))


def _is_letter(read: ExportRead) -> bool:
    """Whether a text only names a statement or two, as a letter about the survey does, and is no table of them."""
    return not read.usable and bool(read.mapping) and _names_few(read)


def _names_few(read: ExportRead) -> bool:
    named = [meant for meant in read.mapping.get("columns", {}).values() if meant not in (*MEANT, "ignore")]
    return len(named) < _SOME_STATEMENTS


def _not_read(found: FoundFile) -> ExportRead:
    """What there is to say of a folder that is not read, or of a pattern."""
    if found.fits_none:
        pattern = str(found.path)
        return ExportRead(pattern, findings=(finding(FILE, "pattern-fits-none", pattern=pattern),))
    if found.closed is not None:
        return ExportRead(str(found.path), findings=(finding(FILE, "folder-closed", reason=found.closed),))
    names = [shortened(name) for name in found.holds[:_SOME_NAMES]]
    files = [*names, *["…"] * (len(found.holds) > _SOME_NAMES)]
    return ExportRead(str(found.path), role="passed-over", findings=(finding(FILE, "folder-inside", files=files),))


def survey_files(names: Iterable[str | Path], out: Path | None = None) -> Iterator[FoundFile]:
    """What is meant, in its order, each once; the workbook that is about to be written is not among it.

    A folder that is named itself is not one inside another that would have to be.
    """
    named = [path for name in names for path in _filled_in(str(name))]
    seen, folders = set[Path](), {path for path in named if _is_folder(path)}
    for path in named:
        for found in _meant(path):
            again = found.path in seen or (found.holds and found.path in folders)
            if not again and not (out and _same(found.path, out)):
                seen.add(found.path)
                yield found


def _filled_in(name: str) -> list[Path]:
    """What a pattern fits, as a shell would have filled it in; a name, or a pattern that fits nothing, as it is."""
    path = Path(name)
    if not _is_pattern(path):
        return [path]
    return [Path(match) for match in sorted(glob(name, recursive=True))] or [path]  # noqa: PTH207  (it may be absolute)


def _is_pattern(path: Path) -> bool:
    return has_magic(str(path)) and not _is_so(path.exists)


def _meant(path: Path) -> Iterator[FoundFile]:
    if _is_folder(path):
        yield from _all_in(path)
    elif not path.name.startswith(_EXCEL_LOCK):
        yield FoundFile(path, fits_none=_is_pattern(path))


def _is_folder(path: Path) -> bool:
    """Whether there is a folder, and no document that is one."""
    return _is_so(path.is_dir) and path.suffix.casefold() != ".numbers"


def _is_so(question: Callable[[], bool]) -> bool:
    """Whether it is so; where the system does not say, it is not, and whoever opens the file learns why."""
    try:
        return question()
    except OSError:
        return False


def _all_in(folder: Path) -> Iterator[FoundFile]:
    try:
        inside = sorted(folder.iterdir())
    except OSError as error:
        yield FoundFile(folder, closed=reason(error))
        return
    yield from (found for file in inside if (found := _in_folder(file)))


def _in_folder(path: Path) -> FoundFile | None:
    """What a folder holds under a name; None where it has nothing to do with answers."""
    ending = path.suffix.casefold()
    if path.name.startswith((_EXCEL_LOCK, ".")):
        return None
    if _is_folder(path):
        return _folder_in_folder(path)
    if ending in _ENDINGS or ending == ".numbers":
        return FoundFile(path)
    if not _is_so(path.is_file) or ending in _DOCUMENTS:
        return None
    if ending in _PAGES:
        page = _first_bytes(path, _MOST_OF_A_PAGE)
        return FoundFile(path, "page") if _TABLE_IN_A_PAGE.search(page) and not _OWN_PAGE.search(page) else None
    head = _first_bytes(path)
    if ending in _OTHER_TABLES:
        return None if not head or _OWN_JSON.match(head) else FoundFile(path)
    if ending in _TEXTS:
        return FoundFile(path, "text")
    if head.startswith(_WORKBOOK_OR_ZIP):
        return FoundFile(path, "other")
    if not _is_text(head) or (ending in _TEXTS_OF_PROGRAMS and not _has_columns(path)):
        return None
    return FoundFile(path, "other-text")


def _folder_in_folder(path: Path) -> FoundFile | None:
    try:
        os.listdir(path)  # noqa: PTH208  (what is searched below passes over what it cannot open)
    except OSError as error:
        return FoundFile(path, closed=reason(error))
    inside = tuple(islice(_inside(path), _SOME_NAMES + 1))
    return FoundFile(path, holds=inside) if inside else None


def _is_text(head: bytes) -> bool:
    return bool(head) and (b"\0" not in head or head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)))


def _has_columns(path: Path) -> bool:
    """Whether a text may be a table: in one of its first lines stands what parts columns, more than once."""
    return _IN_COLUMNS.search(_first_bytes(path, _MOST_OF_A_TEXT).replace(b"\0", b"")) is not None


def _inside(folder: Path) -> Iterator[str]:
    """The names, from the folder on, of what could be survey files in it."""
    everything = (path for path in folder.rglob("*") if not path.name.startswith((_EXCEL_LOCK, ".")))
    for path in islice(everything, _MOST_INSIDE):
        if path.suffix.casefold() in (*_ENDINGS, *_OTHER_TABLES - {".json"}):
            yield path.relative_to(folder).as_posix()


def _first_bytes(path: Path, many: int = 100) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(many)
    except OSError:
        return b""


def _same(one: Path, other: Path) -> bool:
    return one.absolute() == other.absolute() or _is_so(lambda: one.samefile(other))
