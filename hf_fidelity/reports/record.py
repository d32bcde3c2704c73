"""One quarter of one team as a document, and in the JSON shape that others rely on."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from hf_fidelity.domain.questionnaire.instrument import Instrument, Row, RowKey, Theme
from hf_fidelity.domain.record import Answer, Assessment, Correction, FromTo, Votes, is_group_figure, parts_of
from hf_fidelity.domain.scores.figures import VoteFigures, closeness, mean
from hf_fidelity.domain.scores.scoring import NoAnswer, index_of
from hf_fidelity.domain.scores.trend import Snapshot
from hf_fidelity.ground import N_, Texts, _, day, ngettext, text_in, told_apart
from hf_fidelity.reports.document import (
    Block,
    Bullets,
    Cell,
    Chart,
    ChartKind,
    Column,
    Document,
    Number,
    Section,
    Series,
    Table,
    TableRow,
)
from hf_fidelity.reports.measures import measure_data, measures_section
from hf_fidelity.reports.others import citizens_rules, citizens_section, peers_data, peers_section, voice_data
from hf_fidelity.reports.summary import action_words, lead, where_we_are
from hf_fidelity.reports.words import (
    answered_as,
    basis_words,
    change_rules,
    consensus_shown,
    not_settled,
    phrase,
    privacy_rule,
    reading_rules,
    report,
    row_label,
    state_words,
    statement_label,
    translation_note,
)

# What each person thought beside what the team agreed on: the votes statement by statement, and by role.


_UNDECIDED: tuple[tuple[str, Callable[[Votes], int]], ...] = (
    (N_("Not answered"), lambda votes: votes.all.missing),
    (N_("Not relevant"), lambda votes: votes.all.not_relevant),
)


def votes_section(shown: Snapshot) -> Iterator[Section]:
    """The votes as a table and two pictures; nothing where there are none that may be shown."""
    voted = [id for id in shown.instrument.order if shown.votes(id)]
    if not voted:
        return
    groups = tuple(_by_scale(shown, voted))
    yield Section(_("Votes"), tuple(block for ids in groups for block in _blocks(shown, ids, alone=len(groups) == 1)))
    yield from _roles(shown, voted)


def _by_scale(shown: Snapshot, voted: list[str]) -> Iterator[list[str]]:
    """The statements voted on, by the words they were answered in: steps of a ladder are no agreement."""
    for scale in shown.instrument.scales:
        if ids := [id for id in voted if shown.instrument.scale_of(id) == scale]:
            yield ids


def _blocks(shown: Snapshot, voted: list[str], *, alone: bool) -> Iterator[Block]:
    title = _("Votes")
    if not alone:
        themes = dict.fromkeys(shown.instrument.theme_of(shown.instrument.statement(id)).id for id in voted)
        names = [theme.name for theme in shown.instrument.themes if theme.id in themes]
        title = _("Votes: {themes}", themes=names)
    yield _table(shown, title, voted)
    yield _bars(shown, title, voted)
    if any(shown.record.answer(id).agreed is not None for id in voted):
        yield _layers(shown, title, voted)


def _table(shown: Snapshot, title: str, voted: list[str]) -> Table:
    """Counts in the order of the questionnaire, and where there are any, those who did not take a stand."""
    votes = [_votes_about(shown, id) for id in voted]
    columns = (
        Column(_("Statement")),
        *(Column(text_in(point.label), "number") for point in shown.instrument.scale_of(voted[0]).points),
        Column("n", "number"),
        Column(_("Median"), "number"),
        *(Column(_(label), "number") for label, counted in _UNDECIDED if any(map(counted, votes))),
        Column(_("Agreed answer"), "number"),
    )
    return Table(title, columns, tuple(_row(shown, id, votes) for id in voted))


def _row(shown: Snapshot, id: str, all_votes: list[Votes]) -> TableRow:
    votes, summary, scale = _votes_about(shown, id), shown.votes(id), shown.instrument.scale_of(id)
    counts = dict(zip(scale.values, votes.all.counts, strict=True))
    undecided = [counted(votes) for _label, counted in _UNDECIDED if any(map(counted, all_votes))]
    return TableRow((
        _label(shown, id),
        *(Number(counts[point.value], 0) for point in scale.points),
        Number(summary.n if summary else None, 0),
        Number(summary.median if summary else None, 1),
        *(Number(n, 0) for n in undecided),
        Number(shown.record.answer(id).agreed, 0),
    ))  # fmt: skip


def _bars(shown: Snapshot, table: str, voted: list[str]) -> Chart:
    title = _("How the votes fall on the scale")
    said = _("A bar for each statement. Those who disagree stand on the left, those who agree on the right.")
    if shown.instrument.scale_of(voted[0]) != shown.instrument.scale:
        said = _("A bar for each statement, from the lowest step on the left to the highest on the right.")
    return _chart("stacked", shown, table, voted, (title, said))


def _layers(shown: Snapshot, table: str, voted: list[str]) -> Chart:
    title = _("The agreed answer beside the votes")
    said = _("Each bubble is the votes at that point; the frame is the answer that the team then agreed on.")
    return _chart("layers", shown, table, voted, (title, said))


def _chart(kind: ChartKind, shown: Snapshot, table: str, voted: list[str], said: tuple[str, str]) -> Chart:
    scale = shown.instrument.scale_of(voted[0])
    counts = [_votes_about(shown, id).all.counts for id in voted]
    series = [
        Series(text_in(scale.label(value)), tuple(float(tally[at]) for tally in counts))
        for at, value in enumerate(scale.values)
    ]
    agreed = [shown.record.answer(id).agreed for id in voted]
    return Chart(
        kind,
        *said,
        tuple(_label(shown, id) for id in voted),
        tuple(series),
        0,
        max(map(sum, counts)),
        table,
        middle=scale.middle,
        marks=tuple(None if point is None else scale.values.index(point) for point in agreed),
        mark_label=_("Agreed answer"),
    )


def _roles(shown: Snapshot, voted: list[str]) -> Iterator[Section]:
    """The mean of each role, where every role is large enough to be shown."""
    roles = list(dict.fromkeys(role for id in voted for role in _votes_about(shown, id).roles))
    if not roles:
        return
    title = _("How the roles see it")
    columns = (Column(_("Statement")), *(Column(_("{role}, mean", role=role), "number") for role in roles))
    rows = [TableRow((_label(shown, id), *(_role_mean(shown, id, role) for role in roles))) for id in voted]
    yield Section(title, (Table(title, columns, tuple(rows)),))


def _role_mean(shown: Snapshot, id: str, role: str) -> Number:
    tally = _votes_about(shown, id).roles.get(role)
    return Number(mean(shown.instrument.scale.values, tally.counts) if tally and tally.answered else None)


def _votes_about(shown: Snapshot, id: str) -> Votes:
    votes = shown.record.answer(id).votes
    if votes is None:
        raise KeyError(id)
    return votes


def _label(shown: Snapshot, id: str) -> str:
    return statement_label(id, shown.instrument)


# The figures of one statement's votes in the JSON shape that others rely on.


def vote_figures(votes: Votes, summary: VoteFigures) -> dict[str, Any]:
    """Counts from the scale's lowest point to its highest, and what they come to, in full precision."""
    return {
        "n": summary.n,
        "counts": list(votes.all.counts),
        "missing": votes.all.missing,
        "not_relevant": votes.all.not_relevant,
        "mean": summary.mean,
        "median": summary.median,
        "consensus": summary.consensus,
    }


