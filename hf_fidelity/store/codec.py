"""Assessment ↔ text. Stable: a record saved unchanged is byte-identical. Strict: nothing odd is read silently.

Strict reading (:mod:`hf_fidelity.ground.strict_json`) calls Python for every object and number, and knows the line of
what is wrong. Nearly every file is as it was written, and has nothing wrong with it; then the model alone reads it.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache, partial
from itertools import chain, compress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, TypeVar, cast, get_origin

import orjson
from pydantic import BaseModel, TypeAdapter, ValidationError

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record import SCHEMA_VERSION, Assessment, PlainAnswers, PlainRecord, PlainVotes, Whose
from hf_fidelity.domain.scores.figures import mean
from hf_fidelity.ground import N_, REFUSED, Finding, KeyPath, RecordDamaged, RecordProblem, RecordTooNew, lazily, reason
from hf_fidelity.ground.models import Value, models_in
from hf_fidelity.ground.strict_json import NotStrictJson, loads
from hf_fidelity.store.files import not_readable, read_bytes

if TYPE_CHECKING:
    from hashlib import _Hash

_T = TypeVar("_T")
_V = TypeVar("_V", bound=Value)
_WITH_EXPONENT = lazily(r"e-?\d+,?$", re.MULTILINE)
"""A number that is written so at the end of a line. A text ends in a quote."""


def encode(value: Value) -> str:
    """The text of a record, draft or team file: UTF-8, two blanks of indent, keys in the model's order.

    Keys that came later stand there only where they say something, so that older files stay as they are.
    """
    data = value.model_dump(mode="json")
    for whole in (data, data.get("record") or {}):
        votes = [each for answer in whole.get("answers", {}).values() if (each := answer.get("votes"))]
        for part in (whole, whole.get("instrument", {}), *whole.get("actions", ()), *votes):
            for key in _LATER & part.keys():
                if not part[key]:
                    del part[key]
    with suppress(ValueError, TypeError):  # half a character, a number of more than 64 bits: json knows what to do
        text = orjson.dumps(data, option=_LAYOUT).decode()
        # A number that json may write in another way: 1e-05 instead of 0.00001, 1e+16 instead of 1e16.
        if not ("0.0000" in text or _WITH_EXPONENT.search(text)):
            return text
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


_LATER = frozenset(
    (
        *("we", "which", "first", "peer", "share_on", "learnt", "follows", "given", "replaced", "checksum"),
        *("draft_revision", "reversed"),
    )
)
"""Keys that came after the first record: written only where they say something, and missed nowhere."""


# A record is sealed when it is saved: its last key is a checksum over the file as it is without it. Who reads it takes
# it off where it fits; a record that still has one was changed by other means. Records from before have none.


def seal(record: Assessment) -> bytes:
    """The file of a record that is saved. One that was changed by other means keeps the checksum that does not fit:
    another save does not make it right.
    """
    text = encode(record)
    return _with_checksum(text, record.checksum or _checksum(text.encode())).encode()


def _with_checksum(text: str, checksum: str) -> str:
    return f'{text.removesuffix(_END)},\n  "checksum": "{checksum}"{_END}'


_END = "\n}\n"
_BEGIN, _NEXT, _ENDS = b'{\n  "', b',\n  "', _END.encode()
_CHECKSUM = len(_with_checksum(_END, f"sha256:{'0' * 64}"))
"""Bytes at the end of a record as it is written, from the comma before its checksum on."""
_SEAL = b',\n  "checksum": "sha256:'


def _checksum(content: bytes) -> str:
    return f"sha256:{_digest(content)}"


def _digest(*parts: bytes | memoryview) -> str:
    """The hash in hexadecimal of these parts, one behind the other."""
    digest = _sha256()()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()


@cache
def _sha256() -> Callable[[], "_Hash"]:
    from hashlib import sha256  # slow to import

    return sha256


def _unsealed(read: _V, data: bytes) -> _V:
    """A value that was read, without its checksum where that fits. How the file is laid out does not count."""
    if not isinstance(read, Assessment) or read.checksum is None:
        return read
    plain = read.model_copy(update={"checksum": None})
    return plain if _is_sealed(data) or _checksum(encode(plain).encode()) == read.checksum else read


def _without_seal(data: bytes) -> bytes:
    """The file of a record without its checksum, if it ends in one that fits: as it was before it was sealed."""
    return data[:-_CHECKSUM] + _ENDS if _is_sealed(data) else data


def _is_sealed(data: bytes) -> bool:
    """Whether the file of a record ends in a checksum that fits, as it is written. Nothing large is copied for it."""
    if not data.startswith(_SEAL, -_CHECKSUM):
        return False
    return data.endswith(b'%b"%b' % (_digest(memoryview(data)[:-_CHECKSUM], _ENDS).encode(), _ENDS))


def decode(model: type[_V], data: bytes, file: str) -> _V:
    """Read what :func:`encode` wrote.

    Raises RecordTooNew for a later ``schema_version`` and RecordDamaged for anything else that is not a record;
    ``file`` is what the message calls it.
    """
    text = _without_seal(data) if model is Assessment else data
    written = as_written(text)
    try:
        if written is not None:
            value = model.model_validate_json(text)
            if _is_whole(_keys_of(model), [written]) and (text is data or "checksum" not in written):
                return _unsealed(value, data)
    except ValidationError:
        pass
    return decode_strictly(model, data, file)


def decode_whose(data: bytes, file: str) -> Whose | Assessment:
    """Whose a record is, from what it says of that alone, or from the whole of it. Raises as :func:`decode`."""
    try:
        return Whose.model_validate_json(data)
    except ValidationError:
        return decode(Assessment, data, file)


# Where thousands of records are counted no model is made of an answer, nor of what stands beside the answers where the
# same stood in another record: it is known by its bytes, laid out as :func:`encode` lays it out, and what they say is
# remembered. The bytes alone decide that, so that nothing remembered can be out of date.


def decode_plain(data: bytes, instrument: Instrument) -> PlainRecord | None:
    """A record of the questionnaire whose answers are plain values, to be counted; None where it must be read by
    :func:`decode`. What that refuses, or says something of, is not read here.
    """
    start = data.find(_ANSWERS)
    found = _answers_pattern(instrument.order, instrument.scale.values).match(data, start) if start > 0 else None
    if found is None or not (data.startswith(_BEGIN) and data.endswith(_ENDS)):
        return None
    end = _CHECKSUM if _is_sealed(data) else len(_ENDS)
    try:
        answers = _plain_answers(found, instrument.scale.values)
        head = _head_of(data[len(_BEGIN) : start] + data[found.end() : -end])
    except ValueError:
        return None
    return PlainRecord(head, answers) if head.instrument.statements.keys() >= instrument.fingerprints.keys() else None


_ANSWERS = _NEXT + b'answers": '


def _head_of(text: bytes) -> Assessment:
    """What a record without its answers says, from the text between its first quote and its end. Raises ValueError
    where it is none, or none as it is written."""
    texts = text.split(_NEXT)
    parts = dict(map(_parts().__getitem__, texts))
    if len(parts) < len(texts) or not _needed() <= parts.keys():
        raise ValueError
    head = Assessment.__new__(Assessment)  # filled as pickle fills one: ``model_copy`` takes four times as long
    head.__setstate__({**_nothing(), "__dict__": {**_nothing()["__dict__"], **parts}})
    return head


class _Remembered(dict[bytes, _T]):
    """What texts say, each read when it is first asked for: as ``lru_cache``, in a third of the time."""

    def __init__(self, read: Callable[[bytes], _T], most: int) -> None:
        super().__init__()
        self._read, self._most = read, most

    def __missing__(self, text: bytes) -> _T:
        said = self._read(text)
        if len(text) <= _SHORT:  # what is long stands nowhere else
            if len(self) >= self._most:
                self.clear()
            self[text] = said
        return said


_SHORT = 2_000
"""Bytes."""


@cache
def _parts() -> _Remembered[tuple[str, Any]]:
    return _Remembered(_part, 8_192)


def _part(text: bytes) -> tuple[str, Any]:
    """A key of a record with its value, from the text between its quote and the comma behind it.

    Raises ValueError where it does not fit the model, lacks something or is written otherwise.
    """
    written = as_written(b"%b%b%b" % (_BEGIN, text, _ENDS))
    key = next(iter(written), "") if written else ""
    if key not in _readers() or not _is_whole(_only(key), [written]):
        raise ValueError
    return key, _readers()[key].validate_json(text[len(key) + len('": ') :], strict=True)


@cache
def _readers() -> dict[str, TypeAdapter[Any]]:
    """What reads the value of each key beside the answers; of a checksum that does not fit :func:`decode` tells."""
    fields = Assessment.model_fields.items()
    others: dict[str, Any] = {
        key: Annotated[field.annotation, field] for key, field in fields if key not in ("answers", "checksum")
    }
    return {key: TypeAdapter(annotation) for key, annotation in others.items()}


@cache
def _needed() -> frozenset[str]:
    """The keys that each record has beside the answers."""
    return frozenset(_keys_of(Assessment).names) - {"answers"}


@cache
def _only(key: str) -> "_Keys":
    return _Keys((key,), frozenset(), tuple(part for part in _keys_of(Assessment).parts if part[0] == key))


@cache
def _nothing() -> dict[Any, Any]:
    """The state of a record that says nothing, to be filled with what one says."""
    model: Any = Assessment
    return cast("dict[Any, Any]", model.model_construct().__getstate__())


@cache
def _answers_pattern(statements: tuple[str, ...], points: tuple[int, ...]) -> re.Pattern[bytes]:
    """An answer to each of the statements, as they are written into a record, from the comma before them on.

    Each has three groups: the point, the votes, which are looked at by themselves, and why it is not relevant.
    """
    known = {
        "point": f"(null|{'|'.join(map(str, points))})",
        "votes": r"(null|\{[^}]*\}[^}]*\}[^}]*\})",
        "text": f"(?:null|{_TEXT})",
        "reason": f"(?:null|({_TEXT}))",
    }
    said = {"comment": "<text>", "not_relevant_because": "<reason>", "changed_because": "<text>"}
    answer = {"agreed": "<point>", "votes": "<votes>", **said}
    return re.compile(_ANSWERS + _laid_out(dict.fromkeys(statements, answer), 1, known))


_TEXT = r'"[^"\\\x00-\x1f]*(?:\\["\\bfnrt][^"\\\x00-\x1f]*)*"'
"""As orjson writes it, but for those with rare control characters."""
_MARK = lazily('"<([a-z]+)>"')


def _laid_out(value: Any, depth: int, known: Mapping[str, str]) -> bytes:
    """The pattern of a value that stands in a record so deep; each mark in it stands for a pattern that is known."""
    text = orjson.dumps(value, option=orjson.OPT_INDENT_2).decode().replace("\n", "\n" + depth * "  ")
    return _MARK.sub(lambda mark: known[mark[1]], re.escape(text)).encode()


def _plain_answers(found: re.Match[bytes], points: tuple[int, ...]) -> PlainAnswers:
    """The columns of answers as they are written. Raises ValueError where one says two things, is of another kind, or
    holds what is no text."""
    found[0].decode()
    groups = found.groups()
    agreed, reasons = tuple(map(_points_of(points).__getitem__, groups[0::3])), groups[2::3]
    votes = tuple(map(_votes_on(points).__getitem__, groups[1::3]))
    if not any(reasons):
        return PlainAnswers(agreed, (True,) * len(agreed), votes)
    if any(point is not None for point in compress(agreed, reasons)):
        raise ValueError
    return PlainAnswers(agreed, tuple([reason is None for reason in reasons]), votes)


@cache
def _points_of(points: tuple[int, ...]) -> dict[bytes, int | None]:
    """The points of a scale as they are written."""
    return {b"null": None, **{str(point).encode(): point for point in points}}


@cache
def _votes_on(points: tuple[int, ...]) -> _Remembered[PlainVotes | None]:
    """The votes on a scale with these points: a few people can vote in so many ways only."""
    tally = {"counts": ["<number>"] * len(points), "missing": "<number>", "not_relevant": "<number>"}
    pattern = re.compile(_laid_out({"all": tally, "roles": {}}, 3, {"number": "(0|[1-9][0-9]{0,5})"}))
    return _Remembered(partial(_votes, pattern, points), 16_384)


def _votes(pattern: re.Pattern[bytes], points: tuple[int, ...], text: bytes) -> PlainVotes | None:
    """Raises ValueError for those of another kind, such as votes by role or with a note on how they were given."""
    if text == b"null":
        return None
    if (found := pattern.fullmatch(text)) is None:
        raise ValueError
    *counts, missing, not_relevant = map(int, found.groups())
    answered = sum(counts)
    return PlainVotes(tuple(counts), answered, missing, not_relevant, mean(points, counts) if answered else None)


def as_written(data: bytes) -> Any:
    """What a JSON text says, if it stays byte for byte what it is when it is written again as records are; else None.

    Then strict reading finds nothing wrong with it. A key that stood twice would stand there once; NaN, half a
    character and an endless number would be refused, or written as something else. Windows' line ends do no harm.
    """
    text = data.replace(b"\r\n", b"\n") if b"\r" in data else data
    try:
        value = orjson.loads(text)
        return value if orjson.dumps(value, option=_LAYOUT) == text else None
    except (ValueError, TypeError):  # it cannot be read, or not be written: it is nested too deeply
        return None


_LAYOUT = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE


def decode_strictly(model: type[_V], data: bytes, file: str) -> _V:
    """As :func:`decode`, and slower: what this refuses, and how, is the rule."""
    try:
        text = data.decode("utf-8-sig")
        value = loads(text)
    except ValueError as error:
        raise damaged(file, _why_not_json(data, error)) from error
    version = value.get("schema_version") if isinstance(value, dict) else None
    if isinstance(version, int) and version > SCHEMA_VERSION:
        raise RecordTooNew(
            N_("{file} was written by a newer version of the program (format {version}, this one knows {known})."),
            hint=N_("Update hf-fidelity, then try again. The file has not been touched."),
            file=file,
            version=version,
            known=SCHEMA_VERSION,
        )
    try:
        read = model.model_validate_json(text)
    except ValidationError as error:
        raise damaged(file, _why_not_model(error, model)) from error
    if lost := next(_lost(_keys_of(model), value), None):
        missing = Finding("missing", N_("{key} is missing."), {"key": lost[-1]}, "error")
        raise damaged(file, _in_its_place(lost, missing))
    return _unsealed(read, data)


# In a file every key is written out. The models' defaults are for who makes a value: a key that is not there was lost,
# and what it held with it. A record without ``answers`` is no meeting without answers.
#
# Nearly every key of today was there from the first record on; those that came later (``_LATER``) are let off.


class _Keys(NamedTuple):
    """The keys that a model is written with, and those of them that hold parts which may lack keys too."""

    names: tuple[str, ...]
    later: frozenset[str]
    """Keys that may stand beside them."""
    parts: tuple[tuple[str, bool, "_Keys"], ...]
    """Key, whether it holds such parts by names of their own (or, as a list, by number), and the keys of a part."""


@cache
def _keys_of(model: type[BaseModel]) -> _Keys:
    fields = {field.alias or name: field.annotation for name, field in model.model_fields.items()}
    parts = [(key, get_origin(type) is dict, part) for key, type in fields.items() for part in models_in(type)]
    names = tuple(key for key in fields if key not in _LATER)
    in_parts = ((key, named, _keys_of(part)) for key, named, part in parts if _may_lack(part))
    return _Keys(names, _LATER & fields.keys(), tuple(in_parts))


def _may_lack(model: type[BaseModel]) -> bool:
    """Whether the model itself would pass over a key that is missing, in it or in a part of it."""
    return not all(field.is_required() for field in model.model_fields.values()) or bool(_keys_of(model).parts)


def _is_whole(keys: _Keys, values: Sequence[Mapping[str, Any]]) -> bool:
    """Whether no key is missing in values that fit their model, which allows no other: counting them is enough."""
    sizes = {*map(len, values)}  # thousands of answers are counted
    if keys.later and not all(map(keys.later.isdisjoint, values)):
        sizes = {len(value) - len(keys.later & value.keys()) for value in values}
    if sizes != {len(keys.names)}:
        return False
    for key, named, inner in keys.parts:
        if found := [part for value in values if (part := value[key])]:
            many = chain.from_iterable(part.values() if named else part for part in found)
            if not _is_whole(inner, [*many] if named or isinstance(found[0], list) else found):
                return False
    return True


def _lost(keys: _Keys, value: Mapping[str, Any], above: KeyPath = ()) -> Iterator[KeyPath]:
    """The paths of the keys that are missing in a value that fits its model."""
    yield from ((*above, name) for name in keys.names if name not in value)
    for key, named, inner in keys.parts:
        held: Any = value.get(key) or ()
        if named or isinstance(held, list):
            for at, part in dict(held).items() if named else enumerate(held):
                yield from _lost(inner, part, (*above, key, at))
        elif held:
            yield from _lost(inner, held, (*above, key))


def _why_not_json(data: bytes, error: ValueError) -> Finding:
    if not data.strip(b"\0 \r\n\t"):
        return Finding("empty", N_("it is empty."))
    if b"\n<<<<<<< " in b"\n" + data:
        return Finding("conflict", N_("it holds two versions at once (conflict marks from a merge)."))
    if isinstance(error, NotStrictJson):
        return _at_line(error.finding)
    return Finding("encoding", N_("it is not written in UTF-8."))


def _at_line(finding: Finding) -> Finding:
    if finding.line is None or "line" in finding.params:
        return finding
    return Finding(finding.code, N_("line {line}: {what}"), {"line": finding.line, "what": finding})


def _why_not_model(error: ValidationError, model: type[Value]) -> Finding:
    """The first complaint, with the keys that lead to it."""
    from hf_fidelity.ground.models import model_findings  # only when something is wrong

    return _in_its_place(*next(iter(model_findings(error, model))))


def _in_its_place(path: KeyPath, finding: Finding) -> Finding:
    """A finding with the keys that lead to its place."""
    where = ".".join(map(str, path[:-1]))
    return Finding(finding.code, N_("in {where}: {what}"), {"where": where, "what": finding}) if where else finding


def damaged(file: str, why: Finding) -> RecordDamaged:
    """That a file cannot be used as the record it should be, and why."""
    return RecordDamaged(
        N_("{file} is damaged: {why}"),
        hint=N_("Fetch an earlier version of the file (OneDrive, backup), or move it away. It has not been touched."),
        file=file,
        why=why,
    )


# What is wrong with one file, as a finding that says what to do. The file's name stands beside it.


_DAMAGED = N_("Damaged: {why} Fetch an earlier version of the file (OneDrive, backup), or move it away.")
_UNREADABLE = N_("It cannot be read: {why}. Close it in other programs, and check that you may open it.")
_TOO_NEW = N_("Written by a newer version of the program, and not touched. Update hf-fidelity.")


def damage(why: Finding) -> Finding:
    """That a file is damaged, in that way."""
    return Finding(why.code, _DAMAGED, {"why": why}, "error")


def finding_of(problem: RecordProblem) -> Finding:
    """A problem with a stored file as a finding."""
    if isinstance(problem, RecordTooNew):
        return Finding("too-new", _TOO_NEW, {}, "error")
    why = problem.params.get("why", "")
    return damage(why) if isinstance(why, Finding) and why.code != REFUSED else _unreadable(why)


def unreadable(error: OSError) -> Finding:
    """That the system does not give a file to us."""
    return _unreadable(reason(error))


def _unreadable(why: Finding | str) -> Finding:
    return Finding("unreadable", _UNREADABLE, {"why": why}, "error")


def data_of(path: Path) -> bytes:
    """The bytes of a file. Raises RecordDamaged, also for what is no file at all (a folder, a pipe)."""
    try:
        if not path.is_dir():
            return read_bytes(path)
    except OSError as error:
        raise not_readable(path, error) from error
    raise damaged(str(path), Finding("no-file", N_("it is not a file.")))
