"""What rows of sums are called, and others that are nobody's: by their words alone.

A word that is a whole label goes into a list, one with endings or with others around it into a pattern.
"""

import re
from collections.abc import Collection, Sequence, Set
from functools import lru_cache

from hf_fidelity.ground import Quarter, lazily
from hf_fidelity.readers.survey.cells.book import CellValue, as_text, first_cell
from hf_fidelity.readers.survey.words.columns import Headings
from hf_fidelity.readers.survey.words.compared import words_alone
from hf_fidelity.readers.survey.words.sum_phrases import WORDS, is_a_figure, is_a_word_of_them, is_everybody

_TOTALS = frozenset(
    (
        # Danish
        "total", "i alt", "ialt", "gennemsnit", "gns", "snit", "middel", "middeltal", "middelværdi", "median",
        "typetal", "typetallet", "hyppigst", "hyppigste", "hyppigste svar", "laveste", "højeste", "mindste", "største",
        "minimum", "maksimum", "varians", "spredning", "standardafvigelse", "std afv", "stdafv", "antal svar",
        "antal besvarelser", "antal respondenter", "antal deltagere", "delsum", "delresultat", "hovedtotal",
        # Norwegian
        "totalt", "gjennomsnitt", "gj snitt", "gjsn", "snitt", "snittverdi", "standardavvik", "antall", "antall svar",
        # Swedish
        "genomsnitt", "medel", "medelvärde", "snittvärde", "typvärde", "standardavvikelse", "summa",
        # English
        "totals", "grand total", "subtotal", "sum total", "total responses", "responses total", "average", "avg",
        "mean", "lowest", "highest", "maximum", "variance", "standard deviation", "std dev", "stdev", "std", "sd",
        "number of answers", "number of responses", "number of respondents",
        # German
        "gesamt", "insgesamt", "summe", "zwischensumme", "gesamtergebnis", "durchschnitt", "schnitt", "mittelwert",
        "mittelw", "modus", "modalwert", "varianz", "standardabweichung", "anzahl",
        # Spanish
        "suma", "promedio", "media", "mediana", "moda", "mínimo", "máximo", "varianza", "desviación estándar",
        # Finnish, Dutch, French, Polish
        "yhteensä", "kaikki yhteensä", "keskiarvo", "mediaani", "kokonaistulos", "keskihajonta",
        "totaal", "gemiddelde",
        "moyenne", "écart type",
        "średnia", "średnio", "razem", "łącznie", "ogółem", "ilość", "odchylenie standardowe",
    )
)  # fmt: skip
"""What rows of sums are called, and nobody and nothing else."""
_PERHAPS_TOTALS = frozenset(("sum", "antal", "count", "min", "max", "maks", "mode", "n"))
"""These may be somebody's name, or short for anything else."""
_TOTALS_OF = lazily(
    r"(gennemsnit|gns|gjennomsnitt|genomsnitt|average|mean|durchschnitt|mittelwert|promedio|median|typetal|total|totalt"
    r"|sum|i alt|standardafvigelse|std|standard deviation|antal|antall|number of|anzahl|número de) .*"
    r"|.* (i alt|total|totalt|gennemsnit|average|mean|samlet|samlat|samlede|yhteensä|insgesamt|en total)|n \d+"
)
"""Labels that say of what."""
_WITH_A_WORD = lazily(
    r"\b(\w*(total|(gennem|gjennom|genom)snitt?(et)?|gns|(?<!af)snitt?|(?<!ab|us)schnitt|ergebnis|summe|indeks|index"
    r"|median|medel(tal|värde)(et)?|keskiarvo)|tot|mdn|mittel)\b"
)
"""Labels with a word in them that is about several: ``Samlet gns.``, ``Landsschnitt``; a ward (*afsnit*) is none."""
_A_SURNAME = lazily(r"[^\W\d_]+ (mittel|schnitt|tot|summe|index|snit)")
_NOBODYS_NAME = lazily(
    r"\b(andel|procent|percent|prozent|resultat|mål|target|zielwert|tavoite|kvartal|quarter|ø|top [23]|tulos"
    r"|score|niveau|konklusion|vorjahr|sidste år|difference|forskel)\b"
)
"""Words that may be in the name of a team, and in nobody's."""
_OF_A_NAME = lazily(r"(?<=\w[ .])\s*ø\.?$|\bø\.(?=\s*\w)", re.IGNORECASE)
"""The letter of *Vibeke Ø* and *Ø. Madsen*: the sign of an average stands before a word, without a full stop."""
_OF_ALL = frozenset(
    (
        # Danish, Norwegian, Swedish
        "alle", "samlet", "samlet set", "samlede", "teamet", "gruppen", "holdet", "ø",
        "alla", "samlat", "samtliga", "sammanlagt", "sammenlagt",
        # English
        "all", "everyone", "overall", "the team", "benchmark", "altogether",
        # German, Spanish, Finnish
        "alle zusammen", "zusammengenommen", "das team", "todos", "kaikki", "tiimi",
    )
)  # fmt: skip
"""What the first or last row is called where it is one of everybody together."""
_BOTH = frozenset(("begge", "begge to", "båda", "both", "beide", "ambos", "molemmat"))
"""What it is called where it is one of two teams or roles; of anything else people answer so."""
_SAID_FOR = lazily(
    r"(samlet|samlede|samlat|samlad|gesamt|overall|totalt?|i alt) (for|för|für|of) .*"
    r"|resultat(et|er)?|results?|ergebnisse?|résultats?|resultados?|resultaat|tulos|tulokset|wyniki?"
    r"|tværsnit(tet)?|tverrsnitt(et)?|tvärsnitt(et)?|querschnitt|cross section"
)
"""What a row is called beside people who are not named, or by its role, the whole of it: ``Samlet for Nord``."""
_WHOSE = r"vores|vor|våres|vår|our|unser\w*|teamets?|gruppens?|holdets|afdelingens|kommunens|det|den|the"
_TOGETHER = (
    r"fælles|felles|gemensam\w*|gemeinsam\w*|joint|shared|konsensus|consensus|konsens|enigheds|aftalte?|avtalte?"
    r"|gruppe|grupp|gruppen|agreed|vedtagne?|samle(?:t|de)|samlad|samla[dt]e|overall|gesamt|endelige?|final|slutlig\w*|common|group|team"
)
_JUDGED = (
    r"svar|svaret|besvarelsen?|vurdering(?:en)?|bedømmelse|bedömning|score|rating|answer|response|assessment|holdning"
    r"|antwort|bewertung|einschätzung|konklusion|resultat|niveau|beslutning|beslut|decision|entscheidung|afgørelse"
    r"|ergebnis|result"
)
_BEFORE_NOW = (
    r"gang|måling|målingen|kvartal|år|runde|undersøgelse|svar|score|niveau|gången|mätningen|time|quarter|year"
    r"|round|survey|mal|messung|befragung|besvarelse|vurdering|assessment"
)
_OF_NOBODY = lazily(
    rf"((?:{_WHOSE}) )*((?:{_TOGETHER}) ?(?:{_JUDGED})|(?:{_WHOSE}) (?:{_JUDGED}))"
    r"|fælles|felles|gemensamt?|gemeinsam|konsensus|consensus|konsens|agreed|aftalt|avtalt|enighe[dt]|einigkeit"
    r"|sammen|tilsammans|tillsammans|together|zusammen|yhdessä|juntos"
    r"|(besluttet|vedtaget|vedtatt|beslutad|beslutat|beslossen|beschlossen|decided|aftalt|avtalt|enige)"
    r"( (på|på et|i|ved|in|at|im|by|af|av) (mødet|møtet|mötet|teamet|gruppen|the meeting|team|meeting))?"
    r"|gnmsn|høj(e)?st|høyeste?|högsta?|laveste?|lägsta?|höchster? ?(wert)?"
    r"|korkein|matalin|yleisin|(el )?(más|mas) (alto|bajo|frecuente)|(el )?(mayor|menor)"
    r"|niedrigster? ?(wert)?|oftest|oftast"
    r"|vanliga?ste?( svar(et)?)?|am häufigsten|häufigste( antwort)?"
    r"|u?vægtet|u?vektet|o?vikta[dt]|(un)?weighted|(un)?gewichtet|gewogen|ponderad[ao]|pondérée?|painotettu"
    r"|response rate|rücklauf(quote)?|antwortquote"
    r"|afrundet|avrundet|avrundat|gerundet|rounded"
    r"|((std|standard|typ|stikprøve\w*|gennemsnits|mean|average|relative?) ?)?"
    r"(afvigelse|afv|avv|avvik|avvikelse|abweichung|abw|deviation|desviación( típica| estándar)?|keskihajonta|hajonta)"
    r"|variations(bredde|vidde|bredd|breite)|spænd(vidde)?|spennvidde|spännvidd|spannweite|range|rango( intercuartil)?"
    r"|(inter)?(kvartil|quartil|quartile)(afstand|avstånd|abstand|s ?range| ?range)?|iqr"
    r"|((høj|laveste|højeste|størst|hyppigst|vanligst|häufigst|most (frequent|common)|valor más)\w* )"
    r"(wert|værdi|verdi|värde|value|frecuente)|stichprobe(n(größe|umfang))?|stikprøve(størrelse|n)?|sample( size)?"
    r"|(tamaño de la )?muestra|otos(koko)?"
    r"|(typiske?|typiskt|typical|typisches?|vanligt|usual)( svar| answer| response)?|typische antwort|[μσ]|x bar"
    r"|(konfidens|confidence|konfidenz)(interval\w*| ?limit)?|95 ci|standardfejl|standard error|standardfehler|stderr"
)
"""What a row is called, the whole of it, that was answered together, or is a figure of several."""
_SHORT_AMONG_NAMES = frozenset(("m", "mw", "prom", "śr"))
"""What such a row is called in short where people are called by their names; elsewhere *M* is a man."""
_SHORT_WITH_A_STOP = frozenset(("ka", "kh", "gj", "moy", "prom", "śr", "mdn", "gem"))
"""What it is called in short where a full stop shows that it is short for something: ``ka.``; *KA* may be somebody."""
_INITIALS, _SHORT_NAMES = frozenset(("m", "n", "mw")), frozenset(("max", "min", "ø"))
"""What sums are called in short, and people by their initials; and what people are called as well."""
_NO_NAME = lazily(r"[^\w\s?.…·/\\~()\[\]\-‐‑‒–—−]+")
"""Signs that nobody is called by, ``∅``, ``→`` or ``%``; a dash or a question mark is somebody who gives no name."""
_MEAN_SIGNS = frozenset(("x\u0304", "x\u0305", "y\u0304", "∑", "σ", "μ"))
"""Signs for such figures, of which the words alone have nothing or another letter; folded."""
_ANOTHER = lazily(
    r"baseline|(før|nul|null|efter|etter)måling|(nul|null|noll)punkt(et)?|start(måling|niveau)|(sidste|sist|forrige|förra|tidligere|tidigare"
    rf"|letzte[nrs]?|voriges?|last|previous|seneste) ({_BEFORE_NOW})|forrige|tidligere|tidigare|previous|vorher"
    r"|nuværende|nåværende|nuvarande|nåvarande|current|aktuell( niveau)?"
    r"|ambition(en)?|ambisjon(en)?|results?|resultado"
    r"|målsætning(en)?|målsetning(en)?|målsättning(en)?|mål(et)?|ønske(t|de)?( (niveau|score|svar))?|önskat( läge)?"
    r"|gewünscht|zielsetzung|desired( level)?|wanted|facit(liste)?|fasit|reference( score)?|referencescore"
    r"|forventet|forventning(er)?|förväntat|förväntning(ar)?|expected|expectation|erwartet|erwartung|esperado|odotettu"
    r"|eksempel|exempel|example|sample|beispiel|ejemplo|esimerkki|skabelon|template|vorlage|plantilla|demo|dummy|default"
    r"|standard(værdi|verdi|värde|wert)|(lands)norm(en)?|norm(værdi|verdi|värde|wert|score)"
    r"|udgangspunkt(et)?|utgangspunkt|utgångspunkt|ausgangs(punkt|wert)|starting point|start(værdi|verdi|värde|wert)"
    r"|(test|prøve|eksempel|exempel|demo|dummy|standard|forventet|förväntat|expected|sample|example)"
    r" ?(svar|answer|response|antwort)"
)
"""What a row among people's names is called, the whole of it, that is from another time, or what is wished for."""
_NO_PERSON = r"test(i|person|bruger|respondent|deltager|user)?|prøve|standard|norm(en)?|ideal(et|en)?|fiktivt?"
"""What it is called that may be an answer where no people's names stand."""
_ALONE_A_TEAM = frozenset(("fælles", "felles", "gemensam", "gemensamt", "gemeinsam", "konsensus", "consensus"))
"""Of those, what a team or a role may be called as well."""
_A_YEAR = lazily(r"(19|20)\d\d")
_OF_HOW_MANY = lazily(r"\s*(\([^()]*\)|\[[^\[\]]*\]|\bn\s*=\s*\d+|\d+)\s*$")
_LONGEST_LABEL, _LABEL_WORDS = 40, 3
HAS_WORD = lazily(r"(?<![^\W_])[^\W\d_]{3,}(?![^\W_])")
"""Three letters and more, and no digit beside them: an id such as ``3ceb97b7`` has no word."""
_ENDS_OF_NUMBERS = frozenset(")]0123456789")


