"""Team view: cards handed in as files or in a pasted chat, and one picture of all, at a reveal."""

from __future__ import annotations

import contextlib
import datetime as dt
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Self

from skillkit.base.errors import FileError, SkillkitError
from skillkit.base.frame import unseen
from skillkit.base.html import LEFT, paragraphs, tag
from skillkit.base.storage import hand_in, home
from skillkit.base.svg import STYLE
from skillkit.base.text import joined, moment_of, nearest, quoted
from skillkit.base.words import say, sentence
from skillkit.export.archive import address_of
from skillkit.framework import Framework
from skillkit.framework.file import known_frameworks, load_framework
from skillkit.team import Team
from skillkit.team.agreements import Agreements
from skillkit.team.charts import (
    COVERAGE_HEADLINE,
    bundle,
    coverage_map,
    key_person_chart,
    plain,
    spread_chart,
    stamped,
    team_t,
)
from skillkit.team.chat import LARGEST
from skillkit.team.coverage import FLOOR, Coverage, Picture, recalled
from skillkit.team.draw_charts import (
    NARROW,
    STAGE,
    Sheet,
    draw_coverage,
    draw_key_persons,
    draw_spread,
    draw_team_t,
)
from skillkit.team.memory import Shown, erase, memory_file, remember, shown_before
from skillkit.team.page import coverage_table, picture, whole_page
from skillkit.team.sample import sample_team, team_line
from skillkit.team.sources import from_chat, from_path, from_upload
from skillkit.team.submissions import ONE, SEVERAL, Submission, Submissions
from skillkit.team.vote import vote_sentence
from skillkit.team.words import (
    gap_sentences,
    group_sentences,
    key_person_headline,
    key_person_sentences,
    reading_sentences,
    shape_headline,
    shape_sentences,
    skill_sentences,
    so_far,
    spread_headline,
    spread_sentences,
    wanted_sentences,
)
from skillkit.widgets._base import DRAWING_STYLE, ONE_AT_A_TIME, BaseWidget
from skillkit.widgets._uploads import Uploads

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

NOT_IN_NOTEBOOK = sentence(
    "A group's picture shows while the kernel runs. It is not kept in a notebook."
)
WAITING = sentence("This chart is drawn when somebody presses Reveal above.")


@dataclass(frozen=True, slots=True)
class Release:
    """What was revealed of a team, and who of those named is thought away."""

    team: Team
    coverage: Coverage
    away: str | None = None
    stamp: str = ""  # what has to stand on every chart
    agreed: Agreements | None = None  # which gaps the team accepts, and how many people it wants


class TeamChart(BaseWidget):
    """A figure of plotly and, folded below it, its twin in words; both follow each reveal.

    A notebook keeps the invented team's alone.
    """

    script = "team/chart.js"
    drawing_style = DRAWING_STYLE

    def __init__(self, kind: str, release: Callable[[], Release | None]) -> None:
        if kind not in KINDS:
            kinds = joined([f"'{name}'" for name in KINDS], "or")
            hint = nearest(kind, KINDS)
            raise SkillkitError(
                say(
                    "{kind} is no chart; choose {kinds}.{hint}",
                    kind=quoted(kind),
                    kinds=kinds,
                    hint=hint,
                )
            )
        self.kind, self._release = kind, release
        super().__init__()

    @property
    def figure(self) -> go.Figure | None:
        """The figure, to go on with; None before a reveal."""
        release = self._release()
        return _figure(self.kind, release) if release else None

    def follow(self) -> None:
        """Show what is released now."""
        self._renew()

    def _state(self) -> dict[str, Any]:
        release = self._release()
        if release is None:
            return {"words": say(WAITING), "figure": None, "svg": "", "html": ""}
        kind = KINDS[self.kind]
        return {
            "words": "",
            "figure": plain(_figure(self.kind, release)),
            "svg": kind.svg(release, True, STAGE).replace(STYLE, ""),
            "html": "\n".join(kind.words(release)),
        }

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        found = super()._repr_mimebundle_(**kwargs)
        release = self._release()
        if found is None or release is None or not release.stamp:
            return found
        data, metadata = found
        del data["text/html"]  # the figure and its drawing show more
        said = f"{release.stamp}: {KINDS[self.kind].headline(release)}"
        svg = KINDS[self.kind].svg(release, True, STAGE)
        return {**data, **bundle(_figure(self.kind, release), svg, said)}, metadata

    def _summary(self) -> str:
        return self.kind

    def _static_html(self) -> str:
        return tag("p", NOT_IN_NOTEBOOK)


