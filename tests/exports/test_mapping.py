"""Mapping files: what --explain prints gives the same counts back; what is wrong in one, or left out, is named."""

from pathlib import Path
from typing import Any

import pytest

from hf_fidelity import i18n
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.survey.exports import ExportRead
from hf_fidelity.domain.survey.mapping import FileMapping
from hf_fidelity.errors import InputProblem
from hf_fidelity.i18n import words
from hf_fidelity.readers.survey.cells.book import column_letters
from hf_fidelity.readers.survey.job import Job, Options
from hf_fidelity.readers.survey.mapping_file import mapping_text, read_mapping
from hf_fidelity.readers.survey.read import read_export
from tests.depth import every
from tests.exports.layouts import LAYOUTS
from tests.exports.layouts.layout import Layout
from tests.exports.sample_forms import (
    GOOGLE,
    KOBO,
    LIMESURVEY,
    MSFORMS,
    QUALTRICS,
    REDCAP,
    SAMPLES,
    SURVEYMONKEY,
    SURVEYXACT,
    Sample,
)
from tests.exports.tables import (
    COUNTS,
    IDS,
    INSTRUMENT,
    QUARTER,
    counts,
    csv,
    csv_file,
    lines,
    people,
    read,
    xlsx,
)


@pytest.mark.parametrize("layout", every(4, {layout.name: layout for layout in LAYOUTS}, first=1))
def test_what_is_explained_can_be_given_back(layout: Layout, instrument: Instrument, tmp_path: Path) -> None:
    job = layout.write(tmp_path, layout.people()).job()
    read = read_export(job, layout.options())
    again = given_back(read, job, instrument, tmp_path)
    assert (again.groups, again.rows, again.layout) == (read.groups, read.rows, read.layout)


def given_back(read: ExportRead, job: Job, instrument: Instrument, folder: Path, **options: Any) -> ExportRead:
    """The file once more, with the mapping that is printed of how it was read."""
    explained = folder / "mapping.yaml"
    explained.write_text(mapping_text(instrument, [(Path(read.file).name, read.mapping, ())]), encoding="utf-8")
    return read_export(job, Options(instrument, mappings=read_mapping(explained, instrument), **options))


SAMPLES_READ = (LIMESURVEY, MSFORMS, SURVEYMONKEY, SURVEYXACT, QUALTRICS, GOOGLE, KOBO, REDCAP)


@pytest.mark.parametrize("sample", SAMPLES_READ, ids=lambda sample: sample.file)
def test_what_is_explained_of_real_files_can_be_given_back(sample: Sample, tmp_path: Path) -> None:
    read = sample.read()
    job = Job(str(sample.path), tuple(str(SAMPLES / name) for name in sample.beside))
    again = given_back(read, job, sample.instrument(), tmp_path)
    assert (again.groups, again.rows, again.layout) == (read.groups, read.rows, read.layout)


OPEN: dict[str, tuple[list[str], str, str]] = {
    "a status in doubt": (["Afsluttet"] * 5 + ["Opgivet"], "Besvarelsens status", "status"),
    "what leaves rows out": ([""] * 5 + ["Ja"], "Dublet", "status"),
    "consent": (["Ja"] * 5 + ["Nej"], "Samtykke", "status"),
    "words that all are called by": (["P1", "Zed", "P2", "Zed", "P3", "Zed"], "Respondent", "respondent"),
    "roles for respondents": (["Leder"] * 2 + ["Medarbejder"] * 4, "Deltager", "respondent"),
}
"""What stands in a column that nothing decides, what that is called, and what it may be."""


