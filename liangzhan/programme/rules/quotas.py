"""Dividing the task: sums, largest remainder, what an area may give away (A1, domain.md 9.2). Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from liangzhan.programme.choices import PlanState, TransferState
from liangzhan.stations.choices import StationKind
from liangzhan.toolkit.transitions import Table

TRANSFER = Table(
    {
        TransferState.REQUESTED: (TransferState.APPROVED, TransferState.REJECTED),
        TransferState.APPROVED: (),
        TransferState.REJECTED: (),
    }
)


@dataclass(frozen=True)
class Share:
    """Task of one area, as typed or proposed. `code` is the area's 12-character code."""

    code: str
    name: str
    sw: int
    vs: int
    note: str = ""

    def count(self, kind: str) -> int:
        return self.sw if kind == StationKind.SW else self.vs


@dataclass(frozen=True)
class Taken:
    """What an area has used of its task: stations that count, and nominations that wait."""

    sw: int = 0
    vs: int = 0
    waiting_sw: int = 0
    waiting_vs: int = 0

    def counted(self, kind: str) -> int:
        return self.sw if kind == StationKind.SW else self.vs

    def floor(self, kind: str) -> int:
        """The task may not fall below this."""
        return self.sw + self.waiting_sw if kind == StationKind.SW else self.vs + self.waiting_vs


KINDS = (StationKind.SW, StationKind.VS)
NOTHING_TAKEN = Taken()


def total(shares: Sequence[Share], kind: str) -> int:
    """Sum of one kind."""
    return sum(share.count(kind) for share in shares)


def share_problems(
    shares: Sequence[Share], expected: dict[str, str], optional: dict[str, str] | None = None
) -> list[str]:
    """Is every expected area (code → name) named exactly once, with whole numbers from 0 up? Zones are optional."""
    known = {**expected, **(optional or {})}
    found = [f"{share.name}不在应分配的地区之内。" for share in shares if share.code not in known]
    times = Counter(share.code for share in shares)
    found += [f"{known[code]}出现了 {n} 次。" for code, n in times.items() if n > 1 and code in known]
    found += [f"缺少{name}的任务（没有任务请填 0）。" for code, name in expected.items() if code not in times]
    found += [f"{share.name}的任务不能是负数。" for share in shares if share.sw < 0 or share.vs < 0]
    return found


def allocation_problems(shares: Sequence[Share], *, target_sw: int, target_vs: int) -> list[str]:
    """Do both sums meet the two targets (0.5, A1)? Says by how much not."""
    found = []
    for kind, target in ((StationKind.SW, target_sw), (StationKind.VS, target_vs)):
        gap = total(shares, kind) - target
        if gap:
            word = "多" if gap > 0 else "少"
            found.append(f"{kind.label}合计 {total(shares, kind)} 个，应为 {target} 个，{word} {abs(gap)} 个。")
    return found


def own_added(shares: Sequence[Share], *, sw: int, vs: int) -> tuple[int, int]:
    """自加任务: how much more than its task the area has handed down, per kind."""
    return max(total(shares, StationKind.SW) - sw, 0), max(total(shares, StationKind.VS) - vs, 0)


def split_problems(shares: Sequence[Share], *, sw: int, vs: int, own_reason: str) -> list[str]:
    """Does the split carry the whole task? More is allowed as 自加任务, with a reason (4.1.5)."""
    found = []
    for kind, task in ((StationKind.SW, sw), (StationKind.VS, vs)):
        short = task - total(shares, kind)
        if short > 0:
            found.append(f"{kind.label}还有 {short} 个没有分解（任务 {task} 个，已分解 {total(shares, kind)} 个）。")
    if any(own_added(shares, sw=sw, vs=vs)) and not own_reason.strip():
        found.append("分解合计多于下达的任务，多出的是自加任务，请写明理由。")
    return found


def is_divided(parent: object, plan_state: str) -> bool:
    """Is this a task that is divided further (a city's or a zone's), in a plan under way?"""
    return parent is None and plan_state == PlanState.ISSUED


def floor_problem(name: str, kind: str, *, before: int, after: int, taken: Taken) -> str:
    """A task may not fall below what is already confirmed or nominated; empty when it does not."""
    if after >= before or after >= taken.floor(kind):
        return ""
    counted, waiting = taken.counted(kind), taken.floor(kind) - taken.counted(kind)
    return (
        f"{name}{StationKind(kind).label}已确认 {counted} 个、已推荐待确认 {waiting} 个，任务不能减到 {after} 个；"
        "请先办理推荐，或减少调出的数量。"
    )


def transfer_problem(source: str, kind: str, *, before: int, count: int, taken: Taken) -> str:
    """May the area give away `count`? Empty when it may."""
    if count <= 0:
        return "调剂数量要大于 0。"
    if count > before:
        return f"{source}{StationKind(kind).label}任务只有 {before} 个，不能调出 {count} 个。"
    return floor_problem(source, kind, before=before, after=before - count, taken=taken)


def confirm_problem(area: str, kind: str, *, task: int, counted: int) -> str:
    """Is there room in the county's task for one more station of the kind? Empty when there is."""
    if counted < task:
        return ""
    return (
        f"{area}{StationKind(kind).label}任务 {task} 个，已确认 {counted} 个，没有余额；"
        "可以申请任务调剂，或请市里分解时自加任务。"
    )


def largest_remainder(whole: int, weights: Sequence[Fraction | int]) -> list[int]:
    """Divide `whole` by weights so that the parts are whole and sum exactly; equal remainders favour the earlier one.

    With no weight at all the parts are as equal as can be.
    """
    if not weights:
        return []
    usable = list(weights) if sum(weights) > 0 else [1] * len(weights)
    sum_of = sum(usable)
    exact = [Fraction(whole) * weight / sum_of for weight in usable]
    parts = [int(one) for one in exact]
    by_remainder = sorted(range(len(parts)), key=lambda at: (parts[at] - exact[at], at))
    for at in by_remainder[: whole - sum(parts)]:
        parts[at] += 1
    return parts


def combined_weights(
    communities: Sequence[int], people: Sequence[int | None], *, community_share: Fraction
) -> list[Fraction]:
    """0.5 communities + 0.5 people in difficulty [D]; communities alone while the people of any area are unknown."""
    all_communities = sum(communities)
    known = [count for count in people if count is not None]
    if len(known) < len(communities) or sum(known) == 0 or all_communities == 0:
        return [Fraction(count) for count in communities]
    all_people = sum(known)
    return [
        community_share * Fraction(count, all_communities) + (1 - community_share) * Fraction(in_need, all_people)
        for count, in_need in zip(communities, known, strict=True)
    ]
