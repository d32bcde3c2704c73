"""The form in the programs that people open it with: LibreOffice and Chromium. Neither asks the network."""

import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from hf_fidelity import i18n
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.survey.exports import ExportRead
from hf_fidelity.readers.survey.job import Job, Options
from hf_fidelity.readers.survey.read import read_export
from hf_fidelity.reports.form import empty_form
from hf_fidelity.writers.html import form_page
from tests.builders import small_instrument, worded
from tests.exports.filled_forms import blank, filled
from tests.writers.test_form import INSTRUMENTS, labelled

if TYPE_CHECKING:
    from playwright.sync_api import Browser

VOTES = ("5544332211554433", "44444444?i-44444", "1234512345123451")
SECONDS = 180


def resaved(path: Path, tmp_path: Path) -> Path:
    """The file opened in LibreOffice and saved as xlsx again."""
    profile, out = tmp_path / "profile", tmp_path / "resaved"
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx",
         "--outdir", str(out), str(path)],
        check=True, capture_output=True, timeout=SECONDS,
    )  # fmt: skip
    return out / path.name


def values(path: Path) -> dict[str, dict[str, object]]:
    """Sheet → cell → what stands in it."""
    book = openpyxl.load_workbook(path)
    return {
        sheet.title: {
            cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value not in (None, "")
        }
        for sheet in book.worksheets
    }


def read(path: Path, instrument: Instrument) -> ExportRead:
    """What is read, without what any other file would have otherwise: its name and its bytes."""
    return replace(read_export(Job(str(path)), Options(instrument)), file="", sha256="")


@pytest.mark.office
@pytest.mark.parametrize("language", ["da", "en"])
def test_libreoffice_leaves_the_form_as_it_is(instrument: Instrument, tmp_path: Path, language: str) -> None:
    path = blank(tmp_path / "form.xlsx", instrument, language)
    saved = resaved(path, tmp_path)
    assert values(saved) == values(path)
    sheets = openpyxl.load_workbook(saved).worksheets
    assert [sheet.protection.sheet for sheet in sheets] == [True] * 4
    rules = [sum(len(rule.sqref.ranges) for rule in sheet.data_validations.dataValidation) > 0 for sheet in sheets]
    assert rules == [False, True, True, False]
    assert [sheet["B3"].protection.locked for sheet in sheets[:2]] == [False, True]


@pytest.mark.office
def test_a_form_filled_in_and_saved_in_libreoffice_reads_the_same(instrument: Instrument, tmp_path: Path) -> None:
    beside: dict[str, tuple[str | None, str | None]] = {"S02": ("Ikke os.", None), "S01": (None, "= i tvivl")}
    path = filled(tmp_path / "form.xlsx", instrument, "da", votes=VOTES, joint="4-23443254321145", beside=beside)
    before = read(path, instrument)
    assert (len(before.groups), len(before.joint), before.findings) == (1, 1, ())
    assert read(resaved(path, tmp_path), instrument) == before


def chromium(page: Path, tmp_path: Path, *switches: str) -> bytes:
    """Show the page in a browser that starts nothing of its own. Raises where it does not exit with 0."""
    quiet = ("headless", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking",
             "disable-component-update", "disable-sync", "hide-scrollbars")  # fmt: skip
    given = [f"--{switch}" for switch in (*quiet, f"user-data-dir={tmp_path / 'profile'}", *switches)]
    done = subprocess.run(["chromium", *given, page.as_uri()], check=True, capture_output=True, timeout=SECONDS)
    return done.stdout


def page_of(instrument: Instrument, tmp_path: Path) -> Path:
    path = tmp_path / "form.html"
    path.write_text(form_page(empty_form(instrument)), encoding="utf-8")
    return path


@pytest.mark.browser
@pytest.mark.parametrize("language", ["da", "en"])
def test_printed_it_is_three_pages(instrument: Instrument, tmp_path: Path, language: str) -> None:
    pdf = tmp_path / "form.pdf"
    with i18n.speaking(language):
        chromium(page_of(instrument, tmp_path), tmp_path, f"print-to-pdf={pdf}", "no-pdf-header-footer")
    pages = len(re.findall(rb"/Type\s*/Page\b", pdf.read_bytes()))
    assert pages == 3


@pytest.mark.browser
def test_the_page_is_shown_on_a_telephone(instrument: Instrument, tmp_path: Path) -> None:
    shot = tmp_path / "form.png"
    chromium(page_of(instrument, tmp_path), tmp_path, "window-size=320,1200", f"screenshot={shot}")
    size = [int.from_bytes(shot.read_bytes()[at : at + 4]) for at in (16, 20)]
    assert size == [320, 1200]


WORD = "menneskerettighedsorganisationsmedarbejderuddannelsesplanlægning" * 3
WIDE: dict[str, Callable[[], Instrument]] = {
    **INSTRUMENTS,
    "long-word": lambda: worded(small_instrument(), [WORD] * 3, WORD),
    "long-labels": lambda: labelled(small_instrument(), WORD[:32]),
    "labels-that-just-fit": lambda: labelled(small_instrument(3, range(1, 7)), "indsatsen"),
}


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 700, 720, 1000])
@pytest.mark.parametrize("name", WIDE)
def test_nothing_is_wider_than_its_window(browser: "Browser", tmp_path: Path, name: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(page_of(WIDE[name](), tmp_path).as_uri())
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert wide == width
