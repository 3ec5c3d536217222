"""What a team agrees on: typed in the room, looked at first thirty days later, and taken along."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from skillkit.team.agreements import agreements_store
from skillkit.team.sample import sample_chat
from tests.browser.light import Light, Seat, profile
from tests.browser.person import eventually
from tests.browser.test_team import chat, paste, team_view

pytestmark = pytest.mark.browser

VIEW = "from skillkit import *\nview = TeamView.load()\nview"
BESIDE = "form = AgreementsForm.beside(view)\nform"
ALONE = "from skillkit import *\nAgreementsForm.load()"
FIRST, LATER = "2026-11-28T10:00:00", "2026-12-28T10:00:00"
NASTY = '<img src=x onerror="alert(1)"> & <b>bold</b>'


@pytest.fixture
def room(light: Light, browser: Browser) -> Iterator[Seat]:
    """The facilitator on the day of the workshop, whose clock a test can set."""
    with profile(browser, FIRST) as context:
        seat = Seat(light, context.new_page())
        yield seat
        assert seat.trouble == []


def form_of(seat: Seat) -> Locator:
    """The form of the agreements."""
    return seat.group("What we agree on")


def card(seat: Seat, name: str) -> Locator:
    """The card of one agreement."""
    return form_of(seat).get_by_role("region", name=name, exact=True)


def begin(seat: Seat) -> None:
    """Leave the example, which is folded where no picture of the team is beside it."""
    button = form_of(seat).get_by_role("button", name="Begin ours")
    fold = form_of(seat).get_by_text("Does your team meet again?")
    expect(fold.or_(button)).to_be_visible()
    if fold.is_visible():
        fold.click()
    button.click()
    expect(card(seat, "Agreement 1").get_by_label("What do we agree on?")).to_be_focused()


def agree_on_three(seat: Seat) -> None:
    """Type a gap to close, an offer to take up, and a gap to accept."""
    begin(seat)
    one = card(seat, "Agreement 1")
    one.get_by_label("What do we agree on?").fill("Two of us at every design review")
    one.get_by_label("Which gap, or which offer?").select_option("System design")
    one.get_by_label("Who takes it?").fill("Noor")
    one.get_by_label("By when?").fill("2026-12-18")
    seat.press("Add an agreement", form_of(seat))
    two = card(seat, "Agreement 2")
    expect(two.get_by_label("What do we agree on?")).to_be_focused()
    seat.page.keyboard.type("One hour on retrieval")
    seat.press("Add an agreement", form_of(seat))
    three = card(seat, "Agreement 3")
    three.get_by_label("A gap that we accept on purpose").check()
    three.get_by_label("Which gap, or which offer?").select_option("Ethical AI")
    expect(three.get_by_label("Who takes it?")).to_be_hidden()
    expect(form_of(seat).get_by_role("button", name="Add an agreement")).to_be_hidden()
    expect(form_of(seat)).to_contain_text("Three are enough for one day.")
    seat.saved(form_of(seat))


def later(seat: Seat) -> None:
    """Come back thirty days later."""
    seat.page.clock.set_system_time(LATER)
    seat.reload()


def saved(seat: Seat) -> list[dict[str, object]]:
    """The agreements of the file."""
    table = json.loads((seat.home / "agreements.json").read_text("utf-8"))
    return list(table["agreements"])


def test_three_things_are_agreed_on_and_looked_at_first_a_month_later(room: Seat) -> None:
    """They stay after a reload; later one is done, one dropped, one still accepted, with days."""
    room.run(ALONE)
    agree_on_three(room)
    room.reload()
    expect(card(room, "Agreement 1").get_by_label("Who takes it?")).to_have_value("Noor")
    expect(card(room, "Agreement 3").get_by_label("A gap that we accept")).to_be_checked()
    later(room)
    headings = form_of(room).get_by_role("heading", level=3)
    expect(headings).to_have_text(["What we agreed on before", "What else we agree on today"])
    review = card(room, "Two of us at every design review")
    expect(review).to_contain_text("Who takes it: Noor. By: 18 December 2026. Skill: System design")
    expect(review).to_contain_text("Agreed on 28 November 2026")
    review.get_by_label("How is it?").select_option("Done")
    expect(review).to_contain_text("Said on 28 December 2026")
    card(room, "One hour on retrieval").get_by_label("How is it?").select_option(
        "Dropped on purpose"
    )
    accepted = card(room, "We accept the gap in Ethical AI")
    accepted.get_by_label("How is it?").select_option("Still accepted")
    room.saved(form_of(room))
    assert [(row["status"], row["said"]) for row in saved(room)] == [
        ("done", "2026-12-28"),
        ("dropped", "2026-12-28"),
        ("under_way", "2026-12-28"),
    ]
    room.page.clock.set_system_time("2027-01-28T10:00:00")
    room.reload()
    expect(card(room, "Two of us at every design review")).to_be_hidden()
    form_of(room).get_by_text("Done or dropped before").click()
    expect(card(room, "Two of us at every design review")).to_be_visible()
    expect(card(room, "We accept the gap in Ethical AI")).to_be_visible()


def test_the_picture_above_tells_accepted_gaps_from_open_ones(room: Seat) -> None:
    """What is typed below the picture stands in it, beside how many are wanted."""
    room.run(VIEW, BESIDE)
    paste(room, sample_chat())
    room.press("Reveal", team_view(room))
    picture = team_view(room).locator(".sk-team")
    expect(picture).to_contain_text("How many of us are at each level")
    begin(room)
    form = form_of(room)
    form.get_by_text("How many of us should be able to do this?").click()
    form.get_by_label("Leadership").fill("3")
    expect(picture).to_contain_text(
        re.compile(r"Leadership: wanted 3, at Strong or above now \S+\.")
    )
    gaps = picture.get_by_text(re.compile("^(Nobody is|One or two people are) at"))
    name = re.split(" in |, | and ", gaps.first.inner_html().rstrip("."))[-1]
    card(room, "Agreement 1").get_by_label("A gap that we accept").check()
    card(room, "Agreement 1").get_by_label("Which gap").select_option(name)
    expect(picture).to_contain_text(f"Accepted on purpose: {name}, with ")
    expect(picture).to_contain_text("(28 November 2026)")


def test_words_of_any_script_and_kind_stay_words(room: Seat) -> None:
    """HTML is text in the card, in its heading and in the picture; Arabic runs its own way."""
    room.run(ALONE)
    begin(room)
    card(room, "Agreement 1").get_by_label("What do we agree on?").fill(NASTY)
    card(room, "Agreement 1").get_by_label("Who takes it?").fill("نور")
    room.saved(form_of(room))
    later(room)
    review = card(room, NASTY)
    expect(review.get_by_role("heading", name=NASTY)).to_have_attribute("dir", "auto")
    assert form_of(room).locator("img, b").count() == 0
    review.get_by_text("Change what was said").click()
    expect(review).to_contain_text("Who takes it: \u2068نور\u2069")
    who = review.get_by_label("Who takes it?")
    assert who.evaluate("node => getComputedStyle(node).direction") == "rtl"


def test_two_tabs_lose_nothing(room: Seat) -> None:
    """Each tab's agreement shows in the other, and a third change is no copy of either."""
    room.run(ALONE)
    begin(room)
    other = room.tab()
    card(room, "Agreement 1").get_by_label("What do we agree on?").fill("Here")
    room.saved(form_of(room))
    expect(card(other, "Agreement 1").get_by_label("What do we agree on?")).to_have_value("Here")
    other.press("Add an agreement", form_of(other))
    fields = form_of(other).get_by_label("What do we agree on?")
    fields.last.fill("There")
    other.saved(form_of(other))
    eventually(lambda: sorted(str(row["what"]) for row in saved(room)) == ["Here", "There"])
    held = form_of(room).get_by_label("What do we agree on?")
    expect(held.last).to_have_value("There")


