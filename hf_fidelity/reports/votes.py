"""What each person thought beside what the team agreed on: the votes statement by statement, and by role."""

from collections.abc import Callable, Iterator
from typing import Any

from hf_fidelity.domain.record.assessment import Votes
from hf_fidelity.domain.scores.figures import VoteFigures, mean
from hf_fidelity.domain.scores.trend import Snapshot
from hf_fidelity.i18n import N_, _, text_in
from hf_fidelity.reports.document import Block, Chart, ChartKind, Column, Number, Section, Series, Table, TableRow
from hf_fidelity.reports.words import statement_label

_UNDECIDED: tuple[tuple[str, Callable[[Votes], int]], ...] = (
    (N_("Not answered"), lambda votes: votes.all.missing),
    (N_("Not relevant"), lambda votes: votes.all.not_relevant),
)


def votes_section(shown: Snapshot) -> Iterator[Section]:
    """The votes as a table and two pictures; nothing where there are none that may be shown."""
    voted = [id for id in shown.instrument.order if shown.votes(id)]
    if not voted:
        return
    groups = tuple(_by_scale(shown, voted))
    yield Section(_("Votes"), tuple(block for ids in groups for block in _blocks(shown, ids, alone=len(groups) == 1)))
    yield from _roles(shown, voted)


def _by_scale(shown: Snapshot, voted: list[str]) -> Iterator[list[str]]:
    """The statements voted on, by the words they were answered in: steps of a ladder are no agreement."""
    for scale in shown.instrument.scales:
        if ids := [id for id in voted if shown.instrument.scale_of(id) == scale]:
            yield ids


def _blocks(shown: Snapshot, voted: list[str], *, alone: bool) -> Iterator[Block]:
    title = _("Votes")
    if not alone:
        themes = dict.fromkeys(shown.instrument.theme_of(shown.instrument.statement(id)).id for id in voted)
        names = [theme.name for theme in shown.instrument.themes if theme.id in themes]
        title = _("Votes: {themes}", themes=names)
    yield _table(shown, title, voted)
    yield _bars(shown, title, voted)
    if any(shown.record.answer(id).agreed is not None for id in voted):
        yield _layers(shown, title, voted)


def _table(shown: Snapshot, title: str, voted: list[str]) -> Table:
    """Counts in the order of the form, and where there are any, those who did not take a stand."""
    votes = [_votes(shown, id) for id in voted]
    columns = (
        Column(_("Statement")),
        *(Column(text_in(point.label), "number") for point in shown.instrument.scale_of(voted[0]).points),
        Column("n", "number"),
        Column(_("Median"), "number"),
        *(Column(_(label), "number") for label, counted in _UNDECIDED if any(map(counted, votes))),
        Column(_("Agreed answer"), "number"),
    )
    return Table(title, columns, tuple(_row(shown, id, votes) for id in voted))


def _row(shown: Snapshot, id: str, all_votes: list[Votes]) -> TableRow:
    votes, summary, scale = _votes(shown, id), shown.votes(id), shown.instrument.scale_of(id)
    counts = dict(zip(scale.values, votes.all.counts, strict=True))
    undecided = [counted(votes) for _label, counted in _UNDECIDED if any(map(counted, all_votes))]
    return TableRow((
        _label(shown, id),
        *(Number(counts[point.value], 0) for point in scale.points),
        Number(summary.n if summary else None, 0),
        Number(summary.median if summary else None, 1),
        *(Number(n, 0) for n in undecided),
        Number(shown.record.answer(id).agreed, 0),
    ))  # fmt: skip


def _bars(shown: Snapshot, table: str, voted: list[str]) -> Chart:
    title = _("How the votes fall on the scale")
    said = _(
        "A bar for each statement. Those who disagree stand to the left of the line, those who agree to the right."
    )
    if shown.instrument.scale_of(voted[0]) != shown.instrument.scale:
        said = _("A bar for each statement, from the lowest step on the left to the highest on the right.")
    return _chart("stacked", shown, table, voted, (title, said))


def _layers(shown: Snapshot, table: str, voted: list[str]) -> Chart:
    title = _("The agreed answer beside the votes")
    said = _("Each bubble is the votes at that point; the frame is the answer that the team then agreed on.")
    return _chart("layers", shown, table, voted, (title, said))


def _chart(kind: ChartKind, shown: Snapshot, table: str, voted: list[str], said: tuple[str, str]) -> Chart:
    scale = shown.instrument.scale_of(voted[0])
    counts = [_votes(shown, id).all.counts for id in voted]
    series = [
        Series(text_in(scale.label(value)), tuple(float(tally[at]) for tally in counts))
        for at, value in enumerate(scale.values)
    ]
    agreed = [shown.record.answer(id).agreed for id in voted]
    return Chart(
        kind,
        *said,
        tuple(_label(shown, id) for id in voted),
        tuple(series),
        0,
        max(map(sum, counts)),
        table,
        middle=scale.middle,
        marks=tuple(None if point is None else scale.values.index(point) for point in agreed),
        mark_label=_("Agreed answer"),
    )


def _roles(shown: Snapshot, voted: list[str]) -> Iterator[Section]:
    """The mean of each role, where every role is large enough to be shown."""
    roles = list(dict.fromkeys(role for id in voted for role in _votes(shown, id).roles))
    if not roles:
        return
    title = _("How the roles see it")
    columns = (Column(_("Statement")), *(Column(_("{role}, mean", role=role), "number") for role in roles))
    rows = [TableRow((_label(shown, id), *(_role_mean(shown, id, role) for role in roles))) for id in voted]
    yield Section(title, (Table(title, columns, tuple(rows)),))


def _role_mean(shown: Snapshot, id: str, role: str) -> Number:
    tally = _votes(shown, id).roles.get(role)
    return Number(mean(shown.instrument.scale.values, tally.counts) if tally and tally.answered else None)


def _votes(shown: Snapshot, id: str) -> Votes:
    votes = shown.record.answer(id).votes
    if votes is None:
        raise KeyError(id)
    return votes


def _label(shown: Snapshot, id: str) -> str:
    return statement_label(id, shown.instrument)


# The figures of one statement's votes in the JSON shape that others rely on.


def vote_figures(votes: Votes, summary: VoteFigures) -> dict[str, Any]:
    """Counts from the scale's lowest point to its highest, and what they come to, in full precision."""
    return {
        "n": summary.n,
        "counts": list(votes.all.counts),
        "missing": votes.all.missing,
        "not_relevant": votes.all.not_relevant,
        "mean": summary.mean,
        "median": summary.median,
        "consensus": summary.consensus,
    }
