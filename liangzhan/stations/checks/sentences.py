"""How a check says its answer: met, waiting or missing, one Chinese sentence, and where to mend it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from liangzhan.stations.evidence import Evidence, Source, Standing
from liangzhan.stations.models import Station


def met(text: str, source: Source = Source.REGISTER, files: tuple[str, ...] = ()) -> Evidence:
    return Evidence(Standing.MET, text, source, files)


def short(
    station: Station,
    text: str,
    page: str,
    label: str,
    *,
    source: Source = Source.REGISTER,
    files: tuple[str, ...] = (),
    waiting: bool = False,
    **more: Any,
) -> Evidence:
    """Not met: what is missing, and the page where it is supplied."""
    url = reverse(f"stations:{page}", kwargs={"pk": station.pk, **more})  # `more` may name another row's pk
    return Evidence(Standing.WAITING if waiting else Standing.MISSING, text, source, files, url, label)


def not_applicable(text: str) -> Evidence:
    return Evidence(Standing.NOT_APPLICABLE, text)