def test_a_fourth_of_one_day_is_refused_and_what_was_typed_stays(room: Seat) -> None:
    """Two tabs that both begin the third: the later one keeps its words and hears why."""
    room.run(ALONE)
    begin(room)
    other = room.tab()
    for seat, first in ((room, "One"), (other, "Two")):
        form_of(seat).get_by_label("What do we agree on?").last.fill(first)
        seat.saved(form_of(seat))
    for seat in (room, other):
        seat.press("Add an agreement", form_of(seat))
    form_of(room).get_by_label("What do we agree on?").last.fill("Three")
    room.saved(form_of(room))
    fourth = form_of(other).get_by_label("What do we agree on?").last
    fourth.fill("Four")
    expect(form_of(other)).to_contain_text("Not saved. Three things are agreed on for today")
    assert "Four" in [
        field.input_value() for field in form_of(other).get_by_label("What do we").all()
    ]
    assert len(saved(room)) == 3


def test_what_was_cleared_by_mistake_can_be_typed_again(room: Seat) -> None:
    """A card of which nothing is said stays on the page, and leaves the file."""
    room.run(ALONE)
    begin(room)
    field = card(room, "Agreement 1").get_by_label("What do we agree on?")
    field.fill("Pair")
    room.saved(form_of(room))
    field.fill("")
    eventually(lambda: saved(room) == [])
    expect(field).to_be_focused()
    field.fill("Pair on reviews")
    eventually(lambda: [row["what"] for row in saved(room)] == ["Pair on reviews"])


