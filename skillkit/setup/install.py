"""How packages get into `.venv`, in spite of a person's settings, and what is said if they do not.

uv installs, since it is many times as fast as pip. It is the one on PATH, or a wheel with a known
hash that pip puts into `.venv`. Where no such wheel fits, pip installs everything.
"""

from __future__ import annotations

import ast
import contextlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from skillkit.base.errors import SkillkitError
from skillkit.base.words import say, sentence

UV_PIN = Path(__file__).with_name("uv.txt")
OLDEST_UV = (0, 5)  # the first that knows every option used here
NO_ROOM = 30_000_000  # bytes; with fewer free, a failure is the disk's


class SetupError(SkillkitError):
    """The set-up cannot go on; the sentences say what happened and what to do."""


def python_of(venv: Path) -> Path:
    """The Python of a virtual environment."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


# How packages are reached is up to a person's settings; where they go and which is not.
PIP_NETWORK = frozenset(
    (
        *("index-url", "extra-index-url", "find-links", "no-index", "trusted-host", "proxy"),
        *("cert", "client-cert", "timeout", "default-timeout", "retries", "use-feature"),
        *("cache-dir", "no-cache-dir", "keyring-provider"),
    )
)
UV_NETWORK = re.compile(
    r"UV_(.*INDEX.*|FIND_LINKS|INSECURE_HOST|KEYRING_PROVIDER|NATIVE_TLS|SYSTEM_CERTS|HTTP_\w+"
    r"|REQUEST_TIMEOUT|OFFLINE|CACHE_DIR|NO_CACHE|LINK_MODE|CONCURRENT_\w+|CONFIG_FILE)"
)
ELSEWHERE = ("PYTHONHOME", "PYTHONPATH")
PROGRESS = re.compile(r"\s*(Resolved|Downloading|Downloaded|Prepared|Building|Built|Installed)\b")


@dataclass(frozen=True, slots=True)
class Installer:
    """A command that installs packages into .venv, and the environment that it runs in."""

    command: tuple[str, ...]
    variables: Mapping[str, str]


def install(root: Path, venv: Path, locks: Sequence[str], *, editable: bool) -> None:
    """Put the packages of `locks` into .venv, which is made if need be; `editable`: and the kit."""
    if not python_of(venv).exists():
        _make_empty(venv)
    settings, pip = _settings_and_pip(venv)
    chosen = _uv(venv, settings, pip) or _pip(venv, settings, pip)
    files = [word for name in locks for word in ("-r", str(root / name))]
    _put_in(chosen, ["--require-hashes", *files], venv, settings)
    if editable:
        _put_in(chosen, ["--no-deps", "--no-build-isolation", "-e", str(root)], venv, settings)


def cleaned(variables: Mapping[str, str]) -> dict[str, str]:
    """The environment without what sends packages elsewhere or makes Python look elsewhere."""
    return {
        name: value
        for name, value in variables.items()
        if name not in ELSEWHERE
        and not name.startswith("PIP_")
        and (not name.startswith("UV_") or UV_NETWORK.fullmatch(name))
    }


def network_settings(listing: str, variables: Mapping[str, str]) -> dict[str, str]:
    """A person's settings of pip that say how packages are reached, from `pip config list`."""
    found: dict[str, str] = {}
    lines = re.findall(r"^(global|install)\.([\w-]+)=(.+)$", listing, re.MULTILINE)
    for _, name, value in sorted(lines):  # pip lets a command's own section win
        with contextlib.suppress(ValueError, SyntaxError):
            found[name] = " ".join(str(ast.literal_eval(value)).split())
    for name, value in variables.items():
        if name.startswith("PIP_"):
            found[name[4:].lower().replace("_", "-")] = value
    return {name: value for name, value in found.items() if name in PIP_NETWORK and value}


def for_pip(settings: Mapping[str, str]) -> dict[str, str]:
    """What pip is told by its environment: the network's settings, and no file of settings."""
    told = {f"PIP_{name.upper().replace('-', '_')}": value for name, value in settings.items()}
    quiet = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PIP_PROGRESS_BAR": "off"}
    return {**told, **quiet, "PIP_CONFIG_FILE": os.devnull}


