"""What if: levels to try out, and the shape that would come of them. Nothing is saved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from skillkit.assessment import Assessment
from skillkit.errors import SkillkitError
from skillkit.examples import LABEL, example_person
from skillkit.figures import t_shape
from skillkit.framework import SkillId
from skillkit.gap import at_targets
from skillkit.profile import Profile, profile_of
from skillkit.reading import NAMES, sentence
from skillkit.svg import escaped
from skillkit.widgets.card_form import CardForm
from skillkit.widgets.screen import Screen, asset, packed
from skillkit.widgets.target_form import (
    LOOK,
    PICTURE,
    drawn,
    level_words,
    row_words,
    supposed,
)


class WhatIf(Screen):
    """A row for each skill with a level to try; the T and the reason follow.

    It starts from a form's ratings and follows them, or from an assessment; neither is changed.
    `what_if.assessment` is the one that is tried out.
    """

    code = packed([asset("parts.js", "reach.js", "level_rows.js", "what_if.js"), LOOK + PICTURE])

    def __init__(self, shown: CardForm | Assessment) -> None:
        form = shown if isinstance(shown, CardForm) else None
        rated = form.assessment if form else shown
        if not isinstance(rated, Assessment):
            kind = type(rated).__name__
            raise TypeError(f"WhatIf takes a form or an assessment; this is a {kind}.")
        self._rated = rated
        self._tried: dict[SkillId, int] = {}
        self._heard: dict[str, Any] = {}  # the last try that was heard from each tab
        super().__init__()
        if form:
            form.observe(lambda _: self._start_from(form.assessment), "value")

    @property
    def assessment(self) -> Assessment:
        """The assessment that is tried out."""
        return _with(self._rated, self._tried)

    def _start_from(self, rated: Assessment) -> None:
        """Go on from other ratings; what was tried stays tried where the skill still exists."""
        self._rated = rated
        self._try({s: level for s, level in self._tried.items() if s in rated.framework})

    def _try(self, tried: Mapping[SkillId, int]) -> None:
        self._tried = dict(tried)
        self._version += 1
        self._send_page()

    def _different(self) -> list[SkillId]:
        """The skills in which what is tried differs from the ratings."""
        return [s for s, level in self._tried.items() if self._rated.rating(s) != level]

    # --- Asked by a browser ------------------------------------------------------------------

    def _on_try(self, message: Mapping[str, Any]) -> None:
        """Try a level, or none, for a skill."""
        skill, level = str(message.get("skill")), message.get("level")
        self._heard[str(message.get("tab"))] = message.get("seq")
        others = {s: tried for s, tried in self._tried.items() if s != skill}
        wanted = others if level is None else {**others, skill: level}
        try:
            _with(self._rated, wanted)
        except SkillkitError:
            wanted = self._tried  # nothing that a page of ours offers
        self._try(wanted)

    def _on_targets(self, _: Mapping[str, Any]) -> None:
        """Try every target at once."""
        self._try(at_targets(self._rated).levels)

    def _on_reset(self, _: Mapping[str, Any]) -> None:
        """Try nothing."""
        self._try({})

    # --- Told to a browser -------------------------------------------------------------------

    def _whole_page(self) -> dict[str, Any]:
        rated, framework = self._rated, self._rated.framework
        return {
            "words": row_words(framework),
            "rows": {
                skill.id: {
                    "now": level_words(framework, rated.rating(skill.id)),
                    "tried": self._tried.get(skill.id),
                }
                for skill in framework.skills
            },
            "example": f"{LABEL[0].upper()}{LABEL[1:]}." if rated == example_person() else "",
            "heard": self._heard,
            "targets": bool(rated.targets),
            "picture": drawn(self.assessment),
            "lines": self._lines(),
        }

    def _lines(self) -> list[str]:
        """The shape of what is tried, and what it is compared with."""
        profile = profile_of(self.assessment)
        name = NAMES[profile.shape]
        count = len(self._different())
        if not count:
            return [f"As rated: {name}", "Try a level and watch the shape."]
        skills = "1 skill differs" if count == 1 else f"{count} skills differ"
        return [
            f"As tried: {name}",
            supposed(sentence(profile)),
            f"{skills} from the ratings. {_way(profile_of(self._rated), profile)}",
        ]

    def _in_words(self) -> str:
        return f"{len(self._different())} levels tried"

    def _still(self) -> str:
        lines = "\n".join(f"<p>{escaped(line)}</p>" for line in self._lines())
        return f"{lines}\n<figure>\n{t_shape(profile_of(self.assessment))}\n</figure>"


def _with(rated: Assessment, tried: Mapping[SkillId, int]) -> Assessment:
    """The assessment with these levels instead."""
    for skill, level in tried.items():
        rated = rated.rate(skill, level)
    return rated


def _way(rated: Profile, tried: Profile) -> str:
    """How the smallest change to a T differs."""
    before, after = rated.levels_to_t, tried.levels_to_t
    if before is None or after is None:
        return ""
    if after == before:
        return "The smallest change to a T stays the same."
    if after == 0:
        return f"Nothing would be missing for a T; as rated, it is {_levels(before)}."
    return f"The smallest change to a T would be {_levels(after)} instead of {_levels(before)}."


def _levels(count: int) -> str:
    return "1 level" if count == 1 else f"{count} levels"
