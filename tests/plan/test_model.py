"""The plan: its values, the article's rules as checks, its schedule, and how it is saved."""

import datetime as dt
import json
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillkit.base.errors import FileError, Invalid, SkillkitError
from skillkit.base.storage import backup_of
from skillkit.plan import (
    KINDS,
    Action,
    Cue,
    Plan,
    budget_of,
    by_day,
    in_order,
    scheduled,
)
from skillkit.plan.actions import load_actions
from skillkit.plan.edit import changed
from skillkit.plan.examples import example_plan
from skillkit.plan.file import (
    as_dict,
    from_dict,
    from_json,
    load,
    plan_path,
    plan_store,
    save,
    to_json,
)
from skillkit.plan.rules import MOST_ACTIONS, RULES, open_questions, violations, ways_out
from tests.vectors import FULL, framework_text, own_framework

START = dt.date(2026, 11, 24)
KIT = load_actions().offered(FULL)
EMPTY = Plan(FULL, START)


def taken(*ids: str) -> Plan:
    """A plan of starter actions, in this order."""
    return EMPTY.spend(5).add(*(KIT.action(name) for name in ids))


def good() -> Plan:
    """A plan that keeps every rule."""
    plan = taken("rag_real_documents", "present_results", "write_up_rag", "tradeoff_memo")
    return scheduled(plan.pair("rag_real_documents", "present_results"))


def broken(plan: Plan) -> list[str]:
    """The rules that a plan breaks."""
    return [breach.rule.id for breach in violations(plan)]


TEXTS = ["Ask", "=1+1", "<b>Ö</b> & co", "a|b", "نص", "x" * 300, "'", '"\\"']
IDS = [f"a{i}" for i in range(7)]


def any_action(chance: random.Random, name: str) -> Action:
    """Any action of that id; it may name any other of the plan, or one that is not there."""
    kind = chance.choice(KINDS)
    text = lambda: chance.choice(["", *TEXTS])  # noqa: E731  (said nine times below)
    return Action(
        name,
        chance.choice(TEXTS),
        kind,
        chance.randint(1, 60),
        {skill.id: chance.randint(1, 4) for skill in chance.sample(FULL.skills, 2)},
        chance.choice([None, 1, 2, 3, 4, 5]),
        text(),
        chance.random() < 0.5,
        chance.random() < 0.5,
        chance.random() < 0.5,
        chance.choice([*IDS, None, None]),
        chance.choice([*IDS, None]) if kind == "technical" else None,
        text(),
        text(),
        Cue(text(), text(), text()),
        text(),
        text(),
        text(),
        chance.choice([None, START + dt.timedelta(days=chance.randint(-9, 99))]),
        chance.choice([None, 30, 60, 90]),
        chance.choice(["planned", "started", "done", "stopped"]),
        tuple(chance.sample(TEXTS, chance.randint(0, 2))),
    )


def any_plan(seed: int) -> Plan:
    """Any plan, kept rules or not."""
    chance = random.Random(seed)
    return Plan(
        FULL,
        START,
        chance.choice([None, 0.5, 3, 5, 20]),
        chance.randint(1, 52),
        tuple(chance.sample(["salary", "internal"], chance.randint(0, 2))),
        chance.choice([(), ("rag_vector",), ("rag_vector", "communication")]),
        tuple(any_action(chance, name) for name in chance.sample(IDS, chance.randint(0, 7))),
        chance.choice(["", "a1b2"]),
    )


PLANS = st.integers(0, 2**32).map(any_plan)


# --- Laws ------------------------------------------------------------------------------------


@settings(max_examples=400)
@given(PLANS)
def test_a_plan_survives_its_file(plan):
    """Whatever a plan holds comes back from its JSON text."""
    assert from_json(to_json(plan)) == plan


@settings(max_examples=400)
@given(PLANS)
def test_every_breach_names_a_rule_actions_of_the_plan_and_a_cure(plan):
    """A breach always says which rule, which actions, and what to do."""
    for breach in violations(plan):
        assert breach.rule in RULES
        assert breach.cure.endswith(".")
        assert set(breach.actions) <= {action.id for action in plan.actions}
    for question in open_questions(plan):
        assert question.sentence.endswith("?")


