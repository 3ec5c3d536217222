"""Case study form: five short texts and a spoken one, with the words counted towards the limit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

from skillkit.base.errors import SkillkitError
from skillkit.base.text import day_of, quoted
from skillkit.plan.case_study import (
    CLEARED,
    HINTS,
    MOST_SPOKEN,
    MOST_WORDS,
    PARTS,
    CaseStudy,
    as_dict,
    case_study_path,
    case_study_store,
    from_dict,
    markdown,
    open_points,
)
from skillkit.plan.examples import example_case_study
from skillkit.widgets._file_form import KeptForm, Message
from skillkit.widgets.plan_state import case_study_still


class CaseStudyForm(KeptForm[CaseStudy]):
    """A form over one case study; `form.case_study` is what stands in it.

    `CaseStudyForm.load()` is the one for a person's own file.
    """

    script = "plan/case_study.js"

    @property
    def case_study(self) -> CaseStudy | None:
        """The case study as it stands in the form; None before anything was said."""
        return self.work

    # --- Its file ----------------------------------------------------------------------------

    @classmethod
    def _own_path(cls) -> Path:
        return case_study_path()

    def _read(self, path: Path) -> CaseStudy:
        return case_study_store(path).load()

    def _update(
        self, path: Path, change: Callable[[CaseStudy], CaseStudy], start: CaseStudy
    ) -> CaseStudy:
        return case_study_store(path).update(change, start)

    def _card(self, work: CaseStudy | None) -> dict[str, Any]:
        return as_dict(work) if work else {}

    def _parsed(self, card: Message) -> CaseStudy:
        return from_dict(card)

    def _example(self) -> CaseStudy:
        return example_case_study()

    def _empty(self, _: Message) -> CaseStudy:
        return CaseStudy()

    # --- Asked by a browser ------------------------------------------------------------------

    def _changed(self, work: CaseStudy, message: Message) -> CaseStudy:
        name, value = str(message.get("field")), message.get("value")
        if message.get("skill") != "study":
            raise SkillkitError(f"There is no card {quoted(message.get('skill'))} here.")
        return work.clear(value) if name == "cleared" else work.say(name, value)  # type: ignore[arg-type]

    def _on_fetch(self, message: Message) -> None:
        """Send the Markdown text, with the person's own date."""
        today = day_of(message.get("day"))
        self.send({"kind": "fetched", "text": self._text(today)})

    def _text(self, today: dt.date) -> str:
        return markdown(self.work or CaseStudy(), today)

    # --- Told to a browser -------------------------------------------------------------------

    def _deck(self) -> str:
        return "study"

    def _words(self) -> dict[str, Any]:
        return {
            "parts": [[part, title, HINTS[part]] for part, title in PARTS.items()],
            "cleared": CLEARED,
            "most": MOST_WORDS,
            "most_spoken": MOST_SPOKEN,
        }

    def _entries(self, work: CaseStudy | None) -> dict[str, dict[str, Any]]:
        return {} if work is None else {"study": as_dict(work)}

    def _extra(self, work: CaseStudy | None) -> dict[str, Any]:
        return {"open": list(open_points(work)) if work else []}

    def _summary(self) -> str:
        study = self.case_study
        if study is None:
            return "no case study yet"
        return f"{study.words} words{', an example' if self.is_example else ''}"

    def _static_html(self) -> str:
        return case_study_still(self.case_study, example=self.is_example)
