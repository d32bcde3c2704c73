"""Names of people's own choosing become names of files that are safe on every system."""

import re
import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from hf_fidelity.store.names import distinct_slug, same, slug
from tests.store.strategies import letters

SLUGS = {
    "danish-letters": ("Bostøtte Nord", "bostoette-nord"),
    "æ-ø-å": ("Ærø Åby", "aeroe-aaby"),
    "other-nordic-letters": ("Þór & Öberg", "thor-oeberg"),
    "accents-fall-away": ("Café Élan", "cafe-elan"),
    "digits-stay": ("Team 7", "team-7"),
    "traversal": ("../x", "x"),
    "traversal-of-windows": ("..\\..\\x", "x"),
    "absolute-path": ("/etc/passwd", "etc-passwd"),
    "drive-letter": ("C:\\data", "c-data"),
    "trailing-dots-and-blanks": ("Nord. . .", "nord"),
    "hidden-file": (".git", "git"),
    "control-characters": ("No\x00rd\x1b[31m", "nord-31m"),
    "bidi-override": ("Nord\u202e", "nord"),
}

# Names whose plain slug may not be used: they get a short hash.
HASHED = {
    "nothing-left": ("", "x"),
    "dots-only": ("..", "x"),
    "emoji-only": ("🏠🏡", "x"),
    "other-alphabet-only": ("Ομάδα", "x"),
    "windows-device": ("CON", "con"),
    "windows-port": ("lpt9", "lpt9"),
    "windows-port-in-superscript": ("com¹", "com1"),
    "own-questionnaires": ("Instruments", "instruments"),
    "too-long": ("Bostøtte " * 40, "bostoette"),
}


@pytest.mark.parametrize(("name", "expected"), SLUGS.values(), ids=SLUGS)
def test_a_name_becomes_a_plain_slug(name: str, expected: str) -> None:
    assert slug(name) == expected


@pytest.mark.parametrize(("name", "start"), HASHED.values(), ids=HASHED)
def test_a_name_that_no_file_may_have_gets_a_hash(name: str, start: str) -> None:
    assert re.fullmatch(rf"{start}[a-z0-9-]*-[0-9a-f]{{6}}", slug(name))


@settings(derandomize=True, deadline=None, max_examples=100)
@given(name=st.text(letters, max_size=400) | st.sampled_from(["con", "nul", "com1", "instruments", ".", ".."]))
def test_any_name_gives_a_slug_that_every_system_takes(name: str) -> None:
    for given_slug in (slug(name), distinct_slug(name)):
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", given_slug)
        assert len(given_slug) <= 60
        assert not re.fullmatch(r"con|prn|aux|nul|com\d|lpt\d|instruments", given_slug)


@pytest.mark.parametrize("name", ["Bostøtte Nord", "Ærø Åby", "Café Élan"])
@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKD"])
def test_the_coding_of_accents_does_not_count(name: str, form: Any) -> None:
    other = unicodedata.normalize(form, f"  {name.upper()} ")
    assert (same(name, other), slug(other), distinct_slug(other)) == (True, slug(name), distinct_slug(name))


@pytest.mark.parametrize(("one", "other"), [("Team Ø", "Team Oe"), ("Nord!", "Nord?"), ("🏠", "🏡"), ("Å", "Aa")])
def test_names_with_one_slug_have_different_distinct_slugs(one: str, other: str) -> None:
    assert not same(one, other)
    assert distinct_slug(one) != distinct_slug(other)


def test_two_long_names_that_differ_only_at_the_end_have_different_slugs() -> None:
    assert slug("Nord " * 60 + "a") != slug("Nord " * 60 + "b")


@pytest.mark.parametrize(("letters", "kept"), [(59, 59), (60, 60), (61, 53), (200, 53)])
def test_a_name_of_more_than_sixty_letters_is_cut_and_gets_a_hash(letters: int, kept: int) -> None:
    found = slug("x" * letters)
    assert (found.rstrip("0123456789abcdef-"), len(found)) == ("x" * kept, letters if letters <= 60 else 60)
