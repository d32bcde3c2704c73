"""``export``: the records as tables in a folder of their own, for other programs."""

import json
import os
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from hf_fidelity import __version__
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record import Assessment, Audience, PlainRecord, Policy, answered_and_gone
from hf_fidelity.domain.scores.many_teams import plain_is_enough
from hf_fidelity.ground import (
    N_,
    CountFinding,
    FidelityError,
    Finding,
    InputProblem,
    Interrupted,
    Quarter,
    RecordDamaged,
    RecordProblem,
    UsageProblem,
    ngettext_noop,
    reason,
)
from hf_fidelity.ground.progress import Progress, watched
from hf_fidelity.ground.strict_json import NotStrictJson, loads
from hf_fidelity.journeys.processes import processes_for, shared_out
from hf_fidelity.journeys.reports import TeamCourse, course_of, in_order, not_as_saved, unusable_instrument
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
from hf_fidelity.store.data_folder import HeldRecord, Store, records_held, team_file
from hf_fidelity.store.files import NotRead, read_bytes, whole_path
from hf_fidelity.store.locks import locked
from hf_fidelity.store.names import record_name
from hf_fidelity.store.new_folder import NOBODYS, NewFolder, PutFile
from hf_fidelity.store.twice import StandingTwice, TeamAt, twice_in

PACKAGE, RULES = "datapackage.json", "scores.sql"
SCORES_SQL = Path(__file__).parents[1] / "reports" / RULES
"""The rules of scoring as one text of SQL, which lies beside every export; for one statement."""
_A_PLACE = "COALESCE(SUM(CASE WHEN place = {} THEN rating END), 0.0)"


def scores_sql(statements: int) -> str:
    """The rules of scoring for questionnaires of so many statements at the most."""
    places = "\n        + ".join(map(_A_PLACE.format, range(1, statements + 1)))
    return SCORES_SQL.read_text(encoding="utf-8").replace(_A_PLACE.format(1), places)


