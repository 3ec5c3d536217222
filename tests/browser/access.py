"""What a page asks of a person: eyes, hands, width. Measured the same way on every kind of page."""

from __future__ import annotations

import contextlib
import re
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

from tests.browser.person import eventually

_AXE = Axe().axe_script
# Twice laid out and drawn, also where the page's clock stands still.
_DRAWN = """async () => {
  const next = () => new Promise((done) => new ResizeObserver(done).observe(document.body));
  await next();
  await next();
}"""
_SIDEWAYS = """root => {
  const scrolls = (node) => ["auto", "scroll"].includes(getComputedStyle(node).overflowX);
  const inBox = (node) => node !== root && (scrolls(node) || inBox(node.parentElement));
  const edge = root.getBoundingClientRect().right + 1;
  return [...root.querySelectorAll("*")]
    .filter(node => node.checkVisibility() && !node.closest("svg, .sk-clip, [class*=visually]"))
    .filter(node => node.getBoundingClientRect().right > edge)
    .filter(node => !inBox(node.parentElement))  // what is wide may scroll in a box of its own
    .concat(root.scrollWidth > root.clientWidth + 1 ? [root] : [])
    .map(node => node.outerHTML.slice(0, 200));
}"""
_STOPS = """form => {
  const seen = new Set();
  return [...form.querySelectorAll("a[href], button, input, select, summary")].filter(node => {
    if (!node.checkVisibility() || node.matches(":disabled")) return false;
    const group = node.type === "radio" ? node.name : node;  // a group of radios is one stop
    return !seen.has(group) && seen.add(group);
  }).length;
}"""
MOST_STOPS = 40
_FOCUS = """() => {
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


def violations(page: Page, within: str = ".skillkit") -> list[str]:
    """What axe finds in our part of the page, with its own default rules."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_AXE)
    found = page.evaluate("place => axe.run(place, { resultTypes: ['violations'] })", within)
    return [
        f"{rule['id']}: {node['target']} {node['html'][:90]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def over_the_edge(page: Page, width: int) -> list[str]:
    """What somebody would have to scroll sideways for in a window of this width."""
    before = page.viewport_size
    assert before
    page.set_viewport_size({"width": width, "height": 700})
    found = [""]

    def fits() -> bool:  # once scripts that follow the width have followed it
        page.evaluate(_DRAWN)
        roots = page.locator(".skillkit:visible").all()
        assert roots
        found[:] = [what for root in roots for what in root.evaluate(_SIDEWAYS)]
        return not found

    try:
        with contextlib.suppress(AssertionError):
            eventually(fits, seconds=5)
        return found
    finally:
        page.set_viewport_size(before)


def unseen_stops(form: Locator, inside: Locator) -> list[dict[str, Any]]:
    """Where Tab stops in a form without showing it; it must stop once at every control.

    From `inside` back to the first stop of the form, then from there through all of it: where the
    page around puts the focus in between is its own business.
    """
    page, stops = form.page, list[dict[str, Any]]()
    within = """form => {
      if (!form.contains(document.activeElement)) return false;
      window.lastStop = document.activeElement;
      return true;
    }"""
    inside.focus()
    for _ in range(MOST_STOPS):
        if not form.evaluate(within):
            break
        page.keyboard.press("Shift+Tab")
    page.evaluate("window.lastStop.focus()")
    while form.evaluate(within):
        stops.append(page.evaluate(_FOCUS))
        assert len(stops) < MOST_STOPS, "the focus does not leave the form"
        page.keyboard.press("Tab")
    wanted = form.evaluate(_STOPS)
    assert len(stops) == wanted, f"{len(stops)} stops at {wanted} controls: {stops}"
    return [s for s in stops if s["width"] < 2 or contrast(s["ring"], s["paper"]) < 3]


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


def is_dark(form: Locator) -> bool:
    """Whether the letters are light, so that the ground must be dark."""
    colours = [""]

    def has_colour() -> bool:  # which one that a new page has just taken away has not
        colours.append(form.evaluate("form => getComputedStyle(form).color"))
        return bool(colours[-1])

    eventually(has_colour)
    return luminance(colours[-1]) > 0.5
