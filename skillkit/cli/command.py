"""Command: one word after `skillkit`, and what each may need beyond the standard library."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

LAB = ("jupyterlab", "ipywidgets", "anywidget", "plotly", "pandas", "networkx", "icalendar")
TEST = (
    *LAB,
    "axe_playwright_python",
    "codespell_lib",
    "hypothesis",
    "importlinter",
    "mistune",
    "mypy",
    "nbclient",
    "nbval",
    "playwright",
    "pytest",
    "xdist",
    "repo2docker",
    "ruff",
    "scipy",
    "textstat_rs",
    "vobject",
    "yaml",
)  # fmt: skip  (a list to read, not to scroll)


@dataclass(frozen=True, slots=True)
class Command:
    """One word after `skillkit`: what it does, and the modules that it cannot do without."""

    name: str
    usage: str
    help: str
    needs: tuple[str, ...]
    run: Callable[[Sequence[str]], int]
