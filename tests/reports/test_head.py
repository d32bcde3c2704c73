"""Every report names its questionnaires with their status, in every format: no question of ours passes as official."""

import ast
import inspect
import io
import json
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from rich.cells import cell_len

from hf_fidelity import i18n, reports
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.survey.batch import Batch
from hf_fidelity.journeys import (
    Workspace,
    compare_profile,
    compare_teams,
    fill_in_answers,
    list_actions,
    list_instruments,
    show_assessment,
    show_guide,
    show_instrument,
    show_profile,
    show_trend,
)
from hf_fidelity.readers.handwritten import read_answers
from hf_fidelity.reports.document import Document
from hf_fidelity.reports.survey import score_report
from hf_fidelity.reports.survey_workbook import score_workbook
from hf_fidelity.reports.words import named_with_status
from hf_fidelity.writers.text import terminal_text
from tests.depth import every
from tests.journeys.scenes import NOW, ORGANISATION
from tests.reports.batches import POLICY
from tests.writers.formats import FORMATS, MarkedUp

OURS, OFFICIAL = "samarbejdstrappen", "housing-first"
TEAMS = ("Nord", "Syd")


def filled(folder: Path) -> Workspace:
    """Two teams that have answered a questionnaire of ours, with an action; one of them the official form, too."""
    space = Workspace.at(folder)
    action = {"text": "Spørg borgerne", "about": None}
    for team, instrument_id in ((TEAMS[0], OURS), (TEAMS[1], OURS), (TEAMS[0], OFFICIAL)):
        point = space.instrument(instrument_id).scale.highest
        answers = {**dict.fromkeys(space.instrument(instrument_id).order, point), "actions": [action]}
        file = read_answers("a.json", json.dumps(answers).encode())
        fill_in_answers(space, ORGANISATION, team, file, now=NOW, instrument_id=instrument_id)
    return space


def _batch(space: Workspace) -> Batch:
    return Batch(space.instrument(OURS), POLICY, (), ())


# What makes each kind of report, and of which questionnaires it tells.
REPORTS: dict[str, tuple[Callable[[Workspace], Document], tuple[str, ...]]] = {
    "assessment_report": (lambda space: show_assessment(space, TEAMS[0], instrument_id=OURS).document, (OURS,)),
    "profile_report": (lambda space: show_profile(space, TEAMS[0]).document, (OURS, OFFICIAL)),
    "trend_report": (lambda space: show_trend(space, TEAMS[:1], instrument_id=OURS).document, (OURS,)),
    "trend_report of teams": (lambda space: show_trend(space, instrument_id=OURS).document, (OURS,)),
    "spread_report": (lambda space: compare_teams(space, instrument_id=OURS).document, (OURS,)),
    "score_report": (lambda space: score_report(_batch(space)), (OURS,)),
    "score_workbook": (lambda space: score_workbook(_batch(space)), (OURS,)),
    "actions_report": (lambda space: list_actions(space, today=NOW.date()).document, (OURS, OFFICIAL)),
    "calendar_report": (lambda space: list_actions(space, today=NOW.date(), calendar=True).document, (OURS, OFFICIAL)),
    "many_profile_report": (lambda space: compare_profile(space).document, (OFFICIAL,)),
    "guide_report": (lambda space: show_guide(space).document, (OFFICIAL,)),
    "guide_report without help": (lambda space: show_guide(space, instrument_id=OURS).document, (OURS,)),
    "topic_report": (lambda space: show_guide(space, "recovery").document, (OFFICIAL,)),
    "instrument_report": (lambda space: show_instrument(space, OURS).document, (OURS,)),
    "instruments_report": (lambda space: list_instruments(space).document, (OURS, OFFICIAL)),
}
OF_NO_QUESTIONNAIRE = {
    "changed_report",  # an action that has just been closed
    "check_report",
    "export_report",  # the tables of several questionnaires
    "backup_report",
    "deleted_report",
    "erased_report",
    "restored_report",
    "records_report",
    "renamed_report",
    "report",  # makes all of them
    "teams_report",
    "validation_report",  # a file that may be no questionnaire
}


