"""The second adversary: reads the JSON alone and subtracts, until a group of too few people comes out.

It knows the questionnaire and the limit, as everybody does, and nothing of the store.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.domain.record.privacy import Audience
from tests.privacy.exports import found_out_of_tables
from tests.privacy.hidden import small, subsets
from tests.privacy.stores import VOICES

Figures = Mapping[str, Any]


def found_out(name: str, data: Figures, instrument: Instrument, limit: int, audience: Audience) -> Iterator[str]:
    """Each group of too few people of which something can be computed."""
    if name == "show":
        yield from _of_show(data, instrument, limit, open_votes=data["votes_are"] == "open" and audience == "team")
        yield from _of_voices(data, limit)
    elif name.startswith("trend"):
        yield from (
            said for entry in data["trends"] for said in (*_of_trend(entry, instrument), *_of_voices(entry, limit))
        )
    elif name == "export":
        yield from found_out_of_tables(data, {each.id: each for each in (instrument, *VOICES.values())}, limit)
    elif name == "compare-profile":
        for group in (*data["groups"], *data["votes"]):
            for row in group["rows"]:
                if row["n"] != len(row["values"]) or row["n"] > group["teams"]:
                    yield f"{row['id']} counts {row['n']} teams, of which {len(row['values'])} are shown"
    else:
        yield from _of_spread(data, instrument)
        if data["votes"]:
            yield from (f"votes: {said}" for said in _of_spread(data["votes"], instrument))


def _of_show(data: Figures, instrument: Instrument, limit: int, *, open_votes: bool) -> Iterator[str]:
    if open_votes:  # shown by a show of hands; what citizens said is still theirs
        yield from _small_groups("citizens", data["citizen_involvement"], limit)
    else:
        yield from _small_groups("show", data, limit)
    yield from _roles("people", data["participants"], data["roles"], limit)
    scores = data["scores"]
    for id, answer in data["answers"].items():
        if votes := answer["votes"]:
            for measure, size in (("answered", _answered), ("asked", _asked)):
                sizes = {role: size(tally) for role, tally in votes["roles"].items()}
                yield from _roles(f"{id} {measure}", size(votes["all"]), sizes, limit)
    if data["basis"] == "votes":
        for id, found in scores["statements"].items():
            if found["score"] is not None and found.get("n") is None:
                yield f"{id} has a score without the votes it rests on"
        shown = {id: found["score"] for id, found in scores["statements"].items()}
        themes = {("theme", id): found for id, found in scores["themes"].items()}
        principles = {("principle", id): found for id, found in scores["principles"].items()}
        yield from _left_out(instrument, shown, {("total", "total"): scores["total"], **themes, **principles})


def _of_trend(entry: Figures, instrument: Instrument) -> Iterator[str]:
    for at, basis in enumerate(entry["basis"]):
        if basis == "votes":
            shown = {row["id"]: row["scores"][at] for row in entry["rows"] if row["level"] == "statement"}
            rows = {
                (row["level"], row["id"]): {"score": row["scores"][at], "answered": row["answered"][at]}
                for row in entry["rows"]
            }
            for said in _left_out(instrument, shown, rows):
                yield f"{entry['quarters'][at]}: {said}"


def _of_voices(data: Figures, limit: int) -> Iterator[str]:
    """What citizens answered is never open: no mean without its number, no number of a few, no gap without a mean."""
    yield from _small_groups("citizens' voice", data["citizens_voice"], limit)
    for voice in data["citizens_voice"]:
        for row in voice["rows"]:
            for side in row["quarters"]:
                if (side["mean"] is None) != (side["n"] is None):
                    yield f"{row['principle']} in {side['quarter']}: a mean without how many it rests on"
                if side["mean"] is None and side["gap"] is not None:
                    yield f"{row['principle']} in {side['quarter']}: a gap that tells a hidden mean"


def _of_spread(data: Figures, instrument: Instrument) -> Iterator[str]:
    """Where every team has every row, the themes' means add up to those of the statements, or something is left out."""
    values = {(row["level"], row["id"]): row["values"] for row in data["rows"]}
    for row in (row for row in instrument.rows() if row.level != "statement" and data["basis"] == "votes"):
        shown = [values["statement", id] for id in row.members]
        if {len(some) for some in (*shown, values[row.key])} == {data["teams"]}:
            together = sum(map(sum, shown)) / len(shown)
            if abs(sum(values[row.key]) - together) > 1e-9:
                yield f"{row.level} {row.id} is not the mean of what is shown"


def _small_groups(where: str, value: Any, limit: int) -> Iterator[str]:
    """Anything that tells how many people it rests on, and they are too few."""
    if isinstance(value, list | tuple):
        value = dict(enumerate(value))
    if not isinstance(value, dict):
        return
    n = _answered(value) if "counts" in value else value.get("n")
    if isinstance(n, int) and small(n, limit):
        yield f"{where}: figures of {n}"
    for key, inner in value.items():
        if isinstance(inner, dict | list | tuple):
            yield from _small_groups(f"{where}.{key}", inner, limit)


def _answered(tally: Figures) -> int:
    return sum(tally["counts"])


def _asked(tally: Figures) -> int:
    asked: int = _answered(tally) + tally["missing"] + tally["not_relevant"]
    return asked


def _roles(what: str, of_all: int | None, sizes: Mapping[str, int], limit: int) -> Iterator[str]:
    """Some roles together are a group, and so are all people minus these."""
    consistent = of_all is not None and sum(sizes.values()) <= of_all  # else they are not the same people
    for some in subsets(list(sizes)):
        together = sum(sizes[role] for role in some)
        if small(together, limit):
            yield f"{what}: {' + '.join(some)} are {together}"
        if consistent and of_all is not None and small(of_all - together, limit):
            yield f"{what}: all but {' + '.join(some)} are {of_all - together}"


def _left_out(
    instrument: Instrument, shown: Mapping[str, Any], rows: Mapping[tuple[str, str], Figures]
) -> Iterator[str]:
    """A mean times how many it rests on, minus what is shown, is what is not shown."""
    for row in (row for row in instrument.rows() if row.level != "statement"):
        told = rows[row.key]
        known = [shown[id] for id in row.members if shown.get(id) is not None]
        if told["answered"] != len(known):
            yield f"{row.level} {row.id} rests on {told['answered']} statements, of which {len(known)} are shown"
        elif told["score"] is not None and abs(told["score"] * len(known) - sum(known)) > 1e-9:
            yield f"{row.level} {row.id} is not the mean of what is shown"
