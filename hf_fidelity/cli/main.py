"""The entry point: language first, then the command, and the one place where errors become sentences and exits."""

import codecs
import errno
import gc
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

from hf_fidelity import READS_FILES, __version__
from hf_fidelity.cli.global_options import (
    asked_language,
    command_word,
    files_named_first,
    globals_first,
    usual_language,
)
from hf_fidelity.ground import FidelityError, WriteFailed, _, reason, speak, wanted_language

if TYPE_CHECKING:
    from hf_fidelity.readers.survey.worker import Worker


UNEXPECTED = 70
"""Exit for a fault of the program itself (EX_SOFTWARE); no promise about what was done."""


def main() -> NoReturn:
    """Run the command line and leave with its exit code."""
    if getattr(sys, "frozen", False) and sys.argv[1:2] == [READS_FILES]:
        _read_files()
    code = run(sys.argv[1:])
    if code and isinstance(sys.stderr, _Unheard):
        sys.stderr.show()
    gc.freeze()  # all memory goes at once at the end: looking for circles in it first is a twentieth of a run
    sys.exit(code)


def _read_files() -> NoReturn:
    """Be the process that reads survey files, in a program without a Python of its own that could be given code."""
    del sys.argv[1]
    gc.disable()
    from hf_fidelity.readers.survey.worker_child import main as serve

    serve()
    sys.exit()


def run(arguments: Sequence[str]) -> int:
    """Run a command line; gives the exit code. Never raises, never shows a traceback unless ``--debug`` asks."""
    # Imports and reports make many objects that stay; looking through them costs a tenth of a run.
    gc.set_threshold(1_000_000)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")  # looking for plugins costs more than our own models
    if shell := os.environ.get("_HF_FIDELITY_COMPLETE"):
        from hf_fidelity.cli.completion import answer_shell

        return answer_shell(shell)
    words = globals_first(arguments)
    try:
        speak(_language(words))
        prepare_streams()
        if "--version" in words:  # before anything heavy is imported
            sys.stdout.write(f"hf-fidelity {__version__}\n")
            sys.stdout.flush()
            return 0
        return _dispatch(words)
    except FidelityError as error:
        from hf_fidelity.cli.output import tell_error

        with _where_it_is_heard():
            tell_error(error)
        return error.exit_code
    except KeyboardInterrupt:
        return _stopped()
    except BrokenPipeError:  # `… | head`: the reader has seen enough
        _silence(sys.stdout)
        return 0
    except OSError as error:
        return _cannot_write(error)
    except Exception as error:
        if "--debug" in words:
            raise
        _tell_unexpected(error)
        return UNEXPECTED


def _language(words: list[str]) -> str:
    asked = asked_language(words)
    said = asked or os.environ.get("HF_FIDELITY_LANG")
    return wanted_language(asked, usual=None if said else usual_language(words))


def _dispatch(words: list[str]) -> int:
    if command_word(words) != "score":
        return _call(words)
    from hf_fidelity.readers.survey.worker import Worker

    with Worker() as reader:  # before anything heavy is imported: its imports and ours take place at the same time
        if (files := files_named_first(words)) and Path(files[0]).is_file():
            reader.begin(*files)
        return _call(words, reader)


def _call(words: list[str], reader: "Worker | None" = None) -> int:
    import typer

    from hf_fidelity.cli.app import build_app, command_in, usage_problem

    try:
        app = build_app(command_in(words))
        code = app(words, prog_name="hf-fidelity", standalone_mode=False, obj=reader)
        sys.stdout.flush()
    except typer.TyperException as error:
        raise usage_problem(error) from error
    except typer.Abort:
        return 130
    if code == _CTRL_C:
        return _stopped()
    return code if isinstance(code, int) else 0


_CTRL_C = 130
"""What typer makes of it."""


def _stopped() -> int:
    """That somebody stopped it, where nobody has said more about it."""
    _tell(_("Stopped before it was finished. Run the same command again."))
    return 130


