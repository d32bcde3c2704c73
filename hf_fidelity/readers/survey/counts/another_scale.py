"""Whether answers are another scale's: finer than the questionnaire's, or with other numbers, or the other way round.

A point has several words, and digits are read behind them: each survey uses one of these. Where one survey has two,
its makers meant two things by them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, compress, islice
from typing import Any, Literal

from hf_fidelity.domain.survey.exports import AskedInstrument, Direction
from hf_fidelity.ground import CellFinding, plain_code
from hf_fidelity.readers.survey.cells.book import CellValue, as_text, cell_name
from hf_fidelity.readers.survey.rows.rows import TableRows
from hf_fidelity.readers.survey.sentences import FILE, CellPlace, finding, headings_shown, shortened
from hf_fidelity.readers.survey.table.put_together import Merged
from hf_fidelity.readers.survey.table.understand import AnswerTable
from hf_fidelity.readers.survey.words.answers import BLANK, LONE, Decoder, ScaleWords
from hf_fidelity.readers.survey.words.columns import RECODING
from hf_fidelity.readers.survey.words.compared import negations, words_alone

_MOST_COLUMNS = 6
"""So many columns are named."""
_USUAL = 10
"""So often the other label of a point is met where one that stands in a single cell is somebody's slip."""


def finer_scale(table: AnswerTable, decoders: Sequence[Decoder], rows: TableRows) -> CellFinding | None:
    """That the answers are a finer scale's, by its list of choices, by labels with digits, or by what one person said.

    Where no person uses both of two labels it may be two forms of one scale, and is a warning.
    """
    return _by_choices(table, decoders) or _by_labels(table, decoders, rows)


def _by_choices(table: AnswerTable, decoders: Sequence[Decoder]) -> CellFinding | None:
    """That more can be chosen than the scale has points, by a list of codes or by the columns of the options."""
    words = {str(column.statement): one.words for column, one in zip(table.statements, decoders, strict=True)}
    choices = {column.index: one.choices for column, one in zip(table.statements, decoders, strict=True)}
    finer = {
        at
        for (at, some), one in zip(choices.items(), decoders, strict=True)
        if some and one.words.are_finer(some, whole=True)
    }
    for group in table.sheet.groups if isinstance(table.sheet, Merged) else ():
        own = words[group.statement]
        options = [option for option in group.options if option and own.said(option) is None]
        if own.are_finer(options, whole=False):
            finer.add(group.columns[0])
            choices[group.columns[0]] = options
    if not finer:
        return None
    return _told("more-choices", table, finer, choices[min(finer)], points=decoders[0].words.points)


def _by_labels(table: AnswerTable, decoders: Sequence[Decoder], rows: TableRows) -> CellFinding | None:
    """That two labels of one point stand under the same statement, or one label with two numbers."""
    numbered, worded = dict[int, list[str]](), dict[int, list[str]]()
    for column, decoder in zip(table.statements, decoders, strict=True):
        for same in decoder.several_met:
            anchors = {text: anchor for text in same if (anchor := decoder.words.anchor(text))}
            if len(set(anchors.values())) > 1:
                numbered[column.index] = [*anchors]
            if two := _two_of(same, decoder.words):
                worded[column.index] = [*two]
    if numbered:
        return _told("numbers-of-another-scale", table, numbered, numbered[min(numbered)])
    if not worded:
        return None
    sure = _anybody_uses_two(table, decoders, rows)
    return _told("finer-scale" if sure else "finer-scale-perhaps", table, worded, worded[min(worded)])


def set_lone_label_aside(table: AnswerTable, decoders: Sequence[Decoder], rows: TableRows) -> None:
    """Take a label for no answer that stands in one cell of the table, beside the other of its point in many.

    Whoever asks on a finer scale has each of its labels chosen more than once. Two such cells are two labels more.
    """
    lone = list(_lone_labels(table, decoders, rows)) if _has_two_labels(decoders) else []
    if len(lone) == 1:
        place, cell, at = lone[0]
        decoders[place][cell] = LONE
        rows.answers[at] = bytes([*rows.answers[at][:place], LONE, *rows.answers[at][place + 1 :]])
        rows.odd.setdefault(rows.numbers[at], {})[place] = as_text(cell)


