"""Fixtures that every test may use. Tests speak English unless they say otherwise."""

import gc
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from hf_fidelity import i18n
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.journeys import handwritten
from hf_fidelity.readers.handwritten import read_instrument
from tests import depth
from tests.builders import housing_first

if TYPE_CHECKING:
    from _pytest.terminal import TerminalReporter  # named by pytest itself only in its later versions
    from playwright.sync_api import Browser

settings.register_profile("any-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.load_profile("any-machine")
"""No example fails because the machine is busy, and a run looks at the same examples as the one before."""


_IN_MEMORY = Path("/dev/shm")
if _IN_MEMORY.is_dir() and os.access(_IN_MEMORY, os.W_OK) and shutil.disk_usage(_IN_MEMORY).free > 2 * 1024**3:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_IN_MEMORY))
    tempfile.tempdir = str(_IN_MEMORY)
    # No test waits for a disk: that the program does is seen from its calls (tests/store/test_atomic.py).


@pytest.fixture(scope="session")
def instrument() -> Instrument:
    """Bilag 1 as it is shipped."""
    return housing_first()


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with i18n.speaking("en"):
        yield


@pytest.fixture(autouse=True, scope="session")
def _a_temporary_folder_of_our_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """For locks and for what could not be saved elsewhere: nothing of others lies in it, and nothing of ours stays."""
    tmp_path_factory.getbasetemp()  # pytest's own lies beside it, and is kept for whoever looks into a failure
    with tempfile.TemporaryDirectory() as own, pytest.MonkeyPatch.context() as patch:
        Path(own).chmod(0o1777)
        patch.setattr(tempfile, "tempdir", own)
        patch.setenv("TMPDIR", own)
        for name, variable in (("run", "XDG_RUNTIME_DIR"), ("state", "XDG_STATE_HOME")):
            (folder := Path(own, "home", name)).mkdir(mode=0o700, parents=True)
            patch.setenv(variable, str(folder))
        yield


@pytest.fixture(autouse=True, scope="session")
def _no_questionnaire_is_read_twice() -> Iterator[None]:
    """Reading one takes longer than most tests, and gives the same for the same bytes (tests/readers reads afresh)."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(handwritten, "read_instrument", _remembering(read_instrument))
        yield


def _remembering(read: Callable[[Path], Any]) -> Callable[[Path], Any]:
    known: dict[bytes, Any] = {}

    def remembered(path: Path) -> Any:
        if not path.is_file():
            return read(path)
        content = path.read_bytes()
        if content not in known:
            known[content] = read(path)
        return known[content]

    return remembered


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """What is collected stays to the end: half a million objects that are seldom looked through for garbage.

    They are not frozen: Hypothesis asks who refers to a random number generator, and would be told of nobody.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        young, middle, _old = gc.get_threshold()
        gc.set_threshold(young, middle, 100)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell another process of this run, which is given files in any case, whether this one was."""
    node.workerinput["everything"] = _everything(node.config)


def _everything(config: pytest.Config) -> bool:
    """Whether all tests are run, and not those of some files: who mends a table sees all of it."""
    told = getattr(config, "workerinput", None)
    return bool(told["everything"] if told else config.args_source != config.ArgsSource.ARGS)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where all tests are run, long tables are not looked through to their end: the gate does."""
    for item in depth.further(items) if _everything(config) else ():
        item.add_marker(pytest.mark.thorough)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write golden files anew; look at the difference")


def pytest_terminal_summary(terminalreporter: "TerminalReporter") -> None:
    """The figures that tests have measured, for people: no test fails over one."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "figure":
                terminalreporter.write_line(str(value))


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
