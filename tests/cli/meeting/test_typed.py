"""The meeting, played from typed lines: what is in the record and the draft afterwards, and what the screen said."""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hf_fidelity.cli.meeting.screens import Screen, StatementScreen, SummaryScreen
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Action, Answer
from hf_fidelity.errors import Interrupted, RecordChanged, RecordDamaged
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import Workspace
from tests.builders import record, votes
from tests.depth import every
from tests.journeys.scenes import (
    ORGANISATION,
    Q3,
    TEAM,
    Meeting,
    draft,
    filled,
    kept,
    on_disk,
    said,
    store,
    stored,
)

FOUR = ["4"] * 16


# What is typed before the meeting is left, then: the answers noted, the statement in hand, what was skipped.
TYPED: dict[str, tuple[list[str], dict[str, int], str, tuple[str, ...]]] = {
    "nothing": ([], {}, "S01", ()),
    "number": (["5"], {"S01": 5}, "S02", ()),
    "number-with-blanks": ([" 5 "], {"S01": 5}, "S02", ()),
    "label": (["Strongly agree"], {"S01": 5}, "S02", ()),
    "label-in-another-case": (["strongly DISAGREE"], {"S01": 1}, "S02", ()),
    "danish-label": (["helt enig"], {"S01": 5}, "S02", ()),
    "synonym": (["neither"], {"S01": 3}, "S02", ()),
    "several": (["5", "Enig", "3"], {"S01": 5, "S02": 4, "S03": 3}, "S04", ()),
    "off-the-scale": (["6"], {}, "S01", ()),
    "zero": (["0"], {}, "S01", ()),
    "half-a-point": (["3.5"], {}, "S01", ()),
    "nonsense": (["perhaps"], {}, "S01", ()),
    "enter": ([""], {}, "S01", ()),
    "closing-before-the-end": (["y"], {}, "S01", ()),
    "back": (["5", "b"], {"S01": 5}, "S01", ()),
    "back-in-words": (["5", "back"], {"S01": 5}, "S01", ()),
    "back-from-the-first": (["b"], {}, "S01", ()),
    "another-answer-after-back": (["5", "b", "2"], {"S01": 2}, "S02", ()),
    "skip": (["s"], {}, "S02", ("S01",)),
    "skip-in-capitals": (["S"], {}, "S02", ("S01",)),
    "skip-of-an-answer-goes-on": (["5", "b", "s"], {"S01": 5}, "S02", ()),
    "enter-after-back-goes-on": (["5", "b", ""], {"S01": 5}, "S02", ()),
    "enter-on-what-was-skipped-goes-on": (["s", "b", ""], {}, "S02", ("S01",)),
    "as-it-is-printed": (["4 Agree"], {"S01": 4}, "S02", ()),
    "as-it-is-printed-elsewhere": (["Enig (4)"], {"S01": 4}, "S02", ()),
    "a-key-as-it-is-printed": (["4", "b back", "s skip"], {"S01": 4}, "S02", ()),
    "go-to-as-it-is-printed": (["g 6 go to 6"], {}, "S06", ()),
    "a-comment-as-it-is-printed": (["c comment", ""], {}, "S01", ()),
    "answer-after-skip": (["s", "b", "4"], {"S01": 4}, "S02", ()),
    "go-to": (["g 6", "4"], {"S06": 4}, "S07", ()),
    "go-to-without-blank": (["g6"], {}, "S06", ()),
    "go-to-in-words": (["go to 6"], {}, "S06", ()),
    "go-to-by-id": (["g s06"], {}, "S06", ()),
    "go-to-nowhere": (["g 17"], {}, "S01", ()),
    "go-to-without-number": (["g"], {}, "S01", ()),
    "go-to-and-round-to-what-is-open": (["g 16", "4"], {"S16": 4}, "S01", ()),
    "help": (["h", ""], {}, "S01", ()),
    "question-mark": (["?", ""], {}, "S01", ()),
    "not-relevant-without-a-reason": (["n", ""], {}, "S01", ()),
    "comment-left": (["c", ""], {}, "S01", ()),
    "comment-stays-at-the-statement": (["c we doubt", "4"], {"S01": 4}, "S02", ()),
    "control-characters": (["\x1b[A", "\x07"], {}, "S01", ()),
}


