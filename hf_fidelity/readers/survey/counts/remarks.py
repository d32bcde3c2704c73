"""What there is to say of a table as a whole, once its rows are counted: nothing of it changes what counts.

Days and quarters that do not agree, rows that end early, that stand twice or are not finished, statements that nobody
answered, letters that were destroyed, numbers that were rounded, teams that are called as none is.
"""

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from operator import itemgetter
from typing import Any

from hf_fidelity.domain.survey.exports import GroupVotes, RowSet
from hf_fidelity.ground import CellFinding, Quarter, candidates, first_few, fold, is_destroyed, lazily
from hf_fidelity.readers.survey.cells.book import CellValue, as_text, cell_name
from hf_fidelity.readers.survey.rows.blocks import lines_among
from hf_fidelity.readers.survey.rows.rows import TableRows
from hf_fidelity.readers.survey.rows.whose import People, is_of_others, quarters_of
from hf_fidelity.readers.survey.sentences import (
    FILE,
    CellPlace,
    finding,
    heading_shown,
    headings_shown,
    shortened,
    term,
)
from hf_fidelity.readers.survey.table.between import (
    CELLS_OF_A_TITLE,
    are_of_one_team,
    is_of_a_document,
    is_of_an_export,
    is_of_another_time,
    may_be_one,
    own_words,
)
from hf_fidelity.readers.survey.table.understand import AnswerTable
from hf_fidelity.readers.survey.words.answers import BLANK
from hf_fidelity.readers.survey.words.columns import TableColumn
from hf_fidelity.readers.survey.words.compared import (
    FACTS,
    MEANT,
    WHO,
    ColumnKind,
    kind_asked,
    kind_by_name,
    says_outright,
    words_alone,
)
from hf_fidelity.readers.survey.words.dates import WrittenDates, days_mentioned
from hf_fidelity.readers.survey.words.not_said import is_not_said
from hf_fidelity.readers.survey.words.of_a_life import asks_of_a_life
from hf_fidelity.readers.survey.words.status_headings import is_about_answers, is_of_life
from hf_fidelity.readers.survey.words.statuses import is_moment
from hf_fidelity.readers.survey.words.tools import OWN_FORM

_SOME_ROWS = 3
"""Of fewer rows it says nothing that they have not answered a statement."""
_FIRST_ROWS, _SOME_CELLS, _SOME_DAYS = 500, 12, 3
"""So many rows are looked at for another quarter in a column that is not read."""
_BY_CHANCE, _TOO_ALIKE, _KINDS = 0.002, 0.5, 3
"""A block that stands twice is told where chance would give one in a thousand files such; it holds different rows."""
_MUCH_TO_COMPARE = 500_000
"""So many answers of rows are compared, which takes a fifth of a second: blocks pasted twice are made by hand."""


def remarks_on(
    table: AnswerTable, rows: TableRows, people: People, groups: Iterable[GroupVotes]
) -> Iterator[CellFinding]:
    """What there is to say of the table as a whole, once it has been counted, whatever became of its rows."""
    yield from _another_quarter_elsewhere(table, people)
    yield from _above_blanks(table, rows, people)
    yield from _broken_off(table, rows)
    yield from _destroyed(table, rows)
    yield from lines_among(table, rows, people.said)
    yield from _of_others(table, groups)


def remarks_on_what_counts(
    table: AnswerTable, rows: TableRows, people: People, edge: Sequence[int]
) -> Iterator[CellFinding]:
    """What there is to say of rows that count, most of it that they do. ``rows`` are these alone.

    ``edge`` are those whose quarter comes from a date close to a quarter's edge.
    """
    yield from _about_dates(table, people, edge)
    yield from _in_another_quarter(table, rows, people)
    yield from _far_from_its_quarter(table, rows, people)
    yield from _another_name(table, rows, people)
    yield from _rows_of_others(table, rows, people)
    for about in (_hidden, _short, _unanswered, _said_elsewhere, _repeated, _rounded):
        yield from about(table, rows)


