"""A real browser, and the pages of every kind of report in it. Nothing here is imported unless Chromium is wanted."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hf_fidelity import i18n
from hf_fidelity.writers.html import html_text
from tests.rich import RICH

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """The system's own Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as programs:
        started = programs.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path]:
    """(kind of report, language) → its page."""
    folder, made = tmp_path_factory.mktemp("pages"), {}
    for language in i18n.LANGUAGES:
        with i18n.speaking(language):
            for name, document in RICH.items():
                made[name, language] = folder / f"{name}.{language}.html"
                made[name, language].write_text(html_text(document()), encoding="utf-8")
    return made
