"""The plan, the case study and what is taken home, as people use them."""

import json
import re
import zipfile
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Download, Locator, expect

from skillkit.assessment.examples import example_person
from skillkit.assessment.file import save
from skillkit.plan import Plan
from skillkit.plan.case_study import case_study_store
from skillkit.plan.file import load
from skillkit.plan.rules import violations
from tests.browser import access
from tests.browser.light import Light, Seat
from tests.browser.person import eventually

pytestmark = pytest.mark.browser

PLAN = "from skillkit import PlanForm\nform = PlanForm.load()\nform"
TAKE = "from skillkit import TakeHome\nTakeHome(form)"
STUDY = "from skillkit import CaseStudyForm\nCaseStudyForm.load()"
FULL_DISK = """import errno, os
real = os.fsync
def full(_):
    raise OSError(errno.ENOSPC, "No space left on device")
os.fsync = full"""
FIRST = "model_own_data"  # the first action of the suggestion below
WIDER = """() => [...document.querySelectorAll(".skillkit")]
  .filter(root => root.scrollWidth > root.clientWidth + 1)
  .flatMap(root => [...root.querySelectorAll("*")]
    .filter(node => node.getBoundingClientRect().right > root.getBoundingClientRect().right + 1)
    .map(node => node.outerHTML.slice(0, 90)))"""


def plan_form(person: Seat) -> Locator:
    """The plan form."""
    return person.group("Your plan")


def take_home(person: Seat) -> Locator:
    """The links."""
    return person.group("Your plan to take along")


def study_form(person: Seat) -> Locator:
    """The case study form."""
    return person.group("Your case study")


def saved_plan(person: Seat) -> Plan:
    """The plan on the disk."""
    return load(person.home / "plan.json")


@pytest.fixture
def rated(somebody: Seat) -> Seat:
    """The example person's twin with ratings of their own, in front of an empty plan."""
    save(example_person(), somebody.home / "assessment.json")
    return somebody.run(PLAN, TAKE, STUDY)


def choose(person: Seat) -> Locator:
    """Say what for and how many hours, and take the suggestion; the form, on its third page."""
    form = plan_form(person)
    form.get_by_label("Internal mobility").check()
    form.get_by_label("One technical skill").select_option(label="Machine learning")
    form.get_by_label("One communication skill").select_option(label="Communication")
    form.get_by_label("Hours a week").fill("5")
    form.get_by_role("button", name="2. Which actions").click()
    form.get_by_role("button", name="Take these actions").first.click()
    expect(form.get_by_text("✓ These are the actions of your plan.")).to_be_visible()
    form.get_by_role("button", name="3. How to begin").click()
    return form


def downloaded(person: Seat, name: str) -> Download:
    """The file behind one of the links."""
    with person.page.expect_download() as found:
        take_home(person).get_by_role("link", name=name).click()
    return found.value


# --- By keyboard -----------------------------------------------------------------------------


