"""The team's picture as a group makes it, and its charts."""

import itertools
import json
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import plotly
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from skillkit.assessment import Assessment
from skillkit.assessment.file import to_json
from skillkit.assessment.share_code import code_of
from skillkit.team import Member, Team
from skillkit.team.charts import (
    LINE,
    coverage_map,
    key_person_chart,
    plain,
    spread_chart,
    stamped,
    team_t,
)
from skillkit.team.sample import sample_team
from tests.browser.light import Seat
from tests.browser.person import LOCAL, eventually
from tests.vectors import FULL, QUICK, own_framework

pytestmark = pytest.mark.browser

VIEW = "from skillkit import TeamView\nview = TeamView.load()\nview"
CHARTS = [f'view.chart("{kind}")' for kind in (("coverage", "holiday", "shape", "spread"))]


def people(count: int, seed: int = 1) -> list[Assessment]:
    """Assessments that all differ, with some ticks."""
    chance = random.Random(seed)
    return [
        Assessment(
            FULL,
            ratings={skill.id: chance.choice([0, 1, 1, 2, 2, 3, 3, 4]) for skill in FULL.skills},
            interest={FULL.skills[i % 16].id: ("grow",)},
        )
        for i in range(count)
    ]


def chat(count: int, seed: int = 1) -> str:
    """Codes among chatter, one of them damaged."""
    lines = ["[10:00] Host: paste your codes please, they begin with SK1"]
    for i, assessment in enumerate(people(count, seed)):
        lines += [
            f"[10:0{i % 9}] Person {i}: here: {code_of(assessment)}",
            f"[10:10] P{i}: thanks!",
        ]
    return "\n".join([*lines, "[10:11] Late: SK1-2222-3333-4444-5555-6666-7777"])


def team_view(person: Seat) -> Locator:
    """The place to hand in."""
    return person.group("Team view")


def paste(person: Seat, text: str) -> None:
    """Paste a chat and have it read."""
    team_view(person).get_by_label(re.compile("^A chat with share codes")).fill(text)
    person.press("Read the chat", team_view(person))


@pytest.fixture
def room(somebody: Seat) -> Seat:
    """The facilitator in front of the view and its four charts, with nothing that moves."""
    somebody.page.emulate_media(reduced_motion="reduce")
    return somebody.run(VIEW, *CHARTS)


def test_a_pasted_chat_becomes_a_picture_at_the_reveal_and_not_before(room: Seat) -> None:
    """The invented team goes, a coarse count comes, and only Reveal draws all charts again."""
    view, page = team_view(room), room.page
    expect(view).to_contain_text("An invented team of twelve")
    expect(page.locator(".js-plotly-plot")).to_have_count(4)
    paste(room, f"{chat(12)}\n[10:12] Sheet: 3210 432104 3210-4")
    expect(view).to_contain_text("10 cards or more so far")
    expect(view).to_contain_text("line 26, Late: The code is damaged")
    expect(view).to_contain_text("line 27, Sheet: 16 skills. Technical: 3, 2, 1, 0;")
    expect(view.get_by_label(re.compile("^A chat"))).to_have_value(re.compile("SK1-2222"))
    expect(view.locator(".sk-team table")).to_have_count(0)
    expect(page.locator(".js-plotly-plot")).to_have_count(0)
    expect(page.get_by_text("drawn when somebody presses Reveal")).to_have_count(4)
    expect(view).to_contain_text("By name, with mentors and pairs: nobody.")
    room.press("Reveal", view)
    expect(view.get_by_role("heading", name="The shape of our team")).to_be_focused()
    view.get_by_text("How many of us are at each level").click()
    expect(view.get_by_role("row", name=re.compile("^Machine learning"))).to_be_visible()
    expect(page.locator(".js-plotly-plot")).to_have_count(4)
    assert "Person 3" not in view.locator(".sk-team").inner_html()
    expect(view.get_by_label(re.compile("^A chat"))).to_have_value("")


