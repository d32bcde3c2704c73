"""What columns are called that say of an answer whether it counts, or may say so, in any language.

What stands below them is in ``statuses.py`` and ``said_of_answers.py``. Headings are compared by their words alone:
without case and marks. Most files ask for few of these words: a pattern that is a text is compiled, once, when it is
first asked for. All of them together, with those of cells, took a tenth of the time in which the process that reads
files starts.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from hf_fidelity.ground import lazily
from hf_fidelity.readers.survey.words.columns import TableColumn
from hf_fidelity.readers.survey.words.compared import words_alone, words_parted
from hf_fidelity.readers.survey.words.tools import LAST_PAGES, matches

# That a heading speaks of the answer, of its state, or of what somebody found who looked at it.

_STATES = lazily(
    r"(status|statut|estado|tila|tilstand|tillstånd|zustand|bearbeitungsstand|toestand|state|stage|\b[ée]tat)\b"
)
"""The heading is called the state of the answer."""
_AN_ANSWER = (
    r"survey|response|answer|reply|interview|questionnaire|form|record|submission|participation|svar|svaret|besvarelse"
    r"|besvarelsen|spørgeskema|spørgeskemaet|spørreskjema|spørreskjemaet|skema|skemaet|skjema|skjemaet|undersøgelse"
    r"|undersøgelsen|undersøkelse|undersøkelsen|undersökning|undersökningen|enkät|enkäten|deltagelse|deltagelsen"
    r"|deltakelse|deltakelsen|deltagande|deltagandet|antwort|beantwortung|fragebogen|umfrage|befragung|teilnahme"
    r"|indsendelse|udfyldelse|gennemførelse|fuldførelse|innsending|utfylling|gjennomføring|fullføring|bearbeitung"
    r"|respuesta|encuesta|cuestionario|formulario|participación|vastauksen|kyselyn|lomakkeen|osallistumisen|odpowiedzi"
    r"|ankiety|réponse|sondage|enquête|formulaire|soumission|antwoord|vragenlijst|formulier|inzending|deelname"
)
_STATE = r"status|statut|estado|tila|tilstand|tillstånd|zustand|toestand|state|stage|[ée]tat"
STATE_OF_ANSWER = (
    rf"({_AN_ANSWER})s? ?({_STATE})"
    rf"|({_STATE}) ((for|på|af|av|of|der|des|de|del|für|la|el|the|den|det|this|your|du|l|van|het|votre"
    rf"|uw) )*({_AN_ANSWER})e?s?"
)
"""*Survey status*, *Status for besvarelsen*: there a number is a code of it; of a person it may be anything."""
_STATE_LAST = r"status|statut|state|tilstand|tillstånd|zustand|toestand|tila"
_STATE_FIRST = r"estado|statut|[ée]tat"
"""The word for it where something stands beside it, in the order of the language: ``Entry status``."""
_LONGEST_STATE = 3
"""A state of more words is that of something that somebody was asked about."""
_OF_COURSES = (
    r"\w*plan(en|s|es|er)?|\w*ku?rs(et|us|uset|en|o)?|course|training|\w*træning\w*|\w*opplæring\w*|\w*læring"
    r"|\w*uddannelse\w*|utdanning\w*|utbildning\w*|education\w*|schulung\w*|\w*ausbildung\w*|koulutus\w*|formación"
    r"|formations?|cours|opleiding\w*|cursus\w*|scholing\w*|onderwijs|onboarding|\w*forløb(et)?|pro(je[ck]?|sjek)t\w*"
    r"|proyecto|implement\w*|\w*bolig\w*|bostad\w*|bostäder|housing|home|house|tenan\w*|lease|lej\w*|wohn\w*"
    r"|vivienda|asunto\w*|asumis\w*|woning\w*|woon\w*|huis\w*|huur\w*|logement|habitation|bail|maison|rent"
    r"|prøve(tid|periode)(en)?|prövotid(en)?|probezeit|probation\w*"
)
"""Courses, plans, homes and times on trial: they are begun and done, too, and whose state is asked for says nothing of
the answer."""
_OF_LIFE = (
    rf"{_OF_COURSES}|certificat\w*|licen[cs]e|eksamen|exam|\w*journal\w*|\w*notat(er|et)?|referat\w*|dokument\w*"
    r"|documentation|minutes|protokoll?\w*|konto|account\w*|bruger\w*|bruker\w*|users?|adgang\w*|tilgang\w*|access|login"
    r"|\w*vagt(en|er)?|vakt\w*|shift|opfølgning\w*|oppfølging\w*|uppföljning\w*|\w*samtale\w*|\w*samtal|gespräch\w*"
    r"|job\w*|work|arbejd\w*|arbeid\w*|arbet\w*|arbeit\w*|(un)?employ\w*|beskæftigelse\w*|ansæt\w*"
    r"|ansett\w*|anställ\w*|beruf\w*|empleo|laboral|työ\w*|civil|ægteskab\w*|marital|famil\w*|relationship|social\w*"
    r"|legal|juridi\w*|økonomi\w*|financ\w*|income|insurance|immigration|residen\w*|visa|citizen\w*|borger\w*"
    r"|bürger\w*|client\w*|klient\w*|kunde\w*|patient\w*|beboer\w*|person\w*|medarbejder\w*|staff|team\w*|member\w*"
    r"|medlem\w*|program\w*|sag\w*|case|opgave\w*|task|goal|mål\w*|ziel\w*|møde\w*|meeting"
    r"|visit|besøg\w*|indsats\w*|tiltag\w*|action|behandling\w*|treatment|therapy|terapi|service|health"
    r"|helbred\w*|sundhed\w*|helse|gesundheit\w*|smoking|ryge\w*|vaccin\w*|ansøg\w*|application|kontrakt\w*|contract"
    r"|referral|henvis\w*|(work)?flow|\w*visitation\w*|kørekort"
    r"|diploma|diplôme|certifica\w*|vergunning\w*|permis"
    r"|rijbewijs|werk\w*|baan|dienstverband\w*"
    r"|emploi|travail|profession\w*|poste|burgerlijke|mariti\w*|conjugal\w*|gezin\w*|relatie\w*|sociaal|inkomen|revenu"
    r"|assurance|verzekering\w*|séjour|verblijf\w*|citoyen\w*|burger\w*|usager\w*|cliënt\w*|bewoner\w*|medewerker\w*"
    r"|collabora\w*|salarié\w*|équipe|lid|membre|dossier\w*|zaak|tâche|taak|objectif|doel\w*|réunion"
    r"|vergadering|visite|bezoek|mesure|behandeling\w*|traitement|soins?|zorg\w*|santé|gezondheid\w*|demande"
    r"|aanvraag\w*|contrat"
    r"|bruk[ae]r\w*|boende\w*|invånar\w*|medborgar\w*|hyresgäst\w*|innbygger\w*|pasient\w*|leietaker\w*"
    r"|bewohner\w*|betreut\w*|usuari\w*|ciudadan\w*|pacient\w*|asiaka\w*|asiakka\w*|kansalai\w*|asukka\w*"
    r"|potila\w*|mieszkań\w*|pacjent\w*|bénéficiaire\w*|résident\w*|locataire\w*"
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
    r"|toestand|[ée]tat|stage|bearbeitungsstand|fremskridt|framsteg|progression|avancement|voortgang|edistyminen"
    r"|compl[eè]te?|complété|terminé|achevé|clôturé|envoyé|envoi|soumis|soumission|rempli|remplissage|validé|approuvé"
    r"|approbation|valide|voltooid|voltooiing|volledig|afgerond|afronding|afgesloten|compleet|ingevuld|invulling"
    r"|ingediend|ingestuurd|inzending|verzonden|verstuurd|goedgekeurd|geldig|gereed|klaar"
    r"|répondant|répondu|répondue|sondage|enquête|formulaire|antwoord|beantwoord|beantwoording|deelnemer|deelname"
    r"|vragenlijst|formulier|enregistrement"
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
    r"|tod[ao]|koko|ja|nej|nei|nein|yes|sí|kyllä|ei|colonne|kolom|champ|veld|variabele|graad|niveau|taux|pourcentage"
    r"|percentage|système|systeem|totaal|global|générale?|du|le|les|van|het|een|un|une|pour|voor|sur|avec|met|est|ont"
    r"|heeft|heel|tout|toute|entier|entière|entièrement|helemaal|oui|non|nee"
    r"|environment|env|miljø|miljö|umgebung|omgeving|environnement|entorno|ympäristö|\d+|[^\W\d_]\d*"
)
_SAYS_NO_MORE = rf"({_OF_NOTHING})\d*|(({_OF_ANSWERS})(e?[rnts]|e|e?ns|ets|e?rnes?|et|[äa]?n|or|orna|ornas)?){{1,3}}\d*"
"""Words of headings that are about the answer itself, or about nothing. They are listed, since what else one may be
about has no end."""
NOTHING_SAID = lazily(rf"({_OF_NOTHING})\d*( ({_OF_NOTHING})\d*)*")
"""Headings that are about nothing: ``Kolonne 3``."""
_OF_REVIEWS = (
    r"review(ed|er|s)?|moderation|moderer(ing|et)|moderación|approval|godkendelse|godkjenning|godkännande|aprobación"
    r"|valid(ation|ering|ierung)|validación|qc|qa|quality|(data)?kvalitet(s(kontrol|kontroll|tjek|sikring|säkring))?"
    r"|qualität|qualitäts(kontrolle|prüfung|sicherung)|calidad|laatu|gennemgang|gennemgået|gjennomgang|gjennomgått"
    r"|genomgång|gennemsyn|kontroll?e?|check|tjek|(über)?prüfung|revisión|granskning|tarkastus|verification"
    r"|verificering|verifizierung|screening|approbation|vérification|vérifié|contrôle|contrôlé|révision|relecture"
    r"|qualité"
    r"|beoordel(ing|ingen|d)|goedkeuring|controle|gecontroleerd|kwaliteit(scontrole)?|validatie"
)
"""Words of headings for what somebody found who looked at the answers, …"""
_OF_A_REVIEW = (
    r"state|status|resultat|result|ergebnis|outcome|decision|beslutning|afgørelse|control|assurance|is|by"
    r"|statut|résultat|resultaat|décision|besluit|de|du|la|van"
)
"""… and what stands beside them."""
NOTES = (
    r"\b(kilde|source|quelle|källa|fuente|lähde|kanal\w*|channel|collector|indsamler|link|oprindelse|origin|herkunft"
    r"|mode|modus|not[ae]\w*|notits|notiz\w*|bemærk\w*|remark\w*|anmerkung\w*|anmärkning\w*|merknad\w*"
    r"|observa\w*|huomau\w*|remarque\w*|opmerking\w*|annotati\w*|canal|kanaal|bron|herkomst|origine|qualité"
    r"|kwaliteit|mærke|mark\w*|flag|tag|(data ?)?(kvalitet|quality|qualität|calidad|laatu))\b"
)
"""Not comments, and what else there is to say: there people write themselves, in a word at times."""

_ONE_WHO_ANSWERS = (
    r"medarbejder|ansat|kollega|person|hvem|deltager|medarbeider|ansatt|deltaker|medarbetare|anställd|deltagare|vem"
    r"|employee|staff( member)?|team member|colleague|participant|who|mitarbeiter( ?in(nen)?)?|mitarbeitender?"
    r"|kolleg(e|in)|teilnehmer(in)?|wer|emplead[oa]|colega|persona|participante|quién|työntekijä|henkilö|kuka"
    r"|osallistuja|employée?|salariée?|collaborateur|collègue|qui|medewerker|werknemer|collega|deelnemer|wie"
    r"|pracownik|kto"
)
"""Headings for one of the people who answer: their names may stand there, or what they are."""

COMMENTS = (
    r"((andre|øvrige|övriga|other|further|additional|general|weitere|autres|otros|muut) )?(kommentar(er|e|en|erne|et)?"
    r"|comments?|comentarios?|kommentti|kommentit|commentaires?|remarques?|anmerkungen|opmerkingen|remarks|fritekst"
    r"|freitext|fritext)"
)
"""There those write who were asked: a word may be all that they have to say."""


# That what is marked there counts, or does not.

_CONSENT = (
    r"((informeret|informert|informerat|informed|gdpr|dsgvo) )?(samtykke(t|r|erklæring(en)?)?|samtycke(t|r)?"
    r"|consent( form)?|einwilligung(serklärung)?|einverständnis(erklärung)?|consentimiento( informado)?|suostumus"
    r"|consentement( éclairé)?|toestemming(sverklaring|sformulier)?|instemming)"
)
"""What people call it that somebody agrees that their answers are used."""
_WITHDRAWN = (
    r"trukket|tilbagetrukket|tilbagekaldt|tilbakekalt|fortrudt|angret|ångrat|återkallat|återtaget|withdrawn|withdrew"
    r"|revoked|retracted|widerrufene?|zurückgezogene?|retirado|revocado|peruttu|peruutettu"
    r"|retirée?|révoquée?|ingetrokken|herroepen"
)
_WISHES = r"(jeg |i |du )?(ønsker|vil( gerne)?|wants?|wish(es)?)( du)?( at| to)?|do you (want|wish) to"
_WITHDRAW = r"trække[rs]?|tilbagetrække[rs]?|withdraws?|retracts?|revokes?"
_ONES_OWN = r"mit|mine|sit|sine|dit|dine|deres|my|your|their"
_LEAVES_OUT = (
    r"(is |er |ist )?(a )?(tests?|testsvar|testbesvarelse|test response|prøve|prøvesvar|prøvebesvarelse|preview|spam)"
    r"|provsvar|testrespons|(es (una )?)?(respuesta de )?prueba|odpowiedź testowa|testowa|testivastaus|koevastaus"
    r"|réponse (de |d )?(test|essai)|testantwoord|proefantwoord"
    r"|(à )?(supprimer|exclure|retirer|effacer|écarter|ignorer)|(supprimé|exclu|retiré|effacé|écarté|rejeté|annulé)e?"
    r"|ne compte(nt)? pas|réponse invalide|(réponse )?non valide|doublons?|dupliquée?|brouillon|abandon(née?)?"
    r"|interrompue?"
    r"|(te )?(verwijderen|negeren|uitsluiten)|verwijderd|uitgesloten|afgewezen|afgekeurd|geannuleerd|telt niet( mee)?"
    r"|niet (mee)?tellen|ongeldige?( antwoord)?|dubbele? (antwoord|invoer)|duplicaat|klad|afgebroken"
    r"|(je (souhaite|veux) )?retirer (mes réponses|mon consentement)|(ik wil )?mijn (antwoorden|toestemming) intrekken"
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
_IT_IS = r"((is|er|ist|är|es|on|som|as|est)( (a|an|en|et|ett|ein|in|i|un|une|een))?|in|i|im)"
"""What may stand before such a word, and before those below: ``Is draft``, ``in_draft``, ``Er kladde``."""
_COUNTS_IN = (
    r"(er |is )?(a )?(gyldige?t?|valide?|giltigt?|gültige?|válid[oa])( (svar|besvarelser?|response|answer|antwort))?"
    r"|includ(e|ed)( in( the)? (analysis|report))?|inkluder(es|et|t|as|ad)?( i analysen?)?|use in analysis|filter"
    r"|filter \d+|medtag(es)?|medtaget|medregnes|tag(es)? med|tæller( med)?|skal (tælle )?med|skal bruges"
    r"|räknas( med)?|ta med|teller( med)?|einschließen|auswerten|zählt|keep|behold(es)?|færdigt?|ferdig"
    r"|finished|fertig|incluir|incluid[oa]"
    r"|(à )?inclu(re|se?)|(réponse )?valide|geldige?( antwoord)?|telt mee|mee(tellen|nemen)|opnemen|gereed|klaar"
    r"|(er )?(svaret|besvarelsen|skemaet) (færdigt?|gyldigt?|afsluttet|indsendt)|usable|brugbart?"
    rf"|((jeg )?giver (du )?|har du givet |jeg |((do )?(you|i) )?(consented )?)?{_CONSENT}"
    r"( (er )?(givet|afgivet|gitt|gett|given|erteilt|gegeben|dado|otorgado|annettu|donné|gegeven|verleend))?"
    r"|(indgår|inngår|ingår|med) i (analysen?|opgørelsen|rapporten)|included in (the )?(analysis|report)"
    r"|(attention|opmærksomheds?|oppmerksomhets?|uppmärksamhets?|aufmerksamkeits|kontrol|control|trap)"
    r" ?(checks?|tjek|test|kontrol|kontroll|spørgsmål|question|item|prüfung|frage)( passed| bestået)?( \d+)?"
    r"|(qc|qa|quality( check| control)?|data ?check|kvalitets?(kontrol|tjek)) (passed|bestået|ok|approved|godkendt)"
)
"""What is marked under such a heading counts: ``Gyldig``, ``Include``, ``Samtykke``."""
_AGREES = (
    r"\w*(samtykke|samtycke|suostu)\w*|\w*consent(s|ed)?|\w*einwillig\w*|einverstanden|einverständnis\w*|zustimm\w*"
    r"|consentimiento|consiento|gdpr|dsgvo|consentement|consens|toestemming\w*|instemm\w*|rgpd|avg"
)
"""Stems of words of consent: in any heading, unless it is one of :data:`_OF_OTHERS`, it may be that of the answer."""
_ALLOWS = (
    r"(.* )?((må|kan|får|may|can|dürfen|darf|mogen|kunnen) (vi|we|wir|man|wij)|podemos|saako|saammeko"
    r"|pouvons nous|nous pouvons|peut on"
    r"|(agree|accept(er\w*)?|godkender|godkänner) (that|at|att)|(mine|my|meine|mina|mijn) \w+ (må|kan|får|may|can"
    r"|dürfen|mogen)"
    r"|(j )?(accepte|autorise|acceptez) (vous )?que)"
    r"( .*)? \w*(brug|anvend|benytt|gem|behandl|bruk|använd|use|stor|process|verwend|nutz|speicher|verarbeit|usar"
    r"|utiliz|käytt|utilis|trait|conserv|gebruik|verwerk|bewa).*"
    r"|(.* )?(accept|akzept|acept|godkend|godkänn|akkoord|aanvaard)\w* .*(betingelse|voorwaarde|confidentialité"
    r"|vilkår|villkor|terms|conditions|privacy|privatliv"
    r"|persondata|datenschutz|bedingungen|condiciones|privacidad).*"
)
"""So is one that asks whether something may be used, …"""
_TAKES_PART = (
    r"(vil|ønsker|vill|önskar|would|(do you|i) (want|wish|agree)|möchten|wollen|quiere|desea|haluatko"
    r"|(je )?(souhaite|veux)|(souhaitez|voulez|acceptez) vous|wilt u|wil je|ik wil)\b.*"
    r"\b(deltage|delta|participate|take part|teilnehmen|participar|osallistua|participer|deelnemen|meedoen)\b.*"
)
"""… or whether somebody takes part."""
_WHOSE = (
    r"(di|mi)(n|ne|t|na|tt|a)|jeres|deres|your|my|ihre[nr]?|deine[nr]?|meine[nr]?|sus?|tus?|mis?|er[at]|ert"
    r"|votre|vos|mes|mon|ma|uw|jouw|je|mijn"
)
_OF_ANSWERS_GIVEN = (
    r"(.* )?(((spørge|spørre)?(svar|besvarelse|skjema|skema)|undersøgelse|undersøkelse|undersökning|studie|survey"
    r"|umfrage|befragung|encuesta|kysely|vastau|tutkimu|enquête|sondage|antwoord|onderzoek|vragenlijst)\w*|answers?"
    r"|responses?|study|antworten|respuestas|estudio|réponses?|étude)"
    r"( .*)?"
    rf"|(.* )?({_WHOSE}) (person)?(oplysninger|opplysninger|uppgifter|data|daten|datos|données|gegevens)( .*)?"
)
"""What somebody agrees to whose answers stand in the row, …"""
_PART_IN_IT = (
    r"(.* )?(deltag\w*|deltak\w*|delta|particip[ae]\w*|take part|teilnahme|teilzunehmen|osallistu\w*"
    r"|deelna\w*|deel te nemen|deelne\w*|meedo\w*)( .*)?"
)
"""… or this, where consent is asked for."""
_OF_OTHERS = (
    r"\w*kontakt\w*|contact\w*|contactar\w*|interview\w*|lodtræk\w*|trekning|lottery|utlottning|borger\w*|bruker\w*"
    r"|brukar\w*|citizens?|kursus\w*|kurs\w*|course|uddannelse|training|journal\w*|citer\w*|quoted?|foto\w*|photos?"
    r"|kommentar\w*|comments?|antal|antall|number|version|nyhedsbrev|newsletter|igen|igjen|again|procedure\w*"
    r"|nye?|næste|neste|nästa|new|next|senere|later|future|fremtidig\w*|opfølg\w*|follow|nächste\w*|\w*gruppe\w*"
    r"|bürger\w*|ciudadan\w*|asiakka\w*|entretiens?|tirage|loting|verloting|citoyens?|citoyennes?|usagers?|burgers?"
    r"|bewoners?|cliënt\w*|formation|opleiding\w*|cursus|dossiers?|citer|citations?|citaten|commentaires?|opmerking\w*"
    r"|nombre|aantal|numéro|nummer|versie|nieuwsbrief|opnieuw|encore|prochain\w*|volgende?|nouve\w*|nieuwe?|suivi"
    r"|groupes?|recontact\w*|yhteydeno\w*|ringe[st]?|opring\w*|\w*telefonn\w*|telefonisk|phone|téléphone"
    r"|telefoonn\w*|puhelin\w*|workshops?|workshopen"
)
"""What else, and whose, consent is asked for, or spoken of."""
_OUT = (
    r"(supprimé|exclu|effacé|retiré|écarté|rejeté|refusé|abandonné|interrompu)e?s?|invalides?|incompl[eè]t\w*|partielle"
    r"|inachevée?|verwijderd|uitgesloten|afgewezen|afgekeurd|ongeldige?|onvolledige?|incompleet|gedeeltelijke?"
    r"|afgebroken"
    r"|slette[dst]e?|udelukke(de|t|s)|udelukkelse|utelukket|uteluk(ke|kede|t)|exclu\w*|ekskluder\w*|exkluder\w*"
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
    r"[ck]omplett?([aeoy]s?|ed|ad[ao]s?)?|komplette[nrs]|kompletn[aey]|fuldstændige?t?|fullständig(t|a)?"
    r"|fullstendige?|vollständige?[nrs]?|godkendte?|godkän(d|t|da)|godkjente?|approved?|accept(ed|eret)|genehmigt"
    r"|aprobad[oa]|hyväksytty|verifi(ed|ceret|sert|erad|cerad|ziert|cad[ao])|valid(es?|ated?|eret|ert|erad|iert|ad[ao])?"
    r"|gyldige?t?|giltig(t|a)?|gültige?[nrs]?|válid[oa]s?|kelvollinen|ważn[aey]|ukończon[aeoy]|zakończon[aeoy]"
    r"|færdige?|færdigt|ferdige?|(færdig|ferdig)(gjort|udfyldt|utfylt|besvaret|besvart|meldt)|gennemført"
    r"|gjennomført|genomförd|fuldført|fullført|slutförd|afsluttet|avsluttet|avslutad|afsendt|indsendt|innsendt"
    r"|inskicka[dt]|submit(ted)?|finish(ed)?|besvaret|udfyldt|utfylt|ifyll[dt]|abgeschlossen|beendet|abgeschickt"
    r"|ausgefüllt|besvart|besvara[dt]|beantwortet|answered|responded|respondid[oa]|contestad[oa]|vastattu|täytetty"
    r"|suoritettu|sendt|sent|skicka[dt]|afgivet|afgivne|avgitt|avgivet|avgivna|abgegeben\w*|afleveret|levert"
    r"|innlevert|inlämna[dt]|eingereicht|klar[at]?|done|slutfört|genomfört|finalizad[oa]|terminad[oa]|enviad[oa]"
    r"|valmis|lähetetty|lähettänyt|täyttänyt|suorittanut"
    r"|compl[eè]te?s?|(complété|terminé|achevé|clôturé|envoyé|soumis|rempli|approuvé|accepté|répondu)e?s?|voltooide?"
    r"|volledige?|afgerond|afgesloten|compleet|ingevulde?|ingediend|ingestuurd|ingezonden|verzonden|verstuurd"
    r"|goedgekeurde?|geldige?|beantwoord|gereed|klaar"
)
"""Words that say so of one that counts: whole ones, since what begins with *færdig* may be skills."""
_HAS_ANSWERED = (
    r"(har|hat|has|have|ha|on|a|heeft) (svaret|svart|svarat|geantwortet|respondido|contestado|vastannut|répondu"
    r"|geantwoord)|svaret|svarat|vastannut|répondu|geantwoord"
)
"""Whole headings that say so; of more words, *svaret* is the answer itself."""
_STOPPED = (
    r"(screened|screen) ?out|screenet (ud|fra)|(over|full) ?quota|quota ?(full|met|exceeded)|kvote(n)? (fuld|full|nået)"
    r"|(tidligt?|stopped|ended) (stoppet|afbrudt|early)|(stoppet|afbrudt|avbrutt) (tidligt?|undervejs|underveis)"
    r"|(vorzeitig|früh) (beendet|abgebrochen)|quota (atteint|plein)|quotum (vol|bereikt)|vroegtijdig (gestopt"
    r"|afgebroken)"
)
"""Whole headings that say so of somebody whom the form, or themselves, did not let come to the end."""
_OUT_PERHAPS = (
    r"(kun )?delvist?|delvis besvarad|delvist? (besvaret|besvart|udfyldt|gennemført)|skipped|sprunget over|hoppat över"
    r"|archived|arkiver(et|t|ad)|archiviert|archivad[oa]|arkistoitu|archivée?|gearchiveerd|partiellement|gedeeltelijk"
    r"|deels|overgeslagen"
    r"|q relevant ?id duplicate|q ballot box stuffing"  # what Qualtrics suspects
)
"""Whole headings that may say so, or be an option of another question: what is marked there is pointed out."""
_OPTIONS = r"invalides?|dubbele?|proef|essais?"
"""So may these, of which each is said of people and their work, too: only where few have a mark there."""
_IN_PERHAPS = (
    r"med|indgår|inngår|ingår|bruges|godkendelser?|godkjenning(er)?|godkännanden?|approvals?|completions?"
    r"|verifi[ck](ering|ation)|verifizierung|valid(ering|ierung|ation)"
    r"|brug|bruk(es)?|använd(s|as)?|used?|usar|utiliser|gebruik(en|t)|verwende[nt]"
    r"|lukket|lukka|closed|stängd|geschlossen|cerrad[oa]|fermée?|gesloten|suljettu"
)
"""Whole headings that may say of an answer that it counts, or be what people do: what lacks there is pointed out."""
_OUTCOME = r"outcome|results?|udfald|utfall|utfald|resultat(et)?|resultado|ergebnis|tulos|wynik|résultat|resultaat"
"""Words for what became of somebody who was asked, or of anything else."""
_WHEN = (
    r"dato|date|datum|fecha|tid|time|tidspunkt|timestamp|zeit|zeitpunkt|hora|den|on|at|am|um|kl|päivä|aika|heure|le"
    r"|à|tijd|tijdstip|op|om"
)
"""Words beside such a stem that say only that a day stands there: ``Afsluttet den``."""
_OF_WORK = lazily(
    r"\b(test(en|et|s)?|prøven?|prøver|interview(et|s)?|entrevista|entretien|formular(en)?|formulario"
    r"|formulier|formulaire)\b|\d"
)
"""What people go through or hand in at work, too; and one answer of several: ``Svar 2 godkendt``."""
_SOMEBODY = (
    r"(test|prøve|pilot|demo|dummy|probe|fake|prov) ?(svar|respons|besvarelser?|respond[ae]nt|deltager|deltaker"
    r"|deltagare|participant|teilnehmer|bruger|user|person|response|answer|antwort|record|interview|entry|submission"
    r"|vastaaja|datensatz|deelnemer|gebruiker|antwoord|data)(er|en|s)?|demo|dummy"
)
"""What a heading calls somebody who only tries the form out."""
TRIES_OUT = "tester"
"""So it does where nothing but yes and no stands there; else it is somebody's name or work."""
_HOW_MANY_ANSWERED = (
    r"(.* )?(besvare|besvart|besvarad|answer|udfyld|utfyl|ifyll|complet|beantwort|contestad|respondid|vastat"
    r"|répondu|beantwoord)\w*( .*)?"
)
_OF_QUESTIONS = (
    r"(.* )?(spørgsmål|spørsmål|frågor|questions?|items?|fragen|preguntas|kysymy\w*|udsagn|statements|vragen"
    r"|énoncés|stellingen)( .*)?"
)
_PAGES = f"maxpage|{LAST_PAGES}"


