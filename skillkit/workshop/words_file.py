"""Words file: the sentences that a language needs, and what a look at its file finds.

The sentences are read from the kit's own scripts and modules, so that no list of them can lag
behind.
"""

from __future__ import annotations

import ast
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from skillkit.base.script_words import is_prose, of_script
from skillkit.base.text import nearest, quoted
from skillkit.base.words import VALUE, say, sentence, table
from skillkit.framework.folder import Folder

PACKAGE = Path(__file__).parents[1]

NAME = re.compile(r"words\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\.toml")

CLASSES = ("zero", "one", "two", "few", "many", "other")


# --- The sentences of the kit --------------------------------------------------------------------


@cache
def sentences() -> dict[str, str]:
    """Every sentence that can have a translation, and the layer it is said in."""
    found: dict[str, str] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        layer = path.relative_to(PACKAGE).parts[0]
        found |= {text: layer for text in said_in(path) if text not in found}
    for path in scripts():
        found |= {text: "scripts" for text in said_in(path) if text not in found}
    return found


@cache
def said_in(path: Path) -> tuple[str, ...]:
    """The sentences of a module or a script."""
    of = of_module if path.suffix == ".py" else of_script
    return tuple(of(path.read_text(encoding="utf-8")))


def scripts() -> list[Path]:
    """The scripts that say something to people."""
    widgets = [*(PACKAGE / "widgets" / "static").rglob("*.js")]
    pages = [PACKAGE / "site" / "static" / "site.js", *(PACKAGE / "room" / "static").glob("*.js")]
    return sorted([*widgets, *pages])


# Which of a call's arguments is the sentence; Refused has a status and a word for programs first.
_SENTENCE_OF = {"say": 0, "sentence": 0, "plural": 1, "counted": 1, "Refused": 2}


