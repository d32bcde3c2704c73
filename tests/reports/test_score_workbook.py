"""The scored workbook as a document: its sheets, the figures that others rely on, and what privacy keeps out of it."""

from collections.abc import Iterator
from statistics import mean, variance
from typing import Any

import pytest

from hf_fidelity import i18n
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.survey.batch import Batch
from hf_fidelity.domain.survey.exports import ExportRead, GroupVotes, Rows
from hf_fidelity.reports.document import Bullets, Chart, Document, Number, Table
from hf_fidelity.reports.survey import score_data
from hf_fidelity.reports.survey_workbook import score_workbook
from hf_fidelity.writers.text import plain_text
from tests.builders import housing_first, record, small_instrument, voted, votes
from tests.moments import moments_of
from tests.reports.batches import POLICY, QUARTER, forty, stored

INSTRUMENT = housing_first()
BATCH = forty(INSTRUMENT)
with i18n.speaking("en"):
    DATA, BOOK = score_data(BATCH), score_workbook(BATCH)
HELD_BACK = {team.team for team in BATCH.teams if team.stored == "held-back"}


def _sheets(document: Document) -> list[str]:
    return [section.title for section in document.sections if section.level == 2]


def _tables(document: Document) -> dict[str, Table]:
    blocks = [block for section in document.sections for block in section.blocks]
    return {block.title: block for block in blocks if isinstance(block, Table)}


def _rows(table: Table) -> Iterator[dict[str, Any]]:
    """The rows of a table by the headings of its columns; numbers as they are in full."""
    for row in table.rows:
        cells = [cell.value if isinstance(cell, Number) else cell for cell in row.cells]
        yield dict(zip((column.label for column in table.columns), cells, strict=True))


def _bullets(document: Document, title: str) -> str:
    (section,) = [section for section in document.sections if section.title == title]
    return "\n".join(item for block in section.blocks if isinstance(block, Bullets) for item in block.items)


SHEETS = ["Read me", "Overview", "Distribution", "Statements", "Core principles", "Rejected", "Method"]


def test_the_sheets() -> None:
    assert _sheets(BOOK) == SHEETS


def test_in_danish_the_sheets_have_other_names_and_hold_the_same() -> None:
    with i18n.speaking("da"):
        book, expected = score_workbook(BATCH), [i18n._(name) for name in SHEETS]
    assert _sheets(book) == expected
    assert list(map(len, (table.rows for table in _tables(book).values()))) == [
        len(table.rows) for table in _tables(BOOK).values()
    ]


def test_the_first_sheet_says_what_stands_on_every_other() -> None:
    told = _bullets(BOOK, "What stands where")
    assert [line.partition(":")[0] for line in told.splitlines()] == SHEETS[1:]


def _small_batch() -> tuple[Instrument, Batch]:
    instrument = small_instrument()
    kept = voted(instrument, dict.fromkeys(instrument.order, (0, 0, 2, 3, 1)))
    return instrument, Batch(instrument, POLICY, (), (stored(instrument, kept, 6),))


def test_a_questionnaire_without_principles_has_no_sheet_about_them() -> None:
    _, batch = _small_batch()
    book = score_workbook(batch)
    assert _sheets(book) == [name for name in SHEETS if name != "Core principles"]
    assert "rinciple" not in plain_text(book)


def test_without_votes_there_is_no_distribution() -> None:
    book = score_workbook(Batch(INSTRUMENT, POLICY, (), (stored(INSTRUMENT, record(INSTRUMENT, "4" * 16), 0),)))
    assert _sheets(book) == [name for name in SHEETS if name != "Distribution"]


# The figures


def _teams() -> Iterator[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]]:
    """Each team in the JSON, beside its rows in the overview and on the sheet about principles."""
    tables = _tables(BOOK)
    pairs = zip(DATA["assessments"], _rows(tables["Overview"]), _rows(tables["Core principles"]), strict=True)
    yield from pairs


def test_the_overview_holds_the_scores_of_the_json() -> None:
    names = {theme.id: theme.name["en"] for theme in INSTRUMENT.themes}
    for entry, row, _ in _teams():
        scores = entry["scores"]
        assert (row["Team"], row["Total"]) == (entry["team"], scores["total"])
        assert {names[id]: score for id, score in scores["themes"].items()}.items() <= row.items()
        assert row["Index"] == (None if scores["total"] is None else pytest.approx((scores["total"] - 1) * 25))


def test_the_principles_are_those_of_the_json() -> None:
    for entry, _, row in _teams():
        assert list(row.values())[4:] == list(entry["scores"]["principles"].values())


