"""The agreements form: what it saves, what the picture beside it says, and what leaves the room."""

import base64
import json
import random
import re

import pytest

from skillkit.assessment import Assessment
from skillkit.assessment.share_code import code_of
from skillkit.team.agreements import agreements_path, agreements_store
from skillkit.team.sample import sample_agreements
from skillkit.team.words import gap_sentences
from skillkit.widgets.agreements import AgreementsForm
from skillkit.widgets.team import ASK_FIRST, TeamView
from tests.frontend import FrontEnd, Message
from tests.vectors import FULL, QUICK

pytestmark = pytest.mark.usefixtures("home")

FIRST, LATER = "2026-11-28", "2026-12-28"


def chat(framework=FULL, count=8, seed=1):
    """A chat with the codes of people who all differ."""
    chance = random.Random(seed)
    cards = [
        Assessment(framework, ratings={s.id: chance.randrange(5) for s in framework.skills})
        for _ in range(count)
    ]
    return "\n".join(f"Person {i}: {code_of(card)}" for i, card in enumerate(cards))


def revealed(framework=FULL) -> FrontEnd:
    """A group in front of its picture."""
    room = FrontEnd(TeamView())
    room.say("chat", text=chat(framework))
    room.say("reveal")
    assert room.page["html"]
    return room


def begun(view: TeamView | None = None) -> FrontEnd:
    """A form in which a team has begun."""
    form = FrontEnd(AgreementsForm.load() if view is None else AgreementsForm.beside(view))
    form.say("start")
    return form


def file_of(message: Message) -> str:
    """What a file holds that was sent."""
    return base64.b64decode(message["address"].partition(",")[2]).decode("utf-8-sig")


def test_what_is_typed_is_saved_and_confirmed_with_its_day():
    """The answer comes after the file; the person's own date is the day of the agreement."""
    form = begun()
    assert form.change("a1", "what", "Pair on reviews", FIRST)["kind"] == "saved"
    saved = agreements_store(agreements_path()).load()
    assert saved.agreement("a1").made.isoformat() == FIRST
    assert form.widget.agreements == saved
    assert form.change("a1", "status", "done", LATER)["page"]["cards"]["a1"] == {
        "title": "Pair on reviews",
        "kind": "",
        "facts": "",
        "made": "Agreed on 28 November 2026",
        "said": "Said on 28 December 2026",
    }


def test_what_cannot_be_saved_is_said_and_nothing_changes():
    """A fourth of one day, a number that is none, an id from nowhere: each gets its sentence."""
    form = begun()
    for i in range(3):
        form.change(f"a{i}", "what", f"Thing {i}", FIRST)
    before = form.widget.agreements
    for card, field, value, said in (
        ("a9", "what", "One more", "Three things are agreed on for today"),
        ("wanted", "leadership", 2.5, "2.5 found; write a whole number"),
        ("wanted", "juggling", 2, "'juggling'"),
        ("A 1", "what", "x", "'A 1' is no id"),
    ):
        answer = form.change(card, field, value, FIRST)
        assert answer["kind"] == "refused"
        assert said in answer["sentence"]
    assert form.widget.agreements == before == agreements_store(agreements_path()).load()


def test_the_picture_says_at_once_what_is_accepted_and_how_many_are_wanted():
    """Typed below it, told in it, with the day; taken back, gone."""
    room = revealed()
    form = begun(room.widget)
    chart = room.widget.chart("holiday")
    before = room.page["html"]
    form.change("wanted", "leadership", 3, FIRST)
    assert "Leadership: wanted 3, at Strong or above now" in room.page["html"]
    assert "Leadership: wanted 3" in FrontEnd(chart).page["html"]
    form.change("wanted", "leadership", None, FIRST)
    assert room.page["html"] == before
    form.change("a1", "accepted", True, FIRST)
    form.change("a1", "skill", "ethical_ai", FIRST)
    told = "Accepted on purpose: Ethical AI" in room.page["html"]
    assert told == ("Ethical AI" in " ".join(_gaps(room)))


