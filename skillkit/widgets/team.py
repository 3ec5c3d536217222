"""Team view: cards handed in as files or in a pasted chat, and one picture of all, at a reveal."""

from __future__ import annotations

import os
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar, Self

from skillkit.base.errors import SkillkitError
from skillkit.base.storage import LARGEST, hand_in
from skillkit.base.svg import escaped
from skillkit.base.text import joined, nearest, quoted
from skillkit.framework import Framework
from skillkit.framework.file import load_framework
from skillkit.team import Team
from skillkit.team.charts import (
    Chart,
    bundle,
    coverage_map,
    key_person_chart,
    spread_chart,
    stamped,
    team_t,
)
from skillkit.team.coverage import FLOOR, Coverage
from skillkit.team.page import coverage_table, picture
from skillkit.team.sample import TEAM_LABEL, sample_team
from skillkit.team.submissions import Entry, Hat, from_chat, from_path, from_upload
from skillkit.team.words import (
    gap_sentences,
    group_sentences,
    key_person_headline,
    key_person_sentences,
    shape_headline,
    shape_sentences,
    skill_sentences,
    so_far,
    spread_headline,
    variety_sentences,
)
from skillkit.widgets._base import ONE_AT_A_TIME, BaseWidget

Bundle = dict[str, Any]  # one output in several forms, by their MIME types

Place = Callable[[Bundle], None]  # puts a bundle where another was shown

WAITING = "This chart is drawn when somebody presses Reveal above."


@dataclass(frozen=True, slots=True)
class Release:
    """What was revealed of a team, and who of those named is thought away."""

    team: Team
    coverage: Coverage
    away: str | None = None
    stamp: str = ""  # what has to stand on every chart


class TeamChart:
    """A chart and, folded below it, its twin in words; both change when a picture is revealed.

    A plain figure in an output, which the kernel replaces.
    """

    def __init__(self, kind: str, release: Callable[[], Release | None]) -> None:
        if kind not in KINDS:
            kinds = joined([f"'{name}'" for name in KINDS], "or")
            hint = nearest(kind, KINDS)
            raise SkillkitError(f"{quoted(kind)} is no chart; choose {kinds}.{hint}")
        self.kind, self._release = kind, release
        self._places: list[Place] = []
        self._drawn: tuple[Bundle, ...] = ()

    def __repr__(self) -> str:
        return f"TeamChart({self.kind})"

    def bundles(self) -> tuple[Bundle, Bundle]:
        """The two outputs: the chart, and its words."""
        release = self._release()
        if release is None:
            return _html(f"<p>{WAITING}</p>", WAITING), _html("", "")
        draw, headline, lines = KINDS[self.kind]
        body = "\n".join(lines(release))
        words = f"<details>\n<summary>The same in words</summary>\n{body}\n</details>"
        drawn = stamped(draw(release), release.stamp) if release.stamp else draw(release)
        said = f"{release.stamp}: {headline(release)}" if release.stamp else headline(release)
        return bundle(drawn, said), _html(words, "The same in words")

    def redraw(self) -> None:
        """Replace what the outputs show, where it differs."""
        before, self._drawn = self._drawn, self.bundles()
        for put, old, new in zip(self._places, before, self._drawn, strict=False):
            if old != new:
                put(new)

    def fill(self) -> None:
        """Draw the chart where its outputs are still empty."""
        if self._drawn == EMPTY:
            self.redraw()

    def _ipython_display_(self) -> None:
        # Voilà runs the cells before its page is there to hear of their outputs, so that the page
        # follows widgets alone. Those begin empty: what is heavy would keep the page from finding
        # the widgets after it, and comes when the page says that it is there.
        in_voila = os.environ.get("SERVER_SOFTWARE", "").startswith("voila/")
        if in_voila:
            self._drawn, self._places = EMPTY, [_widget() for _ in EMPTY]
            return
        self._drawn = self.bundles()
        self._places = [_output(bundle) for bundle in self._drawn]


def _output(bundle: Bundle) -> Place:
    """Show a bundle in an output; the way to put another in its place."""
    from IPython.display import display

    show: Callable[..., Any] = display
    handle = show(bundle, raw=True, display_id=True)

    def put(new: Bundle) -> None:
        # JupyterLab's plotly keeps the figure that is there, so it is taken away first.
        for output in (_html("", ""), new):
            handle.update(output, raw=True)

    return put if handle else lambda new: None


def _widget() -> Place:
    """The same in ipywidgets' widget of outputs, which is empty at first."""
    from IPython.display import display
    from ipywidgets import Output

    widget = Output()

    def put(new: Bundle) -> None:
        widget.outputs = ({"output_type": "display_data", "data": new, "metadata": {}},)

    show: Callable[..., Any] = display
    show(widget)
    return put


def _html(text: str, words: str) -> Bundle:
    return {"text/html": text, "text/plain": words}


def _said(sentences: Iterable[str]) -> Iterator[str]:
    return (f"<p>{escaped(sentence)}</p>" for sentence in sentences)


