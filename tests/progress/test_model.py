"""Progress: what may be said of two ratings of one person, and what their pages let nobody see."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillkit.assessment import NA, Assessment
from skillkit.assessment.examples import example_again, example_person, example_seen
from skillkit.assessment.file import load, save
from skillkit.base.errors import SkillkitError
from skillkit.framework import LEVELS
from skillkit.plan.examples import example_plan, example_review
from skillkit.plan.file import load as load_plan
from skillkit.plan.file import save as save_plan
from skillkit.progress import Change, Progress, change_words, plan_sentence, sentences, shift_words
from skillkit.progress.draw_change import dumbbell
from skillkit.widgets.look_back import ProgressView, RecallForm, ReviewForm, SecondRatingForm
from tests.frontend import FrontEnd, page_of
from tests.vectors import FULL, QUICK, framework_text, ratings

SKILL = QUICK.skills[0]
LEVEL = st.sampled_from([*LEVELS])
RATING = st.one_of(st.none(), st.just(NA), LEVEL)
RATED = ratings(QUICK).map(lambda row: Assessment(QUICK, None, row))
EVIL = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'


# --- One skill ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("then", "now", "backed", "words"),
    [
        (2, 2, False, "the same"),
        (2, 2, True, "the same"),
        (2, 3, False, "about the same"),
        (2, 1, False, "about the same"),
        (2, 1, True, "about the same"),
        (2, 3, True, "one level up, with something to show"),
        (1, 3, False, "two levels up"),
        (1, 4, True, "three levels up, with something to show"),
        (4, 2, False, "two levels lower"),
        (4, 2, True, "two levels lower"),
        (None, 3, True, "rated for the first time"),
        (None, NA, False, "rated for the first time"),
        (3, None, False, "not rated this time"),
        (None, None, False, "not rated"),
        (NA, NA, False, "not applicable, as then"),
        (NA, 2, False, "not applicable then"),
        (2, NA, False, "not applicable now"),
    ],
)
def test_a_difference_is_said_in_these_words(then, now, backed, words):
    """A level without anything to show is no difference; going lower is never praised."""
    assert change_words(Change(SKILL, then, now, backed=backed)) == words


@pytest.mark.parametrize(
    ("then", "seen", "words"),
    [
        (2, None, ""),
        (NA, 2, ""),
        (None, 2, ""),
        (2, 2, "as rated then"),
        (2, 1, "one level lower than rated then"),
        (1, 3, "two levels higher than rated then"),
    ],
)
def test_the_start_seen_from_today_is_said_beside_the_first_rating(then, seen, words):
    """It is never said where there is no first rating to hold it against."""
    assert shift_words(Change(SKILL, then, 2, seen)) == words


@given(then=RATING, now=RATING, backed=st.booleans())
def test_one_level_without_anything_to_show_never_tells(then, now, backed):
    """What tells is more than a level, or a level up that others can see."""
    change = Change(SKILL, then, now, backed=backed)
    step = now - then if isinstance(then, int) and isinstance(now, int) else 0
    assert change.tells == (abs(step) > 1 or (step == 1 and backed))


@given(then=RATING, now=RATING, seen=RATING, backed=st.booleans())
def test_what_is_rated_lower_is_no_loss_in_words(then, now, seen, backed):
    """No word for a difference judges a person."""
    change = Change(SKILL, then, now, seen, backed)
    said = f"{change_words(change)} {shift_words(change)}"
    assert not re.search(r"better|worse|bad|good|gain|loss|fail|improve|decline|%", said)


# --- A whole person ----------------------------------------------------------------------------


@given(RATED)
def test_the_same_ratings_twice_show_no_difference(given_):
    """Nobody moves by rating the same again."""
    progress = Progress(given_, given_)
    assert not any(change.tells for change in progress.changes)
    assert progress.open == ()


@given(RATED, RATED)
def test_turned_round_every_step_is_the_opposite(then, now):
    """The difference has no direction of its own."""
    there, back = Progress(then, now).changes, Progress(now, then).changes
    for one, other in zip(there, back, strict=True):
        assert one.levels == (None if other.levels is None else -other.levels)


@given(RATED, RATED)
def test_old_ratings_stay_hidden_until_each_has_a_new_one(then, now):
    """What is open are the skills rated then and not yet again."""
    names = {skill.id for skill in Progress(then, now).open}
    assert names == set(then.ratings) - set(now.ratings)


def test_two_lists_of_skills_cannot_be_compared():
    """The sentence names both lists and the next step."""
    with pytest.raises(SkillkitError, match=r"cannot be compared\. Rate the first list again"):
        Progress(Assessment(QUICK), Assessment(FULL))


def test_a_line_of_evidence_counts_once_it_is_new():
    """A line that stood there then shows nothing new now."""
    then = Assessment(QUICK).rate(SKILL.id, 2).support(SKILL.id, "The search service")
    same = then.rate(SKILL.id, 3)
    assert next(c.backed for c in Progress(then, same).changes) is False
    new = same.support(SKILL.id, "The search service, and its test set")
    assert next(c.backed for c in Progress(then, new).changes) is True


@pytest.mark.parametrize(
    ("status", "evidence", "backed"),
    [("done", ("A link",), True), ("done", (), False), ("started", ("A link",), False)],
)
def test_a_finished_action_with_something_to_show_backs_its_skills(status, evidence, backed):
    """An action without evidence, or not finished, backs nothing."""
    plan = example_plan().change("model_own_data", status=status, evidence=evidence)
    found = Progress(example_person(), example_person(), plan=plan).changes
    assert {c.skill.id for c in found if c.backed} == (
        {"machine_learning", "model_evaluation"} if backed else set()
    )


def test_the_example_person_as_a_worked_case():
    """Three differences tell something, three do not; the yardstick moved in three skills."""
    progress = Progress(example_person(), example_again(), example_seen().ratings, example_review())
    assert [c.skill.id for c in progress.changes if c.tells] == [
        "machine_learning",
        "model_evaluation",
        "communication",
    ]
    said = sentences(progress)
    assert said[0].startswith("Then, on 1 September 2026: T in progress.")
    assert said[1].startswith("Now, on 6 December 2026: T in progress.")
    assert said[3] == ("3 skills are one level away, with nothing new to show: about the same.")
    assert said[4].startswith(
        "From today, you would put your start lower in Model evaluation, Communication and "
        "Cross-functional work."
    )


def test_the_plan_is_counted_and_not_judged():
    """Each state has its count; what has none is left out."""
    assert plan_sentence(example_review()) == (
        "5 actions in the plan: 2 done, 1 under way, 1 not begun and 1 stopped on purpose."
    )
    assert plan_sentence(replace(example_plan(), actions=())) == "No action is in the plan."


@given(RATED, RATED)
def test_the_picture_says_each_skill_in_words_too(then, now):
    """Ring and dot stand for what is rated, and the description has every skill."""
    svg = dumbbell(Progress(then, now))
    assert svg.count('r="6"') == 1 + len(then.levels)  # one in the legend
    assert svg.count('r="3.8"') == 1 + len(now.levels)
    desc = re.search(r"<desc>(.*?)</desc>", svg)
    assert desc
    assert all(skill.name.replace("&", "&amp;") in desc[1] for skill in QUICK.skills)


def test_the_picture_fits_a_phone_with_every_level_named():
    """No level stands beyond the edge of a small window, and no name of one is cut."""
    svg = dumbbell(Progress(example_person(), example_again()))
    assert "min-width" not in svg.partition("<style>")[0]
    assert all(f">{level.name}</text>" in svg for level in FULL.levels)


# --- The pages ---------------------------------------------------------------------------------


@pytest.fixture
def own(home):
    """Somebody who rated three skills ninety days ago."""
    rated = Assessment(
        FULL, example_person().date, dict(list(example_person().ratings.items())[:3])
    )
    save(rated, home / "assessment.json")
    return home


def pages() -> tuple[SecondRatingForm, RecallForm, ProgressView]:
    """The three, as the notebook makes them."""
    again = SecondRatingForm.load()
    then = RecallForm.beside(again)
    return again, then, ProgressView(then)


def test_without_first_ratings_the_example_shows_and_nothing_can_be_changed(home):
    """Anyone who comes too early reads what to do first; nothing is written."""
    again, then, view = pages()
    page = FrontEnd(again).page
    assert page["mode"] == "example"
    assert page["choices"] == []
    assert "02_assessment" in page["notice"]
    assert FrontEnd(again).change("communication", "rating", 3)["kind"] == "refused"
    assert FrontEnd(then).change("communication", "rating", 3)["kind"] == "refused"
    assert "sk-example" in page_of(view)["html"]
    FrontEnd(again).say("start", framework="ai_engineer")
    assert list(home.iterdir()) == []


def test_the_first_ratings_stay_out_of_every_page_until_all_are_rated_again(own):
    """Neither form nor view carries a first rating to the browser before its time."""
    again, then, view = pages()
    browser = FrontEnd(again)
    assert browser.page["entries"] == {}
    for skill in [*load(own / "assessment.json").ratings][:2]:
        browser.change(skill, "rating", 4)
        assert FrontEnd(then).page["rows"] == {}
        assert "<svg" not in page_of(view)["html"]
        assert "Not yet" in page_of(view)["html"]
    browser.change("data_pipelines", "rating", 1)
    assert FrontEnd(then).page["rows"]["data_pipelines"]["now"] == "Working, now Basic"
    assert "<svg" in page_of(view)["html"]


def test_who_wants_to_see_both_earlier_can(own):
    """After the first new rating a button shows both; before it there is nothing to show."""
    again, _, view = pages()
    FrontEnd(view).say("show")
    assert "<svg" not in page_of(view)["html"]
    FrontEnd(again).change("data_pipelines", "rating", 1)
    assert 'data-ask="show"' in page_of(view)["html"]
    FrontEnd(view).say("show")
    assert "<svg" in page_of(view)["html"]


def test_the_second_ratings_are_a_file_beside_the_first(own):
    """Neither of the two new files touches the first ratings."""
    before = (own / "assessment.json").read_bytes()
    again, then, _ = pages()
    for skill in load(own / "assessment.json").ratings:
        FrontEnd(again).change(skill, "rating", 3)
    FrontEnd(then).change("data_pipelines", "rating", 1)
    assert (own / "assessment.json").read_bytes() == before
    assert load(own / "again.json").ratings["data_pipelines"] == 3
    assert load(own / "seen.json").ratings == {"data_pipelines": 1}
    assert [c.shift for c in then.progress.changes if c.skill.id == "data_pipelines"] == [-1]


def test_a_cell_that_runs_again_shows_the_same_forms(own):
    """Running the notebook again makes no second form on a file."""
    again, then, _ = pages()
    FrontEnd(again).change("data_pipelines", "rating", 1)
    second, beside, _ = pages()
    assert second is again
    assert beside is then
    assert second.assessment.ratings == {"data_pipelines": 1}


def test_rating_anew_keeps_what_was_rated_under_its_date(own):
    """Both files of the last time are set aside, also twice on one day, and the form is empty."""
    again, then, _ = pages()
    for level in (1, 2):
        for skill in load(own / "assessment.json").ratings:
            FrontEnd(again).change(skill, "rating", level)
        FrontEnd(then).change("data_pipelines", "rating", level)
        FrontEnd(again).say("anew")
        assert again.assessment.ratings == {}
        assert then.assessment.ratings == {}
    kept = sorted(p.name for p in own.glob("*-2026-11-24*.json"))
    assert kept == [
        "again-2026-11-24-2.json",
        "again-2026-11-24.json",
        "seen-2026-11-24-2.json",
        "seen-2026-11-24.json",
    ]
    assert load(own / "again-2026-11-24-2.json").ratings["data_pipelines"] == 2
    assert FrontEnd(again).page["aside"][0].startswith("Your first ratings stay out of sight")


def test_a_list_of_ones_own_is_rated_again_too(home):
    """The second rating takes the framework of the first, from the file beside it."""
    (home / "own.toml").write_text(framework_text(6), encoding="utf-8")
    from skillkit.framework.file import load_framework

    framework = load_framework(home / "own.toml")
    (home / "own.toml").rename(home / f"{framework.id}.toml")
    save(Assessment(framework, None, {framework.skills[0].id: 2}), home / "assessment.json")
    again, _, _ = pages()
    assert again.assessment.framework.id == framework.id


@pytest.mark.parametrize("name", ["again.json", "seen.json"])
def test_a_damaged_file_is_left_alone_and_nothing_stops(own, name):
    """The pages say why, show no example's levels as one's own, and the file is kept."""
    for file in (own / "again.json", own / "seen.json"):
        save(Assessment(FULL, None, load(own / "assessment.json").ratings), file)
    (own / name).write_text("{half", encoding="utf-8")
    again, then, view = pages()
    damaged = again if name == "again.json" else then
    assert "cannot be used" in FrontEnd(damaged).page["notice"]
    assert ("<svg" in page_of(view)["html"]) == (name == "seen.json")
    assert all(change.seen is None for change in then.progress.changes) == (name == "seen.json")
    if name == "again.json":
        FrontEnd(again).say("start", framework="first")
        FrontEnd(again).change("data_pipelines", "rating", 1)
        assert load(own / "again.json").ratings == {"data_pipelines": 1}
        name = "again.damaged-1.json"
    assert (own / name).read_text(encoding="utf-8") == "{half"


def test_whoever_rates_first_while_the_page_is_open_goes_on_in_it(home):
    """The forms turn from the example to one's own when the cell runs again, in another list."""
    again, then, view = pages()
    save(Assessment(QUICK, None, {"communication": 2}), home / "assessment.json")
    assert SecondRatingForm.load() is again
    assert again.assessment.framework == then.assessment.framework == QUICK
    assert "Not yet" in page_of(view)["html"]
    FrontEnd(again).change("communication", "rating", 3)
    assert "<svg" in page_of(view)["html"]


