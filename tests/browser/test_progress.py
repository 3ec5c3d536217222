"""Coming back after ninety days, as people do it."""

import datetime as dt
import re

import pytest
from playwright.sync_api import Locator, expect

from skillkit.assessment import Assessment
from skillkit.assessment.file import load, save
from skillkit.framework.file import load_framework
from skillkit.plan.examples import example_plan
from skillkit.plan.file import load as load_plan
from skillkit.plan.file import save as save_plan
from tests.browser.light import Seat
from tests.browser.person import eventually

pytestmark = pytest.mark.browser

CELLS = (
    "from skillkit import SecondRatingForm, ProgressView, ReviewForm, RecallForm\n"
    "review = ReviewForm.load()\nreview",
    "again = SecondRatingForm.load()\nagain",
    "then = RecallForm.beside(again)\nthen",
    "ProgressView(then)",
)
QUICK = load_framework("ai_engineer_quick")
FIRST = dict(zip([skill.id for skill in QUICK.skills], (1, 2, 2, 4, 3, 0), strict=True))


@pytest.fixture
def back(somebody: Seat) -> Seat:
    """Somebody who comes back to the six rows that they rated, and to a plan."""
    save(Assessment(QUICK, dt.date(2026, 8, 28), FIRST), somebody.home / "assessment.json")
    save_plan(example_plan(), somebody.home / "plan.json")
    return somebody.run(*CELLS)


def review(person: Seat) -> Locator:
    """The old plan."""
    return person.group("Your old plan")


def start_seen_today(person: Seat) -> Locator:
    """The third rating."""
    return person.group("Where your start looks today")


def view(person: Seat) -> Locator:
    """Both ratings beside each other."""
    return person.page.locator(".sk-profile")


def rate_all(person: Seat, level: str) -> None:
    """Rate every skill at one level."""
    for skill in QUICK.skills:
        person.rate(skill.name, level)
    person.saved()


def test_the_first_ratings_show_when_all_is_rated_again_and_not_before(back: Seat) -> None:
    """Blind first; then the table, the third rating and the picture; axe has no objection."""
    expect(back.form).to_contain_text("Your first ratings stay out of sight")
    expect(back.form.get_by_role("radio", checked=True)).to_have_count(0)
    expect(view(back)).to_contain_text("Not yet")
    expect(view(back).locator("svg")).to_have_count(0)
    assert back.violations() == []
    rate_all(back, "Strong")
    expect(view(back)).to_contain_text("Then and now")
    expect(view(back).locator("figure svg").first).to_be_visible()
    machine = QUICK.skills[0].name
    third = start_seen_today(back).get_by_label(f"Then, seen from today: {machine}")
    third.select_option("0")
    row = start_seen_today(back).get_by_role("row").filter(has_text=machine)
    expect(row).to_contain_text("one level lower than rated then")
    expect(view(back)).to_contain_text("Your eye has grown sharper")
    eventually(lambda: (back.home / "seen.json").exists())
    assert load(back.home / "seen.json").ratings == {QUICK.skills[0].id: 0}
    assert load(back.home / "assessment.json").ratings == FIRST
    assert set(load(back.home / "again.json").ratings.values()) == {3}
    assert back.violations() == []
    back.page.set_viewport_size({"width": 400, "height": 900})
    assert back.violations() == []


