"""Words: what a person reads, in that person's language.

English is the source: an English sentence is the key under which a language has its own, and it
stands wherever a language has none. A language is a file `words.TAG.toml` of such pairs, beside the
kit's data, and one more in a workshop's own folder, which goes first.
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache, lru_cache, wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from skillkit.base import plural_rules
from skillkit.base.errors import SkillkitError

DATA = Path(__file__).parents[1] / "data"

SOURCE = "en"

KEPT = "language.txt"  # in a person's own folder, the tag that was chosen there

PACKED = "language.txt"  # in a site, the tag of its language

MADE = ("en-XA", "ar-XB")  # made from English for tests: long with accents, and right to left

VALUE = re.compile(r"\{(\w+)\}")  # where a value goes into a sentence

ISOLATE, END = "\u2068", "\u2069"  # what is between has its own direction

P = ParamSpec("P")
T = TypeVar("T")

Word = str | Mapping[str, str]  # a sentence, or one for each class of number


@dataclass(frozen=True, slots=True)
class Language:
    """A language: its tag and name, what CLDR says of it, and its words by the English ones."""

    tag: str  # "de"
    name: str  # "Deutsch"
    months: tuple[str, ...]
    date: str  # "{day}. {month} {year}"
    plurals: Mapping[str, str]  # class of number -> which numbers, as CLDR writes it
    is_rtl: bool = False
    signs: str = ".,"  # before the decimals of a number, and between its thousands
    words: Mapping[str, Word] = field(default_factory=dict, repr=False)

    @property
    def direction(self) -> str:
        """How it is read, as HTML says it."""
        return "rtl" if self.is_rtl else "ltr"

    def word(self, sentence: str) -> Word | None:
        """What it has for an English sentence; None where it has nothing."""
        if self.tag in MADE:
            return _made(sentence, self.tag)
        return self.words.get(sentence)

    def class_of(self, count: int) -> str:
        """The class of a number: "one", "few", "many", "other"."""
        return plural_rules.class_of(count, self.plurals)


# --- What is said --------------------------------------------------------------------------------


def say(sentence: str, /, **values: object) -> str:
    """The sentence in the reader's language, with its values: `say("{done} of {all}", ...)`.

    White space around it stays. Where the language is read right to left, a value keeps its own
    direction.
    """
    spoken = _here.get() or _language or language()
    if spoken.tag == SOURCE:
        return sentence.format_map(values) if values else sentence
    said = sentence
    inner = sentence.strip()
    if inner and (word := spoken.word(inner)) is not None:
        form = word.get("other", "") if isinstance(word, Mapping) else word
        said = form if inner == sentence else sentence.replace(inner, form)
    return _filled(said, values, spoken) if values else said


def plural(one: str, many: str, count: int, /, **values: object) -> str:
    """The sentence for a number, which it may name as `{count}`.

    The catalogue has it under the English plural, with one sentence for each class of number that
    its language knows.
    """
    spoken = _here.get() or _language or language()
    if spoken.tag == SOURCE:
        return (one if count == 1 else many).format(count=count, **values)
    word = _word(many, spoken)
    if isinstance(word, Mapping):
        word = word.get(spoken.class_of(count), word.get("other"))
    english = one if count == 1 else many
    said = english if word is None else many.replace(many.strip(), word)
    return _filled(said, {"count": count, **values}, spoken)


def _word(sentence: str, spoken: Language) -> Word | None:
    inner = sentence.strip()
    return spoken.word(inner) if inner else None


def sentence(text: str) -> str:
    """A sentence that is named here and said later: it belongs into the catalogue."""
    return text


def _filled(said: str, values: Mapping[str, object], spoken: Language) -> str:
    parts = [*_parts(said)]  # every other one is the name of a value
    for i in range(1, len(parts), 2):
        name = parts[i]
        given = values.get(name, f"{{{name}}}")
        is_turned = spoken.is_rtl and isinstance(given, str) and name in values
        parts[i] = f"{ISOLATE}{given}{END}" if is_turned else str(given)
    return "".join(parts)


@lru_cache(maxsize=1024)
def _parts(said: str) -> tuple[str, ...]:
    return tuple(VALUE.split(said))


# --- Which language ------------------------------------------------------------------------------


def language() -> Language:
    """The reader's language: the one that was chosen last, else what the surroundings ask for."""
    global _language
    if here := _here.get():
        return here
    if _language is None:
        _language = load(asked())
    return _language


