"""A meeting opens as the manual says: preface and advice, who "we" are, how citizens were heard, the old actions."""

from typing import Any

import pytest

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Action, Answer, Assessment, RecordSource
from hf_fidelity.domain.record.privacy import Policy, shown, storable
from hf_fidelity.domain.scores.trend import snapshot, trend
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.i18n import text_in
from hf_fidelity.journeys import Session, Sitting, Workspace
from hf_fidelity.journeys.meeting import OPERATIONS, Question, operations
from hf_fidelity.journeys.shipped import shipped_folder
from hf_fidelity.readers.handwritten import read_instrument
from hf_fidelity.reports.record import assessment_report
from hf_fidelity.writers.text import plain_text
from tests.builders import record, shipped, votes
from tests.journeys.scenes import NOW, ORGANISATION, Q3, TEAM, Meeting, kept, store

RING = Action(id="2026-Q2-1", about="S06", text="Ring", opened_in=Quarter(2026, 2))
IMPORT = RecordSource(kind="import", file="svar.csv", sha256="0" * 64, rows=12)


def begun(space: Workspace, instrument: Instrument) -> Session:
    return Session.begin(Sitting.open(space, ORGANISATION, TEAM, Q3, instrument), lambda: NOW)


def through(session: Session) -> list[Question]:
    """The questions of the opening, each passed over."""
    asked = []
    while isinstance(view := session.view, Question):
        asked.append(view)
        session.do(OPERATIONS[view.operation], None)
    return asked


def test_the_opening_follows_the_manual(space: Workspace, instrument: Instrument) -> None:
    store(space, record(instrument, "4" * 16, "2026-Q2", actions=(RING,)))
    asked = through(begun(space, instrument))
    assert [each.name for each in asked] == ["purpose", "advice", "participants", "we", "citizens", "follow-up"]
    read = " ".join(paragraph for each in asked[:2] for paragraph in each.reading)
    for words in (instrument.purpose, instrument.advice):
        assert text_in(words).split() == [word for word in text_in(words).split() if word in read.split()]
    assert [len(each.reading) for each in asked[:2]] == [1, 2]


# What was said last time, what is said now, what is kept, and whether it is said that it changed.
WE = {
    "for-the-first-time": (None, "Nord", "Nord", False),
    "as-last-time": ("Nord", None, "Nord", False),
    "as-last-time-in-words": ("Nord", " nord ", "nord", False),
    "another": ("Nord", "Nord og Syd", "Nord og Syd", True),
    "nobody-says": (None, None, None, False),
}


@pytest.mark.parametrize(("last", "now", "then", "changed"), WE.values(), ids=WE)
def test_who_we_are_is_kept_and_compared_with_last_time(
    space: Workspace, instrument: Instrument, last: str | None, now: str | None, then: str | None, changed: bool
) -> None:
    before = record(instrument, "4" * 16, "2026-Q2", we=last)
    store(space, before)
    session = begun(space, instrument)
    for operation in (operations.read_on, operations.read_on, operations.set_participants):
        session.do(operation, None)
    outcome = session.do(operations.tell_who_we_are, now)
    assert session.meeting.record.we == then
    assert ("another-we" in [notice.code for notice in outcome.notices]) is changed
    after = record(instrument, "4" * 16, we=then)
    findings = [finding.words() for finding in trend([before, after], instrument, Policy(5)).findings]
    named = ["3rd quarter 2026: “we” were Nord og Syd; the time before: Nord."]
    assert [said for said in findings if "we” were" in said] == (named if changed else [])


def test_who_we_are_is_the_teams_own(instrument: Instrument) -> None:
    assert shown(record(instrument, we="Nord"), Policy(5, "public"))[0].we is None
    assert shown(record(instrument, we="Nord"), Policy(5))[0].we == "Nord"


@pytest.mark.parametrize(
    ("name", "word"), [("partnerskab", "partnership"), ("samskabelse", "project"), ("samarbejdstrappen", "cooperation")]
)
def test_a_questionnaire_may_ask_who_we_are_in_its_own_words(name: str, word: str) -> None:
    instrument, _findings = read_instrument(shipped_folder("principles") / f"{name}.yaml")
    assert instrument is not None
    assert instrument.who is not None
    assert word in text_in(instrument.who)
    assert instrument.model_copy(update={"who": None}).digest == instrument.digest


# So many answered a survey: that is not how many take part.


def imported(instrument: Instrument, **more: Any) -> Assessment:
    given = {id: Answer(votes=votes(0, 0, 2, 8, 2)) for id in instrument.order}
    told: dict[str, Any] = {"status": "votes", "participants": 12, "answers": given, "votes_are": "secret"}
    told["sources"] = (IMPORT,)
    return record(instrument, "-" * 16, **{**told, **more})


