"""Decode: the text in the bytes of a file, whatever program saved it."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from xml.etree import ElementTree

from skillkit.assessment.share_code import compatible
from skillkit.base.errors import FileError
from skillkit.base.text import in_figures
from skillkit.base.words import say, sentence

LARGEST = 50_000_000  # bytes; a chat of years
BINARY = {
    b"%PDF": sentence("It is a PDF. Open it, copy its text, and paste that."),
    b"\xd0\xcf\x11\xe0": sentence(
        "It is an old Office file. Save it as .docx or .csv, or copy its text."
    ),
    b"\x89PNG": sentence("It is a picture. Type the codes, or paste them as text."),
    b"\xff\xd8\xff": sentence("It is a picture. Type the codes, or paste them as text."),
    b"GIF8": sentence("It is a picture. Type the codes, or paste them as text."),
}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Old code pages, for names only: a code has no letter beyond ASCII.
_PAGES = ("mac_roman", "cp1250", "cp1251", "cp1253", "cp932", "gb18030", "big5", "cp949")
# No western word has three accented letters in a row, or a sign of money within.
_NOT_WESTERN = re.compile("[\u00c0-\u00ff]{3}|[^\\W\\d_][\u00a2-\u00bf]|[\u00a2-\u00bf][^\\W\\d_]")
_OLD_MAC = re.compile("[A-Za-z][\u0160\u017d\u0178\u02c6\u2021\u2020\u2030\u02dc\u00a6\u00a7][a-z]")
_UNSEEN = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"


def text_of(data: bytes) -> str:
    """The text of a file: plain in any encoding, or what is in a Word, Excel or RTF file.

    Raises:
        FileError: it holds no text, as a picture or a zip archive.
    """
    if data.startswith(b"PK\x03\x04"):
        return _office(data)
    for beginning, words in BINARY.items():
        if data.startswith(beginning):
            raise FileError(say(words))
    text = decoded(data)
    if text.startswith("{\\rtf"):
        return _rich(text)
    if text.count("\0") > len(text) // 100:
        raise FileError(say("It holds no text."))
    return text


def decoded(data: bytes) -> str:
    """Bytes as text: by their mark, as UTF-8, as UTF-16 without a mark, or by an old code page."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, errors="replace").removeprefix("\ufeff")
    half = len(data) // 2
    if half and len(data) % 2 == 0 and b"\0" in data:
        for name, zeros in (("utf-16-le", data[1::2]), ("utf-16-be", data[::2])):
            if zeros.count(0) > half // 2:
                return data.decode(name, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(_page(data), errors="replace")


def plain(text: str) -> str:
    """The text as the rest reads it: one kind of line break, no hidden signs of direction."""
    for line_break in ("\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"):
        text = text.replace(line_break, "\n")
    if text.isascii():
        return text
    for unseen in _UNSEEN:
        text = text.replace(unseen, "")
    return compatible(text)


def of_an_old_mac(western: str) -> bool:
    """Whether a text that was read as Windows saves it is one that an old Mac program saved."""
    return bool(_OLD_MAC.search(western))


def _page(data: bytes) -> str:
    """The most likely of the old code pages: the western one, unless its words look odd."""
    western = data.decode("cp1252", errors="replace")
    if of_an_old_mac(western):
        return "mac_roman"
    if not _NOT_WESTERN.search(western) and "\ufffd" not in western:
        return "cp1252"
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        return "cp1252"
    best = from_bytes(data[:100_000], cp_isolation=list(_PAGES)).best()
    return best.encoding if best else "cp1252"


# --- Office files ------------------------------------------------------------------------------


def _office(data: bytes) -> str:
    """The text of a .docx or the cells of an .xlsx, one row a line."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if "word/document.xml" in names:
                return "\n".join(_written(archive, names))
            if "xl/workbook.xml" in names:
                return "\n".join("\t".join(row) for row in _sheet(archive, names))
    except FileError:
        raise
    except (zipfile.BadZipFile, ElementTree.ParseError, KeyError, ValueError, IndexError) as error:
        raise FileError(
            say("It is damaged. Save it again, or copy its text and paste that.")
        ) from error
    raise FileError(say("It is an archive. Open it, and hand in the text that is in it."))


def _part(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    """One part of an Office file; no part may be larger than any text that is read."""
    if archive.getinfo(name).file_size > LARGEST:
        raise FileError(say("It holds more than {largest} bytes.", largest=in_figures(LARGEST)))
    data = archive.read(name)
    if b"<!DOCTYPE" in data[:1000]:  # Office writes none, and entities can be made to explode
        raise ValueError(name)
    return ElementTree.fromstring(data)


def _written(archive: zipfile.ZipFile, names: list[str]) -> Iterator[str]:
    """The lines of a Word file: its text, and the comments and notes, with who commented."""
    yield from _paragraphs(_part(archive, "word/document.xml"))
    for name in ("word/comments.xml", "word/footnotes.xml", "word/endnotes.xml"):
        for note in _part(archive, name) if name in names else ():
            authors = (value for key, value in note.attrib.items() if key.endswith("author"))
            who = "".join(f"{author}: " for author in authors)
            yield who + " ".join(_paragraphs(note))


def _paragraphs(element: ElementTree.Element) -> Iterator[str]:
    """The lines of a Word text; the cells of a table's row in one line."""
    for child in element:
        kind = _kind(child)
        if kind == "tr":
            cells = [c for c in child if _kind(c) == "tc"]
            yield "\t".join(" ".join(_paragraphs(cell)) for cell in cells)
        elif kind == "p":
            yield "".join(_runs(child))
        else:
            yield from _paragraphs(child)


def _runs(paragraph: ElementTree.Element) -> Iterator[str]:
    for element in paragraph.iter():
        kind = _kind(element)
        if kind == "t":
            yield element.text or ""
        elif kind in ("tab", "br", "cr", "noBreakHyphen"):
            yield {"tab": "\t", "noBreakHyphen": "-"}.get(kind, "\n")


def _sheet(archive: zipfile.ZipFile, names: list[str]) -> Iterator[list[str]]:
    """The rows of all sheets, with empty cells in their places."""
    shared: list[str] = []
    if "xl/sharedStrings.xml" in names:
        shared = [_words(item) for item in _part(archive, "xl/sharedStrings.xml")]
    for name in sorted(n for n in names if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", n)):
        for row in _part(archive, name).iter():
            if _kind(row) != "row":
                continue
            cells: list[str] = []
            for cell in (c for c in row if _kind(c) == "c"):
                cells += [""] * (min(_column(cell.get("r", "")), 1000) - len(cells))
                value = _words(cell)
                cells.append(shared[int(value)] if cell.get("t") == "s" else value)
            yield [re.sub(r"\s+", " ", cell) for cell in cells]


def _column(reference: str) -> int:
    """The number of a cell's column, from 0: "B7" is 1."""
    number = 0
    for letter in reference.rstrip("0123456789"):
        number = number * 26 + ord(letter) - ord("A") + 1
    return max(number - 1, 0)


def _words(element: ElementTree.Element) -> str:
    return "".join(e.text or "" for e in element.iter() if _kind(e) in ("t", "v"))


def _kind(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


# --- RTF ---------------------------------------------------------------------------------------

_RICH = re.compile(
    r"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\(.)|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
_ASIDE = {"fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "header", "footer"}
_SPELLED = {"par": "\n", "line": "\n", "row": "\n", "sect": "\n", "page": "\n", "tab": "\t"}
_SPELLED |= {"cell": "\t", "endash": "–", "emdash": "—", "bullet": "•", "~": " ", "_": "-"}
_SPELLED |= {"lquote": "\u2018", "rquote": "\u2019", "ldblquote": "\u201c", "rdblquote": "\u201d"}


def _rich(text: str) -> str:
    """The words of an RTF text."""
    page, aside, skipped = "cp1252", False, 1
    outer: list[tuple[bool, int]] = []
    parts: list[str | bytes] = []
    pending = 0  # characters that only stand for a \u sign before them
    for word, number, byte, sign, brace, words in _RICH.findall(text):
        if brace == "{":
            outer.append((aside, skipped))
        elif brace == "}":
            aside, skipped = outer.pop() if outer else (False, 1)
            pending = 0
        elif word in _ASIDE or sign == "*":
            aside = True
        elif word == "ansicpg" and _is_page(f"cp{number}"):
            page = f"cp{number}"
        elif word == "uc":
            skipped = int(number or 1)
        elif aside:
            continue
        elif word == "u":
            parts.append(chr(int(number or 0) % 65536))
            pending = skipped
        elif word or sign:
            parts.append(_SPELLED.get(word or sign, sign if sign in ("\\", "{", "}") else ""))
        elif byte or words:
            if byte and not pending:
                parts.append(bytes.fromhex(byte))
            elif words:
                parts.append(words[pending:])
            pending = max(0, pending - (1 if byte else len(words)))
    return (
        "".join(_joined(parts, page)).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    )


def _joined(parts: list[str | bytes], page: str) -> Iterator[str]:
    """Text parts as they are, and neighbouring bytes together, as a letter may take two."""
    held = b""
    for part, following in pairwise([*parts, ""]):
        if isinstance(part, str):
            yield part
            continue
        held += part
        if isinstance(following, str):
            yield held.decode(page, errors="replace")
            held = b""


def _is_page(name: str) -> bool:
    try:
        return bool(codecs.lookup(name))
    except LookupError:
        return False
