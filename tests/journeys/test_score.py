"""What an import stores: created, unchanged, refused, added, replaced, held back; and what it never touches."""

import json
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest

from hf_fidelity import i18n
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Answer, Assessment, Tally, Votes
from hf_fidelity.domain.survey.batch import Imported, likeness
from hf_fidelity.domain.survey.exports import ExportRead, GroupVotes
from hf_fidelity.errors import Interrupted, UsageProblem
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import Workspace, fill_in_answers, show_assessment, show_trend
from hf_fidelity.journeys.score import Scored, Wish, score_exports
from hf_fidelity.journeys.store_votes import VoteStore
from hf_fidelity.readers.handwritten import read_answers
from hf_fidelity.reports.survey import score_report
from hf_fidelity.store import names
from hf_fidelity.store.team_folder import read_record
from hf_fidelity.writers.text import plain_text
from tests.builders import record
from tests.exports.tables import IDS, NORD, csv_file, lines

NOW = datetime(2026, 9, 20, 12, tzinfo=UTC)
Q3 = Quarter(2026, 3)
SEVEN = [5, 4, 4, 3, 4, 2, 5]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.at(tmp_path / "data")


def imported(workspace: Workspace, *files: Path, **more: Any) -> Scored:
    return score_exports(workspace, list(files), now=NOW, **more)


def states(scored: Scored) -> list[tuple[str, str, str | None]]:
    return [(team.team, team.stored, team.why.code if team.why else None) for team in scored.batch.teams]


def stored(workspace: Workspace, instrument: Instrument, team: str = NORD[1]) -> Assessment:
    found = read_record(workspace.team(team), Q3, instrument)
    assert found
    return found


def counts(found: Assessment, id: str = "S01") -> tuple[int, ...] | None:
    votes = found.answer(id).votes
    return votes.all.counts if votes else None


def agree(workspace: Workspace, answers: str = "S01: 4\n") -> None:
    """The team's meeting, closed with these agreed answers."""
    given = read_answers("answers.yaml", answers.encode())
    fill_in_answers(workspace, NORD[0], NORD[1], given, now=NOW, quarter=Q3)


@pytest.fixture
def four_of_seven(tmp_path: Path) -> Path:
    """Seven people, of whom four answered S01; nobody was asked S16."""
    rows = [[*row[:4], *(["Enig"] if n < 4 else [""]), *row[5:-1]] for n, row in enumerate(lines(SEVEN))]
    file = csv_file(tmp_path / "e.csv", rows)
    file.write_text(file.read_text(encoding="utf-8-sig").replace(";S16", "", 1), encoding="utf-8-sig")
    return file


def test_what_too_few_answered_is_told_by_name_and_why(workspace: Workspace, four_of_seven: Path) -> None:
    said = plain_text(score_report(imported(workspace, four_of_seven).batch))
    assert "Bostøtte Nord: S01 is left out, because fewer than 5 people answered." in said


@pytest.mark.parametrize("report", [partial(show_assessment, team=NORD[1]), show_trend], ids=["show", "trend"])
def test_what_was_not_kept_of_too_few_is_told_by_every_later_report(
    workspace: Workspace, four_of_seven: Path, report: Callable[[Workspace], Any]
) -> None:
    imported(workspace, four_of_seven)
    document = report(workspace).document
    note = "3rd quarter 2026: the votes on S01 are left out, because too few people answered."
    assert note in json.dumps(document.data and dict(document.data))
    assert note in " ".join(plain_text(document).split())


def test_a_file_with_another_name_is_known_by_its_content(workspace: Workspace, tmp_path: Path) -> None:
    file = csv_file(tmp_path / "e.csv", lines(SEVEN))
    imported(workspace, file)
    assert states(imported(workspace, file.rename(tmp_path / "other.csv")))[0][1] == "unchanged"


def test_votes_are_stored_as_counts_with_their_file(
    workspace: Workspace, instrument: Instrument, tmp_path: Path
) -> None:
    file = csv_file(tmp_path / "eksport.csv", lines(SEVEN))
    assert states(imported(workspace, file)) == [("Bostøtte Nord", "created", None)]
    found = stored(workspace, instrument)
    assert (found.status, found.participants, found.votes_are) == ("votes", 7, "secret")
    assert counts(found) == (0, 1, 1, 3, 2)
    source = found.sources[0]
    assert (source.kind, source.file, source.rows, len(source.sha256 or "")) == ("import", "eksport.csv", 7, 64)


def test_no_row_and_no_respondent_reaches_the_disk(workspace: Workspace, tmp_path: Path) -> None:
    rows = [[*row, "Jens Hansen", "jens@example.dk"] for row in lines(SEVEN, first=4711)]
    imported(workspace, csv_file(tmp_path / "e.csv", rows, ["Navn", "Mail"]))
    texts = "".join(path.read_text(encoding="utf-8") for path in workspace.store.root.rglob("*.json"))
    assert [word for word in ("Jens", "example.dk", "4711") if word in texts] == []


def test_the_same_file_again_changes_not_a_byte(workspace: Workspace, tmp_path: Path) -> None:
    file = csv_file(tmp_path / "e.csv", lines(SEVEN))
    imported(workspace, file)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in workspace.store.root.rglob("*.json")}
    for mode in (None, "add", "replace"):
        assert states(imported(workspace, file, mode=mode))[0][1] == "unchanged"
    assert before == {
        path: (path.read_bytes(), path.stat().st_mtime_ns) for path in workspace.store.root.rglob("*.json")
    }


OTHER = [1, 1, 2, 2, 1, 1]


@pytest.mark.parametrize(
    ("mode", "state", "why", "kept"),
    [
        (None, "refused", "other-file", (0, 1, 1, 3, 2)),
        ("add", "updated", None, (4, 3, 1, 3, 2)),
        ("replace", "updated", None, (4, 2, 0, 0, 0)),
    ],
)
def test_another_file_needs_a_word(
    workspace: Workspace, instrument: Instrument, tmp_path: Path, mode: Any, state: str, why: str | None, kept: Any
) -> None:
    imported(workspace, csv_file(tmp_path / "one.csv", lines(SEVEN)))
    other = imported(workspace, csv_file(tmp_path / "two.csv", lines(OTHER, first=50)), mode=mode)
    assert (states(other), other.exit_code) == ([("Bostøtte Nord", state, why)], 1 if why else 0)
    assert counts(stored(workspace, instrument)) == kept


def test_adding_adds_people_and_sources(workspace: Workspace, instrument: Instrument, tmp_path: Path) -> None:
    imported(workspace, csv_file(tmp_path / "one.csv", lines(SEVEN)))
    imported(workspace, csv_file(tmp_path / "two.csv", lines(OTHER, first=50)), mode="add")
    found = stored(workspace, instrument)
    assert (found.participants, [source.file for source in found.sources]) == (13, ["one.csv", "two.csv"])