def test_codes_leave_the_screen_once_all_of_them_are_used(room: Seat) -> None:
    """Where nothing was refused, nobody else can read them off the screen."""
    view = team_view(room)
    paste(room, "\n".join(f"P{i}: {code_of(card)}" for i, card in enumerate(people(6))))
    expect(view).to_contain_text("5 cards or more so far")
    expect(view.get_by_label(re.compile("^A chat"))).to_have_value("")


def test_three_two_one_comes_before_the_picture(room: Seat) -> None:
    """For people who do not mind motion; a second press counts no second time."""
    view, page = team_view(room), room.page
    page.emulate_media(reduced_motion="no-preference")
    paste(room, chat(8))
    expect(view.get_by_role("button", name="Reveal", exact=True)).to_be_enabled()
    reveal = view.get_by_role("button", name="Reveal", exact=True)
    room.pause()
    reveal.click()
    count = view.locator(".sk-count-down")
    expect(count).to_have_text("3")
    reveal.dispatch_event("click")
    expect(view.locator(".sk-team table")).to_have_count(0)
    for number in ("2", "1"):
        room.later(1)
        expect(count).to_have_text(number)
    room.later(1)
    expect(count).to_be_hidden()
    expect(view.get_by_role("heading", name="The shape of our team")).to_be_focused()


def test_a_window_of_its_own_shows_the_room_the_picture_and_nothing_else(room: Seat) -> None:
    """It has no script; it follows the desk, and the keys of a presenter work in it."""
    view, page = team_view(room), room.page
    with page.expect_popup() as opened:
        room.press("Open a window for the projector", view)
    stage = opened.value
    expect(stage.get_by_role("heading")).to_have_text("How many of us stand at each level")
    paste(room, chat(12))
    expect(stage.get_by_text("10 cards or more so far")).to_be_visible()
    expect(stage.locator("svg")).to_have_count(0)
    room.press("Reveal", view)
    expect(stage.locator("svg:visible")).to_have_count(1)
    for desk in ("Not used", "line 26", "Hand in", "Person 3", "SK1-"):
        expect(stage.locator("body")).not_to_contain_text(desk)
    assert stage.locator("script, iframe").count() == 0
    stage.keyboard.press("ArrowRight")
    expect(view.get_by_role("tab", name="If somebody is away")).to_have_attribute(
        "aria-selected", "true"
    )
    expect(stage.get_by_role("tabpanel")).to_contain_text("one holiday away")
    stage.keyboard.press("b")
    expect(stage.get_by_text("The screen is blank")).to_be_visible()


def test_the_vote_is_taken_on_the_stage(room: Seat) -> None:
    """Fingers are typed as digits; the page says at once whether it is worth a talk."""
    view = team_view(room)
    view.get_by_role("tab", name="Do you agree?").click()
    view.get_by_label(re.compile("^Skill:")).select_option("Leadership")
    expect(view.get_by_role("heading", name="Our team's level in Leadership")).to_be_visible()
    view.get_by_label("Votes:").press_sequentially("1 2 2 3 4")
    expect(view.locator(".sk-result")).to_contain_text("Most of you agree; one is apart")
    view.get_by_label("Votes:").fill("2 2 2 9")
    expect(view.locator(".sk-result")).to_contain_text("levels go from 0 to 4")
    view.get_by_label("Votes:").fill("")
    expect(view.locator(".sk-result")).to_have_text("")
    assert room.taken() == []


def test_a_log_of_megabytes_is_pasted_and_dropped_whole(room: Seat) -> None:
    """It travels in parts, and every code in it is counted."""
    view, page = team_view(room), room.page
    codes = [f"P{i}: {code_of(card)}" for i, card in enumerate(people(8))]
    filler = "\n".join(["[10:00] Host: nothing to see here, just talk and more talk"] * 3_000)
    log = f"\n{filler}\n".join(codes)
    assert len(log) > 1_000_000
    page.evaluate("text => { document.querySelector('textarea').value = text }", log)
    room.press("Read the chat", view)
    expect(view).to_contain_text("5 cards or more so far")
    file: Any = {"name": "chat.txt", "mimeType": "text/plain", "buffer": log.encode()}
    view.locator("input[type=file]").set_input_files(file)
    view.get_by_text("What was read, exactly").click()
    expect(view).to_contain_text("(1.0.0) that count: 8.")


