"""The limits of what is read, all of them ours: values just below, at and just above each."""

import struct
import zipfile
from pathlib import Path

import pytest

from hf_fidelity.domain.survey.exports import AskedInstrument
from hf_fidelity.readers.survey.cells import csv as delimited, gate
from hf_fidelity.readers.survey.cells.book import Refused
from hf_fidelity.readers.survey.cells.gate import judge
from hf_fidelity.readers.survey.cells.open import far_cell, open_book
from hf_fidelity.readers.survey.sentences import headings_shown
from hf_fidelity.readers.survey.table.header import find_header
from hf_fidelity.readers.survey.table.legends import Legend, legend_in
from hf_fidelity.readers.survey.table.sheets import no_statements
from hf_fidelity.readers.survey.words.columns import Headings
from hf_fidelity.readers.survey.worker_child import allowance
from tests.builders import housing_first, small_instrument
from tests.exports.raw_xlsx import parts, row, rows_xml, write
from tests.exports.tables import csv

INSTRUMENT = housing_first()
GOOD = parts(rows_xml(row(1, "a", "b")))


def _sparse(path: Path, size: int) -> Path:
    """A CSV file of so many bytes that takes no room on the disk."""
    path.write_bytes(b"a;b\n" * 2000)
    with path.open("r+b") as file:
        file.truncate(size)
    return path


def _told(path: Path) -> str:
    """The code that the file is refused with, or what it is."""
    try:
        return judge(path).kind
    except Refused as refused:
        return refused.finding.code


@pytest.mark.parametrize(("size", "told"), [(99_999_999, "csv"), (100_000_000, "csv"), (100_000_001, "file-too-large")])
def test_how_large_a_file_may_be(tmp_path: Path, size: int, told: str) -> None:
    assert _told(_sparse(tmp_path / "a.csv", size)) == told


@pytest.mark.parametrize(("many", "told"), [(999, "xlsx"), (1000, "xlsx"), (1001, "too-many-parts")])
def test_how_many_parts_a_workbook_may_have(tmp_path: Path, many: int, told: str) -> None:
    extra = {f"xl/media/{at}.bin": b"" for at in range(many - len(GOOD))}
    assert _told(write(tmp_path / "a.xlsx", {**GOOD, **extra})) == told


@pytest.mark.parametrize(("size", "told"), [(1_999_999, "xlsx"), (2_000_000, "xlsx"), (2_000_001, "too-many-parts")])
def test_how_long_a_workbooks_list_of_parts_may_be(tmp_path: Path, size: int, told: str) -> None:
    """It is filled up with remarks on its parts, of at most 65,535 bytes each."""
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as packed:
        for name, text in GOOD.items():
            packed.writestr(name, text)
        names = [f"xl/media/{at:02}.bin" for at in range(40)]
        left = size - sum(46 + len(name) for name in (*GOOD, *names))
        for at, name in enumerate(names):
            (part := zipfile.ZipInfo(name)).comment = bytes(left // 40 + (at < left % 40))
            packed.writestr(part, b"")
    assert _told(tmp_path / "a.xlsx") == told


def _unpacking_to(path: Path, size: int) -> Path:
    """A workbook that says it unpacks to so many bytes."""
    write(path, {**GOOD, "xl/media/white.bmp": bytes(123_457)})
    with zipfile.ZipFile(path) as packed:
        rest = sum(part.file_size for part in packed.infolist()) - 123_457
    path.write_bytes(path.read_bytes().replace(struct.pack("<I", 123_457), struct.pack("<I", size - rest)))
    return path


@pytest.mark.parametrize(
    ("size", "told"), [(19_999_999, "xlsx"), (20_000_000, "xlsx"), (20_000_001, "unpacks-too-large")]
)
def test_how_much_a_small_workbook_may_unpack_to(tmp_path: Path, size: int, told: str) -> None:
    assert _told(_unpacking_to(tmp_path / "a.xlsx", size)) == told


@pytest.mark.parametrize(
    ("size", "told"), [(999_999_999, "xlsx"), (1_000_000_000, "xlsx"), (1_000_000_001, "unpacks-too-large")]
)
def test_how_much_any_workbook_may_unpack_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, told: str
) -> None:
    monkeypatch.setattr(gate, "_MOST_TIMES", 10**9)
    assert _told(_unpacking_to(tmp_path / "a.xlsx", size)) == told


