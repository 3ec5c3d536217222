"""Read: the codes and rows of a log, each with its place and with who handed it in.

A row has its line to itself, after a name at most: digits elsewhere are digits.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from skillkit.assessment import Assessment
from skillkit.assessment.paper_row import RowError, cannot_be, may_be_row, read_row
from skillkit.assessment.share_code import CodeReader, Found
from skillkit.base.errors import SkillkitError
from skillkit.base.text import joined, quoted
from skillkit.base.words import say
from skillkit.framework import Framework
from skillkit.framework.file import known_frameworks
from skillkit.practice.reading import Reading, reading_in
from skillkit.team.chat.decode import plain
from skillkit.team.chat.forms import (
    ANNOUNCED,
    EDITED,
    MOMENT,
    REACTED,
    Head,
    Sender,
    cleaned,
    heads,
    leveled,
    likely,
    sender_of,
)
from skillkit.team.chat.labels import OTHER_LINE, is_name_label, other_line

_UNRATED = set(" \t|,;-\u2010\u2011\u2012\u2013\u2014\u2015\u2212")
T = TypeVar("T")
LONGEST_LINE = 2000  # characters before a place that are looked at for a name or a mark


@dataclass(frozen=True, slots=True)
class HandIn:
    """One code or paper row of a log, readable or not, and who handed it in as far as it says."""

    start: int  # index of its first character
    place: str  # "line 14"
    sender: Sender | None
    assessment: Assessment | None
    error: SkillkitError | None
    firm: bool = False  # the log's form has a grammar that says who wrote what
    message: int = 0  # the same for all that stands in one message
    quote: bool = False  # somebody else wrote it earlier: a quote, a reply, a reaction, a forward
    beginning: str = ""  # of a code that was cut for show
    on_paper: bool = False  # typed from a sheet, so somebody ought to compare the two
    beside: str = ""  # what else stands in the message, near by
    reading: Reading = ()  # how the sender read the practice texts, in the group after the code
    unread: bool = False  # a group belongs to the code, and cannot be read
    end: int = 0  # index after its last character

    @property
    def name(self) -> str | None:
        """The sender's name."""
        return self.sender.name if self.sender else None


@dataclass(frozen=True, slots=True)
class Log:
    """A text with the heads of its messages; it begins with a line break."""

    text: str
    heads: tuple[Head, ...] | None = None  # None while nobody has said where messages begin
    beside: tuple[HandIn, ...] = ()  # what its own form says beside the text


def read_log(log: str | Log, frameworks: Iterable[Framework] | None = None) -> list[HandIn]:
    """The codes and rows of a log in its order."""
    if isinstance(log, str):
        log = Log("\n" + plain(log) + "\n")
    known = known_frameworks() if frameworks is None else [*frameworks]
    text = log.text if log.heads is not None else leveled(log.text)
    codes = list(CodeReader(known).find(text))
    places = [code.start for code in codes]
    lines = _lines(text)
    rows = [match.start() for found in lines.values() for match in found]
    tops = list(log.heads) if log.heads is not None else heads(text, places, rows)
    reading = _Reading(text, tops, lines)
    reading.codes = [(code.start, code.end) for code in codes]
    found = [reading.of_code(code) for code in codes]
    found += [*reading.rows(codes, known), *log.beside]
    found.sort(key=lambda hand_in: hand_in.start)
    return reading.named(found)


# --- Rows --------------------------------------------------------------------------------------

