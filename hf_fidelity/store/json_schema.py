"""The models as JSON Schema, for editors and other programs. A test keeps ``schemas/`` equal to this.

At run time the models themselves are the authority.
"""

import json
from typing import Any

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.assessment import Assessment
from hf_fidelity.domain.survey.mapping import MappingFile
from hf_fidelity.ground.models import Value

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def assessment_schema() -> dict[str, Any]:
    """The schema of one stored record."""
    return _schema(Assessment, "Assessment: one team, one quarter, one questionnaire")


def instrument_schema() -> dict[str, Any]:
    """The schema of a questionnaire's YAML."""
    return _schema(Instrument, "Instrument: a questionnaire")


def mapping_schema() -> dict[str, Any]:
    """The schema of a mapping's YAML."""
    return _schema(MappingFile, "Mapping: what stands where in survey files")


def schema_files() -> dict[str, str]:
    """File name → text, as they are committed under ``schemas/``."""
    schemas = {"assessment": assessment_schema(), "instrument": instrument_schema(), "mapping": mapping_schema()}
    return {
        f"{name}.schema.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in schemas.items()
    }


def _schema(model: type[Value], title: str) -> dict[str, Any]:
    return {"$schema": DIALECT, **model.model_json_schema(), "title": title}
