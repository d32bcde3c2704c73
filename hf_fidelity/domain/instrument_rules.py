"""What a questionnaire must fulfil beyond its shape: ids that are unique and known, texts in every language,
a scale in order, thresholds on the scale.

Each rule yields the path to what breaks it, so that a reader can point at the line.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from hf_fidelity.domain.assessment import Assessment
from hf_fidelity.domain.findings import Finding
from hf_fidelity.domain.instrument import Instrument
from hf_fidelity.domain.scale import Point
from hf_fidelity.i18n import N_

Path = tuple[str | int, ...]
Broken = tuple[Path, Finding]


def broken_rules(instrument: Instrument) -> Iterator[Broken]:
    """Every rule that the questionnaire breaks, with the path to the place.

    Of a questionnaire that lacks parts (see ``fitting_parts``), the rules are checked that the other parts allow.
    """
    for rule, *needs in (
        (_unique_ids, "themes", "principles", "statements"),
        (_known_references, "themes", "principles", "statements"),
        (_used_themes, "themes", "principles", "statements"),
        (_languages, "languages", "own_translations"),
        (_translated, "languages"),
        (_ordered_scale, "scale"),
        (_distinct_labels, "scale"),
        (_points, "scale", "thresholds"),
        (_reach, "scale", "thresholds", "statements"),
        (_spread, "thresholds"),
    ):
        if all(hasattr(instrument, need) for need in needs):
            yield from rule(instrument)


def _error(code: str, message: str, **params: Any) -> Finding:
    return Finding(code, message, params, "error")


def _unique_ids(instrument: Instrument) -> Iterator[Broken]:
    twice = N_("The id {id} is used twice. Give this one another id.")
    reserved = N_("{id} is a key of the record itself. Give this another id.")
    about: set[str] = set()  # an action is about a statement or a theme, so no theme may be called like a statement
    for name, seen in (("themes", about), ("principles", set[str]()), ("statements", about)):
        for i, id in enumerate(_ids(getattr(instrument, name))):
            if id.casefold() in seen:
                yield (name, i, "id"), _error("duplicate-id", twice, id=id)
            if id in Assessment.model_fields:  # an answers file names statements and keys alike
                yield (name, i, "id"), _error("reserved-id", reserved, id=id)
            seen.add(id.casefold())


def _ids(things: Sequence[Any]) -> list[str]:
    return [thing.id for thing in things]


def _known_references(instrument: Instrument) -> Iterator[Broken]:
    themes, principles = set(_ids(instrument.themes)), {p.id: p.theme for p in instrument.principles}
    for i, principle in enumerate(instrument.principles):
        if principle.theme not in themes:
            yield ("principles", i, "theme"), _unknown_theme(principle.theme, themes)
    for i, statement in enumerate(instrument.statements):
        if statement.theme not in themes:
            yield ("statements", i, "theme"), _unknown_theme(statement.theme, themes)
        if statement.principle is None:
            continue
        if statement.principle not in principles:
            yield (
                ("statements", i, "principle"),
                _error(
                    "unknown-principle",
                    N_("There is no principle {id}. Known are: {known}."),
                    id=statement.principle,
                    known=sorted(principles),
                ),
            )
        elif principles[statement.principle] != statement.theme:
            yield (
                ("statements", i, "principle"),
                _error(
                    "principle-of-another-theme",
                    N_("The principle {id} belongs to the theme {theme}, the statement does not."),
                    id=statement.principle,
                    theme=principles[statement.principle],
                ),
            )


def _unknown_theme(id: str, known: Iterable[str]) -> Finding:
    return _error("unknown-theme", N_("There is no theme {id}. Known are: {known}."), id=id, known=sorted(known))


def _used_themes(instrument: Instrument) -> Iterator[Broken]:
    for name, used in (
        ("themes", {statement.theme for statement in instrument.statements}),
        ("principles", {statement.principle for statement in instrument.statements}),
    ):
        for i, id in enumerate(_ids(getattr(instrument, name))):
            if id not in used:
                yield (
                    (name, i),
                    _error("without-statements", N_("{id} has no statement. Add one or take it out."), id=id),
                )


def _languages(instrument: Instrument) -> Iterator[Broken]:
    for i, language in enumerate(instrument.languages):
        if language in instrument.languages[:i]:
            message = N_("The language {language} stands twice. Take one of them out.")
            yield ("languages", i), _error("duplicate-language", message, language=language)
    for i, language in enumerate(instrument.own_translations):
        if language not in instrument.languages:
            yield ("own_translations", i), _unknown_language(language, instrument)


def _translated(instrument: Instrument) -> Iterator[Broken]:
    for path, texts in _texts(instrument):
        for language in dict.fromkeys(instrument.languages):
            if not texts.get(language, "").strip():
                message = N_("The text is missing in the language {language}.")
                yield (*path, language), _error("missing-text", message, language=language)
        yield from _known_languages(path, texts, instrument)
    for i, point in enumerate(instrument.scale.points if hasattr(instrument, "scale") else ()):
        yield from _known_languages(("scale", "points", i, "synonyms"), point.synonyms, instrument)


def _known_languages(path: Path, texts: Iterable[str], instrument: Instrument) -> Iterator[Broken]:
    for language in texts:
        if language not in instrument.languages:
            yield (*path, language), _unknown_language(language, instrument)


def _unknown_language(language: str, instrument: Instrument) -> Finding:
    message = N_("{language} is not among the languages of the questionnaire: {known}.")
    return _error("unknown-language", message, language=language, known=instrument.languages)


def _texts(instrument: Instrument) -> Iterator[tuple[Path, dict[str, str]]]:
    """Every text of a questionnaire. Parts that a broken one lacks have none."""
    for name in ("name", "purpose", "advice", "stem", "own_reading", "limits_note"):
        yield from _text(getattr(instrument, name, None), name)
    if hasattr(instrument, "source"):
        yield from _text(instrument.source.title, "source", "title")
    if hasattr(instrument, "scale"):
        for i, point in enumerate(instrument.scale.points):
            yield from _text(point.label, "scale", "points", i, "label")
    for part, names in (
        ("themes", ("name",)),
        ("principles", ("name", "definition")),
        ("statements", ("text", "short")),
    ):
        for i, thing in enumerate(getattr(instrument, part, ())):
            for name in names:
                yield from _text(getattr(thing, name), part, i, name)
    for i, principle in enumerate(getattr(instrument, "principles", ())):
        for path, texts in principle.guide.texts() if principle.guide else ():
            yield ("principles", i, "guide", *path), texts
    for i, further in enumerate(getattr(instrument, "further", ())):
        yield ("further", i, "name"), further.name


def _text(texts: dict[str, str] | None, *path: str | int) -> Iterator[tuple[Path, dict[str, str]]]:
    if texts is not None:
        yield path, texts


def _ordered_scale(instrument: Instrument) -> Iterator[Broken]:
    values = [point.value for point in instrument.scale.points]
    if values not in (sorted(set(values)), sorted(set(values), reverse=True)):
        yield (
            ("scale", "points"),
            _error(
                "unordered-scale",
                N_("The points must rise or fall, each value once. These are: {values}."),
                values=values,
            ),
        )


def _distinct_labels(instrument: Instrument) -> Iterator[Broken]:
    for i, point in enumerate(instrument.scale.points):
        for path, text in _spellings(point):
            if not text.strip() and path[0] == "synonyms":  # a label without text is told as a missing text
                message = N_("A synonym without letters would take an empty line for an answer. Take it out.")
                yield ("scale", "points", i, *path), _error("empty-synonym", message)
            elif text.strip() and instrument.scale.read(text) != point.value:
                message = N_("»{text}« means another point of the scale too. Each word must mean one of them only.")
                yield ("scale", "points", i, *path), _error("ambiguous-label", message, text=text)


def _spellings(point: Point) -> Iterator[tuple[Path, str]]:
    for language, label in point.label.items():
        yield ("label", language), label
    for language, synonyms in point.synonyms.items():
        for i, synonym in enumerate(synonyms):
            yield ("synonyms", language, i), synonym


def _points(instrument: Instrument) -> Iterator[Broken]:
    limits, values = instrument.thresholds, instrument.scale.values
    for name in ("anchored_from", "strengthen_to", "neutral"):
        found = getattr(limits, name)
        if found not in values:
            message = N_("{key} must be a point of the scale ({values}), not {found}.")
            yield ("thresholds", name), _error("threshold-off-scale", message, key=name, values=values, found=found)
        elif name != "anchored_from" and found >= limits.anchored_from:
            message = N_("{key} must lie below anchored_from ({limit}).")
            yield ("thresholds", name), _error("thresholds-crossed", message, key=name, limit=limits.anchored_from)


def _reach(instrument: Instrument) -> Iterator[Broken]:
    """Limits of change that no change can reach would call every change »no clear change«."""
    scale, limits = instrument.scale, instrument.thresholds
    farthest = scale.highest - scale.lowest
    if limits.total_change >= farthest:
        message = N_("total_change must be less than {most}, the distance from the lowest point to the highest.")
        yield ("thresholds", "total_change"), _error("threshold-off-scale", message, most=farthest)
    in_themes = Counter(statement.theme for statement in instrument.statements)
    most = max(in_themes.values()) * (len(scale.values) - 1)
    if limits.theme_steps > most:
        message = N_("theme_steps must be at most {most}; no theme can move further.")
        yield ("thresholds", "theme_steps"), _error("threshold-off-scale", message, most=most)


def _spread(instrument: Instrument) -> Iterator[Broken]:
    if instrument.thresholds.spread_below > instrument.thresholds.close_from:
        message = N_("spread_below must not lie above close_from.")
        yield ("thresholds", "spread_below"), _error("thresholds-crossed", message)
