"""What became of a batch of survey files, for the screen and in the JSON shape that others rely on.

Tools, rows, teams and findings by place are put into the same words in the workbook.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from hf_fidelity.domain.questionnaire.instrument import Instrument, Level, Row, RowKey
from hf_fidelity.domain.scores.figures import figures
from hf_fidelity.domain.scores.scoring import NoAnswer
from hf_fidelity.domain.survey.batch import Batch, Imported, Stored
from hf_fidelity.domain.survey.exports import ExportRead, RowSet
from hf_fidelity.ground import N_, CellFinding, Finding, _, fold, language, ngettext, ngettext_noop, one_line
from hf_fidelity.reports.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Number,
    Paragraph,
    Section,
    Table,
    TableRow,
)
from hf_fidelity.reports.record import vote_figures
from hf_fidelity.reports.words import (
    incomplete_rule,
    phrase,
    privacy_rule,
    reading_rules,
    report,
    row_label,
    short_quarter,
    translation_note,
)

# What is said of survey files on screen and in the workbook: tools, rows, teams, and findings by place.


_ORDER = ("error", "rejected", "warning", "skipped", "info")
_MOST_LETTERS = 12
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
        where = listed(self.cells, _MOST_LETTERS) if self.cells else rows_words(self.rows)
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
        return f"{self.sheet}: {said}" if self.sheet and len(self.sheet) < _MOST_LETTERS else said

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
    alike: dict[tuple[str, ...], list[ThingToLookAt]] = {}
    for place in places(read):
        alike.setdefault((place.kind, place.code, place.sheet, place.said, place.value, place.remedy), []).append(place)
    for members in alike.values():
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
    "mapping": N_("says what stands where in the others"),
}
_SAID_BY_ONE = {
    "no-organisation": N_("{n} files do not say which organisation they are from: {option} says it for all of them."),
    "no-team": N_("{n} files do not say which team they are from: {option} says it, where they are all one team's."),
    "no-quarter": N_("{n} files do not say which quarter they are about: {option} says it for all of them."),
}
_STORED = {
    "created": N_("stored"),
    "unchanged": N_("unchanged"),
    "updated": N_("updated"),
    "refused": N_("refused, not stored"),
    "held-back": N_("held back (fewer than {limit})"),
    "dry-run": N_("trial run, not stored"),
}
_COUNTED: dict[Stored, tuple[str, str]] = {
    "created": ngettext_noop("{n} stored", "{n} stored"),
    "unchanged": ngettext_noop("{n} unchanged", "{n} unchanged"),
    "updated": ngettext_noop("{n} updated", "{n} updated"),
    "refused": ngettext_noop("{n} refused, not stored", "{n} refused, not stored"),
    "held-back": ngettext_noop("{n} held back (fewer than {limit})", "{n} held back (fewer than {limit})"),
    "dry-run": ngettext_noop("{n} tried, not stored", "{n} tried, not stored"),
}
_SKIPPED = {
    "test": N_("a try-out"),
    "incomplete": N_("not finished"),
    "not-approved": N_("not approved"),
    "empty": N_("no answers"),
    "total": N_("a row of sums"),
    "header": N_("the headings once more"),
    "legend": N_("the scale’s legend"),
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


# The report.


_MOST_TEAMS = 6
"""So many teams are named beside one reason."""
_WIDEST_PLACE = 30
"""A longer list of rows or cells stands behind the sentence, which would have no room beside it."""


def score_report(batch: Batch, remarks: Sequence[Finding] = ()) -> Document:
    """The report of one call of ``score``, with its JSON as ``data``; ``remarks`` are told beside it."""
    names, by_file = file_names(batch), things_by_file(batch)
    sections = (
        Section(_("Overall"), (Bullets(tuple(totals(batch, by_file))),)),
        Section(_("Files"), (_files(batch, names),)),
        Section(_("Teams"), tuple(_teams(batch))),
        *_to_look_at(batch, by_file, remarks),
    )
    title = _("Survey answers read")
    return report(title, "", sections, instruments=[batch.instrument], notes=_notes(batch), data=score_data(batch))


_ByFile = list[tuple[str, tuple[ThingToLookAt, ...]]]
"""The name of each file and what there is to look at, the gravest files first."""


def totals(batch: Batch, by_file: _ByFile) -> Iterator[str]:
    """How many files, rows and teams there were, and what became of them, in sentences.

    ``by_file`` is what :func:`things_by_file` gives.
    """
    if batch.dry_run:
        yield _("Trial run: nothing has been stored.")
    yield _file_count(batch)
    if len(batch.files) > 1 and (doubtful := [name for name, things in by_file if any(map(_doubtful, things))]):
        yield _("There is something to look at in {files}.", files=listed(doubtful, _MOST_FILES))
    if teams := dict.fromkeys(one_line(team.team) for team in batch.teams if is_in_doubt(team)):
        yield _("There is something to look at under the teams: {teams}.", teams=listed(teams, _MOST_TEAMS))
    yield from _unsaid(batch)
    rows = [read.rows for read in batch.files]
    yield ngettext(
        "{n} row: {accepted} accepted, {skipped} skipped, {rejected} rejected.",
        "{n} rows: {accepted} accepted, {skipped} skipped, {rejected} rejected.",
        sum(each.read for each in rows),
        n=whole(sum(each.read for each in rows)),
        accepted=whole(sum(each.accepted for each in rows)),
        skipped=whole(sum(each.skips for each in rows)),
        rejected=whole(sum(len(each.rejected) for each in rows)),
    )
    yield _("No row is lost: read = accepted + skipped + rejected, overall and in each file.")
    if left := sum(team.respondents for team in batch.teams if is_not_stored(team)):
        yield ngettext(
            "{n} accepted row is not stored: why stands under the teams.",
            "{n} accepted rows are not stored: why stands under the teams.",
            left,
            n=whole(left),
        )
    if batch.lenient:
        yield _("Read leniently: an answer that was not understood is left out, and the rest of its row counts.")
    if batch.teams:
        counted = Counter(team.stored for team in batch.teams)
        limit = batch.policy.limit
        states = ", ".join(ngettext(*_COUNTED[state], n, n=whole(n), limit=limit) for state, n in counted.items())
        yield _sets(batch, states)


def is_not_stored(team: Imported) -> bool:
    """Whether answers that could be read are in no record."""
    return team.stored in ("refused", "held-back")


def is_in_doubt(team: Imported) -> bool:
    """Whether answers are stored, and something is in doubt about them or left out."""
    return not is_not_stored(team) and team.why is not None and team.why.severity != "info"


def _sets(batch: Batch, states: str) -> str:
    """How many sets of answers there were, and of how many teams, where several files have brought the same team's."""
    sets = len(batch.teams)
    of = len({(fold(team.organisation), fold(team.team), team.quarter, team.basis) for team in batch.teams})
    if of == sets:
        return ngettext(
            "{n} set of answers (a team in a quarter): {states}.",
            "{n} sets of answers (a team in a quarter): {states}.",
            sets,
            n=whole(sets),
            states=states,
        )
    return ngettext(
        "{sets} sets of answers, from different files, of {n} team in a quarter: {states}.",
        "{sets} sets of answers, from different files, of {n} teams in a quarter: {states}.",
        of,
        n=whole(of),
        sets=whole(sets),
        states=states,
    )


