"""The site: seven sessions in a browser alone, and what is saved there."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from skillkit.framework.file import load_framework
from tests.browser.access import is_dark, over_the_edge, violations
from tests.browser.site import (
    BLOCKED,
    FULL,
    SESSIONS,
    Served,
    Visitor,
    change_store,
    fill_store,
    in_store,
    visitor,
)

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark", "has_touch": True}
SKILLS = {skill.id: skill.name for skill in load_framework().skills}
DESK = {"viewport": {"width": 1280, "height": 720}, "color_scheme": "light"}


@pytest.fixture(scope="module")
def site(built_site: Path) -> Iterator[Served]:
    """The site on Python's own server."""
    served = Served(built_site)
    yield served
    served.stop()


@pytest.fixture
def person(site: Served, browser: Browser) -> Iterator[Visitor]:
    """Somebody who is there for the first time; at the end nothing went outside or broke."""
    with visitor(site, browser) as somebody:
        yield somebody
        assert somebody.trouble == []


@pytest.mark.parametrize("seat", [PHONE, DESK], ids=["phone", "desk"])
def test_all_seven_sessions_are_alive_with_one_python(
    site: Served, browser: Browser, seat: dict[str, object]
) -> None:
    """From the start page on, Python starts once; axe finds nothing, and nothing is too wide."""
    with visitor(site, browser, **seat) as person:
        person.page.goto(site.url)
        assert violations(person.page, "body") == []
        person.page.get_by_role("link", name="Begin").click()
        person.awake("00_start")
        dark = seat["color_scheme"] == "dark"
        for number, session in enumerate(SESSIONS):
            person.follow(number)
            assert person.page.title().endswith("· skillkit")
            assert is_dark(person.page.locator(".skillkit").first) == dark
            assert violations(person.page, "body") == [], session
            assert over_the_edge(person.page, 390) == [], session
        assert person.pythons() == 1
        assert person.trouble == []


def test_text_and_pictures_are_there_before_python(site: Served, browser: Browser) -> None:
    """Without a script every page shows its text, the example's pictures and the way on."""
    with visitor(site, browser, java_script_enabled=False) as person:
        person.page.goto(site.url)
        person.page.get_by_role("link", name="Begin").click()
        expect(person.page.get_by_role("heading", level=1)).to_have_text("Are you ready to start?")
        expect(person.page.locator(".still img").first).to_be_visible()
        person.page.get_by_role("link", name=re.compile("^Next:")).click()
        expect(person.page.get_by_role("heading", level=1)).to_contain_text("How honestly")
        assert person.trouble == []


def test_what_is_called_saved_is_in_the_browsers_store(person: Visitor) -> None:
    """After a rating, a reload, other sessions and the browser's own buttons it is still there."""
    person.open("02_assessment").start()
    person.rate("Machine learning", "Strong")
    person.saved()
    assert person.ratings() == {"machine_learning": 3}
    expect(person.status).to_contain_text("in this browser")
    person.page.reload()
    person.awake("02_assessment")
    expect(person.form).to_contain_text("1 of 16 rated")
    person.follow(3)
    expect(person.page.get_by_text("Rate 11 more skills").first).to_be_visible()
    person.page.go_back()
    person.awake("02_assessment")
    expect(person.form).to_contain_text("1 of 16 rated")
    person.page.go_forward()
    person.awake("03_profile")
    assert person.pythons() == 1
    person.page.get_by_role("link", name="skillkit", exact=True).click()
    go = person.page.get_by_role("link", name="Go on where you were")
    expect(go).to_contain_text("What shape are you?")
    go.click()
    person.awake("03_profile")


def test_a_reader_chooses_the_language_and_loses_nothing(site: Served, browser: Browser) -> None:
    """The browser's own at first; then what was chosen, on every page and the next time."""
    with visitor(site, browser, locale="de-AT", **PHONE) as person:
        person.page.goto(f"{site.url}02_assessment.html")
        person.awake("02_assessment")
        expect(person.page.locator("html")).to_have_attribute("lang", "de")
        assert person.page.url.endswith("/de/02_assessment.html")
        assert violations(person.page, "body") == []
        assert over_the_edge(person.page, 390) == []
        person.page.get_by_role("button", name="Meine eigene Selbsteinschätzung beginnen").click()
        card = person.page.locator("fieldset.sk-card:visible").first
        card.get_by_role("radio", name=re.compile("^Stark")).check()
        card.get_by_label("Eine Zeile Beleg").fill("Öffnungszeiten vorhergesagt")
        person.page.get_by_role("combobox", name="Sprache").select_option("en")
        person.awake("02_assessment")
        assert person.page.url.endswith("/02_assessment.html")
        assert "/de/" not in person.page.url
        expect(person.form).to_contain_text("1 of 16 rated")
        (skill,) = person.ratings()
        person.go(SKILLS[skill])
        line = person.skill(SKILLS[skill]).get_by_label("One line of evidence")
        expect(line).to_have_value("Öffnungszeiten vorhergesagt")
        person.page.goto(f"{site.url}de/03_profile.html")
        person.awake("03_profile")
        expect(person.page.locator("html")).to_have_attribute("lang", "en")
        person.follow(1)
        person.page.get_by_role("combobox", name="Language").select_option("de")
        person.awake("01_framework")
        assert person.page.url.endswith("/de/01_framework.html")
        expect(person.page.get_by_role("heading", level=1)).to_contain_text("Wie ehrlich")
        assert person.trouble == []


