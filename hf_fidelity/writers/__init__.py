"""How a document looks: one module per format, each imported only when it is asked for."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from hf_fidelity.ground import N_, UsageProblem

WRITERS = {
    "text": ("hf_fidelity.writers.text", "terminal_text"),
    "plain": ("hf_fidelity.writers.text", "plain_text"),
    "json": ("hf_fidelity.writers.csv_and_json", "json_text"),
    "csv": ("hf_fidelity.writers.csv_and_json", "csv_text"),
    "csv-plain": ("hf_fidelity.writers.csv_and_json", "plain_csv_text"),
    "md": ("hf_fidelity.writers.markdown", "markdown_text"),
    "html": ("hf_fidelity.writers.html", "html_text"),
    "xlsx": ("hf_fidelity.writers.excel.book", "excel_bytes"),
    "pdf": ("hf_fidelity.writers.pdf", "pdf_bytes"),
}
"""Format → the module and the function that turn a document into it."""
FORM_WRITERS = {
    "xlsx": ("hf_fidelity.writers.excel.form", "form_workbook"),
    "html": ("hf_fidelity.writers.html", "form_page"),
    "pdf": ("hf_fidelity.writers.pdf", "form_pdf"),
}
"""The same for an empty form, which is no document."""


def writer_of(format: str) -> Callable[[Any], bytes]:
    """What writes a document in a format. Raises UsageProblem where what it needs is not installed."""
    return _writer(*WRITERS[format])


def form_writer_of(format: str) -> Callable[[Any], bytes]:
    """What writes an empty form in a format. Raises UsageProblem where what it needs is not installed."""
    return _writer(*FORM_WRITERS[format])


def _writer(module: str, function: str) -> Callable[[Any], bytes]:
    try:
        write: Callable[[Any], str | bytes] = getattr(import_module(module), function)
    except ImportError as error:
        if error.name != "typst" and not str(error.name).startswith("typst."):
            raise
        raise UsageProblem(
            N_("To write PDF, the program needs the package typst, which is not installed."),
            hint=N_("Install it with: pip install {package} – or write .html, open it in a browser and print it."),
            package='"hf-fidelity[pdf]"',
        ) from error

    def in_bytes(what: Any) -> bytes:
        written = write(what)
        return written if isinstance(written, bytes) else written.encode()

    return in_bytes
