"""The claims and the practice texts, as people use them before they rate."""

import re

import pytest
from playwright.sync_api import Locator, expect

from skillkit.practice.claims import load_claims
from skillkit.practice.record import Calibration, calibration_store
from tests.browser.light import Seat
from tests.browser.person import eventually

pytestmark = pytest.mark.browser

CLAIMS = "from skillkit import ClaimSort\nClaimSort.load()"
TEXTS = "from skillkit import VignetteForm\nVignetteForm.load()"


def claim(person: Seat, number: int) -> Locator:
    """The card of a claim, after going there."""
    form = person.group("Claims to sort")
    form.get_by_label("Go to").select_option(str(number - 1))
    return form.get_by_role("group", name=re.compile(f"^Card {number} "))


def record(person: Seat) -> Calibration:
    """What is on the disk."""
    store = calibration_store(person.home / "calibration.json")
    return store.load() if store.path.exists() else Calibration()


@pytest.fixture
def claims(somebody: Seat) -> Seat:
    """Somebody in front of the claims."""
    return somebody.run(CLAIMS)


@pytest.fixture
def texts(somebody: Seat) -> Seat:
    """Somebody in front of the practice texts."""
    return somebody.run(TEXTS)


# --- Claims ------------------------------------------------------------------------------------


def test_a_claim_is_sorted_saved_and_then_compared(claims: Seat) -> None:
    """Nothing is chosen beforehand; what was found shows on the sorted card alone."""
    form = claims.group("Claims to sort")
    expect(form.get_by_role("radio", checked=True)).to_have_count(0)
    claim(claims, 1).get_by_text("Contested").click()
    expect(form.locator(".sk-status")).to_contain_text(
        re.compile(r"Saved \d\d:\d\d in .*calibration\.json")
    )
    assert dict(record(claims).claims) == {"three_times_peers": "contested"}
    expect(form.locator(".sk-found:visible")).to_have_count(0)
    claims.press("Compare the card you sorted", form)
    found = claim(claims, 1)
    expect(found).to_contain_text("We found: misquoted. You sorted it as contested.")
    expect(found).to_contain_text("worth three times as much as their peers")
    expect(found).to_contain_text("worth at least three times their total compensation")
    expect(found).to_contain_text("karat.com")
    expect(form.locator(".sk-found:visible")).to_have_count(1)
    eventually(lambda: record(claims).compared == {"three_times_peers"})


def test_claims_are_sorted_by_the_keyboard_alone(claims: Seat) -> None:
    """Arrows choose, Enter compares and goes on to the next card; no key reaches the notebook."""
    claim(claims, 1).get_by_role("radio").first.focus()
    claims.keys("Space", "ArrowRight", "a", "b", "m", "d", "d", "x", "z", "ArrowRight", "Tab")
    expect(claims.page.locator(":focus")).to_have_text("Compare this card")
    claims.keys("Enter")
    expect(claims.page.locator(":focus")).to_contain_text("We found: misquoted")
    claims.keys("Tab", "Tab", "Enter", "Space")
    eventually(lambda: len(record(claims).claims) == 2)
    assert dict(record(claims).claims) == {
        "three_times_peers": "unsupported",
        "about_ai_engineers": "supported",
    }
    assert claims.taken() == []


def test_every_card_shows_its_reason_and_its_source(claims: Seat) -> None:
    """Sorted and compared, all fourteen cards say what was found and where."""
    form = claims.group("Claims to sort")
    for number in range(1, 15):
        claim(claims, number).get_by_role("radio", name="Unsupported").check()
    claims.press("Compare the 14 cards you sorted", form)
    expect(form).to_contain_text("All cards are sorted and compared.")
    for number, card in enumerate(load_claims().claims, start=1):
        expect(claim(claims, number)).to_contain_text(card.why)
        expect(claim(claims, number)).to_contain_text(card.source)


def test_one_card_shows_at_a_time_and_the_first_is_on_a_phones_screen(claims: Seat) -> None:
    """Next and Previous lead through, three are enough to compare, and all can be seen at once."""
    form = claims.group("Claims to sort")
    claims.page.set_viewport_size({"width": 390, "height": 844})
    cards = form.locator(".sk-claim")
    expect(form.locator(".sk-claim:visible")).to_have_count(1)
    expect(form).to_contain_text("Sort three cards, then compare.")
    for number in range(1, 4):
        expect(cards.nth(number - 1)).to_be_in_viewport(ratio=1)
        form.get_by_role("radio", name="Contested").locator("visible=true").check()
        claims.press("Next", form)
    expect(form).to_contain_text("Card 4 of 14")
    claims.press("Compare the 3 cards you sorted", form)
    expect(claims.page.locator(":focus")).to_contain_text("We found: misquoted")
    expect(form).to_contain_text("Card 1 of 14")
    claims.press("Show all on one page", form)
    expect(form.locator(".sk-claim:visible")).to_have_count(14)
    expect(form.locator(".sk-found:visible")).to_have_count(3)
    assert claims.violations() == []


