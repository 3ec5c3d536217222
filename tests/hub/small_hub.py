"""A small JupyterHub that really runs: its own settings, and what makes it fit for a test."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import psutil

from tests.browser.lab import ROOT, free_port

HOSTING = ROOT / "workshop" / "hosting"
PROXY = ROOT / "node_modules" / ".bin" / "configurable-http-proxy"
LEAD, STRANGER = "lea", "sam"
ACCESS = "access:services!service=room"

# Accounts of nobody, servers that all run as whoever runs the test, ports of its own, and a role
# for a group in the place of the one for everybody.
FOR_A_TEST = """
import shutil
from pathlib import Path

folder = Path({folder!r})
c.JupyterHub.authenticator_class = "dummy"
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = str(folder / "home" / "{{username}}")
c.Spawner.args = ["--allow-root", "--LabApp.expose_app_in_browser=True"]
c.Spawner.environment |= {settings!r}
c.JupyterHub.load_groups["participants"] = {{"users": {people!r}}}
c.JupyterHub.hub_port = {hub_port}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{api_port}"
c.ConfigurableHTTPProxy.command = [{proxy!r}]


def bring(spawner):
    home = Path(spawner.home_dir)
    home.mkdir(parents=True, exist_ok=True)
    shutil.copy(folder / "hand_in.ipynb", home)


c.Spawner.pre_spawn_hook = bring
"""


class SmallHub:
    """A Hub with a room as its service; `people` may hand in, and `LEAD` opens rooms."""

    def __init__(self, folder: Path, hub_db: str, room_db: str, people: list[str]) -> None:
        self.folder, self.url = folder, f"http://127.0.0.1:{free_port()}"
        self.room = f"{self.url}/services/room"
        (folder / "site").mkdir()
        (folder / "site" / "index.html").write_text("<h1>The kit</h1>")
        told = ["--behind-proxy", self.room, "--db", room_db, "--port", str(free_port())]
        command = [sys.executable, "-m", "skillkit", "room", "--hub-config", *told]
        variables = {**os.environ, "PYTHONPATH": str(ROOT)}
        printed = subprocess.run(
            [*command, "--site", str(folder / "site")],
            env=variables,
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        everybody = f"{{'name': 'user', 'scopes': ['self', '{ACCESS}']}}"
        assert everybody in printed
        some = {"name": "room-participants", "scopes": [ACCESS], "groups": ["participants"]}
        settings = ROOT / "skillkit" / "data" / "jupyter"
        test = FOR_A_TEST.format(
            folder=str(folder),
            settings={"JUPYTER_CONFIG_PATH": str(settings), "JUPYTER_PATH": str(settings)},
            people=[*people, LEAD],
            hub_port=free_port(),
            api_port=free_port(),
            proxy=str(PROXY),
        )
        shipped = (HOSTING / "jupyterhub_config.py").read_text("utf-8")
        config = folder / "jupyterhub_config.py"
        config.write_text(shipped + printed.replace(everybody, repr(some)) + test, "utf-8")
        variables |= {
            "HUB_ADDRESS": self.url,
            "HUB_BIND": self.url,
            "HUB_DB": hub_db.replace("postgresql:", "postgresql+psycopg:"),
            "HUB_FACILITATORS": LEAD,
        }
        self.log = (folder / "hub.log").open("w")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "jupyterhub", "-f", str(config)],
            cwd=folder,
            env=variables,
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )

    def wait(self) -> None:
        """Wait until the Hub and the room answer."""
        end = time.monotonic() + 180
        for address in (f"{self.url}/hub/health", f"{self.room}/healthz"):
            while True:
                try:
                    urllib.request.urlopen(address, timeout=2).close()
                    break
                except (urllib.error.URLError, OSError):
                    assert self.process.poll() is None, self.said()
                    assert time.monotonic() < end, self.said()
                    time.sleep(0.2)

    def said(self) -> str:
        """What the Hub and all that it started have said."""
        return Path(self.log.name).read_text(errors="replace")

    def close(self) -> None:
        """Stop it with all that it started: asked kindly, it would take half a minute."""
        started = psutil.Process(self.process.pid).children(recursive=True)
        self.process.kill()
        self.process.wait()
        for process in started:
            process.kill()
        psutil.wait_procs(started, timeout=10)
        self.log.close()


def is_here() -> bool:
    """Whether the proxy is installed; npm has brought it with the tools for scripts."""
    return PROXY.exists() and bool(shutil.which("node"))
