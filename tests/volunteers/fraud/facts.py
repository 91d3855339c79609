"""One stay as a station would have it on paper: what the generator of fraud makes and the detector is given."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Stay:
    """`fraud` names the pattern that made it, "" if honest: the detector never sees it. `where` in kilometres."""

    number: int
    person: int
    activity: int
    leader: int
    starts_at: dt.datetime
    ends_at: dt.datetime
    way: str
    device: str = ""
    inside: bool | None = None
    rostered: bool = True
    recipient: bool = False
    where: tuple[float, float] = (0.0, 0.0)
    back: bool = False
    recorded_on: dt.date | None = None
    on_duty: bool = False
    fraud: str = ""
