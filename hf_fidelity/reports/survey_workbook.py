"""A batch of survey files as the workbook that is handed over: figures by team and statement, places, method."""

from collections.abc import Iterator, Mapping, Set
from typing import Any

from hf_fidelity.domain.questionnaire.instrument import Level, Row, RowKey, Theme
from hf_fidelity.domain.scores.figures import Moments, closeness, figures
from hf_fidelity.domain.scores.scoring import NoAnswer, index_of
from hf_fidelity.domain.survey.batch import Batch, Imported
from hf_fidelity.domain.survey.exports import ExportRead
from hf_fidelity.ground import Quarter, _, in_words, ngettext, one_line, text_in
from hf_fidelity.reports.document import (
    Block,
    Bullets,
    Cell,
    Chart,
    Column,
    Document,
    Number,
    Paragraph,
    Section,
    Series,
    Table,
    TableRow,
)
from hf_fidelity.reports.survey import (
    ThingToLookAt,
    file_names,
    is_in_doubt,
    is_not_stored,
    listed,
    places,
    score_cell,
    score_data,
    stored_words,
    things_by_file,
    tool_words,
    totals,
    whole,
)
from hf_fidelity.reports.words import (
    consensus_decimals,
    incomplete_rule,
    limit_rule,
    phrase,
    privacy_rule,
    reading_rules,
    report,
    row_label,
    short_quarter,
    statement_label,
    translation_note,
)


def score_workbook(batch: Batch) -> Document:
    """What was read and how to read it, the scores by team, every figure by statement, what was left out, method."""
    sheets = (
        _overview_sheet(batch),
        *_distribution_sheet(batch),
        _statements_sheet(batch),
        *_principles_sheet(batch),
        _rejected_sheet(batch),
        *_method_sheet(batch),
    )
    quarters = in_words(sorted({team.quarter for team in batch.teams}))
    sections = (*_read_me_sheet(batch, sheets), *sheets)
    return report(
        _("Scored survey answers"), quarters, sections, instruments=[batch.instrument], data=score_data(batch)
    )


# The first sheet: what was read, what is hidden, what stands where, how to read it.


def _read_me_sheet(batch: Batch, sheets: tuple[Section, ...]) -> Iterator[Section]:
    yield Section(_("Read me"), ())
    yield Section(_("What was read"), (Bullets(tuple(totals(batch, things_by_file(batch)))),), 3)
    yield Section(_("What is not shown"), (Bullets(tuple(_hidden(batch))),), 3)
    told = tuple(_("{sheet}: {what}", sheet=name, what=what) for name, what in _contents(sheets))
    yield Section(_("What stands where"), (Bullets(told),), 3)
    yield Section(_("How to read this"), (Bullets(tuple(_reading(batch))),), 3)
    yield Section(_("What the figures cannot say"), (Bullets(tuple(_limits(batch))),), 3)


def _hidden(batch: Batch) -> Iterator[str]:
    """What privacy keeps out of sight and why; that nothing is, where nothing is."""
    yield privacy_rule(batch.policy)
    held = [team for team in batch.teams if team.stored == "held-back"]
    if held:
        yield ngettext(
            "{n} team is held back, because fewer than {limit} people answered. It is in no score, count or chart: "
            "{teams}.",
            "{n} teams are held back, because fewer than {limit} people answered. They are in no score, count or "
            "chart: {teams}.",
            len(held),
            n=whole(len(held)),
            limit=batch.policy.limit,
            teams=[_named(team) for team in held],
        )
    gaps = [(team, ids) for team in batch.teams if (ids := _without_votes(team, batch))]
    for team, ids in gaps:
        yield _(
            "{team}: no figures for {statements}; fewer than {limit} people answered, or the file does not have them.",
            team=_named(team),
            statements=ids,
            limit=batch.policy.limit,
        )
    without_roles = [(team, finding) for team in batch.teams for finding in team.roles_hidden]
    for team, finding in without_roles:
        yield _("{team}: {what}", team=_named(team), what=finding)
    if not held and not gaps and not without_roles:
        yield _("Nothing is hidden: every team and every statement with answers is shown.")


def _named(team: Imported) -> str:
    return f"{one_line(team.team)} ({one_line(team.organisation)}, {short_quarter(team.quarter)})"


def _without_votes(team: Imported, batch: Batch) -> list[str]:
    if team.shown is None or team.basis != "votes":
        return []
    return [id for id in batch.instrument.asked(team.shown.parts) if team.shown.answer(id).votes is None]


