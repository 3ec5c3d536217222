"""The team view and the share code: what they say before a reveal, after it, and to whom."""

import base64
import json
import random
import re
from pathlib import Path

import nbformat
import pytest
from IPython.core.formatters import DisplayFormatter

from skillkit.assessment import Assessment
from skillkit.assessment.file import load, save, to_json
from skillkit.assessment.paper_row import row_of
from skillkit.assessment.share_code import code_of
from skillkit.base.errors import FileError, SkillkitError
from skillkit.base.html import tag
from skillkit.profile import profile_of
from skillkit.team import TeamError
from skillkit.team.charts import PLOTLY, coverage_map, plain
from skillkit.team.sample import sample_team
from skillkit.team.submissions import Submissions
from skillkit.widgets.assessment import AssessmentForm
from skillkit.widgets.plan import PlanForm
from skillkit.widgets.share import ShareCode
from skillkit.widgets.team import NOT_IN_NOTEBOOK, WAITING, TeamView
from tests.counting import calls_of
from tests.frontend import FrontEnd, page_of
from tests.vectors import FULL, QUICK, own_framework

GOLDEN = Path(__file__).parents[1] / "golden" / "team.json"
NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "04_team.ipynb"


def people(count, seed=1, framework=FULL):
    """Assessments that all differ."""
    chance = random.Random(seed)
    return [
        Assessment(framework, ratings={s.id: chance.randrange(5) for s in framework.skills})
        for _ in range(count)
    ]


def chat(assessments, first=0):
    """A chat with these people's codes."""
    return "\n".join(f"Person {i}: {code_of(a)}" for i, a in enumerate(assessments, first))


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A folder of the facilitator's own, in which nothing was shown yet."""
    monkeypatch.setenv("SKILLKIT_HOME", str(tmp_path / "facilitator"))
    return tmp_path / "facilitator"


@pytest.fixture
def room():
    """A new view and somebody in front of it."""
    return FrontEnd(TeamView())


# --- Before the reveal -------------------------------------------------------------------------


def test_it_opens_with_the_invented_team(room):
    """A reader alone sees a whole picture, said to be invented."""
    assert room.page["example"] == "An invented team of twelve; any resemblance is coincidental."
    assert "Fox could help Egret" in room.page["html"]
    chart = room.widget.chart("coverage")._repr_mimebundle_()[0]
    assert chart["text/plain"] == "An invented team: How many of us stand at each level"
    first = chart[PLOTLY]["layout"]["title"]["text"].split("<br>")[0]
    assert re.fullmatch(r"<span [^<>]+>An invented team</span>", first)


def test_before_a_reveal_nothing_is_in_the_page_but_a_coarse_count(room):
    """Neither page nor charts hold a level, whatever was handed in."""
    chart = room.widget.chart("shape")
    page = room.ask("chat", text=chat(people(12)))
    assert (page["count"], page["html"], page["away"]) == ("10 cards or more so far", "", [])
    assert page["charts"] == []
    assert len(room.widget.to_frame()) == 0
    assert page_of(chart) == {**page_of(chart), "words": WAITING, "figure": None, "html": ""}
    assert chart.figure is None
    assert room.widget.release is None
    other = FrontEnd(TeamView()).ask("chat", text=chat(people(12, seed=2)))
    assert other == {**page, "version": other["version"]}  # other people, the same page


def test_rows_of_printed_sheets_give_the_same_team_and_are_read_back(room):
    """What was typed can be compared with the sheets until the picture shows; a slip is named."""
    dozen = people(12, framework=QUICK)
    rows = [f"Person {i}: {row_of(a)}" for i, a in enumerate(dozen)]
    page = room.ask("chat", text="\n".join([*rows, "Person 12: 31204"]))
    assert page["bad"] == [
        ["line 13, Person 12", "It has 5 signs; a row has 6 or 16, one a skill."]
    ]
    place, words = page["sheets"][3]
    assert place == "line 4, Person 3"
    assert words.startswith("6 skills. Technical: ")
    assert "Compare the rows with the sheets" in page["words"]
    page = room.ask("reveal")
    assert page["sheets"] == []
    other = FrontEnd(TeamView())
    other.say("chat", text=chat(dozen))
    assert other.ask("reveal")["html"] == page["html"]


