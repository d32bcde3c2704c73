"""What is said of survey files on screen and in the workbook: tools, rows, teams, and findings by place."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

from hf_fidelity.domain.survey.batch import Batch, Imported
from hf_fidelity.domain.survey.exports import ExportRead, RowSet
from hf_fidelity.ground.findings import CellFinding
from hf_fidelity.ground.text import one_line
from hf_fidelity.i18n import N_, _, language, ngettext
from hf_fidelity.reports.words import phrase

_ORDER = ("error", "rejected", "warning", "skipped", "info")
_MOST = 12
"""So many cells of one finding are named on the screen; the workbook names all."""


@dataclass(frozen=True)
class ThingToLookAt:
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
    def where_in_short(self) -> str:
        """How many rows or cells, where naming them takes a line: ``rækker: 312``."""
        if self.cells:
            said = ngettext("{n} cell", "{n} cells", len(self.cells), n=whole(len(self.cells)))
        else:
            said = ngettext("{n} row", "{n} rows", len(self.rows), n=whole(len(self.rows)))
        return f"{self.sheet}: {said}" if self.sheet and len(self.sheet) < _MOST else said

    @property
    def kind_words(self) -> str:
        """``fejl``, ``afvist``, ``sprunget over`` …"""
        if self.kind == "rejected":
            return _("rejected")
        return _("skipped") if self.kind == "skipped" else phrase(self.kind)


def rows_words(rows: RowSet) -> str:
    """``række 5`` or ``rækker 5, 9–12``; empty where there are none."""
    return ngettext("row {rows}", "rows {rows}", len(rows), rows=str(rows)) if rows else ""


def places(read: ExportRead) -> list[ThingToLookAt]:
    """Everything there is to look at in a file, errors first; one entry for each finding and for each kind of row."""
    codes = {code: i for i, code in enumerate(dict.fromkeys(finding.code for finding in read.findings))}
    everything = [*map(_of_finding, read.findings), *_rows(read)]
    return sorted(everything, key=lambda place: (_ORDER.index(place.kind), codes.get(place.code, -1)))


def places_in_short(read: ExportRead) -> Iterator[ThingToLookAt]:
    """The same for the screen: what is said of several cells is said once, a remedy once in a file."""
    told: set[str] = set()
    for _same, group in groupby(places(read), key=lambda p: (p.kind, p.code, p.sheet, p.said, p.value, p.remedy)):
        members = list(group)
        first = members[0]
        remedy = "" if first.code in told else first.remedy  # the next one would only have another value in it
        told.add(first.code)
        cells = tuple(cell for place in members for cell in place.cells)
        rows = RowSet.of(row for place in members for start, end in place.rows.runs for row in range(start, end + 1))
        yield ThingToLookAt(first.kind, first.said, first.sheet, cells, rows, first.value, remedy, first.code)


def doubts(files: Iterable[ExportRead]) -> Iterator[str]:
    """Everything there is to look at in some files, a sentence each with its file and place."""
    for read in files:
        for place in places_in_short(read):
            yield f"{one_line(read.file)}, {place.where}: {place.said} {place.remedy}".rstrip()


def _of_finding(finding: CellFinding) -> ThingToLookAt:
    return ThingToLookAt(
        finding.severity,
        one_line(finding.words()),
        one_line(finding.sheet or ""),
        (finding.cell,) if finding.cell else (),
        RowSet.of([finding.row] if finding.row else []),
        one_line(finding.value or "") or _how_long(finding.length),
        one_line(finding.what_to_do()),
        finding.code,
    )


def _how_long(length: int | None) -> str:
    return ngettext("{n} character", "{n} characters", length, n=whole(length)) if length else ""


def _rows(read: ExportRead) -> Iterator[ThingToLookAt]:
    sheet = one_line(read.sheet or "")
    if rejected := read.rows.rejected:
        said = ngettext(
            "{n} row is rejected and counts nowhere; the errors of its row say why.",
            "{n} rows are rejected and count nowhere; the errors of these rows say why.",
            len(rejected),
            n=whole(len(rejected)),
        )
        yield ThingToLookAt("rejected", said, sheet, rows=rejected)
    for reason, rows in read.rows.skipped.items():
        if rows:
            yield ThingToLookAt("skipped", _("Skipped: {why}.", why=skip_words(reason)), sheet, rows=rows)
    for name, rows in read.rows.elsewhere.items():
        why = skip_words("other-sheet")
        yield ThingToLookAt("skipped", _("Skipped: {why}.", why=why), one_line(name), rows=rows)


# The field's words for what becomes of survey files: tools, rows, teams. One place, for screen and workbook.


_ROLES = {
    "legend": N_("explains the codes of another file"),
    "own": N_("written by this program itself"),
    "passed-over": N_("passed over, not read"),
}
_STORED = {
    "created": N_("stored"),
    "unchanged": N_("unchanged"),
    "updated": N_("updated"),
    "refused": N_("refused, not stored"),
    "held-back": N_("held back (fewer than {limit})"),
    "dry-run": N_("trial run, not stored"),
}
_SKIPPED = {
    "test": N_("a try-out"),
    "incomplete": N_("not finished"),
    "empty": N_("no answers"),
    "total": N_("a row of sums"),
    "header": N_("the headings once more"),
    "duplicate": N_("answered twice"),
    "other-sheet": N_("on a sheet that is not read"),
}


def tool_words(read: ExportRead) -> str:
    """Which survey tool wrote a file, or what else the file is."""
    if read.role in _ROLES:
        return _(_ROLES[read.role])
    if read.layout is None:
        return _("could not be used")
    return _(read.tool or read.layout)


def stored_words(team: Imported, batch: Batch) -> str:
    """What became of a team's answers: ``gemt``, ``uændret`` …"""
    return _(_STORED[team.stored], limit=batch.policy.limit)


def skip_words(reason: str) -> str:
    """Why a row is no answer."""
    return _(_SKIPPED[reason])


def file_names(batch: Batch) -> dict[str, str]:
    """File as it was given → its name for people, with as much of its folder as tells two of one name apart.

    What lies above is left out: it may name a person, and the workbook is handed over.
    """
    endings = {read.file: _endings(read.file) for read in batch.files}
    times = Counter(ending for known in endings.values() for ending in known)
    return {
        file: next((one_line(ending) for ending in known if times[ending] == 1), one_line(file))
        for file, known in endings.items()
    }


def _endings(file: str) -> list[str]:
    """A path's name, its name with its folder, and so on to the whole."""
    parts = file.replace("\\", "/").split("/")
    return ["/".join(parts[-length:]) for length in range(1, len(parts) + 1)]


def whole(number: int) -> str:
    """A count in a sentence: ``1.150``, English ``1,150``."""
    return f"{number:,}".replace(",", ".") if language() == "da" else f"{number:,}"


def listed(things: Iterable[str], most: int) -> str:
    """Things with commas; of many, the first ones and how many more there are."""
    known = list(things)
    if len(known) <= most:
        return ", ".join(known)
    return _("{some} and {n} more", some=", ".join(known[:most]), n=whole(len(known) - most))
