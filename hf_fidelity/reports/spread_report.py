"""Many teams in one quarter as a document: the spread, what moved, where teams lie apart. Never a ranking."""

from collections.abc import Iterator
from itertools import pairwise

from hf_fidelity.domain.scores.many_teams import Spread, SpreadCourse, not_comparable
from hf_fidelity.i18n import _, language, ngettext
from hf_fidelity.reports.compare import what_moved, what_to_talk_about, where_we_are
from hf_fidelity.reports.document import Bullets, Document, Section
from hf_fidelity.reports.measures import measures_spread
from hf_fidelity.reports.rules import own_reading, privacy_rule, scale_rule
from hf_fidelity.reports.spread_data import spread_data
from hf_fidelity.reports.spread_table import MOST_DOTS, MOST_VALUES, course_section, spread_section
from hf_fidelity.reports.words import foreign_texts, named_with_status, translation_note


def spread_report(course: SpreadCourse, organisation: str | None = None) -> Document:
    """The newest quarter in full, and the course of the quarters where there are several.

    ``organisation`` is whose teams these are; None: everybody's. No team is named anywhere.
    """
    form, remarks, rules = course.newest.instrument, _remarks(course), tuple(_rules(course))
    whose = organisation or _("All organisations")
    data = spread_data(course, organisation, (*remarks, *rules))
    sections, subtitle = tuple(_sections(course, remarks)), f"{whose} · {named_with_status(form)}"
    return Document(_title(course), subtitle, language(), sections, rules, data, foreign_texts(form))


def _title(course: SpreadCourse) -> str:
    teams = ngettext("{number} team", "{number} teams", course.newest.teams)
    first, last = course.spreads[0].quarter, course.newest.quarter
    if first == last:
        return _("{teams}: {quarter}", teams=teams, quarter=last)
    return _("{teams}: {quarter}, and the course since {first}", teams=teams, quarter=last, first=first)


def _sections(course: SpreadCourse, remarks: tuple[str, ...]) -> Iterator[Section]:
    spread = course.newest
    yield Section(_("Where are we?"), (Bullets(tuple(where_we_are(spread))),), lead=True)
    if len(course.measured) > 1:
        yield Section(_("What moved?"), (Bullets(tuple(what_moved(course))),), lead=True)
    if spread.teams:
        yield Section(_("What to talk about"), tuple(what_to_talk_about(spread)), lead=True)
    if remarks:
        yield Section(_("Please note"), (Bullets(remarks),))
    if spread.teams:
        yield from _tables(spread)
    if len(course.measured) > 1:
        yield course_section(course, _breaks(course))


def _tables(spread: Spread) -> Iterator[Section]:
    yield spread_section(spread, _("Themes"), _("Theme"), spread.level("total", "theme"))
    if principles := spread.level("principle"):
        yield spread_section(spread, _("Core principles"), _("Core principle"), principles)
    few = spread.teams <= MOST_VALUES
    yield spread_section(spread, _("Statements"), _("Statement"), spread.level("statement"), dots=few)
    yield from measures_spread(spread)


def _breaks(course: SpreadCourse) -> tuple[int, ...]:
    """The quarters whose total cannot be compared with that of the quarter with teams before them."""
    pairs = pairwise(course.measured)
    return tuple(course.spreads.index(after) for before, after in pairs if not_comparable(before, after))


def _remarks(course: SpreadCourse) -> tuple[str, ...]:
    """What is particular about these quarters: unsettled votes, breaks, who is not counted."""
    votes = [
        _("{quarter}: votes, not yet an agreed answer.", quarter=each.quarter)
        for each in course.measured
        if each.basis == "votes"
    ]
    breaks = [
        _(
            "The total of {quarter} cannot be compared with {before}: {why}.",
            quarter=b.quarter,
            before=a.quarter,
            why=why,
        )
        for a, b in pairwise(course.measured)
        if (why := not_comparable(a, b))
    ]
    return (*votes, *breaks, *(finding.words() for finding in course.findings))


def _rules(course: SpreadCourse) -> Iterator[str]:
    spread = course.newest
    if spread.teams:
        yield _("This is no ranking. Each value is a team, sorted by size and without its name.")
        yield _(
            "A quarter of the teams lies at or below the lower quartile, a quarter at or above the upper one: half of "
            "the teams lie between them. Between two values they are found by linear interpolation (as QUARTILE.INC in "
            "Excel)."
        )
        if spread.teams > MOST_VALUES:
            yield _("With more than {most} teams the statements are shown without each team's value.", most=MOST_VALUES)
        if spread.teams > MOST_DOTS:
            yield _("With more than {most} teams no part is shown with each team's value.", most=MOST_DOTS)
        yield scale_rule(spread.instrument)
    yield _("Only answers of one kind stand beside each other: agreed answers, or votes where no team has agreed ones.")
    yield privacy_rule(spread.policy)
    yield from own_reading(spread.instrument)
    if note := translation_note(spread.instrument):
        yield note
