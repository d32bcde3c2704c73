"""The page in a real browser: whole meetings with telephones, keys, WCAG, narrow and wide, harm through every field."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from hf_fidelity import i18n
from hf_fidelity.journeys import make_demo
from tests.axe import violations
from tests.hostile import TEXTS
from tests.web.here import TEAM, Running, running

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page

pytestmark = pytest.mark.browser
NOVEMBER = datetime(2026, 11, 20, 12, tzinfo=UTC)
LIVE = "[role=status], [aria-live], [role=alert]"
SEEN = "all => all.filter(each => each.offsetParent).map(each => each.innerText)"
LABELS = {
    "da": {"phone": "Svarene er på skærmen", "earlier": "Sidst (", "done": "Mødet er lukket"},
    "en": {"phone": "The answers are on the screen", "earlier": "Last time (", "done": "The meeting is closed"},
}


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Running]:
    make_demo(date(2026, 8, 20), tmp_path / "data")
    with running(tmp_path / "data", now=NOVEMBER) as here:
        yield here


class Room:
    """The leader's window and the telephones, each a browser of its own; what any console says is kept."""

    def __init__(self, browser: "Browser", here: Running, width: int = 1280, height: int = 720) -> None:
        self.browser, self.here = browser, here
        self.consoles: list[str] = []
        self.leader = self._page(viewport={"width": width, "height": height})
        self.leader.goto(here.address)
        self.phones: list[Page] = []

    def _page(self, **how: Any) -> "Page":
        page = self.browser.new_context(**how).new_page()
        page.set_default_timeout(120_000)  # for a busy machine; nobody waits it out
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.consoles.append(str(error)))
        page.on("dialog", self._dialog)
        return page

    def _console(self, message: "ConsoleMessage") -> None:
        """Streams of news call again: seven telephones come from one address here, and a vote ends before all know."""
        said = f"{message.text} ({message.location['url']})"
        if not (said.startswith("Failed to load resource") and said.endswith("/events)")):
            self.consoles.append(said)

    def _dialog(self, dialog: "Dialog") -> None:
        self.consoles.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def go(self, path: str) -> None:
        self.leader.goto(f"http://127.0.0.1:{self.here.port}{path}")

    def begin(self, *, phones: bool) -> None:
        self.go("/new")
        self.leader.fill("#team", TEAM)
        self.leader.select_option("#quarter", "2026-Q4")
        press(self.leader, "main form button")
        self.leader.fill("#participants", "7")
        press(self.leader, f"main button[name=begin][value='{'phones' if phones else '1'}']")
        if phones:
            press(self.leader, "button[value=phones]")
        there(self.leader, ".code" if phones else "[data-answers]")

    def joined(self, **how: Any) -> "Page":
        phone = self._page(**{"viewport": {"width": 390, "height": 740}, **how})
        address, room = self.here.program.phone_address, self.here.program.room
        assert address
        assert room
        phone.goto(f"http://{address[0]}:{address[1]}/?code={room.code}")
        phone.click("button")
        self.phones.append(phone)
        return phone

    def counted(self, answered: int) -> None:
        self.leader.wait_for_function(
            f"() => document.querySelector('[data-room=answered]')?.textContent.startsWith('{answered}')"
        )

    def close(self) -> None:
        for context in {page.context for page in (self.leader, *self.phones)}:
            context.close()


@contextmanager
def room(browser: "Browser", here: Running, width: int = 1280, height: int = 720) -> Iterator[Room]:
    opened = Room(browser, here, width, height)
    try:
        yield opened
    finally:
        opened.close()


def there(page: "Page", what: str) -> None:
    """Wait for it, and for the page around it: a key counts once the script that takes it has run."""
    page.wait_for_selector(what)
    page.wait_for_load_state()


def press(page: "Page", what: str) -> None:
    """Press it and stand on the next page: what is looked at then, and pressed again, is not the one before."""
    with page.expect_navigation():
        page.click(what)


