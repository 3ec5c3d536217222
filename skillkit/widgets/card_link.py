"""Card link: a copy of one's own assessment to take along, and the way back from such a copy."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

from skillkit.assessment import Assessment
from skillkit.card import card_path, from_json, save, to_json
from skillkit.errors import SkillkitError
from skillkit.home import LARGEST, previous
from skillkit.svg import escaped
from skillkit.widgets.card_form import CardForm
from skillkit.widgets.opening import Opening, fresh, opening_at, place
from skillkit.widgets.screen import Screen, asset, packed


class CardLink(Screen):
    """A link that downloads the assessment, and a place to bring a downloaded one back.

    The file goes from Python through the page to the browser, so it works wherever the page does.
    What comes back is checked before anything is replaced, and the version before is kept.
    """

    code = packed([asset("parts.js", "card_link.js"), asset("look.css", "card_link.css")])

    def __init__(self, path: str | Path | None = None) -> None:
        self._path = Path(path or card_path()).absolute()
        self._waiting: Assessment | None = None  # brought back, and not yet confirmed
        self._words = ""
        super().__init__()

    @classmethod
    def load(cls, path: str | Path | None = None) -> Self:
        """The link for a person's own file; it looks there anew whenever it is used."""
        return cls(path)

    @property
    def path(self) -> Path:
        """The file of the person's own assessment."""
        opening = opening_at(self._path)
        return opening.path if opening.mode == "own" and opening.path else self._path

    # --- Asked by a browser ------------------------------------------------------------------

    def _on_fetch(self, _: Mapping[str, Any]) -> None:
        """Send the file as it is now."""
        self.send({**self._whole_page(), "kind": "fetched"})

    def _on_restore(self, message: Mapping[str, Any]) -> None:
        """Look at a file that was brought back; ask before it takes the place of another."""
        try:
            card = _readable(message.get("text"), self._path.parent)
        except SkillkitError as error:
            return self._turn(f"Nothing was changed. {error}")
        here = opening_at(self._path)
        if here.mode == "own" and here.assessment == card:
            return self._turn("This file says the same as what is saved here. Nothing was changed.")
        if here.mode == "own" and here.path:
            return self._turn(_question(here.path, here.assessment, card), waiting=card)
        return self._put(card)

    def _on_replace(self, _: Mapping[str, Any]) -> None:
        """Put what was asked about in the place of what is there."""
        if self._waiting is not None:
            self._put(self._waiting)

    def _on_keep(self, _: Mapping[str, Any]) -> None:
        """Leave everything as it is."""
        self._turn("Nothing was changed.")

    def _put(self, card: Assessment) -> None:
        """Save the card and show it in the forms of this kernel."""
        here = opening_at(self._path)
        # A file that cannot be used is left where it is, and its version before with it.
        beside = fresh(self._path, card.framework).path
        file = here.path if here.mode == "own" and here.path else beside
        assert file is not None
        try:
            save(card, file)
        except SkillkitError as error:
            return self._turn(f"Nothing was changed. {error}")
        for form in list(CardForm._open):
            if form.comm is not None and form._path in (file, self._path):
                form._show(Opening(card, "own", file))
        return self._turn(
            f"Restored {_described(card)} It is saved in {place(file)}. "
            "Run the cells of an open page again to see it there."
        )

    def _turn(self, words: str = "", waiting: Assessment | None = None) -> None:
        """Say this, and show what is saved now."""
        self._words, self._waiting = words, waiting
        self._version += 1
        self._send_page()

    # --- Told to a browser -------------------------------------------------------------------

    def _whole_page(self) -> dict[str, Any]:
        here = opening_at(self._path)
        own = here.mode == "own"
        return {
            "text": to_json(here.assessment) if own else "",
            "name": _file_name(here.assessment),
            "there": _described(here.assessment) if own else "",
            "where": place(here.path) if here.path else "",
            "notice": here.notice,
            "words": self._words,
            "asks": self._waiting is not None,
            "largest": LARGEST,
        }

    def _in_words(self) -> str:
        return "save a copy of your assessment, or bring one back"

    def _still(self) -> str:
        words = "Run this cell to save a copy of your assessment, or to bring one back."
        return f"<p>{escaped(words)}</p>"


def _readable(text: object, folder: Path) -> Assessment:
    """The assessment of a text that a browser read from somebody's file."""
    if not isinstance(text, str):
        raise SkillkitError("The file could not be read; choose one that skillkit saved.")
    if len(text.encode("utf-8", "surrogatepass")) > LARGEST:
        raise SkillkitError(f"The file holds more than {LARGEST:,} bytes; it is no assessment.")
    return from_json(text.removeprefix("\ufeff"), folder=folder)


def _question(file: Path, here: Assessment, brought: Assessment) -> str:
    skills = {*here.ratings, *brought.ratings}
    count = sum(here.ratings.get(s) != brought.ratings.get(s) for s in skills)
    differ = "1 rating differs" if count == 1 else f"{count or 'no'} ratings differ"
    return (
        f"Here is an assessment already: {_described(here)} Your file: {_described(brought)} "
        f"Between the two {differ}. Put the file in its place? The one that is here now is "
        f"then kept beside it as {previous(file).name}."
    )


def _described(card: Assessment) -> str:
    """A card in a few words, without any rating."""
    count, of = len(card.ratings), len(card.framework.skills)
    day = f" on {card.date.isoformat()}" if card.date else ""
    return f"{count} of {of} skills rated{day} ({card.framework.title})."


def _file_name(card: Assessment) -> str:
    """The name of the copy; two copies of different days do not get the same one."""
    return f"assessment-{card.date.isoformat()}.json" if card.date else "assessment.json"
