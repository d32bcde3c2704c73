"""An answers file: JSON or YAML in, values with their lines out, and a sentence for what cannot be used."""

import hashlib
from pathlib import Path

import pytest

from hf_fidelity import i18n
from hf_fidelity.errors import InputProblem
from hf_fidelity.readers.handwritten import read_answers, read_answers_file

READ = {
    "yaml": b"S01: 4\nS02: Enig\n",
    "json": b'{"S01": 4, "S02": "Enig"}',
    "json-over-lines": b'{\n  "S01": 4,\n  "S02": "Enig"\n}\n',
    "json-indented-with-tabs": b'{\n\t"S01": 4,\n\t"S02": "Enig"\n}\n',
    "json-without-blanks": b'{"S01":4,"S02":"Enig"}',
    "byte-order-mark": b"\xef\xbb\xbfS01: 4\nS02: Enig\n",
    "windows-line-ends": b"S01: 4\r\nS02: Enig\r\n",
    "whole-numbers-with-decimals": b"S01: 4.0\nS02: Enig\n",
    "comments": b"# our meeting\nS01: 4  # talked long\nS02: 'Enig'\n",
}


@pytest.mark.parametrize("data", READ.values(), ids=READ)
def test_answers_are_read_from(data: bytes) -> None:
    assert read_answers("a.yaml", data).answers == {"S01": 4, "S02": "Enig"}


def test_a_file_gives_its_name_and_the_checksum_of_its_bytes(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(data := b"\xef\xbb\xbfS01: 4\r\n")
    found = read_answers_file(file)
    assert (found.name, found.sha256) == (str(file), hashlib.sha256(data).hexdigest())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"p\\u00e5 d\\u00f8gn"', "på døgn"),
        ('"\\ud83c\\udfe0 hjem"', "🏠 hjem"),
        ('"a\\/b\\n\\"c\\""', 'a/b\n"c"'),
        ('"på døgn 🏠"', "på døgn 🏠"),
    ],
    ids=["ascii-escapes", "emoji-as-two-escapes", "slash-newline-quote", "utf-8"],
)
def test_a_text_in_json_is_read_as_json_means_it(text: str, expected: str) -> None:
    assert read_answers("a.json", f'{{"S01": {{"comment": {text}}}}}'.encode()).answers["S01"] == {"comment": expected}


@pytest.mark.parametrize(("text", "expected"), [("1e2", 100.0), ("7.15e1", 71.5), ("-0.5", -0.5)])
def test_a_number_in_json_is_read_as_json_means_it(text: str, expected: float) -> None:
    data = f'{{"measures": {{"m": {{"n": {text}}}}}}}'.encode()
    assert read_answers("a.json", data).answers == {"measures": {"m": {"n": expected}}}


@pytest.mark.parametrize("text", ["2026-09-14", '"2026-09-14"'], ids=["bare", "quoted"])
def test_a_date_stays_the_text_it_was(text: str) -> None:
    assert read_answers("a.yaml", f"held_on: {text}".encode()).answers == {"held_on": "2026-09-14"}


LINES = b"""\
participants: 7
answers:
  S01: 4
  S02:
    agreed: 3
    comment: x
actions:
  - text: Call
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("participants",), 1),
        (("answers", "S01"), 3),
        (("answers", "S02", "comment"), 6),
        (("answers", "S02", "not there"), 5),
        (("actions", 0, "text"), 8),
        (("not there",), 1),
    ],
    ids=["top", "answer", "inside", "nearest-around", "list", "nowhere"],
)
def test_every_value_has_its_line(path: tuple[str | int, ...], line: int) -> None:
    assert read_answers("a.yaml", LINES).line(path) == line


def test_an_answer_at_the_top_has_its_line_too() -> None:
    assert read_answers("a.yaml", b"participants: 7\nS01: 4\nS02: 9\n").line(("answers", "S02")) == 3


REFUSED = {
    "latin-1": ("S01: {comment: på}".encode("latin-1"), "line 1: This is not written in UTF-8 (the byte E5"),
    "utf-16": ("S01: 4".encode("utf-16"), "line 1: This is written in UTF-16"),
    "empty": (b"", "holds no answers"),
    "a-list": (b"- 4\n- 5\n", "holds no answers"),
    "a-number": (b"4", "holds no answers"),
    "open-bracket": (b'{"S01": 4', "line"),
    "key-twice": (b"S01: 4\nS01: 5\n", "line 2: The key S01 stands twice"),
    "key-twice-in-json": (b'{"S01": 4,\n "S01": 5}', "line 2: The key S01 stands twice"),
    "wrong-indentation": (b"S01: 4\n  S02: 5\n", "line 2"),
    "nul-bytes": (b"S01: 4\0", "line 1"),
    "tag": (b"S01: 4\nS02: !!python/object/apply:os.system [ls]\n", "line 2"),
    "number-tag-on-a-text": (b"S01: 4\nS02: !!int four\n", "line 2"),
    "alias": (b"S01: 4\nS02: &a 4\nS03: *a\n", "line 2"),
    "alias-to-itself": (b"S01: &a [*a]\n", "line 1"),
    "octal": (b"S01: 4\nparticipants: 012\n", "line 2"),
    "clock-time": (b"S01: 4\nparticipants: 1:30\n", "line 2"),
    "number-of-5000-digits": (b"S01: 4\nS02: " + b"9" * 5000, "line 2"),
    "nested-a-thousand-deep": (b"S01: " + b"[" * 1000 + b"]" * 1000, "line 1"),
    "lone-surrogate": (b'{"S01": {"comment": "\\ud83c"}}', "line 1"),
    "not-a-number-in-json": (b'{"S01": 4,\n "participants": NaN}', "line 2"),
    "json-that-breaks-off": (b'{"S01": 7,\n', "line 1: the text breaks off here."),
    "json-that-breaks-off-in-a-text": (b'{"S01": 4,\n "S02": {"comment": "Vi', "line 2: the text breaks off here."),
    "json-with-a-comma-too-few": (b'{"S01": 4\n "S02": 4}', "line 2: this cannot be read. Look for a comma"),
    "a-list-as-key": (b"S01: 4\n? [a, b]\n: 4\n", "line 2"),
}


@pytest.mark.parametrize(("data", "reason"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_cannot_be_used_is_refused_with_its_name_and_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(InputProblem) as stop:
        read_answers("møde.yaml", data)
    said = i18n.words(stop.value.message, stop.value.params)
    assert ("møde.yaml" in said, reason in said, stop.value.exit_code) == (True, True, 2), said


@pytest.mark.parametrize("name", ["not there.yaml", ""], ids=["not-there", "a-folder"])
def test_a_file_that_cannot_be_opened_is_refused_by_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputProblem) as stop:
        read_answers_file(tmp_path / name)
    assert str(tmp_path / name) in str(stop.value)
