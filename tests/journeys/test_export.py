"""``export``: what stands in the tables, in every format, and when they are written."""

import csv
import json
import os
import re
import shutil
import sqlite3
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package

from hf_fidelity import i18n
from hf_fidelity.cli.main import run
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Action, Answer, Assessment, Team
from hf_fidelity.errors import FidelityError, InputProblem, RecordDamaged, UsageProblem, WriteFailed
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.i18n import _
from hf_fidelity.journeys import ExportWish, Workspace, compare_teams, export, export_tables
from hf_fidelity.journeys.workspace import Result
from hf_fidelity.reports.tables import SHAPES
from hf_fidelity.store import new_folder
from hf_fidelity.store.new_folder import NewFolder
from hf_fidelity.writers.tables import DATABASE, TableFormat, tables_writer
from hf_fidelity.writers.text import plain_text
from tests.builders import record, votes
from tests.journeys.scenes import own_questionnaire, store, workspace
from tests.plain_yaml import quickly

ROOT = Path(__file__).parents[2]
ACTION = Action(id="2026-Q3-1", text="=HYPERLINK(1)\nny linje", owner="@leder", opened_in=Quarter(2026, 3))
FORMATS: tuple[TableFormat, ...] = ("csv", "sqlite", "parquet")


def three_quarters(instrument: Instrument) -> tuple[Assessment, ...]:
    few = {id: Answer(votes=votes(0, 0, 1, 2, 1)) for id in instrument.order}
    many = {id: Answer(votes=votes(0, 1, 1, 2, 1, missing=2)) for id in instrument.order}
    south = Team(id="syd", name="Syd")
    return (
        record(instrument, "4" * 16, "2026-Q1"),
        record(instrument, "5" * 8 + "i" + "2" * 7, "2026-Q3", actions=(ACTION,)),
        record(instrument, quarter="2026-Q2", team=south, status="votes", answers=few),
        record(instrument, quarter="2026-Q3", team=south, status="votes", answers=many),
    )


@pytest.fixture
def space(instrument: Instrument, tmp_path: Path) -> Workspace:
    made = workspace(tmp_path / "data")
    store(made, *three_quarters(instrument))
    return made


def exported(space: Workspace, folder: Path, format: TableFormat = "csv", **wish: Any) -> Result:
    return export_tables(space, folder, tables_writer(format), ExportWish(**wish))


def everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    """A table of an export as CSV, all quarters of it."""
    found = []
    for path in sorted(folder.glob(f"{name}/**/*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found += list(csv.DictReader(file))
    return found


def as_told(folder: Path, format: TableFormat) -> dict[str, list[tuple[Any, ...]]]:
    """Every table as values: no texts of numbers, nothing of how a format writes them."""
    if format == "sqlite":
        with sqlite3.connect(folder / DATABASE) as database:
            return {
                name: sorted(database.execute(f"SELECT {_columns(name)} FROM {name}").fetchall(), key=repr)
                for name in SHAPES
            }
    return {name: sorted(_values(folder, name, format), key=repr) for name in SHAPES}


def _columns(name: Any) -> str:
    return ", ".join(f'"{each.name}"' for each in SHAPES[name].fields)


def _values(folder: Path, name: Any, format: TableFormat) -> list[tuple[Any, ...]]:
    from pyarrow import parquet

    shape = SHAPES[name]
    if format == "csv":
        read: Mapping[str, Any] = {"integer": int, "number": float, "boolean": lambda text: int(text == "true")}
        return [
            tuple(None if row[f.name] == "" else read.get(f.kind, _unmarked)(row[f.name]) for f in shape.fields)
            for row in rows(folder, name)
        ]
    found = [row for path in sorted(folder.glob(f"{name}/**/*.parquet")) for row in _parquet_rows(parquet, path)]
    return [tuple(_plain(row[f.name], f.kind) for f in shape.fields) for row in found]


def _parquet_rows(parquet: Any, path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = parquet.ParquetFile(path).read().to_pylist()
    return found


def _unmarked(text: str) -> str:
    return text.removeprefix("'")


def _plain(value: Any, kind: str) -> Any:
    if value is None:
        return None
    return int(value) if kind == "boolean" else value.isoformat() if kind == "date" else value


def test_every_format_tells_the_same(space: Workspace, tmp_path: Path) -> None:
    told = {}
    for format in FORMATS:
        exported(space, tmp_path / format, format, audience="team")
        told[format] = as_told(tmp_path / format, format)
    assert told["csv"] == told["sqlite"] == told["parquet"]
    assert {name: len(lines) for name, lines in told["csv"].items()} == {
        "records": 4,
        "answers": 64,
        "scores": 4 * 29,
        "actions": 1,
        "instruments": 16,
    }


@pytest.mark.parametrize("format", FORMATS)
def test_the_data_package_is_one(space: Workspace, tmp_path: Path, format: TableFormat) -> None:
    exported(space, tmp_path / "out", format)
    package = Package(str(tmp_path / "out" / "datapackage.json"))
    assert package.resource_names == list(SHAPES)
    said = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))
    assert said["hf-fidelity"]["privacy"]["limits"] == {"housing-first": 5}
    units = {f["name"]: f.get("unit") for f in said["resources"][1]["schema"]["fields"]}
    assert units["answered"] == "people"


def test_who_asked_reads_quarters_and_questionnaires_as_people_call_them(space: Workspace, tmp_path: Path) -> None:
    i18n.speak("da")
    told = plain_text(exported(space, tmp_path / "out").document)
    assert [f"{number}. kvt. 2026" in told for number in (1, 2, 3, 4)] == [True, True, True, False]
    assert "2026-Q" not in told
    assert "Efterlevelsesskema for Housing First: 5" in told


@pytest.mark.parametrize("audience", ["team", "public"])
def test_frictionless_finds_every_table_valid(space: Workspace, tmp_path: Path, audience: Any) -> None:
    """Types, required cells, keys, and that what a row belongs to is there."""
    exported(space, tmp_path / "out", audience=audience)
    report = Package(str(tmp_path / "out" / "datapackage.json")).validate()
    assert report.flatten(["type", "message"]) == []
    assert [task.stats.get("rows", 0) for task in report.tasks] == [4, 64, 116, int(audience == "team"), 16]


def test_an_older_action_without_a_word_makes_no_package_invalid(
    space: Workspace, instrument: Instrument, tmp_path: Path
) -> None:
    blank = Action(id="2026-Q4-1", text=" ", opened_in=Quarter(2026, 4))
    store(space, record(instrument, "4" * 16, "2026-Q4", actions=(blank,)))
    exported(space, tmp_path / "out", audience="team")
    assert Package(str(tmp_path / "out" / "datapackage.json")).validate().valid


def test_frictionless_would_find_a_wrong_one(space: Workspace, tmp_path: Path) -> None:
    exported(space, tmp_path / "out")
    path = tmp_path / "out" / "answers" / "quarter=2026-Q1" / "answers.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("S02", "S01"), encoding="utf-8")
    assert not Package(str(tmp_path / "out" / "datapackage.json")).validate().valid


def test_votes_of_fewer_than_the_limit_are_in_no_table(space: Workspace, tmp_path: Path) -> None:
    exported(space, tmp_path / "out")
    few = [row for row in rows(tmp_path / "out", "answers") if "syd/2026-Q2" in row["record"]]
    assert {(row["counts"], row["answered"], row["missing"], row["hidden"]) for row in few} == {("", "", "", "true")}
    scores = [row for row in rows(tmp_path / "out", "scores") if "syd/2026-Q2" in row["record"]]
    assert {(row["value"], row["answered"], row["compared"]) for row in scores} == {("", "0", "false")}
    many = [row for row in rows(tmp_path / "out", "answers") if "syd/2026-Q3" in row["record"]]
    assert {(row["counts"], row["answered"], row["missing"]) for row in many} == {("0 1 1 2 1", "5", "2")}


def test_texts_of_actions_are_for_the_team_only_and_are_no_formulas(space: Workspace, tmp_path: Path) -> None:
    exported(space, tmp_path / "out")
    assert rows(tmp_path / "out", "actions") == []
    exported(space, tmp_path / "out", audience="team")
    (action,) = rows(tmp_path / "out", "actions")
    assert (action["text"], action["owner"]) == ("'=HYPERLINK(1) ny linje", "'@leder")


def test_only_the_quarter_that_changed_is_written_again(
    space: Workspace, instrument: Instrument, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    exported(space, out)
    before = {path: path.stat().st_ino for path in out.rglob("*") if path.is_file()}
    store(space, record(instrument, "3" * 16, "2026-Q2"))
    data = exported(space, out).document.data
    assert data
    done = {part["quarter"]: part["done"] for part in data["parts"]}
    assert done == {"2026-Q1": "unchanged", "2026-Q2": "rewritten", "2026-Q3": "rewritten", None: "unchanged"}
    after = {path: path.stat().st_ino for path in out.rglob("*") if path.is_file()}
    same = {path.relative_to(out).as_posix() for path in before if before[path] == after[path]}
    assert {"answers/quarter=2026-Q1/answers.csv", "instruments/instruments.csv", "scores.sql"} <= same
    assert "answers/quarter=2026-Q2/answers.csv" not in same


def test_nothing_is_touched_where_nothing_changed(space: Workspace, tmp_path: Path) -> None:
    for format in FORMATS:
        exported(space, tmp_path / format, format)
        before = (tmp_path / format).stat()
        exported(space, tmp_path / format, format)
        after = (tmp_path / format).stat()
        assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns), format


def test_quarters_that_are_asked_for_no_more_go(space: Workspace, tmp_path: Path) -> None:
    exported(space, tmp_path / "out")
    result = exported(space, tmp_path / "out", first=Quarter(2026, 2), last=Quarter(2026, 2))
    assert result.document.data
    assert {p["quarter"]: p["done"] for p in result.document.data["parts"]} == {
        "2026-Q2": "unchanged",
        None: "unchanged",
        "2026-Q1": "gone",
        "2026-Q3": "gone",
    }
    assert [path.name for path in (tmp_path / "out" / "answers").iterdir()] == ["quarter=2026-Q2"]


def test_a_record_before_the_first_quarter_still_counts_for_what_is_anchored(
    instrument: Instrument, tmp_path: Path
) -> None:
    space = workspace(tmp_path / "data")
    store(space, *(record(instrument, "4" * 16, quarter) for quarter in ("2026-Q1", "2026-Q2")))
    exported(space, tmp_path / "out", first=Quarter(2026, 2))
    states = {row["state"] for row in rows(tmp_path / "out", "scores") if row["level"] == "theme"}
    assert states == {"anchored"}


@pytest.mark.parametrize("first", [None, Quarter(2026, 3)])
@pytest.mark.parametrize("processes", [1, 2])
def test_what_a_team_had_before_is_the_newest_that_can_be_used(
    instrument: Instrument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: Quarter | None, processes: int
) -> None:
    """Whatever is asked for, and however many share the work: as `show` has it. What cannot be used is named once."""
    space = workspace(tmp_path / "data")
    store(space, *(record(instrument, "4" * 16, f"2026-Q{n}") for n in (1, 2, 3, 4)))
    next(space.store.root.rglob("2026-Q2.*.json")).write_text("{", encoding="utf-8")
    monkeypatch.setattr("hf_fidelity.journeys.processes.MANY", 1)
    monkeypatch.setattr("os.sched_getaffinity", lambda _process: set(range(processes)))
    result = exported(space, tmp_path / "out", first=first)
    previous = {row["record"][-21:-14]: row["previous"][-21:-14] for row in rows(tmp_path / "out", "records")}
    earlier = {} if first else {"2026-Q1": ""}
    assert previous == earlier | {"2026-Q3": "2026-Q1", "2026-Q4": "2026-Q3"}
    states = [row["state"] for row in rows(tmp_path / "out", "scores") if row["level"] == "theme"]
    assert (states[-1], [str(problem).count("2026-Q2") for problem in result.left_out]) == ("anchored", [1])


def test_what_reports_say_of_a_record_is_said_of_its_tables(
    space: Workspace, instrument: Instrument, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On the screen, in the language that is spoken, and in the tables; nothing is left out for it."""
    data, north = str(space.store.root), Team(id="nord", name="Nord")
    told = {id: Answer(votes=votes(0, 0, 2, 2, 2)) for id in instrument.order}
    store(space, record(instrument, quarter="2026-Q3", team=north, status="votes", answers=told, replaced=1))
    for path in space.store.root.rglob("syd/*.housing-first.json"):
        was = path.read_text(encoding="utf-8")
        path.write_text(was.replace('"missing": 2', '"missing": 3', 1).replace("Syd", "Syd 2"), encoding="utf-8")
    for language, outside, replaced in (
        ("en", "2 of the records were changed outside", "3rd quarter 2026: 1 team's votes have replaced others"),
        ("da", "2 af skemaerne er ændret uden for", "3. kvartal 2026: 1 teams enkeltsvar har afløst andre"),
    ):
        assert run(["--lang", language, "--data", data, "export", str(tmp_path / language)]) == 0
        said = " ".join(capsys.readouterr().err.split())
        assert outside in said
        assert replaced in said
        doubts = {
            (row["record"].split("/")[1], row["changed_outside"], row["votes_replaced"])
            for row in rows(tmp_path / language, "records")
        }
        assert doubts == {("bostoette-nord", "false", "false"), ("syd", "true", "false"), ("nord", "false", "true")}


NOTHING_TO_EXPORT = {
    "bounds": ({"first": Quarter(2031, 1)}, "in the quarters asked for. There is one for: 1st quarter 2026"),
    "other": (
        {"instrument_id": "samskabelse"},
        "no record of Samskabelse (co-creation) to export, but of: housing-first, vores.",
    ),
    "other-bounds": ({"instrument_id": "vores", "first": Quarter(2031, 1)}, "There is one for: 4th quarter 2026."),
    "unknown": ({"instrument_id": "vore"}, "There is no questionnaire vore."),
}


@pytest.mark.parametrize(("wish", "why"), NOTHING_TO_EXPORT.values(), ids=list(NOTHING_TO_EXPORT))
def test_why_there_is_nothing_to_export(space: Workspace, tmp_path: Path, wish: dict[str, Any], why: str) -> None:
    own = space.instrument(own_questionnaire(tmp_path / "data", "vores"))
    store(space, record(own, "4" * 16, "2026-Q4"))
    with pytest.raises(FidelityError) as problem:
        exported(space, tmp_path / "out", **wish)
    assert why in _(problem.value.message, **problem.value.params)


@pytest.mark.parametrize("wish", [{}, {"instrument_id": "vores"}], ids=["all", "named"])
def test_a_questionnaire_that_cannot_be_used_is_why_nothing_is_exported(tmp_path: Path, wish: dict[str, Any]) -> None:
    space = workspace(tmp_path / "data")
    own = space.instrument(own_questionnaire(tmp_path / "data", "vores"))
    store(space, record(own, "4" * 16))
    file = tmp_path / "data" / "instruments" / "vores.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("scale:", "scala:", 1), encoding="utf-8")
    with pytest.raises(InputProblem, match="cannot be used"):
        exported(space, tmp_path / "out", **wish)


@pytest.mark.parametrize("name", ["letter.txt", "answers/other.csv", "quarter=2026-Q1/answers.csv"])
def test_a_folder_with_something_else_is_left_alone(space: Workspace, tmp_path: Path, name: str) -> None:
    for there_already in (False, True):
        out = tmp_path / f"out-{there_already}"
        if there_already:
            exported(space, out)
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text("mine", encoding="utf-8")
        before = sorted(out.rglob("*"))
        with pytest.raises(UsageProblem, match="holds something that is no export"):
            exported(space, out, last=Quarter(2026, 1))
        assert sorted(out.rglob("*")) == before


@pytest.mark.parametrize("name", ["figures", "answers/mine", "records/quarter=2026-Q1/of whom"])
def test_so_it_is_where_it_is_an_empty_folder(space: Workspace, tmp_path: Path, name: str) -> None:
    exported(space, out := tmp_path / "out")
    (out / name).mkdir()
    with pytest.raises(UsageProblem, match="holds something that is no export") as problem:
        exported(space, out, last=Quarter(2026, 1))
    assert (problem.value.params["names"], (out / name).is_dir()) == ([name], True)


@pytest.mark.parametrize("name", ["answers", "records/quarter=2026-Q1", "instruments"])
def test_tables_that_somebody_has_deleted_are_made_anew(space: Workspace, tmp_path: Path, name: str) -> None:
    exported(space, out := tmp_path / "out")
    before = everything(out)
    for path in sorted((out / name).rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    exported(space, out)
    assert everything(out) == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes in folders")
@pytest.mark.parametrize("name", ["datapackage.json", "answers/quarter=2026-Q1/answers.csv"])
def test_a_pipe_where_an_export_has_a_file_is_no_export_and_not_waited_for(
    space: Workspace, tmp_path: Path, name: str
) -> None:
    exported(space, out := tmp_path / "out")
    (out / name).unlink()
    os.mkfifo(out / name)
    with pytest.raises(UsageProblem, match="holds something that is no export") as problem:
        exported(space, out)
    assert name in problem.value.params["names"]


MEANWHILE = ["analysis.xlsx", "mine/notes.txt", "records/quarter=2026-Q1/notes.txt", "records/quarter=2026-Q1/link"]
"""What somebody saves in the folder while an export runs."""


def saved(out: Path, name: str) -> None:
    (out / name).parent.mkdir(parents=True, exist_ok=True)
    if name.endswith("link"):
        (out / name).symlink_to(out.parent)
    else:
        (out / name).write_text("a month of work", encoding="utf-8")


def just_before(patch: pytest.MonkeyPatch, where: object, called: str, does: Callable[..., None]) -> None:
    """Something happens just before a function of the program is at work."""
    real = getattr(where, called)

    def both(*args: Any) -> Any:
        does(*args)
        return real(*args)

    patch.setattr(where, called, both)


@pytest.mark.parametrize("changed", [True, False])
@pytest.mark.parametrize("name", MEANWHILE)
def test_what_is_saved_there_while_the_tables_are_made_stops_the_export(
    space: Workspace, instrument: Instrument, tmp_path: Path, name: str, changed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    exported(space, out)
    if changed:
        store(space, record(instrument, "3" * 16, "2026-Q4", team=Team(id="syd", name="Syd")))
    just_before(monkeypatch, NewFolder, "take_place", lambda *_: saved(out, name))
    before = everything(out)
    with pytest.raises(UsageProblem, match="holds something that is no export") as problem:
        exported(space, out)
    assert problem.value.params["names"] == [name]
    assert {path: each for path, each in everything(out).items() if path != name} == before
    assert os.path.lexists(out / name)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.parametrize("name", [*MEANWHILE, "records/quarter=2026-Q4/records.csv", ".DS_Store"])
def test_what_is_saved_there_at_the_last_moment_is_kept_and_named(
    space: Workspace, instrument: Instrument, tmp_path: Path, name: str, at_once: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, clean = tmp_path / "out", tmp_path / "clean"
    exported(space, out)
    store(space, record(instrument, "3" * 16, "2026-Q4", team=Team(id="syd", name="Syd")))
    exported(space, clean)
    just_before(monkeypatch, new_folder, "_exchange", lambda _new, old: saved(old, name))
    if not at_once:
        monkeypatch.setattr(new_folder, "_exchanged_at_once", lambda one, other: False)
    result = exported(space, out)
    kept = name.replace("records.csv", "records (1).csv")
    told = [each.params["names"] for each in result.remarks if each.code == "kept"]
    assert told == ([] if name == ".DS_Store" else [[kept]])
    assert os.path.lexists(out / kept) == (name != ".DS_Store")
    assert {path: each for path, each in everything(out).items() if path != kept} == everything(clean)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_what_cannot_be_moved_there_stays_with_the_old_folder(
    space: Workspace, instrument: Instrument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    exported(space, out)
    store(space, record(instrument, "3" * 16, "2026-Q4", team=Team(id="syd", name="Syd")))
    (tmp_path / "file").write_text("", encoding="utf-8")
    just_before(monkeypatch, new_folder, "_exchange", lambda _new, old: saved(old, "mine/a.txt"))
    monkeypatch.setattr(
        new_folder, "_free_name", lambda path: tmp_path / "file" / "a" if path.name == "a.txt" else path
    )
    with pytest.raises(WriteFailed, match="could not be moved") as problem:
        exported(space, out)
    assert problem.value.params["old"] == str(tmp_path / "out-before")
    assert (tmp_path / "out-before" / "mine" / "a.txt").read_text(encoding="utf-8") == "a month of work"
    assert (out / "records" / "quarter=2026-Q4").is_dir()


STOPPED: dict[str, tuple[str, bool, str]] = {
    "before-anything-is-read": ("_reading", True, "the old ones stand as they were"),
    "while-tables-are-made": ("_put_beside", True, "the old ones stand as they were"),
    "of-the-first-tables": ("_put_beside", False, "Nothing was written"),
    "of-the-first-while-reading": ("_reading", False, "Nothing was written"),
    "when-all-is-done": ("synced_after", True, "they are whole"),
}
"""Where Ctrl-C is pressed, whether there are tables already, and what is said."""


@pytest.mark.parametrize(("where", "before", "said"), STOPPED.values(), ids=list(STOPPED))
def test_ctrl_c_leaves_the_old_tables_and_says_how_to_go_on(
    space: Workspace, instrument: Instrument, tmp_path: Path, where: str, before: bool, said: str,
    capsys: Any, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    def stop(*_args: Any) -> None:
        raise KeyboardInterrupt

    out = tmp_path / "out"
    if before:
        exported(space, out)
    there = everything(out)
    store(space, record(instrument, "3" * 16, "2026-Q4", team=Team(id="syd", name="Syd")))
    monkeypatch.setattr(new_folder if where == "synced_after" else export, where, stop)
    assert run(["--data", str(tmp_path / "data"), "--lang", "en", "export", str(out), "--format", "csv"]) == 130
    told = " ".join(capsys.readouterr().err.split())
    done = where == "synced_after"
    assert (said in told, "Run the same command again" in told) == (True, not done)
    assert (everything(out) == there) != done
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


OPEN = {
    "libreoffice": ("csv", ["records/quarter=2026-Q1/.~lock.records.csv#"], "records/quarter=2026-Q1/records.csv"),
    "excel": ("csv", ["instruments/~$instruments.csv"], "instruments/instruments.csv"),
    "sqlite": ("sqlite", ["hf-fidelity.sqlite-wal", "hf-fidelity.sqlite-shm"], "hf-fidelity.sqlite"),
    "of-another-file": ("csv", [".~lock.analysis.xlsx#"], None),
    "and-another-file": ("csv", [".~lock.datapackage.json#", "analysis.xlsx"], None),
}
"""What lies there besides, and the table that is open."""


@pytest.mark.parametrize(("format", "names", "table"), OPEN.values(), ids=list(OPEN))
def test_a_table_that_is_open_is_to_be_closed(
    space: Workspace, tmp_path: Path, format: TableFormat, names: list[str], table: str | None
) -> None:
    exported(space, tmp_path / "out", format)
    for name in names:
        (tmp_path / "out" / name).write_text("", encoding="utf-8")
    with pytest.raises(UsageProblem) as problem:
        exported(space, tmp_path / "out", format)
    assert problem.value.params["names"] == sorted(names)
    assert problem.value.params.get("tables") == ([str(tmp_path / "out" / table)] if table else None)
    assert ("Close it there" in str(problem.value.hint)) == bool(table)


@pytest.mark.parametrize("points", [(2, 1, 0, -1, -2), (5, 4, 3, 2, 1), (-1, -2)])
def test_the_points_of_a_scale_are_numbers_in_csv_and_what_people_wrote_is_marked(
    tmp_path: Path, points: tuple[int, ...]
) -> None:
    own = own_scale(tmp_path / "data", points)
    answers = {id: Answer(agreed=max(points)) for id in own.order}
    store(workspace(tmp_path / "data"), record(own, "-" * len(own.order), organisation="-2 Kommune", answers=answers))
    for format in FORMATS:
        exported(workspace(tmp_path / "data"), tmp_path / format, format)
    wanted = " ".join(map(str, sorted(points)))
    assert {row["scale"] for row in rows(tmp_path / "csv", "instruments")} == {wanted}
    assert {row["name"] for row in rows(tmp_path / "csv", "instruments")} == {"'-2 -1 0"}
    assert {row["organisation"] for row in rows(tmp_path / "csv", "records")} == {"'-2 Kommune"}
    told = [as_told(tmp_path / format, format) for format in FORMATS]
    assert told[0] == told[1] == told[2]


def own_scale(data: Path, points: tuple[int, ...]) -> Instrument:
    """A small questionnaire with these points, and a name that looks as they do."""
    (data / "instruments").mkdir(parents=True)
    said = quickly((ROOT / "tests" / "valid" / "our-form.yaml").read_text(encoding="utf-8"))
    said |= {"name": dict.fromkeys(("da", "en"), "-2 -1 0"), "scale": {"id": "points"}}
    labels = [dict.fromkeys(("da", "en"), f"trin {each}") for each in points]
    said["scale"]["points"] = [{"value": each, "label": label} for each, label in zip(points, labels, strict=True)]
    said["thresholds"] |= {"anchored_from": max(points), "strengthen_to": min(points), "neutral": min(points)}
    said["thresholds"]["theme_steps"] = 1
    (data / "instruments" / "our-form.yaml").write_text(json.dumps(said), encoding="utf-8")
    return workspace(data).instrument("our-form")


@pytest.mark.parametrize(
    ("package", "refused"),
    [
        ('{"resources": []}', "holds something that is no export, such as datapackage.json"),
        ("[]", "holds something that is no export, such as datapackage.json"),
        ("{", "datapackage.json is broken: it is no JSON"),
        ('{"hf-fidelity": 1}', "datapackage.json is broken: what it says"),
        ('{"hf-fidelity": {"tables": {"a": 1}}}', "datapackage.json is broken: what it says"),
        ('{"hf-fidelity": {"tables": {}, "quarters": ["soon"]}}', "datapackage.json is broken: what it says"),
    ],
)
def test_a_data_package_of_others_is_left_alone(space: Workspace, tmp_path: Path, package: str, refused: str) -> None:
    """And so is one that was ours: which files are the program's own only it says."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "datapackage.json").write_text(package, encoding="utf-8")
    with pytest.raises(UsageProblem) as problem:
        exported(space, tmp_path / "out")
    assert refused in i18n.words(problem.value.message, problem.value.params)


def test_an_export_that_is_broken_names_the_broken_file(space: Workspace, tmp_path: Path) -> None:
    exported(space, tmp_path / "out")
    package = tmp_path / "out" / "datapackage.json"
    package.write_bytes(package.read_bytes()[:-9])
    with pytest.raises(UsageProblem, match="is broken") as problem:
        exported(space, tmp_path / "out")
    assert problem.value.params["file"] == str(package)


def test_a_folder_that_is_not_there_is_said_not_to_be(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match="There is no folder"):
        exported(workspace(tmp_path / "nope"), tmp_path / "out")
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageProblem, match="There is no record to export"):
        exported(workspace(tmp_path / "empty"), tmp_path / "out")


@pytest.mark.parametrize("below", ["", "scores", "scores/deeper"])
def test_a_folder_that_somebody_stands_in_is_not_taken_from_under_them(
    space: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, below: str
) -> None:
    folder = tmp_path / "tabeller"
    (folder / below).mkdir(parents=True)
    monkeypatch.chdir(folder / below)
    with pytest.raises(UsageProblem, match="You are in"):
        export_tables(space, folder, tables_writer("csv"))
    assert [path for path in folder.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("target", ["loop", "loop/tables", "file", "file/deeper/tables"])
def test_no_folder_lies_in_what_is_none(space: Workspace, tmp_path: Path, target: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(UsageProblem, match="is no folder") as stop:
        exported(space, tmp_path / target)
    assert stop.value.params["folder"] == str(tmp_path / target.partition("/")[0])


def test_no_folder_takes_the_place_of_a_drive(
    space: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.path.ismount", lambda path: path.name == "drive")
    (tmp_path / "drive").mkdir()
    with pytest.raises(UsageProblem, match="is a drive"):
        exported(space, tmp_path / "drive")
    exported(space, tmp_path / "drive" / "tables")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere every name is text")
def test_names_of_folders_that_are_no_text(space: Workspace, tmp_path: Path) -> None:
    """Of the data, where two of them stay two, and of the tables."""
    (organisation,) = (path for path in space.store.root.iterdir() if path.is_dir())
    for name in (b"k\xf8ge", b"k\xe6ge"):
        home = space.store.root / os.fsdecode(name)
        shutil.copytree(organisation, home)
        for path in home.rglob("*.housing-first.json"):  # another organisation's, and no copy
            was = path.read_text(encoding="utf-8")
            path.write_text(was.replace(" Kommune", f" {name[1]}", 1), encoding="utf-8")
    told = {}
    for format in FORMATS:
        out = tmp_path / os.fsdecode(b"\xff" + format.encode())
        exported(space, out, format)
        told[format] = as_told(out.rename(tmp_path / format), format)
    assert told["csv"] == told["sqlite"] == told["parquet"]
    assert {record[0].partition("/")[0] for record in told["csv"]["records"]} == {
        organisation.name,
        "k\\xe6ge",
        "k\\xf8ge",
    }


@pytest.mark.parametrize("inside", ["data/tabeller", "data", "."])
def test_tables_never_lie_in_the_data_folder_nor_around_it(space: Workspace, tmp_path: Path, inside: str) -> None:
    with pytest.raises(UsageProblem, match="lie in one another"):
        exported(space, tmp_path / inside)


def test_a_damaged_record_is_left_out_and_named(space: Workspace, tmp_path: Path) -> None:
    damaged = next(space.store.root.rglob("2026-Q1.*.json"))
    damaged.write_text("{", encoding="utf-8")
    result = exported(space, tmp_path / "out")
    assert result.exit_code == 1
    assert {row["record"].rpartition("/")[2] for row in rows(tmp_path / "out", "records")} == {
        "2026-Q2.housing-first",
        "2026-Q3.housing-first",
    }


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(("revision", "left_out"), [(2**63 - 1, 0), (2**63, 1), (10**25, 1)])
def test_a_revision_that_no_table_can_hold_is_named(
    space: Workspace, tmp_path: Path, format: TableFormat, revision: int, left_out: int
) -> None:
    for path in space.store.root.rglob("2026-Q1.*.json"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace('"revision": 1', f'"revision": {revision}'), encoding="utf-8")
    result = exported(space, tmp_path / "out", format)
    assert (len(result.left_out), len(as_told(tmp_path / "out", format)["records"])) == (left_out, 4 - left_out)


def test_what_the_disk_does_not_give_stops_the_export(
    space: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tables with fewer records than there are would take the place of whole ones."""
    exported(space, tmp_path / "out")
    before = as_told(tmp_path / "out", "csv")
    unreadable = next(space.store.root.rglob("2026-Q1.*.json"))
    unreadable.unlink()
    unreadable.mkdir()
    with pytest.raises(RecordDamaged):
        exported(space, tmp_path / "out")
    assert as_told(tmp_path / "out", "csv") == before


@pytest.mark.parametrize("linked", [True, False])
@pytest.mark.parametrize("at_once", [True, False])
def test_where_the_disk_can_do_less(
    space: Workspace,
    instrument: Instrument,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    linked: bool,
    at_once: bool,
) -> None:
    """No second names for files, no exchange at one stroke: the outcome is the same, and nothing is left beside it."""
    if not linked:
        monkeypatch.setattr(new_folder, "_linked", lambda old, new: False)
    if not at_once:
        monkeypatch.setattr(new_folder, "_exchanged_at_once", lambda one, other: False)
    out = tmp_path / "tables" / "out"
    exported(space, out)
    store(space, record(instrument, "3" * 16, "2026-Q2"))
    exported(space, out)
    assert len(rows(out, "records")) == 5
    assert [path.name for path in out.parent.iterdir()] == ["out"]


def test_what_a_stopped_export_left_is_taken_away_by_the_next(space: Workspace, tmp_path: Path) -> None:
    left = tmp_path / "tables" / ".out.1a2b3c4d.tmp" / "answers"
    left.mkdir(parents=True)
    exported(space, tmp_path / "tables" / "out")
    assert [path.name for path in (tmp_path / "tables").iterdir()] == ["out"]


def test_compared_are_those_that_compare_counts(space: Workspace, instrument: Instrument, tmp_path: Path) -> None:
    reworded = instrument.fingerprints | {"S01": "00000000"}
    other = record(instrument, "2" * 16, "2026-Q1", team=Team(id="ost", name="Øst"))
    more = record(instrument, "3" * 16, "2026-Q1", team=Team(id="vest", name="Vest"))
    store(
        space,
        more,
        other.model_copy(update={"instrument": other.instrument.model_copy(update={"statements": reworded})}),
    )
    exported(space, tmp_path / "out")
    for quarter in (Quarter(2026, 1), Quarter(2026, 3)):
        told = [row for row in rows(tmp_path / "out", "scores") if str(quarter) in row["record"]]
        data = compare_teams(space, quarter).document.data
        assert data
        for row in data["rows"]:
            mine = [r for r in told if (r["level"], r["row"]) == (row["level"], row["id"])]
            assert sorted(float(r["value"]) for r in mine if r["compared"] == "true") == row["values"], row["id"]


def test_two_processes_write_what_one_writes(
    space: Workspace, instrument: Instrument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is anchored in the later half rests on the earlier one; a damaged record is named by either."""
    store(space, *(record(instrument, "4" * 16, f"2025-Q{n}") for n in (1, 2, 4)))
    next(space.store.root.rglob("syd/2026-Q2.*.json")).write_text("{", encoding="utf-8")
    monkeypatch.setattr("os.sched_getaffinity", lambda _process: {0, 1})
    results = []
    for many in (10_000, 1):
        monkeypatch.setattr("hf_fidelity.journeys.processes.MANY", many)
        results.append(exported(space, tmp_path / str(many)))
    assert as_told(tmp_path / "1", "csv") == as_told(tmp_path / "10000", "csv")
    assert [str(problem) for problem in results[0].left_out] == [str(problem) for problem in results[1].left_out] != []
    assert "anchored" in {row["state"] for row in rows(tmp_path / "1", "scores")}


def test_what_the_disk_does_not_give_stops_two_processes_too(
    space: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hf_fidelity.journeys.processes.MANY", 1)
    monkeypatch.setattr("os.sched_getaffinity", lambda _process: {0, 1})
    unreadable = next(space.store.root.rglob("2026-Q3.*.json"))
    unreadable.unlink()
    unreadable.mkdir()
    with pytest.raises(RecordDamaged, match="cannot be read"):
        exported(space, tmp_path / "out")


def test_in_danish_what_is_filled_in_is_not_called_as_the_questionnaires_are(space: Workspace, tmp_path: Path) -> None:
    with i18n.speaking("da"):
        told = plain_text(exported(space, tmp_path / "out").document)
    assert "Udfyldte skemaer" in told
    assert "Spørgeskemaerne" in told
    assert not re.search(r"\bSkemaer(ne)?\b", told)
