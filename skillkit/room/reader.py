"""Reader: the language of whoever asks: what was chosen, the server's own, else the browser's."""

from __future__ import annotations

from starlette.requests import HTTPConnection

from skillkit.base.words import SOURCE, named, preferred, there

CHOSEN = "language"  # in an address: what was chosen on a page


def language_of(request: HTTPConnection) -> str:
    """The tag of the language to answer in."""
    chosen = request.query_params.get(CHOSEN, "")
    if chosen in there():
        return chosen
    return named() or preferred(request.headers.get("accept-language", ""), there()) or SOURCE
