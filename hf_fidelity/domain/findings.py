"""What there is to say about something read or computed: collected, never raised."""

from dataclasses import dataclass, field
from typing import Any, Literal

from hf_fidelity import i18n


@dataclass(frozen=True)
class Finding:
    """A code that programs can rely on, and a sentence for people.

    ``message`` is a message id with ``params``; ``line`` and ``column`` count from 1, None where there is none.
    """

    code: str
    message: str
    params: dict[str, Any] = field(default_factory=dict)
    severity: Literal["error", "warning", "info"] = "info"
    line: int | None = None
    column: int | None = None

    def words(self) -> str:
        """The sentence in the chosen language."""
        return i18n.words(self.message, self.params)

    def __str__(self) -> str:
        return self.words()
