"""How everything in a data folder is called: the one place that makes these names, and knows them again.

::

    bostoette-nord/                                the slug of a name of people's own choosing
        team.json
        2026-Q3.housing-first.json                 a record
        2026-Q3.housing-first.draft.json           an unfinished meeting or correction
        2026-Q3.housing-first.recovery-1a2b3c4d.json   what could not be saved
        .2026-Q3.housing-first.json.1a2b3c4d.tmp   a save under way

A name is no proof of what stands inside.
"""

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from typing import TypeAlias

from hf_fidelity.ground import Quarter, as_it_looks, fold, lazily

TEAM_FILE = "team.json"
INSTRUMENTS = "instruments"
"""``<data>/instruments`` holds a user's own questionnaires."""


QuarterAndInstrument: TypeAlias = tuple["Quarter", str]
"""The quarter and the id of the questionnaire that the name of a record or a draft says."""


# Names of people's own choosing → names of folders that are safe everywhere.


_DANISH = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "ö": "oe", "ä": "ae", "ü": "ue", "ß": "ss", "ð": "d", "þ": "th"}
)
_WINDOWS = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
_RESERVED = {INSTRUMENTS}

_LONGEST = 60


@lru_cache(maxsize=4096)  # a batch asks for the same names again and again
def slug(name: str) -> str:
    """``Bostøtte Nord`` → ``bostoette-nord``: ASCII, lower case, never empty, never a name that a system reserves."""
    plain = unicodedata.normalize("NFKD", fold(name).translate(_DANISH)).encode("ascii", "ignore").decode()
    short = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if not short or len(short) > _LONGEST or short in _WINDOWS or short in _RESERVED:
        return distinct_slug(name, short)
    return short


def distinct_slug(name: str, start: str | None = None) -> str:
    """The slug with a short hash of the name, for where another name has taken the plain one."""
    plain = slug(name) if start is None else start
    return f"{plain[: _LONGEST - 7].strip('-') or 'x'}-{_digest(fold(name).encode())[:6]}"


def is_slug(name: str) -> bool:
    """Whether a name is written as those of folders are; no path can hide in it, and no capital letters."""
    return re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) is not None