# The record.


def assessment_report(shown: Snapshot) -> Document:
    """One quarter as a document."""
    record, remarks = shown.record, tuple(_remarks(shown))
    rules = tuple(_rules(shown))
    where = _("The answers") if shown.instrument.by_citizens else _("The meeting")
    sections = (
        *lead(shown.trend),
        Section(where, (Bullets((*_meeting(shown), *citizens_words(record))),)),
        *_section(_("Please note"), remarks),
        Section(_("Themes"), (score_table(shown, _("Theme"), "total", "theme"),)),
        *(
            [Section(_("Core principles"), (score_table(shown, _("Core principle"), "principle"),))]
            if shown.instrument.principles
            else []
        ),
        Section(_("Statements"), tuple(_all_statements(shown))),
        *citizens_section(shown.trend),
        *peers_section(shown.trend),
        *measures_section(shown.trend),
        *votes_section(shown),
        *_section(_("Comments"), _comments(shown)),
        *_section(_("Actions done or dropped"), _decided(shown)),
        *_section(_("Corrections"), corrections(record.history, shown.instrument)),
    )
    title = _("{team}: {quarter}", team=record.team.name, quarter=record.quarter)
    if record.peer:
        title = _("{team}, read by {peer}: {quarter}", team=record.team.name, peer=record.peer, quarter=record.quarter)
    data = assessment_data(shown, (*remarks, *rules))
    return report(title, record.organisation, sections, instruments=[shown.instrument], notes=rules, data=data)


