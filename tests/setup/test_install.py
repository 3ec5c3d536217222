"""How packages get into .venv: by uv or pip, past a person's settings, and what is said if not."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from skillkit.setup import SetupError
from skillkit.setup import install as module
from skillkit.setup.install import cleaned, explain, for_pip, for_uv, install, network_settings

UV = "uv 0.13.9 (x86_64)\n"
Answer = tuple[int, str]


class Machine:
    """A machine whose programs only answer, and note what they were asked to do."""

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        self.answers = answers
        self.calls: list[tuple[Sequence[str], Mapping[str, str]]] = []

    def run(
        self, command: Sequence[str], variables: Mapping[str, str], shown: object = None
    ) -> Answer:
        """The answer whose words are part of the command, else that there is no such program."""
        words = " ".join(command)
        self.calls.append((command, variables))
        return next((said for asked, said in self.answers.items() if asked in words), (127, ""))

    @property
    def asked(self) -> list[str]:
        """What was installed, one line a call, without the paths."""
        asked = (command for command, _ in self.calls if "install" in command)
        return [" ".join(re.sub(r".*/", "", word) for word in command) for command in asked]


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Callable[[Mapping[str, Answer]], Machine]:
    """Puts a machine with these answers in the place of this one, without a uv on PATH."""

    def take(answers: Mapping[str, Answer]) -> Machine:
        taken = Machine(answers)
        monkeypatch.setattr(module, "_run", taken.run)
        return taken

    monkeypatch.setattr(shutil, "which", lambda _: None)
    for name in [name for name in os.environ if name.startswith(("PIP_", "UV_"))]:
        monkeypatch.delenv(name)
    return take


VENV = {"-m venv": (0, "")}
PIP = {"pip config list": (0, "")}
FOUND = {"bin/uv --version": (0, UV), "uv.exe --version": (0, UV)}
DONE = {" install ": (0, "")}


def test_pip_fetches_uv_by_its_hash_and_uv_installs_the_locks(
    tmp_path: Path, machine: Callable[[Mapping[str, Answer]], Machine]
) -> None:
    """The usual way: one wheel with a known hash, then the lock, then the kit itself."""
    fetched = False

    def uv_is_there_once_fetched(command: Sequence[str], *_: object) -> Answer:
        nonlocal fetched
        words = " ".join(command)
        fetched = fetched or "uv.txt" in words
        taken.calls.append((command, {}))
        return (0, UV) if fetched or "--version" not in words else (127, "")

    taken = machine({})
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(module, "_run", uv_is_there_once_fetched)
        install(tmp_path, tmp_path / ".venv", ["requirements.lock"], editable=True)
    uv, lock, kit = taken.asked
    assert "-m pip --python python" in uv
    assert "--require-hashes --no-deps --only-binary :all: --no-cache-dir -r uv.txt" in uv
    assert lock == "uv pip install --python python --require-hashes -r requirements.lock"
    assert "--no-deps --no-build-isolation -e" in kit


def test_a_uv_on_the_machine_is_used(
    tmp_path: Path,
    machine: Callable[[Mapping[str, Answer]], Machine],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing is fetched to install with where uv is there already."""
    taken = machine(VENV | {"/bin/uv --version": (0, UV)} | DONE)
    monkeypatch.setattr(shutil, "which", lambda _: "/bin/uv")
    install(tmp_path, tmp_path / ".venv", ["requirements.lock"], editable=False)
    assert [words.split()[0] for words in taken.asked] == ["uv"]


@pytest.mark.parametrize("version", ["uv 0.4.30\n", "error: no such command\n"])
def test_an_old_or_broken_uv_is_not_used(
    tmp_path: Path,
    machine: Callable[[Mapping[str, Answer]], Machine],
    monkeypatch: pytest.MonkeyPatch,
    version: str,
) -> None:
    """A uv that does not know the options is no help."""
    taken = machine(VENV | PIP | {"/bin/uv --version": (0, version)} | DONE)
    monkeypatch.setattr(shutil, "which", lambda _: "/bin/uv")
    install(tmp_path, tmp_path / ".venv", ["requirements.lock"], editable=False)
    assert all("-m pip" in words for words in taken.asked)


@pytest.mark.parametrize(
    "answer", [(1, "ERROR: No matching distribution found for uv==0.13.9"), (0, "does not run")]
)
def test_where_no_uv_fits_pip_installs_everything(
    tmp_path: Path,
    machine: Callable[[Mapping[str, Answer]], Machine],
    capsys: pytest.CaptureFixture[str],
    answer: Answer,
) -> None:
    """A rare machine, or one whose system is too old for the wheel, still gets its kit."""
    taken = machine(VENV | PIP | {"uv.txt": answer} | DONE)
    install(tmp_path, tmp_path / ".venv", ["requirements.lock"], editable=False)
    assert taken.asked[-1].endswith("install --require-hashes -r requirements.lock")
    assert "-m pip" in taken.asked[-1]
    assert "pip installs" in capsys.readouterr().out


