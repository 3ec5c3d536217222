"""Pages: the running `skillkit app`, as a person starts it and as anybody may ask it."""

from __future__ import annotations

import http.cookiejar
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.browser.lab import free_port


class App:
    """The running `skillkit app`, asked without a browser."""

    def __init__(self, folder: Path, *options: str, **variables: str) -> None:
        self.home = folder / "home"
        self.base = f"http://localhost:{(port := free_port())}/"
        self.log = folder / "app.log"
        command = [sys.executable, "-m", "skillkit", "app", f"--port={port}", *options]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                command,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=folder,
                start_new_session=True,
                env={**os.environ, "SKILLKIT_HOME": str(self.home), **variables},
            )
        self.cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())

    def address(self) -> str:
        """The address that it says, which lets in."""
        end = time.monotonic() + 60
        while not (found := re.search(r"http://\S+\?token=\w+", self.log.read_text())):
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < end, self.log.read_text()
            time.sleep(0.1)
        return found[0]

    def ask(self, path: str, *, known: bool = False) -> tuple[int, str]:
        """The status and text of a page, with redirects named instead of followed."""
        opener = urllib.request.build_opener(Stay, *[self.cookies] * known)
        try:
            with opener.open(self.base + path, timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.headers.get("Location", "")

    def stop(self) -> int:
        """End it; the exit code. Ctrl+C would not reach what a script started in the background."""
        self.process.terminate()
        try:
            return self.process.wait(60)
        finally:
            if self.process.poll() is None:
                os.killpg(self.process.pid, signal.SIGKILL)


class Stay(urllib.request.HTTPRedirectHandler):
    """A visitor who reads where a redirect leads and does not go there."""

    def redirect_request(self, *_: object) -> None:
        """Nowhere."""