def test_a_later_visit_starts_from_what_the_first_one_kept(person: Visitor) -> None:
    """Python's memory, which holds nothing of anybody; every session is alive from there."""
    person.open("02_assessment").start()
    person.rate("Machine learning", "Strong")
    person.saved()
    assert person.start_of_python() == "anew"
    person.remember()
    person.open("02_assessment")
    assert person.start_of_python() == "from memory"
    expect(person.form).to_contain_text("1 of 16 rated")
    for number in range(len(SESSIONS)):
        person.follow(number)
    person.follow(2)
    person.rate("Data pipelines", "Basic")
    person.saved()
    assert person.ratings() == {"machine_learning": 3, "data_pipelines": 1}


def test_a_browser_that_refuses_memory_starts_in_the_ordinary_way(person: Visitor) -> None:
    """The page is alive, and no later visit meets what was refused."""
    person.open("00_start").remember("bytes.fill(0)")
    person.open("02_assessment").start()
    assert person.start_of_python() == "anew"
    person.rate("Machine learning", "Strong")
    person.saved()
    assert person.remembered() == []


def test_a_tab_that_breaks_on_memory_breaks_once(site: Served, browser: Browser) -> None:
    """The next one starts in the ordinary way."""
    with visitor(site, browser) as person:
        person.open("00_start").remember("bytes = bytes.slice(0, 1000)")
        with person.page.expect_event("crash"):
            person.page.goto(f"{site.url}02_assessment.html")
        again = person.beside().open("02_assessment")
        assert again.start_of_python() == "anew"
        assert again.remembered() == []


def test_two_tabs_never_lose_each_others_change_and_erasing_shows_in_both(person: Visitor) -> None:
    """Each has a Python of its own; what both rate at the same moment is all there, until a yes."""
    other = person.beside()
    person.open("02_assessment").start()
    person.rate("Machine learning", "Strong")
    person.saved()
    other.open("02_assessment")
    expect(other.form).to_contain_text("1 of 16 rated")
    names = ("Software engineering", "Data pipelines", "Prompt engineering", "Model evaluation")
    for mine, theirs in zip(names[::2], names[1::2], strict=True):
        person.go(mine)
        other.go(theirs)
        person.choice(mine, "Basic").check()
        other.choice(theirs, "Working").check()
    person.saved()
    other.saved()
    wanted = {"machine_learning": 3, "software_engineering": 1, "data_pipelines": 2}
    wanted |= {"prompt_engineering": 1, "model_evaluation": 2}
    assert person.ratings() == wanted
    for tab in (person, other):
        expect(tab.form).to_contain_text("5 of 16 rated")
    person.page.get_by_role("button", name="Your copy").click()
    answers = person.page.get_by_role("dialog", name="Your answers")
    answers.get_by_role("button", name="Erase all that is mine").click()
    answers.get_by_role("button", name="No").click()
    assert person.ratings() == wanted
    answers.get_by_role("button", name="Erase all that is mine").click()
    answers.get_by_role("button", name="Yes").click()
    expect(answers.get_by_role("status")).to_contain_text("Erased: 1 file")
    assert violations(person.page, "dialog") == []
    answers.get_by_role("button", name="Close").click()
    assert in_store(person.page) == {}
    assert person.page.evaluate("Object.keys(localStorage)") == []
    for tab in (person, other):
        expect(tab.form).to_contain_text("This is an example")


RATE_FAST = """async (milliseconds) => {
  const cards = [...document.querySelectorAll("fieldset.sk-card")];
  const saved = () => cards.filter((card) => card.textContent.includes("Saved ✓"));
  const pause = () => new Promise((next) => setTimeout(next, 20));
  let end = Infinity; // a while after the first is saved, however busy the machine is
  for (const card of cards) {
    if (performance.now() > end) break;
    card.querySelectorAll("[type=radio]")[1].click();
    await pause();
    if (end === Infinity && saved().length) end = performance.now() + milliseconds;
  }
  while (!saved().length) await pause();
  return saved().map((card) => card.querySelector("legend").textContent);
}"""
EARLY = """async write(turn, changes) {
    setTimeout(() => this.later(turn, changes), 60_000);
    return turn + 1;
  }

  async later("""
