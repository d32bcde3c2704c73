"""What could not be saved, kept where its owner can find it."""

import tempfile
from pathlib import Path

from hf_fidelity.errors import FidelityError, WriteFailed
from hf_fidelity.ground.findings import Finding
from hf_fidelity.i18n import N_
from hf_fidelity.store.files import replace_file


def kept_aside(problem: FidelityError, path: Path, content: bytes) -> FidelityError:
    """The same problem, saying in which recovery file the content is kept.

    The file lies beside the record and is named after it and its content: trying again makes no second one. Where
    that folder cannot be written to it lies in the system's folder for temporary files; where nothing can be
    written, the problem is as it was.
    """
    import hashlib

    name = f"{path.stem}.recovery-{hashlib.sha256(content).hexdigest()[:8]}.json"
    for folder in (path.parent, Path(tempfile.gettempdir())):
        try:
            replace_file(folder / name, content)
        except WriteFailed:
            continue
        remedy = Finding("remedy", problem.hint or "", problem.params)
        return type(problem)(
            problem.message,
            hint=N_("{remedy} What was to be saved is kept in {kept_in}."),
            **{**problem.params, "remedy": remedy, "kept_in": str(folder / name)},
        )
    return problem