def _coverage_words(release: Release) -> Iterator[str]:
    yield from _said(group_sentences(release.team, release.coverage))
    yield from coverage_table(release.team, release.coverage)


def _holiday_words(release: Release) -> Iterator[str]:
    yield from _said(gap_sentences(release.team, release.coverage))
    if release.away:
        yield from _said(key_person_sentences(release.team, release.coverage, release.away))


EMPTY = (_html("", ""),) * 2  # a chart and its words, before a page is there

Draw = Callable[[Release], Chart]

Say = Callable[[Release], str]

Twin = Callable[[Release], Iterator[str]]

KINDS: dict[str, tuple[Draw, Say, Twin]] = {
    "coverage": (
        lambda r: coverage_map(r.team, r.coverage),
        lambda r: "How many of us stand at each level",
        _coverage_words,
    ),
    "holiday": (
        lambda r: key_person_chart(r.team, r.coverage, r.away),
        lambda r: key_person_headline(r.team, r.coverage, r.away),
        _holiday_words,
    ),
    "shape": (
        lambda r: team_t(r.coverage),
        lambda r: shape_headline(r.coverage),
        lambda r: _said(shape_sentences(r.coverage)),
    ),
    "spread": (
        lambda r: spread_chart(r.coverage),
        lambda r: spread_headline(r.coverage),
        lambda r: _said(variety_sentences(r.coverage)),
    ),
}

Message = Mapping[str, Any]

LEFT = ' style="text-align:left"'  # where no style sheet of ours reaches

UNCHANGED = (
    f"The picture stays as it is. A new one waits for at least {FLOOR} new or changed cards, as "
    "fewer could be worked out from the difference."
)

COMPARE = 'Compare the rows with the sheets, under "What was read, exactly".'

EXAMPLE = f"{TEAM_LABEL[0].upper()}{TEAM_LABEL[1:]}."