@pytest.mark.parametrize(("cells", "heading", "kind"), OPEN.values(), ids=OPEN)
def test_what_nothing_decides_is_not_decided_by_what_is_explained(
    cells: list[str], heading: str, kind: str, instrument: Instrument, tmp_path: Path
) -> None:
    rows = [[*row[:3], *row[4:], cell] for row, cell in zip(lines([4, 5, 3, 4, 2, 1]), cells, strict=True)]
    file = csv(tmp_path / "e.csv", [["Kommune", "Team", "Kvartal", *IDS, heading], *rows])
    read = read_export(Job(str(file)), Options(instrument))
    letter = column_letters(3 + len(IDS))
    again = given_back(read, Job(str(file)), instrument, tmp_path)
    assert (again.groups, again.rows) == (read.groups, read.rows)
    assert letter not in read.mapping["columns"]
    drafts = {}
    for language in i18n.LANGUAGES:
        with i18n.speaking(language):
            drafts[language] = mapping_text(instrument, [("e.csv", read.mapping, ())])
    assert all(f"      # {letter}: ignore  # {kind}? {heading}\n" in draft for draft in drafts.values())
    assert ("Take the # away" in drafts["en"], "Fjern #" in drafts["da"]) == (True, True)
    decided = tmp_path / "decided.yaml"
    decided.write_text(drafts["en"].replace(f"# {letter}:", f"{letter}:"), encoding="utf-8")
    found = read_export(Job(str(file)), Options(instrument, mappings=read_mapping(decided, instrument)))
    assert (found.rows.accepted, found.findings) == (6, ())


PERHAPS_SUMS: dict[str, tuple[str, list[str], int]] = {
    "a label at an end": ("Hvem svarede I med?", [*["Alene", "En kollega"] * 3, "Hele teamet"], 6),
    "a name with a word for sums": (
        "Navn",
        ["Ane Lund", "Bo Ege", "Carl Holm", "Dorte Dam", "Eva Ek", "Total Ek"],
        5,
    ),
    "a label that is sure, in the first cell": ("Kendskab", [*["Stort", "Ringe"] * 3, "Gennemsnit"], 6),
    "a note": ("Bemærkning", [*[""] * 6, "Median"], 6),
    "a word among numbers": ("Lokale", ["12", "13", "14", "15", "16", "17", "Aulaen"], 6),
}
"""What stands in a column by which a row is taken for sums, or may be, what that is called, and how many count."""


@pytest.mark.parametrize("point", ["5", "Helt enig"])
@pytest.mark.parametrize(("heading", "cells", "n"), PERHAPS_SUMS.values(), ids=PERHAPS_SUMS)
def test_a_mapping_says_that_what_may_be_sums_is_somebody(
    heading: str, cells: list[str], n: int, point: str, instrument: Instrument, tmp_path: Path
) -> None:
    """What is explained decides nothing, given back unread; a column that somebody ignores there takes no row away."""
    file = csv(tmp_path / "e.csv", [[heading, *IDS], *([cell, *[point] * len(IDS)] for cell in cells)])
    said: dict[str, Any] = {"organisation": "X", "team": "Nord", "quarter": QUARTER, "codes": "agree-high"}
    read = read_export(Job(str(file)), Options(instrument, **said))
    again = given_back(read, Job(str(file)), instrument, tmp_path, **said)
    assert (read.rows.accepted, "A" in read.mapping["columns"]) == (n, False)
    assert (again.groups, again.rows) == (read.groups, read.rows)
    draft = (tmp_path / "mapping.yaml").read_text(encoding="utf-8")
    decided = tmp_path / "decided.yaml"
    decided.write_text(draft.replace("# A: ignore", "A: ignore"), encoding="utf-8")
    found = read_export(Job(str(file)), Options(instrument, mappings=read_mapping(decided, instrument), **said))
    assert (found.rows.accepted, [f.code for f in found.findings if f.row]) == (len(cells), [])


