"""The models as JSON Schema, for editors and other programs: ``python -m tools.schemas`` writes ``schemas/``.

A test keeps the files equal to this. At run time the models themselves are the authority.
"""

import json
from typing import Any

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Assessment
from hf_fidelity.domain.survey.mapping import MappingFile
from hf_fidelity.ground.models import Value
from hf_fidelity.journeys.shipped import shipped_folder
from hf_fidelity.readers.handwritten import SettingsFile
from hf_fidelity.readers.survey.words.tools import layout_ids

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def assessment_schema() -> dict[str, Any]:
    """The schema of one stored record."""
    return _schema(Assessment, "Assessment: one team, one quarter, one questionnaire")


def instrument_schema() -> dict[str, Any]:
    """The schema of a questionnaire's YAML."""
    return _schema(Instrument, "Instrument: a questionnaire")


def mapping_schema() -> dict[str, Any]:
    """The schema of a mapping's YAML, with the survey tools that it can name."""
    schema = _schema(MappingFile, "Mapping: what stands where in survey files")
    schema["$defs"]["FileMapping"]["properties"]["layout"]["anyOf"][0] = {"enum": [*layout_ids()], "type": "string"}
    return schema


def settings_schema() -> dict[str, Any]:
    """The schema of ``settings.yaml``."""
    return _schema(SettingsFile, "Settings: what is usual in a data folder")


def schema_files() -> dict[str, str]:
    """File name → text, as they are committed under ``schemas/``."""
    schemas = {
        "assessment": assessment_schema(),
        "instrument": instrument_schema(),
        "mapping": mapping_schema(),
        "settings": settings_schema(),
    }
    return {
        f"{name}.schema.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in schemas.items()
    }


def _schema(model: type[Value], title: str) -> dict[str, Any]:
    return {"$schema": DIALECT, **model.model_json_schema(), "title": title}


if __name__ == "__main__":
    for name, text in schema_files().items():
        (shipped_folder("schemas") / name).write_text(text, encoding="utf-8")
        print(f"schemas/{name}")
