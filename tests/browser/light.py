"""Light: the kit's widgets on a page of their own, joined to a real Python process beside it.

No Jupyter, so a restart, a kill, a second tab or a slow page take milliseconds, and each happens
exactly when a test says so.
"""

from __future__ import annotations

import multiprocessing
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import kernel
from tests.browser.access import violations
from tests.browser.person import PATIENCE, SCREEN, Person, patient


def _processes() -> BaseContext:
    """Processes that begin as a copy of one that has everything imported, where that exists."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    ready = multiprocessing.get_context("forkserver")
    ready.set_forkserver_preload([kernel.__name__])
    return ready


PROCESSES = _processes()


class Light:
    """A kernel that can be restarted and killed, at an address that stays.

    The address is held here, so that a page which asks while no kernel is there waits for the next.
    """

    def __init__(self, home: Path) -> None:
        self.home = home
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://localhost:{self.listener.getsockname()[1]}/light.html"
        self.cells: tuple[str, ...] = ()
        self._start()

    def _start(self) -> None:
        self.control: Connection
        self.control, there = PROCESSES.Pipe()
        self.process = PROCESSES.Process(  # type: ignore[attr-defined]  # typeshed's base has none
            target=kernel.serve, args=(self.listener, there, str(self.home)), daemon=True
        )
        self.process.start()
        there.close()
        assert self._answer() == ""

    def _answer(self) -> str:
        assert self.control.poll(PATIENCE / 1000), "the kernel does not answer"
        return str(self.control.recv())

    def run(self, *cells: str) -> None:
        """Run these cells, or those of before again; their outputs take the place of the last."""
        self.cells = cells or self.cells
        self.control.send(self.cells)
        self.end()

    def python(self, code: str) -> None:
        """Run some lines beside the cells, as a console on the same kernel would."""
        self.begin(code)
        self.end()

    def begin(self, code: str) -> None:
        """Begin to run some lines; the kernel is busy with them."""
        self.control.send(code)

    def end(self) -> None:
        """Wait until what was begun has run."""
        said = self._answer()
        assert not said, said

    def kill(self) -> None:
        """End the kernel as `kill -9` does."""
        self.process.kill()
        self.process.join()
        self.control.close()

    def restart(self) -> None:
        """End the kernel and start another; nothing runs in it yet."""
        self.kill()
        self._start()

    def close(self) -> None:
        """Stop for good."""
        self.kill()
        self.listener.close()


class Seat(Person):
    """A tab on that kernel."""

    def __init__(self, light: Light, page: Page) -> None:
        super().__init__(page)
        self.light = light
        page.goto(light.url)
        self.idle()

    @property
    def home(self) -> Path:
        """The folder of what is saved."""
        return self.light.home

    def run(self, *cells: str) -> Seat:
        """Run these cells, or those of before again, and wait until the page shows them."""
        self.light.run(*cells)
        return self.idle()

    def idle(self) -> Seat:
        """Wait until the page has heard everything that the kernel has said."""
        self.page.evaluate("async () => void await window.light.idle()")
        return self

    def reload(self) -> Seat:
        """Load the page again."""
        self.page.reload()
        return self.idle()

    def tab(self) -> Seat:
        """Open a second tab on the same kernel."""
        return self.beside(self.light)

    def beside(self, light: Light) -> Seat:
        """Open a second tab in the same browser, on this kernel."""
        return Seat(light, self.page.context.new_page())

    def pause(self) -> None:
        """Stop the page's clock, so that a state that passes can be looked at; `later` moves it."""
        self.page.clock.pause_at(self.page.evaluate("Date.now() + 10000"))

    def later(self, seconds: float) -> None:
        """Let time pass on the page at once."""
        self.page.clock.fast_forward(round(1000 * seconds))

    def lose(self, kind: str = "") -> None:
        """Let messages of this kind never arrive from now on; without one, let all arrive."""
        loses = "({ data }) => data.content?.kind === kind"
        self.page.evaluate(f"kind => void (window.light.wire.loses = {loses})", kind)

    def hold(self) -> None:
        """Keep what the page says on its way, as a slow network does."""
        self.page.evaluate("window.light.wire.hold()")

    def release(self) -> None:
        """Let it arrive."""
        self.page.evaluate("window.light.wire.release()")

    def taken(self) -> list[str]:
        """The keys that a notebook around the page would have taken for its own."""
        return list(self.page.evaluate("window.light.taken"))

    def paint(self, theme: str) -> None:
        """Show JupyterLab's light or dark colours."""
        self.page.evaluate("theme => window.light.paint(theme)", theme)

    def violations(self) -> list[str]:
        """What axe finds in our part of the page."""
        return violations(self.page)


@contextmanager
def profile(browser: Browser, time: str | None = None, **options: Any) -> Iterator[BrowserContext]:
    """A fresh browser profile whose time a test can move on."""
    context = patient(browser.new_context(**{"viewport": SCREEN, **options}))
    context.clock.install(time=time)
    try:
        yield context
    finally:
        context.close()
