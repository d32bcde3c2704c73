"""``check``: whatever lies in the data folder is named with its path and what to do, and nothing makes it crash."""

import json
import os
import random
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from hf_fidelity import i18n
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Answer, Assessment, Draft, TeamFile
from hf_fidelity.errors import FidelityError, RecordDamaged, RecordProblem, UsageProblem
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import (
    Result,
    Workspace,
    check_folder,
    compare_teams,
    export_tables,
    show_assessment,
    show_trend,
    workspace as workspace_module,
)
from hf_fidelity.journeys.handwritten import read_questionnaire
from hf_fidelity.store.codec import encode
from hf_fidelity.writers.tables import tables_writer
from tests.builders import record, voted, votes
from tests.depth import every
from tests.journeys.scenes import NOW, ORGANISATION, TEAM, Meeting, filled, on_disk, said, store, workspace
from tests.readers.minimal import MINIMAL

HOME = "proevekoebing-kommune/bostoette-nord"
Q1, Q2 = "2026-Q1.housing-first", "2026-Q2.housing-first"


@pytest.fixture
def space(tmp_path: Path, instrument: Instrument) -> Workspace:
    """Two whole records of one team."""
    space = workspace(tmp_path / "data")
    store(space, record(instrument, "3" * 16, "2026-Q1"), record(instrument, "4" * 16, "2026-Q2"))
    return space


def _home(space: Workspace) -> Path:
    return space.store.root / HOME


def _findings(space: Workspace) -> list[dict[str, str]]:
    data = check_folder(space, NOW)[0].document.data or {}
    return json.loads(json.dumps(data))["findings"]  # type: ignore[no-any-return]


def _well(space: Workspace) -> bool:
    return check_folder(space, NOW)[1]


def test_a_whole_folder_is_in_order(space: Workspace) -> None:
    result, well = check_folder(space, NOW)
    assert (result.document.data, well) == ({"records": 2, "findings": []}, True)
    assert "Everything is in order." in said(result.document)


def test_a_folder_without_teams_is_in_order(tmp_path: Path) -> None:
    assert check_folder(workspace(tmp_path), NOW)[0].document.data == {"records": 0, "findings": []}


@pytest.mark.parametrize(("there", "said"), [("nothing", "There is no folder"), ("a file", "is a file, and no folder")])
def test_a_folder_that_is_none_is_refused(tmp_path: Path, there: str, said: str) -> None:
    if there == "a file":
        (tmp_path / "data").write_text("")
    with pytest.raises(UsageProblem, match=said):
        check_folder(workspace(tmp_path / "data"), NOW)


def _swap(old: str, new: str) -> Callable[[bytes], bytes]:
    def swap(data: bytes) -> bytes:
        assert old.encode() in data
        return data.replace(old.encode(), new.encode(), 1)

    return swap


def _lose(key: str) -> Callable[[bytes], bytes]:
    def lose(data: bytes) -> bytes:
        value = json.loads(data)
        del value[key]
        return json.dumps(value, ensure_ascii=False, indent=2).encode() + b"\n"

    return lose


