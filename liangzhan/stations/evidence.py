"""The registry of evidence: checklist item → check(station, on) → Evidence. Filled by any room's `ready()`.

`stations` registers what it knows itself and, for what a later room will know (staff, assets), a check of the station's
declaration. A later room calls `register` for the same item with a higher `rank`; nothing else changes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models


class Standing(models.TextChoices):
    """What a check says."""

    MET = "MET", "已达标"
    WAITING = "WAITING", "待审核"
    MISSING = "MISSING", "未达标"
    NOT_APPLICABLE = "NOT_APPLICABLE", "不适用"


class Source(models.TextChoices):
    """Where the evidence comes from; shown as a small tag."""

    REGISTER = "REGISTER", "自动"
    PHOTO = "PHOTO", "照片"
    FILE = "FILE", "文件"
    DECLARED = "DECLARED", "申报"


@dataclass(frozen=True)
class Evidence:
    """What shows an item, in one sentence; `files` are KeptFile uuids; `mend_url` is where to supply what is missing."""

    standing: Standing
    text: str
    source: Source = Source.REGISTER
    files: tuple[str, ...] = ()
    mend_url: str = ""
    mend_label: str = ""


Check = Callable[[Any, dt.date], Evidence]


@dataclass
class _Held:
    rank: int
    check: Check


_CHECKS: dict[str, _Held] = {}


def register(item: str, check: Check, *, rank: int = 0) -> None:
    """Offer a check for an item ("A01" … "A12", or any clause id). The highest rank answers."""
    held = _CHECKS.get(item)
    if held is None or rank >= held.rank:
        _CHECKS[item] = _Held(rank, check)


def is_answered(item: str) -> bool:
    """Does any room answer this item yet?"""
    return item in _CHECKS


def evidence_for(item: str, station: Any, on: dt.date) -> Evidence:
    """Ask the registered check. An item that no room answers is MISSING and says so."""
    held = _CHECKS.get(item)
    if held is None:
        return Evidence(Standing.MISSING, "平台还没有这一项的核验方法。")
    return held.check(station, on)
