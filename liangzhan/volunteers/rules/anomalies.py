"""Records somebody should look at again, and why (domain.md 6.7). Pure; it never changes a record by itself.

The rules were fixed against years made by tests/volunteers/fraud, which was written before them.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from math import hypot

from liangzhan.volunteers.choices import AnomalyKind as Kind


@dataclass(frozen=True)
class Fact:
    """What the rules see of a record. `where` is kilometres east and north of any one point, None if unknown.

    `leader` is whoever vouches; `vouched` means the roll is the only proof; `leader_person` served himself.
    """

    record: int
    person: int
    activity: int
    leader: Hashable
    starts_at: dt.datetime
    ends_at: dt.datetime
    vouched: bool
    device: str = ""
    inside: bool | None = None
    rostered: bool = True
    recipient: bool = False
    where: tuple[float, float] | None = None
    back: bool = False
    recorded_on: dt.date | None = None
    on_duty: bool = False

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds()) // 60


@dataclass(frozen=True)
class Thresholds:
    """Where a pattern begins to be odd; dated settings of the place."""

    device_persons: int = 3
    same_minutes_persons: int = 6
    speed_km_h: int = 60
    long_day_minutes: int = 480
    night_from: int = 22
    night_until: int = 5
    together_times: int = 5
    vouched_times: int = 6
    vouched_persons: int = 20
    back_bundle: int = 8
    sudden_minutes: int = 1200
    sudden_days: int = 14
    outside_times: int = 2
    strangers: int = 3


@dataclass(frozen=True)
class Finding:
    """One record and one reason, in words."""

    record: int
    kind: Kind
    words: str


Rule = Callable[[Sequence[Fact], Thresholds], Iterable[Finding]]


def grouped(facts: Iterable[Fact], key: Callable[[Fact], Hashable]) -> list[list[Fact]]:
    """The facts of each key, in order of time."""
    held: dict[Hashable, list[Fact]] = defaultdict(list)
    for one in sorted(facts, key=lambda fact: (fact.starts_at, fact.record)):
        held[key(one)].append(one)
    return list(held.values())


def found(facts: Iterable[Fact], kind: Kind, words: str) -> list[Finding]:
    """The same reason for each."""
    return [Finding(one.record, kind, words) for one in facts]


def shared_device(facts: Sequence[Fact], at: Thresholds) -> Iterable[Finding]:
    """One device for more persons than a family; or one device at two places at the same time."""
    with_device = [one for one in facts if one.device]
    for rows in grouped(with_device, lambda one: (one.device, one.activity)):
        persons = len({one.person for one in rows})
        if persons > at.device_persons:
            yield from found(rows, Kind.SHARED_DEVICE, f"同一台设备为 {persons} 人签到。")
    for rows in grouped(with_device, lambda one: one.device):
        for index, first in enumerate(rows):
            for second in rows[index + 1 :]:
                if second.starts_at >= first.ends_at:
                    break
                if second.activity != first.activity:
                    yield from found((first, second), Kind.SHARED_DEVICE, "同一台设备同一时间在两处活动签到。")


def same_minutes(facts: Sequence[Fact], at: Thresholds) -> Iterable[Finding]:
    """Many persons, each with his own check-in, in and out in exactly the same moments."""
    own = [one for one in facts if not one.vouched and one.device]
    for rows in grouped(own, lambda one: (one.activity, one.starts_at, one.ends_at)):
        if len(rows) >= at.same_minutes_persons:
            yield from found(rows, Kind.SAME_MINUTES, f"{len(rows)} 人各自签到，时间却完全相同。")


def travel(facts: Sequence[Fact], at: Thresholds) -> Iterable[Finding]:
    """Two stays of one person between which nobody could have got from one place to the other."""
    for rows in grouped(facts, lambda one: one.person):
        for first, second in zip(rows, rows[1:], strict=False):
            if first.where is None or second.where is None:
                continue
            far = hypot(second.where[0] - first.where[0], second.where[1] - first.where[1])
            hours = (second.starts_at - first.ends_at).total_seconds() / 3600
            if far > 5 and far > max(hours, 0) * at.speed_km_h:
                words = f"两次服务相距约 {far:.0f} 公里，相隔 {max(int(hours * 60), 0)} 分钟。"
                yield from found((first, second), Kind.TRAVEL, words)


def long_day(facts: Sequence[Fact], at: Thresholds) -> Iterable[Finding]:
    """Days of one person that are longer than a working day."""
    for rows in grouped(facts, lambda one: (one.person, one.starts_at.date())):
        if (minutes := sum(one.minutes for one in rows)) > at.long_day_minutes:
            yield from found(rows, Kind.LONG_DAY, f"一天合计 {minutes // 60} 小时以上。")


def night(facts: Sequence[Fact], at: Thresholds) -> Iterable[Finding]:
    """Service that runs late at night or before dawn."""
    for one in facts:
        if one.starts_at.hour >= at.night_from or one.starts_at.hour < at.night_until:
            yield Finding(one.record, Kind.NIGHT, "深夜或凌晨开始服务。")
        elif one.ends_at.date() > one.starts_at.date():
            yield Finding(one.record, Kind.NIGHT, "服务跨过午夜。")


def off_duty(facts: Sequence[Fact], at: Thresholds) -> Iterable[Finding]:
    """Hours a worker of the station counts although he was on duty (Order 67 §19)."""
    return found([one for one in facts if one.on_duty], Kind.OFF_DUTY, "这段时间本人在岗上班。")


def outside(facts: Sequence[Fact], at: Thresholds) -> Iterable[Finding]:
    """Several persons checked in from outside the radius of one activity: a picture of the code went round."""
    for rows in grouped([one for one in facts if one.inside is False], lambda one: one.activity):
        if len(rows) >= at.outside_times:
            yield from found(rows, Kind.OUTSIDE, f"{len(rows)} 人签到时不在活动地点范围内。")


def together(facts: Sequence[Fact], at: Thresholds) -> Iterable[Finding]:
    """The same small set, alone, again and again, and nobody they served says so."""
    sets: dict[frozenset[int], list[list[Fact]]] = defaultdict(list)
    for rows in grouped(facts, lambda one: one.activity):
        if 2 <= len(rows) <= 6 and not any(one.recipient for one in rows):
            sets[frozenset(one.person for one in rows)].append(rows)
    for group, times in sets.items():
        if len(times) >= at.together_times:
            rows = [one for each in times for one in each]
            yield from found(rows, Kind.ALONE_TOGETHER, f"这 {len(group)} 人单独一起出现 {len(times)} 次，没有旁证。")


def leader_only(facts: Sequence[Fact], at: Thresholds) -> Iterable[Finding]:
    """Nothing but one leader's word: for one friend many times, for many persons, or for names on no roster."""
    alone = [one for one in facts if one.vouched and not one.recipient and not one.back]
    words = "只有负责人一人的说法，没有其他证据。"
    numbers = {one.record for one in alone}
    for every in grouped(facts, lambda one: one.leader):
        rows = [one for one in every if one.record in numbers]
        mostly = len(rows) * 2 > len(every)
        persons = {one.person for one in rows}
        often = len(rows) >= at.vouched_times
        if mostly and often and (len(persons) <= 2 or len(persons) >= at.vouched_persons):
            yield from found(rows, Kind.LEADER_ONLY, words)
    for rows in grouped([one for one in alone if not one.rostered], lambda one: one.activity):
        if len(rows) >= at.strangers:
            yield from found(rows, Kind.LEADER_ONLY, f"{len(rows)} 人不在名单上，{words}")


