"""Questionnaires of the sample files' own items. Labels are in the order of the scale, the lowest first."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.survey.exports import Direction, ExportRead
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.readers.survey.job import Job, Options
from hf_fidelity.readers.survey.read import read_export
from tests.builders import housing_first

SAMPLES = Path(__file__).parents[1] / "data" / "samples"


@dataclass(frozen=True)
class Sample:
    """A sample file with a questionnaire of one theme ``T``."""

    file: str
    tool: str
    language: str
    items: Sequence[str] | dict[str, str]
    """The statements' texts, or id → text."""
    labels: Sequence[str]
    lowest: int = 1
    stem: str = "…"
    reference: str = ""
    empty: int = 0
    """How many left all of these items empty."""
    beside: tuple[str, ...] = field(default=())

    @property
    def path(self) -> Path:
        return SAMPLES / self.file

    @property
    def texts(self) -> dict[str, str]:
        """Statement → text."""
        if isinstance(self.items, dict):
            return self.items
        return {f"item-{number}": text for number, text in enumerate(self.items, start=1)}

    def instrument(self) -> Instrument:
        """The questionnaire."""
        points = [
            {"value": value, "label": {self.language: label}} for value, label in enumerate(self.labels, self.lowest)
        ]
        content: dict[str, Any] = housing_first().model_dump(mode="json") | {
            "id": "sample",
            "default": False,
            "languages": [self.language],
            "own_translations": [],
            "stem": {self.language: self.stem},
            "themes": [{"id": "T", "name": {self.language: "T"}}],
            "principles": [],
            "statements": [{"id": id, "theme": "T", "text": {self.language: t}} for id, t in self.texts.items()],
            "scale": {"id": "sample", "points": points},
        }
        return Instrument.model_validate_json(json.dumps(content))

    def read(self, codes: Direction | None = None, lenient: bool = False) -> ExportRead:
        """The file, read for a team and a quarter that it does not name."""
        options = Options(self.instrument(), "Prøvekøbing Kommune", "Prøvehold", Quarter(2026, 3), codes, lenient)
        return read_export(Job(str(self.path), tuple(str(SAMPLES / name) for name in self.beside)), options)


LIMESURVEY = Sample(
    "limesurvey_full_text.csv",
    "limesurvey",
    "de",
    # The file repeats row texts under other questions ("Sonstiges", "Quellcode", …), but none of these, so that each
    # is found by its own text: the stem need not stand in it.
    [
        "Er simuliert das zugehörige Cyber-physische System (CPS).",
        "Er ist ein virtuelles Abbild eines CPS.",
        "Er fasst eine Menge von Modellen des CPS zusammen.",
        "Er bietet eine Menge von Diensten für das CPS.",
        "Er enthält eine Menge von Daten, die für das CPS relevant sind.",
        "Es gibt eine bi-direktionale Verbindung zwischen CPS und digitalen Zwilling.",
        "Er kann aktuelle Daten vom CPS sammeln.",
        "Er kann das CPS beeinflussen.",
        "Es kann mehrere digitale Zwillinge desselben CPS geben.",
        "Er beschreibt das CPS wie es designed wurde (as-designed)",
        "Er beschreibt das CPS wie es hergestellt wird (as-manufactured).",
        "Er beschreibt das CPS im Betrieb (as-operated).",
    ],
    ["Stimme gar nicht zu", "Stimme eher nicht zu", "Stimme eher zu", "Stimme vollständig zu"],
    stem=(
        "Welche Eigenschaften haben für Sie digitale Zwillinge? Geben Sie Ihre Zustimmung zu den folgenden Aussagen an."
    ),
    reference="reference_limesurvey_digitaltwins12_de.json",
    empty=42,
)
MSFORMS = Sample(
    "msforms_spanish_ui.xlsx",
    "ms-forms",
    "es",
    [
        "Cuando empecé a cursar Biometría I o II me costó aprender a usar o familiarizarme con la computadora",
        "Antes de cursar Biometría I o II no sabía lo que era un programa de estadística (como R o Infostat)",
        "La primera vez que realicé análisis de datos fue cuando cursé Biometría I o II",
        "En Biometría I o II me comentaron por primera vez sobre un lenguaje de programación",
        "Mientras cursaba Biometría I o II aumentó la cantidad de tiempo que pasé usando una computadora",
        "Después de cursar Biometría I o II disminuyó la frecuencia con la que usaba una computadora",
        "Prefiero usar el celular antes que una computadora para realizar tareas/actividades de las materias que curso",
        "Conté con mi propia computadora personal (laptop o notebook) para cursar Biometría I o II.",
    ],
    ["Muy en desacuerdo", "En desacuerdo", "Algo de acuerdo", "De acuerdo", "Muy de acuerdo"],
    reference="reference_msforms_umai_first8.json",
)
SURVEYMONKEY = Sample(
    "surveymonkey_two_headers.csv",
    "surveymonkey",
    "en",
    [
        "Code/Documentation review",
        "Communication",
        "GitHub tools and processes (not our customized tooling)",
        "Finding the right SIG for your contributions",
        "Our CI, labels, and crafted customized automation",
        "Debugging test failures",
        "Finding appropriate issues to work on",
        "Setting up development environment",
        "Having PRs rejected",
        "Writing documentation and notes",
    ],
    # The file has words at the ends only; the middle ones are ours, so that the digits have to be understood.
    [
        "not challenging at all",
        "a little challenging",
        "challenging",
        "very challenging",
        "the most challenging part",
    ],
    stem="Please rate any challenges to the listed steps of the contribution process",
    reference="reference_surveymonkey_k8s_challenges10.json",
    empty=5,
)
SURVEYXACT = Sample(
    "surveyxact_danish_ui.xlsx",
    "surveyxact",
    "en",
    ["Element one", "Element two", "Element three"],
    # Written ``Low (1)``, ``(2)``, ``Medium (3)`` …: the words of the second and fourth are ours.
    ["Low", "Rather low", "Medium", "Rather high", "High"],
    stem="Question battery",
)
QUALTRICS = Sample(
    "qualtrics_three_headers.csv",
    "qualtrics",
    "en",
    {f"Q2_{n}": f"Click to write the question text-Click to write Statement {n}" for n in (1, 2, 3)},
    ["Strongly disagree", "Disagree", "Agree", "Strongly agree"],
)
GOOGLE = Sample(
    "googleforms_matrix.csv",
    "google-forms",
    "en",
    ["Bug fixes", "More documentation", "More examples in my domain", "New features", "Performance improvements"],
    # A fourth choice is ``Not relevant``, which is no point on a scale.
    ["Somewhat useful", "Very useful", "Critical"],
    stem="What development activities would help you most right now?",
)
KOBO = Sample("kobo_numbers_as_text.xlsx", "kobo", "en", {"happiness": "Are you happy these days?"}, ["no", "yes"])
REDCAP = Sample(
    "redcap_raw.csv",
    "redcap",
    "en",
    ["How open are you to further testing?"],
    ["Not open", "Undecided", "Very open"],
    lowest=0,
    beside=("redcap_dictionary.csv",),
)
