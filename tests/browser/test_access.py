"""The forms and views by keyboard, enlarged, narrow, in the dark, and for a screen reader."""

import json
import re
import urllib.request
from collections.abc import Iterator
from dataclasses import replace

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from skillkit.assessment import NA, Assessment
from skillkit.assessment.file import save
from skillkit.framework.file import load_framework
from tests.browser.lab import Lab
from tests.browser.person import PATIENCE
from tests.browser.walk import FrontEnd, Visit, jupyterlab, notebook7, visit

pytestmark = pytest.mark.browser

CELLS = (
    "# Everything",
    "## Rate",
    "from skillkit import *\nform = AssessmentForm.load()\nform",
    "ProfileView(form)",
    "## Practice",
    "ClaimSort.load()",
    "VignetteForm.load()",
    "## Targets and copies",
    "targets = TargetForm.load()\ntargets",
    "WhatIf(targets)",
    "## Look back",
    "ReviewForm.load()",
    "then = RecallForm.beside(SecondRatingForm.load())\nthen",
    "ProgressView(then)",
    "Backup.load()",
)
SIDEWAYS = """root => [...root.querySelectorAll("*")].filter(node => {
  if (!node.checkVisibility() || node.closest("svg, .sk-clip, [class*=visually]")) return false;
  const scrolls = node.closest("details, figure");  // a wide one scrolls in its own box
  return !scrolls && node.getBoundingClientRect().right > root.getBoundingClientRect().right + 1;
}).map(node => node.outerHTML.slice(0, 80))"""


def pages_of(lab: Lab, theme: str) -> dict[str, FrontEnd]:
    """Where a notebook opens, without side bars that leave no room for it.

    Voilà is the extension of the server that runs anyway; a query chooses its theme.
    """

    def alone(notebook: str) -> str:
        return lab.url(f"doc/tree/{notebook}")

    def page(notebook: str) -> str:
        return f"{lab.url(f'voila/render/{notebook}')}&theme={theme}"

    return {
        "lab": replace(jupyterlab(lab), address=alone),
        "notebook": notebook7(lab),
        "voila": FrontEnd("Voilà", page, lab.home),
    }


def write_everything(lab: Lab) -> str:
    """Write a notebook with every form and view of the participant's path; its name."""
    cell = {True: nbformat.v4.new_markdown_cell, False: nbformat.v4.new_code_cell}
    notebook = nbformat.v4.new_notebook(
        cells=[cell[text.startswith("#")](text) for text in CELLS],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
    )
    nbformat.write(notebook, lab.folder / "access.ipynb")
    return "access.ipynb"


def somebody() -> Assessment:
    """A person half-way, with a strong skill, its evidence, and one that does not apply."""
    start = Assessment(load_framework("ai_engineer")).rate("machine_learning", 3)
    return start.support("machine_learning", "The fraud model").rate("system_design", NA)


def choose_theme(lab: Lab, theme: str) -> None:
    """Choose JupyterLab's theme as its settings do."""
    path = "lab/api/settings/@jupyterlab/apputils-extension:themes"
    raw = json.dumps({"theme": f"JupyterLab {theme.title()}"})
    request = urllib.request.Request(lab.url(path), json.dumps({"raw": raw}).encode(), method="PUT")
    request.add_header("Authorization", f"token {lab.token}")
    urllib.request.urlopen(request, timeout=10).close()


@pytest.fixture(scope="module", params=["light", "dark"])
def theme(request: pytest.FixtureRequest, lab: Lab) -> Iterator[str]:
    """One theme after the other, in every front end."""
    choose_theme(lab, request.param)
    yield request.param
    choose_theme(lab, "light")


@pytest.fixture(scope="module", params=["lab", "notebook", "voila"])
def person(
    request: pytest.FixtureRequest, theme: str, lab: Lab, browser: Browser
) -> Iterator[Visit]:
    """Somebody in front of every form and view at once."""
    lab.forget()
    save(somebody(), lab.home / "assessment.json")
    with visit(pages_of(lab, theme)[request.param], browser) as guest:
        guest.open(write_everything(lab))
        last = guest.page.get_by_role("group", name="A copy of your assessment")
        expect(last).to_be_visible(timeout=PATIENCE)
        yield guest


def roots(page: Page) -> list[Locator]:
    """What is ours on the page."""
    return page.locator(".skillkit").all()


def violations(page: Page) -> list[str]:
    """What axe finds in our part of the page, with its own default rules."""
    found = Axe().run(page, {"include": [[".skillkit"]]}).response["violations"]
    return [
        f"{v['id']}: {node['target']} {node['html'][:90]}" for v in found for node in v["nodes"]
    ]


def test_axe_finds_nothing_in_any_state(person: Visit) -> None:
    """As opened, with all cards on one page, with everything unfolded, and at the end."""
    form = person.form
    assert violations(person.page) == []
    form.get_by_role("button", name="Show all on one page").click()
    for fold in person.page.locator(".skillkit summary:visible").all():
        fold.click()
    assert violations(person.page) == []
    form.get_by_role("button", name="Show one at a time").click()
    form.get_by_label("Go to").select_option("The end")
    assert violations(person.page) == []
    form.get_by_label("Go to").select_option("Machine learning")


