"""``export``: the records as tables in a folder of their own, for other programs."""

import json
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from hf_fidelity import __version__
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record import Assessment, Audience, PlainRecord, Policy, answered_and_gone
from hf_fidelity.domain.scores.many_teams import plain_is_enough
from hf_fidelity.ground import N_, FidelityError, Finding, InputProblem, Quarter, RecordProblem, UsageProblem, reason
from hf_fidelity.ground.progress import Progress, watched
from hf_fidelity.ground.strict_json import NotStrictJson, loads
from hf_fidelity.journeys.processes import processes_for, shared_out
from hf_fidelity.journeys.reports import in_order
from hf_fidelity.journeys.workspace import Result, Workspace, asked_no_more, policy_for
from hf_fidelity.reports.tables import (
    MARK,
    ExportedPart,
    Lived,
    PackageFacts,
    QuarterTables,
    Standing,
    TablesWriter,
    WrittenFile,
    data_package,
    export_report,
    instrument_lines,
    lived_of,
)
from hf_fidelity.store.data_folder import HeldRecord, records_held
from hf_fidelity.store.files import NewFolder, PutFile, locked
from hf_fidelity.store.twice import StandingTwice, TeamAt, standing_twice

PACKAGE, RULES = "datapackage.json", "scores.sql"
SCORES_SQL = Path(__file__).parents[1] / "reports" / RULES
"""The rules of scoring as one text of SQL, which lies beside every export."""

_NOBODYS = {".DS_Store", "Thumbs.db", "desktop.ini"}
"""What systems put into folders by themselves."""


class ExportWish(NamedTuple):
    """What is asked for; None: no bound, every questionnaire, each one's own limit."""

    first: Quarter | None = None
    last: Quarter | None = None
    instrument: str | None = None
    audience: Audience = "public"
    min_n: int | None = None


def export_tables(
    workspace: Workspace,
    folder: Path,
    writer: TablesWriter,
    wish: ExportWish | None = None,
    progress: Progress | None = None,
) -> Result:
    """Write the records as tables into a folder that is new, empty, or holds an export already.

    All of it takes the old one's place at once; quarters that have not changed are not written again. Raises
    UsageProblem where there is nothing to write or the folder holds something else, RecordDamaged where the system
    does not give a record to us, WriteFailed. Records that are damaged are left out and named.
    """
    wish = wish or ExportWish()
    in_order(wish.first, wish.last)
    check_export_folder(folder, workspace.store.roots)
    reading = _reading(workspace, wish)
    try:
        return _exported(workspace, folder, reading, writer, wish, progress)
    except _Twice as found:
        problems = found.teams.problems()
        try:
            others = _reading(workspace, wish, found.teams.folders)
        except UsageProblem as nothing_else:
            raise problems[0] from nothing_else
        others.left_out += problems
        return _exported(workspace, folder, others, writer.anew(), wish, progress)


class _Twice(Exception):
    """Teams stand in two folders: the tables are made once more without them, or they would count twice there."""

    def __init__(self, teams: StandingTwice) -> None:
        super().__init__()
        self.teams = teams


def _exported(
    workspace: Workspace,
    folder: Path,
    reading: "_Reading",
    writer: TablesWriter,
    wish: ExportWish,
    progress: Progress | None,
) -> Result:
    with locked(folder.resolve()), NewFolder(folder) as new:
        before = check_export_folder(folder, workspace.store.roots)
        parts = list(_written(reading, writer, new, progress))
        if (twice := standing_twice(reading.at.values())).folders:
            raise _Twice(twice)
        parts = [part if part.done else part._replace(done=parts[-1].done) for part in parts]
        quarters = [part.quarter for part in parts if part.quarter is not None]
        limits = {form.id: policy.limit for form, policy in reading.used()}
        facts = PackageFacts(wish.audience, limits, tuple(quarters), __version__, _said(wish))
        package = json.dumps(data_package(writer.places(quarters), facts), ensure_ascii=False, indent=2)
        new.put(PACKAGE, f"{package}\n".encode())
        new.put(RULES, SCORES_SQL.read_bytes())
        new.take_place()
    gone = [ExportedPart(quarter, "gone") for quarter in before if quarter not in quarters]
    report = export_report(str(folder.resolve()), [*parts, *gone], wish.audience, limits)
    result = Result(report, tuple(reading.left_out), asked_no_more(reading.gone))
    return workspace.telling(result, [form for form, _ in reading.used()])


