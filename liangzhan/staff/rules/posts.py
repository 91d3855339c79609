"""May this post be? Days, overlap and workload of one worker over all stations (domain.md 4.2). Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from liangzhan.staff.choices.posts import Employment, PostRole
from liangzhan.stations.choices import State
from liangzhan.toolkit.periods import years_after
from liangzhan.toolkit.templating import day

FULL = Decimal("1.00")
LEAST = Decimal("0.05")
HALF = Decimal("0.50")
# 《劳动法》§15: nobody may employ a person under sixteen.
WORKING_AGE = 16
# Roles that are the station's own staff; a supervisor comes from outside and fills no place of 2.4.1 or 2.4.4.
OWN_STAFF = frozenset({PostRole.STATION_HEAD, PostRole.SOCIAL_WORKER, PostRole.VS_KEEPER, PostRole.ASSISTANT})


@dataclass(frozen=True)
class PostFacts:
    """What is typed about a post. `fte` is the share of a full week (0.05 to 1); `ends_on` is the last day, None: open."""

    role: str
    employment: str
    starts_on: dt.date
    fte: Decimal = FULL
    ends_on: dt.date | None = None
    serves_minors: bool = False


@dataclass(frozen=True)
class Held:
    """A post that the worker holds already, at any station. `own`: at the very station of the new one."""

    role: str
    fte: Decimal
    starts_on: dt.date
    ends_on: dt.date | None = None
    own: bool = False


@dataclass(frozen=True)
class Limits:
    """Dated settings: how many years back and how many days ahead a post may begin."""

    years_back: int
    days_ahead: int


def tidy_fte(employment: str, fte: Decimal | None) -> Decimal:
    """The share of a week: what was typed, else a whole week full time and half a week part time."""
    return fte if fte is not None else FULL if employment == Employment.FULL_TIME else HALF


def fte_problem(employment: str, fte: Decimal) -> str:
    """Between 0.05 and 1 in steps of 0.01; whoever works part time does not fill the whole week."""
    if not LEAST <= fte <= FULL or fte != fte.quantize(Decimal("0.01")):
        return "工作量填 0.05 到 1 之间的数，最多两位小数，例如 0.5。"
    if employment == Employment.PART_TIME and fte == FULL:
        return "兼职的工作量要小于 1；整周都在岗的请选“专职”。"
    return ""


def days_problem(
    facts: PostFacts, *, born_on: dt.date | None, contract: tuple[dt.date | None, dt.date | None], today: dt.date,
    limits: Limits,
) -> tuple[str, str]:  # fmt: skip
    """(field, sentence) of impossible days, ("", "") when none: order, far past and future, age, contract."""
    start, end = facts.starts_on, facts.ends_on
    if end is not None and end < start:
        return "ends_on", "离岗日期不能早于上岗日期。"
    if start.year < today.year - limits.years_back:
        return "starts_on", f"上岗日期早于 {today.year - limits.years_back} 年，请核对。"
    if start > today + dt.timedelta(days=limits.days_ahead):
        return "starts_on", f"上岗日期最多提前 {limits.days_ahead} 天登记。"
    if born_on is not None and start < years_after(born_on, WORKING_AGE):
        return "starts_on", f"上岗时还不满 {WORKING_AGE} 周岁，不能上岗。"
    return contract_problem(start, contract)


def contract_problem(start: dt.date, contract: tuple[dt.date | None, dt.date | None]) -> tuple[str, str]:
    """A post begins while the contract runs; a contract that ends meanwhile is renewed, which is no matter of the post."""
    begins, ends = contract
    if begins and ends and ends < begins:
        return "contract_ends_on", "合同止期不能早于合同起期。"
    if begins and start < begins:
        return "starts_on", "上岗日期早于合同起期，请核对。"
    if ends and start > ends:
        return "starts_on", "上岗日期晚于合同止期，请先更新合同期限。"
    return "", ""


def station_problem(state: str, closed_on: dt.date | None) -> str:
    """No post at a station that has closed."""
    if state == State.CLOSED or closed_on is not None:
        return "这个站点已关闭，不能安排岗位。"
    return ""


def shares_day(start: dt.date, end: dt.date | None, other_start: dt.date, other_end: dt.date | None) -> bool:
    """Do two spans share at least one day? (last days included, None: open)"""
    return (end is None or other_start <= end) and (other_end is None or start <= other_end)


def overlap_problem(facts: PostFacts, held: Iterable[Held]) -> str:
    """One worker has one post of a role at a station at a time."""
    for one in held:
        if one.own and one.role == facts.role and shares_day(facts.starts_on, facts.ends_on, *_span(one)):
            until = f"至{day(one.ends_on)}" if one.ends_on else "，未离岗"
            return f"这名工作人员在本站已有同一岗位（{day(one.starts_on)}起{until}），日期不能重叠。"
    return ""


def load_problem(facts: PostFacts, held: Iterable[Held]) -> str:
    """The shares of all posts on any day stay within one week's work. Other stations are not named."""
    rows = [one for one in held if shares_day(facts.starts_on, facts.ends_on, *_span(one))]
    most = most_load(rows, facts.starts_on, facts.ends_on)
    if most + facts.fte <= FULL:
        return ""
    left = FULL - most
    room = f"本岗位最多填 {plain(left)}" if left >= LEAST else "没有余量，请先调整或结束其他岗位"
    return f"这名工作人员同期其他岗位的工作量合计 {plain(most)}，加上本岗位超过 1；{room}。"


def most_load(held: Iterable[Held], start: dt.date, end: dt.date | None) -> Decimal:
    """The largest sum of shares on one day of the span. It changes only where a post begins."""
    rows = list(held)
    days = {start} | {one.starts_on for one in rows if one.starts_on > start and (end is None or one.starts_on <= end)}
    return max(
        (
            sum((one.fte for one in rows if shares_day(one_day, one_day, *_span(one))), Decimal("0.00"))
            for one_day in days
        ),
        default=Decimal("0.00"),
    )


def plain(share: Decimal) -> str:
    """0.60 → 0.6."""
    return f"{share.normalize():f}"


def parted(facts: PostFacts, on: dt.date) -> tuple[dt.date, PostFacts] | None:
    """A change from a day within the post: the last day of the old one and the post from then on; None: corrects it whole."""
    if on <= facts.starts_on:
        return None
    return on - dt.timedelta(days=1), replace(facts, starts_on=on)


def end_problem(starts_on: dt.date, ends_on: dt.date, *, today: dt.date, days_ahead: int) -> str:
    """The last day of a post lies within it and not further ahead than one plans."""
    if ends_on < starts_on:
        return "离岗日期不能早于上岗日期。"
    if ends_on > today + dt.timedelta(days=days_ahead):
        return f"离岗日期最多提前 {days_ahead} 天登记。"
    return ""


def is_dual(stations: Iterable[tuple[int, int]]) -> bool:
    """(site, station) of the posts in force: does one person keep both stations of a site? Allowed, and flagged."""
    by_site: dict[int, set[int]] = {}
    for site, station in stations:
        by_site.setdefault(site, set()).add(station)
    return any(len(held) > 1 for held in by_site.values())


def _span(one: Held) -> tuple[dt.date, dt.date | None]:
    return one.starts_on, one.ends_on
