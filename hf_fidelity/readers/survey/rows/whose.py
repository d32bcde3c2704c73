"""Whose a row is: organisation, team, quarter and role, from its cells, its date, or what was said for the file.

Dates that tools write as text do not say which number is the day; the dates of a whole column may.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache

from hf_fidelity.ground import Quarter, candidates, fold, label_form, lazily
from hf_fidelity.readers.survey.cells.book import CellValue, as_text
from hf_fidelity.readers.survey.words.compared import FACTS, ColumnKind, says_nothing, words_alone
from hf_fidelity.readers.survey.words.dates import WrittenDates, month_named
from hf_fidelity.readers.survey.words.not_said import is_not_said
from hf_fidelity.readers.survey.words.statuses import is_yes_or_no

Who = tuple[str, str, Quarter, str]
"""Organisation, team, quarter and role (empty where it is not said), as they are first written."""


@dataclass(frozen=True)
class Unknown:
    """What keeps a row from being anybody's: a code, and which of FACTS it is about."""

    code: str
    fact: ColumnKind
    by_date: bool = False
    """Whether the fact was to be told by the row's date."""


@dataclass
class People:
    """Finds out whose rows are. Names that differ by case, blanks or the coding of accents are one."""

    said: Mapping[str, str]
    """Fact → value for the whole file."""
    in_columns: frozenset[str]
    """The facts that have a column."""
    dates: WrittenDates
    """When people answered."""
    quarters: WrittenDates
    """The dates among what stands in the column of quarters."""
    named: Mapping[str, frozenset[str]]
    """Fact → the names that its column holds, folded."""
    in_quarters: frozenset[CellValue]
    """What stands in the column of quarters."""
    labels: frozenset[str]
    """What the points of the scale are called, folded: no team is called so."""
    edge_days: int
    """So many days on either side of a quarter's edge an answer may be about the other quarter."""
    _names: dict[str, str] = field(default_factory=dict)
    _known: dict[tuple[CellValue, ...], tuple[str, str, Quarter | None, str] | Unknown] = field(default_factory=dict)

    @cached_property
    def by_date(self) -> bool:
        """Whether the day of an answer says which quarter it is about."""
        return "quarter" not in self.said and "quarter" not in self.in_columns

    def of(self, cells: tuple[CellValue, ...], dated: CellValue) -> Who | Unknown:
        """Whose a row is, from its cells for organisation, team, quarter and role, and its date."""
        if cells not in self._known:
            self._known[cells] = self._read(cells)
        known = self._known[cells]
        if isinstance(known, Unknown):
            return known
        organisation, team, quarter, role = known
        if quarter is not None:
            return organisation, team, quarter, role
        possible = set(map(Quarter.of, self.dates.days(dated)))
        if len(possible) != 1:
            return Unknown(_why_not(dated, bool(possible), "date"), "quarter", by_date=True)
        return organisation, team, possible.pop(), role

    def doubtful(self, dated: Iterable[CellValue]) -> tuple[CellValue, tuple[date, ...]] | None:
        """The first date that could be in two quarters, and the days that it could be; None where there is none."""
        for cell in dict.fromkeys(dated):
            days = self.dates.days(cell)
            if len(days) > 1 and len(set(map(Quarter.of, days))) > 1:
                return cell, days
        return None

    def day(self, cell: CellValue) -> date | None:
        """The day of a date cell; None where there is none, or where it cannot be told which."""
        days = self.dates.days(cell)
        return days[0] if len(days) == 1 else None

    def names_others(self, fact: str) -> bool:
        """Whether a fact's column names others than the one that was said: whose a row is where nothing stands?"""
        if fact == "quarter":
            return bool(self._other_quarters)
        return not self.named.get(fact, frozenset()) <= {fold(self.said.get(fact, ""))}

    @cached_property
    def _other_quarters(self) -> frozenset[Quarter | int]:
        """The quarters in the column for them that are not the one that was said, and the numbers of such."""
        said = Quarter.parse(self.said["quarter"])
        named = [quarters_of(cell, self.quarters) for cell in self.in_quarters]
        parts = {part for cell in self.in_quarters if (part := Quarter.part_of_year(as_text(cell)))}
        return frozenset((*(one for some in named if said not in some for one in some), *(parts - {said.number})))

    def near_edge(self, cell: CellValue) -> bool:
        """Whether a date lies so close to a quarter's edge that the answer may be about the other quarter.

        Of a date that may be two days in one quarter nothing is said where one of them lies further away.
        """
        days = self.dates.days(cell)
        return bool(days) and all(len(candidates(day, self.edge_days)) > 1 for day in days)

    def _read(self, cells: tuple[CellValue, ...]) -> tuple[str, str, Quarter | None, str] | Unknown:
        names: list[str] = []
        for fact, cell in zip(FACTS[:2], cells, strict=False):
            name = _one_name(cell) if fact in self.in_columns else ""
            said = self.said.get(fact, "")
            if not name and (not said or self.names_others(fact)):
                return Unknown(f"no-{fact}", fact)
            if name and said and fold(name) != fold(said):
                return Unknown(f"other-{fact}", fact)
            if not said and is_no_choice(name):
                return Unknown("no-choice", fact)
            if not said and (is_no_name(name) or isinstance(cell, date) or fold(name) in self.labels):
                return Unknown("no-name", fact)
            names.append(self._names.setdefault(f"{fact} {fold(said or name)}", said or name))
        quarter = self._quarter(cells[2])
        if isinstance(quarter, Unknown):
            return quarter
        role = _one_name(cells[3])
        return names[0], names[1], quarter, self._names.setdefault(f"role {fold(role)}", role)

    def _quarter(self, cell: CellValue) -> Quarter | Unknown | None:
        """The quarter that a cell or the whole file says; None where the date must say it."""
        said = Quarter.parse(self.said["quarter"]) if "quarter" in self.said else None
        if "quarter" not in self.in_columns:
            return said
        possible = quarters_of(cell, self.quarters)
        if said:
            return said if said in possible or (not possible and self._goes_with(said, cell)) else self._not(said, cell)
        if len(possible) != 1:
            part = Quarter.part_of_year(as_text(cell))
            return Unknown("quarter-without-year" if part else _why_not(cell, bool(possible), "quarter"), "quarter")
        return possible.pop()

    def _goes_with(self, said: Quarter, cell: CellValue) -> bool:
        """Whether a cell that names no year is of the quarter that was said for the file.

        Its number must be the same, and not be another year's in other rows; where nothing stands, no row may have
        another quarter.
        """
        part, others = Quarter.part_of_year(as_text(cell)), self._other_quarters
        if part:
            return part == said.number and all(isinstance(one, int) or one.number != part for one in others)
        return is_not_said(as_text(cell)) and not others

    def _not(self, said: Quarter, cell: CellValue) -> Unknown:
        """Why a cell is not of the quarter that was said for the file."""
        part = Quarter.part_of_year(as_text(cell))
        if quarters_of(cell, self.quarters) or (part and part != said.number):
            return Unknown("other-quarter", "quarter")
        return Unknown("which-year" if part else f"{_why_not(cell, False, 'quarter')}-of-file", "quarter")


