"""Any assessment that the model allows, for property tests."""

import string
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import strategies as st

from hf_fidelity.domain.record.assessment import (
    Action,
    Answer,
    Assessment,
    BriefInspire,
    CitizenInvolvement,
    Correction,
    Draft,
    FromTo,
    InstrumentStamp,
    RecordSource,
    Tally,
    Team,
    Votes,
)
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.ground.text import one_line

letters = st.characters(exclude_categories=["Cs"])
"""All that UTF-8 can write. Said by what it leaves out: to try what a codec can takes Hypothesis two seconds."""
words = st.text(letters, max_size=30)
names = words.filter(lambda text: one_line(text) != "")
ids = st.text(string.ascii_letters + string.digits, min_size=1, max_size=8)
counts = st.integers(0, 1_000_000)
numbers = st.integers(-(10**20), 10**20) | st.floats(allow_nan=False, allow_infinity=False)
days = st.dates(date(1950, 1, 1), date(2150, 12, 31))
quarters = st.builds(Quarter, st.integers(1900, 2199), st.integers(1, 4))
moments = st.datetimes(datetime(1970, 1, 1), datetime(2150, 1, 1)).map(
    lambda moment: moment.replace(microsecond=0, tzinfo=UTC)
)
plain = st.none() | st.booleans() | numbers | words
anything = st.recursive(plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3))

tallies = st.builds(Tally, counts=st.lists(counts, max_size=11).map(tuple), missing=counts, not_relevant=counts)
votes = st.builds(Votes, all=tallies, roles=st.dictionaries(words, tallies, max_size=3))
said = st.fixed_dictionaries({"votes": st.none() | votes, "comment": st.none() | words})
stand: st.SearchStrategy[dict[str, Any]] = (
    st.builds(dict) | st.builds(dict, agreed=st.integers()) | st.builds(dict, not_relevant_because=words)
)
answers = st.builds(lambda about, taken: Answer(**about, **taken), said, stand)
heard = st.builds(
    CitizenInvolvement,
    how=st.none() | words,
    citizens=st.none() | counts,
    what_it_changed=st.none() | words,
    brief_inspire=st.none() | st.builds(BriefInspire, mean=st.integers(0, 100) | st.floats(0, 100), n=counts),
)
actions = st.builds(
    Action,
    id=ids,
    about=st.none() | ids,
    text=words,
    owner=st.none() | words,
    due=st.none() | days,
    state=st.sampled_from(["open", "done", "dropped"]),
    opened_in=quarters,
    outcome=st.none() | words,
)
changes = st.builds(lambda a, b: FromTo.model_validate({"from": a, "to": b}), anything, anything)
history = st.builds(
    Correction,
    revision=st.integers(1, 10**6),
    at=moments,
    why=words,
    changes=st.dictionaries(words, changes, max_size=3),
)
sources = st.builds(
    RecordSource,
    kind=st.sampled_from(["session", "import"]),
    file=st.none() | words,
    sha256=st.none() | words,
    sheet=st.none() | words,
    rows=st.none() | counts,
)


@st.composite
def assessments(draw: st.DrawFn) -> Assessment:
    """Any assessment."""
    given = draw(st.dictionaries(ids, answers, max_size=5))
    asked = {**dict.fromkeys(given, "9f2c41d0"), **draw(st.dictionaries(ids, ids, max_size=3))}
    fields: dict[str, Any] = {
        "revision": draw(st.integers(1, 10**9)),
        "instrument": InstrumentStamp(id=draw(ids), version=draw(words), digest=draw(words), statements=asked),
        "organisation": draw(names),
        "team": draw(st.builds(Team, id=ids, name=names)),
        "quarter": draw(quarters),
        "held_on": draw(st.none() | days),
        "status": draw(st.sampled_from(["votes", "final"])),
        "parts": tuple(draw(st.lists(ids, max_size=2))),
        "participants": draw(st.none() | counts),
        "roles": draw(st.dictionaries(words, counts, max_size=3)),
        "votes_are": draw(st.sampled_from(["secret", "open", None])),
        "citizen_involvement": draw(st.none() | heard),
        "answers": given,
        "measures": draw(st.dictionaries(ids, st.dictionaries(ids, numbers, max_size=2), max_size=2)),
        "actions": tuple(draw(st.lists(actions, max_size=2, unique_by=lambda action: action.id))),
        "sources": tuple(draw(st.lists(sources, max_size=2))),
        "history": tuple(draw(st.lists(history, max_size=2))),
    }
    return Assessment(**fields)


drafts = st.builds(
    Draft,
    base_revision=st.integers(0, 10**6),
    why=st.none() | words,
    current=st.none() | ids,
    skipped=st.lists(ids, max_size=3).map(tuple),
    record=assessments(),
)
