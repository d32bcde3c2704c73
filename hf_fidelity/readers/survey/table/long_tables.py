"""Tables whose statements stand down a column: one row an answer, which is read; turned, or figures, refused."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import chain, islice

from hf_fidelity.domain.survey.exports import PERHAPS_HEADINGS, FileSaid, RowSet
from hf_fidelity.ground import N_, CellFinding, Quarter, fold, lazily
from hf_fidelity.readers.survey.cells.book import (
    Book,
    CellValue,
    Fault,
    NothingNoted,
    Refused,
    Sheet,
    as_text,
    cell_name,
    column_letters,
    column_number,
)
from hf_fidelity.readers.survey.job import Options
from hf_fidelity.readers.survey.sentences import (
    FILE,
    CellPlace,
    Term,
    finding,
    heading_shown,
    headings_shown,
)
from hf_fidelity.readers.survey.table.header import (
    Header,
)
from hf_fidelity.readers.survey.words.answers import ScaleWords
from hf_fidelity.readers.survey.words.columns import IGNORE, Clash, Headings, Match
from hf_fidelity.readers.survey.words.compared import WHO, kind_by_name, words_alone
from hf_fidelity.readers.survey.words.dates import WrittenDates
from hf_fidelity.readers.survey.words.tools import layout_of

_FIGURES_PER_QUESTION = lazily(r"(question|spørgsmål) \d+")
"""What a tool calls the sheets that hold figures per question."""
_FIGURES = lazily(
    r"(response|svar)?\s?(percent|procent|pct\.?|count|antal|%|andel)s?|responses|total|i alt|n|gennemsnit|average|mean"
)
_DEPTH = 200
"""So many rows are looked at to see what a table is."""
_SOME = 12
"""So many texts are shown that name no statement."""
ACROSS = 2
"""Headings that name so many statements stand above a table with one row for each respondent."""
_RESPONDENTS = lazily(
    r"(the )?(respondent|deltager|participant|person|informant|case|bruger|user|svarperson|teilnehmer\w*|befragte\w*"
    r"|deltagare|deltaker|participante|encuestado|medarbejder|ansat|employee|mitarbeiter(in)?|medarbetare|anställd"
    r"|ansatt|medarbeider|empleado|vastaaja|työntekijä|osallistuja)(n|ns|ens|s)?"
    r"( ?(id|nr|no|nummer|number|nro|numero))?"
    r"|(svars?|response|record|besvarelses?|submission|session|antwort|antwoord|vastaus(ten)?|vastauksen) ?(id|nr|no)"
    r"|besvarelse|token|répondant|encuestad[oa]"
)
_NUMBERS = r"id|nr|no|nummer|number|nro|numero|número|numéro"
_IDS = lazily(rf"(.+ )({_NUMBERS})|({_NUMBERS}|n) .+")
"""What is called the number of anything: where it stands once beside each statement, of whoever answered."""
_ANSWERS = lazily(
    r"(svar|answer|response|value|værdi|vurdering|score|rating|point|antwort|wert|respuesta|valor|verdi|värde"
    r"|besvarelse|vastaus|arvo)( ?tekst| text)?"
)
_QUESTIONS = lazily(
    r"(spørgsmål|spørsmål|udsagn|påstand|question|statement|item|fråga|påstående|frage|aussage|pregunta|afirmación"
    r"|väite|kysymys|variable?l?)( ?(tekst|text|id|nr|no|label))?"
)
"""What columns of such a table are called: who answered, the answer, and what was asked."""
_THEMES = lazily(
    r"(tema|theme|thema|teema|kategori|category|kategorie|categoría|dimension|område|emne|gruppe|grupp|group|del|afsnit"
    r"|section|skala|scale|battery|batteri|type|overskrift|kort ?navn|short ?name)(navn|name)?"
)


def long_table(sheet: Sheet, options: Options, mapping: FileSaid) -> "Pivoted | None":
    """The table that is meant, where the statements stand down a column; None where they do not.

    Raises Refused for a turned table, for figures per statement, and where it cannot be told whose an answer is.
    """
    table, headings = list(islice(sheet.rows(), _DEPTH)), options.headings
    said = {column_number(letter): meant for letter, meant in (mapping.columns or {}).items()}
    above = mapping.header_rows[-1] if mapping.header_rows else 0
    down = _named_in_columns(table, said, above, headings)
    if not down:
        table += _named_further_down(sheet, headings)
        down = _named_in_columns(table, said, above, headings)
        down = {at: rows for at, rows in down.items() if Counter(rows.values()).most_common(2)[1][1] > 1}  # else a list
    if not down:
        return None
    best = max(down, key=lambda at: len(down[at]))
    first = min(down[best])
    across = max((_labels(row, ScaleWords(options.asked.scale)) for row in table[:first]), default=0)
    repeated = len(down[best]) > len(set(down[best].values()))
    if across >= 2 or (not repeated and _sheet_is_figures(table, first, best, headings)):
        raise Refused(finding(FILE, "aggregated", CellPlace(sheet.name)))
    if not repeated:
        raise Refused(finding(FILE, "turned", CellPlace(sheet.name)))
    head = above or _headings_above(table, first)
    return _Down(sheet, table, head, down, headings, said if mapping.columns is not None else None).pivoted()


def _named_in_columns(
    table: Sequence[Sequence[CellValue]], said: Collection[int], above: int, headings: Headings
) -> dict[int, dict[int, str]]:
    """The columns with more than one statement down them; not those of which a mapping says something."""
    columns = (at for at in range(max(map(len, table), default=0)) if at not in said)
    return {at: rows for at in columns if len(set((rows := _named_down(table, at, above, headings)).values())) > 1}


def _named_further_down(sheet: Sheet, headings: Headings) -> list[list[CellValue]]:
    """Rows below the first ones with a statement in a cell, some of each: they may stand in order of the statements."""
    found: list[list[CellValue]] = []
    often, seen, named = Counter[CellValue](), set[CellValue](), set[CellValue]()
    rows = islice(sheet.rows(), _DEPTH, None)
    while chunk := list(islice(rows, _AT_A_TIME)):
        there = set(chain.from_iterable(chunk))
        named |= {cell for cell in there - seen if isinstance(cell, str) and headings.is_written(cell)}
        seen |= there
        for row in chunk if not named.isdisjoint(there) else ():
            told = [cell for cell in row if cell in named]
            if any(often[cell] < _DEPTH for cell in told):
                found.append(row)
            often.update(told)
    return found


_AT_A_TIME = 1000


def _named_down(table: Sequence[Sequence[CellValue]], at: int, above: int, headings: Headings) -> dict[int, str]:
    """Row (from 0) → the statement that its cell in a column names, or whose id stands there beside another text."""
    named: dict[int, str] = {}
    cells = {i: row[at] if at < len(row) else "" for i, row in enumerate(islice(table, above, None), above)}
    spelt = headings.spelt(dict.fromkeys(cell for cell in cells.values() if isinstance(cell, str)))
    for i, cell in cells.items():
        if isinstance(cell, str) and len(cell) > 1:
            found = headings.look((spelt.get(cell, cell),))
            if (
                isinstance(found, Match)
                and found.how in ("id", "text", "inside")
                and (not found.beside or found.how == "id")
            ):
                named[i] = found.statement
    return named


def _headings_above(table: Sequence[Sequence[CellValue]], first: int) -> int:
    """How many rows stand above the answers, the last of them their headings.

    Before the first statement there may be answers to other questions: the headings are the row with the most names of
    such columns that is about as full as an answer, and of several the first.
    """
    full = [sum(cell != "" for cell in row) for row in table[: first + 1]]
    names = [sum(map(_is_name_of_long, row)) for row in table[:first]]
    fits = [i for i in range(first) if full[i] >= max(2, full[first] - 1)]
    return 1 + max(fits, key=lambda i: (names[i], full[i] >= full[first], -i), default=first - 1)


def _is_name_of_long(cell: CellValue) -> bool:
    text = as_text(cell)
    said = words_alone(text)
    return bool(kind_by_name(text)) or any(one.fullmatch(said) for one in (_RESPONDENTS, _ANSWERS, _QUESTIONS))


def _sheet_is_figures(table: Sequence[Sequence[CellValue]], first: int, at: int, headings: Headings) -> bool:
    """Whether figures stand beside the statements, and no answers."""
    beside = [as_text(cell) for row in table[first:] for i, cell in enumerate(row) if i != at and cell != ""]
    answers = sum(headings.is_option(text) or bool(re.fullmatch(r"\d{1,2}", text)) for text in beside)
    named = any(_FIGURES.fullmatch(fold(as_text(cell))) for row in table[:first] for cell in row if cell != "")
    return named or answers * 2 < len(beside)


class _Down:
    """Statements down columns of a table, and what its other columns are: who answered, the answer, and no more."""

    def __init__(
        self,
        sheet: Sheet,
        table: Sequence[Sequence[CellValue]],
        head: int,
        down: Mapping[int, Mapping[int, str]],
        headings: Headings,
        said: Mapping[int, str] | None,
    ) -> None:
        """``head`` rows stand above the answers; ``said`` is what a mapping says of columns."""
        self._sheet, self._table, self._head, self._headings = sheet, table, head, headings
        self._down, self._said = down, said
        names = [as_text(cell) for cell in table[head - 1]] if head else []
        self._names = names + [""] * (max(map(len, table)) - len(names))
        self._others = [at for at, name in enumerate(self._names) if (name or at in (said or ())) and at not in down]
        self._named = {i: id for named in down.values() for i, id in named.items()}

    def pivoted(self) -> "Pivoted":
        """One row for each respondent. Raises Refused where it cannot be told whose an answer is, or which cell."""
        answer = self._answer()
        whose = self._whose(answer)
        if len(whose) != 1:
            raise self._refuse(N_("no one column says who answered"), answer)
        if len(answer := [at for at in answer if at not in whose]) != 1:
            raise self._refuse(N_("no one column holds the answers"), [*answer, *whose])
        statements = (*self._down, *self._texts_beside({*whose, *answer}))
        kinds = {at: self._kind(at) for at in self._others if at not in (*statements, *answer)}
        pivoted = Pivoted(self._sheet, self._head, self._names, statements, whose[0], answer[0], kinds, self._headings)
        if pivoted.is_one_person:
            raise self._refuse(N_("who answered is the same in every row, so nobody can be told apart"), answer)
        if pivoted.has_many_twice:
            raise self._refuse(N_("most have answered a statement more than once, as in several rounds"), answer)
        return pivoted

    def _kind(self, at: int) -> str | None:
        return kind_by_name(self._names[at]) if self._said is None else self._said.get(at, IGNORE)

    def _cells(self, at: int, rows: Iterable[int]) -> list[str]:
        table = self._table
        return [as_text(table[i][at]) for i in rows if at < len(table[i]) and table[i][at] != ""]

    @cached_property
    def _open(self) -> list[int]:
        """The columns of which a mapping says nothing."""
        return [at for at in self._others if at not in (self._said or ())]

    @cached_property
    def _several(self) -> list[int]:
        """The columns in which something stands again: a number of each row is nobody's."""
        cells = {at: self._cells(at, range(self._head, len(self._table))) for at in self._open}
        return [at for at, texts in cells.items() if len(set(texts)) < len(texts)]

    def _answer(self) -> list[int]:
        """The columns that may hold the answers: by their words, or of digits by what they are called."""
        rows = sorted(self._named)  # not those of other questions
        column = {at: self._cells(at, rows) for at in self._open}
        answers = [at for at, said in column.items() if sum(map(self._headings.is_option, said)) * 2 > len(said)]
        if answers:
            return answers
        digits = {at: all(re.fullmatch(r"[aA]?\d{1,2}([.,]0)?", text) for text in column[at]) for at in column}
        return [at for at in column if digits[at] and column[at] and self._is_called(at, _ANSWERS)]

    def _whose(self, answer: Collection[int]) -> list[int]:
        """The columns that may say who answered: the one of a mapping, else by what they are called."""
        if told := [at for at, meant in (self._said or {}).items() if meant == "respondent"]:
            return told
        ways = (
            [at for at in self._several if kind_by_name(self._names[at]) == "respondent"],
            [at for at in self._several if self._is_called(at, _RESPONDENTS) and at not in answer],
            [at for at in self._several if self._is_called(at, _IDS) and at not in answer and self._stands_once(at)],
            [at for at in self._several if self._is_called(at, _RESPONDENTS)],
        )
        return next((whose for whose in ways if len(whose) == 1), ways[1])

    def _stands_once(self, at: int) -> bool:
        """Whether what stands in a column does so once at the most beside each statement."""
        beside = [(self._cells(at, [i]), id) for i, id in self._named.items()]
        there = [(text[0], id) for text, id in beside if text]
        return len(set(there)) == len(there)

    def _is_called(self, at: int, names: re.Pattern[str]) -> bool:
        return names.fullmatch(words_alone(self._names[at])) is not None

    def _texts_beside(self, known: Set[int]) -> list[int]:
        """The columns with a text for each id, where only ids name the statements: their texts, or another survey's.

        What a theme is called is none, and neither is anything that stands beside two ids, or once only.
        """
        looked = {as_text(self._table[i][at]) for at, rows in self._down.items() for i in rows}
        if any(isinstance(one := self._headings.look((text,)), Match) and one.how != "id" for text in looked):
            return []
        return [at for at in self._open if at not in known and not self._is_called(at, _THEMES) and self._tells_id(at)]

    def _tells_id(self, at: int) -> bool:
        pairs = {i: (text[0], id) for i, id in self._named.items() if (text := self._cells(at, [i]))}
        texts = {text for text, _ in pairs.values()}
        worded = [text for text in texts if re.search(r"[^\W\d_]{2}", text) and not re.fullmatch(r"\w*\d", text)]
        return (
            len(worded) == len(texts) >= len(set(self._named.values()))
            and len(texts) == len(set(pairs.values()))
            and len(texts) * 2 <= len(pairs)
            and len(pairs) * 10 >= len(self._named) * 9
        )

    def _refuse(self, why: str, known: Collection[int]) -> Refused:
        """Why they cannot be put together, with the columns of which a mapping may say that they tell who answered."""
        names = {at: heading_shown(name) for at, name in enumerate(self._names)}
        shown = [text for at in self._down for text in headings_shown([(at, names[at])]) or [column_letters(at)]]
        perhaps = {column_letters(at): names[at] for at in self._several if at not in known}
        draft = {
            "sheet": self._sheet.name,
            "header_rows": [self._head] if self._head else None,
            "columns": dict.fromkeys(perhaps, IGNORE),
            PERHAPS_HEADINGS: {letter: f"respondent? {name}" for letter, name in perhaps.items()},
        }
        told = finding(FILE, "long", CellPlace(self._sheet.name), statements=shown, why=Term(why))
        return Refused(told, {key: value for key, value in draft.items() if value and perhaps})


