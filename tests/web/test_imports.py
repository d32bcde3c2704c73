"""Answers handed in by the page: read as ``score`` reads them, stored by "Save" alone, and gone afterwards."""

import io
import json
import shutil
import socket
import tempfile
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from hf_fidelity.errors import UsageProblem
from hf_fidelity.journeys import Scored, Wish, Workspace, score_exports
from hf_fidelity.web.files import file_name
from hf_fidelity.writers.html import html_text
from tests.builders import housing_first, record
from tests.exports.here import read_here
from tests.exports.tables import LABELS, NORD, csv_file
from tests.hostile import TEXTS
from tests.journeys.scenes import own_questionnaire, store
from tests.journeys.test_same_people import ROWS
from tests.waiting import PATIENCE, soon
from tests.web.files import BOUNDARY, export, hand_in, handed_in, parts, press, trays, until_read
from tests.web.here import NOW, ORGANISATION, TEAM, Reply, Running, Window, running


@pytest.fixture(autouse=True)
def put_down(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where files are put down while they are read: a folder of its own, so that what is left can be counted."""
    folder = tmp_path_factory.mktemp("put-down")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    """Files are read in this process; one test has a process for it, as the program has."""
    read_here(monkeypatch)
    with running(tmp_path) as program:
        yield program


@pytest.fixture
def with_a_reader(tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path) as program:
        yield program


def records(folder: Path) -> list[dict[str, object]]:
    found = [path for path in folder.rglob("*.json") if path.name != "team.json"]
    return [json.loads(path.read_text("utf-8")) for path in found]


def test_files_are_read_shown_saved_and_thrown_away(with_a_reader: Running, tmp_path: Path, put_down: Path) -> None:
    window = with_a_reader.window()
    page = handed_in(window, ("svar.csv", export(wrong="måske")))
    assert "Save the answers of 1 team" in page.words
    assert records(tmp_path) == []
    assert trays(put_down)
    shown = window.ask("GET", "/import/report")
    assert all(each in shown.words for each in ("måske", "svar.csv", TEAM))
    window.page = page
    saved = press(window, "/import/save")
    assert "The answers are saved" in saved.words
    (record,) = records(tmp_path)
    assert (record["organisation"], record["quarter"], record["participants"]) == (ORGANISATION, "2026-Q3", 5)
    assert trays(put_down) == []


def test_files_that_gave_nothing_are_counted_where_the_answers_are_said_to_be_saved(run: Running) -> None:
    window = run.window()
    nothing = [(f"nothing-{n}.csv", b"A;B\n1;2\n") for n in range(2)]
    said = "2 of 3 files gave no answers"
    assert said in handed_in(window, ("svar.csv", export()), *nothing).words
    saved = press(window, "/import/save")
    assert "The answers of 1 of 3 files are saved" in saved.words
    assert said in saved.words


def test_a_team_that_stands_twice_is_told_so_before_and_after_it_is_saved(run: Running, tmp_path: Path) -> None:
    store(Workspace.at(tmp_path), record(housing_first(), "4" * 16, "2026-Q2"))
    home = tmp_path / "proevekoebing-kommune"
    shutil.copytree(home / "bostoette-nord", home / "arkiv")
    window = run.window()
    handed_in(window, ("svar.csv", export()))
    for said in (window.see("/import").words, press(window, "/import/save").words):
        assert "The same team stands in each of" in said


def test_what_is_shown_is_what_score_says(run: Running, tmp_path: Path) -> None:
    window = run.window()
    files = [("uge 1.csv", export(wrong="<b>?")), ("uge 2.csv", b"intet her\n"), ("brev.docx", b"PK\x03\x04 x")]
    handed_in(window, *files)
    shown = window.ask("GET", "/import/report").body
    for name, content in files:
        (tmp_path / name).write_bytes(content)
    paths = [tmp_path / name for name, _content in files]
    scored = score_exports(Workspace.at(tmp_path / "another"), paths, Wish(), now=NOW, dry_run=True)
    assert shown == html_text(scored.document)


def test_what_the_files_do_not_say_is_said_on_the_page(run: Running, tmp_path: Path) -> None:
    window = run.window()
    page = handed_in(window, ("svar.csv", export(team="", organisation="")))
    assert "There is nothing in the files to save" in page.words
    page = press(window, "/import/again", team=TEAM, organisation=ORGANISATION, mapping="")
    assert "Save the answers of 1 team" in page.words
    press(window, "/import/save")
    assert [record["team"]["name"] for record in records(tmp_path)] == [TEAM]  # type: ignore[index]


def test_what_digits_mean_is_said_on_the_page(run: Running) -> None:
    window = run.window()
    page = handed_in(window, ("svar.csv", export(digits=True)))
    assert "There is nothing in the files to save" in page.words
    assert "--codes" in window.ask("GET", "/import/report").words
    window.page = page
    assert "Save the answers of 1 team" in press(window, "/import/again", codes="agree-high").words


def test_how_a_file_was_understood_is_mended_on_the_page(run: Running) -> None:
    window = run.window()
    page = handed_in(window, ("svar.csv", export()))
    mapping = window.ask("GET", "/import/mapping").body
    assert "D: S01" in mapping
    wrong = press(window, "/import/again", mapping=mapping.replace("D: S01", "D: S99"))
    assert "S99" in wrong.words
    assert "mapping.yaml" in wrong.words
    assert str(tempfile.gettempdir()) not in wrong.body
    page = press(window, "/import/again", mapping=mapping.replace("D: S01", "D: ignore"))
    assert "Save the answers of 1 team" in page.words
    assert "D: ignore" in page.body


def test_a_mapping_handed_in_with_the_exports_counts(run: Running) -> None:
    window = run.window()
    handed_in(window, ("svar.csv", export()))
    mapping = window.ask("GET", "/import/mapping").body
    page = handed_in(window, ("svar.csv", export()), ("mapping.yaml", mapping.replace("D: S01", "D: S99").encode()))
    assert "S99" in page.words


@pytest.mark.parametrize(("mode", "people"), [("add", 13), ("replace", 7), ("", 6)])
def test_answers_that_are_there_already(run: Running, tmp_path: Path, mode: str, people: int) -> None:
    window = run.window()
    handed_in(window, ("svar.csv", export(6)))
    press(window, "/import/save")
    alike = export(4).decode().splitlines()[1]
    other = "\r\n".join([export(0).decode().strip(), *[alike] * 7])
    page = handed_in(window, ("andre.csv", other.encode()))
    assert "there are other answers, too" in page.words
    page = press(window, "/import/again", only_mode="1", mode=mode)
    assert ("Save the answers" in page.words) == bool(mode)
    if mode:
        press(window, "/import/save")
    assert [record["participants"] for record in records(tmp_path)] == [people]


@pytest.mark.parametrize(
    ("people", "asked"), [(range(7), False), (range(20, 27), True)], ids=["a newer copy", "others"]
)
def test_of_two_files_of_one_team_it_is_asked_only_where_both_may_count(
    run: Running, people: range, asked: bool, tmp_path: Path
) -> None:
    window = run.window()
    for name, some in (("a.csv", range(6)), ("b.csv", people)):
        csv_file(tmp_path / name, [[*NORD, f"R{n}", *(LABELS[point] for point in ROWS[n])] for n in some])
    handed_in(window, *((name, (tmp_path / name).read_bytes()) for name in ("a.csv", "b.csv")))
    assert window.page
    assert ("Of 1 team there are other answers, too" in window.page.words) is asked
    assert "Save the answers" not in window.page.words
    if asked:
        press(window, "/import/again", only_mode="1", mode="add")
        press(window, "/import/save")
        assert [record["participants"] for record in records(tmp_path)] == [13]


def test_few_who_differ_are_asked_about_and_a_box_says_yes(run: Running, tmp_path: Path) -> None:
    """As ``--replace`` and ``--yes`` do it."""
    window = run.window()
    handed_in(window, ("svar.csv", export(6)))
    press(window, "/import/save")
    handed_in(window, ("nyere.csv", export(7)))
    assert window.page and "(--yes)" in window.page.words, "which is offered at once, since a newer copy needs it"
    page = press(window, "/import/again", only_mode="1", mode="replace")
    assert "Save the answers" not in page.words
    assert "whoever has both reports can subtract them" in window.ask("GET", "/import/report").words
    window.page = page
    assert "(--yes)" in page.words
    page = press(window, "/import/again", only_mode="1", mode="replace", yes="1")
    assert "Save the answers" in page.words
    press(window, "/import/save")
    assert [(record["participants"], record["replaced"]) for record in records(tmp_path)] == [(7, 1)]


def test_few_who_differ_from_another_questionnaires_votes_are_asked_about_too(run: Running, tmp_path: Path) -> None:
    """A first import, so nothing of its own takes another's place: the box alone says yes, and can be taken back."""
    ours = own_questionnaire(tmp_path, "vores-eget")
    window = run.window()
    handed_in(window, ("svar.csv", export(6)))
    press(window, "/import/save")
    handed_in(window, ("flere.csv", export(7)))
    page = press(window, "/import/again", instrument=ours)
    assert ("Save the answers" in page.words, "(--yes)" in page.words) == (False, True)
    page = press(window, "/import/again", only_mode="1", mode="", yes="1")
    assert ("Save the answers" in page.words, "(--yes)" in page.words) == (True, True)
    press(window, "/import/save")
    names = sorted(path.name.split(".")[1] for path in tmp_path.rglob("*.json") if path.name != "team.json")
    assert names == ["housing-first", ours]


def test_thrown_away_is_gone(run: Running, tmp_path: Path, put_down: Path) -> None:
    window = run.window()
    handed_in(window, ("svar.csv", export()))
    page = press(window, "/import/cancel")
    assert "Drop files here" in page.words
    assert (records(tmp_path), trays(put_down)) == ([], [])


def test_an_older_windows_button_saves_nothing(run: Running, tmp_path: Path) -> None:
    window = run.window()
    old = handed_in(window, ("svar.csv", export()))
    handed_in(window, ("anden.csv", export(7)))
    window.page = old
    press(window, "/import/save")
    assert records(tmp_path) == []


def test_the_next_files_take_the_place_of_those_not_saved(run: Running, put_down: Path) -> None:
    window = run.window()
    handed_in(window, ("svar.csv", export()))
    handed_in(window, ("anden.csv", export(7)))
    assert [Path(name).name for name in trays(put_down)] == ["anden.csv"]


def test_two_files_of_one_name_are_both_read(run: Running) -> None:
    window = run.window()
    handed_in(window, ("svar.csv", export()), ("svar.csv", export(7, team="ACT-teamet")))
    shown = window.ask("GET", "/import/report").words
    assert "svar (2).csv" in shown
    assert "ACT-teamet" in shown


def test_nothing_handed_in_asks_again(run: Running, put_down: Path) -> None:
    window = run.window()
    assert hand_in(window, body=parts([])).status in (303, 400)
    assert "Drop files here" in window.see("/import").words
    assert trays(put_down) == []


def test_the_workbook_is_the_one_that_score_writes(run: Running) -> None:
    window = run.window()
    handed_in(window, ("svar.csv", export()))
    line = window.ask("GET", "/import/workbook")
    assert line.headers["content-disposition"].startswith("attachment;")
    assert line.status == 200


def test_everything_is_thrown_away_when_the_program_ends(tmp_path: Path, put_down: Path) -> None:
    with running(tmp_path) as run:
        handed_in(run.window(), ("svar.csv", export()))
        assert trays(put_down)
    del run
    import gc

    gc.collect()
    assert trays(put_down) == []


# Attacks


WRONG = {
    "another boundary": (parts([("a.csv", b"x")]), {"Content-Type": "multipart/form-data; boundary=other"}, 400),
    "no boundary": (parts([("a.csv", b"x")]), {"Content-Type": "multipart/form-data"}, 400),
    "no form of files": (b"a=b", {"Content-Type": "application/x-www-form-urlencoded"}, 415),
    "cut off": (parts([("a.csv", b"x" * 5000)])[:3000], {}, 400),
    "a head without end": (f"--{BOUNDARY}\r\nX: ".encode() + b"y" * 100_000, {}, 400),
    "a thousand heads": (f"--{BOUNDARY}\r\n".encode() + b"X: y\r\n" * 1000 + b"\r\n", {}, 400),
    "more files than anybody has": (parts([("a.csv", b"")] * 1001), {}, 413),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_body_that_is_none_of_ours_is_refused(run: Running, put_down: Path, what: str) -> None:
    body, headers, status = WRONG[what]
    reply = hand_in(run.window(), body=body, **headers)
    assert (reply.status, reply.body) == (status, str(status))
    assert trays(put_down) == []
    assert run.window().see("/import").status == 200


def test_too_much_is_refused_before_it_is_sent(run: Running, put_down: Path) -> None:
    reply = hand_in(run.window(), body=b"", **{"Content-Length": str(run.program.limits.upload + 1)})
    assert reply.status == 413
    assert trays(put_down) == []


def test_too_much_without_a_length_is_refused_while_it_is_sent(tmp_path: Path, put_down: Path) -> None:
    from hf_fidelity.web.guard import Limits

    with running(tmp_path, limits=Limits(upload=300_000)) as run:
        window = run.window()
        csrf = window.see("/import").hidden("csrf")
        head = parts([("a.csv", b"")]).partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
        answer = _in_pieces(window, csrf, [head, *[b"1;2;3\n" * 10_000] * 50])
        assert b" 413 " in answer
        assert trays(put_down) == []


def _in_pieces(
    window: Window, csrf: str, pieces: list[bytes], *, closed_when: Callable[[], object] | None = None
) -> bytes:
    """Send a body of unknown length, piece by piece, to its end or till the line is closed; what is answered."""
    cookie = "; ".join(f"{name}={value}" for name, value in window.cookies.items())
    head = (
        f"POST /import/files?csrf={csrf} HTTP/1.1\r\nHost: 127.0.0.1:{window.port}\r\n"
        f"Origin: http://127.0.0.1:{window.port}\r\nCookie: {cookie}\r\nTransfer-Encoding: chunked\r\n"
        f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", window.port), timeout=PATIENCE) as line:
        try:
            line.sendall(head.encode())
            for piece in pieces:
                line.sendall(b"%x\r\n%s\r\n" % (len(piece), piece))
            if closed_when is not None:
                assert soon(closed_when)
                return b""
            line.sendall(b"0\r\n\r\n")
        except OSError:
            pass
        try:
            return line.recv(4000)
        except OSError:
            return b" 413 "  # it was closed while the rest was still on its way


def test_a_browser_closed_half_way_leaves_nothing(run: Running, put_down: Path) -> None:
    window = run.window()
    csrf = window.see("/import").hidden("csrf")
    head = parts([("a.csv", b"")]).partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
    _in_pieces(window, csrf, [head, b"1;2;3\n" * 10_000], closed_when=lambda: trays(put_down))
    assert soon(lambda: not trays(put_down))
    assert "Save the answers of 1 team" in handed_in(window, ("svar.csv", export())).words


def test_a_sender_who_falls_asleep_is_let_go(tmp_path: Path, put_down: Path) -> None:
    from hf_fidelity.web.guard import Limits

    with running(tmp_path, limits=Limits(upload_pause=0.3)) as run:
        window = run.window()
        csrf = window.see("/import").hidden("csrf")
        cookie = "; ".join(f"{name}={value}" for name, value in window.cookies.items())
        with socket.create_connection(("127.0.0.1", window.port), timeout=PATIENCE) as line:
            line.sendall(
                f"POST /import/files?csrf={csrf} HTTP/1.1\r\nHost: 127.0.0.1:{window.port}\r\n"
                f"Origin: http://127.0.0.1:{window.port}\r\nCookie: {cookie}\r\nContent-Length: 5000\r\n"
                f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n\r\n--{BOUNDARY}\r\n".encode()
            )
            assert b" 408 " in line.recv(4000)
        assert trays(put_down) == []


def test_a_second_import_at_once_is_told_to_wait(run: Running) -> None:
    window, other = run.window(), run.window()
    run.program.kept["import-is-coming"] = True
    reply = hand_in(other, ("svar.csv", export()))
    assert "Other files are being read just now" in reply.words
    run.program.kept["import-is-coming"] = False
    assert "Save the answers of 1 team" in handed_in(window, ("svar.csv", export())).words


@pytest.mark.thorough
def test_a_zip_bomb_is_named_and_the_page_goes_on(run: Running) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        with packed.open("xl/workbook.xml", "w") as entry:
            for _times in range(200):
                entry.write(b" " * 1_000_000)
    window = run.window()
    page = handed_in(window, ("bombe.xlsx", bomb.getvalue()))
    assert "There is nothing in the files to save" in page.words
    assert "bombe.xlsx" in window.ask("GET", "/import/report").words


@pytest.mark.parametrize(
    ("said", "is_called"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\mig\\svar.xlsx", "svar.xlsx"),
        ("..\\..\\svar.csv", "svar.csv"),
        ("/", "file"),
        ("..", "file"),
        ("nul.csv", "_nul.csv"),
        ("a\0b.csv", "ab.csv"),
        ('<img src=x onerror="1">.csv', "_img src=x onerror=_1__.csv"),
        ("svar *.csv", "svar _.csv"),
        ("ø" * 300 + ".xlsx", "ø" * 69 + ".xlsx"),
        ("svar.csv ", "svar.csv"),
    ],
)
def test_a_name_leads_nowhere(said: str, is_called: str) -> None:
    assert file_name(said) == is_called


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_hostile_text_is_a_name_like_any_other(text: str) -> None:
    name = file_name(text)
    assert name == Path(name).name
    assert name not in ("", ".", "..")
    assert file_name(name) == name


def test_hostile_texts_in_cells_sheets_and_names_stay_texts(run: Running) -> None:
    bad = "<script>alert(1)</script>"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    sheet.title = "<i>ark"
    for row in export(team=bad, wrong=bad).decode().splitlines():
        sheet.append(row.split(";"))
    content = io.BytesIO()
    book.save(content)
    window = run.window()
    page = handed_in(window, (f"{bad}.xlsx", content.getvalue()))
    shown = window.ask("GET", "/import/report")
    for each in (page, shown):
        assert "<script>alert" not in each.body
        assert "<i>" not in each.body
    assert "alert(1)" in shown.words
    assert "'unsafe-inline'" not in shown.headers["content-security-policy"]


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Reading goes on only once this is set."""
    may_go_on = threading.Event()

    def waits(*values: Any, **more: Any) -> Scored:
        may_go_on.wait(30)
        return score_exports(*values, **more)

    monkeypatch.setattr("hf_fidelity.journeys.score_exports", waits)
    yield may_go_on
    may_go_on.set()


def test_everything_else_is_answered_while_files_are_read(run: Running, held: threading.Event) -> None:
    window, other = run.window(), run.window()
    assert hand_in(window, ("svar.csv", export())).status == 303
    assert "data-work" in other.see("/import").body
    assert all(other.see(path).status == 200 for path in ("/", "/backup", "/reports", "/forms", "/actions"))
    assert "Other files are being read just now" in hand_in(other, ("anden.csv", export(7))).words
    held.set()
    assert "Save the answers of 1 team" in until_read(window).words


def test_reading_that_is_stopped_leaves_nothing(run: Running, held: threading.Event, put_down: Path) -> None:
    window = run.window()
    hand_in(window, ("svar.csv", export()))
    assert "Drop files here" in press_at_work(window).words
    held.set()
    assert soon(lambda: not trays(put_down))
    assert "Drop files here" in window.see("/import").words


def test_storing_that_is_stopped_says_so_and_can_be_done_again(
    run: Running, held: threading.Event, tmp_path: Path
) -> None:
    held.set()
    window = run.window()
    handed_in(window, ("svar.csv", export()), ("anden.csv", export(7, team="ACT-teamet")))
    held.clear()
    assert window.page
    window.send("/import/save", key=window.page.hidden("key"))
    press_at_work(window)
    held.set()
    page = until_read(window)
    assert "Stopped after" in page.words
    press(window, "/import/save")
    assert sorted(record["team"]["name"] for record in records(tmp_path)) == ["ACT-teamet", TEAM]  # type: ignore[index]


def press_at_work(window: Window) -> Reply:
    """Stop what is at work."""
    page = window.see("/import")
    return window.send("/import/cancel", key=page.hidden("key"))


def test_a_report_is_made_while_everything_else_is_answered(run: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, may_go_on = threading.Event(), threading.Event()

    def waits(*_values: Any, **_more: Any) -> Scored:
        begun.set()
        may_go_on.wait(30)
        raise UsageProblem("There is nothing to show.")

    monkeypatch.setattr("hf_fidelity.journeys.compare_teams", waits)
    slow, other = run.window(), run.window()
    asking = threading.Thread(target=slow.see, args=("/reports?report=compare",))
    asking.start()
    assert begun.wait(PATIENCE)
    assert other.see("/import").status == 200
    assert asking.is_alive()
    may_go_on.set()
    asking.join(PATIENCE)
    assert slow.page
    assert "There is nothing to show." in slow.page.words
