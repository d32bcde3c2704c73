"""Several files of one call that are one team's about one quarter: which count, and that none is preferred unsaid."""

import json
from collections.abc import Callable, Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from hf_fidelity import i18n
from hf_fidelity.journeys import Workspace
from hf_fidelity.journeys.score import Scored, Wish, score_exports
from tests.exports.here import read_here
from tests.exports.tables import IDS, LABELS, NORD, csv_file
from tests.journeys.test_same_people import ROWS
from tests.journeys.test_store_votes import NOW

Became = tuple[str, str | None]
ELSEWHERE = (NORD[0], "Bostøtte Syd", NORD[2])


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    read_here(monkeypatch)


def people(path: Path, rows: Sequence[Sequence[int]], whose: tuple[str, ...] = NORD) -> Path:
    return csv_file(path, [[*whose, f"R{n}", *(LABELS[point] for point in row)] for n, row in enumerate(rows, 1)])


def corrected(rows: Sequence[Sequence[int]]) -> list[list[int]]:
    """The same people, of whom one has thought better of one answer."""
    first, *others = [[*row] for row in rows]
    return [[*first[:3], 5 if first[3] != 5 else 1, *first[4:]], *others]


def scored(folder: Path, *files: Path, **more: Any) -> Scored:
    return score_exports(Workspace.at(folder / "data"), files, now=NOW, **more)


def became(done: Scored) -> dict[str, Became]:
    """File → what became of it."""
    return {
        Path(file).name: (team.stored, team.why.code if team.why else None)
        for team in done.batch.teams
        for file in team.files
    }


def told(done: Scored, language: str = "en") -> str:
    with i18n.speaking(language):
        return " ".join(dict.fromkeys(team.why.words() for team in done.batch.teams if team.why))


COPIES: Became = ("refused", "copies-in-batch")
OTHERS: Became = ("refused", "twice-in-batch")
ADDED: Became = ("created", None)
SEVEN, NINE, TEN = ROWS[:7], ROWS[:9], ROWS[:10]
STRANGERS = ROWS[20:26]
MODES: dict[str, dict[str, Any]] = {
    "without a word": {},
    "added": {"mode": "add"},
    "replaced": {"mode": "replace"},
    "replaced with a yes": {"mode": "replace", "yes": True},
    "tried": {"dry_run": True},
}
FILES: dict[str, tuple[dict[str, list[list[int]]], Became, Became, str]] = {
    "a newer copy": ({"old": SEVEN, "new": NINE}, COPIES, COPIES, "»new.csv« looks like a newer copy of »old.csv«"),
    "two newer copies": (
        {"old": SEVEN, "older": ROWS[:6], "new": TEN},
        COPIES,
        COPIES,
        "»new.csv« looks like a newer copy of »old",
    ),
    "a newer copy and others": ({"old": SEVEN, "new": NINE, "more": STRANGERS}, COPIES, COPIES, "leave »old.csv« out"),
    "a corrected answer": ({"one": SEVEN, "two": corrected(SEVEN)}, COPIES, COPIES, "look like copies"),
    "others": ({"one": SEVEN, "two": STRANGERS}, OTHERS, ADDED, ""),
    "others twice": ({"one": SEVEN, "two": STRANGERS, "three": ROWS[30:37]}, OTHERS, ADDED, ""),
}


@pytest.mark.parametrize("more", MODES.values(), ids=MODES)
@pytest.mark.parametrize(("groups", "right", "if_added", "said"), FILES.values(), ids=FILES)
def test_in_any_order_none_is_preferred(
    groups: dict[str, list[list[int]]], right: Became, if_added: Became, said: str, more: Any, tmp_path: Path
) -> None:
    files = [people(tmp_path / f"{name}.csv", rows) for name, rows in groups.items()]
    right = if_added if more.get("mode") == "add" else right
    for n, order in enumerate(permutations(files)):
        done = scored(tmp_path / str(n), *order, **more)
        after = (
            became(done) if right != ADDED else {file: (state, None) for file, (state, _why) in became(done).items()}
        )
        assert after == dict.fromkeys((file.name for file in files), right)
        assert (tmp_path / str(n) / "data").exists() is (right == ADDED)
        assert done.exit_code == (0 if right == ADDED else 1)
        assert right == ADDED or said in told(done)
        assert not any(team.shown for team in done.batch.teams if right != ADDED), "both figures tell of two people"


