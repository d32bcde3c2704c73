"""The document of ``compare``: what is told is what the JSON says, every chart stands in its table, nobody is named."""

from collections.abc import Callable
from typing import Any, TypeVar

import pytest
from hypothesis import given, settings, strategies as st

from hf_fidelity import i18n
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Answer, Assessment, Team
from hf_fidelity.domain.record.privacy import Policy
from hf_fidelity.reports.compare import spread_report
from hf_fidelity.reports.document import Bullets, Chart, Document, Number, Paragraph, Table
from hf_fidelity.reports.words import row_label
from hf_fidelity.writers.text import plain_text
from tests.builders import housing_first, record, reworded, small_instrument, spread_course, voted

INSTRUMENT = housing_first()
FIGURES = ["Least", "Lower quartile", "Median", "Upper quartile", "Greatest"]


def _team(name: str, line: str, quarter: str = "2026-Q3", **more: Any) -> Assessment:
    return record(INSTRUMENT, line, quarter, team=Team(id=name.casefold(), name=name), **more)


def _vote(name: str, quarter: str = "2026-Q3", counts: tuple[int, ...] = (0, 0, 1, 2, 2)) -> Assessment:
    return voted(INSTRUMENT, dict.fromkeys(INSTRUMENT.order, counts), quarter, team=Team(id=name.casefold(), name=name))


FOUR = (
    _team("Nord", "3232 3222 3344 3443"),
    _team("Syd", "4443 4343 4444 4444"),
    _team("Vest", "4444 iiii 5544 4444"),
    _team("Øst", "2222 3222 2223 3333"),
)
EARLIER = (_team("Nord", "3" * 16, "2026-Q1"), _team("Syd", "4" * 16, "2026-Q1"), _team("Midt", "2" * 16, "2026-Q1"))
MANY = tuple(_team(f"Team{n}", str(n % 5 + 1) * 16) for n in range(31))


def _report(*records: Assessment, instrument: Instrument = INSTRUMENT, organisation: str | None = None) -> Document:
    return spread_report(spread_course(records, instrument, Policy(5, "public")), organisation)


DOCUMENTS: dict[str, Callable[[], Document]] = {
    "agreed": lambda: _report(*FOUR),
    "votes": lambda: _report(_vote("Nord"), _vote("Syd")),
    "one": lambda: _report(FOUR[0]),
    "many": lambda: _report(*MANY),
    "course": lambda: _report(*FOUR, *EARLIER),
    "other-basis": lambda: _report(*FOUR, _vote("Nord", "2026-Q2")),
    "other-words": lambda: _report(*FOUR, *(reworded(each, "S01") for each in EARLIER)),
    "nobody": lambda: _report(_vote("Nord", counts=(0, 0, 0, 2, 2))),
}


@pytest.fixture(params=DOCUMENTS)
def document(request: pytest.FixtureRequest) -> Document:
    return DOCUMENTS[request.param]()


_B = TypeVar("_B")


def _blocks(document: Document, kind: type[_B]) -> list[_B]:
    return [block for section in document.sections for block in section.blocks if isinstance(block, kind)]


def _data(document: Document) -> dict[str, Any]:
    assert document.data is not None
    return dict(document.data)


def _section(document: Document, title: str) -> str:
    """What a section says in words; empty where it is not there."""
    blocks = [block for section in document.sections if section.title == title for block in section.blocks]
    said = [item for block in blocks if isinstance(block, Bullets) for item in block.items]
    return " ".join([*(block.text for block in blocks if isinstance(block, Paragraph)), *said])


def _shown(table: Table) -> list[list[float | None]]:
    """The numbers of each row: teams, and the five."""
    return [[cell.value for cell in row.cells if isinstance(cell, Number)] for row in table.rows]


def _stored(row: dict[str, Any]) -> list[float | None]:
    return [row[key] for key in ("n", "min", "q1", "median", "q3", "max")]


# Numbers


def _assert_tables_are_the_data(document: Document) -> None:
    data, tables = _data(document), _blocks(document, Table)
    full = [row for table in tables if "quarter by quarter" not in table.title for row in _shown(table)]
    assert full == [_stored(row) for row in data["rows"]]
    for n, table in enumerate(table for table in tables if "quarter by quarter" in table.title):
        assert _shown(table) == [_stored(quarter["rows"][n]) for quarter in data["course"]]


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if name != "nobody"])
def test_the_tables_hold_the_figures_of_the_data(name: str) -> None:
    _assert_tables_are_the_data(DOCUMENTS[name]())