_language: Language | None = None
_here: ContextVar[Language | None] = ContextVar("_here", default=None)  # of one thread or task


def choose(tag: str | None) -> Language:
    """Take this language from now on; None takes what the surroundings ask for.

    Raises:
        SkillkitError: CLDR's table does not have it.
    """
    global _language
    _language = load(asked() if tag is None else tag)
    _here.set(None)
    return _language


@contextmanager
def spoken_in(tag: str) -> Iterator[Language]:
    """Sentences are in this language here, while others may be asked for another one beside."""
    token = _here.set(load(tag))
    try:
        yield language()
    finally:
        _here.reset(token)


def kept_by_language(function: Callable[P, T]) -> Callable[P, T]:
    """The function with its last answers kept, apart for each language: they hold its words."""

    @lru_cache(maxsize=32)
    def kept(_: str, *given: P.args, **named: P.kwargs) -> T:
        return function(*given, **named)

    @wraps(function)
    def answer(*given: P.args, **named: P.kwargs) -> T:
        return kept(language().tag, *given, **named)  # type: ignore[arg-type]  # all can be a key

    return answer


def asked(header: str | None = None) -> str:
    """The tag of what the reader chose, else of what the surroundings name, else of the browser's.

    Without a `header` it is that of the page which a kernel was started for; most have none.
    """
    liked = os.environ.get("HTTP_ACCEPT_LANGUAGE", "") if header is None else header
    return kept_choice() or named() or preferred(liked, there()) or SOURCE


def kept_choice() -> str:
    """The tag of the language that a person chose on a page, from their own folder; "" if none."""
    from skillkit.base.storage import home  # which says its sentences through this

    try:
        kept = (home() / KEPT).read_bytes()[:100].decode().strip()
    except (OSError, UnicodeDecodeError):
        return ""
    return kept if kept in there() else ""


def keep_choice(tag: str) -> None:
    """Take this language from now on, and the next time."""
    from skillkit.base.storage import home, write_atomically

    write_atomically(home() / KEPT, tag + "\n")
    choose(tag)


def named() -> str:
    """The tag of `$SKILLKIT_LANGUAGE`, else a site's or the workshop's own; "" without one."""
    chosen = os.environ.get("SKILLKIT_LANGUAGE", "").strip()
    return chosen or _packed() or _of_workshop(_workshop())


def there() -> tuple[str, ...]:
    """The tags of the languages that the kit speaks, English first."""
    found = sorted(path.name.split(".")[1] for path in DATA.glob("words.*.toml"))
    return (SOURCE, *found)


def preferred(header: str, tags: Collection[str]) -> str:
    """Of these tags the one that an `Accept-Language` likes best; "" where it likes none."""
    found: dict[str, float] = {}
    for tag, weight in _LIKED.findall(header[:1000]):
        known = next((one for one in (tag, tag.split("-")[0]) if one in tags), None)
        if known and (liked := float(weight or 1)) > 0:
            found.setdefault(known, liked)
    return max(found, key=lambda tag: found[tag], default="")


_LIKED = re.compile(r"([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)(?:\s*;\s*q=([01](?:\.\d{0,3})?))?")


@cache
def _packed() -> str:
    """The language that a site was made in; "" elsewhere."""
    place = DATA / PACKED
    return place.read_text(encoding="utf-8").strip() if place.is_file() else ""


def _workshop() -> Path | None:
    """The workshop folder that was chosen."""
    from skillkit.base.storage import chosen_workshop  # which says its sentences through this

    chosen = chosen_workshop()
    return Path(chosen) if chosen else None


@cache
def _of_workshop(folder: Path | None) -> str:
    """The language that a workshop's own file names; what else is in it, its reader looks at."""
    try:
        text = (folder / "workshop.toml").read_text(encoding="utf-8") if folder else ""
    except (OSError, UnicodeDecodeError):
        return ""
    found = re.search(r'(?m)^[ \t]*language[ \t]*=[ \t]*"([\w-]+)"', text)
    return found[1] if found else ""


# --- Where it comes from -------------------------------------------------------------------------


@cache
def table() -> dict[str, dict[str, Any]]:
    """What CLDR says of each language; `tools/languages.py` makes the file."""
    found: dict[str, dict[str, Any]] = json.loads(
        (DATA / "languages.json").read_text(encoding="utf-8")
    )
    return found


