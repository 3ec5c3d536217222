"""The bench: `python3 -m tools.bench`."""

import argparse
import sys
import types
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Some distributions leave a package named `tests` behind, which would be found in place of ours.
sys.modules["tests"] = tests = types.ModuleType("tests")
tests.__path__ = [str(ROOT / "tests")]


def main() -> int:
    """Measure or walk, and write the page."""
    parser = argparse.ArgumentParser(prog="tools.bench")
    parser.add_argument("--front-ends", action="store_true", help="walk, for docs/front-ends.md")
    parser.add_argument("--site", action="store_true", help="the pages that need no server")
    parser.add_argument("--kills", action="store_true", help="tabs killed while somebody rates")
    parser.add_argument("--room", action="store_true", help="a group's room")
    parser.add_argument("--room-fuzz", action="store_true", help="the room by schemathesis")
    parser.add_argument("--room-kills", action="store_true", help="the room killed under load")
    parser.add_argument(
        "--room-programme", action="store_true", help="a week of 100,000 people, worked out"
    )
    parser.add_argument("--setup", action="store_true", help="the set-up from a fresh clone")
    parser.add_argument("--plans", action="store_true", help="the suggestion of a plan")
    parser.add_argument("--workshops", action="store_true", help="a workshop of one's own")
    parser.add_argument("--logs", action="store_true", help="the reading of a long chat")
    parser.add_argument("--trials", type=int, metavar="N", help="of each (30; 3 of the set-up)")
    parser.add_argument("--print", action="store_true", help="write nothing")
    chosen = parser.parse_args()
    from tests.bench import logs, planning, report

    if chosen.front_ends:
        return report.walks(ROOT, chosen.print)
    if chosen.site:
        from tests.bench import site  # needs the extra `lite`

        return site.site(ROOT, chosen.trials or 5, chosen.print)
    if chosen.kills:
        from tests.bench import kills

        return kills.kills(ROOT, chosen.trials or 50)
    if chosen.room:
        from tests.bench import room

        return room.room_figures(ROOT, chosen.trials or 5, chosen.print)
    if chosen.room_fuzz:
        from tests.bench import room_fuzz

        return room_fuzz.fuzz(chosen.trials or 50)
    if chosen.room_kills:
        from tests.bench import room_kills

        return room_kills.kills(ROOT, chosen.trials or 20, chosen.print)
    if chosen.room_programme:
        from tests.bench import room_programme

        return room_programme.programme(ROOT, chosen.print)
    if chosen.plans:
        return planning.plans(ROOT, chosen.trials or 100, chosen.print)
    if chosen.workshops:
        from tests.bench import workshops

        return workshops.workshops(ROOT, chosen.trials or 30, chosen.print)
    if chosen.logs:
        return logs.logs(ROOT, chosen.trials or 10, chosen.print)
    if chosen.setup:
        return report.setups(ROOT, chosen.trials or 3, chosen.print)
    return report.figures(ROOT, chosen.trials or 30, chosen.print)


if __name__ == "__main__":
    sys.exit(main())
