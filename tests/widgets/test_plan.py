"""The forms of the plan: what they answer, keep, refuse, suggest and show at rest."""

import base64
import datetime as dt
import io
import zipfile
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from skillkit.assessment import Assessment
from skillkit.assessment.examples import example_person
from skillkit.assessment.file import save as save_card
from skillkit.assessment.share_code import code_of
from skillkit.base.storage import backup_of
from skillkit.plan import Plan
from skillkit.plan.actions import actions_of, load_actions
from skillkit.plan.case_study import CaseStudy, case_study_store
from skillkit.plan.edit import changed
from skillkit.plan.examples import example_case_study, example_plan
from skillkit.plan.file import as_dict, load, save
from skillkit.plan.rules import open_questions, violations
from skillkit.profile import profile_of
from skillkit.widgets.case_study import CaseStudyForm
from skillkit.widgets.plan import PlanForm
from skillkit.widgets.plan_state import page_words
from skillkit.widgets.take_home import TakeHome
from tests.frontend import FrontEnd
from tests.vectors import FULL, QUICK

DAY = "2026-11-24"
NOW = "2026-11-24T10:00:00+01:00"
PROJECT, WRITE_UP = "model_own_data", "write_up_model"
EVIL = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'


@pytest.fixture
def rated(home):
    """The folder of somebody who has rated themselves."""
    save_card(example_person(), home / "assessment.json")
    return home


def planned(home: Path) -> tuple[PlanForm, FrontEnd]:
    """A form on a plan that is the suggestion for five hours a week."""
    form = PlanForm.load()
    browser = FrontEnd(form)
    browser.change("plan", "weekly_hours", 5)
    browser.change("plan", "take", browser.page["suggestion"]["plans"][0]["ids"])
    assert load(home / "plan.json") == form.plan
    return form, browser


def now_in(form: PlanForm) -> Plan:
    """The plan of a form that has one."""
    assert form.plan is not None
    return form.plan


# --- Opening ---------------------------------------------------------------------------------


def test_without_files_the_example_shows_and_nothing_is_written(home):
    """The invented plan keeps every rule, leaves nothing open, and cannot be changed."""
    form = PlanForm.load()
    browser = FrontEnd(form)
    assert form.is_example
    assert (violations(now_in(form)), open_questions(now_in(form))) == ((), ())
    answer = browser.change("plan", "weekly_hours", 9)
    assert (answer["kind"], "This is an example" in answer["sentence"]) == ("refused", True)
    assert list(home.iterdir()) == []


def test_with_ratings_an_empty_plan_begins_and_nothing_is_chosen(rated):
    """Somebody who has rated meets an empty page of their own; opening it writes nothing."""
    form = PlanForm.load()
    page = FrontEnd(form).page
    assert (page["mode"], page["entries"], page["order"]) == ("saved", {}, [])
    assert form.plan is None
    assert not (rated / "plan.json").exists()


def test_the_first_change_dates_the_plan_by_the_persons_own_day(rated):
    """The plan starts on the day that the browser says, not on that of the machine."""
    form = PlanForm.load()
    FrontEnd(form).change("plan", "weekly_hours", 5)
    assert load(rated / "plan.json").start == dt.date(2026, 11, 24)


def test_a_person_without_ratings_can_plan_and_is_told_what_is_missing(home):
    """Without ratings nothing is suggested; everything else works."""
    form = PlanForm.load()
    browser = FrontEnd(form)
    browser.say("start")
    browser.change("plan", "weekly_hours", 5)
    browser.change(PROJECT, "in", True)
    assert browser.page["suggestion"] is None
    assert PROJECT in load(home / "plan.json")


def test_a_cell_that_runs_again_shows_the_same_form_read_anew(rated):
    """Running the cell again gives the form that is open, with what the file says now."""
    form, _ = planned(rated)
    save(now_in(form).change(PROJECT, buddy="Noor"), rated / "plan.json")
    assert PlanForm.load() is form
    assert now_in(form).action(PROJECT).buddy == "Noor"


