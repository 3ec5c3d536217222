"""Storage: a value is saved whole, kept private, and never overwritten when it cannot be read."""

import contextlib
import errno
import functools
import json
import os
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillkit.assessment import Assessment
from skillkit.assessment.file import assessment_store
from skillkit.base import storage
from skillkit.base.errors import FileError, SkillkitError
from skillkit.base.json_text import json_text
from skillkit.base.storage import (
    BROWSER,
    Store,
    backup_of,
    hand_in,
    home,
    is_kept,
    lacks_locks,
    locked,
    read_text,
    write_atomically,
)
from skillkit.plan.case_study import CaseStudy, case_study_store
from skillkit.plan.examples import example_plan
from skillkit.plan.file import plan_store
from skillkit.practice.record import Calibration, calibration_store
from tests.vectors import FULL

# Each kind of file: how it is stored, a first value, and two changes of it.
KINDS: dict[str, tuple[Callable[[Path], Store[Any]], Any, Callable[[Any], Any], Any]] = {
    "assessment": (
        assessment_store,
        Assessment(FULL),
        lambda card: card.rate("leadership", 3),
        lambda card: card.rate("communication", 2),
    ),
    "plan": (
        plan_store,
        example_plan(),
        lambda plan: plan.change("tradeoff_memo", buddy="Noor"),
        lambda plan: plan.change("tradeoff_memo", obstacle="No time"),
    ),
    "case_study": (
        case_study_store,
        CaseStudy(),
        lambda study: study.say("problem", "one"),
        lambda study: study.say("tools", "two"),
    ),
    "calibration": (
        calibration_store,
        Calibration(),
        lambda said: said.rate("demo_day", 3),
        lambda said: said.sort("plateau", "contested"),
    ),
}

GOLDEN = Path(__file__).parent.parent / "golden" / "files"  # saved before there was one `Store`

each_kind = pytest.mark.parametrize("kind", KINDS)


# --- Files that people have ------------------------------------------------------------------
@pytest.mark.parametrize("name", sorted(path.name for path in GOLDEN.iterdir()))
def test_a_file_that_somebody_has_opens_and_is_saved_unchanged(name):
    """What an older kit saved is read as it was meant, and written again letter by letter."""
    kind = name.partition(".")[0]
    make = KINDS["assessment" if kind in ("again", "seen") else kind][0]
    store = make(GOLDEN / name)
    assert json_text(store.dump(store.load())) == (GOLDEN / name).read_text("utf-8")


def test_there_is_one_of_every_file_that_people_have():
    """The folder with older files holds each kind, and the version before its last save."""
    kinds = [*KINDS, "again", "seen"]
    names = [f"{kind}{part}.json" for kind in kinds for part in ("", ".previous")]
    assert sorted(names) == sorted(path.name for path in GOLDEN.iterdir())


# --- One store -------------------------------------------------------------------------------
@each_kind
def test_a_change_starts_from_what_is_saved_and_keeps_the_version_before(tmp_path, kind):
    """Two notebooks never undo each other's changes; nothing but the two versions is left."""
    make, start, first, second = KINDS[kind]
    store = make(tmp_path / "new" / "it.json")
    one = store.update(first, start)
    both = store.update(second, start)
    assert (store.load(), store.previous.load()) == (both, one)
    assert both == second(one) != one
    names = {path.name for path in store.path.parent.iterdir()}
    assert names == {"it.json", "it.previous.json", ".it.json.lock"}


BROKEN = {
    "empty": b"",
    "truncated": b'{"framework": "ai_engineer", "rat',
    "not text": b"\xff\xfe\x00",
    "foreign": b'{"cells": []}',
    "no object": b"[]",
    "newer": b'{"schema": 9, "framework": "ai_engineer", "ratings": {}}',
    "doubled": b'{"schema": 1, "schema": 1}',
    "no number": b'{"schema": NaN}',
    "deep": b"[" * 30_000,
}


