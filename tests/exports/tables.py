"""Small tables of votes made by hand, as data: how they are written and read, and who usually stands in them."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl.workbook import Workbook

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.survey.exports import ExportRead
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.readers.survey.job import Job, Options
from hf_fidelity.readers.survey.read import read_export
from tests.builders import housing_first
from tests.exports.layouts.files import Dialect, write_csv, write_xlsx

INSTRUMENT = housing_first()
IDS = INSTRUMENT.order
TEXTS = [INSTRUMENT.statement(id).text["da"] for id in IDS]
LABELS = {point.value: point.label["da"] for point in INSTRUMENT.scale.points}
QUARTER = Quarter(2026, 3)

Rows = list[list[Any]]
"""What stands in a table; the headings are its first row."""


# How a table is written


def csv(path: Path, rows: Sequence[Sequence[Any]], separator: str = ";") -> Path:
    """The rows as CSV, as Danish Excel writes it."""
    return write_csv(path, rows, Dialect(separator, "utf-8-sig", "\r\n"))


def xlsx(
    path: Path,
    sheets: Mapping[str, Sequence[Sequence[Any]]],
    *,
    hidden: Collection[str] = (),
    change: Callable[[Workbook], object] | None = None,
) -> Path:
    """The sheets as a workbook; some of them may be hidden, and anything else of it changed before it is saved."""

    def finish(book: Workbook) -> None:
        for name in hidden:
            book[name].sheet_state = "hidden"
        if change:
            change(book)

    return write_xlsx(path, sheets, finish)


def written(path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    """The rows as the file's ending says: as the only sheet of a workbook, or as CSV."""
    return xlsx(path, {"Svar": rows}) if path.suffix == ".xlsx" else csv(path, rows)


# How it is read


def read(path: Path, instrument: Instrument = INSTRUMENT, /, **options: Any) -> ExportRead:
    """The file, read for one team and one quarter, unless something else is said."""
    said = {"organisation": "Prøvekøbing", "team": "Nord", "quarter": QUARTER, **options}
    return read_export(Job(str(path)), Options(instrument, **said))


def counts(found: ExportRead, id: str = "S01") -> tuple[int, ...]:
    """How many of the one team chose each point, for a statement."""
    [group] = found.groups
    return group.votes[id].all.counts


def not_counted(found: ExportRead) -> set[int]:
    """The rows that do not count, and stand in the report."""
    rows = [*found.rows.skipped.values(), found.rows.rejected]
    return {row for some in rows for row in range(1, 99) if row in some}


def of_code(found: ExportRead, code: str) -> list[tuple[str | None, dict[str, Any]]]:
    """Cell and parameters of each finding of a code."""
    return [(finding.cell, dict(finding.params)) for finding in found.findings if finding.code == code]


# Who stands in it


def answers(point: int) -> list[str]:
    """The same answer to every statement, in words."""
    return [LABELS[point]] * len(IDS)


def numbers(point: int) -> list[str]:
    """The same answer to every statement, as a digit."""
    return [str(point)] * len(IDS)


NAMES = ("Ane", "Bo", "Carl", "Dorte", "Else", "Finn", "Grethe", "Hans")
POINTS = (4, 5, 3, 4, 5, 2, 4, 4)
"""What these eight answer."""
COUNTS = (0, 1, 1, 4, 2)


def people(called: Sequence[str] = NAMES, heading: str = "Navn") -> Rows:
    """The headings, and a row for each of the eight."""
    return [[heading, *IDS], *([name, *answers(point)] for name, point in zip(called, POINTS, strict=True))]


def beside(heading: str, *cells: str) -> Rows:
    """The eight, and a column beside their names in which these stand by turns."""
    made = [cells[at % len(cells)] for at in range(len(NAMES))]
    rows = zip(NAMES, made, POINTS, strict=True)
    return [["Navn", heading, *IDS], *([name, cell, *answers(point)] for name, cell, point in rows)]


def option_columns(day: object) -> Rows:
    """The first statement with a column for each of its options, the others with one."""
    ticks = [["x" if at == point else "" for at in LABELS] for point in POINTS]
    heads = ["Dato", "Navn", IDS[0], *[""] * (len(LABELS) - 1), *IDS[1:]]
    rows = zip(NAMES, ticks, POINTS, strict=True)
    return [
        heads,
        ["", "", *LABELS.values()],
        *([day, name, *ticked, *[LABELS[point]] * len(IDS[1:])] for name, ticked, point in rows),
    ]


SEVEN = (4, 5, 3, 2, 5, 4, 1)


def seven(team: str = "Bostøtte Nord", heads: Sequence[str] = IDS) -> Rows:
    """A column of teams and the headings, and a row for each of seven people of one team, no two the same."""
    rows = [[LABELS[1 + (n + at) % 5] for at in range(len(heads))] for n in SEVEN]
    for at, row in enumerate(rows):
        row[at] = LABELS[1]
    return [["Team", *heads], *([team, *row] for row in rows)]


FIVE = [answers(point) for point in (4, 5, 3, 4, 5)]
ONE_MORE = answers(1)
"""A row that must not count: with it every statement has a lowest answer."""
COUNTS_OF_FIVE, COUNTS_OF_SIX = (0, 0, 1, 2, 2), (1, 0, 1, 2, 2)


def under(heads: Sequence[str], before: Sequence[Sequence[Any]], more: Sequence[Any]) -> Rows:
    """The five behind what stands before their answers, and the row that must not count."""
    rows = [[*some, *given] for some, given in zip(before, FIVE, strict=True)]
    return [[*heads, *IDS], *rows, [*more, *ONE_MORE]]


NORD = ("Prøvekøbing Kommune", "Bostøtte Nord", "2026-Q3")
HEADS = ["Kommune", "Team", "Kvartal", "Respondent", *IDS]


def lines(given: Iterable[int | str], who: tuple[str, str, str] = NORD, first: int = 1) -> list[list[str]]:
    """Respondents of one team, each with the same answer to every statement: a point, or what stands in the cells."""
    return [
        [*who, str(number), *[LABELS[answer] if isinstance(answer, int) else answer] * len(IDS)]
        for number, answer in enumerate(given, first)
    ]


def csv_file(path: Path, rows: Iterable[Sequence[str]], more: Iterable[str] = ()) -> Path:
    """Such lines under their headings, as CSV; ``more`` are further headings."""
    return csv(path, [[*HEADS, *more], *rows])
