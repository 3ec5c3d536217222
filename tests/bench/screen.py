"""Screen: one browser tab with one notebook, timed inside the page and counted on the wire."""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass, field

from playwright.sync_api import Page, WebSocket

from tests.bench.cases import Case
from tests.browser.lab import Lab

READY = """() => {
  const context = window.jupyterapp?.shell.currentWidget?.sessionContext;
  return context?.isReady && context.session?.kernel?.status === "idle";
}"""
# From the command to the moment when everything of the case is laid out.
DISPLAY = """async ([cell, shown]) => {
  const {commands, shell} = window.jupyterapp;
  shell.currentWidget.content.activeCellIndex = cell;
  await commands.execute("notebook:clear-cell-output");
  const laidOut = (node) => node.getClientRects().length;
  const there = ([selector, count]) =>
    [...document.querySelectorAll(selector)].filter(laidOut).length >= count;
  const next = () => new Promise((done) => {
    const look = new MutationObserver(() => (look.disconnect(), done()));
    look.observe(document.body, {subtree: true, childList: true, attributes: true});
    setTimeout(done, 20);
  });
  await new Promise(requestAnimationFrame);
  const begin = performance.now();
  commands.execute("notebook:run-cell");
  while (!shown.every(there)) await next();
  return performance.now() - begin;
}"""
# From the click to the first change of the place where its news shows.
CLICK = """([click, news, i]) => new Promise((done) => {
  const begin = performance.now();
  const look = new MutationObserver(() => (look.disconnect(), done(performance.now() - begin)));
  const all = {subtree: true, childList: true, attributes: true, characterData: true};
  look.observe(document.querySelector(news), all);
  eval(click)(i);
})"""
QUIET = 300  # milliseconds after which nothing more is expected on the wire


@dataclass(frozen=True, slots=True)
class Frame:
    """One websocket message between page and kernel, either way: its kind and its bytes."""

    kind: str
    size: int


@dataclass
class Screen:
    """A tab on a notebook whose cells are the given cases, with a kernel that has just started."""

    page: Page
    frames: list[Frame] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("websocket", self._listen)

    def _listen(self, socket: WebSocket) -> None:
        if "/api/kernels/" in socket.url:
            for event in ("framesent", "framereceived"):
                socket.on(event, lambda payload: self.frames.append(frame(payload)))

    def open(self, lab: Lab, *cases: Case) -> Screen:
        """Open a new notebook with these cases and wait until its kernel has nothing to do."""
        lab.forget()
        name = lab.write(f"{'-'.join(case.name for case in cases)}.ipynb", *(c.cell for c in cases))
        self.page.goto(lab.url(f"doc/tree/{name}"))
        self.idle()
        return self

    def idle(self) -> None:
        """Wait until the kernel has nothing to do and the wire is quiet."""
        self.page.wait_for_function(READY)
        self.page.wait_for_timeout(QUIET)

    def display(self, case: Case, cell: int = 0) -> float:
        """Milliseconds from running a cell to the moment when all of it is there."""
        self.frames.clear()
        taken = self.page.evaluate(DISPLAY, [cell, case.shown])
        self.idle()
        return float(taken)

    def click(self, case: Case, i: int) -> float:
        """Milliseconds from a click to its news on the page."""
        self.frames.clear()
        taken = self.page.evaluate(CLICK, [case.click, case.news, i])
        self.page.wait_for_timeout(QUIET)
        return float(taken)

    def bytes(self) -> int:
        """All bytes between page and kernel, both ways, since the last run or click."""
        return sum(frame.size for frame in self.frames)

    def count(self, kind: str) -> int:
        """How many messages of a kind went between page and kernel, both ways."""
        return sum(frame.kind == kind for frame in self.frames)


def frame(payload: str | bytes) -> Frame:
    """The kind and size of a message in Jupyter's kernel protocol `v1` (binary) or before."""
    if isinstance(payload, str):
        return Frame(json.loads(payload)["header"]["msg_type"], len(payload.encode()))
    (count,) = struct.unpack_from("<Q", payload)
    offsets = struct.unpack_from(f"<{count}Q", payload, 8)
    header = json.loads(payload[offsets[1] : offsets[2]])
    return Frame(header["msg_type"], len(payload))
