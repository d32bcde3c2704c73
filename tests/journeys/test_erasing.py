"""A text taken out of everything that is stored of a quarter, for good: where it goes, where it is left and named."""

import json
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hf_fidelity import i18n
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Action, Assessment, Draft, RecordSource, Team
from hf_fidelity.domain.record.changes import corrected
from hf_fidelity.domain.record.erasing import Erasing
from hf_fidelity.errors import FidelityError, RecordDamaged, UsageProblem
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.ground.text import wherever
from hf_fidelity.journeys import Result, Workspace, erase_planned, plan_erasing_text
from hf_fidelity.journeys.sitting import Sitting
from hf_fidelity.store.codec import encode
from hf_fidelity.store.data_folder import Store
from hf_fidelity.store.team_folder import TeamFolder, load
from tests.builders import answers, record
from tests.depth import coarse

NAME = "Mette Hansen"
NOW = datetime(2026, 8, 15, 12, tzinfo=UTC)
Q2, Q3 = Quarter(2026, 2), Quarter(2026, 3)


@pytest.fixture(autouse=True)
def _own_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    i18n.speak("da")


@pytest.fixture
def folder(tmp_path: Path) -> TeamFolder:
    return Store(tmp_path / "data").place("Prøvekøbing Kommune", "Bostøtte Nord")


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    return Workspace.at(tmp_path / "data")


def everywhere(instrument: Instrument, quarter: str = "2026-Q3") -> Assessment:
    """A record that has the name wherever people write."""
    given = answers(instrument, "4" * 16)
    given["S01"] = given["S01"].model_copy(update={"comment": f"{NAME} sagde det", "changed_because": f"Af {NAME}."})
    given["S02"] = given["S02"].model_copy(update={"agreed": None, "not_relevant_because": f"Kun {NAME.upper()}"})
    action = Action(
        id=f"{quarter}-1",
        text=f"Ring til {NAME}",
        owner=NAME,
        outcome=f"{NAME}s svar",
        opened_in=Quarter.parse(quarter),
    )
    whole = record(
        instrument,
        quarter=quarter,
        answers=given,
        actions=(action,),
        citizen_involvement={"how": "Mette\n Hansen ringede", "what_it_changed": f"({NAME})"},
        sources=(RecordSource(kind="import", file=f"{NAME}.xlsx", sheet=NAME),),
    )
    after = whole.with_answer("S03", whole.answer("S03").model_copy(update={"comment": "uden"}))
    before = whole.with_answer("S03", whole.answer("S03").model_copy(update={"comment": f"med {NAME}"}))
    return corrected(before, after, f"{NAME} bad om det", NOW)


def erase(space: Workspace, text: str = NAME, quarter: Quarter | None = Q3, reason: str | None = "navn") -> Result:
    return erase_planned(plan_erasing_text(space, "Bostøtte Nord", text, now=NOW, quarter=quarter, reason=reason))


def whole_folder(folder: TeamFolder) -> str:
    return "\n".join(path.read_text("utf-8") for path in sorted(folder.path.rglob("*")))


def test_it_goes_from_everything_that_people_write_and_from_the_history(
    folder: TeamFolder, space: Workspace, instrument: Instrument
) -> None:
    before = folder.save(everywhere(instrument), 0)
    result = erase(space)
    after = folder.load(Q3, instrument.id)
    assert after is not None
    assert not wherever(NAME, whole_words=False).search(whole_folder(folder))
    assert (after.revision, after.answer("S01").agreed) == (before.revision + 1, 4)
    assert after.answer("S01").comment == "[fjernet 15. august 2026: navn] sagde det"
    assert (after.history[-1].why, after.history[-1].at) == ("En tekst er fjernet for altid: navn", NOW)
    data = result.document.data or {}
    assert [place["place"] for place in data["erased"]] == [
        "citizen_involvement.how",
        "citizen_involvement.what_it_changed",
        "answers.S01.comment",
        "answers.S01.changed_because",
        "answers.S02.not_relevant_because",
        "actions.2026-Q3-1.text",
        "actions.2026-Q3-1.owner",
        "actions.2026-Q3-1.outcome",
        "sources.0.file",
        "sources.0.sheet",
        "history.0.why",
        "history.0.changes.S03.comment.from",
    ]
    assert (result.exit_code, data["left"]) == (0, [])


