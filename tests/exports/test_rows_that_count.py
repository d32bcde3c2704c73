"""Columns that say which rows count, as people and tools call them: what they say is never passed over in silence."""

from pathlib import Path

import pytest

from hf_fidelity.domain.survey.exports import StatusMeant
from hf_fidelity.domain.survey.mapping import FileMapping
from hf_fidelity.readers.survey.cells.book import column_letters
from tests.exports.tables import IDS, answers, csv, read, written

Cells = list[str]


def named(folder: Path, heading: str, cells: Cells, kind: str = "csv") -> str:
    """The rows, from 1 below the headings, that are named and do not count."""
    rows = [["Nr", heading, *IDS], *([str(at), cell, *answers(1 + at % 5)] for at, cell in enumerate(cells, 1))]
    found = read(written(folder / f"e.{kind}", rows))
    told = sorted({f.row - 1 for f in found.findings if f.severity == "error" and f.row})
    assert found.rows.accepted == len(cells) - len(told) - sum(map(len, found.rows.skipped.values()))
    return " ".join(map(str, told))


def but(usual: str, odd: str, many: int = 5) -> Cells:
    return [*[usual] * many, odd]


LEFT_OUT: dict[str, tuple[str, Cells]] = {
    "marked": ("Ugyldig", but("", "x")),
    "an invalid answer": ("Ugyldigt svar", but("Nej", "Ja")),
    "invalid": ("Invalid", but("0", "1")),
    "invalid with decimals": ("Invalid", but("0.0", "1.0")),
    "to be removed": ("Fjern", but("", "x")),
    "to be thrown away": ("Kasseres", but("", "ja")),
    "is out": ("Udgår", but("", "x")),
    "twice": ("Dublet", but("", "x")),
    "a duplicate": ("Duplicate", but("no", "yes")),
    "a draft": ("Kladde", but("nej", "ja")),
    "has left": ("Frafaldet", but("", "ja")),
    "has withdrawn": ("Trukket tilbage", but("Nej", "Ja")),
    "has left in English": ("Dropped out", but("", "x")),
    "has left in German": ("Abgebrochen", but("nein", "ja")),
    "in German": ("Ungültig", but("", "x")),
    "in Swedish": ("Ta bort", but("", "x")),
    "flagged": ("Quality flag", ["", "", "", "", "speeder", "duplicate"]),
    "flagged or well": ("Quality flag", but("ok", "speeder")),
    "valid": ("Gyldig", but("Ja", "Nej")),
    "a valid answer": ("Gyldig besvarelse", but("Ja", "Nej")),
    "valid, neuter": ("Gyldigt svar", but("ja", "nej")),
    "valid in English": ("Valid", but("1", "0")),
    "valid with words": ("Valid", but("valid", "invalid")),
    "include": ("Include in analysis", but("Yes", "No")),
    "of SPSS": ("filter_$", but("1", "0")),
    "of SPSS with decimals": ("filter_$", but("1.0", "0.0")),
    "of SPSS with labels": ("filter_$", but("Selected", "Not Selected")),
    "take along": ("Medtag", but("x", "")),
    "taken along": ("Medtages", but("Ja", "Nej")),
    "counts": ("Tæller med", but("Ja", "Nej")),
    "done?": ("Færdig?", but("ja", "nej")),
    "consent": ("Samtykke", but("Ja", "Nej")),
    "consent that was not asked of all": ("Samtykke", but("Ja", "")),
    "consent in a sentence": ("Samtykke", but("Ja, det giver jeg", "Nej, det gør jeg ikke")),
    "no consent in a sentence": ("Jeg giver samtykke", but("Jeg giver samtykke", "Jeg giver ikke samtykke")),
    "a sentence that was not ticked": ("Samtykke", but("Jeg giver samtykke", "")),
    "consent in English": ("Consent", but("Yes", "No")),
    "consent in German": ("Einwilligung", but("Ja", "Nein")),
    "a word nobody knows beside yes": ("Gyldig", but("Ja", "Måske")),
    "not sent in": ("Tilstand", but("Indsendt", "Ikke indsendt")),
    "an attempt": ("Bearbeitungsstatus", [*["Abgeschlossen"] * 4, "Testlauf", "Abgebrochen"]),
    "words of which none is known": ("Bearbeitungsstatus", [*["Abgeschlossen"] * 4, "Ausgesiebt", "Ungültig"]),
    "a known and an unknown word": ("Tilstand", [*["Indsendt"] * 4, "Kladde", "Returneret"]),
    "a word that one row has, and none is known but it": ("Svarets tilstand", [*["aktiv"] * 4, "Kladde", "arkiv"]),
}


