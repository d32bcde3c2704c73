"""What tells whether the people of a file stand in another one too: marks of them, of which nothing can be read.

They are asked for where several files are to be added up, go into no record, and are forgotten with the batch.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from hashlib import blake2b
from itertools import islice

from hf_fidelity.domain.survey.exports import PeopleMarks
from hf_fidelity.ground import fold, lazily
from hf_fidelity.readers.survey.cells.book import CellValue, as_text
from hf_fidelity.readers.survey.table.understand import AnswerTable
from hf_fidelity.readers.survey.words.columns import TableColumn
from hf_fidelity.readers.survey.words.compared import words_alone
from hf_fidelity.readers.survey.words.not_said import is_nobody

_MARK = 8
"""So many bytes has a mark: none of a million people has another one's."""
_RUNNING_NUMBER = lazily(r"\D*0*\d{1,4}")
"""``7``, ``R1``, ``papir 12``: in another file it is another person's."""


class Marked:
    """Collects the marks of people, group by group."""

    def __init__(self, statements: Sequence[str]) -> None:
        """``statements`` are those of the columns; in another file they may stand in another order."""
        self._order = sorted(range(len(statements)), key=statements.__getitem__)
        self._asked = " ".join(sorted(statements)).encode()
        self._numbers: dict[Hashable, set[bytes]] = defaultdict(set)
        self._rows: dict[Hashable, Counter[bytes]] = defaultdict(Counter)

    def add(self, group: Hashable, answers: bytes, respondent: str) -> None:
        """Mark the people of a group, of whom one is the respondent, if any; ``answers`` are rows behind each other."""
        if respondent and not _RUNNING_NUMBER.fullmatch(respondent):
            self._numbers[group].add(_mark(respondent.encode()))
        wide, rows = len(self._order), self._rows[group]
        for start in range(0, len(answers), wide):
            row = bytes([answers[start + at] for at in self._order])
            if row.strip(row[:1]):  # the same throughout is what many answer
                rows[_mark(self._asked + row)] += 1

    def name(self, group: Hashable, person: str) -> None:
        """Mark somebody by a mail or a whole name."""
        self._numbers[group].add(_mark(person.encode()))

    def of(self, group: Hashable) -> PeopleMarks:
        """The marks of a group's people."""
        return PeopleMarks(frozenset(self._numbers[group]), dict(self._rows[group]))


def _mark(told: bytes) -> bytes:
    return blake2b(told, digest_size=_MARK).digest()


_MAIL = lazily(r"\be ?(mail|post)\w*|\bmail\w*|recipientemail|correo|courriel|sähköposti\w*")
_NAME = lazily(r"(fulde |full |hele |dit |your )?(navn|name|namn|nombre|nimi)")
_CODE = (
    r"(access |survey )?token|(access|login|participant|survey) code|adgangs(kode|nøgle)|tilgangskode"
    r"|zugangs(code|schlüssel)|external ?(data ?)?reference|(redcap )?survey identifier|initial(er|s|en|erna)"
    r"|(medarbejder|medarbeider|lønn?|ansatt?|personal|anställnings|employee|staff|mitarbeiter)"
    r" ?(nr|nummer|no|number|id)"
    r"|(user|bruger|bruker|användar|benutzer) ?(id|navn|name|namn)|(hidden )?employee( id)?|recipient ?email"
)
"""What a column is called, the whole of it, with a code or a number of somebody's own besides that of the answer."""
_FIRST_ROWS = 50


def person_column(table: AnswerTable) -> TableColumn | None:
    """The column with somebody's mail in each row, or whole name, or a code of theirs; None where there is none."""
    first = list(islice(table.sheet.rows(), table.header[-1], table.header[-1] + _FIRST_ROWS))
    personal = [column for column in table.columns if column.kind == "personal"]
    others = [column for column in table.columns if column.kind in ("personal", "technical", "other")]
    ways = ((_MAIL.search, personal, person), (_NAME.fullmatch, personal, person), (_is_code, others, code))
    for called, columns, of in ways:
        for column in columns:
            cells = (row[column.index] for row in first if column.index < len(row))
            if any(called(words_alone(name)) for name in column.names) and any(map(of, cells)):
                return column
    return None


def _is_code(name: str) -> re.Match[str] | None:
    return re.fullmatch(_CODE, name)


def is_of_codes(column: TableColumn) -> bool:
    """Whether a column that tells people apart does so by a code, and not by a mail or a name."""
    return any(_is_code(words_alone(name)) for name in column.names)


def person(cell: CellValue) -> str:
    """A mail or a whole name, folded; nothing where it is neither, or everybody's."""
    text = fold(cell) if isinstance(cell, str) else ""
    return text if ("@" in text or " " in text) and not is_nobody(text) else ""


def code(cell: CellValue) -> str:
    """Somebody's code, folded; nothing where it is nobody's."""
    text = fold(as_text(cell))
    return "" if is_nobody(text) else text
