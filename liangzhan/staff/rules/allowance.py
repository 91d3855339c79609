"""职业津贴: who has it in a month, how much, and why not ([N 四(二)], domain.md 4.6). Pure; money in whole fen.

certified ∧ registration valid ∧ employed in the month ∧ not suspended, and the rate's own conditions.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from liangzhan.staff.choices.posts import CertificateLevel
from liangzhan.staff.choices.talent import ListState
from liangzhan.toolkit.transitions import Table

LIST = Table(
    {
        ListState.DRAFT: (ListState.SUBMITTED,),
        ListState.RETURNED: (ListState.SUBMITTED,),
        ListState.SUBMITTED: (ListState.REVIEWED, ListState.RETURNED),
        ListState.REVIEWED: (ListState.APPROVED, ListState.RETURNED),
        ListState.APPROVED: (ListState.PAID,),
    }
)
OPEN = (ListState.DRAFT, ListState.RETURNED)
LEVELS = (CertificateLevel.SSW, CertificateLevel.SW, CertificateLevel.ASW)  # the highest first
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def month_of(day: dt.date) -> str:
    """2026-10-31 → "2026-10"."""
    return f"{day:%Y-%m}"


def month_before(day: dt.date) -> str:
    """The month before the one of this day: what a list that is drafted by itself speaks of."""
    return month_of(day.replace(day=1) - dt.timedelta(days=1))


def days_of(month: str) -> tuple[dt.date, dt.date]:
    """First and last day. Raises ValueError for what is no month."""
    if not _MONTH.fullmatch(month):
        raise ValueError(month)
    year, number = int(month[:4]), int(month[5:])
    return dt.date(year, number, 1), dt.date(year, number, calendar.monthrange(year, number)[1])


def month_problem(month: str, today: dt.date) -> str:
    """A list is of a month that is over."""
    if not _MONTH.fullmatch(month) or int(month[:4]) < 2020:
        return "请按 2026-10 这样填写月份，不早于 2020 年。"
    return "这个月还没有结束，月末以后再生成名单。" if month >= month_of(today) else ""


@dataclass(frozen=True)
class Held:
    """A certificate: level, day of passing, its registrations that were issued (from, to)."""

    level: str
    passed_on: dt.date
    registrations: tuple[tuple[dt.date, dt.date], ...] = ()


@dataclass(frozen=True)
class InPost:
    """A post in the month: where, share of a week, full time or not, first and last day (None: open)."""

    station_id: int
    station: str
    fte: str
    full_time: bool
    starts_on: dt.date
    ends_on: dt.date | None


@dataclass(frozen=True)
class Rate:
    """What a level has in an area. `least_days` None: the parameter's."""

    pk: int
    area_code: str
    level: str
    monthly_fen: int
    valid_from: dt.date
    valid_to: dt.date | None = None
    full_time_only: bool = False
    least_days: int | None = None
    conditions: str = ""


@dataclass(frozen=True)
class Facts:
    """All that is asked about one person in one month."""

    certificates: tuple[Held, ...]
    posts: tuple[InPost, ...]
    holds: tuple[tuple[dt.date, dt.date | None, str], ...] = ()
    listed_elsewhere: str = ""


@dataclass(frozen=True)
class Verdict:
    """Yes or no with the reasons; `mend` says what to do when no."""

    eligible: bool
    level: str = ""
    rate: Rate | None = None
    reasons: tuple[str, ...] = ()
    mend: tuple[str, ...] = field(default=())

    @property
    def fen(self) -> int:
        return self.rate.monthly_fen if self.eligible and self.rate else 0


def days_in_post(posts: Sequence[InPost], first: dt.date, last: dt.date) -> int:
    """Calendar days of first…last with a post in force, each day once."""
    held = {
        first + dt.timedelta(days=n)
        for post in posts
        for n in range((last - first).days + 1)
        if post.starts_on <= first + dt.timedelta(days=n) <= (post.ends_on or last)
    }
    return len(held)


def paying_station(posts: Sequence[InPost], first: dt.date, last: dt.date) -> InPost | None:
    """Who works in two stations is paid by one: the highest FTE, then the earlier post, then the lower station."""
    within = [one for one in posts if one.starts_on <= last and (one.ends_on is None or one.ends_on >= first)]
    return min(within, key=lambda one: (-float(one.fte), one.starts_on, one.station_id), default=None)


def rate_for(rates: Sequence[Rate], level: str, code: str, day: dt.date) -> Rate | None:
    """The rate of the level in force on the day for this 12-digit place: the most specific area wins."""
    fitting = [
        one
        for one in rates
        if one.level == level
        and code.startswith(area_prefix(one.area_code))
        and one.valid_from <= day
        and (one.valid_to is None or one.valid_to >= day)
    ]
    return max(fitting, key=lambda one: len(area_prefix(one.area_code)), default=None)


