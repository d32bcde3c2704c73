"""Questionnaires as documents: which there are, one of them whole, what is wrong with a file, help for the talk."""

import json
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from hf_fidelity.domain.questionnaire.instrument import (
    Aid,
    Behind,
    Guide,
    Instrument,
    Measure,
    Principle,
    Scale,
    Statement,
    Theme,
    Topic,
)
from hf_fidelity.ground import Finding, _, language, ngettext, text_in
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
from hf_fidelity.reports.measures import limit_words, numbers
from hf_fidelity.reports.words import phrase, report, reversed_rule, translation_note


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
    return report(_("Questionnaires"), _("What the program can ask"), (section,), instruments=(), data=data)


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
        Section(_("The answers") if _own_stems(instrument) else text_in(instrument.stem), (Bullets(scale),)),
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
    return report(text_in(instrument.name), version, sections, instruments=[instrument], notes=notes, data=data)


def _own_stems(instrument: Instrument) -> bool:
    """Whether themes ask questions of their own: then each is printed where it is asked."""
    return any(theme.stem for theme in instrument.themes)


def _theme(instrument: Instrument, theme: Theme) -> Section:
    about = [Paragraph(text) for text in theme_words(theme, instrument)]
    principles = [Paragraph(f"{text_in(p.name)}. {text_in(p.definition)}") for p in instrument.principles_of(theme)]
    steps = [Bullets(step_words(theme.scale))] if theme.scale else []
    statements = [_statement(s, instrument) for s in instrument.statements if s.theme == theme.id]
    return Section(text_in(theme.name), (*about, *principles, *steps, Bullets(tuple(statements))))


def theme_words(theme: Theme, instrument: Instrument) -> tuple[str, ...]:
    """For whom a theme is, where it belongs to an optional part, what it is about, and what its statements ask."""
    part = next((part for part in instrument.parts if part.id == theme.part), None)
    whose = (_("Only for those who use it: {part}.", part=part.name),) if part else ()
    asked = [theme.about, theme.which, instrument.stem_of(theme) if _own_stems(instrument) else None]
    return (*whose, *(text_in(text) for text in asked if text))


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
    """The numbers to type in, their limits and why; those to talk about apart from those with a limit."""
    of = {_("Numbers with a limit"): False, _("Numbers to talk about"): True}
    said = {title: tuple(map(_number, numbers(instrument.told_measures, talk))) for title, talk in of.items()}
    return [Section(title, (Bullets(items),)) for title, items in said.items() if items]


def _number(measure: Measure) -> str:
    held = f"{text_in(measure.name)}: {said}." if (said := limit_words(measure)) else f"{text_in(measure.name)}."
    asked = "; ".join(text_in(each.label) for each in measure.table.inputs) + "." if measure.table else ""
    words = " ".join(filter(None, (held, text_in(measure.reason), text_in(measure.note or {}), asked)))
    return f"{words} [{measure.section}]" if measure.section else words


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
    return report(_("Checked: {file}", file=file), "", (Section("", blocks),), instruments=(), data=data)


# What the source asks for behind each principle or theme, questions for the talk and aids, as a document.


def guide_report(instrument: Instrument) -> Document:
    """The help for every principle and theme that there is help for, theme by theme."""
    sections: list[Section] = []
    for theme in instrument.themes:
        topics = [topic for topic in instrument.topics if theme.id in (topic.id, getattr(topic, "theme", None))]
        if topics == [theme]:
            sections.append(_among_others(instrument, theme, level=2))
        elif topics:
            sections.append(Section(text_in(theme.name), ()))
            sections += [_among_others(instrument, topic, level=3) for topic in topics]
    if not any(topic.guide for topic in instrument.topics):
        sections = [Section("", (Paragraph(_("This questionnaire has no texts to help with the talk.")),))]
    data = _guide_data(instrument, instrument.topics)
    return report(_("Help for the talk"), "", sections, instruments=[instrument], notes=_notes(instrument), data=data)


