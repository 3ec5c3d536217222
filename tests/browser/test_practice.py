"""Practice, targets and copies as people use them, in a real JupyterLab."""

import json
import os
import re
import signal
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from skillkit.assessment.examples import example_person
from skillkit.assessment.file import load as load_card
from skillkit.assessment.file import save, to_json
from skillkit.practice.claims import load_claims
from skillkit.practice.record import Calibration, load
from tests.browser.conftest import Sit
from tests.browser.lab import Desk, Lab
from tests.browser.person import eventually
from tests.vectors import framework_text

pytestmark = pytest.mark.browser

CLAIMS = "from skillkit.widgets.practice import ClaimSort\nClaimSort.load()"
TEXTS = "from skillkit.widgets.practice import VignetteForm\nVignetteForm.load()"
TARGETS = "from skillkit.widgets.profile import TargetForm\ntargets = TargetForm.load()\ntargets"
TRYING = "from skillkit.widgets.profile import WhatIf\nWhatIf(targets)"
COPY = "from skillkit.widgets.share import Backup\nBackup.load()"


def opened(person: Desk, lab: Lab, *cells: str) -> Desk:
    """The person in front of a notebook with these cells, all of them run."""
    person.open(lab.write("practice.ipynb", *cells)).run(len(cells))
    return person


def group(person: Desk, name: str) -> Locator:
    """One of the forms, by its name."""
    return person.page.get_by_role("group", name=name)


def claim(person: Desk, number: int) -> Locator:
    """The card of a claim."""
    return group(person, "Claims to sort").get_by_role("group", name=re.compile(f"^{number} of 14"))


def saved(lab: Lab) -> Calibration:
    """What is on the disk."""
    return load(lab.home / "calibration.json")


def status(form: Locator) -> Locator:
    """The line that says what is saved."""
    return form.locator(".sk-status")


@pytest.fixture
def claims(sit: Sit) -> Desk:
    """Somebody in front of the claims."""
    person = sit("claims.ipynb", CLAIMS)
    person.run(2)
    return person


@pytest.fixture
def texts(sit: Sit) -> Desk:
    """Somebody in front of the vignettes."""
    person = sit("texts.ipynb", TEXTS)
    person.run(2)
    return person


@pytest.fixture
def own(person: Desk, lab: Lab) -> Desk:
    """Somebody with an assessment of their own."""
    save(example_person().rate("leadership", 2), lab.home / "assessment.json")
    return person


# --- Claims ------------------------------------------------------------------------------------


def test_a_claim_is_sorted_saved_and_then_compared(claims: Desk, lab: Lab) -> None:
    """Nothing is chosen beforehand; what was found shows on the sorted card alone."""
    form = group(claims, "Claims to sort")
    expect(form.get_by_role("radio", checked=True)).to_have_count(0)
    claim(claims, 1).get_by_text("Contested").click()
    expect(status(form)).to_contain_text(re.compile(r"Saved \d\d:\d\d in .*calibration\.json"))
    assert dict(saved(lab).claims) == {"three_times_peers": "contested"}
    expect(form.locator(".sk-found:visible")).to_have_count(0)
    claims.press("Compare the card you sorted", form)
    found = claim(claims, 1)
    expect(found).to_contain_text("We found: misquoted. You sorted it as contested.")
    expect(found).to_contain_text("worth three times as much as their peers")
    expect(found).to_contain_text("worth at least three times their total compensation")
    expect(found).to_contain_text("karat.com")
    expect(form.locator(".sk-found:visible")).to_have_count(1)
    eventually(lambda: saved(lab).compared == {"three_times_peers"})


