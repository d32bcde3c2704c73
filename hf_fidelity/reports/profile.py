"""A team's questionnaires of one quarter side by side as a document. Each keeps its own scale; nothing is added up."""

from collections.abc import Iterator, Sequence

from hf_fidelity.domain.scores.scoring import index_of
from hf_fidelity.domain.scores.trend import Snapshot
from hf_fidelity.i18n import _, language, text_in
from hf_fidelity.reports.document import Bullets, Column, Document, Number, Section, Table, TableRow
from hf_fidelity.reports.measures import measures_section
from hf_fidelity.reports.record import assessment_report, score_table
from hf_fidelity.reports.summary import where_we_are
from hf_fidelity.reports.words import foreign_texts, phrase


def profile_report(shown: Sequence[Snapshot]) -> Document:
    """The questionnaires (at least one) of one team and quarter, the official ones first."""
    ordered = sorted(shown, key=lambda each: each.instrument.status != "official")
    record = ordered[0].record
    singles = [assessment_report(each) for each in ordered]
    sections = (
        Section(_("What was answered"), (Bullets(tuple(_answered(ordered))),), lead=True),
        Section(_("Questionnaires side by side"), (_overview(ordered),)),
        *(section for each in ordered for section in _questionnaire(each)),
    )
    data = {
        "organisation": record.organisation,
        "team": record.team.name,
        "quarter": str(record.quarter),
        "assessments": [single.data for single in singles],
    }
    title = _("{team}: {quarter}, every questionnaire", team=record.team.name, quarter=record.quarter)
    foreign = {text: tongue for each in ordered for text, tongue in foreign_texts(each.instrument).items()}
    notes = tuple(dict.fromkeys(note for single in singles for note in single.notes))
    return Document(title, record.organisation, language(), sections, notes, data, foreign)


def _answered(shown: Sequence[Snapshot]) -> Iterator[str]:
    for status in dict.fromkeys(each.instrument.status for each in shown):
        names = [each.instrument.name for each in shown if each.instrument.status == status]
        yield _("{status}: {names}.", status=phrase(status).capitalize(), names=names)
    if len(shown) > 1:
        yield _(
            "The figures stand beside each other and are not added up: the questionnaires ask about different things, "
            "on scales of their own."
        )
    for each in shown:
        if each.measured.scores.basis == "votes":
            yield _("{name}: votes, not yet an agreed answer.", name=each.instrument.name)
        yield from (finding.words() for finding in each.findings)


def _overview(shown: Sequence[Snapshot]) -> Table:
    columns = (
        Column(_("Questionnaire")),
        Column(_("Status")),
        Column(_("Scale")),
        Column(_("Total"), "number"),
        Column(_("Index"), "number"),
        Column(_("Answered")),
    )
    return Table(columns[0].label, columns, tuple(map(_overview_row, shown)))


def _overview_row(shown: Snapshot) -> TableRow:
    form, score = shown.instrument, shown.measured.scores.rows["total", "total"]
    status = _("official form") if form.status == "official" else _("questions for reflection")
    answered = _("{answered} of {relevant}", answered=score.answered, relevant=score.relevant)
    scale = f"{form.scale.lowest}–{form.scale.highest}"
    return TableRow((
        text_in(form.name), status, scale, Number(score.value), Number(index_of(score, form), 0), answered,
    ))  # fmt: skip


def _questionnaire(shown: Snapshot) -> Iterator[Section]:
    """One questionnaire: where the team is in words, its themes on its own scale, its numbers with a limit."""
    name = text_in(shown.instrument.name)
    title = _("Themes: {name}", name=name)
    yield Section(name, (Bullets(tuple(where_we_are(shown.trend))), score_table(shown, title, "theme")))
    for section in measures_section(shown.trend, 3):
        yield Section(f"{section.title}: {name}", section.blocks, 3)
