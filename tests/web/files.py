"""Files that are handed in by the page, as a browser sends them; and exports to hand in."""

import csv
import io
import os
from collections.abc import Iterable
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from hf_fidelity.journeys import Workspace
from tests.waiting import PATIENCE, soon
from tests.web.here import ORGANISATION, TEAM, Reply, Window, _read

BOUNDARY = "----between-the-parts"


def export(
    people: int = 6, *, team: str = TEAM, organisation: str = ORGANISATION, wrong: str = "", digits: bool = False
) -> bytes:
    """A table of answers about the third quarter; with ``wrong``, the second person says that somewhere."""
    instrument = Workspace.at("no-such-folder").instrument()
    order, words = instrument.order, [point.label["da"] for point in instrument.scale.points]
    table = io.StringIO()
    rows = csv.writer(table, delimiter=";")
    rows.writerow(["Kommune", "Team", "Kvartal", *order])
    for person in range(people):
        points: list[object] = [(person + n) % 5 + 1 if digits else words[(person + n) % 5] for n in range(len(order))]
        if wrong and person == 1:
            points[0] = wrong
        rows.writerow([organisation, team, "2026-Q3", *points])
    return table.getvalue().encode()


def parts(files: Iterable[tuple[str, bytes]]) -> bytes:
    """The body of a form with these files."""
    written = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n".encode()
        + content
        + b"\r\n"
        for name, content in files
    ]
    return b"".join(written) + f"--{BOUNDARY}--\r\n".encode()


def hand_in(
    window: Window, *files: tuple[str, bytes], path: str = "/import/files", body: bytes | None = None, **headers: str
) -> Reply:
    """Send files; nothing is followed."""
    csrf = window.see("/import" if path.startswith("/import") else "/backup").hidden("csrf")
    line = HTTPConnection(window.host, window.port, timeout=PATIENCE)
    own = {
        "Cookie": "; ".join(f"{name}={value}" for name, value in window.cookies.items()),
        "Origin": f"http://{window.host}:{window.port}",
        "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
        "Connection": "close",
    }
    try:
        line.request("POST", f"{path}?csrf={csrf}", parts(files) if body is None else body, {**own, **headers})
        return _read(line.getresponse())
    except (ConnectionError, HTTPException):  # refused while it was still sending
        return Reply(0, {}, "", [])
    finally:
        line.close()


def until_read(window: Window) -> Reply:
    """The page of the import, once nothing is at work any more."""
    assert soon(lambda: "data-work" not in window.see("/import").body)
    assert window.page
    return window.page


def handed_in(window: Window, *files: tuple[str, bytes]) -> Reply:
    """Send files, and wait until they are read."""
    reply = hand_in(window, *files)
    assert (reply.status, reply.headers.get("location")) == (303, "/import"), (reply.status, reply.body)
    return until_read(window)


def press(window: Window, path: str, **fields: object) -> Reply:
    """A button of the import."""
    assert window.page
    window.send(path, key=window.page.hidden("key"), **fields)
    return until_read(window)


def trays(folder: Path) -> list[str]:
    """What lies in the folders that files are handed into; one may be on its way out, which stops no walk."""
    walked = (Path(inside, name) for inside, _folders, names in os.walk(folder) for name in names)
    within = (path.relative_to(folder) for path in walked)
    return sorted(str(path) for path in within if path.parts[0].startswith("hf-fidelity-files-"))