class TeamView(BaseWidget):
    """The place where a group hands in, and what it sees then.

    It opens with the invented team. From the first card on it is the group's: only a coarse count
    shows until Reveal. Cards stay in the kernel's memory and go with it.
    """

    script = "team/view.js"
    _open: ClassVar[weakref.WeakSet[TeamView]] = weakref.WeakSet()

    def __init__(self, framework: str | Path | Framework | None = None) -> None:
        if isinstance(framework, str | Path):
            framework = load_framework(framework)
        self._own = framework
        self._known = [framework] if framework else []
        self._charts: dict[str, TeamChart] = {}
        self._clear()
        super().__init__()
        TeamView._open.add(self)

    @classmethod
    def load(cls, framework: str | Path | Framework | None = None) -> Self:
        """The view that is open in this kernel, so that a cell may run again; else a new one.

        A new one takes what lies ready in the folder that `SKILLKIT_HAND_IN` names.
        """
        with ONE_AT_A_TIME:
            for view in cls._open:
                if isinstance(view, cls) and view.comm is not None and framework is None:
                    return view
            view = cls(framework)
            if (ready := hand_in()) is not None:
                view._hand_in(from_path(ready, view._known))
            return view

    @property
    def release(self) -> Release | None:
        """What stands on the screen: the invented team, the group's picture, or nothing yet."""
        return self._release

    @property
    def framework(self) -> Framework:
        """What the people here rated against."""
        return (self._hat.found.team if self._hat else sample_team()).framework

    def chart(self, kind: str) -> TeamChart:
        """One chart: "coverage", "holiday", "shape" or "spread"; it is redrawn at each reveal."""
        self._charts[kind] = TeamChart(kind, lambda: self._release)
        return self._charts[kind]

    def _clear(self) -> None:
        """Begin anew, with the invented team."""
        team = sample_team()
        self._hat: Hat | None = None  # None while it is the invented team
        self._release: Release | None = Release(team, team.coverage(), stamp="An invented team")
        self._words = ""
        self._sheets: list[list[str]] = []  # the rows just read, until a picture shows

    # --- Asked by a browser ------------------------------------------------------------------

    def _on_hello(self, message: dict[str, Any]) -> None:
        """Answer a page that opens, and fill its charts where they began empty."""
        super()._on_hello(message)
        for chart in self._charts.values():
            chart.fill()

    def _on_chat(self, message: Message) -> None:
        """Read a pasted chat."""
        text = str(message.get("text", ""))[:LARGEST]
        entries = from_chat(text, self._known)
        if not entries:
            words = (
                "No share code and no row was found in this text. A code begins with SK1-; a row "
                "has a line to itself, like Ana: 312 0 4x."
            )
            self.send({"kind": "unread", "words": words})
            return
        self._hand_in(entries)

    def _on_files(self, message: Message) -> None:
        """Read some files; the page follows after the last of a drop."""
        entries: list[Entry] = []
        for file in message.get("files", ()):
            name, problem = str(file.get("name")), file.get("problem")
            if problem:
                entries.append(Entry(name, reason=str(problem)))
            else:
                data = str(file.get("text", "")).encode("utf-8", "surrogatepass")
                entries += from_upload(name, data, self._known)
        self._hand_in(entries, last=bool(message.get("last", True)))

    def _on_named(self, message: Message) -> None:
        """Note that somebody agreed to be named, or took it back; both hold at once."""
        alias, yes = str(message.get("alias")), bool(message.get("yes"))
        hat, release = self._hat, self._release
        if hat is None or alias not in hat.aliases:
            return
        if yes and release and not release.coverage.may_name({*hat.named, alias}):
            self._turn(
                f"{alias} stays unnamed here: beside the picture that was shown, the name would "
                f"leave fewer than {FLOOR} people unnamed, and those could be worked out."
            )
            return
        self._hat = hat = hat.name(alias) if yes else hat.unname(alias)
        if release:
            there = {member.alias for member in release.team.members}
            team = release.team.naming([name for name in hat.named if name in there])
            away = release.away if release.away in team.named else None
            self._show(Release(team, release.coverage, away))
        self._turn()

    def _on_reveal(self, _: Message) -> None:
        """Draw the group's picture, once; again only where that gives nobody away."""
        hat, before = self._hat, self._release
        if hat is None or not hat.can_show:
            return
        coverage = hat.team.coverage(before.coverage if before else None)
        if before and coverage.rows == before.coverage.rows:
            self._turn(UNCHANGED)
        else:
            self._sheets = []
            self._show(Release(hat.team, coverage))
            self._turn("This is the picture of your group.")

    def _on_away(self, message: Message) -> None:
        """Think somebody away, or look at one skill."""
        kind, _, name = str(message.get("who", "")).partition(":")
        release = self._release
        if release is None:
            return
        lines: list[str] = []
        if kind == "name" and name in release.team.named:
            lines = key_person_sentences(release.team, release.coverage, name)
            self._show(replace(release, away=name))
        else:
            self._show(replace(release, away=None))
            if kind == "skill" and name in release.team.framework:
                lines = skill_sentences(release.team, release.coverage, name)
        self.send({"kind": "away", "lines": lines})

    def _on_forget(self, _: Message) -> None:
        """Forget the cards and the picture."""
        self._clear()
        self._redraw()
        self._turn("Everything that was handed in is forgotten.")

    # --- What follows ------------------------------------------------------------------------

    def _hand_in(self, entries: Iterable[Entry], last: bool = True) -> None:
        """Take entries into the hat; the first ones send the invented team away."""
        first, before = self._hat is None, self._hat or Hat(framework=self._own)
        if self._release and not first:  # a picture was shown, so the framework is settled
            before = replace(before, framework=self._release.team.framework)
        entries = list(entries)
        self._hat = before.put(entries)
        self._sheets = [[_sheet_name(entry), entry.sheet] for entry in entries if entry.sheet]
        if first:
            self._show(None)
        if last:
            compare = f" {COMPARE}" if self._sheets else ""
            self._turn(f"{self._hat.how_it_went}{compare}")

    def _show(self, release: Release | None) -> None:
        self._release = release
        self._redraw()

    def _redraw(self) -> None:
        for chart in self._charts.values():
            chart.redraw()

    def _turn(self, words: str = "") -> None:
        self._words = words
        self._version += 1
        self._send_page()

    # --- Told to a browser -------------------------------------------------------------------

    def _state(self) -> dict[str, Any]:
        hat, release = self._hat, self._release
        return {
            "example": EXAMPLE if hat is None else "",
            "reveal": "Reveal again" if hat and release else "Reveal",
            "words": self._words,
            "away": _choices(release) if release else [],
            "html": picture(release.team, release.coverage) if release else "",
            "largest": LARGEST,
            "sheets": self._sheets,
            **_handed_in(hat or Hat()),
        }

    def _summary(self) -> str:
        return "a group's cards" if self._hat else "an invented team"

    def _static_html(self) -> str:
        if self._hat is not None:
            return "<p>Run this cell to hand in. A group's picture is not kept in a notebook.</p>"
        team = sample_team()
        return f"<p>{escaped(EXAMPLE)}</p>\n{picture(team, team.coverage(), style=LEFT)}"


def _handed_in(hat: Hat) -> dict[str, Any]:
    """What shows before a reveal: a coarse count, what is not usable, and names to tick."""
    found, named = hat.found, hat.named
    return {
        "count": so_far(len(found.team.members)),
        "exactly": hat.contents,
        "bad": [[entry.place, entry.reason] for entry in found.refused],
        "twice": [[entry.place, entry.reason] for entry in found.repeated],
        "people": [[alias, alias in named] for alias in hat.aliases],
        "promise": hat.promise,
        "able": hat.can_show,
    }


def _sheet_name(entry: Entry) -> str:
    alias = entry.member.alias if entry.member else None
    return f"{entry.place}, {alias}" if alias else entry.place


def _choices(release: Release) -> list[list[str]]:
    """Who or what can be picked: people by name, then skills."""
    people = [[f"name:{name}", f"{name} is away"] for name in release.team.named]
    skills = [[f"skill:{s.id}", s.name] for s in release.team.framework.skills]
    return [*people, *skills]
