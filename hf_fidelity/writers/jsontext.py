"""A document's facts as JSON for other programs: full precision, null for what is not known."""

import json

from hf_fidelity.reports.document import Document


def json_text(document: Document) -> str:
    """The document's data, indented, in UTF-8 characters."""
    return json.dumps(document.data or {}, ensure_ascii=False, indent=2) + "\n"
