"""Coming back after ninety days, as people do it, in a real JupyterLab."""

import datetime as dt
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, expect

from skillkit.assessment import Assessment
from skillkit.assessment.file import load, save
from skillkit.framework.file import load_framework
from skillkit.plan.examples import example_plan
from skillkit.plan.file import load as load_plan
from skillkit.plan.file import save as save_plan
from tests.browser.conftest import Sit
from tests.browser.lab import Desk, Lab
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
def back(sit: Sit, lab: Lab) -> Desk:
    """Somebody who comes back to the six rows that they rated, and to a plan."""
    person = sit("back.ipynb", *CELLS)
    save(Assessment(QUICK, dt.date(2026, 8, 28), FIRST), lab.home / "assessment.json")
    save_plan(example_plan(), lab.home / "plan.json")
    person.run(5)
    return person


def review(person: Desk) -> Locator:
    """The old plan."""
    return person.page.get_by_role("group", name="Your old plan")


def start_seen_today(person: Desk) -> Locator:
    """The third rating."""
    return person.page.get_by_role("group", name="Where your start looks today")


def view(person: Desk) -> Locator:
    """Both ratings beside each other."""
    return person.page.locator(".sk-profile")


def rate_all(person: Desk, level: str) -> None:
    """Rate every skill at one level."""
    for skill in QUICK.skills:
        person.rate(skill.name, level)
    person.saved()


def violations(person: Desk) -> list[str]:
    """What axe finds in our part of the page."""
    found = Axe().run(person.page, {"include": [[".skillkit"]]}).response["violations"]
    return [f"{v['id']}: {node['html'][:90]}" for v in found for node in v["nodes"]]


def test_the_first_ratings_show_when_all_is_rated_again_and_not_before(
    back: Desk, lab: Lab
) -> None:
    """Blind first; then the table, the third rating and the picture; axe has no problem_with."""
    expect(back.form).to_contain_text("Your first ratings stay out of sight")
    expect(back.form.get_by_role("radio", checked=True)).to_have_count(0)
    expect(view(back)).to_contain_text("Not yet")
    expect(view(back).locator("svg")).to_have_count(0)
    assert violations(back) == []
    rate_all(back, "Strong")
    expect(view(back)).to_contain_text("Then and now")
    expect(view(back).locator("figure svg").first).to_be_visible()
    machine = QUICK.skills[0].name
    third = start_seen_today(back).get_by_label(f"Then, seen from today: {machine}")
    third.select_option("0")
    row = start_seen_today(back).get_by_role("row").filter(has_text=machine)
    expect(row).to_contain_text("one level lower than rated then")
    expect(view(back)).to_contain_text("Your eye has grown sharper")
    eventually(lambda: (lab.home / "seen.json").exists())
    assert load(lab.home / "seen.json").ratings == {QUICK.skills[0].id: 0}
    assert load(lab.home / "assessment.json").ratings == FIRST
    assert set(load(lab.home / "again.json").ratings.values()) == {3}
    assert violations(back) == []
    back.page.set_viewport_size({"width": 400, "height": 900})
    assert violations(back) == []


def test_what_became_of_the_plan_is_saved_and_stands_there_after_a_reload(
    back: Desk, lab: Lab
) -> None:
    """State, something to show and what it taught, typed in a hurry, are in the plan's file."""
    card = review(back).get_by_role("region").filter(has_text="Rebuild a small agent")
    card.get_by_label("How did it go?").select_option("started")
    card.get_by_label("What can you show?").fill("Both versions\nThe table")
    card.get_by_label("What broke, and what did you learn?").fill("Half a day of set-up")
    card.get_by_text("Give it a new sentence").click()
    card.get_by_label("When", exact=True).fill("it is Friday, two o'clock")
    expect(card).to_contain_text("it is Friday, two o'clock")
    expect(review(back)).to_contain_text("1 under way")
    expect(review(back).get_by_role("status")).to_contain_text(re.compile("^Saved"))
    action = load_plan(lab.home / "plan.json").action("new_tool_day")
    assert (action.status, action.evidence) == ("started", ("Both versions", "The table"))
    assert action.learned == "Half a day of set-up"
    assert action.cue.when == "it is Friday, two o'clock"
    card.get_by_label("How did it go?").select_option("done")
    expect(card.get_by_text("Give it a new sentence")).to_be_hidden()
    back.save_notebook()
    back.page.reload()
    back.idle()
    again = review(back).get_by_role("region").filter(has_text="Rebuild a small agent")
    expect(again.get_by_label("What broke, and what did you learn?")).to_have_value(
        "Half a day of set-up"
    )


def test_the_keyboard_alone_leads_through_the_second_rating(back: Desk, lab: Lab) -> None:
    """Arrows, Enter and Tab rate all six rows and choose where the start looks today."""
    page = back.page
    first = back.form.get_by_role("radio").first
    first.focus()
    for _ in QUICK.skills:
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    back.saved()
    assert set(load(lab.home / "again.json").ratings.values()) == {1}
    third = start_seen_today(back).get_by_role("combobox").first
    for _ in range(40):
        if third.evaluate("node => node === node.getRootNode().activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    eventually(lambda: (lab.home / "seen.json").exists())
    assert load(lab.home / "seen.json").ratings == {QUICK.skills[0].id: 0}


def test_rating_anew_is_offered_on_another_day_and_loses_nothing(sit: Sit, lab: Lab) -> None:
    """The last second ratings are kept under their date, and the form is empty again."""
    person = sit("back.ipynb", *CELLS)
    save(Assessment(QUICK, dt.date(2026, 5, 4), FIRST), lab.home / "assessment.json")
    save(Assessment(QUICK, dt.date(2026, 8, 2), FIRST), lab.home / "again.json")
    person.run(5)
    expect(person.form).to_contain_text("You rated these on 2 August 2026.")
    person.press("Rate anew; these ratings are kept beside")
    expect(person.form).to_contain_text("0 of 6 rated")
    expect(view(person)).to_contain_text("Not yet")
    assert load(lab.home / "again-2026-08-02.json").ratings == FIRST
    rate_all(person, "Basic")
    expect(person.form.get_by_role("button", name="Rate anew")).to_have_count(0)
    expect(view(person)).to_contain_text("Then and now")


def test_who_comes_without_first_ratings_reads_what_to_do(sit: Sit, lab: Lab) -> None:
    """The example shows, says that it is one, and nothing can be changed or is written."""
    person = sit("back.ipynb", *CELLS)
    person.run(5)
    expect(person.form).to_contain_text("Rate yourself in 02_assessment first")
    expect(person.form.get_by_role("radio").first).to_be_disabled()
    expect(review(person)).to_contain_text("This is an example")
    expect(start_seen_today(person).get_by_role("combobox").first).to_be_disabled()
    expect(view(person)).to_contain_text("An invented example, not a real person.")
    assert not [path for path in lab.home.glob("*") if path.suffix == ".json"]