def test_a_reload_and_a_second_tab_show_what_was_sorted(claims: Seat) -> None:
    """The page comes back as it was, and two tabs on one kernel say the same."""
    claim(claims, 1).get_by_role("radio", name="Contested").check()
    claims.saved(claims.group("Claims to sort"))
    other = claims.tab()
    expect(claim(other, 1).get_by_role("radio", name="Contested")).to_be_checked()
    claim(other, 2).get_by_role("radio", name="Misquoted").check()
    expect(claim(claims, 2).get_by_role("radio", name="Misquoted")).to_be_checked()
    claims.reload()
    expect(claim(claims, 2).get_by_role("radio", name="Misquoted")).to_be_checked()


def test_nothing_is_lost_when_the_kernel_restarts(claims: Seat) -> None:
    """The form says that Python does not answer, keeps the sort here, and offers it again."""
    form = claims.group("Claims to sort")
    claim(claims, 1).get_by_role("radio", name="Contested").check()
    claims.saved(form)
    claims.light.restart()
    claim(claims, 2).get_by_role("radio", name=re.compile("^Supported")).check()
    claims.later(3)
    expect(form.locator(".sk-status")).to_contain_text(
        "Python is not answering. Your last change is kept in this browser."
    )
    assert len(record(claims).claims) == 1
    claims.run()
    expect(claim(claims, 2).get_by_role("radio", checked=True)).to_have_count(0)
    expect(form).to_contain_text("This browser still holds 1 change")
    claims.press("Put them back", form)
    eventually(lambda: len(record(claims).claims) == 2)


def test_a_killed_kernel_loses_nothing_that_was_called_saved(claims: Seat) -> None:
    """After kill -9 the file is whole and holds every confirmed sort."""
    form = claims.group("Claims to sort")
    for number in range(1, 8):
        claim(claims, number).get_by_role("radio", name="Contested").check()
    claims.saved(form)
    claims.light.kill()
    assert len(record(claims).claims) == 7
    claims.light.restart()
    claims.run()
    expect(form.locator("input:checked")).to_have_count(7)


def test_starting_over_asks_first(claims: Seat) -> None:
    """Nothing is forgotten by one press, and the version before is kept."""
    form = claims.group("Claims to sort")
    claim(claims, 1).get_by_role("radio", name="Contested").check()
    claims.press("Start over", form)
    claims.press("No, keep them", form)
    assert len(record(claims).claims) == 1
    claims.press("Start over", form)
    claims.press("Yes, start over", form)
    expect(form.get_by_role("radio", checked=True)).to_have_count(0)
    eventually(lambda: record(claims).claims == {})
    assert len(calibration_store(claims.home / "calibration.previous.json").load().claims) == 1


# --- Vignettes ---------------------------------------------------------------------------------


def test_a_text_is_rated_in_silence_then_revealed_and_rated_again(texts: Seat) -> None:
    """The reference shows after a first rating only; the deviation is told in levels, privately."""
    form = texts.group("Practice ratings")
    card = form.locator("section:visible")
    expect(card).to_contain_text("Noor (fictional), Machine learning")
    expect(card).not_to_contain_text("The reference level is Working")
    card.get_by_role("radio", name=re.compile("^Strong")).check()
    texts.press("Show the reference level", card)
    expect(texts.page.locator(":focus")).to_have_text("The reference level is Working.")
    expect(card).to_contain_text("Your rating was Strong, one level higher than the reference.")
    expect(card.get_by_role("radio", checked=True)).to_have_count(0)
    card.get_by_role("radio", name=re.compile("^Working")).check()
    expect(card).to_contain_text("Now you rate it Working, the same as the reference.")
    eventually(lambda: dict(record(texts).after) == {"cancellations": 2})
    assert dict(record(texts).before) == {"cancellations": 3}
    assert "wrong" not in (form.text_content() or "").split("Two hundred wrong answers")[0]


def test_the_reference_waits_for_a_rating(texts: Seat) -> None:
    """Pressing too early asks for a level and reveals nothing."""
    form = texts.group("Practice ratings")
    form.get_by_role("button", name="Show the reference level").click(force=True)
    expect(form).to_contain_text("Choose a level first, the one you would give.")
    expect(form.locator(".sk-found:visible")).to_have_count(0)
    assert not texts.home.exists()


def test_texts_are_walked_by_the_keyboard(texts: Seat) -> None:
    """Two texts by keys alone, then the private summary; no key reaches the notebook."""
    form = texts.group("Practice ratings")
    form.get_by_role("radio").first.focus()
    for _ in range(2):
        texts.keys("Space", "ArrowDown", "a", "m", "ArrowDown", "Tab", "Enter")
        expect(texts.page.locator(":focus")).to_contain_text("The reference level is")
        form.get_by_role("button", name="Next").focus()
        texts.keys("Enter", "Tab")
    expect(form).to_contain_text("Only you see this")
    expect(form).to_contain_text("At least half of your first ratings are the reference level")
    eventually(lambda: dict(record(texts).before) == {"cancellations": 2, "demo_day": 2})
    assert texts.taken() == []
