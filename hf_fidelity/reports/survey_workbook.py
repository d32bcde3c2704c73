"""The sheets with figures: teams by theme and by principle, and the answers statement by statement."""

from collections.abc import Iterator

from hf_fidelity.domain.questionnaire.instrument import Level, Row, RowKey
from hf_fidelity.domain.scores.figures import closeness, figures
from hf_fidelity.domain.scores.scoring import NoAnswer
from hf_fidelity.domain.survey.batch import Batch, Imported
from hf_fidelity.ground.text import one_line
from hf_fidelity.i18n import _, text_in
from hf_fidelity.reports.document import Block, Cell, Chart, Column, Number, Paragraph, Section, Series, Table, TableRow
from hf_fidelity.reports.score_words import stored_words
from hf_fidelity.reports.trend_data import index_of
from hf_fidelity.reports.words import phrase, row_label, short_quarter, statement_label

_TOTAL: RowKey = ("total", "total")


def overview(batch: Batch) -> Section:
    """Teams by themes and total, and the themes as dots over the teams."""
    themes = _rows(batch, "theme")
    columns = (
        *_team_columns(),
        Column(phrase("total"), "number", shade=_ends(batch)),
        Column(_("Index"), "number"),
        *(Column(row_label(row, batch.instrument), "number", shade=_ends(batch)) for row in themes),
        Column(_("Rests on")),
        Column(_("What happened")),
    )
    rows = [TableRow(_overview_row(team, batch, themes)) for team in batch.teams]
    title = _("Overview")
    table = Table(title, columns, tuple(rows))
    scored = [team for team in batch.teams if team.scores]
    return Section(title, (table, _theme_chart(batch, themes, title)) if scored else (table,))


def _overview_row(team: Imported, batch: Batch, themes: list[Row]) -> tuple[Cell, ...]:
    total = team.scores.rows.get(_TOTAL) if team.scores else None
    why = one_line(team.why.words()) if team.why else ""
    happened = ": ".join(filter(None, (stored_words(team, batch), why)))
    index = Number(index_of(total, batch.instrument), 0)
    scores = [score_cell(team, row.key) for row in themes]
    return (*_team_cells(team), score_cell(team, _TOTAL), index, *scores, _basis(team), happened)


def _basis(team: Imported) -> str:
    return _("Agreed answer") if team.basis == "agreed" else _("Votes")


def _theme_chart(batch: Batch, themes: list[Row], table: str) -> Chart:
    series = [
        Series(row_label(row, batch.instrument), tuple(score_cell(team, row.key).value for team in batch.teams))
        for row in themes
    ]
    return Chart(
        "dots",
        _("Themes by team"),
        _("Each team's score on each theme; the numbers stand in the table above."),
        tuple(one_line(team.team) for team in batch.teams),
        tuple(series),
        *_ends(batch),
        table,
    )


def principles(batch: Batch) -> Iterator[Section]:
    """Teams by core principles; nothing where the questionnaire has none."""
    found = _rows(batch, "principle")
    if not found:
        return
    shade = _ends(batch)
    columns = (*_team_columns(), *(Column(row_label(row, batch.instrument), "number", shade=shade) for row in found))
    rows = [TableRow((*_team_cells(team), *(score_cell(team, row.key) for row in found))) for team in batch.teams]
    reading = batch.instrument.own_reading
    note = (Paragraph(text_in(reading)),) if reading else ()
    title = _("Core principles")
    yield Section(title, (*note, Table(title, columns, tuple(rows))))


def statements(batch: Batch) -> Section:
    """One row a team and statement: the counts and their figures."""
    agreed = any(team.basis == "agreed" for team in batch.teams)
    columns = (
        *_team_columns()[:-1],
        Column(_("Id"), "name"),
        Column(_("Statement")),
        Column("n", "number"),
        *(Column(label, "number") for label in _point_headings(batch)),
        Column(_("Not answered"), "number"),
        Column(_("Not relevant"), "number"),
        Column(_("Median"), "number"),
        Column(_("Mean"), "number", shade=_ends(batch)),
        Column(_("Consensus (0–1)"), "number", shade=(0, 1)),
        Column(_("Spread")),
        *([Column(_("Counts as"), "number", shade=_ends(batch))] if batch.instrument.reversed else []),
        *([Column(_("Agreed answer"), "number", shade=_ends(batch))] if agreed else []),
    )
    asked = [(team, id) for team in batch.teams if team.shown for id in batch.instrument.asked(team.shown.parts)]
    rows = [TableRow(_statement(team, id, batch)[: len(columns)]) for team, id in asked]
    title = _("Statements")
    return Section(title, (*_wordings(batch), Table(title, columns, tuple(rows))))


def _point_headings(batch: Batch) -> list[str]:
    """A heading a point: its words where all statements share them, else its number (see :func:`_wordings`)."""
    scale = batch.instrument.scale
    if len(batch.instrument.scales) > 1:
        return [str(point.value) for point in scale.points]
    return [text_in(point.label) for point in scale.points]


def _wordings(batch: Batch) -> list[Block]:
    """What the numbers of the points mean in each theme, where themes word them otherwise."""
    form = batch.instrument
    if len(form.scales) < 2:
        return []
    said = [
        f"{text_in(theme.name)}: {', '.join((theme.scale or form.scale).spelled(p.value) for p in form.scale.points)}"
        for theme in form.themes
    ]
    return [*map(Paragraph, said)]


