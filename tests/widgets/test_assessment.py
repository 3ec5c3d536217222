"""The widgets without a browser: what a form saves, confirms and shows, and what a view sends."""

import itertools
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ipywidgets.widgets.widget import _instances

from skillkit.assessment import Assessment
from skillkit.assessment.examples import example_person, t_shaped_person
from skillkit.assessment.file import as_dict, card_path, load, save
from skillkit.assessment.share_code import code_of, read_code
from skillkit.base.errors import FileError, RatingError, SkillkitError
from skillkit.base.storage import backup_of
from skillkit.base.words import asked, choose, language
from skillkit.framework.file import parse_framework
from skillkit.practice.reading import code_with, texts_for_all
from skillkit.practice.record import Calibration, calibration_store
from skillkit.profile import profile_of
from skillkit.profile.words import rule_lines
from skillkit.widgets._file_form import draft_key, place
from skillkit.widgets._html import rating_table
from skillkit.widgets.assessment import AssessmentForm, assessment_at
from skillkit.widgets.profile import ProfileView, profile_page, profile_still
from tests.counting import calls_of
from tests.frontend import FrontEnd, page_of
from tests.vectors import FULL, QUICK, assessments, framework_text, own_framework

DAY = "2026-11-24"
SKILLS = [skill.id for skill in FULL.skills]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The place of an own assessment; nothing is there yet."""
    return tmp_path / "assessment.json"


@pytest.fixture
def form(path: Path) -> AssessmentForm:
    """A form that saves there."""
    return AssessmentForm.load(path, FULL)


@pytest.fixture
def front(form: AssessmentForm) -> FrontEnd:
    """A browser that shows the form."""
    return FrontEnd(form)


# --- Saving ----------------------------------------------------------------------------------


def test_a_change_is_on_the_disk_before_it_is_confirmed(front, path):
    """When `saved` leaves for the browser, the file already holds the change."""
    seen = []
    front.widget._send = lambda message, buffers=None: seen.append(load(path).ratings)
    front.say("change", tab="a", seq=1, skill=SKILLS[0], field="rating", value=3, day=DAY)
    assert dict(seen[0]) == {SKILLS[0]: 3}


def test_a_click_with_its_redrawn_t_takes_few_calls(form, front):
    """At most 3,000 calls of Python's functions from a radio's message to the page that follows."""
    for seq, skill in enumerate(SKILLS):
        front.say("change", tab="a", seq=seq, skill=skill, field="rating", value=2, day=DAY)
    before = page_of(form)["t"]
    last = {"skill": SKILLS[0], "field": "rating", "value": 4, "day": DAY}
    calls = calls_of(lambda: front.say("change", tab="a", seq=99, **last))
    assert page_of(form)["t"] != before
    assert 200 < calls <= 3000


def test_nothing_is_written_before_the_first_change(form, front, path):
    """Opening a form, asking for its page and showing it leave no file behind."""
    front.say("hello", version=-1)
    form._repr_mimebundle_()
    assert list(path.parent.iterdir()) == []


VALUES: dict[str, list[Any]] = {
    "rating": [None, 0, 2, 4],
    "evidence": ["", "The report"],
    "confidence": [None, "sure"],
    "interest": [[], ["grow"], ["grow", "help"]],
    "target": [None, 3],
}
CHANGES = st.lists(
    st.sampled_from([(s, f, v) for s in SKILLS[:4] for f in VALUES for v in VALUES[f]]),
    max_size=12,
)


@settings(max_examples=40)
@given(CHANGES, st.data())
def test_two_forms_on_one_file_lose_nothing(tmp_path_factory, changes, data):
    """Whatever two notebooks change in turn, file and forms end as if one had done it all."""
    path = tmp_path_factory.mktemp("two") / "assessment.json"
    forms = [AssessmentForm(Assessment(FULL), path=path) for _ in range(2)]
    fronts = [FrontEnd(form) for form in forms]
    alone = FrontEnd(AssessmentForm(Assessment(FULL)))
    for change in changes:
        front = fronts[data.draw(st.integers(0, 1))]
        assert front.change(*change)["kind"] == alone.change(*change)["kind"] == "saved"
    for front in fronts:
        front.change(SKILLS[5], "rating", 1)
    alone.change(SKILLS[5], "rating", 1)
    assert load(path) == alone.widget.assessment
    assert [form.assessment for form in forms] == [load(path)] * 2


@pytest.mark.parametrize("other", [{"skill": SKILLS[1]}, {"field": "target"}, {"tab": "b"}])
def test_an_older_change_that_comes_later_undoes_nothing(front, path, other):
    """Messages can overtake each other while a page opens; what was chosen last stays."""
    change = {"kind": "change", "day": DAY, "tab": "a", "skill": SKILLS[0], "field": "rating"}
    front.say(**change, seq=3, value=2)
    front.say(**change, seq=2, value=1)
    assert load(path).ratings == {SKILLS[0]: 2}
    front.say(**{**change, **other}, seq=1, value=4)  # of another thing, or of another page
    said = load(path)
    assert 4 in (*said.ratings.values(), *said.targets.values())


def test_a_change_sent_twice_changes_nothing_more(front, path):
    """A browser that got no answer may send again."""
    front.change(SKILLS[0], "rating", 3)
    once = path.read_text()
    assert front.change(SKILLS[0], "rating", 3)["kind"] == "saved"
    assert path.read_text() == once


@pytest.mark.parametrize(
    ("skill", "field", "value", "words"),
    [
        ("machine_lerning", "rating", 3, "Nearest: 'machine_learning'"),
        (SKILLS[0], "rating", 7, "levels go from 0 to 4"),
        (SKILLS[0], "rating", "na", "cannot be not applicable"),
        (SKILLS[0], "evidence", "x" * 501, "at most 500"),
        (SKILLS[0], "interest", 3, "write 'grow' or 'help'"),
        (SKILLS[0], "__class__", 3, "not something that can be changed"),
        (SKILLS[0], "target", 9, "levels go from 0 to 4"),
    ],
)
def test_what_cannot_be_saved_is_refused_with_a_sentence(
    form, front, path, skill, field, value, words
):
    """The answer says why, and nothing is written."""
    answer = front.change(skill, field, value)
    assert answer["kind"] == "refused"
    assert words in answer["sentence"]
    assert not path.exists()
    assert form.value["ratings"] == {}


def test_a_full_disk_is_refused_and_the_value_stays(form, front, path, monkeypatch):
    """A change that did not reach the disk is not in the form either."""
    front.change(SKILLS[0], "rating", 3)

    def full(*_: object) -> None:
        raise FileError("Cannot save: the disk is full; free some space and try again.")

    monkeypatch.setattr("skillkit.base.storage.write_atomically", full)
    answer = front.change(SKILLS[0], "rating", 1)
    assert (answer["kind"], "disk is full" in answer["sentence"]) == ("refused", True)
    assert dict(form.assessment.ratings) == dict(load(path).ratings) == {SKILLS[0]: 3}


def test_the_persons_own_day_dates_the_ratings(front, path):
    """The date comes from the browser with a rating; a line of evidence does not move it."""
    front.say("change", skill=SKILLS[0], field="rating", value=3, day="2026-01-31")
    front.change(SKILLS[0], "evidence", "The report")
    assert str(load(path).date) == "2026-01-31"
    front.say("change", tab="a", seq=99, skill=SKILLS[0], field="rating", value=2, day="soon")
    assert front.heard[-1]["kind"] == "refused"


def test_an_answer_holds_the_changed_skills_only(front, path):
    """A message does not grow with the framework; another notebook's changes come along."""
    save(Assessment(FULL).rate(SKILLS[3], 1), path)
    answer = front.change(SKILLS[0], "rating", 3)
    assert answer["entries"] == {SKILLS[0]: {"rating": 3}, SKILLS[3]: {"rating": 1}}
    answer = front.change(SKILLS[0], "rating", None)
    assert answer["entries"] == {SKILLS[0]: {}}
    assert answer["page"].keys() == {"shape", "t", "code"}  # what follows from the ratings
    assert len(json.dumps(answer | {"page": {}})) < 130


