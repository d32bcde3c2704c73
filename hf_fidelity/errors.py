"""Everything that can stop a command.

::

    FidelityError                exit  what happened
    ├── UsageProblem               2   asked for something that cannot be done; nothing was written
    │   └── InputProblem           2   a file that was handed in cannot be used
    ├── RecordProblem              3   a stored record cannot be used; it was not touched
    │   ├── RecordDamaged
    │   ├── RecordTooNew
    │   └── RecordChanged              somebody else saved it meanwhile
    ├── WriteFailed                4   output could not be written; what existed is intact
    └── Interrupted              130   stopped half way; what was entered is saved

An error carries a message id (English text with ``{places}``) and the parameters for it.
:func:`hf_fidelity.i18n.words` puts it into words where it is shown. Errors never print.
"""

from typing import Any, ClassVar


class FidelityError(Exception):
    """A stop with a sentence for the person at the keyboard.

    ``message`` says what happened, ``hint`` (or None) what to do; both are message ids for ``params``.
    """

    exit_code: ClassVar[int] = 2

    def __init__(self, message: str, *, hint: str | None = None, **params: Any) -> None:
        super().__init__(message, hint, params)
        self.message = message
        self.hint = hint
        self.params = params

    def __str__(self) -> str:
        return self.message.format(**self.params)

    def __reduce__(self) -> tuple[Any, ...]:
        """How it travels from one process to another: by itself, an exception forgets what is named."""
        return _again, (type(self), self.message, self.hint, self.params)


def _again(kind: type[FidelityError], message: str, hint: str | None, params: dict[str, Any]) -> FidelityError:
    return kind(message, hint=hint, **params)


class UsageProblem(FidelityError):
    """Wrong usage, or something needed was not given. Nothing was written."""


class InputProblem(UsageProblem):
    """A file from the user cannot be used. The message names it and what to do."""


class RecordProblem(FidelityError):
    """A stored record cannot be used. It was not touched."""

    exit_code = 3


class RecordDamaged(RecordProblem):
    """The file is not a record: half written, edited by hand, or in conflict."""


class RecordTooNew(RecordProblem):
    """A newer version of the program wrote the record; this one must not touch it."""


class RecordChanged(RecordProblem):
    """The record was saved by somebody else after it was read."""


class WriteFailed(FidelityError):
    """The disk refused. What existed before is intact."""

    exit_code = 4


class Interrupted(FidelityError):
    """Somebody stopped it half way (Ctrl-C, end of input). The message says how it stands; a draft is saved."""

    exit_code = 130
