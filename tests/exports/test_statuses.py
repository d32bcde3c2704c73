"""Columns that say which answers count and which are to be left out, whatever they are called; and notes."""

import re
from pathlib import Path

import pytest
import yaml

from hf_fidelity import i18n
from hf_fidelity.domain.survey.exports import ExportRead, StatusMeant
from hf_fidelity.domain.survey.mapping import FileMapping
from hf_fidelity.readers.survey.cells.book import column_letters
from hf_fidelity.readers.survey.mapping_file import mapping_text, read_mapping
from tests.exports.tables import IDS, INSTRUMENT, answers, csv, read, written

PEOPLE = range(1, 8)
X, JA, SAND, ONE = ["x", ""], ["Ja", "Nej"], ["SAND", "FALSK"], ["1", "0"]


def table(kind: str, folder: Path, heading: str, cells: list[str], behind: bool = True) -> Path:
    """Seven people, and what stands beside them in a column."""
    rows = [["Nr", *IDS, heading] if behind else ["Nr", heading, *IDS]]
    for at, cell in zip(PEOPLE, cells, strict=True):
        rows.append([str(at), *answers(1 + at % 5), cell] if behind else [str(at), cell, *answers(1 + at % 5)])
    return written(folder / f"e.{kind}", rows)


def out(found: ExportRead) -> str:
    """The rows of people that do not count: all of them are named, or skipped for a reason."""
    rows = [*found.rows.skipped.values(), found.rows.rejected]
    return " ".join(str(at) for at in PEOPLE if any(at + 1 in some for some in rows))


LEAVES_OUT = (
    "Slettet", "Udelukket", "Testrespondent", "Deleted", "Excluded", "Test user", "Prøvedeltager", "Gelöscht",
    "Ausgeschlossen", "Borttagen", "Slettet svar", "Besvarelse udelukket", "Eliminado", "Er slettet", "Testdeltager",
    "Slett", "Radera", "Eliminar", "Borrar", "Usuń", "Poista", "Provsvar", "Testrespons", "Prueba",
    "Respuesta de prueba", "Odpowiedź testowa", "Svar ugyldigt", "Antwort ungültig",
)  # fmt: skip


@pytest.mark.parametrize("marks", [X, JA, SAND, ONE], ids="-".join)
@pytest.mark.parametrize("heading", LEAVES_OUT)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_is_marked_to_be_left_out(kind: str, heading: str, marks: list[str], tmp_path: Path) -> None:
    yes, no = marks
    assert out(read(table(kind, tmp_path, heading, [*[no] * 5, yes, yes], kind == "csv"))) == "6 7"


IT_IS = (
    "IsTest", "isPreview", "isPartial", "IsDraft", "isSpam", "IsDeleted", "isdraft", "Is draft", "In draft", "in_draft",
    "Er kladde", "Är utkast", "Ist ein Entwurf", "I kladde", "IsBot", "test_mode", "partial_save", "tester",
    "isTestResponse", "is_duplicate", "SCREENED_OUT", "QuotaFull", "Afvist", "isDemo", "In trash",
)  # fmt: skip


@pytest.mark.parametrize("marks", [JA, SAND, ONE], ids="-".join)
@pytest.mark.parametrize("heading", IT_IS)
def test_what_is_said_to_be_so(heading: str, marks: list[str], tmp_path: Path) -> None:
    yes, no = marks
    assert out(read(table("csv", tmp_path, heading, [*[no] * 5, yes, yes]))) == "6 7"


COUNTS_IN = (
    "Komplet", "Fuldstændig", "Completo", "Is complete", "Godkendt", "Svar godkendt", "Response complete", "Validated",
    "Fullständigt svar", "Antwort vollständig", "Aprobado", "Kompletta svar", "Besvarelse afsluttet", "Hyväksytty",
    "Antwort gültig", "Svar giltigt", "Svar gyldigt", "Respuesta válida", "Response valid", "Kompletny",
    "isCompleted", "IsCompleted", "isComplete", "iscomplete", "hasFinished", "SurveyCompleted", "survey_completed",
    "isValid", "QC passed", "Is included",
)  # fmt: skip


@pytest.mark.parametrize("marks", [JA, SAND, ONE], ids="-".join)
@pytest.mark.parametrize("heading", COUNTS_IN)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_is_said_not_to_be_whole(kind: str, heading: str, marks: list[str], tmp_path: Path) -> None:
    yes, no = marks
    assert out(read(table(kind, tmp_path, heading, [*[yes] * 5, no, no], kind == "csv"))) == "6 7"


DONE: dict[str, tuple[str, str, str]] = {
    **dict.fromkeys(
        ("Afsluttet?", "Besvaret?", "Udfyldt?", "Afleveret?", "Færdig?", "Gennemført (ja/nej)", "Skemaet er udfyldt"),
        ("Ja", "Delvist", "Nej"),
    ),
    **dict.fromkeys(
        ("Har fuldført", "Har gennemført", "Gennemført hele skemaet", "Svar afgivet", "Har svaret", "Svaret"),
        ("Ja", "Næsten", "Nej"),
    ),
    **dict.fromkeys(("Er du færdig?", "Færdig med skemaet?"), ("Ja", "Næsten", "Nej")),
    **dict.fromkeys(("Have you finished?", "Are you done with the survey?"), ("Yes", "Nearly", "No")),
    **dict.fromkeys(("Fullført?", "Har svart", "Sendt inn?"), ("Ja", "Delvis", "Nei")),
    **dict.fromkeys(("Slutförd?", "Klar?", "Har svarat"), ("Ja", "Påbörjad", "Nej")),
    **dict.fromkeys(("Abgeschlossen?", "Hat geantwortet", "Ganzen Fragebogen ausgefüllt"), ("Ja", "Teilweise", "Nein")),
    **dict.fromkeys(("Submitted?", "Complete?", "Has finished", "Survey complete?"), ("Yes", "Partial", "No")),
    **dict.fromkeys(("¿Completado?", "Ha respondido"), ("Sí", "Parcial", "No")),
    **dict.fromkeys(("Valmis?", "On vastannut"), ("1", "Kesken", "0")),
}


@pytest.mark.parametrize(("heading", "words"), DONE.items(), ids=DONE)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_who_is_asked_whether_they_are_done(
    kind: str, heading: str, words: tuple[str, str, str], tmp_path: Path
) -> None:
    yes, half, no = words
    assert out(read(table(kind, tmp_path, heading, [*[yes] * 5, half, no], kind == "csv"))) == "6 7"
    assert out(read(table(kind, tmp_path, heading, [*[yes] * 5, no, no], kind == "csv"))) == "6 7"
    assert out(read(table(kind, tmp_path, heading, [*[yes] * 5, "", no], kind == "csv"))) == "6 7"


DAY = "12-08-2026"
EFS_OUT = ("Suspended", "Screened out (37)")
OUTCOMES: dict[str, tuple[str, list[str]]] = {
    "out of the form": ("Outcome", [*["Completed"] * 5, "Screened Out", "Terminated"]),
    "no place for more": ("Outcome", [*["Completed"] * 5, "Over Quota", "Quota full"]),
    "partly": ("Result", [*["Complete"] * 5, "Disqualified", "Partial"]),
    "too quick": ("Result", [*["Complete"] * 5, "Screen-out", "Speeder"]),
    "of the survey": ("Survey outcome", [*["Completed"] * 5, "Screened-out", "Rejected"]),
    "in Danish": ("Udfald", [*["Gennemført"] * 5, "Frasorteret", "Udgået"]),
    "in Norwegian": ("Resultat", [*["Fullført"] * 5, "Avvist", "Utgått"]),
    "in Swedish": ("Resultat", [*["Slutförd"] * 5, "Bortfall", "Kvot full"]),
    "in German": ("Ergebnis", [*["Abgeschlossen"] * 5, "Ausgescreent", "Quote voll"]),
    "under a word about nothing": ("Type", [*["Complete"] * 5, "Screen-out", "Speeder"]),
    "under a status": ("Status", [*["Complete"] * 5, "Screen-out", "Speeder"]),
    "a status by number": ("Survey status", [*["1"] * 5, "0", "2"]),
    "its variable": ("survey_status", [*["1"] * 5, "0", "2"]),
    "that of the answer": ("Status for besvarelsen", [*["1"] * 5, "0", "2"]),
    "of who takes part": ("Status der Teilnahme", [*["OK"] * 5, "Test", "Avbrutt"]),
    "in a word": ("Teilnahmestatus", [*["OK"] * 5, "Test", "Abgebrochen"]),
    "in Spanish": ("Estado de la respuesta", [*["Completada"] * 5, "Parcial", "0"]),
    "in Finnish": ("Vastauksen tila", [*["Valmis"] * 5, "Kesken", "0"]),
    "in Polish": ("Status odpowiedzi", [*["Ukończono"] * 5, "Przerwano", "Test"]),
    "in Polish, by yes and no": ("Kompletny", [*["tak"] * 5, "nie", "nie"]),
    "a try-out in Polish": ("Odpowiedź testowa", [*[""] * 5, "tak", "tak"]),
}