class Pivoted(NothingNoted):
    """A sheet with one row for each answer, as one with a row for each respondent and a column for each statement."""

    def __init__(
        self,
        sheet: Sheet,
        first: int,
        names: Sequence[str],
        statements: tuple[int, ...],
        whose: int,
        answer: int,
        kinds: Mapping[int, str | None],
        headings: Headings,
    ) -> None:
        """``kinds``: what its other columns hold."""
        self.name, self.width = sheet.name, len(names)
        self._sheet, self.head, self._headings = sheet, first, headings
        """So many rows stand above the answers, the last of them their headings."""
        self._statements, self._whose, self._answer = statements, whose, answer
        self._said_by = (statements[0], whose, answer)
        self.others = [*kinds]
        """The columns in the file of those before the statements."""
        self._facts = [at for at, kind in kinds.items() if kind in WHO]
        self._dates = [at for at, kind in kinds.items() if kind == "date"]
        self._order: list[str] = []
        self._table: list[list[CellValue]] = []
        self._cells: dict[tuple[int, str], tuple[int, int]] = {}
        self._starts: list[int] = []
        self.of_answers: set[int] = set()
        """The columns of this table that hold several values for one respondent: such number or date the answers."""
        self._unread: dict[str, None] = {}
        self._people, self._twice, self._blank = 0, 0, 0
        self._go_through(by_quarter=self._are_asked_again())
        heads = [(names[at],) if names[at] else () for at in self.others] + [
            (headings.name_of(id),) for id in self._order
        ]
        self.header = Header((1,), layout_of(tuple(names)), tuple(heads), len(self._order))
        self.remarks = tuple(self._remarks(names))

    @property
    def respondent(self) -> int:
        """The column of this table that says who answered."""
        return self.others.index(self._whose)

    @property
    def has_many_twice(self) -> bool:
        """Whether most respondents have several answers to a statement, and not one."""
        return self._twice * 2 > len(self._cells) - self._blank

    @property
    def is_one_person(self) -> bool:
        """Whether that is so because all answers are said to be the same respondent's."""
        return self.has_many_twice and self._people == 1

    def _answers_down(self) -> Iterator[tuple[int, list[CellValue], tuple[str, ...]]]:
        """The rows below the headings, as wide as all, each with its number and the texts that name its statement."""
        width, spelt = 1 + max((*self.others, *self._statements, self._answer)), self._spelt
        for number, short in enumerate(islice(self._sheet.rows(), self.head, None), self.head + 1):
            row = [*short, *[""] * (width - len(short))]
            named = tuple(spelt.get(text, text) for at in self._statements if (text := as_text(row[at])))
            if named or row[self._answer] != "":
                yield number, row, named

    @cached_property
    def _spelt(self) -> Mapping[str, str]:
        """What stands for a statement without the nought in its id → the same with it."""
        rows = islice(self._sheet.rows(), self.head, None)
        there = {row[at] for row in rows for at in self._statements if at < len(row)}
        return self._headings.spelt(as_text(cell) for cell in there if cell != "")

    def _key(self, row: Sequence[CellValue]) -> tuple[str, ...]:
        return tuple(fold(as_text(row[at])) for at in (self._whose, *self._facts))

    def _are_asked_again(self) -> bool:
        """Whether somebody has answered a statement in several quarters, by one column of days: then each is a row."""
        if len(self._dates) != 1:
            return False
        seen: dict[tuple[object, ...], str] = {}
        answers = ((named, self._key(row), self._quarter(row)) for _, row, named in self._answers_down())
        return any(when and when != seen.setdefault((named, *key), when) for named, key, when in answers)

    def _quarter(self, row: Sequence[CellValue]) -> str:
        """The quarter of a row's day; empty where none or several are possible."""
        quarters = {Quarter.of(day) for day in self._days.days(row[self._dates[0]])}
        return str(*quarters) if len(quarters) == 1 else ""

    @cached_property
    def _days(self) -> WrittenDates:
        return WrittenDates(row[self._dates[0]] for _, row, _ in self._answers_down())

    def _go_through(self, *, by_quarter: bool) -> None:
        """Put every answer into its respondent's row."""
        people: dict[tuple[str, ...], int] = {}
        given: list[dict[str, list[tuple[CellValue, int]]]] = []
        for number, row, named in self._answers_down():
            id = self._statement(named, number)
            if id is None:
                continue
            key = self._key(row)
            if by_quarter:
                key += (self._quarter(row),)
            if not key[0]:
                place = CellPlace(self.name, number, cell_name(number, self._whose))
                raise Refused(finding(FILE, "long-nobody", place))
            if key not in people:
                people[key] = len(given)
                given.append({})
                self._starts.append(number)
                self._table.append([row[at] for at in self.others])
            at = people[key]
            kept = self._table[at]
            self._table[at] = [row[o] if row[o] != "" else old for o, old in zip(self.others, kept, strict=True)]
            if self._table[at] != kept:
                pairs = enumerate(zip(kept, self._table[at], strict=True))
                self.of_answers |= {place for place, (old, new) in pairs if old not in ("", new)}
            given[at].setdefault(id, []).append((row[self._answer], number))
        found = {id for answers in given for id in answers}
        self._people = len({key[0] for key in people})
        self._twice = sum(len(cells) > 1 for answers in given for cells in answers.values())
        self._blank = len(given) * len(found) - sum(map(len, given))
        self._order = [id for id in self._headings.order if id in found]
        for at, answers in enumerate(given):
            for id in self._order:
                cells = answers.get(id, [("", self._starts[at])])
                self._cells[at, id] = cells[0][1], self._answer
                texts = [as_text(cell) for cell, _ in cells if cell != ""]
                self._table[at].append(cells[0][0] if len(cells) == 1 else "; ".join(texts))

    def _statement(self, named: tuple[str, ...], number: int) -> str | None:
        """The statement that a row's answer is to; None where it is to something else."""
        found = self._headings.look(named) if named else None
        place = CellPlace(self.name, number, cell_name(number, self._statements[0]))
        if isinstance(found, Clash):
            heading = heading_shown(" – ".join(named))
            statements = list(found.statements)
            raise Refused(finding(FILE, "heading-clash", place, heading, heading=heading, statements=statements))
        if isinstance(found, Match) and found.beside:
            heading, text = heading_shown(" – ".join(named)), heading_shown(self._headings.name_of(found.statement))
            id = found.statement
            raise Refused(finding(FILE, "row-not-text", place, heading, heading=heading, statement=id, text=text))
        if isinstance(found, Match):
            return found.statement
        self._unread[heading_shown(" – ".join(named)) or cell_name(number, self._statements[0])] = None
        return None

    def _remarks(self, names: Sequence[str]) -> Iterator[CellFinding]:
        place = CellPlace(self.name)
        statement, respondent, answer = (heading_shown(names[at]) for at in self._said_by)
        yield finding(FILE, "long-read", place, statement=statement, respondent=respondent, answer=answer)
        if self._unread:
            yield finding(FILE, "long-unread", place, texts=list(self._unread)[:_SOME])

    def rows(self) -> Iterator[list[CellValue]]:
        """The headings, and a row for each respondent in the order of their first answers."""
        yield ["".join(names[:1]) for names in self.header.columns]
        yield from (list(row) for row in self._table)

    def faults(self) -> Mapping[tuple[int, int], tuple[Fault, str]]:
        """The faults in cells of answers."""
        faults = self._sheet.faults()
        return {
            (at + 2, len(self.others) + self._order.index(id)): faults[cell]
            for (at, id), cell in self._cells.items()
            if cell in faults
        }

    def hidden_rows(self) -> RowSet:
        """None: a respondent's answers stand in many rows."""
        return RowSet()

    def hidden_columns(self) -> list[int]:
        """The hidden ones; where the answers are hidden, they are so under every statement."""
        hidden = set(self._sheet.hidden_columns())
        places = [*self.others, *(self._answer for _ in self._order)]
        return [place for place, column in enumerate(places) if column in hidden]

    def sum_rows(self, columns: Set[int]) -> Set[int]:  # noqa: ARG002
        """None: a row of sums is to no statement."""
        return frozenset()

    @property
    def from_1904(self) -> bool:
        """As on the sheet."""
        return self._sheet.from_1904

    def as_said(self, columns: Mapping[str, str]) -> dict[str, str]:
        """What a mapping says of the file's columns, as of this table's, in which each statement has one."""
        others = {at: columns.get(column_letters(column), IGNORE) for at, column in enumerate(self.others)}
        return {column_letters(at): meant for at, meant in (*others.items(), *enumerate(self._order, len(others)))}

    def origin(self, row: int, column: int) -> tuple[int, int]:
        """The row and column in the file of a cell of this table."""
        at, place = row - 2, column - len(self.others)
        if at < 0:
            return self.head, self.others[column] if place < 0 else self._statements[0]
        if place < 0:
            return self._starts[at], self.others[column]
        return self._cells.get((at, self._order[place]), (self._starts[at], self._answer))

    def renumbered(self, rows: RowSet) -> RowSet:
        """The rows in the file in which respondents begin."""
        return RowSet.of(self._starts[row - 2] for first, last in rows.runs for row in range(first, last + 1))


