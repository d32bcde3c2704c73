"""A questionnaire to begin with: YAML that can be used as it is, with a comment to each thing that can be changed.

What is only an example stands behind ``#``; it is valid when the ``# `` in front of each of its lines is taken away.
"""

import json
import textwrap
from collections.abc import Iterator

from hf_fidelity.i18n import _, language

_WIDTH = 100


def skeleton(id: str, folder: str) -> str:
    """The YAML of a new questionnaire in the chosen language; ``folder`` is where it must lie to be used."""
    return "\n".join((*_head(id, folder), *_words(), *_limits(), *_scale(), *_contents(), *_examples())) + "\n"


def _note(text: str) -> list[str]:
    """A comment, broken into lines."""
    return [f"# {line}" for line in textwrap.wrap(text, _WIDTH)]


def _text(key: str, text: str) -> str:
    """A text in the chosen language; JSON's quotes are YAML's too."""
    return f"{key}: {{ {language()}: {json.dumps(text, ensure_ascii=False)} }}"


def _head(id: str, folder: str) -> Iterator[str]:
    yield from _note(_("A questionnaire of your own. Lines that begin with # are explanations; they change nothing."))
    yield from _note(_("To use it, put this file into {folder}.", folder=folder))
    yield ""
    yield "schema_version: 1"
    yield from _note(_("The name to call it by, as in --instrument {id}. It never changes again.", id=id))
    yield f"id: {id}"
    yield from _note(_("Raise the version when you change the questionnaire."))
    yield "version: 1.0.0"
    yield from _note(_("reflection: your own questions. official: a published form, word for word."))
    yield "status: reflection"
    yield from _note(_("The languages of the texts. With two, each text below needs both: da: …, en: …"))
    yield f"languages: [{language()}]"


def _words() -> Iterator[str]:
    yield _text("name", _("Our questionnaire"))
    yield from _note(_("What it is for, how to fill it in, and the question that every statement answers."))
    yield _text("purpose", _("To talk about how we work, and to see what moves."))
    yield _text("advice", _("Fill it in together every quarter. Talk first, then answer."))
    yield _text("stem", _("How much do you agree or disagree with the following statements?"))
    yield from _note(_("Where it comes from. A web address may follow as url."))
    yield "source:"
    yield f"  {_text('title', _('Our own questions'))}"
    yield f"  publisher: {json.dumps(_('Our team'), ensure_ascii=False)}"
    yield f"  section: {json.dumps(_('All of it'), ensure_ascii=False)}"
    yield "cadence: { every: quarter, edge_days: 14 }"
    yield ""


def _limits() -> Iterator[str]:
    yield from _note(_("How scores are read. The rules stand in docs/scoring.md; all of these are needed."))
    for key, value, why in (
        ("anchored_from", 4, _("a theme is anchored where every statement counts as this point or more")),
        ("strengthen_to", 2, _("a statement that counts as this point or less calls for strengthening")),
        ("neutral", 3, _("a statement that stays at this point or less is put up for talk")),
        ("total_change", 0.25, _("the total must move more than this to have changed")),
        ("theme_steps", 2, _("a theme must move so many steps taken together to have changed")),
        ("close_from", 0.75, _("votes lie close from this consensus on (0–1)")),
        ("spread_below", 0.5, _("votes lie far apart below this consensus (0–1)")),
        ("privacy_limit", 5, _("votes of fewer people are neither kept nor shown; 3 at the least")),
    ):
        if key == "anchored_from":
            yield "thresholds:"
        yield f"  {key}: {value}  # {why}"
    yield ""


def _scale() -> Iterator[str]:
    yield from _note(_("The answers, from 2 to 11 of them, in the order in which they are printed."))
    yield "scale:"
    yield "  id: agreement-5"
    yield "  points:"
    labels = (
        _("Strongly agree"),
        _("Agree"),
        _("Neither agree nor disagree"),
        _("Disagree"),
        _("Strongly disagree"),
    )
    for value, label in zip((5, 4, 3, 2, 1), labels, strict=True):
        yield f"    - {{ value: {value}, {_text('label', label)} }}"
    yield from _note(_("What the form calls not knowing, and not relevant, for answers that come from survey tools."))
    for key, words in (
        ("missing", (_("Don't know"), _("Prefer not to say"))),
        ("not_relevant", (_("Not relevant"),)),
    ):
        yield f"  {key}: {{ {language()}: {json.dumps(words, ensure_ascii=False)} }}"
    yield ""


def _contents() -> Iterator[str]:
    yield from _note(_("Themes: statements that belong together and get a score of their own."))
    yield "themes:"
    yield "  - id: everyday"
    yield f"    {_text('name', _('Everyday work'))}"
    yield ""
    yield from _note(
        _(
            "The statements, one idea each. short is for tables; section says where in the source it stands. "
            "reversed: true, where agreeing is bad: the answer is kept as it is and counts the other way round."
        )
    )
    yield from _note(
        _(
            "An id stands as a column's heading in exports. Survey tools give ids like Q1, S1, V1 or item1 by "
            "themselves, so choose others: here the theme's word and a number."
        )
    )
    yield "statements:"
    for id, text, short, more in (
        ("everyday1", _("We listen before we advise."), _("Listen first"), ()),
        ("everyday2", _("We know what each citizen wants."), _("The citizen's wishes"), ()),
        ("everyday3", _("Our meetings are about forms."), _("Meetings about forms"), ("    reversed: true",)),
    ):
        yield f"  - id: {id}"
        yield "    theme: everyday"
        yield from more
        yield f"    {_text('short', short)}"
        yield f"    {_text('text', text)}"
    yield ""


def _examples() -> Iterator[str]:
    yield from _note(_("What follows can be used as well: take away the # and the blank in front of each line."))
    yield "#"
    yield from _note(_("Numbers to type in, each with a limit (at_most or at_least). Never averaged with answers:"))
    yield "#"
    yield from _behind_hash(
        "measures:",
        "  - id: caseload",
        f"    {_text('name', _('Citizens per worker'))}",
        f"    count: {{ id: citizens, {_text('label', _('How many citizens?'))} }}",
        f"    per: {{ id: workers, {_text('label', _('How many workers?'))} }}",
        "    at_most: 10",
        f"    {_text('reason', _('So that there is time for each.'))}",
    )
    yield "#"
    yield from _note(_("A part that only some teams answer: name it here, and say part: outreach in a theme."))
    yield "#"
    yield from _behind_hash("parts:", f"  - {{ id: outreach, {_text('name', _('Outreach work'))} }}")
    yield "#"
    yield from _note(
        _(
            "A ladder of steps instead of agreement: give a theme a scale of its own with the same values, and each "
            "point a description. A principle under a theme has an id, a theme, a name and a definition; its "
            "statements say principle: and its id."
        )
    )


def _behind_hash(*lines: str) -> Iterator[str]:
    return (f"# {line}" for line in lines)