def test_without_a_network_pip_is_not_tried_a_second_time(
    tmp_path: Path, machine: Callable[[Mapping[str, Answer]], Machine]
) -> None:
    """What keeps pip from fetching uv keeps it from fetching the rest."""
    taken = machine(VENV | PIP | {"uv.txt": (1, OFFLINE)} | DONE)
    with pytest.raises(SetupError, match="There is no network"):
        install(tmp_path, tmp_path / ".venv", ["requirements.lock"], editable=False)
    assert len(taken.asked) == 1


def test_a_python_without_pip_gets_one_in_venv(
    tmp_path: Path, machine: Callable[[Mapping[str, Answer]], Machine]
) -> None:
    """Debian's bare Python has none to share."""
    taken = machine(VENV | {"-m ensurepip": (0, "")} | DONE)
    install(tmp_path, tmp_path / ".venv", ["requirements.lock"], editable=False)
    assert taken.asked[0].startswith("python -I -m pip install")


@pytest.mark.parametrize("name", ["venv", "ensurepip"])
def test_a_python_without_venv_names_the_package_to_install(
    tmp_path: Path,
    machine: Callable[[Mapping[str, Answer]], Machine],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    """Debian's bare Python leads to one line to type."""
    machine(VENV)
    monkeypatch.setattr(module, "find_spec", lambda asked: None if asked == name else object())
    with pytest.raises(SetupError, match="sudo apt install python3-venv"):
        install(tmp_path, tmp_path / ".venv", ["requirements.lock"], editable=False)


def test_certificates_of_the_system_are_tried_where_others_are_met(
    tmp_path: Path,
    machine: Callable[[Mapping[str, Answer]], Machine],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A company's proxy signs with a certificate that only the system knows."""
    refused = {"-r": (1, "cause: invalid peer certificate: UnknownIssuer")}
    taken = machine(VENV | {"/bin/uv --version": (0, UV)} | refused)
    monkeypatch.setattr(shutil, "which", lambda _: "/bin/uv")
    with pytest.raises(SetupError, match="certificates"):
        install(tmp_path, tmp_path / ".venv", ["requirements.lock"], editable=False)
    first, second = (told for command, told in taken.calls if "-r" in command)
    assert "UV_SYSTEM_CERTS" not in first
    assert second["UV_SYSTEM_CERTS"] == "1"


# --- A person's settings ----------------------------------------------------------------------


def test_settings_that_lead_elsewhere_are_left_out() -> None:
    """What is installed goes into .venv, whatever is set."""
    elsewhere = dict.fromkeys(
        (
            *("PIP_TARGET", "PIP_PREFIX", "PIP_USER", "PIP_REQUIRE_VIRTUALENV", "PIP_CONSTRAINT"),
            *("UV_PROJECT", "UV_SYSTEM_PYTHON", "UV_PYTHON", "UV_OVERRIDE", "UV_EXCLUDE_NEWER"),
            *("PYTHONHOME", "PYTHONPATH"),
        ),
        "x",
    )
    kept = dict.fromkeys(
        (
            *("UV_INDEX_URL", "UV_DEFAULT_INDEX", "UV_INDEX_MINE_PASSWORD", "UV_CACHE_DIR"),
            *("SSL_CERT_FILE", "HTTPS_PROXY", "NO_PROXY", "HOME", "PATH"),
        ),
        "y",
    )
    assert cleaned(elsewhere | kept) == kept


LISTING = """\
:env:.target='/elsewhere'
global.cert='/etc/company.pem'
global.constraint='/etc/pins.txt'
global.extra-index-url='\\nhttps://one.example/simple\\nhttps://two.example/simple'
global.index-url='https://global.example/simple'
global.target='/elsewhere'
install.index-url='https://install.example/simple'
install.prefix='/elsewhere'
"""


def test_pips_own_files_say_how_packages_are_reached_and_not_where_they_go() -> None:
    """A company's index in pip.conf is heard, a target is not; the environment wins over files."""
    variables = {"PIP_CERT": "/mine.pem", "PIP_TARGET": "/elsewhere", "PIP_PROXY": ""}
    assert network_settings(LISTING, variables) == {
        "cert": "/mine.pem",
        "extra-index-url": "https://one.example/simple https://two.example/simple",
        "index-url": "https://install.example/simple",
    }


def test_pip_reads_no_file_of_settings_beside_what_it_is_told() -> None:
    """A target in pip.conf cannot come back by another way."""
    told = for_pip({"index-url": "https://a.example/simple", "find-links": "/wheels"})
    assert told["PIP_CONFIG_FILE"] == os.devnull
    assert told["PIP_INDEX_URL"] == "https://a.example/simple"
    assert told["PIP_FIND_LINKS"] == "/wheels"


def test_uv_hears_pips_settings_unless_it_has_its_own() -> None:
    """Uv does not read pip.conf, so somebody behind a company's index needs this."""
    settings = {"index-url": "https://a.example/simple", "cert": "/c.pem", "find-links": "/a /b"}
    told = for_uv(settings, {"UV_INDEX_URL": "https://mine.example/simple"})
    assert told == {
        "SSL_CERT_FILE": "/c.pem",
        "UV_FIND_LINKS": "/a,/b",
        "UV_INDEX_STRATEGY": "unsafe-best-match",
    }
    assert for_uv(settings, {})["UV_DEFAULT_INDEX"] == "https://a.example/simple"


# --- What is said when it cannot be done ------------------------------------------------------

OFFLINE = """\
WARNING: Retrying (Retry(total=0, connect=None)) after connection broken by \
'NewConnectionError('<pip._vendor.urllib3.connection.HTTPSConnection object at 0x7f>: \
Failed to establish a new connection: [Errno -3] Temporary failure in name resolution')': /simple/
ERROR: Could not find a version that satisfies the requirement anyio==4.16.0 (from versions: none)
ERROR: No matching distribution found for anyio==4.16.0
"""
UV_OFFLINE = "error: Request failed after 3 retries\n  cause: client error (Connect)\n"


@pytest.mark.parametrize(
    ("said", "cure"),
    [
        (OFFLINE, "There is no network"),
        (UV_OFFLINE + "  cause: dns error", "There is no network"),
        (UV_OFFLINE + "  cause: tcp connect error", "There is no network"),
        (UV_OFFLINE + "  cause: tunnel error: x\n  cause: tcp connect error", "HTTPS_PROXY"),
        ("ERROR: Could not install packages: [Errno 28] No space left on device", "disk is full"),
        ("failed to write `x`: No space left on device (os error 28)", "disk is full"),
        ("ERROR: [Errno 122] Disk quota exceeded: '/home/x/.venv'", "quota is used up"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE FILE", "a proxy or mirror"),
        ("error: Failed to read `six`\n  cause: Hash mismatch for `six`", "a proxy or mirror"),
        ("SSLError(SSLCertVerificationError(1, 'CERTIFICATE_VERIFY_FAILED", "SSL_CERT_FILE"),
        ("  cause: invalid peer certificate: UnknownIssuer", "SSL_CERT_FILE"),
        ("ProxyError('Cannot connect to proxy.', OSError('407 Proxy Auth", "HTTPS_PROXY"),
        ("ERROR: HTTP error 403 while getting https://x/y.whl", "ask whoever runs the index"),
        ("cause: HTTP status client error (403 Forbidden) for url", "ask whoever runs the index"),
        ("ERROR: HTTP error 502 while getting https://x/y.whl", "trouble of its own"),
        ("cause: HTTP status server error (503 Service Unavailable)", "trouble of its own"),
        ("hint: index lookups were disabled and no", "PIP_NO_INDEX"),
        ("ERROR: No matching distribution found for anyio==4.16.0", "lacks a package"),
        ("error: No solution found when resolving dependencies", "lacks a package"),
        ("ERROR: [Errno 30] Read-only file system: 'x'", "read-only"),
        ("ERROR: [Errno 13] Permission denied: 'x'", "Close other programs"),
    ],
)
def test_each_failure_gets_its_cure(said: str, cure: str) -> None:
    """What pip or uv says is turned into one or two sentences, without its noise."""
    told = explain(said, free=10**10)
    assert cure in told
    assert "ERROR" not in told
    assert "error:" not in told


def test_a_setting_that_forbids_the_index_is_named() -> None:
    """Pip alone would say that there is no such package."""
    said = "ERROR: No matching distribution found for anyio==4.16.0"
    assert "PIP_NO_INDEX" in explain(said, 10**10, {"no-index": "1"})


def test_an_unknown_failure_shows_the_last_lines() -> None:
    """Nothing is hidden when the kit does not know the reason."""
    said = "\n".join(f"line {number}" for number in range(20))
    told = explain(said, free=10**10)
    assert "line 19" in told
    assert "line 3" not in told


def test_a_failure_on_a_disk_without_room_is_the_disks() -> None:
    """A full disk can cut off what was to be said."""
    assert "disk is full" in explain("", free=1_000_000)


def test_a_real_failure_ends_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A real uv, or a real pip that cannot fetch it, reaches no index and says so."""
    for name, value in {
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",  # the port that discards everything
        "PIP_EXTRA_INDEX_URL": "",
        "PIP_FIND_LINKS": "",
        "PIP_RETRIES": "1",  # without one, pip does not say why it cannot fetch
        "UV_HTTP_RETRIES": "0",
        "UV_CACHE_DIR": str(tmp_path / "cache"),
    }.items():
        monkeypatch.setenv(name, value)
    (tmp_path / "requirements.lock").write_text(f"six==1.17.0 --hash=sha256:{'0' * 64}\n")
    with pytest.raises(SetupError, match="There is no network"):
        install(tmp_path, tmp_path / ".venv", ["requirements.lock"], editable=False)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script plays the part of uv")
def test_the_progress_of_uv_is_shown_and_its_lists_are_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """People see what is fetched, and not a hundred lines of versions."""
    script = tmp_path / "uv"
    script.write_text("#!/bin/sh\necho ' Downloading ü (1.0MiB)' >&2\necho ' + a==1'\nexit 3\n")
    script.chmod(0o755)
    code, said = module._run([str(script)], os.environ, module.PROGRESS)
    assert code == 3
    assert "+ a==1" in said
    assert capsys.readouterr().out == "  Downloading ü (1.0MiB)\n"
