"""SurveyXact, Danish user interface: a workbook of three or five sheets, or three CSV files."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.exports.layouts.files import SX_COMMA, SX_SEMICOLON, SX_TAB, Dialect, Rows, write_csv, write_xlsx
from tests.exports.layouts.grid import (
    Column,
    Table,
    Vocabulary,
    by_id,
    column,
    ended,
    plain_columns,
    started,
    statements as statement_columns,
)
from tests.exports.layouts.layout import CODES, SHEET, WORDS, Layout, Written, spots
from tests.exports.layouts.words import LABELS, LEGEND_HIGH, LEGEND_LOW, STEM, TEXTS, codes, texts
from tests.exports.matrix import IDS, ORGANISATION, QUARTER, TEAMS, Mark, Person

ROLES = ("Leder", "Medarbejder")
STATUS = ("Ny", "Distribueret", "Nogen svar", "Gennemført", "Frafaldet")
VARIABLES = {id: f"s_{number}" for number, id in enumerate(IDS, start=5)}
"""Statement → variable: numbered through the whole survey, so that ``s_5`` is the first statement."""
BATTERY = by_id(lambda id: f"{STEM} - {TEXTS[id]}")
Legend = Mapping[Mark, int]


def _status(person: Person) -> str:
    if person.kind == "incomplete":
        return "Nogen svar" if person.answered else "Distribueret"
    return "Gennemført"


def _status_columns(heads: Callable[[int], str]) -> list[Column]:
    def flag(status: str) -> Callable[[Person], int]:
        return lambda person: int(_status(person) == status)

    return [column(heads(place), flag(status)) for place, status in enumerate(STATUS, start=1)]


def _dataset(legend: Legend) -> list[Column]:
    """Variable names over codes."""
    return [
        *plain_columns({"responde": lambda person: 4100 + person.number, "kommune": ORGANISATION}),
        column("team", lambda person: TEAMS.index(person.team) + 1),
        *plain_columns({"kvartal": QUARTER, "rolle": lambda person: ROLES.index(person.role) + 1}),
        *plain_columns({"created": started, "modified": ended, "closetim": ended}),
        *statement_columns(VARIABLES, codes(legend)),
        *_status_columns("stato_{}".format),
    ]


def _undamaged(people: Sequence[Person]) -> list[Person]:
    return [Person(p.number, p.team, p.role, p.marks, p.kind) for p in people]


def _complete(vocabulary: Vocabulary) -> list[Column]:
    """Texts over labels."""
    return [
        *plain_columns({"respondent": lambda person: 4100 + person.number, "Kommune": ORGANISATION}),
        *plain_columns({"Team": lambda person: person.team, "Kvartal": QUARTER, "Rolle": lambda person: person.role}),
        *plain_columns({"created": started, "modified": ended, "closeTime": ended}),
        *statement_columns(BATTERY, vocabulary),
        *_status_columns(lambda place: f"Samlet status - {STATUS[place - 1]}"),
    ]


def _labels(legend: Legend) -> Rows:
    choices = [(VARIABLES[id], code, label) for id in IDS for code, label in texts(legend).items()]
    states = [(f"stato_{n}", code, label) for n in range(1, 6) for code, label in ((0, "Ikke valgt"), (1, "Valgt"))]
    teams = [("team", code, name) for code, name in enumerate(TEAMS, start=1)]
    return [*teams, *(("rolle", code, name) for code, name in enumerate(ROLES, start=1)), *choices, *states]


def _variables() -> Rows:
    named = {"responde": "respondent", "kommune": "Kommune", "team": "Team", "kvartal": "Kvartal", "rolle": "Rolle"}
    dates = {"created": "created", "modified": "modified", "closetim": "closeTime"}
    battery = {VARIABLES[id]: BATTERY[id] for id in IDS}
    states = {f"stato_{n}": f"Samlet status - {status}" for n, status in enumerate(STATUS, start=1)}
    return [("variableName", "variableDescription"), *(named | dates | battery | states).items()]


def _structure() -> list[list[Any]]:
    """Texts of batteries end in a line break, as real ones do."""
    heads = "questionName variableName questionType subType questionText choiceValue choiceText"
    open_ones = [[name, name, "Open", "String", name.capitalize(), "", ""] for name in ("kommune", "kvartal")]
    closed = [[name, name, "Closed", "Single", name.capitalize(), "", ""] for name in ("team", "rolle")]
    battery = [[VARIABLES[id], VARIABLES[id], "Closed", "Single", f"{STEM}  - {TEXTS[id]}\n", "", ""] for id in IDS]
    states = [
        ["statoverall", f"stato_{n}", "Closed", "Multiple", "Samlet status", n, status]
        for n, status in enumerate(STATUS, start=1)
    ]
    return [heads.split(), *open_ones, *closed, *battery, *states]


def _five_sheets(folder: Path, people: Sequence[Person]) -> Written:
    codes_, labels = Table(_dataset(LEGEND_LOW), _undamaged(people)), Table(_complete(LABELS), people)
    sheets = {
        "Labels": _labels(LEGEND_LOW),
        "Variables": _variables(),
        "Dataset": codes_.rows(),
        "Complete": labels.rows(),
        "Structure": _structure(),
    }
    return Written(write_xlsx(folder / "dataset.xlsx", sheets), labels.spots("Complete"))


def _three_sheets(legend: Legend) -> Callable[[Path, Sequence[Person]], Written]:
    def write(folder: Path, people: Sequence[Person]) -> Written:
        data = Table(_dataset(legend), people)
        sheets = {"Labels": _labels(legend), "Dataset": data.rows(), "Structure": _structure()}
        return Written(write_xlsx(folder / "dataset.xlsx", sheets), data.spots("Dataset"))

    return write


def _wide(folder: Path, people: Sequence[Person]) -> Written:
    """Too many columns for one sheet (with a limit far lower than the tool's): two, to be bound side by side."""
    columns = _dataset(LEGEND_LOW)
    left, right = Table(columns[:14], people), Table(columns[14:], people)
    sheets = {
        "Labels": _labels(LEGEND_LOW),
        "Dataset(1)": left.rows(),
        "Dataset(2)": right.rows(),
        "Structure": _structure(),
    }
    path = write_xlsx(folder / "dataset.xlsx", sheets)
    return Written(path, spots((left, "Dataset(1)"), (right, "Dataset(2)")))


def _triple(dialect: Dialect, phantom: bool = False) -> Callable[[Path, Sequence[Person]], Written]:
    def write(folder: Path, people: Sequence[Person]) -> Written:
        data = Table(_dataset(LEGEND_LOW), people)
        head, *described = _structure()
        structure = [head, *([*row, ""] for row in described)] if phantom else [head, *described]
        labels = write_csv(folder / "labels.csv", _labels(LEGEND_LOW), dialect)
        return Written(
            write_csv(folder / "dataset.csv", data.rows(), dialect),
            data.spots(),
            (labels, write_csv(folder / "structure.csv", structure, dialect)),
        )

    return write


def _layout(name: str, write: Callable[[Path, Sequence[Person]], Written], damage: Mapping[str, object]) -> Layout:
    explained = name.startswith("csv")
    return Layout(
        f"surveyxact-{name}", ("surveyxact",), write, ("incomplete", "empty"), damage=damage, explained=explained
    )


LAYOUTS = [
    _layout("five-sheets", _five_sheets, WORDS | SHEET),
    _layout("three-sheets-1-is-agree", _three_sheets(LEGEND_LOW), CODES | SHEET),
    _layout("three-sheets-5-is-agree", _three_sheets(LEGEND_HIGH), CODES | SHEET),
    _layout("wide", _wide, CODES | SHEET),
    _layout("csv-comma", _triple(SX_COMMA, phantom=True), CODES),
    _layout("csv-semicolon", _triple(SX_SEMICOLON), CODES),
    _layout("csv-tab-utf16", _triple(SX_TAB), CODES),
]
