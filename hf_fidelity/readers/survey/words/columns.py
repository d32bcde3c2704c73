"""What each column of a table holds: a statement's answers, who answered, or nothing that is read.

A heading stands for a statement by its id, its text, the beginning of its text, or a text that is nearly the same.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from typing import Literal

from hf_fidelity.domain.survey.exports import AskedInstrument
from hf_fidelity.ground import lazily
from hf_fidelity.readers.survey.words.answers import MISSING, NOT_RELEVANT, ScaleWords
from hf_fidelity.readers.survey.words.compared import (
    FACTS,
    MEANT,
    ColumnKind,
    forms,
    is_cut,
    is_sentence_of,
    kind_asked,
    kind_by_name,
    kind_in_path,
    kind_mentioned,
    last_part,
    negations,
    only_asks,
    pieces,
    same_item,
    says_outright,
    turns_round,
    without_negations,
    words_alone,
    words_kept,
)
from hf_fidelity.readers.survey.words.devices import are_devices, may_name_devices
from hf_fidelity.readers.survey.words.tools import Layout, is_headed, kind_in, tells_how_long

FoundBy = Literal["id", "more", "text", "inside", "cut", "near"]
"""By its id, by its id with more behind, by its whole text, by a heading that holds it, by its beginning, or by a text
that is nearly the same."""

IGNORE = "ignore"
"""What a mapping says of a column that is not read."""
REMARK_OF_HEADINGS = "headings"
"""Column letter → what it is called: shown as a remark in a mapping, and no key of one."""

_SURENESS: Mapping[str, int] = {"id": 2, "text": 2, "inside": 4, "cut": 5, "near": 6}
_BY_MAPPING, _ID_AND_TEXT, _ID_LEADS = 0, 1, 3
_CUT_AT_LEAST, _CUT_WHERE_SAID = 25, 8
"""So many letters of a statement's beginning are enough; fewer where the heading shows that it was cut."""
_NEAR_FROM, _NEAR_APART = 0.9, 0.05
"""A near match is this alike (0–1), and that much more than the next statement."""
_NEAR_AT_LEAST = 15
"""A shorter heading may be nearly anything."""
_NEAR_WORDS, _NEAR_SHARE = 4, 0.75
"""Where a heading has so many words and so much of them in common with a statement, in its order, it is pointed out."""
_NEAR_WITH_ID = 0.8
"""So much alike is enough where the statement's id stands beside it, and to be pointed out where it is not."""
_INSIDE_WORDS, _INSIDE_LETTERS = 3, 12
"""A statement of so many words or letters is found anywhere in a heading; a shorter one between two marks only."""
_COMMENTS = lazily(
    r"\b(kommentar\w*|comment\w*|bemærkning\w*|uddyb\w*|begrund\w*|anmerkung\w*|begründ\w*|comentario\w*"
    r"|explain|elaborate|why|hvorfor|warum|varför|other please specify|andet angiv venligst)\b"
)
"""Words of a question that asks for more about a statement, and not for a stand on it."""
_LEADS_IN = (
    # Danish, Norwegian
    r"komment[eé]r|fri ?tekst|(be)?skriv|feedback|tilbakemelding(er)?|tilbagemelding(er)?|reflek?s[jk]?on(er)?"
    r"|refleksion(er)?|((giv|gi|skriv) )?((et|ett) )?eksemp(el|ler)( på)?|n[æe]ste (skridt|steg)|(op|opp)følgning"
    r"|oppfølging|handling(er)?|tiltak|ansvarlige?|(tids)?frist|deadline|dokumentas?[tj]i?on|dokumentasjon"
    r"|(udviklings|utviklings)(punkt|område)(er)?|and(et|re)|annet|noter|notate?r?"
    # Swedish
    r"|kommentera|fritext|återkoppling|reflektion(er)?|(ge )?(ett )?exempel( på)?|nästa steg|åtgärd(er)?|handlingar"
    r"|uppföljning|ansvariga?|utvecklings(punkt|område)(er|n)?|annat|övrigt|anteckning(ar)?"
    # English
    r"|(free|open) ?text|describe|description|reflections?|((give|provide) )?((an?|one) )?examples?( of)?|next steps?"
    r"|actions?|follow ?up|responsible|due date|documentation|evidence|development (point|area)s?|others?|notes?"
    # German
    r"|frei ?text|kommentier(en|t)?( sie)?|beschreib(en|ung)?( sie)?|rückmeldung(en)?|refle[xk]ion(en)?"
    r"|((nennen|geben) sie )?(ein )?beispiele?|nächster? schritte?|maßnahmen?|nachverfolgung|verantwortliche?r?"
    r"|entwicklungspunkte?|sonstiges|anderes|notiz(en)?"
)
_NOTES = lazily(
    rf"((evt|eventuelt?|eventuell|gerne|please|bitte|venligst|vennligst) )*({_LEADS_IN})( (gerne|please))?( \d+)?"
)
"""What a column for notes is called beside a statement, the whole of it: in a statement the words may stand, too."""


