"""A file's table: its sheet, its headings, its tool, and what each column holds.

How a table was understood can be told with the keys of a mapping: to be saved, corrected and given back.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import islice, takewhile
from typing import Any

from hf_fidelity.domain.survey.exports import PERHAPS_HEADINGS, AskedInstrument, Direction, FileSaid, RowSet
from hf_fidelity.ground import CellFinding, Quarter, as_whole, first_few, fold, lazily
from hf_fidelity.readers.survey.cells.book import (
    Book,
    CellValue,
    Refused,
    Sheet,
    as_text,
    cell_name,
    column_letters,
    column_number,
)
from hf_fidelity.readers.survey.job import Options
from hf_fidelity.readers.survey.sentences import (
    FILE,
    CellPlace,
    finding,
    heading_shown,
    headings_shown,
    shortened,
    term,
)
from hf_fidelity.readers.survey.table.between import CELLS_OF_A_TITLE, facts_told
from hf_fidelity.readers.survey.table.header import Header, OptionBlock
from hf_fidelity.readers.survey.table.legends import Legend, legend_inside
from hf_fidelity.readers.survey.table.long_tables import Pivoted
from hf_fidelity.readers.survey.table.put_together import HasHome, Merged
from hf_fidelity.readers.survey.table.sheets import SeveralTables, find_table, nearly_but_not, no_statements
from hf_fidelity.readers.survey.words.columns import (
    IGNORE,
    REMARK_OF_HEADINGS,
    Headings,
    TableColumn,
    columns_of,
    doubled,
    surest,
    unsettled,
    without_devices,
)
from hf_fidelity.readers.survey.words.compared import (
    FACTS,
    MEANT,
    YEARS,
    ColumnKind,
    is_administration,
    negations,
    says_outright,
    words_alone,
)
from hf_fidelity.readers.survey.words.dates import WrittenDates
from hf_fidelity.readers.survey.words.statuses import says_yes
from hf_fidelity.readers.survey.words.tools import Layout, may_say_when

_GUESSED = ("near", "more", "cut", "inside", "question")
_MOST_OF_AN_INSTRUMENT = 0.6
"""Where fewer of the statements are found than this, it may be another survey."""
OTHER_SHEETS = "other_sheets"
"""What is understood of further sheets of the same file: entries of their own in a mapping, and no key of one."""
MOST_HEADER_ROWS = 3
_TOLD_BY_THE_TABLE = {"file", "sheet", "header_rows", "layout", "columns", "organisation", "team", "quarter"}
"""Keys of a mapping that a table itself fills; the others stay as they were given."""


@dataclass(frozen=True)
class AnswerTable:
    """Where the answers stand and what the columns around them say."""

    sheet: Sheet
    layout: Layout
    header: tuple[int, ...]
    """The rows of the headings, from 1; the answers begin below."""
    columns: tuple[TableColumn, ...]
    said: Mapping[str, str]
    """organisation, team, quarter → what the file says once, above the table."""
    findings: tuple[CellFinding, ...] = ()
    above: tuple[str, ...] = ()
    """The texts above the table, such as its title and what its codes mean."""
    book: Book | None = None
    """The file that it is in."""
    named: bool = True
    """Whether a heading names a statement: else somebody said what stands where, and there may be no headings."""

    @cached_property
    def statements(self) -> tuple[TableColumn, ...]:
        """The columns that hold answers, from left to right."""
        return tuple(column for column in self.columns if column.statement)

    def of(self, kind: ColumnKind) -> tuple[TableColumn, ...]:
        """The columns of a kind, from left to right."""
        return self._by_kind.get(kind, ())

    @cached_property
    def _by_kind(self) -> Mapping[ColumnKind, tuple[TableColumn, ...]]:
        found: dict[ColumnKind, tuple[TableColumn, ...]] = {}
        for column in self.columns:
            for kind in {column.kind, *column.also}:
                found[kind] = (*found.get(kind, ()), column)
        return found

    def first(self, kind: ColumnKind) -> TableColumn | None:
        """The first column of a kind; None where there is none."""
        return next(iter(self.of(kind)), None)

    @cached_property
    def date_column(self) -> TableColumn | None:
        """The column that says when somebody answered: the last one before the statements, else the first."""
        dates = self.of("date")
        before = [column for column in dates for first in self.statements[:1] if column.index < first.index]
        return before[-1] if before else dates[0] if dates else None

    @cached_property
    def sheets(self) -> frozenset[str]:
        """The names of the sheets that the columns stand on; one called "" in a CSV file."""
        return frozenset(_home(self.sheet, column.index)[0] or "" for column in self.columns)

    @cached_property
    def answers(self) -> Mapping[str, frozenset[int]]:
        """Sheet → its columns that hold answers."""
        homes = [_home(self.sheet, column.index) for column in self.columns if column.statement or column.part_of]
        return {str(name or ""): frozenset(at for sheet, at in homes if sheet == name) for name, _ in homes}

    def rows_shown(self, numbers: Iterable[int]) -> str:
        """Rows as they stand in the file, though the table was put together from others."""
        rows = RowSet.of(numbers)
        return str(self.sheet.renumbered(rows) if isinstance(self.sheet, Pivoted) else rows)

    def place(self, row: int, column: int | None) -> CellPlace:
        """Where a row's column stands, as the spreadsheet names it: ``G14``; without a column, the row."""
        return CellPlace(self.sheet.name, row) if column is None else _cell(self.sheet, row, column)

    def as_mapping(self, said: Mapping[str, str], mapping: FileSaid, codes: Direction | None = None) -> dict[str, Any]:
        """The keys of a mapping for the file (without ``file``), and what the columns are called.

        ``said`` is what holds for the whole file; ``mapping`` is what was given, ``codes`` what was asked for.
        """
        sheet, unsaid = self.sheet, {*FACTS, "date"} - {*said, *self._by_kind}
        columns, remarks = self.columns_said(), {c.index: _remark_of(c, unsaid) for c in self._named}
        keys: dict[str, Any] = {"sheet": sheet.name}
        if isinstance(sheet, Pivoted):  # its statements have no column in the file
            letters = {at: column_letters(column) for at, column in enumerate(sheet.others)}
            columns = {at: meant for at, meant in columns.items() if at in letters} | {sheet.respondent: "respondent"}
            named = {letters[at]: meant for at, meant in columns.items()} | dict(mapping.columns or {})
            keys |= {"header_rows": [sheet.head] if sheet.head else None, "columns": named}
        else:
            letters = {c.index: column_letters(c.index) for c in self._named}
            keys |= {"header_rows": list(self.header[-MOST_HEADER_ROWS:]), "layout": self.layout.id}
            keys["columns"] = {letters[at]: meant for at, meant in columns.items()}
        keys |= {
            **{key: value for key, value in mapping.keys().items() if key not in _TOLD_BY_THE_TABLE},
            **({"codes": codes} if codes else {}),
            **said,
            REMARK_OF_HEADINGS if self.named else PERHAPS_HEADINGS: {
                letters[at]: remark for at, remark in remarks.items() if at in letters
            },
        }
        return {key: value for key, value in keys.items() if value is not None}

    @cached_property
    def _named(self) -> tuple[TableColumn, ...]:
        return tuple(column for column in self.columns if column.names or column.statement)

    def columns_said(self) -> dict[int, str]:
        """Column → what it holds. Of several dates, or several that tell respondents apart, one is read."""
        respondent = self.columns[self.sheet.respondent] if isinstance(self.sheet, Pivoted) else None
        one_of = {"date": self.date_column, "respondent": respondent or self.first("respondent")}
        read = {c.index for c in self._named if c.kind in MEANT and one_of.get(c.kind, c) is c}
        decided = (c for c in self._named if not c.undecided)
        return {c.index: c.statement or c.part_of or (c.kind if c.index in read else IGNORE) for c in decided}


