"""The acceptance checklist A01–A12 (domain.md 3.4): what each item is, and what a set of verdicts is worth.

Pure: weights and the pass mark are dated parameters and come in as arguments, since the notice sets none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from liangzhan.programme.choices import Verdict
from liangzhan.stations.choices import StationKind


@dataclass(frozen=True)
class Item:
    """One line: id, words, clause id of domain.md 2, the kind it is for ("" both), whether it vetoes."""

    code: str
    title: str
    clause: str
    kind: str = ""
    veto: bool = False


ITEMS: tuple[Item, ...] = (
    Item("A01", "登记或备案", "2.1.3", veto=True),
    Item("A02", "工作（活动）室", "2.2.3", veto=True),
    Item("A03", "桌、椅、电话", "2.2.4", veto=True),
    Item("A04", "醒目标识牌", "2.3.1", veto=True),
    Item("A05", "至少 1 名专（兼）职社会工作专业人才", "2.4.1", kind=StationKind.SW, veto=True),
    Item("A06", "一名专兼职人员负责日常工作", "2.4.4", kind=StationKind.VS, veto=True),
    Item("A07", "六项管理制度", "2.6.1"),
    Item("A08", "“四方”协作机制", "2.5.1"),
    Item("A09", "两委联系人和意见", "2.1.4"),
    Item("A10", "首次居民需求与资源调查", "3.2.1"),
    Item("A11", "全国志愿服务信息系统建队", "3.3.3", kind=StationKind.VS),
    Item("A12", "公示开放时间与联系方式", "2.2.1"),
)
BY_CODE = {item.code: item for item in ITEMS}

DEFAULT_WEIGHTS: dict[str, int] = {"veto": 60, "A07": 15, "A08": 5, "A09": 5, "A10": 5, "A11": 5, "A12": 5}
"""The vetoes together 60, A07 15, A08–A12 5 each [D]."""


def items_for(kind: str) -> tuple[Item, ...]:
    """The items that apply to a kind of station, in order."""
    return tuple(item for item in ITEMS if item.kind in ("", kind))


@dataclass(frozen=True)
class Tally:
    """What the verdicts are worth: score 0–100 with one decimal, missing vetoes, missing other items, passes or not."""

    score: Decimal
    failed_vetoes: tuple[str, ...]
    failed_others: tuple[str, ...]
    passes: bool


def tally(verdicts: Mapping[str, str], *, kind: str, weights: Mapping[str, float], pass_mark: float) -> Tally:
    """Score the verdicts of one station. An item without a verdict counts as not met.

    The weight of the vetoes is shared equally among those that apply; items that do not apply are left out and the rest
    is rescaled to 100. Passing needs every veto and the mark (domain.md 3.4).
    """
    applying = [item for item in items_for(kind) if verdicts.get(item.code) != Verdict.NOT_APPLICABLE]
    vetoes = [item for item in applying if item.veto]
    share = Decimal(str(weights["veto"])) / len(vetoes) if vetoes else Decimal(0)
    worth = {item.code: share if item.veto else Decimal(str(weights[item.code])) for item in applying}
    met = {item.code for item in applying if verdicts.get(item.code) == Verdict.MET}
    whole = sum(worth.values(), Decimal(0))
    earned = sum((worth[code] for code in met), Decimal(0))
    score = (earned / whole * 100 if whole else Decimal(0)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    failed_vetoes = tuple(item.code for item in vetoes if item.code not in met)
    failed_others = tuple(item.code for item in applying if not item.veto and item.code not in met)
    passes = not failed_vetoes and score >= Decimal(str(pass_mark))
    return Tally(score, failed_vetoes, failed_others, passes)


def weights_problem(weights: Mapping[str, float]) -> str:
    """Why a set of weights cannot be used; "" when it can."""
    if set(weights) != set(DEFAULT_WEIGHTS):
        return f"分值要写明这些项：{'、'.join(DEFAULT_WEIGHTS)}。"
    if any(value < 0 for value in weights.values()) or sum(weights.values()) != 100:
        return "各项分值不能为负，合计应为 100。"
    return ""


def titles(codes: Iterable[str]) -> str:
    """The items in words, for a sentence."""
    return "、".join(BY_CODE[code].title for code in codes)
