"""Tables that explain others: code → label, and variable → the text of its question.

SurveyXact's sheets *Labels*, *Structure* and *Variables* (or CSV files of these names), REDCap's data dictionary.
They are known by their own headings, whatever the file is called.
"""

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from hf_fidelity.ground import as_whole, fold, lazily, plain_code
from hf_fidelity.readers.survey.cells.book import Book, CellValue, Refused, Sheet, as_text
from hf_fidelity.readers.survey.cells.open import open_book
from hf_fidelity.readers.survey.words.compared import kind_by_name
from hf_fidelity.readers.survey.words.tools import LAYOUTS, matches

_MOST = 50_000
"""So many rows of a legend are read; the largest real one had 1,199."""

_VARIABLE = ("variablename", "variable / field name")
_TEXT = ("questiontext", "variabledescription", "field label")
_CHOICES = "choices, calculations, or slider labels"
_CHOICE = lazily(r"\s*([−-]?\d+[.,]0+|[^,]+?)\s*,\s*(.*?)\s*", re.DOTALL)
_VALUE, _NAMED = ("choicevalue",), ("choicetext",)


@dataclass(frozen=True)
class Legend:
    """What a file says about its own variables; names are folded."""

    texts: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Variable → code (``1``) → label."""

    def __or__(self, other: "Legend") -> "Legend":
        return Legend({**self.texts, **other.texts}, {**self.labels, **other.labels})

    def __bool__(self) -> bool:
        return bool(self.texts or self.labels)


def legend_in(rows: Iterable[Sequence[CellValue]], name: str) -> Legend | None:
    """The legend that a table is, by its headings; None where it is none.

    ``name`` is the sheet's or file's: a table of codes has no headings, and only its name shows what it is.
    """
    table = [[as_text(cell) for cell in row] for row in islice(rows, _MOST)]
    if not table:
        return None
    head = [fold(heading) for heading in table[0]]
    variable, text = _first(head, _VARIABLE), _first(head, _TEXT)
    if variable is not None and text is not None:
        choices = head.index(_CHOICES) if _CHOICES in head else None
        return _described(table[1:], variable, text, choices) | _chosen(head, table[1:], variable)
    if "label" in fold(name) and all(_is_label(row) for row in table if any(row)):
        return _labels(table)
    return (_codebook(table) or None) if _CODEBOOK.search(fold(name)) else None


def _first(head: list[str], names: tuple[str, ...]) -> int | None:
    return next((head.index(name) for name in names if name in head), None)


def _described(table: list[list[str]], variable: int, text: int, choices: int | None) -> Legend:
    texts, labels = {}, {}
    for row in table:
        if len(row) > max(variable, text) and row[variable]:
            name = fold(row[variable])
            texts[name] = row[text]
            if choices is not None and len(row) > choices and (named := _choices(row[choices])):
                labels[name] = named
    return Legend(texts, labels)


def _chosen(head: list[str], table: list[list[str]], variable: int) -> Legend:
    """Code and label in columns of their own, one row a choice, as SurveyXact's *Structure* may have them."""
    value, named = _first(head, _VALUE), _first(head, _NAMED)
    if value is None or named is None:
        return Legend()
    return _labels([[row[variable], row[value], row[named]] for row in table if len(row) > max(variable, value, named)])


def _choices(text: str) -> dict[str, str]:
    """``1, Helt enig | 2, Enig`` → code → label."""
    return {plain_code(match[1]): match[2] for part in text.split("|") if (match := _CHOICE.fullmatch(part))}


def _is_label(row: list[str]) -> bool:
    return len([cell for cell in row if cell]) <= 3 and len(row) > 1 and as_whole(row[1]) is not None


def _labels(table: list[list[str]]) -> Legend:
    labels: dict[str, dict[str, str]] = {}
    for row in table:
        if len(row) > 2 and row[0] and row[1]:
            labels.setdefault(fold(row[0]), {})[plain_code(row[1])] = row[2]
    return Legend({}, labels)


