"""The report of ``score``: what became of every file, row and team is said once, and said in every format."""

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from rich.cells import cell_len

from hf_fidelity import i18n
from hf_fidelity.domain.survey.batch import Batch, Imported, Stored
from hf_fidelity.domain.survey.exports import ExportRead, Rows, RowSet
from hf_fidelity.ground.findings import CellFinding, Finding
from hf_fidelity.reports.document import Bullets, Document, Number, Table, TableRow
from hf_fidelity.reports.survey import places_in_short, score_report
from hf_fidelity.reports.survey_workbook import score_workbook
from hf_fidelity.writers.csv_and_json import csv_text, json_text
from hf_fidelity.writers.html import html_text
from hf_fidelity.writers.markdown import markdown_text
from hf_fidelity.writers.text import plain_text, terminal_text
from tests.builders import housing_first, record, voted
from tests.reports.batches import POLICY, forty, held_back, stored, unknown
from tests.score_shape import SHAPE

INSTRUMENT = housing_first()
PLACE = "Prøvekøbing Kommune"
HIDDEN_ROWS = CellFinding(
    "hidden-rows", "{n} rows are hidden.", {"n": 4}, "warning", sheet="Complete", remedy="Take the filter away."
)
CPR = CellFinding(
    "cpr-like", "This looks like a CPR number.", severity="error", sheet="Complete", row=18, cell="B18",
    remedy="Take the number out of the file.",
)  # fmt: skip
SUMMARY = CellFinding("summary-export", "This is a summary.", severity="error", remedy="Export all responses.")
REMEDY = "Mend the answer in the file, or say what it means in a mapping file."
OTHER_FILE = Finding("other-file", "Other files have given votes already.", severity="error")
TOO_FEW = "Fewer than 5 people answered in 3rd quarter 2026."
SAME = Finding("same-file", "The file has been read before.")

NORD = ExportRead(
    "ind/nord.xlsx",
    "0" * 64,
    "surveyxact",
    "Complete",
    Rows(1150, {"incomplete": RowSet.of([20, 21, 22]), "test": RowSet.of([30])}, RowSet.of([14, 16, 18])),
    (HIDDEN_ROWS, unknown("G14", "Måske", 14), unknown("H16", "Måske", 16), unknown("J16", "Nej", 16), CPR),
    tool="SurveyXact",
)
SYD = ExportRead("ind/syd.csv", "1" * 64, "plain", None, Rows(9, {"duplicate": RowSet.of([3])}), tool="ordinary table")
FILES = (
    NORD,
    SYD,
    ExportRead("ind/opsummering.xlsx", findings=(SUMMARY,)),
    ExportRead("ind/koder.csv", role="legend"),
    ExportRead("ind/scored.xlsx", role="own"),
)


def _votes(team: str, stored_as: Stored, counts: tuple[int, ...] = (0, 3, 3, 6, 0), **more: Any) -> Imported:
    """A team whose votes on every statement are these: a mean of 3.25 unless told otherwise."""
    kept = voted(INSTRUMENT, dict.fromkeys(INSTRUMENT.order, counts))
    kept = kept.model_copy(update={"team": kept.team.model_copy(update={"id": team.casefold(), "name": team})})
    return stored(INSTRUMENT, kept, sum(counts), stored_as, **more)


AGREED = record(INSTRUMENT, "4353 4353 4353 435-")
TEAMS = (
    _votes("Nord", "created"),
    _votes("Syd", "unchanged", why=SAME),
    _votes("Øst", "updated", (0, 0, 0, 1, 5)),
    _votes("Vest", "refused", why=OTHER_FILE, record=None),
    held_back(PLACE, "Midt", 3, "ind/nord.xlsx"),
    stored(INSTRUMENT, AGREED, 0, "created", files=("ind/syd.csv",)),
)
BATCH = Batch(INSTRUMENT, POLICY, FILES, TEAMS)


def _report(**changes: Any) -> Document:
    return score_report(Batch(**{**vars(BATCH), **changes}))


with i18n.speaking("en"):
    REPORT = _report()


