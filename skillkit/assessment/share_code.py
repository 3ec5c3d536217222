"""Share code: the short text that carries an assessment, without a name, a line or a date.

    SK1-PSX0-00AH-WHFT-1VRB

The first group stands for the framework: two characters for its id, two for its skills and major
version. The last group is a check. Between them stands one number in base 28: a digit for each
skill, made of its rating and its two ticks. Groups are always whole, so a lost or doubled
character shows in the length; the check is a CRC-16 of all characters before it, which finds every
error within three neighbouring characters, whatever the code (a burst of at most 16 bits).
"""

from __future__ import annotations

import binascii
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import NoReturn

from skillkit.assessment.model import INTEREST, NA, Assessment, Rating
from skillkit.base.errors import RatingError, SkillkitError
from skillkit.base.text import joined
from skillkit.framework import LEVELS, Framework
from skillkit.framework.file import BUILT_IN, load_framework

PREFIX = "SK1"

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U

GROUP = 4  # characters

FEWEST, MOST = 3 * GROUP, 64  # characters after the prefix, for 1 and for more than 40 skills

_TICKS = tuple(
    tuple(tick for tick, there in zip(INTEREST, flags, strict=True) if there)
    for flags in product((False, True), repeat=len(INTEREST))
)

_RATINGS: tuple[Rating | None, ...] = (None, *LEVELS, NA)

_STATES = tuple(product(_RATINGS, _TICKS))  # 28 digits; the first says nothing at all

_DIGITS = {state: digit for digit, state in enumerate(_STATES)}

_READ_AS = str.maketrans(  # to the digits that int(text, 32) reads; "!" is none
    ALPHABET + ALPHABET.lower() + "OoIiLlUu",
    "0123456789abcdefghijklmnopqrstuv" * 2 + "001111!!",
)

# What chat programs, mail and paper put between the characters of a code, or hide there.
_DASHES = r"\-\u2010-\u2015\u2212"

_QUOTES = r"'\"`\u00b4\u2018-\u201f\u00ab\u00bb\u2039\u203a"

_UNSEEN = r"\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0f\ufeff"

_MARKS = rf"{_DASHES}{_QUOTES}{_UNSEEN}_*~|>\\"

_START = re.compile(rf"(?<![0-9A-Z])[S5][{_MARKS}]*K[{_MARKS}]*([0-9IL])", re.I | re.A)

_WORD = re.compile(rf"([{_MARKS}\s]*)([0-9A-Z]+)", re.I | re.A)

_CLEAN = re.compile(rf"(?:-[0-9A-Z]{{{GROUP}}}){{1,{MOST // GROUP}}}(?![0-9A-Z])", re.I | re.A)

_NONE: tuple[Framework | None, int] = (None, 0)  # what is known of an unknown stamp

_DASH, _SPACE = re.compile(f"[{_DASHES}]"), re.compile(r"\s")


class ShareCodeError(SkillkitError):
    """A text that is no usable share code.

    `code` is one of `no_code`, `several`, `damaged`, `newer`, `other_version`,
    `unknown_framework`.
    """

    def __init__(self, code: str, sentence: str) -> None:
        self.code = code
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class Found:
    """What stands at one place of a text: a code that can be read, or one that cannot."""

    start: int  # index of its first character in the text's NFKC form
    end: int  # index after what was taken for its last
    line: int  # from 1
    assessment: Assessment | None
    error: ShareCodeError | None


def code_of(assessment: Assessment) -> str:
    """The share code of an assessment: its ratings and ticks, nothing else.

    Whoever has the code can read the ratings; evidence, targets, confidence and date stay at home.
    """
    framework, number = assessment.framework, 0
    for skill in framework.skills:
        ticks = assessment.interest.get(skill.id, ())
        state = (assessment.ratings.get(skill.id), tuple(t for t in INTEREST if t in ticks))
        number = number * len(_STATES) + _DIGITS[state]
    symbols = _stamp(framework) + _written(number, _room(framework))
    symbols += _written(_check(symbols.translate(_READ_AS)), GROUP)
    return "-".join([PREFIX, *(symbols[i : i + GROUP] for i in range(0, len(symbols), GROUP))])


def read_code(text: str, frameworks: Iterable[Framework] | None = None) -> Assessment:
    """The assessment whose code stands in `text`, alone or among other words.

    `frameworks` are those whose codes are known; the kit's own when none are given.

    Raises:
        ShareCodeError: no code, several different ones, or one that cannot be read.
    """
    return CodeReader(frameworks).read(text)


