"""A kernel without Jupyter: real widgets in a process of their own, told to pages over a WebSocket.

It behaves as ipykernel does where a widget can tell: one thread takes messages in their order,
every page hears what every comm says, a page that opens later gets the present state of each, and a
message for a comm that is gone is dropped. A message is one text frame of JSON, followed by a
binary frame for each of its `buffers`:

    kernel to page: {kind: "open" | "msg" | "close", id, data}   a comm, by Jupyter's protocol
                    {kind: "clear"}                              the cells run again
                    {kind: "show", place, bundle}                an output, new or changed
                    {kind: "raised", text}                       a widget failed to answer
                    {kind: "heard"}                              all before this has been said
    page to kernel: {id, data}                                   a message to a comm
                    {ask: "heard"}                               asks for that
"""

from __future__ import annotations

import ast
import asyncio
import contextlib
import json
import os
import socket
import sys
import threading
import traceback
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import comm
import plotly
import tornado.httpserver
import tornado.web
import tornado.websocket
from comm.base_comm import BaseComm, BuffersType, MaybeDict
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from IPython.display import display
from traitlets.config import Config

import skillkit
from skillkit.site.pages import STATIC as SITE
from skillkit.widgets._bundle import STATIC

HERE = Path(__file__).parent
THEMES = Path(sys.prefix) / "share" / "jupyter" / "lab" / "themes" / "@jupyterlab"
Message = dict[str, Any]


class Kernel:
    """The pages that listen, and the outputs of what ran last."""

    def __init__(self) -> None:
        self.pages: list[Socket] = []
        self.audience = self.pages  # who hears what is said now
        self.outputs: dict[str, Message] = {}
        self.names: dict[str, Any] = {"__name__": "__main__"}
        comm.create_comm = self.create_comm

    def create_comm(self, **options: Any) -> BaseComm:
        """The comm of a new widget."""
        return PageComm(self, **options)

    def tell(self, message: Message, buffers: BuffersType = None) -> None:
        """Say something to every page that listens."""
        for page in self.audience:
            page.tell(message, list(buffers or ()))

    def greet(self, page: Socket) -> None:
        """Tell a page that opens what there is: each widget's state, then the outputs."""
        self.pages.append(page)
        self.audience = [page]
        try:
            for there in list(comm.get_comm_manager().comms.values()):
                self.tell({"kind": "open", "id": there.comm_id, "data": {}})
                self.hear(there.comm_id, {"method": "request_state"}, [])
            for message in self.outputs.values():
                self.tell(message)
        finally:
            self.audience = self.pages

    def hear(self, comm_id: str, data: Message, buffers: list[bytes]) -> None:
        """Hand a page's message to its widget."""
        there = comm.get_comm_manager().comms.get(comm_id)
        if there is not None:
            there.handle_msg({"content": {"data": data}, "buffers": buffers})

    def show(self, place: str, bundle: Message) -> None:
        """Put an output where it belongs."""
        self.outputs[place] = {"kind": "show", "place": place, "bundle": bundle}
        self.tell(self.outputs[place])

    def run(self, cells: Sequence[str] | str) -> str:
        """Run cells in the place of those before, or a text beside them; what went wrong."""
        if not isinstance(cells, str):
            self.outputs.clear()
            self.tell({"kind": "clear"})
        try:
            for cell in [cells] if isinstance(cells, str) else cells:
                self._run(cell)
        except Exception:
            return traceback.format_exc()
        return ""

    def _run(self, cell: str) -> None:
        lines = ast.parse(cell).body
        last = lines.pop() if lines and isinstance(lines[-1], ast.Expr) else None
        exec(compile(ast.Module(lines, []), "<cell>", "exec"), self.names)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), "<cell>", "eval"), self.names)
            if value is not None:
                display(value)


class PageComm(BaseComm):
    """A comm whose other end is every page."""

    def __init__(self, kernel: Kernel, **options: Any) -> None:
        self.kernel = kernel
        super().__init__(**options)

    def publish_msg(
        self,
        msg_type: str,
        data: MaybeDict = None,
        metadata: MaybeDict = None,
        buffers: BuffersType = None,
        **keys: Any,
    ) -> None:
        """Tell the pages."""
        kind = msg_type.removeprefix("comm_")
        self.kernel.tell({"kind": kind, "id": self.comm_id, "data": data or {}}, buffers)