def test_a_damaged_file_is_kept_and_the_version_before_it_offered(rated):
    """The form says what is wrong, never writes over the file, and goes on from the one before."""
    form, browser = planned(rated)
    browser.change(PROJECT, "buddy", "Noor")
    mine = load(backup_of(rated / "plan.json"))
    (rated / "plan.json").write_text("{broken", "utf-8")
    page = FrontEnd(PlanForm.load()).page
    assert (page["mode"], page["earlier"]) == ("damaged", True)
    assert "cannot be used and was left as it is" in page["notice"]
    browser = FrontEnd(form)
    browser.say("earlier")
    assert load(rated / "plan.json").actions == mine.actions
    assert (rated / "plan.damaged-1.json").read_text("utf-8") == "{broken"
    assert browser.page["mode"] == "saved"


def test_ratings_of_another_framework_suggest_nothing_and_the_page_says_why(rated):
    """A plan made with one framework stays usable beside ratings of another."""
    planned(rated)
    save_card(Assessment(QUICK).rate("communication", 2), rated / "assessment.json")
    page = FrontEnd(PlanForm.load()).page
    assert page["suggestion"] is None
    assert "nothing can be suggested" in page["notice"]
    assert page["order"][0] == PROJECT


# --- Saving ----------------------------------------------------------------------------------


def test_a_change_is_on_the_disk_when_it_is_confirmed(rated):
    """The answer `saved`, with the ticket of the change, comes after the file holds it."""
    form = PlanForm.load()
    read: list[Plan] = []
    browser = FrontEnd(form, "tab", lambda _: read.append(load(rated / "plan.json")))
    answer = browser.change("plan", "weekly_hours", 4.5)
    assert (answer["kind"], answer["tab"]) == ("saved", "tab")
    assert read[0].weekly_hours == 4.5


def test_a_full_disk_refuses_the_change_and_keeps_the_plan(rated, monkeypatch):
    """When nothing can be written, the browser hears why, and the plan is as it was."""
    form, browser = planned(rated)
    before = form.plan

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    answer = browser.change(PROJECT, "buddy", "Noor")
    assert (answer["kind"], "disk is full" in answer["sentence"]) == ("refused", True)
    assert form.plan == before


def test_two_kernels_merge_field_by_field(rated):
    """A change goes into what the file says now, not into what the form knew."""
    form, browser = planned(rated)
    save(now_in(form).change(PROJECT, obstacle="I polish"), rated / "plan.json")
    browser.change(PROJECT, "buddy", "Noor")
    action = load(rated / "plan.json").action(PROJECT)
    assert (action.obstacle, action.buddy) == ("I polish", "Noor")
    assert now_in(form).action(PROJECT).obstacle == "I polish"


def test_what_is_assigned_in_python_is_saved(rated):
    """A plan that code gives the form is checked, saved and shown."""
    form = PlanForm.load()
    form.value = as_dict(example_plan())
    assert load(rated / "plan.json") == example_plan()
    assert FrontEnd(form).page["order"][0] == PROJECT


