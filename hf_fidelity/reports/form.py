"""The empty form of a questionnaire as a value: all that paper or a workbook shows of it, in one language."""

from collections.abc import Sequence
from dataclasses import dataclass

from hf_fidelity.domain.questionnaire.instrument import Instrument, Measure, Scale, Theme
from hf_fidelity.domain.record import Action
from hf_fidelity.ground import Quarter, _, language, one_line, text_in
from hf_fidelity.reports.measures import limit_words
from hf_fidelity.reports.questionnaire import step_words, theme_words
from hf_fidelity.reports.summary import action_words
from hf_fidelity.reports.words import phrase, translation_note


@dataclass(frozen=True)
class Field:
    """Something to write about the meeting: who, and when."""

    key: str
    """``organisation``, ``team`` or ``quarter``, in every language."""
    label: str
    example: str
    value: str = ""
    """What is filled in beforehand."""


@dataclass(frozen=True)
class FormPrinciple:
    """A principle as it is printed under its theme."""

    name: str
    definition: str


@dataclass(frozen=True)
class FormStatement:
    """A statement to answer."""

    id: str
    text: str
    picture: str | None = None
    """What is drawn beside it where citizens fill in the form."""


@dataclass(frozen=True)
class FormNumber:
    """A number to type in."""

    id: str
    """``cti-caseload.citizens``: the measure and what is counted."""
    label: str


@dataclass(frozen=True)
class FormMeasure:
    """Numbers that come to something with a limit."""

    name: str
    limit: str
    """The limit and why there is one."""
    numbers: tuple[FormNumber, ...]
    columns: tuple[str, ...] = ()
    """The headings of a table of counts, that over its rows first; the numbers are its cells, row by row."""
    rows: tuple[str, ...] = ()


@dataclass(frozen=True)
class FormTheme:
    """A theme with what is printed under it."""

    name: str
    about: tuple[str, ...]
    """For whom it is and what it is about; the steps of its ladder with what each looks like."""
    labels: tuple[str, ...]
    """The points of its scale in the order the form prints them."""
    principles: tuple[FormPrinciple, ...]
    statements: tuple[FormStatement, ...]
    shares: tuple[float, ...] = ()
    """How far up its scale each of the points is, from 0 to 1."""
    apart: tuple[str, ...] = ()
    """What can be answered beside the points: what the scale itself calls no answer, else what the program does."""


@dataclass(frozen=True)
class Form:
    """The whole form. Its texts are those of the questionnaire, word for word."""

    instrument_id: str
    version: str
    digest: str
    language: str
    """The language that the questionnaire's texts are in."""
    title: str
    status: str
    purpose: str
    advice: str
    stem: str
    """The question that every statement answers; empty where each theme has its own, which stands with it."""
    fields: tuple[Field, ...]
    themes: tuple[FormTheme, ...]
    measures: tuple[FormMeasure, ...]
    notes: tuple[str, ...]
    """Where the texts come from."""
    by_citizens: bool = False
    """Whether citizens fill it in, each alone: no agreed answer, no name, no role, nothing to write in words."""
    agreed: tuple[str, ...] = ()
    """The open actions that the team goes on with. What it answered last time is not on the form: it would anchor."""

    @property
    def statements(self) -> tuple[FormStatement, ...]:
        """Every statement, theme by theme."""
        return tuple(statement for theme in self.themes for statement in theme.statements)


def empty_form(
    instrument: Instrument,
    organisation: str = "",
    team: str = "",
    quarter: Quarter | None = None,
    actions: Sequence[Action] = (),
) -> Form:
    """The questionnaire's form in the chosen language; what is known of the meeting stands in it already."""
    return Form(
        instrument_id=instrument.id,
        version=instrument.version,
        digest=instrument.digest,
        language=language() if language() in instrument.languages else instrument.languages[0],
        title=text_in(instrument.name),
        status=phrase(instrument.status),
        purpose=text_in(instrument.purpose),
        advice=text_in(instrument.advice),
        stem="" if any(theme.stem for theme in instrument.themes) else text_in(instrument.stem),
        fields=_fields(organisation, team, quarter),
        themes=tuple(_theme(instrument, theme) for theme in instrument.themes),
        measures=tuple(_measure(measure) for measure in instrument.measures),
        notes=_notes(instrument),
        by_citizens=instrument.by_citizens,
        agreed=tuple(one_line(action_words(action)) for action in actions),
    )


def _fields(organisation: str, team: str, quarter: Quarter | None) -> tuple[Field, ...]:
    return (
        Field(
            "organisation",
            _("Municipality or organisation"),
            _("the same every time"),
            one_line(organisation),
        ),
        Field("team", _("Team"), _("spelled the same every time"), one_line(team)),
        Field(
            "quarter",
            _("Quarter"),
            _("for example {quarter} or {machine}", quarter=Quarter(2026, 3), machine=str(Quarter(2026, 3))),
            quarter.words() if quarter else "",
        ),
    )


def _theme(instrument: Instrument, theme: Theme) -> FormTheme:
    scale = theme.scale or instrument.scale
    described = any(point.description for point in scale.points)
    width = scale.highest - scale.lowest
    return FormTheme(
        text_in(theme.name),
        (*theme_words(theme, instrument), *(step_words(scale) if described else ())),
        tuple(text_in(point.label) for point in scale.points),
        tuple(FormPrinciple(text_in(p.name), text_in(p.definition)) for p in instrument.principles_of(theme)),
        tuple(FormStatement(s.id, text_in(s.text), s.picture) for s in instrument.statements if s.theme == theme.id),
        tuple((point.value - scale.lowest) / width for point in scale.points),
        _apart(scale, instrument),
    )


def _apart(scale: Scale, instrument: Instrument) -> tuple[str, ...]:
    spoken = language() if language() in instrument.languages else instrument.languages[0]
    own = (*scale.missing.get(spoken, ()), *scale.not_relevant.get(spoken, ()))
    return own or (_("Don't know"), _("Not relevant"))


def _measure(measure: Measure) -> FormMeasure:
    held = [f"{text_in(each.name)}: {limit_words(each)}." for each in measure.told[1:]]
    own = f"{limit_words(measure).capitalize()}." if limit_words(measure) else ""
    limit = " ".join(filter(None, (own, text_in(measure.reason), *held)))
    numbers = tuple(FormNumber(f"{measure.id}.{each.id}", text_in(each.label)) for each in measure.inputs)
    if measure.table is None:
        return FormMeasure(text_in(measure.name), limit, numbers)
    rows, columns = ([text_in(line.label) for line in lines] for lines in (measure.table.rows, measure.table.columns))
    return FormMeasure(text_in(measure.name), limit, numbers, (text_in(measure.table.label), *columns), tuple(rows))


def _notes(instrument: Instrument) -> tuple[str, ...]:
    source = instrument.source
    origin = _(
        "Source: {title}, {publisher}, {section}.",
        title=source.title,
        publisher=source.publisher,
        section=source.section,
    )
    translated = translation_note(instrument)
    return (origin, translated) if translated else (origin,)
