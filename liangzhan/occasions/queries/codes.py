"""The codes of an occasion: what a showing device gets in advance, and what a scanned one is checked against."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from liangzhan.occasions.choices import CheckInWay
from liangzhan.occasions.models import Occasion
from liangzhan.occasions.queries.holding import limits_of
from liangzhan.occasions.rules.arranging import parts_of
from liangzhan.occasions.rules.codes import Lock, code_at, step_of
from liangzhan.occasions.rules.presence import Limits
from liangzhan.toolkit.parameters import values_of

CODE_KEYS = ("checkin.step.seconds", "checkin.tolerance.steps", "checkin.ahead.minutes")
CHUNK = 60  # codes of one answer; drawing a code takes two milliseconds


@dataclass(frozen=True)
class Window:
    """When the doors are open on one part of an occasion: from first check-in to last check-out."""

    opens: dt.datetime
    closes: dt.datetime


@dataclass(frozen=True)
class CodeRun:
    """Codes one after the other, from a step on: given in advance up to `last`; the doors close in the step `closes`."""

    first: int
    last: int
    closes: int
    seconds: int
    texts: list[str]

    @property
    def following(self) -> int:
        """The first step that is not here yet."""
        return self.first + len(self.texts)


def lock_of(occasion: Occasion) -> tuple[Lock, int]:
    """(what codes are checked against, minutes of codes given in advance), by the settings of the place."""
    found = values_of(CODE_KEYS, on=occasion.starts_at.date(), division_code=occasion.division_code)
    step, tolerance, ahead = (int(found[key]) for key in CODE_KEYS)
    return Lock(occasion.secret, occasion.uuid.hex, step, tolerance), ahead


def windows_of(occasion: Occasion, limits: Limits | None = None) -> list[Window]:
    """One a part, in order."""
    limits = limits or limits_of(occasion)
    return [
        Window(start - dt.timedelta(minutes=limits.before), end + dt.timedelta(minutes=limits.out_after))
        for start, end in parts_of(occasion.starts_at, occasion.ends_at)
    ]


def window_at(occasion: Occasion, now: dt.datetime) -> Window | None:
    """The window that is open or the next to open; None when all have closed."""
    return next((one for one in windows_of(occasion) if now < one.closes), None)


def run_of(
    occasion: Occasion, way: CheckInWay, *, now: dt.datetime, first: int = 0, most: int = CHUNK
) -> CodeRun | None:
    """Codes from `first` (0: from now, or from when the doors open) for at most `most` steps.

    None when all doors have closed, or open later than codes are given in advance.
    """
    window = window_at(occasion, now)
    if window is None:
        return None
    lock, ahead = lock_of(occasion)
    until = now + dt.timedelta(minutes=ahead)
    if window.opens > until:
        return None
    last, closes = step_of(lock, min(window.closes, until)), step_of(lock, window.closes)
    start = max(first, step_of(lock, max(now, window.opens)))
    steps = range(start, min(last + 1, start + most))
    return CodeRun(start, last, closes, lock.seconds, [code_at(lock, step, way) for step in steps])