def _one_name(cell: CellValue) -> str:
    """The name in a cell; empty where nobody said one, or several at once.

    Where more than one may be chosen from a list, some tools write a semicolon behind each.
    """
    name = as_text(cell)
    if name.endswith(";"):
        chosen = [each for part in name.split(";") if (each := part.strip())]
        name = chosen[0] if len(chosen) == 1 else ""
    return "" if is_not_said(name) or is_yet_to_come(fold(name)) else name


def names_in(cells: Iterable[CellValue]) -> frozenset[str]:
    """The names that stand in some cells, folded."""
    return frozenset(fold(name) for cell in cells if (name := _one_name(cell)))


def quarters_of(cell: CellValue, dates: WrittenDates) -> set[Quarter]:
    """The quarter that a cell calls by its number, or those that its date can be in."""
    text = as_text(cell)
    if Quarter.part_of_year(text):  # as a number it might be a day of 1900
        return set()
    named = Quarter.in_a_column(text)
    return {named} if named else set(map(Quarter.of, dates.days(cell)))


def _why_not(cell: CellValue, possible: bool, what: str) -> str:
    """The code of why a cell tells no quarter: it could be two, nothing stands in it, or something else than that."""
    if possible:
        return "ambiguous-date"
    return f"no-{what}" if is_not_said(as_text(cell)) else f"bad-{what}"


# What stands in place of the name of a team or an organisation: that it is not known yet, or what is chosen from a list
# where several or none fit. Compared by its words.


