"""Headings and labels in one form, to be compared; what a column is about, by its name; what is written for no answer.

Tools and people write the same words in many ways: with HTML, cut off, numbered, behind the name of their battery.
"""

import re
import unicodedata
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import Literal

from hf_fidelity.ground import fold, label_form, lazily, without_tags, without_unseen
from hf_fidelity.readers.survey.words.of_a_life import asks_of_a_life

_MARKS = lazily(r"[\W_]+")
_BRACKETS = lazily(r"\[([^\[\]]*)\][\s\d_().]*$")
_SEPARATORS = lazily(r"\s[-–—]\s*|\s*[-–—]\s|[-–—](?=.{25})|\s*[:.|/]\s+|/|\s\s+|\n")
_VARIABLE = lazily(r"[^\W\d_][\w-]*\.([\w-]+)")
"""``matrix.row``: two names of a codebook, and not a blank."""
_DIGITS_BEHIND = lazily(r"(?<=\D)\d{1,2}$")


@lru_cache(maxsize=65_536)
def words_alone(text: str) -> str:
    """The words alone: no HTML, hidden characters, punctuation, case or runs of blanks."""
    text = unicodedata.normalize("NFKC", without_unseen(text))
    return _MARKS.sub(" ", text.casefold()).strip()


_PARTED_BY_A_CAPITAL = lazily(r"(?<=[a-zæøåäöü])(?=[A-ZÆØÅÄÖÜ])|(?<=[A-ZÆØÅÄÖÜ])(?=[A-ZÆØÅÄÖÜ][a-zæøåäöü])")
_PARTED_BY_A_LINE = lazily(r"(?<=[^\W_])_+(?=[^\W_])")
_SAID_IN_ONE = lazily(
    r"\b(is|has)(?=(tests?|drafts?|preview|partial|spam|bot|deleted|archived|duplicate|valid|completed?|finished|submitted"
    r"|answered|responded)\b)"
)


def parted(name: str) -> str:
    """A variable's name as its words: ``SurveyProgress``, ``survey_progress``. What has blanks is left as it is."""
    if re.search(r"\s", name.strip()):
        return name
    return _PARTED_BY_A_LINE.sub(" ", _PARTED_BY_A_CAPITAL.sub(" ", name))


@lru_cache(maxsize=16_384)
def words_parted(name: str) -> str:
    """The words alone of what a column is called, where only a capital parts them, too: ``isTest``, ``istest``.

    For what says of answers whether they count; what a statement says is compared as it stands.
    """
    return _SAID_IN_ONE.sub(r"\1 ", words_alone(_PARTED_BY_A_CAPITAL.sub(" ", name)))


@lru_cache(maxsize=16_384)
def forms(heading: str) -> tuple[str, ...]:
    """What a heading may say, the likeliest first: itself, ``[Row]``, and what stands behind each separator.

    ``Battery - Element``, ``code[sub]. Text [row]``, ``group/question``, ``S01. Text``. A digit behind the last
    word is taken off as well: spreadsheets number headings that stand twice. Of ``matrix.row`` the row.
    """
    said = [words_alone(piece) for _, piece in _parted(heading)]
    said += [_DIGITS_BEHIND.sub("", form).strip() for form in said]
    return tuple(dict.fromkeys(form for form in said if form))


def _parted(heading: str) -> list[tuple[str, str]]:
    """What a heading may say, as in :func:`forms`, behind what stands before it."""
    heading = without_tags(heading)
    parted = [("", heading)]
    if inside := _BRACKETS.search(heading.strip()):
        parted.append((heading.strip()[: inside.start()], inside[1]))
    if variable := _VARIABLE.fullmatch(heading.strip()):
        parted.append((heading.strip()[: variable.start(1)], variable[1]))
    return [*parted, *((heading[: mark.start()], heading[mark.end() :]) for mark in _SEPARATORS.finditer(heading))]


def words_kept(text: str) -> str:
    """A heading without HTML and hidden characters; its marks stay."""
    return unicodedata.normalize("NFKC", without_unseen(text))


def last_part(heading: str) -> str:
    """What a heading says last: the row of a matrix, without the long question that it shares with others."""
    inside = _BRACKETS.search(heading.strip())
    return words_alone(inside[1]) if inside else pieces(heading)[-1]


_CUT_HERE = lazily(r"(…|\.{2,})[\s\])]*([\s_(.\[-]*\d{1,2}[\])]?)?\s*")


def is_cut(heading: str) -> bool:
    """Whether a heading says itself that it was cut: it ends in ``…`` or ``..``, perhaps with a number behind."""
    return any(mark.end() == len(heading) for mark in _CUT_HERE.finditer(heading))


_SIDES = lazily(r"\s[-–—]\s*|\s*[-–—]\s|\s*[:?!>»|/\[\](){}\n]+\s*|\s\s+")


@lru_cache(maxsize=16_384)
def pieces(heading: str) -> tuple[str, ...]:
    """The words between the marks that part a question from a row: ``Statement (Battery)``, ``Statement:Battery``."""
    return tuple(dict.fromkeys(form for part in _SIDES.split(heading) if (form := words_alone(part))))


_SENTENCES = lazily(r"\s[-–—]\s*|\s*[-–—]\s|[.:;?!…<>«»„“”\"|/\[\](){}\n]+|\s\s+")


def is_sentence_of(text: str, heading: str) -> bool:
    """Whether a folded text stands in a heading between two marks: what else is said there cannot turn it."""
    parts = [form for part in _SENTENCES.split(heading) if (form := words_alone(part))]
    ends = range(1, len(parts) + 1)
    return any(" ".join(parts[first:end]) == text for end in ends for first in range(end))


# Whether two texts are one statement: by slips only, and no word that turns it. The words as :func:`words_alone` leaves
# them; one of several languages stands with the first.


