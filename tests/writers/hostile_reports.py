"""Every report with one text in every place where people, or a file that they hand in, can put one."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Action, Answer, Team
from hf_fidelity.domain.survey.batch import Batch
from hf_fidelity.domain.survey.exports import ExportRead, GroupVotes, Rows, RowSet
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.ground.text import one_line
from hf_fidelity.journeys import Workspace, compare_teams, list_actions, show_assessment, show_trend
from hf_fidelity.reports.document import Document
from hf_fidelity.reports.questionnaire import guide_report, topic_report
from hf_fidelity.reports.survey import score_report
from hf_fidelity.reports.survey_workbook import score_workbook
from hf_fidelity.store.codec import encode
from hf_fidelity.store.data_folder import Store
from hf_fidelity.store.names import record_name
from tests.builders import record, small_instrument, votes, worded
from tests.journeys.scenes import KnownInstrument
from tests.reports.batches import POLICY, held_back, stored, unknown

PLACE = "§"
"""Where the text is put in, followed by what the place is called."""

BEGUN = Quarter(2026, 2)
TODAY = date(2026, 8, 15)
QUARTERS = ("2026-Q2", "2026-Q3")
Put = Callable[[str], str]


def instrument_of(put: Put) -> Instrument:
    """A questionnaire that asks it."""
    return worded(small_instrument(), [put("statement"), put("second"), put("third")], put("around"))


def _record(instrument: Instrument, quarter: str) -> dict[str, Any]:
    """A record with a place in every text, as it would lie in the folder."""
    given = votes(0, 0, 0, 5, 5, roles={"§role": (0, 0, 0, 2, 3), "§other role": (0, 0, 0, 3, 2)})
    newest = quarter == QUARTERS[-1]
    action = Action(
        id="§id", about="S1", text="§action", owner="§owner", opened_in=BEGUN, due=date(2026, 7, 31),
        outcome="§outcome", share_on=date(2026, 8, 1), learnt="§learnt",
    )  # fmt: skip
    kept = record(
        instrument,
        "---",
        quarter,
        organisation="§organisation",
        team=Team(id="team", name="§team"),
        roles={"§role": 5, "§other role": 5},
        answers={
            "S1": Answer(agreed=4 if newest else 2, votes=given, comment="§comment", changed_because="§changed"),
            "S2": Answer(not_relevant_because="§reason"),
            "S3": Answer(agreed=2, comment="§low"),
        },
        actions=(action,),
        measures={"§measure": {"§number": 1}},
    )
    change = {"S1.agreed": {"from": "§before", "to": "§after"}, "§path": {"from": None, "to": {"text": "§value"}}}
    more = {
        "citizen_involvement": {"how": "§how", "citizens": None, "what_it_changed": "§what", "brief_inspire": None},
        "sources": [{"kind": "import", "file": "§file", "sha256": None, "sheet": "§sheet", "rows": None}],
        "history": [{"revision": 1, "at": "2026-09-15T12:00:00Z", "why": "§why", "changes": change}],
    }
    return {**json.loads(encode(kept)), **more}


def _filled(value: Any, put: Put) -> Any:
    """The value with the text in every place."""
    if isinstance(value, dict):
        return {_filled(key, put): _filled(inner, put) for key, inner in value.items()}
    if isinstance(value, list):
        return [_filled(inner, put) for inner in value]
    return put(value.removeprefix(PLACE)) if isinstance(value, str) and value.startswith(PLACE) else value


@contextmanager
def folder_of(put: Put) -> Iterator[Workspace]:
    """A folder in which somebody has written it by hand, without the program's own cleaning."""
    instrument = instrument_of(put)
    with TemporaryDirectory() as folder:
        home = Path(folder) / "org" / "team"
        home.mkdir(parents=True)
        for quarter in QUARTERS:
            made = _filled(_record(instrument, quarter), put)
            for where, key in ((made, "organisation"), (made["team"], "name")):
                where[key] = where[key] if one_line(where[key]) else "nameless"  # a record needs its names
            (home / f"{quarter}.{instrument.id}.json").write_text(json.dumps(made), encoding="utf-8")
            if peer := one_line(put("peer")):
                read = record_name(Quarter.parse(quarter), instrument.id, peer)
                (home / read).write_text(json.dumps(made | {"peer": peer}), encoding="utf-8")
        yield KnownInstrument(Store(Path(folder)), instrument)


def _batch(put: Put) -> Batch:
    """A batch of survey files that say it: two teams, one of them held back, and answers that are not understood."""
    instrument, organisation, team, file = instrument_of(put), put("organisation"), put("team"), put("file")
    counted = {id: votes(0, 0, 1, 3, 2) for id in instrument.order}
    kept = record(instrument, "---", status="votes", answers={id: Answer(votes=given) for id, given in counted.items()})
    shown = stored(instrument, kept, 6, "created", files=(file,))
    read = ExportRead(
        file,
        "0" * 64,
        "plain",
        put("sheet"),
        Rows(6, {"incomplete": RowSet.of([8])}, RowSet.of([9])),
        (replace(unknown("G9", put("value"), 9, put("sheet")), sheet=put("sheet")),),
        (GroupVotes(organisation, team, Quarter(2026, 3), 6, counted),),
        mapping={"team": put("heading"), "statements": {"S1": put("heading")}},
    )
    small = held_back(organisation, put("other team"), 3, file)
    return Batch(instrument, POLICY, (read,), (replace(shown, organisation=organisation, team=team), small))


def _helped(put: Put, on: str = "principle") -> Instrument:
    """A questionnaire whose help for the talk says it, on a principle or on its theme."""
    text = {"da": put("help"), "en": put("help")}
    aid = {"name": text, "helps": text, "found_at": put("place") or "nowhere"}
    said: dict[str, Any] = {key: [text] for key in ("asks", "municipality", "professional", "questions")}
    guide = {**said, "behind": [{"statement": "S1", "text": text}], "aids": [aid]}
    principle = {"id": "P", "theme": "T", "name": text, "definition": text, "section": put("section"), "guide": guide}
    further = [{"name": text, "found_at": put("place") or "nowhere"}]
    content = instrument_of(put).model_dump(mode="json") | {"further": further}
    if on == "theme":
        content["themes"][0]["guide"] = guide
    else:
        content["principles"] = [principle]
    return Instrument.model_validate_json(json.dumps(content))


def _from_folder(make: Callable[[Workspace], Document]) -> Callable[[Put], Document]:
    def made(put: Put) -> Document:
        with folder_of(put) as space:
            return make(space)

    return made


REPORTS: dict[str, Callable[[Put], Document]] = {
    "show": _from_folder(lambda space: show_assessment(space, "team").document),
    "show-in-public": _from_folder(lambda space: show_assessment(space, "team", audience="public").document),
    "trend": _from_folder(lambda space: show_trend(space).document),
    "compare": _from_folder(lambda space: compare_teams(space, organisation="org").document),
    "actions": _from_folder(lambda space: list_actions(space, today=TODAY, instrument_id="small").document),
    "guide": lambda put: guide_report(_helped(put)),
    "guide-to-a-principle": lambda put: topic_report(instrument := _helped(put), instrument.principles[0]),
    "guide-to-a-theme": lambda put: topic_report(instrument := _helped(put, "theme"), instrument.themes[0]),
    "score": lambda put: score_report(_batch(put)),
    "scored-workbook": lambda put: score_workbook(_batch(put)),
}
