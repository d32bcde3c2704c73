"""Words beside statements that ask about another time than the quarter's, or about another thing than how it is.

Compared as :func:`~hf_fidelity.readers.survey.words.compared.words_alone` leaves them, so ß is *ss* here; the whole of
what stands beside a statement is looked at, since any of these words may stand inside a battery's name.
"""

import re
from functools import lru_cache

from hf_fidelity.readers.survey.words.compared import asks_of_a_life, words_alone

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
_IN_ONES_OPINION = re.compile(
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
_ANOTHERS_VIEW = re.compile(
    rf"(?=.*\b({_THINKS})\b)(?=.*\b({_SOMEBODY_ELSE})\b)(?!.*\b(du|dig|din|you|your|sie|ihr|ni|dere)\b).*"
)
_UP_TO_NOW = re.compile(
    rf"(({_ARTICLES}|over|under|gennem|gjennom|through|during|within|inden for|innen|seit|durante|på|for|tænk|tænker"
    rf"|på)\b ?)+"
    rf"(sidste|seneste|senaste|siste|last|past|latest|letzten|vergangenen|últim[oa]s?|viimeisen|forløbne|gångna)"
    rf"( ({_HOW_MANY}))?( ({_UNITS}))(et|en)?"
)
"""*I det seneste kvartal*: the time up to now, which is what is asked about."""

_ONE_OF_SEVERAL = (
    r"sidste?|seneste?|forrige|næste|første|nyeste|siste|neste|sista|senaste|förra|nästa|första|last|latest|recent"
    r"|previous|next|first|letzte[nrs]?|vorige[nrs]?|nächste[nrs]?|erste[nrs]?|últim[oa]|próxim[oa]|primer[oa]?"
    r"|anterior|viimeisin|viimeinen|viime|edellinen|seuraava|ensimmäinen|laatste|volgende|eerste|derni[eè]re?"
    r"|prochaine?|premi[eè]re?"
)
_BEGINNINGS = (
    r"(op|opp)?start(en)?|begyndelse(n)?|begynnelse(n)?|afslutning(en)?|avslutning(en)?|slut(tet|ning(en)?)?|ophør"
    r"|början|avslut(et)?|beginning|end|ending|beginn|ende|inicio|fin|alku|loppu|begin|einde|début"
)
_EVENTS = (
    r"\w*ferie(n|r|uger?|uker?|periode)?|vacations?|holidays?|urlaub\w*|semester\w+|vacaciones|\w*loma|vakantie|vacances"
    r"|\w*kursus\w*|\w*kurs(et|er|en)?|courses?|training|fortbildung\w*|schulung\w*|utbildning\w*|opplæring\w*"
    r"|\w*uddannelse\w*|cursos?|kurssi|koulutus|cursus|formation"
    r"|mus|grus|lus|\w*samtale[nr]?|\w*samtal(et)?|\w*gespräch|appraisal|supervision(en)?|handledning|veiledning"
    r"|(be)?tilsyn(et)?|tillsyn(en)?|inspection|aufsicht"
    r"|\w*orlov(en)?|barsel\w*|permisjon\w*|\w*ledighet|leave|elternzeit|jubilæum|pension\w*|vaccin\w*|fødsel\w*"
    r"|(ind|inn|in|ud|ut)flytt?ning\w*|innflytting|einzug|move in|workshops?|temadage?"
)
"""What happens in people's lives and work: when, says nothing of when they answered."""
_OF_THE_SURVEY = (
    r"\w*måling(en|er)?|\w*mätning(en|ar)?|measurements?|messung|medición|mittaus|runden?|rounds?|bølgen?|waves?|welle"
    r"|omgang(en)?|omgång(en)?|kierros|perioden?|period|zeitraum|período|kvartal(et)?|quarters?|quartal|trimestre"
    r"|halvår(et)?|måned(en)?|månad(en)?|months?|monat|mes|kuukausi|maand|uge[nr]?|uken?|veckan?|weeks?|woche|semana"
    r"|viikko|år(et)?|years?|jahr|año|vuosi|jaar|tidspunkt(et)?|tidpunkt(en)?|zeitpunkt|opdater\w*|oppdater\w*"
    r"|uppdater\w*|\w*(svar|besvar|answer|response|reply|antwort|respuesta|vastau|réponse|antwoord)\w*"
    r"|\w*(skema|skjema|enkät|survey|questionnaire|fragebogen|undersøg|undersøk|undersök|umfrage|befragung|encuesta|kysely"
    r"|enquête|udfyld|utfyl|ifyll)\w*|form|tests?|scor(e|es|ing)|ændr\w*|endr\w*|ändr\w*|rediger\w*|updated?|modified|changed?|edit(ed)?|aktuali\w*|geändert"
)
"""Words beside those that make it the survey's: *Seneste måling*; so do those for an answer."""

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


@lru_cache(maxsize=1024)
def is_of_a_life(heading: str) -> bool:
    """Whether a column's heading names what happens to people or in their work: *Seneste MUS*, *Indsatsens start*.

    Not where it speaks of the survey: *Seneste måling*, *Sidste svar*.
    """
    words = words_alone(heading).split()
    if asks_of_a_life(heading):
        return True
    if any(re.fullmatch(_OF_THE_SURVEY, word) for word in words):
        return False
    if any(re.fullmatch(_EVENTS, word) or re.fullmatch(r"\w{4,}start", word) for word in words):
        return True
    rest = [word for word in words if not re.fullmatch(f"{_ONE_OF_SEVERAL}|{_BEGINNINGS}", word)]
    return len(rest) < len(words) and any(len(word) > 2 for word in rest)