_NEGATIONS = frozenset(
    (
        # English
        "not", "no", "never", "none", "nobody", "nothing", "nowhere", "neither", "nor", "cannot", "without", "hardly",
        "rarely", "seldom", "t", "dont", "doesnt", "didnt", "isnt", "arent", "wasnt", "werent", "cant", "wont",
        # Danish
        "ikke", "ej", "aldrig", "ingen", "intet", "uden", "hverken", "sjældent", "næppe",
        # Norwegian
        "ikkje", "ingenting", "aldri", "uten", "verken", "sjelden",
        # Swedish
        "inte", "icke", "inget", "inga", "utan", "varken", "sällan", "knappast",
        # German
        "nicht", "nichts", "nie", "niemals", "niemand", "kein", "keine", "keinen", "keinem", "keiner", "keines",
        "ohne", "weder", "selten", "kaum",
        # Spanish
        "nunca", "jamás", "ningún", "ninguno", "ninguna", "nada", "nadie", "sin", "tampoco",
        # Finnish
        "ei", "emme", "ette", "eivät", "älä", "älkää", "eikä", "enkä", "etkä", "emmekä", "ettekä", "eivätkä", "ilman",
        "tuskin",
        # French, Dutch
        "pas", "jamais", "sans", "aucun", "aucune", "rien",
        "niet", "geen", "nooit", "zonder",
    )
)  # fmt: skip
"""Words that turn a sentence into its opposite; ``t`` is what is left of *don't*. Finnish *en* and *et* are articles
elsewhere."""
_SAYING_THE_SAME = tuple(
    frozenset(words.split())
    for words in (
        "a an the", "is are", "in on at", "en et ett den det de", "i på", "som der", "at og", "av af",
        "vor vort vore vores", "vår vårt våre våra", "denne dette disse", "denna detta dessa", "y e", "o u",
        "el la los las", "un una unos unas",
    )
)  # fmt: skip
"""Small words that are mistaken for one another without another thing being said; in German they say who and whom."""
_LEFT_OUT = frozenset(
    (
        # English
        "a", "an", "the", "of", "on", "at", "and", "as", "our", "ours", "your", "this", "these", "also", "so", "with",
        "have", "has", "that",
        # Danish, Norwegian
        "i", "på", "en", "et", "den", "det", "og", "er", "til", "som", "der", "om", "vores", "jeres", "vor", "vort",
        "vore", "denne", "dette", "disse", "også", "så", "med", "har",
        # Swedish
        "ett", "och", "att", "vår", "vårt", "våre", "våra", "denna", "dessa", "också", "även",
        # German
        "die", "das", "und", "ein", "unser", "unsere", "unserer", "unserem", "unseren", "dieser", "diese", "dieses",
        "auch", "mit", "für",
        # Spanish
        "el", "la", "lo", "los", "y", "nuestro", "nuestra", "este", "esta", "también",
    )
)  # fmt: skip
"""Words that may be left out, or be too many. Not those that say another thing in another of these languages: *to* is
two, *for* and *zu* are *too*; nor *in* and *un*, which a hyphen parts from what they turn; nor *by*, which turns
*is asked* round."""
_NUMBERS = frozenset(
    (
        # English
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "once",
        "twice", "thrice", "fifteen", "twenty", "thirty", "forty", "fifty", "hundred", "half", "double", "first",
        "second", "third", "fourth", "fifth",
        # Danish, Norwegian
        "to", "tre", "fire", "fem", "seks", "syv", "sju", "otte", "åtte", "ni", "ti", "elleve", "tolv", "femten",
        "tyve", "tjue", "tredive", "firs", "halvtreds", "tres", "halvfjerds", "halvfems", "hundrede", "halv", "halvt",
        "halve", "dobbelt", "første", "anden", "andet", "tredje", "fjerde", "femte", "sjette",
        # Swedish
        "två", "fyra", "sex", "åtta", "nio", "tio", "elva", "femton", "tjugo", "trettio", "hälften", "första", "andra",
        # German
        "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf", "zwanzig", "einmal",
        "zweimal", "dreimal", "halb", "halbe", "erste", "zweite", "dritte", "vierte", "fünfte",
        # Spanish
        "dos", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "doce", "veinte", "medio", "primero",
        "segundo", "tercero", "cuarto", "quinto",
        # Finnish
        "yksi", "kaksi", "kolme", "neljä", "viisi", "kuusi", "seitsemän", "kahdeksan", "yhdeksän", "kymmenen",
    )
)  # fmt: skip
"""Where one of two words is one of these, the other is another number, or none."""
_SMALL_LETTERS, _BEGINNING, _ENDING = 3, 3, 2
"""No word of so few letters is misspelt; so many at its beginning make it another; so many at its end are an ending."""
_TURNING_INSIDE, _WORD_BEHIND = ("u", "o"), 2
"""*nattero*, *natteuro*: a letter before so many others turns the second part of a word."""
_PARTICLES = (("an", "ab"), ("an", "af"), ("an", "av"), ("auf", "aus"), ("med", "mod"), ("in", "un"))
"""Beginnings of opposites that differ by one letter, and stand inside a word as well: *Kursanmeldung*."""
_WRITTEN_FOR = {
    "å": "aa", "æ": "a|ae|ä", "ø": "o|oe|ö", "ä": "ae|æ", "ö": "oe|ø", "ü": "ue",
}  # fmt: skip
"""What people write for a letter that their keyboard has not."""


_AGREEING = frozenset(
    (
        "enig", "enige", "agree", "instämmer", "håller", "med", "stimmen", "zu", "acuerdo", "samaa", "mieltä",
    )
)  # fmt: skip
_HOW_MUCH = frozenset(
    (
        "hvor", "er", "hvilken", "hvilket", "vilken", "hur", "how", "what", "do", "wie", "inwieweit", "welchem", "qué",
        "está", "missä", "kuinka", "olet",
    )
)  # fmt: skip
_ASKING = (
    _AGREEING
    | _HOW_MUCH
    | frozenset(
        (
            "i", "at", "om", "du", "de", "høj", "grad", "oplever", "synes", "mener", "vurderer", "følgende",
            "udsagn", "angiv", "vurder", "please", "indicate", "rate",
            "udsagnet", "dette", "dag", "nu", "hos", "os", "vores", "team", "omfang", "dere", "syns", "opplever",
            "utsagn",
            "utsträckning", "ni", "tycker", "upplever", "att", "påstående", "påståendet", "väl",
            "to", "extent", "much", "you", "feel", "think", "find", "that", "the", "with", "following", "statement",
            "statements", "this", "now", "today", "here", "us", "our",
            "sehr", "sie", "dass", "maße", "ausmaß", "folgenden", "aussage", "finden", "meinen", "heute", "uns", "bei",
            "medida", "grado", "con", "que", "usted", "hoy", "määrin", "että",
        )
    )
)  # fmt: skip