def is_about_answers(column: TableColumn) -> bool:
    """Whether a column's headings speak of nothing but the answer, or of nothing: ``Tilstand``, ``Kolonne 3``."""
    return all(says_no_more(name) or _is_a_state(name) for name in map(words_parted, column.names))


def says_no_more(name: str) -> bool:
    """Whether every word of a heading is one for an answer, or for nothing."""
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


def is_of_reviews(column: TableColumn) -> bool:
    """Whether a column's headings speak of nothing but what somebody found who looked at the answers."""
    words = [word for name in column.names for word in words_parted(name).split()]
    others = [word for word in words if not re.fullmatch(_OF_REVIEWS, word)]
    return len(others) < len(words) and all(
        re.fullmatch(_OF_A_REVIEW, word) or re.fullmatch(_SAYS_NO_MORE, word) for word in others
    )


_PATH = lazily(r"(\S+)[./](\w+)")


def heading_words(name: str) -> Iterator[str]:
    """The words of a heading; and those of the last of a path, where the others are the answer's: ``meta/is_draft``."""
    yield words_parted(name)
    if (path := _PATH.fullmatch(name.strip())) and says_no_more(words_parted(path[1])):
        yield words_parted(path[2])


def _it_is(pattern: str, name: str) -> bool:
    """Whether a heading is what a pattern says, or says that it is so: ``Draft``, ``Is draft``."""
    return re.fullmatch(rf"({_IT_IS} )?({pattern})", name) is not None