def _rows_of(table: AnswerTable, numbers: Iterable[int]) -> str:
    """Rows as they stand in the file, though the table was put together from others."""
    return table.rows_shown(numbers)


def _of_others(table: AnswerTable, groups: Iterable[GroupVotes]) -> Iterator[CellFinding]:
    """That a team is called as those are whose own team is none of the others."""
    names = dict.fromkeys(group.team for group in groups if is_of_others(fold(group.team)))
    if names and (column := table.first("team")):
        place = table.place(table.header[-1], column.index)
        yield from (finding(FILE, "team-of-others", place, team=shortened(name)) for name in names)


def _above_blanks(table: AnswerTable, rows: TableRows, people: People) -> Iterator[CellFinding]:
    """That a name or a quarter stands in the first of several rows only, and the others are nobody's: merged cells."""
    for at, fact in enumerate(FACTS):
        column = table.first(fact)
        if column is None or (fact in people.said and not people.names_others(fact)):
            continue
        cells_there = list(map(itemgetter(at), rows.who))
        shown_as = {cell: as_text(cell) for cell in dict.fromkeys(cells_there)}
        if all(shown_as.values()):
            continue
        texts = list(map(shown_as.__getitem__, cells_there))
        there = [i for i, text in enumerate(texts) if text]
        merged = [
            f"{cell_name(*top)}:{cell_name(*bottom)}"
            for top, bottom in sorted(getattr(table.sheet, "merged_cells", ()))
            if top[1] == bottom[1] == column.index and table.header[-1] < top[0] < bottom[0]
        ]
        once = there[:1] == [0] and len({texts[i] for i in there}) == len(there) < len(texts) - len(there)
        if merged or once:
            cells = merged or [cell_name(rows.numbers[i], column.index) for i in there]
            shown, place = first_few(cells, _SOME_CELLS), table.place(table.header[-1], column.index)
            yield finding(FILE, "names-above-blanks", place, heading=heading_shown(column.heading), columns=shown)


_IN_BRACKETS = lazily(r"\s*[(\[][^)\]]*[)\]]\s*$")
_CODE = lazily(r"\w{1,2}|\d+")


def _another_name(table: AnswerTable, rows: TableRows, people: People) -> Iterator[CellFinding]:
    """That a column which is not read asks for the team, too, and another one stands there than in that which is."""
    if table.statements[0].how == "mapping":  # somebody has said what each column is
        return
    for at, fact in enumerate(FACTS[:2]):
        read = table.first(fact)
        others = [c for c in table.columns if c.kind == "other" and not c.part_of and _asks_for(c.heading, fact)]
        for column in others if read else ():
            numbers = set(rows.numbers)
            kept = (row for number, row in enumerate(table.sheet.rows(), 1) if number in numbers)
            cells = [row[column.index] if column.index < len(row) else "" for row in kept]
            said = people.said.get(fact, "")  # it counts where nothing stands
            pairs = list(zip((who[at] or said for who in rows.who), cells, strict=True))
            texts = {pair: (as_text(pair[0]), as_text(pair[1])) for pair in set(pairs)}
            sides = [{text for text in side if text} for side in zip(*texts.values(), strict=True)]
            if any(all(map(_CODE.fullmatch, side)) for side in sides):  # the names of the other's codes, or nothing
                continue
            named = {pair: both for pair, both in texts.items() if all(both)}
            differ = {pair for pair, both in named.items() if not may_be_one(*both)}
            if read and people.named[fact] and _is_of_another_kind(read, column, fact, set(named.values())):
                continue
            if far := [number for number, pair in zip(rows.numbers, pairs, strict=True) if pair in differ]:
                about: dict[str, Any] = {"heading": heading_shown(column.heading), "kind": term(fact)}
                about |= {"column": heading_shown(read.heading) if read else "", "rows": _rows_of(table, far)}
                yield finding(FILE, "another-name", table.place(table.header[-1], column.index), **about)