def _without_number(text: str) -> str:
    """What a row is called, without of how many or of when it is: ``Total (8)``, ``Gns. [n=8]``, ``I alt 2026``."""
    return words_alone(_OF_HOW_MANY.sub("", text)) if len(text) <= _LONGEST_LABEL else ""


def is_called_sums(text: str) -> bool:
    """Whether a text is what rows of sums are called; asked of every text of a file once, and so quick."""
    said = text.casefold().strip(" .:=")
    if said in _TOTALS or ("." in said and words_alone(said) in _TOTALS):
        return True
    return text[-1:] in _ENDS_OF_NUMBERS and text[0].isalpha() and " " in text and _without_number(text) in _TOTALS


def may_be_called_sums(text: str) -> bool:
    """Whether a row of figures is called one of sums, in words that may be short for anything else."""
    return words_alone(text) in _PERHAPS_TOTALS


def are_sums_of(text: str) -> bool:
    """Whether a row of figures is called one of sums, and says of what; a team may be called so, too."""
    return _TOTALS_OF.fullmatch(words_alone(text)) is not None


@lru_cache(maxsize=4096)
def are_sums(text: str) -> bool:
    """Whether nobody and nothing else is called this than a row of sums."""
    return words_alone(text) in _TOTALS or _without_number(text) in _TOTALS