def _remark_of(column: TableColumn, unsaid: Set[str]) -> str:
    """A column's heading, behind the statements that it could be, or what it may say that nothing else does."""
    could_be = column.could_be or ((column.mentions,) if column.mentions in unsaid else ())
    asked = f"{', '.join(map(str, could_be))}? " if could_be else ""
    return asked + heading_shown(column.heading)


def understand(book: Book, options: Options, legend: Legend, mapping: FileSaid) -> AnswerTable:
    """Find the table of answers in a file. Raises Refused where there is none, or where it could be read in two ways.

    ``legend`` is what other files say about this one's variables.
    """
    legend |= legend_inside(book)
    try:
        sheet, header = find_table(book, options, legend, mapping)
    except SeveralTables as several:
        drafts = [_draft(sheet, header, options, legend) for sheet, header in several.tables]
        told = several.finding
        if all("team" in draft.get("columns", {}).values() for draft in drafts):
            told = finding(FILE, "several-sheets-of-teams", sheets=told.params["sheets"])
        raise Refused(told, {**drafts[0], OTHER_SHEETS: drafts[1:]}) from several
    table = replace(_understood(sheet, header, options, legend, mapping), book=book)
    if sheet.name in book.hidden and not mapping.sheet:
        read = finding(FILE, "hidden-sheet-read", CellPlace(sheet.name), asked=sheet.name)
        table = replace(table, findings=(read, *table.findings))
    return table


def _texts_below(sheet: Sheet, head: int, at: int) -> Iterator[str]:
    """The different texts of a column below the headings."""
    seen = set[CellValue]()
    for row in islice(sheet.rows(), head, None):
        if at < len(row) and row[at] not in seen:
            seen.add(row[at])
            if text := as_text(row[at]):
                yield text


def _draft(sheet: Sheet, header: Header, options: Options, legend: Legend) -> Mapping[str, Any]:
    """What is understood of one of several sheets."""
    try:
        return _understood(sheet, header, options, legend, FileSaid()).as_mapping({}, FileSaid())
    except Refused as refused:
        return refused.draft or {"sheet": sheet.name}


