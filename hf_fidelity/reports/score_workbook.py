"""A batch of survey files as the workbook that is handed over: each part of level 2 is a sheet."""

from collections.abc import Iterator

from hf_fidelity.domain.survey.batch import Batch, Imported
from hf_fidelity.ground.text import one_line
from hf_fidelity.i18n import _, language, ngettext, text_in
from hf_fidelity.reports.document import Bullets, Cell, Column, Document, Paragraph, Section, Table, TableRow
from hf_fidelity.reports.rules import change_rules, privacy_rule, reading_rules
from hf_fidelity.reports.score_data import score_data
from hf_fidelity.reports.score_method import method
from hf_fidelity.reports.score_words import file_names, whole
from hf_fidelity.reports.survey import totals
from hf_fidelity.reports.survey_words import Place, places
from hf_fidelity.reports.survey_workbook import distribution, overview, principles, statements
from hf_fidelity.reports.words import short_quarter, translation_note


def score_workbook(batch: Batch) -> Document:
    """What was read and how to read it, the scores by team, every figure by statement, what was left out, method."""
    sheets = (
        overview(batch),
        *distribution(batch),
        statements(batch),
        *principles(batch),
        _rejected(batch),
        *method(batch),
    )
    title = _("{form}: scored survey answers", form=text_in(batch.instrument.name))
    quarters = sorted({team.quarter for team in batch.teams})
    subtitle = ", ".join(quarter.words() for quarter in quarters)
    return Document(title, subtitle, language(), (*_read_me(batch, sheets), *sheets), (), score_data(batch))


def _read_me(batch: Batch, sheets: tuple[Section, ...]) -> Iterator[Section]:
    yield Section(_("Read me"), ())
    yield Section(_("What was read"), (Bullets(tuple(totals(batch))),), 3)
    yield Section(_("What is not shown"), (Bullets(tuple(hidden(batch))),), 3)
    told = tuple(_("{sheet}: {what}", sheet=name, what=what) for name, what in _contents(sheets))
    yield Section(_("What stands where"), (Bullets(told),), 3)
    yield Section(_("How to read this"), (Bullets(tuple(_reading(batch))),), 3)
    yield Section(_("What the figures cannot say"), (Bullets(tuple(_limits(batch))),), 3)


def hidden(batch: Batch) -> Iterator[str]:
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
    if not held and not gaps:
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
        _("Overview"): _("the scores of each team, by theme and in all, with a chart."),
        _("Distribution"): _("how all the answers that may be shown fall on the scale, statement by statement."),
        _("Statements"): _("each team's answers to each statement: counts, median, mean and how close they lie."),
        _("Core principles"): _("the scores of each team by core principle."),
        _("Rejected"): _("every row and cell that was rejected, skipped or in doubt, with what to do about it."),
        _("Method"): _("Cronbach's alpha, how complete the answers are, and how each file was understood."),
    }
    return ((sheet.title, what[sheet.title]) for sheet in sheets if sheet.title in what)


def _reading(batch: Batch) -> Iterator[str]:
    yield from reading_rules(batch.instrument)
    yield _("A score with * lacks the answer to at least one statement.")
    yield _("Consensus is 1 where all answer alike and 0 where half stand at each end. An even spread gives about 0.4.")
    yield _("Colours run from orange (low) over white to blue (high). They show size, not what is good or bad.")
    yield _("Each table has filters and can be sorted. Numbers are in full precision; two decimals are shown.")
    if note := translation_note(batch.instrument):
        yield note


def _limits(batch: Batch) -> Iterator[str]:
    if any(team.basis == "votes" for team in batch.teams):
        yield _("These are votes, each person's own answer. They become an agreed answer when the team meets.")
    yield from change_rules(batch.instrument)[:1]
    if batch.instrument.limits_note:
        yield text_in(batch.instrument.limits_note)
    yield _("The figures are pseudonymised: there are no names, but whoever knows a team may guess who answered what.")


def _rejected(batch: Batch) -> Section:
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
    title = _("Rejected")
    return Section(title, (Paragraph(said), Table(title, columns, tuple(rows))))


def _place(file: str, place: Place) -> tuple[Cell, ...]:
    where = (place.sheet, ", ".join(place.cells), str(place.rows))
    return (file, *where, place.value, place.kind_words, place.said, place.remedy)