# --- Assigned in Python ----------------------------------------------------------------------


def test_assigning_the_value_saves_it_like_a_hand(form, front, path):
    """`form.value = ...` reaches the file, the followers and the browser."""
    view = ProfileView(form)
    form.value = as_dict(t_shaped_person())
    assert load(path) == t_shaped_person()
    assert view.profile == profile_of(t_shaped_person())
    assert front.pages == 1


def test_assigning_changes_only_what_was_changed(form, front, path):
    """What another notebook saved in between stays."""
    front.change(SKILLS[0], "rating", 3)
    save(load(path).rate(SKILLS[1], 2), path)
    form.value = as_dict(form.assessment.rate(SKILLS[2], 1).wish(SKILLS[2], ("grow",)))
    assert dict(load(path).ratings) == {SKILLS[0]: 3, SKILLS[1]: 2, SKILLS[2]: 1}
    assert form.value == as_dict(load(path))


def test_a_wrong_value_is_refused_and_the_old_one_stays(form, front):
    """The error says what is allowed."""
    front.change(SKILLS[0], "rating", 3)
    with pytest.raises(RatingError, match="levels go from 0 to 4"):
        form.value = {**form.value, "ratings": {SKILLS[0]: 9}}
    with pytest.raises(FileError, match="not an assessment"):
        form.value = {"ratings": {}}
    assert form.value["ratings"] == {SKILLS[0]: 3}