def _figure(kind: str, release: Release) -> go.Figure:
    """The figure of a release, under its stamp."""
    drawn = KINDS[kind].figure(release)
    return stamped(drawn, release.stamp) if release.stamp else drawn


def _coverage_words(release: Release) -> Iterator[str]:
    yield from paragraphs(group_sentences(release.team, release.coverage))
    yield from coverage_table(release.team, release.coverage)


def _holiday_words(release: Release) -> Iterator[str]:
    yield from paragraphs(gap_sentences(release.team, release.coverage, release.agreed))
    yield from paragraphs(wanted_sentences(release.team, release.coverage, release.agreed))
    if release.away:
        yield from paragraphs(key_person_sentences(release.team, release.coverage, release.away))


def _spread_words(release: Release) -> Iterator[str]:
    yield from paragraphs(spread_sentences(release.coverage))
    yield from paragraphs(reading_sentences(release.coverage, release.team.floor))


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the four pictures: its name, its figure, its drawing, and what is said beside it."""

    name: str
    figure: Callable[[Release], go.Figure]
    svg: Callable[[Release, bool, Sheet], str]  # with its headline or without, as large as that
    headline: Callable[[Release], str]
    words: Callable[[Release], Iterator[str]]
    question: str  # for the group in front of it


KINDS = {
    "coverage": Kind(
        sentence("Where we stand"),
        lambda r: coverage_map(r.team, r.coverage),
        lambda r, headed, on: draw_coverage(r.team, r.coverage, headed=headed, on=on),
        lambda r: say(COVERAGE_HEADLINE),
        _coverage_words,
        sentence("Where are most of us? Which rows have nobody on the right?"),
    ),
    "holiday": Kind(
        sentence("If somebody is away"),
        lambda r: key_person_chart(r.team, r.coverage, r.away),
        lambda r, headed, on: draw_key_persons(r.team, r.coverage, r.away, headed=headed, on=on),
        lambda r: key_person_headline(r.team, r.coverage, r.away),
        _holiday_words,
        sentence("Where are we one holiday away from trouble?"),
    ),
    "shape": Kind(
        sentence("Our shape"),
        lambda r: team_t(r.coverage),
        lambda r, headed, on: draw_team_t(r.coverage, headed=headed, on=on),
        lambda r: shape_headline(r.coverage),
        lambda r: paragraphs(shape_sentences(r.coverage)),
        sentence("Which striped stem would we miss first?"),
    ),
    "spread": Kind(
        sentence("Our spread"),
        lambda r: spread_chart(r.coverage),
        lambda r, headed, on: draw_spread(r.coverage, headed=headed, on=on),
        lambda r: spread_headline(r.coverage),
        _spread_words,
        sentence("Different is good news: what could we show each other?"),
    ),
}

Message = Mapping[str, Any]

# Takes a change that was made elsewhere, and what it is made to where nothing is agreed on yet.
ChangeAgreed = Callable[[Callable[[Agreements], Agreements], Agreements], None]

NEW_PICTURE = sentence("This is the picture of your group.")
WAITS = sentence(
    "The picture stays as it is. Cards that came later wait until they are {floor}: "
    "these are then counted on their own, and added. Fewer could be worked out from"
    " the difference."
)
SETTLED = sentence(
    "{name} stays unnamed here: the card was counted without a name, and with one name "
    "more the others could be worked out. People can say themselves what they "
    "offer."
)
ASKED = sentence(
    "A picture of this kind was shown here before ({pictures}). Is any of these cards in "
    "it? Each card is counted in one picture only: two pictures of nearly the same "
    "people, side by side, tell the levels of the people who came or went."
)
FORGOTTEN = sentence(
    "Everything that was handed in is forgotten. Remembered is what everybody saw: "
    "the counts, no card. So the next picture cannot give anybody away when the two"
    " are compared."
)
UNKNOWN = sentence(
    'Erase it on purpose, under "Pictures shown before", if you know that none matters.'
)
NOT_KEPT = sentence(
    "So this picture is not remembered: do not show another of nearly the same people."
)
RECALLED = sentence(
    "This is the picture that was shown before. Late cards wait: from {floor} on, hand "
    "in these alone, and they get a picture of their own."
)
ERASED = sentence(
    "The pictures that were shown are forgotten here. Do not show another of the same people."
)

ASK_FIRST = sentence(
    "Ask everybody here first: may this picture leave the room? Tick the box once all said yes."
)
PAGE = "team.html"

COMPARE = sentence('Compare the rows with the sheets, under "What was read, exactly".')


class TeamView(BaseWidget):
    """The place where a group hands in, and what it sees then.

    It opens with the invented team. From the first card on it is the group's: only a coarse count
    shows until Reveal. Cards stay in the kernel's memory and go with it. What was revealed is
    remembered in a file, as coarse as it was shown.

    Args:
        framework: the skills; those of most cards if not given.
        floor: how many people without a name have to stand behind a row: five, or more.
        memory: the file of what was revealed; `pictures.json` in the home if not given.

    Examples:
        >>> view = TeamView.load()
        >>> view.chart("coverage")
    """

    script = "team/view.js"
    drawing_style = DRAWING_STYLE
    _open: ClassVar[weakref.WeakSet[TeamView]] = weakref.WeakSet()

    def __init__(
        self,
        framework: str | Path | Framework | None = None,
        *,
        floor: int = FLOOR,
        memory: str | Path | None = None,
    ) -> None:
        if isinstance(framework, str | Path):
            framework = load_framework(framework)
        self._own = framework
        self._home = home()
        # One that is too low is refused.
        self._floor = replace(sample_team(framework), floor=floor).floor
        self._memory = Path(memory) if memory else memory_file()
        self._known = [framework] if framework else []
        self._charts: dict[str, TeamChart] = {}
        self._narrow = False  # whether somebody looks at it on a telephone
        # What is agreed on, and whether it is invented; how often another file's came.
        self._agreed: tuple[Agreements | None, bool] = (None, False)
        self.agreed_turn = 0
        self.change_agreed: ChangeAgreed | None = None  # of the form beside it
        self._clear()
        super().__init__()
        TeamView._open.add(self)

    @classmethod
    def load(cls, framework: str | Path | Framework | None = None, *, floor: int = FLOOR) -> Self:
        """The view that is open in this kernel, so that a cell may run again; else a new one.

        A new one takes what is ready in the folder that `SKILLKIT_HAND_IN` names.
        """
        with ONE_AT_A_TIME:
            for view in cls._open:
                same = framework is None and floor == getattr(view, "_floor", None)
                same = same and view._home == home()  # a site's pages have one each
                if isinstance(view, cls) and view.comm is not None and same:
                    return view
            view = cls(framework, floor=floor)
            if (ready := hand_in()) is not None:
                view._hand_in(from_path(ready, view._known))
            return view

    @property
    def release(self) -> Release | None:
        """What is on the screen: the invented team, the group's picture, or nothing yet."""
        return self._release

    @property
    def framework(self) -> Framework:
        """What the people here rated against."""
        if self._submissions is None:
            return sample_team(self._own).framework
        return (self._release or self._submissions.build).team.framework

    def chart(self, kind: str) -> TeamChart:
        """One chart: "coverage", "holiday", "shape" or "spread"; it is redrawn at each reveal."""
        if kind not in self._charts:
            self._charts[kind] = TeamChart(kind, lambda: self._release)
        return self._charts[kind]

    def to_frame(self) -> pd.DataFrame:
        """What is on the screen as a table of pandas; before a reveal it has no row.

        In a notebook a cell shows only the invented team's table by itself.
        """
        if self._release is None:
            return Team(self.framework).to_frame().iloc[:0]
        frame = self._release.coverage.to_frame()
        return frame if self._submissions is None else unseen(frame)

    def _clear(self) -> None:
        """Begin again, with the invented team."""
        team = sample_team(self._own)
        self._submissions: Submissions | None = None  # None while it is the invented team
        self._release: Release | None = Release(
            team, team.coverage(), stamp=say("An invented team"), agreed=self._agreed_here()
        )
        self._coverage: Coverage | None = None  # what was revealed of these cards
        self._others = False  # whether somebody said that they are in no earlier picture
        self._words = ""
        self._who, self._left = "", list[str]()  # who or what was picked, and what was answered
        self._sheets: list[list[str]] = []  # the rows just read, until a picture shows
        self._uploads = Uploads()

    @property
    def agreed(self) -> Agreements | None:
        """What the team agrees on, if it is no example."""
        agreed, is_example = self._agreed
        return None if is_example else agreed

    def show_released(self, team: Team, coverage: Coverage) -> None:
        """Show a picture that a room revealed; it is remembered as each one is."""
        words = say(NEW_PICTURE)
        try:
            known = [shown.picture for shown in shown_before(self._memory, team.framework)]
        except FileError as error:
            words += f" {error} {say(NOT_KEPT)}"
        else:
            if new := [one for one in coverage.pictures if one not in known]:
                words += self._remember(team.framework, new)
        self._submissions = self._submissions or Submissions(framework=self._own, floor=self._floor)
        self._show(Release(team, coverage))
        self._turn(words)

    def forget(self) -> None:
        """Forget the cards and what is on the screen; what was shown stays remembered."""
        revealed = self._coverage is not None
        self._clear()
        self._redraw()
        self._turn(say(FORGOTTEN if revealed else "Everything that was handed in is forgotten."))

    def agree(
        self, agreed: Agreements | None, *, example: bool = False, anew: bool = False
    ) -> None:
        """Say in the picture what the team agrees on; an example's goes with the invented team."""
        self._agreed = (agreed, example)
        self.agreed_turn += anew
        release = self._release
        if release is None or release.agreed == self._agreed_here():
            return
        self._release = replace(release, agreed=self._agreed_here())
        self._redraw()
        self._turn(self._words)

    def _agreed_here(self) -> Agreements | None:
        """The agreements of those whose picture shows, invented or not."""
        agreed, example = self._agreed
        return agreed if example == (self._submissions is None) else None

    # --- Asked by a browser ------------------------------------------------------------------

    def _on_narrow(self, _: Message) -> None:
        """Add the pictures that fit a telephone; who has none does not wait for them."""
        self._narrow = True
        self._turn(self._words)

    def _on_part(self, message: Message) -> None:
        """Keep a part of something long."""
        self._uploads.keep(message)

    def _on_chat(self, message: Message) -> None:
        """Read a pasted chat."""
        try:
            text = self._uploads.text(message)
        except FileError as error:
            self.send({"kind": "unread", "words": str(error)})
            return
        entries = from_chat(text, self._known)
        if not entries:
            words = say(
                "No share code and no row was found in this text. A code begins with SK1-; a "
                "row has a line to itself, like Ana: 312 0 4x."
            )
            self.send({"kind": "unread", "words": words})
            return
        self._hand_in(entries)

    def _on_files(self, message: Message) -> None:
        """Read some files; the page follows after the last of a drop."""
        read = partial(from_upload, own=self._known)
        entries = list(self._uploads.submissions(message, read))
        self._hand_in(entries, last=bool(message.get("last", True)))

    def _on_named(self, message: Message) -> None:
        """Note that somebody agreed to be named, or took it back; both hold at once."""
        alias, yes = str(message.get("alias")), bool(message.get("yes"))
        handed_in, release = self._submissions, self._release
        if handed_in is None or alias not in handed_in.aliases:
            return
        levels = handed_in.team.levels[alias]
        if yes and self._coverage and not self._coverage.may_name(levels):
            self._turn(say(SETTLED, name=alias))
            return
        self._submissions = handed_in = handed_in.name(alias) if yes else handed_in.unname(alias)
        if release:
            there = {member.alias for member in release.team.members}
            team = release.team.naming([name for name in handed_in.named if name in there])
            away = release.away if release.away in team.named else None
            kept = (self._who, self._left) if away or self._who.startswith("skill:") else ("", [])
            self._show(Release(team, release.coverage, away))
            self._who, self._left = kept
        self._turn()

    def _on_answer(self, message: Message) -> None:
        """Note whether a sender's different cards are of one person, or of several."""
        sender, answer = str(message.get("sender")), message.get("answer")
        handed_in = self._submissions
        if handed_in is None or answer not in (ONE, SEVERAL):
            return
        if sender in (choice.sender for choice in handed_in.build.choices):
            self._submissions = handed_in.answer(sender, answer)
            self._turn(self._submissions.problems_sentence)

    def _on_reveal(self, _: Message) -> None:
        """Draw the group's picture, once; cards that come later are added from the floor on."""
        handed_in, before = self._submissions, self._coverage
        if handed_in is None or not handed_in.can_show:
            return
        coverage = handed_in.team.coverage(before)
        if before and coverage.rows == before.rows:
            self._turn(say(WAITS, floor=self._floor))
            return
        new = coverage.pictures[len(before.pictures) if before else 0 :]
        try:
            earlier = [] if before else shown_before(self._memory, handed_in.team.framework)
        except FileError as error:
            self._turn(f"{error} {say(UNKNOWN)}")
            return
        again = [one for one in earlier if one.picture in new]
        if new and earlier and not again and not self._others:
            self._turn(say(ASKED, pictures=joined([str(one) for one in earlier])))
            return
        words = say(NEW_PICTURE)
        if new and not again:
            words += self._remember(handed_in.team.framework, new)
        self._sheets, self._coverage = [], coverage
        self._show(Release(handed_in.team, coverage))
        self._turn(words)

    def _on_others(self, _: Message) -> None:
        """Take it that the cards are in no earlier picture."""
        self._others = True
        self._turn(say("Then these cards get a picture of their own."))

    def _on_recall(self, message: Message) -> None:
        """Show a picture again that was shown before: the one of that number, else the last."""
        number = message.get("number")
        pictures = self._pictures(None if number is not None else self.framework)
        number = len(pictures) - 1 if number is None else number
        if type(number) is not int or not 0 <= number < len(pictures):
            return
        framework, shown = pictures[number]
        self._submissions = self._submissions or Submissions(framework=self._own, floor=self._floor)
        self._show(
            Release(Team(framework, floor=self._floor), recalled(framework, [shown.picture]))
        )
        self._turn(say(RECALLED, floor=self._floor))

    def _on_erase(self, _: Message) -> None:
        """Forget the pictures that were shown, on purpose."""
        try:
            erase(self._memory)
            self._turn(say(ERASED))
        except FileError as error:
            self._turn(str(error))

    def _on_away(self, message: Message) -> None:
        """Think somebody away, or look at one skill."""
        kind, _, name = str(message.get("who", "")).partition(":")
        release = self._release
        if release is None:
            return
        lines: list[str] = []
        picked = ""
        if kind == "name" and name in release.team.named:
            lines = key_person_sentences(release.team, release.coverage, name)
            picked = f"name:{name}"
            release = replace(release, away=name)
        else:
            release = replace(release, away=None)
            if kind == "skill" and name in release.team.framework:
                lines = skill_sentences(release.team, release.coverage, name)
                picked = f"skill:{name}"
        self._show(release)
        self._who, self._left = picked, lines
        chart = self._panel("holiday", release)
        self.send({"kind": "away", "who": picked, "lines": lines, "chart": chart})

    def _on_vote(self, message: Message) -> None:
        """Say what the votes on the group's own level in a skill show; a digit is a vote."""
        typed = str(message.get("votes", ""))[:500]
        votes = [int(digit) for digit in typed if digit in "0123456789"]
        try:
            said = vote_sentence(self.framework, str(message.get("skill")), votes)
        except SkillkitError as error:
            said = str(error)
        self.send({"kind": "vote", "words": said.splitlines() if votes else []})

    def _on_file(self, message: Message) -> None:
        """Send what is on the screen as a file, once everybody there has said yes to it."""
        release, name = self._release, str(message.get("name"))
        if release is None or self._submissions is None or message.get("yes") is not True:
            self.send({"kind": "problem", "sentence": say(ASK_FIRST)})
            return
        if name == PAGE:
            now = moment_of(message.get("now"))
            text = whole_page(release.team, release.coverage, now.date(), release.agreed)
        elif (kind := name.removeprefix("team-").removesuffix(".svg")) in KINDS:
            text = KINDS[kind].svg(release, True, STAGE)
        else:
            return
        self.send({"kind": "file", "name": name, "address": address_of(name, text.encode())})

    def _on_forget(self, _: Message) -> None:
        self.forget()

    # --- What follows ------------------------------------------------------------------------

    def _hand_in(self, entries: Iterable[Submission], last: bool = True) -> None:
        """Take entries together; the first ones send the invented team away."""
        first = self._submissions is None
        before = self._submissions or Submissions(framework=self._own, floor=self._floor)
        if self._release and not first:  # a picture was shown, so the framework is settled
            before = replace(before, framework=self._release.team.framework)
        entries = list(entries)
        self._submissions = before.add(entries)
        self._sheets = [[entry.where, entry.sheet] for entry in entries if entry.sheet]
        if first:
            self._show(None)
        if last:
            compare = f" {say(COMPARE)}" if self._sheets else ""
            self._turn(f"{self._submissions.problems_sentence}{compare}")

    def _remember(self, framework: Framework, new: Sequence[Picture]) -> str:
        """Remember what is about to be shown; a sentence where that cannot be."""
        try:
            remember(self._memory, framework, new, dt.date.today())
        except FileError as error:
            return f" {error} {say(NOT_KEPT)}"
        return ""

    def _pictures(self, of: Framework | None = None) -> list[tuple[Framework, Shown]]:
        """What was shown before and can be shown again; nothing where the memory is damaged."""
        known = [of] if of else self._known or known_frameworks()
        with contextlib.suppress(FileError):
            return [(f, shown) for f in known for shown in shown_before(self._memory, f)]
        return []

    def _show(self, release: Release | None) -> None:
        self._release = release and replace(release, agreed=self._agreed_here())
        self._who, self._left = "", []
        self._redraw()

    def _redraw(self) -> None:
        for chart in self._charts.values():
            chart.follow()

    def _turn(self, words: str = "") -> None:
        self._words = words
        self._renew()

    # --- Told to a browser -------------------------------------------------------------------

    def _state(self) -> dict[str, Any]:
        handed_in, release = self._submissions, self._release
        return {
            "example": team_line() if handed_in is None else "",
            "reveal": say("Reveal again") if self._coverage else say("Reveal"),
            **self._before(),
            "words": self._words,
            "charts": [self._panel(kind, release) for kind in KINDS] if release else [],
            "away": _choices(release) if release else [],
            "skills": [[skill.id, skill.name] for skill in self.framework.skills],
            "who": self._who,
            "left": self._left,
            "html": _below(release) if release else "",
            "files": [[PAGE, say("All of it as a page")], *_drawings()]
            if release and handed_in
            else [],
            "largest": LARGEST,
            "narrow": self._narrow,
            "sheets": self._sheets,
            **_handed_in(handed_in or Submissions(floor=self._floor)),
        }

    def _panel(self, kind: str, release: Release) -> dict[str, str]:
        """One picture as the page shows it; the style of its drawings is there once."""
        chosen = KINDS[kind]
        sheets = (NARROW, STAGE) if self._narrow else (STAGE,)
        return {
            "id": kind,
            "name": say(chosen.name),
            "stamp": release.stamp,
            "headline": chosen.headline(release),
            "svg": "\n".join(chosen.svg(release, False, on) for on in sheets).replace(STYLE, ""),
            "question": say(chosen.question),
        }

    def _before(self) -> dict[str, Any]:
        """The pictures shown before, and the question about them, until it is answered."""
        unsaid = not self._coverage and not self._others
        handed_in = self._submissions and self._submissions.build.team.members
        asked = self._pictures(self.framework) if unsaid and handed_in else []
        return {
            "earlier": [str(shown) for _, shown in self._pictures()],
            "remembered": self._memory.exists(),
            "asks": say(ASKED, pictures=joined([str(shown) for _, shown in asked]))
            if asked
            else "",
        }

    def _summary(self) -> str:
        return "a group's cards" if self._submissions else "an invented team"

    def _static_html(self) -> str:
        if self._submissions is not None:
            return tag("p", NOT_IN_NOTEBOOK)
        team = sample_team(self._own)
        return f"{tag('p', team_line())}\n{picture(team, team.coverage(), style=LEFT)}"


