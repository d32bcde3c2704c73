"""What a questionnaire must fulfil beyond its shape: ids that are unique and known, texts in every language, a scale
in order, thresholds on it, parts that hold something, limits that go one way.

Each rule yields the path to what breaks it, so that a reader can point at the line.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from hf_fidelity.domain.questionnaire.instrument import Counts, Instrument, Point, Scale, every_text
from hf_fidelity.ground import N_, Broken, Finding, KeyPath, broken, fold, label_form


def broken_rules(instrument: Instrument, reserved: Container[str] = ()) -> Iterator[Broken]:
    """Every rule that the questionnaire breaks, with the path to the place.

    Of a questionnaire that lacks parts (see ``fitting_parts``), the rules are checked that the other parts allow.
    ``reserved`` are the ids that nothing may have: the keys of a record, which an answers file names beside statements.
    """
    for rule, *needs in (
        (partial(_ids_used_once, reserved=reserved), "themes", "principles", "statements", "parts", "measures"),
        (_references_known, "themes", "principles", "statements"),
        (_themes_and_principles_used, "themes", "principles", "statements"),
        (_languages_listed_once, "languages", "own_translations"),
        (_texts_in_every_language, "languages"),
        (_points_in_order, "scale"),
        (_words_of_one_point_only, "scale"),
        (_points_shared_by_all_scales, "scale", "themes"),
        (_thresholds_on_points, "scale", "thresholds"),
        (_limits_of_change_within_reach, "scale", "thresholds", "statements"),
        (_limits_of_consensus_in_order, "thresholds"),
        (_parts_known, "parts", "themes", "measures"),
        (_parts_with_a_theme, "parts", "themes"),
        (_measures_with_one_limit, "measures"),
        (_measures_of_known_numbers, "measures"),
        (_totals_of_known_themes, "totals", "themes"),
        (_splits_of_other_statements, "statements"),
        (_questions_to_statements_of_their_own, "themes", "principles", "statements"),
        (_profile_rows_known, "themes", "statements", "profile"),
        (_answers_beside_another, "id", "answered_by", "answers_to", "principles"),
    ):
        if all(hasattr(instrument, need) for need in needs):
            yield from rule(instrument)


def _ids_used_once(instrument: Instrument, reserved: Container[str]) -> Iterator[Broken]:
    twice = N_("The id {id} is used twice. Give this one another id.")
    key = N_("{id} is a key of the record itself. Give this another id.")
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
            if id in reserved:
                yield broken((name, i, "id"), "reserved-id", key, id=id)
            seen.add(id.casefold())


def _ids(things: Sequence[Any]) -> list[str]:
    return [thing.id for thing in things]


def _references_known(instrument: Instrument) -> Iterator[Broken]:
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


def _unknown_theme(path: KeyPath, id: str, known: Iterable[str]) -> Broken:
    return broken(path, "unknown-theme", N_("There is no theme {id}. Known are: {known}."), id=id, known=sorted(known))


def _themes_and_principles_used(instrument: Instrument) -> Iterator[Broken]:
    for name, used in (
        ("themes", {statement.theme for statement in instrument.statements}),
        ("principles", {statement.principle for statement in instrument.statements}),
    ):
        for i, id in enumerate(_ids(getattr(instrument, name))):
            if id not in used:
                message = N_("{id} has no statement. Add one or take it out.")
                yield broken((name, i), "without-statements", message, id=id)


def _languages_listed_once(instrument: Instrument) -> Iterator[Broken]:
    for i, language in enumerate(instrument.languages):
        if language in instrument.languages[:i]:
            message = N_("The language {language} stands twice. Take one of them out.")
            yield broken(("languages", i), "duplicate-language", message, language=language)
    for i, language in enumerate(instrument.own_translations):
        if language not in instrument.languages:
            yield _unknown_language(("own_translations", i), language, instrument)


def _texts_in_every_language(instrument: Instrument) -> Iterator[Broken]:
    for path, text in every_text(instrument):
        for language in dict.fromkeys(instrument.languages):
            if not text.get(language, "").strip():
                message = N_("The text is missing in the language {language}.")
                yield broken((*path, language), "missing-text", message, language=language)
        yield from _languages_known(path, text, instrument)
    for path, scale in _scales(instrument):
        for i, point in enumerate(scale.points):
            yield from _languages_known((*path, "points", i, "synonyms"), point.synonyms, instrument)
        for kind in _NO_ANSWER:
            yield from _languages_known((*path, kind), getattr(scale, kind), instrument)


def _languages_known(path: KeyPath, named: Iterable[str], instrument: Instrument) -> Iterator[Broken]:
    for language in named:
        if language not in instrument.languages:
            yield _unknown_language((*path, language), language, instrument)


def _unknown_language(path: KeyPath, language: str, instrument: Instrument) -> Broken:
    message = N_("{language} is not among the languages of the questionnaire: {known}.")
    return broken(path, "unknown-language", message, language=language, known=instrument.languages)


# What a questionnaire's scale must fulfil: points in order, words that mean one point only, thresholds on it.


def _scales(instrument: Instrument) -> Iterator[tuple[KeyPath, Scale]]:
    """The questionnaire's scale and the themes' own, each with the path to it. What a broken one lacks has none."""
    if hasattr(instrument, "scale"):
        yield ("scale",), instrument.scale
    for i, theme in enumerate(getattr(instrument, "themes", ())):
        if theme.scale is not None:
            yield ("themes", i, "scale"), theme.scale


def _points_in_order(instrument: Instrument) -> Iterator[Broken]:
    """Points rise or fall."""
    message = N_("The points must rise or fall, each value once. These are: {values}.")
    for path, scale in _scales(instrument):
        values = [point.value for point in scale.points]
        if values not in (sorted(set(values)), sorted(set(values), reverse=True)):
            yield broken((*path, "points"), "unordered-scale", message, values=values)


def _points_shared_by_all_scales(instrument: Instrument) -> Iterator[Broken]:
    """A theme may use other words for the points, but must count on the same ones: else no total means anything."""
    (_path, common), *others = _scales(instrument)
    points = N_("The points must be those of the questionnaire's own scale ({expected}), not {values}.")
    twice = N_("Another scale is called {id} too. Give this one another id, or the same points and words.")
    known = {common.id: common}
    for path, scale in others:
        if scale.values != common.values:
            yield broken((*path, "points"), "other-points", points, expected=common.values, values=scale.values)
        if known.setdefault(scale.id, scale) != scale:
            yield broken((*path, "id"), "duplicate-id", twice, id=scale.id)


_NO_ANSWER = ("missing", "not_relevant")
"""The keys under which a scale names what is no answer on it."""
_NO_FORM = N_("»{text}« holds neither a letter nor a sign to tell it from others by. Write something that can be read.")


def _words_of_one_point_only(instrument: Instrument) -> Iterator[Broken]:
    """No word means two points, nor a point and no answer, in the form in which a survey's cells are compared."""
    for path, scale in _scales(instrument):
        points = _meanings(scale)
        for i, point in enumerate(scale.points):
            yield from _distinct((*path, "points", i), point, scale, points)
        yield from _no_answers_apart(path, scale, points)


