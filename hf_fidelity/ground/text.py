"""Text that came from outside: made harmless, made comparable, and looked over for what names somebody."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from hf_fidelity.ground.patterns import lazily

# C0 and C1 controls with DEL, bidi embeddings, overrides and isolates, zero-width characters and the byte
# order mark; newline and tab stay. A lone surrogate cannot be written as UTF-8 and goes too.
UNSAFE = lazily(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ud800-\udfff]"
)


def clean(text: str) -> str:
    """The text without characters that could steer a terminal or hide what is written, in NFC."""
    if text.isascii() and text.isprintable():  # nearly every name and word
        return text
    if not text.isprintable():  # no character that can be printed is unsafe
        text = UNSAFE.sub("", text.replace("\r\n", "\n"))
    return unicodedata.normalize("NFC", text)


_ARABIC_HEBREW = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]+"
_RIGHT_TO_LEFT = lazily(f"{_ARABIC_HEBREW}(?:[ '’-]+{_ARABIC_HEBREW})*")


def isolated(text: str) -> str:
    """The cleaned text with words that run from right to left kept among themselves, for a page or paper.

    Else a name takes the figures behind it along: of *4. kvartal 2026* the 4 would stand before the name.
    """
    return text if text.isascii() else _RIGHT_TO_LEFT.sub("\u2068\\g<0>\u2069", text)


def one_line(text: str) -> str:
    """The cleaned text on one line, without blanks at its ends."""
    return " ".join(clean(text).split())


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """The form in which two spellings of the same name or label are equal: case and blanks do not count."""
    return one_line(unicodedata.normalize("NFKC", text)).casefold()


_OTHER_ALPHABETS = "\u0370-\u058f\u13a0-\u13ff\u2c80-\u2cff\ua640-\ua69f"
_AMONG_LATIN = lazily(rf"\b(?=\w*[A-Za-zÀ-ɏ])(?=\w*[{_OTHER_ALPHABETS}])\w+")
_AS_LATIN = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјкорстухԁԛԝҺһΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαικρν",
    "ABESIJKMHOPCTYXaesijkopctyxdqwHhABEZHIKMNOPTYXoaikpv",
)
"""Letters of other alphabets, and the Latin ones that they look like."""
_LOOKS_LATIN = lazily(rf"\b[{''.join(map(chr, _AS_LATIN))}]+\b")


def of_two_alphabets(name: str) -> frozenset[str]:
    """The letters of another alphabet in a name's Latin words, or in words beside such that only look Latin.

    ``Nоrd`` with a Cyrillic letter is another name than ``Nord``, and nobody can see it.
    """
    if name.isascii() or not re.search(f"[{_OTHER_ALPHABETS}]", name):
        return frozenset()
    words = _AMONG_LATIN.findall(name)
    if re.search("[A-Za-zÀ-ɏ]", name):
        words += _LOOKS_LATIN.findall(name)
    return frozenset(re.findall(f"[{_OTHER_ALPHABETS}]", " ".join(words)))


def as_it_looks(name: str) -> str:
    """A name with Latin letters for those of another alphabet in words that look Latin."""
    if name.isascii() or not re.search(f"[{_OTHER_ALPHABETS}]", name):
        return name
    for words in (_AMONG_LATIN, _LOOKS_LATIN):
        name = words.sub(lambda word: word[0].translate(_AS_LATIN), name)
    return name


_TAG = lazily(r"<[^<>]{0,200}>")
_UNSEEN = lazily("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]")


def without_tags(text: str) -> str:
    """The text without HTML, which survey tools put into what they export."""
    if "<" in text or "&" in text:
        import html  # only a file that holds some needs it

        return html.unescape(_TAG.sub(" ", text))
    return text


def without_unseen(text: str) -> str:
    """The text without HTML and without characters that nobody sees."""
    return _UNSEEN.sub("", without_tags(text))


_APOSTROPHES = lazily(r"(?<=\w)['’‘`´ʼ′＇](?=\w)")
_SIGN = lazily(r"(?:^[\s(\[{]*|(?<=[\s(\[{]))([+−–—-])(?:(?=\d)|(?<=^.)\s(?=\d))")
_WHOLE = lazily(r"([+−–-]?)\s?(\d+)(?:[.,]0+)?")
_SIGNS = {"+": "+", "-": "-", "−": "-", "–": "-"}
_DECIMAL = lazily(r"(?<=\d)[.,](?=\d)")
_PLUS, _MINUS, _POINT, _GLUE = "\x01", "\x02", "\x03", "\x04"
_SHOWN = str.maketrans({_PLUS: "+", _MINUS: "-", _POINT: "."})
_BESIDE = lazily(rf"\s*{_GLUE}+\s*")
"""Blanks beside a symbol: ``< 5`` is ``<5``."""
_PARTING = frozenset("|=~^`¨´¯")
"""Signs that part words as punctuation does, though Unicode counts them among the symbols."""


@lru_cache(maxsize=65_536)
def label_form(text: str) -> str:
    """The form in which two spellings of the same label are equal.

    HTML, hidden characters, case, apostrophes, punctuation and runs of blanks do not count, nor decimals of a whole
    number. The sign of a number and symbols do: ``-1`` is not ``1``, ``★★`` is not ``★★★``, and where there is
    neither letter nor digit every character does: ``--`` is not ``++``.
    """
    text = unicodedata.normalize("NFKC", _APOSTROPHES.sub("", without_unseen(text))).casefold()
    if text.replace(" ", "").isalpha():  # most labels
        return " ".join(text.split())
    if not any(map(str.isalnum, text)):
        return "".join(text.split())
    if match := _WHOLE.fullmatch(text.strip(" ()[]{}")):
        return _SIGNS.get(match[1], "") + match[2]
    text = _SIGN.sub(lambda sign: f" {_PLUS if sign[1] == '+' else _MINUS}", text)
    text = _DECIMAL.sub(_POINT, text)
    kept = "".join([_kept(char) for char in text])
    return " ".join(_BESIDE.sub("", kept).split()).translate(_SHOWN)


def _kept(char: str) -> str:
    if char.isalnum() or char in (_PLUS, _MINUS, _POINT) or unicodedata.category(char)[0] == "M":
        return char
    return f"{_GLUE}{char}{_GLUE}" if unicodedata.category(char)[0] == "S" and char not in _PARTING else " "


_DOUBT = "?¿؟⸮‽~⁓〜≈❓❔🤔🤷"
_DOUBTED = lazily(rf"(?<!\w)[{_DOUBT}]|[{_DOUBT}](?!\w)")
"""A mark of doubt; not one between two letters, which stands for a letter or a blank that was lost."""


_DENIED = lazily("[☐□⬜▢❌❎✗✘✕✖🚫⛔👎]")
_STRUCK = lazily(r"(?i)<(s|strike|del)\b[^<>]{0,200}>")


def marks_of_doubt(text: str) -> frozenset[str]:
    """The marks by which somebody says of a word that they are not sure, or do not mean it: ``Enig?``, ``☐ Enig``."""
    if text.isalnum():  # most codes and many labels
        return frozenset()
    seen = unicodedata.normalize("NFKC", without_unseen(text))
    struck = (f"<{tag.casefold()}>" for tag in _STRUCK.findall(text)) if "<" in text else ()
    return frozenset((*_DOUBTED.findall(seen), *([] if seen.isascii() else _DENIED.findall(seen)), *struck))


def only_dislikes(marks: frozenset[str]) -> bool:
    """Whether all of some marks decorate what somebody does not like: ``👎 Uenig``."""
    return marks <= _DISLIKE


_DISLIKE = frozenset("❌❎✗✘✕✖🚫⛔👎")


def without_symbols(form: str) -> str:
    """A label's form without what only decorates it (``👍 agree``); plus, minus and the like stay."""
    return " ".join("".join([" " if unicodedata.category(char) == "So" else char for char in form]).split())


