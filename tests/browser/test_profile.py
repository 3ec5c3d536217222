"""Targets, and levels that are tried out, as people use them; and words that look like markup."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from skillkit.assessment.examples import example_person
from skillkit.assessment.file import load, save
from tests.browser.light import Seat
from tests.vectors import framework_text

pytestmark = pytest.mark.browser

FORM = "from skillkit import AssessmentForm\nform = AssessmentForm.load()\nform"
VIEW = "from skillkit import ProfileView\nProfileView(form)"
TARGETS = "from skillkit import TargetForm\ntargets = TargetForm.load()\ntargets"
TRYING = "from skillkit import WhatIf\nWhatIf(targets)"


@pytest.fixture
def own(somebody: Seat) -> Seat:
    """Somebody with an assessment of their own."""
    save(example_person().rate("leadership", 2), somebody.home / "assessment.json")
    return somebody


# --- Targets and trying out --------------------------------------------------------------------


def test_a_target_draws_its_outline_and_leaves_the_rating(own: Seat) -> None:
    """Choosing a level in a list saves it; outline, words and sentence follow."""
    own.run(TARGETS)
    form = own.group("Your targets")
    outlines = form.locator("svg:visible path.sk-goal")
    count = outlines.count()
    form.get_by_label("Target: Leadership").select_option("High-value")
    expect(form.get_by_role("row", name=re.compile("^Leadership"))).to_contain_text("two levels up")
    expect(outlines).to_have_count(count + 1)
    expect(form).to_contain_text("I set technical direction while helping others grow")
    after = load(own.home / "assessment.json")
    assert (after.rating("leadership"), after.targets["leadership"]) == (2, 4)
    offered = form.get_by_label("Target: Leadership").locator("option").all_text_contents()
    assert offered == ["No target", "Working", "Strong", "High-value"]


def test_targets_follow_the_ratings_of_another_form(own: Seat) -> None:
    """A rating that changes in the form changes here at once, and the other way round the T."""
    own.run(FORM, VIEW, TARGETS)
    own.rate("Leadership", "Strong")
    row = own.group("Your targets").get_by_role("row", name=re.compile("^Leadership"))
    expect(row).to_contain_text("Strong")
    outlines = own.page.locator(".sk-profile svg:visible path.sk-goal")
    count = outlines.count()
    own.group("Your targets").get_by_label("Target: Leadership").select_option("High-value")
    expect(outlines).to_have_count(count + 1)


def test_on_a_telephone_each_t_fits_with_its_names(own: Seat) -> None:
    """One picture shows, nothing of it has to be scrolled, and no letter is below eleven pixels."""
    own.page.set_viewport_size({"width": 390, "height": 844})
    own.run(FORM, VIEW, TARGETS)
    shown = own.page.locator("svg.sk-t.sk-narrow:visible")
    expect(shown).to_have_count(2)
    expect(own.page.locator(".sk-profile svg.sk-t:visible")).to_have_count(1)
    for t in shown.all():
        assert t.evaluate(
            "t => t.parentElement.scrollWidth <= t.parentElement.clientWidth &&"
            " Math.min(...[...t.querySelectorAll('text')].map(text =>"
            " parseFloat(getComputedStyle(text).fontSize) * t.getScreenCTM().a)) >= 10.9"
        )


def test_trying_levels_shows_a_shape_and_changes_nothing(own: Seat) -> None:
    """The shape and its T follow what is tried; Reset brings the ratings back; no file changes."""
    own.run(TARGETS, TRYING)
    before = (own.home / "assessment.json").read_text()
    form = own.group("What if")
    expect(form).to_contain_text("As rated: T in progress")
    own.press("Try my targets", form)
    expect(form).to_contain_text("As tried: T-shaped engineer")
    expect(form).to_contain_text("Nothing would be missing for a T")
    form.get_by_label("Try: Prompt engineering").select_option("Not yet")
    expect(form).to_contain_text("11 skills differ from the ratings")
    own.press("Reset", form)
    expect(form).to_contain_text("As rated: T in progress")
    assert (own.home / "assessment.json").read_text() == before


def test_levels_are_tried_by_the_keyboard(own: Seat) -> None:
    """Letters and fast arrows choose in the list, past one's own rating; no key gets out."""
    own.run(TARGETS, TRYING)
    form = own.group("What if")
    choice = form.get_by_label("Try: Ethical AI")
    choice.focus()
    own.keys("b")
    expect(choice).to_have_value("1")  # Basic, which is the rating
    expect(form).to_contain_text("As rated: T in progress")
    own.keys(*["ArrowDown"] * 3)
    expect(form).to_contain_text("1 skill differs from the ratings")
    expect(choice).to_have_value("4")
    expect(form).to_contain_text("I set up a risk practice that others use")
    assert own.taken() == []


# --- Hostile words -----------------------------------------------------------------------------