def only_asks(text: str) -> bool:
    """Whether folded words around a statement do no more than ask how much somebody agrees, here and now.

    None of them turns what is asked about. *Agree* alone is an answer.
    """
    said = set(text.split())
    return said <= _ASKING and (said.isdisjoint(_AGREEING) or not said.isdisjoint(_HOW_MUCH))


def negations(text: str) -> tuple[str, ...]:
    """The words of a folded text that turn it into its opposite."""
    return tuple(sorted(word for word in text.split() if word in _NEGATIONS))


_DISAGREEING = frozenset(
    (
        "uenig", "uenige", "disagree", "disagrees", "oenig", "oeniga", "ablehne", "desacuerdo",
    )
)  # fmt: skip
_OPPOSITE = frozenset(
    (
        # English
        "reverse", "reversed", "opposite", "inverse", "inverted", "false", "untrue", "wrong",
        # Danish, Norwegian
        "omvendt", "modsat", "nej", "forkert", "falsk", "motsatt",
        # Swedish
        "omvänt", "omvänd", "tvärtom", "nej", "fel", "falskt",
        # German
        "umgekehrt", "nein", "falsch", "gegenteil",
    )
)  # fmt: skip
_NUMBERING = frozenset(("no",))
"""Before an id, *No. S01*."""
_SAYING_IT_FITS = frozenset(
    (
        # English
        "i", "is", "are", "it", "do", "does", "that", "the", "with", "this", "of", "following", "statement",
        # Danish, Norwegian
        "jeg", "vi", "er", "at", "det", "passer", "gælder", "stemmer", "med", "følgende", "udsagn", "udsagnet",
        # Swedish
        "jag", "att", "är", "stämmer", "följande", "påstående",
        # German
        "ich", "wir", "bin", "dass", "es", "stimmt", "trifft", "zu", "folgende", "aussage",
    )
)  # fmt: skip
"""Beside a word that turns a statement round, and what is said once: *fits / does not fit* asks for both."""


def turns_round(text: str, *, parted: bool) -> bool:
    """Whether folded words before a statement say that the opposite is asked: *Not*, *I disagree that*, *Omvendt*.

    ``parted``: a mark parts them from it. Then there may be a *not* in them that is about something else, and they turn
    it round only where they say nothing else.
    """
    said = text.split()
    words = set(said)
    disagrees = not words.isdisjoint(_DISAGREEING) and words.isdisjoint(_AGREEING - {"i", "med", "zu"})
    if not parted:
        return disagrees or bool(negations(text))
    turning = words & ((_NEGATIONS - _NUMBERING) | _OPPOSITE | (_DISAGREEING if disagrees else frozenset()))
    return bool(turning) and words <= turning | _SAYING_IT_FITS and len(said) == len(words)


def without_negations(text: str) -> str:
    """A folded text without the words that turn it into its opposite."""
    return " ".join(word for word in text.split() if word not in _NEGATIONS)


_Slip = Literal["letters", "ending", "small"]


def same_item(one: str, other: str) -> bool:
    """Whether two folded texts that are nearly alike differ by slips only: no negation, number or other word.

    An ending that differs together with another, or with a small word, may say who does something to whom.
    """
    if negations(one) != negations(other):
        return False
    a, b = one.split(), other.split()
    changes = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    found = [_slips(a[i:j], b[k:m]) for change, i, j, k, m in changes if change != "equal"]
    grammar = [slip for slips in found for slip in slips if slip != "letters"]
    return all(found) and ("ending" not in grammar or len(grammar) == 1)


def _slips(one: list[str], other: list[str]) -> list[_Slip]:
    """The slips that make some words others: misspelt, parted elsewhere, or a small word left out; empty for none."""
    if any(map(_has_digit, (*one, *other))):
        return []
    if not one or not other:
        return ["small"] if _LEFT_OUT.issuperset((*one, *other)) else []
    found = [slip for pair in zip(one, other, strict=False) if (slip := _slip(*pair))]
    if len(found) == len(one) == len(other):
        return found
    return ["letters"] if _damaged("".join(one), "".join(other)) else []


def _has_digit(word: str) -> bool:
    return any(map(str.isdigit, word))


def _slip(one: str, other: str) -> _Slip | None:
    """The slip that makes one word another; None where it is another word, as it is in its first letters."""
    if _damaged(one, other):
        return "ending" if one.removesuffix("ä") == other.removesuffix("ä") else "letters"  # Finnish
    if any(words.issuperset((one, other)) for words in _SAYING_THE_SAME):
        return "small"
    if _NUMBERS & {one, other} or min(len(one), len(other)) <= _SMALL_LETTERS:
        return None
    first = _same_letters(one, other)
    last = _same_letters(one[first:][::-1], other[first:][::-1])
    a, b = one[first : len(one) - last], other[first : len(other) - last]
    if first >= _BEGINNING and not last and not (a and b) and len(a + b) <= _ENDING:
        return "ending"
    swapped = first > 0 and len(a) == 2 and a == b[::-1]
    if swapped or (first >= _BEGINNING and _one_letter(a, b, one[:first], one[len(one) - last :])):
        return None if any(one.replace(*turn) == other.replace(*turn) for turn in _PARTICLES) else "letters"
    return None