def _cannot_write(error: OSError) -> int:
    """A full disk or a broken device, where nobody has said more about it."""
    if isinstance(sys.stdout, _ClosedOutput):
        _tell(_("Standard output is closed, so the result could not be shown."))
        return WriteFailed.exit_code
    _tell(_("The disk or the screen refused: {why}.", why=reason(error)))
    with suppress(OSError):
        _silence(sys.stdout)
    return WriteFailed.exit_code


def _tell_unexpected(error: Exception) -> None:
    _tell(
        _("Something went wrong that the program did not expect ({kind}).", kind=type(error).__name__),
        _("Run the command again with --debug and send us what it prints."),
    )


def _tell(*lines: str) -> None:
    with _where_it_is_heard():
        sys.stderr.write("\n".join(lines) + "\n")


@contextmanager
def _where_it_is_heard() -> Iterator[None]:
    """What is said here changes no exit: standard error may lie on a full disk, or in a window that is gone."""
    try:
        yield
        sys.stderr.flush()
    except OSError:
        with suppress(OSError):
            _silence(sys.stderr)


def _silence(stream: TextIO) -> None:
    """Nothing more comes out of it, nor fails when the process ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


# Streams that never fail for want of a character: what one cannot write is written in plainer characters


def prepare_streams() -> None:
    """Let standard output and error fall back to plainer characters, and standard input take any byte.

    One that was closed by whoever called is there again: nothing comes in, nothing is heard, what goes out is refused.
    """
    sys.stdin = sys.stdin or Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115  (open for as long as we run)
    sys.stdout = sys.stdout or _ClosedOutput(Path(os.devnull).open("wb"))  # noqa: SIM115
    sys.stderr = sys.stderr or _Unheard(Path(os.devnull).open("wb"), encoding="utf-8", newline="\n")  # noqa: SIM115
    codecs.register_error("plainer", _plainer)
    for stream, errors in ((sys.stdout, "plainer"), (sys.stderr, "plainer"), (sys.stdin, "replace")):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors=errors)
    if sys.platform == "win32" and _is_pipe(sys.stdout) and (page := _console_page()):
        sys.stdout.reconfigure(encoding=page)  # type: ignore[union-attr]


def _is_pipe(stream: Any) -> bool:
    with suppress(OSError, ValueError, AttributeError):
        return stat.S_ISFIFO(os.fstat(stream.fileno()).st_mode)
    return False


def _console_page() -> str | None:
    """The code page in which PowerShell and ``| more`` read what comes out of a pipe: seldom that of Windows' files."""
    import ctypes

    number = ctypes.windll.kernel32.GetConsoleOutputCP()  # type: ignore[attr-defined,unused-ignore]
    with suppress(LookupError):
        return codecs.lookup(f"cp{number}").name if number and "PYTHONIOENCODING" not in os.environ else None
    return None


class _Unheard(TextIOWrapper):
    """Stands for a standard error that is closed: what was said is kept, to be shown in a window where there are some.

    A program that was started by an icon has nowhere else to say why it did not start.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.said: list[str] = []

    def write(self, text: str) -> int:
        """Keep it."""
        self.said.append(text)
        return len(text)

    def show(self) -> None:
        """Show all that was said, on Windows."""
        if sys.platform == "win32" and self.said:
            import ctypes

            ctypes.windll.user32.MessageBoxW(None, "".join(self.said), "Housing First-skema", _WARNING)


_WARNING = 0x30
"""The sign in a window of Windows that says so."""


class _ClosedOutput(TextIOWrapper):
    """Stands for a standard output that is closed: it holds its place, so that no file of ours gets its number."""

    def write(self, _text: str) -> int:
        """Refuse."""
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))

    @property
    def buffer(self) -> Any:
        """The bytes' way out is closed as well."""
        return self


def _plainer(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end].translate(_PLAINER)
    return missing.encode("ascii", "replace").decode(), error.end


_PLAINER = str.maketrans({
    "−": "-", "–": "-", "—": "-", "→": "->", "·": "-", "•": "-", "…": "...",
    "“": '"', "”": '"', "’": "'", "»": '"', "«": '"',
    "×": "x", "≤": "<=", "≥": ">=", "æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa", "\u00a0": " ",
    **dict.fromkeys("▁▂▃▄▅▆▇█", "#"),
})  # fmt: skip
