"""Where rows list the points of the scale, one under the other: a legend among people, or how many chose each.

Neither is somebody's answer. A legend is passed over, and a table of figures is refused.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain, groupby
from operator import attrgetter
from typing import NamedTuple

from hf_fidelity.ground import as_whole, lazily
from hf_fidelity.readers.survey.cells.book import CellValue, as_text
from hf_fidelity.readers.survey.rows.names import number_people
from hf_fidelity.readers.survey.table.understand import AnswerTable
from hf_fidelity.readers.survey.words.columns import Headings

_KINDS_OF_CELLS = 3
"""So many kinds of cells has a line of a legend, besides whose it is: nothing, an option, and its number."""
_BEHIND_A_CODE = " .:=)–-"
_BESIDE_THE_SCALE = 2
"""So many options stand beside the points: not relevant, and not known."""
_FEWEST = 3
"""So many points, both ends among them, are a scale; two may be what two people answered."""
_MOST_FIGURES = 200
"""So many rows at most does a table of how many chose each answer have."""
_A_CODE_IN_FRONT = lazily(r"\s*[(\[]?\d")


def are_in_order(given: Sequence[int]) -> bool:
    """Whether each point stands once, one behind the other: a legend, or the numbers of columns."""
    return list(given) in (sorted(set(given)), sorted(set(given), reverse=True))


# A legend above or below the people.


class _Line(NamedTuple):
    """A row in which an answer option stands, and at most a number beside it, or what the first line is called."""

    row: int
    option: int
    at: tuple[int, ...]
    """The columns of the option: one, or all of them."""
    number: int | None
    called: bool


def legend_rows(
    rows: Sequence[Sequence[CellValue]], first: int, statements: Set[int], whose: Set[int], headings: Headings
) -> frozenset[int]:
    """Which rows say what the scale is: its points once each, in order, under each other, and nothing else.

    ``first`` is the number of the first of the rows, which follow each other. Under a statement they would be the
    answers of as many people; where there is only one statement, they are. Two signs of three are asked for: the
    whole scale, under one statement, and apart from the rows above. ``whose`` are the columns that say whose a row is
    and when it was answered: a spreadsheet may have filled them in below the people as well.
    """
    if len(statements) < 2:
        return frozenset()
    sparse = _sparse(rows, whose, headings)
    lines = [line for at in sparse if (line := _line(first + at, _left(rows[at], whose), headings))]
    found: set[int] = set()
    for at, together in groupby(lines, attrgetter("at")):
        for legend in _scales([*together], headings):
            title, apart = _above(rows, legend[0].row - first, whose, headings)
            if [len(legend) >= len(headings.values), len(at) == 1, apart].count(True) > 1:
                found |= {line.row for line in legend} | {first + at for at in title}
    bare = (at for at in sparse if at + 1 < len(rows) and not any(_left(rows[at], whose)))
    across = (at + 1 for at in bare if _goes_across(_left(rows[at + 1], whose), statements, headings))
    return frozenset(found | {first + at for at in across})


def _sparse(rows: Sequence[Sequence[CellValue]], whose: Set[int], headings: Headings) -> list[int]:
    """The places of rows with so few kinds of cells that they may be lines of a legend, or nobody's: a quick look.

    None where all of them are full, and of those with an option in several columns none where no row lacks one: a
    legend in several columns stands apart from the people.
    """
    if len(set(map(len, rows))) < 2 and "" not in chain.from_iterable(rows):
        return []
    kinds, wide = list(map(set, rows)), max(map(len, rows))
    some = [at for at, cells in enumerate(kinds) if len(cells) <= _KINDS_OF_CELLS + len(whose)]
    if all("" not in kinds[at] and len(rows[at]) == wide for at in some):
        return []
    nobodys = {""}.union(*({rows[at][column] for at in some if column < len(rows[at])} for column in whose))
    told = {at: cells for at in some if len(cells := kinds[at] - nobodys) < _KINDS_OF_CELLS}
    every = set().union(*told.values())
    options = {cell for cell in every if _option(as_text(cell), headings) is not None}
    given = {at: cells & options for at, cells in told.items()}
    apart = not all(given.values())
    return [at for at, cells in given.items() if len(cells) < 2 and (apart or rows[at].count(*cells) < 2)]


def _left(row: Sequence[CellValue], whose: Set[int]) -> list[CellValue]:
    """A row with nothing where it is said whose it is."""
    return ["" if at in whose else cell for at, cell in enumerate(row)]


def _above(
    rows: Sequence[Sequence[CellValue]], start: int, whose: Set[int], headings: Headings
) -> tuple[list[int], bool]:
    """The row above that says what begins here, if there is one; and whether that or an empty row parts it off."""
    before = next((above for above in range(start - 1, -1, -1) if any(_left(rows[above], whose))), start)
    if before < start and _is_title(_left(rows[before], whose), headings):
        return [before], True
    return [], before < start - 1


def _goes_across(row: Sequence[CellValue], statements: Set[int], headings: Headings) -> bool:
    """Whether a row has all points under as many statements, side by side and in order, and nothing under the others.

    There may be one more cell, with what it is called. Where every statement has a point it is somebody's answers.
    """
    there = [at for at, cell in enumerate(row) if cell != ""]
    points = [at for at in there if at in statements]
    if not len(points) == len(headings.values) < len(statements) or len(there) > len(points) + 1:
        return False
    given = [code for at in points if (code := _option(as_text(row[at]), headings)) is not None]
    together = points[-1] - points[0] == len(points) - 1
    return together and len(given) == len(points) and max(given) < len(points) and are_in_order(given)


def _option(text: str, headings: Headings) -> int | None:
    """The code of an option by its words: a number alone is an answer, or counts something."""
    return None if as_whole(text) is not None else headings.option(text)


def _line(number: int, row: Sequence[CellValue], headings: Headings) -> _Line | None:
    kinds = {cell: text for cell in {*row} if cell != "" and (text := as_text(cell))}
    numbers = {
        cell: whole for cell, text in kinds.items() if (whole := as_whole(text.rstrip(_BEHIND_A_CODE))) is not None
    }
    options = {
        cell: code
        for cell, text in kinds.items()
        if cell not in numbers and (code := headings.option(text)) is not None
    }
    said = {*options.values()}
    if len(said) != 1:
        return None
    at = tuple(place for place, cell in enumerate(row) if cell in options)
    if (beside := sum(cell in kinds for cell in row) - len(at)) > 1:
        return None
    return _Line(number, said.pop(), at, next(iter(numbers.values()), None), beside > len(numbers))


def _scales(lines: Sequence[_Line], headings: Headings) -> Iterator[Sequence[_Line]]:
    """The longest parts of some lines that go through the scale from one end to the other."""
    start = 0
    while start < len(lines):
        most = min(len(lines), start + len(headings.values) + _BESIDE_THE_SCALE)
        ends = range(most, start + _FEWEST - 1, -1)
        end = next((end for end in ends if _is_scale(lines[start:end], len(headings.values))), None)
        if end:
            yield lines[start:end]
        start = end or start + 1


def _is_scale(lines: Sequence[_Line], points: int) -> bool:
    """Whether both ends of the scale and what is between stand once each, in order, as do the numbers beside them.

    Beside the first line may stand what the legend is called; a name beside fewer points than all is a person's.
    """
    options = [line.option for line in lines if line.option < points]
    numbers = [line.number for line in lines if line.option < points and line.number is not None]
    whole = len(options) >= _FEWEST and {0, points - 1} <= {*options}
    once = len({line.option for line in lines}) == len(lines)
    called = [line.called for line in lines]
    nobodys = not any(called[1:]) and (not called[0] or (len(options) == points and lines[0].option < points))
    return whole and once and nobodys and are_in_order(options) and are_in_order(numbers)


def _is_title(row: Sequence[CellValue], headings: Headings) -> bool:
    """Whether a row holds one text, which is no answer, and nothing else, as what stands above a legend does."""
    there = [text for cell in row if (text := as_text(cell))]
    return len(there) == 1 and as_whole(there[0]) is None and not headings.is_option(there[0])


# A table of how many chose each answer.


def are_figures(
    table: AnswerTable,
    kept: Mapping[int, tuple[CellValue, ...]],
    answers: Iterable[bytes],
    headings: Headings,
) -> bool:
    """Whether the table tells how many chose each answer: numbers only, and a column of the scale's options.

    ``kept`` are the rows that may be somebody's, and whose; ``answers`` what they hold. Not where somebody has said
    what each column is, and not where the rows are people, who have a list of the options beside them.
    """
    few = 0 < len(kept) <= _MOST_FIGURES and table.statements[0].how != "mapping"
    if not few or any(code < len(headings.values) for given in answers for code in given):
        return False
    width = 1 + max(column.index for column in table.columns)
    there = [[*row, *[""] * (width - len(row))] for at, row in enumerate(table.sheet.rows(), 1) if at in kept]
    others = [column.index for column in table.columns if not column.statement]
    labels = ((at, [as_text(row[at]) for row in there]) for at in others)
    listing = [at for at, some in labels if _are_options(zip(kept.values(), some, strict=True), headings)]
    return any(not _are_beside(table, there, at) for at in listing) and not _are_people(table, there, listing, headings)


def _are_beside(table: AnswerTable, rows: Sequence[Sequence[CellValue]], at: int) -> bool:
    """Whether options behind all statements, under no heading, have their numbers with them, as a legend has."""
    column = next(column for column in table.columns if column.index == at)
    if column.names or at < table.statements[-1].index:
        return False
    return all(_A_CODE_IN_FRONT.match(as_text(row[at])) for row in rows) or any(
        as_whole(as_text(rows[0][near])) is not None
        for near in (at - 1, at + 1)
        if table.statements[-1].index < near < len(rows[0])
    )


def _are_people(
    table: AnswerTable, rows: Sequence[Sequence[CellValue]], listing: Collection[int], headings: Headings
) -> bool:
    """Whether another column numbers or names the rows; numbers in front of the options may be those of the scale."""
    for column in number_people(table, rows):
        if column in listing:
            continue
        numbers = {as_whole(as_text(row[column])) for row in rows}
        if not numbers <= {*headings.values} or all(at > table.statements[-1].index for at in listing):
            return True
    return False


def _are_options(labels: Iterable[tuple[tuple[CellValue, ...], str]], headings: Headings) -> bool:
    """Whether the labels of rows are the scale's points for each team, in their order."""
    of_teams: dict[tuple[CellValue, ...], list[int]] = defaultdict(list)
    for who, label in labels:
        code = None if label.isdigit() else headings.option(label)
        if code is None:
            return False
        of_teams[who] += [code] * (code < len(headings.values))
    least = max(_FEWEST, len(headings.values) - 1)
    return bool(of_teams) and all(len(some) >= least and are_in_order(some) for some in of_teams.values())
