"""Whether what stands for respondents tells them apart, and who stands twice by a mail or a name."""

from pathlib import Path

import pytest

from hf_fidelity import i18n
from hf_fidelity.domain.survey.batch import same_people
from hf_fidelity.domain.survey.exports import ExportRead
from hf_fidelity.domain.survey.mapping import FileMapping
from hf_fidelity.readers.survey.cells.book import column_letters
from tests.exports.tables import IDS
from tests.exports.test_passed_over import Rows, answers, csv, read, xlsx


def people(heads: list[str], cells: list[list[str]]) -> Rows:
    return [[*heads, *IDS], *([*row, *answers(1 + at % 5)] for at, row in enumerate(cells))]


def written(kind: str, folder: Path, rows: Rows, **options: object) -> ExportRead:
    path = csv(folder / "e.csv", rows) if kind == "csv" else xlsx(folder / "e.xlsx", {"A": rows})
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
    found = written(kind, tmp_path, people(heads, cells), **({"quarter": None} if "Kvartal" in heads else {}))
    assert (found.rows.accepted, [f.code for f in found.findings]) == (n, told)


WEEKS = alike(*["Ane", "Bo", "Carl"] * 3)


def test_a_few_names_again_and_again_are_asked_about(tmp_path: Path) -> None:
    path = csv(tmp_path / "e.csv", people(["Respondent"], WEEKS))
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
    found = written(kind, tmp_path, people(heads, cells))
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
    found = written("csv", tmp_path, people(["record_id", "hf_complete"], [[number, "2"] for number in numbers]))
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
    found = written(kind, tmp_path, people(heads, cells))
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