_SIGNS = r"0-9OoLlIiXx×\u2010-\u2015\u2212\-"
_ROW = re.compile(  # a run of signs at the end of a line, one mark of editing after it or none
    rf"[0-9OolIxX×\u2010-\u2015\u2212\-](?<=[\s:;|,>)\]\"'`*_.].)[{_SIGNS} \t|,;]{{2,250}}+(?=[*_`\"'”]{{0,3}}[ \t]{{0,8}}"
    r"(?:[(<][^()<>\n]{2,40}[)>][ \t]{0,8})?\n)"
)
_SHEET = rf"(?P<cells>(?:[ ]?[{_SIGNS}]?[ ]?(?P=sep)){{3,80}}[ ]?[{_SIGNS}]?)(?=[ ]{{0,8}}\n)"
_CELLS = re.compile(  # a name and cells
    rf"\n(?P<name>[^\n\t;,|]{{0,60}})(?P<sep>[\t;,|]){_SHEET}"
)
_QUOTED = re.compile(  # a name that has the mark between cells in it
    rf"\n(?P<name>\"[^\n\"]{{1,60}}\")(?P<sep>[\t;,|]){_SHEET}"
)
_COLUMNS = re.compile(  # a name in several cells, or with other marks in it
    rf"\n(?P<name>[^\n\t]{{1,60}}(?:\t[^\n\t]{{1,60}}){{0,2}}?)(?P<sep>\t){_SHEET}"
)
_TALK = re.compile(  # a row with words behind it
    r"\n(?P<name>[^\n:]{1,60}):[ \t]{0,4}(?P<row>[0-4xX-][0-4xX \t-]{3,120}[0-4xX-])(?=[ \t,.!;]{1,4}[^\W\d_]{2,30})"
)
_PARTED = re.compile(  # signs with the same mark between each two: 4/3/2/1/0/1
    r"\n(?P<name>[^\n:]{1,60}):[ \t]{0,4}(?P<row>[0-9xX](?P<by>[/.])[0-9xX](?:(?P=by)[0-9xX]){2,80})[ \t]*+(?=\n)"
)
_NAMED_BEHIND = re.compile(  # a row, and a name behind it
    r"\n[ \t>*_]{0,8}(?P<row>[0-9xX-][0-9xX×\u2010-\u2015\u2212 \t-]{3,120}?)(?:[ ]?[:;,|\t=]|[ ][-–—](?=[ ])|[ ])"
    r"[ \t]{0,4}(?P<name>[^\W\d_xX][^\n\t:;|0-9]{1,60})(?=\n)"
)
_ODD = re.compile(  # what has signs of a row and others
    r"\n(?P<name>[^\n:]{1,60}):[ \t]{0,4}(?P<row>[0-9xX][0-9xX \t?!*/noNOaAlIi-]{3,60})(?=\n)"
)
_IN_BRACKETS = re.compile(r"[ \t*_`]{0,8}\(([^()\n]{2,40})\)")
_BARE = " \t>*_`\"'“”‘’"
_SPACED = re.compile(r"[\s>*_•]{0,12}([^\n\d:;|]{2,60}?)[ \t]+")  # a name, and no mark after it
_NUMBER = r"(?:#?\d{1,3}[.:)]\s{1,4}|[-*•]\s{1,4})?"
_NOTHING = re.compile(rf"[{_BARE}]*(?:{MOMENT})?[{_BARE}]*{_NUMBER}[{_BARE}]*", re.IGNORECASE)
# Words before a colon after which digits are something else than ratings.
_NO_ROW = re.compile(
    r"\b(?:pin|pass\w*|id|otp|phone|tel|fax|mobile|call|dial|number|nr|room|zip|date|ticket|code"
    r"|iban|raum|telefon|handy|kennwort|salle|sala|teléfono|stanza)\b",
    re.IGNORECASE,
)

# --- Names in a list that somebody typed ------------------------------------------------------

