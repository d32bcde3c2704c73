"""Who has not finished, where a tool says it by how far somebody came, or by a day that is not there."""

from pathlib import Path

import pytest

from hf_fidelity.domain.survey.exports import ExportRead
from hf_fidelity.domain.survey.mapping import FileMapping
from tests.exports.tables import (
    IDS,
    Rows,
    answers,
    csv,
    people,
    read,
    xlsx,
)

QUALTRICS = ["StartDate", "EndDate", "RecordedDate", "ResponseId", "DistributionChannel"]
TYPEFORM = ["#", "Start Date (UTC)", "Network ID"]
DAY = "2026-08-03 10:00:00"
FAR: dict[str, tuple[list[str], str, list[object], list[int]]] = {
    "Qualtrics says how far": (QUALTRICS, "Progress", [100, 100, 40, 100, 99], [4, 6]),
    "and nobody came to the end": (QUALTRICS, "Progress", [40, 50, 60, 70, 99], [2, 3, 4, 5, 6]),
    "with a sign": (QUALTRICS, "Progress", ["100%", "100 %", "40 %", "100.0", "99,5"], [4, 6]),
    "nothing stands there": (QUALTRICS, "Progress", [100, 100, "", 100, 99], [4, 6]),
    "chosen columns": (["Navn"], "Progress", [100, 100, 40, 100, 0], [4, 6]),
    "so with a sign behind its name": (["Navn"], "Progress (%)", [100, 100, 40, 100, 0], [4, 6]),
    "everybody came to the end": (["Navn"], "Progress", [100, 100, 100, 100, 100], []),
    "another question of the name": (["Navn"], "Progress", [1, 2, 3, 4, 5], []),
    "how much is done": (["Navn"], "Level of completion", [100, 100, 35, 100, 0], [4, 6]),
    "so in Finnish, in parts of one": (["Navn"], "Valmiusaste", [1, 1, 0.35, 1, 0], [4, 6]),
    "SurveyXact's some answers": (["Navn"], "Samlet status - Nogen svar", [0, 0, 1, 0, 1], [4, 6]),
    "its code alone": (["Navn"], "stato_5", [0, 0, 1, 0, 1], [4, 6]),
    "its name before the word": (["Navn"], "% gennemført", [100, 100, 40, 100, 0], [4, 6]),
    "so in words": (["Navn"], "Procent besvaret", [100, 100, 40, 100, 0], [4, 6]),
    "so in Norwegian": (["Navn"], "Prosent fullført", [100, 100, 40, 100, 0], [4, 6]),
    "so in German, in parts of one": (["Navn"], "% beantwortet", [1, 1, 0.35, 1, 0], [4, 6]),
    "so in Spanish": (["Navn"], "% completado", ["100 %", "100 %", "40 %", "100 %", "0 %"], [4, 6]),
    "under a word alone": (["Navn"], "Gennemført", [100, 100, 40, 100, 0], [4, 6]),
    "so in parts of one": (["Navn"], "Fullført", [1, 1, 0.35, 1, 0], [4, 6]),
    "under a state": (["Navn"], "Status", ["100 %", "100 %", "40 %", "100 %", "0 %"], [4, 6]),
    "in a few words": (["Navn"], "Status", ["100 % udfyldt", "100%", "40 % udfyldt", "100 % done", "0 %"], [4, 6]),
    "shares of something else": (["Navn"], "% besøg", [100, 100, 40, 100, 0], []),
    "Typeform's day": (TYPEFORM, "Submit Date (UTC)", [DAY, DAY, "", DAY, ""], [4, 6]),
}


def table(heads: list[str], name: str, cells: list[object]) -> Rows:
    return [
        [*heads, name, *IDS],
        *([*(f"{head[0]}{at}" for head in heads), cell, *answers(1 + at)] for at, cell in enumerate(cells)),
    ]


def unfinished(found: ExportRead) -> list[int]:
    runs = found.rows.skipped["incomplete"].runs if "incomplete" in found.rows.skipped else ()
    return [row for first, last in runs for row in range(first, last + 1)]


