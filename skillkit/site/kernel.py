"""The kernel of a page: runs a session's cells, and takes messages to its widgets and back.

Every call returns what Python has said meanwhile, in its order:

    {kind: "open" | "msg" | "close", id, data, buffers}   a widget, by Jupyter's messages of comms
    {kind: "show", place, bundle}                         what a cell shows: a widget or a text
    {kind: "raised", text}                                what went wrong in a cell
    {kind: "ran"}                                         that all cells have run
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
import traceback
from collections.abc import Callable, Iterable
from importlib import import_module
from types import ModuleType
from typing import Any

from skillkit.site.cells import value_of
from skillkit.site.later import Later
from skillkit.site.widget import AnyWidget, Message, stand_in

stand_in()

from skillkit.base.errors import SkillkitError  # noqa: E402  (after anywidget has its stand-in)
from skillkit.base.storage import BROWSER, home  # noqa: E402
from skillkit.base.text import counted  # noqa: E402
from skillkit.base.words import SOURCE, choose, say, sentence  # noqa: E402
from skillkit.site.prepare import steps  # noqa: E402
from skillkit.widgets._file_form import read_again as _read_again  # noqa: E402

VIEW = "application/vnd.jupyter.widget-view+json"
BROUGHT = sentence("Brought back: {what}. It is saved in this browser.")
BROUGHT_FLEETING = sentence("Brought back: {what}. It goes when you close this page.")


class Kernel:
    """The names of the cells that ran last; one session is open at a time.

    Args:
        folder: of a person's files.
        keeps: whether the page puts them into a store of the browser's.
        fetch: gives the file with an archive of the site, by its name.
        tag: the language of the page.
    """

    def __init__(
        self, folder: str, keeps: bool, fetch: Callable[[str], str], tag: str = SOURCE
    ) -> None:
        choose(tag)
        os.environ["SKILLKIT_HOME"] = folder
        BROWSER.keeps, BROWSER.offers_languages = keeps, True
        self.names: dict[str, Any] = {}
        self._brought: dict[str, Any] = {}  # looked at, and not yet put in its place
        self._steps = steps()
        sys.meta_path.append(Later(fetch))

    def run(self, cells: Iterable[tuple[str, str]]) -> list[Message]:
        """Close what is open, and run these cells; each shows something at its place."""
        for widget in list(AnyWidget.alive.values()):
            widget.close()
        self.names = {"__name__": "__main__"}
        for place, code in cells:
            try:
                self._run(place, code)
            except Exception:
                AnyWidget.said.append({"kind": "raised", "text": traceback.format_exc()})
        return [*self._said(), {"kind": "ran"}]

    def prepare(self) -> bool:
        """Import a little of what the other sessions need; whether there is more."""
        return next(self._steps, None) is not None

    def hear(self, model_id: str, content: Message) -> list[Message]:
        """Hand a message of the page to its widget; one that is closed hears no more."""
        if widget := AnyWidget.alive.get(model_id):
            widget.hear(content)
        return self._said()

    def refused(self, model_id: str, content: Message, why: str) -> list[Message]:
        """Hand a message on while the browser's store takes nothing, so that the form says so."""
        BROWSER.refusal = _refusal(why)
        try:
            return self.hear(model_id, content)
        finally:
            BROWSER.refusal = ""

    def read_again(self, names: Iterable[str]) -> list[Message]:
        """Let the forms show what these files say now: another page has changed them."""
        for name in names:
            _read_again((home() / name).absolute())
        return self._said()

    # --- All that is a person's own -------------------------------------------------------------

    @property
    def _backup(self) -> ModuleType:
        """What knows every kind of file, and is loaded when somebody asks, or has time."""
        return import_module("skillkit.site.backup")

    def whole_copy(self) -> list[Message]:
        """All of it, as the text of one file."""
        return [{"kind": "copied", "text": self._backup.backup(home())}]

    def look(self, text: str) -> list[Message]:
        """Look at a copy before anything is replaced."""
        try:
            self._brought = self._backup.read_backup(text)
        except SkillkitError as error:
            return [{"kind": "told", "words": say("Nothing was changed. {reason}", reason=error)}]
        there = {path.name for path in self._backup.files_in(home())}
        words = say("This copy holds {what}.", what=self._backup.described(self._brought))
        if both := {name: None for name in self._brought if name in there}:
            here = self._backup.described(both)
            words += " " + say("It would take the place of what is here: {what}.", what=here)
        return [{"kind": "looked", "words": words}]

    def bring(self) -> list[Message]:
        """Put the copy that was looked at in its place."""
        files, self._brought = self._brought, {}
        self._backup.put_back(home(), files)
        words = BROUGHT if BROWSER.keeps else BROUGHT_FLEETING
        told = {"kind": "told", "words": say(words, what=self._backup.described(files))}
        return [*self.read_again(files), told]

    def erase(self) -> list[Message]:
        """Delete everything that is a person's own."""
        names = [path.name for path in self._backup.files_in(home())]
        count = counted(self._backup.erase(home()), "file")
        return [
            *self.read_again(names),
            {"kind": "erased", "words": say("Erased: {count}.", count=count)},
        ]

    def not_done(self, why: str) -> list[Message]:
        """Say that the browser's store did not take it."""
        words = say("Nothing was changed: {reason}.", reason=_refusal(why))
        return [{"kind": "told", "words": words}]

    # --- Cells ----------------------------------------------------------------------------------

    def _run(self, place: str, code: str) -> None:
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            value = value_of(code, self.names)
        if isinstance(value, AnyWidget):
            self._show(place, {VIEW: {"model_id": value.model_id}})
        elif value is not None or said.getvalue():
            words = said.getvalue() + ("" if value is None else repr(value))
            self._show(place, {"text/plain": words})

    def _show(self, place: str, bundle: Message) -> None:
        AnyWidget.said.append({"kind": "show", "place": place, "bundle": bundle})

    def _said(self) -> list[Message]:
        said, AnyWidget.said[:] = list(AnyWidget.said), []
        return said


def _refusal(why: str) -> str:
    """Why the browser's store takes nothing; "" where it has no room left."""
    if not why:
        return say("this browser has no room left for it; free some space and try again")
    return say("this browser's store does not take it ({reason})", reason=why)