CHANGES = {
    "a third lever": ("plan", "levers", ["salary", "internal", "external"], "choose at most 2"),
    "no lever": ("plan", "levers", ["wealth"], "is not a lever"),
    "odd hours": ("plan", "weekly_hours", 0.3, "write whole or half hours up to 60"),
    "words for hours": ("plan", "weekly_hours", "five", "write whole or half hours"),
    "no weeks": ("plan", "weeks", None, "whole number from 1 to 52"),
    "no day": ("plan", "start", "soon", "'soon' is not a date"),
    "wrong kind": ("plan", "technical", "communication", ""),
    "unknown skill": ("plan", "technical", "juggling", "juggling"),
    "an old suggestion": ("plan", "take", ["x"], "look at it again"),
    "unknown field": ("plan", "mood", "good", "'mood' cannot be changed"),
    "unknown action": ("no_such", "in", True, "is not an action here"),
    "not in the plan": ("no_such", "buddy", "Noor", "is not in this plan"),
    "too long": (PROJECT, "buddy", "x" * 301, "301 characters; at most 300"),
    "no text": (PROJECT, "buddy", 3, "3 is not text"),
    "no step": (PROJECT, "step", "  ", "is empty"),
    "broken line": (PROJECT, "when", "a\nb", "line break"),
    "half hours": (PROJECT, "hours", 2.5, "whole hours up to 200"),
    "other horizon": (PROJECT, "horizon", 45, "allowed: 30, 60, 90"),
    "key": (PROJECT, "id", "other", "'id' cannot be changed"),
    "own of no kind": ("own_1", "own", "soft", "allowed: 'technical'"),
}


@pytest.mark.parametrize(("card", "field", "value", "said"), CHANGES.values(), ids=CHANGES.keys())
def test_what_cannot_be_is_refused_in_a_sentence_and_nothing_is_written(
    rated, card, field, value, said
):
    """An unknown card, field or value is refused in words; the plan and its file stay."""
    form, browser = planned(rated)
    before, text = form.plan, (rated / "plan.json").read_text("utf-8")
    if said == "":
        assert browser.change(card, field, value)["kind"] == "saved"  # one of each kind, as ever
        assert len(now_in(form).focus) == 1
        return
    answer = browser.change(card, field, value)
    assert answer["kind"] == "refused"
    assert said in answer["sentence"]
    assert (form.plan, (rated / "plan.json").read_text("utf-8")) == (before, text)


# --- Choosing --------------------------------------------------------------------------------


def test_the_page_knows_whether_somebody_has_rated(home):
    """Without hours it asks the rated for their hours, and the others for their ratings."""
    assert FrontEnd(PlanForm.load(home / "plan.json")).page["rated"] is True  # the example
    form = PlanForm()
    assert FrontEnd(form).page["rated"] is False
    save_card(example_person(), home / "assessment.json")
    page = FrontEnd(PlanForm.load(home / "plan.json")).page
    assert (page["mode"], page["rated"], page["suggestion"]) == ("saved", True, None)


def test_the_suggestion_follows_wishes_and_leaves_the_plan_alone(rated):
    """Other hours, levers and skills suggest something else; the chosen actions stay."""
    form, browser = planned(rated)
    before = now_in(form).actions
    first = browser.page["suggestion"]
    browser.change("plan", "weekly_hours", 2)
    browser.change("plan", "levers", ["leadership"])
    browser.change("plan", "technical", "ethical_ai")
    assert browser.page["suggestion"] != first
    assert now_in(form).actions == before


def test_the_next_two_ways_stand_beside_the_best(rated):
    """Three plans are offered, each with its steps, hours, days and reasons."""
    _, browser = planned(rated)
    suggestion = browser.page["suggestion"]
    assert len(suggestion["plans"]) == 3
    assert [bool(plan["beside"]) for plan in suggestion["plans"]] == [False, True, True]
    step, facts, reason = suggestion["plans"][0]["lines"][0]
    assert "hours, by day" in facts
    assert reason.startswith("Builds ")
    assert step == load_actions().action(PROJECT).step


def test_taking_another_way_keeps_what_was_written_and_can_be_undone(rated):
    """Actions in both plans stay as they are; the others come back with one press."""
    form, browser = planned(rated)
    browser.change(PROJECT, "buddy", "Noor")
    before = now_in(form).actions
    other = browser.page["suggestion"]["plans"][1]["ids"]
    browser.change("plan", "take", other)
    plan = now_in(form)
    assert {a.id for a in plan.actions} == set(other)
    assert violations(plan) == ()
    assert plan.action(PROJECT).buddy == "Noor"
    assert browser.page["back"] is True
    browser.say("back")
    assert now_in(form).actions == load(rated / "plan.json").actions == before
    assert browser.page["back"] is False