def as_whole(text: str) -> int | None:
    """The whole number that a text is, also with decimals that are noughts (``4.0``, ``4,00``); else None."""
    if not (match := _WHOLE.fullmatch(text.strip())) or not match[2].isascii():
        return None
    number = int(match[2]) if len(match[2]) < 16 else None
    return -number if number and match[1] not in ("", "+") else number


def plain_code(text: str) -> str:
    """A code as a legend and a column both write it: ``1.0`` is ``1``."""
    number = as_whole(text)
    return text if number is None or "+" in text else str(number)


_DESTROYED = lazily(
    "\ufffd"
    "|[ÃÂ][\x80-\xbf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ€]|â€"  # UTF-8, read as Windows-1252
    "|(?<=[^\\W\\d_])[¿¡¾¼½†‡‰›‹„‚ƒˆ¤¦¢£¥¯¶¸](?=[^\\W\\d_])"  # what a Mac and DOS wrote, read as Windows-1252
    "|(?<=[a-zæøå])[ŠŒŽ](?=[a-zæøå])"
)
_LOST = lazily(r"(?<=[a-zæøå])\?(?=[a-zæøå])")
"""A letter that an encoding had no place for."""


def is_destroyed(text: str) -> bool:
    """Whether letters were lost when the text was once opened or saved with the wrong encoding: ``BostÃ¸tte``."""
    if text.isascii():
        return "?" in text and "/" not in text and _LOST.search(text) is not None
    return _DESTROYED.search(text) is not None


def shorten(value: Any, most: int = 40) -> str:
    """A value as it stood, short enough for a sentence."""
    text = str(value)
    return text if len(text) <= most else text[: most - 1] + "…"


def sha256(text: str) -> str:
    """The text's hash in hexadecimal: equal for equal texts only."""
    import hashlib  # slow to import; a report needs no hash

    return hashlib.sha256(text.encode()).hexdigest()


# Text that looks as if it named somebody: a CPR number, a telephone number, an e-mail address.


CPR = lazily(r"(?<!\d)(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d\s?[-–]?\s?\d{4}(?!\d)")
"""Day, month and year of birth with four digits behind."""