_RECODED = "(R)"
"""What is noted of a statement beside whose id or text stands that its answers were turned over."""
_TURNED = "(not)"
"""What is noted of a statement beside whose id or text stands that the opposite is asked: no battery is called so."""
RECODING = frozenset(
    (
        "vendt", "omvendt", "omkodet", "rekodet", "inverteret", "reverse", "reversed", "recoded",
        "recode", "inverted", "inverse", "snudd", "omkodad", "omvänd", "vänd", "umgepolt", "umkodiert", "rekodiert",
        "invertiert", "invertido", "recodificado",
    )
)  # fmt: skip
"""Words that say of answers that they were turned over."""

_NOUGHTS, _NUMBER = lazily(r"(?<!\d)0+(?=\d)"), lazily(r"\d+")
_IN_GROUPS = lazily(r"[^\W\d][\w-]*")
"""A variable's name behind those of its groups, with hyphens between them."""
_MORE = lazily(r"\w\[(comment|other)\]")
"""How a tool marks the column for a comment on an answer behind its code: ``S01[comment]. Text``."""


@dataclass(frozen=True)
class Match:
    """A statement that a heading stands for."""

    statement: str
    how: FoundBy
    sureness: int = 9
    """The lower the surer."""
    beside: str = ""
    """What stands beside the statement's id and is not its text; it may still be the name of the battery."""
    within: str = ""
    """What its text makes one sentence with; it may still be the question that several statements are asked in."""
    battery: str = ""
    """What a mark parts from its whole text."""


@dataclass(frozen=True)
class Doubt:
    """Statements that a heading could stand for, and does not outright."""

    why: Literal["cut", "nearly"]
    """It is the beginning of several of them; or nearly the text of one, but for a word that changes what is said."""
    statements: tuple[str, ...]


class Clash(Exception):
    """A heading stands for different statements: its rows, its id and its text, or two texts in it."""

    def __init__(self, statements: Iterable[str]) -> None:
        super().__init__(statements)
        self.statements = tuple(statements)


