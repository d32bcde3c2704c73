"""A document's facts as JSON for other programs: full precision, null for what is not known."""

from json import JSONEncoder
from typing import Any

from hf_fidelity.ground.text import UNSAFE
from hf_fidelity.reports.document import Document

_on_one_line = JSONEncoder(ensure_ascii=False).encode
"""Done in C, unlike an encoder that indents."""


def json_text(document: Document) -> str:
    """The document's data, indented; characters that could steer a terminal are written as escapes."""
    text = _laid_out(document.data or {}, "\n")
    return UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def _laid_out(value: Any, line: str) -> str:
    """What has objects in it has a line for each of its parts; anything else stands on one line."""
    inner = line + "  "
    if isinstance(value, dict) and any(map(_has_objects, value.values())):
        parts = [f"{inner}{_on_one_line(key)}: {_laid_out(part, inner)}" for key, part in value.items()]
        return f"{{{','.join(parts)}{line}}}"
    if isinstance(value, list | tuple) and _has_objects(value):
        return f"[{','.join([inner + _laid_out(part, inner) for part in value])}{line}]"
    return _on_one_line(value)


def _has_objects(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list | tuple) and any(map(_has_objects, value)))
