"""The documentation as a site: what it lists is there, and its examples run."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import skillkit


def examples(page: Path) -> str:
    """The Python of a page, block after block."""
    return "\n".join(re.findall(r"(?ms)^```python\n(.*?)^```", page.read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", ["own-notebook", "names"])
def test_the_examples_of_a_page_run_where_there_is_no_clone(
    root: Path, tmp_path: Path, name: str
) -> None:
    """In an empty folder, one after the other, as somebody would copy them."""
    code = examples(root / "docs" / f"{name}.md")
    assert "from skillkit import" in code
    home = {"SKILLKIT_HOME": str(tmp_path / "my"), "PYTHONPATH": str(root)}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, **home},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_every_public_name_is_on_the_page_of_names(root: Path) -> None:
    """Once each, and no other."""
    page = (root / "docs" / "names.md").read_text(encoding="utf-8")
    shown = re.findall(r"(?m)^\.\. auto\w+:: skillkit\.(\w+)$", page)
    assert sorted(shown) == sorted(set(skillkit.__all__) - {"__version__"})


def test_every_page_of_prose_is_in_the_contents(root: Path) -> None:
    """What is written can be found; the slides have a page of their own."""
    listed = set(re.findall(r"(?m)^(?:\.\./)?[\w/-]+$", (root / "docs" / "index.md").read_text()))
    there = {path.stem for path in (root / "docs").glob("*.md")} - {"index"}
    pages = (root / "workshop").rglob("*.md")
    there |= {f"../{path.relative_to(root).with_suffix('').as_posix()}" for path in pages}
    assert there - {"../workshop/slides"} <= listed
