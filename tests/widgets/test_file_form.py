"""Forms on files: all of one file show the same, and nothing of a person gets into a notebook."""

import datetime as dt
import doctest
import errno
import inspect
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import skillkit
from skillkit.assessment import Assessment
from skillkit.assessment.examples import example_again, example_person, t_shaped_person
from skillkit.assessment.file import as_dict, card_path, load, save
from skillkit.base import storage
from skillkit.plan.case_study import CaseStudy, case_study_path, case_study_store
from skillkit.plan.examples import example_plan
from skillkit.plan.file import plan_path
from skillkit.plan.file import save as save_plan
from skillkit.practice.record import Calibration, calibration_path, calibration_store
from skillkit.progress import again_path, seen_path
from skillkit.team.agreements import agreements_path, agreements_store
from skillkit.team.sample import sample_agreements
from skillkit.widgets._base import BaseWidget
from skillkit.widgets._file_form import read_again
from skillkit.widgets.agreements import AgreementsForm
from skillkit.widgets.assessment import AssessmentForm
from skillkit.widgets.case_study import CaseStudyForm
from skillkit.widgets.follow_up import FollowUpView, PlanSign
from skillkit.widgets.look_back import ProgressView, RecallForm, ReviewForm, SecondRatingForm
from skillkit.widgets.plan import PlanForm
from skillkit.widgets.practice import ClaimSort, VignetteForm
from skillkit.widgets.profile import ProfileView, TargetForm, WhatIf
from skillkit.widgets.share import Backup, ShareCode
from skillkit.widgets.take_home import TakeHome
from tests.frontend import FrontEnd
from tests.vectors import FULL, QUICK

PROJECT = example_plan().actions[0].id


@pytest.fixture
def own(home: Path) -> Path:
    """The folder of somebody who has a file of every kind."""
    save(mine(example_person()), card_path())
    save(mine(example_again()), again_path(card_path()))
    save(mine(example_again()), seen_path(card_path()))
    plan = example_plan().change(PROJECT, buddy=MARK, evidence=(MARK,), learned=MARK)
    save_plan(plan.change(PROJECT, step=MARK), plan_path())
    case_study_store(case_study_path()).save(CaseStudy(problem=MARK, outcome=MARK))
    agreed = sample_agreements().say("a_hour", "what", MARK, dt.date(2026, 11, 28))
    agreements_store(agreements_path()).save(agreed)
    calibration_store(calibration_path()).save(
        Calibration().sort("plateau", "contested").compare(["plateau"]).rate("demo_day", 1)
    )
    return home


MARK = "Marked as mine"


def mine(assessment: Assessment) -> Assessment:
    """Ratings that are nobody's example, with a line that can be searched for."""
    return assessment.rate("leadership", 4).support("leadership", MARK).aim("communication", 4)


# --- All forms of one file follow each other -------------------------------------------------
def test_a_plan_shows_what_is_said_in_looking_back_and_the_other_way_round(own):
    """What became of an action stands in the plan at once, and a partner in looking back."""
    plan, review = PlanForm.load(), ReviewForm.load()
    watching = FrontEnd(plan)
    FrontEnd(review).change(PROJECT, "status", "done")
    assert plan.plan == review.plan
    assert watching.page["entries"][PROJECT]["status"] == "done"
    assert [said["kind"] for said in watching.heard] == ["state"]
    FrontEnd(plan).change(PROJECT, "buddy", "Noor")
    assert plan.plan == review.plan
    assert FrontEnd(review).page["entries"][PROJECT]["buddy"] == "Noor"


def test_ratings_and_targets_follow_each_other(own):
    """A rating stands in the form of the targets, a target in the assessment's."""
    form, targets = AssessmentForm.load(), TargetForm.load()
    FrontEnd(form).change("leadership", "rating", 1)
    assert targets.assessment.rating("leadership") == 1
    FrontEnd(targets).change("leadership", "target", 3)
    assert form.assessment.targets["leadership"] == 3


def test_a_form_that_shows_the_example_turns_when_another_begins(home):
    """Once there is a file, every form on it shows it, whichever form began."""
    form, targets = AssessmentForm.load(), TargetForm.load()
    FrontEnd(form).say("start", framework=FULL.id)
    assert (form.is_own, targets.is_example) == (True, True)
    FrontEnd(form).change("leadership", "rating", 3)
    assert targets.path == form.path == card_path()
    assert targets.assessment == form.assessment


def test_what_is_assigned_in_python_stands_in_the_other_forms_too(own):
    """`form.value = ...` is a change like any other."""
    form, targets = AssessmentForm.load(), TargetForm.load()
    form.value = as_dict(form.assessment.rate("leadership", 0))
    assert targets.assessment == form.assessment == load(card_path())


def test_a_change_in_another_list_of_skills_is_shown_whole(own):
    """A form whose page has other skills is built again."""
    targets = TargetForm.load()
    save(Assessment(QUICK, None, {"communication": 2}), card_path())
    form = AssessmentForm.load()
    FrontEnd(form).change("communication", "rating", 3)
    assert targets.assessment == form.assessment
    assert targets.assessment.framework.id == "ai_engineer_quick"


