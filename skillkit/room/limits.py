"""Limits: how often an address may be wrong about a code. It is asked before the code is looked at.

Wrong tries count, not tries: a whole room behind one address comes in. Nobody else's tries count,
so that no outsider locks a room.
"""

from __future__ import annotations

import time
from collections import OrderedDict

WRONG = 60  # tries
WINDOW = 600.0  # seconds
ADDRESSES = 10_000  # remembered; the one that was quiet longest goes first


class Guesses:
    """The wrong tries of each address."""

    def __init__(self, wrong: int = WRONG, window: float = WINDOW) -> None:
        self._wrong, self._window = wrong, window
        self._tries: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def wait(self, address: str, now: float | None = None) -> int:
        """Seconds until this address may try again; 0 if it may now."""
        now = time.monotonic() if now is None else now  # the clock on the wall may be set back
        begun, count = self._tries.get(address, (now, 0))
        left = begun + self._window - now
        return int(left) + 1 if count >= self._wrong and left > 0 else 0

    def note(self, address: str, now: float | None = None) -> None:
        """Remember a wrong try."""
        now = time.monotonic() if now is None else now
        begun, count = self._tries.pop(address, (now, 0))
        fresh = now - begun > self._window
        self._tries[address] = (now, 1) if fresh else (begun, count + 1)
        while len(self._tries) > ADDRESSES:
            self._tries.popitem(last=False)
