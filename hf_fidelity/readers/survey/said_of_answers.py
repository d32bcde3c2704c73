"""What headings and cells say of an answer, in any language: that it is one, and that it does not count.

What a status says outright (*Gennemført*, *partial*, *ja*) stands in ``status_words.py``. Most files ask for few of
these words: a pattern that is a text is compiled, once, when it is first asked for. All of them together took a tenth
of the time in which the process that reads files starts.
"""

import re
from functools import lru_cache

from hf_fidelity.ground import fold
from hf_fidelity.readers.survey.columns import TableColumn
from hf_fidelity.readers.survey.status_words import NO, says_not_to_count
from hf_fidelity.readers.survey.words import words_alone, words_parted

_LONGEST_WORD = 40
"""A longer text says more than whether an answer counts."""


# Of headings, compared by their words alone: without case and marks.

_STATES = re.compile(r"(status|estado|tila|tilstand|zustand|state)\b")
"""The heading is called the state of the answer."""
_AN_ANSWER = (
    r"survey|response|answer|reply|interview|questionnaire|form|record|submission|participation|svar|svaret|besvarelse"
    r"|besvarelsen|spørgeskema|spørgeskemaet|spørreskjema|spørreskjemaet|skema|skemaet|skjema|skjemaet|undersøgelse"
    r"|undersøgelsen|undersøkelse|undersøkelsen|undersökning|undersökningen|enkät|enkäten|deltagelse|deltagelsen"
    r"|deltakelse|deltakelsen|deltagande|deltagandet|antwort|beantwortung|fragebogen|umfrage|befragung|teilnahme"
    r"|respuesta|encuesta|cuestionario|formulario|participación|vastauksen|kyselyn|lomakkeen|osallistumisen|odpowiedzi"
    r"|ankiety"
)
_STATE = r"status|statut|estado|tila|tilstand|tillstånd|zustand|state"
STATE_OF_ANSWER = (
    rf"({_AN_ANSWER})s? ?({_STATE})"
    rf"|({_STATE}) ((for|på|af|av|of|der|des|de|del|für|la|el|the|den|det|this|your) )*({_AN_ANSWER})e?s?"
)
"""*Survey status*, *Status for besvarelsen*: there a number is a code of it; of a person it may be anything."""
_STATE_LAST = r"status|statut|state|tilstand|tillstånd|zustand|tila"
_STATE_FIRST = r"estado|statut|état"
"""The word for it where something stands beside it, in the order of the language: ``Entry status``."""
_LONGEST_STATE = 3
"""A state of more words is that of something that somebody was asked about."""
_OF_LIFE = (
    r"\w*plan(en|s|es|er)?|\w*ku?rs(et|us|uset|en|o)?|course|training|træning|\w*uddannelse\w*|utdanning\w*"
    r"|utbildning\w*|education\w*|schulung\w*|\w*ausbildung\w*|koulutus\w*|formación|certificat\w*|licen[cs]e|eksamen"
    r"|exam|\w*bolig\w*|bostad\w*|bostäder|housing|home|house|tenan\w*|lease|lej\w*|wohn\w*|vivienda|asunto\w*"
    r"|asumis\w*|rent|job\w*|work|arbejd\w*|arbeid\w*|arbet\w*|arbeit\w*|(un)?employ\w*|beskæftigelse\w*|ansæt\w*"
    r"|ansett\w*|anställ\w*|beruf\w*|empleo|laboral|työ\w*|civil|ægteskab\w*|marital|famil\w*|relationship|social\w*"
    r"|legal|juridi\w*|økonomi\w*|financ\w*|income|insurance|immigration|residen\w*|visa|citizen\w*|borger\w*"
    r"|bürger\w*|client\w*|klient\w*|kunde\w*|patient\w*|beboer\w*|person\w*|medarbejder\w*|staff|team\w*|member\w*"
    r"|medlem\w*|proje[ck]t\w*|proyecto|program\w*|sag\w*|case|opgave\w*|task|goal|mål\w*|ziel\w*|møde\w*|meeting"
    r"|visit|besøg\w*|indsats\w*|tiltag\w*|action|behandling\w*|treatment|therapy|terapi|service|implement\w*|health"
    r"|helbred\w*|sundhed\w*|helse|gesundheit\w*|smoking|ryge\w*|vaccin\w*|ansøg\w*|application|kontrakt\w*|contract"
    r"|referral|henvis\w*|(work)?flow|\w*visitation\w*|kørekort"
)
"""Whose state is asked for of people, their work and those they work for: it says nothing of the answer."""
_OF_ANSWERS = (
    r"status|statut|état|stand|stat[eo]|estado|tila|tilstand|tillstånd|zustand|stadi(?:e|um)|progress|fortschritt"
    r"|progreso|fremdrift|framdrift|disposition|bearbejdning|bearbeitung|valid|validering|validation|gyldig"
    r"|godkend(?:t|else)|approv(?:ed|al)|completion|completed?|incomplete|finish(?:ed)?|submi(?:t|tted|ssion)|sent"
    r"|gennemført|gennemførelse|fuldført|fuldførelse|færdig|færdiggjort|færdiggørelse|afsluttet|afslutning|afsendt"
    r"|indsendt|indsendelse|udfyldt|udfyldelse|udfyldning|fullført|gjennomført|ferdig|avsluttet|innsendt|innsending"
    r"|utfylt|utfylling|slutför[dt]|genomför[dt]|färdig|klar|avslutad|inskicka[dt]|ifyll[dt]|abgeschlossen|abschluss"
    r"|vollständig|beendet|fertig|ausgefüllt|ausfüll|abgeschickt|rücklauf|complet[oa]|completad[oa]|finalizad[oa]"
    r"|terminad[oa]|enviad[oa]|valmis|lähetetty"
    r"|svar|besvaret|besvarelse|respond[ae]nt|responde|response?|answer|reply|deltager|deltaker|deltagare|participant"
    r"|teilnehmer|participante|osallistuja|antwort|beantwortung|respuesta|réponse|odpowied[zź]i?|ankiet[ay]?|vastaus"
    r"|vastauksen|vastaaja|interview|entrevista|teilnahme|deltagelse|deltakelse|deltagande|participation"
    r"|participación|osallistumisen|survey|undersøgelse|undersøkelse|undersökning|umfrage|befragung|erhebung|encuesta"
    r"|kysely|spørgeskema|spørreskjema|skema|skjema|enkät|formular|fragebogen|form|questionnaire|cuestionario"
    r"|formulario|lomake|lomakkeen|record|datensatz|data|test|prøve|entry|subject|save"
)
_OF_NOTHING = (
    r"kolonne|kolumn|column|col|spalte|columna|sarake|felt|fält|field|feld|campo|variabel|variable|var|unnamed|info"
    r"|type|typ|row|række|code|kode|grad|pct|percent|procent|prozent|system|meta(data)?|samlet|overall|total|samlad"
    r"|gesamt|general|final|endelig|aktuel|aktuell|current|actual|nr|no|af|for|på|of|the|this|de|der|den|det|des"
    r"|dette|denne|dieser|del|la|el|er|is|ist|og|and|und|til|till|med|with|mit|con|du|you|sie|are|sind|har|has|have"
    r"|hat|ha|blev|blevet|was|been|wurde|är|on|está|ind|inn|in|ab|hele|hela|helt|whole|entire|all|fully|ganzen?"
    r"|tod[ao]|koko|ja|nej|nei|nein|yes|sí|kyllä|ei|\d+|[^\W\d_]\d*"
)
SAYS_NO_MORE = rf"({_OF_NOTHING})\d*|(({_OF_ANSWERS})(e?[rnts]|e|e?ns|ets|e?rnes?|et|[äa]?n|or|orna|ornas)?){{1,3}}\d*"
"""Words of headings that are about the answer itself, or about nothing. They are listed, since what else one may be
about has no end."""
NOTHING_SAID = re.compile(rf"({_OF_NOTHING})\d*( ({_OF_NOTHING})\d*)*")
"""Headings that are about nothing: ``Kolonne 3``."""
_OF_REVIEWS = (
    r"review(ed|er|s)?|moderation|moderer(ing|et)|moderación|approval|godkendelse|godkjenning|godkännande|aprobación"
    r"|valid(ation|ering|ierung)|validación|qc|qa|quality|(data)?kvalitet(s(kontrol|kontroll|tjek|sikring|säkring))?"
    r"|qualität|qualitäts(kontrolle|prüfung|sicherung)|calidad|laatu|gennemgang|gennemgået|gjennomgang|gjennomgått"
    r"|genomgång|gennemsyn|kontroll?e?|check|tjek|(über)?prüfung|revisión|granskning|tarkastus|verification"
    r"|verificering|verifizierung|screening"
)
"""Words of headings for what somebody found who looked at the answers, …"""
_OF_A_REVIEW = r"state|status|resultat|result|ergebnis|outcome|decision|beslutning|afgørelse|control|assurance|is|by"
"""… and what stands beside them."""
NOTES = (
    r"\b(kilde|source|quelle|källa|fuente|lähde|kanal\w*|channel|collector|indsamler|link|oprindelse|origin|herkunft"
    r"|mode|modus|not[ae]\w*|notits|notiz\w*|bemærk\w*|remark\w*|anmerkung\w*|anmärkning\w*|merknad\w*"
    r"|observa\w*|huomau\w*|mærke|mark\w*|flag|tag|(data ?)?(kvalitet|quality|qualität|calidad|laatu))\b"
)
"""Not comments, and what else there is to say: there people write themselves, in a word at times."""
# Of cells, compared in the same way; what is said of people, good and real as it stands, but for case.

