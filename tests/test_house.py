"""The house itself: schemas, translations, what is imported when, what the README promises."""

import ast
import json
import re
import subprocess
import sys
from collections import Counter
from configparser import ConfigParser
from functools import cache
from pathlib import Path

import jsonschema
import pytest
from babel.messages.catalog import Catalog

from hf_fidelity import i18n, journeys
from hf_fidelity.journeys import Workspace, make_demo
from hf_fidelity.journeys.shipped import shipped_folder
from tests.depth import every
from tests.plain_yaml import quickly
from tools import messages
from tools.manual import manual_files
from tools.schemas import assessment_schema, instrument_schema, schema_files
from tools.windows.parts import REQUIREMENTS, of_the_program, versions

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


_SCHEMAS = cache(schema_files)


def test_the_committed_schemas_are_those_of_the_models() -> None:
    """Mend with ``python -m tools.schemas``."""
    committed = {path.name: path.read_text(encoding="utf-8") for path in shipped_folder("schemas").glob("*.json")}
    assert committed == _SCHEMAS()


@pytest.mark.parametrize("name", ["assessment", "instrument", "mapping", "settings"])
def test_the_schemas_are_schemas(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(_SCHEMAS()[f"{name}.schema.json"]))


def test_the_committed_manual_pages_are_those_of_the_program() -> None:
    """Mend with ``python -m tools.manual``."""
    of_the_program = manual_files()
    assert {name: (ROOT / "man" / name).read_text(encoding="utf-8") for name in of_the_program} == of_the_program


SHIPPED = sorted(shipped_folder("principles").glob("*.yaml"))