@each_kind
@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN.keys())
def test_a_file_that_cannot_be_used_is_never_overwritten(tmp_path, kind, content):
    """Loading and changing a broken file end in one sentence that names it, and it stays."""
    make, start, change, _ = KINDS[kind]
    store = make(tmp_path / "it.json")
    store.path.write_bytes(content)
    for act in (store.load, lambda: store.update(change, start)):
        with pytest.raises(SkillkitError, match=r"it\.json"):
            act()
    assert store.path.read_bytes() == content


@each_kind
def test_a_value_of_a_newer_or_an_unknown_kind_is_refused(tmp_path, kind):
    """A newer schema, one that is none, and an unknown field each get a sentence."""
    make, start, change, _ = KINDS[kind]
    store = make(tmp_path / "it.json")
    card = store.dump(store.save(change(start)))
    for more, words in (
        ({"schema": 2}, "newer skillkit"),
        ({"schema": 0}, "reads schema 1"),
        ({"schema": True}, "reads schema 1"),
        ({"extra": 1}, "'extra' cannot be in an? "),
    ):
        with pytest.raises(FileError, match=words):
            store.parse({**card, **more})
    assert store.parse(card) == store.load()


def test_a_damaged_file_is_kept_aside_with_the_version_before_it(tmp_path):
    """Whatever follows, the damaged file and the last good one keep names of their own."""
    store = calibration_store(tmp_path / "it.json")
    good = store.save(Calibration().rate("demo_day", 1))
    store.save(Calibration().rate("demo_day", 2))
    for number in (1, 2):
        store.path.write_text(f"damaged {number}", "utf-8")
        aside = store.set_aside()
        assert aside.name == f"it.damaged-{number}.json"
        assert aside.read_text("utf-8") == f"damaged {number}"
        for level in (3, 4):
            store.save(Calibration().rate("demo_day", level))
    assert calibration_store(tmp_path / "it.damaged-1.json").previous.load() == good
    assert store.load() == Calibration().rate("demo_day", 4)


# --- Nothing that was confirmed is lost --------------------------------------------------------
class Killed(BaseException):
    """The end of a process in the middle of saving."""


@contextlib.contextmanager
def killed_at(step: int) -> Iterator[None]:
    """End the process at the step of saving with this number, if there are so many."""
    steps = iter(range(100))

    def dying(act: Callable[..., Any]) -> Callable[..., Any]:
        def before(*words: Any, **names: Any) -> Any:
            if next(steps) == step:
                raise Killed
            return act(*words, **names)

        return before

    with pytest.MonkeyPatch.context() as patch:
        for name in ("fsync", "link"):
            patch.setattr(os, name, dying(getattr(os, name)))
        for name in ("replace", "rename", "unlink"):
            patch.setattr(Path, name, dying(getattr(Path, name)))
        with contextlib.suppress(Killed):
            yield


def number_store(path: Path) -> Store[int]:
    """A store of one number."""
    return Store(path, lambda number: {"number": number}, _number)


def _number(given: object) -> int:
    if not isinstance(given, dict):
        raise FileError("This is not a number.")
    return int(given["number"])


def _instead(new: int, _old: int) -> int:
    return new


STEPS = st.lists(
    st.tuples(st.sampled_from(["save", "save", "damage", "aside"]), st.integers(0, 20)),
    max_size=12,
)


