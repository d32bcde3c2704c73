"""The help for a statement's principle as lines, for a screen that is in use for something else."""

from collections.abc import Iterator

from hf_fidelity.domain.guide import Aid, Guide
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.statement import Principle
from hf_fidelity.i18n import _, text_in

_IDEAS = 4
"""More of them would no longer be ideas but a list to read."""


def principle_help(instrument: Instrument, statement_id: str) -> tuple[str, ...]:
    """What the principle asks for, questions and aids, a heading before each; empty where there is no help.

    Raises KeyError for a statement that the questionnaire does not have.
    """
    principle = instrument.principle_of(instrument.statement(statement_id))
    if principle is None or principle.guide is None:
        return ()
    lines = [_heading(principle)]
    for title, texts in texts_of(principle.guide):
        lines += [f"{title}:", *(f"- {text}" for text in texts)]
    if principle.guide.aids:
        lines += [f"{_('Aids')}:", *(f"- {_on_one_line(aid)}" for aid in principle.guide.aids)]
    return tuple(lines)


def ideas(instrument: Instrument, statement_id: str) -> tuple[str, ...]:
    """The aids that stand first for the statement's principle, as ideas for an action; empty where there are none.

    Raises KeyError for a statement that the questionnaire does not have.
    """
    principle = instrument.principle_of(instrument.statement(statement_id))
    aids = principle.guide.aids if principle and principle.guide else ()
    return tuple(map(_on_one_line, aids[:_IDEAS]))


def texts_of(guide: Guide) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The parts of the help that are sentences, each under its heading; what is empty is left out."""
    for heading, texts in (
        (_("The municipality"), guide.municipality),
        (_("The professional"), guide.professional),
        (_("Questions for the talk"), guide.questions),
    ):
        if texts:
            yield heading, tuple(map(text_in, texts))


def aid_words(aid: Aid) -> tuple[str, str]:
    """What an aid is called; what it helps with and where it is found, as far as the source says."""
    helps = text_in(aid.helps)
    return text_in(aid.name), f"{helps} ({aid.found_at})" if aid.found_at else helps


def _on_one_line(aid: Aid) -> str:
    return ": ".join(aid_words(aid))


def _heading(principle: Principle) -> str:
    if principle.section is None:
        return text_in(principle.name)
    return _("{name} (section {section})", name=principle.name, section=principle.section)
