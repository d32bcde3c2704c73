"""The page under load, on this machine only: a room of telephones, how soon it is ready, what a page costs.

``python -m benchmarks.page [ROUNDS]``. Forty telephones, each from an address of its own, answer at random moments
within two seconds, fifty times. A ballot is a whole form that is posted on a new connection; it has arrived when the
leader's window hears that so many have answered. Ballots are counted after each vote: none may be lost or count twice.
The limits are promises of CONTRIBUTING.md; nothing fails here, the figures are for people.
"""

import asyncio
import json
import os
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import Workspace, make_demo, show_trend

PHONES, ROUNDS, WITHIN = 40, 50, 2.0
TEAM, ORGANISATION = "Bostøtte Nord", "Prøvekøbing Kommune"
_STARTS = 7
_CHOICES = ("1", "2", "3", "4", "5", "unknown")


@dataclass
class Browser:
    """One that keeps cookies, and asks from an address of its own."""

    host: str
    port: int
    source: str = "127.0.0.1"
    cookies: dict[str, str] = field(default_factory=dict)
    body: str = ""

    def ask(self, method: str, path: str, fields: dict[str, str] | None = None) -> str:
        """One request, and the next where it leads; gives the page."""
        line = HTTPConnection(self.host, self.port, timeout=30, source_address=(self.source, 0))
        line.request(method, path, urlencode(fields) if fields is not None else None, self.headers(fields is not None))
        answer = line.getresponse()
        body, to = answer.read().decode(), answer.getheader("location")
        for each in answer.msg.get_all("set-cookie") or ():
            name, _is, value = each.partition(";")[0].partition("=")
            self.cookies[name] = value
        line.close()
        self.body = self.ask("GET", to) if answer.status == 303 and to else body
        return self.body

    def send(self, path: str, **fields: str) -> str:
        """A form of the page that stands here."""
        known = {name: found[1] for name in ("csrf", "at") if (found := self._hidden(name))}
        return self.ask("POST", path, {**known, **fields})

    def headers(self, form: bool) -> dict[str, str]:
        """What a browser says."""
        said = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), "Connection": "close"}
        own = {"Origin": f"http://{self.host}:{self.port}", "Content-Type": "application/x-www-form-urlencoded"}
        return {**said, **own} if form else said

    def token(self) -> str:
        """What the form has to carry that stands here."""
        found = self._hidden("csrf")
        assert found, self.body
        return found[1]

    def _hidden(self, name: str) -> re.Match[str] | None:
        return re.search(rf'name="{name}" value="([^"]*)"', self.body)


# The program, and the leader's window that only listens


