"""Several teams' rows below each other in one table, each with a line above them: whose they are is not guessed.

A line that says something else than what holds for the whole file refuses it; a text that may say so is named.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from itertools import islice
from typing import Any

from hf_fidelity.ground import CellFinding, Quarter, first_few, fold, lazily
from hf_fidelity.readers.survey.cells.book import as_text
from hf_fidelity.readers.survey.rows.rows import TableRows
from hf_fidelity.readers.survey.rows.whose import is_yet_to_come
from hf_fidelity.readers.survey.sentences import FILE, finding, shortened, term
from hf_fidelity.readers.survey.table.between import (
    LineBetween,
    alike_but_for,
    are_alike,
    facts_told,
    is_called,
    is_of_another_time,
    may_be_one,
    quarters_outright,
    says_otherwise,
    says_the_same,
    team_named,
    without_page,
    words_of,
)
from hf_fidelity.readers.survey.table.understand import AnswerTable
from hf_fidelity.readers.survey.words.not_said import is_not_said
from hf_fidelity.readers.survey.words.sums import may_be_initials
from hf_fidelity.readers.survey.words.waves import is_called_a_round

_ROWS = 500
"""So many rows are looked at for what a column holds."""
_NUMBER = lazily(r"\d+")


def another_block(table: AnswerTable, rows: TableRows, said: Mapping[str, str]) -> CellFinding | None:
    """That rows of somebody else than the file is said to be of begin at a line; ``said`` holds for all of it."""
    columns = _Columns(table, rows)
    for line in _above(rows, max([*rows.numbers[-1:], *rows.stopped], default=0)):
        for fact, value in said.items():
            if _says_another(line, fact, said, columns):
                kind, holds = term(fact), shortened(value)
                return _told("another-block", line, table, kind=kind, said=holds)
        if line.heads and not line.fact and _is_another_title(line, table, said):
            return _told("another-heading", line, table)
        if _is_not_the_first(line, table, said):
            return _told("another-title", line, table)
    return None


def _told(code: str, line: LineBetween, table: AnswerTable, **more: Any) -> CellFinding:
    return finding(FILE, code, table.place(line.row, line.at), shortened(line.text), **more)


def lines_among(table: AnswerTable, rows: TableRows, said: Mapping[str, str]) -> Iterator[CellFinding]:
    """That texts stand alone between the rows, which may be where another team or quarter begins.

    Whose name stands alone in a column of names has answered nothing, unless the names are such as the file's own.
    """
    names = _names(said)
    texts = [line for line in _above(rows, max(rows.numbers[-1:], default=0)) if _is_unclear(line, said)]
    # Others are told as what they are: rows that end too soon, and what is no answer.
    texts = [line for line in texts if line.row not in rows.stopped and not _is_answered(table, line.at)]
    columns, alike = _Columns(table, rows), alike_but_for(names, [line.text for line in texts])
    of_teams = {line.at for line in texts if line.text in alike} | _under_its_own(table, rows, said)
    apart = _apart(rows)
    told = [
        line
        for line in texts
        if (line.fact or _is_new(line, table, said))
        and (
            line.at in of_teams
            or line.heads
            or (line.row in apart and not columns[line.at].is_of_comments)
            or any(_begins_as(line.text, name) for name in names)
            or not columns[line.at].is_like(line.text)
            or (Quarter.mentioned(line.text) and not columns[line.at].quarters)
        )
    ]
    if told:
        cells = first_few(table.place(line.row, line.at).cell or "" for line in told)
        place = table.place(told[0].row, told[0].at)
        yield finding(FILE, "lines-among", place, shortened(told[0].text), cells=cells)


def without_lines(table: AnswerTable, rows: TableRows) -> None:
    """Take texts that stand alone between the rows of a CSV file for no rows that were broken off.

    They are told as in a workbook (:func:`lines_among`), where nobody asks how many cells a row has.
    """
    ended = {row for row, stop in rows.stopped.items() if stop.code == "short-row"}
    columns = _Columns(table, rows)
    for line in _above(rows, max(rows.numbers[-1:], default=0)) if ended else ():
        if line.row in ended and not line.fact and not columns[line.at].is_like(line.text):
            del rows.stopped[line.row]
            rows.skipped.setdefault("empty", []).append(line.row)


def _under_its_own(table: AnswerTable, rows: TableRows, said: Mapping[str, str]) -> set[int]:
    """The columns in which the first rows stand under the file's own name: what stands so below is another's."""
    first = next(iter(rows.numbers), 0)
    own = (line for line in rows.lines if line.row < first and not line.fact and not _is_new(line, table, said))
    return {line.at for line in own if any(words_of(line.text) & words_of(name) for name in _names(said))}


def _apart(rows: TableRows) -> frozenset[int]:
    """The rows that an empty one parts from those above; none where such rows are between people as well."""
    below = {row + 1 for row in rows.gaps}
    return frozenset(below if below.isdisjoint(rows.numbers) else ())


def _begins_as(text: str, name: str) -> bool:
    """Whether a text is another name for what is called as the file is: ``Bostøtte Syd`` and ``Bostøtte Nord``."""
    mine, own = text.split(), name.split()
    return 1 < len(mine) == len(own) and fold(mine[0]) == fold(own[0]) and is_called(text)


def _names(said: Mapping[str, str]) -> list[str]:
    return [value for fact, value in said.items() if fact != "quarter"]


def _is_unclear(line: LineBetween, said: Mapping[str, str]) -> bool:
    """Whether a line may say anything: a text alone, or a fact in other words than the file's."""
    return not line.fact or (line.fact in said and line.text != line.value and not says_the_same(line, said))