def cast(phone: "Page", value: str) -> None:
    phone.check(f"input[value='{value}']")
    phone.click("button")
    phone.wait_for_selector(".notice.info")


# A whole meeting


@pytest.mark.parametrize("language", ["da", pytest.param("en", marks=pytest.mark.soak)])
def test_a_leader_and_seven_telephones_hold_a_whole_meeting(browser: "Browser", demo: Running, language: str) -> None:
    """By keys where there are keys; a vote anew, a late telephone, one reloads, one leaves, one has no script."""
    i18n.speak(language)
    words = LABELS[language]
    with room(browser, demo) as held:
        held.begin(phones=True)
        leader, phones = held.leader, [held.joined() for _n in range(5)]
        plain = held.joined(java_script_enabled=False)
        leader.wait_for_function("() => document.querySelector('[data-room=here]').textContent.startsWith('6')")
        leader.keyboard.press("Enter")
        there(leader, ".vote")
        assert words["earlier"] not in leader.inner_text("main")
        for phone, value in zip([*phones, plain], "554412", strict=True):
            cast(phone, value)
        held.counted(6)
        late = held.joined()
        cast(late, "1")
        phones[0].reload()
        cast(phones[0], "4")  # it kept its seat, and changes its answer
        held.counted(7)
        leader.keyboard.press("Enter")
        there(leader, ".spread")
        assert [row.inner_text() for row in leader.locator(".spread .n").all()] == ["1", "3", "0", "1", "2"]
        assert words["earlier"] in leader.inner_text("main")
        phones[1].wait_for_function(f"() => document.body.innerText.includes('{words['phone']}')")
        press(leader, "button[value=again]")
        phones[1].wait_for_selector("input[type=radio]")
        assert words["earlier"] not in leader.inner_text("main")
        phones[2].context.close()
        held.phones.remove(phones.pop(2))
        plain.goto(plain.url)
        for phone in (*phones, plain, late):
            cast(phone, "4")
        held.counted(6)
        leader.keyboard.press("Enter")
        there(leader, ".spread")
        leader.keyboard.press("4")
        there(leader, ".answered")
        leader.keyboard.press("c" if language == "en" else "k")
        leader.keyboard.type("Talt om længe 1 2 3")  # digits in a field are no answers
        leader.click("button[value=comment]")
        there(leader, ".said")
        leader.keyboard.press("a" if language == "en" else "n")
        leader.keyboard.type("Tavle i køkkenet")
        leader.keyboard.press("Enter")
        there(leader, ".earlier")
        leader.focus("#content")
        leader.keyboard.press("ArrowRight")
        leader.wait_for_function("() => document.querySelector('.statement b').textContent === 'S02'")
        phones[0].wait_for_function("() => document.querySelector('legend')?.textContent.length > 20")
        for n in range(2, 17):
            press(leader, "button[value=without]")  # a key counts once the page is there
            there(leader, "[data-answers]")
            leader.keyboard.press("5" if n % 2 else "4")
            there(leader, ".ask, .answered")
            if leader.locator(".ask button[name=pass]").count():
                leader.click(".ask button[name=pass]")
                there(leader, ".answered")
            leader.focus("#content")
            leader.keyboard.press("Enter")
            leader.wait_for_function(f"() => document.querySelector('.statement b')?.textContent !== 'S{n:02}'")
        press(leader, "button[name=close]")
        assert words["done"] in leader.inner_text("h1")
        assert held.consoles == []
    (stored,) = [
        path for path in demo.program.workspace.store.root.rglob("2026-Q4.housing-first.json") if "nord" in str(path)
    ]
    assert '"comment": "Talt om længe 1 2 3"' in stored.read_text("utf-8")


