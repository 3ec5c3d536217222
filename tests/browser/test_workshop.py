"""The clock and the agenda: honest after sleep, kept over a reload, and quiet.

The test moves the time. Jumping is what a laptop's lid does: timers that were due fire once, all
together.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from skillkit.widgets.workshop import Timer
from tests.browser.access import over_the_edge
from tests.browser.light import Light, Seat, profile
from tests.frontend import page_of

pytestmark = pytest.mark.browser

TIMER = "from skillkit import AgendaBar, Timer\nTimer()"
BAR = "AgendaBar()"
LEADER = "from skillkit import FacilitatorView\nFacilitatorView()"
HALF_A_DAY = 'Timer("half_day")'
BEFORE, NOON = "2026-11-24T11:00:00", "2026-11-24T12:00:00"
LISTEN = """() => {
  window.heard = [];
  for (const node of document.querySelectorAll("[role=status]")) {
    new MutationObserver(() => window.heard.push(node.textContent))
      .observe(node, { childList: true, subtree: true, characterData: true });
  }
}"""


class Room(Seat):
    """A page on which it is noon until somebody moves the time."""

    def push(self, *names: str) -> None:
        """Press buttons of the clock."""
        for name in names:
            self.timer.get_by_role("button", name=name, exact=True).click()

    def sleep(self, time: str) -> None:
        """Close the lid for so long."""
        self.page.clock.fast_forward(time)
        self.page.clock.run_for(300)

    @property
    def timer(self) -> Locator:
        """The clock."""
        return self.group("Timer")

    @property
    def leader(self) -> Locator:
        """The facilitator's view."""
        return self.group("For the facilitator")

    def lead(self, *names: str) -> None:
        """Press buttons of the facilitator's view."""
        for name in names:
            self.leader.get_by_role("button", name=name, exact=True).click()

    def open(self, name: str) -> None:
        """Unfold a part of the facilitator's view."""
        self.leader.get_by_text(name, exact=True).click()

    def real(self) -> list[str]:
        """The real minutes of each block, as they are in the field report."""
        cells = self.leader.locator("tbody tr td:nth-child(3)").all_inner_texts()
        return [cell.strip() for cell in cells]

    def file(self, link: str) -> tuple[str, str]:
        """The name and the text of the file behind a link."""
        with self.page.expect_download() as taken:
            self.leader.get_by_role("link", name=link).click()
        return taken.value.suggested_filename, taken.value.path().read_text("utf-8")

    def shows(self, title: str, time: str) -> None:
        """The block and the time that are there, within the second that goes by."""
        expect(self.timer.get_by_role("heading")).to_contain_text(title)
        text = self.timer.get_by_role("timer").inner_text().split()
        assert " ".join(text) == time


@pytest.fixture
def room(light: Light, browser: Browser) -> Iterator[Room]:
    """A room at noon; at the end nothing broke."""
    size = {"width": 1280, "height": 720}
    with profile(browser, BEFORE, viewport=size) as context:
        context.clock.pause_at(NOON)
        seat = Room(light, context.new_page())
        yield seat
        assert seat.trouble == []


def test_a_clock_goes_by_the_time_of_day(room: Room) -> None:
    """It waits for Start, is right after sleep, and counts on calmly when the time is up."""
    room.run(TIMER)
    room.sleep("10:00")
    room.shows("Are you ready to start?", "5:00")
    room.push("Start")
    room.sleep("01:59")
    room.shows("Are you ready to start?", "3:01")
    room.sleep("04:20")
    room.shows("Are you ready to start?", "1:19 over")
    expect(room.timer).to_contain_text("Time is up. Move on when every screen shows a T")
    room.push("+2 minutes")
    room.shows("Are you ready to start?", "2:00")
    room.push("Pause")
    room.sleep("30:00")
    room.shows("Are you ready to start?", "2:00")
    expect(room.timer).to_contain_text("Paused.")


