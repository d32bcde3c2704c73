"""Which survey files are meant: names, patterns that the shell has not filled in (Windows does not), and folders.

Whatever in a folder could hold answers is read, or it is named: nobody else will find out that it was not.
"""

import codecs
import os
import re
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, replace
from glob import glob, has_magic
from itertools import chain, islice
from pathlib import Path
from typing import Literal

from hf_fidelity.domain.survey.exports import ExportRead
from hf_fidelity.ground import Finding, first_few, lazily, reason
from hf_fidelity.readers.survey.sentences import FILE, finding, shortened
from hf_fidelity.readers.survey.words.compared import MEANT

DELIMITED = (".csv", ".tsv", ".tab")
_ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", *DELIMITED)
_OTHER_TABLES = frozenset(
    (
        *(".zip", ".7z", ".rar", ".gz", ".tgz", ".bz2", ".xz", ".tar"),
        *(".numbers", ".gsheet", ".json", ".jsonl", ".ndjson", ".sav", ".zsav", ".por", ".dta", ".sas7bdat", ".xpt"),
        *(".rds", ".rda", ".rdata", ".parquet", ".feather", ".arrow", ".dbf", ".mdb", ".accdb", ".sqlite", ".sqlite3"),
        *(".fods", ".sxc", ".odb", ".omv", ".jasp", ".jmp", ".mtw", ".sta", ".qvd", ".wk1", ".wk3", ".wk4", ".wks"),
        *(".123", ".wb3", ".et", ".xlr", ".xlw", ".gnumeric", ".slk", ".sylk", ".dif"),
    )
)
"""Endings of what can hold answers and cannot be read: it is opened to say what it is."""
_TEXTS = (".txt", ".text", ".dat", ".prn", ".asc", "")
"""Endings of what may be a table as well as a letter."""
_DOCUMENTS = (".docx", ".doc", ".pptx", ".ppt", ".odt", ".odp", ".odg", ".pdf", ".msg", ".epub", ".jar", ".vsdx")
_TEXTS_OF_PROGRAMS = frozenset(
    (
        *(".md", ".yaml", ".yml", ".toml", ".ini", ".cfg", ".py", ".r", ".rmd", ".sps", ".do", ".sas", ".sql", ".js"),
        *(".css", ".log", ".bat", ".cmd", ".ps1", ".sh", ".ics", ".svg", ".rtf", ".tex", ".typ", ".eml", ".url", ".po"),
    )
)
"""Endings of texts that programs read or write, and that are no tables, unless what parts columns stands in them."""
_IN_COLUMNS = lazily(rb"^[^\n]*(;[^;\n]*;|\t[^\t\n]*\t|\|[^|\n]*\||,[^,\n]*,[^,\n]*,)", re.MULTILINE)
_MOST_OF_A_TEXT = 4_000
"""So many bytes of such a text are searched for columns."""
_WORKBOOK_OR_ZIP = (b"PK", b"\xd0\xcf\x11\xe0")
_OWN_JSON = lazily(rb'\s*\{\s*"(?:instrument|trends|files|schema_version|organisation|actions|records|teams)"')
"""How the program's own output begins: what was sent to a file beside the exports."""
_NO_ANSWERS = ("no-statements", "not-a-spreadsheet", "file-empty", "quotes-do-not-pair", "web-page", "json", "pdf")
"""What is found out about a text that is no table of answers."""
_PAGES = (".html", ".htm", ".xhtml", ".mht", ".mhtml", ".xml")
_TABLE_IN_A_PAGE = lazily(rb"<(?:[a-z]+:)?(?:table|row|record|response)\b", re.IGNORECASE)
_ANSWERS_IN_XML = lazily(
    rb"<(?:[a-z]+:)?(?:rows|records|responses|respondents?|answers?|submissions?|observations?|respuestas?|antwort(?:en)?"
    rb"|svar|besvarelser?|r\xc3\xa9ponses?|vastau[a-z]+)\b"
    rb"|<(?:[a-z]+:)?(?!h[1-6]\b)[a-z]{1,12}_?\d{1,3}(?:\s[^<>]*)?>[^<>]|<[^<>]*\s[a-z]{1,3}_?\d{2,3}=",
    re.IGNORECASE,
)
"""Elements called after answers, or called or holding what is called with a number as statements are: ``S01``."""
_OWN_PAGE = lazily(rb"""<meta name="generator" content="hf-fidelity""")
_MOST_OF_A_PAGE = 1_000_000
"""So many bytes of a page are searched for a table."""
_NOT_FETCHED = (".icloud", ".nextcloud", ".owncloud", ".cloud")
"""What stands behind the name of a file that lies in a cloud, and not here."""
_DATABASE = b"SQLite format 3\0"
"""How a database begins, whatever it is called; *Thumbs.db*, where Windows keeps small pictures, begins otherwise."""
_EXCEL_LOCK = "~$"
"""Excel keeps such a file beside each open workbook."""
_MOST_INSIDE = 1000
"""So many folders and files inside a folder are looked at, to say what is in it."""
_SOME_NAMES = 6
_SOME_STATEMENTS = 3


