"""The catalogues, with Babel: ``python -m tools.messages update`` after a text has changed, ``check`` in CI.

``update`` extracts the messages from the source, merges them into every language's ``.po`` and compiles the
``.mo`` that is committed beside it. ``check`` does the same in memory and names what is missing, fuzzy or stale.
"""

import ast
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "hf_fidelity"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "ngettext_noop": (1, 2), "pgettext": ((1, "c"), 2)}


_WRITTEN_IN = [("**.py", "python"), ("**.j2", "jinja2")]


def extracted() -> Catalog:
    """Every message in the source, sorted by the place where it is first used."""
    catalog = Catalog(project="hf-fidelity", charset="utf-8")
    found = extract_from_dir(PACKAGE, _WRITTEN_IN, keywords=KEYWORDS, comment_tags=("Note:",))
    for file, line, message, comments, context in found:
        del line  # line numbers would change the catalogues with every edit
        catalog.add(message, None, [(f"hf_fidelity/{file}", 0)], auto_comments=comments, context=context)
    return catalog


def po_files() -> list[Path]:
    """The catalogue of each language that is translated into."""
    return sorted((PACKAGE / "locale").glob("*/LC_MESSAGES/hf_fidelity.po"))


def merged(po: Path) -> Catalog:
    """A language's catalogue with the source's messages of today; what is new has no translation yet."""
    with po.open("rb") as file:
        catalog = read_po(file, locale=po.parts[-3])
    catalog.update(extracted(), no_fuzzy_matching=True, keep_user_comments=True)
    catalog.obsolete.clear()
    return catalog


def po_text(catalog: Catalog) -> bytes:
    """The catalogue as it is committed: no dates, no line numbers, so that it changes only when texts do."""
    stream = io.BytesIO()
    write_po(stream, catalog, width=110, omit_header=False, sort_by_file=True, include_lineno=False)
    dates = (
        b'"Report-Msgid-Bugs',
        b'"POT-Creation-Date',
        b'"PO-Revision-Date',
        b'"Generated-By',
        b'"Last-Translator',
        b'"Language-Team',
    )
    return b"\n".join(line for line in stream.getvalue().split(b"\n") if not line.startswith(dates))


def mo_bytes(catalog: Catalog) -> bytes:
    """The compiled catalogue."""
    stream = io.BytesIO()
    write_mo(stream, catalog)
    return stream.getvalue()


def problems() -> list[str]:
    """What is wrong with the catalogues; empty where everything is translated and compiled."""
    found = [
        f"{path.relative_to(ROOT)}:{line}: a message within an f-string is in no catalogue"
        for path in sorted(PACKAGE.rglob("*.py"))
        for line in within_f_strings(path.read_text("utf-8"))
    ]
    for po in po_files():
        catalog = merged(po)
        name = po.relative_to(ROOT)
        found += [f"{name}: not translated: {message.id!r}" for message in catalog if message.id and not done(message)]
        found += [f"{name}: {error}: {message.id!r}" for message, errors in catalog.check() for error in errors]
        if po.read_bytes() != po_text(catalog):
            found.append(f"{name} is stale: run python -m tools.messages update")
        if not po.with_suffix(".mo").exists() or compiled(po.with_suffix(".mo")) != texts(catalog):
            found.append(f"{name.with_suffix('.mo')} is stale: run python -m tools.messages update")
    return found


def within_f_strings(code: str) -> Iterator[int]:
    """The lines of messages that stand inside of an f-string: there Babel sees some with some Pythons only."""
    for outer in ast.walk(ast.parse(code)):
        for node in ast.walk(outer) if isinstance(outer, ast.JoinedStr) else ():
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
                yield from (node.lineno for told in node.args[:1] if isinstance(told, ast.Constant))


def done(message: object) -> bool:
    """Whether a message is translated, all its plural forms too."""
    text = getattr(message, "string", "")
    return all(text) if isinstance(text, list | tuple) else bool(text)


def texts(catalog: Catalog) -> set[str]:
    """Every message with its translation, in a form that two catalogues can be compared by."""
    return {
        f"{_text(message.context)} {_tuple(message.id)} {_tuple(message.string)}" for message in catalog if message.id
    }


def _text(context: str | bytes | None) -> str | None:
    return context.decode() if isinstance(context, bytes) else context  # as Babel reads it from a .mo


def _tuple(texts: object) -> object:
    return tuple(texts) if isinstance(texts, list | tuple) else texts


def compiled(mo: Path) -> set[str]:
    """The same, read back from a compiled catalogue."""
    from babel.messages.mofile import read_mo

    with mo.open("rb") as file:
        return texts(read_mo(file))


def update() -> None:
    """Bring every catalogue up to date with the source, and compile it."""
    for po in po_files():
        catalog = merged(po)
        po.write_bytes(po_text(catalog))
        po.with_suffix(".mo").write_bytes(mo_bytes(catalog))
        missing = [message.id for message in catalog if message.id and not done(message)]
        print(f"{po.relative_to(ROOT)}: {len(list(catalog))} messages, {len(missing)} not translated")


if __name__ == "__main__":
    if sys.argv[1:] == ["update"]:
        update()
    elif found := problems():
        sys.exit("\n".join(found))
