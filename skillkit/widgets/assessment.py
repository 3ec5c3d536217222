"""Card form: a form over one person's file, where every change is saved before it is confirmed."""

from __future__ import annotations

import uuid
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar, Self

import traitlets

from skillkit.assessment import Assessment
from skillkit.assessment.edit import Message, _changed, _moved, entries
from skillkit.assessment.examples import example_person
from skillkit.assessment.file import FIELDS, as_dict, assessment_store, card_path, from_dict
from skillkit.base.errors import SkillkitError
from skillkit.framework import Framework
from skillkit.framework.file import BUILT_IN, load_framework
from skillkit.widgets._base import ONE_AT_A_TIME, BaseWidget
from skillkit.widgets._file_form import Mode, Opening, draft_key, earlier, fresh, opening_at, place
from skillkit.widgets._html import rating_table


class CardForm(BaseWidget):
    """The common part of the forms over an assessment.

    A browser sends `{kind: "change", tab, seq, skill, field, value, day}`. The answer, `saved` or
    `refused` with the same `tab` and `seq`, leaves after the change is on the disk. `day` is the
    person's own date; it becomes that of the assessment when a rating changes.
    """

    value = traitlets.Dict(help="The assessment as plain JSON values; assigning it saves it.")

    _open: ClassVar[weakref.WeakSet[CardForm]] = weakref.WeakSet()
    _asked: Path | None = None  # the file that `load` was asked for; a form may save beside it

    def __init__(
        self, value: Assessment | Message | Opening | None = None, *, path: str | Path | None = None
    ) -> None:
        opening = value if isinstance(value, Opening) else _opening(value, path)
        self._begin(opening)
        self._life = uuid.uuid4().hex[:12]  # tells a browser that this form is still the same
        self._known: Message | None = None  # the last value that did not come from Python code
        super().__init__(value=as_dict(opening.assessment))
        CardForm._open.add(self)

    @classmethod
    def load(
        cls, path: str | Path | None = None, framework: str | Path | Framework | None = None
    ) -> Self:
        """The form for a person's own file, or for the example while there is none.

        While a kernel lives there is one form for each file: a cell that runs again shows the same
        one, read anew, so that views which follow it go on following.
        """
        file = Path(path or card_path()).absolute()
        if framework is not None and not isinstance(framework, Framework):
            framework = load_framework(framework)
        with ONE_AT_A_TIME:
            return cls._at(file, opening_at(file, framework))

    @classmethod
    def _at(cls, file: Path, opening: Opening) -> Self:
        """The one form of this kernel for a file, with what was found there."""
        for form in CardForm._open:
            if isinstance(form, cls) and form._asked == file and form.comm is not None:
                form._show(opening)
                return form
        form = cls(opening)
        form._asked = file
        return form

    @property
    def assessment(self) -> Assessment:
        """The assessment as it stands in the form."""
        return self._parsed(self.value)

    @property
    def path(self) -> Path | None:
        """Where the form saves; None while it does not."""
        return self._path if self._mode == "own" else None

    def _begin(self, opening: Opening) -> None:
        self._framework = opening.assessment.framework
        self._mode: Mode = opening.mode
        self._path, self._notice = opening.path, opening.notice

    def _show(self, opening: Opening) -> None:
        """Go on with another assessment, in every browser too."""
        self._begin(opening)
        self._take(as_dict(opening.assessment))
        self._send_page()

    def _take(self, card: dict[str, Any], tell: Callable[[], None] = lambda: None) -> None:
        """Make a card that is already safe the value; tell before followers draw."""
        self._version += 1
        self._known = card
        tell()
        self.value = card

    def _parsed(self, card: Message) -> Assessment:
        known = self._framework if card.get("framework") == self._framework.id else None
        return from_dict(card, known, self._path and self._path.parent)

    # --- Assigned in Python ------------------------------------------------------------------

    @traitlets.validate("value")
    def _save_assigned(self, proposal: Message) -> Message:
        """Save what somebody assigned before it is the value, as if a hand had made each change."""
        card: Message = proposal["value"]
        if self.comm is None or card is self._known:
            return card
        wanted, before = self._parsed(card), self.assessment
        after = self._kept(lambda saved: _moved(saved, before, wanted), wanted)
        self._framework = after.framework
        return as_dict(after)

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
            if self._mode not in ("own", "loose"):
                raise SkillkitError("This is an example. Start your own assessment to rate.")
            after = self._kept(lambda saved: _changed(saved, message), self.assessment)
        except ValueError as error:  # all of the kit's, and a day that is none
            self.send({"kind": "refused", "sentence": str(error), **ticket})
            return
        card = as_dict(after)
        self._take(
            card,
            tell=lambda: self.send({**self._news("saved", card, message["skill"]), **ticket}),
        )
        self._tell_siblings(after)

    def _on_start(self, message: Message) -> None:
        """Start a person's own assessment."""
        name = message.get("framework")
        if self._path is not None and name in BUILT_IN:
            self._show(fresh(self._path, load_framework(name)))

    def _on_earlier(self, _: Message) -> None:
        """Go on from the version before the last save of a file in trouble."""
        opening = self._path and earlier(self._path)
        if opening:
            self._show(opening)

    def _on_example(self, _: Message) -> None:
        """Show the example; the own file stays as it is."""
        if self._path is not None:
            self._show(Opening(example_person(), "example", self._path))

    def _kept(self, change: Callable[[Assessment], Assessment], start: Assessment) -> Assessment:
        """What is true after a change, and on the disk if this form has a file."""
        if self.path is None:
            return change(start)
        return assessment_store(self.path, start.framework).update(change, start)

    def _tell_siblings(self, after: Assessment) -> None:
        """Show the change in the other forms of this kernel that are open on the same file."""
        for form in list(CardForm._open):
            if form is not self and form.comm is not None and form._path == self._path is not None:
                form._follow(after)

    def _follow(self, after: Assessment) -> None:
        if self._mode == "own" and self._framework == after.framework:
            card = as_dict(after)
            self._take(card, tell=lambda: self.send(self._news("state", card)))
        elif self._mode != "loose":
            self._show(Opening(after, "own", self._path))

    # --- Told to a browser -------------------------------------------------------------------

    def _news(self, kind: str, card: Message, skill: str | None = None) -> dict[str, Any]:
        """A message with the skills that differ from the value, and the one that was asked for."""
        old, new = entries(self.value), entries(card)
        told = {s: new.get(s, {}) for s in {*old, *new} if s == skill or old.get(s) != new.get(s)}
        return {"kind": kind, "entries": told, "version": self._version}

    def _state(self) -> dict[str, Any]:
        return {
            "life": self._life,
            "mode": self._mode,
            "notice": self._notice,
            "where": place(self._path) if self._path else "",
            "key": draft_key(self._path) if self._path else "",
            "earlier": self._mode == "trouble" and bool(self._path and earlier(self._path)),
            "choices": [[name, load_framework(name).title] for name in BUILT_IN],
            "card": {k: v for k, v in self.value.items() if k not in FIELDS},
            "entries": entries(self.value),
        }


