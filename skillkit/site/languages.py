"""Languages: those in which a site can be read, and the words of each."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass

from skillkit.base.words import DATA, SOURCE, language, load, named, spoken_in
from skillkit.framework.folder import (
    BUILT_IN,
    FRAMEWORK,
    OPTIONAL,
    Folder,
    built_in,
    current,
    is_chosen,
)
from skillkit.workshop.words_file import NAME, text_of, texts_of

WHOLE = 0.95  # of a field's texts; the rest are names, which are the same everywhere


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages of a site, its own first, which lies at the top; each other has a folder."""

    tags: tuple[str, ...]
    asks_browser: bool = False  # where nobody said which, a browser's own language is taken

    def folder(self, tag: str) -> str:
        """Where its pages lie: "" or "de/"."""
        return "" if tag == self.tags[0] else f"{tag}/"

    @property
    def up(self) -> str:
        """The way from a page in the language of now to the top."""
        return "../" if self.folder(language().tag) else ""


def languages() -> Languages:
    """Those that have words for the kit and for the workshop's field."""
    own, folder = named() or SOURCE, current()
    there = {found[1] for path in DATA.iterdir() if (found := NAME.fullmatch(path.name))}
    translated = [tag for tag in sorted(there) if _is_whole(folder, tag)]
    known = [SOURCE, *translated]
    others = known if own in known else []  # else nobody knows which language the field is in
    return Languages((own, *(tag for tag in others if tag != own)), not named())


def _is_whole(folder: Folder, tag: str) -> bool:
    texts, words = texts_of(folder.path), folder.words(tag)
    return sum(text in words for text in texts) >= WHOLE * len(texts)


# --- The words of a language ---------------------------------------------------------------------


def words_files(tag: str, said: Collection[str]) -> dict[str, bytes]:
    """What a page loads for a language: words for what is said there, and the texts of its fields.

    These take the place of the English ones.
    """
    if tag == SOURCE:
        return {}
    words = {text: word for text, word in load(tag).words.items() if text in said}
    files = {f"words.{tag}.toml": text_of(words)}
    files |= dict(_fields(tag).items() - _fields(SOURCE).items())
    for of_a_cell, of_a_page in _in_a_page(tag).items():
        files = {name: text.replace(of_a_cell, of_a_page) for name, text in files.items()}
    return {f"skillkit/data/{name}": text.encode() for name, text in files.items()}


def _fields(tag: str) -> dict[str, str]:
    """The files of all fields in a language, by their places in a site."""
    folders = [*map(built_in, BUILT_IN), *([current()] if is_chosen() else [])]
    with spoken_in(tag):
        return {place: text for folder in folders for place, text in texts(folder).items()}


def texts(folder: Folder) -> dict[str, str]:
    """The files of a field in the reader's language, by their places in a site."""
    if folder.is_built_in:
        names = [path.name for path in folder.path.iterdir() if not NAME.fullmatch(path.name)]
        found = {name: folder.own_text(name) for name in names}
    else:  # its own, and those that it shares
        found = {name: folder.text(name) for name in (FRAMEWORK, *OPTIONAL)}
    return {f"{place_of(folder)}/{name}": text for name, text in found.items() if text}


def words_archive(tag: str) -> str:
    """The name of the archive with the words of a language."""
    return f"words.{tag}.zip"


def place_of(folder: Folder) -> str:
    """The name of a workshop's folder among those of the kit, in a site."""
    return folder.path.name if folder.is_built_in else f"chosen_{folder.path.name}"


def _in_a_page(tag: str) -> dict[str, str]:
    """What a language says in a page, where no cells are, for what it says of a cell."""
    file = DATA / f"words.{tag}.toml"
    given = tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    found: dict[str, str] = given.get("in_a_page", {})
    return found
