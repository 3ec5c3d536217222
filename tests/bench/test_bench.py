"""The bench itself: what its numbers mean, and that its page and its code speak of the same."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bench.document import put, rows_in, table
from tests.bench.logs import LOGS
from tests.bench.measures import SETUP, Measure, Samples, brief, measures, share
from tests.bench.planning import PLANS
from tests.bench.room import ROOM
from tests.bench.screen import frame
from tests.bench.visits import SITE
from tests.bench.workshops import WORKSHOPS

PAGE = (
    ("figures", measures()),
    ("plans", PLANS),
    ("logs", LOGS),
    ("site", SITE),
    ("setup", SETUP),
    ("workshops", WORKSHOPS),
)
TIMES = st.lists(st.floats(0.001, 1e6), min_size=1, max_size=50).map(tuple)


@given(TIMES)
def test_the_median_and_the_tail_are_between_the_extremes(values: tuple[float, ...]) -> None:
    """Half of the trials are below the median, and the tail is not below the median."""
    samples = Samples(values)
    slack = 1e-9 * max(values)
    assert min(values) - slack <= samples.median <= samples.p95 + slack <= max(values) + 2 * slack


def test_the_tail_of_a_hundred_trials_leaves_five_above() -> None:
    """The 95th percentile of 1 to 101 is 96."""
    assert Samples(tuple(map(float, range(1, 102)))).p95 == pytest.approx(96)


def test_a_row_says_ratio_and_aim() -> None:
    """The ratio is that of the medians, or of the tails; an aim is met or missed."""
    kit, slider = Samples((10, 20, 60)), Samples((10, 10, 20))
    assert Measure("a", "b", 2).row(kit, slider)[3:] == ["2", "2 or less: met", "3"]
    close = Measure("a", "b", 1.03).row(Samples((1.02, 1.02)), Samples((1.0, 1.0)))
    assert close[3:5] == ["1.02", "1.03 or less: met"]
    tails = Measure("a", "b", 2, by="p95").row(kit, slider)
    assert tails[3:5] == ["2.9 (of p95)", "2 or less: missed"]


def test_a_limit_of_its_own_holds_for_the_tail_where_that_counts() -> None:
    """One slow trial in three breaks a promise about the tail, not one about the middle."""
    kit, lone = Samples((10, 20, 60)), Samples((10,))
    assert Measure("a", "b", by="p95", own=50).row(kit, lone)[4] == "50 ms or less: missed"
    assert Measure("a", "b", own=50).row(kit, lone)[4:] == ["50 ms or less: met", "3 and 1"]


def test_numbers_are_short() -> None:
    """Three telling digits at most, and a fraction where a ratio is small."""
    assert [brief(n) for n in (0.0421, 1.28, 3.0, 25.4, 412.3)] == [
        "0.042",
        "1.3",
        "3",
        "25",
        "412",
    ]
    assert [share(n) for n in (1 / 23, 0.5, 2.25)] == ["1/23", "0.5", "2.2"]


def test_a_table_goes_between_its_marks_and_nothing_else_changes(tmp_path: Path) -> None:
    """Written twice, it is there once, with the prose around it."""
    page = tmp_path / "page.md"
    page.write_text("Before\n<!-- a: begin -->\nold\n<!-- a: end -->\nAfter\n")
    for _ in range(2):
        put(page, "a", "Words\n\n" + table(["what", "n"], [["one", "1"], ["two", "2"]]))
    assert rows_in(page, "a") == ["one", "two"]
    assert page.read_text().startswith("Before\n<!-- a: begin -->\n")
    assert page.read_text().endswith("\n<!-- a: end -->\nAfter\n")
    assert "old" not in page.read_text()


def test_a_frame_is_read_in_both_protocols() -> None:
    """The kind stands in the header, wherever that is."""
    header = b'{"msg_type": "comm_msg"}'
    parts = [b"shell", header, b"{}", b"{}", b"{}"]
    offsets = [8 * 7]
    for part in parts:
        offsets.append(offsets[-1] + len(part))
    numbers = b"".join(n.to_bytes(8, "little") for n in (len(offsets), *offsets))
    message = numbers + b"".join(parts)
    assert (frame(message).kind, frame(message).size) == ("comm_msg", len(message))
    assert frame('{"header": {"msg_type": "status"}}').kind == "status"


@pytest.mark.parametrize(("name", "rows"), PAGE)
def test_the_page_names_what_is_measured(name: str, rows: tuple[Measure, ...], root: Path) -> None:
    """docs/performance.md has a row for each measure, in the same order."""
    assert rows_in(root / "docs" / "performance.md", name) == [row.what for row in rows]


def test_the_page_of_rooms_names_what_is_measured(root: Path) -> None:
    """docs/room.md has a row for each measure of a room, in the same order."""
    assert rows_in(root / "docs" / "room.md", "room") == [row.what for row in ROOM]