_BEGINNINGS = frozenset(label[:3] for label in (*_TOTALS, *WORDS))


def are_sums_anywhere(text: str) -> bool:
    """Whether a row among people is called one of sums wherever it stands.

    Asked of every name of a file, and so quick: nearly none begins as such labels do.
    """
    begins = text[:3]
    if begins.isascii() and begins.isalpha() and begins.lower() not in _BEGINNINGS:
        return False
    return are_sums(text) or is_a_figure(text)


_ALSO_NAMES = frozenset(
    (
        "alle", "alla", "all", "ø", "n", "norm", "normen", "mål", "målet", "demo", "current", "wanted", "range",
        "staff", "worst", "share", "count", "level", "rating", "people", "bedste", "modus",
    )
)  # fmt: skip
"""Of the labels, those that are somebody's name as well: told at the edges of a table alone."""


def is_nobodys_name(text: str) -> bool:
    """Whether a row where people's names stand is called what nobody is, wherever it stands: ``Nord i alt``, ``Facit``.

    Of a few words that may be a name together, none tells: *Jens Mål*, *Vibeke Ø*.
    """
    said = words_alone(text) if len(text) <= _LONGEST_LABEL else ""
    if not said or said in _ALSO_NAMES or not HAS_WORD.search(said):
        return False
    if _OF_NOBODY.fullmatch(said) or said in _OF_ALL or _ANOTHER.fullmatch(said):
        return True
    if said[:3] in _BEGINNINGS and (is_everybody(text) or is_a_word_of_them(text)):  # quick: of every name of a file
        return True
    label = " " in said and has_a_word_for_sums(text) and not _A_SURNAME.fullmatch(said)
    return label or (said.count(" ") < _LABEL_WORDS and not _ALSO_NAMES.issuperset(_NOBODYS_NAME.findall(said)))