@dataclass(frozen=True)
class FoundFile:
    """A file that was named or found in a folder, or a folder in that folder, which is not read."""

    path: Path
    sort: Literal["survey", "text", "page", "other", "other-text"] = "survey"
    """By its name: a survey file, a text that may be a table, a web page with one, or none of them, though its first
    bytes are a workbook's, or a text's."""
    holds: tuple[str, ...] = ()
    """The names of what could be survey files in a folder that is not read."""
    closed: Finding | None = None
    """Why a folder cannot be opened."""
    fits_none: bool = False
    """Whether it is a pattern, and there is nothing that it fits."""
    not_here: str = ""
    """What a file is called that is not here, but in a cloud."""

    @property
    def is_read(self) -> bool:
        """Whether it is a file that is here; of others, of folders and patterns, there is only something to say."""
        return not (self.holds or self.closed or self.fits_none or self.not_here)

    def told(self, read: ExportRead) -> ExportRead | None:
        """What is to be told of it once it is read; None where it has nothing to do with answers."""
        nothing = not read.usable and all(finding.code in _NO_ANSWERS for finding in read.findings)
        if self.sort == "survey" or (self.sort == "text" and not nothing and not _is_letter(read)):
            return read
        if self.sort == "page":
            return ExportRead(read.file, role="passed-over", findings=(finding(FILE, "page-passed-over"),))
        if nothing or self.sort == "text" or (self.sort == "other-text" and _names_few(read)):
            return None
        if self.sort == "other-text":
            return ExportRead(read.file, role="passed-over", findings=(finding(FILE, "table-passed-over"),))
        if read.findings and not read.usable and not read.mapping:
            return read  # a packed folder, or a workbook that cannot be opened
        return ExportRead(read.file, role="passed-over", findings=(finding(FILE, "passed-over"),))


def _is_letter(read: ExportRead) -> bool:
    """Whether a text only names a statement or two, as a letter about the survey does, and is no table of them."""
    return not read.usable and bool(read.mapping) and _names_few(read)


def _names_few(read: ExportRead) -> bool:
    named = [meant for meant in read.mapping.get("columns", {}).values() if meant not in (*MEANT, "ignore")]
    return len(named) < _SOME_STATEMENTS


def said_of_unread(found: FoundFile) -> ExportRead:
    """What there is to say of a folder that is not read, of a pattern, or of a file that is not here."""
    if found.fits_none:
        pattern = str(found.path)
        return ExportRead(pattern, findings=(finding(FILE, "pattern-fits-none", pattern=pattern),))
    if found.not_here:
        return ExportRead(str(found.path), findings=(finding(FILE, "not-fetched", file=shortened(found.not_here)),))
    if found.closed is not None:
        return ExportRead(str(found.path), findings=(finding(FILE, "folder-closed", reason=found.closed),))
    files = first_few(map(shortened, found.holds), _SOME_NAMES)
    return ExportRead(str(found.path), role="passed-over", findings=(finding(FILE, "folder-inside", files=files),))


def survey_files(names: Iterable[str | Path], out: Path | None = None) -> Iterator[FoundFile]:
    """What is meant, in its order, each once; the workbook that is about to be written is not among it.

    Of a folder in a folder that is told which is not meant as well; where all of it is, there is nothing to tell.
    """
    named = [path for name in names for path in _filled_in(str(name))]
    meant: dict[Path, FoundFile] = {}
    for found in chain.from_iterable(map(_meant, named)):
        meant.setdefault(found.path.absolute(), found)
    folders = {path.absolute() for path in named}
    for found in meant.values():
        told = _told_of(found, meant, folders) if found.holds else found
        if told and not (out and _same(found.path, out)):
            yield told


def _told_of(folder: FoundFile, files: Container[Path], folders: Container[Path]) -> FoundFile | None:
    """A folder that is not read with what is told nowhere else: not named itself, nor in a folder that is."""
    top = folder.path.absolute()
    inside = ((name, top / name) for name in _inside(folder.path))
    others = (
        name
        for name, path in inside
        if path not in files and not any(above in folders and above.is_relative_to(top) for above in path.parents)
    )
    holds = tuple(islice(others, _SOME_NAMES + 1))
    return replace(folder, holds=holds) if holds else None


