"""Exports: logs whose form says by itself what a message is: JSON, HTML and mail.

Each becomes a text with the heads of its messages, which is read like any other log. What has no
such form stays the text it is.
"""

from __future__ import annotations

import email.policy
import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from email.message import EmailMessage
from email.parser import BytesParser
from html.parser import HTMLParser
from typing import Any

from skillkit.assessment import Assessment
from skillkit.assessment.paper_row import RowError
from skillkit.framework import Framework
from skillkit.team.chat.decode import plain, text_of
from skillkit.team.chat.forms import Head, Sender, sender_of
from skillkit.team.chat.labels import CODE
from skillkit.team.chat.read import HandIn, Log
from skillkit.team.chat.tables import Answer, answers, rows_of

Message = tuple[str, Sender | None, str, bool, bool]
TABLES = (".csv", ".tsv", ".xlsx")
DEEPEST = 200  # lists in lists of a JSON export


def log_of(chat: str | bytes, name: str = "", known: Sequence[Framework] = ()) -> Log:
    """The log that a pasted text or a file holds; `known` frameworks say how wide a sheet is.

    Raises:
        FileError: a file that holds no text.
    """
    if isinstance(chat, bytes) and _is_mail(chat[:5000]):
        chat = "\n\n".join(_mails(chat))
    text = plain(text_of(chat) if isinstance(chat, bytes) else chat)
    beginning = text[:2000].lstrip()
    if beginning[:1] in ("{", "[") and (table := _json(text)) is not None:
        records = _records(table)
        return _Pages.of(answers(records, known) if records else _spoken(table))
    if _PAGE.match(beginning) or ("</" in text and _PART.match(beginning)):
        page = _Page()
        page.feed(text)
        page.close()
        if any(sender for _, sender, _ in page.messages):
            return _Pages.of(page.spoken())
        text = plain(page.text())
    if (rows := rows_of(text, name.lower().endswith(TABLES), known)) is not None:
        return _Pages.of(answers(rows, known))
    return Log(f"\n{text}\n")


_PAGE = re.compile(r"<(?:!doctype html|html|head|body|div|table|p\b|meta)", re.IGNORECASE)
_PART = re.compile(
    r"<(?:b|strong|span|ul|ol|li|h[1-6]|a|i|em|font|tr|td|code|pre)[\s>]", re.IGNORECASE
)


class _Pages:
    """A log in the making: a text, and where its messages begin."""

    def __init__(self) -> None:
        self.parts: list[str] = ["\n"]
        self.length = 1
        self.heads: list[Head] = []
        self.beside: list[HandIn] = []

    @classmethod
    def of(cls, messages: Iterable[Message | Answer]) -> Log:
        """The log of messages: place, sender, text, whether the sender is sure, and a quote.

        Behind these may be what the cells beside the text say, or why they say nothing.
        """
        pages = cls()
        for place, sender, text, firm, quote, *cards in messages:
            for card in filter(None, cards):
                told = HandIn(pages.length, place, sender, None, None, firm, on_paper=True)
                if isinstance(card, RowError):
                    pages.beside.append(replace(told, error=card))
                elif isinstance(card, Assessment):
                    pages.beside.append(replace(told, assessment=card))
            head = Head(
                pages.length, pages.length, quote=quote, firm=firm, place=place, known=sender
            )
            pages.heads.append(head)
            pages.parts.append(plain(f"{text}\n\n"))
            pages.length += len(pages.parts[-1])
        return Log("".join(pages.parts), tuple(pages.heads), tuple(pages.beside))


# --- JSON --------------------------------------------------------------------------------------