def test_no_telephones_at_all_and_nobody_gets_in(browser: "Browser", demo: Running) -> None:
    from dataclasses import replace

    i18n.speak("da")
    demo.program.patience = replace(demo.program.patience, nobody=1)
    with room(browser, demo) as held:
        held.begin(phones=True)
        there(held.leader, "details[data-nobody][open]")
        assert "hotspot" in held.leader.inner_text("details[data-nobody] li:first-child")
        held.leader.fill("#name", "Møde <b>")
        held.leader.fill("#password", "hemmelig;:\\")
        press(held.leader, "button[value=wifi]")
        there(held.leader, ".qr.small svg")
        press(held.leader, "li button[value=here]")
        for value in "5544332":
            held.leader.check(f"input[value='{value}']")
            press(held.leader, "main form button")
            held.leader.goto(f"http://127.0.0.1:{held.here.port}/meeting/ballot")
        held.go("/meeting")
        held.leader.keyboard.press("Enter")
        there(held.leader, ".spread")
        assert held.consoles == []


def test_counters_by_mouse_and_keys_that_can_be_switched_off(browser: "Browser", demo: Running) -> None:
    i18n.speak("da")
    with room(browser, demo) as held:
        held.begin(phones=False)
        leader = held.leader
        for button in leader.locator(".counters .more").all():
            button.click()
        leader.locator(".counters .more").first.click()
        leader.locator(".counters .less").nth(1).click()
        leader.click("button[value=counts]")
        there(leader, ".ask")
        leader.click(".ask button[value=open]")
        there(leader, ".spread")
        assert [row.inner_text() for row in leader.locator(".spread .n").all()] == ["2", "0", "1", "1", "1"]
        leader.keyboard.press("?")
        leader.click("[data-shortcuts]")
        leader.click("main a.button")
        there(leader, ".spread")
        leader.keyboard.press("4")
        leader.wait_for_timeout(300)
        assert not leader.locator(".answered").count()
        assert held.consoles == []


def test_an_older_window_is_told_at_once(browser: "Browser", demo: Running) -> None:
    i18n.speak("da")
    with room(browser, demo) as held:
        held.begin(phones=False)
        older = held.leader.context.new_page()
        older.goto(f"http://127.0.0.1:{demo.port}/meeting")
        older.wait_for_timeout(300)
        assert not older.is_visible("#elsewhere")
        held.leader.keyboard.press("4")
        older.wait_for_selector("#elsewhere:not([hidden])")
        assert "et andet vindue" in older.inner_text("#elsewhere")
        older.click("#elsewhere button")
        older.wait_for_selector(".answered")


def test_an_answer_that_is_pressed_while_somebody_writes_is_given_and_what_is_written_kept(
    browser: "Browser", demo: Running
) -> None:
    """Where the pointer was when it was pressed down: nothing moves when the field is left. Then a long step is asked
    about, in sight of a projector."""
    i18n.speak("da")
    with room(browser, demo) as held:
        held.begin(phones=False)
        leader = held.leader
        leader.click("#comment")
        leader.keyboard.type("Talt om")
        box = leader.locator("[data-answers] button[value='1']").bounding_box()
        assert box
        leader.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] - 3)
        there(leader, ".ask")
        assert leader.input_value("#comment") == "Talt om"
        asked, foot = leader.locator(".ask").bounding_box(), leader.locator(".foot").bounding_box()
        assert asked
        assert foot
        assert asked["y"] + asked["height"] <= foot["y"]
        leader.fill("#action", "Tavle")
        leader.fill("#answer-asked", "Nye kolleger")
        leader.keyboard.press("Enter")
        there(leader, ".answered")
        assert "Nye kolleger" in leader.inner_text(".answered")
        assert "Tavle" in leader.inner_text("main")
        assert held.consoles == []


# Every screen, as everybody meets it