def _is_of_another_kind(
    read: TableColumn, column: TableColumn, fact: ColumnKind, named: Collection[tuple[str, str]]
) -> bool:
    """Whether *Afdeling* beside *Team* is no other word for it: what stands there is nowhere a team's name.

    ``named`` are the names that stand side by side.
    """
    if not says_outright(read.heading, fact) or says_outright(column.heading, fact):
        return False
    teams = {own_words(one) for one, _other in named}
    return not any(own_words(other) in teams or may_be_one(one, other) for one, other in named)


def _rows_of_others(table: AnswerTable, rows: TableRows, people: People) -> Iterator[CellFinding]:
    """That a column which is not read holds the one team's name in some rows and others' in the rest: all count.

    Whatever it is called, *Gruppe*, *Sted*, its few names come again; those of people and comments do not.
    """
    at, first = FACTS.index("team"), table.header[-1]
    names = {as_text(cell) for cell in {who[at] for who in rows.who}} - {""}
    team = people.said.get("team") or (min(names) if len(names) == 1 else "")
    if not team or table.statements[0].how == "mapping":  # somebody has said what each column is
        return
    unread = [c for c in table.columns if c.kind in ("other", "role") and c.names and not c.part_of]
    unread = [c for c in unread if not (table.of("team") and _asks_for(c.heading, "team"))]  # it is told by another
    some = list(islice(table.sheet.rows(), first, first + _FIRST_ROWS)) if unread else []
    for column in unread:
        cells = {row[column.index] for row in some if column.index < len(row)}
        if any(isinstance(cell, str) and are_of_one_team(as_text(cell), team) for cell in cells if cell != ""):
            yield from _beside_its_name(table, rows, column, team)


def _beside_its_name(table: AnswerTable, rows: TableRows, column: TableColumn, team: str) -> Iterator[CellFinding]:
    """That a column holds other names than a team's in some rows, if it is one of a few names."""
    numbers = set(rows.numbers)
    cells = [(n, row[column.index]) for n, row in enumerate(table.sheet.rows(), 1) if column.index < len(row)]
    there = {n: text for n, cell in cells if n in numbers and isinstance(cell, str) and (text := as_text(cell))}
    kinds = set(there.values())
    if 2 * len(kinds) > len(there) + 1 or not any(are_of_one_team(text, team) for text in kinds):
        return
    others = {text for text in kinds if not (may_be_one(text, team) or is_not_said(text))}
    if far := [number for number, text in there.items() if text in others]:
        about: dict[str, Any] = {"heading": heading_shown(column.heading), "team": shortened(team)}
        place = table.place(far[0], column.index)
        yield finding(FILE, "rows-of-others", place, shortened(there[far[0]]), rows=_rows_of(table, far), **about)


def _asks_for(heading: str, fact: str) -> bool:
    """Whether a heading asks where somebody belongs now, or is the name of that with a word in brackets behind it."""
    named = kind_by_name(_IN_BRACKETS.sub("", heading)) == fact and not is_of_another_time(heading)
    return named or kind_asked(heading) == fact


def _about_dates(table: AnswerTable, people: People, edge: Sequence[int]) -> Iterator[CellFinding]:
    """That the quarter is the one in which somebody answered, and where that is not sure."""
    if people.by_date and table.date_column is not None:
        place = CellPlace(table.sheet.name)
        yield finding(
            FILE, "quarter-by-date", place, heading=shortened(table.date_column.heading), kind=term("quarter")
        )
        if edge:
            yield finding(FILE, "near-edge", place, rows=_rows_of(table, edge))


