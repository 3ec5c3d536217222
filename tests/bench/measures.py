"""Measures: what is measured, against what, and the row that it becomes."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

SIZES = (6, 16, 40)  # skills: the small framework, the full one, and a large one of one's own
STATES = ("cold", "warm")
CLICKED = (6, 20, 40)  # skills, where bytes are counted; 20 is what the aim speaks of


@dataclass(frozen=True, slots=True)
class Samples:
    """What several trials of one thing gave, in one unit (`ms`, `s`, `kB` or nothing)."""

    values: tuple[float, ...]
    unit: str = "ms"

    @property
    def median(self) -> float:
        """The middle value."""
        return statistics.median(self.values)

    @property
    def p95(self) -> float:
        """The value that 95 of 100 trials stay under, interpolated; a lone value is its own."""
        if len(self.values) == 1:
            return self.values[0]
        return statistics.quantiles(self.values, n=20, method="inclusive")[-1]

    def __str__(self) -> str:
        middle = f"{brief(self.median)} {self.unit}".rstrip()
        spread = min(self.values) != max(self.values)
        return f"{middle} ({brief(self.p95)})" if spread else middle


@dataclass(frozen=True, slots=True)
class Measure:
    """One row: what is measured, the baseline in words, and the largest ratio that we aim at.

    With `by` = "p95" ratio and aims are those of the p95, else those of the medians. `own` is an
    aim for the kit's own value, for what has a limit of its own.
    """

    what: str
    against: str
    aim: float | None = None
    by: str = "median"
    own: float | None = None

    def row(self, kit: Samples, baseline: Samples) -> list[str]:
        """The cells of the table."""
        ratio = getattr(kit, self.by) / getattr(baseline, self.by)
        trials = str(len(kit.values))
        if len(kit.values) != len(baseline.values):
            trials += f" and {len(baseline.values)}"
        said = f"{share(ratio)}{' (of p95)' if self.by == 'p95' else ''}"
        cells = [self.what, str(kit), f"{self.against}: {baseline}", said, self.aims(kit, ratio)]
        return [*cells, trials]

    def aims(self, kit: Samples, ratio: float) -> str:
        """The aims, and whether they are met."""
        said = []
        if self.aim is not None:
            said.append(f"{share(self.aim)} or less: {'met' if ratio <= self.aim else 'missed'}")
        if self.own is not None:
            most = f"{brief(self.own)} {kit.unit}".rstrip()
            said.append(
                f"{most} or less: {'met' if getattr(kit, self.by) <= self.own else 'missed'}"
            )
        return "; ".join(said) or "none"


HEAD = ("what", "the kit", "the baseline", "ratio", "aim", "trials")


def brief(number: float) -> str:
    """A number in at most three telling digits: 0.042, 1.3, 25, 412."""
    if number >= 100 or number == int(number):
        return f"{number:.0f}"
    return f"{number:.2g}" if number < 10 else f"{number:.0f}"


def share(ratio: float) -> str:
    """A ratio, as a fraction where it is small, and finely near one: 1.3, 1.03, 1/23."""
    if 0.9 < ratio < 1.1:
        return f"{ratio:.2f}"
    return f"1/{brief(1 / ratio)}" if ratio < 0.1 else brief(ratio)


def measures() -> Sequence[Measure]:
    """All rows, in the order of the table; those of the set-up are in `SETUP`."""
    slider, figure = "a lone slider", "radios and FigureWidget"
    word = [Measure(f"for comparison: one word by anywidget, {s}", slider) for s in STATES]
    first = [
        measure
        for size in SIZES
        for state in STATES
        for measure in (
            Measure(f"first display, {size} skills, {state}", slider, 1.5),
            Measure(f"the same, {size} skills, {state}, other baseline", figure, 1 / 20),
        )
    ]
    clicks = [Measure(f"click to new T, {n} skills", slider, 2, "p95", own=100) for n in CLICKED]
    weights = [
        measure
        for n in CLICKED
        for measure in (
            Measure(f"bytes of a click, {n} skills", figure, own=3.5),
            Measure(f"comm messages of a click, {n} skills", figure, own=3),
        )
    ]
    displays = [Measure(f"bytes of a first display, {n} skills", figure, own=60) for n in SIZES]
    models = [Measure(f"widget models of form and T, {n} skills", figure) for n in SIZES]
    lazy = "`import ipywidgets`"
    imports = [
        Measure("`import skillkit`", lazy, 0.1),
        Measure("all that rates, reads and draws without Jupyter", lazy),
        Measure("the widgets of a first notebook", lazy),
    ]
    kept = [Measure("the largest saved notebook", "without its results", own=100)]
    return (*word, *first, *clicks, *weights, *displays, *models, *imports, *kept)


SETUP = (
    Measure("fresh clone to JupyterLab answering", "pip install of the same lock", 0.35),
    Measure("the clone with its `.venv` on the disk", "pip's environment", own=450),
    Measure("from there to the test tools", "pip install of the second lock"),
    Measure("fresh clone to a green quick part", "pip install of both locks", 1.3),
)