_TEXTS = ("text", "message", "content", "body", "Message", "Body", "Content", "msg", "contents")
_NAMES = (
    ("forwarded_from",),
    ("user_profile", "real_name"),
    ("user_profile", "display_name"),
    ("from", "user", "displayName"),
    ("author", "nickname"),
    ("author", "global_name"),
    ("author", "name"),
    ("author", "username"),
    ("sender", "name"),
    ("sender", "displayName"),
    ("creator", "name"),
    ("u", "name"),
    ("u", "username"),
    ("sender_name",),
    ("sender_display_name",),
    ("senderName",),
    ("displayName",),
    ("personDisplayName",),
    ("author_name",),
    ("from",),
    ("sender",),
    ("username",),
    ("author",),
    ("user",),
    ("personEmail",),
    ("user_id",),
    ("userId",),
)
_KEYS = (
    ("forwarded_from",),
    ("from_id",),
    ("from", "user", "id"),
    ("author", "id"),
    ("sender", "id"),
    ("sender_id",),
    ("senderId",),
    ("creator", "email"),
    ("u", "_id"),
    ("personEmail",),
    ("user_id",),
    ("userId",),
    ("user",),
)
_CODE = re.compile("[Ss].{0,3}[Kk].{0,3}[1Il]")
_QUOTES = {"attachments", "reply_to", "quote", "quoted", "quotedMessage", "referenced_message"}
_QUOTES |= {"forwarded", "forwarded_from", "messagePreview", "embeds", "blocks", "edit_history"}


def _json(text: str) -> object | None:
    """The value of a JSON text, or of one JSON value a line; None for anything else."""
    try:
        return json.loads(text)  # type: ignore[no-any-return]
    except (ValueError, RecursionError):
        pass
    if not text.lstrip().startswith("{"):
        return None
    try:
        return [json.loads(line) for line in text.split("\n") if line.strip()]
    except (ValueError, RecursionError):
        return None


def _records(value: object) -> list[list[str]] | None:
    """The rows of a list whose items are flat and no messages, below the names of their fields."""
    if isinstance(value, dict):
        return next(filter(None, map(_records, value.values())), None)
    if not isinstance(value, list) or not value:
        return None
    records = [item for item in map(_flat, value) if item]
    if len(records) < len(value):
        return None
    if not any(_CODE.search(cell) for item in records for cell in item.values()):
        return None
    if all(isinstance(item, list) for item in value):  # the first of them has the names
        rows = [list(item.values()) for item in records]
        return rows if not any(map(CODE.search, rows[0])) else [[""] * len(rows[0]), *rows]
    fields = list(dict.fromkeys(field for item in records for field in item))
    return [fields, *([item.get(field, "") for field in fields] for item in records)]


def _flat(item: object) -> dict[str, str] | None:
    """The fields of an item that is no message, also of those one table below; else None."""
    if isinstance(item, list):
        item = dict(enumerate(item))
    if not isinstance(item, dict) or not item or (_said(item) and _author(item)):
        return None
    flat: dict[str, str] = {}
    for field, value in item.items():
        inner = value if isinstance(value, dict) else {field: value}
        if any(isinstance(cell, dict | list) for cell in inner.values()):
            return None
        flat |= {str(name): _cell(cell) for name, cell in inner.items()}
    return flat


def _cell(value: object) -> str:
    return "" if value is None else str(value)


def _author(message: Mapping[str, Any]) -> str | None:
    """Who a message says it is by: a name, or whatever tells people apart."""
    return _first(message, _NAMES) or _first(message, _KEYS)


def _spoken(value: object) -> Iterator[tuple[str, Sender | None, str, bool, bool]]:
    """The messages of a chat's export."""
    names = dict(_users(value, 0))
    for number, (message, quote) in enumerate(_messages(value, False, 0), 1):
        name, key = _author(message), _first(message, _KEYS)
        sender = sender_of(names.get(name, name)) if name else None
        if sender and key:
            sender = Sender(sender.name, key.casefold())
        text = _said(message)
        quoted = quote or "forwarded_from" in message
        yield f"message {number}", sender, text, bool(sender), quoted
        for other in _other_strings(message):
            if other not in text:
                yield f"message {number}", None, _words(other), True, True