def _in_another_quarter(table: AnswerTable, rows: TableRows, people: People) -> Iterator[CellFinding]:
    """That answers were given in another quarter than the one that was said for the file, and not near its edge."""
    column, dates, cells = table.date_column, people.dates, rows.dates
    if "quarter" not in people.said:
        return
    if column is None and (stamps := _perhaps_stamps(table, rows)):
        column, cells = stamps
        dates = WrittenDates(cells)
    said = Quarter.parse(people.said["quarter"])
    days = {row: dates.days(cell) for row, cell in zip(rows.numbers, cells, strict=True)} if column else {}
    sure = {row: some[0] for row, some in days.items() if len(some) == 1}
    others = {row: day for row, day in sure.items() if said not in candidates(day, people.edge_days)}
    if column and others:
        about: dict[str, Any] = {"heading": shortened(column.heading), "rows": _rows_of(table, others)}
        about |= {"quarter": said, "days": first_few(map(str, sorted({*others.values()})), _SOME_DAYS)}
        code = "other-dates" if table.date_column else "other-dates-perhaps"
        yield finding(FILE, code, CellPlace(table.sheet.name), **about)


_ON_THE_HOUR = lazily(r"\b\d\d?[:.][03]0(?:[:.]00)?(?:[.,]0+)?(?:\D*|Z|[+-]\d\d:?\d\d)$")
"""A full or a half hour."""


def _perhaps_stamps(table: AnswerTable, rows: TableRows) -> tuple[TableColumn, list[CellValue]] | None:
    """The column that is not read and holds nothing but moments, as machines note when somebody answered.

    Most have one of their own: of those who were invited or met at a certain time, several share it; and people agree
    on full and half hours. *Ansat siden* and *Konto oprettet* are about people, and so is a question.
    """
    unread = [c for c in table.columns if c.kind in ("other", "technical") and c.names and not c.part_of]
    unread = [c for c in unread if "?" not in c.heading and not is_of_life(c.heading)]
    unread = [c for c in unread if not asks_of_a_life(words_alone(c.heading))]
    first = next(islice(table.sheet.rows(), rows.numbers[0] - 1, None)) if rows.numbers else []
    unread = [c for c in unread if c.index < len(first) and is_moment(as_text(first[c.index]))]
    if not unread or table.statements[0].how == "mapping":  # somebody has said what each column is
        return None
    numbers = set(rows.numbers)
    kept = [row for number, row in enumerate(table.sheet.rows(), 1) if number in numbers]
    found = []
    for column in unread:
        cells = [row[column.index] if column.index < len(row) else "" for row in kept]
        there = set(filter(None, map(as_text, cells)))
        if all(map(is_moment, there)) and 2 * len(there) > len(cells) and not all(map(_ON_THE_HOUR.search, there)):
            found.append((column, cells))
    before = [each for each in found if each[0].index < table.statements[0].index]
    return before[-1] if before else found[0] if found else None


def _far_from_its_quarter(table: AnswerTable, rows: TableRows, people: People) -> Iterator[CellFinding]:
    """That a row's date lies far from the quarter that its column says: surveys are closed late, but not by months."""
    column, dated = table.first("quarter"), table.date_column
    if "quarter" in people.said or column is None or dated is None or dated.index == column.index:
        return
    at = FACTS.index("quarter")
    pairs = [(cells[at], _without_time(cell)) for cells, cell in zip(rows.who, rows.dates, strict=True)]
    strange = {pair for pair in dict.fromkeys(pairs) if _is_far(people, *pair)}
    if far := [i for i, pair in enumerate(pairs) if pair in strange] if strange else []:
        place, stood = table.place(rows.numbers[far[0]], dated.index), as_text(rows.dates[far[0]])
        about: dict[str, Any] = {"heading": shortened(dated.heading), "column": shortened(column.heading)}
        about["rows"] = _rows_of(table, [rows.numbers[i] for i in far])
        yield finding(FILE, "dates-far-away", place, shortened(stood), **about)


_STAMP = lazily(r"(\d{4}-\d\d-\d\d)[ T].*")