def _one_letter(one: str, other: str, before: str, behind: str) -> bool:
    """Whether words differ by one letter inside: dropped, added or exchanged, and no beginning of their second part."""
    if len(one + other) == 1:
        doubled, british = before[-1] == one + other, (before[-1], one + other, behind[0]) == ("o", "u", "r")
        return one + other not in _TURNING_INSIDE or len(behind) < _WORD_BEHIND or doubled or british
    return len(one) == len(other) == 1 and (len(behind) >= _ENDING or {one, other} == {"s", "z"})


def _same_letters(one: str, other: str) -> int:
    """How many letters two words begin with alike."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _damaged(one: str, other: str) -> bool:
    """Whether words are the same but for letters outside ASCII: lost, written otherwise, or wrongly decoded."""
    return one == other or any(_left_of(word).fullmatch(left) for word, left in ((one, other), (other, one)))


@lru_cache(maxsize=1024)
def _left_of(word: str) -> re.Pattern[str]:
    """What may be left of a word; ``ã`` begins what two bytes read as two letters look like."""
    return re.compile("".join(map(_letter_left, word)))


def _letter_left(letter: str) -> str:
    plain, others = without_accents(letter), _WRITTEN_FOR.get(letter)
    if letter.isascii() or not (others or plain.isascii()):
        return letter
    return f"(?:{letter}|{plain}|{others or plain}|ã)?"


# What a column is about, by its heading.


ColumnKind = Literal[
    "statement",
    "organisation",
    "team",
    "quarter",
    "date",
    "role",
    "respondent",
    "status",
    "year",
    "technical",
    "personal",
    "other",
]
"""``technical``: the tool's own (ids, times). ``personal``: names, mail, IP; never read. ``other``: not used."""

FACTS: tuple[ColumnKind, ...] = ("organisation", "team", "quarter")
"""What must be known of every answer, once for a file or row by row."""
WHO: tuple[ColumnKind, ...] = (*FACTS, "role")
"""What tells two respondents apart besides their number."""

MEANT: tuple[ColumnKind, ...] = ("organisation", "team", "quarter", "date", "role", "respondent", "status", "year")
"""The kinds that a row is read by, besides its answers; ``year``: of a quarter that stands as its number alone."""
YEARS = frozenset(
    (
        "år", "årstal", "måleår", "svarår", "undersøgelsesår", "year", "survey year", "jahr", "año", "vuosi",
    )
)  # fmt: skip
"""What a column of years is called."""

_NAMES: dict[ColumnKind, tuple[str, ...]] = {
    "organisation": ("kommune", "kommunenavn", "organisation", "organisationsnavn", "organization", "municipality"),
    "team": ("team", "teamnavn", "teamets navn", "team name", "enhed", "afdeling", "unit", "department", "tiimi",
             "equipo"),
    "quarter": ("kvartal", "quarter", "quartal", "hvilket kvartal"),
    "date": (
        "dato", "date", "svardato", "besvaret", "besvaret den", "udfyldt", "udfyldt den", "answered", "tidspunkt",
        "tidsstempel", "timestamp", "zeitstempel", "tidsstämpel", "datum", "fecha", "svartidspunkt", "besvarelsesdato",
        "dato for besvarelse", "date submitted", "submission date", "submitted at", "completed at",
        "besvaret dato", "svarsdato", "svart dato", "besvart", "besvart dato", "svarstidspunkt", "svarsdatum",
        "svardatum", "besvarad", "antwortdatum", "ausgefüllt am", "fecha de respuesta", "answered at", "answered on",
        "date answered", "response date", "submitted on", "completed on", "päivämäärä", "pvm", "vastauspäivä",
        "vastauspvm", "vastausajankohta",
    ),
    "role": ("rolle", "role", "stilling", "funktion", "jobfunktion", "position"),
    "respondent": (
        "respondent", "respondent id", "respondentid", "respondentnr", "respondent nr", "respondentnummer",
        "deltager", "deltagernr", "deltager nr", "løbenummer", "participant", "participant id", "id", "nr",
    ),
    "status": (
        "status", "svarstatus", "besvarelsesstatus", "gennemført", "fuldført", "completed", "completion status",
        "response status",
    ),
    "personal": (
        "navn", "fulde navn", "fornavn", "efternavn", "name", "full name", "first name", "last name", "surname",
        "mail", "e mail", "email", "mailadresse", "e mailadresse", "email adresse", "email address", "e mail address",
        "ip", "ip adresse", "ip address", "ipaddress", "telefon", "telefonnummer", "tlf", "mobil", "mobilnummer",
        "phone", "phone number", "cpr", "cpr nr", "cpr nummer", "adresse", "address", "fødselsdato", "date of birth",
    ),
}  # fmt: skip

_SENT = (
    # Danish, Norwegian, Swedish
    r"indsendt|afsendt|afleveret|indleveret|sendt in[dn]|innsendt|innlevert|levert|inskicka[dt]|inlämna[dt]|insän[dt]"
    r"|skicka[dt] in"
    # English, German, Dutch
    r"|submit(ted)?|sent in|handed in|abgeschickt|abgesendet|abgegeben|eingereicht|eingesendet|ingestuurd|ingezonden"
    r"|ingediend|verzonden|verstuurd"
    # Finnish, Spanish, French, Portuguese, Italian, Polish
    r"|lähetetty|palautettu|enviad[oa]|envoyée?|soumise?|inviat[oa]|wysłan[aey]"
)
_SENDING = (
    r"indsendelses?|afsendelses?|(af|ind|inn)leverings?|innsendings?|innsendelses?|inskicknings?|inlämnings?|insändnings?"
    r"|submission|submit|abgabe|absende|einreichungs?|einsende|inzendings?|inzend|indienings?|verzend|lähetys|lähetyksen"
    r"|palautus|palautuksen|envío|envoi|soumission|envio|invio|wysłania"
)
_ANSWERED = (
    r"besvare[dt]|besvara[dt]|besvart|udfyldt|utfylt|ifyll[dt]|fuldført|fullført|gennemført|gjennomført|slutför[dt]"
    r"|genomför[dt]|færdiggjort|answered|responded|completed|filled (in|out)|beantwortet|ausgefüllt|fertiggestellt"
    r"|ingevuld|beantwoord|voltooid|vastattu|täytetty|suoritettu|respondid[oa]|contestad[oa]|completad[oa]|remplie?"
    r"|complétée?|répondue?|wypełnion[aey]"
)
_ANSWERING = (
    r"besvarelses?|besvarelsen|svar|svars|svaret|udfyldelses?|udfyldnings?|utfyllings?|fuldførelses?|fullførings?"
    r"|ifyllnads|completion|response|answer|beantwortungs?|ausfüll|antwort|invul|antwoord|vastaus|vastauksen|täyttö"
    r"|respuesta|réponse|resposta|risposta|odpowiedzi"
)
_DAY = (
    r"dato(en)?|date|datum(et)?|dag(en)?|day|tidspunkt(et)?|tidpunkt(en)?|tidsstempel|timestamp|zeitpunkt|zeitstempel|tag"
    r"|tijdstip|päivämäärä|päivä|pvm|ajankohta|fecha|jour|data"
)
_TIME_OF_DAY = r"tid|time|klokkeslæt|klokkeslett|uhrzeit|zeit|kl|tijd|kello|aika|hora|heure|ora|godzina"
_AND, _OF, _ON = (
    r"og|and|och|und|en|ja|y|et|e|i",
    r"for|of|av|af|för|der|des|de|del|d|l|la|van|du|da|do|di",
    r"den|at|on|am|um|op|om|le|el|il|kl|i",
)


