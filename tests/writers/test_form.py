"""The empty form: what can be written in and nothing else, every word of the questionnaire, and no more."""

import io
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from html.parser import HTMLParser
from typing import Any

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from hf_fidelity import i18n
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.i18n import text_in
from hf_fidelity.reports.form import empty_form
from hf_fidelity.writers.excel.form import FACTS_SHEET, form_workbook
from hf_fidelity.writers.html import form_page
from tests.builders import housing_first, small_instrument, worded
from tests.hostile import TEXTS

LANGUAGES = ["da", "en"]
HOSTILE = [TEXTS[name] for name in ("formula", "plus", "at", "minus", "script", "image", "template")]


def large() -> Instrument:
    """11 points with labels of 60 letters, and 38 statements."""
    instrument = small_instrument(38, range(11))
    content = instrument.model_dump(mode="json")
    for point in content["scale"]["points"]:
        point["label"] = dict.fromkeys(LANGUAGES, f"{point['value']:02} " + "i meget høj grad, og næsten altid; " * 2)
    for statement in content["statements"]:
        statement["text"] = dict.fromkeys(LANGUAGES, f"{statement['id']} " + "Vi har en fælles forståelse. " * 10)
    return Instrument.model_validate_json(json.dumps(content))


def labelled(instrument: Instrument, label: str) -> Instrument:
    """The questionnaire with this before the number of each point."""
    content = instrument.model_dump(mode="json")
    for point in content["scale"]["points"]:
        point["label"] = dict.fromkeys(LANGUAGES, f"{label}{point['value']}")
    return Instrument.model_validate_json(json.dumps(content))


INSTRUMENTS: dict[str, Callable[[], Instrument]] = {
    "bilag-1": housing_first,
    "small": small_instrument,
    "hostile": lambda: worded(small_instrument(len(HOSTILE)), HOSTILE, TEXTS["script"]),
    "large": large,
}


@pytest.fixture(params=[(name, language) for name in INSTRUMENTS for language in LANGUAGES], ids="-".join)
def made(request: pytest.FixtureRequest) -> Iterator[Instrument]:
    """Each of the questionnaires, in each language."""
    name, language = request.param
    with i18n.speaking(language):
        yield INSTRUMENTS[name]()


@cache
def _book(name: str, language: str) -> Workbook:
    with i18n.speaking(language):
        return workbook(INSTRUMENTS[name]())


@pytest.fixture
def book(made: Instrument, request: pytest.FixtureRequest) -> Workbook:
    """The form as a workbook, made once; nobody may write in it."""
    return _book(*request.node.callspec.params["made"])


def workbook(instrument: Instrument, **known: Any) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(form_workbook(empty_form(instrument, **known))))


def cells(sheet: Worksheet) -> Iterator[Cell]:
    for row in sheet.iter_rows():
        yield from (cell for cell in row if isinstance(cell, Cell))


def facts(book: Workbook) -> dict[str, Any]:
    return {
        str(row[0]): row[1] for row in book[FACTS_SHEET].iter_rows(max_col=2, values_only=True) if row[0] is not None
    }


def unlocked(sheet: Worksheet) -> set[str]:
    return {cell.coordinate for cell in cells(sheet) if not cell.protection.locked}


def block(area: str) -> set[str]:
    """Every cell of an area such as ``C5:E44``."""
    first, top, last, bottom = (int(edge or 0) for edge in range_boundaries(area))
    letters = [openpyxl.utils.get_column_letter(column) for column in range(first, last + 1)]
    return {f"{letter}{row}" for letter in letters for row in range(top, bottom + 1)}


def answered_in(book: Workbook, made: Instrument) -> tuple[set[str], set[str]]:
    """The cells of the two sheets that an answer is chosen in."""
    told = facts(book)
    rows = [
        cell.row for cell in book[told["joint"]]["A"] if cell.value in made.order and cell.row > told["joint_header"]
    ]
    last = openpyxl.utils.get_column_letter(2 + len(made.order))
    return {f"C{row}" for row in rows}, block(f"C5:{last}44")


# --- the workbook ---------------------------------------------------------------------------------------------


def test_what_is_to_be_filled_in_is_open_and_the_rest_is_locked(book: Workbook, made: Instrument) -> None:
    start, joint, votes, hidden = book.worksheets
    agreed, each = answered_in(book, made)
    beside = {f"{column}{cell[1:]}" for column in "DE" for cell in agreed}
    roles = block("B5:B44")
    assert len(agreed) == len(made.order)
    assert [unlocked(sheet) for sheet in (start, joint, votes, hidden)] == [
        {"B3", "B4", "B5"}, agreed | beside, each | roles, set(),
    ]  # fmt: skip
    assert [sheet.protection.sheet for sheet in book.worksheets] == [True] * 4
    assert book.security.lockStructure is True


