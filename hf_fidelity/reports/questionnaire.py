"""Questionnaires as documents: which there are, one of them whole, and what is wrong with a file."""

from collections.abc import Sequence

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.questionnaire.scale import Scale
from hf_fidelity.domain.statement import Statement, Theme
from hf_fidelity.ground.findings import Finding
from hf_fidelity.i18n import _, language, ngettext, text_in
from hf_fidelity.reports.document import (
    Bullets,
    Column,
    Document,
    Number,
    Paragraph,
    Section,
    Table,
    TableRow,
)
from hf_fidelity.reports.measures import limit_words
from hf_fidelity.reports.rules import reversed_rule
from hf_fidelity.reports.words import phrase, translation_note


def instruments_report(instruments: Sequence[Instrument]) -> Document:
    """The questionnaires that can be used."""
    columns = (
        Column(_("Id")),
        Column(_("Name")),
        Column(_("Version")),
        Column(_("Statements"), "number"),
        Column(_("Status")),
    )
    rows = [
        TableRow(
            (i.id, text_in(i.name), i.version, Number(len(i.statements), 0), phrase(i.status)),
            strong=i.default,
        )
        for i in instruments
    ]
    table = Table(_("Questionnaires"), columns, tuple(rows))
    data = {"instruments": [_data(instrument) for instrument in instruments]}
    section = Section(_("Questionnaires"), (table,))
    return Document(_("Questionnaires"), _("What the program can ask"), language(), (section,), (), data)


def _data(instrument: Instrument) -> dict[str, object]:
    return {
        "id": instrument.id,
        "version": instrument.version,
        "name": text_in(instrument.name),
        "status": instrument.status,
        "default": instrument.default,
        "statements": len(instrument.statements),
    }


def instrument_report(instrument: Instrument) -> Document:
    """One questionnaire whole, as it is read aloud at a meeting."""
    source = instrument.source
    scale = tuple(instrument.scale.spelled(point.value) for point in instrument.scale.points)
    sections = (
        Section(_("Purpose"), (Paragraph(text_in(instrument.purpose)),)),
        Section(_("How to fill it in"), (Paragraph(text_in(instrument.advice)),)),
        Section(text_in(instrument.stem), (Bullets(scale),)),
        *(_theme(instrument, theme) for theme in instrument.themes),
        *_measures(instrument),
    )
    notes = (
        _(
            "Source: {title}, {publisher}, {section}.",
            title=source.title,
            publisher=source.publisher,
            section=source.section,
        ),
        *((text_in(instrument.own_reading),) if instrument.own_reading else ()),
        *reversed_rule(instrument),
        *filter(None, (translation_note(instrument),)),
    )
    subtitle = f"{instrument.id} {instrument.version} · {phrase(instrument.status)}"
    return Document(text_in(instrument.name), subtitle, language(), sections, notes, instrument.model_dump(mode="json"))


def _theme(instrument: Instrument, theme: Theme) -> Section:
    about = [Paragraph(text) for text in about_words(theme, instrument)]
    principles = [Paragraph(f"{text_in(p.name)}. {text_in(p.definition)}") for p in instrument.principles_of(theme)]
    steps = [Bullets(step_words(theme.scale))] if theme.scale else []
    statements = [_statement(s, instrument) for s in instrument.statements if s.theme == theme.id]
    return Section(text_in(theme.name), (*about, *principles, *steps, Bullets(tuple(statements))))


def about_words(theme: Theme, instrument: Instrument) -> tuple[str, ...]:
    """For whom a theme is, where it belongs to an optional part, and what it is about."""
    part = next((part for part in instrument.parts if part.id == theme.part), None)
    whose = (_("Only for those who use it: {part}.", part=part.name),) if part else ()
    return (*whose, *((text_in(theme.about),) if theme.about else ()))


def step_words(scale: Scale) -> tuple[str, ...]:
    """The points of a scale with what each looks like, where that is said: ``Vidensdeling (1): Vi …``."""
    described = {point.value: f": {text_in(point.description)}" for point in scale.points if point.description}
    return tuple(f"{scale.spelled(point.value)}{described.get(point.value, '')}" for point in scale.points)


def _statement(statement: Statement, instrument: Instrument) -> str:
    """A statement with where in the source it comes from, where that is another place than the questionnaire's."""
    text = f"{statement.id} {text_in(statement.text)}"
    if statement.id in instrument.reversed:
        text = _("{statement} (reversed)", statement=text)
    return f"{text} [{statement.section}]" if statement.section else text


def _measures(instrument: Instrument) -> list[Section]:
    """The numbers to type in, their limits and why."""
    said = [
        f"{text_in(m.name)}: {limit_words(m)}. {text_in(m.reason)} {text_in(m.note or {})}".rstrip()
        + (f" [{m.section}]" if m.section else "")
        for m in instrument.measures
    ]
    return [Section(_("Numbers with a limit"), (Bullets(tuple(said)),))] if said else []


def validation_report(file: str, findings: Sequence[Finding]) -> Document:
    """What is wrong with a questionnaire's file, line by line."""
    said = [f"{file}:{finding.line}:{finding.column}: {finding.words()}" for finding in findings]
    verdict = (
        ngettext("{number} thing to mend.", "{number} things to mend.", len(said))
        if said
        else _("Nothing to mend: the questionnaire can be used.")
    )
    data = {
        "file": file,
        "findings": [
            {"severity": f.severity, "code": f.code, "line": f.line, "column": f.column, "message": f.words()}
            for f in findings
        ],
    }
    blocks = (Bullets(tuple(said)), Paragraph(verdict)) if said else (Paragraph(verdict),)
    return Document(_("Checked: {file}", file=file), "", language(), (Section("", blocks),), (), data)