class Headings:
    """The statements of a questionnaire, to be found in headings."""

    def __init__(self, instrument: AskedInstrument) -> None:
        self._instrument = instrument
        self._ids = {words_alone(id): id for id in instrument.order}
        self._longest_id = max((len(id.split()) for id in self._ids), default=1)
        self._texts = {words_alone(text): id for id, each in instrument.statements.items() for text in each.texts}
        self._turned = {without_negations(text): id for text, id in self._texts.items()}
        self._of = {id: list(map(words_alone, each.texts)) for id, each in instrument.statements.items()}
        self._neutral = frozenset(map(words_alone, instrument.around))
        """What the questionnaire itself may have printed beside a statement: short names, themes, the question."""
        self._known: dict[tuple[str, ...], Match | Doubt | Clash | None] = {}
        self.with_nought = lru_cache(maxsize=4096)(self._with_nought)
        """The statement whose id a heading has but for the nought in it, and the heading with that; None for none."""
        self.option = lru_cache(maxsize=4096)(self._option)
        """The code of an answer option by its name: a point, missing or not relevant; None for anything else."""

    @cached_property
    def ids(self) -> frozenset[str]:
        """Every id, as words alone."""
        return frozenset(self._ids)

    @cached_property
    def whole(self) -> frozenset[str]:
        """Every id and text, as words alone."""
        return frozenset((*self._ids, *self._texts))

    @cached_property
    def as_written(self) -> Mapping[str, str]:
        """Every id and text with all its marks, in small letters, and whose it is."""
        every = ((text, id) for id, each in self._instrument.statements.items() for text in (id, *each.texts))
        return {text.strip().casefold(): id for text, id in every}

    def is_written(self, cell: str) -> bool:
        """Whether a cell is an id or a text as the questionnaire writes it."""
        return cell.strip().casefold() in self.as_written

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Every statement's id, in the questionnaire's order."""
        return self._instrument.order

    @cached_property
    def values(self) -> tuple[int, ...]:
        """The points of the scale, as numbers."""
        return self._instrument.scale.values

    @cached_property
    def _scales(self) -> tuple[ScaleWords, ...]:
        return tuple(map(ScaleWords, self._instrument.scales))

    def _option(self, text: str) -> int | None:
        codes = (scale.read(text) for scale in self._scales) if text else ()
        return next((code for code in codes if code < len(self.values) or code in (MISSING, NOT_RELEVANT)), None)

    def is_option(self, text: str) -> bool:
        """Whether a text is the name of an answer option."""
        return self.option(text) is not None

    def is_point(self, text: str) -> bool:
        """Whether a text is the name of a point of the scale."""
        code = self.option(text)
        return code is not None and code < len(self.values)

    def tells_scale(self, text: str) -> bool:
        """Whether a text says of both ends of the scale, or of three points, which numbers they are."""
        return any(scale.tells_all(text) for scale in self._scales)

    def name_of(self, id: str) -> str:
        """A statement's text, in the questionnaire's own language."""
        return self._instrument.statements[id].texts[0]

    def find(self, names: tuple[str, ...]) -> Match | None:
        """The statement that a heading of one or more rows stands for. Raises Clash where its rows disagree."""
        found = self.look(names)
        if isinstance(found, Clash):
            raise found
        return found if isinstance(found, Match) else None

    def look(self, names: tuple[str, ...]) -> Match | Doubt | Clash | None:
        """As :meth:`find`, with what keeps a heading from standing for a statement."""
        if names not in self._known:
            self._known[names] = self._look(names)
        return self._known[names]

    def names_any(self, names: tuple[str, ...]) -> bool:
        """Whether a column's names may stand for a statement."""
        return bool(names) and self.look(names) is not None

    def names_one(self, text: str) -> bool:
        """Whether a text names a statement outright, as a heading does and an answer does not."""
        found = self.look((text,))
        return isinstance(found, Clash) or (
            isinstance(found, Match) and found.how in ("id", "text") and not found.beside
        )

    def beside(self, id: str, name: str) -> str:
        """The words of a heading that are neither a statement's id nor its text, as words alone."""
        return (self._rest(id, name) or ("" if self.names_one(name) else words_alone(name))).strip()

    @cached_property
    def _without_noughts(self) -> Mapping[str, str]:
        """Ids without the noughts before their numbers → ids; none that could be two of them, or a number alone."""
        short = {id: _NOUGHTS.sub("", id) for id in self._instrument.order}
        once = Counter(map(words_alone, short.values()))
        return {
            words_alone(bare): id
            for id, bare in short.items()
            if bare != id and once[words_alone(bare)] == 1 and not bare.isdigit()
        }

    @cached_property
    def _a_bare_id(self) -> re.Pattern[str]:
        """Finds an id without its noughts in a heading."""
        either = "|".join(re.escape(_NOUGHTS.sub("", id)) for id in self._without_noughts.values())
        return re.compile(rf"(?<![^\W_])(?:{either})(?![^\W_])", re.IGNORECASE)

    def _with_nought(self, heading: str) -> tuple[str, str] | None:
        found = self._a_bare_id.search(heading) if self._without_noughts else None
        id = self._without_noughts.get(words_alone(found[0])) if found else None
        if not found or id is None:
            return None
        spelt = heading[: found.start()] + id + heading[found.end() :]
        return (id, spelt) if id in self._by_id((spelt,)) else None

    def spelt(self, headings: Iterable[str]) -> Mapping[str, str]:
        """Headings with ids that lack a nought → the same with it, where the whole of such a series stands so.

        Of ``S1`` … ``S16`` all are read, or none: a few of them may be another survey's.
        """
        said = list(headings)
        short = {heading: told for heading in said if (told := self.with_nought(heading))}
        if not short:
            return {}
        own, bare = set(self._by_id(tuple(said))), {id for id, _ in short.values()}
        series = {_NUMBER.sub("#", id) for id in bare}
        whole = {id for id in self._instrument.asked_beside(own | bare) if _NUMBER.sub("#", id) in series}
        sure = own.isdisjoint(bare) and whole <= own | bare
        return {heading: spelt for heading, (_, spelt) in short.items()} if sure else {}

    def prints(self, text: str) -> bool:
        """Whether the questionnaire itself may have some words alone printed beside its statements."""
        return text in self._neutral

    def _look(self, names: tuple[str, ...]) -> Match | Doubt | Clash | None:
        ids, texts = self._by_id(names), self._by_text(names)
        every = dict.fromkeys((*ids, *texts))
        if len(every) == 1:
            every |= self._also_held(names, next(iter(every)))
        if len(every) > 1:
            return Clash(every)
        if ids:
            return self._with_id(next(iter(ids.values())), names, bool(texts))
        if texts:
            return self._with_text(next(iter(texts)), names)
        searches = (self._inside, self._cut, self._near)
        found = [_together([one for name in names if (one := search(name))]) for search in searches]
        sure = [one for one in found if one and not isinstance(one, Doubt)]
        return next(iter(sure), None) or next((one for one in found if one), None)

    def _also_held(self, names: tuple[str, ...], id: str) -> dict[str, None]:
        """The other statements whose texts stand in a heading, and are no part of this one's."""
        held = dict.fromkeys(other for name in names for other in self._contained(words_alone(name)))
        return {
            other: None
            for other in held
            if other != id and not any(_inner(text, own) for text in self._of[id] for own in self._of[other])
        }

    def _by_id(self, names: tuple[str, ...]) -> dict[str, Match]:
        """The statements whose ids stand in a heading: alone, behind a mark, in brackets, or before the text."""
        found: dict[str, Match] = {}
        for name in names:
            said = forms(name)
            for form in said:
                if form in self._ids and form not in self._texts:
                    found.setdefault(self._ids[form], Match(self._ids[form], "id", _SURENESS["id"]))
            if id := self.id_in_groups(name):
                found.setdefault(id, Match(id, "id", _SURENESS["id"]))
            if (id := self._leading_id(name)) and not (said and said[0] in self._texts):
                found.setdefault(id, Match(id, "id", _ID_LEADS))
        return found

    def id_in_groups(self, heading: str) -> str | None:
        """The longest id behind the names of groups and hyphens, as ODK writes them: ``hf-S01``.

        Not a number alone, nor what stands behind another id: ``S01-S16`` is about both.
        """
        name = heading.strip()
        if "-" not in name or not _IN_GROUPS.fullmatch(name) or words_alone(name) in self._ids:
            return None
        parts = name.split("-")
        behind = (words_alone("-".join(parts[at:])) for at in range(1, len(parts)))
        at, id = next(((at, id) for at, id in enumerate(behind, 1) if id in self._ids), (0, ""))
        among = any(words_alone(part) in self._ids for part in parts[:at])
        return None if not id or id.isdigit() or among else self._ids[id]

    def _leading_id(self, heading: str) -> str | None:
        """``S01 Vi har …`` and ``HF[S01]. Vi har …``: an id as a word of its own before the text."""
        before, _, behind = heading.partition("]")
        if behind and (inside := words_alone(before.rpartition("[")[2])) in self._ids:
            return self._ids[inside]
        words = words_alone(heading).split()
        lengths = range(min(self._longest_id, len(words)), 0, -1)
        return next((self._ids[id] for n in lengths if (id := " ".join(words[:n])) in self._ids), None)

    def _by_text(self, names: tuple[str, ...]) -> dict[str, None]:
        """The statements whose whole texts a heading is, or ends in behind a mark."""
        found: dict[str, None] = {}
        for name in names:
            said = forms(name)
            if said and said[0] in self._texts and not self._cut_short(name, said[0]):
                found[self._texts[said[0]]] = None  # what stands behind a mark in a statement is a part of it
                continue
            whole = (form for form in said if form in self._texts and not self._cut_short(name, form))
            found |= {self._texts[form]: None for form in whole}
        return found

    def _asks_for_more(self, id: str, names: tuple[str, ...]) -> bool:
        """Whether a heading asks for a comment on a statement: ``Comment on: Statement``."""
        said = " ".join(map(words_alone, names))
        for text in self._of[id]:
            said = said.replace(text, " ")
        return _COMMENTS.search(said) is not None

    def _cut_short(self, heading: str, form: str) -> bool:
        """Whether a heading that says it was cut could be the beginning of a longer statement too."""
        return is_cut(heading) and any(text.startswith(form) and text != form for text in self._texts)

    def _with_id(self, match: Match, names: tuple[str, ...], agreed: bool) -> Match:
        """A statement found by its id: with its text, alone, or beside what is not its text."""
        if any(self._is_turned(name, match.statement) for name in names):
            return replace(match, beside=_TURNED)
        if any(_says_recoded(self._rest(match.statement, name)) for name in names):
            sureness = _SURENESS["inside"] if agreed else match.sureness
            return replace(match, how="more", sureness=sureness, beside=_RECODED)
        both = replace(match, how="text" if agreed else "id", sureness=_ID_AND_TEXT)
        if _MORE.search(" ".join(names)):
            both = replace(both, sureness=9)
        if agreed:
            return both
        beside = [
            rest
            for name in names
            if (rest := _without(words_alone(match.statement), name))
            and not any(scale.only_lists(rest) for scale in self._scales)
        ]
        if any(self._agrees(match.statement, rest) for rest in beside):
            return both
        held = next((held for rest in beside if (held := self._held(match.statement, rest))), None)
        if held and not held.turned:
            return both if held.says_nothing(self._neutral) else replace(both, how="inside", within=held.within)
        unknown = [said for rest in beside if (said := words_alone(rest)) not in self._neutral]
        more = any(_has_more_behind(words_alone(match.statement), name) for name in names)
        return replace(match, how="more" if more else "id", beside=max(unknown, key=len, default=""))

    def _with_text(self, id: str, names: tuple[str, ...]) -> Match | Doubt:
        """A statement found by its whole text, perhaps behind the name of a battery, which may turn it round."""
        if any(self._is_turned(name, id) for name in names):
            return Doubt("nearly", (id,))
        if any(_says_recoded(self._rest(id, name)) for name in names):
            return Match(id, "inside", _SURENESS["inside"], within=_RECODED)
        found = (self._held(id, name) for name in names)
        around = [held.around for held in found if held and not held.says_nothing(self._neutral)]
        battery = max(around, key=len, default="")
        sureness = 9 if self._asks_for_more(id, names) or _NOTES.fullmatch(battery) else _SURENESS["text"]
        return Match(id, "inside" if negations(battery) else "text", sureness, battery=battery)

    def _is_turned(self, name: str, id: str) -> bool:
        """Whether the words before a statement's text, or before its id alone, turn it round: ``Not: Statement``."""
        words, own = words_alone(name), words_alone(id)
        text = next((text for text in (*self._of[id], own) if words.endswith(f" {text}")), None)
        if text is None:
            return False
        before = f" {words.removesuffix(text)}".replace(f" {own} ", " ", 1).strip()
        return bool(before) and before not in self._neutral and turns_round(before, parted=is_sentence_of(text, name))

    def _rest(self, id: str, name: str) -> str:
        """The words of a heading beside a statement's id and text; none where it has neither."""
        words = f" {words_alone(name)} "
        rest = words.replace(f" {words_alone(id)} ", " ", 1)
        for text in self._of[id]:
            rest = rest.replace(f" {text} ", " ", 1)
        return "" if rest == words else rest

    def _agrees(self, id: str, rest: str) -> bool:
        """Whether a text is a statement's own, with marks around it, is its beginning, or nearly the same."""
        said = (words_alone(rest), *forms(rest))
        for text in self._of[id]:
            if text in pieces(rest):
                return True
            if any(text.startswith(form) for form in said if len(form) >= min(_CUT_WHERE_SAID, len(text))):
                return True
            if any(_alike(text, form) >= _NEAR_WITH_ID and same_item(text, form) for form in said):
                return True
        return False

    def _contained(self, words: str) -> list[str]:
        """The statements whose texts stand in some words from end to end."""
        long = (text for text in self._texts if len(text) >= _INSIDE_LETTERS or text.count(" ") + 1 >= _INSIDE_WORDS)
        return list(dict.fromkeys(self._texts[text] for text in long if _holds(words, text)))

    def _inside(self, heading: str) -> Match | Doubt | Clash | None:
        """The one statement whose text stands in a longer heading, with the question before or behind it."""
        if is_cut(heading):
            return None
        words, parts = words_alone(heading), pieces(heading)
        held = dict.fromkeys((*(self._texts[p] for p in parts if p in self._texts), *self._contained(words)))
        if not held:
            return None
        within = [self._texts[text] for text in self._texts for id in held for own in self._of[id] if _inner(text, own)]
        if len(every := dict.fromkeys((*held, *within))) > 1:
            return Clash(every)
        (id,) = every
        found = self._held(id, heading)
        if not found or found.turned:
            return Doubt("nearly", (id,))
        if _says_recoded(found.around):
            return Match(id, "inside", _SURENESS["inside"], within=_RECODED)
        if found.says_nothing():  # 1) Vi har …
            return Match(id, "text", _SURENESS["text"])
        sureness = 9 if _COMMENTS.search(found.around) or _NOTES.fullmatch(found.around) else _SURENESS["inside"]
        return Match(id, "inside", sureness, within=found.within)

    def _held(self, id: str, heading: str) -> "_Held | None":
        """How a statement's text stands in a heading; None where it does not."""
        words = words_alone(heading)
        text = max((own for own in self._of[id] if _holds(words, own)), key=len, default="")
        return _Held(words.replace(text, " ", 1).strip(), is_sentence_of(text, heading)) if text else None

    def _cut(self, heading: str) -> Match | Doubt | None:
        """The one statement whose text begins like this; a doubt where several do."""
        least = _CUT_WHERE_SAID if is_cut(heading) else _CUT_AT_LEAST
        for form in forms(heading):
            if len(form) < _CUT_WHERE_SAID:
                continue
            fitting = dict.fromkeys(id for text, id in self._texts.items() if text.startswith(form))
            if len(fitting) > 1:
                return Doubt("cut", tuple(fitting))
            if fitting and len(form) >= least:
                return Match(next(iter(fitting)), "cut", _SURENESS["cut"])
        return None

    def _near(self, heading: str) -> Match | Doubt | None:
        """The one statement whose text is nearly this. The row of a matrix is compared alone."""
        doubt: Doubt | None = None
        for form in forms(heading):
            alike: dict[str, tuple[float, str]] = {}
            for text, id in self._texts.items():
                if len(form) >= _NEAR_AT_LEAST and abs(len(text) - len(form)) <= len(text) * 0.15:
                    alike[id] = max(alike.get(id, (0.0, "")), (_alike(text, form), text))
            best = sorted(alike.values(), reverse=True)
            if best and _NEAR_WITH_ID <= best[0][0] < _NEAR_FROM:
                doubt = doubt or Doubt("nearly", (self._texts[best[0][1]],))
            elif best and best[0][0] >= _NEAR_FROM:
                id = self._texts[best[0][1]]
                nearly = [text for ratio, text in alike.values() if ratio >= _NEAR_FROM]
                fits = [text for text in nearly if same_item(text, form) and _ends_alike(text, last_part(heading))]
                if best[0][1] not in fits:
                    doubt = doubt or Doubt("nearly", (id,))
                elif len(best) == 1 or best[0][0] - best[1][0] >= _NEAR_APART:
                    return Match(id, "near", _SURENESS["near"])
            elif (turned := without_negations(form)) in self._turned:
                doubt = doubt or Doubt("nearly", (self._turned[turned],))
            elif sharing := [id for text, id in self._texts.items() if _share_words(text, form)]:
                doubt = doubt or Doubt("nearly", (sharing[0],))
        return doubt