def test_the_keyboard_alone_leads_from_an_empty_plan_to_the_page(rated: Seat) -> None:
    """Tab, Space, arrows and letters choose, commit and download; none reaches the notebook."""
    form = plan_form(rated)
    rated.tab_to(form.get_by_label("Internal mobility"))
    rated.keys("Space")
    for name in ("One technical skill", "One communication skill"):
        rated.tab_to(form.get_by_label(name))
        rated.keys("ArrowDown")
    rated.tab_to(form.get_by_label("Hours a week"))
    rated.page.keyboard.type("5")
    rated.tab_to(form.get_by_role("button", name="Next"))
    rated.keys("Enter")
    expect(form.get_by_role("heading", name="2. Which actions")).to_be_focused()
    rated.tab_to(form.get_by_role("button", name="Take these actions").first)
    rated.keys("Enter")
    expect(form.get_by_text("✓ These are the actions of your plan.")).to_be_focused()
    rated.tab_to(form.get_by_role("button", name="Next"))
    rated.keys("Enter")
    for name, words in {
        "When": "it is Tuesday, nine o'clock",
        "Where": "at my desk",
        "Then I": "open the search log",
        "What in you could get in the way?": "I tune before I have a baseline",
        "Who will ask you about it?": "Noor",
    }.items():
        rated.tab_to(form.get_by_label(name, exact=True).first)
        rated.page.keyboard.type(words)
    expect(form).to_contain_text(
        "Read it aloud once: “When it is Tuesday, nine o'clock (at my desk), "
        "then I open the search log.”"
    )
    rated.tab_to(form.get_by_role("button", name="Next"))
    rated.keys("Enter")
    expect(form.get_by_role("heading", name="4. Read it back")).to_be_focused()
    rated.saved(form)
    link = take_home(rated).get_by_role("link", name="The page for the wall")
    rated.tab_to(link)
    with rated.page.expect_download() as found:
        rated.keys("Enter")
    text = Path(found.value.path()).read_text("utf-8")
    assert "then I <bdi>open the search log</bdi>." in text
    assert "<bdi>Noor</bdi> asks me:" in text
    assert set(rated.taken()) <= {"Tab"}  # on the way in, and between two widgets
    plan = saved_plan(rated)
    assert (plan.levers, plan.weekly_hours, len(plan.focus)) == (("internal",), 5, 2)
    assert violations(plan) == ()


# --- Nothing is lost -------------------------------------------------------------------------


def test_a_reload_keeps_everything_even_an_unsent_line(rated: Seat) -> None:
    """The page comes back with the plan, and a line typed just before is sent after all."""
    form = choose(rated)
    rated.saved(form)
    form.get_by_label("Where", exact=True).first.press_sequentially("at my de")
    rated.reload()
    eventually(lambda: saved_plan(rated).action(FIRST).cue.where == "at my de")
    form.get_by_role("button", name="3. How to begin").click()
    expect(form.get_by_label("Where", exact=True).first).to_have_value("at my de")
    expect(form.locator(".sk-meter-words")).to_contain_text("39 of 45 hours")


def test_a_killed_kernel_loses_nothing(rated: Seat) -> None:
    """After kill -9 the file holds what was called saved, and the browser offers the rest."""
    form = choose(rated)
    form.get_by_label("Who will ask you about it?").first.fill("Noor")
    eventually(lambda: saved_plan(rated).action(FIRST).buddy == "Noor")
    rated.light.kill()
    form.get_by_label("What in you could get in the way?").first.fill("I polish")
    rated.later(1)  # a pause in typing, and then no answer
    rated.later(3)
    expect(form.locator(".sk-status")).to_contain_text("Python is not answering")
    rated.light.restart()
    rated.run()
    expect(form).to_contain_text("This browser still holds 1 change")
    assert saved_plan(rated).action(FIRST).obstacle == ""
    form.get_by_role("button", name="Put them back").click()
    eventually(lambda: saved_plan(rated).action(FIRST).obstacle == "I polish")
    assert saved_plan(rated).action(FIRST).buddy == "Noor"


def test_two_kernels_on_one_plan_merge_field_by_field(rated: Seat, other_kernel: Light) -> None:
    """What one notebook writes into an action survives what the other writes beside it."""
    form = choose(rated)
    rated.saved(form)
    there = plan_form(rated.beside(other_kernel).run(PLAN))
    there.get_by_role("button", name="3. How to begin").click()
    there.get_by_label("Who will ask you about it?").first.fill("Ana")
    rated.saved(there)
    form.get_by_label("Where", exact=True).first.fill("at home")
    eventually(lambda: saved_plan(rated).action(FIRST).cue.where == "at home")
    assert saved_plan(rated).action(FIRST).buddy == "Ana"
    expect(form.get_by_label("Who will ask you about it?").first).to_have_value("Ana")