_OPTIONS = {"no-organisation": "--organisation", "no-team": "--team", "no-quarter": "--quarter"}


def _unsaid(batch: Batch) -> Iterator[str]:
    """What several files do not say, and one option says for all of them."""
    for code, option in _OPTIONS.items():
        files = {read.file for read in batch.files for told in read.findings if (told.code, told.row) == (code, None)}
        if len(files) > 1:
            yield _(_SAID_BY_ONE[code], n=whole(len(files)), option=option)


def _sheets_of_answers(batch: Batch) -> dict[str, list[ExportRead]]:
    """Each file with answers, and what was read of each of its sheets that is read by itself."""
    answers: dict[str, list[ExportRead]] = {}
    for read in batch.files:
        if read.role == "answers":
            answers.setdefault(read.file, []).append(read)
    return answers


def files_that_gave(batch: Batch) -> tuple[int, int]:
    """How many files gave answers that count, and of how many."""
    gave = {
        file
        for file, sheets in _sheets_of_answers(batch).items()
        if any(sheet.usable and (sheet.rows.accepted or sheet.joint) for sheet in sheets)
    }
    return len(gave), len({read.file for read in batch.files})


def _file_count(batch: Batch) -> str:
    """How many files there were, and how many of them gave nothing; that all could be used only where all gave,
    and something of it was not refused."""
    passed = len({read.file for read in batch.files if read.role == "passed-over"})
    files = len({read.file for read in batch.files}) - passed
    answers = _sheets_of_answers(batch)
    unusable = sum(not all(sheet.usable for sheet in sheets) for sheets in answers.values())
    fruitless = sum(
        all(sheet.usable for sheet in sheets) and not any(sheet.rows.accepted or sheet.joint for sheet in sheets)
        for sheets in answers.values()
    )
    parts = [ngettext("{n} file", "{n} files", files, n=whole(files))]
    if other := files - len(answers):
        parts.append(ngettext("{n} of them without answers", "{n} of them without answers", other, n=whole(other)))
    if unusable:
        parts.append(ngettext("{n} could not be used", "{n} could not be used", unusable, n=whole(unusable)))
    if fruitless:
        parts.append(
            ngettext("{n} gave no row that counts", "{n} gave no row that counts", fruitless, n=whole(fruitless))
        )
    in_vain = bool(batch.teams) and all(team.stored == "refused" for team in batch.teams)
    if answers and not (unusable or fruitless or in_vain):
        parts.append(ngettext("and it could be used", "all could be used", files))
    if passed:
        parts.append(ngettext("{n} more passed over", "{n} more passed over", passed, n=whole(passed)))
    return ", ".join(parts) + "."