def may_be_sums(text: str) -> bool:
    """Whether the first or last row, which is called this among people's names, may be one of sums."""
    if _NO_NAME.fullmatch(text):
        return True
    text = _OF_A_NAME.sub("", text)
    said = words_alone(text)
    told = {said, _without_number(text)} & (_TOTALS | _PERHAPS_TOTALS | _SHORT_AMONG_NAMES | _OF_ALL)
    return (
        bool(told)
        or is_of_nobody(text)
        or is_everybody(text)
        or is_a_word_of_them(text)
        or is_another(text)
        or has_a_word_for_sums(text)
        or _NOBODYS_NAME.search(said) is not None
    )


@lru_cache(maxsize=4096)
def are_surely_sums(text: str) -> bool:
    """Whether a row among people's names is called one of sums wherever it stands; *Schnitt* is a surname, too."""
    surname = _A_SURNAME.fullmatch(words_alone(text)) is not None
    return are_sums(text) or is_of_nobody(text) or is_everybody(text) or (has_a_word_for_sums(text) and not surname)


def may_be_a_name(text: str) -> bool:
    """Whether a label is a word for sums and another that may be a surname: ``Total Jensen``."""
    said = words_alone(text)
    return (
        said.count(" ") == 1
        and has_a_word_for_sums(text)
        and not (are_sums(text) or is_of_nobody(text) or is_everybody(text))
    )