def topic_report(instrument: Instrument, topic: Topic) -> Document:
    """The help for one principle or theme, with the statements that speak to it."""
    under = [text_in(theme.name) for theme in instrument.themes if theme.id == getattr(topic, "theme", None)]
    statements = [f"{s.id} {text_in(s.text)}" for s in instrument.statements_on(topic)]
    sections = (
        *(
            [Section(_("What it is about"), tuple(map(Paragraph, about)))]
            if (about := _about(instrument, topic))
            else ()
        ),
        *(Section(title, (block,)) for title, block in _parts(instrument, topic)),
        Section(_("The statements that speak to it"), (Bullets(tuple(statements)),)),
    )
    notes = (*filter(None, [text_in(instrument.own_reading or {})]), *_notes(instrument))
    heading = " · ".join(filter(None, (*under, _place(instrument, topic))))
    data = _guide_data(instrument, (topic,))
    return report(text_in(topic.name), heading, sections, instruments=[instrument], notes=notes, data=data)


def _about(instrument: Instrument, topic: Topic) -> tuple[str, ...]:
    if isinstance(topic, Principle):
        return (text_in(topic.definition),)
    return theme_words(topic, instrument)


def _among_others(instrument: Instrument, topic: Topic, level: int) -> Section:
    """One principle or theme among all: what there is to say, without its definition."""
    blocks: list[Block] = [Paragraph(place)] if (place := _place(instrument, topic)) else []
    for title, block in _parts(instrument, topic):
        blocks += [Paragraph(f"{title}:"), block] if title and isinstance(block, Bullets) else [block]
    return Section(topic_words(instrument, topic).words(), tuple(blocks), level=level)


def topic_words(instrument: Instrument, topic: Topic) -> Finding:
    """What a principle or theme is called after its number, where its name does not begin with that itself."""
    number = instrument.topics.index(topic) + 1
    if all(name.startswith(f"{number}. ") for name in topic.name.values()):
        return Finding("topic", "{name}", {"name": topic.name})
    return Finding("topic", "{number} {name}", {"number": number, "name": topic.name})


def _behind(instrument: Instrument, behind: Behind) -> str:
    """A question after the statement that it asks about, for those who do not know the ids by heart."""
    return f"{behind.statement} {text_in(instrument.statement(behind.statement).label)} – {text_in(behind.text)}"


def _parts(instrument: Instrument, topic: Topic) -> Iterator[tuple[str, Block]]:
    """Each part of the help under its heading; the table says whose it is, for formats that part it from the rest."""
    guide = topic.guide
    if guide is None:
        yield "", Paragraph(_("There are no texts to help with this principle."))
        return
    for title, texts in texts_of(guide):
        yield title, Bullets(texts)
    if guide.behind:
        yield _("If you see it differently"), Bullets(tuple(_behind(instrument, each) for each in guide.behind))
    if guide.aids:
        columns = (Column(_("Aids")), Column(_("What it helps with, and where it is found")))
        rows = tuple(TableRow(aid_words(aid)) for aid in guide.aids)
        yield columns[0].label, Table(f"{columns[0].label}: {text_in(topic.name)}", columns, rows)


def _place(instrument: Instrument, topic: Topic) -> str:
    """Where the source unfolds it; empty where that is not said."""
    title, headings = instrument.source.title, _headings(instrument, topic)
    if not headings:
        return ""
    if set(headings) <= set(title.values()):
        return text_in(title)
    if isinstance(topic, Principle):
        return _("{title}, section {section}", title=title, section=headings[0])
    return _("{title}: {headings}", title=title, headings="; ".join(heading.rstrip(":") for heading in headings))


def _headings(instrument: Instrument, topic: Topic) -> list[str]:
    """The headings of the source that it rests on: a principle's own, or those of a theme's statements."""
    if isinstance(topic, Principle):
        return [topic.section] if topic.section else []
    return list(dict.fromkeys(s.section for s in instrument.statements_on(topic) if s.section))


