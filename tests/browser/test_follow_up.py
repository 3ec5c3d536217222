"""A team comes back: agreements first, then a count of signs that nobody's name is on."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FilePayload, Locator, expect

from skillkit.plan import file as planfile
from skillkit.plan.examples import example_review
from skillkit.team.sample import sample_chat
from tests.browser.light import Light, Seat, profile
from tests.browser.test_agreements import (
    BESIDE,
    VIEW,
    agree_on_three,
    card,
    form_of,
)
from tests.browser.test_team import paste, team_view
from tests.team.test_follow_up import nine

pytestmark = pytest.mark.browser

AGAIN = (
    "from skillkit import *\nAgreementsForm.load()",
    "FollowUpView.load()",
    "review = ReviewForm.load()\nreview",
    "PlanSign(review)",
)
LATER = "2026-12-28T10:00:00"


@pytest.fixture
def room(light: Light, browser: Browser) -> Iterator[Seat]:
    """The facilitator on the day of the workshop, whose clock a test can set."""
    with profile(browser, "2026-11-28T10:00:00", permissions=["clipboard-write"]) as context:
        seat = Seat(light, context.new_page())
        seat.page.emulate_media(reduced_motion="reduce")
        yield seat
        assert seat.trouble == []


def signs_of(seat: Seat) -> Locator:
    """The place where signs are counted."""
    return seat.group("Signs of the room")


def test_a_team_of_twelve_reveals_agrees_and_is_counted_a_month_later(room: Seat) -> None:
    """The agreements come first, then nine signs of a chat; the room reads two numbers once."""
    room.run(VIEW, BESIDE)
    paste(room, sample_chat())
    room.press("Reveal", team_view(room))
    expect(team_view(room)).to_contain_text("12 people handed in.")
    agree_on_three(room)
    room.light.restart()
    room.page.clock.set_system_time(LATER)
    room.page.reload()
    room.run(*AGAIN)
    headings = form_of(room).get_by_role("heading", level=3)
    expect(headings.first).to_have_text("What we agreed on before")
    card(room, "Two of us at every design review").get_by_label("How is it?").select_option("Done")
    room.saved(form_of(room))
    groups = room.page.get_by_role("group", name="What we agree on").or_(signs_of(room))
    expect(groups.first).to_contain_text("What we agreed on before")
    chat = "\n".join(f"[10:0{i}] Person {i}: my sign {code}" for i, code in enumerate(nine()))
    signs = signs_of(room)
    signs.get_by_text("Do you lead the meeting?").click()
    saved: FilePayload = {"name": "chat.txt", "mimeType": "text/plain", "buffer": chat.encode()}
    signs.get_by_label("A saved chat").set_input_files(saved)
    expect(signs).to_contain_text("After 30 days: 5 signs or more so far")
    expect(signs).not_to_contain_text("of 9")
    room.press("Tell the room", signs)
    said = "After 30 days: 7 or more of 9 began; 4 have something to show."
    expect(signs).to_contain_text(said)
    expect(signs).not_to_contain_text("Person")
    expect(signs.get_by_role("button", name="Tell the room")).to_have_attribute(
        "aria-disabled", "true"
    )
    room.reload()
    expect(signs).to_contain_text(said)


def test_a_sign_follows_the_plan_and_is_copied(room: Seat) -> None:
    """Before a plan is saved there is none; then it says what the plan says now."""
    room.run(*AGAIN)
    sign = room.group("Your sign")
    expect(sign).to_contain_text("once a plan of your own is saved")
    expect(sign.get_by_role("button", name="Copy")).to_be_hidden()
    plan = example_review()
    for action in plan.actions:
        plan = plan.change(action.id, status="planned", evidence=())
    planfile.save(plan, room.home / "plan.json")
    room.run(*AGAIN)
    sign.get_by_label("30 days").check()
    expect(sign).to_contain_text("It says: Not begun yet; nothing to show yet.")
    before = sign.get_by_label("Your sign").input_value()
    room.page.get_by_label("How did it go?").first.select_option("Under way")
    expect(sign).to_contain_text("It says: Begun; nothing to show yet.")
    assert sign.get_by_label("Your sign").input_value() != before
    room.press("Copy", sign)
    expect(sign).to_contain_text("Copied")


def test_a_near_sign_stays_in_the_box_with_its_reason(room: Seat) -> None:
    """What cannot be used is named with its line, and a question waits for its answer."""
    room.run(*AGAIN)
    one, two, *others = nine()
    text = "\n".join([*others, f"Ana: {one}", f"Ana: {two}", f"Ben: {one[:-1]}"])
    signs = signs_of(room)
    signs.get_by_text("Do you lead the meeting?").click()
    signs.get_by_label("A chat with signs, all of it").fill(text)
    room.press("Read the signs", signs)
    expect(signs).to_contain_text("line 10, Ben")
    expect(signs.get_by_label("A chat with signs, all of it")).to_have_value(text)
    expect(signs).to_contain_text("It waits until the questions above are answered.")
    signs.get_by_label("Two").check()
    expect(signs).not_to_contain_text("It waits")
    expect(signs.get_by_label("Two")).to_be_checked()