def test_a_mapping_makes_no_answers_of_figures_that_are_none(instrument: Instrument, tmp_path: Path) -> None:
    rows = [["Kendskab", *IDS], *([cell, *["4"] * len(IDS)] for cell in ["Stort", "Ringe"] * 3)]
    file = csv(tmp_path / "e.csv", [*rows, ["Gennemsnit", *["3,7"] * len(IDS)]])
    said: dict[str, Any] = {"organisation": "X", "team": "Nord", "quarter": QUARTER, "codes": "agree-high"}
    columns = "{A: ignore, " + ", ".join(f"{column_letters(at)}: {id}" for at, id in enumerate(IDS, 1)) + "}"
    found = mapped(tmp_path, instrument, file, f"{{columns: {columns}}}", **said)
    assert (found.rows.accepted, str(found.rows.skipped["total"])) == (6, "8")


POINTED_OUT: dict[str, tuple[str, list[str], int, str]] = {
    "a try-out among roles": (
        "Rolle",
        ["Leder", "Medarbejder", "Medarbejder", "Medarbejder", "Leder", "Test"],
        5,
        "role  # status? ",
    ),
    "another word for one": ("Role", ["Leader", "Worker", "Worker", "Leader", "Test"], 5, "role  # status? "),
    "roles alone": ("Rolle", ["Leder", "Medarbejder"], 6, "role  # "),
    "how far they came": ("Fremskridt", ["6 af 6", "6 af 6", "2 af 6"], 6, "ignore  # status? "),
    "a column of anything": ("Kolonne 3", ["ja", "ja", "xyz"], 6, "ignore  # "),
}
"""What stands in a column that says of some rows that they may not count; how many do, and how it is printed."""


@pytest.mark.parametrize(("heading", "cells", "accepted", "printed"), POINTED_OUT.values(), ids=POINTED_OUT)
def test_what_is_pointed_out_is_pointed_out_by_what_is_explained_too(
    heading: str, cells: list[str], accepted: int, printed: str, instrument: Instrument, tmp_path: Path
) -> None:
    rows = [[*row[:3], *row[4:], cells[at % len(cells)]] for at, row in enumerate(lines([4, 5, 3, 4, 2, 1]))]
    file = csv(tmp_path / "e.csv", [["Kommune", "Team", "Kvartal", *IDS, heading], *rows])
    read = read_export(Job(str(file)), Options(instrument))
    again = given_back(read, Job(str(file)), instrument, tmp_path)
    assert read.rows.accepted == accepted
    assert (again.groups, again.rows, again.findings) == (read.groups, read.rows, read.findings)
    assert f"{printed}{heading}\n" in mapping_text(instrument, [("e.csv", read.mapping, ())])


SHARES: dict[str, tuple[str, list[str], int]] = {
    "of one": ("Completion rate", ["1", "1", "1.0", "0.4"], 3),
    "of a hundred": ("Progress", ["100", "100", "100", "40"], 3),
    "parts, which are none": ("Progress", ["6/6", "6/6", "6/6", "5/6"], 4),
}


@pytest.mark.parametrize(("heading", "cells", "n"), SHARES.values(), ids=SHARES)
def test_what_is_explained_of_shares_can_be_given_back(
    heading: str, cells: list[str], n: int, instrument: Instrument, tmp_path: Path
) -> None:
    rows = [[*row[:3], *row[4:], cell] for row, cell in zip(lines([4, 5, 3, 4]), cells, strict=True)]
    file = csv(tmp_path / "e.csv", [["Kommune", "Team", "Kvartal", *IDS, heading], *rows])
    read = read_export(Job(str(file)), Options(instrument))
    again = given_back(read, Job(str(file)), instrument, tmp_path)
    assert (read.rows.accepted, again.rows, again.groups) == (n, read.rows, read.groups)


def mapped(tmp_path: Path, instrument: Instrument, file: Path, text: str, **said: Any) -> ExportRead:
    path = tmp_path / "mapping.yaml"
    path.write_text(f"schema_version: 1\nfiles:\n  - {text}\n", encoding="utf-8")
    return read_export(Job(str(file)), Options(instrument, mappings=read_mapping(path, instrument), **said))


