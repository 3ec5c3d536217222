"""Tables: forms' answers and sheets, whose columns say who somebody is, what they sent and rated.

The head of a table is all that stands above its first code or rating: titles, areas, questions.
What belongs to a rated row and cannot be read is refused by row and cell, never passed over.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence, Set

from skillkit.assessment import Assessment
from skillkit.assessment.paper_row import RowError, cannot_be, printed, read_row, signs_of
from skillkit.assessment.share_code import CodeReader
from skillkit.base.text import joined, quoted
from skillkit.base.words import say
from skillkit.framework import Framework, Skill
from skillkit.team.chat.forms import Sender, likely, sender_of
from skillkit.team.chat.labels import (
    CODE,
    FAMILY,
    GIVEN,
    MAIL,
    NAME,
    NOBODY,
    NOT_NAME,
    OTHER,
    OTHER_LINE,
    other_line,
)

Row = Sequence[str]
Answer = tuple[str, Sender | None, str, bool, bool, Assessment | RowError | None]

_MOST_ABOVE = 12  # rows above the first one that says something
_LEVEL = re.compile(  # "4", "4.0", "4,0", "4 - Strong", "4 (Strong)", "Level 4", "L4"
    r"(?:(?:levels?|lvl|l|stufe|niveau|nivel|nível|livello|poziom|niveau|уровень|レベル|级别|수준)[ .:#_-]{0,2})?"
    r"(\d)(?:[.,]0{1,3})?(?:\s*(?:[-–—=:.)]|\()\s*\D.*)?",
    re.IGNORECASE | re.DOTALL,
)
_BEHIND = re.compile(r"\D+\((\d)\)")  # "Strong (4)"
_HALF = re.compile(r"(?:name|nom|nome|naam|namn|navn|nume|név)\b(?! and| et)", re.IGNORECASE)
_EMPTY = re.compile(r"[-–—]?")
_NOT_APPLICABLE = re.compile(r"x|×|n/?a|n\.\s?a\.|not applicable|entfällt|trifft nicht zu", re.I)
_OF_A_ROW = {*"0123456-x "}  # 7 and 8, which few frameworks have, are in times and dates
_NUMBERS = re.compile(r"[\d\s.,:/+\-]+(?:[AP]M)?(?: GMT[+-]?\d*)?", re.IGNORECASE)


# --- What is a table -----------------------------------------------------------------------------


def rows_of(text: str, is_table: bool, known: Sequence[Framework] = ()) -> list[list[str]] | None:
    """The rows of a table, the names of its columns first; None where the text is no table."""
    text = text.lstrip("\n")
    first = text.partition("\n")[0]
    if first.lower().startswith("sep=") and len(first) == 5:
        return rows_of(text.partition("\n")[2], True, known)
    for delimiter in sorted("\t;,|", key=text[:5000].count, reverse=True):
        if delimiter in text[:5000] and (rows := _table(text, delimiter, is_table, known)):
            return rows
    for delimiter in ",;":
        if _is_coded(_parsed(_beginning(text), delimiter)):
            rows = _parsed(text, delimiter)
            if _is_coded(rows):
                return [[""] * len(rows[0]), *rows]  # without a head
    if is_table and (rows := _parsed(text, ",")) and all(len(row) == 1 for row in rows):
        return rows if not re.search(r"\d", first) else [[""], *rows]
    return None


def _beginning(text: str) -> str:
    """The first lines of a text, in which a table shows that it is one."""
    lines = text[:50_000].split("\n")
    whole = lines if len(text) <= 50_000 else lines[:-1]
    return "\n".join(whole[:100])


def _is_coded(rows: Sequence[Row]) -> bool:
    """Whether each of some rows has a code, and as many cells as the others."""
    width = len(rows[0]) if rows else 0
    alike = all(len(row) == width and any(map(CODE.search, row)) for row in rows)
    return alike and width > 2 and len(rows) > 1


def _table(
    text: str, delimiter: str, is_table: bool, known: Sequence[Framework]
) -> list[list[str]] | None:
    """The rows of a text with this mark between cells, below one row of names."""
    levels, beginning = _Levels(known), _parsed(_beginning(text), delimiter)
    may_be = any(
        _is_head(row, delimiter, is_table) or levels.skills_in(row)
        for row in beginning[:_MOST_ABOVE]
    )
    if not may_be and not _turned(beginning, known):
        return None  # without a look at all of a long chat
    rows = _parsed(text, delimiter)
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return None
    if turned := _turned(rows, known):
        return turned
    named = next((i for i, row in enumerate(rows[:_MOST_ABOVE]) if levels.skills_in(row)), None)
    start = next((i for i, row in enumerate(rows) if levels.says(row)), 1)
    start = start if named is None else named + 1
    above = [row for row in rows[: min(start, _MOST_ABOVE)] if sum(map(bool, row)) > 1]
    heads = [row for row in above if _is_head(row, delimiter, is_table)]
    if not heads and named is None:
        return None
    first = rows[named] if named is not None else max(heads, key=lambda row: sum(map(bool, row)))
    body = rows[rows.index(first) + 1 :]
    alike = sum(len(first) <= len(row) <= len(first) + 2 for row in body)
    if alike < 0.9 * len(body):
        return None
    width = max(map(len, body))
    words = above[above.index(first) :]
    return [[" ".join(dict.fromkeys(_column(words, i))) for i in range(width)], *body]


def _column(rows: Sequence[Row], place: int) -> Iterator[str]:
    """The words of some rows in one column."""
    return (row[place].strip() for row in rows if place < len(row) and row[place].strip())


def _parsed(text: str, delimiter: str) -> list[list[str]]:
    rows = csv.reader(io.StringIO(text.strip("\n")), delimiter=delimiter, strict=False)
    cells = [[cell.strip() for cell in row] for row in rows if any(map(str.strip, row))]
    if delimiter == "|":  # a table of Markdown has a mark at both sides, and a line below its head
        cells = [row[1:-1] if not row[0] and not row[-1] else row for row in cells]
        cells = [row for row in cells if not all(re.fullmatch(":?-+:?", cell) for cell in row)]
    return cells


def _is_head(cells: Row, delimiter: str, is_table: bool) -> bool:
    """Whether a row names columns, in words."""
    worded = all(not re.search(r"\d{2}|^\s*[0-4]\s*$", cell) for cell in cells)
    named = any(p.search(cell) for cell in cells for p in (NAME, MAIL, OTHER))
    return worded and (named or is_table or (delimiter != "," and len(cells) > 3))


def _turned(rows: Sequence[Row], known: Sequence[Framework]) -> list[list[str]] | None:
    """The rows of a sheet whose skills go down, a column for each person, turned round."""
    width = max(map(len, rows))
    down = [row[0] for row in rows]
    if width < 2 or not any(_by_name(down, framework) for framework in known):
        return None
    turned = [[row[i] if i < len(row) else "" for row in rows] for i in range(width)]
    return [["name", *turned[0][1:]], *turned[1:]]


# --- Who, and what -------------------------------------------------------------------------------


def answers(rows: Sequence[Row], known: Sequence[Framework]) -> Iterator[Answer]:
    """The rows of a table below its head, with their people where columns name them."""
    head, levels = rows[0], _Levels(known)
    body = [[*row, *[""] * (len(head) - len(row))] for row in rows[1:]]
    mails = [i for i, cell in enumerate(head) if MAIL.search(cell)]
    start = next((i for i, row in enumerate(body) if levels.says(row)), -1)
    names = _names(head, body[max(0, start) :], mails)
    frameworks, rated = _rated(head, body, {*names, *mails}, known, levels)
    named = levels.skills_in(head)
    own_words = _Levels(frameworks)
    numbers = {row[i] for row in body for i in rated if row[i].isdigit()}
    unsure = _misplaced(head, rated, frameworks) or own_words.settle_numerals(numbers)
    for place, cells in enumerate(body):
        name = " ".join(cells[i] for i in names if not _is_nobody(cells[i]))
        mail = next((cells[i] for i in mails if not _is_nobody(cells[i])), "")
        mail = mail or (name if re.fullmatch(r"[^\s@]+@[^\s@]+", name) else "")
        sender = sender_of(name or mail)
        if sender and mail:
            sender = Sender(sender.name, mail.casefold())
        said = [cell for i, cell in enumerate(cells) if i not in rated and not _is_plain(cell)]
        ratings = [cells[i] for i in rated]
        card = None
        if not named and any(map(CODE.search, said)):
            ratings = []  # a form asks for numbers of other things too
        if any(ratings) and (any(map(levels.is_rating, ratings)) or place > start):
            if ratings == [head[i] for i in rated]:
                continue  # the names of the columns once more
            card = unsure or _card(name, ratings, own_words, frameworks)
        yield f"row {place + 2}", sender, "\n\n".join(said), bool(mail), False, card


def _card(
    name: str, cells: Row, levels: _Levels, frameworks: Sequence[Framework]
) -> Assessment | RowError:
    """What the cells of a row say, or why they are no ratings of a person."""
    if OTHER_LINE.fullmatch(name.strip()):
        return RowError("other", other_line(name))
    signs = [levels.sign(cell) for cell in cells]
    if unread := [cell for cell, sign in zip(cells, signs, strict=True) if sign is None]:
        named = joined([quoted(cell) for cell in dict.fromkeys(unread)][:3])
        return RowError("sign", cannot_be(named, frameworks))
    try:
        return read_row(" ".join(map(str, signs)), frameworks)
    except RowError as error:
        return error


def _misplaced(head: Row, rated: Sequence[int], frameworks: Sequence[Framework]) -> RowError | None:
    """Why the columns cannot be taken in the order of the skills: one is named elsewhere."""
    for framework in frameworks:
        if len(framework.skills) != len(rated):
            continue
        for place, skill in zip(rated, printed(framework), strict=True):
            found = _columns_of(skill, [_key(cell) for cell in head])
            if len(found) == 1 and found != [place]:
                return RowError(
                    "order",
                    say(
                        "The column {name} stands in another place than on the rating sheet, and "
                        "not every column has the name of its skill. Name them all, or none.",
                        name=quoted(skill.name),
                    ),
                )
    return None


def _names(head: Row, body: Sequence[Row], mails: Sequence[int]) -> list[int]:
    """The columns that name somebody: the one that tells most people apart, with its other half."""
    families = [i for i, cell in enumerate(head) if FAMILY.search(cell)]
    named = [i for i, cell in enumerate(head) if NAME.search(cell) and i not in families]
    told = {
        i: len({_key(row[i]) for row in body if not _is_nobody(row[i]) and not row[i].isdigit()})
        for i in named
        if not NOT_NAME.search(head[i]) and i not in mails
    }
    given = [i for i in told if told[i] and GIVEN.search(head[i])]
    halves = [i for i in told if told[i] and _HALF.match(head[i]) and i not in given]
    if given and (families or halves):
        return [given[0], (families or halves)[0]]
    best = max(told, key=lambda i: told[i], default=None)
    if best is not None and told[best]:
        return [best, *families[:1]]
    return families[:1] or ([] if mails else _unnamed(head, body))


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def _unnamed(head: Row, body: Sequence[Row]) -> list[int]:
    """The column of names where the head has nothing above them."""
    blank = [i for i, cell in enumerate(head) if not cell.strip()]
    columns = {i: [row[i] for row in body if row[i]] for i in blank}
    return [i for i, cells in columns.items() if cells and all(map(likely, cells))][:1]


# --- Ratings -------------------------------------------------------------------------------------


class _Levels:
    """What the cells of a sheet may say, as the signs of a row."""

    def __init__(self, known: Sequence[Framework]) -> None:
        self.words: dict[str, set[str]] = {}
        self.numerals: dict[str, str] = {}  # names that are numbers
        self.known, self.codes = known, CodeReader(known)
        self.signs = signs_of(known) if known else set("01234")
        for framework in known:
            for level in framework.levels:
                if level.name.isdigit():  # the number of another level, perhaps
                    self.numerals[level.name] = str(level.number)
                else:
                    self._note(level.name, level.number)
            for skill in framework.skills:
                for number, anchor in zip(framework.scale, skill.anchors, strict=False):
                    self._note(anchor, number)

    def _note(self, word: str, number: int) -> None:
        self.words.setdefault(_key(word).rstrip("."), set()).add(str(number))

    def settle_numerals(self, cells: Set[str]) -> RowError | None:
        """Take the numbers of a sheet for names of levels, if they are; or say why nobody can."""
        names = {name for name, number in self.numerals.items() if name != number}
        if len(self.known) != 1 or not names or not cells <= self.numerals.keys():
            return None
        if not cells <= self.signs:
            self.words |= {name: {number} for name, number in self.numerals.items()}
            return None
        return RowError(
            "numerals",
            say(
                "Levels of “{title}” are called by numbers that are not their own, so nobody can "
                "tell which are meant. Ask for a share code.",
                title=self.known[0].title,
            ),
        )

    def sign(self, cell: str) -> str | None:
        """The sign of a cell: of a number, a level's name or its sentence; None for other words."""
        cell = "".join(_digit(sign) for sign in unicodedata.normalize("NFKC", cell)).strip()
        if _EMPTY.fullmatch(cell):
            return "-"
        if _NOT_APPLICABLE.fullmatch(cell):
            return "x"
        said = self.words.get(_key(cell).rstrip("."), set())
        if len(said) == 1:
            return next(iter(said))
        found = _LEVEL.fullmatch(cell) or _BEHIND.fullmatch(cell)
        return found[1] if found and found[1] in self.signs else None

    def is_rating(self, cell: str) -> bool:
        """Whether a cell says a level."""
        return bool(cell) and self.sign(cell) is not None

    def says(self, row: Row) -> bool:
        """Whether a row says more than the head of a table: a code, or ratings."""
        if sum(map(self.is_rating, row)) > 2:
            return True
        return any(next(self.codes.find(cell), None) for cell in row)

    def skills_in(self, row: Row) -> list[int]:
        """The columns of the skills of a framework that a row names all of."""
        return next(filter(None, (_by_name(row, framework) for framework in self.known)), [])


