"""Every form and view by keyboard, enlarged, narrow, in the dark, and for a screen reader."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

import skillkit
from skillkit.assessment import NA, Assessment
from skillkit.assessment.file import save
from skillkit.framework.file import load_framework
from skillkit.widgets._base import BaseWidget
from tests.browser.access import is_dark, over_the_edge, unseen_stops, violations
from tests.browser.light import Light, Seat, profile

pytestmark = pytest.mark.browser

CELLS = (
    "from skillkit import *\nform = AssessmentForm.load()\nform",
    "ProfileView(form)",
    "ShareCode(form)",
    "Backup.load()",
    "ClaimSort.load()",
    "VignetteForm.load()",
    "targets = TargetForm.load()\ntargets",
    "WhatIf(targets)",
    "ColleagueView(targets)",
    "TeamView.load()",
    "AgreementsForm.load()",
    "FollowUpView.load()",
    "RoomView.beside(TeamView.load())",
    "plan = PlanForm.load()\nplan",
    "TakeHome(plan)",
    "CaseStudyForm.load()",
    "review = ReviewForm.load()\nreview",
    "PlanSign(review)",
    "then = RecallForm.beside(SecondRatingForm.load())\nthen",
    "ProgressView(then)",
    "Timer()",
    "AgendaBar()",
    "FacilitatorView()",
)


def half_way() -> Assessment:
    """A person half-way, with a strong skill, its evidence, and one that does not apply."""
    start = Assessment(load_framework("ai_engineer")).rate("machine_learning", 3)
    return start.support("machine_learning", "The fraud model").rate("system_design", NA)


@pytest.fixture(scope="module")
def kernel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Light]:
    """A kernel that has shown every form and view to somebody half-way."""
    light = Light(tmp_path_factory.mktemp("access") / "home")
    save(half_way(), light.home / "assessment.json")
    light.run(*CELLS)
    yield light
    light.close()


@pytest.fixture(scope="module", params=["light", "dark"])
def person(request: pytest.FixtureRequest, kernel: Light, browser: Browser) -> Iterator[Seat]:
    """Somebody in front of all of them at once, in one theme after the other."""
    with profile(browser, viewport={"width": 1200, "height": 1000}) as context:
        seat = Seat(kernel, context.new_page())
        seat.paint(request.param)
        expect(seat.form).to_contain_text("1 of 16 rated")
        yield seat
        assert seat.trouble == []


def test_every_widget_is_looked_at(person: Seat) -> None:
    """A new widget has to take its place here."""
    public = {name: getattr(skillkit, name) for name in skillkit.__all__}
    widgets = [n for n, it in public.items() if isinstance(it, type) and issubclass(it, BaseWidget)]
    assert len(widgets) >= 18
    assert [name for name in widgets if not any(name in cell for cell in CELLS)] == []
    expect(person.page.locator(".skillkit")).to_have_count(len(CELLS))


def test_axe_finds_nothing_in_any_state(person: Seat) -> None:
    """As opened, with all cards on one page, with everything unfolded, and at the end."""
    form = person.form
    assert violations(person.page) == []
    form.get_by_role("button", name="Show all on one page").click()
    folds = person.page.locator(".skillkit summary:visible")
    folds.evaluate_all("all => all.forEach((fold) => fold.click())")
    assert violations(person.page) == []
    form.get_by_role("button", name="Show one at a time").click()
    person.go("The end")
    assert violations(person.page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_the_example(somebody: Seat, theme: str) -> None:
    """Before anybody has rated: the invitation, and cards that can only be looked at."""
    somebody.paint(theme)
    somebody.run(CELLS[0])
    expect(somebody.form).to_contain_text("This is an example")
    assert violations(somebody.page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_a_second_rating(somebody: Seat, theme: str) -> None:
    """It is a form of its own, and never stands on one page with the first."""
    save(half_way(), somebody.home / "assessment.json")
    somebody.paint(theme)
    somebody.run("from skillkit import SecondRatingForm\nSecondRatingForm.load()")
    expect(somebody.form).to_contain_text("0 of 16 rated")
    somebody.press("Show all on one page")
    assert violations(somebody.page) == []


def test_axe_would_find_a_field_without_a_name(person: Seat) -> None:
    """The check looks where we think it does."""
    person.form.evaluate("form => form.append(document.createElement('input'))")
    try:
        assert any(found.startswith("label: ") for found in violations(person.page))
    finally:
        person.form.evaluate("form => form.lastChild.remove()")


def test_the_theme_is_the_one_that_was_chosen(person: Seat, request: pytest.FixtureRequest) -> None:
    """Dark means light letters, so both themes were really looked at."""
    assert is_dark(person.form) == ("dark" in request.node.name)


def test_tab_stops_once_at_every_control_and_each_shows_the_focus(person: Seat) -> None:
    """From the first control to the last, then out of the form: no trap and no blind spot."""
    person.go("Machine learning")
    assert unseen_stops(person.form, person.choice("Machine learning", "Strong")) == []


@pytest.mark.parametrize("width", [600, 400], ids=["200-percent", "400-pixels"])
def test_nothing_stands_over_the_edge(person: Seat, width: int) -> None:
    """At double size (half the window) and on a small window nobody has to scroll sideways."""
    assert over_the_edge(person.page, width) == []


TREE = (
    r'^- group "Assessment form":$',
    r"1 of 16 rated, 1 not applicable, 14 left",
    r'region "Technical":$',
    r'heading "Technical" \[level=2\]',
    r'group "Machine learning":$',
    r"paragraph: In real work in the past twelve months",
    r'radio "Not yet I have not run',
    r'radio "Strong I compared .*" \[checked\]',
    r'textbox "One line of evidence.*": The fraud model',
    r'checkbox "I want to grow here"',
    r'combobox "How sure are you\?',
    r'button "Clear this rating"',
    r'button "Previous" \[disabled\]',
    r'button "Next"',
    r'combobox "Go to"',
    r"status: Every change saves itself in ",
    r'button "Save a copy"',
)


def test_a_screen_reader_is_told_what_there_is_in_order(person: Seat) -> None:
    """Names, groups, states and order of the accessibility tree, from top to bottom."""
    person.go("Machine learning")
    rest = iter(person.form.aria_snapshot().splitlines())
    for line in TREE:
        assert any(re.search(line, said) for said in rest), f"missing, or out of order: {line}"


def test_the_pictures_are_told_in_words(person: Seat) -> None:
    """T and stool are images with a name, and the table beside them says the same."""
    pictures = person.page.locator(".sk-profile").first.locator("svg[role=img]:visible").all()
    names = [picture.aria_snapshot().splitlines()[0] for picture in pictures]
    assert len(names) == 2
    for name in names:
        assert re.match(r"- '?img \"\w.{20,}\"", name), name
