"""Which files are meant: names, patterns that the shell has not filled in (Windows does not), and folders."""

from collections.abc import Iterable, Iterator
from glob import glob, has_magic
from pathlib import Path

_ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv")
_EXCEL_LOCK = "~$"
"""Excel keeps such a file beside each open workbook."""


def survey_files(names: Iterable[str | Path], out: Path | None = None) -> list[Path]:
    """The files in their order, each once; the workbook that is about to be written is not among them."""
    found = dict.fromkeys(path for name in names for path in _meant(str(name)))
    return [path for path in found if not (out and _same(path, out))]


def _meant(name: str) -> Iterator[Path]:
    path = Path(name)
    if path.is_dir():
        yield from (file for file in sorted(path.iterdir()) if _is_survey(file))
    elif has_magic(name) and not path.exists():
        found = map(Path, sorted(glob(name)))  # noqa: PTH207  (a pattern may be absolute, as shells take it)
        matched = [match for match in found if not match.name.startswith(_EXCEL_LOCK)]
        yield from matched or [path]
    elif not path.name.startswith(_EXCEL_LOCK):
        yield path


def _is_survey(path: Path) -> bool:
    return path.suffix.casefold() in _ENDINGS and not path.name.startswith(_EXCEL_LOCK) and path.is_file()


def _same(one: Path, other: Path) -> bool:
    return one.absolute() == other.absolute() or (one.exists() and other.exists() and one.samefile(other))
