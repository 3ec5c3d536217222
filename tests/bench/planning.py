"""Planning: how long the exact suggestion takes, against a solver of mixed integer programmes."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from skillkit.assessment import Assessment
from skillkit.plan import budget_of
from skillkit.plan.actions import load_actions
from skillkit.plan.suggest import ChoiceProblem, best_choices, gaps_of, leverage_of, problem_of
from skillkit.profile import profile_of
from tests.bench.document import table
from tests.bench.measures import HEAD, Measure, Samples
from tests.bench.report import rows_of, written
from tests.plan.test_suggest import by_milp, wide_problem
from tests.vectors import FULL

SOLVER = "the best one alone, by scipy's MILP"
PLANS = (
    Measure("the best plan and two others, of 24 actions", SOLVER, by="p95", own=100),
    Measure("the same, with more hours than anybody has", SOLVER, by="p95", own=100),
    Measure("the best plan and two others, of the kit's actions", SOLVER, by="p95", own=100),
    Measure("the same, for a single target and 200 hours", SOLVER, by="p95", own=100),
)


def plans(root: Path, trials: int, only_print: bool) -> int:
    """Measure the suggestion, each trial on another question, and write docs/performance.md."""
    kinds = (wide_problem, widest_problem, own_problem, single_problem)
    questions = (map(kind, range(trials)) for kind in kinds)
    found = {row.what: both(list(asked)) for row, asked in zip(PLANS, questions, strict=True)}
    text = table(HEAD, rows_of(PLANS, found))
    return written(None if only_print else root / "docs" / "performance.md", "plans", text)


def own_problem(seed: int) -> ChoiceProblem:
    """The kit's actions for somebody with random ratings who aims for the highest level."""
    chance = random.Random(seed)
    ids = [skill.id for skill in FULL.skills]
    ratings = {skill: chance.randint(0, 4) for skill in ids}
    profile = profile_of(Assessment(FULL, None, ratings, targets=dict.fromkeys(ids, 4)))
    weights = {skill: leverage_of(profile, skill) * chance.randint(1, 3) for skill in ids}
    budget = chance.choice([30, 45, 60, 100])
    return problem_of(load_actions().offered(FULL), weights, gaps_of(profile), budget)


def widest_problem(seed: int) -> ChoiceProblem:
    """The 24 random actions with sixty hours a week for a year, so that hours bound nothing."""
    return replace(wide_problem(seed), budget=budget_of(60, 52))


def single_problem(seed: int) -> ChoiceProblem:
    """The kit's actions for one target, so that most of them gain nothing and many sets tie."""
    skill = FULL.skills[seed % len(FULL.skills)].id
    levels = random.Random(seed).randint(1, 4)
    return problem_of(load_actions().offered(FULL), {skill: 1}, {skill: levels}, 200)


def both(problems: Sequence[ChoiceProblem]) -> tuple[Samples, Samples]:
    """Milliseconds of the kit and of the solver, in turns."""
    pairs = [(taken(three, problem), taken(by_milp, problem)) for problem in problems]
    kit, solver = zip(*pairs, strict=True)
    return Samples(kit), Samples(solver)


def three(problem: ChoiceProblem) -> object:
    """What a person is shown: the best choice and the next two."""
    return best_choices(problem, 3)


def taken(solve: Callable[[ChoiceProblem], object], problem: ChoiceProblem) -> float:
    """The milliseconds of this process that a solution takes: other work only ever adds to it."""
    begin = time.process_time()
    solve(problem)
    return 1000 * (time.process_time() - begin)
