"""Share code: a form's ratings as a short text to hand in, and the way back from such a text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from skillkit.assessment import Assessment
from skillkit.card import as_dict
from skillkit.errors import SkillkitError
from skillkit.frameworkfile import BUILT_IN, load_framework
from skillkit.paperrow import may_be_row, read_row, row_words
from skillkit.sharecode import CodeReader, ShareCodeError, code_of, read_code
from skillkit.widgets.card_form import CardForm
from skillkit.widgets.opening import fresh
from skillkit.widgets.screen import Screen, asset, packed
from skillkit.wording import shown

Message = Mapping[str, Any]

WARNING = (
    "Whoever has this code can read your ratings. Give it to your facilitator privately, or put "
    "it into the hat without your name."
)


class ShareCode(Screen):
    """The share code of what stands in a form; it follows every change.

    A code that is typed in restores its ratings and ticks, after a question; the row of a printed
    sheet its ratings. Evidence, targets and confidence are in neither; what the form has stays.
    """

    code = packed([asset("parts.js", "share_code.js"), asset("look.css", "share_code.css")])

    def __init__(self, form: CardForm) -> None:
        if not isinstance(form, CardForm):
            raise TypeError(f"A ShareCode takes a form; this is a {type(form).__name__}.")
        self._form = form
        self._waiting: Assessment | None = None  # read from a code, and not yet confirmed
        self._words = ""
        super().__init__()
        form.observe(lambda _: self._follow(), "value")

    @property
    def text(self) -> str:
        """The code now; empty while the form holds nothing of a person's own."""
        mine = self._form.assessment
        own = self._form._mode in ("own", "loose")
        return code_of(mine) if own and (mine.ratings or mine.interest) else ""

    # --- Asked by a browser ------------------------------------------------------------------

    def _on_code(self, message: Message) -> None:
        """Read a code; ask before anything that is here changes."""
        here, text = self._form.assessment, str(message.get("text", ""))[:2000]
        try:
            said, on_paper = self._read(text)
            there = self._fitting(said, on_paper)
        except SkillkitError as error:
            self._turn(f"Nothing was changed. {error}")
            return
        own = self._form._mode in ("own", "loose")
        if own and (there.ratings, there.interest) == (here.ratings, here.interest):
            self._turn("This says the same as your ratings here. Nothing was changed.")
            return
        compare = f"Compare with your sheet: {row_words(said)} " if on_paper else ""
        before = here if own else replace(there, ratings={})
        thing = "row" if on_paper else "code"
        self._turn(compare + _question(thing, before, there), there)

    def _on_restore(self, _: Message) -> None:
        """Put the ratings of the code into the form, which saves them."""
        wanted, form = self._waiting, self._form
        if wanted is None:
            return
        try:
            if form._mode in ("example", "trouble") and form._path is not None:
                form._show(fresh(form._path, wanted.framework))
            form.value = as_dict(wanted)
        except SkillkitError as error:
            self._turn(f"Nothing was changed. {error}")
            return
        count = len(wanted.ratings)
        self._turn(f"Restored {count} rating{'' if count == 1 else 's'}.")

    def _on_keep(self, _: Message) -> None:
        """Leave everything as it is."""
        self._turn("Nothing was changed.")

    def _read(self, text: str) -> tuple[Assessment, bool]:
        """What a code or the row of a printed sheet says, and whether it is a row."""
        known = self._known()
        row = text.rpartition(":")[2]
        if may_be_row(row, known, among_rows=True) and not any(CodeReader(known).find(text)):
            return read_row(row, known), True
        return read_code(text, known), False

    def _fitting(self, said: Assessment, on_paper: bool) -> Assessment:
        """What the form would hold: the ratings, a code's ticks, and all else as it is."""
        here, own = self._form.assessment, self._form._mode in ("own", "loose")
        if not own or (said.framework.id != here.framework.id and here == _blank(here)):
            return said
        if said.framework.id != here.framework.id:
            raise ShareCodeError(
                "other_framework",
                f"This was made with {shown(said.framework.title)}; what you rate here is "
                f"{shown(here.framework.title)}. Keep the two apart: start in another folder.",
            )
        ticks = here.interest if on_paper else said.interest
        return replace(here, ratings=said.ratings, interest=ticks)

    def _known(self) -> list[Any]:
        return [self._form._framework, *(load_framework(name) for name in BUILT_IN)]

    def _follow(self) -> None:
        self._turn()

    def _turn(self, words: str = "", waiting: Assessment | None = None) -> None:
        """Say this, ask if something waits for an answer, and show the code of now."""
        self._words, self._waiting = words, waiting
        self._version += 1
        self._send_page()

    # --- Told to a browser -------------------------------------------------------------------

    def _whole_page(self) -> dict[str, Any]:
        return {
            "code": self.text,
            "warning": WARNING,
            "words": self._words,
            "asks": self._waiting is not None,
        }

    def _in_words(self) -> str:
        return "your ratings as a short text"

    def _still(self) -> str:
        return "<p>Run this cell to see your share code. It is not kept in a notebook.</p>"


def _blank(assessment: Assessment) -> Assessment:
    return Assessment(assessment.framework)


def _question(thing: str, here: Assessment, there: Assessment) -> str:
    """What would change, before it does."""
    rated = f"{len(there.ratings)} of {len(there.framework.skills)} skills"
    holds = f"The {thing} holds ratings for {rated} ({there.framework.title})."
    if not here.ratings:
        return f"{holds} Nothing is rated here yet. Take the ratings of the {thing}?"
    skills = {*here.ratings, *there.ratings}
    count = sum(here.ratings.get(skill) != there.ratings.get(skill) for skill in skills)
    differ = "1 rating differs" if count == 1 else f"{count or 'no'} ratings differ"
    change = f"Put the ratings of the {thing} in their place?"
    return f"{holds} From what is here, {differ}. {change}"
