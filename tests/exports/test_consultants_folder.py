"""A consultant's morning: of forty exports the ten with something wrong are named, with what to do; no other is."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from hf_fidelity import i18n
from hf_fidelity.journeys import Workspace
from hf_fidelity.journeys.score import Scored, score_exports
from hf_fidelity.reports.survey import places
from hf_fidelity.writers.text import terminal_text
from tests.exports.consultants_folder import FAULTS, make_folder


@pytest.fixture(scope="module")
def morning(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], Scored]:
    """What is wrong, and what is said of it in Danish."""
    place = tmp_path_factory.mktemp("morgen")
    wrong = make_folder(place / "eksporter")
    with i18n.speaking("da"):
        now = datetime(2026, 9, 30, 12, tzinfo=UTC)
        return wrong, score_exports(Workspace.at(place / "data"), [place / "eksporter"], now=now)


def things_to_do(scored: Scored) -> dict[str, list[str]]:
    """File → what there is to do about it."""
    told = {Path(read.file).name: [thing.remedy for thing in places(read)] for read in scored.batch.files}
    return {name: [remedy for remedy in remedies if remedy] for name, remedies in told.items()}


def test_ten_have_something_wrong(morning: tuple[dict[str, str], Scored]) -> None:
    wrong, scored = morning
    assert (len(wrong), len(scored.batch.files)) == (len(FAULTS), 40)


def test_each_of_the_ten_says_what_to_do_and_no_other_file_does(morning: tuple[dict[str, str], Scored]) -> None:
    wrong, scored = morning
    assert {name for name, todo in things_to_do(scored).items() if todo} == set(wrong)


@pytest.mark.parametrize("width", [80, 120])
def test_the_ten_are_named_before_anything_else(morning: tuple[dict[str, str], Scored], width: int) -> None:
    wrong, scored = morning
    with i18n.speaking("da"):
        first = " ".join(terminal_text(scored.document, width).partition("Filer ")[0].split())
    assert [name for name in wrong if name not in first] == []
