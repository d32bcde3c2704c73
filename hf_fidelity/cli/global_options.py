"""The global options. They may stand before the command or behind it, so they are moved to the front first."""

from collections.abc import Sequence
from contextlib import suppress
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hf_fidelity.readers.survey.worker import Worker

_WITH_VALUE = ("--data", "--lang")
_GLOBAL = (*_WITH_VALUE, "--plain", "--debug", "--version")


class GlobalOptions(NamedTuple):
    """What the global options say."""

    data: Path | None = None
    plain: bool = False
    debug: bool = False
    others: tuple[Path, ...] = ()
    """More data folders, for commands that only read."""
    reader: "Worker | None" = None
    """The process that reads survey files, where it was started along with this one."""

    @property
    def folders(self) -> tuple[Path, ...]:
        """Every data folder that was named."""
        return (self.data, *self.others) if self.data else ()


def globals_first(arguments: Sequence[str]) -> list[str]:
    """The arguments with the global options in front; whatever follows ``--`` stays where it is."""
    front: list[str] = []
    rest: list[str] = []
    waiting = list(arguments)
    while waiting:
        word = waiting.pop(0)
        if word == "--":
            return front + rest + [word, *waiting]
        if word in _WITH_VALUE:
            front += [word, *waiting[:1]]
            waiting = waiting[1:]
        elif word.partition("=")[0] in _GLOBAL:
            front.append(word)
        else:
            rest.append(word)
    return front + rest


def asked_language(front: Sequence[str]) -> str | None:
    """The value of ``--lang``, needed before the command line can be read in any language."""
    return _value("--lang", front)


def _value(option: str, front: Sequence[str]) -> str | None:
    for i, word in enumerate(front):
        if word.startswith(f"{option}="):
            return word.partition("=")[2]
        if word == option:
            return front[i + 1] if i + 1 < len(front) else None
    return None


def usual_language(front: Sequence[str]) -> str | None:
    """The language that ``settings.yaml`` names, None where it names none. It is read strictly by who needs more."""
    import re

    from hf_fidelity.store import beginning, data_folder_of, settings_files

    with suppress(OSError, ValueError, RuntimeError):
        folder = data_folder_of(Path(data) if (data := _value("--data", front)) else None)
        for file in settings_files(folder)[:1]:
            if match := re.search(r"""^lang:\s*["']?([a-z]+)""", beginning(file), re.MULTILINE):
                return match[1]
    return None


def command_word(front: Sequence[str]) -> str | None:
    """The first word behind the global options: the command that is called, or none where help is asked for."""
    rest = _from_the_command_on(front)
    return rest[0] if rest and not {"-h", "--help"} & set(rest) else None


def files_named_first(front: Sequence[str]) -> list[str]:
    """What stands between the command and its first option: its first files, known before the command line is."""
    return list(takewhile(lambda word: not word.startswith("-"), _from_the_command_on(front)[1:]))


def _from_the_command_on(front: Sequence[str]) -> list[str]:
    rest = list(front)
    while rest and rest[0].startswith("-"):
        rest = rest[2:] if rest[0] in _WITH_VALUE else rest[1:]
    return rest
