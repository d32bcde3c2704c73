"""Questionnaires as documents: which there are, one of them whole, what is wrong with a file, help for the talk."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from hf_fidelity.domain.questionnaire.instrument import Aid, Guide, Instrument, Principle, Statement, Theme
from hf_fidelity.domain.questionnaire.scale import Scale
from hf_fidelity.ground.findings import Finding
from hf_fidelity.i18n import _, ngettext, text_in
from hf_fidelity.reports.document import (
    Block,
    Bullets,
    Column,
    Document,
    Number,
    Paragraph,
    Section,
    Table,
    TableRow,
)
from hf_fidelity.reports.head import report
from hf_fidelity.reports.measures import limit_words
from hf_fidelity.reports.words import phrase, reversed_rule, translation_note


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
    return report(_("Questionnaires"), _("What the program can ask"), (section,), forms=(), data=data)


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
        *((_("Citizens answer it, each alone; there is no meeting about it."),) if instrument.by_citizens else ()),
        *reversed_rule(instrument),
        *filter(None, (translation_note(instrument),)),
    )
    version, data = f"{instrument.id} {instrument.version}", instrument.model_dump(mode="json")
    return report(text_in(instrument.name), version, sections, forms=[instrument], notes=notes, data=data)


def _theme(instrument: Instrument, theme: Theme) -> Section:
    about = [Paragraph(text) for text in theme_words(theme, instrument)]
    principles = [Paragraph(f"{text_in(p.name)}. {text_in(p.definition)}") for p in instrument.principles_of(theme)]
    steps = [Bullets(step_words(theme.scale))] if theme.scale else []
    statements = [_statement(s, instrument) for s in instrument.statements if s.theme == theme.id]
    return Section(text_in(theme.name), (*about, *principles, *steps, Bullets(tuple(statements))))


def theme_words(theme: Theme, instrument: Instrument) -> tuple[str, ...]:
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
    return report(_("Checked: {file}", file=file), "", (Section("", blocks),), forms=(), data=data)


# What the source asks for behind each principle, questions for the talk and aids, as a document.


def guide_report(instrument: Instrument) -> Document:
    """The help for every principle, theme by theme."""
    sections: list[Section] = []
    for theme in instrument.themes:
        if principles := instrument.principles_of(theme):
            sections.append(Section(text_in(theme.name), ()))
            sections += [_among_others(instrument, principle) for principle in principles]
    if not any(principle.guide for principle in instrument.principles):
        sections = [Section("", (Paragraph(_("This questionnaire has no texts to help with the talk.")),))]
    data = _guide_data(instrument, instrument.principle_order)
    return report(_("Help for the talk"), "", sections, forms=[instrument], notes=_notes(instrument), data=data)


def principle_report(instrument: Instrument, principle: Principle) -> Document:
    """The help for one principle, with the statements that speak to it."""
    theme = next(theme for theme in instrument.themes if theme.id == principle.theme)
    about = " · ".join(filter(None, (text_in(theme.name), _place(instrument, principle))))
    statements = [f"{s.id} {text_in(s.text)}" for s in instrument.statements if s.principle == principle.id]
    sections = (
        Section(_("What it is about"), (Paragraph(text_in(principle.definition)),)),
        *(Section(title, (block,)) for title, block in _parts(principle)),
        Section(_("The statements that speak to it"), (Bullets(tuple(statements)),)),
    )
    notes = (*filter(None, [text_in(instrument.own_reading or {})]), *_notes(instrument))
    data = _guide_data(instrument, (principle,))
    return report(text_in(principle.name), about, sections, forms=[instrument], notes=notes, data=data)


def _among_others(instrument: Instrument, principle: Principle) -> Section:
    """One principle under its theme: what there is to say, without its definition."""
    blocks: list[Block] = [Paragraph(place)] if (place := _place(instrument, principle)) else []
    for title, block in _parts(principle):
        blocks += [Paragraph(f"{title}:"), block] if title and isinstance(block, Bullets) else [block]
    number = instrument.principle_order.index(principle) + 1
    return Section(f"{number} {text_in(principle.name)}", tuple(blocks), level=3)


def _parts(principle: Principle) -> Iterator[tuple[str, Block]]:
    """Each part of the help under its heading; the table says whose it is, for formats that part it from the rest."""
    guide = principle.guide
    if guide is None:
        yield "", Paragraph(_("There are no texts to help with this principle."))
        return
    for title, texts in texts_of(guide):
        yield title, Bullets(texts)
    if guide.aids:
        columns = (Column(_("Aids")), Column(_("What it helps with, and where it is found")))
        rows = tuple(TableRow(aid_words(aid)) for aid in guide.aids)
        yield columns[0].label, Table(f"{columns[0].label}: {text_in(principle.name)}", columns, rows)


def _place(instrument: Instrument, principle: Principle) -> str:
    """Where the source unfolds the principle; empty where that is not said."""
    if principle.section is None:
        return ""
    return _("{title}, section {section}", title=instrument.source.title, section=principle.section)


def _notes(instrument: Instrument) -> Iterator[str]:
    if any(principle.guide for principle in instrument.principles):
        yield _(
            "The words are our own, after {title} ({publisher}). For its own words, read the section that is named.",
            title=instrument.source.title,
            publisher=instrument.source.publisher,
        )
    for further in instrument.further:
        yield _("See also {name}: {where}", name=further.name, where=further.found_at)
    yield from filter(None, (translation_note(instrument),))


def _guide_data(instrument: Instrument, principles: Iterable[Principle]) -> dict[str, Any]:
    return {
        "instrument": {"id": instrument.id, "version": instrument.version},
        "principles": [_principle_data(instrument, principle) for principle in principles],
        "further": [{"name": text_in(further.name), "found_at": further.found_at} for further in instrument.further],
        "instrument_status": instrument.status,
    }


def _principle_data(instrument: Instrument, principle: Principle) -> dict[str, Any]:
    return {
        "id": principle.id,
        "number": instrument.principle_order.index(principle) + 1,
        "theme": principle.theme,
        "name": text_in(principle.name),
        "section": principle.section,
        "statements": [s.id for s in instrument.statements if s.principle == principle.id],
        "guide": principle.guide and _help_data(principle.guide),
    }


def _help_data(guide: Guide) -> dict[str, Any]:
    return {
        "municipality": [text_in(text) for text in guide.municipality],
        "professional": [text_in(text) for text in guide.professional],
        "questions": [text_in(text) for text in guide.questions],
        "aids": [
            {"name": text_in(aid.name), "helps": text_in(aid.helps), "found_at": aid.found_at} for aid in guide.aids
        ],
    }


# The help for a statement's principle as lines, for a screen that is in use for something else.


_IDEAS = 4
"""More of them would no longer be ideas but a list to read."""


def principle_help(instrument: Instrument, statement_id: str) -> tuple[str, ...]:
    """What the principle asks for, questions and aids, a heading before each; empty where there is no help.

    Raises KeyError for a statement that the questionnaire does not have.
    """
    principle = instrument.principle_of(instrument.statement(statement_id))
    if principle is None or principle.guide is None:
        return ()
    lines = [_heading(principle)]
    for title, texts in texts_of(principle.guide):
        lines += [f"{title}:", *(f"- {text}" for text in texts)]
    if principle.guide.aids:
        lines += [f"{_('Aids')}:", *(f"- {_on_one_line(aid)}" for aid in principle.guide.aids)]
    return tuple(lines)


def ideas(instrument: Instrument, statement_id: str) -> tuple[str, ...]:
    """The aids that stand first for the statement's principle, as ideas for an action; empty where there are none.

    Raises KeyError for a statement that the questionnaire does not have.
    """
    principle = instrument.principle_of(instrument.statement(statement_id))
    aids = principle.guide.aids if principle and principle.guide else ()
    return tuple(map(_on_one_line, aids[:_IDEAS]))


def texts_of(guide: Guide) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The parts of the help that are sentences, each under its heading; what is empty is left out."""
    for heading, texts in (
        (_("The municipality"), guide.municipality),
        (_("The professional"), guide.professional),
        (_("Questions for the talk"), guide.questions),
    ):
        if texts:
            yield heading, tuple(map(text_in, texts))


def aid_words(aid: Aid) -> tuple[str, str]:
    """What an aid is called; what it helps with and where it is found, as far as the source says."""
    helps = text_in(aid.helps)
    return text_in(aid.name), f"{helps} ({aid.found_at})" if aid.found_at else helps


def _on_one_line(aid: Aid) -> str:
    return ": ".join(aid_words(aid))


def _heading(principle: Principle) -> str:
    if principle.section is None:
        return text_in(principle.name)
    return _("{name} (section {section})", name=principle.name, section=principle.section)