def test_columns_can_be_said_outright(instrument: Instrument, tmp_path: Path) -> None:
    people = [["K", "T", "2026-Q3", "ja tak", "nej"], ["K", "T", "2026-Q3", "nej", "ved ikke"]]
    file = csv(tmp_path / "e.csv", [["x", "y", "z", "Q1", "Q2"], *people])
    read = mapped(
        tmp_path,
        instrument,
        file,
        "{header_rows: [1], columns: {A: organisation, B: team, C: quarter, D: S01, E: S02},"
        ' values: {ja tak: 5, "nej": 1}}',
    )
    assert [(g.team, g.votes["S01"].all.counts, g.votes["S02"].all.missing) for g in read.groups] == [
        ("T", (1, 0, 0, 0, 1), 1)
    ]


def test_a_team_and_a_quarter_can_be_said_for_a_file(instrument: Instrument, tmp_path: Path) -> None:
    file = csv(tmp_path / "nord.csv", [["Respondent", *IDS], *(row[3:] for row in lines([4, 4, 3]))])
    read = mapped(tmp_path, instrument, file, '{file: "nord*", organisation: K, team: Nord, quarter: 3. kvartal 2026}')
    assert [(g.organisation, g.team, str(g.quarter), g.respondents) for g in read.groups] == [
        ("K", "Nord", "2026-Q3", 3)
    ]


def test_an_entry_for_other_files_says_nothing_of_this_one(instrument: Instrument, tmp_path: Path) -> None:
    file = csv_file(tmp_path / "nord.csv", lines([4, 4]))
    assert mapped(tmp_path, instrument, file, "{file: syd*, team: Syd}").groups[0].team == "Bostøtte Nord"


@pytest.mark.parametrize(("said", "n"), [("", 5), (", U: ignore", 6), (", U: status", 5)])
def test_a_status_that_a_mapping_does_not_name_is_asked_about(
    said: str, n: int, instrument: Instrument, tmp_path: Path
) -> None:
    rows = [[*row, "Gennemført"] for row in lines([4] * 5)]
    file = csv_file(tmp_path / "e.csv", [*rows, [*lines([4], first=6)[0], "Opgivet"]], ["Besvarelsens status"])
    columns = ", ".join(f"{column_letters(at)}: {id}" for at, id in enumerate(IDS, 4))
    read = mapped(tmp_path, instrument, file, f"{{columns: {{A: organisation, B: team, C: quarter, {columns}{said}}}}}")
    assert read.rows.accepted == n


def test_a_column_that_is_ignored_is_not_read(instrument: Instrument, tmp_path: Path) -> None:
    file = csv_file(tmp_path / "e.csv", lines([4, 4]))
    read = mapped(tmp_path, instrument, file, "{columns: {A: organisation, B: team, C: quarter, E: S01, F: ignore}}")
    assert list(read.groups[0].votes) == ["S01"]


SLIPS = {
    "a-status-that-is-not-there": ("{columns: {E: S01, Z: status}}", [("mapping-no-column", ["Z"])], 0),
    "statements-that-are-not-there": ("{columns: {AA: S01, AB: S02}}", [("mapping-no-column", ["AA", "AB"])], 0),
    "what-is-ignored-need-not-be-there": (
        "{columns: {A: organisation, B: team, C: quarter, E: S01, Z: ignore}}",
        [],
        3,
    ),
    "an-answer-is-no-heading": (
        "{header_rows: [1, 2]}",
        [("answers-as-headings", None), ("no-organisation", None), ("no-team", None)],
        0,
    ),
    "a-status-that-is-nowhere": ("{status: {Halfway: unfinished}}", [("mapping-no-status", None)], 3),
    "headings-are": ("{header_rows: [1]}", [], 3),
}


