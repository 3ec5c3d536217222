"""File form: a form over one value in one file, where a change is saved and then confirmed."""

from __future__ import annotations

import hashlib
import os
import uuid
import weakref
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar, Generic, Literal, Self, TypeVar

import traitlets

from skillkit.base.errors import SkillkitError
from skillkit.base.storage import IN_BROWSER, Store, is_kept, lacks_locks, locked, move
from skillkit.base.words import say, sentence
from skillkit.framework import Framework
from skillkit.widgets._base import ONE_AT_A_TIME, BaseWidget
from skillkit.widgets._html import with_line

# saved: each change goes to its file; unsaved: it has none; example: to look at; damaged: its file
# cannot be used, and the example shows
Mode = Literal["saved", "unsaved", "example", "damaged"]

Message = Mapping[str, Any]

T = TypeVar("T")  # an assessment, a plan, a case study, a calibration

MOST_FILES = 9  # assessment.json, assessment-2.json ... assessment-9.json

NO_LOCKS = sentence(
    "This folder is on a file system without locks, so two notebooks that change "
    "the same file at the same moment could undo each other. Everything is saved; "
    "keep one notebook open at a time."
)


@dataclass(frozen=True, slots=True)
class FileKind(Generic[T]):
    """What a form has to know of the file that it edits."""

    own_path: Callable[[], Path]  # of a person's own file
    store: Callable[[Path, Framework | None], Store[T]]
    example: Callable[[], T]  # shows while there is no file, and in a saved notebook


@dataclass(frozen=True, slots=True)
class Source(Generic[T]):
    """A value for a form, what the form does with it, and where it is saved."""

    value: T | None  # None: nothing was said yet
    mode: Mode
    path: Path | None = None  # of the person's own file, also while the example shows
    notice: str = ""  # why a file was passed over

    @property
    def is_own(self) -> bool:
        """Whether it is a person's own, and no example."""
        return self.mode in ("saved", "unsaved")


def source_at(kind: FileKind[T], path: Path, framework: Framework | None = None) -> Source[T]:
    """What is saved at `path`, or beside it if that cannot be used; else the example."""
    notice = ""
    for file in filter(os.path.lexists, beside(path)):
        try:
            return Source(kind.store(file, framework).load(), "saved", file, notice)
        except FileNotFoundError:  # gone this moment
            continue
        except SkillkitError as error:
            notice = notice or str(error)
    return Source(kind.example(), "damaged" if notice else "example", path, notice)


def beside(path: Path) -> Iterator[Path]:
    """The path and the numbered ones beside it, to which older kits went on from a damaged one."""
    yield path
    for number in range(2, MOST_FILES + 1):
        yield path.with_name(f"{path.stem}-{number}{path.suffix}")


def keep_under(file: Path, day: str) -> None:
    """Keep a file that is there under its day, beside what is kept already."""
    with locked(file):
        if not file.exists():
            return
        dated = file.with_name(f"{file.stem}-{day}.json")
        place = next((spot for spot in beside(dated) if not spot.exists()), None)
        if place is None:
            raise SkillkitError(
                say(
                    "{file} is kept under {day} too often already; move some of these files "
                    "elsewhere.",
                    file=file,
                    day=day,
                )
            )
        move(file, place)


def place(path: Path) -> str:
    """The path as a person looks for it: from the project's folder, or from home with "~"."""
    if IN_BROWSER:
        return say("this browser")
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