def test_a_form_without_a_path_keeps_everything_to_itself(tmp_path, monkeypatch):
    """`AssessmentForm(value)` can be changed and writes nothing."""
    monkeypatch.setenv("SKILLKIT_HOME", str(tmp_path / "home"))
    form = AssessmentForm(example_person())
    assert FrontEnd(form).change(SKILLS[0], "rating", 4)["kind"] == "saved"
    assert form.assessment.rating(SKILLS[0]) == 4
    assert AssessmentForm().assessment == Assessment(FULL)
    assert AssessmentForm(as_dict(example_person())).assessment == example_person()
    assert list(tmp_path.iterdir()) == []


def test_a_framework_of_ones_own_works_everywhere(tmp_path):
    """A baker's framework is rated, saved, read again and shown without touching Python."""
    baker = own_framework(40)
    form = AssessmentForm.load(tmp_path / "bread.json", baker)
    assert FrontEnd(form).change("skill_7", "rating", 4)["kind"] == "saved"
    again = AssessmentForm.load(tmp_path / "bread.json", baker)
    assert again.assessment.rating("skill_7") == 4
    assert "Skill 7" in page_of(ProfileView(again))["html"]
    assert len(page_of(again)["framework"]["skills"]) == 40


# --- Opening ---------------------------------------------------------------------------------


def test_a_first_visit_shows_the_example_and_refuses_to_change_it(tmp_path):
    """Nobody rates over the example by mistake."""
    form = AssessmentForm.load(tmp_path / "assessment.json")
    front = FrontEnd(form)
    assert (form.assessment, form.path) == (example_person(), None)
    assert page_of(form)["mode"] == "example"
    assert front.change(SKILLS[0], "rating", 4)["kind"] == "refused"
    assert form.assessment == example_person()


def test_starting_an_own_assessment_empties_form_and_view(tmp_path):
    """The chosen framework is there without a rating; the file comes with the first one."""
    path = tmp_path / "assessment.json"
    form = AssessmentForm.load(path)
    front, view = FrontEnd(form), ProfileView(form)
    front.say("start", framework="ai_engineer_quick")
    assert form.assessment == Assessment(QUICK)
    assert view.profile.status == "insufficient"
    assert not path.exists()
    front.change("leadership", "rating", "na")
    assert load(path).rating("leadership") == "na"
    assert assessment_at(path).mode == "saved"


def test_only_a_shipped_framework_can_be_asked_for_by_a_browser(tmp_path):
    """A message cannot make the kit read a file of somebody's choice."""
    form = AssessmentForm.load(tmp_path / "assessment.json")
    FrontEnd(form).say("start", framework="/etc/passwd")
    assert form.assessment == example_person()


def test_a_cell_that_runs_again_shows_the_same_form(tmp_path):
    """Views keep following; the file is read again; another file has another form."""
    path = tmp_path / "assessment.json"
    form = AssessmentForm.load(path)
    view = ProfileView(form)
    save(t_shaped_person(), path)
    assert AssessmentForm.load(path) is form
    assert view.profile == profile_of(t_shaped_person())
    assert AssessmentForm.load(tmp_path / "other.json") is not form
    form.close()
    assert AssessmentForm.load(path) is not form