def _contents(sheets: tuple[Section, ...]) -> Iterator[tuple[str, str]]:
    """What each sheet holds, for the sheets that there are."""
    what = {
        _("Overview"): _("the scores of each team, by theme and overall, with a chart."),
        _("Distribution"): _("how all the answers that may be shown fall on the scale, statement by statement."),
        _("Statements"): _("each team's answers to each statement: counts, median, mean and how close they lie."),
        _("Core principles"): _("the scores of each team by core principle."),
        _("Rejected"): _("every row and cell that was rejected, skipped or in doubt, with what to do about it."),
        _("Method"): _("Cronbach's alpha, how complete the answers are, and how each file was understood."),
    }
    return ((sheet.title, what[sheet.title]) for sheet in sheets if sheet.title in what)


def _reading(batch: Batch) -> Iterator[str]:
    yield from reading_rules(batch.instrument)
    yield incomplete_rule()
    yield _("Consensus is 1 where all answer alike and 0 where half stand at each end. An even spread gives about 0.4.")
    yield _("Colours run from orange (low) over white to blue (high). They show size, not what is good or bad.")
    yield _("Each table has filters and can be sorted. Numbers are in full precision; two decimals are shown.")
    if note := translation_note(batch.instrument):
        yield note


def _limits(batch: Batch) -> Iterator[str]:
    if any(team.basis == "votes" for team in batch.teams):
        yield _("These are votes, each person's own answer. They become an agreed answer when the team meets.")
    yield limit_rule(batch.instrument)
    if batch.instrument.limits_note:
        yield text_in(batch.instrument.limits_note)
    yield _("The figures are pseudonymised: there are no names, but whoever knows a team may guess who answered what.")


# The scores of each team.


_TOTAL: RowKey = ("total", "total")


