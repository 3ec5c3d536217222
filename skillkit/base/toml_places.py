"""TOML places: on which line of a text each path of a problem stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

_TABLE = re.compile(r"\s*(\[{1,2})\s*([\w.-]+)\s*\]{1,2}\s*(?:#.*)?")

_KEY = re.compile(r"\s*([\w-]+)\s*=\s*(.*)")

_ID = re.compile(r"""["'](\w+)["']""")


def lines_of(text: str) -> dict[str, int]:
    """The line of each path: of a table, of its keys, and of the items of a list below one."""
    lines: dict[str, int] = {}
    names: dict[str, str] = {}  # a row's path by number, and by its id
    rows: Counter[str] = Counter()
    here = among = ""  # the table, and the list that is open
    items = 0
    for number, line in enumerate(text.splitlines(), start=1):
        if among and (stripped := line.strip()):
            if stripped[0] in "\"'":
                lines[f"{among}[{items}]"] = number
                items += 1
            if stripped.rstrip().endswith("]"):
                among = ""
        elif found := _TABLE.fullmatch(line):
            here = found[2]
            lines.setdefault(here, number)
            if found[1] == "[[":
                here = f"{found[2]}[{rows[found[2]]}]"
                rows[found[2]] += 1
                lines[here] = number
        elif found := _KEY.match(line):
            path = f"{here}.{found[1]}" if here else found[1]
            lines.setdefault(path, number)
            if found[1] == "id" and here and (said := _ID.match(found[2])):
                names[here] = f"{here.partition('[')[0]}.{said[1]}"
            if found[2].startswith("[") and "]" not in found[2]:
                among, items = path, 0
    for row, name in names.items():
        for path in [path for path in lines if path == row or path.startswith(f"{row}.")]:
            lines.setdefault(name + path.removeprefix(row), lines[path])
    return lines


def line_of(path: str, lines: Mapping[str, int]) -> int | None:
    """The line of a path, or of the nearest thing around it; None for what stands nowhere."""
    while path:
        if path in lines:
            return lines[path]
        path = re.sub(r"(\.?[^.\[\]]+|\[\d+\])$", "", path)
    return None
