"""The starter actions: the article's moves and levers as data that keeps the article's rules."""

import json
import re
from importlib.resources import files

import pytest

from skillkit.base.errors import Invalid
from skillkit.plan.actions import Catalogue, load_actions, parse_actions
from tests.vectors import FULL, QUICK, own_framework

TEXT = files("skillkit").joinpath("data", "ai_engineer", "actions.toml").read_text("utf-8")
KIT = load_actions()
FRAMEWORKS = pytest.mark.parametrize("framework", [FULL, QUICK], ids=lambda f: f.id)


def broken(old: str, new: str) -> str:
    """What is said about the kit's file with one place changed."""
    assert old in TEXT
    with pytest.raises(Invalid) as refused:
        parse_actions(TEXT.replace(old, new, 1), "mine.toml")
    return str(refused.value)


def test_the_moves_are_the_articles_five_in_its_order():
    """Project, open source, hackathon, write-up and certificate come in this order."""
    assert [move.stage for move in KIT.moves] == [1, 2, 3, 4, 5]
    names = " ".join(move.name.lower() for move in KIT.moves)
    assert re.search("project.*open source.*hackathon.*write.*certificate", names)
    assert {action.stage for action in KIT.actions} == {1, 2, 3, 4, 5, None}


@FRAMEWORKS
def test_every_skill_has_two_actions_and_a_communication_half(framework):
    """Each skill can be built by two actions, one of them of communication or with a partner."""
    offered = KIT.offered(framework)
    for skill in framework.skills:
        ways = [action for action in offered.actions if skill.id in action.builds]
        assert len(ways) >= 2, skill.id
        assert any(a.kind == "communication" or offered.partners.get(a.id) for a in ways), skill.id


@FRAMEWORKS
def test_what_is_offered_names_only_skills_and_actions_that_are_there(framework):
    """The part for a framework is closed: no skill, partner, project or pair leads outside."""
    offered = KIT.offered(framework)
    ids = {action.id for action in offered.actions}
    assert all(set(action.builds) <= {s.id for s in framework.skills} for action in offered.actions)
    assert all(offered.partners[a.id] for a in offered.actions if a.kind == "technical")
    for links in (offered.partners, offered.beside):
        assert {*links, *(one for others in links.values() for one in others)} <= ids
    for action in offered.actions:
        assert action.writes_up is None or action.writes_up in ids
        assert action.stage != 1 or action.kind != "technical" or offered.write_up(action.id)
    assert all(skill in framework for lever in offered.levers for skill in lever.skills)


def test_every_skill_that_is_named_stands_in_a_shipped_framework():
    """No action or lever names a skill that neither framework has."""
    known = {skill.id for framework in (FULL, QUICK) for skill in framework.skills}
    assert {skill for action in KIT.actions for skill in action.builds} <= known
    assert {skill for lever in KIT.levers for skill in lever.skills} <= known


def test_the_first_pair_is_the_articles_and_the_others_say_that_they_are_not():
    """Retrieval with presenting what its evaluation found comes first; the rest is the kit's."""
    first, *others = KIT.pairs
    assert (first.technical, first.communication) == ("rag_real_documents", "present_results")
    assert first.source == "article"
    assert {pair.source for pair in others} == {"kit"}


def test_the_four_levers_name_their_skills_and_no_pay():
    """Each of the article's levers has skills, and nothing in the file is a sum of money."""
    assert [lever.id for lever in KIT.levers] == ["salary", "internal", "external", "leadership"]
    assert all(lever.skills and lever.source == "article" for lever in KIT.levers)
    lines = [line for line in TEXT.splitlines() if not line.startswith(("hours", "reviewed"))]
    assert not re.search(r"[$€£¥%]|\d{2,}|\b(dollar|euro|percent|raise)", "\n".join(lines))


def test_every_action_can_be_seen_to_be_done():
    """Each action says what shows that it is done, and projects ask for a need and a limit."""
    for action in KIT.actions:
        assert action.done_when
        if action.stage == 1:
            assert action.needs_real_problem
            assert action.needs_real_constraint
        assert action.shows == (action.stage != 5)


def test_another_domain_is_offered_nothing_that_it_does_not_know():
    """A framework of other skills gets an empty catalogue, not wrong actions."""
    offered = KIT.offered(own_framework())
    assert isinstance(offered, Catalogue)
    assert offered.actions == ()


def test_a_file_of_ones_own_is_read(tmp_path):
    """A workshop may bring its own actions in the same form."""
    path = tmp_path / "own.toml"
    path.write_text(TEXT.replace("Starter actions", "Our actions"), "utf-8")
    assert load_actions(path).title.startswith("Our actions")
    assert load_actions(path).actions == KIT.actions


def test_a_name_that_is_not_there_is_answered_with_the_nearest():
    """Asking for an unknown action or lever names the nearest one."""
    with pytest.raises(Invalid, match="Nearest: 'harm_test'"):
        KIT.action("harm_tset")
    with pytest.raises(Invalid, match="Nearest: 'internal'"):
        KIT.lever("internals")
    assert KIT.action("harm_test").kind == "technical"
    assert KIT.lever("internal").skills


FAULTS = {
    "partner unknown": ('"shadow_product", "mentor_newer"]', '"shadow_prodct"]', "shadow_product"),
    "partner technical": ('["lead_decision", "trade', '["harm_test", "trade', "not of communicat"),
    "no partner": ('partners = ["try_and_show", "present', 'xpartners = ["', "at least one"),
    "no write-up": ('writes_up = "harm_test"', "", "a project needs one write-up"),
    "write-up of nothing": (
        'writes_up = "harm_test"',
        'writes_up = "ham"',
        "is not an action here",
    ),
    "certificate alone": ('beside = ["pipeline', 'beside = ["present_results", "pipe', "stage 1"),
    "doubled": ('id = "harm_test"', 'id = "prompt_test_set"', "appears 2 times"),
    "kind": ('kind = "technical"', 'kind = "tech"', "'tech' found; write 'technical'"),
    "hours": ("hours = 20", 'hours = "many"', "'many' found; write a whole number from 1 to 200"),
    "levels": ("rag_vector = 1", "rag_vector = 0.5", "0.5 found; write a whole number from 1 to 4"),
    "unknown key": ("shows = false", "show = false", "Nearest: 'shows'"),
    "pair": ('communication = "present_results"', 'communication = "risk_review"', "not a partner"),
    "lever": ('skills = ["leadership"]', 'skills = ["leadershp"]', "Nearest: 'leadership'"),
    "moves": ("stage = 2\nname", "stage = 3\nname", "5 are needed"),
    "not TOML": ("schema = 1", "schema = = 1", "line 18: "),
    "newer": ("schema = 1", "schema = 2", "update skillkit"),
}


@pytest.mark.parametrize(("old", "new", "said"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_named_with_its_cure(old, new, said):
    """Every kind of fault in a file of actions is refused with its place and what is allowed."""
    assert said in broken(old, new)


def test_all_faults_come_at_once():
    """A file with three faults names all three."""
    text = TEXT.replace("hours = 20", "hours = 0").replace('stage = 3\nkind = "technical"', "")
    with pytest.raises(Invalid) as refused:
        parse_actions(text, "mine.toml")
    paths = {fault.path for fault in refused.value.problems}
    assert {"actions.rag_real_documents.hours", "actions.hackathon_whole.kind"} <= paths
    assert str(refused.value).startswith("mine.toml: 2 problems")  # a line for each cause


def test_the_values_are_plain():
    """Whatever the file holds can be written as JSON, so that a form can be fed with it."""
    assert json.dumps([dict(action.builds) for action in KIT.actions])
