"""What a mapping's words mean here; reading a mapping file is :mod:`mapping_file`'s affair.

A module of its own, because the process that reads survey files never reads YAML.
"""

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.survey.mapping import FileMapping
from hf_fidelity.readers.exports.answers import BLANK, MISSING, NOT_RELEVANT

IGNORE = "ignore"
SAID = {"missing": MISSING, "not-relevant": NOT_RELEVANT, "blank": BLANK}
HEADINGS = "headings"
"""Column letter → what it is called: shown as a remark, no key of a mapping."""


def codes_of(mapping: FileMapping, instrument: Instrument) -> dict[str, int]:
    """What a mapping says about values: cell text → the code of :mod:`hf_fidelity.readers.exports.answers`."""
    points = instrument.scale.values
    said = mapping.values.items()
    return {text: SAID[meant] if isinstance(meant, str) else points.index(meant) for text, meant in said}
