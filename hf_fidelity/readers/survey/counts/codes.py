"""What the codes in a file mean: which way its numbers run, and where nobody can tell.

It is told by labels, by lists among the answers and beside them, and by an option; where two of these disagree, or none
speaks, there is a doubt about the whole file.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from hf_fidelity.domain.survey.exports import AskedInstrument, AskedScale, Direction, FileSaid
from hf_fidelity.ground import CellFinding, lazily, plain_code
from hf_fidelity.readers.survey.cells.book import CellValue, as_text, cell_name
from hf_fidelity.readers.survey.counts.another_scale import told_of_numbers
from hf_fidelity.readers.survey.job import Options
from hf_fidelity.readers.survey.rows.rows import TableRows
from hf_fidelity.readers.survey.sentences import FILE, CellPlace, finding, headings_shown, shortened
from hf_fidelity.readers.survey.table.legends import code_lists_in, sheets_of_list
from hf_fidelity.readers.survey.table.understand import AnswerTable
from hf_fidelity.readers.survey.words.answers import (
    BLANK,
    DIGIT,
    NOT_ANSWERS,
    UNKNOWN,
    Decoder,
    Listed,
    ScaleWords,
    borrowed,
    contradicts,
    digit_code,
    direction_of,
    fitting,
)
from hf_fidelity.readers.survey.words.columns import Headings
from hf_fidelity.readers.survey.words.tools import signs_of_no_answer

_MOST_COLUMNS = 6
"""So many columns with codes are named."""
_A_SORT, _A_SHARE = 3, 0.1
"""From so many rows on, and such a share of all, rows whose answers nobody knows are a sort of their own."""
_AT_EITHER_END = 500
"""So many rows of a sheet are looked at from its top, and from its bottom, for what its codes mean."""


def doubts_about_codes(
    table: AnswerTable,
    decoders: Sequence[Decoder],
    rows: TableRows,
    ways: Sequence[Direction | None],
    options: Options,
    asked: Direction | None,
    file: Path,
) -> list[CellFinding]:
    """Why nobody can tell what the answers are, from what the file says of its numbers and of its options.

    It is the first reason, for the others may come of it; and beside that nobody says which way the numbers run, which
    of them are none of the scale's, so that both can be said at once.
    """
    instrument, selection = options.asked, _selection(table, rows, options.asked.scale, options.lenient)
    told = _codes_in_doubt(table, decoders, rows, ways, instrument, asked, file)
    if told:
        return [told, selection] if selection and told.code == "codes-unknown" else [told]
    if asked:
        told = _told_otherwise(table, decoders, rows, instrument.scale, asked, file) or told_of_numbers(
            table, decoders, instrument, asked, _notes(table, options.headings)
        )
    return [first] if (first := told or selection) else []


def decoders_of(table: AnswerTable, options: Options, mapping: FileSaid) -> list[Decoder]:
    """For each statement what its cells mean."""
    unanswered = signs_of_no_answer(table.layout, (name for column in table.columns for name in column.names))
    words, notes = options.words(mapping, unanswered), _notes(table, options.headings)
    return [
        Decoder(words[str(column.statement)], column.labels, (*column.names, *notes[column.index], *table.above))
        for column in table.statements
    ]


def _notes(table: AnswerTable, headings: Headings) -> Mapping[int, list[str]]:
    """Column → what is noted on its headings or under them: it may explain its codes, as a heading does."""
    notes: dict[int, list[str]] = defaultdict(list)
    for (number, column), text in table.sheet.comments.items():
        if number in table.header:
            notes[column].append(text)
    for row in islice(table.sheet.rows(), table.header[0], table.header[-1]):
        for column, text in enumerate(map(as_text, row)):
            if headings.tells_scale(text):
                notes[column].append(text)
    return notes


def _codes_in_doubt(
    table: AnswerTable,
    decoders: Sequence[Decoder],
    rows: TableRows,
    ways: Sequence[Direction | None],
    instrument: AskedInstrument,
    asked: Direction | None,
    file: Path,
) -> CellFinding | None:
    """That nobody says which way the numbers of a column run, or that its labels and an option say the opposite.

    It is about the file: were only the rows with numbers left out, what is left would be those who wrote words.
    """
    scale = instrument.scale
    against = [contradicts(decoder, scale, asked) for decoder in decoders]
    if any(against):
        return _against_labels(table, decoders, against, scale, str(asked))
    doubtful = [way is None and decoder.has_digits for way, decoder in zip(ways, decoders, strict=True)]
    met = [_first_code(rows, place) if doubt else None for place, doubt in enumerate(doubtful)]
    if first := next((at for at in enumerate(met) if at[1] is not None), None):
        place, row = first[0], first[1] or 0
        code = next(code for number, code in _codes_at(rows, place) if number == row)
        stood = next(as_text(cell) for cell, meant in decoders[place].items() if meant == code)
        where = table.place(row, table.statements[place].index)
        columns = _named(table, [row is not None for row in met])
        words, unfit = decoders[place].words, not fitting(decoders[place].shown, scale)
        shown = [None if each.words is words else direction_of(each.shown, scale) for each in decoders]
        others = {*shown} - {None}
        name = "codes-unfit" if unfit else "codes-of-another-scale" if len(others) == 1 else "codes-unknown"
        if name == "codes-unknown" and (told := _told_by_lists(_lists(table, rows, words, file), scale)):
            sentence, said = told
            return finding(FILE, sentence, where, shortened(stood), columns=columns, **said)
        own = instrument.scale_of(str(table.statements[place].statement))
        about: dict[str, Any] = {
            "columns": columns,
            "high": next(each.high for each in instrument.scales if each.id == own),
            "others": _named(table, [way is not None for way in shown]),
            "asked": max(map(str, others), default=""),
            "low": scale.values[0],
            "top": scale.values[-1],
        }
        return finding(FILE, name, where, shortened(stood), **about)
    return None


def _against_labels(
    table: AnswerTable, decoders: Sequence[Decoder], against: Sequence[bool], scale: AskedScale, asked: str
) -> CellFinding:
    """That labels speak against an option, and what can be done where other columns have nothing but the option."""
    place, columns = CellPlace(table.sheet.name), _named(table, against)
    bare = [one.has_digits and len(fitting(one.shown, scale)) > 1 and not one.printed for one in decoders]
    if not any(bare):
        return finding(FILE, "codes-contradict", place, asked=asked, columns=columns)
    others = [(one, column) for one, column, open_ in zip(decoders, table.statements, bare, strict=True) if not open_]
    coded = any(one.has_digits or column.labels for one, column in others)  # `values` would be about these, too
    name = "codes-contradict-some" if coded else "codes-contradict-labelled"
    ends = scale.values[0], scale.values[-1]
    return finding(
        FILE, name, place, asked=asked, columns=columns, others=_named(table, bare), low=ends[0], top=ends[1]
    )


def remarks_on_codes(
    table: AnswerTable, decoders: Sequence[Decoder], scale: AskedScale, asked: Direction | None
) -> Iterator[CellFinding]:
    """What is to be looked at where numbers are read by an option, or as the labels of other columns show."""
    if asked:
        yield from _in_other_words(table, decoders, scale, asked)
        return
    for bare, labelled in borrowed(decoders, scale):
        columns, others = _named(table, bare), _named(table, labelled)
        yield finding(FILE, "codes-borrowed", CellPlace(table.sheet.name), columns=columns, others=others)


def _told_otherwise(
    table: AnswerTable, decoders: Sequence[Decoder], rows: TableRows, scale: AskedScale, asked: Direction, file: Path
) -> CellFinding | None:
    """That an option alone says what the numbers mean, and a list in the file or beside it says something else."""
    for words in _by_option(decoders):
        against = (found for found in _lists(table, rows, words, file) if asked not in fitting(found.listed, scale))
        if found := next(against, None):
            shown = _shown(found.listed)
            if found.beside:
                return finding(FILE, "codes-told-beside", asked=asked, listed=shown, legend=found.beside)
            return finding(FILE, "codes-told-otherwise", found.place, asked=asked, listed=shown)
    return None


class _List(NamedTuple):
    """A list of what codes mean, and where it stands."""

    listed: Listed
    place: CellPlace
    beside: str = ""
    """The name of the other file that it stands in."""


def _lists(table: AnswerTable, rows: TableRows, words: ScaleWords, file: Path) -> Iterator[_List]:
    """What lists say of codes: among the rows, around the answers, on other sheets, in a file beside this one."""
    if listed := _listed_among(table, rows, words):
        row, at, _ = min(listed.values())
        yield _List(listed, table.place(row, at))
    for name, cells, answers in _cells_around(table):
        if listed := words.listed_in(cells, answers):
            row, at, _ = min(listed.values())
            yield _List(listed, CellPlace(name or None, row, cell_name(row, at)))
    for path in code_lists_in(file.parent):
        for some in sheets_of_list(path) if path != file else ():
            if listed := words.listed_in(some, frozenset()):
                yield _List(listed, CellPlace(), shortened(path.name))


def _told_by_lists(lists: Iterable[_List], scale: AskedScale) -> tuple[str, dict[str, Any]] | None:
    """The sentence of what a list says, and what it is about; None where none says it, or two say the opposite."""
    told = [(found, way) for found in lists if len(ways := fitting(found.listed, scale)) == 1 for way in ways]
    if len({way for _, way in told}) != 1:
        return None
    found, way = told[0]
    about: dict[str, Any] = {"listed": _shown(found.listed), "asked": str(way)}
    if found.beside:
        return "codes-listed-beside", about | {"legend": found.beside}
    sheet = f"»{shortened(found.place.sheet)}« " if found.place.sheet else ""
    return "codes-listed", about | {"at": f"{sheet}{found.place.cell}"}


def _listed_among(table: AnswerTable, rows: TableRows, words: ScaleWords) -> Listed | None:
    """What the legend among the rows lists, in whichever columns it stands; they are nobody's answers."""
    legend = set(rows.skipped.get("legend", ()))
    if not legend:
        return None
    cells = islice(table.sheet.rows(), min(legend) - 1, max(legend))
    return words.listed_in([at for at in enumerate(cells, min(legend)) if at[0] in legend], frozenset())


