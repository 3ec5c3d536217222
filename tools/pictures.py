"""The drawings of the README and the guides, made from the openly fictional examples."""

from __future__ import annotations

import argparse
import sys

from skillkit.assessment.examples import example_person, t_shaped_person
from skillkit.profile import profile_of
from skillkit.profile.draw_stool import stool
from skillkit.profile.draw_t import t_shape
from skillkit.setup import project_root


def pictures() -> dict[str, str]:
    """The files of docs/img, by name."""
    example = profile_of(example_person())
    drawn = {
        "t_shape.svg": t_shape(profile_of(t_shaped_person())),
        "t_in_progress.svg": t_shape(example),
        "stool.svg": stool(example),
    }
    return {name: f"{text}\n" for name, text in drawn.items()}


def main() -> int:
    """Draw them again, or say which would change."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; fail when not fresh")
    check = parser.parse_args().check
    folder, stale = project_root() / "docs" / "img", 0
    for name, text in pictures().items():
        path = folder / name
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        stale += 1
        if check:
            print(f"docs/img/{name}: would change. Run: python3 -m tools.pictures")
        else:
            path.write_text(text, encoding="utf-8", newline="\n")
            print(f"docs/img/{name}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
