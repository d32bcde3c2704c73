"""The program's own form: what a person fills in is read back, no more and no less, and what is wrong is named."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Answer, Tally
from hf_fidelity.domain.survey.exports import AskedInstrument, ExportRead, GroupVotes, JointAnswers, RowSet
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.readers.survey.cells.csv import DelimitedSheet
from hf_fidelity.readers.survey.job import Job, Options
from hf_fidelity.readers.survey.read import _JointSheet, read_export
from tests.builders import housing_first, shipped, small_instrument
from tests.depth import every
from tests.exports.filled_forms import NORD, SHEETS, blank, filled, rows_of, written

Q3 = Quarter(2026, 3)
INSTRUMENTS: dict[str, Callable[[], Instrument]] = {"bilag-1": housing_first, "small": small_instrument}
VOTES = {
    "bilag-1": ("5544332211554433", "44444444?i-44444", "1234512345123451", "iiii????----5555"),
    "small": ("54?", "4i-", "1--", "555"),
}
JOINT = {"bilag-1": "4-23 4-44 5432 1-45", "small": "4-2"}
BESIDE: dict[str, tuple[str | None, str | None]] = {
    "S02": ("Det gør vi ikke.", None),
    "S01": (None, "Vi var uenige længe."),
}


def read(path: Path, instrument: Instrument, **options: Any) -> ExportRead:
    return read_export(Job(str(path)), Options(instrument, **options))


def codes(found: ExportRead) -> list[tuple[str, str | None, str | None]]:
    return [(finding.code, finding.sheet, finding.cell) for finding in found.findings]


def tally(instrument: Instrument, marks: Sequence[str]) -> Tally:
    """A statement's marks, one a person, added up."""
    seen = Counter(marks)
    points = tuple(seen[str(value)] for value in instrument.scale.values)
    return Tally(counts=points, missing=seen["?"] + seen["-"], not_relevant=seen["i"])


def only(found: ExportRead) -> GroupVotes:
    (group,) = found.groups
    return group


@pytest.fixture(params=INSTRUMENTS)
def named(request: pytest.FixtureRequest) -> tuple[str, Instrument]:
    return request.param, INSTRUMENTS[request.param]()


@pytest.mark.parametrize("language", ["da", "en"])
def test_what_is_filled_in_is_read_back(tmp_path: Path, named: tuple[str, Instrument], language: str) -> None:
    name, instrument = named
    ids = list(instrument.order)
    beside = {ids[0]: BESIDE["S01"], ids[1]: BESIDE["S02"]}
    path = filled(tmp_path / "f.xlsx", instrument, language, votes=VOTES[name], joint=JOINT[name], beside=beside)
    found = read(path, instrument)
    group = only(found)
    assert (found.layout, found.findings, found.rows.read, found.rows.accepted) == ("template", (), 4, 4)
    assert (group.organisation, group.team, group.quarter, group.respondents) == (*NORD[:2], Q3, 4)
    columns = zip(*VOTES[name], strict=True)
    assert {id: votes.all for id, votes in group.votes.items()} == {
        id: tally(instrument, marks) for id, marks in zip(ids, columns, strict=True)
    }
    assert found.joint == (JointAnswers(*NORD[:2], Q3, _agreed(instrument, JOINT[name])),)


def _agreed(instrument: Instrument, line: str) -> dict[str, Answer]:
    """The joint answers: what BESIDE says about the first two statements, and the points."""
    marks = dict(zip(instrument.order, line.replace(" ", ""), strict=True))
    first, second = list(instrument.order)[:2]
    points = {id: Answer(agreed=int(mark)) for id, mark in marks.items() if mark != "-"}
    points[first] = Answer(agreed=int(marks[first]), comment=BESIDE["S01"][1])
    points[second] = Answer(not_relevant_because=BESIDE["S02"][0])
    return {id: points[id] for id in instrument.order if id in points}


@pytest.mark.parametrize("language", every(2, ["da", "en"]))
def test_roles_are_counted(tmp_path: Path, language: str) -> None:
    instrument = small_instrument()
    path = filled(tmp_path / "f.xlsx", instrument, language, votes=["555", "444", "333"])
    for row, role in ((5, "Leder"), (6, "Medarbejder"), (7, "Medarbejder")):
        written(path, SHEETS[language][2], f"B{row}", role)
    group = only(read(path, instrument))
    assert (group.respondents, group.roles) == (3, {"Leder": 1, "Medarbejder": 2})
    assert group.votes["S1"].roles["Medarbejder"].counts == (0, 0, 1, 1, 0)