def _notes(instrument: Instrument) -> Iterator[str]:
    if any(topic.guide for topic in instrument.topics):
        yield _(
            "The words are our own, after {title} ({publisher}). For its own words, read the section that is named.",
            title=instrument.source.title,
            publisher=instrument.source.publisher,
        )
    for further in instrument.further:
        yield _("See also {name}: {where}", name=further.name, where=further.found_at)
    yield from filter(None, (translation_note(instrument),))


def _guide_data(instrument: Instrument, topics: Sequence[Topic]) -> dict[str, Any]:
    return {
        "instrument": {"id": instrument.id, "version": instrument.version},
        "principles": [_principle_data(instrument, each) for each in topics if isinstance(each, Principle)],
        "themes": [_theme_data(instrument, each) for each in topics if isinstance(each, Theme)],
        "further": [{"name": text_in(further.name), "found_at": further.found_at} for further in instrument.further],
        "instrument_status": instrument.status,
    }


def _principle_data(instrument: Instrument, principle: Principle) -> dict[str, Any]:
    return {
        "id": principle.id,
        "number": instrument.topics.index(principle) + 1,
        "theme": principle.theme,
        "name": text_in(principle.name),
        "section": principle.section,
        "statements": [s.id for s in instrument.statements_on(principle)],
        "guide": principle.guide and _help_data(principle.guide),
    }


def _theme_data(instrument: Instrument, theme: Theme) -> dict[str, Any]:
    return {
        "id": theme.id,
        "number": instrument.topics.index(theme) + 1,
        "name": text_in(theme.name),
        "sections": _headings(instrument, theme),
        "statements": [s.id for s in instrument.statements_on(theme)],
        "guide": theme.guide and _help_data(theme.guide),
    }


def _help_data(guide: Guide) -> dict[str, Any]:
    return {
        "asks": [text_in(text) for text in guide.asks],
        "municipality": [text_in(text) for text in guide.municipality],
        "professional": [text_in(text) for text in guide.professional],
        "questions": [text_in(text) for text in guide.questions],
        "behind": [{"statement": each.statement, "text": text_in(each.text)} for each in guide.behind],
        "aids": [
            {"name": text_in(aid.name), "helps": text_in(aid.helps), "found_at": aid.found_at} for aid in guide.aids
        ],
    }


# The help for a statement as lines, for a screen that is in use for something else.


_IDEAS = 4
"""More of them would no longer be ideas but a list to read."""


def help_for(instrument: Instrument, statement_id: str) -> tuple[str, ...]:
    """What the statement's principle or theme asks for, questions and aids, a heading before each; empty where there
    is no help.

    Raises KeyError for a statement that the questionnaire does not have.
    """
    topic = instrument.topic_of(instrument.statement(statement_id))
    if topic is None or topic.guide is None:
        return ()
    lines = [_heading(instrument, topic)]
    for title, texts in texts_of(topic.guide, statement_id):
        lines += [f"{title}:", *(f"- {text}" for text in texts)]
    if topic.guide.aids:
        lines += [_("Aids") + ":", *(f"- {_on_one_line(aid)}" for aid in topic.guide.aids)]
    return tuple(lines)


def ideas(instrument: Instrument, statement_id: str) -> tuple[str, ...]:
    """The aids that stand first for the statement's principle or theme, as ideas for an action; empty where there are
    none.

    Raises KeyError for a statement that the questionnaire does not have.
    """
    topic = instrument.topic_of(instrument.statement(statement_id))
    aids = topic.guide.aids if topic and topic.guide else ()
    return tuple(map(_on_one_line, aids[:_IDEAS]))


