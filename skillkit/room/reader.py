"""Reader: the language of whoever asks: what was chosen, the server's own, else the browser's."""

from __future__ import annotations

import os
from functools import lru_cache

from starlette.requests import HTTPConnection

from skillkit.base.words import SOURCE, named, preferred, there

CHOSEN = "language"  # in an address: what was chosen on a page
LONGEST = 1_000  # characters of what a browser likes


def language_of(request: HTTPConnection) -> str:
    """The tag of the language to answer in."""
    chosen = request.query_params.get(CHOSEN, "")
    liked = request.headers.get("accept-language", "")
    return _language(chosen[:20], liked[:LONGEST], os.environ.get("SKILLKIT_LANGUAGE", ""))


@lru_cache(maxsize=1_024)  # each look at folders would cost as much as all else of a request
def _language(chosen: str, liked: str, _: str) -> str:
    if chosen in there():
        return chosen
    return named() or preferred(liked, there()) or SOURCE
