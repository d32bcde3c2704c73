"""Agreed actions and the next meeting as a calendar file, which Outlook, Google and others take over."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from icalendar import Calendar, Event

from hf_fidelity.ground import Quarter, _, one_line, sha256
from hf_fidelity.reports.document import Document


def calendar_bytes(document: Document, now: datetime) -> bytes:
    """The calendar of a list of actions: deadlines, days to share on, and the next meeting, each a whole day.

    An event has the same id every time, so that taking the file over again moves it and makes no second one. ``now``
    is when the file was made.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//hf-fidelity//actions//DA")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", one_line(document.title))
    data = document.data or {}
    events = [event for action in data.get("actions", ()) for event in _of_action(action)]
    for event in (*events, *map(_of_meeting, data.get("next_meetings", ()))):
        event.add("dtstamp", now)
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def undated(document: Document) -> int:
    """How many open actions have no day, and so cannot stand in a calendar."""
    actions = (document.data or {}).get("actions", ())
    return sum(a["state"] == "open" and not a["due"] and not a["share_on"] for a in actions)


def _of_action(action: Mapping[str, Any]) -> Iterator[Event]:
    if action["state"] == "open" and action["due"]:
        yield _event(action, "due", action["due"], _("Deadline: {text}", text=action["text"]))
    if action["state"] != "dropped" and action["share_on"] and not action["learnt"]:
        said = _("Share what you have learnt: {text}", text=action["text"])
        yield _event(action, "share", action["share_on"], said)


def _event(action: Mapping[str, Any], kind: str, day: str, summary: str) -> Event:
    who = (action["organisation"], action["team"], action["instrument"], action["id"], kind)
    event = _whole_day(who, date.fromisoformat(day), summary)
    said = [f"{action['team']}, {action['organisation']}", action["about_words"]]
    said += [_("responsible: {owner}", owner=action["owner"])] if action["owner"] else []
    said += [_("Agreed in {quarter}, {id}.", quarter=Quarter.parse(action["opened_in"]), id=action["id"])]
    event.add("description", "\n".join(map(one_line, filter(None, said))))
    return event


def _of_meeting(meeting: Mapping[str, Any]) -> Event:
    """A proposal until people have said that it suits them."""
    quarter = Quarter.parse(meeting["quarter"])
    who = (meeting["organisation"], meeting["team"], meeting["instrument"], meeting["quarter"], "meeting")
    summary = _("{team}: meeting about {quarter}", team=meeting["team"], quarter=quarter)
    event = _whole_day(who, date.fromisoformat(meeting["day"]), summary)
    event.add("status", "TENTATIVE")
    said = _("{form}. The day is a proposal: move it to where it suits you.", form=meeting["name"])
    event.add("description", one_line(said))
    return event


def _whole_day(who: tuple[str, ...], day: date, summary: str) -> Event:
    event = Event()
    event.add("uid", f"{sha256('|'.join(who))[:24]}@hf-fidelity")
    event.add("summary", one_line(summary))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event
