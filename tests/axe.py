"""What breaks WCAG 2.1 A or AA on a page in a browser, as far as a program can tell: axe."""

from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from playwright.sync_api import Page

Scheme = Literal["light", "dark"]
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa")
# What breaks no rule is not described element by element: a table has thousands.
_ASKED: dict[Scheme, dict[str, Any]] = {
    "light": {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]},
    # The night changes the colours, and nothing else.
    "dark": {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]},
}
_AT_LEAST: dict[Scheme, int] = {"light": 6, "dark": 1}
"""So many rules find something to look at on any page."""


def violations(page: "Page", scheme: Scheme = "light") -> list[tuple[str, list[str]]]:
    """The rules that are broken, each with some of what breaks it. In the dark, where the day was looked at already."""
    from axe_playwright_python.sync_playwright import Axe

    response = Axe().run(page, options=_ASKED[scheme]).response
    assert len(response["passes"]) >= _AT_LEAST[scheme]
    return [(each["id"], [node["html"][:200] for node in each["nodes"]]) for each in response["violations"]]