def _digit(sign: str) -> str:
    """A sign, and a digit of another script as the one that everybody can type."""
    value = unicodedata.digit(sign, None) if not sign.isascii() else None
    return sign if value is None else str(value)


def _rated(
    head: Row,
    body: Sequence[Row],
    others: set[int],
    known: Sequence[Framework],
    levels: _Levels,
) -> tuple[Sequence[Framework], list[int]]:
    """The columns that hold the ratings of a sheet, in the order of its skills, and of which."""
    for framework in known:  # by the skills' own names, in whatever order they stand
        if by_name := _by_name(head, framework):
            return [framework], by_name
    fitting = [i for i in range(len(head)) if i not in others and _is_rating(body, i, levels)]
    lengths = {len(framework.skills) for framework in known}
    for run in (fitting, *_runs(fitting)):
        if len(run) in lengths:
            return known, run
    longest = max(_runs(fitting), key=len)
    return known, longest if len(longest) > 3 else []  # refused and named, if it was meant


def _by_name(cells: Sequence[str], framework: Framework) -> list[int]:
    """The places of a framework's skills in the order of its sheet, if each is named once."""
    keys, places = [_key(cell) for cell in cells], list[int]()
    for skill in printed(framework):
        found = _columns_of(skill, keys)
        if len(found) != 1:
            return []
        places += found
    return places if len({*places}) == len(places) > 1 else []