@pytest.mark.parametrize("path", every(3, {path.stem: path for path in SHIPPED}))
def test_a_shipped_questionnaire_fits_the_schema_it_names(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../schemas/instrument.schema.json\n")
    jsonschema.validate(quickly(text), instrument_schema())


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_questionnaire_is_called_as_its_file(path: Path) -> None:
    assert Workspace.at(ROOT / "no-such-folder").instrument(path.stem).id == path.stem


def test_every_record_of_the_demo_fits_the_schema(tmp_path: Path) -> None:
    from datetime import date

    make_demo(date(2026, 8, 20), tmp_path)
    records = [path for path in tmp_path.rglob("*.json") if path.name != "team.json"]
    assert len(records) == 23
    fits = jsonschema.validators.validator_for(schema := assessment_schema())(schema).validate
    for path in records:
        fits(json.loads(path.read_text(encoding="utf-8")))


_EXTRACTED = cache(messages.extracted)


@pytest.mark.thorough
def test_every_text_is_translated_and_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Mend with ``python -m tools.messages update`` and a translation in the ``.po``."""
    monkeypatch.setattr(messages, "extracted", _EXTRACTED)
    assert messages.problems() == []


def test_a_text_without_translation_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    catalog = Catalog()
    catalog.add("A sentence that nobody has translated.")
    monkeypatch.setattr(messages, "extracted", lambda: catalog)
    assert any("nobody has translated" in problem for problem in messages.problems())


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("x = f\"{_('form')}.xlsx\"", [1]),
        ("x = f\"{told(_('form'))}\"", [1]),
        ("x = _('form') + '.xlsx'", []),
        ("x = f'{told(form)} {_(form)}'", []),
    ],
)
def test_a_message_that_no_catalogue_can_have_is_noticed(code: str, lines: list[int]) -> None:
    assert list(messages.within_f_strings(code)) == lines


# What is imported when

HEAVY = ("rich", "pydantic", "yaml", "openpyxl", "jinja2", "typer")


def imported_by(*arguments: str) -> set[str]:
    """The top-level modules that a command has imported when it ends, in a process of its own."""
    code = (
        "import sys; from hf_fidelity.cli.main import run; code = run(sys.argv[1:]);"
        "print('\\n' + ' '.join(sorted({name.partition('.')[0] for name in sys.modules})), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    return set(done.stderr.splitlines()[-1].split())


def test_version_imports_nothing_heavy() -> None:
    assert imported_by("--version").isdisjoint(HEAVY)


def test_help_imports_no_more_than_typer() -> None:
    assert imported_by("--help") & set(HEAVY) == {"typer"}


LISTENING = ("starlette", "uvicorn", "h11", "anyio", "segno", "python_multipart", "asyncio")


@pytest.mark.parametrize(
    "words", every(3, [("--help",), ("open", "--help"), ("trend",), ("show", "--team", "CTI-teamet")], first=2)
)
def test_only_the_page_imports_what_it_takes_to_listen(words: tuple[str, ...], tmp_path: Path) -> None:
    from datetime import date

    make_demo(date(2026, 8, 20), tmp_path)
    assert imported_by("--data", str(tmp_path), *words).isdisjoint(LISTENING)


def test_a_trend_does_not_import_the_meeting(tmp_path: Path) -> None:
    from datetime import date

    make_demo(date(2026, 8, 20), tmp_path)
    code = (
        "import sys; from hf_fidelity.cli.main import run; run(sys.argv[1:]);"
        "sys.exit('hf_fidelity.domain.interview' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code, "--data", str(tmp_path), "trend"], capture_output=True, check=True)


def test_every_library_that_is_imported_has_its_room() -> None:
    """``.importlinter`` holds what it names, and nothing else."""
    contracts = ConfigParser()
    contracts.read(ROOT / ".importlinter", encoding="utf-8")
    held = {name for contract in contracts.values() for name in contract.get("forbidden_modules", "").split()}
    nodes = [node for module in _parsed().values() for node in ast.walk(module)]
    named = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    named |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    assert {name.partition(".")[0] for name in named} - sys.stdlib_module_names - held == {"hf_fidelity"}


# What the README says


def test_the_quick_start_is_two_commands() -> None:
    block = re.search(r"^## Quick start\n+```sh\n(.*?)\n```", README, re.DOTALL | re.MULTILINE)
    assert block
    assert [line.split(" && ")[-1] for line in block[1].splitlines()] == [
        ".venv/bin/hf-fidelity demo",
        ".venv/bin/pytest",
    ]


def test_the_readmes_python_example_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from datetime import date

    block = re.search(r"^```python\n(.*?)\n```", README, re.DOTALL | re.MULTILINE)
    assert block
    make_demo(date(2026, 8, 20), tmp_path)
    exec(block[1].replace('"data"', repr(str(tmp_path))), {})
    assert capsys.readouterr().out == "{'up': 4, 'same': 12, 'down': 0}\n"


@pytest.mark.parametrize("page", sorted({*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")}), ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_code_names_no_questionnaire_nor_what_it_is_made_of(path: Path) -> None:
    """What is asked is data; only the demo's data may name it."""
    instrument = Workspace.at(ROOT / "no-such-folder").instrument(path.stem)
    made_of = instrument.model_dump(mode="json")
    ids = [instrument.id, *(x["id"] for kind in ("principles", "themes", "parts", "measures") for x in made_of[kind])]
    names = [name for x in (made_of, *made_of["principles"]) for name in x["name"].values() if " " in name]
    quoted = [rf"""["']{re.escape(id)}["']""" for id in ids]
    named = re.compile("|".join([r"\b[SCQ]\d\d\b", *quoted, *map(re.escape, names)]))
    code = {file: text for file, text in _code().items() if file.name != "demo.py"}
    assert [(str(file), found[0]) for file, text in code.items() if (found := named.search(text))] == []


# Functions


@cache
def _parsed() -> dict[Path, ast.Module]:
    """The package's modules."""
    files = sorted((ROOT / "hf_fidelity").rglob("*.py"))
    return {file: ast.parse(file.read_text(encoding="utf-8")) for file in files}


def functions_longer_than(lines: int, module: ast.Module) -> list[str]:
    """The names of the functions of a module that do not fit on a screen of so many lines."""
    functions = (node for node in ast.walk(module) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return [node.name for node in functions if (node.end_lineno or 0) - node.lineno >= lines]


def test_every_function_fits_on_a_screen() -> None:
    found = {file.name: functions_longer_than(50, module) for file, module in _parsed().items()}
    assert {name: long for name, long in found.items() if long} == {}


@pytest.mark.parametrize(("lines", "long"), [(49, []), (50, []), (51, ["f"])])
def test_a_function_that_does_not_is_noticed(lines: int, long: list[str]) -> None:
    assert functions_longer_than(50, ast.parse("def f():\n" + "    pass\n" * (lines - 1))) == long


# Names

NAMED_ALIKE = {
    # for clusters, as for one machine: what is done is the same
    *("read_export", "score_exports"),
    # a command is called as it is typed, and does what the function of that name below it does
    *(
        "score",
        "trend",
        "new_instrument",
        "rename_team",
        "restore",
        "show_instrument",
        "validate_instrument",
    ),
    "main",  # of the program, and of the process that it reads files in
}


def _public_names(module: ast.Module) -> set[str]:
    """The functions, classes and values that a module itself defines, without those that are its own business."""
    names = set()
    for node in module.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        for target in node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]:
            names |= {target.id} if isinstance(target, ast.Name) else set()
    return {name for name in names if not name.startswith("_")}


def test_no_public_name_stands_for_two_things() -> None:
    """A reader who has met a name once knows what it is wherever it is met again."""
    times = Counter(name for module in _parsed().values() for name in _public_names(module))
    twice = {name for name, times_defined in times.items() if times_defined > 1}
    assert twice == NAMED_ALIKE


@cache
def _code() -> dict[Path, str]:
    """The package's files without docstrings and comments."""
    files = [file for ending in ("*.py", "*.j2") for file in (ROOT / "hf_fidelity").rglob(ending)]
    return {file: re.sub(r'"""(.|\n)*?"""|#.*', "", file.read_text(encoding="utf-8")) for file in files}


def test_the_python_page_prints_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (ROOT / "docs/python.md").read_text("utf-8")
    blocks = re.findall(r"^```(?:python)?\n(.*?)\n```", page, re.S | re.M)
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for code, printed in zip(blocks[::2], blocks[1::2], strict=True):
        with i18n.speaking("da"):
            exec(code, names)
        assert capsys.readouterr().out == printed + "\n"


def test_the_journeys_that_types_know_are_those_that_can_be_imported() -> None:
    source = (ROOT / "hf_fidelity/journeys/__init__.py").read_text("utf-8")
    block = next(node for node in ast.parse(source).body if isinstance(node, ast.If))
    typed = {
        (node.module.rpartition(".")[2], alias.name)
        for node in block.body
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    }
    assert typed == {(module, name) for module, names in journeys._HOMES.items() for name in names}
    assert [name for _module, name in typed if getattr(journeys, name).__name__ != name] == []


# What Windows would do otherwise


def _text_written_without_saying_how(tree: ast.AST) -> list[int]:
    """Lines that write text and leave it to the system how lines end, or in which encoding."""
    return [
        call.lineno
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and _writes_text(call)
        and not {"encoding", "newline"} <= {keyword.arg for keyword in call.keywords}
    ]


def _writes_text(call: ast.Call) -> bool:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    said = [each.value for each in (*call.args, *(k.value for k in call.keywords)) if isinstance(each, ast.Constant)]
    modes = [mode for mode in said if isinstance(mode, str) and re.fullmatch(r"[wax]t?\+?|r\+t?|[wax]\+?t", mode)]
    return name == "write_text" or (name in ("open", "fdopen", "NamedTemporaryFile", "TextIOWrapper") and bool(modes))


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("path.write_text('a', encoding='utf-8')", [1]),
        ("path.write_text('a', encoding='utf-8', newline='')", []),
        ("path.open('w', encoding='utf-8')", [1]),
        ("open(path, mode='a', newline='')", [1]),
        ("os.fdopen(1, 'w')", [1]),
        ("path.open('wb')", []),
        ("path.open(encoding='utf-8')", []),
    ],
)
def test_text_written_as_the_system_likes_it_is_noticed(code: str, lines: list[int]) -> None:
    assert _text_written_without_saying_how(ast.parse(code)) == lines


