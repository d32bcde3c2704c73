"""What stands in the way of a release, and what a release says about itself. Making one whole is a step of the gate."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools import release
from tools.release import checksums, differing, names, refusals, version

CHANGELOG = "# Changelog\n\n## 1.2.0 (2026-12-01)\n\n- New.\n\n## 1.1.0 (2026-10-01)\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """What a release looks at, committed."""
    (tmp_path / "hf_fidelity").mkdir()
    _write(tmp_path / "hf_fidelity/__init__.py", '"""Words."""\n\n__version__ = "1.2.0"\n')
    _write(tmp_path / "CHANGELOG.md", CHANGELOG)
    _commit(tmp_path, "init", "-q")
    return tmp_path


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _commit(project: Path, *first: str) -> None:
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
    for words in (first, ("add", "-A"), (*who, "commit", "-q", "-m", "x")):
        if words:
            subprocess.run(["git", *words], cwd=project, check=True)


def test_nothing_stands_in_the_way_of_what_is_committed_and_dated(project: Path) -> None:
    assert list(refusals(project, "v1.2.0")) == []


def _dirty(project: Path) -> None:
    _write(project / "CHANGELOG.md", CHANGELOG + "more")


def _untracked(project: Path) -> None:
    _write(project / "new.py", "")


def _changelog(text: str) -> Iterator[object]:
    def change(project: Path) -> None:
        _write(project / "CHANGELOG.md", text)
        _commit(project)

    yield change


UNDATED = CHANGELOG.replace("2026-12-01", "not released")
IN_THE_WAY = {
    "changed": (_dirty, "v1.2.0", "not committed"),
    "a new file": (_untracked, "v1.2.0", "not committed"),
    "another tag": (lambda _: None, "v1.2.1", "The tag is v1.2.1, but the program calls itself 1.2.0."),
    "a tag without v": (lambda _: None, "1.2.0", "The tag is 1.2.0"),
    "not in the changelog": (*_changelog(CHANGELOG.replace("1.2.0", "1.2.00")), "v1.2.0", "no heading ## 1.2.0 ("),
    "not dated": (*_changelog(UNDATED), "v1.2.0", "does not say when 1.2.0 was released"),
}


@pytest.mark.parametrize(("change", "tag", "said"), IN_THE_WAY.values(), ids=IN_THE_WAY)
def test_what_stands_in_the_way_is_said(project: Path, change: object, tag: str, said: str) -> None:
    assert callable(change)
    change(project)
    [problem] = refusals(project, tag)
    assert said in problem


def test_a_rehearsal_needs_no_date(project: Path) -> None:
    _write(project / "CHANGELOG.md", UNDATED)
    _commit(project)
    assert list(refusals(project, None)) == []


def test_this_project_has_a_version_and_says_what_is_new_in_it() -> None:
    assert not [problem for problem in refusals(release.ROOT, None) if "CHANGELOG" in problem]


def test_a_folder_with_something_in_it_is_refused(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(release, "ROOT", project)
    assert release.main(["--out", str(project)]) == 2
    assert "is not empty" in capsys.readouterr().out


def test_what_is_missing_or_another_the_second_time_is_named(tmp_path: Path) -> None:
    for place, files in {"a": {"same": "1", "other": "1", "once": "1"}, "b": {"same": "1", "other": "2"}}.items():
        (tmp_path / place).mkdir()
        for name, text in files.items():
            _write(tmp_path / place / name, text)
    assert differing(tmp_path / "a", tmp_path / "b") == ["once", "other"]


def test_a_part_that_could_not_be_made_is_named_and_is_a_failure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = names("1.2.0", windows=True)
    assert made == [
        *("hf_fidelity-1.2.0-py3-none-any.whl", "hf_fidelity-1.2.0.tar.gz"),
        *("hf-fidelity-1.2.0-windows.zip", "hf-fidelity-1.2.0-windows.msi"),
    ]
    for name in made[:3]:
        _write(tmp_path / name, name)
    _write(tmp_path / "SHA256SUMS", checksums(tmp_path))
    assert release._told(tmp_path, made) == 1
    assert capsys.readouterr().out.split("Not made:")[1].split()[0] == made[3]
    assert release._told(tmp_path, made[:3]) == 0


def test_the_sums_are_those_that_others_compute(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"abc")
    known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # FIPS 180-4, the first example
    assert checksums(tmp_path) == f"{known}  a.txt\n"


def test_the_version_is_the_programs() -> None:
    import hf_fidelity

    assert version(release.ROOT) == hf_fidelity.__version__