class Served:
    """A program of its own over made-up teams."""

    def __init__(self, folder: str) -> None:
        start = time.perf_counter()
        environment = {**os.environ, "HF_FIDELITY_LANG": "en"}
        self.process = subprocess.Popen(
            [str(Path(sys.executable).with_name("hf-fidelity")), "--data", folder, "open", "--no-browser"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment,
        )  # fmt: skip
        assert self.process.stdout
        self.address = self.process.stdout.readline().decode().strip()
        self.ready = time.perf_counter() - start

    @cached_property
    def leader(self) -> Browser:
        """The leader's window; the address lets one in, once."""
        at = urlsplit(self.address)
        assert at.hostname
        assert at.port
        leader = Browser(at.hostname, at.port)
        leader.ask("GET", f"/?{at.query}")
        return leader

    def megabytes(self) -> float:
        """The most memory that it has held so far; 0 where the system does not say."""
        try:
            said = Path(f"/proc/{self.process.pid}/status").read_text()
        except OSError:
            return 0.0
        found = re.search(r"VmHWM:\s+(\d+) kB", said)
        return int(found[1]) / 1024 if found else 0.0

    def end(self) -> None:
        """Ctrl-C."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(20)


class Screen(threading.Thread):
    """The leader's screen: when it has heard that so many have answered."""

    def __init__(self, leader: Browser) -> None:
        super().__init__(daemon=True)
        self._line = HTTPConnection(leader.host, leader.port, timeout=60)
        self._line.request("GET", "/events", headers=leader.headers(False))
        self.heard: dict[int, float] = {}

    def run(self) -> None:
        """Listen until the program ends."""
        answer = self._line.getresponse()
        while piece := answer.readline():
            now = time.perf_counter()
            if piece.startswith(b"data: ") and (room := json.loads(piece[6:])["room"]) and room["answered"]:
                for many in range(int(room["answered"].split()[0]), 0, -1):
                    if many in self.heard:
                        break
                    self.heard[many] = now


# The room


async def _one_vote(phone: Browser, statement: str, choice: str) -> float:
    """Post a ballot; when it was sent."""
    await asyncio.sleep(random.uniform(0, WITHIN))
    body = urlencode({"csrf": phone.token(), "statement": statement, "choice": choice})
    said = "".join(f"{name}: {value}\r\n" for name, value in phone.headers(True).items())
    head = f"POST / HTTP/1.1\r\nHost: {phone.host}:{phone.port}\r\n{said}Content-Length: {len(body)}\r\n\r\n"
    sent = time.perf_counter()
    coming, going = await asyncio.open_connection(phone.host, phone.port, local_addr=(phone.source, 0))
    going.write((head + body).encode())
    answered = await coming.readline()
    going.close()
    if b" 303 " not in answered:
        raise SystemExit(f"a ballot was refused: {answered!r}")
    return sent


async def _votes(phones: Sequence[Browser], statement: str, choices: Sequence[str]) -> list[float]:
    votes = (_one_vote(phone, statement, choice) for phone, choice in zip(phones, choices, strict=True))
    return sorted(await asyncio.gather(*votes))


def room(served: Served, rounds: int) -> tuple[list[float], int]:
    """So many votes of the whole room: how long each ballot took to the leader's screen, and how many went wrong."""
    leader = served.leader
    leader.ask("GET", "/")
    leader.send("/meeting", organisation=ORGANISATION, team=TEAM, quarter=str(Quarter.of(date.today())))
    leader.send("/meeting/before", participants=str(PHONES), begin="phones")
    leader.ask("GET", "/meeting/room")
    address = re.search(r'name="address" value="([^"]*)"|<option value="([\d.]+)"', leader.body)
    host = (address[1] or address[2]) if address else "127.0.0.1"
    leader.send("/meeting/room", **{"do": "open", "places": str(PHONES), "address": host, "with": "phones"})
    code, port = _code_and_port(leader.ask("GET", "/meeting/room"), host)
    phones = [Browser(host, port, f"127.0.1.{n + 1}") for n in range(PHONES)]
    for phone in phones:
        phone.ask("GET", "/")
        phone.send("/join", code=code)
    leader.ask("GET", "/meeting")
    delays: list[float] = []
    wrong = 0
    for _round in range(rounds):
        statement = _voting(phones)
        screen = Screen(leader)
        screen.start()
        choices = [random.choice(_CHOICES) for _phone in phones]
        sent = asyncio.run(_votes(phones, statement, choices))
        for _times in range(200):
            if PHONES in screen.heard:
                break
            time.sleep(0.01)
        delays += [screen.heard.get(n, time.perf_counter()) - at for n, at in enumerate(sent, 1)]
        leader.ask("GET", "/meeting")
        wrong += _miscounted(leader.send("/meeting/vote", do="reveal"), choices)
        leader.send("/meeting/vote", do="again")
    return delays, wrong


def _code_and_port(page: str, host: str) -> tuple[str, int]:
    code = re.search(r'class="code"[^>]*>\s*(?:<[^>]*>)*([A-Z]{4})', page) or re.search(
        r'data-room="code"[^>]*>([A-Z]{4})', page
    )
    port = re.search(rf"{re.escape(host)}:(\d+)", page)
    assert code, page
    assert port, page
    return code[1], int(port[1])


def _voting(phones: Sequence[Browser]) -> str:
    """Every telephone looks at the statement that is voted on."""
    for phone in phones:
        phone.ask("GET", "/")
    found = re.search(r'name="statement" value="([^"]*)"', phones[0].body)
    assert found, phones[0].body
    return found[1]


def _miscounted(page: str, choices: Sequence[str]) -> int:
    """How many ballots the revealed spread has too many or too few."""
    counted = [int(each) for each in re.findall(r'<td class="n">(\d+)</td>', page)]
    given = Counter(choices)
    return sum(abs(shown - given[point]) for point, shown in zip("54321", counted[:5], strict=True))


# How soon, and how much


def starts() -> tuple[float, float]:
    """Seconds until the page is ready, and of ``import typer``: medians, taken in turn."""
    ready, bare = [], []
    for _start in range(_STARTS):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", "import typer"], check=True)
        bare.append(time.perf_counter() - start)
        with tempfile.TemporaryDirectory() as folder:
            served = Served(folder)
            ready.append(served.ready)
            served.end()
    return statistics.median(ready), statistics.median(bare)


def page_cost(served: Served, folder: str) -> tuple[float, float]:
    """Seconds of a page with a report and its frame, and of the journey and the writer behind them: medians."""
    from hf_fidelity.writers.html import html_text

    leader, workspace = served.leader, Workspace.at(folder)
    asked = urlencode({"report": "trend", "team": TEAM, "organisation": ORGANISATION})
    page, journey = [], []
    for _time in range(2 * _STARTS):
        start = time.perf_counter()
        leader.ask("GET", f"/reports?{asked}")
        leader.ask("GET", f"/reports/page?{asked}")
        page.append(time.perf_counter() - start)
        start = time.perf_counter()
        html_text(show_trend(workspace, [TEAM], organisation=ORGANISATION).document)
        journey.append(time.perf_counter() - start)
    return statistics.median(page), statistics.median(journey)


def main() -> None:
    """Hold the votes, and print what they took."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory() as folder:
        make_demo(date.today(), Path(folder))
        served = Served(folder)
        try:
            page, journey = page_cost(served, folder)
            delays, wrong = room(served, rounds)
            memory = served.megabytes()
        finally:
            served.end()
    slow = sorted(delays)[len(delays) * 99 // 100]
    print(f"{PHONES} telephones answer within {WITHIN:.0f} s, {rounds} times: {len(delays)} ballots")
    print(f"ballots lost or counted twice: {wrong} (promised: 0)")
    print(f"from the post to the leader's screen: median {statistics.median(delays) * 1000:.0f} ms, "
          f"99 of 100 within {slow * 1000:.0f} ms (promised: 100), slowest {max(delays) * 1000:.0f} ms")  # fmt: skip
    print(f"most memory: {memory:.0f} MB (promised: 80)")
    print(f"a report in its page and frame: {page * 1000:.0f} ms, {page / journey:.2f} × the journey behind it")
    ready, bare = starts()
    print(f"ready after {ready * 1000:.0f} ms, {ready / bare:.2f} × import typer (promised: 3)")


if __name__ == "__main__":
    main()
