"""Charts: what a group looks at together, as figures of plotly.

A figure has no date, no id and nothing fetched; every number in it has passed the floor, also in
the sentence that a mark answers when it is pointed at. What it says it says by number or form,
colour only helps, and its title is the finding. Its twins are in `skillkit.team.words` and
`skillkit.team.draw_charts`.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from skillkit.base.svg import FONT, fitted, printable, text_width, wrapped
from skillkit.base.text import in_signs
from skillkit.base.words import plural, say, sentence
from skillkit.framework import Framework, SkillId
from skillkit.team.coverage import Coverage, Range, Row
from skillkit.team.model import Team
from skillkit.team.words import (
    Holders,
    holders,
    key_person_headline,
    partly_counted,
    people_words,
    shade,
    shape_headline,
    spread_headline,
    spread_order,
    top_level,
)

if TYPE_CHECKING:
    import plotly.graph_objects as go

Part = dict[str, Any]  # of a figure, as plotly writes it

PLOTLY = "application/vnd.plotly.v1+json"

# A figure cannot ask which theme it stands in, so the page shows through, and what is drawn keeps
# about the same distance, 4:1 or more, from JupyterLab's white and from its darkest grey.
INK, HAIR, PAPER = "#737a89", "rgba(125, 132, 150, 0.4)", "rgba(0, 0, 0, 0)"

BLUE, ORANGE = "#5578c4", "#cb5913"  # apart for every kind of sight

TONES = ("#d3e0f5", "#a3bde8", "#2f5297")  # few, some, many; nobody has no field

ON_TONES = (INK, "#1b2233", "#1b2233", "#ffffff")  # the number of nobody, few, some, many

SIZE, TITLE = 18, 26  # font sizes

ROOM, WIDE = 270.0, 760.0  # for a skill's name, and for a title, in pixels

# Heights of a chart, of one row where there are many, and of a line of a title. Sixteen rows are
# seen whole in the 608 pixels that JupyterLab leaves of 720.
LEAST, ROW, LINE = 566, 28, 34


def figure(data: Sequence[Part], layout: Part) -> go.Figure:
    """The whole figure, in no colours but its own; nothing on it can be dragged away."""
    import plotly.graph_objects as go

    drawn = go.Figure(list(data), layout)
    drawn.layout.template = None  # plotly's own would repaint it and weigh more than all the rest
    return drawn


def stamped(drawn: go.Figure, words: str) -> go.Figure:
    """The figure with a few words above its finding, which nobody can overlook."""
    layout = drawn.layout
    return type(drawn)(drawn).update_layout(
        title_text=f"{_line(words, ORANGE)}<br>{layout.title.text}",
        margin_t=layout.margin.t + LINE,
        height=layout.height + LINE,
    )


def plain(drawn: go.Figure) -> Part:
    """The figure as plotly's own JSON, with no button that leads anywhere."""
    found: Part = {**drawn.to_plotly_json(), "config": {"displayModeBar": False, "showTips": False}}
    found["layout"].pop("template", None)
    return found


def bundle(drawn: go.Figure, svg: str, words: str) -> dict[str, Any]:
    """The figure as a notebook's raw output, with a drawing and words for where plotly is not."""
    return {PLOTLY: plain(drawn), "image/svg+xml": svg, "text/plain": words}


def answers(said: Sequence[str]) -> Part:
    """What marks answer when they are pointed at: a sentence each, and nothing else."""
    return {"hovertext": [label(sentence) for sentence in said], "hoverinfo": "text"}


def count_said(framework: Framework, skill: SkillId, level: int, count: Range) -> str:
    """How many people stand at a level of a skill."""
    return say(
        "{skill}: {people} at {level}",
        skill=_name(framework, skill),
        people=people_words(count),
        level=framework.level(level).name,
    )


def left_said(framework: Framework, skill: SkillId, left: Range) -> str:
    """How many people are strong in a skill, without whoever is away."""
    return f"{_name(framework, skill)}: {people_words(left)}"