@settings(max_examples=400)
@given(PLANS)
def test_scheduling_keeps_every_action_and_every_chosen_date(plan):
    """The schedule orders actions and dates the undated, and changes nothing else."""
    after = scheduled(plan)
    assert sorted(a.id for a in after.actions) == sorted(a.id for a in plan.actions)
    for action in plan.actions:
        now = after.action(action.id)
        assert (now.due, now.step, now.paired_with) == (action.due, action.step, action.paired_with)
        assert action.horizon in (None, now.horizon)
        assert now.due or now.horizon
    assert scheduled(after) == after


@settings(max_examples=400)
@given(PLANS)
def test_a_fresh_schedule_keeps_the_order_of_the_moves(plan):
    """Without dates of the person's own, the schedule never breaks the rule of order."""
    fresh = plan
    for action in plan.actions:
        fresh = fresh.change(action.id, due=None, horizon=None)
    if "pairing" not in broken(fresh):
        assert "order" not in broken(scheduled(fresh))


@given(st.lists(st.integers(1, 40), max_size=6), st.integers(1, 200))
def test_days_never_fall_along_the_schedule_and_more_hours_never_delay(hours, budget):
    """Days rise along the order, and a larger budget never makes an action later."""
    actions = [Action(f"a{i}", "step", "communication", h) for i, h in enumerate(hours)]
    days = by_day(actions, budget)
    assert list(days.values()) == sorted(days.values())
    assert set(days.values()) <= {30, 60, 90}
    assert all(by_day(actions, budget + 10)[name] <= day for name, day in days.items())


@given(PLANS, st.data())
def test_dropping_an_action_and_adding_it_back_loses_nothing(plan, data):
    """An action that goes and comes back finds its partner and its write-up again."""
    if not plan.actions:
        return
    one = data.draw(st.sampled_from(plan.actions))
    again = plan.without(one.id).add(one)
    assert set(broken(again)) == set(broken(plan))
    assert sorted(a.id for a in again.actions) == sorted(a.id for a in plan.actions)


# --- The rules -------------------------------------------------------------------------------


def test_a_good_plan_breaks_no_rule():
    """A project with its write-up and a partner of its own keeps all rules."""
    assert violations(good()) == ()
    assert [action.horizon for action in good().actions] == [60, 60, 90, 90]


def test_an_empty_plan_breaks_no_rule():
    """Before anything is chosen nothing is wrong."""
    assert violations(EMPTY) == ()


def test_rules_say_whose_they_are():
    """Every rule starts with whose point it is, and article and kit are told apart."""
    for rule in RULES:
        whose = {"article": "The article ", "kit": "This kit "}[rule.source]
        assert rule.sentence.startswith(whose)
    assert [rule.id for rule in RULES if rule.source == "kit"] == ["few", "hours", "focus"]


BROKEN = {
    "no partner": (good().pair("rag_real_documents", None), "pairing", "Choose a communication"),
    "partner gone": (good().without("present_results"), "pairing", "add it, or choose another"),
    "partner technical": (
        good().add(KIT.action("new_tool_day")).pair("rag_real_documents", "new_tool_day"),
        "pairing",
        "is technical as well",
    ),
    "partner shared": (
        good().add(KIT.action("new_tool_day")).pair("new_tool_day", "present_results"),
        "pairing",
        "share the partner",
    ),
    "no write-up": (good().without("write_up_rag"), "write_up", "Add a write-up of"),
    "write-up alone": (taken("write_up_rag"), "write_up", "drop this too"),
    "certificate alone": (
        taken("certificate_data", "try_and_show").pair("certificate_data", "try_and_show"),
        "certificate",
        "Add a project to",
    ),
    "nothing shows": (
        taken("tradeoff_memo").change("tradeoff_memo", shows=False),
        "shows",
        "somebody else can see or use",
    ),
    "moves out of order": (
        good()
        .add(KIT.action("hackathon_whole"))
        .pair("hackathon_whole", "tradeoff_memo")
        .change("hackathon_whole", horizon=30),
        "order",
        "due after",
    ),
    "partner too early": (
        good().change("present_results", due=START + dt.timedelta(days=7)),
        "order",
        "or after it",
    ),
    "too many": (
        taken(*[a.id for a in KIT.actions if a.kind == "communication" and not a.writes_up][:7]),
        "few",
        "Drop 1 of the 7",
    ),
    "too many hours": (good().spend(2), "hours", "takes 35 hours and 18 fit"),
    "focus not built": (
        good().focus_on(["ethical_ai", "communication"]),
        "focus",
        "No action of this plan builds Ethical AI yet. Add one",
    ),
}


