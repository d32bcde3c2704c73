"""What people note of an answer in a cell, in any language: that it is nobody's, or to go, or that nothing is wrong.

What a status says outright (*Gennemført*, *partial*, *ja*) stands in ``statuses.py``, and what the columns are
called, in ``status_headings.py``. Cells are compared by their words alone; what is said of people, good and real as it
stands, but for case. Most files ask for few of these words: a pattern is compiled, once, when it is first asked for.
"""

import re

from hf_fidelity.ground import fold, lazily
from hf_fidelity.readers.survey.words.compared import words_alone
from hf_fidelity.readers.survey.words.statuses import FORM_WORDS, NO, is_try_out, says_draft, says_not_to_count

_BETWEEN_WORDS = lazily(r"[\W_]+")
_LONGEST_WORD = 60
"""A longer text says more than whether an answer counts."""
A_TRY_OUT = r"(test|prøve) ?(svar|besvarelse|response)|survey (test|preview)"
"""Words that say outright what they are about, whatever they stand under."""
_NOBODYS = (
    # Danish, Norwegian, Swedish
    "test", "testet", "pilottest", "forhåndsvisning", "ugyldig", "ugyldigt", "ogiltig", "ogiltigt", "förhandsvisning",
    "förvisning",
    # English
    "tests", "testing", "preview", "pretest", "pre test", "dummy", "staging", "sandbox", "invalid",
    # German, Spanish, Finnish
    "testlauf", "probelauf", "vorschau", "ungültig",
    "prueba", "vista previa", "inválido", "inválida",
    "testi", "esikatselu",
    # French, Dutch
    "essai", "réponse test", "réponse de test", "aperçu", "prévisualisation", "invalide", "non valide",
    "testantwoord", "proef", "proefantwoord", "ongeldig",
)  # fmt: skip
"""What an answer is called that is nobody's."""
_TRIED = ("test", "prøve", "pilot", "demo", "dummy")
_WHAT_IS_TRIED = (
    "svar", "besvarelse", "kørsel", "link", "version", "data", "indtastning", "respons", "response", "run", "collector",
    "answer", "entry", "record", "submission", "antwort",
)  # fmt: skip
_WHO_TRIES = ("person", "bruger", "respondent", "deltager", "rolle", "user", "role", "konto", "account", "profil")
"""Not of *prøve* or *pilot*: those are people on trial, and of a project."""
_A_TRIED_ONE = (
    rf"(({'|'.join(_TRIED)}) ?({'|'.join(_WHAT_IS_TRIED)})|(test|demo|dummy) ?({'|'.join(_WHO_TRIES)})"
    r"|(test|testing|prøve|afprøvning|utprøving|essai|prueba|proef)"
    rf" (af|av|of|von|des|der|de|du|van)( (the|this|dette|det|den|le|la|het|el))? ({'|'.join(sorted(FORM_WORDS))}))"
)
"""So it is by what was tried: ``Testsvar``, ``Test link``, ``Test af skemaet`` …"""
_WORKS = ("virker", "fungerer", "fungerar", "funkar", "works", "funktioniert", "funciona", "toimii", "werkt")
_JUST = r"(lige|bare|kun|bara|just|only|nur|mal|even)"
_TRIES_WHETHER = (
    rf"((jeg|vi|jag|i|we|ich|wir|am|are|m|ik|{_JUST}) )*"
    r"(prøver|tester|tjekker|sjekker|testar|provar|kollar|testing|checking|trying|seeing|teste|prüfe|test)"
    rf"( {_JUST})* (om|hvorvidt|if|whether|ob|of)"
)
_TRIES_IT = (
    rf"(?=.*\b{_JUST}\b){_TRIES_WHETHER} (det|den|dette|it|this|es|het)( her)? ({'|'.join(_WORKS)})"
    rf"|{_TRIES_WHETHER} ((the|this|das|der|die|het|de) )?(link|linket|{'|'.join(sorted(FORM_WORDS))})"
    rf" ({'|'.join(_WORKS)})"
)
"""… or as somebody says who tries it: *prøver lige om det virker*; without *lige* any method may be tried."""
_TO_GO = (
    # Danish, Norwegian, Swedish
    "slet", "slettes", "slettet", "fjern", "fjernes", "kasser", "kasseres", "kasseret", "kassér", "kasséres",
    "kasséret", "udelad", "udelades", "udgår", "forkast", "forkastes", "stryges", "ignorer", "ignoreres",
    "tæller ikke", "tæller ikke med", "skal ikke med", "ikke tælle", "ikke tælle med", "ikke tælles",
    "ikke tælles med", "ikke medtages", "medtages ikke", "ikke bruges", "ikke regnes med", "teller ikke",
    "teller ikke med", "ikke telle", "ikke telle med", "ikke telles", "ikke telles med", "ikke brukes", "ta bort",
    "tas bort", "raderas", "räknas inte", "räknas inte med", "inte räknas", "inte räknas med", "inte med",
    # English
    "delete", "deleted", "remove", "removed", "discard", "exclude", "ignore", "not count", "not counted",
    "not be counted", "not to be counted", "not include", "not be included", "not use", "not be used", "speeder",
    "speeders", "speeding", "straightliner", "straight liner", "straightlining", "bot", "bots", "fraud", "fraudulent",
    # German, Spanish, Finnish
    "löschen", "gelöscht", "entfernen", "zählt nicht", "nicht zählen", "nicht mitzählen", "nicht werten",
    "nicht berücksichtigen", "eliminar", "borrar", "no contar", "no cuenta", "no incluir", "poista", "poistetaan",
    "ei lasketa", "ei lasketa mukaan",
    # French, Dutch
    "supprimer", "supprimé", "supprimée", "à supprimer", "à exclure", "exclure", "à retirer", "effacer", "à effacer",
    "ne pas compter", "ne compte pas", "ne pas prendre en compte", "verwijderen", "verwijderd", "uitsluiten",
    "negeren", "telt niet", "telt niet mee", "niet tellen", "niet meetellen", "niet meenemen",
)  # fmt: skip
"""What is to become of one that does not count."""
_TWICE = (
    "dublet", "dubletter", "dobbelt", "dobbeltbesvarelse", "dobbeltsvar", "dobbeltindtastning", "duplikat", "dubblett",
    "dubbelsvar", "duplicate", "duplicated", "dublette", "doppelt", "duplicado", "duplicada",
    "kaksoiskappale", "doublon", "dubbel", "dubbele invoer", "duplicaat",
)  # fmt: skip
"""What it is called that somebody answered before; behind it may stand who, or where: ``Dublet af R2``."""
_SAID_BESIDE = (
    r"fejl|fejlregistrering|fejlindtastning|forkert|error|mistake|fehler|fel|skal|bør|bedes|must|should|be|to|bitte"
    r"|please|venligst|svar|svaret|besvarelse|besvarelsen|række|rækken|row|answer|response|this|denne|dette|er|is|ist"
    r"|ska|må|muss|et|en|a|kun|only|nur|bare|og|och|and|und|y|ja|derfor|da|fordi|because|weil|car|want|do|does|shall"
    r"|was|blev|antwort|réponse"
    r"|antwoord|erreur|fout|doit|être|moet|svp|graag"
)
"""What is said beside it, and changes nothing."""
_OF_WHICH = (
    r"(af|of|av|von|de|du|van|med|with|til|to|se|see|siehe|voir|zie|nr|no|id|række|row|rad|zeile|ligne|rij|og|and"
    r"|respondent|svar|\w*\d\w*)"
)
_SAYS_SO = rf"({_A_TRIED_ONE}|{'|'.join((*_NOBODYS, *_TO_GO))}|({'|'.join(_TWICE)})( {_OF_WHICH})*)"
_TO_LEAVE_OUT = rf"(({_SAID_BESIDE}) )*{_SAYS_SO}( ({_SAID_BESIDE}|{_SAYS_SO}))*|{_TRIES_IT}"
"""What somebody notes of an answer that is nobody's, the whole of it: ``Fejl - slettes``, ``Dublet og slettes``."""
_LAST_WORDS = frozenset(
    (
        *(phrase.split()[-1] for phrase in (*_NOBODYS, *_TO_GO, *_TWICE)),
        *(tried + what for tried in _TRIED for what in (*_WHAT_IS_TRIED, *_WHO_TRIES)),
        *(*_TRIED, *_WORKS, "afprøvning", "utprøving"),
    )
)
"""One of these stands in each of them, and in hardly any other text."""
_A_THING = (
    r"(test|tests|prøve|dummy|prueba|testi|essai|proef|fejl|error|mistake|fehler|fel|erreur|fout|svar|answer|response"
    r"|antwort|réponse|antwoord|respuesta|vastaus)"
)
"""What two words may name that say nothing of an answer, ``Fejl og test``, …"""
_TWO_THINGS = rf"{_A_THING} (?P<joined>(og|and|und|och|et|en|y|ja) )?{_A_THING}"
_CALLED_A_TEST = lazily(
    rf"(x{{2,}} )?(test|test(person|bruger|respondent|deltager|user|konto)|{A_TRY_OUT}|dummy)( \w+)*"
    r"|(test|prøve|dummy|pilot|demo) ?\d+|prøve|pilot|demo"
)
"""What no person is called, in a name or an address: the word first, or with a number. *Ib Test* may be somebody …"""
_MARKED_A_TEST = lazily(
    r".*\w(\s[–-]|\s?[(\[])\s*(test|afprøvning|utprøving|utprovning|pilottest|try-?out|demo|dummy)\W*"
)
"""… but nobody who is marked so: *Ib (test)*."""
MAY_BE_A_METHOD = frozenset(
    (
        "test", "tests", "testing", "testet", "testi", "prueba", "dummy", "bot", "bots", "fraud", "essai", "proef",
        "sandbox", "staging", "dobbelt", "doppelt", "dubbel", "inte med", "ikke bruges", "ikke brukes", "not use",
        "ugyldig", "ugyldigt", "invalid", "ogiltig",
        "ogiltigt", "ungültig", "inválido", "inválida", "invalide", "non valide", "ongeldig",
    )
)  # fmt: skip
"""Of these, what may be an answer to some question, unless the column is for notes, or for where answers come from."""
_MAY = rf"((må|skal|bør|ska|får|must|should|may|to|be) )+({'|'.join(sorted(MAY_BE_A_METHOD))})"
"""… and what may be said of anything: ``Må ikke bruges``."""
_ARTICLE = lazily(r"^(et|en|a) ")
ANYBODYS = frozenset(("admin", "spam", "debug"))
"""Of the words for try-outs those that are said of people, too."""
GOOD = frozenset(
    (
        "ok", "good", "fine", "god", "fint", "pass", "passed", "clean", "unique", "unik", "gyldig", "valid", "keep",
        "behold", "med", "include", "bestået", "bestått", "godkänd", "bestanden", "correct", "korrekt",
        "rigtigt", "aprobado", "bon", "bonne", "valide", "correcte", "unique", "garder", "approuvé", "goed", "geldig",
        "correct", "uniek", "behouden", "goedgekeurd",
    )
)  # fmt: skip
"""What says under »to be left out« that nothing is wrong, besides no."""
AGREED = frozenset(
    (
        "agree", "agreed", "i agree", "accept", "accepted", "i accept", "accepterer", "accepteret", "jeg accepterer",
        "givet", "given", "samtykker", "samtykke givet", "jeg samtykker", "jeg giver samtykke", "samtycker",
        "jag samtycker", "i consent", "einverstanden", "ich stimme zu", "acepto", "hyväksyn", "suostun", "kyllä", "oui",
        "j accepte", "accepté", "je consens", "d accord", "donné", "akkoord", "ik ga akkoord", "gegeven",
        "ja ik stem toe",
    )
)  # fmt: skip
"""What somebody says who agrees that their answers are used, besides yes …"""
TURNED_DOWN = frozenset(
    (
        "disagree", "i disagree", "decline", "declined", "i decline", "refuse", "refused", "rejected", "afslår",
        "afslået", "afvist", "nægter", "trukket", "trukket tilbage", "tilbagekaldt", "avslår", "avböjer", "återkallat",
        "withdrawn", "revoked", "ablehnen", "abgelehnt", "widerrufen", "rechazo", "rechazado", "ei", "en hyväksy",
        "en suostu", "kieltäydyn", "je refuse", "refusé", "refus", "retiré", "je n accepte pas", "pas d accord",
        "niet akkoord", "ik ga niet akkoord", "geweigerd", "ingetrokken",
    )
)  # fmt: skip
"""… and who does not, besides no."""
NOT_PASSED = TURNED_DOWN - {"ei", "disagree", "i disagree", "pas d accord", "niet akkoord"} | frozenset(
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
        # French, Dutch
        "rejeté", "rejetée", "non approuvé", "non validé", "échoué", "invalide", "archivé", "archivée",
        "afgewezen", "afgekeurd", "niet goedgekeurd", "ongeldig", "gearchiveerd",
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
        "en attente", "à vérifier", "à revoir", "in afwachting", "te controleren", "twijfel",
    )
)  # fmt: skip
"""What somebody finds who has not made up their mind."""
REAL = frozenset(
    (
        "rigtig", "rigtigt", "rigtige", "ægte", "reel", "real", "genuine", "live", "echt", "riktig", "riktigt",
        "verklig", "normal", "produktion", "production", "prod", "svar", "besvarelse", "response", "answer",
        "antwort", "ok", "réel", "réelle", "vrai", "vraie", "réponse", "normale", "echte", "antwoord", "productie",
        "drift",
    )
)  # fmt: skip
"""What answers are called that are no try-outs, where some are."""
FOUND = GOOD | AGREED | NOT_PASSED | PUT_OFF | REAL
"""All that somebody finds who looks at answers: of these each may stand once beside the others."""
STILL_OPEN = frozenset(
    (
        "open", "opened", "reopened", "åben", "åbent", "åbnet", "åpen", "åpent", "öppen", "öppet", "offen", "abierto",
        "abierta", "avoin", "ouvert", "ouverte", "otwarty", "otwarta",
    )
)  # fmt: skip
"""What a state says of an answer that somebody is still at, where others have another word; and of much else."""
IS_NOT = NO | REAL | {"off"}
"""What says under »to be left out« that it is not so."""


