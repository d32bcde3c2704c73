"""``instruments``: which questionnaires there are, one of them whole, and what is wrong with a file."""

from pathlib import Path

import pytest

from hf_fidelity import i18n
from hf_fidelity.errors import InputProblem, UsageProblem
from hf_fidelity.journeys import Workspace, list_instruments, show_instrument, validate_instrument
from tests.journeys.scenes import said
from tests.readers.minimal import MINIMAL


def _own(space: Workspace, text: str, name: str = "our-form.yaml") -> Path:
    space.store.instruments.mkdir(parents=True, exist_ok=True)
    file = space.store.instruments / name
    file.write_text(text, encoding="utf-8")
    return file


def _ids(space: Workspace) -> list[str]:
    return [entry["id"] for entry in (list_instruments(space).document.data or {})["instruments"]]


def test_the_list_says_id_version_name_status_default_and_length(space: Workspace) -> None:
    data = list_instruments(space).document.data or {}
    assert {"id": "housing-first", "default": True, "status": "official", "statements": 16}.items() <= next(
        entry for entry in data["instruments"] if entry["id"] == "housing-first"
    ).items()
    assert {tuple(entry) for entry in data["instruments"]} == {
        ("id", "version", "name", "status", "default", "statements")
    }


def test_a_questionnaire_of_ones_own_is_listed_behind_the_shipped_ones_and_can_be_shown(space: Workspace) -> None:
    _own(space, MINIMAL)
    assert _ids(space)[-1] == "our-form"
    assert "A1 We meet." in said(show_instrument(space, "our-form").document)


def test_the_usual_questionnaire_is_listed_first_and_the_others_by_name(space: Workspace) -> None:
    with i18n.speaking("da"):
        data = list_instruments(space).document.data or {}
    names = [entry["name"] for entry in data["instruments"]]
    assert names[0] == "Efterlevelsesskema for Housing First"
    assert names[1:] == sorted(names[1:])


def test_a_questionnaire_of_ones_own_goes_by_its_id_whatever_its_file_is_called(space: Workspace) -> None:
    _own(space, MINIMAL, "skema 2026.yaml")
    assert space.instrument("our-form").id == "our-form"


@pytest.mark.parametrize(
    ("old", "new"),
    [("id: our-form", "id: housing-first"), ("status: reflection", "status: reflection\ndefault: true")],
    ids=["a-shipped-id", "a-second-default"],
)
def test_a_questionnaire_of_ones_own_does_not_take_the_place_of_a_shipped_one(
    space: Workspace, old: str, new: str
) -> None:
    file = _own(space, MINIMAL.replace(old, new))
    result = list_instruments(space)
    entries = (result.document.data or {})["instruments"]
    assert [entry["id"] for entry in entries if entry["default"]] == ["housing-first"]
    assert [entry["id"] for entry in entries].count("housing-first") == 1
    assert (result.exit_code, [str(file) in thing_words(thing) for thing in result.left_out]) == (1, [True])


def test_a_broken_questionnaire_of_ones_own_is_named_and_the_others_are_listed(space: Workspace) -> None:
    file = _own(space, "id: [", "broken.yaml")
    _own(space, MINIMAL)
    result = list_instruments(space)
    assert [entry["id"] for entry in (result.document.data or {})["instruments"]][-1] == "our-form"
    assert (result.exit_code, [str(file) in thing_words(thing) for thing in result.left_out]) == (1, [True])


def thing_words(thing: object) -> str:
    """What was left out, in words."""
    return i18n.words(getattr(thing, "message", ""), getattr(thing, "params", {}))


def test_an_unknown_questionnaire_is_refused_and_names_those_there_are(space: Workspace) -> None:
    with pytest.raises(UsageProblem) as stop:
        show_instrument(space, "housing-second")
    assert stop.value.params["id"] == "housing-second"
    assert "housing-first" in stop.value.params["known"]


def test_a_questionnaire_that_is_asked_for_and_cannot_be_used_is_refused_with_its_line(space: Workspace) -> None:
    _own(space, MINIMAL.replace("privacy_limit: 5", "privacy_limit: 2"))
    with pytest.raises(InputProblem) as stop:
        show_instrument(space, "our-form")
    assert "Line 23: privacy_limit: 2 is too small" in i18n.words(stop.value.message, stop.value.params)


def test_the_shipped_questionnaire_is_shown_whole(space: Workspace) -> None:
    document = show_instrument(space).document
    instrument = space.instrument()
    shown = said(document)
    assert [s.id for s in instrument.statements if s.text["en"] not in shown] == []
    assert [p.id for p in instrument.principles if p.definition["en"] not in shown] == []
    assert (document.data or {})["id"] == "housing-first"


def test_a_good_file_can_be_used(tmp_path: Path) -> None:
    file = tmp_path / "form.yaml"
    file.write_text(MINIMAL, encoding="utf-8")
    result, usable = validate_instrument(file)
    assert (usable, result.document.data) == (True, {"file": str(file), "findings": []})


def test_a_broken_file_cannot_be_used_and_every_finding_has_its_place(tmp_path: Path) -> None:
    file = tmp_path / "form.yaml"
    file.write_text(MINIMAL.replace("neutral: 2", "neutral: 9").replace("id: B1, theme: two", "id: A1, theme: two"))
    result, usable = validate_instrument(file)
    data = result.document.data or {}
    assert (usable, list(data)) == (False, ["file", "findings"])
    assert [(f["severity"], f["code"], f["line"], f["column"]) for f in data["findings"]] == [
        ("error", "threshold-off-scale", 18, 12),
        ("error", "duplicate-id", 36, 11),
    ]
    assert {tuple(finding) for finding in data["findings"]} == {("severity", "code", "line", "column", "message")}
    assert f"{file}:18:12: " in said(result.document)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputProblem):
        validate_instrument(tmp_path / "form.yaml")


def test_of_several_broken_questionnaires_the_one_that_was_asked_for_is_named(space: Workspace) -> None:
    _own(space, "id: [", "a-broken.yaml")
    said = _own(space, "schema_version: 1\nid: our-own\ntitle: [", "b-other-name.yaml")
    called = _own(space, "id: ]", "vores.yaml")
    for id, file in (("our-own", said), ("vores", called)):
        with pytest.raises(InputProblem) as stop:
            space.instrument(id)
        assert stop.value.params["file"] == str(file)
    with pytest.raises(UsageProblem, match="no questionnaire"):
        space.instrument("nobodys")


@pytest.mark.parametrize("empty", ["", "  "])
def test_an_empty_id_names_no_questionnaire(tmp_path: Path, empty: str) -> None:
    with pytest.raises(UsageProblem, match="--instrument is empty"):
        Workspace.at(tmp_path).instrument(empty)
