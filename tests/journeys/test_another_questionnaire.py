"""A file that is refused because its headings are another questionnaire's says which, and what it says works."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from hf_fidelity import i18n
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.ground import Quarter
from hf_fidelity.journeys import Workspace
from hf_fidelity.journeys.score import Scored, Wish, score_exports
from tests.builders import housing_first, shipped
from tests.exports.here import read_here

NOW = datetime(2026, 9, 20, 12, tzinfo=UTC)
HF = housing_first()
OTHERS = (
    "borgeren-ved-roret", "borgernes-stemme", "implementation", "partnerskab", "samarbejdstrappen", "samskabelse",
    "support-methods",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    read_here(monkeypatch)


def _texts(instrument: Instrument) -> list[str]:
    return [instrument.statement(id).text["da"] for id in instrument.order]


def _file(folder: Path, headings: Sequence[str], label: str = "Enig") -> Path:
    heads = ["Kommune", "Team", "Kvartal", *headings]
    row = ["Prøvekøbing Kommune", "Nord", "2026-Q3", *[label] * len(headings)]
    path = folder / "eksport.csv"
    path.write_text("".join(";".join(f'"{cell}"' for cell in each) + "\n" for each in [heads, *[row] * 6]), "utf-8-sig")
    return path


def _scored(folder: Path, file: Path, instrument_id: str | None = None) -> Scored:
    return score_exports(Workspace.at(folder / "data"), [file], now=NOW, instrument_id=instrument_id)


def _said(scored: Scored) -> list[str]:
    return [f"{told.words()} {told.what_to_do()}" for read in scored.batch.files for told in read.findings]


WRITTEN: dict[str, Callable[[str, str], str]] = {
    "texts": lambda _id, text: text,
    "codes-and-texts": lambda id, text: f"{id}. {text}",
    "in-brackets": lambda _id, text: f"Hvor enig er du? [{text}]",
}
"""How a tool writes a statement above its column."""


@pytest.mark.parametrize("id", OTHERS)
@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN)
def test_the_questionnaire_whose_statements_the_headings_are_is_named(
    tmp_path: Path, id: str, written: Callable[[str, str], str]
) -> None:
    instrument = shipped(id)
    label = instrument.scale.points[3].label["da"]
    file = _file(
        tmp_path, [written(each, text) for each, text in zip(instrument.order, _texts(instrument), strict=True)], label
    )
    (said,) = _said(refused := _scored(tmp_path, file))
    with i18n.speaking("da"):
        (danish,) = _said(refused)
    assert said.endswith(f"not of {HF.name['en']}. Run it again with --instrument {id}.")
    assert danish == f"Overskrifterne er udsagnene i {instrument.name['da']}, ikke i {HF.name['da']}. " + (
        f"Kør igen med --instrument {id}."
    )
    assert (refused.exit_code, _scored(tmp_path, file, id).batch.files[0].usable) == (2, True)


def test_so_is_the_usual_one_where_another_was_asked_for(tmp_path: Path) -> None:
    (said,) = _said(_scored(tmp_path, _file(tmp_path, _texts(HF)), "samskabelse"))
    assert said.endswith("--instrument housing-first.")


def test_so_is_ones_own_and_rather_than_one_that_shares_some_of_its_statements(tmp_path: Path) -> None:
    content = shipped("samskabelse").model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    content |= {"id": "vores", "status": "reflection", "default": False}
    for n, statement in enumerate(content["statements"][:4]):
        statement["text"]["da"] = f"Vi har vores egen måde at gøre tingene på, nummer {'abcd'[n]}."
    own = tmp_path / "data" / "instruments" / "vores.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
    file = _file(tmp_path, [statement["text"]["da"] for statement in content["statements"]])
    (said,) = _said(_scored(tmp_path, file))
    assert said.endswith("--instrument vores.")
    (said,) = _said(_scored(tmp_path, _file(tmp_path, _texts(shipped("samskabelse")))))
    assert said.endswith("--instrument samskabelse.")


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("name", ["Vores skema", HF.name["da"]], ids=["another name", "the same name"])
def test_of_two_that_are_called_the_same_the_id_is_said_too(tmp_path: Path, language: str, name: str) -> None:
    content = shipped("samskabelse").model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    content |= {"id": "vores", "status": "reflection", "default": False, "name": {"da": name, "en": name}}
    for n, statement in enumerate(content["statements"]):
        statement["text"]["da"] = f"Vi har vores egen måde at gøre tingene på, nummer {n}{n}."
    own = tmp_path / "data" / "instruments" / "vores.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
    refused = _scored(tmp_path, _file(tmp_path, [statement["text"]["da"] for statement in content["statements"]]))
    with i18n.speaking(language):
        (said,) = _said(refused)
    alike = name == HF.name["da"]
    assert (f"{name} (vores)" in said, "(housing-first)" in said) == (alike, alike), said


SAMSKABELSE = _texts(shipped("samskabelse"))
OF_NONE = {
    "half-of-its-statements": SAMSKABELSE[:16],
    "nobodys-questions": ["Er du glad?", "Er du mæt?", "Sover du godt?"],
    "half-of-ours-beside": [*_texts(HF)[:8], *SAMSKABELSE[:8]],
}


@pytest.mark.parametrize("headings", OF_NONE.values(), ids=OF_NONE)
def test_what_may_be_neither_is_told_as_it_was(tmp_path: Path, headings: list[str]) -> None:
    assert "--instrument" not in " ".join(_said(_scored(tmp_path, _file(tmp_path, headings))))


def test_one_more_than_half_is_enough(tmp_path: Path) -> None:
    (said,) = _said(_scored(tmp_path, _file(tmp_path, SAMSKABELSE[:17])))
    assert said.endswith("--instrument samskabelse.")


def test_a_file_that_is_refused_for_something_else_says_that(tmp_path: Path) -> None:
    file = _file(tmp_path, _texts(HF))
    file.write_text(file.read_text("utf-8-sig").replace('"Team"', '"Sted"'), "utf-8-sig")
    assert [told.code for told in _scored(tmp_path, file).batch.files[0].findings] == ["no-team"]


@pytest.mark.parametrize(
    ("headings", "asked"), [(_texts(HF), 0), (["Er du glad?"], 1)], ids=["nothing-refused", "refused"]
)
def test_other_questionnaires_are_looked_at_only_where_a_file_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, headings: list[str], asked: int
) -> None:
    calls, known = [], Workspace.instruments

    def counted(space: Workspace) -> Any:
        calls.append(space)
        return known(space)

    monkeypatch.setattr(Workspace, "instruments", counted)
    _scored(tmp_path, _file(tmp_path, headings))
    assert len(calls) == asked


ABOVE = {
    "another quarter": ("Kvartal: Q1 2026", "other-quarter"),
    "no quarter": ("Kvartal: sommer", "bad-quarter"),
    "another team": ("Team: Syd", "other-team"),
    "another organisation": ("Kommune: X", "other-organisation"),
}


@pytest.mark.parametrize(("line", "code"), ABOVE.values(), ids=ABOVE)
def test_ids_that_both_have_say_nothing_of_what_is_wrong_elsewhere(tmp_path: Path, line: str, code: str) -> None:
    rows = [[line], [], HF.order, *[["Enig"] * len(HF.order)] * 6]
    file = tmp_path / "e.csv"
    file.write_text("".join(";".join(row) + "\n" for row in rows), "utf-8-sig")
    wish = Wish(organisation="P", team="Nord", quarter=Quarter(2026, 3))
    (read,) = score_exports(Workspace.at(tmp_path / "data"), [file], wish, now=NOW).batch.files
    assert [told.code for told in read.findings] == [code]