def test_the_statements_hold_the_figures_of_the_json() -> None:
    rows = list(_rows(_tables(BOOK)["Statements"]))
    entries = [entry for entry in DATA["assessments"] if entry["stored"] != "held-back"]
    expected = [(entry, id, found) for entry in entries for id, found in entry["scores"]["statements"].items()]
    points = [point.label["en"] for point in sorted(INSTRUMENT.scale.points, key=lambda point: point.value)]
    for (entry, id, found), row in zip(expected, rows, strict=True):
        assert (row["Team"], row["Id"]) == (entry["team"], id)
        assert [row[name] for name in ("n", "Not answered", "Not relevant", "Median", "Mean", "Consensus (0–1)")] == [
            found[name] for name in ("n", "missing", "not_relevant", "median", "mean", "consensus")
        ]
        assert [row[point] for point in points] == (found["counts"] or [None] * len(points))
        assert row["Agreed answer"] == (found["score"] if entry["basis"] == "agreed" else None)


def test_the_distribution_adds_up_what_the_json_shows() -> None:
    shown = [entry["scores"]["statements"] for entry in DATA["assessments"]]
    for id, row in zip(INSTRUMENT.order, _rows(_tables(BOOK)["Distribution"]), strict=True):
        counts = [entry[id]["counts"] for entry in shown if entry[id]["counts"]]
        summed = [sum(column) for column in zip(*counts, strict=True)]
        assert (row["Teams"], row["n"]) == (len(counts), sum(summed))
        assert row["Mean"] == pytest.approx(sum(v * n for v, n in enumerate(summed, 1)) / sum(summed))


def _charts() -> dict[str, Chart]:
    blocks = [block for section in BOOK.sections for block in section.blocks]
    return {block.table: block for block in blocks if isinstance(block, Chart)}


def test_the_charts_draw_the_numbers_of_their_tables() -> None:
    for title, chart in _charts().items():
        rows = list(_rows(_tables(BOOK)[title]))
        assert [list(series.values) for series in chart.series] == [
            [row[series.label] for row in rows] for series in chart.series
        ]
        assert len(chart.categories) == len(rows)


def test_every_place_to_look_at_has_a_row_of_its_own() -> None:
    rows = list(_rows(_tables(BOOK)["Rejected"]))
    assert sum(bool(row["Cell"]) for row in rows) == sum(bool(f.cell) for read in BATCH.files for f in read.findings)
    assert all(row["What to do"] for row in rows if row["Kind"] in ("error", "warning"))
    errors = [row for row in rows if row["File"] == "opsummering.xlsx"]
    assert [(row["Kind"], row["Cell"], row["Row"]) for row in errors] == [("error", "", "")]


# Privacy


@pytest.mark.parametrize("title", ["Overview", "Core principles"])
def test_a_team_that_is_held_back_has_no_figure(title: str) -> None:
    rows = [row for row in _rows(_tables(BOOK)[title]) if row["Team"] in HELD_BACK]
    figures = [(name, cell) for row in rows for name, cell in row.items() if isinstance(cell, int | float)]
    assert len(rows) == len(HELD_BACK)
    assert {name for name, _ in figures} == {"n"}  # how many they were, and nothing of what they answered


def test_a_team_that_is_held_back_is_in_no_other_table_but_named_with_the_reason() -> None:
    assert not HELD_BACK & {row["Team"] for row in _rows(_tables(BOOK)["Statements"])}
    complete = {row["File"]: row for row in _rows(_tables(BOOK)["How complete the answers are"])}
    small = [read.file.rpartition("/")[2] for read in BATCH.files for g in read.groups if g.team in HELD_BACK]
    assert [complete[file][name] for file in small for name in ("Answers", "Possible", "Percent")] == [None] * 9
    said = _bullets(BOOK, "What is not shown")
    assert "3 teams are held back, because fewer than 5 people answered." in said
    assert all(team in said for team in HELD_BACK)


def test_nothing_hidden_is_said_too() -> None:
    _, batch = _small_batch()
    assert "Nothing is hidden" in _bullets(score_workbook(batch), "What is not shown")


def test_a_statement_that_too_few_answered_has_no_figure_and_is_named() -> None:
    instrument = small_instrument()
    kept = voted(instrument, {"S1": (0, 0, 2, 3, 1), "S2": (0, 0, 1, 1, 2), "S3": (0, 0, 2, 3, 1)})
    book = score_workbook(Batch(instrument, POLICY, (), (stored(instrument, kept, 6),)))
    hidden = list(_rows(_tables(book)["Statements"]))[1]
    assert [cell for cell in hidden.values() if isinstance(cell, int | float)] == []
    assert "Bostøtte Nord (Prøvekøbing Kommune, Q3 2026): no figures for S2" in _bullets(book, "What is not shown")