def _when(done: str, doing: str) -> str:
    """A pattern for what says when something was done: a word for that and one for a day, in either order."""
    gap, day = r"[ '’_-]+", rf"({_DAY})( ({_AND}) ({_TIME_OF_DAY}))?"
    return rf"({done}){gap}({day}|{_ON})|{day}({gap}({_OF}))*{gap}({done}|{doing})|({doing})[ _-]?{day}"


SENT_ON = _when(_SENT, _SENDING)
"""What a column is called, folded, in which stands when an answer was sent in; where nothing does, it was not."""
_ANSWERED_ON = _when(_ANSWERED, _ANSWERING)
_SAYS_WHEN = lazily(rf"{SENT_ON}|{_ANSWERED_ON}")
"""*Innsendt dato*, *Abgabedatum*, *Date of submission*, *Lähetyspäivä*, *Udfyldt den*. *Response time* may be how long
it took."""

_OUTRIGHT: Mapping[ColumnKind, frozenset[str]] = {
    "team": frozenset(("team", "teamnavn", "teamets", "teams", "tiimi", "equipo")),
    "role": frozenset(("rolle", "role")),
}
"""The words that name a kind for sure: beside them *Afdeling*, *Enhed* or *Stilling* may be something else."""

_BY_NAME = {name: kind for kind, names in _NAMES.items() for name in names}

_FACT_WORDS: Mapping[ColumnKind, str] = {
    "team": "team|teamet|teamets|teams|afdeling|afdelingen|afdelingens|afdelinger|enhed|enheden|enhedens|enheder"
    "|department|departments|unit|units",
    "organisation": "kommune|kommunen|kommunens|kommuner|organisation|organisationen|organisationer|organization"
    "|organizations|municipality|municipalities",
    "role": "rolle|stilling|role",
    "quarter": "kvartal|kvartalet|quarter|quartal",
}
_MENTIONED = tuple((kind, lazily(rf"\b({said})\b")) for kind, said in _FACT_WORDS.items())
_WHERE = r"\b(hvor|where|wo)\b"
_WHICH = r"\b(hvilke[nt]?|which|what|welche[nmrs]?|vilke[nt]|qué|cuál)"
_NAME_OF = (
    r"\b(hvad (er|hedder)|what is|what s|wie heißt|vad heter)( navnet på| the name of)?( dit| din| jeres| your| dein)?"
)
_OF_THESE = r"( (af|av|of|der|de|the|disse|these|følgende|nedenstående|following|folgenden))*"
_ASKS = {
    kind: lazily(rf"{_WHERE}|({_WHICH}|{_NAME_OF}){_OF_THESE} ({said})\b(?! (member|medlem))")
    for kind, said in _FACT_WORDS.items()
}
_QUESTIONS = lazily(rf"{_WHERE}|{_WHICH}\b|\b(hvad|vad|wie)\b")
_BELONGING = frozenset(
    (
        "hvilken", "hvilket", "hvilke", "hvad", "hvor", "which", "what", "where", "welche", "welchem", "welchen",
        "welcher", "welches", "wie", "wo", "vilken", "vilket", "vilka", "vad", "qué", "cuál", "i", "in", "på", "at",
        "on", "til", "to", "for", "fra", "from", "af", "of", "ved", "hos", "om", "about", "und", "a", "an", "the",
        "en", "et", "den", "det", "der", "die", "das", "s", "this", "denne", "dette", "er", "is", "are", "ist",
        "är", "har", "have", "do", "does", "you", "we", "du", "de", "dig", "jer", "vi", "sie", "ihr", "ni", "dit",
        "din", "dine", "jeres", "your", "my", "our", "mit", "min", "vores", "ditt", "ert", "dein", "ihre", "mitt",
        "vårt", "deres", "nuværende", "current", "currently", "nu", "now", "today", "arbejder", "arbejde",
        "arbejdet", "jobber", "jobbe", "work", "works", "working", "arbeider", "arbetar", "arbeiten", "arbeitest",
        "ansat", "ansatte",
        "employed", "anställd", "ansatt", "sidder", "based", "placeret", "tjenestested", "hører", "høre",
        "tilhører", "tilhøre", "belong", "belongs", "tillhör", "hör", "gehören", "gehörst", "tilknyttet", "knyttet",
        "assigned", "attached", "affiliated", "del", "part", "medlem", "member", "kommer", "come", "primært",
        "primarily", "hovedsageligt", "hovedsagelig", "mainly", "mest", "mostly", "most", "time", "tiden", "daglig",
        "dagligt", "daily", "fast", "normalt", "usually", "navn", "navnet", "name", "hedder", "heißt", "heter",
        "called", "namn", "repræsenterer", "represent", "svarer", "svare", "besvarer", "udfylder", "answer",
        "answering", "svar", "svaret", "svarene", "besvarelse", "besvarelsen", "response", "vegne", "behalf",
        "gælder", "handler", "vedrører", "drejer", "sig", "omhandler", "concern", "concerns", "refer", "refers",
        "relate", "relates", "apply", "applies", "dækker", "cover", "covers", "betrifft", "vælg", "angiv", "skriv",
        "oplys", "noter", "venligst", "select", "choose", "please", "state", "enter", "write", "tell", "us",
        "indicate", "her", "here", "one", "only", "ét", "kun", "arbejdssted", "arbejdsplads", "workplace",
        "ansættelse", "ansættelsessted", "respondent", "respondentens", "deltagerens", "medarbejderens", "employee",
        "egen", "eget", "own", "påkrævet", "required", "primær", "primære", "primary", "bitte", "wählen", "välj",
        "ange", "velg", "oppgi", "av", "disse", "these", "følgende", "nedenstående", "following", "folgenden",
    )
)  # fmt: skip
"""The words in which somebody is asked where they belong, or what an answer is about. With any other one, such as
*before*, *live*, *like* or *how many*, a heading may ask for another thing."""
_BACKGROUND = frozenset(
    (
        "baggrund", "baggrundsoplysninger", "baggrundsspørgsmål", "baggrundsdata", "stamdata", "oplysninger", "fakta",
        "om", "dig", "jer", "generelt", "generelle", "background", "about", "you", "general", "information", "info",
        "demographics", "facts", "metadata", "meta", "svar", "besvarelse", "besvarelsen", "response", "intro",
        "indledning", "introduction", "bakgrund", "bakgrunn", "hintergrund", "allgemein",
    )
)  # fmt: skip
"""What tools and people write before the name of a column, and what changes nothing of it."""
_OF_THE_FORM = frozenset(
    (
        "skema", "skemaet", "spørgeskema", "undersøgelse", "survey", "form", "questionnaire", "fragebogen", "enkät",
        "side", "page", "del", "part", "section", "afsnit", "gruppe", "group", "spørgsmål", "question", "questions",
        "system",
    )
)  # fmt: skip
"""So do these; but a number behind them is theirs, and nobody's."""
_BEFORE: Mapping[ColumnKind, frozenset[str]] = {
    kind: _BACKGROUND.union(
        (word for name in names for word in name.split()),
        _OF_THE_FORM if kind != "respondent" else (),
        ("samlet", "overall") if kind == "status" else (),
    )
    for kind, names in _NAMES.items()
}
"""What may stand before a name of each kind: that, and other names of the kind, ``Team / Department``."""
_NUMBERED = lazily(r"(?!(?:19|20)\d\d)\w{0,6}\d+\w*|[^\W\d_]")
"""A number, a code or a letter before a heading, and no year."""
_NUMBER_BEFORE = lazily(r"^\W*[^\W\d_]?\d{1,3}\s*[).:]\s*")
_PATH = lazily(r"[a-z0-9_]+(?:[/.][a-z0-9_]+)*[/.]([a-z0-9_]+)")


