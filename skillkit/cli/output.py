"""Output: where a command says what it found, a screen or a file, in one form."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from skillkit.base.errors import FileError
from skillkit.base.text import in_figures
from skillkit.base.words import say
from skillkit.framework import Framework
from skillkit.framework.file import load_framework


def put_out(chosen: argparse.Namespace, content: str | bytes) -> int:
    """Write to the file that `-o` or `--html` names, else to standard output; the exit code 0.

    Raises:
        FileError: the file cannot be written.
    """
    out = chosen.out or (Path(chosen.html) if isinstance(chosen.html, str) else None)
    data = content.encode() if isinstance(content, str) else content
    if out is None:
        if isinstance(content, str):
            sys.stdout.write(content)
        else:  # byte by byte: a calendar has its own line ends
            sys.stdout.flush()
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        return 0
    try:
        out.write_bytes(data)
    except OSError as error:
        raise FileError(
            say(
                "{out} cannot be written: {reason}. Choose another place with -o FILE.",
                out=out,
                reason=error.strerror,
            )
        ) from error
    print(say("{out}: {size} bytes", out=out, size=in_figures(len(data))), file=sys.stderr)
    return 0


def own_framework(chosen: argparse.Namespace) -> Framework | None:
    """The framework that `--framework` names."""
    return load_framework(chosen.framework) if chosen.framework else None
