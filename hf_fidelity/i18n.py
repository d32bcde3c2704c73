"""Which words: gettext, the chosen language, and quarters, dates and numbers as people write them.

The message ids are the English texts, so English needs no catalogue. Findings and errors carry a message id
with parameters; :func:`words` puts them into the chosen language where they are shown.

Babel is the oracle for quarters, dates and numbers in the tests; it is not needed at run time.
"""

import gettext
import locale
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

LANGUAGES = ("da", "en")
"""The languages of the interface. Danish first: it is used where nothing says otherwise."""

DOMAIN = "hf_fidelity"
FOLDER = Path(__file__).parent / "locale"

Texts = Mapping[str, str]
"""One text in several languages: language → text, the original language first."""

_chosen = LANGUAGES[0]
_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def N_(message: str) -> str:  # noqa: N802  (the name gettext tools look for)
    """Mark a message for translation where it is written; it is translated where it is shown."""
    return message


def ngettext_noop(one: str, many: str) -> tuple[str, str]:
    """As :func:`N_`, for a message that has a form for one and a form for many."""
    return one, many


def speak(language: str) -> None:
    """Choose the language of everything that is put into words from here on."""
    global _chosen, _catalogue  # noqa: PLW0603  (one process speaks one language)
    _chosen = language
    _catalogue = gettext.translation(DOMAIN, FOLDER, [language], fallback=True)
    for remembered in (_translated, _quarter):
        remembered.cache_clear()


def language() -> str:
    """The chosen language: ``da`` or ``en``."""
    return _chosen


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Use another language inside a ``with`` block."""
    before = _chosen
    speak(language)
    try:
        yield
    finally:
        speak(before)


def wanted_language(asked: str | None, environment: Mapping[str, str] = os.environ, usual: str | None = None) -> str:
    """The language to use: asked for, else ``HF_FIDELITY_LANG``, else the usual one, the system's, Danish."""
    system = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    for candidate in (asked, environment.get("HF_FIDELITY_LANG"), usual, *system, _windows_language()):
        short = (candidate or "").lower()[:2]
        if short in LANGUAGES:
            return short
    return LANGUAGES[0]


def _windows_language() -> str | None:
    if os.name != "nt":
        return None
    with suppress(ValueError):
        return locale.getlocale()[0]
    return None


def _(message: str, **params: Any) -> str:
    """The message in the chosen language, its ``{places}`` filled."""
    return words(message, params)


def ngettext(one: str, many: str, number: int, **params: Any) -> str:
    """As :func:`_`, choosing the form that fits ``number`` (available as ``{number}``)."""
    return _fill(_catalogue.ngettext(one, many, number), {"number": number, **params})


def pgettext(context: str, message: str) -> str:
    """As :func:`_`, for a message that means different things in different contexts."""
    return _catalogue.pgettext(context, message)


def words(message: str, params: Mapping[str, Any]) -> str:
    """Put a message id and its parameters into the chosen language."""
    template = _translated(message) if message else ""
    return _fill(template, params) if params else template


@lru_cache(maxsize=4096)
def _translated(message: str) -> str:
    return _catalogue.gettext(message)


def _fill(template: str, params: Mapping[str, Any]) -> str:
    return template.format(**{name: value if type(value) is str else in_words(value) for name, value in params.items()})


def in_words(value: Any) -> str:
    """A parameter as people write it: quarters, numbers, dates, texts in the chosen language, lists."""
    if type(value) is str:  # most are
        return value
    if type(value) is int:
        return str(value)
    if callable(speak := getattr(value, "words", None)):
        return str(speak())
    if isinstance(value, float):
        return number(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Mapping):
        return text_in(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(in_words(part) for part in value)
    return str(value)


def text_in(texts: Texts) -> str:
    """A text in the chosen language, or in its original language where it has not been translated."""
    return texts[_chosen] if _chosen in texts else next(iter(texts.values()), "")


def told_apart(names: Mapping[str, Texts]) -> dict[str, Texts]:
    """Id → name; with the id behind a name that is another one's too, in any language."""
    spoken = Counter(text for texts in names.values() for text in {*texts.values()})
    return {
        id: {language: f"{text} ({id})" for language, text in texts.items()}
        if any(spoken[text] > 1 for text in texts.values())
        else texts
        for id, texts in names.items()
    }


def number(value: float, decimals: int = 2, *, signed: bool = False) -> str:
    """A number with that many decimals, rounded half up: ``3,25`` in Danish, ``3.25`` in English.

    The rounding is of the decimal number that the float is written as: 2.675 becomes 2,68.
    """
    return _written(value, decimals, signed, _chosen)


def rounded(value: float, decimals: int) -> Decimal:
    """The number that :func:`number` shows of a value."""
    given = Decimal(repr(value))
    digits = max(28, given.adjusted() + decimals + 2)  # a damaged record may hold a number of hundreds of digits
    return given.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, Context(prec=digits))


@lru_cache(maxsize=4096)  # on a scale of a few points the same numbers stand in thousands of cells
def _written(value: float, decimals: int, signed: bool, language: str) -> str:
    exact = rounded(value, decimals)
    text = f"{exact.copy_abs():f}"
    sign = "" if exact == 0 else "−" if exact < 0 else "+" if signed else ""
    return sign + (text.replace(".", ",") if language == "da" else text)


_ORDINALS = (
    N_("1st quarter {year}"),
    N_("2nd quarter {year}"),
    N_("3rd quarter {year}"),
    N_("4th quarter {year}"),
)
_SHORT = (N_("Q1 {year}"), N_("Q2 {year}"), N_("Q3 {year}"), N_("Q4 {year}"))


def quarter(year: int, part: int, *, short: bool = False) -> str:
    """A quarter in words: ``3. kvartal 2026``, short ``3. kvt. 2026``; English ``3rd quarter 2026``, ``Q3 2026``."""
    return _quarter(year, part, short)


@lru_cache(maxsize=1024)  # a few quarters stand in every line of a report
def _quarter(year: int, part: int, short: bool) -> str:
    return _((_SHORT if short else _ORDINALS)[part - 1], year=year)


_MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
    N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip


def day(value: date) -> str:
    """A day in words: ``14. september 2026``, English ``14 September 2026``."""
    return _(N_("{day} {month} {year}"), day=value.day, month=_(_MONTHS[value.month - 1]), year=value.year)
