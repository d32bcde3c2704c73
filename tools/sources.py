"""Where each section of the five sources went: ``python -m tools.sources`` writes ``docs/sources.md``.

What rests on a heading is read out of the questionnaires themselves; ``tools/sources.yaml`` lists the headings, and
says of what is in no questionnaire why it is not. A test keeps the page equal to this, and both complete.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import yaml
from pydantic import TypeAdapter

from hf_fidelity.domain.questionnaire.instrument import Instrument, Measure, Principle, Statement, Topic
from hf_fidelity.ground.models import Value
from hf_fidelity.journeys.shipped import shipped_folder
from hf_fidelity.readers.handwritten import read_instrument

LIST = Path(__file__).with_suffix(".yaml")
PAGE = Path(__file__).parents[1] / "docs" / "sources.md"
PLACE = re.compile("afsnittet ”(.*)”")
"""How an aid says that it is found in its own source."""

HEAD = """\
# Kilderne, afsnit for afsnit

Spørgeskemaerne er skrevet ud fra fem tekster. Her står hvert afsnit i dem, og hvad der er blevet af det: udsagn og tal,
hjælp til samtalen, noget andet, eller hvorfor det ikke er taget med. Overskrifterne er skrevet, som teksten har dem.
Udsagnene vises med `hf-fidelity instruments show SKEMA`, og hjælpen med `hf-fidelity guide TEMA --instrument SKEMA`.

