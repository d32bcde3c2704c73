"""Whatever the file, it is a sentence that comes of it, and not an accident."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hf_fidelity import i18n
from hf_fidelity.readers.survey.cells import csv as delimited
from hf_fidelity.readers.survey.cells.book import Refused
from hf_fidelity.readers.survey.cells.open import open_book
from tests.exports.bad_files import BAD, READ

Make = Callable[[Path], object]


def count(path: Path) -> int:
    """All rows of all sheets, their faults looked for too."""
    sheets = open_book(path).sheets.values()
    return sum(sum(1 for _ in sheet.rows()) + len(sheet.faults()) for sheet in sheets)


@pytest.mark.parametrize(("make", "code"), BAD.values(), ids=BAD.keys())
def test_a_file_that_cannot_be_read_is_refused_with_what_is_wrong_and_what_to_do(
    make: Make, code: str, tmp_path: Path
) -> None:
    make(path := tmp_path / "svar.xlsx")
    with pytest.raises(Refused) as refused, i18n.speaking("en"):
        count(path)
    found = refused.value.finding
    assert (found.code, found.severity) == (code, "error")
    assert found.words().endswith(".")
    assert found.what_to_do().endswith(".")
    assert "{" not in found.words() + found.what_to_do()


@pytest.mark.parametrize(("make", "rows"), READ.values(), ids=READ.keys())
def test_a_file_that_is_only_strange_is_read(make: Make, rows: int, tmp_path: Path) -> None:
    make(path := tmp_path / "svar.xlsx")
    assert count(path) == rows


def test_a_quote_that_is_open_for_megabytes_is_not_read_to_the_end(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(delimited, "_LONGEST", 150_000)
    (path := tmp_path / "a.csv").write_bytes(b'a;b\n1;"2\n' + b"3;4\n" * 50_000 + b'5;"6"\n')
    with pytest.raises(Refused, match="from line 2 on"), i18n.speaking("en"):
        count(path)


def test_a_quote_is_named_with_the_line_where_its_row_begins(tmp_path: Path) -> None:
    (path := tmp_path / "a.csv").write_bytes(b'sep=;\na;b\n"1\n2";2\n3;"4\n5;6\n')
    with pytest.raises(Refused) as refused:
        count(path)
    assert refused.value.finding.params == {"at": 5}


MISSPELT = {
    "an ending": ("nord.cvs", "nord.csv"),
    "a letter too few": ("Team Nrd.csv", "Team Nord.csv"),
    "another case": ("SVAR.CSV", "svar.csv"),
    "another word": ("vinter.csv", None),
    "another number": ("svar 1.csv", "svar 2.csv"),
}


@pytest.mark.parametrize(("asked", "near"), MISSPELT.values(), ids=MISSPELT.keys())
def test_a_file_that_is_not_there_is_looked_for_among_those_beside_it(
    asked: str, near: str | None, tmp_path: Path
) -> None:
    (tmp_path / (near or "november.csv")).write_text("a;b\n", encoding="utf-8")
    (tmp_path / f"{asked} mappe").mkdir()  # a folder is no file
    with pytest.raises(Refused) as refused:
        count(tmp_path / asked)
    assert refused.value.finding.params == ({"near": near} if near else {})


@pytest.mark.parametrize(("language", "said"), [("en", "Did you mean nord.csv?"), ("da", "Mente du nord.csv?")])
def test_it_is_asked_whether_it_was_meant(language: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "nord.csv").write_text("a;b\n", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        count(tmp_path / "nrod.csv")
    with i18n.speaking(language):
        assert said in refused.value.finding.what_to_do()