def is_left_out(name: str) -> bool:
    """Whether a heading says that what is marked there does not count: ``Slettes``, ``Is draft``."""
    return _it_is(_LEAVES_OUT, name)


def is_counted_in(name: str) -> bool:
    """Whether a heading says that what is marked there counts: ``Gyldig``, ``Include``."""
    return _it_is(_COUNTS_IN, name)


def is_left_out_perhaps(name: str) -> bool:
    """Whether a heading says that what is marked there may not count, or is an option of another question."""
    return _it_is(rf"{_OUT_PERHAPS}|{_OPTIONS}", name)


def is_of_courses(heading: str) -> bool:
    """Whether a heading is about a course, a plan or a home, and about no answer."""
    words = words_alone(heading).split()
    of_courses = any(re.fullmatch(_OF_COURSES, word) for word in words)
    return of_courses and not any(re.fullmatch(_AN_ANSWER, word) for word in words)


def is_of_life(heading: str) -> bool:
    """Whether a heading speaks of people, their work or those they work for: there anything may be a draft."""
    return any(re.fullmatch(_OF_LIFE, word) for word in words_alone(heading).split())


def is_option(name: str) -> bool:
    """Whether a heading is a word that is said of people, too: where many have a mark, it is."""
    return _it_is(_OPTIONS, name)


