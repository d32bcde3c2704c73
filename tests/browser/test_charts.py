"""Every chart's numbers stand in its table, and every chart is printed whole."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from hf_fidelity import i18n
from hf_fidelity.reports.document import Chart, Document
from tests.browser.test_pages import Pages, opened
from tests.rich import RICH

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

FIGURES = """() => [...document.querySelectorAll('figure')].map(f => {
  const tables = [];
  for (let e = f.nextElementSibling; e; e = e.nextElementSibling) if (e.tagName === 'TABLE') tables.push(e);
  return {
    title: f.querySelector('strong').textContent,
    named: [...f.querySelectorAll('svg')].map(s => [s.querySelector('title').textContent,
      s.querySelector('desc').textContent, s.getAttribute('aria-labelledby').split(' ').map(i =>
        document.getElementById(i).tagName)]),
    printed: [...f.querySelectorAll('svg.wide text:not(.quiet)')].map(t => t.textContent),
    cells: tables.flatMap(t => {
      const heads = [...t.querySelectorAll('thead th')].map(h => h.textContent);
      return [...t.querySelectorAll('tbody tr')].flatMap(r =>
        [...r.children].map((c, n) => [t.caption.textContent, r.children[0].textContent, heads[n], c.textContent]));
    }),
  };
})"""


def charts(document: Document) -> list[Chart]:
    return [block for section in document.sections for block in section.blocks if isinstance(block, Chart)]


def figures_of(browser: "Browser", page: Path) -> list[dict[str, Any]]:
    with opened(browser, page) as shown:
        found: list[dict[str, Any]] = shown.evaluate(FIGURES)
    return found


def told(chart: Chart, cells: list[list[str]]) -> bool:
    """Whether every number of the chart stands in a cell of its table, under its two headings."""
    own = [cell for caption, *cell in cells if re.fullmatch(re.escape(chart.table) + r"( \(\d+ \S+ \d+\))?", caption)]
    known = {(row, head): text for row, head, text in own}
    either = known | {(head, row): text for (row, head), text in known.items()}
    for series in chart.series:
        if series.bare and any(text.casefold() == series.label.casefold() for _row, _head, text in own):
            continue  # a limit is one number, and stands in the table in words
        for name, value in zip(chart.categories, series.values, strict=True):
            text = either.get((name, series.label))
            shown = {i18n.number(value, decimals) for decimals in (0, 1, 2)} if value is not None else None
            if text is None or (shown is not None and text.rstrip("*") not in shown):
                return False
    found: dict[str, set[str]] = {}
    for row, _head, text in own:
        found.setdefault(row, set()).update(text.split(" · "))
    return all(
        {i18n.number(value, decimals) for decimals in (0, 2)} & found[name]
        for name, values in zip(chart.categories, chart.loose, strict=False)
        for value in values
    )


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("name", RICH)
def test_every_charts_numbers_stand_in_its_table(browser: "Browser", pages: Pages, name: str, language: str) -> None:
    with i18n.speaking(language):
        document = RICH[name]()
        figures = figures_of(browser, pages[name, language])
        assert [figure["title"] for figure in figures] == [chart.title for chart in charts(document)]
        for figure, chart in zip(figures, charts(document), strict=True):
            assert (chart.title, told(chart, figure["cells"])) == (chart.title, True)


@pytest.mark.parametrize("name", RICH)
def test_every_number_written_in_a_picture_stands_in_its_table(browser: "Browser", pages: Pages, name: str) -> None:
    for figure in figures_of(browser, pages[name, "da"]):
        cells = {text for *_headings, text in figure["cells"]}
        numbers = {text for text in figure["printed"] if re.fullmatch(r"[\d,]+", text)}
        assert (figure["title"], numbers - cells) == (figure["title"], set())


@pytest.mark.parametrize("name", RICH)
def test_every_picture_has_a_name_and_a_description(browser: "Browser", pages: Pages, name: str) -> None:
    for figure in figures_of(browser, pages[name, "da"]):
        assert [found[:1] + found[2:] for found in figure["named"]] == [[figure["title"], ["title", "desc"]]] * 2
        assert all(len(description) > 20 for _title, description, _ids in figure["named"])


MARKED = """() => document.querySelectorAll('figure').forEach((f, n) => {
  f.querySelector('strong').prepend(`[from ${n}]`);
  const picture = f.querySelector('svg.wide'), text = document.createElementNS('http://www.w3.org/2000/svg', 'text');
  text.setAttribute('x', 300);
  text.setAttribute('y', picture.viewBox.baseVal.height - 2);
  text.textContent = `[to ${n}]`;
  picture.append(text);
})"""


@pytest.mark.parametrize("name", RICH)
def test_printed_every_chart_is_whole_and_every_page_has_its_number(
    browser: "Browser", pages: Pages, name: str, tmp_path: Path
) -> None:
    from pypdf import PdfReader

    with opened(browser, pages[name, "da"]) as page:
        page.evaluate(MARKED)
        page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    printed = [sheet.extract_text() for sheet in PdfReader(tmp_path / "page.pdf").pages]
    at = {
        mark: {n: number for number, text in enumerate(printed) for n in re.findall(rf"\[{mark} (\d+)\]", text)}
        for mark in ("from", "to")
    }
    assert at["from"]
    assert at["from"] == at["to"]
    assert [f"{n} / {len(printed)}" in text for n, text in enumerate(printed, 1)] == [True] * len(printed)
