"""Script words: the sentences of a script, and the words that it gets for them.

A script finds its sentences in English; the page that it is on brings what the reader's language
has for them.
"""

from __future__ import annotations

import json
import re
from ast import literal_eval
from collections.abc import Iterator
from functools import cache

from skillkit.base.words import MADE, SOURCE, VALUE, Language, Word

_TEXT = re.compile(r"""\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'""")
_JOINT = re.compile(r'"\s*\+\s*"')  # within one text that is longer than a line


def given(code: str, language: Language) -> str:
    """What a script knows as its `LANGUAGE`, as JSON: the tag, and words for its sentences."""
    return json.dumps({"tag": language.tag, "words": _words(code, language)}, ensure_ascii=False)


def in_language(code: str, language: Language) -> str:
    """A script that says its own sentences in a language, without words beside it.

    Another text in it may be a word of the language and a name for the machine, such as "page".
    """
    sentences = {*of_script(code)} if language.tag != SOURCE else ()

    def said(found: re.Match[str]) -> str:
        text = _text_of(found[0])
        word = language.word(text) if text in sentences else None
        return found[0] if word is None else json.dumps(word, ensure_ascii=False)

    return _TEXT.sub(said, _JOINT.sub("", code)) if sentences else code


def _words(code: str, language: Language) -> dict[str, Word]:
    """What the language has for the sentences of a script."""
    if language.tag == SOURCE:
        return {}
    # A language for tests has something for every text, also for names that are none.
    texts = of_script(code) if language.tag in MADE else _texts(code)
    return {text: word for text in texts if (word := language.word(text)) is not None}


@cache
def _texts(code: str) -> list[str]:
    """All that stands in quotes in a script."""
    return [_text_of(found[0]) for found in _TEXT.finditer(_JOINT.sub("", code))]


def _text_of(literal: str) -> str:
    """What a literal says; most have nothing that needs a reader."""
    return (literal_eval(literal) if "\\" in literal else literal[1:-1]).strip()


# --- What counts as a sentence -------------------------------------------------------------------

_LITERAL = re.compile(
    r"//[^\n]*|/\*[\s\S]*?\*/|`(?:[^`\\]|\\.)*`"
    r"""|("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')"""
)

_NO_WORDS = re.compile(  # keys of a keyboard, selectors, kinds of file, names of classes
    r"(GET|POST|PUT|DELETE|Content-Type|Accept-Language|Authorization)"
    r"|(Enter|Escape|Tab|Home|End|Arrow\w*|Backspace|Delete|DecompressionStream)"
    r"|skillkit (draft|tab|room|site here|lead|projector)|plan levers|from memory"
    r"|section :is.*|header nav.*"
    r"|[.:\[#*-].*|[\w.+*-]+/[\w.+*-]+.*|sk-.*|.*: reduce\)|popup,.*|input, select"
)


def of_script(source: str) -> Iterator[str]:
    """The sentences of a script: each text that can be one, as any may become an element's."""
    source = _JOINT.sub("", source)
    for found in _LITERAL.finditer(source):
        before = source[: found.start()].rstrip()
        if not found[1] or before.endswith((" from", "plural(")):  # it goes by its plural
            continue
        text = literal_eval(found[1]).strip()
        said = re.search(r"\b(t\(|plural\(\s*\S.*,)$", before) and text
        if said or (is_prose(text) and not _NO_WORDS.fullmatch(text)):
            yield text


def is_prose(text: str) -> bool:
    """Whether it may be a sentence, rather than a name for the machine."""
    bare = VALUE.sub("", text)
    return bool(re.search(r"[A-Za-z]{2}", bare) and re.search(r"^\W*[A-Z]|[a-z,.;:] \w", text))