def _tables(document: Document = REPORT) -> dict[str, Table]:
    blocks = [block for section in document.sections for block in section.blocks]
    return {block.title: block for block in blocks if isinstance(block, Table)}


def _plain(row: TableRow) -> tuple[object, ...]:
    """A row's cells; numbers as they are in full."""
    return tuple(cell.value if isinstance(cell, Number) else cell for cell in row.cells)


def _sentences(title: str, document: Document = REPORT) -> list[str]:
    (section,) = [section for section in document.sections if section.title == title]
    return [item for block in section.blocks if isinstance(block, Bullets) for item in block.items]


# What is said first, for the batch and for changes of it.
TOTALS: dict[str, tuple[dict[str, Any], str]] = {
    "files": ({}, "5 files, 2 of them without answers, 1 could not be used."),
    "one-usable": ({"files": (SYD,)}, "1 file, and it could be used."),
    "all-usable": ({"files": (SYD, replace(SYD, file="b.xlsx"))}, "2 files, all could be used."),
    "of-use-and-refused": ({"files": (SYD,), "teams": (TEAMS[3],)}, "1 file."),
    "which-files": ({}, "There is something to look at in nord.xlsx, opsummering.xlsx."),
    "rows": ({}, "1,167 rows: 1,159 accepted, 5 skipped, 3 rejected."),
    "one-row": (
        {"files": (ExportRead("a", layout="plain", rows=Rows(1)),)},
        "1 row: 1 accepted, 0 skipped, 0 rejected.",
    ),
    "the-sum": ({}, "No row is lost: read = accepted + skipped + rejected, overall and in each file."),
    "lenient": ({"lenient": True}, "Read leniently: an answer that was not understood is left out"),
    "dry-run": ({"dry_run": True}, "Trial run: nothing has been stored."),
    "rows-that-are-not-stored": ({}, "15 accepted rows are not stored: why stands under the teams."),
    "one-team-from-two-files": (
        {"teams": (TEAMS[3], TEAMS[3])},
        "2 sets of answers, from different files, of 1 team in a quarter: 2 refused, not stored.",
    ),
    "teams": ({}, "6 sets of answers (a team in a quarter): 2 stored, 1 unchanged, 1 updated, 1 refused, not stored"),
}


@pytest.mark.parametrize(("changes", "said"), TOTALS.values(), ids=TOTALS)
def test_the_totals_are_said_first(changes: dict[str, Any], said: str) -> None:
    document = _report(**changes)
    assert document.sections[0].title == "Overall"
    assert any(sentence.startswith(said) for sentence in _sentences("Overall", document))


def test_each_file_has_its_row_and_every_row_is_accounted_for() -> None:
    rows = list(map(_plain, _tables()["Files"].rows))
    assert rows == [
        ("nord.xlsx", "Complete", "SurveyXact", 1157, 1150, 4, 3),
        ("syd.csv", "", "ordinary table", 10, 9, 1, 0),
        ("opsummering.xlsx", "", "could not be used", 0, 0, 0, 0),
        ("koder.csv", "", "explains the codes of another file", 0, 0, 0, 0),
        ("scored.xlsx", "", "written by this program itself", 0, 0, 0, 0),
    ]
    assert all(read == accepted + skipped + rejected for *_, read, accepted, skipped, rejected in rows)  # type: ignore[operator]


def test_only_a_file_that_could_not_be_used_stands_out() -> None:
    assert [row.cells[0] for row in _tables()["Files"].rows if row.strong] == ["opsummering.xlsx"]


def test_two_files_of_one_name_are_told_apart_by_as_much_of_their_folders_as_needed() -> None:
    some = [ExportRead(file) for file in ("/hjem/ane/nord/data.xlsx", "/hjem/ane/syd/data.xlsx", "c:\\x\\y.csv")]
    told = [row.cells[0] for row in _tables(_report(files=tuple(some)))["Files"].rows]
    assert told == ["nord/data.xlsx", "syd/data.xlsx", "y.csv"]


