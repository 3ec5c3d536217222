"""Traceability: every point of the article stands once, and what is said to use it is there."""

import ast
import json
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from skillkit.practice.claims import load_claims

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "traceability.md"
KINDS = {"structure", "advice", "asserted", "named source", "experience", "advertising"}
ROWS = [
    tuple(cell.strip() for cell in line.strip("|").split(" | "))
    for line in PAGE.read_text("utf-8").splitlines()
    if re.match(r"\| A\d", line)
]
POINT, NAMED = re.compile(r"`([\w./-]+)`: (.+)"), re.compile(r"``(.+?)``|`(.+?)`")


def uses(cell: str) -> list[tuple[str, str]]:
    """The (file, name) pairs of a cell; `none` is not among them."""
    found = []
    for part in cell.split("; "):
        if match := POINT.fullmatch(part):
            file, names = match.groups()
            found += [(file, twice or once) for twice, once in NAMED.findall(names)]
    return found


OF_GROUPS = [
    tuple(cell.strip() for cell in line.strip("|").split(" | "))
    for line in PAGE.read_text("utf-8").splitlines()
    if re.match(r"\| G\d", line)
]

PLACES = [
    pytest.param(row[0], *use, id=f"{row[0]}-{use[1]}")
    for row in (*ROWS, *OF_GROUPS)
    for use in uses(row[-1])
]


@cache
def text_of(file: str) -> str:
    """The words of a file; of a notebook its cells."""
    text = (ROOT / file).read_text(encoding="utf-8")
    if file.endswith(".ipynb"):
        text = "\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"])
    return " ".join(text.split())


@cache
def names_of(file: str) -> set[str]:
    """The functions, classes, methods, fields and constants of a Python file."""
    found = set()
    for node in ast.parse((ROOT / file).read_text(encoding="utf-8")).body:
        found |= _named(node)
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}.{name}" for inner in node.body for name in _named(inner)}
    return found


def _named(node: ast.stmt) -> set[str]:
    match node:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return {name}
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return {name}
    return set()


def value_at(file: str, path: str) -> Any:
    """The value at a path like `skills.leadership.anchors[4]`, or a KeyError."""
    value: Any = tomllib.loads((ROOT / file).read_text(encoding="utf-8"))
    for key, place in re.findall(r"(\w+)|\[(\d+)\]", path):
        if place:
            value = value[int(place)]
        elif isinstance(value, list):
            value = {row["id"]: row for row in value}[key]
        else:
            value = value[key]
    return value


def holds(file: str, name: str) -> bool:
    """Whether the file really has what is named."""
    if file.endswith(".toml"):
        try:
            return value_at(file, name) not in (None, False, "")
        except (KeyError, IndexError):
            return False
    if file.endswith(".py"):
        return name in names_of(file)
    if file.endswith(".json"):
        cases = json.loads((ROOT / file).read_text(encoding="utf-8"))["cases"]
        return name in {case["id"] for case in cases}
    return name in text_of(file)


def test_every_point_stands_once_and_in_order():
    """A1 to A100 are there, each once, each with a kind, words and a use."""
    assert [row[0] for row in ROWS] == [f"A{number}" for number in range(1, 101)]
    for _, kind, words, cell in ROWS:
        assert kind in KINDS
        assert words
        parts = cell.split("; ")
        assert parts[0].startswith("none: ") or all(POINT.fullmatch(part) for part in parts), cell


def test_what_a_group_says_is_traced_too():
    """Each part stands once, in order, and all of its places can be looked up."""
    assert [row[0] for row in OF_GROUPS] == [f"G{number}" for number in range(1, 12)]
    for _, words, cell in OF_GROUPS:
        assert words
        assert all(POINT.fullmatch(part) for part in cell.split("; ")), cell


@pytest.mark.parametrize(("point", "file", "name"), PLACES)
def test_what_is_named_is_there(point, file, name):
    """The file exists and holds the skill, claim, function or phrase that uses the point."""
    assert (ROOT / file).is_file(), f"{point}: {file}"
    assert holds(file, name), f"{point}: {file} has no {name}"


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("skillkit/data/ai_engineer/framework.toml", "skills.leadership.anchors[5]"),
        ("skillkit/data/ai_engineer/framework.toml", "skills.leadership.stem"),
        ("skillkit/data/ai_engineer/claims.toml", "claims.no_such_card"),
        ("skillkit/profile/shape.py", "shape_off"),
        ("skillkit/assessment/model.py", "Assessment.supports"),
        ("tests/golden/profiles.json", "G999"),
        ("README.md", "a phrase that does not stand there"),
    ],
)
def test_what_is_not_there_would_be_noticed(file, name):
    """A name that a file does not hold is not found in it."""
    assert not holds(file, name)


def test_the_cards_name_the_same_points():
    """A point names a claim card exactly when the card names the point."""
    from_page = {
        (row[0], name.removeprefix("claims."))
        for row in ROWS
        for file, name in uses(row[3])
        if file.endswith("claims.toml")
    }
    from_cards = {(point, claim.id) for claim in load_claims().claims for point in claim.article}
    assert from_page == from_cards


def test_what_is_left_out_has_its_reason():
    """Advertising is left out, and nothing else is dropped without a reason of its own."""
    for point, kind, _, cell in ROWS:
        if kind == "advertising":
            assert cell.startswith("none: marketing") or point == "A99"
        if cell.startswith("none: "):
            assert len(cell.split()) > 2, point


@pytest.mark.parametrize("file", ["ai_engineer", "ai_engineer_quick"])
def test_the_table_rows_of_the_article_are_marked_as_its_own(file):
    """Where a point is one of the table's rows, the anchors that carry it say `article`."""
    for point, _, _, cell in ROWS[30:36]:
        for place, name in uses(cell):
            if place.endswith(f"/{file}.toml"):
                skill, level = name.removesuffix("]").split(".anchors[")
                assert value_at(place, f"{skill}.source")[int(level)] == "article", point
