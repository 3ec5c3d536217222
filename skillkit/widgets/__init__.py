"""Widgets: forms that edit and views that show. They hold no rule; the core knows all of them.

Each is loaded when it is first named, so that a participant's page waits for nothing that only a
facilitator's needs.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from skillkit.widgets.again_form import AgainForm
    from skillkit.widgets.assessment_form import AssessmentForm
    from skillkit.widgets.card_link import CardLink
    from skillkit.widgets.case_study_form import CaseStudyForm
    from skillkit.widgets.change_view import ChangeView
    from skillkit.widgets.claim_sort import ClaimSort
    from skillkit.widgets.plan_form import PlanForm
    from skillkit.widgets.profile_view import ProfileView
    from skillkit.widgets.progress import Progress
    from skillkit.widgets.review_form import ReviewForm
    from skillkit.widgets.share_code import ShareCode
    from skillkit.widgets.take_home import TakeHome
    from skillkit.widgets.target_form import TargetForm
    from skillkit.widgets.team_view import TeamView
    from skillkit.widgets.then_form import ThenForm
    from skillkit.widgets.timer import Timer
    from skillkit.widgets.vignette_form import VignetteForm
    from skillkit.widgets.what_if import WhatIf

_HOMES = {
    "AgainForm": "again_form",
    "AssessmentForm": "assessment_form",
    "CardLink": "card_link",
    "CaseStudyForm": "case_study_form",
    "ChangeView": "change_view",
    "ClaimSort": "claim_sort",
    "PlanForm": "plan_form",
    "ProfileView": "profile_view",
    "Progress": "progress",
    "ReviewForm": "review_form",
    "ShareCode": "share_code",
    "TakeHome": "take_home",
    "TargetForm": "target_form",
    "TeamView": "team_view",
    "ThenForm": "then_form",
    "Timer": "timer",
    "VignetteForm": "vignette_form",
    "WhatIf": "what_if",
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