@pytest.mark.parametrize(("typed", "noted", "current", "skipped"), TYPED.values(), ids=TYPED)
def test_what_is_typed_is_in_the_draft_when_the_meeting_is_left(
    space: Workspace, typed: list[str], noted: dict[str, int], current: str, skipped: tuple[str, ...]
) -> None:
    assert Meeting([*typed, "q"]).hold(space) is None
    left = draft(space)
    if left is None:  # nothing has been said, so nothing is written: no draft, and no team
        assert (noted, current, skipped, list(space.store.root.rglob("*"))) == ({}, "S01", (), [])
        return
    answers = {id: answer.agreed for id, answer in left.record.answers.items() if answer.settled}
    assert (answers, left.current, left.skipped) == (noted, current, skipped)
    assert stored(space) is None


@pytest.mark.parametrize("typed", [["n ikke os"], ["not relevant ikke os"], ["n", "ikke os"]], ids=str)
def test_not_relevant_is_noted_with_its_reason_and_goes_on(space: Workspace, typed: list[str]) -> None:
    Meeting([*typed, "q"]).hold(space)
    left = draft(space)
    assert left is not None
    assert (left.record.answer("S01").not_relevant_because, left.current) == ("ikke os", "S02")


@pytest.mark.parametrize("typed", [["c vi er i tvivl"], ["comment vi er i tvivl"], ["c", "vi er i tvivl"]], ids=str)
def test_a_comment_is_noted_and_the_statement_stays_in_hand(space: Workspace, typed: list[str]) -> None:
    Meeting([*typed, "q"]).hold(space)
    left = draft(space)
    assert left is not None
    assert (left.record.answer("S01"), left.current) == (Answer(comment="vi er i tvivl"), "S01")


# The line typed, and what the next screen says about it.
SAID = {
    "answer": ("4", "S01 noted: Agree (4)."),
    "not-relevant": ("n ikke os", "S01 noted: not relevant (ikke os)."),
    "comment": ("c ja", "Comment noted."),
    "off-the-scale": ("6", "“6” is not an answer. Type one of 5\u00a0Strongly agree"),
    "nonsense": ("perhaps", "“perhaps” is not an answer."),
    "enter": ("", "Type the answer you agree on"),
    "go-to-nowhere": ("g 17", "Which statement?"),
}


@pytest.mark.parametrize(("typed", "notice"), SAID.values(), ids=SAID)
def test_the_next_screen_says_what_became_of_the_line(space: Workspace, typed: str, notice: str) -> None:
    meeting = Meeting([typed, "q"])
    meeting.hold(space)
    assert notice in meeting.notice


KEYS, MANUAL = "back to the statement before", "The municipality:"
HELP = {
    "letter": (["h", ""], [KEYS]),
    "word": (["help", ""], [KEYS]),
    "question-mark": (["?", ""], [MANUAL]),
    "one-after-the-other": (["?", "h", "?", ""], [MANUAL, KEYS, MANUAL]),
}


@pytest.mark.parametrize(("typed", "told"), HELP.values(), ids=HELP)
def test_help_waits_to_be_read(space: Workspace, typed: list[str], told: list[str]) -> None:
    meeting = Meeting([*typed, "q"])
    meeting.hold(space)
    for screen, words in zip(meeting.screens[1:-1], told, strict=True):
        assert words in " ".join(screen.notice)


def test_a_questionnaire_of_ours_has_help_from_its_source(space: Workspace) -> None:
    """It has no manual, and is not said to have one."""
    meeting = Meeting(["?", "", "2", "q"])
    meeting.hold(space, instrument_id="partnerskab")
    told = " ".join(str(screen) for screen in meeting.screens)
    assert "What the source asks for:" in told
    assert "? the source" in told
    assert "The source names, among others: Comparing expectations" in told
    assert "the manual" not in told.casefold()


