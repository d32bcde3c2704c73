"""What people and tools write of answers that count or do not; what a status column says.

The words of every tool and language stand here; what one tool alone writes, in its declaration (``tools.py``), what
people note of an answer under any heading, in ``said_of_answers.py``, and what the columns are called, in
``status_headings.py``.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from hf_fidelity.domain.survey.exports import SkipReason
from hf_fidelity.ground import fold, lazily
from hf_fidelity.readers.survey.words.not_said import NOT_SAID

RowVerdict = SkipReason | Literal["unknown"] | None
"""What a status says of a row: why it does not count, that nobody knows what it says, or None: it counts."""

_ANSWERED = frozenset(
    (
        "svaret", "svart", "svarat", "besvaret", "besvart", "besvarad", "besvarat", "answered", "responded", "replied",
        "geantwortet", "beantwortet", "respondido", "respondida", "contestado", "contestada", "vastattu", "vastannut",
        "sendt ind", "sendt inn", "sent in", "skickat in", "skickad in", "afgivet", "avgitt", "avgivet", "abgegeben",
        "répondu", "répondue", "beantwoord", "geantwoord",
    )
)  # fmt: skip
"""What a status says of an answer that was given; of anything else that it was not, *ikke svaret*, says little."""
_FINISHED = _ANSWERED | frozenset(
    (
        # Danish
        "gennemført", "fuldført", "færdig", "færdiggjort", "afsluttet", "besvaret", "komplet", "indsendt", "afleveret",
        "gyldig", "godkendt", "fuldstændig", "fuldstændigt", "udfyldt", "fuldførte", "gennemførte", "afsluttede",
        "besvarede",
        # Norwegian
        "fullført", "gjennomført", "ferdig", "avsluttet", "besvart", "innsendt", "levert", "godkjent",
        "fullstendig", "utfylt", "innlevert",
        # Swedish
        "slutförd", "slutfört", "genomförd", "genomfört", "klar", "färdig", "besvarad", "inskickad", "inskickat",
        "godkänd", "fullständig", "fullständigt", "ifylld", "ifyllt", "komplett", "inlämnad", "inlämnat", "avslutad",
        "avslutat", "färdigt",
        # English
        "complete", "completed", "fully completed", "finished", "done", "submitted", "ok", "valid", "approved",
        "ip address", "data entry complete", "submitted_via_web",
        # German
        "abgeschlossen", "vollständig", "vollendet", "beendet", "fertig", "ausgefüllt", "abgeschickt", "abgesendet",
        "eingereicht",
        # Spanish
        "completo", "completa", "completado", "completada", "finalizado", "finalizada", "terminado", "terminada",
        "enviado", "enviada",
        # French, Dutch
        "complet", "complète", "complété", "complétée", "terminé", "terminée", "achevé", "achevée", "fini", "finie",
        "envoyé", "envoyée", "soumis", "soumise", "rempli", "remplie", "validé", "validée", "valide", "approuvé",
        "approuvée", "clôturé", "clôturée",
        "voltooid", "volledig", "afgerond", "afgesloten", "compleet", "ingevuld", "ingediend", "ingezonden",
        "ingestuurd", "verzonden", "verstuurd", "gereed", "klaar", "geldig", "goedgekeurd", "beëindigd",
        # Finnish
        "valmis", "lähetetty", "täytetty", "suoritettu",
        # Polish
        "ukończono", "ukończony", "ukończona", "ukończone", "zakończono", "zakończony", "zakończona", "zakończone",
        "wypełniono", "wypełniony", "wypełniona", "kompletny", "kompletna", "kompletne", "wysłano", "wysłana",
    )
)  # fmt: skip
"""What a status says of an answer that counts, whatever tool wrote it, folded …"""
_LET_NO_FURTHER = frozenset(
    (
        "screened out", "screened-out", "screen out", "screen-out", "screenout", "screenet ud", "screenet fra",
        "frascreenet", "ausgescreent", "over quota", "over-quota", "overquota", "quota full", "quota-full", "quotafull",
        "full quota", "quota met", "quota exceeded", "kvote fuld", "kvoten fuld", "kvote full", "kvoten full",
        "kvot full", "kvoten full", "quote voll", "quote erreicht", "quote erfüllt", "cuota llena", "cuota completa",
        "kiintiö täynnä", "quota atteint", "quota plein", "quota dépassé", "quotum vol", "quotum bereikt", "quota vol",
        "uitgescreend", "disqualifié", "disqualifiée", "gediskwalificeerd", "disqualified", "diskvalificeret",
        "diskvalifisert", "diskvalificerad", "disqualifiziert",
        "descalificado", "descalificada",
    )
)  # fmt: skip
"""What only a survey says of somebody, whom its form did not let come to the end; …"""
_GONE = _LET_NO_FURTHER | frozenset(
    (
        "terminated", "rejected", "frasorteret", "frasortert", "bortsorterad", "udgået", "utgått", "utgår", "afvist",
        "avvist", "avvisad", "bortfald", "bortfall", "ausgesteuert", "abgewiesen", "terminado anticipadamente",
        "rechazado", "rechazada", "hylätty", "rejeté", "rejetée", "refusé", "refusée", "afgewezen", "uitgevallen",
    )
)  # fmt: skip
"""… and what is said so of citizens and their cases, too."""
_UNFINISHED = _LET_NO_FURTHER | frozenset(
    (
        # Danish
        "ufuldstændig", "inkomplet", "delvis", "delvist", "delvist besvaret", "delvis besvaret", "nogen svar",
        "påbegyndt", "i gang", "igang", "ikke gennemført", "ikke fuldført", "ikke færdig", "ikke afsluttet",
        "ikke besvaret", "ikke påbegyndt", "ikke startet", "frafaldet", "frafald", "afbrudt", "ny", "distribueret",
        "kladde", "slettet", "ufuldstændigt",
        # Norwegian
        "ufullstendig", "delvis besvart", "noen svar", "påbegynt", "ikke fullført", "ikke gjennomført", "avbrutt",
        "distribuert", "frafalt", "utkast", "ufullstendige",
        # Swedish
        "ofullständig", "delvis besvarad", "påbörjad", "pågår", "ej slutförd", "inte slutförd", "avbruten",
        "ofullständigt",
        # English
        "incomplete", "partial", "partially complete", "partially completed", "partial complete", "not complete",
        "not completed", "not finished", "unfinished", "not started", "in progress", "started", "abandoned", "aborted",
        "dropout", "drop out", "dropped out", "timed out", "draft", "in draft", "deleted", "initial data entry",
        "data entry started",
        # German
        "unvollständig", "teilweise", "abgebrochen", "nicht abgeschlossen", "nicht beendet", "in bearbeitung",
        "entwurf",
        # French, Dutch
        "incomplet", "incomplète", "partiel", "partielle", "partiellement", "abandonné", "abandonnée", "abandon",
        "interrompu", "interrompue", "en cours", "commencé", "commencée", "non commencé", "non commencée",
        "pas commencé", "inachevé", "inachevée", "brouillon", "supprimé", "supprimée",
        "onvolledig", "incompleet", "gedeeltelijk", "deels", "afgebroken", "begonnen", "gestart", "bezig",
        "niet gestart",
        "niet begonnen", "concept", "verwijderd", "onafgerond",
        # Spanish
        "incompleto", "incompleta", "parcial", "en curso", "en progreso", "abandonado", "abandonada", "borrador",
        # Finnish
        "kesken", "keskeytetty", "keskeneräinen", "luonnos",
        # Polish
        "przerwano", "przerwany", "przerwana", "przerwane", "niekompletny", "niekompletna", "niekompletne", "częściowo",
        "nieukończono", "nieukończona", "nieukończony", "w trakcie", "rozpoczęto", "rozpoczęta", "usunięto", "usunięta",
    )
)  # fmt: skip
"""… of one that does not, …"""
_TEST = frozenset(
    (
        # Danish, Norwegian, Swedish
        "test", "testsvar", "testbesvarelse", "testkørsel", "prøve", "prøvesvar", "prøvebesvarelse", "prøvekørsel",
        "forhåndsvisning",
        "förhandsvisning", "provsvar", "testrespons",
        # English
        "tests", "testing", "test response", "test run", "pretest", "preview", "survey preview", "survey test",
        "debug", "admin", "spam", "staging", "sandbox",
        # German, Spanish
        "testlauf", "probelauf", "vorschau",
        "prueba", "respuesta de prueba", "vista previa",
        # French, Dutch
        "essai", "réponse test", "réponse de test", "réponse d'essai", "aperçu", "prévisualisation",
        "testantwoord", "testrespons", "proef", "voorbeeldweergave",
        # Finnish, Polish
        "testivastaus", "koevastaus", "testowa", "testowy", "testowe", "odpowiedź testowa", "podgląd",
    )
)  # fmt: skip
"""… and of one that only tries the form out. Other words for the latter, as people note them: said_of_answers.py."""
YES = frozenset(
    ("1", "true", "sand", "sandt", "sann", "sant", "wahr", "verdadero", "yes", "ja", "sí", "si", "x", "t", "y", "j",
     "kyllä", "tosi", "tak", "prawda", "oui", "vrai", "waar", "✓", "✔", "✔\ufe0f", "☑", "☑\ufe0f", "✅")
)  # fmt: skip
NO = frozenset(
    ("0", "false", "falsk", "falskt", "falsch", "falso", "no", "nej", "nei", "nein", "f", "n", "nie", "fałsz",
     "epätosi", "non", "faux", "nee", "onwaar", "☐", "⬜")
)  # fmt: skip
"""A cross, *✗*, is neither: it may be the tick itself."""

_SENT = _FINISHED | frozenset(
    (
        "endelig", "endeligt", "endelige", "sendt", "afsendt", "sendt af sted", "slutlig", "slutgiltig", "skickad",
        "skickat", "final", "sent", "endgültig", "gesendet", "final version", "definitivo", "definitiva", "définitif",
        "définitive", "definitief", "lopullinen",
    )
)  # fmt: skip
_DRAFTS = frozenset(
    (
        "kladde", "udkast", "gemt", "gemt kladde", "lagret", "utkast", "sparad", "sparat", "klad", "draft", "in draft",
        "saved", "saved draft", "saved as draft", "entwurf", "gespeichert", "zwischengespeichert", "borrador",
        "guardado", "guardada", "brouillon", "enregistré", "enregistrée", "concept", "opgeslagen", "luonnos",
        "tallennettu",
    )
)  # fmt: skip
"""What is kept until it is sent: of both together, answers are spoken of, whatever they stand under."""

_NOT_YET = lazily(r"(?:ikke|ikkje|ej|inte|not|nicht|noch nicht|endnu ikke|no|ei|niet|nog niet|non|pas encore|pas) (.+)")


_DENIED = _FINISHED - (_ANSWERED - {"besvaret", "besvart", "besvarad"}) - {"ok", "klar"}
"""What an answer is that is not yet so; of these much else is not."""
FORM_WORDS = frozenset(
    (
        "svar", "svaret", "besvarelse", "besvarelsen", "skema", "skemaet", "skjema", "skjemaet", "spørgeskema",
        "spørgeskemaet", "spørreskjema", "spørreskjemaet", "enkät", "enkäten", "undersøgelse", "undersøgelsen",
        "undersøkelse", "undersøkelsen", "undersökning", "undersökningen", "form", "survey", "questionnaire",
        "response", "answer", "reply", "interview", "formular", "fragebogen", "umfrage", "antwort", "respuesta",
        "encuesta", "cuestionario", "formulario", "vastaus", "kysely", "lomake", "antwoord", "vragenlijst", "enquête",
        "formulier", "réponse", "formulaire",
    )
)  # fmt: skip
"""What people call the form, and what they answer in it."""
_BESIDE = FORM_WORDS | frozenset(
    (
        "har", "has", "have", "hat", "ha", "on", "er", "is", "ist", "är", "alle", "alla", "all", "alles", "todo",
        "todas", "helt", "hele", "hela", "fuldt", "fullt", "fully", "completely", "ganz", "kokonaan", "spørgsmål",
        "spørsmål",
        "frågor", "questions", "fragen", "preguntas", "the", "den", "der", "la", "el", "a", "est", "heeft", "tout",
        "toutes", "volledig", "helemaal", "entièrement", "vragen", "het", "de", "le", "les",
    )
)  # fmt: skip
"""What is said beside such a word in a status, and changes nothing: ``Har svaret``, ``Form submitted``."""
_NOT_OR_PARTLY = frozenset(
    (
        "ikke", "ikkje", "ej", "inte", "not", "nicht", "no", "ei", "aldrig", "aldri", "never", "delvis", "delvist",
        "partially", "partly", "teilweise", "parcialmente", "osittain", "niet", "nog", "non", "pas", "gedeeltelijk",
        "deels", "partiellement",
    )
)  # fmt: skip
"""With one of these it is not finished."""
_PER_CENT = lazily(r"(\d{1,3}(?:[.,]\d+)?) ?(?:%|pct\.?|procent|prosent|percent|per cent|prozent|por ciento|pour cent)")
_PARTING = lazily(r"[\s()\[\].,:;!/–—-]+")


def _said_at_length(value: str) -> RowVerdict:
    """What several words, or a share, say in a status, of which together no list has them."""
    if (share := _PER_CENT.search(value)) and (verdict := _of_share(float(share[1].replace(",", ".")), 100)):
        return verdict
    every = [word for word in _PARTING.split(_PER_CENT.sub(" ", value)) if word]
    words = [word for word in every if word not in _NOT_OR_PARTLY]
    denied = len(words) < len(every)
    said = [word for word in words if word not in _BESIDE] or [word for word in words if word in _FINISHED]
    finished = " ".join(said) in _FINISHED or (bool(said) and all(word in _FINISHED for word in said))
    if finished or (share and not words and not denied):
        return "incomplete" if denied else None
    if says_not_to_count(" ".join(said)) and not denied:
        return "test" if is_try_out(" ".join(said)) else "incomplete"
    return "unknown"


def says_not_to_count(value: str) -> bool:
    """Whether a folded value is a word for an answer that is not finished, or a try-out: *ikke indsendt*, too."""
    if value in _UNFINISHED or value in _TEST:
        return True
    denied = _NOT_YET.fullmatch(value)
    return denied is not None and denied[1] in _DENIED


def says_draft(value: str) -> bool:
    """Whether a folded value is a word for what is kept, and not sent yet; beside *sent* it is an answer's."""
    return value in _DRAFTS


