"""The charts as drawings: the same four pictures as text, where no plotly is.

The team view and its stage show them, and a notebook has them beside each figure for anyone who
only reads the file. Marks, keys and order are those of `skillkit.team.charts`; colours follow the
page. Whatever can be pointed at says its sentence, which has passed the floor like the number in
it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from skillkit.base.svg import BOLD as WIDER
from skillkit.base.svg import (
    drawing,
    escaped,
    fitted,
    num,
    path,
    printable,
    text_width,
    whole,
    words,
    wrapped,
)
from skillkit.base.text import in_signs
from skillkit.base.words import say
from skillkit.framework import Framework, SkillId
from skillkit.team.charts import (
    BLUE,
    COVERAGE_HEADLINE,
    MOST,
    MOST_SLANTED,
    ORANGE,
    SHAPE_KEY,
    SPREAD_KEY,
    by_area,
    count_said,
    coverage_key,
    left_said,
    marks,
    marks_key,
    spread_said,
    top_said,
)
from skillkit.team.coverage import Coverage
from skillkit.team.model import Team
from skillkit.team.words import (
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


@dataclass(frozen=True, slots=True)
class Sheet:
    """How large a drawing is laid out."""

    width: float
    left: float  # where names end, and rows begin
    right: float  # where rows end, and areas begin
    size: float  # of letters
    head: float  # of a headline's letters
    tall: float  # the rows share this height
    least: float  # height of a row
    most: float
    step: float  # from one mark of a person to the next
    comb: float  # left edge of the team's T
    edge: float  # right of it
    unit: float  # from one of its levels to the next, at least
    fits: float  # how far the generous estimate of a name's width may be taken at its word


# As a projector shows it, and as a telephone does.
STAGE = Sheet(1120, 300, 1080, 18, 26, 470, 28, 54, step=56, comb=150, edge=40, unit=50, fits=1)
NARROW = Sheet(344, 141, 340, 11, 15, 300, 21, 36, step=15.5, comb=78, edge=8, unit=34, fits=1.25)

MOST_UPRIGHT, SMALL = 40, 12.0  # skills side by side, and letters where there are more

# Of a field of nobody, few, some, many, and of its number; tints, so that on every ground more
# people stand out more.
FIELDS = (
    'fill="none"',
    f'fill="{BLUE}" fill-opacity="0.28"',
    f'fill="{BLUE}" fill-opacity="0.58"',
    'fill="#3f63b3"',
)

LOOKS = (' class="sk-soft"', "", "", ' style="fill:#fff"')

END, MIDDLE = ' text-anchor="end"', ' text-anchor="middle"'


def draw_coverage(
    team: Team, coverage: Coverage, *, headed: bool = False, on: Sheet = STAGE
) -> str:
    """How many people stand at each level of each skill."""
    framework, some = coverage.framework, partly_counted(coverage)
    ids, wide = by_area(framework), (on.right - on.left) / len(framework.levels)
    tall = _row_height(on, len(ids))
    heads = [_head(on, level.label, wide) for level in framework.levels]
    top = 12 + on.size * max(len(head) for head, _ in heads)
    bold = BOLD if on is STAGE else ""
    lines = [
        words(on.left + wide * (i + 0.5), 2 + on.size * (j + 1), line, size, MIDDLE + bold)
        for i, (head, size) in enumerate(heads)
        for j, line in enumerate(head)
    ]
    for number, skill in enumerate(ids):
        y, row = top + tall * number, coverage.rows[skill]
        name = framework.skill(skill).label
        lines.append(_name(on, name, y + tall / 2, " *" * (skill in some)))
        if row is None:
            lines.append(
                _words(on, (on.left + on.right) / 2, y + tall / 2, say("not shown"), MIDDLE)
            )
            continue
        for place, level in enumerate(framework.scale):
            count = row.counts[level]
            tone = shade(count)
            x = on.left + wide * place
            field = _rect(x + 1.5, y + 1.5, wide - 3, tall - 3, FIELDS[tone])
            look = LOOKS[tone]
            said = _words(on, x + wide / 2, y + tall / 2, str(count), f"{MIDDLE}{look}")
            lines.append(_telling(count_said(framework, skill, level, count), field, said))
    lines += _areas(on, coverage, ids, top, tall)
    bottom = top + tall * len(ids)
    return _whole(
        on, "coverage", bottom, say(COVERAGE_HEADLINE), coverage_key(coverage), lines, headed
    )


def _head(on: Sheet, name: str, wide: float) -> tuple[list[str], float]:
    """A level's name above its column, in two lines at most; one that is cut leaves a gap."""
    room = wide / WIDER if on is STAGE else on.fits * (wide - on.size / 2)
    lines, size = whole(name, room, on.size, 2, on.size - 3)
    if any(line.endswith("…") for line in lines):
        room = (wide - on.size / 2) / WIDER
        lines, size = whole(name, room, on.size, 2, on.size - 3)
    return lines, size


