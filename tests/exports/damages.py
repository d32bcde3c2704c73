"""What goes wrong with exports: each damage changes a table as it was written, and says what is right then.

What is right is told by whoever did the damage, from the people that were written; the program is not asked.
"""

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.worksheet import Worksheet

from hf_fidelity.domain.survey.mapping import FileMapping
from hf_fidelity.ground.dates import Quarter
from tests.exports.layouts.layout import Layout
from tests.exports.layouts.words import TEXTS
from tests.exports.matrix import IDS, MISSING, ORGANISATION, QUARTER, UNKNOWN, Person
from tests.exports.written_table import TableLine, WrittenTable

FOREIGN = "Maden i kantinen er god, og der er nok af den til alle."
"""A statement of another questionnaire."""
UTF8_LATIN_AE = b"\xe6"


@dataclass(frozen=True)
class Right:
    """What may come out. Whatever counts must be as the people said; what does not count must be named."""

    foreign: frozenset[str] = frozenset()
    """Statements whose column is another's by now: no figure of theirs may come out."""
    whole: bool = False
    """Whether either all of them count or nobody: a part of them would be another figure."""
    remark: bool = False
    """Whether there must be something said that was not said before, even where all figures are right."""
    quarter: str = QUARTER
    """Which one everybody's answers are about."""
    people: tuple[Person, ...] | None = None
    """Whose answers are in the file, where its rows are nobody's own any more; None: those of the rows."""
    options: Mapping[str, Any] = field(default_factory=dict)
    """What the user says besides."""


Damage = Callable[[Layout, WrittenTable, Random], Right | None]
"""Changes the table; None: this table cannot have that damage, and was not changed."""


def _some(table: WrittenTable, chance: Random, many: int = 1) -> list[Any]:
    """Some of those whose answers count."""
    return chance.sample(table.answered, many)


def _nobody(line: Any) -> None:
    """A row that nobody can say any more what it says."""
    line.person = None


def _labelled(table: WrittenTable) -> bool:
    """Whether answers are words, without a digit in any of them."""
    words = [cell for mark, cell in table.vocabulary().items() if isinstance(mark, int)]
    return all(isinstance(cell, str) and not any(sign.isdigit() for sign in cell) for cell in words)


def _digits(table: WrittenTable) -> bool:
    """Whether answers are digits and nothing else."""
    words = [cell for mark, cell in table.vocabulary().items() if isinstance(mark, int)]
    return all(str(cell).isdigit() for cell in words)


# Headings.