A_TRY_OUT = r"(test|prøve) ?(svar|besvarelse|response)|survey (test|preview)"
"""Words that say outright what they are about, whatever they stand under."""
_NOBODYS = (
    # Danish, Norwegian, Swedish
    "test", "testet", "testsvar", "testbesvarelse", "testkørsel", "testlink", "testversion", "testperson", "testbruger",
    "testrespondent", "prøvesvar", "prøvebesvarelse", "prøvekørsel", "prøvelink", "pilottest", "pilotsvar", "demosvar",
    "demodata", "forhåndsvisning",
    "förhandsvisning", "förvisning",
    # English
    "tests", "testing", "test run", "test response", "test collector", "test user", "preview", "pretest", "pre test",
    "dummy", "dummy data",
    # German, Spanish, Finnish
    "testlauf", "probelauf", "vorschau",
    "prueba", "vista previa",
    "testi", "esikatselu",
)  # fmt: skip
"""What an answer is called that is nobody's."""
_TO_GO = (
    # Danish, Norwegian, Swedish
    "slet", "slettes", "slettet", "fjern", "fjernes", "kasser", "kasseres", "kasseret", "kassér", "kasséres",
    "kasséret",
    "udelad", "udelades", "udgår",
    "forkast", "forkastes", "stryges", "ignorer", "ignoreres", "tæller ikke", "tæller ikke med", "skal ikke med",
    "skal ikke tælle", "skal ikke tælle med", "dublet", "duplikat",
    "ta bort", "tas bort", "raderas", "dubblett",
    # English
    "delete", "deleted", "remove", "removed", "discard", "exclude", "ignore", "duplicate", "speeder", "speeders",
    "speeding", "straightliner", "straight liner", "straightlining", "bot", "bots", "fraud", "fraudulent",
    # German, Spanish, Finnish
    "löschen", "gelöscht", "entfernen", "dublette",
    "eliminar", "borrar",
    "poista", "poistetaan",
)  # fmt: skip
"""What is to become of one that does not count."""
_SAID_BESIDE = (
    r"fejl|fejlregistrering|fejlindtastning|forkert|error|mistake|fehler|fel|skal|bør|bedes|must|should|be|to|bitte"
    r"|please|venligst|svar|svaret|besvarelse|besvarelsen|række|rækken|row|answer|response|this|denne|dette|er|is|ist"
    r"|ska|må|muss|et|en|a|kun|only|nur|bare"
)
"""What is said beside it, and changes nothing."""
_TO_LEAVE_OUT = rf"(({_SAID_BESIDE}|{'|'.join(_NOBODYS)}) )*({'|'.join((*_NOBODYS, *_TO_GO))})( ({_SAID_BESIDE}))*"
"""What somebody notes of an answer that is nobody's, the whole of it: ``Fejl - slettes``, ``Kun test``."""
_LAST_WORDS = frozenset(phrase.split()[-1] for phrase in (*_NOBODYS, *_TO_GO))
"""One of these stands in each of them, and in hardly any other text."""
MAY_BE_A_METHOD = frozenset(("test", "tests", "testing", "testet", "testi", "prueba", "dummy", "bot", "bots", "fraud"))
"""Of these, what may be an answer to some question, unless the column is for notes, or for where answers come from."""
ANYBODYS = frozenset(("admin", "spam", "debug"))
"""Of the words for try-outs those that are said of people, too."""
GOOD = frozenset(
    (
        "ok", "good", "fine", "god", "fint", "pass", "passed", "clean", "unique", "unik", "gyldig", "valid", "keep",
        "behold", "med", "include", "bestået", "bestått", "godkänd", "bestanden", "correct", "korrekt",
        "rigtigt", "aprobado",
    )
)  # fmt: skip
"""What says under »to be left out« that nothing is wrong, besides no."""
AGREED = frozenset(
    (
        "agree", "agreed", "i agree", "accept", "accepted", "i accept", "accepterer", "accepteret", "jeg accepterer",
        "givet", "given", "samtykker", "samtykke givet", "jeg samtykker", "jeg giver samtykke", "samtycker",
        "jag samtycker", "i consent", "einverstanden", "ich stimme zu", "acepto", "hyväksyn", "suostun", "kyllä", "oui",
    )
)  # fmt: skip
"""What somebody says who agrees that their answers are used, besides yes …"""
TURNED_DOWN = frozenset(
    (
        "disagree", "i disagree", "decline", "declined", "i decline", "refuse", "refused", "rejected", "afslår",
        "afslået", "afvist", "nægter", "trukket", "trukket tilbage", "tilbagekaldt", "avslår", "avböjer", "återkallat",
        "withdrawn", "revoked", "ablehnen", "abgelehnt", "widerrufen", "rechazo", "rechazado", "ei", "en hyväksy",
        "en suostu", "kieltäydyn",
    )
)  # fmt: skip
"""… and who does not, besides no."""
NOT_PASSED = TURNED_DOWN - {"ei", "disagree", "i disagree"} | frozenset(
    (
        # Danish, Norwegian, Swedish
        "ikke godkendt", "ikke bestået", "ikke ok", "dumpet", "underkendt", "forkastet", "arkiveret", "papirkurv",
        "avvist", "ikke godkjent", "ikke bestått", "forkastet", "arkivert",
        "avvisad", "underkänd", "ej godkänd", "inte godkänd", "förkastad", "arkiverad",
        # English
        "reject", "failed", "fail", "not approved", "disapproved", "unapproved", "denied", "not ok", "not passed",
        "invalid", "archived", "trash", "trashed", "terminated", "screened out", "disqualified",
        # German, Spanish, Finnish
        "verworfen", "nicht bestanden", "nicht genehmigt", "ungültig", "archiviert", "disqualifiziert",
        "denegado", "no aprobado", "archivado",
        "hylätty", "arkistoitu",
    )
)  # fmt: skip
"""What somebody finds of an answer that is not to count; under any other heading it is said of much else."""
PUT_OFF = frozenset(
    (
        "pending", "on hold", "hold", "has issues", "hasissues", "flagged", "flag", "needs review", "under review",
        "in review",
        "to be reviewed", "question", "query",
        "afventer", "venter", "på hold", "i tvivl", "tvivl", "skal ses igen", "avventer", "väntar", "avvaktar",
        "ausstehend", "zu prüfen", "pendiente", "odottaa",
    )
)  # fmt: skip
"""What somebody finds who has not made up their mind."""
REAL = frozenset(
    (
        "rigtig", "rigtigt", "rigtige", "ægte", "reel", "real", "genuine", "live", "echt", "riktig", "riktigt",
        "verklig", "normal", "produktion", "production", "prod", "svar", "besvarelse", "response", "answer",
        "antwort", "ok",
    )
)  # fmt: skip
"""What answers are called that are no try-outs, where some are."""
FOUND = GOOD | AGREED | NOT_PASSED | PUT_OFF | REAL
"""All that somebody finds who looks at answers: of these each may stand once beside the others."""
IS_NOT = NO | REAL | {"off"}
"""What says under »to be left out« that it is not so."""


