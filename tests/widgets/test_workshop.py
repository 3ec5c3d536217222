"""The clock and the bar without a browser: what is sent, what is kept, and what never is."""

import base64
import re
from pathlib import Path

import nbformat
import pytest

from skillkit import __version__
from skillkit.base.errors import SkillkitError
from skillkit.base.storage import home
from skillkit.framework.file import load_framework
from skillkit.framework.folder import ARTICLE
from skillkit.widgets._bundle import STATIC
from skillkit.widgets.workshop import AgendaBar, FacilitatorView, Timer
from skillkit.workshop.guide import guide_of, spoken_part
from skillkit.workshop.run_sheet import load_run_sheet
from tests.frontend import FrontEnd, page_of

SHEET = load_run_sheet()
CLOCKED = [known for known in SHEET.formats if known.in_one_go]
PAGES = Path(__file__).parents[2] / "workshop"


@pytest.mark.parametrize("widget", [Timer, AgendaBar, FacilitatorView])
def test_a_browser_gets_every_format_with_its_blocks_and_cues(widget):
    """Anyone who leads can choose another format without Python; minutes are the run sheet's."""
    page = page_of(widget("half_day"))
    assert page["asked"] == "half_day"
    for known, sent in zip(CLOCKED, page["formats"], strict=True):
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
        keys |= {page_of(kind())["key"] for kind in (Timer, AgendaBar, FacilitatorView)}
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
    with pytest.raises(
        SkillkitError, match="choose 'ninety_minutes', 'half_day', 'alone' or 'week'"
    ):
        Timer("morning")
    with pytest.raises(SkillkitError, match="spread over days"):
        Timer("week")


@pytest.mark.parametrize(
    ("name", "widget"), [("projector", "Timer"), ("facilitator", "FacilitatorView")]
)
def test_a_page_beside_the_guides_opens_its_clock_and_nothing_else(name, widget):
    """The projector's page has one cell of code, and so has the facilitator's."""
    cells = nbformat.read(PAGES / f"{name}.ipynb", as_version=4).cells
    code = [cell.source for cell in cells if cell.cell_type == "code"]
    assert code == [f"from skillkit import {widget}\n\n{widget}()"]


def test_the_facilitator_alone_gets_what_to_say_to_do_and_to_cut():
    """It comes from the guides and the run sheet; a break and the end have nothing to say."""
    for known, sent in zip(CLOCKED, page_of(FacilitatorView())["formats"], strict=True):
        for (_, block), got in zip(SHEET.times(known.id), sent["blocks"], strict=True):
            guidance = got["guidance"]
            said = spoken_part(guide_of(block.session)) if block.session else ()
            assert [part["words"] for part in guidance["say"]] == [part.words for part in said]
            assert [s["words"] for s in guidance["steps"]] == [
                step.words for step in block.steps_in(known.id)
            ]
            assert sum(step["minutes"] for step in guidance["steps"]) == got["minutes"]
            assert all(bool(s["who"]) == (known.people == "group") for s in guidance["steps"])
            assert guidance["first"] == block.cut[known.people]


@pytest.mark.parametrize("widget", [Timer, AgendaBar])
def test_what_is_on_the_projector_holds_nothing_of_the_facilitators(widget):
    """Not even hidden in the page: no words to say, no steps, nothing to cut."""
    sent = str(page_of(widget()))
    for known in SHEET.formats:
        for _, block in SHEET.times(known.id):
            lines = [block.cut[known.people], *(step.words for step in block.steps)]
            said = spoken_part(guide_of(block.session)) if block.session else ()
            assert not [line for line in (*lines, *(p.words for p in said)) if line in sent]