def _files(batch: Batch, names: dict[str, str]) -> Table:
    columns = (
        Column(_("Files")),
        Column(_("Sheet"), optional=True),
        Column(_("Survey tool")),
        Column(_("Read"), "number"),
        Column(_("Accepted"), "number"),
        Column(_("Skipped"), "number"),
        Column(_("Rejected"), "number"),
    )
    return Table(_("Files"), columns, tuple(_file(read, names) for read in batch.files))


def _file(read: ExportRead, names: dict[str, str]) -> TableRow:
    rows = read.rows
    counts = [Number(n, 0) for n in (rows.read, rows.accepted, rows.skips, len(rows.rejected))]
    cells: tuple[Cell, ...] = (names[read.file], one_line(read.sheet or ""), tool_words(read), *counts)
    return TableRow(cells, strong=not read.usable and read.role == "answers")


def _teams(batch: Batch) -> Iterator[Block]:
    if not batch.teams:
        yield Paragraph(_("No file gave answers that count."))
        return
    columns = (
        Column(_("Teams")),
        Column(_("Organisation")),
        Column(_("Quarter"), "name"),
        Column(_("Answers"), "number"),
        *(Column(row_label(row, batch.instrument), "number") for row in _totals(batch.instrument)),
        Column(_("What happened")),
    )
    yield Table(_("Teams"), columns, tuple(_team(team, batch) for team in batch.teams))
    reasons: dict[str, list[str]] = {}
    for team in batch.teams:
        for why in (*([team.why] if team.why else []), *team.roles_hidden):
            reasons.setdefault(one_line(why.words()), []).append(one_line(team.team))
    said = [f"{listed(dict.fromkeys(teams), _MOST_TEAMS)}: {why}" for why, teams in reasons.items()]
    if said := [*said, *_few_answered(batch)]:
        yield Bullets(tuple(said))


def _few_answered(batch: Batch) -> Iterator[str]:
    """The statements that too few of a team answered; those of the same teams in one sentence."""
    teams = {
        id: tuple(dict.fromkeys(one_line(team.team) for team in batch.teams if id in _under_limit(team)))
        for id in batch.instrument.order
    }
    for whose in dict.fromkeys(filter(None, teams.values())):
        ids = [id for id, those in teams.items() if those == whose]
        said = ngettext(
            "{teams}: {statements} is left out, because fewer than {limit} people answered.",
            "{teams}: {statements} are left out, because fewer than {limit} people answered.",
            len(ids),
            teams=listed(whose, _MOST_TEAMS),
            statements=ids,
            limit=batch.policy.limit,
        )
        yield said


def _under_limit(team: Imported) -> list[str]:
    """The statements that are hidden, of a team of which others are shown."""
    hidden = [id for id, why in team.hidden.items() if why.code == "under-limit"]
    return hidden if team.shown else []


def _team(team: Imported, batch: Batch) -> TableRow:
    happened = stored_words(team, batch)
    if team.basis == "agreed":
        happened = _("{happened} (agreed answers)", happened=happened)
    cells: tuple[Cell, ...] = (
        one_line(team.team),
        one_line(team.organisation),
        short_quarter(team.quarter),
        Number(team.respondents if team.basis == "votes" else None, 0),
        *(score_cell(team, row.key) for row in _totals(batch.instrument)),
        happened,
    )
    return TableRow(cells)


def _totals(instrument: Instrument) -> list[Row]:
    return [row for row in instrument.rows() if row.level == "total"]


def score_cell(team: Imported, key: RowKey = ("total", "total")) -> Number:
    """A score of a team, marked where something is missing."""
    score = team.scores.rows.get(key) if team.scores else None
    return Number(score.value, mark="" if score.complete else "*") if score else Number(None)


_MOST_FILES = 20
"""So many files are named where all those in which something is in doubt are told at once."""