class FileForm(BaseWidget, Generic[T]):
    """The common part of the forms over a file that holds one value.

    A browser sends `{kind: "change", tab, seq, skill, field, value, day}`, `skill` being a card's
    id and `day` the person's own date. The answer, `saved` or `refused`, with the same `tab` and
    `seq`, leaves after the fsync. All forms of this kernel on one file show its changes.
    """

    value = traitlets.Dict(help="What is in the form, as plain JSON values; {} for nothing.")

    kind: ClassVar[FileKind[Any]]
    own_line: ClassVar[str] = sentence("Your own ratings are shown while the kernel runs.")

    _framework: Framework | None = None  # that the form was asked to be of

    def __init__(self, value: T | Message | None = None, *, path: str | Path | None = None) -> None:
        self._class = type(self)  # the widget's own class is made again when it gets its traits
        self._file = None if path is None else Path(path).absolute()
        self._source: Source[T] = Source(None, "unsaved" if path is None else "saved", self._file)
        self._life = uuid.uuid4().hex[:12]  # tells a browser that this form is still the same
        self._told: tuple[dict[str, Any], dict[str, Any]] = ({}, {})  # what a page has: cards, rest
        self._source = self._initial(value)
        self._known: Message = self._dumped(self._source.value)  # the last value that is safe
        super().__init__(value=self._known)
        _OPEN.add(self)

    def _initial(self, value: T | Message | None) -> Source[T]:
        """What a new form shows: the value that it was given, else what its file says."""
        if value is None:
            return self._source if self._file is None else self._found()
        given = self._parsed(value) if isinstance(value, Mapping) else value
        return replace(self._source, value=given)

    def _ask(self) -> None:
        """Take note of what the form is opened for besides its file: further keywords."""

    @classmethod
    def load(cls, path: str | Path | None = None) -> Self:
        """The form for a person's own file, or for the example while there is none.

        While a kernel lives there is one form for each file: a cell that runs again shows the same
        one, read again, so that views which follow it go on following.
        """
        return cls._open(Path(path or cls.kind.own_path()))

    @classmethod
    def _open(cls, path: Path, **asked: Any) -> Self:
        """The one form of this kind for a file, with what is there now."""
        file = path.absolute()
        with ONE_AT_A_TIME:
            for form in _OPEN:
                if form._class is cls and form._file == file and form.comm is not None:
                    form._ask(**asked)
                    form.read()
                    return form
            return cls(path=file, **asked)

    # --- What it holds -------------------------------------------------------------------------

    @property
    def life(self) -> str:
        """A name by which a browser knows that this form is still the same."""
        return self._life

    @property
    def is_own(self) -> bool:
        """Whether a person's own work stands here, and no example."""
        return self._source.is_own

    @property
    def is_example(self) -> bool:
        """Whether the invented example stands here, because there is nothing of a person's own."""
        return self._source.mode == "example"

    @property
    def is_damaged(self) -> bool:
        """Whether the file cannot be used, so that an example stands here; `notice` says why."""
        return self._source.mode == "damaged"

    @property
    def notice(self) -> str:
        """What there is to say of the file; "" while all is well."""
        return self._source.notice

    @property
    def path(self) -> Path | None:
        """Where the form saves; None while it does not."""
        return self._source.path if self._source.mode == "saved" else None

    @property
    def file(self) -> Path | None:
        """The file of the person's own, also while the example shows; None without one."""
        return self._source.path

    def read(self) -> None:
        """Show what the file says now; a file that cannot be used is left alone, and named."""
        self._show(self._found())

    def _found(self) -> Source[T]:
        """What is at the form's file now."""
        assert self._file is not None
        return source_at(self.kind, self._file, self._framework)

    def _show(self, source: Source[T]) -> None:
        """Go on with this, in every browser too."""
        self._source = source
        self._take(source.value)
        self._send_page()

    def _take(self, value: T | None, news: Message | None = None) -> None:
        """Make what is safe already the value; a browser hears of it before others look."""
        self._version += 1
        self._source = replace(self._source, value=value)
        self._known = self._dumped(value)
        if news is not None:
            self.send({**news, "version": self._version})
        self.value = self._known

    def _store(self, like: T | None = None) -> Store[T]:
        """The form's file; its value is of the same framework as `like`."""
        framework = getattr(like, "framework", self._framework)
        return self.kind.store(self._source.path or self.kind.own_path(), framework)

    def _dumped(self, value: T | None) -> dict[str, Any]:
        return {} if value is None else self._store(value).dump(value)

    def _parsed(self, card: Message) -> T:
        """The value of JSON values; of the framework that is known here if it is that one's."""
        known = self._framework_here()
        here = known if known and card.get("framework") == known.id else None
        store: Store[T] = self.kind.store(self._source.path or self.kind.own_path(), here)
        return store.parse(card)

    def _framework_here(self) -> Framework | None:
        return getattr(self._source.value, "framework", self._framework)

    # --- Assigned in Python --------------------------------------------------------------------

    @traitlets.validate("value")
    def _save_assigned(self, proposal: Message) -> Message:
        """Save what somebody assigned before it is the value, as if a hand had made each change."""
        card: Message = proposal["value"]
        if self.comm is None or card is self._known:
            return card
        wanted = self._parsed(card)
        after = self._kept(lambda saved: self._merged(saved, wanted), wanted)
        self._source = replace(self._source, value=after)
        return self._dumped(after)

    @traitlets.observe("value")
    def _tell_assigned(self, change: Message) -> None:
        if self.comm is not None and change["new"] is not self._known:
            self._renew()
            self._tell_others()

    def _merged(self, saved: T, wanted: T) -> T:
        """What is saved after `wanted` was assigned."""
        return wanted

    # --- Asked by a browser --------------------------------------------------------------------

    def _on_change(self, message: Message) -> None:
        """Save one change, then confirm it; or say why not."""
        ticket = {"tab": message.get("tab"), "seq": message.get("seq")}
        try:
            if not self.is_own:
                raise SkillkitError(say("This is an example. Start your own first."))
            start = self._source.value
            start = self._empty(message) if start is None else start
            after = self._kept(lambda saved: self._changed(saved, message), start)
        except SkillkitError as error:
            self.send({"kind": "refused", "sentence": str(error), **ticket})
            return
        self._take(after, {**self._news("saved", after, str(message.get("skill"))), **ticket})
        self._warn_of_locks()
        self._tell_others()

    def _on_look(self, _: Message) -> None:
        """Show what the file says where another notebook has saved meanwhile."""
        if self._file is None or self._source.mode not in ("saved", "example"):
            return
        found = self._found()
        news = (found.mode, self._dumped(found.value)) != (self._source.mode, self._known)
        if found.mode == "saved" and news:
            self._show(found)
            read_again(self._file, self)

    def _on_start(self, _: Message) -> None:
        """Start a person's own; a damaged file is kept under another name."""
        self._begin(None)

    def _on_earlier(self, _: Message) -> None:
        """Go on from the version before the last save of a damaged file."""
        if self.is_damaged and (before := self._earlier()) is not None:
            self._begin(before)

    def _begin(self, value: T | None) -> None:
        """Go on with this in the place of an example, or of a damaged file, which is kept aside."""
        if self._file is None or self.is_own:
            return
        found = self._found()
        try:
            if found.mode == "damaged":
                self._store().set_aside()
                if value is not None:
                    value = self._store(value).save(value)
        except SkillkitError as error:
            self.send({"kind": "problem", "sentence": str(error)})
            return
        # Somebody else may have started meanwhile.
        self._show(found if found.mode == "saved" else Source(value, "saved", self._file))
        if found.mode == "damaged":
            read_again(self._file, self)

    def _earlier(self) -> T | None:
        try:
            return self._store().previous.load()
        except (SkillkitError, FileNotFoundError):
            return None

    def _change_whole(self, change: Callable[[T], T], start: T) -> bool:
        """Make a change that concerns the whole page; whether it was saved."""
        try:
            after = self._kept(change, start)
        except SkillkitError as error:
            self.send({"kind": "problem", "sentence": str(error)})
            return False
        self._take(after)
        self._send_page()
        self._tell_others()
        return True

    def _kept(self, change: Callable[[T], T], start: T) -> T:
        """What is true after a change, and on the disk if this form has a file."""
        return change(start) if self.path is None else self._store(start).update(change, start)

    def _warn_of_locks(self) -> None:
        """Say once that the file system has no locks."""
        if self.path and not self.notice and lacks_locks(self.path):
            self._source = replace(self._source, notice=say(NO_LOCKS))
            self._renew()

    # --- Other forms of the same file ----------------------------------------------------------

    def _tell_others(self) -> None:
        """Show what is saved in the other forms of this kernel on the same file."""
        if self.path is not None:
            for form in _on(self.path, self):
                form._follow(self._source.value)

    def _follow(self, after: Any) -> None:
        """Show what another form saved: the cards that differ, or all of it where that is new."""
        here, there = self._source.value, getattr(after, "framework", None)
        same = type(here) is type(after) and getattr(here, "framework", None) == there
        if self._source.mode == "saved" and same:
            self._take(after, self._news("state", after))
        else:
            self.read()

    # --- Told to a browser ---------------------------------------------------------------------

    def _news(self, kind: str, after: T, card: str | None = None) -> dict[str, Any]:
        """A message with what a page does not have yet, and the card that was asked for."""
        (old, known), (new, now) = self._told, (self._entries(after), self._extra(after))
        self._told = new, now
        told = {i: new.get(i, {}) for i in {*old, *new} if i == card or old.get(i) != new.get(i)}
        page = {name: said for name, said in now.items() if said != known.get(name)}
        return {"kind": kind, "entries": told, **({"page": page} if page else {})}

    def _state(self) -> dict[str, Any]:
        source = self._source
        self._told = self._entries(source.value), self._extra(source.value)
        entries, extra = self._told
        return {
            "life": self._life,
            "mode": source.mode,
            "notice": source.notice,
            "earlier": self.is_damaged and self._earlier() is not None,
            "where": place(source.path) if source.path else "",
            "kept": is_kept(),
            "key": draft_key(source.path) if source.path else "",
            "card": {"framework": self._deck()},
            "words": self._words(),
            "entries": entries,
            **extra,
        }

    # --- Left in a notebook --------------------------------------------------------------------

    def _is_kept(self) -> bool:
        """Whether what is here is the example's, which a notebook may keep."""
        return self._source.value is None or bool(self._source.value == self.kind.example())

    def _summary(self) -> str:
        line = self._brief(self.kind.example())
        return line if self._is_kept() else f"{line}. {self.own_line}"

    def _static_html(self) -> str:
        still = self._still(self.kind.example())
        return still if self._is_kept() else with_line(self.own_line, still)

    # --- What a subclass brings ----------------------------------------------------------------

    def _empty(self, message: Message) -> T:
        """What the first change is made to."""
        raise NotImplementedError

    def _changed(self, value: T, message: Message) -> T:
        """The value after one message of a browser."""
        raise NotImplementedError

    def _deck(self) -> str:
        """A word that tells drafts of one kind from those of another."""
        raise NotImplementedError

    def _words(self) -> dict[str, Any]:
        """What is on the page whatever was said."""
        raise NotImplementedError

    def _entries(self, value: T | None) -> dict[str, dict[str, Any]]:
        """What was said, card by card."""
        raise NotImplementedError

    def _extra(self, value: T | None) -> dict[str, Any]:
        """What else on the page follows from what was said."""
        return {}

    def _brief(self, example: T) -> str:
        """The example in a few words."""
        raise NotImplementedError

    def _still(self, example: T) -> str:
        """The example as a saved notebook shows it."""
        raise NotImplementedError


_OPEN: weakref.WeakSet[FileForm[Any]] = weakref.WeakSet()


def _on(path: Path, but: FileForm[Any] | None = None) -> list[FileForm[Any]]:
    """The forms of this kernel that have to do with a file."""
    return [
        form
        for form in list(_OPEN)
        if form is not but and form.comm is not None and path in (form._file, form.file)
    ]


def read_again(path: Path, but: FileForm[Any] | None = None) -> None:
    """Have the forms of this kernel show what a file says now."""
    for form in _on(path, but):
        if form._file is not None:
            form.read()
