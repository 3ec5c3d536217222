"""Text: what text from a person or a file may hold, so that every screen can show it."""

from __future__ import annotations

import datetime as dt
import difflib
import itertools
import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence

from skillkit.base.errors import SkillkitError
from skillkit.base.words import END, ISOLATE, SOURCE, language, plural, say, sentence

# They reorder what is around them, so that a name could rewrite its neighbours.
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")

_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters and signs that show nothing

_FIRST_MARK = "\u0300"  # no combining mark comes before it

MOST_MARKS = 4  # combining marks on one letter; Vietnamese needs two, pointed Hebrew three


def problem_with(text: object, longest: int) -> str | None:
    """The reason why `text` cannot be one line of at most `longest` characters, or None."""
    if not isinstance(text, str):
        return say("{text} is not text; write it in quotes", text=quoted(text))
    if not text.strip():
        return say("it is empty; write at least one word")
    if len(text) > longest:
        return say(
            "it has {count} characters; at most {longest} are allowed",
            count=in_figures(len(text)),
            longest=longest,
        )
    for character in text if not text.isprintable() else "":  # printable: none of these
        kind = unicodedata.category(character)
        if kind in ("Cc", "Cs", "Zl", "Zp") or character in _BIDI:
            name = say("a line break") if character in "\r\n" else f"U+{ord(character):04X}"
            return say("it holds {name}, which cannot be shown; take it out", name=name)
    if not text.isascii() and not any(map(_shows, text)):
        return say("it shows nothing; write at least one letter or sign")
    if not text.isascii() and _longest_pile(text) > MOST_MARKS:
        return say(
            "it piles more than {most} marks on one letter; take some off",
            most=MOST_MARKS,
        )
    return None


def _shows(character: str) -> bool:
    """Whether a character by itself can be seen."""
    return character not in _BLANKS and unicodedata.category(character)[0] not in "CMZ"


def all_plain(texts: Collection[str], longest: int) -> bool:
    """Whether one look shows that `problem_with` has nothing to say against any of these texts."""
    joined = "".join(texts)
    return (
        joined.isascii()
        and joined.isprintable()
        and all(map(str.strip, texts))
        and (len(joined) <= longest or max(map(len, texts)) <= longest)
    )


def quoted(value: object, longest: int = 40) -> str:
    """The value as an error shows it: quoted, cut, on one line."""
    try:
        plain = isinstance(value, dt.date | dt.time)  # as the file has it
        text = str(value) if plain else f"'{value}'" if isinstance(value, str) else repr(value)
    except ValueError:  # Python writes no integer of more than 4,300 digits
        return say("a number of thousands of digits")
    if not text.isprintable():
        text = "".join(c if c.isprintable() else "?" for c in text)
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def joined(words: Sequence[str], joint: str = "and") -> str:
    """The words in one phrase: "a", "a and b", "a, b and c"; `joint` is "and" or "or"."""
    if len(words) < 2:
        return "".join(words)
    before, last = say(", ").join(words[:-1]), words[-1]
    if joint == "or":
        return say("{before} or {last}", before=before, last=last)
    return say("{before} and {last}", before=before, last=last)


def begun(words: str) -> str:
    """The sentence as it goes on after a colon; where the language writes it so, in small."""
    return words if language().tag != SOURCE else words[:1].lower() + words[1:]


def capital(words: str) -> str:
    """The words as a sentence begins."""
    return words[:1].upper() + words[1:]


def counted(count: int, one: str) -> str:
    """A number with its noun: "1 level", "2 levels"."""
    return plural(f"{{count}} {one}", f"{{count}} {one}s", count)


def spelled(count: int) -> str:
    """A small number as a word, as in a sentence: "two"."""
    words = (
        sentence("no"),
        sentence("one"),
        sentence("two"),
        sentence("three"),
        sentence("four"),
        sentence("five"),
        sentence("six"),
        sentence("seven"),
        sentence("eight"),
        sentence("nine"),
        sentence("ten"),
    )
    return say(words[count]) if count < len(words) else str(count)


_STEPS = (  # the plurals of what is put together below
    sentence("{number} levels up"),
    sentence("{number} levels down"),
    sentence("{number} levels higher"),
    sentence("{number} levels lower"),
)


def step_words(levels: int, up: str = "up", down: str = "down") -> str:
    """A difference in words: "one level up", "two levels down"; or "higher" and "lower"."""
    way = up if levels > 0 else down
    number = spelled(abs(levels))
    return plural(f"{{number}} level {way}", f"{{number}} levels {way}", abs(levels), number=number)


