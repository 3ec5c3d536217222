"""The clock in a browser: honest after sleep, kept over a reload, and quiet.

Most walks need no Jupyter: the module that Python sends is opened on an empty page, whose time the
test moves. Jumping is what a laptop's lid does: timers that were due fire once, all together.
"""

import json
import random
import re
import zlib
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from skillkit.widgets import _bundle
from skillkit.widgets.workshop import AgendaBar, Timer
from tests.browser.lab import Desk, Lab

pytestmark = pytest.mark.browser

ROOM = "http://localhost/room"
BEFORE, NOON = "2026-11-24T11:00:00", "2026-11-24T12:00:00"
OPEN = """async ({ code, css, page }) => {
  const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  const screen = (await import(url)).open(page, () => {});
  const style = document.createElement("style");
  const root = document.createElement("main");
  style.textContent = css;
  root.className = "skillkit";
  document.body.append(style, root);
  screen.render(root);
}"""
LISTEN = """() => {
  window.heard = [];
  for (const node of document.querySelectorAll("[role=status]")) {
    new MutationObserver(() => window.heard.push(node.textContent))
      .observe(node, { childList: true, subtree: true, characterData: true });
  }
}"""


def sent(widget: Any) -> dict[str, Any]:
    """What Python sends a browser."""
    code, css = json.loads(zlib.decompress(widget.code))
    return {
        "code": code,
        "css": css,
        "page": json.loads(zlib.decompress(widget._compressed_state())),
    }


