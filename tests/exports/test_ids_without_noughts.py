"""``S1`` for ``S01``: spreadsheets and people leave the nought out. All of such a series are read, or none."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from hf_fidelity.domain.survey.exports import ExportRead
from hf_fidelity.domain.survey.mapping import FileMapping
from tests.exports import tables
from tests.exports.tables import IDS, LABELS, TEXTS, Rows, csv

POINTS = (4, 5, 3, 4, 2)
SHORT = [id.replace("S0", "S") for id in IDS]


def table(heads: Sequence[str]) -> Rows:
    """Each respondent has another answer to every second statement: one that is read for another would be seen."""
    return [["Nr.", *heads], *([str(n), *row(point, len(heads))] for n, point in enumerate(POINTS, 1))]


def row(point: int, width: int = len(IDS)) -> list[str]:
    return [LABELS[point if at % 2 else 6 - point] for at in range(width)]


def read(folder: Path, rows: Rows, mapping: FileMapping | None = None) -> ExportRead:
    return tables.read(csv(folder / "e.csv", rows), mappings=(mapping,) if mapping else ())


def votes(found: ExportRead) -> dict[str, tuple[int, ...]]:
    return {id: found.groups[0].votes[id].all.counts for id in found.groups[0].votes} if found.groups else {}


WHOLE: dict[str, Callable[[str], str]] = {
    "alone": lambda id: id,
    "in-small-letters": str.lower,
    "as-a-code": lambda id: f"HF[{id}]",
    "in-a-group": lambda id: f"efterlevelse/{id}",
    "in-brackets": lambda id: f"Udsagn [{id}]",
}


@pytest.mark.parametrize("written", WHOLE.values(), ids=WHOLE.keys())
def test_a_whole_series_is_read_as_if_its_noughts_were_there(written: Callable[[str], str], tmp_path: Path) -> None:
    known = read(tmp_path, table([*map(written, IDS)]))
    found = read(tmp_path, table([*map(written, SHORT)]))
    assert len(votes(known)) == len(IDS)
    assert (votes(found), found.findings) == (votes(known), known.findings)


def test_the_headings_may_stand_below_a_title_and_again_between_the_rows(tmp_path: Path) -> None:
    rows = table(SHORT)
    found = read(tmp_path, [["Undersøgelse i team Nord"], [], *rows[:3], rows[0], *rows[3:]])
    assert (votes(found), found.rows.accepted) == (votes(read(tmp_path, table(IDS))), len(POINTS))


def test_so_it_is_where_each_row_holds_one_answer(tmp_path: Path) -> None:
    def long(ids: Sequence[str]) -> Rows:
        cells = [[str(n), id, answer] for n, p in enumerate(POINTS) for id, answer in zip(ids, row(p), strict=True)]
        return [["Respondent", "Udsagn", "Svar"], *cells]

    found = read(tmp_path, long(SHORT))
    assert votes(found) == votes(read(tmp_path, long(IDS))) == votes(read(tmp_path, table(IDS)))


def test_a_mapping_says_what_is_read(tmp_path: Path) -> None:
    found = read(tmp_path, table(SHORT))
    again = read(tmp_path, table(SHORT), FileMapping(columns=found.mapping["columns"], header_rows=(1,)))
    assert votes(again) == votes(found) != {}
    assert votes(read(tmp_path, table(SHORT), FileMapping(header_rows=(1,)))) == votes(found)


IN_PART = {
    "one-lacks": [id for id in SHORT if id != "S4"],
    "one-of-two-figures-lacks": [id for id in SHORT if id != "S12"],
    "another-word": ["Udtalelse" if id == "S9" else id for id in SHORT],
    "mixed": ["S01" if id == "S1" else id for id in SHORT if id != "S2"],
}


@pytest.mark.parametrize("heads", IN_PART.values(), ids=IN_PART.keys())
def test_a_part_of_a_series_is_named_and_nothing_is_read(heads: list[str], tmp_path: Path) -> None:
    found = read(tmp_path, table(heads))
    assert ([each.code for each in found.findings], found.groups) == (["without-noughts"], ())
    letter = next(letter for letter, head in found.mapping["headings"].items() if head.startswith("S03?"))
    assert found.mapping["columns"][letter] == "ignore"


NO_SERIES = {
    "beside-all": (["S1", *IDS], 16),
    "a-question-of-its-own": (["S1", *TEXTS], 16),
    "texts": ([f"S{at}. {text}" for at, text in enumerate(TEXTS, 1)], 16),
}


@pytest.mark.parametrize(("heads", "statements"), NO_SERIES.values(), ids=NO_SERIES.keys())
def test_where_the_statements_are_found_such_an_id_is_another_question(
    heads: Sequence[str], statements: int, tmp_path: Path
) -> None:
    assert len(votes(read(tmp_path, table(heads)))) == statements


def test_a_column_of_something_else_is_no_part_of_it(tmp_path: Path) -> None:
    heads, *people = table(IDS[3:])
    ages = [[*person, str(40 + at)] for at, person in enumerate(people)]
    found = read(tmp_path, [[*heads, "S1"], *ages])
    assert {each.code for each in found.findings} == {"missing-statements"}