def for_uv(settings: Mapping[str, str], variables: Mapping[str, str]) -> dict[str, str]:
    """The same network's settings in uv's words, where a person has not set these."""
    names = {
        "index-url": ("UV_DEFAULT_INDEX", "UV_INDEX_URL"),
        "extra-index-url": ("UV_INDEX", "UV_EXTRA_INDEX_URL"),
        "find-links": ("UV_FIND_LINKS",),
        "trusted-host": ("UV_INSECURE_HOST",),
        "keyring-provider": ("UV_KEYRING_PROVIDER",),
        "cert": ("SSL_CERT_FILE",),
        "client-cert": ("SSL_CLIENT_CERT",),
        "proxy": ("ALL_PROXY", "HTTPS_PROXY", "https_proxy"),
        "timeout": ("UV_HTTP_TIMEOUT",),
    }
    told = {
        names[name][0]: value
        for name, value in settings.items()
        if name in names and not any(other in variables for other in names[name])
    }
    if "UV_FIND_LINKS" in told:
        told["UV_FIND_LINKS"] = ",".join(told["UV_FIND_LINKS"].split())
    # pip looks in all indexes at once. The hashes say which file is meant, so it does no harm.
    return {"UV_INDEX_STRATEGY": "unsafe-best-match", **told}


def _make_empty(venv: Path) -> None:
    """Make an empty virtual environment, without the pip that takes longest to put in."""
    if find_spec("venv") is None:
        raise SetupError(no_venv())
    command = [sys.executable, "-I", "-m", "venv", "--without-pip", str(venv)]
    code, said = _run(command, cleaned(os.environ))
    if code:
        raise _trouble(said, venv)


def _settings_and_pip(venv: Path) -> tuple[dict[str, str], tuple[str, ...] | None]:
    """A person's network settings, and this Python's own pip if it has one."""
    pip = (sys.executable, "-I", "-m", "pip")
    code, listing = _run([*pip, "config", "list"], os.environ)
    settings = network_settings("" if code else listing, os.environ)
    return settings, None if code else (*pip, "--python", str(python_of(venv)))


def _uv(venv: Path, settings: Mapping[str, str], pip: Sequence[str] | None) -> Installer | None:
    """The uv of .venv, else the one on PATH, else the pinned one; None where none of them runs."""
    variables = cleaned(os.environ)
    variables |= for_uv(settings, variables)
    inside = str(venv / ("Scripts/uv.exe" if os.name == "nt" else "bin/uv"))
    found = next(filter(_fits, filter(None, [inside, shutil.which("uv")])), None)
    if found is None:
        fetcher = _pip(venv, settings, pip)
        words = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "--no-cache-dir"]
        code, said = _run([*fetcher.command, *words, "-r", str(UV_PIN)], fetcher.variables)
        if code and (re.search(NO_NETWORK, said) or not re.search(NOT_FOUND, said)):
            raise _trouble(said, venv, settings)
        found = inside if _fits(inside) else None
    if found is None:
        print(say("No uv fits this machine, so pip installs. It takes some minutes."), flush=True)
        return None
    offline = ("--no-index",) if settings.get("no-index", "0") not in ("0", "false", "no") else ()
    command = [found, "pip", "install", "--python", str(python_of(venv)), *offline]
    return Installer(tuple(command), variables)


def _pip(venv: Path, settings: Mapping[str, str], pip: Sequence[str] | None) -> Installer:
    """This Python's pip, else one put into .venv."""
    variables = cleaned(os.environ) | for_pip(settings)
    if pip is None:
        if find_spec("ensurepip") is None:
            raise SetupError(no_venv())
        python = (str(python_of(venv)), "-I", "-m")
        code, said = _run([*python, "ensurepip", "--default-pip"], variables)
        if code:
            raise _trouble(said, venv)
        pip = (*python, "pip")
    return Installer((*pip, "install"), variables)


def _fits(uv: str) -> bool:
    """Whether a uv is there, runs, and is new enough."""
    version = re.match(r"uv (\d+)\.(\d+)", _run([uv, "--version"], cleaned(os.environ))[1])
    return version is not None and tuple(map(int, version.groups())) >= OLDEST_UV


def _put_in(
    chosen: Installer, words: Sequence[str], venv: Path, settings: Mapping[str, str]
) -> None:
    """Install, with the progress on the screen; raise `SetupError` when that fails.

    uv trusts certificates of its own. Where it meets others it is asked again, to trust those of
    the system: a company's network needs it.
    """
    code, said = _run([*chosen.command, *words], chosen.variables, PROGRESS)
    if code and re.search(UNTRUSTED, said):
        trusting = {**chosen.variables, "UV_SYSTEM_CERTS": "1", "UV_NATIVE_TLS": "1"}
        code, said = _run([*chosen.command, *words], trusting, PROGRESS)
    if code:
        raise _trouble(said, venv, settings)