def test_axe_finds_nothing_on_the_example(theme: str, lab: Lab, browser: Browser) -> None:
    """Before anybody has rated: the invitation, and cards that can only be looked at."""
    lab.forget()
    lab.write("example.ipynb", CELLS[2])
    with visit(pages_of(lab, theme)["lab"], browser) as guest:
        guest.open("example.ipynb")
        expect(guest.form).to_contain_text("This is an example", timeout=PATIENCE)
        assert violations(guest.page) == []


def test_axe_would_find_a_field_without_a_name(person: Visit) -> None:
    """The check looks where we think it does."""
    person.form.evaluate("form => form.append(document.createElement('input'))")
    try:
        assert any(found.startswith("label: ") for found in violations(person.page))
    finally:
        person.form.evaluate("form => form.lastChild.remove()")


def test_the_theme_is_the_one_that_was_chosen(person: Visit, theme: str) -> None:
    """Dark means light letters, so both themes were really looked at."""
    ink = person.form.evaluate("form => getComputedStyle(form).color")
    assert (luminance(ink) > 0.5) == (theme == "dark")


STOPS = """form => {
  const seen = new Set();
  return [...form.querySelectorAll("a[href], button, input, select, summary")].filter(node => {
    if (!node.checkVisibility() || node.matches(":disabled")) return false;
    const group = node.type === "radio" ? node.name : node;  // a group of radios is one stop
    return !seen.has(group) && seen.add(group);
  }).length;
}"""


def test_tab_stops_once_at_every_control_and_each_shows_the_focus(person: Visit) -> None:
    """From the first control to the last, then out of the form: no trap and no blind spot."""
    form, page = person.form, person.page
    form.get_by_label("Go to").select_option("Machine learning")
    person.choice("Machine learning", "Strong").focus()
    page.keyboard.press("Shift+Tab")  # to the first control, as a keyboard gets there
    stops = []
    while form.evaluate("form => form.contains(document.activeElement)"):
        stops.append(page.evaluate(FOCUS))
        assert len(stops) < 40, "the focus does not leave the form"
        page.keyboard.press("Tab")
    assert len(stops) == form.evaluate(STOPS)
    for stop in stops:
        assert stop["width"] >= 2, stop
        assert contrast(stop["ring"], stop["paper"]) >= 3, stop


FOCUS = """() => {
  const outlined = (node) => node && getComputedStyle(node).outlineStyle !== "none";
  const active = document.activeElement;
  const node = outlined(active) ? active : active.closest("label") ?? active;
  const style = getComputedStyle(node);
  let behind = node.parentElement;
  while (getComputedStyle(behind).backgroundColor.endsWith(", 0)")) behind = behind.parentElement;
  return {
    what: active.outerHTML.slice(0, 90),
    width: outlined(node) ? parseFloat(style.outlineWidth) : 0,
    ring: style.outlineColor,
    paper: getComputedStyle(behind).backgroundColor,
  };
}"""


@pytest.mark.parametrize("width", [600, 400], ids=["200-percent", "400-pixels"])
def test_nothing_stands_over_the_edge(person: Visit, width: int) -> None:
    """At double size (half the window) and on a small window nobody has to scroll sideways."""
    page = person.page
    before = page.viewport_size
    assert before
    page.set_viewport_size({"width": width, "height": 700})
    try:
        page.wait_for_timeout(300)
        for root in roots(page):
            assert root.evaluate("root => root.scrollWidth - root.clientWidth") <= 1
            assert root.evaluate(SIDEWAYS) == []
    finally:
        page.set_viewport_size(before)


TREE = (
    r'^- group "Assessment form":$',
    r"1 of 16 rated, 1 not applicable, 14 left",
    r'region "Technical":$',
    r'heading "Technical" \[level=3\]',
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


def test_a_screen_reader_is_told_what_there_is_in_order(person: Visit) -> None:
    """Names, groups, states and order of the accessibility tree, from top to bottom."""
    person.form.get_by_label("Go to").select_option("Machine learning")
    rest = iter(person.form.aria_snapshot().splitlines())
    for line in TREE:
        assert any(re.search(line, said) for said in rest), f"missing, or out of order: {line}"


def test_the_pictures_are_told_in_words(person: Visit) -> None:
    """T and stool are images with a name, and the table beside them says the same."""
    pictures = person.page.locator(".sk-profile").first.locator("svg[role=img]").all()
    names = [picture.aria_snapshot().splitlines()[0] for picture in pictures]
    assert len(names) == 2
    for name in names:
        assert re.match(r"- '?img \"\w.{20,}\"", name), name


def luminance(colour: str) -> float:
    """The relative luminance of a computed colour (WCAG 2), from 0 for black to 1 for white."""
    numbers = [float(n) for n in re.findall(r"[\d.]+", colour)[:3]]
    parts = numbers if colour.startswith("color(") else [n / 255 for n in numbers]
    line = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * line[0] + 0.7152 * line[1] + 0.0722 * line[2]


def contrast(one: str, other: str) -> float:
    """The contrast of two computed colours (WCAG 2), from 1 to 21."""
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)