@pytest.mark.parametrize(("text", "said", "people"), SLIPS.values(), ids=SLIPS)
def test_a_slip_in_a_mapping_is_named(
    instrument: Instrument, tmp_path: Path, text: str, said: list[object], people: int
) -> None:
    read = mapped(tmp_path, instrument, csv_file(tmp_path / "e.csv", lines([4, 4, 3])), text)
    told = [(found.code, found.params.get("columns")) for found in read.findings if found.code != "missing-statements"]
    assert ([found for found in told if found[0] != "few-statements"], read.rows.accepted) == (said, people)


DOUBTS = {
    "cut": (["Vi har kompetencer", "Vi har en fælles forståelse …", "S01"], "{C: S01, A: ignore}", ["A", "B"]),
    "twice": (["S01", "S01", "S02"], "{A: ignore, B: ignore, C: S02}", ["A", "B"]),
    "clash": (["S01. S03", "S02"], "{A: ignore, B: S02}", ["A"]),
    "twice-and-settled": (["S01", "S01", "S02"], "{A: ignore, B: S01, C: S02}", []),
    "another-question": (["S01. Maden er god", "S02"], "{A: ignore, B: S02}", []),
}


@pytest.mark.parametrize(("heads", "columns", "left"), DOUBTS.values(), ids=DOUBTS)
def test_what_a_mapping_leaves_in_doubt_is_named(
    instrument: Instrument, tmp_path: Path, heads: list[str], columns: str, left: list[str]
) -> None:
    file = csv(tmp_path / "e.csv", [heads, *[["Enig"] * 3] * 5])
    said = f"{{columns: {columns}, organisation: K, team: T, quarter: 2026-Q3}}"
    told = [f for f in mapped(tmp_path, instrument, file, said).findings if f.code == "undecided"]
    assert [name.partition(" ")[0] for found in told for name in found.params["columns"]] == left


BROKEN = {
    "unknown-key": ("{shet: Complete}", "The key shet is not known here. Did you mean sheet?"),
    "key-of-nothing": (
        "{weather: fine}",
        "The key weather is not known here. There can be: file, sheet, header_rows, ",
    ),
    "unknown-statement": ("{columns: {A: S99}}", "S99 is not a statement of the questionnaire, nor any of"),
    "no-column": ("{columns: {A1: S01}}", "A1 is no column. Columns are written in letters, like A or AB."),
    "twice": ("{columns: {A: team, B: team}}", "team stands for two columns. Only one of them can count."),
    "off-the-scale": ("{values: {ja: 6}}", "6 is not on the scale. It can be: 1, 2, 3, 4, 5, missing"),
    "value-of-nothing": ('{values: {"": missing}}', "»« holds neither a letter nor a sign to know a cell by."),
    "value-twice-with-decimals": ('{values: {"1": 1, "1,0": 2}}', "1,0 stands here twice."),
    "status-twice-but-for-capitals": ("{status: {Slettet: test, slettet: finished}}", "slettet stands here twice."),
    "quarter": ("{quarter: sommer}", "sommer is not a quarter; a quarter is written like 2026-Q3."),
    "header-rows": ("{header_rows: [1, 3]}", "The headings stand in one to three rows below one another"),
    "layout": ("{layout: word}", "layout cannot be word. It can be: surveyxact"),
}


@pytest.mark.parametrize(("text", "said"), BROKEN.values(), ids=BROKEN)
def test_what_is_wrong_is_told_with_its_line(instrument: Instrument, tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputProblem) as stop:
        mapped(tmp_path, instrument, tmp_path / "e.csv", text)
    with i18n.speaking("en"):
        assert f"line 3: {said}" in words(stop.value.message, stop.value.params)


DANISH = {
    "kolonner": "columns", "Kolonner": "columns", "værdier": "values", "vaerdier": "values", "ark": "sheet",
    "koder": "codes", "overskrifter": "header_rows", "kvartal": "quarter", "shet": "sheet",
}  # fmt: skip
"""What a Danish reader may call a key → the key."""