def draw_key_persons(
    team: Team,
    coverage: Coverage,
    away: str | None = None,
    *,
    headed: bool = False,
    on: Sheet = STAGE,
) -> str:
    """Who is strong in each skill, a mark for each, and who is left when `away` is away."""
    found = holders(team, coverage, away)
    ids = [skill for skill in by_area(team.framework) if skill in found]
    tall, lines = _row_height(on, len(ids)), []
    said = {skill: people_words(found[skill].left) for skill in ids}
    size, step = _beside(on, said.values())
    for place, skill in enumerate(ids):
        y, name, left = (
            6 + tall * (place + 0.5),
            team.framework.skill(skill).label,
            found[skill].left,
        )
        places = [(on.left + step * (i + 0.54), kind) for i, kind in enumerate(marks(found[skill]))]
        end = on.left + step * (MOST + 1.4)
        lines += [
            path("sk-line", f"M{num(on.left)} {num(y)}H{num(end)}"),
            _name(on, name, y),
            _telling(
                left_said(team.framework, skill, left),
                *(_mark(kind, x, y, step / on.step * on.size / STAGE.size) for x, kind in places),
            ),
            words(end + on.size / 2, y + size * 0.35, said[skill], size),
        ]
    title = key_person_headline(team, coverage, away)
    return _whole(on, "holiday", 6 + tall * len(ids), title, marks_key(away), lines, headed)


def _beside(on: Sheet, said: Collection[str]) -> tuple[float, float]:
    """The size of the words beside the marks of people, and the step between two marks."""
    steps = MOST + 1.4
    room = on.width - on.left - on.size / 2 - 1  # sizes are rounded
    longest = max((text_width(text, 1) for text in said), default=0)
    size = max(on.size - 2, min(on.size, (room - on.step * steps) / max(longest, 1)))
    return size, min(on.step, (room - longest * size) / steps)


def draw_team_t(coverage: Coverage, *, headed: bool = False, on: Sheet = STAGE) -> str:
    """The team's T as one comb, hanging from the names of its skills."""
    framework, ids = coverage.framework, by_area(coverage.framework)
    size = on.size if len(ids) <= MOST_UPRIGHT else min(SMALL, on.size)
    room = 15 * on.size  # of a name
    names = {skill: fitted(framework.skill(skill).label, room, size) for skill in ids}
    longest = max(text_width(name, size) for name in names.values())
    upright = len(ids) > MOST_SLANTED or on is NARROW
    # the last name leans out
    out = 0 if upright else 0.8 * min(room, text_width(framework.skill(ids[-1]).label, on.size))
    left = on.comb
    wide = (on.width - max(on.edge, out) - left) / len(ids)
    top = 24 + (1 if upright else 0.62) * longest
    unit = max(on.unit, (on.tall - top) / (framework.top + 0.6))
    lines = list(_level_rules(framework, on, left + wide * len(ids), top, unit))
    for place, skill in enumerate(ids):
        middle, row = left + wide * (place + 0.5), coverage.rows[skill]
        high = max(0, top_level(coverage, skill))
        low = min(high, int(row.backup.low) if row and row.backup else 0)
        turn = -90 if upright else -38
        at = f' transform="rotate({turn} {num(middle + 5)} {num(top - 10)})"'
        lines.append(words(middle + 5, top - 10, names[skill], size, at))
        bar = min(44.0, wide * 0.72)
        solid = _rect(middle - bar / 2, top, bar, unit * low, _bar(BLUE))
        alone = _striped(middle - bar / 2, top + unit * low, bar, unit * (high - low), BLUE)
        count = str(row.counts[high]) if row else "–"
        end = top + unit * high
        number = _words(on, middle, end + 13, count, MIDDLE)
        if size < STAGE.size:  # side by side they would touch
            turned = f' transform="rotate(-90 {num(middle + 4)} {num(end + 5)})"{END}'
            number = words(middle + 4, end + 5, count, size, turned)
        lines.append(_telling(top_said(coverage, skill), solid, *alone, number))
    bottom = top + unit * framework.top + 30
    for one, first, last in _spans(coverage, ids):
        start, stop = left + wide * first, left + wide * last
        if first:
            lines.append(path("sk-line", f"M{num(start)} {num(top)}V{num(bottom)}"))
        lines += _area_below(one, on, start, stop, bottom)
    return _whole(
        on, "shape", bottom + 24 + on.size, shape_headline(coverage), say(SHAPE_KEY), lines, headed
    )