def _messages(
    value: object, quote: bool, depth: int, inside: bool = False
) -> Iterator[tuple[dict[str, Any], bool]]:
    """What has a text and an author, in any depth, and what else holds a code."""
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        value = dict(enumerate(value))
    if not isinstance(value, dict):
        return
    is_one = _said(value) != "" and _author(value) is not None
    inside = inside or is_one
    if is_one:
        yield value, quote
    for key, inner in value.items():
        if isinstance(inner, dict | list) and not (is_one and key in _TEXTS):
            yield from _messages(inner, quote or (is_one and key in _QUOTES), depth + 1, inside)
        elif isinstance(inner, str) and not inside and _CODE.search(inner):
            named = isinstance(key, str) and key not in _TEXTS
            yield {"text": f"{key}: {inner}" if named else inner}, quote


def _users(value: object, depth: int) -> Iterator[tuple[str, str]]:
    """The people of an export that has a list of them: name by id."""
    if depth > 5 or not isinstance(value, dict | list):
        return
    for item in value.values() if isinstance(value, dict) else value:
        if isinstance(item, dict) and isinstance(item.get("id"), str) and not _said(item):
            name = _first(item, (("real_name",), ("profile", "real_name"), ("displayName",)))
            if name:
                yield item["id"], name
        yield from _users(item, depth + 1)


def _first(message: Mapping[str, Any], paths: Iterable[Sequence[str]]) -> str | None:
    """The first of these that a message has as a text."""
    for path in paths:
        value: object = message
        for step in path:
            value = value.get(step) if isinstance(value, dict) else None
        if isinstance(value, str) and value.strip():
            return value
    return None


def _said(message: Mapping[str, Any]) -> str:
    """What a message says; a text may be in pieces, or beside its own kind."""
    for key in _TEXTS:
        value = message.get(key)
        if isinstance(value, dict):
            value = value.get("content", value.get("body"))
        if isinstance(value, list):
            pieces = [
                piece.get("text", "") if isinstance(piece, dict) else piece for piece in value
            ]
            value = "".join(piece for piece in pieces if isinstance(piece, str))
        if isinstance(value, str) and value.strip():
            return _words(value)
    return ""


def _other_strings(message: Mapping[str, Any]) -> Iterator[str]:
    """What else a message carries, as a preview of a quoted one, and is no message itself."""
    waiting: list[tuple[object, int]] = [(v, 0) for k, v in message.items() if k not in _TEXTS]
    while waiting:
        value, depth = waiting.pop()
        if isinstance(value, str) and len(value) > 12 and _CODE.search(value):
            yield value
        elif isinstance(value, dict) and not (_said(value) and _author(value)):
            waiting += [(inner, depth + 1) for inner in value.values() if depth < DEEPEST]
        elif isinstance(value, list) and depth < DEEPEST:
            waiting += [(inner, depth + 1) for inner in value]


def _words(text: str) -> str:
    """A text without the markup that some chats keep it in."""
    if re.search(r"</?[a-z][^<>\n]{0,200}>", text):
        page = _Page()
        page.feed(text)
        page.close()
        return page.text()
    return html.unescape(text)


# --- HTML --------------------------------------------------------------------------------------

_AUTHOR = {"from_name", "chatlog__author", "chatlog__author-name", "c-message__sender"}
_AUTHOR |= {"c-message__sender_link", "message-author", "message__author", "sender", "username"}
_ASIDE = {"reply_to", "chatlog__reply", "chatlog__reference", "quote", "quoted"}
_BLOCKS = {"p", "div", "li", "tr", "table", "ul", "ol", "section", "h1", "h2", "h3", "h4", "pre"}
_EMPTY = {"br", "img", "hr", "input", "meta", "link", "col", "wbr", "source", "area", "base"}


