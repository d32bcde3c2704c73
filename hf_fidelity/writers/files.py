"""A report into a file that the user has named."""

from pathlib import Path

from hf_fidelity.errors import WriteFailed, reason
from hf_fidelity.i18n import N_
from hf_fidelity.store.files import replace_file


def write_file(out: Path, content: bytes) -> None:
    """Write the report: all or nothing where ``out`` is a file or new, straight into it where it is a device.

    A link is followed, never replaced; folders are not made up. Raises WriteFailed.
    """
    if out.exists() and not out.is_file() and not out.is_dir():
        _into_device(out, content)
        return
    target = out.resolve()
    if not target.parent.is_dir():
        raise WriteFailed(
            N_("There is no folder {folder}."),
            hint=N_("Make the folder first, or choose another one."),
            folder=str(target.parent),
        )
    if target.is_dir():
        raise WriteFailed(N_("{file} is a folder."), hint=N_("Name a file in it."), file=str(out))
    replace_file(target, content)


def _into_device(out: Path, content: bytes) -> None:
    try:
        out.write_bytes(content)
    except OSError as error:
        raise WriteFailed(N_("{file} could not be written: {why}."), file=str(out), why=reason(error)) from error