def kind_by_name(heading: str) -> ColumnKind | None:
    """The kind that a heading names outright: it is that name, or has it behind a code.

    Behind other words the name may be a part of anything, ``Citizens per team``, unless it is somebody's own: such a
    column is not read, whatever is asked.
    """
    for before, behind in (*_parted(heading), ("", _NUMBER_BEFORE.sub("", heading, count=1))):
        form = words_alone(behind)
        kind = _BY_NAME.get(form) or _BY_NAME.get(_DIGITS_BEHIND.sub("", form).strip())
        kind = kind or ("date" if _says_when(form) else None)
        if kind and (kind == "personal" or _are(before, _BEFORE[kind])):
            return kind
    return None


@lru_cache(maxsize=4096)
def _says_when(form: str) -> bool:
    return form not in _BY_NAME and _SAYS_WHEN.fullmatch(form) is not None


def says_when_done(heading: str) -> bool:
    """Whether a heading says in two words when something was sent in or filled in: of a paper form nobody may know."""
    return _says_when(words_alone(heading))


def says_outright(heading: str, kind: ColumnKind) -> bool:
    """Whether a heading has the very word for a kind, and none that may be something else as well."""
    return not _OUTRIGHT.get(kind, frozenset()).isdisjoint(words_alone(heading).split())


_ADMINISTRATION = lazily(
    r"(.* )?\w{3,}(forvaltning(en)?|förvaltning(en)?|verwaltung|direktorat(et)?)( .*)?"
    r"|(social|sosial|sundheds|helse|psykiatri|velfærds|velferds|omsorgs|ældre|beskæftigelses|handicap)"
    r"(afdeling(en)?|avdeling(en)?|avdelning(en)?|område(t)?|center|centret|abteilung)"
    r"|sozialamt|(adult )?social (services|care|department)|department of social services"
)


def is_administration(name: str) -> bool:
    """Whether a name is that of an administration, and of no team: *Socialafdelingen*, *Socialforvaltningen*."""
    return _ADMINISTRATION.fullmatch(words_alone(name)) is not None


def _are(text: str, words: frozenset[str]) -> bool:
    return all(word in words or _NUMBERED.fullmatch(word) for word in words_alone(text).split())


def kind_in_path(heading: str) -> ColumnKind | None:
    """The kind that the last of a path of variables names: ``group/team``, ``group.team``."""
    path = _PATH.fullmatch(heading.strip())
    kind = _BY_NAME.get(words_alone(path[1])) if path else None
    return kind if kind in _FACT_WORDS else None