class ExportWish(NamedTuple):
    """What is asked for; None: no bound, every questionnaire, each one's own limit."""

    first: Quarter | None = None
    last: Quarter | None = None
    instrument_id: str | None = None
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
    does not give a record to us, WriteFailed, Interrupted where somebody stops it (Ctrl-C). Records that are damaged
    are left out and named.
    """
    wish = wish or ExportWish()
    in_order(wish.first, wish.last)
    check_export_folder(folder, (*workspace.store.roots, *workspace.above))
    try:
        reading = _reading(workspace, wish)
        return _exported(workspace, folder, reading, writer, wish, progress)
    except KeyboardInterrupt as stop:
        raise _interrupted(folder) from stop
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
    new = NewFolder(folder)
    try:
        with locked(whole_path(folder)), new:
            look = partial(check_export_folder, folder, (*workspace.store.roots, *workspace.above))
            before = look()
            parts = list(_written(reading, writer, new, progress))
            if (twice := twice_in(workspace.store, reading.at.values())).folders:
                raise _Twice(twice)
            _put_beside(reading, writer, wish, new, parts)
            new.take_place(look)  # somebody may have saved something there meanwhile
    except KeyboardInterrupt as stop:
        raise _interrupted(folder, done=new.took_place) from stop
    parts = [part if part.done else part._replace(done=parts[-1].done) for part in parts]
    quarters = _quarters_in(parts)
    gone = [ExportedPart(quarter, "gone") for quarter in before if quarter not in quarters]
    document = export_report(str(whole_path(folder)), [*parts, *gone], wish.audience, reading.used())
    remarks = (*_kept(folder, new), *_in_doubt(parts), *asked_no_more(reading.gone))
    result = Result(document, tuple(reading.left_out), remarks)
    return workspace.telling(result, [instrument for instrument, _ in reading.used()], wish.min_n)


def _put_beside(
    reading: "_Reading", writer: TablesWriter, wish: ExportWish, new: NewFolder, parts: Sequence[ExportedPart]
) -> None:
    """What describes the tables, and the rules of scoring."""
    quarters, limits = _quarters_in(parts), {instrument.id: policy.limit for instrument, policy in reading.used()}
    facts = PackageFacts(wish.audience, limits, tuple(quarters), __version__, _said(wish))
    package = json.dumps(data_package(writer.places(quarters), facts), ensure_ascii=False, indent=2)
    new.put(PACKAGE, f"{package}\n".encode())
    new.put(RULES, scores_sql(max(len(instrument.order) for instrument, _policy in reading.used())).encode())


def _quarters_in(parts: Iterable[ExportedPart]) -> list[Quarter]:
    return [part.quarter for part in parts if part.quarter is not None]


def _interrupted(folder: Path, *, done: bool = False) -> Interrupted:
    """How it stands, and how to go on."""
    target = whole_path(folder)
    message = N_("Stopped before there were tables in {folder}. Nothing was written.")
    if (target / PACKAGE).exists():
        message = N_("Stopped before the tables in {folder} were replaced: the old ones stand as they were.")
    if done:
        message = N_("Stopped when the new tables in {folder} had just taken the old ones' place: they are whole.")
    hint = None if done else N_("Run the same command again: it reads everything anew.")
    return Interrupted(message, hint=hint, folder=str(target))


def _kept(folder: Path, new: NewFolder) -> Iterator[Finding]:
    message = N_(
        "{folder}: {names} was saved there while the tables were put in place, and is kept. Move it elsewhere: the "
        "next export refuses a folder with anything else in it."
    )
    if new.kept:
        yield Finding("kept", message, {"folder": str(whole_path(folder)), "names": new.kept[:3]}, "warning")


def _in_doubt(parts: Sequence[ExportedPart]) -> Iterator[Finding]:
    """What every report says of such records, said once of the tables."""
    yield from not_as_saved(sum(part.doubts.changed_outside for part in parts))
    one, many = ngettext_noop(
        "{quarter}: {number} team's votes have replaced others. Whoever has earlier tables or an earlier report of the "
        "quarter can subtract one from the other.",
        "{quarter}: {number} teams' votes have replaced others. Whoever has earlier tables or an earlier report of the "
        "quarter can subtract one from the other.",
    )
    for part in parts:
        if number := part.doubts.votes_replaced:
            yield CountFinding("votes-replaced", one, {"quarter": part.quarter}, "warning", many=many, number=number)


def _said(wish: ExportWish) -> Mapping[str, Any]:
    return {
        "from": wish.first and str(wish.first),
        "to": wish.last and str(wish.last),
        "instrument": wish.instrument_id,
        "min_n": wish.min_n,
    }


# Where tables may be written.


def check_export_folder(folder: Path, data: Sequence[Path]) -> tuple[Quarter, ...]:
    """The quarters that an export in the folder has; none where it is new or empty.

    Raises UsageProblem where the folder holds anything else, is a file, or lies in the data folder (or holds that), and
    where somebody stands in it: another folder takes its place, and they would stand in none.
    """
    target, roots = whole_path(folder), list(map(whole_path, data))
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
    there = next((path for path in (target, *target.parents) if os.path.lexists(path)), target)  # a drive may be gone
    if not there.is_dir():
        raise UsageProblem(N_("{folder} is no folder."), hint=N_("Name a new folder."), folder=str(there))
    if os.path.ismount(target):
        raise UsageProblem(
            N_("{folder} is a drive, or shared in like one, and the whole folder is replaced."),
            hint=N_("Name a folder in it."),
            folder=str(folder),
        )
    try:
        names = _names_in(target)
        said = _package_of(target) if names else {}
    except OSError as error:
        raise UsageProblem(N_("{folder} cannot be used: {why}."), folder=str(folder), why=reason(error)) from error
    if not said and PACKAGE in names and (broken := _broken_package(target / PACKAGE)):
        raise UsageProblem(
            N_("{file} is broken: {why}. Nobody can tell whether {folder} is an export, so nothing was written."),
            hint=N_("Take the folder away if it is one: everything in it is made anew. Or name another."),
            file=str(target / PACKAGE),
            folder=str(folder),
            why=broken,
        )
    _check_no_strangers(folder, names, _own_names(said))
    return _quarters_of(said)


def _check_no_strangers(folder: Path, names: set[str], own: set[str]) -> None:
    emptied = {above.as_posix() for name in own for above in PurePath(name).parents}  # whoever has deleted a table may
    no_files = {name for name in names - emptied if not (folder / name).is_file()}  # pipes, whatever they are called
    strangers = sorted((names - own - emptied) | no_files, key=lambda name: (name not in no_files, name))
    if opened := _opened(strangers, own):
        raise UsageProblem(
            N_("{tables} is open in another program, as {names} beside it says. Nothing was written."),
            hint=N_("Close it there, and run the command again. Where nobody has it open, take {names} away."),
            tables=[str(whole_path(folder) / name) for name in opened],
            names=strangers[:3],
        )
    if strangers:
        raise UsageProblem(
            N_("{folder} holds something that is no export, such as {names}. Nothing was written."),
            hint=N_("Name a new or empty folder, or one that an earlier export was written to."),
            folder=str(folder),
            names=strangers[:3],
        )


_BESIDE_AN_OPEN = (".~lock.{}#", "~${}", ".{}.swp", "{}-journal", "{}-wal", "{}-shm")
"""What a program puts beside a file that it has open: LibreOffice, Excel, an editor; SQLite, beside a database."""


def _opened(strangers: Collection[str], own: Collection[str]) -> list[str]:
    """The files of the export that others have open, where that is all that is strange."""
    beside = {_beside(name, pattern): name for name in own for pattern in _BESIDE_AN_OPEN} if strangers else {}
    return sorted({beside[name] for name in strangers})[:3] if beside.keys() >= set(strangers) else []


def _beside(name: str, pattern: str) -> str:
    folder, slash, file = name.rpartition("/")
    return f"{folder}{slash}{pattern.format(file)}"


def _names_in(folder: Path) -> set[str]:
    if not folder.exists():
        return set()
    inside = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir() or not any(path.iterdir()))
    return {path.relative_to(folder).as_posix() for path in inside if path.name not in NOBODYS}


def _package_of(folder: Path) -> dict[str, Any]:
    """What the data package in a folder says under our mark, if it is one of ours; else nothing."""
    try:
        said = loads(read_bytes(folder / PACKAGE).decode())
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError, NotRead, NotStrictJson, UnicodeDecodeError):
        return {}
    try:
        mark: dict[str, Any] = said[MARK]
        return mark if _own_names(mark) and _quarters_of(mark) is not None else {}
    except (LookupError, TypeError, ValueError, AttributeError):  # somebody else's, or somebody has written in it
        return {}


def _broken_package(file: Path) -> Finding | None:
    """What is broken in a file that ought to describe an export; None where it is sound, and somebody else's."""
    try:
        said = loads(read_bytes(file).decode())
    except (NotStrictJson, UnicodeDecodeError):
        return Finding("broken", N_("it is no JSON"))
    except NotRead:  # a pipe or the like, and no file
        return None
    except OSError as error:
        return reason(error)
    ours = isinstance(said, dict) and MARK in said
    return Finding("changed", N_("what it says of the export was changed")) if ours else None


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

    store: Store
    held: dict[Quarter, dict[str, list[HeldRecord]]]
    """Those before the first quarter too: teams begin with what they had there."""
    instruments: dict[str, Instrument]
    policies: dict[str, Policy]
    left_out: list[FidelityError | Finding]
    first: Quarter | None
    asked: Quarter | None
    """The first quarter that was asked for. In a part of the work the first one may be a later one."""
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
        wanted = self.quarters
        sizes = [sum(map(len, self.held[quarter].values())) for quarter in wanted]
        first = min(range(1, len(wanted)), key=lambda at: abs(sum(sizes[:at]) - sum(sizes[at:])), default=1)
        middle = wanted[min(first, len(wanted) - 1)]
        early = {quarter: files for quarter, files in self.held.items() if quarter < middle}
        later = replace(self, first=middle, lived={}, told=set(), refused=[])  # one process may come to do both
        return replace(self, held=early, told=set()), later

    def used(self) -> list[tuple[Instrument, Policy]]:
        """The questionnaires with a record among the tables, by their ids."""
        return [(self.instruments[id], self.policies[id]) for id in sorted(self.told)]

    @property
    def quarters(self) -> list[Quarter]:
        """Those that are told."""
        return [quarter for quarter in self.held if self.first is None or quarter >= self.first]

    def quarter(self, quarter: Quarter) -> QuarterTables:
        """The rows of a quarter."""
        tables = QuarterTables(quarter, self.standing)
        for id, files in sorted(self.held[quarter].items()):
            instrument, policy = self.instruments[id], self.policies[id]
            for file in files:
                if record := self._read(file, instrument, quarter):
                    before = self._lived_before(file, instrument, quarter)
                    self.lived[file.folder, id] = tables.add(file.key, record, instrument, policy, before)
                    self._note(file, record, instrument)
        return tables

    def _note(self, file: HeldRecord, record: Assessment | PlainRecord, instrument: Instrument) -> None:
        """Whose record it is that is told, and what it has answers to that nobody is asked any more."""
        self.told.add(instrument.id)
        head = record.head if isinstance(record, PlainRecord) else record
        self.at[file.folder] = TeamAt.of(head, file.folder, file.beside)  # the newest says it: quarters come in order
        if isinstance(record, Assessment):  # in plain values there are answers to what is asked, and no others
            self.gone.setdefault(instrument.id, set()).update(answered_and_gone(record, instrument))

    def _read(self, file: HeldRecord, instrument: Instrument, quarter: Quarter) -> Assessment | PlainRecord | None:
        """The record; None where it cannot be used, or has gone meanwhile."""
        try:
            record = file.read(
                instrument, partial(plain_is_enough, instrument=instrument, limit=self.policies[instrument.id].limit)
            )
            _check_fits(record.head if isinstance(record, PlainRecord) else record, file)
            return record
        except RecordProblem as problem:
            if isinstance(problem.__cause__, OSError):  # the disk refused: the tables would tell less than there is
                raise
            if not self._is_told_by_another_part(quarter):
                self.refused.append(problem)
            return None

    def _is_told_by_another_part(self, quarter: Quarter) -> bool:
        asked = self.asked is None or quarter >= self.asked
        return asked and self.first is not None and quarter < self.first

    def _lived_before(self, file: HeldRecord, instrument: Instrument, quarter: Quarter) -> Lived | None:
        """What the team had before a quarter: in those that are told, else in the newest record before them that can be
        used, or in those of the teams that it continues, as every report has it."""
        place = file.folder, instrument.id
        while place not in self.lived and (earlier := self._earlier.get(place)):
            when, before = earlier.pop()
            if record := self._read(before, instrument, when):
                self.lived[place] = lived_of(before.key, record, instrument, self.policies[instrument.id])
        return self.lived.get(place) or self._inherited(file, instrument, quarter)

    def _inherited(self, file: HeldRecord, instrument: Instrument, quarter: Quarter) -> Lived | None:
        """What the teams that a team continues had before its first record. Only of such a team more is read for it."""
        said = team_file(file.folder)
        team = self.store.team_in(file.folder) if said and said.continues else None
        course = course_of(team, self.store, instrument) if team else TeamCourse(())
        if not (before := [record for record in course.records if record.quarter < quarter]):
            return None
        record = before[-1]
        name = record_name(record.quarter, instrument.id)
        key = HeldRecord(course.inherited.get(record.quarter, file.folder), name, file.beside).key
        return lived_of(key, record, instrument, self.policies[instrument.id])

    @cached_property
    def _earlier(self) -> dict[tuple[Path, str], list[tuple[Quarter, HeldRecord]]]:
        """Each team's records of each questionnaire before the first quarter, the oldest first."""
        earlier: dict[tuple[Path, str], list[tuple[Quarter, HeldRecord]]] = {}
        for quarter, by_instrument in self.held.items():
            if self.first is None or quarter >= self.first:
                break
            for id, files in by_instrument.items():
                for file in files:
                    earlier.setdefault((file.folder, id), []).append((quarter, file))
        return earlier