@pytest.mark.parametrize(("plan", "rule", "cure"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_rule_is_named_with_its_cure(plan, rule, cure):
    """Each way to break a rule is found, in a sentence with the rule and what mends it."""
    found = [breach for breach in violations(plan) if breach.rule.id == rule]
    assert found, broken(plan)
    assert any(cure in breach.cure for breach in found)
    assert str(found[0]).startswith(found[0].rule.sentence)


def test_no_rule_is_broken_by_the_way():
    """Each of the broken plans breaks the rule that it is about; most break no other."""
    alone = [name for name, (plan, rule, _) in BROKEN.items() if set(broken(plan)) == {rule}]
    assert len(alone) >= 9, alone


@pytest.mark.parametrize("skill", [skill.id for skill in FULL.skills])
def test_a_skill_that_no_action_builds_has_a_way_out(skill):
    """The action on offer builds the skill in focus, and comes with what the rules ask of it."""
    bare = taken("tradeoff_memo")
    plan = scheduled(bare if skill != "influence_tradeoffs" else taken("prompt_clinic"))
    plan = plan.focus_on([skill])
    (found,) = [breach for breach in violations(plan) if breach.rule.id == "focus"]
    (way,) = ways_out(plan, KIT, found)
    assert way["words"].startswith(f"Add for {FULL.skill(skill).name}: ")
    for name, field, value in way["changes"]:
        plan = changed(plan, {"skill": name, "field": field, "value": value}, KIT)
    assert set(broken(plan)) <= {"hours"}


@pytest.mark.parametrize(
    ("others", "changes"),
    [
        ((), ["present_results in", "rag paired_with present_results"]),
        (
            ("present_results",),
            ["rag paired_with present_results", "write_up_rag in", "rag paired_with write_up_rag"],
        ),
        (KIT.partners["rag_real_documents"], ["rag paired_with present_results"]),
    ],
)
def test_an_action_without_a_partner_is_offered_one_of_each_kind(others, changes):
    """One that is free in the plan, one to add, and one of your own only where neither is there."""
    plan = taken("rag_real_documents", *others)
    (found,) = [breach for breach in violations(plan) if breach.rule.id == "pairing"]
    offered = [change for way in ways_out(plan, KIT, found) for change in way["changes"]]
    said = [
        " ".join(part for part in change if part is not True).replace("_real_documents", "")
        for change in offered
    ]
    assert said == changes


def test_a_project_without_a_write_up_is_offered_one():
    """The kit's own where it has one, else a case study that names the project."""
    mine = replace(KIT.action("rag_real_documents"), id="mine")
    offered = []
    for plan in (good().without("write_up_rag"), taken().add(mine)):
        (found,) = [breach for breach in violations(plan) if breach.rule.id == "write_up"]
        offered += ways_out(plan, KIT, found)
    kits, own = offered
    assert kits["words"] == f"Add: {KIT.action('write_up_rag').step}"
    assert kits["changes"] == [["write_up_rag", "in", True]]
    assert own["words"] == "Add a case study of it"
    assert own["changes"][-1][1:] == ["writes_up", "mine"]


def test_a_partner_that_was_taken_out_is_offered_again():
    """It comes before the others that would fit, as it was chosen once."""
    plan = taken("rag_real_documents", "tradeoff_memo").pair("rag_real_documents", "tradeoff_memo")
    plan = plan.without("tradeoff_memo")
    (found,) = [breach for breach in violations(plan) if breach.rule.id == "pairing"]
    (way,) = ways_out(plan, KIT, found)
    assert way["changes"][0] == ["tradeoff_memo", "in", True]


def test_two_projects_may_be_due_in_either_order():
    """Only a later move before an earlier one breaks the order; two of one move never do."""
    plan = good().add(KIT.action("model_own_data"), KIT.action("write_up_model"))
    plan = plan.pair("model_own_data", "write_up_model")
    for day in (30, 90):
        both = plan.change("model_own_data", horizon=day).change("write_up_model", horizon=90)
        assert "order" not in broken(both)


def test_six_actions_are_not_too_many():
    """The rule starts to bite at seven."""
    ids = [a.id for a in KIT.actions if a.kind == "communication" and not a.writes_up]
    assert broken(taken(*ids[:MOST_ACTIONS])) == []


def test_what_only_the_person_can_say_is_asked():
    """A fresh plan asks for need, limit, cue, obstacle, buddy, focus and hours; proof is there."""
    asked = {(q.action, q.field) for q in open_questions(good().spend(None))}
    assert {(None, "weekly_hours"), (None, "focus"), (None, "horizon")} <= asked
    about = {field for action, field in asked if action == "rag_real_documents"}
    assert about == {"real_problem", "real_constraint", "cue", "obstacle", "buddy"}


def test_a_plan_that_says_all_asks_nothing():
    """Once everything is said, no question is left."""
    plan = good().focus_on(["rag_vector", "communication"])
    for action in plan.actions:
        plan = plan.change(
            action.id,
            real_problem="Support searches by hand",
            real_constraint="No data leaves the house",
            cue=Cue("it is Tuesday nine o'clock", "at my desk", "open the list"),
            obstacle="I polish before I show",
            buddy="Noor",
        )
    plan = plan.change("rag_real_documents", horizon=30)
    assert open_questions(plan) == ()


@pytest.mark.parametrize("day", [dt.date(9999, 12, 31), dt.date(1, 1, 1), dt.date(3000, 1, 1)])
def test_a_plan_names_days_that_a_calendar_has(day):
    """A start or a due day far off is refused with the days that are allowed, also in a file."""
    allowed = "write a year from 2000 to 2999"
    with pytest.raises(Invalid, match=allowed):
        good().on(day)
    with pytest.raises(Invalid, match=allowed):
        good().change("tradeoff_memo", due=day)
    with pytest.raises(Invalid, match=allowed):
        from_dict(as_dict(good()) | {"start": day.isoformat()})


# --- Values ----------------------------------------------------------------------------------


def test_the_cue_is_a_sentence_to_say_aloud():
    """When, where and the first act make one sentence, whatever words they were typed with."""
    assert Cue("it is Tuesday 9:00", "at my desk", "open the notebook").sentence == (
        "When it is Tuesday 9:00 (at my desk), then I open the notebook."
    )
    assert Cue("When coffee is ready.", "", "then I label ten cases.").sentence == (
        "When coffee is ready, then I label ten cases."
    )
    assert Cue("", "at my desk", "label").sentence == ""
    assert Cue("I close the stand-up", "", "index ten pages").sentence.endswith(
        "I index ten pages."
    )


def test_a_quarter_of_the_hours_is_kept_free():
    """Five hours for twelve weeks make 45, and half hours round down."""
    assert EMPTY.budget is None
    assert EMPTY.spend(5).budget == 45
    assert EMPTY.spend(2.5, 3).budget == 5
    assert budget_of(5, 12) == 45


def test_hours_are_told_apart_by_kind():
    """The hours of both kinds add up to all hours."""
    plan = good()
    assert (plan.hours_of("technical"), plan.hours_of("communication"), plan.hours) == (20, 15, 35)


def test_a_chosen_date_goes_before_the_horizon():
    """The day is the person's own where there is one, else so many days after the start."""
    plan = good()
    action = plan.action("tradeoff_memo")
    assert plan.due(action) == START + dt.timedelta(days=90)
    plan = plan.change("tradeoff_memo", due=dt.date(2026, 12, 1))
    assert plan.due(plan.action("tradeoff_memo")) == dt.date(2026, 12, 1)
    assert plan.on(dt.date(2026, 12, 1)).day(plan.action("tradeoff_memo")) == 0
    assert EMPTY.add(Action("own_1", "Ask", "communication", 1)).actions[0].horizon is None


def test_one_focus_of_each_kind():
    """The focus is one technical skill and one of communication; two of a kind are refused."""
    assert EMPTY.focus_on(["rag_vector", "communication"]).focus
    with pytest.raises(Invalid, match="two technical skills"):
        EMPTY.focus_on(["rag_vector", "ethical_ai"])


def test_own_actions_get_a_free_id():
    """An action of the person's own never takes the id of another one."""
    plan = EMPTY.add(Action(EMPTY.free_id(), "Ask for data", "communication", 2))
    assert plan.actions[0].id == "own_1"
    assert plan.free_id() == "own_2"


def test_partners_follow_at_once_and_the_unstaged_come_last():
    """The order is by move; a partner stands behind its action, what has no move at the end."""
    plan = taken(
        "shadow_product", "tradeoff_memo", "hackathon_whole", "write_up_model", "model_own_data"
    )
    plan = plan.pair("model_own_data", "write_up_model").pair("hackathon_whole", "tradeoff_memo")
    assert [action.id for action in in_order(plan.actions)] == [
        "model_own_data",
        "write_up_model",
        "hackathon_whole",
        "tradeoff_memo",
        "shadow_product",
    ]


FAULTS = {
    "hours": ({"hours": 2.5}, "2.5 found; write whole hours"),
    "kind": ({"kind": "soft"}, "allowed: 'technical' or 'communication'"),
    "stage": ({"stage": 6}, "6 found; allowed: 1, 2, 3, 4, 5 or None"),
    "true is no stage": ({"stage": True}, "True found"),
    "status": ({"status": "late"}, "'late' found; allowed: 'planned'"),
    "due": ({"due": "2026-01-01"}, "write it like 2026-01-31"),
    "line break": ({"done_when": "a\nb"}, "done_when: it holds a line break"),
    "too long": ({"obstacle": "x" * 301}, "has 301 characters; at most 300"),
    "builds": ({"builds": {"rag_vector": 9}}, "9 found; write 1 to 4 levels"),
    "cue": ({"cue": Cue(when="a\u202eb")}, "cue.when: it holds U+202E"),
    "partner": ({"paired_with": "present_results"}, "turn them round"),
    "evidence": ({"evidence": ("", "ok")}, "evidence[0]: it is empty"),
}


@pytest.mark.parametrize(("values", "said"), FAULTS.values(), ids=FAULTS.keys())
def test_a_wrong_field_is_refused_with_its_place(values, said):
    """Each wrong field of an action ends in its place, what is there and what is allowed."""
    with pytest.raises(Invalid) as refused:
        good().change("tradeoff_memo", **values)
    assert said in str(refused.value)


def test_wrong_plans_are_refused():
    """Hours, levers, doubles and unknown skills end in sentences, all at once."""
    memo = KIT.action("tradeoff_memo")
    with pytest.raises(Invalid) as refused:
        Plan(FULL, START, 0.3, 0, ("a", "b", "b"), ("ragvector",), (memo, memo))
    said = str(refused.value)
    for part in ("0.3 found", "whole number from 1 to 52", "at most 2", "twice", "'rag_vector'"):
        assert part in said
    assert len(refused.value.problems) == 6
    with pytest.raises(Invalid, match="Nearest: 'tradeoff_memo'"):
        good().action("tradeof_memo")


# --- The file --------------------------------------------------------------------------------


def test_all_faults_of_a_plan_file_come_at_once():
    """A file broken by hand names every fault with its place."""
    card = as_dict(good())
    card["start"] = "soon"
    card["levers"] = "salary"
    card["actions"][0]["hours"] = "20"
    card["actions"][1]["stagee"] = 1
    card["actions"][2]["cue"] = ["now"]
    card["actions"][3]["evidence"] = "a line"
    with pytest.raises(Invalid) as refused:
        from_dict(card)
    paths = [fault.path for fault in refused.value.problems]
    assert sorted(paths) == sorted(
        [
            "start",
            "levers",
            "actions[0].hours",
            "actions[1].stagee",
            "actions[2].cue",
            "actions[3].evidence",
        ]
    )


NOT_PLANS = {
    "no plan": ([1], "This is not a plan"),
    "newer": ({"schema": 2, "framework": "ai_engineer", "actions": []}, "newer skillkit"),
    "schema": ({"schema": "x", "framework": "ai_engineer", "actions": []}, "reads schema 1"),
    "framework": ({"framework": "../x", "actions": [], "start": "2026-01-01"}, "not one of"),
    "no start": ({"framework": "ai_engineer", "actions": []}, "start: missing"),
    "null": ({"framework": "ai_engineer", "actions": [], "start": None}, "start: missing"),
    "key": ({"framework": "ai_engineer", "actions": [], "start": "2026-01-01", "key": 3}, "key: 3"),
    "surrogate": (
        {"framework": "ai_engineer", "actions": [], "start": "2026-01-01", "key": "\ud800"},
        "key: it holds",
    ),
    "another major version": (
        {"framework": "ai_engineer", "framework_version": "2.0.0", "actions": []},
        "asks for other things. Start a new plan",
    ),
    "far away": ({"framework": "ai_engineer", "actions": [], "start": "9999-12-31"}, "too far"),
}


@pytest.mark.parametrize(("card", "said"), NOT_PLANS.values(), ids=NOT_PLANS.keys())
def test_what_is_not_a_plan_is_refused(card, said):
    """Anything but a plan of this kit ends in one sentence."""
    with pytest.raises(SkillkitError, match=said):
        from_dict(card)


def test_saving_gives_a_plan_its_key_once(tmp_path):
    """The first save marks the plan, and later ones keep the mark and the version before."""
    path = tmp_path / "my" / "plan.json"
    first = save(good(), path)
    assert len(first.key) == 16
    second = plan_store(path).update(lambda plan: plan.change("tradeoff_memo", buddy="Noor"), EMPTY)
    assert second.key == first.key
    assert load(path) == second
    assert load(backup_of(path)) == first
    assert save(good(), tmp_path / "other.json").key != first.key


def test_the_plan_lies_beside_the_assessment(tmp_path, monkeypatch):
    """A person's own plan is `plan.json` in the home folder."""
    monkeypatch.setenv("SKILLKIT_HOME", str(tmp_path))
    assert plan_path() == tmp_path / "plan.json"


def test_a_plan_of_another_domain_finds_its_framework(tmp_path):
    """A plan of a framework of one's own is read with the file beside it, and kept apart."""
    path = tmp_path / "plan.json"
    action = Action("own_1", "Bake for the neighbours", "technical", 6, {"skill_0": 1})
    save(Plan(own_framework(), START).add(action), path)
    (tmp_path / "bakery.toml").write_text(framework_text(), "utf-8")
    assert load(path).actions == (action,)
    with pytest.raises(FileError, match="bakery"):
        plan_store(path, FULL).update(lambda plan: plan, EMPTY)


def test_only_what_was_said_stands_in_the_file():
    """An action that says little takes little room, and the purpose stands in every file."""
    card = json.loads(to_json(EMPTY.add(Action("own_1", "Ask", "communication", 1))))
    assert card["actions"] == [{"id": "own_1", "step": "Ask", "kind": "communication", "hours": 1}]
    assert card["note"] == "Self-rated, for development only"


def test_a_frame_holds_every_action_with_its_date():
    """Pandas gets a row for each action; a plan without actions has the columns alone."""
    plan = example_plan()
    frame = plan.to_frame()
    assert list(frame.index) == [action.id for action in plan.actions]
    assert frame["Hours"].sum() == plan.hours
    assert [due.date() for due in frame["Due"]] == [plan.due(a) for a in plan.actions]
    empty = Plan(plan.framework, plan.start).to_frame()
    assert list(empty.columns) == list(frame.columns)
    assert len(empty) == 0