def test_what_a_reveal_will_show_is_said_before(room):
    """The promise names the counts, who can see them, and whose names."""
    page = room.ask("chat", text=chat(people(6)))
    assert "everybody who can see this screen" in page["promise"][0]
    assert "as 0, 1-2 or 3+" in page["promise"][0]
    assert "mentors and pairs: nobody." in page["promise"][1]
    page = room.ask("named", alias="Person 3", yes=True)
    assert "mentors and pairs: Person 3." in page["promise"][1]


@pytest.mark.parametrize(
    ("cards", "named", "words"),
    [(3, 1, "This person's card"), (3, 2, "Their levels"), (6, 2, "Their levels")],
)
def test_a_few_names_beside_a_few_without_are_told_what_shows(room, cards, named, words):
    """Those named are counted alone and exactly, which the promise says before the reveal."""
    room.say("chat", text=chat(people(cards)))
    for i in range(named):
        page = room.ask("named", alias=f"Person {i}", yes=True)
    assert f"{words} can be read from it." in page["promise"][0]
    assert "as 0, 1-2 or 3+" not in page["promise"][0]
    room.say("reveal")
    rows = room.widget.release.coverage.rows.values()
    assert {row.people for row in rows} == {named}
    assert all(count.exact for row in rows for count in row.counts)


def test_fewer_than_five_cannot_be_revealed(room):
    """Below the floor the button does nothing, and the page says why."""
    page = room.ask("chat", text=chat(people(4)))
    assert (page["able"], page["count"]) == (False, "Fewer than 5 cards so far")
    assert "from 5 cards on" in page["promise"][0]
    assert room.ask("reveal")["html"] == ""


def test_bad_codes_are_named_with_line_and_reason(room):
    """What cannot be used is listed beside what can."""
    good = chat(people(5))
    page = room.ask("chat", text=f"{good}\nLate: {code_of(people(1)[0])[:-2]}")
    assert [place for place, _ in page["bad"]] == ["line 6, Late"]
    assert "damaged" in page["bad"][0][1]
    assert page["words"] == "One hand-in could not be used; see below."


def test_a_reveal_waits_for_an_answer(room):
    """Cards of one sender are asked about, count as several, and an answer can be changed."""
    codes = [code_of(person) for person in people(9)]
    log = "\n".join(f"[14:0{i}] Host: {code}" for i, code in enumerate(codes[:6]))
    page = room.ask("chat", text=f"{log}\n[14:09] Crane: {codes[7]}")
    [[sender, sentence, choices, answer, asked]] = page["questions"]
    assert sentence.startswith("Six hand-ins say “Host” (line 1, line 2,")
    assert (choices, answer, asked) == ([["one", "One"], ["several", "Six"]], "", True)
    assert page["words"] == "Answer one question below first."
    assert page["promise"] == ["Reveal waits until the questions above are answered."]
    assert (page["able"], page["count"]) == (False, "5 cards or more so far")
    assert room.ask("reveal")["html"] == ""
    page = room.ask("answer", sender=sender, answer="one")
    assert page["questions"][0][3] == "one"
    assert page["count"] == "Fewer than 5 cards so far"
    assert len(page["twice"]) == 5
    page = room.ask("answer", sender=sender, answer="several")
    assert page["words"] == "Everything that was handed in could be read."
    assert "<table" in room.ask("reveal")["html"]


def test_who_corrected_is_not_asked_but_can_be_contradicted(room):
    """A second card in a chat takes the place of the first, in the open."""
    first, second = (code_of(person) for person in people(2))
    page = room.ask("chat", text=f"[14:00] Crane: {first}\n[14:05] Crane: {second}")
    assert page["twice"] == [
        ["line 1, Crane", "Crane handed in again (line 2); the later card counts."]
    ]
    assert [(q[3], q[4]) for q in page["questions"]] == [("one", False)]
    page = room.ask("answer", sender="crane", answer="several")
    assert page["people"] == [["Crane", False], ["Crane (2)", False]]
    assert page["twice"] == []


def test_files_of_any_kind_of_text_are_taken(room):
    """What is no UTF-8 comes in base 64."""
    code = code_of(people(1)[0])
    data = base64.b64encode(f"Élan: {code}".encode("utf-16")).decode()
    page = room.ask("files", files=[{"name": "chat.txt", "data": data}])
    assert page["people"] == [["Élan", False]]
    page = room.ask("files", files=[{"name": "form.csv", "text": f"Name,Code\nCrane,{code[:-1]}"}])
    assert page["bad"][0][0] == "form.csv, row 2, Crane"