def screens(held: Room) -> Iterator[tuple[str, "Page"]]:
    """Every screen of the leader's and of a telephone, one after the other."""
    leader = held.leader
    yield "start", leader
    held.go("/new")
    yield "new", leader
    held.begin(phones=True)
    yield "gather", leader
    held.go("/meeting/before")
    yield "before", leader
    phone = held._page(viewport={"width": 390, "height": 740})
    held.phones.append(phone)
    address = held.here.program.phone_address
    assert address
    phone.goto(f"http://{address[0]}:{address[1]}/")
    yield "phone-join", phone
    phones = [held.joined() for _n in range(7)]
    yield "phone-vote", phones[0]
    held.go("/meeting/ballot")
    yield "ballot-here", leader
    held.go("/meeting")
    yield "vote", leader
    for each, value in zip(phones, "5544111", strict=True):
        cast(each, value)
    yield "phone-received", phones[0]
    held.counted(7)
    leader.click("button[value=reveal]")
    there(leader, ".spread")
    yield "spread", leader
    phones[0].wait_for_function("() => document.querySelector('main') && !document.querySelector('input[type=radio]')")
    phones[0].wait_for_load_state()
    yield "phone-revealed", phones[0]
    leader.click("[data-answers] button[value='1']")
    there(leader, ".ask")
    yield "why", leader
    leader.fill("#answer-asked", "Ring til 12345678")
    leader.keyboard.press("Enter")
    there(leader, "#kept")
    yield "personal", leader
    leader.click("main button[value=keep]")
    there(leader, ".answered")
    yield "answered", leader
    leader.click("button[value=go-on]")
    there(leader, ".vote")
    leader.click("button[value=without]")
    there(leader, "[data-answers]")
    yield "without", leader
    held.go("/meeting/help")
    yield "help", leader
    held.go("/meeting")
    leader.select_option("#where", "")
    leader.click("button[value=go-to]")
    there(leader, "button[name=close]")
    yield "summary", leader
    leader.click("button[name=close]")
    there(leader, ".closing")
    yield "done", leader
    held.go("/new")
    leader.fill("#team", "Bostøtte Nort")
    press(leader, "main form button")
    yield "which", leader


def sideways(page: "Page") -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def test_every_screen_is_for_everybody(browser: "Browser", demo: Running) -> None:
    """By axe, by day, by night and as narrow as a telephone; nothing scrolls sideways from 320 pixels (which is 1280 at
    400 %) to 1920; and on a projector of 1280 × 720 everything that is at work is in sight without scrolling.
    """
    i18n.speak("da")
    found: list[object] = []
    with room(browser, demo) as held:
        for name, page in screens(held):
            own = page.viewport_size
            assert own
            for width in (320, 375, 768, 1024, 1280, 1920):
                page.set_viewport_size({"width": width, "height": 720})
                found += [(name, width, "scrolls sideways")] if sideways(page) else []
                found += [(name, "axe", width, *each) for each in violations(page)] if width in (320, 1280) else []
                if width == 1280 and name in ("vote", "spread", "answered", "without"):
                    found += [(name, "out of sight", each) for each in out_of_sight(page)]
            page.emulate_media(color_scheme="dark")
            found += [(name, "axe", "dark", *each) for each in violations(page, "dark")]
            page.emulate_media(color_scheme="light")
            page.set_viewport_size(own)
        assert held.consoles == []
    assert found == []


def out_of_sight(page: "Page") -> Iterator[str]:
    """What cannot be seen without scrolling, or is too small for six metres."""
    foot = page.locator(".foot").bounding_box()
    assert foot
    size = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.statement')).fontSize)")
    if size < 32:
        yield f"letters of {size}"
    ends = {".statement": foot["y"], "#comment": 720, "#action": 720, ".steps": 720}
    if page.locator("[data-answers]").count() and not page.locator(".said").count():
        ends["[data-answers] button:last-of-type"] = foot["y"] + 1
    for what, end in ends.items():
        box = page.locator(what).last.bounding_box()
        if not box or box["y"] + box["height"] > end:
            yield what


