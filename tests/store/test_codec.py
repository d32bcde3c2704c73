"""Record ↔ text: nothing is lost, nothing moves, and nothing odd is read silently."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from hf_fidelity import i18n
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Assessment, Draft, TeamFile
from hf_fidelity.errors import RecordDamaged, RecordTooNew
from hf_fidelity.ground.models import Value
from hf_fidelity.store.codec import decode, encode
from tests.builders import record
from tests.store.strategies import assessments, drafts


@settings(derandomize=True, deadline=None, max_examples=40)
@given(value=assessments())
def test_a_record_read_back_is_the_same_and_byte_identical_when_written_again(value: Assessment) -> None:
    written = encode(value).encode()
    again = decode(Assessment, written, "r.json")
    assert (again, encode(again).encode()) == (value, written)


@settings(derandomize=True, deadline=None, max_examples=20)
@given(value=drafts)
def test_a_draft_read_back_is_the_same_and_byte_identical_when_written_again(value: Draft) -> None:
    written = encode(value).encode()
    again = decode(Draft, written, "d.json")
    assert (again, encode(again).encode()) == (value, written)


def test_a_record_is_utf8_without_escapes_and_ends_with_a_newline(instrument: Instrument) -> None:
    text = encode(record(instrument))
    assert ("Prøvekøbing" in text, text.endswith("}\n")) == (True, True)


def test_a_whole_mean_stays_whole_and_a_fraction_stays_a_fraction(instrument: Instrument) -> None:
    def mean(text: str) -> str:
        rest = '"how": null, "citizens": null, "what_it_changed": null'
        heard = f'"citizen_involvement": {{{rest}, "brief_inspire": {{"mean": {text}, "n": 7}}}}'
        data = _good(instrument).replace('"citizen_involvement": null', heard).encode()
        return encode(decode(Assessment, data, "r.json")).partition('"mean": ')[2].partition(",")[0]

    assert [mean(text) for text in ("71", "71.0", "71.5")] == ["71", "71.0", "71.5"]


@pytest.mark.parametrize("number", [0, 7, 71.5, 1e-5, 0.00007, 1.5e-7, 1e16, 123456789012345680000.0, 2**63, 10**30])
def test_a_number_is_written_as_python_writes_it(instrument: Instrument, number: float) -> None:
    told = {
        "measures": {"staff": {"n": number}},
        "we": "Nord",
        "which": {"home": "Kildehuset"},
        "peer": "Syd",
        "replaced": 2,
    }
    value = record(instrument)
    stamp = value.instrument.model_copy(update={"reversed": ("S01",)})
    value = value.model_copy(update={**told, "instrument": stamp})
    assert encode(value) == json.dumps(value.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"


@pytest.mark.parametrize("we", [None, "Nord"])
def test_a_key_that_came_later_is_written_where_it_says_something_and_missed_nowhere(
    instrument: Instrument, we: str | None
) -> None:
    value = record(instrument).model_copy(update={"we": we})
    text = encode(value)
    assert ('"we": "Nord"' in text, '"we"' in text) == (we is not None, we is not None)
    assert decode(Assessment, text.encode(), "r.json") == value
    compact = json.dumps(json.loads(text)).encode()  # laid out otherwise it is read strictly
    assert decode(Assessment, compact, "r.json") == value
    with pytest.raises(RecordDamaged, match="quarter"):
        decode(Assessment, text.replace('  "quarter": "2026-Q3",\n', "").encode(), "r.json")


def test_a_byte_order_mark_is_read_past(instrument: Instrument) -> None:
    text = _good(instrument)
    assert encode(decode(Assessment, b"\xef\xbb\xbf" + text.encode(), "r.json")) == text


def _good(instrument: Instrument) -> str:
    return encode(record(instrument, "4" * 16))


CONFLICT = '<<<<<<< HEAD\n  "revision": 1,\n=======\n  "revision": 2,\n>>>>>>> theirs\n'

ACTION = json.dumps({
    "id": "2026-Q3-1", "about": None, "text": "Ring", "owner": None, "due": None, "state": "open",
    "opened_in": "2026-Q3", "outcome": None,
})  # fmt: skip

# What stands in a good record, what stands there instead, and what the sentence must say (a pattern).
DAMAGED = {
    "conflict-marks": ('  "revision": 1,\n', CONFLICT, "two versions at once"),
    "conflict-marks-with-windows-line-ends": (
        '  "revision": 1,\n',
        CONFLICT.replace("\n", "\r\n"),
        "two versions at once",
    ),
    "not-a-number": ('"participants": null', '"participants": NaN', "NaN"),
    "infinity": ('"participants": null', '"participants": -Infinity', "Infinity"),
    "key-twice": ('"revision": 1', '"revision": 1, "revision": 2', "revision"),
    "number-as-text": ('"revision": 1', '"revision": "1"', "revision: a whole number"),
    "number-with-a-fraction": ('"revision": 1', '"revision": 1.0', "revision: a whole number"),
    "true-for-one": ('"revision": 1', '"revision": true', "revision: a whole number"),
    "unknown-key": ('"revision": 1', '"revison": 1', "Did you mean revision"),
    "missing-key": ('  "organisation": "Prøvekøbing Kommune",\n', "", "organisation is missing"),
    "blank-name": ("Prøvekøbing Kommune", "\\u200b ", "organisation"),
    "unknown-statement": ('"S01": {', '"S99": {', "S99"),
    "agreed-and-not-relevant": ('"not_relevant_because": null', '"not_relevant_because": "x"', "never both"),
    "impossible-date": ('"held_on": null', '"held_on": "2026-02-30"', "held_on"),
    "impossible-quarter": ('"2026-Q3"', '"2026-Q5"', "2026-Q5"),
    "quarter-in-words": ('"2026-Q3"', '"3. kvartal 2026"', "3. kvartal 2026"),
    "unknown-status": ('"final"', '"done"', "done"),
    "negative-count": ('"participants": null', '"participants": -1', "at least 0"),
    "schema-version-as-text": ('"schema_version": 1', '"schema_version": "1"', "schema_version"),
    "number-of-5000-digits": ('"participants": null', f'"participants": {"9" * 5000}', "digits"),
    "deep-nesting": ('"participants": null', f'"participants": {"[" * 50_000}{"]" * 50_000}', "deep|nest|recursion"),
    "an-action-twice": ('"actions": []', f'"actions": [{ACTION}, {ACTION}]', "same id: 2026-Q3-1"),
    "lone-surrogate": ('"comment": null', '"comment": "\\ud800"', "line"),
    "text-after-the-end": ("\n}\n", "\n}\nx", "line"),
    "nul-inside": ('"revision": 1', '\0"revision": 1', "line 3"),
}

# Whole files that are not records.
NOT_RECORDS = {
    "no-bytes": (b"", "empty"),
    "only-nul-bytes": (b"\0" * 300, "empty"),
    "only-blanks": (b" \r\n\t", "empty"),
    "latin-1": ('{"organisation": "Prøvekøbing"}'.encode("latin-1"), "UTF-8"),
    "utf-16": ('{"organisation": "Prøvekøbing"}'.encode("utf-16"), "UTF-8"),
    "a-list": (b"[]", "key and value pairs"),
    "nothing": (b"null", "key and value pairs"),
    "open-brackets": (b"[" * 100_000, "deep|nest|recursion"),
}


def _refusal(data: bytes) -> str:
    with pytest.raises(RecordDamaged) as stop:
        decode(Assessment, data, "2026-Q3.housing-first.json")
    return i18n.words(stop.value.message, stop.value.params)


def _damaged(instrument: Instrument, rule: str) -> bytes:
    old, new, _reason = DAMAGED[rule]
    text = _good(instrument)
    assert old in text
    return text.replace(old, new, 1).encode()


@pytest.mark.parametrize("rule", DAMAGED)
def test_a_damaged_record_is_refused_with_its_file_and_the_reason(instrument: Instrument, rule: str) -> None:
    said = _refusal(_damaged(instrument, rule))
    assert re.search(rf"2026-Q3\.housing-first\.json.*({DAMAGED[rule][2]})", said, re.DOTALL), said


@pytest.mark.parametrize(("data", "reason"), NOT_RECORDS.values(), ids=NOT_RECORDS)
def test_a_file_that_is_no_record_is_refused_with_its_name_and_the_reason(data: bytes, reason: str) -> None:
    said = _refusal(data)
    assert re.search(rf"2026-Q3\.housing-first\.json.*({reason})", said), said


def test_half_a_record_is_refused_wherever_it_was_cut(instrument: Instrument) -> None:
    data = _good(instrument).encode()
    for cut in range(1, len(data) - 2, 97):
        _refusal(data[:cut])


@pytest.mark.parametrize("rule", DAMAGED)
def test_the_reason_is_one_sentence_for_people(instrument: Instrument, rule: str) -> None:
    said = _refusal(_damaged(instrument, rule))
    assert not re.search(r"\.\.$|: :|Value error|sys\.|unicode string|\{'", said), said
    assert len(said) < 300


@pytest.mark.parametrize("model", [Assessment, Draft, TeamFile])
def test_a_file_of_a_newer_version_is_too_new_whatever_else_it_holds(
    model: type[Assessment] | type[Draft] | type[TeamFile],
) -> None:
    with pytest.raises(RecordTooNew) as stop:
        decode(model, b'{"schema_version": 2, "something": {"else": "entirely"}}', "r.json")
    assert (stop.value.exit_code, "r.json" in str(stop.value)) == (3, True)


CONTRACT = """{
  "schema_version": 1,
  "revision": 3,
  "instrument": {
    "id": "housing-first",
    "version": "1.0.0",
    "digest": "sha256:2f77668a9dfbf8d5848b9eeb4a7145ca94c6ed9236e4a773f6dcafa5132b2f91",
    "statements": {
      "S01": "9f2c41d0",
      "S06": "0b52ac11"
    }
  },
  "organisation": "Prøvekøbing Kommune",
  "team": {
    "id": "bostoette-nord",
    "name": "Bostøtte Nord"
  },
  "quarter": "2026-Q3",
  "held_on": "2026-09-14",
  "status": "final",
  "parts": [],
  "participants": 14,
  "roles": {},
  "votes_are": "secret",
  "citizen_involvement": {
    "how": "Fokusgruppe",
    "citizens": 7,
    "what_it_changed": "S06 blev talt igennem igen",
    "brief_inspire": {
      "mean": 71.5,
      "n": 7
    }
  },
  "answers": {
    "S01": {
      "agreed": 4,
      "votes": {
        "all": {
          "counts": [
            0,
            1,
            2,
            6,
            5
          ],
          "missing": 0,
          "not_relevant": 0
        },
        "roles": {}
      },
      "comment": null,
      "not_relevant_because": null,
      "changed_because": null
    }
  },
  "measures": {
    "cti-caseload": {
      "citizens": 11,
      "workers": 1
    }
  },
  "actions": [
    {
      "id": "2026-Q3-1",
      "about": "S06",
      "text": "Aftale med boligforeningen",
      "owner": "teamleder",
      "due": "2026-12-01",
      "state": "open",
      "opened_in": "2026-Q3",
      "outcome": null
    }
  ],
  "sources": [
    {
      "kind": "import",
      "file": "eksport.xlsx",
      "sha256": "d7a8fbb3",
      "sheet": "Complete",
      "rows": 14
    }
  ],
  "history": [
    {
      "revision": 2,
      "at": "2026-09-15T08:12:00Z",
      "why": "Tastefejl",
      "changes": {
        "S06.agreed": {
          "from": 2,
          "to": 4
        }
      }
    }
  ]
}
"""


def test_the_record_of_the_contract_is_read_and_written_back_byte_for_byte() -> None:
    assert encode(decode(Assessment, CONTRACT.encode(), "r.json")) == CONTRACT


def test_the_keys_of_a_draft_and_of_a_team_file_are_those_of_the_contract(instrument: Instrument) -> None:
    draft = json.loads(encode(Draft(base_revision=0, record=record(instrument))))
    team = json.loads(encode(TeamFile(id="nord", name="Nord")))
    assert list(draft) == ["schema_version", "base_revision", "why", "current", "skipped", "record"]
    assert team == {"id": "nord", "name": "Nord", "earlier_names": [], "continues": []}


# What a file holds is written out, every key of it: one that is not there was lost.


GOLDEN = Path(__file__).parents[1] / "golden" / "records" / "v1"
WHOLE: dict[str, type[Value]] = {
    "2026-Q3.housing-first.json": Assessment,
    "2026-Q4.housing-first.draft.json": Draft,
    "team.json": TeamFile,
}


def _keys(value: Any, above: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inner:
        if isinstance(key, str) and not _is_a_name(above):
            yield (*above, key)
        yield from _keys(part, (*above, key))


def _is_a_name(above: tuple[str | int, ...]) -> bool:
    """Whether what stands here is called by people or a questionnaire, so that any number of keys is right."""
    return bool(above) and above[-1] in ("answers", "statements", "roles", "measures", "changes")


def _without(value: Any, path: tuple[str | int, ...]) -> Any:
    if isinstance(value, list):
        return [_without(part, path[1:]) if at == path[0] else part for at, part in enumerate(value)]
    if len(path) == 1:
        return {key: part for key, part in value.items() if key != path[0]}
    return {key: _without(part, path[1:]) if key == path[0] else part for key, part in value.items()}


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_without_any_one_of_its_keys_is_damaged_and_the_key_is_named(name: str) -> None:
    whole = json.loads((GOLDEN / name).read_bytes())
    paths = [path for path in dict.fromkeys(_keys(whole)) if "measures" not in path[:-1]]
    assert len(paths) > (3 if name == "team.json" else 40)
    for path in paths:
        text = json.dumps(_without(whole, path), ensure_ascii=False, indent=2) + "\n"
        with pytest.raises(RecordDamaged) as stop:
            decode(WHOLE[name], text.encode(), name)
        assert f"{path[-1]} is missing" in i18n.words(stop.value.message, stop.value.params), path