@dataclass(frozen=True)
class _Held:
    """A statement's text in a longer heading."""

    around: str
    """The other words."""
    parted: bool
    """Whether marks part it from them."""

    @property
    def turned(self) -> bool:
        """Whether the sentence that it stands in says the opposite."""
        return turns_round(self.around, parted=self.parted)

    @property
    def within(self) -> str:
        """What it makes one sentence with, without what numbers the question."""
        return "" if self.parted else " ".join(word for word in self.around.split() if not _CODE.fullmatch(word))

    def says_nothing(self, neutral: frozenset[str] = frozenset()) -> bool:
        """Whether the other words are codes, some that the questionnaire may have printed, or ask for agreement."""
        words = [word for word in self.around.split() if not _CODE.fullmatch(word)]
        return self.around in neutral or only_asks(" ".join(words))


def _together(found: list[Match | Doubt | Clash]) -> Match | Doubt | Clash | None:
    """What the rows of a heading say together, in one way of looking."""
    clashes = [one for one in found if isinstance(one, Clash)]
    matched = [one for one in found if isinstance(one, Match)]
    statements = dict.fromkeys(match.statement for match in matched)
    if clashes or len(statements) > 1:
        return clashes[0] if clashes else Clash(statements)
    return next(iter(matched), None) or next(iter(found), None)