def test_a_role_alone_is_no_answer(tmp_path: Path) -> None:
    instrument = small_instrument()
    found = read(written(filled(tmp_path / "f.xlsx", instrument, votes=["555"]), "Votes", "B6", "Leder"), instrument)
    assert (only(found).respondents, only(found).roles) == (1, {})


def test_a_row_left_empty_between_others_is_nobody(tmp_path: Path) -> None:
    instrument = small_instrument()
    found = read(filled(tmp_path / "f.xlsx", instrument, votes=["555", "---", "444"]), instrument)
    assert (only(found).respondents, found.rows.skipped, found.findings) == (2, {"empty": RowSet(((6, 6),))}, ())


def test_every_row_there_is_can_be_filled_in(tmp_path: Path) -> None:
    instrument = small_instrument()
    found = read(filled(tmp_path / "f.xlsx", instrument, votes=["135"] * 40), instrument)
    assert only(found).votes["S1"].all == Tally(counts=(40, 0, 0, 0, 0))


@pytest.mark.parametrize("given", ["votes", "joint"])
def test_one_of_the_two_sheets_is_enough(tmp_path: Path, given: str) -> None:
    instrument = small_instrument()
    path = filled(tmp_path / "f.xlsx", instrument, **{"votes": {"votes": ["555"]}, "joint": {"joint": "432"}}[given])  # type: ignore[arg-type]
    found = read(path, instrument)
    assert (len(found.groups), len(found.joint), found.findings) == (given == "votes", given == "joint", ())


def test_a_comment_alone_is_no_joint_answer(tmp_path: Path) -> None:
    instrument = small_instrument()
    found = read(
        filled(tmp_path / "f.xlsx", instrument, votes=["555"], beside={"S1": (None, "Næste gang")}), instrument
    )
    assert (found.joint, found.findings) == ((), ())


def test_a_form_handed_back_empty_brings_nothing_and_harms_nothing(tmp_path: Path) -> None:
    instrument = small_instrument()
    found = read(filled(tmp_path / "f.xlsx", instrument), instrument)
    assert (found.groups, found.joint, found.rows.read, codes(found)) == ((), (), 0, [])


# --- what is wrong is named by its cell -----------------------------------------------------------------------


def test_a_wrong_word_in_a_vote_is_named_by_its_cell(tmp_path: Path) -> None:
    instrument = small_instrument()
    path = filled(tmp_path / "f.xlsx", instrument, votes=["555", "444"])
    found = read(written(path, "Votes", "D6", "Måske"), instrument)
    assert codes(found) == [("unknown-answer", "Votes", "D6")]
    assert (found.rows.accepted, str(found.rows.rejected)) == (1, "6")


WRONG = {
    "word": ("C", "Måske", "unknown-answer"),
    "word-in-doubt": ("C", "Enig?", "unknown-answer"),
    "number-off-the-scale": ("C", 9, "unknown-answer"),
    "excel-fault": ("C", "#REF!", "unknown-answer"),
    "point-and-reason": ("D", "Ikke os", "two-answers"),
}


@pytest.mark.parametrize(("column", "value", "code"), WRONG.values(), ids=WRONG)
def test_a_wrong_joint_answer_is_named_and_stops_the_joint_answer(
    tmp_path: Path, column: str, value: str | int, code: str
) -> None:
    instrument = small_instrument()
    path = filled(tmp_path / "f.xlsx", instrument, votes=["555"], joint="432")
    row = rows_of(openpyxl.load_workbook(path)["Agreed answers"], instrument)["S2"]
    found = read(written(path, "Agreed answers", f"{column}{row}", value), instrument)
    assert codes(found) == [(code, "Agreed answers", f"C{row}")]
    assert (found.joint, only(found).respondents) == ((), 1)


def test_where_asked_to_be_lenient_only_the_wrong_joint_answer_is_left_out(tmp_path: Path) -> None:
    instrument = small_instrument()
    path = filled(tmp_path / "f.xlsx", instrument, joint="432")
    row = rows_of(openpyxl.load_workbook(path)["Agreed answers"], instrument)["S2"]
    found = read(written(path, "Agreed answers", f"C{row}", "Måske"), instrument, lenient=True)
    (joint,) = found.joint
    assert joint.answers == {"S1": Answer(agreed=4), "S3": Answer(agreed=2)}
    assert [finding.severity for finding in found.findings] == ["warning"]


