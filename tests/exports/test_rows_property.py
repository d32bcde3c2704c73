"""Any table made by hand, with any damage: every row is in exactly one place, and the good ones are counted."""

import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import given, settings, strategies as st

from hf_fidelity.domain.survey.exports import ExportRead
from hf_fidelity.readers.survey.job import Job, Options
from hf_fidelity.readers.survey.read import read_export
from tests.exports.layouts.layout import CPR
from tests.exports.matrix import IDS, INSTRUMENT, ORGANISATION, TEAMS
from tests.exports.tables import csv

HEADS = ["Kommune", "Team", "Kvartal", "Respondent", "Rolle", *IDS]
POINTS = ["Helt uenig", "Uenig", "Hverken enig/uenig", "Enig", "Helt enig"]
NOTHING = ["", "-", "N/A", "Ved ikke"]
BAD = {"unknown-answer": "Måske", "two-answers": "Enig; Uenig", "cpr-like": CPR}
SUMS = ["I alt", "Total", "Gennemsnit", "Sum"]


@dataclass(frozen=True)
class Line:
    """A row as it is written, and what is to become of it."""

    cells: list[str]
    fate: str
    """``answer``, ``rejected``, or the reason why it is skipped."""
    key: tuple[str, str, str] = ("", "", "")
    """Team, quarter, respondent."""


@dataclass
class Counts:
    """What is to come out."""

    people: Counter[tuple[str, str]] = field(default_factory=Counter)
    points: Counter[tuple[str, str, str, str]] = field(default_factory=Counter)
    """(team, quarter, statement, what is counted) → how many."""


@st.composite
def answers(draw: st.DrawFn, lenient: bool) -> Line:
    """Somebody's row: a point first, so that it is never empty, and perhaps one bad cell."""
    team, quarter = draw(st.sampled_from(TEAMS)), draw(st.sampled_from(["2026-Q3", "2026-Q4"]))
    name = f"{team[-1]}{draw(st.integers(1, 4))}"
    rest = st.lists(st.sampled_from([*POINTS, *NOTHING, "Ikke relevant"]), min_size=len(IDS) - 1, max_size=len(IDS) - 1)
    cells = [draw(st.sampled_from(POINTS)), *draw(rest)]
    bad = draw(st.sampled_from([None, None, None, *BAD]))
    if bad:
        cells[draw(st.integers(1, len(IDS) - 1))] = BAD[bad]
    rejected = bad is not None and not (lenient and bad != "cpr-like")
    row = [ORGANISATION, team, quarter, name, "Leder", *cells]
    return Line(row, "rejected" if rejected else "answer", (team, quarter, name))


EMPTY = st.sampled_from(
    [
        Line([""] * len(HEADS), "empty"),
        Line([ORGANISATION, TEAMS[0], "2026-Q3", "N9", "Leder", *[""] * len(IDS)], "empty"),
    ]
)
TOTAL = st.builds(
    lambda word, value: Line([word, "", "", "", "", *[value] * len(IDS)], "total"),
    st.sampled_from(SUMS),
    st.sampled_from(["12", "3,4", "61"]),
)


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[Line], bool]:
    """Rows below the headings, a good one first; and whether bad answers are forgiven."""
    lenient = draw(st.booleans())
    key = TEAMS[0], "2026-Q3", "N0"
    first = Line([ORGANISATION, *key, "Leder", *["Enig"] * len(IDS)], "answer", key)
    headings = st.just(Line(HEADS, "header"))
    some = answers(lenient)
    return [first, *draw(st.lists(st.one_of(some, some, some, EMPTY, TOTAL, headings), max_size=10))], lenient


def fates(lines: list[Line]) -> list[str]:
    """What becomes of each row: of several by one respondent in a quarter the last counts."""
    last = {line.key: number for number, line in enumerate(lines) if line.fate == "answer"}
    return [
        "duplicate" if line.fate == "answer" and last[line.key] != number else line.fate
        for number, line in enumerate(lines)
    ]


def counted(lines: list[Line], fates: list[str]) -> Counts:
    """The counts, from what stands in the cells."""
    found = Counts()
    for line, fate in zip(lines, fates, strict=True):
        if fate == "answer":
            team, quarter, _ = line.key
            found.people[team, quarter] += 1
            for id, cell in zip(IDS, line.cells[5:], strict=True):
                known = cell if cell in (*POINTS, "Ikke relevant") else "missing"
                found.points[team, quarter, id, known] += 1
    return found


def counts_of(read: ExportRead) -> Counts:
    """The same of what was read."""
    found = Counts()
    for group in read.groups:
        team, quarter = group.team, str(group.quarter)
        found.people[team, quarter] = group.respondents
        for id, vote in group.votes.items():
            tally = dict(zip(POINTS, vote.all.counts, strict=True))
            tally |= {"missing": vote.all.missing, "Ikke relevant": vote.all.not_relevant}
            found.points += Counter({(team, quarter, id, what): n for what, n in tally.items()})
    return found


def without_trailing_blanks(lines: list[Line]) -> list[Line]:
    while not any(lines[-1].cells):
        lines = lines[:-1]
    return lines


@given(tables())
@settings(deadline=None, max_examples=30)
def test_every_row_is_in_exactly_one_place(table: tuple[list[Line], bool]) -> None:
    lines, lenient = table
    with tempfile.TemporaryDirectory() as folder:
        path = csv(Path(folder) / "svar.csv", [HEADS, *(line.cells for line in lines)])
        read = read_export(Job(str(path)), Options(INSTRUMENT, lenient=lenient))
    lines = without_trailing_blanks(lines)
    become = fates(lines)
    rows = read.rows
    assert rows.read == rows.accepted + rows.skips + len(rows.rejected) == len(lines)
    assert counts_of(read) == counted(lines, become)
    places: dict[int, str] = {
        row: reason for reason, those in rows.skipped.items() for row in range(2, 99) if row in those
    }
    places |= {row: "rejected" for row in range(2, 99) if row in rows.rejected}
    assert places == {row: fate for row, fate in enumerate(become, start=2) if fate != "answer"}
    assert CPR not in repr(read)
