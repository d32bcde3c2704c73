"""Words that say when, and those beside statements that ask about another time or thing than how it is in the quarter.

Compared as :func:`~hf_fidelity.readers.survey.words.compared.words_alone` leaves them, so ß is *ss* here; the whole of
what stands beside a statement is looked at, since any of these words may stand inside a battery's name.
"""

import re
from functools import cache, lru_cache

from hf_fidelity.ground import Quarter, lazily
from hf_fidelity.readers.survey.words.compared import words_alone
from hf_fidelity.readers.survey.words.dates import month_named

_HOW_MANY = (
    r"et( halvt?)?|ett( halvt)?|en( halv)?|ein\w*|an?|un[ao]?|one|half an?|to|två|two|zwei|dos|tre|three|drei|tres"
    r"|fire|fyra|four|vier|cuatro|fem|five|fünf|cinco|seks|sex|six|sechs|seis|ni|nine|ti|tio|ten|zehn|diez|halvandet"
    r"|nogle|noen|några|some|several|einige[nr]?|mehreren|unos|algunos|få|lang|long|lange[rn]?|mange|många|many|\d+"
)
_UNITS = (
    r"år|halvår|kvartal(er)?|måned(er)?|mdr|månad(er)?|uger?|uker?|veck(a|or)|dag(e|er|ar)?|tid"
    r"|years?|half years?|quarters?|months?|weeks?|days?|time|while"
    r"|jahr(en?|es)?|halbjahr(en?)?|quartal(en?)?|monat(en?|s)?|woche[n]?|tag(en?)?|zeit"
    r"|años?|trimestres?|meses|mes|semanas?|días?|tiempo|rok|kwartał|miesiąc|tydzień"
)
_AGO = (
    rf"(for|för) ({_HOW_MANY}) ({_UNITS}) (siden|sidan|sedan)"
    rf"|({_HOW_MANY}) ({_UNITS}) (ago|back|earlier|before|siden|tidligere|sedan|tidigare|zuvor|früher|antes|atrás)"
    rf"|vor ({_HOW_MANY}) ({_UNITS})|hace ({_HOW_MANY}) ({_UNITS})"
    r"|(\w+ )?(vuosi|vuotta|kuukausi|kuukautta|viikko|viikkoa) sitten|(\w+ )?(rok|lata|miesiąc|kwartał) temu"
)
_TO_COME = (
    rf"(om|in|en|dentro de) ({_HOW_MANY}) ({_UNITS})( s)?( time)?|({_HOW_MANY}) ({_UNITS}) (from now|frem|fram|ahead)"
    r"|(\w+ )?(vuoden|kuukauden|viikon) (kuluttua|päästä)"
    rf"|(i |in |im )?(næste|neste|nästa|next|(über)?nächste[nrs]?|kommende[nrs]?|coming|ensi) ({_UNITS}|\w*vuonna)"
    rf"|(el |la )?(próxim[oa]) ({_UNITS})"
)
_ONCE = (
    r"tidligere|tidigare|førhen|dengang|föregående|i ?fjor|i ?fjol|forut|previously|formerly|back then|in the past"
    r"|(in )?years past|früher|damals|zuvor|vorherig\w*|vergangene[nrs]?|vorige[nrs]?|letzte[nrs]?|anteriormente"
    r"|antes|previ[oa]|pasad[oa]|anterior|aiemmin|aikaisemmin|viime|edellinen|edellisellä|poprzedni\w*|wcześniej"
    r"|dawniej"
)
_ARTICLES = r"det|den|de|der|die|das|dem|des|the|el|la|los|las|im|i|in|en|nu"
_THEN = rf"(({_ARTICLES}|{_UNITS}) )*({_ONCE})( ({_UNITS}|vuonna|vuosi|kuussa|neljänneksellä))?"
_BEFORE_AND_AFTER = (
    r"(før|forud for|inden|efter|etter|before|prior to|after|previous to|ahead of|före|innan|antes del?|después del?"
    r"|tras|ennen|(vor|nach) (de[rmns]|dem|diese[rmn]|(unsere|ihre|meine|eine|deine)[rmn]?|beginn|ende|projekt\w*"
    r"|einzug))( \w+){1,3}|\w+( \w+)? jälkeen|przed( \w+){1,2}|po (projekcie|interwencji|zakończeniu( \w+)?)"
    r"|(ved|vid|at|bei|zu|in|i|på) ((the|den|det|der|begynn?elsen|starten|projektets|forløbets|indsatsens) )*"
    r"(start|starten|beginning|beginn|begyndelsen|begynnelsen|opstart|opstarten|oppstart|outset|baseline|slutning(en)?"
    r"|afslutning(en)?|indflytning(en)?|indskrivning(en)?|projektstart\w*|slutet|början)( (af|av|of|der"
    r"|des) (\w+ ?){1,2})?|(når|when|wenn|när|cuando) (\w+ ){1,3}(slut|færdige?t?|forbi|afsluttet|avsluttet|over|done"
    r"|ended|finished|vorbei|fertig)|(da|when|als|när|då) (jeg|vi|du|i|we|you|ich|wir|sie|jag|ni) (startede?|begyndte"
    r"|started|began|(an)?fing\w*|startade|begannen?|kom|came|moved in|flyttede ind|flyttet inn|flyttade in|einzog\w*)"
)
_IN_ONES_OPINION = lazily(
    r"\b(mening|opfattelse|oppfatning|uppfattning|vurdering|skøn|erfaring|overbevisning|åsikt|bedömning|opinion|view"
    r"|meinung|ansicht|einschätzung|erfahrung|best|you (answer|begin|start)|du (svarer|svarar|begynder|begynner|går)"
    r"|i svarer|sie (antworten|beginnen)|at answer|answering)\b"
)
"""*Efter min mening*, *Before you answer*: neither is another time."""
_HOW = r"(hvor|hur|how|wie|kuinka|miten|jak|qué tan|cuán|cuánto|con qué|til? hvilken grad er det|in welchem masse ist)"
_OTHER_QUALITIES = (
    r"vigtigt?e?|viktigt?a?|important|wichtig|tärkeää?|importan\w+|betydningsfuldt?|betydelsefullt?|bedeutsam"
    r"|relevant\w*|tilfredse?|fornøyde?|nöjda?|satisfied|happy|zufrieden|satisfech[oa]s?|content[oa]s?|tyytyväi\w+"
    r"|ważn[aey]|zadowolon\w+|ofte|often|oft|häufig|ofta|usein|frecuen\w+"
    r"|svært|vanskeligt?|difficult|hard|schwer|schwierig|svårt|difícil|vaikeaa?|let|lett|easy|leicht|lätt|fácil"
    r"|helppoa?|realistiske?t?|realistic|realistisch|nødvendigt?e?|necessary|notwendig|nödvändigt?|haster|urgent"
    r"|dringend"
)
_QUESTIONS = rf"({_HOW}|¿?qué|what|hvilken|vilken|welche) (\w+ )?({_OTHER_QUALITIES})\b.*"
_NAMES = (
    r"(grad af |grad av |degree of |level of )?(tilfredshed|tilfredshet|nöjdhet|satisfaction|zufriedenheit"
    r"|satisfacción|tyytyväisyys|vigtighed|viktighet|vikt|importance|wichtigkeit|importancia|tärkeys|prioritet"
    r"|prioritering|priority|priorität|prioridad|relevans|relevance|relevanz|relevancia|hyppighed|frequency"
    r"|häufigkeit|frekvens)( (for|för|für|to|para) \w+)?"
)
_GOALS = (
    r"(vores |mit |dit |jeres |our |my |your |unser |mein |vårt |mitt |nuestro )?"
    r"(mål|målsætning|målsetting|målet|målsättning|delmål|slutmål|goals?|targets?|objectives?|ziele?|zielwert"
    r"|zielzustand|metas?|objetivos?|tavoite|plan|planlagt|planned|geplant|planerat|forventet om et år|drøm|drömmen"
    r"|dream)"
)
"""Where other words stand beside other statements, one of these is a theme's name like those."""
_THINKS = (
    r"tror|tænker|mener|synes|syns|siger|svarer|vurderer|oplever|tycker|anser|säger|think(s|ing)?|believes?|says?"
    r"|feels?|sees?|would say|glaubt|denkt|meint|findet|sagt|cree|piensa|opina|dice|luulee|ajattelee|ser"
)
_SOMEBODY_ELSE = (
    r"(nærmeste )?(leder|lederen|ledere|ledelsen|chef|chefen|chefer|kollega|kolleger|kollegor|andre|andra|borgeren"
    r"|borgerne|brukeren|brukerne|brukaren|medarbejderne?|teamet|familien|familie|partner|ven|venner"
    r"|manager|managers|boss|leaders?|management|colleagues?|others|staff|citizens?|family"
    r"|chefin|vorgesetzte[rn]?|leitung|kollegen|andere|bürger|familie|jef[ea]|otros|compañeros|familia|esimies"
    r"|johtaja|muut)"
)
_ANOTHERS_VIEW = lazily(
    rf"(?=.*\b({_THINKS})\b)(?=.*\b({_SOMEBODY_ELSE})\b)(?!.*\b(du|dig|din|you|your|sie|ihr|ni|dere)\b).*"
)
_UP_TO_NOW = lazily(
    rf"(({_ARTICLES}|over|under|gennem|gjennom|through|during|within|inden for|innen|seit|durante|på|for|tænk|tænker"
    rf"|på)\b ?)+"
    rf"(sidste|seneste|senaste|siste|last|past|latest|letzten|vergangenen|últim[oa]s?|viimeisen|forløbne|gångna)"
    rf"( ({_HOW_MANY}))?( ({_UNITS}))(et|en)?"
)
"""*I det seneste kvartal*: the time up to now, which is what is asked about."""