def test_what_is_too_long_for_one_message_comes_in_parts(room):
    """Parts are put together in their order; where one is missing, the page says so."""
    text = chat(people(6)).encode()
    for number in (1, 0):
        part = text[number * 200 : None if number else 200]
        data = base64.b64encode(part).decode()
        room.say("part", upload="a", number=number, data=data)
    assert room.ask("chat", upload="a", parts=2)["count"] == "5 cards or more so far"
    room.say("chat", upload="a", parts=2)
    assert room.heard[-1]["words"].startswith("It did not arrive whole")
    page = room.ask("files", files=[{"name": "log.txt", "upload": "b", "parts": 3}])
    assert page["bad"] == [["log.txt", "It did not arrive whole. Please hand it in once more."]]


def test_a_text_without_codes_changes_nothing(room):
    """The invented team stays, and the page is told so that the text can stay too."""
    before = room.page
    room.say("chat", text="hello all")
    assert room.heard[-1]["kind"] == "unread"
    assert room.page == before


def test_files_come_in_parts_and_are_told_at_the_end(room):
    """Five hundred files in several messages make one team; three bad ones are named."""
    files = [{"name": f"card-{i}.json", "text": to_json(a)} for i, a in enumerate(people(497))]
    bad = [
        {"name": "half.json", "text": "{"},
        {"name": "big.json", "problem": "It holds 2000000 bytes; at most 1000000 are read."},
        {"name": "odd.json", "text": "\ud800"},
    ]
    room.say("files", files=files[:250], last=False)
    page = room.ask("files", files=[*files[250:], *bad], last=True)
    assert page["count"] == "495 cards or more so far"
    assert [place for place, _ in page["bad"]] == ["half.json", "big.json", "odd.json"]
    assert "497" in page["exactly"]


@pytest.mark.parametrize(
    "message",
    [
        {"kind": "reveal"},
        {"kind": "recall"},
        {"kind": "recall", "number": "0"},
        {"kind": "others"},
        {"kind": "erase"},
        {"kind": "named", "alias": "nobody", "yes": True},
        {"kind": "answer"},
        {"kind": "answer", "sender": "nobody", "answer": "one"},
        {"kind": "answer", "sender": "nobody", "answer": ["one"]},
        {"kind": "files", "files": [{"name": "x.txt", "data": "!"}]},
        {"kind": "named"},
        {"kind": "away", "who": "name:nobody"},
        {"kind": "away"},
        {"kind": "files"},
        {"kind": "files", "files": [{}]},
        {"kind": "chat"},
        {"kind": "nonsense"},
    ],
)
def test_no_message_breaks_the_view(message, room):
    """Whatever a page says, before and after a hand-in, the view goes on."""
    room.say(**message)
    room.say("chat", text=chat(people(6)))
    room.say(**message)
    assert room.ask("chat", text=chat(people(6)))["count"] == "5 cards or more so far"


# --- After it ----------------------------------------------------------------------------------


def test_a_reveal_shows_the_picture_and_draws_the_charts(room):
    """The page has table and words, the charts are those of the group."""
    chart = room.widget.chart("coverage")
    room.say("chat", text=chat(people(8)))
    page = room.ask("reveal")
    release = room.widget.release
    assert page["html"].count('<th scope="row"') == len(FULL.skills)
    drawn = page_of(chart)
    assert drawn["figure"] == plain(coverage_map(release.team, release.coverage))
    assert "invented" not in json.dumps([page["html"], page["example"], drawn])
    assert "Person" not in json.dumps([page["html"], page["away"], drawn])
    assert [one["id"] for one in page["charts"]] == ["coverage", "holiday", "shape", "spread"]
    assert "Person" not in json.dumps(page["charts"])
    table = room.widget.to_frame()
    assert list(table.index) == [skill.name for skill in FULL.skills]
    counts = release.coverage.rows["leadership"].counts
    assert list(table.loc["Leadership"]) == [str(count) for count in counts]
    assert "Leadership" not in str(DisplayFormatter().format(table))


def test_a_reveal_of_twelve_works_each_figure_out_once(room):
    """At most 20,000 calls of the kit's own functions, with all charts drawn."""
    for kind in ("coverage", "holiday", "shape", "spread"):
        FrontEnd(room.widget.chart(kind))
    room.say("chat", text=chat(people(12)))
    calls = calls_of(lambda: room.say("reveal"))
    assert room.widget.release
    assert 1000 < calls <= 20_000