@pytest.mark.parametrize(("written", "key"), DANISH.items(), ids=DANISH)
def test_a_key_in_the_readers_own_language_is_known_again(
    instrument: Instrument, tmp_path: Path, written: str, key: str
) -> None:
    with i18n.speaking("da"), pytest.raises(InputProblem) as stop:
        mapped(tmp_path, instrument, tmp_path / "e.csv", f"{{{written}: x}}")
    with i18n.speaking("da"):
        said = words(stop.value.message, stop.value.params)
    assert f"Nøglen {written} er ikke kendt her. Mente du {key}?" in said


def test_a_key_beside_the_files_is_rather_meant_than_one_in_them(instrument: Instrument, tmp_path: Path) -> None:
    path = tmp_path / "mapping.yaml"
    path.write_text("schema_version: 1\nfiler: [{team: T}]\nweather: fine\n", encoding="utf-8")
    with i18n.speaking("da"), pytest.raises(InputProblem) as stop:
        read_mapping(path, instrument)
    with i18n.speaking("da"):
        said = words(stop.value.message, stop.value.params)
    assert "Nøglen filer er ikke kendt her. Mente du files?" in said
    assert "Nøglen weather er ikke kendt her. Her kan stå: schema_version, instrument, files." in said


def test_values_with_another_sign_are_not_the_same(instrument: Instrument, tmp_path: Path) -> None:
    file = csv_file(tmp_path / "e.csv", lines([4, 4]))
    read = mapped(tmp_path, instrument, file, '{values: {"1": 1, "-1": missing, "+1": 2, "--": 1, "++": 5}}')
    assert read.usable


def test_a_mapping_of_another_questionnaire_is_refused(instrument: Instrument, tmp_path: Path) -> None:
    path = tmp_path / "mapping.yaml"
    path.write_text("schema_version: 1\ninstrument: other\nfiles: [{team: T}]\n", encoding="utf-8")
    with pytest.raises(InputProblem, match="cannot be used"):
        read_mapping(path, instrument)


DRAFTS = {
    "two-columns-for-a-statement": (["Kommune", "Team", "Kvartal", "S01", "S01", "S02"], {"D": "ignore", "F": "S02"}),
    "a-heading-of-two-statements": (["Kommune", "Team", "Kvartal", "S01", "HF[S02]. S03"], {"D": "S01", "E": "ignore"}),
    "two-columns-for-the-team": (["Kommune", "Enhed", "Afdeling", "Kvartal", "S01"], {"B": "ignore", "E": "S01"}),
    "two-that-tell-respondents-apart": (["Id", "Respondent", "Kvartal", "S01"], {"A": "respondent", "B": "ignore"}),
    "two-dates": (["Dato", "Tidspunkt", "S01", "Udfyldt"], {"A": "ignore", "B": "date", "C": "S01", "D": "ignore"}),
    "two-dates-and-no-statement": (["Team", "Submitted at", "Timestamp", "S01", "S01"], {"B": "date", "C": "ignore"}),
    "no-statements": (["Kommune", "Team", "Kvartal", "Q1"], {"A": "ignore", "D": "ignore"}),
    "no-team": (["Kommune", "Hold", "Kvartal", "S01"], {"A": "organisation", "B": "ignore", "D": "S01"}),
}


@pytest.mark.parametrize(("heads", "columns"), DRAFTS.values(), ids=DRAFTS)
def test_a_file_that_was_refused_has_a_draft_to_begin_with(
    instrument: Instrument, tmp_path: Path, heads: list[str], columns: dict[str, str]
) -> None:
    file = csv(tmp_path / "e.csv", [heads, ["x"] * len(heads)])
    read = read_export(Job(str(file)), Options(instrument))
    assert (read.usable, read.mapping["header_rows"]) == (False, [1])
    assert columns.items() <= read.mapping["columns"].items()
    explained = tmp_path / "mapping.yaml"
    explained.write_text(mapping_text(instrument, [("e.csv", read.mapping, ())]), encoding="utf-8")
    assert read_mapping(explained, instrument)[0].columns == read.mapping["columns"]


