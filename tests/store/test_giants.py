"""Files that are far larger, or say far more, than any that the program writes: told at once, or in work that grows
as what is shown."""

import io
import struct
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from hf_fidelity import i18n
from hf_fidelity.cli import main
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Action, Correction, FromTo
from hf_fidelity.errors import InputProblem
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.ground.zip_end import ZipEnd, zip_end
from hf_fidelity.journeys import Result, Workspace, list_actions, show_assessment
from hf_fidelity.readers.survey.cells import gate
from hf_fidelity.readers.survey.cells.book import Refused
from hf_fidelity.store import backup
from hf_fidelity.store.backup import read_backup
from hf_fidelity.writers.text import terminal_text
from tests.builders import record
from tests.depth import every

ORGANISATION, TEAM, Q3 = "Prøvekøbing Kommune", "Bostøtte Nord", Quarter(2026, 3)
NOW = datetime(2026, 8, 20, tzinfo=UTC)


# Zips


def zipped(entries: int, comment: bytes = b"") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        packed.comment = comment
        for n in range(entries):
            packed.writestr(f"xl/{n}.xml", b"")
    return target.getvalue()


@pytest.mark.parametrize("comment", [b"", b"PK", b"x" * 65535], ids=["none", "half-a-mark", "long"])
@pytest.mark.parametrize("entries", [0, 1, 7])
def test_what_a_zip_says_at_its_end(entries: int, comment: bytes) -> None:
    data = zipped(entries, comment)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        size = len(data) - 22 - len(comment) - packed.start_dir
    assert zip_end(io.BytesIO(data)) == ZipEnd(entries, size)


@pytest.mark.thorough
def test_more_entries_than_the_old_numbers_can_say() -> None:
    assert zip_end(io.BytesIO(zipped(65_536))) == ZipEnd(65_536, zip_end(io.BytesIO(zipped(65_536))).size)  # type: ignore[union-attr]


@pytest.mark.parametrize("data", [b"", b"PK\3\4", b"PK\5\6", b"x" * 100_000, b"PK\5\6" + b"x" * 10])
def test_what_has_no_end(data: bytes) -> None:
    assert zip_end(io.BytesIO(data)) is None


def test_an_end_that_no_library_finds_is_none() -> None:
    data = zipped(1, b"PK\5\6")
    assert zip_end(io.BytesIO(data)) is None
    with pytest.raises(zipfile.BadZipFile):
        zipfile.ZipFile(io.BytesIO(data))


def lying(data: bytes, **says: int) -> bytes:
    """The same zip with another end."""
    fields = list(struct.unpack("<4s4H2LH", data[-22:]))
    for name, value in says.items():
        fields[{"entries": 4, "size": 5}[name]] = value
    return data[:-22] + struct.pack("<4s4H2LH", *fields)


@pytest.fixture
def unopened(monkeypatch: pytest.MonkeyPatch) -> None:
    """No zip may be opened."""

    def refuse(*_values: object, **_more: object) -> None:
        raise AssertionError("it was opened as a zip")

    monkeypatch.setattr(zipfile, "ZipFile", refuse)