@pytest.mark.thorough
def test_whatever_is_written_is_the_same_on_every_system() -> None:
    said = {path.name: _text_written_without_saying_how(module) for path, module in _parsed().items()}
    assert said
    assert not {path: lines for path, lines in said.items() if lines}


def test_the_package_for_windows_is_made_of_the_versions_that_were_tested() -> None:
    """Mend with ``python -m tools.windows pin``."""
    pinned = [line.split()[0] for line in REQUIREMENTS.read_text(encoding="utf-8").splitlines() if "--hash" in line]
    assert set(pinned) == {*versions(of_the_program()), "colorama==0.4.6"}


# Tests


def imported_tests(module: ast.Module) -> list[str]:
    """The modules of tests that a module imports from."""
    imports = [node for node in ast.walk(module) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = [f"{getattr(node, 'module', '') or ''}.{alias.name}" for node in imports for alias in node.names]
    return [name for name in names if re.match(r"\.?(tests\.([a-z_]+\.)*)?test_", name)]


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("from tests.exports.test_rows import read", 1),
        ("from tests.exports import test_rows", 1),
        ("import tests.exports.test_rows", 1),
        ("from tests.exports.tables import read", 0),
        ("from hf_fidelity.ground import test_drive", 0),
    ],
)
def test_a_test_that_is_imported_is_noticed(code: str, count: int) -> None:
    assert len(imported_tests(ast.parse(code))) == count


def test_no_test_of_exports_is_imported() -> None:
    """What several use stands in a module without tests: ``tables.py`` and its neighbours."""
    files = sorted((ROOT / "tests/exports").rglob("*.py"))
    found = {file.name: imported_tests(ast.parse(file.read_text(encoding="utf-8"))) for file in files}
    assert {name: tests for name, tests in found.items() if tests} == {}