def test_a_chart_follows_every_reveal(room):
    """What it shows is what the view has released, wherever it is shown."""
    chart = FrontEnd(room.widget.chart("spread"))
    assert room.widget.chart("spread") is chart.widget
    assert "An invented team" in chart.page["figure"]["layout"]["title"]["text"]
    room.say("chat", text=chat(people(8)))
    room.say("reveal")
    assert chart.pages == 2
    assert "invented" not in json.dumps(chart.page)
    assert chart.page["figure"]["data"]


def test_a_second_picture_waits_for_five_changes(room):
    """One card more changes nothing on the screen; six more do."""
    room.say("chat", text=chat(people(9)))
    first = room.ask("reveal")["html"]
    room.say("chat", text=chat(people(1, seed=7), 20))
    page = room.ask("reveal")
    assert page["html"] == first
    assert page["words"].startswith("The picture stays as it is.")
    room.say("chat", text=chat(people(8, seed=8), 30))
    assert room.ask("reveal")["html"] != first


def test_cards_after_a_reveal_change_nothing_until_the_next(room):
    """Handing in never moves the picture that is there."""
    room.say("chat", text=chat(people(9)))
    first = room.ask("reveal")["html"]
    assert room.ask("chat", text=chat(people(9, seed=3), 50))["html"] == first


def test_names_are_settled_at_the_reveal(room):
    """Who was counted without a name stays so; who was named can take it back and say it again."""
    room.say("chat", text=chat(people(9)))
    room.say("named", alias="Person 0", yes=True)
    room.say("reveal")
    page = room.ask("named", alias="Person 4", yes=True)
    assert "Person 4 stays unnamed here" in page["words"]
    assert [name for name, ticked in page["people"] if ticked] == ["Person 0"]
    assert room.ask("named", alias="Person 0", yes=False)["people"][0] == ["Person 0", False]
    assert room.ask("named", alias="Person 0", yes=True)["people"][0] == ["Person 0", True]


# --- What was shown is remembered --------------------------------------------------------------


def test_after_starting_over_one_person_more_gives_nobody_away(room):
    """The same people and a late one: the view asks first, and draws nothing unless told so."""
    room.say("chat", text=chat(people(9)))
    first = room.ask("reveal")["html"]
    words = room.ask("forget")["words"]
    assert "no card" in words
    page = room.ask("chat", text=chat(people(10)))
    assert "Is any of these cards in it?" in page["asks"]
    assert "9 people" in page["asks"]
    page = room.ask("reveal")
    assert (page["html"], page["words"]) == ("", page["asks"])
    page = room.ask("recall")
    assert page["html"] == first
    assert "This is the picture that was shown before." in page["words"]


def test_another_kernel_remembers_too(room, folder):
    """A new view in the same folder asks; the same cards show the same picture without a word."""
    room.say("chat", text=chat(people(9)))
    first = room.ask("reveal")["html"]
    kept = (folder / "pictures.json").read_text()
    again = FrontEnd(TeamView())
    again.say("chat", text=chat(people(9)))
    assert again.ask("reveal")["html"] == first
    assert (folder / "pictures.json").read_text() == kept
    other = FrontEnd(TeamView())
    other.say("chat", text=chat(people(8, seed=5)))
    assert other.ask("reveal")["html"] == ""
    other.say("others")
    assert "<table" in other.ask("reveal")["html"]
    assert len(FrontEnd(TeamView()).page["earlier"]) == 2


def test_a_picture_can_be_shown_again_without_a_card(room):
    """After a restart the picture is there, and no card, name or choice of a person with it."""
    room.say("chat", text=chat(people(9)))
    first = room.ask("reveal")["html"]
    later = FrontEnd(TeamView())
    assert len(later.page["earlier"]) == 1
    page = later.ask("recall", number=0)
    assert (page["html"], page["example"]) == (first, "")
    assert not [value for value, _ in page["away"] if value.startswith("name:")]
    later.ask("recall", number=7)
    assert later.page["html"] == first


def test_the_memory_is_erased_on_purpose_alone(room):
    """Starting over keeps it; erasing is a message of its own, with its consequence said."""
    room.say("chat", text=chat(people(9)))
    room.say("reveal")
    assert room.ask("forget")["earlier"]
    page = room.ask("erase")
    assert page["earlier"] == []
    assert "Do not show another of the same people" in page["words"]
    room.say("chat", text=chat(people(10)))
    assert "<table" in room.ask("reveal")["html"]


