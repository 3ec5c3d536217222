"""A person's sign follows the plan, and a room is told two numbers once."""

import base64
import datetime as dt
import json

import pytest

from skillkit.plan import file as planfile
from skillkit.plan.examples import example_review
from skillkit.plan.sign import day_now
from skillkit.team.follow_up import told_path
from skillkit.widgets.follow_up import FollowUpView, PlanSign
from skillkit.widgets.look_back import ReviewForm
from tests.frontend import FrontEnd
from tests.team.test_follow_up import nine, read

pytestmark = pytest.mark.usefixtures("home")


def own_plan(home, status="planned", evidence=()):
    """A plan of one's own, all of it in one state."""
    plan = example_review()
    for action in plan.actions:
        plan = plan.change(action.id, status=status, evidence=evidence)
    return planfile.save(plan, home / "plan.json")


def said(day, home):
    """What the sign of that day says."""
    return PlanSign(ReviewForm.load()).sign(day)[1]


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("planned", ("Not begun yet", "Not half done yet", "Not done yet")),
        ("started", ("Begun", "Not half done yet", "Not done yet")),
        ("done", ("Begun", "Half done", "Done")),
        ("stopped", ("Not begun yet", "Not half done yet", "Not done yet")),
    ],
)
def test_a_sign_says_how_far_a_plan_is(home, status, words):
    """Each day asks another thing of the same plan."""
    own_plan(home, status)
    found = [said(day, home) for day in (30, 60, 90)]
    assert found == [f"{word}; nothing to show yet." for word in words]


def test_something_to_show_counts_as_begun(home):
    """A line of evidence is a beginning, whatever the status says."""
    own_plan(home, "planned", ("https://example.org/report",))
    assert said(30, home) == "Begun; something to show."


def test_a_sign_is_the_same_until_the_plan_says_more(home):
    """Asked twice it is one sign; each day has random digits of its own."""
    own_plan(home, "started")
    first, again = (PlanSign(ReviewForm.load()).sign(30)[0] for _ in range(2))
    assert first == again
    assert len({sign.mark for sign in read(first).signs}) == 1
    other = PlanSign(ReviewForm.load()).sign(60)[0]
    assert read(first).signs[0].mark != read(other).signs[0].mark


def test_no_file_that_leaves_holds_what_a_sign_comes_from(home):
    """The partner's calendar has the plan's key, so the sign does not come from it."""
    plan = own_plan(home)
    PlanSign(ReviewForm.load()).sign(30)
    secret = json.loads((home / "sign.json").read_text("utf-8"))["secret"]
    assert plan.key != secret
    assert secret not in (home / "plan.json").read_text("utf-8")


def test_the_page_asks_for_the_day_that_it_is_time_for(home):
    """After 30 days the first sign, after 60 the second; another may be chosen."""
    plan = own_plan(home, "started")
    for days, day in ((3, 30), (31, 30), (60, 60), (200, 90)):
        assert day_now(plan, plan.start + dt.timedelta(days)) == day
    page = FrontEnd(PlanSign(ReviewForm.load()))
    page.say("sign", day=None, today=(plan.start + dt.timedelta(61)).isoformat())
    assert (page.heard[-1]["day"], page.heard[-1]["said"][:8]) == (60, "Not half")
    page.say("sign", day=30, today="2026-01-01")
    assert page.heard[-1]["said"] == "Begun; nothing to show yet."


def test_an_example_has_no_sign(home):
    """An invented person is counted nowhere."""
    page = FrontEnd(PlanSign(ReviewForm.load()))
    page.say("sign", day=30, today="2026-01-01")
    assert page.heard[-1]["code"] == ""
    assert not (home / "sign.json").exists()
    with pytest.raises(TypeError, match="takes a ReviewForm"):
        PlanSign("plan.json")  # type: ignore[arg-type]


def test_a_sign_that_cannot_be_made_says_why(home):
    """A damaged secret is left as it is."""
    own_plan(home)
    (home / "sign.json").write_text("{", "utf-8")
    page = FrontEnd(PlanSign(ReviewForm.load()))
    page.say("sign", day=30, today="2026-01-01")
    assert "sign.json cannot be used" in page.heard[-1]["sentence"]
    (home / "sign.json").write_text('{"schema": 1, "secret": 5}', "utf-8")
    page.say("sign", day=30, today="2026-01-01")
    assert "damaged" in page.heard[-1]["sentence"]


def test_a_room_is_told_once_and_remembers_it():
    """Before, only a coarse count shows; a late sign changes nothing, in a new kernel too."""
    view = FrontEnd(FollowUpView.load())
    page = view.ask("chat", text="\n".join(nine()[:8]))
    assert (page["count"], page["told"], page["able"]) == ("5 signs or more so far", [], True)
    page = view.ask("tell")
    told = ["After 30 days: 6 or more of 8 began; 4 have something to show."]
    assert page["told"] == told
    late = FrontEnd(FollowUpView.load())
    page = late.ask("chat", text="\n".join(nine()))
    assert (page["told"], page["able"]) == (told, False)
    page = late.ask("tell")
    assert page["told"] == told
    assert page["words"].startswith("This was told before")


def test_what_is_not_remembered_is_not_told():
    """A memory that cannot be read keeps the numbers from the room."""
    told_path().write_text("{", "utf-8")
    view = FrontEnd(FollowUpView.load())
    page = view.ask("chat", text="\n".join(nine()))
    assert not page["able"]
    assert "follow_up.json cannot be used" in page["why"]
    assert "So nothing is told" in view.ask("tell")["words"]


def test_a_question_is_answered_before_anything_is_told():
    """Two signs under one name may be two people, and what was answered may change."""
    one, two, *others = nine()
    view = FrontEnd(FollowUpView.load())
    page = view.ask("chat", text="\n".join([*others, f"Ana: {one}", f"Ana: {two}"]))
    assert page["why"] == "It waits until the questions above are answered."
    (asked,) = page["questions"]
    page = view.ask("answer", sender=asked[0], answer="several")
    assert (page["able"], page["questions"][0][3]) == (True, "several")


def test_another_group_begins_anew_and_nothing_is_lost(home):
    """What the first group was told is kept under its day."""
    view = FrontEnd(FollowUpView.load())
    view.ask("chat", text="\n".join(nine()))
    view.ask("tell")
    page = view.ask("forget", today="2026-12-28")
    assert (page["told"], page["begun"]) == ([], False)
    assert (home / "follow_up-2026-12-28.json").exists()


def test_a_text_without_signs_says_so():
    """The text stays in its box, and the page says what a sign looks like."""
    view = FrontEnd(FollowUpView.load())
    view.say("chat", text="Hello all")
    assert view.heard[-1]["sentence"].startswith("No sign was found")


def test_signs_come_as_files_too(home):
    """A saved chat is read as a pasted one; what cannot be used is named, the rest counts."""
    room = FrontEnd(FollowUpView.load())
    chat = "\n".join(f"P{i}: {code}" for i, code in enumerate(nine()))
    files = [
        {"name": "chat.txt", "text": chat},
        {"name": "shot.png", "data": base64.b64encode(b"\x89PNG and so on").decode()},
        {"name": "empty.txt", "text": "hello"},
        {"name": "lost.txt", "upload": "u", "parts": 2},
    ]
    page = room.ask("files", files=files)
    assert page["count"] == "5 signs or more so far"
    assert page["able"]
    assert [place for place, _ in page["bad"]] == ["shot.png", "empty.txt", "lost.txt"]
    assert "picture" in page["bad"][0][1]
    again = room.ask("files", files=files[:1])
    assert len(again["twice"]) == 9
