"""The suggestion: the exact best plan, against worked cases, other solvers and laws."""

import copy
import datetime as dt
import doctest
import itertools
import json
import math
import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillkit.assessment import NA, Assessment, Rating
from skillkit.assessment.examples import example_person, t_shaped_person
from skillkit.base.errors import Invalid, SkillkitError
from skillkit.plan import Action, Kind
from skillkit.plan.actions import load_actions
from skillkit.plan.rules import violations
from skillkit.plan.suggest import (
    Choice,
    ChoiceProblem,
    Suggestion,
    best_choices,
    gaps_of,
    interest_of,
    leverage_of,
    suggest,
    suggest_plan,
)
from skillkit.profile import Profile, profile_of
from tests.counting import calls_of
from tests.vectors import FULL, QUICK, own_framework, ratings

GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "plan.json").read_text("utf-8"))
EXPECTED = GOLDEN["expect"]
START = dt.date(2026, 11, 24)
KIT = load_actions()
SKILLS = [skill.id for skill in FULL.skills]


# --- The worked case -------------------------------------------------------------------------

QUESTION = {name: value for name, value in GOLDEN.items() if name not in ("note", "expect")}


def ask(**values: Any) -> Choice:
    """The answer to the worked question with some values changed; None takes a value out."""
    given = QUESTION | values
    return suggest(**{name: value for name, value in given.items() if value is not None})


@pytest.mark.parametrize("field", ["chosen", "value", "hours", "pairs", "by_day"])
def test_the_worked_case_comes_out(field):
    """Every field of the worked case comes out as written."""
    found = getattr(ask(), field)
    assert (list(found) if field == "chosen" else found) == EXPECTED[field]


def test_the_docstring_shows_the_worked_case(monkeypatch):
    """What the docstring of `suggest` shows is what comes out."""
    monkeypatch.chdir(Path(__file__).parents[2])
    example = doctest.DocTestFinder().find(suggest, globs={"suggest": suggest})
    results = [doctest.DocTestRunner().run(test) for test in example]
    assert [result.failed for result in results] == [0]
    assert results[0].attempted > 5


def test_the_weights_of_the_worked_case_are_leverage_times_interest():
    """The weights, and how far the next set stays behind, are those that the case lists."""
    profile = profile_of(Assessment(FULL, None, GOLDEN["ratings"], targets=GOLDEN["targets"]))
    gaps = gaps_of(profile)
    weights = {s: leverage_of(profile, s) * GOLDEN["interest"][s] for s in gaps}
    assert weights == EXPECTED["weights"]
    actions = tuple(Action(**row) for row in GOLDEN["actions"])
    links = (GOLDEN["partners"], GOLDEN["with_writeup"], GOLDEN["certificate"])
    problem = ChoiceProblem(actions, *links, weights, gaps, GOLDEN["budget_hours"])
    best, second, *others = sorted(by_hand(problem))
    assert (-best[0], best[1]) == (EXPECTED["value"], EXPECTED["hours"])
    assert {"value": -second[0], "hours": second[1]} == EXPECTED["runner_up"]
    assert len(others) + 2 == EXPECTED["feasible_sets"]


def test_given_weights_are_used_as_they_are():
    """Weights go before leverage and interest, also when they are no whole numbers."""
    assert ask(weights=EXPECTED["weights"]).chosen == ask().chosen
    halves = {skill: weight / 2 for skill, weight in EXPECTED["weights"].items()}
    assert ask(weights=halves).value == EXPECTED["value"] / 2
    assert ask(weights=halves).chosen == ask().chosen


def test_the_budget_is_the_hours_less_the_free_share():
    """Without a budget the hours make one, and a given budget goes before them."""
    assert ask(budget_hours=None) == ask()
    assert ask(budget_hours=None, free_share=0) == ask(budget_hours=60)
    assert ask(budget_hours=None, weekly_hours=2.5, weeks=4) == ask(budget_hours=7)
    assert ask(budget_hours=3).chosen == ()
    assert ask(max_actions=2).chosen != ask().chosen


