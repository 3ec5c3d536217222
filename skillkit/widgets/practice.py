"""Claim sort: the article's claims as cards, sorted first and compared with the sources then."""

from __future__ import annotations

import uuid
import weakref
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar, Self

import traitlets

from skillkit.assessment.file import card_path
from skillkit.base.errors import SkillkitError
from skillkit.base.svg import escaped
from skillkit.base.text import joined, quoted
from skillkit.framework import LEVELS, Framework
from skillkit.practice.claims import Claim, ClaimId, VerdictId, load_claims
from skillkit.practice.record import (
    Calibration,
    as_dict,
    calibration_path,
    calibration_store,
    from_dict,
)
from skillkit.practice.vignettes import (
    Vignette,
    deviation_words,
    deviations,
    distance_sentence,
    vignettes_for,
)
from skillkit.widgets._base import ONE_AT_A_TIME, BaseWidget
from skillkit.widgets._file_form import draft_key, opening_at, place

Message = Mapping[str, Any]

Verb = Callable[[Calibration, str, Any], Calibration]


class CalibrationForm(BaseWidget):
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
            calibration = calibration_store(self._path).load()
        except FileNotFoundError:
            calibration = Calibration()
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
        return (
            change(self.calibration)
            if self.path is None
            else calibration_store(self.path).update(change, Calibration())
        )

    def _changed(self, calibration: Calibration, message: Message) -> Calibration:
        """The calibration after one message of a browser."""
        card, field = str(message.get("skill")), str(message.get("field"))
        if card not in self._ids():
            raise SkillkitError(f"There is no card {quoted(card)} here.")
        if field not in self._verbs:
            raise SkillkitError(f"{quoted(field)} cannot be changed here.")
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

    def _state(self) -> dict[str, Any]:
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


class ClaimSort(CalibrationForm):
    """Cards to be sorted into supported, contested, unsupported or misquoted.

    The kit's verdict, why, and the source show on the cards that were compared. `ClaimSort.load()`
    keeps the sort in the person's own file; nobody else sees it.
    """

    script = "practice/claims.js"
    _deck = "claims"
    _verbs: ClassVar[Mapping[str, Verb]] = {
        "verdict": lambda calibration, claim, verdict: calibration.sort(claim, _known(verdict)),
        "compared": lambda calibration, claim, _: calibration.compare([claim]),
    }

    def _ids(self) -> list[str]:
        return [claim.id for claim in load_claims().claims]

    def _entries(self, calibration: Calibration) -> dict[str, dict[str, Any]]:
        return {
            claim: {"verdict": mine(calibration, claim), "compared": claim in calibration.compared}
            for claim in self._ids()
            if claim in calibration.claims or claim in calibration.compared
        }

    def _state(self) -> dict[str, Any]:
        deck = load_claims()
        words = {
            "verdicts": [[v.id, v.name, v.meaning] for v in deck.verdicts],
            "claims": [
                [c.id, c.claim, c.verdict, c.why, source_words(c), _wordings(c)]
                for c in deck.claims
            ],
            "reviewed": deck.reviewed.isoformat(),
        }
        return {**super()._state(), "words": words}

    def _summary(self) -> str:
        calibration, ids = self.calibration, self._ids()
        done = sum(claim in calibration.claims for claim in ids)
        seen = sum(claim in calibration.compared for claim in ids)
        return f"{done} of {len(ids)} claims sorted, {seen} compared"

    def _static_html(self) -> str:
        return "\n".join(_still_lines(self.calibration))


def mine(calibration: Calibration, claim: ClaimId) -> VerdictId | None:
    """The verdict that the person gave, if the cards still know it."""
    given = calibration.claims.get(claim)
    return given if given in {verdict.id for verdict in load_claims().verdicts} else None


def source_words(claim: Claim) -> str:
    """The source of a card: who, what kind of work, where, and of when."""
    return f"{claim.source}: {claim.what}; {claim.where}, {claim.date}."


def _wordings(claim: Claim) -> list[str] | None:
    return [claim.wordings.article, claim.wordings.source] if claim.wordings else None


def _known(verdict: str | None) -> str | None:
    """A verdict that the cards know, or None for no verdict."""
    allowed = [found.id for found in load_claims().verdicts]
    if verdict is None or verdict in allowed:
        return verdict
    words = joined([f"'{word}'" for word in allowed], "or")
    raise SkillkitError(f"{quoted(verdict)} is not a verdict; choose {words}.")


def _still_lines(calibration: Calibration) -> Iterator[str]:
    """The cards for a saved notebook; the kit's reading only where it was compared."""
    deck = load_claims()
    names = {verdict.id: verdict.name for verdict in deck.verdicts}
    yield "<ol>"
    for claim in deck.claims:
        said = [escaped(claim.claim)]
        if verdict := mine(calibration, claim.id):
            said.append(f"You sorted it as {names[verdict].lower()}.")
        if claim.id in calibration.compared:
            said.append(f"We found: {names[claim.verdict].lower()}. {escaped(claim.why)}")
        yield f"<li>{' '.join(said)}</li>"
    yield "</ol>"


