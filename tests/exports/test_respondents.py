"""Whether what stands for respondents tells them apart, who stands twice by a mail or a name, and who is nobody."""

from pathlib import Path

import pytest

from hf_fidelity import i18n
from hf_fidelity.domain.survey.batch import same_people
from hf_fidelity.domain.survey.exports import ExportRead
from hf_fidelity.domain.survey.mapping import FileMapping
from hf_fidelity.readers.survey.cells.book import column_letters
from hf_fidelity.readers.survey.words.not_said import is_nobody, may_be_rounded
from tests.exports.tables import (
    COUNTS,
    COUNTS_OF_FIVE,
    FIVE,
    IDS,
    Rows,
    answers,
    counts,
    csv,
    people,
    read,
    written,
    xlsx,
)


def table(heads: list[str], cells: list[list[str]]) -> Rows:
    return [[*heads, *IDS], *([*row, *answers(1 + at % 5)] for at, row in enumerate(cells))]


def read_as(kind: str, folder: Path, rows: Rows, **options: object) -> ExportRead:
    path = written(folder / f"e.{kind}", rows)
    return read(path, **({"team": None} if "Team" in rows[0] else {}), **options)


def alike(*called: str) -> list[list[str]]:
    return [[name] for name in called]


ROLES = alike("Leder", "Medarbejder", "Medarbejder", "Medarbejder", "Leder")
CALLED: dict[str, tuple[list[str], list[list[str]], int, list[str]]] = {
    "by their role": (["Respondent"], ROLES, 5, ["respondents-alike"]),
    "so in English": (["Participant"], alike("staff", "staff", "Manager", "staff"), 4, ["respondents-alike"]),
    "as respondents": (["Respondent"], alike(*["Respondent"] * 5), 5, ["respondents-alike"]),
    "as guests": (["Deltager"], alike(*["Gæst"] * 5), 5, ["respondents-alike"]),
    "guests in English": (["Participant ID"], alike(*["Guest"] * 5), 5, ["respondents-alike"]),
    "by a letter": (["Respondent"], alike(*["x"] * 5), 5, ["respondents-alike"]),
    "two by a cross": (["Respondent"], alike("Ane", "x", "Bo", "x", "Carl", "Eva"), 6, ["respondents-alike"]),
    "crosses among letters": (["Respondent"], alike("a", "x", "b", "x", "c", "d"), 5, ["answered-twice"]),
    "by dashes": (["Respondent"], alike("P0", "---", "P2", "---", "P4", "—", "—"), 7, []),
    "so in Polish": (["Respondent"], alike("P0", "(brak)", "P2", "(brak)", "P4", "nie dotyczy", "nie dotyczy"), 7, []),
    "by a number": (["Nr"], alike(*["1"] * 5), 5, ["respondents-alike"]),
    "two guests among names": (["Respondent"], alike("Ane", "Bo", "Gæst", "Gæst", "Eva"), 5, ["respondents-alike"]),
    "one leader among names": (["Respondent"], alike("Ane", "Bo", "Leder", "Eva"), 4, []),
    **{
        f"two called {name}": (["Respondent"], alike("Ane", "Bo", name, name, "Eva"), 5, ["respondents-alike"])
        for name in (
            *("Vikar", "Pædagog", "Socialrådgiver", "Bostøtte", "Natvagt", "Peer", "Studerende", "SOSU"),
            *("Sygeplejerske", "Mentor", "Faglig koordinator", "Kvinde", "Mand", "Psykiater", "Læge", "Sagsbehandler"),
            *("Misbrugsbehandler", "Støttekontaktperson", "Jobkonsulent", "Ergoterapeut", "ACT-sygeplejerske"),
            *("Social- og sundhedsassistent", "Sykepleier", "Sosionom", "Miljøterapeut", "Sjuksköterska"),
            *("Handläggare", "Boendestödjare", "Nurse", "Case manager", "Peer support worker", "Social worker"),
            *("Ärztin", "Sozialarbeiterin", "Sozialarbeiter:in", "Krankenschwester", "Psychologin"),
        )
    },
    **{
        f"two who say {said}": (["Respondent"], alike("Ane", "Bo", said, said, "Eva"), 5, [])
        for said in (
            *("Nej tak", "Hemmelig", "Ønsker ikke", "Vil ikke sige", "Vil helst ikke sige det", "Ønsker ikke å oppgi"),
            *("Nei takk", "Hemligt", "Vill inte säga", "Prefer not to say", "No thanks", "Geheim", "Nein danke"),
        )
    },
    **{
        f"{name} twice": (["Respondent"], alike("Ane", "Bo", name, name, "Eva"), 4, ["answered-twice"])
        for name in ("Evert", "Elena", "Manfred", "Anna leder", "Leder Anna")
    },
    **{
        f"two whose name is {said}": (["Respondent"], alike("P0", said, "P2", said, "P4"), 5, [])
        for said in ("Anoniem", r"\N", "N/D", "n.v.t.", "s/d", "b/d")
    },
    "a number unlike the others": (["Nr"], alike("1001", "99", "1002", "99", "1003", "99"), 6, ["respondents-alike"]),
    "a word unlike the others": (
        ["Respondent"],
        alike("P0", "Zed", "P2", "Zed", "P4", "Zed"),
        6,
        ["respondents-alike"],
    ),
    "most by such a word": (["Nr"], alike("P0", *["Zed"] * 5, "P6", "P7"), 8, ["respondents-alike"]),
    "a name four times": (
        ["Respondent"],
        alike("Ane", "Zed", "Bo", "Zed", "Carl", "Zed", "Eva", "Zed"),
        8,
        ["respondents-alike"],
    ),
    "so in one of two quarters": (
        ["Kvartal", "Nr"],
        [["2026-Q2", n] for n in ("1001", "1002", "1003")] + [["2026-Q3", n] for n in ("1001", *["99"] * 4, "1002")],
        9,
        ["respondents-alike"],
    ),
    "in short for nothing": (["Nr"], alike("1001", "s.o.", "1002", "s.o.", "1003", "s.o."), 6, ["respondents-alike"]),
    "initials": (["Nr"], alike("A.B.", "S.O.", "N.D.", "S.O.", "B.D.", "S.O."), 4, ["answered-twice"] * 2),
    "such a number twice": (["Nr"], alike("1001", "99", "1002", "99", "1003"), 4, ["answered-twice"]),
    "one of a series thrice": (
        ["Nr"],
        alike("1001", "1002", "1002", "1003", "1002", "1004", "1002"),
        4,
        ["answered-twice"] * 3,
    ),
    "a name thrice": (["Respondent"], alike("Ane", "Bo", "Eva", "Bo", "Carl", "Bo", "Ida"), 5, ["answered-twice"] * 2),
    "initials thrice": (
        ["Respondent"],
        alike("MH", "LN", "MH", "KP", "MH", "SJ", "BB"),
        5,
        ["answered-twice"] * 2,
    ),
    "initials four times": (
        ["Respondent"],
        alike("MH", "LN", "MH", "KP", "MH", "SJ", "BB", "MH"),
        8,
        ["respondents-alike"],
    ),
    "one machine four times": (
        ["Respondent"],
        alike("PC1", "PC2", "PC1", "PC3", "PC1", "PC4", "PC1"),
        4,
        ["answered-twice"] * 3,
    ),
    "a number beside one that stands twice": (
        ["Nr"],
        alike("1001", "99", "1002", "99", "1003", "99", "1003"),
        4,
        ["answered-twice"] * 3,
    ),
    "thrice with the same answers": (
        ["Nr"],
        alike("99", *"abcd", "99", *"efgh", "99"),
        9,
        ["answered-twice"] * 2,
    ),
    "by their own names": (["Respondent"], alike("Ane", "Bo", "Carl", "Eva"), 4, []),
    "one twice": (["Respondent"], alike("Ane", "Bo", "Ane", "Eva"), 3, ["answered-twice"]),
    "everybody twice": (["Respondent"], alike("Ane", "Bo", "Ane", "Bo"), 2, ["answered-twice"] * 2),
    "numbers many times": (["Respondent"], alike(*["P1", "P2"] * 3), 2, ["answered-twice"] * 4),
    "in each of three teams": (["Team", "Respondent"], [[t, n] for t in "ABC" for n in ("Ane", "Bo")], 6, []),
    "a number in each of five teams": (["Team", "Nr"], [[t, "1"] for t in "ABCDE"], 5, []),
    "a leader in each of five teams": (["Team", "Respondent"], [[t, "Leder"] for t in "ABCDE"], 5, []),
    "in each of three quarters": (
        ["Kvartal", "Respondent"],
        [[f"2026-Q{q}", n] for q in (1, 2, 3) for n in ("Ane", "Bo")],
        6,
        [],
    ),
}