@settings(derandomize=True, deadline=None, max_examples=25)
@given(st.lists(st.text("12345-i", min_size=16, max_size=16), min_size=1, max_size=5))
def test_any_teams_are_told_as_the_data_says(lines: list[str]) -> None:
    document = _report(*(_team(f"Team{n}", line) for n, line in enumerate(lines)))
    if _data(document)["teams"]:
        _assert_tables_are_the_data(document)
    for row in _data(document)["rows"]:
        assert row["values"] == sorted(row["values"])
        assert row["n"] == len(row["values"])


def test_each_teams_value_stands_in_the_table_sorted_and_statements_as_points() -> None:
    themes, _principles, statements = _blocks(_report(*FOUR), Table)
    assert themes.rows[0].cells[0] == "Total"
    assert themes.rows[0].cells[-1] == "2.38 · 2.94 · 3.81 · 4.17"
    assert themes.rows[2].cells[-1] == "2.25 · 2.25 · 3.50"
    assert statements.rows[0].cells[-1] == "2 · 3 · 4 · 4"
    assert [column.label for column in themes.columns] == ["Theme", "Teams", *FIGURES, "Each team, sorted"]
    assert [column.shade for column in themes.columns if column.label == "Median"] == [(1, 5)]


def test_votes_on_a_statement_are_means() -> None:
    assert _blocks(_report(_vote("Nord")), Table)[2].rows[0].cells[-1] == "4.20"


def test_a_chart_is_drawn_from_its_table(document: Document) -> None:
    tables = {table.title: table for table in _blocks(document, Table)}
    assert len(tables) == len(_blocks(document, Table))
    for chart in _blocks(document, Chart):
        table = tables[chart.table]
        labels = [column.label for column in table.columns]
        assert [row.cells[0] for row in table.rows] == list(chart.categories)
        for series in chart.series:
            cells = [row.cells[labels.index(series.label)] for row in table.rows]
            assert [cell.value for cell in cells if isinstance(cell, Number)] == list(series.values)


def test_the_dots_of_a_spread_are_those_of_its_table(document: Document) -> None:
    tables = {table.title: table for table in _blocks(document, Table)}
    for chart in (chart for chart in _blocks(document, Chart) if chart.kind == "spread"):
        assert [series.label for series in chart.series] == FIGURES
        digits = 0 if chart.table == "Statements" and _data(document)["basis"] == "agreed" else 2
        dots = [" · ".join(i18n.number(value, digits) for value in values) for values in chart.loose]
        told = [row.cells[-1] for row in tables[chart.table].rows if isinstance(row.cells[-1], str)]
        assert dots == told  # neither has any where there are too many


def test_many_teams_values_are_left_out_of_the_statements_and_it_is_said() -> None:
    document = DOCUMENTS["many"]()
    assert [table.columns[-1].label for table in _blocks(document, Table)] == [
        "Each team, sorted",
        "Each team, sorted",
        "Greatest",
    ]
    dotted = [(chart.table, bool(chart.loose)) for chart in _blocks(document, Chart)]
    assert dotted == [("Themes", True), ("Core principles", True), ("Statements", False)]
    assert any("more than 30 teams" in note for note in document.notes)
    assert not any("30 teams" in note for note in DOCUMENTS["agreed"]().notes)
    assert [len(row["values"]) for row in _data(document)["rows"]] == [31] * 29


def test_the_course_is_drawn_with_its_quartiles_as_bare_lines_and_broken_where_it_must_be() -> None:
    for name, breaks in (("course", ()), ("other-basis", (1,)), ("other-words", (2,))):
        (lines,) = (chart for chart in _blocks(DOCUMENTS[name](), Chart) if chart.kind == "lines")
        assert [(s.label, s.bare, s.breaks) for s in lines.series] == [
            ("Lower quartile", True, breaks),
            ("Median", False, breaks),
            ("Upper quartile", True, breaks),
        ]


# Words


def test_what_comes_first_leads() -> None:
    leads = [section.title for section in DOCUMENTS["course"]().sections if section.lead]
    assert leads == ["Where are we?", "What moved?", "What to talk about"]
    assert [section.title for section in DOCUMENTS["agreed"]().sections] == [
        "Where are we?",
        "What to talk about",
        "Themes",
        "Core principles",
        "Statements",
    ]


