"""What a reader meets in a real browser: WCAG by axe, no request, no sideways scrolling, an order for keys, voices."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.axe import Scheme, violations
from tests.rich import RICH

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
Pages = dict[tuple[str, str], Path]


@contextmanager
def opened(browser: "Browser", page: Path, width: int = 1100, scheme: Scheme = "light") -> "Iterator[Page]":
    shown = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    shown.goto(page.as_uri())
    yield shown
    shown.close()


ONCE = [name for name in RICH if name != "trend-long"]
"""Thousands of cells of the kind that `trend` has are looked at in one language and one light."""
LATER: list[Any] = [(), pytest.mark.soak]
"""English is laid out as Danish is: every other report in the gate, all in the long run."""
LOOKS = [
    *((name, "da", "light") for name in RICH),
    *((name, "da", "dark") for name in ONCE),
    *(pytest.param(name, "en", "light", marks=LATER[at % 2]) for at, name in enumerate(ONCE)),
    *(pytest.param(name, "en", "dark", marks=LATER[True]) for name in ONCE),
]


@pytest.mark.parametrize(("name", "language", "scheme"), LOOKS)
def test_axe_finds_no_violation(browser: "Browser", pages: Pages, name: str, language: str, scheme: Scheme) -> None:
    for width in (1100, 320) if (language, scheme) == ("da", "light") else (1100,):
        with opened(browser, pages[name, language], width, scheme) as page:
            assert violations(page, scheme) == []


def test_axe_would_find_one(browser: "Browser", pages: Pages) -> None:
    with opened(browser, pages["compare", "da"]) as page:
        page.evaluate("document.documentElement.removeAttribute('lang')")
        page.evaluate("document.querySelector('h1').style.color = '#bbb'")
        found = {id: len(nodes) for id, nodes in violations(page)}
        assert found == {"color-contrast": 1, "html-has-lang": 1}
        assert [id for id, _nodes in violations(page, "dark")] == ["color-contrast"]


@pytest.mark.parametrize("name", RICH)
def test_nothing_is_asked_of_any_network(browser: "Browser", pages: Pages, name: str) -> None:
    page, asked = browser.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(pages[name, "da"].as_uri())
    page.wait_for_load_state("networkidle")
    page.close()
    assert asked == [pages[name, "da"].as_uri()]


def test_the_page_would_not_be_allowed_to_ask_or_to_run_anything(browser: "Browser", pages: Pages) -> None:
    with opened(browser, pages["show", "da"]) as page:
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.evaluate("document.body.append(Object.assign(new Image(), {src: 'a.png'}))")
        page.evaluate(
            "document.body.append(Object.assign(document.createElement('script'), {text: 'document.title = 1'}))"
        )
        page.wait_for_timeout(200)
        assert page.title() != "1"
        assert len([text for text in said if "Content Security Policy" in text]) == 2


WIDER = """() => [...document.querySelectorAll('body *')]
  .filter(e => e.getClientRects().length && !e.closest('.unseen, .skip, thead'))
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1 || e.scrollWidth > e.clientWidth + 1 && e.clientWidth)
  .filter(e => !(e instanceof SVGElement))
  .map(e => e.outerHTML.slice(0, 120))"""


OUTSIDE = """() => [...document.querySelectorAll('figure svg')].filter(s => s.getClientRects().length).flatMap(s => {
  const paper = s.getBoundingClientRect();
  return [...s.querySelectorAll('text, rect, circle')].filter(e => {
    const box = e.getBoundingClientRect();
    return box.width && (box.left < paper.left - 1 || box.right > paper.right + 1 || box.bottom > paper.bottom + 1);
  }).map(e => e.outerHTML.slice(0, 120));
})"""

OVERLAPPING = """() => [...document.querySelectorAll('figure svg')].filter(s => s.getClientRects().length).flatMap(s =>
{
  const boxes = [...s.querySelectorAll('text')].map(e => [e.textContent, e.getBoundingClientRect()]);
  return boxes.flatMap(([a, p], i) => boxes.slice(i + 1).filter(([b, q]) =>
    Math.min(p.right, q.right) - Math.max(p.left, q.left) > 1.5 &&
    Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top) > 4.5).map(([b]) => `${a} | ${b}`));
})"""


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("name", RICH)
def test_everything_has_its_place_at_every_width(browser: "Browser", pages: Pages, name: str, language: str) -> None:
    """Nothing is wider than the window, drawn outside its picture, or written over other words."""
    with opened(browser, pages[name, language]) as page:
        for width in (320, 480, 720, 900, 1100, 1920):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") == width
            assert (width, page.evaluate(WIDER)) == (width, [])
            if width in (320, 1100):
                assert (width, page.evaluate(OUTSIDE)) == (width, [])
                assert (width, page.evaluate(OVERLAPPING)) == (width, [])


@pytest.mark.parametrize("name", RICH)
def test_headings_step_down_one_level_at_a_time(browser: "Browser", pages: Pages, name: str) -> None:
    with opened(browser, pages[name, "da"]) as page:
        levels = page.evaluate("[...document.querySelectorAll('h1, h2, h3, h4')].map(h => +h.tagName[1])")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_first_key_leads_to_a_way_past_the_head(browser: "Browser", pages: Pages) -> None:
    with opened(browser, pages["trend", "da"]) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        box = page.evaluate("document.activeElement.getBoundingClientRect().toJSON()")
        assert box["left"] >= 0
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "content"


def test_the_first_screen_answers_in_words(browser: "Browser", pages: Pages) -> None:
    with opened(browser, pages["trend", "da"]) as page:
        tops = page.evaluate(
            "[...document.querySelectorAll('.lead h2')].map(h => [h.textContent, h.getBoundingClientRect().top])"
        )
    assert [title for title, top in tops if top < 900] == [
        "Hvor er vi?", "Hvad har flyttet sig?", "Det kan I tale om", "Det har I aftalt"
    ]  # fmt: skip


def test_no_heading_of_a_cell_is_torn_on_a_telephone(browser: "Browser", pages: Pages) -> None:
    """A heading is as wide as its longest word at least, however long what stands beside it is."""
    narrower = """() => [...document.querySelectorAll("td[data-l]")].filter((cell) => {
        const said = getComputedStyle(cell, "::before"), word = document.createElement("span");
        word.style.cssText = `position: absolute; width: min-content; font-weight: ${said.fontWeight}`;
        word.textContent = cell.dataset.l;
        cell.append(word);
        const least = word.getBoundingClientRect().width;
        word.remove();
        return cell.offsetParent && parseFloat(said.width) + 1 < Math.min(least, cell.clientWidth * .6);
    }).map((cell) => cell.dataset.l)"""
    for name in ("show", "compare"):
        with opened(browser, pages[name, "da"], 360) as page:
            assert page.evaluate(narrower) == []