@pytest.mark.parametrize(("heads", "cells", "n", "told"), CALLED.values(), ids=CALLED)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_people_are_called(
    kind: str, heads: list[str], cells: list[list[str]], n: int, told: list[str], tmp_path: Path
) -> None:
    found = read_as(kind, tmp_path, table(heads, cells), **({"quarter": None} if "Kvartal" in heads else {}))
    assert (found.rows.accepted, [f.code for f in found.findings]) == (n, told)


WEEKS = alike(*["Ane", "Bo", "Carl"] * 3)


def test_a_few_names_again_and_again_are_asked_about(tmp_path: Path) -> None:
    path = csv(tmp_path / "e.csv", table(["Respondent"], WEEKS))
    found = read(path)
    assert (found.groups, [f.code for f in found.findings]) == ((), ["respondents-in-doubt"])
    columns = {column_letters(at): id for at, id in enumerate(IDS, 1)}
    for kind, n in (("respondent", 3), ("role", 9), ("ignore", 9)):
        assert read(path, mappings=(FileMapping(columns={**columns, "A": kind}),)).rows.accepted == n


MAILS = ["ane@k.dk", "bo@k.dk", "Ane@K.dk", "ib@k.dk", " bo@k.dk"]
CODES = ["KA7", "BO2", "ka7", "IB9", "BO2"]
FORMS = ["ID", "Starttidspunkt", "Fuldførelsestidspunkt", "Mail", "Navn"]
TWICE: dict[str, tuple[list[str], list[list[str]], str]] = {
    "in Microsoft Forms": (
        FORMS,
        [[str(at), f"2026-08-1{at} 9:00", f"2026-08-1{at} 9:05", m, "A B"] for at, m in enumerate(MAILS)],
        "2, 4; 3, 6",
    ),
    "in Google Forms": (
        ["Tidsstempel", "Mailadresse"],
        [[f"2{at}/08/2026 09.00.00", m] for at, m in enumerate(MAILS)],
        "2, 4; 3, 6",
    ),
    "in a table": (["Mail"], alike(*MAILS), "2, 4; 3, 6"),
    "in English": (["Nr", "E-mail address"], [[str(at), m] for at, m in enumerate(MAILS)], "2, 4; 3, 6"),
    "by a whole name": (["Navn"], alike("Ane Holm", "Bo Lund", "Ane Holm", "Ib Friis", "Eva Krog"), "2, 4"),
    **{
        f"by a code of theirs: {heading}": (["Nr", heading], [[str(at), m] for at, m in enumerate(CODES)], "2, 4; 3, 6")
        for heading in (
            "token",
            "Adgangskode",
            "ExternalReference",
            "redcap_survey_identifier",
            "Initialer",
            "Medarbejdernummer",
            "User ID",
            "Anställningsnr",
            "RecipientEmail",
        )
    },
    "in one of two teams": (["Mail", "Team"], [[m, "NNNSS"[at]] for at, m in enumerate(MAILS)], "2, 4"),
}