def _above(rows: TableRows, last: int) -> Iterator[LineBetween]:
    """The lines above the last row of answers: what stands below them all is a note."""
    return (line for line in rows.lines if line.row < last)


def _says_another(line: LineBetween, fact: str, said: Mapping[str, str], columns: "_Columns") -> bool:
    if line.fact:
        unsaid = is_not_said(line.value) or is_yet_to_come(fold(line.value))
        another = not unsaid and line.fact == fact and says_otherwise(line, said[fact])
        return another and not columns[line.at].says_so(line)
    if fact == "quarter":
        named = quarters_outright(line.text, _names(said))
        another = bool(named) and Quarter.parse(said[fact]) not in named
    else:
        told = team_named(line.text)
        another = told is not None and told[0] == fact and not may_be_one(told[1], said[fact])
    return another and (_is_answered(columns.table, line.at) or not columns[line.at].is_like(line.text))


def _is_another_title(line: LineBetween, table: AnswerTable, said: Mapping[str, str]) -> bool:
    """Whether a text above headings calls somebody else: a name of several words, or the title with another name.

    So does one that names another quarter. A word alone may be a part of the same team: ``Nattevagt``.
    """
    text, names = without_page(line.text), _names(said)
    if not _is_new(line, table, said) or is_of_another_time(text):
        return False
    if "quarter" in said and (named := Quarter.mentioned(text)) and Quarter.parse(said["quarter"]) not in named:
        return True
    if any(words_of(name) <= words_of(text) for name in names):
        return False
    titles = [*table.above, *(name for name in names if len(name.split()) > 1)]
    return is_called(text) or any(are_alike(text, title, names) for title in titles)


def _is_new(line: LineBetween, table: AnswerTable, said: Mapping[str, str]) -> bool:
    """Whether a text is neither what the file is said to be of, nor what stands above the table, nor a page's number.

    A program that prints a table puts its title and its headings on every page.
    """
    told = team_named(line.text)
    if told and told[0] in said and says_the_same(line._replace(fact=told[0], value=told[1]), said):
        return False
    known = {fold(without_page(text)) for text in (*said.values(), *table.above)}
    return fold(without_page(line.text)) not in known | {""}