def test_those_who_answered_took_part_in_no_meeting(instrument: Instrument) -> None:
    told = plain_text(assessment_report(snapshot([imported(instrument)], Q3, instrument, Policy(5))))
    assert "12 answered." in told
    assert "took part" not in told
    met = record(instrument, "4" * 16, "2026-Q2", participants=7)
    assert not [
        f
        for f in trend([met, imported(instrument)], instrument, Policy(5)).findings
        if f.code == "participants-changed"
    ]


def test_how_many_take_part_in_the_meeting_about_them_is_asked_and_kept(
    space: Workspace, instrument: Instrument
) -> None:
    store(space, imported(instrument))
    Meeting(["7", *[""] * 2, *["="] * 16, "y"], from_the_start=True).hold(space)
    found = kept(space)
    assert (found.participants, found.answer("S01").votes) == (7, votes(0, 0, 2, 8, 2))


def test_nobody_says_and_the_survey_does_not_answer_for_them(space: Workspace, instrument: Instrument) -> None:
    store(space, imported(instrument))
    Meeting([*["="] * 16, "y"]).hold(space)
    assert kept(space).participants is None


@pytest.mark.parametrize(
    ("people", "seen"),
    [(None, True), (3, True), (12, True), (13, False), (16, False), (17, True), (40, True)],
)
def test_roles_are_seen_where_neither_who_met_nor_who_was_asked_leaves_a_few(
    instrument: Instrument, people: int | None, seen: bool
) -> None:
    """Twelve answered the survey; who met may be other people, or the same and a few more."""
    tallies = {"leder": (0, 0, 2, 3, 1), "medarbejder": (0, 0, 0, 5, 1)}
    roles = {"leder": 6, "medarbejder": 6}
    given = {"S01": Answer(agreed=4, votes=votes(0, 0, 2, 8, 2, roles=tallies))}
    met = imported(instrument, status="final", participants=people, roles=roles, answers=given)
    stored, held_back = storable(met, 5)
    assert (stored == met, held_back == (), bool(stored.roles)) == (seen, seen, seen)


def opened(space: Workspace, instrument: Instrument, parts: list[str]) -> Session:
    """A meeting in which these parts have just been chosen."""
    session = begun(space, instrument)
    for operation in (operations.read_on, operations.read_on, operations.set_participants, operations.tell_who_we_are):
        session.do(operation, None)
    session.do(operations.choose_parts, parts)
    return session


# What was said last time, what is said now, what is kept, and whether the trend tells that it changed.
WHICH = {
    "for-the-first-time": (None, "Kildehuset", "Kildehuset", False),
    "as-last-time": ("Kildehuset", None, "Kildehuset", False),
    "another": ("Kildehuset", "Havnen", "Havnen", True),
    "nobody-says": (None, None, None, False),
}


@pytest.mark.parametrize(("last", "now", "then", "changed"), WHICH.values(), ids=WHICH)
def test_a_theme_about_one_place_says_which(
    space: Workspace, last: str | None, now: str | None, then: str | None, changed: bool
) -> None:
    instrument, theme = shipped("implementation"), "section-110"
    marks = "4" * len(instrument.order)
    before = record(instrument, marks, "2026-Q2", parts=(theme,), which={theme: last} if last else {})
    store(space, before)
    session = opened(space, instrument, [theme])
    asked = session.view
    assert isinstance(asked, Question)
    assert (asked.name, asked.stays) == ("which", last or "")
    session.do(operations.tell_which, now)
    assert session.meeting.record.which == ({theme: then} if then else {})
    assert isinstance(session.view, Question)
    assert session.view.name == "citizens"
    after = record(instrument, marks, parts=(theme,), which=session.meeting.record.which)
    findings = [finding.code for finding in trend([before, after], instrument, Policy(5)).findings]
    assert ("another-which" in findings) is changed
    told = plain_text(assessment_report(snapshot([before, after], Q3, instrument, Policy(5))))
    assert (f"§ 110 homes: {then}" in told) is (then is not None)
    assert shown(after, Policy(5, "public"))[0].which == {}


def test_a_part_beside_the_rest_is_left_out_where_nobody_chooses_it(space: Workspace) -> None:
    instrument = shipped("implementation")
    session = opened(space, instrument, ["no-part"])
    assert isinstance(session.view, Question)
    assert session.view.name == "citizens"  # of a part that is not chosen nothing is asked
    assert session.meeting.record.parts == ()
    assert not any(instrument.statement(id).theme == "section-110" for id in session.meeting.interview.steps)
