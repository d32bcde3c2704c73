"""What lies beside a record: drafts, recovery files, locks. None of them tells more than the record may."""

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from hf_fidelity.domain.record.assessment import Draft
from hf_fidelity.errors import RecordChanged, RecordProblem, WriteFailed
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import Workspace, fill_in_answers
from hf_fidelity.readers.handwritten import read_answers
from hf_fidelity.store import files, team_folder
from tests.journeys.test_meeting import named
from tests.journeys.test_meeting_mended import mending
from tests.journeys.test_two_meetings import session as at_the_first_statement
from tests.privacy.hidden import small
from tests.privacy.moves import LIMIT, Course

Patch = pytest.MonkeyPatch
NOW, Q3 = datetime(2026, 8, 15, 12, tzinfo=UTC), Quarter(2026, 3)
WHOSE = "Prøvekøbing Kommune", "Bostøtte Nord"
SEEDS, PLACES = 8, ("data", "state", "run", "tmp")


@pytest.fixture
def places(tmp_path: Path, monkeypatch: Patch) -> Path:
    """A folder with one for each place that the program keeps anything in."""
    for name in PLACES:
        (tmp_path / name).mkdir(mode=0o700)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    return tmp_path


def kept(places: Path) -> list[Path]:
    return sorted(path for name in PLACES for path in (places / name).rglob("*") if path.is_file())


def few_in(value: Any, where: str, *, open_votes: bool = False) -> Iterator[str]:
    """Secret votes or roles of fewer people than the limit, and figures in a history, wherever they stand in a file."""
    if isinstance(value, list):
        value = dict(enumerate(value))
    if not isinstance(value, dict):
        return
    openly = open_votes or value.get("votes_are") == "open"
    if "counts" in value and small(sum(value["counts"]), LIMIT) and not openly:
        yield f"{where}: votes of {sum(value['counts'])}"
    for key, inner in value.items():
        if key == "roles" and any(isinstance(n, int) and small(n, LIMIT) for n in inner.values()):
            yield f"{where}: roles of {inner}"
        if key == "changes" and "counts" in json.dumps(inner):
            yield f"{where}: a correction tells {inner}"
        yield from few_in(inner, f"{where}.{key}", open_votes=openly and value.get("given") != "secret")


def told(places: Path) -> list[str]:
    """What the files tell of a few."""
    texts = {path: path.read_bytes().decode("utf-8") for path in kept(places)}
    parsed = {path: json.loads(text) for path, text in texts.items() if path.suffix == ".json"}
    return [said for path, value in parsed.items() for said in few_in(value, path.name)]


def _refuses(random: Random, folder: Path, replace: Any) -> Any:
    """A disk that now and then takes no record; whatever else is written goes through."""

    def instead(path: Path, *asked: Any, **more: Any) -> None:
        if path.is_relative_to(folder) and "recovery" not in path.name and random.random() < 0.4:
            raise WriteFailed("no", file=str(path))
        replace(path, *asked, **more)

    return instead


@pytest.mark.parametrize("seed", range(SEEDS))
def test_no_file_beside_a_record_holds_what_the_record_may_not(places: Path, monkeypatch: Patch, seed: int) -> None:
    """Files of random people, of whom some are too few or in a role of one, over a disk that fails half-way."""
    random = Random(seed)
    course = Course(places / "data", random)
    monkeypatch.setattr(team_folder, "replace_file", _refuses(random, places / "data", files.replace_file))
    for _ in range(6):
        move = course._move()
        try:
            course._import(course._people(move), move, LIMIT)
        except (WriteFailed, RecordProblem):
            continue
    assert told(places) == []
    assert any("recovery" in path.name for path in kept(places)) or seed, "the first seed must meet a failure"


