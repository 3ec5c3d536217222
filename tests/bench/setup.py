"""Set-up: from a fresh clone to an answering JupyterLab and green tests, against pip alone."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.measures import SETUP, Samples

QUICK = ("-q", "-m", "not browser and not slow", "-p", "no:cacheprovider")
LOCKS = ("requirements.lock", "requirements-test.lock")
PATIENCE = 900  # seconds until the lab has to answer


@dataclass(frozen=True, slots=True)
class Trial:
    """Seconds to the lab, to the test tools and to green tests, and MiB on the disk."""

    lab: float
    size: float
    tools: float
    tests: float = 0


def setup(root: Path, trials: int) -> dict[str, tuple[Samples, Samples]]:
    """What is committed, from nothing, beside pip's installation of the same; they take turns."""
    bare, kit = [], []
    for _ in range(trials):
        bare.append(pip_alone(root))
        kit.append(from_clone(root))
    pairs = (
        (_samples([t.lab for t in kit]), _samples([t.lab for t in bare])),
        (_samples([t.size for t in kit], "MiB"), _samples([t.size for t in bare], "MiB")),
        (_samples([t.tools for t in kit]), _samples([t.tools for t in bare])),
        (
            _samples([t.lab + t.tools + t.tests for t in kit]),
            _samples([t.lab + t.tools for t in bare]),
        ),
    )
    return {measure.what: pair for measure, pair in zip(SETUP, pairs, strict=True)}


def pip_alone(root: Path) -> Trial:
    """A new environment, and pip's installation of the first and then the second lock into it."""
    with tempfile.TemporaryDirectory() as empty:
        begin = time.monotonic()
        run(empty, [python(), "-m", "venv", f"{empty}/venv"], Path(empty))
        pip = [f"{empty}/venv/bin/python", "-m", "pip", "install", "--quiet", "--require-hashes"]
        run(empty, [*pip, "-r", str(root / LOCKS[0])], Path(empty))
        ready, size = time.monotonic(), mebibytes(Path(empty, "venv"))
        run(empty, [*pip, "-r", str(root / LOCKS[1])], Path(empty))
        return Trial(ready - begin, size, time.monotonic() - ready)


def from_clone(root: Path) -> Trial:
    """A clone until JupyterLab answers, until the test tools are there, and until all is green."""
    with tempfile.TemporaryDirectory() as empty:
        clone = Path(empty) / "clone"
        begin = time.monotonic()
        run(empty, ["git", "clone", "--quiet", str(root), str(clone)], Path(empty))
        lab(empty, clone)
        ready, size = time.monotonic(), mebibytes(clone)
        kit = [python(), "-m", "skillkit", "test"]
        run(empty, [*kit, "--version"], clone)
        found = time.monotonic()
        run(empty, [*kit, *QUICK], clone)
        return Trial(ready - begin, size, found - ready, time.monotonic() - found)


def lab(home: str, clone: Path) -> None:
    """Open the lab of a clone, wait until it answers, and end it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = ["lab", "--no-browser", f"--port={port}", "--IdentityProvider.token=bench"]
    log = Path(home, "lab.log")
    with log.open("wb") as out:
        process = subprocess.Popen(
            [python(), "-m", "skillkit", *words],
            cwd=clone,
            env=nothing_yet(home),
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    try:
        end = time.monotonic() + PATIENCE
        while not _answers(f"http://127.0.0.1:{port}/api/kernelspecs?token=bench"):
            if process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"The lab did not answer:\n{log.read_text()[-4000:]}")
            time.sleep(0.1)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)


def mebibytes(folder: Path) -> float:
    """What a folder takes on the disk, each file once whatever its names."""
    sizes = {}
    for path in folder.rglob("*"):
        status = path.lstat()
        sizes[status.st_dev, status.st_ino] = status.st_blocks * 512
    return sum(sizes.values()) / 2**20


def python() -> str:
    """The Python beneath, outside of any environment."""
    return str(getattr(sys, "_base_executable", sys.executable))


def nothing_yet(home: str) -> Mapping[str, str]:
    """The environment of somebody who has an empty home and no caches, but the same network."""
    keep = {"PATH", "LANG", "PIP_INDEX_URL", "PIP_CERT", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"}
    keep |= {"HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy"}
    variables = {name: os.environ[name] for name in keep if name in os.environ}
    caches = ("PIP_CACHE_DIR", "UV_CACHE_DIR", "XDG_CACHE_HOME")
    return {**variables, "HOME": home} | {name: f"{home}/cache/{name}" for name in caches}


def run(home: str, command: Sequence[str], where: Path) -> None:
    """Run a command as that person; what it said is shown when it fails."""
    done = subprocess.run(
        command,
        cwd=where,
        env=nothing_yet(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        print(done.stdout[-8000:], file=sys.stderr)
        done.check_returncode()


def _samples(values: Sequence[float], unit: str = "s") -> Samples:
    return Samples(tuple(values), unit)


def _answers(address: str) -> bool:
    """Whether a server is there and ready."""
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