def _meanings(scale: Scale) -> dict[str, int]:
    """The form of each label, synonym and number → the point that it means; a number is its own point's only."""
    worded = {label_form(text): point.value for point in scale.points for _path, text in _spellings(point)}
    return worded | {str(value): value for value in scale.values}


def _distinct(place: KeyPath, point: Point, scale: Scale, meant: dict[str, int]) -> Iterator[Broken]:
    for path, text in _spellings(point):
        if not text.strip() and path[0] == "synonyms":  # a label without text is told as a missing text
            message = N_("A synonym without letters would take an empty line for an answer. Take it out.")
            yield broken((*place, *path), "empty-synonym", message)
        elif text.strip() and not label_form(text):
            yield broken((*place, *path), "ambiguous-label", _NO_FORM, text=text)
        elif text.strip() and (scale.read(text) != point.value or meant[label_form(text)] != point.value):
            message = N_("»{text}« means another point of the scale too. Each word must mean one of them only.")
            yield broken((*place, *path), "ambiguous-label", message, text=text)


def _no_answers_apart(path: KeyPath, scale: Scale, points: dict[str, int]) -> Iterator[Broken]:
    """What a scale calls no answer is none of its points, and one kind of no answer only."""
    point = N_("»{text}« is what a point of the scale is called. It cannot mean that nobody answered as well.")
    other = N_("»{text}« stands under missing and under not_relevant. It can mean one of them only.")
    seen: dict[str, str] = {}
    for kind in _NO_ANSWER:
        for language, words in getattr(scale, kind).items():
            for i, text in enumerate(words):
                place, form = (*path, kind, language, i), label_form(text)
                if not form:
                    yield broken(place, "ambiguous-label", _NO_FORM, text=text)
                elif form in points:
                    yield broken(place, "ambiguous-label", point, text=text)
                elif seen.setdefault(form, kind) != kind:
                    yield broken(place, "ambiguous-label", other, text=text)


