"""From a table that has been understood to counts: rows are gathered, judged and counted, and findings collected."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from hf_fidelity.domain.survey.batch import ExportRead
from hf_fidelity.domain.survey.mapping import FileMapping
from hf_fidelity.ground.dates import Quarter
from hf_fidelity.ground.findings import CellFinding
from hf_fidelity.ground.text import fold
from hf_fidelity.readers.exports import say
from hf_fidelity.readers.exports.cells.book import Refused
from hf_fidelity.readers.exports.complaints import Complaints, by_date, contradicted, near_edge
from hf_fidelity.readers.exports.counting import Counted
from hf_fidelity.readers.exports.decoding import Decoder
from hf_fidelity.readers.exports.explanation import explanation
from hf_fidelity.readers.exports.job import Options
from hf_fidelity.readers.exports.judging import Judge, contradiction, translations
from hf_fidelity.readers.exports.kinds import FACTS
from hf_fidelity.readers.exports.people import People
from hf_fidelity.readers.exports.rows import RowReader, date_column
from hf_fidelity.readers.exports.understood import Understanding


@dataclass(frozen=True)
class Count:
    """Counts one table."""

    found: Understanding
    options: Options
    mapping: FileMapping

    def into(self, read: ExportRead) -> ExportRead:
        """The file's counts and findings. Raises Refused."""
        said = self._said()
        read = replace(
            read, sheet=self.found.sheet.name, mapping=explanation(self.found, said, self.mapping, self.options.codes)
        )
        if unsaid := list(self._unsaid(said)):
            return replace(read, findings=(*self.found.findings, *unsaid))
        dated = "quarter" not in said and not self.found.of("quarter")
        asked = self.options.codes or self.mapping.codes
        words, scale = self.options.words(self.mapping), self.options.instrument.scale
        decoders = [Decoder(words[str(column.statement)], column.labels) for column in self.found.statements]
        gathered = RowReader(self.found, decoders, self.options.headings.names_one).read()
        if asked and contradiction(decoders, scale, asked):
            raise Refused(contradicted(asked, self.found))
        people = People(
            said,
            [fact for fact in FACTS if self.found.of(fact)],
            gathered.dates,
            self.found.layout.dates,
            self.options.instrument.cadence.edge_days,
        )
        complaints = Complaints(self.found, self.options.instrument)
        for row, (code, column) in gathered.stopped.items():
            complaints.stopped(row, code, column)
        counted = Counted([str(column.statement) for column in self.found.statements])
        judge = Judge(gathered, people, complaints, counted, self.options.lenient)
        rows = judge.judge(translations(decoders, scale, asked), dated=dated)
        return replace(
            read,
            layout=self.found.layout.id,
            rows=rows,
            findings=(*self.found.findings, *self._about_dates(judge, dated=dated), *complaints.findings()),
            groups=tuple(counted.groups(len(scale.values))),
            moments=counted.moments(self.options.instrument, self.options.limit),
        )

    def _said(self) -> dict[str, str]:
        """What is said for the whole file, above the table or by an option. Raises Refused where they disagree."""
        said = dict(self.found.said)
        for fact, asked in self.options.said(self.mapping).items():
            if fact in said and fold(_machine(fact, said[fact])) != fold(asked):
                raise Refused(say.another(fact, said[fact], asked, self.found.sheet.name))
            said[fact] = asked
        if "quarter" in said:
            said["quarter"] = _machine("quarter", said["quarter"])
        return said

    def _unsaid(self, said: Mapping[str, str]) -> Iterator[CellFinding]:
        """Facts that nothing in the file and no option tells."""
        headings = [(column.index, column.heading) for column in self.found.columns if not column.statement]
        for fact in FACTS:
            dated = fact == "quarter" and date_column(self.found) is not None
            if fact not in said and not self.found.of(fact) and not dated:
                yield say.not_said(fact, headings, self.found.sheet.name)

    def _about_dates(self, judge: Judge, *, dated: bool) -> Iterator[CellFinding]:
        column = date_column(self.found)
        if dated and column is not None:
            heading = next(c.heading for c in self.found.columns if c.index == column)
            yield by_date(heading, self.found)
            if judge.edge:
                yield near_edge(judge.edge, self.found)


def _machine(fact: str, value: str) -> str:
    """A quarter as machines write it. Raises Refused for a quarter that is none."""
    if fact != "quarter":
        return value
    try:
        return str(Quarter.parse(value))
    except ValueError as error:
        raise Refused(say.no_quarter(value)) from error
