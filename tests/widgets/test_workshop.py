"""The clock and the bar without a browser: what is sent, what is kept, and what never is."""

import re
from pathlib import Path

import nbformat
import pytest

from skillkit.base.errors import SkillkitError
from skillkit.base.storage import home
from skillkit.widgets._bundle import STATIC
from skillkit.widgets.workshop import AgendaBar, Timer
from skillkit.workshop.run_sheet import load_run_sheet
from tests.frontend import page_of

SHEET = load_run_sheet()
PROJECTOR = Path(__file__).parents[2] / "workshop" / "projector.ipynb"


@pytest.mark.parametrize("widget", [Timer, AgendaBar])
def test_a_browser_gets_every_format_with_its_blocks_and_cues(widget):
    """Whoever leads can choose another format without Python; minutes are the run sheet's."""
    page = page_of(widget("half_day"))
    assert page["asked"] == "half_day"
    for known, sent in zip(SHEET.formats, page["formats"], strict=True):
        blocks = [block for _, block in SHEET.times(known.id)]
        assert [b["minutes"] for b in sent["blocks"]] == [b.minutes[known.id] for b in blocks]
        assert [b["title"] for b in sent["blocks"]] == [b.title for b in blocks]
        cues = [f"Move on when {b.move_on[known.people]}" for b in blocks]
        assert [b["cue"] for b in sent["blocks"]] == cues


def test_a_clock_and_a_bar_of_one_workshop_share_their_place(monkeypatch, tmp_path):
    """One home is one clock, also from the facilitator's folder; another home is another."""
    for folder in ("notebooks", "workshop"):
        (tmp_path / folder).mkdir()
    keys = set()
    for folder in ("notebooks", "workshop", "."):
        monkeypatch.chdir(tmp_path / folder)
        monkeypatch.delenv("SKILLKIT_HOME", raising=False)
        assert home() == tmp_path / "notebooks" / "my"
        keys |= {page_of(Timer())["key"], page_of(AgendaBar())["key"]}
    assert len(keys) == 1
    monkeypatch.setenv("SKILLKIT_HOME", str(tmp_path / "other"))
    assert page_of(Timer())["key"] not in keys


def test_a_folder_of_that_name_elsewhere_keeps_its_own_home(monkeypatch, tmp_path):
    """Without notebooks beside it, a folder called workshop is a folder like others."""
    (tmp_path / "workshop").mkdir()
    monkeypatch.chdir(tmp_path / "workshop")
    monkeypatch.delenv("SKILLKIT_HOME", raising=False)
    assert home() == tmp_path / "workshop" / "my"


def test_what_a_notebook_keeps_of_a_clock_is_the_same_every_time():
    """The stored picture is the list of blocks: no time of day, no place, no id."""
    first, again = (Timer()._repr_mimebundle_()[0] for _ in range(2))
    for kind in ("text/plain", "text/html"):
        assert first[kind] == again[kind]
    assert first["text/plain"] == "Timer(90 minutes, 7 blocks)"
    assert repr(AgendaBar("alone")) == "AgendaBar(Alone, 6 blocks)"
    assert "<li>+0:15 Where are you now? 20 min</li>" in first["text/html"]


def test_a_format_that_is_not_there_is_refused():
    """A slip in the cell is told with what is allowed."""
    with pytest.raises(SkillkitError, match="choose 'ninety_minutes', 'half_day' or 'alone'"):
        Timer("morning")


def test_the_projectors_page_opens_the_clock_and_nothing_else():
    """The facilitator's page has one cell of code."""
    cells = nbformat.read(PROJECTOR, as_version=4).cells
    code = [cell.source for cell in cells if cell.cell_type == "code"]
    assert code == ["from skillkit import Timer\n\nTimer()"]


@pytest.mark.parametrize("name", ["blocks.css", "timer.css"])
def test_the_clock_has_no_colour_of_its_own(name):
    """No red, no green: the look takes its few colours from the kit's, and none says a verdict."""
    text = (STATIC / "workshop" / name).read_text(encoding="utf-8")
    assert not re.search(r"#[0-9a-f]{3,8}\b|\brgb|\bhsl|\b(red|green|orange|yellow)\b", text)
    assert set(re.findall(r"var\((--[\w-]+)", text)) <= {"--sk-accent", "--sk-edge", "--sk-paper"}
