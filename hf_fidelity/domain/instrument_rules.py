"""What a questionnaire must fulfil beyond its shape: ids that are unique and known, texts in every language,
a scale in order, thresholds on the scale.

Each rule yields the path to what breaks it, so that a reader can point at the line.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from hf_fidelity.domain.assessment import Assessment
from hf_fidelity.domain.findings import Finding
from hf_fidelity.domain.instrument import Instrument
from hf_fidelity.i18n import N_

Path = tuple[str | int, ...]
Broken = tuple[Path, Finding]


def broken_rules(instrument: Instrument) -> Iterator[Broken]:
    """Every rule that the questionnaire breaks, with the path to the place."""
    for rule in (
        _unique_ids,
        _known_references,
        _used_themes,
        _translated,
        _ordered_scale,
        _distinct_labels,
        _thresholds,
    ):
        yield from rule(instrument)


def _error(code: str, message: str, **params: Any) -> Finding:
    return Finding(code, message, params, "error")


def _unique_ids(instrument: Instrument) -> Iterator[Broken]:
    """Ids are unique in the whole questionnaire, and none is a key of a record: answers files name both alike."""
    seen: set[str] = set()
    for name in ("themes", "principles", "statements"):
        for i, id in enumerate(_ids(getattr(instrument, name))):
            if id.casefold() in seen:
                yield (
                    (name, i, "id"),
                    _error("duplicate-id", N_("The id {id} is used twice. Give this one another id."), id=id),
                )
            if id in Assessment.model_fields:
                message = N_("{id} is a key of the record itself. Give this another id.")
                yield (name, i, "id"), _error("reserved-id", message, id=id)
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


def _translated(instrument: Instrument) -> Iterator[Broken]:
    for path, texts in _texts(instrument):
        for language in instrument.languages:
            if not texts.get(language, "").strip():
                yield (
                    path,
                    _error(
                        "missing-text",
                        N_("The text is missing in the language {language}."),
                        language=language,
                    ),
                )
        for language in texts:
            if language not in instrument.languages:
                yield (
                    (*path, language),
                    _error(
                        "unknown-language",
                        N_("{language} is not among the languages of the questionnaire: {known}."),
                        language=language,
                        known=instrument.languages,
                    ),
                )


def _texts(instrument: Instrument) -> Iterator[tuple[Path, dict[str, str]]]:
    for name in ("name", "purpose", "advice", "stem", "own_reading", "limits_note"):
        yield from _text(getattr(instrument, name), name)
    yield from _text(instrument.source.title, "source", "title")
    for i, point in enumerate(instrument.scale.points):
        yield from _text(point.label, "scale", "points", i, "label")
    for i, theme in enumerate(instrument.themes):
        yield from _text(theme.name, "themes", i, "name")
    for i, principle in enumerate(instrument.principles):
        yield from _text(principle.name, "principles", i, "name")
        yield from _text(principle.definition, "principles", i, "definition")
    for i, statement in enumerate(instrument.statements):
        yield from _text(statement.text, "statements", i, "text")
        yield from _text(statement.short, "statements", i, "short")


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
        spellings = [*point.label.values(), *(text for some in point.synonyms.values() for text in some)]
        for text in spellings:
            if instrument.scale.read(text) != point.value:
                yield (
                    ("scale", "points", i),
                    _error("ambiguous-label", N_("»{text}« means another point of the scale too."), text=text),
                )


def _thresholds(instrument: Instrument) -> Iterator[Broken]:
    scale, limits = instrument.scale, instrument.thresholds
    for name in ("anchored_from", "strengthen_to", "neutral"):
        if getattr(limits, name) not in scale.values:
            yield (
                ("thresholds", name),
                _error(
                    "threshold-off-scale",
                    N_("The threshold is not a point of the scale: {values}."),
                    values=scale.values,
                ),
            )
    if limits.strengthen_to >= limits.anchored_from:
        yield (
            ("thresholds", "strengthen_to"),
            _error("thresholds-crossed", N_("strengthen_to must lie below anchored_from.")),
        )
    if limits.spread_below > limits.close_from:
        yield (
            ("thresholds", "spread_below"),
            _error("thresholds-crossed", N_("spread_below must not lie above close_from.")),
        )
