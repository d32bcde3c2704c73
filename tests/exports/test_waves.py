"""Answers of several times in one file, or of another one than the quarter's: in a column, in headings, above them."""

from datetime import date
from pathlib import Path

import pytest

from hf_fidelity.domain.survey.mapping import FileMapping
from tests.exports.tables import IDS, POINTS, TEXTS, Rows, beside, csv, people, read, xlsx

DIVIDED: dict[str, tuple[str, tuple[object, ...]]] = {
    "before and after": ("Gruppe", ("Førmåling", "Eftermåling")),
    "before and after in Norwegian": ("Måletidspunkt", ("Før", "Etter")),
    "waves by letters": ("Survey wave", ("W1", "W2")),
    "rounds by number": ("Målerunde nr.", (1, 2)),
    "rounds by any name": ("Omgang", ("blå", "rød")),
    "the times of a project": ("Tidspunkt", ("Start", "Midtvejs", "Slut")),
    "the events of REDCap": ("redcap_event_name", ("besog_a_arm_1", "besog_b_arm_1")),
    "years": ("Survey year", (2024, 2026)),
    "months by name": ("Month", ("June", "September")),
    "months by number": ("Måned", ("4", "8")),
    **{
        f"months under {heading}": (heading, cells)
        for heading, cells in {
            "Maand": ("maart", "augustus"),
            "Mese": ("marzo", "agosto"),
            "Miesiąc": ("marzec", "sierpień"),
            "Mois": ("mars", "août"),
            "Mes": ("marzo", "agosto"),
            "Mês": ("março", "agosto"),
            "Monat": ("März", "August"),
            "Kuukausi": ("maaliskuu", "elokuu"),
        }.items()
    },
    "months as days": ("Måned", (date(2026, 4, 1), date(2026, 8, 1))),
    "weeks": ("Ugenr.", ("Uge 20", "Uge 34")),
    "half years": ("Halvår", ("H1 2026", "H2 2026")),
    "seasons": ("Sæson", ("Vinter 2026", "Sommer 2026")),
    "quarters without a year": ("Udsendelse", ("Q2", "Q3")),
    "quarters among words": ("Udsendelse", ("Skema 2. kvartal 2026", "Skema 3. kvartal 2026")),
    "under a question": ("Hvilken måling er det?", ("Første måling", "Anden måling")),
    **{
        f"months under {heading}": (heading, ("marts 2026", "august 2026"))
        for heading in ("Seneste måling", "Sidste svar", "Last response", "Udfyldt", "Senaste mätning", "Data")
    },
    **{
        f"when it may have been filled in: {heading}": (heading, ("marts 2026", "august 2026"))
        for heading in (
            "Seneste selvevaluering",
            "Sidste evaluering",
            "Seneste vurdering",
            "Seneste efterlevelse",
            "Seneste fidelitymøde",
            "Fidelitysamtale",
            "Målestart",
            "Dataindsamling start",
            "Seneste registrering",
            "Seneste audit",
            "Last assessment",
            "Latest rating",
            "Letzte Erhebung",
            "Senaste bedömning",
            "Siste vurdering",
            "Sidste",
            "Første",
            "Opstart",
            "Temadag",
            "Workshop",
            "Møde",
            "Refleksionssamtale",
            "Seneste status",
            "Next review meeting",
            "Kursusevaluering",
            "Indsats",
            "Måling ved indflytning",
            "Opfølgningsdato",
            "Måledato",
        )
    },
    "before and after a course": ("Kursus", ("Før", "Efter")),
    "rounds around holidays": ("Sommerferie", ("Runde 1", "Runde 2")),
    "numbered times of a plan": ("Seneste handleplan", ("T1", "T2")),
    "rounds in Swedish": ("Utskick", ("Första omgången", "Andra omgången")),
    "rounds in German": ("Versand", ("Erste Welle", "Zweite Welle")),
}
NOT_DIVIDED: dict[str, tuple[str, tuple[object, ...]]] = {
    "one round": ("Målerunde", (2, 2)),
    "one round, not everywhere": ("Målerunde", (2, "")),
    "the quarter's year": ("Survey year", (2026, 2026)),
    "the quarter's months": ("Month", ("July", "September")),
    "the quarter's months by number": ("Måned", ("07", "09")),
    "the quarter's weeks": ("Ugenr.", ("Uge 28", "Uge 39")),
    "the quarter twice": ("Udsendelse", ("Q3", "3. kvartal 2026")),
    "one season": ("Sæson", ("Sommer 2026", "Sommer 2026")),
    "years of birth": ("Fødselsår", (1970, 1988)),
    "years in a job": ("År", (2, 14)),
    "years of birth under another name": ("År", (1971, 2001)),
    "months of birth": ("Fødselsmåned", ("Maj", "Juni")),
    "since when": ("Ansat siden", (2019, 2024)),
    "for how long": ("Varighed", ("6 måneder", "12 måneder")),
    "by the clock": ("Tidspunkt", ("10:15", "11:30")),
    "shifts": ("Periode", ("Dag", "Aften")),
    "another question": ("Hvornår er du ansat?", ("Før 2020", "Efter 2020")),
    "a comment": ("Kommentar", ("før", "det går fint")),
    "how it was sent": ("Distribution", ("anonymous", "email")),
    **{
        f"months of {heading}": (heading, ("marts 2026", "april 2026"))
        for heading in (
            "Seneste MUS", "Sidste ferie", "MUS-samtale", "Næste tilsyn", "Første kontakt", "Forløbets start",
            "Siste opplæring", "Senaste tillsyn", "Last vacation", "Start of intervention", "Seneste orlov",
            "Uddannelse", "Start i job", "Indflytning", "Hvornår startede du?",
            "Letztes Mitarbeitergespräch", "Beginn der Maßnahme", "Projektstart", "Última formación",
            "Viimeisin koulutus", "Laatste vakantie", "Dernière formation",
            "Kursusmåned", "Kursusdato", "Uddannelsesmåned", "Tilsynsdato", "Ansættelsesmåned", "Indflytningsdato",
            "Seneste supervisionsmåned", "Urlaubsmonat",
            "Born", "Geboren", "Nacido", "Birthday", "Ansættes", "Fratrådte", "Ansættelseskvartal",
            "Joined the service",
        )
    },
    "weeks of holidays": ("Ferie", ("uge 28", "uge 31")),
    "weeks of supervision": ("Seneste supervision", ("uge 20", "uge 31")),
    "so in Swedish": ("Semesterveckor", ("vecka 20", "vecka 31")),
    "so in German": ("Urlaub", ("KW 20", "KW 31")),
}  # fmt: skip
EVERY = {name: (*case, True) for name, case in DIVIDED.items()} | {
    f"not: {name}": (*case, False) for name, case in NOT_DIVIDED.items()
}