@given(STEPS)
def test_no_sequence_of_saves_kills_and_damages_loses_what_was_confirmed(tmp_path_factory, steps):
    """What was confirmed is saved; a damaged file stays, and so does the version before it."""
    store = number_store(tmp_path_factory.mktemp("law") / "it.json")
    confirmed = asked = 0
    kept: set[str] = set()  # texts that must lie somewhere: what was damaged, and those before
    damaged = ""
    for act, step in steps:  # a kill at a step of saving; there are fewer than 20
        if act == "damage" and store.path.exists() and not damaged:
            damaged = f"[{len(kept)}"
            kept.add(damaged)
            if store.previous.path.exists():
                kept.add(store.previous.path.read_text("utf-8"))
            store.path.write_text(damaged, "utf-8")
            confirmed = 0
        elif act == "aside" and damaged:
            with killed_at(step):
                store.set_aside()
                damaged = ""
        elif act == "save":
            asked += 1
            with killed_at(step), contextlib.suppress(FileError):
                confirmed = store.update(functools.partial(_instead, asked), 0)
        assert kept <= {path.read_text("utf-8") for path in store.path.parent.glob("it*.json")}
        if confirmed:
            assert confirmed <= store.load() <= asked
            if store.previous.path.exists():
                assert store.previous.load() < store.load()


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


WRITER = """
import sys
from pathlib import Path
from skillkit.assessment import Assessment
from skillkit.assessment.file import assessment_store
from skillkit.framework.file import load_framework
path, *skills = sys.argv[1:]
store, start = assessment_store(Path(path)), Assessment(load_framework("ai_engineer"))
for level in range(5):
    for skill in skills:
        store.update(lambda a: a.rate(skill, level), start)
"""


def test_two_notebooks_saving_at_once_lose_nothing(tmp_path):
    """Two processes that save different skills at the same time end with all of them."""
    path = tmp_path / "assessment.json"
    ids = [skill.id for skill in FULL.skills]
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path), *part])
        for part in (ids[:8], ids[8:])
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    assert dict(assessment_store(path).load().ratings) == dict.fromkeys(ids, 4)


def test_a_reader_never_sees_half_a_file(tmp_path):
    """While a file is replaced again and again, every reading is a whole JSON text."""
    path = tmp_path / "value.json"
    code = (
        "import sys\nfrom pathlib import Path\n"
        "from skillkit.base.storage import write_atomically as write\n"
        "for n in range(100): write(Path(sys.argv[1]), '[' + '1,' * n + '1]')"
    )
    writer = subprocess.Popen([sys.executable, "-c", code, str(path)])
    readings = 0
    while writer.poll() is None:
        if path.exists():
            json.loads(read_text(path))
            readings += 1
    assert writer.returncode == 0
    assert readings > 0


def test_the_lock_is_one_at_a_time(tmp_path):
    """Two holders of the lock wait for each other."""
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


# --- What a disk may lack --------------------------------------------------------------------
NO_LOCKS = [errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EIO]


@pytest.fixture
def without_locks(monkeypatch) -> Iterator[Callable[[int], None]]:
    """A file system on which a lock ends in the error with this number."""

    def lacks(number: int) -> None:
        def refuse(_handle: int) -> None:
            raise OSError(number, os.strerror(number))

        monkeypatch.setattr(storage, "_acquire", refuse)

    yield lacks
    storage._WITHOUT_LOCKS.clear()


@pytest.mark.parametrize("number", NO_LOCKS, ids=errno.errorcode.get)
def test_where_there_are_no_locks_a_change_is_saved_all_the_same(tmp_path, without_locks, number):
    """A network folder without locks keeps what was typed, and that locks are missing is known."""
    store = number_store(tmp_path / "it.json")
    store.save(1)
    assert not lacks_locks(store.path)
    without_locks(number)
    assert store.update(lambda n: n + 1, 0) == 2
    assert (store.load(), store.previous.load()) == (2, 1)
    assert lacks_locks(store.path)
    assert {path.suffix for path in tmp_path.iterdir()} == {".json", ".lock"}


