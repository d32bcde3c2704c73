"""Which organisation, team and quarter the rows of a file are of, as far as it holds for all of them.

It is said by an option or a mapping, above the table, or is as usual; or columns say it, each row for itself. Where
nothing does, or it is in doubt, that is found out here; whose a single row is, in ``whose.py``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from operator import itemgetter
from typing import Any

from hf_fidelity.domain.survey.exports import FileSaid
from hf_fidelity.ground import CellFinding, Quarter, first_few, fold, lazily
from hf_fidelity.readers.survey.cells.book import CellValue, Refused, as_text, column_letters
from hf_fidelity.readers.survey.job import Options, Usually
from hf_fidelity.readers.survey.rows.rows import TableRows
from hf_fidelity.readers.survey.rows.whose import People, names_in, quarters_of
from hf_fidelity.readers.survey.sentences import (
    FILE,
    CellPlace,
    finding,
    heading_shown,
    headings_shown,
    shortened,
    term,
)
from hf_fidelity.readers.survey.table.understand import AnswerTable
from hf_fidelity.readers.survey.words.columns import Headings
from hf_fidelity.readers.survey.words.compared import FACTS, WHO
from hf_fidelity.readers.survey.words.dates import WrittenDates, unix_day
from hf_fidelity.readers.survey.words.statuses import is_yes_or_no

_OPTIONS = {"organisation": "--organisation", "team": "--team", "quarter": "--quarter"}


def said_for_file(table: AnswerTable, options: Options, mapping: FileSaid) -> tuple[AnswerTable, dict[str, str]]:
    """What is said for the whole file, by whatever says it; the table then has a finding for what no option says.

    Raises Refused where an option and the file disagree.
    """
    said = _said(table, options.said(mapping))
    if taken := _usual(table, said, options.usual):
        place = CellPlace(table.sheet.name)
        as_usual = (finding(FILE, "as-usual", place, kind=term(fact), value=value) for fact, value in taken.items())
        said, table = {**said, **taken}, replace(table, findings=(*table.findings, *as_usual))
    if not ({"quarter"} & said.keys() or table.of("quarter") or table.date_column):
        above, told = _quarter_above(table)
        said, table = {**said, **above}, replace(table, findings=(*table.findings, *told))
    return table, said


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


def _usual(table: AnswerTable, said: Mapping[str, str], usual: Usually) -> dict[str, str]:
    """What is taken as usual because neither the file nor anybody says it; never a team of another organisation."""
    organisation, one = usual
    unsaid = {fact for fact in FACTS[:2] if fact not in said and not table.of(fact)}
    if one and unsaid == {"organisation", "team"}:
        return dict(zip(FACTS[:2], one, strict=True))
    if one and unsaid == {"team"} and fold(said.get("organisation", "")) == fold(one[0]):
        return {"team": one[1]}
    return {"organisation": organisation} if organisation and "organisation" in unsaid else {}


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


def unsaid_facts(table: AnswerTable, said: Mapping[str, str]) -> Iterator[CellFinding]:
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


def never_said(table: AnswerTable, rows: TableRows, people: People) -> CellFinding | None:
    """That no row's cell names the organisation or team that was said for the file: once, and not row by row."""
    for at, fact in enumerate(FACTS[:2]):
        column, asked, named = table.first(fact), people.said.get(fact), people.named[fact]
        if column and asked and named and fold(asked) not in named:
            there = dict.fromkeys(as_text(cells[at]) for cells in rows.who)
            place, heading = table.place(table.header[-1], column.index), heading_shown(column.heading)
            values = first_few(f"»{shortened(text)}«" for text in there if text)
            about: dict[str, Any] = {"kind": term(fact), "asked": shortened(asked), "option": _OPTIONS[fact]}
            return finding(FILE, f"never-{fact}", place, heading=heading, values=values, **about)
    return None


_NO_NAME = lazily(r"[\d.,+<> –-]+")


def check_guesses(table: AnswerTable, rows: TableRows, headings: Headings, draft: Mapping[str, Any]) -> None:
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


def people_of(
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
        frozenset(fold(label) for scale in options.asked.scales for label, _ in scale.labels if not label.isdigit()),
        options.asked.edge_days,
    )
    if people.by_date and (doubt := _days_in_doubt(table, rows, people)):
        raise Refused(doubt, draft)
    return people


def _days_in_doubt(table: AnswerTable, rows: TableRows, people: People) -> CellFinding | None:
    """That the dates do not show which day they are."""
    if doubtful := people.doubtful(rows.dates):
        heading = shortened(table.date_column.heading) if table.date_column else ""
        return _two_days(table, *doubtful, heading, people.dates.contrary)
    return _bare_days(table, rows) or _computers_days(table, rows)


def _computers_days(table: AnswerTable, rows: TableRows) -> CellFinding | None:
    """That the column of days holds seconds as computers count them, and nothing else: once, and not row by row."""
    there = [(number, text) for number, cell in zip(rows.numbers, rows.dates, strict=True) if (text := as_text(cell))]
    days = [unix_day(text) for _number, text in there[:1]]
    if table.date_column is None or not any(days) or not all(unix_day(text) for _number, text in there):
        return None
    number, text = there[0]
    place, heading = table.place(number, table.date_column.index), shortened(table.date_column.heading)
    about: dict[str, Any] = {"day": days[0], "cell": place.cell, "seconds": _IN_A_DAY[len(text)]}
    return finding(FILE, "computers-days", place, text, heading=heading, **about)


_IN_A_DAY = {10: "86400", 13: "86400000"}
"""Digits of a number that counts from 1970 → so many of what it counts are a day."""


def _bare_days(table: AnswerTable, rows: TableRows) -> CellFinding | None:
    """That numbers stand for days in a workbook that counts them from 1904, and nothing says that these are so too."""
    if not table.sheet.from_1904:
        return None
    at = next((i for i, cell in enumerate(rows.dates) if isinstance(cell, int | float)), None)
    if at is None or table.date_column is None:
        return None
    place, value = table.place(rows.numbers[at], table.date_column.index), as_text(rows.dates[at])
    return finding(FILE, "days-from-1904", place, value, heading=shortened(table.date_column.heading))


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
