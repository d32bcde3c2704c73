"""A text taken out of a record for good: of what people wrote, and of what its history remembers of that."""

import json
from datetime import datetime
from typing import Any, NamedTuple

from hf_fidelity.domain.record.assessment import Assessment, Correction, FromTo
from hf_fidelity.domain.record.privacy import masked
from hf_fidelity.domain.record.texts import all_texts, changed_texts
from hf_fidelity.ground import clean, wherever


class Erasing(NamedTuple):
    """A text that is to go for good, and what stands in its place then."""

    text: str
    instead: str

    def out_of(self, data: Any) -> tuple[Any, tuple[str, ...]]:
        """The data of a record or draft without the text, and the places that it stood in, as paths."""
        places: list[str] = []
        pattern = wherever(self.text, whole_words=True)

        def without(value: str, path: str) -> str:
            changed, times = pattern.subn(lambda _: self.instead, clean(value))
            places.extend([path] * bool(times))
            return changed if times else value

        return changed_texts(data, "", without), tuple(dict.fromkeys(places))

    def left_in(self, data: Any) -> tuple[str, ...]:
        """Where the text still stands: in a longer word, in the name of the team, as the name of a role."""
        pattern = wherever(self.text, whole_words=False)
        return tuple(path for path, value in all_texts("", data) if pattern.search(clean(value)))

    def in_record(self, record: Assessment, why: str, at: datetime) -> tuple[Assessment, tuple[str, ...]]:
        """The record without the text, and where it stood. The history says that it was erased, why and when."""
        data, places = self.out_of(record.model_dump(mode="json"))
        if not places:
            return record, ()
        erased = Assessment.model_validate_json(json.dumps(data))
        where = (path.removeprefix("answers.") for path in places)
        nothing = FromTo.model_validate({"from": None, "to": None})
        gone = {"history" if path.startswith("history.") else path: nothing for path in where}
        entry = Correction(revision=record.revision, at=at, why=why, changes=gone)
        return erased.model_copy(update={"history": masked((*erased.history, entry))}), places
