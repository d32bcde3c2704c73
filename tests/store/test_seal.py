"""A record that was changed by other means than the program is told apart, and is used until somebody decides."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Action, Assessment
from hf_fidelity.domain.record.changes import corrected
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import (
    Result,
    Workspace,
    check_folder,
    compare_teams,
    erase_planned,
    list_actions,
    plan_erasing_text,
    show_assessment,
    show_profile,
    show_trend,
)
from hf_fidelity.store.codec import decode, encode, seal
from hf_fidelity.store.team_folder import TeamFolder, load
from tests.builders import record

ORGANISATION, TEAM, Q3 = "Prøvekøbing Kommune", "Bostøtte Nord", Quarter(2026, 3)
NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    return Workspace.at(tmp_path)


@pytest.fixture
def folder(space: Workspace, instrument: Instrument) -> TeamFolder:
    action = Action(id="2026-Q3-1", text="Ring til Mette Hansen", opened_in=Q3)
    folder = space.store.place(ORGANISATION, TEAM)
    folder.save(record(instrument, "4" * 16, actions=(action,)), 0)
    return folder


def path_of(folder: TeamFolder) -> Path:
    return folder.record_path(Q3, "housing-first")


def flipped(folder: TeamFolder) -> bytes:
    """A digit of an answer is changed by hand; gives the file as it is then."""
    path = path_of(folder)
    path.write_bytes(path.read_bytes().replace(b'"agreed": 4', b'"agreed": 2', 1))
    return path.read_bytes()


def stored(folder: TeamFolder) -> Assessment:
    found = folder.load(Q3, "housing-first")
    assert found is not None
    return found


def codes(space: Workspace, *, accepting: bool = False) -> list[str]:
    result, _well = check_folder(space, NOW, accepting=accepting)
    return [finding["code"] for finding in (result.document.data or {})["findings"]]


def test_a_digit_that_was_flipped_is_told(space: Workspace, folder: TeamFolder) -> None:
    assert codes(space) == []
    flipped(folder)
    result, well = check_folder(space, NOW)
    assert (codes(space), well) == (["changed-outside"], False)
    assert "outside the program" in str(result.document)


def test_it_is_used_all_the_same(folder: TeamFolder) -> None:
    flipped(folder)
    assert (stored(folder).answer("S01").agreed, stored(folder).changed_outside) == (2, True)


def test_every_other_byte_counts_too(folder: TeamFolder) -> None:
    """Every digit and letter of what stands in it, one by one, where the file can still be read."""
    whole, read = path_of(folder).read_bytes(), 0
    for at in range(0, len(whole) - 90, 7):
        changed = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
        try:
            found = decode(Assessment, changed, "r.json")
        except Exception:
            continue
        read += 1
        assert found.changed_outside or found == stored(folder), changed[at - 20 : at + 20]
    assert read > 20


def _crlf(data: bytes) -> bytes:
    return data.replace(b"\n", b"\r\n")


def _mark(data: bytes) -> bytes:
    return b"\xef\xbb\xbf" + data


def _compact(data: bytes) -> bytes:
    return json.dumps(json.loads(data)).encode()


def _sorted(data: bytes) -> bytes:
    return json.dumps(json.loads(data), sort_keys=True, indent=4).encode()


def _no_line_at_the_end(data: bytes) -> bytes:
    return data.rstrip()


@pytest.mark.parametrize("laid_out", [_crlf, _mark, _compact, _sorted, _no_line_at_the_end])
def test_how_it_is_laid_out_does_not_count(
    laid_out: Callable[[bytes], bytes], space: Workspace, folder: TeamFolder
) -> None:
    path_of(folder).write_bytes(laid_out(path_of(folder).read_bytes()))
    assert not stored(folder).changed_outside
    assert codes(space) == []


def test_a_record_from_before_has_none_and_gets_one_when_it_is_saved(
    space: Workspace, folder: TeamFolder, instrument: Instrument
) -> None:
    path = path_of(folder)
    path.write_bytes(encode(stored(folder)).encode())
    assert (b"checksum" in path.read_bytes(), codes(space), stored(folder).changed_outside) == (False, [], False)
    before = stored(folder)
    folder.save(corrected(before, before.model_copy(update={"participants": 9}), "talt igen", NOW), 1, before)
    assert (b"checksum" in path.read_bytes(), codes(space)) == (True, [])


def test_a_checksum_is_what_the_docs_say_it_is(folder: TeamFolder) -> None:
    import hashlib

    text = path_of(folder).read_text(encoding="utf-8")
    match = re.search(r',\n  "checksum": "sha256:([0-9a-f]{64})"(?=\n}\n$)', text)
    assert match
    assert match[1] == hashlib.sha256(text.replace(match[0], "").encode()).hexdigest()


def test_a_checksum_is_no_answer_that_a_file_may_give(instrument: Instrument) -> None:
    from hf_fidelity.domain.record.changes import GIVEN

    assert "checksum" not in GIVEN
    assert "checksum" not in record(instrument).model_dump()


@pytest.mark.parametrize("checksum", ["sha256:" + "0" * 63, "sha256:" + "0" * 65, "md5:" + "0" * 64, ""])
def test_what_is_no_checksum_is_damage(checksum: str, folder: TeamFolder, space: Workspace) -> None:
    path = path_of(folder)
    path.write_bytes(re.sub(rb"sha256:[0-9a-f]{64}\"\n}", checksum.encode() + b'"\n}', path.read_bytes()))
    assert codes(space) == ["string-pattern-mismatch"]


def _save(space: Workspace, folder: TeamFolder) -> None:
    before = stored(folder)
    folder.save(corrected(before, before.model_copy(update={"participants": 9}), "talt igen", NOW), 1, before)


def _erase(space: Workspace, folder: TeamFolder) -> None:
    erase_planned(plan_erasing_text(space, TEAM, "Mette Hansen", now=NOW))


@pytest.mark.parametrize("save", [_save, _erase])
def test_another_save_does_not_make_it_right(
    save: Callable[[Workspace, TeamFolder], None], space: Workspace, folder: TeamFolder
) -> None:
    flipped(folder)
    save(space, folder)
    assert stored(folder).revision == 2
    assert codes(space) == ["changed-outside"]


@pytest.mark.parametrize("save", [_save, _erase])
def test_a_save_keeps_it_right(
    save: Callable[[Workspace, TeamFolder], None], space: Workspace, folder: TeamFolder
) -> None:
    save(space, folder)
    assert (stored(folder).revision, codes(space)) == (2, [])


def test_a_save_without_a_change_writes_nothing(folder: TeamFolder, instrument: Instrument) -> None:
    for by_hand in (False, True):
        before = flipped(folder) if by_hand else path_of(folder).read_bytes()
        folder.save(stored(folder).model_copy(update={"checksum": None}), 1)
        assert path_of(folder).read_bytes() == before


def test_it_is_accepted_when_people_say_so_and_nothing_else_changes(space: Workspace, folder: TeamFolder) -> None:
    flipped(folder)
    before = stored(folder)
    assert codes(space, accepting=True) == ["accepted"]
    assert codes(space) == []
    assert stored(folder) == before.model_copy(update={"checksum": None})


def test_accepting_touches_nothing_that_is_right_or_damaged(space: Workspace, folder: TeamFolder) -> None:
    damaged = folder.path / "2026-Q2.housing-first.json"
    damaged.write_bytes(path_of(folder).read_bytes())  # a copy that says another quarter
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.path.iterdir()}
    codes(space, accepting=True)
    assert before == {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.path.iterdir()}


REPORTS: dict[str, Callable[[Workspace], Result]] = {
    "show": lambda space: show_assessment(space, TEAM),
    "profile": lambda space: show_profile(space, TEAM),
    "trend": lambda space: show_trend(space, [TEAM]),
    "compare": compare_teams,
    "actions": lambda space: list_actions(space, today=NOW.date()),
}


@pytest.mark.parametrize("report", REPORTS)
def test_every_report_says_it_beside_what_it_shows(report: str, space: Workspace, folder: TeamFolder) -> None:
    assert REPORTS[report](space).remarks == ()
    flipped(folder)
    result = REPORTS[report](space)
    assert ["outside the program" in remark.words() for remark in result.remarks] == [True]
    assert (result.exit_code, TEAM in result.remarks[0].words()) == (0, report != "compare")


def test_a_trend_says_nothing_of_quarters_that_it_does_not_show(
    space: Workspace, folder: TeamFolder, instrument: Instrument
) -> None:
    flipped(folder)
    folder.save(record(instrument, "4" * 16, quarter="2026-Q4"), 0)
    assert show_trend(space, [TEAM], first=Quarter(2026, 4)).remarks == ()
    assert len(show_trend(space, [TEAM]).remarks) == 1


def test_a_recovery_file_and_a_peers_reading_are_sealed_too(folder: TeamFolder, instrument: Instrument) -> None:
    from dataclasses import replace

    peer = replace(folder, peer="Syd")
    peer.save(record(instrument, "4" * 16).model_copy(update={"peer": "Syd"}), 0)
    assert b"checksum" in peer.record_path(Q3, "housing-first").read_bytes()
    assert b"checksum" in seal(record(instrument))
    assert load(peer.record_path(Q3, "housing-first")) is not None
