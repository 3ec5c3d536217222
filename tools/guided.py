"""The seven sessions as a workshop of `jupyterlab-workshop`, which guides inside JupyterLab.

Each session is a page that opens its notebook; nothing runs by itself, and nothing is checked of
what a person rates.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from pathlib import Path

import skillkit
from skillkit.setup import project_root
from skillkit.workshop.run_sheet import load_run_sheet

MANIFEST = {
    "apiVersion": "jupyterlab-workshop/v1alpha1",
    "name": "skillkit",
    "title": "What shape are our skills?",
    "version": skillkit.__version__,
    "description": "Rate what you have done, see your skills as a T, and leave with a plan.",
    "duration": "90m",
    "platforms": ["linux", "macos", "windows"],
    "capabilities": [],
    "gating": "off",
}


def write(out: Path) -> Path:
    """The folder of the workshop: its manifest, a page a session, and the notebooks."""
    root, pages = project_root(), []
    for session, block in load_run_sheet().sessions:
        page = f"pages/{session.name.replace('_', '-')}.md"
        pages.append(page)
        notebook = f"notebooks/{session.name}.ipynb"
        _put(
            out / page,
            f"---\ntitle: {json.dumps(block.title)}\n---\n\n# {block.title}\n\n"
            f"```{{notebook-open}}\n:path: {notebook}\n```\n",
        )
        there = out / "files" / notebook
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / notebook, there)
    # JSON is YAML, and needs no package to write.
    _put(out / "workshop.yaml", json.dumps({**MANIFEST, "pages": pages}, indent=2) + "\n")
    return out


def _put(path: Path, text: str) -> None:
    """Write a text, with the folders on the way."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def main() -> int:
    """Write the folder, and say how to open it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="the folder to write")
    out = write(parser.parse_args().out)
    print(f"The workshop is in {out}. To open it: jupyter workshop launch {out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
