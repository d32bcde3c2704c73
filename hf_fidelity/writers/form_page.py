"""A form as a page to print and fill in by pen. It stands alone: no script, no request, no other file."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from hf_fidelity.i18n import _
from hf_fidelity.reports.form import Form

_MANY, _LONG = 6, 34
"""More points than this, or a label with more letters, and a column per point has no room on A4."""


def form_page(form: Form) -> str:
    """The page as HTML. Everything that is not ours is escaped by the template engine."""
    pages = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    crowded = len(form.labels) > _MANY or max(map(len, form.labels)) > _LONG
    words = {
        "purpose": _("Purpose"),
        "advice": _("How to fill it in"),
        "cross": _("Put one cross for each statement."),
        "statement": _("Statement"),
        "remarks": _("Remarks, and why a statement may not be relevant to you"),
    }
    return pages.get_template("form.html.j2").render(form=form, words=words, crowded=crowded)
