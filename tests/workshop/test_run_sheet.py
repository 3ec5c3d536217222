"""The run sheet: minutes that add up, faults told at once, and words that are on the screen."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillkit.base.errors import Invalid, SkillkitError
from skillkit.framework.file import load_framework
from skillkit.framework.folder import BUILT_IN
from skillkit.workshop.run_sheet import OWNERS, load_run_sheet, offset, parse_run_sheet
from skillkit.workshop.run_sheet_page import run_sheet_page
from tests.faults import problems

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "skillkit" / "data" / "run_sheet.toml"
TEXT = DATA.read_text(encoding="utf-8")
SHEET = load_run_sheet()
FORMATS = [known.id for known in SHEET.formats]
BLOCKS = [*SHEET.blocks, SHEET.follow_up]


# --- Minutes -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "minutes"),
    [
        ("ninety_minutes", [5, 10, 20, 15, 12, 25, 3]),
        ("half_day", [10, 40, 35, 20, 25, 30, 45, 5]),
        ("alone", [5, 25, 30, 20, 10, 50]),
        ("week", [10, 20, 30, 20, 25, 40, 5]),
    ],
)
def test_the_formats_last_what_they_say(name, minutes):
    """Ninety minutes, half a day with its break, the way alone and a week, block by block."""
    times = SHEET.times(name)
    assert [block.minutes[name] for _, block in times] == minutes
    assert sum(minutes) == SHEET.format(name).minutes


def test_half_a_day_has_a_break_of_twenty_minutes_after_the_ratings():
    """The break is a block like the others, and stands in no other format."""
    ids = [block.id for _, block in SHEET.times("half_day")]
    assert ids.index("break") == ids.index("assessment") + 1
    rest = next(block for block in SHEET.blocks if block.id == "break")
    assert dict(rest.minutes) == {"half_day": 20}


def test_a_week_has_a_day_for_each_block_and_no_clock():
    """People who never meet get days in the place of times, and the signs stand in their look back.

    Nobody can watch a clock together, so it is not offered one.
    """
    week = SHEET.format("week")
    assert [week.days[block.id] for _, block in SHEET.times("week")] == [1, 1, 2, 3, 4, 5, 5]
    page = run_sheet_page(SHEET).partition("## A week, apart")[2]
    assert re.findall(r"^### (.+?) ·", page, re.MULTILINE) == [
        f"Day {day}" for day in (1, 1, 2, 3, 4, 5, 5)
    ]
    assert "+0:" not in page.partition("## After 30")[0]
    assert page.count("**Tell the room**") == 3  # after each way to look back together


def made_up(days: list[list[list[int]]]) -> str:
    """A run sheet in which each day is a format, and each of its blocks a list of steps."""
    formats = "".join(
        f'[[formats]]\nid = "day_{d}"\nname = "Day {d}"\nminutes = {sum(map(sum, day))}\n'
        f'within = "on day {d}"\nafter = "after day {d}"\npeople = "group"\nabout = "A day"\n'
        for d, day in enumerate(days)
    )
    said = 'move_on = { group = "it is time." }\ncut = { group = "Nothing." }\n'
    step = '[[{}.steps]]\nwho = "pairs"\nwords = "Talk"\nminutes = {{ day_{} = {} }}\n'
    blocks = "".join(
        f'[[blocks]]\nid = "block_{d}_{b}"\ntitle = "Block {d} {b}"\n'
        f"minutes = {{ day_{d} = {sum(steps)} }}\n{said}"
        + "".join(step.format("blocks", d, minutes) for minutes in steps)
        for d, day in enumerate(days)
        for b, steps in enumerate(day)
    )
    later = (
        f'[follow_up]\nid = "later"\ntitle = "Later"\nminutes = {{ day_0 = 7 }}\n{said}'
        + step.format("follow_up", 0, 7)
    )
    head = 'id = "made_up"\nversion = "1.0.0"\ntitle = "Made up"\nlead = ["Begin."]\n'
    return f"{head}{formats}{blocks}{later}"


DAYS = st.lists(
    st.lists(st.lists(st.integers(1, 60), min_size=1, max_size=3), min_size=1, max_size=3),
    min_size=1,
    max_size=3,
)


@given(DAYS)
def test_times_increase_from_zero_and_add_up(days):
    """Whatever the blocks, each begins when the one before ends, and the last ends the format."""
    sheet = parse_run_sheet(made_up(days), "made_up.toml")
    for known in sheet.formats:
        times = sheet.times(known.id)
        ends = [start + block.minutes[known.id] for start, block in times]
        assert [start for start, _ in times] == [0, *ends[:-1]]
        assert ends[-1] == known.minutes
        assert all(
            sum(step.minutes[known.id] for step in block.steps_in(known.id))
            == block.minutes[known.id]
            for _, block in times
        )


@given(DAYS)
def test_the_times_on_the_page_never_go_back(days):
    """In each format of the page, every line begins where the one before ended."""
    page = run_sheet_page(parse_run_sheet(made_up(days), "made_up.toml"))
    for section in re.split(r"^## ", page, flags=re.MULTILINE)[2:]:
        for part in re.split(r"^### \d+ minutes", section, flags=re.MULTILINE):
            lines = re.findall(r"^\| \+(\d+):(\d\d) \| (\d+) ", part, re.MULTILINE)
            rows = [(int(h) * 60 + int(m), int(last)) for h, m, last in lines]
            assert all(here + last == there for (here, last), (there, _) in pairwise(rows))


@given(st.integers(0, 600))
def test_an_offset_says_its_minutes(minutes):
    """Hours and minutes can be read back."""
    hours, rest = offset(minutes).removeprefix("+").split(":")
    assert (int(hours) * 60 + int(rest), len(rest)) == (minutes, 2)


@given(DAYS, st.data())
def test_a_minute_too_many_is_noticed(days, data):
    """A sheet in which one step is longer than its block allows is refused."""
    text = made_up(days)
    steps = list(re.finditer(r"^minutes = \{ day_\d = (\d+) \}", text, re.MULTILINE))
    found = data.draw(st.sampled_from(steps))
    longer = text[: found.start(1)] + str(int(found[1]) + 1) + text[found.end(1) :]
    with pytest.raises(Invalid, match="make them agree"):
        parse_run_sheet(longer, "made_up.toml")


# --- Faults ------------------------------------------------------------------------------------


def faults(text: str) -> dict[str, str]:
    """The faults of a text, by path."""
    return problems(lambda: parse_run_sheet(text, "sheet.toml"))


@pytest.mark.parametrize(
    ("old", "new", "path", "words"),
    [
        ("minutes = 90\n", "minutes = 91\n", "formats.ninety_minutes.minutes", "blocks take 90"),
        (
            "{ half_day = 20 }\nmove",
            "{ half_day = 15 }\nmove",
            "blocks.break.minutes.half_day",
            "15 minutes, but its steps take 20",
        ),
        ('who = "pairs"', 'who = "pair"', "blocks.start.steps[2].who", "Nearest: 'pairs'."),
        (
            "half_day = 3, alone",
            "halfday = 3, alone",
            "blocks.start.steps[1].minutes.halfday",
            "Nearest: 'half_day'.",
        ),
        (
            "ninety_minutes = 5,",
            'ninety_minutes = "5",',
            "blocks.start.minutes.ninety_minutes",
            "'5' found; write a whole number from 1 to 600.",
        ),
        ('people = "alone"', 'people = "solo"', "formats.alone.people", "'apart' or 'alone'"),
        (
            'session = "02_assessment"',
            'session = "2_ratings"',
            "blocks.assessment.session",
            "like 02_assessment",
        ),
        ('session = "02_assessment"\n', "", "blocks", "number them 00, 01, 02 in order"),
        (', alone = "Nothing; this is short." }', " }", "blocks.start.cut.alone", "missing"),
        ("[follow_up]\n", "[followup]\n", "followup", "Nearest: 'follow_up'."),
        ("team = 4, plan = 5", "team = 5, plan = 4", "formats.week.days", "none before the last"),
        ("team = 4, plan = 5", "plan = 5", "formats.week.days", "give each a day"),
        ("close = 5 }", "close_ = 5 }", "formats.week.days.close_", "Nearest: 'close'."),
        ('id = "profile"', 'id = "team"', "blocks", "'team' appears 2 times"),
        ('title = "Break"', 'heading = "Break"', "blocks.break.heading", "not known here"),
        ("schema = 1", "schema = 2", "schema", "update skillkit"),
        ("lead = [", "lead = []\nled = [", "lead", "write a list of paragraphs"),
        (
            'title = "What changed?"',
            'heading = "What changed?"',
            "follow_up.heading",
            "not known here",
        ),
        (
            "minutes = { alone = 3 }",
            "minutes = 3",
            "blocks.start.steps[4].minutes",
            "like { half_day = 10 }",
        ),
        ("move_on = { group", "move_on = [] #", "blocks.start.move_on", "group = '...'"),
    ],
)
def test_a_fault_is_told_with_its_place_and_a_way_out(old, new, path, words):
    """Each fault stands at its path, in a sentence that says what is wanted."""
    assert old in TEXT
    found = faults(TEXT.replace(old, new, 1))
    assert words in found[path]


def test_all_faults_come_at_once():
    """Three slips in three places are three faults, and what is left is not TOML at all is one."""
    text = TEXT.replace("minutes = 90\n", "minutes = 91\n").replace('title = "Break"', "title = 1")
    assert len(faults(text.replace('who = "pairs"', 'who = "nobody"', 1))) == 3
    assert list(faults("lead = [")) == ["line 1"]


def test_an_unknown_format_is_answered_with_the_known_ones():
    """A slip in a notebook is told with the nearest right word."""
    with pytest.raises(SkillkitError, match=r"'halfday' is not a format.*Nearest: 'half_day'"):
        SHEET.format("halfday")


# --- Words -------------------------------------------------------------------------------------


def test_the_kept_page_is_the_one_that_the_data_make():
    """workshop/run_sheet.md is generated, byte for byte."""
    kept = (ROOT / "workshop" / "run_sheet.md").read_bytes().decode("utf-8")
    cure = "Make it again: python3 -m tools.handouts"
    assert kept == run_sheet_page(SHEET), cure


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.id)
def test_each_block_says_who_when_to_go_on_and_what_to_cut(block):
    """In a group somebody owns every step; on the page stand cue and cut."""
    page = run_sheet_page(SHEET)
    for people, cue in block.move_on.items():
        assert f"**Move on when** {cue}" in page
        assert f"**Cut first:** {block.cut[people]}" in page
    assert all(step.who in OWNERS for step in block.steps)
    assert all(step.who == "everybody" for step in block.steps_in("alone"))


def test_a_sign_that_ends_a_cell_stays_in_its_cell():
    """A stroke in a step does not break the table around it."""
    page = run_sheet_page(parse_run_sheet(made_up([[[5]]]).replace('"Talk"', '"A | B"'), "x"))
    assert r"| pairs | A \| B |" in page


QUOTED = re.compile(r'"((?:[^"\\\n]|\\.)*)"|`([^`\n]*)`')
FILLED = re.compile(r"\$?\{.*?\}")  # what a page puts into a text, and may be anything


def on_screen() -> list[re.Pattern[str]]:
    """Every text of some words in the code of the pages, as a pattern."""
    files = [*(ROOT / "skillkit").rglob("*.js"), *(ROOT / "skillkit" / "widgets").glob("*.py")]
    texts = {a or b for file in files for a, b in QUOTED.findall(file.read_text("utf-8"))}
    return [
        re.compile(".+".join(map(re.escape, FILLED.split(text.strip(" :")))))
        for text in texts
        if re.search(r"[A-Za-z]{3}", FILLED.sub("", text))
    ]


PATTERNS = on_screen()
FRAMEWORKS = [load_framework(name) for name in BUILT_IN]
OTHERS = {f.title for f in FRAMEWORKS} | {level.name for f in FRAMEWORKS for level in f.levels}


def is_on_screen(words: str, notebook: str = "") -> bool:
    """Whether a button, a heading, a framework or a level has that name."""
    bare = re.sub(r"^\d\. ", "", words)  # pages of the plan are numbered
    return bare in OTHERS or bare in notebook or any(p.fullmatch(bare) for p in PATTERNS)


@pytest.mark.parametrize("block", SHEET.blocks, ids=lambda block: block.id)
def test_what_a_step_names_is_on_the_screen(block):
    """Every button and heading that a step names stands in the notebook or on its pages."""
    notebook = ""
    if block.session:
        file = ROOT / "notebooks" / f"{block.session.name}.ipynb"
        cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
        notebook = "\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "markdown")
    for step in block.steps:
        for bold, plain in re.findall(r"\*\*(.+?)\*\*|\*(.+?)\*", step.words):
            assert is_on_screen(bold or plain.rstrip("?"), notebook), bold or plain


def test_a_button_that_is_not_there_would_be_noticed():
    """The look at the screen finds what pages fill in, and does not find just anything."""
    assert is_on_screen("Compare the 3 cards you sorted")
    assert is_on_screen("3. How to begin")
    for wrong in ("Compare the cards you rated", "Reveal the team", "Begin my own plan", "Go"):
        assert not is_on_screen(wrong)
