"""Which rows are finished answers, and which are not, or only try-outs: by a status column, or one that may be such."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from hf_fidelity.domain.survey.exports import SkipReason
from hf_fidelity.ground import fold, plain_code
from hf_fidelity.readers.survey.cells.book import CellValue, as_text
from hf_fidelity.readers.survey.columns import TableColumn
from hf_fidelity.readers.survey.sentences import heading_shown
from hf_fidelity.readers.survey.status_words import (
    NO,
    NOT_SAID,
    YES,
    RowVerdict,
    Status,
    are_parts_of_a_hundred,
    are_parts_of_one,
    is_dated,
    is_moment,
    is_status_word,
    is_try_out,
    says_finished,
    says_gone,
    says_not_to_count,
    says_yes,
)
from hf_fidelity.readers.survey.sums import Stop
from hf_fidelity.readers.survey.tools import PLAIN, is_headed, matches
from hf_fidelity.readers.survey.understand import AnswerTable
from hf_fidelity.readers.survey.words import negations, words_alone, words_parted

if TYPE_CHECKING:
    from hf_fidelity.domain.survey.exports import StatusMeant

_MEANT: "Mapping[StatusMeant, SkipReason | None]" = {"finished": None, "unfinished": "incomplete", "test": "test"}


def status_verdicts(column: TableColumn, table: AnswerTable, said: "Mapping[str, StatusMeant]") -> "Verdicts | None":
    """What the values of a status column mean; None where it is none after all."""
    status = _fitting(table.layout.statuses, column)
    sure = column.how == "mapping" or (not status.if_known if status else table.layout is PLAIN)
    found = Verdicts(column.index, status or _fitting(PLAIN.statuses, column) or PLAIN.statuses[0], said)
    if sure and not found.status.by_hand:
        return found
    values = {
        row[column.index] for row in islice(table.sheet.rows(), table.header[-1], None) if len(row) > column.index
    }
    texts = {fold(as_text(value)) for value in values}
    if (found.status.share or found.status.by_hand) and are_parts_of_one(texts):
        found = Verdicts(column.index, replace(found.status, share=1), said)
    elif found.status.by_hand and not is_of_states(column) and are_parts_of_a_hundred(texts):
        found = Verdicts(column.index, replace(found.status, share=100), said)
    known = found.says_finished if found.status.share else found.status.knows
    if not sure and not any(map(known, texts)):
        return None
    if found.status.by_hand and not found.explains("") and any(found.says_finished(text) for text in texts):
        found[""] = "unknown"  # what is empty beside »finished« may not be
    return found


def _fitting(statuses: Sequence[Status], column: TableColumn) -> Status | None:
    """The first of some statuses that is called as a column is."""
    return next((s for s in statuses if any(is_headed(s.columns, name) for name in column.names)), None)


class Verdicts(dict[CellValue, RowVerdict]):
    """A status column's values → what they say of their rows."""

    def __init__(self, column: int, status: Status, said: "Mapping[str, StatusMeant]") -> None:
        super().__init__()
        self.column, self.status = column, status
        self._said = {fold(word): _MEANT[meant] for word, meant in said.items()}

    def __missing__(self, cell: CellValue) -> RowVerdict:
        text = fold(as_text(cell))
        self[cell] = verdict = self._said[text] if text in self._said else self.status.verdict(text)
        return verdict

    def explains(self, text: str) -> bool:
        """Whether a mapping says what a folded text means."""
        return text in self._said

    def says_finished(self, text: str) -> bool:
        """Whether a folded text means outright that its row counts."""
        return text != "" and (self._said[text] if text in self._said else self.status.verdict(text)) is None


_NEARLY_ALL = 0.9
_LONGEST_WORD = 40
"""A longer text says more than whether an answer counts."""
_LONGEST_HEADING = 3
"""A heading of more words asks for something."""

