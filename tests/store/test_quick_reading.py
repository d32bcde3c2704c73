"""The quick way from a file to a value accepts nothing that the strict way refuses, and gives the same."""

from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from hf_fidelity import i18n
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Action, Answer, Assessment, BriefInspire, CitizenInvolvement
from hf_fidelity.errors import RecordProblem
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.ground.models import Value
from hf_fidelity.store import codec
from hf_fidelity.store.codec import as_written, decode, decode_strictly, encode
from tests.builders import record, votes
from tests.store.strategies import assessments


class Anything(Value):
    """A model that keeps whatever JSON can say."""

    value: Any


class TwoThings(Anything):
    """The same with one key more."""

    other: Any


def _read(model: type[Value], data: bytes, *, strictly: bool = False) -> str:
    """What becomes of it: the value, or what is said about it."""
    try:
        return repr(decode_strictly(model, data, "r.json") if strictly else decode(model, data, "r.json"))
    except RecordProblem as problem:
        return i18n.words(problem.message, problem.params)


def _read_any(text: str | bytes, *, strictly: bool = False) -> str:
    data = text if isinstance(text, bytes) else text.encode()
    return _read(TwoThings if b'"other"' in data else Anything, data, strictly=strictly)


def _agree(model: type[Value], data: bytes) -> None:
    assert _read(model, data) == _read(model, data, strictly=True), data