def test_without_locks_the_threads_of_one_process_still_wait_for_each_other(
    tmp_path, without_locks
):
    """Two threads of a kernel that count at once count everything."""
    without_locks(errno.ENOLCK)
    store = number_store(tmp_path / "it.json")

    def count() -> None:
        for _ in range(50):
            store.update(lambda n: n + 1, 0)

    threads = [threading.Thread(target=count) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.load() == 100


def test_a_lock_that_fails_otherwise_is_said(tmp_path, without_locks):
    """An error that does not mean missing locks stops the save in a sentence."""
    without_locks(errno.EBADF)
    with pytest.raises(FileError, match="Cannot save"):
        number_store(tmp_path / "it.json").save(1)


@pytest.mark.parametrize("number", [errno.EPERM, errno.EIO, errno.EOPNOTSUPP])
def test_without_hard_links_the_version_before_is_copied(tmp_path, monkeypatch, number):
    """A stick or a network folder without links keeps the version before too."""

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "link", refuse)
    store = number_store(tmp_path / "it.json")
    store.save(1)
    store.save(2)
    assert (store.load(), store.previous.load()) == (2, 1)


def test_a_full_disk_leaves_the_old_file(tmp_path, monkeypatch):
    """When the disk is full the sentence says so and the old value is untouched."""
    store = number_store(tmp_path / "it.json")
    store.save(1)

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileError, match="disk is full"):
        store.save(2)
    assert store.load() == 1


def test_a_disk_that_fails_while_it_is_read_is_said(tmp_path, monkeypatch):
    """A stick that was pulled out ends in a sentence that names the file."""
    path = tmp_path / "it.json"
    path.write_text("{}", "utf-8")

    def gone(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(storage, "_check_plain", gone)
    with pytest.raises(FileError, match=r"Cannot read .*it\.json"):
        read_text(path)


def test_a_folder_that_cannot_be_written_says_so(tmp_path):
    """Saving where a file stands in the way of the folder ends in a sentence."""
    (tmp_path / "my").write_text("not a folder", "utf-8")
    with pytest.raises(FileError, match="Cannot save"):
        number_store(tmp_path / "my" / "it.json").save(1)


# --- Whose it is -----------------------------------------------------------------------------
@pytest.fixture
def in_browser(monkeypatch):
    """A Python as in a browser: no lock, no second name, and no way to rename without a hang."""

    def hangs(*_, **__):
        pytest.fail("a page would hang here, or has no such thing")

    monkeypatch.setattr(storage, "IN_BROWSER", True)
    for name in ("link", "rename", "replace"):
        monkeypatch.setattr(os, name, hangs)
    for name in ("rename", "replace", "hardlink_to"):
        monkeypatch.setattr(Path, name, hangs)
    monkeypatch.setattr(storage, "_acquire", hangs)
    yield
    BROWSER.keeps, BROWSER.refusal = False, ""


def test_in_a_browser_a_change_is_written_in_place_with_the_version_before(tmp_path, in_browser):
    """The page puts whole files into the browser's store, so nothing else is beside them."""
    make, start, first, second = KINDS["assessment"]
    store = make(tmp_path / "it.json")
    one, both = store.update(first, start), store.update(second, start)
    assert (store.load(), store.previous.load()) == (both, one)
    assert {path.name for path in tmp_path.iterdir()} == {"it.json", "it.previous.json"}


def test_in_a_browser_a_damaged_file_is_kept_aside_without_renaming(tmp_path, in_browser):
    """Under a name of its own, as everywhere."""
    make, start, first, _ = KINDS["assessment"]
    store = make(tmp_path / "it.json")
    store.path.write_text("{")
    aside = store.set_aside()
    assert (aside.name, aside.read_text()) == ("it.damaged-1.json", "{")
    assert not store.path.exists()
    assert store.update(first, start) == store.load()


def test_in_a_browser_a_store_that_takes_nothing_is_said_and_nothing_changes(tmp_path, in_browser):
    """The reason is the page's own."""
    make, start, first, second = KINDS["assessment"]
    store = make(tmp_path / "it.json")
    one = store.update(first, start)
    BROWSER.refusal = "this browser has no room left for it"
    with pytest.raises(FileError, match="this browser has no room left for it"):
        store.update(second, start)
    assert store.load() == one


def test_what_is_saved_is_kept_unless_a_page_says_nothing_of_it(in_browser, monkeypatch):
    """A page without a store keeps nothing; a file on a disk is kept."""
    assert not is_kept()
    BROWSER.keeps = True
    assert is_kept()
    BROWSER.keeps = False
    monkeypatch.setenv("SKILLKIT_HOME", "/drive/my")  # JupyterLite's own store, where it has one
    assert is_kept()
    monkeypatch.setenv("SKILLKIT_HOME", "/home/my")
    assert not is_kept()
    monkeypatch.setattr(storage, "IN_BROWSER", False)
    assert is_kept()


def test_home_is_beside_the_notebooks_unless_named(tmp_path, monkeypatch):
    """A person's files are in `my` beside the notebooks, from wherever the kit is started."""
    monkeypatch.delenv("SKILLKIT_HOME", raising=False)
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "workshop").mkdir()
    for folder in (tmp_path, tmp_path / "notebooks", tmp_path / "workshop"):
        monkeypatch.chdir(folder)
        assert home() == tmp_path / "notebooks" / "my"
    monkeypatch.setenv("SKILLKIT_HOME", str(tmp_path / "elsewhere"))
    assert home() == tmp_path / "elsewhere"