@pytest.mark.parametrize(("more", "told"), [(-1, "xlsx"), (0, "xlsx"), (1, "unpacks-too-large")])
def test_how_many_times_its_size_a_workbook_may_unpack_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: int, told: str
) -> None:
    monkeypatch.setattr(gate, "_HARMLESS", 0)
    size = _unpacking_to(tmp_path / "a.xlsx", 123_457).stat().st_size
    assert _told(_unpacking_to(tmp_path / "b.xlsx", 100 * size + more)) == told


@pytest.mark.parametrize(("last", "far"), [(199, None), (200, None), (201, "A201")])
def test_a_hundred_empty_places_for_each_cell_are_a_survey_with_gaps(
    tmp_path: Path, last: int, far: str | None
) -> None:
    found = far_cell(write(tmp_path / "a.xlsx", parts(rows_xml(row(1, "a") + row(last, "b")))))
    assert (found and found.params["far"]) == far


@pytest.mark.parametrize(("above", "found"), [(28, True), (29, True), (30, False)])
def test_the_headings_stand_among_the_first_thirty_rows(tmp_path: Path, above: int, found: bool) -> None:
    rows = [["Om skemaet"]] * above + [["Team", *INSTRUMENT.order], ["Nord", *["5"] * len(INSTRUMENT.order)]]
    header = find_header(
        open_book(csv(tmp_path / "a.csv", rows)).sheets[""], Headings(AskedInstrument.of(INSTRUMENT)), Legend()
    )
    assert (header is not None) is found


def _separator(path: Path, records: int) -> str:
    """Of a file in which so many records have commas alone, and as many and one more have semicolons."""
    path.write_text("a,b\n" * records + "a;b\n" * (records + 1), encoding="utf-8")
    sheet = open_book(path).sheets[""]
    assert isinstance(sheet, delimited.DelimitedSheet)
    return sheet.separator


@pytest.mark.parametrize(("records", "separator"), [(24, ";"), (25, ","), (26, ",")])
def test_fifty_records_tell_the_separator(tmp_path: Path, records: int, separator: str) -> None:
    assert _separator(tmp_path / "a.csv", records) == separator


@pytest.mark.parametrize(("rows", "known"), [(49_999, True), (50_000, True), (50_001, False)])
def test_how_long_a_list_of_variables_is_read(rows: int, known: bool) -> None:
    table = [["variableName", "questionText"], *[["", ""]] * (rows - 2), ["Q1", "Hvor enig er I?"]]
    found = legend_in(table, "variables")
    assert bool(found and found.texts) is known


@pytest.mark.parametrize(("many", "shown"), [(29, 29), (30, 30), (31, 31), (60, 31)])
def test_how_many_headings_are_shown(many: int, shown: int) -> None:
    """One more than thirty is the sign that there are others."""
    found = headings_shown((at, f"Q{at}") for at in range(many))
    assert (len(found), found[-1] == "…") == (shown, many > 30)


@pytest.mark.parametrize(("many", "shown"), [(11, 11), (12, 12), (13, 13), (60, 13)])
def test_how_many_headings_show_which_file_it_is(many: int, shown: int) -> None:
    found = no_statements(AskedInstrument.of(small_instrument()), [(at, f"Q{at}") for at in range(many)], None).params[
        "columns"
    ]
    assert (len(found), found[-1] == "…") == (shown, many > 12)


@pytest.mark.parametrize(
    ("size", "seconds", "memory"),
    [
        (0, 4.0, 400_000_000),
        (1_000_000, 6.5, 410_000_000),
        (50_000_000, 129.0, 900_000_000),
        (100_000_000, 254.0, 1_400_000_000),
    ],
)
def test_what_a_file_may_take(tmp_path: Path, size: int, seconds: float, memory: int) -> None:
    found = allowance(_sparse(tmp_path / "a.csv", size))
    assert found.seconds == pytest.approx(seconds)
    assert found.memory == memory
