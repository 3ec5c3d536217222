"""Reading: how one person read the practice texts that a whole room rates, for the hand-in.

    SK1-PSX0-00AH-WHFT-1VRB-7Q2M

It is one group after a share code, and only where that person wants it there. In it are the levels
of two texts, as they were rated in silence, and a check over the code, the texts and the levels. A
reader that knows nothing of it reads the code as before.
"""

from __future__ import annotations

import binascii

from skillkit.assessment import Assessment
from skillkit.assessment.share_code import GROUP, code_of, written
from skillkit.framework import Framework
from skillkit.practice.record import Calibration
from skillkit.practice.vignettes import Vignette, in_turn

MOST = 2  # texts; each has up to six levels and may be open, so two fit in six bits

CHECK = 14  # bits

Reading = tuple[int | None, ...]  # the level of each text, None where none was given


def texts_for_all(framework: Framework) -> tuple[Vignette, ...]:
    """The practice texts that a whole room rates: the first that the form shows."""
    return in_turn(framework)[:MOST]


def reading_of(calibration: Calibration, framework: Framework) -> Reading:
    """The levels that somebody gave these texts in silence; nothing where all are open."""
    levels = (calibration.before.get(text.id) for text in texts_for_all(framework))
    reading = tuple(level if level in framework.scale else None for level in levels)
    return reading if any(level is not None for level in reading) else ()


def is_reading(reading: Reading, framework: Framework) -> bool:
    """Whether these are levels of the texts that a whole room rates, or nothing."""
    if not reading:
        return True
    known = (None, *framework.scale)
    fits = len(reading) == len(texts_for_all(framework))
    return fits and all(level in known for level in reading)


def code_with(assessment: Assessment, reading: Reading) -> str:
    """The share code of an assessment, with the group of a reading if there is any."""
    code, number = code_of(assessment), 0
    if not reading:
        return code
    for level in reading:
        number = number * _base(assessment.framework) + _digit(assessment.framework, level)
    group = number << CHECK | _check(assessment, number)
    return f"{code}-{written(group, GROUP)}"


def reading_in(group: str, assessment: Assessment) -> Reading | None:
    """The reading in a group after a code; None where it is damaged, or of other texts.

    Args:
        group: its characters, as `int` reads them in base 32.
        assessment: what the code says.
    """
    framework = assessment.framework
    texts, base = texts_for_all(framework), _base(framework)
    whole = len(group) == GROUP and "!" not in group
    number, check = divmod(int(group, 32), 1 << CHECK) if whole else (0, 0)
    if not 0 < number < base ** len(texts) or check != _check(assessment, number):
        return None
    levels: list[int | None] = [None, *framework.scale]
    return tuple(levels[number // base**place % base] for place in reversed(range(len(texts))))


def _base(framework: Framework) -> int:
    """The states of a text: open, or one of the levels."""
    return len(framework.scale) + 1


def _digit(framework: Framework, level: int | None) -> int:
    return 0 if level is None else framework.scale.index(level) + 1


def _check(assessment: Assessment, number: int) -> int:
    """The last bits of a CRC-16 of the code, of which texts they are, and of the levels."""
    texts = " ".join(text.id for text in texts_for_all(assessment.framework))
    said = f"{code_of(assessment)} {texts} ".encode()
    return binascii.crc_hqx(said + bytes([number]), 0xFFFF) & (1 << CHECK) - 1