@lru_cache(maxsize=256)
def is_legend_name(name: str) -> bool:
    """Whether a sheet or file is called as a tool, or somebody, calls what explains its exports."""
    called = _COPY.sub("", fold(name))
    return bool(_CODEBOOK.search(called)) or any(
        matches(pattern, called) for layout in LAYOUTS for pattern in layout.legends
    )


_CODEBOOK = lazily(r"kodebog|kodebok|kodbok|code ?book|variab(el|le)n?li(ste?|sta)|variablenübersicht")
"""What people call a list of a table's variables."""


_COPY = lazily(r"(\s*\(\d{1,2}\)|[\s_-]+\d{1,2}|[\s_-]+(kopi|copy|kopie|copia)(\s*\(?\d{1,2}\)?)?)$")
"""What is put behind a file's name where there is one of that name already."""


def legend_inside(book: Book) -> Legend:
    """What a file's own sheets say about its variables: as a tool writes it, or as people list them, on a sheet of its
    own or above the table."""
    inside = Legend()
    for name, sheet in book.sheets.items():
        legend = legend_in(sheet.rows(), name) if is_legend_name(name) else None
        inside |= legend or _codebook(sheet.rows()) or _listed_above(sheet)
    return inside


_HEADS_A_VARIABLE = lazily(
    r"(variab\w+|var|kolonne\w*|column|felt\w*|field|item|spørgsmål|spørsmål|question|fråga|frage|kode|code)"
    r"([ _.-]*(navn|name|namn|id|nr\.?|nummer|no\.?|number|kode|code))?"
    r"|navn|name|namn|id|nr\.?|nummer|no\.?|number|#|spm\.?"
)
_HEADS_A_TEXT = lazily(
    r"(spørgsmål|spørsmål|question|fråge?|frage|item|variable|variabel)s?[ _-]?(tekst|text|label|wording|ordlyd)"
    r"|spørgsmål|spørsmål|question|fråga|frage|pregunta|kysymys|pytanie|item|tekst|text|label|etiket|betydning"
    r"|(be|for)skrivelse|beskrivning|beschreibung|description|wording|ordlyd|formulering|udsagn|utsagn|påstand"
    r"|påstående|statement|aussage"
)
_DEEPEST = 200
"""No questionnaire has more statements, and no list of them has more rows above a table."""
_TITLES = 5
"""So many rows may stand above the headings of a list."""
_WIDEST = 20
"""Columns; a table of answers has more, and is passed over at once."""
_FEWEST = 5
"""A list on a sheet of its own has so many: notes on some statements have fewer."""


def _codebook(rows: Iterable[Sequence[CellValue]]) -> Legend:
    """What people list of a table's variables: what each is called, and what it asks; each stands there once."""
    below = iter(rows)
    for row in islice(below, _TITLES):
        heads = [_heads(as_text(heading)) for heading in row] if len(row) <= _WIDEST else []
        variable = next((i for i, head in enumerate(heads) if head.a_variable), None)
        text = next((i for i, head in enumerate(heads) if i != variable and head.a_text), None)
        if variable is not None and text is not None:
            wide = (cells for cells in islice(below, _DEEPEST) if len(cells) > max(variable, text))
            return _each_once([(as_text(cells[variable]), as_text(cells[text])) for cells in wide], _FEWEST)
    return Legend()


class _Heads(NamedTuple):
    """Of what a column is in a list of variables, by its heading."""

    a_variable: bool
    a_text: bool


@lru_cache(maxsize=4096)
def _heads(heading: str) -> _Heads:
    words = fold(heading).strip(" :")
    return _Heads(bool(_HEADS_A_VARIABLE.fullmatch(words)), bool(_HEADS_A_TEXT.fullmatch(words)))