def test_a_low_answer_brings_ideas_from_the_manual(space: Workspace) -> None:
    meeting = Meeting(["2", "q"])
    meeting.hold(space)
    assert "The manual names, among others: " in meeting.notice


@pytest.mark.parametrize("key", ["q", "Q", "quit and keep"])
@pytest.mark.parametrize(("begun", "part"), [("c", "comment"), ("n", "not-relevant")])
def test_a_key_typed_where_a_text_was_asked_for_is_a_key(space: Workspace, begun: str, part: str, key: str) -> None:
    Meeting([begun, key]).hold(space)
    left = draft(space)
    assert left is not None
    assert (left.record.answer("S01"), left.current) == (Answer(), f"S01/{part}")


def test_back_typed_where_a_text_was_asked_for_leaves_it(space: Workspace) -> None:
    Meeting(["c", "b", "q"]).hold(space)
    left = draft(space)
    assert left is not None
    assert left.record.answer("S01") == Answer()


def test_a_comment_is_taken_away_with_a_dash(space: Workspace) -> None:
    Meeting(["c vi er i tvivl", "c -", "q"]).hold(space)
    left = draft(space)
    assert left is not None
    assert left.record.answer("S01").comment is None


def test_a_statement_screen_shows_where_we_are_the_statement_and_the_scale(space: Workspace) -> None:
    meeting = Meeting(["5"] * 5 + ["q"])
    meeting.hold(space)
    screen = meeting.screens[5]
    assert isinstance(screen, StatementScreen)
    assert screen.progress == "Statement 6 of 16 · Home and neighbourhood"
    assert screen.points == (
        "5 Strongly agree",
        "4 Agree",
        "3 Neither agree nor disagree",
        "2 Disagree",
        "1 Strongly disagree",
    )
    assert len(screen.principles) == 2


def test_an_answer_that_is_there_is_shown_when_one_goes_back(space: Workspace) -> None:
    meeting = Meeting(["c ja", "4", "b", "q"])
    meeting.hold(space)
    screen = meeting.screens[-1]
    assert isinstance(screen, StatementScreen)
    assert screen.now == ("Answered: Agree (4)", "Comment: ja")


def test_a_closed_meeting_is_a_final_record_without_a_draft(space: Workspace) -> None:
    result = Meeting([*FOUR, "y"]).hold(space)
    assert result is not None
    after = kept(space)
    assert {answer.agreed for answer in after.answers.values()} == {4}
    assert (after.status, after.revision, str(after.held_on)) == ("final", 1, "2026-08-15")
    assert [source.kind for source in after.sources] == ["session"]
    assert draft(space) is None
    assert "16 of 16" in said(result.document)


def test_each_statement_is_put_once_in_the_order_of_the_questionnaire(space: Workspace, instrument: Instrument) -> None:
    meeting = Meeting([*FOUR, "y"])
    meeting.hold(space)
    assert meeting.statements == list(instrument.order)


def test_the_summary_names_the_gaps_and_closing_with_gaps_is_allowed(space: Workspace) -> None:
    meeting = Meeting(["4", "s", "n ikke os", *["s"] * 13, "y"])
    result = meeting.hold(space)
    summary = meeting.screens[-1]
    assert isinstance(summary, SummaryScreen)
    assert summary.gaps.startswith("14 statements have no answer: S02, S04")
    assert result is not None
    assert "S02, S04" in said(result.document)
    assert set(kept(space).answers) == {"S01", "S03"}