def test_a_taken_suggestion_keeps_every_rule_and_is_dated(rated):
    """What is suggested needs no mending: pairs, write-up, order, hours and days are there."""
    form, _ = planned(rated)
    assert violations(now_in(form)) == ()
    assert all(action.horizon for action in now_in(form).actions)


def test_the_focus_lists_begin_with_the_best_reasons(rated):
    """The smallest change to a T comes first, then what the person wants; each says why."""
    focus = FrontEnd(PlanForm.load()).page["words"]["focus"]
    groups = [group for group, _ in focus["communication"]]
    assert groups[0] == "In your smallest change to a T"
    (_, name, why), *_ = focus["communication"][0][1]
    assert name == "Communication"
    assert "smallest change" in why
    assert "You said that you want to grow here." in why
    assert ["agent_frameworks", "Agent frameworks"] in [
        row[:2] for group, rows in focus["technical"] for row in rows if group[:3] == "You"
    ]


def test_every_broken_rule_shows_with_its_cure_and_a_way_that_mends_it(rated):
    """Each press on a way out leaves fewer rules broken, until all are kept."""
    browser = FrontEnd(PlanForm.load())
    browser.change(PROJECT, "in", True)
    browser.change("hackathon_whole", "in", True)
    count = len(browser.page["breaches"])
    assert count == 3
    while broken := browser.page["breaches"]:
        assert broken[0]["rule"].startswith("The article says")
        assert broken[0]["cure"].endswith(".")
        for change in broken[0]["ways"][-1]["changes"]:
            assert browser.change(*change)["kind"] == "saved"
        assert len(browser.page["breaches"]) < count
        count = len(browser.page["breaches"])


def test_an_action_of_ones_own_gets_a_partner_of_ones_own(rated):
    """Where neither plan nor catalogue has a partner, one is added and paired with one press."""
    browser = FrontEnd(form := PlanForm.load())
    browser.change("own_1", "own", "technical")
    (breach,) = browser.page["breaches"]
    for change in breach["ways"][0]["changes"]:
        assert browser.change(*change)["kind"] == "saved"
    assert now_in(form).action("own_1").paired_with == "own_2"
    assert browser.page["breaches"] == []


def test_a_project_of_ones_own_gets_a_case_study_with_one_press(rated):
    """Where the catalogue has no write-up, the way out makes one of the person's own."""
    form = PlanForm.load()
    browser = FrontEnd(form)
    browser.change("own_1", "own", "technical")
    browser.change("own_1", "stage", 1)
    ways = [way for breach in browser.page["breaches"] for way in breach["ways"]]
    (way,) = [way for way in ways if "case study" in way["words"]]
    for change in way["changes"]:
        assert browser.change(*change)["kind"] == "saved"
    assert now_in(form).action("own_2").writes_up == "own_1"
    browser.change("own_1", "paired_with", "own_2")
    assert violations(now_in(form)) == ()


def test_asking_twice_for_the_same_changes_nothing_twice(rated):
    """A message that a browser sends again after a reload does no harm."""
    form = PlanForm.load()
    browser = FrontEnd(form)
    for _ in range(2):
        browser.change(PROJECT, "in", True)
        browser.change("own_1", "own", "communication")
    assert [action.id for action in now_in(form).actions] == [PROJECT, "own_1"]
    for _ in range(2):
        assert browser.change(PROJECT, "in", False)["kind"] == "saved"


def test_an_action_that_goes_and_comes_back_is_whole(rated):
    """Taking an action out forgets nothing that was written into it."""
    form, browser = planned(rated)
    browser.change(PROJECT, "when", "it is Tuesday")
    browser.change(PROJECT, "in", False)
    browser.change(PROJECT, "in", True)
    assert now_in(form).action(PROJECT).cue.when == "it is Tuesday"


