"""A stand-in for the reader of surveys, as a worker's child can import it: counts rows, and misbehaves on demand."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from hf_fidelity.domain.survey.exports import ExportRead, Rows
from hf_fidelity.readers.survey import worker_child
from hf_fidelity.readers.survey.cells.open import open_book
from hf_fidelity.readers.survey.job import Job, Options
from hf_fidelity.readers.survey.worker_child import Allowance


def count_rows(job: Job, options: Options) -> ExportRead:
    """Every row of every sheet is accepted."""
    rows = 0
    for sheet in open_book(Path(job.path)).sheets.values():
        rows += sum(1 for _ in sheet.rows())
        sheet.faults()
    return ExportRead(job.path, layout="any", rows=Rows(accepted=rows))


ALLOWED: list[Path] = []
"""The files that this process was held to an allowance for."""


def _noting(path: Path, held: Callable[[Path], Allowance] = worker_child.held_to_its_own) -> Allowance:
    ALLOWED.append(path)
    return held(path)


worker_child.held_to_its_own = _noting


def misbehave(job: Job, options: Options) -> ExportRead:
    """Do what the file's name says."""
    name = Path(job.path).stem
    if name == "dies" or any("dies" in path for path in job.beside):
        os.abort()
    if name == "hangs":
        time.sleep(60)
    if name == "prints":
        print("x" * 100_000)  # noqa: T201
        os.write(1, b"y" * 100_000)
        sys.stdin.read()
    if name == "eats":
        return ExportRead(job.path, mapping={"size": len(bytearray(2_000_000_000))})
    if name == "counts":
        return ExportRead(job.path, layout="any", mapping={"allowances": len(ALLOWED)})
    if name == "raises":
        raise ZeroDivisionError("Karen Hansen")
    if name == "talks":
        return ExportRead(job.path, layout="any", mapping={"long": "x" * 1_000_000})
    return ExportRead(job.path, layout="any", mapping={"pid": os.getpid()})
