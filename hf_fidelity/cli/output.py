"""Results to standard output or a file, everything else to standard error, a bar where somebody has to wait."""

import os
import re
import shlex
import shutil
import stat
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal, get_args

import typer

from hf_fidelity.cli.global_options import GlobalOptions
from hf_fidelity.cli.options import ActionsFormat, CsvDialect, Format
from hf_fidelity.ground import N_, FidelityError, Finding, UsageProblem, _, clean, fold, pgettext, sentence, words
from hf_fidelity.journeys import Result
from hf_fidelity.reports.document import Document
from hf_fidelity.writers import writer_of

if TYPE_CHECKING:
    from rich.progress import Progress as RichBar

    from hf_fidelity.ground.progress import Progress
    from hf_fidelity.reports.tables import TablesWriter


# What the options ask for


def settings_of(ctx: typer.Context) -> GlobalOptions:
    """The global options of this call."""
    return ctx.find_object(GlobalOptions) or GlobalOptions()


def wants_plain(settings: GlobalOptions) -> bool:
    """Whether to write one fact a line: asked for, or the terminal says that it draws nothing."""
    return settings.plain or os.environ.get("TERM") == "dumb"


STANDARD_OUTPUT = Path("-")
"""What ``--out`` is given to say standard output."""


def chosen(
    format: ActionsFormat | None, out: Path | None, dialect: CsvDialect | None = None, *, among: Any = Format
) -> ActionsFormat:
    """The format asked for, else what the ending of the file says, else text; ``among`` is a Literal of what can be.

    Raises UsageProblem where a result could not be written so: for an ending that is none of those or of another format
    than the one asked for, a format that needs a file or a package, and a dialect of CSV where the format is another.
    """
    wanted = format or "text" if out is None or out == STANDARD_OUTPUT else _of_file(format, out, get_args(among))
    if dialect is not None and wanted != "csv":
        raise UsageProblem(N_("--csv-dialect goes with --format csv."))
    _need_file(wanted, out)
    return wanted


def of_ending(file: Path, formats: tuple[ActionsFormat, ...] = get_args(Format)) -> ActionsFormat | None:
    """The one of these formats that the ending of a file's name means; None where it means none of them."""
    return next((each for each in formats if file.suffix.lower() == _ending(each)), None)


def _ending(format: ActionsFormat) -> str:
    return ".txt" if format == "text" else f".{format}"


def _of_file(format: ActionsFormat | None, out: Path, formats: tuple[ActionsFormat, ...]) -> ActionsFormat:
    """What a file is to be written as: a name must not promise what does not stand inside."""
    ending, meant = out.suffix, of_ending(out, formats)
    if meant and format in (None, meant):
        return meant
    if meant:
        raise UsageProblem(
            N_("--format {format} and the ending of {file} do not agree."),
            hint=N_("Leave --format out, or let the name end in .{ending}."),
            format=format,
            file=str(out),
            ending="txt" if format == "text" else format,
        )
    if (format and not ending) or (out.exists() and not out.is_file()):  # a device; a folder is refused where it is met
        return format or "text"
    raise UsageProblem(
        N_("{file}: the name must end in one of {endings}."),
        file=str(out),
        endings=[*map(_ending, formats)],
    )


def _need_file(format: ActionsFormat, out: Path | None) -> None:
    """Raises UsageProblem for a format that no screen can show, where no file is named, or that cannot be made here."""
    if format in ("html", "xlsx", "pdf") and out is None:
        raise UsageProblem(
            N_("--format {format} needs a file to write to."),
            hint=N_("Name it with --out, for example --out report.{format}."),
            format=format,
        )
    if format in ("xlsx", "pdf") and out == STANDARD_OUTPUT and sys.stdout.isatty():
        raise UsageProblem(
            N_("A workbook cannot be shown on a screen.")
            if format == "xlsx"
            else N_("A PDF cannot be shown on a screen."),
            hint=N_("Name a file with --out, or send the output on to another program."),
        )
    if format == "pdf":
        writer_of(format)


def tables_writer_of(format: Literal["csv", "sqlite", "parquet"]) -> "TablesWriter":
    """What writes tables. Raises UsageProblem where what it needs is not installed."""
    from hf_fidelity.writers.tables import tables_writer

    try:
        return tables_writer(format)
    except ImportError as error:
        raise UsageProblem(
            N_("To write parquet, the program needs the package pyarrow, which is not installed."),
            hint=N_("Install it with: pip install {package} – or take --format csv or --format sqlite."),
            package='"hf-fidelity[parquet]"',
        ) from error


def check_output(format: Format | None, out: Path | None, dialect: CsvDialect | None) -> None:
    """Raises UsageProblem where a result could not be written as asked for: before anything is done for it."""
    chosen(format, out, dialect)


def is_file(stream: "IO[str]") -> bool:
    """Whether what is written to a stream stays: sent to a file with ``>``, and not to a screen or another program."""
    with suppress(OSError, ValueError, AttributeError):
        return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    return False


# Results, to the screen or a file


def emit(
    ctx: typer.Context,
    result: Result,
    format: Format | None = None,
    out: Path | None = None,
    dialect: CsvDialect | None = None,
    *,
    by_screens: bool = False,
) -> None:
    """Show a result, name what was left out of it, and end with its exit code.

    ``by_screens``: on a terminal it waits for Enter after every screen.
    """
    wanted = chosen(format, out, dialect)
    settings = settings_of(ctx)
    if out is None or out == STANDARD_OUTPUT:
        _to_screen(result.document, wanted, settings, dialect, by_screens=by_screens and sys.stdin.isatty())
    else:
        write_document(result.document, wanted, out, settings, dialect)
    end_with(result)


