"""Claim sort: the article's claims as cards, sorted first and compared with the sources then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from skillkit.calibration import Calibration
from skillkit.claims import Claim, ClaimId, VerdictId, load_claims
from skillkit.errors import SkillkitError
from skillkit.svg import escaped
from skillkit.widgets.calibration_form import CalibrationForm, Verb
from skillkit.widgets.screen import asset, packed
from skillkit.wording import listed, shown


class ClaimSort(CalibrationForm):
    """Cards to be sorted into supported, contested, unsupported or misquoted.

    The kit's verdict, why, and the source show on the cards that were compared. `ClaimSort.load()`
    keeps the sort in the person's own file; nobody else sees it.
    """

    code = packed(
        [
            asset("parts.js", "saving.js", "practice.js", "claim_sort.js"),
            asset("look.css", "assessment_form.css", "practice.css"),
        ]
    )
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

    def _whole_page(self) -> dict[str, Any]:
        deck = load_claims()
        words = {
            "verdicts": [[v.id, v.name, v.meaning] for v in deck.verdicts],
            "claims": [
                [c.id, c.claim, c.verdict, c.why, source_words(c), _wordings(c)]
                for c in deck.claims
            ],
            "reviewed": deck.reviewed.isoformat(),
        }
        return {**super()._whole_page(), "words": words}

    def _in_words(self) -> str:
        calibration, ids = self.calibration, self._ids()
        done = sum(claim in calibration.claims for claim in ids)
        seen = sum(claim in calibration.compared for claim in ids)
        return f"{done} of {len(ids)} claims sorted, {seen} compared"

    def _still(self) -> str:
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
    words = listed([f"'{word}'" for word in allowed], "or")
    raise SkillkitError(f"{shown(verdict)} is not a verdict; choose {words}.")


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
