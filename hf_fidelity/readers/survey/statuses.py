"""Which rows are finished answers, and which are not, or only try-outs: by a status column, or one that may be such."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from hf_fidelity.domain.survey.exports import SkipReason
from hf_fidelity.ground import fold
from hf_fidelity.readers.survey.cells.book import CellValue, as_text
from hf_fidelity.readers.survey.columns import TableColumn
from hf_fidelity.readers.survey.perhaps_statuses import (
    CountsIn,
    MomentsLeft,
    Outcomes,
    PagesLeft,
    PartsAnswered,
    PerhapsConsent,
    PerhapsLeftOut,
    PerhapsStatus,
)
from hf_fidelity.readers.survey.said_of_answers import (
    SAYS_NO_MORE,
    is_of_reviews,
    is_of_states,
    says_no_more,
    says_unfinished,
)
from hf_fidelity.readers.survey.status_words import (
    RowVerdict,
    Status,
    are_parts_of_a_hundred,
    are_parts_of_one,
    is_dated,
    is_moment,
)
from hf_fidelity.readers.survey.tools import PLAIN, is_headed, matches
from hf_fidelity.readers.survey.understand import AnswerTable
from hf_fidelity.readers.survey.words import words_alone, words_parted

if TYPE_CHECKING:
    from hf_fidelity.domain.survey.exports import StatusMeant

_MEANT: "Mapping[StatusMeant, SkipReason | None]" = {
    "finished": None,
    "unfinished": "incomplete",
    "test": "test",
    "not-approved": "not-approved",
}


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


# What columns are called that may say of an answer whether it counts, by their words alone: without case and marks.

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
            elif leaves_out or ((words or is_of_states(column) or is_of_reviews(column)) and column.kind == "other"):
                yield PerhapsStatus(column, table, leaves_out=leaves_out, outright=own and not leaves_out)
        elif words and column.kind == "technical" and column.names and _has_a_word(column, table):
            yield PerhapsStatus(column, table, leaves_out=False, outright=own)


_PATH = re.compile(r"(\S+)[./](\w+)")


def _said_of_answers(name: str) -> Iterator[str]:
    """The words of a heading; and those of the last of a path, where the others are the answer's: ``meta/is_draft``."""
    yield words_parted(name)
    if (path := _PATH.fullmatch(name.strip())) and says_no_more(words_parted(path[1])):
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
    words = [[word for word in name.split() if not re.fullmatch(SAYS_NO_MORE, word)] for name in named]
    if not any(len(kept) == 1 and re.fullmatch(_OUTCOME, kept[0]) for kept in words):
        return None
    found = Outcomes(column, table)
    return found if found.says_only() else None


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
        elif not (re.fullmatch(SAYS_NO_MORE, word) or re.fullmatch(_WHEN, word)):
            return frozenset()
    return frozenset() if "in" in found and _OF_WORK.search(name) else frozenset(found)
