"""What is wrong with the shape of a questionnaire's file: each finding has a code, a place and a sentence."""

import subprocess
import sys
from pathlib import Path

import pytest

from hf_fidelity.domain.questionnaire.instrument import Instrument
from hf_fidelity.errors import InputProblem
from hf_fidelity.journeys.shipped import shipped_folder
from hf_fidelity.readers.handwritten import parse_instrument, read_instrument
from tests.depth import every
from tests.readers.minimal import MINIMAL, PRINCIPLES, broken, placed


def _read(text: str) -> Instrument:
    found, findings = parse_instrument(text)
    assert found is not None, findings
    return found


def test_a_questionnaire_with_four_points_two_themes_and_one_language_can_be_used() -> None:
    instrument = _read(MINIMAL)
    assert (instrument.order, instrument.scale.values, instrument.principles) == (("A1", "B1"), (1, 2, 3, 4), ())


def test_a_questionnaire_with_principles_can_be_used() -> None:
    text = MINIMAL.replace("statements:\n  - { id: A1, theme: one, text: { en: We meet. } }\n", PRINCIPLES)
    assert [principle.id for principle in _read(text).principles] == ["here"]


def test_the_scale_may_rise_or_fall() -> None:
    points = [line for line in MINIMAL.splitlines(keepends=True) if "value:" in line]
    rising = MINIMAL.replace("".join(points), "".join(reversed(points)))
    assert _read(rising).scale.values == _read(MINIMAL).scale.values


def test_comments_blank_lines_and_key_order_do_not_change_the_digest() -> None:
    lines = MINIMAL.splitlines(keepends=True)
    assert _read("# ours\n\n" + "".join([*lines[1:], lines[0]])).digest == _read(MINIMAL).digest


@pytest.mark.parametrize("path", sorted(shipped_folder("principles").glob("*.yaml")), ids=lambda path: path.stem)
def test_a_shipped_questionnaire_has_no_findings_and_is_named_after_its_id(path: Path) -> None:
    found, findings = read_instrument(path)
    assert findings == ()
    assert found is not None
    assert found.id == path.stem


def test_exactly_one_shipped_questionnaire_is_the_default() -> None:
    instruments = [read_instrument(path)[0] for path in shipped_folder("principles").glob("*.yaml")]
    assert [instrument.id for instrument in instruments if instrument and instrument.default] == ["housing-first"]


# What stands in a good questionnaire, what stands there instead (▶ where the finding must point), code and sentence.
BROKEN = {
    "syntax-open-bracket": (
        "languages: [en]\n",
        "languages: ▶[en\nname: { en: x }\n",
        "yaml-syntax",
        "A list begins here with [ and never ends.",
    ),
    "syntax-tab": ("  publisher: Us", "▶\tpublisher: Us", "tab", "A tab stands here. Indent with blanks instead."),
    "duplicate-key": (
        "id: our-form\n",
        "id: our-form\n▶id: other\n",
        "duplicate-key",
        "The key id stands twice, first in line 2. Only one of them can count.",
    ),
    "duplicate-key-inside": (
        "{ value: 4, label",
        "{ value: 4, ▶value: 4, label",
        "duplicate-key",
        "The key value stands twice, first in line 27. Only one of them can count.",
    ),
    "unknown-key": (
        "id: our-form\n",
        "id: our-form\n▶weather: fine\n",
        "extra-forbidden",
        "The key weather is not known here. There can be: schema_version, id, version, default, status, languages, ",
    ),
    "misspelt-key": (
        "status: reflection\n",
        "status: reflection\n▶own_readin: { en: x }\n",
        "extra-forbidden",
        "The key own_readin is not known here. Did you mean own_reading?",
    ),
    "missing-key": ("{ id: one, name: { en: The first } }", "▶{ id: one }", "missing", "name is missing."),
    "text-that-yaml-reads-as-no": (
        "{ en: Talk first }",
        "{ en: ▶no }",
        "ambiguous-word",
        "YAML takes no for true or false. Put a text in quotes; else write true or false.",
    ),
    "text-that-is-a-number": (
        "publisher: Us",
        "publisher: ▶7",
        "string-type",
        "publisher: a text was expected, this is 7. Put it in quotes.",
    ),
    "number-that-is-a-text": (
        "privacy_limit: 5",
        "privacy_limit: ▶five",
        "int-type",
        "privacy_limit: a whole number was expected, “five” is a text. Write it like 5, without quotes.",
    ),
    "fraction-for-a-whole-number": (
        "anchored_from: 3",
        "anchored_from: ▶3.5",
        "int-type",
        "anchored_from: a whole number was expected, this is 3.5.",
    ),
    "text-for-keys": (
        "name: { en: Our form }",
        "name: ▶Our form",
        "dict-type",
        "name: key and value pairs were expected, this is Our form.",
    ),
    "text-for-a-list": (
        "languages: [en]",
        "languages: ▶en",
        "tuple-type",
        "languages: a list was expected, this is en.",
    ),
    "unknown-status": (
        "status: reflection",
        "status: ▶semi-official",
        "literal-error",
        "status cannot be semi-official. It can be: official, reflection.",
    ),
    "version-of-two-parts": (
        "version: 1.0.0",
        'version: ▶"1.0"',
        "string-pattern-mismatch",
        "version: 1.0 is not written as it should be",
    ),
    "id-with-capitals": (
        "id: our-form",
        "id: ▶OurForm",
        "string-pattern-mismatch",
        "id: OurForm is not written as it should be",
    ),
    "one-point": (
        """points:
    - { value: 4, label: { en: Very much } }
    - { value: 3, label: { en: Much } }
    - { value: 2, label: { en: Little } }
    - { value: 1, label: { en: Not at all } }""",
        "points:\n    ▶- { value: 3, label: { en: Much } }",
        "too-short",
        "points: at least 2 are needed, there are 1.",
    ),
    "twelve-points": (
        "points:\n",
        "points:\n    ▶" + "    ".join(f"- {{ value: {n}, label: {{ en: Point {n} }} }}\n" for n in range(12, 4, -1)),
        "too-long",
        "points: at most 11 are possible, there are 12.",
    ),
    "no-themes": (
        "themes:\n  - { id: one, name: { en: The first } }\n  - { id: two, name: { en: The second } }",
        "themes: ▶[]",
        "too-short",
        "themes: at least 1 are needed, there are 0.",
    ),
    "privacy-limit-of-two": (
        "privacy_limit: 5",
        "privacy_limit: ▶2",
        "greater-than-equal",
        "privacy_limit: 2 is too small; at least 3.",
    ),
}