def of_module(source: str) -> Iterator[str]:
    """The sentences of a Python module: what it gives to `say` and the like as it stands."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    for node in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        name = getattr(node.func, "id", "")
        texts = [getattr(argument, "value", None) for argument in node.args]
        if name == "tag":  # the first one is the kind of element
            said = [text for text in texts[1:] if isinstance(text, str) and is_prose(text)]
        else:
            place = _SENTENCE_OF.get(name, len(texts))
            said = [text for text in texts[place : place + 1] if isinstance(text, str)]
        yield from (f"{{count}} {one}s" if name == "counted" else one.strip() for one in said)


# --- A look at a file ----------------------------------------------------------------------------


def problems_of(text: str, known: Iterable[str]) -> Iterator[str]:
    """What is wrong in the text of a words file; `known` are the sentences it may translate."""
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        yield say(
            '{error}. A line is "English" = "your words"; a quote in it is written \\".',
            error=error,
        )
        return
    words = given.get("words")
    if not isinstance(words, Mapping):
        yield say("there is no [words]; write that line above the sentences.")
        return
    sentences = set(known)
    for english, word in words.items():
        if english not in sentences:
            yield say(
                "{english} is said nowhere.{hint}",
                english=quoted(english, 80),
                hint=nearest(english, sentences),
            )
        else:
            yield from _problems(english, word)


def _problems(english: str, word: Any) -> Iterator[str]:
    """What is wrong with one line."""
    name = quoted(english, 60)
    forms = word if isinstance(word, Mapping) else {"other": word}
    if unknown := [key for key in forms if key not in CLASSES]:
        yield say(
            "{name}: '{found}' is no class of number; write one of {classes}.",
            name=name,
            found=unknown[0],
            classes=", ".join(CLASSES),
        )
    if "other" not in forms:
        yield say("{name}: 'other' is missing, which stands for all other numbers.", name=name)
    values = set(VALUE.findall(english))
    for key, form in forms.items():
        if not isinstance(form, str):
            yield say(
                "{name}: {form} is not text; write it in quotes.", name=name, form=quoted(form)
            )
            continue
        there = set(VALUE.findall(form))
        if form and (lost := values - there - ({"count", "number"} if key != "other" else set())):
            yield say(
                "{name}: {values} is lost; put it where the value belongs.",
                name=name,
                values=_braced(lost),
            )
        if strange := there - values - {"count"}:
            yield say(
                "{name}: {values} is not in the English sentence; take it out.",
                name=name,
                values=_braced(strange),
            )


def _braced(names: set[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names))


def check_words(text: str, name: str, folder: Path) -> tuple[list[str], str]:
    """The problems of a words file that lies in a folder, and how much of a language it has."""
    found = NAME.fullmatch(name)
    tag = found[1] if found else name
    known = {**sentences(), **texts_of(folder)}
    problems = list(problems_of(text, known))
    if tag not in table() and tag.split("-")[0] not in table():
        problems.insert(
            0,
            say("'{tag}' is no language that is known.{hint}", tag=tag, hint=nearest(tag, table())),
        )
    return problems, "" if problems else _described(text, folder, tag)


OF_KIT = sentence(
    "{there} of {all} sentences of the kit are in {language}, {left} stay as they are"
)
OF_FOLDER = sentence(
    "{there} of {all} sentences of this folder are in {language}, {left} stay as they are"
)


def _described(text: str, folder: Path, tag: str) -> str:
    """How much is there: "412 of 790 sentences are in Deutsch; 378 stay English."."""
    words = {**Folder(folder).words(tag), **tomllib.loads(text)["words"]}
    name = table().get(tag, table().get(tag.split("-")[0], {}))["name"]
    parts = []
    for said, wanted in ((OF_KIT, sentences()), (OF_FOLDER, texts_of(folder))):
        if there := sum(1 for english in wanted if words.get(english)):
            left = len(wanted) - there
            parts.append(say(said, there=there, all=len(wanted), language=name, left=left))
    return f"{'; '.join(parts) or say('Nothing is translated yet')}."


# --- The texts of a folder -----------------------------------------------------------------------

_FOR_MACHINES = frozenset({"id", "area", "skill", "version", "was", "verdict", "framework"})


def texts_of(folder: Path) -> dict[str, str]:
    """What the files of a workshop folder say, and the file that says it."""
    found: dict[str, str] = {}
    for name in ("framework.toml", "actions.toml", "vignettes.toml", "claims.toml"):
        if (folder / name).is_file():
            given = tomllib.loads((folder / name).read_text(encoding="utf-8"))
            found |= {text: name for text in _texts(given) if text not in found}
    for path in sorted(folder.glob("example_*.json")):
        given = json.loads(path.read_text(encoding="utf-8"))
        found |= {text: path.name for text in _texts(given) if text not in found and " " in text}
    return found


def _texts(value: Any, key: str = "") -> Iterator[str]:
    """The texts for people in a table, however deep."""
    if isinstance(value, Mapping):
        for inner, held in value.items():
            yield from _texts(held, inner)
    elif isinstance(value, list):
        for held in value:
            yield from _texts(held, key)
    elif isinstance(value, str) and key not in _FOR_MACHINES and _is_text(value):
        yield value


def _is_text(value: str) -> bool:
    """Whether a value is for people, rather than a name that another row goes by."""
    return bool(re.search(r"[A-Z ]", value)) and not re.fullmatch(r"A\d+", value)


# --- A file to fill in ---------------------------------------------------------------------------

_HEAD = """\
# {name}: write your words between the quotes on the right. A line left empty stays English.
# What stands in {{braces}} is a value; keep it, wherever it belongs in your sentence.
# A sentence with a number may have a form for each class of number of your language{classes}.
# To see how far it is and what is wrong: python3 -m skillkit check words.{tag}.toml

[words]
"""


def to_fill_in(
    tag: str, words: Mapping[str, Any], wanted: Mapping[str, str], before: str = ""
) -> str:
    """The file of a language with all sentences, filled in where there are words already.

    What stands above the words in the file of before stays, and so do words that nobody says now.
    """
    facts = table().get(tag) or table()[tag.split("-")[0]]
    classes = [*facts["plurals"], "other"]
    example = ", ".join(f'{name} = "..."' for name in classes)
    head, mark, _ = before.partition("[words]\n")
    lines = [
        head + mark
        if mark
        else _HEAD.format(name=facts["name"], tag=tag, classes=f": {{ {example} }}")
    ]
    for layer in dict.fromkeys(wanted.values()):
        lines.append(f"\n# {layer}\n\n")
        lines += [
            _line(english, words.get(english, "")) for english, of in wanted.items() if of == layer
        ]
    if left := [english for english in words if english not in wanted]:
        lines += ["\n# said nowhere any more\n\n", *[_line(old, words[old]) for old in left]]
    return "".join(lines)


def text_of(words: Mapping[str, Any]) -> str:
    """These words as a file of a language."""
    return "[words]\n" + "".join(_line(english, word) for english, word in words.items())


def _line(english: str, word: Any) -> str:
    if isinstance(word, Mapping):
        forms = ", ".join(f"{key} = {_toml(form)}" for key, form in word.items())
        return f"{_toml(english)} = {{ {forms} }}\n"
    return f"{_toml(english)} = {_toml(word)}\n"


def _toml(text: str) -> str:
    """The text in quotes, as TOML reads it."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