def test_it_goes_from_drafts_recovery_files_and_left_overs_and_the_correction_goes_on(
    folder: TeamFolder, space: Workspace, instrument: Instrument
) -> None:
    stored = folder.save(everywhere(instrument), 0)
    folder.save_draft(Draft(base_revision=1, why=f"{NAME} bad om det", current="S04", record=stored))
    path = folder.record_path(Q3, instrument.id)
    path.with_name(f"{path.stem}.recovery-1a2b3c4d.json").write_text(encode(stored), "utf-8")
    Path(tempfile.gettempdir(), f"{path.stem}.recovery-1a2b3c4d.json").write_text(encode(stored), "utf-8")
    foreign = stored.model_copy(update={"team": Team(id="en-anden", name="En anden")})
    Path(tempfile.gettempdir(), f"{path.stem}.recovery-00000000.json").write_text(encode(foreign), "utf-8")
    left_over = path.with_name(f".{path.name}.1a2b3c4d.tmp")
    left_over.write_text(encode(stored)[:-40], "utf-8")
    assert erase(space).exit_code == 0
    assert (NAME in whole_folder(folder), left_over.exists()) == (False, False)
    aside = sorted(path.read_text("utf-8").count(NAME) > 0 for path in Path(tempfile.gettempdir()).glob("*.json"))
    assert aside == [False, True]  # the other team's is none of ours
    sitting = Sitting.open(space, folder.organisation, folder.team.name, Q3, instrument)
    assert sitting.draft and (sitting.draft.current, sitting.draft.why) == (
        "S04",
        "[fjernet 15. august 2026: navn] bad om det",
    )


def test_a_draft_alone_is_enough(folder: TeamFolder, space: Workspace, instrument: Instrument) -> None:
    folder.save_draft(Draft(base_revision=0, current="S04", record=everywhere(instrument)))
    erase(space)
    draft = folder.load_draft(Q3, instrument.id)
    assert draft and (draft.base_revision, NAME in encode(draft)) == (0, False)


def test_what_is_not_taken_out_is_named(folder: TeamFolder, space: Workspace, instrument: Instrument) -> None:
    ole = record_with_comment(instrument, "Ole bor ved en skole")
    folder.save(ole, 0)
    folder.save(record_with_comment(instrument, "Ole igen", "2026-Q2"), 0)
    copy = folder.record_path(Q3, instrument.id).with_name("2026-Q3.housing-first - Kopi.json")
    copy.write_text(encode(ole), "utf-8")
    result = erase(space, "ole")
    data = result.document.data or {}
    home = "proevekoebing-kommune/bostoette-nord"
    assert result.exit_code == 1
    assert {(place["file"], place["place"]) for place in data["left"]} == {
        (f"{home}/2026-Q3.housing-first.json", "answers.S01.comment"),
        (f"{home}/2026-Q3.housing-first - Kopi.json", ""),
        (f"{home}/2026-Q2.housing-first.json", ""),
    }
    kept = load(folder.record_path(Q3, instrument.id))
    assert kept and kept.answer("S01").comment == "[fjernet 15. august 2026: navn] bor ved en skole"


def record_with_comment(instrument: Instrument, comment: str, quarter: str = "2026-Q3") -> Assessment:
    whole = record(instrument, "4" * 16, quarter)
    return whole.with_answer("S01", whole.answer("S01").model_copy(update={"comment": comment}))


def test_without_a_quarter_all_of_them_are_gone_through(
    folder: TeamFolder, space: Workspace, instrument: Instrument
) -> None:
    for quarter in ("2026-Q2", "2026-Q3"):
        folder.save(everywhere(instrument, quarter), 0)
    assert erase(space, quarter=None).exit_code == 0
    assert NAME not in whole_folder(folder)