def things_by_file(batch: Batch) -> _ByFile:
    """The name of each file and what there is to look at, the gravest files first."""
    names = file_names(batch)
    things = [(names[read.file], tuple(places_in_short(read))) for read in batch.files]
    return sorted(things, key=lambda file: (not any(map(_grave, file[1])), not any(map(_doubtful, file[1]))))


def _to_look_at(batch: Batch, by_file: _ByFile, remarks: Sequence[Finding]) -> Iterator[Section]:
    by_file = [(name, things) for name, things in by_file if things]
    if not by_file:
        yield Section(_("To look at"), (Paragraph(_nothing_in_files(batch, remarks)),))
        return
    said = [_what_became_of_rows(batch)]
    if any(finding.is_hidden for read in batch.files for finding in read.findings):
        said.append(_("What stood in a cell is shown on the screen only, for somebody may have written it."))
    yield Section(_("To look at"), (Paragraph(" ".join(said)),))
    quiet = [(name, things) for name, things in by_file if not any(map(_doubtful, things))]
    together = quiet if len(quiet) > 1 else []
    for name, things in by_file[: len(by_file) - len(together)]:
        yield Section(name, (_places(name, things),), 3)
    if together:
        yield Section(_("The other files"), (_quiet(together),), 3)


def _what_became_of_rows(batch: Batch) -> str:
    """Where it stands what became of a row; that all others count is said only where they do."""
    if any(map(is_not_stored, batch.teams)):
        return _("What became of a row stands under its file; why answers are not stored, under the teams.")
    if any(map(is_in_doubt, batch.teams)):
        return _("What became of a row stands under its file; what else there is to look at, under the teams.")
    return _("What became of a row stands under its file. A row that is not named there counts.")


def _quiet(files: list[tuple[str, tuple[ThingToLookAt, ...]]]) -> Table:
    """What is said of files in which nothing is in doubt: a section for each would hide the others."""
    columns = (Column(_("File")), Column(_("Where")), Column(_("What it is, and what to do")))
    rows = [
        TableRow((name, thing.where, " ".join(filter(None, (_said(thing), thing.remedy)))))
        for name, things in files
        for thing in things
    ]
    return Table(_("The other files"), columns, tuple(rows))


def _nothing_in_files(batch: Batch, remarks: Sequence[Finding]) -> str:
    """That no file has a row in doubt; that nothing was in doubt, only where nothing is said anywhere else."""
    if any(map(is_not_stored, batch.teams)):
        return _("Nothing in the files themselves. Why answers are not stored, is said under the teams.")
    if any(map(is_in_doubt, batch.teams)):
        return _("Nothing in the files themselves. What there is to look at stands under the teams.")
    if any(team.roles_hidden or _under_limit(team) for team in batch.teams):
        return _("Every row counts. Some figures are hidden, which is said under the teams.")
    if remarks:
        return _("Nothing in the files themselves: every row counts.")
    return _("Nothing: every row counts, and nothing was in doubt.")


def _places(file: str, things: tuple[ThingToLookAt, ...]) -> Table:
    """What is to be looked at in one file; the column of what stood there only where something is to be repeated."""
    quoted = [Column(_("What stood there"))] if any(place.value for place in things) else []
    columns = (Column(_("Where")), *quoted, Column(_("What it is, and what to do")))
    rows = []
    for place in things:
        far = place.where if len(place.where) > _WIDEST_PLACE else ""
        said = " ".join(filter(None, (_said(place), place.remedy, far and _("Where: {places}.", places=far))))
        where = place.where_in_short if far else place.where
        rows.append(TableRow((where, *([place.value] if quoted else []), said), _grave(place)))
    return Table(file, columns, tuple(rows))


def _said(place: ThingToLookAt) -> str:
    """What is the matter, and how grave it is where a finding says it."""
    return place.said if place.kind in ("rejected", "skipped") else f"{place.kind_words.capitalize()}: {place.said}"


def _grave(place: ThingToLookAt) -> bool:
    return place.kind in ("error", "rejected")


def _doubtful(place: ThingToLookAt) -> bool:
    """Whether somebody has to look at it: more than a row that is no answer, or a remark with nothing to do."""
    return _grave(place) or place.kind == "warning" or (place.kind == "info" and bool(place.remedy))


def _notes(batch: Batch) -> Iterator[str]:
    if not batch.teams:  # no figure is shown, so there is none to explain
        return
    yield privacy_rule(batch.policy)
    yield reading_rules(batch.instrument)[0]
    if any(score_cell(team, row.key).mark for team in batch.teams for row in batch.instrument.wholes):
        yield incomplete_rule()
    if note := translation_note(batch.instrument):
        yield note