def test_somebody_who_agrees_is_named_and_can_be_thought_away(room: Seat) -> None:
    """Ticking names brings mentors; picking a person says what is left and redraws the chart."""
    view = team_view(room)
    paste(room, chat(14))
    view.get_by_text("Who agreed to be shown by name?").click()
    for i in range(6):
        view.get_by_role("checkbox", name=f"Person {i}", exact=True).check()
        expect(view).to_contain_text(f"Person {i}")
    room.press("Reveal", view)
    expect(view.locator(".sk-team")).to_contain_text("Only people who agreed to be named")
    view.get_by_role("tab", name="If somebody is away").click()
    view.get_by_label("Person or skill").select_option("Person 3 is away")
    expect(view.get_by_role("heading", name="Without Person 3")).to_be_visible()
    expect(view.locator(".sk-left")).to_contain_text(re.compile("Without Person 3|Person 3 is one"))
    expect(room.page.locator(".gtitle", has_text="Without Person 3")).to_have_count(1)
    view.get_by_label("Person or skill").select_option("Leadership")
    expect(view.locator(".sk-left")).to_contain_text("Without the strongest person")


def test_the_stage_shows_one_picture_and_nothing_of_the_desk(room: Seat) -> None:
    """Keys lead through all four, B blanks, Escape leaves; no line of the hand-in is on it."""
    view, page = team_view(room), room.page
    page.set_viewport_size({"width": 1280, "height": 720})
    paste(room, chat(12))
    room.press("Reveal", view)
    expect(view.get_by_role("heading", name="How many of us stand")).to_be_in_viewport(ratio=1)
    expect(view.get_by_label(re.compile("^A chat"))).not_to_be_in_viewport()
    room.press("Show large", view)
    stage = view.get_by_role("group", name="Charts")
    expect(stage).to_have_js_property("clientHeight", 720)
    headline = stage.get_by_role("heading")
    expect(headline).to_be_focused()
    assert 38 < float(headline.evaluate("node => parseFloat(getComputedStyle(node).fontSize)")) < 42
    seen = []
    for _ in range(4):
        drawing = stage.locator("figure svg:visible").bounding_box()
        asked = stage.locator(".sk-ask").bounding_box()
        assert drawing is not None
        assert asked is not None
        assert drawing["height"] > 360
        assert drawing["y"] + drawing["height"] <= asked["y"]
        assert asked["y"] + asked["height"] < 720
        seen.append(headline.inner_text())
        text = stage.inner_text()
        for desk in ("Not used", "line 26", "Hand in", "agreed", "Person 3"):
            assert desk not in text
        room.keys("Space" if len(seen) % 2 else "ArrowRight")
    assert len(set(seen)) == 4
    room.keys("ArrowLeft")
    expect(headline).to_have_text(seen[3])
    room.keys("b")
    expect(stage.get_by_text("The screen is blank")).to_be_in_viewport(ratio=1)
    room.keys("b", "Escape")
    expect(view.get_by_role("button", name="Show large")).to_be_focused()
    assert set(room.taken()) <= {
        "Escape"
    }  # which the browser keeps for itself where a page is full


def test_where_a_page_may_not_fill_the_screen_the_stage_fills_the_page(room: Seat) -> None:
    """In a frame that refuses the full screen all is the same, and Escape leads back."""
    view, page = team_view(room), room.page
    page.evaluate("() => { Element.prototype.requestFullscreen = () => Promise.reject('no') }")
    room.press("Show large", view)
    stage = view.get_by_role("group", name="Charts")
    expect(stage).to_have_js_property("clientHeight", page.evaluate("innerHeight"))
    expect(stage.get_by_text("An invented team", exact=True)).to_be_visible()
    expect(stage.get_by_role("heading")).to_be_focused()
    room.keys("ArrowRight", "Escape")
    expect(view.get_by_role("button", name="Show large")).to_be_focused()
    expect(view.get_by_role("tab", name="If somebody is away")).to_have_attribute(
        "aria-selected", "true"
    )


