"""REDCap: raw codes with the data dictionary beside, or labels."""

import csv
from collections.abc import Sequence
from pathlib import Path

from tests.exports.layouts.files import COMMA, Rows, write_csv
from tests.exports.layouts.grid import Table, by_id, plain_columns, statements, when
from tests.exports.layouts.layout import CODES, Layout, Written
from tests.exports.layouts.words import LABELS, LEGEND_LOW, STEM, TEXTS, codes, texts
from tests.exports.matrix import IDS, ORGANISATION, QUARTER, TEAMS, Kind, Person

ROLES = ("Leder", "Medarbejder")
FIELDS = {id: f"hf_{number}" for number, id in enumerate(IDS, start=5)}
DICTIONARY = (
    "Variable / Field Name,Form Name,Section Header,Field Type,Field Label,"
    '"Choices, Calculations, OR Slider Labels",Field Note,Text Validation Type OR Show Slider Number,'
    "Text Validation Min,Text Validation Max,Identifier?,Branching Logic (Show field only if...),Required Field?,"
    "Custom Alignment,Question Number (surveys only),Matrix Group Name,Matrix Ranking?,Field Annotation"
)
ISO = "%Y-%m-%d %H:%M:%S"


def _sent(person: Person) -> str:
    return "[not completed]" if person.kind == "incomplete" else when(ISO)(person)


def _choices(labels: dict[int, str]) -> str:
    return " | ".join(f"{code}, {label}" for code, label in labels.items())


def _dictionary() -> Rows:
    """One row a field; a battery is a matrix group, its question the section header of the first row."""
    agreement = _choices(texts(LEGEND_LOW))
    options = {"team": dict(enumerate(TEAMS, start=1)), "rolle": dict(enumerate(ROLES, start=1))}
    names = {"record_id": "Record ID", "kommune": "Kommune", "team": "Team", "kvartal": "Kvartal", "rolle": "Rolle"}
    plain = [
        [name, "efterlevelse", "", "radio" if name in options else "text", label, _choices(options.get(name, {}))]
        + [""] * 12
        for name, label in names.items()
    ]
    matrix = [
        [FIELDS[id], "efterlevelse", STEM if id == IDS[0] else "", "radio", TEXTS[id], agreement]
        + [""] * 9
        + ["hf", "", ""]
        for id in IDS
    ]
    return [next(csv.reader([DICTIONARY])), *plain, *matrix]


def _raw(folder: Path, people: Sequence[Person]) -> Written:
    columns = [
        *plain_columns(
            {"record_id": lambda p: p.number, "redcap_survey_identifier": "", "efterlevelse_timestamp": _sent}
        ),
        *plain_columns({"kommune": ORGANISATION, "team": lambda p: TEAMS.index(p.team) + 1, "kvartal": QUARTER}),
        *plain_columns({"rolle": lambda p: ROLES.index(p.role) + 1}),
        *statements(FIELDS, codes(LEGEND_LOW)),
        *plain_columns({"efterlevelse_complete": lambda p: 0 if p.kind == "incomplete" else 2}),
    ]
    table = Table(columns, people)
    dictionary = write_csv(folder / "HousingFirst_DataDictionary_2026-09-30.csv", _dictionary(), COMMA)
    data = write_csv(folder / "HousingFirst_DATA_2026-09-30_1412.csv", table.rows(), COMMA)
    return Written(data, table.spots(), (dictionary,))


def _labels(folder: Path, people: Sequence[Person]) -> Written:
    columns = [
        *plain_columns({"Record ID": lambda p: p.number, "Survey Identifier": "", "Survey Timestamp": _sent}),
        *plain_columns({"Kommune": ORGANISATION, "Team": lambda p: p.team, "Kvartal": QUARTER}),
        *plain_columns({"Rolle": lambda p: p.role}),
        *statements(TEXTS, LABELS),
        *plain_columns({"Complete?": lambda p: "Incomplete" if p.kind == "incomplete" else "Complete"}),
    ]
    table = Table(columns, people)
    path = write_csv(folder / "HousingFirst_DATA_LABELS_2026-09-30_1412.csv", table.rows(), COMMA)
    return Written(path, table.spots())


def _raw_heads(folder: Path, people: Sequence[Person]) -> Written:
    """Labels as answers under variable names, which here are the statements' ids."""
    columns = [
        *plain_columns({"record_id": lambda p: p.number, "redcap_survey_identifier": "", "hf_timestamp": _sent}),
        *plain_columns({"kommune": ORGANISATION, "team": lambda p: p.team, "kvartal": QUARTER}),
        *plain_columns({"rolle": lambda p: p.role}),
        *statements(by_id(str.lower), LABELS),
        *plain_columns({"hf_complete": lambda p: "Incomplete" if p.kind == "incomplete" else "Complete"}),
    ]
    table = Table(columns, people)
    path = write_csv(folder / "HousingFirst_DATA_LABELS_2026-09-30_1413.csv", table.rows(), COMMA)
    return Written(path, table.spots())


SKIPPED: tuple[Kind, ...] = ("incomplete", "empty")
LAYOUTS = [
    Layout("redcap-raw-with-dictionary", ("redcap",), _raw, SKIPPED, damage=CODES, explained=True),
    Layout("redcap-labels", ("redcap",), _labels, SKIPPED),
    Layout("redcap-labels-under-names", ("redcap",), _raw_heads, SKIPPED),
]
