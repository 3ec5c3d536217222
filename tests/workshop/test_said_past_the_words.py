"""Sentences that are put together past the words files: they stay English for everybody."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from skillkit.workshop.words_file import scripts

PACKAGE = Path(__file__).parents[2] / "skillkit"

# Screens, readings, plans, exports, handouts, the command line and every fault of a file.
SPOKEN = (
    "assessment",
    "base",
    "cli",
    "export",
    "framework",
    "plan",
    "practice",
    "profile",
    "progress",
    "setup",
    "site",
    "team",
    "widgets",
    "workshop",
)

# What only somebody who programs reads is in English: errors of calls, what a widget calls itself
# in a notebook, and the comments in a file that `import` begins.
FOR_PROGRAMS = ("TypeError", "ValueError", "AttributeError", "ImportError")
FAULTS = ("Problem", "Invalid", "note", "print", "SkillkitError", "FileError", "SetupError")
OWN = ("_summary", "_brief", "__repr__", "_head", "_rules", "_skill")

SAY = ("say", "sentence", "plural", "counted", "tag")

TWO_WORDS = re.compile(r"[A-Za-z]{2,},? [a-z]{2,}")


def test_no_sentence_is_put_together_past_the_words():
    """An f-string with two words in a row is a sentence that no file can translate."""
    found = {}
    for folder in SPOKEN:
        for path in sorted((PACKAGE / folder).rglob("*.py")):
            if path.name == "words.py" and folder == "base":  # where no words can be had
                continue
            if sentences := [*glued(path.read_text(encoding="utf-8"))]:
                found[path.relative_to(PACKAGE).as_posix()] = sentences
    assert found == {}


def test_no_script_puts_a_sentence_together_past_the_words():
    """In a script it is a template with words beside its values."""
    found = []
    for path in scripts():
        source = re.sub(r"//[^\n]*|/\*[\s\S]*?\*/", "", path.read_text(encoding="utf-8"))
        for template in re.findall(r"`((?:[^`\\]|\\.)*)`", source):
            if TWO_WORDS.search(re.sub(r"\$\{[^}]*\}", "", template)) and "sk-" not in template:
                found.append((path.name, template))
    assert found == []


def glued(source: str) -> Iterator[str]:
    """The f-strings of a module that hold words, and what a fault says without `say`."""
    tree = ast.parse(source)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    said = {id(part) for call in calls if name_of(call) in SAY for part in ast.walk(call)}
    for call in calls:
        if name_of(call) in FAULTS:
            for part in ast.walk(call):
                text = str(part.value) if isinstance(part, ast.Constant) else ""
                if id(part) not in said and TWO_WORDS.search(text):
                    yield text
    passed = {id(part) for node in ast.walk(tree) if is_passed(node) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and id(node) not in passed:
            texts = (part.value for part in node.values if isinstance(part, ast.Constant))
            words = "".join(map(str, texts))
            if TWO_WORDS.search(re.sub(r"<[^>]*>?|\b[\w-]+=\S*", "", words)):
                yield words


def name_of(call: ast.Call) -> str:
    """What is called."""
    return str(getattr(call.func, "id", getattr(call.func, "attr", "")))


def is_passed(node: ast.AST) -> bool:
    """Whether what is in there is for somebody who mends a program."""
    if isinstance(node, ast.Call):
        return name_of(node) in FOR_PROGRAMS
    if isinstance(node, ast.Assert):
        return True
    return isinstance(node, ast.FunctionDef) and node.name in OWN