def test_a_damaged_memory_stops_the_next_reveal(room, folder):
    """Nobody knows then what was shown; the way on is said."""
    folder.mkdir()
    (folder / "pictures.json").write_text("{")
    room.say("chat", text=chat(people(9)))
    page = room.ask("reveal")
    assert page["html"] == ""
    assert "damaged" in page["words"]
    assert "Pictures shown before" in page["words"]
    room.say("erase")
    assert "<table" in room.ask("reveal")["html"]


def test_a_picture_that_cannot_be_remembered_is_shown_with_a_warning(room, monkeypatch):
    """A full disk does not spoil the reveal, but it is said."""

    def full(*_: object) -> None:
        raise FileError("Cannot save pictures.json: the disk is full.")

    monkeypatch.setattr("skillkit.base.storage.write_atomically", full)
    room.say("chat", text=chat(people(9)))
    page = room.ask("reveal")
    assert "<table" in page["html"]
    assert "not remembered" in page["words"]


def test_people_who_are_all_named_leave_no_memory(room, folder):
    """Their counts are exact, and exact counts of few are cards."""
    room.say("files", files=[{"name": "team.json", "text": GOLDEN.read_text("utf-8")}])
    room.say("reveal")
    assert not (folder / "pictures.json").exists()


def test_a_floor_of_ones_own_holds_in_the_view():
    """With a floor of eight, seven cards wait."""
    room = FrontEnd(TeamView(floor=8))
    page = room.ask("chat", text=chat(people(7)))
    assert (page["able"], page["count"]) == (False, "Fewer than 8 cards so far")
    assert "from 8 cards on" in page["promise"][0]
    page = room.ask("chat", text=chat(people(1, seed=4), 20))
    assert "<table" in room.ask("reveal")["html"]
    with pytest.raises(TeamError, match="may be raised"):
        TeamView(floor=4)


def test_a_name_is_taken_back_at_once(room):
    """Who is unticked stands nowhere on the page any more."""
    room.say("files", files=[{"name": "team.json", "text": GOLDEN.read_text("utf-8")}])
    page = room.ask("reveal")
    assert "Fay could help Eli with Machine learning." in page["html"]
    room.say("away", who="name:Fay")
    page = room.ask("named", alias="Fay", yes=False)
    assert "Fay" not in page["html"] + json.dumps(page["away"])
    assert room.widget.release.away is None


def test_the_worked_example_is_revealed_exactly(room):
    """Six people who agreed to be named are counted one by one."""
    room.say("files", files=[{"name": "team.json", "text": GOLDEN.read_text("utf-8")}])
    html = room.ask("reveal")["html"]
    assert "Exactly one person is at Strong or above in Leadership." in html
    assert len(re.findall(r"<li>\w+ could help \w+ with", html)) == 6


def test_thinking_somebody_away_answers_in_words_and_redraws_one_chart(room):
    """The words come as a message; only the chart of absences differs."""
    charts = {kind: room.widget.chart(kind) for kind in ("holiday", "shape")}
    before = {kind: page_of(chart)["figure"] for kind, chart in charts.items()}
    room.say("away", who="name:Heron")
    assert "Leadership and Pattern recognition perhaps nobody" in room.heard[-1]["lines"][0]
    assert page_of(charts["holiday"])["figure"] != before["holiday"]
    assert page_of(charts["shape"])["figure"] == before["shape"]
    assert room.heard[-1]["chart"]["headline"] == "Without Heron 2 skills may be left with nobody"
    room.say("away", who="skill:leadership")
    assert room.heard[-1]["who"] == "skill:leadership"
    assert "by name Heron" in room.heard[-1]["lines"][0]
    room.say("away", who="")
    assert room.heard[-1]["lines"] == []
    assert page_of(charts["holiday"])["figure"] == before["holiday"]


def test_starting_over_forgets_everything(room):
    """The invented team is back, and no card is left; that a picture was shown is remembered."""
    fresh = room.page
    room.say("chat", text=chat(people(9)))
    room.say("reveal")
    page = room.ask("forget")
    assert len(page["earlier"]) == 1
    assert {**page, "version": 0, "words": "", "earlier": [], "remembered": False} == fresh


def test_a_chart_of_no_kind_is_told():
    """An unknown chart names the known ones."""
    with pytest.raises(SkillkitError, match=r"'covrage' is no chart.*Nearest: 'coverage'"):
        TeamView().chart("covrage")