def _gaps(room: FrontEnd) -> list[str]:
    """The sentences of the gaps without any agreement."""
    release = room.widget.release
    return gap_sentences(release.team, release.coverage)


def test_an_example_and_an_own_picture_never_mix():
    """The invented team's agreements go with its picture alone, and a team's with its own."""
    view = TeamView()
    room, form = FrontEnd(view), FrontEnd(AgreementsForm.beside(view))
    assert "Accepted on purpose: Domain expertise" in room.page["html"]
    room.say("chat", text=chat())
    room.say("reveal")
    assert "Accepted on purpose" not in room.page["html"]
    assert "wanted 3" not in room.page["html"]
    form.say("start")
    form.change("wanted", "leadership", 3, FIRST)
    assert "wanted 3" in room.page["html"]
    room.say("forget")
    assert "wanted 3" not in room.page["html"]


def test_new_agreements_are_of_the_skills_of_the_picture():
    """A group that rated six rows agrees on these six."""
    form = begun(revealed(QUICK).widget)
    form.change("a1", "skill", QUICK.skills[0].id, FIRST)
    assert form.widget.agreements.framework == QUICK
    listed = [skill for _, skills in form.page["words"]["skills"] for skill, _ in skills]
    assert sorted(listed) == sorted(skill.id for skill in QUICK.skills)


def test_two_forms_on_one_file_lose_nothing():
    """Two tabs that type at the same moment make two agreements."""
    one, two = begun(), FrontEnd(AgreementsForm(path=agreements_path()))
    two.say("start")
    one.change("a1", "what", "One", FIRST)
    two.change("a2", "what", "Two", FIRST)
    assert [a.what for a in agreements_store(agreements_path()).load().agreements] == ["One", "Two"]
    assert one.widget.agreements == two.widget.agreements


def test_another_team_begins_anew_and_the_first_comes_back(home):
    """Each team's file is kept under its day, and none is ever written over."""
    form = begun()
    form.change("a1", "what", "First team", FIRST)
    form.say("anew", day=LATER)
    assert (form.widget.agreements, form.widget.is_own) == (None, True)
    form.change("a2", "what", "Second team", LATER)
    assert form.page["away"] == [["agreements-2026-11-28.json", "Agreements of 28 November 2026"]]
    form.say("again", name="agreements-2026-11-28.json", day=LATER)
    assert [a.what for a in form.widget.agreements.agreements] == ["First team"]
    assert [name for name, _ in form.page["away"]] == ["agreements-2026-12-28.json"]
    texts = [json.loads(f.read_text("utf-8")) for f in home.glob("agreements*.json")]
    said = {row["what"] for table in texts for row in table["agreements"]}
    assert {"First team", "Second team"} <= said


def test_only_what_was_put_away_can_be_shown_again(home):
    """A name from elsewhere leads nowhere."""
    form = begun()
    form.change("a1", "what", "Ours", FIRST)
    (home / "plan.json").write_text("{}", "utf-8")
    for name in ("plan.json", "../plan.json", "agreements.json", None):
        form.say("again", name=name, day=LATER)
    assert form.widget.agreements.agreement("a1").what == "Ours"
    assert (home / "plan.json").exists()


def test_a_damaged_file_is_kept_and_the_version_before_it_goes_on(home):
    """The page says so, the picture says nothing, and no byte is lost."""
    form = begun()
    form.change("a1", "what", "Pair", FIRST)
    form.change("a1", "who", "Noor", FIRST)
    agreements_path().write_text("{", "utf-8")
    form.widget.read()
    assert form.widget.is_damaged
    form.say("earlier")
    assert form.widget.agreements.agreement("a1").what == "Pair"
    assert (home / "agreements.damaged-1.json").read_text("utf-8") == "{"