def _check_fits(record: Assessment | None, file: HeldRecord) -> None:
    """Raise RecordDamaged where a number of the record is larger than those of tables."""
    if record and record.revision > _LARGEST:
        raise RecordDamaged(
            N_("{file} is left out of the tables: its revision is larger than any number there can be."),
            file=str(file.folder / file.name),
        )


_LARGEST = 2**63 - 1
"""All other numbers of a record have limits of their own."""


def _reading(workspace: Workspace, wish: ExportWish, without: Container[str] = ()) -> _Reading:
    """What is read, ``without`` these folders of teams. Raises FidelityError where there is nothing."""
    held = records_held(workspace.store)
    if without:
        held = _held_without(held, without)
    chosen = {quarter: files for quarter, files in held.items() if wish.last is None or quarter <= wish.last}
    there = {id for files in chosen.values() for id in files}
    instruments, left = _instruments(workspace, there if wish.instrument_id is None else {wish.instrument_id})
    known = {
        quarter: {id: files for id, files in by_instrument.items() if id in instruments}
        for quarter, by_instrument in chosen.items()
    }
    for id, instrument in instruments.items():
        space, unusable = workspace.with_editions(instrument)
        left += unusable
        if unusable:
            known = _in_roots(known, id, space.store.roots)
    policies = {
        id: policy_for(instrument, wish.audience, wish.min_n)._replace(own=False)
        for id, instrument in instruments.items()
    }
    told = {quarter: files for quarter, files in known.items() if files}
    reading = _Reading(workspace.store, told, instruments, policies, left, wish.first, wish.first)
    if not reading.quarters:
        raise _nothing_to_export(workspace, held, instruments, left)
    return reading


