"""What the source asks for behind each principle, questions for the talk and aids, as a document."""

from collections.abc import Iterable, Iterator
from typing import Any

from hf_fidelity.domain.guide import Guide
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.statement import Principle
from hf_fidelity.i18n import _, language, text_in
from hf_fidelity.reports.document import Block, Bullets, Column, Document, Paragraph, Section, Table, TableRow
from hf_fidelity.reports.guide_words import aid_words, texts_of
from hf_fidelity.reports.words import foreign_texts, translation_note


def guide_report(instrument: Instrument) -> Document:
    """The help for every principle, theme by theme."""
    sections: list[Section] = []
    for theme in instrument.themes:
        if principles := instrument.principles_of(theme):
            sections.append(Section(text_in(theme.name), ()))
            sections += [_among_others(instrument, principle) for principle in principles]
    if not any(principle.guide for principle in instrument.principles):
        sections = [Section("", (Paragraph(_("This questionnaire has no texts to help with the talk.")),))]
    title = _("Help for the talk: {name}", name=instrument.name)
    data = _data(instrument, instrument.principle_order)
    notes = tuple(_notes(instrument))
    return Document(title, "", language(), tuple(sections), notes, data, foreign_texts(instrument))


def principle_report(instrument: Instrument, principle: Principle) -> Document:
    """The help for one principle, with the statements that speak to it."""
    theme = next(theme for theme in instrument.themes if theme.id == principle.theme)
    subtitle = " · ".join(filter(None, (text_in(theme.name), _place(instrument, principle))))
    statements = [f"{s.id} {text_in(s.text)}" for s in instrument.statements if s.principle == principle.id]
    sections = (
        Section(_("What it is about"), (Paragraph(text_in(principle.definition)),)),
        *(Section(title, (block,)) for title, block in _parts(principle)),
        Section(_("The statements that speak to it"), (Bullets(tuple(statements)),)),
    )
    notes = (*filter(None, [text_in(instrument.own_reading or {})]), *_notes(instrument))
    data = _data(instrument, (principle,))
    return Document(text_in(principle.name), subtitle, language(), sections, notes, data, foreign_texts(instrument))


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


def _data(instrument: Instrument, principles: Iterable[Principle]) -> dict[str, Any]:
    return {
        "instrument": {"id": instrument.id, "version": instrument.version},
        "principles": [_principle_data(instrument, principle) for principle in principles],
        "further": [{"name": text_in(further.name), "found_at": further.found_at} for further in instrument.further],
    }


def _principle_data(instrument: Instrument, principle: Principle) -> dict[str, Any]:
    return {
        "id": principle.id,
        "number": instrument.principle_order.index(principle) + 1,
        "theme": principle.theme,
        "name": text_in(principle.name),
        "section": principle.section,
        "statements": [s.id for s in instrument.statements if s.principle == principle.id],
        "guide": principle.guide and _guide_data(principle.guide),
    }


def _guide_data(guide: Guide) -> dict[str, Any]:
    return {
        "municipality": [text_in(text) for text in guide.municipality],
        "professional": [text_in(text) for text in guide.professional],
        "questions": [text_in(text) for text in guide.questions],
        "aids": [
            {"name": text_in(aid.name), "helps": text_in(aid.helps), "found_at": aid.found_at} for aid in guide.aids
        ],
    }
