"""Whose answers are counted as whose: what is usual, who answered twice, which teams enter a figure over several."""

from pathlib import Path
from typing import Any

import pytest

from hf_fidelity.readers.survey.job import Job, Options
from hf_fidelity.readers.survey.read import read_export
from tests.exports.tables import IDS, INSTRUMENT, NAMES, POINTS, QUARTER, Rows, answers, counts, csv, people, read

BOTH, ALL, ONE = ("P", ("P", "Nord")), ("P", None), (None, ("P", "Nord"))
USUAL: dict[str, tuple[Any, dict[str, str], str | None, list[str], list[tuple[str, str]]]] = {
    "both": (BOTH, {}, None, ["as-usual", "as-usual"], [("P", "Nord")]),
    "its team": (BOTH, {"organisation": "p"}, None, ["as-usual"], [("p", "Nord")]),
    "another's team": (BOTH, {"organisation": "Q"}, None, ["no-team"], []),
    "another team of it": (BOTH, {"team": "Syd"}, None, ["as-usual"], [("P", "Syd")]),
    "a column of teams": (BOTH, {}, "Team", ["as-usual"], [("P", "Vest")]),
    "a column of organisations": (BOTH, {}, "Kommune", ["no-team"], []),
    "one organisation, many teams": (ALL, {}, None, ["as-usual", "no-team"], []),
    "it, and a team": (ALL, {"team": "Syd"}, None, ["as-usual"], [("P", "Syd")]),
    "it, said": (ALL, {"organisation": "p"}, None, ["no-team"], []),
    "it, and a column of teams": (ALL, {}, "Team", ["as-usual"], [("P", "Vest")]),
    "one team": (ONE, {}, None, ["as-usual", "as-usual"], [("P", "Nord")]),
    "one team, and another": (ONE, {"team": "Syd"}, None, ["no-organisation"], []),
    "nothing": ((None, None), {}, None, ["no-organisation", "no-team"], []),
}


@pytest.mark.parametrize(("usual", "said", "column", "told", "groups"), USUAL.values(), ids=USUAL)
def test_what_is_usual_is_taken_where_nothing_else_is_said(
    usual: Any,
    said: dict[str, str],
    column: str | None,
    told: list[str],
    groups: list[tuple[str, str]],
    tmp_path: Path,
) -> None:
    heads, *rows = people()
    table = [[column, *IDS], *(["Vest", *row[1:]] for row in rows)] if column else [heads, *rows]
    options = Options(INSTRUMENT, quarter=QUARTER, usual=usual, **said)  # type: ignore[arg-type]
    found = read_export(Job(str(csv(tmp_path / "e.csv", table))), options)
    assert [finding.code for finding in found.findings] == told
    assert [(group.organisation, group.team) for group in found.groups] == groups


@pytest.mark.parametrize(
    ("name", "teams"), [("Nat", ["Dag", "Nat"]), ("NAT", ["Dag", "NAT"]), ("NaT", ["Dag"]), ("n/a", ["Dag"])]
)
def test_who_works_at_night_is_a_team_and_a_programs_word_for_nothing_is_none(
    name: str, teams: list[str], tmp_path: Path
) -> None:
    rows: Rows = [["Team", "Navn", *IDS]]
    rows += [["Dag" if at % 2 else name, called, *answers(4)] for at, called in enumerate(NAMES)]
    assert sorted({group.team for group in read(csv(tmp_path / "e.csv", rows), team=None).groups}) == teams


TWICE = {
    "later": ("2026-08-01", "2026-08-02", 2),
    "earlier": ("2026-08-02", "2026-08-01", 3),
    "on the same day": ("2026-08-01", "2026-08-01", 2),
    "in another quarter": ("2026-08-01", "2026-05-02", None),
}


@pytest.mark.parametrize(("first", "second", "out"), TWICE.values(), ids=TWICE)
def test_of_two_rows_of_one_person_the_later_day_counts_and_then_the_later_row(
    first: str, second: str, out: int | None, tmp_path: Path
) -> None:
    rows: Rows = [["Dato", "Respondent", *IDS], [first, "1", *answers(5)], [second, "1", *answers(2)]]
    rows.append(["2026-08-01", "2", *answers(3)])
    found = read(csv(tmp_path / "e.csv", rows), quarter=None)
    assert [f.row for f in found.findings if f.code == "answered-twice"] == ([out] if out else [])
    assert len(found.groups) == (1 if out else 2)
    if out:
        assert counts(found) == {2: (0, 1, 1, 0, 0), 3: (0, 0, 1, 0, 1)}[out]


@pytest.mark.parametrize(
    ("people", "whole", "entered"),
    [(2, 2, None), (3, 3, 3), (4, 4, 4), (4, 3, 3), (4, 2, None), (3, 2, None)],
)
def test_a_team_enters_a_figure_over_several_where_as_many_as_the_limit_answered_all_of_a_theme(
    people: int, whole: int, entered: int | None, tmp_path: Path
) -> None:
    given = [answers(point) for point in POINTS[:people]]
    rows = [
        [name, *(row if at < whole else ["", *row[1:]])]
        for at, (name, row) in enumerate(zip(NAMES, given, strict=False))
    ]
    found = read(csv(tmp_path / "e.csv", [["Navn", *IDS], *rows]), limit=3)
    n = {theme: moments.n for theme, moments in found.moments.items()}
    first, *others = [theme.id for theme in INSTRUMENT.themes]
    assert n.get(first) == entered
    assert {n.get(theme) for theme in others} == {people if people >= 3 else None}
