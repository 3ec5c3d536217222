"""Widgets: forms that edit and views that show. They hold no rule; the core knows all of them.

Each is loaded when it is first named, so that a participant's page waits for nothing that only a
facilitator's needs.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from skillkit.widgets.assessment import AssessmentForm
    from skillkit.widgets.case_study import CaseStudyForm
    from skillkit.widgets.look_back import AgainForm, ChangeView, ReviewForm, ThenForm
    from skillkit.widgets.plan import PlanForm
    from skillkit.widgets.practice import ClaimSort, VignetteForm
    from skillkit.widgets.profile import ProfileView, TargetForm, WhatIf
    from skillkit.widgets.share import CardLink, ShareCode
    from skillkit.widgets.take_home import TakeHome
    from skillkit.widgets.team import TeamView
    from skillkit.widgets.workshop import Progress, Timer

_HOMES = {
    "AgainForm": "look_back",
    "AssessmentForm": "assessment",
    "CardLink": "share",
    "CaseStudyForm": "case_study",
    "ChangeView": "look_back",
    "ClaimSort": "practice",
    "PlanForm": "plan",
    "ProfileView": "profile",
    "Progress": "workshop",
    "ReviewForm": "look_back",
    "ShareCode": "share",
    "TakeHome": "take_home",
    "TargetForm": "profile",
    "TeamView": "team",
    "ThenForm": "look_back",
    "Timer": "workshop",
    "VignetteForm": "practice",
    "WhatIf": "profile",
}

__all__ = [
    "AgainForm",
    "AssessmentForm",
    "CardLink",
    "CaseStudyForm",
    "ChangeView",
    "ClaimSort",
    "PlanForm",
    "ProfileView",
    "Progress",
    "ReviewForm",
    "ShareCode",
    "TakeHome",
    "TargetForm",
    "TeamView",
    "ThenForm",
    "Timer",
    "VignetteForm",
    "WhatIf",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"skillkit.widgets has no {name!r}; it has: {', '.join(__all__)}.")
    return getattr(import_module(f"skillkit.widgets.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