@pytest.mark.parametrize(("heading", "cells"), OUTCOMES.values(), ids=OUTCOMES)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_became_of_who_was_asked(kind: str, heading: str, cells: list[str], tmp_path: Path) -> None:
    found = read(table(kind, tmp_path, heading, cells, kind == "csv"))
    assert (out(found), found.rows.accepted) == ("6 7", 5)


OK = ["Ok"] * 5
SAID: dict[str, tuple[str, list[str], str]] = {
    "codes of what became of it": ("dispcode", [*["31"] * 4, "32", "22", "37"], "6 7"),
    "so by its long name": ("Disposition code", [*["31"] * 5, "35", "21"], "6 7"),
    "so in words": (
        "dispcode",
        [*["Completed", "Completed (31)", "Beendet", "Completed after break", "Completed after break (32)"], *EFS_OUT],
        "6 7",
    ),
    "how far they came": ("Besvarelsesgrad", [*["100"] * 5, "40", "60"], "6 7"),
    "in per cent": ("Udfyldt i procent", [*["100 %"] * 5, "40 %", "60 %"], "6 7"),
    "in German": ("Ausfüllgrad (%)", [*["100"] * 5, "99", "0"], "6 7"),
    "who read what they answered": ("Attention check", [*["Bestået"] * 5, *["Ikke bestået"] * 2], "6 7"),
    "so in English": ("Attention check 1", [*["Passed"] * 5, *["Not passed"] * 2], "6 7"),
    "which are real": ("Type", [*["Rigtig"] * 5, "Prøve", "Prøve"], "6 7"),
    "where they come from": ("Kilde", [*["Link"] * 5, "Forhåndsvisning", "Test"], "6 7"),
    "so in Swedish": ("Källa", [*["Länk"] * 5, "Förhandsvisning", "Test"], "6 7"),
    "a collector": ("Collector", [*["Web Link 1"] * 5, "Test collector", "Web Link 1"], "6"),
    "a note": ("Bemærkning", [*[""] * 5, "Test", "Fejl - slettes"], "6 7"),
    "a note in English": ("Note", [*[""] * 5, "please delete", "test run"], "6 7"),
    "a note in German": ("Notiz", [*[""] * 5, "Bitte löschen", "Testlauf"], "6 7"),
    "twice the same": ("Notat", [*[""] * 5, "Dublet", "Skal ikke med"], "6 7"),
    "a note that says it twice": ("Bemærkning", [*[""] * 5, "Test test", "Dublet?"], "6 7"),
    "a comment that is sure": ("Kommentar", [*[""] * 5, "Slettes", "Dublet"], "6 7"),
    "yes and no under a word for days": ("Besvaret", [*["Ja"] * 5, "Nej", "Nej"], "6 7"),
    "a role": ("Rolle", [*["Medarbejder"] * 5, "Test", "Test"], "6 7"),
    "a role that one has": ("Rolle", [*["Medarbejder"] * 4, "Leder", "Leder", "Test"], "7"),
    "a role that is twice, beside many": ("Rolle", [*["Medarbejder"] * 4, "Leder", "Bot", "Bot"], "6 7"),
    "a comment that says what it is": ("Kommentar", [*[""] * 5, "Testsvar", "Dette er en test"], "6 7"),
    "a note that it is not used": ("Bemærkning", [*[""] * 6, "Må ikke bruges"], "7"),
    "approved, in its words": ("Godkendelse", [*["Godkendt"] * 5, "Afvist", "Afvist"], "6 7"),
    "a role that none has twice": ("Rolle", ["A", "B", "C", "D", "E", "Test", "Testbruger"], "6 7"),
    "a program's environment": ("Environment", [*["production"] * 5, "staging", "staging"], "6 7"),
    "so in Danish": ("Miljø", [*["Drift"] * 5, "Test", "Test"], "6 7"),
    "where they come from, in French": ("Canal", [*["Lien"] * 5, "Aperçu", "Essai"], "6 7"),
    "where they come from, in Dutch": ("Bron", [*["Link"] * 5, "Proef", "Proef"], "6 7"),
    # What somebody or a tool found
    **{
        f"rejected: {heading}": (heading, [*["Approved"] * 5, "Rejected", "rejected"], "6 7")
        for heading in (
            "ReviewState", "Review State", "review_state", "Review status", "Moderation status", "QC", "QA result",
            "Review", "Validation", "Approval", "state", "moderationState", "Review outcome",
        )
    },
    "a mode that is on": ("test_mode", [*["off"] * 5, "on", "on"], "6 7"),
    "a mode, by its name": ("Test mode", [*["Live"] * 5, "Test", "Test"], "6 7"),
    "beside nothing": ("Gennemgang", [*[""] * 5, "Afvist", "Afvist"], "6 7"),
    "beside nothing, by a tool": ("ReviewState", [*[""] * 6, "rejected"], "7"),
    "thrown away": ("Kvalitet", [*OK, "Kassér", "kasseres"], "6 7"),
    "failed": ("Quality check", [*["Pass"] * 5, "Fail", "Failed"], "6 7"),
    "in Norwegian": ("Kvalitetskontroll", [*OK, "Avvist", "Ikke godkjent"], "6 7"),
    "in Swedish": ("Granskning", [*["Godkänd"] * 5, "Underkänd", "Avvisad"], "6 7"),
    "in German, of a check": ("Prüfung", [*["Bestanden"] * 5, "Nicht bestanden", "Abgelehnt"], "6 7"),
    "in Spanish": ("Revisión", [*["Aprobado"] * 5, "Rechazado", "Rechazado"], "6 7"),
    "in Finnish": ("Tarkastus", [*["Hyväksytty"] * 5, "Hylätty", "Hylätty"], "6 7"),
    "every word once": ("Review", ["Approved", "Pending", "Approved", "Ok", "Flagged", "Rejected", "Denied"], "6 7"),
    "of an entry": ("Entry_Status", [*["Submitted"] * 5, "Incomplete", "Incomplete"], "6 7"),
    "of a quest": ("Quest_Status", [*["Gennemført"] * 5, "Delvist", "Delvist"], "6 7"),
    "of a lead": ("lead_status", [*["active"] * 5, "spam", "spam"], "6 7"),
    "put away": ("entry_status", [*["active"] * 5, "trash", "trash"], "6 7"),
    "of a participant": ("Participant Status", [*["Not Set"] * 5, "Archived", "Archived"], "6 7"),
    "in a trial": ("CRFVersionStatus_E1_C1", [*["data entry complete"] * 5, *["initial data entry"] * 2], "6 7"),
    "of its event": ("EventStatus_E1", [*["completed"] * 5, *["data entry started"] * 2], "6 7"),
    "in Spanish, of a record": ("Estado del registro", [*["Completo"] * 5, "Incompleto", "Borrador"], "6 7"),
    "Qualtrics' screening": ("Q_TerminateFlag", [*[""] * 5, "Screened", "QuotaMet"], "6 7"),
    "SharePoint's": ("_ModerationStatus", [*["0"] * 5, "1", "3"], "6 7"),
    "Survey Solutions'": ("interview__status", ["100", "120", "130", "100", "100", "65", "-1"], "6 7"),
    "in its words": ("interview__status", [*["Completed"] * 5, "RejectedBySupervisor", "InterviewerAssigned"], "6 7"),
    "how far": ("Survey Progress", [*["100"] * 5, "35", "0"], "6 7"),
    "how far, by a variable": ("surveyProgress", [*["100"] * 5, "35", "0"], "6 7"),
    "how far, by another": ("progress_percent", [*["100"] * 5, "35", "0"], "6 7"),
    "how much of an entry": ("Partial Entry Percent", [*["100"] * 5, "40", "0"], "6 7"),
    "how far, before what is done": ("percent_complete", [*["100"] * 5, "40", "0"], "6 7"),
    "in a path": ("meta/is_draft", [*["0"] * 5, "1", "1"], "6 7"),
    "in an object": ("survey.isTest", [*["false"] * 5, "true", "true"], "6 7"),
    "how far, in Danish": ("Skemaets fremdrift", [*["100"] * 5, "40", "0"], "6 7"),
    "how far, of a record": ("Record completion", [*["100"] * 5, "40", "0"], "6 7"),
    "how far, in French": ("Taux de complétion", [*["100"] * 5, "40", "0"], "6 7"),
    "how far, in Dutch": ("Voortgang", [*["100"] * 5, "40", "0"], "6 7"),
    "how far, by a state": ("Record Status", [*["100"] * 5, "40", "0"], "6 7"),
    "how far, by a state in per cent": ("Record Status", [*["100 %"] * 5, "40 %", "0 %"], "6 7"),
    "codes of a record, of which most have another": ("Record status", [*["2"] * 5, "1", "0"], "6 7"),
    "who is still at it": ("State", [*["Closed"] * 5, "Open", "Open"], "6 7"),
    "who is still at it, by a stage": ("Survey stage", [*["Closed"] * 5, "Open", "Open"], "6 7"),
    "who is still at it, in Danish": ("Tilstand", [*["Lukket"] * 5, "Åben", "Åben"], "6 7"),
    "in French": ("Contrôle", [*["Approuvé"] * 5, "Rejeté", "Rejeté"], "6 7"),
    "in Dutch": ("Kwaliteit", [*["Goed"] * 5, "Afgekeurd", "Afgekeurd"], "6 7"),
    # What is kept, and what is sent: of answers, whatever the column is called
    **{
        f"kept and sent: {heading}": (heading, [*[sent] * 5, kept, kept], "6 7")
        for heading, sent, kept in (
            ("Fase", "Endelig", "Kladde"),
            ("Trin", "Sendt", "Gemt"),
            ("Submission type", "final", "draft"),
            ("Version", "Final", "Draft"),
            ("Art", "Endgültig", "Entwurf"),
            ("Läge", "Skickad", "Utkast"),
            ("Type", "Envoyé", "Brouillon"),
            ("Soort", "Definitief", "Concept"),
            ("Udgave", "Sendt", "Udkast"),
        )
    },
    # What somebody calls an answer by which the form was tried out
    **{
        f"a try-out: {heading}, {odd}": (heading, [*[usual] * 6, odd], "7")
        for heading, usual, odd in (
            ("Rolle", "Medarbejder", "testrolle"),
            ("Rolle", "Medarbejder", "Test bruger"),
            ("Role", "Staff", "Test role"),
            ("Collector", "Weblink 1", "Test link"),
            ("Kilde", "Link", "Pilot svar"),
            ("Kanal", "Link", "Prøveindtastning"),
            ("Bemærkning", "", "Prøver lige om det virker"),
            ("Bemærkning", "", "test af skemaet"),
        )
    },
}  # fmt: skip


