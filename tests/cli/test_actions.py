"""``actions`` on the command line: at 80 columns, in every format, with and without somebody to ask."""

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from hf_fidelity.cli import main
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Action, Draft
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.store.data_folder import Store
from tests.builders import record
from tests.terminal import END_OF_INPUT, INTERRUPT, run

ORGANISATION, TEAM, Q3 = "Prøvekøbing Kommune", "Bostøtte Nord", Quarter(2026, 3)
PATH = "proevekoebing-kommune/bostoette-nord/2026-Q3.housing-first.json"
OPEN = "2026-Q2-1"
TEXT = "Fast aftale med boligforeningen om to lejligheder om året"

Cli = Callable[..., tuple[int, str, str]]


def _actions(*given: dict[str, Any]) -> tuple[Action, ...]:
    return tuple(Action.model_validate_json(json.dumps({"opened_in": "2026-Q2", **action})) for action in given)


@pytest.fixture
def data(tmp_path: Path, instrument: Instrument) -> Path:
    """One team with an overdue action, one without a deadline and one that is done."""
    late = {"id": OPEN, "about": "S06", "text": TEXT, "owner": "teamleder", "due": "2026-07-31"}
    other, done = {"id": "2026-Q2-2", "text": "Fokusgruppe"}, {"id": "2026-Q2-3", "text": "Kursus", "state": "done"}
    folder = Store(tmp_path / "data").place(ORGANISATION, TEAM)
    folder.save(record(instrument, "4" * 16, "2026-Q2", actions=_actions(late, other)), 0)
    folder.save(record(instrument, "4" * 16, "2026-Q3", actions=_actions(late, other, done)), 0)
    return tmp_path / "data"


