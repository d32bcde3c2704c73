"""A questionnaire of three statements, and what five people answer to it: small enough for a table to be seen whole."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.survey.exports import ExportRead
from tests.builders import small_instrument
from tests.exports import tables
from tests.exports.tables import Rows, written

DANISH = {"K1": "Vi ringer tilbage samme dag.", "K2": "Vi kommer, når det passer.", "K3": "Vi lytter, før vi råder."}
ENGLISH = {"L1": "We listen before we advise.", "L2": "We know what each citizen wants.", "L3": "We meet in the open."}
DA = ("Helt enig", "Enig", "Hverken enig/uenig", "Uenig", "Helt uenig")
EN = ("Strongly agree", "Agree", "Neither agree nor disagree", "Disagree", "Strongly disagree")
ANSWERS = ((2, 4, 1), (1, 3, 2), (3, 4, 1), (2, 5, 2), (1, 2, 3))
"""A row each: which option, from 1, was chosen for each statement."""
MEANS = (4.2, 2.4, 4.2)
K1, K2, K3 = DANISH.values()


def instrument(texts: dict[str, str], language: str = "da", labels: Sequence[str] = DA) -> Instrument:
    """A questionnaire of these statements in one language."""
    content = small_instrument(len(texts)).model_dump(mode="json") | {"languages": [language]}
    content["statements"] = [{"id": id, "theme": "T", "text": {language: text}} for id, text in texts.items()]
    for point, label in zip(content["scale"]["points"], labels[::-1], strict=True):
        point["label"] = {language: label}
    for place in (content, *content["themes"]):
        place["name"] = {language: "Skema"}
    content["source"]["title"] = {language: "Vores"}
    for key in ("stem", "purpose", "advice"):
        content[key] = {language: "Hvor enig er du?"}
    return Instrument.model_validate_json(json.dumps(content))


KF, LF = instrument(DANISH), instrument(ENGLISH, "en", EN)


def named(labels: Sequence[str] = DA) -> Rows:
    """The answers in words."""
    return [[labels[chosen - 1] for chosen in row] for row in ANSWERS]


def read(folder: Path, rows: Rows, asked: Instrument = KF, ending: str = ".csv", **options: Any) -> ExportRead:
    """The rows, written in a file of such an ending and read."""
    return tables.read(written(folder / f"svar{ending}", rows), asked, **options)


def means(found: ExportRead) -> tuple[float, ...]:
    """Each statement's mean, of the one team that there is."""
    (group,) = found.groups
    tallies = [votes.all.counts for votes in group.votes.values()]
    return tuple(sum(n * v for n, v in zip(counts, range(1, 6), strict=True)) / sum(counts) for counts in tallies)


def codes(found: ExportRead) -> list[tuple[str, str | None]]:
    """What is said of the file, and where."""
    return [(told.code, told.cell) for told in found.findings]


IDS = list(DANISH)
FOREIGN = ("Min leder lytter.", "Jeg er glad for mit arbejde.", "Jeg når mine opgaver.")
