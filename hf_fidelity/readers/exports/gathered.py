"""What the rows of a table are, before it is judged which of them count."""

from dataclasses import dataclass, field

from hf_fidelity.domain.survey.batch import SkipReason
from hf_fidelity.readers.exports.cells.book import Cell


@dataclass
class Gathered:
    """What the rows are, by their numbers; the lists of kept rows run side by side."""

    numbers: list[int] = field(default_factory=list)
    answers: list[bytes] = field(default_factory=list)
    who: list[tuple[Cell, ...]] = field(default_factory=list)
    """Organisation, team, quarter and role, as they stand."""
    respondents: list[str] = field(default_factory=list)
    """Folded; empty where the file does not say, or has no such column."""
    dates: list[Cell] = field(default_factory=list)
    skipped: dict[SkipReason, list[int]] = field(default_factory=dict)
    stopped: dict[int, tuple[str, int]] = field(default_factory=dict)
    """Row → code and column of what stopped it, before its answers were looked at."""
    odd: dict[int, dict[int, str]] = field(default_factory=dict)
    """Row → place among the statements → what stood there and is no answer."""
    shifted: int | None = None
    """The row of a second heading with other columns; nothing below it can be trusted."""