def test_two_forms_of_one_kernel_follow_each_other(tmp_path):
    """Another form on the same file shows the change without being asked."""
    path = tmp_path / "assessment.json"
    save(Assessment(FULL).rate(SKILLS[1], 2), path)
    one, two = AssessmentForm.load(path), AssessmentForm(load(path), path=path)
    front = FrontEnd(two)
    FrontEnd(one).change(SKILLS[0], "rating", 3)
    assert two.assessment == load(path)
    [heard] = front.heard
    assert heard["entries"] == {SKILLS[0]: {"rating": 3}}
    assert (heard["kind"], heard["version"]) == ("state", 1)


DAMAGED = ['{"framework": "ai_eng', "", '{"schema": 99, "framework": "ai_engineer", "ratings": {}}']


@pytest.mark.parametrize("text", DAMAGED)
def test_a_damaged_file_is_named_and_left_alone(tmp_path, text):
    """The form says the sentence, and whatever is pressed, the file is kept as it is."""
    path = tmp_path / "assessment.json"
    path.write_text(text)
    form = AssessmentForm.load(path)
    front = FrontEnd(form)
    page = page_of(form)
    assert (page["mode"], page["earlier"]) == ("damaged", False)
    assert "cannot be used and was left as it is" in page["notice"]
    assert front.change(SKILLS[0], "rating", 3)["kind"] == "refused"
    front.say("example")
    assert page_of(form)["mode"] == "example"
    front.say("start", framework="ai_engineer")
    front.change(SKILLS[0], "rating", 3)
    assert (tmp_path / "assessment.damaged-1.json").read_text() == text
    assert dict(load(path).ratings) == {SKILLS[0]: 3}
    again = page_of(AssessmentForm.load(path))
    assert (again["mode"], again["notice"]) == ("saved", "")


@pytest.mark.parametrize("text", DAMAGED)
def test_a_file_that_an_older_kit_went_on_in_is_found(tmp_path, text):
    """Beside a damaged file, `assessment-2.json` is gone on with, and the page says why."""
    path = tmp_path / "assessment.json"
    path.write_text(text)
    save(Assessment(FULL).rate(SKILLS[0], 3), tmp_path / "assessment-2.json")
    form = AssessmentForm.load(path)
    assert FrontEnd(form).change(SKILLS[1], "rating", 2)["kind"] == "saved"
    assert (form.path, path.read_text()) == (tmp_path / "assessment-2.json", text)
    assert "cannot be used and was left as it is" in page_of(form)["notice"]
    assert dict(load(tmp_path / "assessment-2.json").ratings) == {SKILLS[0]: 3, SKILLS[1]: 2}


def test_as_many_files_are_looked_at_as_an_older_kit_has_made(tmp_path):
    """It went on up to `assessment-9.json`; a tenth is somebody else's."""
    path = tmp_path / "assessment.json"
    path.write_text("{")
    save(Assessment(FULL).rate(SKILLS[0], 3), tmp_path / "assessment-10.json")
    assert page_of(AssessmentForm.load(path))["mode"] == "damaged"
    save(Assessment(FULL).rate(SKILLS[0], 3), tmp_path / "assessment-9.json")
    assert AssessmentForm.load(path).path == tmp_path / "assessment-9.json"


def test_the_version_before_can_be_gone_on_from(tmp_path):
    """After a damage, the last but one save is offered, and the damaged file kept aside."""
    path = tmp_path / "assessment.json"
    save(Assessment(FULL).rate(SKILLS[0], 1), path)
    save(Assessment(FULL).rate(SKILLS[0], 2), path)
    path.write_text("{")
    form = AssessmentForm.load(path)
    assert page_of(form)["earlier"]
    front = FrontEnd(form)
    front.say("earlier")
    front.change(SKILLS[1], "rating", 4)
    assert dict(load(path).ratings) == {SKILLS[0]: 1, SKILLS[1]: 4}
    aside = tmp_path / "assessment.damaged-1.json"
    assert (aside.read_text(), load(backup_of(aside)).rating(SKILLS[0])) == ("{", 1)