def _listed_above(sheet: Sheet) -> Legend:
    """What stands above a table of the codes that are its headings: a code and a text in a row each.

    ``Team`` and a name says whose the table is.
    """
    pairs: list[tuple[str, str]] = []
    for row in islice(sheet.rows(), _DEEPEST):
        there = [text for cell in row if cell != "" and (text := as_text(cell))]
        if len(there) == 2 and not re.search(r"\s", there[0]) and not kind_by_name(there[0]):
            pairs.append((there[0], there[1]))
        elif len({code for code, _ in pairs} & set(there)) > 1:
            return _each_once(pairs, 2)
        elif len(there) > 2 and not pairs:
            break  # a table begins
    return Legend()


def _each_once(pairs: Sequence[tuple[str, str]], fewest: int) -> Legend:
    """The texts of variables that are described in words, once each; else it is another kind of list."""
    texts = {fold(name): text for name, text in pairs if name and _SEVERAL_WORDS.search(text)}
    named = [name for name, _ in pairs if name]
    return Legend(texts) if len(texts) >= fewest and len(set(map(fold, named))) == len(named) else Legend()


_SEVERAL_WORDS = lazily(r"[^\W\d_]{2}\W+[^\W\d_]")


def is_legend(book: Book, path: str) -> bool:
    """Whether a whole file is a legend to another one."""
    stem = Path(path).stem
    return list(book.sheets) == [""] and is_legend_name(stem) and legend_in(book.sheets[""].rows(), stem) is not None


class NamedLegends:
    """Files that are called as legends are, by what else they are called: of a thousand exports each looks at few."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self.all = tuple(path for path in paths if is_legend_name(path.stem))
        self._by_series: dict[str, list[Path]] = {}
        for path in self.all:
            self._by_series.setdefault(_series(path), []).append(path)

    def near(self, own: Path) -> tuple[Path, ...]:
        """The others whose names differ only in the word that says what they are."""
        return tuple(path for path in self._by_series.get(_series(own), ()) if path != own)

    def beside(self, own: Path) -> tuple[Path, ...]:
        """Those that may explain a file: the near ones; where there is none, all the others."""
        return self.near(own) or tuple(path for path in self.all if path != own)


def legends_beside(path: str, others: Sequence[str]) -> Mapping[Path, Legend]:
    """What other CSV files say about a CSV file's variables: those of the batch, and those in its folder.

    Of several, those count whose names differ from this one's only in the word that says what they are
    (``vest_dataset.csv``, ``vest_labels.csv``).
    """
    own = Path(path)
    if own.suffix.casefold() != ".csv":
        return {}
    batch, folder = NamedLegends(map(Path, others)), _legends_in(own.parent)
    near = _explaining((*batch.near(own), *folder.near(own)), own)
    return near or _one_of_each(_explaining((*batch.all, *folder.all), own))


def together(legends: Iterable[Legend]) -> Legend:
    """What several say."""
    every = Legend()
    for legend in legends:
        every |= legend
    return every


_LISTS_OF_CODES = lazily(
    r"(svar|answer )?(kode|skala|scale|code)(r|n|s|rne|bog|liste|book|list|forklaring)?|forklaring(er)?|legende?"
)
_TABLES = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods")
_MOST_BYTES, _MOST_LISTS = 65_536, 8


@lru_cache(maxsize=64)
def code_lists_in(folder: Path) -> tuple[Path, ...]:
    """The small files of a folder that are called as somebody calls a list of what codes mean."""
    try:
        called = filter(is_called_a_list, sorted(folder.iterdir()))
        return tuple(islice((path for path in called if path.stat().st_size <= _MOST_BYTES), _MOST_LISTS))
    except OSError:
        return ()


def is_called_a_list(path: Path) -> bool:
    """Whether a file is called as somebody calls a list of what codes mean."""
    return path.suffix.casefold() in _TABLES and _LISTS_OF_CODES.fullmatch(_plain_name(path)) is not None


_HEADS_A_CODE = lazily("koder?|codes?|values?|værdi(er)?|svarkode|svarværdi|ciffer|tal|score")
_HEADS_A_LABEL = frozenset(
    (
        "tekst", "text", "label", "labels", "etiket", "betydning", "betyder", "meaning", "svartekst", "forklaring",
        "beskrivelse", "description", "ord",
    )
)  # fmt: skip


def is_list_of_codes(book: Book, path: Path) -> bool:
    """Whether a whole file lists codes and what they mean, by its name, its headings and what stands below them."""
    return is_called_a_list(path) and all(_lists_codes(islice(sheet.rows(), _MOST)) for sheet in book.sheets.values())


def _lists_codes(rows: Iterable[Sequence[CellValue]]) -> bool:
    table = [cells for row in rows if any(cells := [as_text(cell) for cell in row])]
    head = [fold(heading).strip(":") for heading in table[0]] if table else []
    codes = [at for at, heading in enumerate(head) if _HEADS_A_CODE.fullmatch(heading)]
    return (
        len(codes) == 1
        and not _HEADS_A_LABEL.isdisjoint(head)
        and all(len(row) > codes[0] and as_whole(row[codes[0]]) is not None for row in table[1:])
    )


def _plain_name(path: Path) -> str:
    return re.sub(r"[\W_\d]+", " ", _COPY.sub("", fold(path.stem))).strip()


@lru_cache(maxsize=64)
def sheets_of_list(path: Path) -> tuple[tuple[tuple[int, list[CellValue]], ...], ...]:
    """The rows of each sheet of a list of codes, with their numbers; none where it cannot be opened."""
    try:
        sheets = open_book(path).sheets.values()
        return tuple(tuple(islice(enumerate(sheet.rows(), 1), _MOST)) for sheet in sheets)
    except Refused:
        return ()


def is_called_as(legend: Path, path: str) -> bool:
    """Whether a legend's name says that it belongs to a file."""
    return _series(legend) == _series(Path(path))


