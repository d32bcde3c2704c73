"""Quarters, days, numbers and the choice of language. Babel, which the program does without, is the oracle."""

import errno
import os
from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from pathlib import Path
from typing import Any

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import given, settings, strategies as st

from hf_fidelity import i18n
from hf_fidelity.errors import WriteFailed
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.ground.findings import Finding, reason

DAYS = [date(2026, month, month) for month in range(1, 13)]
LANGUAGES = ["da", "en"]


# Quarters and days


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", [1, 2, 3, 4])
@pytest.mark.parametrize(("short", "pattern"), [(False, "QQQQ y"), (True, "QQQ y")], ids=["long", "short"])
def test_quarters_as_babel_writes_them(language: str, part: int, short: bool, pattern: str) -> None:
    with i18n.speaking(language):
        assert i18n.quarter(2026, part, short=short) == format_date(date(2026, part * 3, 1), pattern, locale=language)


@pytest.mark.parametrize(
    ("language", "short", "words"),
    [
        ("da", False, "3. kvartal 2026"),
        ("da", True, "3. kvt. 2026"),
        ("en", False, "3rd quarter 2026"),
        ("en", True, "Q3 2026"),
    ],
)
def test_the_glossarys_quarters(language: str, short: bool, words: str) -> None:
    with i18n.speaking(language):
        assert i18n.quarter(2026, 3, short=short) == words


@pytest.mark.parametrize(
    ("language", "locale", "pattern"), [("da", "da", "d. MMMM y"), ("en", "en_GB", "d MMMM y")], ids=LANGUAGES
)
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_days_as_babel_writes_them(language: str, locale: str, pattern: str, day: date) -> None:
    with i18n.speaking(language):
        assert i18n.day(day) == format_date(day, pattern, locale=locale)


# Numbers


def babel_number(value: float, language: str) -> str:
    with localcontext(rounding=ROUND_HALF_UP):
        return str(format_decimal(Decimal(repr(value)), "0.00", locale=language))


@settings(derandomize=True, deadline=None, max_examples=200)
@given(
    value=st.floats(0, 1000) | st.integers(0, 100_000).map(lambda thousandths: thousandths / 1000),
    language=st.sampled_from(LANGUAGES),
)
def test_numbers_as_babel_writes_them(value: float, language: str) -> None:
    with i18n.speaking(language):
        assert i18n.number(value) == babel_number(value, language)


@pytest.mark.parametrize(
    ("value", "danish", "english"),
    [
        (3.25, "3,25", "3.25"),
        (3, "3,00", "3.00"),
        (2.675, "2,68", "2.68"),
        (0.125, "0,13", "0.13"),
        (1.005, "1,01", "1.01"),
        (-0.125, "−0,13", "−0.13"),
        (-0.001, "0,00", "0.00"),
        (1234.5, "1234,50", "1234.50"),
        (1e-9, "0,00", "0.00"),
    ],
)
def test_numbers_are_rounded_half_up(value: float, danish: str, english: str) -> None:
    spoken = {}
    for language in LANGUAGES:
        with i18n.speaking(language):
            spoken[language] = i18n.number(value)
    assert spoken == {"da": danish, "en": english}


@pytest.mark.parametrize(
    ("value", "decimals", "signed", "words"),
    [
        (0.25, 2, True, "+0.25"),
        (-0.25, 2, True, "−0.25"),
        (0.0, 2, True, "0.00"),
        (0.001, 2, True, "0.00"),
        (-0.004, 2, True, "0.00"),
        (56.25, 0, False, "56"),
        (56.5, 0, False, "57"),
        (56.25, 1, False, "56.3"),
    ],
)
def test_decimals_and_signs(value: float, decimals: int, signed: bool, words: str) -> None:
    assert i18n.number(value, decimals, signed=signed) == words


# What stands in a sentence


@pytest.mark.parametrize(
    ("value", "words"),
    [
        pytest.param(Quarter(2026, 3), "3. kvartal 2026", id="a-quarter"),
        pytest.param(date(2026, 9, 4), "4. september 2026", id="a-day"),
        pytest.param(3.256, "3,26", id="a-number"),
        pytest.param(14, "14", id="a-whole-number"),
        pytest.param({"da": "Enig", "en": "Agree"}, "Enig", id="a-text"),
        pytest.param(["S01", "S02"], "S01, S02", id="a-list"),
        pytest.param(({"da": "Enig"}, 1.5), "Enig, 1,50", id="a-list-of-anything"),
        pytest.param("{braces}", "{braces}", id="a-text-that-looks-like-a-place"),
    ],
)
def test_parameters_in_danish(value: Any, words: str) -> None:
    with i18n.speaking("da"):
        assert Finding("x", "{value}", {"value": value}).words() == words


