"""Files in and out by the page, in a real browser; and the guide for team leaders, walked through as it is written."""

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from hf_fidelity import i18n
from hf_fidelity.journeys import make_demo
from tests.axe import Scheme, violations
from tests.hostile import TEXTS
from tests.web.files import export
from tests.web.here import ORGANISATION, TEAM, Running, running

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, FilePayload, Page

pytestmark = pytest.mark.browser
NOVEMBER = datetime(2026, 11, 20, 12, tzinfo=UTC)
PICTURES = Path(__file__).parents[2] / "docs/pages"
PATHS = ("/import", "/reports", "/reports?report=trend", "/reports?report=compare", "/actions", "/forms", "/backup")


@pytest.fixture(autouse=True)
def _in_danish() -> None:
    i18n.speak("da")


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A program over made-up teams, with an open action."""
    folder = tmp_path_factory.mktemp("data")
    make_demo(date(2026, 8, 20), folder)
    with running(folder, now=NOVEMBER) as here:
        yield here


def let_in(browser: "Browser", here: Running, said: list[str], **how: Any) -> "Page":
    """A browser of its own that has been let in; what its console says is kept."""

    def dismissed(dialog: "Dialog") -> None:
        said.append(dialog.message)
        dialog.dismiss()

    page = browser.new_context(accept_downloads=True, **how).new_page()
    page.set_default_timeout(120_000)  # for a busy machine; nobody waits it out
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", dismissed)
    page.goto(here.program.address(here.program.new_token()))
    return page


def go(page: "Page", here: Running, path: str) -> None:
    page.goto(f"http://127.0.0.1:{here.port}{path}")


def wider_than_it_is(page: "Page") -> int:
    """By how many pixels one would have to scroll sideways."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark"), (1920, "light")])
def test_everybody_can_use_the_pages(browser: "Browser", made_up: Running, width: int, scheme: Scheme) -> None:
    said: list[str] = []
    page = let_in(browser, made_up, said, viewport={"width": width, "height": 700}, color_scheme=scheme)
    for path in PATHS:
        go(page, made_up, path)
        page.wait_for_load_state("networkidle")
        assert (path, violations(page, scheme), wider_than_it_is(page)) == (path, [], 0)
    assert said == []
    page.context.close()


def test_a_report_is_as_high_as_it_is_long(browser: "Browser", made_up: Running) -> None:
    page = let_in(browser, made_up, [], viewport={"width": 1280, "height": 700})
    go(page, made_up, "/reports?report=trend")
    page.wait_for_load_state("networkidle")
    frame = page.frames[1]
    inside, outside = (
        frame.evaluate("document.documentElement.scrollHeight"),
        page.evaluate("document.querySelector('iframe').clientHeight"),
    )
    assert inside > 1500
    assert outside >= inside
    page.context.close()


def test_files_are_dropped_read_and_saved(browser: "Browser", tmp_path: Path) -> None:
    with running(tmp_path / "data") as here:
        said: list[str] = []
        page = let_in(browser, here, said, viewport={"width": 1280, "height": 700})
        go(page, here, "/import")
        dropped = page.evaluate_handle(
            """text => { const all = new DataTransfer(); all.items.add(new File([text], 'svar.csv')); return all; }""",
            export(wrong="måske").decode(),
        )
        page.dispatch_event("form.drop", "drop", {"dataTransfer": dropped})
        page.wait_for_selector("text=Gem svarene fra 1 team")
        assert violations(page) == []
        assert "måske" in page.frame_locator("iframe").locator("body").inner_text()
        page.click("text=Gem svarene fra 1 team")
        page.wait_for_selector("h1:has-text('Svarene er gemt')")
        with page.expect_download() as waited:
            page.click("text=Hent det som Excel")
        openpyxl.load_workbook(io.BytesIO(waited.value.path().read_bytes()))
        assert said == []
        page.context.close()


def test_too_much_is_told_before_it_is_sent(browser: "Browser", made_up: Running) -> None:
    page = let_in(browser, made_up, [])
    go(page, made_up, "/import")
    page.evaluate("document.querySelector('form.drop').dataset.most = '10'")
    page.set_input_files("#files", {"name": "svar.csv", "mimeType": "text/csv", "buffer": export()})
    assert "mere, end der kan læses" in page.inner_text("[data-said]")
    page.click("text=Læs filerne")
    assert page.url.endswith("/import")
    page.context.close()


def test_files_get_there_without_any_script(browser: "Browser", tmp_path: Path) -> None:
    with running(tmp_path / "data") as here:
        page = let_in(browser, here, [], java_script_enabled=False)
        go(page, here, "/import")
        page.set_input_files("#files", {"name": "svar.csv", "mimeType": "text/csv", "buffer": export()})
        page.click("text=Læs filerne")
        page.wait_for_selector("text=Gem svarene fra 1 team", timeout=60_000)  # it looks again by itself
        page.click("text=Gem svarene fra 1 team")
        page.wait_for_selector("h1:has-text('Svarene er gemt')", timeout=60_000)
        page.context.close()


