"""Share code: the short text that carries an assessment, without a name, a line or a date.

    SK1-PSX0-00AH-WHFT-1VRB

The first group stands for the framework: two characters for its id, two for its skills and major
version. The last group is a check. Between them stands one number: a digit for each
skill, made of its rating and its two ticks, so in base 28 for five levels; forty skills of five
levels take 63 characters with prefix and dashes, sixty of six 88. Groups are always whole, so a
lost or doubled character shows in the length; the check is a CRC-16 of all characters before it,
which finds every error within three neighbouring characters, whatever the code (a burst of at most
16 bits). So a code that was typed a little wrong is read where the check says yes, and refused
where it says no.
"""

from __future__ import annotations

import binascii
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from typing import NoReturn

from skillkit.assessment.model import INTEREST, NA, Assessment, Rating
from skillkit.base.errors import RatingError, SkillkitError
from skillkit.base.text import joined
from skillkit.base.words import say
from skillkit.framework import Framework
from skillkit.framework.file import known_frameworks

PREFIX = "SK1"

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U

GROUP = 4  # characters
LONGEST_PREFIX = 9  # characters, with what may come between them
FEWEST, MOST = 3 * GROUP, 80  # characters after the prefix, for 1 and for more than 60 skills

_TICKS = tuple(
    tuple(tick for tick, there in zip(INTEREST, flags, strict=True) if there)
    for flags in product((False, True), repeat=len(INTEREST))
)

State = tuple[Rating | None, tuple[str, ...]]


@cache
def _states(scale: range) -> tuple[State, ...]:
    """What a digit may say; the first says nothing at all."""
    ratings: tuple[Rating | None, ...] = (None, *scale, NA)
    return tuple(product(ratings, _TICKS))


@cache
def _digits(scale: range) -> dict[State, int]:
    return {state: digit for digit, state in enumerate(_states(scale))}


_READ_AS = str.maketrans(  # to the digits that int(text, 32) reads; "!" is none
    ALPHABET + ALPHABET.lower() + "OoIiLlUu",
    "0123456789abcdefghijklmnopqrstuv" * 2 + "001111!!",
)

# Letters of other scripts that look like those of a code; some keyboards write them instead.
_ALIKE = dict(
    zip(
        "\u0410\u0412\u0421\u0415\u041d\u0406\u0408\u041a\u041c\u041e\u0420\u051a\u0405\u0422\u051c\u0425\u0423\u0417\u0430\u0432\u0441\u0435\u043d\u0456\u0458\u043a\u043c\u043e\u0440\u051b\u0455\u0442\u051d\u0445\u0443\u0437\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03b1\u03b2\u03b5\u03b9\u03ba\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7\u054f\u212a\u0131\u017f",
        "ABCEHIJKMOPQSTWXY3ABCEHIJKMOPQSTWXY3ABEZHIKMNOPTYXABEIKVOPTYXSKIS",
        strict=True,
    )
)
_READ_AS |= {ord(alike): _READ_AS[ord(latin)] for alike, latin in _ALIKE.items()}


def _read_as(symbols: str) -> str:
    """Whatever is read as one of these characters, for a regular expression."""
    wanted = {_READ_AS[ord(symbol)] for symbol in symbols}
    return f"[{''.join(chr(sign) for sign, read in _READ_AS.items() if read in wanted)}]"


_SIGN = "0-9A-Za-z" + "".join(_ALIKE)  # what may be a character of a code, for use in brackets

# What chat programs, mail and paper put between the characters of a code, or hide there.
_DASHES = r"\-\u2010-\u2015\u2212\u2043\u058a\ufe58\ufe63\uff0d\u30fc"

_QUOTES = r"'\"`\u00b4\u2018-\u201f\u00ab\u00bb\u2039\u203a"

_STRUCK = r"\u0335-\u0338\u20e3"  # drawn over or around the sign before
_UNSEEN = rf"{_STRUCK}\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0f\ufeff"
_MARKS = rf"{_DASHES}{_QUOTES}{_UNSEEN}_*~|>\\./:,+=\u00b7\u2022\u2219"
_ESCAPED = r"%2[Dd]|%20|&(?:#\d{2,5}|#x[0-9A-Fa-f]{2,4}|shy|nbsp);|</?[a-z]{1,9}/?>"  # on a page
_WORD = re.compile(rf"((?:[{_MARKS}\s]|{_ESCAPED}){{0,99}})([{_SIGN}]+)")
_CLEAN = re.compile(
    rf"(?:-[0-9A-Za-z]{{{GROUP}}}){{1,{MOST // GROUP}}}(?![{_SIGN}])|[{_SIGN}]{{8,{MOST}}}"
)
_CUT = re.compile(r"[-\s]?(?:\.\.\.|\u2026)")  # what a chat puts where it shows only a beginning
_COMPATIBLE = re.compile(  # full width, bold, script, raised, ringed; digits of other scripts
    "[\uff01-\uff5e\U0001d400-\U0001d7ff\u00b2\u00b3\u00b9\u2070-\u2079\u2080-\u2089\u2460-\u2468"
    "\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0be6-\u0bef\u0e50-\u0e59]+"
)
_NONE: tuple[Framework | None, int] = (None, 0)  # what is known of an unknown stamp

