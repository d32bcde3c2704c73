"""The data folder as documents: what is wrong there, the records by age, a backup of it, and the teams."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

from hf_fidelity.domain.record import TeamFile
from hf_fidelity.ground import Finding, Quarter, _, in_words, ngettext, one_line
from hf_fidelity.reports.document import (
    NOTHING,
    Block,
    Bullets,
    Column,
    Document,
    Number,
    Paragraph,
    Section,
    Table,
    TableRow,
)
from hf_fidelity.reports.words import phrase, report, short_quarter

# What a look through the data folder has shown, folder by folder.


@dataclass(frozen=True)
class Remark:
    """A finding about a file or folder; ``path`` is written from the data folder on, with ``/``."""

    path: str
    finding: Finding

    @property
    def folder(self) -> str:
        """The folder that the file lies in."""
        return self.path.rpartition("/")[0]

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.path.rpartition("/")[2]


def check_report(root: str, records: int, remarks: Sequence[Remark]) -> Document:
    """The findings of one data folder, in the order of their paths."""
    sections = [Section("", (Bullets(tuple(_summary(records, remarks))),))]
    for folder, here in groupby(remarks, key=lambda remark: remark.folder):
        sections.append(_section(one_line(folder), list(here)))
    data = {
        "records": records,
        "findings": [
            {
                "severity": remark.finding.severity,
                "code": remark.finding.code,
                "path": one_line(remark.path),
                "message": one_line(remark.finding.words()),
            }
            for remark in remarks
        ],
    }
    return report(_("Checked: {file}", file=root), "", sections, instruments=(), data=data)


def _summary(records: int, remarks: Sequence[Remark]) -> list[str]:
    said = [ngettext("{number} record has been read.", "{number} records have been read.", records)]
    counted = {severity: sum(r.finding.severity == severity for r in remarks) for severity in ("error", "warning")}
    if any(counted.values()):
        errors = ngettext("{number} error", "{number} errors", counted["error"])
        warnings = ngettext("{number} warning", "{number} warnings", counted["warning"])
        said.append(_("There is something to do: {errors}, {warnings}.", errors=errors, warnings=warnings))
    else:
        said.append(_("Everything is in order."))
    return said


def _section(folder: str, remarks: Sequence[Remark]) -> Section:
    columns = (Column(_("File"), "name"), Column(_("Kind")), Column(_("What it is, and what to do")))
    rows = [
        TableRow(
            (one_line(remark.name), phrase(remark.finding.severity), one_line(remark.finding.words())),
            strong=remark.finding.severity == "error",
        )
        for remark in remarks
    ]
    return Section(folder, (Table(folder, columns, tuple(rows)),))


# What is stored, by age, as a document; and what has been deleted.


@dataclass(frozen=True)
class RecordLine:
    """What is stored of one team, quarter and questionnaire."""

    organisation: str
    team: str
    quarter: Quarter
    instrument_id: str
    status: str
    """The record's own, or ``unfinished`` (a draft only) or ``damaged``."""
    held_on: date | None
    revision: int | None
    size: int
    """Bytes, with drafts and recovery files."""
    path: str
    """The record's file, from the data folder on."""

    def words(self) -> str:
        """One line of text: whose it is, and what."""
        status = phrase(self.status)
        return f"{in_words(self.quarter)}, {self.team}, {self.organisation}: {self.instrument_id} ({status})"


def records_report(lines: Sequence[RecordLine], folder: str) -> Document:
    """What is stored, in the order given, organisation by organisation; where, and how to keep a copy of it."""
    organisations = dict.fromkeys(line.organisation for line in lines)
    tables = [_records_table(name, [line for line in lines if line.organisation == name]) for name in organisations]
    sections = tuple(Section(table.title, (table,)) for table in tables)
    nothing = Section("", (Paragraph(_("Nothing is stored yet.")),))
    kept = (
        _("Everything lies in {folder}.", folder=folder),
        _("A copy of all of it: `hf-fidelity backup FILE.zip`, on another drive. Back again: `hf-fidelity restore`."),
    )
    where = Section(_("Where it is"), (Bullets(kept),))
    data = {"folder": folder, "records": [_records_data(line) for line in lines]}
    return report(_("What is stored"), "", (*(sections or (nothing,)), where), instruments=(), data=data)


def _records_table(organisation: str, lines: Sequence[RecordLine]) -> Table:
    columns = (
        Column(_("Team")),
        Column(_("Quarter")),
        Column(_("Questionnaire")),
        Column(_("Status")),
        Column(_("Held on")),
        Column(_("Revision"), "number"),
        Column(_("Bytes"), "number"),
    )
    return Table(organisation, columns, tuple(map(_record_row, lines)))


def _record_row(line: RecordLine) -> TableRow:
    return TableRow(
        (
            line.team,
            short_quarter(line.quarter),
            line.instrument_id,
            phrase(line.status),
            str(line.held_on or ""),
            Number(line.revision, 0),
            Number(line.size, 0),
        )
    )


def _records_data(line: RecordLine) -> dict[str, object]:
    return {
        "organisation": line.organisation,
        "team": line.team,
        "quarter": str(line.quarter),
        "instrument": line.instrument_id,
        "status": line.status,
        "held_on": line.held_on.isoformat() if line.held_on else None,
        "revision": line.revision,
        "size": line.size,
        "path": line.path,
    }


def deleted_report(gone: Sequence[str]) -> Document:
    """What has been deleted, files and folders, from the data folder on."""
    return report(_("Deleted"), "", (Section("", tuple(_gone(gone))),), instruments=(), data={"deleted": list(gone)})


def _gone(gone: Sequence[str]) -> Iterator[Block]:
    if not gone:
        yield Paragraph(_("There is nothing to delete."))
        return
    yield Bullets(tuple(gone))
    yield Paragraph(ngettext("{number} file or folder is gone.", "{number} files and folders are gone.", len(gone)))


