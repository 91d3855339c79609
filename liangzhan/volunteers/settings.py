"""Settings of the register: dated, by area, never constants (domain.md 6.5)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from liangzhan.toolkit.parameters import declare, load, values_of
from liangzhan.volunteers.rules.ages import Gates

_GATES = {
    "adult": ("volunteer.age.adult", 18, "志愿服务：未满多少周岁要监护人同意", "周岁"),
    "accompanied_under": ("volunteer.age.accompanied", 14, "志愿服务：未满多少周岁要监护人陪同", "周岁"),
    "alone_from": ("volunteer.age.alone", 8, "志愿服务：多少周岁起有限制民事行为能力", "周岁"),
    "night_from": ("volunteer.minor.night_from", 22, "未成年人不参加的夜间：自几时", "时"),
    "night_until": ("volunteer.minor.night_until", 6, "未成年人不参加的夜间：到几时", "时"),
    "day_hours": ("volunteer.minor.day_hours", 4, "未成年人一天最多服务几小时", "小时"),
}


def declare_parameters() -> None:
    """Called once when the platform starts."""
    for key, default, label, unit in _GATES.values():
        declare(key, default, label, "D", unit)


def gates_at(on: dt.date, division_code: str = "") -> Gates:
    """The age gates of a place on a day, in one query."""
    found = values_of([key for key, *_ in _GATES.values()], on=on, division_code=division_code)
    return Gates(**{name: int(found[key]) for name, (key, *_) in _GATES.items()})


def gates_loaded() -> Callable[[dt.date, str], Gates]:
    """The same for many places and days, read once."""
    loaded = load([key for key, *_ in _GATES.values()])

    def gates(on: dt.date, division_code: str) -> Gates:
        found = {name: loaded.value_of(key, on=on, division_code=division_code) for name, (key, *_) in _GATES.items()}
        return Gates(**{name: int(value) for name, value in found.items()})

    return gates
