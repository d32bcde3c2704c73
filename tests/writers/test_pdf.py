"""PDF: what a voice reads, what an archive demands, what people write in it, and where there is no typesetter."""

import subprocess
import sys
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from hf_fidelity import i18n
from hf_fidelity.cli.main import run
from hf_fidelity.reports.document import (
    Bullets,
    Chart,
    Column,
    Document,
    Number,
    Paragraph,
    Section,
    Series,
    Table,
    TableRow,
)
from hf_fidelity.reports.form import empty_form
from hf_fidelity.writers.pdf import _USUAL, _can_be_drawn, form_pdf, pdf_bytes
from tests.builders import small_instrument, worded
from tests.depth import every
from tests.hostile import HARMLESS, TEXTS
from tests.rich import RICH
from tests.writers.hostile_reports import REPORTS
from tests.writers.pdfs import Part, Pdf, parts_in_order


@cache
def rich(name: str) -> Pdf:
    return Pdf(pdf_bytes(RICH[name]()))


def document(*blocks: Paragraph | Bullets | Table, title: str = "Title", notes: tuple[str, ...] = ()) -> Document:
    return Document(title, "Subtitle", "en", (Section("Part", blocks),), notes)


def table(*rows: tuple[str | Number, ...], columns: int = 2, title: str = "Table") -> Table:
    heads = tuple(Column(f"Column {n}", "number" if n else "text") for n in range(columns))
    return Table(title, heads, tuple(TableRow(row) for row in rows))


# What a voice is told


def test_it_says_which_standards_it_keeps_and_what_it_is_called() -> None:
    pdf = Pdf(pdf_bytes(document(title="Bostøtte Nord & co. #1")))
    described = pdf.root["/Metadata"].get_data().decode()
    assert ("<pdfuaid:part>1</pdfuaid:part>" in described, "<pdfaid:part>2</pdfaid:part>" in described) == (True, True)
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in described
    assert (pdf.root["/MarkInfo"]["/Marked"], pdf.root["/ViewerPreferences"]["/DisplayDocTitle"]) == (True, True)
    assert pdf.title == "Bostøtte Nord & co. #1"


@pytest.mark.parametrize("language", ["da", "en"])
def test_it_says_its_language(language: str) -> None:
    assert Pdf(pdf_bytes(document()._replace(language=language))).root["/Lang"] == language


def test_a_text_in_another_language_says_so() -> None:
    foreign = document(Bullets(("Et dansk udsagn", "English")))._replace(foreign={"Et dansk udsagn": "da"})
    bullets = Pdf(pdf_bytes(foreign)).structure.all("LBody")
    assert [(part.text, part.language) for part in bullets] == [("Et dansk udsagn", "da"), ("English", None)]


WHOLE = ["compare", *(pytest.param(name, marks=pytest.mark.soak) for name in RICH if name != "compare")]
"""One report in the ordinary run, since it is the reading back that takes long."""


@pytest.mark.parametrize("name", WHOLE)
def test_headings_step_down_one_level_at_a_time(name: str) -> None:
    levels = [int(part.kind[1]) for part in parts_in_order(rich(name).structure) if part.kind in ("H1", "H2", "H3")]
    assert levels[0] == 1
    assert [(a, b) for a, b in pairwise(levels) if b > a + 1 or b == 1] == []


def test_a_heading_that_leaves_out_a_level_is_put_right() -> None:
    deep = Document("Title", "", "en", (Section("Deep", (), level=3), Section("", (Bullets(("x",)),))))
    assert [part.kind for part in Pdf(pdf_bytes(deep)).structure.parts] == ["H1", "H2", "L"]


@pytest.mark.parametrize("name", WHOLE)
def test_every_picture_has_a_description_and_every_table_its_heads(name: str) -> None:
    structure = rich(name).structure
    charts = [block for section in RICH[name]().sections for block in section.blocks if isinstance(block, Chart)]
    figures = structure.all("Figure")
    assert {part.alternative for part in figures} == {" ".join(chart.description.split()) for chart in charts}
    assert len(figures) >= len(charts) > 0
    assert [part for part in structure.all("Table") if not _has_heads(part)] == []