def end_with(result: Result) -> None:
    """Name what was left out of a result that has been shown, and end with its exit code."""
    tell_left_out((*result.remarks, *result.left_out))
    if result.exit_code:
        raise typer.Exit(result.exit_code)


def _to_screen(
    document: Document, format: ActionsFormat, settings: GlobalOptions, dialect: CsvDialect | None, *, by_screens: bool
) -> None:
    if format != "text":  # for machines: UTF-8 whatever the terminal's encoding, line ends as they are
        to_standard_output(_content(document, format, settings, dialect))
        return
    if wants_plain(settings):
        sys.stdout.write(_content(document, format, settings).decode())
        return
    from hf_fidelity.writers.text import can_draw, console_for, terminal_text, write_terminal

    width = shutil.get_terminal_size(fallback=(100, 24)).columns
    if sys.stdout.isatty():
        write_terminal(document, console_for(sys.stdout), _goes_on if by_screens else None)
    elif os.environ.get("FORCE_COLOR") and not os.environ.get("NO_COLOR"):  # a pager, or a log that shows colours
        write_terminal(document, console_for(sys.stdout, width))
    else:
        sys.stdout.write(terminal_text(document, width, blocks=can_draw(sys.stdout)))


def _goes_on() -> bool:
    """Whether people want the next screen, too."""
    sys.stdout.flush()
    leave = pgettext("key", "q").partition("|")[0]
    sys.stderr.write(_("Enter: more. {key}: enough.", key=leave) + " ")
    sys.stderr.flush()
    line = sys.stdin.readline()
    return bool(line) and fold(line) != leave


def to_standard_output(content: bytes) -> None:
    """Bytes as they are, whatever the terminal's encoding."""
    sys.stdout.flush()
    if binary := getattr(sys.stdout, "buffer", None):
        binary.write(content)
    else:
        sys.stdout.write(content.decode())


def write_document(
    document: Document, format: ActionsFormat, out: Path, settings: GlobalOptions, dialect: CsvDialect | None = None
) -> None:
    """Write a document to a file, and say so."""
    hand_over(_content(document, format, settings, dialect), out)


def hand_over(content: bytes, out: Path | None) -> None:
    """Bytes to standard output, or to a file that is then named."""
    if out is None or out == STANDARD_OUTPUT:
        to_standard_output(content)
        return
    from hf_fidelity.store.files import write_file

    write_file(out, content)
    say(_("Written: {file}", file=str(out.absolute())))


def _content(
    document: Document, format: ActionsFormat, settings: GlobalOptions, dialect: CsvDialect | None = None
) -> bytes:
    writer: str = "plain" if format == "text" and wants_plain(settings) else format
    writer = "csv-plain" if dialect is CsvDialect.PLAIN else writer
    return writer_of(writer)(document)


# Sentences to standard error


def say(text: str) -> None:
    """A line to standard error."""
    sys.stderr.write(clean(text) + "\n")


def say_in_lines(text: str) -> None:
    """Sentences to standard error; on a terminal no word is cut where its line ends."""
    if not sys.stderr.isatty():
        return say(text)
    from textwrap import fill

    width = shutil.get_terminal_size().columns
    return say(
        "\n".join(fill(line, width, break_long_words=False, break_on_hyphens=False) for line in text.split("\n"))
    )


def tell_left_out(left_out: Iterable[FidelityError | Finding]) -> None:
    """Name what had to be left out."""
    for problem in left_out:
        say_in_lines(_("Note: {what}", what=sentence(problem)))


def tell_error(error: FidelityError) -> None:
    """An error and what to do about it."""
    say_in_lines(words(error.message, error.params))
    if error.hint:
        say_in_lines(words(error.hint, error.params))


def asked_whether(question: str) -> bool:
    """Whether somebody at the keyboard says yes; anything else, and the end of the input, is no."""
    yes, no = pgettext("answer", "yes"), pgettext("answer", "no")
    sys.stderr.write(f"{question} ({yes}/{no}) ")
    sys.stderr.flush()
    return fold(sys.stdin.readline()) in (yes, yes[:1])


def command_line(settings: GlobalOptions, *words: str) -> str:
    """A command as it works when it is copied into the shell at hand: as this one was called, with its data folder."""
    folder = [word for each in settings.folders for word in ("--data", str(each))]
    program = _program(os.environ.get("_HF_FIDELITY_CALLED") or (sys.argv[0] if sys.argv else ""))
    return " ".join((*program, *(quoted(word) for word in (*folder, *words))))


def _program(called: str) -> tuple[str, ...]:
    """How the program is called: by its name where the shell finds it so, else by the path that was typed."""
    name = re.sub(r"\.(exe|cmd)$", "", Path(called).name)
    if name == "__main__.py":
        return quoted(sys.executable, program=True), "-m", "hf_fidelity"
    if name != "hf-fidelity" or shutil.which(name):
        return ("hf-fidelity",)
    return (quoted(called, program=True),)


def quoted(word: str, *, program: bool = False) -> str:
    """A word as the shell takes it for one: sh and its like; on Windows cmd, which says ``PROMPT``, or PowerShell."""
    if os.name != "nt":
        return shlex.quote(word)
    if re.fullmatch(r"[\w.:=/\\-]+", word):
        return word
    if "PROMPT" in os.environ:
        return f'"{word}"'
    marks = f"'{word.replace(chr(39), 2 * chr(39))}'"
    return f"& {marks}" if program else marks


# A bar on standard error, where somebody is looking and has to wait

_FEW_PIECES = 5
"""So many pieces are done before a bar has told anything."""
_SECONDS_BETWEEN_LOOKS = 0.1
"""Hundreds of pieces may be done in that time."""


@contextmanager
def progress_bar(what: str, settings: GlobalOptions, patience: float = 1.0) -> "Iterator[Progress | None]":
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
