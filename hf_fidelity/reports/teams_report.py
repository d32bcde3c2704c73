"""The teams of a data folder as a document."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from hf_fidelity.domain.record.assessment import TeamFile
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.i18n import _, language
from hf_fidelity.reports.document import Block, Column, Document, Number, Paragraph, Section, Table, TableRow
from hf_fidelity.reports.words import short_quarter


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
        Section(organisation, (_table(organisation, list(here)),))
        for organisation, here in groupby(lines, key=lambda line: line.organisation)
    ]
    nobody: tuple[Block, ...] = (Paragraph(_("There are no teams yet. `hf-fidelity assess` makes the first.")),)
    data = {"teams": [_data(line) for line in lines]}
    return Document(_("Teams"), "", language(), tuple(sections) or (Section("", nobody),), (), data)


def _table(organisation: str, lines: Sequence[TeamLine]) -> Table:
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


def _data(line: TeamLine) -> dict[str, object]:
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
    return Document(team.name, organisation, language(), (Section("", (Paragraph(said),)),), (), data)