class CodeReader:
    """A reader of codes of some frameworks; make it once for many codes."""

    def __init__(self, frameworks: Iterable[Framework] | None = None) -> None:
        if frameworks is None:
            frameworks = [load_framework(name) for name in BUILT_IN]
        self._known: dict[str, tuple[Framework, int]] = {}  # by stamp: it, and its codes' length
        for framework in frameworks:
            stamp = _stamp(framework).translate(_READ_AS)
            self._known.setdefault(stamp, (framework, 2 * GROUP + _room(framework)))

    def read(self, text: str) -> Assessment:
        """The one assessment in a text; errors as in `read_code`."""
        found = list(self.find(text))
        if not found:
            raise ShareCodeError(
                "no_code",
                f"No share code stands there; it begins with {PREFIX}-. Copy the whole code.",
            )
        read = [f.assessment for f in found if f.assessment]
        if not read and found[0].error:
            raise found[0].error
        if any(other != read[0] for other in read[1:]):
            raise ShareCodeError("several", f"{len(read)} codes stand there; give one of them.")
        return read[0]

    def find(self, text: str) -> Iterator[Found]:
        """The codes of a text, one by one."""
        if not text.isascii():
            text = unicodedata.normalize("NFKC", text)
        place, line, counted = 0, 1, 0
        while start := _START.search(text, place):
            symbols, place = self._symbols(text, start.end())
            if len(symbols) < 2 * GROUP and symbols[:GROUP] not in self._known:
                continue  # somebody speaks about codes
            line, counted = line + text.count("\n", counted, start.start()), start.start()
            try:
                assessment = self._assessment(symbols, start[1])
                yield Found(start.start(), place, line, assessment, None)
            except ShareCodeError as error:
                yield Found(start.start(), place, line, None, error)
                place = start.end()  # a good code may begin inside a bad one

    def _symbols(self, text: str, place: int) -> tuple[str, int]:
        """The characters of the code that may begin at `place`, and where it ends.

        A known framework says how many belong to it; they may be spread over words and lines.
        Of an unknown one only what looks like groups is taken, as prose may follow.
        """
        if clean := _CLEAN.match(text, place):  # as it was made, which most of them are
            symbols = clean[0].replace("-", "").translate(_READ_AS)
            if len(symbols) == self._known.get(symbols[:GROUP], _NONE)[1]:
                return symbols, clean.end()
        symbols, needed = "", 0  # 0 while the framework is not known
        while (word := _WORD.match(text, place)) and len(symbols) <= MOST:
            joined = _joins(word[1])
            if not (needed or joined or _is_group(word[2])):
                break
            longer = symbols + word[2].translate(_READ_AS)
            if needed and len(longer) > needed and not joined:
                break
            symbols, place = longer, word.end()
            needed = needed or self._known.get(symbols[:GROUP], _NONE)[1]
            if needed and len(symbols) >= needed:
                break
        return symbols, place

    def _assessment(self, symbols: str, version: str) -> Assessment:
        if version not in "1IiLl":
            raise ShareCodeError(
                "newer",
                f"A code that begins with SK{version} comes from a newer skillkit, or is "
                f"mistyped: here codes begin with {PREFIX}. Update skillkit, or copy it again.",
            )
        framework, needed = self._known.get(symbols[:GROUP], _NONE)
        if framework and len(symbols) != needed:
            _damaged(f"it has {len(symbols)} characters after {PREFIX}, not {needed}")
        if "!" in symbols:
            _damaged("it holds the letter U, which no code has")
        if len(symbols) % GROUP or len(symbols) < FEWEST:
            _damaged("a character is missing, or there is one too many")
        if _check(symbols[:-GROUP]) != int(symbols[-GROUP:], 32):
            _damaged("a character is wrong or missing, or two are swapped")
        if framework is None:
            self._foreign(symbols)
        number = int(symbols[GROUP:-GROUP], 32)
        states = []
        for _ in framework.ids:
            number, digit = divmod(number, len(_STATES))
            states.append(_STATES[digit])
        if number:
            _damaged("it holds more than the framework has skills")
        said = list(zip(framework.ids, reversed(states), strict=True))
        ratings = {skill: rating for skill, (rating, _) in said if rating is not None}
        interest = {skill: ticks for skill, (_, ticks) in said if ticks}
        try:
            return Assessment(framework, ratings=ratings, interest=interest)
        except RatingError as error:  # "na" where this minor version does not offer it any more
            raise ShareCodeError("other_version", f"The code cannot be used: {error}") from error

    def _foreign(self, symbols: str) -> NoReturn:
        same = next((f for stamp, (f, _) in self._known.items() if stamp[:2] == symbols[:2]), None)
        if same:
            raise ShareCodeError(
                "other_version",
                f"This code was made with another version of '{same.id}'; here is version "
                f"{same.version}. Use the same version of the framework on both sides.",
            )
        known = joined([f"'{framework.id}'" for framework, _ in self._known.values()])
        raise ShareCodeError(
            "unknown_framework",
            f"This code is whole, but for a framework that is not known here (known: {known}). "
            "Give that framework's file too.",
        )


def _stamp(framework: Framework) -> str:
    """The first group: which framework a code is for."""
    name = hashlib.sha256(framework.id.encode()).hexdigest()
    return "".join(
        _written(int(digits[:5], 16) >> 10, 2) for digits in (name, framework.fingerprint)
    )


def _room(framework: Framework) -> int:
    """The characters that the number takes, in whole groups."""
    bits: int = (len(_STATES) ** len(framework.skills) - 1).bit_length()
    return -(-bits // (5 * GROUP)) * GROUP


def _written(number: int, length: int) -> str:
    """The number in base 32, with leading zeros."""
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(length)))


def _check(symbols: str) -> int:
    """The CRC-16 of the characters (as `int` reads them) as one row of bits."""
    bits = int(symbols, 32)
    return binascii.crc_hqx(bits.to_bytes(-(-5 * len(symbols) // 8), "big"), 0xFFFF)


def _joins(gap: str) -> bool:
    """Whether what stands between two words joins them, as a dash does, also at a line's end."""
    return gap in ("", "-") or not _SPACE.search(gap) or ("\n" in gap and bool(_DASH.search(gap)))


def _is_group(word: str) -> bool:
    return len(word) == GROUP and any(character.isdigit() for character in word)


def _damaged(why: str) -> NoReturn:
    raise ShareCodeError("damaged", f"The code is damaged: {why}. Copy it again.")