def _by_option(decoders: Iterable[Decoder]) -> Iterable[ScaleWords]:
    """The scales of the columns whose numbers an option alone explains."""
    return dict.fromkeys(decoder.words for decoder in decoders if decoder.has_digits and not decoder.shown)


def _shown(listed: Listed) -> list[str]:
    return list(dict.fromkeys(f"»{shortened(text)}«" for *_, text in sorted(listed.values())))


_MEANS = (
    r"(?:\s*(?:[=:→]|[-–—]+>)\s*|\s+(?:[-–—−]|means|betyder|bedeutet|betyr|betegner|is|er|är|ist|es|significa|on)\s+)"
)
_NUMBERED_WORDS = lazily(rf"(?<!\w)(?<!\d[.,])(\d{{1,2}}){_MEANS}[^\W\d]|[^\W\d_]{_MEANS}(\d{{1,2}})(?!\w|[.,]\d)")
_IN_BRACKETS = lazily(r"[(\[]([^()\[\]]*)[)\]]")
_NUMBER_AND_WORD = lazily(r"(?<![\w.,–-])(\d{1,2})\s+[^\W\d_]{2}")


def _numbered(text: str) -> set[int]:
    """The numbers that a text has words for; in brackets no mark need stand between."""
    said = [one or other for one, other in _NUMBERED_WORDS.findall(text)]
    return {
        *map(int, said),
        *(int(number) for some in _IN_BRACKETS.findall(text) for number in _NUMBER_AND_WORD.findall(some)),
    }