def _opening(value: Assessment | Message | None, path: str | Path | None) -> Opening:
    if not isinstance(value, Assessment):
        value = Assessment(load_framework()) if value is None else from_dict(value)
    return Opening(value, "loose") if path is None else Opening(value, "own", Path(path).absolute())


class AssessmentForm(CardForm):
    """A form with one card for each skill, none of them filled in beforehand.

    `AssessmentForm.load()` is the one for a person's own file; `AssessmentForm(value)` keeps what
    is done in it in `form.assessment` only. `form.value` is the assessment as plain JSON values.
    """

    script = "assessment/form.js"

    def _state(self) -> dict[str, Any]:
        return {**super()._state(), "framework": self._framework_words()}

    def _framework_words(self) -> dict[str, Any]:
        """The words of the framework that stand on the cards."""
        framework = self._framework
        return {
            "lead_in": framework.lead_in,
            "evidence_from": framework.rules.evidence_from,
            "levels": [level.name for level in framework.levels],
            "areas": [[area.id, area.name, area.summary] for area in framework.areas],
            "skills": [
                [skill.id, skill.name, skill.area, skill.summary, skill.may_be_na, *skill.anchors]
                for area in framework.areas
                for skill in framework.in_area(area.id)
            ],
        }

    def _summary(self) -> str:
        assessment = self.assessment
        count = f"{len(assessment.ratings)} of {len(assessment.framework.skills)} rated"
        kind = ", an example" if self._mode == "example" else ""
        return f"{assessment.framework.id} {assessment.framework.version}, {count}{kind}"

    def _static_html(self) -> str:
        return rating_table(self.assessment)