def test_adding_a_newer_copy_of_the_same_export_is_refused(
    workspace: Workspace, instrument: Instrument, tmp_path: Path
) -> None:
    imported(workspace, csv_file(tmp_path / "monday.csv", lines(SEVEN)))
    newer = imported(workspace, csv_file(tmp_path / "friday.csv", lines([*SEVEN, 4, 1])), mode="add")
    assert states(newer) == [("Bostøtte Nord", "refused", "looks-newer")]
    assert counts(stored(workspace, instrument)) == (0, 1, 1, 3, 2)


@pytest.mark.parametrize("dry_run", [False, True])
def test_replacing_votes_of_several_files_is_said(
    workspace: Workspace, instrument: Instrument, tmp_path: Path, dry_run: bool
) -> None:
    """Before, where a newer copy of one of them is refused, and after."""
    imported(workspace, csv_file(tmp_path / "monday.csv", lines(SEVEN)))
    imported(workspace, csv_file(tmp_path / "others.csv", lines(OTHER, first=50)), mode="add")
    newer = csv_file(tmp_path / "friday.csv", lines([*SEVEN, *OTHER, 4, 1, 2, 5, 5, 5]))
    refused, after = (imported(workspace, newer, mode=mode, dry_run=dry_run) for mode in ("add", "replace"))
    assert [states(each)[0][2] for each in (refused, after)] == ["looks-newer", "others-replaced"]
    for each in (refused, after):
        (team,) = each.batch.teams
        assert team.why and team.why.params["files"] == ["»monday.csv«", "»others.csv«"] and "--add" in team.why.words()
    again = imported(workspace, csv_file(tmp_path / "sunday.csv", lines(OTHER * 2)), mode="replace", dry_run=dry_run)
    assert states(again)[0][2] == ("others-replaced" if dry_run else None)


@pytest.mark.parametrize(("answers", "mode"), [([5, 4, 3, 2], None), ([1, 1, 1, 1], "add"), ([1, 1, 1, 1], "replace")])
def test_fewer_than_the_limit_are_held_back(
    workspace: Workspace, instrument: Instrument, tmp_path: Path, answers: list[int], mode: Any
) -> None:
    if mode:
        imported(workspace, csv_file(tmp_path / "one.csv", lines(SEVEN)))
    few = imported(workspace, csv_file(tmp_path / "few.csv", lines(answers, first=50)), mode=mode)
    assert states(few) == [("Bostøtte Nord", "held-back", "held-back")]
    assert few.exit_code == 1
    assert few.batch.teams[0].scores is None
    if mode:
        assert counts(stored(workspace, instrument)) == (0, 1, 1, 3, 2)
    else:
        assert not workspace.store.root.exists()


def test_a_statement_that_fewer_answered_is_not_kept(
    workspace: Workspace, instrument: Instrument, tmp_path: Path
) -> None:
    rows = lines(SEVEN)
    for row in rows[:4]:
        row[4] = "Ved ikke"
    imported(workspace, csv_file(tmp_path / "e.csv", rows))
    found = stored(workspace, instrument)
    assert (counts(found, "S01"), counts(found, "S02")) == (None, (0, 1, 1, 3, 2))


def test_agreed_answers_are_never_touched(workspace: Workspace, instrument: Instrument, tmp_path: Path) -> None:
    agree(workspace, "S01: 2\nS02: {agreed: 4, comment: vi talte længe om det}\n")
    before = stored(workspace, instrument)
    assert states(imported(workspace, csv_file(tmp_path / "e.csv", lines(SEVEN))))[0][1] == "updated"
    after = stored(workspace, instrument)
    assert after.status == "final"
    assert [after.answer(id).model_copy(update={"votes": None}) for id in ("S01", "S02")] == [
        before.answer(id) for id in ("S01", "S02")
    ]
    assert counts(after) == (0, 1, 1, 3, 2)
    assert [entry.why for entry in after.history] == ["Votes imported from e.csv"]


def test_the_scores_of_an_import_are_those_of_its_votes(workspace: Workspace, tmp_path: Path) -> None:
    agree(workspace, "".join(f"{id}: 1\n" for id in IDS))
    scored = imported(workspace, csv_file(tmp_path / "e.csv", lines(SEVEN)))
    scores = scored.batch.teams[0].scores
    assert scores
    assert scores.rows["total", "total"].value == pytest.approx(27 / 7)


def test_an_unfinished_meeting_is_finished_first(workspace: Workspace, instrument: Instrument, tmp_path: Path) -> None:
    from hf_fidelity.domain.interview import begin, draft_of
    from hf_fidelity.journeys.sitting import Sitting

    sitting = Sitting.open(workspace, NORD[0], NORD[1], Q3, instrument)
    sitting.folder.save_draft(draft_of(begin(instrument, sitting.begun(), 0)))
    assert states(imported(workspace, csv_file(tmp_path / "e.csv", lines(SEVEN)))) == [
        ("Bostøtte Nord", "refused", "unfinished-meeting")
    ]


def test_a_damaged_record_stops_its_team_alone(workspace: Workspace, instrument: Instrument, tmp_path: Path) -> None:
    agree(workspace)
    path = workspace.team(NORD[1]).record_path(Q3, instrument.id)
    path.write_text("{", encoding="utf-8")
    other = (NORD[0], "Bostøtte Syd", "2026-Q3")
    scored = imported(workspace, csv_file(tmp_path / "e.csv", [*lines(SEVEN), *lines(SEVEN, other)]))
    assert states(scored) == [("Bostøtte Nord", "refused", "record-problem"), ("Bostøtte Syd", "created", None)]
    assert (path.read_text(encoding="utf-8"), scored.exit_code) == ("{", 1)


def test_a_dry_run_shows_everything_and_stores_nothing(workspace: Workspace, tmp_path: Path) -> None:
    scored = imported(workspace, csv_file(tmp_path / "e.csv", lines(SEVEN)), dry_run=True)
    assert states(scored) == [("Bostøtte Nord", "dry-run", None)]
    assert scored.batch.teams[0].scores
    assert not workspace.store.root.exists()


