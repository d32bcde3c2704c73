"""Takes the pictures of the pages that stand in docs/: ``python -m tools.screenshots``. Look at them afterwards.

Needs Chromium. The pages are made from the demo's made-up teams on a fixed day, so that only a change of ours changes
them. They are looked at, not compared: what can be asserted about a page stands in tests/browser.
"""

import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from hf_fidelity import i18n
from hf_fidelity.journeys import Result, Workspace, compare_teams, make_demo, show_assessment, show_trend
from hf_fidelity.web import gather
from hf_fidelity.writers.html import html_text
from tests.web.here import running
from tests.web.test_in_chromium import room, screens

FOLDER = Path(__file__).parent.parent / "docs" / "pages"
DAY = date(2026, 11, 24)
TEAM = "Bostøtte Nord"
WIDTHS = {"telephone": (320, 1400), "desk": (1100, 1400), "projector": (1920, 1080)}
WHOLE = ("before", "summary", "help")
"""Screens of the page that are longer than a projector is high."""
PAGES: dict[str, Callable[[Workspace], Result]] = {
    "trend": lambda space: show_trend(space, [TEAM]),
    "show": lambda space: show_assessment(space, TEAM),
    "compare": compare_teams,
}


def main() -> None:
    """Every page at every width; the trend's whole too, as a reader meets it on a desk."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    i18n.speak("da")
    with tempfile.TemporaryDirectory() as made, sync_playwright() as programs:
        space = Workspace.at(Path(made) / "data")
        make_demo(DAY, Path(made) / "data")
        browser = programs.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, journey in PAGES.items():
            file = Path(made) / f"{name}.html"
            file.write_text(html_text(journey(space).document), encoding="utf-8")
            for width, (wide, high) in WIDTHS.items():
                page = browser.new_page(viewport={"width": wide, "height": high})
                page.goto(file.as_uri())
                page.screenshot(path=FOLDER / f"{name}-{width}.png")
                if (name, width) == ("trend", "desk"):
                    page.screenshot(path=FOLDER / f"{name}-whole.png", full_page=True)
                page.close()
        take_the_page(browser, Path(made) / "held")
        browser.close()


def take_the_page(browser: Browser, data: Path) -> None:
    """Every screen of ``hf-fidelity open``, as a projector and a telephone show it."""
    make_demo(date(2026, 8, 20), data)
    gather.own_addresses = lambda: ["127.0.0.1"]
    with running(data, now=datetime(2026, 11, 20, 12, tzinfo=UTC)) as here, room(browser, here) as held:
        for name, shown in screens(held):
            shown.screenshot(path=FOLDER / f"open-{name}.png", full_page=name in WHOLE)


if __name__ == "__main__":
    main()
