"""Which rows of a table count, and what they add up to.

The answers are decoded, every row that was kept is found to be somebody's, nobody is counted twice; counts per team
and quarter come out, and a finding for everything that does not count.
"""

import re
from array import array
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import compress, islice
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from hf_fidelity.domain.scores.figures import Moments
from hf_fidelity.domain.survey.exports import (
    AskedForm,
    AskedScale,
    CountedVotes,
    Direction,
    ExportRead,
    FileSaid,
    GroupVotes,
    Rows,
    RowSet,
    SkipReason,
)
from hf_fidelity.ground import CellFinding, Quarter, fold, plain_code
from hf_fidelity.readers.survey.another_scale import finer_scale, options_lacking, perhaps_turned, told_of_numbers
from hf_fidelity.readers.survey.answers import (
    BLANK,
    DIGIT,
    ERROR,
    MISSING,
    NO_VALUE,
    NOT_ANSWERS,
    NOT_RELEVANT,
    TWO,
    UNKNOWN,
    Decoder,
    Listed,
    ScaleWords,
    borrowed,
    contradicts,
    digit_code,
    direction_of,
    directions,
    fitting,
    translations,
)
from hf_fidelity.readers.survey.blocks import another_block, without_lines
from hf_fidelity.readers.survey.cells.book import CellValue, Refused, as_text, cell_name, column_letters
from hf_fidelity.readers.survey.columns import Headings
from hf_fidelity.readers.survey.dates import WrittenDates
from hf_fidelity.readers.survey.fields import moved_answers
from hf_fidelity.readers.survey.job import Options, Usually
from hf_fidelity.readers.survey.legends import code_lists_in, sheets_of_list
from hf_fidelity.readers.survey.listed import are_figures
from hf_fidelity.readers.survey.remarks import about_its_name, remarks_on, remarks_on_what_counts
from hf_fidelity.readers.survey.respondents import called_alike, mark_by_name, told_alike, twice_by_name, typed_in_twice
from hf_fidelity.readers.survey.rows import TableRows, read_rows
from hf_fidelity.readers.survey.same_people import Marked
from hf_fidelity.readers.survey.sentences import (
    FILE,
    CellPlace,
    RowFindings,
    finding,
    heading_shown,
    headings_shown,
    shortened,
    term,
)
from hf_fidelity.readers.survey.status_words import is_yes_or_no
from hf_fidelity.readers.survey.tools import signs_of_no_answer
from hf_fidelity.readers.survey.understand import AnswerTable
from hf_fidelity.readers.survey.waves import several_times
from hf_fidelity.readers.survey.whose import People, Unknown, Who, names_in, quarters_of
from hf_fidelity.readers.survey.words import FACTS, WHO

_NOT_AN_ANSWER = {
    UNKNOWN: "unknown-answer",
    TWO: "two-answers",
    ERROR: "error-cell",
    NO_VALUE: "no-value",
}
"""What is no answer → the code of the finding about it."""
_MOST_COLUMNS = 6
"""So many columns with codes are named."""
_ANSWERS = bytes(range(NOT_ANSWERS))
"""All that is an answer, or none given."""
_A_SORT, _A_SHARE = 3, 0.1
"""From so many rows on, and such a share of all, rows whose answers nobody knows are a sort of their own."""
_AT_EITHER_END = 500
"""So many rows of a sheet are looked at from its top, and from its bottom, for what its codes mean."""
_OPTIONS = {"organisation": "--organisation", "team": "--team", "quarter": "--quarter"}


