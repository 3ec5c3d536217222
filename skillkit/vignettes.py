"""Vignettes: short texts about invented people, for practising the levels before rating oneself.

The reference level is the kit's reading of its own anchors; a room may well read them otherwise.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

from skillkit.errors import Fault, FrameworkError
from skillkit.framework import LEVELS, Framework, SkillId
from skillkit.table import NAME, SENTENCE, Row, TableReader
from skillkit.wording import shown

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
        FrameworkError: with every fault of the text at once.
    """
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise FrameworkError(name, [Fault("file", f"not valid TOML: {error}")]) from error
    reader = _VignetteReader()
    vignettes = reader.vignettes(table)
    if reader.faults:
        raise FrameworkError(name, reader.faults)
    return vignettes


def vignettes_for(
    framework: Framework, vignettes: tuple[Vignette, ...] | None = None
) -> tuple[Vignette, ...]:
    """The vignettes that were written for the anchors of this framework, in file order."""
    given = load_vignettes() if vignettes is None else vignettes
    return tuple(v for v in given if framework.id in v.frameworks and v.skill in framework)


class _VignetteReader(TableReader):
    """The reader of a whole file of vignettes."""

    def vignettes(self, table: Row) -> tuple[Vignette, ...]:
        self.keys("", table, ("schema", "id", "version", "title", "reviewed", "vignettes"))
        if table.get("schema", 1) != 1:
            self.fault("schema", f"{shown(table['schema'])} is newer than 1; update skillkit.")
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
            self.fault(path, f"{shown(names)} found; write a list of framework ids.")
            return ()
        return tuple(
            self.identifier(f"{path}[{i}]", {f"frameworks[{i}]": name})
            for i, name in enumerate(names)
        )

    def _near_miss(self, path: str, table: object, level: int) -> tuple[str | None, str | None]:
        """Why not one level up and one down; the ends of the scale have one neighbour each."""
        if not isinstance(table, Mapping):
            self.fault(path, f"{shown(table)} found; write {{ up = '...', down = '...' }}.")
            return None, None
        wanted = {"up": level < LEVELS[-1], "down": level > LEVELS[0]}
        self.keys(path, table, [key for key, there in wanted.items() if there])
        up, down = (
            self.text(f"{path}.{key}", table, TEXT) if there else None
            for key, there in wanted.items()
        )
        return up, down