_OTHERWISE = "|".join((_AGO, _TO_COME, _THEN, _BEFORE_AND_AFTER, _QUESTIONS, _NAMES))


def is_up_to_now(text: str) -> bool:
    """Whether words beside a statement name the time that has just passed, as those of a quarter's questions do."""
    return _UP_TO_NOW.fullmatch(text) is not None


@lru_cache(maxsize=1024)
def asks_otherwise(text: str) -> bool:
    """Whether words beside a statement ask how it was, will be or looks to others, or for something else about it."""
    if is_up_to_now(text) or _IN_ONES_OPINION.search(text):
        return False
    return re.fullmatch(_OTHERWISE, text) is not None or _ANOTHERS_VIEW.fullmatch(text) is not None


@lru_cache(maxsize=1024)
def is_goal(text: str) -> bool:
    """Whether words beside a statement say that it is about what is aimed at; a theme may be called the same."""
    return re.fullmatch(_GOALS, text) is not None


# Words that say when, or that something is done again.

ROUNDS = frozenset(
    (
        # Danish, Norwegian, Swedish
        "måling", "målerunde", "måletidspunkt", "målepunkt", "runde", "bølge", "omgang", "halvår",
        "måleomgang", "mätning", "mättillfälle", "mätomgång", "omgång", "halvår år",
        # English
        "wave", "round", "survey wave", "survey round", "half year", "measurement", "measurement point",
        "redcap event name",
        # German, Spanish, Finnish
        "welle", "messung", "messzeitpunkt", "erhebungswelle", "halbjahr", "ola", "medición", "mittaus", "kierros",
    )
)  # fmt: skip
"""What a column of rounds is called: whatever stands there tells them apart."""
MONTHS = frozenset(
    (
        "måned", "svarmåned", "month", "monat", "månad", "mes", "mês", "mois", "mese", "maand", "miesiąc", "miesiac",
        "kuukausi",
    )
)  # fmt: skip
WEEKS = frozenset(
    (
        "uge", "uge nr", "ugenr", "ugenummer", "svaruge", "week", "week no", "week number", "kw", "kalenderwoche",
        "vecka", "uke", "semana", "viikko",
    )
)  # fmt: skip
PERIODS = frozenset(
    (
        "periode", "svarperiode", "måleperiode", "tidspunkt", "sæson", "årstid", "event", "event name", "survey",
        "undersøgelse", "distribution", "period", "season", "time point", "zeitraum", "zeitpunkt", "tidpunkt",
        "säsong", "periodo", "período",
    )
)  # fmt: skip
"""What a column may be called in which a month or a season is when somebody answered, and no birthday."""
_QUARTERS = frozenset(
    ("kvartal", "kvt", "kv", "quarter", "quartal", "trimestre", "halvår", "half", "halbjahr", "q", "v")
)
"""The other parts of a year that are numbered."""
_NOW = frozenset(
    (
        "nu", "nuværende", "aktuelt", "dag", "idag", "nå", "now", "today", "current", "currently", "present",
        "heute", "aktuell", "jetzt", "ahora", "hoy",
    )
)  # fmt: skip
_AT_ANOTHER_TIME = frozenset(
    (
        # Danish, Norwegian, Swedish
        "før", "førmåling", "formåling", "præ", "prætest", "efter", "eftermåling", "baseline", "basismåling",
        "basislinje", "nulmåling", "startmåling", "start", "midtvejs", "midtvejsmåling", "slut", "slutmåling",
        "opfølgning", "opfølgende", "opfølgningsmåling", "sidste", "seneste", "forrige", "tidligere",
        "etter", "forut", "oppfølging", "innan", "före", "efteråt", "uppföljning", "förra", "senaste",
        # English
        "before", "after", "pre", "post", "pretest", "posttest", "followup", "follow", "midline", "midterm", "endline",
        "last", "previous", "earlier", "former", "prior",
        # German, Spanish, Finnish
        "vorher", "nachher", "vorige", "letzte", "letztes", "nachbefragung", "antes", "después", "anterior",
        "seguimiento", "ennen", "jälkeen", "edellinen",
    )
)  # fmt: skip
_NOT_AS_IT_IS = frozenset(
    (
        "ønsket", "ønske", "ønskes", "ønskede", "ideelt", "idealt", "forventet", "forventning", "fremtid",
        "fremtidig", "vigtighed", "vigtigt", "betydning", "ønskelig", "önskat", "önskad", "viktighet", "desired",
        "wanted", "wished", "ideal", "expected", "future", "target", "importance", "important", "gewünscht", "wunsch",
        "wichtigkeit", "deseado", "importancia",
    )
)  # fmt: skip
"""How it should be, or how much it matters: asked beside how it is."""
_SEASONS = frozenset(
    (
        "forår", "foråret", "sommer", "sommeren", "efterår", "efteråret", "vinter", "vinteren", "vår", "våren", "høst",
        "høsten", "höst", "hösten", "spring", "summer", "autumn", "fall", "winter", "frühjahr", "herbst",
    )
)  # fmt: skip
_COUNTED_IN = frozenset(
    (
        "kvartal", "kvartalet", "kvt", "kv", "quarter", "quartal", "halvår", "halvåret", "uge", "week", "half", "vecka",
        "uke", "måling", "målingen", "målerunde", "runde", "runden", "bølge", "omgang", "wave", "round", "time",
        "tidspunkt", "timepoint", "point", "measurement", "welle", "messung", "mätning", "omgång", "event", "arm",
        "omgangen", "bølgen", "målerunden", "omgången", "mätningen", "rond", "befragung", "ronda", "medición",
        "kierros", "mittaus", "t", "w",
    )
)  # fmt: skip
"""What times are numbered as."""
_AROUND = frozenset(
    (
        "år", "året", "måned", "måneder", "mdr", "month", "months", "uger", "weeks", "year", "years", "månad",
        "månader", "test", "skema", "undersøgelse", "survey", "hf", "forløb", "forløbet", "indsats", "indsatsen",
        "situation", "situationen", "status", "up", "the", "i", "in", "den", "det", "nr", "no", "ca", "af", "of",
    )
)  # fmt: skip
_ORDINALS = frozenset(
    (
        "første", "anden", "andet", "tredje", "fjerde", "andre", "första", "andra", "fjärde", "first", "second",
        "third", "fourth", "erste", "zweite", "dritte", "vierte", "primera", "segunda", "tercera", "ensimmäinen",
        "toinen", "kolmas",
    )
)  # fmt: skip
_NUMBERED = lazily(r"[tkqwh]\d|\d{1,3}(?:st|nd|rd|th)?")
A_YEAR = lazily(r"(?:19|20|21)\d\d")
PART_OF_A_YEAR = lazily(
    r"(?:[qk]|(?:kvartal|kvt|kv|quarter|quartal) ?)([1-4])(?!\d)"
    r"|(?<!\d)([1-4])(?:st|nd|rd|th)? (?:kvartal|kvt|kv|quartal|quarter)"
)
"""A quarter without its year."""
_PARTS_OF_A_YEAR = MONTHS | WEEKS | _QUARTERS | _AROUND
_IN_CALENDARS = lazily(r"[qkwh]?\d{1,4}(?:st|nd|rd|th)?")