@pytest.mark.parametrize(("heading", "cells", "told"), EVERY.values(), ids=EVERY)
def test_a_column_that_divides_the_rows_by_time_is_pointed_out(
    heading: str, cells: tuple[object, ...], told: bool, tmp_path: Path
) -> None:
    found = read(xlsx(tmp_path / "e.xlsx", {"A": beside(heading, *cells)}))  # type: ignore[arg-type]
    said = [(f.code, f.cell) for f in found.findings if f.code == "several-times"]
    assert said == [("several-times", "B1")] * told


def test_what_divides_the_rows_is_named_with_its_times(tmp_path: Path) -> None:
    (told,) = read(csv(tmp_path / "e.csv", beside("Runde", "efterår", "forår"))).findings
    assert (told.params["heading"], told.params["values"]) == ("Runde", ["»efterår«", "»forår«"])


@pytest.mark.parametrize(("quarters", "told"), [(("2026-Q3", "2026-Q3"), True), (("2026-Q2", "2026-Q3"), False)])
def test_rounds_in_quarters_of_their_own_are_in_order(quarters: tuple[str, str], told: bool, tmp_path: Path) -> None:
    rows = [[*row, cell] for row, cell in zip(beside("Runde", "1", "2"), ["Kvartal", *quarters * 4], strict=True)]
    codes = [f.code for f in read(csv(tmp_path / "e.csv", rows), quarter=None).findings]
    assert codes == ["several-times"] * told


