"""Languages in the browser: nothing on a participant's pages escapes the words files."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.light import Light, Seat, profile

pytestmark = pytest.mark.browser

PAGES = {
    "01": ("from skillkit import ClaimSort, VignetteForm\nClaimSort.load()", "VignetteForm.load()"),
    "02": (
        "from skillkit import AssessmentForm, Backup, ColleagueView, ShareCode\n"
        "form = AssessmentForm.load()\nform",
        "ShareCode(form)",
        "ColleagueView(form)",
        "Backup.load()",
    ),
    "03": (
        "from skillkit import ProfileView, TargetForm, WhatIf\nProfileView(form)",
        "targets = TargetForm.load()\ntargets",
        "WhatIf(targets)",
    ),
    "05": (
        "from skillkit import CaseStudyForm, PlanForm, TakeHome\nplan = PlanForm.load()\nplan",
        "CaseStudyForm.load()",
        "TakeHome(plan)",
    ),
    "06": (
        "from skillkit import PlanSign, ProgressView, RecallForm, ReviewForm, SecondRatingForm\n"
        "review = ReviewForm.load()\nreview",
        "again = SecondRatingForm.load()\nagain",
        "then = RecallForm.beside(again)\nthen",
        "ProgressView(then)",
        "PlanSign(review)",
    ),
}

# What a person reads or hears: every text, and every attribute that holds words.
TEXTS = """() => {
  const found = [];
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) found.push(node.textContent.trim());
    if (node.nodeType !== Node.ELEMENT_NODE || ["STYLE", "SCRIPT"].includes(node.tagName)) return;
    for (const name of ["aria-label", "placeholder", "title", "label"]) {
      if (node.getAttribute(name)) found.push(node.getAttribute(name));
    }
    node.childNodes.forEach(walk);
  };
  walk(document.body);
  return found;
}"""

# Names of files, codes and notations, which are the same in every language; names of people.
SAME = re.compile(
    r"[\W\d]*|[\w-]+\.\w{2,4}|SK1-.*|https://.*|7K3QX-0M2RD|3-2 7-x|Noor|Ilse"
    r"|.*karat\.com.*|Karat, .*|\W*[A-Z][\w.]{0,2}\W*"
)


@pytest.fixture
def reader(light: Light, browser: Browser) -> Iterator[Seat]:
    """Somebody whose pages are in another language, which `light` is told before they open."""
    with profile(browser) as context:
        yield Seat(light, context.new_page())


def test_every_text_on_a_participants_pages_comes_from_the_words(reader: Seat):
    """In the language for tests each has its brackets; what has none was said past the words."""
    reader.light.python('from skillkit.base.words import choose\nchoose("en-XA")')
    for page, cells in PAGES.items():
        reader.run(*cells)
        texts = dict.fromkeys(reader.page.evaluate(TEXTS))
        escaped = [t for t in texts if "⟦" not in t and "⟧" not in t and not SAME.fullmatch(t)]
        assert escaped == [], page
    assert reader.trouble == []


def test_pages_that_are_read_right_to_left_turn_as_a_whole(reader: Seat):
    """Each part says its language and its direction, and nothing sticks out of the page."""
    reader.light.python('from skillkit.base.words import choose\nchoose("ar-XB")')
    for cells in PAGES.values():
        reader.run(*cells)
        parts = reader.page.locator(".skillkit")
        said = parts.evaluate_all("nodes => nodes.map(({ lang, dir }) => [lang, dir])")
        assert {*map(tuple, said)} == {("ar-XB", "rtl")}
        assert reader.page.evaluate("document.body.scrollWidth <= window.innerWidth")
    assert reader.trouble == []