def _without_time(cell: CellValue) -> CellValue:
    """The day alone of a moment as machines write it: thousands of moments are a few days."""
    stamp = _STAMP.fullmatch(cell) if isinstance(cell, str) else None
    return stamp[1] if stamp else cell


def _is_far(people: People, quarter: CellValue, dated: CellValue) -> bool:
    """Whether a day, whichever it may be, lies neither in a quarter nor in one beside it."""
    days, said = people.dates.days(dated), quarters_of(quarter, people.quarters)
    return (
        len(said) == 1
        and bool(days)
        and not any(one.shift(-1) <= Quarter.of(day) <= one.shift(1) for one in said for day in days)
    )


def _another_quarter_elsewhere(table: AnswerTable, people: People) -> Iterator[CellFinding]:
    """That the file names another quarter than the one that was said for it: in its title, or in a column of those.

    Its sheet's name and the statements' headings may do so as well; and months and days in a title or such a name.
    """
    if "quarter" not in people.said or table.statements[0].how == "mapping":  # somebody has said what each column is
        return
    said, first = Quarter.parse(people.said["quarter"]), table.header[-1]
    unread = [c for c in table.columns if c.kind == "other" and not c.part_of]
    unread = [c for c in unread if not any(asks_of_a_life(words_alone(name)) for name in c.names)]
    some = list(islice(table.sheet.rows(), first, first + _FIRST_ROWS)) if unread else []
    title = CellPlace(table.sheet.name)
    told = [(title, _named_alone([text])) for text in table.above]
    if not any(quarter != said for _, named in told for quarter in named):
        told = [(title, _among_words(_lines_above(table), said, people.edge_days))]
    for column in unread:
        cells = dict.fromkeys(row[column.index] for row in some if len(row) > column.index)
        told.append((table.place(first, column.index), _named_alone(filter(None, map(as_text, cells)))))
    told.append((table.place(first, table.statements[0].index), _in_every_heading(table, said, people.edge_days)))
    told.append((title, _among_words([table.sheet.name or ""], said, people.edge_days)))
    for place, named in told:
        if others := [text for quarter, text in named.items() if quarter != said]:
            yield finding(FILE, "quarter-elsewhere", place, shortened(others[0]), quarter=said)


def about_its_name(table: AnswerTable, people: People, name: str) -> Iterator[CellFinding]:
    """That a file is called by another quarter than the one that was said for it."""
    if "quarter" in people.said and table.statements[0].how != "mapping":
        said = Quarter.parse(people.said["quarter"])
        if named := _among_words([name], said, people.edge_days, exported=True):
            yield finding(FILE, "quarter-elsewhere", value=shortened(min(named.values())), quarter=said)


def _lines_above(table: AnswerTable) -> Iterator[str]:
    """The lines above the table: a word and what it is about may stand in two cells. Of a long one each cell."""
    for row in islice(table.sheet.rows(), table.header[0] - 1):
        texts = [text for text in map(as_text, row) if text]
        yield from [" ".join(texts)] if len(texts) <= CELLS_OF_A_TITLE else texts


def _among_words(texts: Iterable[str], said: Quarter, edge_days: int, *, exported: bool = False) -> dict[Quarter, str]:
    """The quarters that texts name in any words; none where one is that of the answers, or they are about other days.

    A title may tell until when to answer, what is compared with what, or how long a project lasts. ``exported``: days
    may be those on which the file was made, which is after people answered, and so may those that a text calls so.
    """
    found: dict[Quarter, str] = {}
    for text in texts:
        line = text.replace("_", " ")
        named = Quarter.mentioned(line)
        every = named or _of_days(line, said, edge_days)
        of_export = bool(every) and is_of_an_export(text)
        if not every or (is_of_another_time(text) and (named or not of_export)):
            continue
        if not named and is_of_a_document(text):
            continue
        lasting = len(every) > 1 and min(every) <= said <= max(every)
        if not (lasting and (_FROM_TO if named else _FROM_MONTH_TO).search(line)):
            made = not named and (exported or of_export)
            found |= {quarter: text for quarter in every if quarter <= said or not made}
    return {} if said in found else found


