"""Workshop folder: all that a workshop needs of its field, a file for each kind, in one place.

Only `framework.toml` is needed. What a folder lacks is left out, and never taken from another
field; a folder may name a sibling that it shares such files with.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Annotated, Any

from skillkit.base.errors import FileError
from skillkit.base.storage import chosen_workshop, project, read_text
from skillkit.base.text import joined, nearest, quoted
from skillkit.base.toml_reader import Identifier, Pattern, read_toml
from skillkit.base.words import ACCENTS, MADE, SOURCE, Word, language, say, sentence, words_in

Tag = Annotated[
    str, Pattern(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", sentence("a language's tag, like de or pt-BR"))
]

DATA = Path(__file__).parents[1] / "data"

FRAMEWORK, SETTINGS = "framework.toml", "workshop.toml"

OPTIONAL = ("actions.toml", "vignettes.toml", "claims.toml")

FIRST = "ai_engineer"  # where nobody chose another

ARTICLE = (FIRST, "ai_engineer_quick")  # what a person may start with where nobody chose

BUILT_IN = (*ARTICLE, "ai_engineer_2026")


@dataclass(frozen=True, slots=True)
class Settings:
    """What `workshop.toml` says of its folder."""

    use: bool = False  # every page of the clone that the folder is in begins with it
    language: Tag = ""  # in which its pages speak, where the reader chose none
    shares: Identifier = ""  # a folder beside this one, whose files stand for those missing here


@dataclass(frozen=True, slots=True)
class Folder:
    """A workshop folder, by its place."""

    path: Path

    @property
    def is_built_in(self) -> bool:
        """Whether the kit brings it."""
        return self.path.parent == DATA

    @property
    def name(self) -> str:
        """How a person names it: a built-in one by its name, another by its place."""
        return self.path.name if self.is_built_in else str(self.path)

    def text(self, name: str) -> str | None:
        """The text of a file here, or of the folder that this one shares with; None without one.

        Raises:
            FileError: it is there and cannot be read.
            Invalid: `workshop.toml` has faults.
        """
        found = self.own_text(name)
        if found is None and name != FRAMEWORK and (shares := self.settings.shares):
            return Folder(self.path.parent / shares).own_text(name)
        return found

    def own_text(self, name: str) -> str | None:
        """The text of a file that lies here, in the reader's language; None without one."""
        if self.is_built_in:
            text = _built_in_text(self.path / name)
        else:
            try:
                text = read_text(self.path / name)
            except FileNotFoundError:
                return None
        return text if text is None or name == SETTINGS else self.spoken(text)

    def spoken(self, text: str) -> str:
        """A text with the words for it that a file here has in the reader's language."""
        tag = language().tag
        return text if tag == SOURCE else _spoken(text, self, tag)

    def words(self, tag: str) -> Mapping[str, Word]:
        """What a words file here has for the texts of this folder, and one that is shared."""
        if tag in MADE:
            return Accented()
        own = words_in(self.path, tag)
        shares = self.settings.shares
        return {**words_in(self.path.parent / shares, tag), **own} if shares else own

    @property
    def settings(self) -> Settings:
        """What its `workshop.toml` says; without one, nothing special."""
        text = self.own_text(SETTINGS)
        return Settings() if text is None else parse_settings(text, f"{self.path.name}/{SETTINGS}")


class Accented(dict[str, Word]):
    """The words of a language for tests: each text for people, with accents and no longer."""

    def get(self, text: str, default: Any = None) -> Any:
        """The text between brackets; nothing for what is a name for the machine."""
        is_text = re.search(r"^[A-Z][A-Za-z]|[A-Za-z,.] \w", text)
        return f"⟦{text.translate(ACCENTS)}⟧" if is_text else default

    def __bool__(self) -> bool:
        return True


_QUOTED = re.compile(r'"(?:[^"\\\n]|\\.)*"')
_in_quotes = json.JSONEncoder(ensure_ascii=False).encode


def translated(text: str, words: Mapping[str, Word]) -> str:
    """A text of TOML or JSON, with each whole value in quotes that has a translation in it."""

    def value(found: re.Match[str]) -> str:
        quoted = found[0]
        english = json.loads(quoted, strict=False) if "\\" in quoted else quoted[1:-1]
        word = words.get(english)
        return _in_quotes(word) if isinstance(word, str) else quoted

    return _QUOTED.sub(value, text) if words else text


@lru_cache(maxsize=32)  # each form looks again at what all of them share
def _spoken(text: str, folder: Folder, tag: str) -> str:
    """A text of a folder in a language; its words are read once."""
    return translated(text, folder.words(tag))


@cache
def _built_in_text(path: Path) -> str | None:
    """The text of a file of the kit; an installation may have links, which `read_text` refuses."""
    return path.read_text(encoding="utf-8") if path.is_file() else None


@lru_cache(maxsize=16)
def parse_settings(text: str, name: str) -> Settings:
    """What the text of a `workshop.toml` says; `name` is what the errors call it."""
    return read_toml(text, name, Settings)


@cache
def built_in(name: str) -> Folder:
    """The folder of a name that the kit brings."""
    return Folder(DATA / name)


def folder_at(name_or_path: str | Path) -> Folder:
    """The folder of a built-in name, or at a place, from here or from where the notebooks are.

    Raises:
        FileError: there is no such folder, or no framework in it.
    """
    if str(name_or_path) in BUILT_IN:
        return built_in(str(name_or_path))
    given = Path(name_or_path).expanduser()
    for path in (given, project() / given):
        if (path / FRAMEWORK).is_file():
            return Folder(path.absolute())
    here = say("has no framework.toml") if given.is_dir() else say("is not there")
    known = joined([f"'{name}'" for name in BUILT_IN], "or")
    raise FileError(
        say(
            "The workshop folder {name_or_path} {here}. Make one with python3 -m skillkit new "
            "FOLDER, or name {known}.{hint}",
            name_or_path=quoted(str(name_or_path)),
            here=here,
            known=known,
            hint=nearest(given.name, BUILT_IN),
        )
    )


def is_chosen() -> bool:
    """Whether somebody chose the workshop of this session."""
    return chosen_workshop() is not None


def current() -> Folder:
    """The folder of this session: the one that was chosen, else the article's.

    Raises:
        FileError: there is no such folder.
    """
    chosen = chosen_workshop()
    return built_in(FIRST) if chosen is None else folder_at(chosen)