@pytest.mark.parametrize(("heading", "cells"), LEFT_OUT.values(), ids=LEFT_OUT)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_says_that_a_row_does_not_count_is_named(kind: str, heading: str, cells: Cells, tmp_path: Path) -> None:
    usual = cells[0]
    assert named(tmp_path, heading, cells, kind) == " ".join(str(n) for n, c in enumerate(cells, 1) if c != usual)


COUNTING: dict[str, tuple[str, Cells]] = {
    "nothing is marked": ("Ugyldig", [""] * 6),
    "all are valid": ("Gyldig", ["Ja"] * 6),
    "all consent in a long sentence": ("Samtykke", ["Jeg ved, at svar ikke kan trækkes tilbage"] * 6),
    "yes, and that nothing is passed on": ("Samtykke", ["Ja, og intet må gives videre uden samtykke"] * 6),
    "a sentence that three of six ticked": ("Samtykke", [*["Jeg giver samtykke"] * 3, "", "", ""]),
    "which filter": ("Filter", but("Nord", "Syd")),
    "consent to something else": ("Samtykke til at blive kontaktet", but("Ja", "Nej")),
    "about consent": ("Indhenter I borgerens samtykke?", but("Ja", "Nej")),
    "about being done": ("Er I færdige med planen?", but("Ja", "Nej")),
    "a course": ("Gyldigt kørekort", but("Ja", "Nej")),
    "how many": ("Valid", ["12", "15", "18", "21", "24", "30"]),
    "a few days of consent": ("Samtykke", ["2026-08-01", "", "2026-08-03", "", "", ""]),
    "states of America": ("State", ["Texas", "Ohio", "Texas", "Texas", "Texas", "Utah"]),
    "states of answers that nobody knows": ("Tilstand", ["åben", "åben", "åben", "åben", "lukket", "lukket"]),
    "how somebody feels": ("Tilstand", ["god", "god", "dårlig", "god", "god", "træt"]),
    "the state of a plan": ("Status på handleplan", ["Gennemført", "Udskudt", "Gennemført", "Opgivet", "", ""]),
    "who excludes": ("Hvem udgår I fra?", but("Nord", "Syd")),
    "a comment on quality": ("Kvalitet", but("god", "dårlig")),
    "a draft plan": ("Kladde til plan", but("ja", "nej")),
    "unhappy": ("Kommentar", but("", "Inkluder flere")),
}  # fmt: skip


@pytest.mark.parametrize(("heading", "cells"), COUNTING.values(), ids=COUNTING)
def test_what_is_about_anything_else_counts(heading: str, cells: Cells, tmp_path: Path) -> None:
    assert named(tmp_path, heading, cells) == ""


MAPPED: dict[str, tuple[str, Cells, dict[str, StatusMeant]]] = {
    "marked": ("Ugyldig", but("", "x"), {"x": "unfinished"}),
    "valid": ("Gyldig", but("Ja", "Nej"), {}),
    "a word": ("Tilstand", but("Indsendt", "Returneret"), {"Returneret": "unfinished"}),
}


@pytest.mark.parametrize(("heading", "cells", "status"), MAPPED.values(), ids=MAPPED)
def test_a_mapping_settles_it(heading: str, cells: Cells, status: dict[str, StatusMeant], tmp_path: Path) -> None:
    rows = [[heading, *IDS], *([cell, *answers(4)] for cell in cells)]
    columns = {column_letters(at): id for at, id in enumerate(IDS, 1)}
    path = csv(tmp_path / "e.csv", rows)
    for meant, accepted in (("status", 5), ("ignore", 6)):
        mapping = FileMapping(columns={"A": meant, **columns}, status=status if meant == "status" else {})
        found = read(path, mappings=(mapping,))
        assert (found.rows.accepted, len(found.rows.rejected)) == (accepted, 0)
