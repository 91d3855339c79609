"""Papers: PDF set by Typst. `render_pdf` and `fonts_ready` are the door."""

from liangzhan.toolkit.papers.fonts import fonts_ready
from liangzhan.toolkit.papers.render import PaperFailed, render_pdf

__all__ = ["PaperFailed", "fonts_ready", "render_pdf"]