def test_blocks_follow_each_other_and_nothing_is_lost_on_the_way_back(room: Room) -> None:
    """Next goes on running, Back finds what was left, another format waits where it was."""
    room.run(TIMER)
    room.push("Start", "Next block")
    room.sleep("04:00")
    room.shows("How honestly can you rate?", "6:00")
    room.push("Next block")
    room.sleep("01:00")
    room.push("Back a block")
    room.shows("How honestly can you rate?", "6:00")
    room.timer.get_by_role("combobox").select_option("Half a day")
    room.shows("Are you ready to start?", "10:00")
    room.timer.get_by_role("combobox").select_option("90 minutes")
    room.shows("How honestly can you rate?", "6:00")
    room.push("Start over")
    room.shows("Are you ready to start?", "5:00")
    expect(room.timer).to_contain_text("The end, as it is: 13:35")
    room.push("Next block")
    for _ in range(9):
        room.page.keyboard.press("n")
    expect(room.timer).to_contain_text("This is the last block.")


def test_a_page_loaded_again_goes_on_where_it_was(room: Room) -> None:
    """Also a bar beside it knows the place; a new day and a new choice in the cell begin again."""
    room.run(TIMER)
    room.push("Start", "Next block", "Next block")
    room.sleep("05:00")
    room.reload()
    room.shows("Where are you now?", "15:00")
    room.run(TIMER, BAR)
    bar = room.group("Where the workshop is")
    expect(bar).to_contain_text("Now: Where are you now? Next: What shape are you?")
    now = bar.locator("[aria-current=step]")
    expect(now).to_have_text(re.compile("^now: Assessment 20 min$"))
    room.push("Next block")
    room.sleep("00:01")
    expect(now).to_have_text(re.compile("^now: Profile 15 min$"))
    room.run(HALF_A_DAY).reload()
    room.shows("Are you ready to start?", "10:00")
    room.push("Start", "Next block")
    room.reload()
    room.shows("How honestly can you rate?", "40:00")
    room.sleep("13:00:00")
    room.reload()
    room.shows("Are you ready to start?", "10:00")


@pytest.mark.parametrize("left", ["null", '"x"', "{", '{"at":1}', '{"at":NOW,"runs":{}}'])
def test_what_somebody_else_left_in_the_storage_breaks_nothing(room: Room, left: str) -> None:
    """A place that cannot be read is no place: the clock begins again."""
    put = "([key, text]) => localStorage.setItem(key, text.replace('NOW', Date.now()))"
    room.page.evaluate(put, [page_of(Timer())["key"], left])
    room.run(TIMER)
    room.push("Start")
    room.sleep("01:00")
    room.shows("Are you ready to start?", "4:00")


def test_a_screen_reader_hears_four_things_in_a_block(room: Room) -> None:
    """The block, half time, the last two minutes, and that the time is up; seconds are silent."""
    room.run(TIMER)
    room.push("Start", "Next block", "Next block")
    room.page.evaluate(LISTEN)
    room.page.clock.run_for("21:00")
    heard = room.page.evaluate("[...new Set(window.heard)]")
    starts = ("Half of the time is gone.", "The last two minutes.", "Time is up. Move on when ")
    assert [said.startswith(start) for said, start in zip(heard, starts, strict=True)] == [True] * 3
    room.push("Next block")
    heard = room.page.evaluate("[...new Set(window.heard)]")
    assert "What shape are you? 15 minutes" in heard


def test_it_sounds_only_where_somebody_ticked_it(room: Room) -> None:
    """Without the tick nothing sounds; with it once for a try, and once when the time is up."""
    room.page.evaluate(
        """() => { window.tones = 0; const made = AudioContext.prototype.createOscillator;
        AudioContext.prototype.createOscillator = function () {
          window.tones += 1; return made.call(this); }; }"""
    )
    room.run(TIMER)
    room.push("Start")
    room.sleep("06:00")
    assert room.page.evaluate("window.tones") == 0
    room.push("Next block")
    room.timer.get_by_label("A soft sound").check()
    assert room.page.evaluate("window.tones") == 2
    room.sleep("09:00")
    assert room.page.evaluate("window.tones") == 2
    room.sleep("03:00")
    room.sleep("03:00")
    assert room.page.evaluate("window.tones") == 4