def is_of_calendar(text: str) -> bool:
    """Whether a text names a year or a part of one, and no round: not *Før*, *T1* or *Runde 2*, but *Før 2020*."""
    words = words_alone(text).split()
    known = _PARTS_OF_A_YEAR | (_AT_ANOTHER_TIME if any(map(A_YEAR.fullmatch, words)) else frozenset())
    return all(word in known or _sort(word) == "season" or _IN_CALENDARS.fullmatch(word) for word in words)


@cache
def are_words_of_time(text: str) -> bool:
    """Whether every word of a text has to do with times."""
    words = words_alone(text).split()
    return bool(words) and all(map(_sort, words))


@cache
def tells_time(text: str) -> bool:
    """Whether a text says when, or numbers something that is done again: *T1*, *Før*, *Efterår 2026*, *HF Q2 2026*."""
    if Quarter.mentioned(text):
        return True
    words = words_alone(text).split()
    sorts = {_sort(word) for word in words}
    numbered = "counted" in sorts and not sorts.isdisjoint(("number", "year"))
    called = any(re.fullmatch(r"[tkqwh]\d", word) for word in words)
    when = {"time", "now", "otherwise"} | ({"season"} if "year" in sorts else set())
    return None not in sorts and (numbered or called or not when.isdisjoint(sorts))