def _has_two_labels(decoders: Sequence[Decoder]) -> bool:
    met = ((texts, decoder.words) for decoder in decoders for texts in decoder.several_met)
    return any(_two_of(texts, words) for texts, words in met)


def _lone_labels(
    table: AnswerTable, decoders: Sequence[Decoder], rows: TableRows
) -> Iterator[tuple[int, CellValue, int]]:
    """Place, cell and row of each label that stands once, whose row has the other one of its point as well."""
    kept = {number: at for at, number in enumerate(rows.numbers)}
    cells = [row for number, row in enumerate(table.sheet.rows(), 1) if number in kept]
    met = Counter(text for one in decoders for texts in one.labels_met().values() for text in texts)
    for place, (column, decoder) in enumerate(zip(table.statements, decoders, strict=True)):
        alike = [at for at, other in enumerate(decoders) if other.words is decoder.words]
        for point, texts in decoder.labels_met().items():
            once = (text for text in texts if met[text] == 1 and not decoder.words.anchor(text))
            for text in (text for text in once if any(decoder.words.are_two(text, other) for other in texts)):
                where = [at for at, row in enumerate(cells) if plain_code(_in(row, column.index)) == text]
                usual = sum(answers[at] == point for answers in rows.answers for at in alike) - len(where)
                if (
                    len(where) == 1
                    and usual >= _USUAL
                    and [rows.answers[where[0]][at] for at in alike].count(point) > 1
                ):
                    yield place, cells[where[0]][column.index], where[0]


def _in(row: Sequence[CellValue], at: int) -> str:
    return as_text(row[at]) if at < len(row) else ""


def _two_of(texts: Sequence[str], words: ScaleWords) -> tuple[str, str] | None:
    """Two different labels among the texts of one point."""
    return next((pair for pair in combinations(texts, 2) if words.are_two(*pair)), None)


def _anybody_uses_two(table: AnswerTable, decoders: Sequence[Decoder], rows: TableRows) -> bool:
    """Whether two labels of one point stand in a row that counts. Only where a column has both is this asked."""
    kept = set(rows.numbers)
    places = [
        (column.index, decoder.words, {text: at for at, some in decoder.labels_met().items() for text in some})
        for column, decoder in zip(table.statements, decoders, strict=True)
    ]
    seen: set[frozenset[tuple[ScaleWords, int, str]]] = set()
    for row in (row for number, row in enumerate(table.sheet.rows(), 1) if number in kept):
        cells = ((words, points, as_text(row[at])) for at, words, points in places if at < len(row))
        said = frozenset((words, points[text], text) for words, points, text in cells if text in points)
        if said not in seen and _has_two(said):
            return True
        seen.add(said)
    return False


def _has_two(said: Iterable[tuple[ScaleWords, int, str]]) -> bool:
    same: dict[tuple[ScaleWords, int], list[str]] = {}
    for words, point, text in said:
        same.setdefault((words, point), []).append(text)
    return any(_two_of(texts, words) for (words, _), texts in same.items())


def _told(code: str, table: AnswerTable, columns: Iterable[int], values: Iterable[str], **about: Any) -> CellFinding:
    """What is said of some columns, the first of which has these texts."""
    named = ((at, table.columns[at].heading) for at in sorted(columns))
    shown, texts = headings_shown(named, _MOST_COLUMNS), [f"»{shortened(text)}«" for text in values]
    return finding(FILE, code, CellPlace(table.sheet.name), columns=shown, values=texts, **about)


# What headings and lines above the table say of the numbers, in words that are not the questionnaire's.


def told_of_numbers(
    table: AnswerTable,
    decoders: Sequence[Decoder],
    instrument: AskedInstrument,
    asked: Direction,
    notes: Mapping[int, list[str]],
) -> CellFinding | None:
    """That an option alone says what the numbers mean, and words say that they are others', or run the other way.

    ``notes`` are those on the headings. What is best says nothing in the heading of a statement that is reversed.
    """
    bare = [decoder.has_digits and not decoder.shown for decoder in decoders]
    met = {number for one, open_ in zip(decoders, bare, strict=True) if open_ for number in one.numbers_met}
    for place, text, is_heading, turned in _texts_about(table, bare, instrument, notes) if met else ():
        about: dict[str, Any] = {"asked": asked, "low": instrument.scale.values[0], "top": instrument.scale.values[-1]}
        if _is_another_range(text, is_heading, met, instrument.scale.values):
            return finding(FILE, "numbers-of-another-range", place, shortened(text, 80), **about)
        ways = set() if turned else {_way_of(*said, instrument.scale.values) for said in _said_of(text)}
        if None in ways:
            return finding(FILE, "numbers-of-another-range", place, shortened(text, 80), **about)
        if asked not in ways and (other := max(map(str, ways), default="")):
            return finding(FILE, "codes-told-so", place, shortened(text, 80), **about, other=other)
    return None