def test_a_skill_in_focus_comes_before_all_weights():
    """A skill in focus is built wherever an action fits, whatever its weight."""
    assert "B" not in ask().chosen
    found = ask(focus=["agent_frameworks"], weights=EXPECTED["weights"] | {"agent_frameworks": 0})
    assert {"B", "J"} <= {*found.chosen}
    assert found.value < ask().value
    assert ask(focus=["agent_frameworks"], budget_hours=20) == ask(budget_hours=20)


def test_without_actions_the_kits_are_chosen_from():
    """Ratings, targets and hours are enough for a question."""
    found = suggest(GOLDEN["ratings"], GOLDEN["targets"], 5)
    assert {*found.chosen} <= {action.id for action in KIT.actions}
    assert 0 < found.hours <= 45


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "weight": ({"weights": {"communication": "high"}}, "communication: 'high' found"),
    "hours": ({"budget_hours": None, "weekly_hours": -1}, "weekly_hours: -1 found"),
    "rating": ({"ratings": {"communication": 7}}, "levels go from 0 to 4"),
    "target": ({"targets": {"communications": 1}}, "communication"),
    "partner": ({"partners": {"A": ["E", "Z"]}}, "partners: 'Z' is not an action here"),
    "write-up": ({"with_writeup": {"A": "Z"}}, "'Z' is not an action here"),
    "certificate": ({"certificate": {"Z": ["A"]}}, "certificate: 'Z' is not an action here"),
    "action": ({"actions": [{"id": "A", "step": "a", "kind": "x", "hours": 0}]}, "hours: 0 found"),
    "no kind": ({"actions": [{"id": "A", "step": "a"}]}, "an id, a step, a kind and hours"),
    "twice": ({"actions": [GOLDEN["actions"][0]] * 2}, "'A' appears twice"),
}


