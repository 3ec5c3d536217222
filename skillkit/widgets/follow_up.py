"""Follow-up: a person's sign, and the count of a room's signs without knowing who."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

from skillkit.assessment.sign import REACHED, sign_code
from skillkit.base.errors import FileError, SkillkitError
from skillkit.base.html import tag
from skillkit.base.text import day_of
from skillkit.base.words import say, sentence
from skillkit.plan.sign import day_now, secret_of, sign_of_plan
from skillkit.team.chat import LARGEST
from skillkit.team.follow_up import FollowUp, Told, tell, told_path, told_store, told_words
from skillkit.team.sources import signs_from_chat, signs_from_upload
from skillkit.team.submissions import ONE, SEVERAL
from skillkit.team.words import so_far
from skillkit.widgets._base import BaseWidget
from skillkit.widgets._file_form import keep_under
from skillkit.widgets._uploads import Uploads
from skillkit.widgets.look_back import ReviewForm

Message = Mapping[str, Any]

NO_PLAN = sentence("Your sign shows here once a plan of your own is saved.")

NOTHING = sentence(
    "No sign was found in this text. A sign begins with SK1- and has four groups after it."
)


class PlanSign(BaseWidget):
    """How a plan goes, as one short sign without a name, to hand in after 30, 60 and 90 days.

    It follows the form: begun, half done or done, and whether there is something to show.

    Args:
        review: the form in which a person looks back at the plan.

    Examples:
        >>> PlanSign(ReviewForm.load())
    """

    script = "progress/sign.js"

    def __init__(self, review: ReviewForm) -> None:
        if not isinstance(review, ReviewForm):
            raise TypeError(f"A PlanSign takes a ReviewForm; this is a {type(review).__name__}.")
        self._review = review
        super().__init__()
        review.observe(lambda _: self._turn(), "value")

    def sign(self, day: int) -> tuple[str, str]:
        """The sign of that day and what it says; both empty while no plan of one's own is saved.

        Raises:
            FileError: what its random digits come from cannot be read or written.
        """
        plan, path = self._review.plan, self._review.path
        if plan is None or path is None or not self._review.is_own:
            return "", ""
        found = sign_of_plan(plan, day, secret_of(path))
        return sign_code(found), found.sentence

    # --- Asked by a browser ------------------------------------------------------------------

    def _on_sign(self, message: Message) -> None:
        """Send the sign of the day that a person chose, else of the one that it is time for."""
        plan, day = self._review.plan, message.get("day")
        try:
            if day not in REACHED:
                day = day_now(plan, day_of(message.get("today"))) if plan else min(REACHED)
            code, said = self.sign(day)
        except SkillkitError as error:
            self.send({"kind": "problem", "sentence": str(error)})
            return
        self.send({"kind": "sign", "day": day, "code": code, "said": said or say(NO_PLAN)})

    def _turn(self) -> None:
        self._renew()

    # --- Told to a browser -------------------------------------------------------------------

    def _state(self) -> dict[str, Any]:
        return {"days": list(REACHED)}

    def _summary(self) -> str:
        return "how your plan goes, without your name"

    def _static_html(self) -> str:
        return tag("p", "Run this cell to see your sign. It is not kept in a notebook.")


class FollowUpView(BaseWidget):
    """The place where a room's signs are pasted, and the two numbers that it is told then.

    Signs stay in the kernel's memory and go with it. What was told is remembered in a file.

    Args:
        path: the file; `follow_up.json` in the facilitator's own folder if not given.

    Examples:
        >>> FollowUpView.load()
    """

    script = "team/follow_up.js"

    def __init__(self, path: str | Path | None = None) -> None:
        self._path = Path(path or told_path())
        self._found, self._words = FollowUp(), ""
        self._uploads = Uploads()
        super().__init__()

    @classmethod
    def load(cls, path: str | Path | None = None) -> Self:
        """A view that has read nothing, over what was told before."""
        return cls(path)

    # --- Asked by a browser ------------------------------------------------------------------

    def _on_part(self, message: Message) -> None:
        """Keep a part of something long."""
        self._uploads.keep(message)

    def _on_chat(self, message: Message) -> None:
        """Read a pasted chat."""
        try:
            found = signs_from_chat(self._uploads.text(message))
        except FileError as error:
            self.send({"kind": "problem", "sentence": str(error)})
            return
        if not found:
            self.send({"kind": "problem", "sentence": say(NOTHING)})
            return
        self._found = self._found.add(found)
        self._turn()

    def _on_files(self, message: Message) -> None:
        """Read some files; the page follows after the last of a drop."""
        found = list(self._uploads.submissions(message, signs_from_upload))
        self._found = self._found.add(found)
        if message.get("last", True):
            self._turn()

    def _on_answer(self, message: Message) -> None:
        """Note whether a sender's different signs are of one person, or of several."""
        sender, answer = str(message.get("sender")), message.get("answer")
        asked = [choice.sender for choice in self._found.build.choices]
        if sender in asked and answer in (ONE, SEVERAL):
            self._found = self._found.answer(sender, answer)
            self._turn()

    def _on_tell(self, _: Message) -> None:
        """Say the two numbers, once they are remembered."""
        try:
            told_store(self._path).update(self._more, [])
        except SkillkitError as error:
            self._turn(
                say("{error} So nothing is told: nobody would know later what was.", error=error)
            )
            return
        self._turn()

    def _more(self, known: list[Told]) -> list[Told]:
        """What was told, with what may be told now."""
        if why := self._found.why_not(known):
            raise SkillkitError(why)
        return [*known, tell(self._found.signs, known)]

    def _on_forget(self, message: Message) -> None:
        """Begin for another group; what was told to this one is kept under its day."""
        self._found = FollowUp()
        try:
            keep_under(self._path, day_of(message.get("today")).isoformat())
        except (OSError, SkillkitError) as error:
            self._turn(str(error))
            return
        self._turn(say("Begun again. What this group was told is kept in a file of its own."))

    def _turn(self, words: str = "") -> None:
        self._words = words
        self._renew()

    # --- Told to a browser -------------------------------------------------------------------

    def _state(self) -> dict[str, Any]:
        found, build = self._found, self._found.build
        try:
            told, problem = self._told(), ""
        except SkillkitError as error:
            told, problem = [], str(error)
        why = problem or found.why_not(told)
        return {
            "told": [told_words(one) for one in told],
            "begun": bool(found.items),
            "count": so_far(len(found.signs)).replace("card", "sign") if found.items else "",
            "asked": say("After {day} days", day=found.day) if found.items else "",
            "others": found.others,
            "questions": [
                [q.sender, q.sentence, [[ONE, say("One")], [SEVERAL, q.several]], q.answer or ""]
                for q in build.choices
            ],
            "bad": [[o.submission.where, o.reason] for o in build.refused],
            "twice": [[o.submission.where, o.reason] for o in (*build.replaced, *build.repeated)],
            "why": why if found.items else problem,
            "able": bool(found.items) and not why,
            "words": self._words,
            "largest": LARGEST,
        }

    def _told(self) -> list[Told]:
        """What this group was told so far."""
        try:
            return told_store(self._path).load()
        except FileNotFoundError:
            return []

    def _summary(self) -> str:
        return "signs of a room"

    def _static_html(self) -> str:
        return tag("p", "Run this cell to count signs. They are not kept in a notebook.")
