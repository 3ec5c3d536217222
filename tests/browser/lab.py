"""Lab: a real JupyterLab on copies of notebooks, and the person who sits in front of it."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat
from playwright.sync_api import Browser, Page

from tests.browser.person import SCREEN, Person, eventually, patient

ROOT = Path(__file__).resolve().parents[2]
# What JupyterLab and anywidget say on the console whatever is in the notebook; the last where a
# page takes more than two seconds.
USUAL = ("ResizeObserver loop", "Kernel connection", "favicon", "Failed to initialize model")


class Lab:
    """A JupyterLab server with its own folder and its own home for ratings."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder, self.home = folder, home
        self.port, self.token = free_port(), secrets.token_hex(16)
        folder.mkdir(parents=True, exist_ok=True)
        settings = ROOT / "skillkit" / "data" / "jupyter"
        command = [
            sys.executable,
            "-m",
            "jupyterlab",
            "--no-browser",
            "--allow-root",
            "--LabApp.expose_app_in_browser=True",
            "--JupyterNotebookApp.expose_app_in_browser=True",
            f"--port={self.port}",
            "--ServerApp.port_retries=0",
            "--ServerApp.ip=127.0.0.1",
            f"--IdentityProvider.token={self.token}",
            f"--ServerApp.root_dir={folder}",
        ]  # fmt: skip  (a command line)
        variables = {**os.environ, "SKILLKIT_HOME": str(home), "PYTHONPATH": str(ROOT)}
        for name in ("JUPYTER_CONFIG_PATH", "JUPYTER_PATH"):  # as the command `lab` sets them
            variables[name] = str(settings)
        for name in ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR"):  # nobody's own settings
            variables[f"JUPYTER_{name}"] = str(folder.parent / name.lower())
        self.log = (folder.parent / "lab.log").open("w")
        self.process = subprocess.Popen(
            command,
            env=variables,
            stdout=self.log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def wait(self) -> None:
        """Wait until the server answers."""
        end = time.monotonic() + 180  # on a machine with a lot to do
        while time.monotonic() < end:
            try:
                urllib.request.urlopen(self.url("api/status"), timeout=1).close()
                return
            except (urllib.error.URLError, OSError):
                assert self.process.poll() is None, Path(self.log.name).read_text()
                time.sleep(0.2)
        raise TimeoutError(Path(self.log.name).read_text())

    def url(self, path: str) -> str:
        """The address of a path, with the token that lets in."""
        return f"http://127.0.0.1:{self.port}/{path}?token={self.token}"

    def close(self) -> None:
        """Stop the server and the kernels that it started."""
        os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.log.close()

    def write(self, name: str, *cells: str) -> str:
        """Write a notebook with these cells, headings being text; return its name."""
        new = {True: nbformat.v4.new_markdown_cell, False: nbformat.v4.new_code_cell}
        notebook = nbformat.v4.new_notebook(
            cells=[new[cell.startswith("#")](cell) for cell in cells],
            metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
        )
        nbformat.write(notebook, self.folder / name)
        return name

    def forget(self) -> None:
        """Stop every kernel and take away every rating, as on a fresh machine."""
        for session in self._ask("sessions"):
            self._ask(f"sessions/{session['id']}", "DELETE")
        shutil.rmtree(self.home, ignore_errors=True)

    def _ask(self, path: str, method: str = "GET") -> Any:
        request = urllib.request.Request(self.url(f"api/{path}"), method=method)
        request.add_header("Authorization", f"token {self.token}")
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.loads(answer.read() or "null")

    def copy_notebooks(self) -> None:
        """Copy the project's notebooks here."""
        for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
            shutil.copy(path, self.folder)


class Desk(Person):
    """One browser tab with a notebook open in the lab, used as a person would use it."""

    def __init__(self, lab: Lab, page: Page) -> None:
        super().__init__(page, USUAL)
        self.lab = lab

    def open(self, notebook: str) -> Desk:
        """Open a notebook alone on the page and wait until its kernel is ready.

        Without `reset`, JupyterLab would open as well what was there the last time.
        """
        self.page.goto(self.lab.url(f"doc/tree/{notebook}") + "&reset")
        return self.idle()

    def reload(self) -> Desk:
        """Load the page again."""
        self.page.reload()
        return self.idle()

    def idle(self) -> Desk:
        """Wait until the kernel is there and has nothing to do."""
        self.page.wait_for_function(
            "() => { const context = window.jupyterapp?.shell.currentWidget?.sessionContext;"
            " return context?.isReady && context.session?.kernel?.status === 'idle'; }"
        )
        return self

    def run(self, count: int = 1) -> None:
        """Run the first `count` cells with the keyboard, as the notebooks tell people to."""
        self._notebook("cell => (cell.executionCount = null)")  # so that a new one is seen
        self.page.locator(".jp-Notebook .jp-CodeCell .jp-InputArea-editor").first.click()
        for _ in range(count):
            self.page.keyboard.press("Shift+Enter")
        eventually(lambda: all(self._notebook("cell => cell.executionCount")[:count]))
        self.idle()

    def _notebook(self, of_cell: str) -> Any:
        model = "window.jupyterapp.shell.currentWidget.content.model"
        return self.page.evaluate(f"() => [...{model}.cells].map({of_cell})")

    def command(self, name: str) -> None:
        """Use JupyterLab's own command, the one behind a menu entry."""
        self.page.evaluate("name => void window.jupyterapp.commands.execute(name)", name)

    def save_notebook(self) -> None:
        """Save the notebook, so that a reload finds its outputs."""
        self.command("docmanager:save")
        self.page.wait_for_function(
            "() => !window.jupyterapp.shell.currentWidget.context.model.dirty"
        )

    def restart_kernel(self) -> None:
        """Restart the kernel as the menu does."""
        self.command("notebook:restart-kernel")
        confirm = self.page.get_by_role("button", name="Confirm Kernel Restart")
        confirm.wait_for()
        self.page.evaluate(
            "() => { const context = window.jupyterapp.shell.currentWidget.sessionContext;"
            " window.gone = new Promise(done => context.statusChanged.connect("
            "(_, status) => status.endsWith('restarting') && done())); }"
        )
        confirm.click()
        self.page.evaluate("() => window.gone")
        self.idle()

    def cells(self) -> list[str]:
        """The type and text of every cell of the notebook."""
        return self._notebook("cell => `${cell.type}: ${cell.sharedModel.source}`")  # type: ignore[no-any-return]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def desk(lab: Lab, browser: Browser, **options: Any) -> Iterator[Desk]:
    """A fresh browser profile that reaches this machine only."""
    context = patient(browser.new_context(**{"viewport": SCREEN, **options}))
    try:
        yield Desk(lab, context.new_page())
    finally:
        context.close()