def texts_of(guide: Guide, statement_id: str | None = None) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The parts of the help that are sentences, each under its heading; what is empty is left out.

    Beside a statement, its own question stands first.
    """
    own = tuple(each.text for each in guide.behind if each.statement == statement_id)
    for heading, texts in (
        (_("What the source asks for"), guide.asks),
        (_("The municipality"), guide.municipality),
        (_("The professional"), guide.professional),
        (_("Questions for the talk"), own + guide.questions),
    ):
        if texts:
            yield heading, tuple(map(text_in, texts))


def aid_words(aid: Aid) -> tuple[str, str]:
    """What an aid is called; what it helps with and where it is found, as far as the source says."""
    helps = text_in(aid.helps)
    return text_in(aid.name), f"{helps} ({aid.found_at})" if aid.found_at else helps


def _on_one_line(aid: Aid) -> str:
    return ": ".join(aid_words(aid))


def _heading(instrument: Instrument, topic: Topic) -> str:
    section = topic.section if isinstance(topic, Principle) else None
    if section is None or section in instrument.source.title.values():
        return text_in(topic.name)
    return _("{name} (section {section})", name=topic.name, section=section)


# A questionnaire to begin with: YAML that can be used as it is, with a comment to each thing that can be changed.
#
# What is only an example stands behind ``#``; it is valid when the ``# `` in front of each of its lines is taken away.


_WIDTH = 100


def skeleton(id: str, folder: str) -> str:
    """The YAML of a new questionnaire in the chosen language; ``folder`` is where it must lie to be used."""
    return "\n".join((*_head(id, folder), *_words(), *_limits(), *_scale(), *_contents(), *_examples())) + "\n"


def _note(text: str) -> list[str]:
    """A comment, broken into lines."""
    return [f"# {line}" for line in textwrap.wrap(text, _WIDTH)]


def _text(key: str, text: str) -> str:
    """A text in the chosen language."""
    return f"{key}: {{ {language()}: {_quoted(text)} }}"


def _quoted(value: object) -> str:
    """JSON's quotes are YAML's too."""
    return json.dumps(value, ensure_ascii=False)


def _head(id: str, folder: str) -> Iterator[str]:
    yield from _note(_("A questionnaire of your own. Lines that begin with # are explanations; they change nothing."))
    yield from _note(_("To use it, put this file into {folder}.", folder=folder))
    yield ""
    yield "schema_version: 1"
    yield from _note(_("The name to call it by, as in --instrument {id}. It never changes again.", id=id))
    yield f"id: {id}"
    yield from _note(_("Raise the version when you change the questionnaire."))
    yield "version: 1.0.0"
    yield from _note(_("reflection: your own questions. official: a published form, word for word."))
    yield "status: reflection"
    yield from _note(_("The languages of the texts. With two, each text below needs both: da: …, en: …"))
    yield f"languages: [{language()}]"


def _words() -> Iterator[str]:
    yield _text("name", _("Our questionnaire"))
    yield from _note(_("What it is for, how to fill it in, and the question that every statement answers."))
    yield _text("purpose", _("To talk about how we work, and to see what moves."))
    yield _text("advice", _("Fill it in together every quarter. Talk first, then answer."))
    yield _text("stem", _("How much do you agree or disagree with the following statements?"))
    yield from _note(_("Where it comes from. A web address may follow as url."))
    yield "source:"
    yield "  " + _text("title", _("Our own questions"))
    yield "  publisher: " + _quoted(_("Our team"))
    yield "  section: " + _quoted(_("All of it"))
    yield "cadence: { every: quarter, edge_days: 14 }"
    yield ""


def _limits() -> Iterator[str]:
    yield from _note(_("How scores are read. The rules stand in docs/scoring.md; all of these are needed."))
    for key, value, why in (
        ("anchored_from", 4, _("a theme is anchored where every statement counts as this point or more")),
        ("strengthen_to", 2, _("a statement that counts as this point or less calls for strengthening")),
        ("neutral", 3, _("a statement that stays at this point or less is put up for talk")),
        ("total_change", 0.25, _("the total must move more than this to have changed")),
        ("theme_steps", 2, _("a theme must move so many steps taken together to have changed")),
        ("close_from", 0.75, _("votes lie close from this consensus on (0–1)")),
        ("spread_below", 0.5, _("votes lie far apart below this consensus (0–1)")),
        ("privacy_limit", 5, _("votes of fewer people are neither kept nor shown; 3 at the least")),
    ):
        if key == "anchored_from":
            yield "thresholds:"
        yield f"  {key}: {value}  # {why}"
    yield ""


def _scale() -> Iterator[str]:
    yield from _note(_("The answers, from 2 to 11 of them, in the order in which they are printed."))
    yield "scale:"
    yield "  id: agreement-5"
    yield "  points:"
    labels = (
        _("Strongly agree"),
        _("Agree"),
        _("Neither agree nor disagree"),
        _("Disagree"),
        _("Strongly disagree"),
    )
    for value, label in zip((5, 4, 3, 2, 1), labels, strict=True):
        yield f"    - {{ value: {value}, {_text('label', label)} }}"
    yield from _note(_("What the form calls not knowing, and not relevant, for answers that come from survey tools."))
    for key, words in (
        ("missing", (_("Don't know"), _("Prefer not to say"))),
        ("not_relevant", (_("Not relevant"),)),
    ):
        yield f"  {key}: {{ {language()}: {_quoted(words)} }}"
    yield ""


def _contents() -> Iterator[str]:
    yield from _note(_("Themes: statements that belong together and get a score of their own."))
    yield "themes:"
    yield "  - id: everyday"
    yield "    " + _text("name", _("Everyday work"))
    yield ""
    yield from _note(
        _(
            "The statements, one idea each. short is for tables; section says where in the source it stands. "
            "reversed: true, where agreeing is bad: the answer is kept as it is and counts the other way round."
        )
    )
    yield from _note(
        _(
            "An id stands as a column's heading in exports. Survey tools give ids like Q1, S1, V1 or item1 by "
            "themselves, so choose others: here the theme's word and a number."
        )
    )
    yield "statements:"
    for id, text, short, more in (
        ("everyday1", _("We listen before we advise."), _("Listen first"), ()),
        ("everyday2", _("We know what each citizen wants."), _("The citizen's wishes"), ()),
        ("everyday3", _("Our meetings are about forms."), _("Meetings about forms"), ("    reversed: true",)),
    ):
        yield f"  - id: {id}"
        yield "    theme: everyday"
        yield from more
        yield f"    {_text('short', short)}"
        yield f"    {_text('text', text)}"
    yield ""


def _examples() -> Iterator[str]:
    yield from _note(_("What follows can be used as well: take away the # and the blank in front of each line."))
    yield "#"
    yield from _note(_("Numbers to type in, each with a limit (at_most or at_least). Never averaged with answers:"))
    yield "#"
    yield from _behind_hash(
        "measures:",
        "  - id: caseload",
        "    " + _text("name", _("Citizens per worker")),
        "    count: { id: citizens, " + _text("label", _("How many citizens?")) + " }",
        "    per: { id: workers, " + _text("label", _("How many workers?")) + " }",
        "    at_most: 10",
        "    " + _text("reason", _("So that there is time for each.")),
    )
    yield "#"
    yield from _note(_("A part that only some teams answer: name it here, and say part: outreach in a theme."))
    yield "#"
    yield from _behind_hash("parts:", "  - { id: outreach, " + _text("name", _("Outreach work")) + " }")
    yield "#"
    yield from _note(
        _(
            "A ladder of steps instead of agreement: give a theme a scale of its own with the same values, and each "
            "point a description. A principle under a theme has an id, a theme, a name and a definition; its "
            "statements say principle: and its id."
        )
    )


def _behind_hash(*lines: str) -> Iterator[str]:
    return (f"# {line}" for line in lines)