def _run(
    command: Sequence[str], variables: Mapping[str, str], shown: re.Pattern[str] | None = None
) -> tuple[int, str]:
    """Run a command; its exit code and all that it said, whose `shown` lines go on the screen."""
    said = []
    try:
        process = subprocess.Popen(
            command,
            env=dict(variables),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:  # no such program, or one for another machine
        return 127, str(error)
    with process:
        assert process.stdout
        for line in process.stdout:
            said.append(line)
            if shown and shown.match(line):
                print(f"  {line.strip()}", flush=True)
    return process.returncode, "".join(said)


# --- What is said when it fails ---------------------------------------------------------------

UNTRUSTED = r"CERTIFICATE_VERIFY_FAILED|SSLError|invalid peer certificate|UnknownIssuer"
NOT_FOUND = (
    r"from versions: none|No matching distribution found|No solution found"
    r"|is not a supported wheel"
)
NO_NETWORK = (
    r"Failed to establish a new connection|NameResolutionError|NewConnectionError"
    r"|[Nn]ame or service not known|[Nn]ame resolution|getaddrinfo failed|Network is unreachable"
    r"|dns error|tcp connect error|[Tt]imed out|ConnectTimeout|ReadTimeout"
    r"|Connection (refused|reset|aborted|broken)|ConnectionError|RemoteDisconnected"
    r"|error sending request|Network connectivity is disabled"
)
# What pip and uv say when they fail, and what helps; the first pattern found wins.
CURES = {
    r"[Dd]isk quota exceeded|EDQUOT": sentence(
        "Your disk quota is used up. Delete what you no longer need, or copy the project to a "
        "disk with room, and run the command again."
    ),
    r"No space left on device|not enough space on the disk": sentence(
        "The disk is full: that of this folder, or that of the downloads (PIP_CACHE_DIR and "
        "UV_CACHE_DIR name another place for them). Free some space and run the command again."
    ),
    r"DO NOT MATCH THE HASHES|[Hh]ash mismatch": sentence(
        "What was downloaded is not what the lock names. Run the command again; if it stays, a "
        "proxy or mirror changes files: ask whoever runs it."
    ),
    UNTRUSTED: sentence(
        "The package index could not be trusted (TLS). In a company network, set SSL_CERT_FILE "
        "to the file with its certificates, and run the command again."
    ),
    r"ProxyError|Proxy Authentication Required|tunnel error|proxy authorization": sentence(
        "The network's proxy refused. Set HTTPS_PROXY to the address that your network asks for, "
        "and run the command again."
    ),
    r"HTTP error 40[13]|\b40[13] (Client Error|Forbidden|Unauthorized)": sentence(
        "The package index refused to hand out a package (403 or 401). In a company network, ask "
        "whoever runs the index to allow it, or set PIP_INDEX_URL to an address with your "
        "access, and run the command again."
    ),
    r"HTTP error 5\d\d|\b5\d\d (Server Error|Internal|Bad Gateway|Service|Gateway)": sentence(
        "The package index has trouble of its own just now. Run the command again in some minutes."
    ),
    r"index lookups were disabled": sentence(
        "The setting no-index (PIP_NO_INDEX, or in pip's own file) keeps pip and uv from the "
        "package index. Take it away, or name a folder with all packages in PIP_FIND_LINKS, and "
        "run the command again."
    ),
    NO_NETWORK: sentence(
        "There is no network, or it does not reach the package index. The first run needs it "
        "once; later runs do not. Connect and run the command again."
    ),
    NOT_FOUND: sentence(
        "The package index lacks a package for this Python, or cannot be reached. Check the "
        "network and its settings (PIP_INDEX_URL); else try Python 3.12."
    ),
    r"[Rr]ead-only file system": sentence(
        "The folder cannot be written: its disk is read-only. Copy the project to a folder of "
        "your own and run the command there."
    ),
    r"[Pp]ermission denied|Access is denied": sentence(
        "A file of .venv could not be written. Close other programs that use this folder, or "
        "copy the project to a folder of your own."
    ),
}


def _trouble(said: str, venv: Path, settings: Mapping[str, str] | None = None) -> SetupError:
    """The error for what an installer said."""
    return SetupError(explain(said, shutil.disk_usage(venv.parent).free, settings))


def explain(said: str, free: int, settings: Mapping[str, str] | None = None) -> str:
    """What went wrong and what helps, from what an installer said and the bytes free."""
    if free < NO_ROOM:
        return say(
            "The disk is full: {free} MB are free. Free some space and try again.",
            free=f"{free / 1e6:.0f}",
        )
    if re.search(NOT_FOUND, said) and "no-index" in (settings or {}):
        said = "index lookups were disabled"
    if cure := next((cure for pattern, cure in CURES.items() if re.search(pattern, said)), None):
        return say(cure)
    last = [line for line in said.splitlines() if line.strip()][-8:]
    other = say("Installing failed; the lines above say why. Mend it and run the command again.")
    return "\n".join([*last, other])


def no_venv() -> str:
    """The sentences for a Python that comes without its venv module."""
    name = "python{}.{}-venv".format(*sys.version_info)
    return say(
        "This Python cannot make a virtual environment: its venv module is not complete.\nOn "
        "Debian or Ubuntu: sudo apt install python3-venv (or {name}). Then run the command again.",
        name=name,
    )
