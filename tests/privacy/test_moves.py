"""Editions beside each other: what random moves leave behind, and what else could tell of a few."""

import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from hf_fidelity.domain.record import privacy
from hf_fidelity.domain.survey import batch
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import Workspace, compare_teams, store_votes
from hf_fidelity.store.data_folder import Store
from hf_fidelity.writers.text import plain_text
from tests.exports.tables import IDS, NORD, csv_file, lines
from tests.journeys.test_score import imported
from tests.privacy.moves import Course
from tests.privacy.stores import Scene, scene

ORDINARY, SOAK, TOGETHER = 16, 2_000, 50
TO_FIND_A_HOLE = 96
Patch = pytest.MonkeyPatch


def found(folder: Path, seed: int) -> list[str]:
    return [f"seed {seed}: {said}" for said in Course(folder / f"{seed}", Random(seed)).run()]


@pytest.mark.parametrize("first", range(0, ORDINARY, 8))
def test_no_edition_tells_of_a_few_beside_the_one_before(tmp_path: Path, first: int) -> None:
    assert [said for seed in range(first, first + 8) for said in found(tmp_path, seed)] == []


@pytest.mark.soak
@pytest.mark.parametrize("first", range(ORDINARY, ORDINARY + SOAK, TOGETHER))
def test_no_edition_tells_of_a_few_in_the_long_run(tmp_path: Path, first: int) -> None:
    assert [said for seed in range(first, first + TOGETHER) for said in found(tmp_path, seed)] == []


HOLES: dict[str, tuple[Any, str, Callable[..., Any], str]] = {
    "few-may-differ": (store_votes, "few_differ", lambda *_: False, "replace: "),
    "additions-as-they-are": (store_votes.VoteStore, "_as_kept", lambda _store, group: group, "add: the difference"),
    "a-record-is-open": (privacy, "are_open", lambda _votes, record: record.votes_are == "open", "after "),
    "a-limit-deletes": (
        store_votes,
        "storable",
        lambda record, limit, **_: privacy.storable(record, limit),
        "has lost its votes",
    ),
    "imports-as-open-as-the-rest": (batch, "_secret", lambda votes, _record: dict(votes), "after "),
}
"""What is taken out of the program → where, and what the adversary must say."""


@pytest.mark.parametrize("hole", HOLES)
def test_a_hole_is_found(monkeypatch: Patch, tmp_path: Path, hole: str) -> None:
    where, name, instead, said = HOLES[hole]
    monkeypatch.setattr(where, name, instead)
    if hole == "imports-as-open-as-the-rest":
        monkeypatch.setattr(privacy, "are_open", lambda votes, record: record.votes_are == "open" and not votes.given)
    assert any(said in leak for seed in range(TO_FIND_A_HOLE) for leak in found(tmp_path, seed))


@pytest.mark.parametrize("seed", range(8))
def test_a_hidden_team_in_a_comparison_or_not_makes_no_figure_another(tmp_path: Path, seed: int) -> None:
    """Compared with it and without it: the difference would be its own answers."""
    real = scene(seed)
    few = next((r for r in real.records if r.status == "votes"), real.records[0])
    votes = {id: answer.model_copy(update={"votes": _of_two(answer.votes)}) for id, answer in few.answers.items()}
    hidden = few.model_copy(
        update={"team": few.team.model_copy(update={"id": "skjult", "name": "Skjult"}), "status": "votes"}
        | {"answers": votes, "roles": {}, "measures": {}, "history": ()}
    )
    told = []
    for name, records in (("without", real.records), ("with", (*real.records, hidden))):
        space = Scene(real.instrument, real.limit, records).written(tmp_path / name)
        data = compare_teams(
            space, first=Quarter(2025, 1), instrument_id=real.instrument.id, min_n=real.limit
        ).document.data
        assert data is not None
        told.append(_without_notes(data))
    assert told[0] == told[1]


def _of_two(votes: Any) -> Any:
    return votes and votes.model_copy(
        update={"all": votes.all.model_copy(update={"counts": (1, *[0] * (len(votes.all.counts) - 2), 1)}), "roles": {}}
    )


def _without_notes(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _without_notes(value) for key, value in data.items() if key not in ("notes", "left_out")}
    return [_without_notes(each) for each in data] if isinstance(data, list | tuple) else data


def of_two(path: Path, answers: list[int], wrote: str) -> Path:
    """Seven of one team, and two of another: what they answered, and what one of them wrote in a cell."""
    path.parent.mkdir(exist_ok=True)
    rows = lines([5, 4, 4, 3, 4, 2, 5]) + lines([*answers, 3], who=(NORD[0], "Lille", NORD[2]), first=70)
    rows[-1][4 + IDS.index("S02")] = wrote
    return csv_file(path, rows)


def test_medians_consensus_and_alpha_tell_nothing_of_two(tmp_path: Path) -> None:
    """The scored workbook and the JSON are the same whatever the two answered, and whatever one of them wrote."""
    told = []
    for at, (answers, wrote) in enumerate((([5, 5], "chefen lytter aldrig"), ([1, 2], "alt er som det skal"))):
        file = of_two(tmp_path / f"{at}" / "e.csv", answers, wrote.ljust(24, "!"))
        scored = imported(Workspace(Store(tmp_path / f"data-{at}")), file)
        document = scored.for_others().document
        text = plain_text(scored.workbook()) + plain_text(document) + json.dumps(document.data)
        told.append(text.replace(str(file), "e.csv"))
    assert told[0] == told[1]


def test_no_file_of_any_kind_tells_of_two(tmp_path: Path, monkeypatch: Patch) -> None:
    """Records, locks, drafts and recovery files, their names too; the first save fails and is kept aside."""
    from hf_fidelity.errors import WriteFailed
    from hf_fidelity.store.team_folder import TeamFolder

    monkeypatch.setenv("TMPDIR", str(tmp_path / "aside"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "aside"))
    (tmp_path / "aside").mkdir()
    space, file = Workspace(Store(tmp_path / "data")), of_two(tmp_path / "in" / "e.csv", [1, 2], "chefen lytter aldrig")

    def refuses(*_: Any, **__: Any) -> None:
        raise WriteFailed("no")

    with monkeypatch.context() as full:
        full.setattr(TeamFolder, "_replace", refuses)
        with pytest.raises(WriteFailed):
            imported(space, file)
    imported(space, file)
    kept = [path for top in ("data", "aside") for path in (tmp_path / top).rglob("*") if path.is_file()]
    assert kept
    for path in kept:
        text = path.name + path.read_bytes().decode("utf-8", "replace")
        assert not any(word in text.casefold() for word in ("lytter", "lille"))