def test_a_draft_for_a_sheet_a_team_has_the_teams_to_be_taken_in(instrument: Instrument, tmp_path: Path) -> None:
    heads, *rows = [["Kommune", "Kvartal", *IDS], *([row[0], row[2], *row[4:]] for row in lines([4, 4, 3]))]
    path = xlsx(tmp_path / "e.xlsx", {"Nord": [heads, *rows], "Syd, 2": [heads, *rows[:2]]})
    refused = read_export(Job(str(path)), Options(instrument))
    drafts = {}
    for language in ("en", "da"):
        with i18n.speaking(language):
            drafts[language] = mapping_text(instrument, [("e.xlsx", refused.mapping, ())])
    assert "take the # in front of `team` away" in drafts["en"]
    assert "fjern # foran `team`" in drafts["da"]
    explained = tmp_path / "mapping.yaml"
    explained.write_text(drafts["en"].replace("# team:", "team:"), encoding="utf-8")
    options = Options(instrument, mappings=read_mapping(explained, instrument))
    found = [read_export(Job(str(path), sheet=sheet), options) for sheet in options.sheets_of(str(path))]
    assert [(g.team, g.respondents) for read in found for g in read.groups] == [("Nord", 3), ("Syd, 2", 2)]


def test_a_draft_has_the_words_that_can_be_given_a_meaning_once_the_sign_before_them_is_gone(
    instrument: Instrument, tmp_path: Path
) -> None:
    rows = [*lines(["Delvist"] * 5, first=1), *lines(["Kun mit ord"] * 4, first=6)]
    file = csv_file(tmp_path / "e.csv", rows)
    read = read_export(Job(str(file)), Options(instrument))
    draft = mapping_text(instrument, [("e.csv", read.mapping, read.unknown_words(5))])
    explained = tmp_path / "mapping.yaml"
    for text, meant in ((draft, []), (draft.replace("    # ", "    "), ["Delvist"])):  # what four wrote is not in it
        explained.write_text(text.replace("    These words", "    # These words"), encoding="utf-8")
        assert list(read_mapping(explained, instrument)[0].values) == meant


def test_a_draft_for_sheets_with_a_column_of_teams_has_none(instrument: Instrument, tmp_path: Path) -> None:
    rows = [["Kommune", "Team", "Kvartal", "Respondent", *IDS], *lines([4, 4, 3])]
    refused = read_export(Job(str(xlsx(tmp_path / "e.xlsx", {"Nord": rows, "Syd": rows}))), Options(instrument))
    assert "# team" not in mapping_text(instrument, [("e.xlsx", refused.mapping, ())])


ONE_MISTAKE = {
    "a key that is not known": ("{file: e.csv, value: {x: 1}}", ["extra-forbidden"]),
    "a row before the first": ("{file: e.csv, header_rows: [0]}", ["greater-than-equal"]),
    "a number for a list": ("{file: e.csv, header_rows: 1}", ["tuple-type"]),
    "a status that is none": ("{file: e.csv, status: {Ja: done}}", ["literal-error"]),
    "a number for a name": ("{file: e.csv, team: 7}", ["string-type"]),
    "a list for a name": ("{file: e.csv, organisation: [a]}", ["string-type"]),
    "two of them": ("{file: e.csv, team: 7, header_rows: 1}", ["tuple-type", "string-type"]),
}


@pytest.mark.parametrize(("entry", "codes"), ONE_MISTAKE.values(), ids=ONE_MISTAKE)
def test_a_mistake_in_the_only_entry_is_told_alone(
    entry: str, codes: list[str], instrument: Instrument, tmp_path: Path
) -> None:
    path = tmp_path / "mapping.yaml"
    path.write_text(f"schema_version: 1\nfiles:\n  - {entry}\n", encoding="utf-8")
    with pytest.raises(InputProblem) as stopped:
        read_mapping(path, instrument)
    assert sorted(finding.code for finding in stopped.value.params["problems"]) == sorted(codes)