def are_drafts_and_sent(values: Collection[str]) -> bool:
    """Whether folded values are words for what is kept and for what is sent, both, and nothing else."""
    drafts = sum(map(says_draft, values))
    return 0 < drafts < len(values) and all(value in _DRAFTS or value in _SENT for value in values)


def says_gone(value: str) -> bool:
    """Whether a folded value says, of whatever stands under *Outcome*, that somebody did not come to the end."""
    return value in _GONE


def says_finished(value: str) -> bool:
    """Whether a folded value is a word for an answer that is finished, and counts."""
    return value in _FINISHED


def is_try_out(value: str) -> bool:
    """Whether a folded value is a word for an answer that somebody gave to try the form out."""
    return value in _TEST


def is_dated(text: str) -> bool:
    """Whether a text has a day in it, or is one as spreadsheets count them."""
    return _DATED.search(text) is not None


def is_moment(text: str) -> bool:
    """Whether a text is a day with a time of it; midnight is what a spreadsheet has for a day alone.

    But for that of 1980, which LimeSurvey has for everybody who has sent in a form that notes no days.
    """
    if not is_dated(text) or (time := _TIME.search(text)) is None:
        return False
    return int(time[1]) + int(time[2]) > 0 or text.startswith("1980-01-01")


def says_yes(value: str) -> bool:
    """Whether a folded value says yes, or ticks."""
    return value in YES