def test_in_another_field_nothing_of_the_article_is_said(monkeypatch):
    """The words under a heading of its own are for people who rate the article's skills."""
    guide = guide_of(SHEET.sessions[0][0])
    assert len(spoken_part(guide, article=False)) < len(spoken_part(guide))
    for chosen, there in (("ai_engineer_2026", False), ("ai_engineer_quick", True)):
        monkeypatch.setenv("SKILLKIT_WORKSHOP", chosen)
        sent = str(page_of(FacilitatorView()))
        assert ("article" in sent) == there


def test_a_field_report_is_a_file_in_its_address():
    """Python makes it of what the browser sends, keeps nothing, and changes no page."""
    page = FrontEnd(FacilitatorView())
    length = len(SHEET.times("half_day"))
    page.say(
        "file",
        name="field_report.md",
        format="half_day",
        date="2026-11-24",
        used=[60_000] * length,
        cut=[False] * length,
        fingers=["", "", "", "7", ""],
        lines={"worked": "The silence"},
    )
    answer = page.heard[-1]
    assert (answer["kind"], answer["name"]) == ("file", "field_report.md")
    text = told(answer["address"], "text/markdown")
    assert "| **All of it** | **210** | **8** | |" in text
    assert "The silence" in text
    versions = [load_framework(name) for name in ARTICLE]
    for name in (f"skillkit {__version__}", f"run sheet {SHEET.version}"):
        assert name in text
    assert all(f"{framework.id} {framework.version}" in text for framework in versions)
    assert page.pages == 0


def test_a_report_that_cannot_be_made_says_why():
    """The sentence names the thing, and there is no address."""
    page = FrontEnd(FacilitatorView())
    page.say("file", name="field_report.md", format="half_day", date="2026-11-24")
    assert page.heard[-1]["kind"] == "problem"
    assert "used: None found; allowed: 8 values" in page.heard[-1]["sentence"]
    page.say("file", name="all.md")
    assert "'all.md' is not a file; choose field_report.md or" in page.heard[-1]["sentence"]


def test_slips_are_a_page_to_print():
    """As many as asked, with the hours as they were typed, also with a comma."""
    page = FrontEnd(FacilitatorView())
    page.say(
        "file", name="took_part.html", title="Skills", date="2026-11-24", hours="3,5", count=" 12 "
    )
    assert page.heard[-1]["name"] == "took_part.html"
    text = told(page.heard[-1]["address"], "text/html")
    assert text.count("24 November 2026 · 3.5 hours") == 12


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"hours": "long"}, "Hours: 'long' is not a number; write it like 1.5."),
        ({"count": "1.5"}, "Slips: '1.5' is not a number; write it like 12."),
        ({"count": "41"}, "Slips: 41 found; write a number from 1 to 40."),
        ({"title": None}, "Title: it is empty"),
        ({"date": ""}, "'' is not a date"),
    ],
)
def test_slips_that_cannot_be_made_say_why(changes, said):
    """The thing, the value and what is allowed."""
    page = FrontEnd(FacilitatorView())
    noted = {"title": "A", "date": "2026-11-24", "hours": "1", "count": "1"}
    page.say("file", name="took_part.html", **noted | changes)
    assert said in page.heard[-1]["sentence"]


def told(address, kind):
    """The text that an address holds."""
    head, _, text = address.partition(";base64,")
    assert head.startswith(f"data:{kind}")
    return base64.b64decode(text).decode()


SHEETS = ("blocks", "timer", "face", "controls", "noted", "facilitator")


@pytest.mark.parametrize("name", [f"{sheet}.css" for sheet in SHEETS])
def test_the_clock_has_no_colour_of_its_own(name):
    """No red, no green: the look takes its few colours from the kit's, and none says a verdict."""
    text = (STATIC / "workshop" / name).read_text(encoding="utf-8")
    assert not re.search(r"#[0-9a-f]{3,8}\b|\brgb|\bhsl|\b(red|green|orange|yellow)\b", text)
    assert set(re.findall(r"var\((--[\w-]+)", text)) <= {"--sk-accent", "--sk-edge", "--sk-paper"}