class Outputs(DisplayPublisher):
    """Where `display` puts things: an output, which its handle may change."""

    kernel: Kernel

    def publish(  # type: ignore[override]  # the names that IPython calls it with
        self, data: Message, *, transient: Message | None = None, **_: Any
    ) -> None:
        """Show a bundle in a place of its own, or in the one that it names."""
        place = (transient or {}).get("display_id") or f"output {len(self.kernel.outputs)}"
        self.kernel.show(place, data)


class Shell(InteractiveShell):
    """IPython's shell, for what `display` and ipywidgets ask of it; it keeps no history."""

    display_pub: Outputs

    def showtraceback(self, *_: Any, **__: Any) -> None:
        """Tell the pages what a widget raised while it answered."""
        self.display_pub.kernel.tell({"kind": "raised", "text": traceback.format_exc()})


class Socket(tornado.websocket.WebSocketHandler):
    """One page."""

    def initialize(self, kernel: Kernel) -> None:
        """Belong to a kernel."""
        self.kernel = kernel
        self.coming: Message = {}
        self.buffers: list[bytes] = []

    def open(self, *_: str, **__: str) -> None:
        """A page is there."""
        self.kernel.greet(self)

    def on_message(self, message: str | bytes) -> None:
        """Take a frame; the last one of a message completes it."""
        if isinstance(message, str):
            self.coming, self.buffers = json.loads(message), []
        else:
            self.buffers.append(message)
        if "ask" in self.coming:
            self.tell({"kind": "heard"}, [])
        elif len(self.buffers) == self.coming["buffers"]:
            self.kernel.hear(self.coming["id"], self.coming["data"], self.buffers)

    def on_close(self) -> None:
        """A page is gone."""
        self.kernel.pages.remove(self)

    def tell(self, message: Message, buffers: list[bytes]) -> None:
        """Send a message and its buffers."""
        self._send(json.dumps({**message, "buffers": len(buffers)}))
        for buffer in buffers:
            self._send(bytes(buffer))

    def _send(self, frame: str | bytes) -> None:
        # A page that is gone will ask for everything when it comes back.
        with contextlib.suppress(tornado.websocket.WebSocketClosedError):
            self.write_message(frame, binary=isinstance(frame, bytes))


class Files(tornado.web.StaticFileHandler):
    """A folder whose files are always asked for again."""

    def set_extra_headers(self, path: str) -> None:
        """Let no page go on with an older script."""
        self.set_header("Cache-Control", "no-store")


def serve(listener: socket.socket, control: Connection, home: str) -> None:
    """Be a kernel until the process is stopped: run the cells that `control` sends."""
    os.environ["SKILLKIT_HOME"] = home
    asyncio.run(_serve(listener, control))


async def _serve(listener: socket.socket, control: Connection) -> None:
    kernel = Kernel()
    SHELL.display_pub.kernel = kernel
    drawing = Path(plotly.__file__).parent / "package_data"
    application = tornado.web.Application(
        [
            (r"/wire", Socket, {"kernel": kernel}),
            (r"/static/(.*)", Files, {"path": str(STATIC)}),
            (r"/site/(.*)", Files, {"path": str(SITE)}),
            (r"/themes/(.*)", Files, {"path": str(THEMES)}),
            (r"/plotly/(.*)", Files, {"path": str(drawing)}),
            (r"/(light\..*)", Files, {"path": str(HERE)}),
        ]
    )
    listener.setblocking(False)
    tornado.httpserver.HTTPServer(application).add_sockets([listener])
    loop = asyncio.get_running_loop()
    over = asyncio.Event()

    def run(cells: Sequence[str] | str) -> None:
        control.send(kernel.run(cells))

    def listen() -> None:
        try:
            while True:
                loop.call_soon_threadsafe(run, control.recv())
        except (EOFError, OSError):
            loop.call_soon_threadsafe(over.set)

    threading.Thread(target=listen, daemon=True).start()
    control.send("")
    await over.wait()


# Anyone who imports this module before it forks has done once what each kernel would do again.
SHELL = Shell.instance(config=Config({"HistoryManager": {"enabled": False}}))
SHELL.display_pub = Outputs()
assert all(getattr(skillkit, name) for name in skillkit.__all__)
