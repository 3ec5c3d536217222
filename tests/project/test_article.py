"""The article's own words: none of its sentences is copied anywhere in the project.

`golden/article_runs.txt` holds a short hash of every run of six words in the article, sorted, so
that the look needs no article beside the checkout.
"""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RUN = 6
TAKEN = set((ROOT / "tests" / "golden" / "article_runs.txt").read_text("utf-8").split())
TITLE = "Why Skills Matter in AI to Advance Your Engineering Career"  # named in each credit
FOLDERS = ("skillkit", "notebooks", "workshop", "docs", "tests", "tools")
TEXTS = {".py", ".toml", ".json", ".md", ".ipynb", ".html", ".js", ".css"}


def words(text: str) -> list[str]:
    """The words in small letters and without signs."""
    return re.findall(r"[a-z0-9']+", text.lower().replace("’", "'"))


def copied(text: str) -> list[str]:
    """The runs of six words that the article has as well."""
    said = words(text)
    runs = (" ".join(said[i : i + RUN]) for i in range(len(said) - RUN + 1))
    return [run for run in runs if hashlib.sha256(run.encode()).hexdigest()[:8] in TAKEN]


def files() -> Iterator[Path]:
    """Every text of the project."""
    yield from ROOT.glob("*.md")
    for folder in FOLDERS:
        found = sorted((ROOT / folder).rglob("*"))
        yield from (path for path in found if path.suffix in TEXTS and "my" not in path.parts)


def test_no_six_words_in_a_row_are_the_articles() -> None:
    """Nothing but the article's title is taken from it, in any text of the project."""
    title = re.compile(r"\W+".join(TITLE.split()), re.IGNORECASE)
    found = {path: copied(title.sub("...", path.read_text("utf-8"))) for path in files()}
    assert len(found) > 200
    assert {path.name: runs for path, runs in found.items() if runs} == {}


def test_a_copied_sentence_would_be_noticed() -> None:
    """The title is one of the article's sentences, and is found wherever it is not left out."""
    assert len(TAKEN) > 1900
    assert len(copied(f"They wrote: {TITLE}!")) == len(TITLE.split()) - RUN + 1
