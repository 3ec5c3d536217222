"""Share code and backup: a form's ratings as a short text or a file, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

from skillkit.assessment import Assessment
from skillkit.assessment.file import as_dict, assessment_store, card_path, from_json, to_json
from skillkit.assessment.paper_row import may_be_row, read_row, row_words
from skillkit.assessment.share_code import CodeReader, ShareCodeError, read_code
from skillkit.base.errors import SkillkitError
from skillkit.base.html import tag
from skillkit.base.storage import LARGEST, backup_of
from skillkit.base.text import in_figures, quoted
from skillkit.base.words import plural, say, sentence
from skillkit.framework.file import known_frameworks
from skillkit.widgets._base import BaseWidget
from skillkit.widgets._file_form import place, read_again
from skillkit.widgets._hand_in import HandsIn, room_state
from skillkit.widgets.assessment import RatingForm, assessment_at

Message = Mapping[str, Any]

WARNING = sentence(
    "Anyone with this code can read your ratings. Send it to your facilitator "
    "privately, or hand it in without your name."
)


class ShareCode(HandsIn, BaseWidget):
    """The share code of what is in a form; it follows every change.

    A code that is typed in restores its ratings and ticks, after a question; the row of a printed
    sheet its ratings. Evidence, targets and confidence are in neither; what the form has stays.
    `code.text` is the code.

    Args:
        form: a form over an assessment.

    Examples:
        >>> ShareCode(AssessmentForm.load())
    """

    script = "assessment/share_code.js"

    def __init__(self, form: RatingForm) -> None:
        if not isinstance(form, RatingForm):
            raise TypeError(f"A ShareCode takes a form; this is a {type(form).__name__}.")
        self._form = form
        self._waiting: Assessment | None = None  # read from a code, and not yet confirmed
        self._words, self._restored = "", False
        super().__init__()
        form.observe(lambda _: self._turn(), "value")

    @property
    def text(self) -> str:
        """The code now; empty while the form holds nothing of a person's own."""
        return self._form.share_code

    def _card(self) -> Assessment | None:
        return self._form.assessment if self.text else None

    # --- Asked by a browser ------------------------------------------------------------------

    def _on_fetch(self, _: Message) -> None:
        """Send the code as it is now, to be copied."""
        self.send({"kind": "fetched", "code": self.text})

    def _on_code(self, message: Message) -> None:
        """Read a code; ask before anything that is here changes."""
        here, text = self._form.assessment, str(message.get("text", ""))[:2000]
        try:
            said, on_paper = self._read(text)
            there = self._fitting(said, on_paper)
        except SkillkitError as error:
            self._turn(say("Nothing was changed. {error}", error=error))
            return
        own = self._form.is_own
        if own and (there.ratings, there.interest) == (here.ratings, here.interest):
            self._turn(say("This says the same as your ratings here. Nothing was changed."))
            return
        compare = say("Compare with your sheet: {row} ", row=row_words(said)) if on_paper else ""
        before = here if own else replace(there, ratings={})
        self._turn(compare + _question(on_paper, before, there), there)

    def _on_restore(self, _: Message) -> None:
        """Put the ratings of the code into the form, which saves them."""
        wanted, form = self._waiting, self._form
        if wanted is None:
            return
        try:
            form.start(wanted.framework)
            form.value = as_dict(wanted)
        except SkillkitError as error:
            self._turn(say("Nothing was changed. {error}", error=error))
            return
        words = plural("Restored {count} rating.", "Restored {count} ratings.", len(wanted.ratings))
        self._turn(words, restored=True)

    def _on_keep(self, _: Message) -> None:
        """Leave everything as it is."""
        self._turn(say("Nothing was changed."))

    def _read(self, text: str) -> tuple[Assessment, bool]:
        """What a code or the row of a printed sheet says, and whether it is a row."""
        known = self._known()
        row = text.rpartition(":")[2]
        if may_be_row(row, known, among_rows=True) and not any(CodeReader(known).find(text)):
            return read_row(row, known), True
        return read_code(text, known), False

    def _fitting(self, said: Assessment, on_paper: bool) -> Assessment:
        """What the form would hold: the ratings, a code's ticks, and all else as it is."""
        here, own = self._form.assessment, self._form.is_own
        if not own or (said.framework.id != here.framework.id and here == _blank(here)):
            return said
        if said.framework.id != here.framework.id:
            raise ShareCodeError(
                "other_framework",
                say(
                    "This was made with {title}; what you rate here is {here}. Keep the two "
                    "apart: start in another folder.",
                    title=quoted(said.framework.title),
                    here=quoted(here.framework.title),
                ),
            )
        ticks = here.interest if on_paper else said.interest
        return replace(here, ratings=said.ratings, interest=ticks)

    def _known(self) -> list[Any]:
        mine = self._form.assessment.framework
        return [mine, *(framework for framework in known_frameworks() if framework != mine)]

    def _turn(
        self, words: str = "", waiting: Assessment | None = None, *, restored: bool = False
    ) -> None:
        """Say this, ask if something waits for an answer, and show the code of now."""
        self._words, self._waiting, self._restored = words, waiting, restored
        self._renew()

    # --- Told to a browser -------------------------------------------------------------------

    def _state(self) -> dict[str, Any]:
        return {
            "life": self._form.life,
            "code": self.text,
            "warning": say(WARNING),
            "words": self._words,
            "asks": self._waiting is not None,
            "room": room_state(),
            "restored": self._restored,
        }

    def _summary(self) -> str:
        return "your ratings as a short text"

    def _static_html(self) -> str:
        return tag("p", "Run this cell to see your share code. It is not kept in a notebook.")