_YET = r"endnu|yet|enda|ennå|ennu|ännu|noch|todavía|aún|vielä"
_SETTLED = (
    "kendt|kendes|besluttet|bestemt|afklaret|fastlagt|valgt|afgjort|tildelt|fordelt|placeret|oprettet|navngivet|kjent"
    "|avklart|avgjort|fastsatt|känt|bestämt|beslutat|tilldelat|valt|known|decided|determined|assigned|allocated|chosen"
    "|selected|settled|confirmed|named|placed|bekannt|entschieden|festgelegt|zugeteilt|zugeordnet|bestimmt|gewählt"
    "|decidido|asignado|conocido"
)
_NOT = "ikke|ikkje|ej|inte|not|nicht|no"
_YET_TO_COME = lazily(
    rf"(?:(?:team|teamet|er|is|ist|är) )?(?:"
    rf"(?:(?:{_YET}) )?(?:{_NOT}) (?:(?:{_YET}) )?(?:{_SETTLED})|(?:kendes|vides|vites) ikke"
    rf"|uafklare[dt]|uafgjort|uvist|undecided|undetermined|unassigned|unklar|offen|tb[adc]|t b [adc]"
    rf"|to be (?:announced|confirmed|decided|determined)|afventer|under afklaring|senere|kommer senere|later|pending"
    rf")(?: (?:{_YET}|(?:et )?team|hvilket(?: team)?|which(?: team)?))?"
)
_YET_BEHIND = lazily(rf" (?:{_YET})$|^(?:{_YET}) ")


def is_yet_to_come(name: str) -> bool:
    """Whether a name is none because somebody did not know it yet: *Ved ikke endnu*, *Not yet decided*, *TBD*."""
    said = label_form(name)
    unsaid = says_nothing(_YET_BEHIND.sub("", said)) or not any(map(str.isalnum, said))
    return unsaid or _YET_TO_COME.fullmatch(said) is not None