# --- The old plan ------------------------------------------------------------------------------


def test_what_became_of_an_action_is_saved_field_by_field(home):
    """State, lines of evidence and what it taught are in the plan's own file; the rest stays."""
    saved = save_plan(example_plan(), home / "plan.json")
    browser = FrontEnd(ReviewForm.load())
    assert browser.change("new_tool_day", "status", "done")["kind"] == "saved"
    browser.change("new_tool_day", "evidence", " Both versions \n\n https://example.org/table ")
    answer = browser.change("new_tool_day", "learned", f" {EVIL} ")
    after = load_plan(home / "plan.json")
    action = after.action("new_tool_day")
    assert action.status == "done"
    assert action.evidence == ("Both versions", "https://example.org/table")
    assert action.learned == EVIL
    assert answer["entries"]["new_tool_day"]["evidence"].splitlines() == [*action.evidence]
    undone = after.change("new_tool_day", status="planned", evidence=(), learned="")
    assert undone == saved


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("status", "perfect", "allowed"),
        ("evidence", 3, "is not text"),
        ("hours", 3, "cannot be changed here"),
        ("in", False, "cannot be changed here"),
        ("learned", "x" * 301, "300"),
    ],
)
def test_what_does_not_belong_there_is_refused_with_a_reason(home, field, value, why):
    """Nothing of the plan changes, and the answer says why."""
    saved = save_plan(example_plan(), home / "plan.json")
    answer = FrontEnd(ReviewForm.load()).change("new_tool_day", field, value)
    assert answer["kind"] == "refused"
    assert why in answer["sentence"]
    assert load_plan(home / "plan.json") == saved


def test_without_a_plan_the_example_shows(home):
    """It cannot be changed, no plan begins here, and nothing is written."""
    form = ReviewForm.load()
    browser = FrontEnd(form)
    assert browser.page["mode"] == "example"
    assert browser.change("new_tool_day", "status", "done")["kind"] == "refused"
    browser.say("start")
    assert list(home.iterdir()) == []


def test_a_participants_words_are_never_html(own):
    """Evidence and texts with markup are shown letter by letter."""
    plan = example_plan().change("model_own_data", learned=EVIL, evidence=(EVIL,), status="done")
    save_plan(plan, own / "plan.json")
    again, _, view = pages()
    for skill in load(own / "assessment.json").ratings:
        FrontEnd(again).change(skill, "evidence", EVIL)
        FrontEnd(again).change(skill, "rating", 4)
    for html in (ReviewForm.load()._static_html(), page_of(view)["html"], view._static_html()):
        assert "<script" not in html
        assert "<img src=x" not in html