def top_said(coverage: Coverage, skill: SkillId) -> str:
    """How far the group reaches in a skill, and how many reach that far."""
    row, top = coverage.rows[skill], max(0, top_level(coverage, skill))
    if row is None:
        return say("{name}: not shown", name=_name(coverage.framework, skill))
    return count_said(coverage.framework, skill, top, row.counts[top])


def spread_said(framework: Framework, skill: SkillId, span: Range) -> str:
    """How far the middle half of a group is apart in a skill."""
    levels = plural(
        "{span} level", "{span} levels", 1 if span == Range(1, 1) else 2, span=in_signs(str(span))
    )
    return say(
        "{name}: the middle half of us is {levels} apart",
        name=_name(framework, skill),
        levels=levels,
    )


def _name(framework: Framework, skill: SkillId) -> str:
    return printable(framework.skill(skill).name)


def label(text: str) -> str:
    """A text that plotly shows as it is."""
    return html.escape(printable(text), quote=False).replace("$", "&#36;")


def paper(title: str, key: str, rows: int, above: float = 30) -> Part:
    """The layout under a finding and the key to its marks.

    It has room for so many rows, and for names of that height above them.
    """
    lines = [*map(label, wrapped(title, WIDE, TITLE, 2)), _line(key, INK)]
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
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {"font": {"family": FONT, "size": SIZE}, "align": "left"},
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
    """An axis of the levels by their names."""
    names = [label(fitted(level.label, 130, SIZE)) for level in framework.levels]
    return {**_axis("category"), "tickvals": level_ids(framework), "ticktext": names, **more}


def level_ids(framework: Framework) -> list[str]:
    """What levels are called on an axis; no number, so that they stay names."""
    return [f"level {level}" for level in framework.scale]


