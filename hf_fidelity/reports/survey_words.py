"""What is to be looked at in one survey file: findings by place, rejected and skipped rows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

from hf_fidelity.domain.survey.batch import ExportRead, RowSet
from hf_fidelity.ground.findings import CellFinding
from hf_fidelity.ground.text import one_line
from hf_fidelity.i18n import _, ngettext
from hf_fidelity.reports.score_words import listed, skip_words, whole
from hf_fidelity.reports.words import phrase

_ORDER = ("error", "rejected", "warning", "skipped", "info")
_MOST = 12
"""So many cells of one finding are named on the screen; the workbook names all."""


@dataclass(frozen=True)
class Place:
    """One thing to look at: where it stands, what stood there, what is the matter, and what to do."""

    kind: Literal["error", "warning", "info", "rejected", "skipped"]
    said: str
    sheet: str = ""
    cells: tuple[str, ...] = ()
    rows: RowSet = field(default_factory=RowSet)
    value: str = ""
    remedy: str = ""
    code: str = ""

    @property
    def where(self) -> str:
        """``Complete: G14, H20``, ``række 5``, or the whole sheet or file."""
        where = listed(self.cells, _MOST) if self.cells else rows_words(self.rows)
        if self.sheet:
            return f"{self.sheet}: {where}" if where else _("sheet {sheet}", sheet=self.sheet)
        return where or _("the file")

    @property
    def kind_words(self) -> str:
        """``fejl``, ``afvist``, ``sprunget over`` …"""
        if self.kind == "rejected":
            return _("rejected")
        return _("skipped") if self.kind == "skipped" else phrase(self.kind)


def rows_words(rows: RowSet) -> str:
    """``række 5`` or ``rækker 5, 9–12``; empty where there are none."""
    return ngettext("row {rows}", "rows {rows}", len(rows), rows=str(rows)) if rows else ""


def places(read: ExportRead) -> list[Place]:
    """Everything there is to look at in a file, errors first; one entry for each finding and for each kind of row."""
    codes = {code: i for i, code in enumerate(dict.fromkeys(found.code for found in read.findings))}
    found = [*map(_of_finding, read.findings), *_rows(read)]
    return sorted(found, key=lambda place: (_ORDER.index(place.kind), codes.get(place.code, -1)))


def gathered(read: ExportRead) -> Iterator[Place]:
    """The same for the screen: what is said of several cells is said once, a remedy once in a file."""
    told: set[tuple[str, str]] = set()
    for _same, group in groupby(places(read), key=lambda p: (p.kind, p.code, p.sheet, p.said, p.value, p.remedy)):
        members = list(group)
        first = members[0]
        remedy = "" if (first.code, first.remedy) in told else first.remedy
        told.add((first.code, first.remedy))
        cells = tuple(cell for place in members for cell in place.cells)
        rows = RowSet.of(row for place in members for start, end in place.rows.runs for row in range(start, end + 1))
        yield Place(first.kind, first.said, first.sheet, cells, rows, first.value, remedy, first.code)


def doubts(files: Iterable[ExportRead]) -> Iterator[str]:
    """Everything there is to look at in some files, a sentence each with its file and place."""
    for read in files:
        for place in gathered(read):
            yield f"{one_line(read.file)}, {place.where}: {place.said} {place.remedy}".rstrip()


def _of_finding(found: CellFinding) -> Place:
    return Place(
        found.severity,
        one_line(found.words()),
        one_line(found.sheet or ""),
        (found.cell,) if found.cell else (),
        RowSet.of([found.row] if found.row else []),
        one_line(found.value or ""),
        one_line(found.what_to_do()),
        found.code,
    )


def _rows(read: ExportRead) -> Iterator[Place]:
    sheet = one_line(read.sheet or "")
    if rejected := read.rows.rejected:
        said = ngettext(
            "{n} row is rejected and counts nowhere; the errors of its row say why.",
            "{n} rows are rejected and count nowhere; the errors of these rows say why.",
            len(rejected),
            n=whole(len(rejected)),
        )
        yield Place("rejected", said, sheet, rows=rejected)
    for reason, rows in read.rows.skipped.items():
        if rows:
            yield Place("skipped", _("Skipped: {why}.", why=skip_words(reason)), sheet, rows=rows)