KILLS = 2  # `python3 -m tools.bench --kills` does it fifty times


def lost_when_killed(person: Visitor, milliseconds: int) -> tuple[int, int]:
    """How many ratings were called saved before the tab was killed, and how many are gone."""
    person.open("02_assessment").start()
    person.press("Show all on one page")
    saved = person.page.evaluate(RATE_FAST, milliseconds)
    person.page.close()  # which asks nobody, and ends its worker
    again = person.beside()
    again.page.goto(f"{person.site.url}site.css")
    there = {SKILLS[skill] for skill in again.ratings()}
    return len(saved), len({*saved} - there)


def killed(
    site: Served, browser: Browser, count: int, instead: tuple[str, str] | None = None
) -> tuple[int, int]:
    """The same for several tabs, killed a little later each time."""
    found = []
    for number in range(count):
        with visitor(site, browser) as person:
            if instead:
                change_store(person.page.context, instead=instead)
            found.append(lost_when_killed(person, 30 * (number % 8)))
    return sum(saved for saved, _ in found), sum(lost for _, lost in found)


def test_what_was_called_saved_outlives_a_killed_tab(site: Served, browser: Browser) -> None:
    """In the middle of fast rating; a store that is told of a save too early loses some."""
    saved, lost = killed(site, browser, KILLS)
    assert saved > 0
    assert lost == 0
    _, lost = killed(site, browser, 1, ("async write(", EARLY))
    assert lost > 0


# --- Where it cannot be kept -----------------------------------------------------------------


def test_a_browser_that_keeps_nothing_says_so_before_the_first_rating(
    site: Served, browser: Browser
) -> None:
    """All works, nothing is called saved, and the way to a copy is named."""
    with visitor(site, browser) as person:
        change_store(person.page.context, BLOCKED)
        person.open("02_assessment")
        expect(person.page.get_by_role("alert")).to_contain_text("keeps nothing here")
        person.start()
        person.rate("Machine learning", "Strong")
        expect(person.form).to_contain_text("1 of 16 rated")
        expect(person.status).to_have_text("Not kept when you close this page. Use Save a copy.")
        person.follow(3)
        expect(person.page.get_by_text("Rate 11 more skills").first).to_be_visible()
        assert person.trouble == []


def test_a_full_store_refuses_and_what_was_saved_stays(site: Served, browser: Browser) -> None:
    """The card says why, the form shows what was typed, and a retry saves it once there is room."""
    with visitor(site, browser) as person:
        change_store(person.page.context, FULL)
        person.open("02_assessment").start()
        person.rate("Machine learning", "Strong")
        person.saved()
        fill_store(person.page, full=True)
        person.rate("Data pipelines", "Basic")
        expect(person.status).to_contain_text("Not everything is saved")
        expect(person.skill("Data pipelines")).to_contain_text("no room left")
        assert person.ratings() == {"machine_learning": 3}
        fill_store(person.page, full=False)
        person.press("Try again")
        person.saved()
        assert person.ratings() == {"machine_learning": 3, "data_pipelines": 1}


# --- All that is one's own -------------------------------------------------------------------


def test_a_copy_holds_everything_and_brings_it_back_elsewhere(
    person: Visitor, site: Served, browser: Browser, tmp_path: Path
) -> None:
    """Ratings and practice go into one file, and from it into another browser, after a question."""
    person.open("01_framework")
    claims = person.page.get_by_role("group", name="Claims to sort", exact=True)
    claims.get_by_role("radio", name="Contested").first.check()
    person.follow(2)
    person.start()
    person.rate("Machine learning", "Strong")
    person.saved()
    person.page.get_by_role("button", name="Your copy").click()
    mine = person.page.get_by_role("dialog", name="Your answers")
    with person.page.expect_download() as download:
        mine.get_by_role("button", name="Save a copy").click()
    copy = tmp_path / download.value.suggested_filename
    download.value.save_as(copy)
    assert {*json.loads(copy.read_text())["files"]} == {"assessment.json", "calibration.json"}
    with visitor(site, browser) as elsewhere:
        elsewhere.open("02_assessment")
        elsewhere.page.get_by_role("button", name="Your copy").click()
        theirs = elsewhere.page.get_by_role("dialog", name="Your answers")
        theirs.get_by_label("Bring a copy back").set_input_files(copy)
        expect(theirs.get_by_role("status")).to_contain_text("your ratings and your practice")
        theirs.get_by_role("button", name="Yes").click()
        expect(theirs.get_by_role("status")).to_contain_text("Brought back")
        theirs.get_by_role("button", name="Close").click()
        expect(elsewhere.form).to_contain_text("1 of 16 rated")
        assert elsewhere.ratings() == {"machine_learning": 3}
        assert elsewhere.trouble == []