SAID = {
    "how-many-and-what": ("agreed", "Where are we?", "3rd quarter 2026: 4 teams (agreed answers)."),
    "votes": ("votes", "Where are we?", "2 teams (votes, not settled)."),
    "total": (
        "agreed",
        "Where are we?",
        "Median of the totals: 3.38 on the scale 1–5. The middle half of the teams lies",
    ),
    "highest": (
        "agreed",
        "Where are we?",
        "Highest at the median: Social and practical support, Working together with the citizen (3.75). Lowest: Home",
    ),
    "furthest-apart": ("agreed", "Where are we?", "The teams differ most on"),
    "one-team": ("one", "Where are we?", "Total: 2.94 on the scale 1–5. One team alone has no spread."),
    "nobody": ("nobody", "Where are we?", "3rd quarter 2026: no team can be counted."),
    "from-to": (
        "course",
        "What moved?",
        "Median of the totals: from 3.00 in 1st quarter 2026 to 3.38 in 3rd quarter 2026",
    ),
    "same-teams": ("course", "What moved?", "2 of the 4 teams were counted in 1st quarter 2026 too."),
    "no-test": ("course", "What moved?", "No test is made"),
    "broken-basis": ("other-basis", "What moved?", "cannot be compared with 2nd quarter 2026: agreed answers cannot"),
    "broken-words": ("other-words", "What moved?", "cannot be compared with 1st quarter 2026: the wording of S01"),
    "talk": ("agreed", "What to talk about", "What do they do differently?"),
    "talk-about-principles": (
        "agreed",
        "What to talk about",
        "Recovery orientation: the middle half of the teams lies between 2.50 and 3.75.",
    ),
    "nothing-to-talk-about": ("one", "What to talk about", "One team alone lies apart from nobody."),
    "not-settled": ("votes", "Please note", "3rd quarter 2026: votes, not yet an agreed answer."),
    "few": ("one", "Please note", "fewer than 3 teams. The spread then shows single teams' scores"),
    "hidden": ("nobody", "Please note", "1 team is not counted, because fewer than 5 people answered."),
}


@pytest.mark.parametrize(("name", "title", "words"), SAID.values(), ids=SAID)
def test_what_is_said(name: str, title: str, words: str) -> None:
    assert words in _section(DOCUMENTS[name](), title)


APART = {
    "one-and-one": ("3432 4444 4444 4444", ["Basic values", "Recovery orientation"]),
    "a-tie-for-the-second-place": (
        "3332 3344 4444 4444",
        [
            "Basic values",
            "Home and neighbourhood",
            "Recovery orientation",
            "Harm reduction (one statement)",
            "As far apart",
        ],
    ),
    "three-of-each": (
        "1111 2222 3333 4444",
        ["Basic values", "Home and neighbourhood", "Recovery orientation", "Harm reduction (one statement)"],
    ),
}


@pytest.mark.parametrize(("line", "rows"), APART.values(), ids=APART)
def test_two_themes_and_two_principles_and_those_that_tie_are_put_up_for_talk(line: str, rows: list[str]) -> None:
    document = _report(_team("Nord", "4" * 16), _team("Syd", line))
    (section,) = (section for section in document.sections if section.title == "What to talk about")
    (bullets,) = (block for block in section.blocks if isinstance(block, Bullets))
    assert [item.partition(":")[0] for item in bullets.items] == rows


@pytest.mark.parametrize(
    ("teams", "each", "dots"), [(29, 3, 3), (30, 3, 3), (31, 2, 2), (199, 2, 2), (200, 2, 2), (201, 0, 0)]
)
def test_each_teams_value_is_shown_where_there_are_not_too_many(teams: int, each: int, dots: int) -> None:
    document = _report(*(_team(f"Team{n}", str(n % 5 + 1) * 16) for n in range(teams)))
    blocks = [block for section in document.sections for block in section.blocks]
    tables = [block for block in blocks if isinstance(block, Table)]
    charts = [block for block in blocks if isinstance(block, Chart) and block.kind == "spread"]
    assert sum(table.columns[-1].label == "Each team, sorted" for table in tables) == each
    assert sum(bool(chart.loose) for chart in charts) == dots


@pytest.mark.parametrize("name", ["other-basis", "other-words"])
def test_quarters_that_cannot_be_compared_give_no_difference(name: str) -> None:
    assert "Median of the totals" not in _section(DOCUMENTS[name](), "What moved?")


NOTES = {
    "no-ranking": "This is no ranking.",
    "quartiles": "QUARTILE.INC",
    "scale": "Scores are means on the scale 1–5",
    "privacy": "at least 5 people",
    "our-reading": "That link is our reading.",
    "translation": "our own translation",
}


@pytest.mark.parametrize("note", NOTES.values(), ids=NOTES)
def test_the_notes_say_how_to_read_it(note: str) -> None:
    assert any(note in said for said in DOCUMENTS["agreed"]().notes)


def test_the_notes_and_remarks_are_in_the_data(document: Document) -> None:
    notes = _data(document)["notes"]
    assert notes[len(notes) - len(document.notes) :] == list(document.notes)
    assert all(note in plain_text(document) for note in notes)


def test_a_questionnaire_without_principles_has_no_part_about_them(instrument: Instrument) -> None:
    small = small_instrument()
    document = _report(
        *(record(small, line, team=Team(id=line, name=line)) for line in ("345", "234")), instrument=small
    )
    assert [table.title for table in _blocks(document, Table)] == ["Themes", "Statements"]
    assert "our reading" not in " ".join(document.notes)