def _section(title: str, items: Iterable[str]) -> list[Section]:
    said = tuple(items)
    return [Section(title, (Bullets(said),))] if said else []


def _decided(shown: Snapshot) -> Iterator[str]:
    """The record's actions that are no longer open, also those that were decided since it was closed."""
    here = {action.id for action in shown.record.actions}
    return (action_words(a) for a in shown.trend.actions if a.id in here and a.state != "open")


def _meeting(shown: Snapshot) -> Iterator[str]:
    record, scores = shown.record, shown.measured.scores
    if record.peer:
        yield _("This is how {peer} read the team's evidence, not the team's own view.", peer=record.peer)
    if record.held_on:
        yield _("Held on {day}.", day=record.held_on)
    if record.we:
        yield _("“We” were: {we}", we=record.we)
    yield from which_words(record, shown.instrument)
    if record.participants is not None:
        took_part = record.status == "final"
        yield _("{n} took part.", n=record.participants) if took_part else _("{n} answered.", n=record.participants)
    whole = scores.whole
    basis = basis_words(scores.basis, shown.instrument)
    said = N_("{answered} of {relevant} statements answered ({basis}).")
    if scores.basis == "votes" and whole.answered < whole.relevant:
        said = N_("{answered} of {relevant} statements have answers enough to be shown ({basis}).")
    yield _(said, answered=whole.answered, relevant=whole.relevant, basis=basis)
    if shown.instrument.parts:
        chosen = parts_of(record, shown.instrument)
        names = [part.name for part in shown.instrument.parts if part.id in chosen]
        yield _("Answered for: {parts}.", parts=names) if names else _("Answered without the optional parts.")
    gaps = [id for id in shown.measured.scores.ratings if not record.answer(id).settled]
    if gaps and scores.basis == "agreed":
        yield _("Not answered: {statements}.", statements=gaps)


def which_words(record: Assessment, instrument: Instrument) -> Iterator[str]:
    """Which partnership, project or place each theme is about, where that was said."""
    for theme in instrument.themes:
        if said := record.which.get(theme.id):
            yield f"{text_in(theme.name)}: {said}"


def score_table(shown: Snapshot, title: str, *levels: str) -> Table:
    """The scores of these levels on the questionnaire's own scale, with what they rest on and how they stand."""
    columns = (
        Column(title),
        Column(_("Score"), "number", shade=(shown.instrument.scale.lowest, shown.instrument.scale.highest)),
        Column(_("Index"), "number"),
        Column(_("Answered")),
        Column(_("Where it stands")),
    )
    rows = [row.row for row in shown.trend.rows if row.row.level in levels and _asked(shown, row.row)]
    return Table(title, columns, tuple(_score_row(shown, row) for row in rows))


def _score_row(shown: Snapshot, row: Row) -> TableRow:
    score = shown.measured.scores.rows[row.key]
    index = None if score.value is None else shown.instrument.scale.index(score.value)
    answered = _("{answered} of {relevant}", answered=score.answered, relevant=score.relevant)
    if not score.relevant:
        answered = _("not relevant")
    state = state_words(shown.states.get(row.key), row, shown.instrument)
    cells = (row_label(row, shown.instrument), Number(score.value), Number(index, 0), answered, state)
    return TableRow(cells, strong=row.level == "total")


def _asked(shown: Snapshot, row: Row) -> bool:
    """Whether the team was asked anything of it this quarter: optional parts may not be chosen."""
    return row.id == "total" or not shown.measured.scores.ratings.keys().isdisjoint(row.members)


