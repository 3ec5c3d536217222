"""Progress: one person's skills at two times, and what may be said of the difference.

The first ratings come first, then the new ones, and last the start as it looks from today.
Standards change while people learn (Howard, 1980); that last look shows by how much. Alone it
makes every gain look larger (Taylor, Russ-Eft and Taylor, 2009), so the first is always shown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from skillkit.assessment import NA, Assessment, Rating
from skillkit.assessment.file import load
from skillkit.base.errors import SkillkitError
from skillkit.base.text import counted, joined, long_date, step_words
from skillkit.base.words import plural, say, sentence
from skillkit.framework import Framework, Skill, SkillId
from skillkit.plan import Plan
from skillkit.plan import file as planfile
from skillkit.profile import profile_of
from skillkit.profile.words import shape_title

NOISE = 1  # levels that say nothing alone; the kit's convention


@dataclass(frozen=True, slots=True)
class Change:
    """One skill then and now; `seen` is where the start looks from today, None if not said."""

    skill: Skill
    then: Rating | None
    now: Rating | None
    seen: Rating | None = None
    backed: bool = False  # there is something new to show for it

    @property
    def levels(self) -> int | None:
        """The levels from then to now; None where one of the two is no level."""
        return _between(self.then, self.now)

    @property
    def shift(self) -> int | None:
        """The levels by which the start looks different from today; None where not said."""
        return _between(self.then, self.seen)

    @property
    def tells(self) -> bool:
        """Whether the difference says something: more than a level, or one that can be shown."""
        levels = self.levels or 0
        return abs(levels) > NOISE or (levels > 0 and self.backed)


@dataclass(frozen=True, slots=True)
class Progress:
    """Two assessments of one person with the same list of skills, and the plan between them.

    Args:
        then: the first ratings.
        now: the second ones.
        seen: the first ones as they look from today.
        plan: what was planned in between.

    Examples:
        >>> person = example_person()
        >>> progress = Progress(person, person.rate("leadership", 3))
        >>> [change.skill.name for change in progress.changes if change.levels]
        ['Leadership']

    Raises:
        SkillkitError: two lists of skills that cannot be compared.
    """

    then: Assessment
    now: Assessment
    seen: Mapping[SkillId, Rating] = field(default_factory=dict)  # the start, as seen from today
    plan: Plan | None = None

    def __post_init__(self) -> None:
        old, new = self.then.framework, self.now.framework
        if (old.id, old.major) != (new.id, new.major):
            raise SkillkitError(
                say(
                    'Then you rated "{old}" ({old_id} {old_version}), now "{new}" ({new_id} '
                    "{new_version}); the two cannot be compared. Rate the first list again.",
                    old=old.title,
                    old_id=old.id,
                    old_version=old.version,
                    new=new.title,
                    new_id=new.id,
                    new_version=new.version,
                )
            )

    @property
    def framework(self) -> Framework:
        """The list of skills, as it is now."""
        return self.now.framework

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every skill, in the framework's order."""
        return tuple(self._change(skill) for skill in self.framework.skills)

    @property
    def open(self) -> tuple[Skill, ...]:
        """The skills that were rated then and have no rating yet; they keep the old ones hidden."""
        now = self.now.ratings
        return tuple(s for s in self.framework.skills if s.id in self.then.ratings.keys() - now)

    def _change(self, skill: Skill) -> Change:
        then, now = (side.ratings.get(skill.id) for side in (self.then, self.now))
        return Change(skill, then, now, self.seen.get(skill.id), self._backed(skill.id))

    def _backed(self, skill: SkillId) -> bool:
        """Whether a line of evidence is new, or a finished action that builds it has something."""
        line = self.now.evidence.get(skill)
        new = line is not None and line != self.then.evidence.get(skill)
        done = [a for a in self.plan.actions if a.status == "done"] if self.plan else []
        return new or any(skill in action.builds and action.evidence for action in done)


def again_path(start: Path) -> Path:
    """The place of the second rating: the folder of the first one."""
    return start.with_name("again.json")


def seen_path(start: Path) -> Path:
    """The place of the start as it looks from today: the folder of the first rating."""
    return start.with_name("seen.json")


