"""The head of every report: its title, what it is about, and which questionnaires it tells of with their status.

Reports are made here and nowhere else, so that none can take questions of ours for an official form by leaving it out.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from hf_fidelity.domain.questionnaire.instrument import Instrument, every_text
from hf_fidelity.i18n import in_words, language, text_in
from hf_fidelity.reports.document import Document, Section
from hf_fidelity.reports.words import phrase


def report(
    title: str,
    about: str,
    sections: Iterable[Section],
    *,
    forms: Sequence[Instrument],
    notes: Iterable[str] = (),
    data: Mapping[str, Any] | None = None,
) -> Document:
    """A report in the chosen language.

    ``about`` is whose or what it is, empty where the title says that. ``forms`` are the questionnaires that it tells
    of, none where it is about files or teams: they stand behind it on the second line, a name that is the title not
    once more.
    """
    named = (named_with_status(forms, title),) if forms else ()
    foreign = {text: spoken for form in forms for text, spoken in foreign_texts(form).items()}
    subtitle = " · ".join(filter(None, (about, *named)))
    return Document(title, subtitle, language(), tuple(sections), tuple(notes), data, foreign)


def named_with_status(forms: Sequence[Instrument], title: str = "") -> str:
    """The questionnaires, and whether they are official forms: ``Our form (official form)``.

    Those of one status stand together. One whose name is the ``title`` above gives its status only.
    """
    by_status: dict[str, list[str]] = {}
    for form in forms:
        by_status.setdefault(phrase(form.status), []).append(text_in(form.name))
    return " · ".join(
        status if names == [title] else f"{in_words(names)} ({status})" for status, names in by_status.items()
    )


def foreign_texts(form: Instrument) -> dict[str, str]:
    """The questionnaire's texts that are not in the chosen language → the language they are in."""
    if language() in form.languages:
        return {}
    return {text_in(text): next(iter(text)) for _path, text in every_text(form)}
