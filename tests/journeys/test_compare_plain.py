"""Records counted in plain values give what records read whole give; whatever is of another kind is read whole."""

import json
import re
import statistics
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import (
    Answer,
    Assessment,
    PlainAnswers,
    PlainVotes,
    Tally,
    Team,
    TeamFile,
    Votes,
)
from hf_fidelity.domain.record.privacy import Policy
from hf_fidelity.domain.scores.many_teams import CountingByQuarter
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import Workspace, compare_teams, processes
from hf_fidelity.store import codec, data_folder
from hf_fidelity.store.codec import decode, decode_plain, seal
from hf_fidelity.store.data_folder import Store
from hf_fidelity.store.files import entry_names
from hf_fidelity.store.team_folder import load
from tests.builders import record
from tests.depth import every
from tests.privacy.stores import scene
from tests.store.test_across import opened

Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def saved(tmp_path: Path, instrument: Instrument) -> Path:
    """A record with votes, as the program has saved it."""
    folder = Store(tmp_path).place("Odense", "Nord")
    votes = {id: Votes(all=Tally(counts=(0, 1, 2, 3, 0), missing=1)) for id in instrument.order}
    made = record(instrument, "4" * 16)
    answers = {id: answer.model_copy(update={"votes": votes[id]}) for id, answer in made.answers.items()}
    folder.save(made.model_copy(update={"answers": answers}), 0)
    return next(tmp_path.rglob("*.housing-first.json"))


def test_plain_answers_are_those_of_the_models(saved: Path, instrument: Instrument) -> None:
    whole, plain = load(saved), decode_plain(saved.read_bytes(), instrument)
    assert whole and plain and plain.head == whole.model_copy(update={"answers": {}})
    assert plain.answers == _columns(whole)


def _columns(whole: Assessment) -> PlainAnswers:
    answers = whole.answers.values()
    relevant = tuple(answer.not_relevant_because is None for answer in answers)
    return PlainAnswers(tuple(a.agreed for a in answers), relevant, tuple(_plain(a.votes) for a in answers))


def _plain(votes: Votes | None) -> PlainVotes | None:
    if votes is None:
        return None
    given = votes.all
    points = [point for point, people in enumerate(given.counts, 1) for _ in range(people)]
    mean = statistics.fmean(points) if points else None
    return PlainVotes(given.counts, given.answered, given.missing, given.not_relevant, mean)


def _answer(key: str, value: object) -> Change:
    return lambda said: said["answers"]["S03"].update({key: value})


def _votes(**more: object) -> Change:
    return lambda said: said["answers"]["S03"]["votes"].update(more)


def _tally(**more: object) -> Change:
    return lambda said: said["answers"]["S03"]["votes"]["all"].update(more)


OTHERWISE: dict[str, Change] = {
    "a point that is not on the scale": _answer("agreed", 6),
    "a point that is a text": _answer("agreed", "4"),
    "a point that is true": _answer("agreed", True),
    "a point with a decimal": _answer("agreed", 4.0),
    "a comment that is a number": _answer("comment", 4),
    "a point and not relevant at once": _answer("not_relevant_because", "fordi"),
    "a key that is not known": _answer("weight", 1),
    "a key that is missing": lambda said: said["answers"]["S03"].pop("comment"),
    "a key for another": lambda said: said["answers"]["S03"].update(remark=said["answers"]["S03"].pop("comment")),
    "an answer that is none": lambda said: said["answers"].update(S03=None),
    "answers that are a list": lambda said: said.update(answers=[]),
    "no answer at all": lambda said: said.update(answers={}),
    "a statement that is not known": lambda said: said["answers"].update(S99=said["answers"]["S03"]),
    "votes by role": _votes(roles={"leader": {"counts": [0, 0, 0, 5, 0], "missing": 0, "not_relevant": 0}}),
    "roles that are a list": _votes(roles=[]),
    "how the votes were given": _votes(given="open"),
    "a count under nought": _tally(counts=[0, 1, 2, -3, 0]),
    "a count that is true": _tally(counts=[0, 1, 2, True, 0]),
    "more people than there can be": _tally(missing=1_000_001),
    "a count too few": _tally(counts=[0, 1, 2, 3]),
    "counts that are a text": _tally(counts="01230"),
    "a quarter that is none": lambda said: said.update(quarter="2026"),
    "another version of the format": lambda said: said.update(schema_version=2),
    "a key that is missing beside the answers": lambda said: said.pop("sources"),
    "a checksum that does not fit": lambda said: said.update(checksum=f"sha256:{'0' * 64}"),
}


@pytest.mark.parametrize("change", OTHERWISE.values(), ids=list(OTHERWISE))
def test_what_is_of_another_kind_is_not_read_in_plain_values(
    saved: Path, instrument: Instrument, change: Change
) -> None:
    assert decode_plain(_without_checksum(saved), instrument) is not None
    assert decode_plain(_without_checksum(saved, change), instrument) is None