def _all_statements(shown: Snapshot) -> Iterator[Table]:
    """A table for each theme of which something was asked."""
    for theme in shown.instrument.themes:
        asked = [id for id in shown.measured.scores.ratings if shown.instrument.statement(id).theme == theme.id]
        if asked:
            yield _statements(shown, theme, asked)


def _statements(shown: Snapshot, theme: Theme, asked: list[str]) -> Table:
    voted = any(shown.votes(id) for id in shown.instrument.order)
    votes = [Column(_("Votes"), "number"), Column(_("Mean"), "number"), Column(_("Spread"))] if voted else []
    turned = voted and not shown.instrument.reversed.isdisjoint(asked)
    votes += [Column(_("Counts as"), "number")] if turned else []
    columns = (Column(text_in(theme.name)), Column(_("Agreed answer")), *votes)
    return Table(text_in(theme.name), columns, tuple(_statement(shown, id, voted, turned=turned) for id in asked))


def _statement(shown: Snapshot, id: str, voted: bool, *, turned: bool) -> TableRow:
    label = statement_label(id, shown.instrument)
    cells: list[Cell] = [label, answer_words(id, shown.record.answer(id), shown.instrument)]
    if voted:
        summary = shown.votes(id)
        limits = shown.instrument.thresholds
        spread = phrase(closeness(summary.consensus, limits)) if summary else ""
        consensus = f"{spread} ({consensus_shown(summary.consensus, limits)})" if summary else ""
        cells += [Number(summary.n if summary else None, 0), Number(summary.mean if summary else None), consensus]
    if turned:
        whole = shown.measured.scores.basis == "agreed"
        cells.append(Number(shown.measured.scores.rows["statement", id].value, 0 if whole else 2))
    return TableRow(tuple(cells))


def answer_words(id: str, answer: Answer, instrument: Instrument) -> str:
    """What a team answered to a statement: the point with its label, not relevant (and why), or not answered."""
    if answer.agreed is not None:
        return answered_as(id, answer.agreed, instrument)
    if answer.not_relevant_because:
        return _("not relevant ({why})", why=answer.not_relevant_because)
    return _("not relevant") if answer.not_relevant_because is not None else _("not answered")


def _comments(shown: Snapshot) -> Iterator[str]:
    for id, answer in shown.record.answers.items():
        if answer.comment:
            yield f"{id}: {answer.comment}"
        if answer.changed_because:
            yield _("{statement} changed because: {why}", statement=id, why=answer.changed_because)


def citizens_words(record: Assessment) -> Iterator[str]:
    """How citizens were heard, how many, what it changed, and Brief INSPIRE: a sentence each, where it is known."""
    heard = record.citizen_involvement
    if heard is None:
        return
    if heard.how:
        yield _("How citizens were heard: {how}", how=heard.how)
    if heard.citizens is not None:
        yield _("{n} citizens were heard.", n=heard.citizens)
    if heard.what_it_changed:
        yield _("What it changed: {what}", what=heard.what_it_changed)
    if heard.brief_inspire:
        result = heard.brief_inspire
        yield _("Brief INSPIRE: mean {mean} of 100 (n = {n}).", mean=float(result.mean), n=result.n)


def _remarks(shown: Snapshot) -> Iterator[str]:
    """What is particular about this quarter: votes that no meeting has settled, and what is hidden."""
    if not_settled(shown.measured.scores.basis, shown.instrument):
        yield _("{quarter}: votes, not yet an agreed answer.", quarter=shown.record.quarter)
    yield from (finding.words() for finding in shown.findings)


def _rules(shown: Snapshot) -> Iterator[str]:
    yield privacy_rule(shown.policy)
    yield from reading_rules(shown.instrument)
    if len(shown.trend.course) > 1:
        yield from change_rules(shown.trend, shown.trend.rows)
    yield from citizens_rules(shown.trend)
    if note := translation_note(shown.instrument):
        yield note


# One quarter in the JSON shape that others rely on: the record's own keys, scores, and notes.


_TOTAL: RowKey = ("total", "total")
_GROUPS = {"theme": "themes", "principle": "principles"}