def _said(wish: ExportWish) -> Mapping[str, Any]:
    return {
        "from": wish.first and str(wish.first),
        "to": wish.last and str(wish.last),
        "instrument": wish.instrument,
        "min_n": wish.min_n,
    }


# Where tables may be written.


def check_export_folder(folder: Path, data: Sequence[Path]) -> tuple[Quarter, ...]:
    """The quarters that an export in the folder has; none where it is new or empty.

    Raises UsageProblem where the folder holds anything else, is a file, or lies in the data folder (or holds that), and
    where somebody stands in it: another folder takes its place, and they would stand in none.
    """
    target, roots = folder.resolve(), [root.resolve() for root in data]
    if any(target.is_relative_to(root) or root.is_relative_to(target) for root in roots):
        raise UsageProblem(
            N_("{folder} and the data folder lie in one another: tables there would be taken for records."),
            hint=N_("Choose another folder for the tables."),
            folder=str(folder),
        )
    if Path.cwd().is_relative_to(target):
        raise UsageProblem(
            N_("You are in {folder} yourself, and the whole folder is replaced."),
            hint=N_("Go one folder up, and name it from there."),
            folder=str(target),
        )
    if target.exists() and not target.is_dir():
        raise UsageProblem(N_("{folder} is no folder."), hint=N_("Name a new folder."), folder=str(folder))
    try:
        names = _names_in(target)
        said = _package_of(target) if names else {}
    except OSError as error:
        raise UsageProblem(N_("{folder} cannot be used: {why}."), folder=str(folder), why=reason(error)) from error
    if strangers := sorted(names - _own_names(said)):
        raise UsageProblem(
            N_("{folder} holds something that is no export, such as {names}. Nothing was written."),
            hint=N_("Name a new or empty folder, or one that an earlier export was written to."),
            folder=str(folder),
            names=strangers[:3],
        )
    return _quarters_of(said)


def _names_in(folder: Path) -> set[str]:
    if not folder.exists():
        return set()
    inside = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    return {path.relative_to(folder).as_posix() for path in inside if path.name not in _NOBODYS}


def _package_of(folder: Path) -> dict[str, Any]:
    """What the data package in a folder says under our mark, if it is one of ours; else nothing."""
    try:
        said = loads((folder / PACKAGE).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError, NotStrictJson, UnicodeDecodeError):
        return {}
    try:
        mark: dict[str, Any] = said[MARK]
        return mark if _own_names(mark) and _quarters_of(mark) is not None else {}
    except (LookupError, TypeError, ValueError, AttributeError):  # somebody else's, or somebody has written in it
        return {}


def _own_names(mark: Mapping[str, Any]) -> set[str]:
    """The names of an export's files."""
    if not mark:
        return set()
    return {PACKAGE, RULES, *(str(name) for table in mark["tables"].values() for name in table["files"])}


def _quarters_of(mark: Mapping[str, Any]) -> tuple[Quarter, ...]:
    return tuple(map(Quarter.parse, mark.get("quarters", ())))


# What is read, quarter by quarter.


