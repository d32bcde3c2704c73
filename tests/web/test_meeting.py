"""The meeting on the page: the same rules and record, votes of the room, two windows, a program that was killed."""

import asyncio
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from hf_fidelity import i18n
from hf_fidelity.cli.meeting.loop import Wanted, hold_meeting
from hf_fidelity.errors import UsageProblem
from hf_fidelity.journeys import Session, Workspace, make_demo
from hf_fidelity.journeys.meeting import Outcome, operations
from hf_fidelity.journeys.sitting import Sitting
from hf_fidelity.web.program import _LAST_WORDS
from tests.builders import housing_first, record
from tests.journeys.scenes import NOW, Q3, store, workspace
from tests.waiting import PATIENCE, soon, started
from tests.web.here import ORGANISATION, TEAM, Running, Window, is_gone, running


@pytest.fixture(autouse=True)
def _in_danish() -> None:
    i18n.speak("da")


def sat_down(window: Window, people: str = "7", *, phones: bool = False) -> Window:
    """At the first statement, with so many people; with a room where ``phones``."""
    window.see("/")
    window.send("/first", organisation=ORGANISATION, team=TEAM)
    window.send("/meeting/before", participants=people, begin="phones" if phones else "1")
    if phones:
        window.send("/meeting/room", do="open", places=people, address="127.0.0.1", **{"with": "phones"})
        window.see("/meeting")
    return window


def voted(here: Running, window: Window, ballots: Sequence[str], statement: str = "S01") -> list[Window]:
    phones = [here.joined() for _ballot in ballots]
    for phone, ballot in zip(phones, ballots, strict=True):
        phone.see("/")
        phone.send("/", statement=statement, choice=ballot)
    window.see("/meeting")
    return phones


def record_of(folder: Path) -> Any:
    return json.loads(next(folder.rglob("2026-Q3.housing-first.json")).read_text("utf-8"))


def draft_of(folder: Path) -> Any:
    return json.loads(next(folder.rglob("*.draft.json")).read_text("utf-8"))


# One meeting, whichever way it is held


def test_the_page_the_terminal_and_both_leave_the_same_record(tmp_path: Path) -> None:
    """Votes, an answer, a reason, a comment, an action, going back, closing."""

    def on_the_page(folder: Path, begin: int, end: int) -> None:
        with running(folder) as here:
            window = here.window()
            if begin == 0:
                window.send("/first", organisation=ORGANISATION, team=TEAM)
            else:
                window.send("/meeting", organisation=ORGANISATION, team=TEAM, quarter="2026-Q3")
            for form in PAGE[begin:end]:
                path, fields = form
                window.send(path, **fields)

    def by_operations(folder: Path, begin: int, end: int) -> None:
        space = workspace(folder)
        sitting = Sitting.open(space, ORGANISATION, TEAM, Q3, space.instrument())
        session = Session.begin(sitting, lambda: NOW)
        for steps in OPERATIONS_DONE[begin:end]:
            for operation, values in steps:
                session.do(operation, *values)

    records = []
    for at in (0, len(PAGE), 1, 3, 5):
        folder = tmp_path / f"until-{at}"
        if at:
            on_the_page(folder, 0, at)
        if at < len(PAGE):
            by_operations(folder, at, len(PAGE))
        records.append(record_of(folder))
    for at in (1, 4):
        folder = tmp_path / f"from-{at}"
        by_operations(folder, 0, at)
        on_the_page(folder, at, len(PAGE))
        records.append(record_of(folder))
    assert len(records) == 7
    assert all(record == records[0] for record in records)


