"""Logs: how long a chat of years is read, against one pass of a regular expression over it."""

from __future__ import annotations

import random
import re
import time
from pathlib import Path

from skillkit.assessment import Assessment
from skillkit.assessment.share_code import code_of
from skillkit.team.sources import from_chat
from tests.bench.document import table
from tests.bench.measures import HEAD, Measure, Samples
from tests.bench.report import rows_of, written
from tests.team.logs import HOSTILE
from tests.vectors import QUICK

CODES, LINES = 5000, 150_000
# A code as chats write it: any case, and marks between its characters.
MARKS = r"[\-_*~|>'\"`]*"
CODE = re.compile(rf"(?<![0-9A-Z])[S5]{MARKS}K{MARKS}[1IL]", re.IGNORECASE)
LOGS = (
    Measure("a chat of 10 MB with 5,000 codes", "one pass of an expression over it", 3),
    Measure("the same, with a tab in each line", "one pass of an expression over it", 3),
)
WORST = Measure("the slowest of the hostile texts, 80 kB of it", "20 kB of the same", 6)


def chat(between: str) -> str:
    """A chat of years, with a code in every thirtieth message."""
    chance = random.Random(1)
    said = f"who knows about that skill,{between}and when?"
    lines = [
        f"[20/11/2026, {i % 24:02}:{i % 60:02}:11] Animal {i % 300}: {said}" for i in range(LINES)
    ]
    for i in range(CODES):
        card = Assessment(QUICK, ratings={skill: chance.randrange(5) for skill in QUICK.ids})
        lines[i * (LINES // CODES)] = f"[20/11/2026, 14:00:11] Member {i}: {code_of(card)}"
    return "\n".join(lines)


def hostile(piece: str, trials: int) -> tuple[Samples, Samples]:
    """How long four times a text of repeated pieces takes, and how long the text itself, in ms."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(trials):
        for size, into in zip((80_000, 20_000), times, strict=True):
            text = piece * (size // len(piece))
            begun = time.process_time()
            from_chat(text)
            into.append((time.process_time() - begun) * 1000)
    return Samples(tuple(times[0])), Samples(tuple(times[1]))


def logs(root: Path, trials: int, only_print: bool) -> int:
    """Measure the reading of long chats, and write docs/performance.md."""
    found = {}
    for measure, between in zip(LOGS, (" ", "\t"), strict=True):
        text = chat(between)
        kit, baseline = [], []
        for _ in range(trials):
            begun = time.process_time()
            count = sum(1 for _ in CODE.finditer(text))
            passed = time.process_time()
            read = len(from_chat(text))
            kit.append((time.process_time() - passed) * 1000)
            baseline.append((passed - begun) * 1000)
            assert read == CODES <= count
        found[measure.what] = (Samples(tuple(kit)), Samples(tuple(baseline)))
    found[WORST.what] = max(
        (hostile(piece, trials) for piece in HOSTILE.values()), key=lambda two: two[0].median
    )
    path = None if only_print else root / "docs" / "performance.md"
    return written(path, "logs", table(HEAD, rows_of((*LOGS, WORST), found)))