def test_the_hours_are_said_in_words(rated):
    """The meter says how many of how many, what is left or too much, and both kinds."""
    form, browser = planned(rated)
    assert browser.page["meter"]["words"] == (
        "5 actions, 39 of 45 hours, 6 left: 24 technical, 15 communication."
    )
    browser.change("plan", "weekly_hours", 2)
    assert "39 of 18 hours, 21 more than fit" in browser.page["meter"]["words"]
    assert "a quarter of them kept free" in browser.page["budget"]
    browser.change("plan", "weekly_hours", None)
    assert now_in(form).budget is None
    assert browser.page["meter"]["words"].startswith("5 actions, 39 hours:")


def test_the_cue_comes_back_as_a_sentence(rated):
    """When and what make the sentence to read aloud; typed blanks around them go."""
    _, browser = planned(rated)
    browser.change(PROJECT, "when", " it is Tuesday ")
    assert browser.page["cards"][PROJECT]["said"] == ""
    browser.change(PROJECT, "act", "open the list")
    assert browser.page["cards"][PROJECT]["said"] == ("When it is Tuesday, then I open the list.")


def test_a_date_of_ones_own_goes_before_the_horizon_and_can_be_taken_back(rated):
    """The card says the date that counts."""
    _, browser = planned(rated)
    browser.change(PROJECT, "due", "2026-12-12")
    assert browser.page["cards"][PROJECT]["by"] == "by 12 December 2026"
    browser.change(PROJECT, "due", None)
    assert browser.page["cards"][PROJECT]["by"] == "by 23 January 2027"


def test_undated_actions_are_dated_on_request_and_the_others_stay(rated):
    """Dates by order fill what is open and change no date that somebody chose."""
    form, browser = planned(rated)
    browser.change("shadow_product", "horizon", None)
    browser.change(PROJECT, "horizon", 30)
    browser.change("plan", "dates", True)
    assert now_in(form).action("shadow_product").horizon == 90
    assert now_in(form).action(PROJECT).horizon == 30


def test_partners_stand_side_by_side_after_a_change(rated):
    """Choosing a partner brings it behind its action and changes no date."""
    plan = Plan(FULL, dt.date(2026, 11, 24))
    offered = load_actions().offered(FULL)
    for name in (PROJECT, "tradeoff_memo", WRITE_UP):
        plan = changed(plan, {"skill": name, "field": "in", "value": True}, offered)
    message = {"skill": PROJECT, "field": "paired_with", "value": WRITE_UP}
    assert [a.id for a in changed(plan, message, offered).actions][:2] == [PROJECT, WRITE_UP]


# --- At rest ---------------------------------------------------------------------------------


def test_what_a_saved_notebook_shows_is_the_same_every_time(home):
    """Repr and still picture carry no id, time or place."""
    for cls in (PlanForm, CaseStudyForm):
        first, second = cls.load(), cls.load(home / "other.json")
        assert repr(first) == repr(second)
        assert first._static_html() == second._static_html()
        assert str(home) not in first._static_html()
    assert repr(PlanForm.load()) == "PlanForm(5 actions, 39 hours, an example)"
    assert "An invented example, not a real person." in PlanForm.load()._static_html()


def test_the_still_picture_keeps_private_lines_and_shows_signs_as_typed(rated):
    """Obstacles stay at home, and text that looks like HTML is text."""
    form, browser = planned(rated)
    browser.change(PROJECT, "step", EVIL)
    browser.change(PROJECT, "obstacle", "I polish")
    still = form._static_html()
    assert "<script" not in still
    assert "<img" not in still
    assert "I polish" not in still


# --- Taking it home --------------------------------------------------------------------------


def links(browser: FrontEnd, *, code: bool = False) -> dict[str, bytes]:
    """The files behind the links of a take-home."""
    browser.heard.clear()
    browser.say("fetch", now=NOW, code=code)
    (answer,) = browser.heard
    assert answer["problem"] == ""
    return {row[0]: base64.b64decode(row[3].partition("base64,")[2]) for row in answer["links"]}