def _texts_about(
    table: AnswerTable, bare: Sequence[bool], instrument: AskedInstrument, notes: Mapping[int, list[str]]
) -> Iterator[tuple[CellPlace, str, bool, bool]]:
    """What stands above the table and over the numbers, where: whether it is a heading, and of a reversed statement."""
    for row, at, text in _texts_in(islice(table.sheet.rows(), table.header[0] - 1)):
        yield table.place(row, at), text, False, False
    for column in compress(table.statements, bare):
        place, turned = table.place(table.header[-1], column.index), is_reversed(str(column.statement), instrument)
        for text in (*column.names, *notes.get(column.index, ())):
            yield place, text, True, turned


def is_reversed(id: str, instrument: AskedInstrument) -> bool:
    """Whether a statement counts the other way round."""
    counted = instrument.statements[id].counted
    return counted[0] > counted[-1]


_TO = r"\s*(?:[-–—−…]|\.{2,3}|\b(?:til|till|to|bis|og|och|and|und)\b)\s*"
_RANGE = rf"(?<![\w.,/-])(\d{{1,2}})(?:\s*\([^()]*\))?{_TO}(\d{{1,3}})(?![\w/]|[.,]\d|-\d)"
_ALONE = rf"[(\[]\s*{_RANGE}\s*[)\]]\W*"
_STEPS = (
    r"(?<![\w.,/-])(\d{1,2})[\s-]*(?:trins?|punkts?|points?|steps?|gradige?|grads|stufige?|stegs?)[\s-]*"
    r"(?:likert[\s-]*)?(?:skala|scale)"
)
_FROM = frozenset(
    (
        # English
        "from", "of", "between", "is", "runs", "goes",
        # Danish, Norwegian
        "fra", "på", "mellem", "mellom", "er", "går",
        # Swedish
        "från", "av", "mellan", "är",
        # German
        "von", "zwischen", "ist",
    )
)  # fmt: skip
"""What stands between the word for a scale and the numbers that it runs from and to."""
_FEWEST_STEPS = 2


def _is_another_range(text: str, is_heading: bool, met: set[int], values: Sequence[int]) -> bool:
    """Whether a text tells which numbers a scale runs from and to, or how many there are, and none tells this one's.

    Numbers that were met outside of it show that it is about something else, such as the parts of a form.
    """
    if not any(map(str.isdigit, text)):
        return False
    words = text.casefold()
    ranges = {
        tuple(sorted((int(found[1]), int(found[2]))))
        for found in re.finditer(_RANGE, words)
        if _is_of_scale(words[: found.start()], words[found.end() :])
    }
    if is_heading:
        ranges |= {(int(alone[1]), int(alone[2])) for alone in re.finditer(rf"{_ALONE}$", words)}
    if (values[0], values[-1]) in ranges:
        return False
    others = {(low, top) for low, top in ranges if low < _FEWEST_STEPS <= top - low}
    steps = {int(found[1]) for found in re.finditer(_STEPS, words)}
    return any(low <= min(met) and max(met) <= top for low, top in others) or (
        bool(steps) and len(values) not in steps and min(steps) >= len(met)
    )


def _is_of_scale(before: str, behind: str) -> bool:
    """Whether the word for a scale stands before two numbers or right behind them."""
    words = words_alone(before).split()
    while words and words[-1] in _FROM:
        words.pop()
    following = [] if behind[:1] in ",;:" else words_alone(behind).split()
    return any(word.endswith(_SCALE) for word in (*words[-1:], *following[:1]))


