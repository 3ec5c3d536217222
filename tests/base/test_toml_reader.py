"""The TOML reader: what a dataclass declares, and every problem of a file at its place at once."""

import datetime as dt
import json
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillkit.base.errors import Invalid, Problem
from skillkit.base.toml_reader import Identifier, Key, Name, Whole, built_in, read_toml
from skillkit.framework.file import parse_framework
from skillkit.plan.actions import parse_actions
from skillkit.practice.claims import parse_claims
from skillkit.practice.vignettes import parse_vignettes
from skillkit.workshop.run_sheet import parse_run_sheet
from tests.faults import problems

HEAD = 'id = "made_up"\nversion = "1.0.0"\ntitle = "Made up"\n'

READERS: dict[str, Callable[[str, str], object]] = {
    "ai_engineer/framework.toml": parse_framework,
    "ai_engineer_quick/framework.toml": parse_framework,
    "ai_engineer/actions.toml": parse_actions,
    "ai_engineer/claims.toml": parse_claims,
    "ai_engineer/vignettes.toml": parse_vignettes,
    "run_sheet.toml": parse_run_sheet,
}


@dataclass(frozen=True, slots=True)
class Loaf:
    """A row."""

    id: Identifier
    weight: Annotated[int, Whole(range(1, 10)), Key("kilos")]
    crust: Literal["soft", "hard"] = "hard"


@dataclass(frozen=True, slots=True)
class Bakery:
    """A file of a domain of its own."""

    opened: dt.date
    share: Fraction
    loaves: tuple[Loaf, ...]
    owner: Name | None
    closed: bool = False


def bakery(text: str) -> Bakery:
    """The bakery of a text, with a rule of two loaves."""

    def rules(found: Bakery, _: object) -> Iterator[Problem]:
        if len(found.loaves) > 2:
            yield Problem("loaves", "two are enough.")

    return read_toml(HEAD + text, "bakery.toml", Bakery, rules)


GOOD = """
opened = 2020-02-02
share = [3, 5]
loaves = [{ id = "rye", kilos = 2 }, { id = "oat", kilos = 1, crust = "soft" }]
"""


def test_a_dataclass_says_how_its_file_is_read():
    """Types become values, keys may have other names, and what may be absent has its default."""
    loaves = (Loaf("rye", 2), Loaf("oat", 1, "soft"))
    assert bakery(GOOD) == Bakery(dt.date(2020, 2, 2), Fraction(3, 5), loaves, None, False)


@pytest.mark.parametrize(
    ("old", "new", "path", "words"),
    [
        ("opened = 2020-02-02", "", "opened", "missing; write a date like 2026-01-31"),
        ("share = [3, 5]", "share = [true, 5]", "share", "a share like [3, 5]"),
        ('"rye"', '"Bröt-Chen"', "loaves[0].id", "Nearest: 'brot_chen'."),
        ("kilos = 2", "weight = 2", "loaves.rye.weight", "this key is not known here"),
        ("kilos = 2", "weight = 2", "loaves.rye.kilos", "missing; write a whole number"),
        ("kilos = 2", "kilos = true", "loaves.rye.kilos", "'True'"),
        ('"soft"', '"sof"', "loaves.oat.crust", "write 'soft' or 'hard'. Nearest: 'soft'."),
        ("[{ id", "[] # [{ id", "loaves", "empty; write at least one [[loaves]]"),
        ("[{ id", "[1] # [{ id", "loaves", "at least one [[loaves]]"),
        ("[{", '[{ id = "a", kilos = 1 }, {', "loaves", "two are enough"),
        ("\nshare", "\nowner = 3\nshare", "owner", "3 is not text"),
        ("\nshare", '\nclosed = "no"\nshare', "closed", "true or false"),
        ("\nshare", "\nschema = 2\nshare", "schema", "update skillkit"),
        ("\nshare", "\nschema = -1\nshare", "schema", "write 1"),
    ],
)
def test_a_problem_has_its_place_and_says_what_is_allowed(old, new, path, words):
    """Each kind of value has its sentence."""
    assert old in GOOD
    said = problems(lambda: bakery(GOOD.replace(old, new, 1)))[path]
    assert words.replace("'True'", "True") in said


