"""site: the sessions as a site that any host for plain files serves."""

from __future__ import annotations

import argparse
import os

from skillkit.base.text import in_figures
from skillkit.base.words import choose, say
from skillkit.setup import workshop_root


def run(chosen: argparse.Namespace) -> int:
    """Write the site, and say how to look at it."""
    from skillkit.site.build import build

    if chosen.language:
        os.environ["SKILLKIT_LANGUAGE"] = choose(chosen.language).tag
    out = build(workshop_root() / "notebooks", chosen.out, lab=chosen.lab)
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    print(
        say(
            "The site is in {out} ({size} MB). To look at it:\n    python3 -m http.server --bind "
            "127.0.0.1 --directory {out} 8000\nand open http://localhost:8000. "
            "workshop/hosting says where to put it.",
            out=out,
            size=in_figures(size / 1e6, 1),
        )
    )
    return 0
