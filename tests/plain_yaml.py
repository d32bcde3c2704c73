"""A questionnaire's file as PyYAML reads it, without a line of the program's own reading."""

from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser in C where there is one: the one in Python takes a second for the questionnaires that are shipped."""


def quickly(text: str) -> Any:
    """The value in a YAML text."""
    return yaml.load(text, _LOADER)
