"""The room as the leader's pages show it: telephones, votes begun and revealed, the computer going round."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import suppress
from functools import partial

import segno
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hf_fidelity.ground import N_, Finding, _
from hf_fidelity.journeys.meeting import operations
from hf_fidelity.web.guard import Door, Guard, listening_socket
from hf_fidelity.web.listener import Listener
from hf_fidelity.web.meeting import done, follow_the_meeting, kept
from hf_fidelity.web.pages import SentForm, form_of, framed, room_state, to
from hf_fidelity.web.phone import Ballot, ballot_of, phone_app, read_choice
from hf_fidelity.web.program import Program
from hf_fidelity.web.room import Room
from hf_fidelity.web.table import MeetingTable, Step

_PORTS = (8080, 8000, 8888, 0)
"""Ports that are short to type, and at last any that is free."""

MOST_PLACES = 60
"""More telephones than these are no meeting of a team."""


def gather_routes(program: Program) -> list[Route]:
    """The room's pages on the leader's side."""
    return [
        Route("/meeting/room", partial(_room, program), methods=["GET", "POST"]),
        Route("/meeting/vote", partial(_vote, program), methods=["POST"]),
        Route("/meeting/ballot", partial(_ballot, program), methods=["GET", "POST"]),
    ]


# Telephones


async def _room(program: Program, request: Request) -> Response:
    """Who is here: the code, the address, how many have come; and what else there is where nobody can."""
    table = program.table
    if table is None or table.session.over:
        return to("/meeting")
    if request.method == "GET":
        return _shown_room(program, request, table)
    form = form_of(request)
    match form.text("do"):
        case "open":
            return await _open_room(program, request, table, form)
        case "places" if (people := form.whole("places")) is not None:
            return await _made_places(program, request, people)
        case "code" if program.room:
            program.room.renew_code()
        case "close":
            program.close_room()
        case "wifi":
            return _shown_room(program, request, table, wifi=_wifi(form), wifi_name=form.text("name"))
    program.changed()
    return to("/meeting/room")


def _shown_room(
    program: Program,
    request: Request,
    table: MeetingTable,
    *,
    wrong: str = "",
    wifi: Markup | None = None,
    wifi_name: str = "",
) -> Response:
    meeting, address = table.meeting, program.phone_address
    web = f"http://{_in_address(*address)}/" if address else ""
    room = program.room
    return framed(
        program,
        request,
        "gather.html.j2",
        team=meeting.record.team.name,
        quarter=meeting.record.quarter.words(),
        people=meeting.record.participants,
        limit=meeting.instrument.thresholds.privacy_limit,
        how=operations.how_ballots_are(meeting),
        impossible=operations.ballots_cannot_be_kept(meeting),
        addresses=own_addresses(),
        room=room_state(program),
        with_phones=program.phones is not None,
        web=web,
        short=web.removeprefix("http://").rstrip("/"),
        qr=_qr(f"{web}?code={room.code}") if room and web else "",
        nobody=int(program.patience.nobody),
        wrong=wrong,
        wifi=wifi,
        wifi_name=wifi_name,
    )


async def _open_room(program: Program, request: Request, table: MeetingTable, form: SentForm) -> Response:
    """Telephones may come, or the computer goes round; not before it is said how many people there are."""
    meeting = table.meeting
    people = form.whole("places") or meeting.record.participants
    if people and people != meeting.record.participants:
        await done(program, request, lambda _table: [Step("set_participants", (people,), about="participants")])
    meeting = table.meeting
    if not meeting.record.participants or any(each.severity == "error" for each in table.said):
        said = " ".join(each.words() for each in table.said if each.severity == "error")
        return _shown_room(program, request, table, wrong=said or _("Say first how many take part."))
    if operations.ballots_cannot_be_kept(meeting):
        return _shown_room(program, request, table)
    if program.room is None:
        program.room = Room(meeting.record.participants, meeting.instrument.scale.values)
        program.room.since = program.room.last_ballot = asyncio.get_running_loop().time()
    if form.text("with") != "here" and program.phones is None:
        try:
            await _listen(program, form.text("address"))
        except OSError:
            program.close_room()
            return _shown_room(program, request, table, wrong=_("This address cannot be used. Choose another one."))
    follow_the_meeting(program, table)
    program.changed()
    return to("/meeting/ballot" if form.text("with") == "here" else "/meeting/room")


async def _listen(program: Program, address: str) -> None:
    """Open the telephones' listener on one address of this computer. Raises OSError."""
    if address not in own_addresses():
        raise OSError
    for port in _PORTS:
        with suppress(OSError):
            made = listening_socket(address, port)
            break
    else:
        raise OSError
    at = address, made.getsockname()[1]

    def sits(cookie: str) -> bool:
        return program.room is not None and program.room.sits(cookie)

    door = Door("hf_room", (_in_address(*at),), program.key, sits, anybody=True)
    program.phones, program.phone_address = _listener(program, door, made), at
    await program.phones.begin()
    program.watch_room()