@pytest.mark.parametrize("dry_run", [False, True])
def test_two_files_of_one_team_can_be_added_in_one_batch(workspace: Workspace, tmp_path: Path, dry_run: bool) -> None:
    files = csv_file(tmp_path / "a.csv", lines(SEVEN)), csv_file(tmp_path / "b.csv", lines(OTHER, first=50))
    scored = imported(workspace, *files, mode="add", dry_run=dry_run)
    assert states(scored) == [("Bostøtte Nord", "dry-run" if dry_run else "created", None)]
    (team,) = scored.batch.teams
    assert (team.files, team.respondents) == (tuple(map(str, files)), len(SEVEN) + len(OTHER))
    assert team.shown
    assert counts(team.shown) == (4, 3, 1, 3, 2)


def test_one_team_however_its_name_is_written(workspace: Workspace, tmp_path: Path) -> None:
    decomposed = ("PRØVEKØBING  kommune", "bosto\u0338tte NORD".replace("o\u0338", "ø"), "3. kvartal 2026")
    rows = [*lines(SEVEN), *lines([4, 4], decomposed, first=50)]
    scored = imported(workspace, csv_file(tmp_path / "e.csv", rows))
    assert [(team.team, team.respondents) for team in scored.batch.teams] == [("Bostøtte Nord", 9)]


def test_an_import_carries_the_open_actions_on(workspace: Workspace, instrument: Instrument, tmp_path: Path) -> None:
    given = json.dumps({"S01": 2, "actions": [{"text": "Læs manualen", "about": "S01"}]})
    fill_in_answers(workspace, NORD[0], NORD[1], read_answers("a.json", given.encode()), now=NOW, quarter=Q3.shift(-1))
    imported(workspace, csv_file(tmp_path / "e.csv", lines(SEVEN)))
    assert [action.text for action in stored(workspace, instrument).actions] == ["Læs manualen"]


