"""What a questionnaire is made of: its parts, themes, principles and statements, and where they come from."""

from typing import Annotated

from pydantic import Field

from hf_fidelity.domain import patterns
from hf_fidelity.domain.guide import Guide
from hf_fidelity.domain.questionnaire.scale import LocalText, Scale
from hf_fidelity.ground.models import Value
from hf_fidelity.ground.text import fold, sha256

Id = Annotated[str, Field(pattern=patterns.ID)]
Section = Annotated[str, Field(min_length=1)]
"""The heading in the source under which something stands, word for word."""


class Source(Value):
    """Where the questionnaire comes from."""

    title: LocalText
    publisher: Annotated[str, Field(min_length=1)]
    section: Section
    url: Annotated[str, Field(pattern=patterns.WEB)] | None = None


class Part(Value):
    """A part of the questionnaire that a team answers only if it has chosen it, such as a method that it uses."""

    id: Id
    name: LocalText


class Theme(Value):
    """A group of statements that the form prints, and scores, together."""

    id: Id
    name: LocalText
    about: LocalText | None = Field(default=None, description="A sentence or two, printed under the name")
    part: Id | None = Field(default=None, description="The part it belongs to; None: every team answers it")
    scale: Scale | None = Field(
        default=None, description="Other words for the same points, such as a ladder of described steps"
    )


class Principle(Value):
    """A core principle, printed with its definition under its theme."""

    id: Id
    theme: Id
    name: LocalText
    definition: LocalText
    section: str | None = Field(default=None, description="Where the source unfolds it")
    guide: Guide | None = Field(default=None, description="Help to talk about it, in our own words")


class Statement(Value):
    """One statement to take a stand on."""

    id: Id
    theme: Id
    principle: Id | None = None
    text: LocalText
    short: LocalText | None = Field(default=None, description="A few words of ours for tables and charts")
    reversed: bool = Field(
        default=False, description="Whether agreeing counts low: stored as answered, scored reversed"
    )
    section: Section | None = Field(
        default=None, description="The heading of the source that it rests on; None: the questionnaire's own section"
    )

    @property
    def fingerprint(self) -> str:
        """A short hash of the wording in the original language, which a later wording is noticed by.

        Case, blanks and the way accents are coded do not count, and neither do translations:
        mending one must not break a team's course. A statement that counts the other way round is another one.
        """
        words = fold(next(iter(self.text.values())))
        return sha256(f"{words}\nreversed" if self.reversed else words)[:8]

    @property
    def label(self) -> LocalText:
        """The short text where there is one, else the whole statement."""
        return self.short or self.text