def _spellings(point: Point) -> Iterator[tuple[KeyPath, str]]:
    for language, label in point.label.items():
        yield ("label", language), label
    for language, synonyms in point.synonyms.items():
        for i, synonym in enumerate(synonyms):
            yield ("synonyms", language, i), synonym


def _thresholds_on_points(instrument: Instrument) -> Iterator[Broken]:
    """Thresholds are points of the scale, and do not cross."""
    limits, values = instrument.thresholds, instrument.scale.values
    for name in ("anchored_from", "strengthen_to", "neutral"):
        point = getattr(limits, name)
        if point not in values:
            message = N_("{key} must be a point of the scale ({values}), not {found}.")
            yield broken(("thresholds", name), "threshold-off-scale", message, key=name, values=values, found=point)
        elif name != "anchored_from" and point >= limits.anchored_from:
            message = N_("{key} must lie below anchored_from ({limit}).")
            yield broken(("thresholds", name), "thresholds-crossed", message, key=name, limit=limits.anchored_from)


def _limits_of_change_within_reach(instrument: Instrument) -> Iterator[Broken]:
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


def _limits_of_consensus_in_order(instrument: Instrument) -> Iterator[Broken]:
    """The two limits of consensus do not cross."""
    if instrument.thresholds.spread_below > instrument.thresholds.close_from:
        message = N_("spread_below must not lie above close_from.")
        yield broken(("thresholds", "spread_below"), "thresholds-crossed", message)


# What a questionnaire's parts and measures must fulfil: parts that hold something, limits that go one way.


def _parts_known(instrument: Instrument) -> Iterator[Broken]:
    """Themes and measures name a part that there is."""
    known = sorted(part.id for part in instrument.parts)
    message = N_("There is no part {id}. Known are: {known}.")
    nobody = N_("There is no part {id}: the questionnaire has no parts. Name it under parts, or take it out here.")
    for name in ("themes", "measures"):
        for i, thing in enumerate(getattr(instrument, name)):
            if thing.part is not None and thing.part not in known:
                said = message if known else nobody
                yield broken((name, i, "part"), "unknown-part", said, id=thing.part, known=known)


def _parts_with_a_theme(instrument: Instrument) -> Iterator[Broken]:
    """A part that is chosen has something to answer."""
    used = {theme.part for theme in instrument.themes}
    for i, part in enumerate(instrument.parts):
        if part.id not in used:
            message = N_("No theme belongs to the part {id}. Say part: {id} in one, or take the part out.")
            yield broken(("parts", i), "part-without-theme", message, id=part.id)


def _questions_to_statements_of_their_own(instrument: Instrument) -> Iterator[Broken]:
    """The help for a principle or theme asks behind statements that speak to it."""
    message = N_("There is no statement {id} that this is the help for. Such are: {known}.")
    belongs = {
        "themes": [[s.id for s in instrument.statements if s.theme == theme.id] for theme in instrument.themes],
        "principles": [[s.id for s in instrument.statements if s.principle == p.id] for p in instrument.principles],
    }
    for name, ids in belongs.items():
        for i, topic in enumerate(getattr(instrument, name)):
            for j, each in enumerate(topic.guide.behind if topic.guide else ()):
                if each.statement not in ids[i]:
                    path = (name, i, "guide", "behind", j, "statement")
                    yield broken(path, "unknown-statement", message, id=each.statement, known=ids[i])


