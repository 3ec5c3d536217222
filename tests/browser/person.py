"""A person in front of a page with the kit's widgets, whatever shows that page."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Locator, Page, ViewportSize, expect

ARGUMENTS = (
    "--no-sandbox",  # the tests may run as root in a container
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
LOCAL = re.compile(r"^(https?|wss?)://(localhost|127\.0\.0\.1)[:/]|^(data|blob|about):")
SCREEN: ViewportSize = {"width": 1100, "height": 1400}
PATIENCE = 60_000  # milliseconds for what a machine with a lot to do may take
expect.set_options(timeout=PATIENCE)


class Person:
    """Somebody in front of a page, as tests say it; what goes wrong in the browser is noted."""

    def __init__(self, page: Page, usual: tuple[str, ...] = ()) -> None:
        self.page, self.usual = page, usual
        self.trouble: list[str] = []
        everywhere = page.context
        everywhere.on(
            "console", lambda said: self._note(said.type, f"{said.text} {said.location['url']}")
        )
        everywhere.on("weberror", lambda error: self._note("error", str(error.error)))
        everywhere.on("request", lambda request: self._look(request.url))

    def _note(self, kind: str, text: str) -> None:
        if kind == "error" and not any(usual in text for usual in self.usual):
            self.trouble.append(text)

    def _look(self, url: str) -> None:
        if not LOCAL.match(url):
            self.trouble.append(f"request: {url}")

    # --- What is there ------------------------------------------------------------------------

    def group(self, name: str) -> Locator:
        """A form or view, by its name."""
        return self.page.get_by_role("group", name=name, exact=True)

    @property
    def form(self) -> Locator:
        """The assessment form."""
        return self.page.get_by_role("group", name="Assessment form").first

    @property
    def status(self) -> Locator:
        """The form's status line."""
        return self.form.locator(".sk-status")

    def skill(self, name: str) -> Locator:
        """The card of a skill."""
        return self.form.get_by_role("group", name=name, exact=True)

    def choice(self, skill: str, level: str) -> Locator:
        """One sentence of a skill."""
        return self.skill(skill).get_by_role("radio", name=re.compile(f"^{level}"))

    # --- What they do -------------------------------------------------------------------------

    def press(self, name: str, within: Locator | None = None) -> None:
        """Press a button by its name."""
        (within or self.form).get_by_role("button", name=name).click()

    def keys(self, *names: str) -> None:
        """Press keys one after another."""
        for name in names:
            self.page.keyboard.press(name)

    def start(self) -> None:
        """Start an own assessment."""
        self.press("Start my own assessment")
        expect(self.form).to_contain_text("0 of 16 rated")

    def go(self, skill: str) -> None:
        """Go to a skill's card."""
        self.form.get_by_label("Go to").select_option(skill)

    def rate(self, skill: str, level: str) -> None:
        """Choose a sentence with the mouse, going to the skill's card first."""
        self.go(skill)
        self.choice(skill, level).check()

    def saved(self, form: Locator | None = None) -> None:
        """Wait until a form says that everything is saved."""
        status = (form or self.form).locator(".sk-status")
        expect(status).to_contain_text(re.compile("^Saved"))
        expect(status).not_to_have_class(re.compile("sk-waiting"))

    def tab_to(self, control: Locator, most: int = 120) -> None:
        """Press Tab until a control has the focus."""
        expect(control).to_be_visible()
        for _ in range(most):
            if control.evaluate("node => node === document.activeElement"):
                return
            self.keys("Tab")
        raise AssertionError(f"{most} times Tab do not reach {control}")


def patient(context: BrowserContext) -> BrowserContext:
    """A browser profile that reaches this machine only, and waits as long as a slow one takes."""
    context.set_default_timeout(PATIENCE)
    context.set_default_navigation_timeout(2 * PATIENCE)  # Voilà runs all cells before it answers
    context.route(lambda url: not LOCAL.match(url), lambda route: route.abort())
    return context


def eventually(holds: Callable[[], bool], seconds: float = PATIENCE / 1000) -> None:
    """Wait until something holds, or fail."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.01)