def test_each_team_has_its_row() -> None:
    quarter = "Q3 2026"
    assert list(map(_plain, _tables()["Teams"].rows)) == [
        ("Nord", PLACE, quarter, 12, 3.25, "stored"),
        ("Syd", PLACE, quarter, 12, 3.25, "unchanged"),
        ("Øst", PLACE, quarter, 6, pytest.approx(29 / 6), "updated"),
        ("Vest", PLACE, quarter, 12, 3.25, "refused, not stored"),
        ("Midt", PLACE, quarter, 3, None, "held back (fewer than 5)"),
        ("Bostøtte Nord", PLACE, quarter, None, pytest.approx(57 / 15), "stored (agreed answers)"),
    ]


def test_what_became_of_several_is_told_in_their_number() -> None:
    two = [team for team in TEAMS if team.stored == "unchanged"] * 2
    with i18n.speaking("da"):
        assert "2 uændrede" in plain_text(_report(teams=tuple(two)))


def test_why_a_team_was_not_stored_is_said_once_for_all_teams_of_the_reason() -> None:
    more = (*TEAMS, *(held_back(PLACE, f"Lille {n}", 2, "x") for n in range(1, 8)))
    said = _sentences("Teams", _report(teams=more))
    assert said == [
        "Syd: The file has been read before.",
        "Vest: Other files have given votes already.",
        "Midt, Lille 1, Lille 2, Lille 3, Lille 4, Lille 5 and 2 more: " + TOO_FEW,
    ]  # fmt: skip


def test_a_total_that_lacks_an_answer_is_marked_and_the_mark_explained() -> None:
    marks = {row.cells[0]: row.cells[4] for row in _tables()["Teams"].rows}
    assert [team for team, total in marks.items() if isinstance(total, Number) and total.mark] == ["Bostøtte Nord"]
    explained = "A score with * lacks at least one statement: nobody answered it, or too few to be shown."
    assert (explained in REPORT.notes, explained in _report(teams=TEAMS[:1]).notes) == (True, False)


def test_what_is_to_be_looked_at_stands_by_place_errors_first_and_a_remedy_once() -> None:
    assert list(map(_plain, _tables()["nord.xlsx"].rows)) == [
        ("Complete: G14, H16", "Måske", f"Error: »Måske« is not an answer on the scale. {REMEDY}"),
        ("Complete: J16", "Nej", "Error: »Nej« is not an answer on the scale."),
        ("Complete: B18", "", "Error: This looks like a CPR number. Take the number out of the file."),
        (
            "Complete: rows 14, 16, 18",
            "",
            "3 rows are rejected and count nowhere; the errors of these rows say why.",
        ),
        ("sheet Complete", "", "Warning: 4 rows are hidden. Take the filter away."),
        ("Complete: rows 20–22", "", "Skipped: not finished."),
        ("Complete: row 30", "", "Skipped: a try-out."),
    ]


def test_a_word_that_stands_between_others_is_told_once_with_its_cells() -> None:
    words = [unknown(f"A{n}", value, n, None) for n, value in enumerate("xyxyx", 2)]
    told = places_in_short(ExportRead("b.csv", layout="plain", findings=tuple(words)))
    assert [(thing.value, thing.where) for thing in told] == [("x", "A2, A4, A6"), ("y", "A3, A5")]


@pytest.mark.parametrize("hidden", [True, False])
def test_where_what_stood_in_cells_is_hidden_it_is_said_why(hidden: bool) -> None:
    found = replace(unknown("A2", "Maybe", 2, None), length=5)
    read = ExportRead("b.csv", layout="plain", findings=(found.for_others() if hidden else found,))
    said = " ".join(plain_text(_report(files=(read,))).split())
    assert ("What stood in a cell is shown on the screen only" in said) is hidden


def test_a_remedy_that_names_the_value_is_told_once_as_well() -> None:
    some = (
        replace(unknown(f"A{n}", value, n, None), remedy=f"Say what {value} means.")
        for n, value in ((2, "x"), (3, "y"))
    )
    said = plain_text(_report(files=(ExportRead("b.csv", layout="plain", findings=tuple(some)),)))
    assert ("Say what x means." in said, "Say what y means." in said) == (True, False)


