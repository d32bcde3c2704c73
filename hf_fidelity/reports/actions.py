"""The agreed actions as documents: the list of them, with the next meeting, and what has been decided about one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record import Action, Decision, urgency
from hf_fidelity.ground import N_, Quarter, _, text_in
from hf_fidelity.reports.document import (
    NOTHING,
    Bullets,
    Column,
    Document,
    Paragraph,
    Section,
    Table,
    TableRow,
)
from hf_fidelity.reports.words import about_words, phrase, report, short_quarter, translation_note


@dataclass(frozen=True)
class ActionLine:
    """An action as it is now, and whose it is. ``quarter`` is that of the record it was read from."""

    organisation: str
    team: str
    action: Action
    quarter: Quarter
    instrument: Instrument
    overdue: bool
    to_share: bool = False
    """Whether the day to share has come, and nobody has written what was learnt."""


@dataclass(frozen=True)
class NextMeeting:
    """When a team may meet next: a proposal, as long after the last meeting as a quarter is."""

    organisation: str
    team: str
    instrument: Instrument
    quarter: Quarter
    day: date


def actions_report(lines: Sequence[ActionLine], *, only_open: bool, meetings: Sequence[NextMeeting] = ()) -> Document:
    """How the actions stand, in words and one by one, the most urgent first. ``only_open``: no others were asked for.

    The texts are the teams' own, so there is no public edition (rule 15).
    """
    ordered = sorted(lines, key=lambda line: urgency(line.action))
    teams = {(line.organisation, line.team): None for line in lines}
    said = Section(_("How do the actions stand?"), (Bullets(tuple(_sentences(ordered, teams, only_open))),), lead=True)
    listed = Section(_("The actions"), (_actions_table(ordered, teams),))
    instruments = list({line.instrument.id: line.instrument for line in lines}.values())
    notes = dict.fromkeys(filter(None, map(translation_note, instruments)))
    sections = [said, listed] if lines else [said]
    if len(meetings) == 1:
        sections.append(Section(_("Next meeting"), (Bullets((_next_meeting(meetings[0]),)),)))
    data: dict[str, Any] = {"actions": [_actions_data(line) for line in ordered]}
    return report(_("Agreed actions"), _whose(teams), sections, instruments=instruments, notes=notes, data=data)


def calendar_report(lines: Sequence[ActionLine], *, only_open: bool, meetings: Sequence[NextMeeting]) -> Document:
    """The same, with what only a calendar takes: what each action is about in words, and when teams meet next."""
    made = actions_report(lines, only_open=only_open, meetings=meetings)
    ordered = sorted(lines, key=lambda line: urgency(line.action))
    actions = [
        _actions_data(line) | {"about_words": about_words(line.action.about, line.instrument)} for line in ordered
    ]
    return made._replace(facts={"actions": actions, "next_meetings": [_meeting_data(each) for each in meetings]})


def _next_meeting(meeting: NextMeeting) -> str:
    return _("Proposal for the meeting about {quarter}: {day}.", quarter=meeting.quarter, day=meeting.day)


def _meeting_data(meeting: NextMeeting) -> dict[str, Any]:
    return {
        "organisation": meeting.organisation,
        "team": meeting.team,
        "instrument": meeting.instrument.id,
        "name": text_in(meeting.instrument.name),
        "quarter": str(meeting.quarter),
        "day": meeting.day.isoformat(),
    }


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
    for line in lines:
        if line.to_share:
            day = line.action.share_on
            yield _("Time to share what you learnt (since {day}): {action}.", day=day, action=_named(line, teams))


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


def _actions_table(lines: Sequence[ActionLine], teams: dict[tuple[str, str], None]) -> Table:
    """One table, so that it can be sorted and filtered. On a narrow screen one team is not named in every row, and
    of several nobody needs the ids."""
    columns = [
        Column(_("Action")),
        Column(_("Id"), "name", optional=len(teams) > 1),
        Column(_("Team"), optional=len(teams) == 1),
        Column(_("About")),
        Column(_("Opened in"), optional=True),
        Column(_("Outcome"), optional=True),
        Column(_("Responsible")),
        Column(_("Due"), "name"),
        Column(_("State")),
    ]
    if loops := any(line.action.share_on or line.action.learnt for line in lines):
        columns += [Column(_("To be shared"), "name"), Column(_("Learnt"), optional=True)]
    return Table("", tuple(columns), tuple(_action_row(line, _team(line, teams), loops=loops) for line in lines))


def _action_row(line: ActionLine, team: str, *, loops: bool) -> TableRow:
    action = line.action
    loop = (str(action.share_on or ""), action.learnt or "") if loops else ()
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
            *loop,
        )
    )


def _actions_data(line: ActionLine) -> dict[str, Any]:
    return {
        **line.action.model_dump(mode="json"),
        "organisation": line.organisation,
        "team": line.team,
        "overdue": line.overdue,
        "to_share": line.to_share,
        "instrument": line.instrument.id,
        "quarter": str(line.quarter),
        "instrument_status": line.instrument.status,
    }


def decision_words(id: str, decision: Decision) -> str:
    """What a record's history says about a decision."""
    messages = {
        ("done", False): N_("Action {id} done"),
        ("done", True): N_("Action {id} done: {outcome}"),
        ("dropped", True): N_("Action {id} dropped: {outcome}"),
        ("moved", False): N_("Action {id} is due {due}"),
        ("shared", False): N_("Action {id} is to be shared on {share_on}"),
        ("shared", True): N_("Action {id}, learnt: {outcome}"),
    }
    said = decision.outcome or decision.learnt or (_("next plan") if decision.next_plan else None)
    return _(messages[decision.kind, bool(said)], id=id, outcome=said, due=decision.due, share_on=decision.share_on)


def changed_report(organisation: str, team: str, action: Action, decision: Decision) -> Document:
    """What has just been decided about an action."""
    messages = {
        "done": N_("“{text}” is done."),
        "dropped": N_("“{text}” has been dropped."),
        "moved": N_("“{text}” is now due {due}."),
        "shared": N_("“{text}” is to be shared on {share_on}.") if decision.share_on else N_("“{text}”:"),
    }
    said = _(messages[decision.kind], text=action.text, due=action.due, share_on=action.share_on)
    outcome = _(" Outcome: {text}", text=action.outcome) if decision.outcome else ""
    outcome += _(" Learnt: {text}", text=action.learnt) if decision.learnt else ""
    outcome += _(" Next plan: {text}", text=decision.next_plan) if decision.next_plan else ""
    data = {**action.model_dump(mode="json"), "organisation": organisation, "team": team}
    return report(team, organisation, (Section("", (Paragraph(said + outcome),)),), instruments=(), data=data)
