"""Which rows of a table may be sums over the others: by what they are called, and by what they lack or have alone.

Where that is not sure, the row is named, and does not count: a figure that is wrong in silence is worse.
"""

from bisect import bisect
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence, Set
from itertools import islice

from hf_fidelity.ground import lazily
from hf_fidelity.readers.survey.cells.book import CellValue, as_text, first_cell
from hf_fidelity.readers.survey.rows.names import NamingColumn, naming_columns
from hf_fidelity.readers.survey.rows.no_labels import OthersSaid
from hf_fidelity.readers.survey.rows.no_sums import (
    is_no_end,
    is_no_middle,
    is_no_middle_in_words,
    may_be_refuted,
    refuted,
)
from hf_fidelity.readers.survey.rows.places import (
    FEW_SUMS,
    Stop,
    at_the_ends,
    edges_of,
    stand_at_edges,
    stand_together,
    team_blocks,
)
from hf_fidelity.readers.survey.sentences import shortened
from hf_fidelity.readers.survey.table.long_tables import Pivoted
from hf_fidelity.readers.survey.table.understand import AnswerTable
from hf_fidelity.readers.survey.words.columns import Headings, TableColumn
from hf_fidelity.readers.survey.words.compared import WHO, ColumnKind
from hf_fidelity.readers.survey.words.sum_phrases import (
    is_a_figure,
    is_called_an_end,
    is_everybody,
    is_one_answer,
    may_be_called_max,
)
from hf_fidelity.readers.survey.words.sums import (
    HAS_WORD,
    are_sums,
    are_sums_beside,
    are_sums_of_a_team,
    are_sums_of_all,
    has_a_word_for_sums,
    has_name_of,
    is_a_whole_name,
    is_another,
    is_called_a_figure,
    is_of_nobody,
    is_short_for_sums,
    is_short_name,
    may_be_a_name,
    may_be_sums,
    name_alone,
)
from hf_fidelity.readers.survey.words.tools import OWN_FORM, PLAIN

_HAS_LETTER = lazily(r"[^\W\d_]")
_AT_THE_ENDS = 12
"""So many first and last rows are looked at for labels of sums and of counts."""
_TELLING: tuple[ColumnKind, ...] = ("respondent", "personal", "date", "technical", "other")
"""The kinds of columns in which people may have what is their own."""
_BY_LABEL = ("word-for-sums", "label-for-sums")
"""The codes of what is told of a row by what it is called."""
_SOME_OPTIONS = 3
"""So many answer options under each other head the rows of a table of counts, whatever their column is for."""