def _blank(assessment: Assessment) -> Assessment:
    return Assessment(assessment.framework)


def _question(on_paper: bool, here: Assessment, there: Assessment) -> str:
    """What would change, before it does."""
    words = _OF_A_ROW if on_paper else _OF_A_CODE
    values = {
        "rated": len(there.ratings),
        "all": len(there.framework.skills),
        "title": there.framework.title,
    }
    holds = say(words["holds"], **values)
    if not here.ratings:
        return f"{holds} {say('Nothing is rated here yet.')} {say(words['take'])}"
    skills = {*here.ratings, *there.ratings}
    count = sum(here.ratings.get(skill) != there.ratings.get(skill) for skill in skills)
    differ = plural(
        "From what is here, {count} rating differs.",
        "From what is here, {count} ratings differ.",
        count,
    )
    return f"{holds} {differ} {say(words['put'])}"


_OF_A_CODE = {
    "holds": sentence("The code holds ratings for {rated} of {all} skills ({title})."),
    "take": sentence("Take the ratings of the code?"),
    "put": sentence("Put the ratings of the code in their place?"),
}

_OF_A_ROW = {
    "holds": sentence("The row holds ratings for {rated} of {all} skills ({title})."),
    "take": sentence("Take the ratings of the row?"),
    "put": sentence("Put the ratings of the row in their place?"),
}


