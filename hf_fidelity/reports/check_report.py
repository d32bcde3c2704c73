"""What a look through the data folder has shown, folder by folder."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from hf_fidelity.ground.findings import Finding
from hf_fidelity.ground.text import one_line
from hf_fidelity.i18n import _, language, ngettext
from hf_fidelity.reports.document import Bullets, Column, Document, Section, Table, TableRow
from hf_fidelity.reports.words import phrase


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
    return Document(_("Checked: {file}", file=root), "", language(), tuple(sections), (), data)


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