def test_every_file_is_there_and_the_archive_holds_them_all(rated):
    """Each link holds its file, typed for a browser, and the archive holds the same bytes."""
    form, browser = planned(rated)
    browser.change(PROJECT, "buddy", "Noor")
    files = links(FrontEnd(TakeHome(form)))
    archive = files.pop("my-next-ninety-days.zip")
    plan = {"plan.html", "plan.ics", "plan.md", "plan.xlsx", "ratings.xlsx"}
    assert set(files) == {*plan, "partner.html", "partner.ics", "partner_weekly.ics"}
    with zipfile.ZipFile(io.BytesIO(archive)) as found:
        assert all(found.read(name) == content for name, content in files.items())
    assert b"Noor" in files["plan.md"]
    assert b"24 November 2026" in files["plan.md"]


def test_a_link_follows_what_another_notebook_saved(rated):
    """The files are made of what is on the disk when they are asked for."""
    form, _ = planned(rated)
    take = FrontEnd(TakeHome(form))
    save(now_in(form).change(PROJECT, buddy="Ana"), rated / "plan.json")
    assert b"Ana" in links(take)["plan.md"]


def test_the_share_code_is_on_the_page_only_when_it_is_wished(rated):
    """Nobody's ratings leave with a page unless its owner ticks the box."""
    form, _ = planned(rated)
    take = FrontEnd(TakeHome(form))
    code = code_of(example_person()).encode()
    assert code not in links(take)["plan.html"]
    assert code in links(take, code=True)["plan.html"]


def test_the_case_study_travels_along_once_there_is_one(rated):
    """A case study beside the plan is one more link and one more file in the archive."""
    form, _ = planned(rated)
    study = CaseStudyForm.load()
    browser = FrontEnd(study)
    browser.say("start")
    browser.change("study", "problem", "Editors guess")
    files = links(FrontEnd(TakeHome(form)))
    assert b"Editors guess" in files["case_study.md"]


def test_a_change_of_the_plan_asks_for_new_files(rated):
    """The page with the links hears at once that its files are old."""
    form, browser = planned(rated)
    take = FrontEnd(TakeHome(form))
    browser.change(PROJECT, "buddy", "Noor")
    assert {"kind": "stale"} in take.heard


def test_without_a_plan_there_is_nothing_and_without_a_clock_a_sentence(rated):
    """Before the first choice no link is there; a time that is none ends in words."""
    take = FrontEnd(TakeHome(PlanForm.load()))
    assert links(take) == {}
    take.say("fetch", now="noon")
    assert "'noon' is not a time" in take.heard[-1]["problem"]


def test_the_example_can_be_taken_along_to_see_what_it_is_like(home):
    """Without files of one's own the links hold the invented person's plan."""
    take = TakeHome(PlanForm.load())
    assert FrontEnd(take).page["example"] is True
    assert b"The handbook editors" in links(FrontEnd(take))["plan.md"]
    assert repr(take) == "TakeHome(the plan to take along)"


def test_a_damaged_plan_is_not_taken_along_as_the_example(rated):
    """Where the file cannot be read, no stranger's plan leaves; the reason is there instead."""
    path = rated / "plan.json"
    path.write_text("{")
    form = PlanForm.load()
    take = FrontEnd(TakeHome(form))
    take.heard.clear()
    take.say("fetch", now=NOW)
    (answer,) = take.heard
    assert answer["links"] == []
    assert answer["page"] == {"example": False, "rated": False}
    assert "cannot be used and was left as it is" in answer["problem"]
    assert repr(form).endswith("an example)")


def test_take_home_takes_a_plan_form():
    """Anything else ends in a sentence that says what was given."""
    with pytest.raises(TypeError, match="this is a str"):
        TakeHome("plan.json")  # type: ignore[arg-type]