def test_the_files_hold_what_stands_in_the_form():
    """As text and as a table, with the person's own day."""
    form = begun()
    form.change("a1", "what", "Pair on reviews", FIRST)
    form.say("file", name="agreements.md", now="2026-12-28T10:00:00+01:00")
    text = file_of(form.heard[-1])
    assert "Pair on reviews" in text
    assert "28 December 2026" in text
    heard = len(form.heard)
    form.say("file", name="../plan.json", now="2026-12-28T10:00:00+01:00")
    assert len(form.heard) == heard


# --- The picture as a file ---------------------------------------------------------------------
def words_of(html: str) -> str:
    """The text of a page's body, without its elements."""
    return " ".join(re.sub(r"<[^>]+>", " ", html.partition("<body>")[2] or html).split())


def test_the_picture_leaves_the_room_only_after_everybodys_yes():
    """Without it the file is refused in words, also to a page that was tampered with."""
    room = revealed()
    for yes in (None, False, 1, "true"):
        room.say("file", name="team.html", now="2026-11-28T10:00:00+01:00", yes=yes)
        assert room.heard[-1] == {"kind": "problem", "sentence": ASK_FIRST}
    room.say("file", name="team.html", now="2026-11-28T10:00:00+01:00", yes=True)
    assert room.heard[-1]["kind"] == "file"


def test_the_picture_as_a_file_holds_nothing_that_the_screen_did_not_show():
    """Line by line what is on the page, under a title, with the day and what it is for."""
    room = revealed()
    room.say("named", alias="Person 3", yes=True)
    begun(room.widget).change("wanted", "leadership", 3, FIRST)
    room.say("file", name="team.html", now="2026-11-28T10:00:00+01:00", yes=True)
    page = file_of(room.heard[-1])
    folds = {"<details>\n<summary>": "<h3>", "</summary>": "</h3>", "</details>\n": ""}
    shown = room.page["html"]
    for fold, unfolded in folds.items():
        shown = shown.replace(fold, unfolded)
    assert shown in page
    rest = words_of(page.replace(shown, ""))
    assert rest.startswith("The shape of our team")
    assert rest.endswith(
        "Self-rated, for development only. Confidential: for the people in the room."
    )
    assert len(rest) < 200
    assert "Person" not in rest


@pytest.mark.parametrize("kind", ["coverage", "holiday", "shape", "spread"])
def test_a_drawing_as_a_file_is_that_of_the_screen(kind):
    """The same marks; only its headline stands in it too."""
    room = revealed()
    room.say("file", name=f"team-{kind}.svg", now="2026-11-28T10:00:00+01:00", yes=True)
    svg = file_of(room.heard[-1])
    (panel,) = [chart for chart in room.page["charts"] if chart["id"] == kind]
    said = set(words_of(svg).split()) - {
        *words_of(panel["svg"]).split(),
        *panel["headline"].split(),
    }
    assert svg.startswith("<svg")
    assert {word for word in said if word.isdigit()} == set()
    assert "Person" not in svg


def test_before_a_reveal_and_of_the_invented_team_there_is_no_file():
    """Nothing is offered, and nothing is sent."""
    room = FrontEnd(TeamView())
    asked = {"name": "team.html", "now": "2026-11-28T10:00:00+01:00", "yes": True}
    assert room.page["files"] == []
    room.say("file", **asked)
    assert room.heard[-1]["kind"] == "problem"
    room.say("chat", text=chat())
    assert room.page["files"] == []
    room.say("file", **asked)
    assert room.heard[-1]["kind"] == "problem"


def test_a_saved_notebook_keeps_the_invented_teams_agreements_alone():
    """Whoever typed what, the cell holds the example."""
    form = begun()
    form.change("a1", "what", "Marked as ours", FIRST)
    kept = str(form.widget._repr_mimebundle_()[0]["text/html"]) + repr(form.widget)
    assert "Marked as ours" not in kept
    assert sample_agreements().agreement("a_hour").what in kept