def _measures_with_one_limit(instrument: Instrument) -> Iterator[Broken]:
    """A measure has a limit, and each limit goes one way; or it says that there is none."""
    none = N_("A measure needs its limit: at_most or at_least. Where there is none to give, say reflection: true.")
    both = N_("A measure has one limit: at_most or at_least, not both.")
    talked_about = N_("It has a limit, so it is not only for reflection. Take one of the two out.")
    for i, measure in enumerate(instrument.measures):
        if measure.limit is None and not measure.reflection:
            yield broken(("measures", i), "measure-without-limit", none)
        elif measure.limit is not None and measure.reflection:
            yield broken(("measures", i, "reflection"), "reflection-with-limit", talked_about)
        if None not in (measure.at_most, measure.at_least):
            yield broken(("measures", i, "at_least"), "measure-with-two-limits", both)
        for n, limit in enumerate(measure.limits):
            given = (limit.at_most, limit.at_least)
            if given == (None, None):
                yield broken(("measures", i, "limits", n), "measure-without-limit", none)
            elif None not in given:
                yield broken(("measures", i, "limits", n, "at_least"), "measure-with-two-limits", both)


def _measures_of_known_numbers(instrument: Instrument) -> Iterator[Broken]:
    """A measure asks for a number or a table, for each number once, and its limits are about numbers it asks for."""
    neither = N_("A measure asks for a number (count) or for a table, one of the two.")
    twice = N_("The id {id} is used twice. Give this one another id.")
    unknown = N_("There is no number {id} in it. Known are: {known}.")
    for i, measure in enumerate(instrument.measures):
        if (measure.count is None) == (measure.table is None) or (measure.table and measure.per):
            yield broken(("measures", i), "measure-without-number", neither)
        if measure.count and measure.per and measure.per.id == measure.count.id:
            yield broken(("measures", i, "per", "id"), "duplicate-id", twice, id=measure.per.id)
        known = [each.id for each in measure.inputs]
        for n, limit in enumerate(measure.limits):
            if limit.of not in known:
                yield broken(("measures", i, "limits", n, "of"), "unknown-input", unknown, id=limit.of, known=known)
        if measure.table:
            yield from _table_lines_known(measure.table, ("measures", i, "table"))


def _table_lines_known(table: Counts, path: KeyPath) -> Iterator[Broken]:
    twice = N_("The id {id} is used twice. Give this one another id.")
    unknown = N_("There is no column {id}. Known are: {known}.")
    columns = _ids(table.columns)
    for name in ("rows", "columns"):
        ids = _ids(getattr(table, name))
        for n, id in enumerate(ids):
            if id in ids[:n]:
                yield broken((*path, name, n, "id"), "duplicate-id", twice, id=id)
    for n, row in enumerate(table.rows):
        if row.fits is not None and row.fits not in columns:
            yield broken((*path, "rows", n, "fits"), "unknown-column", unknown, id=row.fits, known=columns)


def _totals_of_known_themes(instrument: Instrument) -> Iterator[Broken]:
    """What is added up are themes that there are, all answered on the same words."""
    twice = N_("The id {id} is used twice. Give this one another id.")
    other = N_("The theme {theme} is answered in other words than {first}. The two cannot be added up.")
    scales = {theme.id: theme.scale for theme in instrument.themes}
    for i, total in enumerate(instrument.totals or ()):
        if total.id.casefold() in {each.id.casefold() for each in (instrument.totals or ())[:i]}:
            yield broken(("totals", i, "id"), "duplicate-id", twice, id=total.id)
        known = [theme for theme in total.themes if theme in scales]
        for n, theme in enumerate(total.themes):
            if theme not in scales:
                yield _unknown_theme(("totals", i, "themes", n), theme, scales)
            elif scales[theme] != scales[known[0]]:
                yield broken(("totals", i, "themes", n), "total-of-two-scales", other, theme=theme, first=known[0])


def _splits_of_other_statements(instrument: Instrument) -> Iterator[Broken]:
    """A statement that was split off comes from another one."""
    itself = N_("{id} cannot have been split from itself.")
    for i, statement in enumerate(instrument.statements):
        if statement.split_from == statement.id:
            yield broken(("statements", i, "split_from"), "split-from-itself", itself, id=statement.id)


def _profile_rows_known(instrument: Instrument) -> Iterator[Broken]:
    """What stands in the profile is a theme or a statement, and stands there once."""
    known = {*_ids(instrument.themes), *_ids(instrument.statements)}
    seen: set[str] = set()
    unknown = N_("There is no theme or statement {id}.")
    twice = N_("{id} stands in the profile twice. Take it out of one of the groups.")
    for i, group in enumerate(instrument.profile):
        for n, id in enumerate(group.rows):
            if id not in known:
                yield broken(("profile", i, "rows", n), "unknown-row", unknown, id=id)
            elif id in seen:
                yield broken(("profile", i, "rows", n), "row-twice", twice, id=id)
            seen.add(id)