def _columns_of(skill: Skill, keys: Sequence[str]) -> list[int]:
    """The columns that are called like a skill, or else have its name within their own."""
    name = _key(skill.name)
    if same := [i for i, key in enumerate(keys) if key in (name, _key(skill.id))]:
        return same
    inside = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    return [i for i, key in enumerate(keys) if inside.search(key)]


def _runs(columns: Sequence[int]) -> Iterator[list[int]]:
    """The columns that stand side by side."""
    run: list[int] = []
    for column in columns:
        if run and column != run[-1] + 1:
            yield run
            run = []
        run.append(column)
    yield run


def _is_rating(body: Sequence[Row], column: int, levels: _Levels) -> bool:
    """Whether half of the cells of a column say a level or nothing, and not all say nothing."""
    cells = [row[column] for row in body]
    fitting = sum(levels.sign(cell) is not None for cell in cells)
    return any(map(levels.is_rating, cells)) and 2 * fitting >= len(cells)


def _is_plain(cell: str) -> bool:
    """Whether a cell is a number or a moment, which says nothing here, unless it may be a row."""
    return bool(_NUMBERS.fullmatch(cell)) and not set(cell) <= _OF_A_ROW


def _is_nobody(cell: str) -> bool:
    return not cell.strip() or bool(NOBODY.fullmatch(cell.strip()))
