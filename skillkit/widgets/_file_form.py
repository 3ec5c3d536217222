"""Kept form: a form over one file of a person's own, where a change is saved, then confirmed."""

from __future__ import annotations

import hashlib
import os
import uuid
import weakref
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Generic, Literal, Self, TypeVar

import traitlets

from skillkit.assessment import Assessment
from skillkit.assessment.examples import example_person
from skillkit.assessment.file import load
from skillkit.base.errors import SkillkitError
from skillkit.base.storage import backup_of, locked
from skillkit.framework import Framework
from skillkit.widgets._base import ONE_AT_A_TIME, BaseWidget

# own: saved at its path; loose: no file; example: to look at; trouble: a file that cannot be used
Mode = Literal["own", "loose", "example", "trouble"]

MOST_FILES = 9  # assessment.json, assessment-2.json ... assessment-9.json


@dataclass(frozen=True, slots=True)
class Opening:
    """An assessment, how a form treats it, and where it is saved."""

    assessment: Assessment
    mode: Mode
    path: Path | None = None  # of the person's own file, also while the example shows
    notice: str = ""  # why a file was passed over
    first: Assessment | None = None  # what a second rating is held against


def opening_at(path: Path, framework: Framework | None = None) -> Opening:
    """What stands at `path`; a usable file beside it if it cannot be used; else the example.

    With a framework given, nothing saved means an empty assessment of it.
    """
    notice = ""
    for file in filter(os.path.lexists, _files(path)):
        try:
            return Opening(load(file, framework), "own", file, notice)
        except SkillkitError as error:
            notice = notice or str(error)
    if notice:
        return Opening(example_person(), "trouble", path, notice)
    if framework is not None:
        return Opening(Assessment(framework), "own", path)
    return Opening(example_person(), "example", path)


def fresh(path: Path, framework: Framework) -> Opening:
    """An empty assessment, to be saved at the first free place at or beside `path`."""
    return Opening(Assessment(framework), "own", free(path))


def earlier(path: Path) -> Opening | None:
    """The version before the last save of a file in trouble, to go on beside it; or None."""
    try:
        return Opening(load(backup_of(path)), "own", free(path))
    except (SkillkitError, FileNotFoundError):
        return None


def place(path: Path) -> str:
    """The path as a person looks for it: from the project's folder, or from home with "~"."""
    here = Path.cwd()
    project = here.parent if here.name == "notebooks" else here
    for base, start in ((project, Path()), (Path.home(), Path("~"))):
        if path.is_relative_to(base):
            return (start / path.relative_to(base)).as_posix()
    return path.as_posix()


def draft_key(path: Path) -> str:
    """A name for a browser's draft: one for each file, and for each person of a shared hub."""
    owner = os.environ.get("JUPYTERHUB_SERVICE_PREFIX", "")
    return hashlib.sha256(f"{owner}\n{path}".encode()).hexdigest()[:12]


def _files(path: Path) -> Iterator[Path]:
    yield path
    for number in range(2, MOST_FILES + 1):
        yield path.with_name(f"{path.stem}-{number}{path.suffix}")


def free(path: Path) -> Path:
    """The first place at or beside `path` where nothing lies; the last one if all are taken."""
    files = list(_files(path))
    return next((file for file in files if not os.path.lexists(file)), files[-1])


Message = Mapping[str, Any]

Work = TypeVar("Work")  # a plan, a case study


