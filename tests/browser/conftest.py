"""The pages of every kind of report."""

from pathlib import Path

import pytest

from hf_fidelity import i18n
from hf_fidelity.writers.html import html_text
from tests.rich import RICH


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