@pytest.mark.parametrize(("heading", "cells", "which"), SAID.values(), ids=SAID)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_else_says_it(kind: str, heading: str, cells: list[str], which: str, tmp_path: Path) -> None:
    found = read(table(kind, tmp_path, heading, cells, kind == "csv"))
    assert (out(found), found.rows.accepted) == (which, 7 - len(which.split()))


TO_GO = (
    "Dublet - slettes", "Dublet, slet", "Dublet og slettes", "Dublet - test", "Ugyldig - slettes", "Ugyldig",
    "Skal ikke tælles med", "Må ikke tælle med", "Dobbeltbesvarelse", "Dublet af R2", "Dublet (se række 4)",
    "Test/slettes", "Fejl. Dublet. Slettes.", "Slettes, da dublet", "Dobbelt svar", "Duplikat - skal slettes",
    "Skal ikke telles med", "Dubblett - tas bort", "Ska inte räknas med", "Ogiltigt",
    "Duplicate, delete", "Duplicate of R2", "Do not count", "Should not be counted", "Invalid - remove",
    "Dublette, löschen", "Nicht zählen", "Ungültig - löschen", "Duplicado, eliminar", "No contar",
    "Kaksoiskappale, poistetaan", "Ei lasketa mukaan", "Doublon à supprimer", "Ne pas compter", "Doublon de R2",
    "Dubbel - verwijderen", "Telt niet mee", "Ongeldig",
)  # fmt: skip


@pytest.mark.parametrize("heading", ["Bemærkning", "Note", "Intern note", "Kolonne 3"])
@pytest.mark.parametrize("note", TO_GO)
def test_what_people_note_of_a_row_that_is_to_go(note: str, heading: str, tmp_path: Path) -> None:
    notes = [*["svar"] * 6, note] if heading == "Kolonne 3" else [*[""] * 6, note]
    found = read(table("csv", tmp_path, heading, notes))
    assert (out(found), [f.code for f in found.findings]) == ("7", ["perhaps-unfinished"])


YES_NO_OF: dict[str, tuple[str, str]] = {
    "Jeg giver samtykke til, at mine svar indgår i rapporten": ("Ja", "Nej"),
    "Samtykke: Må vi gemme dine svar?": ("Ja", "Nej"),
    "Må kommunen ... må vi bruge din besvarelse?": ("Ja", "Nej"),
    "Samtykke afgivet": ("Ja", "Nej"),
    "Samtykke til å delta": ("Ja", "Nei"),
    "Samtycke till deltagande": ("Ja", "Nej"),
    "May we use your responses?": ("Yes", "No"),
    "Consent form": ("Accept", "Decline"),
    "Dürfen wir Ihre Antworten speichern?": ("Ja", "Nein"),
    "¿Podemos utilizar sus respuestas?": ("Sí", "No"),
    "Suostun osallistumaan": ("Kyllä", "Ei"),
    "Samtykkeerklæring": ("Jeg giver samtykke", "Jeg samtykker ikke"),
    "Vil du deltage i undersøgelsen?": ("Ja", "Nej"),
    "Indgår i opgørelsen": ("Ja", "Nej"),
    **dict.fromkeys(("Consentement", "Pouvons-nous utiliser vos réponses ?"), ("Oui", "Non")),
    **dict.fromkeys(("Souhaitez-vous participer à l’enquête ?", "Réponse complète"), ("Oui", "Non")),
    **dict.fromkeys(("Toestemming", "Mogen we uw antwoorden gebruiken?"), ("Ja", "Nee")),
    **dict.fromkeys(("Ik geef toestemming voor deelname", "Antwoord volledig"), ("Ja", "Nee")),
    **dict.fromkeys(("Brouillon", "Réponse test", "Supprimé"), ("Non", "Oui")),
    **dict.fromkeys(("Testantwoord", "Verwijderd", "Dubbele invoer"), ("Nee", "Ja")),
    **dict.fromkeys(("Done", "Besvaret", "Svar komplet"), ("✓", "✗")),
    "Valmis?": ("TOSI", "EPÄTOSI"),
    "Terminé": ("VRAI", "FAUX"),
    "Voltooid": ("WAAR", "ONWAAR"),
}
MARKED: dict[str, str] = {
    **dict.fromkeys(("Samtykke tilbagekaldt", "Consent revoked", "Samtycke återkallat", "Fortrudt"), "x"),
    **dict.fromkeys(
        ("Ønsker at trække svar tilbage", "Jeg vil trække mit samtykke tilbage", "Withdraw my answers"), "Ja"
    ),
    **dict.fromkeys(("Einwilligung widerrufen am", "Tilbagetrækning af samtykke"), "04-08-2026"),
    **dict.fromkeys(("Terminated", "Overquota", "Quota met", "Ofullständigt", "Stopped early", "Incomplete"), "1"),
    **dict.fromkeys(("Datakvalitet", "Quality"), "Straightliner"),
}


@pytest.mark.parametrize(
    ("heading", "usual", "other"),
    [
        *((heading, yes, no) for heading, (yes, no) in YES_NO_OF.items()),
        *((heading, "", mark) for heading, mark in MARKED.items()),
    ],
)
def test_who_did_not_agree_or_came_to_no_end(heading: str, usual: str, other: str, tmp_path: Path) -> None:
    assert out(read(table("csv", tmp_path, heading, [*[usual] * 5, other, other]))) == "6 7"


def moments(*lacking: int) -> list[str]:
    """Days with a time of it, but for some people."""
    return ["" if at in lacking else f"2026-08-1{at} 1{at}:0{at}:00" for at in PEOPLE]