def _level_rules(
    framework: Framework, on: Sheet, right: float, top: float, unit: float
) -> Iterator[str]:
    """A line for each level behind the team's T, and its name at the left."""
    for level in range(framework.top + 1):
        y = top + unit * level
        look = "sk-rule" if level == framework.rules.decent else "sk-line"
        yield path(look, f"M{num(on.comb - 10)} {num(y)}H{num(right)}")
        if level in framework.scale:
            name = fitted(framework.label(level), on.fits * (on.comb - 16), on.size)
            yield _words(on, on.comb - 14, y, name, END)


def _area_below(name: str, on: Sheet, start: float, stop: float, bottom: float) -> Iterator[str]:
    """The name of an area below its skills, on one line or two."""
    room = (stop - start - on.size / 2) / WIDER
    for i, line in enumerate(wrapped(name, room, on.size, 2)):
        y = bottom + on.size + (on.size + 3) * i
        yield words((start + stop) / 2, y, line, on.size, f"{MIDDLE}{BOLD}")


_NUMBER = 130 / 18  # letters wide, with the room before it: how far a bar reaches as a number


def draw_spread(coverage: Coverage, *, headed: bool = False, on: Sheet = STAGE) -> str:
    """How far levels differ, skill by skill, the widest first."""
    order, top = spread_order(coverage), len(coverage.framework.levels) - 1
    tall, unit = _row_height(on, len(order)), (on.right - on.left - _NUMBER * on.size) / top
    lines, above = [], 12 + on.size
    bottom = above + tall * len(order)
    for level in range(top + 1) if order else ():
        x = on.left + unit * level
        lines.append(words(x, 2 + on.size, str(level), on.size, MIDDLE))
        lines.append(path("sk-line", f"M{num(x)} {num(above - 2)}V{num(bottom)}"))
    for place, (skill, span) in enumerate(order):
        y, thick = above + tall * (place + 0.5), tall * 0.62
        name, high = coverage.framework.skill(skill).label, span.high or span.low
        solid = _rect(on.left, y - thick / 2, unit * span.low, thick, _bar(ORANGE))
        far = unit * (high - span.low)
        open_ = _striped(on.left + unit * span.low, y - thick / 2, far, thick, ORANGE)
        number = _words(on, on.left + unit * high + 10, y, in_signs(str(span)))
        said = spread_said(coverage.framework, skill, span)
        lines += [_name(on, name, y), _telling(said, solid, *open_, number)]
    return _whole(on, "spread", bottom, spread_headline(coverage), say(SPREAD_KEY), lines, headed)


BOLD = ' class="sk-bold"'


def _whole(
    on: Sheet, kind: str, height: float, headline: str, key: str, lines: list[str], headed: bool
) -> str:
    """The drawing over its key; below its headline where nothing else says it."""
    head = wrapped(headline, (on.width - 20) / 1.15, on.head, 2) if headed else []
    step = on.head + 10
    above = step * len(head)
    body = [f'<g transform="translate(0 {num(above)})">', *lines, "</g>"]
    for i, line in enumerate(head):
        body.append(words(8, step * (i + 1) - 8, line, on.head, BOLD))
    under = above + height + 10
    for line in [key] if on is STAGE else wrapped(key, on.width - 16, on.size, 3):
        under += on.size + (4 if on is NARROW else 0)
        body.append(words(8, under, line, on.size, ' class="sk-soft"'))
    name = " sk-".join(["chart", kind, *["narrow"] * (on is NARROW)])
    return drawing(name, (on.width, under + 10), headline, key, body)


def _row_height(on: Sheet, rows: int) -> float:
    """What a row may take; with many the drawing grows."""
    return min(on.most, max(on.least, on.tall / max(1, rows)))