PAGE: list[tuple[str, dict[str, object]]] = [
    ("/meeting/before", {"participants": "7", "citizens": "Kaffemøde", "citizens_number": "5", "begin": "1"}),
    ("/meeting/do", {"do": "counts", "n1": "0", "n2": "1", "n3": "1", "n4": "3", "n5": "2"}),
    ("/meeting/do", {"do": "question", "text": "secret"}),
    ("/meeting/do", {"do": "answer", "value": "2"}),
    ("/meeting/do", {"do": "comment", "statement": "S01", "comment": "I tvivl"}),
    ("/meeting/do", {"do": "action", "statement": "S01", "action": "Tavle", "owner": "teamleder", "due": "2026-11-01"}),
    ("/meeting/do", {"do": "go-on"}),
    ("/meeting/do", {"do": "not-relevant", "because": "Ingen boliger"}),
    ("/meeting/do", {"do": "go-to", "where": ""}),
    ("/meeting/summary", {"close": "1"}),
]
OPERATIONS_DONE: list[list[tuple[Callable[..., Outcome], tuple[Any, ...]]]] = [
    [
        (operations.read_on, ()),
        (operations.read_on, ()),
        (operations.set_participants, (7,)),
        (operations.tell_who_we_are, (None,)),
        (operations.tell_how_heard, ("Kaffemøde",)),
        (operations.count_citizens, (5,)),
        (operations.tell_what_citizens_changed, (None,)),
        (operations.give_brief_inspire, (None,)),
    ],
    [(operations.vote, ((0, 1, 1, 3, 2),))],
    [(operations.tell_how_voted, ("secret",))],
    [(operations.answer, (2,))],
    [(operations.comment, ("I tvivl",))],
    [
        (operations.add_action, ("Tavle",)),
        (operations.set_owner, ("teamleder",)),
        (operations.set_deadline, (date(2026, 11, 1),)),
    ],
    [(operations.go_on, ())],
    [(operations.not_relevant, ("Ingen boliger",))],
    [(operations.go_to, (None,))],
    [(operations.close, ())],
]


# What was said last time


def test_last_time_is_shown_after_the_votes_or_the_answer_and_never_before(tmp_path: Path) -> None:
    make_demo(date(2026, 8, 20), tmp_path / "data")
    with running(tmp_path / "data", now=NOW.replace(month=11)) as here:
        window = here.window()
        window.send("/meeting", organisation=ORGANISATION, team=TEAM, quarter="2026-Q4")
        window.send("/meeting/before", participants="7", begin="phones")
        window.send("/meeting/room", do="open", places="7", address="127.0.0.1", **{"with": "phones"})
        assert "Sidst (" not in window.see("/meeting").words
        voted(here, window, "5544332")
        assert "Sidst (" not in window.page.words if window.page else False
        assert "Sidst (" in window.send("/meeting/vote", do="reveal").words
        window.do("go-to", where="S02")
        window.send("/meeting/vote", do="without")
        assert "Sidst (" not in window.see("/meeting").words
        assert "Sidst (" in window.do("answer", value="4").words
        window.do("go-to", where="S01")
        assert "Sidst (" not in window.send("/meeting/vote", do="again").words  # all of it is sealed again


# Votes of the room


def test_a_team_that_stands_twice_is_told_so_before_anything_is_said(window: Window, tmp_path: Path) -> None:
    home = tmp_path / "data" / "proevekoebing-kommune"
    store(workspace(tmp_path / "data"), record(housing_first(), "4" * 16, "2026-Q2"))
    shutil.copytree(home / "bostoette-nord", home / "arkiv")
    assert "Det samme team ligger flere steder" in window.see("/actions").words
    window.see("/")
    assert "Det samme team ligger flere steder" in window.send("/first", organisation=ORGANISATION, team=TEAM).words


def test_seven_telephones_vote_and_only_counts_are_kept(here: Running, window: Window, tmp_path: Path) -> None:
    sat_down(window, phones=True)
    voted(here, window, ["5", "5", "4", "4", "4", "not-relevant", "unknown"])
    assert "7 af 7 har svaret" in window.see("/meeting").words
    shown = window.send("/meeting/vote", do="reveal")
    assert "Helt enig 2" in shown.words
    assert "Ikke relevant 1" in shown.words
    assert "Ved ikke 1" in shown.words
    draft = draft_of(tmp_path)["record"]
    assert draft["answers"]["S01"]["votes"]["all"] == {"counts": [0, 0, 0, 3, 2], "missing": 1, "not_relevant": 1}
    assert draft["votes_are"] == "secret"


