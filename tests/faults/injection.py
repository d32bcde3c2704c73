"""Faults at every file call that the store makes, found by watching the calls and not by a list kept by hand.

A command runs in a forked child under a profiler that sees every call into C. The calls made on behalf of
``hf_fidelity.store`` that touch files are counted; at the one that was asked for, the fault happens instead.
"""

import errno
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

FAULTS = {"ENOSPC": errno.ENOSPC, "EIO": errno.EIO, "EACCES": errno.EACCES, "SIGKILL": None}
NOBODY = 65534
_STORE = f"{os.sep}hf_fidelity{os.sep}store{os.sep}"


@dataclass
class Watch:
    """Counts file calls, and lets one of them fail."""

    fail_at: int = 0
    fault: int | None = None
    calls: int = 0
    before_each: Callable[[], None] | None = None
    """What is done before each file call, unseen by the profiler."""

    def see(self, frame: FrameType, event: str, function: Any) -> None:
        """What the profiler calls, some hundred thousand times a command: whatever is cheap to rule out goes first."""
        if event != "c_call" or not _touches_files(function) or not _for_the_store(frame):
            return
        self.calls += 1
        if self.before_each:
            sys.setprofile(None)
            self.before_each()
            sys.setprofile(self.see)
        if self.calls == self.fail_at:
            if self.fault is None:
                os.kill(os.getpid(), signal.SIGKILL)
            assert self.fault is not None
            sys.setprofile(None)  # what comes after the fault need not be watched
            raise OSError(self.fault, os.strerror(self.fault))


def _touches_files(function: Any) -> bool:
    module = function.__module__
    if module == "posix":
        return function.__name__ not in ("fspath", "getpid", "getuid", "urandom", "strerror", "kill", "WIFEXITED")
    return module == "_io" or type(function.__self__).__module__ == "_io"


def _for_the_store(frame: FrameType | None) -> bool:
    while frame:
        if _STORE in frame.f_code.co_filename:
            return True
        frame = frame.f_back
    return False


def in_child(action: Callable[[], int], watch: Watch, *, user: int | None = None) -> tuple[int, int]:
    """Run the action in a forked child; gives its exit code (negative: the signal that ended it) and its file calls."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os._exit(_in_this_process(action, watch, writer, user))
    os.close(writer)
    with os.fdopen(reader) as said:
        calls = said.read()
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), int(calls or 0)


def _in_this_process(action: Callable[[], int], watch: Watch, writer: int, user: int | None) -> int:
    if user is not None:
        os.setgroups([])
        os.setgid(user)
        os.setuid(user)
    sys.stdout = sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115  (the child ends with os._exit)
    code = 99
    try:
        sys.setprofile(watch.see)
        code = action()
    except BaseException:
        code = 98  # a traceback would have reached the user
    finally:
        sys.setprofile(None)
        os.write(writer, str(watch.calls).encode())
    return code


def every_call(count: int) -> Iterator[int]:
    """The numbers of the calls, from the first to the last."""
    yield from range(1, count + 1)


def some_calls(count: int, first: int, step: int) -> Iterator[int]:
    """The numbers of every so many calls, from the first one named."""
    yield from range(first, count + 1, step)


@dataclass
class Moments:
    """A folder as it lies on the disk at each moment at which it is another: what is left if the power goes then."""

    folder: Path
    kept: Path
    last: dict[str, bytes | None] | None = None

    def keep(self) -> None:
        """Put a copy aside, if anything has changed since the last one."""
        now = {
            str(path.relative_to(self.folder)): path.read_bytes() if path.is_file() else None
            for path in sorted(self.folder.rglob("*"))
        }
        if now != self.last:
            self.last = now
            shutil.copytree(self.folder, self.kept / f"{sum(1 for _ in self.kept.iterdir()):03}")