def count_table(table: AnswerTable, read: ExportRead, options: Options, mapping: FileSaid) -> ExportRead:
    """The counts and findings of a file's table. Raises Refused."""
    said = _said(table, options.said(mapping))
    if taken := _usual(table, said, options.usual):
        place = CellPlace(table.sheet.name)
        as_usual = (finding(FILE, "as-usual", place, kind=term(fact), value=value) for fact, value in taken.items())
        said, table = {**said, **taken}, replace(table, findings=(*table.findings, *as_usual))
    if not ({"quarter"} & said.keys() or table.of("quarter") or table.date_column):
        above, told = _quarter_above(table)
        said, table = {**said, **above}, replace(table, findings=(*table.findings, *told))
    read = replace(read, sheet=table.sheet.name, mapping=table.as_mapping(said, mapping, options.codes))
    if unsaid := list(_unsaid(table, said)):
        return replace(read, findings=(*table.findings, *unsaid))
    form, asked = options.form, options.codes or mapping.codes
    decoders = _decoders(table, options, mapping)
    rows = read_rows(table, decoders, options.headings, mapping.status, [v for k, v in said.items() if k != "quarter"])
    without_lines(table, rows)
    ways = directions(decoders, form.scale, asked)
    _check_shape(table, rows, said, options.headings, read.mapping)
    finer, lacking = finer_scale(table, decoders, rows), options_lacking(table, rows, form)
    doubts = _doubts(table, decoders, rows, ways, options, asked, Path(read.file))
    if doubt := next(filter(None, (finer if finer and finer.severity == "error" else None, *doubts)), None):
        raise Refused(doubt, read.mapping)
    _check_guesses(table, rows, options.headings, read.mapping)
    people = _people(table, rows, said, options, read.mapping)
    if never := next(_never_said(table, rows, people), None):
        raise Refused(never, read.mapping)
    if alike := called_alike(table, rows, people):
        raise Refused(alike, read.mapping)
    findings = RowFindings(table.sheet.name, table.place)
    count = _Count(table, rows, people, findings, options.lenient, options.marked)
    became = count.go_through(translations(ways, form.scale))
    groups = tuple(count.counted.groups(len(form.scale.values)))
    remarks = [*_about_codes(table, decoders, form.scale, asked), *filter(None, (finer, lacking))]
    remarks += remarks_on(table, rows, people, groups)
    remarks += perhaps_turned(table, form)
    remarks += _about_what_counts(table, rows, people, count, options.headings)
    remarks += about_its_name(table, people, Path(read.file).stem)
    return replace(
        read,
        layout=table.layout.id,
        tool=table.layout.name,
        rows=became,
        findings=(*table.findings, *_no_status(table, mapping), *remarks, *findings.all()),
        groups=groups,
        moments=count.counted.moments(form, options.limit),
    )


def _about_what_counts(
    table: AnswerTable, rows: TableRows, people: People, count: "_Count", headings: Headings
) -> Iterator[CellFinding]:
    """What there is to say of the rows that count, once it is known which do.

    Who answered at two times counts once, and which time is meant is in doubt all the same.
    """
    gone = count.gone
    counting, edge = rows.that_count(gone), [row for row in count.edge if row not in gone]
    yield from told_alike(table, counting)
    yield from twice_by_name(table, counting, people)
    yield from typed_in_twice(table, counting)
    yield from remarks_on_what_counts(table, counting, people, edge)
    yield from several_times(table, rows.that_count(frozenset(count.rejected)), people, headings)


def _doubts(
    table: AnswerTable,
    decoders: Sequence[Decoder],
    rows: TableRows,
    ways: Sequence[Direction | None],
    options: Options,
    asked: Direction | None,
    file: Path,
) -> Iterator[CellFinding | None]:
    """Why nobody can tell what the answers are, from what the file says of its numbers and of its options."""
    form = options.form
    yield _codes_in_doubt(table, decoders, rows, ways, form, asked, file)
    if asked:
        yield _told_otherwise(table, decoders, rows, form.scale, asked, file)
        yield told_of_numbers(table, decoders, form, asked, _notes(table, options.headings))
    yield _selection(table, rows, form.scale, options.lenient)


def _people(
    table: AnswerTable, rows: TableRows, said: Mapping[str, str], options: Options, draft: Mapping[str, Any]
) -> People:
    """What finds out whose rows are. Raises Refused where the dates that tell it may be two days."""
    there = set(rows.who)
    people = People(
        said,
        frozenset(fact for fact in FACTS if table.of(fact)),
        WrittenDates(rows.dates),
        WrittenDates(map(itemgetter(WHO.index("quarter")), rows.who)),
        {fact: names_in({cells[at] for cells in there}) for at, fact in enumerate(FACTS[:2])},
        frozenset(cells[WHO.index("quarter")] for cells in there),
        frozenset(fold(label) for scale in options.form.scales for label, _ in scale.labels if not label.isdigit()),
        options.form.edge_days,
    )
    if people.by_date and (doubt := _days_in_doubt(table, rows, people)):
        raise Refused(doubt, draft)
    return people