_CODE = lazily(r"\w{0,6}\d+\w*|[^\W\d_]?")


def _without(id: str, heading: str) -> str:
    """What stands in a heading beside an id; empty where that is no more than a code or a group's name."""
    letters = r"[\W_]+".join(map(re.escape, id.split()))
    rest = re.sub(rf"(?<![^\W_]){letters}(?![^\W_])", "\x00", words_kept(heading), count=1, flags=re.IGNORECASE)
    before, found, behind = rest.partition("\x00")
    if not found:
        return heading
    if re.fullmatch(r"\S*[\[/._:-]", before):
        before = ""  # HF[S01], efterlevelse/S01; »Maden: S01« is another text
    rest = f"{before} {behind}".strip()
    codes = all(map(_CODE.fullmatch, words_alone(rest).split())) and not _has_more_behind(id, heading)
    return "" if codes else rest.strip(" []().:;-–—/|_")


def _has_more_behind(id: str, heading: str) -> bool:
    """Whether an id has more behind it than a number of one or two digits: ``S01_r``, ``S01-2025``."""
    letters = r"[\W_]+".join(map(re.escape, id.split()))
    found = re.search(rf"(?<![^\W_]){letters}[_.-](?!\d{{1,2}}(?![^\W_]))[^\W_]", words_kept(heading), re.IGNORECASE)
    return found is not None