class Room:
    """An empty page at noon, with a clock or a bar on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.clock.install(time=BEFORE)  # from where a slow machine still gets to noon
        page.clock.pause_at(NOON)
        page.goto(ROOM)

    def open(self, widget: Any) -> None:
        """Show a widget, as Jupyter does."""
        self.page.evaluate(OPEN, sent(widget))

    def reload(self, widget: Any) -> None:
        """Load the page again."""
        self.page.reload()
        self.open(widget)

    def press(self, *names: str) -> None:
        """Press buttons."""
        for name in names:
            self.page.get_by_role("button", name=name, exact=True).click()

    def sleep(self, time: str) -> None:
        """Close the lid for so long."""
        self.page.clock.fast_forward(time)
        self.page.clock.run_for(300)

    @property
    def timer(self) -> Locator:
        """The clock."""
        return self.page.get_by_role("group", name="Timer")

    def shows(self, title: str, time: str) -> None:
        """The block and the time that stand there, within the second that goes by."""
        expect(self.timer.get_by_role("heading")).to_contain_text(title)
        text = self.timer.get_by_role("timer").inner_text().split()
        assert " ".join(text) == time


@pytest.fixture
def room(browser: Browser) -> Iterator[Room]:
    """A room whose time stands still until somebody moves it; at the end nothing broke."""
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    context.route("**/*", lambda route: route.fulfill(content_type="text/html", body="<title>R"))
    page, trouble = context.new_page(), []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    yield Room(page)
    context.close()
    assert trouble == []


def test_a_clock_goes_by_the_time_of_day(room):
    """It waits for Start, is right after sleep, and counts on calmly when the time is up."""
    room.open(Timer())
    room.sleep("10:00")
    room.shows("Are you ready to start?", "5:00")
    room.press("Start")
    room.sleep("01:59")
    room.shows("Are you ready to start?", "3:01")
    room.sleep("04:20")
    room.shows("Are you ready to start?", "1:19 over")
    expect(room.timer).to_contain_text("Time is up. Move on when a T stands on every screen")
    room.press("+2 minutes")
    room.shows("Are you ready to start?", "2:00")
    room.press("Pause")
    room.sleep("30:00")
    room.shows("Are you ready to start?", "2:00")
    expect(room.timer).to_contain_text("Paused.")


def test_blocks_follow_each_other_and_nothing_is_lost_on_the_way_back(room):
    """Next goes on running, Back finds what was left, another format waits where it was."""
    room.open(Timer())
    room.press("Start", "Next block")
    room.sleep("04:00")
    room.shows("How honestly can you rate?", "6:00")
    room.press("Next block")
    room.sleep("01:00")
    room.press("Back a block")
    room.shows("How honestly can you rate?", "6:00")
    room.timer.get_by_role("combobox").select_option("Half a day")
    room.shows("Are you ready to start?", "10:00")
    room.timer.get_by_role("combobox").select_option("90 minutes")
    room.shows("How honestly can you rate?", "6:00")
    room.press("Start over")
    room.shows("Are you ready to start?", "5:00")
    expect(room.timer).to_contain_text("The end, as it stands: 13:35")
    room.press("Next block")
    for _ in range(9):
        room.page.keyboard.press("n")
    expect(room.timer).to_contain_text("This is the last block.")


def test_a_page_loaded_again_goes_on_where_it_was(room):
    """Also a bar beside it knows the place; a new day and a new choice in the cell begin anew."""
    room.open(Timer())
    room.press("Start", "Next block", "Next block")
    room.sleep("05:00")
    room.reload(Timer())
    room.shows("Where are you now?", "15:00")
    room.open(AgendaBar())
    bar = room.page.get_by_role("group", name="Where the workshop is")
    expect(bar).to_contain_text("Now: Where are you now? Next: What shape are you?")
    now = bar.locator("[aria-current=step]")
    expect(now).to_have_text(re.compile("^now: Assessment 20 min$"))
    room.press("Next block")
    room.sleep("00:01")
    expect(now).to_have_text(re.compile("^now: Profile 15 min$"))
    room.reload(Timer("half_day"))
    room.shows("Are you ready to start?", "10:00")
    room.press("Start", "Next block")
    room.reload(Timer("half_day"))
    room.shows("How honestly can you rate?", "40:00")
    room.sleep("13:00:00")
    room.reload(Timer("half_day"))
    room.shows("Are you ready to start?", "10:00")


@pytest.mark.parametrize("left", ["null", '"x"', "{", '{"at":1}', '{"at":NOW,"runs":{}}'])
def test_what_somebody_else_left_in_the_storage_breaks_nothing(room, left):
    """A place that cannot be read is no place: the clock begins anew."""
    put = "([key, text]) => localStorage.setItem(key, text.replace('NOW', Date.now()))"
    room.page.evaluate(put, [sent(Timer())["page"]["key"], left])
    room.open(Timer())
    room.press("Start")
    room.sleep("01:00")
    room.shows("Are you ready to start?", "4:00")


def test_a_screen_reader_hears_four_things_in_a_block(room):
    """The block, half time, the last two minutes, and that the time is up; seconds are silent."""
    room.open(Timer())
    room.press("Start", "Next block", "Next block")
    room.page.evaluate(LISTEN)
    room.page.clock.run_for("21:00")
    heard = room.page.evaluate("[...new Set(window.heard)]")
    starts = ("Half of the time is gone.", "The last two minutes.", "Time is up. Move on when ")
    assert [said.startswith(start) for said, start in zip(heard, starts, strict=True)] == [True] * 3
    room.press("Next block")
    heard = room.page.evaluate("[...new Set(window.heard)]")
    assert "What shape are you? 15 minutes" in heard


def test_it_sounds_only_where_somebody_ticked_it(room):
    """Without the tick nothing sounds; with it once for a try, and once when the time is up."""
    room.page.evaluate(
        """() => { window.tones = 0; const made = AudioContext.prototype.createOscillator;
        AudioContext.prototype.createOscillator = function () {
          window.tones += 1; return made.call(this); }; }"""
    )
    room.open(Timer())
    room.press("Start")
    room.sleep("06:00")
    assert room.page.evaluate("window.tones") == 0
    room.press("Next block")
    room.timer.get_by_label("A soft sound").check()
    assert room.page.evaluate("window.tones") == 2
    room.sleep("09:00")
    assert room.page.evaluate("window.tones") == 2
    room.sleep("03:00")
    room.sleep("03:00")
    assert room.page.evaluate("window.tones") == 4


@pytest.mark.parametrize("width", [1280, 400])
def test_nothing_is_cut_and_axe_finds_nothing(room, width):
    """On the projector and on a phone, with the longest words that it shows."""
    room.page.set_viewport_size({"width": width, "height": 720})
    room.open(Timer())
    room.press("Start", "Next block", "Next block")
    room.sleep("31:15")
    room.shows("Where are you now?", "11:15 over")
    over = """[...document.querySelectorAll("main *")].filter(node => node.checkVisibility()
      && !node.closest(".sk-unseen, option")
      && node.getBoundingClientRect().right > innerWidth).map(node => node.className)"""
    assert room.page.evaluate(over) == []
    room.page.clock.resume()  # axe waits now and then
    found = Axe().run(room.page, {"include": [["main"]]}).response["violations"]
    assert [f"{v['id']}: {v['nodes'][0]['html'][:90]}" for v in found] == []


def test_whatever_is_pressed_a_block_has_used_the_time_in_which_it_ran(room):
    """Any presses at any time of day: what is left and what was used are what was given."""
    chance = random.Random(5)
    acts = [
        (chance.choice(["toggle", "more", "next", "back", "look"]), chance.randrange(400_000))
        for _ in range(600)
    ]
    script = f"""{_bundle.script("workshop/clock.js").replace("export ", "")}
    window.play = (page, acts) => {{
      let now = Date.now(); Date.now = () => now;
      const clock = new Clock(page), used = [], given = [];
      clock.blocks.forEach((block, i) => {{ used[i] = 0; given[i] = block.minutes * MINUTE; }});
      const wrong = [];
      for (const [act, wait] of acts) {{
        now += wait;
        const i = clock.run.index;
        if (clock.isRunning) used[i] += wait;
        if (act === "toggle") clock.toggle();
        if (act === "more") {{ given[i] = Math.max(given[i], used[i]) + 2 * MINUTE; clock.more(); }}
        if (act === "next") clock.go(1);
        if (act === "back") clock.go(-1);
        const here = clock.run.index, left = given[here] - used[here];
        if (clock.left() !== left) wrong.push([act, clock.left(), left]);
        const again = JSON.stringify(new Clock(page).state.runs);
        if (again !== JSON.stringify(clock.state.runs)) wrong.push(act);
      }}
      return wrong;
    }};"""
    room.page.evaluate(f"() => {{ {script} }}")
    page = sent(Timer("half_day"))["page"]
    assert room.page.evaluate("([page, acts]) => window.play(page, acts)", [page, acts]) == []


def test_in_jupyter_the_clock_goes_on_while_python_is_busy(person: Desk, lab: Lab) -> None:
    """Keys reach the clock and leave the notebook as it was; full screen comes and goes."""
    cell = "from skillkit import Timer\nTimer()"
    busy = "import pathlib, time\nwhile not pathlib.Path('go').exists():\n    time.sleep(0.1)"
    person.open(lab.write("clock.ipynb", cell, busy)).run(1)
    timer = person.page.get_by_role("group", name="Timer")
    before, press = person.cells(), person.page.keyboard.press
    press("Shift+Enter")  # the cell that waits
    timer.get_by_role("button", name="Start").click()
    for key in ("n", "a", "b", "n", "m", "x", "d", "d", "f"):
        press(key)
    expect(timer).to_contain_text("How honestly can you rate?")
    person.page.wait_for_function("document.fullscreenElement?.matches('.sk-timer')")
    press("+")
    expect(timer.get_by_role("timer")).to_have_text(re.compile(r"^11:5\d\s*$"))
    press("f")
    press("p")
    expect(timer).to_contain_text("Paused.")
    assert person.page.evaluate("document.fullscreenElement") is None
    assert person.cells()[: len(before)] == before
    assert person._notebook("cell => cell.executionCount")[1] is None  # busy all the while
    (lab.folder / "go").touch()
    person.idle()
