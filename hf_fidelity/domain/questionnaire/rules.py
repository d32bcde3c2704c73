"""What a questionnaire must fulfil beyond its shape: ids that are unique and known, texts in every language,
a scale in order, thresholds on the scale.

Each rule yields the path to what breaks it, so that a reader can point at the line.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from hf_fidelity.domain import part_rules, scale_rules
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Assessment
from hf_fidelity.domain.rule import Broken, Path, broken, text_at
from hf_fidelity.i18n import N_


def broken_rules(instrument: Instrument) -> Iterator[Broken]:
    """Every rule that the questionnaire breaks, with the path to the place.

    Of a questionnaire that lacks parts (see ``fitting_parts``), the rules are checked that the other parts allow.
    """
    for rule, *needs in (
        (_unique_ids, "themes", "principles", "statements", "parts", "measures"),
        (_known_references, "themes", "principles", "statements"),
        (_used_themes, "themes", "principles", "statements"),
        (_languages, "languages", "own_translations"),
        (_translated, "languages"),
        (scale_rules.ordered_scale, "scale"),
        (scale_rules.distinct_labels, "scale"),
        (scale_rules.same_points, "scale", "themes"),
        (scale_rules.points, "scale", "thresholds"),
        (scale_rules.reach, "scale", "thresholds", "statements"),
        (scale_rules.spread, "thresholds"),
        (part_rules.known_parts, "parts", "themes", "measures"),
        (part_rules.used_parts, "parts", "themes"),
        (part_rules.one_limit, "measures"),
    ):
        if all(hasattr(instrument, need) for need in needs):
            yield from rule(instrument)


def _unique_ids(instrument: Instrument) -> Iterator[Broken]:
    twice = N_("The id {id} is used twice. Give this one another id.")
    reserved = N_("{id} is a key of the record itself. Give this another id.")
    about: set[str] = set()  # an action is about a statement or a theme, so no theme may be called like a statement
    chosen: set[str] = set()  # an answers file names parts and measures side by side
    kinds = {
        "themes": about,
        "principles": set[str](),
        "statements": about,
        "parts": chosen,
        "measures": chosen,
    }
    for name, seen in kinds.items():
        for i, id in enumerate(_ids(getattr(instrument, name))):
            if id.casefold() in seen:
                yield broken((name, i, "id"), "duplicate-id", twice, id=id)
            if id in Assessment.model_fields:  # an answers file names statements and keys alike
                yield broken((name, i, "id"), "reserved-id", reserved, id=id)
            seen.add(id.casefold())


def _ids(things: Sequence[Any]) -> list[str]:
    return [thing.id for thing in things]


def _known_references(instrument: Instrument) -> Iterator[Broken]:
    themes, principles = set(_ids(instrument.themes)), {p.id: p.theme for p in instrument.principles}
    unknown = N_("There is no principle {id}. Known are: {known}.")
    elsewhere = N_("The principle {id} belongs to the theme {theme}, the statement does not.")
    for i, principle in enumerate(instrument.principles):
        if principle.theme not in themes:
            yield _unknown_theme(("principles", i, "theme"), principle.theme, themes)
    for i, statement in enumerate(instrument.statements):
        path, id = ("statements", i, "principle"), statement.principle
        if statement.theme not in themes:
            yield _unknown_theme(("statements", i, "theme"), statement.theme, themes)
        if id is not None and id not in principles:
            yield broken(path, "unknown-principle", unknown, id=id, known=sorted(principles))
        elif id is not None and principles[id] != statement.theme:
            yield broken(path, "principle-of-another-theme", elsewhere, id=id, theme=principles[id])


def _unknown_theme(path: Path, id: str, known: Iterable[str]) -> Broken:
    return broken(path, "unknown-theme", N_("There is no theme {id}. Known are: {known}."), id=id, known=sorted(known))


def _used_themes(instrument: Instrument) -> Iterator[Broken]:
    for name, used in (
        ("themes", {statement.theme for statement in instrument.statements}),
        ("principles", {statement.principle for statement in instrument.statements}),
    ):
        for i, id in enumerate(_ids(getattr(instrument, name))):
            if id not in used:
                message = N_("{id} has no statement. Add one or take it out.")
                yield broken((name, i), "without-statements", message, id=id)


def _languages(instrument: Instrument) -> Iterator[Broken]:
    for i, language in enumerate(instrument.languages):
        if language in instrument.languages[:i]:
            message = N_("The language {language} stands twice. Take one of them out.")
            yield broken(("languages", i), "duplicate-language", message, language=language)
    for i, language in enumerate(instrument.own_translations):
        if language not in instrument.languages:
            yield _unknown_language(("own_translations", i), language, instrument)


def _translated(instrument: Instrument) -> Iterator[Broken]:
    for path, texts in _texts(instrument):
        for language in dict.fromkeys(instrument.languages):
            if not texts.get(language, "").strip():
                message = N_("The text is missing in the language {language}.")
                yield broken((*path, language), "missing-text", message, language=language)
        yield from _known_languages(path, texts, instrument)
    for path, scale in scale_rules.scales(instrument):
        for i, point in enumerate(scale.points):
            yield from _known_languages((*path, "points", i, "synonyms"), point.synonyms, instrument)


def _known_languages(path: Path, texts: Iterable[str], instrument: Instrument) -> Iterator[Broken]:
    for language in texts:
        if language not in instrument.languages:
            yield _unknown_language((*path, language), language, instrument)


def _unknown_language(path: Path, language: str, instrument: Instrument) -> Broken:
    message = N_("{language} is not among the languages of the questionnaire: {known}.")
    return broken(path, "unknown-language", message, language=language, known=instrument.languages)


def _texts(instrument: Instrument) -> Iterator[tuple[Path, Mapping[str, str]]]:
    """Every text of a questionnaire. Parts that a broken one lacks have none."""
    for name in ("name", "purpose", "advice", "stem", "own_reading", "limits_note"):
        yield from text_at(getattr(instrument, name, None), name)
    if hasattr(instrument, "source"):
        yield from text_at(instrument.source.title, "source", "title")
    for path, scale in scale_rules.scales(instrument):
        for i, point in enumerate(scale.points):
            yield from text_at(point.label, *path, "points", i, "label")
            yield from text_at(point.description, *path, "points", i, "description")
    for part, names in _WORDED.items():
        for i, thing in enumerate(getattr(instrument, part, ())):
            for name in names:
                yield from text_at(getattr(thing, name), part, i, name)
    for i, principle in enumerate(getattr(instrument, "principles", ())):
        for guided, texts in principle.guide.texts() if principle.guide else ():
            yield ("principles", i, "guide", *guided), texts
    for i, measure in enumerate(getattr(instrument, "measures", ())):
        for name in ("count", "per"):
            if asked := getattr(measure, name):
                yield ("measures", i, name, "label"), asked.label


_WORDED = {
    "parts": ("name",),
    "themes": ("name", "about"),
    "principles": ("name", "definition"),
    "statements": ("text", "short"),
    "measures": ("name", "reason", "note"),
    "further": ("name",),
}
"""What a questionnaire is made of, and the texts of each."""
