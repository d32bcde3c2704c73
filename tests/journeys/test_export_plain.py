"""Tables of records in plain values are, byte for byte, those of records read whole."""

import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

import pytest

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import ExportWish, Workspace, export_tables, processes
from hf_fidelity.store import data_folder, team_folder
from hf_fidelity.store.codec import decode
from hf_fidelity.writers.tables import TableFormat, tables_writer
from tests.depth import every
from tests.journeys.test_compare_plain import many_kinds
from tests.privacy.stores import scene

Kinds = Callable[[int], Workspace]
WISHES = (ExportWish(), ExportWish(audience="team"), ExportWish(first=Quarter(2026, 2)), ExportWish(min_n=12))


def _tables(space: Workspace, folder: Path, format: TableFormat, wish: ExportWish) -> dict[str, bytes | list[str]]:
    left_out = export_tables(space, folder, tables_writer(format), wish).left_out
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {**files, "left out": [str(each) for each in left_out]}


def _whole(space: Workspace, folder: Path, format: TableFormat, wish: ExportWish) -> dict[str, bytes | list[str]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(data_folder, "load_plain", lambda _path, _instrument: None)
        return _tables(space, folder, format, wish)


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory, instrument: Instrument) -> Kinds:
    """Seed → teams of every kind, which are only read."""
    return cache(lambda seed: many_kinds(tmp_path_factory.mktemp("data"), instrument, Random(seed)))


@pytest.mark.parametrize("seed", range(6))
def test_a_random_folder_is_exported_the_same(tmp_path: Path, seed: int) -> None:
    space = scene(seed).written(tmp_path / "data")
    assert _tables(space, tmp_path / "a", "csv", ExportWish()) == _whole(space, tmp_path / "b", "csv", ExportWish())


@pytest.mark.parametrize("wish", WISHES, ids=["all", "for the team", "from a quarter on", "another limit"])
@pytest.mark.parametrize("format", every(3, ["csv", "sqlite", "parquet"], first=2))
def test_teams_of_every_kind_are_exported_the_same(
    tmp_path: Path, kinds: Kinds, format: TableFormat, wish: ExportWish
) -> None:
    space = kinds(5)
    plain = _tables(space, tmp_path / "a", format, wish)
    assert plain["left out"]
    assert plain == _whole(space, tmp_path / "b", format, wish)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="nowhere else are processes forked")
@pytest.mark.parametrize("wish", WISHES[:3], ids=["all", "for the team", "from a quarter on"])
def test_two_processes_write_what_one_writes(tmp_path: Path, kinds: Kinds, wish: ExportWish) -> None:
    space = kinds(6)
    alone = _tables(space, tmp_path / "a", "parquet", wish)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(processes, "MANY", 1)
        patch.setattr("os.sched_getaffinity", lambda _process: {0, 1}, raising=False)
        assert _tables(space, tmp_path / "b", "parquet", wish) == alone


def test_only_records_of_another_kind_are_read_whole(
    tmp_path: Path, instrument: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    space = many_kinds(tmp_path / "data", instrument, Random(7))
    whole: list[str] = []

    def noted(model: type, data: bytes, file: str) -> object:
        whole.append(file)
        return decode(model, data, file)

    monkeypatch.setattr(team_folder, "decode", noted)
    export_tables(space, tmp_path / "a", tables_writer("csv"))
    records = list((tmp_path / "data").rglob(f"*.{instrument.id}.json"))
    assert len(set(whole)) == len(whole) < len(records) - 5