@dataclass
class _Reading:
    """The records that are to be told, and what could not be."""

    held: dict[Quarter, dict[str, list[HeldRecord]]]
    forms: dict[str, Instrument]
    policies: dict[str, Policy]
    left_out: list[FidelityError | Finding]
    first: Quarter | None
    lived: dict[tuple[Path, str], Lived] = field(default_factory=dict)
    """Each team's last record of each questionnaire, for the quarter after it."""
    standing: dict[str, Standing] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    gone: dict[str, set[str]] = field(default_factory=dict)
    """Questionnaire → the statements that were answered and are asked no more."""
    at: dict[Path, TeamAt] = field(default_factory=dict)
    """Which teams are told, by their folders."""
    refused: list[RecordProblem] = field(default_factory=list)
    """Records that cannot be used, and have not been named yet."""

    def halves(self) -> tuple["_Reading", "_Reading"]:
        """The earlier and the later quarters, about as many records each."""
        wanted = [quarter for quarter in self.held if self.wanted(quarter)]
        sizes = [sum(map(len, self.held[quarter].values())) for quarter in wanted]
        first = min(range(1, len(wanted)), key=lambda at: abs(sum(sizes[:at]) - sum(sizes[at:])), default=1)
        middle = wanted[min(first, len(wanted) - 1)]
        early = {quarter: files for quarter, files in self.held.items() if quarter < middle}
        late = _with_newest_before(self.held, middle)
        return replace(self, held=early, told=set()), replace(self, held=late, first=middle, lived={}, told=set())

    def used(self) -> list[tuple[Instrument, Policy]]:
        """The questionnaires with a record among the tables, by their ids."""
        return [(self.forms[id], self.policies[id]) for id in sorted(self.told)]

    def wanted(self, quarter: Quarter) -> bool:
        """Whether a quarter is told; one before it is read for what the first one needs to know of it."""
        return self.first is None or quarter >= self.first

    def quarter(self, quarter: Quarter) -> QuarterTables:
        """The rows of a quarter."""
        tables = QuarterTables(quarter, self.standing)
        for id, files in sorted(self.held[quarter].items()):
            for file in files:
                self._add(tables, file, self.forms[id])
        return tables

    def _add(self, tables: QuarterTables, file: HeldRecord, form: Instrument) -> None:
        place, policy = (file.folder, form.id), self.policies[form.id]
        wanted = self.wanted(tables.quarter)
        try:
            record = file.read(form, partial(plain_is_enough, instrument=form, limit=policy.limit))
        except RecordProblem as problem:
            if isinstance(problem.__cause__, OSError):  # the disk refused: the tables would tell less than there is
                raise
            if wanted:
                self.refused.append(problem)
            return
        if record is None:
            return
        if not wanted:
            self.lived[place] = lived_of(file.key, record, form, policy)
            return
        if file.folder not in self.at:
            head = record.head if isinstance(record, PlainRecord) else record
            self.at[file.folder] = TeamAt.of(head, file.folder, file.beside)
        if isinstance(record, Assessment):  # in plain values there are answers to what is asked, and no others
            self.gone.setdefault(form.id, set()).update(answered_and_gone(record, form))
        self.lived[place] = tables.add(file.key, record, form, policy, self.lived.get(place))
        self.told.add(form.id)


def _reading(workspace: Workspace, wish: ExportWish, without: Container[str] = ()) -> _Reading:
    """What is read, ``without`` these folders of teams. Raises FidelityError where there is nothing."""
    held = records_held(workspace.store)
    if without:
        held = _held_without(held, without)
    chosen = {quarter: files for quarter, files in held.items() if wish.last is None or quarter <= wish.last}
    there = {id for files in chosen.values() for id in files}
    forms, left = _forms(workspace, there if wish.instrument is None else {wish.instrument})
    known = {
        quarter: {id: files for id, files in by_form.items() if id in forms} for quarter, by_form in chosen.items()
    }
    if wish.first is not None:
        known = _with_newest_before(known, wish.first)
    policies = {id: policy_for(form, wish.audience, wish.min_n)._replace(own=False) for id, form in forms.items()}
    reading = _Reading({q: files for q, files in known.items() if files}, forms, policies, left, wish.first)
    if not any(map(reading.wanted, reading.held)):
        raise _nothing_to_export(workspace, held, forms, left)
    return reading


_Held = dict[Quarter, dict[str, list[HeldRecord]]]


def _held_without(held: _Held, folders: Container[str]) -> _Held:
    """The records that lie in none of these folders of teams."""
    kept: _Held = {}
    for quarter, by_form in held.items():
        for id, files in by_form.items():
            if others := [file for file in files if str(file.folder) not in folders]:
                kept.setdefault(quarter, {})[id] = others
    return kept


def _with_newest_before(held: _Held, first: Quarter) -> _Held:
    """The quarters from the first on, and of those before them each team's newest record of each questionnaire."""
    seen: set[tuple[Path, str]] = set()
    kept: _Held = {}
    for quarter, by_form in reversed(held.items()):
        if quarter >= first:
            kept[quarter] = by_form
            continue
        for id, files in by_form.items():
            newest = [file for file in files if (file.folder, id) not in seen]
            seen |= {(file.folder, id) for file in newest}
            if newest:
                kept.setdefault(quarter, {})[id] = newest
    return dict(sorted(kept.items()))


def _forms(workspace: Workspace, ids: Iterable[str]) -> tuple[dict[str, Instrument], list[FidelityError | Finding]]:
    """The questionnaires, and why others cannot be used. Raises UsageProblem where the only one is not known."""
    forms: dict[str, Instrument] = {}
    left: list[FidelityError | Finding] = []
    wanted = sorted(ids)
    for id in wanted:
        try:
            forms[id] = workspace.instrument(id)
        except InputProblem as problem:
            left.append(problem)
        except UsageProblem:
            if wanted == [id]:
                raise
            message = N_("{form}: left out, because this questionnaire cannot be used here.")
            left.append(Finding("unknown-instrument", message, {"form": id}, "warning"))
    return forms, left