def _never_said(table: AnswerTable, rows: TableRows, people: People) -> Iterator[CellFinding]:
    """That no row's cell names the organisation or team that was said for the file: once, and not row by row."""
    for at, fact in enumerate(FACTS[:2]):
        column, asked, named = table.first(fact), people.said.get(fact), people.named[fact]
        if column and asked and named and fold(asked) not in named:
            there = dict.fromkeys(as_text(cells[at]) for cells in rows.who)
            place, heading = table.place(table.header[-1], column.index), heading_shown(column.heading)
            values = [f"»{shortened(text)}«" for text in there if text]
            values = [*values[:_MOST_COLUMNS], *["…"] * (len(values) > _MOST_COLUMNS)]
            about: dict[str, Any] = {"kind": term(fact), "asked": shortened(asked), "option": _OPTIONS[fact]}
            yield finding(FILE, f"never-{fact}", place, heading=heading, values=values, **about)


def _decoders(table: AnswerTable, options: Options, mapping: FileSaid) -> list[Decoder]:
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


_NO_NAME = re.compile(r"[\d.,+<> –-]+")


def _check_guesses(table: AnswerTable, rows: TableRows, headings: Headings, draft: Mapping[str, Any]) -> None:
    """Raises Refused where a column that was only guessed by its heading holds numbers or answers, and nobody's names.

    Nothing else says the fact then: what is said for the whole file outranks a guess.
    """
    for fact in FACTS[:2]:
        column = table.first(fact)
        if column and column.how == "question":
            found = {as_text(cells[WHO.index(fact)]) for cells in rows.who} - {""}
            if found and all(
                _NO_NAME.fullmatch(text) or is_yes_or_no(text) or headings.is_option(text) for text in found
            ):
                heading, place = shortened(column.heading), CellPlace(table.sheet.name)
                about: dict[str, Any] = {"heading": heading, "kind": term(fact), "option": _OPTIONS[fact]}
                raise Refused(finding(FILE, f"no-name-of-{fact}", place, min(found), **about), dict(draft))


def _check_shape(
    table: AnswerTable, rows: TableRows, said: Mapping[str, str], headings: Headings, draft: Mapping[str, Any]
) -> None:
    """Raises Refused where answers stand under other headings, where there is another table, or one of figures.

    So it does where a line between the rows says that those below it are somebody else's.
    """
    if doubt := moved_answers(table):
        raise Refused(doubt)  # a mapping by such headings would be wrong
    if rows.beside:
        raise Refused(finding(FILE, "table-beside", table.place(*rows.beside)), draft)
    if doubt := another_block(table, rows, said):
        raise Refused(doubt, draft)
    if are_figures(table, dict(zip(rows.numbers, rows.who, strict=True)), rows.answers, headings):
        raise Refused(finding(FILE, "aggregated", CellPlace(table.sheet.name)), draft)


def _two_days(
    table: AnswerTable,
    cell: CellValue,
    days: Sequence[date],
    heading: str,
    contrary: tuple[str, str] | None = None,
) -> CellFinding:
    """That the dates under a heading do not show which number is the day, or show both."""
    place, value = CellPlace(table.sheet.name), shortened(as_text(cell))
    about: dict[str, Any] = {"heading": heading, "one": str(days[0]), "other": str(days[1])}
    if contrary:
        first, second = map(shortened, contrary)
        return finding(FILE, "contrary-dates", place, value, first=first, second=second, **about)
    return finding(FILE, "ambiguous-dates", place, value, **about)


def _days_in_doubt(table: AnswerTable, rows: TableRows, people: People) -> CellFinding | None:
    """That the dates do not show which day they are."""
    if doubtful := people.doubtful(rows.dates):
        heading = shortened(table.date_column.heading) if table.date_column else ""
        return _two_days(table, *doubtful, heading, people.dates.contrary)
    return _bare_days(table, rows)