_SCALE = ("skala", "skalaen", "skalan", "scale")
"""Not several: parts of a form are called so, and numbered."""
_NUMBERS_CALLED = frozenset(
    (
        # English
        *(f"{one}{more}" for one in ("number", "score", "value", "point", "grade") for more in ("", "s")),
        # Danish, Norwegian
        "tal", "tallet", "tall", "scorer", "værdi", "værdien", "værdier", "verdi", "verdier", "karakter",
        "karakterer", "svar",
        # Swedish
        "siffra", "siffran", "siffror", "poäng", "värde", "värden",
        # German
        "zahl", "zahlen", "wert", "werte", "punkte", "note", "noten",
    )
)  # fmt: skip
_BESIDE = _NUMBERS_CALLED | frozenset(
    (
        # English
        "the", "is", "are", "means", "mean", "more", "most", "very", "you", "and", "to", "so", "always",
        # Danish, Norwegian
        "er", "det", "den", "de", "betyder", "betyr", "jo", "desto", "mere", "mer", "mest", "meget", "og", "til",
        "altid", "i", "grad", "man", "du", "for",
        # Swedish
        "är", "betyder", "ju", "mycket", "och", "till", "alltid",
        # German
        "ist", "sind", "bedeutet", "je", "umso", "mehr", "am", "sehr", "und", "bis", "immer", "die", "der", "das",
    )
)  # fmt: skip
"""Words beside a number and what it means that change nothing of it."""
_LESS = frozenset(("less", "least", "mindre", "mindst", "minst", "weniger", "wenigsten"))
_LOW = frozenset(
    (
        # English
        "low", "lower", "lowest", "bottom",
        # Danish, Norwegian
        "lav", "lavt", "lave", "lavere", "lavest", "laveste", "bund", "bunden", "bunn",
        # Swedish
        "låg", "lågt", "låga", "lägre", "lägst", "lägsta", "botten",
        # German
        "niedrig", "niedrige", "niedriger", "niedrigste", "niedrigsten", "unten",
    )
)  # fmt: skip
_HIGH = frozenset(
    (
        # English
        "high", "higher", "highest", "top",
        # Danish, Norwegian
        "høj", "højt", "høje", "højere", "højest", "højeste", "høy", "høyt", "høye", "høyere", "høyest", "høyeste",
        "toppen", "topp",
        # Swedish
        "hög", "högt", "höga", "högre", "högst", "högsta",
        # German
        "hoch", "hohe", "höher", "höchste", "höchsten", "oben",
    )
)  # fmt: skip
_GOOD = frozenset(
    (
        # English
        "good", "better", "best", "positive", "agree",
        # Danish, Norwegian
        "god", "godt", "gode", "bedre", "bedst", "bedste", "positiv", "positivt", "enig", "enige", "bra", "best",
        "beste",
        # Swedish
        "bättre", "bäst", "bästa",
        # German
        "gut", "besser", "beste", "besten", "zustimmung",
    )
)  # fmt: skip
_BAD = frozenset(
    (
        # English
        "bad", "worse", "worst", "poor", "poorest", "negative", "disagree",
        # Danish, Norwegian
        "dårlig", "dårligt", "dårlige", "dårligere", "dårligst", "dårligste", "værre", "værst", "værste", "verre",
        "verst", "verste", "negativ", "negativt", "uenig", "uenige",
        # Swedish
        "dålig", "dåligt", "sämre", "sämst", "sämsta", "värre", "värst", "oenig",
        # German
        "schlecht", "schlechter", "schlechteste", "schlechtesten", "ablehnung",
    )
)  # fmt: skip
_TOKENS = r"[^\W_]+|[^\w\s]"
_PARTING = frozenset(",;.")


def _said_of(text: str) -> Iterator[tuple[int | Literal["low", "high"], bool]]:
    """What a text says of a number, or of low or high ones: whether it is good. Any other word between ends it."""
    tokens = ["", *re.findall(_TOKENS, text.casefold()), ""]
    about: int | Literal["low", "high"] | None = None
    less = False
    for before, token, following in zip(tokens, tokens[1:], tokens[2:], strict=False):
        meant = token in _GOOD if token in _GOOD | _BAD else token in _HIGH if isinstance(about, int) else None
        if token.isdecimal() and len(token) <= _LONGEST_NUMBER:
            about, less = int(token) if _leaves_alone(before) else None, False
        elif about is not None and meant is not None and token in _GOOD | _BAD | _LOW | _HIGH:
            if _goes_on(following):
                yield about, meant != less
            about, less = None, False
        elif token in _LOW | _HIGH:
            about, less = "low" if token in _LOW else "high", False
        elif token in _LESS:
            less = True
        elif (token.isalpha() and token not in _BESIDE) or (token in _PARTING and isinstance(about, int)):
            about, less = None, False