def _is_not_the_first(line: LineBetween, table: AnswerTable, said: Mapping[str, str]) -> bool:
    """Whether a line says what the file is said to be of, and the lines above the table say something else.

    Where no headings stand below it, both must say it outright.
    """
    if "quarter" in said and (line.heads or line.fact == "quarter"):
        quarter, names = Quarter.parse(said["quarter"]), _names(said)
        title = {one for text in table.above for one in Quarter.mentioned(text)}
        outright = {one for text in table.above for one in quarters_outright(text, names)}
        mine = Quarter.mentioned(line.value or line.text)
        if quarter in mine and (title if line.heads else outright) and quarter not in title:
            return not is_of_another_time(line.text)
    alone = line.heads and not line.fact and bool(without_page(line.text))
    return (
        alone
        and bool(table.above)
        and not any(words_of(line.text) <= words_of(text) for text in table.above)
        and fold(line.text) in map(fold, said.values())
    )


class _Columns(dict[int, "_Held"]):
    """What stands in the columns, each looked at once: thousands who were invited may not have answered."""

    def __init__(self, table: AnswerTable, rows: TableRows) -> None:
        super().__init__()
        self.table, self._rows = table, rows

    def __missing__(self, at: int) -> "_Held":
        held = self[at] = _Held(self.table, self._rows, at)
        return held


class _Held:
    """What stands in a column of the first rows that are kept."""

    def __init__(self, table: AnswerTable, rows: TableRows, at: int) -> None:
        kept = set(rows.numbers[:_ROWS])
        first = table.header[-1]
        some = enumerate(islice(table.sheet.rows(), first, first + 2 * _ROWS), first + 1)
        cells = [row[at] for number, row in some if number in kept and at < len(row)]
        self._texts = [text for cell in cells if (text := as_text(cell))]
        self.is_of_comments = at > 0 and any(one.index == at and one.asks_for_comment for one in table.columns)
        """People write there what they like; but what stands in the first column may be a line."""
        self.quarters = any(map(Quarter.named, self._texts))

    def is_like(self, text: str) -> bool:
        """Whether texts of the same kind stand there, so that it is a column's: names, or a word and a number.

        No person is called as a team or a round is, has a number where nobody else has one, or a colon behind the name;
        nor is one called by one name where all others have two, or are known by their mail or initials.
        """
        if _form(text) in self._forms:
            return True
        return (self._are_names or self.is_of_comments) and self._may_be_a_name(text)

    def _may_be_a_name(self, text: str) -> bool:
        numbered = _NUMBER.search(text) is not None and not self._have_numbers
        if numbered or text.endswith(":") or team_named(text) or is_called_a_round(text):
            return False
        return self.is_of_comments or all(is_so(text) for is_so in self._made)

    @cached_property
    def _made(self) -> list[Callable[[str], bool]]:
        enough = len(self._texts) >= _SOME
        return [is_so for all_are, is_so in _MADE if enough and all(map(all_are, self._texts))]

    @cached_property
    def _have_numbers(self) -> bool:
        return any(map(_NUMBER.search, self._texts))

    @cached_property
    def _are_names(self) -> bool:
        names = sum(any(map(str.isalpha, held)) and not any(map(str.isdigit, held)) for held in self._texts)
        return names * 2 > len(self._texts)

    @cached_property
    def _forms(self) -> frozenset[str]:
        return frozenset(map(_form, self._texts))

    @cached_property
    def _facts(self) -> frozenset[str]:
        return frozenset(told.fact for held in self._texts if ":" in held for told in facts_told([held]))

    def says_so(self, line: LineBetween) -> bool:
        """Whether the column says of each row what a line does."""
        return (line.text == line.value and self.quarters) or line.fact in self._facts


_SOME = 3
"""So many names show how all of them are made."""


def _is_mail(text: str) -> bool:
    return "@" in text


def _has_words(text: str) -> bool:
    return len(text.split()) > 1


_MADE = ((is_called, _has_words), (_is_mail, _is_mail), (may_be_initials, may_be_initials))
"""How all names of a column may be made, and what another one must be then."""


def _form(text: str) -> str:
    """A text with noughts for its numbers; where a word for a team stands before a name, that word alone."""
    told = team_named(text)
    return told[0] if told else _NUMBER.sub("0", fold(text))


def _is_answered(table: AnswerTable, at: int) -> bool:
    return any(column.index == at for column in table.statements)
