"""Team: what a group's picture takes: cards and codes read, levels counted, memory held."""

from __future__ import annotations

import datetime as dt
import gc
import json
import os
import platform
import random
import time
import tracemalloc
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from importlib.metadata import version
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from skillkit.assessment import NA, Assessment
from skillkit.card import from_json, to_json
from skillkit.columns import columns_of, rows_of
from skillkit.coverage import Coverage, Row
from skillkit.entry import from_upload
from skillkit.framework import LEVELS, Framework, SkillId
from skillkit.frameworkfile import load_framework
from skillkit.sharecode import CodeReader, code_of
from skillkit.team import Member, Team
from tests.bench.document import put, table
from tests.bench.measures import HEAD, SIZES, Measure, Samples, brief
from tests.vectors import own_framework

CARDS = 500  # different ones, read one after the other
TEAMS = (50, 1_000)  # people with a card each, whom a later picture has to know again
CROWDS = (50, 1_000, 100_000, 1_000_000)  # people of whom nothing but the levels is kept
SKILLS = len(load_framework().skills)
SLOW = 100_000  # assessments from which on a trial takes seconds, so that there are a tenth

LOADS, LOOP, BYTES = "`json.loads` of the cards", "a bare loop", "a byte for each level"
NUMPY, PANDAS = "`numpy.bincount`", "pandas' `value_counts`"
READING = (
    *(Measure(f"a card of {n} skills", LOADS, 3) for n in SIZES),
    *(Measure(f"a share code of {n} skills", LOADS, 3) for n in SIZES),
    Measure("a card of 16 skills, uploaded", LOADS),
)
COUNTING = (
    *(Measure(f"a team of {n:,}", LOOP) for n in TEAMS),
    *(Measure(f"{n:,} assessments", LOOP) for n in CROWDS),
    *(Measure(f"columns of {n:,} people", NUMPY, 2 if n == CROWDS[-1] else None) for n in CROWDS),
    Measure(f"columns of {CROWDS[-1]:,} people, other baseline", PANDAS, 2),
)
MEMORY = (
    Measure(f"one of a team of {TEAMS[-1]:,}", BYTES),
    Measure(f"one of {CROWDS[-1]:,} assessments", BYTES),
)

Drawn = npt.NDArray[np.uint8]  # a row of levels for each skill
Act = Callable[[], object]
Ways = Iterator[tuple[Act, Act, int]]  # the kit's way, the baseline's, and how many things it does


def teams(root: Path, trials: int, only_print: bool) -> int:
    """Take all measures of a group's picture, and write docs/performance.md."""
    parts = {
        "cards": f"{machine()}\n\n{table((HEAD[0], 'a second', *HEAD[1:]), read_rows(trials))}",
        "coverage": table((HEAD[0], "growth", *HEAD[1:]), count_rows(trials)),
        "memory": table(HEAD, memory_rows()),
    }
    for name, text in parts.items():
        print(text, end="\n\n")
        if not only_print:
            put(root / "docs" / "performance.md", name, text)
    return 0


def machine() -> str:
    """What was measured on, in words that fit any machine."""
    versions = ", ".join(f"{name} {version(name)}" for name in ("numpy", "pandas"))
    return f"Measured on {os.cpu_count()} cores: Python {platform.python_version()}, {versions}."


def read_rows(trials: int) -> Iterator[list[str]]:
    """The rows of reading, with how many cards or codes are read in a second."""
    for measure, (kit, baseline, things) in zip(READING, reading(), strict=True):
        mine, other = in_turns(kit, baseline, trials, 1e6 / things, "µs")
        what, *rest = measure.row(mine, other)
        yield [what, f"{1e6 / mine.median:,.0f}", *rest]


