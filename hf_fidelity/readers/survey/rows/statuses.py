"""Which rows are finished answers, and which are not, or only try-outs: by a status column, or one that may be such."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from hf_fidelity.domain.survey.exports import SkipReason
from hf_fidelity.ground import fold
from hf_fidelity.readers.survey.cells.book import CellValue, as_text
from hf_fidelity.readers.survey.rows.no_labels import OthersSaid
from hf_fidelity.readers.survey.rows.perhaps_statuses import (
    CountsIn,
    MomentsLeft,
    NobodysNames,
    Outcomes,
    PagesLeft,
    PartsAnswered,
    PerhapsConsent,
    PerhapsCountsIn,
    PerhapsLeftOut,
    PerhapsStatus,
    is_part,
)
from hf_fidelity.readers.survey.table.understand import AnswerTable
from hf_fidelity.readers.survey.words.columns import TableColumn
from hf_fidelity.readers.survey.words.compared import says_when_done, words_alone
from hf_fidelity.readers.survey.words.not_said import NOT_SAID
from hf_fidelity.readers.survey.words.said_of_answers import says_unfinished
from hf_fidelity.readers.survey.words.status_headings import (
    TRIES_OUT,
    consent_asked,
    heading_words,
    is_about_answers,
    is_counted_in,
    is_counted_in_perhaps,
    is_how_many_answered,
    is_last_page,
    is_left_out,
    is_left_out_perhaps,
    is_of_reviews,
    is_of_states,
    is_option,
    is_outcome,
    is_somebody,
    stems,
)
from hf_fidelity.readers.survey.words.statuses import (
    RowVerdict,
    Status,
    are_parts_of_a_hundred,
    are_parts_of_one,
    is_dated,
    is_moment,
)
from hf_fidelity.readers.survey.words.tools import PLAIN, is_headed

if TYPE_CHECKING:
    from hf_fidelity.domain.survey.exports import StatusMeant

_MEANT: "Mapping[StatusMeant, SkipReason | None]" = {
    "finished": None,
    "unfinished": "incomplete",
    "test": "test",
    "not-approved": "not-approved",
}


def status_verdicts(column: TableColumn, table: AnswerTable, said: "Mapping[str, StatusMeant]") -> "Verdicts | None":
    """What the values of a status column mean; None where it is none after all."""
    status = _fitting(table.layout.statuses, column)
    sure = column.how == "mapping" or (not status.if_known if status else table.layout is PLAIN)
    found = Verdicts(column.index, status or _fitting(PLAIN.statuses, column) or PLAIN.statuses[0], said)
    if sure and not (found.status.by_hand or (found.status.share and column.how == "mapping")):
        return found
    rows = islice(table.sheet.rows(), table.header[-1], None)
    often: Counter[str] = Counter()
    for value, times in Counter(row[column.index] for row in rows if len(row) > column.index and any(row)).items():
        often[fold(as_text(value))] += times
    texts = often.keys()
    if (found.status.share or found.status.by_hand) and are_parts_of_one(texts):
        found = Verdicts(column.index, replace(found.status, share=1), said)
    elif found.status.by_hand and not is_of_states(column) and are_parts_of_a_hundred(texts):
        found = Verdicts(column.index, replace(found.status, share=100), said)
    known = found.says_finished if found.status.share else found.status.knows
    if not sure and not any(map(known, texts)):
        return None
    if found.status.by_hand and not found.explains("") and _is_said_of_each(found, often):
        found.status = replace(found.status, blank="unknown")
    return found


def _is_said_of_each(found: "Verdicts", often: Counter[str]) -> bool:
    """Whether what is empty says less than the others: beside *finished*, or a word that most have, it may not be."""
    if any(map(found.says_finished, often)):
        return True
    unknown = sum(times for text, times in often.items() if text not in NOT_SAID and found.status.verdict(text))
    return unknown > often[""]


def _fitting(statuses: Sequence[Status], column: TableColumn) -> Status | None:
    """The first of some statuses that is called as a column is."""
    return next((s for s in statuses if any(is_headed(s.columns, name) for name in column.names)), None)


class Verdicts(dict[CellValue, RowVerdict]):
    """A status column's values → what they say of their rows."""

    def __init__(self, column: int, status: Status, said: "Mapping[str, StatusMeant]") -> None:
        super().__init__()
        self.column, self.status = column, status
        self._said = {fold(word): _MEANT[meant] for word, meant in said.items()}

    def __missing__(self, cell: CellValue) -> RowVerdict:
        text = fold(as_text(cell))
        self[cell] = verdict = self._said[text] if text in self._said else self.status.verdict(text)
        return verdict

    def explains(self, text: str) -> bool:
        """Whether a mapping says what a folded text means."""
        return text in self._said

    def says_finished(self, text: str) -> bool:
        """Whether a folded text means outright that its row counts."""
        return text != "" and (self._said[text] if text in self._said else self.status.verdict(text)) is None


