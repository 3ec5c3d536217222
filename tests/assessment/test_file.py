"""Cards on the disk: saved whole, kept apart, never overwritten when they cannot be read."""

import json
import os
import subprocess
import sys
import time

import pytest

from skillkit.assessment import Assessment
from skillkit.assessment.file import card_path, load, save, update
from skillkit.base.errors import FileError, SkillkitError
from skillkit.base.storage import backup_of, home, locked, read_text, write_atomically
from tests.vectors import FULL, framework_text, own_framework


def test_home_is_beside_the_notebooks_unless_named(tmp_path, monkeypatch):
    """A person's files lie in `my` beside the notebooks, from wherever the kit is started."""
    monkeypatch.delenv("SKILLKIT_HOME", raising=False)
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path)
    assert home() == tmp_path / "notebooks" / "my"
    monkeypatch.chdir(tmp_path / "notebooks")
    assert home() == tmp_path / "notebooks" / "my"
    monkeypatch.setenv("SKILLKIT_HOME", str(tmp_path / "elsewhere"))
    assert card_path() == tmp_path / "elsewhere" / "assessment.json"


def test_saving_keeps_the_version_before(tmp_path):
    """The last save is there, and the one before it beside it; nothing else is left."""
    path = tmp_path / "my" / "assessment.json"
    first = Assessment(FULL).rate("leadership", 1)
    save(first, path)
    save(first.rate("leadership", 2), path)
    assert load(path).rating("leadership") == 2
    assert load(backup_of(path)).rating("leadership") == 1
    assert {p.name for p in path.parent.iterdir()} == {
        "assessment.json",
        "assessment.previous.json",
        ".assessment.json.lock",
    }


def test_update_starts_from_what_is_saved(tmp_path):
    """A change is applied to the file as it is now, not as it was when a notebook opened it."""
    path = tmp_path / "assessment.json"
    start = Assessment(FULL)
    update(path, lambda a: a.rate("leadership", 3), start)
    merged = update(path, lambda a: a.rate("communication", 2), start)
    assert dict(merged.ratings) == {"communication": 2, "leadership": 3}


RATER = """
import sys
from pathlib import Path
from skillkit.assessment import Assessment
from skillkit.assessment.file import update
from skillkit.framework.file import load_framework
path, *skills = sys.argv[1:]
start = Assessment(load_framework("ai_engineer"))
for level in range(5):
    for skill in skills:
        update(Path(path), lambda a: a.rate(skill, level), start)
"""


def test_two_notebooks_saving_at_once_lose_nothing(tmp_path):
    """Two processes that save different skills at the same time end with all of them."""
    path = tmp_path / "assessment.json"
    ids = [skill.id for skill in FULL.skills]
    writers = [
        subprocess.Popen([sys.executable, "-c", RATER, str(path), *part])
        for part in (ids[:8], ids[8:])
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    assert dict(load(path).ratings) == dict.fromkeys(ids, 4)


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
@pytest.mark.parametrize(("confirms", "loses"), [("late", False), ("early", True)])
def test_fifty_kills_in_fast_rating_lose_nothing_that_was_confirmed(
    tmp_path, root, confirms, loses
):
    """After each kill -9 the file has all that was called saved; saying so too early is found."""
    command = [sys.executable, "-m", "tests.killing", str(tmp_path), "50", confirms]
    answer = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True)
    confirmed, lost = map(int, answer.stdout.split())
    assert confirmed >= 50
    assert (lost > 0) == loses


BROKEN = {
    "empty": b"",
    "truncated": b'{"framework": "ai_engineer", "rat',
    "not text": b"\xff\xfe\x00",
    "foreign": b'{"cells": []}',
    "newer": b'{"schema": 9, "framework": "ai_engineer", "ratings": {}}',
    "broken by hand": b'{"framework": "ai_engineer", "ratings": {"leadership": 7}}',
    "doubled": b'{"framework": "ai_engineer", "ratings": {"leadership": 1, "leadership": 2}}',
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN.keys())
def test_a_file_that_cannot_be_used_is_never_overwritten(tmp_path, content):
    """Loading and changing a broken card end in one sentence that names it, and it stays."""
    path = tmp_path / "assessment.json"
    path.write_bytes(content)
    for act in (load, lambda p: update(p, lambda a: a.rate("leadership", 1), Assessment(FULL))):
        with pytest.raises(SkillkitError, match=r"assessment\.json"):
            act(path)
    assert path.read_bytes() == content


def test_a_card_of_another_framework_is_kept_apart(tmp_path):
    """A change made in one framework never lands in the card of another."""
    path = tmp_path / "assessment.json"
    save(Assessment(own_framework()).rate("skill_1", 2), path)
    with pytest.raises(FileError, match="bakery"):
        update(path, lambda a: a.rate("leadership", 1), Assessment(FULL))
    (tmp_path / "bakery.toml").write_text(framework_text(), "utf-8")
    assert load(path).rating("skill_1") == 2


def test_only_plain_files_are_read(tmp_path):
    """Links, pipes, folders and giant files are refused at once."""
    plain = tmp_path / "plain.json"
    plain.write_text("{}", "utf-8")
    folder = tmp_path / "folder"
    folder.mkdir()
    giant = tmp_path / "giant"
    with giant.open("wb") as file:
        file.truncate(2**40)
    refused = [folder, giant]
    if os.name != "nt":
        (tmp_path / "link").symlink_to(plain)
        os.mkfifo(tmp_path / "pipe")
        refused += [tmp_path / "link", tmp_path / "pipe"]
    for path in refused:
        with pytest.raises(FileError, match=path.name):
            read_text(path)
    assert read_text(plain) == "{}"


def test_a_folder_that_cannot_be_written_says_so(tmp_path):
    """Saving where a file stands in the way of the folder ends in a sentence."""
    (tmp_path / "my").write_text("not a folder", "utf-8")
    with pytest.raises(FileError, match="Cannot save"):
        save(Assessment(FULL), tmp_path / "my" / "assessment.json")


def test_a_full_disk_leaves_the_old_file(tmp_path, monkeypatch):
    """When the disk is full the sentence says so and the old card is untouched."""
    path = tmp_path / "assessment.json"
    save(Assessment(FULL).rate("leadership", 1), path)

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileError, match="disk is full"):
        save(Assessment(FULL).rate("leadership", 2), path)
    assert load(path).rating("leadership") == 1


def test_a_reader_never_sees_half_a_file(tmp_path):
    """While a file is replaced again and again, every reading is a whole JSON text."""
    path = tmp_path / "value.json"
    writer = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys\nfrom pathlib import Path\n"
            "from skillkit.base.storage import write_atomically as write\n"
            "for n in range(300): write(Path(sys.argv[1]), '[' + '1,' * n + '1]')",
            str(path),
        ]
    )
    readings = 0
    while writer.poll() is None:
        if path.exists():
            json.loads(read_text(path))
            readings += 1
    assert writer.returncode == 0
    assert readings > 0


def test_the_lock_is_one_at_a_time(tmp_path):
    """Two holders of the lock wait for each other, also inside one process."""
    path = tmp_path / "value.json"
    code = (
        "import sys, time; from pathlib import Path; from skillkit.base.storage import locked\n"
        "with locked(Path(sys.argv[1])): print('in', flush=True); time.sleep(0.5); print('out')"
    )
    other = subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE)
    assert other.stdout is not None
    with other:
        other.stdout.readline()
        start = time.monotonic()
        with locked(path):
            write_atomically(path, "[]")
        assert time.monotonic() - start > 0.2