def _drawings() -> Iterator[list[str]]:
    """The name and the words of each picture's file."""
    return (
        [f"team-{kind}.svg", say("{name}, a drawing", name=say(shown.name))]
        for kind, shown in KINDS.items()
    )


def _handed_in(handed_in: Submissions) -> dict[str, Any]:
    """What shows before a reveal: a coarse count, questions, what is not usable, names to tick."""
    build, named = handed_in.build, handed_in.named
    return {
        "count": so_far(len(build.team.members), handed_in.floor),
        "exactly": handed_in.summary,
        "bad": [[o.submission.where, o.reason] for o in build.refused],
        "questions": [
            [
                q.sender,
                q.sentence,
                [[ONE, say("One")], [SEVERAL, q.several]],
                q.answer or "",
                q.asked,
            ]
            for q in build.choices
        ],
        "twice": [
            [o.submission.where, o.reason] for o in (*build.noted, *build.replaced, *build.repeated)
        ],
        "people": [[alias, alias in named] for alias in handed_in.aliases],
        "promise": handed_in.promise,
        "able": handed_in.can_show,
    }


def _below(release: Release) -> str:
    """What stands below the pictures: each said in words, folded."""
    return picture(release.team, release.coverage, release.agreed, folded=True)


def _choices(release: Release) -> list[list[str]]:
    """Who or what can be picked: people by name, then skills."""
    people = [[f"name:{name}", say("{name} is away", name=name)] for name in release.team.named]
    skills = [[f"skill:{s.id}", s.name] for s in release.team.framework.skills]
    return [*people, *skills]