def _understood(sheet: Sheet, header: Header, options: Options, legend: Legend, mapping: FileSaid) -> AnswerTable:
    columns = list(columns_of(header.columns, options.headings, header.layout))
    named, said, as_called = any(map(_names_a_statement, columns)), _said_above(header), list(columns)
    if mapping.columns is not None:
        pivoted = sheet if isinstance(sheet, Pivoted) else None
        _check_columns(pivoted.width if pivoted else len(columns), sheet, mapping.columns)
        columns = _mapped(columns, pivoted.as_said(mapping.columns) if pivoted else mapping.columns)
    texts_of = partial(_texts_below, sheet, header.rows[-1])
    columns = without_devices(columns, texts_of)
    columns, outranked = _outranked(columns, {*said, *options.said(mapping)}, texts_of)
    if legend.labels:
        columns = [replace(column, labels=_labels(header.columns[column.index], legend)) for column in columns]
    columns, doubts = _settled(columns, _Place(sheet, header.rows[-1]), options.headings)
    columns, groups = _together(columns, header.blocks)
    named = named or (mapping.columns is None and any(column.statement for column in columns))
    unsure = [] if mapping.columns is not None else [group for group in groups if not group.sure]
    table = AnswerTable(
        sheet, header.layout, header.rows, tuple(columns), said, above=_texts_above(header), named=named
    )
    table = _dated(table, by_name=mapping.columns is None)
    table = table if mapping.columns is not None else _with_years(table)
    if "quarter" not in {*said, *options.said(mapping)}:
        table = _perhaps_dated(table)
    if not doubts and unsure:
        doubts = [_untold(group, sheet, options.headings, "unknown-options") for group in unsure]
    if not doubts and mapping.columns is None:
        table, doubts = _without_noughts(table, options.headings)
    if not doubts and mapping.columns is None:
        table, doubts = _answered_beside(table, options.headings)
    if not doubts and not table.statements:
        place = _Place(sheet, header.rows[-1])
        nearly = (nearly_but_not(c.heading, c.doubt, place.of(c)) for c in table.columns if c.doubt)
        doubts = [no_statements(options.asked, header.names, sheet.name), *nearly]
    if doubts:
        raise Refused(doubts[0], table.as_mapping({}, mapping), *doubts[1:])
    if groups:
        table = replace(table, sheet=_merged(table, groups, options.headings, mapping))
    if mapping.columns is None:
        table = _with_perhaps_missing(table, options.asked)
    about = _also_asked(as_called, table, options.headings) if mapping.columns is None else _undecided(as_called, table)
    again = mapping.header_rows and not any(group.options for group in groups)
    above = _answers_as_headings(table, options.headings) if again else ()
    remarks = (
        *_about_guesses(outranked, table),
        *_about_groups(groups, table),
        *_remarks(table, options),
        *about,
        *above,
    )
    return replace(table, findings=remarks)


def _answered_beside(table: AnswerTable, headings: Headings) -> tuple[AnswerTable, list[CellFinding]]:
    """The table without the statements whose answers stand in columns beside them that are called nothing."""
    bare = {column.index: at for column in table.statements if (at := _without_heading(column, table, headings))}
    doubts = [_bare_answers(table.columns[index], at, table) for index, at in bare.items()]
    could_be = {at: (str(table.columns[index].statement),) for index, some in bare.items() for at in (index, *some)}
    unread = (
        replace(column, kind="other", statement=None, how=None, could_be=could_be[column.index])
        if column.index in could_be
        else column
        for column in table.columns
    )
    return replace(table, columns=tuple(unread)) if bare else table, doubts


def _dated(table: AnswerTable, *, by_name: bool) -> AnswerTable:
    """The table; where no column says when people answered, a status with nothing but days in it does.

    ``by_name``: so does a column that is called as a tool calls it, of whose export the columns were chosen.
    """
    if table.date_column:
        return table
    called = [c for c in table.of("other") if by_name and not c.part_of and any(map(may_say_when, c.names))]
    some = [*table.of("status"), *called]
    rows = list(islice(table.sheet.rows(), table.header[-1], table.header[-1] + _SOME_ROWS)) if some else []
    days = {c.index for c in some if _are_days([row[c.index] for row in rows if len(row) > c.index])}
    of_tools = days & {column.index for column in called}
    also = frozenset[ColumnKind](("date",))
    columns = [
        replace(c, kind="date") if c.index in of_tools else replace(c, also=also) if c.index in days else c
        for c in table.columns
    ]
    return replace(table, columns=tuple(columns)) if days else table


def _perhaps_dated(table: AnswerTable) -> AnswerTable:
    """The table; where nothing says when people answered, the columns with nothing but days in them may.

    Those of the tool itself, too: when somebody began is perhaps all that was exported.
    """
    if table.date_column or table.of("quarter"):
        return table
    others = [c.index for c in (*table.of("other"), *table.of("technical")) if c.names and not c.part_of]
    rows = list(islice(table.sheet.rows(), table.header[-1], table.header[-1] + _SOME_ROWS)) if others else []
    days = {at for at in others if _are_days([row[at] for row in rows if len(row) > at])}
    columns = (replace(c, mentions="date") if c.index in days else c for c in table.columns)
    return replace(table, columns=tuple(columns)) if days else table


_MOST_YEARS = 10


def _with_years(table: AnswerTable) -> AnswerTable:
    """The table, with the one column that says the year where quarters stand as their numbers alone."""
    called = [c for c in table.of("other") if not c.part_of and YEARS.intersection(map(words_alone, c.names))]
    quarter = table.first("quarter")
    if quarter is None or len(called) != 1:
        return table
    year = called[0]
    some = list(islice(table.sheet.rows(), table.header[-1], table.header[-1] + _SOME_ROWS))
    parts, years = (
        {text for row in some if len(row) > column.index and (text := as_text(row[column.index]))}
        for column in (quarter, year)
    )
    numbers = [number for text in years if (number := Quarter.year_alone(text))]
    apart = max(numbers, default=0) - min(numbers, default=0)  # years of birth lie further apart
    if not numbers or len(numbers) < len(years) or apart > _MOST_YEARS or not any(map(Quarter.part_of_year, parts)):
        return table
    columns = (replace(c, kind="year", mentions=None) if c is year else c for c in table.columns)
    return replace(table, columns=tuple(columns))


def _are_days(cells: Iterable[CellValue]) -> bool:
    there = [cell for cell in cells if as_text(cell)]
    dates = WrittenDates(there)
    numbers = (isinstance(cell, int | float) or as_text(cell).isdigit() for cell in there)
    return bool(there) and not any(numbers) and all(map(dates.days, there))


def _names_a_statement(column: TableColumn) -> bool:
    return bool(column.statement or column.clash or column.contradicts or column.doubt)


def _check_columns(width: int, sheet: Sheet, said: Mapping[str, str]) -> None:
    """Raise Refused where a mapping names a column that is not there: what it says of it would go for nothing."""
    beyond = [letter for letter, meant in said.items() if meant != IGNORE and column_number(letter) >= width]
    if beyond:
        last = column_letters(max(0, width - 1))
        raise Refused(finding(FILE, "mapping-no-column", CellPlace(sheet.name), columns=beyond, last=last))


