"""QR codes, as a picture for pages (SVG) and for papers (PNG)."""

from __future__ import annotations

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