def _of_days(line: str, said: Quarter, edge_days: int) -> frozenset[Quarter]:
    """The quarters of the days and months that a text names: the one that was said, where all lie close to its edge.

    Of a period the one end may lie there, and the period in another quarter.
    """
    mentioned = list(days_mentioned(line))
    if not mentioned or asks_of_a_life(words_alone(line)):
        return frozenset()
    if all(any(said in candidates(day, edge_days) for day in days) for days in mentioned):
        return frozenset([said])
    return frozenset(Quarter.of(days[0]) for days in mentioned)


_FROM_TO = lazily(r"\s(?:til|to|bis|through|[-–])\s")
_FROM_MONTH_TO = lazily(r"\b(?:til|to|bis|through)\b|[-–]")


def _in_every_heading(table: AnswerTable, said: Quarter, edge_days: int) -> Mapping[Quarter, str]:
    """The quarters that the headings of all statements name: behind one alone it is a part of what is asked."""
    named = [_among_words(column.names, said, edge_days) for column in table.statements]
    return {quarter: text for quarter, text in named[0].items() if all(quarter in others for others in named)}


def _named_alone(texts: Iterable[str]) -> Mapping[Quarter, str]:
    """The quarters that some texts name; none where any of them is something else."""
    found: dict[Quarter, str] = {}
    for text in texts:
        if (quarter := Quarter.named(text)) is None:
            return {}
        found.setdefault(quarter, text)
    return found


def _hidden(table: AnswerTable, rows: TableRows) -> Iterator[CellFinding]:
    """That rows are hidden, or filtered away, and count."""
    runs, numbers = table.sheet.hidden_rows().runs, rows.numbers
    if hidden := [
        number for first, last in runs for number in numbers[bisect_left(numbers, first) : bisect_right(numbers, last)]
    ]:
        yield finding(FILE, "hidden-rows", CellPlace(table.sheet.name), rows=str(RowSet.of(hidden)))


def _short(table: AnswerTable, rows: TableRows) -> Iterator[CellFinding]:
    """That rows end before the headings do, unless most of them do so behind the statements.

    Some programs leave out what is empty at the end of a row.
    """
    few = 0 < len(rows.short) * 2 < len(rows.numbers)
    if few or any(fields <= table.statements[-1].index for fields in rows.short.values()):
        yield finding(FILE, "short-rows", CellPlace(table.sheet.name), rows=_rows_of(table, rows.short))


def _unanswered(table: AnswerTable, rows: TableRows) -> Iterator[CellFinding]:
    """That a statement has a column, and nobody has answered it: its answers may stand in another."""
    if table.layout is OWN_FORM or len(rows.answers) < _SOME_ROWS:
        return
    wide, all = len(table.statements), b"".join(rows.answers)
    if nobody := [at for at in range(wide) if not all[at::wide].strip(bytes([BLANK]))]:
        statements = [str(table.statements[at].statement) for at in nobody]
        yield finding(FILE, "nobody-answered", CellPlace(table.sheet.name), statements=statements)


def _repeated(table: AnswerTable, rows: TableRows) -> Iterator[CellFinding]:
    """That a block of rows stands twice in a file: pasted twice, most likely, since chance does not deal so."""
    if (n := len(rows.answers)) * 3 > _MUCH_TO_COMPARE:
        return
    often = Counter(rows.answers)
    alike = sum(many * (many - 1) for many in often.values()) / max(1, n * (n - 1))
    """How likely it is that two rows are the same."""
    if not alike or alike > _TOO_ALIKE:
        return
    least = max(3, math.ceil(math.log(_BY_CHANCE / n**2) / math.log(alike)))
    if n * least > _MUCH_TO_COMPARE:
        return
    seen: dict[tuple[bytes, ...], int] = {}
    for at in range(n - least + 1):
        if often[rows.answers[at]] > 1:
            block = tuple(rows.answers[at : at + least])
            first = seen.setdefault(block, at)
            if first + least <= at and len(set(block)) >= _KINDS and _same_who(rows, first, at, least):
                end = next((i for i in range(at, n) if rows.answers[i] != rows.answers[first + i - at]), n)
                end = min(end, 2 * at - first)
                again, before = (_rows_of(table, rows.numbers[i : i + end - at]) for i in (at, first))
                yield finding(FILE, "rows-repeated", CellPlace(table.sheet.name), rows=again, earlier=before)
                return