_DASH, _SPACE = re.compile(f"[{_DASHES}]"), re.compile(r"\s")
_SOFT = re.compile(r"[./:,+=\u00b7\u2022\u2219]")  # what parts things as often as it joins them


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
    """What is at one place of a text: a code that can be read, or one that cannot."""

    start: int  # index of its first character in the text as `compatible` leaves it
    end: int  # index after what was taken for its last
    line: int  # from 1
    assessment: Assessment | None
    error: ShareCodeError | None
    bare: bool = False  # it has no prefix that could be read
    beginning: str = ""  # of a code that was cut for show, as in "SK1-PSX0-00AH...": its characters
    group: str = ""  # the characters of a group that follows, for whoever knows what it says
    joined: bool = False  # a dash joins that group to the code, so it was meant to belong to it


def compatible(text: str) -> str:
    """The text with plain letters and blanks for those that only look different, place by place."""
    if text.isascii():
        return text
    for blank in "\u00a0\u202f\u2007\u2009\u3000":
        text = text.replace(blank, " ")
    return _COMPATIBLE.sub(lambda signs: "".join(map(_plain, signs[0])), text)


@cache
def _plain(sign: str) -> str:
    """The plain letter, digit or sign for one that only looks different."""
    digit = unicodedata.digit(sign, None)
    return unicodedata.normalize("NFKC", sign) if digit is None else str(digit)


def begins_with(assessment: Assessment, beginning: str) -> bool:
    """Whether the code of an assessment begins with these characters of a code that was cut."""
    symbols = code_of(assessment).partition("-")[2].replace("-", "").translate(_READ_AS)
    return symbols.startswith(beginning)