def skill_axis(
    framework: Framework, ids: Sequence[SkillId], marks: Mapping[SkillId, str], **more: Any
) -> Part:
    """An axis of skills by their names, with a mark after some."""
    names = [
        label(fitted(framework.skill(skill).label, ROOM, SIZE)) + marks.get(skill, "")
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
                "line": {"color": INK, "width": 1.5},
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
            lines = wrapped(area.label, each * len(places) + 10, SIZE, 2)
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


COVERAGE_HEADLINE = sentence("How many of us stand at each level")

SHAPE_KEY = sentence("Solid: two people or more. Striped: one, perhaps two. The number: how many.")

SPREAD_KEY = sentence(
    "How many levels apart the middle half of us is. Striped: as far as it may be."
)


def coverage_key(coverage: Coverage) -> str:
    """How the map of levels is read."""
    some = say(" * Not all of us.") if partly_counted(coverage) else ""
    return say("Each row counts on its own: nobody can be followed.{some}", some=some)


def marks_key(away: str | None) -> str:
    """What the marks of people mean."""
    gone = say("  ·  × away") if away else ""
    return say("● a person  ·  ○ perhaps one more  ·  + or more  ·  ◇ nobody{gone}", gone=gone)


MOST = 5  # people with a mark each; more are a plus

MOST_SLANTED = 20  # names side by side; more stand upright

MARKS = {  # the symbol, its colour and the width of its line
    "sure": ("circle", BLUE, 0),
    "perhaps": ("circle-open", BLUE, 3),
    "more": ("cross-thin-open", BLUE, 4),
    "gone": ("x-thin-open", ORANGE, 4),
    "nobody": ("diamond-open", ORANGE, 3),
}


def coverage_map(team: Team, coverage: Coverage) -> go.Figure:
    """How many people stand at each level of each skill; every row is counted on its own."""
    import plotly.graph_objects as go

    framework, rows = team.framework, coverage.rows
    ids = by_area(framework)
    counts = [
        (level, s, row.counts[level]) for s in ids if (row := rows[s]) for level in framework.scale
    ]
    names, blank = level_ids(framework), [None] * len(framework.levels)
    cells = go.Heatmap(
        x=names,
        y=ids,
        z=[
            [shade(row.counts[n]) or None for n in framework.scale] if (row := rows[s]) else blank
            for s in ids
        ],
        colorscale=[[(i + end) / 3, tone] for i, tone in enumerate(TONES) for end in (0, 1)],
        zmin=0.5,
        zmax=3.5,
        xgap=3,
        ygap=3,
        showscale=False,
        hoverinfo="text",
        hovertext=[
            [label(count_said(framework, s, n, row.counts[n])) for n in framework.scale]
            if (row := rows[s])
            else [label(top_said(coverage, s))] * len(blank)
            for s in ids
        ],
    )
    numbers = go.Scatter(
        mode="text",
        x=[f"level {level}" for level, _, _ in counts],
        y=[skill for _, skill, _ in counts],
        text=[str(count) for _, _, count in counts],
        textfont={"size": SIZE + 1, "color": [ON_TONES[shade(n)] for _, _, n in counts]},
        hoverinfo="skip",  # the field behind it answers
    )
    some = dict.fromkeys(partly_counted(coverage), " *")
    layout = paper(say(COVERAGE_HEADLINE), coverage_key(coverage), len(ids))
    layout["xaxis"] = level_axis(framework, side="top")
    layout["yaxis"] = skill_axis(framework, ids, some, autorange="reversed")
    layout["shapes"] = list(area_lines(framework, ids, "y"))
    hidden = [skill for skill in ids if rows[skill] is None]
    layout["annotations"] = [
        *(note(say("not shown"), names[len(names) // 2], skill) for skill in hidden),
        *area_names(framework, ids, "y"),
    ]
    return figure([cells, numbers], layout)


def team_t(coverage: Coverage) -> go.Figure:
    """The team's T as one comb: solid where two people reach, striped where one reaches further."""
    import plotly.graph_objects as go

    framework, ids = coverage.framework, by_area(coverage.framework)
    tops = [max(0, top_level(coverage, skill)) for skill in ids]
    second = [_second(coverage.rows[skill]) for skill in ids]
    alone = [max(0, top - low) for top, low in zip(tops, second, strict=True)]
    line = {"color": BLUE, "width": 1.5}
    said = answers([top_said(coverage, skill) for skill in ids])
    striped = {"color": PAPER, "line": line, "pattern": stripes(BLUE)}
    data = [
        go.Bar(x=ids, y=second, width=0.8, marker={"color": BLUE, "line": line}, **said),
        go.Bar(x=ids, y=alone, width=0.8, marker=striped, **said),
    ]
    upright = len(ids) > MOST_SLANTED
    layout = paper(shape_headline(coverage), say(SHAPE_KEY), 8, _above(framework, upright))
    layout["barmode"] = "stack"
    areas = list(area_names(framework, ids, "x"))
    layout["margin"]["b"] = 34 + 24 * max(area["text"].count("<br>") for area in areas)
    if not upright:  # the last name leans out
        last = text_width(framework.skill(ids[-1]).label, SIZE)
        layout["margin"]["r"] = round(min(ROOM, last) * 0.75)
    angle = -90 if upright else -40
    layout["xaxis"] = skill_axis(framework, ids, {}, side="top", tickangle=angle, automargin=False)
    names = level_axis(framework)["ticktext"]
    layout["yaxis"] = numbers(
        0, tickvals=list(framework.scale), ticktext=names, showgrid=True, automargin=True
    )
    layout["yaxis"]["range"] = [
        framework.top + (0.8 if upright else 0.5),
        0,
    ]  # downwards, as a T hangs
    layout["shapes"] = [_level_line(framework.rules.decent), *area_lines(framework, ids, "x")]
    below = {"yanchor": "top", "yshift": -2, "textangle": -90 if upright else 0}
    layout["annotations"] = [
        note(_at_top(coverage.rows[skill], top), skill, top, **below)
        for skill, top in zip(ids, tops, strict=True)
    ] + areas
    return figure(data, layout)


def spread_chart(coverage: Coverage) -> go.Figure:
    """How far levels differ, skill by skill, the widest first; striped as far as it is not sure."""
    import plotly.graph_objects as go

    order = spread_order(coverage)
    ids = [skill for skill, _ in order]
    line = {"color": ORANGE, "width": 1.5}
    said = answers([spread_said(coverage.framework, skill, span) for skill, span in order])
    bar = {"orientation": "h", "y": ids, "width": 0.7, **said}
    solid = {"color": ORANGE, "line": line}
    striped = {"color": PAPER, "line": line, "pattern": stripes(ORANGE)}
    low = [span.low for _, span in order]
    far = [(span.high or span.low) - span.low for _, span in order]
    data = [go.Bar(x=low, marker=solid, **bar), go.Bar(x=far, marker=striped, **bar)]
    wide = len(coverage.framework.levels) - 1
    layout = paper(spread_headline(coverage), say(SPREAD_KEY), len(ids)) | {"barmode": "stack"}
    layout["xaxis"] = numbers(wide + 0.4, tickvals=list(range(wide + 1)), showgrid=True, side="top")
    layout["yaxis"] = skill_axis(coverage.framework, ids, {}, autorange="reversed")
    layout["annotations"] = [
        note(in_signs(str(span)), span.high or span.low, skill, xanchor="left", xshift=6)
        for skill, span in order
    ]
    return figure(data, layout)


def key_person_chart(team: Team, coverage: Coverage, away: str | None = None) -> go.Figure:
    """Who is strong in each skill, a mark for each, and who is left when `away` is away."""
    import plotly.graph_objects as go

    found = holders(team, coverage, away)
    ids = [skill for skill in by_area(team.framework) if skill in found]
    rows = {skill: marks(held) for skill, held in found.items()}
    said = {skill: left_said(team.framework, skill, held.left) for skill, held in found.items()}
    data = []
    for kind, (symbol, color, width) in MARKS.items():
        places = [(s, i) for s, row in rows.items() for i, k in enumerate(row, 1) if k == kind]
        line = {"width": width, "color": color}
        data.append(
            go.Scatter(
                mode="markers",
                x=[place for _, place in places],
                y=[skill for skill, _ in places],
                marker={"symbol": symbol, "size": 18, "color": color, "line": line},
                cliponaxis=False,
                **answers([said[skill] for skill, _ in places]),
            )
        )
    layout = paper(key_person_headline(team, coverage, away), marks_key(away), len(ids), 12)
    layout["xaxis"] = numbers(MOST + 6.0, visible=False)
    layout["yaxis"] = skill_axis(team.framework, ids, {}, range=[len(ids) - 0.5, -0.5])
    layout["shapes"] = [_row_line(place) for place in range(len(ids))]
    layout["annotations"] = [
        note(people_words(held.left), MOST + 2.7, skill, xanchor="left")
        for skill, held in found.items()
    ]
    return figure(data, layout)


def marks(held: Holders) -> list[str]:
    """One row of marks: a person each, who is away last, or the mark of nobody."""
    low, high = int(held.left.low), held.left.high
    most = low if high is None else int(high)
    row = (["sure"] * low + ["perhaps"] * (most - low))[:MOST]
    row += ["more"] * (high is None or most > MOST)
    row += ["gone"] * (held.left != held.now)
    return row or ["nobody"]


def _second(row: Row | None) -> int:
    """The level that surely two people reach."""
    return int(row.backup.low) if row and row.backup else 0


def _at_top(row: Row | None, top: int) -> str:
    return str(row.counts[top]) if row else say("not shown")


def _above(framework: Framework, upright: bool) -> float:
    """The height of the longest name, upright or at an angle of 40 degrees."""
    longest = min(ROOM, max(text_width(skill.label, SIZE) for skill in framework.skills))
    return 24 + (1 if upright else 0.65) * longest


def _row_line(place: int) -> Part:
    """A hair that leads along a row of marks to its words."""
    ends = {"x0": 0, "x1": MOST + 2.4, "y0": place, "y1": place}
    return {"type": "line", "layer": "below", "line": {"color": HAIR, "width": 1}, **ends}


def _level_line(level: int) -> Part:
    line = {"color": INK, "width": 2, "dash": "dot"}
    ends = {"xref": "paper", "x0": 0, "x1": 1, "y0": level, "y1": level}
    return {"type": "line", "line": line, **ends}