def load(tag: str) -> Language:
    """The language of that tag, "de" or "pt-BR", with the words that are there.

    Raises:
        SkillkitError: CLDR's table does not have it, or its words cannot be read.
    """
    return _loaded(tag.replace("_", "-"), _workshop())


@cache
def _loaded(tag: str, workshop: Path | None) -> Language:
    """The same, with the words of that workshop."""
    facts = _facts(tag)
    words: dict[str, Word] = {}
    if tag != SOURCE and tag not in MADE:
        for folder in filter(None, (DATA, workshop)):
            words |= words_in(folder, tag)
    return Language(
        tag,
        facts["name"],
        tuple(facts["months"]),
        facts["date"],
        facts["plurals"],
        facts.get("rtl", False),
        facts.get("signs", ".,"),
        words,
    )


def _facts(tag: str) -> dict[str, Any]:
    """What the table says of a language or, where it lacks the country, of its first part."""
    if tag in MADE:
        return {**table()[SOURCE], "name": tag, "rtl": tag == MADE[1]}
    for name in (tag, tag.split("-")[0]):
        if name in table():
            return table()[name]
    raise SkillkitError(
        f"'{tag}' is not a language that skillkit knows; write its tag, like de, fr or pt-BR."
    )


def words_in(folder: Path, tag: str) -> dict[str, Word]:
    """The words of a language that lie in a folder: those of "pt", then those of "pt-BR".

    Raises:
        SkillkitError: a file is no TOML.
    """
    found: dict[str, Word] = {}
    for name in dict.fromkeys((tag.split("-")[0], tag)):
        found |= words_of(folder / f"words.{name}.toml")
    return found


@cache
def words_of(path: Path) -> dict[str, Word]:
    """The words of a file; none without one. An empty text is one that is still to be translated.

    Raises:
        SkillkitError: it is no TOML.
    """
    try:
        text = path.read_text(encoding="utf-8")
        quick, rest = _simple(text)
        found = tomllib.loads(rest)
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise SkillkitError(
            f"{path.name} cannot be read: {error}. See python3 -m skillkit check {path.name}."
        ) from None
    if isinstance(words := found.get("words"), dict):
        quick |= words
    return {key: word for key, word in quick.items() if word}


_ESCAPED = re.compile(r'("(?:[^"\\]+|\\["\\n])+") = ("(?:[^"\\]+|\\["\\n])*")')  # as JSON has it
_FORMS = re.compile(r'"([^"\\]+)" = \{ ((?:\w+ = "[^"\\]*"(?:, )?)+) \}')
_FORM = re.compile(r'(\w+) = "([^"]*)"')
_LONGER = re.compile(r"^\s*\[|\"{3}|'{3}", re.MULTILINE)  # what begins there may hold such lines


def _simple(text: str) -> tuple[dict[str, Word], str]:
    """The lines of one sentence each, and the text of the rest.

    They are nearly all of a file, and a TOML reader takes thirty times as long for them.
    """
    head, mark, lines = text.partition("[words]\n")
    found: dict[str, Word] = {}
    rest: list[str] = []
    for line in lines.split("\n"):
        match line.split('"'):
            case ["", english, " = ", word, ""] if "\\" not in line:
                found[english] = word
            case ["", *_] if forms := _FORMS.fullmatch(line):
                found[forms[1]] = dict(_FORM.findall(forms[2]))
            case ["", *_] if pair := _ESCAPED.fullmatch(line):
                found[json.loads(pair[1])] = json.loads(pair[2])
            case _:
                rest.append(line)
    left = "\n".join(rest)
    return ({}, text) if _LONGER.search(left) else (found, head + mark + left)


# --- Languages for tests -------------------------------------------------------------------------

ACCENTS = str.maketrans("aceinouyACEINOUY", "áçéíñóúýÁÇÉÍÑÓÚÝ")


def _made(sentence: str, tag: str) -> str:
    """An English sentence as a language for tests has it; a sentence made already stays."""
    if sentence.startswith("⟦"):
        return sentence
    parts = VALUE.split(sentence)  # every other one is the name of a value
    parts[1::2] = [f"{{{name}}}" for name in parts[1::2]]
    parts[::2] = [part.translate(ACCENTS) for part in parts[::2]]
    longer = "·" * max(1, round(0.4 * len(sentence)) - 2)
    text = "".join(parts)
    return f"⟦\u05d0{text}\u05d0⟧" if tag == MADE[1] else f"⟦{text}{longer}⟧"
