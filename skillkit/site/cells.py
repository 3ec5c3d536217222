"""Cells: the code of a notebook, run outside of one, and what its pictures look like."""

from __future__ import annotations

import ast
import contextlib
import io
import os
import tempfile
from collections.abc import Iterator
from typing import Any


def value_of(code: str, names: dict[str, Any]) -> Any:
    """Run a cell with these names; the value of its last line."""
    lines = ast.parse(code).body
    last = lines.pop() if lines and isinstance(lines[-1], ast.Expr) else None
    exec(compile(ast.Module(lines, []), "<cell>", "exec"), names)
    if not isinstance(last, ast.Expr):
        return None
    return eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)


def stills(cells: list[tuple[str, str]]) -> dict[str, str]:
    """What each cell shows to somebody without files, as HTML, by the cell's id."""
    names: dict[str, Any] = {"__name__": "__main__"}
    found = {}
    with _empty_home(), contextlib.redirect_stdout(io.StringIO()):
        for place, code in cells:
            value = value_of(code, names)
            html = getattr(value, "_static_html", None) or getattr(value, "_repr_html_", None)
            found[place] = str(html()) if html else ""
    return found


@contextlib.contextmanager
def _empty_home() -> Iterator[None]:
    """A home without files, as long as it lasts."""
    before = os.environ.get("SKILLKIT_HOME")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as empty:
        os.environ["SKILLKIT_HOME"] = empty
        try:
            yield
        finally:
            os.environ.pop("SKILLKIT_HOME")
            if before is not None:
                os.environ["SKILLKIT_HOME"] = before
