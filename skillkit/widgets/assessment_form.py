"""Assessment form: the page on which a person rates each skill against five anchor sentences."""

from __future__ import annotations

from typing import Any

from skillkit.widgets.card_form import CardForm
from skillkit.widgets.markup import rating_table
from skillkit.widgets.screen import asset, packed


class AssessmentForm(CardForm):
    """A form with one card for each skill, none of them filled in beforehand.

    `AssessmentForm.load()` is the one for a person's own file; `AssessmentForm(value)` keeps what
    is done in it in `form.assessment` only. `form.value` is the assessment as plain JSON values.
    """

    code = packed(
        [
            asset("parts.js", "saving.js", "assessment_form.js"),
            asset("look.css", "assessment_form.css"),
        ]
    )

    def _whole_page(self) -> dict[str, Any]:
        return {**super()._whole_page(), "framework": self._framework_words()}

    def _framework_words(self) -> dict[str, Any]:
        """The words of the framework that stand on the cards."""
        framework = self._framework
        return {
            "lead_in": framework.lead_in,
            "evidence_from": framework.rules.evidence_from,
            "levels": [level.name for level in framework.levels],
            "areas": [[area.id, area.name, area.summary] for area in framework.areas],
            "skills": [
                [skill.id, skill.name, skill.area, skill.summary, skill.may_be_na, *skill.anchors]
                for area in framework.areas
                for skill in framework.in_area(area.id)
            ],
        }

    def _in_words(self) -> str:
        assessment = self.assessment
        count = f"{len(assessment.ratings)} of {len(assessment.framework.skills)} rated"
        kind = ", an example" if self._mode == "example" else ""
        return f"{assessment.framework.id} {assessment.framework.version}, {count}{kind}"

    def _still(self) -> str:
        return rating_table(self.assessment)
