"""Agenda bar, timer and facilitator's view: where the group is, and how long a block lasts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from skillkit import __version__
from skillkit.base.errors import SkillkitError
from skillkit.base.html import tag
from skillkit.base.storage import home
from skillkit.base.text import day_of, joined, quoted
from skillkit.base.words import say, sentence
from skillkit.export.archive import address_of
from skillkit.framework.file import choices, load_framework
from skillkit.widgets._base import BaseWidget
from skillkit.widgets._file_form import draft_key
from skillkit.workshop.field_report import field_report
from skillkit.workshop.guide import guide_of, spoken_part
from skillkit.workshop.handouts.took_part import took_part
from skillkit.workshop.run_sheet import Block, Format, load_run_sheet, offset

FORMAT = "ninety_minutes"

# Of a slip, until somebody types another.
TITLE = sentence("A workshop on the skills of an AI engineer")

REPORT, SLIPS = "field_report.md", "took_part.html"

Number = TypeVar("Number", int, float)


class AgendaBar(BaseWidget):
    """The blocks of one format, and which of them it is now.

    Where the group is stands in the browser alone, so that every `Timer` and `AgendaBar` of one
    workshop shows the same, also while the kernel is busy and after the page was loaded again.

    Args:
        format: the format to begin with, by its id in the run sheet.

    Examples:
        >>> AgendaBar("half_day")
    """

    script = "workshop/agenda.js"

    def __init__(self, format: str = FORMAT) -> None:
        self._sheet = load_run_sheet()
        self._format = self._sheet.format(format)
        if not self._format.in_one_go:
            raise SkillkitError(
                say("{format} is spread over days, so it has no clock.", format=quoted(format))
            )
        super().__init__()

    @property
    def format(self) -> Format:
        """The format that a browser begins with; somebody there may choose another."""
        return self._format

    def _state(self) -> dict[str, Any]:
        return {
            "key": f"skillkit-clock-{draft_key(home().absolute())}",
            "sheet": self._sheet.version,
            "asked": self._format.id,
            "formats": [self._sent(known) for known in self._sheet.formats if known.in_one_go],
        }

    def _sent(self, known: Format) -> dict[str, Any]:
        """A format for a browser: its blocks in order."""
        blocks = [self._block(block, known) for _, block in self._sheet.times(known.id)]
        return {"id": known.id, "name": known.name, "blocks": blocks}

    def _block(self, block: Block, known: Format) -> dict[str, Any]:
        """A block, with what is said when its time is up."""
        return {
            "name": block.id.replace("_", " ").capitalize(),
            "title": block.title,
            "minutes": block.minutes[known.id],
            "cue": say("Move on when {move_on}", move_on=block.move_on[known.people]),
        }

    def _summary(self) -> str:
        return say(
            "{name}, {times} blocks",
            name=self._format.name,
            times=len(self._sheet.times(self._format.id)),
        )

    def _static_html(self) -> str:
        items = [
            tag("li", f"{offset(start)} {block.title} {block.minutes[self._format.id]} min")
            for start, block in self._sheet.times(self._format.id)
        ]
        head = tag("p", f"{self._summary()}. {say('Run this cell to see where you are.')}")
        return "\n".join([head, "<ol>", *items, "</ol>"])


class Timer(AgendaBar):
    """The time left in a block, large, above the bar of all blocks.

    It runs in the browser by the time of day. It never stops anything: when the time is up, it
    says when to move on and counts on.

    Args:
        format: the format to begin with, by its id in the run sheet.

    Examples:
        >>> Timer("ninety_minutes")
    """

    script = "workshop/timer.js"


class FacilitatorView(AgendaBar):
    """The clock with what only its leader needs: what to say and do now, and what to cut first.

    At the end it gives a field report: planned and real minutes, what was cut, fingers, three lines
    and nobody's name. It also gives slips that say "took part". Keep it off the projector.

    Args:
        format: the format to begin with, by its id in the run sheet.

    Examples:
        >>> FacilitatorView("half_day")
    """

    script = "workshop/facilitator.js"

    # --- Asked by a browser ------------------------------------------------------------------

    def _on_file(self, message: Mapping[str, Any]) -> None:
        """Send the file of that name, made of what the browser noted; or say why not."""
        name = str(message.get("name"))
        try:
            if name == REPORT:
                text = field_report(self._sheet, message, self._made_with())
            elif name == SLIPS:
                text = _slips(message)
            else:
                raise SkillkitError(
                    say(
                        "{name} is not a file; choose {report} or {slips}.",
                        name=quoted(name),
                        report=REPORT,
                        slips=SLIPS,
                    )
                )
        except SkillkitError as error:
            self.send({"kind": "problem", "sentence": str(error)})
            return
        self.send({"kind": "file", "name": name, "address": address_of(name, text.encode())})

    # --- Told to a browser -------------------------------------------------------------------

    def _state(self) -> dict[str, Any]:
        return {**super()._state(), "title": say(TITLE)}

    def _block(self, block: Block, known: Format) -> dict[str, Any]:
        """A block, with what is for the facilitator alone."""
        article = load_framework().follows_article
        said = spoken_part(guide_of(block.session), article=article) if block.session else ()
        alone = known.people == "alone"
        guidance = {
            "say": [{"words": part.words, "quoted": part.quoted} for part in said],
            "steps": [
                {
                    "words": step.words,
                    "who": "" if alone else say(step.who),
                    "minutes": step.minutes[known.id],
                }
                for step in block.steps_in(known.id)
            ],
            "first": block.cut[known.people],
        }
        return {**super()._block(block, known), "guidance": guidance}

    def _made_with(self) -> str:
        frameworks = joined([f"{framework.id} {framework.version}" for framework in choices()])
        return say(
            "skillkit {version}, run sheet {sheet}, frameworks {frameworks}.",
            version=__version__,
            sheet=self._sheet.version,
            frameworks=frameworks,
        )


def _slips(message: Mapping[str, Any]) -> str:
    """The slips that a browser asked for."""
    hours = _number("Hours", message.get("hours"), float)
    count = _number("Slips", message.get("count"), int)
    title = str(message.get("title") or "")
    return took_part(title, day_of(message.get("date")), hours, count)


def _number(name: str, typed: object, kind: type[Number]) -> Number:
    """The number that somebody typed."""
    try:
        return kind(str(typed).strip().replace(",", "."))
    except ValueError:
        like = "12" if kind is int else "1.5"
        raise SkillkitError(
            say(
                "{name}: {typed} is not a number; write it like {like}.",
                name=name,
                typed=quoted(typed),
                like=like,
            )
        ) from None