# A batch of survey files in the JSON shape that others rely on. Full precision; what privacy hides is null.


_NO_FIGURES = dict.fromkeys(("n", "counts", "missing", "not_relevant", "mean", "median", "consensus"))


def score_data(batch: Batch) -> dict[str, Any]:
    """What ``score --format json`` prints."""
    moments = batch.moments()
    alpha = {theme.id: moments.get(theme.id) for theme in batch.instrument.themes}
    return {
        "instrument": {"id": batch.instrument.id, "version": batch.instrument.version},
        "files": [_file_data(read) for read in batch.files],
        "assessments": [_assessment(team, batch.instrument) for team in batch.teams],
        "alpha": {id: {"alpha": sums and sums.alpha, "n": sums and sums.n} for id, sums in alpha.items()},
        "privacy_limit": batch.policy.limit,
        "dry_run": batch.dry_run,
        "lenient": batch.lenient,
        "instrument_status": batch.instrument.status,
    }


def _file_data(read: ExportRead) -> dict[str, Any]:
    rows = read.rows
    return {
        "file": read.file,
        "sheet": read.sheet,
        "layout": read.layout,
        "role": read.role,
        "rows": {"read": rows.read, "accepted": rows.accepted, "skipped": rows.skips, "rejected": len(rows.rejected)},
        "skipped_by_reason": {reason: str(skipped) for reason, skipped in rows.skipped.items()},
        "on_other_sheets": {sheet: str(skipped) for sheet, skipped in rows.elsewhere.items()},
        "rejected_rows": str(rows.rejected),
        "findings": [_finding(finding) for finding in read.findings],
    }


def _finding(finding: CellFinding) -> dict[str, Any]:
    return {
        "severity": finding.severity,
        "code": finding.code,
        "sheet": finding.sheet,
        "cell": finding.cell,
        "row": finding.row,
        "value": finding.value,
        "length": finding.length if finding.value is None else len(finding.value),
        "message": one_line(finding.words()),
        "remedy": one_line(finding.what_to_do()),
    }


def _assessment(team: Imported, instrument: Instrument) -> dict[str, Any]:
    return {
        "organisation": team.organisation,
        "team": team.team,
        "quarter": str(team.quarter),
        "respondents": team.respondents,
        "basis": team.basis,
        "stored": team.stored,
        "record": team.record,
        "why": _why(team.why) if team.why else None,
        "hidden": [_why(finding) for finding in team.roles_hidden],
        "files": list(team.files),
        "scores": {
            "total": _score(team, "total", "total"),
            **_own_totals(team, instrument),
            "themes": {theme.id: _score(team, "theme", theme.id) for theme in instrument.themes},
            "principles": {
                principle.id: _score(team, "principle", principle.id) for principle in instrument.principles
            },
            "statements": {id: _statement(team, id, instrument) for id in _asked(team, instrument)},
        },
    }


def _own_totals(team: Imported, instrument: Instrument) -> dict[str, Any]:
    """The totals that a questionnaire names itself; nothing where everything is added up."""
    if instrument.totals is None:
        return {}
    return {"totals": {total.id: _score(team, "total", total.id) for total in instrument.totals}}


def _asked(team: Imported, instrument: Instrument) -> tuple[str, ...]:
    """The statements that the team was asked: those of parts it has not answered are none of its gaps."""
    return instrument.asked(team.shown.parts) if team.shown else instrument.order


def _why(finding: Finding) -> dict[str, Any]:
    return {"severity": finding.severity, "code": finding.code, "message": one_line(finding.words())}


def _score(team: Imported, level: Level, id: str) -> float | None:
    score = team.scores.rows.get((level, id)) if team.scores else None
    return score.value if score else None


def _statement(team: Imported, id: str, instrument: Instrument) -> dict[str, Any]:
    """The votes' figures of one statement, and the score it counts with: a mean of votes, or the agreed answer."""
    rating = team.scores.ratings.get(id, NoAnswer.MISSING) if team.scores else NoAnswer.MISSING
    score = None if isinstance(rating, NoAnswer) else rating
    hidden = team.hidden.get(id)
    rest: dict[str, Any] = {"score": score, "why": _why(hidden) if hidden else None}
    if instrument.reversed:
        rest["reversed"] = id in instrument.reversed
    votes = team.shown.answer(id).votes if team.shown else None
    summary = figures(instrument.scale.values, votes.all.counts) if votes else None
    if votes is None or summary is None:
        return {**_NO_FIGURES, **rest}
    return {**vote_figures(votes, summary), **rest}