def test_a_second_tab_shows_what_the_first_one_writes(rated: Seat) -> None:
    """Two tabs on one kernel show one form; a field that somebody is typing in stays theirs."""
    form = choose(rated)
    rated.saved(form)
    there = plan_form(rated.tab())
    there.get_by_role("button", name="3. How to begin").click()
    mine = form.get_by_label("Where", exact=True).first
    mine.press_sequentially("at my ")
    there.get_by_label("Who will ask you about it?").first.fill("Ana")
    expect(form.get_by_label("Who will ask you about it?").first).to_have_value("Ana")
    mine.press_sequentially("desk")
    expect(there.get_by_label("Where", exact=True).first).to_have_value("at my desk")
    action = saved_plan(rated).action(FIRST)
    assert (action.buddy, action.cue.where) == ("Ana", "at my desk")


def test_a_full_disk_is_named_and_what_was_typed_is_saved_later(rated: Seat) -> None:
    """Nothing reaches the file, the field says why and keeps its text, and a press saves it."""
    form = choose(rated)
    rated.saved(form)
    field = form.get_by_label("Who will ask you about it?").first
    rated.light.python(FULL_DISK)
    field.fill("Noor")
    expect(form).to_contain_text(re.compile("Not saved. .*the disk is full"))
    expect(field).to_have_value("Noor")
    assert saved_plan(rated).action(FIRST).buddy == ""
    rated.light.python("os.fsync = real")
    form.get_by_role("button", name="Try again").click()
    rated.saved(form)
    assert saved_plan(rated).action(FIRST).buddy == "Noor"


def test_a_refused_text_stays_on_the_screen_with_the_reason(rated: Seat) -> None:
    """Nothing that was typed disappears because it could not be saved."""
    form = choose(rated)
    field = form.get_by_label("Who will ask you about it?").first
    field.fill("x" * 301)
    expect(form).to_contain_text("Not saved. It has 301 characters; at most 300 are allowed.")
    expect(field).to_have_value("x" * 301)
    field.fill("Noor")
    eventually(lambda: saved_plan(rated).action(FIRST).buddy == "Noor")
    rated.saved(form)


def test_a_third_lever_is_refused_in_words_and_taken_back_by_hand(rated: Seat) -> None:
    """Two levers at most: the third stays ticked and unsaved until the person decides."""
    form = plan_form(rated)
    for name in ("Internal mobility", "Leadership pathway", "External opportunities"):
        form.get_by_label(name).check()
    expect(form).to_contain_text("Not saved. 3 found; choose at most 2.")
    expect(form.get_by_label("External opportunities")).to_be_checked()
    form.get_by_label("Internal mobility").uncheck()
    eventually(lambda: set(saved_plan(rated).levers) == {"leadership", "external"})
    rated.saved(form)


# --- Choosing --------------------------------------------------------------------------------


def test_the_suggestion_never_changes_a_choice_by_itself(rated: Seat) -> None:
    """Other wishes make another suggestion, and the plan stays; a taken one can be put back."""
    form = choose(rated)
    form.get_by_label("Who will ask you about it?").first.fill("Noor")
    eventually(lambda: saved_plan(rated).action(FIRST).buddy == "Noor")
    mine = saved_plan(rated).actions
    form.get_by_role("button", name="1. What for").click()
    form.get_by_label("Hours a week").fill("2")
    form.get_by_role("button", name="2. Which actions").click()
    expect(form).to_contain_text("of your 18 hours")
    assert saved_plan(rated).actions == mine
    expect(form).to_contain_text("This plan takes 39 hours and 18 fit")
    form.get_by_role("button", name="Take these instead of my 5 actions").first.click()
    eventually(lambda: saved_plan(rated).actions != mine)
    form.get_by_role("button", name="Put my plan back as it was").click()
    eventually(lambda: saved_plan(rated).actions == mine)