def test_a_remedy_is_told_again_in_the_next_file() -> None:
    document = _report(files=(NORD, ExportRead("b.csv", layout="plain", findings=(unknown("A2", "x", 2, None),))))
    assert [REMEDY in plain_text(Document("", "", "en", (section,))) for section in document.sections[-2:]] == [
        True
    ] * 2


@pytest.mark.parametrize("code", ["no-organisation", "no-team", "no-quarter"])
@pytest.mark.parametrize(("files", "row", "said"), [(3, None, 1), (1, None, 0), (3, 5, 0)])
def test_what_many_files_do_not_say_is_told_once_for_all_of_them(
    code: str, files: int, row: int | None, said: int
) -> None:
    unsaid = CellFinding(code, "Nothing says it.", severity="error", row=row)
    document = _report(files=tuple(ExportRead(f"{n}.csv", findings=(unsaid,)) for n in range(files)))
    told = [sentence for sentence in _sentences("Overall", document) if "do not say" in sentence]
    assert [(sentence[0], f"--{code[3:]} says it" in sentence) for sentence in told] == [("3", True)] * said


def test_files_with_errors_come_before_those_with_skipped_rows_only() -> None:
    assert [section.title for section in REPORT.sections if section.level == 3] == [
        "nord.xlsx", "opsummering.xlsx", "syd.csv",
    ]  # fmt: skip
    turned = _report(files=FILES[::-1])
    assert [section.title for section in turned.sections if section.level == 3][-1] == "syd.csv"


def test_files_with_nothing_in_doubt_stand_together_behind_the_others() -> None:
    warned = ExportRead("warned.xlsx", layout="plain", findings=(HIDDEN_ROWS,))
    quiet = [ExportRead(f"{n}.csv", layout="plain", rows=Rows(9, {"empty": RowSet.of([n])})) for n in (3, 4)]
    document = _report(files=(*quiet, warned, NORD))
    assert [section.title for section in document.sections if section.level == 3] == [
        "nord.xlsx", "warned.xlsx", "The other files",
    ]  # fmt: skip
    assert list(map(_plain, _tables(document)["The other files"].rows)) == [
        ("3.csv", "row 3", "Skipped: no answers."),
        ("4.csv", "row 4", "Skipped: no answers."),
    ]
    assert _sentences("Overall", document)[1] == "There is something to look at in nord.xlsx, warned.xlsx."


@pytest.mark.parametrize(("remedy", "alone"), [("Delete them.", True), ("", False)])
def test_a_remark_with_something_to_do_stands_alone(remedy: str, alone: bool) -> None:
    hidden = CellFinding("hidden-columns", "A column is hidden.", severity="info", remedy=remedy)
    some = [ExportRead(f"{n}.csv", layout="plain", rows=Rows(9), findings=(hidden,)) for n in (3, 4)]
    titles = [section.title for section in _report(files=tuple(some)).sections if section.level == 3]
    assert titles == (["3.csv", "4.csv"] if alone else ["The other files"])


def test_of_one_file_it_is_not_said_that_it_is_to_be_looked_at() -> None:
    assert not any(said.startswith("There is something") for said in _sentences("Overall", _report(files=(NORD,))))


def test_where_nothing_is_to_be_quoted_there_is_no_column_for_it() -> None:
    assert [column.label for column in _tables()["syd.csv"].columns] == ["Where", "What it is, and what to do"]


def test_of_many_cells_the_screen_names_the_first() -> None:
    many = tuple(unknown(f"G{n}", "Måske", n) for n in range(2, 42))
    (row,) = _tables(_report(files=(ExportRead("a.xlsx", layout="plain", findings=many),)))["a.xlsx"].rows
    assert row.cells[0] == "Complete: 40 cells"
    assert str(row.cells[-1]).endswith("Where: Complete: " + ", ".join(f"G{n}" for n in range(2, 14)) + " and 28 more.")


def test_a_long_list_of_rows_leaves_the_sentence_its_room() -> None:
    rejected = RowSet.of(range(2, 400, 2))
    report = _report(files=(ExportRead("a.csv", layout="plain", rows=Rows(5, rejected=rejected)),))
    (row,) = _tables(report)["a.csv"].rows
    assert (row.cells[0], str(row.cells[-1]).endswith(f"Where: rows {rejected}.")) == ("199 rows", True)
    for width in (60, 80, 100):
        assert any("rejected and count nowhere" in line for line in terminal_text(report, width).splitlines()), width


