"""What each survey tool's export looks like: one declaration a tool, and nothing about tools anywhere else.

Another tool is one more entry in :data:`LAYOUTS` and one more test file. Names are compared without case; what a tool
calls its columns was read off real exports and the tools' own documentation, ``(from memory)`` where it was not.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple

from hf_fidelity.domain.survey.exports import SkipReason
from hf_fidelity.ground import N_, fold
from hf_fidelity.readers.survey.cells.book import Sort
from hf_fidelity.readers.survey.words.compared import SENT_ON, ColumnKind, parted
from hf_fidelity.readers.survey.words.statuses import NO, YES, Status

Signs = Mapping[str, Literal["blank", "missing", "not-relevant"]]
"""What a tool writes in place of an answer, and what it means."""


@dataclass(frozen=True, eq=False)
class Layout:
    """How to recognise a tool's export, and what its own columns are. There is one of each, so it can be a key."""

    id: str
    """What it is called in JSON and in mapping files."""
    name: str
    """What it is called in reports: its own name, or a message id."""
    marks: tuple[str, ...] = ()
    """Patterns for headings that the tool writes itself, in any of its languages."""
    needs: int = 2
    """So many headings with a mark show that it is this tool."""
    first: str | None = None
    """A pattern for the very first heading, which alone shows that it is this tool."""
    groups: bool = False
    """Whether it writes the groups that a question is in before its name: ``group/question``."""
    sheets: tuple[str, ...] = ()
    """Sheets that hold answers, the better one first, where the tool writes the same answers twice."""
    side_by_side: str | None = None
    """A pattern for the names of sheets that hold one wide table in pieces."""
    legends: tuple[str, ...] = ()
    """Patterns for the names of sheets, or of CSV files beside this one, that explain codes and headings."""
    columns: Mapping[ColumnKind, str] = field(default_factory=dict)
    """Kind → a pattern for the headings of the tool's own columns of that kind."""
    unanswered: Signs = field(default_factory=dict)
    """What the tool itself writes in place of an answer, and what it means."""
    under: str | None = None
    """A pattern for what the tool writes under its headings, in a row that still is no answer."""
    shape: tuple[tuple[Sort, ColumnKind], ...] = ()
    """The sorts and kinds of the first columns, which show the tool in languages that no pattern knows."""
    statuses: tuple[Status, ...] = ()


_IN_PER_CENT = r"\(?(in? )?(%|pct\.?|procent|prosent|prozent|percent|percentage|porcentaje|pourcentage)\)?"
_GONE_THROUGH = (
    r"(besvaret|svaret|udfyldt|gennemført|fuldført|færdig|afsluttet|besvart|svart|fullført|gjennomført|utfylt|ferdig"
    r"|avsluttet|slutför[dt]|genomför[dt]|besvara[dt]|svarat|ifyll[dt]|färdig|completed?|completion|answered|responded"
    r"|finished|ausgefüllt|beantwortet|abgeschlossen|vollständig|completad[oa]|respondid[oa]|contestad[oa]|valmis"
    r"|vastattu|täytetty|suoritettu|complété|rempli|répondu|terminé|voltooid|ingevuld|beantwoord|afgerond)"
)
_OF_THE_FORM = (
    r"(survey|form|response|questionnaire|entry|record|submission|interview|answer|besvarelsens|svarets|skemaets"
    r"|spørgeskemaets"
    r"|undersøgelsens|skjemaets|undersøkelsens|enkätens)"
)
_PROGRESS = (
    rf"(({_OF_THE_FORM} )?(progress|completion|fremdrift|fremskridt|framdrift|framsteg|fortschritt)"
    rf"|(partial )?entry percent"
    r"|(umfrage|befragungs)fortschritt|progreso de la (encuesta|respuesta)"
    r"|(besvarelses|svar|svars|udfyldelses|udfyldnings|fuldførelses|gennemførelses|gennemførings|færdiggørelses"
    r"|fullførings|gjennomførings|ifyllnads|bearbeitungs|ausfüll|beantwortungs)grad|completion rate"
    r"|(taux|degré) (de |d )?(complétion|avancement|progression|remplissage|réponse)|progression|avancement|voortgang"
    r"|(voltooiings|invul)(graad|percentage)|edistyminen"
    rf"|progreso|(level|degree) of completion|valmiusaste|grad af (færdiggørelse|udfyldelse)"
    rf"|fullføringsgrad|vollständigkeit)( ?{_IN_PER_CENT})?"
    rf"|{_GONE_THROUGH} ?{_IN_PER_CENT}|{_IN_PER_CENT} ?{_GONE_THROUGH}"
)
_TYPEFORM_SUBMITTED = r"submit date( \(utc\))?"

