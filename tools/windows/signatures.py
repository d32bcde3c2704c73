"""Who has signed the programs and libraries of CPython: osslsigncode says, and whether a file is as it was signed.

That the signer is who it says rests on Windows, which has Microsoft's root certificates; here it rests on the digest
in parts.toml. What is checked here is that every file carries the signature it is known by, of the bytes it has.
"""

import re
import shutil
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

from tools.windows.parts import pinned

_KINDS = {".exe", ".dll", ".pyd"}
_DIGEST = re.compile(r"(Current|Calculated) message digest\s*: (\w+)")
_SIGNER = re.compile(r"Signer #0:\s*Subject\s*: .*?/CN=([^\n/]+)")


def signer_of_each(folder: Path) -> dict[str, str]:
    """File → who signed it, of every program and library in CPython's folder. Exits where one is not as signed."""
    if not shutil.which("osslsigncode"):
        print("osslsigncode is not here: signatures are not checked, only digests.", file=sys.stderr)
        return {}
    files = sorted(file for file in folder.iterdir() if file.suffix in _KINDS)
    signers = {file.name: signer(file) or "nobody" for file in files}
    wrong = sorted(name for name, found in signers.items() if found != expected(name))
    if wrong or not signers:
        raise SystemExit(f"Not signed by whom parts.toml names: {', '.join(wrong) or 'there is nothing'}.")
    return signers


def signer(file: Path) -> str | None:
    """Who signed the file as it is; None where nobody did, or where it was changed since."""
    said = subprocess.run(["osslsigncode", "verify", "-in", file], capture_output=True, text=True, check=False).stdout
    digests, found = dict(_DIGEST.findall(said)), _SIGNER.search(said)
    if not found or len(digests) < 2 or digests["Current"] != digests["Calculated"]:
        return None
    return found[1].strip()


def expected(name: str) -> str:
    """Who should have signed a file of that name."""
    signers: dict[str, str] = pinned()["signers"]
    return next((who for names, who in signers.items() if names != "*" and fnmatch(name, names)), signers["*"])