def assessment_data(shown: Snapshot, notes: tuple[str, ...]) -> dict[str, Any]:
    """What ``show --format json`` prints. Numbers in full precision; what is hidden or not known is null."""
    totals = [key for key in shown.measured.scores.rows if key[0] == "total"]
    own = {key[1]: _score(shown, key) for key in totals if key != _TOTAL}
    scores: dict[str, Any] = {
        "total": _score(shown, _TOTAL) if _TOTAL in totals else None,
        **({"totals": own} if shown.instrument.totals is not None else {}),
        "themes": {},
        "principles": {},
        "statements": {},
    }
    for key in shown.measured.scores.rows:
        if key[0] in _GROUPS:
            scores[_GROUPS[key[0]]][key[1]] = _score(shown, key)
    for id, rating in shown.measured.scores.ratings.items():
        scores["statements"][id] = {
            "score": None if isinstance(rating, NoAnswer) else rating,
            **({"reversed": True} if id in shown.instrument.reversed else {}),
            **_votes_data(shown, id),
        }
    record = shown.record.model_dump(mode="json")
    readings = [measure_data(course.newest) for course in shown.trend.measures if course.newest]
    return {
        **record,
        "instrument_status": shown.instrument.status,
        "basis": shown.measured.scores.basis,
        "scores": scores,
        "readings": readings,
        "notes": list(notes),
        "citizens_voice": voice_data(shown.trend),
        "peers": peers_data(shown.trend),
    }


def _score(shown: Snapshot, key: RowKey) -> dict[str, Any]:
    score = shown.measured.scores.rows[key]
    return {
        "score": score.value,
        "index": index_of(score, shown.instrument),
        "answered": score.answered,
        "relevant": score.relevant,
        "complete": score.complete,
        "state": shown.states.get(key),
    }


def _votes_data(shown: Snapshot, id: str) -> dict[str, Any]:
    votes, summary = shown.record.answer(id).votes, shown.votes(id)
    if votes is None or summary is None:
        return {}
    return vote_figures(votes, summary)


# A correction as a colleague would tell it: ``S07, fælles svar: ikke besvaret → Enig (4)``.


_KEYS = {
    "agreed": N_("agreed answer"),
    "comment": N_("comment"),
    "not_relevant_because": N_("not relevant, because"),
    "changed_because": N_("why it changed"),
    "votes": N_("votes"),
    "participants": N_("participants"),
    "we": N_("who “we” are"),
    "which": N_("what a theme is about"),
    "roles": N_("roles"),
    "held_on": N_("day of the meeting"),
    "votes_are": N_("votes are"),
    "citizen_involvement": N_("citizens"),
    "how": N_("how they were heard"),
    "what_it_changed": N_("what it changed"),
    "actions": N_("actions"),
    "parts": N_("optional parts"),
    "measures": N_("numbers with a limit"),
    "state": N_("state"),
    "outcome": N_("outcome"),
    "owner": N_("responsible"),
    "due": N_("deadline"),
    "share_on": N_("to be shared"),
    "learnt": N_("learnt"),
    "follows": N_("follows"),
    "history": N_("earlier corrections"),
}


_MOST_CORRECTIONS = 200
"""So many are listed; nobody reads thousands, and JSON has them all."""


def corrections(history: tuple[Correction, ...], instrument: Instrument) -> Iterator[str]:
    """Each correction with its day, its reason, and what it changed from what to what; of very many the newest."""
    earlier = len(history) - _MOST_CORRECTIONS
    if earlier > 0:
        yield ngettext(
            "{number} earlier correction is not listed here; `--format json` gives it too.",
            "{number} earlier corrections are not listed here; `--format json` gives them too.",
            earlier,
        )
    for entry in history[-_MOST_CORRECTIONS:]:
        changes = "; ".join(_change(path, change, instrument) for path, change in entry.changes.items())
        yield _("{day}: {why} ({changes})", day=day(entry.at.date()), why=entry.why, changes=changes)