_TRIED_AGAIN = lazily(r"test|prøve|essai|proef|prueba")
"""A part of any text that is such a word more than once, or with a number."""


def says_unfinished(text: str) -> bool:
    """Whether a text says of an answer that it does not count; asked of every text of a file once, and so quick."""
    if len(text) > _LONGEST_WORD:
        return False
    said = text.casefold().strip()
    if says_not_to_count(said) or says_draft(said) or leaves_out(said):
        return True
    return _TRIED_AGAIN.search(said) is not None and is_a_try_alone(said)


def leaves_out(text: str) -> bool:
    """Whether a folded text says, the whole of it, that an answer is nobody's. Most have none of the words."""
    plain = text.replace(" ", "").isalnum()  # a third of the time
    if _LAST_WORDS.isdisjoint(text.split() if plain else _BETWEEN_WORDS.split(text)):
        return False
    return re.fullmatch(_TO_LEAVE_OUT, words_alone(text)) is not None


def is_doubted(text: str) -> bool:
    """Whether a text asks whether an answer is nobody's, or says *test*, and nothing else, in more than the word."""
    said = fold(text)
    if not leaves_out(said):
        return False
    words = words_alone(text)
    return "?" in text or (words != said and words in MAY_BE_A_METHOD) or _says_twice(words)


