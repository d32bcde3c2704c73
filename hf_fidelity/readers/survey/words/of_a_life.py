"""What happens to people, or in their work: when it was says nothing of when they answered.

Compared as :func:`~hf_fidelity.readers.survey.words.compared.words_alone` leaves words, so ß is *ss* here. One list
answers two questions: whether a heading is of nothing else, and whether it has such a word at all.
"""

import re
from functools import lru_cache

from hf_fidelity.ground import lazily

_ONE_OF_SEVERAL = (
    r"sidste?|seneste?|forrige|næste|første|nyeste|siste|neste|sista|senaste|förra|nästa|första|last|latest|recent"
    r"|previous|next|first|letzte[nrs]?|vorige[nrs]?|nächste[nrs]?|erste[nrs]?|últim[oa]|próxim[oa]|primer[oa]?"
    r"|anterior|viimeisin|viimeinen|viime|edellinen|seuraava|ensimmäinen|laatste|volgende|eerste|derni[eè]re?"
    r"|prochaine?|premi[eè]re?"
)
_BEGAN = r"start(ede|et|er|ed)|begynd\w*|begynnelse(n)?|beg[aiu]n(n\w*)?|ophør(te?)?|left"
"""Who does that is somebody, or something that somebody does."""
_BEGINNINGS = (
    rf"{_BEGAN}|(op|opp)?start(en)?|opp?start(er|et|ede)|afslutning(en)?|avslutning(en)?|afsluttet"
    r"|slut(tet|ning(en)?)?|første|end(ing|ed)?|first|ende|erste[nrs]?"
    r"|början|avslut(et)?|första|inicio|fin|primer[oa]?|alku|loppu|ensimmäinen|einde|eerste|début|premi[eè]re?"
)
_OF_DAYS = r"(n|r|en|er|erne|et|dag(e|en|ar)?|uge[rn]?|uker?|veck(a|or|an|orna)?|perioden?|start(en)?|forløb(et)?)?"
_HOLIDAYS = (
    rf"(sommer|vinter|efterårs|høst|jule|påske|rest)?ferie{_OF_DAYS}|semester(n|dag(ar)?|veck(a|or|an|orna)|period(en)?)"
    r"|(sommer|winter|rest)?urlaub(s|s?woche|s?wochen|s?zeit)?|vacations?|holidays?|vacaciones"
    r"|(kesä|talvi)?loma(t|n|viikko|viikot)?|vakantie|vacances"
)
_LEARNING = (
    rf"(kursus|kurs|(efter|videre|grund)?uddannelses?|utdanning|utbildning(ar)?|opplæring){_OF_DAYS}|kurser(ne)?"
    r"|uddann(et|ede|else[rn]|elserne)"
    r"|courses?|trainings?|trained|graduat(ed|ion)|(fort|weiter|aus)bildung(en)?|schulung(en)?|cursos?|formación"
    r"|formations?|kurssi|koulutus|cursus|opleiding"
)
_TALKS = (
    r"mus|grus|lus|(medarbejder(udviklings)?|udviklings|medarbeider|utviklings|løn|lønns|fraværs|syge|omsorgs|trivsels)samtale[nr]?"
    r"|(medarbetar|utvecklings|löne)samtal(et)?|(mitarbeiter|jahres|personal)gespräch(s|e)?|appraisals?"
    r"|supervision(en|er|s)?|handledning(en)?|veiledning(en)?|supervisión|työnohjaus"
    r"|(be)?tilsyn(et|s|sbesøg(et)?)?|tillsyn(en)?|inspections?|aufsicht"
)
_AWAY = (
    r"((barsels?|forældre|uddannelses|pleje)?orlov|(foreldre)?permisjon|((föräldra|tjänst)?ledighet))(en|s)?|barsel(en)?"
    r"|leave|elternzeit|sygdom|sygemeldt|syge?melding(en)?|sykmelding(en)?|jubilæum|pension(ering)?"
    r"|vaccin(e|ation|erad|eret)(en)?"
)
_BIRTHS = r"fødsel(en|s|sdag(en)?)?|født|född|födelse(dag(en)?)?|born|birth(day|s)?|geboren|geburts?(tag)?|nacid[oa]"
_HOMES_AND_JOBS = (
    r"(ind|inn|in|ud|ut|fra|til)?flytt?(e[rdt]?|ede|ning(en|ar|s)?|ing(en)?)?|einzug|auszug|moved?"
    r"|(job|arbejds|ansættelses)start(en)?|ansatt?e?s?|ansæt(tes?|telse(n|r|s)?)|ansett(else(n|s)?)?"
    r"|anställ(d|a|ning(en|s)?)|tilsatt?|tiltr[åæ]d(t|er|te|else|elsen)?|fratr[åæ]d(t|er|te|else|elsen)?"
    r"|employ(ed|ees?|er|ment)?|hired?|join(ed)?|onboarding|(ein|an)gestellt|einstellung|contratad[oa]"
)
_COURSES = (
    r"(bo)?støtte(n|ns)?|indsats(en|ens)?|innsats(en|ens)?|insats(en|ens)?|forløb(et|ets)?|forløp(et|ets)?"
    r"|projekt(et|ets|s)?|prosjekt(et|ets)?|behandling(en|ens)?|tiltak(et|ets)?|kontakt(en)?|job(bet)?|jobb(en)?|stilling(en)?"
    r"|arbejde(t)?|interventions?|treatment|projects?|services?|contact|support|massnahmen?|behandlung|betreuung"
    r"|intervención|proyecto|tratamiento|contacto|tuen|projektin|hoidon|begeleiding|project|projet"
)
"""What begins and ends; alone these words may name the survey's rounds."""
_COURSES_BEGUN = (
    r"(indsats|insats|forløbs?|projekt|prosjekt|behandlings?|kontakt|bostøtte|studie|skole|botrænings|kursus|uddannelses)"
    r"(op|opp)?start(en)?"
)
_WHEN = (
    r"e?s?(dato(en)?|tidspunkt(et)?|date|datum|måned(en|er)?|monat|månad(en)?|month|uge[rn]?|vecka|week|år(et)?|year"
    r"|jahr|kvartal(et)?|quarter|quartal)"
)
"""What such a word is put together with to say when it was: ``Kursusmåned``, ``Fødselsår``."""
_MATTERS = "|".join((_LEARNING, _TALKS, _AWAY, _BIRTHS, _HOMES_AND_JOBS, _HOLIDAYS, _COURSES_BEGUN))
_OF_A_LIFE = rf"({_MATTERS})({_WHEN})?"
_BESIDE_THEM = (
    r"i|på|af|av|for|för|til|till|med|fra|från|om|ved|og|hos|den|det|de|din|dit|dine|min|mit|mine|vores|bolig(en)?"
    r"|in|of|with|at|on|your|my|our|the|der|die|das|des|dem|im|am|zum|el|la|las|los|del|le|les|het|d"
    r"|uge[rn]?|uker?|veckan?|veckor|weeks?|woche|måned(er|en)?|månad(en)?|months?|monat|dag(e|en)?|day|år(et)?|years?|jahr"
    r"|dato(en)?|date|datum|tidspunkt|hvornår|når|när|when|wann|since|siden|sidan|sedan|seit"
    r"|holdt|holder|afholdt|planlagt|sidst|senest|samtale[nr]?|møde[rt]?|meeting"
)
_ANY_OF_A_LIFE = lazily(rf"\b({_OF_A_LIFE}|({_BEGAN}|start{_WHEN}|sidst|senest)|start (i|på|hos|in|at|med))\b")
_ON_AN_OCCASION = lazily(
    r"\b(før|efter|inden|etter|ved|på|under|före|innan|vid|before|after|until|at|during|vor|nach|bei|während"
    r"|antes de|después de|durante|ennen|voor|tijdens|avant|après|pendant)"
    rf" (the |den |de |der |dem |las |les )?({_HOLIDAYS}|{_TALKS})\b"
)
"""*Før ferien*, *på supervision*: when others answered, as a season or a meeting says it."""


@lru_cache(maxsize=1024)
def is_of_a_life(words: str) -> bool:
    """Whether a heading names what happens to people, and nothing else: *Seneste MUS*, *Indsatsens start*.

    Each of its words is known: *Seneste møde*, *Sidste evaluering* or *Målestart* may be when the form was filled in.
    """
    there = words.split()
    known = f"{_OF_A_LIFE}|{_COURSES}|{_BEGINNINGS}|{_ONE_OF_SEVERAL}|{_BESIDE_THEM}"
    if not all(re.fullmatch(known, word) for word in there):
        return False
    begins = any(re.fullmatch(_BEGINNINGS, word) for word in there)
    matters = _OF_A_LIFE + (f"|{_COURSES}" if begins else "")
    return any(re.fullmatch(matters, word) for word in there)


@lru_cache(maxsize=1024)
def asks_of_a_life(words: str) -> bool:
    """Whether a heading asks when something happened to somebody, and not when they answered: one word is enough."""
    return is_of_a_life(words) or _ANY_OF_A_LIFE.search(_ON_AN_OCCASION.sub(" ", words)) is not None
