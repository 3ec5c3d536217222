"""Team page: a team's picture as HTML text, one element a line, every name escaped.

It needs no script and fetches nothing, so the same lines serve under a form, in a saved notebook
and in a file of their own.
"""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Iterable, Iterator

from skillkit.assessment import Assessment
from skillkit.base.svg import escaped
from skillkit.framework import LEVELS, Skill
from skillkit.framework.notice import imprint
from skillkit.profile import profile_of
from skillkit.profile.draw_stool import stool
from skillkit.team.coverage import Coverage, Range, Row
from skillkit.team.model import Team
from skillkit.team.words import (
    gap_sentences,
    group_sentences,
    key_person_headline,
    level_words,
    mentor_lines,
    pair_lines,
    partly_counted,
    people_words,
    shade,
    shape_headline,
    shape_sentences,
    spread_headline,
    spread_sentences,
    stool_sentences,
)

PROMISE = (
    "These are ratings that people gave themselves. They say where to talk and whom to ask. They "
    "say nothing about performance or pay, and nothing about anybody who is not in the room."
)

STYLE = """
.sk-team table { border-collapse: collapse; font-size: 1.1em }
.sk-team :is(th, td) { padding: 4px 10px; border: 1px solid #9aa3b5; text-align: left }
.sk-team td { min-width: 4.2em; text-align: center }
.sk-team .sk-1 { background: #d3e0f5; color: #1b2233 }
.sk-team .sk-2 { background: #a3bde8; color: #1b2233 }
.sk-team .sk-3 { background: #2f5297; color: #fff }
.sk-team h3 { margin: 1.2em 0 .3em; font-size: 1.25em }
.sk-team p, .sk-team li { max-width: 60em; line-height: 1.5 }
"""


def picture(team: Team, coverage: Coverage, *, style: str = "") -> str:
    """All that a reveal shows: the table, and every chart's twin in words."""
    parts = [
        _head("How many stand at each level", group_sentences(team, coverage)),
        coverage_table(team, coverage, style),
        _head(key_person_headline(team, coverage), gap_sentences(team, coverage)),
        _head(shape_headline(coverage), shape_sentences(coverage)),
        _head("The stool, when the strongest person is away", stool_sentences(coverage)),
        _stool(coverage),
        _head(spread_headline(coverage), spread_sentences(coverage)),
        _helpers(team),
        [_line("p", PROMISE, ' class="sk-soft"')],
    ]
    return "\n".join(line for part in parts for line in part)


def whole_page(team: Team, coverage: Coverage, today: dt.date) -> str:
    """The picture as a page of its own, to print or to project."""
    title = "The shape of our team"
    footer = f"{imprint(team.framework, today)} Confidential: for the people in the room."
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        # Whatever a name holds, this page runs nothing and fetches nothing.
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n"
        "<style>body { max-width: 70em; margin: 2em auto; padding: 0 1em; color: #1b2233; "
        f"background: #fff; font: 18px/1.4 system-ui, sans-serif }}{STYLE}</style>\n</head>\n"
        f'<body class="sk-team">\n<h1>{title}</h1>\n{picture(team, coverage)}\n'
        f"<footer>\n{_line('p', footer)}\n</footer>\n</body>\n</html>\n"
    )


def team_stool(coverage: Coverage) -> str | None:
    """The team's stool as SVG: that of a card which holds each skill's backup level.

    None where the counts are too coarse to say whether it stands, as the drawing would say it.
    """
    levels = {skill: int(span.low) for skill, span in coverage.backup.items() if span}
    drawn = profile_of(Assessment(coverage.framework, ratings=levels))
    if coverage.stool is None or drawn.stool != coverage.stool:
        return None
    return stool(drawn)


def _head(title: str, sentences: Iterable[str]) -> Iterator[str]:
    yield _line("h3", title)
    for sentence in sentences:
        yield _line("p", sentence)


def _stool(coverage: Coverage) -> Iterator[str]:
    if drawn := team_stool(coverage):
        data = base64.b64encode(drawn.encode()).decode()
        alt = "The stool on backup levels; the sentences above say the same."
        # An image: of a notebook from elsewhere, JupyterLab strips inline SVG.
        yield f'<img width="420" alt="{alt}" src="data:image/svg+xml;base64,{data}">'


def coverage_table(team: Team, coverage: Coverage, style: str = "") -> Iterator[str]:
    """A row for each skill: the people at each level, those strong, the backup level, spread."""
    framework, strong = team.framework, team.framework.rules.strong
    some = partly_counted(coverage)
    levels = [level.name for level in framework.levels]
    columns = ["Skill", *levels, f"{levels[strong]} or above", "Backup level", "Spread"]
    heads = "".join(_line("th", name, f' scope="col"{style}') for name in columns)
    yield f"<table>\n<thead><tr>{heads}</tr></thead>"
    for area in framework.areas:
        span = f' scope="rowgroup" colspan="{len(columns)}"{style}'
        yield f"<tbody>\n<tr>{_line('th', area.name, span)}</tr>"
        for skill in framework.in_area(area.id):
            yield _row(coverage, skill, " *" * (skill.id in some), style)
        yield "</tbody>"
    yield "</table>"


def _row(coverage: Coverage, skill: Skill, mark: str, style: str) -> str:
    row, framework = coverage.rows[skill.id], coverage.framework
    name = _line("th", skill.name + mark, f' scope="row"{style}')
    if row is None:
        return f'<tr>{name}<td colspan="{len(LEVELS) + 3}">not shown</td></tr>'
    cells = "".join(_line("td", str(n), f' class="sk-{shade(n)}"{style}') for n in row.counts)
    backup = level_words(framework, row.backup) if row.backup else "nobody"
    more = (people_words(row.at_or_above(framework.rules.strong)), backup, _levels(row))
    return f"<tr>{name}{cells}{''.join(_line('td', words, style) for words in more)}</tr>"


def _levels(row: Row) -> str:
    if row.spread is None:
        return "–"
    return f"{row.spread} level{'' if row.spread == Range(1, 1) else 's'}"


def _helpers(team: Team) -> Iterator[str]:
    """Mentors and pairs, among people who agreed to be named."""
    yield _line("h3", "Who could help whom")
    if not team.named:
        yield _line("p", "Nobody here agreed to be named, so nobody is matched.")
        return
    mentors, pairs = mentor_lines(team), pair_lines(team)
    yield _line("p", "Only people who agreed to be named stand here. It is an offer, no duty.")
    yield from _list("To ask", mentors)
    yield from _list("Technique beside communication, two by two", pairs)
    if not mentors and not pairs:
        yield _line("p", "Among those who agreed to be named, nothing fits yet.")


def _list(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield _line("p", f"{title}:")
        yield f"<ul>{''.join(_line('li', line) for line in lines)}</ul>"


def _line(tag: str, words: str, attributes: str = "") -> str:
    return f"<{tag}{attributes}>{escaped(words)}</{tag}>"
