"""Partner: what somebody gets who will ask about a plan: a page and a calendar of questions.

They hold what the person wants to do, what will show it, and when to ask what. They hold no rating,
no level, no inner obstacle and nothing that is noted on the way.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from skillkit.base.html import page, table, tag, typed
from skillkit.base.text import begun, isolated, long_date
from skillkit.base.words import say, sentence
from skillkit.export.calendar import Entry, calendar_file
from skillkit.framework.notice import imprint
from skillkit.plan import HORIZONS, Action, Plan

TITLE = sentence("Will you ask me?")

QUESTIONS = {
    30: sentence("What is there that I can see?"),
    60: sentence("Who has seen it, and what did they say?"),
    90: sentence("What is done, what shows it, and what comes next?"),
}

WEEKLY = sentence("What have you done since last week, what comes next, and what is in the way?")

STYLE = """
h1 { font-size: 24pt; margin-bottom: 3mm }
p, td, th { font-size: 12pt }
h2 { font-size: 15pt }
"""


def partners(plan: Plan) -> list[str]:
    """The people who will ask, each once, in the order of the actions."""
    return list(dict.fromkeys(action.buddy for action in plan.actions if action.buddy))


def partner_page(plan: Plan, name: str, today: dt.date) -> str:
    """The page for one of them as HTML text."""
    days = ((long_date(entry.day), entry.lines) for entry in _entries(plan, name))
    last = long_date(plan.after(HORIZONS[-1]))
    lines = [
        "<main>",
        tag("h1", typed(name), f": {begun(say(TITLE))}"),
        tag(
            "p",
            "I have a plan for ninety days, and I named you as the one who asks. It takes you two "
            "minutes on each of these days. Ask, and listen; you need not check, help or judge.",
        ),
        *(line for action in _asked(plan, name) for line in _action(plan, action)),
        tag("h2", "When to ask what"),
        *table([say("Day"), say("Ask me")], [("", days)]),
        tag("h2", "Or two minutes every week"),
        tag(
            "p",
            say(
                "{weekly} Every week until {last}; there is a calendar file for this as well.",
                weekly=say(WEEKLY),
                last=last,
            ),
        ),
        tag("p", "If we ask each other, you have a page like this for me, from your own plan."),
        tag(
            "footer",
            f"{imprint(plan.framework, today)} {say('No ratings are on this page.')}",
        ),
        "</main>",
    ]
    return page(TITLE, lines, STYLE)


def partner_ics(plan: Plan, name: str, now: dt.datetime, *, weekly: bool = False) -> bytes:
    """The same days as a calendar; `weekly`: a short talk every week in their place."""
    place = partners(plan).index(name) + 1
    key = f"{plan.key or 'plan'}-partner{place}"
    days = [_every_week(plan)] if weekly else _entries(plan, name)
    printed = imprint(plan.framework, now.date())
    return calendar_file(say("I ask about a plan"), key, days, now, printed)


def _asked(plan: Plan, name: str) -> list[Action]:
    return [action for action in plan.actions if action.buddy == name]


def _action(plan: Plan, action: Action) -> Iterator[str]:
    """What the person wants to do, in the words of the plan."""
    due = plan.due(action)
    yield tag("h2", typed(action.cue.sentence or action.step))
    if action.cue.sentence:
        yield tag("p", "What it is: ", typed(action.step))
    if action.done_when:
        yield tag("p", "It is done when: ", typed(action.done_when))
    if due:
        yield tag("p", say("By {due}", due=long_date(due)))


def _entries(plan: Plan, name: str) -> list[Entry]:
    """The days in their order: one for each action that is due, and three to look back."""
    found = [
        Entry(
            f"day-{days}",
            plan.after(days),
            say("Day {days}: ask", days=days),
            (say(QUESTIONS[days]),),
        )
        for days in HORIZONS
    ]
    for action in _asked(plan, name):
        if due := plan.due(action):
            ask = say("Is it there: {proof}", proof=isolated(action.done_when or action.step))
            is_open = action.status in ("planned", "started")
            found.append(
                Entry(
                    f"{action.id}-due", due, say("Ask: {step}", step=action.step), (ask,), is_open
                )
            )
    return sorted(found, key=lambda entry: entry.day)


def _every_week(plan: Plan) -> Entry:
    first = plan.after(7)
    return Entry(
        "weekly", first, say("Two minutes: ask"), (say(WEEKLY),), until=plan.after(HORIZONS[-1])
    )