def _same_who(rows: TableRows, first: int, again: int, many: int) -> bool:
    """Whether two blocks are about the same team and quarter, and not known to be the same people: these count once."""
    who, people = rows.who, rows.respondents
    same = bool(people) and any(people[first : first + many]) and people[first] == people[again]
    return not same and (not who or who[first : first + many] == who[again : again + many])


def _destroyed(table: AnswerTable, rows: TableRows) -> Iterator[CellFinding]:
    """That letters were destroyed before the file came here, in what is read: once, with all columns."""
    read = [column for column in table.columns if column.statement or column.kind in MEANT]
    met = {column.index: (table.header[-1], column.heading) for column in read if is_destroyed(column.heading)}
    for at, column in ((at, column) for at, kind in enumerate(WHO) if (column := table.first(kind))):
        wrong = {cell for cell in {cells[at] for cells in rows.who} if isinstance(cell, str) and is_destroyed(cell)}
        if wrong:
            place = next(i for i, cells in enumerate(rows.who) if cells[at] in wrong)
            met.setdefault(column.index, (rows.numbers[place], as_text(rows.who[place][at])))
    for row, texts in rows.odd.items():
        for at, text in ((at, text) for at, text in texts.items() if is_destroyed(text)):
            met.setdefault(table.statements[at].index, (row, text))
    if met:
        row, text = met[index := min(met)]
        columns = headings_shown((column.index, column.heading) for column in read if column.index in met)
        yield finding(FILE, "destroyed-letters", table.place(row, index), shortened(text), columns=columns)


def _broken_off(table: AnswerTable, rows: TableRows) -> Iterator[CellFinding]:
    """That somebody did not finish, but had answered something, or that their answers were not approved."""
    if some := rows.skipped.get("not-approved"):
        yield finding(FILE, "not-approved", CellPlace(table.sheet.name), rows=_rows_of(table, some))
    if rows.broken_off:
        yield finding(FILE, "unfinished", CellPlace(table.sheet.name), rows=_rows_of(table, rows.broken_off))


def _rounded(table: AnswerTable, rows: TableRows) -> Iterator[CellFinding]:
    """That a spreadsheet has rounded the numbers by which respondents are told apart."""
    if rows.rounded and (column := table.first("respondent")):
        row, number = next(iter(rows.rounded.items()))
        about: dict[str, Any] = {"heading": heading_shown(column.heading), "rows": _rows_of(table, rows.rounded)}
        stood = number.upper()  # numbers are folded; a spreadsheet writes 1.2E+15
        yield finding(FILE, "rounded-numbers", table.place(row, column.index), shortened(stood), **about)


def _said_elsewhere(table: AnswerTable, rows: TableRows) -> Iterator[CellFinding]:
    """That answers to some question would say of their rows that they do not count, if that were what it asks."""
    for index, texts in ((index, texts) for index, texts in rows.said_elsewhere.items() if texts):
        column, value = table.columns[index], shortened(next(iter(texts.values())))
        asked = "?" in column.heading and not is_about_answers(column)
        code, place = "status-of-another" if asked else "status-elsewhere", table.place(table.header[-1], index)
        code = rows.told_as.get(index) or (code if value else "day-that-lacks")
        yield finding(FILE, code, place, value, heading=heading_shown(column.heading), rows=_rows_of(table, texts))
