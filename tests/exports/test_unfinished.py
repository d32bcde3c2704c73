"""Who has not finished: by a status, by how far somebody came, or by a day that is not there."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from hf_fidelity.domain.survey.exports import ExportRead, StatusMeant
from hf_fidelity.domain.survey.mapping import FileMapping
from hf_fidelity.readers.survey.cells.book import column_letters
from tests.exports.tables import (
    COUNTS_OF_FIVE,
    COUNTS_OF_SIX,
    FIVE,
    IDS,
    ONE_MORE,
    Rows,
    answers,
    counts,
    csv,
    not_counted,
    people,
    read,
    under,
    written,
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
    found = read(written(tmp_path / f"e.{kind}", made))
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
    "Terminé": "Non terminé",
    "Réponse complète": "Pas encore envoyée",
    "A répondu": "Pas répondu",
    "Voltooid": "Niet voltooid",
    "Heeft geantwoord": "Nog niet ingevuld",
    "Volledig ingevuld": "Afgebroken",
}


@pytest.mark.parametrize(("given", "other"), GIVEN.items(), ids=GIVEN)
def test_a_status_says_at_length_that_an_answer_was_given(given: str, other: str, tmp_path: Path) -> None:
    found = read(csv(tmp_path / "e.csv", table(["Navn"], "Status", [given, given, other, given, "Delvis"])))
    assert (unfinished(found), found.rows.accepted, len(found.rows.rejected)) == ([4, 6], 3, 0)


ENDED: dict[str, str] = {
    "Status": "Voltooid",
    "Besvarelsens status": "Afsluttet",
    "Status for svar": "Færdig",
    "Skemaets status": "Udfyldt",
    "Spørreskjemastatus": "Fullført",
    "Svarsstatus": "Slutförd",
    "Survey state": "Completed",
    "Bearbeitungsstand": "Abgeschlossen",
    "Status der Umfrage": "Vollständig",
    "Estado de la encuesta": "Completada",
    "Tila": "Valmis",
    "Vastauksen tila": "Lähetetty",
    "Statut": "Terminé",
    "Statut de la réponse": "Complète",
    "État": "Complet",
    "Antwoordstatus": "Voltooid",
    "Quest_Status": "Completed",
    "Svarets tilstand": "Kommet ind",
    "Completed": "✔",
    "Færdig": "✔\ufe0f",
}


@pytest.mark.parametrize(("heading", "word"), ENDED.items(), ids=ENDED)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_who_has_no_state_beside_others_that_have(kind: str, heading: str, word: str, tmp_path: Path) -> None:
    made = table(["Navn"], heading, [word, word, word, "", " "])
    found = read(written(tmp_path / f"e.{kind}", made))
    assert [(told.code, told.row) for told in found.findings] == [("no-status", 5), ("no-status", 6)]


@pytest.mark.parametrize(
    ("heading", "word", "other"),
    [
        ("Statut", "Terminé", "Abandonné"),
        ("État", "Complète", "Partielle"),
        ("Statut de la réponse", "COMPLET", "INCOMPLET"),
        ("Antwoordstatus", "Voltooid", "Onvolledig"),
    ],
)
def test_a_state_in_french_and_dutch(heading: str, word: str, other: str, tmp_path: Path) -> None:
    found = read(csv(tmp_path / "e.csv", table(["Navn"], heading, [word, word, other, word, word])))
    assert ([(told.code, told.row) for told in found.findings], found.rows.accepted) == ([("perhaps-unfinished", 4)], 4)


@pytest.mark.parametrize("heading", ["Status", "Færdig"])
def test_beside_a_word_that_nobody_knows_nothing_says_as_little(heading: str, tmp_path: Path) -> None:
    found = read(csv(tmp_path / "e.csv", table(["Navn"], heading, ["Ankommet", "Ankommet", "Ankommet", "", ""])))
    assert (found.rows.accepted, len(found.rows.rejected)) == (0, 5)


@pytest.mark.parametrize("word", ["Kasseret", "I gang"])
def test_a_word_that_few_have_says_nothing_of_the_others(word: str, tmp_path: Path) -> None:
    assert read(csv(tmp_path / "e.csv", table(["Navn"], "Status", ["", "", "", "", word]))).rows.accepted == 4


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


def test_what_is_approved_by_its_code_counts(tmp_path: Path) -> None:
    approved = ["validation_status_approved"] * 3
    said: list[object] = [*approved, "validation_status_not_approved", "validation_status_on_hold"]
    found = read(csv(tmp_path / "e.csv", table(["Navn"], "_validation_status", said)))
    assert (found.rows.accepted, str(found.rows.skipped["not-approved"]), len(found.rows.rejected)) == (4, "5", 0)


def test_what_was_sent_in_by_the_web_counts(tmp_path: Path) -> None:
    found = read(csv(tmp_path / "e.csv", table(["Navn"], "_status", [*["submitted_via_web"] * 4, "draft"])))
    assert (unfinished(found), found.rows.accepted) == ([6], 4)


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


def status(heading: str, finished: str, other: str, heads: Sequence[str] = ("Nr",)) -> Rows:
    """People who finished, and one of whom something else is said."""
    rows = under([*heads, heading], [[n, finished] for n in range(1, 6)], [6, other])
    return [[row[0], *row[2:], row[1]] for row in rows]


IN_ALL_LANGUAGES = {
    "norwegian": status("Status", "Fullført", "Forkastet"),
    "spanish": status("Estado", "Completado", "Descartado"),
    "not-available": status("Gennemført", "Ja", "NA"),
    "nothing-beside-something": status("Status", "Gennemført", ""),
    "letters": status("FINISHED", "T", "F"),
    "mode": status("MODE", "interview", "debug"),
}


@pytest.mark.parametrize("rows", IN_ALL_LANGUAGES.values(), ids=IN_ALL_LANGUAGES)
def test_a_word_that_nobody_knows_is_named_and_does_not_count(rows: Rows, tmp_path: Path) -> None:
    found = read(csv(tmp_path / "e.csv", rows))
    assert (counts(found), not_counted(found)) == (COUNTS_OF_FIVE, {7})


UNREAD: dict[str, tuple[str, list[str]]] = {
    "german": ("Bearbeitungsstatus", [*["abgeschlossen"] * 5, "abgebrochen"]),
    "swedish": ("Svarsstatus", [*["Slutförd"] * 5, "Påbörjad"]),
    "finnish": ("Tila", [*["Valmis"] * 5, "Kesken"]),
    "whatever it is called": ("Kolonne 3", [*["afsluttet"] * 5, "delvist"]),
    "a try-out alone": ("Bemærk", [*[""] * 5, "Testsvar"]),
    "a try-out among other words": ("Kommentar", ["fint", "ja", "", "hej", "ja", "Testbesvarelse"]),
    "with words that nobody knows": ("Submission Status", [*["ACTIVE"] * 5, "DELETED"]),
    "marked as a try-out": ("Testbesvarelse", [*[""] * 5, "x"]),
    "said of each": ("Is test", [*["no"] * 5, "yes"]),
    "to be left out": ("Exclude", [*[""] * 5, "twice"]),
    "of the answer in many words": ("Status for besvarelsen af dette skema", [*["Gennemført"] * 5, "Ikke gennemført"]),
    "the answer's state beside other words": ("Zustand der Antwort", [*["offen"] * 5, "Test"]),
}


@pytest.mark.parametrize(("heading", "cells"), UNREAD.values(), ids=UNREAD)
def test_words_of_unfinished_answers_are_named_under_any_heading(
    heading: str, cells: list[str], tmp_path: Path
) -> None:
    rows: Rows = [["Nr", *IDS, heading]]
    rows += [[at, *row, cell] for at, (row, cell) in enumerate(zip([*FIVE, ONE_MORE], cells, strict=True))]
    path = csv(tmp_path / "e.csv", rows)
    found = read(path)
    assert counts(found) == COUNTS_OF_FIVE
    assert [(f.code, f.row, f.severity) for f in found.findings] == [("perhaps-unfinished", 7, "error")]
    columns = {column_letters(at): id for at, id in enumerate(IDS, 1)}
    ignored = read(path, mappings=(FileMapping(columns={**columns, "R": "ignore"}),))
    assert (counts(ignored), ignored.rows.accepted) == (COUNTS_OF_SIX, 6)


@pytest.mark.parametrize(("heading", "cells"), UNREAD.values(), ids=UNREAD)
def test_they_are_named_too_where_their_heading_stands_as_high_as_what_is_asked_of_several(
    heading: str, cells: list[str], tmp_path: Path
) -> None:
    people = zip([*FIVE, ONE_MORE], cells, strict=True)
    rows: Rows = [["Nr", "Hvor enig er I?", *[""] * (len(IDS) - 1), heading], ["", *IDS, ""]]
    found = read(csv(tmp_path / "e.csv", [*rows, *([at, *row, cell] for at, (row, cell) in enumerate(people))]))
    assert counts(found) == COUNTS_OF_FIVE
    assert [(f.code, f.row, f.severity) for f in found.findings] == [("perhaps-unfinished", 8, "error")]


OF_A_PLAN = ["Gennemført", "I gang", "Ikke startet", "Gennemført", "I gang", "Ikke startet"]
TOLD, NOTED = ("status-elsewhere", "warning"), ("status-of-another", "info")


@pytest.mark.parametrize(
    ("heading", "cells", "told"),
    [
        ("Er jeres plan gennemført?", [*["gennemført"] * 5, "delvist"], NOTED),
        ("Er jeres plan gennemført?", [*["gennemført"] * 4, "næsten", "delvist"], None),
        ("Er spørgeskemaet udfyldt?", [*["færdig"] * 5, "delvist"], TOLD),
        ("Erfaring", ["ny", "erfaren", "ny", "ny", "erfaren", "erfaren"], None),
        ("Plan", [*["gennemført"] * 6], None),
        ("Status på handleplan", OF_A_PLAN, None),
        ("HF-kursus", ["Gennemført", "Afbrudt", "", "Gennemført", "Afbrudt", ""], None),
        ("Schulung", ["abgeschlossen", "nicht abgeschlossen"] * 3, None),
        ("Training status", ["Completed", "In progress", "Not started"] * 2, None),
        ("Status på opgaven", OF_A_PLAN, TOLD),
        ("Status på svar om handleplan", OF_A_PLAN, TOLD),
        ("Boligstatus", ["Indflyttet", "Venter", "Afbrudt"] * 2, None),
        ("Bemærkninger", ["", "", "Ikke færdig", "", "", ""], TOLD),
        ("Kommentar", ["god test", "en test", "fint", "nej", "ok", "test"], None),
    ],
)
def test_such_words_about_anything_else_count_and_are_told(
    heading: str, cells: list[str], told: tuple[str, str] | None, tmp_path: Path
) -> None:
    rows = [[*IDS, heading]]
    rows += [[*row, cell] for row, cell in zip([*FIVE, ONE_MORE], cells, strict=True)]
    found = read(csv(tmp_path / "e.csv", rows))
    assert counts(found) == COUNTS_OF_SIX
    assert [(f.code, f.severity) for f in found.findings] == ([told] if told else [])


def test_a_tools_questions_about_anything_else_count_too(tmp_path: Path) -> None:
    rows: Rows = [["Timestamp", "Handleplan", *IDS]]
    rows += [["2026-08-10", cell, *row] for cell, row in zip(OF_A_PLAN, [*FIVE, ONE_MORE], strict=True)]
    found = read(csv(tmp_path / "e.csv", rows, ","))
    assert (counts(found), [f.code for f in found.findings]) == (COUNTS_OF_SIX, [])


@pytest.mark.parametrize(
    "heads",
    [
        ("responde", "organisa", "stato_3", "stato_4"),
        ("respondentid", "organization", "statoverall_3", "statoverall_4"),
        ("respondent", "organisa", "Samlet status - Nogen svar", "Samlet status - Gennemført"),
    ],
)
def test_what_surveyxact_says_of_its_answers(heads: tuple[str, ...], tmp_path: Path) -> None:
    """Its own names are cut off at eight letters, or written in full."""
    found = read(csv(tmp_path / "e.csv", under(heads, [[n, 1, 0, 1] for n in range(5)], [9, 1, 1, 0])))
    assert (counts(found), str(found.rows.skipped["incomplete"])) == (COUNTS_OF_FIVE, "7")
    assert (found.layout, found.groups[0].organisation) == ("surveyxact", "Prøvekøbing")


@pytest.mark.parametrize("heading", ["stato_4", "statoverall_4"])
def test_surveyxact_says_it_to_a_table_of_ones_own_too(heading: str, tmp_path: Path) -> None:
    found = read(csv(tmp_path / "e.csv", status(heading, "1", "0")))
    assert (counts(found), str(found.rows.skipped["incomplete"])) == (COUNTS_OF_FIVE, "7")


def test_a_preview_is_one_by_the_way_it_came(tmp_path: Path) -> None:
    heads = ["StartDate", "EndDate", "Finished", "ResponseId", "DistributionChannel"]
    cells = ["2026-08-10 9:00:00", "2026-08-10 9:05:00", "True"]
    rows = under(heads, [[*cells, f"R_{n}", "anonymous"] for n in range(5)], [*cells, "R_9", "preview"])
    found = read(csv(tmp_path / "e.csv", rows, ","))
    assert (counts(found), str(found.rows.skipped["test"])) == (COUNTS_OF_FIVE, "7")


def test_a_mapping_says_what_the_word_means(tmp_path: Path) -> None:
    path = csv(tmp_path / "e.csv", status("Status", "Gennemført", "Kasseret"))
    becomes: dict[StatusMeant, tuple[int, ...]] = {
        "finished": COUNTS_OF_SIX,
        "unfinished": COUNTS_OF_FIVE,
        "test": COUNTS_OF_FIVE,
    }
    for meant, expected in becomes.items():
        found = read(path, mappings=(FileMapping(status={"kasseret": meant}),))
        assert (counts(found), len(found.rows.rejected)) == (expected, 0)


def test_a_mapping_says_what_nothing_among_statuses_means(tmp_path: Path) -> None:
    path = csv(tmp_path / "e.csv", status("Status", "Gennemført", ""))
    found = read(path, mappings=(FileMapping(status={"": "finished"}),))
    assert (counts(found), len(found.rows.rejected)) == (COUNTS_OF_SIX, 0)


def test_a_status_that_says_nothing_of_anybody_is_no_status(tmp_path: Path) -> None:
    """In a tool's export a question may be called so."""
    rows = under(["Timestamp", "Status"], [[f"2026-08-1{n}", "Ansat"] for n in range(5)], ["2026-08-17", "Vikar"])
    assert counts(read(csv(tmp_path / "e.csv", rows, ","))) == COUNTS_OF_SIX
