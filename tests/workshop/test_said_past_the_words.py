"""Sentences that are put together past the words files: they stay English for everybody."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "skillkit"

# What a participant or a group reads: screens, readings, plans, exports, handouts.
SPOKEN = (
    "widgets",
    "profile",
    "progress",
    "practice",
    "plan",
    "team",
    "export",
    "workshop/handouts",
)

# Faults of files and programs are in English, and so is what a widget calls itself in a notebook.
FAULTS = ("Problem", "Invalid", "FileError", "SkillkitError", "RatingError", "TypeError", "note")
OWN = ("_summary", "_brief", "__repr__")

TWO_WORDS = re.compile(r"[A-Za-z]{2,},? [a-z]{2,}")

# How many there still are: faults of files in functions that only make their words, a class of a
# drawing, and the sample team's log. A number may only shrink.
LEFT = {
    "practice/record.py": 1,
    "practice/vignettes.py": 3,
    "plan/actions.py": 4,
    "plan/case_study.py": 1,
    "team/agreements.py": 1,
    "team/draw_charts.py": 1,
    "team/sample.py": 3,
    "team/sources.py": 3,
}


def test_no_sentence_is_put_together_past_the_words():
    """An f-string with two words in a row is a sentence that no file can translate."""
    found = {}
    for folder in SPOKEN:
        for path in sorted((PACKAGE / folder).rglob("*.py")):
            if count := len([*glued(path.read_text(encoding="utf-8"))]):
                found[path.relative_to(PACKAGE).as_posix()] = count
    assert found == LEFT


def test_no_script_puts_a_sentence_together_past_the_words():
    """In a script it is a template with words beside its values."""
    found = []
    for path in sorted((PACKAGE / "widgets" / "static").rglob("*.js")):
        source = re.sub(r"//[^\n]*|/\*[\s\S]*?\*/", "", path.read_text(encoding="utf-8"))
        for template in re.findall(r"`((?:[^`\\]|\\.)*)`", source):
            if TWO_WORDS.search(re.sub(r"\$\{[^}]*\}", "", template)) and "sk-" not in template:
                found.append((path.name, template))
    assert [name for name, _ in found if name != "host.js"] == []


def glued(source: str) -> Iterator[str]:
    """The f-strings of a module that hold words, but for faults and names for programmers."""
    tree = ast.parse(source)
    passed = {id(part) for node in ast.walk(tree) if is_fault(node) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and id(node) not in passed:
            texts = (part.value for part in node.values if isinstance(part, ast.Constant))
            words = "".join(map(str, texts))
            if TWO_WORDS.search(re.sub(r"<[^>]*>?|\b[\w-]+=\S*", "", words)):
                yield words


def is_fault(node: ast.AST) -> bool:
    """Whether what is in there is for somebody who mends a file or a program."""
    if isinstance(node, ast.Call):
        return getattr(node.func, "id", getattr(node.func, "attr", "")) in FAULTS
    return isinstance(node, ast.Raise) or (isinstance(node, ast.FunctionDef) and node.name in OWN)
