"""A questionnaire of one's own: the page about it is what the program says, and its skeleton can be used at once."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from hf_fidelity import i18n
from hf_fidelity.errors import UsageProblem
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import Workspace, fill_in_answers, new_instrument, show_instrument, show_trend
from hf_fidelity.readers.handwritten import parse_instrument, read_answers
from hf_fidelity.writers.text import terminal_text

PAGE = Path(__file__).parents[2] / "docs" / "own-questionnaire.md"
NOW = datetime(2026, 8, 20, 12, tzinfo=UTC)


def test_the_page_ends_in_the_trend_report_that_its_example_gives(tmp_path: Path, update: bool) -> None:
    text = PAGE.read_text(encoding="utf-8")
    questionnaire, *quarters = re.findall(r"^```yaml\n(.*?)^```$", text, re.S | re.M)
    space = Workspace.at(tmp_path)
    space.store.instruments.mkdir(parents=True)
    (space.store.instruments / "vores-hverdag.yaml").write_text(questionnaire, encoding="utf-8")
    for quarter, answers in zip((Quarter(2026, 2), Quarter(2026, 3)), quarters, strict=True):
        file = read_answers("svar.yaml", answers.encode())
        fill_in_answers(space, "K", "Bostøtte Nord", file, now=NOW, quarter=quarter, instrument_id="vores-hverdag")
    with i18n.speaking("da"):
        told = terminal_text(show_trend(space, instrument_id="vores-hverdag").document, 80).rstrip("\n")
    if update:
        text = re.sub(r"(^```text\n\$ [^\n]*\n).*?(^```$)", lambda m: f"{m[1]}{told}\n{m[2]}", text, flags=re.S | re.M)
        PAGE.write_text(text, encoding="utf-8")
    (printed,) = re.findall(r"^```text\n\$ [^\n]*\n(.*?)\n```$", text, re.S | re.M)
    assert printed == told


def behind_hash(text: str) -> str:
    """The YAML with its examples switched on: lines behind ``# `` that are YAML, not explanations."""
    keys = r"(measures:|parts:|  - (id|\{)|    (name|count|per|at_most|reason):)"
    return re.sub(rf"^# (?={keys})", "", text, flags=re.M).replace(
        "id: everyday\n", "id: everyday\n    part: outreach\n"
    )


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("whole", [False, True], ids=["as-it-is", "examples-switched-on"])
def test_a_new_questionnaire_can_be_used_at_once(tmp_path: Path, language: str, whole: bool) -> None:
    with i18n.speaking(language):
        made = new_instrument(Workspace.at(tmp_path), tmp_path / "Vores Øvelse.yaml")
    instrument, findings = parse_instrument(behind_hash(made.text) if whole else made.text)
    assert instrument is not None, [finding.words() for finding in findings]
    assert (instrument.id, instrument.languages, bool(instrument.measures), bool(instrument.parts)) == (
        "vores-oevelse",
        (language,),
        whole,
        whole,
    )
    assert instrument.reversed


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_line_of_a_new_questionnaire_is_explained_in_the_language(tmp_path: Path, language: str) -> None:
    with i18n.speaking(language):
        text = new_instrument(Workspace.at(tmp_path), tmp_path / "x.yaml").text
    assert ("udsagn" in text) is (language == "da")
    assert set(yaml.safe_load(text)) >= {"thresholds", "scale", "themes", "statements", "source", "cadence"}
    assert max(map(len, text.splitlines())) <= 120


def test_a_new_questionnaire_is_run_from_its_folder(tmp_path: Path) -> None:
    space = Workspace.at(tmp_path)
    made = new_instrument(space, tmp_path / "our-own.yaml")
    made.folder.mkdir(parents=True)
    (made.folder / "our-own.yaml").write_text(made.text, encoding="utf-8")
    assert dict(show_instrument(space, "our-own").document.data or {})["id"] == "our-own"
    fill_in_answers(
        space,
        "K",
        "Nord",
        read_answers("a", b"everyday1: 5\neveryday3: 5\n"),
        now=NOW,
        quarter=Quarter(2026, 3),
        instrument_id="our-own",
    )
    (trend,) = dict(show_trend(space, instrument_id="our-own").document.data or {})["trends"]
    assert [row["scores"] for row in trend["rows"] if row["level"] == "statement"] == [[5.0], [None], [1.0]]


@pytest.mark.parametrize("name", ["samskabelse.yaml", "there.yaml"])
def test_nothing_is_written_over_and_no_id_is_used_twice(tmp_path: Path, name: str) -> None:
    (tmp_path / "there.yaml").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageProblem):
        new_instrument(Workspace.at(tmp_path), tmp_path / name)