def _mapped(columns: list[TableColumn], columns_said: Mapping[str, str]) -> list[TableColumn]:
    """The columns as a mapping file says them; what it does not name is not read, and nobody has decided it."""
    said = {column_number(letter): meant for letter, meant in columns_said.items()}
    meant = (_as_meant(column, said.get(column.index, IGNORE)) for column in columns)
    return [replace(column, how="mapping") if column.index in said else column for column in meant]


def _as_meant(column: TableColumn, meant: str, could_be: tuple[str, ...] = ()) -> TableColumn:
    column = replace(
        column, statement=None, how=None, clash=(), contradicts=None, doubt=None, mentions=None, could_be=could_be
    )
    if meant == IGNORE:
        unread: ColumnKind = column.kind if column.kind in ("technical", "personal") else "other"
        return replace(column, kind=unread, also=frozenset())
    if kind := next((kind for kind in MEANT if kind == meant), None):
        return replace(column, kind=kind, how="mapping")
    return replace(column, kind="statement", statement=meant, how="mapping", sureness=0)


def _outranked(
    columns: list[TableColumn], said: set[str], texts_of: Callable[[int], Iterable[str]]
) -> tuple[list[TableColumn], list[TableColumn]]:
    """The columns without those that are only likely to say what was said for the whole file; and these."""
    out = [c for c in columns if c.kind in said and (c.how == "question" or _is_above_teams(c, texts_of))]
    return [replace(c, kind="other", how=None, mentions=c.kind) if c in out else c for c in columns], out


def _is_above_teams(column: TableColumn, texts_of: Callable[[int], Iterable[str]]) -> bool:
    """Whether a column called *Afdeling* or the like has one administration in every row, of which teams are parts."""
    if column.kind != "team" or column.how is not None or any(says_outright(name, "team") for name in column.names):
        return False
    texts = list(islice(texts_of(column.index), 2))
    return len(texts) == 1 and is_administration(texts[0])


def _labels(names: tuple[str, ...], legend: Legend) -> Mapping[str, str]:
    return next((legend.labels[fold(name)] for name in names if fold(name) in legend.labels), {})


@dataclass(frozen=True)
class _Place:
    """Where the headings of a table stand."""

    sheet: Sheet
    row: int

    def of(self, column: TableColumn) -> CellPlace:
        """The cell of a column's heading."""
        return _cell(self.sheet, self.row, column.index)


def _cell(sheet: Sheet, row: int, column: int) -> CellPlace:
    """Where a cell stands in the file, though its sheet was put together from others or from other rows."""
    if isinstance(sheet, Pivoted):
        row, column = sheet.origin(row, column)
    name, at = _home(sheet, column)
    return CellPlace(name, row, cell_name(row, at))


def _home(sheet: Sheet, column: int) -> tuple[str | None, int]:
    return sheet.home(column) if isinstance(sheet, HasHome) else (sheet.name, column)


def _settled(
    columns: list[TableColumn], place: _Place, headings: Headings
) -> tuple[list[TableColumn], list[CellFinding]]:
    """One column for each statement and fact; and the doubts, where several could be it, or one is none for sure."""
    sheet = place.sheet.name
    columns, twice = _without_notes(*surest(columns), place, headings)
    both = doubled(columns)
    doubtful = [column for column in columns if column.clash] + unsettled(columns)
    could_be = {c.index: c.clash or (c.doubt.statements if c.doubt else (str(c.contradicts),)) for c in doubtful}
    could_be |= {column.index: (str(column.statement),) for same in twice for column in same}
    could_be |= {column.index: () for column in both}
    findings = [_doubtful(column, place.of(column), headings) for column in doubtful]
    columns = [_as_meant(c, IGNORE, could_be[c.index]) if c.index in could_be else c for c in columns]
    for same in [] if findings else twice:
        statement, stand = same[0].statement, _shown(same)
        findings.append(finding(FILE, "statement-twice", CellPlace(sheet), statement=statement, columns=stand))
    if both and not findings:
        kind, stand = term(both[0].kind), _shown(both)
        findings.append(finding(FILE, "column-twice", CellPlace(sheet), kind=kind, columns=stand))
    return columns, findings


def _without_notes(
    columns: list[TableColumn], twice: list[tuple[TableColumn, ...]], place: _Place, headings: Headings
) -> tuple[list[TableColumn], list[tuple[TableColumn, ...]]]:
    """The columns without those that ask for words about a statement which another one has alone: *Tell us more: …*.

    What asks for them can be said in any words; so it is one where hardly anything that stands there is an answer.
    Whoever answers there and not beside was asked the other way: then each is the statement of some.
    """
    left = []
    for same in twice:
        alone, more = [c for c in same if not c.around], [c for c in same if c.around]
        answered = {c.index: _answered(c, place, headings) for c in same} if len(alone) == 1 else {}
        by_itself = answered[alone[0].index] if answered else set()
        if by_itself and all(_is_beside(answered[c.index], by_itself) for c in more):
            for column in more:
                columns[column.index] = replace(column, kind="other", statement=None, how=None)
        else:
            left.append(same)
    return columns, left


def _is_beside(notes: set[int], answers: set[int]) -> bool:
    """Whether rows with answers among notes are few, and all of them have one to the statement itself."""
    return notes <= answers and 2 * len(notes) < len(answers)


_CODE_ALONE = lazily(r"\d{1,2}([.,]0)?")