def test_a_single_table_in_the_place_of_a_list_is_told_its_brackets():
    """One row under one bracket on each side is the slip of most people."""
    text = 'opened = 2020-02-02\nshare = [3, 5]\n[loaves]\nid = "rye"\nkilos = 2\n'
    assert "Two brackets on each side" in problems(lambda: bakery(text))["loaves"]


def test_the_same_problem_of_many_rows_stands_in_one_line():
    """One cause takes one line of the error, however many rows it has."""
    rows = ", ".join(f'{{ id = "loaf_{i}", kilos = 90 }}' for i in range(5))
    with pytest.raises(Invalid) as caught:
        bakery(f"opened = 2020-02-02\nshare = [3, 5]\nloaves = [{rows}]\n")
    lines = str(caught.value).splitlines()
    assert lines[0] == "bakery.toml: 2 problems"
    paths = "loaves.loaf_0.kilos, loaves.loaf_1.kilos, loaves.loaf_2.kilos and 2 more: "
    assert lines[1].startswith(f"line 6, {paths}")
    assert lines[2] == "line 6, loaves: two are enough."


# --- Laws over the files that the kit brings ---------------------------------------------------


def toml(value: Any) -> str:
    """A value as TOML has it, all on one line."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml(part)}" for key, part in value.items()) + " }"
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    return str(value) if isinstance(value, dt.date) else json.dumps(value, ensure_ascii=False)


def file_text(table: dict[str, Any]) -> str:
    """A whole table as TOML."""
    return "\n".join(f"{key} = {toml(value)}" for key, value in table.items())


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The ways to every value that holds no others."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from leaves(part, (*path, key))
    elif isinstance(value, list):
        for i, part in enumerate(value):
            yield from leaves(part, (*path, i))
    else:
        yield path


def named(table: dict[str, Any], way: tuple[str | int, ...]) -> str:
    """The path of a way, as problems have it: rows go by their id."""
    path, here = "", table
    for step in way:
        row: Any = here[step]  # type: ignore[index]
        name = row.get("id") if isinstance(row, dict) and isinstance(step, int) else None
        is_name = isinstance(name, str)
        path += f".{name}" if is_name else f"[{step}]" if isinstance(step, int) else f".{step}"
        here = row
    return path.removeprefix(".")


TABLES = {name: tomllib.loads(built_in(name)) for name in READERS}


@pytest.mark.parametrize("name", READERS)
def test_a_file_written_in_another_way_reads_the_same(name):
    """Rows on one line are the same rows."""
    assert READERS[name](file_text(TABLES[name]), name) == READERS[name](built_in(name), name)


@settings(max_examples=30)  # for each of the files
@given(st.data())
@pytest.mark.parametrize("name", READERS)
def test_every_value_that_cannot_be_is_named_at_once(name, data):
    """Whichever values of a file become something that no key holds, each path is told."""
    table = json.loads(json.dumps(TABLES[name], default=lambda day: f"day {day}"))
    if "reviewed" in table:
        table["reviewed"] = TABLES[name]["reviewed"]
    ways = data.draw(st.lists(st.sampled_from(list(leaves(table))), min_size=1, max_size=4))
    for way in ways:
        here: Any = table
        for step in way[:-1]:
            here = here[step]
        here[way[-1]] = data.draw(st.sampled_from([1.5, [[0.5]], -7]))
    told = problems(lambda: READERS[name](file_text(table), name))
    for way in ways:
        path = named(table, way)
        assert any(path == p or path.startswith((f"{p}[", f"{p}.")) for p in told), (path, told)


@settings(max_examples=30)  # for each of the files
@given(st.data())
@pytest.mark.parametrize("name", READERS)
def test_a_key_that_nobody_reads_is_named(name, data):
    """A key with a slip is told where it is, in whichever table."""
    table = json.loads(json.dumps(TABLES[name], default=lambda day: f"day {day}"))
    table.pop("reviewed", None)
    ways = [way for way in leaves(table) if isinstance(way[-1], str)]
    way = data.draw(st.sampled_from(ways))
    here: Any = table
    for step in way[:-1]:
        here = here[step]
    here["zzz"] = "a slip"
    assert named(table, (*way[:-1], "zzz")) in problems(
        lambda: READERS[name](file_text(table), name)
    )
