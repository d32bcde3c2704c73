"""What stands in an answer's cell → a point on the scale, missing, not relevant, or why it is none of these.

Words win over digits: ``Strongly agree (1)`` is *Strongly agree*. Digits alone mean a point only where somebody has
said which end of the scale they begin at: a legend, the labels of the end points, or the person at the keyboard.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property, lru_cache
from itertools import chain, combinations

from hf_fidelity.domain.survey.exports import AskedInstrument, AskedScale, Direction, FileSaid
from hf_fidelity.ground import as_whole, label_form, lazily, marks_of_doubt, only_dislikes, plain_code, without_symbols
from hf_fidelity.readers.survey.cells.book import CellValue, as_text
from hf_fidelity.readers.survey.words.compared import NOT_FILLED_IN, NotAnswered, compared, no_answer, words_alone

# One byte an answer: rows are kept as bytes until they are counted. Points are 0 (the lowest) to 10.
BLANK, MISSING, NOT_RELEVANT = 20, 21, 22
DIGIT = 100
"""100–199: a point's number 0–99 alone, whose meaning is not known yet."""
NOT_ANSWERS = 240
"""From here on: what is no answer."""
UNKNOWN, TWO, ERROR, NO_VALUE, LONE = 240, 241, 242, 243, 244
_BELOW_NOUGHT = 200
"""200–239: -1 to -40."""

_ERRORS = lazily(
    r"#(div/0!|division/0!|n/a|i/t|ref!|reference!|value!|værdi!|name\?|navn\?|num!|nul!|spill!|calc!)|err:\d+",
    re.IGNORECASE,
)
_STATA = lazily(r"\.[a-z]", re.IGNORECASE)
"""What Stata and SAS write beside the plain full stop where nothing is known, and why."""
_REMEMBERED = 10_000
_BESIDE_A_LIST = 6
"""So many other texts may stand in the column of a list: headings, what is no answer, a note."""
_CODE = lazily(r"(<)?[(\[{]?\s*a?(?P<number>[−–-]?\d{1,2}(?:[.,]0+)?)\s*[)\]}]?(?(1)>)", re.IGNORECASE)
"""A number alone, perhaps in brackets; with only one of ``<`` and ``>`` it is less or more than that."""
_NUMBER = r"[+−–-]?\d{1,2}(?:[.,]0+)?"
_IN_FRONT = lazily(rf"[\W_]*?(?P<digits>{_NUMBER})(?![^\W_])(?![.,]\d)(?P<words>.+)", re.DOTALL)
_BEHIND = lazily(rf"(?P<words>.+?)(?<![^\W_])(?<!\d[.,])(?P<digits>{_NUMBER})[\W_]*", re.DOTALL)
_PARTED = (
    lazily(r"[,;()\[\]{}|/\n\t…]|\.{2,}"),
    lazily(r"[,;()\[\]{}|/\n\t…]|\.{2,}|\s[–—-]+\s|\s(?:to|til|till|bis|og|and|und|och|hasta)\s"),
    lazily(r"[,;()\[\]{}|/\n\t…]|\.{2,}|(?=(?<!\d)\d+\s*[=:])"),
    lazily(r"[,;\[\]{}|/\n\t…]|\((?=\D)|\)(?=\))|\.{2,}|\s[–—-]+\s|\s(?:to|til|till|bis|og|and|und|och|hasta)\s"),
)
"""What parts the labels in a heading such as ``… (1 = Helt uenig, 5 = Helt enig)``; the first way that finds one."""
_TWO_NUMBERS = lazily(r"\d\D*[\s=]\D*\d")
_ROW_OF_NUMBERS = lazily(r"(?<!\d)\d{1,2}(?:[\s,.–—-]+\d{1,2})+(?!\d)")
_EXPLAINED = lazily(r"(?<![^\s,;:])\d{1,2}\s*\([^()]+\)")
"""Digits with their label in brackets, in a sentence: ``from 1 (disagree) to 5 (agree)``."""
_WORD_BEFORE = lazily(r"^[^\d:]*:\s*")
_IS = lazily(r"(?<=\d)\s+(?:er|betyder|betyr|är|is|means|ist|bedeutet)\s+", re.IGNORECASE)
"""Between digits and their label in a sentence: ``hvor 1 er helt uenig``."""
_AROUND = lazily(r"^[\W_]+|[\W_]+$")
_MARKED = lazily(rf"\W*?{_NUMBER}\s*[^\w\s].*|[(\[{{<]\s*{_NUMBER}.*|.*[^\w\s]\s*{_NUMBER}\W*", re.DOTALL)
"""A label whose digits are parted from its words by more than a blank: they number it, and count nothing."""
_BESIDE_WORDS = " \t\n()[]{}<>«»\"'=:|.,;/–—-"
_SURELY_SIGNED = "([{=:"
_DASHES = lazily("[-−‐-―]+")
_NOUGHT = r"[^\W\d_]\W*[:=]\s*0\s*$"
"""``Agree: 0`` says that it was not chosen; of the lowest point it is the number."""
_TICKS = lazily(r"\s*[;|\n]\s*|\s*,\s+")