def kind_asked(heading: str) -> ColumnKind | None:
    """The kind that a heading asks for, most likely: ``Hvilket team arbejder du i?``, ``Your team``, ``group/team``.

    None where a word of it may ask for another thing, and where it can be answered with yes or no.
    """
    words = words_alone(without_tags(heading))
    mentioned = [(kind, said) for kind, said in _MENTIONED if said.search(words)]
    if len(mentioned) == 1:
        kind, said = mentioned[0]
        if kind == "quarter" and asks_of_a_life(words):
            return None
        asks, plain = _ASKS[kind].search(words), not ("?" in heading or _QUESTIONS.search(words))
        if (asks or plain) and _are(said.sub(" ", words), _BELONGING | _BACKGROUND | _OF_THE_FORM):
            return kind
        if kind == "role" and asks and heading.rstrip().endswith("?"):
            return kind  # »Hvad er din rolle i indsatsen?«: nobody's votes go anywhere else for it
    return kind_in_path(heading)


def kind_mentioned(heading: str) -> ColumnKind | None:
    """The kind whose word stands in a heading that does not ask for it: ``How many are in your team?``."""
    return next((kind for kind, words in _MENTIONED if words.search(words_alone(heading))), None)


# What is written in place of an answer, in the languages that exports come in. Compared without accents.


NOT_FILLED_IN = frozenset(("", "-", "–", "—", "−", ".", "..", "…", "n/a", "n.a.", "na", "nan", "<na>", "nat", "#null!"))
"""What stands where nobody answered; a row of nothing else is empty."""

_MISSING = (
    # Danish
    "ved ikke", "vedikke", "ved jeg ikke", "jeg ved ikke", "det ved jeg ikke", "jeg ved det ikke", "ved det ikke",
    "ved ej", "ved ikke vi",
    "ubesvaret", "ikke besvaret", "ikke svaret", "har ikke svaret", "intet svar", "ingen svar", "blank",
    "tom", "uoplyst", "ikke oplyst", "intet valgt", "ønsker ikke at svare", "ønsker ikke at besvare",
    "jeg ønsker ikke at svare",
    "vil ikke svare", "vil helst ikke svare", "vil ikke oplyse", "ønsker ikke at oplyse", "kan ikke svare",
    "kan ikke besvare", "kan ikke besvares", "kan ikke vurdere", "kan ikke vurderes", "kan ikke vurdere det",
    "jeg kan ikke vurdere", "jeg kan ikke vurdere det", "kan ikke bedømme", "kan ikke tage stilling",
    "ingen erfaring", "har ingen erfaring", "intet kendskab", "har ingen erfaringer",
    "ingen mening", "har ingen mening", "ingen holdning", "har ingen holdning", "ikke sikker", "er ikke sikker",
    "usikker", "i tvivl",
    # Norwegian
    "vet ikke", "jeg vet ikke", "vet ikkje", "veit ikkje", "veit ikke", "ønsker ikke å svare", "ønskjer ikkje å svare",
    "ønsker ikke å oppgi", "vil ikke oppgi", "ubesvart", "ikke besvart", "ikke svart", "kan ikkje vurdere",
    "har ikke erfaring", "ikke erfaring", "har ikkje erfaring", "inga erfaring", "ingen kjennskap",
    "har ikke grunnlag for å svare", "ingen formening", "ingen oppfatning", "har ingen formening",
    "har ingen oppfatning",
    # Swedish
    "vet ej", "vet inte", "jag vet inte", "jag vet ej", "ej svar", "inget svar", "ej besvarad", "ej svarat",
    "inte svarat", "obesvarad", "vill inte svara", "vill ej svara", "vill inte uppge", "vill ej uppge",
    "vill inte ange", "vill ej ange", "önskar inte svara", "kan inte svara", "kan ej svara", "kan inte bedöma",
    "ingen erfarenhet", "har ingen erfarenhet", "saknar erfarenhet", "ingen kännedom",
    "kan ej bedöma", "kan inte ta ställning", "kan ej ta ställning", "ingen åsikt", "ingen uppfattning",
    "har ingen åsikt", "har ingen uppfattning",
    "uppgift saknas", "osäker", "inte säker", "tveksam vet ej",
    # English
    "dont know", "do not know", "i dont know", "i do not know", "dk", "dont know dk", "unknown", "unsure", "not sure",
    "im not sure", "i am not sure", "not certain", "no idea", "no answer", "no answer given", "no response",
    "no reply", "not answered", "unanswered", "not stated", "not provided", "not specified", "missing", "null", "none",
    "no experience", "i have no experience", "no knowledge",
    "no opinion", "i have no opinion", "no comment", "prefer not to say", "i prefer not to say", "prefer not to answer",
    "i prefer not to answer", "would prefer not to say", "id prefer not to say", "id rather not say",
    "i would rather not say", "rather not say", "would rather not say", "rather not answer", "prefer not to disclose",
    "prefer not to respond", "decline to answer", "declined to answer", "decline to state", "declined", "refused",
    "refuse to answer", "refusal", "do not wish to answer", "dont wish to answer", "dont want to answer",
    "do not want to answer", "cannot judge", "cant judge", "cannot assess", "cant assess", "cannot say", "cant say",
    "i cannot say", "i cant say", "cannot answer", "cant answer", "unable to answer", "unable to judge",
    "unable to assess", "unable to say", "unable to rate", "cannot rate", "cant rate", "cannot tell", "cant tell",
    "hard to say", "difficult to say", "skip", "skipped", "undecided dont know",
    # German
    "weiß nicht", "weiß ich nicht", "ich weiß nicht", "ich weiß es nicht", "weiß es nicht", "keine angabe",
    "keine angaben", "k a", "ka", "ohne angabe", "keine antwort", "nicht beantwortet", "unbeantwortet",
    "keine meinung", "habe keine meinung", "ich habe keine meinung",
    "keine erfahrung", "keine erfahrungen", "habe keine erfahrung", "ich habe keine erfahrung",
    "keine aussage", "keine aussage möglich", "keine beurteilung möglich", "kann ich nicht beurteilen",
    "kann ich nicht einschätzen", "kann nicht beurteilt werden", "nicht beurteilbar", "kann ich nicht sagen",
    "kann ich nicht beantworten", "kann nicht beurteilen", "nicht zu beurteilen", "möchte nicht antworten",
    "möchte ich nicht beantworten", "möchte ich nicht sagen", "möchte keine angabe machen", "will nicht antworten",
    "antwort verweigert", "verweigert", "unsicher", "bin unsicher", "bin mir nicht sicher", "nicht sicher", "unbekannt",
    # Spanish
    "no sé", "no lo sé", "no sabe", "no contesta", "no responde", "no sabe no contesta", "ns nc", "nsnc", "ns nr",
    "sin experiencia", "no tengo experiencia",
    "sin respuesta", "sin contestar", "sin opinión", "no tengo opinión", "no estoy seguro", "no estoy segura",
    "no estoy seguro a", "no estoy segura o", "prefiero no responder", "prefiero no contestar", "prefiero no decirlo",
    "prefiero no decir", "no quiero responder", "no quiero contestar", "no deseo responder", "no deseo contestar",
    "no puedo valorar", "no puedo valorarlo", "no puedo juzgar", "no puedo opinar", "no puedo responder",
    "no puede valorar", "no puedo evaluar", "no puedo evaluarlo", "lo desconozco", "desconozco",
    # Finnish, Dutch, French
    "en osaa sanoa", "en tiedä", "eos", "ei osaa sanoa", "ei vastausta", "en halua vastata", "en halua sanoa",
    "ei kokemusta", "minulla ei ole kokemusta", "en ole kokenut", "ei tietoa",
    "en osaa arvioida", "en voi arvioida", "ei mielipidettä", "minulla ei ole mielipidettä",
    "weet niet", "weet ik niet", "ik weet het niet", "geen antwoord", "geen mening", "wil niet zeggen",
    "geen ervaring", "geen ervaring mee", "ik heb geen ervaring",
    "zeg ik liever niet", "kan ik niet beoordelen",
    "sans expérience", "pas dexpérience", "aucune expérience",
    "je ne sais pas", "ne sait pas", "ne sais pas", "nsp", "sans réponse", "pas de réponse", "sans opinion",
    "je préfère ne pas répondre", "ne souhaite pas répondre", "je ne souhaite pas répondre", "ne se prononce pas",
)  # fmt: skip
_NOT_RELEVANT = (
    # Danish
    "ikke relevant", "ej relevant", "irrelevant", "er ikke relevant", "ikke relevant for mig", "ikke relevant for os",
    "ikke aktuelt", "ikke aktuel", "uaktuelt", "uaktuel",
    # Norwegian
    "ikkje relevant", "ikkje aktuelt", "ikke relevant for meg",
    # Swedish
    "inte relevant", "inte aktuellt", "ej aktuellt", "ej tillämpligt", "inte tillämpligt", "gäller inte",
    # English
    "not relevant", "not applicable", "does not apply", "doesnt apply", "not relevant to me", "not relevant for me",
    "not applicable to me", "does not apply to me", "doesnt apply to me",
    # German
    "nicht relevant", "nicht zutreffend", "trifft nicht zu", "trifft nicht auf mich zu", "nicht anwendbar", "entfällt",
    # Spanish
    "no aplica", "no aplicable", "no es aplicable", "no procede", "no relevante", "no es relevante",
    # Finnish, Dutch, French
    "ei koske minua", "ei relevantti", "ei sovellu",
    "niet van toepassing", "nvt", "n v t",
    "non applicable", "sans objet", "non concerné", "non concernée", "pas concerné", "pas concernée",
)  # fmt: skip
_SHORT_NAME = 3
_SAYING_NOTHING = frozenset(fold(words) for words in (*_MISSING, *_NOT_RELEVANT) if len(words) > _SHORT_NAME)


