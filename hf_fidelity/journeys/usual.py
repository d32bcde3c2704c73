"""What is usual in a data folder, and meant where nothing is said: by the environment and ``settings.yaml``."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from hf_fidelity.ground import N_, UsageProblem, _, one_line, shorten
from hf_fidelity.readers.handwritten import MIN_N, MINUTES


class AtLeast(int):
    """A limit that may be higher than a questionnaire's, and is never lower: nobody has said it of this report."""


class Usual(NamedTuple):
    """What is meant where nothing is said; None: nothing is usual, and it is asked or taken as always."""

    organisation: str | None = None
    team: str | None = None
    lang: str | None = None
    instrument: str | None = None
    min_n: int | None = None
    minutes: int | None = None

    def questionnaire(self, asked: str | None) -> str | None:
        """The questionnaire that is meant, where somebody says it: an empty name is said too, and refused."""
        return self.instrument if asked is None else asked

    def limit(self, asked: int | None) -> int | None:
        """The fewest people whose votes are shown, where somebody says it: 0 is said too, and refused."""
        return self.min_n if asked is None else asked

    def teams(self, named: Sequence[str] | None, organisation: str | None) -> tuple[Sequence[str], str | None]:
        """Which teams a report is about that may be about all of them, and of which organisation.

        Those named, else the usual one; none, which is all of them, where an organisation is named.
        """
        if named or organisation is not None or self.team is None:
            return named or (), organisation
        return (self.team,), self.organisation


_NUMBERS = {"min_n": MIN_N, "minutes": MINUTES}


def of_environment(environment: Mapping[str, str]) -> Usual:
    """What the variables say, ``HF_FIDELITY_TEAM`` and the others; one that is empty says nothing."""
    said: dict[str, Any] = {}
    for key in Usual._fields:
        if text := one_line(environment.get(variable := f"HF_FIDELITY_{key.upper()}", "")):
            said[key] = _number(variable, text, *_NUMBERS[key]) if key in _NUMBERS else text
    return Usual(**said)


def _number(variable: str, text: str, least: int, most: int) -> int:
    if re.fullmatch(r"[0-9]{1,6}", text) and least <= int(text) <= most:
        return int(text)
    raise UsageProblem(
        N_("{variable} must be a whole number from {least} to {most}, not {found}."),
        variable=variable,
        least=least,
        most=most,
        found=shorten(text),
    )


def settings_text(organisation: str, team: str) -> str:
    """Settings to begin with, and what else can stand in them. JSON's texts are YAML's."""
    names = {"organisation": organisation, "team": team}
    said = "".join(f"{key}: {json.dumps(name, ensure_ascii=False)}\n" for key, name in names.items())
    return _(_SETTINGS_HEAD) + said + _(_SETTINGS_REST)


_SETTINGS_HEAD = N_("# What is usual here. An option on the command line goes before it.\n")
_SETTINGS_REST = N_(
    "# lang: da          the language, da or en\n"
    "# minutes: 60       how long you have for a meeting\n"
    "# instrument: housing-first\n"
    "# min_n: 5          show votes only of at least so many people\n"
)
