"""How labels of rows that are nobody's are put together: which words are in them, and which together make one.

*Gennemsnitligt svar*, *Snittbetyg*, *Nombre de réponses*: nobody could list them all. A label is one where every word,
and every part of a compound, is known here, and some of them say together that it is about several. A name has a part
that is not. A word is written with its endings behind dots: ``snit·tet`` is *snit* and *snittet*.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import zip_longest
from typing import Literal

from hf_fidelity.ground import lazily
from hf_fidelity.readers.survey.words.compared import words_alone

_Part = Literal["figure", "spread", "end", "count", "whole", "group", "people", "judged", "most", "chosen", "rank"]
_WORDS: dict[_Part, str] = {
    "figure": """
        gennemsnit·s·tet·lig·lige·ligt gjennomsnitt·et·lig·lige genomsnitt·et·lig·liga·ligt snit·tet snitt·et gns gnsn
        gjsn middel·et medel mittel durchschnitt·s·lich·liche·licher·liches schnitt mittlere·r·s keski average·s avg
        mean moyen·s·ne·nes media medio·s promedio·s gemiddeld·e·en·es keskiarvo·t keskimäärin keskimääräinen średnia
        średni średnio średniej median·en·er mediaan médian·e·es mediana·s mediaani·t typetal·l·let modalwert typvärde·t
        modus kvartil·en·er quartil·e·en·es quartile·s kwartiel·en cuartil·es kvartiili·t percentil·en·er·es
        perzentil·e percentile·s prosenttipiste persentiili decil·er decile·s fraktil·er kvantil·er quantil·e
        quantile·s moodi·n tyyppi tyypillinen typ typisk·e·t typical sum·men summa·n summe suma totaal
        total·t·en·er·es·s totale·s totaux ialt yhteensä insgesamt razem ogółem index indeks·et indeksi kwartyl·e
    """,
    "spread": """
        fordeling·en·er fördelning·en verteilung·en distribution·s·en verdeling répartition distribución jakauma·t
        rozkład hyppighed·en·er häufigkeit·en frekvens·er frequenz·en frequency frequencies fréquence·s frecuencia·s
        frekvenssi·t spredning·en spridning·en streuung hajonta·t spreiding dispersion vaihteluväli varians·en
        variance·s varianz·en varianza andel·en·er andelar anteil·e aandeel share osuus procent·er percent·age·ages
        prozent prosent prosentti pourcentage porcentaje quote·n rate·s
    """,
    "end": """
        min max maks mindste·t største·t laveste lavest højeste højest høyeste høyest lägsta lägst högsta högst lowest
        highest minimum maximum maksimum minste minsta störst·a størst smallest largest greatest minimi maksimi
        minimal·e maximal·e niedrigste·r·s höchst·e·er·es tiefst·e·er·es kleinst·e·er·es grösst·e·er·es geringste·r·s
        mindest laagste hoogste grootste pienin suurin vähin ylin alin najmniejsza najmniejszy największa największy
        matalin korkein worst best bedste dårligste najwyższa najwyższy najniższa najniższy
    """,
    "count": """
        antal·let antall·et number·s count·s anzahl aantal·len nombre número cantidad määrä·t lukumäärä liczba ilość n
    """,
    "whole": """
        alle alla all hele hela whole entire samtlige samtliga samlet samlede samlat samlad samlade gesamt·e·er·es·en
        sämtliche·n ganze·s·r·n tous toutes tout toute ensemble todos todas todo toda kaikki kaikkien koko wszyscy
        wszystkie wszystkich cały cała overall alt entier entière entero entera general
    """,
    "group": """
        team·et·ets·s gruppe·n·ns·r grupp·en·ens group·s groupe kommune·n·ns kommun·en·ens gemeinde municipality kunta
        afdeling·en·ens avdeling·en avdelning·en abteilung department organisation·en·ens organization enhed·en·ens
        enhet·en hold·et·ets équipe·s equipo·s tiimi·n ryhmä·n land·et·s lande·nes region·en·s zespół personale·t
        personal·et
    """,
    "people": """
        respondent·er·erne·s·en·ene deltager·e·ne deltaker·e·ne deltagare·n·s participant·s·en teilnehmer·innen·n
        teilnehmende·n befragte·n·r deelnemer·s participante·s encuestado·s répondant·s vastaaja·t vastaajien
        osallistuja·t osallistujien ansatte anställda medarbejder·e·ne medarbetare·n mitarbeiter·innen·n
        mitarbeitende·n employee·s staff medewerker·s employés people personer person·s·en svarpersoner svarende
        svarande svarere kolleger kollegaer colleagues vastaajia respondenci respondentów respondiente·s
    """,
    "judged": """
        svar·et·ene·en besvarelse·n·r·rne score·n·r·s·t scoring skår·e tal·let værdi·en·er verdi·er·en værdier
        värde·t·n·na wert·e·en·es waarde·n valeur·s valor·es arvo·t arvosana·t value·s point·s poeng poäng·en
        punkt·e·er·erne·zahl piste·et pisteet pistemäärä betyg·et·en karakter·en·er·erne note·n·s nota·s rating·s
        vurdering·en·er·erne bedömning·ar·en bedømmelse·r·n bewertung·en beoordeling·en évaluation·s valoración
        valoraciones evaluación arvio·t arviointi vastaus vastaukset vastauksia vastausten answer·s response·s
        antwort·en antwoord·en réponse·s respuesta·s odpowiedź odpowiedzi puntuación puntuaciones puntaje
        resultat·et·er·en·e result·s résultat·s resultado·s ergebnis·se tulos tulokset niveau·et nivå·n level ocena
        ocen oceny cijfer·s
    """,
    "most": """
        mest flest hyppigst hyppigste oftest oftast vanligst vanligste vanligaste most least häufigste·r·s häufigsten
        meest meist meiste·n yleisin más plus mindst færrest minst
    """,
    "chosen": """
        valgt·e·es besvaret besvart besvarat beantwortet answered vald·a valt brugt·e givne givet almindelig·e·t
        chosen selected common frequent used given gewählt·e·er gekozen fréquent·e choisi·e frecuente·s elegido
        elegida annettu valittu afrundet·e avrundet·e avrundat avrundad·e gerundet·e·er·es rounded arrondi·e
        redondead·a·o afgerond pyöristetty vægtet uvægtet vektet viktat weighted gewichtet
    """,
    "rank": """
        nedre øvre nederste øverste undre övre lägre lower upper unteres oberes untere·r obere·r første tredje erstes
        drittes first third ensimmäinen kolmas ala ylä inferior superior inférieur supérieur
    """,
}  # fmt: skip


def _with_endings(words: str) -> Iterator[str]:
    for word in words.split():
        stem, *endings = word.split("·")
        yield stem
        yield from (stem + ending for ending in endings)


def _all_of(words: str) -> frozenset[str]:
    return frozenset(_with_endings(words))


_BETWEEN = _all_of("""
    af av of i in på på for für fra per pr the der die das den det de het le la les el los las du des del d l en et und
    og och and y von van vom im ved over across por para pour par am
