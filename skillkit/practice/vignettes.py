"""Vignettes: short texts about invented people, for practising the levels before rating oneself.

The reference level is the kit's reading of its own anchors; a room may well read them otherwise.
"""

from __future__ import annotations

import statistics
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from fractions import Fraction
from functools import cache
from importlib.resources import files

from skillkit.base.errors import Invalid, Problem
from skillkit.base.text import quoted
from skillkit.base.toml_reader import NAME, SENTENCE, Row, TomlReader
from skillkit.framework import LEVELS, Framework, SkillId

VignetteId = str  # "demo_day"

TEXT = 700  # the longest text, in characters; about eighty words take 480


@dataclass(frozen=True, slots=True)
class Vignette:
    """One invented person in one skill, with the level that the anchors give and why."""

    id: VignetteId
    title: str
    name: str  # "Noor (fictional)"
    skill: SkillId
    frameworks: tuple[str, ...]  # ids of the frameworks whose anchors it was written for
    level: int  # the reference level, 0 ... 4
    text: str
    why: str  # quotes the anchor that decided
    up: str | None  # why not one level higher; None at the top
    down: str | None  # why not one level lower; None at the bottom


@cache
def load_vignettes() -> tuple[Vignette, ...]:
    """The vignettes that the kit brings, for any of its frameworks."""
    resource = files("skillkit").joinpath("data", "vignettes.toml")
    return parse_vignettes(resource.read_text(encoding="utf-8"), "vignettes.toml")


def parse_vignettes(text: str, name: str) -> tuple[Vignette, ...]:
    """The vignettes that a TOML text holds; `name` stands in the errors.

    Raises:
        Invalid: with every fault of the text at once.
    """
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Invalid(name, [Problem("file", f"not valid TOML: {error}")]) from error
    reader = _VignetteReader()
    vignettes = reader.vignettes(table)
    if reader.problems:
        raise Invalid(name, reader.problems)
    return vignettes


def vignettes_for(
    framework: Framework, vignettes: tuple[Vignette, ...] | None = None
) -> tuple[Vignette, ...]:
    """The vignettes that were written for the anchors of this framework, in file order."""
    given = load_vignettes() if vignettes is None else vignettes
    return tuple(v for v in given if framework.id in v.frameworks and v.skill in framework)


class _VignetteReader(TomlReader):
    """The reader of a whole file of vignettes."""

    def vignettes(self, table: Row) -> tuple[Vignette, ...]:
        self.keys("", table, ("schema", "id", "version", "title", "reviewed", "vignettes"))
        if table.get("schema", 1) != 1:
            self.note("schema", f"{quoted(table['schema'])} is newer than 1; update skillkit.")
        self.identifier("id", table)
        self.match("version", table, r"\d+\.\d+\.\d+", "like 1.0.0")
        self.text("title", table, SENTENCE)
        vignettes = self.rows(table, "vignettes", self._vignette)
        self.unique("vignettes", [vignette.id for vignette in vignettes])
        return tuple(vignettes)

    def _vignette(self, path: str, row: Row) -> Vignette:
        name = self.identifier(f"{path}.id", row)
        path = f"vignettes.{name}" if name else path
        known = [f.name for f in fields(Vignette) if f.name not in ("up", "down")]
        self.keys(path, row, known, also=("near_miss",))
        level = self.number(f"{path}.level", row, LEVELS)
        return Vignette(
            name,
            self.text(f"{path}.title", row, NAME),
            self.text(f"{path}.name", row, NAME),
            self.identifier(f"{path}.skill", row),
            self._frameworks(f"{path}.frameworks", row),
            level,
            self.text(f"{path}.text", row, TEXT),
            self.text(f"{path}.why", row, TEXT),
            *self._near_miss(f"{path}.near_miss", row.get("near_miss"), level),
        )

    def _frameworks(self, path: str, row: Row) -> tuple[str, ...]:
        names = row.get("frameworks")
        if not isinstance(names, list) or not names:
            self.note(path, f"{quoted(names)} found; write a list of framework ids.")
            return ()
        return tuple(
            self.identifier(f"{path}[{i}]", {f"frameworks[{i}]": name})
            for i, name in enumerate(names)
        )

    def _near_miss(self, path: str, table: object, level: int) -> tuple[str | None, str | None]:
        """Why not one level up and one down; the ends of the scale have one neighbour each."""
        if not isinstance(table, Mapping):
            self.note(path, f"{quoted(table)} found; write {{ up = '...', down = '...' }}.")
            return None, None
        wanted = {"up": level < LEVELS[-1], "down": level > LEVELS[0]}
        self.keys(path, table, [key for key, there in wanted.items() if there])
        up, down = (
            self.text(f"{path}.{key}", table, TEXT) if there else None
            for key, there in wanted.items()
        )
        return up, down


_COUNTS = ("no", "one", "two", "three", "four")


def deviations(
    levels: Mapping[VignetteId, int], vignettes: Iterable[Vignette]
) -> dict[VignetteId, int]:
    """Rating minus reference level of each rated vignette, in levels, -4 ... 4."""
    return {v.id: levels[v.id] - v.level for v in vignettes if v.id in levels}


def median_distance(deviations: Mapping[VignetteId, int]) -> Fraction | None:
    """The median of the deviations without their signs, in levels; None without any."""
    distances = [Fraction(abs(deviation)) for deviation in deviations.values()]
    return Fraction(statistics.median(distances)) if distances else None


def deviation_words(deviation: int) -> str:
    """A deviation in words: "one level higher than the reference"."""
    if deviation == 0:
        return "the same as the reference"
    levels = "level" if abs(deviation) == 1 else "levels"
    side = "higher" if deviation > 0 else "lower"
    return f"{_COUNTS[abs(deviation)]} {levels} {side} than the reference"


def distance_sentence(deviations: Mapping[VignetteId, int], which: str) -> str:
    """How close half of several ratings lie; `which` are they: "first", "second".

    Of two middle ones the lower counts: it is the smallest distance that holds half of them.
    """
    if len(deviations) < 2:
        return ""
    within = statistics.median_low(abs(deviation) for deviation in deviations.values())
    if within == 0:
        return f"At least half of your {which} ratings are the reference level itself."
    levels = "level" if within == 1 else "levels"
    return (
        f"At least half of your {which} ratings lie within {_COUNTS[within]} {levels} "
        "of the reference."
    )