class _Page(HTMLParser):
    """The words of a page, line by line, and the messages that its classes mark."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []  # tag, and what it is: "author", "aside", ...
        self.lines: list[str] = [""]
        self.author = ""
        self.messages: list[tuple[int, Sender | None, bool]] = []  # from which line on

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what begins."""
        classes = set((dict(attrs).get("class") or "").split())
        if tag == "br":
            self._break()
        if tag in _EMPTY:
            return
        kind = "skip" if tag in ("script", "style", "title") else ""
        if tag == "blockquote" or classes & _ASIDE:
            kind = "aside"
        elif classes & _AUTHOR and not self._within("author"):
            kind, self.author = "author", ""
        elif "forwarded" in classes:
            kind = "forwarded"
        elif "date" in classes and self._within("author"):
            kind = "skip"
        elif "joined" in classes and self.messages:
            self._break()
            self.messages.append((len(self.lines) - 1, self.messages[-1][1], False))
        if tag in _BLOCKS or kind == "aside":
            self._break()
        self.open.append((tag, kind))

    def handle_endtag(self, tag: str) -> None:
        """Note what ends."""
        if tag not in (name for name, _ in self.open):
            return
        while self.open:
            name, kind = self.open.pop()
            if kind == "author":
                self._break()
                message = (len(self.lines) - 1, sender_of(self.author), self._within("forwarded"))
                self.messages.append(message)
            if name in ("td", "th"):
                self.lines[-1] += "\t"
            if name in _BLOCKS or kind == "aside":
                self._break()
            if name == tag:
                break

    def handle_data(self, data: str) -> None:
        """Take words."""
        if self._within("skip"):
            return
        if self._within("author"):
            self.author += data
            return
        pre = any(name == "pre" for name, _ in self.open)
        for i, line in enumerate(data.split("\n") if pre else [re.sub(r"\s+", " ", data)]):
            if i:
                self._break()
            if line.strip() and self._within("aside") and not self.lines[-1]:
                line = f"> {line.lstrip()}"
            self.lines[-1] += line if self.lines[-1] else line.lstrip()

    def text(self) -> str:
        """All words."""
        return "\n".join(line.rstrip(" ").removesuffix("\t") for line in self.lines)

    def spoken(self) -> Iterator[tuple[str, Sender | None, str, bool, bool]]:
        """The messages, with what is before the first of them."""
        starts = [(0, None, False), *self.messages]
        ends = [*(start for start, *_ in self.messages), len(self.lines)]
        for number, ((start, sender, quote), end) in enumerate(zip(starts, ends, strict=True)):
            yield f"message {number}", sender, "\n".join(self.lines[start:end]), True, quote

    def _within(self, kind: str) -> bool:
        return any(k == kind for _, k in self.open)

    def _break(self) -> None:
        if self.lines[-1].strip(" "):
            self.lines.append("")


# --- Mail --------------------------------------------------------------------------------------

_HEADER = re.compile(rb"(?im)^(?:received|message-id|mime-version|content-type|return-path):")


def _is_mail(beginning: bytes) -> bool:
    """Whether a file begins as a mail does, or as a box of mails."""
    head = re.split(rb"\r?\n\r?\n", beginning, maxsplit=1)[0]
    return bool(_HEADER.search(head) and re.search(rb"(?im)^from[: ]", head))


def _mails(data: bytes) -> Iterator[str]:
    """The mails of a file, each as a head that the form of mails reads, and its words."""
    parts = re.split(rb"(?m)^From \S+ .*\r?\n", data) if data.startswith(b"From ") else [data]
    for part in filter(bytes.strip, parts):
        mail = BytesParser(policy=email.policy.default).parsebytes(part)
        for message in mail.walk():
            if message.get("From") and isinstance(message, EmailMessage):
                head = f"From: {message['From']}\nDate: {message['Date'] or ''}\n"
                yield f"{head}\n{message['Subject'] or ''}\n\n{_body(message)}"


def _body(message: EmailMessage) -> str:
    """The words of a mail, of the plain part if there is one, and of texts attached to it."""
    parts = [message.get_body(("plain", "html")), *message.iter_attachments()]
    texts = (part for part in parts if part and part.get_content_maintype() == "text")
    return "\n\n".join(map(_text_of_part, texts))


def _text_of_part(part: Any) -> str:
    """The words of one part of a mail: its text, or a text that is attached."""
    try:
        words = str(part.get_content())
    except (LookupError, KeyError):
        words = bytes(part.get_payload(decode=True) or b"").decode("utf-8", "replace")
    return _words(words) if part.get_content_subtype() == "html" else words