def _words(on: Sheet, x: float, y: float, text: str, extra: str = "") -> str:
    """A text whose middle is at that height."""
    return words(x, y + on.size * 0.35, text, on.size, extra)


def _name(on: Sheet, name: str, y: float, mark: str = "") -> str:
    """A skill's name at the left of its row."""
    gap, size, name = on.size / 1.5, on.size, printable(name)
    room = on.left - 1.5 * gap
    while (said := fitted(name, room, size)) != name and size > on.size - 2:
        size -= 0.5
    return words(on.left - gap, y + size * 0.35, said + mark, size, END)


def _telling(said: str, *parts: str) -> str:
    """Marks that say a sentence when they are pointed at."""
    return f"<g><title>{escaped(said)}</title>{''.join(parts)}</g>"


def _rect(x: float, y: float, width: float, height: float, look: str) -> str:
    """A field or a bar, unless it is empty."""
    if width <= 0 or height <= 0:
        return ""
    place = f'x="{num(x)}" y="{num(y)}" width="{num(width)}" height="{num(height)}"'
    return f"<rect {place} {look}/>"


def _bar(color: str, inside: str = "") -> str:
    """How a bar of a colour looks, filled or open."""
    return f'fill="{inside or color}" stroke="{color}" stroke-width="1.5"'


def _striped(x: float, y: float, width: float, height: float, color: str) -> Iterator[str]:
    """A bar that differs by its form: slanted stripes, without an id that two drawings share."""
    yield _rect(x, y, width, height, _bar(color, "none"))
    moves = []
    step, start = 9.0, 9.0
    while width > 0 and height > 0 and start < width + height:
        # The stripe on which x + y is `start`, as far as it is inside.
        left, right = max(0.0, start - height), min(width, start)
        moves.append(
            f"M{num(x + left)} {num(y + start - left)}L{num(x + right)} {num(y + start - right)}"
        )
        start += step
    if moves:
        yield f'<path d="{"".join(moves)}" stroke="{color}" stroke-width="3"/>'


def _mark(kind: str, x: float, y: float, scale: float) -> str:
    """One mark of a person, or of nobody; each kind has a form of its own."""
    if kind in ("sure", "perhaps"):
        fill = BLUE if kind == "sure" else "none"
        place = f'cx="{num(x)}" cy="{num(y)}"'
        look = f'r="{num(8 * scale)}" stroke-width="{num(3 * scale)}"'
        return f'<circle {place} {look} fill="{fill}" stroke="{BLUE}"/>'
    r, d, e = 9 * scale, num(16 * scale), num(9 * scale)
    moves = {
        "more": f"M{num(x - r)} {num(y)}h{num(2 * r)}M{num(x)} {num(y - r)}v{num(2 * r)}",
        "gone": f"M{num(x - 8 * scale)} {num(y - 8 * scale)}l{d} {d}m0 -{d}l-{d} {d}",
        "nobody": f"M{num(x)} {num(y - r)}l{e} {e}l-{e} {e}l-{e} -{e}z",
    }[kind]
    color = BLUE if kind == "more" else ORANGE
    return f'<path d="{moves}" fill="none" stroke="{color}" stroke-width="{num(3.5 * scale)}"/>'


def _spans(coverage: Coverage, ids: Sequence[SkillId]) -> Iterator[tuple[str, int, int]]:
    """Each area's name, with its first place and the one after its last."""
    areas = [coverage.framework.skill(skill).area for skill in ids]
    edges = [i for i in range(1, len(ids)) if areas[i] != areas[i - 1]]
    for first, last in pairwise([0, *edges, len(ids)]):
        yield coverage.framework.area(areas[first]).label, first, last


def _areas(
    on: Sheet, coverage: Coverage, ids: Sequence[SkillId], top: float, tall: float
) -> Iterator[str]:
    """A line between two areas, and their names beside their rows where there is room."""
    for name, first, last in _spans(coverage, ids):
        y = top + tall * first
        if first:
            yield path("sk-rule", f"M8 {num(y)}H{num(on.width - 8)}")
        if on is NARROW:
            continue
        middle, x = y + tall * (last - first) / 2, on.right + 16
        text = fitted(name, (tall * (last - first) - on.size / 2) / WIDER, on.size)
        if text == "…":
            continue
        turn = f' transform="rotate(90 {num(x)} {num(middle)})"'
        yield words(x, middle, text, on.size, f"{MIDDLE}{BOLD}{turn}")