@pytest.mark.parametrize(("heads", "cells", "rows"), TWICE.values(), ids=TWICE)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_who_stands_twice_is_named_by_rows_alone(
    kind: str, heads: list[str], cells: list[list[str]], rows: str, tmp_path: Path
) -> None:
    found = read_as(kind, tmp_path, table(heads, cells))
    told = [f for f in found.findings if f.code == "perhaps-twice"]
    assert (found.rows.accepted, [f.params["rows"] for f in told]) == (5, [rows])
    for language in ("en", "da"):
        with i18n.speaking(language):
            said = " ".join(f.words() for f in found.findings).casefold()
        assert rows in said
        assert not any(mail.strip().casefold() in said for mail in (*MAILS, "Ane Holm"))


ENTRIES: dict[str, tuple[list[str], list[str]]] = {
    "each by two": (["1--1", "1--2", "2--1", "2--2"], ["2–5"]),
    "one of them by two": (["1--1", "1--2", "2--1", "3--1"], ["2–3"]),
    "each by one": (["1--1", "2--1", "3--1", "4--1"], []),
    "numbers of places": (["A--1", "A--2", "A--3", "B--1"], []),
    "numbers with one line": (["A-1", "A-2", "B-1", "B-2"], []),
}


@pytest.mark.parametrize(("numbers", "rows"), ENTRIES.values(), ids=ENTRIES)
def test_whose_answers_two_people_typed_in(numbers: list[str], rows: list[str], tmp_path: Path) -> None:
    found = read_as("csv", tmp_path, table(["record_id", "hf_complete"], [[number, "2"] for number in numbers]))
    told = [f.params["rows"] for f in found.findings if f.code == "perhaps-twice"]
    assert (found.rows.accepted, told) == (len(numbers), rows)


