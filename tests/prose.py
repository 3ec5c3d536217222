"""Prose: the sentences that a person reads on a page, without code, tables, headings and marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import mistune

Token = Mapping[str, Any]
READ = mistune.create_markdown(renderer="ast", plugins=["table", "task_lists"])
PASSED_OVER = ("block_code", "block_html", "heading", "table", "thematic_break", "blank_line")
SILENT = ("codespan", "image", "inline_html")


def prose(markdown: str) -> str:
    """The paragraphs and list items of a page, one a line, each with an end of its sentence."""
    tokens = READ(markdown)
    assert not isinstance(tokens, str)
    return "\n".join(_paragraphs(tokens))


def _paragraphs(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token["type"] in ("paragraph", "block_text"):
            words = " ".join(_words(token["children"]).split())
            if any(letter.isalpha() for letter in words):
                yield words if words[-1] in ".!?" else f"{words.rstrip(':;,')}."
        elif token["type"] not in PASSED_OVER:
            yield from _paragraphs(token["children"])


def _words(tokens: Sequence[Token]) -> str:
    """The text of a paragraph; a name in code is no word."""
    parts = []
    for token in tokens:
        if token["type"] in ("softbreak", "linebreak"):
            parts.append(" ")
        elif token["type"] not in SILENT:
            parts.append(token.get("raw") or _words(token.get("children", ())))
    return "".join(parts)