def _statement(team: Imported, id: str, batch: Batch) -> tuple[Cell, ...]:
    form = batch.instrument
    name = (*_team_cells(team)[:-1], id, statement_label(id, form).removeprefix(f"{id} "))
    counts_as = [_counts_as(team, id)] if form.reversed else []
    votes = team.shown.answer(id).votes if team.shown else None
    found = figures(form.scale.values, votes.all.counts) if votes else None
    agreed = _agreed(team, id)
    if votes is None or found is None:
        return (*name, *[Number(None)] * (len(form.scale.points) + 6), "", *counts_as, agreed)
    counts = dict(zip(form.scale.values, votes.all.counts, strict=True))
    return (
        *name,
        Number(found.n, 0),
        *(Number(counts[point.value], 0) for point in form.scale.points),
        Number(votes.all.missing, 0),
        Number(votes.all.not_relevant, 0),
        Number(found.median, 1),
        Number(found.mean),
        Number(found.consensus),
        phrase(closeness(found.consensus, form.thresholds)),
        *counts_as,
        agreed,
    )


def _counts_as(team: Imported, id: str) -> Number:
    rating = team.scores.ratings.get(id) if team.scores else None
    return Number(rating if isinstance(rating, float) else None)


def _agreed(team: Imported, id: str) -> Number:
    rating = team.scores.ratings.get(id) if team.scores and team.basis == "agreed" else None
    if rating is NoAnswer.NOT_RELEVANT:
        return Number(None, instead=_("n.r."))
    answer = team.shown.answer(id).agreed if team.shown and rating is not None else None
    return Number(answer, 0)


def distribution(batch: Batch) -> Iterator[Section]:
    """All votes that may be shown, added up over the teams, and a chart of them; nothing where there are none."""
    form = batch.instrument
    summed = {id: _summed(batch, id) for id in form.order}
    if not any(sum(counts) for counts in summed.values()):
        return
    labels = _point_headings(batch)
    columns = (
        Column(_("Statement")),
        Column(_("Teams"), "number"),
        Column("n", "number"),
        *(Column(label, "number") for label in labels),
        Column(_("Mean"), "number", shade=_ends(batch)),
    )
    rows = [TableRow(_distribution_row(batch, row, summed[row.id])) for row in _rows(batch, "statement")]
    names = tuple(row_label(row, form) for row in _rows(batch, "statement"))
    series = [
        Series(label, tuple(summed[id][i] for id in form.order)) for i, label in enumerate(_low_to_high(batch, labels))
    ]
    said = _("Only answers that may be shown are counted here. A person who answered in two quarters counts twice.")
    title = _("Distribution")
    chart = Chart(
        "stacked",
        _("How the answers fall on the scale"),
        _("Each bar is a statement; its parts are the shares of the answers."),
        names,
        tuple(series),
        0,
        max(map(sum, summed.values())),
        title,
        middle=form.scale.middle,
    )
    yield Section(title, (Paragraph(said), *_wordings(batch), Table(title, columns, tuple(rows)), chart))


def _low_to_high(batch: Batch, headings: list[str]) -> list[str]:
    """The headings of the points, which stand in the order of the form, from the lowest point to the highest."""
    by_point = dict(zip((point.value for point in batch.instrument.scale.points), headings, strict=True))
    return [by_point[value] for value in batch.instrument.scale.values]


def _distribution_row(batch: Batch, row: Row, counts: tuple[int, ...]) -> tuple[Cell, ...]:
    form = batch.instrument
    teams = sum(bool(team.shown and team.shown.answer(row.id).votes) for team in batch.teams)
    by_point = dict(zip(form.scale.values, counts, strict=True))
    found = figures(form.scale.values, counts)
    return (
        row_label(row, form),
        Number(teams, 0),
        Number(sum(counts), 0),
        *(Number(by_point[point.value], 0) for point in form.scale.points),
        Number(found.mean if found else None),
    )


def _summed(batch: Batch, id: str) -> tuple[int, ...]:
    votes = [team.shown.answer(id).votes for team in batch.teams if team.shown]
    columns = zip(*(found.all.counts for found in votes if found), strict=True)
    return tuple(map(sum, columns)) or (0,) * len(batch.instrument.scale.values)


def _rows(batch: Batch, level: Level) -> list[Row]:
    return [row for row in batch.instrument.rows() if row.level == level]


def _ends(batch: Batch) -> tuple[float, float]:
    return batch.instrument.scale.lowest, batch.instrument.scale.highest


def _team_columns() -> tuple[Column, ...]:
    return Column(_("Team")), Column(_("Organisation")), Column(_("Quarter"), "name"), Column("n", "number")


def _team_cells(team: Imported) -> tuple[Cell, ...]:
    n = Number(team.respondents if team.basis == "votes" else None, 0)
    return one_line(team.team), one_line(team.organisation), short_quarter(team.quarter), n


def score_cell(team: Imported, key: RowKey) -> Number:
    """A score of a team, marked where an answer is missing."""
    score = team.scores.rows.get(key) if team.scores else None
    return Number(score.value, mark="" if score.complete else "*") if score else Number(None)