ONCE: dict[str, tuple[list[str], list[list[str]]]] = {
    "each their own": (["Mail"], alike("a@k.dk", "b@k.dk", "c@k.dk", "d@k.dk")),
    "all write from one": (["Mail"], alike(*["post@k.dk"] * 4)),
    "anonymous": (["Mail"], alike(*["anonymous"] * 4)),
    "first names": (["Navn"], alike("Anna", "Anna", "Bo", "Carl")),
    "first names of their own": (["Fornavn"], alike("Anna Marie", "Anna Marie", "Bo", "Carl")),
    "in two teams": (["Team", "Mail"], [["N", "a@k.dk"], ["N", "b@k.dk"], ["S", "a@k.dk"], ["S", "c@k.dk"]]),
    "codes of their own": (["Initialer"], alike("AB", "CD", "EF", "GH")),
    "one link for all": (["token"], alike(*["abc"] * 4)),
    "by what they are": (["Initialer"], alike("SSA", "LED", "SSA", "LED", "SSA")),
    "no codes": (["Adgangskode"], alike("", "-", "", "-")),
    "nobody said": (["Mail"], alike("", "", "a@k.dk", "b@k.dk", "c@k.dk")),
}


@pytest.mark.parametrize(("heads", "cells"), ONCE.values(), ids=ONCE)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_who_stands_once_is_not_named(kind: str, heads: list[str], cells: list[list[str]], tmp_path: Path) -> None:
    found = read_as(kind, tmp_path, table(heads, cells))
    assert (found.rows.accepted, [f.code for f in found.findings]) == (len(cells), [])


