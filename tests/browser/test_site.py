"""The documentation's site, opened from the disk: WCAG by axe, no request elsewhere, widths, language, search."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.axe import Scheme, violations
from tests.browser.test_pages import opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
LOOKED_AT = ("index", "siden", "it", "python-api")
"""A page of each kind: links, pictures, tables, functions."""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site; the gate has built it before, and says where."""
    if built := os.environ.get("HF_FIDELITY_SITE"):
        return Path(built)
    from tools.site.build import build

    folder = tmp_path_factory.mktemp("site")
    build(folder)
    return folder


@pytest.mark.parametrize("name", LOOKED_AT)
def test_axe_finds_no_violation(browser: "Browser", site: Path, name: str) -> None:
    looks: list[tuple[int, Scheme]] = [(1280, "light"), (360, "dark")]
    for width, scheme in looks:
        with opened(browser, site / f"{name}.html", width, scheme) as page:
            assert violations(page) == []


def test_no_page_asks_anything_of_a_network_or_is_wider_than_a_telephone(browser: "Browser", site: Path) -> None:
    shown = browser.new_page(viewport={"width": 360, "height": 800})
    asked, wrong = [], []
    shown.on("request", lambda request: asked.append(request.url))
    shown.on("pageerror", lambda error: wrong.append(str(error)))
    for file in sorted(site.rglob("*.html")):
        shown.goto(file.as_uri())
        assert shown.evaluate("document.documentElement.scrollWidth") <= 360, file
    shown.close()
    assert asked
    assert [url for url in asked if not url.startswith((site.as_uri(), "data:"))] == []
    assert wrong == []


SPOKEN = {"siden": "da", "kommandoer": "da", "score.da": "da", "score": "en", "commands": "en"}


@pytest.mark.parametrize(("name", "language"), SPOKEN.items())
def test_a_voice_is_told_the_language(browser: "Browser", site: Path, name: str, language: str) -> None:
    with opened(browser, site / f"{name}.html") as page:
        assert page.get_attribute("html", "lang") == language


def test_a_word_is_found_without_a_server(browser: "Browser", site: Path) -> None:
    with opened(browser, site / "index.html") as page:
        page.keyboard.press("Control+k")
        page.keyboard.type("databehandler")
        page.click("text=Personoplysninger")
        page.wait_for_url("**/it.html*")
