"""Bytes → text, with what is wrong with its encoding and its characters.

What was saved in another encoding is read in that one all the same, so that everything else that is wrong with the
file can be told in the same breath.
"""

import codecs
import unicodedata
from collections.abc import Iterator
from itertools import islice

from hf_fidelity.ground import N_, UNSAFE, Finding, lazily

_MARKED = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GARBLED = lazily("Ã[¦¸¥†˜…]|\ufffd")
"""æøåÆØÅ as they look when UTF-8 was taken for Windows-1252 and saved again; and what stands for a lost letter."""
_MOST = 20
"""So many characters are named one by one; a file that is no text at all has thousands."""


def decode_text(data: bytes) -> tuple[str, list[Finding]]:
    """The text with line ends as ``\\n``, and what is wrong with its encoding: nothing where it is UTF-8."""
    encoding = encoding_of(data)
    text = lines(data.decode(encoding, "replace"))
    if encoding == "utf-8-sig":
        return text, []
    return text, [_byte_finding(data) if encoding == "cp1252" else _wide_finding(encoding)]


def encoding_of(data: bytes, *, cut: bool = False) -> str:
    """How it is written: with several bytes for each letter, in UTF-8, or else in Windows-1252.

    ``cut`` says that it is only a beginning, which may end inside a letter.
    """
    if wide := _wide(data):
        return wide
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data, final=not cut)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def lines(text: str) -> str:
    """The text with line ends as ``\\n``."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def visible(text: str) -> tuple[str, list[Finding]]:
    """The text with every hidden character shown as �, and a finding for each of them. Lines and columns stay."""
    findings = [*islice(_hidden(text), _MOST), *islice(_garbled(text), _MOST)]
    return UNSAFE.sub("\ufffd", text), findings


def hidden_character(char: str, line: int, column: int) -> Finding:
    """What there is to say about a character that steers, hides or turns what is written."""
    message = N_("The hidden character {code} stands here. Delete it, or type the words anew.")
    return Finding("hidden-character", message, {"code": _code(char)}, "error", line, column)


def _code(char: str) -> str:
    name = unicodedata.name(char, "")
    return f"U+{ord(char):04X}" + (f" ({name})" if name else "")


def _hidden(text: str) -> Iterator[Finding]:
    for found in UNSAFE.finditer(text):
        yield hidden_character(found[0], *_place(text, found.start()))


def _garbled(text: str) -> Iterator[Finding]:
    message = N_("»{text}« stands where a letter was lost: the text was once read in a wrong encoding. Type it anew.")
    for found in _GARBLED.finditer(text):
        yield Finding("garbled-letter", message, {"text": found[0]}, "error", *_place(text, found.start()))


def _place(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _wide(data: bytes) -> str | None:
    """An encoding with several bytes for each letter. Without its mark it shows by the NUL beside the first one."""
    for mark, name in _MARKED:
        if data.startswith(mark):
            return name
    first, second = data[:1] == b"\0", data[1:2] == b"\0"
    return None if first == second else "utf-16-be" if first else "utf-16-le"


def _wide_finding(encoding: str) -> Finding:
    message = N_("This is written in {encoding}, not in UTF-8. Save it anew with the encoding UTF-8.")
    return Finding("wrong-encoding", message, {"encoding": encoding[:6].upper()}, "error", 1, 1)


def _byte_finding(data: bytes) -> Finding:
    message = N_(
        "This is not written in UTF-8 (the byte {byte} cannot stand here; Windows-1252 has {char} for it)."
        " Open it in a text editor, see that æ, ø and å are right, and save it with the encoding UTF-8."
    )
    at = _not_utf_8(data)
    before = lines(data[:at].decode("utf-8-sig", "replace"))
    params = {"byte": f"{data[at]:02X}", "char": data[at : at + 1].decode("cp1252", "replace")}
    return Finding("wrong-encoding", message, params, "error", *_place(before, len(before)))


def _not_utf_8(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return len(data)