def marks(folder: Path, name: str, heads: list[str], cells: list[list[str]]) -> ExportRead:
    rows = [
        [*heads, *IDS],
        *([*row, *[answers(1 + at % 5)[0], *answers(1 + len(name) % 5)[1:]]] for at, row in enumerate(cells)),
    ]
    return read(csv(folder / f"{name}.csv", rows), marked=True)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (["a@x.dk", "b@x.dk", "c@x.dk", "d@x.dk"], ["C@x.dk", "d@x.dk", "e@x.dk"], "numbers"),
        (["a@x.dk", "b@x.dk", "c@x.dk", "d@x.dk"], ["e@x.dk", "f@x.dk", "g@x.dk"], None),
        (["post@x.dk"] * 4, ["post@x.dk"] * 3, None),
        (["Ane Holm", "Bo Lund", "Ib Friis"], ["Ane Holm", "Bo Lund", "Eva Krog"], "numbers"),
        (["Ane", "Bo", "Ib"], ["Ane", "Bo", "Eva"], None),
    ],
)
def test_they_are_known_in_another_file(one: list[str], other: list[str], same: str | None, tmp_path: Path) -> None:
    heading = ["Navn" if "@" not in one[0] else "Mail"]
    [a], [b] = (marks(tmp_path, name, heading, alike(*called)).groups for name, called in (("a", one), ("bb", other)))
    assert a.marks is not None
    assert b.marks is not None
    assert same_people(a.marks, b.marks) == same
    assert not any(name.encode() in b"".join(a.marks.numbers) for name in one)


@pytest.mark.parametrize(
    "ids",
    [
        ("anna", "b2", "c-3", "D", "5", "f6", "g", "h"),
        ("AB", "7", "CD", "9", "EF", "11", "GH", "13"),
        ("Ane", "Max", "Carl", "Dorte", "Else", "Finn", "Grethe", "Sumaya"),
    ],
)
def test_people_called_by_words_and_numbers_are_people(ids: tuple[str, ...], tmp_path: Path) -> None:
    found = read(csv(tmp_path / "e.csv", people(ids, "Respondent")))
    assert (counts(found), found.findings) == (COUNTS, ())


@pytest.mark.parametrize(
    "name",
    [
        "0000",
        "0.0",
        "0,00",
        "anonymous@anonymous.invalid",
        "anonym",
        "vil ikke oplyse",
        "no sé",
        "inconnu",
        "xxx",
        "***",
        "#ref!",
        "#værdi!",
        "#i/t",
        "(leer)",
        "[ukendt]",
        "(tyhjä)",
        "n.n.",
        "n. n.",
        "tuntematon",
        "anónimo",
        "uden navn",
        "sin nombre",
        "---",
        "—",
        "– –",
        "----------",
        "brak",
        "(brak)",
        "brak danych",
        "nie dotyczy",
        "ei tiedossa",
    ],
)
def test_nobody_is_many_people(name: str) -> None:
    assert is_nobody(name)


@pytest.mark.parametrize(
    "name", ["100", "x", "ka", "-a-", "anna@by.dk", "nobodyno", "max", "nn", "#12", "#a", "(anna)", "leer", "n.k."]
)
def test_somebody_is_one(name: str) -> None:
    assert not is_nobody(name)


def test_a_number_with_a_nought_behind_it_is_the_same_person(tmp_path: Path) -> None:
    called = ("1", "1.0", "2,0", "v1.0", "v1", "1.5", "10", "3")
    found = read(csv(tmp_path / "e.csv", people(called, "Respondent")))
    assert (str(found.rows.skipped["duplicate"]), found.rows.accepted) == ("2", 7)


@pytest.mark.parametrize("word", ["NA", "nan", "0", "-", "n/a", "NULL", "anonymous", "Anonym bruger"])
def test_a_word_for_nobody_is_not_one_person(word: str, tmp_path: Path) -> None:
    rows = [["Respondent", *IDS], *([word, *answers] for answers in FIVE)]
    assert counts(read(csv(tmp_path / "e.csv", rows))) == COUNTS_OF_FIVE


