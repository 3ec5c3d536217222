"""Then form: where the start looks today, asked once the new ratings stand beside the first."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Self

from skillkit.assessment import Rating
from skillkit.examples import example_seen
from skillkit.framework import LEVELS
from skillkit.plan import Plan
from skillkit.progress import Change, Progress, plan_beside, seen_path, shift_words
from skillkit.widgets.again_form import AgainForm
from skillkit.widgets.card_form import CardForm, Message
from skillkit.widgets.opening import Opening, opening_at
from skillkit.widgets.plan_examples import example_review
from skillkit.widgets.screen import ONE_AT_A_TIME, asset, packed
from skillkit.widgets.target_form import LOOK, level_words, row_words

LATER = "First rate all skills again, above. Then this question has its place."
FIRST = (
    "This is an example: an invented person. Your own rows stand here once you have rated twice."
)


class ThenForm(CardForm):
    """A row for each skill that was rated twice: then, now, and "then" as it looks today.

    `ThenForm.beside(again)` keeps the answers in a file of their own; no rating changes here.
    """

    code = packed(
        [
            asset("parts.js", "saving.js", "practice.js", "reach.js")
            + asset("level_rows.js", "then_form.js"),
            LOOK,
        ]
    )
    _again: AgainForm
    _told: dict[str, Any] | None = None

    @classmethod
    def beside(cls, again: AgainForm) -> Self:
        """The form that goes with a second rating, and follows it."""
        with ONE_AT_A_TIME:
            opening = _found(again)
            for known in (form for form in cls._open if isinstance(form, cls)):
                if known._again is again and known.comm is not None:
                    known._show(opening)
                    return known
            form = cls(opening, again)
        again.observe(lambda _: form._turn(), "value")
        return form

    def __init__(self, opening: Opening, again: AgainForm) -> None:
        self._again = again
        super().__init__(opening)

    @property
    def again(self) -> AgainForm:
        """The form of the second rating."""
        return self._again

    @property
    def is_example(self) -> bool:
        """Whether the invented example stands here."""
        return self._mode == "example"

    @property
    def progress(self) -> Progress:
        """Then, now, and then as seen from today, with the plan that lies beside them."""
        again, usable = self._again, self._mode != "trouble"
        seen = self.assessment.ratings if usable else {}
        return Progress(again.first, again.again, seen, _plan(again))

    def _turn(self) -> None:
        """Follow the second rating, when that changes anything here."""
        opening = _found(self._again)
        told = self._told
        if (opening.mode, opening.assessment) != (self._mode, self.assessment):
            self._show(opening)
        elif told != self._outlook(self.progress):
            self._version += 1
            self._send_page()

    # --- Told to a browser -------------------------------------------------------------------

    def _whole_page(self) -> dict[str, Any]:
        self._told = self._outlook(self.progress)
        return {**super()._whole_page(), "words": row_words(self._framework), **self._told}

    def _news(self, kind: str, card: Message, skill: str | None = None) -> dict[str, Any]:
        progress = replace(self.progress, seen=self._parsed(card).ratings)
        self._told = self._outlook(progress)
        return {**super()._news(kind, card, skill), "page": self._told}

    def _outlook(self, progress: Progress) -> dict[str, Any]:
        """The rows, or why none of them is here yet."""
        later = self._mode != "example" and bool(progress.open)
        words = FIRST if self._mode == "example" else LATER if later else ""
        rows = {} if later else {c.skill.id: self._row(c) for c in progress.changes}
        return {"rows": rows, "aside": [words] if words else []}

    def _row(self, change: Change) -> dict[str, Any]:
        """A row; it asks only where there is a level then and one now."""
        then, now = self._level(change.then), self._level(change.now)
        return {
            "now": f"{then}, now {now}",
            "note": shift_words(change),
            "from": len(LEVELS) if change.levels is None else 0,
        }

    def _level(self, rating: Rating | None) -> str:
        return level_words(self._framework, rating)

    def _in_words(self) -> str:
        kind = ", an example" if self._mode == "example" else ""
        count = len(self.assessment.ratings)
        return f"{count} {'skill' if count == 1 else 'skills'} seen from today{kind}"

    def _still(self) -> str:
        return "<p>Run this cell to say where your start looks today.</p>"


def _found(again: AgainForm) -> Opening:
    """What was said of this start already, an example's answers, or nothing yet."""
    file = seen_path(again.place)
    if again.is_example:
        return Opening(example_seen(), "example", file)
    return opening_at(file, again.first.framework)


def _plan(again: AgainForm) -> Plan | None:
    return example_review() if again.is_example else plan_beside(again.place)