@pytest.mark.parametrize(("heads", "name", "cells", "rows"), FAR.values(), ids=FAR)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_who_has_not_come_to_the_end_does_not_count(
    kind: str, heads: list[str], name: str, cells: list[object], rows: list[int], tmp_path: Path
) -> None:
    made = table(heads, name, cells)
    found = read(csv(tmp_path / "e.csv", made) if kind == "csv" else xlsx(tmp_path / "e.xlsx", {"A": made}))
    assert (unfinished(found), found.rows.accepted, len(found.rows.rejected)) == (rows, 5 - len(rows), 0)


GIVEN: dict[str, str] = {
    "Udfyldt": "Ikke udfyldt",
    "Svaret": "Ikke svaret",
    "Har svaret": "Har ikke svaret",
    "Sendt ind": "Ikke sendt ind",
    "Fuldført besvarelse": "Delvist udfyldt",
    "Alle spørgsmål besvaret": "Ikke helt besvaret",
    "Utfylt": "Delvis utfylt",
    "Har svart": "Ikke svart",
    "Ifylld": "Inte ifylld",
    "Har svarat": "Har inte svarat",
    "Answered": "Not answered",
    "Responded": "Not responded",
    "Form submitted": "Partially answered",
    "Beantwortet": "Nicht beantwortet",
    "Ha respondido": "No respondido",
    "Vastattu": "Ei vastattu",
}


@pytest.mark.parametrize(("given", "other"), GIVEN.items(), ids=GIVEN)
def test_a_status_says_at_length_that_an_answer_was_given(given: str, other: str, tmp_path: Path) -> None:
    found = read(csv(tmp_path / "e.csv", table(["Navn"], "Status", [given, given, other, given, "Delvis"])))
    assert (unfinished(found), found.rows.accepted, len(found.rows.rejected)) == ([4, 6], 3, 0)


@pytest.mark.parametrize("odd", ["Sendt", "Modtaget", "Plan gennemført", "Halvt udfyldt", "Svar", "110 %", "300"])
def test_what_may_be_of_anything_is_asked_about(odd: str, tmp_path: Path) -> None:
    found = read(csv(tmp_path / "e.csv", table(["Navn"], "Status", ["Udfyldt", "Udfyldt", odd, "Udfyldt", "Udfyldt"])))
    assert [(told.code, told.row) for told in found.findings] == [("unknown-status", 4)]


def test_finished_says_it_better_than_progress(tmp_path: Path) -> None:
    rows = table([*QUALTRICS, "Finished"], "Progress", [100, 80, 100, 100, 100])
    for at, said in enumerate(["True", "True", "True", "False", "True"], 1):
        rows[at][len(QUALTRICS)] = said
    assert unfinished(read(csv(tmp_path / "e.csv", rows))) == [5]


def test_response_type_says_it_better_than_the_day(tmp_path: Path) -> None:
    rows = table([*TYPEFORM, "Response Type"], "Submit Date (UTC)", [DAY, "", DAY, DAY, DAY])
    for at, said in enumerate(["completed", "completed", "completed", "partial", "completed"], 1):
        rows[at][len(TYPEFORM)] = said
    assert unfinished(read(csv(tmp_path / "e.csv", rows))) == [5]


def test_a_day_that_lacks_in_chosen_columns_is_asked_about(tmp_path: Path) -> None:
    found = read(csv(tmp_path / "e.csv", table(["Navn"], "Submit Date (UTC)", [DAY, DAY, "", DAY, DAY])))
    assert [(told.code, told.row) for told in found.findings] == [("no-status", 4)]


def test_more_than_a_hundred_is_nothing_that_is_known(tmp_path: Path) -> None:
    found = read(csv(tmp_path / "e.csv", table(QUALTRICS, "Progress", [100, 101, 100, 100, 99])))
    assert [(told.code, told.row) for told in found.findings if told.severity == "error"] == [("unknown-status", 3)]


def test_a_mapping_says_that_progress_is_something_else(tmp_path: Path) -> None:
    path = csv(tmp_path / "e.csv", table(["Navn"], "Progress", [100, 40, 40, 100, 100]))
    columns = {"B": "ignore", **{chr(ord("C") + at): id for at, id in enumerate(IDS)}}
    assert read(path, mappings=(FileMapping(columns=columns),)).rows.accepted == 5