# What is wrong, the text, and what was said about it when every file was read strictly.
REFUSED: dict[str, tuple[str | bytes, str]] = {
    "twice": ('{"value": {"a": 1, "a": 1}}', "line 1: The key a stands twice. Only one of them can count."),
    "twice-at-the-top": (
        '{\n"value": 1,\n"value": 1\n}',
        "line 3: The key value stands twice. Only one of them can count.",
    ),
    "twice-in-a-list": (
        '{"value": [\n{"a": {}},\n{"b": [{"a": 1,\n"a": {}}]}]}',
        "line 3: The key a stands twice. Only one of them can count.",
    ),
    "twice-with-blanks": (
        '{"value": {"a" : 1,\n"a"\t:\r\n1}}',
        "line 2: The key a stands twice. Only one of them can count.",
    ),
    "twice-as-an-escape": (
        '{"value": {"a": 1,\n"\\u0061": 1}}',
        "line 1: The key a stands twice. Only one of them can count.",
    ),
    "twice-as-two-escapes": (
        '{"value": {"\\u00e6": 1,\n"\\u00E6": 1}}',
        "line 1: The key æ stands twice. Only one of them can count.",
    ),
    "twice-with-a-colon-in-it": (
        '{"value": {"a:": 1, "a:": 1}}',
        "line 1: The key a: stands twice. Only one of them can count.",
    ),
    "twice-with-a-quotation-mark": (
        '{"value": {"a\\"": 1, "a\\"": 1}}',
        'line 1: The key a" stands twice. Only one of them can count.',
    ),
    "twice-ending-in-a-backslash": (
        '{"value": {"a\\\\": 1, "a\\\\": 1}}',
        "line 1: The key a\\ stands twice. Only one of them can count.",
    ),
    "twice-and-empty": ('{"value": {"": {}, "": {}}}', "line 1: The key  stands twice. Only one of them can count."),
    "twice-beyond-the-letters": (
        '{"value": {"🏠": 1,\n"\\ud83c\\udfe0": 1}}',
        "line 1: The key 🏠 stands twice. Only one of them can count.",
    ),
    "twice-before-a-fault": (
        '{"value": {"a": 1, "a": 1},\n]',
        "line 1: The key a stands twice. Only one of them can count.",
    ),
    "not-a-number": ('{"value":\nNaN}', "line 2: NaN is not a number."),
    "infinity": ('{"value": [\n\n-Infinity]}', "line 3: -Infinity is not a number."),
    "infinity-without-a-sign": ('{"value": Infinity}', "line 1: Infinity is not a number."),
    "nan-in-small-letters": ('{"value": nan}', "line 1 cannot be read."),
    "long": (f'{{"value":\n{"9" * 401}}}', "line 2: there is a number of 401 digits."),
    "long-and-negative": (f'{{"value": [1, -{"9" * 400}]}}', "line 1: there is a number of 401 digits."),
    "long-in-the-middle": (f'{{"value": [{"1, " * 77}{"1" * 401}]}}', "line 1: there is a number of 401 digits."),
    "longer-than-python-takes": (f'{{"value": {"7" * 5000}}}', "line 1: there is a number of 5000 digits."),
    "half-a-character": (
        '{"value":\n"\\ud83d"}',
        "line 2: there is half of a character in it (an escape that begins with \\ud).",
    ),
    "half-a-character-in-capitals": (
        '{"value": "\\uDE00"}',
        "line 1: there is half of a character in it (an escape that begins with \\ud).",
    ),
    "half-a-character-as-a-key": (
        '{"value": {\n"\\uD83D": 1}}',
        "line 2: there is half of a character in it (an escape that begins with \\ud).",
    ),
    "half-a-character-before-a-letter": (
        '{"value": "\\ud83d\\u0061"}',
        "line 1: there is half of a character in it (an escape that begins with \\ud).",
    ),
    "half-a-character-in-bytes": (b'{"value": "\xed\xa0\x80"}', "it is not written in UTF-8."),
    "not-utf-8": (b'{"value": "\xff"}', "it is not written in UTF-8."),
    "too-long-a-code": (b'{"value": "\xc0\xba"}', "it is not written in UTF-8."),
    "a-control-character": ('{"value":\n"a\x01"}', "line 2 cannot be read."),
    "a-newline-in-a-text": ('{"value": "a\n"}', "line 1 cannot be read."),
    "an-escape-that-is-none": ('{"value": "\\x"}', "line 1 cannot be read."),
    "a-comma-too-many": ('{"value": [1,\n]}', "line 1 cannot be read."),
    "a-comma-too-many-in-an-object": ('{\n"value": 1,\n}', "line 2 cannot be read."),
    "a-comma-too-few": ('{"value": 1\n"other": 2}', "line 2 cannot be read."),
    "a-leading-zero": ('{"value": 01}', "line 1 cannot be read."),
    "a-leading-plus": ('{"value": +1}', "line 1 cannot be read."),
    "a-bare-point": ('{"value": 1.}', "line 1 cannot be read."),
    "a-bare-exponent": ('{"value": 1e}', "line 1 cannot be read."),
    "single-quotes": ("{'value': 1}", "line 1 cannot be read."),
    "a-comment": ('{"value": 1} // done', "line 1 cannot be read."),
    "no-break-space": ('{"value":\u00a01}', "line 1 cannot be read."),
    "cut-off": ('{"value": [1,\n2', "line 2 cannot be read."),
    "cut-off-in-a-text": ('{"value": "a', "line 1 cannot be read."),
    "after-the-end": ('{"value": 1}\n}', "line 2 cannot be read."),
    "nul-at-the-end": ('{"value": 1}\0', "line 1 cannot be read."),
    "nul-within": ('{"value":\n\0 1}', "line 2 cannot be read."),
    "nothing-but-nul": ("\0\0\0", "it is empty."),
    "empty": ("", "it is empty."),
    "two-byte-order-marks": ('\ufeff\ufeff{"value": 1}', "line 1 cannot be read."),
    "conflict-marks": (
        '{\n<<<<<<< HEAD\n"value": 1\n=======\n"value": 2\n>>>>>>> theirs\n}',
        "it holds two versions at once (conflict marks from a merge).",
    ),
    "utf-16": ('{"value": "æ"}'.encode("utf-16"), "it is not written in UTF-8."),
    "deep": (f'{{"value": {"[" * 50_000}{"]" * 50_000}}}', "it is nested too deeply."),
    "one-level-too-deep": (f'{{"value": {"[" * 200}{"]" * 200}}}', "it is nested too deeply."),
    "a-text-that-never-ends": ('{"value": "' + '\\"[' * 200_000, "line 1 cannot be read."),
}


