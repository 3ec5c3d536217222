"""Script words: the sentences of a script, and the words that it gets for them.

A script finds its sentences in English; the page that it is on brings what the reader's language
has for them.
"""

from __future__ import annotations

import json
import re
from ast import literal_eval
from collections.abc import Iterator

from skillkit.base.words import MADE, SOURCE, VALUE, Language, Word

_TEXT = re.compile(r"""\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'""")
_JOINT = re.compile(r'"\s*\+\s*"')  # within one text that is longer than a line


def given(code: str, language: Language) -> str:
    """What a script knows as its `LANGUAGE`, as JSON: the tag, and words for its sentences."""
    return json.dumps({"tag": language.tag, "words": _words(code, language)}, ensure_ascii=False)


def in_language(code: str, language: Language) -> str:
    """A script that says its own sentences in a language, without words beside it.

    A single word in it may be one of the language, and a name for the machine, such as "page".
    """

    def said(found: re.Match[str]) -> str:
        word = language.word(found[0][1:-1]) if " " in found[0] else None
        return found[0] if word is None else json.dumps(word, ensure_ascii=False)

    return code if language.tag == SOURCE else _TEXT.sub(said, _JOINT.sub("", code))


def _words(code: str, language: Language) -> dict[str, Word]:
    """What the language has for the sentences of a script."""
    if language.tag == SOURCE:
        return {}
    # A language for tests has something for every text, also for names that are none.
    texts = of_script(code) if language.tag in MADE else _texts(code)
    return {text: word for text in texts if (word := language.word(text)) is not None}


def _texts(code: str) -> Iterator[str]:
    """All that stands between two quotation marks in a script; no sentence of one escapes any."""
    code = _JOINT.sub("", code)
    return (text.strip() for mark in "\"'" for text in code.split(mark))


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