def area_prefix(area_code: str) -> str:
    """The leading digits that every place of the 12-digit area shares: "210100000000" → "2101"."""
    return next(area_code[:n] for n in (2, 4, 6, 9, 12) if set(area_code[n:]) <= {"0"})


def overlap_problem(existing: Sequence[tuple[dt.date, dt.date | None]], start: dt.date, end: dt.date | None) -> str:
    """Two rates of one area and level never hold on the same day."""
    for from_day, to_day in existing:
        if (end is None or from_day <= end) and (to_day is None or to_day >= start):
            until = f"至 {to_day}" if to_day else "起"
            return f"与已登记的标准（{from_day} {until}）日期重叠，请先终止原标准。"
    return ""


def verdict(facts: Facts, station_id: int, code: str, month: str, rates: Sequence[Rate], least_days: int) -> Verdict:
    """Does the person have the allowance of the month from this station, and why.

    A registration counts when it is in force on the last day of the month; the highest level that is registered is paid.
    """
    first, last = days_of(month)
    held = [one for one in facts.certificates if one.passed_on <= last]
    if not held:
        return _no("没有职业水平证书。", "取得证书后在人员页登记证书。")
    level, refusal = _registered_level(held, last)
    if refusal is not None:
        return refusal
    payer = paying_station(facts.posts, first, last)
    if payer is None:
        return _no("当月没有在岗。", "如岗位登记有误，请在人员页更正。", level)
    if payer.station_id != station_id:
        return _no(f"同时在{payer.station}任职，由该站列入名单（工作量高的一站）。", "不需要办理。", level)
    if facts.listed_elsewhere:
        return _no(f"这个月已列入{facts.listed_elsewhere}的名单，不重复发放。", "不需要办理。", level)
    for start, end, reason in facts.holds:
        if start <= last and (end is None or end >= first):
            return _no(f"停发期间：{reason}", "停发结束后自动恢复；如有异议请找街道。", level)
    rate = rate_for(rates, level, code, last)
    if rate is None:
        label = CertificateLevel(level).label
        return _no(f"本地区没有登记{label}的津贴标准。", "请市或县登记标准后点“重新核对”。", level)
    return _by_rate(facts, rate, level, (first, last), least_days)


def _registered_level(held: Sequence[Held], day: dt.date) -> tuple[str, Verdict | None]:
    """The highest level whose registration is in force on the day; else the refusal."""
    registered = {one.level for one in held for start, end in one.registrations if start <= day <= end}
    best = next((level for level in LEVELS if level in registered), "")
    if best:
        return best, None
    highest = next(level for level in LEVELS if any(one.level == level for one in held))
    ended = max((end for one in held for _, end in one.registrations), default=None)
    if ended is not None and ended < day:
        reason, mend = f"证书登记已于 {ended} 到期。", "办理再登记后在人员页更新登记有效期。"
    else:
        reason, mend = "证书没有有效的登记。", "办理登记并在人员页登记有效期。"
    return "", _no(reason, mend, highest)


def _by_rate(facts: Facts, rate: Rate, level: str, span: tuple[dt.date, dt.date], least_days: int) -> Verdict:
    """The rate's own conditions, then yes."""
    first, last = span
    wanted = least_days if rate.least_days is None else rate.least_days
    days = days_in_post(facts.posts, first, last)
    if days < wanted:
        return _no(f"当月在岗 {days} 天，不足 {wanted} 天。", "不需要办理。", level, rate)
    here = [one for one in facts.posts if one.starts_on <= last and (one.ends_on is None or one.ends_on >= first)]
    if rate.full_time_only and not any(one.full_time for one in here):
        return _no("本地标准只发给专职人员。", "不需要办理。", level, rate)
    label = CertificateLevel(level).label
    reasons = (f"持{label}证书，登记有效", f"当月在岗 {days} 天", "没有停发")
    return Verdict(True, level, rate, reasons)


def _no(reason: str, mend: str, level: str = "", rate: Rate | None = None) -> Verdict:
    return Verdict(False, level, rate, (reason,), (mend,))


def adjustment_problem(list_month: str, for_month: str, fen: int, reason: str) -> str:
    """A correction is a line of a later month: which month it mends, how much more or less, and why."""
    if not _MONTH.fullmatch(for_month):
        return "请按 2026-10 这样填写所属月份。"
    if for_month >= list_month:
        return "补发或扣回只对以前的月份；当月的请更正人员登记后重新核对。"
    if fen == 0:
        return "金额不能为 0。"
    return "" if reason.strip() else "请写明补发或扣回的理由。"


def paid_problem(on: dt.date, month: str, today: dt.date) -> str:
    """Money is paid after the month began and not in the future."""
    if on > today:
        return "发放日期不能在今天以后。"
    return "发放日期不能早于所属月份。" if on < days_of(month)[0] else ""
