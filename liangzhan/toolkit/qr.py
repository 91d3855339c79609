"""QR codes, as a picture for pages (SVG) and for papers (PNG)."""

from __future__ import annotations

import base64
import io

import segno


def svg(text: str, *, title: str = "") -> str:
    """An inline SVG (no script, no style): a module is one unit, four units of quiet margin; size it by CSS."""
    code = segno.make(text, error="m", micro=False)
    return code.svg_inline(omitsize=True, border=4, dark="#000", light="#fff", title=title or None)


def png(text: str, *, scale: int = 8) -> bytes:
    """A black-and-white PNG; `scale` pixels a module, four modules of quiet margin."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="png", scale=scale, border=4)
    return out.getvalue()


def packed(text: str) -> tuple[int, str]:
    """(modules a side, base64 of the modules row by row, eight a byte): for a page that draws many codes by itself.

    One mask for all: trying all eight, as usual, takes four times as long.
    """
    code = segno.make(text, error="m", micro=False, mask=3, boost_error=False)
    bits = "".join(str(module & 1) for row in code.matrix for module in row)
    side = len(code.matrix)
    size = (side * side + 7) // 8
    return side, base64.b64encode(int(bits.ljust(size * 8, "0"), 2).to_bytes(size, "big")).decode()