def test_a_broken_rule_is_named_with_ways_to_mend_it(rated: Seat) -> None:
    """A project without partner and write-up is kept, named, and mended with two presses."""
    form = plan_form(rated)
    form.get_by_role("button", name="2. Which actions").click()
    form.get_by_text("Move 1: Real project").click()
    form.get_by_label(re.compile("^Train a small model")).check()
    expect(form.locator(".sk-meter-words")).to_contain_text("2 rules ask for something.")
    assert [b.rule.id for b in violations(saved_plan(rated))] == ["pairing", "write_up"]
    form.get_by_role("button", name="See what they ask").click()
    expect(form.get_by_role("heading", name="What the rules still ask")).to_be_focused()
    form.get_by_role("button", name=re.compile("^Add: Write the case study")).click()
    form.get_by_role("button", name=re.compile("^Pair it with: Write the case study")).click()
    expect(form.locator(".sk-meter-words")).to_contain_text("Every rule is kept.")
    assert violations(saved_plan(rated)) == ()


def test_an_action_that_goes_and_comes_back_is_whole(rated: Seat) -> None:
    """What was written into an action is there again when it is chosen again."""
    form = choose(rated)
    form.get_by_label("Who will ask you about it?").first.fill("Noor")
    eventually(lambda: saved_plan(rated).action(FIRST).buddy == "Noor")
    form.get_by_role("button", name="Take it out of the plan").first.click()
    eventually(lambda: FIRST not in saved_plan(rated))
    form.get_by_role("button", name="2. Which actions").click()
    form.get_by_text("Move 1: Real project").click()
    form.get_by_label(re.compile("^Train a small model")).check()
    eventually(lambda: FIRST in saved_plan(rated))
    assert saved_plan(rated).action(FIRST).buddy == "Noor"


def test_an_action_of_ones_own_is_written_and_dated(rated: Seat) -> None:
    """A new action opens with the focus in its text; kind, skill and date are the person's."""
    form = plan_form(rated)
    form.get_by_role("button", name="2. Which actions").click()
    form.get_by_role("button", name="Add a communication action of my own").click()
    expect(form.get_by_label("What I do")).to_be_focused()
    rated.page.keyboard.type("Ask three users what they miss")
    form.get_by_label("Skill that it builds").select_option(label="Communication")
    form.get_by_label("By", exact=True).select_option(index=1)
    eventually(lambda: saved_plan(rated).action("own_1").step == "Ask three users what they miss")
    action = saved_plan(rated).action("own_1")
    assert (action.kind, action.horizon, dict(action.builds)) == (
        "communication",
        30,
        {"communication": 1},
    )


def test_what_is_not_the_point_is_folded_until_it_says_something(rated: Seat) -> None:
    """An action asks when, then and who; the rest unfolds on demand, and by itself once written."""
    form = choose(rated)
    rest = form.get_by_label("What helps?").first
    expect(form.get_by_label("Then I", exact=True).first).to_be_visible()
    expect(rest).to_be_hidden()
    form.get_by_text("More about this action").first.click()
    rest.fill("A book")
    eventually(lambda: saved_plan(rated).action(FIRST).resource == "A book")
    rated.page.reload()
    again = plan_form(rated)
    again.get_by_role("button", name="3. How to begin").click()
    expect(again.get_by_label("What helps?").first).to_be_visible()
    expect(again.get_by_label("What helps?").nth(1)).to_be_hidden()


def test_words_of_another_script_run_in_its_direction(rated: Seat) -> None:
    """Arabic is laid out from right to left as it is typed, and English beside it is not."""
    form = choose(rated)
    direction = "field => getComputedStyle(field).direction"
    when, act = (form.get_by_label(name, exact=True).first for name in ("When", "Then I"))
    when.fill("\u0648\u0635\u0644\u062a")
    act.fill("open the list")
    assert when.evaluate(direction) == "rtl"
    assert act.evaluate(direction) == "ltr"


