"""How fast and how light the kit is: `python3 -m tools.bench`, which runs tests/bench."""

from __future__ import annotations

import runpy
import sys

from skillkit.setup import project_root


def main() -> None:
    """Run the bench of the tests, which a package named `tests` elsewhere must not hide."""
    root = project_root()
    sys.path.insert(0, str(root))
    runpy.run_path(str(root / "tests" / "bench" / "__main__.py"), run_name="__main__")


if __name__ == "__main__":
    main()