def made_in(folder: Path) -> Iterator[str]:
    """The names of the functions that give a report."""
    for path in folder.glob("*.py"):
        module = import_module(f"hf_fidelity.reports.{path.stem}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            own = function.__module__ == module.__name__ and not name.startswith("_")
            if own and inspect.signature(function).return_annotation is Document:
                yield name


PACKAGE = Path(next(iter(reports.__path__)))


def test_every_kind_of_report_is_looked_at_here() -> None:
    assert set(made_in(PACKAGE)) == {name.split(" ", 1)[0] for name in REPORTS} | OF_NO_QUESTIONNAIRE


@pytest.mark.thorough
def test_a_report_is_made_in_one_place() -> None:
    making = [
        path.name
        for path in PACKAGE.parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Document"
    ]
    assert making == ["words.py"]


@pytest.fixture(scope="module")
def space(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return filled(tmp_path_factory.mktemp("data"))


FORMATS_READ: dict[str, Callable[[Document], str | bytes]] = {
    **{format: FORMATS[format] for format in ("md", "html", "xlsx")},
    "text": lambda document: terminal_text(document, 400),  # so wide that no cell is broken into lines
}


def words(format: str, written: str | bytes) -> str:
    """What people read, on one line."""
    if isinstance(written, bytes):
        book = load_workbook(io.BytesIO(written))
        rows = (row for sheet in book for row in sheet.iter_rows(values_only=True))
        return " ".join(str(cell) for row in rows for cell in row if cell is not None)
    text = MarkedUp.of(written).text if format == "html" else written.replace("\\", "")
    return " ".join(text.split())


OFFICIAL_OR_NOT = {"official": "officielt skema", "reflection": "spørgsmål til refleksion, skrevet ud fra kilden; ikke"}


@pytest.mark.parametrize("format", FORMATS_READ)
@pytest.mark.parametrize("name", every(2, list(REPORTS)))
def test_people_read_which_questionnaires_it_tells_of_and_whether_they_are_official(
    space: Workspace, name: str, format: str
) -> None:
    make, ids = REPORTS[name]
    with i18n.speaking("da"):
        said = words(format, FORMATS_READ[format](make(space)))
        for instrument in map(space.instrument, ids):
            assert i18n.text_in(instrument.name) in said
            assert OFFICIAL_OR_NOT[instrument.status] in said


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("name", REPORTS)
def test_it_fits_a_terminal_of_eighty_columns(space: Workspace, name: str, language: str) -> None:
    with i18n.speaking(language):
        lines = terminal_text(REPORTS[name][0](space), 80).splitlines()
    assert [line for line in lines if cell_len(line) > 80] == []


def objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from objects(each)


def told(each: dict[str, Any]) -> tuple[str | None, str | None]:
    """The questionnaire that a piece of JSON names, and its status, if it says both."""
    named = each.get("instrument", each.get("id"))
    status = each.get("instrument_status", each.get("status") if "instrument" not in each else None)
    return (named["id"] if isinstance(named, dict) else named), status


@pytest.mark.parametrize("name", REPORTS)
def test_programs_read_it_too(space: Workspace, name: str) -> None:
    make, ids = REPORTS[name]
    found = set(map(told, objects(json.loads(FORMATS["json"](make(space))))))
    assert {(instrument.id, instrument.status) for instrument in map(space.instrument, ids)} <= found


def test_the_second_line_names_them(space: Workspace) -> None:
    subtitles = {name: make(space).subtitle for name, (make, _ids) in REPORTS.items()}
    named = [named_with_status([space.instrument(id)]) for id in (OURS, OFFICIAL)]
    assert subtitles["score_report"] == named[0]
    assert subtitles["guide_report"] == named[1]
    assert subtitles["assessment_report"] == f"{ORGANISATION} · {named[0]}"
    assert subtitles["actions_report"] == f"{ORGANISATION} · {named[1]} · {named[0]}"
    assert subtitles["instrument_report"].startswith("samarbejdstrappen 1.1.0 · questions for reflection")


def test_questionnaires_of_one_status_stand_together(space: Workspace) -> None:
    instruments: list[Instrument] = space.instruments()[0]
    said = named_with_status(sorted(instruments, key=lambda instrument: instrument.status))
    assert said.count("official form") == said.count("questions for reflection") == 1
    at = [
        said.index(i18n.text_in(instrument.name))
        for instrument in sorted(instruments, key=lambda instrument: instrument.status)
    ]
    assert all(before < after for before, after in pairwise(at))