def _in_other_words(
    table: AnswerTable, decoders: Sequence[Decoder], scale: AskedScale, asked: Direction
) -> Iterator[CellFinding]:
    """That a text has words for the numbers of both ends of the scale, and they do not say the same as an option."""
    if not (by_option := list(_by_option(decoders))):
        return
    ends = {scale.values[0], scale.values[-1]}
    texts = (
        (CellPlace(name or None, number, cell_name(number, at)), as_text(cell))
        for name, rows, _ in _cells_around(table)
        for number, row in rows
        for at, cell in enumerate(row)
        if isinstance(cell, str) and len(cell) > _FEW_LETTERS
    )
    for place, text in texts:
        numbers = _numbered(text)
        if ends <= numbers <= {*scale.values} and all(direction_of(w.told_in(text), scale) != asked for w in by_option):
            yield finding(FILE, "codes-in-other-words", place, shortened(text, 80), asked=asked, high=scale.high)
            return


_FEW_LETTERS = len("1=a, 4=b")


def _cells_around(table: AnswerTable) -> Iterator[tuple[str, list[tuple[int, list[CellValue]]], Set[int]]]:
    """Each sheet of the file, with its rows at either end, and which columns hold answers; above these the headings."""
    for name, sheet in table.book.sheets.items() if table.book else ():
        rows, answers = enumerate(sheet.rows(), 1), table.answers.get(name, frozenset())
        if answers:
            yield name, list(islice(rows, table.header[-1])), frozenset()
        yield name, [*islice(rows, _AT_EITHER_END), *deque(rows, _AT_EITHER_END)], answers