def test_one_card_more_does_not_change_the_picture(room: Seat) -> None:
    """A second picture waits for five changes, and the screen says so."""
    view = team_view(room)
    paste(room, chat(9))
    room.press("Reveal", view)
    expect(view.get_by_role("heading", name="The shape of our team")).to_be_visible()
    before = view.locator(".sk-team").inner_html()
    paste(room, f"Zoe: {code_of(people(1, seed=7)[0])}")
    expect(view).to_contain_text("10 cards or more so far")
    room.press("Reveal again", view)
    expect(view).to_contain_text("The picture stays as it is")
    assert view.locator(".sk-team").inner_html() == before


def test_after_starting_over_the_view_asks_about_the_picture_before(room: Seat) -> None:
    """The late code leads to a question, and the answer shows the first picture again."""
    view = team_view(room)
    paste(room, chat(9))
    room.press("Reveal", view)
    expect(view).to_contain_text("9 people handed in")
    first = view.locator(".sk-team").inner_html()
    room.press("Start over", view)
    room.press("Yes, forget everything", view)
    expect(view).to_contain_text("An invented team of twelve")
    view.get_by_text("Pictures shown before").click()
    expect(view).to_contain_text("9 people")
    paste(room, chat(10))
    expect(view).to_contain_text("Is any of these cards in it?")
    room.press("Yes: show that picture again", view)
    expect(view.get_by_role("heading", name="The shape of our team")).to_be_focused()
    assert view.locator(".sk-team").inner_html() == first
    room.press("Erase this memory", view)
    expect(view).to_contain_text("that person's level follows")
    room.press("Yes, erase it", view)
    expect(view.get_by_text("Pictures shown before")).to_be_hidden()


def test_files_are_read_and_bad_ones_are_named(room: Seat, tmp_path: Path) -> None:
    """Many files at once, with a broken one, a giant and one that is no text."""
    for i, assessment in enumerate(people(7)):
        (tmp_path / f"assessment-{i}.json").write_text(to_json(assessment))
    (tmp_path / "half.json").write_text("{")
    with (tmp_path / "giant.json").open("wb") as giant:
        giant.truncate(50_000_001)
    (tmp_path / "picture.json").write_bytes(b"\xff\xd8\xff")
    view = team_view(room)
    view.locator("input[type=file]").set_input_files(sorted(tmp_path.iterdir()))
    expect(view).to_contain_text("5 cards or more so far")
    for words in (
        "half.json: This is not JSON",
        "giant.json: It holds 50,000,001 bytes; at most 50,000,000 are read.",
        "picture.json: It is a picture",
    ):
        expect(view).to_contain_text(words)
    view.get_by_text("What was read, exactly").click()
    expect(view).to_contain_text("AI engineer, sixteen skills (1.0.0) that count: 7.")


def test_the_keyboard_alone_reveals_and_no_key_reaches_the_notebook(room: Seat) -> None:
    """Typing, Tab and Space lead from the text to the picture; none reaches the notebook."""
    view = team_view(room)
    view.get_by_label(re.compile("^A chat")).focus()
    room.keys("a", "b", "m", "d", "d", "x", "Enter")
    room.page.keyboard.insert_text(chat(6))
    room.keys("Tab", "Enter")
    expect(view).to_contain_text("5 cards or more so far")
    room.tab_to(view.get_by_role("button", name="Reveal", exact=True), most=9)
    room.keys("Space")
    expect(view.get_by_role("heading", name="The shape of our team")).to_be_focused()
    assert room.taken() == []