def _nothing_to_export(
    workspace: Workspace, held: _Held, forms: Mapping[str, Instrument], left: Sequence[FidelityError | Finding]
) -> FidelityError:
    """Why: no questionnaire can be used, none of its records lies in the quarters asked for, or there are none."""
    if not forms and left:
        why = left[0]
        return why if isinstance(why, FidelityError) else UsageProblem(why.message, **why.params)
    quarters = [quarter for quarter, files in held.items() if not forms.keys().isdisjoint(files)]
    others = sorted({id for files in held.values() for id in files})
    message = N_("There is no record to export in {folder}.")
    if quarters:
        message = N_("There is no record to export in the quarters asked for. There is one for: {known}.")
    elif others:
        message = N_("There is no record of {form} to export, but of: {others}.")
    return UsageProblem(
        message,
        hint=workspace.hint(N_("`hf-fidelity records` shows what there is.")),
        known=quarters,
        others=others,
        form=[form.name for form in forms.values()],
        folder=workspace.folders_in_words,
    )


# What is written.


def _written(
    reading: _Reading, writer: TablesWriter, new: NewFolder, progress: Progress | None
) -> Iterator[ExportedPart]:
    """Each quarter's tables, and last the questionnaires."""
    together = _in_two_processes if _worth_two(reading, writer) else _in_this_process
    for block in together(reading, writer, progress):
        reading.told |= block.told
        reading.at |= block.at
        for id, statements in block.gone.items():
            reading.gone.setdefault(id, set()).update(statements)
        reading.left_out += block.left_out
        for quarter, records, files in block.quarters:
            yield ExportedPart(quarter, _together([new.put(*file) for file in files]), records)
    lines = [line for form, policy in reading.used() for line in instrument_lines(form, policy.limit)]
    put = [new.put(*file) for file in (*writer.add({"instruments": lines}, None), *writer.finish())]
    if not reading.told:
        raise next(problem for problem in reading.left_out if isinstance(problem, FidelityError))
    yield ExportedPart(None, _together(put))


class _Block(NamedTuple):
    """The tables of some quarters as files, the ids of the questionnaires in them, and what could not be told."""

    quarters: list[tuple[Quarter, int, list[WrittenFile]]]
    """With the number of records."""
    told: set[str]
    left_out: list[RecordProblem]
    at: dict[Path, TeamAt]
    gone: dict[str, set[str]]


def _block(reading: "_Reading", writer: TablesWriter, quarter: Quarter) -> _Block:
    """The tables of a quarter; of one that is only read for the next, none."""
    tables = reading.quarter(quarter)
    left, reading.refused = reading.refused, []
    if not reading.wanted(quarter):
        return _Block([], reading.told, left, reading.at, reading.gone)
    files = list(writer.add(tables.lines(reading.forms), quarter))
    return _Block([(quarter, len(tables.records), files)], reading.told, left, reading.at, reading.gone)


def _in_this_process(reading: "_Reading", writer: TablesWriter, progress: Progress | None) -> Iterator[_Block]:
    for quarter in watched(list(reading.held), progress, str):
        yield _block(reading, writer, quarter)


# Where there are thousands of records, two processes take half of the quarters each. The later half begins with what
# teams had before it: of that only the scores are needed.


def _worth_two(reading: "_Reading", writer: TablesWriter) -> bool:
    number = sum(len(files) for by_form in reading.held.values() for files in by_form.values())
    return writer.by_quarter and len(reading.held) > 1 and processes_for(number) > 1


def _in_two_processes(reading: "_Reading", writer: TablesWriter, progress: Progress | None) -> Iterator[_Block]:
    halves = reading.halves()
    for done, block in enumerate(shared_out(partial(_half, writer), halves, len(halves)), 1):
        yield block
        if progress:
            progress(done, len(halves), "")


def _half(writer: TablesWriter, reading: "_Reading") -> _Block:
    """All quarters of a half."""
    blocks = [_block(reading, writer, quarter) for quarter in reading.held]
    quarters = [each for block in blocks for each in block.quarters]
    left = [each for block in blocks for each in block.left_out]
    return _Block(quarters, reading.told, left, reading.at, reading.gone)


def _together(put: Sequence[PutFile]) -> PutFile | None:
    """What was done with several files at once; None where there are none: all quarters are in one."""
    return next((done for done in _SAID_FIRST if done in put), None)


_SAID_FIRST: tuple[PutFile, ...] = ("rewritten", "new", "unchanged")
