"""What each survey tool's export looks like: one declaration a tool, and nothing about tools anywhere else.

A twelfth tool is one more entry here and one more test file. Names are compared without case; what a tool calls its
columns was read off real exports and the tools' own documentation, ``(from memory)`` where it was not.
"""

from functools import lru_cache

from hf_fidelity.ground.text import fold
from hf_fidelity.readers.exports.cells.cell_text import Sort
from hf_fidelity.readers.exports.layout import PLAIN, Layout, Status, by_position, matches

_FORMS_TIMES = (
    "start time|completion time|last modified time|starttidspunkt|fuldførelsestidspunkt|fullføringstidspunkt"
    "|tidspunkt for (seneste|siste) ændring|tidspunkt for siste endring|startzeit|fertigstellungszeit"
    "|hora de inicio|hora de finalización|hora de la última modificación|starttid|slutförandetid"
)
_STAMPS = (
    "timestamp|tidsstempel|tidsmerke|tidstämpel|zeitstempel|horodateur|marca temporal|informazioni cronologiche"
    "|carimbo de data/hora|tijdstempel|aikaleima"
)
_QUALTRICS = (
    "startdate|enddate|status|ipaddress|progress|duration \\(in seconds\\)|finished|recordeddate|responseid"
    "|responseset|recipient(last|first)name|recipientemail|external(data)?reference|location(latitude|longitude|accuracy)"
    "|distributionchannel|userlanguage"
)
_LIME_TIMES = (
    r"(startdate|datestamp)(\. .*)?|date started|date last action|dato startet|dato for seneste handling"
    r"|dato for sidste handling|datum gestartet|datum letzte aktivität"
)
_LIME_SUBMITTED = r"submitdate(\. .*)?|date submitted|dato indsendt|dato sendt|datum abgeschickt"

LAYOUTS: tuple[Layout, ...] = (
    Layout(
        "surveyxact",
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
            "technical": "digit_1|created|modified|starttim|distribu|importgr|organisa|orgnr|stato_[1-5]"
            "|(samlet|overall) status - .+|stats?overall.*",
            "personal": "email|forn|ettern|navn",
        },
        statuses=(
            Status(
                "stato_4|(samlet|overall) status - (gennemført|gjennomført|completed)",
                ("1",),
                otherwise="incomplete",
                blank="incomplete",
            ),
        ),
    ),
    Layout(
        "ms-forms",
        marks=("id", _FORMS_TIMES, "mail|email|e-mail|e-postadresse|correo electrónico", "navn|name|nombre|namn"),
        needs=4,
        columns={
            "technical": f"id|{_FORMS_TIMES}|total points|quiz feedback|(points|feedback) - .*",
            "date": "completion time|fuldførelsestidspunkt|fullføringstidspunkt|fertigstellungszeit"
            "|hora de finalización|slutförandetid",
            "personal": "mail|email|e-mail|e-postadresse|correo electrónico|navn|name|nombre|namn",
        },
        shape=(("number", "technical"), ("moment", "technical"), ("moment", "date"), ("text", "personal")),
    ),
    Layout(
        "google-forms",
        first=_STAMPS,
        columns={"date": _STAMPS, "personal": "mailadresse|email address|e-mailadresse"},
    ),
    Layout(
        "limesurvey",
        first=r"(id\. )?response id|svar-id|antwort id|svars-id|id de la respuesta",
        marks=(
            r"(id\. )?response id|svar-id|antwort id",
            _LIME_SUBMITTED,
            r"lastpage(\. .*)?|last page|sidste side|letzte seite",
            r"startlanguage(\. .*)?|start language|startsprog|start-sprache",
            r"seed(\. .*)?",
            _LIME_TIMES,
        ),
        columns={
            "date": _LIME_SUBMITTED,
            "technical": rf"(id\. )?response id|svar-id|antwort id|id|{_LIME_TIMES}|seed(\. .*)?"
            r"|lastpage(\. .*)?|last page|sidste side|letzte seite|startlanguage(\. .*)?|start language|startsprog"
            r"|referrer url|refurl(\. .*)?",
            "personal": r"ip address|ip-adresse|ipaddr(\. .*)?",
        },
        statuses=(Status(_LIME_SUBMITTED, blank="incomplete"),),
    ),
    Layout(
        "qualtrics",
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
                skip=dict.fromkeys(
                    (
                        "survey preview",
                        "survey test",
                        "spam",
                        "preview spam",
                        "1",
                        "2",
                        "8",
                        "9",
                        "12",
                        "17",
                        "40",
                        "48",
                    ),
                    "test",
                ),
            ),
            Status("finished", ("1", "true", "sand", "yes", "ja"), otherwise="incomplete", blank="incomplete"),
        ),
    ),
    Layout(
        "surveymonkey",
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
        under=r"response|svar|open-ended response|åbent svar",
        dates="month-first",
    ),
    Layout(
        "redcap",
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
        statuses=(Status(r"\w+_complete|complete\?.*", ("2", "complete"), otherwise="incomplete", blank="incomplete"),),
    ),
    Layout(
        "kobo",
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
        columns={
            "respondent": "_uuid",
            "date": "_submission_time",
            "technical": "start|end|today|deviceid|_id|_notes|_status|__version__|_tags|_index|_parent_.*",
            "personal": "_submitted_by|username|phonenumber|simserial|subscriberid",
        },
        statuses=(
            Status(
                "_validation_status",
                skip=dict.fromkeys(("not approved", "validation_status_not_approved", "ikke godkendt"), "test"),
            ),
        ),
    ),
    Layout(  # (from memory): the help pages name the formats of answers, and no real file was found
        "enalyzer",
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
                ("fuldført", "gennemført", "afsluttet", "completed", "complete"),
                otherwise="incomplete",
                blank="incomplete",
            ),
        ),
        dates="month-first",
    ),
)


@lru_cache(maxsize=256)
def layout_of(headings: tuple[str, ...], below: tuple[Sort, ...] = ()) -> Layout:
    """The tool that wrote these headings: the one with the most marks; PLAIN where none has enough.

    ``below`` are the sorts of the cells in the first row under the headings.
    """
    names = tuple(map(fold, headings))
    best, most = PLAIN, 0
    for layout in LAYOUTS:
        found = sum(matches("|".join(layout.marks), name) for name in names if name) if layout.marks else 0
        known = bool(layout.first and names and matches(layout.first, names[0])) or by_position(layout, names, below)
        if (found >= layout.needs or known) and found + known > most:
            best, most = layout, found + known
    return best