HOUSED = ["Egen bolig", "Flyttet", "Egen bolig", "I gang", "Afsluttet", "I gang", "Egen bolig"]
YES_NO = ["Ja", "Nej", "Ja", "Ja", "Ja", "Nej", "Ja"]
NEIGHBOURS: dict[str, tuple[str, list[str]]] = {
    "whose work is tests": ("Tester", ["Udvikler", "Tester", "Leder", "Tester", "Støtte", "Støtte", "Tester"]),
    "who tried it": ("Tester", ["", "", "Ole", "", "Anna", "", ""]),
    "how many tests": ("Tester", ["0", "2", "3", "1", "0", "2", "4"]),
    "nobody is a tester": ("tester", ["0"] * 7),
    "nobody's draft": ("IsDraft", ["false"] * 7),
    "nothing is marked": ("isTest", [""] * 7),
    "how good, in digits": ("Kvalitet", ["5", "4", "3", "5", "4", "2", "1"]),
    "how good, in the form's words": ("Kvalitet", ["Enig", "Uenig", "Enig", "Helt enig", "Enig", "Enig", "Helt uenig"]),
    "what somebody says of a review": (
        "Review",
        ["", "Vi blev afvist to gange", "", "fin proces", "", "", "rejected by us"],
    ),
    "words that somebody writes": ("Review", ["fin", "afvist", "langsom", "venlig", "tung", "uklar", "let"]),
    "all were approved": ("ReviewState", ["approved"] * 7),
    "nobody has looked": ("ReviewState", [""] * 7),
    "all were edited or approved": ("ReviewState", ["approved", "edited", "", "", "", "", "edited"]),
    "all came to the end": ("Survey Progress", ["100"] * 7),
    "steps": ("Survey Progress", ["1", "2", "3", "4", "5", "1", "2"]),
    "a project's progress": ("Project progress", ["100", "40", "100", "35", "100", "100", "80"]),
    "all are moderated": ("_ModerationStatus", ["0"] * 7),
    "all were interviewed": ("interview__status", ["100", "120", "130", "100", "100", "100", "120"]),
    "nobody was screened": ("Q_TerminateFlag", [""] * 7),
    "a score": ("Q_RelevantIDDuplicateScore", ["0", "0", "30", "0", "10", "0", "0"]),
    "nothing is archived": ("Arkiveret", ["Nej"] * 7),
    "how people live": ("Civil status", ["Gift", "Ugift", "Skilt", "Gift", "Ugift", "Enke", "Gift"]),
    "who was dismissed": ("Employment status", [*["Permanent"] * 5, "Terminated", "Permanent"]),
    "whose case was refused": ("Sagsstatus", [*["Godkendt"] * 5, "Afvist", "Afvist"]),
    "who was refused": ("Ansøgning status", [*["Bevilget"] * 5, "Afvist", "Afvist"]),
    "a name with a capital inside": ("McDonald", YES_NO),
    "a device": ("iPad", YES_NO),
    "a plan in an object": ("plan.isCompleted", YES_NO),
    "a draft of a plan": ("plan/is_draft", YES_NO),
    "who asks whether there is control": ("Kvalitetskontrol", YES_NO),
    "what is in progress": ("In progress", YES_NO),
    "who leads": ("isLeader", YES_NO),
    "a test that is on": ("TestAf", YES_NO),
    "comments, one of them a word": ("Kommentar", ["fint", "Dobbelt", "godt", "nej", "ok", "tak", ""]),
    **{
        f"a comment: {text}": ("Kommentar", ["", "fint", "", "Vi er i gang", "ok", "", text])
        for text in (
            "testen var god",
            "god test af samarbejdet",
            "vi tester nye metoder",
            "prøver at nå det hele",
            "vi prøver",
            "Testa Jensen",
            "Vi prøver om det virker",
            "Svært at sige, om det virker",
            "test af borgerne",
            "Tester 123",
            "123",
        )
    },
    "comments on tests": ("Kommentar", ["for mange test", "test", "", "fint", "", "testing", "testing er godt"]),
    **{
        f"phases: {heading}": (heading, [first, second, first, first, second, second, third])
        for heading, first, second, third in (
            ("Trin", "Indflytning", "Stabilisering", "Udflytning"),
            ("Fase", "Indflytning", "Stabilisering", "Endelig"),
            ("Phase", "Saved", "Housed", "Final"),
            ("Fase", "Sendt", "Visiteret", "Sendt"),
        )
    },
    **{
        f"a draft of something else: {heading}": (heading, ["Endelig", "Kladde", *["Endelig"] * 5])
        for heading in ("Handleplan", "Borgerens sag", "Hvor langt er jeres plan?", "Opgave", "Journalnotat", "Referat")
    },
    "nothing but what is sent": ("Trin", ["Sendt"] * 7),
    "who is on trial": ("Stilling", ["Fast", "Prøveansat", *["Fast"] * 5]),
    "on trial": ("Rolle", [*["Medarbejder"] * 6, "På prøve"]),
    "who flies": ("Rolle", [*["Medarbejder"] * 6, "Pilot"]),
    "a door that is closed for many": ("Lukket", ["x", "", "", "x", "", "", "x"]),
    "whose job it is": ("Arbejde", ["Admin", "Støtte", "Admin", "Støtte", "Støtte", "Leder", "Leder"]),
    "a method": ("Metode", ["Samtale", "Test", "Samtale", "Test", "Samtale", "Samtale", "Samtale"]),
    "days": ("Besvaret", [DAY] * 7),
    "a licence": ("Gyldigt kørekort", ["Ja", "Nej", "Ja", "Ja", "Nej", "Ja", "Ja"]),
    "a course": ("Godkendt HF-kursus", ["Ja", "Nej", "Ja", "Ja", "Nej", "Ja", "Ja"]),
    "a course's day": ("Gennemført kursus dato", [DAY, "", DAY, DAY, "", DAY, DAY]),
    "who filled it in": ("Udfyldt af", ["Leder", "Leder", "Støtte", "Leder", "Støtte", "Leder", "Leder"]),
    "another question": ("Hvad bruger I mest?", ["Test", "Samtale", "Test", "Samtale", "Test", "Samtale", "Samtale"]),
    "nobody is left out": ("Slettet", ["Nej"] * 7),
    "everybody is whole": ("Komplet", ["Ja"] * 7),
    "all are dated": ("Gennemført dato", [DAY] * 7),
    "the whole way": ("Besvarelsesgrad", ["100"] * 7),
    "steps of a plan": ("Fremdrift", ["1", "2", "3", "4", "5", "1", "2"]),
    "a version of the form": ("Testskema", ["A", "B", "A", "B", "A", "B", "A"]),
    "long notes": ("Bemærkning", ["", "Vi mangler tid til at slette gamle planer", "", "", "", "", ""]),
    "words that begin so": ("Notat", ["Testamente", "", "", "", "", "Sletten 4", ""]),
    "where they come from": ("Kilde", [*["Link"] * 5, "Mail", "Mail"]),
    "who took a test": ("Test gennemført", YES_NO),
    "who passed one": ("Test godkendt", YES_NO),
    "who was tried": ("Prøve gennemført", YES_NO),
    "who was interviewed": ("Interview gennemført", YES_NO),
    "who handed a form in": ("Formular indsendt", YES_NO),
    "one answer of several": ("Svar 2 godkendt", YES_NO),
    "a kind of several": ("Type", ["Fast", "Test", "Fast", "Fast", "Fast", "Vikar", "Fast"]),
    "consent to something else": ("Samtykke til kontakt", YES_NO),
    "who knows of consent": ("Jeg ved, hvordan man indhenter samtykke", ["Enig", "Uenig", *["Enig"] * 5]),
    "a course in consent": ("GDPR-kursus gennemført", YES_NO),
    "whose consent": ("Har borgeren givet samtykke til at dele data?", YES_NO),
    "who uses answers": ("Kan du bruge undersøgelsens svar?", YES_NO),
    "who knows what is used": ("Jeg ved, hvordan mine data bruges", YES_NO),
    "a group": ("Vil du deltage i styregruppen?", YES_NO),
    "a day that somebody was asked for": ("Ansættelsesdato", [*[DAY] * 6, ""]),
    "a day at midnight": ("Lähetyspäivä", [*["2026-08-10 00:00:00"] * 6, ""]),
    "moments that most lack": ("Sidst ændret", moments(1, 2, 3, 4)),
    "a moment that was asked for": ("Hvornår så du ham sidst?", moments(5)),
    "moments that none lacks": ("Lähetyspäivä", moments()),
    "moments, or something else": ("Lähetyspäivä", ["i går", *moments(5)[1:]]),
    "a colour": ("Svart", YES_NO),
    "what is done": ("Plan færdig?", [*["Ja"] * 5, "Delvist", "Nej"]),
    "a course that is done": ("Er kurset gennemført?", [*["Ja"] * 5, "Delvist", "Nej"]),
    "who filled it in?": ("Udfyldt af leder?", [*["Ja"] * 5, "Delvist", "Nej"]),
    "a plan in a variable": ("plan_complete", ["Yes", "No", *["Yes"] * 5]),
    "everybody is done": ("Afsluttet?", ["Ja"] * 7),
    "done with something else": ("Er du færdig med uddannelsen?", ["Ja", "Nej"] * 3 + ["Ja"]),
    "how good": ("Kvalitet", ["God", "Dårlig", "God", "God", "Middel", "God", "God"]),
    "how far a plan is": ("Completion", ["3", "4", "5", "3", "4", "5", "1"]),
    "calls": ("Besvarede opkald", ["3 af 8", *["8 af 8"] * 6]),
    "comments, one of them asks": ("Kommentar", ["fint", "ja ja", "godt", "nej", "ok", "Dublet?", ""]),
    "comments that come again": ("Kommentar", ["ok", "nej", "ok", "ugyldig", "ok", "nej", "ok"]),
    "what became of citizens": ("Resultat", HOUSED),
    "so in English": ("Outcome", ["Housed", "Moved", "Housed", "Completed", "Housed", "Terminated", "Housed"]),
    "results in numbers": ("Resultat", ["31", "32", "100", "0", "1", "2", "35"]),
    "everybody came to the end": ("Outcome", ["Completed"] * 7),
    "who works there": ("Respondent status", [*["Active"] * 6, "Inactive"]),
    "what somebody may do, in French": ("Consentement pour être contacté", ["Oui", "Non", *["Oui"] * 5]),
    "what somebody may do, in Dutch": ("Toestemming voor contact", ["Ja", "Nee", *["Ja"] * 5]),
    "a course in French": ("Formation terminée", ["Oui", "Non", *["Oui"] * 5]),
    "a course in Dutch": ("Opleiding voltooid", ["Ja", "Nee", *["Ja"] * 5]),
    "how people work, in French": ("Statut", ["Titulaire", "Contractuel", *["Titulaire"] * 4, ""]),
    "how people live, in Dutch": ("Burgerlijke status", [*["Gehuwd"] * 5, "", ""]),
    "how people are": ("Tilstand", [*["God"] * 5, "", ""]),
    "who has a home": ("Boligstatus", [*["Afsluttet"] * 5, "", ""]),
    "which cases are done": ("Sagsstatus", [*["Afsluttet"] * 5, "", ""]),
    "which part of it": ("Fase", [*["Fase 1"] * 5, "", ""]),
    "the survey is open": ("Survey state", ["Open"] * 7),
    "a door": ("Døren", [*["Closed"] * 5, "Open", "Open"]),
    "where people live": ("Environment", [*["Urban"] * 5, "Rural", "Rural"]),
    "how it is to work there": ("Arbejdsmiljø", [*["Godt"] * 6, "Test"]),
    "whose role is to test": ("Rolle", [*["Udvikler"] * 5, "Tester", "Admin"]),
    "whose licence is no longer valid": ("Kørekort", [*["Gyldigt"] * 5, "Ugyldigt", "Ugyldigt"]),
    "a room for two": ("Værelse", [*["Enkelt"] * 5, "Dobbelt", "Dobbelt"]),
    "what is used": ("Værktøj", [*["Bruges"] * 5, "Ikke bruges", "Ikke bruges"]),
    "notes with such words": ("Bemærkning", ["", "Slet ikke", "", "Dobbelt så mange møder", "", "Vi tæller med", ""]),
    "a page of one's own": ("Sidste side", ["1", "2", "3", "4", "2", "3", "1"]),
    "halves": ("Hold", ["1/2", *["2/2"] * 6]),
    "days without a year": ("Dato besvaret", ["6/6", "2/6", "3/6", "9/6", "11/6", "12/6", "6/6"]),
    "parts of a plan": ("Fremskridt i planen", ["2/6", *["6/6"] * 6]),
    "how many each answered": ("Antal besvarede spørgsmål", ["16", "16", "14", "15", "12", "13", "11"]),
    "a time that somebody was asked for": ("Mødt kl.", [*["10:12"] * 6, ""]),
    "groups of people": ("Deltagerstatus", [*["1"] * 5, "2", "3"]),
    "what else": ("Andet", ["", "Test", "", "", "Skema", "Skema", ""]),
    # What begins as a word for what counts does, and is another
    **{
        f"what begins so: {heading}": (heading, [*["✓"] * 6, ""])
        for heading in (
            "Færdigheder",
            "Færdighedstræning",
            "Ferdigheter",
            "Ferdighetstrening",
            "Færdiguddannet",
            "Validerende",
            "Validitet",
            "Gyldighed",
            "Færdighetsträning",
            "Godkendelsesprocedure",
            "Completionist",
            "Verificerende",
            "Validierend",
            "Approving",
        )
    },
    "skills that not all train": ("Færdighedstræning", YES_NO),
    "skills in Norwegian": ("Ferdighetstrening", ["Ja", "Nei", *["Ja"] * 5]),
    # Options that many ticked
    **{
        f"many are: {heading}": (heading, ["✓", "", "", "✓", "", "", "✓"])
        for heading in ("Invalide", "Invalides", "Dubbel", "Proef", "Essai", "Med", "Bruges")
    },
    "nearly all are": ("Invalide", [*["✓"] * 6, ""]),
    # What has a state, and is no answer
    "the state of a plan": ("Plan status", [*["Gennemført"] * 5, "I gang", "Afbrudt"]),
    "the state of a course": ("Course_Status", [*["Completed"] * 5, "In progress", "Not started"]),
    **{
        f"begun and done: {heading}": (heading, [done, done, half, done, done, done, half])
        for heading, done, half in (
            ("Formation", "Terminée", "En cours"),
            ("Projet", "Terminé", "En cours"),
            ("HF-kursus", "Fuldført", "I gang"),
            ("E-læring", "Gennemført", "Ikke startet"),
            ("Onboarding", "Completed", "In progress"),
            ("Introforløb", "Afsluttet", "I gang"),
            ("Utbildningsstatus", "Slutförd", "Påbörjad"),
            ("Opplæring", "Fullført", "Påbegynt"),
            ("Koulutus", "Valmis", "Kesken"),
            ("Handleplan", "Afsluttet", "I gang"),
            ("Prøvetid", "Afsluttet", "I gang"),
            ("Status på borgerens bolig", "Afsluttet", "I gang"),
            ("Status på implementering", "Gennemført", "I gang"),
        )
    },
    **{
        f"whose state: {heading}": (heading, ["Aktiv", "Aktiv", done, "Aktiv", new, "Aktiv", "Aktiv"])
        for heading, done, new in (
            ("Brukarens status", "Avslutad", "Ny"),
            ("Brukerens status", "Avsluttet", "Ny"),
            ("Asiakkaan tila", "Päättynyt", "Kesken"),
            ("Estado del usuario", "Terminado", "En curso"),
        )
    },
    # Consent to something else
    "to be asked again": ("Consentement pour être recontacté", ["Oui", "Non", *["Oui"] * 5]),
    "to be written to": ("Suostumus yhteydenottoon", ["Kyllä", "Ei", *["Kyllä"] * 5]),
    "to be called": ("Samtykke til at blive ringet op", YES_NO),
    "a number": ("Må vi gemme dit telefonnummer?", YES_NO),
    "a workshop": ("Vil du deltage i workshop?", YES_NO),
    "a workshop in German": ("Möchten Sie an einem Workshop teilnehmen?", ["Ja", "Nein", *["Ja"] * 5]),
}


