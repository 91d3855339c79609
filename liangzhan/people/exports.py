"""The consent form on paper."""

from __future__ import annotations

from typing import Any

from liangzhan.people.model_texts import MODEL_LABEL, with_station
from liangzhan.toolkit.papers import render_pdf


def consent_form(words: Any, station: Any, called: str) -> bytes:
    """A PDF of one page to read out and sign: text, signer, guardian, witness, thumb print, date."""
    return render_pdf(
        "people/consent.typ",
        {
            "title": words.title,
            "station": station.name,
            "called": called,
            "text": with_station(words.text, station.name),
            "version": words.label,
            "sample": MODEL_LABEL if words.label == MODEL_LABEL else None,
        },
    )