_LISTED = re.compile(
    rf"[\s>*_•,;|/·&+]{{0,12}}{_NUMBER}(?P<name>[^\n:;\t|=>→]{{1,80}}?)[*_]{{0,2}}[ ]?"
    r"(?:[:;\t|=,→]|->|=>|[ ][-–—](?=[ ])|[ ](?=\())[ \t]{0,8}(?P<between>[^\n:]{0,40})"
)
_IN_FULL = re.compile(  # with pronouns, say, in brackets behind the name
    rf"[\s>*_•,;|/·&+]{{0,12}}{_NUMBER}(?P<name>[^\n:;\t|=>→()]{{1,60}}?[ ]\([^()\n]{{1,40}}\))[*_]{{0,2}}[ ]?"
    r"(?:[:;\t|=→]|->|=>|[ ]?[-–—](?=[ ]))[ \t]{0,8}(?P<between>[^\n:]{0,40})"
)
_JOINT = re.compile(r"^[\s,;|/&+]{0,8}(?:and|und|et|y|e|en|och|og|ja|i|и|a)\s{1,4}", re.IGNORECASE)
_MARKS = " \t>*_`\"'“”‘’„«»([{-–—"


# The end of a line that may end with a row; it begins with what is looked for fastest.
_END = re.compile(rf"\n(?<=[{_SIGNS} \t|;,)>*_`\"'”]\n)")
_Lines = Mapping[re.Pattern[str], Sequence[re.Match[str]]]


def _lines(text: str) -> _Lines:
    """What may be rows, in the three ways of writing one; words behind a row beside others only."""
    cells, rows = [], []
    for end in _END.finditer(text):
        far = max(0, end.start() - LONGEST_LINE)
        line = max(far, text.rfind("\n", far, end.start()))
        sheet = (form.match(text, line) for form in (_CELLS, _QUOTED, _COLUMNS))
        if found := next(filter(None, sheet), None):
            cells.append(found)
        if row := _ROW.search(text, line, end.end()):
            rows.append(row)
    others = (_TALK, _PARTED, _NAMED_BEHIND, _ODD)
    return {_CELLS: cells, _ROW: rows, **{form: list(form.finditer(text)) for form in others}}