def _answered(column: TableColumn, place: _Place, headings: Headings) -> set[int]:
    """The rows with a point of the scale in a column, or a number as points have them: *Ved ikke* is none."""
    rows = enumerate(islice(place.sheet.rows(), place.row, None))
    texts = {number: as_text(row[column.index]) for number, row in rows if len(row) > column.index}
    sure = {text: _is_answer(text, column, headings) for text in {*texts.values()} - {""}}
    return {number for number, text in texts.items() if sure.get(text)}


def _is_answer(text: str, column: TableColumn, headings: Headings) -> bool:
    return bool(_CODE_ALONE.fullmatch(text)) or fold(text) in column.labels or headings.is_point(text)


def _doubtful(column: TableColumn, place: CellPlace, headings: Headings) -> CellFinding:
    """That a heading is not one statement's for sure."""
    heading = heading_shown(" – ".join(column.names))
    if column.clash:
        return finding(FILE, "heading-clash", place, heading, heading=heading, statements=list(column.clash))
    if column.doubt:
        statements = list(column.doubt.statements)
        return finding(FILE, "cut-heading", place, heading, heading=heading, statements=statements)
    id = str(column.contradicts)
    text = heading_shown(headings.name_of(id))
    return finding(FILE, "id-not-text", place, heading, heading=heading, statement=id, text=text)


def _shown(columns: tuple[TableColumn, ...]) -> list[str]:
    return headings_shown((column.index, column.heading) for column in columns)


def _together(
    columns: list[TableColumn], blocks: tuple[OptionBlock, ...]
) -> tuple[list[TableColumn], list[OptionBlock]]:
    """Several columns of one statement: its answer options, and the branches of a survey that a mapping names."""
    groups = [block for block in blocks if columns[block.columns[0]].statement]
    in_blocks = {column for block in groups for column in block.columns}
    by_statement: dict[str, list[int]] = {}
    for column in columns:
        if column.how == "mapping" and column.statement and column.index not in in_blocks:
            by_statement.setdefault(column.statement, []).append(column.index)
    groups += [OptionBlock(id, tuple(some), ()) for id, some in by_statement.items() if len(some) > 1]
    for group in groups:
        first, *others = group.columns
        for at, option in zip(others, group.options[1:] or [""] * len(others), strict=True):
            names = (option,) if option else columns[at].names
            part_of = columns[first].statement
            columns[at] = replace(columns[at], names=names, kind="other", statement=None, how=None, part_of=part_of)
    return columns, groups


def _untold(group: OptionBlock, sheet: Sheet, headings: Headings, sentence: str, value: str = "") -> CellFinding:
    """That a statement's options have a column each, and cannot be put together."""
    about: dict[str, Any] = {
        "columns": headings_shown(zip(group.columns, group.options or [""] * len(group.columns), strict=True)),
        "statement": heading_shown(headings.name_of(group.statement)),
        "id": group.statement,
        "option": heading_shown("".join(group.options[:1])),
    }
    return finding(FILE, sentence, CellPlace(sheet.name), value or None, **about)


_SOME_ROWS = 500


def _without_heading(column: TableColumn, table: AnswerTable, headings: Headings) -> list[int]:
    """The columns with answers and no heading behind a statement's: of its options, or of another question."""
    behind = table.columns[column.index + 1 :]
    bare = [at.index for at in takewhile(lambda one: not (one.names or one.kind != "other" or one.part_of), behind)]
    rows = list(islice(table.sheet.rows(), table.header[-1], table.header[-1] + _SOME_ROWS)) if bare else []
    answers = [at for at in bare if _are_answers(rows, at, headings)]
    if answers and len(behind) == len(bare) and _only_some_reach(answers[0], rows, table):
        return []
    return answers or (bare if _are_options(rows, [column.index, *bare]) else [])


def _only_some_reach(column: int, rows: Sequence[Sequence[CellValue]], table: AnswerTable) -> bool:
    """Whether in a CSV file no more than half of the rows reach a column behind the last heading: they have slipped.

    A column without a heading would stand in every row. Those that are longer are named one by one.
    """
    long = [len(row) > column for row in rows if any(map(as_text, row))]
    return table.sheet.name is None and long.count(True) * 2 <= len(long)


def _are_options(rows: Sequence[Sequence[CellValue]], columns: list[int]) -> bool:
    """Whether of several columns one at most is filled in each row, always with the same: a column an option.

    The first row may still be one of their names.
    """
    there = [[as_text(row[at]) for at in columns if at < len(row)] for row in rows[1:]]
    said = [{texts[at] for texts in there if at < len(texts)} - {""} for at in range(len(columns))]
    return (
        sum(map(bool, said[1:])) > 1
        and all(len(texts) <= 1 for texts in said)
        and all(sum(map(bool, texts)) <= 1 for texts in there)
    )


def _without_noughts(table: AnswerTable, headings: Headings) -> tuple[AnswerTable, list[CellFinding]]:
    """That columns of answers are called by ids without their noughts, and not the whole series of them is."""
    there = {column.statement for column in table.columns}
    short = {c.index: bare[0] for c in table.of("other") for name in c.names if (bare := headings.with_nought(name))}
    short = {at: id for at, id in short.items() if id not in there}
    rows = list(islice(table.sheet.rows(), table.header[-1], table.header[-1] + _SOME_ROWS)) if short else []
    short = {at: id for at, id in short.items() if _are_answers(rows, at, headings)}
    if not short:
        return table, []
    columns = headings_shown((at, table.columns[at].heading) for at in short)
    told = finding(FILE, "without-noughts", CellPlace(table.sheet.name), columns=columns, statements=[*short.values()])
    could_be = (replace(c, could_be=(short[c.index],)) if c.index in short else c for c in table.columns)
    return replace(table, columns=tuple(could_be)), [told]


