"""Document: a table between two marks in a Markdown file, written by a command."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path


def marks(name: str) -> tuple[str, str]:
    """The lines around the table with this name."""
    return f"<!-- {name}: begin -->", f"<!-- {name}: end -->"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def put(path: Path, name: str, text: str) -> None:
    """Write `text` between the marks of a file; what is around them stays."""
    begin, end = marks(name)
    before, rest = path.read_text(encoding="utf-8").split(begin)
    after = rest.split(end)[1]
    whole = f"{before}{begin}\n\n{text}\n\n{end}{after}"
    path.write_text(whole, encoding="utf-8", newline="\n")


def rows_in(path: Path, name: str) -> list[str]:
    """The first cell of each row of the table with this name in a file, without its head."""
    begin, end = marks(name)
    inside = path.read_text(encoding="utf-8").split(begin)[1].split(end)[0]
    lines = [line for line in inside.splitlines() if line.startswith("| ")]
    return [line.split(" | ")[0].removeprefix("| ") for line in lines[2:]]