@pytest.mark.parametrize("width", [1280, 400])
def test_nothing_is_cut_and_axe_finds_nothing(room: Room, width: int) -> None:
    """On the projector and on a phone, with the longest words that it shows."""
    room.page.set_viewport_size({"width": width, "height": 720})
    room.run(TIMER)
    room.push("Start", "Next block", "Next block")
    room.sleep("31:15")
    room.shows("Where are you now?", "11:15 over")
    assert over_the_edge(room.page, width) == []
    room.page.clock.resume()  # axe waits now and then
    assert room.violations() == []


def test_the_facilitator_sees_what_the_projector_does_not(room: Room) -> None:
    """What to say and do, when to move on and what to cut; the block is the same on both."""
    room.run(TIMER, LEADER)
    expect(room.leader.locator("blockquote").first).to_contain_text("Welcome.")
    expect(room.leader).to_contain_text("Move on when every screen shows a T")
    room.lead("Start", "Next block")
    room.sleep("00:01")
    room.shows("How honestly can you rate?", "9:59")
    expect(room.leader.get_by_role("heading", level=3)).to_contain_text("How honestly can you rate")
    expect(room.leader.locator("blockquote").first).to_contain_text("we rate two invented people")
    steps = room.leader.locator(".sk-steps li")
    expect(steps.first).to_contain_text("everybody · 1 min")
    expect(steps.first.locator("em")).to_have_text("Practise on invented people")
    expect(room.leader).to_contain_text("Cut first: The last text")
    for word in ("Say", "Cut first", "invented people", "fingers"):
        expect(room.timer).not_to_contain_text(word)
    room.push("Next block", "Pause")
    room.sleep("00:01")
    expect(room.leader.get_by_role("button", name="Start", exact=True)).to_be_visible()
    room.lead("+2 minutes", "Back a block")
    room.sleep("00:01")
    room.shows("How honestly can you rate?", "9:59")


def test_real_minutes_go_by_the_time_of_day(room: Room) -> None:
    """Two minutes more, a break and a way back change nothing of what a block has used."""
    room.run(LEADER)
    room.open("Field report")
    assert room.real() == [""] * 7
    room.lead("Start")
    room.sleep("07:30")
    room.lead("+2 minutes", "Next block")
    room.sleep("03:00")
    room.lead("Pause")
    room.sleep("20:00")
    room.lead("Start", "Back a block")
    room.sleep("01:00")
    room.lead("Pause")
    assert [time[:4] for time in room.real()[:3]] == ["8:30", "3:00", ""]
    room.reload()
    room.open("Field report")
    assert [time[:4] for time in room.real()[:3]] == ["8:30", "3:00", ""]
    room.lead("Start over")
    assert room.real() == [""] * 7


def test_what_was_noted_is_kept_until_somebody_starts_over(room: Room) -> None:
    """Ticks, fingers and lines survive a reload and a night; to forget them is asked about."""
    room.run(LEADER)
    room.lead("Start", "Next block")
    room.leader.get_by_label("Something was cut in this block").check()
    room.open("Field report")
    room.leader.get_by_label("4", exact=True).fill("9")
    room.leader.get_by_label("What worked").fill("The silence; nobody pressed n, b or p")
    room.sleep("02:00")
    room.page.clock.fast_forward("16:00:00")
    room.reload()
    room.open("Field report")
    expect(room.leader.get_by_label("What worked")).to_have_value(
        "The silence; nobody pressed n, b or p"
    )
    expect(room.leader.get_by_label("4", exact=True)).to_have_value("9")
    expect(room.leader.get_by_label("Something was cut: Framework")).to_be_checked()
    expect(room.leader.get_by_label("Something was cut in this block")).to_be_checked()
    expect(room.leader.get_by_role("heading", level=3)).to_contain_text("How honestly can you rate")
    assert room.real()[1] == "", "the night belongs to no block"
    room.lead("Start over", "Keep it")
    expect(room.leader.get_by_label("What worked")).not_to_have_value("")
    room.lead("Start over", "Yes, forget it")
    expect(room.leader.get_by_label("What worked")).to_have_value("")
    expect(room.leader.get_by_label("Something was cut in this block")).not_to_be_checked()