@pytest.mark.parametrize(
    ("code", "danish", "english"),
    [
        (errno.ENOENT, "filen eller mappen findes ikke", "No such file or directory"),
        (errno.EACCES, "der er ikke adgang", "Permission denied"),
        (errno.ENOSPC, "der er ikke mere plads", "No space left on device"),
        (errno.EROFS, "der kan kun læses, ikke skrives", "Read-only file system"),
        (errno.EIO, "disken svarer med en fejl", "Input/output error"),
        (errno.ENAMETOOLONG, "navnet er for langt", "File name too long"),
        (None, "Computer says no", "Computer says no"),
    ],
)
def test_why_a_file_could_not_be_had(code: int | None, danish: str, english: str) -> None:
    error = OSError(code, os.strerror(code)) if code else OSError(1, "Computer says no")
    told = WriteFailed("{file}: {why}.", file="x.pdf", why=reason(error))
    assert str(told) == f"x.pdf: {english}."
    with i18n.speaking("da"):
        assert i18n.words(told.message, told.params) == f"x.pdf: {danish}."


@pytest.mark.parametrize(
    ("texts", "language", "text"),
    [
        ({"da": "Enig", "en": "Agree"}, "da", "Enig"),
        ({"da": "Enig", "en": "Agree"}, "en", "Agree"),
        ({"da": "Enig"}, "en", "Enig"),
        ({"sv": "Instämmer", "en": "Agree"}, "da", "Instämmer"),
        ({}, "da", ""),
    ],
)
def test_a_text_that_is_not_translated_stands_in_its_own_language(
    texts: Mapping[str, str], language: str, text: str
) -> None:
    with i18n.speaking(language):
        assert i18n.text_in(texts) == text


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ({"a": {"da": "Vores"}, "b": {"da": "Jeres"}}, {"a": "Vores", "b": "Jeres"}),
        ({"a": {"da": "Vores"}, "b": {"da": "Vores"}}, {"a": "Vores (a)", "b": "Vores (b)"}),
        ({"a": {"da": "Vores"}, "b": {"en": "Vores"}}, {"a": "Vores (a)", "b": "Vores (b)"}),
        ({"a": {"da": "X", "en": "X"}, "b": {"da": "Y"}}, {"a": "X", "b": "Y"}),
    ],
)
def test_names_that_are_the_same_have_their_id_behind_them(
    names: Mapping[str, Mapping[str, str]], told: Mapping[str, str]
) -> None:
    with i18n.speaking("da"):
        assert {id: i18n.text_in(name) for id, name in i18n.told_apart(names).items()} == told


# Which language


@pytest.mark.parametrize(
    ("asked", "environment", "language"),
    [
        pytest.param(None, {}, "da", id="nothing-said"),
        pytest.param("en", {"HF_FIDELITY_LANG": "da", "LC_ALL": "da_DK.UTF-8"}, "en", id="asked-wins"),
        pytest.param(None, {"HF_FIDELITY_LANG": "en", "LC_ALL": "da_DK.UTF-8"}, "en", id="own-variable-wins"),
        pytest.param(None, {"HF_FIDELITY_LANG": "EN"}, "en", id="capitals"),
        pytest.param(None, {"HF_FIDELITY_LANG": "", "LANG": "en_GB.UTF-8"}, "en", id="empty-is-unset"),
        pytest.param(None, {"LC_ALL": "en_US.UTF-8", "LC_MESSAGES": "da_DK", "LANG": "da_DK"}, "en", id="LC_ALL"),
        pytest.param(None, {"LC_ALL": "", "LC_MESSAGES": "en_GB", "LANG": "da_DK"}, "en", id="LC_MESSAGES"),
        pytest.param(None, {"LANG": "en_GB.UTF-8"}, "en", id="LANG"),
        pytest.param(None, {"LANG": "da_DK.UTF-8"}, "da", id="LANG-danish"),
        pytest.param(None, {"LANG": "C.UTF-8"}, "da", id="C-says-nothing"),
        pytest.param(None, {"LC_ALL": "POSIX"}, "da", id="POSIX-says-nothing"),
        pytest.param(None, {"LANG": "de_DE.UTF-8"}, "da", id="another-language"),
        pytest.param("de", {"LANG": "en_GB.UTF-8"}, "en", id="asked-for-another-language"),
    ],
)
def test_the_wanted_language(asked: str | None, environment: Mapping[str, str], language: str) -> None:
    assert i18n.wanted_language(asked, environment) == language


def test_speaking_ends_with_its_block() -> None:
    with i18n.speaking("da"):
        pass
    assert i18n.language() == "en"


# Words


def test_nothing_is_called_anonymous() -> None:
    """Whoever knows a team may guess who answered what: neither sentences nor questionnaires promise more."""
    catalogue = Path(i18n.__file__).parent / "locale" / "da" / "LC_MESSAGES" / "hf_fidelity.po"
    principles = catalogue.parents[4] / "principles"
    told = {path.name: path.read_text(encoding="utf-8").casefold() for path in (catalogue, *principles.glob("*.yaml"))}
    assert len(told) > 2 and "pseudonymiser" in told[catalogue.name]
    assert [name for name, text in told.items() if "anonym" in text] == []