def another_users(path: Path) -> str | None:
    """Which other user a file belongs to; None where it is one's own, and where the system has no owners."""
    if not hasattr(os, "getuid"):
        return None
    import pwd

    try:
        owner = path.stat().st_uid
        return None if owner == os.getuid() else pwd.getpwuid(owner).pw_name
    except OSError:
        return None
    except KeyError:  # nobody is called so any more
        return str(owner)


def _explaining(paths: Iterable[Path], own: Path) -> Mapping[Path, Legend]:
    """What each of some files says, where it is a legend indeed."""
    return {path: legend for path in dict.fromkeys(paths) if path != own and (legend := _legend_file(path))}


def _one_of_each(legends: Mapping[Path, Legend]) -> Mapping[Path, Legend]:
    """The legends, unless two of them explain the same variables: then nobody can say whose they are."""
    names = [name for legend in legends.values() for name in (*legend.labels, *legend.texts)]
    kinds = [bool(legend.labels) for legend in legends.values()]
    return legends if len(names) == len(set(names)) or len(kinds) == len(set(kinds)) else {}


@lru_cache(maxsize=64)
def _legends_in(folder: Path) -> NamedLegends:
    try:
        return NamedLegends(path for path in sorted(folder.iterdir()) if path.suffix.casefold() == ".csv")
    except OSError:
        return NamedLegends(())


@lru_cache(maxsize=1024)
def _legend_file(path: Path) -> Legend | None:
    try:
        book = open_book(path)
        return legend_in(book.sheets[""].rows(), path.stem) if list(book.sheets) == [""] else None
    except Refused:
        return None


_KEYWORDS = lazily(
    rf"{_CODEBOOK.pattern}|dataset|data|labels?|structure|variables|dictionary|ordbog|raw|_+|-+|\s+|\d{4}.*$"
)


def _series(path: Path) -> str:
    return _KEYWORDS.sub("", fold(path.stem))
