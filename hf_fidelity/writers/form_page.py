"""A form as a page to print and fill in by pen. It stands alone: no script, no request, no other file."""

from collections.abc import Sequence

from hf_fidelity.i18n import _
from hf_fidelity.reports.form import Form
from hf_fidelity.writers.pages import template

_MANY, _LONG, _WIDE = 6, 34, 60
"""More points than this, a label with more letters, or more letters in all labels' longest words: no room on A4 for a
column per point."""


def form_page(form: Form) -> str:
    """The page as HTML. Everything that is not ours is escaped by the template engine."""
    words = {
        "purpose": _("Purpose"),
        "advice": _("How to fill it in"),
        "agreed": _("What we agreed to do: did it work?"),
        "cross": _("Put one cross for each statement."),
        "statement": _("Statement"),
        "remarks": _("Remarks, and why a statement may not be relevant to you"),
    }
    crowded = any(_crowded(theme.labels) for theme in form.themes)
    return template("form.html.j2").render(form=form, words=words, crowded=crowded)


def _crowded(labels: Sequence[str]) -> bool:
    """Whether the points stand below each statement because there is no room for them beside it."""
    widest = sum(max(map(len, label.split()), default=0) for label in labels)
    return len(labels) > _MANY or max(map(len, labels)) > _LONG or widest > _WIDE
