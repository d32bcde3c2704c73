"""Every broken questionnaire in ``tests/invalid`` is refused, with sentences that are kept in both languages.

The files are ``tests/valid/our-form.yaml`` with one thing wrong, and are called after it. The golden files
``messages.da.txt`` and ``messages.en.txt`` show what stands at each finding's place; ``pytest --update`` writes them.
"""

import ast
import inspect
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

from hf_fidelity import i18n
from hf_fidelity.domain.questionnaire import rules as all_rules
from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.ground.findings import Finding
from hf_fidelity.ground.text import UNSAFE
from hf_fidelity.readers import handwritten as yaml_text
from hf_fidelity.readers.handwritten import read_instrument
from hf_fidelity.readers.plain_text import decode_text

TESTS = Path(__file__).parents[1]
FILES = sorted((TESTS / "invalid").glob("*.yaml"))


@cache
def _read(file: Path) -> tuple[Instrument | None, tuple[Finding, ...]]:
    return read_instrument(file)


def _lines(file: Path) -> list[str]:
    return decode_text(file.read_bytes())[0].split("\n")


def _shown(file: Path, finding: Finding) -> str:
    """What stands at the place of a finding, hidden characters as their codes."""
    rest = _lines(file)[(finding.line or 0) - 1][(finding.column or 0) - 1 :][:24]
    return UNSAFE.sub(lambda found: f"<{ord(found[0]):04X}>", rest)


def _told() -> Iterator[str]:
    for file in FILES:
        yield f"{file.name}\n"
        for finding in _read(file)[1]:
            place = f"{finding.line}:{finding.column}"
            yield f"  {place}  {_shown(file, finding)}\n    {finding.code}: {finding.words()}\n"


KINDS = {
    *("alias", "ambiguous-date", "ambiguous-number", "ambiguous-word", "anchor", "duplicate-key", "garbled-letter"),
    *("hidden-character", "key-not-text", "merge-key", "no-questionnaire", "number-too-long", "second-document", "tab"),
    *("tag", "too-deep", "wrong-encoding", "yaml-syntax"),
    *("bool-type", "dict-type", "extra-forbidden", "float-type", "greater-than", "greater-than-equal", "int-type"),
    *("less-than-equal", "literal-error", "misplaced-key", "missing", "model-type", "string-pattern-mismatch"),
    *("string-too-short", "string-type", "too-short"),
}
"""What is wrong with a text as YAML, and what is wrong with a value as the model has it."""


def _codes_of_rules() -> Iterator[str]:
    """The code that each rule for questionnaires gives, from the rules themselves."""
    for node in ast.walk(ast.parse(inspect.getsource(all_rules))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "broken":
            code = node.args[1]
            assert isinstance(code, ast.Constant), ast.unparse(node)
            yield str(code.value)


@pytest.mark.thorough
def test_there_is_a_broken_file_for_every_rule_and_every_kind_of_mistake() -> None:
    rules = set(_codes_of_rules())
    assert len(rules) > 15
    assert {finding.code for file in FILES for finding in _read(file)[1]} == rules | KINDS


def test_the_questionnaire_they_were_made_from_can_be_used() -> None:
    assert read_instrument(TESTS / "valid/our-form.yaml")[1] == ()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_broken_questionnaire_cannot_be_used_and_every_finding_has_a_place_in_it(file: Path) -> None:
    instrument, findings = _read(file)
    lines = _lines(file)
    assert instrument is None
    assert findings
    for finding in findings:
        assert finding.severity == "error"
        assert finding.line is not None
        assert finding.column is not None
        assert 1 <= finding.column <= len(lines[finding.line - 1]) + 1
    assert len({(f.line, f.column, f.code, f.words()) for f in findings}) == len(findings)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_what_is_said_about_them_is_what_was_said_before(language: str, update: bool) -> None:
    golden = TESTS / f"invalid/messages.{language}.txt"
    with i18n.speaking(language):
        told = "".join(_told())
    if update:
        golden.write_text(told, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == told


@pytest.mark.thorough
def test_the_slow_parser_finds_the_same_at_the_same_places(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not every PyYAML has the parser in C, and the two word and place the same mistake differently."""
    fast = {file.name: [(f.line, f.code, f.words()) for f in _read(file)[1]] for file in FILES}
    monkeypatch.setattr(yaml_text, "_Loader", yaml.SafeLoader)
    assert {file.name: [(f.line, f.code, f.words()) for f in read_instrument(file)[1]] for file in FILES} == fast


def test_no_two_languages_say_the_same() -> None:
    for file in FILES:
        for finding in _read(file)[1]:
            english = finding.words()
            with i18n.speaking("da"):
                assert finding.words() != english