_XACT_COMPLETED = "stato_4|stats?overall_4"
_XACT_NOT_COMPLETED = (
    "(stato|stats?overall)_1|(samlet|overall) status - (ny|new)",
    "(stato|stats?overall)_2|(samlet|overall) status - (distribueret|distribuert|distributed)",
    "(stato|stats?overall)_3|(samlet|overall) status - (nogen svar|noen svar|some answers|partially completed)",
    "(stato|stats?overall)_5|(samlet|overall) status - (frafaldet|frafalt|rejected)",
)
"""The other columns of the same export: a tick under one of them says that the answer is not finished."""

_LIME_DAYS = (  # Norwegian, Swedish, Spanish, French and Dutch (from memory)
    r"submitdate(\. .*)?|date[ _]submitted|dato[ _](indsendt|sendt|innsendt)|datum[ _](abgeschickt|inskickad|inskickat)"
    "|inskickat datum|fecha de envío|date de soumission|datum ingestuurd|datum verzonden"
)
_LIME_SUBMITTED = rf"{_LIME_DAYS}|{SENT_ON}"
LAST_PAGES = (
    "lastpage|last page|sidste side|siste side|sista sidan|letzte seite|última página|dernière page|laatste pagina"
    "|viimeinen sivu"
)
"""What LimeSurvey, and others, call the last page that somebody saw."""
_LIME_LANGUAGES = (  # Norwegian, Swedish, Finnish and Dutch (from memory)
    r"startlanguage(\. .*)?|start language|startsprog|start-sprache|startspråk|aloituskieli|starttaal"
)

_FORMS_COMPLETED = (  # French, Dutch, Finnish, Italian, Portuguese and Polish (from memory)
    "completion time|fuldførelsestidspunkt|fullføringstidspunkt|slutförandetid|fertigstellungszeit|hora de finalización"
    "|heure de fin|tijd van voltooien|voltooiingstijd|valmistumisaika|ora di completamento|hora de conclusão"
    "|godzina ukończenia"
)
_DASH = r"\s*[-–—]\s+"
_FORMS_QUIZ = (  # all but Danish and English (from memory)
    rf"(points?|poeng|poäng|punkte|puntos|punten|pisteet){_DASH}.*"
    rf"|(feedback|tilbakemelding|återkoppling|rückmeldung|comentarios|commentaires|palaute){_DASH}.*"
    "|total points|samlet antal point|point i alt|totalt antall poeng|poeng totalt|totalt antal poäng|totalpoäng"
    "|gesamtpunktzahl|gesamtpunkte|total de puntos|puntos totales|total des points|nombre total de points"
    "|totaal aantal punten|pisteet yhteensä|kokonaispisteet"
    "|quiz[ -]?feedback|testtilbakemelding|feedback zum quiz|comentarios (del|sobre el) cuestionario"
    "|commentaires (du|sur le) questionnaire|testin palaute"
)
"""What Microsoft Forms writes of the form where it is a quiz, and behind each question of that: its points, and what
was said of it."""
_WHEN_COMPLETED = (
    f"{_FORMS_COMPLETED}|submission time|end time|end date|finish time|finished at|sluttid|sluttidspunkt|afsluttet"
    "|avsluttet|avslutad|endzeit|vastausaika|lopetusaika|svartid"
)
"""What a tool calls the time of an answer; in anybody's table it may be how long somebody took."""

