"""Counting: how much work a change asks of the kit, without a clock."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import skillkit

PACKAGE = str(Path(skillkit.__file__).parent)  # a folder above may have the same name


def calls_of(act: Callable[[], object]) -> int:
    """How often the kit's own functions are called while something is done."""
    calls = 0

    def count(frame: FrameType, event: str, _: object) -> None:
        nonlocal calls
        calls += event == "call" and frame.f_code.co_filename.startswith(PACKAGE)

    sys.setprofile(count)
    try:
        act()
    finally:
        sys.setprofile(None)
    return calls