Siden er lavet af `python -m tools.sources` ud fra skemaerne selv og `tools/sources.yaml`. En test holder den komplet:
Hvert afsnit har en plads eller en grund, og hvert udsagn og hvert tal står under det afsnit, det bygger på.
"""


class Heading(Value):
    """A heading of a source, and what cannot be read out of a questionnaire about it."""

    at: int
    heading: str
    help: tuple[str, ...] = ()
    also: str = ""
    left_out: str = ""


class SourceText(Value):
    """One of the texts, with its headings in their order."""

    text: str
    title: str
    publisher: str
    what: str
    headings: tuple[Heading, ...]

    @property
    def instruments(self) -> list[Instrument]:
        """The questionnaires that say they are written from it."""
        return [instrument for instrument in shipped_instruments() if instrument.source.title["da"] == self.title]


@cache
def source_texts() -> tuple[SourceText, ...]:
    """The five of them, as ``tools/sources.yaml`` lists them."""
    listed = yaml.safe_load(LIST.read_text(encoding="utf-8"))
    return TypeAdapter(tuple[SourceText, ...]).validate_json(json.dumps(listed))


@cache
def shipped_instruments() -> tuple[Instrument, ...]:
    """Every questionnaire that is shipped. Raises SystemExit where one cannot be used."""
    return tuple(map(_shipped, sorted(shipped_folder("principles").glob("*.yaml"))))


def _shipped(path: Path) -> Instrument:
    instrument, findings = read_instrument(path)
    if instrument is None:
        sys.exit("\n".join(f"{path.name}:{finding.line}: {finding.words()}" for finding in findings))
    return instrument


def items_under(heading: Heading, instrument: Instrument) -> list[str]:
    """The ids of the statements and measures that rest on a heading."""
    return [
        each.id for each in _things(instrument) if rests_on(each.section or instrument.source.section, heading.heading)
    ]


def help_under(heading: Heading, instrument: Instrument) -> list[str]:
    """The principles and themes whose help rests on a heading, as ``questionnaire/theme``."""
    found = [
        topic.id
        for topic in instrument.topics
        if any(rests_on(place, heading.heading) for place in _places(instrument, topic))
    ]
    return list(dict.fromkeys([*(f"{instrument.id}/{id}" for id in found), *_listed(heading, instrument)]))


def _listed(heading: Heading, instrument: Instrument) -> Iterator[str]:
    return (each for each in heading.help if each.split("/")[0] == instrument.id)


def _places(instrument: Instrument, topic: Topic) -> Iterator[str]:
    """The headings that a principle or theme says its help rests on: its own, its statements', its aids'."""
    if topic.guide is None:
        return
    if isinstance(topic, Principle) and topic.section:
        yield topic.section
    yield from (statement.section for statement in instrument.statements_on(topic) if statement.section)
    yield from (found[1] for aid in topic.guide.aids if (found := PLACE.fullmatch(aid.found_at or "")))


_CUT = 40
"""A section this long that a heading begins with is the heading, cut where its line ends in the text."""


def rests_on(section: str, heading: str) -> bool:
    """Whether a section is the heading: word for word, without its number, its number or name alone (2.7, Bilag 1), or
    the first line of it.
    """
    section, heading = flat_heading(section), flat_heading(heading)
    name = re.sub(r"^\d\.(?:\d\.)* ", "", heading)
    whole = section in (heading, name)
    cut = len(section) >= _CUT and (heading.startswith(f"{section} ") or name.startswith(f"{section} "))
    return whole or cut or heading.startswith((f"{section}. ", f"{section}: "))


def flat_heading(text: str) -> str:
    """A heading on one line, in one case, without the colon that it may end on."""
    return re.sub(r"\s+", " ", text).strip().rstrip(":").casefold()


def gaps() -> Iterator[str]:
    """What is not complete: headings of which nothing is said, and items and help that stand under none."""
    for source in source_texts():
        yield from _unsaid(source)
    for instrument in shipped_instruments():
        yield from _without_a_place(instrument)


def _unsaid(source: SourceText) -> Iterator[str]:
    known = {f"{instrument.id}/{topic.id}" for instrument in shipped_instruments() for topic in instrument.topics}
    for each in source.headings:
        if not (each.also or each.left_out or _items(each, source) or _help(each, source)):
            yield f"{source.title}: nothing is said of “{each.heading}”"
        yield from (f"{source.title}: there is no {named}" for named in each.help if named not in known)


def _without_a_place(instrument: Instrument) -> Iterator[str]:
    headings = [heading for source in source_texts() if instrument in source.instruments for heading in source.headings]
    placed = {id for heading in headings for id in items_under(heading, instrument)}
    helped = {named for heading in headings for named in help_under(heading, instrument)}
    yield from (
        f"{instrument.id}: {each.id} is under no heading" for each in _things(instrument) if each.id not in placed
    )
    topics = [f"{instrument.id}/{topic.id}" for topic in instrument.topics if topic.guide]
    yield from (f"the help to {named} is under no heading" for named in topics if named not in helped)


def _things(instrument: Instrument) -> tuple[Statement | Measure, ...]:
    return (*instrument.statements, *instrument.measures)


def page() -> str:
    """The whole page, as it is committed under ``docs/``."""
    return "\n".join([HEAD, *map(_section, source_texts())])


def _section(source: SourceText) -> str:
    instruments = ", ".join(f"`{instrument.id}`" for instrument in source.instruments)
    rows = [_row(heading, source) for heading in source.headings]
    return "\n".join(
        [
            f"## {source.title}",
            "",
            f"{source.publisher}: {source.what}. Skemaer: {instruments}.",
            "",
            "| Afsnit | Udsagn og tal | Hjælp til samtalen | Andet; ikke taget med, fordi |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )


def _row(heading: Heading, source: SourceText) -> str:
    rest = "; ".join(filter(None, (heading.also, f"*Ikke med:* {heading.left_out}" if heading.left_out else "")))
    name = re.sub(r"([*|])", r"\\\1", heading.heading.rstrip(":"))
    return f"| {name} | {_items(heading, source)} | {_help(heading, source)} | {rest} |"


def _items(heading: Heading, source: SourceText) -> str:
    found = [(instrument.id, items_under(heading, instrument)) for instrument in source.instruments]
    return "; ".join(f"{_whose(id, source)}{', '.join(_runs(items))}" for id, items in found if items)


def _whose(id: str, source: SourceText) -> str:
    """The questionnaire before what is in it, where a source has more than one."""
    return f"`{id}` " if len(source.instruments) > 1 else ""


def _help(heading: Heading, source: SourceText) -> str:
    found = [
        (instrument.id, [each.partition("/")[2] for each in help_under(heading, instrument)])
        for instrument in source.instruments
    ]
    return "; ".join(_whose(id, source) + ", ".join(f"`{each}`" for each in topics) for id, topics in found if topics)


def _runs(ids: Iterable[str]) -> Iterator[str]:
    """Ids in their order, those that follow one another as a run: S01, S06–S13."""
    run: list[str] = []
    for id in [*ids, ""]:
        if run and not _follows(run[-1], id):
            yield run[0] if len(run) == 1 else ", ".join(run) if len(run) == 2 else f"{run[0]}–{run[-1]}"
            run = []
        run.append(id)


def _follows(before: str, after: str) -> bool:
    numbers = [re.fullmatch(r"S(\d+)", id) for id in (before, after)]
    return bool(numbers[0] and numbers[1] and int(numbers[1][1]) == int(numbers[0][1]) + 1)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE.name)
    if found := list(gaps()):
        sys.exit("\n".join(found))
