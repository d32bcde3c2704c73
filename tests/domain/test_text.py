"""Text from outside: made harmless, made comparable."""

import unicodedata

import pytest
from hypothesis import given, settings, strategies as st

from hf_fidelity.ground.findings import first_few
from hf_fidelity.ground.text import UNSAFE, as_whole, clean, fold, isolated, label_form, one_line

HARMFUL = {
    "C0": [*range(0x00, 0x09), *range(0x0B, 0x20)],
    "DEL": [0x7F],
    "C1": [*range(0x80, 0xA0)],
    "bidi": [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)],
    "zero-width": [0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF],
    "line-and-paragraph-separator": [0x2028, 0x2029],
    "lone-surrogate": [0xD800, 0xDFFF],
}


@pytest.mark.parametrize("points", HARMFUL.values(), ids=HARMFUL.keys())
def test_what_could_steer_a_terminal_or_hide_is_taken_out(points: list[int]) -> None:
    assert clean("a" + "".join(map(chr, points)) + "b") == "ab"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        pytest.param("a\nb\tc", "a\nb\tc", id="newline-and-tab"),
        pytest.param("a\r\nb", "a\nb", id="windows-newline"),
        pytest.param("Rødgrød på Ærø, ÆØÅ", "Rødgrød på Ærø, ÆØÅ", id="æøå"),
        pytest.param("”Vi” – 5 €", "”Vi” – 5 €", id="typography"),
        pytest.param("\u00a0 x ", "\u00a0 x ", id="blanks"),
        pytest.param("Pa\u030a", "På", id="NFD-becomes-NFC"),
        pytest.param("\x1b[31mred\x1b[0m", "[31mred[0m", id="an-escape-sequence-loses-its-escape"),
        pytest.param("👍 日本", "👍 日本", id="beyond-latin"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_what_is_kept(text: str, kept: str) -> None:
    assert clean(text) == kept


@settings(derandomize=True, deadline=None, max_examples=300)
@given(text=st.text(st.characters()) | st.text(st.sampled_from([*"\r\n\t aåÅ", "\u030a", "\u200b", "\x1b", "\x85"])))
def test_clean_text_is_clean(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert not [c for c in once if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t"]


@pytest.mark.parametrize(
    ("text", "line"),
    [("  a  b ", "a b"), ("a\r\nb\tc", "a b c"), ("\u00a0a\u2003b", "a b"), ("\u200b", ""), ("A\u030ase", "Åse")],
)
def test_one_line(text: str, line: str) -> None:
    assert one_line(text) == line


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bostøtte Nord", " bostøtte   NORD\n"),
        ("Pa\u030a", "På"),
        ("ÆØÅ", "æøå"),
        ("Team\u00a01", "Team 1"),
        ("Team１", "team1"),
        ("\ufeffTeam", "Team"),
        ("Straße", "STRASSE"),
    ],
)
def test_spellings_of_the_same_name(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("Nord", "Syd"), ("Bo støtte", "Bostøtte"), ("o", "ø"), ("a", "å")])
def test_different_names_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_nothing_unsafe_can_be_printed() -> None:
    """So that a text of printable characters need not be searched."""
    assert [point for point in range(0x110000) if UNSAFE.match(chr(point)) and chr(point).isprintable()] == []


RUNS = {
    "nothing": ("Bostøtte Nord, 4. kvartal 2026", "Bostøtte Nord, 4. kvartal 2026"),
    "a-name": ("فريق الشمال: 4. kvartal", "\u2068فريق الشمال\u2069: 4. kvartal"),
    "two": ("צפון, فريق", "\u2068צפון\u2069, \u2068فريق\u2069"),
}


@pytest.mark.parametrize(("text", "shown"), RUNS.values(), ids=RUNS)
def test_words_from_right_to_left_are_kept_among_themselves(text: str, shown: str) -> None:
    assert isolated(text) == shown
    assert clean(shown) == text  # what was copied from a page is the same name


FORMS = {
    "case-and-blanks": ("  Helt  ENIG. ", "helt enig"),
    "html": ("<b>Helt&nbsp;enig</b>", "helt enig"),
    "apostrophes": ("I don’t know", "i dont know"),
    "sharp-s": ("Weiß nicht", "weiss nicht"),
    "punctuation": ("Hverken enig/uenig", "hverken enig uenig"),
    "minus": ("-1", "-1"),
    "minus-sign-in-brackets": ("(−1)", "-1"),
    "plus": ("+2", "+2"),
    "whole": ("4,00", "4"),
    "whole-below-nought": ("-2.0", "-2"),
    "a-half": ("4.5", "4.5"),
    "stars": ("★ ★", "★★"),
    "signs": ("- -", "--"),
    "limit": ("> 5", ">5"),
    "nothing": ("<br>", ""),
}


@pytest.mark.parametrize(("text", "form"), FORMS.values(), ids=FORMS)
def test_a_labels_form_keeps_what_tells_it_from_others(text: str, form: str) -> None:
    assert label_form(text) == form


@pytest.mark.parametrize(("text", "number"), [("4", 4), ("4.0", 4), ("4,00", 4), ("−1", -1), ("4.5", None), ("", None)])
def test_a_whole_number_may_have_decimals(text: str, number: int | None) -> None:
    assert as_whole(text) == number


@pytest.mark.parametrize(("there", "named"), [("", ""), ("a", "a"), ("abcdef", "abcdef"), ("abcdefg", "abcdef…")])
def test_of_many_the_first_six_are_named(there: str, named: str) -> None:
    assert "".join(first_few(there)) == named
