"""Output that never fails for want of a character: what a stream cannot write is written in plainer characters."""

import codecs
import sys

_PLAINER = str.maketrans({
    "−": "-", "–": "-", "—": "-", "→": "->", "·": "-", "•": "-", "…": "...",
    "“": '"', "”": '"', "’": "'", "»": '"', "«": '"',
    "×": "x", "≤": "<=", "≥": ">=", "æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa", "\u00a0": " ",
    **dict.fromkeys("▁▂▃▄▅▆▇█", "#"),
})  # fmt: skip


def _plainer(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end].translate(_PLAINER)
    return missing.encode("ascii", "replace").decode(), error.end


def prepare_streams() -> None:
    """Let standard output and error fall back to plainer characters, and standard input take any byte."""
    codecs.register_error("plainer", _plainer)
    for stream, errors in ((sys.stdout, "plainer"), (sys.stderr, "plainer"), (sys.stdin, "replace")):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors=errors)
