"""Practice: the article's claims sorted and compared, and short texts rated and rated again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar, Self

from skillkit.assessment.file import card_path
from skillkit.base.errors import SkillkitError
from skillkit.base.html import tag
from skillkit.base.text import joined, quoted
from skillkit.base.words import say, sentence
from skillkit.framework import Framework
from skillkit.practice.claims import Claim, ClaimId, Claims, VerdictId, load_claims
from skillkit.practice.record import Calibration, calibration_path, calibration_store, check_level
from skillkit.practice.vignettes import (
    Vignette,
    deviation_words,
    deviations,
    distance_sentence,
    in_turn,
)
from skillkit.widgets._file_form import FileForm, FileKind, Message, Source
from skillkit.widgets.assessment import assessment_at

Verb = Callable[[Calibration, str, Any], Calibration]


class CalibrationForm(FileForm[Calibration]):
    """The common part of the forms over a calibration.

    There is no example: a person begins with nothing said. Where the file cannot be used, nothing
    is saved.
    """

    kind = FileKind(calibration_path, lambda path, _: calibration_store(path), Calibration)
    own_line = sentence("Your own answers are shown while the kernel runs.")

    _name: ClassVar[str]  # tells this form's drafts from the other form's
    _verbs: ClassVar[Mapping[str, Verb]]  # what a browser may change of a card, and how

    @property
    def calibration(self) -> Calibration:
        """The calibration as it is in the form."""
        return self._source.value or Calibration()

    def _found(self) -> Source[Calibration]:
        found = super()._found()
        if found.mode == "example":
            return replace(found, mode="saved")
        if found.mode == "damaged":
            notice = say(
                "{notice} You can go on here, but nothing is saved. Move the file away, then "
                "run this cell again.",
                notice=found.notice,
            )
            return replace(found, mode="unsaved", notice=notice)
        return found

    # --- Asked by a browser --------------------------------------------------------------------

    def _on_forget(self, _: Message) -> None:
        """Forget what was said about the cards of this form; the file before stays beside it."""
        self._change_whole(lambda saved: saved.forget(self._ids()), self.calibration)

    def _empty(self, _: Message) -> Calibration:
        return Calibration()

    def _changed(self, value: Calibration, message: Message) -> Calibration:
        card, field = str(message.get("skill")), str(message.get("field"))
        if card not in self._ids():
            raise SkillkitError(say("There is no card {card} here.", card=quoted(card)))
        if field not in self._verbs:
            raise SkillkitError(say("{field} cannot be changed here.", field=quoted(field)))
        return self._verbs[field](value, card, message.get("value"))

    def _deck(self) -> str:
        return self._name

    def _ids(self) -> list[str]:
        """The ids of the cards that this form shows."""
        raise NotImplementedError


class ClaimSort(CalibrationForm):
    """Cards to be sorted into supported, contested, unsupported or misquoted.

    The kit's verdict, why, and the source show on the cards that were compared.
    `form.calibration` is what was sorted and rated; nobody else sees it.

    Args:
        value: a calibration, or its JSON values, to begin with; nothing is sorted if not given.
        path: where to save; without it the form keeps everything to itself.

    Examples:
        The sort in the person's own file:

        >>> ClaimSort.load()
    """

    script = "practice/claims.js"
    _name = "claims"
    _verbs: ClassVar[Mapping[str, Verb]] = {
        "verdict": lambda calibration, claim, verdict: calibration.sort(claim, _known(verdict)),
        "compared": lambda calibration, claim, _: calibration.compare([claim]),
    }

    def _ids(self) -> list[str]:
        return [claim.id for claim in load_claims().claims]

    def _entries(self, value: Calibration | None) -> dict[str, dict[str, Any]]:
        said = value or Calibration()
        return {
            claim: {"verdict": mine(said, claim), "compared": claim in said.compared}
            for claim in self._ids()
            if claim in said.claims or claim in said.compared
        }

    def _words(self) -> dict[str, Any]:
        deck = load_claims()
        return {
            "verdicts": [[v.id, v.name, v.meaning] for v in deck.verdicts],
            "claims": [
                [c.id, c.claim, c.verdict, c.why, source_words(c), _wordings(c)]
                for c in deck.claims
            ],
            "reviewed": deck.reviewed.isoformat(),
            "whose": _whose(deck),
        }

    def _brief(self, _: Calibration) -> str:
        return say("0 of {ids} claims sorted, 0 compared", ids=len(self._ids()))

    def _still(self, _: Calibration) -> str:
        """The claims alone, neither sorted nor compared."""
        if not load_claims().claims:
            return tag("p", "This workshop has no claims to sort.")
        lines = [tag("li", claim.claim) for claim in load_claims().claims]
        return "\n".join(["<ol>", *lines, "</ol>"])


def mine(calibration: Calibration, claim: ClaimId) -> VerdictId | None:
    """The verdict that the person gave, if the cards still know it."""
    given = calibration.claims.get(claim)
    return given if given in {verdict.id for verdict in load_claims().verdicts} else None


def source_words(claim: Claim) -> str:
    """The source of a card: who, what kind of work, where, and of when."""
    return f"{claim.source}: {claim.what}; {claim.where}, {claim.date}."


def _whose(claims: Claims) -> str:
    """What is above the first of two wordings."""
    of_the_article = any(claim.article for claim in claims.claims)
    return say("The article, in short") if of_the_article else say("As it is said")


def _wordings(claim: Claim) -> list[str] | None:
    return [claim.wordings.article, claim.wordings.source] if claim.wordings else None


def _known(verdict: str | None) -> str | None:
    """A verdict that the cards know, or None for no verdict."""
    allowed = [found.id for found in load_claims().verdicts]
    if verdict is None or verdict in allowed:
        return verdict
    words = joined([f"'{word}'" for word in allowed], "or")
    raise SkillkitError(
        say("{verdict} is not a verdict; choose {words}.", verdict=quoted(verdict), words=words)
    )


class VignetteForm(CalibrationForm):
    """Short texts, each rated on one skill, then compared with a reference level and rated again.

    What is between a rating and the reference shows on this page only. `form.calibration` is
    what was sorted and rated.

    Args:
        value: a calibration, or its JSON values, to begin with; nothing is rated if not given.
        path: where to save; without it the form keeps everything to itself.
        framework: whose texts to show; that of the person's own assessment if not given.

    Examples:
        The ratings in the person's own file:

        >>> VignetteForm.load()

        The texts for the six skills of the short framework:

        >>> VignetteForm.load(framework=load_framework("ai_engineer_quick"))
    """

    script = "practice/vignettes.js"
    _name = "vignettes"
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
        self._ask(framework)
        super().__init__(value, path=path)

    @classmethod
    def load(cls, path: str | Path | None = None, framework: Framework | None = None) -> Self:
        """The form for a person's own file, with the texts for a framework.

        Without one given, it is the framework of the person's own assessment, if there is any.
        """
        return cls._open(Path(path or cls.kind.own_path()), framework=framework)

    def _ask(self, framework: Framework | None = None) -> None:
        """Show the texts of a framework."""
        if framework is None:
            assessment = assessment_at(card_path()).value
            assert assessment is not None
            framework = assessment.framework
        self._framework = framework
        self._vignettes = in_turn(framework)

    def _changed(self, value: Calibration, message: Message) -> Calibration:
        changed = super()._changed(value, message)
        level = message.get("value")
        if message.get("field") in ("before", "after") and level is not None:
            assert self._framework is not None
            check_level(str(message.get("skill")), level, self._framework.scale)
        return changed

    def _ids(self) -> list[str]:
        return [vignette.id for vignette in self._vignettes]

    def _entries(self, value: Calibration | None) -> dict[str, dict[str, Any]]:
        said = value or Calibration()
        return {
            vignette: {
                "before": said.before.get(vignette),
                "revealed": vignette in said.revealed,
                "after": said.after.get(vignette),
            }
            for vignette in self._ids()
            if vignette in {*said.before, *said.revealed, *said.after}
        }

    def _extra(self, value: Calibration | None) -> dict[str, Any]:
        """How far the ratings of the revealed texts lie from the reference, in words."""
        calibration = value or Calibration()
        seen = [v for v in self._vignettes if v.id in calibration.revealed]
        first = distance_sentence(deviations(calibration.before, seen), say("first"))
        second = distance_sentence(deviations(calibration.after, seen), say("second"))
        return {"summary": [sentence for sentence in (first, second) if sentence]}

    def _words(self) -> dict[str, Any]:
        framework = self._framework
        assert framework is not None
        return {
            "title": framework.title,
            "lead_in": framework.lead_in,
            "levels": [level.name for level in framework.levels],
            "vignettes": [_card(framework, vignette) for vignette in self._vignettes],
        }

    def _brief(self, _: Calibration) -> str:
        return say("0 of {vignettes} texts rated, 0 rated again", vignettes=len(self._vignettes))

    def _still(self, _: Calibration) -> str:
        """The texts, without ratings or reference levels."""
        assert self._framework is not None
        return "\n".join(_still_lines(self._framework, self._vignettes))


def _card(framework: Framework, vignette: Vignette) -> dict[str, Any]:
    """One text as a browser shows it, with the words for each rating it may get."""
    skill, near = framework.skill(vignette.skill), vignette.near_miss
    return {
        "id": vignette.id,
        "title": vignette.title,
        "name": vignette.name,
        "text": vignette.text,
        "skill": skill.name,
        "anchors": framework.anchors(skill.id),
        "level": framework.level(vignette.level).name,
        "reasons": [vignette.why, *filter(None, (near.up, near.down))],
        "deviations": [
            deviation_words(level - vignette.level) for level in range(framework.top + 1)
        ],
    }


def _still_lines(framework: Framework, vignettes: Iterable[Vignette]) -> Iterator[str]:
    for vignette in vignettes:
        skill = framework.skill(vignette.skill)
        yield tag("h3", vignette.title)
        yield tag("p", f"{vignette.name}, {skill.name}.")
        yield tag("p", vignette.text)
        yield "<ul>"
        for level, anchor in zip(framework.levels, skill.anchors, strict=True):
            if anchor:
                yield tag("li", f"{level.name}: {anchor}")
        yield "</ul>"


def _rated(calibration: Calibration, vignette: str, level: Any, again: bool) -> Calibration:
    """The calibration with this rating, if its time is not over or still to come."""
    seen = vignette in calibration.revealed
    if seen and not again:
        raise SkillkitError(
            say(
                "The reference level of this text has been seen, so the first rating stays. Rate "
                "it again below."
            ),
        )
    if again and not seen:
        raise SkillkitError(say("Look at the reference level first, then rate again."))
    return calibration.rate(vignette, level)
