"""Practice record: what a person tried out before rating, kept in a file of that person's own.

Claims sorted, and vignettes rated twice: in silence, and again once the reference level is seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from skillkit.base.errors import FileError, RatingError
from skillkit.base.json_text import SCHEMA, fields_of, json_text, parse_json
from skillkit.base.storage import Store, home
from skillkit.base.text import IDENTIFIER, quoted
from skillkit.base.words import say
from skillkit.framework import NUMBERS
from skillkit.practice.claims import ClaimId, VerdictId
from skillkit.practice.vignettes import VignetteId

FIELDS = ("claims", "compared", "before", "revealed", "after")


@dataclass(frozen=True, slots=True)
class Calibration:
    """One person's sort of the claims and ratings of the vignettes; verbs return new values.

    Ids that the kit no longer knows are kept, because somebody answered them once.

    Raises:
        RatingError: a number that no level has, or an id that is no name.
    """

    claims: Mapping[ClaimId, VerdictId] = field(default_factory=dict)
    compared: frozenset[ClaimId] = frozenset()  # their verdicts have been seen
    before: Mapping[VignetteId, int] = field(default_factory=dict)  # rated in silence
    revealed: frozenset[VignetteId] = frozenset()  # their reference levels have been seen
    after: Mapping[VignetteId, int] = field(default_factory=dict)  # rated again

    def __post_init__(self) -> None:
        for name in (*self.claims, *self.claims.values(), *self.compared, *self.revealed):
            _check_name(name)
        for levels in (self.before, self.after):
            for name, level in levels.items():
                _check_name(name)
                check_level(name, level)
        for table in ("claims", "before", "after"):
            object.__setattr__(self, table, MappingProxyType(dict(getattr(self, table))))

    def sort(self, claim: ClaimId, verdict: VerdictId | None) -> Calibration:
        """The calibration with this claim sorted so; None takes it back."""
        return replace(self, claims=_with(self.claims, claim, verdict))

    def compare(self, claims: Iterable[ClaimId]) -> Calibration:
        """The calibration in which the verdicts of these claims have been seen."""
        return replace(self, compared=self.compared | set(claims))

    def rate(self, vignette: VignetteId, level: int | None) -> Calibration:
        """The calibration with this level: the first rating until the reveal, then the second."""
        if vignette in self.revealed:
            return replace(self, after=_with(self.after, vignette, level))
        return replace(self, before=_with(self.before, vignette, level))

    def forget(self, ids: Iterable[str]) -> Calibration:
        """The calibration without anything said about these claims or vignettes."""
        gone = frozenset(ids)
        return Calibration(
            {claim: verdict for claim, verdict in self.claims.items() if claim not in gone},
            self.compared - gone,
            {vignette: level for vignette, level in self.before.items() if vignette not in gone},
            self.revealed - gone,
            {vignette: level for vignette, level in self.after.items() if vignette not in gone},
        )

    def reveal(self, vignette: VignetteId) -> Calibration:
        """The calibration in which this vignette's reference level has been seen."""
        return replace(self, revealed=self.revealed | {vignette})


def calibration_path() -> Path:
    """The place of a person's own calibration."""
    return home() / "calibration.json"


def calibration_store(path: Path) -> Store[Calibration]:
    """The file of a calibration."""
    return Store(path, as_dict, from_dict)


def as_dict(calibration: Calibration) -> dict[str, Any]:
    """The JSON form of a calibration."""
    return {
        "schema": SCHEMA,
        "claims": dict(calibration.claims),
        "compared": sorted(calibration.compared),
        "before": dict(calibration.before),
        "revealed": sorted(calibration.revealed),
        "after": dict(calibration.after),
    }


def from_dict(table: object) -> Calibration:
    """The calibration of a JSON form.

    Raises:
        FileError: not a calibration, or of a newer schema.
        RatingError: a number that no level has, or an id that is no name.
    """
    given = fields_of(table, say("a calibration"), ("claims", "before"), FIELDS)
    return Calibration(
        _part(given, "claims", dict),
        frozenset(map(_check_name, _part(given, "compared", list))),
        _part(given, "before", dict),
        frozenset(map(_check_name, _part(given, "revealed", list))),
        _part(given, "after", dict),
    )


def to_json(calibration: Calibration) -> str:
    """The text of a calibration file."""
    return json_text(as_dict(calibration))


def from_json(text: str) -> Calibration:
    """The calibration that a file's text holds; errors as in `from_dict`."""
    return from_dict(parse_json(text))


def _with(table: Mapping[str, Any], key: str, value: object) -> dict[str, Any]:
    """The table with this value; without the key where the value is None."""
    changed = {**table, key: value}
    if value is None:
        del changed[key]
    return changed


def _part(table: Mapping[str, Any], name: str, kind: type) -> Any:
    value = table.get(name, kind())
    if not isinstance(value, kind):
        words = say("a table") if kind is dict else say("a list")
        raise FileError(
            say(
                "'{name}' is {value}; it has to be {words}.",
                name=name,
                value=quoted(value),
                words=words,
            )
        )
    return value


def _check_name(name: object) -> str:
    if not isinstance(name, str) or not IDENTIFIER.fullmatch(name):
        raise RatingError(
            "unknown_word", say("{name} is not the id of a card or verdict.", name=quoted(name))
        )
    return name


def check_level(name: str, level: object, scale: range = NUMBERS) -> None:
    """Refuse what is no level of a scale."""
    if type(level) is int and level in scale:
        return
    code = "out_of_range" if type(level) is int else "not_an_integer"
    span = say("{low} to {high}", low=scale[0], high=scale[-1])
    allowed = say("levels go from {span} in whole steps.", span=span)
    said = say("'{name}' is {value}; {allowed}", name=name, value=quoted(level), allowed=allowed)
    raise RatingError(code, said)