_XACT_COLUMN = f"{_XACT_COMPLETED}|(samlet|overall) status - (gennemført|gjennomført|completed)"


def _xact_not_completed() -> tuple[Status, ...]:
    """What says of an answer in SurveyXact that it is not finished, where nobody kept the column for those that are."""
    ticked: Mapping[str, SkipReason] = dict.fromkeys(YES, "incomplete")
    return tuple(
        Status(column, skip=ticked, otherwise=None, if_known=True, unless=_XACT_COLUMN)
        for column in _XACT_NOT_COMPLETED
    )


def _with_their_codes(words: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Codes, their words, and words with the code in brackets behind them."""
    pairs = [(code, word) for code, said in words.items() for word in said]
    return (*words, *(word for _, word in pairs), *(f"{word} ({code})" for code, word in pairs))


_APPROVED = ("approved", "validation_status_approved")
_NOT_APPROVED: Mapping[str, SkipReason] = dict.fromkeys(
    ("not approved", "validation_status_not_approved", "ikke godkendt"), "not-approved"
)
_TERMINATED = Status(
    "q_terminateflag",
    skip=dict.fromkeys(("screened", "screenedout", "quotamet", "terminated"), "incomplete"),
)
"""What Qualtrics says of somebody whom a question or a full quota did not let come to the end; else it is empty."""
_REVIEWED = Status(
    "review state",
    ("edited", "received"),
    dict.fromkeys(("rejected",), "not-approved"),
    undecided=("hasissues", "has issues"),
    if_known=True,
)
"""What ODK Central says of what somebody looked at; of what nobody has, nothing stands there."""
_INTERVIEWED = Status(  # of Survey Solutions (from memory)
    "interview__status",
    ("100", "120", "130", "approvedbysupervisor", "approvedbyheadquarters"),
    {
        **dict.fromkeys(("65", "125", "rejectedbysupervisor", "rejectedbyheadquarters"), "not-approved"),
        **dict.fromkeys(("-1", "0", "20", "40", "60", "80", "85"), "incomplete"),
        **dict.fromkeys(("restored", "created", "supervisorassigned", "interviewerassigned"), "incomplete"),
        **dict.fromkeys(("restarted", "readyforinterview"), "incomplete"),
    },
    if_known=True,
)
_MODERATED = Status(  # of a list in SharePoint (from memory)
    "(odata_)?_moderationstatus",
    ("0", "4"),
    {"1": "not-approved", "3": "incomplete"},
    undecided=("2",),
    if_known=True,
)
_ON_HOLD = ("on hold", "validation_status_on_hold")
"""What somebody says in KoboToolbox of answers that were looked at: the latter that it is not settled yet."""

_EFS_ENDED = _with_their_codes(
    {"31": ("completed", "beendet"), "32": ("completed after break", "beendet nach unterbrechung")}
)
_EFS_NOT_ENDED: Mapping[str, SkipReason] = dict.fromkeys(
    _with_their_codes(
        {
            "10": ("consent seen",),
            "11": ("not yet invited",),
            "12": ("active", "invited"),
            "13": ("inactive",),
            "14": ("e-mail could not be delivered",),
            "15": ("cannot be reached",),
            "20": ("not yet started",),
            "21": ("currently responding",),
            "22": ("suspended", "unterbrochen"),
            "23": ("resumed",),
            **dict.fromkeys(("33", "34", "38", "39", "40"), ()),
            "35": ("rejected at login (quota closed)",),
            "36": ("rejected (quota closed)",),
            "37": ("screened out",),
            "41": ("quota full",),
        }
    ),
    "incomplete",
)
"""What Unipark and Tivian call what became of an answer, by number, word or both; German words (from memory)."""

PLAIN = Layout(
    "plain",
    N_("ordinary table"),
    columns={"date": "submitdate|opprettet"},
    statuses=(
        Status(
            "status|svarstatus|besvarelsesstatus|completion status|response status|answer status|gennemført|fuldført"
            "|afsluttet|færdig|indsendt|completed|complete|finished\\??|survey completed\\??|submitted|levert"
            "|fullført|gjennomført|ferdig|slutförd|avslutad|klar"
            f"|antwortstatus|abgeschlossen|beendet|vollständig|estado|completado|finalizado|{_XACT_COMPLETED}"
            f"|{_LIME_DAYS}"
            f"|{_TYPEFORM_SUBMITTED}",
            keep=tuple(YES),
            skip=dict.fromkeys(NO, "incomplete"),
            moment=True,
            by_hand=True,
        ),
        # What only a tool calls so, of whose export the columns were chosen.
        Status("mode", ("interview",), if_known=True),
        Status("q_viewer", tuple(NO), dict.fromkeys(YES, "test"), if_known=True),
        Status(_PROGRESS, if_known=True, share=100, unless=r"finished\??"),
        Status(  # REDCap's, whose 1 is what nobody has verified; or anybody's
            r"complete\?(\.\d+)?",
            ("2", "complete", *(YES - {"1"})),
            {**dict.fromkeys(NO, "incomplete"), "unverified": "incomplete"},
            by_hand=True,
            if_known=True,
        ),
        Status(
            r"\w+_complete|complete\?.*",
            ("2", "complete"),
            {"0": "incomplete", "unverified": "incomplete"},
            if_known=True,
        ),
        Status("dispcode|disposition ?code|disposition|dispositionscode", _EFS_ENDED, _EFS_NOT_ENDED, if_known=True),
        Status("response type", ("ip address",), if_known=True),
        Status("tester", ("0",), {"1": "test"}, if_known=True, beside="lfdn|external_lfdn|dispcode"),  # Unipark's, too
        Status("_validation_status", _APPROVED, _NOT_APPROVED, undecided=_ON_HOLD, if_known=True),
        _TERMINATED,
        _REVIEWED,
        _INTERVIEWED,
        _MODERATED,
        *_xact_not_completed(),
    ),
)
"""A table that somebody made by hand; what no tool's marks are found in."""

OWN_FORM = Layout("template", N_("this program's own form"))
"""The form that this program wrote. It says itself what it is, so nobody has to recognise it, nor to name it."""


_FORMS_TIMES = (
    f"{_FORMS_COMPLETED}|start time|last modified time|starttidspunkt|tidspunkt for (seneste|siste) ændring"
    "|tidspunkt for siste endring|startzeit|hora de inicio|hora de la última modificación|starttid"
    "|uhrzeit der letzten änderung|heure de début|heure de la dernière modification|begintijd|aloitusaika"
    "|ora di inizio|hora de início|godzina rozpoczęcia"
)
_STAMPS = (
    "timestamp|tidsstempel|tidsmerke|tidstämpel|zeitstempel|horodateur|marca temporal|informazioni cronologiche"
    "|carimbo de data/hora|tijdstempel|aikaleima"
)
_QUALTRICS = (
    "startdate|enddate|status|ipaddress|progress|duration \\(in seconds\\)|finished|recordeddate|responseid"
    "|responseset|recipient(last|first)name|recipientemail|external(data)?reference|location(latitude|longitude"
    "|accuracy)"
    "|distributionchannel|userlanguage"
)
_SOSCI = (
    "case|serial|ref|questnnr|mode|started|time_sum|mailsent|lastdata|finished|q_viewer|lastpage|maxpage"
    "|missing|missrel|time_rsi|deg_miss|deg_time|degrade"
)
_ALCHEMER = (
    "response id|time started|date submitted|status|contact id|legacy comments|referer|extended referer"
    "|sessionid|user agent|extended user agent|url variable: .+"
)
_LIME_TIMES = (
    r"(startdate|datestamp)(\. .*)?|date started|date last action|dato startet|dato for seneste handling"
    r"|dato for sidste handling|datum gestartet|datum letzte aktivität"
)

_LIME_TIMINGS = (  # other languages than Danish and English (from memory)
    r"(\w+time\. )?(question time|group time|spørgsmålstid|gruppetid|frage ?zeit|zeit für die frage|gruppenzeit"
    r"|frågetid|grupptid|spørsmålstid)\s?: .*"
)

LAYOUTS: tuple[Layout, ...] = (
    Layout(
        "surveyxact",
        "SurveyXact",
        marks=(
            "stato_[1-5]",
            "(samlet|overall) status - .+",
            "stats?overall.*",
            "responde",
            "organisa",
            "distribu",
            "importgr",
        ),
        needs=2,
        sheets=("complete", "dataset"),
        side_by_side=r"(dataset|complete) ?\(\d+\)",
        legends=(".*labels", ".*structure", ".*variables"),
        columns={
            "respondent": "responde|respondentkey|respondent",
            "date": "closetim|closetime|.*/closetime",
            "technical": "digit_1|created|modified|starttime?|difftime|distribu|distributionschedule|importgr(oup)?"
            "|organisa|organization|orgnr|survey|responsecollectsessions|numberofreturnedmail|stato_[1-5]"
            "|stat(internal|completion|creation|distribution|source|collect)(_[1-9])?"
            "|(samlet|overall) status - .+|stats?overall.*",
            "personal": "email|forn|ettern|navn",
        },
        statuses=(
            Status(
                _XACT_COLUMN,
                tuple(YES),
                dict.fromkeys(NO, "incomplete"),
                blank="incomplete",
            ),
            *_xact_not_completed(),
        ),
    ),
    Layout(
        "ms-forms",
        "Microsoft Forms",
        marks=("id", _FORMS_TIMES, "mail|email|e-mail|e-postadresse|correo electrónico", "navn|name|nombre|namn"),
        needs=4,
        columns={
            "date": _FORMS_COMPLETED,
            "technical": f"id|{_FORMS_TIMES}|{_FORMS_QUIZ}",
            "personal": "mail|email|e-mail|e-postadresse|correo electrónico|navn|name|nombre|namn",
        },
        shape=(("number", "technical"), ("moment", "technical"), ("moment", "date"), ("text", "personal")),
    ),
    Layout(
        "google-forms",
        "Google Forms",
        first=_STAMPS,
        columns={"date": _STAMPS, "personal": "mailadresse|email address|e-mailadresse"},
    ),
    Layout(
        "limesurvey",
        "LimeSurvey",
        first=r"(id\. )?response id|antwort id|svars-id|id de la respuesta",  # anybody may number answers by a Svar-ID
        marks=(
            r"(id\. )?response id|svar-id|antwort id",
            _LIME_DAYS,  # anybody's table may say so in other words, beside the last page
            rf"lastpage\. .*|{LAST_PAGES}",
            _LIME_LANGUAGES,
            r"seed(\. .*)?",
            _LIME_TIMES,
        ),
        columns={
            "date": _LIME_SUBMITTED,
            "technical": rf"(id\. )?response id|svar-id|antwort id|id|{_LIME_TIMES}|seed(\. .*)?"
            rf"|lastpage\. .*|{LAST_PAGES}|{_LIME_LANGUAGES}"
            r"|referrer url|refurl(\. .*)?",
            "personal": r"ip address|ip-adresse|ipaddr(\. .*)?",
        },
        statuses=(Status(_LIME_SUBMITTED, blank="incomplete", moment=True),),
    ),
    Layout(
        "qualtrics",
        "Qualtrics",
        marks=(_QUALTRICS,),
        needs=4,
        under=r"\{.importid.*",
        columns={
            "date": "enddate",
            "respondent": "responseid",
            "technical": rf"{_QUALTRICS}|.+_do_.+|.+_text",
            "personal": "ipaddress|recipient(last|first)name|recipientemail",
        },
        statuses=(
            Status(
                "status|response type",
                keep=("ip address", "imported", "offline", "offline response", "ex", "0", "4", "16", "32"),
                skip=dict.fromkeys(
                    (
                        "survey preview",
                        "survey test",
                        "spam",
                        "preview spam",
                        "offline preview",
                        *("1", "2", "8", "9", "12", "17", "40", "48"),
                    ),
                    "test",
                ),
            ),
            Status("finished", tuple(YES), dict.fromkeys(NO, "incomplete"), blank="incomplete"),
            Status("progress", blank="incomplete", share=100, unless="finished"),
            Status("distributionchannel", skip={"preview": "test", "test": "test"}, otherwise=None),
            _TERMINATED,
        ),
        unanswered={"-99": "blank"},  # seen and not answered, where whoever exports asks for it
    ),
    Layout(
        "surveymonkey",
        "SurveyMonkey",
        marks=(
            "respondent id|respondent-id",
            "collector id|indsamler-id",
            "start date|startdato",
            "end date|slutdato",
            "ip address|ip-adresse",
        ),
        columns={
            "respondent": "respondent id|respondent-id",
            "date": "end date|slutdato",
            "technical": "collector id|indsamler-id|start date|startdato|custom data 1",
            "personal": "ip address|ip-adresse|email address|mailadresse|first name|last name|fornavn|efternavn",
        },
        under=r"response|svar|besvarelse|respons|antwort|respuesta|réponse|risposta|resposta|reactie|antwoord|vastaus"
        r"|odpowiedź|odpověď|odpoveď|odgovor|válasz|răspuns|vastus|atbilde|atsakymas|yanıt|cevap|απάντηση|ответ|відповідь|回答"
        r"|open-ended response|åbent svar|åpent svar|öppet svar|fritextsvar|offene antwort|respuesta abierta"
        r"|réponse ouverte|risposta aperta|resposta aberta|open antwoord|avoin vastaus",
    ),
    Layout(
        "redcap",
        "REDCap",
        marks=(
            "record_id|record id",
            r"\w+_timestamp|survey timestamp(\.\d+)?|survey timestamp_\d+",
            r"\w+_complete|complete\?.*",
            "redcap_.+|survey identifier|event name|repeat instrument",
        ),
        legends=(".*dictionary.*", ".*ordbog.*"),
        columns={
            "respondent": "record_id|record id|participant_id|participant id",
            "date": r"\w+_timestamp|survey timestamp(_\d+)?",
            "technical": r"redcap_.+|survey identifier|event name|repeat instrument|\w+_complete|complete\?.*",
        },
        statuses=(
            Status(
                r"\w+_complete|complete\?.*",
                ("2", "complete"),
                dict.fromkeys(("0", "1", "incomplete", "unverified"), "incomplete"),
                blank="incomplete",
            ),
        ),
    ),
    Layout(
        "kobo",
        "KoboToolbox",
        marks=(
            "_id",
            "_uuid",
            "_submission_time",
            "_validation_status",
            "__version__",
            "_index",
            "_submitted_by",
            "_status",
            "_tags",
            "_notes",
            "deviceid",
        ),
        groups=True,
        columns={
            "respondent": "_uuid",
            "date": "_submission_time",
            "technical": "start|end|today|deviceid|_id|_notes|_status|__version__|_tags|_index|_parent_.*",
            "personal": "_submitted_by|username|phonenumber|simserial|subscriberid",
        },
        statuses=(
            Status(
                "_validation_status",
                keep=_APPROVED,
                skip=_NOT_APPROVED,
                undecided=_ON_HOLD,
            ),
        ),
    ),
    Layout(
        "sosci",
        "SoSci Survey",
        marks=(_SOSCI, r"time\d{3}"),
        needs=4,
        columns={
            "respondent": "serial",
            "date": "lastdata",
            "technical": rf"{_SOSCI}|time\d{{3}}|language|status",
            "personal": "ip|mail|email",
        },
        statuses=(
            Status(
                "mode",
                ("interview",),
                skip=dict.fromkeys(("pretest", "admin", "debug", "preview", "test"), "test"),
            ),
            Status(
                "finished",
                ("1", "t", "true", "wahr", "ausgefüllt", "completed"),
                skip=dict.fromkeys(("0", "f", "false", "falsch", "abgebrochen", "canceled"), "incomplete"),
                blank="incomplete",
            ),
            Status(
                "q_viewer",
                ("0", "f", "false", "falsch", "teilnehmer", "respondent"),
                skip=dict.fromkeys(("1", "t", "true", "wahr", "durchklicker"), "test"),
            ),
        ),
        unanswered={
            "-9": "blank",
            "[na] nicht beantwortet": "blank",
            "[na] not answered": "blank",
        },  # -1 and -2 are options that whoever made the question worded: a mapping says what they mean
    ),
    Layout(
        "alchemer",
        "Alchemer",
        first="response id",
        marks=(_ALCHEMER,),
        needs=3,
        columns={
            "respondent": "contact id",
            "date": "date submitted",
            "technical": rf"{_ALCHEMER}|comments|language|tags|longitude|latitude|country|city|state/region|postal"
            r"|url redirect|time-page-\d+",
            "personal": "ip address",
        },
        statuses=(
            Status(
                "status",
                ("complete", "completed"),
                skip=dict.fromkeys(("partial", "disqualified", "deleted"), "incomplete"),
                blank="incomplete",
            ),
        ),
    ),
    Layout(
        "typeform",
        "Typeform",
        marks=("response type", r"(start|stage|submit) date \(utc\)", "network id"),
        columns={
            "date": _TYPEFORM_SUBMITTED,
            "technical": r"#|response type|(start|stage) date \(utc\)|network id|tags|ending|score|winning outcome id",
        },
        statuses=(
            Status(
                "response type",
                ("completed",),
                skip=dict.fromkeys(("partial", "started"), "incomplete"),
                blank="incomplete",
            ),
            Status(_TYPEFORM_SUBMITTED, blank="incomplete", moment=True, unless="response type"),
        ),
    ),
    Layout(  # (from memory): no real file was found
        "jotform",
        "Jotform",
        first="submission date",
        marks=("submission date", "submission id", "last update date", "submission ip"),
        columns={
            "date": "submission date",
            "technical": "submission id|last update date|submission url|flow status",
            "personal": "submission ip|ip",
        },
    ),
    Layout(
        "nettskjema",
        "Nettskjema",
        marks=(
            r"\$(submission_id|created|forwarded_to_form|signed|answer_time(_ms)?)",
            "opprettet|levert",  # (from memory): the workbook that its page makes
        ),
        columns={
            "date": r"\$created|opprettet|levert",
            "technical": r"\$(submission_id|forwarded_to_form|signed|answer_time(_ms)?)|submission_reference|svar-?id",
        },
        statuses=(Status("levert", blank="incomplete", moment=True),),
    ),
    Layout(  # (from memory): the help pages name the formats of answers, and no real file was found
        "enalyzer",
        "Enalyzer",
        marks=(
            "respondent-?id",
            "respondent ?status|besvarelsesstatus",
            "svardato|besvarelsesdato|response date|afsluttet|completed date",
            "projekt-?id|project-?id|enalyzer.*",
        ),
        columns={
            "respondent": "respondent-?id",
            "date": "svardato|besvarelsesdato|response date|afsluttet|completed date",
            "technical": "projekt-?id|project-?id|enalyzer.*|sprog|language|oprettet|created",
        },
        statuses=(
            Status(
                "respondent ?status|besvarelsesstatus",
                blank="incomplete",
            ),
        ),
    ),
)


class _OfOthers(NamedTuple):
    """A tool whose export is read as an ordinary table: so many of its own columns show that its signs mean this."""

    columns: str
    needs: int
    signs: Signs


_CASTOR: Signs = {"-95": "blank", "-96": "not-relevant", "-97": "blank", "-98": "missing", "-99": "blank"}
"""Measurement failed; not applicable; not asked; asked but unknown; not done."""
_OTHERS = (
    _OfOthers(  # Unipark, Tivian; their 0, for what was seen and not answered, may also be somebody's lowest point
        "lfdn|external_lfdn|tester|dispcode|lastpage|quality|date_of_(last_access|first_mail)|page_history|rts\\d+",
        3,
        {"-66": "blank", "-77": "blank", "-99": "blank"},
    ),
    _OfOthers("castor[ _](participant|record)[ _]?id", 1, _CASTOR),
    _OfOthers(  # what its columns are called (from memory)
        "participant (id|status)|(site|institute) abbreviation|survey (instance id|parent|package name|creation date)",
        3,
        _CASTOR,
    ),
)


def signs_of_no_answer(layout: Layout, headings: Iterable[str]) -> Signs:
    """What the tool that wrote a table with these headings writes in place of an answer, and what it means."""
    if layout is not PLAIN:
        return layout.unanswered
    names = set(map(fold, headings))
    found = (tool for tool in _OTHERS if sum(matches(tool.columns, name) for name in names) >= tool.needs)
    return next((tool.signs for tool in found), {})


@lru_cache(maxsize=256)
def layout_of(headings: tuple[str, ...], below: tuple[Sort, ...] = ()) -> Layout:
    """The tool that wrote these headings: the one with the most marks; PLAIN where none has enough.

    ``below`` are the sorts of the cells in the first row under the headings.
    """
    names = tuple(map(fold, headings))
    best, most = PLAIN, 0
    for layout in LAYOUTS:
        marked = sum(matches("|".join(layout.marks), name) for name in names if name) if layout.marks else 0
        known = bool(layout.first and names and matches(layout.first, names[0])) or _by_position(layout, names, below)
        if (marked >= layout.needs or known) and marked + known > most:
            best, most = layout, marked + known
    return best


def layout_ids() -> tuple[str, ...]:
    """What a mapping file may say that a file is."""
    return tuple(layout.id for layout in (*LAYOUTS, PLAIN))


def layout_named(id: str) -> Layout:
    """The layout of that id; raises KeyError where there is none."""
    return {layout.id: layout for layout in (*LAYOUTS, PLAIN)}[id]


def _by_position(layout: Layout, headings: tuple[str, ...], below: tuple[Sort, ...]) -> bool:
    """Whether the first columns hold what this tool's first columns hold, whatever language their headings are in."""
    shape = tuple(sort for sort, _ in layout.shape)
    return bool(shape) and below[: len(shape)] == shape and headings[:1] == ("id",)


def kind_in(layout: Layout, heading: str) -> ColumnKind | None:
    """The kind of one of the tool's own columns; None where it is none of them."""
    name = fold(heading)
    return next((kind for kind, pattern in layout.columns.items() if matches(pattern, name)), None)


def may_say_when(heading: str) -> bool:
    """Whether a heading is a tool's for when somebody answered, if days stand below it."""
    return matches(_WHEN_COMPLETED, fold(heading))


def tells_how_long(heading: str) -> bool:
    """Whether a heading is LimeSurvey's for how long somebody took over a question or a group of them."""
    return matches(_LIME_TIMINGS, fold(heading))


def is_headed(pattern: str, heading: str) -> bool:
    """Whether a pattern is the whole of a heading, or of its words, where it is a variable's name."""
    return matches(pattern, fold(heading)) or matches(pattern, fold(parted(heading)))


def matches(pattern: str, name: str) -> bool:
    """Whether a pattern is the whole of a folded name."""
    return _compiled(pattern).fullmatch(name) is not None


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
