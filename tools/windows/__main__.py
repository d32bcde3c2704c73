"""``python -m tools.windows build --out DIR`` makes the ZIP and the MSI; ``pin`` writes anew what they are made of."""

import argparse
import sys
import tempfile
from pathlib import Path

from tools.windows.archive import write_zip
from tools.windows.folder import lay_folder, version
from tools.windows.installer import write_msi
from tools.windows.needed import NotHere
from tools.windows.parts import fetch, write_pins
from tools.windows.signatures import signer_of_each


def main() -> int:
    """Do what was asked; says what is missing in a sentence."""
    asked = _arguments()
    try:
        if asked.what == "pin":
            write_pins()
        elif asked.parts:
            build(asked.out, asked.parts)
        else:
            with tempfile.TemporaryDirectory() as parts:
                build(asked.out, Path(parts))
    except NotHere as missing:
        print(missing, file=sys.stderr)
        return 2
    return 0


def build(out: Path, parts: Path) -> tuple[Path, Path]:
    """Fetch what is not in ``parts`` yet, check it, lay the folder, and write the ZIP and the MSI into ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    python, wheels = fetch(parts)
    for name, signer in signer_of_each(python).items():
        print(f"{name}: {signer}")
    with tempfile.TemporaryDirectory() as work:
        folder = lay_folder(Path(work), python, wheels)
        name = f"hf-fidelity-{version()}-windows"
        made = write_zip(folder, out / f"{name}.zip"), write_msi(folder, out / f"{name}.msi", version())
    for file in made:
        print(f"{file.name}: {file.stat().st_size / 1e6:.1f} MB")
    return made


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.windows", description=__doc__)
    jobs = parser.add_subparsers(dest="what", required=True)
    making = jobs.add_parser("build", help="make the ZIP and the MSI")
    making.add_argument("--out", type=Path, required=True, help="the folder they are written into")
    making.add_argument("--parts", type=Path, help="a folder that keeps what was fetched for the next time")
    jobs.add_parser("pin", help="write requirements.txt anew from constraints.txt, with the digests that pip finds now")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
