"""Vignette form: four invented people to practise the levels on, first in silence, then again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar, Self

from skillkit.calibration import Calibration
from skillkit.card import card_path
from skillkit.deviation import deviation_words, deviations, distance_sentence
from skillkit.errors import SkillkitError
from skillkit.framework import LEVELS, Framework
from skillkit.svg import escaped
from skillkit.vignettes import Vignette, vignettes_for
from skillkit.widgets.calibration_form import CalibrationForm, Message, Verb
from skillkit.widgets.opening import opening_at
from skillkit.widgets.screen import asset, packed


class VignetteForm(CalibrationForm):
    """Short texts, each rated on one skill, then compared with a reference level and rated again.

    What lies between a rating and the reference shows on this page only. `VignetteForm.load()`
    keeps the ratings in the person's own file.
    """

    code = packed(
        [
            asset("parts.js", "saving.js", "practice.js", "vignette_form.js"),
            asset("look.css", "assessment_form.css", "practice.css"),
        ]
    )
    _deck = "vignettes"
    _verbs: ClassVar[Mapping[str, Verb]] = {
        "before": lambda calibration, vignette, level: _rated(calibration, vignette, level, False),
        "revealed": lambda calibration, vignette, _: calibration.reveal(vignette),
        "after": lambda calibration, vignette, level: _rated(calibration, vignette, level, True),
    }

    def __init__(
        self,
        value: Calibration | Message | None = None,
        *,
        path: str | Path | None = None,
        framework: Framework | None = None,
    ) -> None:
        self._use(framework or opening_at(card_path()).assessment.framework)
        super().__init__(value, path=path)

    @classmethod
    def load(cls, path: str | Path | None = None, framework: Framework | None = None) -> Self:
        """The form for a person's own file, with the texts for a framework.

        Without one given, it is the framework of the person's own assessment, if there is any.
        """
        form = super().load(path)
        form._use(framework or opening_at(card_path()).assessment.framework)
        form._send_page()
        return form

    def _use(self, framework: Framework) -> None:
        """Show the texts of a framework; those that most frameworks share come first."""
        self._framework = framework
        self._vignettes = sorted(vignettes_for(framework), key=lambda v: -len(v.frameworks))

    def _ids(self) -> list[str]:
        return [vignette.id for vignette in self._vignettes]

    def _entries(self, calibration: Calibration) -> dict[str, dict[str, Any]]:
        return {
            vignette: {
                "before": calibration.before.get(vignette),
                "revealed": vignette in calibration.revealed,
                "after": calibration.after.get(vignette),
            }
            for vignette in self._ids()
            if vignette in {*calibration.before, *calibration.revealed, *calibration.after}
        }

    def _extra(self, calibration: Calibration) -> dict[str, Any]:
        """How far the ratings of the revealed texts lie from the reference, in words."""
        seen = [v for v in self._vignettes if v.id in calibration.revealed]
        first = distance_sentence(deviations(calibration.before, seen), "first")
        second = distance_sentence(deviations(calibration.after, seen), "second")
        return {"summary": [sentence for sentence in (first, second) if sentence]}

    def _whole_page(self) -> dict[str, Any]:
        framework = self._framework
        words = {
            "title": framework.title,
            "lead_in": framework.lead_in,
            "levels": [level.name for level in framework.levels],
            "vignettes": [self._card(vignette) for vignette in self._vignettes],
        }
        return {**super()._whole_page(), "words": words}

    def _card(self, vignette: Vignette) -> dict[str, Any]:
        """One text as a browser shows it, with the words for each rating it may get."""
        skill = self._framework.skill(vignette.skill)
        return {
            "id": vignette.id,
            "title": vignette.title,
            "name": vignette.name,
            "text": vignette.text,
            "skill": skill.name,
            "anchors": skill.anchors,
            "level": self._framework.levels[vignette.level].name,
            "reasons": [vignette.why, *filter(None, (vignette.up, vignette.down))],
            "deviations": [deviation_words(level - vignette.level) for level in LEVELS],
        }

    def _in_words(self) -> str:
        calibration, ids = self.calibration, self._ids()
        done = sum(vignette in calibration.before for vignette in ids)
        again = sum(vignette in calibration.after for vignette in ids)
        return f"{done} of {len(ids)} texts rated, {again} rated again"

    def _still(self) -> str:
        return "\n".join(self._still_lines())

    def _still_lines(self) -> Iterator[str]:
        """The texts for a saved notebook, without ratings or reference levels."""
        for vignette in self._vignettes:
            skill = self._framework.skill(vignette.skill)
            yield f"<h3>{escaped(vignette.title)}</h3>"
            yield f"<p>{escaped(vignette.name)}, {escaped(skill.name)}.</p>"
            yield f"<p>{escaped(vignette.text)}</p>"
            yield "<ul>"
            for level, anchor in zip(self._framework.levels, skill.anchors, strict=True):
                yield f"<li>{escaped(level.name)}: {escaped(anchor)}</li>"
            yield "</ul>"


def _rated(calibration: Calibration, vignette: str, level: Any, again: bool) -> Calibration:
    """The calibration with this rating, if its time is not over or still to come."""
    seen = vignette in calibration.revealed
    if seen and not again:
        raise SkillkitError(
            "The reference level of this text has been seen, so the first rating stays. "
            "Rate it again below.",
        )
    if again and not seen:
        raise SkillkitError("Look at the reference level first, then rate again.")
    return calibration.rate(vignette, level)
