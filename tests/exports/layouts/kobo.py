"""KoboToolbox: a workbook in which everything is text, labels or XML names, groups before the headings."""

from collections.abc import Callable, Sequence
from pathlib import Path

from tests.exports.layouts.files import Dialect, Rows, iso, write_csv, write_xlsx
from tests.exports.layouts.grid import (
    Column,
    Table,
    Vocabulary,
    about,
    by_id,
    ended,
    plain_columns,
    started,
    statements as statement_columns,
)
from tests.exports.layouts.layout import SHEET, WORDS, Layout, Written
from tests.exports.layouts.words import LABELS, TEXTS
from tests.exports.matrix import MISSING, NOT_RELEVANT, UNKNOWN, Person

XML: Vocabulary = {
    5: "helt_enig",
    4: "enig",
    3: "hverken_enig_uenig",
    2: "uenig",
    1: "helt_uenig",
    MISSING: "",
    UNKNOWN: "ved_ikke",
    NOT_RELEVANT: "ikke_relevant",
}
FIRST = {
    "start": lambda person: iso(started(person)),
    "end": lambda person: iso(ended(person)),
    "deviceid": "ee.kobotoolbox.org:9xYzAbCdEfGh",
    "today": "2026-09-14",
}
LAST = {
    "_id": lambda person: str(51_870 + person.number),
    "_uuid": lambda person: f"7c9e6679-7425-40de-944b-e07fc1f9{person.number:04}",
    "_submission_time": lambda person: ended(person).strftime("%Y-%m-%dT%H:%M:%S"),
    "_validation_status": "",
    "_notes": "",
    "_status": "submitted_via_web",
    "_submitted_by": "",
    "__version__": "vU6wm35wT9e5Bpr2kf5Jyw",
    "_tags": "",
    "_index": lambda person: str(person.number),
}
SHEET_NAME = "Efterlevelsesskema for Housi..."


def _columns(background: list[Column], statements: list[Column]) -> list[Column]:
    return [*plain_columns(FIRST), *background, *statements, *plain_columns(LAST)]


def _workbook(columns: list[Column]) -> Callable[[Path, Sequence[Person]], Written]:
    def write(folder: Path, people: Sequence[Person]) -> Written:
        table = Table(columns, people)
        sheets: dict[str, Rows] = {SHEET_NAME: table.rows(), "IDSheet": [("KPI ID", "aZCyzqYa2aqEtf2945cna6")]}
        return Written(write_xlsx(folder / "Efterlevelse.xlsx", sheets), table.spots(SHEET_NAME))

    return write


def _csv(columns: list[Column]) -> Callable[[Path, Sequence[Person]], Written]:
    def write(folder: Path, people: Sequence[Person]) -> Written:
        table = Table(columns, people)
        return Written(write_csv(folder / "Efterlevelse.csv", table.rows(), Dialect(";", "utf-8-sig")), table.spots())

    return write


IN_GROUP = _columns(about("om_dig/{}".format), statement_columns(by_id("udsagn/{}".format), XML))
WITH_LABELS = _columns(about(), statement_columns(TEXTS, LABELS))
LABELS_IN_GROUP = _columns(
    about("Om dig/{}".format), statement_columns(by_id(lambda id: f"Udsagn/{TEXTS[id]}"), LABELS)
)
XML_DAMAGE = WORDS | {"unknown-answer": "maaske", "two-answers": "enig uenig"}
"""Several choices stand in one cell with a blank between."""

LAYOUTS = [
    Layout("kobo-labels", ("kobo",), _workbook(WITH_LABELS), ("empty",), damage=WORDS | SHEET),
    Layout("kobo-labels-in-groups", ("kobo",), _workbook(LABELS_IN_GROUP), ("empty",), damage=WORDS | SHEET),
    Layout("kobo-xml-names-in-groups", ("kobo",), _workbook(IN_GROUP), ("empty",), damage=XML_DAMAGE | SHEET),
    Layout("kobo-csv", ("kobo",), _csv(LABELS_IN_GROUP), ("empty",)),
]