class _Reading:
    """A text that is being read: where its messages begin, and what is in them."""

    def __init__(self, text: str, tops: Sequence[Head], lines: _Lines) -> None:
        self.text, self.tops, self.lines_of = text, tops, lines
        self.starts = [top.start for top in tops]
        self.codes: list[tuple[int, int]] = []  # from where to where each goes
        self.counted, self.lines = 0, 0

    def of_code(self, code: Found) -> HandIn:
        """A code, with the sender of its message."""
        hand_in = self.of_place(
            code.start, code.end, code.assessment, code.error, beginning=code.beginning
        )
        if not code.assessment or not code.group:
            return hand_in
        reading = reading_in(code.group, code.assessment)
        return replace(hand_in, reading=reading or (), unread=code.joined and reading is None)

    def of_place(
        self,
        start: int,
        end: int,
        assessment: Assessment | None = None,
        error: SkillkitError | None = None,
        beginning: str = "",
    ) -> HandIn:
        """A hand-in at this place, with the sender of its message."""
        number = bisect_right(self.starts, start) - 1
        top = self.tops[number] if number >= 0 else None
        line_start = self._line_start(start)
        before = self.text[max(line_start, top.end if top else 0) : start]
        marked = before.lstrip().startswith((">", "»")) or bool(REACTED.match(before.strip()))
        if top and top.quote and not marked and self._is_marked_below(top):
            number, top = self._outside(number)  # the quote has ended
        quote = marked or bool(top and top.quote)
        own = not marked or bool(top and top.quote and not self._ended(top, line_start))
        stop = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
        begin = top.end if top else line_start
        beside = (
            self.text[max(begin, start - 200) : start] + " " + self.text[end : min(stop, end + 200)]
        )
        return HandIn(
            start,
            (top.place if top else "") or f"line {self._line(start)}",
            top.sender if top and own else None,
            assessment,
            error,
            firm=bool(top and top.firm),
            message=number if top else -1 - start,
            quote=quote,
            beginning=beginning,
            beside=beside if top else self.text[line_start:start],
            end=end,
        )

    def _line_start(self, place: int) -> int:
        """Where the line of a place begins; of a very long line, somewhere before the place."""
        far = max(0, place - LONGEST_LINE)
        return max(far, self.text.rfind("\n", far, place) + 1)

    def _line(self, place: int) -> int:
        """The number of the line at a place; places come in rising order, mostly."""
        if place < self.counted:
            return self.text.count("\n", 0, place)
        self.lines += self.text.count("\n", self.counted, place)
        self.counted = place
        return self.lines

    def _is_marked_below(self, top: Head) -> bool:
        """Whether the quote below a head is marked line by line."""
        return self.text[top.end : top.end + 500].lstrip().startswith(">")

    def _ended(self, top: Head, line: int) -> bool:
        """Whether a quote marked line by line ended before this line, which is in another one.

        That is where a line announces it whose language no form knows.
        """
        if not self._is_marked_below(top):
            return False
        between = self.text[max(top.end, line - LONGEST_LINE) : line].split("\n")
        return any(
            each.rstrip().endswith(":") and not each.lstrip().startswith(">") for each in between
        )

    def _outside(self, number: int) -> tuple[int, Head | None]:
        """The last head before this one that does not begin a quote."""
        while number >= 0 and self.tops[number].quote:
            number -= 1
        return number, self.tops[number] if number >= 0 else None

    # --- Rows ----------------------------------------------------------------------------------

    def rows(self, codes: Sequence[Found], known: Sequence[Framework]) -> list[HandIn]:
        """The rows of the log; where there are good ones, also what was meant to be one."""
        taken = [(code.start, self._reach(code)) for code in codes]
        tried = list(self._tried(taken))
        good = [sure for *_, row, sure in tried if _is_good(row, known)]
        near = [row for *_, name, row, sure in tried if sure and name and _is_near(row, known)]
        among = any(good) or len(near) > 1
        found = []
        for start, end, name, row, sure in tried:
            meant = sure or among or len(good) > 1
            if not meant or not may_be_row(row, known, among and sure):
                continue
            hand_in = replace(self.of_place(start, end), on_paper=True)
            if name and not (hand_in.sender and hand_in.firm):
                hand_in = replace(hand_in, sender=sender_of(name), firm=False)
            if OTHER_LINE.fullmatch(name.strip()):
                found.append(replace(hand_in, error=RowError("other", other_line(name))))
                continue
            try:
                found.append(replace(hand_in, assessment=read_row(row, known)))
            except RowError as error:
                found.append(replace(hand_in, error=error))
        if among:
            here = {self._line_start(each.start) for each in found}
            odd = self._with_words(taken, known)
            found += [each for each in odd if self._line_start(each.start) not in here]
        return found

    def _reach(self, code: Found) -> int:
        """Where a code ends; a damaged one takes no line that begins with somebody's name."""
        while code.error and (line := self.text.find("\n", code.start, code.end)) >= 0:
            following = self.text[line + 1 : line + 1 + LONGEST_LINE].partition("\n")[0]
            if ":" in following or "\t" in following.strip():
                return line
            code = replace(code, start=line + 1)
        return code.end

    def _tried(self, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, str, str, bool]]:
        """Start, end, name and signs of what may be a row: a line of cells, or signs at its end.

        The last says whether it is marked as one: a blank after a name is no mark.
        """
        lines: set[int] = set()
        yield from self._of_cells(taken, lines)
        yield from self._at_ends(taken, lines)

    def _of_cells(
        self, taken: Sequence[tuple[int, int]], lines: set[int]
    ) -> Iterator[tuple[int, int, str, str, bool]]:
        """The rows of cells, whose `lines` are noted."""
        for match in self.lines_of[_CELLS]:
            cells = match["cells"].split(match["sep"])
            columns = [each for each in match["name"].split("\t") if any(map(str.isalpha, each))]
            said = " ".join(columns) or match["name"]
            if first := re.search(rf"[:=][ \t]*([{_SIGNS}])[ \t]*$", said):  # Name: 4, 3, 2, 1
                said, cells = said[: first.start()], [first[1], *cells]
            name = re.sub(rf"^[\s>*_•]*{_NUMBER}", "", said).strip(_BARE)
            if _is_in(match.start("cells"), match.end(), taken) or sum(map(bool, cells)) < 3:
                continue
            if name and set(name) <= set("0123456789xX- .:/"):
                continue  # a sign of the row itself, or a moment
            lines.add(match.start() + 1)
            yield (
                match.start("cells"),
                match.end(),
                name,
                " ".join(c.strip() or "-" for c in cells),
                True,
            )

    def _at_ends(
        self, taken: Sequence[tuple[int, int]], lines: set[int]
    ) -> Iterator[tuple[int, int, str, str, bool]]:
        """The signs at the end of other lines, or on a line of their own."""
        for match in self.lines_of[_ROW]:
            start = match.start()
            line = self._line_start(start)
            if line in lines or _is_in(line, match.end(), taken):
                continue
            number = bisect_right(self.starts, start) - 1
            head = max(line, self.tops[number].end) if number >= 0 else line
            before = self.text[head:start]
            if _NO_ROW.search(self.text[line:start]) or len(before) > 100:
                continue
            bare = _NOTHING.fullmatch(before)
            spaced = _SPACED.fullmatch(before)
            listed = _LISTED.fullmatch(before)
            angle = re.fullmatch(r"\s*<([^<>]+)>:?\s*", before)
            if set(match[0]) <= _UNRATED and not (listed and cleaned(listed["name"])):
                continue  # a line across the page
            if bare:
                lines.add(line)
                yield start, match.end(), self._in_brackets(match.end()), match[0], True
            elif angle or (listed and not listed["between"].strip(_MARKS)):
                lines.add(line)
                name = angle[1] if angle else listed["name"] if listed else ""
                yield (
                    start,
                    match.end(),
                    "" if ANNOUNCED.fullmatch(name.strip()) else name,
                    match[0],
                    True,
                )
            elif spaced and likely(spaced[1], 4) and not _has_small(spaced[1]):
                lines.add(line)
                row = re.sub(r"^[-\u2010-\u2015][ \t]+", "", match[0])  # Name - 432101
                yield start, match.end(), spaced[1], row, row != match[0]
        for form in (_PARTED, _NAMED_BEHIND):
            for match in self.lines_of[form]:
                line, name = match.start() + 1, match["name"].strip(_BARE)
                taken_here = line in lines or _is_in(match.start(), match.end(), taken)
                if taken_here or not likely(name, 4) or _has_small(name) or _NO_ROW.search(name):
                    continue
                lines.add(line)
                row = re.sub(r"[/.]", " ", match["row"])
                yield match.start("row"), match.end(), name, row, form is _PARTED

    def _in_brackets(self, place: int) -> str:
        """The name in brackets behind a row, if one is there."""
        found = _IN_BRACKETS.match(self.text, place)
        name = found[1] if found else ""
        is_name = likely(name, 4) and not _has_small(name) and not EDITED.fullmatch(name)
        return name if is_name else ""

    def _with_words(
        self, taken: Sequence[tuple[int, int]], known: Sequence[Framework]
    ) -> Iterator[HandIn]:
        """Rows with words behind or within them, which are named, as nobody can tell what they say."""
        lengths = {len(framework.skills) for framework in known}
        for match in self.lines_of[_ODD]:
            row = match["row"]
            signs, parts = "".join(row.split()), row.split()
            odd = [sign for sign in signs if not (sign.isdigit() or sign in "xX-")]
            if not odd or 2 * len(odd) >= len(signs) or _is_in(match.start(), match.end(), taken):
                continue
            if {len(signs), len(parts)} & lengths and likely(match["name"]):
                found = self.of_place(match.start("row"), match.end())
                sender = found.sender or sender_of(match["name"])
                named = joined([quoted(sign) for sign in dict.fromkeys(odd)])
                error = RowError("sign", cannot_be(named, known))
                yield replace(found, error=error, on_paper=True, sender=sender)
        for match in self.lines_of[_TALK]:
            if _is_in(match.start(), match.end(), taken) or _NO_ROW.search(match["name"]):
                continue
            if len("".join(match["row"].split())) in lengths and likely(match["name"]):
                error = RowError("words", say("Words follow it. Give the row a line to itself."))
                found = self.of_place(match.start("row"), match.end())
                sender = found.sender or sender_of(match["name"])
                yield replace(found, error=error, on_paper=True, sender=sender)

    # --- Names of a list -----------------------------------------------------------------------

    def named(self, found: Sequence[HandIn]) -> list[HandIn]:
        """The hand-ins with the names that somebody typed before them, where no form names one.

        Also within one message that holds several: whoever passes on a list is not all of them.
        """
        several = _with_several(found, lambda hand_in: hand_in.message)
        doubtful = _with_several(found, lambda hand_in: hand_in.sender) - {None}
        named: list[HandIn] = []
        passed_on: list[tuple[int, Sender]] = []
        reached = 0
        for hand_in in found:
            sender, listed = hand_in.sender, hand_in.message in several
            doubted = sender if sender in doubtful and not hand_in.quote else None
            if listed or (doubted and (doubted.is_shared or self._may_go_on(hand_in))):
                hand_in = replace(hand_in, firm=False)
            if not hand_in.on_paper and (not sender or listed or doubted):
                typed = self._typed(hand_in.start, reached)
                if typed and (not sender or listed):
                    hand_in = replace(hand_in, sender=typed, firm=False)
                elif typed and doubted and _is_another(typed, doubted):
                    passed_on.append((len(named), typed))
            reached = hand_in.start + 1
            named.append(hand_in)
        openings = self._openings(named, doubtful)
        unsure = {sender for sender, words in openings.items() if len(words) > 1}
        named = [replace(h, firm=h.firm and h.sender not in unsure) for h in named]
        return self._named_above(_passed_on(named, passed_on))

    def _typed(self, start: int, reached: int) -> Sender | None:
        """The name before a code, in its line after any other code, or alone in the line above."""
        line = self._line_start(start)
        number = bisect_right(self.starts, start) - 1
        begin = max(line, self.tops[number].end if number >= 0 else 0)
        before = self.text[begin:start]
        if line < reached:  # after another code in the line: its own characters go first
            if self._names_behind(line):
                return None
            before = re.sub(r"^[^\s;,|]*", "", self.text[max(begin, reached - 1) : start])
            before = _JOINT.sub("", before)
        if len(before) > 200:
            return None
        if not before.strip(_MARKS):
            labelled = None if number >= 0 else self._labelled(line, reached)
            return self._announced_above(line) or labelled
        match = _IN_FULL.match(before) or _LISTED.match(before)
        angle = re.match(r"\s*<([^<>]+)>:?\s*$", before)
        if angle:
            return sender_of(angle[1])
        if not match or before[match.end() :].strip(_MARKS):
            return None
        between = match["between"].strip(_MARKS + " \t")
        comma = before[match.end("name") :].lstrip(" *_")[:1] in (",", "(", "-", "–", "—")
        if between and comma:
            return None
        if _may_be_listed(match["name"]):
            return sender_of(match["name"])
        return None if number >= 0 else self._labelled(line, reached)

    def _names_behind(self, line: int) -> bool:
        """Whether a line with several codes begins with one, and ends with a name."""
        stop = self.text.find("\n", line, line + LONGEST_LINE)
        first = bisect_left(self.codes, (line, 0))
        last = bisect_left(self.codes, (stop, 0)) - 1
        if stop < 0 or last <= first or self.text[line : self.codes[first][0]].strip(_MARKS):
            return False
        return _looks_named(self.text[self.codes[last][1] : stop].strip(_MARKS + ")]}.,;"))

    def _labelled(self, line: int, reached: int) -> Sender | None:
        """The name in the lines above that a label announces, as on a form: "Your name: ..."."""
        above = self.text[max(reached, line - 600) : line].split("\n")
        lines = [each.strip(_MARKS) for each in above]
        for label, below in zip(reversed(lines[:-1]), reversed(lines[1:]), strict=True):
            words, colon, name = label.partition(":")
            if colon and name.strip() and is_name_label(words):
                return sender_of(name)
            if is_name_label(label.rstrip(":")) and likely(below):
                return sender_of(below)
        return None

    def _openings(
        self, found: Iterable[HandIn], senders: Collection[Sender | None]
    ) -> Mapping[Sender | None, set[str]]:
        """The word or two before a colon, or alone in the first line, in messages of these senders.

        Where one sender's differ, they may belong to names with a colon in them.
        """
        openings: dict[Sender | None, set[str]] = {}
        for hand_in in found:
            if hand_in.sender not in senders or hand_in.quote or hand_in.message < 0:
                continue
            head = self.tops[hand_in.message]
            words = self.text[head.end : hand_in.start].strip(_MARKS).partition("\n")[0]
            words = words.strip().removesuffix(":")
            if words and not head.above and likely(words, 2):
                openings.setdefault(hand_in.sender, set()).add(words.casefold())
        return openings

    def _may_go_on(self, hand_in: HandIn) -> bool:
        """Whether the name in the head may have a colon in it: more of it ends the head's line."""
        head = self.tops[hand_in.message] if hand_in.message >= 0 else None
        if head is None or head.above or self.text[head.end - 1 : head.end] == "\n":
            return False
        rest = self.text[head.end : head.end + 80].partition("\n")[0].strip()
        named = rest and not _has_small(rest) and likely(rest, 3)
        return bool(named) and head.end + len(rest) < hand_in.start

    def _announced_above(self, line: int) -> Sender | None:
        """The name in the line above that ends with a colon and holds nothing else."""
        above = self.text[max(0, line - 120) : line].rstrip("\n").rpartition("\n")[2]
        if above.rstrip().endswith(":") and above.count(":") == 1:
            name = re.sub(rf"^[\s>*_•]*{_NUMBER}", "", above.rstrip()[:-1])
            return sender_of(name) if likely(name, 4) and not name[:1].islower() else None
        return None

    def _named_above(self, found: list[HandIn]) -> list[HandIn]:
        """The hand-ins of a log in which a name stands beside each, and no clock tells more.

        It stands behind the code in its line, or else in the line above, or below each.
        """
        nameless = [h for h in found if not h.sender and not h.quote and not h.on_paper]
        if len(nameless) < 2 or len(nameless) < 0.8 * len(found):
            return found
        ways = (self._behind, self._line_above, self._line_below)
        behind, above, below = ({h.start: way(h) for h in nameless} for way in ways)
        if _name_all(behind):
            names = behind
        elif len(nameless) < 3 or (above[nameless[0].start] and below[nameless[-1].start]):
            return found  # with a line too many nobody can tell where they begin
        else:
            names = above if above[nameless[0].start] else below
        if not _name_all(names):
            return found
        return [
            replace(h, sender=sender_of(names[h.start])) if names.get(h.start) else h for h in found
        ]

    def _behind(self, hand_in: HandIn) -> str:
        """What stands behind a code in its line, if it looks like a name."""
        rest = self.text[hand_in.end : hand_in.end + 100].partition("\n")[0]
        rest = rest[:1] + re.split(r"[;|/]|\bSK ?1-", rest[1:])[0]
        name = re.sub(r"^[ \t]*(?:[-–—:;,|=]|->|=>|→)?[ \t]*", "", rest).strip(_MARKS + ")]}.,;")
        return name if rest[:1] in (*" \t,;:|-–—=", "(") and _looks_named(name) else ""

    def _line_below(self, hand_in: HandIn) -> str:
        """The line below a code that has a line to itself, if it looks like a name."""
        line, _, below = self.text[hand_in.end : hand_in.end + 200].partition("\n")
        name = below.partition("\n")[0].strip()
        return name if not line.strip(_MARKS) and _looks_named(name) else ""

    def _line_above(self, hand_in: HandIn) -> str:
        """The line above a code that has a line to itself, if it looks like a name."""
        line = self._line_start(hand_in.start)
        if self.text[line : hand_in.start].strip(_MARKS):
            return ""
        begin = self.text[max(0, line - 200) : line].rstrip()
        above = begin.rpartition("\n")[2].strip()
        return above if _looks_named(above) else ""