def mode(path: Path) -> int:
    """Who may do what with a file."""
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.skipif(os.name == "nt", reason="has other permissions")
def test_a_file_is_its_owners_alone_and_stays_so(tmp_path):
    """On a shared computer nobody else reads it: not the file, the version before, or a draft."""
    before = os.umask(0o022)
    try:
        store = number_store(tmp_path / "my" / "it.json")
        store.save(1)
        assert mode(store.path.parent) == 0o700
        store.path.parent.chmod(0o755)  # as an older kit left both
        store.path.chmod(0o644)
        (tmp_path / "my" / ".it.json.part").write_text("left by a kill", "utf-8")
        store.save(2)
        assert mode(store.path.parent) == 0o700
        assert {mode(path) for path in store.path.parent.iterdir()} == {0o600}
        aside = store.set_aside()
        assert mode(aside) == mode(backup_of(aside)) == 0o600
    finally:
        os.umask(before)


@pytest.mark.skipif(os.name == "nt", reason="has other permissions")
def test_a_folder_that_somebody_else_made_stays_as_it_is(tmp_path):
    """The kit closes its own folder, not one that was chosen for it and may hold other things."""
    tmp_path.chmod(0o755)
    number_store(tmp_path / "it.json").save(1)
    assert (mode(tmp_path), mode(tmp_path / "it.json")) == (0o755, 0o600)


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


def test_what_lies_ready_for_a_team_is_named_by_the_environment(monkeypatch):
    """A file or a folder, from home with "~"; nothing where it is not said."""
    monkeypatch.delenv("SKILLKIT_HAND_IN", raising=False)
    assert hand_in() is None
    monkeypatch.setenv("SKILLKIT_HAND_IN", "~/cards")
    assert hand_in() == Path.home() / "cards"


def test_a_folder_several_steps_deep_is_made(tmp_path):
    """The home of a person's files need not be there, nor the folder above it."""
    path = tmp_path / "workshops" / "spring" / "my" / "plan.json"
    with locked(path):
        write_atomically(path, "{}")
    assert path.read_text() == "{}"


def test_text_of_another_encoding_names_its_line(tmp_path):
    """The line is that of the first letter that cannot be read."""
    path = tmp_path / "card.json"
    path.write_bytes("one\ntwo\nd\u00e9j\u00e0\n".encode("latin-1"))
    with pytest.raises(FileError, match="line 3: this is text of another encoding"):
        read_text(path)
    path.write_bytes("\nd\u00e9j\u00e0".encode("latin-1"))
    with pytest.raises(FileError, match="line 2:"):
        read_text(path)