def _has_heads(table: Part) -> bool:
    heads, *rows = table.all("TR")
    scopes = [
        attribute.get("/Scope") for head in heads.parts for attribute in head.marks["/A"] if "/Scope" in attribute
    ]
    return scopes == ["/Column"] * len(heads.parts) and all(len(row.parts) == len(scopes) for row in rows)


def test_a_table_that_is_named_as_its_first_column_needs_no_caption() -> None:
    assert [len(Pdf(pdf_bytes(document(table(("a", "b"), title=title)))).structure.all("Caption")) for title in
            ("Table", "Column 0", "")] == [1, 0, 0]  # fmt: skip


def test_pages_are_numbered_and_a_long_table_repeats_its_head() -> None:
    rows = [(f"Row {n}", Number(n)) for n in range(120)]
    pdf = Pdf(pdf_bytes(document(table(*rows), title="Long")))
    pages = [page.extract_text() for page in pdf.reader.pages]
    assert len(pages) > 2
    assert [f"{n} / {len(pages)}" in text for n, text in enumerate(pages, 1)] == [True] * len(pages)
    assert ["Column 1" in text for text in pages] == [True] * len(pages)
    assert len(pdf.structure.all("TH")) == 2  # a voice hears the head once


# What fits on paper


def test_a_table_too_wide_for_a_page_turns_its_pages_alone() -> None:
    wide = Section("Wide", (table(tuple(f"menneskeret{n}" for n in range(12)), columns=12),))
    narrow = Section("Narrow", (table(("a", "b")),))
    made = {
        "all": Document("T", "", "da", (wide,)),
        "one": Document("T", "", "da", (narrow, wide, narrow)),
    }
    turned = {
        name: [page.mediabox.width > page.mediabox.height for page in Pdf(pdf_bytes(one)).reader.pages]
        for name, one in made.items()
    }
    assert turned == {"all": [True], "one": [False, True, False]}


LONG = ("x" * 300, "y" * 40, "menneskerettighedsorganisationsformand", "http://example.org/" + "a-b/" * 30, "ø_" * 99)


def _widest_line(pdf: Pdf) -> int:
    """How many letters stand on the longest line."""
    return max(len(line) for page in pdf.reader.pages for line in page.extract_text().split("\n"))


@pytest.mark.parametrize("word", every(3, {word[:8]: word for word in LONG}))
def test_a_long_word_is_broken_and_stays_whole_for_a_voice(word: str) -> None:
    made = document(Bullets((word,)), Paragraph(word), title=word)._replace(language="da")
    pdf = Pdf(pdf_bytes(made._replace(subtitle=word)))
    assert [part.text for part in pdf.structure.all("H1", "P", "LBody")] == [word] * 4
    assert _widest_line(pdf) < 150


@pytest.mark.parametrize("word", every(3, {word[:8]: word for word in LONG}, first=1))
def test_a_long_word_does_not_run_over_the_next_column(word: str) -> None:
    pdf = Pdf(
        pdf_bytes(document(table((word, "a", word, "b"), ("c", word, "d", "e"), columns=4))._replace(language="da"))
    )
    assert [cell.replace("\u00ad", "") for row in pdf.tables[0][1:] for cell in row].count(word) == 3
    assert _widest_line(pdf) < 150


@pytest.mark.parametrize("word", every(3, {word[:8]: word for word in LONG}, first=2))
def test_a_long_word_is_broken_in_a_form(word: str) -> None:
    pdf = Pdf(form_pdf(empty_form(worded(small_instrument(), [word] * 3, word), word, word)))
    assert _widest_line(pdf) < 150


def test_the_same_document_is_the_same_file_and_names_no_place_of_this_machine() -> None:
    one, other = pdf_bytes(RICH["compare"]()), pdf_bytes(RICH["compare"]())
    assert one == other
    assert str(Path.cwd()).encode() not in one