_A_WHOLE_NAME = lazily(r"[^\W\d_a-zæøåäöüß][\w.'’-]*( [^\W\d_a-zæøåäöüß][\w.'’-]*)+")


def is_a_whole_name(text: str) -> bool:
    """Whether a text is written as a first name and a surname are."""
    return _A_WHOLE_NAME.fullmatch(text) is not None


def has_name_of(text: str, teams: Set[str]) -> bool:
    """Whether a text of two words has the name of a team, or a word of labels, beside its word for sums."""
    return not teams.isdisjoint(said := words_alone(text).split()) or WORDS.issuperset(said)


def is_of_nobody(text: str) -> bool:
    """Whether a row is called what was answered together, or a figure."""
    said = words_alone(text)
    if text.strip(" .:=").casefold() in _MEAN_SIGNS or (text.endswith(".") and said in _SHORT_WITH_A_STOP):
        return True
    return is_a_figure(text) or any(map(_OF_NOBODY.fullmatch, (said, _without_number(text))))


def is_short_for_sums(text: str) -> bool:
    """Whether it is a letter or two that are somebody's initials as well: *M*, *N*, *MW*."""
    return words_alone(text) in _INITIALS


def is_short_name(text: str) -> bool:
    """Whether somebody may be called what sums are called in short: *M* as well as *Max*."""
    return words_alone(text) in _INITIALS | _SHORT_NAMES


def may_be_initials(text: str) -> bool:
    """Whether a text may be what somebody is called in short, *SD* as well as *mh*: a few letters of one case."""
    return len(text) <= _MOST_INITIALS and text.isalpha() and (text.isupper() or text.islower())