_Held = dict[Quarter, dict[str, list[HeldRecord]]]


def _in_roots(held: _Held, id: str, roots: Sequence[Path]) -> _Held:
    """The records without those of a questionnaire that lie in other data folders than these."""
    for by_instrument in held.values():
        if others := [file for file in by_instrument.pop(id, ()) if file.folder.parent.parent in roots]:
            by_instrument[id] = others
    return held


def _held_without(held: _Held, folders: Container[str]) -> _Held:
    """The records that lie in none of these folders of teams."""
    kept: _Held = {}
    for quarter, by_instrument in held.items():
        for id, files in by_instrument.items():
            if others := [file for file in files if str(file.folder) not in folders]:
                kept.setdefault(quarter, {})[id] = others
    return kept


def _instruments(
    workspace: Workspace, ids: Iterable[str]
) -> tuple[dict[str, Instrument], list[FidelityError | Finding]]:
    """The questionnaires, and why others cannot be used. Raises UsageProblem where the only one is not known."""
    instruments: dict[str, Instrument] = {}
    left: list[FidelityError | Finding] = []
    wanted = sorted(ids)
    for id in wanted:
        try:
            instruments[id] = workspace.instrument(id)
        except InputProblem as problem:
            left.append(problem)
        except UsageProblem:
            if wanted == [id]:
                raise
            left.append(unusable_instrument(id))
    return instruments, left