class ErasedPlace(NamedTuple):
    """A place that a text was taken out of: a file, and the path of keys in it; empty for the whole of the file."""

    file: str
    place: str

    def words(self) -> str:
        """The file with the place in it."""
        return f"{self.file} ({self.place})" if self.place else self.file


def erased_report(places: Sequence[ErasedPlace], left: Sequence[ErasedPlace]) -> Document:
    """Every place that a text was taken out of, and what the program cannot reach."""
    columns = (Column(_("File"), "name"), Column(_("Place")))
    rows = tuple(TableRow((place.file, place.place or NOTHING)) for place in places)
    beyond = _(
        "What is not here the program cannot reach: backups, earlier versions that OneDrive or a shared drive keeps, "
        "and reports that were written or sent. Look there too."
    )
    said = ngettext("The text is gone from {number} place.", "The text is gone from {number} places.", len(places))
    sections = (Section("", (Paragraph(said), Table("", columns, rows), Paragraph(beyond))),)
    data = {"erased": [place._asdict() for place in places], "left": [place._asdict() for place in left]}
    return report(_("Taken out for good"), "", sections, instruments=(), data=data)


# The whole data folder in one file, and back.


def backup_report(file: str, folder: str, files: int, records: int) -> Document:
    """What is in a backup that has just been written and read once more."""
    said = (
        ngettext("{number} record is in it", "{number} records are in it", records)
        + ngettext(
            ", with everything else in all {number} file.", ", with everything else in all {number} files.", files
        ),
        _("It was read once more after it was written, and is whole."),
        _("It holds all that people wrote, and nothing in it is hidden: keep it where only you can read it."),
        _("Back again, here or on another computer: `hf-fidelity restore FILE.zip`."),
    )
    data = {"backup": file, "folder": folder, "files": files, "records": records}
    return report(
        _("Backed up: {file}", file=file), folder, (Section("", (Bullets(said),)),), instruments=(), data=data
    )


def restored_report(
    folder: str, written: Sequence[str], same: Sequence[str], kept: Sequence[tuple[str, Finding]]
) -> Document:
    """What has come back into a data folder, and what was left as it is there."""
    said = [
        ngettext("{number} file has been restored.", "{number} files have been restored.", len(written)),
        ngettext("{number} was there already.", "{number} were there already.", len(same)),
    ]
    if kept:
        said.append(ngettext("{number} was left as it is.", "{number} were left as they are.", len(kept)))
    blocks: list[Block] = [Bullets(tuple(said))]
    if written:
        blocks.append(Table(_("Restored"), (Column(_("File")),), tuple(TableRow((name,)) for name in written)))
    data = {
        "folder": folder,
        "restored": list(written),
        "same": list(same),
        "kept": [{"file": name, "code": why.code, "why": why.words()} for name, why in kept],
    }
    return report(
        _("Restored into {folder}", folder=folder), "", (Section("", tuple(blocks)),), instruments=(), data=data
    )


# The teams of a data folder as a document.


@dataclass(frozen=True)
class TeamLine:
    """One team: its records' quarters in order, and those of unfinished meetings."""

    organisation: str
    team: TeamFile
    quarters: tuple[Quarter, ...]
    unfinished: tuple[Quarter, ...]


def teams_report(lines: Sequence[TeamLine]) -> Document:
    """The teams, organisation by organisation."""
    sections = [
        Section(organisation, (_teams_table(organisation, list(here)),))
        for organisation, here in groupby(lines, key=lambda line: line.organisation)
    ]
    nobody: tuple[Block, ...] = (Paragraph(_("There are no teams yet. `hf-fidelity assess` makes the first.")),)
    data = {"teams": [_teams_data(line) for line in lines]}
    return report(_("Teams"), "", sections or (Section("", nobody),), instruments=(), data=data)


def _teams_table(organisation: str, lines: Sequence[TeamLine]) -> Table:
    columns = (
        Column(_("Team")),
        Column(_("Id")),
        Column(_("Earlier names")),
        Column(_("Quarters")),
        Column(_("Records"), "number"),
        Column(_("Unfinished")),
    )
    rows = [
        TableRow(
            (
                line.team.name,
                line.team.id,
                ", ".join(line.team.earlier_names),
                _span(line.quarters),
                Number(len(line.quarters), 0),
                ", ".join(map(short_quarter, line.unfinished)),
            )
        )
        for line in lines
    ]
    return Table(organisation, columns, tuple(rows))


def _span(quarters: Sequence[Quarter]) -> str:
    """From the first quarter to the last: ``1. kvt. 2025 – 2. kvt. 2026``."""
    ends = dict.fromkeys(short_quarter(quarter) for quarter in (*quarters[:1], *quarters[-1:]))
    return " – ".join(ends)


def _teams_data(line: TeamLine) -> dict[str, object]:
    return {
        "organisation": line.organisation,
        "team": line.team.name,
        "id": line.team.id,
        "earlier_names": list(line.team.earlier_names),
        "continues": list(line.team.continues),
        "first": str(line.quarters[0]) if line.quarters else None,
        "last": str(line.quarters[-1]) if line.quarters else None,
        "records": len(line.quarters),
        "unfinished": [str(quarter) for quarter in line.unfinished],
    }


def renamed_report(organisation: str, before: str, team: TeamFile) -> Document:
    """What a team was called, and what it is called now."""
    said = _("{before} is now called {name}. Its records and its course stay.", before=before, name=team.name)
    data = {"organisation": organisation, "team": team.name, "id": team.id, "earlier_names": list(team.earlier_names)}
    return report(team.name, organisation, (Section("", (Paragraph(said),)),), instruments=(), data=data)