# What is typed at the summary, then S03's answer in the end.
AT_SUMMARY = {
    "go-to": (["g 3", "2", "y"], 2),
    "go-to-and-back": (["g 4", "b", "2", "y"], 2),
    "nonsense": (["perhaps", "y"], 4),
    "an-answer-without-a-statement": (["2", "y"], 4),
    "enter": (["", "y"], 4),
    "skip-and-comment-have-no-meaning": (["s", "c x", "n x", "y"], 4),
    "help": (["h", "", "y"], 4),
    "in-words": (["yes, close"], 4),
}


@pytest.mark.parametrize(("typed", "third"), AT_SUMMARY.values(), ids=AT_SUMMARY)
def test_at_the_summary_answers_can_still_be_changed(space: Workspace, typed: list[str], third: int) -> None:
    assert Meeting([*FOUR, *typed]).hold(space) is not None
    assert (kept(space).answer("S03").agreed, kept(space).answer("S01").comment) == (third, None)


def test_back_from_the_summary_leads_to_the_last_statement(space: Workspace) -> None:
    meeting = Meeting([*FOUR, "b", "2", "y"])
    meeting.hold(space)
    assert kept(space).answer("S16").agreed == 2


def test_a_meeting_without_an_answer_cannot_be_closed(space: Workspace) -> None:
    meeting = Meeting([*["s"] * 16, "y", "q"])
    assert meeting.hold(space) is None
    assert "nothing to close" in meeting.notice
    assert stored(space) is None


@pytest.mark.parametrize("answered", every(2, [0, 1, 4, 5, 15, 16], first=1))
@pytest.mark.parametrize("stop", ["q", "^C", None], ids=["quit", "ctrl-c", "end-of-input"])
def test_a_meeting_that_is_left_goes_on_where_it_was_and_asks_nothing_twice(
    space: Workspace, instrument: Instrument, answered: int, stop: str | None
) -> None:
    first = Meeting([*FOUR[:answered], *([stop] if stop else [])])
    if stop == "q":
        first.hold(space)
    else:
        with pytest.raises(Interrupted):
            first.hold(space)
    second = Meeting([*FOUR[answered:], "y"])
    assert second.hold(space, now=datetime(2026, 8, 16, tzinfo=UTC)) is not None
    assert first.statements[:answered] + second.statements == list(instrument.order)
    assert len(kept(space).answers) == 16


def test_what_was_skipped_is_not_asked_again_after_a_pause(space: Workspace) -> None:
    Meeting(["s", "4", "s", "q"]).hold(space)
    second = Meeting(["q"])
    second.hold(space)
    assert second.statements == ["S04"]
    assert any("S04" in line for line in second.told)


@pytest.mark.parametrize("stop", ["^C", None], ids=["ctrl-c", "end-of-input"])
def test_an_interrupted_meeting_exits_130_and_has_saved_every_answer(space: Workspace, stop: str | None) -> None:
    with pytest.raises(Interrupted) as interrupted:
        Meeting(["4", "c half", *([stop] if stop else [])]).hold(space)
    left = draft(space)
    assert left is not None
    assert (interrupted.value.exit_code, left.record.answer("S01").agreed) == (130, 4)
    assert left.record.answer("S02").comment == "half"
    assert "same command" in str(interrupted.value)


def test_an_interruption_in_a_question_keeps_what_was_answered_before(space: Workspace) -> None:
    with pytest.raises(Interrupted):
        Meeting(["4", "n", "^C"]).hold(space)
    left = draft(space)
    assert left is not None
    assert (set(left.record.answers), left.current) == ({"S01"}, "S02/not-relevant")


def test_an_interruption_before_the_meeting_began_writes_nothing(space: Workspace, tmp_path: Path) -> None:
    with pytest.raises(Interrupted, match="Nothing was written"):
        Meeting(["^C"]).hold(space, organisation=None)
    assert on_disk(tmp_path) == {}


@pytest.mark.parametrize("at", [1, 7, 16])
def test_every_answer_is_on_disk_before_the_next_question(space: Workspace, instrument: Instrument, at: int) -> None:
    seen: list[int] = []

    class Watching(Meeting):
        def ask(self, screen: Screen) -> str:
            left = draft(space)
            if not self.passes(screen):
                seen.append(len(left.record.answers) if left else -1)
            return super().ask(screen)

    Watching([*FOUR[:at], "q"]).hold(space)
    assert seen == [-1, *range(1, at + 1)]  # passing over the opening says nothing, and leaves nothing


