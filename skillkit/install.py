"""Install: pip at work in .venv, with a counter for its noise and a cure for each failure."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from skillkit.base.errors import SkillkitError

LOCK = "requirements.lock"
ROOM = 1_500_000_000  # bytes that .venv and the downloads take
RECORD = ".venv.log"  # beside .venv: all that venv and pip said
TICK = 0.5  # seconds between two looks at pip
PAUSE = 20  # ticks between two lines where the screen cannot rewrite one
NO_ROOM = 30_000_000  # bytes; with fewer free, a failure is the disk's

# What pip prints when it fails, and what helps; the first pattern found wins.
CURES = {
    r"No space left on device|not enough space on the disk|[Dd]isk quota exceeded": "",
    r"DO NOT MATCH THE HASHES": "What was downloaded is not what requirements.lock names. Run the "
    "command again; if it stays, a proxy or mirror changes files: ask whoever runs it.",
    r"CERTIFICATE_VERIFY_FAILED|SSLError": "The package index could not be trusted (TLS). In a "
    "company network pip needs its certificate: pip config set global.cert FILE, then again.",
    r"ProxyError|Proxy Authentication Required": "The network's proxy refused. Set HTTPS_PROXY to "
    "the address that your network asks for, and run the command again.",
    r"Failed to establish a new connection|NameResolutionError|NewConnectionError"
    r"|[Nn]ame or service not known|[Nn]ame resolution|getaddrinfo failed|Network is unreachable"
    r"|ConnectTimeout|ReadTimeout|[Rr]ead timed out|Connection (refused|reset|aborted|broken)"
    r"|ConnectionError|RemoteDisconnected": "There is no network, or it does not reach the package "
    "index. The first run needs it once; later runs do not. Connect and run the command again.",
    r"from versions: none|No matching distribution found": "The package index lacks a package for "
    "this Python, or cannot be reached (.venv.log names the package). Check the network; "
    "else try Python 3.12.",
    r"[Pp]ermission denied|Access is denied": "A file of .venv could not be written. Close other "
    "programs that use this folder, or copy the project to a folder of your own.",
}


class SetupError(SkillkitError):
    """The set-up cannot go on; the sentences say what happened and what to do."""


def python_of(venv: Path) -> Path:
    """The Python of a virtual environment."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def packages_of(venv: Path) -> Path:
    """The folder in which a virtual environment keeps its packages."""
    return Path(sysconfig.get_path("purelib", "venv", {"base": str(venv)}))


@contextlib.contextmanager
def recorded(root: Path) -> Iterator[BinaryIO]:
    """The record that venv and pip write to; they hold on to it even when their run is killed.

    A pip that outlived its run is waited for: it would write into what is deleted or made now.
    """
    with (root / RECORD).open("ab") as record:
        if sys.platform != "win32":  # there, a folder in use cannot be deleted, and that is said
            import fcntl

            try:
                fcntl.flock(record, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                print("A stopped run left pip at work: waiting for it.", flush=True)
                fcntl.flock(record, fcntl.LOCK_EX)
        record.truncate(0)
        yield record


def make_venv(venv: Path, record: BinaryIO) -> None:
    """Make an empty virtual environment with pip in it."""
    command = [sys.executable, "-I", "-m", "venv", str(venv)]
    done = subprocess.run(command, stdout=record, stderr=subprocess.STDOUT, check=False)
    if done.returncode:
        said = said_in(venv.parent)
        if "ensurepip" in said:
            raise SetupError(no_venv(sys.version_info[:2]))
        raise SetupError(explain(said, shutil.disk_usage(venv.parent).free))


def install(root: Path, venv: Path, record: BinaryIO) -> None:
    """Put the locked packages and the project itself into `venv`."""
    pins = len(re.findall(r"^\S+==", (root / LOCK).read_text(encoding="utf-8"), re.MULTILINE))
    _pip(venv, ["--require-hashes", "-r", str(root / LOCK)], record, pins)
    _pip(venv, ["--no-deps", "--no-build-isolation", "-e", str(root)], record, 0)


def said_in(root: Path) -> str:
    """All that venv and pip have said so far."""
    return (root / RECORD).read_text(encoding="utf-8", errors="replace")


def counted(said: str, pins: int, unpacked: int) -> str:
    """How far pip is, from all that it said so far: "Fetching packages: 37 of 110"."""
    total = pins - len(re.findall(r"^Ignoring ", said, re.MULTILINE))  # for other systems
    if "Installing collected packages" in said:
        return f"Unpacking packages: {min(unpacked, total)} of {total}"
    fetched = r"^\s*(?:Downloading|Using cached|Processing) (?!\S+\.metadata)"
    return f"Fetching packages: {len(re.findall(fetched, said, re.MULTILINE))} of {total}"


def explain(said: str, free: int) -> str:
    """What went wrong and what helps, from what pip said and the bytes free on the disk."""
    cure = next((cure for pattern, cure in CURES.items() if re.search(pattern, said)), None)
    if cure == "" or free < NO_ROOM:
        return disk_full(free)
    if cure:
        return cure
    last = [line for line in said.splitlines() if line.strip()][-8:]
    other = "Installing failed; the lines above say why. Mend it and run the command again."
    return "\n".join([*last, other])


def no_venv(version: tuple[int, ...]) -> str:
    """The sentences for a Python without its venv module."""
    return (
        "This Python cannot make a virtual environment: its venv module is not complete.\n"
        f"On Debian or Ubuntu: sudo apt install python3-venv (or python{version[0]}.{version[1]}"
        "-venv). Then run the command again."
    )


def disk_full(free: int) -> str:
    """The sentences for a disk without room, `free` in bytes."""
    return (
        f"The disk is full, or nearly: {free / 1e9:.1f} GB are free, and the first run takes about "
        f"{ROOM / 1e9:.1f} GB. Free some space and run the command again."
    )


def _pip(venv: Path, arguments: list[str], record: BinaryIO, pins: int) -> None:
    """Run pip's install with its words in the record and a count of `pins` on the screen."""
    switches = ["--disable-pip-version-check", "--no-input", "--progress-bar", "off"]
    # -I: a PYTHONPATH of another project must not count as installed; -u: every line at once.
    command = [str(python_of(venv)), "-I", "-u", "-m", "pip", "install", *switches, *arguments]
    variables = {**os.environ, "PIP_USER": "0"}  # a person's own setting would miss .venv
    process = subprocess.Popen(command, stdout=record, stderr=subprocess.STDOUT, env=variables)
    try:
        _watch(process, venv, pins)
    finally:
        process.kill()  # nothing to do once it has ended; else the terminal was interrupted
        process.wait()
    if process.returncode:
        raise SetupError(explain(said_in(venv.parent), shutil.disk_usage(venv).free))


def _watch(process: subprocess.Popen[bytes], venv: Path, pins: int) -> None:
    """Show the counter until pip ends: on one line of a terminal, else a line now and then."""
    already, screen, ticks, ended = _unpacked(venv), sys.stdout.isatty(), 0, False
    while not ended:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(TICK)
        ended, ticks = process.poll() is not None, ticks + 1
        if pins and (screen or ended or ticks % PAUSE == 0):
            line = counted(said_in(venv.parent), pins, _unpacked(venv) - already)
            print(f"\r  {line}   " if screen else f"  {line}\n", end="", flush=True)
    if pins and screen:
        print()


def _unpacked(venv: Path) -> int:
    """How many packages lie in `venv`."""
    return len(list(packages_of(venv).glob("*.dist-info")))
