r"""TOML slips: what goes wrong in a file written by hand, in plain words instead of a parser's.

A slip with one likely mend is mended for the rest of the look, so that one look at a file tells
them all. The file itself is never changed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from typing import Any, NamedTuple

from skillkit.base.errors import Problem
from skillkit.base.words import say, sentence

MOST = 50  # looks at one text; each slip costs one

_KEY = r"\s*[\w-]+\s*=\s*"  # "name = "

_BEGIN = rf"^({_KEY}|\s*)"  # a value begins after its key, or as an item of a list

_END = r"(\s*,?\s*(?:#.*)?)$"  # nothing follows it but a comma and a comment

_CURLY = (  # or straight in another way, as primes and signs of full width are
    "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2018\u2019\u201a\u201b"
    "\u2032\u2033\u00b4`\uff02\u300c\u300d\u301d-\u301f"
)

# What word processors, chats and other keyboards write for a common sign, or hide beside one.
_ODD_BLANKS = "\u00a0\u2007\u202f\u3000"
_HIDDEN = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"
_FULL_WIDTH = {
    ord(wide): ascii for wide, ascii in zip("\uff1d\uff3b\uff3d\uff0c\uff03", "=[],#", strict=True)
}

_HEADER = re.compile(r"\s*\[+\s*([\w.-]+)\s*\]+\s*(?:#.*)?")  # of a table, with any brackets


class Slip(NamedTuple):
    """A slip as it looks on its line: what to say about it, and the line as it was meant.

    The pattern's groups are what comes before, what is wrong, and what comes after.
    """

    pattern: str
    sentence: str
    meant: str = ""  # "" where nobody can tell
    everywhere: bool = False  # it is rarely alone, and looks like nothing else


# The first that fits the line where the parser stops is the one that is told.
SLIPS = (
    Slip(
        r"^(\s*)(```\w*|~~~\w*)(\s*)$",
        sentence("a mark of Markdown around the file; take this line out."),
        r" ",
        everywhere=True,
    ),
    Slip(
        r"^()(<<<<<<<|=======|>>>>>>>)(.*)$",
        sentence("a mark between two versions of the file; keep one of them, and no mark."),
    ),
    Slip(
        r"^(\s*)(//|/\*|<!--|;|--)(.*)$",
        sentence("'{found}' before a remark; write #."),
        r"\1#\3",
        everywhere=True,
    ),
    Slip(
        r"^(\s*)([-*•–—]|\d+[.)]|[a-z]\))\s+(\".*)$",
        sentence("'{found}' before a text; take it out."),
        r"\1\3",
        everywhere=True,
    ),
    Slip(
        r"^(\s*)(\)|\})(\s*,?\s*)$",
        sentence("'{found}' where a list ends; write ]."),
        r"\1]\3",
    ),
    Slip(
        r"^(\s*\"[^\"]*\")(\s*;)(\s*(?:#.*)?)$",
        sentence("a semicolon behind a text of a list; write a comma."),
        r"\1,\3",
        everywhere=True,
    ),
    Slip(
        r"^(\s*\"[^\"]*\",?)(\s*(?:\.\.\.|\u2026|etc\.?))(\s*,?\s*(?:#.*)?)$",
        sentence("dots behind a text; take them out."),
        r"\1\3",
    ),
    Slip(
        rf'{_BEGIN}""([^"]+)""{_END}',
        sentence('two quotation marks on each side of a text; write one: "{found}".'),
        r'\1"\2"\3',
        everywhere=True,
    ),
    Slip(
        rf'^({_KEY}"[^"]*"\s*,?\s+)([\w-]+\s*=)(.*)$',
        sentence("two keys on one line; give each a line of its own."),
    ),
    Slip(
        rf'^({_KEY}"[^"]*")(\s*,)(\s*(?:#.*)?)$',
        sentence("a comma at the end of the line; take it out."),
        r"\1\3",
        everywhere=True,
    ),
    Slip(
        rf'^({_KEY}"[^"]*")(\s+[^\s"#,\]][^"]*)()$',
        sentence("words behind a text; write # before them, or put them into it."),
        r"\1 #\2",
    ),
    Slip(
        rf"^({_KEY})(0+)(\d+){_END}",
        sentence("'{found}' before a number; take it out."),
        r"\1\3\4",
    ),
    Slip(
        rf"{_BEGIN}[{_CURLY}](.*?)[{_CURLY}\"]?{_END}",
        sentence(
            "curly quotation marks around a text, as word processors write them; "
            'write straight ones: "...".'
        ),
        r'\1"\2"\3',
        everywhere=True,
    ),
    Slip(
        rf'{_BEGIN}"([^"]*)[{_CURLY}]{_END}',
        sentence('a curly quotation mark at the end of a text; write a straight one: ".'),
        r'\1"\2"\3',
        everywhere=True,
    ),
    Slip(
        rf'{_BEGIN}"([^"]*?){_END}',
        sentence('this text has no quotation mark at its end; write one: ".'),
        r'\1"\2"\3',
    ),
    Slip(
        rf"^({_KEY})(True|TRUE|Yes|yes){_END}",
        sentence("'{found}' found; write true."),
        r"\1true\3",
    ),
    Slip(
        rf"^({_KEY})(False|FALSE|No|no){_END}",
        sentence("'{found}' found; write false."),
        r"\1false\3",
    ),
    Slip(
        rf"^({_KEY})(-?\d+),\d+{_END}",
        sentence("a comma in a number; write a whole number, or a point in its place."),
        r"\1\2\3",
    ),
    Slip(
        rf"{_BEGIN}'(.*'.*)'{_END}",
        sentence("an apostrophe inside single quotation marks; write double ones around the text."),
        r'\1"\2"\3',
    ),
    Slip(
        rf"^({_KEY})(\d\d)[./](\d\d)[./](\d{{4}})(\s*(?:#.*)?)$",
        sentence("a date in another form; write it like 2026-01-31."),
        r"\1\4-\3-\2\5",
    ),
    Slip(
        rf"^({_KEY})(\d+)\s*/\s*(\d+){_END}",
        sentence("a share in another form; write it like [3, 5]."),
        r"\1[\2, \3]\4",
    ),
    Slip(
        rf"^({_KEY})(\d+)\s*%{_END}",
        sentence("a share in another form; write it like [3, 5]."),
        r"\1[\2, 100]\3",
    ),
    Slip(
        r"^(\s*[\w-]+\s*=\s*\{[^}]*?\w)(\s*:\s*)([^{}]*\}.*)$",
        sentence("a colon after a key; write = in its place."),
        r"\1 = \3",
    ),
    Slip(
        rf"^({_KEY}.*?)(\s*//)(.*)$",
        sentence("// before a remark; write #."),
        r"\1 #\3",
    ),
    Slip(
        rf"^({_KEY}.*?\S)(\s*;)(\s*(?:#.*)?)$",
        sentence("a semicolon at the end; take it out."),
        r"\1\3",
    ),
    Slip(
        r"^(.*?,)(\s*,)(\s*(?:#.*)?)$",
        sentence("two commas; take one of them out."),
        r"\1\3",
    ),
    Slip(
        r"^(\s*[\w-]+\s*)(==+|:=|=>|->)(.*)$",
        sentence("'{found}' after a key; write = in its place."),
        r"\1=\3",
    ),
    Slip(
        r"^(\s*[\w-]+)(\s*:\s*)(.*)$",
        sentence("a colon after a key; write = in its place."),
        r"\1 = \3",
    ),
    Slip(rf"^({_KEY})()(#.*)?$", sentence("nothing follows the =; write a value.")),
    Slip(
        rf'{_BEGIN}([^\W\d][^"=\[\]{{}}]*?)"?{_END}',
        sentence('a text without quotation marks; write "{found}".'),
        r'\1"\2"\3',
    ),
    Slip(
        rf'{_BEGIN}("[^"]+"[^",\]]+".*){_END}',
        sentence('a quotation mark inside a text; write \\" for it, or a curly one.'),
    ),
)


OTHERWISE = sentence(
    "this cannot be read; look for a missing comma, bracket or quotation mark, here or on the "
    "line above."
)

Found = tuple[int, str, str]  # the index of a line, what to say, and the line as it was meant


def parsed(
    text: str, lists: Collection[str], known: Collection[str] = ()
) -> tuple[dict[str, Any] | None, list[Problem]]:
    """The table of a TOML text, or None, and a problem for each slip.

    `lists` are the tables of which there are several, so that each begins with [[two brackets]];
    `known` are the names of these and of all others.
    """
    if kind := _other_kind(text):
        return None, [Problem(say("line {line}", line=1), kind)]
    lines = re.split(r"\r\n|\n|\r", text.removeprefix("\ufeff"))
    problems: list[Problem] = []
    for i, said, meant in list(_misnamed(lines, lists, known)):
        problems.append(Problem(say("line {line}", line=i + 1), said))
        lines[i] = meant
    for _ in range(MOST):
        try:
            return tomllib.loads("\n".join([*lines, ""])), problems
        except RecursionError:
            return None, [
                *problems,
                Problem("file", say("hundreds of brackets inside each other.")),
            ]
        except ValueError as error:
            found = _slips(lines, str(error), lists)
        told = {problem.path for problem in problems}
        new = [Problem(say("line {line}", line=i + 1), said) for i, said, _ in found if said]
        problems += [problem for problem in new if problem.path not in told]
        if not all(meant for *_, meant in found):
            break
        for i, _, meant in found:
            lines[i] = meant
    return None, problems


def _other_kind(text: str) -> str:
    """What to do with a text that is no TOML at all; else nothing."""
    start = text.removeprefix("\ufeff").lstrip()[:300]
    if start.startswith(("{\\rtf", "PK\x03\x04", "%PDF")):
        return say("this is a file of a word processor; save it there as plain text in UTF-8.")
    if re.match(r"<(?:!doctype|html|\?xml)", start, re.IGNORECASE):
        return say("this is a web page; save its text alone.")
    looks = r'\{\s*(?:"|\})|\[\s*\{|(?:---\s*\n)?\w+:[^\n]*\n+(?:\w+:|\s*- )'
    if "[[" not in text and re.match(looks, start):
        return say(
            "this is JSON or YAML, not TOML; skillkit import makes a framework.toml of such a file."
        )
    return ""


def _slips(lines: list[str], message: str, lists: Collection[str]) -> list[Found]:
    """The slip at which the parser stops, on each line that has it."""
    place = re.search(r"line (\d+), column (\d+)", message)
    if place is None:
        return [_without_place(lines)]
    index, column = int(place[1]) - 1, int(place[2]) - 1
    line, above = lines[index], _above(lines, index)
    at_the_beginning = not line[:column].strip(" [")
    header = _HEADER.fullmatch(line)
    if odd := _odd_signs(line):
        return [(index, *odd)]
    if header and not header[1].isascii():  # quoted, it is a table that the reader does not know
        return [(index, "", f'[["{header[1]}"]]')]
    if header and (brackets := list(_brackets(lines, header[1], lists))):
        return brackets
    if "overwrite" in message or "twice" in message:
        return [(index, say("the same name is used already; take one of the two out."), "")]
    if "Unescaped" in message or "hex value" in message:
        doubled = re.sub(r'\\(?![\\"])', r"\\\\", line)
        return [(index, say("a backslash in a text; write two, or a slash."), doubled)]
    if at_the_beginning and (header or re.match(_KEY, line)):
        said = say("the list that ends here is not closed; write ] after it.")
        return [(above, said, _ended(lines[above], "]"))]
    if at_the_beginning and "Unclosed" in message and lines[above].rstrip().endswith('"'):
        said = say("no comma after this text; write one.")
        return [(above, said, _ended(lines[above], ","))]
    if "Expected '='" in message and ":" not in line:
        said = say(
            "no = after a key; write a key with a to z, digits and _ alone, then = and a value."
        )
        return [(index, said, "")]
    return _broken(lines, index) or list(_known(lines, index)) or [(index, say(OTHERWISE), "")]


def _odd_signs(line: str) -> tuple[str, str] | None:
    """What to say of signs outside a text that only look right, and the line with common ones."""
    begin, quote, rest = line.partition('"')
    if found := [sign for sign in begin if sign in _ODD_BLANKS + _HIDDEN]:
        said = (
            say("a blank that word processors write (U+00A0); write a common one.")
            if found[0] in _ODD_BLANKS
            else say(
                "a sign that nobody can see (U+{number}); take it out.",
                number=f"{ord(found[0]):04X}",
            )
        )
        common = "".join("" if sign in _HIDDEN else sign for sign in begin)
        return said, re.sub(f"[{_ODD_BLANKS}]", " ", common) + quote + rest
    if wide := [sign for sign in begin if ord(sign) in _FULL_WIDTH]:
        said = say(
            "'{found}' of full width; write {meant}.",
            found=wide[0],
            meant=_FULL_WIDTH[ord(wide[0])],
        )
        return said, begin.translate(_FULL_WIDTH) + quote + rest
    return None


def _broken(lines: list[str], index: int) -> list[Found]:
    """A text that goes on on the next line, as the two lines were meant; else nothing."""
    line, below = lines[index], "".join(lines[index + 1 : index + 2])
    goes_on = re.match(r'\s*[^\s"\'=\[\]#][^"=]*"\s*,?\s*(?:#.*)?$', below)
    if line.count('"') != 1 or not re.match(rf'{_BEGIN}"', line) or not goes_on:
        return []
    said = say("this text goes on on the next line; write it on one.")
    return [(index, said, f"{line.rstrip()} {below.lstrip()}"), (index + 1, "", " ")]


def _misnamed(lines: list[str], lists: Collection[str], known: Collection[str]) -> Iterator[Found]:
    """The headers of tables that nothing knows, and that are nearly called like one of a list."""
    for index, line in enumerate(lines):
        header = _HEADER.fullmatch(line)
        if known and header and "." not in header[1] and header[1] not in known:
            meant = get_close_matches(header[1].lower(), known, 1, 0.8)
            if meant and meant[0] in lists:
                said = say(
                    "[[{name}]] is not known here; write [[{meant}]].",
                    name=header[1],
                    meant=meant[0],
                )
                yield index, said, f"[[{meant[0]}]]"


def _brackets(lines: list[str], name: str, lists: Collection[str]) -> Iterator[Found]:
    """The headers of one table that have other brackets than they need."""
    for index, line in enumerate(lines):
        found = _HEADER.fullmatch(line)
        if found and found[1] == name:
            double = name in lists or ("." in name and line.lstrip().startswith("[["))
            meant = f"[[{name}]]" if double else f"[{name}]"
            if found.group().partition("#")[0].strip() != meant:
                count = say("two brackets") if double else say("one bracket")
                yield (
                    index,
                    say("write {meant}, with {count} on each side.", meant=meant, count=count),
                    meant,
                )


def _known(lines: list[str], index: int) -> Iterator[Found]:
    """The first known slip that a line shows, with the lines that have the same."""
    for slip in SLIPS:
        if re.search(slip.pattern, lines[index]):
            for i, line in enumerate(lines):
                if (i == index or slip.everywhere) and (match := re.search(slip.pattern, line)):
                    yield i, say(slip.sentence, found=match[2]), match.expand(slip.meant)
            return


def _without_place(lines: list[str]) -> Found:
    """What a parser says of no line: a number that it cannot hold, or an end that never comes."""
    for index, line in enumerate(lines):
        if re.search(r"\d{4000}", line):
            return index, say("a number of thousands of digits; write a short one."), ""
    return len(lines) - 1, say("the file ends within a list or a text; close it."), ""


def _above(lines: list[str], index: int) -> int:
    """The index of the nearest line above with something on it."""
    return next((i for i in range(index - 1, 0, -1) if lines[i].strip()), 0)


def _ended(line: str, end: str) -> str:
    """The line with this at its end; "" where a comment is in the way."""
    return "" if "#" in line else line.rstrip() + end
