"""Several teams' rows below each other in one table, each with a line above them: whose they are is not guessed.

A line that says something else than what holds for the whole file refuses it; a text that may say so is named.
"""

from collections.abc import Iterator, Mapping
from itertools import islice

from hf_fidelity.ground import CellFinding, Quarter, fold
from hf_fidelity.readers.survey.between import LineBetween, says_otherwise, shares_a_word, team_named, without_page
from hf_fidelity.readers.survey.cells.book import as_text
from hf_fidelity.readers.survey.rows import TableRows
from hf_fidelity.readers.survey.sentences import FILE, finding, shortened, term
from hf_fidelity.readers.survey.understand import AnswerTable

_ROWS = 500
"""So many rows are looked at for what a column holds."""
_MOST_LINES = 6
"""So many are shown."""


def another_block(table: AnswerTable, rows: TableRows, said: Mapping[str, str]) -> CellFinding | None:
    """That rows of somebody else than the file is said to be of begin at a line; ``said`` holds for all of it."""
    for line in _above(rows, max([*rows.numbers[-1:], *rows.stopped], default=0)):
        place = table.place(line.row, line.at)
        for fact, value in said.items():
            if _says_another(line, fact, value, table, rows):
                kind, holds = term(fact), shortened(value)
                return finding(FILE, "another-block", place, shortened(line.text), kind=kind, said=holds)
        if line.heads and not line.fact and _is_new(line, table, said):
            return finding(FILE, "another-heading", place, shortened(line.text))
        if _is_not_the_first(line, table, said):
            return finding(FILE, "another-title", place, shortened(line.text))
    return None


def lines_among(table: AnswerTable, rows: TableRows, said: Mapping[str, str]) -> Iterator[CellFinding]:
    """That texts stand alone between the rows, which may be where another team or quarter begins.

    Whose name stands alone in a column of names has answered nothing, unless the names are such as the file's own.
    """
    texts = [line for line in _above(rows, max(rows.numbers[-1:], default=0)) if not line.fact]
    texts = [line for line in texts if line.row not in rows.stopped and not _is_answered(table, line.at)]
    """Others are told as what they are: rows that end too soon, and what is no answer."""
    alone = [line for line in texts if _is_new(line, table, said)]
    names = [value for fact, value in said.items() if fact != "quarter"]
    of_texts = {at for at in {line.at for line in alone} if _holds_texts(table, rows, at)}
    shared = {line.at for line in texts if shares_a_word(line.text, names)}
    told = [line for line in alone if line.at not in of_texts or line.at in shared]
    if told:
        cells = [table.place(line.row, line.at).cell or "" for line in told[:_MOST_LINES]]
        more = ["…"] if len(told) > _MOST_LINES else []
        place = table.place(told[0].row, told[0].at)
        yield finding(FILE, "lines-among", place, shortened(told[0].text), cells=[*cells, *more])


def _above(rows: TableRows, last: int) -> Iterator[LineBetween]:
    """The lines above the last row of answers: what stands below them all is a note."""
    return (line for line in rows.lines if line.row < last)


def _says_another(line: LineBetween, fact: str, said: str, table: AnswerTable, rows: TableRows) -> bool:
    if line.fact:
        another = line.fact == fact and says_otherwise(line, said)
        return another and not (line.text == line.value and _holds_quarters(table, rows, line.at))
    if fact == "quarter":
        named = Quarter.mentioned(line.text)
        another = bool(named) and Quarter.parse(said) not in named
    else:
        told = team_named(line.text)
        another = told is not None and told[0] == fact and fold(said) not in (fold(told[1]), fold(line.text))
    return another and (_is_answered(table, line.at) or not _holds_texts(table, rows, line.at))


def _is_new(line: LineBetween, table: AnswerTable, said: Mapping[str, str]) -> bool:
    """Whether a text is neither what the file is said to be of, nor what stands above the table, nor a page's number.

    A program that prints a table puts its title and its headings on every page.
    """
    known = {fold(without_page(text)) for text in (*said.values(), *table.above)}
    return fold(without_page(line.text)) not in known | {""}


def _is_not_the_first(line: LineBetween, table: AnswerTable, said: Mapping[str, str]) -> bool:
    """Whether a line says what the file is said to be of, and the lines above the table say something else."""
    if line.fact == "quarter" and "quarter" in said:
        named = {quarter for text in table.above for quarter in Quarter.mentioned(text)}
        return bool(named) and Quarter.parse(said["quarter"]) not in named
    alone = line.heads and not line.fact and bool(without_page(line.text))
    return (
        alone
        and bool(table.above)
        and fold(line.text) not in map(fold, table.above)
        and fold(line.text) in map(fold, said.values())
    )


def _held(table: AnswerTable, rows: TableRows, at: int) -> list[str]:
    """What stands in a column of the first rows that are kept."""
    kept = set(rows.numbers[:_ROWS])
    first = table.header[-1]
    some = enumerate(islice(table.sheet.rows(), first, first + 2 * _ROWS), first + 1)
    return [text for number, row in some if number in kept and at < len(row) and (text := as_text(row[at]))]


def _is_answered(table: AnswerTable, at: int) -> bool:
    return any(column.index == at for column in table.statements)


def _holds_texts(table: AnswerTable, rows: TableRows, at: int) -> bool:
    there = _held(table, rows, at)
    names = sum(any(map(str.isalpha, text)) and not any(map(str.isdigit, text)) for text in there)
    return names * 2 > len(there)


def _holds_quarters(table: AnswerTable, rows: TableRows, at: int) -> bool:
    return any(map(Quarter.named, _held(table, rows, at)))