def test_a_form_on_another_file_or_on_none_hears_nothing(own, tmp_path):
    """Only the same file makes two forms one."""
    alone, other = (
        AssessmentForm(example_person()),
        AssessmentForm(example_person(), path=tmp_path / "other.json"),
    )
    FrontEnd(AssessmentForm.load()).change("leadership", "rating", 0)
    assert alone.assessment == other.assessment == example_person()


def test_starting_where_somebody_has_begun_meanwhile_shows_their_file(home):
    """A second notebook that was still on the example does not begin over what is there."""
    form = AssessmentForm.load()
    save(mine(example_person()), card_path())  # another kernel
    FrontEnd(form).say("start", framework="ai_engineer_quick")
    assert form.assessment == mine(example_person())


@pytest.mark.parametrize("kind", [PlanForm, CaseStudyForm, AgreementsForm])
def test_going_on_from_a_damaged_file_shows_in_every_form(own, kind):
    """The damaged file is kept aside once, and nobody else stays before it."""
    path = kind.kind.own_path()
    kept = kind.kind.store(path, None)
    kept.save(kept.load())
    path.write_text("{", "utf-8")
    one, two = kind.load(), kind(path=path)
    assert one.is_damaged
    assert two.is_damaged
    FrontEnd(one).say("earlier")
    assert (one.is_own, two.is_own) == (True, True)
    assert one.value == two.value == kept.dump(kept.load())
    assert [file.name for file in own.glob("*.damaged-*")].count(f"{path.stem}.damaged-1.json") == 1


def test_a_file_that_cannot_be_kept_aside_stays_and_the_page_says_so(own, monkeypatch):
    """Where the folder refuses, nothing begins and nothing is written over."""
    plan_path().write_text("{", "utf-8")
    form = PlanForm.load()
    front = FrontEnd(form)

    def refuse(*_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "rename", refuse)
    front.say("start")
    assert front.heard[-1]["kind"] == "problem"
    assert "read-only" in front.heard[-1]["sentence"]
    assert (form.is_damaged, plan_path().read_text("utf-8")) == (True, "{")


def test_forms_that_went_on_beside_a_damaged_file_follow_each_other(own):
    """Older kits went on in a numbered file; whoever shows it shows its changes, and a way back."""
    card_path().rename(card_path().with_name("assessment-2.json"))
    card_path().write_text("{", "utf-8")
    form, targets = AssessmentForm.load(), TargetForm.load()
    FrontEnd(form).change("leadership", "rating", 1)
    assert targets.assessment.rating("leadership") == 1
    assert form.file == targets.file != card_path()
    save(example_again(), card_path())
    read_again(card_path())
    assert form.assessment == targets.assessment == example_again()


def test_an_answer_brings_the_card_that_was_asked_for_and_of_the_rest_what_is_new(own):
    """A page that said the same twice is not left waiting for its card."""
    front = FrontEnd(PlanForm.load())
    assert [*front.change(PROJECT, "buddy", "Noor")["entries"]] == [PROJECT]
    again = front.change(PROJECT, "buddy", "Noor")
    assert again["entries"][PROJECT]["buddy"] == "Noor"
    assert "page" not in again


def test_a_form_of_other_skills_on_the_same_file_is_sent_whole(own):
    """What differs in a list of skills is not told card by card."""
    targets = TargetForm.load()
    watching = FrontEnd(targets)
    save(Assessment(QUICK, None, {"communication": 2}), card_path())
    FrontEnd(AssessmentForm.load()).change("communication", "rating", 3)
    assert (watching.heard, watching.pages) == ([], 1)


def test_read_again_passes_over_forms_without_a_file(own):
    """A value that was put into a form stays there."""
    form = AssessmentForm(example_person())
    read_again(card_path())
    assert form.assessment == example_person()