Listed = dict[tuple[int, int], tuple[int, int, str]]
"""(number, point) → the row and column in which it stands, and what stands there."""
_NO_ANSWERS: Mapping[NotAnswered, int] = {"missing": MISSING, "not-relevant": NOT_RELEVANT, "nothing": BLANK}


class ScaleWords:
    """The labels of a scale, in every language of the questionnaire and with their synonyms.

    What the questionnaire says itself, its labels and its words for no answer, comes before what is commonly meant.
    """

    def __init__(self, scale: AskedScale, more: Mapping[str, int] | None = None) -> None:
        self.points, self.values = len(scale.values), scale.values
        self.numbers = frozenset(scale.values)
        self._known: dict[str, int] = {}
        for code, words in ((MISSING, scale.missing), (NOT_RELEVANT, scale.not_relevant)):
            self._known |= {label_form(word): code for word in words}
        labels = dict(scale.labels)
        self._known |= {label_form(label): at for label, at in labels.items() if not _is_its_code(label, at, scale)}
        self._known |= {form: at for text, at in scale.described if (form := label_form(text)) not in self._known}
        self._marks = _marks_of(labels, scale)
        """Point → the marks of doubt that its own words have."""
        self.printed = {at: number for label, at in labels.items() for number, _ in _numbers_printed(label)}
        """Point → the number that the questionnaire itself prints beside its label."""
        self._unnumbered = _of_one_meaning(_unnumbered(labels))
        """Labels without the digits that the questionnaire prints beside them."""
        self._undecorated = _of_one_meaning((without_symbols(form), code) for form, code in self._known.items())
        """Labels without what only decorates them."""
        kinds: dict[int, NotAnswered] = {code: kind for kind, code in _NO_ANSWERS.items()}
        self._own = {compared(form): kinds.get(code) for form, code in self._known.items()}
        """The questionnaire's words as those of no answer are compared; None for a point."""
        self.own_numbers = frozenset(scale.values[at] for label, at in labels.items() if _is_its_code(label, at, scale))
        """Points that the questionnaire calls nothing but their number."""
        self._has_dashes = any(code < self.points and _DASHES.fullmatch(form) for form, code in self._known.items())
        """Whether a point is called by dashes alone: then another dash may be one that a spreadsheet made of two."""
        self._has_letters = any(
            code < self.points and len(form) == 1 and form.isalpha() for form, code in self._known.items()
        )
        """Whether a point is called by a letter alone: then it may be one with a full stop before it."""
        self._label_words = {word for form, code in self._known.items() if code < self.points for word in form.split()}
        self._worded_in = tuple(zip(scale.languages, scale.labels, strict=False))
        self._said = {(label_form(word), marks_of_doubt(word)): code for word, code in (more or {}).items()}
        """What a mapping file says about values; it wins over everything."""
        self.read = lru_cache(_REMEMBERED)(self._read)
        """The code of a cell. The same few cells stand in every file of a batch."""
        self.anchor = lru_cache(_REMEMBERED)(self._anchor)
        """(digits, point) of a label with digits, such as ``1: strongly disagree``; None for anything else."""
        self.told_in = lru_cache(_REMEMBERED)(self._told_in)
        """(digits, point) of every label with digits that a heading or a title has in it."""
        self.tells_all = lru_cache(_REMEMBERED)(self._tells_all)
        """Whether a text has labels with digits in it that list the scale: both its ends, or three points."""
        self.alone = lru_cache(_REMEMBERED)(self._alone)
        """The code and the anchor of a cell in a column that no legend explains."""

    def said(self, text: str) -> int | None:
        """The code that a mapping gives a text; None where it says nothing of it."""
        return self._said.get((form, marks_of_doubt(text))) if self._said and (form := label_form(text)) else None

    @cached_property
    def _wordings(self) -> Mapping[str, frozenset[tuple[str, str]]]:
        """Form of a label, and of its words without its digits or what decorates it → languages and whole labels."""
        found: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for language, (label, at) in self._worded_in:
            forms = (label, without_symbols(label_form(label)), *(words for words, _ in _unnumbered({label: at})))
            for form in filter(None, map(label_form, forms)):
                found[form].add((language, label_form(label)))
        return {form: frozenset(worded) for form, worded in found.items()}

    def _wordings_of(self, text: str) -> frozenset[tuple[str, str]]:
        """The labels that a text is, each with its language: none where it is what explains a point."""
        every = (text, *(words for _, worded in numbered_labels(text) for words in worded))
        forms = (form for each in every for form in (label_form(each), without_symbols(label_form(each))))
        return next((self._wordings[form] for form in forms if form in self._wordings), frozenset())

    def are_two(self, text: str, other: str) -> bool:
        """Whether two texts that mean the same point are different labels in one language, and none is cut from it."""
        ours, theirs = self._wordings_of(text), self._wordings_of(other)
        return bool(ours and theirs) and any(
            language == another and not self._is_short_for(one, two)
            for language, one in ours
            for another, two in theirs
        )

    def _is_short_for(self, one: str, other: str) -> bool:
        """Whether two labels are one, perhaps without some of its words: *neither*, *neither agree nor disagree*."""
        a, b = one.split(), other.split()
        return a[:1] == b[:1] and any(
            {*a, *b} <= {*whole} and whole[:1] == a[:1] for whole in map(str.split, self._wordings)
        )

    def are_finer(self, choices: Sequence[str], *, whole: bool) -> bool:
        """Whether choices, in their order, are more than the scale has points.

        ``whole``: they are all that there are, and what stands between two points is one of them too.
        """
        codes = [self.read(text) for text in choices]
        points = [at for at, code in enumerate(codes) if code < self.points]
        worded = defaultdict[int, list[str]](list)
        for at in points:
            worded[codes[at]].append(choices[at])
        if any(self.are_two(one, other) for same in worded.values() for one, other in combinations(same, 2)):
            return True
        between = codes[points[0] : points[-1] + 1] if points and whole else []
        others = [code for code in between if code == UNKNOWN or DIGIT <= code < NOT_ANSWERS]
        return len(worded) + len(others) > self.points

    def _alone(self, cell: CellValue) -> tuple[int, tuple[int, int] | None]:
        said = self.said(plain_code(as_text(cell)))
        return (self.read(cell) if said is None else said), self.anchor(cell)

    def _read(self, cell: CellValue) -> int:
        text = as_text(cell)
        if (said := self.said(text)) is not None:
            return said
        if _STATA.fullmatch(text):
            return UNKNOWN if self._has_letters else BLANK
        if (known := self._known.get(label_form(text))) is not None:
            return UNKNOWN if self._doubted(text, known) else known
        if text.casefold() in NOT_FILLED_IN:
            return UNKNOWN if self._has_dashes and _DASHES.fullmatch(text) else BLANK
        if _ERRORS.fullmatch(text):
            return ERROR
        if (code := self._label(text)) is not None:
            return UNKNOWN if self._doubted(text, code) else code
        if (number := code_number(text)) is not None:
            return digit_code(number) if number in self.numbers else UNKNOWN
        return TWO if self._several(text) else UNKNOWN

    def _doubted(self, text: str, code: int) -> bool:
        """Whether a text has a mark of doubt that its point's words have not. Who doubts to know has not said.

        Below the middle a mark of dislike only decorates the label. That nothing of a label holds is no number of it.
        """
        if code >= self.points:
            return False
        marks = marks_of_doubt(text) - self._marks.get(code, frozenset())
        return bool(marks and not (code * 2 < self.points - 1 and only_dislikes(marks))) or (
            code > 0 and text.rstrip().endswith("0") and re.search(_NOUGHT, text) is not None
        )

    def _label(self, text: str) -> int | None:
        """The code of a label, with digits before or behind it or without."""
        if (code := self._worded(text)) is not None:
            return code
        worded = (self._worded(each) for _, words in numbered_labels(text) for each in words)
        return next((code for code in worded if code is not None), None)

    def _worded(self, text: str) -> int | None:
        """The code of words without digits: a label's, or that of no answer."""
        form = label_form(text)
        for known, key in (
            (self._known, form),
            (self._unnumbered, form),
            (self._undecorated, without_symbols(form)),
        ):
            if (code := known.get(key)) is not None:
                return code
        kind = no_answer(text, self._own) if any(map(str.isalpha, text)) else None
        return _NO_ANSWERS[kind] if kind else None

    def _several(self, text: str) -> bool:
        """Whether two or more labels or codes stand in one cell. One and a trailing ``;`` is no tick too many."""
        for ticks in (_TICKS.split(text), text.split()):  # one tool parts the names of choices with a blank
            readable = [self._label(tick) is not None or code_number(tick) is not None for tick in ticks if tick]
            if len(readable) > 1 and all(readable):
                return True
        return False

    def _anchor(self, cell: CellValue) -> tuple[int, int] | None:
        text = as_text(cell)
        at = self._known.get(label_form(text))
        if (number := as_whole(label_form(text))) is not None:
            return None if at is None or at >= self.points else (number, at)
        pieces = ((number, self._point(words)) for number, worded in numbered_labels(text) for words in worded)
        found = [(n, point) for n, point in pieces if point is not None and not self._doubted(text, point)]
        return next((anchor for anchor in found if anchor[0] in self.numbers), next(iter(found), None))

    def _told_in(self, text: str) -> frozenset[tuple[int, int]]:
        if not any(map(str.isdigit, text)):
            return frozenset()
        if ends := self._ends_of(text):
            return ends
        text = _IS.sub(" = ", text)
        for pieces in chain((_EXPLAINED.findall(text),), (parted.split(text) for parted in _PARTED)):
            if found := frozenset(anchor for each in pieces if (anchor := self._anchor_in(each.strip()))):
                return found
        return frozenset()

    def _tells_all(self, text: str) -> bool:
        if not _TWO_NUMBERS.search(text) or self._label_words.isdisjoint(words_alone(text).split()):
            return False  # as nearly all texts, of which most are looked at once
        return self._are_listed(self.told_in(text))

    def only_lists(self, text: str) -> bool:
        """Whether a text is nothing else than a list of numbers and labels, such as ``1 = disagree, 5 = agree``."""
        ways = ([piece for each in parted.split(text) if (piece := each.strip())] for parted in _PARTED)
        return self.tells_all(text) and any(all(map(self._anchor_in, pieces)) for pieces in ways)

    def _anchor_in(self, piece: str) -> tuple[int, int] | None:
        """What a piece of a sentence says of a number, perhaps behind a word: ``Scale: agree = 1``.

        A question's own mark at the end of the sentence is no doubt.
        """
        piece = piece.rstrip("? ")
        behind = _WORD_BEFORE.sub("", piece)
        return self.anchor(piece) or (self.anchor(behind) if behind != piece else None)

    def _ends_of(self, text: str) -> frozenset[tuple[int, int]]:
        """(digits, point) of both ends of numbers that stand between their labels: ``agree 1 2 3 4 5 disagree``."""
        for row in _ROW_OF_NUMBERS.finditer(text):
            numbers = re.findall(r"\d+", row[0])
            before, behind = _PARTED[0].split(text[: row.start()])[-1], _PARTED[0].split(text[row.end() :])[0]
            low, high = self._point(before.strip()), self._point(behind.strip())
            if low is not None and high is not None:
                return frozenset(((int(numbers[0]), low), (int(numbers[-1]), high)))
        return frozenset()

    def _paired(self, cell: CellValue, other: CellValue) -> tuple[int, int] | None:
        """(number, point) where of two cells one holds a number alone and the other a point's label."""
        for number, label in ((cell, other), (other, cell)):
            if isinstance(label, str) and label and (digits := code_number(as_text(number))) is not None:
                return None if (point := self._point(as_text(label))) is None else (digits, point)
        return None

    def _are_listed(self, pairs: Iterable[tuple[int, int]]) -> bool:
        """Whether (number, point) pairs list a scale: both its ends or three points, each once, up or down."""
        listed = sorted(pairs)
        numbers, points = [number for number, _ in listed], [point for _, point in listed]
        return (
            (len(listed) > 2 or set(points) == {0, self.points - 1})
            and len(set(numbers)) == len(set(points)) == len(listed)
            and points in (sorted(points), sorted(points, reverse=True))
            and self.numbers.union((min(self.numbers) - 1,)).issuperset(numbers)
        )

    def _lists_more(self, pairs: Iterable[tuple[int, int]]) -> bool:
        """Whether (number, point) pairs go from one end of the scale to the other with numbers that it has not."""
        listed = sorted(pairs)
        numbers, points = [number for number, _ in listed], [point for _, point in listed]
        return (
            bool(listed)
            and numbers[-1] > max(self.numbers)
            and {points[0], points[-1]} == {0, self.points - 1}
            and len(set(numbers)) == len(listed)
            and points in (sorted(points), sorted(points, reverse=True))
        )

    def listed_in(self, rows: Sequence[tuple[int, Sequence[CellValue]]], answers: Set[int]) -> Listed | None:
        """A list of numbers and labels: in one cell anywhere, or in several outside of the answers' columns."""
        lists: dict[tuple[str, int], Listed] = defaultdict(dict)
        above: Sequence[CellValue] = ()
        for number, row in rows:
            answered = any(row[at] != "" for at in answers if at < len(row))
            cells = ["" if at in answers else cell for at, cell in enumerate(row)]
            for at, cell in enumerate(cells):
                text = as_text(cell)
                for line, other in ((("beside", at), cells[at + 1 : at + 2]), (("above", number), above[at : at + 1])):
                    if other and (pair := self._paired(cell, other[0])):
                        lists[line][pair] = number, at, f"{text} {as_text(other[0])}"
                if isinstance(cell, str) and not answered:
                    lists["in one", 0] |= dict.fromkeys(self.told_in(text), (number, at, text))
            above = cells
        in_one = [lists.pop(("in one", 0), {}), *self._listed_alone(rows), *self._listed_down(rows, answers)]
        found = next((listed for listed in (*lists.values(), *in_one) if self._are_listed(listed)), None)
        long = (listed for listed in lists.values() if len(listed) > self.points)  # else numbers and answers of people
        return found or next((listed for listed in (*in_one, *long) if self._lists_more(listed)), None)

    def _listed_alone(self, rows: Iterable[tuple[int, Sequence[CellValue]]]) -> Iterator[Listed]:
        """What single cells list, whosever rows they stand in."""
        for number, row in rows:
            for at, cell in enumerate(row):
                if isinstance(cell, str) and self.tells_all(cell):
                    yield dict.fromkeys(self.told_in(cell), (number, at, as_text(cell)))

    def _listed_down(self, rows: Sequence[tuple[int, Sequence[CellValue]]], answers: Set[int]) -> Iterator[Listed]:
        """What the cells of a column list beside people: one number with its label each, in order."""
        for at in set(range(max((len(row) for _, row in rows), default=0))) - answers:
            there = {row[at]: number for number, row in rows if at < len(row) and isinstance(row[at], str)}
            if not 1 < len(there) <= self.points + _BESIDE_A_LIST:
                continue
            told = {pair: (number, at, as_text(cell)) for cell, number in there.items() if (pair := self.anchor(cell))}
            cells = [cell for _, row in rows if at < len(row) and (cell := row[at]) in there and self.anchor(cell)]
            numbers = list(told)
            if len(cells) == len(told) and numbers in (sorted(numbers), sorted(numbers, reverse=True)):
                yield told  # where one stands twice or they are in no order they are people's answers

    def _point(self, text: str) -> int | None:
        code = self._worded(text)
        return code if code is not None and code < self.points else None