@pytest.mark.parametrize(("old", "new", "code", "sentence"), BROKEN.values(), ids=BROKEN)
def test_a_broken_questionnaire_is_refused_at_the_place(old: str, new: str, code: str, sentence: str) -> None:
    text, line, column = broken(old, new)
    instrument, findings = parse_instrument(text)
    assert instrument is None
    assert [(found.code, found.line, found.column, found.severity) for found in findings] == [
        (code, line, column, "error")
    ]
    assert sentence in findings[0].words()


def test_a_key_that_is_missing_at_the_top_is_told_at_the_top() -> None:
    findings = parse_instrument(MINIMAL.replace("version: 1.0.0\n", ""))[1]
    assert [(found.code, found.line, found.words()) for found in findings] == [("missing", 1, "version is missing.")]


def test_every_finding_is_given_in_the_order_of_the_file() -> None:
    text = MINIMAL.replace("publisher: Us", "publisher: 7").replace("status: reflection", "status: odd")
    found = parse_instrument(text.replace("theme_steps: 2", "theme_steps: 0"))[1]
    assert [(finding.line, finding.code) for finding in found] == [
        (4, "literal-error"),
        (12, "string-type"),
        (20, "greater-than-equal"),
    ]


# What PyYAML takes silently, and what a person who wrote it did not mean.
SILENT = {
    "alias": ("name: { en: Our form }\npurpose: { en: To talk }", "name: &n { en: Our form }\npurpose: ▶*n"),
    "tag": ("publisher: Us", "publisher: ▶!ours Us"),
    "python-tag": ("publisher: Us", "publisher: ▶!!python/name:os.system Us"),
    "number-tag-on-a-text": ("publisher: Us", "publisher: ▶!!int Us"),
    "truth-tag-on-a-text": ("publisher: Us", "publisher: ▶!!bool Us"),
    "octal": ("privacy_limit: 5", "privacy_limit: ▶012"),
    "clock-time": ("privacy_limit: 5", "privacy_limit: ▶1:30"),
    "not-a-number": ("total_change: 0.25", "total_change: ▶.nan"),
    "number-of-5000-digits": ("privacy_limit: 5", f"privacy_limit: ▶{'9' * 5000}"),
}


@pytest.mark.parametrize(("old", "new"), SILENT.values(), ids=SILENT)
def test_what_yaml_takes_silently_is_named_at_its_place(old: str, new: str) -> None:
    text, line, column = broken(old, new)
    instrument, findings = parse_instrument(text)
    assert instrument is None
    assert (line, column) in [(found.line, found.column) for found in findings]


