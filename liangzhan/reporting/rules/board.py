"""What stands on the board of an area, and in which order: outcomes above counts. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from liangzhan.reporting.rules.arithmetic import Number, shown
from liangzhan.reporting.rules.definitions import BY_CODE, CLIENT_KINDS, Part

OUTCOMES = ("I13", "I09", "I25")
COUNTS = ("I05", "I06", "I08", "I10", "I11", "I12", "I15", "I16")


@dataclass(frozen=True)
class Measure:
    """A number that a map and a line can show: the first part of an indicator, made of the ledger's kinds."""

    code: str
    words: str
    kinds: tuple[str, ...]

    @property
    def part(self) -> Part:
        return BY_CODE[self.code].parts[0]


MEASURES = (
    Measure("I06", "服务人次", CLIENT_KINDS),
    Measure("I05", "服务人数", CLIENT_KINDS),
    Measure("I12", "探访人次", ("VISIT",)),
    Measure("I15", "活跃志愿者", ("VOLUNTEER_SERVICE",)),
    Measure("I16", "志愿服务时长", ("VOLUNTEER_SERVICE",)),
)


def measure_of(code: str) -> Measure:
    """The measure asked for, the first one when it is unknown."""
    return next((one for one in MEASURES if one.code == code), MEASURES[0])


def change(now: Number, before: Number, digits: int) -> str:
    """How a number moved since the other period, with its sign; "" where either is missing."""
    if now is None or before is None:
        return ""
    moved = now - before
    return ("+" if moved > 0 else "") + shown(moved, digits).replace("-", "−") if moved else "持平"


def steps_of(values: list[float]) -> list[float]:
    """Three limits that part the values above nought into four groups of nearly one size, rising.

    With fewer than four different values the limits lie at quarters of the largest, in whole numbers.
    """
    known = sorted({one for one in values if one})
    if len(known) < 4:
        most = known[-1] if known else 4
        return [ceil(most * quarter / 4) for quarter in (1, 2, 3)]
    return [known[len(known) * quarter // 4] for quarter in (1, 2, 3)]