def rows_undecided(verdicts: "Verdicts", table: AnswerTable) -> dict[int, str]:
    """The rows of which a status says that somebody has put off saying whether they count, and what stands there."""
    if not verdicts.status.undecided:
        return {}
    last, at = table.header[-1], verdicts.column
    texts = (as_text(row[at]) if len(row) > at else "" for row in islice(table.sheet.rows(), last, None))
    return {
        number: text
        for number, text in enumerate(texts, last + 1)
        if fold(text) in verdicts.status.undecided and not verdicts.explains(fold(text))
    }


def perhaps_statuses(table: AnswerTable, read: Collection[int], *, words: bool) -> Iterator["PerhapsStatus"]:
    """The columns that are read for nothing, and may say of answers that they do not count.

    ``read`` are those that are read as statuses, ``words`` is whether any cell of the file holds a word for that.
    """
    own = table.layout is not PLAIN and bool(table.of("status"))
    for called in table.columns:
        others = any(map(says_when_done, called.names)) and called.kind == "date"
        others = others or _holds_others(called, table, read, words=words)
        column = replace(called, kind="other") if others else called
        if not table.of("status") and any(map(is_last_page, map(fold, column.names))):
            yield PagesLeft(column, table, sure=_is_by_a_tool(column, table))
        if column.kind in ("other", "date") and column.names and not column.part_of:
            yield from _parts_answered(column, table)
            if words and _names_people(column, table):
                yield NobodysNames(column, table)
                continue
            named = [words for name in column.names for words in heading_words(name)]
            leaves_out = column.kind == "other" and any(is_left_out(name) for name in named)
            counts_in = column.kind == "other" and not leaves_out and any(is_counted_in(name) for name in named)
            by_stem = None if leaves_out or counts_in else _by_stem(column, table, named)
            consent = None if leaves_out or counts_in or column.kind != "other" else _consent(column, table, named)
            outcomes = _outcomes(column, table, named) if column.kind == "other" else None
            if outcomes:
                yield outcomes
            elif by_stem or consent:
                yield from filter(None, (by_stem, consent))
            elif counts_in:
                yield CountsIn(column, table)
            elif not read and _begins_with(is_moment, column, table):
                yield MomentsLeft(column, table)
            elif leaves_out or ((words or is_of_states(column) or is_of_reviews(column)) and column.kind == "other"):
                yield PerhapsStatus(column, table, leaves_out=leaves_out, outright=own and not leaves_out)
        elif words and column.kind in ("personal", "respondent") and column.names:
            yield NobodysNames(column, table)
        elif words and column.kind == "technical" and column.names and _has_a_word(column, table):
            yield PerhapsStatus(column, table, outright=own)
        elif words and column.kind == "role":
            yield PerhapsStatus(column, table, outright=True)


def _names_people(column: TableColumn, table: AnswerTable) -> bool:
    """Whether a column is headed by a word for people, and has another name in each row: *Medarbejder*."""
    if column.kind != "other" or not any(map(is_somebody, column.names)):
        return False
    rows = islice(table.sheet.rows(), table.header[-1], None)
    return OthersSaid(column, (as_text(row[column.index]) for row in rows if len(row) > column.index)).may_be_names