def test_a_ballot_that_is_not_revealed_is_nowhere(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The same meeting with other ballots gives the same pages, news, files and no logs, byte for byte."""

    def everything(folder: Path, ballots: str) -> list[object]:
        with running(folder) as here:
            window = sat_down(here.window(), phones=True)
            phones = voted(here, window, ballots)
            leaders = ("/", "/meeting", "/meeting/room", "/meeting/before", "/meeting/help", "/meeting/ballot", "/new")
            pages = [window.see(path).body for path in leaders] + [phone.see("/").body for phone in phones]
            pages += [news(window), news(phones[0])]
            code = here.program.room.code if here.program.room else ""
            files = [(path.name, path.read_bytes()) for path in sorted(folder.rglob("*")) if path.is_file()]
        changing = (r'value="[0-9a-f]{64}"', r"127\.0\.0\.1:\d+", re.escape(str(folder)), code, r"<svg.*?</svg>")
        return [files, *(re.sub("|".join(changing), "…", page, flags=re.DOTALL) for page in pages), capfd.readouterr()]

    one, other = everything(tmp_path / "one", "5555555"), everything(tmp_path / "other", "1111234")
    assert one == other


def news(window: Window) -> str:
    """What a stream says at first."""
    import socket

    with socket.create_connection((window.host, window.port), timeout=5) as line:
        cookie = "; ".join(f"{name}={value}" for name, value in window.cookies.items())
        line.sendall(f"GET /events HTTP/1.1\r\nHost: {window.host}:{window.port}\r\nCookie: {cookie}\r\n\r\n".encode())
        got = b""
        while b"data:" not in got or not got.endswith(b"\n\n\r\n"):
            got += line.recv(65536)
    return got.partition(b"data:")[2].decode()


@pytest.mark.parametrize(("ballots", "seen"), [("5432", False), ("54321", True)])
def test_secret_votes_under_the_limit_are_not_shown(here: Running, window: Window, ballots: str, seen: bool) -> None:
    sat_down(window, phones=True)
    voted(here, window, ballots)
    shown = window.send("/meeting/vote", do="reveal")
    assert ("Vores fælles svar" in shown.words) is seen
    assert ("Færre end 5 har valgt et svar på skalaen" in shown.words) is not seen
    if not seen:  # the vote goes on, and a fifth makes it possible
        voted(here, window, "5")
        assert "Vores fælles svar" in window.send("/meeting/vote", do="reveal").words


def test_those_who_chose_no_point_do_not_lift_the_rest_over_the_limit(here: Running, window: Window) -> None:
    sat_down(window, phones=True)
    voted(here, window, ["5", "4", "3", "2", "unknown", "unknown", "not-relevant"])
    assert "Færre end 5" in window.send("/meeting/vote", do="reveal").words


def test_a_small_team_is_told_before_anybody_votes_that_votes_are_open(
    here: Running, window: Window, tmp_path: Path
) -> None:
    sat_down(window, "3", phones=True)
    assert "Svar fra færre end 5 er åbne" in window.see("/meeting/room").words
    phones = voted(here, window, "443")
    assert "svarene er åbne" in phones[0].see("/").words
    assert "Helt enig 0" in window.send("/meeting/vote", do="reveal").words
    draft = draft_of(tmp_path)["record"]
    assert draft["votes_are"] == "open"


def test_where_nobody_chooses_a_point_that_is_said_and_nothing_kept(
    here: Running, window: Window, tmp_path: Path
) -> None:
    sat_down(window, phones=True)
    voted(here, window, ["not-relevant"] * 4 + ["unknown"])
    assert "Ingen valgte et svar på skalaen: 4" in window.send("/meeting/vote", do="reveal").words
    assert "S01" not in draft_of(tmp_path)["record"]["answers"]


def test_a_late_telephone_one_that_comes_back_and_a_vote_anew(here: Running, window: Window) -> None:
    sat_down(window, phones=True)
    phones = voted(here, window, "55555")
    late = here.joined()
    late.see("/")
    late.send("/", statement="S01", choice="1")
    again = Window(phones[0].port, phones[0].host, dict(phones[0].cookies))  # the same cookie: the same seat
    again.see("/")
    again.send("/", statement="S01", choice="1")
    assert "6 af 7 har svaret" in window.see("/meeting").words
    assert "Helt uenig 2" in window.send("/meeting/vote", do="reveal").words
    assert "Svarene er på skærmen" in late.see("/").words
    assert late.ask("POST", "/", {"csrf": late.hidden_csrf(), "statement": "S01", "choice": "5"}).status in (303, 403)
    assert "0 af 7 har svaret" in window.send("/meeting/vote", do="again").words
    for phone in phones:
        phone.see("/")
        phone.send("/", statement="S01", choice="2")
    window.see("/meeting")
    assert "Uenig 5" in window.send("/meeting/vote", do="reveal").words


def test_the_eighth_telephone_waits_until_there_is_a_seat(here: Running, window: Window) -> None:
    sat_down(window, phones=True)
    for _n in range(7):
        here.joined()
    eighth = here.joined()
    assert eighth.page and "Alle pladser er taget" in eighth.page.words
    window.see("/meeting/room")
    window.send("/meeting/room", do="places", places="8")
    assert "S01" not in eighth.page.words
    eighth.see("/")
    eighth.send("/join", code=here.program.room.code if here.program.room else "")
    assert eighth.page and "Helt enig" in eighth.page.words


def test_the_computer_goes_round_without_telephones(here: Running, window: Window) -> None:
    sat_down(window)
    window.see("/meeting/room")
    assert "Dit svar" in window.send("/meeting/room", do="open", places="7", **{"with": "here"}).words
    for ballot in "5544332":
        page = window.send("/meeting/ballot", statement="S01", choice=ballot)
        assert "Modtaget" in page.words or "Alle har svaret" in page.words
        assert " checked" not in page.body
        window.see("/meeting/ballot")
    window.see("/meeting")
    assert "Helt enig 2" in window.send("/meeting/vote", do="reveal").words


def test_a_vote_that_the_disk_refuses_is_not_lost(
    here: Running, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    sat_down(window, phones=True)
    voted(here, window, "5544332")

    def refuse(*_values: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("hf_fidelity.store.files.write_new", refuse)
        shown = window.send("/meeting/vote", do="reveal")
    assert "7 af 7 har svaret" in shown.words
    assert "could not be written" in shown.words or "kunne ikke skrives" in shown.words
    assert "Helt enig 2" in window.send("/meeting/vote", do="reveal").words


def test_answering_by_another_way_ends_the_vote(here: Running, window: Window) -> None:
    sat_down(window, phones=True)
    phones = voted(here, window, "55")
    window.do("answer", value="3")
    assert "Du er med" in phones[0].see("/").words
    assert "S02" in window.do("go-on").words
    assert "0 af 7 har svaret" in window.see("/meeting").words


def test_without_a_vote_for_long_enough_the_telephones_are_let_go(tmp_path: Path) -> None:
    from hf_fidelity.web.program import Patience

    with running(tmp_path / "data", patience=Patience(room=0.05)) as here:
        window = sat_down(here.window(), phones=True)
        assert soon(lambda: not here.program.room)
        assert here.program.phone_address is None
        assert "Vores fælles svar" in window.see("/meeting").words


def test_closing_the_meeting_lets_the_telephones_go(
    here: Running, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = asyncio.Event()

    async def sleep(seconds: float) -> None:
        await (over.wait() if seconds == _LAST_WORDS else asyncio.sleep(seconds))

    monkeypatch.setattr("hf_fidelity.web.program.asyncio", SimpleNamespace(**{**vars(asyncio), "sleep": sleep}))
    sat_down(window, phones=True)
    address = here.program.phone_address
    window.send("/meeting/vote", do="without")
    window.do("answer", value="4")
    window.do("go-to", where="")
    assert "Mødet er lukket" in window.send("/meeting/summary", close="1").words
    assert address
    phone = Window(address[1], address[0])
    assert "Afstemningen er slut" in phone.ask("GET", "/").words  # for a moment that is said
    here.loop.call_soon_threadsafe(over.set)
    assert soon(lambda: is_gone(address[1]))


# What is written and not sent


@pytest.mark.parametrize(
    "pressed",
    [{"do": "go-on"}, {"do": "back"}, {"do": "go-to", "where": ""}, {"value": "2"}, {"do": "keep"}, {"to": "/"}],
    ids=str,
)
def test_whatever_is_pressed_what_was_written_at_a_statement_is_kept(
    window: Window, tmp_path: Path, pressed: dict[str, str]
) -> None:
    sat_down(window)
    window.do("answer", value="4")
    page: dict[str, object] = {"statement": "S01", "comment": "Talt om", "action": "Tavle", "owner": "teamleder"}
    window.send("/meeting/do", **page, **pressed)
    kept = draft_of(tmp_path)["record"]
    (action,) = kept["actions"]
    assert kept["answers"]["S01"]["comment"] == "Talt om"
    assert (action["about"], action["text"], action["owner"]) == ("S01", "Tavle", "teamleder")


@pytest.mark.parametrize("pressed", ["reveal", "without"])
def test_what_was_written_during_a_vote_is_kept(here: Running, window: Window, tmp_path: Path, pressed: str) -> None:
    sat_down(window, phones=True)
    voted(here, window, "5544332")
    window.send("/meeting/vote", do=pressed, statement="S01", comment="Talt om")
    answer = draft_of(tmp_path)["record"]["answers"]["S01"]
    assert (answer["comment"], answer["votes"] is not None) == ("Talt om", pressed == "reveal")


class Buttons(HTMLParser):
    """The form that each button of a page sends, and where its links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.form, self.forms, self.links = "", Counter[str](), list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "form":
            self.form = said.get("id") or said["action"] or ""
        elif tag == "button" and said.get("type") != "button":
            self.forms[said.get("form") or self.form] += 1
        elif tag == "a":
            self.links.append(said["href"] or "")

    def handle_endtag(self, tag: str) -> None:
        self.form = "" if tag == "form" else self.form


@pytest.mark.parametrize("at", ["opening", "statement", "asked", "vote", "before", "summary"])
def test_every_button_sends_what_is_written_and_no_link_leaves_it_behind(
    here: Running, window: Window, at: str
) -> None:
    if at == "opening":
        window.see("/")
        page = window.send("/first", organisation=ORGANISATION, team=TEAM)
    else:
        sat_down(window, phones=at == "vote")
        page = window.see("/meeting/before" if at == "before" else "/meeting")
    if at == "asked":
        page = window.do("comment", statement="S01", comment="Ring 12 34 56 78")
    if at == "summary":
        page = window.do("go-to", where="")
    seen = Buttons()
    seen.feed(page.body)
    assert seen.links == ["#content"]
    assert (
        seen.forms.pop("/stay") == 1
    )  # in a window that is not the newest: nothing of it is sent, which is said there
    assert list(seen.forms) == ["meeting"]


def test_what_stands_beside_the_button_stays_in_its_field_or_is_done_before_anybody_leaves(
    window: Window, tmp_path: Path
) -> None:
    sat_down(window)
    begun: dict[str, object] = {"statement": "S01", "because": "Ingen boliger", "n5": "3", "n4": "0", "owner": "leder"}
    page = window.do("comment", **begun, comment="Nu")
    assert draft_of(tmp_path)["record"]["answers"]["S01"]["not_relevant_because"] is None
    assert [f'value="{each}"' in page.body for each in ("Ingen boliger", "3", "leder")] == [True] * 3
    left = window.do("go-to", **begun | {"n5": "0"}, where="S03")
    assert draft_of(tmp_path)["record"]["answers"]["S01"]["not_relevant_because"] == "Ingen boliger"
    assert "Det her blev skrevet, men er ikke gemt: leder" in left.words  # who, without what


def test_what_looks_personal_is_asked_about_before_the_meeting_goes_on(window: Window, tmp_path: Path) -> None:
    sat_down(window)
    window.do("answer", value="4")
    assert "S01" in window.do("go-on", statement="S01", comment="Ring 12 34 56 78", action="Tavle").hidden("statement")
    assert "S02" in window.do("confirm", choice="leave", statement="S01", comment="").hidden("statement")
    kept = draft_of(tmp_path)["record"]
    assert (kept["answers"]["S01"]["comment"], len(kept["actions"])) == (None, 1)


def test_what_was_asked_about_and_not_answered_is_said(window: Window, tmp_path: Path) -> None:
    sat_down(window)
    window.do("comment", statement="S01", comment="Ring 12 34 56 78", action="Tavle")
    passed = window.do("back", statement="S01", comment="", text="Ring 12 34 56 78")
    assert "Det her blev skrevet, men er ikke gemt: Ring 12 34 56 78" in passed.words
    assert len(draft_of(tmp_path)["record"]["actions"]) == 1


# Before the meeting, in a later quarter


@pytest.fixture
def november(tmp_path: Path) -> Iterator[Window]:
    """At the opening of the made-up team's fourth quarter; an action of the first is open."""
    make_demo(date(2026, 8, 20), tmp_path / "data")
    with running(tmp_path / "data", now=NOW.replace(month=11)) as here:
        window = here.window()
        window.send("/meeting", organisation=ORGANISATION, team=TEAM, quarter="2026-Q4")
        yield window


def test_what_is_written_of_an_action_that_goes_on_is_kept_and_can_be_taken_away(
    november: Window, tmp_path: Path
) -> None:
    (name,) = set(re.findall(r'name="outcome-([^"]+)"', november.page.body if november.page else ""))
    for text, state in (("Halvvejs", "open"), ("Halvvejs", "done"), ("Halvvejs", "open"), ("", "open")):
        november.send("/meeting/before", keep="1", **{f"state-{name}": state, f"outcome-{name}": text})
        (action,) = [each for each in draft_of(tmp_path)["record"]["actions"] if each["id"] == name]
        assert (action["outcome"], action["state"]) == (text or None, state)


def test_a_wrong_figure_stays_in_its_field_and_is_named(window: Window, tmp_path: Path) -> None:
    sat_down(window)
    window.see("/meeting/before")
    page = window.send("/meeting/before", mean="171,5", n="3", citizens="Kaffe", keep="1")
    assert "Der stod: 171,5, 3" in page.words
    assert [f'value="{each}"' in page.body for each in ("171,5", "3", "Kaffe")] == [True] * 3
    assert draft_of(tmp_path)["record"]["citizen_involvement"]["how"] == "Kaffe"
    assert "171,5" not in window.send("/meeting/before", mean="71,5", n="7", keep="1").body


def test_a_mean_of_few_citizens_is_said_not_to_be_shown_and_is_not(window: Window) -> None:
    sat_down(window)
    window.see("/meeting/before")
    said = window.send("/meeting/before", mean="71,5", n="3", keep="1")
    assert "færre end 5 borgere" in said.words
    window.see("/meeting")
    summary = window.do("go-to", where="")
    assert "færre end 5 borgere" in summary.words
    assert "71,5" not in summary.words


def test_a_long_step_is_asked_about_and_nothing_is_said_twice(november: Window) -> None:
    november.send("/meeting/before", participants="7", begin="1")
    page = november.do("answer", statement="S01", value="1")
    assert "trin ned siden sidst" in page.words
    assert page.words.count("Sidst (") == 1
    assert re.findall(r'aria-current="step">([^<]+)', page.body) == ["Enige"]


# Two windows


def test_an_older_window_is_told_and_does_nothing(here: Running, window: Window, tmp_path: Path) -> None:
    sat_down(window)
    other = here.window()
    other.see("/meeting")
    window.see("/meeting")
    window.do("answer", value="4")
    stale = other.do("comment", statement="S01", comment="Det her er skrevet i det ældre vindue")
    assert "Dette vindue var ikke det nyeste" in stale.words
    assert "Det her er skrevet i det ældre vindue" in stale.words  # what was typed can be copied
    assert draft_of(tmp_path)["record"]["answers"]["S01"]["comment"] is None
    assert "Kommentar" in other.do("comment", statement="S01", comment="Nu").words
    assert draft_of(tmp_path)["record"]["answers"]["S01"]["comment"] == "Nu"


def test_every_window_hears_that_another_one_went_on(here: Running, window: Window) -> None:
    sat_down(window)
    before = json.loads(news(window))["version"]
    window.do("answer", value="4")
    assert json.loads(news(here.window()))["version"] > before


def test_a_button_that_is_pressed_twice_does_its_work_once(here: Running, window: Window, tmp_path: Path) -> None:
    sat_down(window)
    page = window.see("/meeting")
    form = {"csrf": page.hidden("csrf"), "at": page.hidden("at"), "do": "action", "statement": "S01", "action": "Tavle"}
    assert [window.ask("POST", "/meeting/do", form).status for _n in range(2)] == [303, 303]
    assert "ikke det nyeste" not in window.see("/meeting").words
    assert len(draft_of(tmp_path)["record"]["actions"]) == 1


def test_the_terminal_goes_on_with_the_meeting_and_the_page_is_told(
    here: Running, window: Window, tmp_path: Path
) -> None:
    sat_down(window)
    space = Workspace.at(tmp_path / "data")
    session = Session.begin(Sitting.open(space, ORGANISATION, TEAM, Q3, space.instrument()), lambda: NOW)
    session.do(operations.answer, 5)
    page = window.do("answer", value="1")  # shown in the newest window, but the disk knows better
    assert "i et andet vindue" in page.words
    assert draft_of(tmp_path)["record"]["answers"]["S01"]["agreed"] == 5
    assert "Jeres svar: Helt enig" in page.words
    window.do("go-on")
    window.do("answer", value="2")
    from hf_fidelity.errors import RecordChanged

    with pytest.raises(RecordChanged):  # and the other way round
        session.do(operations.comment, "Fra terminalen")
    assert draft_of(tmp_path)["record"]["answers"]["S02"]["agreed"] == 2


def in_a_terminal(folder: Path, typed: Sequence[str]) -> None:
    """A meeting at a keyboard. Raises UsageProblem where it is open elsewhere."""
    lines = iter(typed)
    wanted = Wanted(ORGANISATION, TEAM, Q3)
    hold_meeting(Workspace.at(folder), wanted, lambda _: next(lines, "q"), lambda _: None, lambda: NOW)


def test_a_terminal_is_told_that_the_meeting_is_open_on_the_page_and_goes_on_once_it_is_left(
    window: Window, tmp_path: Path
) -> None:
    sat_down(window)
    window.do("answer", value="4")
    with pytest.raises(UsageProblem, match="is open already") as stop:
        in_a_terminal(tmp_path / "data", ["q"])
    assert stop.value.params["where"].code == "page"
    window.see("/")
    in_a_terminal(tmp_path / "data", ["", "5", "q"])
    given = draft_of(tmp_path)["record"]["answers"]
    assert (given["S01"]["agreed"], given["S02"]["agreed"]) == (4, 5)
    assert "S02" in window.see("/meeting").words  # and the page goes on from there


def test_the_page_is_told_that_the_meeting_is_open_in_a_terminal(here: Running, window: Window, tmp_path: Path) -> None:
    sat_down(window)
    window.do("answer", value="4")
    window.see("/")
    seen: list[str] = []

    def ask(_screen: object) -> str:
        if not seen:
            seen.append(window.see("/meeting").words)
            seen.append(window.send("/meeting", organisation=ORGANISATION, team=TEAM, quarter="2026-Q3").words)
        return "q"

    hold_meeting(Workspace.at(tmp_path / "data"), Wanted(ORGANISATION, TEAM, Q3), ask, lambda _: None, lambda: NOW)
    assert ["er allerede åbent" in words for words in seen] == [True, True]
    assert "i en terminal" in seen[0]
    again = window.send("/meeting", organisation=ORGANISATION, team=TEAM, quarter="2026-Q3")
    assert "S01" in again.words
    assert draft_of(tmp_path)["record"]["answers"]["S01"]["agreed"] == 4


# What has to be said first


def test_what_looks_personal_is_asked_about_and_what_stands_behind_it_is_done_then(
    window: Window, tmp_path: Path
) -> None:
    sat_down(window)
    asked = window.do("action", statement="S01", action="Ring 12 34 56 78", owner="Mette Hansen", due="2026-12-01")
    assert "Skal" in asked.words or "gemmes" in asked.words
    assert not draft_of(tmp_path)["record"]["actions"]
    window.do("confirm", choice="text", text="Ring til boligforeningen")
    assert "Mette Hansen" in window.page.body if window.page else False  # the owner looks like a name: asked as well
    window.do("confirm", choice="text", text="teamleder")
    (action,) = draft_of(tmp_path)["record"]["actions"]
    assert (action["text"], action["owner"], action["due"]) == ("Ring til boligforeningen", "teamleder", "2026-12-01")


def test_more_votes_than_people_are_asked_about(window: Window, tmp_path: Path) -> None:
    sat_down(window, "5")
    asked = window.do("counts", n5="6")
    assert "flere" in asked.words
    window.do("confirm", choice="people")
    assert draft_of(tmp_path)["record"]["participants"] == 6


def test_everything_before_the_meeting_can_be_changed_until_the_end(window: Window, tmp_path: Path) -> None:
    sat_down(window)
    window.see("/meeting/before")
    window.send("/meeting/before", participants="6", we="Hele huset", citizens="Kaffe", mean="71,5", n="7", keep="1")
    record = draft_of(tmp_path)["record"]
    assert record["participants"] == 6
    assert record["citizen_involvement"]["brief_inspire"] == {"mean": 71.5, "n": 7}
    assert draft_of(tmp_path)["current"] == "S01"
    window.send("/meeting/before", participants="", we="", citizens="Kaffe", mean="", n="", keep="1")
    record = draft_of(tmp_path)["record"]
    assert record["participants"] is None
    assert record["citizen_involvement"]["brief_inspire"] is None


def test_a_closed_quarter_is_corrected_for_a_reason(window: Window, tmp_path: Path) -> None:
    sat_down(window)
    window.do("answer", value="4")
    window.do("go-to", where="")
    assert "Tilbage til mødet" in window.see("/reports").words
    window.see("/meeting/summary")
    window.send("/meeting/summary", close="1")
    assert "Det lukkede møde" in window.see("/reports").words
    window.see("/")
    asked = window.send("/meeting", organisation=ORGANISATION, team=TEAM, quarter="2026-Q3")
    assert "Hvorfor rettes det?" in asked.words
    window.send("/meeting", organisation=ORGANISATION, team=TEAM, quarter="2026-Q3", reason="Læst forkert")
    window.send("/meeting/summary", go_to="S01")
    window.do("answer", value="2")
    window.do("go-to", where="")
    window.send("/meeting/summary", close="1")
    record = record_of(tmp_path)
    assert record["revision"] == 2
    assert record["history"][0]["why"] == "Læst forkert"


def test_a_team_whose_name_runs_from_right_to_left_leaves_the_quarter_whole(window: Window) -> None:
    window.see("/")
    window.send("/first", organisation=ORGANISATION, team="فريق 4")
    page = window.send("/meeting/before", begin="1")
    assert "\u2068فريق\u2069 4 · 3. kvartal 2026" in page.words


# A program that is killed

KILLS = [
    pytest.param((0, 7), id="twice", marks=pytest.mark.thorough),
    *(pytest.param((n,), id=str(n), marks=pytest.mark.soak) for n in range(17)),
]


@pytest.mark.parametrize("kills", KILLS)
def test_a_program_that_is_killed_goes_on_at_the_same_question(tmp_path: Path, kills: Sequence[int]) -> None:
    """Killed right after an answer was shown; the next program offers to go on, and asks nothing twice."""
    folder, done = tmp_path / "data", 0
    with program(folder) as (process, window):
        window.send("/first", organisation=ORGANISATION, team=TEAM)
        window.send("/meeting", organisation=ORGANISATION, team=TEAM, sure="1", quarter="2026-Q3")
        window.send("/meeting/before", participants="7", begin="1")
        process.kill()
    for after in kills:
        with program(folder) as (process, window):
            window.send("/meeting", organisation=ORGANISATION, team=TEAM, quarter="2026-Q3")
            while done < after:
                window.do("answer", value=str(1 + done % 5))
                window.do("go-on")
                done += 1
            process.kill()
        with program(folder) as (process, window):
            expected = f"Fortsæt {TEAM}, " + ("opsamling" if after == 16 else f"udsagn {after + 1}")
            assert window.page and expected in window.page.words
            answers = draft_of(folder)["record"]["answers"]
            assert [answer["agreed"] for answer in answers.values()] == [1 + n % 5 for n in range(after)]
            window.send("/quit")
            assert process.wait(PATIENCE) == 0


@contextmanager
def program(folder: Path) -> Iterator[tuple[subprocess.Popen[str], Window]]:
    """``hf-fidelity open`` in a process of its own, and a window of it."""
    command = [sys.executable, "-m", "hf_fidelity", "--data", str(folder), "--lang", "da", "open", "--no-browser"]
    with started(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout
        address = process.stdout.readline().strip()
        window = Window(int(address.partition("127.0.0.1:")[2].partition("/")[0]))
        window.see("/" + address.rpartition("/")[2])
        yield process, window