# What a questionnaire must fulfil whose answers stand beside those to another one.


def _answers_beside_another(instrument: Instrument) -> Iterator[Broken]:
    """Citizens' answers stand beside those of another questionnaire, and each principle of that beside one of these."""
    link = instrument.answers_to
    if link is None:
        return
    if not instrument.by_citizens:
        message = N_(
            "Only what citizens answer stands beside a team's answers. Say answered_by: citizens, or take it out."
        )
        yield broken(("answers_to",), "answers-not-of-citizens", message)
    if link.questionnaire == instrument.id:
        message = N_("{id} is this questionnaire itself. Name the one that teams answer.")
        yield broken(("answers_to", "questionnaire"), "answers-to-itself", message, id=link.questionnaire)
    yield from _linked_once(link.principles, sorted(_ids(instrument.principles)))


def _linked_once(principles: Mapping[str, str], known: Sequence[str]) -> Iterator[Broken]:
    seen: set[str] = set()
    unknown = N_("There is no principle {id}. Known are: {known}.")
    twice = N_("The principle {id} stands here twice. Beside each principle of a team stands one of the citizens'.")
    for here, there in principles.items():
        if here not in known:
            yield broken(("answers_to", "principles", here), "unknown-principle", unknown, id=here, known=known)
        if there in seen:
            yield broken(("answers_to", "principles", here), "principle-linked-twice", twice, id=there)
        seen.add(there)


def broken_link(instrument: Instrument, beside: Instrument) -> Iterator[Broken]:
    """What keeps the answers to a questionnaire from standing beside those to ``beside``, which it names."""
    known = _ids(beside.principles)
    unknown = N_("{questionnaire} has no principle {id}. It has: {known}.")
    points = N_(
        "The points must be those of {questionnaire} ({expected}), not {values}: else no distance means anything."
    )
    for here, there in instrument.answers_to.principles.items() if instrument.answers_to else ():
        if there not in known:
            path: KeyPath = ("answers_to", "principles", here)
            yield broken(path, "unknown-principle", unknown, questionnaire=beside.id, id=there, known=known)
    if instrument.scale.values != beside.scale.values:
        expected, values, path = beside.scale.values, instrument.scale.values, ("scale", "points")
        yield broken(path, "other-points", points, questionnaire=beside.id, expected=expected, values=values)


def no_edition(instrument: Instrument, other: Instrument) -> Finding | None:
    """Why another questionnaire of the same id is no edition of this one; None where it is.

    Its answers would be scored by rules that were made for other words, or off the scale.
    """
    if instrument.scale.values != other.scale.values:
        message = N_("the points of one are {ours}, those of the other {theirs}.")
        return Finding("other-points", message, {"ours": instrument.scale.values, "theirs": other.scale.values})
    shared = [id for id in instrument.order if other.has(id)]
    other_rule = [id for id in shared if _counts_otherwise(instrument, other, id, shared)]
    if not other_rule:
        return None
    message = N_("answers to {statements} count the other way round, or in another theme.")
    return Finding("other-statements", message, {"statements": other_rule})


def _counts_otherwise(instrument: Instrument, other: Instrument, id: str, shared: Sequence[str]) -> bool:
    """Whether an answer to a statement of both would say or count something else; a theme may have another id."""
    ours, theirs = instrument.statement(id), other.statement(id)
    moved = ours.theme != theirs.theme and _beside(instrument, id, shared) != _beside(other, id, shared)
    points = _point_of_each_label(instrument, id), _point_of_each_label(other, id)
    turned = any(points[0][label] != points[1][label] for label in points[0].keys() & points[1].keys())
    return ours.reversed != theirs.reversed or moved or turned


def _beside(instrument: Instrument, id: str, shared: Sequence[str]) -> set[str]:
    """Those of the statements that stand in one theme with this one."""
    return {each for each in shared if instrument.statement(each).theme == instrument.statement(id).theme}


def _point_of_each_label(instrument: Instrument, id: str) -> dict[tuple[str, str], int]:
    scale = instrument.scale_of(id)
    return {(lang, fold(text)): value for value in scale.values for lang, text in scale.label(value).items()}