def _says_recoded(words: str) -> bool:
    """Whether words beside a statement say that its answers were turned over: ``(R)``, *omkodet*."""
    said = words.split()
    return "r" in (*said[:1], *said[-1:]) or not RECODING.isdisjoint(said)


def _holds(words: str, text: str) -> bool:
    return f" {text} " in f" {words} "


def _inner(text: str, own: str) -> bool:
    """Whether ``own`` stands inside another, longer text."""
    return text != own and _holds(text, own)


def _ends_alike(text: str, row: str) -> bool:
    """Whether a text ends as a row of a matrix does, which is compared alone: its question is another row's too."""
    end = " ".join(text.split()[-len(row.split()) :])
    return len(row) >= len(text) or SequenceMatcher(None, end, row, autojunk=False).ratio() >= _NEAR_WITH_ID


def _share_words(text: str, form: str) -> bool:
    """Whether most words of two texts are the same, in the same order: *They keep …*, *We don't know …*."""
    words, others = text.count(" ") + 1, form.count(" ") + 1
    most = max(words, others)
    if words < _NEAR_WORDS or min(words, others) + 2 < most * _NEAR_SHARE:
        return False
    a, b = text.split(), form.split()
    if len(set(a) & set(b)) + 2 < most * _NEAR_SHARE:
        return False
    same = sum(block.size for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())
    return same >= most * _NEAR_SHARE


