"""The charts as drawings: the same four pictures as text, where no plotly is.

The team view and its stage show them, and a notebook has them beside each figure for anyone who
only reads the file. Marks, keys and order are those of `skillkit.team.charts`; colours follow the
page. Whatever can be pointed at says its sentence, which has passed the floor like the number in
it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from skillkit.base.svg import (
    drawing,
    escaped,
    fitted,
    num,
    path,
    text_width,
    words,
    wrapped,
)
from skillkit.framework import SkillId
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

WIDTH, LEFT, RIGHT = 1120.0, 300.0, 1080.0  # of a drawing; names end and areas begin there

TALL = 470.0  # the rows of a drawing share this height, as a stage has it

LEAST, MOST_TALL = 28.0, 54.0  # heights of a row

MOST_UPRIGHT, SMALL = 40, 12.0  # skills side by side, and letters where there are more

SIZE, HEAD = 18.0, 26.0  # of letters, and of a headline's

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


def draw_coverage(team: Team, coverage: Coverage, *, headed: bool = False) -> str:
    """How many people stand at each level of each skill."""
    framework, some = coverage.framework, partly_counted(coverage)
    ids, wide = by_area(framework), (RIGHT - LEFT) / len(framework.levels)
    tall = _row_height(len(ids))
    lines = [
        words(
            LEFT + wide * (i + 0.5),
            20,
            fitted(level.label, wide - 8, SIZE),
            SIZE,
            f"{MIDDLE}{BOLD}",
        )
        for i, level in enumerate(framework.levels)
    ]
    for number, skill in enumerate(ids):
        y, row = 30 + tall * number, coverage.rows[skill]
        name = framework.skill(skill).label
        lines.append(_name(name, y + tall / 2, " *" * (skill in some)))
        if row is None:
            lines.append(_words((LEFT + RIGHT) / 2, y + tall / 2, "not shown", MIDDLE))
            continue
        for place, level in enumerate(framework.scale):
            count = row.counts[level]
            tone = shade(count)
            x = LEFT + wide * place
            field = _rect(x + 1.5, y + 1.5, wide - 3, tall - 3, FIELDS[tone])
            look = LOOKS[tone]
            said = _words(x + wide / 2, y + tall / 2, str(count), f"{MIDDLE}{look}")
            lines.append(_telling(count_said(framework, skill, level, count), field, said))
    lines += _areas(coverage, ids, 30, tall)
    return _whole(
        "coverage", 30 + tall * len(ids), COVERAGE_HEADLINE, coverage_key(coverage), lines, headed
    )


def draw_key_persons(
    team: Team, coverage: Coverage, away: str | None = None, *, headed: bool = False
) -> str:
    """Who is strong in each skill, a mark for each, and who is left when `away` is away."""
    found = holders(team, coverage, away)
    ids = [skill for skill in by_area(team.framework) if skill in found]
    tall, lines = _row_height(len(ids)), []
    for place, skill in enumerate(ids):
        y, name, left = (
            6 + tall * (place + 0.5),
            team.framework.skill(skill).label,
            found[skill].left,
        )
        places = [(LEFT + 30 + 56 * i, kind) for i, kind in enumerate(marks(found[skill]))]
        lines += [
            path("sk-line", f"M{num(LEFT)} {num(y)}H{num(LEFT + 80 + 56 * MOST)}"),
            _name(name, y),
            _telling(
                left_said(team.framework, skill, left),
                *(_mark(kind, x, y) for x, kind in places),
            ),
            _words(LEFT + 130 + 56 * MOST, y, people_words(left)),
        ]
    title = key_person_headline(team, coverage, away)
    return _whole("holiday", 6 + tall * len(ids), title, marks_key(away), lines, headed)


def draw_team_t(coverage: Coverage, *, headed: bool = False) -> str:
    """The team's T as one comb, hanging from the names of its skills."""
    framework, ids = coverage.framework, by_area(coverage.framework)
    size = SIZE if len(ids) <= MOST_UPRIGHT else SMALL
    longest = max(min(270.0, text_width(framework.skill(s).label, size)) for s in ids)
    upright = len(ids) > MOST_SLANTED
    # the last name leans out
    out = 0 if upright else 0.8 * min(270.0, text_width(framework.skill(ids[-1]).label, SIZE))
    wide = (WIDTH - max(40.0, out) - 150) / len(ids)
    top = 24 + (1 if upright else 0.62) * longest
    unit = max(50.0, (TALL - top) / (framework.top + 0.6))
    lines = []
    for level in range(framework.top + 1):
        y = top + unit * level
        decent = level == framework.rules.decent
        lines.append(
            path("sk-rule" if decent else "sk-line", f"M140 {num(y)}H{num(150 + wide * len(ids))}")
        )
        if level in framework.scale:
            name = fitted(framework.label(level), 124, SIZE)
            lines.append(_words(130, y, name, END))
    for place, skill in enumerate(ids):
        middle, row = 150 + wide * (place + 0.5), coverage.rows[skill]
        high = max(0, top_level(coverage, skill))
        low = min(high, int(row.backup.low) if row and row.backup else 0)
        name = framework.skill(skill).label
        turn = -90 if upright else -38
        at = f' transform="rotate({turn} {num(middle + 5)} {num(top - 10)})"'
        lines.append(words(middle + 5, top - 10, fitted(name, 270, size), size, at))
        bar = min(44.0, wide * 0.72)
        solid = _rect(middle - bar / 2, top, bar, unit * low, _bar(BLUE))
        alone = _striped(middle - bar / 2, top + unit * low, bar, unit * (high - low), BLUE)
        count = str(row.counts[high]) if row else "–"
        end = top + unit * high
        number = _words(middle, end + 13, count, MIDDLE)
        if size < SIZE:  # side by side they would touch
            turned = f' transform="rotate(-90 {num(middle + 4)} {num(end + 5)})"{END}'
            number = words(middle + 4, end + 5, count, size, turned)
        lines.append(_telling(top_said(coverage, skill), solid, *alone, number))
    bottom = top + unit * framework.top + 30
    for one, first, last in _spans(coverage, ids):
        left, right = 150 + wide * first, 150 + wide * last
        if first:
            lines.append(path("sk-line", f"M{num(left)} {num(top)}V{num(bottom)}"))
        for i, line in enumerate(wrapped(one, right - left, SIZE, 2)):
            lines.append(
                words((left + right) / 2, bottom + 18 + 21 * i, line, SIZE, f"{MIDDLE}{BOLD}")
            )
    return _whole("shape", bottom + 42, shape_headline(coverage), SHAPE_KEY, lines, headed)