def says_unfinished(text: str) -> bool:
    """Whether a text says of an answer that it does not count; asked of every text of a file once, and so quick."""
    if len(text) > _LONGEST_WORD:
        return False
    said = text.casefold().strip()
    return says_not_to_count(said) or leaves_out(said)


def leaves_out(text: str) -> bool:
    """Whether a folded text says, the whole of it, that an answer is nobody's. Most have none of the words."""
    if _LAST_WORDS.isdisjoint(text.strip("()[].,:;!?-\"'").split()):
        return False
    return re.fullmatch(_TO_LEAVE_OUT, words_alone(text)) is not None


def is_doubted(text: str) -> bool:
    """Whether a text asks whether an answer is nobody's, or says *test*, and nothing else, in more than the word."""
    said = fold(text)
    if not leaves_out(said):
        return False
    words = words_alone(text)
    return "?" in text or (words != said and words in MAY_BE_A_METHOD) or _says_twice(words)


def _says_twice(words: str) -> bool:
    return " " in words and MAY_BE_A_METHOD.issuperset(words.split())


def is_about_answers(column: TableColumn) -> bool:
    """Whether a column's headings speak of nothing but the answer, or of nothing: ``Tilstand``, ``Kolonne 3``."""
    return all(says_no_more(name) or _is_a_state(name) for name in map(words_parted, column.names))