class VignetteForm(CalibrationForm):
    """Short texts, each rated on one skill, then compared with a reference level and rated again.

    What lies between a rating and the reference shows on this page only. `VignetteForm.load()`
    keeps the ratings in the person's own file.
    """

    script = "practice/vignettes.js"
    _deck = "vignettes"
    _verbs: ClassVar[Mapping[str, Verb]] = {
        "before": lambda calibration, vignette, level: _rated(calibration, vignette, level, False),
        "revealed": lambda calibration, vignette, _: calibration.reveal(vignette),
        "after": lambda calibration, vignette, level: _rated(calibration, vignette, level, True),
    }

    def __init__(
        self,
        value: Calibration | Message | None = None,
        *,
        path: str | Path | None = None,
        framework: Framework | None = None,
    ) -> None:
        self._use(framework or opening_at(card_path()).assessment.framework)
        super().__init__(value, path=path)

    @classmethod
    def load(cls, path: str | Path | None = None, framework: Framework | None = None) -> Self:
        """The form for a person's own file, with the texts for a framework.

        Without one given, it is the framework of the person's own assessment, if there is any.
        """
        form = super().load(path)
        form._use(framework or opening_at(card_path()).assessment.framework)
        form._send_page()
        return form

    def _use(self, framework: Framework) -> None:
        """Show the texts of a framework; those that most frameworks share come first."""
        self._framework = framework
        self._vignettes = sorted(vignettes_for(framework), key=lambda v: -len(v.frameworks))

    def _ids(self) -> list[str]:
        return [vignette.id for vignette in self._vignettes]

    def _entries(self, calibration: Calibration) -> dict[str, dict[str, Any]]:
        return {
            vignette: {
                "before": calibration.before.get(vignette),
                "revealed": vignette in calibration.revealed,
                "after": calibration.after.get(vignette),
            }
            for vignette in self._ids()
            if vignette in {*calibration.before, *calibration.revealed, *calibration.after}
        }

    def _extra(self, calibration: Calibration) -> dict[str, Any]:
        """How far the ratings of the revealed texts lie from the reference, in words."""
        seen = [v for v in self._vignettes if v.id in calibration.revealed]
        first = distance_sentence(deviations(calibration.before, seen), "first")
        second = distance_sentence(deviations(calibration.after, seen), "second")
        return {"summary": [sentence for sentence in (first, second) if sentence]}

    def _state(self) -> dict[str, Any]:
        framework = self._framework
        words = {
            "title": framework.title,
            "lead_in": framework.lead_in,
            "levels": [level.name for level in framework.levels],
            "vignettes": [self._card(vignette) for vignette in self._vignettes],
        }
        return {**super()._state(), "words": words}

    def _card(self, vignette: Vignette) -> dict[str, Any]:
        """One text as a browser shows it, with the words for each rating it may get."""
        skill, near = self._framework.skill(vignette.skill), vignette.near_miss
        return {
            "id": vignette.id,
            "title": vignette.title,
            "name": vignette.name,
            "text": vignette.text,
            "skill": skill.name,
            "anchors": skill.anchors,
            "level": self._framework.levels[vignette.level].name,
            "reasons": [vignette.why, *filter(None, (near.up, near.down))],
            "deviations": [deviation_words(level - vignette.level) for level in LEVELS],
        }

    def _summary(self) -> str:
        calibration, ids = self.calibration, self._ids()
        done = sum(vignette in calibration.before for vignette in ids)
        again = sum(vignette in calibration.after for vignette in ids)
        return f"{done} of {len(ids)} texts rated, {again} rated again"

    def _static_html(self) -> str:
        return "\n".join(self._still_lines())

    def _still_lines(self) -> Iterator[str]:
        """The texts for a saved notebook, without ratings or reference levels."""
        for vignette in self._vignettes:
            skill = self._framework.skill(vignette.skill)
            yield f"<h3>{escaped(vignette.title)}</h3>"
            yield f"<p>{escaped(vignette.name)}, {escaped(skill.name)}.</p>"
            yield f"<p>{escaped(vignette.text)}</p>"
            yield "<ul>"
            for level, anchor in zip(self._framework.levels, skill.anchors, strict=True):
                yield f"<li>{escaped(level.name)}: {escaped(anchor)}</li>"
            yield "</ul>"


def _rated(calibration: Calibration, vignette: str, level: Any, again: bool) -> Calibration:
    """The calibration with this rating, if its time is not over or still to come."""
    seen = vignette in calibration.revealed
    if seen and not again:
        raise SkillkitError(
            "The reference level of this text has been seen, so the first rating stays. "
            "Rate it again below.",
        )
    if again and not seen:
        raise SkillkitError("Look at the reference level first, then rate again.")
    return calibration.rate(vignette, level)
