"""Surveys read in this process: what a process of its own is for is tested in test_worker and in tests/cli."""

import pickle
from collections.abc import Iterable, Iterator
from typing import Any, Self

import pytest

from hf_fidelity.domain.survey.exports import ExportRead
from hf_fidelity.readers.survey.job import Job, Options
from hf_fidelity.readers.survey.read import read_export
from hf_fidelity.readers.survey.worker_child import _answer


class Here:
    """As the worker, without its process: half a second a test."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def begin(self, path: str, *more: str) -> None:
        """Here nothing is gained by opening a file early."""

    def read_all(self, jobs: Iterable[Job], options: Options) -> Iterator[ExportRead]:
        """An answer for each job, as it would come through the pipe."""
        return (_through_the_pipe(_answer(read_export, job, _through_the_pipe(options))) for job in jobs)


def _through_the_pipe(value: Any) -> Any:
    return pickle.loads(pickle.dumps(value))


def read_here(patch: pytest.MonkeyPatch) -> None:
    """Let everything that asks for a worker have one without a process."""
    patch.setattr("hf_fidelity.readers.survey.worker.Worker", Here)
    patch.setattr("hf_fidelity.journeys.score.Worker", Here)