class KeptForm(BaseWidget, Generic[Work]):
    """The common part of the forms over a file that holds one value, here called the work.

    A browser sends `{kind: "change", tab, seq, skill, field, value, day}`, `skill` being a card's
    id. The answer, `saved` or `refused`, with the same `tab` and `seq`, leaves after the fsync.
    """

    value = traitlets.Dict(help="The work as plain JSON values, {} while there is none.")

    _open: ClassVar[weakref.WeakSet[KeptForm[Any]]] = weakref.WeakSet()

    def __init__(self, work: Work | None = None, *, path: str | Path | None = None) -> None:
        self._path = None if path is None else Path(path).absolute()
        self._mode: Mode = "loose" if path is None else "own"
        self._notice = self.trouble = ""  # why the file cannot be used
        self._life = uuid.uuid4().hex[:12]  # tells a browser that this form is still the same
        self._known: Message | None = None  # the last value that is safe already
        super().__init__(value=self._card(work))
        KeptForm._open.add(self)

    @classmethod
    def load(cls, path: str | Path | None = None) -> Self:
        """The form for a person's own file, or for the example while there is none.

        While a kernel lives there is one form for each file: a cell that runs again shows the same
        one, read anew.
        """
        file = Path(path or cls._own_path()).absolute()
        with ONE_AT_A_TIME:
            for form in KeptForm._open:
                if isinstance(form, cls) and form._path == file and form.comm is not None:
                    break
            else:
                form = cls(path=file)
            form._look()
        return form

    @property
    def work(self) -> Work | None:
        """What stands in the form; None while that is nothing."""
        return self._parsed(self.value) if self.value else None

    @property
    def path(self) -> Path | None:
        """Where the form saves; None while it does not."""
        return self._path if self._mode == "own" else None

    @property
    def is_example(self) -> bool:
        """Whether the form holds the invented example, also in the place of a damaged file."""
        return self._mode in ("example", "trouble")

    def _look(self) -> None:
        """Show what the file says; a file that cannot be used is left alone, and said so."""
        assert self._path is not None
        self._notice = self.trouble = ""
        try:
            self._show("own", self._read(self._path))
        except FileNotFoundError:
            self._show(*(("own", None) if self._begins() else ("example", self._example())))
        except SkillkitError as error:
            self._notice = self.trouble = str(error)
            self._show("trouble", self._example())

    def _show(self, mode: Mode, work: Work | None) -> None:
        """Go on with this work, in every browser too."""
        self._mode = mode
        self._take(work)
        self._send_page()

    def _take(self, work: Work | None, tell: Callable[[], None] = lambda: None) -> None:
        """Make a work that is already safe the value; tell before others look."""
        self._version += 1
        self._known = self._card(work)
        tell()
        self.value = self._known

    # --- Assigned in Python ------------------------------------------------------------------

    @traitlets.validate("value")
    def _save_assigned(self, proposal: Message) -> Message:
        card: Message = proposal["value"]
        if self.comm is None or card is self._known:
            return card
        return self._card(self._kept(lambda _: self._parsed(card), self._parsed(card)))

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
                raise SkillkitError("This is an example. Start your own first.")
            start = self.work or self._empty(message)
            after = self._kept(lambda saved: self._changed(saved, message), start)
        except SkillkitError as error:
            self.send({"kind": "refused", "sentence": str(error), **ticket})
            return
        card = str(message.get("skill"))
        self._take(after, lambda: self.send({**self._news("saved", after, card), **ticket}))
        self._tell_siblings(after)

    def _on_start(self, _: Message) -> None:
        """Start a person's own; a file in trouble is kept under another name."""
        if self._path is not None and self._mode in ("example", "trouble"):
            self._instead(None)

    def _on_earlier(self, _: Message) -> None:
        """Go on from the version before the last save of a file in trouble."""
        if self._mode == "trouble" and (before := self._earlier()):
            self._instead(before)

    def _instead(self, work: Work | None) -> None:
        """Go on with this in the place of an example, or of a file in trouble, which is kept."""
        assert self._path is not None
        try:
            if self._mode == "trouble":
                with locked(self._path):
                    self._path.replace(_free(self._path))
            if work is not None:
                self._update(self._path, lambda saved: saved, work)
        except (SkillkitError, OSError) as error:
            self.send({"kind": "problem", "sentence": str(error)})
            return
        self._notice = self.trouble = ""
        self._show("own", work)

    def _earlier(self) -> Work | None:
        try:
            return self._read(backup_of(self._path)) if self._path else None
        except (SkillkitError, FileNotFoundError):
            return None

    def _kept(self, change: Callable[[Work], Work], start: Work) -> Work:
        """What is true after a change, and on the disk if this form has a file."""
        return change(start) if self.path is None else self._update(self.path, change, start)

    def _tell_siblings(self, after: Work) -> None:
        """Show the change in the other forms of this kernel that are open on the same file."""
        for form in list(KeptForm._open):
            same = form._anywidget_id == self._anywidget_id and form.path == self.path is not None
            if same and form is not self and form.comm is not None:
                form._follow(after)

    def _follow(self, after: Work) -> None:
        self._take(after, lambda: self.send(self._news("state", after)))

    # --- Told to a browser -------------------------------------------------------------------

    def _news(self, kind: str, after: Work, card: str | None = None) -> dict[str, Any]:
        """A message with what differs from the value, and the card that was asked for."""
        before = self.work
        old, new = self._entries(before), self._entries(after)
        told = {i: new.get(i, {}) for i in {*old, *new} if i == card or old.get(i) != new.get(i)}
        known, now = self._extra(before), self._extra(after)
        page = {name: said for name, said in now.items() if said != known.get(name)}
        return {"kind": kind, "entries": told, "version": self._version, "page": page}

    def _state(self) -> dict[str, Any]:
        work = self.work
        return {
            "life": self._life,
            "mode": self._mode,
            "notice": self._notice,
            "earlier": self._mode == "trouble" and self._earlier() is not None,
            "where": place(self._path) if self._path else "",
            "key": draft_key(self._path) if self._path else "",
            "card": {"framework": self._deck()},
            "words": self._words(),
            "entries": self._entries(work),
            **self._extra(work),
        }

    # --- What a subclass brings --------------------------------------------------------------

    @classmethod
    def _own_path(cls) -> Path:
        """The place of a person's own file."""
        raise NotImplementedError

    def _read(self, path: Path) -> Work:
        """The work in a file."""
        raise NotImplementedError

    def _update(self, path: Path, change: Callable[[Work], Work], start: Work) -> Work:
        """Change what is saved at `path`, or `start` where nothing is."""
        raise NotImplementedError

    def _card(self, work: Work | None) -> dict[str, Any]:
        """The work as JSON values; {} for none."""
        raise NotImplementedError

    def _parsed(self, card: Message) -> Work:
        """The work of such values."""
        raise NotImplementedError

    def _begins(self) -> bool:
        """Whether a person without a file starts at once instead of with the example."""
        return False

    def _example(self) -> Work:
        """The invented example."""
        raise NotImplementedError

    def _empty(self, message: Message) -> Work:
        """What the first change is made to."""
        raise NotImplementedError

    def _changed(self, work: Work, message: Message) -> Work:
        """The work after one message of a browser."""
        raise NotImplementedError

    def _deck(self) -> str:
        """A word that tells drafts of one kind from those of another."""
        raise NotImplementedError

    def _words(self) -> dict[str, Any]:
        """What stands on the page whatever was said."""
        raise NotImplementedError

    def _entries(self, work: Work | None) -> dict[str, dict[str, Any]]:
        """What was said, card by card."""
        raise NotImplementedError

    def _extra(self, work: Work | None) -> dict[str, Any]:
        """What else on the page follows from what was said."""
        raise NotImplementedError


def _free(path: Path) -> Path:
    names = (f"{path.stem}.damaged-{number}{path.suffix}" for number in range(1, 1000))
    return next(spot for name in names if not (spot := path.with_name(name)).exists())
