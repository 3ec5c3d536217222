"""The slides as one HTML file that needs nothing else, and what it was made from.

A tool outside Python sets the slides; here pictures are put in, the network is shut out, and the
deck is stamped, so that a stale one can be told without that tool.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import html
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from skillkit.base.errors import FileError, SkillkitError
from skillkit.base.text import quoted
from skillkit.setup import project_root

TOOL = "@marp-team/marp-cli@4.5.1"
PICTURE = re.compile(r"!\[[^\]]*\]\(([^)\s]+)\)")  # in Markdown
STAMP = re.compile(r'<meta name="skillkit-made-from" content="([0-9a-f]{64})">')
# Its own script and style run; nothing is fetched. A presenter's window shows the deck in frames.
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; "
    "frame-src 'self' file:"
)


def pictures_of(slides: str) -> list[str]:
    """The pictures that the slides show, as they name them, each once."""
    return list(dict.fromkeys(PICTURE.findall(slides)))


def stamp_of(slides: str, style: str, pictures: Mapping[str, str]) -> str:
    """A hash that changes when the deck would: words, style, SVG pictures or the tool."""
    digest = hashlib.sha256()
    for part in (TOOL, slides, style, *(pictures[name] for name in pictures_of(slides))):
        digest.update(f"{len(part)}:{part}".encode())
    return digest.hexdigest()


def stamp_in(deck: str) -> str | None:
    """The stamp that a deck carries."""
    found = STAMP.search(deck)
    return found[1] if found else None


def finished(deck: str, stamp: str, pictures: Mapping[str, str]) -> str:
    """The tool's HTML with its pictures inside, its policy and its stamp.

    Raises:
        SkillkitError: something in it would still be fetched.
    """
    for name, picture in pictures.items():
        data = base64.b64encode(picture.encode()).decode()
        deck = deck.replace(f'src="{html.escape(name)}"', f'src="data:image/svg+xml;base64,{data}"')
    bar = '<div class="bespoke-marp-osc"'
    deck = deck.replace(bar, f'{bar} role="navigation" aria-label="Slides"')
    # The licence of the tool's script is named by its file, not by an address.
    deck = re.sub(r"https://\S+?(@marp-team/marp-cli@)", r"\1", deck)
    head = (
        f'<head><meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f'<meta name="skillkit-made-from" content="{stamp}">'
    )
    deck = deck.replace("<head>", head, 1).rstrip() + "\n"
    if found := fetched(deck):
        raise SkillkitError(
            f"The deck would fetch {', '.join(map(quoted, found))}. Use pictures of docs/img, "
            "and no web font or emoji."
        )
    return deck


def fetched(deck: str) -> list[str]:
    """What a browser would fetch for a deck: addresses that are not in it."""
    attributes = re.findall(r'\b(?:src|srcset|poster|data)="([^"]*)"', deck)
    attributes += re.findall(r"<link\b[^>]*href=\"([^\"]*)\"", deck)
    styles = re.findall(r"url\(\s*[\"']?([^\"')]*)", deck) + re.findall(r"@import\s+([^;]+)", deck)
    whole = re.findall(r"(?<!\w)(?:https?:)?//\w[\w.-]*\.\w+[^\s\"'<>)]*", deck)
    known = ("http://www.w3.org/",)  # names of XML, never fetched
    return [
        address
        for address in dict.fromkeys([*attributes, *styles, *whole])
        if address and not address.startswith(("data:", "#", *known))
    ]


def sources(folder: Path) -> tuple[str, str, dict[str, str]]:
    """What the deck is made from: the slides, their style, and the pictures by name."""
    words, style = ((folder / f"slides.{end}").read_text(encoding="utf-8") for end in ("md", "css"))
    try:
        pictures = {name: (folder / name).read_text("utf-8") for name in pictures_of(words)}
    except FileNotFoundError as error:
        raise FileError(f"slides.md shows {error.filename}, which is not there.") from error
    return words, style, pictures


def _set(folder: Path) -> str:
    """The slides as the tool sets them."""
    npx = shutil.which("npx")
    if npx is None:
        raise SkillkitError(
            "To make the deck again, Node.js is needed (it brings npx). To show it, nothing is: "
            "open workshop/slides.html in a browser."
        )
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as empty:
        out = Path(empty) / "slides.html"
        words = ["--theme-set", f"{folder / 'slides.css'}", "--html", "--no-config-file"]
        command = [npx, "--yes", TOOL, f"{folder / 'slides.md'}", *words, "-o", f"{out}"]
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        if done.returncode or not out.is_file():
            raise SkillkitError(f"{TOOL} did not make the deck:\n{done.stdout}{done.stderr}")
        return out.read_text(encoding="utf-8")


def refresh(folder: Path, *, check: bool) -> int:
    """Make the deck again if its sources changed; 1 when `check` found that they did, else 0."""
    deck = folder / "slides.html"
    words, style, pictures = sources(folder)
    stamp = stamp_of(words, style, pictures)
    if deck.is_file() and stamp_in(deck.read_text(encoding="utf-8")) == stamp:
        print("workshop/slides.html: fresh")
        return 0
    if check:
        print("workshop/slides.html: made from other slides. Run: python3 -m tools.slides")
        return 1
    made = finished(_set(folder), stamp, pictures)
    deck.write_text(made, encoding="utf-8", newline="\n")
    print("workshop/slides.html")
    return 0


def main() -> int:
    """Make the deck again, or say whether it is fresh."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; fail when not fresh")
    return refresh(project_root() / "workshop", check=parser.parse_args().check)


if __name__ == "__main__":
    sys.exit(main())
