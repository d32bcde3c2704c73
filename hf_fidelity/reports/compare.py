"""What is said first of many teams: where they are, what moved, what to talk about. Of teams, never of a team."""

from collections.abc import Iterator

from hf_fidelity.domain.five_numbers import FiveNumbers
from hf_fidelity.domain.scores.many_teams import Spread, SpreadCourse, SpreadRow, not_comparable
from hf_fidelity.domain.scores.two_quarters import TOLERANCE
from hf_fidelity.i18n import _, ngettext, number
from hf_fidelity.reports.document import Block, Bullets, Paragraph
from hf_fidelity.reports.words import phrase, row_label

_MOST = 2
"""So many themes, and so many principles, are put up for talk."""


def where_we_are(spread: Spread) -> Iterator[str]:
    """The newest quarter in a few sentences: how many, the total, the themes, where teams differ."""
    if spread.basis is None:
        yield _("{quarter}: no team can be counted.", quarter=spread.quarter)
        return
    yield ngettext(
        "{quarter}: {number} team ({basis}).",
        "{quarter}: {number} teams ({basis}).",
        spread.teams,
        quarter=spread.quarter,
        basis=phrase(spread.basis),
    )
    yield _total(spread)
    yield from _themes(spread)


def _total(spread: Spread) -> str:
    five, scale = spread.total.five, spread.instrument.scale
    if five is None:
        return _("{quarter}: too few answers for a total.", quarter=spread.quarter)
    places = {"low": scale.lowest, "high": scale.highest, "median": five.median}
    if len(spread.total.values) == 1:
        return _("Total: {median} on the scale {low}–{high}. One team alone has no spread.", **places)
    return _(
        "Median of the totals: {median} on the scale {low}–{high}. The middle half of the teams lies between {lower} "
        "and {upper}, {apart} apart.",
        **places,
        lower=five.lower,
        upper=five.upper,
        apart=five.apart,
    )


def _themes(spread: Spread) -> Iterator[str]:
    themes = [(five.median, found) for found in spread.level("theme") if (five := found.five)]
    if len(themes) > 1:
        best, worst = max(themes, key=lambda pair: pair[0]), min(themes, key=lambda pair: pair[0])
        if best[0] > worst[0]:
            yield _(
                "Highest theme at the median: {best} ({best_score}). Lowest: {worst} ({worst_score}).",
                best=row_label(best[1].row, spread.instrument),
                best_score=best[0],
                worst=row_label(worst[1].row, spread.instrument),
                worst_score=worst[0],
            )
    for theme, five in _furthest_apart(spread.level("theme"))[:1]:
        yield _(
            "The teams differ most on {theme}: the middle half lies between {lower} and {upper}.",
            theme=row_label(theme.row, spread.instrument),
            lower=five.lower,
            upper=five.upper,
        )


def what_moved(course: SpreadCourse) -> Iterator[str]:
    """The totals in the two newest quarters with teams, and how many of the teams are the same."""
    before, after = course.measured[-2:]
    if why := not_comparable(before, after):
        yield _(
            "The total of {quarter} cannot be compared with {before}: {why}.",
            quarter=after.quarter,
            before=before.quarter,
            why=why,
        )
    elif (was := before.total.five) and (now := after.total.five):
        yield _(
            "Median of the totals: from {was} in {before} to {now} in {quarter} ({change}). The middle half was "
            "{apart_before} apart and is {apart}.",
            was=was.median,
            before=before.quarter,
            now=now.median,
            quarter=after.quarter,
            change=number(now.median - was.median, signed=True),
            apart_before=was.apart,
            apart=now.apart,
        )
    yield ngettext(
        "{number} of the {teams} teams was counted in {before} too. A spread also moves when other teams answer.",
        "{number} of the {teams} teams were counted in {before} too. A spread also moves when other teams answer.",
        course.in_both or 0,
        teams=after.teams,
        before=before.quarter,
    )
    yield _("No test is made: the figures show how the teams lie, not why.")


def what_to_talk_about(spread: Spread) -> Iterator[Block]:
    """The themes and principles on which teams lie furthest apart; says so where they lie together."""
    apart = [pair for level in ("theme", "principle") for pair in _furthest_apart(spread.level(level))[:_MOST]]
    if not apart:
        yield Paragraph(_("Nothing stands out. Is there something the form does not ask about?"))
        return
    yield Paragraph(_("Here the teams lie furthest apart. What do they do differently?"))
    yield Bullets(
        tuple(
            _(
                "{row}: the middle half of the teams lies between {lower} and {upper}.",
                row=row_label(found.row, spread.instrument),
                lower=five.lower,
                upper=five.upper,
            )
            for found, five in apart
        )
    )


def _furthest_apart(rows: tuple[SpreadRow, ...]) -> list[tuple[SpreadRow, FiveNumbers]]:
    """The rows whose middle half lies apart, the widest first."""
    apart = [(found, five) for found in rows if (five := found.five) and five.apart > TOLERANCE]
    return sorted(apart, key=lambda pair: pair[1].apart, reverse=True)