def _lists(sheet: Worksheet) -> list[tuple[set[str], list[str]]]:
    """What is chosen from on a sheet: the cells, and the choices in the place that the rule points at."""
    found = []
    for rule in sheet.data_validations.dataValidation:
        name, _, area = str(rule.formula1).replace("$", "").rpartition("!")
        book = sheet.parent
        assert isinstance(book, Workbook)
        choices = [str(row[0].value) for row in book[name.strip("'")][area]]
        chosen_in = {cell for part in str(rule.sqref).split() for cell in block(part)}
        assert (rule.type, rule.allow_blank, rule.showErrorMessage) == ("list", True, True)
        found.append((chosen_in, choices))
    return found


def test_answers_are_chosen_from_all_labels_in_exactly_their_cells(book: Workbook, made: Instrument) -> None:
    start, joint, votes, hidden = book.worksheets
    labels = [text_in(point.label).strip() for point in made.scale.points]
    apart = [facts(book)["dont_know"], facts(book)["not_relevant"]]
    agreed, each = answered_in(book, made)
    found = [
        (cells, [choice.strip() for choice in choices]) for sheet in (joint, votes) for cells, choices in _lists(sheet)
    ]
    assert found == [(agreed, labels), (each, labels + apart)]
    assert (_lists(start), _lists(hidden)) == ([], [])


@pytest.mark.parametrize(
    ("language", "apart"), [("da", ["Ved ikke", "Ikke relevant"]), ("en", ["Don't know", "Not relevant"])]
)
def test_what_is_no_point_is_said_in_the_form_s_language(
    instrument: Instrument, language: str, apart: list[str]
) -> None:
    with i18n.speaking(language):
        told = facts(workbook(instrument))
    assert [told["dont_know"], told["not_relevant"], told["language"]] == [*apart, language]


def test_nothing_in_it_is_a_formula_or_a_link(book: Workbook) -> None:
    every = [cell for sheet in book.worksheets for cell in cells(sheet)]
    assert [cell.coordinate for cell in every if cell.data_type == "f" or cell.hyperlink] == []


def test_every_statement_stands_in_both_sheets_word_for_word(book: Workbook, made: Instrument) -> None:
    _, joint, votes, _ = book.worksheets
    texts = {statement.id: text_in(statement.text) for statement in made.statements}
    below = joint.iter_rows(min_row=facts(book)["joint_header"] + 1, max_col=2, values_only=True)
    assert {row[0]: row[1] for row in below if row[0]} == texts
    headings = [cell.value for cell in votes[facts(book)["votes_header"]][2:]]
    assert headings == [f"{id}. {text}" for id, text in texts.items()]


def test_all_that_the_questionnaire_prints_stands_in_it(book: Workbook, made: Instrument) -> None:
    there = {str(cell.value) for sheet in book.worksheets for cell in cells(sheet)}
    texts = [made.name, made.purpose, made.advice, made.stem, *(theme.name for theme in made.themes)]
    texts += [text for principle in made.principles for text in (principle.name, principle.definition)]
    assert [text_in(text) for text in texts if text_in(text) not in there] == []


def test_the_hidden_sheet_says_what_the_others_are(book: Workbook, made: Instrument) -> None:
    told = facts(book)
    assert (told["instrument"], told["version"], told["digest"]) == (made.id, made.version, made.digest)
    assert (told["fields"], told["joint"], told["votes"]) == tuple(book.sheetnames[:3])
    labels = [field.label for field in empty_form(made).fields]
    beside = [f"A{told[fact][1:]}" for fact in ("organisation", "team", "quarter")]
    assert [book[told["fields"]][cell].value for cell in beside] == labels
    assert str(book[told["votes"]].cell(told["votes_header"], 3).value).startswith(f"{next(iter(made.order))}. ")
    assert book[FACTS_SHEET].sheet_state == "veryHidden"


def test_sheets_are_named_as_excel_allows(book: Workbook) -> None:
    assert [name for name in book.sheetnames if len(name) > 31 or re.search(r"[\[\]:*?/\\]", name)] == []


def test_no_row_is_taller_than_excel_allows(book: Workbook) -> None:
    heights = [d.height for sheet in book.worksheets for d in sheet.row_dimensions.values() if d.height]
    assert max(heights) <= 409