def back_bundle(facts: Sequence[Fact], at: Thresholds) -> Iterable[Finding]:
    """Many back entries of one leader written on one day."""
    for rows in grouped([one for one in facts if one.back], lambda one: (one.leader, one.recorded_on)):
        if len(rows) >= at.back_bundle:
            yield from found(rows, Kind.BACKFILL_SHARE, f"同一天补录 {len(rows)} 条。")


def sudden(facts: Sequence[Fact], at: Thresholds) -> Iterable[Finding]:
    """More minutes within a fortnight than people give who have a life besides."""
    for rows in grouped(facts, lambda one: one.person):
        marked: set[int] = set()
        first, total = 0, 0
        for last, one in enumerate(rows):
            total += one.minutes
            while (one.starts_at - rows[first].starts_at).days >= at.sudden_days:
                total -= rows[first].minutes
                first += 1
            if total >= at.sudden_minutes:
                marked |= set(range(first, last + 1))
        words = f"{at.sudden_days} 天内超过 {at.sudden_minutes // 60} 小时。"
        yield from found([rows[index] for index in sorted(marked)], Kind.SUDDEN, words)


RULES: tuple[Rule, ...] = (
    shared_device,
    same_minutes,
    travel,
    long_day,
    night,
    off_duty,
    outside,
    together,
    leader_only,
    back_bundle,
    sudden,
)


def anomalies(facts: Sequence[Fact], at: Thresholds) -> list[Finding]:
    """Every record with a reason to look at it again, one finding per record and kind."""
    kept: dict[tuple[int, Kind], Finding] = {}
    for rule in RULES:
        for one in rule(facts, at):
            kept.setdefault((one.record, one.kind), one)
    return list(kept.values())