DATED = {
    "of-no-meeting": (None, "2000-01-01"),
    "held": ({"held_on": "2026-09-10", "actions": [{"due": "2027-01-01"}]}, "2026-09-10"),
    "written-down-later": ({"held_on": "2026-09-10", "history": [{"at": "2026-09-15T12:00:00Z"}]}, "2026-09-15"),
    "no-date": ({"held_on": "autumn", "at": None}, "2000-01-01"),
}


@pytest.mark.parametrize(("data", "day"), DATED.values(), ids=DATED)
def test_it_is_dated_by_what_it_tells_of(data: dict[str, object] | None, day: str) -> None:
    made = Pdf(pdf_bytes(document()._replace(facts=data))).reader.metadata
    assert made
    assert made.creation_date
    assert f"{made.creation_date:%Y-%m-%d}" == day


# What people write


def test_texts_are_never_read_as_markup() -> None:
    typed = ("#panic()", "$x^2$", "*b* _i_", "= x", '#import "/etc/passwd"', "<label> @ref", "\\u{41}", "`code`", "//x")
    pdf = Pdf(pdf_bytes(document(Bullets(typed), table(*((text, "n") for text in typed)), title="#{1+1}")))
    assert [part.text for part in pdf.structure.all("LBody")] == [*typed]
    assert [row[0] for row in pdf.tables[0][1:]] == [*typed]
    assert pdf.structure.all("H1")[0].text == "#{1+1}"


@pytest.mark.parametrize("report", ["show", "actions", "guide-to-a-principle", "score"])
def test_a_harmless_text_comes_out_as_it_was(report: str) -> None:
    told = REPORTS[report](lambda at: f"{HARMLESS} {at}.")
    text = Pdf(pdf_bytes(told)).text
    expected = HARMLESS.replace("🏠", "[house building]")
    assert text.count(expected) > 3
    assert "🏠" not in text


def _in_every_place(text: str) -> Document:
    cells = ((text, text), (text, Number(None, instead=text)))
    blocks = (Paragraph(text), Bullets((text,)), table(*cells, title=text))
    return Document(text, text, "da", (Section(text, blocks), Section(text, blocks, lead=True)), (text,))


@pytest.mark.parametrize("name", every(3, [name for name in TEXTS if name != "half-a-character"]))
def test_no_text_does_harm_anywhere(name: str) -> None:
    pdf = Pdf(pdf_bytes(_in_every_place(TEXTS[name])))
    assert pdf.harm() == []


@pytest.mark.soak
@pytest.mark.parametrize("report", REPORTS)
def test_no_text_does_harm_in_any_report(report: str) -> None:
    harmful = {
        name: found
        for name, text in TEXTS.items()
        if name != "half-a-character"
        and (found := Pdf(pdf_bytes(REPORTS[report](lambda _place, text=text: text))).harm())  # type: ignore[misc]
    }
    assert harmful == {}


def test_pictures_say_what_people_wrote_too() -> None:
    chart = Chart("lines", "Picture 🏠", "", ("Q🏠", "Q2"), (Series("Line 🏠", (1.0, 2.0)),), 1, 5)
    pdf = Pdf(pdf_bytes(Document("T", "", "da", (Section("Part", (chart,)),))))
    figure = pdf.structure.all("Figure")[0]
    assert figure.alternative == "Picture [house building]"
    assert ("Q[house building]" in figure.text, "Line" in figure.text) == (True, True)


# Signs that no letter is there for


def test_the_signs_that_we_use_have_letters() -> None:
    assert _can_be_drawn([*_USUAL, *map(chr, range(0x21, 0x7F)), *map(chr, range(0xA1, 0x180))])


SIGNS = {
    "kept": "≤ ≥ → · − – ▂▅█ ✓ α Ж ½ ★ ←",
    "other-letters": "مرحبا שלום Ελλάδα Україна",
    "invisible": "a\ufe0fb",
}


@pytest.mark.parametrize("text", SIGNS.values(), ids=SIGNS)
def test_what_can_be_drawn_stays(text: str) -> None:
    found = "".join(part.text for part in Pdf(pdf_bytes(document(Paragraph(text)))).structure.all("P"))
    assert sorted(found.replace("\ufe0f", "")) == sorted("Subtitle" + text.replace("\ufe0f", ""))