def _filled_in(name: str) -> list[Path]:
    """What a pattern fits, as a shell would have filled it in; a name, or a pattern that fits nothing, as it is."""
    path = Path(name)
    if not _is_pattern(path):
        return [path]
    return [Path(match) for match in sorted(glob(name, recursive=True))] or [path]  # noqa: PTH207  (it may be absolute)


def _is_pattern(path: Path) -> bool:
    return has_magic(str(path)) and not _is_so(path.exists)


def _meant(path: Path) -> Iterator[FoundFile]:
    if _is_folder(path):
        yield from _all_in(path)
    elif not path.name.startswith(_EXCEL_LOCK):
        yield FoundFile(path, fits_none=_is_pattern(path))


def _is_folder(path: Path) -> bool:
    """Whether there is a folder, and no document that is one."""
    return _is_so(path.is_dir) and path.suffix.casefold() != ".numbers"


def _is_so(question: Callable[[], bool]) -> bool:
    """Whether it is so; where the system does not say, it is not, and whoever opens the file learns why."""
    try:
        return question()
    except OSError:
        return False


def _all_in(folder: Path) -> Iterator[FoundFile]:
    try:
        inside = sorted(folder.iterdir())
    except OSError as error:
        yield FoundFile(folder, closed=reason(error))
        return
    yield from (found for file in inside if (found := _in_folder(file)))


def _in_folder(path: Path) -> FoundFile | None:
    """What a folder holds under a name; None where it has nothing to do with answers."""
    ending = path.suffix.casefold()
    if name := _in_a_cloud(path):
        return FoundFile(path, not_here=name)
    if path.name.startswith((_EXCEL_LOCK, ".")):
        return None
    if _is_folder(path):
        return _folder_in_folder(path)
    if ending in _ENDINGS or ending == ".numbers":
        return FoundFile(path)
    if not _is_so(path.is_file) or ending in _DOCUMENTS:
        return None
    if ending in _PAGES:
        return FoundFile(path, "page") if _has_a_table(_first_bytes(path, _MOST_OF_A_PAGE), ending) else None
    head = _first_bytes(path)
    if ending in _OTHER_TABLES or head.startswith(_DATABASE):
        return None if not head or _OWN_JSON.match(head) else FoundFile(path)
    if ending in _TEXTS:
        return FoundFile(path, "text")
    if head.startswith(_WORKBOOK_OR_ZIP):
        return FoundFile(path, "other")
    if not _is_text(head) or (ending in _TEXTS_OF_PROGRAMS and not _has_columns(path)):
        return None
    return FoundFile(path, "other-text")


def _in_a_cloud(path: Path) -> str:
    """What a file is called that is not here, if it may be a survey's: in its place is a file that says so."""
    name, ending = os.path.splitext(path.name.removeprefix("."))  # noqa: PTH122  (a name, and no path)
    survey = Path(name).suffix.casefold() in (*_ENDINGS, *_OTHER_TABLES - {".json"})
    return name if ending.casefold() in _NOT_FETCHED and survey else ""


def _has_a_table(page: bytes, ending: str) -> bool:
    """Whether a page or XML holds a table, or XML what may be answers, and is not what the program itself wrote."""
    page = page.replace(b"\0", b"")
    table = _TABLE_IN_A_PAGE.search(page) or (ending == ".xml" and _ANSWERS_IN_XML.search(page))
    return bool(table) and not _OWN_PAGE.search(page)


def _folder_in_folder(path: Path) -> FoundFile | None:
    try:
        os.listdir(path)  # noqa: PTH208  (what is searched below passes over what it cannot open)
    except OSError as error:
        return FoundFile(path, closed=reason(error))
    inside = tuple(islice(_inside(path), _SOME_NAMES + 1))
    return FoundFile(path, holds=inside) if inside else None


def _is_text(head: bytes) -> bool:
    return bool(head) and (b"\0" not in head or head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)))


def _has_columns(path: Path) -> bool:
    """Whether a text may be a table: in one of its first lines stands what parts columns, more than once."""
    return _IN_COLUMNS.search(_first_bytes(path, _MOST_OF_A_TEXT).replace(b"\0", b"")) is not None


def _inside(folder: Path) -> Iterator[str]:
    """The names, from the folder on, of what could be survey files in it."""
    hidden = (_EXCEL_LOCK, ".")
    everything = (path for path in folder.rglob("*") if _in_a_cloud(path) or not path.name.startswith(hidden))
    for path in islice(everything, _MOST_INSIDE):
        if _in_a_cloud(path) or path.suffix.casefold() in (*_ENDINGS, *_OTHER_TABLES - {".json"}):
            yield path.relative_to(folder).as_posix()


def _first_bytes(path: Path, many: int = 100) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(many)
    except OSError:
        return b""


def _same(one: Path, other: Path) -> bool:
    return one.absolute() == other.absolute() or _is_so(lambda: one.samefile(other))