""")
"""Words that say nothing themselves."""
_LINKS = ("", "s", "e", "n", "en", "es")
"""What stands between the parts of a compound."""
_ALONE_A_NAME = _all_of("""
    media medio moda mean sum summe max min maks best mayor note notes nota wert werte arvo arvot valor valores point
    land lande hold region piste level person persons personal respondent deltager deltaker participant medarbejder
    mitarbeiter vastaaja employee staff teilnehmer total group niveau alt general tal keski ganzer quote
    rate moyen kunta toda todo koko suma hela hele all n typ alin ylin minst mindest
""")
"""Words that may be somebody's name, or what somebody is called who gives none; alone they are no label here."""
_ONE_ANSWER = _all_of("svar besvarelse answer response antwort antwoord réponse respuesta vastaus odpowiedź punkt")
"""What one of them is called, and so who gives no name; a number of answers is called no otherwise."""
_NEVER_ALONE: frozenset[_Part] = frozenset(("most", "chosen", "rank"))
"""Parts that say nothing where nothing else stands."""
_TOGETHER: dict[_Part, frozenset[_Part]] = {
    "figure": frozenset(_WORDS),
    "spread": frozenset(("judged", "people", "chosen", "whole", "group", "figure", "spread")),
    "end": frozenset(("judged", "chosen", "spread", "figure")),
    "count": frozenset(("judged", "people", "chosen")),
    "most": frozenset(("judged", "chosen")),
}
"""What is about a figure of several → what with, in any order."""
_TOGETHER_OF_ALL: dict[_Part, frozenset[_Part]] = {
    "whole": frozenset(("people", "judged", "group")),
    "group": frozenset(("judged",)),
}
"""What is about everybody → what with."""
_LONGEST = 40
_SHORT = lazily(r"[^\W\d_]+(?=\.)")
"""A word with a full stop behind it, which may be the beginning of a longer one."""
_SHORTEST_SHORT = 5
"""So many letters of a word tell which it is; fewer may be a name's."""
_HOW_MANY = lazily(r"[=:]\s*\d")
_A_NUMBER = lazily(r"\d+(?:st|nd|rd|th|e|er|ème|te|ste)?")