class PerhapsSums:
    """Is shown every row that may be somebody's, and tells which of them may be one of sums after all."""

    def __init__(self, table: AnswerTable, headings: Headings, teams: Collection[str]) -> None:
        """``teams`` are the names of a team or an organisation that all answers are from."""
        self._table, self._headings = table, headings
        self._statements = [column.index for column in table.statements]
        self._teams = frozenset(map(name_alone, teams)) - {""}
        self._names = [NamingColumn(column) for column in naming_columns(table)]
        kinds = ("organisation", "team", "role", "respondent", "personal", "other")
        self._labels = [column for column in table.columns if column.kind in kinds]
        self._noted: dict[int, dict[int, str]] = defaultdict(dict)
        """Place among the columns of labels → kept rows that are called one of sums there, by their places."""
        self._called_first: dict[int, tuple[int, str]] = {}
        """Kept rows of which the first cell is what sums are called, by their places → its column, and what it says."""
        self._answered = {column.index: column for column in self._labels if column.kind in ("role", "other")}
        """The columns in which anything may be asked."""
        self._begun: dict[int, OthersSaid] = {}
        """Of those the ones in which a row that begins there is called sums → what else stands in them."""
        self._seldom_begun: set[int] = set()
        """Of those the ones before which most rows begin, and not with a comment that anybody may leave out."""
        self._often: dict[int, Counter[str]] = {}
        self.doubted: set[int] = set()
        """The columns by which rows were found that may be sums."""
        self._first: list[Sequence[CellValue]] = []
        self._last: deque[Sequence[CellValue]] = deque(maxlen=_AT_THE_ENDS)

    def see(self, rows: Sequence[Sequence[CellValue]]) -> None:
        """Look at the next rows that were kept."""
        for column in self._names:
            column.cells += map(column.cell, rows)
        self._first += rows[: _AT_THE_ENDS - len(self._first)]
        self._last.extend(rows)

    def note(self, place: int, row: Sequence[CellValue], called: Collection[CellValue]) -> None:
        """Note where a row that was kept has one of some labels of sums; ``place`` is among those that were kept.

        Where anything was answered in words, only in a column for anything: sums may be put in words, and what is
        said there be looked at later.
        """
        self._note_first(place, row)
        words = self._has_words(row)
        for at, column in enumerate(self._labels):
            if column.kind in WHO or (words and column.index not in self._answered):
                continue
            if column.index < len(row) and (cell := row[column.index]) in called:
                self._noted[at][place] = as_text(cell)

    def may_be_somebodys(self, row: Sequence[CellValue], at: int) -> bool:
        """Whether a row whose first cell is called sums may be somebody's: the cell answers what is asked there.

        Its answers are words then, or whole figures beside one of a few steps. Where it lacks what most rows begin
        with, it is a step that others chose as well: a table has one row of means.
        """
        words = at in self._answered and self._are_words(row)
        if at not in self._answered or not (words or self._are_whole(row)):
            return False
        if at not in self._begun:
            self._begun[at] = self._asked_in(at)
        asked = self._begun[at]
        if not (asked.has_answers or asked.column.asks_for_comment):
            return False
        if at in self._seldom_begun and not asked.said_again(as_text(row[at])):
            return False
        return words or asked.is_a_step(as_text(row[at]))

    def _asked_in(self, at: int) -> OthersSaid:
        """What stands in a column, without what sums are called."""
        rows = islice(self._table.sheet.rows(), self._table.header[-1], None)
        firsts = [(row, first) for row in rows if (first := first_cell(row)) is not None]
        comments = {column.index for column in self._answered.values() if column.asks_for_comment}
        if 2 * sum(first < at and first not in comments for _, first in firsts) > len(firsts):
            self._seldom_begun.add(at)
        texts = [_text(row, at) for row, _ in firsts]
        self._often[at] = Counter(texts)
        return OthersSaid(self._answered[at], texts)

    def _note_first(self, place: int, row: Sequence[CellValue]) -> None:
        """Note where a row that was kept begins with a label; no comment in words, and no step that many are at."""
        first = first_cell(row)
        asked = self._begun.get(first) if first is not None else None
        if first is None or asked is None or asked.column.asks_for_comment or not are_sums(text := as_text(row[first])):
            return
        if not asked.is_a_step(text) or self._often[first][text] <= FEW_SUMS:
            self._called_first[place] = first, text

    def _beside_people(self, blocks: Sequence[range], naming: Sequence[NamingColumn]) -> Iterator[tuple[int, Stop]]:
        """The rows that are called sums in a column for anything, at teams' edges or with a number out of its place.

        At the edges no other row may be called so: what stands between a team's rows as well is what people answered.
        """
        put_in = {place for names in naming for place in names.put_in}
        for at, noted in self._noted.items():
            inside = {noted[place] for place in noted.keys() - edges_of(noted, blocks)}
            places = sorted(place for place, text in noted.items() if text not in inside)
            found = {*(places if stand_at_edges(places, blocks) else ()), *(noted.keys() & put_in)}
            yield from ((place, _labelled(self._labels[at], noted[place])) for place in found)

    def _roles_at_edges(
        self, who: Sequence[tuple[CellValue, ...]], blocks: Sequence[range]
    ) -> Iterator[tuple[int, Stop]]:
        """The rows with which teams end, or begin, whose role is that of everybody, *Samlet*, and nobody else's."""
        column, at = self._table.first("role"), WHO.index("role")
        roles = {cells[at] for cells in {*who}} if column and blocks else set()
        if column and (called := {role for role in roles if are_sums_of_all(as_text(role))}):
            places = [place for place, cells in enumerate(who) if cells[at] in called]
            if stand_at_edges(places, blocks):
                yield from ((place, _labelled(column, as_text(who[place][at]))) for place in places)

    def _beside_no_name(
        self, naming: Sequence[NamingColumn], numbers: Sequence[int], teams: Collection[str]
    ) -> Iterator[tuple[int, Stop]]:
        """The few rows that are called sums in a column for anything, and give no name where nearly all others do."""
        places = {numbers[at]: at for names in naming for at in names.without_name}
        for number, row in self._rows_of(places).items():
            for column in self._answered.values():
                if are_sums_beside(text := _text(row, column.index)) or are_sums_of_a_team(text, teams):
                    yield places[number], _labelled(column, text)

    def found(
        self,
        numbers: Sequence[int],
        who: Sequence[tuple[CellValue, ...]],
        gaps: Sequence[int],
        sums: Sequence[int],
    ) -> dict[int, Stop]:
        """Which rows may be sums, by their place among those that were kept.

        ``numbers`` and ``who`` are of each kept row: which it is, and whose; ``gaps`` are empty rows, in order, and
        ``sums`` those that are sums for sure.
        """
        if self._table.layout is OWN_FORM:  # nobody has a number of their own there, and any row may be left empty
            return {}
        naming = [names for names in self._names if names.can_tell()]
        teams = self._teams | {name_alone(as_text(cell)) for cells in set(who) for cell in cells[:2]} - {""}
        blocks = team_blocks(who)
        found = naming[0].without(naming[1:], teams, self._of_figures(blocks, numbers, naming[0])) if naming else {}
        called = {**dict(self._beside_people(blocks, naming)), **self._on_numbered_lines(naming, teams, numbers)}
        for names in self._names:
            if names in naming or names.column.kind == "personal":
                edges = blocks if names.column.kind not in ("date", "technical") else ()
                called |= {**names.called_at_edges(edges, teams), **names.called_sums(teams)}
        named = {names.column.index for names in naming if names.column.kind not in ("date", "technical")}
        labelled = dict(self._labelled(len(numbers), named, teams))
        apart = self._apart(numbers, who, gaps, naming[0] if naming else None) if gaps else {}
        begun = {at: _labelled(self._answered[column], text) for at, (column, text) in self._called_first.items()}
        by_role = {**dict(self._among_teams(who)), **dict(self._roles_at_edges(who, blocks))}
        signs = [begun, apart, by_role, labelled, called, found]
        every = self._but_ignored(*signs)
        all = self._without_answers(self._without_people(every), numbers, blocks)
        all = self._without_initials(all, numbers, every_team=not blocks)
        all = self._without_names(self._without_answers_in_words(all, numbers), numbers, every_team=not blocks)
        all = self._without_whole_names(all, numbers, blocks, teams)
        nameless = self._but_ignored(dict(self._beside_no_name(naming, numbers, teams)))
        all = {**self._without_answers(nameless, numbers, blocks), **all}
        self.doubted = {
            told[at].column for told in (*signs, nameless) for at in told if at in all and all[at].code != "apart"
        }
        told = {
            numbers[at] for at, stop in all.items() if stop.code in _BY_LABEL and not may_be_a_name(stop.value or "")
        }
        beside = self._beside_sums(numbers, who, {*sums, *told}, {numbers[at] for at in all}, naming)
        return {**self._without_people(dict(beside)), **all}

    def _but_ignored(self, *signs: Mapping[int, Stop]) -> dict[int, Stop]:
        """What some signs tell, the last one first, without what stands in columns that a mapping ignores."""
        ignored = {column.index for column in self._table.columns if column.is_ignored}
        return {at: stop for told in signs for at, stop in told.items() if stop.column not in ignored}

    def _on_numbered_lines(
        self, naming: Sequence[NamingColumn], teams: Collection[str], numbers: Sequence[int]
    ) -> dict[int, Stop]:
        """The rows that are called sums among people, though they have a number: of a line, or of an answer.

        Who gives no name, or another one than the others, is somebody there.
        """
        sheet = self._table.sheet
        answers = sheet.of_answers if isinstance(sheet, Pivoted) else ()
        by_hand = self._table.layout is PLAIN  # a tool's number is somebody's
        whose = [
            names
            for names in naming
            if names.column.kind == "date"
            or not (names.column.index in answers or (by_hand and names.numbers_lines(numbers)))
        ]
        if len(whose) == len(naming) or not whose or whose[0].column.kind not in ("respondent", "personal"):
            return {}
        ends = {*range(FEW_SUMS), *range(len(numbers) - FEW_SUMS, len(numbers))} & {*range(len(numbers))}
        if not whose[0].shows_people and not any(whose[0].is_nobody_at(at, teams) for at in ends):
            return {}  # quick: between names none is looked for
        found = whose[0].without(whose[1:], teams)
        return {at: stop for at, stop in found.items() if whose[0].is_nobody_at(at, teams)}

    def _without_people(self, found: Mapping[int, Stop]) -> dict[int, Stop]:
        """Without the rows with an id of their own, unless they are called sums: people leave out what they like."""
        people = {place for names in self._names for place in names.with_ids} if found else set()
        return {
            at: stop
            for at, stop in found.items()
            if at not in people or stop.code in _BY_LABEL or (stop.value and may_be_sums(stop.value))
        }

    def _without_initials(
        self, all: Mapping[int, Stop], numbers: Sequence[int], *, every_team: bool
    ) -> Mapping[int, Stop]:
        """Without those who are called by initials as the others are, and answered in words: *SD*, *N*, *KA*.

        And those called *M*, *MW* or *N* whose figures are no mean, median or number of all others'.
        """
        names = {names.column.index: names for names in self._names}
        short = {
            numbers[at]: at
            for at, stop in all.items()
            if stop.code in _BY_LABEL and (column := names.get(stop.column)) and column.is_initials(at)
        }
        rows = self._rows_of(short)
        people = {short[number] for number, row in rows.items() if self._has_words(row)}
        letters = {at for at in short.values() if is_short_for_sums(all[at].value or "")} if every_team else set()
        if letters - people:
            others = [*self._rows_of({number for at, number in enumerate(numbers) if at not in all}).values()]
            people |= {at for at in letters if is_no_middle(rows[numbers[at]], others, self._statements)}
        return {at: stop for at, stop in all.items() if at not in people}

    def _without_names(
        self, all: Mapping[int, Stop], numbers: Sequence[int], *, every_team: bool
    ) -> Mapping[int, Stop]:
        """Without those whose label may be what somebody is called, and whose row or number shows that it is.

        One answer (*Svar*) in words, or far from how many there are; *Max Punkt* who is not the highest; and those who
        are called by the same words as nearly all others, and a number.
        """
        columns = {stop.column for stop in all.values() if stop.code in _BY_LABEL}
        numbered = {names.column.index: names.numbered for names in self._names if names.column.index in columns}
        people = {at for at, stop in all.items() if stop.code in _BY_LABEL and at in numbered.get(stop.column, ())}
        called = {at: stop.value for at, stop in all.items() if stop.code == "word-for-sums" and stop.value}
        one = {at for at, text in called.items() if is_one_answer(text)}
        ends = {at for at, text in called.items() if may_be_called_max(text)} if every_team else set()
        if one or ends:
            rows = self._rows_of(frozenset(numbers))
            others = [rows[number] for at, number in enumerate(numbers) if at not in all]
            statements = self._statements
            people |= {
                at
                for at in one
                if self._are_words(row := rows[numbers[at]]) or (every_team and is_no_middle(row, others, statements))
            }
            people |= {at for at in ends if is_no_end(rows[numbers[at]], others, statements, self._point)}
        return {at: stop for at, stop in all.items() if at not in people}

    def _without_whole_names(
        self, all: Mapping[int, Stop], numbers: Sequence[int], blocks: Sequence[range], teams: Set[str]
    ) -> Mapping[int, Stop]:
        """Without those whose two names have a word for sums in them, as *Birgit Mean*, where all have whole names.

        They answered in words, and have an id or a time of their own; or stand between people, and their answers are
        no mean and no median of theirs.
        """
        whole = {names.column.index for names in self._names if names.are_whole(all.keys())}
        called = {
            at
            for at, stop in all.items()
            if stop.column in whole and is_a_whole_name(text := stop.value or "")
            if may_be_a_name(text) and not has_name_of(text, teams)
        }
        if not called:
            return all
        by_number = self._rows_of(frozenset(numbers))
        rows = [by_number[number] for number in numbers]
        ends = edges_of(all, [range(len(rows)), *blocks])
        others = {at for at in range(len(rows)) if at not in all}
        people = {
            at
            for at in called
            if self._are_words(rows[at])
            and (
                any(names.is_nobody_elses(at) for names in self._names)
                or (at not in ends and self._is_no_middle(at, rows, others, blocks))
            )
        }
        return {at: stop for at, stop in all.items() if at not in people}

    def _without_answers(
        self, all: Mapping[int, Stop], numbers: Sequence[int], blocks: Sequence[range]
    ) -> Mapping[int, Stop]:
        """Without those whose label is an answer to what its column asks, as what else their rows hold shows."""
        called = {at: stop for at, stop in all.items() if stop.code in _BY_LABEL and stop.column in self._answered}
        if not called:
            return all
        by_number = self._rows_of(frozenset(numbers))
        rows = [by_number[number] for number in numbers]
        people = {at for at in range(len(rows)) if at not in all}
        asked = {
            column: OthersSaid(self._answered[column], [_text(row, column) for row in rows])
            for column in {stop.column for stop in called.values()}
        }
        telling = [NamingColumn(column) for column in self._table.columns if column.kind in _TELLING and column.names]
        for names in telling:
            names.cells += (_cell(row, names.column.index) for row in rows)
        chosen = {
            at
            for at, stop in called.items()
            if asked[stop.column].is_a_step(text := stop.value or "")
            or (asked[stop.column].said_again(text) and self._are_words(rows[at]))
        }
        between = self._between_people(called, rows, asked, blocks) - {at for names in telling for at in names.put_in}
        again = {(called[at].column, called[at].value) for at in between}  # what one of them chose, others may have
        chosen |= {at for at, stop in called.items() if (stop.column, stop.value) in again}
        others = people | chosen  # mostly somebody's
        answers = {
            at
            for at, stop in called.items()
            if self._is_an_answer(at, rows[at], asked[stop.column], telling)
            or (
                self._may_answer(at, stop.value or "", asked[stop.column], telling)
                and (
                    (at in between and not is_called_a_figure(stop.value or ""))
                    or (at in chosen and self._is_no_figure(at, stop.value or "", rows, others, blocks))
                )
            )
        }
        return {at: stop for at, stop in all.items() if at not in answers}

    def _between_people(
        self,
        called: Mapping[int, Stop],
        rows: Sequence[Sequence[CellValue]],
        asked: Mapping[int, OthersSaid],
        blocks: Sequence[range],
    ) -> set[int]:
        """The rows of words with an answer to what all were asked, of which no table and no team begins or ends."""
        ends = edges_of(called, [range(len(rows)), *blocks])
        return {
            at
            for at, stop in called.items()
            if at not in ends
            and asked[stop.column].is_asked_of_all
            and self._are_words(rows[at])
            and (asked[stop.column].is_chosen(stop.value or "") or not asked[stop.column].of_steps)
        }

    @staticmethod
    def _may_answer(place: int, text: str, asked: OthersSaid, telling: Sequence[NamingColumn]) -> bool:
        """Whether a label may be an answer: its column is not for names, and its row lacks nothing that others have.

        Or it is a step that others chose as well: of those no more than one is nobody's.
        """
        again = asked.is_a_step(text) and asked.said_again(text)
        beside = (names for names in telling if names.column.index != asked.column.index)
        lacks = any(names.lacks_at(place) for names in beside if not names.column.asks_for_comment)
        return (again or not lacks) and not asked.may_be_names

    def _is_no_figure(
        self, place: int, text: str, rows: Sequence[Sequence[CellValue]], others: Set[int], blocks: Sequence[range]
    ) -> bool:
        """Whether a row is not what it is called: neither in the middle of others', nor their highest or lowest."""
        if not self._is_no_middle(place, rows, others, blocks):
            return False
        theirs = [rows[at] for at in others if at != place]
        return not is_called_an_end(text) or is_no_end(rows[place], theirs, self._statements, self._point)

    def _is_no_middle(
        self, place: int, rows: Sequence[Sequence[CellValue]], others: Set[int], blocks: Sequence[range]
    ) -> bool:
        """Whether answers in words or whole figures are neither the mean nor the median of others', or of a team's."""
        row, statements = rows[place], self._statements
        words = self._are_words(row)
        if not words and not self._are_whole(row):
            return False
        for some in (range(len(rows)), *blocks):
            theirs = [rows[at] for at in some if at in others and at != place]
            if some in blocks and len(theirs) < 2:
                continue
            if not (
                is_no_middle_in_words(row, theirs, statements, self._point)
                if words
                else is_no_middle(row, theirs, statements)
            ):
                return False
        return True

    def _is_an_answer(
        self, place: int, row: Sequence[CellValue], asked: OthersSaid, telling: Sequence[NamingColumn]
    ) -> bool:
        """Whether a label beside answers in words is one: its row has what no sums have, an id, a time, or a name."""
        if not self._are_words(row):
            return False
        beside = [names for names in telling if names.column.index != asked.column.index]
        text = as_text(row[asked.column.index])
        if any(names.is_nobody_elses(place) for names in beside) and not self._lacks_a_name(place, beside):
            return not (asked.may_be_names and is_called_a_figure(text))
        if not self._may_answer(place, text, asked, telling):
            return False
        own = [names for names in beside if names.is_own(place)]
        own = [names for names in own if not (names.count_from_one and self._table.layout is PLAIN)]
        described = self._is_described(row, asked.column.index, comments=False)
        return bool(own) and asked.has_answers and described is not False

    @staticmethod
    def _lacks_a_name(place: int, telling: Sequence[NamingColumn]) -> bool:
        """Whether a row has no name or id where the others have one: a time alone may be when sums were written."""
        return any(names.lacks_at(place) for names in telling if names.column.kind in ("respondent", "personal"))

    def _point(self, text: str) -> int | None:
        """The place of an answer on the scale; None of anything else."""
        return self._headings.option(text) if self._is_point(text) else None

    def _rows_of(self, numbers: Collection[int]) -> dict[int, Sequence[CellValue]]:
        """Some rows as they stand, by their numbers."""
        rows = enumerate(islice(self._table.sheet.rows(), max(numbers, default=0)), 1)
        return {number: row for number, row in rows if number in numbers}

    def _without_answers_in_words(self, all: Mapping[int, Stop], numbers: Sequence[int]) -> Mapping[int, Stop]:
        """Without those between people who give no name, and those with a short one, whose answers are all words.

        Sums are figures. A highest or lowest answer may be written as a word, and so who is called *Max* is somebody
        where other columns say something of him as of all others.
        """
        people = [at for at in range(len(numbers)) if at not in all]
        if not people:
            return all
        between = range(people[0], people[-1])
        nameless = {at for at, stop in all.items() if stop.code == "nothing-among-names" and at in between}
        short = {at for at, stop in all.items() if stop.code == "word-for-sums" and is_short_name(stop.value or "")}
        places = {numbers[at]: at for at in nameless | short}
        somebody = {
            at
            for number, row in self._rows_of(places).items()
            if self._are_words(row) and ((at := places[number]) in nameless or self._is_somebody(row, all[at]))
        }
        return {at: stop for at, stop in all.items() if at not in somebody}

    def _is_somebody(self, row: Sequence[CellValue], stop: Stop) -> bool:
        """Whether a row of words with a short name is somebody's; a letter is no highest answer, as *Max* may be."""
        described = self._is_described(row, stop.column)
        return is_short_for_sums(stop.value or "") if described is None else described

    def _are_words(self, row: Sequence[CellValue]) -> bool:
        """Whether all that was answered are words of the scale, or that say that something is no answer."""
        cells = (row[column.index] for column in self._table.statements if column.index < len(row))
        given = [text for cell in cells if (text := as_text(cell))]
        return bool(given) and all(map(self._is_option, given))

    def _are_whole(self, row: Sequence[CellValue]) -> bool:
        """Whether all that was answered are whole figures."""
        given = [text for at in self._statements if (text := _text(row, at))]
        return bool(given) and all(map(str.isdecimal, given))

    def _is_described(self, row: Sequence[CellValue], named: int, *, comments: bool = True) -> bool | None:
        """Whether a row has words wherever nearly all have some beside their names; None where nothing else is told.

        What is a number does not tell: sums have a mean age as well.
        """
        ends = [*self._first, *self._last]
        kinds = ("role", "respondent", "personal", "other")
        further = [
            column.index
            for column in self._labels
            if column.kind in kinds
            and column.index != named
            and (comments or not column.asks_for_comment)
            and 4 * sum(_is_text(one, column.index) for one in ends) >= 3 * len(ends)
        ]
        return all(_is_text(row, at) for at in further) if further else None

    def no_sums(self, numbers: Sequence[int], sums: Collection[int]) -> dict[int, Stop]:
        """Which rows that were taken for sums by such as *Max* are asked about: their figures are none."""
        columns = {column.index: column for column in self._labels if column.kind not in WHO}
        rows = self._rows_of(frozenset(sums))
        first = {number: next((at for at, cell in enumerate(row) if as_text(cell)), -1) for number, row in rows.items()}
        called = {
            number: text
            for number, at in first.items()
            if at in columns and may_be_refuted(text := as_text(rows[number][at]))
        }
        if not called:
            return {}
        every = enumerate(self._table.sheet.rows(), 1)
        found = refuted(every, frozenset(numbers), called, self._statements)
        return {
            number: Stop(
                "word-for-sums",
                first[number],
                called[number],
                {"heading": shortened(columns[first[number]].heading)},
            )
            for number in found
        }

    def _of_figures(self, blocks: Sequence[range], numbers: Sequence[int], names: NamingColumn) -> Sequence[range]:
        """The teams' rows, unless somebody without a number at their edges answered in words, which no sums do."""
        blank = {numbers[place] for place, cell in enumerate(names.cells) if cell == ""} if blocks else ()
        if not blank:
            return blocks
        rows = islice(self._table.sheet.rows(), max(blank))
        return () if any(at in blank and self._has_words(row) for at, row in enumerate(rows, 1)) else blocks

    def _beside_sums(
        self,
        numbers: Sequence[int],
        who: Sequence[tuple[CellValue, ...]],
        sums: Set[int],
        doubtful: Set[int],
        naming: Sequence[NamingColumn],
    ) -> Iterator[tuple[int, Stop]]:
        """A few rows under rows of sums, or one above them, up to the table's edge, that nothing shows to be people's.

        Where people are numbered or dated as the others are, and where it is other teams' rows that stand there, sums
        may stand between people.
        """
        people = [place for place, number in enumerate(numbers) if number not in sums | doubtful]
        if not sums or not naming:
            return
        first, last = min(sums), max(sums)
        above, below = ([place for place in people if numbers[place] < at] for at in (first, last))
        for few, many, most in ((people[len(above) :], above, FEW_SUMS), (below, people[len(below) :], 1)):
            shown = any(names.shows_people and names.is_like_others(place) for place in few for names in naming)
            theirs = {cells for place in many for cells in enumerate(who[place])}
            others = any(cell != "" and (at, cell) not in theirs for place in few for at, cell in enumerate(who[place]))
            if 0 < len(few) <= most and len(few) < len(many) and not shown and not others:
                rows = self._rows_of({numbers[place] for place in few}).values()
                if not all(self._is_described(row, naming[0].column.index) for row in rows):
                    yield from ((place, Stop("beside-sums", naming[0].column.index)) for place in few)

    def _apart(
        self,
        numbers: Sequence[int],
        who: Sequence[tuple[CellValue, ...]],
        gaps: Sequence[int],
        names: NamingColumn | None,
    ) -> dict[int, Stop]:
        """A few rows behind an empty one, or before it, that nothing shows to be somebody's."""
        blocks: dict[int, list[int]] = {}
        for place, number in enumerate(numbers):
            blocks.setdefault(bisect(gaps, number), []).append(place)
        most = max(map(len, blocks.values()), default=0)
        few = (block for block in blocks.values() if len(block) <= FEW_SUMS and max(2, len(block)) < most)
        apart = [place for block in few for place in block]
        nobody = [place for place in apart if not (names.is_like_others(place) if names else any(who[place]))]
        for block in blocks.values() if len(blocks) <= FEW_SUMS else ():
            if names and len(block) < most and names.stand_above(frozenset(block)):
                nobody += block
        return {place: Stop("apart", self._table.statements[0].index) for place in nobody}

    def _labelled(self, rows: int, named: Collection[int], teams: Collection[str]) -> Iterator[tuple[int, Stop]]:
        """The first and last rows that have what sums are called, or an answer option, where no other row has.

        What sums are called may be answered in a column for anything: there it may stand in other rows as well.
        Not the first ones by options, or where a column has no name: there a legend stands beside the table, or sums.
        """
        ends = {**dict(enumerate(self._first)), **dict(enumerate(self._last, rows - len(self._last)))}
        for column in self._labels:
            texts = {at: as_text(row[column.index]) for at, row in sorted(ends.items()) if column.index < len(row)}
            if not any(texts.values()):
                continue
            words = self._words_of(column, named)
            labels = [place for place, text in texts.items() if text and words(text, teams)]
            if column.index in self._answered:
                asked = OthersSaid(column, (text for text in texts.values() if not are_sums_of_a_team(text, teams)))
                lone = [place for place in labels if not asked.is_chosen(texts[place])]
                few = lone if asked.of_steps else at_the_ends(lone, [*texts], below=not column.names)
                yield from ((place, _labelled(column, texts[place])) for place in few)
            if not stand_together(labels, [*texts], below=not column.names):
                labels = self._options(texts)
                figures = not any(self._has_words(ends[place]) for place in labels)
                if column.index in named:  # nobody is called »Enig«; who is called Tom or KA, and answered, is somebody
                    labels = [place for place in labels if figures or self._is_point(texts[place])]
                elif not figures or len(labels) < _SOME_OPTIONS:
                    labels = []
            if len({texts[place] for place in labels}) == len(labels):
                yield from ((place, _labelled(column, texts[place])) for place in labels)

    @staticmethod
    def _words_of(column: TableColumn, named: Collection[int]) -> Callable[[str, Collection[str]], bool]:
        """What tells of a text in a column, and the names of teams, whether the first or last row is called sums."""
        if column.kind in WHO:
            return lambda text, _: are_sums_of_all(text)
        if column.index in named:
            return lambda text, _: are_sums(text) or is_of_nobody(text) or is_everybody(text)
        if column.kind in ("respondent", "personal"):
            return lambda text, teams: (
                are_sums_beside(text) or is_everybody(text) or is_another(text) or name_alone(text) in teams
            )
        return lambda text, teams: are_sums_beside(text) or are_sums_of_a_team(text, teams)

    def _options(self, texts: Mapping[int, str]) -> list[int]:
        """The last rows that have an answer option in a column, where no other has; none, if one stands there twice."""
        all = [*texts.values()]
        if all.count(all[-1]) > 1 or not self._is_option(all[-1]):
            return []
        options = [place for place, text in texts.items() if self._is_option(text)]
        return options if stand_together(options, [*texts], below=True) else []

    def _has_words(self, row: Sequence[CellValue]) -> bool:
        """Whether anything was answered in words, where a table of counts has figures."""
        cells = (row[column.index] for column in self._table.statements if column.index < len(row))
        return any(HAS_WORD.search(as_text(cell)) for cell in cells)

    def _is_option(self, text: str) -> bool:
        return not text.isdigit() and self._headings.is_option(text)

    def _is_point(self, text: str) -> bool:
        code = self._headings.option(text)
        return code is not None and code < len(self._headings.values)

    def _among_teams(self, who: Sequence[tuple[CellValue, ...]]) -> Iterator[tuple[int, Stop]]:
        """The one row of a team, an organisation or a role that is called sums, wherever it stands: ``Nord i alt``.

        Nor is anybody's role that of everybody, *Hele teamet*.
        """
        columns = {
            at: column for at, kind in enumerate(WHO) if kind != "quarter" and (column := self._table.first(kind))
        }
        often = Counter(who) if columns else Counter()
        alone = {cells for cells, times in often.items() if times == 1 < len(often)}
        found = {
            cells: _labelled(column, as_text(cells[at]))
            for cells in alone
            for at, column in columns.items()
            if isinstance(text := cells[at], str)
            and (has_a_word_for_sums(text) or is_a_figure(text) or (column.kind == "role" and is_everybody(text)))
        }
        if 0 < len(found) * 2 < len(who):  # where most are called so, it is what teams are called
            yield from ((place, found[cells]) for place, cells in enumerate(who) if cells in found)


def _cell(row: Sequence[CellValue], at: int) -> CellValue:
    return row[at] if at < len(row) else ""


def _text(row: Sequence[CellValue], at: int) -> str:
    return as_text(_cell(row, at))


def _is_text(row: Sequence[CellValue], at: int) -> bool:
    return at < len(row) and _HAS_LETTER.search(as_text(row[at])) is not None


def _labelled(column: TableColumn, text: str) -> Stop:
    return Stop("label-for-sums", column.index, text, {"heading": shortened(column.heading)})
