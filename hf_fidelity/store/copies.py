"""Files under another name than their content's own: OneDrive's, SharePoint's and Windows' copies.

They are recognised by what stands inside, whatever was added to their name (`` - Kopi``, ``-LAPTOP1``, `` (1)``).
"""

import re
from contextlib import suppress
from pathlib import Path

from hf_fidelity.domain.record.assessment import Assessment, Draft, TeamFile
from hf_fidelity.errors import RecordProblem, RecordTooNew
from hf_fidelity.ground.findings import Finding
from hf_fidelity.ground.text import shorten
from hf_fidelity.i18n import N_
from hf_fidelity.store.codec import decode
from hf_fidelity.store.problems import data_of, finding_of

Content = Assessment | Draft | TeamFile

_LIKE_OURS = re.compile(r"\d{4}-Q[1-4]\.|team")


def copy_finding(path: Path) -> Finding:
    """What a JSON file is whose name is none of the program's own."""
    try:
        data = data_of(path)
    except RecordProblem as problem:
        return finding_of(problem)
    content = _content(data, path)
    if not isinstance(content, RecordProblem):
        return _beside_original(content, path.with_name(own_name(content)))
    if isinstance(content, RecordTooNew):
        return finding_of(content)
    if _LIKE_OURS.match(path.name):
        message = N_("It is not read: its name is not that of a record, and {why} If it is a copy, it can be deleted.")
        return Finding("damaged-copy", message, {"why": content.params.get("why", "")}, "warning")
    return Finding("unknown-file", N_("This is no file of the program's own, and it is not read."))


def own_name(content: Content) -> str:
    """The file name under which the program itself would keep this."""
    if isinstance(content, TeamFile):
        return "team.json"
    record, ending = (content.record, "draft.json") if isinstance(content, Draft) else (content, "json")
    return f"{record.quarter}.{record.instrument.id.replace('/', '_')}.{ending}"


def _content(data: bytes, path: Path) -> Content | RecordProblem:
    """What stands in the file, or why it is no record, where it is nothing else either."""
    others: tuple[type[Draft] | type[TeamFile], ...] = (Draft, TeamFile)
    for model in others:
        with suppress(RecordProblem):
            return decode(model, data, str(path))
    try:
        return decode(Assessment, data, str(path))
    except RecordProblem as problem:
        return problem


def _beside_original(content: Content, original: Path) -> Finding:
    name = {"original": shorten(original.name, 120)}
    if not _exists(original):
        message = N_("Because of its name it is not read. By what stands in it, it should be called {original}.")
        return Finding("misnamed", message, name, "warning")
    try:
        same = decode(type(content), data_of(original), str(original)) == content
    except RecordProblem:
        message = N_("A copy of {original}, which cannot be read itself. If this one is right, put it in its place.")
        return Finding("copy-of-damaged", message, name, "error")
    if same:
        message = N_("A copy of {original} with the same content. It is not read, and can be deleted.")
        return Finding("copy-identical", message, name, "warning")
    message = N_(
        "Another version of {original}. Only {original} is read. Compare the two, keep the right one under that name, "
        "and move the other one away."
    )
    return Finding("copy-differs", message, name, "error")


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # no file can have such a name
        return False
