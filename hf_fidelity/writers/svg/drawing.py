"""What every picture is drawn with: elements of a tree, which the standard library writes and escapes, and colours."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap
from xml.etree.ElementTree import Element, SubElement, tostring

from hf_fidelity.ground.text import one_line

FONT = 13
"""The size of letters, in the picture's own units; at full size these are pixels."""

_EM = 0.6
"""How wide a letter is on the average, as a part of its height; generous, since fonts differ."""

LINE = 16
_LABELS = 210
"""Room for the names of rows that stand to the left of them."""


@dataclass(frozen=True)
class Paper:
    """The paper of a picture: its width, and whether names of rows stand beside them or, where it is narrow, above."""

    width: int
    narrow: bool = False

    @property
    def left(self) -> int:
        """Where rows begin, behind their names."""
        return 4 if self.narrow else _LABELS + 14


WIDE, NARROW = Paper(720), Paper(300, narrow=True)


def part(parent: Element, tag: str, words: str | None = None, **attributes: str | float) -> Element:
    """One element more. ``cls`` is its class; underscores in names become dashes; numbers get one decimal at most."""
    names = ((("class" if name == "cls" else name.replace("_", "-")), value) for name, value in attributes.items())
    made = SubElement(parent, tag, {name: short(value) for name, value in names})
    made.text = words
    return made


def short(value: str | float) -> str:
    """A number with one decimal at most."""
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


def joined_up(points: Sequence[tuple[int, float, float]], breaks: Sequence[int]) -> str:
    """A stroke through points (number, x, y) that follow each other without a gap and without a break between."""
    stroke, before = [], None
    for n, x, y in points:
        on = before == n - 1 and n not in breaks
        stroke.append(f"{'L' if on else 'M'}{short(x)} {short(y)}")
        before = n
    return "".join(stroke)


def put_words(parent: Element, x: float, y: float, words: str, cls: str = "", anchor: str = "") -> Element:
    """A text with its foot at ``y``; ``anchor`` is ``middle`` or ``end`` where it does not begin at ``x``."""
    more = {"cls": cls} if cls else {}
    more |= {"text_anchor": anchor} if anchor else {}
    return part(parent, "text", one_line(words), x=x, y=y, **more)


def in_lines(words: str, width: float, most: int = 3) -> list[str]:
    """The words in lines of at most that width; what does not fit into ``most`` lines is cut, and the cut is shown."""
    letters = max(4, int(width / (FONT * _EM)))
    lines = wrap(one_line(words), letters) or [""]
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1][: letters - 1] + "…"]
    return lines


def wide(words: str) -> float:
    """About how wide the words are."""
    return len(words) * FONT * _EM


def named_rows(
    picture: Element, paper: Paper, names: Sequence[str], top: float, height: float
) -> Iterator[tuple[int, float]]:
    """Writes each row's name, beside it or above it, and gives its number and the height of its middle."""
    y = top
    for n, name in enumerate(names):
        if paper.narrow:
            lines = in_lines(name, paper.width - 8)
            for line in lines:
                y += LINE
                put_words(picture, 4, y - 3, line)
            yield n, y + height / 2
            y += height + 6
        else:
            lines = in_lines(name, _LABELS)
            high = max(height, LINE * len(lines))
            for i, line in enumerate(lines):
                put_words(picture, _LABELS, y + high / 2 + LINE * (i - (len(lines) - 1) / 2) + 4, line, anchor="end")
            yield n, y + high / 2
            y += high + 4
    picture.set("data-foot", f"{y:.0f}")


def foot(picture: Element) -> float:
    """Where the rows of :func:`named_rows` ended."""
    return float(picture.attrib.pop("data-foot", "0"))


def legend(picture: Element, paper: Paper, top: float, entries: Sequence[tuple[str, str]]) -> float:
    """Fields of colour with what they mean (colour, words); gives the height below them."""
    x, y = float(paper.left), top
    for colour, words in entries:
        needed = 14 + 6 + wide(words) + 16
        if x > paper.left and x + needed > paper.width:
            x, y = float(paper.left), y + LINE + 4
        part(picture, "rect", x=x, y=y, width=14, height=14, fill=colour, cls="edge")
        put_words(picture, x + 20, y + 12, words)
        x += needed
    return y + LINE + 8


def spaced(count: int, room: float, needed: float) -> list[int]:
    """Which of ``count`` names along an axis are written, so that none touches the next; the last one always is."""
    every = max(1, -(-int(needed * count) // max(1, int(room))))
    return [n for n in range(count) if (count - 1 - n) % every == 0]


def finished(picture: Element, height: float, paper: Paper, title: str, description: str) -> str:
    """The picture as text, with its title and description for those who do not see it. It has an id already."""
    key = picture.attrib["id"]
    picture.attrib.update(
        {
            "viewBox": f"0 0 {paper.width} {height:.0f}",
            "role": "img",
            "aria-labelledby": f"{key}-t {key}-d",
            "class": "narrow" if paper.narrow else "wide",
        }
    )
    for n, (tag, words) in enumerate((("title", title), ("desc", description))):
        told = Element(tag, {"id": f"{key}-{tag[0]}"})
        told.text = one_line(words)
        picture.insert(n, told)
    return tostring(picture, encoding="unicode")


# Colours that survive colour-blindness and a black-and-white printer: orange to blue over grey, never red to green.


_RGB = tuple[int, int, int]

_LOW: tuple[_RGB, _RGB] = ((0xB3, 0x58, 0x06), (0xF1, 0xA3, 0x40))
_MIDDLE: _RGB = (0xDF, 0xE3, 0xE6)
_HIGH: tuple[_RGB, _RGB] = ((0x92, 0xB8, 0xD6), (0x2C, 0x6A, 0x99))
_HEAT: tuple[_RGB, _RGB] = ((0xEE, 0xF4, 0xF8), (0x17, 0x4A, 0x6E))


def parts(count: int, middle: int | None) -> list[str]:
    """A colour for each part of a scale from its lowest point to its highest; ``middle`` is the neutral one."""
    low = middle if middle is not None else count // 2
    high = count - low - (middle is not None)
    between = [_hex(_MIDDLE)] if middle is not None else []
    return [*_steps(*_LOW, low), *between, *_steps(*_HIGH, high)]


def heat(share: float) -> str:
    """A colour between pale (0) and dark (1)."""
    return _hex(_mix(*_HEAT, share))


def ink_on(colour: str) -> str:
    """The class of letters that can be read on a colour: ``dark`` or ``pale``."""
    rgb = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    light = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb]  # WCAG 2.1, relative luminance
    return "dark" if 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2] > 0.179 else "pale"


def _steps(start: _RGB, end: _RGB, count: int) -> list[str]:
    return [_hex(_mix(start, end, n / max(1, count - 1))) for n in range(count)]


def _mix(start: _RGB, end: _RGB, share: float) -> _RGB:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(start, end, strict=True))
    return red, green, blue


def _hex(colour: _RGB) -> str:
    return "#" + "".join(f"{part:02x}" for part in colour)