@pytest.mark.parametrize(("values", "said"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_question_is_refused(values, said):
    """What cannot be used is named with its place."""
    with pytest.raises(SkillkitError) as refused:
        ask(**values)
    assert said in str(refused.value)


def test_asking_changes_nothing():
    """The question is left as it was, and asking twice gives the same."""
    before = copy.deepcopy(QUESTION)
    assert ask() == ask()
    assert before == QUESTION


# --- Against other solvers -------------------------------------------------------------------


def random_problem(seed: int, count: int = 11, *, focused: bool = False) -> ChoiceProblem:
    """A problem with projects, write-ups, certificates and overlapping skills."""
    chance = random.Random(seed)
    skills = SKILLS[: chance.randint(3, 9)]
    actions, partners, write_ups, beside = [], {}, {}, {}
    talking: list[Kind] = ["technical", "communication", "communication"]
    kinds = [chance.choice(talking) for _ in range(count)]
    for i, kind in enumerate(kinds):
        builds = {s: chance.randint(1, 2) for s in chance.sample(skills, chance.randint(1, 2))}
        stage = chance.choice([1, 2, 3, 5]) if kind == "technical" else None
        hours = chance.choice([4, 5, 6, chance.randint(1, 24)])
        shows = chance.random() < 0.8
        actions.append(Action(f"a{i}", f"Step {i}", kind, hours, builds, stage, shows=shows))
    talk = [action.id for action in actions if action.kind == "communication"]
    technical = [action for action in actions if action.kind == "technical"]
    projects = [action.id for action in technical if action.stage == 1]
    free = talk.copy()
    for action in technical:
        partners[action.id] = tuple(chance.sample(talk, min(len(talk), chance.randint(0, 4))))
        if action.stage == 1 and free and chance.random() < 0.7:
            write_ups[action.id] = free.pop(chance.randrange(len(free)))
        if action.stage == 5:
            beside[action.id] = tuple(chance.sample(projects, min(len(projects), 2)))
    return ChoiceProblem(
        tuple(actions),
        partners,
        write_ups,
        beside,
        {skill: chance.randint(0, 9) for skill in skills},
        {skill: chance.randint(0, 3) for skill in skills},
        chance.randint(0, 70),
        chance.randint(1, 6),
        chance.sample(skills, 2) if focused else (),
    )


def by_milp(problem: ChoiceProblem) -> tuple[int, int]:
    """Value and hours of the best set, by scipy's solver, from the constraints as written down."""
    import numpy as np  # half a second, for those who ask
    from scipy.optimize import Bounds, LinearConstraint, milp

    actions, skills = problem.actions, [s for s, gap in problem.gaps.items() if gap > 0]
    place = {action.id: i for i, action in enumerate(actions)}
    pairs = [(t, c) for t, others in problem.partners.items() for c in others]
    n, k, p = len(actions), len(skills), len(pairs)
    width = n + k + p  # x: chosen, u: levels that count, y: pairs
    rows, low, high = [], [], []

    def constrain(terms: Mapping[int, float], least: float, most: float) -> None:
        row = np.zeros(width)
        for i, factor in terms.items():
            row[i] += factor
        rows.append(row)
        low.append(least)
        high.append(most)

    inf = math.inf
    for j, skill in enumerate(skills):
        built = {i: float(a.builds[skill]) for i, a in enumerate(actions) if skill in a.builds}
        constrain({n + j: -1.0} | built, 0, inf)
    constrain({i: float(action.hours) for i, action in enumerate(actions)}, 0, problem.budget)
    constrain(dict.fromkeys(range(n), 1.0), 0, problem.most)
    for project, write_up in problem.write_ups.items():
        constrain({place[project]: 1.0, place[write_up]: -1.0}, 0, 0)
    for certificate, others in problem.beside.items():
        constrain({place[o]: 1.0 for o in others} | {place[certificate]: -1.0}, 0, inf)
    for i, action in enumerate(actions):
        mine = {n + k + q: 1.0 for q, pair in enumerate(pairs) if action.id in pair}
        if action.kind == "technical":
            constrain(mine | {i: -1.0}, 0, 0)
        else:
            constrain(mine | {i: -1.0}, -inf, 0)
        shown = {j: 1.0 for j, other in enumerate(actions) if other.shows}
        constrain({**shown, i: shown.get(i, 0.0) - 1.0}, 0, inf)
    gain = [problem.weights.get(skill, 0) for skill in skills]
    cost = np.array(
        [a.hours for a in actions] + [-1000 * weight for weight in gain] + [0] * p, dtype=float
    )
    top = [1] * n + [problem.gaps[skill] for skill in skills] + [1] * p
    found = milp(
        cost,
        integrality=np.ones(width),
        bounds=Bounds(np.zeros(width), np.array(top, dtype=float)),
        constraints=LinearConstraint(np.array(rows), np.array(low), np.array(high)),
        options={"mip_rel_gap": 0},
    )
    assert found.success
    levels = np.round(found.x[n : n + k])
    value = sum(int(weight * level) for weight, level in zip(gain, levels, strict=True))
    return value, round(sum(a.hours for a, x in zip(actions, found.x, strict=False) if x > 0.5))


def by_hand(problem: ChoiceProblem) -> Iterator[tuple[Any, int, int, tuple[int, ...]]]:
    """Every feasible set, one after the other, from the rule in words; slow and plain."""
    ids = [action.id for action in problem.actions]
    for size in range(problem.most + 1):
        for places in itertools.combinations(range(len(ids)), size):
            chosen = {ids[place] for place in places}
            actions = [problem.actions[place] for place in places]
            technical = [a.id for a in actions if a.kind == "technical"]
            talk = [a.id for a in actions if a.kind == "communication"]
            hours = sum(action.hours for action in actions)
            if hours > problem.budget or (actions and not any(a.shows for a in actions)):
                continue
            if any((a in chosen) != (b in chosen) for a, b in problem.write_ups.items()):
                continue
            if any(c in chosen and not chosen & set(o) for c, o in problem.beside.items()):
                continue
            if not any(
                all(c in problem.partners.get(t, ()) for t, c in zip(technical, row, strict=True))
                for row in itertools.permutations(talk, len(technical))
            ):
                continue
            built = {s: sum(a.builds.get(s, 0) for a in actions) for s in problem.gaps}
            value = sum(problem.weights[s] * min(problem.gaps[s], built[s]) for s in problem.gaps)
            focus = sum(any(s in a.builds for a in actions) for s in problem.focus)
            yield -value - 1000 * focus, hours, size, places


def test_the_choice_is_that_of_another_solver():
    """On 500 random problems value and hours are those of an integer programme (HiGHS)."""
    for seed in range(500):
        problem = random_problem(seed)
        best = best_choices(problem)[0]
        assert (best.value, best.hours) == by_milp(problem), seed


def test_the_best_three_are_those_of_trying_all():
    """On 300 random problems the best is that of trying all, and the next are the next minimal.

    A set is minimal where no smaller one in it gains as much; half of the problems have a focus.
    """
    for seed in range(1000, 1300):
        problem = random_problem(seed, count=9, focused=seed % 2 == 0)
        all_sets = sorted(by_hand(problem))
        minimal = [
            places
            for cost, _, _, places in all_sets
            if not any(c == cost and set(p) < set(places) for c, _, _, p in all_sets)
        ]
        ids = [action.id for action in problem.actions]
        expected = [tuple(ids[place] for place in places) for places in minimal[:3]]
        found = best_choices(problem, 3)
        assert [choice.chosen for choice in found] == expected, seed
        assert minimal[0] == all_sets[0][3]


def test_ties_go_to_fewer_actions_and_then_to_file_order():
    """Of sets that gain the same in the same hours, the smaller and the earlier one comes first."""
    one = [Action(f"a{i}", "Step", "communication", 4, {"communication": 1}) for i in range(3)]
    two = [Action(f"b{i}", "Step", "communication", 2, {"communication": 1}) for i in range(2)]
    narrow = ChoiceProblem((*two, *one), {}, {}, {}, {"communication": 1}, {"communication": 1}, 4)
    assert [choice.chosen for choice in best_choices(narrow, 3)] == [("b0",), ("b1",), ("a0",)]
    wide = replace(narrow, gaps={"communication": 2}, budget=8)
    assert best_choices(wide)[0].chosen == ("b0", "b1")


def test_the_order_of_the_catalogue_changes_no_value():
    """Actions in another order give the same value and hours."""
    for seed in range(60):
        problem = random_problem(seed)
        mixed = list(problem.actions)
        random.Random(seed).shuffle(mixed)
        other = replace(problem, actions=tuple(mixed))
        ours, theirs = best_choices(problem)[0], best_choices(other)[0]
        assert (ours.value, ours.hours) == (theirs.value, theirs.hours)


@settings(max_examples=150)
@given(st.integers(0, 10_000), st.integers(1, 30))
def test_more_hours_never_gain_less(seed, more):
    """A larger budget never lowers the value, and neither does one more action allowed."""
    problem = random_problem(seed)
    value = best_choices(problem)[0].value
    for name in ("budget", "most"):
        wider = replace(
            problem, **{name: getattr(problem, name) + (more if name == "budget" else 1)}
        )
        assert best_choices(wider)[0].value >= value


@settings(max_examples=150)
@given(st.integers(0, 10_000))
def test_every_technical_action_has_a_partner_of_its_own(seed):
    """The pairs give each technical action of a choice one of its partners, and none twice."""
    problem = random_problem(seed)
    for choice in best_choices(problem, 3):
        pairs = choice.pairs
        kinds = {action.id: action.kind for action in problem.actions}
        assert set(pairs) == {one for one in choice.chosen if kinds[one] == "technical"}
        assert set(pairs.values()) <= set(choice.chosen)
        assert len(set(pairs.values())) == len(pairs)
        assert all(partner in problem.partners[one] for one, partner in pairs.items())


# --- Speed -----------------------------------------------------------------------------------


def wide_problem(seed: int) -> ChoiceProblem:
    """24 actions over sixteen skills, half of them technical, with ample hours."""
    chance = random.Random(seed)
    technical = [
        Action(
            f"t{i}",
            "Step",
            "technical",
            chance.randint(6, 24),
            dict.fromkeys(chance.sample(SKILLS[:12], 2), 1),
            chance.choice([2, 3]),
        )
        for i in range(12)
    ]
    talk = [
        Action(
            f"c{i}",
            "Step",
            "communication",
            chance.randint(3, 8),
            dict.fromkeys(chance.sample(SKILLS[8:], 2), 1),
        )
        for i in range(12)
    ]
    names = [action.id for action in talk]
    return ChoiceProblem(
        (*technical, *talk),
        {action.id: tuple(chance.sample(names, 5)) for action in technical},
        {},
        {},
        {skill: chance.randint(1, 9) for skill in SKILLS},
        {skill: chance.randint(1, 2) for skill in SKILLS},
        chance.choice([30, 45, 60, 100]),
        6,
    )


def test_the_search_among_24_actions_stays_small():
    """At most 200,000 calls find the best three, on twelve different problems."""
    for problem in map(wide_problem, range(12)):
        assert calls_of(partial(best_choices, problem)) <= 200_000


# --- The suggestion --------------------------------------------------------------------------


def suggestion(profile: Profile, hours: float = 5, **wishes: Any) -> Suggestion:
    """The suggestion of the kit's actions."""
    return suggest_plan(profile, KIT, START, hours, **wishes)


@st.composite
def people(draw: st.DrawFn) -> Profile:
    """Profiles of either framework, with some targets."""
    framework = draw(st.sampled_from([FULL, QUICK]))
    row = draw(ratings(framework))
    ids = [skill.id for skill in framework.skills if row.get(skill.id) != "na"]
    targets = {skill: draw(st.integers(0, 4)) for skill in draw(st.sets(st.sampled_from(ids)))}
    return profile_of(Assessment(framework, None, row, targets=targets))


@settings(max_examples=40)
@given(people(), st.sampled_from([0.5, 2, 5, 12]))
def test_a_suggested_plan_keeps_every_rule(profile, hours):
    """Best plan and others keep all rules, fit the hours, and are told apart by value."""
    found = suggestion(profile, hours)
    values = [found.choice.value, *(choice.value for _, choice in found.others)]
    assert values == sorted(values, reverse=True)
    for plan in (found.plan, *(plan for plan, _ in found.others)):
        assert violations(plan) == ()
        assert plan.hours <= (plan.budget or 0)
    assert all(found.reason(found.plan, action).endswith(".") for action in found.plan.actions)
    assert found.sentence.endswith(".")


@settings(max_examples=12)
@given(people())
def test_more_hours_a_week_never_suggest_less(profile):
    """Raising the weekly hours never lowers what the suggestion gains."""
    values = [suggestion(profile, hours).choice.value for hours in (1, 3, 5, 8, 20)]
    assert values == sorted(values)


def test_the_example_person_gets_a_plan_of_both_kinds():
    """The example person's five hours a week carry technical and communication work, dated."""
    found = suggestion(profile_of(example_person()))
    assert {action.kind for action in found.plan.actions} == {"technical", "communication"}
    assert all(action.horizon for action in found.plan.actions)
    assert len(found.others) == 2
    assert len({found.choice.chosen, *(choice.chosen for _, choice in found.others)}) == 3
    assert f"{found.plan.hours} of your 45 hours" in found.sentence
    assert calls_of(lambda: suggestion(profile_of(example_person()))) <= 200_000


def test_no_alternative_is_the_best_plan_with_idle_work():
    """The other plans never add an action to a better one without gaining from it."""
    for person in (example_person(), t_shaped_person()):
        found = suggestion(profile_of(person))
        kept = [found.choice, *(choice for _, choice in found.others)]
        for better, worse in itertools.combinations(kept, 2):
            assert not (set(better.chosen) < set(worse.chosen) and better.value >= worse.value)


def test_leverage_is_three_two_or_one():
    """The smallest change to a T counts most, then the shortest leg, then the rest."""
    profile = profile_of(example_person())
    change = {raised.skill for raised in profile.change}
    for skill in FULL.skills:
        expected = 3 if skill.id in change else 2 if skill.area in profile.weakest_areas else 1
        assert leverage_of(profile, skill.id) == expected


def test_interest_comes_from_wishes_levers_and_focus():
    """A wish to grow and a lever each add one, and a focus makes it three."""
    profile = profile_of(example_person())
    plain = interest_of(profile, KIT, [], [])
    assert (plain["agent_frameworks"], plain["machine_learning"]) == (2, 1)
    wished = interest_of(profile, KIT, ["salary"], ["domain_expertise"])
    assert (wished["agent_frameworks"], wished["machine_learning"]) == (3, 2)
    assert wished["domain_expertise"] == 3
    counted = suggestion(profile, focus=["communication"]).weights["communication"]
    assert counted == 3 * leverage_of(profile, "communication")


def test_levers_and_focus_stand_in_the_plan():
    """What a person chose is written into the suggested plan."""
    profile = profile_of(example_person())
    plan = suggestion(profile, levers=["leadership"], focus=["rag_vector", "communication"]).plan
    assert plan.levers == ("leadership",)
    assert plan.focus == ("rag_vector", "communication")
    with pytest.raises(Invalid, match="Nearest: 'salary'"):
        suggestion(profile, levers=["salaries"])


def test_what_a_person_chose_to_grow_is_built_or_named():
    """Both skills in focus are built where hours allow, without a target; else a line says so."""
    row: dict[str, Rating] = dict(
        zip([s.id for s in QUICK.skills], [0, 3, 1, 3, 4, 0], strict=True)
    )
    profile = profile_of(Assessment(QUICK, None, row))
    focus = ["data_pipelines", "leadership"]
    found = suggestion(profile, 3, focus=focus)
    assert {*focus} <= {skill for action in found.plan.actions for skill in action.builds}
    assert "also build" not in found.sentence
    assert any("(you chose it)" in found.reason(found.plan, a) for a in found.plan.actions)
    short = suggestion(profile, 1, focus=focus)
    assert len(short.plan.actions) == 1
    assert "No starter actions within your hours also build Data pipelines." in short.sentence


def test_without_targets_the_smallest_change_is_planned():
    """Who has set no target gets a plan towards the T; a T without targets gets a plain word."""
    person = example_person()
    bare = profile_of(Assessment(FULL, None, person.ratings))
    assert gaps_of(bare) == {raised.skill: raised.levels for raised in bare.change}
    done = profile_of(Assessment(FULL, None, t_shaped_person().ratings))
    assert suggestion(done).plan.actions == ()
    assert "set a target" in suggestion(done).sentence


def test_a_skill_in_focus_without_a_gap_gets_one_level_to_grow():
    """Also where its target is reached; at the highest level there is nothing to grow."""
    row = {**dict.fromkeys(SKILLS, 2), "ethical_ai": 4}
    profile = profile_of(Assessment(FULL, None, row, targets={"communication": 4}))
    focus = ("leadership", "communication", "ethical_ai")
    assert gaps_of(profile, focus) == {"leadership": 1, "communication": 2}


@pytest.mark.parametrize("weight", [0, 1_000_000])
def test_a_weight_may_be_anything_from_nothing_to_a_million(weight):
    """The ends are allowed, what is beyond them is refused with its name."""
    assert ask(weights={**EXPECTED["weights"], "communication": weight}).chosen
    beyond = weight + 1 if weight else -1
    with pytest.raises(SkillkitError, match="communication"):
        ask(weights={**EXPECTED["weights"], "communication": beyond})


def test_a_skill_that_is_not_applicable_has_no_gap():
    """Targets of skills that do not occur, or are reached already, ask for nothing."""
    row: dict[str, Rating] = {**dict.fromkeys(SKILLS, 2), "leadership": NA, "ethical_ai": 4}
    targets = {"leadership": 3, "ethical_ai": 3, "communication": 3}
    profile = profile_of(Assessment(FULL, None, row, targets=targets))
    assert gaps_of(profile) == {"communication": 1}


def test_another_domain_is_told_to_write_its_own():
    """A framework without starter actions gets a plain word, not wrong actions."""
    bakery = own_framework()
    row = {skill.id: 1 for skill in bakery.skills}
    profile = profile_of(Assessment(bakery, None, row, targets={"skill_0": 3}))
    assert "write an action of your own" in suggestion(profile).sentence