NOT_A_QUESTIONNAIRE = {
    "empty": "",
    "only-a-comment": "# nothing\n",
    "a-list": "- a\n- b\n",
    "a-text": "housing first",
    "two-documents": MINIMAL + "---\n" + MINIMAL,
    "an-alias-to-itself": "a: &x [*x]\n",
    "a-list-as-key": "? [a, b]\n: c\n",
    "a-control-character": "id: \x01\n",
    "nested-a-thousand-deep": "[" * 1000 + "]" * 1000,
}


@pytest.mark.parametrize("text", NOT_A_QUESTIONNAIRE.values(), ids=NOT_A_QUESTIONNAIRE)
def test_a_text_that_is_no_questionnaire_gives_findings(text: str) -> None:
    instrument, findings = parse_instrument(text)
    assert instrument is None
    assert findings
    assert all(found.line and found.column and not found.words().startswith(":") for found in findings)


def test_a_mark_in_the_table_is_counted_from_one() -> None:
    assert placed("a\nbc▶d") == ("a\nbcd", 2, 3)


BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9)
)
HOSTILE = {
    "nested-100000-deep": "[" * 100_000 + "]" * 100_000,
    "a-billion-aliases": BOMB,
    "forty-thousand-aliases": "a: *b\n" * 40_000,
    "twenty-thousand-unknown-keys": "".join(f"k{n}: 1\n" for n in range(20_000)),
    "nothing-but-zero-width-spaces": "\u200b" * 80_000,
    "six-thousand-half-statements": "statements:\n" + "- {id: a, theme: x, text: {en: d}}\n" * 6_000,
}


def _validated(text: str, file: Path) -> "tuple[subprocess.CompletedProcess[str], float]":
    """How the program ends with such a file, and the seconds of a processor that it took."""
    import resource

    file.write_text(text, encoding="utf-8")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "hf_fidelity", "--lang", "en", "instruments", "validate", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=300, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return done, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> float:
    """The seconds that a start and a small questionnaire take on this machine, as busy as it is."""
    done, seconds = _validated(MINIMAL, tmp_path_factory.mktemp("harmless") / "form.yaml")
    assert done.returncode == 0
    return seconds


@pytest.mark.skipif(sys.platform == "win32", reason="nobody says there what a child took")
@pytest.mark.parametrize("text", every(3, HOSTILE))
def test_a_hostile_file_is_refused_before_long(text: str, harmless: float, tmp_path: Path) -> None:
    """In no more than ten times the work of a small one, however fast the machine is."""
    done, seconds = _validated(text, tmp_path / "form.yaml")
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert seconds < 10 * harmless


@pytest.mark.parametrize(("many", "told"), [(19, 19), (20, 20), (21, 20)])
@pytest.mark.parametrize(("char", "code"), [("\u200b", "hidden-character"), ("\ufffd", "garbled-letter")])
def test_so_many_characters_are_named_one_by_one(char: str, code: str, many: int, told: int) -> None:
    found = parse_instrument(MINIMAL.replace("To talk", "To talk" + char * many))[1]
    assert [finding.code for finding in found].count(code) == told


@pytest.mark.parametrize(("many", "told"), [(99, 99), (100, 100), (101, 101), (500, 101)])
def test_a_hundred_findings_are_told(many: int, told: int) -> None:
    found = parse_instrument(MINIMAL + "".join(f"k{n}: 1\n" for n in range(many)))[1]
    assert (len(found), found[-1].code == "more") == (told, many > 100)


def test_of_very_many_findings_the_first_are_told_and_that_there_are_more() -> None:
    found = parse_instrument(MINIMAL + "x: *y\n" * 500)[1]
    assert (len(found), found[-1].code) == (101, "more")
    assert "then check again" in found[-1].words()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"#" * 250_001, "too large for a questionnaire"), (None, "cannot be read")],
    ids=["too-large", "not-there"],
)
def test_a_file_that_cannot_be_read_at_all_is_refused_by_name(
    content: bytes | None, sentence: str, tmp_path: Path
) -> None:
    file = tmp_path / "form.yaml"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(InputProblem) as stop:
        read_instrument(file)
    assert (str(file) in str(stop.value), sentence in str(stop.value)) == (True, True)


def test_a_byte_order_mark_is_read_past(tmp_path: Path) -> None:
    file = tmp_path / "our-form.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + MINIMAL.encode())
    assert read_instrument(file) == (_read(MINIMAL), ())
