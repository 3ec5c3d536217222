"""QR: the address at which telephones come in, with its code, as a picture."""

from __future__ import annotations

import tempfile

import segno


def qr_svg(door: str, code: str) -> str:
    """A drawing, dark on light whatever the page is, with the quiet margin that cameras need."""
    svg = str(_made(door, code).svg_inline(scale=8, border=4, dark="#000", light="#fff"))
    return svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)


def qr_text(door: str, code: str) -> str:
    """The same in the signs of a terminal."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as drawn:
        _made(door, code).terminal(out=drawn, compact=True)
        drawn.seek(0)
        return drawn.read()


def _made(door: str, code: str) -> segno.QRCode:
    return segno.make(f"{door}#{code}", error="m", micro=False)