class Backup(BaseWidget):
    """A link that downloads the assessment, and a place to bring a downloaded one back.

    The file goes from Python through the page to the browser, so it works wherever the page does.
    What comes back is checked before anything is replaced, and the version before is kept.

    Args:
        path: the file; `assessment.json` in the person's own folder if not given.

    Examples:
        >>> Backup.load()
    """

    script = "assessment/backup.js"

    def __init__(self, path: str | Path | None = None) -> None:
        self._path = Path(path or card_path()).absolute()
        self._waiting: Assessment | None = None  # brought back, and not yet confirmed
        self._words = ""
        super().__init__()

    @classmethod
    def load(cls, path: str | Path | None = None) -> Self:
        """The link for a person's own file; it looks there again whenever it is used."""
        return cls(path)

    @property
    def path(self) -> Path:
        """The file of the person's own assessment."""
        here = assessment_at(self._path)
        return here.path if here.is_own and here.path else self._path

    # --- Asked by a browser ------------------------------------------------------------------

    def _on_fetch(self, _: Mapping[str, Any]) -> None:
        """Send the file as it is now."""
        self.send({**self._state(), "kind": "fetched"})

    def _on_restore(self, message: Mapping[str, Any]) -> None:
        """Look at a file that was brought back; ask before it takes the place of another."""
        try:
            card = _readable(message.get("text"), self._path.parent)
        except SkillkitError as error:
            return self._turn(say("Nothing was changed. {error}", error=error))
        here = assessment_at(self._path)
        if here.is_own and here.value == card:
            return self._turn(
                say("This file says the same as what is saved here. Nothing was changed.")
            )
        if here.is_own and here.value is not None:
            return self._turn(_backup_question(self.path, here.value, card), waiting=card)
        return self._put(card)

    def _on_replace(self, _: Mapping[str, Any]) -> None:
        """Put what was asked about in the place of what is there."""
        if self._waiting is not None:
            self._put(self._waiting)

    def _on_keep(self, _: Mapping[str, Any]) -> None:
        """Leave everything as it is."""
        self._turn(say("Nothing was changed."))

    def _put(self, card: Assessment) -> None:
        """Save the card and show it in the forms of this kernel."""
        file = self.path
        try:
            store = assessment_store(file)
            if not assessment_at(self._path).is_own:
                store.set_aside()  # a file that cannot be used
            store.save(card)
        except SkillkitError as error:
            return self._turn(say("Nothing was changed. {error}", error=error))
        read_again(file)
        return self._turn(
            say(
                "Restored {what} It is saved in {place}. Run the cells of an open page "
                "again to see it there.",
                what=_described(card),
                place=place(file),
            )
        )

    def _turn(self, words: str = "", waiting: Assessment | None = None) -> None:
        """Say this, and show what is saved now."""
        self._words, self._waiting = words, waiting
        self._renew()

    # --- Told to a browser -------------------------------------------------------------------

    def _state(self) -> dict[str, Any]:
        here = assessment_at(self._path)
        mine = here.value if here.is_own else None
        return {
            "text": to_json(mine) if mine else "",
            "name": _file_name(mine) if mine else "",
            "there": _described(mine) if mine else "",
            "where": place(here.path) if here.path else "",
            "notice": here.notice,
            "words": self._words,
            "asks": self._waiting is not None,
            "largest": LARGEST,
        }

    def _summary(self) -> str:
        return "save a copy of your assessment, or bring one back"

    def _static_html(self) -> str:
        return tag("p", "Run this cell to save a copy of your assessment, or to bring one back.")


def _readable(text: object, folder: Path) -> Assessment:
    """The assessment of a text that a browser read from somebody's file."""
    if not isinstance(text, str):
        raise SkillkitError(say("The file could not be read; choose one that skillkit saved."))
    if len(text.encode("utf-8", "surrogatepass")) > LARGEST:
        raise SkillkitError(
            say(
                "The file holds more than {largest} bytes; it is no assessment.",
                largest=in_figures(LARGEST),
            )
        )
    return from_json(text.removeprefix("\ufeff"), folder=folder)


def _backup_question(file: Path, here: Assessment, brought: Assessment) -> str:
    skills = {*here.ratings, *brought.ratings}
    count = sum(here.ratings.get(s) != brought.ratings.get(s) for s in skills)
    return plural(
        "Here is an assessment already: {here} Your file: {file} Between the two {count} rating "
        "differs. Put the file in its place? The one that is here now is then kept as {name}.",
        "Here is an assessment already: {here} Your file: {file} Between the two {count} ratings "
        "differ. Put the file in its place? The one that is here now is then kept as {name}.",
        count,
        here=_described(here),
        file=_described(brought),
        name=backup_of(file).name,
    )


def _described(card: Assessment) -> str:
    """A card in a few words, without any rating."""
    count, of = len(card.ratings), len(card.framework.skills)
    title = card.framework.title
    if card.date is None:
        return say("{count} of {all} skills rated ({title}).", count=count, all=of, title=title)
    return say(
        "{count} of {all} skills rated on {day} ({title}).",
        count=count,
        all=of,
        day=card.date.isoformat(),
        title=title,
    )


def _file_name(card: Assessment) -> str:
    """The name of the copy; two copies of different days do not get the same one."""
    return f"assessment-{card.date.isoformat()}.json" if card.date else "assessment.json"