def _change(path: str, change: FromTo, instrument: Instrument) -> str:
    where = ", ".join(_(_KEYS[key]) if key in _KEYS else key for key in path.split("."))
    if is_group_figure(path) or change.before is change.after is None:  # what was hidden is nothing on both sides
        return _("{where}: corrected", where=where)
    before, after = (_value(path, value, instrument) for value in (change.before, change.after))
    return f"{where}: {before} → {after}"


def _value(path: str, value: object, instrument: Instrument) -> str:
    if path.endswith(".agreed"):
        id = path.split(".", maxsplit=1)[0]
        scale = instrument.scale_of(id) if instrument.has(id) else instrument.scale
        return scale.spelled(value) if isinstance(value, int) and value in scale.values else _("not answered")
    if isinstance(value, dict):
        return str(value.get("text", _("new")))
    return _("nothing") if value is None else f"“{value}”" if isinstance(value, str) else str(value)


# A team's questionnaires of one quarter side by side as a document. Each keeps its own scale; nothing is added up.


def profile_report(shown: Sequence[Snapshot]) -> Document:
    """The questionnaires (at least one) of one team and quarter, the official ones first."""
    ordered = sorted(shown, key=lambda each: each.instrument.status != "official")
    record = ordered[0].record
    singles = [assessment_report(each) for each in ordered]
    names = told_apart({each.instrument.id: each.instrument.name for each in ordered})
    sections = (
        Section(_("What was answered"), (Bullets(tuple(_answered(ordered, names))),), lead=True),
        Section(_("Questionnaires side by side"), (_overview(ordered, names),)),
        *(section for each in ordered for section in _questionnaire(each, text_in(names[each.instrument.id]))),
    )
    data = {
        "organisation": record.organisation,
        "team": record.team.name,
        "quarter": str(record.quarter),
        "assessments": [single.data for single in singles],
    }
    title = _("{team}: {quarter}, every questionnaire", team=record.team.name, quarter=record.quarter)
    notes = dict.fromkeys(note for single in singles for note in single.notes)
    return report(
        title, record.organisation, sections, instruments=[each.instrument for each in ordered], notes=notes, data=data
    )


def _answered(shown: Sequence[Snapshot], names: Mapping[str, Texts]) -> Iterator[str]:
    for status in dict.fromkeys(each.instrument.status for each in shown):
        some = [names[each.instrument.id] for each in shown if each.instrument.status == status]
        yield _("{status}: {names}.", status=phrase(status).capitalize(), names=some)
    if len(shown) > 1:
        yield _(
            "The figures stand beside each other and are not added up: the questionnaires ask about different things, "
            "on scales of their own."
        )
    for each in shown:
        if not_settled(each.measured.scores.basis, each.instrument):
            yield _("{name}: votes, not yet an agreed answer.", name=names[each.instrument.id])
        yield from (finding.words() for finding in each.findings)


def _overview(shown: Sequence[Snapshot], names: Mapping[str, Texts]) -> Table:
    columns = (
        Column(_("Questionnaire")),
        Column(_("Status")),
        Column(_("Scale")),
        Column(_("Total"), "number"),
        Column(_("Index"), "number"),
        Column(_("Answered")),
    )
    rows = (_overview_row(each, text_in(names[each.instrument.id])) for each in shown)
    return Table(columns[0].label, columns, tuple(rows))


def _overview_row(shown: Snapshot, name: str) -> TableRow:
    instrument, score = shown.instrument, shown.measured.scores.whole
    status = _("official form") if instrument.status == "official" else _("questions for reflection")
    answered = _("{answered} of {relevant}", answered=score.answered, relevant=score.relevant)
    scale = f"{instrument.scale.lowest}–{instrument.scale.highest}"
    return TableRow((
        name, status, scale, Number(score.value), Number(index_of(score, instrument), 0), answered,
    ))  # fmt: skip


def _questionnaire(shown: Snapshot, name: str) -> Iterator[Section]:
    """One questionnaire: where the team is in words, its themes on its own scale, its numbers with a limit."""
    title = _("Themes: {name}", name=name)
    yield Section(name, (Bullets(tuple(where_we_are(shown.trend))), score_table(shown, title, "theme")))
    for section in measures_section(shown.trend, 3):
        yield Section(f"{section.title}: {name}", section.blocks, 3)
