"""Room, equipment, hours, signs, people: what the notice's second part asks for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise

from liangzhan.stations.choices import EquipmentKind

WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
NEEDED_EQUIPMENT = (EquipmentKind.DESK, EquipmentKind.CHAIR, EquipmentKind.PHONE)
"""桌、椅、电话 [N 二(二)]: at least one of each."""

Span = tuple[int, dt.time, dt.time]


def hours_problems(spans: Iterable[Span]) -> list[str]:
    """Each span opens before it closes; spans of a day do not overlap."""
    found = []
    by_day: dict[int, list[tuple[dt.time, dt.time]]] = {}
    for weekday, opens, closes in spans:
        if closes <= opens:
            found.append(f"{WEEKDAYS[weekday - 1]}：关门时间要晚于开门时间。")
        by_day.setdefault(weekday, []).append((opens, closes))
    for weekday, held in sorted(by_day.items()):
        if any(later[0] < earlier[1] for earlier, later in pairwise(sorted(held))):
            found.append(f"{WEEKDAYS[weekday - 1]}的时段重叠。")
    return found


def hours_text(spans: Iterable[Span]) -> str:
    """Opening hours as one reads them: 周一至周五 8:30–17:30；周六 9:00–12:00."""
    days: dict[int, list[str]] = {}
    for weekday, opens, closes in sorted(spans):
        days.setdefault(weekday, []).append(f"{opens.hour}:{opens:%M}–{closes.hour}:{closes:%M}")
    runs: list[tuple[int, int, str]] = []
    for weekday, parts in sorted(days.items()):
        text = "、".join(parts)
        if runs and runs[-1][1] == weekday - 1 and runs[-1][2] == text:
            runs[-1] = (runs[-1][0], weekday, text)
        else:
            runs.append((weekday, weekday, text))
    return "；".join(f"{_days(first, last)} {text}" for first, last, text in runs)


def _days(first: int, last: int) -> str:
    start, end = WEEKDAYS[first - 1], WEEKDAYS[last - 1]
    return start if first == last else f"{start}、{end}" if last == first + 1 else f"{start}至{end}"


def missing_equipment(counts: dict[str, int]) -> list[str]:
    """Which of desk, chair and telephone are not there."""
    return [EquipmentKind(kind).label for kind in NEEDED_EQUIPMENT if counts.get(kind, 0) < 1]


def equipment_text(counts: dict[str, int]) -> str:
    """桌 4、椅 16、电话 1, in the order of the notice."""
    return "、".join(f"{kind.label} {counts[kind]}" for kind in EquipmentKind if counts.get(kind))


def cost_problem(cost_fen: int | None, fund_account: str) -> str:
    """The sign is paid from 社区建设经费 or 社区工作经费 [N 二(三)], 2.3.5."""
    if cost_fen and not fund_account:
        return "标识牌费用要从社区建设经费或社区工作经费列支，请选择科目。"
    return ""


def sign_warning(hanging: int, limit: int) -> str:
    """Too many plaques are a burden (domain.md 3.5): a warning, never a refusal."""
    if hanging > limit:
        return f"本站现挂 {hanging} 块标识牌，多于 {limit} 块的提醒线，请清理多余牌子。"
    return ""


def certified_problem(full_time: int, part_time: int, certified: int) -> str:
    """持证 is a part of the staff, never more (domain.md 4.1)."""
    if certified > full_time + part_time:
        return "持证人数不能多于专职和兼职人数之和。"
    return ""


def position_problem(longitude: object, latitude: object) -> str:
    """A map point has both numbers, and lies in or near Liaoning."""
    if (longitude is None) != (latitude is None):
        return "经度和纬度要一起填写。"
    if longitude is None or latitude is None:
        return ""
    east, north = float(str(longitude)), float(str(latitude))
    return "" if 118 <= east <= 126 and 38 <= north <= 44 else "这个位置不在辽宁省范围内，请核对经度和纬度。"


def missing_checks(checks: Sequence[tuple[str, bool]]) -> list[str]:
    """Names of self-checks not ticked yet."""
    return [name for name, done in checks if not done]


def square_metres(area: Decimal) -> str:
    """46 ㎡ or 12.5 ㎡, never 46.0."""
    return f"{area.normalize():f} ㎡"
