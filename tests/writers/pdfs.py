"""A PDF as a voice reads it: its structure, and the text under each part of it, in the order of the structure."""

import io
import re
from collections.abc import Iterator
from typing import Any, NamedTuple, cast

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from tests.hostile import STEERING

ACTING = {
    *("JS", "JavaScript", "URI", "Launch", "GoToR", "GoToE", "SubmitForm", "ImportData", "OpenAction", "AA"),
    *("EmbeddedFiles", "EmbeddedFile", "RichMedia", "AcroForm", "XFA", "Filespec"),
}
"""What a PDF holds that runs, fetches or fills in something, or brings a file along."""


class Part(NamedTuple):
    """An element of the structure."""

    kind: str
    text: str
    parts: tuple["Part", ...]
    marks: Any

    def all(self, *kinds: str) -> list["Part"]:
        """Every part of these kinds below it, in reading order."""
        own = [self] if self.kind in kinds else []
        return [*own, *(found for part in self.parts for found in part.all(*kinds))]

    @property
    def language(self) -> str | None:
        """The language that the part says it is in."""
        return str(self.marks["/Lang"]) if "/Lang" in self.marks else None

    @property
    def alternative(self) -> str | None:
        """What is said of a picture."""
        return str(self.marks["/Alt"]) if "/Alt" in self.marks else None


class Pdf:
    """A file."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.reader = PdfReader(io.BytesIO(content))
        self.root = cast(Any, self.reader.trailer["/Root"])
        pages = {page.indirect_reference.idnum: page for page in self.reader.pages if page.indirect_reference}
        self._said = {number: _said(page) for number, page in pages.items()}
        self.structure = self._part(self.root["/StructTreeRoot"]["/K"], None)

    def _part(self, of: Any, page: int | None) -> Part:
        of = of.get_object()
        of = of[0].get_object() if isinstance(of, list) else of
        page = of.raw_get("/Pg").idnum if "/Pg" in of else page
        inside = of.get("/K", [])
        texts, parts = [], []
        for one in (kid.get_object() for kid in (inside if isinstance(inside, list) else [inside])):
            if isinstance(one, int):
                texts.append(self._said[page or 0].get(one, ""))
            elif one.get("/Type") == "/MCR":
                texts.append(self._said[one.raw_get("/Pg").idnum].get(one["/MCID"], ""))
            elif "/S" in one:
                parts.append(self._part(one, page))
                texts.append(parts[-1].text)
        return Part(str(of["/S"]).lstrip("/"), str(of.get("/ActualText", "".join(texts))), tuple(parts), of)

    @property
    def title(self) -> str:
        """What the window of a reader is called."""
        about: Any = self.reader.metadata
        return str(about["/Title"])

    @property
    def text(self) -> str:
        """All that is read aloud, a line a part that stands for itself."""
        return "\n".join(
            part.text for part in self.structure.all("H1", "H2", "H3", "P", "LBody", "TH", "TD", "Caption")
        )

    @property
    def tables(self) -> list[list[list[str]]]:
        """Each table's rows of cells."""
        return [[[cell.text for cell in row.parts] for row in table.all("TR")] for table in self.structure.all("Table")]

    def harm(self) -> list[str]:
        """Whatever acts, and letters that steer in what is read aloud, searched or said of a picture."""
        bare = re.sub(rb"stream\r?\n.*?endstream", b"", self.content, flags=re.DOTALL)
        named = {name.decode() for name in re.findall(rb"/(\w+)", bare)}
        told = [
            self.text,
            str(self.reader.metadata),
            *(part.alternative or "" for part in self.structure.all("Figure")),
        ]
        return [*sorted(named & ACTING), *(f"steers: {found!r}" for text in told for found in STEERING.findall(text))]


def _said(page: Any) -> dict[int, str]:
    """The marked pieces of a page, with their text."""
    fonts = {str(name): _letters(font.get_object()) for name, font in page["/Resources"].get("/Font", {}).items()}
    said: dict[int, str] = {}
    marked: list[int | None] = []
    letters: dict[int, str] = {}
    for operands, operator in _operations(page.get_contents().get_data()):
        if operator in (b"BDC", b"BMC"):
            marked.append(int(operands[operands.index(b"/MCID") + 1]) if b"/MCID" in operands else None)
        elif operator == b"EMC":
            marked.pop()
        elif operator == b"Tf":
            letters = fonts[operands[0].decode()]
        elif operator in (b"Tj", b"TJ"):
            text = "".join(_read(piece, letters) for piece in operands if piece[:1] in b"(<")
            number = next((one for one in reversed(marked) if one is not None), None)
            if number is not None:
                said[number] = said.get(number, "") + text
    return said


_TEXT = rb"\((?:[^()\\]|\\.)*\)"
for _depth in range(8):  # pairs of brackets may stand in a text as they are
    _TEXT = rb"\((?:[^()\\]|\\.|" + _TEXT + rb")*\)"
_TOKEN = re.compile(_TEXT + rb"|<<|>>|<[^>]*>|[\[\]]|/?[^\s()<>\[\]/]+", re.DOTALL)
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_CONTROLS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def _operations(content: bytes) -> Iterator[tuple[list[bytes], bytes]]:
    """What is done on a page: the words before each operator, and the operator. pypdf reads a byte at a time."""
    words: list[bytes] = []
    for word in _TOKEN.findall(content):
        if word[:1].isalpha():
            yield words, word
            words = []
        else:
            words.append(word)


def _read(piece: bytes, letters: dict[int, str]) -> str:
    if piece.startswith(b"<"):
        raw = bytes.fromhex(piece[1:-1].decode())
    else:
        raw = _ESCAPED.sub(lambda found: _unescaped(found[1]), piece[1:-1])
    return "".join(letters[int.from_bytes(raw[at : at + 2])] for at in range(0, len(raw), 2))


def _unescaped(sign: bytes) -> bytes:
    return bytes([int(sign, 8)]) if sign.isdigit() else _CONTROLS.get(sign, sign)


def _letters(font: DictionaryObject) -> dict[int, str]:
    """Which letters a font's signs stand for, as they are copied and read aloud."""
    table = font["/ToUnicode"].get_data().decode("latin1")  # type: ignore[attr-defined]
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        found |= {int(sign, 16): _utf16(text) for sign, text in re.findall(r"<(\w+)>\s*<(\w+)>", block)}
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            start = int(first, 16)
            whole = _utf16(text)
            found |= {start + n: whole[:-1] + chr(ord(whole[-1]) + n) for n in range(int(last, 16) - start + 1)}
    return found


def _utf16(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be")


def parts_in_order(part: Part) -> Iterator[Part]:
    """The part and all below it, as they are read."""
    yield part
    for inner in part.parts:
        yield from parts_in_order(inner)
