"""Help to talk about a principle: what it asks for, questions, and aids. Words of ours after the source's facts."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from hf_fidelity.domain.questionnaire.scale import LocalText
from hf_fidelity.ground.models import Value

Words = Annotated[str, Field(min_length=1)]


class Aid(Value):
    """A tool or a text that the source lists for a principle."""

    name: LocalText
    helps: LocalText = Field(description="What it helps with, in a few words")
    found_at: Words | None = Field(
        default=None, description="Where it is found; left out where the source does not say"
    )


class Guide(Value):
    """What there is to say about a principle; any part may be empty. It changes nothing that is asked or counted."""

    municipality: tuple[LocalText, ...] = Field(default=(), description="What it asks of the municipality")
    professional: tuple[LocalText, ...] = Field(default=(), description="What it asks of the professional")
    questions: tuple[LocalText, ...] = Field(default=(), description="Open questions for the talk")
    aids: tuple[Aid, ...] = ()

    def texts(self) -> Iterator[tuple[tuple[str | int, ...], LocalText]]:
        """Every text in it with the path to it."""
        for part in ("municipality", "professional", "questions"):
            for i, text in enumerate(getattr(self, part)):
                yield (part, i), text
        for i, aid in enumerate(self.aids):
            yield ("aids", i, "name"), aid.name
            yield ("aids", i, "helps"), aid.helps


class Further(Value):
    """Something of the source's that the questionnaire does not hold, named with where it is."""

    name: LocalText
    found_at: Words