def says_no_more(name: str) -> bool:
    """Whether every word of a heading is one for an answer, or for nothing."""
    return all(re.fullmatch(SAYS_NO_MORE, word) for word in name.split())


def is_of_states(column: TableColumn) -> bool:
    """Whether a column's heading says that it holds the state of the answer: ``Tilstand``, ``Bearbeitungsstatus``."""
    return _STATES.search(words_parted(column.heading)) is not None and is_about_answers(column)


@lru_cache(maxsize=4096)
def _is_a_state(name: str) -> bool:
    """Whether a heading is a state of something that is no part of somebody's life or work: ``Entry status``.

    What tools call an answer has no end: quest, submission, lead. What people are asked about is listed.
    """
    words = [word for word in name.split() if not re.fullmatch(rf"({_OF_NOTHING})\d*", word)]
    if not 1 < len(words) <= _LONGEST_STATE or any(re.fullmatch(_OF_LIFE, word) for word in words):
        return False
    return bool(re.fullmatch(_STATE_LAST, words[-1]) or re.fullmatch(_STATE_FIRST, words[0]))


def is_of_reviews(column: TableColumn) -> bool:
    """Whether a column's headings speak of nothing but what somebody found who looked at the answers."""
    words = [word for name in column.names for word in words_parted(name).split()]
    others = [word for word in words if not re.fullmatch(_OF_REVIEWS, word)]
    return len(others) < len(words) and all(
        re.fullmatch(_OF_A_REVIEW, word) or re.fullmatch(SAYS_NO_MORE, word) for word in others
    )