def is_counted_in_perhaps(name: str) -> bool:
    """Whether a heading says that what is marked there may count, or is an option of another question."""
    return _it_is(_IN_PERHAPS, name)


@lru_cache(maxsize=4096)
def stems(name: str) -> frozenset[str]:
    """What the words of a heading say of answers; nothing where any of them is about something else."""
    if _it_is(rf"{_SOMEBODY}|{_STOPPED}|{_OUT_PERHAPS}|{_OPTIONS}", name):
        return frozenset(("out",))
    if re.fullmatch(_HAS_ANSWERED, name) or is_counted_in_perhaps(name):
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


def consent_asked(named: Sequence[str]) -> bool | None:
    """Whether headings ask for consent, in any words: True to the use of the answers, False to what may be anything."""
    named = [name for name in named if not any(re.fullmatch(_OF_OTHERS, word) for word in name.split())]
    agrees = [name for name in named if any(re.fullmatch(_AGREES, word) for word in name.split())]
    asked = agrees or [name for name in named if re.fullmatch(rf"{_ALLOWS}|{_TAKES_PART}", name)]
    if not asked:
        return None
    of_answers = rf"{_OF_ANSWERS_GIVEN}|{_PART_IN_IT}" if agrees else _OF_ANSWERS_GIVEN
    return any(re.fullmatch(of_answers, name) for name in asked)


def is_outcome(name: str) -> bool:
    """Whether a heading has one word for what became of somebody, beside those of answers: *Survey outcome*."""
    words = [word for word in name.split() if not re.fullmatch(_SAYS_NO_MORE, word)]
    return len(words) == 1 and re.fullmatch(_OUTCOME, words[0]) is not None


def is_somebody(name: str) -> bool:
    """Whether a heading names one of the people who answer, and nothing of them: ``Medarbejder``, ``Hvem?``."""
    return re.fullmatch(_ONE_WHO_ANSWERS, words_alone(name)) is not None


def is_how_many_answered(name: str) -> bool:
    """Whether a heading says that there stands how many questions somebody answered."""
    return bool(re.fullmatch(_HOW_MANY_ANSWERED, name) and re.fullmatch(_OF_QUESTIONS, name))


def is_last_page(name: str) -> bool:
    """Whether a folded heading says that there stands the last page that somebody saw."""
    return matches(_PAGES, name.partition(".")[0])