def test_another_team_begins_anew_and_the_first_is_shown_again(room: Seat) -> None:
    """The first team's words leave the screen, and come back when somebody asks for them."""
    room.run(ALONE)
    agree_on_three(room)
    later(room)
    form = form_of(room)
    form.get_by_text("Agreements of another team").click()
    room.press("Begin for another team", form)
    room.press("Yes, begin again", form)
    first = card(room, "Agreement 1").get_by_label("What do we agree on?")
    expect(first).to_be_focused()
    expect(first).to_have_value("")
    expect(form).not_to_contain_text("Noor")
    card(room, "Agreement 1").get_by_label("What do we agree on?").fill("The second team's")
    room.saved(form)
    expect(form).to_contain_text("Agreements of 28 November 2026")
    room.press("Show these again", form)
    expect(card(room, "Two of us at every design review")).to_be_visible()
    names = sorted(file.name for file in room.home.glob("agreements-*.json"))
    assert names == ["agreements-2026-12-28.json"]
    kept = agreements_store(room.home / names[0]).load()
    assert [one.what for one in kept.agreements] == ["The second team's"]


def download(page: Page, link: Locator) -> str:
    """The text of the file behind a link."""
    with page.expect_download() as waiting:
        link.click()
    return Path(waiting.value.path()).read_text("utf-8-sig")


def test_the_agreements_leave_as_files(room: Seat) -> None:
    """As text, as a calendar and as a table, each with what was typed."""
    room.run(ALONE)
    agree_on_three(room)
    form = form_of(room)
    form.get_by_text("Take it with you").click()
    for name, words in (
        ("As text", "## 1. Two of us at every design review"),
        ("The days for a calendar", "SUMMARY:Due: Two of us at every design review"),
        ("The same for other programs", '"Two of us at every design review","system_design"'),
    ):
        assert words in download(room.page, form.get_by_role("link", name=name))
    expect(form).to_contain_text("Your browser has saved it")


def test_the_picture_is_kept_only_after_everybodys_yes(room: Seat) -> None:
    """The links come with the tick, and another picture takes the tick away."""
    room.run(VIEW, BESIDE)
    view = team_view(room)
    expect(view.get_by_text("Keep this picture")).to_be_hidden()
    paste(room, chat(12))
    view.get_by_text("Who agreed to be shown by name?").click()
    view.get_by_role("checkbox", name="Person 3", exact=True).check()
    room.press("Reveal", view)
    view.get_by_text("Keep this picture").click()
    expect(view).to_contain_text("may it leave this room")
    link = view.get_by_role("link", name="All of it as a page")
    expect(link).to_be_hidden()
    view.get_by_role("checkbox", name="Everybody here said yes").check()
    page = download(room.page, link)
    assert "The shape of our team" in page
    drawing = download(room.page, view.get_by_role("link", name="Where we stand, a drawing"))
    assert drawing.startswith("<svg")
    expect(view).to_contain_text("Your browser has saved it")
    view.get_by_role("checkbox", name="Person 3", exact=True).uncheck()
    expect(view.get_by_role("checkbox", name="Everybody here said yes")).not_to_be_checked()
    expect(link).to_be_hidden()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(room: Seat, theme: str) -> None:
    """While typing, a month later with all unfolded, and in a narrow window."""
    room.paint(theme)
    room.run(ALONE)
    agree_on_three(room)
    form_of(room).get_by_text("How many of us should be able to do this?").click()
    assert room.violations() == []
    later(room)
    room.paint(theme)
    for fold in form_of(room).locator("summary:visible").all():
        fold.click()
    assert room.violations() == []
    room.page.set_viewport_size({"width": 390, "height": 800})
    assert form_of(room).evaluate("node => node.scrollWidth <= node.clientWidth + 1")
