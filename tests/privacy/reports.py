"""Every report that shows figures of people, and every format that it can be written in."""

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hf_fidelity.domain.record.privacy import Audience
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.journeys import Result, Workspace, compare_profile, compare_teams, show_assessment, show_trend
from hf_fidelity.reports.document import Document
from hf_fidelity.writers.pdf import _report_data
from tests.privacy.exports import export_result
from tests.privacy.stores import Scene
from tests.writers.formats import FORMATS
from tests.writers.workbooks import Book


@dataclass(frozen=True)
class Asked:
    """A folder, what lies in it, and for whom reports are made of it."""

    space: Workspace
    scene: Scene
    audience: Audience
    every_format: bool = True
    """Whether an export is made in every format."""
    kinds: Collection[str] | None = None
    """The reports that are made, by their names in :data:`REPORTS`; None: all."""
    on_disk: bool = True
    """Whether it is written to the disk."""

    @property
    def policy(self) -> dict[str, Any]:
        """What every journey is told."""
        return {"instrument_id": self.scene.instrument.id, "audience": self.audience, "min_n": self.scene.limit}


def _shows(asked: Asked) -> Iterator[Result]:
    """The oldest and the newest quarter of every team."""
    for organisation, team in asked.scene.teams:
        quarters = asked.scene.quarters(organisation, team)
        for quarter in dict.fromkeys((quarters[0], quarters[-1])):
            yield show_assessment(asked.space, team, quarter, organisation=organisation, **asked.policy)


def _first_team(asked: Asked) -> Iterator[Result]:
    organisation, team = asked.scene.teams[0]
    yield show_trend(asked.space, [team], organisation=organisation, against="first", **asked.policy)


def _profile(asked: Asked) -> Iterator[Result]:
    """Only questionnaires that have a profile are in one."""
    if asked.scene.instrument.profile:
        yield compare_profile(asked.space, audience=asked.audience, min_n=asked.scene.limit)


def _tables(asked: Asked) -> Iterator[Result]:
    wanted = {"every_format": asked.every_format, "on_disk": asked.on_disk}
    yield export_result(asked.space, asked.audience, asked.scene.limit, **wanted)


TABLES = "export"
REPORTS: dict[str, Callable[[Asked], Iterator[Result]]] = {
    "show": _shows,
    "trend": lambda asked: iter([show_trend(asked.space, **asked.policy)]),
    "trend-of-one-team": _first_team,
    "compare-profile": _profile,
    TABLES: _tables,
    "compare": lambda asked: iter([compare_teams(asked.space, first=Quarter(2025, 1), **asked.policy)]),
}


def documents(asked: Asked) -> Iterator[tuple[str, Document]]:
    """Every report that is asked for by its name, one after the other."""
    for name in REPORTS if asked.kinds is None else asked.kinds:
        for result in REPORTS[name](asked):
            assert not result.left_out, (name, result.left_out)
            yield name, result.document


def data_of(document: Document) -> Mapping[str, Any]:
    """What a program reads of a report."""
    assert document.data is not None
    return document.data


_SAVED_AT = re.compile(r"<dcterms:(created|modified)\b.*?</dcterms:\1>")


def _to_be_set(document: Document) -> str:
    """What the typesetter of the PDF is told: it adds nothing, and takes longer than all other formats together."""
    return json.dumps(_report_data(document), ensure_ascii=False)


def written(document: Document) -> dict[str, str]:
    """The document in every format, without the moment at which a workbook says it was written."""
    found = {}
    for name, write in {**FORMATS, "pdf": _to_be_set}.items():
        content = write(document)
        text = "\n".join(Book(content).parts.values()) if isinstance(content, bytes) else content
        found[name] = _SAVED_AT.sub("", text)
    return found
