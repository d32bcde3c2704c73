"""What a questionnaire's scale must fulfil: points in order, words that mean one point only, thresholds on it."""

from collections import Counter
from collections.abc import Iterator

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.questionnaire.scale import Point, Scale
from hf_fidelity.domain.rule import Broken, Path, broken
from hf_fidelity.i18n import N_


def scales(instrument: Instrument) -> Iterator[tuple[Path, Scale]]:
    """The questionnaire's scale and the themes' own, each with the path to it. What a broken one lacks has none."""
    if hasattr(instrument, "scale"):
        yield ("scale",), instrument.scale
    for i, theme in enumerate(getattr(instrument, "themes", ())):
        if theme.scale is not None:
            yield ("themes", i, "scale"), theme.scale


def ordered_scale(instrument: Instrument) -> Iterator[Broken]:
    """Points rise or fall."""
    message = N_("The points must rise or fall, each value once. These are: {values}.")
    for path, scale in scales(instrument):
        values = [point.value for point in scale.points]
        if values not in (sorted(set(values)), sorted(set(values), reverse=True)):
            yield broken((*path, "points"), "unordered-scale", message, values=values)


def same_points(instrument: Instrument) -> Iterator[Broken]:
    """A theme may use other words for the points, but must count on the same ones: else no total means anything."""
    (_path, common), *others = scales(instrument)
    points = N_("The points must be those of the questionnaire's own scale ({expected}), not {values}.")
    twice = N_("Another scale is called {id} too. Give this one another id, or the same points and words.")
    known = {common.id: common}
    for path, scale in others:
        if scale.values != common.values:
            yield broken((*path, "points"), "other-points", points, expected=common.values, values=scale.values)
        if known.setdefault(scale.id, scale) != scale:
            yield broken((*path, "id"), "duplicate-id", twice, id=scale.id)


def distinct_labels(instrument: Instrument) -> Iterator[Broken]:
    """No word means two points."""
    for path, scale in scales(instrument):
        for i, point in enumerate(scale.points):
            yield from _distinct((*path, "points", i), point, scale)


def _distinct(place: Path, point: Point, scale: Scale) -> Iterator[Broken]:
    for path, text in _spellings(point):
        if not text.strip() and path[0] == "synonyms":  # a label without text is told as a missing text
            message = N_("A synonym without letters would take an empty line for an answer. Take it out.")
            yield broken((*place, *path), "empty-synonym", message)
        elif text.strip() and scale.read(text) != point.value:
            message = N_("»{text}« means another point of the scale too. Each word must mean one of them only.")
            yield broken((*place, *path), "ambiguous-label", message, text=text)


def _spellings(point: Point) -> Iterator[tuple[Path, str]]:
    for language, label in point.label.items():
        yield ("label", language), label
    for language, synonyms in point.synonyms.items():
        for i, synonym in enumerate(synonyms):
            yield ("synonyms", language, i), synonym


def points(instrument: Instrument) -> Iterator[Broken]:
    """Thresholds are points of the scale, and do not cross."""
    limits, values = instrument.thresholds, instrument.scale.values
    for name in ("anchored_from", "strengthen_to", "neutral"):
        found = getattr(limits, name)
        if found not in values:
            message = N_("{key} must be a point of the scale ({values}), not {found}.")
            yield broken(("thresholds", name), "threshold-off-scale", message, key=name, values=values, found=found)
        elif name != "anchored_from" and found >= limits.anchored_from:
            message = N_("{key} must lie below anchored_from ({limit}).")
            yield broken(("thresholds", name), "thresholds-crossed", message, key=name, limit=limits.anchored_from)


def reach(instrument: Instrument) -> Iterator[Broken]:
    """Limits of change that no change can reach would call every change »no clear change«."""
    scale, limits = instrument.scale, instrument.thresholds
    farthest = scale.highest - scale.lowest
    if limits.total_change >= farthest:
        message = N_("total_change must be less than {most}, the distance from the lowest point to the highest.")
        yield broken(("thresholds", "total_change"), "threshold-off-scale", message, most=farthest)
    in_themes = Counter(statement.theme for statement in instrument.statements)
    most = max(in_themes.values()) * (len(scale.values) - 1)
    if limits.theme_steps > most:
        message = N_("theme_steps must be at most {most}; no theme can move further.")
        yield broken(("thresholds", "theme_steps"), "threshold-off-scale", message, most=most)


def spread(instrument: Instrument) -> Iterator[Broken]:
    """The two limits of consensus do not cross."""
    if instrument.thresholds.spread_below > instrument.thresholds.close_from:
        message = N_("spread_below must not lie above close_from.")
        yield broken(("thresholds", "spread_below"), "thresholds-crossed", message)
