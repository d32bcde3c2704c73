"""``check``: every file of the data folder looked at, and what is wrong named with what to do."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from hf_fidelity.errors import InputProblem, UsageProblem
from hf_fidelity.ground.findings import Finding
from hf_fidelity.ground.progress import Progress
from hf_fidelity.i18n import N_
from hf_fidelity.journeys.workspace import Result, Workspace
from hf_fidelity.reports.check_report import Remark, check_report
from hf_fidelity.store.inspection import inspect


def check_folder(workspace: Workspace, now: datetime, progress: Progress | None = None) -> tuple[Result, bool]:
    """What is damaged, conflicting or left over in the data folder, and whether all is well (notes do not count).

    Temporary files that are more than a day old by ``now`` are deleted; nothing else is changed. ``progress`` hears of
    every team's folder. Raises UsageProblem where there is no such folder.
    """
    root = workspace.store.root
    if not root.is_dir():
        raise UsageProblem(
            N_("There is no folder {folder}."), hint=N_("Point --data at another folder."), folder=str(root)
        )
    instruments, problems = workspace.instruments()
    seen = inspect(workspace.store, {form.id: form for form in instruments}, now, progress)
    remarks = [Remark(_within(path, root), finding) for path, finding in [*seen.found, *_unusable(problems)]]
    remarks.sort(key=lambda remark: remark.path)
    well = all(remark.finding.severity == "info" for remark in remarks)
    return Result(check_report(str(root), seen.records, remarks)), well


def _unusable(problems: list[InputProblem]) -> Iterator[tuple[Path, Finding]]:
    for problem in problems:
        file = Path(str(problem.params.get("file", "")))
        yield file, Finding("unusable-instrument", problem.message, problem.params, "warning")


def _within(path: Path, root: Path) -> str:
    inside = path.relative_to(root) if path.is_relative_to(root) else path
    return inside.as_posix().encode("utf-8", "replace").decode()  # a name may hold bytes that are no text