def test_claims_are_sorted_by_the_keyboard_alone(claims: Desk, lab: Lab) -> None:
    """Arrows choose, Tab goes on, Enter compares; the notebook keeps its cells as they were."""
    before = claims.cells()
    claim(claims, 1).get_by_role("radio").first.focus()
    press = claims.page.keyboard.press
    for key in ("Space", "ArrowRight", "a", "b", "m", "d", "d", "x", "z", "ArrowRight"):
        press(key)
    press("Tab")
    expect(claims.page.locator(":focus")).to_have_text("Compare this card")
    press("Enter")
    expect(claims.page.locator(":focus")).to_contain_text("We found: misquoted")
    press("Tab")
    press("Space")
    eventually(lambda: len(saved(lab).claims) == 2)
    assert dict(saved(lab).claims) == {
        "three_times_peers": "unsupported",
        "about_ai_engineers": "supported",
    }
    assert claims.cells() == before


def test_every_card_shows_its_reason_and_its_source(claims: Desk) -> None:
    """Sorted and compared, all fourteen cards say what was found and where."""
    form = group(claims, "Claims to sort")
    for number in range(1, 15):
        claim(claims, number).get_by_role("radio", name="Unsupported").check()
    claims.press("Compare the 14 cards you sorted", form)
    expect(form).to_contain_text("All cards are sorted and compared.")
    for number, card in enumerate(load_claims().claims, start=1):
        expect(claim(claims, number)).to_contain_text(card.why)
        expect(claim(claims, number)).to_contain_text(card.source)


def test_a_reload_and_a_second_tab_show_what_was_sorted(claims: Desk, lab: Lab) -> None:
    """The page comes back as it was, and two tabs on one kernel say the same."""
    claim(claims, 1).get_by_role("radio", name="Contested").check()
    expect(status(group(claims, "Claims to sort"))).to_contain_text(re.compile("^Saved"))
    claims.save_notebook()
    other = Desk(lab, claims.page.context.new_page()).open("claims.ipynb")
    expect(claim(other, 1).get_by_role("radio", name="Contested")).to_be_checked()
    claim(other, 2).get_by_role("radio", name="Misquoted").check()
    expect(claim(claims, 2).get_by_role("radio", name="Misquoted")).to_be_checked()
    claims.page.reload()
    claims.idle()
    expect(claim(claims, 2).get_by_role("radio", name="Misquoted")).to_be_checked()
    assert other.trouble == []


def test_nothing_is_lost_when_the_kernel_restarts(claims: Desk, lab: Lab) -> None:
    """The form says that Python does not answer, keeps the sort here, and offers it again."""
    form = group(claims, "Claims to sort")
    claim(claims, 1).get_by_role("radio", name="Contested").check()
    expect(status(form)).to_contain_text(re.compile("^Saved"))
    claims.restart_kernel()
    claim(claims, 2).get_by_role("radio", name="Supported", exact=True).check()
    expect(status(form)).to_contain_text(
        "Python is not answering. Your last change is kept in this browser."
    )
    assert len(saved(lab).claims) == 1
    claims.run(2)
    expect(claim(claims, 2).get_by_role("radio", checked=True)).to_have_count(0)
    expect(form).to_contain_text("This browser still holds 1 change")
    claims.press("Put them back", form)
    eventually(lambda: len(saved(lab).claims) == 2)


def test_a_killed_kernel_loses_nothing_that_was_called_saved(claims: Desk, lab: Lab) -> None:
    """After kill -9 the file is whole and holds every confirmed sort."""
    form = group(claims, "Claims to sort")
    for number in range(1, 8):
        claim(claims, number).get_by_role("radio", name="Contested").check()
    expect(status(form)).to_contain_text(re.compile("^Saved"))
    os.kill(int((lab.folder / "pid").read_text()), signal.SIGKILL)
    assert len(saved(lab).claims) == 7
    claims.page.get_by_role("dialog").get_by_role("button").first.click()
    claims.idle()
    claims.trouble.clear()  # JupyterLab speaks of the dead kernel


def test_starting_over_asks_first(claims: Desk, lab: Lab) -> None:
    """Nothing is forgotten by one press, and the version before is kept."""
    form = group(claims, "Claims to sort")
    claim(claims, 1).get_by_role("radio", name="Contested").check()
    claims.press("Start over", form)
    claims.press("No, keep them", form)
    assert len(saved(lab).claims) == 1
    claims.press("Start over", form)
    claims.press("Yes, start over", form)
    expect(form.get_by_role("radio", checked=True)).to_have_count(0)
    eventually(lambda: saved(lab).claims == {})
    assert len(load(lab.home / "calibration.previous.json").claims) == 1