_PHONE = lazily(r"(?<![\d,.])(?:\+45\s?)?(?:\d{8}|\d\d(?:[ -]\d\d){3}|\d{4} \d{4})(?![\d,.])")
"""Eight digits, alone or in pairs or fours, as a Danish telephone number is written."""

_MAIL = lazily(r"\S+@\S+\.\S+")


def looks_personal(text: str) -> bool:
    """Whether a text holds something that looks like a CPR number, a telephone number or an e-mail address."""
    return any(pattern.search(text) for pattern in (CPR, _PHONE, _MAIL))


_NAMES = (
    "abdi agnes ahmed aisha alexander ali allan alma amina anders andreas ann anna anne annette astrid bente "
    "birgit birgitte bjarne bodil brian camilla caroline carsten casper cecilie charlotte christian clara claus "
    "daniel david dorte dorthe elisabeth ellen emil emma erik fatima flemming frederik freja gitte hanne hans "
    "hassan heidi helle henrik ibrahim ida jacob jakob jens jesper jette john jonas julie jørgen karen karsten "
    "kasper kathrine katja katrine kirsten klara klaus knud kristian kurt lars laura leif lene lis lisbeth lise "
    "lone lotte louise mads magnus maja maria marianne marie martin maryam mathias mathilde mette michael mikkel "
    "mohamed mohammed morten muhammad nanna niels noah ole oliver omar oscar paul peter pia poul rasmus rikke "
    "rita robert ruth sara sarah sebastian signe simon sofia sofie steen stine susanne svend søren thomas tina "
    "tobias torben trine ulla ulrik vibeke victor viggo william yusuf zahra"
)
_GIVEN_NAMES = frozenset(_NAMES.split())
"""Given names that are common in Denmark, without those that are words too."""
_OFFICE_WORDS = (
    "team leder chef bostøt støtte nord syd øst vest center kommun afdel gruppe kontakt bolig social psyk sagsbeh "
    "koordin medarb visit forvalt områd alle hele manager lead group all every support housing head unit service "
    "peer vi act mentor recovery faglig projekt konsulent ansvar sygepl pædagog rådgiv udvik kvalit drift admin "
    "sekret økonom frivil borger beboer officer worker coach project cti"
)
_OFFICES = tuple(_OFFICE_WORDS.split())
"""How words begin that say what somebody is, and not who."""
_SURNAME = lazily(r"\b[A-ZÆØÅ]\w{1,}(?<!el)sen\b")
_CAPITALISED = lazily(r"[A-ZÆØÅÄÖ][^\W\d_]+(?:-[A-ZÆØÅÄÖ][^\W\d_]+)?")


def looks_like_a_name(text: str) -> bool:
    """Whether a text that should say a role seems to name somebody: a common given name, a surname, two of whatever."""
    words = re.findall(r"[^\W\d_]+", text)
    if any(word[0].isupper() and word.casefold() in _GIVEN_NAMES for word in words) or _SURNAME.search(text):
        return True
    if len(words) == 1 and words[0].casefold() in _GIVEN_NAMES:
        return True
    parts = text.split()
    named = len(parts) > 1 and all(_CAPITALISED.fullmatch(part) and not part.isupper() for part in parts)
    return named and not any(part.casefold().startswith(_OFFICES) for part in parts)


# A text looked for as people would: case and the number of blanks do not count.


def wherever(text: str, *, whole_words: bool) -> re.Pattern[str]:
    """Finds a text in cleaned ones.

    ``whole_words``: not in the middle of a longer word (``Ole`` is not in ``skole``), and with the s of a genitive.
    """
    words = one_line(text).split()
    inside = r"\s+".join(map(re.escape, words))
    if not whole_words:
        return re.compile(inside, re.IGNORECASE)
    before = r"(?<!\w)" if words and words[0][0].isalnum() else ""
    behind = r"(?:['’]?s)?(?!\w)" if words and words[-1][-1].isalpha() else ""
    behind = behind or (r"(?!\w)" if words and words[-1][-1].isalnum() else "")
    return re.compile(before + inside + behind, re.IGNORECASE)


# Names that are nearly the same.


def nearest(name: str, known: Iterable[str], most: int = 3, *, at_least: float = 0.0) -> list[str]:
    """The known names that are most like a name, the likest first; a name that begins or ends as it does comes first.

    ``at_least`` is how like they must be, from 0 (anything) to 1 (the same); then those are left out, too, that are
    much less like it than the likest.
    """
    from difflib import SequenceMatcher  # only where something has been misspelt
    from heapq import nlargest

    wanted = fold(name)
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)

    def likeness(other: str) -> float:
        folded = fold(other)
        if len(wanted) > 2 and (folded.startswith(wanted) or folded.endswith(wanted)):
            return 1.0
        matcher.set_seq1(folded)
        return matcher.ratio() if matcher.real_quick_ratio() >= at_least else -1.0

    scored = nlargest(most, ((likeness(other), other) for other in dict.fromkeys(known)), key=lambda pair: pair[0])
    least = max(at_least, scored[0][0] - _MUCH_LESS) if scored and at_least else 0.0
    return [other for like, other in scored if like >= least]


_MUCH_LESS = 0.2