# The words that say of an answer whether it counts, in any language; what a status column says outright (*Gennemført*,
# *partial*, *ja*) stands in tools.py. Most files ask for few of these: a pattern that is a text is compiled, once, when
# it is first asked for. All of them together took a tenth of the time in which the process that reads files starts.


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
_STATE_OF_ANSWER = (
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
_SAYS_NO_MORE = rf"({_OF_NOTHING})\d*|(({_OF_ANSWERS})(e?[rnts]|e|e?ns|ets|e?rnes?|et|[äa]?n|or|orna|ornas)?){{1,3}}\d*"
"""Words of headings that are about the answer itself, or about nothing. They are listed, since what else one may be
about has no end."""
_NOTHING_SAID = re.compile(rf"({_OF_NOTHING})\d*( ({_OF_NOTHING})\d*)*")
"""Headings that are about nothing: ``Kolonne 3``."""
_CONSENT = (
    r"((informeret|informert|informerat|informed|gdpr|dsgvo) )?(samtykke(t|r|erklæring(en)?)?|samtycke(t|r)?"
    r"|consent( form)?|einwilligung(serklärung)?|einverständnis(erklärung)?|consentimiento( informado)?|suostumus)"
)
"""What people call it that somebody agrees that their answers are used."""
_WITHDRAWN = (
    r"trukket|tilbagetrukket|tilbagekaldt|tilbakekalt|fortrudt|angret|ångrat|återkallat|återtaget|withdrawn|withdrew"
    r"|revoked|retracted|widerrufene?|zurückgezogene?|retirado|revocado|peruttu|peruutettu"
)
_WISHES = r"(jeg |i |du )?(ønsker|vil( gerne)?|wants?|wish(es)?)( du)?( at| to)?|do you (want|wish) to"
_WITHDRAW = r"trække[rs]?|tilbagetrække[rs]?|withdraws?|retracts?|revokes?"
_ONES_OWN = r"mit|mine|sit|sine|dit|dine|deres|my|your|their"
_LEAVES_OUT = (
    r"(is |er |ist )?(a )?(tests?|testsvar|testbesvarelse|test response|prøve|prøvesvar|prøvebesvarelse|preview|spam)"
    r"|provsvar|testrespons|(es (una )?)?(respuesta de )?prueba|odpowiedź testowa|testowa|testivastaus|koevastaus"
    r"|sletta?|radera(s|d|t)?|ska raderas|borrar|borrad[oa]|eliminar|usuń|usunąć|do usunięcia|poista|poistetaan"
    r"|test ?(mode|session)|sandbox|dry ?run|(a )?bot"
    r"|excluded?|ekskluder(et|es)?|udelad(es)?|udeladt|skal udelades|slet(tes)?|skal slettes|deleted?|exkluder(a|ad|as)"
    r"|ausschließen|ausgeschlossen|excluir|excluid[oa]|tæller ikke( med)?|skal ikke (med|tælle med)"
    r"|(er )?(ugyldigt?|ugyldige|invalid|ogiltig|ungültig|inválid[oa])( (svar|besvarelser?|response|answer|antwort))?"
    r"|(skal )?(fjern(es?|et)?|kass[eé]r(es?|et)?|udgår?|udgået|annuller(es?|et)?|forkast(es?|et)?)"
    r"|frafald(et|ne)?|frafaldt|droppet ud|udtrådt|trukket( sig)?( tilbage)?|tilbagetrukket|afbrudt|avbrutt|avbruten"
    r"|frafalt|trukket seg|avhopp(ad)?|with(drawn|drew)|dropped ?out|drop ?outs?|opted ?out|aborted|abgebrochen|abbruch"
    r"|removed?|discard(ed)?|to be removed|reject(ed)?|entfernen|löschen|ta bort|kladder?|draft|utkast|entwurf"
    r"|(er |is )?(a )?(dublet(ter)?|dubbletter?|duplikat|duplicated?|dublette|duplicado)"
    r"|(data )?(quality|kvalitets?|qualitäts?) ?(flags?|markering)|speeders?|straight ?liners?|fortrudt"
    rf"|({_CONSENT} )?((er|har|has|have|been|blev|was|i|wurde) )*({_WITHDRAWN})( (tilbage|seg|sig))?( {_CONSENT})?"
    r"( (dato|den|date|datum|on|am))?"
    rf"|(withdrawal of|tilbagetrækning af|tilbagekaldelse af|widerruf der) {_CONSENT}"
    rf"|(({_WISHES}) )?({_WITHDRAW}) (({_ONES_OWN}) )?"
    rf"(svar(et|ene)?|besvarelsen?|skemaet|answers?|responses?|{_CONSENT})( tilbage)?"
)
"""What is marked under such a heading does not count: ``Slettes``, ``Dublet``, ``Test``."""
_IT_IS = r"((is|er|ist|är|es|on|som|as)( (a|an|en|et|ett|ein|in|i))?|in|i|im)"
"""What may stand before such a word, and before those below: ``Is draft``, ``in_draft``, ``Er kladde``."""
_COUNTS_IN = (
    r"(er |is )?(a )?(gyldige?t?|valide?|giltigt?|gültige?|válid[oa])( (svar|besvarelser?|response|answer|antwort))?"
    r"|includ(e|ed)( in( the)? (analysis|report))?|inkluder(es|et|t|as|ad)?( i analysen?)?|use in analysis|filter"
    r"|filter \d+|medtag(es)?|medtaget|medregnes|tag(es)? med|tæller( med)?|skal (tælle )?med|(skal )?bruges"
    r"|räknas( med)?|ta med|teller( med)?|einschließen|auswerten|zählt|keep|behold(es)?|færdigt?|ferdig"
    r"|finished|fertig|incluir|incluid[oa]"
    r"|(er )?(svaret|besvarelsen|skemaet) (færdigt?|gyldigt?|afsluttet|indsendt)|usable|brugbart?"
    rf"|((jeg )?giver (du )?|har du givet |jeg |((do )?(you|i) )?(consented )?)?{_CONSENT}"
    r"( (er )?(givet|afgivet|gitt|gett|given|erteilt|gegeben|dado|otorgado|annettu))?"
    r"|(indgår|inngår|ingår|med)( i (analysen?|opgørelsen|rapporten))?|included in (the )?(analysis|report)"
    r"|(attention|opmærksomheds?|oppmerksomhets?|uppmärksamhets?|aufmerksamkeits|kontrol|control|trap)"
    r" ?(checks?|tjek|test|kontrol|kontroll|spørgsmål|question|item|prüfung|frage)( passed| bestået)?( \d+)?"
    r"|(qc|qa|quality( check| control)?|data ?check|kvalitets?(kontrol|tjek)) (passed|bestået|ok|approved|godkendt)"
)
"""What is marked under such a heading counts: ``Gyldig``, ``Include``, ``Samtykke``."""
_AGREES = (
    r"\w*(samtykke|samtycke|suostu)\w*|\w*consent(s|ed)?|\w*einwillig\w*|einverstanden|einverständnis\w*|zustimm\w*"
    r"|consentimiento|consiento|gdpr|dsgvo"
)
"""Stems of words of consent: in any heading, unless it is one of :data:`_OF_OTHERS`, it may be that of the answer."""
_ALLOWS = (
    r"(.* )?((må|kan|får|may|can|dürfen|darf) (vi|we|wir|man)|podemos|saako|saammeko"
    r"|(agree|accept(er\w*)?|godkender|godkänner) (that|at|att)|(mine|my|meine|mina) \w+ (må|kan|får|may|can|dürfen))"
    r"( .*)? \w*(brug|anvend|benytt|gem|behandl|bruk|använd|use|stor|process|verwend|nutz|speicher|verarbeit|usar"
    r"|utiliz|käytt).*"
    r"|(.* )?(accept|akzept|acept|godkend|godkänn)\w* .*(betingelse|vilkår|villkor|terms|conditions|privacy|privatliv"
    r"|persondata|datenschutz|bedingungen|condiciones|privacidad).*"
)
"""So is one that asks whether something may be used, …"""
_TAKES_PART = (
    r"(vil|ønsker|vill|önskar|would|(do you|i) (want|wish|agree)|möchten|wollen|quiere|desea|haluatko)\b.*"
    r"\b(deltage|delta|participate|take part|teilnehmen|participar|osallistua)\b.*"
)
"""… or whether somebody takes part."""
_WHOSE = r"(di|mi)(n|ne|t|na|tt|a)|jeres|deres|your|my|ihre[nr]?|deine[nr]?|meine[nr]?|sus?|tus?|mis?|er[at]|ert"
_OF_ANSWERS_GIVEN = (
    r"(.* )?(((spørge|spørre)?(svar|besvarelse|skjema|skema)|undersøgelse|undersøkelse|undersökning|studie|survey"
    r"|umfrage|befragung|encuesta|kysely|vastau|tutkimu)\w*|answers?|responses?|study|antworten|respuestas|estudio)"
    r"( .*)?"
    rf"|(.* )?({_WHOSE}) (person)?(oplysninger|opplysninger|uppgifter|data|daten|datos)( .*)?"
)
"""What somebody agrees to whose answers stand in the row, …"""
_PART_IN_IT = r"(.* )?(deltag\w*|deltak\w*|delta|participa\w*|take part|teilnahme|teilzunehmen|osallistu\w*)( .*)?"
"""… or this, where consent is asked for."""
_OF_OTHERS = (
    r"\w*kontakt\w*|contact\w*|contactar\w*|interview\w*|lodtræk\w*|trekning|lottery|utlottning|borger\w*|bruker\w*"
    r"|brukar\w*|citizens?|kursus\w*|kurs\w*|course|uddannelse|training|journal\w*|citer\w*|quoted?|foto\w*|photos?"
    r"|kommentar\w*|comments?|antal|antall|number|version|nyhedsbrev|newsletter|igen|igjen|again|procedure\w*"
    r"|nye?|næste|neste|nästa|new|next|senere|later|future|fremtidig\w*|opfølg\w*|follow|nächste\w*|\w*gruppe\w*"
    r"|bürger\w*|ciudadan\w*|asiakka\w*"
)
"""What else, and whose, consent is asked for, or spoken of."""
_OUT = (
    r"slette[dst]e?|udelukke(de|t|s)|udelukkelse|utelukket|uteluk(ke|kede|t)|exclu\w*|ekskluder\w*|exkluder\w*"
    r"|ausgeschlossen\w*|ausschluss|fjerne[dts]e?|fjernes|kassere[dts]|deleted?|deletion|removed?|removal|discard(ed)?"
    r"|gelöscht\w*|löschung|borttage[nt]|raderad|uteslut(en|na|et)|eliminad[oa]|descartad[oa]|poistettu|hylätty"
    r"|diskvalificere[dt]|disqualif\w*|underkendt|forkastet|verworfen|partial(ly)?|partiel|teilweise|parcial"
    r"|terminated|incomplet\w*|inkomplet\w*|u(fuld|full)stendigt?|ufuldstændigt?|ofullständigt?|unvollständig\w*"
    r"|frascreenet|kesken(eräinen|jätetty)?|ugyldige?t?|ogiltig[at]?|ungültige?|invalid|inválid[oa]s?|nieważn[ay]"
    r"|niekompletn[aey]|afvist|avvist|avvisa[dt]|abgelehnt|rechazad[oa]"
    r"|trash(ed)?|binned|papirkurven?"
)
"""Stems of words that say of an answer, in a heading of nothing but answers, that it is to be left out."""
_IN = (
    r"[ck]omplet\w*|fuldstændig\w*|fullständig\w*|fullstendig\w*|vollständig\w*|godken\w*|godkän\w*|godkjen\w*"
    r"|approv\w*|accept(ed|eret)|genehmigt|aprobad[oa]|hyväksytty|verifi[cz]\w*|valid\w*|gyldig\w*|giltig\w*"
    r"|gültig\w*|válid[oa]s?|kelvollinen|ważn[aey]|ukończon[aeoy]|zakończon[aeoy]|færdig\w*|ferdig\w*|gennemført"
    r"|gjennomført|genomförd|fuldført|fullført|slutförd|afsluttet|avsluttet|avslutad|afsendt|indsendt|innsendt"
    r"|inskicka[dt]|submit\w*|finish\w*|besvaret|udfyldt|utfylt|ifyll[dt]|abgeschlossen|beendet|abgeschickt"
    r"|ausgefüllt|besvart|besvara[dt]|beantwortet|answered|responded|respondid[oa]|contestad[oa]|vastattu|täytetty"
    r"|suoritettu|sendt|sent|skicka[dt]|afgivet|afgivne|avgitt|avgivet|avgivna|abgegeben\w*|afleveret|levert"
    r"|innlevert|inlämna[dt]|eingereicht|klar[at]?|done|slutfört|genomfört|finalizad[oa]|terminad[oa]|enviad[oa]"
    r"|valmis|lähetetty|lähettänyt|täyttänyt|suorittanut"
)
"""Stems of words that say so of one that counts."""
_HAS_ANSWERED = (
    r"(har|hat|has|have|ha|on) (svaret|svart|svarat|geantwortet|respondido|contestado|vastannut)"
    r"|svaret|svarat|vastannut"
)
"""Whole headings that say so; of more words, *svaret* is the answer itself."""
_STOPPED = (
    r"(screened|screen) ?out|screenet (ud|fra)|(over|full) ?quota|quota ?(full|met|exceeded)|kvote(n)? (fuld|full|nået)"
    r"|(tidligt?|stopped|ended) (stoppet|afbrudt|early)|(stoppet|afbrudt|avbrutt) (tidligt?|undervejs|underveis)"
    r"|(vorzeitig|früh) (beendet|abgebrochen)"
)
"""Whole headings that say so of somebody whom the form, or themselves, did not let come to the end."""
_OUT_PERHAPS = (
    r"(kun )?delvist?|delvis besvarad|delvist? (besvaret|besvart|udfyldt|gennemført)|skipped|sprunget over|hoppat över"
    r"|archived|arkiver(et|t|ad)|archiviert|archivad[oa]|arkistoitu"
    r"|q relevant ?id duplicate|q ballot box stuffing"  # what Qualtrics suspects
)
"""Whole headings that may say so, or be an option of another question: what is marked there is pointed out."""
_OUTCOME = r"outcome|results?|udfald|utfall|utfald|resultat(et)?|resultado|ergebnis|tulos|wynik"
"""Words for what became of somebody who was asked, or of anything else."""
_WHEN = r"dato|date|datum|fecha|tid|time|tidspunkt|timestamp|zeit|zeitpunkt|hora|den|on|at|am|um|kl|päivä|aika"
"""Words beside such a stem that say only that a day stands there: ``Afsluttet den``."""
_OF_WORK = re.compile(r"\b(test(en|et|s)?|prøven?|prøver|interview(et|s)?|entrevista|formular(en)?|formulario)\b|\d")
"""What people go through or hand in at work, too; and one answer of several: ``Svar 2 godkendt``."""
_SOMEBODY = (
    r"(test|prøve|pilot|demo|dummy|probe|fake|prov) ?(svar|respons|besvarelser?|respond[ae]nt|deltager|deltaker"
    r"|deltagare|participant|teilnehmer|bruger|user|person|response|answer|antwort|record|interview|entry|submission"
    r"|vastaaja|datensatz|data)(er|en)?|demo|dummy"
)
"""What a heading calls somebody who only tries the form out."""
_TRIES_OUT = "tester"
"""So it does where nothing but yes and no stands there; else it is somebody's name or work."""
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
_NOTES = (
    r"\b(kilde|source|quelle|källa|fuente|lähde|kanal\w*|channel|collector|indsamler|link|oprindelse|origin|herkunft"
    r"|mode|modus|not[ae]\w*|notits|notiz\w*|bemærk\w*|remark\w*|anmerkung\w*|anmärkning\w*|merknad\w*"
    r"|observa\w*|huomau\w*|mærke|mark\w*|flag|tag|(data ?)?(kvalitet|quality|qualität|calidad|laatu))\b"
)
"""Not comments, and what else there is to say: there people write themselves, in a word at times."""


# Of cells, compared in the same way; what is said of people, good and real as it stands, but for case.

_A_TRY_OUT = r"(test|prøve) ?(svar|besvarelse|response)|survey (test|preview)"
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
_MAY_BE_A_METHOD = frozenset(("test", "tests", "testing", "testet", "testi", "prueba", "dummy", "bot", "bots", "fraud"))
"""Of these, what may be an answer to some question, unless the column is for notes, or for where answers come from."""
_ANYBODYS = frozenset(("admin", "spam", "debug"))
"""Of the words for try-outs those that are said of people, too."""
_GOOD = frozenset(
    (
        "ok", "good", "fine", "god", "fint", "pass", "passed", "clean", "unique", "unik", "gyldig", "valid", "keep",
        "behold", "med", "include", "bestået", "bestått", "godkänd", "bestanden", "correct", "korrekt",
        "rigtigt", "aprobado",
    )
)  # fmt: skip
"""What says under »to be left out« that nothing is wrong, besides no."""
_AGREED = frozenset(
    (
        "agree", "agreed", "i agree", "accept", "accepted", "i accept", "accepterer", "accepteret", "jeg accepterer",
        "givet", "given", "samtykker", "samtykke givet", "jeg samtykker", "jeg giver samtykke", "samtycker",
        "jag samtycker", "i consent", "einverstanden", "ich stimme zu", "acepto", "hyväksyn", "suostun", "kyllä", "oui",
    )
)  # fmt: skip
"""What somebody says who agrees that their answers are used, besides yes …"""
_REFUSED = frozenset(
    (
        "disagree", "i disagree", "decline", "declined", "i decline", "refuse", "refused", "rejected", "afslår",
        "afslået", "afvist", "nægter", "trukket", "trukket tilbage", "tilbagekaldt", "avslår", "avböjer", "återkallat",
        "withdrawn", "revoked", "ablehnen", "abgelehnt", "widerrufen", "rechazo", "rechazado", "ei", "en hyväksy",
        "en suostu", "kieltäydyn",
    )
)  # fmt: skip
"""… and who does not, besides no."""
_NOT_PASSED = _REFUSED - {"ei", "disagree", "i disagree"} | frozenset(
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
_PUT_OFF = frozenset(
    (
        "pending", "on hold", "hold", "has issues", "hasissues", "flagged", "flag", "needs review", "under review",
        "in review",
        "to be reviewed", "question", "query",
        "afventer", "venter", "på hold", "i tvivl", "tvivl", "skal ses igen", "avventer", "väntar", "avvaktar",
        "ausstehend", "zu prüfen", "pendiente", "odottaa",
    )
)  # fmt: skip
"""What somebody finds who has not made up their mind."""
_REAL = frozenset(
    (
        "rigtig", "rigtigt", "rigtige", "ægte", "reel", "real", "genuine", "live", "echt", "riktig", "riktigt",
        "verklig", "normal", "produktion", "production", "prod", "svar", "besvarelse", "response", "answer",
        "antwort", "ok",
    )
)  # fmt: skip
"""What answers are called that are no try-outs, where some are."""


_FOUND = _GOOD | _AGREED | _NOT_PASSED | _PUT_OFF | _REAL
"""All that somebody finds who looks at answers: of these each may stand once beside the others."""
_IS_NOT = NO | _REAL | {"off"}
"""What says under »to be left out« that it is not so."""


def says_unfinished(text: str) -> bool:
    """Whether a text says of an answer that it does not count; asked of every text of a file once, and so quick."""
    if len(text) > _LONGEST_WORD:
        return False
    said = text.casefold().strip()
    return says_not_to_count(said) or _leaves_out(said)


def _leaves_out(text: str) -> bool:
    """Whether a folded text says, the whole of it, that an answer is nobody's. Most have none of the words."""
    if _LAST_WORDS.isdisjoint(text.strip("()[].,:;!?-\"'").split()):
        return False
    return re.fullmatch(_TO_LEAVE_OUT, words_alone(text)) is not None


def _is_doubted(text: str) -> bool:
    """Whether a text asks whether an answer is nobody's, or says *test*, and nothing else, in more than the word."""
    said = fold(text)
    if not _leaves_out(said):
        return False
    words = words_alone(text)
    return "?" in text or (words != said and words in _MAY_BE_A_METHOD) or _says_twice(words)


def _says_twice(words: str) -> bool:
    return " " in words and _MAY_BE_A_METHOD.issuperset(words.split())


def is_about_answers(column: TableColumn) -> bool:
    """Whether a column's headings speak of nothing but the answer, or of nothing: ``Tilstand``, ``Kolonne 3``."""
    return all(_says_no_more(name) or _is_a_state(name) for name in map(words_parted, column.names))


def _says_no_more(name: str) -> bool:
    return all(re.fullmatch(_SAYS_NO_MORE, word) for word in name.split())


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


def _is_of_reviews(column: TableColumn) -> bool:
    """Whether a column's headings speak of nothing but what somebody found who looked at the answers."""
    words = [word for name in column.names for word in words_parted(name).split()]
    others = [word for word in words if not re.fullmatch(_OF_REVIEWS, word)]
    return len(others) < len(words) and all(
        re.fullmatch(_OF_A_REVIEW, word) or re.fullmatch(_SAYS_NO_MORE, word) for word in others
    )


def rows_undecided(verdicts: "Verdicts", table: AnswerTable) -> dict[int, str]:
    """The rows of which a status says that somebody has put off saying whether they count, and what stands there."""
    if not verdicts.status.undecided:
        return {}
    last, at = table.header[-1], verdicts.column
    texts = (as_text(row[at]) if len(row) > at else "" for row in islice(table.sheet.rows(), last, None))
    return {
        number: text
        for number, text in enumerate(texts, last + 1)
        if fold(text) in verdicts.status.undecided and not verdicts.explains(fold(text))
    }


def perhaps_statuses(table: AnswerTable, read: Collection[int], *, words: bool) -> Iterator["PerhapsStatus"]:
    """The columns that are read for nothing, and may say of answers that they do not count.

    ``read`` are those that are read as statuses, ``words`` is whether any cell of the file holds a word for that.
    """
    own = table.layout is not PLAIN and bool(table.of("status"))
    for called in table.columns:
        column = replace(called, kind="other") if _holds_others(called, table, read, words=words) else called
        if not table.of("status") and _is_of_pages(column, table):
            yield PagesLeft(column, table)
        if column.kind in ("other", "date") and column.names and not column.part_of:
            yield from _parts_answered(column, table)
            named = [words for name in column.names for words in _said_of_answers(name)]
            leaves_out = column.kind == "other" and any(_it_is(_LEAVES_OUT, name) for name in named)
            counts_in = column.kind == "other" and not leaves_out and any(_it_is(_COUNTS_IN, name) for name in named)
            by_stem = None if leaves_out or counts_in else _by_stem(column, table, named)
            consent = None if leaves_out or counts_in or column.kind != "other" else _consent(column, table, named)
            outcomes = _outcomes(column, table, named) if column.kind == "other" else None
            if outcomes:
                yield outcomes
            elif by_stem or consent:
                yield from filter(None, (by_stem, consent))
            elif counts_in:
                yield CountsIn(column, table)
            elif not read and _begins_with(is_moment, column, table):
                yield MomentsLeft(column, table)
            elif leaves_out or ((words or is_of_states(column) or _is_of_reviews(column)) and column.kind == "other"):
                yield PerhapsStatus(column, table, leaves_out=leaves_out, outright=own and not leaves_out)
        elif words and column.kind == "technical" and column.names and _has_a_word(column, table):
            yield PerhapsStatus(column, table, leaves_out=False, outright=own)


_PATH = re.compile(r"(\S+)[./](\w+)")


def _said_of_answers(name: str) -> Iterator[str]:
    """The words of a heading; and those of the last of a path, where the others are the answer's: ``meta/is_draft``."""
    yield words_parted(name)
    if (path := _PATH.fullmatch(name.strip())) and _says_no_more(words_parted(path[1])):
        yield words_parted(path[2])


def _it_is(pattern: str, name: str) -> bool:
    """Whether a heading is what a pattern says, or says that it is so: ``Draft``, ``Is draft``."""
    return re.fullmatch(rf"({_IT_IS} )?({pattern})", name) is not None


def _has_a_word(column: TableColumn, table: AnswerTable) -> bool:
    """Whether anything stands in a column that says of an answer that it does not count."""
    rows = islice(table.sheet.rows(), table.header[-1], None)
    cells = {row[column.index] for row in rows if len(row) > column.index}
    return any(isinstance(cell, str) and says_unfinished(cell) for cell in cells)


def _holds_others(column: TableColumn, table: AnswerTable, read: Collection[int], *, words: bool) -> bool:
    """Whether a column is called as one of days or a status, and holds nothing that such a one does."""
    if column.kind == "status":
        return column.index not in read
    return words and column.kind == "date" and not _begins_with(is_dated, column, table)


def _by_stem(column: TableColumn, table: AnswerTable, named: Sequence[str]) -> "PerhapsStatus | None":
    """A column whose heading has nothing but words of answers and a stem of one that says which count.

    Only where nothing else stands there than what such a column holds: *Godkendt* may be about anything. So may a day
    that lacks, as that of a form on paper: it stops no row; and where all have the same, it tells nobody apart.
    """
    if _TRIES_OUT in named and column.kind == "other":
        found = PerhapsStatus(column, table, leaves_out=True, by_stem=True)
        return found if found.marks_only(beside_nothing=False) else None
    stems = {side for name in named for side in _stems(name)}
    if "out" in stems and "in" not in stems and column.kind == "other":
        perhaps = all(_it_is(_OUT_PERHAPS, name) for name in named)
        found = (PerhapsLeftOut if perhaps else PerhapsStatus)(column, table, leaves_out=True, by_stem=True)
        return found if found.marks_only() else None
    if "in" in stems and "out" not in stems and not (column.kind == "date" and _begins_with(is_dated, column, table)):
        counts = CountsIn(column, table, by_stem=True)
        return counts if counts.says_only(moments=column.kind == "other") else None
    return None


def _consent(column: TableColumn, table: AnswerTable, named: Sequence[str]) -> "PerhapsStatus | None":
    """A column whose heading asks for consent in any words, and that has nothing but yes and no.

    Where it is to the use of the answers, a no leaves the row out; where it may be to anything, it is pointed out.
    """
    named = [name for name in named if not any(re.fullmatch(_OF_OTHERS, word) for word in name.split())]
    agrees = [name for name in named if any(re.fullmatch(_AGREES, word) for word in name.split())]
    asked = agrees or [name for name in named if re.fullmatch(rf"{_ALLOWS}|{_TAKES_PART}", name)]
    if not asked:
        return None
    of_answers = rf"{_OF_ANSWERS_GIVEN}|{_PART_IN_IT}" if agrees else _OF_ANSWERS_GIVEN
    sure = any(re.fullmatch(of_answers, name) for name in asked)
    found = CountsIn(column, table) if sure else PerhapsConsent(column, table)
    return found if found.says_only(moments=False) else None


def _outcomes(column: TableColumn, table: AnswerTable, named: Sequence[str]) -> "Outcomes | None":
    """A column called *Outcome* or the like that holds what becomes of those who are asked, and nothing else."""
    words = [[word for word in name.split() if not re.fullmatch(_SAYS_NO_MORE, word)] for name in named]
    if not any(len(kept) == 1 and re.fullmatch(_OUTCOME, kept[0]) for kept in words):
        return None
    found = Outcomes(column, table)
    return found if found.says_only() else None


_PART = r"(\d+) ?(?:af|av|of|von|de|/|ud af|out of) ?(\d+)"
"""``3 af 8``"""
_HOW_MANY_ANSWERED = (
    r"(.* )?(besvare|besvart|besvarad|answer|udfyld|utfyl|ifyll|complet|beantwort|contestad|respondid|vastat)\w*( .*)?"
)
_OF_QUESTIONS = (
    r"(.* )?(spørgsmål|spørsmål|frågor|questions?|items?|fragen|preguntas|kysymy\w*|udsagn|statements)( .*)?"
)


def _parts_answered(column: TableColumn, table: AnswerTable) -> "Iterator[PerhapsStatus]":
    """A column that says of each how many questions were answered, of how many."""
    named = map(words_alone, column.names)
    if any(re.fullmatch(_HOW_MANY_ANSWERED, name) and re.fullmatch(_OF_QUESTIONS, name) for name in named):
        yield PartsAnswered(column, table, leaves_out=False)


_PAGES = "lastpage|maxpage|last page|sidste side|siste side|sista sidan|letzte seite|última página"


def _is_of_pages(column: TableColumn, table: AnswerTable) -> bool:
    """Whether a column holds the last page that somebody saw; a table of one's own may have a *Sidste side*, too."""
    named = list(map(fold, column.names))
    called = any(matches(_PAGES, name.partition(".")[0]) for name in named)
    return called and (table.layout is not PLAIN or any(name in ("lastpage", "maxpage") for name in named))


_FIRST_ROWS = 20


def _begins_with(such: Callable[[str], bool], column: TableColumn, table: AnswerTable) -> bool:
    """Whether days, or moments, stand in the first rows of a column, as they do in nearly all that hold any."""
    first = islice(table.sheet.rows(), table.header[-1], table.header[-1] + _FIRST_ROWS)
    texts = (as_text(row[column.index]) for row in first if column.index < len(row))
    return any(map(such, texts))


@lru_cache(maxsize=4096)
def _stems(name: str) -> frozenset[str]:
    """What the words of a heading say of answers; nothing where any of them is about something else."""
    if _it_is(rf"{_SOMEBODY}|{_STOPPED}|{_OUT_PERHAPS}", name):
        return frozenset(("out",))
    if re.fullmatch(_HAS_ANSWERED, name):
        return frozenset(("in",))
    found = set()
    for word in name.split():
        if re.fullmatch(_OUT, word):
            found.add("out")
        elif re.fullmatch(_IN, word):
            found.add("in")
        elif not (re.fullmatch(_SAYS_NO_MORE, word) or re.fullmatch(_WHEN, word)):
            return frozenset()
    return frozenset() if "in" in found and _OF_WORK.search(name) else frozenset(found)


class PerhapsStatus:
    """A column that may say of answers that they do not count."""

    told_as: str | None = None
    """The code of the sentence about rows that count all the same, where it is one of its own."""

    def __init__(
        self,
        column: TableColumn,
        table: AnswerTable,
        *,
        leaves_out: bool,
        outright: bool = False,
        by_stem: bool = False,
    ) -> None:
        """``leaves_out`` is whether its heading says that what is marked there does not count.

        ``outright``: only what says so whatever it stands under is heeded, since a tool has a status of its own.
        ``by_stem``: no list has the heading, only its words, which may be about the person or the work.
        """
        self.index, self._heading, self._leaves_out = column.index, column.heading, leaves_out
        self._by_stem = by_stem
        self._table, self._only_outright = table, outright
        self._notes = re.search(_NOTES, words_alone(column.heading)) is not None
        self._short = "?" not in column.heading and len(words_alone(column.heading).split()) <= _LONGEST_HEADING
        self._about_answers, self._of_states = is_about_answers(column), is_of_states(column)
        self._of_reviews = _is_of_reviews(column)
        self._of_nothing = _NOTHING_SAID.fullmatch(words_alone(column.heading)) is not None

    @cached_property
    def _rows(self) -> int:
        return sum(1 for _ in self._every())

    @cached_property
    def _there(self) -> dict[int, str]:
        """Row → what stands there."""
        return {number: text for number, text in self._every() if fold(text) not in NOT_SAID}

    def _every(self) -> Iterator[tuple[int, str]]:
        """Every row below the headings, and what stands there."""
        last = self._table.header[-1]
        rows = enumerate(islice(self._table.sheet.rows(), last, None), last + 1)
        return ((number, as_text(row[self.index])) for number, row in rows if len(row) > self.index)

    def _may_be(self) -> bool:
        """Whether nearly all that stands there are words for whether an answer is finished, or its heading says so."""
        there = [fold(text) for text in self._there.values()]
        if self._only_outright:
            return False
        if self._leaves_out or self._of_states:
            return True
        said = sum(is_status_word(text) or _leaves_out(text) for text in there)
        return said >= max(1, len(there) * _NEARLY_ALL)

    def rows(self) -> Iterator[tuple[int, str]]:
        """The rows that do not count, if it is one, and what stands there; those that are called try-outs, if not."""
        may_be = self._may_be()
        usual = self._usual() if may_be and self._about_answers and not self._leaves_out else None
        usual = "1" if self._are_codes() else usual
        for number, text in self._there.items():
            said = fold(text)
            if self._leaves_out:
                out = plain_code(said) not in _IS_NOT and said not in _GOOD
            else:
                out = says_not_to_count(said) or (
                    usual is not None and plain_code(said) != plain_code(usual) and not says_finished(said)
                )
            if (out and may_be) or text in self._outright or text in self._in_doubt:
                yield number, text

    @cached_property
    def _outright(self) -> Collection[str]:
        """What stands here and says of its row, whatever the column is about, that it is nobody's.

        A short word does so beside nothing, or beside a few words that come again: among comments it may be one.
        """
        sure = {text for text in self._often if re.fullmatch(_A_TRY_OUT, words_alone(text))}
        said = {text for text in self._often if self._is_nobodys(text)} if self._short else set()
        return sure | said if self._stand_alone(said) else sure

    @cached_property
    def _in_doubt(self) -> Collection[str]:
        """What stands here so and is said as nobody is sure of: beside anything but notes it is pointed out."""
        if self._of_reviews and not self._of_states:
            said = {text for text in self._often if words_alone(text) in _PUT_OFF}
        elif self._short and not (self._about_answers or self._notes):
            said = {text for text in self._often if _is_doubted(text)}
        else:
            return ()
        return said if self._stand_alone(said) else ()

    @cached_property
    def _often(self) -> Counter[str]:
        return Counter(self._there.values())

    def _stand_alone(self, said: Collection[str]) -> bool:
        """Whether some of what stands here stands beside nothing, or beside a few words that come again."""
        others = [text for text in self._often if text not in said]
        if self._of_states or self._of_reviews:
            others = [text for text in others if words_alone(text) not in _FOUND and not is_status_word(fold(text))]
        rows = sum(self._often[text] for text in others)
        return 2 * len(others) <= rows and bool(rows or 2 * sum(self._often[text] for text in said) <= self._rows)

    def _is_nobodys(self, text: str) -> bool:
        said = fold(text)
        if (self._of_states or self._of_reviews) and words_alone(text) in _NOT_PASSED:
            return True
        if not (self._about_answers or self._notes) and (words_alone(text) in _MAY_BE_A_METHOD or _is_doubted(text)):
            return False
        if (
            self._of_nothing
            and not self._are_real_beside
            and (is_try_out(said) or words_alone(text) in _MAY_BE_A_METHOD)
        ):
            return False
        return _leaves_out(said) or (self._about_answers and is_try_out(said) and said not in _ANYBODYS)

    @cached_property
    def _are_real_beside(self) -> bool:
        """Whether what is no try-out is called a real answer, or nothing: else *Test* is one kind of several."""
        others = (said for said in map(fold, self._there.values()) if not (is_try_out(said) or _leaves_out(said)))
        return all(said in _REAL or is_status_word(said) for said in others)

    @cached_property
    def _is_the_same(self) -> bool:
        """Whether every row has the same here."""
        return len({fold(text) for _, text in self._every()}) == 1

    def marks_only(self, *, beside_nothing: bool = True) -> bool:
        """Whether nothing else than yes and no stands here, or something beside few; ``beside_nothing``: that, too."""
        said = {plain_code(fold(text)) for text in self._there.values()}
        few = beside_nothing and 2 * len(self._there) < self._rows
        return few or all(says_yes(text) or text in NO | _GOOD for text in said)

    def _usual(self) -> str | None:
        """The word that most rows have, where it is known, or another one is: then what is neither is in doubt, too."""
        often = Counter(map(fold, self._there.values()))
        word, times = often.most_common(1)[0] if often else ("", 0)
        known = says_finished(word) or any(map(says_not_to_count, often))
        return word if known and times * 2 > often.total() else None

    def _are_codes(self) -> bool:
        """Whether numbers say how the answers stand: most have a 1, as under a status; what others mean is unsure."""
        if not re.fullmatch(_STATE_OF_ANSWER, words_alone(self._heading)):
            return False
        codes = Counter(plain_code(fold(text)) for text in self._there.values())
        return all(map(str.isdecimal, codes)) and 2 * codes["1"] > codes.total()

    def counts(self, text: str) -> bool:
        """Whether such a row counts all the same: in a question, or about anything else, the word says little."""
        if self._by_stem and self._is_the_same:
            return True
        if text in self._in_doubt:
            return True
        if self._leaves_out or text in self._outright:
            return False
        return "?" in self._heading or not self._about_answers

    def stop(self, text: str) -> Stop:
        """What stops such a row."""
        if not text:
            return Stop("no-status", self.index)
        code = "perhaps-left-out" if self._leaves_out else "perhaps-unfinished"
        return Stop(code, self.index, text, {"heading": heading_shown(self._heading)})


class CountsIn(PerhapsStatus):
    """A column whose heading says that what is marked there counts: ``Gyldig``, ``Include``, ``Samtykke``."""

    def __init__(self, column: TableColumn, table: AnswerTable, *, by_stem: bool = False) -> None:
        super().__init__(column, table, leaves_out=True, by_stem=by_stem)
        self._moments = False
        """Whether a day says that an answer was sent in."""

    def rows(self) -> Iterator[tuple[int, str]]:
        """The rows that have a no; and where most have a yes, those that have anything else, or nothing."""
        every = dict(self._every())
        often = Counter(every.values())
        said = {text: self._counts(text, usual=times * 2 > len(every)) for text, times in often.items()}
        mostly = sum(often[text] for text, yes in said.items() if yes) * 2 > len(every)
        yield from ((at, text) for at, text in every.items() if said[text] is False or (mostly and not said[text]))

    def counts(self, text: str) -> bool:
        """Whether such a row counts all the same: a day that lacks is no sign, forms on paper have none."""
        return super().counts(text) or (self._moments and any(map(is_dated, self._there.values())))

    def _counts(self, text: str, *, usual: bool) -> bool | None:
        return True if self._moments and is_dated(text) else _counts(text, usual=usual)

    def says_only(self, *, moments: bool) -> bool:
        """Whether nothing else stands here than yes and no, in any words, or moments, where these may.

        Beside a yes or no outright, others may have something between (*Delvist*, *Næsten*); where a question is
        answered in the words of a status alone, it is about something else.
        """
        often, self._moments = Counter(self._there.values()), moments
        outright = any(plain_code(fold(text)) in YES | NO for text in often)
        if "?" in self._heading and not outright and any(is_status_word(fold(text)) for text in often):
            return False
        said = sum(times for text, times in often.items() if self._counts(text, usual=False) is not None)
        return bool(often) and (said == often.total() or (outright and self._by_stem and 2 * said > often.total()))


class PointedOut(PerhapsStatus):
    """A column of which the rows are only pointed out, and count."""

    def counts(self, text: str) -> bool:  # noqa: ARG002
        """Every row counts."""
        return True


class PerhapsLeftOut(PointedOut):
    """A column in which somebody, or a tool, marks answers that may be meant to be left out."""

    told_as = "perhaps-to-go"


class PerhapsConsent(CountsIn):
    """A column that may ask for consent to anything; a no is pointed out, and counts."""

    told_as = "no-consent"

    def rows(self) -> Iterator[tuple[int, str]]:
        """The rows that have a no."""
        yield from ((at, text) for at, text in self._there.items() if _counts(text, usual=False) is False)

    def counts(self, text: str) -> bool:  # noqa: ARG002
        """Every row counts."""
        return True


class PartsAnswered(PointedOut):
    """How many questions somebody answered, of how many: ``3 af 8``."""

    def rows(self) -> Iterator[tuple[int, str]]:
        """The rows in which some were not, if nothing else stands here."""
        parts = {at: re.fullmatch(_PART, fold(text)) for at, text in self._there.items()}
        if all(parts.values()):
            yield from ((at, self._there[at]) for at, part in parts.items() if part and int(part[1]) < int(part[2]))


class Outcomes(PerhapsStatus):
    """What became of those who were asked: most came to the end, and some the form did not let."""

    def __init__(self, column: TableColumn, table: AnswerTable) -> None:
        super().__init__(column, table, leaves_out=True)

    def says_only(self) -> bool:
        """Whether nothing else stands here, and most say *finished*: courses of citizens have other ends, too."""
        said = Counter(map(fold, self._there.values()))
        gone = [text for text in said if says_gone(text) or _leaves_out(text)]
        known = all(is_status_word(text) or text in gone for text in said)
        finished = sum(times for text, times in said.items() if says_finished(text))
        return known and bool(gone) and 2 * finished > said.total()

    def rows(self) -> Iterator[tuple[int, str]]:
        """The rows that are not finished."""
        yield from ((at, text) for at, text in self._there.items() if not says_finished(fold(text)))


_SHORTEST_MOMENT = len("1.1.2026 0.01")


class MomentsLeft(PointedOut):
    """A column of moments, whatever it is called, of which some lack: a tool writes one when answers are sent in."""

    def __init__(self, column: TableColumn, table: AnswerTable) -> None:
        super().__init__(column, table, leaves_out=False)

    def rows(self) -> Iterator[tuple[int, str]]:
        """The rows without one, where most have one, and nothing else stands here."""
        if not self._some_lack():  # nearly every file of a tool's has such a column, and it is full
            return
        if "?" not in self._heading and 2 * len(self._there) > self._rows and all(map(is_moment, self._there.values())):
            yield from ((at, "") for at, _ in self._every() if at not in self._there)

    def _some_lack(self) -> bool:
        rows = islice(self._table.sheet.rows(), self._table.header[-1], None)
        return any(
            isinstance(cell, str) and len(cell) < _SHORTEST_MOMENT
            for cell in {row[self.index] for row in rows if len(row) > self.index}
        )


class PagesLeft(PointedOut):
    """The last page that somebody saw, where no day says who has sent the answers in."""

    told_as = "pages-left"

    def __init__(self, column: TableColumn, table: AnswerTable) -> None:
        super().__init__(column, table, leaves_out=False)

    def rows(self) -> Iterator[tuple[int, str]]:
        """The rows of those who came less far than others."""
        pages = {at: int(page) for at, text in self._there.items() if (page := plain_code(text)).isdecimal()}
        last = max(pages.values(), default=0)
        yield from ((at, self._there[at]) for at, page in pages.items() if page < last)


def _counts(text: str, *, usual: bool) -> bool | None:
    """Whether a text says yes or no; None where it says neither. A sentence that most have is what was to be ticked."""
    said, (first, *more) = plain_code(fold(text)), words_alone(text).split() or [""]
    if words_alone(text) in _AGREED or words_alone(text) in _REFUSED:
        return words_alone(text) in _AGREED
    if says_yes(said) or says_finished(said) or said in _GOOD or (more and len(first) > 1 and says_yes(first)):
        return True
    if said in NO or says_not_to_count(said) or (more and len(first) > 1 and first in NO):
        return False
    if negations(words_alone(text)):
        return None if usual else False
    return True if usual and more else None