@pytest.mark.parametrize(("heading", "cells"), NEIGHBOURS.values(), ids=NEIGHBOURS)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_neighbours_count_without_a_word(kind: str, heading: str, cells: list[str], tmp_path: Path) -> None:
    found = read(table(kind, tmp_path, heading, cells, kind == "csv"))
    assert (found.rows.accepted, [f.code for f in found.findings]) == (7, [])


DAYS = (
    "Gennemført dato", "Dato udfyldt", "Date completed", "Utfylt dato", "Datum ausgefüllt", "Skema udfyldt den",
    "Dato godkendt", "Godkendt den", "Afsluttet den", "Gyldig til",
)  # fmt: skip
POINTED_OUT: dict[str, tuple[str, list[str]]] = {
    "put away": ("Arkiveret", [*["No"] * 6, "Yes"]),
    "is put away": ("isArchived", [*["false"] * 6, "true"]),
    "who may be twice": ("Q_RelevantIDDuplicate", [*[""] * 6, "true"]),
    "who may have answered often": ("Q_BallotBoxStuffing", [*[""] * 6, "true"]),
    "something is wrong": ("ReviewState", [*["approved"] * 6, "hasIssues"]),
    "so among words of one's own": ("QC", [*["ok"] * 6, "has issues"]),
    "nobody has made up their mind": ("Gennemgang", [*["Ok"] * 6, "Afventer"]),
    "so in SharePoint": ("_ModerationStatus", [*["0"] * 6, "2"]),
    "the state of a task": ("Task status", [*["Gennemført"] * 5, "I gang", "Afbrudt"]),
    **{f"a day that lacks in one: {heading}": (heading, [*[DAY] * 3, "", *[DAY] * 3]) for heading in DAYS},
    "a day that lacks in two": ("Gennemført dato", [*[DAY] * 5, "", ""]),
    "consent to anything": ("GDPR", [*["Ja"] * 5, "Nej", "Nej"]),
    "who wants to": ("Vil du deltage?", [*["Ja"] * 6, "Nej"]),
    "terms": ("Jeg accepterer vilkårene", [*["Ja"] * 6, "Nej"]),
    "in part": ("Delvist", [*[""] * 6, "x"]),
    **{
        f"a moment that lacks in one: {heading}": (heading, moments(5))
        for heading in ("Lähetyspäivä", "Gönderim tarihi", "Besvaret", "Submitted at", "Tid")
    },
    "a moment that is the same for all": ("Lähetyspäivä", [*["1980-01-01 00:00:00"] * 6, ""]),
    "a moment that is nothing": ("Lähetyspäivä", [*moments()[:6], "-"]),
    "how many questions": ("Besvarede spørgsmål", [*["8 af 8"] * 6, "3 af 8"]),
    "so in English": ("Questions answered", [*["16/16"] * 6, "5/16"]),
    "how many, of how many": ("Progress", [*["6/6"] * 6, "2/6"]),
    "so in Danish": ("Fremskridt", [*["6 af 6"] * 6, "2 af 6"]),
    "so under a word for days": ("Udfyldt", [*["6/6"] * 6, "2/6"]),
    "how many, where most answered all": ("Besvarede spørgsmål", [*["16"] * 6, "5"]),
    "which was the last": ("Sidste besvarede spørgsmål", [*["S16"] * 6, "S02"]),
    "the last page in a table of one's own": ("Sidste side", [*["6"] * 6, "2"]),
    "a time that lacks": ("Afsluttet kl.", [*["10:12"] * 6, ""]),
    "put off": ("_validation_status", [*["Approved"] * 6, "On Hold"]),
    "a page": ("lastpage", [*["4"] * 6, "2"]),
    "nobody is approved yet": ("Godkendt", ["Nej"] * 7),
    "what is asked in the words of a status": ("Udfyldt?", [*["Færdig"] * 5, "Delvist", "I gang"]),
    "everybody is to go": ("Testbruger", ["Ja"] * 7),
    "a comment alone": ("Kommentar", [*[""] * 6, "Test"]),
    "a comment twice": ("Kommentar", [*[""] * 5, "test", "test"]),
    "a comment that says it twice": ("Kommentar", [*[""] * 6, "Test test"]),
    "a comment with a mark": ("Comments", [*[""] * 6, "TEST!"]),
    "a comment that asks": ("Kommentar", [*[""] * 6, "Dublet?"]),
    "so beside comments that come again": ("Fritekst", ["ok", "ok", "nej", "nej", "ok", "skal slettes?", "nej"]),
    "two words beside others": ("Bemærkning", ["", "Test, svar", "", "Det går godt", "", "", "Vi er få"]),
    "a project that is one": ("Projekt", ["Test"] * 7),
    "both": ("Andet", [*[""] * 5, "test, test", "Duplicate?"]),
    **{
        f"what is done, or found: {heading}": (heading, [*["✓"] * 6, ""])
        for heading in (
            "Godkendelse",
            "Godkendelser",
            "Approval",
            "Approvals",
            "Verificering",
            "Completion",
            "Validering",
            "Validation",
            "Med",
            "Indgår",
            "Bruges",
            "Brug",
            "Use",
            "Lukket",
            "Closed",
            "Gesloten",
        )
    },
    "whether it is used": ("Brug", [*["ja"] * 5, "nej", "nej"]),
    "whether it is used, in Swedish": ("Använd", [*["Ja"] * 6, "Nej"]),
    "a comment beside others that come again": ("Kommentar", ["ok", "nej", "ok", "test", "ok", "nej", "ok"]),
    "a role on trial, or none": ("Rolle", [*["Leder"] * 2, *["Medarbejder"] * 4, "Prøve"]),
    "what is used, with a no": ("Bruges", [*["Ja"] * 6, "Nej"]),
    **{f"few are: {heading}": (heading, [*[""] * 6, "✓"]) for heading in ("Invalide", "Dubbel", "Proef", "Essai")},
    "few are, with a no": ("Dubbel", [*["Nee"] * 5, "Ja", "Ja"]),
    # Roles, of which one is called as a try-out is
    **{
        f"a role beside {' and '.join(others)}: {heading}, {odd}": (heading, [*others, odd, *others, odd, odd][:7])
        for heading, odd, others in (
            ("Rolle", "Test", ["Udvikling", "Drift"]),
            ("Rolle", "Test", ["Entwicklung", "Betrieb"]),
            ("Funktion", "Test", ["Leitung", "Pflege"]),
        )
    },
    **{
        f"a role or {other}: {heading}, {odd}": (heading, [odd, other, odd, other, other, other, odd])
        for heading, odd, other in (
            ("Funktion", "Test", "Drift"),
            ("Stilling", "Test", "Drift"),
            ("Rolle", "Bot", "Bostøtte"),
            ("Rolle", "Bot", "Peer"),
            ("Rolle", "Invalid", "Rask"),
        )
    },
    "one role of four": ("Rolle", ["Udvikling", "Test", "Drift", "Leder", "Drift", "Test", "Udvikling"]),
    # What somebody has to say
    **{
        f"to say: {text}": (heading, [*[""] * 6, text])
        for heading, text in (
            ("Kommentar", "Må ikke bruges"),
            ("Kommentar", "Test og svar"),
            ("Kommentarer", "Fejl og test"),
            ("Kommentar", "Test, svar"),
            ("Comments", "Test and answer"),
            ("Remarques", "Essai et erreur"),
            ("Kommentar", "Test och fel"),
            ("Anmerkungen", "Doppelt"),
            ("Remarques", "Essai"),
        )
    },
    **{f"two words of no answer: {text}": ("Note", [*[""] * 6, text]) for text in ("Essai et erreur", "Fejl og test")},
}


