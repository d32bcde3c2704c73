"""The entry point: language first, then the command, and the one place where errors become sentences and exits."""

import codecs
import errno
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from hf_fidelity import __version__, i18n
from hf_fidelity.cli.settings import asked_language, command_word, globals_first, usual_language
from hf_fidelity.errors import FidelityError, WriteFailed, reason

if TYPE_CHECKING:
    from hf_fidelity.readers.survey.worker import Worker


UNEXPECTED = 70
"""Exit for a fault of the program itself (EX_SOFTWARE); no promise about what was done."""


def main() -> NoReturn:
    """Run the command line and leave with its exit code."""
    code = run(sys.argv[1:])
    gc.freeze()  # all memory goes at once at the end: looking for circles in it first is a twentieth of a run
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run a command line; gives the exit code. Never raises, never shows a traceback unless ``--debug`` asks."""
    gc.set_threshold(200_000)  # the imports make many objects that stay; looking through them costs a tenth of a run
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")  # looking for plugins costs more than our own models
    if shell := os.environ.get("_HF_FIDELITY_COMPLETE"):
        from hf_fidelity.cli.completion import answer_shell

        return answer_shell(shell)
    words = globals_first(arguments)
    i18n.use(_language(words))
    prepare_streams()
    try:
        if "--version" in words:  # before anything heavy is imported
            sys.stdout.write(f"hf-fidelity {__version__}\n")
            sys.stdout.flush()
            return 0
        return _dispatch(words)
    except FidelityError as error:
        from hf_fidelity.cli.output import tell_error

        tell_error(error)
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # `… | head`: the reader has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
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
    return i18n.wanted_language(asked, usual=None if said else usual_language(words))


def _dispatch(words: list[str]) -> int:
    if command_word(words) != "score":
        return _call(words)
    from hf_fidelity.readers.survey.worker import Worker

    with Worker() as reader:  # before anything heavy is imported: its imports and ours take place at the same time
        return _call(words, reader)


def _call(words: list[str], reader: "Worker | None" = None) -> int:
    import typer

    from hf_fidelity.cli.app import build_app, command_in
    from hf_fidelity.cli.help_texts import usage_problem

    try:
        app = build_app(command_in(words))
        code = app(words, prog_name="hf-fidelity", standalone_mode=False, obj=reader)
        sys.stdout.flush()
    except typer.TyperException as error:
        raise usage_problem(error) from error
    except typer.Abort:
        return 130
    return code if isinstance(code, int) else 0


def _cannot_write(error: OSError) -> int:
    """A full disk or a broken device, where nobody has said more about it."""
    if isinstance(sys.stdout, _ClosedOutput):
        _tell(i18n._("Standard output is closed, so the result could not be shown."))
        return WriteFailed.exit_code
    _tell(i18n._("The disk or the screen refused: {why}.", why=reason(error)))
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return WriteFailed.exit_code


def _tell_unexpected(error: Exception) -> None:
    _tell(
        i18n._("Something went wrong that the program did not expect ({kind}).", kind=type(error).__name__),
        i18n._("Run the command again with --debug and send us what it prints."),
    )


def _tell(*lines: str) -> None:
    sys.stderr.write("\n".join(lines) + "\n")


# Streams that never fail for want of a character: what one cannot write is written in plainer characters


def prepare_streams() -> None:
    """Let standard output and error fall back to plainer characters, and standard input take any byte.

    One that was closed by whoever called is there again: nothing comes in, nothing is heard, what goes out is refused.
    """
    sys.stdin = sys.stdin or Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115  (open for as long as we run)
    sys.stdout = sys.stdout or _ClosedOutput(Path(os.devnull).open("wb"))  # noqa: SIM115
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    codecs.register_error("plainer", _plainer)
    for stream, errors in ((sys.stdout, "plainer"), (sys.stderr, "plainer"), (sys.stdin, "replace")):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors=errors)


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
