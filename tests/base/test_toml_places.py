"""TOML places: the line on which what a problem names stands."""

import pytest

from skillkit.base.toml_places import line_of, lines_of
from skillkit.base.toml_reader import built_in

TEXT = """\
title = "Bread"

[rules]
strong = 3

[[loaves]]
id = "rye"
steps = [
  "mix",
  # a night later
  "bake",
]
sorts = ["dark", "light"]

[[loaves]]
name = "no id"
[[loaves.parts]]
kilos = 2
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("title", 1),
        ("rules.strong", 4),
        ("rules.weak", 3),  # what is missing is looked for in its table
        ("loaves", 6),
        ("loaves.rye", 6),
        ("loaves[0].id", 7),
        ("loaves.rye.steps[1]", 11),
        ("loaves.rye.sorts[1]", 13),  # a list on one line
        ("loaves[1].name", 16),
        ("loaves[1].kilos", 15),
        ("loaves.parts[0].kilos", 18),
        ("version", None),
        ("line 12", None),
    ],
)
def test_each_path_has_its_line(path, line):
    """A path that stands nowhere has the line of what is nearest around it, if anything."""
    assert line_of(path, lines_of(TEXT)) == line


def test_every_anchor_of_a_shipped_file_is_on_its_own_line():
    """Sixteen skills of five sentences: eighty different lines, each with the sentence on it."""
    text = built_in("ai_engineer/framework.toml")
    lines = lines_of(text)
    found = {lines[f"skills[{i}].anchors[{level}]"] for i in range(16) for level in range(5)}
    assert len(found) == 80
    assert all('"I ' in text.splitlines()[line - 1] for line in found)