def _without_checksum(saved: Path, change: Change = lambda _said: None) -> bytes:
    """The record as it might have been written by others: nobody can see that it was changed."""
    said = json.loads(saved.read_bytes())
    del said["checksum"]
    change(said)
    return f"{json.dumps(said, ensure_ascii=False, indent=2)}\n".encode()


@pytest.mark.parametrize("old", [b'"agreed": 4,', b'"status": "final",', b'"missing": 1,'])
def test_a_key_that_stands_twice_is_not_read_in_plain_values(saved: Path, instrument: Instrument, old: bytes) -> None:
    assert decode_plain(_without_checksum(saved).replace(old, old * 2, 1), instrument) is None


@pytest.mark.parametrize(
    "text", [b'"\xff"', b'"\xed\xa0\x80"', b'"\t"', b'"\\q"', b'"\\u0041"', b'"\\ud800"', b"fordi"]
)
def test_a_text_that_is_none_is_not_read_in_plain_values(saved: Path, instrument: Instrument, text: bytes) -> None:
    comment = b'"comment": %b'
    assert decode_plain(_without_checksum(saved).replace(comment % b"null", comment % text, 1), instrument) is None


@pytest.mark.parametrize("number", [b"01", b"1000001", b"1e3", b"-1", b"1.0", b"true"])
def test_a_number_that_is_none_is_not_read_in_plain_values(saved: Path, instrument: Instrument, number: bytes) -> None:
    missing = b'"missing": %b'
    assert decode_plain(_without_checksum(saved).replace(missing % b"1", missing % number, 1), instrument) is None


@pytest.mark.parametrize("text", ["Æble – “ja”", 'To linjer\r\n\t"sådan"', '\\ \\"', "", "\x7f"])
def test_any_other_text_is(saved: Path, instrument: Instrument, text: str) -> None:
    assert decode_plain(_without_checksum(saved, _answer("comment", text)), instrument) is not None


# What stood in one record is remembered for the next: by its bytes, and so for nothing that is written otherwise.


@pytest.mark.parametrize("seed", range(6))
def test_whatever_has_become_of_the_bytes_is_read_as_the_models_read_it_or_not_at_all(
    tmp_path: Path, instrument: Instrument, seed: int
) -> None:
    dice = Random(seed)
    many_kinds(tmp_path, instrument, dice)
    files = [_unsealed(path.read_bytes()) for path in sorted(tmp_path.rglob(f"*.{instrument.id}.json"))]
    known = [data for data in files if decode_plain(data, instrument)]
    read = 0
    for _ in range(600):
        data = _damaged(dice.choice(known), dice.choice(known), dice)
        if (plain := decode_plain(data, instrument)) is not None:
            read += 1
            whole = decode(Assessment, data, "x")
            assert plain.head == whole.model_copy(update={"answers": {}})
            assert plain.answers == _columns(whole)
    assert 60 < read < 540


def _unsealed(data: bytes) -> bytes:
    return re.sub(rb',\n  "checksum": "sha256:[0-9a-f]{64}"', b"", data)


def _damaged(data: bytes, other: bytes, dice: Random) -> bytes:
    """A line in the place of another of the same or another record, twice or gone, a byte changed, or nothing."""
    lines, others = data.splitlines(keepends=True), other.splitlines(keepends=True)
    at = dice.randrange(len(lines))
    match dice.randrange(6):
        case 0:
            lines[at] = others[min(at, len(others) - 1)]
        case 1:
            lines[at] = dice.choice(others)
        case 2:
            lines.insert(at, lines[at])
        case 3:
            del lines[at]
        case 4:
            line = bytearray(lines[at])
            line[dice.randrange(len(line))] = dice.choice(b'0129"{},: a\xc3\n')
            lines[at] = bytes(line)
    return b"".join(lines)


def test_what_is_long_is_not_remembered_and_what_is_remembered_has_an_end() -> None:
    read: list[bytes] = []

    def length(text: bytes) -> int:
        read.append(text)
        return len(text)

    known = codec._Remembered(length, 2)
    assert [known[text] for text in (b"a", b"a", b"bb", b"c" * 2001, b"c" * 2001)] == [1, 1, 2, 2001, 2001]
    assert read == [b"a", b"bb", b"c" * 2001, b"c" * 2001]
    assert known[b"ccc"] == 3
    assert list(known) == [b"ccc"]


def test_the_columns_are_all_keys_of_an_answer() -> None:
    """Whoever adds a key to an answer decides here what it is for who counts."""
    assert list(Answer.model_fields) == ["agreed", "votes", "comment", "not_relevant_because", "changed_because"]
    assert [*Votes.model_fields, *Tally.model_fields] == [
        *("all", "roles", "given", "counts", "missing", "not_relevant")
    ]


# Over random folders: what is counted in plain values, and in several processes, is as of whole records.


def _told(space: Workspace, instrument_id: str) -> tuple[object, list[str], list[str]]:
    result = compare_teams(space, first=Quarter(1900, 1), instrument_id=instrument_id)
    return result.document, [str(each) for each in result.left_out], [each.words() for each in result.remarks]


