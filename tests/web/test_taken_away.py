"""Reports, forms, actions and copies by the page: the very files that the commands write, and nothing of its own."""

import io
import re
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import date
from http.client import HTTPConnection
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from hf_fidelity import i18n
from hf_fidelity.errors import UsageProblem
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import (
    Result,
    Workspace,
    compare_teams,
    list_actions,
    make_demo,
    make_form,
    show_assessment,
    show_trend,
)
from hf_fidelity.web.files import as_attachment
from hf_fidelity.web.pages import what_to_do
from hf_fidelity.writers.html import form_page, html_text
from tests.hostile import TEXTS
from tests.waiting import PATIENCE
from tests.web.files import hand_in, trays
from tests.web.here import NOW, ORGANISATION, TEAM, Running, Window, running


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("demo")
    make_demo(date(2026, 8, 20), made)
    return made


@pytest.fixture(scope="module")
def looking(folder: Path) -> Iterator[Running]:
    """A program that is only looked at."""
    with running(folder) as program:
        yield program


def taken(window: Window, path: str) -> tuple[bytes, str]:
    """A file that is taken away, and what it is called."""
    line = HTTPConnection(window.host, window.port, timeout=PATIENCE)
    line.request("GET", path, headers={"Cookie": "; ".join(f"{n}={v}" for n, v in window.cookies.items())})
    answer = line.getresponse()
    content = answer.read()
    line.close()
    assert answer.status == 200, content
    return content, answer.headers["content-disposition"]


def test_the_frame_holds_the_page_that_the_command_writes(looking: Running, folder: Path) -> None:
    window, workspace = looking.window(), Workspace.at(folder)
    team = urlencode({"team": TEAM, "organisation": ORGANISATION})
    expected = {
        f"report=show&{team}": show_assessment(workspace, TEAM),
        f"report=show&quarter=2026-Q1&{team}": show_assessment(workspace, TEAM, Quarter(2026, 1)),
        f"report=show&audience=public&{team}": show_assessment(workspace, TEAM, audience="public"),
        f"report=trend&{team}": show_trend(workspace, [TEAM]),
        f"report=trend&first=2026-Q1&{team}": show_trend(workspace, [TEAM], first=Quarter(2026, 1)),
        "report=compare": compare_teams(workspace),
    }
    for query, made in expected.items():
        page = window.see(f"/reports?{query}")
        assert made.document.title in page.body.replace("&amp;", "&"), query
        shown = window.ask("GET", f"/reports/page?{query}")
        assert shown.body == html_text(made.document), query
        assert "frame-ancestors 'self'" in shown.headers["content-security-policy"]
        assert shown.headers["x-frame-options"] == "SAMEORIGIN"


def test_a_report_is_made_once_for_its_page_and_its_frame(looking: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    times = []

    def made_and_counted(*values: Any, **more: Any) -> Result:
        times.append(1)
        return compare_teams(*values, **more)

    monkeypatch.setattr("hf_fidelity.journeys.compare_teams", made_and_counted)
    window = looking.window()
    window.see("/reports?report=compare")
    window.ask("GET", "/reports/page?report=compare")
    assert len(times) == 1


@pytest.mark.parametrize(("ending", "begins"), [("html", b"<!DOCTYPE html>"), ("xlsx", b"PK")])
def test_a_report_is_taken_away(looking: Running, ending: str, begins: bytes) -> None:
    content, name = taken(looking.window(), f"/reports/file.{ending}?report=show&{urlencode({'team': TEAM})}")
    assert content.startswith(begins)
    assert name.startswith("attachment; filename=")
    assert name.endswith(f".{ending}")


def test_why_there_is_nothing_to_see_stands_on_the_page(looking: Running) -> None:
    window = looking.window()
    for query in ("report=show&team=Ingen", "report=show&quarter=1999-Q1", "report=show&quarter=x", "audience=boss"):
        page = window.see(f"/reports?{query}")
        assert (page.status, "iframe" in page.body, "hf-fidelity show" in page.body) == (200, False, False), query
        assert 'role="alert"' in page.body


def test_quarters_are_offered_of_a_team_or_of_all(looking: Running) -> None:
    window = looking.window()
    assert '<option value="2026-Q1">' in window.see("/reports?report=compare").body
    assert '<option value="2026-Q1">' in window.see(f"/reports?report=trend&{urlencode({'team': TEAM})}").body


def test_a_command_is_no_advice_on_the_page() -> None:
    assert what_to_do(UsageProblem("x", hint="`hf-fidelity teams` lists them all.")) == ""
    assert what_to_do(UsageProblem("x", hint="Say which with --team.")) == ""
    assert what_to_do(UsageProblem("x", hint="Make room on the disk.")) == "Make room on the disk."


def test_a_form_is_the_one_that_the_command_writes(looking: Running, folder: Path) -> None:
    window = looking.window()
    asked = urlencode({"team": TEAM, "organisation": ORGANISATION, "quarter": "2026-Q3"})
    made = make_form(Workspace.at(folder), organisation=ORGANISATION, team=TEAM, quarter=Quarter(2026, 3))
    assert window.see(f"/forms?{asked}").status == 200
    assert window.ask("GET", f"/forms/page?{asked}").body == form_page(made)
    assert taken(window, f"/forms/workbook?{asked}")[0].startswith(b"PK")


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_file_is_called_something_that_a_header_can_say(text: str) -> None:
    said = as_attachment(f"{text}.html")
    assert said.isascii()
    assert said.isprintable()
    assert said.count('"') == 2


def test_what_an_address_says_is_never_markup(looking: Running) -> None:
    window = looking.window()
    for path in ("/reports", "/actions", "/forms", "/reports/page", "/forms/page"):
        bad = urlencode(
            {"team": "<script>x</script>", "quarter": '"><script>', "report": "show", "whose": "<script>/<b>"}
        )
        assert "<script>x" not in window.see(f"{path}?{bad}").body
        assert '"><script>' not in window.see(f"{path}?{bad}").body


# What is changed


@pytest.fixture
def changing(tmp_path: Path) -> Iterator[Running]:
    """A program over made-up teams of its own."""
    make_demo(date(2026, 8, 20), tmp_path / "data")
    with running(tmp_path / "data") as program:
        yield program


def test_an_action_is_moved_and_done(changing: Running) -> None:
    window, workspace = changing.window(), changing.program.workspace
    page = window.see("/actions")
    (action,) = list_actions(workspace, today=NOW.date(), only_open=True).document.data["actions"]  # type: ignore[index]
    assert action["text"] in page.words
    which = {name: action[name] for name in ("id", "team", "organisation", "instrument")}
    assert "given up" not in window.send("/actions/decide", kind="dropped", **which).words.partition("Open")[0]
    page = window.send("/actions/decide", kind="moved", due="2026-12-01", **which)
    assert "Written down" in page.words
    assert "1 December 2026" in page.words
    page = window.send("/actions/decide", kind="moved", due="snart", **which)
    assert "is no day" in page.words
    page = window.send("/actions/decide", kind="done", outcome="Det virkede", **which)
    assert "There is no open action." in page.words
    assert "Det virkede" in page.words


def test_a_copy_is_made_taken_away_and_put_back(
    changing: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "trays").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "trays"))
    window = changing.window()
    window.see("/backup")
    assert "23 records are in the copy" in window.send("/backup/make").words
    content, name = taken(window, "/backup/file")
    assert "hf-fidelity-2026-08-15.zip" in name
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
    folder = changing.program.workspace.store.root
    record = next(path for path in folder.rglob("2026-Q2*.json") if TEAM.split()[1].lower() in str(path).lower())
    before = record.read_bytes()
    record.unlink()
    reply = hand_in(window, ("kopi.zip", content), path="/restore/file")
    assert (reply.status, reply.headers["location"]) == (303, "/restore")
    assert window.see("/restore").status == 200
    assert "1 file has been restored" in window.ask("GET", "/restore/report").words
    assert record.read_bytes() == before
    assert [Path(each).suffix for each in trays(tmp_path / "trays")] == [".zip"]  # the one that waits to be fetched