def code_of(assessment: Assessment) -> str:
    """The share code of an assessment: its ratings and ticks, nothing else.

    Anyone with the code can read the ratings; it holds no evidence, target, confidence or date.
    """
    framework, number = assessment.framework, 0
    digits = _digits(framework.scale)
    for skill in framework.skills:
        ticks = assessment.interest.get(skill.id, ())
        state = (assessment.ratings.get(skill.id), tuple(t for t in INTEREST if t in ticks))
        number = number * len(digits) + digits[state]
    symbols = _stamp(framework) + written(number, _room(framework))
    symbols += written(_check(symbols.translate(_READ_AS)), GROUP)
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
            frameworks = known_frameworks()
        self._known: dict[str, tuple[Framework, int]] = {}  # by stamp: it, and its codes' length
        for framework in frameworks:
            stamp = _stamp(framework).translate(_READ_AS)
            self._known.setdefault(stamp, (framework, 2 * GROUP + _room(framework)))
        stamps = sorted({_stamp(framework) for framework, _ in self._known.values()})
        any_stamp = "|".join("".join(map(_read_as, stamp)) for stamp in stamps) or "(?!)"
        # The first character comes before the look back, so that most places are passed at once.
        self._start = re.compile(
            rf"{_read_as('S5')}(?<![{_SIGN}].)[{_MARKS} ]{{0,9}}{_read_as('K')}[{_MARKS} ]{{0,9}}"
            rf"([0-9]|{_read_as('1')}(?:(?![A-Za-z])|(?={any_stamp})))"
        )
        firsts = _read_as("".join(stamp[0] for stamp in stamps)) if stamps else "(?!)"
        rests = "|".join("".join(map(_read_as, stamp[1:])) for stamp in stamps)
        self._stamps = re.compile(rf"{firsts}(?<![{_SIGN}].)(?:{rests})")

    def read(self, text: str) -> Assessment:
        """The one assessment in a text; errors as in `read_code`."""
        found = list(self.find(text))
        if not found:
            raise ShareCodeError(
                "no_code",
                say(
                    "No share code is there; it begins with {prefix}-. Copy the whole code.",
                    prefix=PREFIX,
                ),
            )
        read = [f.assessment for f in found if f.assessment]
        if not read and found[0].error:
            raise found[0].error
        if any(other != read[0] for other in read[1:]):
            raise ShareCodeError(
                "several", say("{count} codes are there; give one of them.", count=len(read))
            )
        return read[0]

    def find(self, text: str) -> Iterator[Found]:
        """The codes of a text, one by one, also those that were typed a little wrong.

        Read is what the check says yes to: a prefix with a blank in it, or none at all; letters of
        other scripts; other marks in the place of dashes; one character doubled. A lost character
        is never guessed: trying all that it may have been would let one wrong card in 130 pass,
        instead of one in 65,536.
        """
        text = compatible(text)
        prefixed = list(self._prefixed(text))
        bare = self._bare(text, prefixed)
        found = sorted([*prefixed, *bare], key=lambda f: (f.start, -f.end))
        line, counted, reached, prefix = 1, 0, 0, -LONGEST_PREFIX
        for code in found:
            own = code.bare and code.start < prefix + LONGEST_PREFIX  # found by its prefix already
            if code.start < reached or own:
                continue
            line, counted = line + text.count("\n", counted, code.start), code.start
            reached = code.end if code.assessment or code.beginning else code.start + 1
            prefix = prefix if code.bare else code.start
            if code.assessment and not code.group:
                code = _with_group(text, code)
            yield replace(code, line=line)

    def _prefixed(self, text: str) -> Iterator[Found]:
        """What begins as a code does."""
        place = 0
        while start := self._start.search(text, place):
            symbols, place, cut = self._symbols(text, start.end())
            known = symbols[:GROUP] in self._known
            if known or (len(symbols) >= 2 * GROUP and " " not in start[0]):
                yield (code := self._found(symbols, start[1], start.start(), place, cut))
                if code.error and not code.beginning:
                    place = start.end()  # a good code may begin inside a bad one
            else:
                place = start.end()  # somebody speaks about codes

    def _bare(self, text: str, prefixed: Sequence[Found]) -> Iterator[Found]:
        """What begins with a framework's stamp: a code whose prefix is lost or mistyped."""
        read, number = [code for code in prefixed if code.assessment], 0
        for stamp in self._stamps.finditer(text):
            while number < len(read) and read[number].end <= stamp.start():
                number += 1
            if number < len(read) and read[number].start <= stamp.start():
                continue  # in a code that was found by its prefix
            symbols, end, cut = self._symbols(text, stamp.start())
            needed = self._known.get(symbols[:GROUP], _NONE)[1]
            code = self._found(symbols, "1", stamp.start(), end, cut)
            if code.assessment or (needed and len(symbols) >= needed - 1):
                yield replace(code, bare=True)

    def _found(self, symbols: str, version: str, start: int, end: int, cut: bool) -> Found:
        """The code of these characters, or the reason why they are none."""
        needed = self._known.get(symbols[:GROUP], _NONE)[1]
        more = symbols[needed:] if needed and len(symbols) == needed + GROUP else ""
        symbols = symbols.removesuffix(more)
        try:
            read = self._assessment(self._single(symbols), version)
            return Found(start, end, 0, read, None, group=more, joined=bool(more))
        except ShareCodeError as error:
            return Found(start, end, 0, None, error, False, symbols if cut else "")

    def _single(self, symbols: str) -> str:
        """The characters, without one that was doubled if that alone makes them pass."""
        needed = self._known.get(symbols[:GROUP], _NONE)[1] or len(symbols) // GROUP * GROUP
        if len(symbols) != needed + 1 or "!" in symbols:
            return symbols
        pairs = [i for i in range(1, len(symbols)) if symbols[i] == symbols[i - 1]]
        passing = {s for i in pairs if _passes(s := symbols[:i] + symbols[i + 1 :])}
        return passing.pop() if len(passing) == 1 else symbols

    def _symbols(self, text: str, place: int) -> tuple[str, int, bool]:
        """The characters of the code that may begin at `place`, its end, and whether it was cut.

        A known framework says how many belong to it; they may be spread over words and lines.
        Of an unknown one only what looks like groups is taken, as prose may follow.
        """
        if clean := _CLEAN.match(text, place):  # as it was made, which most of them are
            symbols = clean[0].replace("-", "").translate(_READ_AS)
            if len(symbols) == self._known.get(symbols[:GROUP], _NONE)[1]:
                return symbols, clean.end(), False
        symbols, needed = "", 0  # 0 while the framework is not known
        while (word := _WORD.match(text, place)) and len(symbols) <= MOST:
            joined = _joins(word[1])
            spaced = len(word[2]) == 1 and len(symbols) < GROUP  # S K 1 - P S X 0
            begins = needed or joined or spaced or _is_group(word[2])
            if (symbols and _CUT.search(word[1])) or not begins:
                break
            longer = symbols + word[2].translate(_READ_AS)
            loose = not joined or (_SOFT.search(word[1]) and len(word[2]) > GROUP + 1)
            if needed and len(longer) > needed and loose:
                break
            symbols, place = longer, word.end()
            needed = needed or self._known.get(symbols[:GROUP], _NONE)[1]
            if needed and len(symbols) >= needed:
                break
        return symbols, place, bool(symbols and _CUT.match(text, place))

    def _assessment(self, symbols: str, version: str) -> Assessment:
        if _READ_AS[ord(version)] != ord("1"):
            raise ShareCodeError(
                "newer",
                say(
                    "A code that begins with SK{version} comes from a newer skillkit, or is "
                    "mistyped: here codes begin with {prefix}. Update skillkit, or copy it again.",
                    version=version,
                    prefix=PREFIX,
                ),
            )
        framework, needed = self._known.get(symbols[:GROUP], _NONE)
        if framework and len(symbols) != needed:
            _damaged(
                say(
                    "it has {count} characters after {prefix}, not {needed}",
                    count=len(symbols),
                    prefix=PREFIX,
                    needed=needed,
                )
            )
        if "!" in symbols:
            _damaged(say("it holds the letter U, which no code has"))
        if len(symbols) % GROUP or len(symbols) < FEWEST:
            _damaged(say("a character is missing, or there is one too many"))
        if not _passes(symbols):
            _damaged(say("a character is wrong or missing, or two are swapped"))
        if framework is None:
            self._foreign(symbols)
        number = int(symbols[GROUP:-GROUP], 32)
        meanings, states = _states(framework.scale), []
        for _ in framework.ids:
            number, digit = divmod(number, len(meanings))
            states.append(meanings[digit])
        if number:
            _damaged(say("it holds more than the framework has skills"))
        said = list(zip(framework.ids, reversed(states), strict=True))
        ratings = {skill: rating for skill, (rating, _) in said if rating is not None}
        interest = {skill: ticks for skill, (_, ticks) in said if ticks}
        try:
            return Assessment(framework, ratings=ratings, interest=interest)
        except RatingError as error:  # "na" where this minor version does not offer it any more
            raise ShareCodeError(
                "other_version", say("The code cannot be used: {error}", error=error)
            ) from error

    def _foreign(self, symbols: str) -> NoReturn:
        same = next((f for stamp, (f, _) in self._known.items() if stamp[:2] == symbols[:2]), None)
        if same:
            raise ShareCodeError(
                "other_version",
                say(
                    "This code was made with another version of '{id}'; here is version "
                    "{version}. Use the same version of the framework on both sides.",
                    id=same.id,
                    version=same.version,
                ),
            )
        known = joined([f"'{framework.id}'" for framework, _ in self._known.values()])
        raise ShareCodeError(
            "unknown_framework",
            say(
                "This code is whole, but for a framework that is not known here (known: "
                "{known}). Give that framework's file too.",
                known=known,
            ),
        )