def _overview_sheet(batch: Batch) -> Section:
    """Teams by themes and total, and the themes as dots over the teams."""
    themes = _rows(batch, "theme")
    columns = (
        *_team_columns(),
        *(Column(row_label(row, batch.instrument), "number", shade=_ends(batch)) for row in _rows(batch, "total")),
        *([] if batch.instrument.totals is not None else [Column(_("Index"), "number")]),
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
    why = one_line(team.why.words()) if team.why else ""
    happened = ": ".join(filter(None, (stored_words(team, batch), why)))
    total = team.scores.rows.get(_TOTAL) if team.scores else None
    index = [] if batch.instrument.totals is not None else [Number(index_of(total, batch.instrument), 0)]
    totals = [score_cell(team, row.key) for row in _rows(batch, "total")]
    scores = [score_cell(team, row.key) for row in themes]
    return (*_team_cells(team), *totals, *index, *scores, _basis(team), happened)


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


def _principles_sheet(batch: Batch) -> Iterator[Section]:
    """Teams by core principles; nothing where the questionnaire has none."""
    principles = _rows(batch, "principle")
    if not principles:
        return
    shade = _ends(batch)
    columns = (
        *_team_columns(),
        *(Column(row_label(row, batch.instrument), "number", shade=shade) for row in principles),
    )
    rows = [TableRow((*_team_cells(team), *(score_cell(team, row.key) for row in principles))) for team in batch.teams]
    reading = batch.instrument.own_reading
    note = (Paragraph(text_in(reading)),) if reading else ()
    title = _("Core principles")
    yield Section(title, (*note, Table(title, columns, tuple(rows))))


# The answers statement by statement: of each team, and of all that may be shown.


def _statements_sheet(batch: Batch) -> Section:
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


def _statement(team: Imported, id: str, batch: Batch) -> tuple[Cell, ...]:
    instrument = batch.instrument
    name = (*_team_cells(team)[:-1], id, statement_label(id, instrument).removeprefix(f"{id} "))
    counts_as = [_counts_as(team, id)] if instrument.reversed else []
    votes = team.shown.answer(id).votes if team.shown else None
    summary = figures(instrument.scale.values, votes.all.counts) if votes else None
    agreed = _agreed(team, id)
    if votes is None or summary is None:
        return (*name, *[Number(None)] * (len(instrument.scale.points) + 6), "", *counts_as, agreed)
    counts = dict(zip(instrument.scale.values, votes.all.counts, strict=True))
    return (
        *name,
        Number(summary.n, 0),
        *(Number(counts[point.value], 0) for point in instrument.scale.points),
        Number(votes.all.missing, 0),
        Number(votes.all.not_relevant, 0),
        Number(summary.median, 1),
        Number(summary.mean),
        Number(summary.consensus, consensus_decimals(summary.consensus, instrument.thresholds)),
        phrase(closeness(summary.consensus, instrument.thresholds)),
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


def _distribution_sheet(batch: Batch) -> Iterator[Section]:
    """All votes that may be shown, added up over the teams, and a chart of them; nothing where there are none."""
    instrument = batch.instrument
    summed = {id: _summed(batch, id) for id in instrument.order}
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
    names = tuple(row_label(row, instrument) for row in _rows(batch, "statement"))
    series = [
        Series(label, tuple(summed[id][i] for id in instrument.order))
        for i, label in enumerate(_low_to_high(batch, labels))
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
        middle=instrument.scale.middle,
    )
    yield Section(title, (Paragraph(said), *_wordings(batch), Table(title, columns, tuple(rows)), chart))


def _low_to_high(batch: Batch, headings: list[str]) -> list[str]:
    """The headings of the points, which stand in the questionnaire's order, from the lowest point to the highest."""
    by_point = dict(zip((point.value for point in batch.instrument.scale.points), headings, strict=True))
    return [by_point[value] for value in batch.instrument.scale.values]


def _distribution_row(batch: Batch, row: Row, counts: tuple[int, ...]) -> tuple[Cell, ...]:
    instrument = batch.instrument
    teams = sum(bool(team.shown and team.shown.answer(row.id).votes) for team in batch.teams)
    by_point = dict(zip(instrument.scale.values, counts, strict=True))
    summary = figures(instrument.scale.values, counts)
    return (
        row_label(row, instrument),
        Number(teams, 0),
        Number(sum(counts), 0),
        *(Number(by_point[point.value], 0) for point in instrument.scale.points),
        Number(summary.mean if summary else None),
    )


def _summed(batch: Batch, id: str) -> tuple[int, ...]:
    votes = [team.shown.answer(id).votes for team in batch.teams if team.shown]
    columns = zip(*(each.all.counts for each in votes if each), strict=True)
    return tuple(map(sum, columns)) or (0,) * len(batch.instrument.scale.values)


def _point_headings(batch: Batch) -> list[str]:
    """A heading a point: its words where all statements share them, else its number (see :func:`_wordings`)."""
    scale = batch.instrument.scale
    if len(batch.instrument.scales) > 1:
        return [str(point.value) for point in scale.points]
    return [text_in(point.label) for point in scale.points]


def _wordings(batch: Batch) -> list[Block]:
    """What the numbers of the points mean in each theme, where themes word them otherwise."""
    instrument = batch.instrument
    if len(instrument.scales) < 2:
        return []
    values = [point.value for point in instrument.scale.points]
    said = [
        f"{text_in(theme.name)}: {', '.join(map((theme.scale or instrument.scale).spelled, values))}"
        for theme in instrument.themes
    ]
    return [*map(Paragraph, said)]


# What several sheets share: who a row is about, and what is in it.


def _rows(batch: Batch, level: Level) -> list[Row]:
    return [row for row in batch.instrument.rows() if row.level == level]


def _ends(batch: Batch) -> tuple[float, float]:
    return batch.instrument.scale.lowest, batch.instrument.scale.highest


def _team_columns() -> tuple[Column, ...]:
    return Column(_("Team")), Column(_("Organisation")), Column(_("Quarter"), "name"), Column("n", "number")


def _team_cells(team: Imported) -> tuple[Cell, ...]:
    n = Number(team.respondents if team.basis == "votes" else None, 0)
    return one_line(team.team), one_line(team.organisation), short_quarter(team.quarter), n


# What was rejected, skipped or in doubt.


def _rejected_sheet(batch: Batch) -> Section:
    names = file_names(batch)
    columns = (
        Column(_("File")),
        Column(_("Sheet")),
        Column(_("Cell"), "name"),
        Column(_("Row")),
        Column(_("What stood there")),
        Column(_("Kind"), "name"),
        Column(_("Why")),
        Column(_("What to do")),
    )
    rows = [TableRow(_place(names[read.file], place)) for read in batch.files for place in places(read)]
    said = _("What became of a row stands here. A row that is not named counts.")
    if any(map(is_not_stored, batch.teams)):
        said = _("What became of a row stands here; why answers are not stored, under the teams.")
    elif any(map(is_in_doubt, batch.teams)):
        said = _("What became of a row stands here; what else there is to look at, under the teams.")
    title = _("Rejected")
    return Section(title, (Paragraph(said), Table(title, columns, tuple(rows))))


def _place(file: str, place: ThingToLookAt) -> tuple[Cell, ...]:
    where = (place.sheet, ", ".join(place.cells), str(place.rows))
    return (file, *where, place.value, place.kind_words, place.said, place.remedy)


# The sheet on method: how alike the statements of a theme are answered, how complete, how files were understood.


def _method_sheet(batch: Batch) -> Iterator[Section]:
    """Alpha by theme, completeness by file, the understanding of each file."""
    yield Section(_("Method"), ())
    alpha = _(
        "Cronbach's alpha tells how alike the statements of a theme are answered (at most 1). It rests on everyone "
        "who answered all of them, in teams where at least {limit} did; with few people it is uncertain.",
        limit=batch.policy.limit,
    )
    yield Section(_("Cronbach's alpha"), (Paragraph(alpha), _alpha(batch)), 3)
    complete = _(
        "Answers given, of the answers possible, in teams that have at least {limit} people in each of their files. "
        "Statements that fewer answered count as not answered.",
        limit=batch.policy.limit,
    )
    yield Section(_("How complete the answers are"), (Paragraph(complete), _completeness(batch)), 3)
    understood = _("The names on the left are those of a mapping file (--mapping), where another reading can be given.")
    yield Section(_("How each file was understood"), (Paragraph(understood), _mapping(batch)), 3)


def _alpha(batch: Batch) -> Table:
    columns = (Column(_("Theme")), Column(_("Alpha"), "number"), Column("n", "number"), Column(_("Note")))
    pooled = batch.moments()
    rows = [_alpha_row(theme, pooled.get(theme.id), batch) for theme in batch.instrument.themes]
    return Table(_("Cronbach's alpha"), columns, tuple(rows))


def _alpha_row(theme: Theme, moments: Moments | None, batch: Batch) -> TableRow:
    alpha = moments.alpha if moments else None
    why = "" if alpha is not None else _why_no_alpha(theme, moments, batch)
    return TableRow((text_in(theme.name), Number(alpha), Number(moments.n if moments else None, 0), why))


def _why_no_alpha(theme: Theme, moments: Moments | None, batch: Batch) -> str:
    if sum(statement.theme == theme.id for statement in batch.instrument.statements) < 2:
        return _("One statement alone has no alpha.")
    if not any(theme.id in read.moments for read in batch.files):
        return _("No file has all statements of the theme.")
    if moments is None and any(theme.id in read.moments and batch.some_are_refused(read) for read in batch.files):
        return _("The votes of a team in the file are refused, because they tell what a few people answered.")
    if moments is None:
        return _("Fewer than {limit} people answered all statements of the theme.", limit=batch.policy.limit)
    return _("Everybody answered alike.")


def _completeness(batch: Batch) -> Table:
    names, hidden, alike = file_names(batch), batch.of_hidden(), _first_alike(batch)
    columns = (
        Column(_("File")),
        Column(_("Survey tool")),
        Column(_("Answers"), "number"),
        Column(_("Possible"), "number"),
        Column(_("Percent"), "number"),
        Column(_("Understood like")),
    )
    rows = []
    for read in batch.files:
        given, possible = _answers(read, batch, hidden)
        percent = given / possible * 100 if possible else None
        known = Number(given if possible else None, 0), Number(possible or None, 0), Number(percent, 0)
        rows.append(TableRow((names[read.file], tool_words(read), *known, alike.get(read.file, ""))))
    return Table(_("How complete the answers are"), columns, tuple(rows))


def _answers(read: ExportRead, batch: Batch, hidden: Set[tuple[str, str, Quarter]]) -> tuple[int, int]:
    """Answers given, and answers possible: people times statements, without those not relevant.

    A team that is hidden in one file is left out of all: what one says could else be taken from the team's figures.
    """
    given = possible = 0
    for group in read.groups:
        if (group.organisation, group.team, group.quarter) in hidden:
            continue
        for votes in group.votes.values():
            may_be_seen = votes.all.answered >= batch.policy.limit
            given += votes.all.answered if may_be_seen else 0
            possible += group.respondents - (votes.all.not_relevant if may_be_seen else 0)
    return given, possible


_Understanding = tuple[tuple[str, str], ...]


def _mapping(batch: Batch) -> Table:
    """Each understanding once: forty exports of one survey are understood alike."""
    columns = (Column(_("File")), Column(_("What")), Column(_("Understood as")))
    names = file_names(batch)
    alike: dict[_Understanding, list[str]] = {}
    for read in batch.files:
        alike.setdefault(_understanding(read), []).append(names[read.file])
    rows = [
        TableRow((listed(files, 1), one_line(what), one_line(value)))
        for understanding, files in alike.items()
        for what, value in understanding
    ]
    return Table(_("How each file was understood"), columns, tuple(rows))


def _understanding(read: ExportRead) -> _Understanding:
    return tuple(_flat(read.mapping))


def _first_alike(batch: Batch) -> dict[str, str]:
    """File → the name of the first file that is understood in the same way; without files of no understanding."""
    names, first = file_names(batch), dict[_Understanding, str]()
    known = [(read.file, understanding) for read in batch.files if (understanding := _understanding(read))]
    return {file: first.setdefault(understanding, names[file]) for file, understanding in known}


def _flat(mapping: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    """Nested keys as ``statements › S01``, values in words."""
    for key, value in mapping.items():
        name = f"{above} › {key}" if above else str(key)
        if isinstance(value, Mapping):
            yield from _flat(value, name)
        elif value is not None:
            yield name, in_words(value)