def test_a_file_that_breaks_while_the_form_is_open_is_not_overwritten(front, path):
    """The change is refused with the file's sentence."""
    front.change(SKILLS[0], "rating", 3)
    path.write_text("{")
    answer = front.change(SKILLS[0], "rating", 1)
    assert answer["kind"] == "refused"
    assert "left as it is" in answer["sentence"]
    assert path.read_text() == "{"


def test_a_place_is_said_as_a_person_looks_for_it(tmp_path, monkeypatch):
    """From the project's folder where it is there, else from home or from the root."""
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    assert (
        place(tmp_path / "notebooks" / "my" / "assessment.json") == "notebooks/my/assessment.json"
    )
    assert place(Path.home() / "cards" / "a.json") == "~/cards/a.json"
    assert place(Path("/elsewhere/a.json")) == "/elsewhere/a.json"


def test_drafts_of_two_people_on_one_computer_are_kept_apart(monkeypatch):
    """On a hub two homes have the same path; their drafts must not meet."""
    names = set()
    for prefix in ("/user/ada/", "/user/bob/"):
        monkeypatch.setenv("JUPYTERHUB_SERVICE_PREFIX", prefix)
        names.add(draft_key(Path("/home/jovyan/assessment.json")))
    assert len(names) == 2


# --- The page of a new browser ---------------------------------------------------------------


def test_a_new_browser_gets_the_state_of_now(form, front):
    """After any change the page is whole without having been sent."""
    view = ProfileView(form)
    before = page_of(form)["version"]
    front.change(SKILLS[0], "rating", 3)
    assert front.pages == 0
    assert page_of(form)["entries"] == {SKILLS[0]: {"rating": 3}}
    assert page_of(form)["version"] == before + 1
    assert "Strong" in page_of(view)["html"]


def test_a_browser_that_missed_something_gets_the_page(form, front):
    """Only a browser with another version is sent one."""
    front.say("hello", version=page_of(form)["version"])
    assert front.pages == 0
    front.say("hello", version=-1)
    assert front.pages == 1
    front.say("no such thing")


def test_the_form_brings_every_anchor_and_no_rating_of_its_own(form):
    """Five sentences for each skill, in area order, nothing filled in beforehand."""
    page = page_of(form)
    assert page["entries"] == {}
    assert {skill[0]: tuple(skill[5:]) for skill in page["framework"]["skills"]} == {
        skill.id: skill.anchors for skill in FULL.skills
    }
    away = {skill[0] for skill in page["framework"]["skills"] if skill[4]}
    assert away == {skill.id for skill in FULL.skills if skill.may_be_na}


@pytest.mark.parametrize("skills", [6, 40])
def test_the_number_of_models_does_not_grow_with_the_skills(skills):
    """A form is one widget and its layout, however long the framework."""
    before = set(_instances)
    form = AssessmentForm(Assessment(own_framework(skills)))
    assert set(_instances) - before == {form.model_id, form.layout.model_id}


# --- The view --------------------------------------------------------------------------------


@settings(max_examples=60)
@given(assessments(), st.data())
def test_a_view_that_follows_shows_what_a_new_one_would(start, data):
    """After any changes the page equals one drawn from nothing, and is sent when it differs."""
    form = AssessmentForm(start)
    view = ProfileView(form)
    front, seen = FrontEnd(form), FrontEnd(view)
    pages = [page_of(view)["html"]]
    for _ in range(3):
        skill = data.draw(st.sampled_from([skill.id for skill in start.framework.skills]))
        front.change(skill, "rating", data.draw(st.sampled_from([None, 0, 1, 2, 3, 4])))
        pages.append(page_of(view)["html"])
    assert pages[-1] == page_of(ProfileView(form.assessment))["html"]
    assert seen.pages == sum(before != after for before, after in itertools.pairwise(pages))


def test_what_does_not_show_is_not_sent():
    """A tick that no picture shows sends nothing to the view."""
    form = AssessmentForm(Assessment(FULL))
    seen = FrontEnd(ProfileView(form))
    FrontEnd(form).change("machine_learning", "interest", ["grow"])
    assert (seen.heard, seen.pages) == ([], 0)


