"""Base widget: what forms and views share, on the way to a browser and where there is no kernel."""

from __future__ import annotations

import inspect
import json
import logging
import threading
import uuid
import zlib
from functools import cache
from typing import Any, ClassVar

import anywidget
import traitlets

from skillkit.base.svg import STYLE
from skillkit.base.words import language, load, say, sentence
from skillkit.framework import Framework
from skillkit.widgets import _bundle

DRAWING_STYLE = STYLE.removeprefix("<style>").removesuffix("</style>")
# JupyterLab lets a second thread answer widgets, so that they work while a cell is running.
ONE_AT_A_TIME = threading.RLock()
LOG = logging.getLogger(__name__)
OTHER_VERSION = sentence("This page is from another version of skillkit. Run this cell again.")
COULD_NOT = sentence(
    "Python could not do this ({error}). Run this cell again; if it stays so, please report it."
)


def skill_choices(framework: Framework) -> list[Any]:
    """The skills by area, with ids and names, as a page offers them to choose from."""
    return [
        [area.name, [[skill.id, skill.name] for skill in framework.in_area(area.id)]]
        for area in framework.areas
    ]


def compressed(value: object) -> bytes:
    """The JSON value, compressed: a first display weighs a third of what it would."""
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), 9)


@cache
def _code(script: str, more_style: str, tag: str) -> bytes:
    """The module and the look of a kind of widget in a language, packed once it is shown."""
    spoken = load(tag)
    code = _bundle.spoken(script, spoken)
    return compressed([code, _bundle.style(script) + more_style, tag, spoken.direction])


class BaseWidget(anywidget.AnyWidget):
    """A widget whose page is asked for whole by a new browser, and changed by small messages.

    A page has a version, and so has every message that changes it; what is long travels
    packed, as the one buffer of its message. A browser says `{kind: "hello", version}` with version
    -1 when it opens or when a message is missing; it gets the page if its own is another one.
    A page is never part of the widget's state, which a notebook may keep: it may be a person's own.
    A subclass names its `script`.
    """

    script: ClassVar[str]  # its module under static/, which exports `open(page, send)`
    drawing_style: ClassVar[str] = ""  # what the SVG on its page needs; there it stands once

    _esm: str
    _code = traitlets.Bytes().tag(sync=True, to_json=lambda _, screen: screen.code())
    _id = traitlets.Unicode().tag(sync=True)  # under which the page finds its model again

    def __init_subclass__(cls, **more: Any) -> None:
        super().__init_subclass__(**more)
        # Before Python 3.11.4, `?` shows what traitlets takes and not what the widget does.
        _, *own = inspect.signature(cls.__init__).parameters.values()
        cls.__signature__ = inspect.Signature(own)

    def __init__(self, **traits: Any) -> None:
        self._version = 0
        self._handled: dict[tuple[Any, ...], int] = {}  # the last change of each thing, by its page
        self._esm = _bundle.host()
        name = uuid.uuid4().hex
        super().__init__(model_id=name, _id=name, **traits)
        self.on_msg(self._on_message)

    @classmethod
    def code(cls) -> bytes:
        """Its module and its look, packed."""
        return _code(cls.script, cls.drawing_style, language().tag)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._summary()})"

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """The live view, and beside it a picture for where no kernel runs; the same every time."""
        bundle = super()._repr_mimebundle_(**kwargs)
        if bundle is None:
            return None
        data, metadata = bundle
        return {**data, "text/plain": repr(self), "text/html": self._static_html()}, metadata

    def _on_message(self, _: object, message: dict[str, Any], __: object) -> None:
        """Answer one message of a browser: `kind` names the method.

        What breaks on the way is said on the page, which would wait for an answer in vain.
        """
        answer = getattr(self, f"_on_{message.get('kind')}", None)
        try:
            with ONE_AT_A_TIME:
                if answer is None:
                    self.send({"kind": "problem", "sentence": say(OTHER_VERSION)})
                elif not self._is_overtaken(message):
                    answer(message)
        except Exception as error:
            LOG.exception("%s could not answer %r", type(self).__name__, message.get("kind"))
            words = say(COULD_NOT, error=f"{type(error).__name__}: {error}")
            if message.get("kind") == "change":
                ticket = {"tab": message.get("tab"), "seq": message.get("seq")}
                self.send({"kind": "refused", "sentence": words, **ticket})
            else:
                self.send({"kind": "problem", "sentence": words})

    def _is_overtaken(self, message: dict[str, Any]) -> bool:
        """Whether a page has changed the same thing again, and that was handled already.

        While a page opens, its first messages go to one thread and the next to another.
        """
        seq = message.get("seq")
        if message.get("kind") != "change" or not isinstance(seq, int):
            return False
        key = tuple(str(message.get(name)) for name in ("tab", "skill", "field"))
        overtaken = seq < self._handled.get(key, seq)
        self._handled[key] = max(seq, self._handled.get(key, seq))
        return overtaken

    def _on_hello(self, message: dict[str, Any]) -> None:
        if message.get("version") != self._version:
            self._send_page()

    def _renew(self) -> None:
        """Have every browser show what is here now."""
        self._version += 1
        self._send_page()

    def _send_page(self) -> None:
        self.send({"kind": "page"}, [self.page])

    @property
    def page(self) -> bytes:
        """All that a browser shows that opens the page now, packed."""
        return compressed({**self._state(), "version": self._version})

    def _state(self) -> dict[str, Any]:
        """All that a browser needs that opens the page now."""
        raise NotImplementedError

    def _summary(self) -> str:
        """The widget in a few words, free of ids, times and places."""
        raise NotImplementedError

    def _static_html(self) -> str:
        """HTML for a saved notebook, free of ids, times and places."""
        raise NotImplementedError


class PageView(BaseWidget):
    """A page of HTML that Python makes, sent whole whenever it is another one."""

    script = "profile/view.js"
    drawing_style = DRAWING_STYLE

    def __init__(self, html: str) -> None:
        self._html = html.replace(STYLE, "")
        super().__init__()

    def _follow(self, html: str) -> None:
        """Show this from now on."""
        before, self._html = self._html, html.replace(STYLE, "")
        if before != self._html:
            self._renew()

    def _state(self) -> dict[str, Any]:
        return {"html": self._html}