def _bare_answers(column: TableColumn, behind: list[int], table: AnswerTable) -> CellFinding:
    place, heading = _Place(table.sheet, table.header[-1]).of(column), heading_shown(column.heading)
    return finding(FILE, "answers-without-heading", place, heading=heading, columns=list(map(column_letters, behind)))


def _are_answers(rows: Sequence[Sequence[CellValue]], column: int, headings: Headings) -> bool:
    """Whether a column holds answers only, and one of them more than once; in a legend at the side each stands once."""
    there = Counter(text for row in rows if len(row) > column and (text := as_text(row[column])))
    points = set(map(str, headings.values))
    return max(there.values(), default=0) > 1 and all(text in points or headings.is_option(text) for text in there)


def _merged(table: AnswerTable, groups: list[OptionBlock], headings: Headings, mapping: FileSaid) -> Sheet:
    """The table's sheet with one column for each statement. Raises Refused where it cannot be told what is ticked."""
    sheet = Merged(table.sheet, table.header[-1], groups, headings)
    if untold := [*sheet.untold(), *_ticked_alike(table, groups)]:
        doubts = [_untold(group, table.sheet, headings, "option-columns", value) for group, value in untold]
        raise Refused(doubts[0], table.as_mapping({}, mapping), *doubts[1:])
    return sheet


def _ticked_alike(table: AnswerTable, groups: list[OptionBlock]) -> Iterator[tuple[OptionBlock, str]]:
    """The statements put together by a mapping where all of their columns hold nothing but the same tick, a number.

    People who were asked on several branches do not all answer the same: each column is an option's.
    """
    groups = [group for group in groups if not group.options]
    rows = list(islice(table.sheet.rows(), table.header[-1], table.header[-1] + _SOME_ROWS)) if groups else []
    cells = {at: [as_text(row[at]) for row in rows if at < len(row)] for group in groups for at in group.columns}
    given = {at: [text for text in texts if text] for at, texts in cells.items()}
    ticks = [text for texts in given.values() for text in texts]
    alike = set(ticks) == {"1"} and len(ticks) > len(given) / 2
    if alike and all(len(group.columns) >= _OPTIONS_AT_LEAST for group in groups):
        yield from ((group, ticks[0]) for group in groups)


_OPTIONS_AT_LEAST = 3
"""So many columns of one statement may be those of its options."""


def _about_guesses(outranked: list[TableColumn], table: AnswerTable) -> Iterator[CellFinding]:
    """Which columns are not read because an option outranks a guess."""
    for column in outranked:
        heading, kind = heading_shown(column.heading), term(column.kind)
        place = _Place(table.sheet, table.header[-1]).of(column)
        yield finding(FILE, "option-beats-guess", place, heading, heading=heading, kind=kind)


def _about_groups(groups: list[OptionBlock], table: AnswerTable) -> Iterator[CellFinding]:
    """Which statements are put together from several columns."""
    place = CellPlace(table.sheet.name)
    if options := [str(table.columns[group.columns[0]].statement) for group in groups if group.options]:
        yield finding(FILE, "options-together", place, statements=options)
    for group in groups:
        if not group.options:
            stand = headings_shown((at, table.columns[at].heading) for at in group.columns)
            yield finding(FILE, "branches-together", place, statement=group.statement, columns=stand)


def _said_above(header: Header) -> dict[str, str]:
    """What title rows say of the whole file.

    The headings of another table above this one are no titles, nor are names of columns that stand a row too high.
    """
    said: dict[str, str] = {}
    titles = [row for i, row in enumerate(header.above) if i not in header.beside]
    for row in titles:
        for told in facts_told(row) if sum(cell != "" for cell in row) <= CELLS_OF_A_TITLE else ():
            said.setdefault(told.fact, told.value)
    return said


def _texts_above(header: Header) -> tuple[str, ...]:
    return tuple(text for row in header.above for cell in row if isinstance(cell, str) and (text := as_text(cell)))


def _remarks(table: AnswerTable, options: Options) -> Iterator[CellFinding]:
    """What is worth a look before the rows are: guesses, what is missing, what is hidden."""
    sheet, last, instrument = table.sheet.name, table.header[-1], options.asked
    there = {column.statement for column in table.columns}
    yield from getattr(table.sheet, "remarks", ())
    yield from (_guess(column, table) for column in table.columns if column.how in _GUESSED)
    place = _Place(table.sheet, last)
    for column in table.columns:
        if column.doubt and not there.issuperset(column.doubt.statements):
            yield nearly_but_not(column.heading, column.doubt, place.of(column))
    asked = instrument.asked_beside({id for id in there if id})
    missing = [id for id in asked if id not in there]
    found = len(asked) - len(missing)
    if found < len(asked) * _MOST_OF_AN_INSTRUMENT:
        yield finding(FILE, "few-statements", CellPlace(sheet), found=found, all=len(asked), form=instrument.name)
    if missing:
        needed = any(instrument.statements[id].speaks_to_principle for id in missing)
        code = "missing-of-principles" if needed else "missing-statements"
        yield finding(FILE, code, CellPlace(sheet), statements=missing)
    if perhaps := [c for c in table.columns if c.kind == "other" and c.could_be]:
        shown = headings_shown((c.index, c.heading) for c in perhaps)
        yield finding(FILE, "perhaps-missing", place.of(perhaps[0]), columns=shown, statements=missing)
    yield from (
        *_about_data(table),
        *_weights(table),
        *_merged_answers(table),
        *_called_like_statements(table, options.headings),
    )
    out_of_sight = set(table.sheet.hidden_columns())
    if read := [c for c in table.columns if c.index in out_of_sight and (c.statement or c.kind in MEANT)]:
        columns = headings_shown((column.index, column.heading) for column in read)
        yield finding(FILE, "hidden-columns", CellPlace(sheet), columns=columns)