def test_a_view_of_something_else_says_what_it_takes():
    """The error names what was given."""
    with pytest.raises(TypeError, match="a form or an assessment; this is a str"):
        ProfileView("me")  # type: ignore[arg-type]


def test_too_few_ratings_are_said_kindly():
    """The page names how many more are needed, and no shape."""
    page = profile_page(profile_of(Assessment(FULL).rate("leadership", 2)))
    assert "Rate 11 more skills to see your shape" in page


def test_the_whole_profile_is_on_the_page():
    """Shape, reason, smallest change, counts, evidence, stool, table and rule are there."""
    profile = profile_of(example_person())
    page = profile_page(profile)
    for words in (
        "T in progress",
        "Your ratings fit what this kit calls",
        "The smallest change to a T is 4 levels",
        "11 of the 16 skills that apply to you are at Working or above",
        "without a line of evidence",
        "The shortest leg is Collaboration",
        "Owns the search service; reviews its changes",
        "conventions, not measurements",
    ):
        assert words in page
    assert page.count("<svg") == 2
    assert page.count("<li>") == 5 + len(list(rule_lines(FULL)))


def test_the_rule_is_printed_with_the_frameworks_own_numbers():
    """Other thresholds give other words; each shape says whose it is."""
    full, quick = " ".join(rule_lines(FULL)), " ".join(rule_lines(QUICK))
    assert "fewer than 12 of 16" in full
    assert "fewer than 5 of 6" in quick
    assert "few means 2 at most" in full
    assert "few means 1 at most" in quick
    assert full.count("(the article's)") == 3
    assert full.count("(the kit's)") == 3


HOSTILE = '"><img src=x onerror=alert(1)><script>alert(1)</script>'


def test_names_and_lines_never_become_markup():
    """Text from a framework file or a person is escaped in the page and in the still."""
    framework = parse_framework(
        framework_text(6, "{}<script>x</script>").replace('"Hands"', "'\"><img src=x onerror=a>'"),
        "hostile.toml",
    )
    assessment = Assessment(framework)
    for skill in framework.skills:
        assessment = assessment.rate(skill.id, 3).support(skill.id, HOSTILE)
    profile = profile_of(assessment)
    for html in (profile_page(profile), profile_still(profile), rating_table(assessment)):
        assert not re.search(r"<(script|img src=x)|onerror=(?!alert|a&gt;)", html)
    assert HOSTILE.replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;") in profile_page(
        profile
    )


# --- Without a kernel ------------------------------------------------------------------------


def test_what_is_kept_in_a_notebook_is_the_same_every_time():
    """Two forms and two views say the same: no ids, no times, no places."""
    for make in (lambda: AssessmentForm(example_person()), lambda: ProfileView(example_person())):
        bundles = [make()._repr_mimebundle_()[0] for _ in range(2)]
        for kind in ("text/plain", "text/html"):
            assert bundles[0][kind] == bundles[1][kind]
        assert "application/vnd.jupyter.widget-view+json" in bundles[0]
    assert repr(ProfileView(t_shaped_person())) == "ProfileView(T-shaped engineer, 1 deep)"


def test_what_is_kept_in_a_notebook_holds_no_evidence_and_no_place(tmp_path):
    """A notebook travels more easily than its owner thinks."""
    path = tmp_path / "assessment.json"
    save(example_person(), path)
    form = AssessmentForm.load(path)
    for widget in (form, ProfileView(form)):
        kept = json.dumps(widget._repr_mimebundle_()[0])
        assert "search service" not in kept
        assert str(tmp_path) not in kept


def test_the_example_is_called_one_wherever_it_shows(tmp_path):
    """Form, view and what is kept of them say that nobody is meant."""
    form = AssessmentForm.load(tmp_path / "assessment.json")
    view = ProfileView(form)
    assert repr(form) == "AssessmentForm(ai_engineer 1.0.0, 16 of 16 rated, an example)"
    for html in (form._static_html(), view._static_html(), page_of(view)["html"]):
        assert "An invented example, not a real person." in html
    own_ratings = ProfileView(example_person().rate("leadership", 2))
    assert "invented example" not in page_of(own_ratings)["html"]