def _marks_of(labels: Mapping[str, int], scale: AskedScale) -> dict[int, frozenset[str]]:
    """Point → the marks of doubt in its labels, and in what explains it."""
    marks: dict[int, frozenset[str]] = {}
    for text, code in chain(labels.items(), scale.described):
        marks[code] = marks.get(code, frozenset()) | marks_of_doubt(text)
    return marks


def _numbers_printed(label: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
    return numbered_labels(label) if _MARKED.fullmatch(label) else ()


def _unnumbered(labels: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """The words of labels that the questionnaire numbers itself: *most* of ``5 (most)``; not of ``more than 5``."""
    for label, at in labels.items():
        for _, worded in _numbers_printed(label):
            yield from ((words, at) for words in worded if not any(map(str.isdigit, words)))


def _is_its_code(label: str, at: int, scale: AskedScale) -> bool:
    """Whether a label is no more than its point's number: in a file it may be a code that runs the other way."""
    return code_number(label) == scale.values[at]


def _of_one_meaning(worded: Iterable[tuple[str, int]]) -> dict[str, int]:
    """The form of each text → its code, without those that could be two."""
    meant: dict[str, set[int]] = {}
    for text, code in worded:
        meant.setdefault(label_form(text), set()).add(code)
    return {form: codes.pop() for form, codes in meant.items() if form and len(codes) == 1}


def code_number(text: str) -> int | None:
    """The number that a cell holds alone, in brackets or behind LimeSurvey's ``A``; None for anything else."""
    code = _CODE.fullmatch(text)
    return as_whole(code["number"]) if code else None


def digit_code(number: int) -> int:
    """The byte that stands for a number alone, whose direction is not known yet."""
    if number < 0:
        return _BELOW_NOUGHT - number if number > _BELOW_NOUGHT - NOT_ANSWERS else UNKNOWN
    return DIGIT + number if DIGIT + number < _BELOW_NOUGHT else UNKNOWN


@lru_cache(_REMEMBERED)
def numbered_labels(text: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """A label's digits and its words apart, in every way that they could be: ``5 - Helt enig``, ``Helt enig (5)``.

    A dash in front of digits may be their sign, or part them from the words.
    """
    found = []
    for match in filter(None, (_IN_FRONT.fullmatch(text), _BEHIND.fullmatch(text))):
        words = match["words"].strip()
        bare = _AROUND.sub("", words), words.strip(_BESIDE_WORDS), words
        worded = tuple(dict.fromkeys(each for each in bare if each))
        number = as_whole(match["digits"])
        if worded and number is not None:
            found.append((number, worded))
            if number < 0 and match.start("digits") and words[-1:] not in _SURELY_SIGNED:
                found.append((-number, worded))
    return tuple(found)


SAID = {"missing": MISSING, "not-relevant": NOT_RELEVANT, "blank": BLANK}
"""What a mapping says about a value → its code."""


def codes_of(mapping: FileSaid, instrument: AskedInstrument) -> dict[str, int]:
    """What a mapping says about values: cell text → its code."""
    points = instrument.scale.values
    said = mapping.values.items()
    return {text: SAID[meant] if isinstance(meant, str) else points.index(meant) for text, meant in said}


class _Legend:
    """What a column's legend and headings say about its values: the same for every file under the same headings."""

    def __init__(self, words: ScaleWords, labels: Iterable[tuple[str, str]], headings: Iterable[str]) -> None:
        self._words = words
        self.told = frozenset[tuple[int, int]]().union(*map(words.told_in, headings))
        self.labels = {plain_code(code): label for code, label in labels if label.strip()}
        numbers = {code: code_number(label) for code, label in self.labels.items()}
        bare = {code: number for code, number in numbers.items() if number is not None}
        self.by_code = all(str(number) == code for code, number in bare.items())
        """Whether the digits among the labels are the codes themselves, and not other digits that the form prints."""
        self._named = {code: words.read(label) for code, label in self.labels.items()}
        self.anchors = self.told.union(anchor for label in self.labels.values() if (anchor := words.anchor(label)))
        own = not self.by_code and not self.anchors and words.own_numbers.issuperset(bare.values())
        self.printed: Direction | None = "agree-high" if own else None
        """How the digits run that the questionnaire itself prints, where a legend has codes of its own for them."""
        self.ranked = self._by_rank(bare)
        self.bare_codes = bool(bare) and self.by_code

    @cached_property
    def ends(self) -> frozenset[tuple[int, int]]:
        """(code, point) of the codes that the legend has words for."""
        ends = ((as_whole(code), point) for code, point in self._named.items())
        return frozenset((code, point) for code, point in ends if code is not None and point < self._words.points)

    def _by_rank(self, bare: Mapping[str, int]) -> dict[str, int]:
        """Code → point of the points between, where a legend lists every point and has words for both ends.

        A label between is the code itself or the number that the questionnaire prints; anything else is not ranked.
        """
        worded = {code: point for code, point in self._named.items() if point < self._words.points}
        listed = sorted({*bare, *worded}, key=lambda code: as_whole(code) or 0)
        if not bare or len(listed) != self._words.points or not all(as_whole(code) is not None for code in listed):
            return {}
        ranks = list(range(self._words.points))
        for points in (ranks, ranks[::-1]):
            ranked = dict(zip(listed, points, strict=True))
            ends = {ranked[code] for code in worded} >= {0, ranks[-1]}
            printed = all(bare[code] == self._words.values[ranked[code]] for code in bare)
            if ends and worded.items() <= ranked.items() and (self.by_code or printed):
                return ranked
        return {}


_legend_of = lru_cache(1024)(_Legend)


class Decoder(dict[CellValue, int]):
    """One column's values → codes; each value is read once.

    ``shown`` are the numbers of which the column itself says what they mean: its labels with digits that were met, and
    what its legend calls the ends, where the points between are nothing but their codes. So are those that its heading
    or a title above the table explains.
    """

    def __init__(self, words: ScaleWords, labels: Mapping[str, str], headings: Iterable[str] = ()) -> None:
        super().__init__()
        self.words = words
        self._legend = _legend_of(words, tuple(labels.items()), tuple(headings))
        self.own_numbers, self.printed = words.own_numbers, self._legend.printed
        self.anchors = set(self._legend.anchors)
        self._implied: set[tuple[int, int]] = set()
        """(number, point) of labels that were met without the number that the questionnaire prints beside them."""
        self.bare_codes = self._legend.bare_codes
        """Whether codes stand for themselves, so that only the legend's ends say which way they run."""

    @property
    def shown(self) -> Set[tuple[int, int]]:
        """(number, point) of everything that says which way the column's numbers run."""
        if self.bare_codes:
            return self._legend.ends | self._legend.told
        return self.anchors or (self._implied if self.has_digits else set())

    @cached_property
    def choices(self) -> Sequence[str]:
        """What its legend lists, in the order of the codes, but for what a mapping says itself."""
        unsaid = {code: label for code, label in self._legend.labels.items() if self.words.said(code) is None}
        return [unsaid[code] for code in sorted(unsaid, key=lambda code: (as_whole(code) is None, as_whole(code) or 0))]

    def labels_met(self) -> Mapping[int, list[str]]:
        """Point → the texts that were met for it, but for codes and what a mapping says itself."""
        met: dict[int, list[str]] = {}
        for cell, code in self.items():
            if code < self.words.points:
                text = plain_code(as_text(cell))
                if text not in self._legend.labels and self.words.said(text) is None:
                    met.setdefault(code, []).append(text)
        return met

    @property
    def several_met(self) -> Sequence[list[str]]:
        """The texts that were met for one point, of each that several were met for."""
        points = [code for code in self.values() if code < self.words.points]
        if len(set(points)) == len(points):
            return ()
        return [texts for texts in self.labels_met().values() if len(texts) > 1]

    @property
    def numbers_met(self) -> Set[int]:
        """The numbers alone that were met."""
        return {code - DIGIT for code in self.values() if DIGIT <= code < _BELOW_NOUGHT}

    @property
    def has_digits(self) -> bool:
        """Whether numbers alone were met, whose direction matters."""
        return any(DIGIT <= code < NOT_ANSWERS for code in self.values())

    def __missing__(self, cell: CellValue) -> int:
        if not self._legend.labels:
            self[cell] = code = self._alone(cell)
            return code
        text = plain_code(as_text(cell))
        label = self._legend.labels.get(text)
        meant = cell if label is None else label
        if anchor := self.words.anchor(meant):
            self.anchors.add(anchor)
        said = self.words.said(text)
        ranked = self._legend.ranked.get(text)
        code = said if said is not None else ranked if ranked is not None else self.words.read(meant)
        if code in self.words.printed:
            self._implied.add((self.words.printed[code], code))
        if label is None and said is None and DIGIT <= code < NOT_ANSWERS:
            code = self._between(code)
        self[cell] = code
        return code

    def _alone(self, cell: CellValue) -> int:
        """The code of a cell that no legend explains."""
        code, anchor = self.words.alone(cell)
        if anchor:
            self.anchors.add(anchor)
        if code in self.words.printed:
            self._implied.add((self.words.printed[code], code))
        return code

    def _between(self, code: int) -> int:
        """A code that the legend does not list: one of the points between, where it has words for the ends only."""
        if {point for _, point in self._legend.ends} != {0, self.words.points - 1} or not self._legend.by_code:
            return UNKNOWN  # the legend says what every code means, and not this one
        self.bare_codes = True
        return code


_WAYS: tuple[Direction, ...] = ("agree-high", "agree-low")


def directions(decoders: Sequence[Decoder], scale: AskedScale, asked: Direction | None) -> list[Direction | None]:
    """For each statement which way its numbers run, None where nobody says so.

    What a column itself shows comes first, then what was asked for, then what the labels with digits of all columns
    on the same scale agree on: another scale's labels are about other answers. A column whose own labels fit neither
    way has none.
    """
    agreed = _agreed(decoders, scale)
    every = {words: way or _printed([one for one in decoders if one.words is words]) for words, way in agreed.items()}
    ways: list[Direction | None] = []
    for decoder in decoders:
        fits = fitting(decoder.shown, scale)
        ways.append((decoder.printed or asked or every[decoder.words]) if len(fits) > 1 else fits[0] if fits else None)
    return ways


def borrowed(decoders: Sequence[Decoder], scale: AskedScale) -> Iterator[tuple[list[bool], list[bool]]]:
    """Of each scale: which columns' numbers only the labels of other columns explain, and which columns those are."""
    for words, way in _agreed(decoders, scale).items():
        mine = [decoder if way and decoder.words is words else None for decoder in decoders]
        open_ = [
            bool(one and one.has_digits and not one.printed and len(fitting(one.shown, scale)) > 1) for one in mine
        ]
        if any(open_):
            yield open_, [bool(one and direction_of(one.shown, scale)) for one in mine]


def _agreed(decoders: Iterable[Decoder], scale: AskedScale) -> dict[ScaleWords, Direction | None]:
    """Scale → the direction that all labels with digits which were met on it agree on."""
    anchors: dict[ScaleWords, set[tuple[int, int]]] = {}
    for decoder in decoders:
        anchors.setdefault(decoder.words, set()).update(decoder.anchors)
    return {words: direction_of(some, scale) for words, some in anchors.items()}


def _printed(decoders: Sequence[Decoder]) -> Direction | None:
    """How digits run that the questionnaire calls its points between the ends: they stand among words, not codes."""
    codes = {code for decoder in decoders for code in decoder.values()}
    digits = {str(number) for decoder in decoders for number in decoder.own_numbers if digit_code(number) in codes}
    met = {code for code in codes if DIGIT <= code < NOT_ANSWERS}
    worded = any(code < BLANK for code in codes)
    return "agree-high" if worded and len(digits) == len(met) else None


def translations(ways: Sequence[Direction | None], scale: AskedScale) -> list[bytes]:
    """For each statement, what every code means once it is known which way its numbers run."""
    tables = {way: _table(scale.values, way) for way in set(ways)}
    return [tables[way] for way in ways]


def contradicts(decoder: Decoder, scale: AskedScale, asked: Direction | None) -> bool:
    """Whether what a column shows of its numbers goes the other way than the one that was asked for."""
    return asked is not None and direction_of(decoder.shown, scale) not in (None, asked)


@lru_cache(64)
def _table(values: tuple[int, ...], way: Direction | None) -> bytes:
    table = list(range(256))
    table[DIGIT:NOT_ANSWERS] = [UNKNOWN] * (NOT_ANSWERS - DIGIT)
    for number in values:
        if way is not None and (code := digit_code(number)) < NOT_ANSWERS:
            point = _point_of(number, values, way)
            table[code] = UNKNOWN if point is None else point
    return bytes(table)


def fitting(anchors: Iterable[tuple[int, int]], scale: AskedScale) -> list[Direction]:
    """The directions that every labelled number agrees with: both where there is none, or only the middle."""
    return [way for way in _WAYS if all(point_of(digits, scale, way) == at for digits, at in set(anchors))]


def direction_of(anchors: Iterable[tuple[int, int]], scale: AskedScale) -> Direction | None:
    """The one direction that every labelled point with digits agrees with; None where there is none, or no other."""
    fits = fitting(anchors, scale)
    return fits[0] if len(fits) == 1 else None


def point_of(digits: int, scale: AskedScale, way: Direction) -> int | None:
    """The point (0: the lowest) that digits mean in a direction; None for digits that are not on the scale.

    Upwards the digits are the points' own numbers (Bilag 1: 5 is *Helt enig*); downwards the same numbers in reverse.
    """
    return _point_of(digits, scale.values, way)


def _point_of(digits: int, values: Sequence[int], way: Direction) -> int | None:
    if digits not in values:
        return None
    at = values.index(digits)
    return at if way == "agree-high" else len(values) - 1 - at
