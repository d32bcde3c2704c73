"""Results to standard output or a file, everything else to standard error, a bar where somebody has to wait."""

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hf_fidelity import i18n
from hf_fidelity.cli.options import CsvDialect, Format
from hf_fidelity.cli.settings import Settings
from hf_fidelity.errors import FidelityError, UsageProblem
from hf_fidelity.ground.findings import Finding
from hf_fidelity.ground.text import clean
from hf_fidelity.i18n import N_, _
from hf_fidelity.journeys import Result
from hf_fidelity.reports.document import Document

if TYPE_CHECKING:
    from rich.progress import Progress as RichBar

    from hf_fidelity.ground.progress import Progress


# What the options ask for


def settings_of(ctx: typer.Context) -> Settings:
    """The global options of this call."""
    return ctx.find_object(Settings) or Settings()


def wants_plain(settings: Settings) -> bool:
    """Whether to write one fact a line: asked for, or the terminal says that it draws nothing."""
    return settings.plain or os.environ.get("TERM") == "dumb"


def chosen(format: Format | None, out: Path | None, dialect: CsvDialect | None) -> Format:
    """The format asked for, else what the ending of the file says, else text.

    Raises UsageProblem where a dialect of CSV is asked for and the format is another.
    """
    ending = out.suffix.lower().lstrip(".") if out else ""
    wanted = format or (Format(ending) if ending in list(Format) else Format.TEXT)
    if dialect is not None and wanted is not Format.CSV:
        raise UsageProblem(N_("--csv-dialect goes with --format csv."))
    return wanted


def need_file(format: Format, out: Path | None) -> None:
    """Raises UsageProblem for a format that no screen can show, where no file is named."""
    if format in (Format.HTML, Format.XLSX) and out is None:
        raise UsageProblem(
            N_("--format {format} needs a file to write to."),
            hint=N_("Name it with --out, for example --out report.{format}."),
            format=format.value,
        )


# Results, to the screen or a file


def emit(
    ctx: typer.Context,
    result: Result,
    format: Format | None = None,
    out: Path | None = None,
    dialect: CsvDialect | None = None,
) -> None:
    """Show a result, name what was left out of it, and end with its exit code."""
    wanted = chosen(format, out, dialect)
    need_file(wanted, out)
    settings = settings_of(ctx)
    if out is None:
        _to_screen(result.document, wanted, settings, dialect)
    else:
        write_document(result.document, wanted, out, settings, dialect)
    tell_left_out(result.left_out)
    if result.exit_code:
        raise typer.Exit(result.exit_code)


def _to_screen(document: Document, format: Format, settings: Settings, dialect: CsvDialect | None) -> None:
    if format is not Format.TEXT:  # for machines: UTF-8 whatever the terminal's encoding, line ends as they are
        _to_standard_output(_content(document, format, settings, dialect))
        return
    if wants_plain(settings):
        sys.stdout.write(_content(document, format, settings).decode())
        return
    from hf_fidelity.writers.text import can_draw, console_for, terminal_text, write_terminal

    if sys.stdout.isatty():
        write_terminal(document, console_for(sys.stdout))
    else:
        width = shutil.get_terminal_size(fallback=(100, 24)).columns
        sys.stdout.write(terminal_text(document, width, blocks=can_draw(sys.stdout)))


def _to_standard_output(content: bytes) -> None:
    sys.stdout.flush()
    if binary := getattr(sys.stdout, "buffer", None):
        binary.write(content)
    else:
        sys.stdout.write(content.decode())


def write_document(
    document: Document, format: Format, out: Path, settings: Settings, dialect: CsvDialect | None = None
) -> None:
    """Write a document to a file, and say so."""
    from hf_fidelity.writers.files import write_file

    write_file(out, _content(document, format, settings, dialect))
    say(_("Written: {file}", file=str(out.absolute())))


def _content(document: Document, format: Format, settings: Settings, dialect: CsvDialect | None = None) -> bytes:
    writer = "plain" if format is Format.TEXT and wants_plain(settings) else format.value
    writer = "csv-plain" if dialect is CsvDialect.PLAIN else writer
    module, function = _WRITERS[writer]
    write: Callable[[Document], str | bytes] = getattr(import_module(module), function)
    written = write(document)
    return written if isinstance(written, bytes) else written.encode()


# Format → its writer, imported only when it is asked for.
_WRITERS = {
    "text": ("hf_fidelity.writers.text", "terminal_text"),
    "plain": ("hf_fidelity.writers.text", "plain_text"),
    "json": ("hf_fidelity.writers.csv_and_json", "json_text"),
    "csv": ("hf_fidelity.writers.csv_and_json", "csv_text"),
    "csv-plain": ("hf_fidelity.writers.csv_and_json", "plain_csv_text"),
    "md": ("hf_fidelity.writers.markdown", "markdown_text"),
    "html": ("hf_fidelity.writers.html", "html_text"),
    "xlsx": ("hf_fidelity.writers.excel.book", "excel_bytes"),
}


# Sentences to standard error


def say(text: str) -> None:
    """A line to standard error."""
    sys.stderr.write(clean(text) + "\n")


def tell_left_out(left_out: Iterable[FidelityError | Finding]) -> None:
    """Name what had to be left out."""
    for problem in left_out:
        say(_("Note: {what}", what=i18n.words(problem.message, problem.params)))


def tell_error(error: FidelityError) -> None:
    """An error and what to do about it."""
    say(i18n.words(error.message, error.params))
    if error.hint:
        say(i18n.words(error.hint, error.params))


# A bar on standard error, where somebody is looking and has to wait

_FEW_PIECES = 5
"""So many pieces are done before a bar has told anything."""
_SECONDS_BETWEEN_LOOKS = 0.1
"""Hundreds of pieces may be done in that time."""


@contextmanager
def progress_bar(what: str, settings: Settings, patience: float = 1.0) -> "Iterator[Progress | None]":
    """A ``progress`` to give to a journey; None where nobody sees it: no terminal, ``--plain``, or a dumb one.

    ``what`` is the message in front of the bar. The bar appears when the work has lasted for ``patience`` seconds, and
    goes away with it.
    """
    if not sys.stderr.isatty() or wants_plain(settings):
        yield None
        return
    bar: RichBar | None = None
    due = time.monotonic() + patience

    def show(done: int, total: int, _name: str) -> None:
        nonlocal bar, due
        if total <= _FEW_PIECES or (now := time.monotonic()) < due:
            return
        due, bar = now + _SECONDS_BETWEEN_LOOKS, bar or _started(what)
        bar.update(bar.task_ids[0], completed=done, total=total)

    try:
        yield show
    finally:
        if bar:
            bar.stop()


def _started(what: str) -> "RichBar":
    from rich.console import Console  # short work pays for none of it
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    bar.add_task(_(what), total=None)
    bar.start()
    return bar
