"""Yardstick: how far apart people read the same practice texts, told apart from the people.

Levels differ because people do, or because they read a sentence in different ways. Where a room
has rated the same invented person, only the reading can differ. A text is counted as a skill is, of
all who handed it in, and holds against the same colleague: everybody counts without a name, and
once, at the first picture.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from skillkit.framework import Framework
from skillkit.practice.reading import Reading, texts_for_all
from skillkit.practice.vignettes import VignetteId
from skillkit.team.coverage import Row, shown_row


def readings_of(
    framework: Framework, people: Sequence[Reading], floor: int
) -> Mapping[VignetteId, Row | None]:
    """The row of each practice text, None where it may not show; none where nobody gave a level."""
    given = [reading for reading in people if reading]
    if not given:
        return {}

    def row(place: int) -> Row | None:
        levels = [reading[place] for reading in given]
        return shown_row([levels.count(level) for level in range(framework.top + 1)], floor=floor)

    return {text.id: row(place) for place, text in enumerate(texts_for_all(framework))}
