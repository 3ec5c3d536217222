"""Agreements form: what a team agrees on, and looks at first when it meets again."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Self

from skillkit.base.errors import Invalid, SkillkitError
from skillkit.base.html import LEFT, table, tag
from skillkit.base.storage import locked, move
from skillkit.base.text import capital, day_of, isolated, long_date, moment_of
from skillkit.base.words import say, sentence
from skillkit.export.agreements import FILES, in_form
from skillkit.export.archive import address_of
from skillkit.framework.file import load_framework
from skillkit.team.agreements import (
    ACCEPTED_STATES,
    MOST,
    PEOPLE,
    SAID,
    STATES,
    Agreement,
    Agreements,
    agreements_path,
    agreements_store,
)
from skillkit.team.sample import sample_agreements, team_line
from skillkit.team.words import agreement_lines, agreement_title
from skillkit.widgets._base import skill_choices
from skillkit.widgets._file_form import FileForm, FileKind, Message, Source, keep_under, read_again
from skillkit.widgets.team import TeamView

WANTED = "wanted"  # the card of how many people are wanted; all others are agreements


class AgreementsForm(FileForm[Agreements]):
    """A card for each thing that a team agrees on, those of earlier meetings first.

    `form.agreements` is what is in the form. It holds no ratings.

    Args:
        value: agreements, or their JSON values, to begin with; none if not given.
        path: where to save; without it the form keeps everything to itself.

    Examples:
        The team's agreements beside its picture, which then says what is accepted on purpose:

        >>> view = TeamView.load()
        >>> form = AgreementsForm.beside(view)

        The same where the team meets again:

        >>> form = AgreementsForm.load()
    """

    script = "team/agreements.js"
    kind = FileKind(agreements_path, agreements_store, sample_agreements)
    own_line = sentence("Your team's own agreements are shown while the kernel runs.")
    _view: TeamView | None = None  # the picture beside it

    @classmethod
    def beside(cls, view: TeamView, path: str | Path | None = None) -> Self:
        """The form that goes with a team's picture, which follows it.

        Args:
            view: the picture; new agreements are of its skills.
            path: the file; `agreements.json` in the facilitator's own folder if not given.
        """
        return cls._open(Path(path or cls.kind.own_path()), view=view)

    def __init__(
        self,
        value: Agreements | Message | None = None,
        *,
        path: str | Path | None = None,
        view: TeamView | None = None,
    ) -> None:
        self._ask(view)
        super().__init__(value, path=path)
        self.observe(lambda _: self._tell_view(), "value")
        self._tell_view()

    def _ask(self, view: TeamView | None = None) -> None:
        """Take note of the picture beside it."""
        self._view = view or self._view
        if view is not None:
            view.change_agreed = self.change

    @property
    def agreements(self) -> Agreements | None:
        """The agreements as they are in the form; None before anything was said."""
        return self._source.value

    def _show(self, source: Source[Agreements]) -> None:
        super()._show(source)
        self._tell_view(anew=True)

    def _tell_view(self, *, anew: bool = False) -> None:
        """Have the picture say what is agreed."""
        if self._view is not None and not self.is_damaged:
            self._view.agree(self.agreements, example=self.is_example, anew=anew)

    def change(self, change: Callable[[Agreements], Agreements], start: Agreements) -> None:
        """Make a change that was typed elsewhere, as on a page of the room.

        Raises:
            SkillkitError: the file cannot be used, or written.
        """
        if self.is_damaged:
            raise SkillkitError(self.notice)
        if self.is_example:
            self._begin(None)
        after = self._kept(change, self.agreements or start)
        self._follow(after)
        self._tell_others()

    def _empty(self, _: Message | None = None) -> Agreements:
        return Agreements(self._view.framework if self._view else load_framework())

    # --- Asked by a browser --------------------------------------------------------------------

    def _changed(self, value: Agreements, message: Message) -> Agreements:
        card, field = str(message.get("skill")), str(message.get("field"))
        said = message.get("value")
        try:
            if card == WANTED:
                return value.want(field, said)
            return value.say(card, field, said, day_of(message.get("day")))
        except Invalid as error:
            raise SkillkitError(error.sentences) from error

    def _on_file(self, message: Message) -> None:
        """Send the agreements in one form; `now` is the person's own time, with its zone."""
        name = str(message.get("name"))
        if name in FILES:
            now = moment_of(message.get("now"))
            content = in_form(name, self.agreements or self._empty(), now)
            self.send({"kind": "file", "name": name, "address": address_of(name, content)})

    def _on_anew(self, message: Message) -> None:
        """Begin for another team; what is here is kept under its day."""
        if (path := self.path) is None or self.agreements is None:
            return
        try:
            self._put_away(day_of(message.get("day")))
        except (OSError, SkillkitError) as error:
            self.send({"kind": "problem", "sentence": str(error)})
            return
        self._show(Source(None, "saved", path))
        read_again(path, self)

    def _on_again(self, message: Message) -> None:
        """Show agreements again that were put away; those that are here are put away instead."""
        path, name = self._file, message.get("name")
        if path is None or self.is_damaged or name not in [name for name, _ in self._kept_away()]:
            return
        try:
            self._put_away(day_of(message.get("day")))
            with locked(path):
                if path.exists():
                    raise SkillkitError(
                        say("{path} was begun again meanwhile; try once more.", path=path.name)
                    )
                move(path.with_name(str(name)), path)
        except (OSError, SkillkitError) as error:
            self.send({"kind": "problem", "sentence": str(error)})
            return
        self.read()
        read_again(path, self)

    def _put_away(self, today: dt.date) -> None:
        """Keep the file, if there is one, under the day of its last agreement."""
        store = self._store()
        with contextlib.suppress(FileNotFoundError):
            days = [one.made for one in store.load().agreements]
            keep_under(store.path, max(days, default=today).isoformat())

    def _kept_away(self) -> list[tuple[str, str]]:
        """The files that were put away, each with what it is in words; the newest day first."""
        if self._file is None:
            return []
        found = sorted(self._file.parent.glob(f"{self._file.stem}-*.json"), reverse=True)
        return [(file.name, _put_away_words(file)) for file in found]

    # --- Told to a browser ---------------------------------------------------------------------

    def _state(self) -> dict[str, Any]:
        return {**super()._state(), "away": self._kept_away()}

    def _here(self, value: Agreements | None = None) -> Agreements:
        return value or self.agreements or self._empty()

    def _deck(self) -> str:
        return self._here().framework.id

    def _words(self) -> dict[str, Any]:
        framework = self._here().framework
        return {
            "skills": skill_choices(framework),
            "states": [[status, capital(say(words))] for status, words in STATES.items()],
            "accepted": [
                [status, capital(say(words))] for status, words in ACCEPTED_STATES.items()
            ],
            "most": MOST,
            "beside": self._view is not None,
            "people": [PEOPLE[0], PEOPLE[-1]],
            "files": [[name, words] for name, words in FILES.items()],
        }

    def _entries(self, value: Agreements | None) -> dict[str, dict[str, Any]]:
        if value is None:
            return {}
        return {one.id: _entry(one) for one in value.agreements} | {WANTED: dict(value.wanted)}

    def _extra(self, value: Agreements | None) -> dict[str, Any]:
        made = value.agreements if value else ()
        return {
            "order": [one.id for one in made],
            "cards": {one.id: _card(value, one) for one in made} if value else {},
        }

    # --- Left in a notebook --------------------------------------------------------------------

    def _brief(self, example: Agreements) -> str:
        return f"{len(example.agreements)} agreements, an example"

    def _still(self, example: Agreements) -> str:
        return "\n".join(_still(example))