@pytest.mark.parametrize(("heading", "cells"), POINTED_OUT.values(), ids=POINTED_OUT)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_may_be_no_sign_is_pointed_out_and_counts(
    kind: str, heading: str, cells: list[str], tmp_path: Path
) -> None:
    found = read(table(kind, tmp_path, heading, cells, kind == "csv"))
    assert (found.rows.accepted, [f.code for f in found.findings]) == (7, ["status-elsewhere"])


NOTES_AMONG_COMMENTS = (
    "dette er en test, slettes",
    "skal ikke tælles med",
    "dobbeltbesvarelse",
    "Slettes",
    "PRØVE",
    "TEST",
    "test",
    "TEST TEST",
    "test test test",
    "testing 123",
    "Test 1",
    "test af skema",
    "test of the survey",
    "Prøver lige om det virker",
    "Jeg tester om skemaet virker",
    "just testing if it works",
    "Teste nur, ob es funktioniert",
)


@pytest.mark.parametrize("text", NOTES_AMONG_COMMENTS)
def test_a_note_among_comments_is_pointed_out(text: str, tmp_path: Path) -> None:
    found = read(table("csv", tmp_path, "Kommentar", ["", "fint", "", "Vi er i gang", "ok", "", text]))
    assert (found.rows.accepted, [(f.code, f.value) for f in found.findings]) == (7, [("status-elsewhere", text)])


@pytest.mark.parametrize(
    "text", ["Prøve nye veje", "Skemaet må gerne slettes, når vi er færdige", "Test af skema var fin", "OK", "ADMIN"]
)
def test_a_comment_with_more_in_it_is_none(text: str, tmp_path: Path) -> None:
    found = read(table("csv", tmp_path, "Kommentar", ["", "fint", "", "Vi er i gang", "ok", "", text]))
    assert (found.rows.accepted, found.findings) == (7, ())


NOBODYS_NAMES = (
    *("TEST - slettes", "Test Testesen", "test 1", "Test2", "Test test", "Test af skema", "Prøvebesvarelse", "Slettes"),
    *("Mette (test)", "Mette - test", "Dummy Hansen", "Dummy 3", "Prøve 1", "Testsvar Tine", "Prøvebesvarelse 2"),
    *("xx test xx", "XX Test", "test test", "Pilot", "Prøve", "Demo", "Testsvar", "Konsulent (afprøvning)"),
)
TESTS = ("Test", "*test*", "TEST!!", "Testperson")
FOR_PEOPLE = ("Medarbejder", "Employee", "Mitarbeiter", "Ansatt", "Hvem?", "Kollega", "Employé")


@pytest.mark.parametrize(
    ("heading", "others", "text"),
    [
        *(("Navn", ("Anna Krogh", "Birger Toft", "Connie Lund"), text) for text in NOBODYS_NAMES),
        *(("Medarbejder", ("Anna", "Birger", "Connie"), text) for text in (*NOBODYS_NAMES, *TESTS)),
        *((heading, ("Anna Krogh", "Birger Toft", "Connie Lund"), "Test") for heading in FOR_PEOPLE),
        ("Mail", ("anna@by.dk", "birger@by.dk", "connie@by.dk"), "test@test.dk"),
        ("Mail", ("anna@by.dk", "birger@by.dk", "connie@by.dk"), "test@by.dk"),
        ("Respondent", ("A17", "B22", "C09"), "test 1"),
    ],
)
def test_an_answer_under_nobodys_name_is_asked_about(
    heading: str, others: tuple[str, ...], text: str, tmp_path: Path
) -> None:
    rows = [[str(at), name, *answers(1 + at)] for at, name in enumerate((*others, text))]
    found = read(csv(tmp_path / "e.csv", [["Lokale", heading, *IDS], *rows]))
    assert (found.rows.accepted, [(f.code, f.cell) for f in found.findings]) == (3, [("perhaps-unfinished", "B5")])


def test_it_says_what_to_do_with_such_a_name_in_both_languages(tmp_path: Path) -> None:
    names = ("Anna Krogh", "Birger Toft", "Connie Lund", "Test Testesen")
    [told] = read(csv(tmp_path / "e.csv", [["Navn", *IDS], *([name, *answers(3)] for name in names)])).findings
    said = {}
    for language in i18n.LANGUAGES:
        with i18n.speaking(language):
            said[language] = f"{told.words()} {told.what_to_do()}"
    assert said == {
        "da": "»Test Testesen« står i »Navn«: måske er det ingens, og svaret kun en prøve. Så slet rækken; er det "
        "nogens svar, så sig det i en --mapping: `--explain` skriver et udkast, hvor I fjerner # foran `A: ignore`.",
        "en": "»Test Testesen« stands in »Navn«: perhaps it is nobody's, and the answer a try-out. If so, delete the "
        "row; if it is somebody's answer, say so in a --mapping: `--explain` prints one to begin with, in which the # "
        "in front of `A: ignore` is to be taken away.",
    }


