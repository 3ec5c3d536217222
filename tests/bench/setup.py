"""Set-up: from a fresh clone to green tests, against a bare installation of the same lock."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.bench.measures import SETUP, Samples

QUICK = ("-q", "-m", "not browser", "-p", "no:cacheprovider")


def setup(root: Path, trials: int) -> dict[str, tuple[Samples, Samples]]:
    """Seconds of what is committed: clone and first test, clone and quick part, lock alone."""
    first, green, bare = [], [], []
    for _ in range(trials):
        bare.append(bare_install(root))
        ready, tested = from_clone(root)
        first.append(ready)
        green.append(ready + tested)
    baseline = Samples(tuple(bare), "s")
    kit = (Samples(tuple(first), "s"), Samples(tuple(green), "s"))
    return {m.what: (found, baseline) for m, found in zip(SETUP, kit, strict=True)}


def bare_install(root: Path) -> float:
    """A new environment, and pip's installation of the lock into it."""
    with tempfile.TemporaryDirectory() as empty:
        begin = time.monotonic()
        run(empty, [python(), "-m", "venv", f"{empty}/venv"], Path(empty))
        pip = [f"{empty}/venv/bin/python", "-m", "pip", "install", "--quiet", "--require-hashes"]
        run(empty, [*pip, "-r", str(root / "requirements.lock")], Path(empty))
        return time.monotonic() - begin


def from_clone(root: Path) -> tuple[float, float]:
    """Until the tests are found, and from there until the quick part is green."""
    with tempfile.TemporaryDirectory() as empty:
        clone = Path(empty) / "clone"
        begin = time.monotonic()
        run(empty, ["git", "clone", "--quiet", str(root), str(clone)], Path(empty))
        kit = [python(), "-m", "skillkit", "test", *QUICK]
        run(empty, [*kit, "--collect-only"], clone)
        ready = time.monotonic()
        run(empty, kit, clone)
        return ready - begin, time.monotonic() - ready


def python() -> str:
    """The Python beneath, outside of any environment."""
    return str(getattr(sys, "_base_executable", sys.executable))


def run(home: str, command: Sequence[str], where: Path) -> None:
    """Run a command as somebody who has nothing yet: an empty home, and no caches."""
    keep: tuple[str, ...] = ("PATH", "LANG", "PIP_INDEX_URL", "PIP_CERT", "SSL_CERT_FILE")
    keep += ("REQUESTS_CA_BUNDLE",)
    keep += ("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy")
    variables = {name: os.environ[name] for name in keep if name in os.environ}
    variables |= {"HOME": home, "PIP_CACHE_DIR": f"{home}/cache"}
    done = subprocess.run(command, cwd=where, env=variables, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        print(done.stdout[-4000:], file=sys.stderr)
        done.check_returncode()
