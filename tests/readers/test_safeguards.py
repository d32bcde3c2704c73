"""A wrong key can never switch a safeguard off: without each threshold, written right, there is no questionnaire."""

from collections.abc import Mapping
from itertools import zip_longest
from pathlib import Path

import pytest
from hypothesis import example, given, settings, strategies as st

from hf_fidelity.domain.questionnaire.instrument import Thresholds
from hf_fidelity.ground.findings import Finding
from hf_fidelity.readers.handwritten import parse_instrument, read_instrument
from tests.store.strategies import letters

GOOD = (Path(__file__).parents[1] / "valid/our-form.yaml").read_text(encoding="utf-8")
SAFEGUARDS = list(Thresholds.model_fields)


def _line(key: str) -> str:
    return next(line for line in GOOD.splitlines(keepends=True) if line.startswith(f"  {key}: "))


def _with(key: str, new: str) -> str:
    return GOOD.replace(_line(key), new)


def _refused(text: str) -> tuple[Finding, ...]:
    instrument, findings = parse_instrument(text)
    assert instrument is None
    assert all(finding.severity == "error" and finding.line and finding.column for finding in findings)
    return findings


def test_a_safeguard_has_no_default() -> None:
    assert [name for name, field in Thresholds.model_fields.items() if not field.is_required()] == []


def _misspelt(key: str) -> list[str]:
    """A letter left out, doubled, and in the wrong place; capitals; other strokes; a key in quotes with a blank."""
    letters = range(len(key))
    return sorted(
        {
            *(key[:i] + key[i + 1 :] for i in letters),
            *(key[:i] + key[i] + key[i:] for i in letters),
            *(key[:i] + key[i : i + 2][::-1] + key[i + 2 :] for i in letters if key[i : i + 2] != key[i : i + 2][::-1]),
            key.upper(),
            key.title(),
            f'"{key} "',
            f"{key}\u200b",
            f"x-{key}",
            key.replace("_", "-") + ("" if "_" in key else "-"),
        }
        - {key}
    )


def _in_all_lines(new: Mapping[str, str]) -> str:
    """The questionnaire with another line for each of these safeguards."""
    text = GOOD
    for key, line in new.items():
        text = text.replace(_line(key), line)
    return text


MISSPELT = [
    {key: wrong for key, wrong in zip(SAFEGUARDS, row, strict=True) if wrong is not None}
    for row in zip_longest(*map(_misspelt, SAFEGUARDS))
]
"""Each safeguard in one wrong way, as many times as there are ways."""


@pytest.mark.thorough
def test_a_misspelt_safeguard_is_an_error() -> None:
    for row in MISSPELT:
        found = _refused(_in_all_lines({key: _line(key).replace(key, wrong) for key, wrong in row.items()}))
        unknown = {f.line for f in found if f.code in ("extra-forbidden", "misplaced-key")}
        assert unknown == {_number(key) for key in row}, row
        assert set(row) <= {f.params.get("key") for f in found if f.code == "missing"}, row


def _number(key: str) -> int:
    """In which line of the questionnaire it stands."""
    return GOOD[: GOOD.index(_line(key))].count("\n") + 1