def test_where_there_is_nothing_to_look_at_this_is_said() -> None:
    document = _report(files=(ExportRead("a.csv", layout="plain", rows=Rows(7)),), teams=TEAMS[:3])
    assert "Nothing: every row counts, and nothing was in doubt." in plain_text(document)


PERHAPS = Finding("perhaps-newer", "Perhaps a copy.", {}, "warning")
"""What there is to say of answers that are stored all the same."""


@pytest.mark.parametrize("format", ["text", "markdown", "html", "xlsx"])
@pytest.mark.parametrize("files", [(ExportRead("a.csv", layout="plain", rows=Rows(7)),), FILES], ids=["none", "some"])
@pytest.mark.parametrize(
    ("language", "no_doubt", "teams"),
    [("en", r"nothing was in doubt|[Ee]very row counts|not named (there )?counts|No row was in doubt",
      "There is something to look at under the teams: Øst."),
     ("da", r"ingen tvivl|[Aa]lle rækker tæller|ikke er nævnt, tæller|Ingen række var der tvivl",
      "Der er noget at se på under Teams: Øst.")],
)  # fmt: skip
def test_where_a_team_is_in_doubt_nobody_is_told_that_nothing_is(
    files: tuple[ExportRead, ...], format: str, language: str, no_doubt: str, teams: str
) -> None:
    doubtful = _votes("Øst", "updated", why=PERHAPS)
    with i18n.speaking(language):
        batch = Batch(INSTRUMENT, POLICY, files, (TEAMS[0], doubtful))
        document = score_workbook(batch) if format == "xlsx" else score_report(batch)
        writers = {"markdown": markdown_text, "html": html_text}
        told = " ".join(writers.get(format, plain_text)(document).split())
    assert (re.search(no_doubt, told), teams in told, "Perhaps a copy." in told) == (None, True, True)


@pytest.mark.parametrize("state", ["unchanged", "created"])
def test_what_is_only_told_is_no_doubt(state: Stored) -> None:
    said = plain_text(
        _report(files=(ExportRead("a.csv", layout="plain", rows=Rows(7)),), teams=(_votes("Ø", state, why=SAME),))
    )
    assert "nothing was in doubt" in said and "under the teams" not in said


def test_nor_where_something_is_said_beside_the_report() -> None:
    batch = Batch(INSTRUMENT, POLICY, (ExportRead("a.csv", layout="plain", rows=Rows(7)),), TEAMS[:1])
    assert "nothing was in doubt" not in plain_text(score_report(batch, (PERHAPS,)))


@pytest.mark.parametrize("files", [(ExportRead("a.csv", layout="plain", rows=Rows(7)),), FILES], ids=["none", "some"])
@pytest.mark.parametrize("team", TEAMS[3:5], ids=["refused", "held-back"])
@pytest.mark.parametrize("report", [score_report, score_workbook])
@pytest.mark.parametrize(
    ("language", "counts", "left"),
    [("en", r"[Ee]very row counts|not named (there )?counts", r"accepted rows are not stored"),
     ("da", r"[Aa]lle rækker tæller|ikke er nævnt, tæller", r"rækker, der er talt med, er ikke gemt")],
)  # fmt: skip
def test_of_answers_that_are_not_stored_nobody_is_told_that_all_counts(
    files: tuple[ExportRead, ...],
    team: Imported,
    report: Callable[[Batch], Document],
    language: str,
    counts: str,
    left: str,
) -> None:
    with i18n.speaking(language):
        told = " ".join(plain_text(report(Batch(INSTRUMENT, POLICY, files, (team,)))).split())
    assert (re.search(counts, told), re.findall(rf"(\d+) {left}", told)) == (None, [str(team.respondents)])


def test_without_a_team_this_is_said_instead_of_an_empty_table() -> None:
    document = _report(teams=())
    assert "No file gave answers that count." in plain_text(document)
    assert "Teams" not in _tables(document)


