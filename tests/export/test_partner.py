"""What somebody gets who will ask about a plan: wish, days and questions, and no rating."""

import datetime as dt
from dataclasses import replace
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillkit.base.errors import Invalid
from skillkit.export.archive import everything
from skillkit.export.partner import QUESTIONS, partner_ics, partner_page, partners
from skillkit.plan import Action, Cue, Plan
from tests.vectors import QUICK

NOW = dt.datetime(2026, 11, 24, 10, 30, tzinfo=dt.UTC)
SECRET = "a thing of mine"


def action(name: str, buddy: str, **more: Any) -> Action:
    """An action whose private fields all hold the same words."""
    private = {"obstacle": SECRET, "evidence": (SECRET,), "learned": SECRET, "resource": SECRET}
    fields: dict[str, Any] = {**private, "buddy": buddy, **more}
    return Action(name, f"Step of {name}", "technical", 10, **fields)


PLAN = Plan(
    QUICK,
    dt.date(2026, 11, 2),
    actions=(
        action("one", "Noor", horizon=30, done_when="Two colleagues use it"),
        action("two", "Emil", cue=Cue("it is Monday", "", "open the report")),
        action("three", "Noor", due=dt.date(2026, 12, 20), status="done"),
        action("four", ""),
    ),
)


def events(content: bytes) -> list[Any]:
    """The events of a calendar file, read by its library."""
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def test_each_person_who_asks_gets_a_page_and_two_calendars():
    """Everybody once, in the order of the actions; from the second on with a number."""
    assert partners(PLAN) == ["Noor", "Emil"]
    files = {name for name in everything(PLAN, None, NOW) if name.startswith("partner")}
    assert files == {
        *("partner.html", "partner.ics", "partner_weekly.ics"),
        *("partner-2.html", "partner-2.ics", "partner_weekly-2.ics"),
    }
    alone = replace(PLAN, actions=PLAN.actions[3:])
    assert not [name for name in everything(alone, None, NOW) if name.startswith("partner")]


def test_a_page_holds_what_that_person_asks_about_and_nothing_else():
    """The actions with this name, their proof and their sentence; no other's."""
    noor, emil = (partner_page(PLAN, name, NOW.date()) for name in partners(PLAN))
    assert "Step of one" in noor
    assert "Two colleagues use it" in noor
    assert "Step of two" not in noor
    assert "When it is Monday, then I open the report." in emil
    for page in (noor, emil):
        assert all(question in page for question in QUESTIONS.values())
        assert "Step of four" not in page


@pytest.mark.parametrize("name", ["Noor", "Emil"])
def test_nothing_private_reaches_the_partner(name: str) -> None:
    """Neither obstacle nor evidence, lesson, resource, hours, levels or ratings."""
    written = partner_page(PLAN, name, NOW.date())
    for weekly in (False, True):
        written += partner_ics(PLAN, name, NOW, weekly=weekly).decode().replace("\r\n ", "")
    assert SECRET not in written
    assert not [level.name for level in QUICK.levels if level.name in written]
    assert "10 hours" not in written


def test_a_calendar_has_one_question_for_each_day():
    """The days to look back and the due days, in order; what is done reminds of nothing."""
    found = events(partner_ics(PLAN, "Noor", NOW))
    days = [event.start for event in found]
    assert days == sorted(days)
    assert [(day - PLAN.start).days for day in days] == [30, 30, 48, 60, 90]
    assert [bool(list(event.walk("VALARM"))) for event in found].count(False) == 1
    assert len({str(event["uid"]) for event in found}) == len(found)


def test_the_weekly_variant_comes_every_week_until_the_plan_ends():
    """One event that repeats, from the first week to the ninetieth day."""
    content = partner_ics(PLAN, "Noor", NOW, weekly=True)
    (event,) = events(content)
    assert event.start == PLAN.start + dt.timedelta(days=7)
    assert b"RRULE:FREQ=WEEKLY;UNTIL=20270131" in content


def test_two_partners_calendars_do_not_replace_each_other():
    """Their events have names of their own, and other than the plan's."""
    names = [
        {str(event["uid"]) for event in events(content)}
        for name, content in everything(PLAN, None, NOW).items()
        if name.endswith(".ics")
    ]
    assert len(set().union(*names)) == sum(map(len, names))


@given(st.text(min_size=1, max_size=40).filter(str.strip))
def test_whatever_a_person_is_called_the_page_stays_one(name):
    """A name is text: it adds no element to the page."""
    try:
        plan = replace(PLAN, actions=(replace(PLAN.actions[0], buddy=name),))
    except Invalid:
        return  # it is no name
    usual = replace(PLAN, actions=(replace(PLAN.actions[0], buddy="Emil"),))
    pages = [partner_page(one, one.actions[0].buddy, NOW.date()) for one in (plan, usual)]
    assert pages[0].count("<") == pages[1].count("<")