PREVIOUS = "4" + "2" * 15


def test_last_quarters_answer_is_shown_only_after_the_answer(space: Workspace, instrument: Instrument) -> None:
    before = record(instrument, PREVIOUS, "2026-Q2", participants=9)
    commented = before.with_answer("S01", Answer(agreed=4, comment="vi tvivlede"))
    store(space, commented)
    meeting = Meeting(["3", "q"])
    meeting.hold(space)
    first, second = meeting.screens
    assert "Agree (4)" not in repr(first)
    assert "vi tvivlede" not in repr(first) + " ".join(meeting.told)
    assert "Last time (2nd quarter 2026): Agree (4)." in " ".join(second.notice)
    assert "“vi tvivlede”" in " ".join(second.notice)


def test_the_last_measured_quarter_counts_also_across_a_gap(space: Workspace, instrument: Instrument) -> None:
    store(
        space,
        record(instrument, "2" * 16, "2025-Q3"),
        record(instrument, PREVIOUS, "2025-Q4"),
        record(instrument, "1" * 16, "2026-Q4"),
    )
    meeting = Meeting(["3", "q"])
    meeting.hold(space)
    assert "Last time (4th quarter 2025): Agree (4)." in meeting.notice


def test_a_statement_without_an_answer_last_time_says_nothing_of_it(space: Workspace, instrument: Instrument) -> None:
    store(space, record(instrument, "-" + "4" * 15, "2026-Q2"))
    meeting = Meeting(["3", "q"])
    meeting.hold(space)
    assert meeting.notice == "S01 noted: Neither agree nor disagree (3)."


def test_the_greeting_says_team_quarter_and_how_many_took_part(space: Workspace, instrument: Instrument) -> None:
    store(space, record(instrument, PREVIOUS, "2026-Q2", participants=9))
    meeting = Meeting(["q"])
    meeting.hold(space)
    greeting = " ".join(meeting.told)
    for part in ("3rd quarter 2026", TEAM, ORGANISATION, "2nd quarter 2026, 9 took part"):
        assert part in greeting


def test_a_new_meeting_takes_over_the_open_actions(space: Workspace, instrument: Instrument) -> None:
    action = Action(id="2026-Q2-1", text="Ring", opened_in=Quarter(2026, 2))
    store(space, record(instrument, PREVIOUS, "2026-Q2", actions=(action,)))
    Meeting([*["3"] * 16, "y"]).hold(space)
    assert kept(space).actions == (action,)


def test_imported_votes_are_settled_by_the_meeting_and_stay_beneath(space: Workspace, instrument: Instrument) -> None:
    imported = record(
        instrument, status="votes", answers={"S01": Answer(votes=votes(0, 1, 2, 6, 5))}, votes_are="secret"
    )
    store(space, imported)
    Meeting([*FOUR, "y"]).hold(space)
    after = kept(space)
    assert (after.status, after.revision) == ("final", 2)
    assert after.answer("S01") == Answer(agreed=4, votes=votes(0, 1, 2, 6, 5))