def test_what_became_of_the_plan_is_saved_and_stands_there_after_a_reload(back: Seat) -> None:
    """State, something to show and what it taught, typed in a hurry, are in the plan's file."""
    review(back).get_by_label("Go to").select_option("2")
    card = review(back).get_by_role("region").filter(has_text="Rebuild a small agent")
    card.get_by_label("How did it go?").select_option("started")
    card.get_by_label("What can you show?").fill("Both versions\nThe table")
    card.get_by_label("What broke, and what did you learn?").fill("Half a day of set-up")
    card.get_by_text("Give it a new sentence").click()
    card.get_by_label("When", exact=True).fill("it is Friday, two o'clock")
    expect(card).to_contain_text("it is Friday, two o'clock")
    expect(review(back)).to_contain_text("1 under way")
    expect(review(back).get_by_role("status")).to_contain_text(re.compile("^Saved"))
    action = load_plan(back.home / "plan.json").action("new_tool_day")
    assert (action.status, action.evidence) == ("started", ("Both versions", "The table"))
    assert action.learned == "Half a day of set-up"
    assert action.cue.when == "it is Friday, two o'clock"
    card.get_by_label("How did it go?").select_option("done")
    expect(card.get_by_text("Give it a new sentence")).to_be_hidden()
    back.reload()
    review(back).get_by_label("Go to").select_option("2")
    again = review(back).get_by_role("region").filter(has_text="Rebuild a small agent")
    expect(again.get_by_label("What broke, and what did you learn?")).to_have_value(
        "Half a day of set-up"
    )


def test_one_action_of_the_plan_shows_at_a_time(back: Seat) -> None:
    """Next leads to the second, a list to any, and what was written is there on the way back."""
    form, cards = review(back), review(back).get_by_role("region")
    expect(cards).to_have_count(1)
    expect(form).to_contain_text("Action 1 of 5")
    cards.get_by_label("What can you show?").fill("The table")
    back.press("Next", form)
    expect(cards.get_by_label("How did it go?")).to_be_focused()
    expect(cards.get_by_label("What can you show?")).to_have_value("")
    form.get_by_label("Go to").select_option("0")
    expect(cards.get_by_label("What can you show?")).to_have_value("The table")
    back.press("Show all on one page", form)
    expect(cards).to_have_count(5)


def test_the_keyboard_alone_leads_through_the_second_rating(back: Seat) -> None:
    """Arrows, Enter and Tab rate all six rows and choose where the start looks today."""
    first = back.form.get_by_role("radio").first
    first.focus()
    for _ in QUICK.skills:
        back.keys("Space", "ArrowDown", "Enter")
    back.saved()
    assert set(load(back.home / "again.json").ratings.values()) == {1}
    third = start_seen_today(back).get_by_role("combobox").first
    back.tab_to(third)
    back.keys("ArrowDown")
    eventually(lambda: (back.home / "seen.json").exists())
    assert load(back.home / "seen.json").ratings == {QUICK.skills[0].id: 0}


def test_rating_anew_is_offered_on_another_day_and_loses_nothing(somebody: Seat) -> None:
    """The last second ratings are kept under their date, and the form is empty again."""
    save(Assessment(QUICK, dt.date(2026, 5, 4), FIRST), somebody.home / "assessment.json")
    save(Assessment(QUICK, dt.date(2026, 8, 2), FIRST), somebody.home / "again.json")
    somebody.run(*CELLS)
    expect(somebody.form).to_contain_text("You rated these on 2 August 2026.")
    somebody.press("Rate again; these ratings are kept")
    expect(somebody.form).to_contain_text("0 of 6 rated")
    expect(view(somebody)).to_contain_text("Not yet")
    assert load(somebody.home / "again-2026-08-02.json").ratings == FIRST
    rate_all(somebody, "Basic")
    expect(somebody.form.get_by_role("button", name="Rate again")).to_have_count(0)
    expect(view(somebody)).to_contain_text("Then and now")


def test_who_comes_without_first_ratings_reads_what_to_do(somebody: Seat) -> None:
    """The example shows, says that it is one, and nothing can be changed or is written."""
    somebody.run(*CELLS)
    expect(somebody.form).to_contain_text("Rate yourself in 02_assessment first")
    expect(somebody.form.get_by_role("radio").first).to_be_disabled()
    expect(review(somebody)).to_contain_text("This is an example")
    start_seen_today(somebody).get_by_text("how an invented person sees the start").click()
    expect(start_seen_today(somebody).get_by_role("combobox").first).to_be_disabled()
    expect(view(somebody)).to_contain_text("An invented example, not a real person.")
    assert not [path for path in somebody.home.glob("*") if path.suffix == ".json"]
