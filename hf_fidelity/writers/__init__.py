"""How documents look: a module a format. Here is what they all share: a cell as people read it, the same everywhere."""

from hf_fidelity.ground.text import clean
from hf_fidelity.i18n import number
from hf_fidelity.reports.document import Cell, Course, Number

BLOCKS = "▁▂▃▄▅▆▇█"


def cell_text(cell: Cell, *, blocks: bool = True) -> str:
    """The cell in words: numbers in the chosen language, a course as small blocks (or empty without them)."""
    match cell:
        case Number():
            return (
                cell.instead
                if cell.value is None
                else number(cell.value, cell.decimals, signed=cell.signed) + cell.mark
            )
        case Course():
            return course_text(cell) if blocks else ""
        case _:
            return clean(cell)


def course_text(course: Course) -> str:
    """A row's values as small blocks, one a quarter: ``▂▃▃▅``. A gap is a dot, a break a bar."""
    blocks = ["·" if value is None else BLOCKS[_height(value, course)] for value in course.values]
    return "".join("|" * (i in course.breaks) + block for i, block in enumerate(blocks))


def _height(value: float, course: Course) -> int:
    share = (value - course.low) / (course.high - course.low)
    return min(len(BLOCKS) - 1, max(0, round(share * (len(BLOCKS) - 1))))
