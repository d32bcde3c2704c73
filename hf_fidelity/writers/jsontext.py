"""A document's facts as JSON for other programs: full precision, null for what is not known."""

import json

from hf_fidelity.domain.text import UNSAFE
from hf_fidelity.reports.document import Document


def json_text(document: Document) -> str:
    """The document's data, indented; characters that could steer a terminal are written as escapes."""
    text = json.dumps(document.data or {}, ensure_ascii=False, indent=2)
    return UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"
