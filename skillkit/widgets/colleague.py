"""Colleague view: a sheet for one colleague, and what came back beside the own ratings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from skillkit.assessment.colleague import MOST_SKILLS, answer_lines, asked_skills, read_answer
from skillkit.base.errors import SkillkitError
from skillkit.base.html import tag
from skillkit.export.archive import address_of
from skillkit.export.colleague_sheet import colleague_sheet
from skillkit.widgets._base import BaseWidget, skill_choices
from skillkit.widgets.assessment import RatingForm

SHEET = "ask_a_colleague.html"


class ColleagueView(BaseWidget):
    """Up to three skills for one colleague, and the answer in words; nothing of it is kept.

    Args:
        form: a form over an assessment, whose ratings the answer is held against.

    Examples:
        >>> ColleagueView(AssessmentForm.load())
    """

    script = "assessment/colleague.js"

    def __init__(self, form: RatingForm) -> None:
        if not isinstance(form, RatingForm):
            raise TypeError(f"A ColleagueView takes a form; this is a {type(form).__name__}.")
        self._form = form
        super().__init__()
        form.observe(lambda _: self._follow(), "value")

    # --- Asked by a browser ------------------------------------------------------------------

    def _on_sheet(self, message: Mapping[str, Any]) -> None:
        """Send the sheet for the chosen skills."""
        framework = self._form.assessment.framework
        try:
            skills = asked_skills(framework, message.get("skills"))
            sheet = colleague_sheet(framework, skills, dt.date.today())
        except SkillkitError as error:
            self.send({"kind": "sheet", "href": "", "sentence": str(error)})
            return
        self.send({"kind": "sheet", "href": address_of(SHEET, sheet.encode()), "sentence": ""})

    def _on_answer(self, message: Mapping[str, Any]) -> None:
        """Say what the colleague answered; it is forgotten at once."""
        own = self._form.assessment
        try:
            answer = read_answer(str(message.get("text", "")), own.framework)
            lines = answer_lines(own, answer)
        except SkillkitError as error:
            lines = [str(error)]
        self.send({"kind": "said", "lines": lines})

    # --- Told to a browser -------------------------------------------------------------------

    def _follow(self) -> None:
        self._renew()

    def _state(self) -> dict[str, Any]:
        framework = self._form.assessment.framework
        return {
            "example": self._form.is_example,
            "most": MOST_SKILLS,
            "file": SHEET,
            "skills": skill_choices(framework),
        }

    def _summary(self) -> str:
        return f"a sheet for one colleague, on up to {MOST_SKILLS} skills"

    def _static_html(self) -> str:
        return tag("p", "Run this cell to make a sheet for one colleague.")