def test_a_double_click_is_one_click(rated: Seat) -> None:
    """Anyone who double clicks everything gets one of it, and stays where one click leads."""
    form = plan_form(rated)
    form.get_by_role("button", name="Show all on one page").dblclick()
    expect(form.get_by_role("heading", name="4. Read it back")).to_be_visible()
    form.get_by_role("button", name="Add a technical action of my own").dblclick()
    expect(form.get_by_label("What I do").first).to_be_focused()
    form.get_by_role("button", name="Add a communication action of my own").click()
    eventually(lambda: [a.id for a in saved_plan(rated).actions] == ["own_1", "own_2"])


def test_the_example_is_read_and_never_changed(somebody: Seat) -> None:
    """Without ratings the invented plan shows; a press begins an empty one of one's own."""
    form = plan_form(somebody.run(PLAN, TAKE, STUDY))
    expect(form).to_contain_text("This is an example: an invented person's plan.")
    expect(form.get_by_label("Internal mobility")).to_be_checked()
    expect(form.get_by_label("Internal mobility")).to_be_disabled()
    assert not (somebody.home / "plan.json").exists()
    form.get_by_role("button", name="Start my own plan").click()
    expect(form.get_by_role("heading", name="1. What for")).to_be_focused()
    expect(form.get_by_label("Internal mobility")).not_to_be_checked()
    form.get_by_label("Hours a week").fill("3")
    eventually(lambda: (somebody.home / "plan.json").exists())
    assert saved_plan(somebody).budget == 27


# --- Taken along -----------------------------------------------------------------------------


def test_everything_downloads_and_holds_the_last_word(rated: Seat, tmp_path: Path) -> None:
    """The archive and each file are there, with what was typed a moment before."""
    form = choose(rated)
    expect(take_home(rated).get_by_role("link", name="The plan as text")).to_be_visible()
    form.get_by_label("Who will ask you about it?").first.fill("Noor")
    downloaded(rated, "Everything in one archive").save_as(tmp_path / "all.zip")
    with zipfile.ZipFile(tmp_path / "all.zip") as found:
        names = set(found.namelist())
        calendar = Calendar.from_ical(found.read("plan.ics"))
        assert json.loads(found.read("plan.json"))["actions"][0]["buddy"] == "Noor"
    assert {"plan.html", "plan.ics", "plan.md", "plan.xlsx", "ratings.xlsx"} <= names
    assert len(list(calendar.walk("VEVENT"))) >= 8
    text = Path(downloaded(rated, "The plan as text").path()).read_text("utf-8")
    assert "**Check-in with:** Noor" in text
    assert "Self-rated, for development only" in text


def test_the_links_work_without_a_kernel(rated: Seat) -> None:
    """When Python does not answer, the file as it was last is given, and the page says so."""
    form = choose(rated)
    rated.saved(form)
    expect(take_home(rated).get_by_role("link", name="The plan as text")).to_be_visible()
    rated.light.kill()
    with rated.page.expect_download() as found:
        take_home(rated).get_by_role("link", name="The plan as text").click()
        rated.later(4)
    text = Path(found.value.path()).read_text("utf-8")
    assert "Train a small model" in text
    expect(take_home(rated)).to_contain_text("Python did not answer")