def _has_a_word(column: TableColumn, table: AnswerTable) -> bool:
    """Whether anything stands in a column that says of an answer that it does not count."""
    rows = islice(table.sheet.rows(), table.header[-1], None)
    cells = {row[column.index] for row in rows if len(row) > column.index}
    return any(isinstance(cell, str) and says_unfinished(cell) for cell in cells)


def _holds_others(column: TableColumn, table: AnswerTable, read: Collection[int], *, words: bool) -> bool:
    """Whether a column is called as one of days or a status, and holds nothing that such a one does."""
    if column.kind == "status":
        return column.index not in read
    return words and column.kind == "date" and not _begins_with(is_dated, column, table)


def _by_stem(column: TableColumn, table: AnswerTable, named: Sequence[str]) -> "PerhapsStatus | None":
    """A column whose heading has nothing but words of answers and a stem of one that says which count.

    Only where nothing else stands there than what such a column holds: *Godkendt* may be about anything. So may a day
    that lacks, as that of a form on paper: it stops no row; and where all have the same, it tells nobody apart.
    """
    if TRIES_OUT in named and column.kind == "other":
        found = PerhapsStatus(column, table, leaves_out=True, by_stem=True)
        return found if found.marks_only(beside_nothing=False) else None
    sides = {side for name in named for side in stems(name)}
    if "out" in sides and "in" not in sides and column.kind == "other":
        perhaps = all(is_left_out_perhaps(name) for name in named)
        found = (PerhapsLeftOut if perhaps else PerhapsStatus)(column, table, leaves_out=True, by_stem=True)
        option = any(map(is_option, named)) and not found.marks_few()
        return found if found.marks_only() and not option else None
    if "in" in sides and "out" not in sides and not (column.kind == "date" and _begins_with(is_dated, column, table)):
        counts = CountsIn(column, table, by_stem=True, moments=column.kind == "other")
        if any(map(is_counted_in_perhaps, named)) and not counts.has_status_words():
            counts = PerhapsCountsIn(column, table, by_stem=True)
        return counts if counts.says_only() else None
    return None


def _consent(column: TableColumn, table: AnswerTable, named: Sequence[str]) -> "PerhapsStatus | None":
    """A column whose heading asks for consent in any words, and that has nothing but yes and no.

    Where it is to the use of the answers, a no leaves the row out; where it may be to anything, it is pointed out.
    """
    of_answers = consent_asked(named)
    if of_answers is None:
        return None
    found = CountsIn(column, table) if of_answers else PerhapsConsent(column, table)
    return found if found.says_only() else None


def _outcomes(column: TableColumn, table: AnswerTable, named: Sequence[str]) -> "Outcomes | None":
    """A column called *Outcome* or the like that holds what becomes of those who are asked, and nothing else."""
    if not any(map(is_outcome, named)):
        return None
    found = Outcomes(column, table, leaves_out=True)
    return found if found.says_only() else None


def _parts_answered(column: TableColumn, table: AnswerTable) -> "Iterator[PerhapsStatus]":
    """A column that says of each how many questions were answered, of how many; or how far they came, so."""
    if any(map(is_how_many_answered, map(words_alone, column.names))):
        yield PartsAnswered(column, table, sure=True)
    elif is_about_answers(column) and _begins_with(is_part, column, table):
        yield PartsAnswered(column, table, sure=False)


def _is_by_a_tool(column: TableColumn, table: AnswerTable) -> bool:
    """Whether a tool wrote the last page that somebody saw; a table of one's own may have a *Sidste side*, too."""
    return table.layout is not PLAIN or not {"lastpage", "maxpage"}.isdisjoint(map(fold, column.names))


_FIRST_ROWS = 20


def _begins_with(such: Callable[[str], bool], column: TableColumn, table: AnswerTable) -> bool:
    """Whether days, or moments, stand in the first rows of a column, as they do in nearly all that hold any."""
    first = islice(table.sheet.rows(), table.header[-1], table.header[-1] + _FIRST_ROWS)
    texts = (as_text(row[column.index]) for row in first if column.index < len(row))
    return any(map(such, texts))