NUMBERS: dict[str, tuple[float | str, float | str, dict[str, float], list[str]]] = {
    "whole": (7, 12, {"needing": 7, "everybody": 12}, []),
    "in part": ("7,5", 12.5, {"needing": 7.5, "everybody": 12.5}, []),
    "one of them": ("", 12, {"everybody": 12}, []),
    "none": ("", "", {}, []),
    "nought of some": (0, 12, {"needing": 0, "everybody": 12}, []),
    "some of nought": (7, 0, {"needing": 7}, ["no-number"]),
    "a word": ("syv", 12, {"everybody": 12}, ["no-number"]),
    "below nought": (-1, 12, {"everybody": 12}, ["no-number"]),
}


@pytest.mark.parametrize(("needing", "everybody", "typed", "told"), NUMBERS.values(), ids=NUMBERS)
def test_numbers_with_a_limit_are_read_back_or_named(
    needing: object, everybody: object, typed: dict[str, float], told: list[str]
) -> None:
    """Of a share the whole may not be nought."""
    rows = f"support-share.needing;;{needing}\nsupport-share.everybody;;{everybody}\n"
    instrument = AskedInstrument.of(shipped("samskabelse"))
    sheet = _JointSheet(DelimitedSheet(f"Id;Spørgsmål;Svar\n{rows}", ";"), instrument, lenient=True).read(1)
    assert [finding.code for finding in sheet.findings] == told
    assert sheet.measures == ({"support-share": typed} if typed else {})


# --- whose it is ----------------------------------------------------------------------------------------------


def test_the_form_of_another_questionnaire_is_refused_by_name(tmp_path: Path, instrument: Instrument) -> None:
    found = read(filled(tmp_path / "f.xlsx", small_instrument(), votes=["555"], joint="432"), instrument)
    assert (found.usable, codes(found)) == (False, [("other-instrument", None, None)])
    assert found.findings[0].params == {"theirs": "small", "ours": "housing-first"}


CONTRADICTIONS: dict[str, dict[str, Any]] = {
    "organisation": {"organisation": "Andenby Kommune"},
    "team": {"team": "Bostøtte Syd"},
    "quarter": {"quarter": Quarter(2026, 2)},
}


@pytest.mark.parametrize("options", CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_a_field_that_contradicts_an_option_is_refused(tmp_path: Path, options: dict[str, Any]) -> None:
    instrument = small_instrument()
    found = read(filled(tmp_path / "f.xlsx", instrument, votes=["555"], joint="432"), instrument, **options)
    assert (found.groups, found.joint, [finding.severity for finding in found.findings]) == ((), (), ["error"])


def test_options_say_what_the_fields_leave_out(tmp_path: Path) -> None:
    instrument = small_instrument()
    path = filled(tmp_path / "f.xlsx", instrument, who=("", "", ""), votes=["555"], joint="432")
    found = read(path, instrument, organisation=NORD[0], team=NORD[1], quarter=Q3)
    (joint,) = found.joint
    assert (joint.organisation, joint.team, joint.quarter, found.findings) == (*NORD[:2], Q3, ())
    assert (only(found).team, only(found).quarter) == (NORD[1], Q3)


@pytest.mark.parametrize(("missing", "code"), [(0, "organisation"), (1, "team"), (2, "quarter")])
def test_a_field_that_nothing_says_is_asked_for(tmp_path: Path, missing: int, code: str) -> None:
    instrument = small_instrument()
    who = ["" if n == missing else value for n, value in enumerate(NORD)]
    found = read(filled(tmp_path / "f.xlsx", instrument, who=who, votes=["555"], joint="432"), instrument)
    assert (found.groups, found.joint) == ((), ())
    assert [code in finding.code for finding in found.findings] == [True]


def test_a_quarter_that_is_none_is_refused(tmp_path: Path) -> None:
    instrument = small_instrument()
    found = read(
        filled(tmp_path / "f.xlsx", instrument, who=(*NORD[:2], "i efteråret"), votes=["555"], joint="432"), instrument
    )
    assert (found.groups, found.joint, found.findings[0].severity) == ((), (), "error")


@pytest.mark.parametrize("language", every(2, ["da", "en"], first=1))
def test_what_was_filled_in_beforehand_is_read_back(tmp_path: Path, instrument: Instrument, language: str) -> None:
    known = {"organisation": NORD[0], "team": NORD[1], "quarter": "2026-Q3"}
    path = blank(tmp_path / "f.xlsx", instrument, language, known)
    label = {"da": "Enig", "en": "Agree"}[language]
    group = only(read(written(path, SHEETS[language][2], "C5", label), instrument))
    assert (group.organisation, group.team, group.quarter, group.votes["S01"].all.counts) == (
        *NORD[:2], Q3, (0, 0, 0, 1, 0),
    )  # fmt: skip