def test_a_name_of_markup_stays_text(room: Seat) -> None:
    """Names in a file of many people, and the file's own name, run nothing."""
    evil = "<img src=x onerror=window.ran=1>"
    table = {
        "framework": "ai_engineer_quick",
        "share": "named",
        "ratings": {
            f"{evil}{i}": {skill.id: (i + j) % 5 for j, skill in enumerate(QUICK.skills)}
            for i in range(6)
        },
    }
    file: Any = {
        "name": f"{evil}.json",
        "mimeType": "application/json",
        "buffer": json.dumps(table).encode(),
    }
    bad: Any = {"name": f"{evil}b.json", "mimeType": "application/json", "buffer": b"{"}
    view = team_view(room)
    view.locator("input[type=file]").set_input_files([file, bad])
    expect(view).to_contain_text("5 cards or more so far")
    room.press("Reveal", view)
    expect(view.locator(".sk-team")).to_contain_text(f"{evil}0")
    view.get_by_role("tab", name="If somebody is away").click()
    view.get_by_label("Person or skill").select_option(f"{evil}2 is away")
    expect(room.page.locator(".gtitle", has_text="<img src=x")).to_have_count(1)
    expect(view.get_by_role("heading", name="Without <img src=x")).to_be_visible()
    assert room.page.evaluate("window.ran") is None


# --- Charts alone ------------------------------------------------------------------------------

PAYLOADS = (
    "<a href=https://evil.example/a>a</a>",
    '<a href="javascript:window.ran=1">b</a>',
    "<a href='data:text/html,<script>1</script>'>c</a>",
    "<A HREF=//evil.example/d>d</A>",
    '<span style="fill:url(https://evil.example/e)">e</span>',
    '<span style="background-image:url(https://evil.example/f)">f</span>',
    "<img src=https://evil.example/g onerror=window.ran=1>",
    "<script>window.ran=1</script>",
    "<svg onload=window.ran=1>i</svg>",
    "&lt;a href=https://evil.example/j&gt;j&lt;/a&gt;",
    "$\\href{javascript:window.ran=1}{k}$",
    "$\\unicode{x3c}img src=x$",
    "<b>l</b><br>l<sub>l</sub>",
    "%{customdata} %{x}",
    "2024-01-01",
    "1e5",
)