@pytest.fixture
def cli(data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Runs ``actions`` where there is no terminal: exit code, standard output, standard error."""
    monkeypatch.setattr("hf_fidelity.cli.clock.now", lambda: datetime(2026, 8, 15, 12, tzinfo=UTC))
    monkeypatch.setenv("HF_FIDELITY_LANG", "en")
    monkeypatch.setenv("COLUMNS", "80")

    def call(*words: str) -> tuple[int, str, str]:
        code = main.run(["--data", str(data), "actions", *words])
        out, err = capsys.readouterr()
        return code, out, err

    return call


def kept(data: Path) -> dict[str, Any]:
    return json.loads((data / PATH).read_text(encoding="utf-8"))  # type: ignore[no-any-return]


# --- the list ---------------------------------------------------------------------------------------------------

ON_80_COLUMNS = """\
Agreed actions
Bostøtte Nord, Prøvekøbing Kommune · Fidelity form for Housing First (official
form)

How do the actions stand?
  • Open: 2, of which overdue: 1.
  • Done: 1. Dropped: 0.
  • Overdue (due 31 July 2026): Fast aftale med boligforeningen om to
    lejligheder om året (S06 The municipality backs the search for homes;
    responsible: teamleder).

The actions
"""


def test_it_reads_well_on_80_columns(cli: Cli) -> None:
    code, out, err = cli()
    assert (code, err) == (0, "")
    assert (out[: len(ON_80_COLUMNS)], max(map(len, out.splitlines())) <= 80) == (ON_80_COLUMNS, True)
    head = next(line.split() for line in out.splitlines() if line.startswith("Action "))
    assert head == ["Action", "Id", "About", "Responsible", "Due", "State"]


def test_json_has_the_actions_and_nothing_else(cli: Cli) -> None:
    code, out, err = cli("--open", "--format", "json")
    found = json.loads(out)
    assert (code, err, list(found), [a["id"] for a in found["actions"]]) == (0, "", ["actions"], [OPEN, "2026-Q2-2"])
    assert found["actions"][0] == {
        **{"id": OPEN, "about": "S06", "text": TEXT, "owner": "teamleder", "due": "2026-07-31", "state": "open"},
        **{"opened_in": "2026-Q2", "outcome": None, "organisation": ORGANISATION, "team": TEAM, "overdue": True},
        **{"instrument": "housing-first", "instrument_status": "official", "quarter": "2026-Q3"},
        **{"share_on": None, "learnt": None, "follows": None, "to_share": False},
    }


ASKED: dict[str, list[str]] = {
    **{name: ["--format", name] for name in ("text", "json", "csv", "md")},
    "csv-plain": ["--format", "csv", "--csv-dialect", "plain"],
    "plain": ["--plain"],
    "of-a-team-and-quarter": ["--team", TEAM, "--organisation", ORGANISATION, "--quarter", "2026K2"],
    "of-a-questionnaire": ["--instrument", "housing-first"],
}


@pytest.mark.parametrize("words", ASKED.values(), ids=ASKED)
def test_every_format_says_that_it_is_overdue(cli: Cli, words: list[str]) -> None:
    code, out, err = cli(*words)
    assert (code, "overdue" in out, TEXT.rsplit(maxsplit=1)[-1] in out, err) == (0, True, True, "")


@pytest.mark.parametrize("ending", ["html", "xlsx", "md", "csv", "json", "pdf"])
def test_every_format_goes_into_a_file(cli: Cli, tmp_path: Path, ending: str) -> None:
    code, out, _ = cli("--out", str(tmp_path / f"actions.{ending}"))
    assert (code, out, (tmp_path / f"actions.{ending}").stat().st_size > 100) == (0, "", True)


def test_a_calendar_goes_to_the_screen_or_a_file_of_its_own_ending(cli: Cli, tmp_path: Path) -> None:
    """What has no day is counted beside it, and another name is refused."""
    code, out, err = cli("--format", "ics", "--meeting", "3.11.2026")
    assert (code, out.startswith("BEGIN:VCALENDAR"), "20261103" in out) == (0, True, True)
    assert "has no day" in err or "have no day" in err
    file = tmp_path / "aftaler.ics"
    assert cli("--out", str(file))[0] == 0
    assert file.read_bytes().count(b"BEGIN:VEVENT") == out.count("BEGIN:VEVENT")
    for wrong in (["--format", "ics", "--out", "a.txt"], ["--format", "json", "--out", "a.ics"]):
        assert cli(*wrong)[0] == 2


def test_a_damaged_record_is_left_out_and_named(cli: Cli, data: Path) -> None:
    (data / PATH).write_bytes(b"{")
    code, out, err = cli("--format", "json")
    assert (code, Path(PATH).name in err, len(json.loads(out)["actions"])) == (1, True, 2)


# --- one of them, without a terminal ----------------------------------------------------------------------------

TOLD = {
    "done": (["done", OPEN, "--outcome", "To lejligheder"], {"state": "done", "outcome": "To lejligheder"}),
    "done-without-a-word": (["done", OPEN], {"state": "done"}),
    "done-with-an-empty-word": (["done", OPEN, "--outcome", ""], {"state": "done"}),
    "drop": (["drop", OPEN, "--outcome", "Ingen lejligheder"], {"state": "dropped", "outcome": "Ingen lejligheder"}),
    "share-on-a-day": (["share", OPEN, "--on", "1.12.2026"], {"share_on": "2026-12-01"}),
    "share-what-was-learnt": (["share", OPEN, "--learnt", "Ring først"], {"learnt": "Ring først"}),
    "move-to-a-date": (["move", OPEN, "--due", "2026-12-01"], {"due": "2026-12-01"}),
    "move-to-a-danish-date": (["move", OPEN, "--due", "4.12.2026"], {"due": "2026-12-04"}),
    "move-to-a-quarter": (["move", OPEN, "--due", "4. kvartal 2026"], {"due": "2026-12-31"}),
    "of-a-team": (["done", OPEN, "--team", TEAM, "--organisation", ORGANISATION], {"state": "done"}),
    "of-a-questionnaire": (["done", OPEN, "--instrument", "housing-first"], {"state": "done"}),
}


@pytest.mark.parametrize(("words", "fields"), TOLD.values(), ids=TOLD)
def test_what_is_decided_is_stored_and_told(cli: Cli, data: Path, words: list[str], fields: dict[str, str]) -> None:
    before = kept(data)
    code, out, err = cli(*words)
    after = kept(data)
    assert (code, TEXT in " ".join(out.split()), err) == (0, True, "")
    assert after["actions"] == [{**before["actions"][0], **fields}, *before["actions"][1:]]
    assert (after["revision"], len(after["history"])) == (2, 1)


REFUSED = {
    "unknown": (["done", "2026-Q9-9"], "Open are: 2026-Q2-1, 2026-Q2-2."),
    "not-open": (["drop", "2026-Q2-3", "--outcome", "x"], "is done already. Open are: 2026-Q2-1, 2026-Q2-2."),
    "drop-without-a-reason": (["drop", OPEN], "Say why with --outcome"),
    "move-without-a-date": (["move", OPEN], "--due is missing"),
    "move-to-no-date": (["move", OPEN, "--due", "31.6.2026"], "--due: “31.6.2026” is neither a date nor a quarter"),
    "without-an-id": (["done"], "ID is missing"),
    "no-such-team": (["done", OPEN, "--team", "Syd"], "There is no team Syd"),
    "an-option-in-front": (["--team", "Syd", "done", OPEN], "Options stand behind done"),
    "a-public-edition": (["--audience", "public"], "There is no option --audience"),
    "no-quarter": (["--quarter", "summer"], "--quarter: “summer” is not a quarter"),
    "a-page-without-a-file": (["--format", "html"], "needs a file"),
}


@pytest.mark.parametrize(("words", "sentence"), REFUSED.values(), ids=REFUSED)
def test_wrong_usage_exits_2_and_changes_nothing(cli: Cli, data: Path, words: list[str], sentence: str) -> None:
    before = (data / PATH).read_bytes()
    code, out, err = cli(*words)
    assert (code, out, sentence in err) == (2, "", True), err
    assert (data / PATH).read_bytes() == before


def test_a_meeting_under_way_exits_2_and_says_what_to_do(cli: Cli, data: Path, instrument: Instrument) -> None:
    folder = Store(data).place(ORGANISATION, TEAM)
    folder.save_draft(Draft(base_revision=1, why="x", record=record(instrument, "4" * 16)))
    before = (data / PATH).read_bytes()
    code, out, err = cli("done", OPEN)
    assert (code, out, "is not finished" in err, "hf-fidelity assess" in err) == (2, "", True, True)
    assert (data / PATH).read_bytes() == before


def test_a_damaged_record_exits_3_and_is_not_touched(cli: Cli, data: Path) -> None:
    (data / PATH).write_bytes(b"{")
    code, out, err = cli("done", OPEN)
    assert (code, out, Path(PATH).name in err, (data / PATH).read_bytes()) == (3, "", True, b"{")


def test_a_disk_that_refuses_exits_4(cli: Cli, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    before = (data / PATH).read_bytes()
    monkeypatch.setattr("os.fsync", full)
    code, out, _ = cli("done", OPEN)
    assert (code, out, (data / PATH).read_bytes()) == (4, "", before)


# --- one of them, at a terminal ---------------------------------------------------------------------------------

DONE, DROP = "(Enter alone: nothing to say) ", "Why do you give it up? "
TYPED = {
    "done-with-a-word": (["done", OPEN], [(DONE, "To lejligheder")], ("done", "To lejligheder"), 0),
    "done-and-enter": (["done", OPEN], [(DONE, "")], ("done", None), 0),
    "done-and-the-end-of-the-input": (["done", OPEN], [(DONE, END_OF_INPUT)], ("open", None), 130),
    "done-and-ctrl-c": (["done", OPEN], [(DONE, INTERRUPT)], ("open", None), 130),
    "drop-with-a-reason": (["drop", OPEN], [(DROP, "Ingen penge")], ("dropped", "Ingen penge"), 0),
    "drop-and-enter": (["drop", OPEN], [(DROP, "")], ("open", None), 2),
    "given-so-not-asked": (["done", OPEN, "--outcome", "Ja"], [], ("done", "Ja"), 0),
    "not-there-so-not-asked": (["drop", "2026-Q9-9"], [], ("open", None), 2),
}


@pytest.mark.skipif(sys.platform == "win32", reason="no pty there")
@pytest.mark.parametrize(("words", "typed", "left", "exit"), TYPED.values(), ids=TYPED)
def test_somebody_at_the_keyboard_is_asked(
    data: Path, words: list[str], typed: list[tuple[str, str]], left: tuple[str, str | None], exit: int
) -> None:
    screen, code = run(["actions", *words], typed, data=data, environment={"HF_FIDELITY_LANG": "en"})
    action = kept(data)["actions"][0]
    assert ((action["state"], action["outcome"]), code) == (left, exit), screen
    assert (f"{TEAM}: {TEXT}" in screen, "Traceback" in screen) == (bool(typed), False)
