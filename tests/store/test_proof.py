"""The quick way from a file to a value accepts nothing that the strict way refuses, and gives the same."""

import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from hf_fidelity import i18n
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Action, Answer, Assessment, BriefInspire, CitizenInvolvement, Tally
from hf_fidelity.errors import RecordProblem
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.ground.models import Value
from hf_fidelity.store.codec import decode, decode_strictly, encode
from hf_fidelity.store.proof import proven
from tests.builders import record, votes
from tests.store.strategies import assessments


class Anything(Value):
    """A model that keeps whatever JSON can say."""

    value: Any
    other: Any = None


def _strictly(model: type[Value], data: bytes) -> Value | str:
    """What the strict way makes of it: a value, or what it says."""
    try:
        return decode_strictly(model, data, "r.json")
    except RecordProblem as problem:
        return i18n.words(problem.message, problem.params)


def _agree(model: type[Value], data: bytes) -> None:
    quick = proven(model, data)
    if quick is not None:
        assert repr(_strictly(model, data)) == repr(quick), data


REFUSED = {
    "twice": '{"value": {"a": 1, "a": 1}}',
    "twice-at-the-top": '{"value": 1, "value": 1}',
    "twice-in-a-list": '[{"a": {}, "b": [{"a": 1, "a": {}}]}]',
    "twice-with-blanks": '{"value": {"a" : 1,\n"a"\t:\r\n1}}',
    "twice-as-an-escape": r'{"value": {"a": 1, "\u0061": 1}}',
    "twice-with-a-colon-in-it": '{"value": {"a:": 1, "a:": 1}}',
    "twice-with-the-lost-text-full-of-colons": '{"value": {"a": "::", "a": ""}, "other": ":"}',
    "twice-with-the-kept-text-full-of-colons": '{"value": {"a": "", "a": "::"}, "other": ":"}',
    "twice-with-colons-as-escapes": r'{"value": {"a": 1, "a": "\u003a"}}',
    "twice-ending-in-a-backslash": r'{"value": {"a\\": 1, "a\\": 1}}',
    "twice-with-a-quotation-mark": r'{"value": {"a\":": 1, "a\":": 1}}',
    "twice-and-empty": '{"value": {"": {}, "": {}}}',
    "not-a-number": '{"value": NaN}',
    "infinity": '{"value": [-Infinity]}',
    "long": f'{{"value": {"9" * 401}}}',
    "long-and-negative": f'{{"value": [1, -{"9" * 400}]}}',
    "long-in-the-middle": f'{{"value": [{"1, " * 77}{"1" * 401}]}}',
    "longer-than-python-takes": f'{{"value": {"7" * 5000}}}',
    "half-a-character": r'{"value": "\ud83d"}',
    "half-a-character-in-capitals": r'{"value": "\uDE00"}',
    "half-a-character-as-a-key": r'{"value": {"\uD83D": 1}}',
    "half-a-character-in-bytes": b'{"value": "\xed\xa0\x80"}',
    "not-utf-8": b'{"value": "\xff"}',
    "too-long-a-code": b'{"value": "\xc0\xba"}',
    "a-control-character": '{"value": "a\x01"}',
    "a-newline-in-a-text": '{"value": "a\n"}',
    "a-comma-too-many": '{"value": [1,]}',
    "a-leading-zero": '{"value": 01}',
    "a-bare-point": '{"value": 1.}',
    "no-break-space": '{"value":\u00a01}',
    "after-the-end": '{"value": 1}}',
    "nul-at-the-end": '{"value": 1}\0',
    "deep": f'{{"value": {"[" * 50_000}{"]" * 50_000}}}',
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_strict_reading_refuses_is_not_proven(text: str | bytes) -> None:
    data = text if isinstance(text, bytes) else text.encode()
    assert isinstance(_strictly(Anything, data), str)
    assert proven(Anything, data) is None


PROVEN = {
    "blanks": '{"value" :\r\n{"a"\t: [ ] } }',
    "colons-in-texts": '{"value": ["08:12:00", "\\":", "\\\\", ":", "a\\n:"]}',
    "numbers": f'{{"value": [1, -1, 0, 1.5, 1e5, true, false, null, {"9" * 200}]}}',
    "empty-key": '{"value": {"": {"": ""}}}',
    "letters": '{"value": "Bostøtte 🏠 e\u0301"}',
}


@pytest.mark.parametrize("text", PROVEN.values(), ids=PROVEN)
def test_what_is_well_written_is_proven(text: str) -> None:
    assert proven(Anything, text.encode()) == decode_strictly(Anything, text.encode(), "r.json")


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


@settings(derandomize=True, deadline=None, max_examples=600)
@given(value=json_texts, other=json_texts)
def test_any_json_is_read_the_same_in_both_ways(value: str, other: str) -> None:
    _agree(Anything, f'{{"value": {value}, "other": {other}}}'.encode())


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


@settings(derandomize=True, deadline=None, max_examples=150)
@given(value=assessments(), drawn=st.data())
def test_a_record_in_which_something_was_changed_is_read_the_same_in_both_ways(
    value: Assessment, drawn: st.DataObject
) -> None:
    data = encode(value).encode()
    _agree(Assessment, data)
    at = drawn.draw(st.integers(0, len(data)))
    _agree(Assessment, data[:at] + drawn.draw(odd) + data[at:])
    lines = data.split(b"\n")
    line = drawn.draw(st.integers(0, len(lines) - 1))
    _agree(Assessment, b"\n".join([*lines[: line + 1], lines[line].rstrip(b",") + b",", *lines[line + 1 :]]))
    _agree(Assessment, b"\n".join([*lines[:line], lines[line].rstrip(b",") + b",", *lines[line:]]))


def test_every_key_that_stands_twice_in_a_record_is_seen(form: Instrument) -> None:
    lines = encode(_rich(form)).split("\n")
    for at, line in enumerate(lines):
        if '": ' in line and not line.endswith(("{", "[")):
            twice = "\n".join([*lines[:at], line.rstrip(",") + ",", *lines[at:]])
            assert proven(Assessment, twice.encode()) is None, line
            assert "stands twice" in str(_strictly(Assessment, twice.encode()))


def test_an_ordinary_record_is_proven(form: Instrument) -> None:
    value = _rich(form)
    assert proven(Assessment, encode(value).encode()) == value == decode(Assessment, encode(value).encode(), "r.json")


def _rich(form: Instrument) -> Assessment:
    spoken = Answer(
        agreed=4, votes=votes(0, 1, 2, 3, 4, roles={"leder": (0, 0, 0, 2, 3)}), comment='De sagde: "ja"\n:)'
    )
    return record(
        form,
        answers={"S01": spoken, "S02": Answer(not_relevant_because="Nej: aldrig")},
        citizen_involvement=CitizenInvolvement(brief_inspire=BriefInspire(mean=71.5, n=7)),
        actions=(Action(id="2026-Q3-1", about="S01", text="Aftale", opened_in=Quarter(2026, 3)),),
        measures={"cti": {"citizens": 11, "workers": 1.5}},
    )


def test_there_is_nothing_but_numbers_in_a_tally() -> None:
    """Else the proof would have to look into it."""
    fields = Tally.model_json_schema()["properties"].values()
    assert {field.get("items", field)["type"] for field in fields} == {"integer"}


def test_cleaning_a_text_makes_no_colon() -> None:
    """Else a text that was cleaned while it was read could make up for a key that stood twice."""
    made = [chr(code) for code in range(0x110000) if ":" in unicodedata.normalize("NFC", chr(code))]
    assert made == [":"]