def test_a_field_report_and_slips_are_saved(room: Room) -> None:
    """The report has the real minutes and what was cut; a slip has the day and the hours."""
    room.run(LEADER)
    room.lead("Start")
    room.sleep("08:00")
    room.lead("Pause")
    room.leader.get_by_label("Something was cut in this block").check()
    room.open("Field report")
    room.leader.get_by_label("5", exact=True).fill("many")
    room.leader.get_by_role("link", name="Save the field report").click()
    expect(room.leader).to_contain_text("fingers 5: 'many' found; write a whole number from 0 to")
    room.leader.get_by_label("5", exact=True).fill("7")
    room.leader.get_by_label("What to change").fill("<b>Start</b> on *time*")
    name, text = room.file("Save the field report")
    assert name == "field_report.md"
    assert "24 November 2026. 90 minutes." in text
    assert "| Are you ready to start? | 5 | 8 | something |" in text
    assert "| 5 | 7 |" in text
    assert r"\<b\>Start\</b\> on \*time\*" in text
    expect(room.leader).to_contain_text("Your browser has saved it with your downloads.")
    room.open("Slips: took part")
    room.leader.get_by_label("Slips", exact=True).fill("13")
    name, text = room.file("Save the slips to print")
    assert name == "took_part.html"
    assert text.count("24 November 2026 · 1.5 hours") == 13


def test_without_python_nothing_typed_is_lost(room: Room) -> None:
    """The page says that Python does not answer, and keeps what was typed for later."""
    room.run(LEADER)
    room.open("Field report")
    room.leader.get_by_label("What worked").fill("The silence")
    room.lose("file")
    room.hold()
    room.leader.get_by_role("link", name="Save the field report").click()
    room.later(3)
    expect(room.leader).to_contain_text("Python is not answering.")
    expect(room.leader.get_by_label("What worked")).to_have_value("The silence")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_facilitators_view_fits_and_axe_finds_nothing(
    room: Room, width: int, theme: str
) -> None:
    """On a laptop and on a phone, in both themes, with all of it open."""
    room.page.set_viewport_size({"width": width, "height": 800})
    room.run(LEADER)
    room.paint(theme)
    room.lead("Start", "Next block")
    room.sleep("11:15")
    for name in ("Field report", "Slips: took part"):
        room.open(name)
    room.leader.get_by_label("What worked").fill("The silence")
    room.lead("Pause", "Start over")
    assert over_the_edge(room.page, width) == []
    room.page.clock.resume()
    assert room.violations() == []


def test_the_clock_goes_on_while_python_is_busy(room: Room, tmp_path: Path) -> None:
    """Keys reach the clock and not the notebook; full screen comes and goes."""
    room.run(TIMER)
    room.page.clock.resume()
    go = tmp_path / "go"
    room.light.begin(f"import os, time\nwhile not os.path.exists({str(go)!r}): time.sleep(0.01)")
    room.push("Start")
    room.keys("n", "a", "b", "n", "m", "x", "d", "d", "f")
    expect(room.timer).to_contain_text("How honestly can you rate?")
    room.page.wait_for_function("document.fullscreenElement?.matches('.sk-timer')")
    room.keys("+")
    expect(room.timer.get_by_role("timer")).to_have_text(re.compile(r"^11:5\d\s*$"))
    room.keys("f", "p")
    expect(room.timer).to_contain_text("Paused.")
    room.page.wait_for_function("!document.fullscreenElement")
    assert room.taken() == []
    go.touch()
    room.light.end()
