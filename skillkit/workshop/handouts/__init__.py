"""Handouts: the pages that a workshop needs on paper, made from the data that the screens show.

One module a handout; each is a function from data to the text of a page.
"""

from __future__ import annotations

from skillkit.framework import Framework
from skillkit.framework.file import load_framework
from skillkit.plan.actions import actions_of, load_actions
from skillkit.practice.claims import claims_of, load_claims
from skillkit.practice.vignettes import vignettes_for
from skillkit.workshop.handouts.action_cards import action_cards
from skillkit.workshop.handouts.anchor_cards import anchor_cards
from skillkit.workshop.handouts.claim_cards import claim_cards
from skillkit.workshop.handouts.drawing_sheet import drawing_sheet
from skillkit.workshop.handouts.rating_sheet import rating_sheet
from skillkit.workshop.handouts.study_sheet import study_sheet
from skillkit.workshop.handouts.vignette_sheets import vignette_answers, vignette_sheet


def handouts() -> dict[str, str]:
    """The text of every handout, by the name of its file."""
    full, quick = load_framework("ai_engineer"), load_framework("ai_engineer_quick")
    vignettes = vignettes_for(full)
    return {
        "action_cards.html": action_cards(load_actions(), article=True),
        "case_study.html": study_sheet(),
        "claim_cards.html": claim_cards(load_claims()),
        **handouts_of(full),
        **{name.replace(".", "_quick."): page for name, page in handouts_of(quick).items()},
        "vignettes.html": vignette_sheet(full, vignettes),
        "vignettes_reference_levels.html": vignette_answers(full, vignettes),
    }


def workshop_handouts(framework: Framework) -> dict[str, str]:
    """The handouts of a workshop folder: what its files are there for, and nothing else."""
    texts, claims = vignettes_for(framework), claims_of(framework)
    found = handouts_of(framework)
    if (actions := actions_of(framework)).actions:
        found["action_cards.html"] = action_cards(actions, article=framework.follows_article)
    if claims.claims:
        found["claim_cards.html"] = claim_cards(claims)
    if texts:
        found["vignettes.html"] = vignette_sheet(framework, texts)
        found["vignettes_reference_levels.html"] = vignette_answers(framework, texts)
    if framework.follows_article:
        found["case_study.html"] = study_sheet()
    return dict(sorted(found.items()))


def handouts_of(framework: Framework) -> dict[str, str]:
    """The handouts that a framework alone is enough for, also one of a group's own."""
    return {
        "anchor_cards.html": anchor_cards(framework),
        "rating_sheet.html": rating_sheet(framework),
        "t_and_stool.html": drawing_sheet(framework),
    }
