"""Team page: a team's picture as HTML text, one element a line, every name escaped.

It needs no script and fetches nothing, so the same lines serve under a form, in a saved notebook
and in a file of their own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import chain

from skillkit.base.html import image, page, paragraphs, table, tag
from skillkit.base.text import in_signs
from skillkit.base.words import plural, say, sentence
from skillkit.framework import Skill, share_of
from skillkit.framework.notice import imprint
from skillkit.profile.draw_areas import draw_areas
from skillkit.team.agreements import Agreements
from skillkit.team.coverage import Coverage, Range, Row
from skillkit.team.model import Team
from skillkit.team.words import (
    READING_HEADLINE,
    gap_sentences,
    group_sentences,
    interest_lines,
    key_person_headline,
    level_words,
    mentor_lines,
    pair_lines,
    partly_counted,
    people_words,
    reading_sentences,
    shade,
    shape_headline,
    shape_sentences,
    spread_headline,
    spread_sentences,
    stool_sentences,
    wanted_sentences,
)

PROMISE = sentence(
    "These are ratings that people gave themselves. They say where to talk and whom"
    " to ask. They say nothing about performance or pay, and nothing about anybody "
    "who is not in the room."
)

STYLE = """
.sk-team table { border-collapse: collapse; font-size: 1.1em }
.sk-team :is(th, td) { padding: 4px 10px; border: 1px solid #9aa3b5; text-align: start }
.sk-team td { min-width: 4.2em; text-align: center }
.sk-team .sk-1 { background: #d3e0f5; color: #1b2233 }
.sk-team .sk-2 { background: #a3bde8; color: #1b2233 }
.sk-team .sk-3 { background: #2f5297; color: #fff }
.sk-team h3 { margin: 1.2em 0 .3em; font-size: 1.25em }
.sk-team p, .sk-team li { max-width: 60em; line-height: 1.5 }
"""


LOOK = """
body { max-width: 70em; margin: 2em auto; padding: 0 1em; color: #1b2233; background: #fff;
  font: 18px/1.4 system-ui, sans-serif }
"""


def picture(
    team: Team,
    coverage: Coverage,
    agreed: Agreements | None = None,
    *,
    style: str = "",
    folded: bool = False,
) -> str:
    """All that a reveal shows: the table, and every chart's twin in words.

    What the team has agreed on says which gaps it accepts, and how many people it wants. Below
    the charts themselves each part is folded under its finding, but for who could help whom.
    """
    without = (
        say("The stool, when the strongest person is away")
        if team.framework.stands_on_legs
        else say("The areas, when the strongest person is away")
    )
    readings = reading_sentences(coverage, team.floor)
    parts: list[tuple[str, Iterable[str]]] = [
        (
            say("How many of us are at each level"),
            chain(
                paragraphs(group_sentences(team, coverage)), coverage_table(team, coverage, style)
            ),
        ),
        (
            key_person_headline(team, coverage),
            chain(
                paragraphs(gap_sentences(team, coverage, agreed)),
                _wanted(wanted_sentences(team, coverage, agreed)),
            ),
        ),
        (shape_headline(coverage), paragraphs(shape_sentences(coverage))),
        (
            without,
            chain(paragraphs(stool_sentences(coverage)), _areas(coverage)),
        ),
        (spread_headline(coverage), paragraphs(spread_sentences(coverage))),
        *([(say(READING_HEADLINE), paragraphs(readings))] if readings else []),
        (say("Where help is offered, and where it is wanted"), _interest(team, coverage)),
        (HELPERS, _helpers(team)),
    ]
    lines = [
        line
        for title, part in parts
        for line in _part(title, part, folded=folded and title != HELPERS)
    ]
    return "\n".join([*lines, tag("p", PROMISE, class_="sk-soft")])


def whole_page(
    team: Team, coverage: Coverage, today: dt.date, agreed: Agreements | None = None
) -> str:
    """The picture as a page of its own, to print or to project."""
    title = say("The shape of our team")
    private = say("Confidential: for the people in the room.")
    footer = f"{imprint(team.framework, today)} {private}"
    lines = [
        '<main class="sk-team">',
        tag("h1", title),
        picture(team, coverage, agreed),
        tag("footer", tag("p", footer)),
        "</main>",
    ]
    return page(title, lines, STYLE, look=LOOK)


def team_areas(coverage: Coverage) -> str | None:
    """The team's areas on backup levels as SVG.

    None where the counts are too coarse to say whether they are high enough, as the drawing would
    say it, and where too few skills show.
    """
    framework = coverage.framework
    shown = sum(span is not None for span in coverage.backup.values())
    few = shown < share_of(framework.rules.min_rated_share, len(framework.skills))
    if coverage.stool is None or few:
        return None
    return draw_areas(coverage)


HELPERS = sentence("Who could help whom")


def _part(title: str, lines: Iterable[str], *, folded: bool) -> Iterator[str]:
    """A part of the page under its finding, or folded into it."""
    yield f"<details>\n{tag('summary', title)}" if folded else tag("h3", title)
    yield from lines
    if folded:
        yield "</details>"


def _wanted(sentences: list[str]) -> Iterator[str]:
    if sentences:
        yield tag("p", "How many of us should be able to do this?")
        yield tag("ul", *[tag("li", words) for words in sentences])


def _areas(coverage: Coverage) -> Iterator[str]:
    if drawn := team_areas(coverage):
        said = (
            say("The stool on backup levels; the sentences above say the same.")
            if coverage.framework.stands_on_legs
            else say("The areas on backup levels; the sentences above say the same.")
        )
        yield image(drawn, said, width=420)


def coverage_table(team: Team, coverage: Coverage, style: str = "") -> Iterator[str]:
    """A row for each skill: the people at each level, those strong, the backup level, spread."""
    framework, strong = team.framework, team.framework.rules.strong
    some = partly_counted(coverage)
    levels = [level.label for level in framework.levels]
    columns = [
        say("Skill"),
        *levels,
        say("{level} or above", level=framework.level(strong).label),
        say("Backup level"),
        say("Spread"),
    ]
    groups = [
        (
            area.name,
            [
                (skill.name + " *" * (skill.id in some), _cells(coverage, skill, style))
                for skill in framework.in_area(area.id)
            ],
        )
        for area in framework.areas
    ]
    return table(columns, groups, style)


def _cells(coverage: Coverage, skill: Skill, style: str) -> Iterator[str]:
    row, framework = coverage.rows[skill.id], coverage.framework
    if row is None:
        yield tag("td", "not shown", colspan=len(framework.levels) + 3)
        return
    for count in (row.counts[number] for number in framework.scale):
        yield tag("td", str(count), class_=f"sk-{shade(count)}", style=style)
    yield people_words(row.at_or_above(framework.rules.strong))
    yield level_words(framework, row.backup) if row.backup else say("nobody")
    yield _levels(row)


def _levels(row: Row) -> str:
    if row.spread is None:
        return "–"
    count = 1 if row.spread == Range(1, 1) else 2
    return plural("{span} level", "{span} levels", count, span=in_signs(str(row.spread)))


def _interest(team: Team, coverage: Coverage) -> Iterator[str]:
    """Who offers help and who wants to grow: counted, and by name where people agreed to it."""
    lines = interest_lines(team, coverage)
    yield tag(
        "p",
        say(
            "Of people without a name a skill is listed where two or more ticked, and two or more "
            "did not, among {floor} or more.",
            floor=team.floor,
        ),
        *([] if lines else [" ", "There is none."]),
    )
    if lines:
        yield tag("ul", *[tag("li", line) for line in lines])


def _helpers(team: Team) -> Iterator[str]:
    """Mentors and pairs, among people who agreed to be named."""
    if not team.named:
        yield tag("p", "Nobody here agreed to be named, so nobody is matched.")
        return
    mentors, pairs = mentor_lines(team), pair_lines(team)
    yield tag(
        "p", "Only people who agreed to be named are listed. It is an offer, not an obligation."
    )
    yield from _list(say("To ask"), mentors)
    yield from _list(say("Pairs: one brings technique, one brings communication"), pairs)
    if not mentors and not pairs:
        yield tag("p", "Among those who agreed to be named, nothing fits yet.")


def _list(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield tag("p", f"{title}:")
        yield tag("ul", *[tag("li", line) for line in lines])
