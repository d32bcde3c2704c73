"""How a file was understood, as a mapping file: to be saved, corrected and given back."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from hf_fidelity.domain.survey.mapping import Direction, FileMapping
from hf_fidelity.readers.exports.cells.refs import column_letters
from hf_fidelity.readers.exports.kinds import MEANT
from hf_fidelity.readers.exports.mapping import HEADINGS, IGNORE
from hf_fidelity.readers.exports.understood import Understanding
from hf_fidelity.readers.exports.watch import shown

_NEEDS_NO_QUOTES = re.compile(r"[^\W\d_][\w-]*")
_TAKEN = ("true", "false", "null", "yes", "no", "on", "off", "y", "n")
"""Words that YAML takes for something else than a text."""

_KNOWN_HERE = {"file", "sheet", "header_rows", "layout", "columns", "organisation", "team", "quarter"}
"""Keys that the understanding itself fills; the others of a mapping stay as they were given."""


def explanation(
    found: Understanding, said: Mapping[str, str], mapping: FileMapping, codes: Direction | None
) -> dict[str, Any]:
    """The keys of a mapping for one file (without ``file``), and what the columns are called."""
    named = [column for column in found.columns if column.names or column.statement]
    keys: dict[str, Any] = {
        "sheet": found.sheet.name,
        "header_rows": list(found.header),
        "layout": found.layout.id,
        "columns": {column_letters(c.index): c.statement or (c.kind if c.kind in MEANT else IGNORE) for c in named},
        **mapping.model_dump(exclude_defaults=True, exclude=_KNOWN_HERE),
        **({"codes": codes} if codes else {}),
        **said,
        HEADINGS: {column_letters(c.index): shown(c.heading, 60) for c in named},
    }
    return {key: value for key, value in keys.items() if value is not None}


def mapping_text(instrument: str, files: Iterable[tuple[str, Mapping[str, Any]]]) -> str:
    """A mapping file for some files, by name, with each column's heading as a remark behind it."""
    lines = ["schema_version: 1", f"instrument: {_scalar(instrument)}", "files:"]
    for name, keys in files:
        lines.append(f"  - file: {_scalar(name)}")
        for key, value in keys.items():
            if key != HEADINGS:
                lines += _lines(key, value, keys.get(HEADINGS, {}))
    return "\n".join(lines) + "\n"


def _lines(key: str, value: Any, headings: Mapping[str, str]) -> list[str]:
    if isinstance(value, Mapping):
        remarks = headings if key == "columns" else {}
        inner = [f"      {_scalar(k)}: {_scalar(v)}" + _remark(remarks.get(k)) for k, v in value.items()]
        return [f"    {key}:", *inner]
    return [f"    {key}: {_scalar(value)}"]


def _remark(heading: str | None) -> str:
    return f"  # {heading}" if heading else ""


def _scalar(value: Any) -> str:
    """A value as YAML on one line. JSON is YAML; a text that needs no quotes goes without."""
    if isinstance(value, str) and _NEEDS_NO_QUOTES.fullmatch(value) and value.casefold() not in _TAKEN:
        return value
    return json.dumps(value, ensure_ascii=False)