def _entry(one: Agreement) -> dict[str, Any]:
    """What was said of an agreement, as the page takes it."""
    values = {name: getattr(one, name) for name in (*SAID, "made", "said")}
    return {
        name: value.isoformat() if isinstance(value, dt.date) else value
        for name, value in values.items()
    }


def _card(agreements: Agreements, one: Agreement) -> dict[str, Any]:
    """What is above an agreement that was made before."""
    told = dict(agreement_lines(agreements, one))
    parts = [
        f"{label}: {isolated(told[label])}"
        for label in (say("Who takes it"), say("By"), say("Skill"))
        if label in told
    ]
    return {
        "title": agreement_title(agreements, one),
        "kind": capital(told.get(say("Kind"), "")),
        "facts": ". ".join(parts),
        "made": say("Agreed on {day}", day=long_date(one.made)),
        "said": say("Said on {day}", day=long_date(one.said)) if one.said else "",
    }


def _put_away_words(file: Path) -> str:
    """When the agreements of a file that was put away were made."""
    day = file.stem.partition("-")[2][:10]
    try:
        return say("Agreements of {day}", day=long_date(day_of(day)))
    except SkillkitError:
        return file.name


HEADS = (
    sentence("What we agreed on"),
    sentence("Skill"),
    sentence("Who takes it"),
    sentence("By"),
    sentence("Kind"),
)


def _still(example: Agreements) -> Iterator[str]:
    """The invented team's agreements as a table."""
    rows = []
    for one in example.agreements:
        told = dict(agreement_lines(example, one))
        rows.append((agreement_title(example, one), [told.get(head, "") for head in HEADS[1:]]))
    yield tag("p", team_line())
    yield from table(HEADS, [("", rows)], LEFT)
