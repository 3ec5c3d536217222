"""The memory: what was shown is kept as coarse as it was shown, until somebody erases it."""

import datetime as dt
import json
import random
import stat

import pytest

from skillkit.assessment import Assessment
from skillkit.base.errors import FileError
from skillkit.team import Member, Team
from skillkit.team.coverage import Coverage, recalled
from skillkit.team.memory import erase, remember, shown_before
from tests.vectors import FULL, QUICK

TODAY = dt.date(2026, 11, 27)


def revealed(seed: int = 1, named: int = 0) -> Coverage:
    """The coverage of twelve invented people, some of them by name."""
    chance, levels = random.Random(seed), [0, 1, 1, 2, 3, 4]
    members = [
        Member(
            Assessment(FULL, ratings={s.id: chance.choice(levels) for s in FULL.skills}),
            f"Person {i}",
            "named" if i < named else "unnamed",
        )
        for i in range(12)
    ]
    return Team(FULL, tuple(members)).coverage()


def test_a_picture_is_remembered_as_it_was_shown(tmp_path):
    """What is read back is what everybody saw, and it draws the same rows."""
    path, coverage = tmp_path / "pictures.json", revealed()
    remember(path, FULL, coverage.pictures, TODAY)
    (found,) = shown_before(path, FULL)
    assert (found.date, found.picture) == (TODAY, coverage.pictures[0])
    assert str(found) == "27 November 2026, 12 people"
    assert recalled(FULL, [found.picture]).rows == coverage.rows
    assert shown_before(path, QUICK) == []


def test_the_memory_holds_bands_and_numbers_of_people_alone(tmp_path):
    """No name, no exact count of a level, no card, and nothing to know anybody again by."""
    path, coverage = tmp_path / "pictures.json", revealed(named=2)
    remember(path, FULL, coverage.pictures, TODAY)
    text = path.read_text("utf-8")
    assert "Person" not in text
    (entry,) = json.loads(text)["pictures"]
    said = {"date", "framework", "people", "rows", "offers", "wishes", "readings"}
    assert set(entry) == said
    rows = [row for row in entry["rows"].values() if row]
    assert rows
    assert all(set(row) == {"people", "counts"} for row in rows)
    assert {count for row in rows for count in row["counts"]} <= {"0", "1-2", "3+"}


def test_pictures_add_up_until_they_are_erased(tmp_path):
    """Each picture stays, also the version before the last save; erasing leaves no file of it."""
    path = tmp_path / "pictures.json"
    for seed in (1, 2, 3):
        remember(path, FULL, revealed(seed).pictures, TODAY)
    assert len(shown_before(path, FULL)) == 3
    erase(path)
    assert shown_before(path, FULL) == []
    assert not [file for file in tmp_path.iterdir() if file.suffix == ".json"]
    erase(path)


def test_the_memory_is_its_owners_alone(tmp_path):
    """The file, and the version before it, can be read by nobody else on the computer."""
    path = tmp_path / "my" / "pictures.json"
    for seed in (1, 2):
        remember(path, FULL, revealed(seed).pictures, TODAY)
    modes = {
        file.name: stat.S_IMODE(file.stat().st_mode)
        for file in (path.parent, *path.parent.iterdir())
    }
    assert modes.pop("my") == 0o700
    assert {"pictures.json", "pictures.previous.json"} <= modes.keys()
    assert set(modes.values()) == {0o600}


def test_erasing_keeps_a_damaged_memory_under_another_name(tmp_path):
    """Nothing can be told of it, so it is not thrown away; the next picture begins a new one."""
    path = tmp_path / "pictures.json"
    path.write_text("{")
    erase(path)
    assert (tmp_path / "pictures.damaged-1.json").read_text() == "{"
    remember(path, FULL, revealed().pictures, TODAY)
    assert len(shown_before(path, FULL)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"schema": 9, "pictures": []}',
        '{"schema": 1}',
        '{"schema": 1, "pictures": [{"date": "today"}]}',
        '{"schema": 1, "pictures": [{"date": "2026-11-27", "framework": "ai_engineer 1.0.0", '
        '"people": 5, "rows": {"leadership": {"people": 5, "counts": ["few"]}}}]}',
        '{"schema": 1, "pictures": [{"date": "2026-11-27", "framework": "ai_engineer 1.0.0", '
        '"people": 5, "rows": {"leadership": {"people": 5, "counts": ["?", 0, 0, 0, 0]}}}]}',
    ],
)
def test_a_memory_that_cannot_be_read_is_told(text, tmp_path):
    """What was shown is then not known, which is no reason to show more; the file stays."""
    path = tmp_path / "pictures.json"
    path.write_text(text)
    with pytest.raises(FileError, match=r"pictures\.json"):
        shown_before(path, FULL)
    with pytest.raises(FileError):
        remember(path, FULL, revealed().pictures, TODAY)
    assert path.read_text() == text