_LONGEST_NUMBER = 2


def _leaves_alone(token: str) -> bool:
    """Whether a number behind a word is one on its own: not the one of *Team 1*."""
    return not token.isalpha() or token in _BESIDE | _FROM | _WHERE or token.endswith(_SCALE)


def _goes_on(token: str) -> bool:
    """Whether what stands behind a word leaves it whole: not *best* of *best practice*."""
    return not token.isalpha() or token in _AND | _LOW | _HIGH


_WHERE = frozenset(("where", "with", "hvor", "med", "där", "wo", "wobei", "mit"))
_AND = frozenset(("and", "to", "og", "til", "och", "till", "und", "bis", "grad"))


def _way_of(about: int | Literal["low", "high"], good: bool, values: Sequence[int]) -> Direction | Literal[""] | None:
    """Which way numbers run of which that is said; empty where it may be either, None where none of them is meant."""
    if isinstance(about, int):
        if about not in values:
            return None
        middle = values.index(about) * 2 - (len(values) - 1)
        return "" if not middle else "agree-high" if (middle > 0) == good else "agree-low"
    return "agree-high" if (about == "high") == good else "agree-low"


# What else is noted of the answers.


def perhaps_turned(table: AnswerTable, instrument: AskedInstrument) -> Iterator[CellFinding]:
    """That a note says of answers that they were turned over, and some of the statements are turned over here too."""
    turned = [id for column in table.statements if is_reversed(id := str(column.statement), instrument)]
    for place, text in _notes_around(table) if turned else ():
        words = words_alone(text)
        if not RECODING.isdisjoint(words.split()) and not negations(words):
            yield finding(FILE, "turned-already", place, shortened(text, 80), statements=turned)
            return


def _notes_around(table: AnswerTable) -> Iterator[tuple[CellPlace, str]]:
    """What stands above the table, and on the file's sheets without answers."""
    sheets = table.book.sheets if table.book else {}
    rows = islice(table.sheet.rows(), table.header[0] - 1)
    yield from ((table.place(row, at), text) for row, at, text in _texts_in(rows))
    for name, sheet in sheets.items():
        if name not in table.answers:
            cells = _texts_in(islice(sheet.rows(), _FIRST_ROWS))
            yield from ((CellPlace(name or None, row, cell_name(row, at)), text) for row, at, text in cells)


_FIRST_ROWS = 500
"""So many rows of another sheet are looked at."""


def _texts_in(rows: Iterable[Sequence[CellValue]]) -> Iterator[tuple[int, int, str]]:
    """Row, column and text of every cell that is one."""
    for number, row in enumerate(rows, 1):
        yield from ((number, at, as_text(cell)) for at, cell in enumerate(row) if isinstance(cell, str) and cell)


def options_lacking(table: AnswerTable, rows: TableRows, instrument: AskedInstrument) -> CellFinding | None:
    """That a point of the scale has no column though options have one each, and that somebody ticked none of them."""
    groups = [group for group in table.sheet.groups if group.options] if isinstance(table.sheet, Merged) else []
    lacking = set(range(len(instrument.scale.values)))
    for group in groups:
        lacking.difference_update(table.sheet.points_of(group) if isinstance(table.sheet, Merged) else ())
    if not groups or not lacking:
        return None
    named = {group.statement for group in groups}
    places = [place for place, column in enumerate(table.statements) if column.statement in named]
    none = sum(any(answers[place] == BLANK for place in places) for answers in rows.answers)
    points = [str(instrument.scale.values[at]) for at in sorted(lacking)]
    about: dict[str, Any] = {"points": points, "number": none, "all": len(rows.numbers)}
    return finding(FILE, "options-lacking", CellPlace(table.sheet.name), **about) if none else None