def _with_perhaps_missing(table: AnswerTable, instrument: AskedInstrument) -> AnswerTable:
    """The table, with the columns that may be the statements it lacks: nothing but what stands under others is there.

    So it is where a statement was put into other words.
    """
    there = {column.statement for column in table.columns}
    missing = tuple(id for id in instrument.asked_beside({id for id in there if id}) if id not in there)
    others = [c.index for c in table.of("other") if c.names and not c.part_of and not c.could_be] if missing else []
    rows = list(islice(table.sheet.rows(), table.header[-1], table.header[-1] + _SOME_ROWS)) if others else []
    known = {text for column in table.statements for text in _texts(rows, column.index)}
    could_be = {at for at in others if (texts := _texts(rows, at)) and len(texts) > len({*texts}) and {*texts} <= known}
    columns = (replace(c, could_be=missing) if c.index in could_be else c for c in table.columns)
    return replace(table, columns=tuple(columns)) if could_be else table


def _texts(rows: Sequence[Sequence[CellValue]], column: int) -> list[str]:
    return [text for row in rows if len(row) > column and (text := as_text(row[column]))]


def _called_like_statements(table: AnswerTable, headings: Headings) -> Iterator[CellFinding]:
    """That columns are called as statements are, by ids that the questionnaire has not, and hold answers as they do."""
    if table.statements[0].how == "mapping":  # somebody has said what each column is
        return
    shapes = {_shape(id) for id in headings.ids} - headings.ids
    ids = {column.index: words_alone(column.heading) for column in table.columns if column.kind == "other"}
    ids = {at: id for at, id in ids.items() if id not in headings.ids and _shape(id) in shapes}
    rows = list(islice(table.sheet.rows(), table.header[-1], table.header[-1] + _SOME_ROWS)) if ids else []
    if unread := [at for at in ids if _are_answers(rows, at, headings)]:
        columns = headings_shown((at, table.columns[at].heading) for at in unread)
        place, unknown = CellPlace(table.sheet.name), [table.columns[at].heading for at in unread]
        yield finding(FILE, "like-statements", place, columns=columns, unknown=unknown)


def _also_asked(columns: list[TableColumn], table: AnswerTable, headings: Headings) -> Iterator[CellFinding]:
    """That answers stand in columns of statements that others are for sure, and are not read: a second battery."""
    read = {c.index for c in table.columns if c.statement or c.part_of}
    beaten = [c.index for c in columns if c.statement and c.index not in read and not c.asks_for_comment]
    rows = list(islice(table.sheet.rows(), table.header[-1], table.header[-1] + _SOME_ROWS)) if beaten else []
    points, notes = set(map(str, headings.values)), {c.index for c in columns if c.is_for_notes}
    given = {at: [text for row in rows if len(row) > at and (text := as_text(row[at]))] for at in beaten}
    given = {at: texts for at, texts in given.items() if at not in notes or 2 * len(texts) >= len(rows)}
    if left := [
        at for at, texts in given.items() if texts and all(text in points or headings.is_option(text) for text in texts)
    ]:
        place = _Place(table.sheet, table.header[-1]).of(table.columns[left[0]])
        shown = headings_shown((at, table.columns[at].heading) for at in left)
        yield finding(FILE, "also-asked", place, columns=shown)


def _shape(id: str) -> str:
    """An id with any number for its own."""
    return re.sub(r"\d+", "#", id)


def _undecided(columns: list[TableColumn], table: AnswerTable) -> Iterator[CellFinding]:
    """That a mapping ignores columns that may be statements which no other column is: so --explain prints them."""
    there = {column.statement for column in table.columns}
    could_be = {c.index: c.clash or (c.doubt.statements if c.doubt else ()) for c in columns if _is_in_doubt(c)}
    could_be |= {c.index: (str(c.statement),) for same in surest(list(columns))[1] for c in same}
    left = {at: ids for at, ids in could_be.items() if not table.columns[at].statement and not there.issuperset(ids)}
    if left:
        shown = headings_shown((at, table.columns[at].heading) for at in sorted(left))
        statements = [id for id in dict.fromkeys(id for ids in left.values() for id in ids) if id not in there]
        yield finding(FILE, "undecided", CellPlace(table.sheet.name), columns=shown, statements=statements)


def _is_in_doubt(column: TableColumn) -> bool:
    return bool(column.clash) or (column.doubt is not None and column.doubt.why == "cut")


_COUNTED = r"svar|besvarelser|personer|respondenter|people|persons|answers|responses|respondents"
_COUNTING = (
    r"(antal|antall|anzahl|count|n|hyppighed|frekvens|frequency|freq|häufigkeit|frecuencia|gentagelser|number of)"
    rf"( (af )?({_COUNTED}))?|personer|people|persons|cases"
)
"""What a column is called, the whole of it, that says how many a row stands for; …"""
_WEIGHING = (
    r"((stikprøve|design|sample|sampling|survey|post ?stratification|final|case|frequency|freq|analyse) ?)?"
    r"(vægt(e|ning)?|vekt(er|ing)?|vikt(er|ning)?|weights?|weighting|wt|wgt|w8|gewicht(e|ung)?|peso|ponderaci[oó]n|paino)"
    rf"( (af )?({_COUNTED})| trim(med)?)?"
)
"""… or how much each weighs."""
_NUMBER = lazily(r"\d+([.,]\d+)?")