def _whole(space: Workspace, instrument_id: str) -> tuple[object, list[str], list[str]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(data_folder, "load_plain", lambda _path, _instrument: None)
        return _told(space, instrument_id)


def _in_two_processes(space: Workspace, instrument_id: str) -> tuple[object, list[str], list[str]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(processes, "MANY", 1)
        patch.setattr("os.sched_getaffinity", lambda _process: {0, 1}, raising=False)
        return _told(space, instrument_id)


@pytest.mark.parametrize("seed", range(12))
def test_a_random_folder_is_compared_the_same(tmp_path: Path, seed: int) -> None:
    made = scene(seed)
    space = made.written(tmp_path)
    ids = {each.instrument.id for each in (*made.records, *made.voices)}
    for id in sorted(ids):
        assert _told(space, id) == _whole(space, id)


def many_kinds(folder: Path, instrument: Instrument, dice: Random) -> Workspace:
    """Teams of the kind that nearly all are of, and among them some of every other kind."""
    space = Workspace.at(folder)
    store = space.store.remembering_teams()
    for team in range(30):
        place = store.place(f"Kommune {team % 3}", f"Team {team}")
        for quarter in (Quarter(2026, 1), Quarter(2026, 2)):
            saved = place.save(_any_record(instrument, place.team, place.organisation, quarter, dice), 0)
            if dice.random() < 0.1:
                path = place.record_path(quarter, instrument.id)
                path.write_bytes(dice.choice([b"{", seal(saved).replace(b"Team", b"Hold", 1)]))
    return space


def _any_record(
    instrument: Instrument, team: TeamFile, organisation: str, quarter: Quarter, dice: Random
) -> Assessment:
    people = dice.choice([3, 5, 8, 12])
    answers = {}
    for id in instrument.order:
        cast = dice.choices(instrument.scale.values, k=people)
        counts = tuple(cast.count(point) for point in instrument.scale.values)
        agreed = dice.choice([None, *instrument.scale.values])
        because = "fordi" if agreed is None and dice.random() < 0.5 else None
        votes = Votes(all=Tally(counts=counts, missing=dice.randint(0, 2))) if dice.random() < 0.9 else None
        answers[id] = Answer(agreed=agreed, votes=votes, not_relevant_because=because)
    for id in dice.sample(instrument.order, dice.choice([0, 0, 0, 3])):
        del answers[id]
    more: dict[str, Any] = {"status": dice.choice(["final", "final", "votes"]), "replaced": dice.choice([0, 0, 0, 1])}
    who: dict[str, Any] = {"team": Team(id=team.id, name=team.name), "organisation": organisation}
    return record(instrument, quarter=str(quarter), answers=answers, **more, **who)


@pytest.mark.parametrize("seed", every(4, range(4)))
def test_many_teams_are_compared_the_same(tmp_path: Path, instrument: Instrument, seed: int) -> None:
    space = many_kinds(tmp_path, instrument, Random(seed))
    plain = [decode_plain(path.read_bytes(), instrument) for path in tmp_path.rglob(f"*.{instrument.id}.json")]
    enough = CountingByQuarter(instrument, Policy(5)).enough
    assert 5 < sum(each is not None and enough(each) for each in plain) < len(plain) - 5
    assert _told(space, instrument.id) == _whole(space, instrument.id)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="nowhere else are processes forked")
def test_several_processes_tell_what_one_tells(tmp_path: Path, instrument: Instrument) -> None:
    space = many_kinds(tmp_path, instrument, Random(7))
    alone = _told(space, instrument.id)
    assert alone[1] and _in_two_processes(space, instrument.id) == alone


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="nowhere else are processes forked")
def test_a_process_with_threads_and_little_work_stay_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _process: {0, 1, 2})
    monkeypatch.setattr("threading.active_count", lambda: 1)
    assert [processes.processes_for(n) for n in (0, processes.MANY - 1, processes.MANY)] == [1, 1, 3]
    monkeypatch.setattr("threading.active_count", lambda: 2)
    assert processes.processes_for(processes.MANY) == 1


def test_only_one_quarter_is_opened_and_no_folder_is_listed_twice(tmp_path: Path, instrument: Instrument) -> None:
    space = many_kinds(tmp_path, instrument, Random(3))
    listed: list[str] = []

    def names(folder: Path) -> list[str]:
        listed.append(str(folder))
        return entry_names(folder)

    with opened(tmp_path) as files, pytest.MonkeyPatch.context() as patch:
        patch.setattr(data_folder, "entry_names", names)
        compare_teams(space, Quarter(2026, 2))
    # Where no record of the quarter can be read, team.json says whose copy the folder may be.
    assert {Path(file).name for file in files} == {f"2026-Q2.{instrument.id}.json", "team.json"}
    assert sum(Path(file).name == "team.json" for file in files) < 10
    assert len(listed) == len(set(listed)) == 30