# --- A file system without locks -------------------------------------------------------------
@pytest.fixture
def without_locks(monkeypatch) -> Iterator[None]:
    """A network folder that knows no locks."""

    def refuse(_handle: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(storage, "_acquire", refuse)
    yield
    storage._WITHOUT_LOCKS.clear()


def test_a_change_without_locks_is_saved_and_the_page_says_once_what_is_missing(own, without_locks):
    """The answer is `saved`, and one notice tells to keep one notebook open."""
    form = AssessmentForm.load()
    front = FrontEnd(form)
    assert front.change("leadership", "rating", 2)["kind"] == "saved"
    assert load(card_path()).rating("leadership") == 2
    assert "without locks" in front.page["notice"]
    pages = front.pages
    front.change("leadership", "rating", 3)
    assert front.pages == pages


# --- What a notebook keeps -------------------------------------------------------------------
def pages() -> list[BaseWidget]:
    """Every widget over a person's own files."""
    form, plan, again = AssessmentForm.load(), PlanForm.load(), SecondRatingForm.load()
    then, review = RecallForm.beside(again), ReviewForm.load()
    return [
        form,
        TargetForm.load(),
        ProfileView(form),
        WhatIf(form),
        ShareCode(form),
        Backup.load(),
        ClaimSort.load(),
        VignetteForm.load(),
        plan,
        TakeHome(plan),
        CaseStudyForm.load(),
        AgreementsForm.load(),
        review,
        PlanSign(review),
        FollowUpView.load(),
        again,
        then,
        ProgressView(then),
    ]


NEUTRAL = "shown while the kernel runs."

SILENT = (
    ShareCode,
    Backup,
    TakeHome,
    PlanSign,
    FollowUpView,
)  # they keep words alone, whoever uses them


def kept(widget: BaseWidget) -> dict[str, str]:
    """What a notebook keeps of a widget: its forms without a kernel."""
    data = widget._repr_mimebundle_()[0]
    return {name: str(said) for name, said in data.items() if "widget-view" not in name}


def test_no_widget_leaves_anything_of_a_person_in_a_notebook(own):
    """What stays in the cell is the example's, with one line that says so."""
    for widget in pages():
        for name, said in {**kept(widget), "repr": repr(widget)}.items():
            assert MARK not in said
            if not isinstance(widget, SILENT):
                assert NEUTRAL in said, (type(widget).__name__, name)


def test_what_is_kept_is_the_same_whoever_rates(own, monkeypatch, tmp_path_factory):
    """Take the one line away, and nothing tells one person's notebook from another's."""

    def without_the_line(widget: BaseWidget) -> str:
        said = kept(widget)["text/html"]
        line, _, rest = said.partition("\n")
        return rest if NEUTRAL in line else said

    with_files = [without_the_line(widget) for widget in pages()]
    monkeypatch.setenv("SKILLKIT_HOME", str(tmp_path_factory.mktemp("empty")))
    assert with_files == [kept(widget)["text/html"] for widget in pages()]


def test_an_example_is_kept_without_the_line(home):
    """Of an invented person, everything may be in a notebook."""
    widgets = [*pages(), ProfileView(t_shaped_person()), WhatIf(example_again())]
    for widget in widgets:
        assert NEUTRAL not in json.dumps(kept(widget)) + repr(widget)
    assert "T-shaped" in kept(ProfileView(t_shaped_person()))["text/html"]


def test_ratings_that_nobody_invented_are_never_kept(home):
    """Also those that never were in a file, or were put where the example stood."""
    form = AssessmentForm.load()
    form.value = as_dict(mine(example_person()))
    for widget in (form, ProfileView(form), ProfileView(mine(example_person())), WhatIf(form)):
        said = json.dumps(kept(widget)) + repr(widget)
        assert MARK not in said
        assert NEUTRAL in said


# --- Their names -----------------------------------------------------------------------------
def test_only_the_ways_out_of_a_file_are_told(own):
    """A form says in public whether it is one's own, an example, or damaged: one of the three."""
    form = CaseStudyForm.load()
    assert (form.is_own, form.is_example, form.is_damaged) == (True, False, False)
    case_study_path().write_text("{", "utf-8")
    form.read()
    assert (form.is_own, form.is_example, form.is_damaged) == (False, False, True)
    assert "case_study.json cannot be used" in form.notice
    case_study_path().unlink()
    form.read()
    assert (form.is_own, form.is_example, form.is_damaged) == (False, True, False)
    assert (form.notice, form.path, form.file) == ("", None, case_study_path())


class Shown(doctest.OutputChecker):
    """An example without a result below it may show anything: a widget, say."""

    def check_output(self, want: str, got: str, optionflags: int) -> bool:
        """Whether this is what was to be shown."""
        return not want or super().check_output(want, got, optionflags)


def takes_something(name: str) -> bool:
    """Whether a public name is called with something."""
    value = getattr(skillkit, name)
    return callable(value) and bool(inspect.signature(value).parameters)


@pytest.mark.parametrize("name", [name for name in skillkit.__all__ if takes_something(str(name))])
def test_a_question_mark_behind_a_public_name_shows_what_it_takes_and_an_example(
    home, monkeypatch, root, name
):
    """`?AssessmentForm` says what it is, its arguments, and how it is used; the example works."""
    value = getattr(skillkit, name)
    text = inspect.getdoc(value) or ""
    made_by_hand = name != "Profile"  # it comes from `profile_of` alone
    assert ("\nArgs:\n" in text) == made_by_hand
    assert "\nExamples:\n" in text
    if isinstance(value, type) and issubclass(value, BaseWidget):
        assert "**" not in str(inspect.signature(value))
    monkeypatch.chdir(root)
    names = {name: getattr(skillkit, name) for name in skillkit.__all__} | {"Path": Path, "dt": dt}
    test = doctest.DocTestParser().get_doctest(text, names, name, None, 0)
    assert test.examples
    said: list[str] = []
    runner = doctest.DocTestRunner(Shown(), optionflags=doctest.NORMALIZE_WHITESPACE)
    assert runner.run(test, out=said.append).failed == 0, "".join(said)
