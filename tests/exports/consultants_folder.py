"""A consultant's morning: a folder with forty exports of six tools, ten of them with something wrong.

``python -m tests.exports.consultants_folder FOLDER`` makes it, and says which ten: to be looked at as somebody would
who has never seen the program.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import openpyxl

from tests.exports.damages import AFTERWARDS, DAMAGES
from tests.exports.layouts import LAYOUTS
from tests.exports.layouts.layout import Layout, Written
from tests.exports.matrix import NORD, ROLES, Person, some_marks, with_extras
from tests.exports.written_table import WrittenTable

SIX = (
    "ms-forms-danish",
    "surveyxact-five-sheets",
    "google-forms-csv",
    "limesurvey-full-text-danish",
    "surveymonkey-csv",
    "plain-workbook",
)
PLACES = ("Nord", "Syd", "Øst", "Vest", "Havnen", "Bakken", "Engen", "Åen", "Skoven", "Torvet")
KINDS = ("Bostøtte", "Akutteam", "Udekørende", "Botilbud")
FAULTS = {
    3: "ambiguous-dates",
    7: "contradicting-id",
    10: "unlabelled-summary-row",
    14: "stray-byte",
    18: "statement-twice",
    20: "unexplained-digits",
    25: "hidden-column",
    28: "near-opposite-heading",
    32: "cut-headings",
    35: "turned",
}
"""Which file has which of the damages."""


def forty() -> Iterator[tuple[int, Layout, str]]:
    """Number, tool and team of each export."""
    by_name = {layout.name: layout for layout in LAYOUTS}
    teams = [f"{kind} {place}" for kind in KINDS for place in PLACES]
    for number, team in enumerate(teams, start=1):
        name = {3: SIX[5], 14: SIX[2], 25: SIX[0]}.get(number, SIX[number % len(SIX)])
        yield number, by_name[name], team


def people_of(team: str, layout: Layout, chance: Random) -> list[Person]:
    """Six to eleven of one team."""
    people = [Person(n, team, chance.choice(ROLES), some_marks(chance)) for n in range(1, chance.randrange(7, 13))]
    return with_extras(people, layout.extras)


def make_folder(folder: Path) -> dict[str, str]:
    """File → what is wrong with it, of the ten that have something wrong."""
    wrong = {}
    for number, layout, team in forty():
        chance = Random(number)
        numbered = layout.name.startswith("surveyxact")  # its file has the names of all teams, by number
        people = people_of(NORD if numbered else team, layout, chance)
        (place := folder / "new").mkdir(parents=True)
        written = layout.write(place, people)
        if numbered:
            _rename(written.path, NORD, team)
        path = folder / f"{number:02} {team}{written.path.suffix}"
        if fault := FAULTS.get(number):
            damage(layout, written, people, fault, chance)
            wrong[path.name] = fault
        written.path.rename(path)
        place.rmdir()
    return wrong


def damage(layout: Layout, written: Written, people: list[Person], fault: str, chance: Random) -> None:
    """Do a file some harm."""
    table = WrittenTable.load(written, people)
    assert table
    right = DAMAGES[fault](layout, table, chance)
    assert right, fault
    path = table.save()
    if afterwards := AFTERWARDS.get(fault):
        path.write_bytes(afterwards(path.read_bytes()))


def _rename(path: Path, old: str, new: str) -> None:
    """Another name for a team, wherever it stands in a workbook."""
    book = openpyxl.load_workbook(path)
    for cell in (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value == old):
        cell.value = new
    book.save(path)


if __name__ == "__main__":
    for name, fault in make_folder(Path(sys.argv[1])).items():
        print(f"{name}: {fault}")  # noqa: T201
