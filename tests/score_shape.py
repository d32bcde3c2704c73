"""What others rely on in the JSON of ``score``, as a schema: the one place for every test of it."""

from typing import Any

FIGURES: dict[str, Any] = {
    "type": "object",
    "required": ["n", "counts", "missing", "not_relevant", "mean", "median", "consensus"],
}
NULLABLE = {"type": ["number", "null"]}
SHAPE: dict[str, Any] = {
    "type": "object",
    "required": ["files", "assessments"],
    "properties": {
        "files": {
            "items": {
                "required": ["file", "sheet", "layout", "rows", "findings"],
                "properties": {
                    "rows": {"required": ["read", "accepted", "skipped", "rejected"]},
                    "findings": {
                        "items": {
                            "required": ["severity", "code", "sheet", "cell", "row", "message"],
                            "properties": {"severity": {"enum": ["error", "warning", "info"]}},
                        }
                    },
                },
            }
        },
        "assessments": {
            "items": {
                "required": ["organisation", "team", "quarter", "respondents", "stored", "record", "scores"],
                "properties": {
                    "quarter": {"pattern": r"^\d{4}-Q[1-4]$"},
                    "stored": {"enum": ["created", "unchanged", "updated", "refused", "held-back", "dry-run"]},
                    "scores": {
                        "type": ["object", "null"],
                        "properties": {
                            "total": NULLABLE,
                            "themes": {"additionalProperties": NULLABLE},
                            "principles": {"additionalProperties": NULLABLE},
                            "statements": {"additionalProperties": {"anyOf": [FIGURES, {"type": "null"}]}},
                        },
                    },
                },
            }
        },
    },
}