@lru_cache(maxsize=65_536)
def _alike(text: str, form: str) -> float:
    if abs(len(text) - len(form)) > len(text) * 0.25:
        return 0.0
    matcher = SequenceMatcher(None, text, form, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _NEAR_WITH_ID else 0.0


_VARIABLE, _WORDED = lazily(r"\w*\d\w*"), lazily(r"[^\W\d_]+ \S")
"""What a tool calls a question, and the beginning of what it asks, in a row below."""


@dataclass(frozen=True)
class TableColumn:
    """One column of the table."""

    index: int
    """From 0."""
    names: tuple[str, ...] = ()
    """What it is called, heading row by heading row; empty where it is not called anything."""
    kind: ColumnKind = "other"
    statement: str | None = None
    how: FoundBy | Literal["mapping", "question"] | None = None
    """How it was recognised; None where its name said it outright."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """Code → label, from a legend."""
    also: frozenset[ColumnKind] = frozenset()
    """What else it says, besides its kind: the day of sending in says that an answer is finished, too."""
    clash: tuple[str, ...] = ()
    """The statements that its heading names at once, where it names more than one."""
    sureness: int = 0
    """Of several columns that stand for a statement, the one counts where this is the least."""
    beside: str = ""
    """What stands beside the id of its statement, and is not the statement's text."""
    battery: str = ""
    """What a mark parts from the text of its statement."""
    within: str = ""
    """What the text of its statement makes one sentence with."""
    contradicts: str | None = None
    """The statement whose id stands in its heading, beside another text."""
    doubt: Doubt | None = None
    """What its heading could stand for."""
    could_be: tuple[str, ...] = ()
    """What it is left to somebody to choose from: statements, or a kind."""
    undecided: bool = False
    """Whether rows hang on what it is, and nothing shows that: a mapping names it when somebody has decided it."""
    part_of: str | None = None
    """The statement whose answers are put together from this column and others, and stand in the first of them."""
    mentions: ColumnKind | None = None
    """Organisation, team, quarter or role, where its heading has the word and does not ask for it."""

    @property
    def is_ignored(self) -> bool:
        """Whether somebody has said in a mapping that nothing hangs on it, and not only said nothing of it."""
        return self.how == "mapping" and self.kind in ("technical", "personal", "other")

    @property
    def around(self) -> str:
        """What stands around the id or text of its statement; empty where nothing does."""
        return self.beside or self.within or self.battery

    @property
    def heading(self) -> str:
        """The one name to show: a statement's longest, another column's first, with the text behind a code: ``Q3``."""
        if self.statement and self.names:
            return max(self.names, key=len)
        first, *more = self.names or ("",)
        text = next((name for name in more if _WORDED.match(name)), "") if _VARIABLE.fullmatch(first) else ""
        return f"{first}: {text}" if text else first

    @property
    def asks_for_comment(self) -> bool:
        """Whether its heading asks for more than a stand."""
        return _COMMENTS.search(words_alone(" ".join(self.names))) is not None

    @property
    def is_for_notes(self) -> bool:
        """Whether what stands beside its statement calls it a place for notes, which may be a battery's name, too."""
        return _NOTES.fullmatch(self.around) is not None


@lru_cache(maxsize=64)
def columns_of(names: tuple[tuple[str, ...], ...], headings: Headings, layout: Layout) -> tuple[TableColumn, ...]:
    """What every column is. The same headings stand in every file of a batch, and are looked at once."""
    columns = _batteries([_column(index, called, headings, layout) for index, called in enumerate(names)])
    columns = _in_groups(columns, headings)
    return tuple(_outright(_statuses(_asked(_by_position(columns, layout)), layout)))


def _column(index: int, names: tuple[str, ...], headings: Headings, layout: Layout) -> TableColumn:
    own = next((kind for name in names if (kind := kind_in(layout, name))), None)
    own = own or ("technical" if any(map(tells_how_long, names)) else None)
    found = headings.look(names) if own is None else None
    if isinstance(found, Clash):
        return TableColumn(index, names, clash=found.statements)
    if isinstance(found, Match):
        said = TableColumn(index, names, "statement", found.statement, found.how, sureness=found.sureness)
        return replace(said, beside=found.beside, within=found.within, battery=found.battery)
    named = own or _named(names, layout)
    return TableColumn(index, names, named or "other", doubt=None if named else found)


def _in_groups(columns: list[TableColumn], headings: Headings) -> list[TableColumn]:
    """The columns; where hyphens stand between the statements and their groups, they do so before *team* as well."""
    if not any(column.statement and any(map(headings.id_in_groups, column.names)) for column in columns):
        return columns
    there, kinds = {column.kind for column in columns}, map(_kind_in_groups, columns)
    return [
        replace(column, kind=kind) if kind and kind not in there else column
        for column, kind in zip(columns, kinds, strict=True)
    ]


def _kind_in_groups(column: TableColumn) -> ColumnKind | None:
    paths = (name.replace("-", "/") for name in column.names if column.kind == "other" and not column.clash)
    return next((kind for path in paths if (kind := kind_in_path(path))), None)


def _named(names: tuple[str, ...], layout: Layout) -> ColumnKind | None:
    """The kind that one of a column's headings names outright, unless another one asks for something else."""
    for name in names:
        kind = kind_by_name(name) or (kind_in_path(name) if layout.groups else None)
        if kind in FACTS or kind == "role":
            beside = (other for other in names if other != name and re.search(r"\s", other.strip()))
            said = ({kind_by_name(other), kind_by_name(f"{other} – {name}"), kind_asked(other)} for other in beside)
            kind = kind if all(kind in kinds for kinds in said) else None
        if kind:
            return kind
    return None


def _batteries(columns: list[TableColumn]) -> list[TableColumn]:
    """What stands beside several statements' ids or texts is their battery's; beside one's it is another question.

    Where a mark parts it from the one's text, and the others stand alone, it may be another's or a heading above them.
    That answers were turned over is no battery's name, unless all are called so.
    """
    about: dict[str, set[str | None]] = {}
    for column in columns:
        about.setdefault(column.around, set()).add(column.statement)
    others_alone = len(about.get("", set()) - {None}) >= _OTHERS_ALONE
    several = {around for around, statements in about.items() if len(statements) > 1}
    several.discard(_TURNED)
    if any(column.statement and column.around != _RECODED for column in columns):
        several.discard(_RECODED)
    return [
        column if not column.around or column.around in several else _by_itself(column, others_alone)
        for column in columns
    ]


def _by_itself(column: TableColumn, others_alone: bool) -> TableColumn:
    """A column with words beside its statement's id or text that no other statement has."""
    if not column.battery:
        return _another_question(column)
    return replace(column, how="inside") if others_alone else column


_OTHERS_ALONE = 2
"""So many statements without a battery's name show that the form has none."""


def _another_question(column: TableColumn) -> TableColumn:
    """A column that has a statement's id or text, and with it words that no other statement has."""
    other = replace(column, kind="other", statement=None, how=None)
    if column.sureness > _ID_LEADS:
        return replace(other, doubt=Doubt("nearly", (str(column.statement),)))
    return replace(other, contradicts=column.statement)


def _statuses(columns: list[TableColumn], layout: Layout) -> list[TableColumn]:
    """The columns that say whether an answer counts; a tool that says it in columns of its own says it nowhere else.

    Of a form's own, it is the one right behind its statements.
    """
    last = max((column.index for column in columns if column.statement), default=0)
    for status in layout.statuses:
        fits = _called(columns, status.columns)
        if status.unless and _called(columns, status.unless):
            continue
        if status.beside and not _called(columns, status.beside):
            continue
        behind = [index for index in fits if index > last]
        for index in behind[:1] or fits[-1:]:
            also: frozenset[ColumnKind] = frozenset({"date"} if columns[index].kind == "date" else ())
            columns[index] = replace(columns[index], kind="status", how=None, also=also)
    statuses = [column for column in columns if column.kind == "status"]
    if any(is_own_status(column.names, layout) for column in statuses):
        for column in statuses:
            if not is_own_status(column.names, layout):
                columns[column.index] = replace(column, kind="other")
    return columns


def _called(columns: Iterable[TableColumn], pattern: str) -> list[int]:
    """The columns other than statements' of which a heading fits a pattern."""
    return [c.index for c in columns if not c.statement and any(is_headed(pattern, name) for name in c.names)]


def is_own_status(names: Iterable[str], layout: Layout) -> bool:
    """Whether a column of these names is one in which the tool itself says what counts."""
    return any(is_headed(status.columns, name) for status in layout.statuses for name in names)


def _by_position(columns: list[TableColumn], layout: Layout) -> list[TableColumn]:
    """The tool's first columns, where their headings are in a language that no pattern knows."""
    for i, (_, kind) in enumerate(layout.shape[: len(columns)]):
        if columns[i].kind == "other":
            columns[i] = replace(columns[i], kind=kind)
    return columns


def _asked_in(names: tuple[str, ...]) -> ColumnKind | None:
    """The kind that all of a column's headings together ask for, most likely."""
    return kind_asked(" – ".join(names)) if len(names) > 1 else kind_asked(names[0]) if names else None


def _asked(columns: list[TableColumn]) -> list[TableColumn]:
    """A question such as ``Hvilket team arbejder du i?`` stands for a kind that no column names outright."""
    there = {column.kind for column in columns}
    asked = [_asked_in(column.names) if column.kind == "other" else None for column in columns]
    return [
        replace(column, kind=kind, how="question")
        if kind and kind not in there and asked.count(kind) == 1
        else replace(column, mentions=kind_mentioned(" ".join(column.names)))
        if column.kind == "other" and not column.contradicts
        else column
        for column, kind in zip(columns, asked, strict=True)
    ]


def _outright(columns: list[TableColumn]) -> list[TableColumn]:
    """The columns; beside one called *Team* one called *Afdeling* is something else, as one by the role's is."""
    for kind in MEANT:
        named = [column for column in columns if column.kind == kind and column.how is None]
        sure = [column for column in named if any(says_outright(name, kind) for name in column.names)]
        for column in named if sure else ():
            if column not in sure:
                columns[column.index] = replace(column, kind="other")
    return columns


def without_devices(columns: list[TableColumn], texts_of: Callable[[int], Iterable[str]]) -> list[TableColumn]:
    """The columns; one called *Enhed* or *Unit* in which nothing but devices stand tells no team, but another may.

    ``texts_of`` are the different texts below a column's heading.
    """
    units = [c for c in columns if c.kind == "team" and c.how != "mapping" and any(map(may_name_devices, c.names))]
    units = [c for c in units if not any(says_outright(name, "team") for name in c.names)]
    of_devices = {column.index for column in units if are_devices(texts_of(column.index))}
    if not of_devices:
        return columns
    columns = [replace(c, kind="technical", how=None) if c.index in of_devices else c for c in columns]
    return _asked([replace(c, mentions=None) for c in columns])


def surest(columns: list[TableColumn]) -> tuple[list[TableColumn], list[tuple[TableColumn, ...]]]:
    """The columns with one at most for each statement, and the columns that equally stand for the same one."""
    rivals: dict[str, list[TableColumn]] = {}
    for column in columns:
        if column.statement:
            rivals.setdefault(column.statement, []).append(column)
    twice = []
    for same in rivals.values():
        best = min(column.sureness for column in same)
        sure = [column for column in same if column.sureness == best]
        if len(sure) > 1 and best != _BY_MAPPING:
            twice.append(tuple(sure))
        for column in same:
            if column not in sure:
                columns[column.index] = replace(column, kind="other", statement=None, how=None)
    return columns, twice


def unsettled(columns: list[TableColumn]) -> list[TableColumn]:
    """The columns that may be a statement's, for want of one that is surely: a contradicted id, a cut heading."""
    found = {column.statement for column in columns if column.statement}
    return [
        column
        for column in columns
        if (column.contradicts and column.contradicts not in found)
        or (column.doubt and column.doubt.why == "cut" and not found.issuperset(column.doubt.statements))
    ]


def doubled(columns: list[TableColumn]) -> tuple[TableColumn, ...]:
    """Two or more columns that name the same organisation, team, quarter or role; empty where there are none."""
    for kind in MEANT[:3] + MEANT[4:5]:
        same = tuple(column for column in columns if column.kind == kind)
        if len(same) > 1:
            return same
    return ()