def test_a_cell_that_runs_again_shows_the_same_view():
    """Cards that were handed in are not lost by running the cell again."""
    view = TeamView.load()
    assert TeamView.load() is view


def test_a_framework_of_ones_own_is_read(room):
    """Codes of a workshop of one's own need its framework."""
    codes = chat(people(6, framework=own_framework()))
    assert room.ask("chat", text=codes)["count"] == "No cards yet"
    own = FrontEnd(TeamView(own_framework()))
    assert own.ask("chat", text=codes)["count"] == "5 cards or more so far"
    assert own.widget.framework.id == "bakery"


# --- What a notebook keeps ---------------------------------------------------------------------


def test_a_notebook_keeps_the_invented_team_and_never_a_group(room):
    """The picture beside the live view is fixed, and holds nothing of a group."""
    still = TeamView()._repr_mimebundle_()[0]
    assert still["text/html"] == TeamView()._repr_mimebundle_()[0]["text/html"]
    assert still["text/plain"] == "TeamView(an invented team)"
    room.say("chat", text=chat(people(9)))
    room.say("reveal")
    kept = room.widget._repr_mimebundle_()[0]
    assert kept["text/html"] == tag("p", NOT_IN_NOTEBOOK)


@pytest.mark.parametrize("kind", ["coverage", "holiday", "shape", "spread"])
def test_a_chart_leaves_nothing_of_a_group_in_a_notebook(room, kind):
    """The invented team's figure, drawing and words are kept; of a group, one neutral line."""
    chart = room.widget.chart(kind)
    invented = chart._repr_mimebundle_()[0]
    assert {PLOTLY, "image/svg+xml", "text/plain"} <= set(invented)
    cards = people(8)
    room.say("chat", text=chat(cards))
    for alias in ("Person 0", "Person 1"):
        room.say("named", alias=alias, yes=True)
    room.say("reveal")
    room.say("away", who="name:Person 1")
    assert "Person 1" in json.dumps(page_of(room.widget.chart("holiday")))
    kept = chart._repr_mimebundle_()[0]
    assert {n: kept[n] for n in kept if "widget-view" not in n} == {
        "text/plain": f"TeamChart({kind})",
        "text/html": tag("p", NOT_IN_NOTEBOOK),
    }
    assert "Person" not in json.dumps(chart.get_state(), default=bytes.hex)


def test_the_notebook_is_short_and_ends_with_the_next_one():
    """At most twelve cells of code, each of one to three lines."""
    cells = nbformat.read(NOTEBOOK, as_version=4).cells
    code = [cell.source for cell in cells if cell.cell_type == "code"]
    assert len(code) <= 12
    assert all(len(source.replace("\n\n", "\n").splitlines()) <= 3 for source in code)
    assert "**12 minutes**" in cells[0].source
    assert "05_plan.ipynb" in cells[-1].source


# --- The hat -----------------------------------------------------------------------------------


def test_who_took_a_name_back_stays_unnamed_whatever_the_card_says():
    """A file that names everybody does not undo what a person said here."""
    from skillkit.team.sources import from_path

    hat = Submissions().add(from_path(GOLDEN))
    assert len(hat.named) == 6
    assert "Fay" not in hat.unname("Fay").named
    assert "Fay" not in hat.unname("Fay").add(from_path(GOLDEN)).team.named
    assert "Fay" in hat.unname("Fay").name("Fay").named


# --- The share code ----------------------------------------------------------------------------


def change(form, skill, rating):
    """Rate as a page does."""
    FrontEnd(form).change(skill, "rating", rating)


def test_the_code_follows_every_rating(home):
    """Nothing of the example is shown; from the first rating on the code is the form's."""
    form = AssessmentForm.load()
    share = FrontEnd(ShareCode(form))
    assert share.page["code"] == ""
    FrontEnd(form).say("start", framework="ai_engineer_quick")
    assert share.page["code"] == ""
    for level in (3, 1):
        change(form, "leadership", level)
        assert share.page["code"] == code_of(form.assessment)