# --- Vignettes ---------------------------------------------------------------------------------


def test_a_text_is_rated_in_silence_then_revealed_and_rated_again(texts: Desk, lab: Lab) -> None:
    """The reference shows after a first rating only; the deviation is told in levels, privately."""
    form = group(texts, "Practice ratings")
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
    eventually(lambda: dict(saved(lab).after) == {"cancellations": 2})
    assert dict(saved(lab).before) == {"cancellations": 3}
    assert "wrong" not in (form.text_content() or "").split("Two hundred wrong answers")[0]


def test_the_reference_waits_for_a_rating(texts: Desk, lab: Lab) -> None:
    """Pressing too early asks for a level and reveals nothing."""
    form = group(texts, "Practice ratings")
    form.get_by_role("button", name="Show the reference level").click(force=True)
    expect(form).to_contain_text("Choose a level first, the one you would give.")
    expect(form.locator(".sk-found:visible")).to_have_count(0)
    assert not lab.home.exists()


def test_texts_are_walked_by_the_keyboard(texts: Desk, lab: Lab) -> None:
    """Two texts by keys alone, then the private summary; the notebook keeps its cells."""
    before = texts.cells()
    press = texts.page.keyboard.press
    form = group(texts, "Practice ratings")
    form.get_by_role("radio").first.focus()
    for _ in range(2):
        for key in ("Space", "ArrowDown", "a", "m", "ArrowDown", "Tab", "Enter"):
            press(key)
        expect(texts.page.locator(":focus")).to_contain_text("The reference level is")
        form.get_by_role("button", name="Next").focus()
        press("Enter")
        press("Tab")
    expect(form).to_contain_text("Only you see this")
    expect(form).to_contain_text("At least half of your first ratings are the reference level")
    eventually(lambda: dict(saved(lab).before) == {"cancellations": 2, "demo_day": 2})
    assert texts.cells() == before


# --- Targets and trying out --------------------------------------------------------------------


def test_a_target_draws_its_outline_and_leaves_the_rating(own: Desk, lab: Lab) -> None:
    """Choosing a level in a list saves it; outline, words and sentence follow."""
    opened(own, lab, TARGETS)
    form = group(own, "Your targets")
    outlines = form.locator("path.sk-goal")
    count = outlines.count()
    form.get_by_label("Target: Leadership").select_option("High-value")
    expect(form.get_by_role("row", name=re.compile("^Leadership"))).to_contain_text("two levels up")
    expect(outlines).to_have_count(count + 1)
    expect(form).to_contain_text("I set technical direction while helping others grow")
    after = load_card(lab.home / "assessment.json")
    assert (after.rating("leadership"), after.targets["leadership"]) == (2, 4)
    offered = form.get_by_label("Target: Leadership").locator("option").all_text_contents()
    assert offered == ["No target", "Working", "Strong", "High-value"]


def test_targets_follow_the_ratings_of_another_form(own: Desk, lab: Lab) -> None:
    """A rating that changes in the form changes here at once, and the other way round the T."""
    rating = "from skillkit import AssessmentForm, ProfileView\nform = AssessmentForm.load()"
    opened(own, lab, f"{rating}\nform", "ProfileView(form)", TARGETS)
    own.rate("Leadership", "Strong")
    row = group(own, "Your targets").get_by_role("row", name=re.compile("^Leadership"))
    expect(row).to_contain_text("Strong")
    outlines = own.page.locator(".sk-profile path.sk-goal")
    count = outlines.count()
    group(own, "Your targets").get_by_label("Target: Leadership").select_option("High-value")
    expect(outlines).to_have_count(count + 1)


