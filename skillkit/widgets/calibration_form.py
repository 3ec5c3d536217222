"""Calibration form: a form over what somebody tried out before rating, saved at every change."""

from __future__ import annotations

import uuid
import weakref
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, ClassVar, Self

import traitlets

from skillkit.calibration import (
    Calibration,
    as_dict,
    calibration_path,
    from_dict,
    load,
    update,
)
from skillkit.errors import SkillkitError
from skillkit.widgets.opening import draft_key, place
from skillkit.widgets.screen import ONE_AT_A_TIME, Screen
from skillkit.wording import shown

Message = Mapping[str, Any]
Verb = Callable[[Calibration, str, Any], Calibration]


class CalibrationForm(Screen):
    """The common part of the forms over a calibration.

    A browser sends `{kind: "change", tab, seq, skill, field, value}`, where `skill` is the id of a
    card. The answer, `saved` or `refused` with the same `tab` and `seq`, leaves after the change is
    on the disk. Without a path, or with a file that cannot be used, nothing is saved.
    """

    value = traitlets.Dict(help="The calibration as plain JSON values; assigning it saves it.")

    _deck: ClassVar[str]  # tells this form's drafts from the other form's
    _verbs: ClassVar[Mapping[str, Verb]]  # what a browser may change of a card, and how
    _open: ClassVar[weakref.WeakSet[CalibrationForm]] = weakref.WeakSet()

    def __init__(
        self, value: Calibration | Message | None = None, *, path: str | Path | None = None
    ) -> None:
        calibration = value if isinstance(value, Calibration) else from_dict(value or _NOTHING)
        self._path = None if path is None else Path(path).absolute()
        self._notice = ""
        self._life = uuid.uuid4().hex[:12]  # tells a browser that this form is still the same
        self._known: Message | None = None  # the last value that is safe already
        super().__init__(value=as_dict(calibration))
        CalibrationForm._open.add(self)

    @classmethod
    def load(cls, path: str | Path | None = None) -> Self:
        """The form for a person's own file, empty while there is none.

        While a kernel lives there is one form for each file: a cell that runs again shows the same
        one, read anew.
        """
        file = Path(path or calibration_path()).absolute()
        with ONE_AT_A_TIME:
            for form in CalibrationForm._open:
                if isinstance(form, cls) and form._path == file and form.comm is not None:
                    break
            else:
                form = cls(path=file)
            form._read()
        return form

    @property
    def calibration(self) -> Calibration:
        """The calibration as it stands in the form."""
        return from_dict(self.value)

    @property
    def path(self) -> Path | None:
        """Where the form saves; None while it does not."""
        return None if self._notice else self._path

    def _read(self) -> None:
        """Show what the file says; a file that cannot be used is left alone, and said so."""
        assert self._path is not None
        self._notice = ""
        try:
            calibration = load(self._path)
        except SkillkitError as error:
            calibration = self.calibration
            self._notice = (
                f"{error} You can go on here, but nothing is saved. "
                "Move the file away, then run this cell again."
            )
        self._take(calibration)
        self._send_page()

    def _take(self, calibration: Calibration, tell: Callable[[], None] = lambda: None) -> None:
        """Make a calibration that is already safe the value; tell before others look."""
        self._version += 1
        self._known = as_dict(calibration)
        tell()
        self.value = self._known

    # --- Assigned in Python ------------------------------------------------------------------

    @traitlets.validate("value")
    def _save_assigned(self, proposal: Message) -> Message:
        card: Message = proposal["value"]
        if self.comm is None or card is self._known:
            return card
        wanted = from_dict(card)
        return as_dict(self._kept(lambda _: wanted))

    @traitlets.observe("value")
    def _tell_assigned(self, change: Message) -> None:
        if self.comm is not None and change["new"] is not self._known:
            self._version += 1
            self._send_page()

    # --- Asked by a browser ------------------------------------------------------------------

    def _on_change(self, message: Message) -> None:
        """Save one change, then confirm it; or say why not."""
        ticket = {"tab": message.get("tab"), "seq": message.get("seq")}
        try:
            after = self._kept(lambda saved: self._changed(saved, message))
        except SkillkitError as error:
            self.send({"kind": "refused", "sentence": str(error), **ticket})
            return
        card = str(message["skill"])
        self._take(after, lambda: self.send({**self._news("saved", after, card), **ticket}))
        self._tell_siblings(after)

    def _on_forget(self, _: Message) -> None:
        """Forget what was said about the cards of this form; the file before stays beside it."""
        try:
            after = self._kept(lambda saved: saved.forget(self._ids()))
        except SkillkitError as error:
            self.send({"kind": "problem", "sentence": str(error)})
            return
        self._take(after)
        self._send_page()
        self._tell_siblings(after)

    def _kept(self, change: Callable[[Calibration], Calibration]) -> Calibration:
        """What is true after a change, and on the disk if this form has a file."""
        return change(self.calibration) if self.path is None else update(self.path, change)

    def _changed(self, calibration: Calibration, message: Message) -> Calibration:
        """The calibration after one message of a browser."""
        card, field = str(message.get("skill")), str(message.get("field"))
        if card not in self._ids():
            raise SkillkitError(f"There is no card {shown(card)} here.")
        if field not in self._verbs:
            raise SkillkitError(f"{shown(field)} cannot be changed here.")
        return self._verbs[field](calibration, card, message.get("value"))

    def _tell_siblings(self, after: Calibration) -> None:
        """Show the change in the other forms of this kernel that are open on the same file."""
        for form in list(CalibrationForm._open):
            if form is not self and form.comm is not None and form.path == self.path is not None:
                form._follow(after)

    def _follow(self, after: Calibration) -> None:
        self._take(after, lambda: self.send(self._news("state", after)))

    # --- Told to a browser -------------------------------------------------------------------

    def _news(self, kind: str, after: Calibration, card: str | None = None) -> dict[str, Any]:
        """A message with the cards that differ from the value, and the one that was asked for."""
        old, new = self._entries(self.calibration), self._entries(after)
        told = {i: new.get(i, {}) for i in {*old, *new} if i == card or old.get(i) != new.get(i)}
        return {"kind": kind, "entries": told, "version": self._version, "page": self._extra(after)}

    def _whole_page(self) -> dict[str, Any]:
        return {
            "life": self._life,
            "mode": "own" if self.path else "loose",
            "notice": self._notice,
            "where": place(self._path) if self._path else "",
            "key": draft_key(self._path) if self._path else "",
            "card": {"framework": self._deck},
            "entries": self._entries(self.calibration),
            **self._extra(self.calibration),
        }

    def _ids(self) -> list[str]:
        """The ids of the cards that this form shows."""
        raise NotImplementedError

    def _entries(self, calibration: Calibration) -> dict[str, dict[str, Any]]:
        """What was said, card by card."""
        raise NotImplementedError

    def _extra(self, calibration: Calibration) -> dict[str, Any]:
        """What else on the page changes with what was said."""
        return {}


_NOTHING: Message = as_dict(Calibration())