@pytest.mark.parametrize(("text", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_strict_json_is_refused_with_its_line(text: str | bytes, said: str) -> None:
    assert _read_any(text) == f"r.json is damaged: {said}"


ACCEPTED = {
    "blanks": '{"value" :\r\n{"a"\t: [ ] } }',
    "colons-in-texts": '{"value": ["08:12:00", "\\":", "\\\\", ":", "a\\n:"]}',
    "numbers": f'{{"value": [1, -1, 0, -0, 1.5, 1e5, 1E-5, true, false, null, {"9" * 200}]}}',
    "empty-key": '{"value": {"": {"": ""}}}',
    "letters": '{"value": "Bostøtte 🏠 e\u0301 \\u00e6 \\ud83c\\udfe0"}',
    "one-key-in-many-objects": '{"value": [{"a": {"a": 1}}, {"a": 2}]}',
    "keys-that-look-the-same": '{"value": {"á": 1, "a\u0301": 2}}',
    "more-than-a-float-holds": '{"value": 1e999}',
    "a-byte-order-mark": '\ufeff{"value": 1}',
    "a-whole-number-of-400-digits": f'{{"value": {"9" * 400}}}',
    "digits-behind-a-point": f'{{"value": 0.{"3" * 500}}}',
    "digits-in-a-text": f'{{"value": "{"3" * 500}"}}',
    "very-small": '{\n  "value": 1e-07,\n  "other": null\n}\n',
    "as-deep-as-can-be": f'{{"value": {"[" * 199}{"]" * 199}}}',
    "many-beside-each-other": f'{{"value": [{"[[]], " * 300}"]]"]}}',
    "brackets-in-a-text": f'{{"value": "{"[" * 300}"}}',
}


@pytest.mark.parametrize("text", ACCEPTED.values(), ids=ACCEPTED)
def test_what_only_looks_odd_is_read(text: str) -> None:
    assert "(value=" in _read_any(text)
    assert _read_any(text) == _read_any(text, strictly=True)


@pytest.mark.parametrize(("text", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_is_not_as_it_was_written(text: str | bytes, said: str) -> None:
    assert as_written(text if isinstance(text, bytes) else text.encode()) is None


LAID_OUT = {
    "as-written": '{\n  "value": [\n    1,\n    71.0,\n    {}\n  ],\n  "other": []\n}\n',
    "with-windows-line-ends": '{\r\n  "value": [\r\n    1\r\n  ]\r\n}\r\n',
    "letters-and-escapes": '{\n  "value": "Bostøtte 🏠 e\u0301 \\"\\\\ \\n \x7f"\n}\n',
}


@pytest.mark.parametrize("text", LAID_OUT.values(), ids=LAID_OUT)
def test_what_is_laid_out_as_records_are_is_read_in_one_pass(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    strictly = _read_any(text, strictly=True)
    monkeypatch.setattr(codec, "decode_strictly", _never)
    assert _read_any(text) == strictly


def _never(*_: object) -> Any:
    raise AssertionError("read strictly")


blanks = st.sampled_from(["", "", " ", "\n  ", "\t", "\r\n", "\u00a0"])
keys = st.sampled_from(['"a"', '"b"', '"a:"', r'"a\\"', r'"a\""', r'"\u0061"', '""', '"á"', '"á"', '" :"'])
NUMBERS = ["1", "-0", "1e999", "1E5", "0.0", "NaN", "Infinity", "-Infinity", "9" * 400, "-" + "9" * 400, "01"]
TEXTS = [
    '""',
    '":"',
    r'"\":"',
    r'"\\"',
    r'"\u003a"',
    r'"\ud83d"',
    r'"\ud83d\ude00"',
    '"NaN"',
    r'"\/"',
    f'"{"7" * 450}"',
]
OTHERS = ["null", "true", "[]", "{}", "[" * 150 + "]" * 150, '"", ', "'a'"]
leaves = st.sampled_from([*NUMBERS, *TEXTS, *OTHERS])


def _object(pairs: list[tuple[str, str, str, str]]) -> str:
    return "{" + ",".join(f"{key}{before}:{after}{value}" for key, before, after, value in pairs) + "}"


json_texts = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda parts: f"[{','.join(parts)}]")
        | st.lists(st.tuples(keys, blanks, blanks, inner), max_size=3).map(_object)
    ),
    max_leaves=8,
)


@settings(derandomize=True, deadline=None, max_examples=80)
@given(value=json_texts, other=json_texts)
def test_any_json_is_read_the_same_in_both_ways(value: str, other: str) -> None:
    _agree(TwoThings, f'{{"value": {value}, "other": {other}}}'.encode())
    _agree(TwoThings, f'{{\n  "value": {value},\n  "other": {other}\n}}\n'.encode())


MARKS = [
    b'"',
    b":",
    b'":',
    b"{",
    b"}",
    b",",
    b" :",
    b"\\",
    b"\\u003a",
    b"\\ud800",
    b"\xff",
    b"\0",
    b"\xef\xbb\xbf",
    b"\n",
]
PIECES = [b'"revision": 1,', b'"revision" : 1,', b'"comment": ":",', b"NaN", b"1e999", b"9" * 401]
odd = st.sampled_from([*MARKS, *PIECES])


@settings(derandomize=True, deadline=None, max_examples=40)
@given(value=assessments(), drawn=st.data())
def test_a_record_in_which_something_was_changed_is_read_the_same_in_both_ways(
    value: Assessment, drawn: st.DataObject
) -> None:
    data = encode(value).encode()
    at = drawn.draw(st.integers(0, len(data)))
    until = drawn.draw(st.integers(at, len(data)))
    _agree(Assessment, data[:at] + drawn.draw(odd) + data[at:])
    _agree(Assessment, data[:at] + data[until:])
    lines = data.split(b"\n")
    line = drawn.draw(st.integers(0, len(lines) - 1))
    _agree(Assessment, b"\n".join([*lines[: line + 1], lines[line].rstrip(b",") + b",", *lines[line + 1 :]]))
    _agree(Assessment, b"\n".join([*lines[:line], lines[line].rstrip(b",") + b",", *lines[line:]]))


def test_every_key_that_stands_twice_in_a_record_is_seen(instrument: Instrument) -> None:
    lines = encode(_rich(instrument)).split("\n")
    for at, line in enumerate(lines):
        if '": ' in line and not line.endswith(("{", "[")):
            twice = "\n".join([*lines[:at], line.rstrip(",") + ",", *lines[at:]])
            assert "stands twice" in _read(Assessment, twice.encode()), line


def test_an_ordinary_record_is_read_in_one_pass(instrument: Instrument, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codec, "decode_strictly", _never)
    value = _rich(instrument)
    assert decode(Assessment, encode(value).encode(), "r.json") == value


def _rich(instrument: Instrument) -> Assessment:
    spoken = Answer(
        agreed=4, votes=votes(0, 1, 2, 3, 4, roles={"leder": (0, 0, 0, 2, 3)}), comment='De sagde: "ja"\n:)'
    )
    return record(
        instrument,
        answers={"S01": spoken, "S02": Answer(not_relevant_because="Nej: aldrig")},
        citizen_involvement=CitizenInvolvement(brief_inspire=BriefInspire(mean=71.5, n=7)),
        actions=(Action(id="2026-Q3-1", about="S01", text="Aftale", opened_in=Quarter(2026, 3)),),
        measures={"cti": {"citizens": 11, "workers": 1.5}},
    )