class TestCorrection:
    """A quarter that is closed."""

    @pytest.fixture(autouse=True)
    def _closed(self, space: Workspace) -> None:
        Meeting([*FOUR, "y"]).hold(space)

    def test_it_asks_for_the_reason_and_keeps_the_old_answer(self, space: Workspace) -> None:
        meeting = Meeting(["Tastefejl", "g 6", "2", "y"])
        assert meeting.hold(space) is not None
        after = kept(space)
        (entry,) = after.history
        assert (after.revision, after.answer("S06").agreed, entry.why) == (2, 2, "Tastefejl")
        assert {path: (c.before, c.after) for path, c in entry.changes.items()} == {"S06.agreed": (4, 2)}
        assert meeting.statements == ["S06"]
        assert draft(space) is None

    def test_a_reason_that_is_given_is_not_asked_for(self, space: Workspace) -> None:
        meeting = Meeting(["g 6", "2", "y"])
        meeting.hold(space, reason="Tastefejl")
        assert (meeting.questions, [entry.why for entry in kept(space).history]) == ([], ["Tastefejl"])

    @pytest.mark.parametrize("typed", ["", "  "], ids=["enter", "blanks"])
    def test_enter_leaves_it_as_it_is(self, space: Workspace, tmp_path: Path, typed: str) -> None:
        before = on_disk(tmp_path)
        assert Meeting([typed]).hold(space) is None
        assert on_disk(tmp_path) == before

    def test_closing_it_without_a_change_changes_nothing(self, space: Workspace, tmp_path: Path) -> None:
        before = on_disk(tmp_path)
        Meeting(["Se efter", "g 6", "4", "y"]).hold(space)
        assert on_disk(tmp_path) == before

    @pytest.mark.parametrize("stop", ["q", "^C"], ids=["quit", "ctrl-c"])
    def test_interrupted_it_leaves_the_final_record_and_goes_on_later(self, space: Workspace, stop: str) -> None:
        final = kept(space)
        meeting = Meeting(["Tastefejl", "g 6", "2", stop])
        if stop == "q":
            meeting.hold(space)
        else:
            with pytest.raises(Interrupted):
                meeting.hold(space)
        assert kept(space) == final
        resumed = Meeting(["y"])
        resumed.hold(space)
        assert resumed.questions == []
        assert [(entry.why, list(entry.changes)) for entry in kept(space).history] == [("Tastefejl", ["S06.agreed"])]

    def test_somebody_elses_correction_meanwhile_is_noticed_and_the_draft_stays(self, space: Workspace) -> None:
        Meeting(["Tastefejl", "g 6", "2", "q"]).hold(space)
        theirs = kept(space).with_answer("S07", Answer(agreed=1))
        space.store.place(ORGANISATION, TEAM).record_path(Q3, "housing-first").write_text(
            theirs.model_copy(update={"revision": 2}).model_dump_json(), encoding="utf-8"
        )
        with pytest.raises(RecordChanged):
            Meeting(["y"]).hold(space)
        left = draft(space)
        assert left is not None
        assert (left.record.answer("S06").agreed, kept(space).answer("S07").agreed) == (2, 1)


def test_a_damaged_record_stops_the_meeting_before_it_begins(space: Workspace, tmp_path: Path) -> None:
    filled(space, "S01: 4\n")
    filled(space, "S01: 4\n", quarter=Quarter(2026, 2))
    space.store.place(ORGANISATION, TEAM).record_path(Q3, "housing-first").write_bytes(b"{")
    before = on_disk(tmp_path)
    with pytest.raises(RecordDamaged):
        Meeting(["4", "q"]).hold(space)
    assert on_disk(tmp_path) == before


def test_organisation_and_team_are_asked_for_where_they_are_not_given(space: Workspace) -> None:
    meeting = Meeting(["Odense", "Syd", "2", "4", "q"])
    meeting.hold(space, organisation=None, team=None)
    assert [team.team.name for team in space.store.teams("Odense")] == ["Syd"]
    assert not space.settings_file.exists()


@pytest.mark.parametrize(
    ("typed", "organisation", "remembered"),
    [
        (["Yes"], "Odense", False),
        (["y"], "Odense", False),
        (["yes, and remember it for the next time"], "Odense", True),
        (["No, I type it again", "Aarhus", "Syd", "2"], "Aarhus", False),
        (["n", "Aarhus", "Syd", "2"], "Aarhus", False),
    ],
)
def test_the_first_name_is_confirmed_in_the_words_on_the_screen_too(
    space: Workspace, typed: list[str], organisation: str, remembered: bool
) -> None:
    Meeting(["Odense", "Syd", *typed, "4", "q"]).hold(space, organisation=None, team=None)
    assert [team.organisation for team in space.store.teams()] == [organisation]
    assert space.settings_file.exists() is remembered