def test_trying_levels_shows_a_shape_and_changes_nothing(own: Desk, lab: Lab) -> None:
    """The shape and its T follow what is tried; Reset brings the ratings back; no file changes."""
    opened(own, lab, TARGETS, TRYING)
    before = (lab.home / "assessment.json").read_text()
    form = group(own, "What if")
    expect(form).to_contain_text("As rated: T in progress")
    own.press("Try my targets", form)
    expect(form).to_contain_text("As tried: T-shaped engineer")
    expect(form).to_contain_text("Nothing would be missing for a T")
    form.get_by_label("Try: Prompt engineering").select_option("Not yet")
    expect(form).to_contain_text("11 skills differ from the ratings")
    own.press("Reset", form)
    expect(form).to_contain_text("As rated: T in progress")
    assert (lab.home / "assessment.json").read_text() == before


def test_levels_are_tried_by_the_keyboard(own: Desk, lab: Lab) -> None:
    """Letters and fast arrows choose in the list, past one's own rating; no cell changes."""
    opened(own, lab, TARGETS, TRYING)
    before = own.cells()
    form = group(own, "What if")
    choice = form.get_by_label("Try: Ethical AI")
    choice.focus()
    own.page.keyboard.press("b")
    expect(choice).to_have_value("1")  # Basic, which is the rating
    expect(form).to_contain_text("As rated: T in progress")
    for _ in range(3):
        own.page.keyboard.press("ArrowDown")
    expect(form).to_contain_text("1 skill differs from the ratings")
    expect(choice).to_have_value("4")
    expect(form).to_contain_text("I set up a risk practice that others use")
    assert own.cells() == before


# --- Copies ------------------------------------------------------------------------------------


def test_a_copy_is_downloaded_and_brought_back(own: Desk, lab: Lab, tmp_path: Path) -> None:
    """What the browser saves is the file as it is now, and it restores the ratings elsewhere."""
    opened(own, lab, COPY)
    form = group(own, "A copy of your assessment")
    newer = example_person().rate("leadership", 4)
    save(newer, lab.home / "assessment.json")  # by another notebook
    with own.page.expect_download() as download:
        form.get_by_role("link", name="Save a copy").click()
    assert download.value.suggested_filename == "assessment-2026-09-01.json"
    copy = tmp_path / "copy.json"
    download.value.save_as(copy)
    assert load_card(copy) == newer
    (lab.home / "assessment.json").unlink()
    form.get_by_label("Bring a copy back").set_input_files(copy)
    expect(form).to_contain_text("Restored 16 of 16 skills rated on 2026-09-01")
    assert load_card(lab.home / "assessment.json") == newer


def test_what_is_here_is_replaced_only_when_the_person_says_so(
    own: Desk, lab: Lab, tmp_path: Path
) -> None:
    """The form asks, with the careful answer in focus, and keeps the version before."""
    opened(own, lab, COPY)
    form = group(own, "A copy of your assessment")
    mine = load_card(lab.home / "assessment.json")
    copy = tmp_path / "copy.json"
    copy.write_text(to_json(example_person()), "utf-8")
    form.get_by_label("Bring a copy back").set_input_files(copy)
    expect(form).to_contain_text("Between the two 1 rating differs.")
    expect(own.page.locator(":focus")).to_have_text("Keep what is here")
    own.page.keyboard.press("Enter")
    expect(form).to_contain_text("Nothing was changed.")
    assert load_card(lab.home / "assessment.json") == mine
    form.get_by_label("Bring a copy back").set_input_files(copy)
    own.press("Put the file in its place", form)
    expect(form).to_contain_text("Restored")
    assert load_card(lab.home / "assessment.json") == example_person()
    assert load_card(lab.home / "assessment.previous.json") == mine