def _nothing_to_export(
    workspace: Workspace, held: _Held, instruments: Mapping[str, Instrument], left: Sequence[FidelityError | Finding]
) -> FidelityError:
    """Why: no questionnaire can be used, none of its records lies in the quarters asked for, or there are none."""
    if not instruments and left:
        why = left[0]
        return why if isinstance(why, FidelityError) else UsageProblem(why.message, **why.params)
    quarters = [quarter for quarter, files in held.items() if not instruments.keys().isdisjoint(files)]
    others = sorted({id for files in held.values() for id in files})
    if gone := workspace.gone():
        return gone
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
        form=[instrument.name for instrument in instruments.values()],
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
        for part, files in block.quarters:
            yield part._replace(done=_together([new.put(*file) for file in files]))
    lines = [line for instrument, policy in reading.used() for line in instrument_lines(instrument, policy.limit)]
    put = [new.put(*file) for file in (*writer.add({"instruments": lines}, None), *writer.finish())]
    if not reading.told:
        raise next(problem for problem in reading.left_out if isinstance(problem, FidelityError))
    yield ExportedPart(None, _together(put))


class _Block(NamedTuple):
    """The tables of some quarters as files, the ids of the questionnaires in them, and what could not be told."""

    quarters: list[tuple[ExportedPart, list[WrittenFile]]]
    told: set[str]
    left_out: list[RecordProblem]
    at: dict[Path, TeamAt]
    gone: dict[str, set[str]]


def _block(reading: "_Reading", writer: TablesWriter, quarter: Quarter) -> _Block:
    """The tables of a quarter."""
    tables = reading.quarter(quarter)
    left, reading.refused = reading.refused, []
    files = list(writer.add(tables.lines(reading.instruments), quarter))
    part = ExportedPart(quarter, None, len(tables.records), tables.doubts())
    return _Block([(part, files)], reading.told, left, reading.at, reading.gone)


def _in_this_process(reading: "_Reading", writer: TablesWriter, progress: Progress | None) -> Iterator[_Block]:
    for quarter in watched(reading.quarters, progress, str):
        yield _block(reading, writer, quarter)


# Where there are thousands of records, two processes take half of the quarters each. The later half begins with what
# teams had before it: of that only the scores are needed.


def _worth_two(reading: "_Reading", writer: TablesWriter) -> bool:
    quarters = reading.quarters
    number = sum(len(files) for quarter in quarters for files in reading.held[quarter].values())
    return writer.by_quarter and len(quarters) > 1 and processes_for(number) > 1


def _in_two_processes(reading: "_Reading", writer: TablesWriter, progress: Progress | None) -> Iterator[_Block]:
    halves = reading.halves()
    for done, block in enumerate(shared_out(partial(_half, writer), halves, len(halves)), 1):
        yield block
        if progress:
            progress(done, len(halves), "")


def _half(writer: TablesWriter, reading: "_Reading") -> _Block:
    """All quarters of a half."""
    blocks = [_block(reading, writer, quarter) for quarter in reading.quarters]
    quarters = [each for block in blocks for each in block.quarters]
    left = [each for block in blocks for each in block.left_out]
    return _Block(quarters, reading.told, left, reading.at, reading.gone)


def _together(put: Sequence[PutFile]) -> PutFile | None:
    """What was done with several files at once; None where there are none: all quarters are in one."""
    return next((done for done in _SAID_FIRST if done in put), None)


_SAID_FIRST: tuple[PutFile, ...] = ("rewritten", "new", "unchanged")