def sheet_of_figures(book: Book, options: Options) -> str | None:
    """The name of the first sheet that holds figures per question; None where there is none."""
    words = ScaleWords(options.asked.scale)
    for name, sheet in book.sheets.items():
        if name not in book.hidden and is_of_figures(name, sheet, options.headings, words):
            return name
    return None


def is_of_figures(name: str, sheet: Sheet, headings: Headings, words: ScaleWords) -> bool:
    """Whether a sheet holds figures per question, by its name or its cells."""
    named = _FIGURES_PER_QUESTION.fullmatch(fold(name))
    return named is not None or _figures(list(islice(sheet.rows(), _DEPTH)), headings, words)


def _figures(table: Sequence[Sequence[CellValue]], headings: Headings, words: ScaleWords) -> bool:
    """Statements down one column with the scale or figures as headings, or the scale down one with figures beside."""
    if not table:
        return False
    down = max((_statements(column, headings) for column in _columns(table)), default=0)
    labels = max((_labels(column, words) for column in _columns(table)), default=0)
    across = max((_labels(row, words) for row in table), default=0)
    figures = any(_FIGURES.fullmatch(fold(as_text(cell))) for row in table[:30] for cell in row if cell != "")
    return (down >= 2 and (across >= 2 or figures)) or (labels >= 3 and figures and _percents(table))


def _columns(table: Sequence[Sequence[CellValue]]) -> Iterable[list[CellValue]]:
    width = min(8, max(len(row) for row in table))
    return ([row[i] for row in table if i < len(row)] for i in range(width))


def _statements(cells: Iterable[CellValue], headings: Headings) -> int:
    named = set()
    for cell in cells:
        if isinstance(cell, str) and len(cell) > 2:
            try:
                match = headings.find((cell,))
            except Clash:
                continue
            if match and match.how in ("id", "text"):
                named.add(match.statement)
    return len(named)


def _labels(cells: Iterable[CellValue], words: ScaleWords) -> int:
    return len({code for cell in cells if isinstance(cell, str) and (code := words.read(cell)) < words.points})


def _percents(table: Sequence[Sequence[CellValue]]) -> bool:
    numbers = [cell for row in table for cell in row[1:] if isinstance(cell, int | float) or "%" in str(cell)]
    return len(numbers) >= 3
