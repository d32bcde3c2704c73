"""Colours that survive colour-blindness and a black-and-white printer: orange to blue over grey, never red to green."""

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