FEW = (1, 0, 0, 0, 2)
STEPS: dict[str, tuple[list[tuple[Any, ...]], bool]] = {
    "not-yet-said-how": ([("vote", FEW)], False),
    "secret": ([("vote", FEW, {"how": "secret"})], False),
    "open": ([("vote", FEW, {"how": "open"})], True),
    "open-and-then-secret-after-all": (
        [("vote", FEW, {"how": "open"}), *mending("votes-are"), ("tell_how_voted", "secret", {"confirmed": True})],
        False,
    ),
}
"""How three people's votes come into a meeting → its steps, and whether they are kept."""


@pytest.mark.parametrize("steps", STEPS)
def test_a_draft_holds_votes_of_a_few_only_where_they_were_open(places: Path, steps: str) -> None:
    done, held = STEPS[steps]
    session = at_the_first_statement(Workspace.at(places / "data"))
    for step in (("comment", "Sagt"), *done):
        operation, values, more = named(step)
        session.do(operation, *values, **more)
    drafts = [path.read_text(encoding="utf-8") for path in kept(places) if path.name.endswith(".draft.json")]
    assert len(drafts) == 1
    votes = json.loads(drafts[0])["record"]["answers"]
    assert any(answer["votes"] for answer in votes.values()) is held
    assert told(places) == []


def test_what_another_save_overtook_is_kept_without_votes_of_a_few(places: Path) -> None:
    space = Workspace.at(places / "data")
    answers = read_answers("a.yaml", b"votes_are: secret\nS01: {agreed: 4, votes: {all: {counts: [1, 0, 0, 0, 2]}}}\n")
    fill_in_answers(space, *WHOSE, answers, now=NOW, quarter=Q3)
    folder = space.team(WHOSE[1])
    stored = folder.load(Q3, "housing-first")
    assert stored
    with pytest.raises(RecordChanged):
        folder.save(stored.model_copy(update={"participants": 3}), 7)
    assert sum("recovery" in path.name for path in kept(places)) == 1
    assert told(places) == []


@pytest.mark.skipif(os.name != "posix", reason="modes of Unix")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644])
def test_what_is_kept_beside_a_record_is_for_nobody_else(places: Path, mode: int) -> None:
    """A draft and a recovery file hold what the record holds: whoever cannot open it opens neither of them."""
    space = Workspace.at(places / "data")
    (places / "data").chmod(0o755)
    fill_in_answers(space, *WHOSE, read_answers("a.yaml", b"S01: 4\n"), now=NOW, quarter=Q3)
    folder = space.team(WHOSE[1])
    record = folder.record_path(Q3, "housing-first")
    record.chmod(mode)
    stored = folder.load(Q3, "housing-first")
    assert stored
    folder.save_draft(Draft(base_revision=1, why="Tastefejl", current="S01", record=stored))
    with pytest.raises(RecordChanged):
        folder.save(stored.model_copy(update={"participants": 9}), 7)
    beside = {path.name: path.stat().st_mode & 0o777 for path in record.parent.glob("2026-Q3.*")}
    assert len(beside) == 3
    assert set(beside.values()) == {mode}


def test_names_of_files_and_what_locks_say_tell_of_nobody(places: Path, monkeypatch: Patch) -> None:
    """Of a quarter's files the names say team, quarter and questionnaire; a lock says a process and since when."""
    random = Random(1)
    course = Course(places / "data", random)
    monkeypatch.setattr(team_folder, "replace_file", _refuses(random, places / "data", files.replace_file))
    for _ in range(4):
        try:
            course._import([*course._people("add")], "replace", LIMIT)
        except (WriteFailed, RecordProblem):
            continue
    found = kept(places)
    assert any("recovery" in path.name for path in found)
    told_by_names = " ".join(path.name for path in found)
    told_by_locks = " ".join(path.read_text(errors="replace") for path in found if path.suffix != ".json")
    for word in ("leder", "medarbejder", ".csv", "nord", "votes"):
        assert word not in f"{told_by_names} {told_by_locks}".casefold()