def _selection(table: AnswerTable, rows: TableRows, scale: AskedScale, lenient: bool) -> CellFinding | None:
    """That what is no answer is no slip in a row, but how some people's answers are written throughout.

    Without them the others would be a selection. Numbers that begin one below the scale's, or go on above them, are
    another scale's.
    """
    strange, all = _strange(rows), len(rows.numbers)
    least, top = max(_A_SORT, all * _A_SHARE), digit_code(scale.values[-1])
    below, above = (_where(strange, str(number)) for number in (scale.values[0] - 1, scale.values[-1] + 1))
    codes = set().union(*rows.answers) if below else set()
    if below and top not in codes and any(DIGIT <= code < NOT_ANSWERS for code in codes):
        return _told("codes-shifted", table, below, all)
    if not lenient and len(above) >= least:
        return _told("codes-shifted", table, above, all)
    listed = {place for place, column in enumerate(table.statements) if column.labels}
    told = {
        row: texts
        for row, texts in strange.items()
        if listed & texts.keys() or _mostly_strange(texts, rows.answers[rows.place(row)])
    }
    if not lenient and least <= len(told) < all:
        return _told("strange-answers", table, told, all)
    return None


def _strange(rows: TableRows) -> dict[int, dict[int, str]]:
    """Row → place among the statements → what stands there and is neither an answer nor a fault or two of them."""
    found = {}
    for row, texts in rows.odd.items():
        answers = rows.answers[rows.place(row)]
        found[row] = {place: plain_code(text) for place, text in texts.items() if answers[place] == UNKNOWN}
    return found


def _where(strange: Mapping[int, Mapping[int, str]], text: str) -> dict[int, dict[int, str]]:
    found = {row: {place: t for place, t in texts.items() if t == text} for row, texts in strange.items()}
    return {row: texts for row, texts in found.items() if texts}


def _mostly_strange(texts: Mapping[int, str], answers: bytes) -> bool:
    """Whether most of a row's answers are words that nobody knows."""
    worded = sum(any(map(str.isalpha, text)) for text in texts.values())
    return worded * 2 > sum(code != BLANK for code in answers)


def _told(name: str, table: AnswerTable, met: Mapping[int, Mapping[int, str]], all: int) -> CellFinding:
    row, texts = min(met.items())
    values = dict.fromkeys(f"»{shortened(text)}«" for found in met.values() for text in found.values())
    place = table.place(row, table.statements[min(texts)].index)
    return finding(FILE, name, place, values=[*values][:_MOST_COLUMNS], number=len(met), all=all)


def _named(table: AnswerTable, which: Sequence[bool]) -> list[str]:
    named = ((c.index, c.heading) for c, meant in zip(table.statements, which, strict=True) if meant)
    return headings_shown(named, _MOST_COLUMNS)


def _codes_at(rows: TableRows, place: int) -> Iterator[tuple[int, int]]:
    """Row and code of every number alone that stands under a statement."""
    for number, answers in zip(rows.numbers, rows.answers, strict=True):
        if DIGIT <= answers[place] < NOT_ANSWERS:
            yield number, answers[place]


def _first_code(rows: TableRows, place: int) -> int | None:
    return next((number for number, _ in _codes_at(rows, place)), None)