def test_the_downloaded_page_asks_nobody_and_fills_one_sheet(
    rated: Seat, browser: Browser, tmp_path: Path
) -> None:
    """The page opens without a network, has no axe violation, and prints to one A4 sheet."""
    choose(rated)
    downloaded(rated, "The page for the wall").save_as(tmp_path / "plan.html")
    context = browser.new_context(offline=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((tmp_path / "plan.html").as_uri())
    assert [url for url in asked if not url.startswith("file:")] == []
    assert access.violations(page, "html") == []
    sheet = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1
    context.close()


# --- The case study --------------------------------------------------------------------------


def test_a_case_study_counts_its_words_and_keeps_what_is_too_long(rated: Seat) -> None:
    """Words are counted while typing; over the limit nothing is cut, and the cure is said."""
    form = study_form(rated)
    form.get_by_role("button", name="Start my own case study").click()
    problem = form.get_by_label("Problem")
    expect(problem).to_be_focused()
    rated.page.keyboard.type("Editors guess")
    expect(form.locator(".sk-count").first).to_have_text("2 of 300 words, 298 left.")
    form.get_by_label("Approach").fill("word " * 310)
    expect(form.locator(".sk-count").first).to_have_text("312 of 300 words, 12 too many.")
    expect(form).to_contain_text("cut what a reader would not miss")
    form.get_by_label("I have left out what has to stay inside").check()
    eventually(lambda: case_study_store(rated.home / "case_study.json").load().cleared)
    study = case_study_store(rated.home / "case_study.json").load()
    assert (study.words, study.problem) == (312, "Editors guess")
    with rated.page.expect_download() as found:
        form.get_by_role("link", name="Save it as text").click()
    assert "## Problem\n\nEditors guess" in Path(found.value.path()).read_text("utf-8")


def test_a_case_study_outlives_reload_and_a_dead_kernel(rated: Seat) -> None:
    """An unsent text comes back after a reload, and one typed without a kernel is offered."""
    form = study_form(rated)
    form.get_by_role("button", name="Start my own case study").click()
    form.get_by_label("Problem").fill("Editors guess")
    rated.saved(form)
    form.get_by_label("Outcome").press_sequentially("Half a li")
    rated.reload()
    eventually(
        lambda: case_study_store(rated.home / "case_study.json").load().outcome == "Half a li"
    )
    rated.light.restart()
    study_form(rated).get_by_label("Tools").fill("Python")
    rated.later(1)
    rated.later(3)
    expect(study_form(rated).locator(".sk-status")).to_contain_text("Python is not answering")
    rated.run()
    study_form(rated).get_by_role("button", name="Put them back").click()
    eventually(lambda: case_study_store(rated.home / "case_study.json").load().tools == "Python")


# --- For everybody ---------------------------------------------------------------------------


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1100, 400])
def test_no_page_of_the_forms_violates_axe(rated: Seat, width: int, theme: str) -> None:
    """Axe finds nothing on any page of the plan, in the links or in the case study."""
    rated.page.set_viewport_size({"width": width, "height": 1600})
    rated.paint(theme)
    form = choose(rated)
    form.get_by_label("Who will ask you about it?").first.fill("x" * 301)
    form.get_by_role("button", name="2. Which actions").click()
    form.get_by_text("Move 1: Real project").click()
    form.get_by_label(re.compile("^Hand a weekly chore")).check()
    expect(form.locator(".sk-meter-words")).to_contain_text("rules ask for something.")
    form.get_by_role("button", name="Show all on one page").click()
    study_form(rated).get_by_role("button", name="Start my own case study").click()
    assert rated.violations() == []
    assert rated.page.evaluate(WIDER) == []


def test_text_from_a_person_is_never_run_as_markup(rated: Seat) -> None:
    """A line that looks like HTML is shown as it was typed, on the screen and in the page."""
    hostile = '"><img src=x onerror="window.ran = 1"><script>window.ran = 1</script>&amp;'
    form = choose(rated)
    form.get_by_text("More about this action").first.click()
    form.get_by_label("What I do").first.fill(hostile)
    form.get_by_label("When", exact=True).first.fill(hostile)
    form.get_by_label("Then I", exact=True).first.fill(hostile)
    eventually(lambda: saved_plan(rated).action(FIRST).step == hostile)
    form.get_by_role("button", name="4. Read it back").click()
    expect(form.locator(".sk-read").get_by_text(hostile).first).to_be_visible()
    page = Path(downloaded(rated, "The page for the wall").path()).read_text("utf-8")
    assert "<img src=x" not in page
    assert "<script" not in page
    assert rated.page.evaluate("window.ran") is None