def isolated(name: str) -> str:
    """A person's name for a sentence; one that is read right to left does not turn the rest."""
    turned = any(unicodedata.bidirectional(character) in ("R", "AL") for character in name)
    return f"{ISOLATE}{name}{END}" if turned else name


def _longest_pile(text: str) -> int:
    if max(text) < _FIRST_MARK:
        return 0
    groups = itertools.groupby(text, key=lambda c: unicodedata.category(c).startswith("M"))
    return max((sum(1 for _ in group) for is_mark, group in groups if is_mark), default=0)


_ADDRESS = re.compile(r"(https?://[^\s<>\"`\\|]*[^\s<>\"`\\|.,;:!?)'*_])")

# A backslash does not help: JupyterLab takes what is between two dollars for a formula all the same
# and keeps a backslash in a link. In an element of its own a sign begins no formula.
_SIGNS = {
    "$": "<span>&#36;</span>",
    "\\": "<span>&#92;</span>",
    "&": "&amp;",
    "~": "&#126;",
}


def marked(text: str) -> str:
    """The text as Markdown shows it, sign by sign; only a whole address becomes a link."""
    parts = _ADDRESS.split(text)  # every other one is an address
    parts[1::2] = (f"<{address.replace('$', '%24')}>" for address in parts[1::2])
    parts[::2] = map(_unmarked, parts[::2])
    text = "".join(parts)
    return re.sub(r"^(\s*)([-+#=])|^(\s*\d+)([.)])", r"\1\3\\\2\4", text)


def _unmarked(text: str) -> str:
    """A text without an address, no sign of which means anything."""
    text = re.sub(r"[\\`*\[\]<>|~&$]", lambda sign: _SIGNS.get(sign[0], f"\\{sign[0]}"), text)
    return re.sub(r"(?<![^\W_])_|_(?![^\W_])", r"\\_", text)  # inside a word it does nothing


LONGEST_ID = 40  # characters

IDENTIFIER = re.compile(rf"[a-z][a-z0-9_]{{0,{LONGEST_ID - 1}}}")


def identifier(name: str) -> str:
    """A name for machines that is nearest to one for people: "Unsere Pflege" is `unsere_pflege`."""
    plain = unicodedata.normalize("NFKD", name.replace("ß", "ss")).encode("ascii", "ignore")
    words = re.sub(r"[\W_]+", "_", plain.decode().lower()).lstrip("_0123456789")
    return words[:LONGEST_ID].rstrip("_")


def nearest(word: object, allowed: Iterable[str]) -> str:
    """The hint " Nearest: 'x'." for a word that is not allowed, or nothing."""
    found = difflib.get_close_matches(str(word)[:80], list(allowed), n=1, cutoff=0.5)
    return say(" Nearest: '{name}'.", name=found[0]) if found else ""


def in_figures(value: float, decimals: int = 0) -> str:
    """A number as the reader's language writes it: "1,000", or "2.5" with one decimal."""
    return in_signs(f"{value:,.{decimals}f}")


def in_signs(written: str) -> str:
    """An English number, or two with a dash between them, with the signs of the language."""
    signs = language().signs
    return written if signs == ".," else written.translate(str.maketrans(".,", signs))


def long_date(date: dt.date) -> str:
    """The date as nobody can misread it, in the reader's language: "24 November 2026"."""
    spoken = language()
    return spoken.date.format(
        day=date.day,
        month=spoken.months[date.month - 1],
        month_number=date.month,
        year=date.year,
    )


def moment_of(value: object) -> dt.datetime:
    """The time, with its zone, that a browser wrote; one without a zone is taken for UTC."""
    try:
        moment = dt.datetime.fromisoformat(str(value))
    except ValueError:
        raise SkillkitError(
            say("{value} is not a time; reload the page.", value=quoted(value))
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


YEARS = range(2000, 3000)  # of a date that somebody may write; a plan adds months to it


def day_of(value: object) -> dt.date:
    """The date that a person, a file or a browser wrote."""
    try:
        date = dt.date.fromisoformat(str(value))
    except ValueError:
        raise SkillkitError(
            say("{value} is not a date; write it like 2026-01-31.", value=quoted(value))
        ) from None
    if date.year not in YEARS:
        raise SkillkitError(
            say(
                "{value} is too far away; write a year from {low} to {high}.",
                value=quoted(value),
                low=YEARS[0],
                high=YEARS[-1],
            )
        )
    return date
