"""The MSI: the same folder, installed for the one who runs it or, with ``ALLUSERS=1``, for everybody.

wixl writes it. It asks for no administrator where it installs for one user, replaces what an earlier version
installed, and takes away what it brought, and nothing else: what people write lies in the data folder, elsewhere.
"""

import hashlib
import struct
import subprocess
import tempfile
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

from tools.windows.folder import NAME, made_at
from tools.windows.needed import needed

_FAMILY = uuid.UUID("6f6a9a5e-3d0c-4c5e-9f7e-0d3c8a0b7a41")
"""What every identifier is made of, and the upgrade code itself: it stays for good."""
_IN_THE_ZIP_ONLY = (f"{NAME}.cmd", "Læs mig først.txt")
"""The start menu has a shortcut straight to the signed program, where no script is run."""
_FOREIGN = "wixl does not say in which code page it writes: {} would be called something else on Windows."
_STARTED = PurePosixPath("program/pythonw.exe")
_FOR_ONE = r"[LocalAppDataFolder]Programs" + "\\" + NAME
_FOR_ALL = "[ProgramFiles64Folder]" + NAME
_NEWER = "En nyere version er installeret i forvejen."


def write_msi(folder: Path, out: Path, version: str) -> Path:
    """Write the MSI of the folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name not in _IN_THE_ZIP_ONLY)
    with tempfile.TemporaryDirectory() as work:
        source = Path(work) / "package.wxs"
        document = package([PurePosixPath(file.relative_to(folder).as_posix()) for file in files], version)
        indent(document)
        ElementTree(document).write(source, encoding="us-ascii", xml_declaration=True)
        out.unlink(missing_ok=True)
        command = [needed("wixl"), "--arch", "x64", "--output", str(out.absolute()), str(source)]
        subprocess.run(command, check=True, cwd=folder)
    content = hashlib.sha256(version.encode())
    for file in files:
        content.update(f"{file.relative_to(folder)}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    out.write_bytes(dated(out.read_bytes(), made_at(), uuid.uuid5(_FAMILY, content.hexdigest())))
    return out


# wixl writes the moment and a random number into what sums an MSI up; here both follow from what it holds.

_SUMMARY = uuid.UUID("f29f85e0-4ff9-1068-ab91-08002b27b3d9").bytes_le
_REVISION, _CREATED, _SAVED = 9, 12, 13
_BEFORE = 28
"""Bytes of the summary before the first section's name; places are counted from its beginning."""
_EPOCH = 11_644_473_600
"""Seconds from where Windows counts (1601) to where others do (1970)."""


def dated(msi: bytes, moment: int, package: uuid.UUID) -> bytes:
    """The same MSI, made at that moment and called that."""
    changed, begins = bytearray(msi), msi.index(_SUMMARY)
    (section,) = struct.unpack_from("<I", msi, begins + 16)
    section += begins - _BEFORE
    (count,) = struct.unpack_from("<I", msi, section + 4)
    for place in range(section + 8, section + 8 + 8 * count, 8):
        kind, offset = struct.unpack_from("<II", msi, place)
        if kind in (_CREATED, _SAVED):
            struct.pack_into("<Q", changed, section + offset + 4, (moment + _EPOCH) * 10_000_000)
        if kind == _REVISION:
            struct.pack_into("<38s", changed, section + offset + 8, _braced(package).encode())
    return bytes(changed)


def package(files: Sequence[PurePosixPath], version: str) -> Element:
    """What wixl is told: each file is a component of its own, called the same in every version."""
    if foreign := [str(file) for file in files if not str(file).isascii()]:
        raise SystemExit(_FOREIGN.format(", ".join(foreign)))
    wix = Element("Wix", xmlns="http://schemas.microsoft.com/wix/2006/wi")
    product = SubElement(
        wix, "Product", Id=_id(f"product {version}"), Name=NAME, Language="1030",
        Version=version, Manufacturer="hf-fidelity", UpgradeCode=_braced(_FAMILY),
    )  # fmt: skip
    SubElement(
        product, "Package", Description=f"{NAME} {version}", Manufacturer="hf-fidelity", InstallerVersion="500",
        Compressed="yes", InstallScope="perUser",
    )  # fmt: skip
    SubElement(product, "MajorUpgrade", DowngradeErrorMessage=_NEWER)
    SubElement(product, "Media", Id="1", Cabinet="package.cab", EmbedCab="yes")
    SubElement(product, "Property", Id="ARPNOMODIFY", Value="1")
    _choose_where(product)
    root = SubElement(product, "Directory", Id="TARGETDIR", Name="SourceDir")
    components = list(_components(root, files))
    feature = SubElement(product, "Feature", Id="Program", Level="1", Title=NAME)
    for component in components:
        SubElement(feature, "ComponentRef", Id=component)
    return wix


def _choose_where(product: Element) -> None:
    """The folder by for whom it is, in both sequences; ``INSTALLDIR=…`` on the command line is left as it is.

    The places are numbers, since wixl puts what comes before the same action now in this order and now in that.
    """
    ways = (("ForOne", _FOR_ONE, "NOT ALLUSERS", "50"), ("ForAll", _FOR_ALL, "ALLUSERS", "51"))
    for name, where, _when, _place in ways:
        SubElement(product, "CustomAction", Id=name, Property="INSTALLDIR", Value=where)
    for kind in ("InstallExecuteSequence", "InstallUISequence"):
        sequence = SubElement(product, kind)
        for name, _where, when, place in ways:
            SubElement(sequence, "Custom", Action=name, Sequence=place).text = f"NOT INSTALLDIR AND {when}"


def _components(root: Element, files: Sequence[PurePosixPath]) -> Iterator[str]:
    SubElement(root, "Directory", Id="ProgramMenuFolder")
    installed = SubElement(root, "Directory", Id="INSTALLDIR", Name=NAME)
    folders = {PurePosixPath("."): installed}
    for name in files:
        parent = _directory(name.parent, folders)
        component = SubElement(parent, "Component", Id=_name("c", name), Guid=_id(f"component {name}"), Win64="yes")
        SubElement(component, "File", Id=_name("f", name), Source=str(name), Name=name.name, KeyPath="yes")
        if name == _STARTED:
            _shortcut(component)
        yield component.attrib["Id"]


def _shortcut(component: Element) -> None:
    """In the start menu of the one or of all: it comes and goes with the program that it starts."""
    SubElement(
        component, "Shortcut", Id="StartMenu", Directory="ProgramMenuFolder", Name=NAME, WorkingDirectory="INSTALLDIR",
        Arguments="-B -m hf_fidelity open", Description="Skemaet som en side i browseren",
        Target=f"[#{_name('f', _STARTED)}]",
    )  # fmt: skip


def _directory(name: PurePosixPath, folders: dict[PurePosixPath, Element]) -> Element:
    if name not in folders:
        parent = _directory(name.parent, folders)
        folders[name] = SubElement(parent, "Directory", Id=_name("d", name), Name=name.name)
    return folders[name]


def _name(kind: str, path: PurePosixPath) -> str:
    """An identifier within the package: 72 letters at most, and the same each time."""
    return kind + hashlib.sha256(str(path).encode()).hexdigest()[:32]


def _id(what: str) -> str:
    return _braced(uuid.uuid5(_FAMILY, what))


def _braced(identifier: uuid.UUID) -> str:
    return "{" + str(identifier).upper() + "}"