def count_rows(trials: int) -> Iterator[list[str]]:
    """The rows of counting, with the time of one person against that in the row above."""
    before: tuple[int, float] | None = None
    for measure, (kit, baseline, people) in zip(COUNTING, counting(), strict=True):
        few = max(2, trials // 10) if people >= SLOW and measure.against == LOOP else trials
        mine, other = in_turns(kit, baseline, few, 1e3, "ms")
        each = mine.median / people
        growth = brief(each / before[1]) if before and before[0] < people else ""
        before = (people, each)
        what, *rest = measure.row(mine, other)
        yield [what, growth, *rest]


def memory_rows() -> Iterator[list[str]]:
    """The rows of memory: what Python holds at the peak, shared out among the people."""
    pool = list(as_people_rate(load_framework(), TEAMS[-1]))
    cards = [to_json(person) for person in pool]
    ways = (lambda: of_team(map(from_json, cards)), lambda: in_passing(pool, CROWDS[-1]))
    for measure, way, people in zip(MEMORY, ways, (TEAMS[-1], CROWDS[-1]), strict=True):
        tracemalloc.start()
        way()
        peak = tracemalloc.get_traced_memory()[1] / people
        tracemalloc.stop()
        yield measure.row(Samples((peak,), "bytes"), Samples((SKILLS,), "bytes"))


def in_turns(
    kit: Act, baseline: Act, trials: int, scale: float, unit: str
) -> tuple[Samples, Samples]:
    """The times of both ways, one after the other, without a first turn that warms up."""
    turns = [(spent(kit), spent(baseline)) for _ in range(trials + 1)][1:]
    mine, other = (Samples(tuple(scale * t for t in way), unit) for way in zip(*turns, strict=True))
    return mine, other


def spent(act: Act) -> float:
    """Seconds of this process alone, so that other work on the machine does not count."""
    gc.collect()
    begin = time.process_time()
    act()
    return time.process_time() - begin


# --- Reading -------------------------------------------------------------------------------------


def reading() -> Ways:
    """Cards and codes, each from its text to a checked assessment."""
    frameworks = [load_framework("ai_engineer_quick"), load_framework(), own_framework(40)]
    people = [list(as_people_rate(framework, CARDS)) for framework in frameworks]
    cards = [[to_json(person) for person in group] for group in people]
    loads = [partial(every, json.loads, texts) for texts in cards]
    for framework, texts, baseline in zip(frameworks, cards, loads, strict=True):
        yield partial(every, from_json, texts, framework), baseline, CARDS
    read = CodeReader(frameworks).read
    for group, baseline in zip(people, loads, strict=True):
        yield partial(every, read, [code_of(person) for person in group]), baseline, CARDS
    files = [("ana.json", text.encode()) for text in cards[1]]
    yield partial(every, lambda file: from_upload(*file), files), loads[1], CARDS


def every(read: Callable[..., object], things: Iterable[object], *more: object) -> None:
    """Read one after the other and keep none."""
    for thing in things:
        read(thing, *more)


def as_people_rate(framework: Framework, count: int) -> Iterator[Assessment]:
    """Assessments as the form leaves them: a line for each high level, three skills to grow in."""
    chance = random.Random(1)
    for _ in range(count):
        levels = {
            skill.id: chance.choice(LEVELS)
            for skill in framework.skills
            if not (skill.may_be_na and chance.random() < 0.1)
        }
        grow = chance.sample(sorted(levels), 3)
        yield Assessment(
            framework,
            dt.date(2026, 1, chance.randrange(1, 32)),
            {skill: levels.get(skill, NA) for skill in framework.ids},
            {
                skill: f"In production for {chance.randrange(2, 12)} months, see the wiki"
                for skill, level in levels.items()
                if level >= framework.rules.evidence_from
            },
            {skill: chance.choice(("fairly", "sure")) for skill in levels},
            dict.fromkeys(grow, ("grow",)),
            {skill: min(levels[skill] + 1, LEVELS[-1]) for skill in grow},
        )


# --- Counting ------------------------------------------------------------------------------------


def counting() -> Ways:
    """Ways to the coverage table: of a team, of assessments in passing, of columns."""
    ids = load_framework().ids
    pool = list(as_people_rate(load_framework(), TEAMS[-1]))
    for n in TEAMS:
        yield partial(of_team, pool[:n]), partial(by_loop, pool, n), n
    for n in CROWDS:
        yield partial(in_passing, pool, n), partial(by_loop, pool, n), n
    for n in CROWDS:
        drawn = np.random.default_rng(1).integers(0, len(LEVELS), (SKILLS, n), np.uint8)
        columns = {skill: row.tobytes() for skill, row in zip(ids, drawn, strict=True)}
        yield partial(rows_of, columns), partial(by_numpy, drawn), n
    yield partial(rows_of, columns), partial(by_pandas, pd.DataFrame(drawn.T)), n


def of_team(people: Iterable[Assessment]) -> Coverage:
    """The coverage of a team of these people, each of whom a later picture knows again."""
    return Team(load_framework(), tuple(map(Member, people))).coverage()


def in_passing(pool: list[Assessment], count: int) -> Mapping[SkillId, Row | None]:
    """The rows of so many people, of whom nothing but the levels is kept."""
    people = islice(cycle(pool), count)
    return rows_of(columns_of(load_framework(), (person.levels for person in people)))


def by_loop(pool: list[Assessment], count: int) -> dict[SkillId, list[int]]:
    """The plain counts of as many people, without a floor."""
    counts = {skill: [0] * len(LEVELS) for skill in load_framework().ids}
    for person in islice(cycle(pool), count):
        for skill, level in person.levels.items():
            counts[skill][level] += 1
    return counts


def by_numpy(drawn: Drawn) -> list[Any]:
    """The plain counts of the same integers."""
    return [np.bincount(column, minlength=len(LEVELS)) for column in drawn]


def by_pandas(frame: pd.DataFrame) -> list[Any]:
    """The plain counts of the same integers."""
    return [frame[column].value_counts(sort=False) for column in frame]