def contradicting_id(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """A column is called by a statement's id, and its text is another questionnaire's."""
    id = chance.choice(IDS)
    column = table.columns[id]
    row, above = table.heading_row(column), table.headings(column)
    if row == above[0]:
        table.cells(row)[column] = chance.choice([f"{id}. {FOREIGN}", f"{id} {FOREIGN}", f"HF[{id}]. {FOREIGN}"])
    else:
        table.cells(row - 1)[column], table.cells(row)[column] = id, FOREIGN
    return Right(frozenset({id}))


def near_opposite_heading(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """One small word makes a statement its opposite."""
    id = chance.choice(IDS)
    column = table.columns[id]
    row = table.heading_row(column)
    heading, text = str(table.cells(row)[column]), TEXTS[id]
    if text not in heading:
        return None
    first, second, rest = text.split(" ", 2)
    table.cells(row)[column] = heading.replace(text, f"{first} {second} {chance.choice(['ikke', 'aldrig'])} {rest}")
    return Right(frozenset({id}))


OTHER_WORDS = {
    "relevante": "irrelevante", "tillid": "mistillid", "ligeværdigt": "uligeværdigt", "tilgængelig": "utilgængelig",
    "egne": "andres", "start": "slutning", "altid": "sjældent", "tilbyder": "forbyder", "mistet": "fået",
    "egnede": "uegnede", "alle": "få", "op": "af",
}  # fmt: skip
"""Words that make a statement another one, and are nearly the same or no more than one word of many."""


def another_word_in_a_heading(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """One word of a statement is another word, so that it is another statement."""
    fitting = [(id, word) for id in IDS for word in OTHER_WORDS if f" {word} " in TEXTS[id]]
    id, word = chance.choice(fitting)
    row = table.heading_row(column := table.columns[id])
    heading, other = str(table.cells(row)[column]), TEXTS[id].replace(f" {word} ", f" {OTHER_WORDS[word]} ", 1)
    if TEXTS[id] not in heading:
        return None
    table.cells(row)[column] = heading.replace(TEXTS[id], other)
    return Right(frozenset({id}))


def id_with_more_behind(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """A statement's column is gone, and one that was worked out from it has its id with something behind."""
    id = chance.choice(IDS)
    column = table.columns[id]
    for row in table.headings(column):
        table.cells(row)[column] = ""
    table.cells(table.first - 1)[column] = f"{id}_{chance.choice(['r', 'omvendt', 'gns', 'foer'])}"
    return Right(frozenset({id}))


def turned_over(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """Somebody has turned the answers of one statement over, and noted it on its heading."""
    id = chance.choice(IDS)
    row = table.heading_row(column := table.columns[id])
    heading = str(table.cells(row)[column])
    if not heading.endswith((TEXTS[id], id)):
        return None
    table.cells(row)[column] = f"{heading} {chance.choice(['(R)', '(vendt)', '[omkodet]', '(reversed)'])}"
    return Right(frozenset({id}))


def cut_headings(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """All headings are cut after so many signs."""
    length, sign = chance.choice([15, 20, 40, 60]), chance.choice(["", ".. ", "…", "..."])
    row = table.heading_row(table.columns[IDS[0]])
    for column in table.columns.values():
        heading = str(table.cells(row)[column])
        if len(heading) > length:
            table.cells(row)[column] = heading[:length] + sign
    return Right()


def statement_twice(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """A statement has a second column, with other answers in it."""
    id = chance.choice(IDS)
    words = [cell for mark, cell in table.vocabulary().items() if isinstance(mark, int)]
    column, width = table.columns[id], max(len(line.cells) for line in table.lines)
    for at, line in enumerate(table.lines):
        if line.cells:
            line.cells += [""] * (width - len(line.cells))
            line.cells.append(line.cells[column] if at < table.first else chance.choice(words) if line.person else "")
    return Right(frozenset({id}))


# Shapes.


def option_columns(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """One column for each option, in place of one for each statement."""
    vocabulary = table.vocabulary()
    points = [point for point in (5, 4, 3, 2, 1) if point in vocabulary]
    points = points[::-1] if chance.random() < 0.5 else points
    tick, joint = chance.choice([None, "1", "x"]), chance.choice([" - ", "/", None])
    row, order = table.heading_row(table.columns[IDS[0]]), sorted(IDS, key=lambda id: table.columns[id])
    starts = {id: table.columns[id] + place * (len(points) - 1) for place, id in enumerate(order)}
    for id in order:
        at = starts[id]
        name = str(table.cells(row)[at])
        for place, point in enumerate(points):
            table.add_column(at + place, "", _tick_for(id, point, tick or vocabulary[point]))
            behind = f"{joint}{vocabulary[point]}" if joint else ""
            table.cells(row)[at + place] = f"{name}{behind}" if joint or not place else ""
        table.drop_column(at + len(points))
    if joint is None:  # the statement over its first option, and the options in a row of their own
        below = ["" for _ in table.cells(row)]
        for at in starts.values():
            below[at : at + len(points)] = [str(vocabulary[point]) for point in points]
        table.add_row(below, at=table.first)
    for line in table.lines:
        if line.person:
            marks = {id: mark if mark in points else MISSING for id, mark in line.person.marks.items()}
            line.person = replace(line.person, marks=marks)
    return Right()


def _tick_for(id: str, point: int, tick: Any) -> Callable[[Person], Any]:
    return lambda person: tick if person.marks[id] == point else ""


def turned(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """Statements stand down a column, and each person has one."""
    right, width = Right(people=table.people()), max(len(line.cells) for line in table.lines)
    cells = [line.cells + [""] * (width - len(line.cells)) for line in table.lines if line.cells]
    table.lines[:] = [TableLine([row[at] for row in cells]) for at in range(width)]
    return right


def long(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """One row for each answer."""
    right = Right(
        people=table.people(), options={"organisation": ORGANISATION, "quarter": Quarter.parse(QUARTER), "team": None}
    )
    heads = {id: str(table.cells(table.heading_row(column))[column]) for id, column in table.columns.items()}
    names = chance.choice([["Respondent", "Team", "Udsagn", "Svar"], ["Respondent", "Spørgsmål", "Team", "Svar"]])
    made: list[list[Any]] = [names]
    for line in table.answered:  # who gave up cannot be told any more, and is left out
        for id, column in table.columns.items():
            if line.person:
                said = {"Respondent": line.person.number, "Team": line.person.team, "Svar": line.cells[column]}
                made.append([{"Udsagn": heads[id], "Spørgsmål": heads[id], **said}[name] for name in names])
    table.lines[:] = [TableLine(cells) for cells in made]
    return right


def extra_field(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """A decimal comma that nobody quoted: everything behind it stands one field further on."""
    if table.form is None:
        return None
    for line in _some(table, chance, chance.choice([1, max(1, len(table.answered) // 3)])):
        line.cells.insert(min(table.columns.values()), chance.choice(["5", ""]))
        if chance.random() < 0.5:
            line.cells[-1] = ""  # the field too many is empty
        _nobody(line)
    return Right()


def parted_heading(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """The separator stands in a heading that nobody quoted: all headings behind it belong to the column before."""
    if table.form is None:
        return None
    for name in ("Bemærkning", "Bemærkning 2", "Bemærkning 3")[: chance.choice([0, 3])]:
        table.add_column(max(len(line.cells) for line in table.lines), name, lambda _: "")
    row, order = table.heading_row(table.columns[IDS[0]]), sorted(table.columns.values())
    for above in range(table.first):
        if table.cells(above):
            table.cells(above).insert(order[chance.randrange(4)], "hvor enig er du?" if above == row else "")
    return Right()


def decimal_comma_in_every_row(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """A decimal comma in front of the answers that nobody quoted, in every row, and empty columns behind."""
    if table.form is None or table.form.delimiter != ",":
        return None
    for n in range(chance.choice([1, 18])):
        table.add_column(max(len(line.cells) for line in table.lines), f"Note {n}", lambda _: "")
    at = min(table.columns.values())
    table.add_column(at, "Timer om ugen", lambda _: "7")
    for line in table.lines[table.first :]:
        if line.person:
            line.cells.insert(at + 1, chance.choice(["5", "25"]))
    return Right()


def commas_in_numbers(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """Whole numbers are written with decimals and a comma, between commas, and there is room enough behind them."""
    if table.form is None or not _digits(table) or table.form.delimiter != ",":
        return None
    everybody = [line for line in table.lines if line.person]
    for column in sorted(table.columns.values(), reverse=True):
        for line in everybody:
            whole = str(line.cells[column]).split(".")[0]
            line.cells[column : column + 1] = [whole, "0"] if whole else [""]
    for row in range(table.first):
        table.cells(row).extend(f"Note {n}" if row == table.first - 1 else "" for n in range(chance.choice((16, 18))))
    wide = chance.choice((0, 16))
    for line in everybody:
        line.cells += [""] * wide
    return Right()


# Rows that are nobody's.

SUMMARIES = (
    "Typetal", "Średnia", "Razem", "Kokonaistulos", "Min", "Maks", "Gns.",
    "Gennemsnit", "Snit", "Middel", "Median", "Varians", "Stdafv.", "Std. afv.",
    "Antal", "Antal svar", "Antal besvarelser", "I alt", "Mean", "Mean score", "Average", "Mittelwert", "Anzahl",
    "Promedio", "Medel", "Gjennomsnitt",
)  # fmt: skip


def labelled_summary_row(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """A row below the answers says the commonest answer or the mean of each column, and is called so.

    Where everybody has a number in front, the rest of it may be somebody's: it is a word among numbers.
    """
    like = table.answered[-1].cells
    values = [cell for mark, cell in table.vocabulary().items() if isinstance(mark, int)]
    at = min(set(range(len(like))) - set(table.columns.values()))
    filled = str(like[at]).isdigit() and chance.random() < 0.5
    cells: list[Any] = list(like) if filled else [""] * len(like)
    commonest = chance.random() < 0.5
    for column in table.columns.values():
        cells[column] = chance.choice(values) if commonest else round(chance.uniform(1, 5), 2)
    cells[at] = chance.choice(SUMMARIES)
    table.add_row(cells)
    return Right()


TOGETHER = (
    "Fælles svar", "Konsensus", "Vores fælles svar", "Samlet vurdering", "Højest", "Lavest", "Svarprocent", "Baseline",
    "Sidste gang", "Målsætning", "Ønsket", "Facit", "Agreed", "2026-Q2", "Gemensamt svar", "Gemeinsame Antwort",
)  # fmt: skip


def answered_together(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """A row below the answers is nobody's: what all said together, or said before, or wish for."""
    values = [cell for mark, cell in table.vocabulary().items() if isinstance(mark, int)]
    cells: list[Any] = [""] * len(table.answered[-1].cells)
    cells[min(set(range(len(cells))) - set(table.columns.values()))] = chance.choice(TOGETHER)
    for column in table.columns.values():
        cells[column] = chance.choice(values)
    table.add_row(cells)
    return Right()


def unlabelled_summary_row(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """A row of means below the answers that nothing says anything about."""
    cells: list[Any] = [""] * len(table.answered[-1].cells)
    for column in table.columns.values():
        cells[column] = round(chance.choice([1, 2, 3, 4]) + chance.choice([0.17, 0.5, 0.83]), 2)
    table.add_row(cells)
    return Right()


def unlabelled_summary_rows(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """Three of them, perhaps behind an empty row."""
    wide = len(table.answered[-1].cells)
    if chance.random() < 0.5:
        table.add_row([""] * wide)
        table.add_row([""] * wide, at=len(table.lines))
    for most in (3.4, 1, 5):
        cells: list[Any] = [""] * wide
        for column in table.columns.values():
            cells[column] = most + chance.choice([0, 0.25]) if most == 3.4 else most
        table.add_row(cells, at=len(table.lines))
    return Right()


def frequencies_below(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """Below the answers stands how many have given each of them."""
    words, wide = table.vocabulary(), len(table.answered[-1].cells)
    at = min(set(range(wide)) - set(table.columns.values()))
    for point in (5, 4, 3, 2, 1):
        cells: list[Any] = [""] * wide
        cells[at] = words.get(point, point)
        for column in table.columns.values():
            cells[column] = str(chance.randrange(1, 5))
        table.add_row(cells)
    return Right()


def legend_with_whose_it_is(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """Below the answers stands what the scale is, and whose the rows are was drawn down beside it."""
    words, like = table.vocabulary(), table.answered[-1].cells
    if not _labelled(table) or not {1, 2, 3, 4, 5} <= words.keys():
        return None
    at = table.columns[chance.choice(IDS)]
    whose = [column for name in ("kommune", "team", "kvartal", "rolle") if (column := table.called(name)) is not None]
    for point in chance.choice([(1, 2, 3, 4, 5), (5, 4, 3, 2, 1)]):
        cells: list[Any] = [""] * len(like)
        for column in whose:
            cells[column] = like[column]
        cells[at] = words[point]
        table.add_row(cells)
    return Right()


def totals_row_of_a_table(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """The last row is one that the table of the sheet itself declares as its totals."""
    if table.form or not all(table.lines[table.first - 1].cells):  # every column of such a table has a name
        return None
    cells: list[Any] = list(table.answered[-1].cells)
    values = [cell for mark, cell in table.vocabulary().items() if isinstance(mark, int)]
    for column in table.columns.values():
        cells[column] = chance.choice(values)
    last, head, width = table.add_row(cells), table.first - 1, len(cells)

    def declare(sheet: Worksheet) -> None:
        for name in list(sheet.tables):
            del sheet.tables[name]
        ref = f"A{head + 1}:{get_column_letter(width)}{last + 1}"
        sheet.add_table(ExcelTable(displayName="Svar", ref=ref, totalsRowCount=1))

    del table.lines[last + 1 :]
    table.finish.append(declare)
    return Right()


_WORDS = ("Afbrudt", "Testbesvarelse", "Disqualified", "NA", "Screenet fra", "Quota full", "Kvoten full")
UNKNOWN_STATUSES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("mode", "status", "finished", "response type", "_validation_status", "complete?"), _WORDS),
    **dict.fromkeys(("stato_4", "skema_complete"), ("NA", "7")),
    **dict.fromkeys(("submitdate", "date submitted", "dato indsendt"), ("NA",)),
}
"""A tool's column that says whether an answer counts → what could stand in it that nobody has foreseen."""


def unknown_status_word(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """What the column of the status says of somebody is on no list."""
    name = next((name for name in UNKNOWN_STATUSES if table.called(name) is not None), "status")
    column = table.called(name)
    if column is None and "plain" in layout.tool:
        column = min(table.columns.values())
        table.add_column(column, chance.choice(["Status", "Svarstatus", "Completion status"]), lambda _: "Gennemført")
    if column is None:
        return None
    for line in _some(table, chance, 2):
        line.cells[column] = chance.choice(UNKNOWN_STATUSES[name])
        _nobody(line)
    return Right()


def status_under_any_name(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """A column that no tool calls so says of somebody that the answer is not finished."""
    if "plain" not in layout.tool:
        return None
    column = min(table.columns.values())
    name = chance.choice(["Tilstand", "Bearbejdning", "Svarets tilstand", "Skemaets status"])
    table.add_column(column, name, lambda _: chance.choice(["Gennemført", "Fuldført"]))
    for line in _some(table, chance, 2):
        line.cells[column] = chance.choice(["Afbrudt", "Delvist besvaret"])
    return Right(remark=True)


LEFT_OUT = (
    ("Ugyldig", "nej", "x"), ("Gyldig besvarelse", "Ja", "Nej"), ("Valid", "1", "0"), ("filter_$", "1", "0"),
    ("Medtages", "ja", "nej"), ("Dublet", "nej", "ja"), ("Samtykke", "Ja", "Nej"), ("Quality flag", "ok", "speeder"),
    ("Kladde", "nej", "ja"), ("Tilstand", "Indsendt", "Ikke indsendt"),
    ("Bearbeitungsstatus", "Abgeschlossen", "Testlauf"),
)  # fmt: skip


def left_out_by_a_column(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """A column that no tool has says of somebody that the answer is not to count."""
    if "plain" not in layout.tool:
        return None
    name, usual, odd = chance.choice(LEFT_OUT)
    column = min(table.columns.values())
    table.add_column(column, name, lambda _: usual)
    for line in _some(table, chance, 2):
        line.cells[column] = odd
        _nobody(line)
    return Right()


SAYS_BETTER = {"qualtrics": "finished", "typeform": "response type"}
"""Tool → the column beside which another one says less plainly who has finished."""


def finished_by_another_column(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """The column that says who has finished was left out; how far they came, or when they sent it in, was not."""
    column = table.called(*(SAYS_BETTER[tool] for tool in layout.tool if tool in SAYS_BETTER))
    if column is None or table.called("progress", "submit date (utc)") is None:
        return None
    table.drop_column(column)
    return Right()


# Files pasted under each other, and answers on further sheets.


def _pasted(table: WrittenTable, heads: list[list[Any]], cells: Callable[[TableLine], list[Any]], many: int) -> None:
    """Another block below the table: its headings, and copies of the first respondents' rows."""
    while not any(cell not in ("", None) for cell in table.lines[-1].cells):
        table.lines.pop()
    block = [TableLine(cells(line), line.person) for line in table.answered[:many]]
    table.lines += [*map(TableLine, heads), *block]


def _heads(table: WrittenTable) -> list[list[Any]]:
    wide = max(len(line.cells) for line in table.lines)
    return [[*table.cells(row), *[""] * (wide - len(table.cells(row)))] for row in range(table.first)]


def pasted_again(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """The export of a second week below that of the first, with the same headings."""
    if table.called("respondent", "respondent id", "responseid", "response id", "record_id", "serial") is not None:
        return None  # the same people once more, who count once
    _pasted(table, _heads(table), lambda line: list(line.cells), 4)
    return Right()


def pasted_in_another_order(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """The same headings again, the columns in another order: all of them, or only two that change places."""
    order = list(range(len(table.answered[0].cells)))
    columns = list(table.columns.values())
    one, other = chance.sample(columns, 2)
    order[one], order[other] = order[other], order[one]
    if chance.random() < 0.5:
        for at, column in zip(columns, reversed(columns), strict=True):
            order[at] = column
    _pasted(table, [_in_order(cells, order) for cells in _heads(table)], lambda line: _in_order(line.cells, order), 5)
    return Right()


def _in_order(cells: list[Any], order: list[int]) -> list[Any]:
    return [cells[at] if at < len(cells) else "" for at in order]


def pasted_with_whose_elsewhere(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """The same headings again, but what says the team and the organisation have changed places."""
    one, other = table.called("kommune"), table.called("team")
    if one is None or other is None:
        return None
    order = list(range(len(table.answered[0].cells)))
    order[one], order[other] = order[other], order[one]
    _pasted(table, [_in_order(cells, order) for cells in _heads(table)], lambda line: _in_order(line.cells, order), 5)
    return Right()


OTHER_QUESTIONS = (
    "Jeg har de hjælpemidler, jeg skal bruge", "Mit arbejde giver mening for mig", "Jeg kan få hjælp af mine kolleger",
    "Min leder lytter til mig", "Vi holder vores aftaler", "Jeg lærer noget nyt", "Maden i kantinen er god",
    "Lokalerne er rene", "Der er ro til at arbejde", "Vi taler pænt til hinanden", "Jeg ved, hvad der ventes af mig",
    "Jeg bliver hørt", "Vi følger op på det, vi beslutter", "Jeg kan holde pause", "Jeg vil anbefale andre at søge hid",
    "Der er plads til at begå fejl", "Vi deler viden",
)  # fmt: skip


def pasted_from_another_survey(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """Another questionnaire below this one, with its own headings, of as many columns or of fewer."""
    words = [cell for mark, cell in table.vocabulary().items() if isinstance(mark, int)]
    columns = list(table.columns.values())[: chance.choice([6, 16])]
    heads: list[Any] = [""] * len(table.answered[0].cells)
    for at in range(min(table.columns.values())):
        heads[at] = table.heading(at) if table.called("team") is not None else f"Oplysning {'ABCDEFGHIJKLMNOPQR'[at]}"
    for column, question in zip(columns, OTHER_QUESTIONS, strict=False):
        heads[column] = question
    start = len(table.lines)
    _pasted(table, [heads], lambda line: [*line.cells[: columns[0]], *[""] * (len(heads) - columns[0])], 5)
    for line in table.lines[start + 1 :]:
        line.person = None
        for column in columns:
            line.cells[column] = chance.choice(words)
    return Right()


def pasted_above(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """Another table above this one, whose headings nobody knows."""
    if any(kind in ("surveyxact", "qualtrics", "surveymonkey") for kind in layout.tool):
        return None  # three rows of headings at the most
    heads: list[Any] = [f"Spørgsmål nummer {'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[at % 26]}" for at in range(5)]
    cells = [line.cells[column] for line in table.answered[:5] for column in list(table.columns.values())[:5]]
    block = [TableLine(heads), *(TableLine(cells[at * 5 : at * 5 + 5]) for at in range(5)), TableLine([])]
    wide = len(table.answered[0].cells)
    for line in block:
        line.cells += [""] * (wide - len(line.cells))
    table.lines[:0] = block
    return Right(remark=True)


def _on_a_further_sheet(table: WrittenTable, rows: list[list[Any]], title: str, state: str) -> Right | None:
    if table.form:
        return None

    def add(sheet: Worksheet) -> None:
        assert sheet.parent
        further = sheet.parent.create_sheet(title)
        for row in rows:
            further.append(row)
        further.sheet_state = state

    table.finish.append(add)
    return Right(remark=True)


def pasted_to_the_right(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """The export of a second week to the right of the first, some rows further down."""
    wide, down = max(len(line.cells) for line in table.lines) + 2, chance.choice((2, 3, len(table.lines) + 1))
    block = [*_heads(table), *(list(line.cells) for line in table.answered[:5])]
    for at, cells in enumerate(block, table.first + down):
        while len(table.lines) <= at:
            table.lines.append(TableLine([]))
        line = table.lines[at]
        line.cells += [*[""] * (wide - len(line.cells)), *cells]
    return Right(remark=True)


def rows_in_one_cell(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """Lines of a CSV file that were pasted below the table: each stands in the first cell of its row."""
    mark = chance.choice("|\t" if table.form else ";,|\t")
    if table.form and mark == table.form.delimiter:
        return None
    for line in _some(table, chance, 3):
        line.cells = [mark.join(map(str, line.cells))]
    return Right()


_STATES = ("visible", "hidden", "veryHidden")
_TITLES = ("Ark2", "Labels", "Codes", "Legend", "Uge 38", "Structure")


def fewer_statements_on_a_further_sheet(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """A few of the statements were asked again, and stand on a sheet of their own."""
    some = chance.sample(list(table.columns.values()), 4)
    rows = [[table.heading(at) for at in some], *([line.cells[at] for at in some] for line in table.answered[:5])]
    return _on_a_further_sheet(table, rows, chance.choice(_TITLES), chance.choice(_STATES))


def rows_without_headings_on_a_further_sheet(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """The rows that did not fit were put on a sheet of their own, without the headings."""
    rows = [list(line.cells) for line in table.answered[:5]]
    return _on_a_further_sheet(table, rows, chance.choice(_TITLES), chance.choice(_STATES))


def short_row(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """A row of a CSV file breaks off among the answers."""
    if table.form is None:
        return None
    [line] = _some(table, chance)
    del line.cells[chance.choice(list(table.columns.values())) :]
    _nobody(line)
    return Right()


# Answers.


def unexplained_digits(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """Some write digits where the others write words, and nothing says which end of the scale they begin at."""
    if not _labelled(table):
        return None
    up = chance.random() < 0.5
    for line in _some(table, chance, len(table.answered) // 3):
        for id, column in table.columns.items():
            mark = line.person.marks[id]
            if isinstance(mark, int):
                line.cells[column] = str(mark if up else 6 - mark)
    return Right(whole=True)


def folded_signs(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """A sign in front of a digit makes it something else."""
    if not _digits(table):
        return None
    [line] = _some(table, chance)
    line.cells[table.columns[chance.choice(IDS)]] = chance.choice(["-1", "-2", "+2", "+5"])
    _nobody(line)
    said = FileMapping(values={str(table.vocabulary()[point]): point for point in range(1, 6)})
    return Right(options={"mappings": (said,), "codes": None} if chance.random() < 0.5 else {})


DO_NOT_KNOW = (
    "Kan ikke vurdere",
    "Ønsker ikke at svare",
    "I don't know",
    "Not sure",
    "No sé",
    "Weiß nicht",
    "Keine Angabe",
    "Vet ikke",
    "Vet ej",
    "En osaa sanoa",
    "Ved ikke / ønsker ikke at svare",
)


def do_not_know_words(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """Somebody does not know, and says so in one of the tongues of the users."""
    word = chance.choice(DO_NOT_KNOW)
    for line in _some(table, chance, 3):
        id = chance.choice(IDS)
        line.cells[table.columns[id]] = word
        line.person = replace(line.person, marks={**line.person.marks, id: UNKNOWN})
    return Right()


def decimals(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """Whole numbers are written with decimals."""
    if not _digits(table):
        return None
    mark = chance.choice([".", ","])
    for line in table.answered:
        for column in table.columns.values():
            if str(line.cells[column]).isdigit():
                line.cells[column] = f"{line.cells[column]}{mark}0"
    return Right()


ABOUT = ("<{}", "< {}", ">{}", "{}>", "~{}", "{}?", "ca. {}", "±{}")


def about_a_number(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """Somebody has written less, more or about for a number."""
    if not _digits(table):
        return None
    [line] = _some(table, chance)
    line.cells[chance.choice([*table.columns.values()])] = chance.choice(ABOUT).format(chance.randrange(1, 6))
    _nobody(line)
    return Right()


def ends_named(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """Only the ends of the scale are named beside their digits, which run one way or the other."""
    words, up = table.vocabulary(), chance.random() < 0.5
    if not _labelled(table) or not {1, 5} <= words.keys():
        return None
    shape = chance.choice(["{digit} ({label})", "{digit}: {label}", "{digit} = {label}", "{label} ({digit})"])
    for line in table.answered:
        for id, column in table.columns.items():
            mark = line.person.marks[id] if line.person else None
            if isinstance(mark, int):
                digit = mark if up else 6 - mark
                line.cells[column] = shape.format(digit=digit, label=words[mark]) if mark in (1, 5) else str(digit)
    return Right()


def codes_against_labels(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """The labels of one column run the other way than the user says of all."""
    if not _digits(table) or not layout.codes:
        return None
    words, id = {1: "Helt uenig", 5: "Helt enig"}, chance.choice(IDS)
    for line in table.answered:
        mark = line.person.marks[id] if line.person else None
        if isinstance(mark, int):
            digit = 6 - mark if layout.codes == "agree-high" else mark
            line.cells[table.columns[id]] = f"{digit} ({words[mark]})" if mark in words else str(digit)
    return Right()


def list_against_the_codes(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """All codes run the other way than the user says of them, and a list somewhere in the file says so."""
    if not _digits(table) or not layout.codes:
        return None
    for line in table.answered:
        for id, column in table.columns.items():
            mark = line.person.marks[id] if line.person else None
            if isinstance(mark, int):
                other = 6 - int(line.cells[column])
                line.cells[column] = other if isinstance(line.cells[column], int) else str(other)
    points = ["Helt enig", "Enig", "Hverken enig/uenig", "Uenig", "Helt uenig"]
    points = points[::-1] if layout.codes == "agree-low" else points
    ends = chance.choice([f"1 = {points[0]}, 5 = {points[4]}", f"Skala: {points[0]} = 1, {points[4]} = 5"])
    where, last = chance.choice(["under", "beside", "in one", "below"]), max(len(line.cells) for line in table.lines)
    if where == "under":
        columns = {*table.columns.values()}
        table.add_row([ends if at in columns else "" for at in range(last)], table.first)
    elif where == "below":
        table.add_row(["", ends, *[""] * (last - 2)])
    else:
        texts = iter([f"{n} = {text}" for n, text in enumerate(points, 1)] if where == "beside" else [ends])
        for line in table.lines:
            line.cells += [""] * (last - len(line.cells)) if line.cells else []
        table.add_column(last, "Svarkode", lambda _: next(texts, ""))
    return Right(whole=True)


# Whose, and when.


def ambiguous_dates(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """Dates that could be two days each, and nothing that shows which."""
    column = table.called("kvartal")
    dated = {"submitdate", "enddate", "end date", "completion time", "tidsstempel", "date submitted", "$created"}
    if column is None or table.called(*dated) is not None or layout.tool != ("plain",):
        return None
    days, mark = [7, 8, 9], chance.choice(["/", "-"])
    row = table.headings(column)[-1]
    table.cells(row)[column] = chance.choice(["Dato", "Svardato"])
    first = chance.random() < 0.5
    for line in table.lines[table.first :]:
        if line.person:
            day, month = chance.choice([1, 2, 3, 4, 5]), chance.choice(days)
            one, other = (day, month) if first else (month, day)
            line.cells[column] = f"{one:02}{mark}{other:02}{mark}2026"
    return Right()


def day_in_no_calendar(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """One of the dates is none, and the others are as the tools write them."""
    column = table.called("kvartal")
    if column is None or layout.tool != ("plain",):
        return None
    table.cells(table.headings(column)[-1])[column] = "Dato"
    form = chance.choice(["2026-09-{:02}", "{:02}-09-2026 10.15", "{:02}.09.2026"])
    for line in table.lines[table.first :]:
        if line.person:
            line.cells[column] = form.format(chance.choice([1, 8, 14, 22]))
    [line] = _some(table, chance)
    line.cells[column] = chance.choice(["2026-13-08", "2026-13-08 10:00:00", "31.06.2026", "2026-02-30"])
    _nobody(line)
    return Right()


def nobody_day(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """Anonymous answers bear a date that is none."""
    column, quarter = table.called("submitdate", "date submitted", "dato indsendt"), table.called("kvartal")
    if "limesurvey" not in layout.tool or column is None or quarter is None:
        return None
    for line in table.answered:
        line.cells[column] = "1980-01-01 00:00:00"
        _nobody(line)
    table.drop_column(quarter)
    return Right()


OTHER_QUESTIONS_OF_TEAMS = (
    ("Hvor mange er I i jeres team?", "49"),
    ("Hvor længe har du været i dit team?", "49"),
    ("Antal borgere pr. team", ("12", "14")),
    ("Borgere/team", ("12", "14")),
    ("Hvor tilfreds er du med dit [Team]", ("Tilfreds", "Utilfreds")),
    ("Hvilken afdeling har I sværest ved at samarbejde med?", ("Jobcenter", "Psykiatri")),
    ("Hvilket team var du i før?", ("Syd", "Vest")),
)
"""What asks for something else, and how it is answered."""


def guessed_team_column(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """A question that has the word in it, and asks for something else."""
    column, team = table.called("team"), layout.team
    if column is None or column in table.columns.values():
        return None
    team = table.answered[0].person.team if table.answered[0].person else team
    question, answers = chance.choice(OTHER_QUESTIONS_OF_TEAMS)
    for row in table.headings(column):
        if str(table.cells(row)[column]).casefold() == "team":
            table.cells(row)[column] = question
    for line in table.lines[table.first :]:
        if line.person:
            line.cells[column] = chance.choice(answers)
            line.person = replace(line.person, team=str(team))
    return Right(options={"team": team} if chance.random() < 0.5 else {})


def implausible_quarter(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """Everybody answered decades from now."""
    column, quarter = table.called("kvartal"), chance.choice(["1926-Q3", "2062-Q3"])
    if column is None:
        return None
    for line in table.lines[table.first :]:
        if line.person:
            line.cells[column] = quarter
    return Right(remark=True, quarter=quarter)


def team_names_alike(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """Half of a team writes its name a little otherwise."""
    column = table.called("team")
    lines = [line for line in table.answered if line.person and line.person.team.endswith("Nord")]
    if column is None or not lines or table.heading(column).casefold().find("team") < 0:
        return None
    other = chance.choice(["Bostøtten Nord", "Bostøtte-Nord", "Nord", "Bostotte Nord"])
    for line in lines[::2]:
        line.cells[column] = other
        line.person = replace(line.person, team=other) if line.person else None
    return Right(remark=True)


NO_CHOICES = (
    "Flere", "Flere teams", "Begge", "Several", "Ingen af ovenstående", "None of the above", "Andet (skriv)",
    "Andet team - skriv hvilket", "Other (please specify)", "Ved ikke endnu", "Not yet decided", "TBD",
)  # fmt: skip


def no_choice_of_a_team(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """What somebody chose from the list of teams is none of them."""
    column = table.called("team")
    if column is None or column in table.columns.values() or layout.team:
        return None
    chosen = chance.choice(NO_CHOICES)
    for line in _some(table, chance, chance.choice([1, 2, 4])):
        line.cells[column] = chosen
        _nobody(line)
    return Right()


def rounded_numbers(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """A spreadsheet has rounded the numbers of the respondents, so that several have the same."""
    column = table.called("respondent", "respondent id", "responseid", "record_id", "serial")
    if column is None or column in table.columns.values():
        return None
    some = chance.choice([("1.23457E+15", "1.23458E+15"), ("1,23457E+11",), ("123457000000", "123458000000")])
    for line in table.lines[table.first :]:
        if line.person:
            line.cells[column] = chance.choice(some)
    return Right(remark=True)


def respondents_nobody(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """In the column of the respondents there is the same word for all, which is nobody's name."""
    column = table.called("respondent", "respondent id", "responseid", "response id", "record_id", "serial")
    if column is None or column in table.columns.values():
        return None
    word = chance.choice(["NA", "nan", "0", "-", "n/a"])
    for line in table.lines[table.first :]:
        if line.person:
            line.cells[column] = word
    return Right()


# Files.


def stray_byte(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """One byte in a file of UTF-8 is none."""
    if table.form is None or not table.form.encoding.startswith("utf-8"):
        return None
    table.add_column(min(table.columns.values()), "Bemærkning", lambda person: "§")
    return Right(remark=True)


def hidden_column(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """A column of answers is hidden in the sheet."""
    if table.form:
        return None
    letter = get_column_letter(table.columns[chance.choice(IDS)] + 1)

    def hide(sheet: Worksheet) -> None:
        sheet.column_dimensions[letter].hidden = True

    table.finish.append(hide)
    return Right(remark=True)


def other_separator(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """The fields are parted by something else than the tool uses."""
    if table.form is None:
        return None
    table.form = replace(table.form, delimiter=chance.choice(["|", "\t", ";"]))
    return Right()


def rows_in_quotes(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """Each row is one quoted field: a file that was opened and saved by somebody who meant well."""
    if table.form is None:
        return None
    for line in table.lines:
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=table.form.delimiter, lineterminator="").writerow(line.cells)
        line.cells = [text.getvalue()] if line.cells else []
    table.form = replace(table.form, quoted=True)
    return Right()


def month_names(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """Dates with the names of months, or of two digits for the year."""
    column = table.called("kvartal")
    if column is None or layout.tool != ("plain",):
        return None
    form = chance.choice(
        ["{day}. september 2026", "Sep {day}, 2026", "{day}.9.26", "{day:02}-09-26", "{day} sept. 2026"]
    )
    table.cells(table.headings(column)[-1])[column] = "Dato"
    for line in table.lines[table.first :]:
        if line.person:
            line.cells[column] = form.format(day=chance.choice([14, 15, 22]))
    return Right()


def serial_dates(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """Dates as the numbers that a spreadsheet keeps them as."""
    column = table.called("kvartal")
    if column is None or layout.tool != ("plain",):
        return None
    table.cells(table.headings(column)[-1])[column] = "Dato"
    for line in table.lines[table.first :]:
        if line.person:
            day = datetime(2026, 9, 14) + timedelta(days=chance.randrange(3))
            line.cells[column] = str((day - datetime(1899, 12, 30)).days)
    return Right()


def none(layout: Layout, table: WrittenTable, chance: Random) -> Right | None:
    """Nothing at all: what was written, saved again."""
    return Right()


DAMAGES: Mapping[str, Damage] = {
    damage.__name__.replace("_", "-"): damage
    for damage in (
        none,
        contradicting_id,
        near_opposite_heading,
        another_word_in_a_heading,
        id_with_more_behind,
        turned_over,
        cut_headings,
        statement_twice,
        option_columns,
        turned,
        long,
        extra_field,
        parted_heading,
        decimal_comma_in_every_row,
        commas_in_numbers,
        labelled_summary_row,
        answered_together,
        unlabelled_summary_row,
        unlabelled_summary_rows,
        frequencies_below,
        legend_with_whose_it_is,
        totals_row_of_a_table,
        pasted_again,
        pasted_in_another_order,
        pasted_with_whose_elsewhere,
        pasted_from_another_survey,
        pasted_above,
        pasted_to_the_right,
        rows_in_one_cell,
        fewer_statements_on_a_further_sheet,
        rows_without_headings_on_a_further_sheet,
        short_row,
        unknown_status_word,
        status_under_any_name,
        left_out_by_a_column,
        finished_by_another_column,
        unexplained_digits,
        folded_signs,
        do_not_know_words,
        decimals,
        about_a_number,
        ends_named,
        codes_against_labels,
        list_against_the_codes,
        ambiguous_dates,
        day_in_no_calendar,
        nobody_day,
        guessed_team_column,
        implausible_quarter,
        team_names_alike,
        no_choice_of_a_team,
        rounded_numbers,
        respondents_nobody,
        stray_byte,
        hidden_column,
        other_separator,
        rows_in_quotes,
        month_names,
        serial_dates,
    )
}
"""Name → damage. Those below change the file's bytes after it was saved."""
AFTERWARDS: Mapping[str, Callable[[bytes], bytes]] = {
    "stray-byte": lambda data: data.replace("§".encode(), UTF8_LATIN_AE, 1),
}