NAMED = {
    "emoji": ("Team 🏠", "Team [house building]"),
    "two": ("👍🏽!", "[thumbs up sign][emoji modifier fitzpatrick type-4]!"),
    "chinese": ("中", "[cjk unified ideograph-4e2d]"),
    "private": ("a\ue000b", "a[u+e000]b"),
    "no-character": ("a\ufffeb", "a[u+fffe]b"),
}


@pytest.mark.parametrize(("text", "named"), NAMED.values(), ids=NAMED)
def test_what_cannot_be_drawn_is_named(text: str, named: str) -> None:
    pdf = Pdf(pdf_bytes(document(Paragraph(text), title=text)))
    assert [part.text for part in pdf.structure.all("H1", "P")] == [named, "Subtitle", named]
    assert pdf.title == named


# Forms


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_form_asks_every_statement_with_a_column_a_point(language: str) -> None:
    with i18n.speaking(language):
        form = empty_form(small_instrument(), "Kommune", "Team 🏠")
        pdf = Pdf(form_pdf(form))
    assert [row[0] for table in pdf.tables for row in table[1:]] == [s.id + s.text for s in form.statements]
    assert [table[0][1:] for table in pdf.tables] == [[*theme.labels] for theme in form.themes]
    assert "Team [house building]" in "".join(part.text for part in parts_in_order(pdf.structure))


def test_a_form_without_room_for_columns_has_its_points_below() -> None:
    form = empty_form(small_instrument())
    labels = tuple(f"Point {n}" for n in range(9))
    pdf = Pdf(form_pdf(replace(form, themes=tuple(replace(theme, labels=labels) for theme in form.themes))))
    told = "".join(part.text for part in pdf.structure.parts).replace("\xa0", " ")
    assert (pdf.tables, [label for label in labels if label not in told]) == ([], [])


@pytest.mark.parametrize("name", ["script", "long", "emoji", "ansi", "bidi", "no-character", "template"])
def test_no_text_does_harm_in_a_form(name: str) -> None:
    form = empty_form(worded(small_instrument(), [TEXTS[name]] * 3, TEXTS[name]), TEXTS[name], TEXTS[name])
    assert Pdf(form_pdf(form)).harm() == []


@pytest.mark.parametrize(
    "name",
    ["Bostøtte Nord", "W" * 150, "meget lang " * 30, "فريق " * 60],
    ids=["short", "wide", "words", "right-to-left"],
)
def test_every_page_says_at_its_foot_what_it_is_about_however_long_the_name(name: str) -> None:
    document = RICH["trend"]()._replace(title=f"{name}: 4. kvartal 2026")
    foot = Pdf(pdf_bytes(document)).reader.pages[0].extract_text().splitlines()[-3:]
    assert "4. kvartal 2026" in "".join(foot)
    assert ("…" in "".join(foot)) is (len(name) > 100)


# Where there is no typesetter


CALLS = {
    "report": ["instruments", "--out", "x.pdf"],
    "form": ["template", "--out", "x.pdf"],
    "score": ["score", "x.csv", "--out", "x.pdf"],
}


@pytest.mark.parametrize("words", CALLS.values(), ids=CALLS)
def test_without_it_a_sentence_says_what_to_install(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, "typst", None)
    monkeypatch.delitem(sys.modules, "hf_fidelity.writers.pdf")
    code = run(["--data", str(tmp_path), "--lang", "da", *words])
    out, err = capsys.readouterr()
    assert (code, out, [*tmp_path.iterdir()]) == (2, "", [])
    assert err.replace("\n", " ").startswith("For at skrive PDF skal programmet bruge pakken typst, og den er ikke")
    assert 'pip install "hf-fidelity[pdf]"' in err.replace("\n", " ")


def test_other_formats_do_not_load_it() -> None:
    code = (
        "import sys; from hf_fidelity.cli.main import run; run(['instruments', '--format', 'md']);"
        "sys.exit('typst' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