def plan_beside(start: Path) -> Plan | None:
    """The plan in the folder of a rating; None where there is none that can be read."""
    try:
        return planfile.load(start.with_name(planfile.plan_path().name))
    except (SkillkitError, FileNotFoundError):
        return None


def progress_at(start: Path) -> Progress:
    """The progress of the person whose first rating is at `start`, from the files beside it.

    Raises:
        FileNotFoundError: there is no first or no second rating.
        SkillkitError: one of them cannot be used, or the two cannot be compared.
    """
    then = load(start)
    now = load(again_path(start), then.framework)
    try:
        seen = load(seen_path(start), then.framework).ratings
    except FileNotFoundError:
        seen = {}
    return Progress(then, now, seen, plan_beside(start))


# --- In words ----------------------------------------------------------------------------------
def change_words(change: Change) -> str:
    """One difference in words; a level up or down without anything to show is no difference."""
    if change.now is None:
        return say("not rated this time") if change.then is not None else say("not rated")
    if change.levels is None:
        return _not_a_step(change)
    if not change.levels:
        return say("the same")
    if not change.tells:
        return say("about the same")
    steps = step_words(change.levels, down="lower")
    shows = change.backed and change.levels > 0
    return say("{steps}, with something to show", steps=steps) if shows else steps


def shift_words(change: Change) -> str:
    """How the start looks from today: "one level lower", "as rated then", "" if not said."""
    if change.seen is None or change.shift is None:
        return ""
    if not change.shift:
        return say("as rated then")
    return say("{steps} than rated then", steps=step_words(change.shift, "higher", "lower"))


def sentences(progress: Progress) -> tuple[str, ...]:
    """The whole of it: both shapes, what the differences say, and how the start looks now."""
    return tuple(_sentences(progress))


def plan_sentence(plan: Plan) -> str:
    """What became of the actions, counted and not judged."""
    if not plan.actions:
        return say("No action is in the plan.")
    counts = [(sum(a.status == s for a in plan.actions), words) for s, words in STATES.items()]
    said = [f"{count} {say(words)}" for count, words in counts if count]
    count = counted(len(plan.actions), "action")
    return say("{count} in the plan: {said}.", count=count, said=joined(said))


STATES = {
    "done": sentence("done"),
    "started": sentence("under way"),
    "planned": sentence("not begun"),
    "stopped": sentence("stopped on purpose"),
}


def _sentences(progress: Progress) -> Iterator[str]:
    for word, side in ((say("Then"), progress.then), (say("Now"), progress.now)):
        profile = profile_of(side)
        if profile.shape is None:
            continue
        shape = shape_title(profile)
        if profile.status == "provisional":
            shape = say("so far {shape}", shape=shape)
        yield f"{word}{_on(side.date)}: {shape}."
    telling = [change for change in progress.changes if change.tells]
    named = joined([f"{c.skill.name} ({change_words(c)})" for c in telling])
    if telling:
        yield say("Worth noting: {named}.", named=named)
    else:
        yield say("Nothing stands out: no skill moved two levels or has something new to show.")
    moved = [change for change in progress.changes if change.levels and not change.tells]
    if moved:
        yield plural(
            "{count} skill is one level away, with nothing new to show: about the same.",
            "{count} skills are one level away, with nothing new to show: about the same.",
            len(moved),
        )
    yield from _shifts(progress)


def _shifts(progress: Progress) -> Iterator[str]:
    said = [change for change in progress.changes if change.shift is not None]
    lower = [change.skill.name for change in said if (change.shift or 0) < 0]
    if lower:
        yield (
            say(
                "From today, you would put your start lower in {lower}. Your eye has grown "
                "sharper; that is common, and no step back.",
                lower=joined(lower),
            )
        )
    elif said:
        yield say("From today, your start looks as you rated it, or higher.")


def _not_a_step(change: Change) -> str:
    if change.then is None:
        return say("rated for the first time")
    if change.then == change.now:
        return say("not applicable, as then")
    return say("not applicable now") if change.now == NA else say("not applicable then")


def _between(start: Rating | None, end: Rating | None) -> int | None:
    if isinstance(start, int) and isinstance(end, int):
        return end - start
    return None


def _on(date: dt.date | None) -> str:
    return say(", on {date}", date=long_date(date)) if date else ""