def test_the_longest_statement_has_the_tallest_row_that_excel_allows() -> None:
    book = workbook(worded(small_instrument(), ["Vi har en fælles forståelse. " * 100, "b", "c"], "around"))
    assert max(d.height for sheet in book.worksheets for d in sheet.row_dimensions.values() if d.height) == 409


def test_what_is_known_is_filled_in_and_stays_text(instrument: Instrument) -> None:
    book = workbook(instrument, organisation="=1+1", team="Bostøtte\nNord\u202e")
    assert [book.worksheets[0][f"B{row}"].value for row in (3, 4, 5)] == ["=1+1", "Bostøtte Nord", None]
    assert book.worksheets[0]["B3"].data_type == "s"


def test_a_person_s_formula_stays_a_text_too(book: Workbook) -> None:
    formats = {cell.number_format for sheet in book.worksheets for cell in cells(sheet) if not cell.protection.locked}
    assert formats == {"@"}


# --- the page -------------------------------------------------------------------------------------------------

VOID = {"meta", "br", "hr", "img", "link", "input", "col", "wbr"}


class Page(HTMLParser):
    """A page as it is parsed: every tag with its attributes, the texts, and what is closed wrongly."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.unbalanced: list[str] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        if "style" not in self.open and data.strip():
            self.texts.append(data.strip())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture
def page(made: Instrument) -> Page:
    return Page(form_page(empty_form(made)))


def test_every_tag_of_the_page_is_closed(page: Page) -> None:
    assert (page.open, page.unbalanced) == ([], [])


def test_the_page_runs_nothing_and_asks_nobody(page: Page, made: Instrument) -> None:
    policy = [a["content"] for a in page.all("meta") if a.get("http-equiv") == "Content-Security-Policy"]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]
    asking = {"script", "link", "img", "iframe", "object", "embed", "base", "form", "svg", "audio", "video"}
    assert {tag for tag, _ in page.tags} & asking == set()
    attributes = {name for _, given in page.tags for name in given}
    assert {name for name in attributes if name in ("src", "href", "style", "srcset") or name.startswith("on")} == set()
    style = form_page(empty_form(made)).partition("<style>")[2].partition("</style>")[0]
    assert re.search(r"url\(|@import|//", style) is None


def test_the_page_says_its_language_and_title(page: Page, made: Instrument) -> None:
    assert [a["lang"] for a in page.all("html")] == [i18n.language()]
    assert page.texts[0] == text_in(made.name)


def test_every_statement_and_label_is_on_the_page(page: Page, made: Instrument) -> None:
    labels = [text_in(point.label).strip() for point in made.scale.points]
    expected = [text_in(statement.text).strip() for statement in made.statements]
    assert [text for text in expected if text not in page.texts] == []
    boxes = len([1 for a in page.all("span") if a.get("class") == "box"])
    assert boxes == len(made.order) * len(labels)
    headings = len(made.themes)
    assert [page.texts.count(label) for label in labels] == [len(made.order) + headings] * len(labels)


def test_the_headings_of_the_page_s_tables_have_a_scope(page: Page, made: Instrument) -> None:
    scopes = [a.get("scope") for a in page.all("th")]
    assert scopes.count("row") == len(made.order)
    assert scopes.count("col") == len(made.themes) * (1 + len(made.scale.points))
    assert None not in scopes


def test_hostile_texts_are_escaped() -> None:
    html = form_page(empty_form(INSTRUMENTS["hostile"](), organisation="<b>x</b>", team='"><i>'))
    assert [tag for tag in ("<script", "<img", "<b>", "<i>", "49") if tag in html.partition("</style>")[2]] == []
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_only_where_the_wording_is_our_own_translation_it_is_said(instrument: Instrument) -> None:
    note = "The English wording is our own translation."
    english = empty_form(instrument)
    with i18n.speaking("da"):
        danish = empty_form(instrument)
    assert [note in form_page(english), note in english.notes, len(danish.notes)] == [True, True, 1]


def test_many_or_long_labels_stand_below_each_statement_instead_of_in_columns() -> None:
    words, word = (
        labelled(small_instrument(), "i meget høj grad som nr. "),
        labelled(small_instrument(), "menneskerettighed"),
    )
    instruments = [housing_first(), words, large(), word]
    crowded = ["@media all {" in form_page(empty_form(instrument)) for instrument in instruments]
    assert crowded == [False, False, True, True]