KOBO = ["start", "end", "_id", "_submission_time", "__version__"]


@pytest.mark.parametrize("heads", [KOBO, ["Navn"]], ids=["its export", "chosen columns"])
def test_what_is_not_approved_is_called_so(heads: list[str], tmp_path: Path) -> None:
    rows = table(heads, "_validation_status", ["Approved", "Approved", "Not approved", "Approved", "On Hold"])
    found = read(csv(tmp_path / "e.csv", rows))
    assert str(found.rows.skipped["not-approved"]) == "4"
    told = {one.code: str(one.params["rows"]) for one in found.findings}
    assert (told["not-approved"], told["status-elsewhere"], found.rows.accepted) == ("4", "6", 4)


LIME = ["Svar-ID", "Startsprog", "Seed"]


@pytest.mark.parametrize(
    ("pages", "rows"),
    [([4, 4, 2, 4, 3], "4, 6"), ([4] * 5, None), (["", 4, 4, 4, 4], None)],
    ids=["some came less far", "all came as far", "not known of one"],
)
def test_the_last_page_where_no_day_says_who_sent_it_in(pages: list[object], rows: str | None, tmp_path: Path) -> None:
    found = read(csv(tmp_path / "e.csv", table(LIME, "Sidste side", pages)))
    told = [str(one.params["rows"]) for one in found.findings if one.code == "status-elsewhere"]
    assert (told, found.rows.accepted) == ([rows] if rows else [], 5)


STATUSES = {
    "Completed": ("", ""),
    "Afsluttet": ("", ""),
    "Ikke færdig": ("incomplete", ""),
    "In progress": ("incomplete", ""),
    "Test": ("test", ""),
    "": ("", "no-status"),
    "?": ("", "unknown-status"),
    "Uafsluttet": ("", "unknown-status"),
}


@pytest.mark.parametrize("status", STATUSES)
def test_what_a_status_says_of_its_row(status: str, tmp_path: Path) -> None:
    heads, *rows = people()
    table = [[*heads, "Status"], *([*row, status if at == 3 else "Completed"] for at, row in enumerate(rows))]
    found = read(csv(tmp_path / "e.csv", table))
    skipped, stopped = STATUSES[status]
    assert {reason: str(rows) for reason, rows in found.rows.skipped.items()} == ({skipped: "5"} if skipped else {})
    assert [(f.code, f.cell) for f in found.findings if f.severity == "error"] == [(stopped, "R5")] * bool(stopped)
    assert [f.params["rows"] for f in found.findings if f.code == "unfinished"] == ["5"] * (skipped == "incomplete")


CHOSEN_COLUMNS = {
    "submitdate": ("2026-08-10 10:00:00", "", None),
    "Date submitted": ("2026-08-10 10:00", "", None),
    "Response Type": ("completed", "partial", "incomplete"),
    "FINISHED": ("1", "0", "incomplete"),
    "Q_VIEWER": ("0", "1", "test"),
    "fidelity_complete": ("2", "0", "incomplete"),
    "Complete?": ("Complete", "Unverified", "incomplete"),
    "_validation_status": ("Approved", "Not Approved", "not-approved"),
    "mode": ("interview", "debug", "test"),
}
"""A tool's own heading → what stands there of answers that count, of those that do not, and why they do not."""


@pytest.mark.parametrize("heading", CHOSEN_COLUMNS)
def test_a_tools_status_counts_where_its_other_columns_were_left_out(heading: str, tmp_path: Path) -> None:
    counts, does_not, reason = CHOSEN_COLUMNS[heading]
    heads, *rows = people()
    table = [
        ["respondent", heading, *heads],
        *([at, does_not if at == 3 else counts, *row] for at, row in enumerate(rows)),
    ]
    found = read(csv(tmp_path / "e.csv", table))
    assert (found.rows.accepted, [why for why, some in found.rows.skipped.items() if some]) == (
        7,
        [reason] * bool(reason),
    )
    assert [f.code for f in found.findings if f.severity == "error"] == ["no-status"] * (not reason)