@pytest.mark.parametrize("before", [[], ["Nr"]], ids=["A", "B"])
@pytest.mark.parametrize(
    "names",
    [
        ("Anna Krogh", "Test Larsen", "Connie Lund", "Dorte Holm"),
        ("Anna Krogh", "Birger Toft", "Connie Lund", "Test"),
        ("Pilot", "Birger Toft", "Connie Lund", "Dorte Holm"),
        ("Anna Krogh", "Birger Toft", "Connie Lund", "Testsvar"),
    ],
    ids=" ".join,
)
def test_the_line_that_it_names_is_in_the_draft_and_makes_that_answer_count(
    names: tuple[str, ...], before: list[str], tmp_path: Path
) -> None:
    rows = [[*map(str, range(at, at + len(before))), name, *answers(3)] for at, name in enumerate(names)]
    path = csv(tmp_path / "e.csv", [[*before, "Navn", *IDS], *rows])
    found = read(path)
    [told] = [told for told in found.findings if told.code == "perhaps-unfinished"]
    [line] = re.findall(r"`(\w+: ignore)`", told.what_to_do())
    draft = mapping_text(INSTRUMENT, [(path.name, found.mapping, ())])
    assert f"# {line}" in draft
    (tmp_path / "m.yaml").write_text(draft.replace(f"# {line}", line), "utf-8")
    after = read(path, mappings=read_mapping(tmp_path / "m.yaml", INSTRUMENT))
    assert (after.rows.accepted, [f for f in after.findings if f.severity == "error"]) == (4, [])


REAL_NAMES = (
    "Tess Holm",
    "Kim Testrup",
    "Lone Prøvensen",
    "Bo Bot",
    "Ib Test",
    "Ole Test Hansen",
    "Bo Al-Test",
    "Tester Hansen",
    "Slettestrand Nielsen",
)


@pytest.mark.parametrize("heading", ["Navn", "Medarbejder"])
@pytest.mark.parametrize("name", [*REAL_NAMES, "Protest Krogh", "Tester", "Testa", "Xaver Test"])
def test_what_people_are_called_is_no_try_out(name: str, heading: str, tmp_path: Path) -> None:
    names = ("Anna Krogh", "Birger Toft", "Connie Lund", name)
    rows = [[called, *answers(1 + at)] for at, called in enumerate(names)]
    found = read(csv(tmp_path / "e.csv", [[heading, *IDS], *rows]))
    assert (found.rows.accepted, found.findings) == (4, ())


def test_where_a_few_words_come_again_under_a_word_for_people_they_are_no_names(tmp_path: Path) -> None:
    kinds = ["Test", "Fast", "Vikar", "Fast", "Vikar", "Fast", "Test"]
    found = read(table("csv", tmp_path, "Medarbejder", kinds))
    assert (found.rows.accepted, found.findings) == (7, ())


def test_where_most_are_called_so_nobody_is_asked_about(tmp_path: Path) -> None:
    rows = [[f"test{at}@by.dk", *answers(1 + at)] for at in range(4)]
    found = read(csv(tmp_path / "e.csv", [["Mail", *IDS], *rows]))
    assert (found.rows.accepted, found.findings) == (4, ())


def test_where_all_are_called_so_it_is_said_and_they_count(tmp_path: Path) -> None:
    found = read(table("csv", tmp_path, "Metode", ["Test"] * 7))
    assert (found.rows.accepted, [f.code for f in found.findings]) == (7, ["status-elsewhere"])


JOTFORM = ["Submission Date", "Submission ID", "Last Update Date", "Submission IP"]
KOBO = ["start", "end", "_id", "_uuid", "_submission_time", "__version__"]
QUALTRICS = ["StartDate", "EndDate", "RecordedDate", "ResponseId"]
UNIPARK = ["lfdn", "external_lfdn"]
OF_A_TOOL: dict[str, tuple[list[str], str, list[str], tuple[int, list[str]]]] = {
    "a draft": (JOTFORM, "Flow Status", [*["Submitted"] * 4, "Draft"], (5, ["status-elsewhere"])),
    "all handed in": (JOTFORM, "Flow Status", ["Submitted"] * 5, (5, [])),
    "a note": (KOBO, "_notes", [*[""] * 4, "slettes"], (4, ["perhaps-unfinished"])),
    "a tester": (UNIPARK, "tester", [*["0"] * 4, "1"], (4, [])),
    "no tester": (UNIPARK, "tester", ["0"] * 5, (5, [])),
    "screened out": (QUALTRICS, "Q_TerminateFlag", [*[""] * 4, "Screened"], (4, [])),
    "another end": (QUALTRICS, "Q_TerminateFlag", [*[""] * 4, "Scrubbed"], (4, ["unknown-status"])),
    "twice, perhaps": (QUALTRICS, "Q_BallotBoxStuffing", [*[""] * 4, "true"], (5, ["status-elsewhere"])),
    "reviewed": (KOBO, "ReviewState", [*["approved"] * 4, "rejected"], (4, ["perhaps-unfinished"])),
    "a tag": (KOBO, "_tags", [*["nord"] * 4, "syd"], (5, [])),
}


@pytest.mark.parametrize(("heads", "heading", "cells", "right"), OF_A_TOOL.values(), ids=OF_A_TOOL)
def test_a_tools_own_columns_are_looked_at_where_such_a_word_stands(
    heads: list[str], heading: str, cells: list[str], right: tuple[int, list[str]], tmp_path: Path
) -> None:
    rows = [[*(f"{head[-2:]}{at}" for head in heads), cell, *answers(1 + at)] for at, cell in enumerate(cells)]
    found = read(csv(tmp_path / "e.csv", [[*heads, heading, *IDS], *rows]))
    assert (found.rows.accepted, [f.code for f in found.findings if f.severity != "info"]) == right


def test_beside_a_tools_own_status_a_note_is_heeded(tmp_path: Path) -> None:
    heads = ["StartDate", "EndDate", "Finished", "ResponseId", "Note"]
    days = ["2026-08-10 9:00:00", "2026-08-10 9:05:00", "True"]
    notes = ["", "", "", "", "Slettes"]
    rows = [[*heads, *IDS], *([*days, f"R_{at}a", note, *answers(1 + at)] for at, note in enumerate(notes))]
    found = read(csv(tmp_path / "e.csv", rows))
    assert (found.rows.accepted, str(found.rows.rejected)) == (4, "6")


def test_a_mapping_says_what_the_column_is(tmp_path: Path) -> None:
    path = table("csv", tmp_path, "Godkendt", [*["Ja"] * 5, "Nej", "Nej"])
    columns = {column_letters(at): id for at, id in enumerate(IDS, 1)}
    last = column_letters(1 + len(IDS))
    assert read(path, mappings=(FileMapping(columns={**columns, last: "ignore"}),)).rows.accepted == 7
    assert read(path, mappings=(FileMapping(columns={**columns, last: "status"}),)).rows.accepted == 5


@pytest.mark.parametrize(("language", "said"), [("en", "not to count"), ("da", "ikke tælle med")])
def test_it_is_said(language: str, said: str, tmp_path: Path) -> None:
    found = read(table("csv", tmp_path, "Udelukket", [*["Nej"] * 5, "Ja", "Ja"]))
    with i18n.speaking(language):
        assert [said in f.words() for f in found.findings] == [True, True]


def test_of_a_row_that_does_not_count_no_other_column_says_that_it_does(tmp_path: Path) -> None:
    heads, usual = ["Nr", *IDS, "Entry_Status", "Gennemført dato"], ["Submitted", DAY]
    rows = [[str(at), *answers(1 + at % 5), *(usual if at < 7 else ["Incomplete", ""])] for at in PEOPLE]
    found = read(csv(tmp_path / "e.csv", [heads, *rows]))
    assert [(f.code, f.row) for f in found.findings] == [("perhaps-unfinished", 8)]


Cells = list[str]


def named(folder: Path, heading: str, cells: Cells, kind: str = "csv") -> str:
    """The rows, from 1 below the headings, that are named and do not count."""
    rows = [["Nr", heading, *IDS], *([str(at), cell, *answers(1 + at % 5)] for at, cell in enumerate(cells, 1))]
    found = read(written(folder / f"e.{kind}", rows))
    told = sorted({f.row - 1 for f in found.findings if f.severity == "error" and f.row})
    assert found.rows.accepted == len(cells) - len(told) - sum(map(len, found.rows.skipped.values()))
    return " ".join(map(str, told))


def but(usual: str, odd: str, many: int = 5) -> Cells:
    return [*[usual] * many, odd]