@pytest.mark.parametrize(
    "content", [b"", b"no zip", b"PK\x03\x04" + b"\0" * 100], ids=["nothing", "no zip", "half a zip"]
)
def test_what_is_no_copy_changes_nothing(changing: Running, content: bytes) -> None:
    before = {path: path.read_bytes() for path in changing.program.workspace.store.root.rglob("*.json")}
    reply = hand_in(changing.window(), ("kopi.zip", content), path="/restore/file")
    assert "That did not work" in reply.words
    assert "kopi.zip" in reply.words
    assert tempfile.gettempdir() not in reply.body
    assert {path: path.read_bytes() for path in changing.program.workspace.store.root.rglob("*.json")} == before


def test_made_up_teams_get_nothing_of_a_real_copy(changing: Running) -> None:
    window = changing.window()
    window.see("/")
    window.send("/demo")
    assert "made-up teams" in hand_in(window, ("kopi.zip", b"PK"), path="/restore/file").words


def test_a_teams_name_stays_a_text_everywhere(tmp_path: Path) -> None:
    make_demo(date(2026, 8, 20), tmp_path)
    bad = "<script>alert('x')</script> \"&amp;"
    store = Workspace.at(tmp_path).store
    team = store.seek(TEAM)[0]
    from hf_fidelity.store.data_folder import rename

    rename(store, team, bad)
    with running(tmp_path) as run:
        window = run.window()
        for path in ("/", "/reports", "/actions", "/forms", "/import", "/backup"):
            assert "<script>alert" not in window.see(path).body, path
        asked = urlencode({"report": "trend", "team": bad})
        assert "<script>alert" not in window.see(f"/reports?{asked}").body
        assert "<script>alert" not in window.ask("GET", f"/reports/page?{asked}").body


def test_what_is_agreed_goes_into_a_calendar(looking: Running) -> None:
    """Where there is a writer of calendars; else the page offers none."""
    window = looking.window()
    offered = "/actions/calendar" in window.see("/actions").body
    reply = window.ask("GET", "/actions/calendar")
    if find_spec("hf_fidelity.writers.calendar"):
        assert offered
        assert reply.body.startswith("BEGIN:VCALENDAR")
        assert reply.headers["content-type"].startswith("text/calendar")
    else:
        assert not offered
        assert (reply.status, reply.headers["location"]) == (303, "/actions")


# The guide


def test_every_button_that_the_guide_names_is_called_so() -> None:
    """What stands in bold in docs/siden.md is what a button says in Danish."""
    guide = (Path(__file__).parents[2] / "docs/siden.md").read_text("utf-8")
    catalogue = (Path(i18n.__file__).parent / "locale/da/LC_MESSAGES/hf_fidelity.po").read_text("utf-8")
    named = set(re.findall(r"\*\*([^*]+)\*\*", guide))
    assert len(named) > 20
    assert [name for name in sorted(named) if f'msgstr "{name}"' not in catalogue] == []
