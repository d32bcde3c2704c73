"""What a file says at its top, usable or not and however it is written: nobody is taken to have said nothing."""

import pytest

from hf_fidelity.readers.handwritten import id_said, may_say

IDS: dict[str, tuple[str | bytes, str | None]] = {
    "plain": ("schema_version: 1\nid: vores\n", "vores"),
    "after-lists": ("a:\n  - {id: x}\n  - [id, [y]]\nb: {id: z}\nid: vores\n", "vores"),
    "json": ('{"a": {"id": "x"}, "id": "vores"}', "vores"),
    "windows-line-ends": ("a: 1\r\nid: vores\r\n", "vores"),
    "wide": ("id: vores\n".encode("utf-16"), "vores"),
    "old-letters": ("name: Bostøtte\nid: vores\n".encode("cp1252"), "vores"),
    "tagged": ("id: !!str vores\n", "vores"),
    "escaped": ('"i\\x64": "vor\\u0065s"\n', "vores"),
    "key-of-keys": ("? {id: x}\n: 1\nid: vores\n", "vores"),
    "the-first-of-two": ("id: vores\nid: andet\n", "vores"),
    "broken-after-it": ("id: vores\na: [\n", "vores"),
    "broken-before-it": ("a: [:\nid: vores\n", "vores"),
    "inside-only": ("a:\n  id: vores\n", None),
    "repeated": ("a: &x vores\nid: *x\n", None),
    "misspelt": ("Id: vores\n", None),
    "a-list": ("- id: vores\n", None),
    "a-text": ("id vores\n", None),
    "nothing": ("", None),
    "no-text": (b"\x00\x01\x02\xff" * 9, None),
}
"""What stands in a file, and the id that it says it has."""


@pytest.mark.parametrize(("text", "id"), IDS.values(), ids=list(IDS))
def test_the_id_that_a_file_says_it_has(text: str | bytes, id: str | None) -> None:
    data = text.encode() if isinstance(text, str) else text
    assert (id_said(data), id_said(data)) == (id, id)  # the second time it is remembered


KEYS: dict[str, tuple[str, bool]] = {
    "plain": ("a: 1\nanswers_to: {questionnaire: x}\n", True),
    "json": ('{"answers_to": {"questionnaire": "x"}}', True),
    "indented": ("  a: 1\n  answers_to: {questionnaire: x}\n", True),
    "escaped": ('"answers\\x5fto": {questionnaire: x}\n', True),
    "broken-before-it": ("a: [:\n answers_to: x\n", True),
    "in-a-text": ("a: answers_to nothing\n", False),
    "inside-only": ("a: {answers_to: x}\n", False),
    "not-at-all": ("a: 1\n", False),
    "an-escape-of-something-else": ('a: "\\u0065"\n', False),
}
"""What stands in a file, and whether it may say whose answers its own stand beside."""


@pytest.mark.parametrize(("text", "says"), KEYS.values(), ids=list(KEYS))
def test_whether_a_file_may_have_a_key(text: str, says: bool) -> None:
    assert may_say(text.encode(), "answers_to") == says
