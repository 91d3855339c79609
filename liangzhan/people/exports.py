"""The consent form on paper."""

from __future__ import annotations

from typing import Any

from liangzhan.people.model_texts import MODEL_LABEL
from liangzhan.toolkit.papers import render_pdf


def consent_form(words: Any, station_name: str, called: str) -> bytes:
    """A PDF of one page to read out and sign: text, signer, guardian, witness, thumb print, date."""
    return render_pdf(
        "people/consent.typ",
        {
            "title": words.title,
            "station": station_name,
            "called": called,
            "text": words.text,
            "version": words.label,
            "sample": MODEL_LABEL if words.label == MODEL_LABEL else None,
        },
    )
