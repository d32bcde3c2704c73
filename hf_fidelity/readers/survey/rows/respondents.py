"""Whether what stands for respondents tells them apart, and whether somebody stands twice by a mail or a name.

Mails and names are compared, and never shown or kept: what is said of them are rows.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence

from hf_fidelity.ground import CellFinding, first_few, lazily
from hf_fidelity.readers.survey.rows.rows import TableRows
from hf_fidelity.readers.survey.rows.same_people import Marked, code, is_of_codes, person
from hf_fidelity.readers.survey.rows.whose import People, Unknown
from hf_fidelity.readers.survey.sentences import FILE, CellPlace, finding, heading_shown
from hf_fidelity.readers.survey.table.understand import AnswerTable
from hf_fidelity.readers.survey.words.compared import words_alone

_ANYBODY = (
    r"respondent(en)?|deltager(e)?|deltaker|deltagare|participante?|teilnehmer|osallistuja|gæst|gjest|gäst|gast|guest|invitado"
    r"|bruger|bruker|användare|user|benutzer|usuario|person|ansatt?|anställd|employee|staff|empleado|työntekijä"
    r"|manager|leader|team leader|leitung|jefe|esimies|borger|citizen|kolleg[ae]|kollegin|colleague|pårørende"
    r"|frivillig|volunteer|svar|besvarelse|response|answer|antwort|intern|ekstern|internal|external|andet|other"
    r"|anden|annet|annen|annan|annat|sonstige[rs]?|kvinde|mand|kvinne|mann|kvinna|man|woman|female|male|frau|weiblich"
    r"|männlich|divers|ikke ?binær|non binary|icke ?binär"
)
"""What many people are called, and nobody is told by; …"""
_WITH_MORE = (
    # Danish, Norwegian, Swedish
    r"medarbejder|medarbeider|medarbetare|leder|ledare|chef|sjef|rådgiver|rådgivare|behandler|behandlare|konsulent"
    r"|konsult|vejleder|veileder|handledare|koordinator|samordnare|pædagog|pedagog|terapeut|plejerske|pleier|sköterska"
    r"|skötare|assistent|hjælper|hjelper|støtte|stödjare|støtteperson|kontaktperson|nattevakt|natvagt|arbejder"
    r"|arbeider|arbetare|psykolog|psykiat(er|ri?ker)|læge|läkare|lærer|mentor|coach|sekretær|sekreterare|ansvarlig"
    r"|ansvarig|specialist|spesialist|hand?läggare|saksbehandler|administrator|kurator|studerende|studen[dt]"
    r"|praktikant|vikar(ie)?|tilkaldevikar|personale?|træner|jurist"
    # English
    r"|worker|manager|nurse|therapist|counsell?or|coordinator|psychologist|psychiatrist|physician|doctor|specialist"
    r"|assistant|advis[eo]r|supervisor|trainee|practitioner|clinician|substitute"
    # German
    r"|(mitarbeiter|arbeiter|leiter|berater|betreuer|pfleger|helfer|pädagog|begleiter|ärzt|psychologe?|therapeut"
    r"|psychiater|koordinator|referent|sozialarbeiter)(e|in)?|krankenschwester|aushilfe|vertretung|fachkraft"
)
"""… what people are by their work, a stem or words before it: *Socialrådgiver*, *Faglig koordinator*; …"""
_BEFORE = (
    r"act|icm|cti|hf|ips|sosu|sso|housing|first|faglige?|fagleg|daglig|social|sosial|socialt|social og|sosial og"
    r"|case|support|peer|care|outreach|employment|mental|health|registered|psychiatric|addiction|substance|use|abuse"
    r"|team|unge?|senior|junior|ledende|stedfortrædende|afdelings|psykiatrisk|specialiseret|enheds|fast|ekstern|intern"
    r"|gade|opsøgende|oppsøkende|uppsökande|project|program|clinical|occupational|ergo|job|housing first|soziale?"
)
"""… what stands before it as a word of its own; …"""
_BY_WORK = (
    r"peer|sosu|sso|ssa|ssh|skp|kok|vært|vert|vagt|vakt|lege|overlege|elev|tolk|kontakt|team lead|rengøring|pedel"
    r"|vaktmester|vaktmästare|socionom|sosionom"
    r"|vernepleier|undersköterska|arzt|ärztin|temp|støtte|bostøtte|boendestöd(jare)?|erfaringskonsulent|bisidder"
    r"|(jur|øko|psyk|ergo|fysio)\w*terapeut|social og sundheds(assistent|hjælper)|sosial og helsearbeider"
    r"|peer (support|støtte|stöd)( worker)?|case ?manag(er|ement)|tillidsrepræsentant|tillitsvalgt|forstander"
)
"""… and what they are called by their work with no such word in it."""
_CALLED_ALIKE = lazily(rf"{_ANYBODY}|{_BY_WORK}|(({_BEFORE}) )*\w*({_WITH_MORE})(e|r|er|en|in|n| in)?")
_SOME, _FEW = 3, 2
"""Of fewer rows it says nothing that they are called the same, nor that each of so few others stands once."""
_MOST = 20
"""So many people who stand twice are named by their rows."""
_HAS_DIGIT = lazily(r"\d")


def called_alike(table: AnswerTable, rows: TableRows, people: People) -> CellFinding | None:
    """Take words that several are called by for nobody's number; or say that they may be names, which refuses the file.

    Names without digits in which hardly any is unlike the others are roles, or a few people who answered many times:
    counted wrongly, either way, by who takes them for the other. A mapping says which.
    """
    column = table.first("respondent")
    if column is None or column.how == "mapping" or len(rows.respondents) < _SOME:
        return None
    often = Counter(rows.respondents)
    del often[""]
    alike = {name for name, times in often.items() if times > 1 and _CALLED_ALIKE.fullmatch(words_alone(name))}
    if often["x"] > 1 and not any(len(name) == 1 and name.isalpha() for name in often.keys() - {"x"}):
        alike.add("x")  # a tick; among letters it is one of them
    if len(often) == 1 and often.total() >= _SOME and often.total() == len(rows.respondents):
        alike = {*often}
    alike |= _stands_for_many(rows, people, often)
    words = {name: times for name, times in often.items() if name not in alike and not _HAS_DIGIT.search(name)}
    n, place = sum(words.values()), CellPlace(table.sheet.name)
    if n >= _SOME and 2 * n > often.total() and 2 * len(words) < n and 2 * _told_apart(rows, people, words) < n:
        return finding(FILE, "respondents-in-doubt", place, heading=heading_shown(column.heading))
    if not alike:
        return None
    which = [number for number, name in zip(rows.numbers, rows.respondents, strict=True) if name in alike]
    if _told_apart(rows, people, alike) < len(which):
        rows.alike, rows.respondents = which, ["" if name in alike else name for name in rows.respondents]
    return None


def _stands_for_many(rows: TableRows, people: People, often: Counter[str]) -> set[str]:
    """The one name that stands again and again, with other answers each time, where each of the others stands once.

    It is nobody's, in whatever words: none of these is made as it is (``99`` among ``1001``), or so many rows are no
    one person's. A number of their series may be, and a name that stands three times: somebody who tried again, and
    corrected what was said; the rows that do not count are named.
    """
    if len(often) == often.total():
        return set()
    named = Counter((_group(rows, people, i), name) for i, name in enumerate(rows.respondents) if name)
    again = {name: times for (_, name), times in named.items() if times > 1}
    if len(again) != 1 or len(often) <= _FEW:
        return set()
    ((name, times),) = again.items()
    given = {answers for one, answers in zip(rows.respondents, rows.answers, strict=True) if one == name}
    series = _HAS_DIGIT.search(name) or times == _SOME
    as_others = any(_made_as(other) == _made_as(name) for other in often if other != name)
    return {name} if times >= _SOME and 2 * len(given) > times and not (series and as_others) else set()


def _made_as(name: str) -> str:
    """What a name is made of: how many digits, and what stands between words."""
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d", "0", name))


def told_alike(table: AnswerTable, rows: TableRows) -> Iterator[CellFinding]:
    """That several people are called the same, and each of their rows counts."""
    if rows.alike and (column := table.first("respondent")):
        heading, shown = heading_shown(column.heading), table.rows_shown(rows.alike)
        yield finding(FILE, "respondents-alike", CellPlace(table.sheet.name), heading=heading, rows=shown)


def _told_apart(rows: TableRows, people: People, names: Collection[str]) -> int:
    """How many there are of some names, those of each team and quarter by themselves."""
    return len({(_group(rows, people, i), name) for i, name in enumerate(rows.respondents) if name in names})


def _group(rows: TableRows, people: People, i: int) -> tuple[object, ...] | None:
    """The organisation, team and quarter of a row that was kept; None where nobody knows."""
    who = people.of(rows.who[i], rows.dates[i] if rows.dates else "")
    return None if isinstance(who, Unknown) else who[:3]


# By mails and names.


def twice_by_name(table: AnswerTable, rows: TableRows, people: People) -> Iterator[CellFinding]:
    """That somebody stands in several rows of a team and quarter by their mail, name or code; all of these count.

    Not where most have one that others have, too: a mail that all write from.
    """
    codes = rows.personal is not None and is_of_codes(rows.personal)
    persons = list(map(code if codes else person, rows.persons))
    often = Counter(persons)
    del often[""]
    if not often or 2 * len(often) <= often.total() or len(often) == often.total():
        return
    groups: dict[object, list[int]] = defaultdict(list)
    for i, name in enumerate(persons):
        if often.get(name, 0) > 1 and (group := _group(rows, people, i)):
            groups[(*group, name)].append(rows.numbers[i])
    if which := [some for some in groups.values() if len(some) > 1]:
        shown = "; ".join(first_few(map(table.rows_shown, which), _MOST))
        heading = heading_shown(rows.personal.heading) if rows.personal else ""
        yield finding(FILE, "perhaps-twice", CellPlace(table.sheet.name), heading=heading, rows=shown)


_ENTRY = lazily(r"(.+)--(\d+)")
"""What REDCap calls a record that two people have typed in: its number, and whose entry it is."""


def typed_in_twice(table: AnswerTable, rows: TableRows) -> Iterator[CellFinding]:
    """That one person's answers stand in two rows, since two people typed them in. ``rows`` are those that count."""
    column = table.first("respondent")
    named = zip(rows.numbers, rows.respondents, strict=True) if column else ()
    entries = [(at, found) for at, name in named if (found := _ENTRY.fullmatch(name))]
    if column is None or not {found[2] for _, found in entries} <= {"1", "2"}:
        return
    often = Counter(found[1] for _, found in entries)
    if which := [at for at, found in entries if often[found[1]] > 1]:
        heading, shown = heading_shown(column.heading), table.rows_shown(which)
        yield finding(FILE, "typed-in-twice", CellPlace(table.sheet.name), heading=heading, rows=shown)


def mark_by_name(rows: TableRows, people: People, marked: Marked) -> None:
    """Mark the people whose mail or name is there, so that they are known in another file.

    A code may be another one's there.
    """
    if rows.personal is not None and is_of_codes(rows.personal):
        return
    persons: Sequence[str] = list(map(person, rows.persons))
    shared = 2 * len({*persons} - {""}) <= sum(map(bool, persons))
    for i, name in enumerate(persons if not shared else ()):
        if name and (group := _group(rows, people, i)):
            marked.name(group, name)