@pytest.mark.usefixtures("unopened")
@pytest.mark.parametrize("says", [{"entries": 1001}, {"entries": 65_535}, {"size": 2_000_001}])
def test_an_export_of_too_many_parts_is_refused_before_it_is_opened(says: dict[str, int], tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(lying(_ONE, **says))
    with pytest.raises(Refused) as stop:
        gate.judge(tmp_path / "x.xlsx")
    assert stop.value.finding.code == "too-many-parts"


@pytest.mark.parametrize("entries", [999, 1000])
def test_an_export_of_as_many_parts_as_there_may_be_is_opened(entries: int, tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(zipped(entries))
    try:
        gate.judge(tmp_path / "x.xlsx")
    except Refused as refused:
        assert refused.finding.code != "too-many-parts"


@pytest.mark.usefixtures("unopened")
@pytest.mark.parametrize("entries", [500_001, 1_500_000])
def test_a_backup_of_too_many_files_is_refused_before_it_is_opened(
    entries: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.zip").write_bytes(_ONE)
    monkeypatch.setattr(backup, "zip_end", lambda _file: ZipEnd(entries, 46 * entries))
    with pytest.raises(InputProblem, match="restored"):
        read_backup(tmp_path / "x.zip")


_ONE = zipped(1)


# Numbers


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (10**25, "1" + "0" * 25 + ".00"),
        (10**26, "1" + "0" * 26 + ".00"),
        (-(10**399), "−1" + "0" * 399 + ".00"),
        (5e-324, "0.00"),
        (0.125, "0.13"),
    ],
)
def test_any_number_is_told(value: float, said: str) -> None:
    assert i18n.number(value) == said


def test_the_largest_fraction_is_told() -> None:
    assert len(i18n.number(1.7976931348623157e308)) == 312


@pytest.mark.parametrize("count", [10**6, 10**27, 10**30, 10**399])
def test_a_revision_of_any_size_is_listed(
    count: int, tmp_path: Path, instrument: Instrument, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Workspace.at(tmp_path).store.place(ORGANISATION, TEAM)
    folder.save(record(instrument, "4" * 16), 0)
    path = folder.record_path(Q3, "housing-first")
    path.write_bytes(path.read_bytes().replace(b'"revision": 1,', b'"revision": %d,' % count))
    for command in (["records"], ["show", "--team", TEAM], ["teams"], ["trend"], ["records", "--format", "json"]):
        assert main.run(["--data", str(tmp_path), *command]) in (0, 1)
    assert "Traceback" not in capsys.readouterr().err


# Work


def calls(action: Callable[[], Any]) -> int:
    """How many functions are called: work that no busy machine changes."""
    count = 0

    def see(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(see)
    try:
        action()
    finally:
        sys.setprofile(None)
    return count


def shown(result: Result) -> str:
    return terminal_text(result.document, 100, blocks=True)


def of_corrections(root: Path, instrument: Instrument, n: int) -> Workspace:
    change = {"S01.agreed": FromTo.model_validate({"from": 2, "to": 4})}
    history = tuple(Correction(revision=i + 2, at=NOW, why=f"rettet {i}", changes=change) for i in range(n))
    space = Workspace.at(root)
    space.store.place(ORGANISATION, TEAM).save(record(instrument, "4" * 16).model_copy(update={"history": history}), 0)
    return space


def of_actions(root: Path, instrument: Instrument, n: int) -> Workspace:
    actions = tuple(Action(id=f"2026-Q3-{i}", text=f"Ring {i}", opened_in=Q3) for i in range(n))
    space = Workspace.at(root)
    space.store.place(ORGANISATION, TEAM).save(record(instrument, "4" * 16, actions=actions), 0)
    return space


WORK: dict[str, tuple[Callable[[Path, Instrument, int], Workspace], Callable[[Workspace], Result]]] = {
    "show": (of_corrections, lambda space: show_assessment(space, TEAM)),
    "actions": (of_actions, lambda space: list_actions(space, today=NOW.date())),
    "actions-beside-corrections": (of_corrections, lambda space: list_actions(space, today=NOW.date())),
    "show-beside-actions": (of_actions, lambda space: show_assessment(space, TEAM)),
}


@pytest.mark.parametrize("work", every(2, list(WORK)))
def test_work_grows_as_what_there_is(work: str, tmp_path: Path, instrument: Instrument) -> None:
    make, look = WORK[work]
    spaces = [make(tmp_path / str(n), instrument, n) for n in (0, 500, 2000)]
    shown(look(spaces[0]))
    none, few, many = (calls(lambda space=space: shown(look(space))) for space in spaces)  # type: ignore[misc]
    assert many - none <= 4.4 * max(few - none, 20_000)


def test_of_very_many_corrections_the_newest_are_listed_and_json_has_all(
    tmp_path: Path, instrument: Instrument
) -> None:
    for n, said in ((199, None), (200, None), (201, "1 earlier correction is"), (1000, "800 earlier corrections are")):
        result = show_assessment(of_corrections(tmp_path / str(n), instrument, n), TEAM)
        text = shown(result)
        assert (said is None or said in text, f"rettet {n - 1} " in text, text.count("rettet ")) == (
            True,
            True,
            min(n, 200),
        )
        assert len((result.document.data or {})["history"]) == n