@pytest.mark.parametrize(
    ("text", "reason", "sentence"),
    [
        ("Ukendt", None, "står ingen steder"),
        ("sagd", None, "står ingen steder for sig selv"),
        (" e ", None, "mindst to"),
        (NAME, f"om {NAME.lower()}", "--reason"),
    ],
)
def test_nothing_is_changed_where_it_cannot_be_meant(
    folder: TeamFolder, space: Workspace, instrument: Instrument, text: str, reason: str | None, sentence: str
) -> None:
    folder.save(everywhere(instrument), 0)
    before = whole_folder(folder)
    with pytest.raises(UsageProblem) as refused:
        erase(space, text, reason=reason)
    assert sentence in i18n.words(refused.value.message, refused.value.params)
    assert whole_folder(folder) == before


def test_a_damaged_record_is_not_touched_and_neither_is_anything_beside_it(
    folder: TeamFolder, space: Workspace, instrument: Instrument
) -> None:
    folder.save_draft(Draft(base_revision=0, current="S04", record=everywhere(instrument)))
    folder.record_path(Q3, instrument.id).write_text("{", "utf-8")
    before = whole_folder(folder)
    with pytest.raises(RecordDamaged):
        erase(space)
    assert whole_folder(folder) == before


@pytest.mark.parametrize(
    ("text", "found", "whole"),
    [
        ("Ole", "Oles hund", True),
        ("Ole", "OLE.", True),
        ("Ole", "skole", False),
        ("Ole", "Olesen", False),
        ("Bo", "Bolig", False),
        ("Åse", "A\u030ase og jeg", True),
        ("010180-1234", "cpr 010180-1234,", True),
        ("1234", "12345", False),
        ("Mette  Hansen", "mette\nhansen", True),
        ("Mette Hansen", "Mette Hansen’s", True),
        ("(Ole", "med (Ole)", True),
        ("a.b", "axb", False),
    ],
)
def test_a_text_is_found_as_people_would_find_it(text: str, found: str, whole: bool) -> None:
    changed, places = Erasing(text, "[…]").out_of({"comment": found})
    assert (bool(places), changed["comment"] != found) == (whole, whole)


def test_what_a_questionnaire_calls_its_statements_is_no_key_of_ours() -> None:
    data = {"answers": {"about": {"comment": NAME}}, "actions": [{"id": NAME, "about": NAME, "text": NAME}]}
    changed, places = Erasing(NAME, "…").out_of(data)
    assert places == ("answers.about.comment", f"actions.{NAME}.text")
    assert changed["actions"][0]["about"] == NAME


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
@pytest.mark.parametrize("every", coarse(27, 3, 1))
def test_a_fault_at_any_file_call_leaves_each_file_as_it_was_or_clean_and_the_same_command_goes_on(
    every: int, folder: TeamFolder, space: Workspace, instrument: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.faults.injection import Watch, in_child

    monkeypatch.setattr("hf_fidelity.store.files.STUBBORN", 0.0)
    path = folder.record_path(Q3, instrument.id)
    stored = folder.save(everywhere(instrument), 0)
    folder.save_draft(Draft(base_revision=1, why="igen", current="S04", record=stored))
    path.with_name(f"{path.stem}.recovery-1a2b3c4d.json").write_text(encode(stored), "utf-8")
    before = {file: file.read_bytes() for file in folder.path.iterdir()}

    def erased() -> int:
        try:
            erase(space)
        except FidelityError as problem:
            return problem.exit_code
        return 0

    def again() -> None:
        for file in folder.path.iterdir():
            file.unlink()
        for file, content in before.items():
            file.write_bytes(content)

    code, calls = in_child(erased, Watch())
    after = {file: file.read_bytes() for file in before}
    assert (code, calls > 20) == (0, True)
    for at in range(1, calls + 1, every):
        again()
        code, _ = in_child(erased, Watch(at, 5))
        now = {file: file.read_bytes() for file in before}
        assert all(now[file] in (before[file], after[file]) for file in before), at
        assert code in (0, 2, 3, 4) and (code != 0 or now == after), (at, code)
        if now != after:
            assert in_child(erased, Watch())[0] == 0, at
        assert NAME not in whole_folder(folder), at
        assert json.loads(folder.draft_path(Q3, instrument.id).read_text("utf-8"))["base_revision"] == 2, at