_MOST_INITIALS = 4


def is_year(text: str) -> bool:
    """Whether a text is a year, and no more."""
    return _A_YEAR.fullmatch(text) is not None


def is_another(text: str) -> bool:
    """Whether a row is called by another time, a quarter or a year, or what is wished for."""
    said = words_alone(text)
    return bool(_ANOTHER.fullmatch(said) or _A_YEAR.fullmatch(said)) or Quarter.named(text) is not None


def is_no_person(text: str) -> bool:
    """Whether a row among people's names is called what nobody is; among answers it may be one."""
    return re.fullmatch(_NO_PERSON, words_alone(text)) is not None


@lru_cache(maxsize=4096)
def are_sums_of_all(text: str) -> bool:
    """Whether the first or last row may be one of sums by its team or role; a letter may be short for a team."""
    said = words_alone(text)
    if len(said) < 2:
        return False
    of_nobody = is_of_nobody(text) or is_everybody(text)
    return (
        said in _OF_ALL | _BOTH | _PERHAPS_TOTALS
        or (of_nobody and said not in _ALONE_A_TEAM)
        or are_sums(text)
        or has_a_word_for_sums(text)
        or _SAID_FOR.fullmatch(said) is not None
    )


_WORDS_FOR_A_TEAM = frozenset(
    (
        "team", "teamet", "hold", "holdet", "gruppe", "gruppen", "kommune", "kommunen",
        "hele", "hela", "koko", "ganze", "whole", "entire",
    )
)  # fmt: skip


@lru_cache(maxsize=4096)
def name_alone(text: str) -> str:
    """A name without the words for a team; empty where too little is left to know anybody by."""
    name = " ".join(word for word in words_alone(text).split() if word not in _WORDS_FOR_A_TEAM)
    return name if HAS_WORD.search(name) else ""


def has_a_word_for_sums(text: str) -> bool:
    """Whether a few words have one among them that is about several: ``Nord i alt``, ``Landsschnitt``."""
    said = words_alone(text)
    return said.count(" ") < _LABEL_WORDS and bool(_TOTALS_OF.fullmatch(said) or _WITH_A_WORD.search(said))


@lru_cache(maxsize=4096)
def are_sums_beside(text: str) -> bool:
    """Whether what stands in a column for anything is no more than what rows of sums are called."""
    said = words_alone(text)
    if said in _OF_ALL | _PERHAPS_TOTALS - {"n"} or (said.count(" ") < _LABEL_WORDS and _SAID_FOR.fullmatch(said)):
        return True
    return are_sums(text) or is_of_nobody(text) or is_everybody(text)


def are_sums_of_a_team(text: str, teams: Collection[str]) -> bool:
    """Whether what stands in a column for anything is a word for sums and the name of a team: ``Sum Nord``."""
    said = words_alone(text)
    rests = (said.removeprefix(f"{name} ") for name in teams), (said.removesuffix(f" {name}") for name in teams)
    found = (_LINK.sub("", rest) for some in rests for rest in some if rest != said)
    return any(map(are_sums_beside, found))


_LINK = lazily(r" (for|i|af|av|für|of|in|de|team|teamet)$")


def is_called_a_figure(text: str) -> bool:
    """Whether it is a figure that a row is called by, and not everybody who answered together."""
    return are_sums(text) or is_of_nobody(text)


def sums_up(row: Sequence[CellValue], columns: Collection[int], headings: Headings) -> bool:
    """Whether a row is called one of sums, or one of those who gave an answer."""
    first = first_cell(row)
    if first is None or first in columns or not isinstance(row[first], str):
        return False
    text = as_text(row[first])
    if are_sums(text) or may_be_called_sums(text) or are_sums_of(text):
        return True
    others = [as_text(cell) for at, cell in enumerate(row) if at != first]
    return headings.is_option(text) and not text.isdigit() and not any(map(HAS_WORD.search, others))
