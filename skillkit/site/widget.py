"""What the kit uses of anywidget, for a page without Jupyter: a model whose other end is there.

`comm`, ipywidgets and IPython take two seconds to start in a browser; this takes none. The messages
are theirs, so that one host serves this and a kernel of Jupyter's.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any, ClassVar

import traitlets

Message = dict[str, Any]
Hear = Callable[[Any, dict[str, Any], list[bytes]], None]


class AnyWidget(traitlets.HasTraits):
    """A widget whose messages are put in a list, in their order, until somebody takes them."""

    said: ClassVar[list[Message]] = []
    alive: ClassVar[dict[str, AnyWidget]] = {}
    _esm: ClassVar[str]

    def __init__(self, model_id: str, **traits: Any) -> None:
        self.comm: bool | None = None  # as anywidget's: nothing before it is opened and after
        self._hearers: list[Hear] = []
        super().__init__(**traits)
        self.model_id = model_id
        self.comm = True
        AnyWidget.alive[model_id] = self
        state = {name: self._as_json(name) for name in self.traits(sync=True)}
        self._say("open", {"state": {"_esm": self._esm, **state}})

    def on_msg(self, hearer: Hear) -> None:
        """Let this be called with each message of the page."""
        self._hearers.append(hearer)

    def hear(self, content: Message) -> None:
        """Take a message of the page."""
        for hearer in self._hearers:
            hearer(self, content, [])

    def send(self, content: Message, buffers: list[bytes] | None = None) -> None:
        """Say something to the page."""
        self._say("msg", {"method": "custom", "content": content}, buffers)

    def send_state(self, name: str) -> None:
        """Say what a trait holds now."""
        self._say("msg", {"method": "update", "state": {name: self._as_json(name)}})

    def close(self) -> None:
        """Leave the page."""
        if self.comm:
            self._say("close", {})
            self.comm = None
            del AnyWidget.alive[self.model_id]

    def _as_json(self, name: str) -> Any:
        value, as_json = getattr(self, name), self.trait_metadata(name, "to_json")
        return as_json(value, self) if as_json else value

    def _say(self, kind: str, data: Message, buffers: list[bytes] | None = None) -> None:
        if self.comm:  # before and after it, nobody listens
            message = {"kind": kind, "id": self.model_id, "data": data, "buffers": buffers or []}
            AnyWidget.said.append(message)


def stand_in() -> None:
    """Let `import anywidget` find this in a Python that has none."""
    module = ModuleType("anywidget")
    module.AnyWidget = AnyWidget  # type: ignore[attr-defined]
    sys.modules["anywidget"] = module
