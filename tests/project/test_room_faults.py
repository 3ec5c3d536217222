"""The page of a room's faults names tests that are there, and leaves none of the faults out."""

from __future__ import annotations

import re
from pathlib import Path


def test_all_seventy_five_faults_have_a_row(root: Path) -> None:
    """Each number stands in the first column, alone or in a range."""
    numbers: set[int] = set()
    for cell in re.findall(r"(?m)^\| (\d[\d, -]*) \|", page(root)):
        for part in cell.split(", "):
            first, _, last = part.partition("-")
            numbers |= set(range(int(first), int(last or first) + 1))
    assert numbers == set(range(1, 76))


def test_every_test_that_is_named_is_there(root: Path) -> None:
    """A test that is renamed takes its row along."""
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", page(root))
    assert len(named) > 50
    for file, test in named:
        assert f"def {test}(" in (root / file).read_text(encoding="utf-8"), (file, test)


def page(root: Path) -> str:
    """The page."""
    return (root / "docs" / "room-faults.md").read_text(encoding="utf-8")
