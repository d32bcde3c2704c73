"""Dates as tools write them: which number is the day is read off the column; which columns and cells are dates."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from babel.dates import format_date, get_month_names

from hf_fidelity import i18n
from hf_fidelity.domain.survey.mapping import FileMapping
from hf_fidelity.ground import fold
from hf_fidelity.readers.survey.words.dates import WrittenDates, days_mentioned, month_named
from tests.exports.formats import excel
from tests.exports.tables import (
    COUNTS,
    COUNTS_OF_FIVE,
    FIVE,
    IDS,
    LABELS,
    NAMES,
    POINTS,
    Rows,
    counts,
    csv,
    option_columns,
    people,
    read,
    under,
    written,
)

LETTERS = [*"ABCDEFGHIJKLMNOPQRSTUVWXYZ"]

SEPTEMBER_1, AUGUST_10 = date(2026, 9, 1), date(2026, 8, 10)
BOTH = {"day-first", "month-first"}
ORDERS: dict[str, tuple[list[object], set[str]]] = {
    "a-number-above-12-is-the-day": (["01/09/2026 10:00", "25/09/2026"], {"day-first"}),
    "a-number-above-12-behind-is-the-day": (["09/01/2026", "09/25/2026 10:00"], {"month-first"}),
    "danish-dots": (["1.9.2026"], {"day-first"}),
    "danish-time": (["01/09/2026 10.15.30"], {"day-first"}),
    "american-time": (["09/01/2026 9:08:27 PM"], {"month-first"}),
    "a-day-above-12-beats-the-clock": (["25/09/2026 9:08 AM", "03/08/2026 9:08 AM"], {"day-first"}),
    "two-digits": (["10.08.26"], {"day-first"}),
    "two-digits-year-first": (["26-08-10", "26-08-31"], {"year-first"}),
    "years-that-lie-far-apart-are-days": (["25-08-26", "17-08-26"], {"day-first"}),
    "three-years-apart": (["20-08-25", "21-08-28"], {"day-first", "year-first"}),
    "four-years-apart": (["20-08-25", "24-08-26"], {"day-first"}),
    "the-same-day-of-three-years": (["24-08-26", "25-08-26", "26-08-26"], {"day-first"}),
    "two-days-or-the-same-day-of-two-years": (["20-08-25", "20-08-26"], {"day-first", "year-first"}),
    "so-with-slashes": (["20/08/25", "20/08/26"], {"day-first", "year-first"}),
    "dots-are-never-year-first": (["24.11.25", "24.02.26"], {"day-first"}),
    "unless-all-say-so": (["26.08.10", "26.08.31"], {"year-first"}),
    "a-blank-before-the-year": (["3/8 2026", "4/8 2026"], BOTH),
    "nothing-shows": (["01/09/2026", "02/03/2026"], BOTH),
    "nothing-shows-of-two-digits": (["10-08-26", "11-08-26"], BOTH),
    "one-time-shows-it-for-all": (["01/02/2026", "03/04/2026 10.15"], {"day-first"}),
    "two-times-against-each-other": (["01/02/2026 9:00 AM", "03/04/2026 10.15"], BOTH),
    "in-small-letters": (["01/02/2026 9:00:02 am"], BOTH),
    "spanish-halves-of-a-day": (["03/08/2026 9:15:02 p.m.", "04/08/2026 8:15:02 a.m."], BOTH),
    "a-nought-before-the-second-alone": (["3/08/2026 9:15 AM", "10/08/2026 9:15 AM"], {"day-first"}),
    "noughts-before-both": (["03/08/2026 9:15 AM", "10/08/2026 9:15 AM"], {"month-first"}),
    "hundredths-of-seconds": (["08/03/2026 09:15:02.12"], BOTH),
    "american-time-behind-dots": (["01.02.2026 3:15 PM"], {"day-first"}),
    "american-time-behind-dashes": (["01-02-2026 3:15 PM"], BOTH),
    "no-such-month-shows-nothing": (["2026-13-08", "03/08/2026"], BOTH),
    "nor-with-a-time": (["2026/13/08 9:15 AM", "03/08/2026"], BOTH),
    "nor-behind-days": (["13/13/2026", "03/08/2026"], BOTH),
    "no-such-day-shows-nothing": (["31/04/2026", "30/02/2026", "03/08/2026"], BOTH),
    "no-dates": (["i går"], {*BOTH, "year-first"}),
}


@pytest.mark.parametrize(("cells", "orders"), ORDERS.values(), ids=ORDERS)
def test_the_order_is_read_off_the_dates(cells: list[object], orders: set[str]) -> None:
    assert WrittenDates(cells).orders == orders


DAYS: dict[str, tuple[object, list[date]]] = {
    "true-date": (datetime(2026, 9, 1, 10), [SEPTEMBER_1]),
    "iso": ("2026-09-01 10:00:00", [SEPTEMBER_1]),
    "iso-with-zone": ("2026-09-01T10:00:00.000+02:00", [SEPTEMBER_1]),
    "google-sheets": ("2026/08/10 9:15:02 AM GMT+2", [AUGUST_10]),
    "day-first": ("01/09/2026 10.15.30", [SEPTEMBER_1]),
    "month-first": ("09/01/2026 9:08:27 PM", [SEPTEMBER_1]),
    "either-way-the-same": ("09/09/2026", [date(2026, 9, 9)]),
    "could-be-two": ("01/09/2026", [SEPTEMBER_1, date(2026, 1, 9)]),
    "a-blank-before-the-year": ("31/8 2026 9.15", [date(2026, 8, 31)]),
    "a-blank-and-two-digits": ("31/8 26", []),
    "danish-month": ("10. aug. 2026 kl. 9.15", [AUGUST_10]),
    "danish-weekday": ("mandag den 10. august 2026", [AUGUST_10]),
    "english-month": ("Aug 10, 2026 9:15 AM", [AUGUST_10]),
    "english-short": ("10-Aug-26", [AUGUST_10]),
    "german-month": ("1. März 2026, 09:15", [date(2026, 3, 1)]),
    "norwegian-month": ("10. desember 2026", [date(2026, 12, 10)]),
    "swedish-month": ("10 maj 2026", [date(2026, 5, 10)]),
    "spanish-month": ("10 de agosto de 2026", [AUGUST_10]),
    "without-its-accents": ("10 aout 2026", [AUGUST_10]),
    "french-first": ("1er septembre 2026", [SEPTEMBER_1]),
    "french-article": ("le 1er septembre 2026", [SEPTEMBER_1]),
    "dutch-first": ("1e september 2026", [SEPTEMBER_1]),
    "portuguese-first": ("1º de setembro de 2026", [SEPTEMBER_1]),
    "spanish-first": ("1.º de septiembre de 2026", [SEPTEMBER_1]),
    "portuguese-weekday": ("segunda-feira, 10 de agosto de 2026", [AUGUST_10]),
    "polish-year": ("10 sierpnia 2026 r.", [AUGUST_10]),
    "march-or-the-finnish-november": ("1 mar 2026", [date(2026, 3, 1)]),
    "a-month-right-behind-the-day": ("10aug2026", [AUGUST_10]),
    "a-month-that-begins-like-an-ending": ("10dec2026", [date(2026, 12, 10)]),
    "so-too": ("1oct2026", [date(2026, 10, 1)]),
    "browser": ("Mon Aug 10 2026 09:15:02 GMT+0200 (CEST)", [AUGUST_10]),
    "serial-number": (46244.385, [AUGUST_10]),
    "serial-number-as-text": ("46244,385", [AUGUST_10]),
    "no-such-day": ("31.02.2026", []),
    "no-such-month-without-marks": ("20261308", []),
    "nobody-kept-it": ("1980-01-01 00:00:00", []),
    "a-time": ("10.15.30", []),
    "two-dates": ("2026-09-01 til 2026-10-05", []),
    "words": ("i går", []),
    "empty": ("", []),
    "year-14-is-less-likely": ("31-02-14", [date(2031, 2, 14)]),
    "but-where-nothing-else-is-likely": ("13-01-14", [date(2014, 1, 13), date(2013, 1, 14)]),
    "two-digits-with-dots": ("24.08.26", [date(2026, 8, 24)]),
    "year-15": ("01.02.15", [date(2015, 2, 1)]),
    "year-40": ("01.02.40", [date(2040, 2, 1)]),
    "year-41-where-there-is-no-other": ("31/12/41", [date(2041, 12, 31)]),
    "two-digits-with-dots-never-month-first": ("10.12.26", [date(2026, 12, 10)]),
    "two-digits-with-slashes": ("01/02/15", [date(2015, 2, 1), date(2015, 1, 2)]),
    "compact": ("20260801", [date(2026, 8, 1)]),
    "no-such-month": ("2026-13-01", []),
    "two-letters-of-a-month": ("10 ok 2026", []),
    "three-letters": ("10 okt 2026", [date(2026, 10, 10)]),
    "a-beginning-of-two-months": ("10 jui 2026", []),
    "a-named-month-and-two-digits": ("1. juli 26", [date(2026, 7, 1)]),
    "the-day-before-2000": (36_525, []),
    "the-first-of-2000": (36_526, [date(2000, 1, 1)]),
    "the-second-of-2000": (36_527, [date(2000, 1, 2)]),
    "the-last-of-2099": (73_050, [date(2099, 12, 31)]),
    "the-day-behind-2099": (73_051, []),
    "number": (12.0, []),
}


@pytest.mark.parametrize(("cell", "days"), DAYS.values(), ids=DAYS)
def test_a_cell_is_one_day_or_more_or_none(cell: object, days: list[date]) -> None:
    assert list(WrittenDates([cell]).days(cell)) == days


LOCALES = [
    *("da", "nb", "nn", "sv", "en", "en_GB", "de", "de_AT", "es", "es_MX", "fr", "fr_CA", "nl", "fi", "pl", "it", "pt"),
    "pt_PT",
]
PATTERNS = ("long", "full", "d MMM y", "d MMMM y", "d. LLLL y", "EEE d MMM y", "MMMM d, y")


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("locale", LOCALES)
def test_months_are_known_as_babel_writes_them(locale: str, month: int) -> None:
    day = date(2026, month, 23)
    written = [format_date(day, pattern, locale=locale) for pattern in PATTERNS]
    assert [text for text in written if WrittenDates([text]).days(text) != (day,)] == []
    whole, short = get_month_names("wide", locale=locale), get_month_names("abbreviated", locale=locale)
    alone = get_month_names("wide", "stand-alone", locale)
    names = {months[month] for months in (whole, short, alone)}
    assert {name for name in names if month_named(fold(name.strip("."))) != month} == set()


def test_a_column_that_a_spreadsheet_turned_in_part_can_be_either() -> None:
    """`03/24/2026` stayed a text, `08/03/2026` became the 8th of March."""
    turned = datetime(2026, 3, 8)
    assert WrittenDates(["03/24/2026", turned]).days(turned) == (date(2026, 3, 8), date(2026, 8, 3))
    assert WrittenDates(["03/24/2026", turned, datetime(2026, 3, 25)]).days(turned) == (date(2026, 3, 8),)
    assert len(WrittenDates(["03/24/2026", turned, datetime(2026, 3, 12)]).days(turned)) == 2
    assert len(WrittenDates(["03/24/2026", turned, datetime(2026, 3, 13)]).days(turned)) == 1


@pytest.mark.parametrize("texts", [["03/04/2026"], ["03/24/2026", "03/04/2026"], ["i går"], []])
def test_where_no_text_shows_that_it_was_left_alone_nothing_was_turned(texts: list[str]) -> None:
    turned = datetime(2026, 3, 8)
    assert WrittenDates([*texts, turned]).days(turned) == (date(2026, 3, 8),)


def test_a_day_that_is_its_month_cannot_be_turned() -> None:
    same = datetime(2026, 3, 3)
    assert WrittenDates(["03/24/2026", same]).days(same) == (date(2026, 3, 3),)


@pytest.mark.parametrize("heading", ["Timestamp", "Tidsstempel", "Zeitstempel", "Fecha", "Submitted at"])
def test_a_day_is_found_by_what_tools_and_people_call_it(heading: str, tmp_path: Path) -> None:
    heads, *rows = people()
    table = [[heading, *heads], *(["13-08-2026 09:15", *row] for row in rows)]
    found = read(csv(tmp_path / "e.csv", table), quarter=None)
    assert (counts(found), [finding.code for finding in found.findings]) == (COUNTS, ["quarter-by-date"])


SENT_IN = (
    "Innsendt dato", "Lähetyspäivä", "Abgabedatum", "Verzonden op", "Indsendelsesdato", "Dato for indsendelse",
    "Afleveringsdato", "Sendt inn dato", "Inlämningsdatum", "Insänt den", "Date of submission", "Submitted on",
    "Eingereicht am", "Einreichungsdatum", "Inzenddatum", "Envoyé le", "Date d'envoi", "Fecha del envío",
    "Data wysłania", "Udfyldt dato", "Dato og tid for besvarelse", "Completion date", "Tidspunkt for udfyldelse",
    "innsendt_dato",
)  # fmt: skip


@pytest.mark.parametrize("heading", SENT_IN)
def test_so_it_is_by_the_parts_of_what_it_is_called(heading: str, tmp_path: Path) -> None:
    heads, *rows = people()
    table = [[heading, *heads], *(["2026-08-13 09:15:00", *row] for row in rows)]
    found = read(csv(tmp_path / "e.csv", table), quarter=None)
    assert (counts(found), [finding.code for finding in found.findings]) == (COUNTS, ["quarter-by-date"])


@pytest.mark.parametrize("heading", ["Fødselsdato", "Sendt dato", "Frist for indsendelse", "Modtaget dato"])
def test_other_days_are_none_of_the_answers(heading: str, tmp_path: Path) -> None:
    heads, *rows = people()
    table = [[heading, *heads], *(["2026-08-13", *row] for row in rows)]
    assert read(csv(tmp_path / "e.csv", table), quarter=None).groups == ()


@pytest.mark.parametrize("heading", ["Response time", "Svartid", "Completion time", "Tid for besvarelse"])
def test_how_long_it_took_is_no_day(heading: str, tmp_path: Path) -> None:
    heads, *rows = people()
    found = read(csv(tmp_path / "e.csv", [[heading, *heads], *([f"{300 + n}", *row] for n, row in enumerate(rows))]))
    assert (counts(found), found.findings) == (COUNTS, ())


LIMES = {
    "Norwegian": ["Respons-ID", "Innsendt dato", "Siste side", "Startspråk"],
    "Finnish": ["Vastauksen tunniste", "Lähetyspäivä", "Viimeinen sivu", "Aloituskieli"],
    "Swedish": ["Svars-ID", "Inskickat datum", "Sista sidan", "Startspråk"],
    "Dutch": ["ID", "Verzonden op", "Laatste pagina", "Starttaal"],
}


@pytest.mark.parametrize("heads", LIMES.values(), ids=LIMES)
def test_who_did_not_send_in_is_left_out_in_any_language(heads: list[str], tmp_path: Path) -> None:
    rows = under(heads, [[n, f"2026-08-1{n} 10:00:00", 3, "x"] for n in range(1, 6)], [6, "", 1, "x"])
    found = read(csv(tmp_path / "e.csv", rows), quarter=None)
    assert (counts(found), str(found.rows.skipped["incomplete"])) == (COUNTS_OF_FIVE, "7")
    assert "unfinished" in {f.code for f in found.findings}


@pytest.mark.parametrize(
    "heading", ["Afsluttet", "Indsendt", "Completed", "Abgeschlossen", "Päivämäärä", "Besvaret dato"]
)
@pytest.mark.parametrize(("told", "codes"), [("13-08-2026 09:15", ["quarter-by-date"]), ("Ja", None)])
def test_days_in_a_status_tell_the_quarter_as_well(
    heading: str, told: str, codes: list[str] | None, tmp_path: Path
) -> None:
    heads, *rows = people()
    table = [[*heads, heading], *([*row, told] for row in rows)]
    found = read(csv(tmp_path / "e.csv", table), quarter=None)
    if codes:
        assert (counts(found), [finding.code for finding in found.findings]) == (COUNTS, codes)
    else:
        assert found.groups == ()


@pytest.mark.parametrize("ending", [".xlsx", ".xls"])
@pytest.mark.parametrize(
    ("day", "from_1904", "codes"),
    [
        (44782, True, ["days-from-1904"]),
        (46244, False, ["quarter-by-date"]),
        (date(2026, 8, 10), True, ["quarter-by-date"]),
        ("10.08.2026", True, ["quarter-by-date"]),
    ],
)
def test_numbers_for_days_where_they_are_counted_from_1904_are_refused(
    ending: str, day: object, from_1904: bool, codes: list[str], tmp_path: Path
) -> None:
    heads, *rows = people()
    table = [["Dato", *heads], *([day, *row] for row in rows)]
    file = excel(tmp_path / f"e{ending}", table, from_1904=from_1904)
    found = read(file, quarter=None)
    assert [finding.code for finding in found.findings] == codes
    assert [str(group.quarter) for group in found.groups] == ["2026-Q3"] * (codes == ["quarter-by-date"])
    assert counts(read(file)) == COUNTS


def rows_of_answers(day: object) -> Rows:
    """A row for each answer."""
    people = zip(NAMES, POINTS, strict=True)
    told = ([day, name, id, LABELS[point]] for name, point in people for id in IDS)
    return [["Dato", "Respondent", "Udsagn", "Svar"], *told]


@pytest.mark.parametrize("ending", [".xlsx", ".xls"])
@pytest.mark.parametrize("table", [option_columns, rows_of_answers])
def test_so_they_are_where_a_table_is_put_together(ending: str, table: Callable[[int], Rows], tmp_path: Path) -> None:
    found = read(excel(tmp_path / f"e{ending}", table(44782), from_1904=True), quarter=None)
    assert "days-from-1904" in [finding.code for finding in found.findings]
    assert found.groups == ()
    found = read(excel(tmp_path / f"f{ending}", table(46244)), quarter=None)
    assert [str(group.quarter) for group in found.groups] == ["2026-Q3"]


DATED: dict[str, tuple[list[str], str | None]] = {
    "a-day-above-12": (["08/03/2026", "08/14/2026", "08/03/2026", "08/04/2026", "09/01/2026"], "2026-Q3"),
    "nothing-shows": (["03-08-2026"] * 5, None),
    "the-same-quarter-either-way": (["08/09/2026", "09/08/2026", "07/09/2026", "08/08/2026", "09/07/2026"], "2026-Q3"),
    "serial-numbers": (["46244,4", "46245", "46246,25", "46247", "46248"], "2026-Q3"),
    "names-of-months": (
        ["10. aug. 2026", "11 August 2026", "Aug 12, 2026", "13 de agosto de 2026", "14.08.26"],
        "2026-Q3",
    ),
}


@pytest.mark.parametrize(("days", "quarter"), DATED.values(), ids=DATED)
@pytest.mark.parametrize("heading", ["Svardato", "Date"])
def test_a_date_is_read_as_its_column_shows_or_the_file_is_refused(
    days: list[str], quarter: str | None, heading: str, tmp_path: Path
) -> None:
    rows = [[heading, *IDS], *([day, *answers] for day, answers in zip(days, FIVE, strict=True))]
    found = read(csv(tmp_path / "e.csv", rows), quarter=None)
    assert [str(group.quarter) for group in found.groups] == ([quarter] if quarter else [])
    assert ("ambiguous-dates" in {f.code for f in found.findings}) == (quarter is None)


def test_a_date_that_cannot_be_read_is_repeated(tmp_path: Path) -> None:
    rows = [["Dato", *IDS], *([day, *FIVE[0]] for day in ("2026-08-10", "uge 33", "2026-08-11"))]
    found = read(csv(tmp_path / "e.csv", rows), quarter=None)
    assert [(f.code, f.value) for f in found.findings if f.severity == "error"] == [("bad-date", "uge 33")]


BEGAN = ["CASE", "MODE", "STARTED", "FINISHED"]
WHEN: dict[str, tuple[list[str], str, set[str]]] = {
    "of a tool, where people only began": (BEGAN, "C", {"no-quarter"}),
    "of nobody": (["Nr", "Oprettet"], "B", {"no-quarter"}),
}


@pytest.mark.parametrize(("heads", "column", "told"), WHEN.values(), ids=WHEN)
def test_days_that_may_be_those_of_the_answers_are_pointed_out(
    heads: list[str], column: str, told: set[str], tmp_path: Path
) -> None:
    stood = {"MODE": "interview", "FINISHED": "1"}
    rows = [[stood.get(head, str(n)) for head in heads] for n in range(1, 6)]
    for n, row in enumerate(rows, 1):
        row[ord(column) - ord("A")] = f"2026-08-1{n} 10:00:00"
    table = [[*heads, *IDS], *([*row, *given] for row, given in zip(rows, FIVE, strict=True))]
    found = read(path := csv(tmp_path / "e.csv", table), quarter=None)
    [error] = [finding for finding in found.findings if finding.severity == "error"]
    assert ({error.code}, error.params["columns"]) == (told, [f"{column} »{heads[ord(column) - ord('A')]}«"])
    assert f"date? {heads[ord(column) - ord('A')]}" in str(found.mapping)
    dated = FileMapping(file="e.csv", columns={column: "date", **dict(zip(LETTERS[len(heads) :], IDS, strict=False))})
    assert [str(group.quarter) for group in read(path, quarter=None, mappings=(dated,)).groups] == ["2026-Q3"]
    assert counts(read(path)) == COUNTS_OF_FIVE


def test_numbers_of_a_tool_are_no_days(tmp_path: Path) -> None:
    table: Rows = [["CASE", "SERIAL", "MODE", "FINISHED", *IDS]]
    table += [[46240 + n, f"4624{n}", "interview", "1", *given] for n, given in enumerate(FIVE)]
    [error] = [f for f in read(csv(tmp_path / "e.csv", table), quarter=None).findings if f.severity == "error"]
    assert "Days stand in" not in error.words()


SECONDS: dict[str, tuple[list[object], str | None]] = {
    "seconds": ([1786500000 + 86400 * n for n in range(5)], "86400"),
    "seconds as text, one left out": (["1786500000", "", "1786586400", "1786672800", "1786759200"], "86400"),
    "thousandths": ([1786500000123 + n for n in range(5)], "86400000"),
    "numbers of something else": ([4512345678 * 10 + n for n in range(5)], None),
    "numbers from before 2000": ([100000000 * 9 + n for n in range(5)], None),
    "seconds beside a day": (["2026-08-10", *[1786500000] * 4], None),
    "days": ([f"2026-08-1{n}" for n in range(5)], None),
    "days of a spreadsheet": ([46240 + n for n in range(5)], None),
}


@pytest.mark.parametrize(("days", "seconds"), SECONDS.values(), ids=SECONDS)
@pytest.mark.parametrize(("language", "said"), [("en", "would be 12 August 2026"), ("da", "12. august 2026 (UTC)")])
@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_column_of_seconds_is_told_once(
    days: list[object], seconds: str | None, language: str, said: str, ending: str, tmp_path: Path
) -> None:
    table: Rows = [["Dato", *IDS], *([day, *given] for day, given in zip(days, FIVE, strict=True))]
    found = read(path := written(tmp_path / f"e{ending}", table), quarter=None)
    errors = [finding for finding in found.findings if finding.severity == "error"]
    told = [error for error in errors if "seconds" in error.params]
    assert [error.params["seconds"] for error in told] == ([seconds] if seconds else [])
    if told:
        assert errors == told and told[0].code == "bad-date" and not found.groups
        with i18n.speaking(language):
            assert said in told[0].words() and f"=A2/{seconds}+25569" in told[0].what_to_do()
    assert counts(read(path)) == COUNTS_OF_FIVE


LIME = ["Response ID", "Date submitted", "Last page", "Start language"]


def test_the_day_of_sending_in_says_both_when_and_whether(tmp_path: Path) -> None:
    rows = under(LIME, [[n, f"2026-08-1{n} 10:00:00", 3, "da"] for n in range(1, 6)], [6, "NA", 1, "da"])
    found = read(csv(tmp_path / "e.csv", rows), quarter=None)
    assert (counts(found), str(found.groups[0].quarter), str(found.rows.skipped["incomplete"])) == (
        COUNTS_OF_FIVE,
        "2026-Q3",
        "7",
    )
    assert "unfinished" in {f.code for f in found.findings}


def test_nobody_is_unfinished_for_a_day_that_no_tool_wrote(tmp_path: Path) -> None:
    heads = ["Nr", "Indsendelsesdato", "Sidste side", "Sprog"]
    found = read(csv(tmp_path / "e.csv", under(heads, [[n, "", 3, "da"] for n in range(1, 6)], [6, "", 3, "da"])))
    assert (found.rows.accepted, any(found.rows.skipped.values())) == (6, False)


def test_1980_is_no_day_of_sending_in(tmp_path: Path) -> None:
    rows = under(LIME, [[n, "1980-01-01 00:00:00", 3, "da"] for n in range(1, 6)], [6, "", 1, "da"])
    path = csv(tmp_path / "e.csv", rows)
    assert ({f.code for f in read(path, quarter=None).findings if f.severity == "error"}) == {"bad-date"}
    assert counts(read(path)) == COUNTS_OF_FIVE


MENTIONED: dict[str, list[list[str]]] = {
    "Housing First marts 2026": [["2026-03-01"]],
    "svar-2026-03-10 (2)": [["2026-03-10"]],
    "Dato: 3. marts 2026, kl. 12": [["2026-03-03"]],
    "March 3rd, 2026": [["2026-03-03"]],
    "3 de agosto de 2026": [["2026-08-03"]],
    "juni, juli og august 2026": [["2026-08-01"], ["2026-07-01"], ["2026-06-01"]],
    "20. september – 4. oktober 2026": [["2026-10-04"], ["2026-09-01"]],
    "03-08-2026": [["2026-08-03", "2026-03-08"]],
    "2026-03": [["2026-03-01"]],
    "31. juni 2026": [],
    "3-2026": [],
    "2024-2026": [],
    "2. og 3. kvartal 2026": [],
    "Maj, marts": [],
    "Marc 2026, Lis 2026 og Data set 2026": [],
    "id 20260399 og 120260310": [],
}


@pytest.mark.parametrize(("text", "days"), MENTIONED.items(), ids=MENTIONED)
def test_days_and_months_are_found_among_words_where_they_have_a_year(text: str, days: list[list[str]]) -> None:
    assert [[str(day) for day in each] for each in days_mentioned(text)] == days
