"""What a visit can be, what of it counts, and until when it may be changed (V-01; domain.md 5.3, 5.9, 9.3 I12). Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from liangzhan.activities.choices import Finding, VisitMode
from liangzhan.ledger.choices import EntryKind, Method
from liangzhan.ledger.rules.lines import Line

SHANGHAI = ZoneInfo("Asia/Shanghai")
SLACK = dt.timedelta(minutes=5)  # two clocks are never quite alike
OUTSIDE = frozenset({VisitMode.HOME, VisitMode.ACCOMPANY})  # time outside, told to the attendance
LONGEST_HOURS = 12
OLDEST_DAYS = 366
MOST_PERSONS = 12
LONGEST = {"condition": 8000, "needs_found": 4000, "action": 4000}
NAMES = {"condition": "情况", "needs_found": "发现的需求", "action": "处理"}


@dataclass(frozen=True)
class VisitFacts:
    """What is written down of a visit; moments are aware, `also_kinds` are codes of domain.md 5.6 beside the main one."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    mode: str
    service_kind: str
    finding: str
    condition: str = ""
    needs_found: str = ""
    action: str = ""
    next_on: dt.date | None = None
    also_kinds: tuple[str, ...] = ()

    @property
    def on(self) -> dt.date:
        """The day it was, in China."""
        return self.starts_at.astimezone(SHANGHAI).date()

    @property
    def minutes(self) -> int:
        """Whole minutes, at least one."""
        return max(1, round((self.ends_at - self.starts_at).total_seconds() / 60))


@dataclass(frozen=True)
class Visited:
    """A person of a visit as the ledger counts it: person id, primary category on the day, share of the minutes."""

    person: int
    category: str
    minutes: int


def problems_of(facts: VisitFacts, *, now: dt.datetime) -> dict[str, str]:
    """{field: sentence} of what cannot be."""
    found: dict[str, str] = {}
    if problem := time_problem(facts.starts_at, facts.ends_at, now=now):
        found["time"] = problem
    for name, longest in LONGEST.items():
        length = len(getattr(facts, name))
        if length > longest:
            found[name] = (
                f"“{NAMES[name]}”有 {length:,} 个字，最多 {longest:,} 个字。请删减后再保存，您写的内容都还在。"
            )
    if not facts.condition.strip() and facts.finding != Finding.ABSENT:
        found["condition"] = "请写一两句见到的情况。"
    if facts.next_on is not None and facts.next_on <= facts.on:
        found["next_on"] = "下次日期要晚于这次探访的日期。"
    if facts.next_on is not None and (facts.next_on - facts.on).days > OLDEST_DAYS:
        found["next_on"] = "下次日期在一年以后，请核对年份。"
    return found


def time_problem(starts_at: dt.datetime, ends_at: dt.datetime, *, now: dt.datetime) -> str:
    """Why this time cannot be, or "": its order, one day, not too long, not in the future, not in another year by slip."""
    if ends_at <= starts_at:
        return "结束时间要晚于开始时间。"
    if starts_at.astimezone(SHANGHAI).date() != (ends_at - dt.timedelta(minutes=1)).astimezone(SHANGHAI).date():
        return "一次探访要在同一天之内，跨天的请分开记录。"
    if ends_at - starts_at > dt.timedelta(hours=LONGEST_HOURS):
        return f"一次探访不超过 {LONGEST_HOURS} 小时，请核对时间。"
    if ends_at > now + SLACK:
        return "探访结束时间不能晚于现在。"
    if (now - starts_at).days > OLDEST_DAYS:
        return "探访日期早于一年前，请核对年份。"
    return ""


def is_outside(mode: str) -> bool:
    """Was the worker away from the station? Such visits are field time in the attendance (clause 2.6.1)."""
    return mode in OUTSIDE


def is_household_occasion(mode: str, finding: str) -> bool:
    """户次 (domain.md 9.3, I12): somebody was met at home. A call, or a door nobody opened, is none."""
    return mode == VisitMode.HOME and finding != Finding.ABSENT


def was_met(finding: str) -> bool:
    """Does the visit count for its persons? Whoever was not met was not served."""
    return finding != Finding.ABSENT


def shares(minutes: int, persons: int) -> list[int]:
    """The minutes of one visit shared among its persons: they add up to what the worker spent, the first has the rest."""
    each, rest = divmod(minutes, max(persons, 1))
    return [each + (1 if at < rest else 0) for at in range(persons)]


def lines_of(facts: VisitFacts, visited: Sequence[Visited], *, served_by: int) -> tuple[Line, ...]:
    """What the visit brings into the ledger: VISIT for each person, VISIT_HOUSEHOLD once for a household occasion.

    The minutes stand with the persons and add up to those of the worker; the household line has none, so that no sum
    over kinds counts them twice. It has no person and no heads either: 户次 are its entries, 人次 those of VISIT.
    """
    if not was_met(facts.finding):
        return ()
    starts_at, ends_at = facts.starts_at.astimezone(dt.UTC), facts.ends_at.astimezone(dt.UTC)

    def line(kind: EntryKind, category: str, *, person: int | None = None, minutes: int = 0) -> Line:
        return Line(
            kind=kind,
            served_on=facts.on,
            person=person,
            method=Method.VISIT,
            service_kind=facts.service_kind,
            category=category,
            minutes=minutes,
            served_by=served_by,
            starts_at=starts_at,
            ends_at=ends_at,
        )

    found = [line(EntryKind.VISIT, one.category, person=one.person, minutes=one.minutes) for one in visited]
    if is_household_occasion(facts.mode, facts.finding) and visited:
        found.append(line(EntryKind.VISIT_HOUSEHOLD, visited[0].category))
    return tuple(found)


def overlap(one: tuple[dt.datetime, dt.datetime], other: tuple[dt.datetime, dt.datetime]) -> bool:
    """Do two stretches share a moment? One may begin when the other ends."""
    return one[0] < other[1] and other[0] < one[1]


def may_change(*, own: bool, entered: bool, head: bool) -> bool:
    """Who corrects or withdraws a visit: the worker, whoever typed it in, the head of the station."""
    return own or entered or head
