"""A broken rule: the path to the place, and what is wrong there."""

from collections.abc import Mapping
from typing import Any

from hf_fidelity.ground.findings import Finding

Path = tuple[str | int, ...]
Broken = tuple[Path, Finding]


def broken(path: Path, code: str, message: str, **params: Any) -> Broken:
    """What is wrong at a path; ``message`` is a message id with ``params``."""
    return path, Finding(code, message, params, "error")


def text_at(texts: Mapping[str, str] | None, *path: str | int) -> list[tuple[Path, Mapping[str, str]]]:
    """A text in its languages with the path to it; nothing where there is none."""
    return [] if texts is None else [(path, texts)]
