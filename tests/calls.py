"""How much work something is, in calls of our own functions: the same on every machine, and at every hour."""

import sys
from collections import Counter
from types import FrameType
from typing import Any


class Calls(Counter[str]):
    """How often each function of ours is called inside a ``with`` block."""

    def __enter__(self) -> "Calls":
        sys.setprofile(self._called)
        return self

    def __exit__(self, *_: object) -> None:
        sys.setprofile(None)

    def _called(self, frame: FrameType, event: str, _argument: Any) -> None:
        if event == "call" and "hf_fidelity" in frame.f_code.co_filename:
            self[frame.f_code.co_qualname] += 1
