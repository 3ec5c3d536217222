"""Canvas: what charts share: paper, letters and axes that read from the last row of a room.

Plotly takes text for a kind of HTML, with links, and between dollar signs for TeX. So every name
passes through `label`, and an axis has ids with the names beside them: a name is never a place,
which two people may share, nor a date or a number.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from skillkit.framework import LEVELS, Framework, SkillId
from skillkit.svg import FONT, fitted, printable, wrapped

Part = dict[str, Any]
Chart = dict[str, Any]  # {"data": [...], "layout": {...}, "config": {...}}

PLOTLY = "application/vnd.plotly.v1+json"
INK, SOFT, HAIR, PAPER = "#1b2233", "#4b5468", "#c3c9d6", "#ffffff"
BLUE, ORANGE = "#3c62ac", "#b84a0b"  # 5:1 on paper, and apart for every kind of sight
TONES = ("#f4f5f8", "#d3e0f5", "#a3bde8", "#2f5297")  # nobody, few, some, many
SIZE, TITLE = 18, 26  # font sizes
ROOM, WIDE = 270.0, 760.0  # for a skill's name, and for a title, in pixels
# Heights of a chart, of one row where there are many, and of a line of a title. Sixteen rows are
# seen whole in the 608 pixels that JupyterLab leaves of 720.
LEAST, ROW, LINE = 566, 28, 34


def chart(data: Sequence[Part], layout: Part) -> Chart:
    """The whole figure; nothing on it moves, and no button leads anywhere."""
    config = {"staticPlot": True, "displayModeBar": False, "showTips": False}
    return {"data": list(data), "layout": layout, "config": config}


def stamped(drawn: Chart, words: str) -> Chart:
    """The chart with a few words above its finding, which nobody can overlook."""
    layout = drawn["layout"]
    title, margin = layout["title"], layout["margin"]
    raised = {
        "title": {**title, "text": f"{_line(words, ORANGE)}<br>{title['text']}"},
        "margin": {**margin, "t": margin["t"] + LINE},
        "height": layout["height"] + LINE,
    }
    return {**drawn, "layout": {**layout, **raised}}


def bundle(drawn: Chart, words: str) -> dict[str, Any]:
    """The chart as a notebook's raw output, with words for where it cannot be drawn."""
    return {PLOTLY: drawn, "text/plain": words}


def label(text: str) -> str:
    """A text that plotly shows as it stands."""
    return html.escape(printable(text), quote=False).replace("$", "&#36;")


def paper(title: str, key: str, rows: int, above: float = 30) -> Part:
    """The layout under a finding and the key to its marks.

    It has room for so many rows, and for names of that height above them.
    """
    lines = [*map(label, wrapped(title, WIDE, TITLE, 2)), _line(key, SOFT)]
    head = 8 + LINE * len(lines)
    return {
        "title": {
            "text": "<br>".join(lines),
            "font": {"size": TITLE, "color": INK},
            "x": 0.01,
            "xanchor": "left",
            "y": 1,
            "yanchor": "top",
            "yref": "container",
            "pad": {
                "t": 32
            },  # the first line's middle: plotly hangs a title of several lines there
        },
        "font": {"family": FONT, "size": SIZE, "color": INK},
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "showlegend": False,
        "hovermode": False,
        "height": max(LEAST, round(head + above + 12 + ROW * rows)),
        "margin": {"l": 20, "r": 56, "t": round(head + above), "b": 12, "pad": 6},
    }


def _line(text: str, color: str) -> str:
    """A smaller line of a title."""
    return f'<span style="color:{color};font-size:{SIZE}px">{label(text)}</span>'


def numbers(last: float, **more: Any) -> Part:
    """An axis of numbers from 0."""
    return {**_axis("linear"), "range": [0, last], "gridcolor": HAIR, **more}


def level_axis(framework: Framework, **more: Any) -> Part:
    """An axis of the five levels by their names."""
    names = [label(fitted(level.name, 130, SIZE)) for level in framework.levels]
    return {**_axis("category"), "tickvals": level_ids(), "ticktext": names, **more}


def level_ids() -> list[str]:
    """What levels are called on an axis; no number, so that they stay names."""
    return [f"level {level}" for level in LEVELS]


def skill_axis(
    framework: Framework, ids: Sequence[SkillId], marks: Mapping[SkillId, str], **more: Any
) -> Part:
    """An axis of skills by their names, with a mark after some."""
    names = [
        label(fitted(framework.skill(skill).name, ROOM, SIZE)) + marks.get(skill, "")
        for skill in ids
    ]
    order = {"categoryorder": "array", "categoryarray": list(ids)}
    axis = {**_axis("category"), "tickvals": list(ids), "ticktext": names}
    return {**axis, **order, "automargin": True, **more}


def note(text: str, x: Any, y: Any, **more: Any) -> Part:
    """A text at a place of both axes."""
    font = {"size": SIZE, "color": INK}
    return {"text": label(text), "x": x, "y": y, "showarrow": False, "font": font, **more}


def by_area(framework: Framework) -> list[SkillId]:
    """All skills, area by area."""
    return [skill.id for area in framework.areas for skill in framework.in_area(area.id)]


def area_lines(framework: Framework, ids: Sequence[SkillId], axis: str) -> Iterator[Part]:
    """A line wherever one area ends and another begins, across the axis of skills."""
    across = "y" if axis == "x" else "x"
    for place, (one, other) in enumerate(pairwise(ids)):
        if framework.skill(one).area != framework.skill(other).area:
            yield {
                "type": "line",
                f"{axis}0": place + 0.5,
                f"{axis}1": place + 0.5,
                f"{across}ref": "paper",
                f"{across}0": 0,
                f"{across}1": 1,
                "line": {"color": SOFT, "width": 1.5},
            }


def area_names(framework: Framework, ids: Sequence[SkillId], axis: str) -> Iterator[Part]:
    """The name of each area beside its skills: at their right, or below them."""
    beside = {
        "y": {"xref": "paper", "x": 1, "xanchor": "left", "xshift": 8, "textangle": 90},
        "x": {"yref": "paper", "y": 0, "yanchor": "top", "yshift": -4},
    }[axis]
    for area in framework.areas:
        places = [i for i, skill in enumerate(ids) if framework.skill(skill).area == area.id]
        if places:
            middle = (places[0] + places[-1]) / 2
            each = WIDE / len(ids) if axis == "x" else max(ROW, 16 * ROW / len(ids))
            lines = wrapped(area.name, each * len(places) + 10, SIZE, 2)
            place = {"x": None, "y": None, **beside, axis: middle}
            yield note("", **place) | {"text": "<br>".join(map(label, lines))}


def stripes(color: str) -> Part:
    """A filling that differs by its form."""
    return {"shape": "/", "fgcolor": color, "bgcolor": PAPER, "size": 9, "solidity": 0.35}


def _axis(kind: str) -> Part:
    """An axis whose type is said, so that plotly does not guess one."""
    return {
        "type": kind,
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "ticks": "",
        "tickfont": {"size": SIZE, "color": INK},
    }
