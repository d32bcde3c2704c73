"""The field's words for what becomes of survey files: tools, rows, teams. One place, for screen and workbook."""

from collections.abc import Iterable

from hf_fidelity.domain.imports import Batch, ExportRead, Imported
from hf_fidelity.domain.text import one_line
from hf_fidelity.i18n import N_, _, language

_ROLES = {
    "legend": N_("explains the codes of another file"),
    "own": N_("written by this program itself"),
}
_STORED = {
    "created": N_("stored"),
    "unchanged": N_("unchanged"),
    "updated": N_("updated"),
    "refused": N_("refused, not stored"),
    "held-back": N_("held back (fewer than {limit})"),
    "dry-run": N_("trial run, not stored"),
}
_SKIPPED = {
    "test": N_("a try-out"),
    "incomplete": N_("not finished"),
    "empty": N_("no answers"),
    "total": N_("a row of sums"),
    "header": N_("the headings once more"),
    "duplicate": N_("answered twice"),
}


def tool_words(read: ExportRead) -> str:
    """Which survey tool wrote a file, or what else the file is."""
    if read.role in _ROLES:
        return _(_ROLES[read.role])
    if read.layout is None:
        return _("could not be used")
    return _(read.tool or read.layout)


def stored_words(team: Imported, batch: Batch) -> str:
    """What became of a team's answers: ``gemt``, ``uændret`` …"""
    return _(_STORED[team.stored], limit=batch.policy.limit)


def skip_words(reason: str) -> str:
    """Why a row is no answer."""
    return _(_SKIPPED[reason])


def file_names(batch: Batch) -> dict[str, str]:
    """File as it was given → its name for people, with as much of its folder as tells two of one name apart.

    What lies above is left out: it may name a person, and the workbook is handed over.
    """
    parts = {read.file: read.file.replace("\\", "/").split("/") for read in batch.files}
    return {file: _shortest(file, parts) for file in parts}


def _shortest(file: str, parts: dict[str, list[str]]) -> str:
    own = parts[file]
    for length in range(1, len(own) + 1):
        if sum(other[-length:] == own[-length:] for other in parts.values()) == 1:
            return one_line("/".join(own[-length:]))
    return one_line(file)


def whole(number: int) -> str:
    """A count in a sentence: ``1.150``, English ``1,150``."""
    return f"{number:,}".replace(",", ".") if language() == "da" else f"{number:,}"


def listed(things: Iterable[str], most: int) -> str:
    """Things with commas; of many, the first ones and how many more there are."""
    known = list(things)
    if len(known) <= most:
        return ", ".join(known)
    return _("{some} and {n} more", some=", ".join(known[:most]), n=whole(len(known) - most))