def _weights(table: AnswerTable) -> Iterator[CellFinding]:
    """That a column seems to say how many people a row stands for: it counts as one all the same.

    Not where everybody of a team says the same: so large is the team, and no score is another where all weigh the same.
    """
    others = [(c, words_alone(c.heading)) for c in table.columns if c.kind == "other" and not c.part_of]
    called = [c for c, name in others if re.fullmatch(rf"{_COUNTING}|{_WEIGHING}", name)]
    rows = list(islice(table.sheet.rows(), table.header[-1], table.header[-1] + _SOME_ROWS)) if called else []
    for column in called:
        texts = [text for row in rows if len(row) > column.index and (text := as_text(row[column.index]))]
        weighs = re.fullmatch(_WEIGHING, words_alone(column.heading)) is not None
        if _are_weights(texts, weighs=weighs) and not _are_sizes(column.index, rows, table):
            place = _Place(table.sheet, table.header[-1]).of(column)
            code = "weights" if all(text.isdecimal() for text in texts) else "weighed"
            yield finding(FILE, code, place, heading=heading_shown(column.heading))


def _are_weights(texts: Sequence[str], *, weighs: bool) -> bool:
    """Whether all of some texts are numbers that may be weights; only some columns have such as 0.85, or nought."""
    whole = [as_whole(text) for text in texts]
    known = [number for number in whole if number is not None]
    in_order = whole == sorted(set(known))  # so are those who are numbered
    if len(known) == len(whole) and not in_order:
        return max(known, default=0) > 1 or (weighs and 0 in known)
    return weighs and all(map(_NUMBER.fullmatch, texts)) and len(known) < len(whole)


def _are_sizes(column: int, rows: Sequence[Sequence[CellValue]], table: AnswerTable) -> bool:
    """Whether all rows of a team have the same here, and none is its team's only one."""
    whose = [at.index for kind in ("organisation", "team") for at in table.of(kind)]
    said: dict[tuple[str, ...], list[str]] = {}
    for row in rows:
        if len(row) > max(column, *whose, 0) and (text := as_text(row[column])):
            said.setdefault(tuple(as_text(row[at]) for at in whose), []).append(text)
    return all(len(set(texts)) == 1 < len(texts) for texts in said.values())


_DATA = r"(data|værdier|verdier|värden|values|svar|answers|responses|daten|werte|antworten|datos|valores|respuestas)"
_MADE = (
    r"simul\w*|imput\w*|fikti[vo]\w*|fictitious|syntet\w*|synthetic|fake|dummy|konstruere[dt]e?|opdigtede|vægtede?|vektet"
    r"|viktade|weighted|gewichtete?"
)
_TRIED = r"test|demo|dummy|prøve|eksempel|exempel|example|sample|beispiel"
_NO_ANSWERS = rf"(.* )?((({_TRIED}) ?|({_MADE}) ){_DATA}|{_DATA} (er |are |sind |is )?({_MADE}))( .*)?"
"""Titles that say of the answers below them that they are none, or no longer what people said."""
_IMPUTED = r"(.* )?(imput(ed|eret|erede|erad|ert|iert|ado|ation|ering)|simuleret|simulated)( .*)?"


def _about_data(table: AnswerTable) -> Iterator[CellFinding]:
    """That a title calls the answers data for tests, or made, and that a column says so of some."""
    titles = [*table.above, table.sheet.name or ""]
    said = (text for text in titles if re.fullmatch(_NO_ANSWERS, words_alone(text)))
    if told := next((text for text in said if not negations(words_alone(text))), None):
        yield finding(FILE, "no-answers", CellPlace(table.sheet.name), shortened(told))
    named = [c for c in table.columns if c.kind == "other" and re.fullmatch(_IMPUTED, words_alone(c.heading))]
    rows = list(islice(table.sheet.rows(), table.header[-1], None)) if named else []
    marks = {c.index: {fold(as_text(row[c.index])) for row in rows if len(row) > c.index} for c in named}
    if marked := [c for c in named if any(map(says_yes, marks[c.index]))]:
        columns = headings_shown((c.index, c.heading) for c in marked)
        yield finding(FILE, "imputed", _Place(table.sheet, table.header[-1]).of(marked[0]), columns=columns)


def _merged_answers(table: AnswerTable) -> Iterator[CellFinding]:
    """That cells for answers are merged: to the eye each has what stands there, and only the first of them has it."""
    answers = {column.index for column in table.statements}
    ranges = [
        f"{cell_name(*first)}:{cell_name(*last)}"
        for first, last in table.sheet.merged_cells
        if first[0] > table.header[-1] and first[1] in answers
    ]
    if ranges:
        yield finding(FILE, "merged-answers", CellPlace(table.sheet.name), columns=first_few(ranges, _SOME_RANGES))


_SOME_RANGES = 12


def _answers_as_headings(table: AnswerTable, headings: Headings) -> Iterator[CellFinding]:
    """That a row which a mapping calls headings has nothing but answers under the statements: somebody's, perhaps."""
    points = set(map(str, headings.values))
    rows = list(islice(table.sheet.rows(), table.header[0] - 1, table.header[-1]))
    for number, row in zip(table.header, rows, strict=False):
        texts = [text for c in table.statements if c.index < len(row) and (text := as_text(row[c.index]))]
        if texts and all(text in points or headings.is_option(text) for text in texts):
            yield finding(FILE, "answers-as-headings", CellPlace(table.sheet.name, number), rows=str(number))


def _guess(column: TableColumn, table: AnswerTable) -> CellFinding:
    """How a column was recognised that does not say outright what it is."""
    heading, kind = heading_shown(column.heading), term(column.kind)
    place = _Place(table.sheet, table.header[-1]).of(column)
    return finding(FILE, f"{column.how}-match", place, heading, heading=heading, statement=column.statement, kind=kind)
