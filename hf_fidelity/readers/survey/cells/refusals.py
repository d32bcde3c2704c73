"""Why a file cannot be read, and what to do: every such sentence, so that they are alike."""

from types import MappingProxyType
from typing import Any

from hf_fidelity.ground import N_, CellFinding
from hf_fidelity.readers.survey.cells.book import Refused

_SAVE_AS_XLSX = N_("Open it in Excel, save it as an Excel workbook (.xlsx) and try again.")
_EXPORT_AGAIN = N_("Export it again from the survey tool, as .xlsx or .csv.")
_ONLY_ANSWERS = N_("Copy the answers alone into a new workbook, save it and try again.")

_REFUSALS = MappingProxyType(
    {
        "file-misspelt": (N_("There is no such file."), N_("Did you mean {near}? It lies in the same folder.")),
        "file-missing": (N_("There is no such file."), N_("Check the name and the folder.")),
        "file-is-folder": (N_("This is a folder, not a file."), N_("Name the files in it.")),
        "file-unreadable": (
            N_("The file cannot be opened: {reason}."),
            N_("Close it in other programs and try again."),
        ),
        "file-empty": (N_("The file is empty."), _EXPORT_AGAIN),
        "file-too-large": (
            N_("The file has {size} MB; more than {most} MB are not read."),
            N_(
                "Copy the answers alone, without pictures and other sheets, into a new workbook, or divide the export"
                " into several files (by team or by quarter) and name them all."
            ),
        ),
        "unpacks-too-large": (N_("The workbook is far larger unpacked than an export is."), _ONLY_ANSWERS),
        "too-many-parts": (N_("The workbook has more than {most} parts."), _ONLY_ANSWERS),
        "damaged": (N_("The file is damaged."), _SAVE_AS_XLSX),
        "dangerous-xml": (N_("The workbook has definitions in it that no spreadsheet program writes."), _SAVE_AS_XLSX),
        "encrypted": (
            N_("The workbook is locked with a password or a label."),
            N_("Open it in Excel, remove the password or label, save it as .xlsx and try again."),
        ),
        "no-sheet": (N_("The workbook has no sheet."), _EXPORT_AGAIN),
        "web-page": (N_("This is a web page or XML, not a workbook, whatever it is called."), _SAVE_AS_XLSX),
        "pdf": (N_("This is a PDF."), _EXPORT_AGAIN),
        "google-link": (
            N_("This is only a link to a Google sheet; the answers are not in it."),
            N_("Open it in Google Sheets, choose File, Download, Microsoft Excel, and try again."),
        ),
        "json": (N_("This is JSON."), _EXPORT_AGAIN),
        "zip": (
            N_("This is a packed folder. In it are: {files}."),
            N_("Unpack it first, and name the files that are in it, or their folder."),
        ),
        "packed": (N_("This is a packed file."), N_("Unpack it first, and name the files that were in it.")),
        "numbers": (
            N_("This is a document of Apple Numbers."),
            N_("Open it in Numbers, choose File, Export To, Excel or CSV, and try again."),
        ),
        "sylk": (N_("This is a SYLK file (.slk), in which spreadsheets once exchanged tables."), _SAVE_AS_XLSX),
        "dif": (N_("This is a DIF file (.dif), in which spreadsheets once exchanged tables."), _SAVE_AS_XLSX),
        "spss": (N_("This is a file for SPSS."), _EXPORT_AGAIN),
        "not-a-spreadsheet": (N_("This is neither a workbook nor CSV."), _EXPORT_AGAIN),
        "quotes-do-not-pair": (
            N_("The quotation marks from line {at} on do not pair up, so rows run together."),
            N_("Mend line {at} in a text editor, or export the answers again as .xlsx."),
        ),
        "stray-byte": (
            N_(
                "The file is written in two encodings: in UTF-8, and besides with the byte {byte} in line {at}"
                " ({char} in Windows-1252). Lines with such bytes: {lines}."
            ),
            N_("Type the letter anew in a text editor and save with the encoding UTF-8, or export as .xlsx."),
        ),
        "far-cell": (
            N_("The cell {far} stands far away from all others."),
            N_("Delete that cell in Excel, save the workbook and try again."),
        ),
        "too-much-memory": (N_("The file is damaged, or needs more memory than a survey does."), _ONLY_ANSWERS),
        "took-too-long": (N_("Reading the file took too long."), _ONLY_ANSWERS),
        "reader-gave-up": (N_("The file cannot be read ({reason})."), _SAVE_AS_XLSX),
    }
)


def refusal_finding(code: str, **params: Any) -> CellFinding:
    """What to say about a file that cannot be read."""
    message, remedy = _REFUSALS[code]
    return CellFinding(code, message, params, "error", remedy=remedy)


def refusal(code: str, **params: Any) -> Refused:
    """The same, to be raised."""
    return Refused(refusal_finding(code, **params))