def is_status_word(value: str) -> bool:
    """Whether a folded value is a word for whether an answer counts."""
    return says_finished(value) or says_not_to_count(value)


def is_of_a_day(text: str) -> bool:
    """Whether a text has a day in it, or is nothing but a time of one."""
    return is_dated(text) or _CLOCK.fullmatch(text.strip()) is not None


def is_yes_or_no(text: str) -> bool:
    """Whether a cell answers a question with yes or no, and names nothing."""
    return len(text) > 1 and fold(text) in YES | NO


_DATED = lazily(r"(?:19|20)\d\d|\d{5}|\d+[./-]\d+[./-]\d+")


_CLOCK = lazily(r"(?:kl\.? ?)?[012]?\d[:.][0-5]\d(?:[:.][0-5]\d)?(?: ?[ap]\.?m\.?)?", re.IGNORECASE)


_TIME = lazily(r"(?:\s|T|kl\.?)(\d{1,2})[:.](\d\d)(?!\.?\d)")


_SHARE = lazily(r"(\d{1,3}(?:[.,]\d+)?) ?%?")


def are_parts_of_one(texts: Iterable[str]) -> bool:
    """Whether some folded texts are shares as a spreadsheet keeps them, 1 for all and 0.35 for less."""
    shares = [float(share[1].replace(",", ".")) for text in texts if (share := _SHARE.fullmatch(text))]
    return bool(shares) and max(shares) == 1 and any(0 < share < 1 for share in shares)


