"""Vignettes: short texts about invented people, for practising the levels before rating oneself.

The reference level is the kit's reading of its own anchors; a room may well read them otherwise.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Annotated

from skillkit.base.errors import Problem
from skillkit.base.text import spelled, step_words
from skillkit.base.toml_reader import (
    Identifier,
    Line,
    Many,
    Name,
    Sound,
    Whole,
    doubles,
    kind,
    located,
    read_toml,
)
from skillkit.base.words import plural, say, sentence
from skillkit.framework import LEVELS, NUMBERS, Framework
from skillkit.framework.file import load_framework, text_beside

VignetteId = str  # "demo_day"

Text = Annotated[str, Line(700)]  # about eighty words take 480


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Why not one level higher, and why not one lower; each end of the scale lacks one."""

    up: Text | None = None
    down: Text | None = None


@dataclass(frozen=True, slots=True)
class Vignette:
    """One invented person in one skill, with the level that the anchors give and why."""

    id: Identifier
    title: Name
    name: Name  # "Noor (fictional)"
    skill: Identifier
    level: Annotated[int, Whole(NUMBERS)]  # the reference level
    text: Text
    why: Text  # quotes the anchor that decided
    near_miss: NearMiss
    frameworks: Annotated[
        tuple[str, ...], Many(kind(Identifier), sentence("a list of framework ids"))
    ] = ()
    # for which of the folders that share the file it is; empty: for all


@dataclass(frozen=True, slots=True)
class _File:
    """A file of vignettes."""

    vignettes: tuple[Vignette, ...]


NAME = "vignettes.toml"


def load_vignettes() -> tuple[Vignette, ...]:
    """The vignettes of this session's workshop folder."""
    return _in_folder_of(load_framework())


def _in_folder_of(framework: Framework) -> tuple[Vignette, ...]:
    """All vignettes in a framework's folder, also those for the folders that share them."""
    text = text_beside(framework, NAME)
    return () if text is None else _parsed(text, NAME, framework.scale)


@lru_cache(maxsize=8)
def _parsed(text: str, name: str, scale: range) -> tuple[Vignette, ...]:
    """The same vignettes for the same text, so that it is read once."""
    return parse_vignettes(text, name, scale)


def parse_vignettes(text: str, name: str, scale: range = LEVELS) -> tuple[Vignette, ...]:
    """The vignettes of a TOML text; `name` is what the errors call it, `scale` numbers levels.

    Raises:
        Invalid: with every problem of the text at once.
    """
    return read_toml(text, name, _File, partial(_rules, scale)).vignettes


def _rules(scale: range, found: _File, sound: Sound) -> Iterator[Problem]:
    """What no single field can show."""
    yield from doubles("vignettes", (vignette.id for vignette in found.vignettes))
    for path, vignette in located("vignettes", found.vignettes):
        near = vignette.near_miss
        if sound(f"{path}.level") and vignette.level not in scale:
            said = say(
                "{level} found; levels go from {low} to {high}.",
                level=vignette.level,
                low=scale[0],
                high=scale[-1],
            )
            yield Problem(f"{path}.level", said)
            continue
        if not (sound(f"{path}.level") and sound(f"{path}.near_miss")):
            continue
        for key, reason, end in (("up", near.up, scale[-1]), ("down", near.down, scale[0])):
            if vignette.level == end and reason is not None:
                said = say("there is no level beyond {end}; take it out.", end=end)
                yield Problem(f"{path}.near_miss.{key}", said)
            if vignette.level != end and reason is None:
                said = say("missing; write why it is not one level {key}.", key=key)
                yield Problem(f"{path}.near_miss.{key}", said)


def vignettes_for(
    framework: Framework, vignettes: tuple[Vignette, ...] | None = None
) -> tuple[Vignette, ...]:
    """The vignettes that were written for the anchors of this framework, in file order."""
    given = _in_folder_of(framework) if vignettes is None else vignettes
    fitting = [v for v in given if not v.frameworks or framework.id in v.frameworks]
    return tuple([v for v in fitting if v.skill in framework])


def in_turn(framework: Framework) -> tuple[Vignette, ...]:
    """The vignettes as a form shows them: those that most frameworks share come first."""
    return tuple(sorted(vignettes_for(framework), key=lambda v: -len(v.frameworks)))


def deviations(
    levels: Mapping[VignetteId, int], vignettes: Iterable[Vignette]
) -> dict[VignetteId, int]:
    """Rating minus reference level of each rated vignette, in levels."""
    return {v.id: levels[v.id] - v.level for v in vignettes if v.id in levels}


def deviation_words(deviation: int) -> str:
    """A deviation in words: "one level higher than the reference"."""
    if deviation == 0:
        return say("the same as the reference")
    return say("{steps} than the reference", steps=step_words(deviation, "higher", "lower"))


def distance_sentence(deviations: Mapping[VignetteId, int], which: str) -> str:
    """How close half of several ratings lie; `which` are they: "first", "second".

    Of two middle ones the lower counts: it is the smallest distance that holds half of them.
    """
    if len(deviations) < 2:
        return ""
    within = statistics.median_low(abs(deviation) for deviation in deviations.values())
    if within == 0:
        return say(
            "At least half of your {which} ratings are the reference level itself.", which=which
        )
    return plural(
        "At least half of your {which} ratings are within {number} level of the reference.",
        "At least half of your {which} ratings are within {number} levels of the reference.",
        within,
        number=spelled(within),
        which=which,
    )
