"""A commitment to be signed on paper."""

from __future__ import annotations

from liangzhan.credentials.models import CommitmentText
from liangzhan.toolkit.papers import render_pdf


def commitment_pdf(text: CommitmentText, year: int) -> bytes:
    """The text with places for name, station and day."""
    return render_pdf(
        "credentials/commitment.typ",
        {
            "title": text.title,
            "basis": text.basis,
            "version": f"第 {text.version} 版，自 {text.valid_from:%Y年%-m月%-d日}启用",
            "year": year,
            "lines": [line for line in text.text.splitlines() if line.strip()],
        },
    )