def _stamp(framework: Framework) -> str:
    """The first group: which framework a code is for."""
    name = hashlib.sha256(framework.id.encode()).hexdigest()
    return "".join(
        written(int(digits[:5], 16) >> 10, 2) for digits in (name, framework.fingerprint)
    )


def _room(framework: Framework) -> int:
    """The characters that the number takes, in whole groups."""
    bits: int = (len(_states(framework.scale)) ** len(framework.skills) - 1).bit_length()
    return -(-bits // (5 * GROUP)) * GROUP


def _check(symbols: str) -> int:
    """The CRC-16 of the characters (as `int` reads them) as one row of bits."""
    bits = int(symbols, 32)
    return binascii.crc_hqx(bits.to_bytes(-(-5 * len(symbols) // 8), "big"), 0xFFFF)


def _passes(symbols: str) -> bool:
    """Whether the last group is the check of those before it."""
    return _check(symbols[:-GROUP]) == int(symbols[-GROUP:], 32)


def _joins(gap: str) -> bool:
    """Whether what is between two words joins them, as a dash does, also at a line's end."""
    return gap in ("", "-") or not _SPACE.search(gap) or ("\n" in gap and bool(_DASH.search(gap)))


def _with_group(text: str, code: Found) -> Found:
    """The code with the group that follows it, if there is one; a dash may join a part of one."""
    word = _WORD.match(text, code.end)
    joined = bool(word and _DASH.search(word[1]) and not _SPACE.search(word[1]))
    if not word or len(word[2]) > GROUP + 1 or (len(word[2]) != GROUP and not joined):
        return code
    return replace(code, group=word[2].translate(_READ_AS), joined=joined)


def written(number: int, length: int) -> str:
    """The number in base 32, with leading zeros."""
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(length)))


def _is_group(word: str) -> bool:
    return len(word) == GROUP and any(character.isdigit() for character in word)


def _damaged(why: str) -> NoReturn:
    raise ShareCodeError("damaged", say("The code is damaged: {why}. Copy it again.", why=why))