def _looks_named(text: str) -> bool:
    """Whether a text beside a code is a name, with no word that begins in small."""
    if not text or ("-" in text and any(char.isdigit() for char in text)):
        return False  # a code
    return likely(text, 4) and not any(word[0].islower() for word in text.split())


def _name_all(names: Mapping[int, str]) -> bool:
    """Whether nearly each has a name, and few have the same."""
    given = [name for name in names.values() if name]
    return len(given) >= 0.8 * len(names) and len(set(given)) >= 0.6 * len(given)


def _passed_on(found: list[HandIn], typed: Iterable[tuple[int, Sender]]) -> list[HandIn]:
    """The hand-ins, where some of a sender stand behind the name of another in their messages.

    Behind several names they are those people's: somebody passes codes on, or the name of the
    sender has a colon in it. Behind one they may be.
    """
    by_sender: dict[Sender | None, dict[int, Sender]] = {}
    for number, name in typed:
        by_sender.setdefault(found[number].sender, {})[number] = name
    for sender, names in by_sender.items():
        of_many = len({name.key for name in names.values()}) > 1
        for number, hand_in in enumerate(found):
            if hand_in.sender == sender and not hand_in.quote:
                own = names.get(number) if of_many else None
                found[number] = replace(hand_in, firm=False, sender=own or sender)
    return found