def test_no_hostile_text_gets_out_of_its_place(browser: "Browser", tmp_path: Path) -> None:
    """All of them as teams, in cells, as names of files and sheets; then the pages that show them."""
    texts = list(TEXTS.values())
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    sheet.title = "<b>'&ark"
    for n, text in enumerate(texts):
        for row in export(6, wrong="x" if n % 2 else "").decode().splitlines()[n > 0 :]:
            cells = row.split(";")
            safe = "".join(letter for letter in text if letter.isprintable()) if n else ""
            sheet.append([cells[0], f"{safe} {n}"[:200] if cells[1] == TEAM else cells[1], *cells[2:]])
    content = io.BytesIO()
    book.save(content)
    with running(tmp_path / "data") as here:
        said: list[str] = []
        page = let_in(browser, here, said)
        go(page, here, "/import")
        files: list[FilePayload] = [
            {
                "name": f"{text[:80]} {n}.xlsx".replace("\0", ""),
                "mimeType": "application/x",
                "buffer": content.getvalue(),
            }
            for n, text in enumerate(texts[:3])
        ]
        page.set_input_files("#files", files)
        page.click("text=Læs filerne")
        page.wait_for_selector("iframe.page", timeout=120_000)
        page.wait_for_load_state("networkidle")
        page.click("form[action='/import/save'] button")
        page.wait_for_selector("h1:has-text('Svarene er gemt')", timeout=120_000)
        for path in ("/", "/import", *PATHS):
            go(page, here, path)
            page.wait_for_load_state("networkidle")
            assert page.evaluate("document.querySelectorAll('main script, main img, main b, main i').length") == 0, path
        assert said == []
        page.context.close()


# The guide for team leaders, as somebody does it who has nothing else


def test_the_guide_leads_from_the_first_page_to_the_closed_quarter(
    browser: "Browser", tmp_path: Path, update: bool
) -> None:
    """docs/siden.md, step by step, with no other way than the buttons it names; its pictures are taken on the way."""
    with running(tmp_path / "data", now=NOVEMBER) as here:
        said: list[str] = []
        page = let_in(browser, here, said, viewport={"width": 1280, "height": 720})

        def seen(name: str, of: "Page" = page) -> None:
            if update:
                of.wait_for_timeout(300)
                of.screenshot(path=PICTURES / f"siden-{name}.png", full_page=name in ("filer", "opsamling"))

        page.fill("#organisation", ORGANISATION)
        page.fill("#team", TEAM)
        folder = page.input_value("#folder")
        page.evaluate("document.querySelector('#folder').value = '/home/mette/Dokumenter/hf-fidelity'")
        seen("velkommen")
        page.evaluate("told => { document.querySelector('#folder').value = told }", folder)
        page.click("text=Begynd det første møde")
        page.fill("#participants", "5")
        seen("foer")
        page.click("text=Begynd, og svar med telefoner")
        page.click("text=Åbn for telefoner")
        page.wait_for_selector(".code")
        seen("telefoner")
        phones = _phones(browser, here, 5)
        page.click("main >> a.big")
        for n, phone in enumerate(phones):
            phone.reload()
            if n == 0:
                seen("telefon", phone)
            phone.check(f"input[name=choice][value='{(5, 4, 4, 2, 1)[n]}']")
            phone.click("button.big")
        page.reload()
        seen("stem")
        page.click("text=Vis svarene")
        page.wait_for_selector("table.spread")
        seen("vist")
        page.click("[data-answers] button[value='4']")
        seen("enige")
        page.select_option("#where", "")
        page.click("button[value='go-to']")
        page.wait_for_selector("button[name=close]")
        seen("opsamling")
        page.click("button[name=close]")
        page.wait_for_selector("h1:has-text('Mødet er lukket')")
        seen("faerdig")
        page.click("text=Åbn referatet")
        page.wait_for_load_state("networkidle")
        seen("referat")
        go(page, here, "/import")
        page.set_input_files("#files", {"name": "svar.csv", "mimeType": "text/csv", "buffer": export(wrong="måske")})
        page.click("text=Læs filerne")
        page.wait_for_selector("iframe.page", timeout=60_000)
        seen("filer")
        assert said == []


def _phones(browser: "Browser", here: Running, many: int) -> list["Page"]:
    address, room = here.program.phone_address, here.program.room
    assert address
    assert room
    phones = []
    for _n in range(many):
        phone = browser.new_context(viewport={"width": 390, "height": 700}).new_page()
        phone.goto(f"http://{address[0]}:{address[1]}/?code={room.code}")
        phone.click("button")
        phones.append(phone)
    return phones