_PARTS: dict[str, _Part] = {word: part for part, words in _WORDS.items() for word in _with_endings(words)}
_BY_PART = {part: tuple(_with_endings(words)) for part, words in _WORDS.items()}
_BEHIND = (*_BY_PART["judged"], *_BY_PART["spread"])
"""What a compound may end with that is cut short."""
_SHORTEST = 3
"""Parts of a compound have so many letters at the least."""
WORDS = frozenset((*_PARTS, *_BETWEEN))
"""Every such label begins with one of them."""


@lru_cache(maxsize=4096)
def is_a_figure(text: str) -> bool:
    """Whether a text is what a figure of several is called: ``Middelscore``, ``Antal svar``, ``Nedre kvartil``."""
    parts = _parts_in(text)
    if parts == ["figure"]:
        return words_alone(text) not in _ALONE_A_NAME
    return _make_a_label(parts, _TOGETHER)


@lru_cache(maxsize=4096)
def is_everybody(text: str) -> bool:
    """Whether a text is what all together are called, or what they answered: ``Koko tiimi``, ``Teamscore``.

    With a number it is one of several: ``Team 3 svar``.
    """
    return not any(map(str.isdecimal, text)) and _make_a_label(_parts_in(text), _TOGETHER_OF_ALL)


@lru_cache(maxsize=4096)
def is_a_word_of_them(text: str) -> bool:
    """Whether a text is one word of such labels, and no name: ``Vastauksia``, ``Ensemble``, ``Kommunen``."""
    said = words_alone(text)
    if text.endswith(".") and said not in _PARTS and _parts_of_short(said):
        return True
    return _PARTS.get(said, "rank") not in _NEVER_ALONE and said not in _ALONE_A_NAME


def is_called_an_end(text: str) -> bool:
    """Whether a text is what the highest or the lowest of several answers is called."""
    return "end" in _parts_in(text)


def is_one_answer(text: str) -> bool:
    """Whether a text is what one answer is called: somebody's, or how many there are."""
    return words_alone(text) in _ONE_ANSWER


def may_be_called_max(text: str) -> bool:
    """Whether a label is *Max* and a word, written as a first name and a surname are: ``Max Punkt``."""
    return _MAX_AND_MORE.fullmatch(text) is not None


_MAX_AND_MORE = lazily(r"(Max|Min) [^\W\d_a-zæøåäöü][^\W\d_]+")


def _make_a_label(parts: list[_Part], together: dict[_Part, frozenset[_Part]]) -> bool:
    """Whether one of some parts stands with another that makes a label of it."""
    for at, part in enumerate(parts):
        if part in together and not together[part].isdisjoint(parts[:at] + parts[at + 1 :]):
            return True
    return False


def _parts_in(text: str) -> list[_Part]:
    """The parts of all words of a text, without numbers and what says nothing; none where any word is another.

    A word for how many with a number behind it says which: ``Respondent number 1``; but ``Svar, antal: 8``.
    """
    found: list[_Part] = []
    words = words_alone(text).split() if len(text) <= _LONGEST else []
    short = {words_alone(said) for said in _SHORT.findall(text)} if "." in text else ()
    for word, next_one in zip_longest(words, words[1:], fillvalue=""):
        parts = [] if word in _BETWEEN or _A_NUMBER.fullmatch(word) else _parts_of(word)
        if parts is None and word in short:
            parts = _parts_of_short(word)
        if parts == ["count"] and next_one.isdecimal() and not _HOW_MANY.search(text):
            continue
        if parts is None:
            return []
        found += parts
    return found


def _parts_of(word: str) -> list[_Part] | None:
    """What a word is made of, the longest part first; None where anything else is in it."""
    if part := _PARTS.get(word) or _PARTS.get(word.removesuffix("s")):
        return [part]
    for end in range(len(word) - _SHORTEST, _SHORTEST - 1, -1):
        if part := _PARTS.get(word[:end]):
            rests = (word[end + len(link) :] for link in _LINKS if word.startswith(link, end))
            if behind := next(filter(None, (_parts_of(rest) for rest in rests if len(rest) >= _SHORTEST)), None):
                return [part, *behind]
    return None


def _parts_of_short(word: str) -> list[_Part] | None:
    """What a word is made of whose end a full stop stands for: ``Medelv.``, ``Durchschn.``; None where it is none."""
    if len(word) < _SHORTEST_SHORT:
        return None
    for part, words in _BY_PART.items():
        if part in _TOGETHER and any(one.startswith(word) for one in words):
            return [part]
    for end in range(len(word) - 1, _SHORTEST_SHORT - 1, -1):
        begun = _PARTS.get(word[:end])
        if begun in _TOGETHER and any(one.startswith(word[end:]) for one in _BEHIND):
            return [begun, "judged"]
    return None