# What is done to the bytes of a record; the code of the finding; what its sentence says.
DAMAGE: dict[str, tuple[Callable[[bytes], bytes], str, str]] = {
    "no-bytes": (lambda data: b"", "empty", "it is empty"),
    "all-nul": (lambda data: b"\0" * len(data), "empty", "it is empty"),
    "half": (lambda data: data[: len(data) // 2], "not-json", "cannot be read"),
    "conflict-marks": (_swap("{", "<<<<<<< HEAD\n{"), "conflict", "two versions at once"),
    "utf-16": (lambda data: data.decode().encode("utf-16"), "encoding", "not written in UTF-8"),
    "latin-1": (lambda data: data.decode().encode("latin-1"), "encoding", "not written in UTF-8"),
    "nan": (_swap('"participants": null', '"participants": NaN'), "not-a-number", "NaN is not a number"),
    "key-twice": (_swap('"revision": 1', '"revision": 1, "revision": 1'), "duplicate-key", "revision stands twice"),
    "text-for-a-number": (_swap('"revision": 1', '"revision": "1"'), "int-type", "a whole number was expected"),
    "unknown-key": (_swap('"parts"', '"part"'), "extra-forbidden", "Did you mean parts"),
    "unknown-statement": (_swap('"S01": {', '"S99": {'), "unknown-statements", "S99"),
    "off-the-scale": (_swap('"agreed": 4', '"agreed": 6'), "off-scale", "not on the scale (1, 2, 3, 4, 5): S01: 6"),
    "under-the-scale": (_swap('"agreed": 4', '"agreed": 0'), "off-scale", "S01: 0"),
    "impossible-date": (_swap('"held_on": null', '"held_on": "2026-02-30"'), "date-parsing", "held_on"),
    "impossible-quarter": (_swap('"2026-Q2"', '"2026-Q5"'), "quarter", "2026-Q5"),
    "too-new": (_swap('"schema_version": 1', '"schema_version": 2'), "too-new", "Update hf-fidelity"),
    "no-answers-key": (_lose("answers"), "missing", "answers is missing"),
    "no-sources-key": (_lose("sources"), "missing", "sources is missing"),
    "no-format-key": (_lose("schema_version"), "missing", "schema_version is missing"),
    "no-comment-key": (_swap('      "comment": null,\n', ""), "missing", "in answers.S01: comment is missing"),
    "another-quarter": (_swap('"2026-Q2"', '"2026-Q3"'), "misplaced", "the record of 3rd quarter 2026"),
    "another-questionnaire": (_swap('"id": "housing-first"', '"id": "other"'), "misplaced", "(other)"),
    "moment-outside-the-calendar": (
        _swap(
            '"history": []',
            '"history": [{"revision": 1, "at": "9999-12-31T23:59:59-01:00", "why": "", "changes": {}}]',
        ),
        "impossible-moment",
        "9999-12-31",
    ),
}


@pytest.mark.parametrize(("damage", "code", "sentence"), DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_record_is_an_error_with_path_and_remedy_and_the_others_leave_it_out(
    space: Workspace, damage: Callable[[bytes], bytes], code: str, sentence: str
) -> None:
    path = _home(space) / f"{Q2}.json"
    path.write_bytes(damage(path.read_bytes()))
    before = on_disk(space.store.root)
    (found,) = _findings(space)
    assert (found["severity"], found["path"]) == ("error", f"{HOME}/{Q2}.json")
    assert sentence in found["message"]
    assert any(remedy in found["message"] for remedy in ("Fetch an earlier version", "Update hf-fidelity"))
    assert (found["code"], _well(space)) == (code, False)
    for result in (show_assessment(space, TEAM), show_trend(space)):
        assert ["2026-Q1" in json.dumps(result.document.data), _left_out(result, path)] == [True, True]
    with pytest.raises(RecordProblem):
        show_assessment(space, TEAM, Quarter(2026, 2))
    with pytest.raises(RecordProblem):
        filled(space, "S01: 4", quarter=Quarter(2026, 2), reason="x")
    assert on_disk(space.store.root) == before


def _left_out(result: Result, path: Path) -> bool:
    return [str(path) in i18n.words(thing.message, thing.params) for thing in result.left_out] == [True]


def test_votes_that_do_not_fit_the_scale_are_damage(space: Workspace, instrument: Instrument) -> None:
    counts = {"S01": (0, 0, 0, 3, 3), "S02": (0, 0, 3, 3), "S03": (0, 0, 0, 0, 3, 3)}
    store(space, voted(instrument, counts, "2026-Q3"))
    (found,) = _findings(space)
    assert (found["code"], "S02, S03" in found["message"], "5 counts" in found["message"]) == (
        "miscounted-votes",
        True,
        True,
    )
    with pytest.raises(RecordDamaged, match="S02"):
        show_assessment(space, TEAM, Quarter(2026, 3))


def test_votes_of_roles_that_do_not_fit_the_scale_are_damage(space: Workspace, instrument: Instrument) -> None:
    given = {"S01": Answer(votes=votes(0, 0, 0, 6, 6, roles={"leader": (0, 6), "worker": (0, 0, 0, 0, 6)}))}
    store(space, record(instrument, quarter="2026-Q3", status="votes", answers=given))
    assert [found["code"] for found in _findings(space)] == ["miscounted-votes"]


def test_a_draft_with_an_answer_off_the_scale_does_not_start_the_meeting(
    space: Workspace, instrument: Instrument
) -> None:
    draft = Draft(base_revision=0, record=record(instrument, "9" + "-" * 15))
    space.store.place(ORGANISATION, TEAM).save_draft(draft)
    with pytest.raises(RecordDamaged, match="S01: 9"):
        Meeting([]).hold(space)
    assert [(found["code"], found["severity"]) for found in _findings(space)] == [("off-scale", "error")]


def test_last_quarters_answer_off_the_scale_is_not_shown_at_the_meeting(space: Workspace) -> None:
    path = _home(space) / f"{Q2}.json"
    path.write_bytes(path.read_bytes().replace(b'"agreed": 4', b'"agreed": 9'))
    meeting = Meeting(["4", "q"])
    meeting.hold(space)
    assert "Last time: 1st quarter 2026." in meeting.told
    assert "Neither" in meeting.notice


# --- copies -----------------------------------------------------------------------------------------------------

NAMES = [f"{Q2} - Kopi.json", f"{Q2}-LAPTOP1.json", f"{Q2}-laptop1.json", f"{Q2} (1).json", "noget helt andet.JSON"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("content", "code", "severity"),
    [(lambda data: data, "copy-identical", "warning"), (_swap("4", "5"), "copy-differs", "error")],
    ids=["identical", "another"],
)
def test_a_copy_is_recognised_by_its_content_and_never_read(
    space: Workspace, name: str, content: Callable[[bytes], bytes], code: str, severity: str
) -> None:
    real = (_home(space) / f"{Q2}.json").read_bytes()
    before = show_trend(space).document.data
    (_home(space) / name).write_bytes(real[:500] + content(real[500:]))
    (found,) = _findings(space)
    assert (found["code"], found["severity"], found["path"]) == (code, severity, f"{HOME}/{name}")
    assert f"{Q2}.json" in found["message"]
    result, _ = check_folder(space, NOW)
    assert (result.document.data or {})["records"] == 2
    assert (show_trend(space).document.data, show_trend(space).left_out) == (before, ())


def test_a_copy_is_identical_where_only_its_layout_differs(space: Workspace) -> None:
    data = json.loads((_home(space) / f"{Q2}.json").read_bytes())
    (_home(space) / f"{Q2} (1).json").write_text(json.dumps(data))
    assert [found["code"] for found in _findings(space)] == ["copy-identical"]


def test_a_copy_of_a_damaged_record_can_take_its_place(space: Workspace) -> None:
    path = _home(space) / f"{Q2}.json"
    (_home(space) / f"{Q2} - Kopi.json").write_bytes(path.read_bytes())
    path.write_bytes(b"")
    assert {(found["path"], found["code"]) for found in _findings(space)} == {
        (f"{HOME}/{Q2} - Kopi.json", "copy-of-damaged"),
        (f"{HOME}/{Q2}.json", "empty"),
    }


def test_a_record_that_has_lost_its_name_is_told_what_it_should_be_called(space: Workspace) -> None:
    (_home(space) / f"{Q2}.json").rename(_home(space) / "Q2.json")
    (found,) = _findings(space)
    assert (found["code"], f"{Q2}.json" in found["message"]) == ("misnamed", True)


def _draft(instrument: Instrument, **more: Any) -> Draft:
    return Draft(**{"base_revision": 0, "record": record(instrument, "4" + "-" * 15), **more})


# A file in the team's folder: its name, its bytes, and the finding about it.
FILES: dict[str, tuple[str, Callable[[Instrument], bytes], str | None, str | None]] = {
    "draft": (
        "2026-Q3.housing-first.draft.json",
        lambda instrument: encode(_draft(instrument)).encode(),
        "draft",
        "info",
    ),
    "draft-of-a-correction": (
        f"{Q2}.draft.json",
        lambda instrument: encode(
            _draft(instrument, base_revision=1, why="x", record=record(instrument, quarter="2026-Q2"))
        ).encode(),
        "draft",
        "info",
    ),
    "draft-begun-from-another-record": (
        f"{Q2}.draft.json",
        lambda instrument: encode(_draft(instrument, record=record(instrument, quarter="2026-Q2"))).encode(),
        "stale-draft",
        "warning",
    ),
    "draft-of-another-quarter": (
        "2026-Q4.housing-first.draft.json",
        lambda instrument: encode(_draft(instrument)).encode(),
        "misplaced",
        "error",
    ),
    "half-a-draft": (
        "2026-Q3.housing-first.draft.json",
        lambda instrument: encode(_draft(instrument)).encode()[:99],
        "not-json",
        "error",
    ),
    "copy-of-a-draft": (
        "2026-Q3.housing-first.draft - Kopi.json",
        lambda instrument: encode(_draft(instrument)).encode(),
        "misnamed",
        "warning",
    ),
    "recovery": (f"{Q2}.recovery-1a2b3c4d.json", lambda instrument: b"{", "recovery-file", "warning"),
    "team-file-in-conflict": ("team.json", lambda instrument: b"<<<<<<< HEAD\n{}", "conflict", "error"),
    "team-file-without-a-key": (
        "team.json",
        lambda instrument: _lose("continues")(encode(TeamFile(id="bostoette-nord", name=TEAM)).encode()),
        "missing",
        "error",
    ),
    "team-file-of-a-list": ("team.json", lambda instrument: b"[]", "model-type", "error"),
    "copy-of-the-team-file": (
        "team-LAPTOP1.json",
        lambda instrument: encode(TeamFile(id="bostoette-nord", name=TEAM)).encode(),
        "copy-identical",
        "warning",
    ),
    "another-team-file": (
        "team (1).json",
        lambda instrument: encode(TeamFile(id="bostoette-nord", name="Syd")).encode(),
        "copy-differs",
        "error",
    ),
    "unknown-continued-team": (
        "team.json",
        lambda instrument: encode(TeamFile(id="bostoette-nord", name=TEAM, continues=("vest",))).encode(),
        "unknown-continued",
        "warning",
    ),
    "damaged-copy": (f"{Q2} (1).json", lambda instrument: b"{", "damaged-copy", "warning"),
    "other-json": ("noter.json", lambda instrument: b"{}", "unknown-file", "info"),
    "other-file": ("noter.txt", lambda instrument: b"\0", None, None),
    "year-0": ("0000-Q1.housing-first.json", lambda instrument: b"{", "damaged-copy", "warning"),
    "id-that-leads-out": (
        "x.json",
        lambda instrument: encode(record(instrument)).replace('"id": "housing-first"', '"id": "../../../x"').encode(),
        "misnamed",
        "warning",
    ),
    "id-of-a-thousand": (
        "x.json",
        lambda instrument: encode(record(instrument)).replace('"id": "housing-first"', f'"id": "{"x" * 999}"').encode(),
        "misnamed",
        "warning",
    ),
    "id-with-nul": (
        "x.json",
        lambda instrument: encode(record(instrument)).replace('"id": "housing-first"', '"id": "\\u0000"').encode(),
        "misnamed",
        "warning",
    ),
    "another-team": (
        "2026-Q3.housing-first.json",
        lambda instrument: encode(record(instrument, team={"id": "syd", "name": "Syd"})).encode(),
        "another-team",
        "error",
    ),
    "unknown-questionnaire": (
        "2026-Q3.other.json",
        lambda instrument: encode(record(instrument)).replace('"id": "housing-first"', '"id": "other"').encode(),
        "unknown-instrument",
        "warning",
    ),
    "earlier-version-of-the-questionnaire": (
        "2026-Q3.housing-first.json",
        lambda instrument: (
            encode(record(instrument)).replace(f'"version": "{instrument.version}"', '"version": "0.9.0"').encode()
        ),
        "another-version",
        "info",
    ),
    "questionnaire-changed-since": (
        "2026-Q3.housing-first.json",
        lambda instrument: encode(record(instrument)).replace('"digest": "sha256:', '"digest": "sha256:0').encode(),
        "another-digest",
        "info",
    ),
}


@pytest.mark.parametrize(("name", "content", "code", "severity"), FILES.values(), ids=FILES)
def test_a_file_in_the_teams_folder_is(
    space: Workspace,
    instrument: Instrument,
    name: str,
    content: Callable[[Instrument], bytes],
    code: str | None,
    severity: str | None,
) -> None:
    (_home(space) / name).write_bytes(content(instrument))
    found = [(f["path"], f["code"], f["severity"]) for f in _findings(space)]
    assert found == ([(f"{HOME}/{name}", code, severity)] if code else [])
    assert _well(space) == (severity in (None, "info"))


def test_an_unfinished_meeting_says_its_quarter_and_its_day(space: Workspace, instrument: Instrument) -> None:
    space.store.place(ORGANISATION, TEAM).save_draft(_draft(instrument))
    os.utime(_home(space) / "2026-Q3.housing-first.draft.json", (NOW.timestamp(), NOW.timestamp()))
    (found,) = _findings(space)
    assert "3rd quarter 2026, last saved on 15 August 2026" in found["message"]


def test_a_copy_from_a_newer_version_is_named_as_such(space: Workspace) -> None:
    (_home(space) / f"{Q2} (1).json").write_bytes(b'{"schema_version": 2}')
    assert [(found["code"], found["severity"]) for found in _findings(space)] == [("too-new", "error")]


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_name_that_is_no_text_is_named_without_it(space: Workspace) -> None:
    Path(os.fsdecode(os.fsencode(_home(space)) + b"/2026-Q2\xff.json")).write_bytes(b"{}")
    assert [found["path"] for found in _findings(space)] == [f"{HOME}/2026-Q2?.json"]


def test_a_folder_called_like_a_record_is_named(space: Workspace) -> None:
    (_home(space) / "2026-Q3.housing-first.json").mkdir()
    assert [(found["code"], found["severity"]) for found in _findings(space)] == [("no-file", "error")]


def test_a_team_without_its_file_is_only_noted(space: Workspace) -> None:
    (_home(space) / "team.json").unlink()
    assert [(found["code"], found["severity"]) for found in _findings(space)] == [("no-team-file", "info")]


@pytest.mark.parametrize("place", ["", "proevekoebing-kommune"], ids=["data-folder", "organisation"])
def test_a_record_outside_a_teams_folder_is_named(space: Workspace, place: str) -> None:
    path = space.store.root / place / f"{Q2}.json"
    path.write_bytes((_home(space) / f"{Q2}.json").read_bytes())
    (path.parent / "settings.json").write_text("{}")
    assert [found["code"] for found in _findings(space)] == ["outside"]


WRONG_PLACES = {
    "hidden-team": ("proevekoebing-kommune/.nord", "proevekoebing-kommune/.nord", "hidden"),
    "hidden-organisation": (".kommune/nord", ".kommune", "hidden"),
    "hidden-in-the-bin": (".Trash-1000/files/nord", ".Trash-1000", "hidden"),
    "in-a-team": ("proevekoebing-kommune/bostoette-nord/arkiv", None, "too-deep"),
    "in-a-department": ("proevekoebing-kommune/bo/nord", "proevekoebing-kommune/bo/nord", "too-deep"),
    "deeper": ("gammelt/kommuner/aarhus/nord", "gammelt/kommuner/aarhus", "too-deep"),
    "among-the-questionnaires": ("instruments/nord", "instruments/nord", "too-deep"),
    "hidden-and-empty": (".git/nord", None, None),
    "in-its-place": ("proevekoebing-kommune/nord", None, "two-folders"),
}
"""Where a copy of a team's folder lies; which folder is named (None: that one), and how; nothing of an empty one."""


@pytest.mark.parametrize(("place", "named", "code"), WRONG_PLACES.values(), ids=list(WRONG_PLACES))
def test_a_team_where_nobody_reads_it_is_named_and_counted_nowhere(
    space: Workspace, tmp_path: Path, place: str, named: str | None, code: str | None
) -> None:
    before = compare_teams(space, instrument_id="housing-first")
    shutil.copytree(_home(space), moved := tmp_path / "moved")
    if code:
        shutil.copytree(moved, space.store.root / place)
    else:
        (space.store.root / place).mkdir(parents=True)
    told = [(each["path"], each["code"]) for each in _findings(space)]
    assert told == ([(named or place, code)] if code else [])
    if code != "two-folders":
        found = compare_teams(space, instrument_id="housing-first")
        assert (found.document, found.left_out) == (before.document, before.left_out)
        tables = export_tables(space, tmp_path / "out", tables_writer("csv"))
        assert tables.left_out == ()
        assert not any("stands" in remark.code for remark in show_trend(space).remarks)


def test_two_folders_that_are_one_team_are_named(space: Workspace) -> None:
    copy = _home(space).with_name("bostoette-nord - Kopi")
    copy.mkdir()
    for path in _home(space).iterdir():
        (copy / path.name).write_bytes(path.read_bytes())
    (found,) = _findings(space)
    assert (found["code"], found["severity"], found["path"]) == (
        "two-folders",
        "warning",
        "proevekoebing-kommune/bostoette-nord - Kopi",
    )


def test_a_questionnaire_of_ones_own_that_cannot_be_used_is_named(space: Workspace) -> None:
    space.store.instruments.mkdir()
    (space.store.instruments / "own.yaml").write_text(MINIMAL.replace("privacy_limit: 5", "privacy_limit: 2"))
    (found,) = _findings(space)
    assert (found["code"], found["path"]) == ("unusable-instrument", "instruments/own.yaml")


# --- temporary files --------------------------------------------------------------------------------------------

TEMPORARY = f".{Q2}.json.1a2b3c4d.tmp"


@pytest.mark.parametrize(("hours", "stays"), [(0, True), (23, True), (25, False), (-5, True)])
def test_a_temporary_file_is_named_and_after_a_day_deleted(space: Workspace, hours: int, stays: bool) -> None:
    path = _home(space) / TEMPORARY
    path.write_bytes(b"{")
    before = {name: content for name, content in on_disk(space.store.root).items() if TEMPORARY not in name}
    os.utime(path, (NOW.timestamp() - hours * 3600,) * 2)
    (found,) = _findings(space)
    assert (found["severity"], found["path"]) == ("info", f"{HOME}/{TEMPORARY}")
    assert found["code"] == ("left-over" if stays else "left-over-deleted")
    assert path.exists() == stays
    assert before.items() <= on_disk(space.store.root).items()


def test_a_temporary_file_that_cannot_be_deleted_is_a_warning(
    space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _home(space) / TEMPORARY
    path.write_bytes(b"{")
    os.utime(path, (0, 0))

    def refuse(self: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", refuse)
    (found,) = _findings(space)
    assert (found["severity"], "Permission denied" in found["message"]) == ("warning", True)


# --- whatever the bytes are -------------------------------------------------------------------------------------

RUNS, SOAK, CHANGES = 3, 100, 100


def _one_byte_changed(data: bytes, chance: random.Random) -> bytes:
    """Half of the changes give another letter, digit or mark, the others any byte."""
    at, any_byte = chance.randrange(len(data)), chance.random() < 0.5
    return data[:at] + bytes([chance.randrange(256) if any_byte else chance.randrange(32, 127)]) + data[at + 1 :]


def _rich(instrument: Instrument) -> Assessment:
    """A record with something of everything."""
    answers = {
        id: Answer(agreed=4, votes=votes(0, 0, 1, 3, 4), comment="æøå", changed_because="x") for id in instrument.order
    }
    action = {"id": "2026-Q2-1", "about": "S06", "text": "x", "due": "2026-12-01", "opened_in": "2026-Q2"}
    history = {"revision": 1, "at": "2026-09-15T08:12:00Z", "why": "x", "changes": {"S06.agreed": {"from": 2, "to": 4}}}
    data = record(instrument, quarter="2026-Q2", answers=answers, participants=8).model_dump(mode="json") | {
        "held_on": "2026-05-14",
        "roles": {"worker": 8},
        "citizen_involvement": {"how": "x", "citizens": 7, "brief_inspire": {"mean": 71.5, "n": 7}},
        "measures": {"load": {"citizens": 11.5}},
        "actions": [action],
        "sources": [{"kind": "session"}],
        "history": [history],
    }
    return Assessment.model_validate_json(json.dumps(data))


@pytest.mark.parametrize(
    "run", [*every(RUNS, range(RUNS)), *(pytest.param(run, marks=pytest.mark.soak) for run in range(RUNS, SOAK))]
)
def test_a_hundred_one_byte_changes_are_either_read_or_named(
    tmp_path: Path, instrument: Instrument, monkeypatch: pytest.MonkeyPatch, run: int
) -> None:
    monkeypatch.setattr(workspace_module, "read_questionnaire", cache(read_questionnaire))
    space = workspace(tmp_path)
    store(space, record(instrument, "3" * 16, "2026-Q1"), _rich(instrument))
    path = _home(space) / f"{Q2}.json"
    whole, chance = path.read_bytes(), random.Random(run)
    for _ in range(CHANGES):
        path.write_bytes(changed := _one_byte_changed(whole, chance))
        named = any((f["path"], f["severity"]) == (f"{HOME}/{Q2}.json", "error") for f in _findings(space))
        for result in (show_assessment(space, TEAM), show_trend(space)):
            json.dumps(result.document.data).encode()
            said(result.document).encode()
            assert bool(result.left_out) == named, changed
            assert not named or _left_out(result, path), changed


def test_progress_hears_of_every_team(space: Workspace, instrument: Instrument) -> None:
    store(space, record(instrument, "4" * 16, team={"id": "syd", "name": "Syd"}))
    told: list[tuple[int, int, str]] = []
    check_folder(space, NOW, lambda *said: told.append(said))
    assert told == [(1, 2, "bostoette-nord"), (2, 2, "syd")]


@pytest.mark.parametrize(
    "content", [b"[" * 100_000, b'{"a": ' + b"9" * 5000 + b"}", b'"\\ud800"', b"\xff\xfe", b"null"]
)
@pytest.mark.parametrize("name", [f"{Q2}.json", f"{Q2}.draft.json", "team.json", f"{Q2} (1).json", TEMPORARY])
def test_odd_bytes_in_any_file_are_named_and_crash_nothing(space: Workspace, name: str, content: bytes) -> None:
    (_home(space) / name).write_bytes(content)
    assert [found["path"] for found in _findings(space)] == [f"{HOME}/{name}"]
    try:
        show_assessment(space, TEAM)
        show_trend(space)
    except FidelityError as error:
        pytest.fail(f"one file stopped the whole team: {error}")
