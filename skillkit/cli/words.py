"""words: the file in which another language's words go."""

from __future__ import annotations

import argparse
from pathlib import Path

from skillkit.base.storage import read_text
from skillkit.base.words import load, say, words_of
from skillkit.workshop.words_file import sentences, texts_of, to_fill_in


def run(chosen: argparse.Namespace) -> int:
    """Write the file, with what it and the kit have already."""
    tag = load(chosen.language).tag
    folder = chosen.folder or Path()
    file = folder / f"words.{tag}.toml"
    words = {**load(tag).words, **words_of(file)}  # what is not said any more is kept too
    wanted = {**sentences(), **texts_of(folder)}
    before = read_text(file) if file.exists() else ""
    text = to_fill_in(tag, words, wanted, before)
    file.write_text(text, encoding="utf-8", newline="\n")
    there = sum(1 for english in wanted if words.get(english))
    print(
        say(
            "{file}: {count} sentences, {there} of them have words already.",
            file=file,
            count=len(wanted),
            there=there,
        )
    )
    return 0