def is_reserved(name: str) -> bool:
    """Whether Windows keeps a file's name for itself, with whatever ending: ``CON``, ``lpt1.xlsx``."""
    return re.fullmatch(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", name, re.IGNORECASE) is not None


def same(one: str, other: str) -> bool:
    """Whether two names are the same to a reader: case, blanks and the coding of accents do not count."""
    return one == other or folded(one) == folded(other)


folded = lru_cache(maxsize=4096)(fold)
"""What is equal for two names that are the same. In a large folder every name is compared with every other one."""


# Names that are nearly the same: of one team, perhaps, in two spellings.


_TEAM_WORDS = frozenset(
    (
        "team", "teams", "teamet", "teamets", "hold", "holdet", "holdets", "gruppe", "gruppen", "gruppens", "grp",
        "enhed", "enheden", "enhedens", "afdeling", "afdelingen", "afd", "lag", "laget", "avdeling", "avdelingen",
        "avdelning", "avdelningen", "enhet", "enheten", "grupp", "group", "unit", "department", "dept", "bostotte",
        "bostotten", "bost", "hf", "the", "den", "det", "i", "in", "of", "af", "og", "och", "and", "und",
        "ny", "nye", "new", "tiimi", "ryhma", "yksikko", "osasto", "equipo", "abteilung", "einheit", "ploeg", "equipe",
    )
)  # fmt: skip
_SAINT = lazily(r"\bs(kt|ct|t|an[ck]t)\b")
"""*Skt. Hans*, *Sct. Hans*, *St. Hans*."""
_HYPHEN = lazily(r"(?<=[a-z])-(?=[a-z])")
_DANISH_LETTER = lazily("([ao])e|aa")
"""How æ, ø and å are written where there are none: ``Bostoette``, ``Aarhus``; or as a, o and a."""
_JOINED = lazily(
    r"^(team|bostotte)(?=...)|(?<=...)(team(et|ets|s)?|hold(et)?|gruppen?|a[fv]deling(en)?|enhe[dt](en)?|bostotten?|tiimi)$"
)
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
"""*Team II*; but a V behind a place is its west."""
_SHORTEST_LACKING, _SHORTEST_SWAPPED, _SHORTEST_CHANGED = 2, 4, 7
"""A word of so many letters may be another one of which one is left out, with two of them swapped, or one changed."""
_CAPITALS = lazily(r"[^\W\d_a-zæøåöäü]{2,4}")
"""A short word in capitals is short for several: *BU* is no slip of *BUF*."""
_SHORTENED = range(2, 5)
"""So many words are written as their initials: *HF Nord*."""
_LAST_E = lazily(r"(?<=....)e$")
_ENDINGS = lazily(r"(?<=...)(erne|ens|ets|en|et|s)$")


@lru_cache(maxsize=64)  # a name is looked for, and then remembered
def likenesses(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """What is left of a name without the words for a team, in any order; and what others may write for it.

    That is the same without its words' endings, and with initials for some of its words. Two names are nearly the same
    where something of one's first is in either of the other's.
    """
    plain = _plain(name)
    whole, bare = zip(*(_left_of(written, name) for written in {plain, _HYPHEN.sub("", plain)}), strict=True)
    written, said = _initials(plain, name)
    return frozenset().union(*whole, written), frozenset().union(*bare, said)


def _initials(plain: str, name: str) -> tuple[frozenset[str], frozenset[str]]:
    """What is left of a name where initials stand in it in capitals; and with initials for some of its words.

    Initials alone may be those of anything.
    """
    words = [_JOINED.sub("", word) for word in re.findall(r"[a-z]+|\d+", plain)]
    short = {_plain(word) for word in re.findall(r"\w+", name) if _CAPITALS.fullmatch(word)}
    kept = [word for word in words if word in short or (word and word not in _TEAM_WORDS)]
    whole = [word for word in kept if word.isalpha() and word not in short]
    runs = {tuple(whole[at : at + many]) for many in _SHORTENED for at in range(len(whole) - many + 1)}
    others = {run: [word for word in kept if word not in run] for run in runs}
    said = {" ".join(sorted(("".join(word[0] for word in run), *beside))) for run, beside in others.items() if beside}
    return frozenset([" ".join(sorted(kept))] if short else []), frozenset(said)


def _plain(name: str) -> str:
    """A name in small plain letters, as it looks, with a number for the Roman one behind it."""
    plain = unicodedata.normalize("NFKD", fold(as_it_looks(name)).translate(_DANISH)).encode("ascii", "ignore").decode()
    plain = _DANISH_LETTER.sub(lambda found: found[1] or "a", plain)
    before, _, last = _SAINT.sub("sankt", plain).rpartition(" ")
    if before and last in _ROMAN and (last != "v" or before.split()[-1] in _TEAM_WORDS):
        last = _ROMAN[last]
    return f"{before} {last}".strip()


def _left_of(plain: str, name: str) -> tuple[frozenset[str], frozenset[str]]:
    """As :func:`likenesses`, of a name in plain letters, with its hyphens or without."""
    every = re.findall(r"[a-z]+|\d+", plain) or [fold(name)]
    bare_of_team = (_JOINED.sub("", word) for word in every if word not in _TEAM_WORDS)
    kept = [word for word in bare_of_team if word and word not in _TEAM_WORDS] or every
    words = [f"#{int(word)}" if word.isdecimal() else _LAST_E.sub("", word) for word in kept]
    bare = [_ENDINGS.sub("", word) for word in words]
    return _in_any_order(words) | {"".join(kept)}, _in_any_order(bare)


def _in_any_order(words: list[str]) -> frozenset[str]:
    return frozenset(("".join(words), "".join(sorted(words))))


@lru_cache(maxsize=64)
def _misspelt(name: str) -> tuple[tuple[str, str], ...]:
    """A name with one of its words as it is, and without each of its letters; and the word.

    Two names share one of these where one letter in one word makes the difference, or two that are swapped.
    """
    every = re.findall(r"[a-z]+|\d+", _plain(name))
    short_for = {_plain(word) for word in re.findall(r"\w+", name) if _CAPITALS.fullmatch(word)}
    found = []
    for words in {tuple(every), tuple(word for word in every if word not in _TEAM_WORDS)}:
        for at, word in enumerate(words):
            if word.isalpha() and len(word) >= _SHORTEST_LACKING and word not in short_for:
                shorter = {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}
                before, behind = " ".join(words[:at]), " ".join(words[at + 1 :])
                found += [(f"{before}|{short}|{behind}", word) for short in shorter]
    return tuple(found)


def is_slip(one: str, other: str) -> bool:
    """Whether two different words may be one that was misspelt, their first letters only where these are swapped."""
    short, long = sorted((one, other), key=len)
    if len(short) == len(long):
        differ = [i for i, (a, b) in enumerate(zip(short, long, strict=True)) if a != b]
        swapped = len(differ) == 2 and differ[1] == differ[0] + 1 and sorted(short) == sorted(long)
        changed = len(differ) == 1 and differ[0] > 0 and len(short) >= _SHORTEST_CHANGED
        return changed or (swapped and len(short) >= _SHORTEST_SWAPPED)
    lacking = any(long[:i] + long[i + 1 :] == short for i in range(1, len(long)))
    return lacking and len(short) >= _SHORTEST_LACKING


class NamesOfTeams:
    """The names of an organisation's teams, to find those that are nearly the same; each is looked up by what is left
    of it, and compared with those only that share more than that.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._known: set[str] = set()
        self._whole: dict[str, dict[str, str]] = {}
        self._bare: dict[str, dict[str, str]] = {}
        self._misspelt: dict[str, list[tuple[str, str]]] = {}
        """What misspelt names share → the names and their words that do."""
        self._to_misspell: list[str] = []
        """The names that nobody has asked for yet."""
        for name in names:
            self.add(name)

    def __contains__(self, name: str) -> bool:
        return fold(name) in self._known

    def add(self, name: str) -> None:
        """Remember a name."""
        if fold(name) not in self._known:
            self._to_misspell.append(name)
        self._known.add(fold(name))
        whole, bare = likenesses(name)
        for keys, found in ((whole, self._whole), (bare, self._bare)):
            for key in keys:
                found.setdefault(key, {}).setdefault(fold(name), name)

    def like(self, name: str) -> list[str]:
        """The names that are nearly this one, as they were first written; not the name itself."""
        whole, bare = likenesses(name)
        places = [*(self._whole.get(key, {}) for key in (*whole, *bare)), *(self._bare.get(key, {}) for key in whole)]
        found = {folded: known for place in places for folded, known in place.items()}
        found |= {fold(known): known for known in self._slips_of(name)}
        found.pop(fold(name), None)
        return list(found.values())

    def _slips_of(self, name: str) -> Iterator[str]:
        """The names that differ from this one by a slip in one word."""
        for known in self._to_misspell:
            for shared, word in _misspelt(known):
                self._misspelt.setdefault(shared, []).append((known, word))
        self._to_misspell.clear()
        for shared, word in _misspelt(name):
            for known, other in self._misspelt.get(shared, ()):
                if word != other and is_slip(word, other):
                    yield known


# The files of a team.


_QUARTER = r"\d{4}-Q[1-4]"
_STEM = rf"(?P<quarter>{_QUARTER})\.(?P<instrument>[a-z0-9][a-z0-9-]*)"
_RECORD = lazily(rf"{_STEM}\.json")
_DRAFT = rf"{_STEM}\.draft\.json"  # compiled when it is asked for: few commands ask
_PEER = rf"{_STEM}\.peer\.[a-z0-9-]+(\.draft)?\.json"
_RECOVERY = rf"{_QUARTER}\..*\.recovery-.*\.json"
_ANY = rf"\.?(?P<record>{_STEM})\..+"
_MUCH_LIKE = rf"{_QUARTER}\.|team"


@lru_cache(maxsize=1024)  # as many have the same name as there are teams
def record_name(quarter: "Quarter", instrument_id: str, peer: str | None = None) -> str:
    """The name of the record of a quarter and questionnaire: the team's own, or how another team, a peer, read it."""
    return f"{quarter}.{instrument_id}{_of(peer)}.json"


def draft_name(quarter: "Quarter", instrument_id: str, peer: str | None = None) -> str:
    """The name of the unfinished meeting or correction beside it."""
    return f"{quarter}.{instrument_id}{_of(peer)}.draft.json"


def _of(peer: str | None) -> str:
    return f".peer.{slug(peer)}" if peer else ""


def recovery_name(name: str, content: bytes) -> str:
    """The name under which what could not be saved as ``name`` is kept: the same content has the same one."""
    return f"{name.removesuffix('.json')}.recovery-{_digest(content)[:8]}.json"


def temporary_name(name: str) -> str:
    """A name for the file that is to take the place of ``name``; another one each time."""
    return f".{name}.{os.urandom(4).hex()}.tmp"


def lock_name(folder: str) -> str:
    """The name of the file that is locked while somebody saves in a folder, which is given as a whole path."""
    return f"{_digest(os.fsencode(folder))[:16]}.lock"


def holder_name(lock: str) -> str:
    """The name of the file beside a lock that says who holds it."""
    return f"{lock.removesuffix('.lock')}.holder"


def is_record_name(name: str) -> bool:
    """Whether a file is a record by its name: no draft, no recovery file, no copy."""
    return _RECORD.fullmatch(name) is not None


def is_recovery_name(name: str) -> bool:
    """Whether a file holds by its name what could not be saved."""
    return re.fullmatch(_RECOVERY, name) is not None


def is_temporary_name(name: str, of: str | None = None) -> bool:
    """Whether a file is by its name that of a save under way, and takes the place of the one named, if one is."""
    if of is None:
        return name.startswith(".") and name.endswith(".tmp")
    return re.fullmatch(rf"\.{re.escape(of)}\.[0-9a-f]{{8}}\.tmp", name) is not None  # and not of one called of.more


def record_place(name: str) -> QuarterAndInstrument | None:
    """What the name of a record says; None for any other file, and for a quarter that no calendar has."""
    return _place(_RECORD.fullmatch(name))


def draft_place(name: str) -> QuarterAndInstrument | None:
    """What the name of a draft says; None for any other file."""
    return _place(re.fullmatch(_DRAFT, name))


def peer_place(name: str) -> QuarterAndInstrument | None:
    """What the name of a peer's reading says, or of its draft; None for any other file."""
    return _place(re.fullmatch(_PEER, name))


def _place(match: re.Match[str] | None) -> QuarterAndInstrument | None:

    if match:
        with suppress(ValueError):
            return Quarter.parse(match["quarter"]), match["instrument"]
    return None


def record_name_of(name: str) -> str | None:
    """The name of the record that a file belongs to by its own name: as the record, its draft, or what saves leave."""
    match = re.fullmatch(_ANY, name)
    return f"{match['record']}.json" if match else None


def looks_like_ours(name: str) -> bool:
    """Whether a name begins as those of records and team files do, whatever has been added to it."""
    return re.match(_MUCH_LIKE, name) is not None


def _digest(data: bytes) -> str:
    import hashlib  # slow to import; reading needs no hash

    return hashlib.sha256(data).hexdigest()