# --- The case study --------------------------------------------------------------------------


def test_a_case_study_is_saved_part_by_part(home):
    """Each change is on the disk when it is confirmed; both limits are only said."""
    form = CaseStudyForm.load()
    browser = FrontEnd(form)
    assert (form.is_example, form.case_study) == (True, example_case_study())
    browser.say("start")
    assert form.case_study is None
    browser.change("study", "problem", "Editors guess\n\nEvery month")
    browser.change("study", "outcome", "w " * 400)
    browser.change("study", "cleared", True)
    saved = case_study_store(home / "case_study.json").load()
    assert saved == form.case_study
    assert saved.words == 404
    assert any("cut what a reader would not miss" in line for line in browser.page["open"])


@pytest.mark.parametrize(
    ("card", "field", "value", "said"),
    [
        ("other", "problem", "x", "no card 'other'"),
        ("study", "title", "x", "'title' is not a part"),
        ("study", "tools", "a\u202eb", "U+202E"),
        ("study", "cleared", "yes", "allowed: true or false"),
        ("study", "tools", None, "is not text"),
    ],
)
def test_a_case_study_refuses_what_no_screen_could_show(home, card, field, value, said):
    """An unknown part or a hidden sign is refused in a sentence, and nothing is written."""
    form = CaseStudyForm.load()
    browser = FrontEnd(form)
    browser.say("start")
    answer = browser.change(card, field, value)
    assert (answer["kind"], said in answer["sentence"]) == ("refused", True)
    assert not (home / "case_study.json").exists()


def test_a_case_study_without_a_file_is_kept_in_the_form():
    """A form on a value saves nowhere and still answers."""
    form = CaseStudyForm(CaseStudy(problem="one"))
    browser = FrontEnd(form)
    assert browser.change("study", "tools", "two")["kind"] == "saved"
    assert form.case_study == CaseStudy(problem="one", tools="two")
    browser.say("fetch", day=DAY)
    assert browser.heard[-1]["text"].startswith("# Case study")


def test_a_plan_without_a_file_is_kept_in_the_form():
    """A form on a plan and a profile suggests and answers, and writes nothing."""
    form = PlanForm(example_plan(), profile=profile_of(example_person()))
    browser = FrontEnd(form)
    assert browser.change("plan", "weekly_hours", 3)["kind"] == "saved"
    assert now_in(form).budget == 27
    assert form.suggestion is not None
    assert form.path is None


def test_a_keystroke_reads_the_plan_once_and_judges_it_once(rated, monkeypatch):
    """Under the lock, from the file; the form and whatever follows it share what was found."""
    form, browser = planned(rated)
    counts = dict.fromkeys(("from_dict", "violations"), 0)
    for module, name in (("plan.file", "from_dict"), ("widgets.plan_state", "violations")):
        counted(monkeypatch, f"skillkit.{module}", name, counts)
    browser.change(now_in(form).actions[0].id, "step", "Read one paper")
    assert now_in(form).actions[0].step == "Read one paper"
    assert counts == {"from_dict": 1, "violations": 1}


def counted(monkeypatch, module, name, counts):
    """Count how often a function is called."""
    whole = getattr(import_module(module), name)

    def call(*given, **named):
        counts[name] += 1
        return whole(*given, **named)

    monkeypatch.setattr(f"{module}.{name}", call)


def test_what_a_house_has_to_learn_from_shows_where_an_action_is_chosen():
    """The framework's lines stand beside the action that builds their skill; the kit has none."""
    offered = actions_of(FULL)
    skill = next(iter(offered.actions[0].builds))
    assert not any(skill.resources for skill in FULL.skills)
    named = tuple(
        replace(one, resources=("our <b>guide</b>",)) if one.id == skill else one
        for one in FULL.skills
    )
    words = page_words(replace(FULL, skills=named), offered, None)
    assert words["actions"][0]["words"].endswith(" To learn it from: our <b>guide</b>.")