def test_a_code_restores_the_ratings_of_a_fresh_session_after_a_question(home):
    """On a machine without a file the code brings ratings and ticks, and they are saved."""
    form = AssessmentForm.load()
    share = FrontEnd(ShareCode(form))
    kept = Assessment(QUICK, ratings={"leadership": 3}, interest={"leadership": ("grow",)})
    page = share.ask("code", text=f"mine was {code_of(kept).lower()}")
    assert page["asks"]
    assert "ratings for 1 of 6 skills" in page["words"]
    assert not (home / "assessment.json").exists()
    page = share.ask("restore")
    assert page["words"] == "Restored 1 rating."
    assert load(home / "assessment.json") == form.assessment
    assert (form.assessment.ratings, form.assessment.interest) == (kept.ratings, kept.interest)


def test_restoring_keeps_what_no_code_carries(home):
    """Evidence and targets that stand in the form stay."""
    here = Assessment(QUICK, ratings={"leadership": 4}).support("leadership", "A line")
    save(here.aim("communication", 3), home / "assessment.json")
    form = AssessmentForm.load()
    share = FrontEnd(ShareCode(form))
    code = code_of(Assessment(QUICK, ratings={"leadership": 2, "communication": 1}))
    assert "2 ratings differ" in share.ask("code", text=code)["words"]
    share.say("restore")
    saved = load(home / "assessment.json")
    assert dict(saved.ratings) == {"leadership": 2, "communication": 1}
    assert dict(saved.evidence) == {"leadership": "A line"}
    assert dict(saved.targets) == {"communication": 3}


def test_where_nothing_is_rated_nothing_is_said_to_differ(home):
    """A row typed into an empty form meets a question of its own."""
    share = FrontEnd(ShareCode(AssessmentForm.load(framework=QUICK)))
    words = share.ask("code", text="Ana: 312 - 4x")["words"]
    assert "Nothing is rated here yet. Take the ratings of the row?" in words
    assert "differ" not in words
    share.say("restore")
    assert row_of(load(home / "assessment.json")) == "312 - 4x"


def test_a_row_restores_ratings_and_keeps_the_ticks(home):
    """The page reads the row back and asks; the plan then starts as it would from a code."""
    here = Assessment(QUICK, ratings={"leadership": 4}, interest={"leadership": ("grow",)})
    save(here, home / "assessment.json")
    form = AssessmentForm.load()
    share = FrontEnd(ShareCode(form))
    page = share.ask("code", text="Ana: 312 - 4x")
    assert page["asks"]
    assert (
        "Compare with your sheet: 6 skills. Technical: 3, 1, 2; AI-specific: not" in page["words"]
    )
    assert "The row holds ratings for 5 of 6 skills" in page["words"]
    assert share.ask("restore")["words"] == "Restored 5 ratings."
    assert row_of(load(home / "assessment.json")) == "312 - 4x"
    assert dict(form.assessment.interest) == {"leadership": ("grow",)}
    plan = PlanForm.load()
    assert plan.profile == profile_of(form.assessment)
    for wrong, says in (("312 0 4", "It has 5 signs"), ("31205x", "'5' cannot be in a row")):
        assert says in share.ask("code", text=wrong)["words"]


def test_what_cannot_be_restored_changes_nothing(home):
    """A damaged code, one of another framework, the same code, and a no: all leave the file."""
    save(Assessment(QUICK, ratings={"leadership": 4}), home / "assessment.json")
    before = (home / "assessment.json").read_bytes()
    share = FrontEnd(ShareCode(AssessmentForm.load()))
    for code, says in (
        (code_of(Assessment(QUICK))[:-1], "damaged"),
        ("hello", "No share code"),
        (code_of(people(1)[0]), "start in another folder"),
        (code_of(Assessment(QUICK, ratings={"leadership": 4})), "says the same"),
    ):
        page = share.ask("code", text=code)
        assert says in page["words"]
        assert not page["asks"]
        share.say("restore")
    share.say("code", text=code_of(Assessment(QUICK, ratings={"leadership": 1})))
    assert share.ask("keep")["words"] == "Nothing was changed."
    share.say("restore")
    assert (home / "assessment.json").read_bytes() == before


def test_a_notebook_never_keeps_a_code(home):
    """What is stored of the cell holds no code."""
    share = ShareCode(AssessmentForm(people(1)[0]))
    assert share.text.startswith("SK1-")
    kept = json.dumps(share._repr_mimebundle_()[0]["text/html"]) + repr(share)
    assert not re.search("SK1-", kept)


def test_a_share_code_is_of_a_form():
    """Anything else is refused."""
    with pytest.raises(TypeError, match="takes a form"):
        ShareCode(sample_team())  # type: ignore[arg-type]
