"""What the short command leaves out, and what it never does."""

import re
from pathlib import Path

import pytest

from tests.whole import REST, WORDS, Source, chosen

ROOT = Path(__file__).resolve().parents[2]


def test_nothing_named_means_all_but_the_whole() -> None:
    """So a newcomer's command stays short."""
    assert chosen(False, "", "", Source.TESTPATHS) == REST


@pytest.mark.parametrize(
    ("asked", "runs"),
    [
        ((True, "", "", Source.TESTPATHS), ""),
        ((False, "not browser", "", Source.TESTPATHS), "not browser"),
        ((False, "", "profile", Source.TESTPATHS), ""),
        ((False, "", "", Source.ARGS), ""),
    ],
    ids=["all", "marks", "keyword", "path"],
)
def test_what_is_named_runs_whatever_its_mark(
    asked: tuple[bool, str, str, Source], runs: str
) -> None:
    """`--all`, `-m`, `-k` and a path leave nothing of theirs out."""
    assert chosen(*asked) == runs


def test_the_whole_is_in_few_places_and_the_readme_says_what_is_left_out() -> None:
    """No file that runs the tools or the notebooks is among them."""
    marked = {
        path.relative_to(ROOT / "tests").as_posix()
        for path in (ROOT / "tests").rglob("*.py")
        if re.search(r"\bmark\.whole\b", path.read_text("utf-8"))
    }
    assert marked == {
        "browser/test_front_ends.py",
        "browser/test_installed.py",
        "browser/test_room.py",
        "browser/walk.py",
        "hub/test_small_hub.py",
        "room/conftest.py",
        "room/test_faults.py",
        "setup/test_materials.py",
    }
    readme = (ROOT / "README.md").read_text("utf-8")
    assert f"It leaves out what you may never use: {WORDS}." in readme
