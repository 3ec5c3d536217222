"""Team chart: one of a team's charts in an output of its own, drawn at the reveal."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from skillkit.absencetext import absence_headline, absence_sentences, gap_sentences
from skillkit.canvas import Chart, bundle, stamped
from skillkit.charts import coverage_map, one_holiday, team_t, variety
from skillkit.coverage import Coverage
from skillkit.errors import SkillkitError
from skillkit.framework import nearest
from skillkit.svg import escaped
from skillkit.team import Team
from skillkit.teampage import coverage_table
from skillkit.teamtext import (
    group_sentences,
    shape_headline,
    shape_sentences,
    variety_headline,
    variety_sentences,
)
from skillkit.wording import listed, shown

Bundle = dict[str, Any]  # one output in several forms, by their MIME types
Place = Callable[[Bundle], None]  # puts a bundle where another was shown
WAITING = "This chart is drawn when somebody presses Reveal above."


@dataclass(frozen=True, slots=True)
class Release:
    """What was revealed of a team, and who of those named is thought away."""

    team: Team
    coverage: Coverage
    away: str | None = None
    stamp: str = ""  # what has to stand on every chart


class TeamChart:
    """A chart and, folded below it, its twin in words; both change when a picture is revealed.

    A plain figure in an output, which the kernel replaces.
    """

    def __init__(self, kind: str, release: Callable[[], Release | None]) -> None:
        if kind not in KINDS:
            kinds = listed([f"'{name}'" for name in KINDS], "or")
            hint = nearest(kind, KINDS)
            raise SkillkitError(f"{shown(kind)} is no chart; choose {kinds}.{hint}")
        self.kind, self._release = kind, release
        self._places: list[Place] = []
        self._drawn: tuple[Bundle, ...] = ()

    def __repr__(self) -> str:
        return f"TeamChart({self.kind})"

    def bundles(self) -> tuple[Bundle, Bundle]:
        """The two outputs: the chart, and its words."""
        release = self._release()
        if release is None:
            return _html(f"<p>{WAITING}</p>", WAITING), _html("", "")
        draw, headline, lines = KINDS[self.kind]
        body = "\n".join(lines(release))
        words = f"<details>\n<summary>The same in words</summary>\n{body}\n</details>"
        drawn = stamped(draw(release), release.stamp) if release.stamp else draw(release)
        said = f"{release.stamp}: {headline(release)}" if release.stamp else headline(release)
        return bundle(drawn, said), _html(words, "The same in words")

    def redraw(self) -> None:
        """Replace what the outputs show, where it differs."""
        before, self._drawn = self._drawn, self.bundles()
        for put, old, new in zip(self._places, before, self._drawn, strict=False):
            if old != new:
                put(new)

    def fill(self) -> None:
        """Draw the chart where its outputs are still empty."""
        if self._drawn == EMPTY:
            self.redraw()

    def _ipython_display_(self) -> None:
        # Voilà runs the cells before its page is there to hear of their outputs, so that the page
        # follows widgets alone. Those begin empty: what is heavy would keep the page from finding
        # the widgets after it, and comes when the page says that it is there.
        in_voila = os.environ.get("SERVER_SOFTWARE", "").startswith("voila/")
        if in_voila:
            self._drawn, self._places = EMPTY, [_widget() for _ in EMPTY]
            return
        self._drawn = self.bundles()
        self._places = [_output(bundle) for bundle in self._drawn]


def _output(bundle: Bundle) -> Place:
    """Show a bundle in an output; the way to put another in its place."""
    from IPython.display import display

    show: Callable[..., Any] = display
    handle = show(bundle, raw=True, display_id=True)

    def put(new: Bundle) -> None:
        # JupyterLab's plotly keeps the figure that is there, so it is taken away first.
        for output in (_html("", ""), new):
            handle.update(output, raw=True)

    return put if handle else lambda new: None


def _widget() -> Place:
    """The same in ipywidgets' widget of outputs, which is empty at first."""
    from IPython.display import display
    from ipywidgets import Output

    widget = Output()

    def put(new: Bundle) -> None:
        widget.outputs = ({"output_type": "display_data", "data": new, "metadata": {}},)

    show: Callable[..., Any] = display
    show(widget)
    return put


def _html(text: str, words: str) -> Bundle:
    return {"text/html": text, "text/plain": words}


def _said(sentences: Iterable[str]) -> Iterator[str]:
    return (f"<p>{escaped(sentence)}</p>" for sentence in sentences)


def _coverage_words(release: Release) -> Iterator[str]:
    yield from _said(group_sentences(release.team, release.coverage))
    yield from coverage_table(release.team, release.coverage)


def _holiday_words(release: Release) -> Iterator[str]:
    yield from _said(gap_sentences(release.team, release.coverage))
    if release.away:
        yield from _said(absence_sentences(release.team, release.coverage, release.away))


EMPTY = (_html("", ""),) * 2  # a chart and its words, before a page is there

Draw = Callable[[Release], Chart]
Say = Callable[[Release], str]
Twin = Callable[[Release], Iterator[str]]

KINDS: dict[str, tuple[Draw, Say, Twin]] = {
    "coverage": (
        lambda r: coverage_map(r.team, r.coverage),
        lambda r: "How many of us stand at each level",
        _coverage_words,
    ),
    "holiday": (
        lambda r: one_holiday(r.team, r.coverage, r.away),
        lambda r: absence_headline(r.team, r.coverage, r.away),
        _holiday_words,
    ),
    "shape": (
        lambda r: team_t(r.coverage),
        lambda r: shape_headline(r.coverage),
        lambda r: _said(shape_sentences(r.coverage)),
    ),
    "variety": (
        lambda r: variety(r.coverage),
        lambda r: variety_headline(r.coverage),
        lambda r: _said(variety_sentences(r.coverage)),
    ),
}
