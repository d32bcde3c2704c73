"""What both listeners refuse, by raw sockets: each attack gets its refusal at once, and the meeting goes on.

At once means: long before anything that waits would have ended by itself, for that is given half a minute here. Only
what is slow on purpose meets a program that has no patience at all.
"""

import select
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest

from hf_fidelity.web.guard import Limits
from tests.waiting import soon
from tests.web.here import ORGANISATION, TEAM, Running, Window, running

PATIENT = replace(Limits(), seconds=30.0, upload_pause=30.0)
HASTY = replace(Limits(), seconds=0.3, upload_pause=0.3, an_address=10)
Side = Literal["leader", "phones"]


@contextmanager
def at_a_vote(folder: Path, limits: Limits) -> Iterator[Running]:
    """A program at the first statement, with a room of seven."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("hf_fidelity.web.gather.own_addresses", lambda: ["127.0.0.1"])
        with running(folder, limits=limits) as started:
            window = started.window()
            window.send("/first", organisation=ORGANISATION, team=TEAM)
            window.send("/meeting/before", participants="7", begin="phones")
            window.send("/meeting/room", do="open", places="7", address="127.0.0.1", **{"with": "phones"})
            yield started


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with at_a_vote(tmp_path_factory.mktemp("data"), PATIENT) as started:
        yield started


@pytest.fixture(scope="module")
def leader(here: Running) -> Window:
    return here.window()


@pytest.fixture(scope="module")
def phone(here: Running) -> Window:
    return here.joined()


@pytest.fixture
def goes_on(leader: Window, phone: Window) -> Iterator[None]:
    """After every attack the meeting is where it was, on both sides."""
    yield
    assert leader.see("/meeting").status == 200
    assert "S01" in leader.see("/meeting").words
    assert phone.see("/").status == 200


def raw(side: Side, here: Running, *pieces: bytes | float) -> bytes:
    """What is answered to these bytes; a number: so many seconds of silence between them."""
    with socket.create_connection(address(side, here), timeout=15) as line:
        for piece in pieces:
            try:
                if isinstance(piece, float):
                    time.sleep(piece)
                else:
                    line.sendall(piece)
            except OSError:
                break
        answer = b""
        try:
            while more := line.recv(65536):
                answer += more
        except (ConnectionResetError, BrokenPipeError):
            pass
    return answer


def address(side: Side, here: Running) -> tuple[str, int]:
    if side == "leader":
        return "127.0.0.1", here.port
    assert here.program.phone_address
    return here.program.phone_address


def head(side: Side, here: Running, window: Window, line: str = "GET / HTTP/1.1", **changed: str | None) -> bytes:
    """A request as a browser would send it, but for what is ``changed`` (None: left out)."""
    host = ":".join(map(str, address(side, here)))
    cookie = "; ".join(f"{name}={value}" for name, value in window.cookies.items())
    sent: dict[str, str | None] = {"Host": host, "Cookie": cookie, "Connection": "close"}
    if line.startswith("POST"):
        sent |= {"Origin": f"http://{host}", "Content-Type": "application/x-www-form-urlencoded"}
    sent |= {name.replace("_", "-"): value for name, value in changed.items()}
    return "\r\n".join(
        [line, *(f"{name}: {value}" for name, value in sent.items() if value is not None), "", ""]
    ).encode()


def status(answer: bytes) -> int:
    assert answer.startswith(b"HTTP/1.1 "), answer[:200]
    return int(answer[9:12])


def window_of(side: Side, leader: Window, phone: Window) -> Window:
    return leader if side == "leader" else phone


HEADS: dict[str, tuple[str, dict[str, str | None], set[int]]] = {
    "foreign host": ("GET / HTTP/1.1", {"Host": "evil.example"}, {421}),
    "foreign host, our port": ("GET / HTTP/1.1", {"Host": "evil.example:{port}"}, {421}),
    "our host, another port": ("GET / HTTP/1.1", {"Host": "127.0.0.1:1"}, {421}),
    "our host without a port": ("GET / HTTP/1.1", {"Host": "127.0.0.1"}, {421}),
    "no host": ("GET / HTTP/1.1", {"Host": None}, {400}),
    "an address instead of a path": ("GET http://evil.example/ HTTP/1.1", {}, {400, 404}),
    "foreign origin": ("POST / HTTP/1.1", {"Origin": "http://evil.example", "Content-Length": "0"}, {403}),
    "origin null": ("POST / HTTP/1.1", {"Origin": "null", "Content-Length": "0"}, {403}),
    "no origin": ("POST / HTTP/1.1", {"Origin": None, "Content-Length": "0"}, {403}),
    "origin of another port": ("POST / HTTP/1.1", {"Origin": "http://127.0.0.1:1", "Content-Length": "0"}, {403}),
    "origin with https": ("POST / HTTP/1.1", {"Origin": "https://127.0.0.1:{port}", "Content-Length": "0"}, {403}),
    "foreign origin, only looking": ("GET / HTTP/1.1", {"Origin": "http://evil.example"}, {403}),
    "another site's form": ("POST / HTTP/1.1", {"Sec-Fetch-Site": "cross-site", "Content-Length": "0"}, {403}),
    "no token of a form": ("POST / HTTP/1.1", {"Content-Length": "0"}, {403}),
    "1 GB said": ("POST / HTTP/1.1", {"Content-Length": "1073741824"}, {413}),
    "64 KB and one byte said": ("POST / HTTP/1.1", {"Content-Length": "65537"}, {413}),
    "a body where none belongs": ("GET / HTTP/1.1", {"Content-Length": "5"}, {413}),
    "two lengths": ("POST / HTTP/1.1", {"Content-Length": "5, 7"}, {400}),
    "a length below nothing": ("POST / HTTP/1.1", {"Content-Length": "-1"}, {400}),
    "a length of letters": ("POST / HTTP/1.1", {"Content-Length": "abc"}, {400}),
    "a length of 5000 digits": ("POST / HTTP/1.1", {"Content-Length": "9" * 5000}, {400, 413}),
    "HTTP/1.0": ("GET / HTTP/1.0", {}, {505}),
    "HTTP/0.9": ("GET /", {}, {400}),
    "HTTP/2": ("PRI * HTTP/2.0", {}, {400, 505}),
    "an upgrade": ("GET / HTTP/1.1", {"Connection": "Upgrade", "Upgrade": "websocket"}, {400}),
    "a chunk of nonsense": ("POST / HTTP/1.1", {"Transfer-Encoding": "chunked"}, {400}),
    "an unknown coding": ("POST / HTTP/1.1", {"Transfer-Encoding": "gzip, chunked"}, {400, 501}),
    "files where none belong": (
        "POST / HTTP/1.1",
        {"Content-Type": "multipart/form-data; boundary=x", "Content-Length": "3"},
        {415},
    ),
}
BODIES = {
    "a chunk of nonsense": b"zz\r\nabc\r\n0\r\n\r\n",
    "files where none belong": b"abc",
    "a body where none belongs": b"abcde",
}


@pytest.mark.parametrize("side", ["leader", "phones"])
@pytest.mark.parametrize("attack", HEADS)
@pytest.mark.usefixtures("goes_on")
def test_a_wrong_request_is_refused(side: Side, attack: str, here: Running, leader: Window, phone: Window) -> None:
    line, changed, expected = HEADS[attack]
    port = str(address(side, here)[1])
    told = {name: value and value.replace("{port}", port) for name, value in changed.items()}
    sent = head(side, here, window_of(side, leader, phone), line, **told)
    answer = raw(side, here, sent, BODIES.get(attack, b""))
    assert status(answer) in expected
    if status(answer) >= 400:
        assert answer.partition(b"\r\n\r\n")[2] == str(status(answer)).encode()  # and no word more


METHODS = ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "FOO", "get")
PATHS = (
    "/../etc/passwd", "/..", "/static/../page.css", "/static/..%2fserver.py", "/static/%2e%2e/server.py", "/%00",
    "/a%00b", "/static//page.css", "//evil.example/", "/%2f%2fevil.example", "/static/page.css%00.html",
    "/static\\..\\server.py", "/.git/config", "/static/", "/static/page.py", "/meeting/%6fpen",
    "/meeting;a=b", "/index.html", "/favicon.ico",
    "/é", "/" + "a" * 9000, "/" + "a/" * 3000,
)  # fmt: skip


@pytest.mark.parametrize("side", ["leader", "phones"])
@pytest.mark.usefixtures("goes_on")
def test_every_other_method_is_refused(side: Side, here: Running, leader: Window, phone: Window) -> None:
    for method in METHODS:
        line = f"{method} {'/' if method != 'CONNECT' else 'evil.example:443'} HTTP/1.1"
        answer = raw(side, here, head(side, here, window_of(side, leader, phone), line))
        assert (method, status(answer)) in [(method, 405), (method, 400)]


@pytest.mark.parametrize("side", ["leader", "phones"])
@pytest.mark.usefixtures("goes_on")
def test_no_path_leads_anywhere_else(side: Side, here: Running, leader: Window, phone: Window) -> None:
    for path in PATHS:
        line = f"GET {path} HTTP/1.1"
        answer = raw(side, here, head(side, here, window_of(side, leader, phone), line))
        assert (path, status(answer)) in [(path, 404), (path, 400)]


LEADERS_PATHS = (
    "/meeting", "/meeting/do", "/meeting/before", "/meeting/summary", "/meeting/room", "/meeting/vote",
    "/meeting/ballot", "/meeting/help", "/new", "/first", "/demo", "/own", "/stay", "/quit", "/import", "/import/files",
    "/reports", "/actions", "/forms", "/backup", "/restore/file", "/another-window",
)  # fmt: skip


@pytest.mark.usefixtures("goes_on")
def test_from_the_telephones_listener_nothing_of_the_leaders_is_there(
    here: Running, leader: Window, phone: Window
) -> None:
    """With a telephone's cookie, with the leader's cookie, and with none."""
    for path in LEADERS_PATHS:
        for cookie in (phone.cookies, leader.cookies, {}):
            host, port = address("phones", here)
            asked = Window(port, host, dict(cookie))
            assert (path, asked.ask("GET", path).status) == (path, 404)
            assert asked.ask("POST", path, {"csrf": "x"}).status in (403, 404)


@pytest.mark.usefixtures("goes_on")
def test_nobody_comes_in_without_a_token_that_is_new(here: Running, leader: Window) -> None:
    for path in ("/", "/?token=", "/?token=" + "A" * 43, *LEADERS_PATHS):
        stranger = Window(here.port)
        assert (path, stranger.ask("GET", path).status) in [(path, 403), (path, 404)]
        assert stranger.cookies == {}
    used = here.address.partition("/?")[2]
    second = Window(here.port)
    assert second.ask("GET", f"/?{used}").status == 403  # the token has been exchanged already
    assert leader.ask("GET", f"/?{used}").status == 303  # in the first window it only leads back
    old = Window(here.port, cookies={"hf_fidelity": "x" * 43})
    assert old.ask("GET", "/meeting").status == 403


@pytest.mark.usefixtures("goes_on")
def test_a_token_works_once(here: Running) -> None:
    token = here.program.new_token()
    first, second = Window(here.port), Window(here.port)
    assert first.ask("GET", f"/?token={token}").status == 303
    assert second.ask("GET", f"/?token={token}").status == 403
    given = first.ask("GET", "/")
    assert given.status == 200
    assert token not in given.body


def test_the_cookies_are_for_this_program_alone(here: Running) -> None:
    reply = Window(here.port).ask("GET", f"/?token={here.program.new_token()}")
    phone = here.telephone().ask("GET", "/")
    for said in (*reply.cookies, *phone.cookies):
        assert "HttpOnly" in said
        assert "samesite=strict" in said.lower()
    assert len(reply.cookies[0].partition("=")[2].partition(";")[0]) >= 43  # 256 bits


@pytest.mark.parametrize("side", ["leader", "phones"])
@pytest.mark.usefixtures("goes_on")
def test_a_form_of_another_window_is_refused(side: Side, here: Running, leader: Window, phone: Window) -> None:
    """The token of a form belongs to the cookie it was shown with."""
    window, path = (leader, "/meeting/do") if side == "leader" else (phone, "/")
    other = here.window() if side == "leader" else here.telephone()
    foreign = other.see("/meeting" if side == "leader" else "/").hidden("csrf")
    for token in (foreign, "", "0" * 64, "é"):
        assert window.ask("POST", path, {"csrf": token, "do": "answer", "value": "5"}).status == 403


@pytest.mark.parametrize("side", ["leader", "phones"])
@pytest.mark.usefixtures("goes_on")
def test_headers_of_10_mb_are_not_read(side: Side, here: Running, leader: Window, phone: Window) -> None:
    sent = head(side, here, window_of(side, leader, phone))[:-2]
    for filled in (b"X-A: " + b"a" * 10_000_000, b"".join(b"X-%d: a\r\n" % n for n in range(800_000))):
        answer = raw(side, here, sent + filled)
        assert answer == b"" or status(answer) == 400  # the rest was not read: the answer may be lost on the way


@pytest.mark.parametrize("side", ["leader", "phones"])
@pytest.mark.usefixtures("goes_on")
def test_a_body_that_never_ends_is_not_read(side: Side, here: Running, leader: Window, phone: Window) -> None:
    sent = head(side, here, window_of(side, leader, phone), "POST / HTTP/1.1", Transfer_Encoding="chunked")
    chunk = b"10000\r\n" + b"a" * 0x10000 + b"\r\n"
    answer = raw(side, here, sent, *[chunk] * 400)
    assert answer == b"" or status(answer) == 413


def test_what_is_slow_is_not_waited_for(tmp_path: Path) -> None:
    """A head that does not come or does not end, a body that does not come or trickles, on either side."""
    sides: tuple[Side, Side] = ("leader", "phones")
    with at_a_vote(tmp_path, HASTY) as here, ThreadPoolExecutor(5) as at_once:
        for side in sides:
            window = here.window() if side == "leader" else here.joined()
            begun = head(side, here, window, "POST / HTTP/1.1", Content_Length="100")
            slow = ((b"",), (b"GET / HT",), (begun[:-2],), (begun, b"a"), (begun, b"a", 0.15, b"a", 0.1, b"a"))
            answers = at_once.map(lambda pieces, side=side: raw(side, here, *pieces), slow)
            assert [status(answer) for answer in answers] == [408] * 5
        window = here.window()
        with socket.create_connection(address("leader", here), timeout=15) as line:
            line.sendall(head("leader", here, window, Connection="keep-alive"))
            assert status(line.recv(65536)) == 200
            with pytest.raises(ConnectionError):  # a head that trickles on a line that was used before
                for _n in range(400):
                    line.sendall(b"G")
                    time.sleep(0.05)
        assert window.see("/meeting").status == 200


def test_of_300_connections_four_are_left(tmp_path: Path) -> None:
    """Never more than four of one address; the others hear no, and the page is answered."""
    with running(tmp_path, limits=replace(PATIENT, queue=0.3)) as here:
        window = here.window()
        lines: list[socket.socket] = []
        try:
            for _n in range(300):
                lines.append(socket.create_connection(address("leader", here), timeout=10))
            ended: set[socket.socket] = set()
            while len(ended) < 296 and (now := select.select(lines, [], [], 20)[0]):
                ended |= set(now)
                lines = [line for line in lines if line not in ended]
            assert len(lines) <= 4
            assert soon(lambda: window.see("/").status == 200)  # as soon as one of the four is idle
        finally:
            for line in (*lines, *ended):
                line.close()


def test_a_fifth_connection_is_refused_where_four_are_at_work(tmp_path: Path) -> None:
    """It waits a moment for room; then it is refused, or comes in where one of the four has ended."""
    with running(tmp_path, limits=replace(PATIENT, queue=0.3)) as here:
        window = here.window()
        begun = head("leader", here, window, "POST / HTTP/1.1", Content_Length="100")
        lines = [socket.create_connection(address("leader", here), timeout=3) for _n in range(4)]
        for line in lines:
            line.sendall(begun)
        time.sleep(0.1)
        answer = raw("leader", here, head("leader", here, window))
        assert status(answer) == 503
        with socket.create_connection(address("leader", here), timeout=3) as fifth:
            fifth.sendall(head("leader", here, window))
            lines.pop().close()
            assert status(fifth.recv(65536)) == 200
        for line in lines:
            line.close()


def test_the_code_cannot_be_guessed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hf_fidelity.web.gather.own_addresses", lambda: ["127.0.0.1"])
    with running(tmp_path) as here:
        window = here.window()
        window.send("/first", organisation=ORGANISATION, team=TEAM)
        window.send("/meeting/before", participants="7", begin="phones")
        window.send("/meeting/room", do="open", places="7", address="127.0.0.1", **{"with": "phones"})
        room = here.program.room
        assert room
        guesser = here.telephone()
        guesser.see("/")
        seen = [
            guesser.send("/join", code=code).status for code in ("AAAA", "", "x" * 12, "%00", "é", room.code, room.code)
        ]
        assert seen == [403, 403, 403, 403, 403, 429, 429]  # the right code as well: guessing is over for a minute
        assert room.joined == 0


def test_what_every_page_forbids_the_browser(here: Running, leader: Window, phone: Window) -> None:
    pages: list[Callable[[], object]] = [lambda: leader.ask("GET", "/"), lambda: phone.ask("GET", "/")]
    pages += [lambda: leader.ask("GET", "/nowhere"), lambda: Window(here.port).ask("GET", "/")]
    pages += [lambda: leader.ask("GET", "/static/page.js"), lambda: phone.ask("POST", "/", {"csrf": ""})]
    for page in pages:
        headers = page().headers  # type: ignore[attr-defined]
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none';")
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "server" not in headers