_OF_OTHERS = frozenset(
    (
        # Danish, Norwegian, Swedish
        "andet", "andre", "anden", "et andet team", "andet team", "anden afdeling", "anden kommune", "øvrige", "annet",
        "andre team",
        "annat", "andra", "annat team", "övriga",
        # English
        "other", "others", "other team", "another team", "another municipality",
        # German, Spanish, Finnish
        "sonstige", "sonstiges", "andere", "anderes team",
        "otro", "otra", "otros", "otro equipo",
        "muu", "muut", "muu tiimi",
    )
)  # fmt: skip
"""Where none of a list fits."""
_SEVERAL = (
    # Danish, Norwegian
    "flere", "flere teams", "flere team", "flere afdelinger", "flere enheder", "flere kommuner", "flere steder",
    "flere af dem", "flere af ovenstående", "mere end et", "mere end ét", "mere end et team", "mere end ét team",
    "begge", "begge to", "begge teams", "begge dele", "alle ovenstående", "alle ovennævnte", "alle nævnte",
    "flere av disse", "mer enn ett", "mer enn ett team", "begge teamene", "alle de ovennevnte",
    # Swedish
    "flera", "flera team", "flera av ovanstående", "mer än ett", "mer än ett team", "båda", "båda teamen",
    "alla ovanstående",
    # English
    "several", "several teams", "several of them", "several of the above", "multiple", "multiple teams",
    "more than one", "more than one team", "both", "both teams", "both of them", "all of the above", "all of these",
    # German
    "mehrere", "mehrere teams", "mehrere davon", "mehr als eins", "mehr als ein team", "beide", "beide teams",
    "alle genannten",
    # Spanish, Finnish
    "varios", "varias", "varios equipos", "más de uno", "más de un equipo", "ambos", "ambas", "todos los anteriores",
    "useita", "useampi", "useampi tiimi", "useita tiimejä", "molemmat",
)  # fmt: skip
_NONE_OF_THEM = (
    # Danish, Norwegian
    "ingen af ovenstående", "ingen af overstående", "ingen af ovennævnte", "ingen af de nævnte", "ingen af disse",
    "ingen af dem", "ingen af delene", "intet af ovenstående", "intet team", "ingen team", "ikke på listen",
    "står ikke på listen", "ikke nævnt",
    "ingen av de ovennevnte", "ingen av ovennevnte", "ingen av disse", "ingen av dem", "ikke på lista",
    # Swedish
    "inget av ovanstående", "ingen av ovanstående", "inget av dessa", "inget team", "finns inte på listan",
    # English
    "none of the above", "none of these", "none of those", "none of them", "none of the listed", "neither", "no team",
    "not listed", "not on the list", "not in the list",
    # German
    "keines der genannten", "keine der genannten", "keiner der genannten", "keins davon", "keines davon",
    "keine davon", "kein team", "nichts davon", "nicht aufgeführt",
    # Spanish, Finnish
    "ninguno", "ninguna", "ninguno de los anteriores", "ninguna de las anteriores", "ningún equipo",
    "ei mikään", "ei mikään näistä", "ei mikään edellisistä", "ei mikään yllä olevista",
)  # fmt: skip
_NO_CHOICES = frozenset((*_SEVERAL, *_NONE_OF_THEM))
_NOT_CHOSEN_YET = frozenset(
    (
        # Danish, Norwegian, Swedish
        "vælg", "vælg team", "vælg et team", "vælg dit team", "vælg venligst", "vælg her", "vælg fra listen",
        "vælg på listen", "vælg en mulighed", "vælg kommune", "vælg afdeling", "alle teams", "alle team",
        "alle afdelinger", "alle kommuner", "samtlige teams",
        "velg", "velg team", "vennligst velg", "välj", "välj team", "vänligen välj", "alla team", "alla teams",
        # English
        "select", "select one", "select team", "select a team", "select your team", "select an option",
        "please select", "please select one", "please select a team", "choose", "choose one", "choose team",
        "choose a team", "please choose", "all teams", "test", "testing",
        # German, Spanish, Finnish
        "bitte wählen", "bitte auswählen", "auswählen", "alle abteilungen", "seleccione", "seleccionar",
        "todos los equipos", "valitse", "kaikki tiimit",
    )
)  # fmt: skip
"""What stands in a list before anything is chosen, or for all of it."""
_NO_NAME = lazily(
    r"\S+@\S+\.\S+|true|false|sandt?|falsk|wahr|falsch|[-+]?0[.,]\d+|\d+(?:[.,]\d+)? ?%|\d{4}-\d\d?-\d\d?(?:[ t].*)?"
    r"|\d\d?[./-]\d\d?[./-](?:\d\d){1,2}(?: .*)?"
)
_DAY_AND_MONTH = lazily(r"\d\d?-([^\W\d_]{3,4})\.?")
"""What Excel makes of a name like ``1-5``."""
_ASKING_FOR_A_NAME = frozenset(
    (
        "skriv", "angiv", "anfør", "noter", "notér", "uddyb", "beskriv", "specificer", "specificér", "hvilket",
        "hvilken", "hvilke", "hvor", "specify", "write", "state", "describe", "enter", "which", "what", "spesifiser",
        "oppgi", "ange", "specificera", "vilket", "vilken", "angeben", "nennen", "welches", "welche", "especifique",
        "especificar", "indique", "cuál", "tarkenna", "mikä",
    )
)  # fmt: skip
_AROUND_ASKING = frozenset(
    (
        "venligst", "gerne", "her", "nedenfor", "navn", "navnet", "i", "feltet", "kommentarfeltet", "team", "teamet",
        "please", "here", "below", "the", "name", "one", "vennligst", "gjerne", "vänligen", "gärna", "bitte", "hier",
        "por", "favor",
    )
)  # fmt: skip


def is_of_others(name: str) -> bool:
    """Whether a folded name is what people choose whose own is not on the list; it may be one's name, too."""
    return name in _OF_OTHERS


@lru_cache(maxsize=4096)
def is_no_name(name: str) -> bool:
    """Whether what stands in place of a name is none: a day, a quarter, yes or no, a share, or somebody's address."""
    said = fold(name)
    day = _DAY_AND_MONTH.fullmatch(said)
    return (
        words_alone(name) in _NOT_CHOSEN_YET
        or is_yes_or_no(name)
        or _NO_NAME.fullmatch(said) is not None
        or Quarter.named(name) is not None
        or (day is not None and month_named(day[1]) is not None)
    )


@lru_cache(maxsize=4096)
def is_no_choice(name: str) -> bool:
    """Whether a name is none: what is chosen where several or none fit, or where another one was to be written."""
    said, asks = words_alone(name).split(), False
    while said and said[-1] in _ASKING_FOR_A_NAME | _AROUND_ASKING:
        asks |= said.pop() in _ASKING_FOR_A_NAME
    left = " ".join(said) if asks else words_alone(name)
    return left in _NO_CHOICES or (asks and left in _OF_OTHERS)