def test_a_bad_file_is_refused_on_the_page(own: Desk, lab: Lab, tmp_path: Path) -> None:
    """Broken, foreign, hostile and giant files end in a sentence, and nothing runs or changes."""
    opened(own, lab, COPY)
    form = group(own, "A copy of your assessment")
    before = (lab.home / "assessment.json").read_text()
    hostile = json.dumps({"framework": '<img src=x onerror="window.ran=1">', "ratings": {}})
    for text, words in (
        ('{"framework": "ai_eng', "not JSON that skillkit can read"),
        ('{"cells": []}', "This is not an assessment"),
        (hostile, "<img src=x"),
        ('{"framework": "ai_engineer", "ratings": {"leadership": 9}}', "levels go from 0 to 4"),
        (" " * 1_000_001, "too large to be an assessment"),
    ):
        file = tmp_path / "file.json"
        file.write_text(text, "utf-8")
        form.get_by_label("Bring a copy back").set_input_files(file)
        expect(form).to_contain_text(f"Nothing was changed. {'' if words[0] != 't' else 'That'}")
        expect(form).to_contain_text(words)
    assert own.page.evaluate("window.ran") is None
    assert (lab.home / "assessment.json").read_text() == before


def test_a_copy_can_be_saved_when_python_is_gone(own: Desk, lab: Lab, tmp_path: Path) -> None:
    """Without an answer the link gives what it knows, and says how old that is."""
    opened(own, lab, COPY)
    own.restart_kernel()
    form = group(own, "A copy of your assessment")
    with own.page.expect_download() as download:
        form.get_by_role("link", name="Save a copy").click()
    download.value.save_as(tmp_path / "copy.json")
    assert load_card(tmp_path / "copy.json") == load_card(lab.home / "assessment.json")
    expect(form).to_contain_text("Python did not answer")


# --- Hostile words -----------------------------------------------------------------------------


HOSTILE = (
    "<img src=x onerror='window.ran=1'>",
    "<script>window.ran=1</script>",
    "<svg onload='window.ran=1'>",
    "'><iframe srcdoc='<script>parent.ran=1</script>'>",
    "$\\\\href{javascript:window.ran=1}{x}$ <a href='//evil.test'>",
    "=cmd() {{ran}} <style>@import '//evil.test'</style>",
)
EVERYTHING = (
    "from skillkit import AssessmentForm, ProfileView, ShareCode\n"
    "form = AssessmentForm.load()\nform",
    "ProfileView(form)",
    TARGETS,
    TRYING,
    "ShareCode(form)",
    "from IPython.display import HTML, display\n"
    "display(HTML(form._static_html()), HTML(ProfileView(form)._static_html()))",
)


def test_words_of_a_framework_and_of_a_person_are_never_run(person: Desk, lab: Lab) -> None:
    """Skills, anchors and evidence that are called like a script stand there as they are called."""
    lab.home.mkdir()
    names = iter(HOSTILE)
    text = re.sub(r"Skill (\d)(?=\")", lambda _: next(names), framework_text())
    for i, name in enumerate(HOSTILE):
        text = text.replace(f"Skill {i}, step", f"{name}{i}, step")
    (lab.home / "bakery.toml").write_text(text, "utf-8")
    card = {
        "framework": "bakery",
        "ratings": {f"skill_{i}": 3 for i in range(6)},
        "targets": {"skill_1": 4},
        "evidence": {f"skill_{i}": words for i, words in enumerate(HOSTILE)},
    }
    (lab.home / "assessment.json").write_text(json.dumps(card))
    opened(person, lab, *EVERYTHING)
    person.press("Show all on one page")
    person.page.get_by_text("All ratings as a table").first.click()
    for name in (words.replace("\\\\", "\\") for words in HOSTILE):
        expect(person.skill(name)).to_contain_text(f"{name}")
        expect(group(person, "Your targets")).to_contain_text(name)
        expect(group(person, "What if")).to_contain_text(name)
    expect(person.page.get_by_role("cell", name=HOSTILE[0], exact=True).first).to_be_visible()
    assert person.page.evaluate("window.ran") is None
    foreign = ":is(img[src=x], script, iframe, a[href*=evil], a[href^=javascript], svg[onload])"
    found = person.page.locator(f".jp-OutputArea {foreign}")
    assert found.evaluate_all("nodes => nodes.map(node => node.outerHTML)") == []