def test_that_there_is_no_entry_is_told(instrument: Instrument, tmp_path: Path) -> None:
    path = tmp_path / "mapping.yaml"
    path.write_text("schema_version: 1\nfiles: []\n", encoding="utf-8")
    with pytest.raises(InputProblem) as stopped:
        read_mapping(path, instrument)
    assert [finding.code for finding in stopped.value.params["problems"]] == ["too-short"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("e.csv", "There is no sheet Ark9: a CSV file has no sheets."),
        ("e.tsv", "There is no sheet Ark9: a CSV file has no sheets."),
        ("e.xlsx", "There is no sheet Ark9. There are: A."),
    ],
)
def test_a_sheet_that_is_not_there(name: str, said: str, instrument: Instrument, tmp_path: Path) -> None:
    rows = [["Kommune", "Team", "Kvartal", "Respondent", *IDS], *lines([4, 4, 3])]
    file = xlsx(tmp_path / name, {"A": rows}) if name.endswith("xlsx") else csv_file(tmp_path / name, lines([4, 4, 3]))
    [told] = mapped(tmp_path, instrument, file, "{sheet: Ark9}").findings
    with i18n.speaking("en"):
        assert told.words() == said


def test_a_sheet_that_no_mapping_names_is_named(tmp_path: Path) -> None:
    book = xlsx(tmp_path / "e.xlsx", {"Nord": people(), "Syd": people(), "Vest": people(), "Noter": [["Husk"]]})
    entries = tuple(FileMapping(file="e.xlsx", sheet=sheet, team=sheet) for sheet in ("Nord", "Syd"))
    options = Options(INSTRUMENT, organisation="Prøvekøbing", quarter=QUARTER, mappings=entries)
    first, second = (read_export(Job(str(book), sheet=sheet), options) for sheet in ("Nord", "Syd"))
    assert [(finding.code, finding.params["sheets"]) for finding in first.findings] == [("sheets-left", ["Vest"])]
    assert second.findings == ()


HEADER_ROWS: dict[str, tuple[tuple[int, ...], tuple[str, ...], list[str], int]] = {
    "where they stand": ((1,), ("Svar",), [], 8),
    "an answer": ((2,), ("Svar",), ["no-statements"], 0),
    "the last row and one behind": ((9, 10), ("Svar",), ["no-statements"], 0),
    "behind the last row": ((10,), ("Svar",), ["no-statements"], 0),
    "of one sheet or another": ((1,), ("Svar", "Ledere"), ["several-sheets"], 0),
}


@pytest.mark.parametrize(("rows", "sheets", "told", "accepted"), HEADER_ROWS.values(), ids=HEADER_ROWS)
def test_a_mapping_says_which_rows_hold_the_headings(
    rows: tuple[int, ...], sheets: tuple[str, ...], told: list[str], accepted: int, tmp_path: Path
) -> None:
    book = xlsx(tmp_path / "e.xlsx", dict.fromkeys(sheets, people()))
    found = read(book, mappings=(FileMapping(header_rows=rows),))
    assert ([finding.code for finding in found.findings], found.rows.accepted) == (told, accepted)


def test_what_is_explained_of_days_in_a_status_can_be_given_back(tmp_path: Path) -> None:
    heads, *rows = people()
    file = csv(tmp_path / "e.csv", [["Afsluttet", *heads], *(["2026-08-13", *row] for row in rows)])
    columns = read(file, quarter=None).mapping["columns"]
    again = read(file, quarter=None, mappings=(FileMapping(columns=columns),))
    assert (columns["A"], counts(again)) == ("status", COUNTS)
