"""Languages: those in which a site can be read, and the words of each."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass

from skillkit.base.words import DATA, SOURCE, language, load, named, words_in
from skillkit.framework.folder import FRAMEWORK, Folder, current, is_chosen
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
    """What a page loads for a language: words for what is said there, and for its fields."""
    if tag == SOURCE:
        return {}
    folders = [file.parent for file in DATA.glob(f"*/{FRAMEWORK}")]
    fields = {folder.name: words_in(folder, tag) for folder in folders}
    if is_chosen() and not current().is_built_in:
        fields[place_of(current())] = {**current().words(tag)}
    texts = {f"{name}/": text_of(words) for name, words in fields.items() if words}
    texts[""] = text_of({text: word for text, word in load(tag).words.items() if text in said})
    return {
        f"skillkit/data/{place}words.{tag}.toml": _in_a_page(text, tag).encode()
        for place, text in texts.items()
    }


def words_archive(tag: str) -> str:
    """The name of the archive with the words of a language."""
    return f"words.{tag}.zip"


def place_of(folder: Folder) -> str:
    """The name of a workshop's folder among those of the kit, in a site."""
    return folder.path.name if folder.is_built_in else f"chosen_{folder.path.name}"


def _in_a_page(words: str, tag: str) -> str:
    """The words of a language with what it says in a page, where no cells are."""
    file = DATA / f"words.{tag}.toml"
    given = tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    for of_a_cell, of_a_page in given.get("in_a_page", {}).items():
        words = words.replace(of_a_cell, of_a_page)
    return words
