"""A widget's scripts and styles as the one text each that travels to a browser."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from skillkit.base.script_words import given, in_language
from skillkit.base.words import SOURCE, Language, kept_by_language, language

STATIC = Path(__file__).parent / "static"
IMPORT = re.compile(r'^import \{[^}]*\} from "(.+)";\n', re.MULTILINE)
STYLE_IMPORT = re.compile(r'^@import "(.+)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=class|const|function|async)", re.MULTILINE)
# Only what has lines to itself goes: a comment, and the white space before a line.
COMMENT = re.compile(r"^[ \t]*(//.*|/\*(?:(?!\*/)[\s\S])*\*/)[ \t]*\n", re.MULTILINE)
WHITE = re.compile(r"^\s+", re.MULTILINE)

LANGUAGE = 'const LANGUAGE = { tag: "en", words: {} };'  # which every script has once


@cache
def script(entry: str) -> str:
    """A module and the modules that it imports, as one module that imports nothing."""
    *others, own = (IMPORT.sub("", _text(name)) for name in modules(entry))
    return _small("".join([*(EXPORT.sub("", text) for text in others), own]))


@cache
def style(entry: str) -> str:
    """The look of a module: the style sheets beside it and beside the modules that it imports."""
    sheets: dict[str, None] = {}
    for name in ("base/look.css", *(name.removesuffix("js") + "css" for name in modules(entry))):
        if (STATIC / name).exists():
            sheets.update(dict.fromkeys(_walk(name, STYLE_IMPORT)))
    return _small("".join(STYLE_IMPORT.sub("", _text(name)) for name in sheets))


@kept_by_language
def host() -> str:
    """The script that opens the others, in the reader's language."""
    return in_language(script("base/host.js"), language())


def spoken(entry: str, reader: Language) -> str:
    """A script with the words of its own sentences in the reader's language."""
    code = script(entry)
    if reader.tag == SOURCE:
        return code
    return code.replace(LANGUAGE, f"const LANGUAGE = {given(code, reader)};")


def modules(entry: str) -> list[str]:
    """The modules of a script in the order in which they run, each once."""
    return list(dict.fromkeys(_walk(entry, IMPORT)))


def _walk(name: str, links: re.Pattern[str]) -> Iterator[str]:
    """The files that a file needs, the deepest first, and then the file."""
    for path in links.findall(_text(name)):
        yield from _walk(posixpath.normpath(f"{posixpath.dirname(name)}/{path}"), links)
    yield name


@cache
def _text(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")


def _small(text: str) -> str:
    return WHITE.sub("", COMMENT.sub("", text))
