"""A workshop on the skills that carry an AI engineer's career, done with your own hands.

    framework    what good looks like: skills, five levels, one sentence for each
    assessment   where you are: your ratings on one day, with what supports them
    profile      your shape: the T, the three-legged stool, and the sentence that says why
    team         our shape: what a group can do together
    plan         what you do next: one technical and one communication skill, dated
    progress     what changed when you come back in 30, 60 and 90 days

`python3 -m skillkit lab` opens the notebooks; `python3 -m skillkit test` proves the kit.
In a notebook of your own, `from skillkit import AssessmentForm, ProfileView` is all you need;
each name is loaded when it is first used, so `import skillkit` loads nothing else.
"""

__version__ = "0.1.0"

TYPE_CHECKING = False  # true for a checker; importing `typing` would cost more than the kit
if TYPE_CHECKING:
    from skillkit.assessment import Assessment
    from skillkit.assessment.examples import example_person, t_shaped_person
    from skillkit.assessment.file import load as load_assessment
    from skillkit.framework import Framework
    from skillkit.framework.file import load_framework
    from skillkit.plan import Plan
    from skillkit.plan.file import load as load_plan
    from skillkit.plan.suggest import suggest
    from skillkit.profile import Profile, profile_of
    from skillkit.progress import Progress
    from skillkit.team import Member, Team
    from skillkit.team.vote import vote_sentence
    from skillkit.widgets.agreements import AgreementsForm
    from skillkit.widgets.assessment import AssessmentForm
    from skillkit.widgets.case_study import CaseStudyForm
    from skillkit.widgets.colleague import ColleagueView
    from skillkit.widgets.follow_up import FollowUpView, PlanSign
    from skillkit.widgets.look_back import ProgressView, RecallForm, ReviewForm, SecondRatingForm
    from skillkit.widgets.plan import PlanForm
    from skillkit.widgets.practice import ClaimSort, VignetteForm
    from skillkit.widgets.profile import ProfileView, TargetForm, WhatIf
    from skillkit.widgets.room import RoomView
    from skillkit.widgets.share import Backup, ShareCode
    from skillkit.widgets.take_home import TakeHome
    from skillkit.widgets.team import TeamView
    from skillkit.widgets.workshop import AgendaBar, FacilitatorView, Timer

# Where each public name lives, as module and name there. `profile` is the package of that noun, so
# the function is called `profile_of`.
_HOMES = {
    "Assessment": "assessment.model",
    "example_person": "assessment.examples",
    "t_shaped_person": "assessment.examples",
    "load_assessment": "assessment.file:load",
    "Framework": "framework.model",
    "load_framework": "framework.file",
    "Plan": "plan.model",
    "load_plan": "plan.file:load",
    "suggest": "plan.suggest",
    "Profile": "profile.model",
    "profile_of": "profile.model",
    "Progress": "progress.model",
    "Member": "team.model",
    "Team": "team.model",
    "vote_sentence": "team.vote",
    "AgreementsForm": "widgets.agreements",
    "AssessmentForm": "widgets.assessment",
    "CaseStudyForm": "widgets.case_study",
    "ColleagueView": "widgets.colleague",
    "FollowUpView": "widgets.follow_up",
    "PlanSign": "widgets.follow_up",
    "ProgressView": "widgets.look_back",
    "RecallForm": "widgets.look_back",
    "ReviewForm": "widgets.look_back",
    "SecondRatingForm": "widgets.look_back",
    "PlanForm": "widgets.plan",
    "ClaimSort": "widgets.practice",
    "VignetteForm": "widgets.practice",
    "ProfileView": "widgets.profile",
    "TargetForm": "widgets.profile",
    "WhatIf": "widgets.profile",
    "RoomView": "widgets.room",
    "Backup": "widgets.share",
    "ShareCode": "widgets.share",
    "TakeHome": "widgets.take_home",
    "TeamView": "widgets.team",
    "AgendaBar": "widgets.workshop",
    "FacilitatorView": "widgets.workshop",
    "Timer": "widgets.workshop",
}
__all__ = ["__version__", *_HOMES]


def __getattr__(name):  # type: ignore[no-untyped-def]  # an old Python has to read this file
    """The public value of that name, loaded now."""
    if name not in _HOMES:
        raise AttributeError(f"skillkit has no {name!r}; it has: {', '.join(__all__)}.")
    from importlib import import_module

    module, _, there = _HOMES[name].partition(":")
    value = getattr(import_module(f"skillkit.{module}"), there or name)
    globals()[name] = value
    return value


def __dir__():  # type: ignore[no-untyped-def]  # for the same reason
    return __all__