def _bare_days(table: AnswerTable, rows: TableRows) -> CellFinding | None:
    """That numbers stand for days in a workbook that counts them from 1904, and nothing says that these are so too."""
    if not table.sheet.from_1904:
        return None
    at = next((i for i, cell in enumerate(rows.dates) if isinstance(cell, int | float)), None)
    if at is None or table.date_column is None:
        return None
    place, value = table.place(rows.numbers[at], table.date_column.index), as_text(rows.dates[at])
    return finding(FILE, "days-from-1904", place, value, heading=shortened(table.date_column.heading))


def _codes_in_doubt(
    table: AnswerTable,
    decoders: Sequence[Decoder],
    rows: TableRows,
    ways: Sequence[Direction | None],
    form: AskedForm,
    asked: Direction | None,
    file: Path,
) -> CellFinding | None:
    """That nobody says which way the numbers of a column run, or that its labels and an option say the opposite.

    It is about the file: were only the rows with numbers left out, what is left would be those who wrote words.
    """
    scale = form.scale
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
        own = form.scale_of(str(table.statements[place].statement))
        about: dict[str, Any] = {
            "columns": columns,
            "high": next(each.high for each in form.scales if each.id == own),
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


def _about_codes(
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
_NUMBERED_WORDS = re.compile(rf"(?<!\w)(?<!\d[.,])(\d{{1,2}}){_MEANS}[^\W\d]|[^\W\d_]{_MEANS}(\d{{1,2}})(?!\w|[.,]\d)")
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_NUMBER_AND_WORD = re.compile(r"(?<![\w.,–-])(\d{1,2})\s+[^\W\d_]{2}")


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


def _said(table: AnswerTable, asked: Mapping[str, str]) -> dict[str, str]:
    """What is said for the whole file, above the table or by an option. Raises Refused where they disagree."""
    said, place = dict(table.said), CellPlace(table.sheet.name)
    for fact, value in asked.items():
        if fact in said and not _agree(fact, said[fact], value):
            theirs = shortened(said[fact])
            raise Refused(finding(FILE, f"other-{fact}", place, kind=term(fact), theirs=theirs, asked=value))
        said[fact] = value
    if "quarter" in table.said and "quarter" not in asked:
        text, (one, *others) = said["quarter"], _meanings("quarter", said["quarter"])
        if others:
            days = WrittenDates([text]).days(text)
            raise Refused(_two_days(table, text, days, term("quarter")))
        said["quarter"] = one.upper()
    return said


def _quarter_above(table: AnswerTable) -> tuple[dict[str, str], list[CellFinding]]:
    """The one quarter that the lines above the table name among other words, and where; of several, only which."""
    found: dict[Quarter, tuple[CellPlace, str]] = {}
    for number, row in enumerate(islice(table.sheet.rows(), table.header[0] - 1), 1):
        for at, cell in enumerate(row):
            text = cell if isinstance(cell, str) else ""
            for quarter in Quarter.mentioned(text):
                found.setdefault(quarter, (table.place(number, at), text))
    if len(found) > 1:
        place, _ = min(found.values(), key=lambda told: told[0].row or 0)
        return {}, [finding(FILE, "several-quarters", place, quarters=sorted(found), option=_OPTIONS["quarter"])]
    told = [finding(FILE, "quarter-above", place, shortened(text), quarter=one) for one, (place, text) in found.items()]
    return {"quarter": str(*found)} if found else {}, told


def _usual(table: AnswerTable, said: Mapping[str, str], usual: Usually) -> dict[str, str]:
    """What is taken as usual because neither the file nor anybody says it; never a team of another organisation."""
    organisation, one = usual
    unsaid = {fact for fact in FACTS[:2] if fact not in said and not table.of(fact)}
    if one and unsaid == {"organisation", "team"}:
        return dict(zip(FACTS[:2], one, strict=True))
    if one and unsaid == {"team"} and fold(said.get("organisation", "")) == fold(one[0]):
        return {"team": one[1]}
    return {"organisation": organisation} if organisation and "organisation" in unsaid else {}


def _agree(fact: str, theirs: str, asked: str) -> bool:
    """Whether a title above the table says what was asked for. Raises Refused for what is no quarter."""
    part = Quarter.part_of_year(theirs) if fact == "quarter" else None
    return part == Quarter.parse(asked).number if part else fold(asked) in _meanings(fact, theirs)


def _meanings(fact: str, text: str) -> list[str]:
    """What a title above the table may say, folded; of a date its quarters. Raises Refused for what is no quarter."""
    if fact != "quarter":
        return [fold(text)]
    if quarters := quarters_of(text, WrittenDates([text])):
        return [fold(str(quarter)) for quarter in sorted(quarters)]
    raise Refused(finding(FILE, "bad-quarter", value=shortened(text)))


def _unsaid(table: AnswerTable, said: Mapping[str, str]) -> Iterator[CellFinding]:
    """Facts that nothing in the file and no option tells."""
    for fact in FACTS:
        dated = fact == "quarter" and table.date_column is not None
        if fact not in said and not table.of(fact) and not dated:
            others = headings_shown((column.index, column.heading) for column in table.columns if not column.statement)
            place, kind = CellPlace(table.sheet.name), term(fact)
            if guess := next((column for column in table.columns if column.mentions == fact), None):
                place, heading = table.place(table.header[-1], guess.index), heading_shown(guess.heading)
                option, column = _OPTIONS[fact], column_letters(guess.index)
                yield finding(FILE, f"guess-{fact}", place, kind=kind, option=option, heading=heading, column=column)
            elif fact == "quarter" and (days := [c for c in table.columns if c.mentions == "date"]):
                place, shown = table.place(table.header[-1], days[0].index), [(c.index, c.heading) for c in days]
                yield finding(FILE, "guess-date", place, columns=headings_shown(shown), option=_OPTIONS[fact])
            else:
                which = f"no-{fact}" if others else f"statements-without-{fact}"
                yield finding(FILE, which, place, kind=kind, columns=others, option=_OPTIONS[fact])


def _no_status(table: AnswerTable, mapping: FileSaid) -> Iterator[CellFinding]:
    """That a mapping says what words of a status mean, and no column is one."""
    if mapping.status and not table.of("status"):
        words = [f"»{shortened(word)}«" for word in mapping.status]
        yield finding(FILE, "mapping-no-status", CellPlace(table.sheet.name), words=words)


class _Entry(NamedTuple):
    """A respondent's row: when and whose it is, and its answers."""

    day: date | None
    row: int
    who: Who
    answers: bytes


@dataclass
class _Count:
    """Goes through the rows that were kept, in order, and counts those that count."""

    table: AnswerTable
    kept: TableRows
    people: People
    findings: RowFindings
    lenient: bool
    marked: bool
    rejected: list[int] = field(default_factory=list)
    skipped: dict[SkipReason, list[int]] = field(default_factory=dict)
    edge: list[int] = field(default_factory=list)
    """Rows whose quarter comes from a date close to a quarter's edge."""
    _last: dict[tuple[object, ...], _Entry] = field(default_factory=dict)
    """Respondent in a group → the row that counts so far."""

    def __post_init__(self) -> None:
        statements = [str(column.statement) for column in self.table.statements]
        self.counted = _Counted(statements, Marked(statements) if self.marked else None)

    def go_through(self, tables: Sequence[bytes]) -> Rows:
        """Count what counts, and tell what became of every row. ``tables`` translate each statement's codes."""
        if self.kept.shifted is not None:
            self.findings.add("second-header", self.kept.shifted, 0)
        for row, stop in self.kept.stopped.items():
            self.findings.add(stop.code, row, stop.column, stop.value, **stop.params)
        kept, same = self.kept, tables[0] if len(set(tables)) == 1 else None
        accepted = self._at_once(same)
        for i, number in enumerate(kept.numbers if not accepted else ()):
            raw = kept.answers[i]
            answers = raw.translate(same) if same else _translated(raw, tables)
            if max(answers) >= NOT_ANSWERS:
                answers = self._mended(number, answers)
                if not answers:
                    continue
            dated = kept.dates[i] if kept.dates else ""
            who = self.people.of(kept.who[i], dated)
            if isinstance(who, Unknown):
                self._reject(i, who)
                continue
            if self.people.by_date and self.people.near_edge(dated):
                self.edge.append(number)
            respondent = kept.respondents[i] if kept.respondents else ""
            if respondent:
                accepted += self._once(respondent, _Entry(self.people.day(dated), number, who, answers))
            else:
                self.counted.add(who, answers)
                accepted += 1
        for key, entry in self._last.items():
            self.counted.add(entry.who, entry.answers, str(key[-1]))
        if self.counted.marked:
            mark_by_name(kept, self.people, self.counted.marked)
        self.rejected += kept.stopped
        skipped = {reason: RowSet.of(rows) for reason, rows in self._all_skipped()}
        return Rows(accepted, skipped, RowSet.of(self.rejected))

    def _at_once(self, table: bytes | None) -> int:
        """Count rows in which there is nothing to decide, a group at a time; 0 where there is, and none is counted."""
        if table is None or self.kept.respondents or self.people.by_date:
            return 0
        groups: dict[tuple[CellValue, ...], list[bytes]] = defaultdict(list)
        for cells, row in zip(self.kept.who, self.kept.answers, strict=True):
            groups[cells].append(row)
        answers = {cells: b"".join(rows).translate(table) for cells, rows in groups.items()}
        if any(some.translate(None, _ANSWERS) for some in answers.values()):
            return 0
        whose = {cells: self.people.of(cells, "") for cells in answers}
        sure = {cells: who for cells, who in whose.items() if not isinstance(who, Unknown)}
        if len(sure) < len(whose):
            return 0
        for cells, who in sure.items():
            self.counted.add(who, answers[cells])
        return len(self.kept.numbers)

    @property
    def gone(self) -> frozenset[int]:
        """The rows that were kept and do not count after all."""
        return frozenset((*self.rejected, *(row for rows in self.skipped.values() for row in rows)))

    def _all_skipped(self) -> Iterator[tuple[SkipReason, list[int]]]:
        for reason in dict.fromkeys((*self.kept.skipped, *self.skipped)):
            yield reason, [*self.kept.skipped.get(reason, ()), *self.skipped.get(reason, ())]

    @cached_property
    def _options(self) -> Mapping[tuple[str | None, str], int]:
        """Statement and option → the column in which that is ticked, where each option has one; but for the first."""
        parts = (column for column in self.table.columns if column.part_of)
        return {(column.part_of, name): column.index for column in parts for name in column.names[:1]}

    def _mended(self, number: int, answers: bytes) -> bytes:
        """The answers with what is none as missing, where that is asked for; else empty, and the row is rejected."""
        for place, code in enumerate(answers):
            if code >= NOT_ANSWERS:
                stood = self.kept.odd.get(number, {}).get(place, "")
                column = self.table.statements[place]
                at = self._options.get((column.statement, stood.partition(" / ")[0]), column.index)
                self.findings.add(_NOT_AN_ANSWER[code], number, at, stood, lenient=self.lenient)
        if not self.lenient:
            self.rejected.append(number)
            return b""
        answers = bytes(MISSING if code >= NOT_ANSWERS else code for code in answers)
        if set(answers) <= {MISSING, BLANK}:
            self.skipped.setdefault("empty", []).append(number)
            return b""
        return answers

    def _reject(self, i: int, why: Unknown) -> None:
        number = self.kept.numbers[i]
        stood = self.kept.dates[i] if why.by_date else self.kept.who[i][FACTS.index(why.fact)]
        column = self.table.date_column if why.by_date else self.table.first(why.fact)
        self.rejected.append(number)
        self.findings.add(why.code, number, column.index if column else None, as_text(stood))

    def _once(self, respondent: str, entry: _Entry) -> int:
        """Keep the last answer of a respondent: by date where there is one, else by row. 1 for a new respondent."""
        key = (*entry.who[:3], respondent)
        before = self._last.get(key)
        if before is None:
            self._last[key] = entry
            return 1
        newer = entry.day is None or before.day is None or entry.day >= before.day
        counts, out = (entry, before) if newer else (before, entry)
        self._last[key] = counts
        self.skipped.setdefault("duplicate", []).append(out.row)
        column = self.table.of("respondent")[0].index
        self.findings.add("answered-twice", out.row, column, out=out.row, counts=counts.row)
        return 0


def _translated(answers: bytes, tables: Sequence[bytes]) -> bytes:
    return bytes([table[code] for table, code in zip(tables, answers, strict=True)])


_Group = tuple[str, str, Quarter]


@dataclass
class _Counted:
    """The answers that count, by team, quarter and role: a row is as many bytes as there are statements.

    They are added up first, and looked at when all are there.
    """

    statements: Sequence[str]
    marked: Marked | None
    rows: dict[Who, list[bytes]] = field(default_factory=lambda: defaultdict(list))

    def add(self, who: Who, answers: bytes, respondent: str = "") -> None:
        """Count a row, the respondent's where that is known, or several, one behind the other."""
        self.rows[who].append(answers)
        if self.marked:
            self.marked.add(who[:3], answers, respondent)

    def groups(self, points: int) -> Iterator[GroupVotes]:
        """The votes of each team and quarter; ``points`` is how many points the scale has."""
        statements = tuple(self.statements)
        for (organisation, team, quarter), people in sorted(self._groups.items()):
            tallies = {role: self._tallies(answers, points) for role, answers in people.items()}
            of_all = array("I", map(sum, zip(*tallies.values(), strict=True)))
            votes = CountedVotes(statements, of_all, {role: tally for role, tally in tallies.items() if role})
            headcounts = {role: len(answers) // len(statements) for role, answers in people.items()}
            roles = {role: n for role, n in headcounts.items() if role}
            marks = self.marked.of((organisation, team, quarter)) if self.marked else None
            yield GroupVotes(organisation, team, quarter, sum(headcounts.values()), votes, roles, marks)

    @cached_property
    def _groups(self) -> dict[_Group, dict[str, bytes]]:
        """Team and quarter → role → the answers of all, one row behind the other."""
        groups: dict[_Group, dict[str, bytes]] = {}
        for who, rows in self.rows.items():
            groups.setdefault(who[:3], {})[who[3]] = b"".join(rows)
        return groups

    def _tallies(self, answers: bytes, points: int) -> "array[int]":
        """Statement by statement: how many gave each point, did not answer, found it not relevant."""
        wide, numbers = len(self.statements), array("I")
        for place in range(wide):
            times = answers[place::wide].count
            numbers.extend([*map(times, range(points)), times(BLANK) + times(MISSING), times(NOT_RELEVANT)])
        return numbers

    def moments(self, form: AskedForm, limit: int) -> Mapping[str, Moments]:
        """Theme → sums for alpha, of the themes whose statements are all there.

        A team of which fewer than ``limit`` answered all of a theme is left out of it: what may not be shown of a team
        must not enter a figure over several.
        """
        themes = {id: members for id, members in form.themes.items() if {*members} <= {*self.statements}}
        themes = {id: members for id, members in themes.items() if members}
        kept: dict[str, list[list[bytes]]] = {theme: [] for theme in themes}
        wide, points = len(self.statements), bytes(range(len(form.scale.values)))
        for by_role in self._groups.values():
            joined = b"".join(by_role.values())
            for theme, members in themes.items() if len(joined) >= limit * wide else ():
                columns = _whole([joined[self.statements.index(id) :: wide] for id in members], points)
                if len(columns[0]) >= limit:
                    kept[theme].append(columns)
        return {
            theme: Moments.of(
                [b"".join(column) for column in zip(*of_teams, strict=True)],
                [form.statements[id].counted for id in themes[theme]],
            )
            for theme, of_teams in kept.items()
            if of_teams
        }


def _whole(columns: list[bytes], points: bytes) -> list[bytes]:
    """The answers, a column a statement, of those who gave a point on each of them."""
    if not any(column.translate(None, points) for column in columns):
        return columns
    whole = [max(row) < len(points) for row in zip(*columns, strict=True)]
    return [bytes(compress(column, whole)) for column in columns]