def is_comment(text: str) -> bool:
    """Whether a text that may leave an answer out may as well be what somebody has to say: *Må ikke bruges*."""
    words = words_alone(text)
    return re.fullmatch(_MAY, words) is not None or names_two_things(text)


def is_a_try_alone(text: str) -> bool:
    """Whether a text is a word for a try-out, once or more, perhaps with a number: *test*, *TEST TEST*, *testing 123*.

    So one tries out whether a form takes what is typed; who has tests to speak of says something of them.
    """
    words = [word.rstrip("0123456789") for word in _ARTICLE.sub("", words_alone(text)).split()]
    tried = [word for word in words if word]
    return bool(tried) and all(is_try_out(word) and word not in ANYBODYS for word in tried)


def is_a_note(text: str) -> bool:
    """Whether a comment is nothing but a note that its answer does not count: *Dette er en test, slettes*."""
    words = words_alone(text)
    may_be_said = _ARTICLE.sub("", words) in MAY_BE_A_METHOD or is_doubted(text) or is_comment(text)
    return leaves_out(fold(text)) and not may_be_said


def stands_for_nobody(text: str) -> bool:
    """Whether what stands for a name or an address is nobody's: *Test Testesen*, *test@by.dk*, *Slettes*.

    Asked of every text of a file once, and so quick.
    """
    if len(text) > _LONGEST_WORD:
        return False
    said = text.casefold()
    if any(word in said for word in ("test", "prøv", "prov", "dummy", "pilot", "demo", "try")) and (
        _CALLED_A_TEST.fullmatch(words_alone(text)) or _MARKED_A_TEST.fullmatch(said)
    ):
        return True
    return leaves_out(said.strip()) and words_alone(text) not in MAY_BE_A_METHOD


def names_two_things(text: str) -> bool:
    """Whether a text is two words of which neither says that the answer goes: *Fejl og test*, *Test, svar*."""
    two = re.fullmatch(_TWO_THINGS, words_alone(text))
    return two is not None and (bool(two["joined"]) or "," in text)


def _says_twice(words: str) -> bool:
    return " " in words and MAY_BE_A_METHOD.issuperset(words.split())