def test_a_closed_widget_shows_nothing():
    """After `close()` there is no view left to show."""
    form = AssessmentForm(example_person())
    form.close()
    assert form._repr_mimebundle_ is None


def test_the_default_place_is_the_persons_card():
    """`AssessmentForm.load()` opens `my/assessment.json` or what is in for it."""
    form = AssessmentForm.load()
    assert form.file == card_path().absolute()
    with pytest.raises(SkillkitError):
        AssessmentForm.load(framework="no_such_framework.toml")


def test_the_form_carries_its_t_and_its_code_along(tmp_path):
    """With each answer go the T and the code of what is saved now; the example has no code."""
    form = AssessmentForm.load(tmp_path / "assessment.json")
    page = form._state()
    assert page["t"].startswith("<svg")
    assert page["code"] == ""
    form.start(QUICK)
    form.value = as_dict(form.assessment.rate("leadership", 3))
    page = form._state()
    assert read_code(page["code"], [QUICK]).ratings == {"leadership": 3}
    assert "Rate 4 more skills" in page["shape"]


def test_how_texts_were_read_goes_into_the_code_where_the_person_says_so(tmp_path):
    """Off until it is ticked, offered only where a text was rated, and taken back by a click."""
    path = tmp_path / "assessment.json"
    save(Assessment(QUICK, ratings={"leadership": 2}), path)
    front = FrontEnd(AssessmentForm.load(path))
    assert front.page["offers_reading"] == ""
    text = texts_for_all(QUICK)[0].id
    store = calibration_store(tmp_path / "calibration.json")
    store.save(Calibration(before={text: 3}))
    page = FrontEnd(form := AssessmentForm.load(path)).page
    assert "first two practice texts" in page["offers_reading"]
    assert (page["code"], page["gives_reading"]) == (code_of(form.assessment), False)
    front = FrontEnd(form)
    front.ask("reading", yes=True)
    assert form.share_code == code_with(form.assessment, (3, None))
    front.change("leadership", "rating", 4)
    assert form.share_code == code_with(form.assessment, (3, None)) == front.page["code"]
    front.ask("reading", yes=False)
    assert form.share_code == code_of(form.assessment) == front.page["code"]
    (tmp_path / "calibration.json").write_text("{")
    assert FrontEnd(AssessmentForm.load(path)).page["offers_reading"] == ""


def test_a_signed_picture_says_when_and_its_copy_in_a_notebook_does_not():
    """A time can only come from this run, so whoever sees one has a Python that works."""
    view = ProfileView(t_shaped_person(), signed=True)
    assert re.search(r"Drawn by Python on this machine at \d\d:\d\d\.", view._html)
    assert "Drawn by Python" not in view._static_html()
    assert "Drawn by Python" not in ProfileView(t_shaped_person())._html


def test_the_first_page_keeps_the_language_that_is_chosen(tmp_path, monkeypatch):
    """It says so in it, the invented person too; the text beside is there, and nonsense is not."""
    monkeypatch.setenv("SKILLKIT_HOME", str(tmp_path / "my"))
    monkeypatch.delenv("SKILLKIT_LANGUAGE", raising=False)
    monkeypatch.chdir(tmp_path)
    before = language().tag
    view = FrontEnd(ProfileView(t_shaped_person(), signed=True))
    try:
        view.say("language", value="klingon")
        view.say("likes", value="en-GB,de")
        assert not re.search("Sprache|Auf Deutsch", page_of(view.widget)["html"])
        view.say("likes", value="de-AT,en")
        offer = '<button type="button" value="de" data-ask="language">Auf Deutsch weiter</button>'
        assert offer in page_of(view.widget)["html"]
        view.say("language", value="de")
        view.say("likes", value="en-GB")
        html = page_of(view.widget)["html"]
        assert "Auf Deutsch weiter" not in html
        assert "Go on in English" not in html
        assert "Lade die Seite neu" in html
        assert '<option value="de" lang="de" selected' in html
        assert "Du gehst in die Tiefe bei" in html
        assert "Kommunikation" in html
        assert "Communication" not in html
        assert asked() == "de"
    finally:
        choose(before)
    assert "<select" not in page_of(ProfileView(t_shaped_person()))["html"]
