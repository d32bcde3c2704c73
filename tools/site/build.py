"""Lays the pages out as the site generator wants them, and runs it."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from hf_fidelity import __version__
from tools.site.reference import made_pages
from tools.site.sources import CONFIG, ROOT, config, for_the_site, navigation, pages


def build(site: Path) -> None:
    """The whole site in a folder, which is emptied first. Raises CalledProcessError where the generator refuses."""
    with tempfile.TemporaryDirectory() as made:
        stage = Path(made)
        lay_out(stage)
        said = CONFIG.read_text(encoding="utf-8").replace("{version}", __version__)
        (stage / "zensical.toml").write_text(said, encoding="utf-8")
        command = [sys.executable, "-m", "zensical", "build", "--clean", "--strict", "-f", str(stage / "zensical.toml")]
        looked_up = {**os.environ, "PYTHONPATH": str(ROOT)}
        subprocess.run(command, check=True, cwd=stage, env=looked_up, stdout=sys.stderr)
        _keep_to_itself(stage / "site")
        shutil.rmtree(site, ignore_errors=True)
        shutil.copytree(stage / "site", site)


_ADDRESS = re.compile(r"https://(?:\$\{\w+\}|[\w.-]+)[\w./-]*")


def _keep_to_itself(made: Path) -> None:
    """Takes out what would lead out of the site: addresses in the theme's script, for things that no page here has.

    The page for what is not found goes too: it speaks of the root of a server, and this site is read from a folder.
    """
    (made / "404.html").unlink(missing_ok=True)
    for script in made.rglob("*.js"):
        script.write_text(_ADDRESS.sub("", script.read_text(encoding="utf-8")), encoding="utf-8")


def lay_out(stage: Path) -> None:
    """The pages, with everything they show or hand out, as one folder of Markdown."""
    for name, file in pages().items():
        text, needed = for_the_site(name, file)
        _write(stage / "docs" / name, _with_language(name, text))
        for other in needed:
            place = stage / "docs" / other.relative_to(ROOT).as_posix().removeprefix("docs/")
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(other, place)
    for name, text in made_pages().items():
        _write(stage / "docs" / name, _with_language(name, text))
    for beside in ("site.css", "site.js"):
        shutil.copyfile(ROOT / "docs" / beside, stage / "docs" / beside)
    shutil.copytree(ROOT / "docs" / "overrides", stage / "overrides")


def _with_language(name: str, text: str) -> str:
    """The page with the language it is in, which a voice that reads it must know."""
    return f"---\nlang: {language_of(name)}\n---\n{text}"


def language_of(name: str) -> str:
    """The language of a page: that of the section where it stands."""
    section = {page: section for section, page in navigation()}.get(name, "")
    return "en" if section in config()["extra"]["english"] else "da"


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