def test_whoever_answered_in_two_rounds_counts_once_and_both_are_named(tmp_path: Path) -> None:
    rows: Rows = [["Respondent", "Runde", *IDS]]
    rows += [[row[0], wave, *row[1:]] for row in people()[1:] for wave in ("1", "2")]
    codes = [f.code for f in read(csv(tmp_path / "e.csv", rows)).findings]
    assert codes == ["several-times", *["answered-twice"] * len(POINTS)]


OF_ANOTHER_TIME: dict[str, tuple[str, bool]] = {
    "another year behind": ("{} (2024)", True),
    "another year before": ("2024 - {}", True),
    "the quarter before": ("Forrige kvartal: {}", True),
    "a quarter without a year": ("2. kvartal: {}", True),
    "the beginning": ("Nulmåling - {}", True),
    "before": ("{} [Før]", True),
    "how it should be": ("Ønsket: {}", True),
    **{
        f"another time: {name}": (f"{name}: {{}}", True)
        for name in (
            "For et år siden",
            "For 2 måneder siden",
            "A year ago",
            "För ett år sedan",
            "Vor einem Jahr",
            "Hace un año",
            "Vuosi sitten",
            "Om et år",
            "In one year's time",
            "In einem Jahr",
            "Næste kvartal",
            "El año pasado",
            "Tidligere",
            "Tidigare",
            "Früher",
            "Trimestre anterior",
            "Aiemmin",
            "Dengang",
            "Før indsatsen",
            "Before the project",
            "Före insatsen",
            "Vor der Maßnahme",
            "Antes del proyecto",
            "Ennen hanketta",
            "Przed projektem",
            "Poprzedni kwartał",
            "Ved projektets start",
            "Da I startede",
            "Når projektet er slut",
        )
    },
    **{f"a goal: {name}": (f"{name}: {{}}", True) for name in ("Mål", "Vores mål", "Target", "Ziel", "Tavoite")},
    **{
        f"another question: {name}": (f"{name} [{{}}]", True)
        for name in (
            "Vigtighed",
            "Hvor vigtigt er det for dig?",
            "How important is this to you?",
            "Wie wichtig ist Ihnen das?",
            "Hur viktigt är det för dig?",
            "¿Qué importancia tiene esto para usted?",
            "Kuinka tärkeää tämä on sinulle?",
            "Hvor tilfreds er du med dette?",
            "Tilfredshed",
            "Hvor ofte sker det?",
            "Sådan tror min leder",
            "What my manager thinks",
            "Så tror min chef",
            "Was meine Chefin glaubt",
        )
    },
    **{
        f"not: {name}": (f"{name}: {{}}", False)
        for name in (
            "Hvor enig er du i dette?",
            "I det seneste kvartal",
            "In the past three months",
            "In den letzten drei Monaten",
            "En el último trimestre",
            "Tema 1",
            "Efter min mening",
            "Before you answer",
            "Vor Ort",
            "Vor indsats",
            "Hvad synes du om din leder?",
            "Om min leder",
            "Hvor godt passer det?",
            "Om et team",
            "I et team",
        )
    },
    "not: the year": ("{} (2026)", False),
    "not: the quarter": ("3. kvartal: {}", False),
    "not: now": ("{} - i dag", False),
    "not: a round": ("Runde 3: {}", False),
    "not: in a sentence": ("Tænk på de sidste tre måneder: {}", False),
    "not: a battery": ("Housing First: {}", False),
}


@pytest.mark.parametrize(("around", "told"), OF_ANOTHER_TIME.values(), ids=OF_ANOTHER_TIME)
def test_another_time_in_all_headings_is_pointed_out(around: str, told: bool, tmp_path: Path) -> None:
    for named in (IDS, TEXTS):
        rows: Rows = [["Navn", *map(around.format, named)], *people()[1:]]
        found = read(csv(tmp_path / "e.csv", rows))
        assert ("another-time" in [f.code for f in found.findings]) == told


