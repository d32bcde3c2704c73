"""Records answered with an earlier version of a questionnaire: read, compared, and broken only where they must be.

The earlier versions are kept in ``tests/data/earlier`` as they were shipped. What has changed since stands here as it
was read out of the files by hand.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from hf_fidelity import i18n
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import InstrumentStamp
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import (
    Workspace,
    check_folder,
    compare_teams,
    export_tables,
    fill_in_answers,
    show_assessment,
    show_trend,
)
from hf_fidelity.readers.handwritten import read_answers, read_instrument
from hf_fidelity.store.check import inspect
from hf_fidelity.store.data_folder import Store
from hf_fidelity.writers.tables import tables_writer
from hf_fidelity.writers.text import plain_text, terminal_text
from tests.builders import small_instrument, voted, votes
from tests.journeys.scenes import KnownInstrument, store

EARLIER = {
    path.stem.rpartition("-")[0]: path for path in sorted((Path(__file__).parents[1] / "data/earlier").iterdir())
}
REWORDED = {
    "borgeren-ved-roret": set[str](),
    "implementation": {"S02", "S07", "S13"},
    "partnerskab": {"S10"},
    "samarbejdstrappen": set[str](),
    "samskabelse": set[str](),
    "support-methods": {"S02", "S06", "S34"},
}
"""Questionnaire → the statements that ask something else than in the earlier version."""
SPLIT = {"implementation": {"S30": "S07", "S32": "S13"}, "partnerskab": {"S27": "S10"}}
"""Questionnaire → statement → the one that it was part of."""
NOW = datetime(2026, 8, 20, 12, tzinfo=UTC)
WHO = ("Prøvekøbing Kommune", "Bostøtte Nord")
each = pytest.mark.parametrize("id", list(EARLIER))


@pytest.fixture(autouse=True)
def danish() -> Iterator[None]:
    with i18n.speaking("da"):
        yield


@cache
def earlier(id: str) -> Instrument:
    found = read_instrument(EARLIER[id])[0]
    assert found
    return found


def fill(space: Workspace, instrument: Instrument, quarter: str, point: int, team: str = WHO[1]) -> None:
    """A record in which everything there is now is answered with one point."""
    answers = dict.fromkeys(instrument.order, point) | {"parts": [part.id for part in instrument.parts]}
    file = read_answers("answers.json", json.dumps(answers).encode())
    fill_in_answers(space, WHO[0], team, file, now=NOW, quarter=Quarter.parse(quarter), instrument_id=instrument.id)


def as_it_was(space: Workspace, id: str, quarter: str, change: dict[str, Any] | None = None) -> None:
    """The record of a quarter as the earlier version of its questionnaire would have made it."""
    instrument = earlier(id)
    (path,) = space.store.root.rglob(f"{quarter}.{id}.json")
    record = json.loads(path.read_text(encoding="utf-8"))
    record["instrument"] = InstrumentStamp.of(instrument).model_dump(mode="json")
    record["answers"] = {id: answer for id, answer in record["answers"].items() if instrument.has(id)}
    record["parts"] = [part.id for part in instrument.parts]
    for statement, answer in (change or {}).items():
        record["answers"][statement] |= answer
    record.pop("checksum", None)  # earlier programs wrote none
    path.write_text(json.dumps(record, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def two_quarters(space: Workspace, id: str) -> dict[str, Any]:
    """The trend from a quarter of the earlier version to one of today, a point higher."""
    instrument = space.instrument(id)
    low = instrument.scale.values[-3]
    fill(space, instrument, "2026-Q2", low)
    as_it_was(space, id, "2026-Q2")
    fill(space, instrument, "2026-Q3", low + 1)
    (trend,) = dict(show_trend(space, [WHO[1]], instrument_id=id).document.data or {})["trends"]
    return dict(trend)


def test_every_changed_questionnaire_has_its_earlier_version_here(space: Workspace) -> None:
    assert EARLIER.keys() == REWORDED.keys()
    for id in EARLIER:
        assert earlier(id).id == id
        assert [int(n) for n in earlier(id).version.split(".")] < [
            int(n) for n in space.instrument(id).version.split(".")
        ]


@each
def test_what_was_written_down_as_reworded_is_what_differs(space: Workspace, id: str) -> None:
    was, now = earlier(id).fingerprints, space.instrument(id).fingerprints
    assert {s for s in was if now[s] != was[s]} == REWORDED[id]  # and none is gone
    split = {s.id: s.split_from for s in space.instrument(id).statements if s.split_from}
    assert split == SPLIT.get(id, {})
    assert split.keys().isdisjoint(was)


@each
def test_an_earlier_record_is_read_as_it_was(space: Workspace, id: str) -> None:
    instrument = space.instrument(id)
    fill(space, instrument, "2026-Q2", instrument.scale.highest)
    as_it_was(space, id, "2026-Q2")
    data = dict(show_assessment(space, WHO[1], instrument_id=id).document.data or {})
    assert data["instrument"]["version"] == earlier(id).version
    assert list(data["scores"]["statements"]) == [s for s in instrument.order if earlier(id).has(s)]
    found, _sound = check_folder(space, NOW)
    assert {finding["code"] for finding in dict(found.document.data or {})["findings"]} == {"another-version"}


@each
def test_every_changed_statement_breaks_its_own_rows_and_no_others(space: Workspace, id: str) -> None:
    trend, was = two_quarters(space, id), earlier(id)
    reversed = space.instrument(id).reversed
    rows = {row.key: set(row.members) for row in space.instrument(id).rows()}
    for row in trend["rows"]:
        members = rows[row["level"], row["id"]]
        known = {s for s in members if was.has(s)}
        (change,) = row["changes"]
        if members & REWORDED[id] or len(known) * 2 < len(members):
            assert change["delta"] is None, row["id"]
        else:
            up = [-1 if s in reversed else 1 for s in known]
            assert change["delta"] == pytest.approx(sum(up) / len(up)), row["id"]
    broken = {s for each in trend["breaks"] for s in REWORDED[id] if s in each["why"]}
    assert broken == REWORDED[id]
    assert bool(trend["breaks"]) == bool(REWORDED[id])


@each
def test_what_was_split_is_named_and_nothing_else(space: Workspace, id: str) -> None:
    notes = [note for note in two_quarters(space, id)["notes"] if "to ting på én gang" in note]
    assert len(notes) == len(SPLIT.get(id, {}))
    for statement, whole in SPLIT.get(id, {}).items():
        assert any(whole in note and note.endswith(f"Den ene står nu i {statement}.") for note in notes)


def test_a_theme_that_became_a_part_is_still_the_teams_where_it_answered_it(space: Workspace) -> None:
    """Until 1.1.0 everybody was asked about § 110 homes; since then a team chooses them."""
    id = "implementation"
    (theme,) = [row for row in two_quarters(space, id)["rows"] if row["id"] == "section-110"]
    assert theme["scores"] == [3.0, 4.0]
    assert theme["changes"][0]["verdict"] == "possible"
    as_it_was(space, id, "2026-Q2", {f"S{n}": {"agreed": None, "not_relevant_because": "ingen"} for n in range(25, 29)})
    (trend,) = dict(show_trend(space, [WHO[1]], instrument_id=id).document.data or {})["trends"]
    (theme,) = [row for row in trend["rows"] if row["id"] == "section-110"]
    assert (theme["scores"][0], theme["answered"][0]) == (None, 0)
    said = " ".join(terminal_text(show_trend(space, [WHO[1]], instrument_id=id).document, 200).split())
    assert "§ 110-boformer" in said


def test_a_correction_of_an_earlier_record_keeps_what_became_a_part(space: Workspace) -> None:
    fill(space, space.instrument("implementation"), "2026-Q2", 3)
    as_it_was(space, "implementation", "2026-Q2")
    file = read_answers("answers.json", b'{"S01": 5}')
    quarter = Quarter(2026, 2)
    fill_in_answers(space, *WHO, file, now=NOW, quarter=quarter, instrument_id="implementation", reason="slip")
    data = dict(show_assessment(space, WHO[1], instrument_id="implementation").document.data or {})
    assert (data["answers"]["S01"]["agreed"], data["answers"]["S25"]["agreed"]) == (5, 3)


def test_teams_of_two_versions_stand_side_by_side_where_they_answered_the_same(space: Workspace) -> None:
    instrument = space.instrument("partnerskab")
    for n, team in enumerate(("Nord", "Syd", "Øst")):
        fill(space, instrument, "2026-Q3", 3 + n % 2, team)
    paths = sorted(space.store.root.rglob("2026-Q3.partnerskab.json"))
    record = json.loads(paths[0].read_text(encoding="utf-8"))
    record["instrument"] = InstrumentStamp.of(earlier("partnerskab")).model_dump(mode="json")
    record["answers"] = {s: a for s, a in record["answers"].items() if earlier("partnerskab").has(s)}
    paths[0].write_text(json.dumps(record, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    data = dict(compare_teams(space, instrument_id="partnerskab", quarter=Quarter(2026, 3)).document.data or {})
    teams = {row["id"]: row["n"] for row in data["rows"]}
    assert (teams["S01"], teams["S10"], teams["relations"], teams["structure"]) == (3, 2, 3, 2)


@pytest.mark.parametrize("roles", [None, {"Leder": (3, 0, 0, 0, 3), "Kollega": (0, 0, 0, 0, 6)}], ids=["all", "roles"])
def test_votes_on_a_statement_that_is_gone_are_named_and_nobody_is_asked_about_them(
    tmp_path: Path, roles: dict[str, tuple[int, ...]] | None
) -> None:
    space = KnownInstrument(Store(tmp_path / "data"), known=small_instrument(3))
    before = voted(small_instrument(4), {f"S{n}": (0, 0, 0, 12, 0) for n in (1, 2, 3)}, participants=12)
    apart = before.answer("S1").model_copy(update={"votes": votes(3, 0, 0, 0, 9, roles=roles)})
    update = {"answers": before.answers | {"S4": apart}, "roles": dict.fromkeys(roles or {}, 6)}
    store(space, before.model_copy(update=update))
    for told in (show_assessment(space, "Bostøtte Nord"), show_trend(space, ["Bostøtte Nord"])):
        named = [line for line in plain_text(told.document).splitlines() if "S4" in line]
        assert len(named) == 1 and "bliver ikke længere stillet" in named[0]
    for many in (compare_teams(space), export_tables(space, tmp_path / "out", tables_writer("csv"))):
        assert [remark.params["statements"] for remark in many.remarks] == [["S4"]]
    found = inspect(space.store, {space.known.id: space.known}, NOW).findings
    assert [finding.params["statements"] for _, finding in found if finding.code == "no-longer-asked"] == [["S4"]]