BATCHES = {"small": BATCH, "forty-files": forty(INSTRUMENT)}


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("batch", BATCHES.values(), ids=BATCHES)
@pytest.mark.parametrize("width", [80, 100])
def test_no_line_is_wider_than_the_screen(batch: Batch, language: str, width: int) -> None:
    with i18n.speaking(language):
        said = terminal_text(score_report(batch), width)
    assert [line for line in said.splitlines() if cell_len(line) > width] == []


WRITERS: dict[str, Callable[[Document], str]] = {
    "terminal": terminal_text,
    "plain": plain_text,
    "csv": csv_text,
    "markdown": lambda document: markdown_text(document).replace("\\", ""),
}
FACTS = ("nord.xlsx", "could not be used", "3.25", "held back (fewer than 5)", "Måske", "Skipped: a try-out.")


@pytest.mark.parametrize("fact", FACTS)
@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
def test_every_format_tells_the_facts(write: Callable[[Document], str], fact: str) -> None:
    assert fact in write(REPORT)


def test_in_csv_every_table_has_its_rows() -> None:
    rows = list(csv.reader(io.StringIO(csv_text(REPORT).removeprefix("\ufeff"), newline=""), delimiter=";"))
    told = {title: sum(row[:1] == [title] for row in rows) for title in _tables()}
    assert told == {title: len(table.rows) for title, table in _tables().items()}


def test_in_danish_numbers_are_written_the_danish_way() -> None:
    with i18n.speaking("da"):
        said = plain_text(score_report(BATCH))
    assert ("3,25" in said, "3.25" in said, "1.167 " in said, "1,167" in said) == (True, False, True, False)


@pytest.mark.parametrize("batch", BATCHES.values(), ids=BATCHES)
def test_the_data_have_the_shape_that_others_rely_on(batch: Batch) -> None:
    data = json.loads(json_text(score_report(batch)))
    jsonschema.validate(data, SHAPE)
    assert all(
        file["rows"]["read"] == file["rows"]["accepted"] + file["rows"]["skipped"] + file["rows"]["rejected"]
        for file in data["files"]
    )


def _data() -> Any:
    return json.loads(json_text(REPORT))


def test_the_data_name_rows_by_reason_and_findings_in_the_order_of_the_file() -> None:
    nord = _data()["files"][0]
    assert nord["skipped_by_reason"] == {"incomplete": "20–22", "test": "30"}
    assert nord["rejected_rows"] == "14, 16, 18"
    told = [(found["code"], found["cell"], found["row"], found["value"]) for found in nord["findings"]]
    assert told == [
        ("hidden-rows", None, None, None),
        ("unknown-answer", "G14", 14, "Måske"),
        ("unknown-answer", "H16", 16, "Måske"),
        ("unknown-answer", "J16", 16, "Nej"),
        ("cpr-like", "B18", 18, None),
    ]


def test_the_data_are_in_full_precision() -> None:
    by_team = {entry["team"]: entry for entry in _data()["assessments"]}
    assert by_team["Øst"]["scores"]["total"] == pytest.approx(29 / 6, abs=1e-15)
    assert by_team["Øst"]["scores"]["statements"]["S01"]["mean"] == 29 / 6
    assert by_team["Bostøtte Nord"]["scores"]["statements"]["S02"] == {
        "n": None, "counts": None, "missing": None, "not_relevant": None, "mean": None, "median": None,
        "consensus": None, "score": 3.0, "why": None,
    }  # fmt: skip


def _numbers(value: Any) -> list[object]:
    """Every leaf of nested data that is not null."""
    if isinstance(value, dict | list):
        return [leaf for one in (value.values() if isinstance(value, dict) else value) for leaf in _numbers(one)]
    return [] if value is None else [value]


def test_of_a_team_that_is_held_back_every_figure_is_null() -> None:
    (midt,) = [entry for entry in _data()["assessments"] if entry["team"] == "Midt"]
    assert (midt["stored"], midt["record"], _numbers(midt["scores"])) == ("held-back", None, [])
    assert (midt["why"]["code"], midt["why"]["message"]) == ("held-back", TOO_FEW)
