"""A plan in another field: no rule, lever or move of the article, and actions that stand alone."""

import datetime as dt

from skillkit.assessment.invented import person_at_start
from skillkit.framework.file import load_framework
from skillkit.plan import Action, Plan
from skillkit.plan.actions import actions_of, parse_actions
from skillkit.plan.rules import CHECKS, violations
from skillkit.plan.suggest import suggest_plan
from skillkit.profile import profile_of
from skillkit.widgets.plan_state import page_words

OWN = load_framework("ai_engineer_2026")
ARTICLE = load_framework("ai_engineer")
DAY = dt.date(2026, 11, 28)

ALONE = """
[[actions]]
id = "alone"
kind = "technical"
hours = 3
builds = { evaluation = 1 }
step = "Score twenty answers by hand"
"""


def lonely(framework):
    """A plan of one technical action without a partner, with nothing to show."""
    return Plan(framework, DAY).add(Action("own_1", "Try it", "technical", 3, shows=False, stage=1))


def test_the_articles_rules_are_asked_of_the_articles_frameworks_alone():
    """A plan that breaks three of them breaks none in another field; the kit's own stay."""
    broken = {breach.rule.id for breach in violations(lonely(ARTICLE))}
    assert {"pairing", "write_up", "shows"} <= broken
    assert violations(lonely(OWN)) == ()
    assert {rule.source for rule in CHECKS} == {"article", "kit"}
    many = lonely(OWN)
    for number in range(2, 9):
        many = many.add(Action(f"own_{number}", "Try it", "technical", 3))
    assert [breach.rule.id for breach in violations(many)] == ["few"]


def test_a_technical_action_without_partners_can_be_suggested_alone():
    """Who lists no partners asks for none."""
    profile = profile_of(person_at_start(OWN))
    catalogue = parse_actions(ALONE, "actions.toml")
    found = suggest_plan(profile, catalogue, DAY, 5, focus=["evaluation"])
    assert [action.id for action in found.plan.actions] == ["alone"]
    assert found.plan.action("alone").paired_with is None


def test_the_page_names_the_article_only_where_it_is_the_articles():
    """Levers, moves and the article's tip come with its frameworks; else groups by kind."""
    own = page_words(OWN, actions_of(OWN), None)
    assert (own["levers"], own["moves"]) == ([], [])
    assert [title for title, *_ in own["groups"]] == ["Technical actions", "Communication actions"]
    assert "article" not in f"{own['focus_hint']} {own['starters']}"
    article = page_words(ARTICLE, actions_of(ARTICLE), None)
    assert [title for title, *_ in article["groups"]][::5] == [
        "Move 1: Real project",
        "Communication at any time",
    ]
    assert article["focus_hint"].startswith("The article says")
    assert "article's five moves" in article["starters"]


def test_a_workshop_without_actions_says_so():
    """An empty list would look like a fault."""
    none = parse_actions(ALONE, "actions.toml").offered(ARTICLE)
    assert page_words(ARTICLE, none, None)["starters"].startswith("This workshop brings no starter")
