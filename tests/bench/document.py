"""Document: a table between two marks in a Markdown file, written by a command."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

BEGIN, END = "<!-- table: begin -->", "<!-- table: end -->"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def put(path: Path, text: str) -> None:
    """Write `text` between the marks of a file; what stands around them stays."""
    before, rest = path.read_text(encoding="utf-8").split(BEGIN)
    after = rest.split(END)[1]
    whole = f"{before}{BEGIN}\n\n{text}\n\n{END}{after}"
    path.write_text(whole, encoding="utf-8", newline="\n")


def rows_in(text: str) -> list[str]:
    """The first cell of each row of the tables between the marks, without the heads."""
    inside = text.split(BEGIN)[1].split(END)[0]
    cells = [line.split(" | ")[0].removeprefix("| ") for line in inside.splitlines()]
    found: list[str] = []
    for cell in cells:
        if cell.startswith("---"):
            found.pop()  # the line before was the head
        elif cell:
            found.append(cell)
    return found
