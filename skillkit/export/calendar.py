"""Calendar file: dates of a plan or of a team for any calendar, in the iCalendar form (RFC 5545).

Calendars are often shared: the text holds steps, proofs and cues, and never a rating, an inner
obstacle or a share code. Each event keeps its identity, so that importing again updates it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from skillkit.base.text import long_date
from skillkit.base.words import say, sentence
from skillkit.framework.notice import imprint
from skillkit.plan import HORIZONS, Action, Plan
from skillkit.plan.words import action_lines
from skillkit.team.agreements import Agreements
from skillkit.team.words import agreement_lines, agreement_title

if TYPE_CHECKING:
    from icalendar import Event


LOOK_BACK = {
    30: sentence(
        "What is there that somebody else can see? What broke, and what did it teach "
        "you? What is the next step?"
    ),
    60: sentence(
        "Who has seen it, and what did they say? What broke, and what did it teach you?"
        " What is the next step?"
    ),
    90: sentence(
        "Which actions are done, and what shows it? Note the evidence, rate yourself "
        "again without looking at the old ratings, then compare. What comes next?"
    ),
}


SHOWN = (
    sentence("Goes with"),
    sentence("Done when"),
    sentence("How I begin"),
    sentence("Check-in with"),
)  # of what is said of an action


AGREED = (sentence("Who takes it"), sentence("Agreed on"))  # of what is said of an agreement


class Entry(NamedTuple):
    """One day in the calendar."""

    name: str  # the same for the same thing, however its text and date change
    day: dt.date
    title: str
    lines: tuple[str, ...]
    open: bool = True  # False: done or given up, so that nothing reminds of it
    until: dt.date | None = None  # comes again every week up to this day


def plan_ics(plan: Plan, now: dt.datetime) -> bytes:
    """The calendar of a plan: its due days, the starts with a cue, and three days to look back.

    `now` (with a time zone) is when it was made; a later file goes before an earlier one.
    """
    printed = imprint(plan.framework, now.date())
    return calendar_file(
        say("My next ninety days"), plan.key or "plan", entries(plan), now, printed
    )


def agreements_ics(agreements: Agreements, now: dt.datetime) -> bytes:
    """The calendar of what a team agreed on: a day for each that has one."""
    printed = f"{agreements.framework.title}. {long_date(now.date())}."
    found = agreement_entries(agreements)
    return calendar_file(say("What we agreed on"), "agreement", found, now, printed)


def agreement_entries(agreements: Agreements) -> list[Entry]:
    """All days of a team's agreements in the order of their dates."""
    found = []
    for one in agreements.agreements:
        if one.due is not None:
            waits = say("Look again") if one.accepted else say("Due")
            word = {"done": say("Done"), "dropped": say("Dropped")}.get(one.status, waits)
            title = f"{word}: {agreement_title(agreements, one)}"
            said = agreement_lines(agreements, one)
            lines = tuple(f"{name}: {text}" for name, text in said if name in {*map(say, AGREED)})
            name = f"{one.id}-{one.made.isoformat()}"
            found.append(Entry(name, one.due, title, lines, one.open))
    return sorted(found, key=lambda entry: entry.day)


def calendar_file(
    title: str, key: str, entries: Iterable[Entry], now: dt.datetime, printed: str
) -> bytes:
    """These days as a calendar with a title; `key` marks its events among others.

    `printed` says below each what it is from.
    """
    from icalendar import Calendar, vText

    calendar = Calendar()
    calendar.add("prodid", "-//skillkit//plan//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title)
    stamp = now.astimezone(dt.UTC).replace(microsecond=0)
    calendar.add("x-wr-caldesc", vText(printed))  # which the library escapes as text
    for entry in entries:
        calendar.add_component(_event(key, entry, stamp, printed))
    return bytes(calendar.to_ical())


def entries(plan: Plan) -> list[Entry]:
    """All days of a plan in the order of their dates; actions without a date have none."""
    found = [*_actions(plan), *_look_backs(plan)]
    return sorted(found, key=lambda entry: entry.day)


def _actions(plan: Plan) -> Iterator[Entry]:
    for action in plan.actions:
        due, open_ = plan.due(action), action.status in ("planned", "started")
        if due is None:
            continue
        lines = tuple(_lines(plan, action))
        word = {"done": say("Done"), "stopped": say("Stopped")}.get(action.status, say("Due"))
        yield Entry(f"{action.id}-due", due, f"{word}: {action.step}", lines, open_)
        if action.cue.sentence and action.status == "planned":
            title = say("Begin: {step}", step=action.step)
            yield Entry(f"{action.id}-begin", begin(plan, due), title, lines, open_)


def begin(plan: Plan, due: dt.date) -> dt.date:
    """The day on which to begin what is due then: when all that is due earlier is done."""
    earlier = [day for a in plan.actions if (day := plan.due(a)) is not None and day < due]
    return min(due, max(earlier, default=plan.start))


def _look_backs(plan: Plan) -> Iterator[Entry]:
    for days in HORIZONS:
        day = plan.after(days)
        yield Entry(
            f"day-{days}",
            day,
            say("Day {days}: look at your plan", days=days),
            (say(LOOK_BACK[days]),),
        )


def _lines(plan: Plan, action: Action) -> Iterator[str]:
    yield action.step
    yield from (
        f"{name}: {said}" for name, said in action_lines(plan, action) if name in {*map(say, SHOWN)}
    )


def _event(key: str, entry: Entry, stamp: dt.datetime, printed: str) -> Event:
    from icalendar import Alarm, Event

    event = Event()
    event.add("uid", f"{key}-{entry.name}@skillkit")
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", int(stamp.timestamp()) // 60)  # some calendars skip what has not grown
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + dt.timedelta(days=1))
    if entry.until:
        event.add("rrule", {"freq": "weekly", "until": entry.until})
    event.add("summary", entry.title)
    event.add("description", "\n".join([*entry.lines, "", printed]))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")  # a reminder keeps nobody from being booked
    event.add("status", "CONFIRMED")
    if entry.open:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.title)
        alarm.add("trigger", dt.timedelta(days=-1))
        event.add_component(alarm)
    return event
