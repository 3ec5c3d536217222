"""Again form: the same skills rated once more, with nothing of the first time in sight."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Self

from skillkit.assessment import Assessment
from skillkit.card import card_path
from skillkit.errors import SkillkitError
from skillkit.examples import example_again, example_person
from skillkit.home import locked
from skillkit.imprint import long_date
from skillkit.progress import again_path, seen_path
from skillkit.widgets.assessment_form import AssessmentForm
from skillkit.widgets.card_form import Message
from skillkit.widgets.opening import Opening, free, fresh, opening_at
from skillkit.widgets.screen import ONE_AT_A_TIME

FIRST = (
    "There are no first ratings of yours here, so there is nothing to hold new ones against. "
    "Rate yourself in 02_assessment first, or bring back a saved copy there."
)
BLIND = "Your first ratings stay out of sight. Rate as if there were none."


class AgainForm(AssessmentForm):
    """The second rating of a person whose first one lies beside it.

    `again.first` is the first one, the example person's while there is none. Whoever rates a third
    time starts anew: the second ratings are then kept beside, under their date.
    """

    _first: Assessment | None = None

    @property
    def first(self) -> Assessment:
        """What the new ratings are held against."""
        return self._first or example_person()

    @property
    def place(self) -> Path:
        """The place of the new ratings, also while the example shows."""
        return self._path or again_path(card_path())

    @property
    def is_example(self) -> bool:
        """Whether the invented example stands here."""
        return self._mode == "example"

    @property
    def again(self) -> Assessment:
        """The new ratings; none while their file cannot be used."""
        own = self._mode != "trouble"
        return self.assessment if own else Assessment(self.first.framework)

    @classmethod
    def load(cls, path: str | Path | None = None, framework: Any = None) -> Self:
        """The form beside a person's own first rating (`path`), or the example without one."""
        start = Path(path or card_path()).absolute()
        file = again_path(start)
        with ONE_AT_A_TIME:
            first = opening_at(start)
            if first.mode == "own" and first.assessment.ratings:
                found = opening_at(file, first.assessment.framework)
                return cls._at(file, replace(found, first=first.assessment))
            notice = first.notice or FIRST
            return cls._at(file, Opening(example_again(), "example", file, notice))

    def _begin(self, opening: Opening) -> None:
        super()._begin(opening)
        if opening.first or opening.mode == "example":
            self._first = opening.first

    # --- Asked by a browser ------------------------------------------------------------------

    def _on_start(self, _: Message) -> None:
        """Rate beside a file in trouble."""
        if self._path is not None and self._mode == "trouble":
            self._show(fresh(self._path, self.first.framework))

    def _on_example(self, _: Message) -> None:
        """Show the example; the files stay as they are."""
        if self._path is not None:
            self._show(Opening(example_again(), "example", self._path))

    def _on_anew(self, _: Message) -> None:
        """Begin once more; what was rated is kept under its date."""
        card = self.assessment
        if self.path is None or card.date is None:
            return
        try:
            for file in (self.path, seen_path(self.path)):
                _set_aside(file, card.date.isoformat())
        except (OSError, SkillkitError) as error:
            self._show(Opening(card, "own", self.path, str(error)))
        else:
            self._show(Opening(Assessment(self._framework), "own", self.path))

    # --- Told to a browser -------------------------------------------------------------------

    def _whole_page(self) -> dict[str, Any]:
        page = super()._whole_page()
        own = self._mode == "own"
        return {
            **page,
            "choices": [["first", "The same skills"]] if self._mode == "trouble" else [],
            "aside": self._aside(),
            "anew": "Rate anew; these ratings are kept beside" if own and self._rated_on() else "",
        }

    def _aside(self) -> list[str]:
        if self._mode != "own":
            return []
        day = self._rated_on()
        return [f"You rated these on {day}." if day else BLIND]

    def _rated_on(self) -> str:
        """The day of the second rating, in words; "" while there is none."""
        date = self.assessment.date
        return long_date(date) if date and self.value["ratings"] else ""


def _set_aside(file: Path, day: str) -> None:
    """Keep a file that is there under its day, beside what is kept already."""
    with locked(file):
        if not file.exists():
            return
        place = free(file.with_name(f"{file.stem}-{day}.json"))
        if place.exists():
            raise SkillkitError(f"{place} is there already; move some of these files elsewhere.")
        file.replace(place)