def test_options_say_what_the_file_does_not(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "e.csv"
    rows = [[*row[3:]] for row in lines(SEVEN)]
    table = [["Respondent", *IDS], *rows]
    file.write_text("".join(";".join(row) + "\n" for row in table), encoding="utf-8")
    nothing = imported(workspace, file)
    assert [finding.code for finding in nothing.batch.files[0].findings] == ["no-organisation", "no-team", "no-quarter"]
    assert nothing.exit_code == 2
    told = score_exports(workspace, [file], Wish("Prøvekøbing Kommune", "Nord", Q3), now=NOW)
    assert states(told) == [("Nord", "created", None)]


def test_roles_are_kept_where_every_role_is_large_enough(
    workspace: Workspace, instrument: Instrument, tmp_path: Path
) -> None:
    rows = [[*row, "leder" if n < 5 else "medarbejder"] for n, row in enumerate(lines([4] * 10))]
    imported(workspace, csv_file(tmp_path / "e.csv", rows, ["Rolle"]))
    assert stored(workspace, instrument).roles == {"leder": 5, "medarbejder": 5}
    rows = [[*row[:1], "Syd", *row[2:], "leder" if n < 2 else "medarbejder"] for n, row in enumerate(lines([4] * 10))]
    imported(workspace, csv_file(tmp_path / "f.csv", rows, ["Rolle"]))
    assert stored(workspace, instrument, "Syd").roles == {}


def test_a_lower_limit_can_be_asked_for_down_to_three(workspace: Workspace, tmp_path: Path) -> None:
    file = csv_file(tmp_path / "e.csv", lines([5, 4, 3, 2]))
    with pytest.raises(UsageProblem):
        imported(workspace, file, min_n=2)
    assert states(imported(workspace, file, min_n=4)) == [("Bostøtte Nord", "created", None)]


def test_a_folder_means_the_survey_files_in_it(workspace: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "eksporter"
    folder.mkdir()
    csv_file(folder / "a.csv", lines(SEVEN))
    (folder / "~$a.xlsx").write_bytes(b"x")
    (folder / "notes.txt").write_text("x")
    scored = imported(workspace, folder)
    assert [Path(read.file).name for read in scored.batch.files] == ["a.csv"]


NESTED = {
    "the whole": (["e"], ["a.csv"], {"under": ["b.csv", "nord/c.csv"]}),
    "a folder in it, too": (["e", "e/under"], ["a.csv", "b.csv"], {"nord": ["c.csv"]}),
    "only the folder in that": (["e", "e/under/nord"], ["a.csv", "c.csv"], {"under": ["b.csv"]}),
    "a file in it": (["e", "e/under/b.csv"], ["a.csv", "b.csv"], {"under": ["nord/c.csv"]}),
    "all of them": (["e", "e/under", "e/under/nord"], ["a.csv", "b.csv", "c.csv"], {}),
    "all of them, in another order": (["e/under/nord", "e/under", "e"], ["c.csv", "b.csv", "a.csv"], {}),
    "all of it by files": (["e", "e/under/b.csv", "e/under/nord/c.csv"], ["a.csv", "b.csv", "c.csv"], {}),
}


@pytest.mark.parametrize(("named", "read", "left"), NESTED.values(), ids=NESTED)
def test_of_a_folder_in_a_folder_that_is_told_which_is_not_named(
    named: list[str], read: list[str], left: dict[str, list[str]], workspace: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "e" / "under" / "nord").mkdir(parents=True)
    for name, team in (("e/a.csv", "A"), ("e/under/b.csv", "B"), ("e/under/nord/c.csv", "C")):
        csv_file(tmp_path / name, lines(SEVEN, (NORD[0], team, NORD[2])))
    done = imported(workspace, *(tmp_path / each for each in named), dry_run=True)
    told = {Path(each.file).name: each for each in done.batch.files}
    assert [name for name, each in told.items() if each.role == "answers"] == read
    assert {name: each.findings[0].params["files"] for name, each in told.items() if each.role != "answers"} == left
    assert done.exit_code == (1 if left else 0)


PATTERNS: dict[str, tuple[list[str], list[str], list[str]]] = {
    "a-folder-that-it-fits": (["*"], ["a.csv", "b.csv", "nord"], ["folder-inside"]),
    "files-at-any-depth": (["**/*.csv"], ["a.csv", "b.csv", "c.csv"], []),
    "folders-at-any-depth": (["**"], ["a.csv", "b.csv", "c.csv"], []),
    "a-file-and-no-folder": (["*.csv"], ["a.csv"], []),
    "nothing": (["*.ods"], ["*.ods"], ["pattern-fits-none"]),
    "nothing-in-folders": (["*/x/*"], ["*"], ["pattern-fits-none"]),
    "one-of-two": (["*.ods", "*.csv"], ["*.ods", "a.csv"], ["pattern-fits-none"]),
    "a-folder-and-the-one-in-it": (["syd", "syd/nord"], ["b.csv", "c.csv"], []),
}
"""What is typed in quotes → what is read or named, and what is said of it."""


@pytest.mark.parametrize(("typed", "names", "told"), PATTERNS.values(), ids=PATTERNS)
def test_a_pattern_means_what_a_shell_would_have_filled_in(
    workspace: Workspace, tmp_path: Path, typed: list[str], names: list[str], told: list[str]
) -> None:
    (tmp_path / "alt" / "syd" / "nord").mkdir(parents=True)
    for n, name in enumerate(("a.csv", "syd/b.csv", "syd/nord/c.csv")):
        csv_file(tmp_path / "alt" / name, lines([*SEVEN, n + 1], (NORD[0], f"Team {n}", NORD[2])))
    scored = imported(workspace, *(tmp_path / "alt" / each for each in typed))
    assert [Path(read.file).name for read in scored.batch.files] == names
    assert [finding.code for read in scored.batch.files for finding in read.findings] == told
    said = [finding.words() for read in scored.batch.files for finding in read.findings if "fits" in finding.code]
    assert said == [f"The pattern {tmp_path / 'alt' / typed[0]} fits no file." for _ in said]


def test_what_in_a_folder_could_hold_answers_is_read_or_named(workspace: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "eksporter"
    (folder / "syd").mkdir(parents=True)
    (folder / "billeder").mkdir()
    csv_file(folder / "a.csv", lines(SEVEN))
    for n, name in enumerate(("b.TSV", "c.tab", "d.txt", "svar"), 2):
        csv_file(folder / name, lines([*SEVEN, n], (NORD[0], f"Team {name}", NORD[2])))
    csv_file(folder / "syd" / "e.csv", lines(SEVEN, (NORD[0], "Syd", NORD[2])))
    (folder / "billeder" / "f.png").write_bytes(b"\x89PNG")
    (folder / "læsmig.txt").write_text("Kære alle, her er svarene;\nS01 er det første udsagn, S02 det næste", "utf-8")
    for name, content in ((("g.zip"), ("h.xlsx", b"x")), ("i.zip", ("j.png", b"x")), ("k.docx", ("word/a.xml", b"x"))):
        with zipfile.ZipFile(folder / name, "w") as packed:
            packed.writestr(*content)
    (folder / "l.numbers").mkdir()
    (folder / "m.sav").write_bytes(b"$FL2@(#) SPSS")
    (folder / "syd.slk").write_bytes(b'ID;PWXL;N;E\r\nC;Y1;X1;K"S01"\r\n')
    (folder / "n.json").write_text('[{"S01": 4}]')
    (folder / "score.json").write_text('{\n  "instrument": {}}')
    (folder / "p.gsheet").write_text('{"":"WARNING!","doc_id":"x","email":""}')
    (folder / "q.htm").write_text("<html><TABLE><tr><td>S01</td></tr></TABLE></html>")
    (folder / "r.xml").write_text("<?xml version='1.0'?><responses><response><S01>4</S01></response></responses>")
    (folder / "t.html").write_text("<p>Kære alle</p>")
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Svar", 0)
    for row in [["Kommune", "Team", "Kvartal", *IDS], *([*row[:3], *row[4:]] for row in lines(SEVEN))]:
        sheet.append(row)
    book.save(tmp_path / "o.xlsx")
    (tmp_path / "o.xlsx").rename(folder / "o.xlsx.bak")
    for name in ("jamovi.omv", "lotus.wk1", "qlik.qvd", "base.odb", "jasp.jasp", "wps.et"):
        (folder / name).write_bytes(bytes(range(4)) * 100)
    (folder / "liste.log").write_text("2026-08-01, start, ok, 12\n2026-08-02, slut, ok, 13\n", "utf-8")
    (folder / "brev.md").write_text(
        "# S01; S02 og S03\n\nS01 er det første udsagn, S02, S03 og S04 de næste.\n", "utf-8"
    )
    for n, name in enumerate(("u.csv.bak", "v.csv (1)", "Syd 30.09", "w.csv~", "x.data", "x.log", "x.md", "x.sql")):
        csv_file(folder / name, lines([*SEVEN, 1, n % 5 + 1], (NORD[0], f"Team {name}", NORD[2])))
    (folder / "y.csv.old").write_bytes((folder / "a.csv").read_text("utf-8-sig").encode("utf-16"))
    (folder / "z.bak").write_text("Kære alle, her er svarene;\nS01 er det første udsagn, S02 det næste", "utf-8")
    (folder / "mapping.yaml").write_text(imported(workspace, folder / "a.csv", dry_run=True).mapping(), "utf-8")
    scored = imported(workspace, folder)
    told = {Path(read.file).name: (read.role, [f.code for f in read.findings]) for read in scored.batch.files}
    answers, passed = "answers", "passed-over"
    assert told == {
        **{name: (answers, []) for name in ("a.csv", "b.TSV", "c.tab", "d.txt", "svar")},
        "syd": (passed, ["folder-inside"]),
        "g.zip": (answers, ["zip"]),
        "i.zip": (answers, ["not-a-spreadsheet"]),
        "l.numbers": (answers, ["numbers"]),
        "m.sav": (answers, ["spss"]),
        "syd.slk": (answers, ["sylk"]),
        "n.json": (answers, ["json"]),
        "o.xlsx.bak": (passed, ["passed-over"]),
        "p.gsheet": (answers, ["google-link"]),
        "q.htm": (passed, ["page-passed-over"]),
        **dict.fromkeys(
            ("u.csv.bak", "v.csv (1)", "Syd 30.09", "w.csv~", "x.data", "y.csv.old", "x.log", "x.md", "x.sql"),
            (passed, ["passed-over"]),
        ),
        **dict.fromkeys(
            ("jamovi.omv", "lotus.wk1", "qlik.qvd", "base.odb", "jasp.jasp", "wps.et"),
            (answers, ["not-a-spreadsheet"]),
        ),
        "r.xml": (passed, ["page-passed-over"]),
    }
    assert scored.exit_code == 1
    with i18n.speaking("da"):
        said = " ".join(plain_text(score_report(scored.batch)).split())
    assert "Pak den ud først" in said
    assert "e.csv" in said
    assert "kunne bruges" not in said.replace("ikke kunne bruges", "").replace("kunne ikke bruges", "")


BESIDE: dict[str, tuple[str, bytes, list[str]]] = {
    "not fetched": (".syd.xlsx.icloud", b"bplist00", ["not-fetched"]),
    "so by another program": ("syd.csv.nextcloud", b" ", ["not-fetched"]),
    "a database": ("syd.db", b"SQLite format 3\0\x10", ["not-a-spreadsheet"]),
    "so by another name": ("syd.s3db", b"SQLite format 3\0\x10", ["not-a-spreadsheet"]),
    "answers as XML": ("syd.xml", b"<responses><r><S01>Enig</S01></r></responses>", ["page-passed-over"]),
    "called by their ids alone": ("syd.xml", b"<a><b><s_01 type='x'>4</s_01></b></a>", ["page-passed-over"]),
    "as what stands in elements": ("syd.xml", b'<a><b S01="4"/></a>', ["page-passed-over"]),
    "in Danish": ("syd.xml", b"<alle><besvarelse><a>4</a></besvarelse></alle>", ["page-passed-over"]),
    "in two bytes a letter": ("syd.xml", "<svar><s>4</s></svar>".encode("utf-16"), ["page-passed-over"]),
    "a letter that is not fetched": (".brev.docx.icloud", b"bplist00", []),
    "hidden": (".syd.xlsx", b"PK", []),
    "a program's settings": ("indstillinger.xml", b'<settings version="1"><printer>HP 4</printer></settings>', []),
    "a page as XML": ("side.xml", b"<html><h1>Svar</h1><p>Tak</p></html>", []),
    "small pictures": ("Thumbs.db", b"\xd0\xcf\x11\xe0", []),
}


@pytest.mark.parametrize(("name", "content", "told"), BESIDE.values(), ids=BESIDE)
def test_what_lies_beside_an_export_in_its_folder(
    workspace: Workspace, tmp_path: Path, name: str, content: bytes, told: list[str]
) -> None:
    (tmp_path / "in").mkdir()
    csv_file(tmp_path / "in" / "a.csv", lines(SEVEN))
    (tmp_path / "in" / name).write_bytes(content)
    reads = imported(workspace, tmp_path / "in", dry_run=True).batch.files
    assert [f.code for read in reads if Path(read.file).name == name for f in read.findings] == told
    assert [read.rows.accepted for read in reads if Path(read.file).name == "a.csv"] == [len(SEVEN)]


def test_what_a_folder_inside_has_not_fetched_is_named(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "in" / "syd").mkdir(parents=True)
    csv_file(tmp_path / "in" / "a.csv", lines(SEVEN))
    (tmp_path / "in" / "syd" / ".b.xlsx.icloud").write_bytes(b"bplist00")
    [_, inside] = imported(workspace, tmp_path / "in", dry_run=True).batch.files
    assert [f.params["files"] for f in inside.findings] == [[".b.xlsx.icloud"]]


def test_that_a_file_is_not_fetched_is_said_in_both_languages(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / ".b.xlsx.icloud").write_bytes(b"bplist00")
    [told] = imported(workspace, tmp_path, dry_run=True).batch.files[0].findings
    said = {}
    for language in i18n.LANGUAGES:
        with i18n.speaking(language):
            said[language] = told.words()
    assert said == {
        "da": "»b.xlsx« er ikke på denne computer: Den ligger i skyen og er ikke hentet ned.",
        "en": "»b.xlsx« is not on this computer: it lies in a cloud, and has not been fetched.",
    }


def test_a_folder_in_which_only_a_folder_holds_answers_says_so(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "eksporter" / "2026").mkdir(parents=True)
    csv_file(tmp_path / "eksporter" / "2026" / "a.csv", lines(SEVEN))
    scored = imported(workspace, tmp_path / "eksporter")
    assert [(read.role, read.findings[0].params["files"]) for read in scored.batch.files] == [
        ("passed-over", ["a.csv"])
    ]
    assert scored.exit_code == 2


def test_a_folder_of_letters_holds_no_survey_file(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "breve").mkdir()
    (tmp_path / "breve" / "brev.txt").write_text("Kære alle")
    with pytest.raises(UsageProblem, match="no survey file"):
        imported(workspace, tmp_path / "breve")


def test_that_all_could_be_used_is_not_said_where_no_row_counts(workspace: Workspace, tmp_path: Path) -> None:
    file = csv_file(tmp_path / "a.csv", lines(["Måske"] * 5))
    said = plain_text(score_report(imported(workspace, file).batch))
    assert ("all could be used" in said, "1 gave no row that counts" in said) == (False, True)


def test_the_same_table_under_two_names_is_remarked(workspace: Workspace, tmp_path: Path) -> None:
    one = csv_file(tmp_path / "nord.csv", lines(SEVEN))
    copy = csv_file(tmp_path / "vest.csv", lines(SEVEN, (NORD[0], "Vest", NORD[2])))
    other = csv_file(tmp_path / "syd.csv", lines([*SEVEN[:-1], 1], (NORD[0], "Syd", NORD[2])))
    files = imported(workspace, one, copy, other).batch.files
    assert [[finding.code for finding in read.findings] for read in files] == [[], ["same-answers"], []]


ELSEWHERE = {
    "another-quarter": (NORD[1], Quarter(2026, 2), [("stored-elsewhere", NORD[1], Q3)]),
    "another-team": ("Syd", Q3, [("stored-elsewhere", NORD[1], Q3)]),
    "the-same": ("bostøtte  NORD", Q3, []),
}


@pytest.mark.parametrize("dry_run", [False, True])
@pytest.mark.parametrize(("team", "quarter", "said"), ELSEWHERE.values(), ids=ELSEWHERE)
def test_a_file_that_is_stored_as_somebody_elses_already_is_named(
    workspace: Workspace, tmp_path: Path, team: str, quarter: Quarter, said: object, dry_run: bool
) -> None:
    file = tmp_path / "e.csv"
    file.write_text("".join(";".join(row[4:]) + "\n" for row in [["", "", "", "", *IDS], *lines(SEVEN)]), "utf-8")
    imported(workspace, file, wish=Wish(NORD[0], NORD[1], Q3))
    again = imported(workspace, file.rename(tmp_path / "f.csv"), wish=Wish(NORD[0], team, quarter), dry_run=dry_run)
    (read,) = again.batch.files
    assert [(found.code, found.params["team"], found.params["quarter"]) for found in read.findings] == said


def test_a_file_with_a_sheet_for_each_team_is_no_other_teams_file(workspace: Workspace, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for team in ("Nord", "Syd"):
        sheet = book.create_sheet(team)
        for row in [["", "", "", "Respondent", *IDS], *lines([*SEVEN, 1 if team == "Nord" else 2])]:
            sheet.append(row[3:])
    book.save(tmp_path / "teams.xlsx")
    mapping = tmp_path / "mapping.yaml"
    sheets = "".join(f"  - {{file: teams.xlsx, sheet: {team}, team: {team}}}\n" for team in ("Nord", "Syd"))
    mapping.write_text(f"schema_version: 1\nfiles:\n{sheets}", "utf-8")
    for _again in range(2):
        scored = imported(workspace, tmp_path / "teams.xlsx", wish=Wish(NORD[0], quarter=Q3, mapping=mapping))
        assert [(read.sheet, read.findings) for read in scored.batch.files] == [("Nord", ()), ("Syd", ())]


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ("[{file: findes-ikke.csv, team: Syd}]", ["»findes-ikke.csv«"]),
        ('[{file: "*.csv"}, {file: nord.csv, values: {Enig: 2}}, {file: "syd*"}]', ["»nord.csv«", "»syd*«"]),
        ("[{file: NORD.csv}]", []),
        ("[{team: Bostøtte Nord}]", []),
    ],
)
def test_what_a_mapping_says_of_no_file_that_is_read_is_named(
    workspace: Workspace, tmp_path: Path, entries: str, said: list[str]
) -> None:
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(f"schema_version: 1\nfiles: {entries}\n", encoding="utf-8")
    file = csv_file(tmp_path / "nord.csv", lines(SEVEN))
    scored = imported(workspace, file, wish=Wish(mapping=mapping))
    assert states(scored) == [("Bostøtte Nord", "created", None)]
    told = [(read.role, found) for read in scored.batch.files for found in read.findings]
    assert [(role, found.code, found.params["files"]) for role, found in told] == [
        ("mapping", "mapping-fits-none", said) for _ in said[:1]
    ]
    assert all(name.strip("»«") in plain_text(scored.document) for name in said)


def test_two_teams_that_all_answer_alike_are_not_taken_for_copies(workspace: Workspace, tmp_path: Path) -> None:
    one = csv_file(tmp_path / "nord.csv", lines([4] * 6))
    other = csv_file(tmp_path / "vest.csv", lines([4] * 6, (NORD[0], "Vest", NORD[2])))
    assert [read.findings for read in imported(workspace, one, other).batch.files] == [(), ()]


def test_an_unchanged_record_is_named(workspace: Workspace, tmp_path: Path) -> None:
    file = csv_file(tmp_path / "a.csv", lines(SEVEN))
    paths = [imported(workspace, file, dry_run=dry).batch.teams[0] for dry in (True, False, False, True)]
    assert [team.stored for team in paths] == ["dry-run", "created", "unchanged", "unchanged"]
    record = "proevekoebing-kommune/bostoette-nord/2026-Q3.housing-first.json"
    assert [team.record for team in paths] == [None, record, record, record]


def test_each_hidden_statement_says_why(workspace: Workspace, tmp_path: Path) -> None:
    rows = lines(SEVEN)
    for row in rows[2:]:
        row[5] = ""
    file = csv_file(tmp_path / "a.csv", [row[:-1] for row in rows])
    file.write_text(file.read_text("utf-8-sig").replace(f";{IDS[-1]}", "", 1), "utf-8-sig")
    statements = (imported(workspace, file).document.data or {})["assessments"][0]["scores"]["statements"]
    why = {id: told["why"] and told["why"]["code"] for id, told in statements.items()}
    assert why == dict.fromkeys(IDS) | {IDS[1]: "under-limit", IDS[-1]: "no-column"}


def test_of_a_team_that_is_held_back_every_statement_says_why(workspace: Workspace, tmp_path: Path) -> None:
    file = csv_file(tmp_path / "a.csv", lines([4, 2]))
    statements = (imported(workspace, file).document.data or {})["assessments"][0]["scores"]["statements"]
    assert {told["why"]["code"] for told in statements.values()} == {"under-limit"}


def test_an_earlier_record_in_the_folder_is_left_alone(
    workspace: Workspace, instrument: Instrument, tmp_path: Path
) -> None:
    folder = workspace.store.place(NORD[0], NORD[1])
    folder.save(record(instrument, "4" * 16, "2026-Q2"), 0)
    imported(workspace, csv_file(tmp_path / "e.csv", lines(SEVEN)))
    before = read_record(folder, Q3.shift(-1), instrument)
    assert before
    assert before.answer("S01").agreed == 4


def test_who_stops_half_way_keeps_what_is_stored(workspace: Workspace, tmp_path: Path) -> None:
    files, told = three_teams(tmp_path), []

    def stop(_done: int, _total: int, name: str) -> None:
        told.append(name)
        if len(told) == 3 + 2:  # each is told of when it is read, and again when it is stored
            raise KeyboardInterrupt

    with pytest.raises(Interrupted, match=r"after 2 of 3 files\. What was stored is kept"):
        imported(workspace, *files, progress=stop)
    assert [state for _, state, _ in states(imported(workspace, *files))] == ["unchanged", "unchanged", "created"]


def test_who_stops_while_files_are_read_has_stored_nothing(workspace: Workspace, tmp_path: Path) -> None:
    def stop(done: int, _total: int, _name: str) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(Interrupted, match="after 2 of 3 files were read"):
        imported(workspace, *three_teams(tmp_path), progress=stop)
    assert not workspace.store.root.exists()


def three_teams(folder: Path) -> list[Path]:
    return [
        csv_file(folder / f"{name}.csv", lines(SEVEN, (NORD[0], name, NORD[2]))) for name in ("Nord", "Syd", "Vest")
    ]


def test_a_file_whose_teams_are_not_all_stored_is_not_told_as_done(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    teams = [lines(SEVEN, (NORD[0], name, NORD[2])) for name in ("Nord", "Syd")]
    files = [csv_file(tmp_path / f"{at}.csv", of_team) for at, of_team in enumerate(teams)]
    whole = VoteStore.votes

    def stopped(store: VoteStore, read: ExportRead, group: GroupVotes) -> Imported:
        if group.team == "Syd":
            raise KeyboardInterrupt
        return whole(store, read, group)

    monkeypatch.setattr(VoteStore, "votes", stopped)
    with pytest.raises(Interrupted, match="after 1 of 2"):
        imported(workspace, *files)


def test_what_is_held_back_enters_no_figure_over_several_teams(workspace: Workspace, tmp_path: Path) -> None:
    file = csv_file(tmp_path / "nord.csv", lines(SEVEN))
    few = csv_file(tmp_path / "few.csv", lines([1, 5, 1, 5], (NORD[0], "Få", NORD[2])))
    alone, both = imported(workspace, file, dry_run=True), imported(workspace, file, few, dry_run=True)
    assert both.batch
    assert both.batch.moments() == alone.batch.moments()
    assert {found.n for found in both.batch.moments().values()} == {7}


def test_what_too_few_people_in_a_file_answered_is_not_added(
    workspace: Workspace, instrument: Instrument, tmp_path: Path
) -> None:
    imported(workspace, csv_file(tmp_path / "one.csv", lines(SEVEN)))
    before = counts(stored(workspace, instrument), "S02")
    some = [[*row[:-15], *(row[-15:] if n < 4 else ["", *row[-14:]])] for n, row in enumerate(lines(OTHER, first=50))]
    scored = imported(workspace, csv_file(tmp_path / "two.csv", some), mode="add")
    assert states(scored) == [("Bostøtte Nord", "updated", "statements-held-back")]
    assert counts(stored(workspace, instrument)) == (4, 3, 1, 3, 2)
    assert counts(stored(workspace, instrument), "S02") == before


NEWER_COPIES = {
    "an-answer-changed-and-people-added": [4, 4, 4, 3, 4, 2, 5, 5, 4],
    "a-row-deleted": SEVEN[:-1],
    "a-row-deleted-an-answer-changed": [5, 4, 4, 3, 4, 3],
    "deleted-changed-added": [4, 4, 3, 4, 2, 5, 4, 3],
}


@pytest.mark.parametrize("answers", NEWER_COPIES.values(), ids=NEWER_COPIES)
def test_a_newer_copy_is_not_added_in_silence(
    workspace: Workspace, instrument: Instrument, tmp_path: Path, answers: list[int]
) -> None:
    imported(workspace, csv_file(tmp_path / "monday.csv", lines(SEVEN)))
    [(_, state, why)] = states(imported(workspace, csv_file(tmp_path / "friday.csv", lines(answers)), mode="add"))
    assert (state, why) in {("refused", "looks-newer"), ("refused", "looks-older"), ("updated", "perhaps-newer")}


def random_counts(rng: Random, people: int) -> list[list[int]]:
    """People with a leaning of their own, each with an answer to every statement."""
    found = []
    for _person in range(people):
        leaning = rng.choice([2, 3, 4])
        found.append([min(5, max(1, leaning + rng.choice([-1, 0, 0, 1]))) for _id in IDS])
    return found


def as_votes(people: list[list[int]]) -> dict[str, Votes]:
    columns = zip(IDS, zip(*people, strict=True), strict=True)
    return {id: Votes(all=Tally(counts=tuple(map(given.count, range(1, 6))))) for id, given in columns}


def test_other_people_are_seldom_taken_for_the_same(instrument: Instrument) -> None:
    """Of random groups: who is the same is nearly always seen, and other people nearly never are refused."""
    rng, told = Random(14), Counter[tuple[str, str | None]]()
    for _ in range(300):
        first, others = random_counts(rng, rng.randint(5, 30)), random_counts(rng, rng.randint(5, 30))
        newer = [list(answers) for answers in first[rng.randint(0, 1) :]] + random_counts(rng, rng.randint(0, 4))
        newer[0][0] = 6 - newer[0][0]
        stored = record(instrument).model_copy(
            update={"answers": {i: Answer(votes=v) for i, v in as_votes(first).items()}}
        )
        told["other", likeness(as_votes(others), stored)] += 1
        told["same", likeness(as_votes(newer), stored)] += 1
    assert told["other", "newer-copy"] <= 6
    assert told["other", "perhaps"] <= 36
    assert told["same", None] == 0


def named_alike(scored: Scored) -> list[list[str]]:
    return [f.params["teams"] for read in scored.batch.files for f in read.findings if f.code == "alike-teams"]


def of_team(name: str, first: int) -> list[list[str]]:
    return lines(SEVEN, (NORD[0], name, NORD[2]), first)


def test_names_that_are_nearly_alike_are_named_once_and_never_put_together(
    workspace: Workspace, tmp_path: Path
) -> None:
    teams = ["Nord", "Team Nord", "Nord-teamet", "Syd", "Øst 1", "Øst 2"]
    rows = [row for n, name in enumerate(teams) for row in of_team(name, n * 10)]
    scored = imported(workspace, csv_file(tmp_path / "e.csv", rows))
    assert [sorted(alike) for alike in named_alike(scored)] == [["»Nord-teamet«", "»Nord«", "»Team Nord«"]]
    assert {team.team for team in scored.batch.teams} == set(teams)


def test_a_new_name_is_held_against_those_in_the_data_folder(workspace: Workspace, tmp_path: Path) -> None:
    imported(workspace, csv_file(tmp_path / "one.csv", of_team("Bostøtte Syd-Øst", 1)))
    again = imported(workspace, csv_file(tmp_path / "two.csv", of_team("The Sydøst bostøtte team", 50)))
    assert named_alike(again) == [["»Bostøtte Syd-Øst«", "»The Sydøst bostøtte team«"]]
    third = imported(workspace, csv_file(tmp_path / "three.csv", of_team("The Sydøst bostøtte team", 90)), mode="add")
    assert named_alike(third) == []


ALIKE = {
    "the team's word in front": ("Team Nord", True),
    "and behind, with an ending": ("Nordteamet", True),
    "what such teams do": ("Bostøtte Nord", True),
    "both": ("Bostøtteteamet Nord", True),
    "an o for an ø": ("Bostotte Nord", True),
    "as abroad": ("Bostoette nord", True),
    "a number more": ("Nord 2", False),
    "another place": ("Bostøtte Syd", False),
    "the team's word alone": ("Teamet", False),
}


@pytest.mark.parametrize(("other", "alike"), ALIKE.values(), ids=ALIKE)
def test_which_names_are_nearly_nord(other: str, alike: bool) -> None:
    assert names.NamesOfTeams(["Nord"]).like(other) == ["Nord"] * alike


PAIRS = {
    "a hyphen inside": ("Bo-støtte Nord", "Bostøtte Nord", True),
    "what all of them are": ("HF-team Nord", "Nord", True),
    "a sign for and": ("Bostøtte & Bolig", "Bostøtte og Bolig", True),
    "in English": ("Care and Home", "Care & Home", True),
    "a saint": ("Skt. Hans", "Sankt Hans", True),
    "a saint in another way": ("Sct. Hans", "St. Hans", True),
    "a hyphen between places": ("Nord-Vest", "Nord Vest", True),
    "in the other order": ("Nord-Vest", "Vest Nord", True),
    "one of two places": ("Nord og Syd", "Nord", False),
    "other saints": ("Skt. Hans", "Skt. Jørgen", False),
    "Hans alone": ("Skt. Hans", "Hans", False),
    "another half": ("Bo-støtte Nord", "Bo-støtte Syd", False),
    "words alone": ("HF-team", "Housing First", False),
    "two letters swapped": ("Bostøtte Nord", "Bostøtte Nrod", True),
    "so without the team's word": ("Team Nord", "Nrod", True),
    "so in that word": ("Bostøtte Nord", "Botsøtte Nord", True),
    "without the blank": ("Bostøtte Nord", "BostøtteNord", True),
    "so of other words": ("Hjemløse Nord", "HjemløseNord", True),
    "a letter twice": ("Nord", "Noord", True),
    "a letter that lacks in a short name": ("Nord", "Nor", True),
    "so in a shorter one": ("Ærø", "Ær", True),
    "one that has become new": ("Nord", "Nord (ny)", True),
    "in short": ("Bostøtte Nord", "Bost. Nord", True),
    "a letter that only looks the same": ("Nord", "N\u043erd", True),
    "a whole word of such": ("Team A", "Team \u0410", True),
    "words of letters": ("BU", "BUF", False),
    "so beside others": ("Team BU", "Team BUF", False),
    "letters alone": ("A", "B", False),
    "letters, one and two": ("Team A", "Team AB", False),
    "a part of a place": ("Nord", "Nordvest", False),
    "names in another alphabet": ("\u0421\u0435\u0432\u0435\u0440", "\u042e\u0433", False),
    "a letter that lacks": ("Team Sønderbro", "Team Sønderbo", True),
    "another letter": ("Vesterbro", "Vestorbro", True),
    "beside a number": ("Nord 1", "Nrod 1", True),
    "a Roman number": ("Team I", "Team 1", True),
    "so behind a place": ("Bostøtte Nord II", "Bostøtte Nord 2", True),
    "five in Roman": ("Team V", "Team 5", True),
    "numbers": ("Team 1", "Team 2", False),
    "Roman numbers": ("Team I", "Team II", False),
    "longer numbers": ("Team 12", "Team 21", False),
    "letters": ("Team A", "Team B", False),
    "places": ("Nord", "Syd", False),
    "places that rhyme": ("Øst", "Vest", False),
    "short places": ("Lund", "Sund", False),
    "so with another letter inside": ("Holme", "Holte", False),
    "a slip and another number": ("Nord 1", "Nrod 2", False),
    "two slips": ("Nord Vest", "Nrod Vset", False),
    "the west": ("Århus V", "Århus 5", False),
    "what they do behind the place": ("Bostøtte Øst", "Østbostøtten", True),
    "so of another place": ("Bostøtte Øst", "Vestbostøtten", False),
    "in Finnish": ("Tiimi Etelä", "Etelä", True),
    "so in one word": ("Tiimi Etelä", "Etelätiimi", True),
    "other places there": ("Tiimi Etelä", "Tiimi Pohjoinen", False),
    "initials": ("Housing First Nord", "HF Nord", True),
    "initials of three words": ("Assertive Community Treatment Vest", "ACT-team Vest", True),
    "initials beside another place": ("Housing First Syd", "HF Nord", False),
    "words that have the initials of a team's word": ("Hus Fem Nord", "Nord", False),
    "the same initials": ("Bostøtte Syd Aften", "Bostøtte Skive Aften", False),
    "the beginning of a word": ("Øst", "Øster", False),
    "one figure more": ("Team 1", "Team 11", False),
}


@pytest.mark.parametrize(("one", "other", "alike"), PAIRS.values(), ids=PAIRS)
def test_which_pairs_are_nearly_the_same(one: str, other: str, alike: bool) -> None:
    assert names.NamesOfTeams([one]).like(other) == [one] * alike
    assert names.NamesOfTeams([other]).like(one) == [other] * alike


ALPHABETS = {
    "one letter among Latin ones": ("N\u043erd", ["»\u043e«"]),
    "a word that looks Latin": ("Team \u0410", ["»\u0410«"]),
    "Greek": ("\u039ford", ["»\u039f«"]),
    "Danish letters": ("Ærø", []),
    "other Latin ones": ("Łódź Größe", []),
    "all in another alphabet": ("\u0421\u0435\u0432\u0435\u0440", []),
    "so beside a Latin word": ("Nord (\u0421\u0435\u0432\u0435\u0440)", []),
    "a Greek letter that looks like none": ("Team \u03b2", []),
    "Arabic": ("\u0634\u0645\u0627\u0644 Nord", []),
}


@pytest.mark.parametrize("place", ["organisation", "team"])
@pytest.mark.parametrize(("name", "letters"), ALPHABETS.values(), ids=ALPHABETS)
def test_letters_of_another_alphabet_in_a_name_are_named(
    workspace: Workspace, tmp_path: Path, name: str, letters: list[str], place: str
) -> None:
    who = (name, *NORD[1:]) if place == "organisation" else (NORD[0], name, NORD[2])
    [read] = imported(workspace, csv_file(tmp_path / "e.csv", lines(SEVEN, who)), dry_run=True).batch.files
    assert [(f.code, f.value, f.params["letters"]) for f in read.findings] == (
        [("two-alphabets", name, letters)] if letters else []
    )


def test_what_such_a_name_is_is_said_in_both_languages(workspace: Workspace, tmp_path: Path) -> None:
    rows = lines(SEVEN, (NORD[0], "N\u043erd", NORD[2]))
    [told] = imported(workspace, csv_file(tmp_path / "e.csv", rows), dry_run=True).batch.files[0].findings
    said = {}
    for language in i18n.LANGUAGES:
        with i18n.speaking(language):
            said[language] = told.words()
    assert said == {
        "da": "I navnet »N\u043erd« er der brugt bogstaver fra et andet alfabet, som ligner vores: »\u043e«.",
        "en": "In the name »N\u043erd« letters of another alphabet stand where Latin ones seem to: »\u043e«.",
    }


@pytest.mark.parametrize("other", ["Århus V", "Arhus V", "aarhus-v"])
def test_letters_of_ours_may_be_written_as_others_have_them(other: str) -> None:
    assert names.NamesOfTeams(["Aarhus V"]).like(other) == ["Aarhus V"]


def test_a_name_is_compared_with_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many look-ups for each name, however many there are."""
    seen: list[str] = []
    real = names.likenesses

    def looked_up(name: str) -> tuple[frozenset[str], frozenset[str]]:
        seen.append(name)
        return real(name)

    monkeypatch.setattr(names, "likenesses", looked_up)
    per_name = []
    for many in (100, 200):
        seen.clear()
        known = names.NamesOfTeams()
        for n in range(many):
            assert known.like(f"Bostøtte {n}") == []
            known.add(f"Bostøtte {n}")
        per_name.append(len(seen) / many)
    assert per_name == [2, 2]


@pytest.mark.parametrize(("quarter", "far"), [("1999-Q3", True), ("2062-Q1", True), ("2018-Q1", False)])
def test_a_quarter_decades_away_is_remarked(workspace: Workspace, tmp_path: Path, quarter: str, far: bool) -> None:
    scored = imported(workspace, csv_file(tmp_path / "e.csv", lines(SEVEN, (*NORD[:2], quarter))))
    assert ("far-quarter" in {f.code for f in scored.batch.files[0].findings}) == far