WRONG = {
    "missing": "",
    "in-a-comment": "  # {key}: 3\n",
    "without-value": "  {key}:\n",
    "null": "  {key}: null\n",
    "tilde": "  {key}: ~\n",
    "zero": "  {key}: 0\n",
    "zero-with-decimals": "  {key}: 0.0\n",
    "negative": "  {key}: -3\n",
    "a-word": "  {key}: none\n",
    "empty-text": "  {key}: ''\n",
    "in-quotes": "  {key}: '3'\n",
    "true": "  {key}: true\n",
    "false": "  {key}: false\n",
    "off": "  {key}: off\n",
    "a-list": "  {key}: [3]\n",
    "keys": "  {key}: {{ value: 3 }}\n",
    "not-a-number": "  {key}: .nan\n",
    "infinite": "  {key}: .inf\n",
    "huge": "  {key}: 1000000\n",
    "very-huge": "  {key}: 1" + "0" * 400 + "\n",
    "huge-exponent": "  {key}: 1e308\n",
    "leading-zero": "  {key}: 03\n",
    "clock-time": "  {key}: 0:03\n",
    "comma": "  {key}: 0,5\n",
    "twice": "  {key}: 3\n  {key}: 1\n",
    "alias": "  {key}: *other\n",
    "tag": "  {key}: !!int 3\n",
    "merged": "  <<: {{ {key}: 3 }}\n",
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_safeguard_that_is_not_a_usable_number_is_an_error_in_its_lines(wrong: str) -> None:
    """All of them at once; those of which nothing is said then, because something else is wrong first, one by one."""
    head = GOOD[: GOOD.index("scale:\n")].count("\n")
    said = {finding.line for finding in _refused(_in_all_lines({key: wrong.format(key=key) for key in SAFEGUARDS}))}
    for key in SAFEGUARDS:
        if _number(key) not in said or wrong.count("\n") != 1:
            text = _with(key, wrong.format(key=key))
            lines = head + wrong.count("\n") - 1
            assert any(15 <= (finding.line or 0) <= lines for finding in _refused(text)), key


@pytest.mark.parametrize(
    "wrong",
    ["", "thresholds:\n", "thresholds: {}\n", "thresholds: []\n", "thresholds: none\n", "Thresholds:\n  neutral: 2\n"],
    ids=["missing", "without-value", "no-keys", "a-list", "a-word", "in-capitals"],
)
def test_all_safeguards_cannot_be_left_out_together(wrong: str) -> None:
    block = GOOD[GOOD.index("thresholds:\n") : GOOD.index("scale:\n")]
    _refused(GOOD.replace(block, wrong))


def test_a_second_group_of_safeguards_does_not_replace_the_first() -> None:
    block = GOOD[GOOD.index("thresholds:\n") : GOOD.index("scale:\n")]
    found = _refused(GOOD + block.replace("privacy_limit: 5", "privacy_limit: 3"))
    assert [(f.code, f.params["key"]) for f in found] == [("duplicate-key", "thresholds")]


# What stands in place of some characters of a good questionnaire: the characters that mean something in YAML, words
# that YAML takes for something else, and any text.
SCRAPS = st.one_of(
    st.text("{}[]:,-#&*!|>'\"%@`?<~\\ \t\n\r0123456789e.xno", max_size=6),
    st.sampled_from(["no", "null", "<<: *a", "&a ", "*a", "!!int ", "---\n", "...\n", "\u202e", "\ud83c", "\x00", "0"]),
    st.text(letters, max_size=4),
)


@settings(max_examples=40)
@given(at=st.integers(0, len(GOOD)), length=st.integers(0, 12), scrap=SCRAPS)
@example(at=0, length=len(GOOD), scrap="\ufeff")
@example(at=0, length=0, scrap="&a [*a]\n")
@example(at=GOOD.index("5\nscale"), length=1, scrap="{")
def test_whatever_is_written_in_it_a_questionnaire_is_usable_or_says_where_it_is_not(
    at: int, length: int, scrap: str
) -> None:
    instrument, findings = parse_instrument(GOOD[:at] + scrap + GOOD[at + length :])
    assert (instrument is None) == bool(findings)
    assert all(finding.line and finding.column and finding.words() for finding in findings)
    assert instrument is None or instrument.thresholds.privacy_limit >= 3


@settings(max_examples=40)
@given(at=st.integers(0, len(GOOD.encode()) - 1), byte=st.integers(0, 255))
def test_any_byte_may_be_wrong(at: int, byte: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    data = bytearray(GOOD.encode())
    data[at] = byte
    file = tmp_path_factory.getbasetemp() / "form.yaml"
    file.write_bytes(data)
    instrument, findings = read_instrument(file)
    assert (instrument is None) == bool(findings)