_ROUND_IN_A_WORD = lazily(r"\w+(måling|runde|omgang|bølge|mätning|omgång|messung|welle)(e?n)?")
_SURNAMES = frozenset(("post", "last", "prior", "start", "slut"))
"""Such words alone may be somebody's name."""


def is_called_a_round(text: str) -> bool:
    """Whether a text says which of several times, as nobody is called: *Anden runde*, *Efter*, *Efterår 2026*."""
    words = words_alone(text).split()
    if any(map(_ROUND_IN_A_WORD.fullmatch, words)):
        return True
    which = {_sort(word) for word in words} - {"now", "otherwise", "beside"}
    return bool(which) and tells_time(text) and not (len(words) == 1 and words[0] in _SURNAMES)


def _sort(word: str) -> str | None:
    """What a word has to do with times; None where nothing."""
    for sort, known in (
        ("now", _NOW), ("time", _AT_ANOTHER_TIME), ("otherwise", _NOT_AS_IT_IS), ("season", _SEASONS),
        ("counted", _COUNTED_IN), ("beside", _AROUND),
    ):  # fmt: skip
        if word in known:
            return sort
    if word in _ORDINALS or _NUMBERED.fullmatch(word):
        return "number"
    return "year" if A_YEAR.fullmatch(word) else "season" if len(word) > 2 and month_named(word) else None


def is_at_another_time(text: str) -> bool:
    """Whether any word of a text is of another time than now, or of how it should be, and numbers no round."""
    words = text.split()
    return not {"time", "otherwise"}.isdisjoint(map(_sort, words)) or not {"t0", "t1"}.isdisjoint(words)


def tells_of_time(text: str) -> bool:
    """Whether words beside a statement say when it is asked of, or of which year, if it is not the time up to now."""
    if is_up_to_now(text):
        return False
    dated = bool(A_YEAR.search(text)) and all(A_YEAR.fullmatch(word) or word in _AROUND for word in text.split())
    return tells_time(text) or dated or asks_otherwise(text)