def _is_another(typed: Sender, sender: Sender) -> bool:
    """Whether the words before a code are surely a name, and not the sender's."""
    named = len(typed.name.split()) <= 3 and not _has_small(typed.name)
    return named and typed.key not in sender.key


def _with_several(found: Sequence[HandIn], whose: Callable[[HandIn], T]) -> set[T]:
    """The messages or senders with different cards; one person has one at a time."""
    cards: dict[T, Assessment] = {}
    several = set()
    for hand_in in found:
        card = None if hand_in.quote else hand_in.assessment
        if card and cards.setdefault(whose(hand_in), card) != card:
            several.add(whose(hand_in))
    return several


def _has_small(name: str) -> bool:
    """Whether a word of it begins with a small letter, as in a sentence."""
    return any(word[0].islower() for word in name.split())


def _may_be_listed(name: str) -> bool:
    return likely(name) and not _NO_ROW.fullmatch(name.strip()) and bool(cleaned(name))


def _is_in(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    """Whether a code stands between these places, or reaches into them."""
    number = bisect_right(taken, (end, 0)) - 1
    return number >= 0 and (taken[number][1] > start or taken[number][0] >= start)


def _is_near(row: str, known: Sequence[Framework]) -> bool:
    """Whether a row has as many signs as one of these, and most of them are right."""
    count = len("".join(row.split()))
    return any(count == len(f.skills) for f in known) and may_be_row(row, known, True)


def _is_good(row: str, known: Sequence[Framework]) -> bool:
    try:
        return may_be_row(row, known) and bool(read_row(row, known))
    except RowError:
        return False
