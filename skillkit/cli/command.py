"""Command: one word after `skillkit`, and what each may need beyond the standard library."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from skillkit.setup import LAB, TEST

__all__ = ["LAB", "TEST", "Command"]


@dataclass(frozen=True, slots=True)
class Command:
    """One word after `skillkit`: what it does, and the modules that it cannot do without."""

    name: str
    usage: str
    help: str
    needs: tuple[str, ...]
    run: Callable[[Sequence[str]], int]