def test_how_complete_a_file_is_counts_only_what_may_be_seen() -> None:
    instrument = small_instrument()
    given = {"S1": votes(0, 0, 2, 3, 1), "S2": votes(0, 0, 1, 1, 2, missing=2), "S3": votes(0, 0, 2, 3, 0, missing=1)}
    read = ExportRead("a.csv", layout="plain", rows=Rows(6), groups=(GroupVotes("O", "T", QUARTER, 6, given),))
    (row,) = _rows(_tables(score_workbook(Batch(instrument, POLICY, (read,), ())))["How complete the answers are"])
    assert (row["Answers"], row["Possible"], row["Percent"]) == (6 + 0 + 5, 18, pytest.approx(11 / 18 * 100))


def test_files_that_are_understood_alike_are_told_once_and_each_says_like_which() -> None:
    first, other = {"statements": {"S1": "Recovery"}}, {"statements": {"S1": "Bolig"}}
    known = zip(("a.csv", "b.csv", "c.csv", "d.csv"), (first, other, first, {}), strict=True)
    reads = tuple(ExportRead(file, layout="plain", mapping=mapping) for file, mapping in known)
    tables = _tables(score_workbook(Batch(small_instrument(), POLICY, reads, ())))
    assert [row.cells for row in tables["How each file was understood"].rows] == [
        ("a.csv and 1 more", "statements › S1", "Recovery"),
        ("b.csv", "statements › S1", "Bolig"),
    ]
    like = [row["Understood like"] for row in _rows(tables["How complete the answers are"])]
    assert like == ["a.csv", "b.csv", "a.csv", ""]


# Cronbach's alpha


People = list[tuple[int, ...]]
PEOPLE: People = [(5, 4, 4), (4, 4, 3), (2, 3, 2), (3, 3, 3), (5, 5, 4), (1, 2, 2), (4, 3, 5)]
FEW = PEOPLE[:4]
ALIKE: People = [(4, 4, 4)] * 6


def _textbook_alpha(people: People) -> float:
    """k/(k − 1) · (1 − sum of the statements' variances / variance of the sums)."""
    k = len(people[0])
    parts, whole = sum(map(variance, zip(*people, strict=True))), variance(map(sum, people))
    return float(k / (k - 1) * (1 - parts / whole))


def _alpha_of(*files: People, statements: int = 3) -> dict[str, Any]:
    """The row about alpha of a questionnaire of one theme, read from these files."""
    reads = [
        ExportRead(f"{n}.csv", layout="plain", moments={"T": moments_of(people)}) for n, people in enumerate(files)
    ]
    (row,) = _rows(
        _tables(score_workbook(Batch(small_instrument(statements), POLICY, tuple(reads), ())))["Cronbach's alpha"]
    )
    return row


def test_alpha_is_that_of_the_textbook_with_the_people_it_rests_on() -> None:
    row = _alpha_of(PEOPLE)
    assert (row["Theme"], row["n"], row["Note"]) == ("Theme", len(PEOPLE), "")
    assert row["Alpha"] == pytest.approx(_textbook_alpha(PEOPLE))


def test_alpha_rests_on_everyone_in_all_files() -> None:
    row = _alpha_of(FEW, PEOPLE)
    assert (row["n"], row["Alpha"]) == (len(FEW) + len(PEOPLE), pytest.approx(_textbook_alpha(FEW + PEOPLE)))


NO_ALPHA: dict[str, tuple[list[People], int, str, int | None]] = {
    "too-few": ([FEW], 3, "Fewer than 5 people answered all statements of the theme.", None),
    "all-alike": ([ALIKE], 3, "Everybody answered alike.", len(ALIKE)),
    "no-file-has-the-theme": ([], 3, "No file has all statements of the theme.", None),
    "one-statement": ([[(n,) for n in (1, 2, 3, 4, 5)]], 1, "One statement alone has no alpha.", 5),
}


@pytest.mark.parametrize(("files", "statements", "why", "n"), NO_ALPHA.values(), ids=NO_ALPHA)
def test_where_there_is_no_alpha_the_sheet_says_why(
    files: list[People], statements: int, why: str, n: int | None
) -> None:
    row = _alpha_of(*files, statements=statements)
    assert (row["Alpha"], row["Note"], row["n"]) == (None, why, n)


def test_the_json_has_the_same_alpha() -> None:
    told = [(row["Alpha"], row["n"]) for row in _rows(_tables(BOOK)["Cronbach's alpha"])]
    assert told == [(found["alpha"], found["n"]) for found in DATA["alpha"].values()]
    assert 0.5 < mean(alpha for alpha, _ in told) < 1