def says_nothing(name: str) -> bool:
    """Whether a folded text is words of no answer, and too long to be somebody's initials."""
    return name in _SAYING_NOTHING


_JOINING = frozenset(("or", "eller", "oder", "o", "u", "tai", "of", "ou", "and", "og", "och", "und", "y", "et", "samt"))
_LONGEST = 8
"""No wording of no answer has more words."""

NotAnswered = Literal["missing", "not-relevant", "nothing"]


def without_accents(form: str) -> str:
    """A text without the marks above and below its letters: people leave them out."""
    if form.isascii():
        return form
    return "".join(char for char in unicodedata.normalize("NFD", form) if unicodedata.category(char) != "Mn")


@cache
def _no_answers() -> dict[str, NotAnswered]:
    worded: tuple[tuple[tuple[str, ...], NotAnswered], ...] = (
        (("n a", "na", "nan"), "nothing"),
        (_NOT_RELEVANT, "not-relevant"),
        (_MISSING, "missing"),
    )
    return {compared(text): kind for texts, kind in worded for text in texts}


def no_answer(text: str, own: Mapping[str, NotAnswered | None]) -> NotAnswered | None:
    """What kind of no answer a text is, and nothing else; None where it may be something else.

    It may name several ways not to answer: ``Don't know / not applicable``, ``Ved ikke (ønsker ikke at svare)``; then
    it is missing, unless all of them say the same. ``own`` are the questionnaire's words as they are compared; None
    stands for a point of its scale.
    """
    words = compared(text).split()
    kinds = _pieced(tuple(words), own) if len(words) <= 4 * _LONGEST else None
    if not kinds:
        return None
    said = [kind for kind in kinds if kind != "nothing"] or kinds
    return said[0] if len(set(said)) == 1 else "missing"


def compared(text: str) -> str:
    """Words of no answer in the form in which they are compared."""
    return _MARKS.sub(" ", without_accents(label_form(text))).strip()


def _pieced(words: tuple[str, ...], own: Mapping[str, NotAnswered | None]) -> list[NotAnswered] | None:
    """The words as one wording of no answer behind the other; None where something is left."""
    if not words:
        return []
    for length in range(min(_LONGEST, len(words)), 0, -1):
        form = " ".join(words[:length])
        kind = own[form] if form in own else _no_answers().get(form)
        rest = words[length + 1 :] if words[length : length + 1] and words[length] in _JOINING else words[length:]
        if kind and (others := _pieced(rest, own)) is not None:
            return [kind, *others]
    return None
