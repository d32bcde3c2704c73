"""Workbooks of survey answers as Excel writes them, made from raw XML so that making them is quick."""

import zipfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELS = "application/vnd.openxmlformats-package.relationships+xml"
_SHEETML = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="{_RELS}"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEETML}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SHEETML}.worksheet+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_SHEETML}.sharedStrings+xml"/></Types>'
)
_HEADINGS = ("Kommune", "Team", "Kvartal", "Rolle", *(f"S{at:02}" for at in range(1, 17)))
_ANSWERS = ("Helt uenig", "Uenig", "Hverken enig eller uenig", "Enig", "Helt enig")
_ROLES = ("Bostøtte", "Sagsbehandler", "Leder")
_TEAMS = tuple(f"Team {at}" for at in range(1, 201))
_SOME = 40
_TEXTS = (*_HEADINGS, "Prøvekøbing", "2026-Q3", *_ANSWERS, *_ROLES, *_TEAMS)
_AT = {text: at for at, text in enumerate(_TEXTS)}


def workbook(path: Path, rows: int, team: int | None = None) -> Path:
    """A workbook of so many people's answers, packed while it is made: this process stays small.

    The people are of forty teams, or all of the one with a number.
    """
    texts = "".join(f"<si><t>{text}</t></si>" for text in _TEXTS)
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _links(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Svar" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _links(
            ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "sharedStrings", "sharedStrings.xml")
        ),
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{texts}</sst>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(name, text)
        with packed.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for piece in chain(
                [f'<worksheet xmlns="{_MAIN}"><sheetData>'], _rows(rows, team), ["</sheetData></worksheet>"]
            ):
                sheet.write(piece.encode())
    return path


def many_teams(path: Path, teams: int, people: int = 5) -> Path:
    """A CSV file of many teams, a few people of each and of 98 organisations."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        file.write(";".join(_HEADINGS) + "\r\n")
        for at in range(teams * people):
            team = at // people
            cells = [f"Kommune {team % 98}", f"Team {team}", "2026-Q3", *_person(at, 0)[3:]]
            file.write(";".join(cells) + "\r\n")
    return path


def _links(*links: tuple[str, str, str]) -> str:
    inside = (f'<Relationship Id="{id}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for id, kind, target in links)
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(inside)}</Relationships>'


def _rows(count: int, team: int | None) -> Iterator[str]:
    columns = [chr(ord("A") + at) for at in range(len(_HEADINGS))]
    for number, texts in enumerate(
        chain([_HEADINGS], (_person(at, at % _SOME if team is None else team) for at in range(count))), start=1
    ):
        cells = (f'<c r="{column}{number}" t="s"><v>{_AT[text]}</v></c>' for column, text in zip(columns, texts))  # noqa: B905
        yield f'<row r="{number}" spans="1:{len(columns)}">{"".join(cells)}</row>'


def _person(at: int, team: int) -> list[str]:
    answers = [_ANSWERS[(at * 7 + column * (at % 13)) % len(_ANSWERS)] for column in range(16)]
    return ["Prøvekøbing", _TEAMS[team % len(_TEAMS)], "2026-Q3", _ROLES[at % len(_ROLES)], *answers]