def test_two_times_in_the_headings_are_pointed_out_and_that_of_one_is_not(tmp_path: Path) -> None:
    half = len(TEXTS) // 2
    two = [f"{text} - {'nu' if at < half else 'før'}" for at, text in enumerate(TEXTS)]
    one = [f"{TEXTS[0]} - før", *TEXTS[1:]]
    codes = [
        [f.code for f in read(csv(tmp_path / "e.csv", [["Navn", *heads], *people()[1:]])).findings]
        for heads in (two, one)
    ]
    assert ["another-time" in some for some in codes] == [True, False]


@pytest.mark.parametrize(
    ("above", "told"),
    [
        (("I dag", "Om et år"), True),
        (("Nu", "Ønsket"), True),
        (("Betydning", ""), True),
        (("Mål", ""), True),
        (("Mål", "Rammer"), False),
        (("Undersøgelse", "Forløb"), False),
        (("2025", "2025"), True),
        (("Værdier", "Rammer"), False),
        (("2026", ""), False),
    ],
)
def test_so_it_is_in_the_row_above_them(above: tuple[str, str], told: bool, tmp_path: Path) -> None:
    rows: Rows = [["", *above * (len(IDS) // 2)], *people()]
    found = [(f.code, f.cell) for f in read(xlsx(tmp_path / "e.xlsx", {"A": rows})).findings]
    assert found == [("another-time", "B1")] * told


NUMBERED = range(1, len(IDS) + 1)
CODED: dict[str, tuple[list[str], bool]] = {
    "rows of a matrix": ([f"Q2_{at}" for at in NUMBERED], False),
    "rows of two": ([f"Q{1 + at // 9}_{at}" for at in NUMBERED], False),
    "with another mark": ([f"Q2.{at}" for at in NUMBERED], False),
    "in small letters": ([f"q2_{at}_1" for at in NUMBERED], False),
    "questions": ([f"Q{at}" for at in NUMBERED], False),
    "by their numbers in the tool": ([f"QID2_{at}" for at in NUMBERED], False),
    "the same over each": (["Q2"] * len(IDS), True),
    "quarters over some": (["Q2", *[""] * 7, "Q4", *[""] * 7], True),
    "the same with a number, twice": ([f"Q2_{at // 2}" for at in NUMBERED], True),
    "over each but one": (["", *(f"Q2_{at}" for at in NUMBERED[1:])], False),
    "times": (["T1_1", "T1_2", *[""] * 14], True),
}


@pytest.mark.parametrize(("codes", "told"), CODED.values(), ids=CODED)
def test_what_a_tool_calls_its_questions_is_no_time(codes: list[str], told: bool, tmp_path: Path) -> None:
    rows: Rows = [["", *codes], ["Navn", *(f"Hvor enig er I? - {text}" for text in TEXTS)], *people()[1:]]
    found = read(csv(tmp_path / "e.csv", rows))
    assert ("another-time" in [f.code for f in found.findings]) == told


@pytest.mark.parametrize("heading", ["{code}. {text}", "{code} {text}", "{code}: {text}"])
@pytest.mark.parametrize(("code", "told"), [("Q2_{at}", False), ("Q2", True)])
def test_nor_is_it_in_the_headings(code: str, heading: str, told: bool, tmp_path: Path) -> None:
    heads = [heading.format(code=code.format(at=at), text=text) for at, text in enumerate(TEXTS, 1)]
    found = read(csv(tmp_path / "e.csv", [["Navn", *heads], *people()[1:]]))
    assert ("another-time" in [f.code for f in found.findings]) == told


def test_two_quarters_over_two_statements_are_no_codes(tmp_path: Path) -> None:
    rows: Rows = [["", "Q2", "Q3"], *([row[0], *row[1:3]] for row in people())]
    assert "another-time" in [f.code for f in read(csv(tmp_path / "e.csv", rows)).findings]


def test_who_says_what_each_column_is_has_said_it(tmp_path: Path) -> None:
    columns = {"B": "ignore"} | {chr(ord("C") + at): id for at, id in enumerate(IDS)}
    mapping = FileMapping.model_validate({"file": "e.csv", "columns": columns})
    found = read(csv(tmp_path / "e.csv", beside("Runde", "1", "2")), mappings=(mapping,))
    assert (found.rows.accepted, found.findings) == (len(POINTS), ())
