"""Fixtures that every test may use. Tests speak English unless they say otherwise."""

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from hf_fidelity import i18n
from hf_fidelity.domain.questionnaire.instrument import Instrument
from tests.builders import housing_first

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def form() -> Instrument:
    """Bilag 1 as it is shipped."""
    return housing_first()


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with i18n.speaking("en"):
        yield


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write golden files anew; look at the difference")


@pytest.fixture(scope="session")
def update(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written anew."""
    return bool(request.config.getoption("--update"))


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """The system's own Chromium, started once. Nothing of it is imported unless it is wanted."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as programs:
        started = programs.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield started
        started.close()