ROUNDED: dict[str, tuple[list[str], list[int]]] = {
    "as Excel shows them": (["1.23457E+15", "1.23457E+15", "1.23458E+15", "4"], [2, 3, 4]),
    "with a comma": (["1,23457E+11", "1,23457E+11", "1,23458E+11", "1,23459E+11"], [2, 3, 4, 5]),
    "one alone": (["1.23457E+15", "R1", "R2", "R3"], [2]),
    "with noughts behind six digits": (["123457000000", "123457000000", "123458000000", "7"], [2, 3, 4]),
    "with noughts behind fifteen": (["1234567890123450", "1234567890123450", "1234567890123460", "7"], [2, 3, 4]),
    "longer": (["12345678901234500000"] * 2 + ["12345678901235500000"] * 2, [2, 3, 4, 5]),
}
EXACT: dict[str, tuple[list[str], int]] = {
    "long, and somebody twice": (["123456789012345", "123456789012345", "123456789012346", "7"], 3),
    "one ends in noughts, and answers twice": (["1234567890123450", "1234567890123450", "1234567890123451", "7"], 3),
    "all end in noughts, and nobody twice": (["1234567890123450", "1234567890123460", "1234567890123470", "7"], 4),
    "eleven digits": (["12345600000", "12345600000", "12345700000", "7"], 3),
    "a name": (["7e21", "7e21", "8e21", "7"], 3),
}


def told(found: ExportRead) -> list[str]:
    return [f"{finding.code} {finding.params.get('rows')}" for finding in found.findings]


def called_so(called: list[str], heading: str) -> Rows:
    return [[heading, *IDS], *([name, *answers(1 + at)] for at, name in enumerate(called))]


@pytest.mark.parametrize(("called", "rows"), ROUNDED.values(), ids=ROUNDED)
@pytest.mark.parametrize("heading", ["Respondent", "Respondent ID", "Løbenummer"])
def test_rounded_numbers_are_nobodys_and_it_is_said(
    heading: str, called: list[str], rows: list[int], tmp_path: Path
) -> None:
    found = read(csv(tmp_path / "e.csv", called_so(called, heading)))
    [remark] = [finding for finding in found.findings if finding.code == "rounded-numbers"]
    assert (found.rows.accepted, remark.severity, remark.cell) == (4, "warning", "A2")
    assert [row for row in range(2, 6) if _has(str(remark.params["rows"]), row)] == rows


def _has(said: str, row: int) -> bool:
    runs = [run.split("–") for run in said.split(", ")]
    return any(int(run[0]) <= row <= int(run[-1]) for run in runs)


@pytest.mark.parametrize(("called", "accepted"), EXACT.values(), ids=EXACT)
def test_exact_numbers_tell_people_apart(called: list[str], accepted: int, tmp_path: Path) -> None:
    found = read(csv(tmp_path / "e.csv", called_so(called, "Respondent")))
    assert (found.rows.accepted, "rounded-numbers" in "".join(told(found))) == (accepted, False)


@pytest.mark.parametrize("number", [1234570000000000, 1.23456789012345e18, 123457000000])
def test_so_it_is_with_numbers_in_a_workbook(number: float, tmp_path: Path) -> None:
    rows: Rows = [["Respondent", *IDS], *([number, *answers(1 + at)] for at in range(4))]
    found = read(xlsx(tmp_path / "e.xlsx", {"A": rows}))
    assert (found.rows.accepted, told(found)) == (4, ["rounded-numbers 2–5"])


LONG = {"123456000000": True, "123456700000": False, "123456789012345": False, "1234567890123450": True,
        "1234567890123451": False, "1234560000000001": False, "1234560000000000": True, "9007199254740993000": False,
        "9007199254740990000": True}  # fmt: skip


@pytest.mark.parametrize(("number", "may_be"), LONG.items(), ids=LONG)
def test_which_long_numbers_may_be_rounded(number: str, may_be: bool) -> None:
    assert may_be_rounded(number) is may_be
