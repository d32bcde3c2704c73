"""Words beside statements that ask about another time than the quarter's, or about another thing than how it is.

Compared as :func:`~hf_fidelity.readers.survey.words.compared.words_alone` leaves them, so ß is *ss* here; the whole of
what stands beside a statement is looked at, since any of these words may stand inside a battery's name.
"""

import re
from functools import lru_cache

from hf_fidelity.ground import lazily
from hf_fidelity.readers.survey.words.compared import words_alone

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

_ONE_OF_SEVERAL = (
    r"sidste?|seneste?|forrige|næste|første|nyeste|siste|neste|sista|senaste|förra|nästa|första|last|latest|recent"
    r"|previous|next|first|letzte[nrs]?|vorige[nrs]?|nächste[nrs]?|erste[nrs]?|últim[oa]|próxim[oa]|primer[oa]?"
    r"|anterior|viimeisin|viimeinen|viime|edellinen|seuraava|ensimmäinen|laatste|volgende|eerste|derni[eè]re?"
    r"|prochaine?|premi[eè]re?"
)
_BEGINNINGS = (
    r"(op|opp)?start(en|er|et|ede)?|begyndelse(n)?|begynnelse(n)?|begynd(te)?|afslutning(en)?|avslutning(en)?|afsluttet"
    r"|slut(tet|ning(en)?)?|ophør(t)?|første|begin(ning)?|end(ing|ed)?|started|first|beginn|ende|erste[nrs]?"
    r"|början|avslut(et)?|första|inicio|fin|primer[oa]?|alku|loppu|ensimmäinen|einde|eerste|début|premi[eè]re?"
)
_OF_DAYS = r"(n|r|en|er|erne|et|dag(e|en|ar)?|uge[rn]?|uker?|veck(a|or|an|orna)?|perioden?|start(en)?|forløb(et)?)?"
_HOLIDAYS = (
    rf"(sommer|vinter|efterårs|høst|jule|påske|rest)?ferie{_OF_DAYS}|semester(n|dag(ar)?|veck(a|or|an|orna)|period(en)?)"
    r"|(sommer|winter|rest)?urlaub(s|s?woche|s?wochen|s?zeit)?|vacations?|holidays?|vacaciones"
    r"|(kesä|talvi)?loma(t|n|viikko|viikot)?|vakantie|vacances"
)
_LEARNING = (
    rf"(kursus|kurs|(efter|videre|grund)?uddannelses?|utdanning|utbildning(ar)?|opplæring){_OF_DAYS}|uddannet|kurser(ne)?"
    r"|courses?|trainings?|trained|graduated|(fort|weiter|aus)bildung(en)?|schulung(en)?|cursos?|formación|formations?"
    r"|kurssi|koulutus|cursus|opleiding"
)
_TALKS = (
    r"mus|grus|lus|(medarbejder(udviklings)?|udviklings|medarbeider|utviklings|løn|lønns|fraværs|syge|omsorgs|trivsels)samtale[nr]?"
    r"|(medarbetar|utvecklings|löne)samtal(et)?|(mitarbeiter|jahres|personal)gespräch(s|e)?|appraisals?"
    r"|supervision(en|er|s)?|handledning(en)?|veiledning(en)?|supervisión|työnohjaus"
    r"|(be)?tilsyn(et|s|sbesøg(et)?)?|tillsyn(en)?|inspections?|aufsicht"
)
_AWAY = (
    r"((barsels?|forældre|uddannelses|pleje)?orlov|(foreldre)?permisjon|((föräldra|tjänst)?ledighet))(en|s)?|barsel(en)?"
    r"|leave|elternzeit|sygdom|sygemeldt|syge?melding(en)?|sykmelding(en)?|fødsel(en)?|fødselsdag|født|jubilæum|pension(ering)?"
    r"|vaccin(e|ation|erad|eret)(en)?"
)
_HOMES_AND_JOBS = (
    r"(ind|inn|in|ud|ut|fra|til)?flytt?(ning(en|ar)?|ing(en)?|et|ede)|einzug|auszug|moved?|(job|arbejds|ansættelses)start(en)?"
    r"|ansat|ansatt|ansættelse(n|s)?|ansættelses(dato|år|start)|ansettelse|anställ(d|ning(en)?)|tilsatt|tiltr[åæ]d(t|else|elsen)"
    r"|fratr[åæ]d(t|else|elsen)|employ(ed|ment)|hired?|joined|onboarding|(ein|an)gestellt|einstellung|contratad[oa]"
)
_MATTERS = "|".join((_HOLIDAYS, _LEARNING, _TALKS, _AWAY, _HOMES_AND_JOBS))
"""What happens in people's lives and work: when, says nothing of when they answered."""
_COURSES = (
    r"(bo)?støtte(n|ns)?|indsats(en|ens)?|innsats(en|ens)?|insats(en|ens)?|forløb(et|ets)?|forløp(et|ets)?"
    r"|projekt(et|ets|s)?|prosjekt(et|ets)?|behandling(en|ens)?|tiltak(et|ets)?|kontakt(en)?|job(bet)?|jobb(en)?|stilling(en)?"
    r"|arbejde(t)?|interventions?|treatment|projects?|services?|contact|support|massnahmen?|behandlung|betreuung"
    r"|intervención|proyecto|tratamiento|contacto|tuen|projektin|hoidon|begeleiding|project|projet"
)
"""What begins and ends; alone these words may name the survey's rounds."""
_COURSES_BEGUN = (
    r"(indsats|insats|forløbs?|projekt|prosjekt|behandlings?|kontakt|bostøtte|studie|skole|botrænings)"
    r"(op|opp)?start(en)?"
)
_WHEN = (
    r"e?s?(dato(en)?|tidspunkt(et)?|date|datum|måned(en|er)?|monat|månad(en)?|month|uge[rn]?|vecka|week|år(et)?|year"
    r"|jahr)"
)
"""What such a word is put together with to say when it was: ``Kursusmåned``, ``Fødselsår``."""
_BESIDE_THEM = (
    r"i|på|af|av|for|för|til|till|med|fra|från|om|ved|og|hos|den|det|de|din|dit|dine|min|mit|mine|vores|bolig(en)?"
    r"|in|of|with|at|on|your|my|our|the|der|die|das|des|dem|im|am|zum|el|la|las|los|del|le|les|het|d"
    r"|uge[rn]?|uker?|veckan?|veckor|weeks?|woche|måned(er|en)?|månad(en)?|months?|monat|dag(e|en)?|day|år(et)?|years?|jahr"
    r"|dato(en)?|date|datum|tidspunkt|hvornår|når|när|when|wann|since|siden|sidan|sedan|seit"
    r"|holdt|holder|afholdt|planlagt|sidst|senest|samtale[nr]?|møde[rt]?|meeting"
)

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

    Each of its words is known: *Seneste møde*, *Sidste evaluering* or *Målestart* may be when the form was filled in.
    """
    words = words_alone(heading).split()
    of_a_life = f"({_MATTERS}|{_COURSES_BEGUN})({_WHEN})?"
    known = f"{of_a_life}|{_COURSES}|{_BEGINNINGS}|{_ONE_OF_SEVERAL}|{_BESIDE_THEM}"
    if not all(re.fullmatch(known, word) for word in words):
        return False
    begins = any(re.fullmatch(_BEGINNINGS, word) for word in words)
    matters = of_a_life + (f"|{_COURSES}" if begins else "")
    return any(re.fullmatch(matters, word) for word in words)
