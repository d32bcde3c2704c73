"""The sheet on method: how alike the statements of a theme are answered, how complete, how files were understood."""

from collections.abc import Iterator, Mapping
from typing import Any

from hf_fidelity.domain.reliability import Moments
from hf_fidelity.domain.statement import Theme
from hf_fidelity.domain.survey.batch import Batch, ExportRead
from hf_fidelity.ground.text import one_line
from hf_fidelity.i18n import _, in_words, text_in
from hf_fidelity.reports.document import Column, Number, Paragraph, Section, Table, TableRow
from hf_fidelity.reports.score_words import file_names, listed, tool_words


def method(batch: Batch) -> Iterator[Section]:
    """Alpha by theme, completeness by file, the understanding of each file."""
    yield Section(_("Method"), ())
    alpha = _(
        "Cronbach's alpha tells how alike the statements of a theme are answered (at most 1). It rests on everyone "
        "who answered all of them, in teams where at least {limit} did; with few people it is uncertain.",
        limit=batch.policy.limit,
    )
    yield Section(_("Cronbach's alpha"), (Paragraph(alpha), _alpha(batch)), 3)
    complete = _(
        "Answers given, of the answers possible, in teams that have at least {limit} people in each of their files. "
        "Statements that fewer answered count as not answered.",
        limit=batch.policy.limit,
    )
    yield Section(_("How complete the answers are"), (Paragraph(complete), _completeness(batch)), 3)
    understood = _("The names on the left are those of a mapping file (--mapping), where another reading can be given.")
    yield Section(_("How each file was understood"), (Paragraph(understood), _mapping(batch)), 3)


def _alpha(batch: Batch) -> Table:
    columns = (Column(_("Theme")), Column(_("Alpha"), "number"), Column("n", "number"), Column(_("Note")))
    pooled = batch.moments()
    rows = [_alpha_row(theme, pooled.get(theme.id), batch) for theme in batch.instrument.themes]
    return Table(_("Cronbach's alpha"), columns, tuple(rows))


def _alpha_row(theme: Theme, found: Moments | None, batch: Batch) -> TableRow:
    alpha = found.alpha if found else None
    why = "" if alpha is not None else _why_no_alpha(theme, found, batch)
    return TableRow((text_in(theme.name), Number(alpha), Number(found.n if found else None, 0), why))


def _why_no_alpha(theme: Theme, found: Moments | None, batch: Batch) -> str:
    if sum(statement.theme == theme.id for statement in batch.instrument.statements) < 2:
        return _("One statement alone has no alpha.")
    if not any(theme.id in read.moments for read in batch.files):
        return _("No file has all statements of the theme.")
    if found is None:
        return _("Fewer than {limit} people answered all statements of the theme.", limit=batch.policy.limit)
    return _("Everybody answered alike.")


def _completeness(batch: Batch) -> Table:
    names, small, alike = file_names(batch), _small_groups(batch), _first_alike(batch)
    columns = (
        Column(_("File")),
        Column(_("Survey tool")),
        Column(_("Answers"), "number"),
        Column(_("Possible"), "number"),
        Column(_("Percent"), "number"),
        Column(_("Understood like")),
    )
    rows = []
    for read in batch.files:
        given, possible = _answers(read, batch, small)
        percent = given / possible * 100 if possible else None
        known = Number(given if possible else None, 0), Number(possible or None, 0), Number(percent, 0)
        rows.append(TableRow((names[read.file], tool_words(read), *known, alike.get(read.file, ""))))
    return Table(_("How complete the answers are"), columns, tuple(rows))


Group = tuple[str, str, str]


def _small_groups(batch: Batch) -> set[Group]:
    """Teams and quarters of which some file holds fewer people than the limit.

    They are left out as a whole: what one file says could else be taken from what the team's figures say.
    """
    groups = (group for read in batch.files for group in read.groups)
    return {(g.organisation, g.team, str(g.quarter)) for g in groups if g.respondents < batch.policy.limit}


def _answers(read: ExportRead, batch: Batch, small: set[Group]) -> tuple[int, int]:
    """Answers given, and answers possible: people times statements, without those not relevant."""
    given = possible = 0
    for group in read.groups:
        if (group.organisation, group.team, str(group.quarter)) in small:
            continue
        for votes in group.votes.values():
            may_be_seen = votes.all.answered >= batch.policy.limit
            given += votes.all.answered if may_be_seen else 0
            possible += group.respondents - (votes.all.not_relevant if may_be_seen else 0)
    return given, possible


def _mapping(batch: Batch) -> Table:
    """Each understanding once: forty exports of one survey are understood alike."""
    columns = (Column(_("File")), Column(_("What")), Column(_("Understood as")))
    names = file_names(batch)
    alike: dict[Understanding, list[str]] = {}
    for read in batch.files:
        alike.setdefault(_understanding(read), []).append(names[read.file])
    rows = [
        TableRow((listed(files, 1), one_line(what), one_line(value)))
        for understanding, files in alike.items()
        for what, value in understanding
    ]
    return Table(_("How each file was understood"), columns, tuple(rows))


Understanding = tuple[tuple[str, str], ...]


def _understanding(read: ExportRead) -> Understanding:
    return tuple(_flat(read.mapping))


def _first_alike(batch: Batch) -> dict[str, str]:
    """File → the name of the first file that is understood in the same way; without files of no understanding."""
    names, first = file_names(batch), dict[Understanding, str]()
    known = [(read.file, found) for read in batch.files if (found := _understanding(read))]
    return {file: first.setdefault(found, names[file]) for file, found in known}


def _flat(mapping: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    """Nested keys as ``statements › S01``, values in words."""
    for key, value in mapping.items():
        name = f"{above} › {key}" if above else str(key)
        if isinstance(value, Mapping):
            yield from _flat(value, name)
        elif value is not None:
            yield name, in_words(value)