def test_a_voice_hears_each_change_once(browser: "Browser", demo: Running) -> None:
    """What was said last has the focus, which is read once; a live region holds nothing but the count."""
    i18n.speak("da")
    with room(browser, demo) as held:
        held.begin(phones=True)
        held.go("/meeting")
        regions = held.leader.eval_on_selector_all(LIVE, SEEN)
        assert [text for text in regions if text] == ["0 af 7 har svaret"]
        press(held.leader, "button[value=without]")  # a key counts once the page is there
        there(held.leader, "[data-answers]")
        held.leader.keyboard.press("5")
        there(held.leader, ".said")
        assert "noteret" in held.leader.evaluate("document.activeElement.innerText")
        regions = held.leader.eval_on_selector_all(LIVE, SEEN)
        assert [text for text in regions if text] == []


# Harm


def test_hostile_texts_through_every_field_do_nothing(browser: "Browser", tmp_path: Path) -> None:
    """Typed by hand where a browser lets them be typed; no script runs, no request leaves, no policy is broken."""
    i18n.speak("da")
    with running(tmp_path / "data", now=NOVEMBER) as here, room(browser, here) as held:
        leader = held.leader
        asked: list[str] = []
        leader.on("request", lambda request: asked.append(request.url))
        harm = list(TEXTS.values())
        everything = " ".join(harm)[:3900]
        leader.fill("#organisation", "X " + TEXTS["mixed-markup"] + TEXTS["image"])
        leader.fill("#team", "Y " + TEXTS["script"] + TEXTS["template"])
        press(leader, "main form button")
        there(leader, "#participants")
        leader.fill("#participants", "7")
        for field in ("#we", "#citizens", "#citizens-change"):
            leader.fill(field, everything if field == "#citizens-change" else everything[:450])
        press(leader, "main button[name=begin][value='1']")
        _confirm(leader)
        if leader.locator("main button[name=begin]").count():
            press(leader, "main button[name=begin][value='1']")
        there(leader, ".statement")
        for n, text in enumerate(harm):
            leader.evaluate("([at, text]) => { document.querySelector(at).value = text }", ["#comment", text])
            _send(leader, "comment")
            if n % 3 == 0:
                leader.evaluate("([at, text]) => { document.querySelector(at).value = text }", ["#action", text + " x"])
                leader.evaluate("([at, text]) => { document.querySelector(at).value = text }", ["#owner", text])
                _send(leader, "action")
        leader.evaluate("([at, text]) => { document.querySelector(at).value = text }", ["#aside", everything[:900]])
        _send(leader, "not-relevant")
        for path in (
            "/",
            "/meeting",
            "/meeting/before",
            "/meeting/room",
            "/meeting/help",
            "/new",
            "/reports",
            "/actions",
            "/import",
        ):
            held.go(path)
            assert not leader.locator("main script, main img, main iframe[src^=http], main a[href^=javascript]").count()
        held.go("/meeting")
        leader.select_option("#where", "")
        leader.click("button[value=go-to]")
        there(leader, "button[name=close]")
        press(leader, "button[name=close]")
        _confirm(leader)
        held.go("/")
        assert held.consoles == []
        assert {url.split("/")[2] for url in asked} == {f"127.0.0.1:{here.port}"}


def _send(leader: "Page", what: str) -> None:
    send = f"document.querySelector('button[value={what}]')"
    with leader.expect_navigation():
        leader.evaluate(f"{send}.form.requestSubmit({send})")
    _confirm(leader)


def _confirm(leader: "Page") -> None:
    """What looks personal is kept as it is."""
    for _n in range(4):
        if not leader.locator("button[value=keep][name=choice]").count():
            return
        press(leader, "button[value=keep][name=choice]")


def test_a_policy_that_is_broken_would_be_noticed(browser: "Browser", demo: Running) -> None:
    with room(browser, demo) as held:
        held.leader.evaluate(
            "document.body.append(Object.assign(document.createElement('script'), {text: 'alert(1)'}))"
        )
        held.leader.evaluate("document.body.append(Object.assign(new Image(), {src: 'http://127.0.0.1:9/x.png'}))")
        held.leader.wait_for_timeout(300)
        assert sum("Content Security Policy" in text or "Refused" in text for text in held.consoles) >= 2
        assert not any(text.startswith("dialog") for text in held.consoles)
