"""The ZIP: the same folder gives the same bytes."""

import time
import zipfile
from pathlib import Path

from tools.windows.folder import made_at


def write_zip(folder: Path, out: Path) -> Path:
    """Pack the folder, in the order of the names, every file dated by the sources."""
    date = time.gmtime(made_at())[:6]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(file.relative_to(folder.parent).as_posix(), date)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            packed.writestr(entry, file.read_bytes())
    return out