def _listener(program: Program, door: Door, made: socket.socket) -> Listener:
    guard = Guard(phone_app(program), door, program.limits, program.heard, debug=program.debug)
    return Listener(guard, program.limits, [made])


async def _made_places(program: Program, request: Request, people: int) -> Response:
    """There are more people than was said, or fewer."""
    if program.room and 0 < people <= MOST_PLACES:
        await done(program, request, lambda _table: [Step("set_participants", (people,), about="participants")])
        program.room.make_places(people)
        program.changed()
    return to("/meeting/room")


def own_addresses() -> list[str]:
    """The addresses that this computer has in networks, the one that leads farthest first; else its own alone.

    Nothing is sent: the system is only asked by which of its addresses it would.
    """
    found = dict.fromkeys(filter(None, map(_address_towards, ("198.51.100.1", "192.168.137.255", "10.255.255.255"))))
    with suppress(OSError):
        named = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET, socket.SOCK_STREAM)
        found |= dict.fromkeys(str(each[4][0]) for each in named)
    ours = [address for address in found if not address.startswith(("127.", "169.254."))]
    return ours or ["127.0.0.1"]


def _address_towards(far: str) -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((far, 9))
        except OSError:
            return ""
        return str(probe.getsockname()[0])


def _in_address(address: str, port: int) -> str:
    return f"{address}:{port}"


def _qr(text: str) -> Markup:
    """A QR code as a picture inside the page."""
    made = segno.make(text, error="m", micro=False)
    return Markup(made.svg_inline(scale=8, border=4, dark="#000", light="#fff", omitsize=True))


def _wifi(form: SentForm) -> Markup | None:
    """A QR code that lets telephones into the computer's own hotspot. Nothing of it is kept."""
    name, password = form.text("name"), form.text("password")
    if not name:
        return None
    from segno.helpers import make_wifi_data

    return _qr(make_wifi_data(ssid=name, password=password or None, security="WPA" if password else None))


# Votes


async def _vote(program: Program, request: Request) -> Response:
    """The vote on the statement in hand: shown to everybody, begun again by everybody, or left out."""
    table, room, form = program.table, program.room, form_of(request)
    if table is None or room is None:
        return to("/meeting")
    if (form.whole("at") or 0) != program.version:
        return await done(program, request, lambda table: kept(table, form))
    at = table.meeting.interview.current
    match form.text("do"):
        case "reveal" if room.phase == "voting" and room.statement == at:
            return await _reveal(program, request, table, room, form)
        case "again" if at is not None and table.meeting.interview.question is None:
            room.ask(at)
        case "without":
            room.pass_over()
    program.phone_news.tell()
    return await done(program, request, lambda table: kept(table, form))


async def _reveal(program: Program, request: Request, table: MeetingTable, room: Room, form: SentForm) -> Response:
    tallied = room.counted()
    if why := operations.why_not_revealed(table.meeting, tallied.counts, tallied.no_point):
        table.note(why)
        return await done(program, request, lambda table: kept(table, form))
    room.end_vote()

    def steps(table: MeetingTable) -> Iterator[Step]:
        yield from _steps_of_reveal(table, tallied.counts, tallied.no_point)
        yield from kept(table, form)

    answer = await done(program, request, steps)
    if any(each.severity == "error" for each in table.said):  # the disk refused: nothing was seen, and nothing is lost
        room.take_up_vote()
    else:
        room.forget_ballots()
    program.phone_news.tell()
    return answer


def _steps_of_reveal(table: MeetingTable, counts: tuple[int, ...], no_point: tuple[int, int]) -> Iterator[Step]:
    if any(counts):
        how = operations.how_ballots_are(table.meeting)
        yield Step("vote", (counts, how), {"no_point": no_point}, quiet=True)
        return
    unknown, aside = no_point
    said = N_("Nobody chose a point: {aside} say that it is not relevant, {unknown} do not know.")
    table.note(Finding("no-points", said, {"aside": aside, "unknown": unknown}))


# The computer that goes round


async def _ballot(program: Program, request: Request) -> Response:
    """A ballot on this computer, for one after the other; what the one before answered is not on it."""
    table, room = program.table, program.room
    if table is None or room is None or room.phase != "voting" or room.statement is None:
        return to("/meeting")
    said = ""
    if request.method == "POST":
        form = form_of(request)
        choice = read_choice(form.text("choice"))
        now = asyncio.get_running_loop().time()
        if choice is None:
            said = "choose"
        elif room.cast_here(form.text("statement"), choice, now):
            program.news.tell()
            return to("/meeting/ballot?next=1")
        else:
            said = "full"
    full = room.answered >= room.places
    if said == "" and request.query_params.get("next"):
        said = "thanks"
    ballot: Ballot = ballot_of(table.meeting, room.statement)
    return framed(program, request, "ballot_here.html.j2", ballot=ballot, said_here=said, full=full,
                 room=room_state(program), how=operations.how_ballots_are(table.meeting))  # fmt: skip