HOSTILE = (
    "<img src=x onerror='window.ran=1'>",
    "<script>window.ran=1</script>",
    "<svg onload='window.ran=1'>",
    "'><iframe srcdoc='<script>parent.ran=1</script>'>",
    "$\\\\href{javascript:window.ran=1}{x}$ <a href='//evil.test'>",
    "=cmd() {{ran}} <style>@import '//evil.test'</style>",
)
STILL = """from IPython.display import HTML, display
for widget in (form, ProfileView(form)):
    display(HTML(widget._repr_mimebundle_()[0]["text/html"]))"""
SHARE = "from skillkit import ShareCode\nShareCode(form)"


def test_words_of_a_framework_and_of_a_person_are_never_run(somebody: Seat) -> None:
    """Skills, anchors and evidence that are called like a script are there as they are called."""
    somebody.home.mkdir()
    names = iter(HOSTILE)
    text = re.sub(r"Skill (\d)(?=\")", lambda _: next(names), framework_text())
    for i, name in enumerate(HOSTILE):
        text = text.replace(f"Skill {i}, step", f"{name}{i}, step")
    (somebody.home / "bakery.toml").write_text(text, "utf-8")
    card = {
        "framework": "bakery",
        "ratings": {f"skill_{i}": 3 for i in range(6)},
        "targets": {"skill_1": 4},
        "evidence": {f"skill_{i}": words for i, words in enumerate(HOSTILE)},
    }
    (somebody.home / "assessment.json").write_text(json.dumps(card))
    somebody.run(FORM, VIEW, TARGETS, TRYING, SHARE, STILL)
    somebody.press("Show all on one page")
    somebody.page.get_by_text("All ratings as a table").first.click()
    for name in (words.replace("\\\\", "\\") for words in HOSTILE):
        expect(somebody.skill(name)).to_contain_text(f"{name}")
        expect(somebody.group("Your targets")).to_contain_text(name)
        expect(somebody.group("What if")).to_contain_text(name)
    expect(somebody.page.get_by_role("cell", name=HOSTILE[0], exact=True).first).to_be_visible()
    assert somebody.page.evaluate("window.ran") is None
    foreign = ":is(img[src=x], script, iframe, a[href*=evil], a[href^=javascript], svg[onload])"
    found = somebody.page.locator(f"main {foreign}")
    assert found.evaluate_all("nodes => nodes.map(node => node.outerHTML)") == []


def test_a_role_fills_in_only_targets_that_are_not_chosen_yet(somebody: Seat) -> None:
    """A target that is there stays, and one that is reached already is not set."""
    somebody.home.mkdir()
    role = (
        '\n[[roles]]\nid = "lead"\nname = "Lead baker"\n'
        "targets = { skill_0 = 4, skill_1 = 3, skill_2 = 2 }\n"
    )
    (somebody.home / "bakery.toml").write_text(framework_text() + role, "utf-8")
    card = {
        "framework": "bakery",
        "ratings": {"skill_0": 1, "skill_1": 1, "skill_2": 3},
        "targets": {"skill_1": 2},
    }
    (somebody.home / "assessment.json").write_text(json.dumps(card))
    somebody.run(FORM, TARGETS)
    form = somebody.group("Your targets")
    form.get_by_label("Begin with what a role usually asks for").first.select_option("Lead baker")
    expect(form.get_by_label("Target: Skill 0")).to_have_value("4")
    expect(form.get_by_label("Target: Skill 1")).to_have_value("2")
    expect(form.get_by_label("Target: Skill 2")).to_have_value("")


def test_one_colleague_answers_and_nothing_of_it_is_kept(somebody: Seat) -> None:
    """The sheet leaves as a file, the answer shows in words, and a reload forgets it."""
    somebody.run(
        "from skillkit import AssessmentForm, ColleagueView\nform = AssessmentForm.load()\nform",
        "ColleagueView(form)",
    )
    somebody.start()
    somebody.rate("Machine learning", "Working")
    somebody.saved()
    view = somebody.group("Ask a colleague")
    view.get_by_label("Skill 1").select_option("Machine learning")
    with somebody.page.expect_download() as download:
        view.get_by_role("link", name="Save the sheet for a colleague").click()
    assert "1-_" in Path(download.value.path()).read_text(encoding="utf-8")
    view.get_by_label("What your colleague answered").fill("1-3 <img src=x>")
    somebody.press("Hold it against my ratings", view)
    expect(view).to_contain_text("'<img src=x>' is no answer")
    view.get_by_label("What your colleague answered").fill("1-3")
    somebody.press("Hold it against my ratings", view)
    expect(view).to_contain_text("Machine learning: Strong, one level higher than you.")
    assert somebody.violations() == []
    kept = {path.name: path.read_text() for path in somebody.home.glob("*.json")}
    assert not any("Strong" in text or "higher" in text for text in kept.values())
    somebody.reload()
    expect(view).not_to_contain_text("higher than you")
