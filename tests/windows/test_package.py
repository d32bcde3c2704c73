"""What the two files hold: all that the program needs, signed parts, the same bytes each time."""

import shutil
import zipfile
from pathlib import Path

import pytest

from tests.windows.conftest import Computer, Package
from tools.windows import signatures
from tools.windows.archive import write_zip
from tools.windows.folder import NAME
from tools.windows.installer import write_msi

pytestmark = pytest.mark.windows

OURS = Path(__file__).parent.parent.parent


def test_everything_that_the_program_reads_lies_in_it(computer: Computer) -> None:
    library = computer.folder / "program/lib/hf_fidelity"
    for kinds, folder in (("*.j2", "."), ("*.mo", "."), ("*.css", "."), ("*.js", "."), ("*.typ", ".")):
        ours = {file.relative_to(OURS / "hf_fidelity") for file in (OURS / "hf_fidelity" / folder).rglob(kinds)}
        assert ours
        assert ours <= {file.relative_to(library) for file in library.rglob(kinds)}
    for folder in ("principles", "schemas"):
        assert {file.name for file in (OURS / folder).iterdir()} <= {file.name for file in (library / folder).iterdir()}


def test_every_module_of_ours_is_compiled_so_that_nothing_is_written_there(computer: Computer) -> None:
    library = computer.folder / "program/lib/hf_fidelity"
    modules = {file.stem for file in library.rglob("*.py")}
    assert modules
    assert modules == {file.name.partition(".")[0] for file in library.rglob("__pycache__/*.cpython-313.pyc")}


def test_only_signed_programs_lie_in_it(computer: Computer) -> None:
    programs = list(computer.folder.rglob("*.exe"))
    assert {file.name for file in programs} == {"python.exe", "pythonw.exe"}
    assert {signatures.signer(file) for file in programs} == {"Python Software Foundation"}


def test_a_program_that_was_changed_is_not_taken_for_signed(computer: Computer, tmp_path: Path) -> None:
    changed = Path(shutil.copy(computer.python, tmp_path))
    content = bytearray(changed.read_bytes())
    content[4096] ^= 1
    changed.write_bytes(content)
    assert signatures.signer(changed) is None
    with pytest.raises(SystemExit, match=r"python\.exe"):
        signatures.signer_of_each(tmp_path)


def test_the_same_folder_gives_the_same_bytes(package: Package, tmp_path: Path) -> None:
    with zipfile.ZipFile(package.zip) as packed:
        some = [name for name in packed.namelist() if "/hf_fidelity/" in name or "/program/python" in name]
        packed.extractall(tmp_path, some)
    folder = tmp_path / NAME
    made = [
        (write_zip(folder, tmp_path / f"{name}.zip"), write_msi(folder, tmp_path / f"{name}.msi", "1.2.3"))
        for name in ("one", "two")
    ]
    assert made[0][0].read_bytes() == made[1][0].read_bytes()
    assert made[0][1].read_bytes() == made[1][1].read_bytes()