def draw_spread(coverage: Coverage, *, headed: bool = False) -> str:
    """How far levels differ, skill by skill, the widest first."""
    order, top = spread_order(coverage), len(coverage.framework.levels) - 1
    tall, unit, lines = _row_height(len(order)), (RIGHT - LEFT - 130) / top, []
    bottom = 30 + tall * len(order)
    for level in range(top + 1) if order else ():
        x = LEFT + unit * level
        lines.append(words(x, 20, str(level), SIZE, MIDDLE))
        lines.append(path("sk-line", f"M{num(x)} 28V{num(bottom)}"))
    for place, (skill, span) in enumerate(order):
        y, thick = 30 + tall * (place + 0.5), tall * 0.62
        name, high = coverage.framework.skill(skill).label, span.high or span.low
        solid = _rect(LEFT, y - thick / 2, unit * span.low, thick, _bar(ORANGE))
        far = unit * (high - span.low)
        open_ = _striped(LEFT + unit * span.low, y - thick / 2, far, thick, ORANGE)
        number = _words(LEFT + unit * high + 10, y, str(span))
        said = spread_said(coverage.framework, skill, span)
        lines += [_name(name, y), _telling(said, solid, *open_, number)]
    return _whole("spread", bottom, spread_headline(coverage), SPREAD_KEY, lines, headed)


BOLD = ' class="sk-bold"'


def _whole(
    kind: str, height: float, headline: str, key: str, lines: list[str], headed: bool
) -> str:
    """The drawing over its key; below its headline where nothing else says it."""
    head = wrapped(headline, (WIDTH - 20) / 1.15, HEAD, 2) if headed else []
    above = 36.0 * len(head)
    body = [f'<g transform="translate(0 {num(above)})">', *lines, "</g>"]
    for i, line in enumerate(head):
        body.append(words(8, 28 + 36 * i, line, HEAD, BOLD))
    body.append(words(8, above + height + 28, key, SIZE, ' class="sk-soft"'))
    return drawing(f"chart sk-{kind}", (WIDTH, above + height + 38), headline, key, body)


def _row_height(rows: int) -> float:
    """What a row may take; with many the drawing grows."""
    return min(MOST_TALL, max(LEAST, TALL / max(1, rows)))


def _words(x: float, y: float, text: str, extra: str = "") -> str:
    """A text whose middle is at that height."""
    return words(x, y + SIZE * 0.35, text, SIZE, extra)


def _name(name: str, y: float, mark: str = "") -> str:
    """A skill's name at the left of its row."""
    return _words(LEFT - 12, y, fitted(name, LEFT - 30, SIZE) + mark, END)


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


def _mark(kind: str, x: float, y: float) -> str:
    """One mark of a person, or of nobody; each kind has a form of its own."""
    if kind in ("sure", "perhaps"):
        fill = BLUE if kind == "sure" else "none"
        place = f'cx="{num(x)}" cy="{num(y)}"'
        return f'<circle {place} r="8" fill="{fill}" stroke="{BLUE}" stroke-width="3"/>'
    moves = {
        "more": f"M{num(x - 9)} {num(y)}h18M{num(x)} {num(y - 9)}v18",
        "gone": f"M{num(x - 8)} {num(y - 8)}l16 16m0 -16l-16 16",
        "nobody": f"M{num(x)} {num(y - 9)}l9 9l-9 9l-9 -9z",
    }[kind]
    color = BLUE if kind == "more" else ORANGE
    return f'<path d="{moves}" fill="none" stroke="{color}" stroke-width="3.5"/>'


def _spans(coverage: Coverage, ids: Sequence[SkillId]) -> Iterator[tuple[str, int, int]]:
    """Each area's name, with its first place and the one after its last."""
    areas = [coverage.framework.skill(skill).area for skill in ids]
    edges = [i for i in range(1, len(ids)) if areas[i] != areas[i - 1]]
    for first, last in pairwise([0, *edges, len(ids)]):
        yield coverage.framework.area(areas[first]).label, first, last


def _areas(coverage: Coverage, ids: Sequence[SkillId], top: float, tall: float) -> Iterator[str]:
    """The areas beside their rows, and a line between two."""
    for name, first, last in _spans(coverage, ids):
        y = top + tall * first
        if first:
            yield path("sk-rule", f"M8 {num(y)}H{num(WIDTH - 8)}")
        middle, x = y + tall * (last - first) / 2, RIGHT + 16
        text = fitted(name, tall * (last - first), SIZE)
        turn = f' transform="rotate(90 {num(x)} {num(middle)})"'
        yield words(x, middle, text, SIZE, f"{MIDDLE}{BOLD}{turn}")
