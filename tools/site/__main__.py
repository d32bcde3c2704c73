"""Builds the site and checks what was built: ``python -m tools.site --out FOLDER``. Needs the extra ``docs``.

Ends with 1 where a page is missing, a link leads nowhere, something would be fetched from elsewhere, or a page reads
otherwise than it does in the repository.
"""

import argparse
import sys
from pathlib import Path

from tools.site.build import build
from tools.site.check import problems


def main() -> int:
    """The site in a folder, and what is wrong with it on standard error."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--out", type=Path, default=Path("build/site"), help="where the site is written (build/site)")
    site = wanted.parse_args().out.resolve()
    build(site)
    found = problems(site)
    for problem in found:
        print(problem, file=sys.stderr)
    print(f"{site}: {len(list(site.rglob('*.html')))} pages, {len(found)} problems")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