@pytest.fixture(scope="module")
def sheet(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page with plotly's own script and nothing else, and all that it asks for."""
    asked: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    context.on("request", lambda request: asked.append(request.url))
    context.route("**/*", lambda route: route.abort())
    page = context.new_page()
    page.set_content("<body style='margin: 0'><div id=chart></div>")
    page.add_script_tag(path=Path(plotly.__file__).parent / "package_data" / "plotly.min.js")
    yield page, asked
    context.close()


@pytest.fixture
def paper(sheet: tuple[Page, list[str]]) -> tuple[Page, list[str]]:
    """That page as if nothing had been drawn on it."""
    page, asked = sheet
    page.set_viewport_size({"width": 1280, "height": 720})
    page.evaluate("Plotly.purge('chart'); delete window.ran")
    asked.clear()
    return sheet


def draw(page: Page, chart: Any) -> None:
    """Draw a chart on the page with nothing else."""
    page.evaluate("c => Plotly.newPlot('chart', c.data, c.layout, c.config)", chart)


# What is written on a chart, with its place; the names and numbers of a T that lean are left out.
WRITTEN = """() => [...document.querySelectorAll("#chart text")]
  .filter((node) => node.textContent.trim() && !node.closest("[transform*='rotate(-']"))
  .map((node) => [node.textContent, node.getBoundingClientRect()])
  .map(([text, box]) => [text, box.left, box.top, box.right, box.bottom])"""


@pytest.mark.parametrize("width", [848, 1112], ids=["beside-the-files", "alone"])
@pytest.mark.parametrize("skills", [6, 16, 40])
def test_nothing_on_a_chart_is_cut_or_lies_over_something_else(
    skills: int, width: int, paper: tuple[Page, list[str]]
) -> None:
    """In JupyterLab on a projector of 1280 pixels, with its side bar and without."""
    own = own_framework(40)
    areas = tuple(replace(a, name=f"Whatever has to do with {a.name}") for a in own.areas)
    framework = {6: QUICK, 16: FULL, 40: replace(own, areas=areas)}[skills]
    chance = random.Random(skills)
    rows = [{s: chance.randrange(5) for s in framework.ids} for _ in range(9)]
    people = [Assessment(framework, ratings=row) for row in rows]
    named = [Member(person, f"Person {i}", "named") for i, person in enumerate(people[:4])]
    team = Team(framework, (*named, *map(Member, people[4:])))
    coverage = team.coverage()
    page, _ = paper
    page.set_viewport_size({"width": width, "height": 720})
    for chart in (
        coverage_map(team, coverage),
        team_t(coverage),
        spread_chart(coverage),
        key_person_chart(team, coverage, "Person 1"),
    ):
        draw(page, plain(stamped(chart, "An invented team")))
        boxes = page.evaluate(WRITTEN)
        assert len(boxes) > 8
        for text, left, _, right, bottom in boxes:
            assert left >= 0, text
            assert right <= width, text
            assert bottom <= chart.layout.height + LINE, text
        for (one, a, b, c, d), (other, e, f, g, h) in itertools.combinations(boxes, 2):
            assert min(c, g) - max(a, e) < 2 or min(d, h) - max(b, f) < 5, (one, other)


# Points everywhere at a chart and says what it answers. Plotly answers at most every 50 ms, by a
# clock that is moved on here.
POINT = """() => {
  const answers = new Set();
  const { left, top, width, height } = document.querySelector("#chart").getBoundingClientRect();
  const clock = Date.now;
  let now = clock();
  Date.now = () => (now += 100);
  for (let y = top + 5; y < top + height; y += 15)
    for (let x = left + 5; x < left + width; x += 150) {
      const place = { clientX: x, clientY: y, bubbles: true };
      document.elementFromPoint(x, y)?.dispatchEvent(new MouseEvent("mousemove", place));
      for (const said of document.querySelectorAll("#chart .hoverlayer text"))
        answers.add(said.textContent);
    }
  Date.now = clock;
  return [...answers];
}"""
SAID = "() => [...document.querySelectorAll('#chart text')].map((t) => t.textContent).join(' ')"


def hostile(turn: int) -> Team:
    """A named team whose skills, areas, levels and people bear the hostile names, in turn."""
    names = itertools.cycle(PAYLOADS[turn:] + PAYLOADS[:turn])
    bare = own_framework(len(PAYLOADS))
    framework = replace(
        bare,
        skills=tuple(replace(skill, name=next(names)) for skill in bare.skills),
        areas=tuple(replace(area, name=next(names)) for area in bare.areas),
        levels=tuple(replace(level, name=next(names)) for level in bare.levels),
    )
    people = (
        Assessment(framework, ratings={s.id: (i + j) % 5 for j, s in enumerate(framework.skills)})
        for i in range(6)
    )
    return Team(framework, tuple(Member(p, next(names)[-40:], "named") for p in people))


def test_nothing_that_stands_in_a_name_reaches_the_page(paper: tuple[Page, list[str]]) -> None:
    """As skill, level, area and person it is text: no link, no request, nothing run."""
    page, asked = paper
    page.set_viewport_size({"width": 1280, "height": 1000})
    said: dict[str, str] = {}
    answers: set[str] = set()
    for turn in range(0, len(PAYLOADS), 3):  # there are three areas, and more of all else
        team = hostile(turn)
        coverage = team.coverage()
        for chart in (
            coverage_map(team, coverage),
            key_person_chart(team, coverage, next(iter(team.named))),
            team_t(coverage),
            spread_chart(coverage),
        ):
            draw(page, plain(chart))
            answers.update(page.evaluate(POINT))
            assert page.locator("#chart :is(a, script, img, foreignObject)").count() == 0
            images = page.locator("#chart image").evaluate_all(
                "all => all.map(i => i.href.baseVal)"
            )
            assert all(image.startswith("data:image/png") for image in images)  # a heatmap is one
            kind = str(chart.layout.title.text)
            said[kind] = said.get(kind, "") + page.evaluate(SAID)
    for payload in PAYLOADS:
        assert [kind for kind, words in said.items() if payload[:12] not in words] == []
        assert any(payload[:9] in answer for answer in answers), payload
    page.wait_for_timeout(50)
    assert [url for url in asked if not LOCAL.match(url)] == []
    assert page.evaluate("window.ran") is None


def test_the_look_at_charts_would_notice_a_link(paper: tuple[Page, list[str]]) -> None:
    """The same look does see what plotly makes of a name that did not pass the label."""
    page, asked = paper
    chart = plain(team_t(sample_team().coverage()))
    chart["layout"]["title"]["text"] = PAYLOADS[0]
    chart["layout"]["xaxis"]["ticktext"] = [PAYLOADS[4]] * 16
    chart["data"][0]["hoverinfo"] = "x"
    draw(page, chart)
    page.mouse.move(300, 400)
    page.locator("#chart .hoverlayer text").first.wait_for()
    assert page.locator("#chart .infolayer a").count() == 1
    eventually(lambda: any("evil.example" in url for url in asked))


def test_a_question_is_answered_by_keyboard_before_a_reveal(room: Seat) -> None:
    """Codes that one person passed on are asked about, and Reveal opens with the answer."""
    view = team_view(room)
    codes = [code_of(person) for person in people(7)]
    paste(room, "\n".join(f"[10:0{i}] Host: {code}" for i, code in enumerate(codes)))
    question = view.get_by_role("group", name=re.compile("^Seven hand-ins say “Host”"))
    reveal = view.get_by_role("button", name="Reveal", exact=True)
    expect(question.get_by_role("radio")).to_have_count(2)
    expect(view.get_by_role("status").first).to_contain_text("Answer one question below first.")
    expect(reveal).to_have_attribute("aria-disabled", "true")
    question.get_by_role("radio", name="One").focus()
    room.keys("ArrowRight")
    expect(question.get_by_role("radio", name="Seven")).to_be_checked()
    expect(question.get_by_role("radio", name="Seven")).to_be_focused()
    expect(reveal).to_have_attribute("aria-disabled", "false")
    room.press("Reveal", view)
    expect(view.get_by_role("heading", name="The shape of our team")).to_be_visible()


def test_a_file_of_another_encoding_is_taken(room: Seat, tmp_path: Path) -> None:
    """What a program saved as UTF-16 reaches Python as it is."""
    code = code_of(people(1)[0])
    (tmp_path / "chat.txt").write_text(f"Élan: {code}", encoding="utf-16")
    view = team_view(room)
    view.get_by_label(re.compile("^Card files")).set_input_files(tmp_path / "chat.txt")
    expect(view).to_contain_text("Everything that was handed in could be read.")
    view.get_by_text("Who agreed to be shown by name?").click()
    expect(view.get_by_role("checkbox", name="Élan")).to_be_visible()


def test_a_figure_has_dark_fields_on_a_dark_page(somebody: Seat) -> None:
    """Where many stand, the field stands out from the ground, and few do not glare."""
    somebody.paint("dark")
    somebody.run(VIEW, CHARTS[0])
    plot = somebody.page.locator(".js-plotly-plot")
    expect(plot).to_be_visible()
    drawn = plot.evaluate("plot => JSON.stringify([plot.data, plot.layout])")
    assert "#27355a" in drawn
    assert "#d3e0f5" not in drawn


def test_on_a_telephone_every_picture_fits(somebody: Seat) -> None:
    """Nothing of the four has to be scrolled, also where somebody is away."""
    somebody.page.set_viewport_size({"width": 390, "height": 844})
    somebody.run(VIEW)
    view = team_view(somebody)
    for tab in ("Where we stand", "If somebody is away", "Our shape", "Our spread"):
        view.get_by_role("tab", name=tab).click()
        drawing = view.locator("figure svg:visible")
        expect(drawing).to_have_class(re.compile("sk-narrow"))
        assert drawing.evaluate("d => d.parentElement.scrollWidth <= d.parentElement.clientWidth")