def test_the_older_one_taken_out_it_goes_in_by_the_same_command(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    people(tmp_path / "in" / "old.csv", SEVEN)
    people(tmp_path / "in" / "new.csv", NINE)
    scored(tmp_path, tmp_path / "in")
    (tmp_path / "in" / "old.csv").unlink()
    assert became(scored(tmp_path, tmp_path / "in")) == {"new.csv": ("created", None)}


def test_the_other_teams_of_the_files_are_stored(tmp_path: Path) -> None:
    files = (
        people(tmp_path / "a.csv", SEVEN),
        people(tmp_path / "b.csv", NINE),
        people(tmp_path / "c.csv", TEN, ELSEWHERE),
    )
    assert became(scored(tmp_path, *files)) == {"a.csv": COPIES, "b.csv": COPIES, "c.csv": ("created", None)}


def as_workbook(file: Path) -> Path:
    book = openpyxl.Workbook()
    for line in file.read_text("utf-8-sig").splitlines():
        book.worksheets[0].append(line.split(";"))
    book.save(file.with_suffix(".xlsx"))
    return file.with_suffix(".xlsx")


def renamed(file: Path) -> Path:
    (file.parent / "copy.csv").write_bytes(file.read_bytes())
    return file.parent / "copy.csv"


@pytest.mark.parametrize("more", MODES.values(), ids=MODES)
@pytest.mark.parametrize("again", [renamed, as_workbook])
@pytest.mark.parametrize("rows", [SEVEN, [[4] * len(IDS)] * 7], ids=["people", "all-alike"])
def test_one_table_under_two_names_counts_once(
    again: Callable[[Path], Path], rows: list[list[int]], more: Any, tmp_path: Path
) -> None:
    """Where all have answered alike, only the same bytes are known to be the same people's."""
    files = people(tmp_path / "a.csv", rows), again(people(tmp_path / "a.csv", rows))
    known = rows is SEVEN or again is renamed
    for became_first in ("dry-run" if more.get("dry_run") else "created", "unchanged"):
        done = scored(tmp_path, *files, **more)
        states = [(team.stored, team.respondents) for team in done.batch.teams]
        assert (states == [(became_first, 7), ("unchanged", 7)]) is known
        assert known or {state for state, _people in states} == {"refused"}
        if more.get("dry_run"):
            break


@pytest.mark.parametrize("order", [1, -1])
def test_a_table_under_two_names_is_not_stored_where_others_stand_against_it(order: int, tmp_path: Path) -> None:
    files = [people(tmp_path / f"{name}.csv", rows) for name, rows in {"a": SEVEN, "b": STRANGERS}.items()]
    files.insert(1, renamed(files[0]))
    assert became(scored(tmp_path, *files[::order])) == dict.fromkeys(("a.csv", "copy.csv", "b.csv"), OTHERS)


def test_a_newer_copy_of_what_is_stored_is_told_so_with_what_works(tmp_path: Path) -> None:
    old, new = people(tmp_path / "old.csv", SEVEN), people(tmp_path / "new.csv", NINE)
    scored(tmp_path, old)
    for more in ({}, {"mode": "add"}, {"dry_run": True}):
        done = scored(tmp_path, old, new, **more)
        assert became(done) == {"old.csv": ("unchanged", "unchanged"), "new.csv": ("refused", "looks-newer")}
        assert "»old.csv«" in told(done) and "run again with »new.csv« alone and --replace --yes" in told(done)
        assert "kør igen med »new.csv« alene og --replace --yes" in told(done, "da")
    assert became(scored(tmp_path, new, mode="replace", yes=True)) == {"new.csv": ("updated", None)}


@pytest.mark.parametrize("more", [ROWS[:12], ROWS[:14]], ids=["five", "seven"])
def test_where_many_have_come_no_yes_is_asked_for(more: list[list[int]], tmp_path: Path) -> None:
    scored(tmp_path, people(tmp_path / "old.csv", SEVEN))
    done = scored(tmp_path, new := people(tmp_path / "new.csv", more))
    assert "--yes" not in told(done) and "--replace" in told(done)
    assert became(scored(tmp_path, new, mode="replace")) == {"new.csv": ("updated", None)}


@pytest.mark.parametrize("mode", [None, "add", "replace"])
@pytest.mark.parametrize("stored", [True, False], ids=["stored", "in-the-same-call"])
def test_late_answers_are_told_how_they_count(stored: bool, mode: Any, tmp_path: Path) -> None:
    first, late = people(tmp_path / "z.csv", SEVEN), people(tmp_path / "late.csv", ROWS[7:9])
    if stored:
        scored(tmp_path, first)
    done = scored(tmp_path, late, *([] if stored else [first]), mode=mode)
    assert became(done)["late.csv"] == ("held-back", "held-back")
    assert "export all of the team's answers in one file, and use --replace" in told(done)
    assert "eksportér alle teamets svar i én fil, og brug --replace" in told(done, "da")


def test_of_few_people_alone_nothing_is_advised(tmp_path: Path) -> None:
    assert "--replace" not in told(scored(tmp_path, people(tmp_path / "few.csv", ROWS[:3])))


STORED = [ROWS[:7], ROWS[10:16]]
"""The people of »a« and »b«; »aplus« has the first and two more."""
AGAIN = ("unchanged", "unchanged")
NEWER: Became = ("refused", "looks-newer")
BESIDE: Became = ("refused", "beside-refused")
ON_TOP: dict[str, tuple[str, str, dict[str, Became], int]] = {
    "a newer copy and others": ("a", "aplus c", {"aplus": NEWER, "c": BESIDE}, 7),
    "with the stored one itself": ("a", "a aplus c", {"a": AGAIN, "aplus": NEWER, "c": BESIDE}, 7),
    "of one of two that are stored": ("a b", "aplus b", {"aplus": NEWER, "b": AGAIN}, 13),
    "and others besides": ("a b", "aplus b c", {"aplus": NEWER, "b": AGAIN, "c": BESIDE}, 13),
    "two newer copies": ("a", "aplus acorrected", {"aplus": NEWER, "acorrected": NEWER}, 7),
    "its rows in another order and others": ("a", "aturned c", {"aturned": AGAIN, "c": ("updated", None)}, 13),
    "in another order, of one of two": (
        "a b",
        "aturned b c",
        {"aturned": AGAIN, "b": AGAIN, "c": ("updated", None)},
        19,
    ),
    "other people": ("a", "b c", {"b": ("updated", None), "c": ("updated", None)}, 19),
}


@pytest.fixture
def files(tmp_path: Path) -> Callable[[str], list[Path]]:
    a, b = STORED
    rows: dict[str, Sequence[Sequence[int]]] = {"a": a, "b": b, "c": STRANGERS, "aplus": [*a, *ROWS[30:32]]}
    rows |= {"aturned": a[::-1], "acorrected": corrected(a)}
    return lambda names: [people(tmp_path / f"{name}.csv", rows[name]) for name in names.split()]


def counted(folder: Path) -> int:
    """How many people's votes are stored."""
    (record,) = (folder / "data").rglob("2026-*.json")
    return int(json.loads(record.read_text(encoding="utf-8"))["participants"])


@pytest.mark.parametrize("tried", [False, True], ids=["stored", "tried"])
@pytest.mark.parametrize(("stored", "named", "right", "people_then"), ON_TOP.values(), ids=ON_TOP)
def test_beside_what_is_stored_all_count_or_none_in_any_order(
    stored: str,
    named: str,
    right: dict[str, Became],
    people_then: int,
    tried: bool,
    files: Callable[[str], list[Path]],
    tmp_path: Path,
) -> None:
    for n, order in enumerate(permutations(files(named))):
        folder = tmp_path / str(n)
        scored(folder, *files(stored), mode="add")
        before = counted(folder)
        done = became(scored(folder, *order, mode="add", dry_run=tried))
        assert {Path(file).stem: why for file, (_state, why) in done.items()} == {
            f: why for f, (_s, why) in right.items()
        }
        assert {Path(file).stem: state.replace("dry-run", "updated") for file, (state, _why) in done.items()} == {
            file: state for file, (state, _why) in right.items()
        }
        assert counted(folder) == (before if tried else people_then)


def test_what_is_advised_where_a_newer_copy_came_with_others_works(
    files: Callable[[str], list[Path]], tmp_path: Path
) -> None:
    scored(tmp_path, *files("a"))
    done = scored(tmp_path, *files("a aplus c"), mode="add")
    assert "»aplus.csv« does not. This looks like a newer copy of »a.csv«, which is stored" in told(done)
    assert "run again with »aplus.csv« alone and --replace --yes" in told(done)
    assert "Then, or else without »aplus.csv«, run again with »c.csv« and --add." in told(done)
    assert "Kør derefter igen med »c.csv« og --add, eller gør det straks uden »aplus.csv«." in told(done, "da")
    assert became(scored(tmp_path, *files("aplus"), mode="replace", yes=True)) == {"aplus.csv": ("updated", None)}
    assert became(scored(tmp_path, *files("c"), mode="add")) == {"c.csv": ("updated", None)}
    assert counted(tmp_path) == 15


@pytest.mark.parametrize("mode", [None, "add"])
def test_the_same_rows_in_another_order_are_stored_already(
    mode: Any, files: Callable[[str], list[Path]], tmp_path: Path
) -> None:
    scored(tmp_path, *files("a"))
    done = scored(tmp_path, *files("aturned"), mode=mode)
    assert (became(done), done.exit_code) == ({"aturned.csv": AGAIN}, 0)


def test_where_all_answer_alike_other_bytes_may_be_other_people(tmp_path: Path) -> None:
    one, *others = [people(tmp_path / "a.csv", [[4] * len(IDS)] * 7)]
    scored(tmp_path, one)
    others.append(people(tmp_path / "b.csv", [[4] * len(IDS)] * 7))
    others[0].write_text(others[0].read_text("utf-8-sig").replace("R1;", "R9;"), encoding="utf-8-sig")
    assert became(scored(tmp_path, *others)) == {"b.csv": NEWER}


def test_two_sheets_of_a_workbook_that_were_read_one_after_the_other_are_two_tables(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for sheet, rows in zip((book.worksheets[0], book.create_sheet()), STORED, strict=True):
        sheet.title = "Uge 1" if sheet is book.worksheets[0] else "Uge 2"
        for line in people(tmp_path / "rows.csv", rows).read_text("utf-8-sig").splitlines():
            sheet.append(line.split(";"))
    book.save(tmp_path / "two.xlsx")
    after = []
    for week, mode in (1, None), (2, None), (2, "add"), (1, "add"), (2, "add"):
        mapping = tmp_path / f"s{week}.yaml"
        mapping.write_text(f'schema_version: 1\nfiles:\n  - {{ file: two.xlsx, sheet: "Uge {week}" }}\n', "utf-8")
        done = scored(tmp_path, tmp_path / "two.xlsx", wish=Wish(mapping=mapping), mode=mode)
        after.append((became(done)["two.xlsx"], counted(tmp_path)))
    assert after == [
        (ADDED, 7),
        (("refused", "other-file"), 7),
        (("updated", None), 13),
        (AGAIN, 13),
        (AGAIN, 13),
    ]


PARTLY = [[*one[:9], *other[9:]] for one, other in zip(SEVEN, ROWS[20:27], strict=True)]
"""Others whose answers are as many of each as those of the seven, but for some."""
ALIKE: dict[str, tuple[str, tuple[str, str], list[str]]] = {
    "two": ("a alike", ("»a.csv«, »alike.csv« are so alike", "»a.csv«, »alike.csv« ligner hinanden"), []),
    "two and others behind": ("a alike z", ("the others (»z.csv«)", "de andre (»z.csv«)"), ["z"]),
    "two behind others": ("b a alike", ("the others (»b.csv«)", "de andre (»b.csv«)"), ["b"]),
}


@pytest.mark.parametrize("tried", [False, True], ids=["stored", "tried"])
@pytest.mark.parametrize(("named", "said", "others"), ALIKE.values(), ids=ALIKE)
def test_files_of_one_call_that_may_be_copies_are_told_so_with_what_works(
    named: str, said: tuple[str, str], others: list[str], tried: bool, tmp_path: Path
) -> None:
    """Nothing was stored before, and ``--replace`` for several files would be refused."""
    rows = {"a": SEVEN, "alike": PARTLY, "z": ROWS[30:37], "b": ROWS[30:37]}
    files = {name: people(tmp_path / f"{name}.csv", rows[name]) for name in named.split()}
    done = scored(tmp_path, *files.values(), mode="add", dry_run=tried)
    assert [team.why.code if team.why else None for team in done.batch.teams] == ["perhaps-newer"]
    assert (said[0] in told(done), said[1] in told(done, "da")) == (True, True), told(done)
    assert "stored ones" not in told(done) and ("which takes the place" in told(done)) is bool(others)
    assert became(scored(tmp_path, files["alike"], mode="replace"))["alike.csv"][0] == (
        "created" if tried else "updated"
    )
    for other in others:
        scored(tmp_path, files[other], mode="add")
    assert counted(tmp_path) == 7 + 7 * len(others)


def test_a_newer_copy_perhaps_of_what_is_stored_is_named(tmp_path: Path) -> None:
    scored(tmp_path, people(tmp_path / "a.csv", SEVEN))
    alike = people(tmp_path / "alike.csv", PARTLY)
    done = scored(tmp_path, alike, mode="add")
    assert "»alike.csv« are so like those of »a.csv«" in told(done)
    assert "kør igen med »alike.csv« alene og --replace" in told(done, "da")
    scored(tmp_path, alike, mode="replace")
    assert counted(tmp_path) == 7


def test_other_people_are_added_in_silence(tmp_path: Path) -> None:
    files = [people(tmp_path / "a.csv", SEVEN), people(tmp_path / "z.csv", ROWS[30:37])]
    for file in files:
        done = scored(tmp_path, file, mode="add")
    assert [team.why for team in done.batch.teams] == [None]
    assert [team.why for team in scored(tmp_path / "once", *files, mode="add").batch.teams] == [None]


def test_what_late_answers_are_advised_works_as_it_is_typed(tmp_path: Path) -> None:
    """At once only with a yes, and without one when as many as the limit are new."""
    scored(tmp_path, people(tmp_path / "first.csv", SEVEN))
    late = scored(tmp_path, people(tmp_path / "late.csv", ROWS[7:10]), mode="add")
    assert "wait until at least 5 new people have answered" in told(late) and "it takes --replace --yes" in told(late)
    assert "vent, til mindst 5 nye har svaret" in told(late, "da") and "kræver det --replace --yes" in told(late, "da")
    at_once, later = people(tmp_path / "now.csv", TEN), people(tmp_path / "later.csv", ROWS[:12])
    assert became(scored(tmp_path, at_once, mode="replace")) == {"now.csv": ("refused", "few-differ")}
    for n, (file, yes) in enumerate([(at_once, True), (later, False)]):
        scored(tmp_path / str(n), people(tmp_path / "first.csv", SEVEN))
        assert became(scored(tmp_path / str(n), file, mode="replace", yes=yes)) == {file.name: ("updated", None)}


def test_of_several_that_are_stored_the_one_that_a_newer_copy_replaces_is_not_to_be_added_again(
    files: Callable[[str], list[Path]], tmp_path: Path
) -> None:
    scored(tmp_path, *files("a b"), mode="add")
    done = scored(tmp_path, *files("aplus b"), mode="add")
    assert "newer copy of »a.csv«, which is stored" in told(done)
    assert "add the others (»b.csv«) again afterwards" in told(done)
    assert "en nyere kopi af »a.csv«" in told(done, "da") and "Læg de andre (»b.csv«) til igen" in told(done, "da")
    scored(tmp_path, *files("aplus"), mode="replace", yes=True)
    assert became(scored(tmp_path, *files("b"), mode="add")) == {"b.csv": ("updated", None)}
    assert counted(tmp_path) == 15


@pytest.mark.parametrize("mode", [None, "add"])
@pytest.mark.parametrize("stored", ["aplus", "aplus b"])
def test_an_older_copy_is_told_so_and_nothing_is_advised_that_loses_people(
    stored: str, mode: Any, files: Callable[[str], list[Path]], tmp_path: Path
) -> None:
    scored(tmp_path, *files(stored), mode="add")
    done = scored(tmp_path, *files("a"), mode=mode)
    assert became(done) == {"a.csv": ("refused", "looks-older")}
    assert "newer copy" not in told(done) and "is there already, or is an older copy" in told(done)
    assert "er altså allerede med, eller den er en ældre kopi" in told(done, "da")
    assert "alone" not in told(done) and "all of the team's answers in one file" in told(done)


@pytest.mark.parametrize("tried", [False, True], ids=["stored", "tried"])
def test_that_fewer_people_take_the_place_of_more_is_said(
    tried: bool, files: Callable[[str], list[Path]], tmp_path: Path
) -> None:
    scored(tmp_path, *files("aplus b"), mode="add")
    done = scored(tmp_path, *files("a"), mode="replace", dry_run=tried)
    assert [team.why.code for team in done.batch.teams if team.why] == ["fewer-people"]
    assert "of 15 people have given way to those of 7" in told(done) and "»aplus.csv«, »b.csv«" in told(done)
    assert "Svarene fra 15 personer er erstattet af svarene fra 7" in told(done, "da")


def test_that_more_people_take_the_place_of_fewer_needs_no_word(
    files: Callable[[str], list[Path]], tmp_path: Path
) -> None:
    scored(tmp_path, *files("a"))
    assert became(scored(tmp_path, *files("aplus"), mode="replace", yes=True)) == {"aplus.csv": ("updated", None)}