# No names


def test_nobody_is_named_and_nobody_ranked(document: Document) -> None:
    said = plain_text(document) + str(_data(document))
    for name in ("Nord", "nord", "Syd", "Vest", "Øst", "Midt", "Team3"):
        assert name not in said
    for word in ("best", "worst", "rank ", "signifi"):
        assert word not in said.casefold().replace("no ranking", "")


def test_whose_teams_they_are_is_said() -> None:
    ours = _report(*FOUR, organisation="Prøvekøbing Kommune")
    assert (ours.subtitle, _data(ours)["organisation"]) == (
        "Prøvekøbing Kommune · Fidelity form for Housing First (official form)",
        "Prøvekøbing Kommune",
    )
    everybody = DOCUMENTS["agreed"]()
    assert (everybody.subtitle.split(" · ")[0], _data(everybody)["organisation"]) == ("All organisations", None)


def test_titles() -> None:
    assert [DOCUMENTS[name]().title for name in ("agreed", "one", "course")] == [
        "4 teams: 3rd quarter 2026",
        "1 team: 3rd quarter 2026",
        "4 teams: 3rd quarter 2026, and the course since 1st quarter 2026",
    ]


def test_labels_are_those_of_every_report() -> None:
    (themes, *_), data = _blocks(DOCUMENTS["agreed"](), Table), _data(DOCUMENTS["agreed"]())
    rows = [row for row in INSTRUMENT.rows() if row.level in ("total", "theme")]
    assert [row.cells[0] for row in themes.rows] == [row_label(row, INSTRUMENT) for row in rows]
    assert [row["label"] for row in data["rows"][:2]] == ["Total", "Basic values"]


# Some teams have met, and others have not: two layers.

MET = (_vote("Nord"), _vote("Syd", counts=(0, 1, 1, 2, 2)), _vote("Vest", counts=(1, 1, 1, 2, 2)))
_own = {id: each.model_copy(update={"agreed": 4}) for id, each in _vote("Øst").answers.items()}
SETTLED = _vote("Øst").model_copy(update={"status": "final", "answers": _own})


def test_one_team_that_has_met_drops_nobody() -> None:
    document = _report(*MET, SETTLED)
    data = _data(document)
    assert (data["basis"], data["teams"], data["votes"]["basis"], data["votes"]["teams"]) == ("agreed", 1, "votes", 4)
    assert document.title == "4 teams: 3rd quarter 2026"
    assert "3 teams have votes that no meeting has settled; they are counted among the votes" in plain_text(document)
    titles = [section.title for section in document.sections]
    assert {"Themes", "Themes (votes)", "Where are we? (votes)"} <= set(titles)
    assert len(titles) == len(set(titles))


def test_the_votes_of_a_team_that_has_met_stand_beside_those_of_the_others() -> None:
    totals = _data(_report(*MET, SETTLED))["votes"]["rows"][0]
    assert (totals["n"], [i18n.number(value) for value in totals["values"]]) == (4, ["3.43", "3.83", "4.20", "4.20"])


def test_votes_alone_and_agreed_answers_alone_are_one_layer() -> None:
    assert _data(_report(*MET))["votes"] is None
    assert _data(_report(SETTLED, _team("Nord", "4" * 16)))["votes"] is None


def test_a_team_that_met_without_votes_is_in_one_layer_only() -> None:
    assert _data(_report(*MET, _team("Øst", "4" * 16)))["votes"]["teams"] == 3


def test_votes_of_too_few_are_in_no_layer() -> None:
    few = _vote("Midt", counts=(0, 0, 0, 2, 2))
    own = {**few.answers, "S01": Answer(agreed=3, votes=few.answers["S01"].votes)}
    settled = few.model_copy(update={"status": "final", "answers": own})
    document = _report(*MET, settled)
    assert _data(document)["votes"]["teams"] == 3
    assert "1 team is not counted, because fewer than 5 people answered." in plain_text(document)


def test_the_votes_have_a_course_of_their_own() -> None:
    before = (_vote("Nord", "2026-Q2", (0, 0, 3, 2, 0)), _vote("Øst", "2026-Q2"))
    document = _report(*before, *MET, SETTLED)
    assert [entry["teams"] for entry in _data(document)["votes"]["course"]] == [2, 4]
    assert "2 of the 4 teams were counted in 2nd quarter 2026 too" in _section(document, "What moved? (votes)")
    assert "cannot be compared" not in _section(document, "What moved? (votes)")


def test_each_chart_of_the_votes_stands_with_its_table() -> None:
    tables = {table.title for table in _blocks(_report(*MET, SETTLED), Table)}
    assert {chart.table for chart in _blocks(_report(*MET, SETTLED), Chart)} <= tables