LEFT_OUT: dict[str, tuple[str, Cells]] = {
    "marked": ("Ugyldig", but("", "x")),
    "an invalid answer": ("Ugyldigt svar", but("Nej", "Ja")),
    "invalid": ("Invalid", but("0", "1")),
    "invalid with decimals": ("Invalid", but("0.0", "1.0")),
    "to be removed": ("Fjern", but("", "x")),
    "to be thrown away": ("Kasseres", but("", "ja")),
    "is out": ("Udgår", but("", "x")),
    "twice": ("Dublet", but("", "x")),
    "a duplicate": ("Duplicate", but("no", "yes")),
    "a draft": ("Kladde", but("nej", "ja")),
    "has left": ("Frafaldet", but("", "ja")),
    "has withdrawn": ("Trukket tilbage", but("Nej", "Ja")),
    "has left in English": ("Dropped out", but("", "x")),
    "has left in German": ("Abgebrochen", but("nein", "ja")),
    "in German": ("Ungültig", but("", "x")),
    "in Swedish": ("Ta bort", but("", "x")),
    "flagged": ("Quality flag", ["", "", "", "", "speeder", "duplicate"]),
    "flagged or well": ("Quality flag", but("ok", "speeder")),
    "valid": ("Gyldig", but("Ja", "Nej")),
    "a valid answer": ("Gyldig besvarelse", but("Ja", "Nej")),
    "valid, neuter": ("Gyldigt svar", but("ja", "nej")),
    "valid in English": ("Valid", but("1", "0")),
    "valid with words": ("Valid", but("valid", "invalid")),
    "include": ("Include in analysis", but("Yes", "No")),
    "of SPSS": ("filter_$", but("1", "0")),
    "of SPSS with decimals": ("filter_$", but("1.0", "0.0")),
    "of SPSS with labels": ("filter_$", but("Selected", "Not Selected")),
    "take along": ("Medtag", but("x", "")),
    "taken along": ("Medtages", but("Ja", "Nej")),
    "counts": ("Tæller med", but("Ja", "Nej")),
    "done?": ("Færdig?", but("ja", "nej")),
    "consent": ("Samtykke", but("Ja", "Nej")),
    "consent that was not asked of all": ("Samtykke", but("Ja", "")),
    "consent in a sentence": ("Samtykke", but("Ja, det giver jeg", "Nej, det gør jeg ikke")),
    "no consent in a sentence": ("Jeg giver samtykke", but("Jeg giver samtykke", "Jeg giver ikke samtykke")),
    "a sentence that was not ticked": ("Samtykke", but("Jeg giver samtykke", "")),
    "consent in English": ("Consent", but("Yes", "No")),
    "consent in German": ("Einwilligung", but("Ja", "Nein")),
    "a word nobody knows beside yes": ("Gyldig", but("Ja", "Måske")),
    "not sent in": ("Tilstand", but("Indsendt", "Ikke indsendt")),
    "an attempt": ("Bearbeitungsstatus", [*["Abgeschlossen"] * 4, "Testlauf", "Abgebrochen"]),
    "words of which none is known": ("Bearbeitungsstatus", [*["Abgeschlossen"] * 4, "Ausgesiebt", "Ungültig"]),
    "a known and an unknown word": ("Tilstand", [*["Indsendt"] * 4, "Kladde", "Returneret"]),
    "yes and no under the state of the answer": ("Status på svar", but("Ja", "Nej")),
    "ticks there": ("Svarets status", but("✓", "✗")),
    "truth there": ("Form status", but("TRUE", "FALSE")),
    "signs there": ("Besvarelsens status", but("●", "○")),
    "words of a tongue nobody went through": ("Skemastatus", but("Concluído", "Em andamento")),
    "letters there": ("Skemastatus", but("A", "B")),
    "finished as a try-out": ("Besvarelsens status", but("Gennemført (web)", "Gennemført (test)")),
    "numbers in one word with the answer": ("Bearbeitungsstatus", but("100", "40")),
    "yes and no in one word with it": ("Indsendelsesstatus", but("Ja", "Nej")),
    "a word that one row has, and none is known but it": ("Svarets tilstand", [*["aktiv"] * 4, "Kladde", "arkiv"]),
}


@pytest.mark.parametrize(("heading", "cells"), LEFT_OUT.values(), ids=LEFT_OUT)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_says_that_a_row_does_not_count_is_named(kind: str, heading: str, cells: Cells, tmp_path: Path) -> None:
    usual = cells[0]
    assert named(tmp_path, heading, cells, kind) == " ".join(str(n) for n, c in enumerate(cells, 1) if c != usual)


COUNTING: dict[str, tuple[str, Cells]] = {
    "nothing is marked": ("Ugyldig", [""] * 6),
    "all are valid": ("Gyldig", ["Ja"] * 6),
    "all consent in a long sentence": ("Samtykke", ["Jeg ved, at svar ikke kan trækkes tilbage"] * 6),
    "yes, and that nothing is passed on": ("Samtykke", ["Ja, og intet må gives videre uden samtykke"] * 6),
    "a sentence that three of six ticked": ("Samtykke", [*["Jeg giver samtykke"] * 3, "", "", ""]),
    "one state of all": ("Indsendelsesstatus", ["Ja"] * 6),
    "finished, and how": ("Besvarelsens status", [*["Gennemført (web)"] * 4, *["Gennemført (papir)"] * 2]),
    "as many as not": ("Svarets status", ["A", "B", "A", "B", "A", "B"]),
    "the state of what is not the answer": ("Status på svar fra kommunen om bolig", but("Ja", "Nej")),
    "which filter": ("Filter", but("Nord", "Syd")),
    "consent to something else": ("Samtykke til at blive kontaktet", but("Ja", "Nej")),
    "about consent": ("Indhenter I borgerens samtykke?", but("Ja", "Nej")),
    "about being done": ("Er I færdige med planen?", but("Ja", "Nej")),
    "a course": ("Gyldigt kørekort", but("Ja", "Nej")),
    "how many": ("Valid", ["12", "15", "18", "21", "24", "30"]),
    "a few days of consent": ("Samtykke", ["2026-08-01", "", "2026-08-03", "", "", ""]),
    "states of America": ("State", ["Texas", "Ohio", "Texas", "Texas", "Texas", "Utah"]),
    "states of answers that nobody knows": ("Tilstand", ["åben", "åben", "åben", "åben", "lukket", "lukket"]),
    "how somebody feels": ("Tilstand", ["god", "god", "dårlig", "god", "god", "træt"]),
    "the state of a plan": ("Status på handleplan", ["Gennemført", "Udskudt", "Gennemført", "Opgivet", "", ""]),
    "who excludes": ("Hvem udgår I fra?", but("Nord", "Syd")),
    "a comment on quality": ("Kvalitet", but("god", "dårlig")),
    "a draft plan": ("Kladde til plan", but("ja", "nej")),
    "unhappy": ("Kommentar", but("", "Inkluder flere")),
}  # fmt: skip


@pytest.mark.parametrize(("heading", "cells"), COUNTING.values(), ids=COUNTING)
def test_what_is_about_anything_else_counts(heading: str, cells: Cells, tmp_path: Path) -> None:
    assert named(tmp_path, heading, cells) == ""


MAPPED: dict[str, tuple[str, Cells, dict[str, StatusMeant]]] = {
    "marked": ("Ugyldig", but("", "x"), {"x": "unfinished"}),
    "valid": ("Gyldig", but("Ja", "Nej"), {}),
    "a word": ("Tilstand", but("Indsendt", "Returneret"), {"Returneret": "unfinished"}),
}


@pytest.mark.parametrize(("heading", "cells", "status"), MAPPED.values(), ids=MAPPED)
def test_a_mapping_settles_it(heading: str, cells: Cells, status: dict[str, StatusMeant], tmp_path: Path) -> None:
    rows = [[heading, *IDS], *([cell, *answers(4)] for cell in cells)]
    columns = {column_letters(at): id for at, id in enumerate(IDS, 1)}
    path = csv(tmp_path / "e.csv", rows)
    for meant, accepted in (("status", 5), ("ignore", 6)):
        mapping = FileMapping(columns={"A": meant, **columns}, status=status if meant == "status" else {})
        found = read(path, mappings=(mapping,))
        assert (found.rows.accepted, len(found.rows.rejected)) == (accepted, 0)


PASTED: dict[str, tuple[str, list[str], dict[str, str]]] = {
    "a note": ("Bemærkning", [*[""] * 6, "Fejl - slettes"], {"not-approved": "8"}),
    "notes of two kinds": ("Note", [*["Ringet"] * 5, "test", "slettes"], {"test": "7", "not-approved": "8"}),
    "another word beside": ("Kilde", [*["Link"] * 6, "Test"], {"test": "8"}),
    "a yes to being a test": ("Test?", [*["Nej"] * 6, "Ja"], {"test": "8"}),
    "a yes to being left out": ("Udelukket", [*["Nej"] * 6, "Ja"], {"not-approved": "8"}),
    "a no to being valid": ("Gyldig", [*["Ja"] * 6, "Nej"], {"not-approved": "8"}),
}  # fmt: skip


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize(("heading", "cells", "skipped"), PASTED.values(), ids=PASTED)
def test_what_is_advised_can_be_pasted_into_a_mapping_and_settles_it(
    heading: str, cells: list[str], skipped: dict[str, str], language: str, tmp_path: Path
) -> None:
    file = table("csv", tmp_path, heading, cells)
    found = read(file)
    with i18n.speaking(language):
        first = next(told for told in found.findings if told.severity == "error").what_to_do()
    (status,) = re.findall(r"`status: (\{.*?\})`", first)
    columns = {**found.mapping["columns"], column_letters(len(IDS) + 1): "status"}
    after = read(file, mappings=(FileMapping(columns=columns, status=yaml.safe_load(status)),))
    assert [told for told in after.findings if told.severity != "info"] == []
    assert {why: str(rows) for why, rows in after.rows.skipped.items() if rows} == skipped
    assert after.rows.accepted == len(cells) - len(skipped)


def test_what_others_wrote_beside_it_is_told_on_the_screen_only(tmp_path: Path) -> None:
    found = read(table("csv", tmp_path, "Kilde", [*["Link"] * 6, "Test"]))
    told = [each.what_to_do() for each in found.for_others().findings if each.severity == "error"]
    assert told and not any("Link" in each or "Test" in each for each in told)
