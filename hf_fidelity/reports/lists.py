"""The agreed actions as a document, and what has been decided about one of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.actions import Decision, urgency
from hf_fidelity.domain.record.assessment import Action
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.i18n import N_, _, language
from hf_fidelity.reports.document import NOTHING, Bullets, Column, Document, Paragraph, Section, Table, TableRow
from hf_fidelity.reports.words import about_words, foreign_texts, phrase, short_quarter, translation_note


@dataclass(frozen=True)
class ActionLine:
    """An action as it is now, and whose it is. ``quarter`` is that of the record it was read from."""

    organisation: str
    team: str
    action: Action
    quarter: Quarter
    instrument: Instrument
    overdue: bool


def actions_report(lines: Sequence[ActionLine], *, only_open: bool) -> Document:
    """How the actions stand, in words and one by one, the most urgent first. ``only_open``: no others were asked for.

    The texts are the teams' own, so there is no public edition (rule 15).
    """
    ordered = sorted(lines, key=lambda line: urgency(line.action))
    teams = {(line.organisation, line.team): None for line in lines}
    said = Section(_("How do the actions stand?"), (Bullets(tuple(_sentences(ordered, teams, only_open))),), lead=True)
    listed = Section(_("The actions"), (_table(ordered, teams),))
    forms = {line.instrument.id: line.instrument for line in lines}.values()
    notes = dict.fromkeys(filter(None, map(translation_note, forms)))
    foreign = {text: language for form in forms for text, language in foreign_texts(form).items()}
    sections = (said, listed) if lines else (said,)
    data = {"actions": [_data(line) for line in ordered]}
    return Document(_("Agreed actions"), _whose(teams), language(), sections, tuple(notes), data, foreign)


def _whose(teams: dict[tuple[str, str], None]) -> str:
    """The team, or the organisation of several; empty where there are more."""
    if len(teams) == 1:
        ((organisation, team),) = teams
        return f"{team}, {organisation}"
    organisations = {organisation for organisation, _team in teams}
    return organisations.pop() if len(organisations) == 1 else ""


def _sentences(lines: Sequence[ActionLine], teams: dict[tuple[str, str], None], only_open: bool) -> Iterator[str]:
    if not lines:
        yield _("No action is open.") if only_open else _("No action has been agreed on yet.")
        return
    states = [line.action.state for line in lines]
    late = [line for line in lines if line.overdue]
    yield _("Open: {open}, of which overdue: {overdue}.", open=states.count("open"), overdue=len(late))
    if not only_open:
        yield _("Done: {done}. Dropped: {dropped}.", done=states.count("done"), dropped=states.count("dropped"))
    for line in late:
        yield _("Overdue (due {day}): {action}.", day=line.action.due, action=_named(line, teams))


def _named(line: ActionLine, teams: dict[tuple[str, str], None]) -> str:
    """An action with what it is about, its team where there are several, and who is responsible."""
    action = line.action
    team = _team(line, teams) if len(teams) > 1 else ""
    owner = _("responsible: {owner}", owner=action.owner) if action.owner else ""
    details = "; ".join(filter(None, (about_words(action.about, line.instrument), team, owner)))
    return f"{action.text} ({details})" if details else action.text


def _team(line: ActionLine, teams: dict[tuple[str, str], None]) -> str:
    several = len({organisation for organisation, _team in teams}) > 1
    return f"{line.team}, {line.organisation}" if several else line.team


def _table(lines: Sequence[ActionLine], teams: dict[tuple[str, str], None]) -> Table:
    """One table, so that it can be sorted and filtered. On a narrow screen one team is not named in every row, and
    of several nobody needs the ids."""
    columns = (
        Column(_("Action")),
        Column(_("Id"), optional=len(teams) > 1),
        Column(_("Team"), optional=len(teams) == 1),
        Column(_("About")),
        Column(_("Opened in"), optional=True),
        Column(_("Outcome"), optional=True),
        Column(_("Responsible"), optional=True),
        Column(_("Due")),
        Column(_("State")),
    )
    return Table("", columns, tuple(_row(line, _team(line, teams)) for line in lines))


def _row(line: ActionLine, team: str) -> TableRow:
    action = line.action
    return TableRow(
        (
            action.text or NOTHING,
            action.id,
            team,
            about_words(action.about, line.instrument),
            short_quarter(action.opened_in),
            action.outcome or "",
            action.owner or "",
            str(action.due or ""),
            phrase("overdue" if line.overdue else action.state),
        )
    )


def _data(line: ActionLine) -> dict[str, Any]:
    return {
        **line.action.model_dump(mode="json"),
        "organisation": line.organisation,
        "team": line.team,
        "overdue": line.overdue,
        "instrument": line.instrument.id,
        "quarter": str(line.quarter),
    }


def decision_words(id: str, decision: Decision) -> str:
    """What a record's history says about a decision."""
    messages = {
        ("done", False): N_("Action {id} done"),
        ("done", True): N_("Action {id} done: {outcome}"),
        ("dropped", True): N_("Action {id} dropped: {outcome}"),
        ("moved", False): N_("Action {id} is due {due}"),
    }
    return _(messages[decision.kind, bool(decision.outcome)], id=id, outcome=decision.outcome, due=decision.due)


def changed_report(organisation: str, team: str, action: Action, decision: Decision) -> Document:
    """What has just been decided about an action."""
    messages = {
        "done": N_("“{text}” is done."),
        "dropped": N_("“{text}” has been dropped."),
        "moved": N_("“{text}” is now due {due}."),
    }
    said = _(messages[decision.kind], text=action.text, due=action.due)
    outcome = _(" Outcome: {text}", text=action.outcome) if decision.outcome else ""
    data = {**action.model_dump(mode="json"), "organisation": organisation, "team": team}
    return Document(team, organisation, language(), (Section("", (Paragraph(said + outcome),)),), (), data)
