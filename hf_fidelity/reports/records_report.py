"""What is stored, by age, as a document; and what has been deleted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from hf_fidelity.ground.dates import Quarter
from hf_fidelity.i18n import _, in_words, language, ngettext
from hf_fidelity.reports.document import Block, Bullets, Column, Document, Number, Paragraph, Section, Table, TableRow
from hf_fidelity.reports.words import phrase, short_quarter


@dataclass(frozen=True)
class RecordLine:
    """What is stored of one team, quarter and questionnaire."""

    organisation: str
    team: str
    quarter: Quarter
    instrument: str
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
        return f"{in_words(self.quarter)}, {self.team}, {self.organisation}: {self.instrument} ({status})"


def records_report(lines: Sequence[RecordLine]) -> Document:
    """What is stored, in the order given, organisation by organisation."""
    organisations = dict.fromkeys(line.organisation for line in lines)
    tables = [_table(name, [line for line in lines if line.organisation == name]) for name in organisations]
    sections = tuple(Section(table.title, (table,)) for table in tables)
    nothing = Section("", (Paragraph(_("Nothing is stored yet.")),))
    data = {"records": [_data(line) for line in lines]}
    return Document(_("What is stored"), "", language(), sections or (nothing,), (), data)


def _table(organisation: str, lines: Sequence[RecordLine]) -> Table:
    columns = (
        Column(_("Team")),
        Column(_("Quarter")),
        Column(_("Questionnaire")),
        Column(_("Status")),
        Column(_("Held on")),
        Column(_("Revision"), "number"),
        Column(_("Bytes"), "number"),
    )
    return Table(organisation, columns, tuple(map(_row, lines)))


def _row(line: RecordLine) -> TableRow:
    return TableRow(
        (
            line.team,
            short_quarter(line.quarter),
            line.instrument,
            phrase(line.status),
            str(line.held_on or ""),
            Number(line.revision, 0),
            Number(line.size, 0),
        )
    )


def _data(line: RecordLine) -> dict[str, object]:
    return {
        "organisation": line.organisation,
        "team": line.team,
        "quarter": str(line.quarter),
        "instrument": line.instrument,
        "status": line.status,
        "held_on": line.held_on.isoformat() if line.held_on else None,
        "revision": line.revision,
        "size": line.size,
        "path": line.path,
    }


def deleted_report(gone: Sequence[str]) -> Document:
    """What has been deleted, files and folders, from the data folder on."""
    return Document(_("Deleted"), "", language(), (Section("", tuple(_gone(gone))),), (), {"deleted": list(gone)})


def _gone(gone: Sequence[str]) -> Iterator[Block]:
    if not gone:
        yield Paragraph(_("There is nothing to delete."))
        return
    yield Bullets(tuple(gone))
    yield Paragraph(ngettext("{number} file or folder is gone.", "{number} files and folders are gone.", len(gone)))
