"""What became of a batch of survey files, for the screen and in the JSON shape that others rely on."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from hf_fidelity.domain.questionnaire.instrument import Instrument, Level, RowKey
from hf_fidelity.domain.scores.figures import figures
from hf_fidelity.domain.scores.scoring import NoAnswer
from hf_fidelity.domain.survey.batch import Batch, ExportRead, Imported
from hf_fidelity.ground.findings import CellFinding, Finding
from hf_fidelity.ground.text import one_line
from hf_fidelity.i18n import _, ngettext
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
from hf_fidelity.reports.head import report
from hf_fidelity.reports.survey_words import (
    ThingToLookAt,
    file_names,
    listed,
    places_in_short,
    stored_words,
    tool_words,
    whole,
)
from hf_fidelity.reports.votes import vote_figures
from hf_fidelity.reports.words import privacy_rule, reading_rules, short_quarter, translation_note

_MOST = 6
"""So many teams are named beside one reason."""


def score_report(batch: Batch) -> Document:
    """The report of one call of ``score``, with its JSON as ``data``."""
    names = file_names(batch)
    sections = (
        Section(_("Overall"), (Bullets(tuple(totals(batch))),)),
        Section(_("Files"), (_files(batch, names),)),
        Section(_("Teams"), tuple(_teams(batch))),
        *_to_look_at(batch, names),
    )
    title = _("Survey answers read")
    return report(title, "", sections, forms=[batch.instrument], notes=_notes(batch), data=score_data(batch))


def totals(batch: Batch) -> Iterator[str]:
    """How many files, rows and teams there were, and what became of them, in sentences."""
    if batch.dry_run:
        yield _("Trial run: nothing has been stored.")
    yield _file_count(batch)
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
    if batch.lenient:
        yield _("Read leniently: an answer that was not understood is left out, and the rest of its row counts.")
    if batch.teams:
        counted = Counter(stored_words(team, batch) for team in batch.teams)
        states = ", ".join(f"{n} {state}" for state, n in counted.items())
        yield ngettext(
            "{n} set of answers (a team in a quarter): {states}.",
            "{n} sets of answers (a team in a quarter): {states}.",
            len(batch.teams),
            n=whole(len(batch.teams)),
            states=states,
        )


def _file_count(batch: Batch) -> str:
    answers = [read for read in batch.files if read.role == "answers"]
    unusable = sum(not read.usable for read in answers)
    said = ngettext("{n} file", "{n} files", len(batch.files), n=whole(len(batch.files)))
    parts = [said]
    if other := len(batch.files) - len(answers):
        parts.append(ngettext("{n} of them without answers", "{n} of them without answers", other, n=whole(other)))
    parts.append(
        ngettext("{n} could not be used", "{n} could not be used", unusable, n=whole(unusable))
        if unusable
        else _("all could be used")
    )
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
        Column(_("Total"), "number"),
        Column(_("What happened")),
    )
    yield Table(_("Teams"), columns, tuple(_team(team, batch) for team in batch.teams))
    reasons: dict[str, list[str]] = {}
    for team in batch.teams:
        for why in (*([team.why] if team.why else []), *team.hidden):
            reasons.setdefault(one_line(why.words()), []).append(one_line(team.team))
    if reasons:
        yield Bullets(tuple(f"{listed(dict.fromkeys(teams), _MOST)}: {why}" for why, teams in reasons.items()))


def _team(team: Imported, batch: Batch) -> TableRow:
    happened = stored_words(team, batch)
    if team.basis == "agreed":
        happened = _("{happened} (agreed answers)", happened=happened)
    cells = (
        one_line(team.team),
        one_line(team.organisation),
        short_quarter(team.quarter),
        Number(team.respondents if team.basis == "votes" else None, 0),
        score_cell(team),
        happened,
    )
    return TableRow(cells)


def score_cell(team: Imported, key: RowKey = ("total", "total")) -> Number:
    """A score of a team, marked where something is missing."""
    score = team.scores.rows.get(key) if team.scores else None
    return Number(score.value, mark="" if score.complete else "*") if score else Number(None)


def _to_look_at(batch: Batch, names: dict[str, str]) -> Iterator[Section]:
    by_file = {read.file: tuple(places_in_short(read)) for read in batch.files}
    if not any(by_file.values()):
        yield Section(_("To look at"), (Paragraph(nothing_to_look_at(batch)),))
        return
    said = _("What became of a row stands under its file. A row that is not named there counts.")
    yield Section(_("To look at"), (Paragraph(said),))
    for file, things in sorted(by_file.items(), key=lambda item: not any(map(_grave, item[1]))):
        if things:
            yield Section(names[file], (_places(names[file], things),), 3)


def nothing_to_look_at(batch: Batch) -> str:
    """That no row is in doubt, and that something is hidden all the same where it is."""
    if any(team.hidden for team in batch.teams):
        return _("Every row counts. Figures by role are hidden, which is said under the teams.")
    return _("Nothing: every row counts, and nothing was in doubt.")


def _places(file: str, things: tuple[ThingToLookAt, ...]) -> Table:
    """What is to be looked at in one file; the column of what stood there only where something is to be repeated."""
    quoted = [Column(_("What stood there"))] if any(place.value for place in things) else []
    columns = (Column(_("Where")), *quoted, Column(_("What it is, and what to do")))
    rows = []
    for place in things:
        said = " ".join(filter(None, (_said(place), place.remedy)))
        rows.append(TableRow((place.where, *([place.value] if quoted else []), said), _grave(place)))
    return Table(file, columns, tuple(rows))


def _said(place: ThingToLookAt) -> str:
    """What is the matter, and how grave it is where a finding says it."""
    return place.said if place.kind in ("rejected", "skipped") else f"{place.kind_words.capitalize()}: {place.said}"


def _grave(place: ThingToLookAt) -> bool:
    return place.kind in ("error", "rejected")


def _notes(batch: Batch) -> Iterator[str]:
    if not batch.teams:  # no figure is shown, so there is none to explain
        return
    yield privacy_rule(batch.policy)
    yield reading_rules(batch.instrument)[0]
    if any(score_cell(team).mark for team in batch.teams):
        yield _("A score with * lacks the answer to at least one statement.")
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
        "hidden": [_why(finding) for finding in team.hidden],
        "files": list(team.files),
        "scores": {
            "total": _score(team, "total", "total"),
            "themes": {theme.id: _score(team, "theme", theme.id) for theme in instrument.themes},
            "principles": {
                principle.id: _score(team, "principle", principle.id) for principle in instrument.principles
            },
            "statements": {id: _statement(team, id, instrument) for id in _asked(team, instrument)},
        },
    }


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
    turned = {"reversed": id in instrument.reversed} if instrument.reversed else {}
    votes = team.shown.answer(id).votes if team.shown else None
    summary = figures(instrument.scale.values, votes.all.counts) if votes else None
    if votes is None or summary is None:
        return {**_NO_FIGURES, "score": score, **turned}
    return {**vote_figures(votes, summary), "score": score, **turned}