def test_the_first_name_is_confirmed_or_typed_again_and_remembered_once_there_is_a_meeting(space: Workspace) -> None:
    meeting = Meeting(["clear", "clear", "3", "Odense", "Syd", "?", "1", "4", "q"])
    meeting.hold(space, organisation=None, team=None)
    assert [team.team.name for team in space.store.teams()] == ["Syd"]
    assert space.usual({})[:2] == ("Odense", "Syd")


@pytest.mark.parametrize("typed", [["^C"], ["q"], ["", "^C"], ["", "", "q"]], ids=str)
def test_whoever_looks_in_and_leaves_again_has_written_nothing(space: Workspace, typed: list[str]) -> None:
    meeting = Meeting(["Odense", "clear", "1", *typed], from_the_start=True)
    with suppress(Interrupted):
        meeting.hold(space, organisation=None, team=None)
    assert list(space.store.root.rglob("*")) == []
    assert "saved" not in " ".join(meeting.told)


def test_known_organisations_and_teams_can_be_picked_by_number(space: Workspace, instrument: Instrument) -> None:
    store(
        space, record(instrument, "4" * 16, "2026-Q2"), record(instrument, "4" * 16, "2026-Q2", organisation="Aarhus")
    )
    meeting = Meeting(["2", "1", "4", "q"])
    meeting.hold(space, organisation=None, team=None)
    assert [question.choices for question in meeting.questions] == [("Aarhus", ORGANISATION), (TEAM,)]
    assert draft(space) is not None


@pytest.mark.parametrize(
    "typed", ["", "  ", "7", "-", "\u200b"], ids=["enter", "blanks", "number", "dash", "invisible"]
)
def test_a_name_is_asked_for_until_there_is_one(space: Workspace, typed: str) -> None:
    meeting = Meeting([typed, "Odense", "2", "q"])
    meeting.hold(space, organisation=None)
    assert len(meeting.questions) == 3
    assert meeting.questions[1].notice


def test_the_organisation_of_a_known_team_is_not_asked_for(space: Workspace, instrument: Instrument) -> None:
    store(space, record(instrument, "4" * 16, "2026-Q2"))
    meeting = Meeting(["4", "q"])
    meeting.hold(space, organisation=None)
    assert (meeting.questions, draft(space) is not None) == ([], True)


EDGE = datetime(2026, 10, 3, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "quarter"),
    [
        ("1", "2026-Q4"),
        ("2", "2026-Q3"),
        ("3. kvartal 2026", "2026-Q3"),
        ("14.9.2026", "2026-Q3"),
        ("2026-Q1", "2026-Q1"),
    ],
)
def test_near_an_edge_the_quarter_is_asked_for(space: Workspace, typed: str, quarter: str) -> None:
    meeting = Meeting(["", "which?", typed, "4", "q"])
    meeting.hold(space, quarter=None, now=EDGE)
    assert [question.choices for question in meeting.questions] == [("4th quarter 2026", "3rd quarter 2026")] * 3
    assert draft(space, Quarter.parse(quarter)) is not None


def test_in_the_middle_of_a_quarter_it_is_not_asked_for(space: Workspace) -> None:
    meeting = Meeting(["4", "q"])
    meeting.hold(space, quarter=None)
    assert (meeting.questions, draft(space) is not None) == ([], True)


def test_a_reason_makes_no_correction_of_a_meeting_that_was_never_closed(space: Workspace) -> None:
    """Else "drop the correction" would throw the whole meeting away."""
    Meeting(["4", "q"]).hold(space)
    Meeting([*["4"] * 15, "x", "q"]).hold(space, reason="Tastefejl")
    found = draft(space)
    assert found
    assert (found.why, found.record.answer("S16").agreed) == (None, 4)
