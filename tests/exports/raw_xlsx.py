"""Workbooks of raw XML, byte for byte as a test wants them: what no library would write."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def rows_xml(rows: str, before: str = "", after: str = "") -> str:
    """A sheet's XML around its ``<row>`` elements."""
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def row(number: int, *texts: str, attributes: str = "") -> str:
    """A row of inline texts from column A on."""
    cells = "".join(
        f'<c r="{chr(65 + at)}{number}" t="inlineStr"><is><t>{text}</t></is></c>' for at, text in enumerate(texts)
    )
    return f'<row r="{number}"{attributes}>{cells}</row>'


def parts(sheet: str, more: Mapping[str, str] | None = None, states: str = "") -> dict[str, str]:
    """The parts of a workbook with one sheet ``Data``; ``more`` adds to them or stands in their place."""
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
        f'<sheet name="Data" sheetId="1" r:id="rId1"{states}/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" '
        f'Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
        **(more or {}),
    }


def write(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    """Pack the parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(name, text)
    return path


def workbook(path: Path, rows: str, before: str = "", after: str = "") -> Path:
    """A workbook with one sheet of these ``<row>`` elements."""
    return write(path, parts(rows_xml(rows, before, after)))
