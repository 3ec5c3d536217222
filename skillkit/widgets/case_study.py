"""Case study form: five short texts and a spoken one, with the words counted towards the limit."""

from __future__ import annotations

from typing import Any

from skillkit.base.errors import SkillkitError
from skillkit.base.text import day_of, quoted
from skillkit.base.words import say, sentence
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
    markdown,
    open_points,
)
from skillkit.plan.examples import example_case_study
from skillkit.widgets._file_form import FileForm, FileKind, Message
from skillkit.widgets.plan_state import case_study_still


class CaseStudyForm(FileForm[CaseStudy]):
    """A form over one case study; `form.case_study` is what is in it.

    Args:
        value: a case study, or its JSON values, to begin with; empty if not given.
        path: where to save; without it the form keeps everything to itself.

    Examples:
        The person's own case study, or the example while there is none:

        >>> CaseStudyForm.load()
    """

    script = "plan/case_study.js"
    kind = FileKind(case_study_path, lambda path, _: case_study_store(path), example_case_study)
    own_line = sentence("Your own case study is shown while the kernel runs.")

    @property
    def case_study(self) -> CaseStudy | None:
        """The case study as it is in the form; None before anything was said."""
        return self._source.value

    def _empty(self, _: Message) -> CaseStudy:
        return CaseStudy()

    # --- Asked by a browser --------------------------------------------------------------------

    def _changed(self, value: CaseStudy, message: Message) -> CaseStudy:
        name, said = str(message.get("field")), message.get("value")
        if message.get("skill") != "study":
            raise SkillkitError(
                say("There is no card {card} here.", card=quoted(message.get("skill")))
            )
        return value.clear(said) if name == "cleared" else value.say(name, said)  # type: ignore[arg-type]

    def _on_fetch(self, message: Message) -> None:
        """Send the Markdown text, with the person's own date."""
        text = markdown(self.case_study or CaseStudy(), day_of(message.get("day")))
        self.send({"kind": "fetched", "text": text})

    # --- Told to a browser ---------------------------------------------------------------------

    def _deck(self) -> str:
        return "study"

    def _words(self) -> dict[str, Any]:
        return {
            "parts": [[part, say(title), say(HINTS[part])] for part, title in PARTS.items()],
            "cleared": say(CLEARED),
            "most": MOST_WORDS,
            "most_spoken": MOST_SPOKEN,
        }

    def _entries(self, value: CaseStudy | None) -> dict[str, dict[str, Any]]:
        return {} if value is None else {"study": as_dict(value)}

    def _extra(self, value: CaseStudy | None) -> dict[str, Any]:
        return {"open": list(open_points(value)) if value else []}

    def _brief(self, example: CaseStudy) -> str:
        return f"{example.words} words, an example"

    def _still(self, example: CaseStudy) -> str:
        return case_study_still(example)