def are_parts_of_a_hundred(texts: Iterable[str]) -> bool:
    """Whether some folded texts are nothing but shares in per cent, of which one is all of it."""
    there = [text for text in texts if text]
    shares = [float(share[1].replace(",", ".")) for text in there if (share := _SHARE.fullmatch(text))]
    return len(shares) == len(there) and max(shares, default=0) == 100


def _of_share(share: float, all: int) -> RowVerdict:
    return None if share == all else "incomplete" if share < all else "unknown"


@dataclass(frozen=True)
class Status:
    """A column that says whether an answer counts. Values are compared folded, whole numbers as ``1``.

    Words that every tool's users know (*Gennemført*, *abgebrochen*, *test*) need not be listed. A value that is in no
    list is unknown: its row is named, and does not count.
    """

    columns: str
    """A pattern for the column's heading."""
    keep: tuple[str, ...] = ()
    """The values that count."""
    skip: Mapping[str, SkipReason] = field(default_factory=dict)
    """The values that do not count, and why."""
    otherwise: RowVerdict = "unknown"
    """What any other value means; None: it counts."""
    blank: RowVerdict = None
    """What an empty cell means; None: it counts."""
    moment: bool = False
    """Whether any date in it means that the answer was sent in."""
    by_hand: bool = False
    """Whether it may be anything that somebody called so: an empty cell then says nothing beside one that is filled."""
    if_known: bool = False
    """Whether it is a status only where one of its words stands in it."""
    share: int = 0
    """If it holds how much was gone through, what says all of it, in per cent 100: below that it was not finished."""
    undecided: tuple[str, ...] = ()
    """Of the values that count, those by which somebody has put off saying whether they do: they are pointed out."""
    unless: str | None = None
    """A pattern for the heading of a column that says the same better; where there is one, this is none."""
    beside: str | None = None
    """A pattern for the heading of another column of the same tool, without which anybody may call one so."""

    def verdict(self, value: str) -> RowVerdict:
        """What a value says of its row. ``value`` is folded."""
        if self.share and (share := _SHARE.fullmatch(value)):
            return _of_share(float(share[1].replace(",", ".")), self.share)
        if value in self.skip:
            return self.skip[value]
        if (
            value in self.keep
            or value in self.undecided
            or value in _FINISHED
            or (self.moment and _DATED.search(value))
        ):
            return None
        if says_not_to_count(value):
            return "test" if value in _TEST else "incomplete"
        if value in NOT_SAID and (not value or self.blank):
            return self.blank
        return "unknown" if value in NOT_SAID else self._at_length(value)

    def _at_length(self, value: str) -> RowVerdict:
        return _said_at_length(value) if self.otherwise == "unknown" else self.otherwise

    def knows(self, value: str) -> bool:
        """Whether a folded value is one of its words."""
        return value != "" and self.verdict(value) != "unknown"
